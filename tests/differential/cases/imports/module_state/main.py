# A module runs once; its globals are shared, its functions keep their own globals.
import config
import helper
import config as same

print(config is same, config.loads, helper.config is config, config.level)
config.level = 5
print(helper.read_level(), helper.read_copied())
helper.set_level(9)
print(config.level, same.level)
from config import level

config.level = 10
print(level, config.level)
level = 99
print(config.level, config.get())
name = "main's name"
print(config.name_of(), helper.name_of(), name)


class Sub(config.Base):
    def hello(self):
        return "sub " + super().hello()


print(Sub().hello(), Sub.__module__, config.Base.__module__, config.Base, Sub().read())
config.get = lambda: "replaced"
print(config.get(), helper.call_get())
print(sorted(n for n in vars(config) if not n.startswith("__")), config.__name__, config.__doc__)
del config.level
try:
    config.get_level()
except NameError as error:
    print(type(error).__name__, error)
try:
    config.level
except AttributeError as error:
    print(error)
try:
    from config import nothing
except ImportError as error:
    print(type(error).__name__, str(error).split(" (")[0], error.name)
print(helper.len("shadowed builtin"), len("builtin"))
print(config.__getattr__("dynamic") if hasattr(config, "__getattr__") else "no module getattr")
