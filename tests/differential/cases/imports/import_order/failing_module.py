print("failing_module runs")
value = 1
raise ValueError("broken module")
