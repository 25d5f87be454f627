print("lazy_module runs")
value = "lazy"
