# Namespaces of other modules: shared, changed from outside, imported again, failed imports, __getattr__.
import sys

import counted
import lazy
from counted import bump

names = counted.__dict__
print(type(names) is dict, names is vars(counted), names is counted.namespace(), names is bump.__globals__)
print(names == dict(names), names != globals(), globals() == names)
counted.value = 10
print(bump(), names["value"], counted.value)
names["value"] = 20
print(bump(), counted.value)
print(dict.pop(names, "value"))
for attempt in (bump, lambda: counted.value, lambda: names["value"]):
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)
counted.value = 0
print(bump(), [name for name in names if not name.startswith("_")])
names["len"] = lambda items: "shadowed"
print(counted.size(), len("three"))
del counted.len
print(counted.size())
counted.__dict__.update(added=1, value=2)
print(counted.added, bump(), "added" in dir(counted))
delattr(counted, "added")
print(hasattr(counted, "added"), "added" in names)
print(lazy.__dict__.get("computed"), lazy.computed, lazy.__dict__.get("computed"), lazy.computed)
lazy.__dict__["computed"] = "set"
print(lazy.computed)

# A second import makes a new namespace; the first module keeps its own.
old = sys.modules.pop("counted")
import counted as again  # noqa: E402

print(again is old, again.__dict__ is old.__dict__, again.value, old.__dict__["value"], old.value)
again.value = 100
print(old.value, again.bump(), again.value)
try:
    import broken
except ZeroDivisionError as error:
    print("failed:", error)
kept = sys.kept_names
print(type(kept) is dict, kept["before"], "after" in kept, "broken" in sys.modules, kept["__name__"])
try:
    import broken
except ZeroDivisionError:
    print(sys.kept_names is kept, sys.kept_names == kept, sys.kept_names["before"])

made = type(sys)("made")
made.x = 1
print(type(made.__dict__) is dict, [name for name in made.__dict__], made.__dict__ is vars(made))
made.__dict__["y"] = 2
print(made.y, sorted(name for name in vars(made) if not name.startswith("_")))
