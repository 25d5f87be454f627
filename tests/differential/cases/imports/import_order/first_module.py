print("first_module runs")
name = "first"
other = "other"
