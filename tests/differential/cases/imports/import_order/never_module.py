print("this must not run")
