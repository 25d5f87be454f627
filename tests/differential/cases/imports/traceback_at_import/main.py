# A module that fails while being imported: both frames are shown, import machinery is not.
print("main starts")
import inventory

print("never", inventory)
