NAME = "package.one"
