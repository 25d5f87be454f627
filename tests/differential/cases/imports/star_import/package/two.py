NAME = "package.two"
