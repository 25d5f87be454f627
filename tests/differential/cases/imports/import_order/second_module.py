print("second_module runs")
name = "second"
