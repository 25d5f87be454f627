# Fixed facts of the sys module.
import sys

print(
    sys.maxsize,
    sys.maxunicode,
    sys.byteorder,
    sys.version_info >= (3, 12),
    sys.version_info[:2],
    sys.version_info.major,
    sys.version_info.minor,
)
print(
    sys.implementation.name in ("cpython", "molt"),
    sys.platform,
    sys.getrecursionlimit() >= 1000,
    sys.float_info.max,
    sys.float_info.epsilon,
    sys.float_info.dig,
)
print(
    sys.hash_info.modulus == 2**61 - 1,
    sys.int_info.bits_per_digit > 0,
    type(sys.modules).__name__,
    "sys" in sys.modules,
    sys.modules["sys"] is sys,
    sys.__name__,
)
print(
    sys.modules["__main__"].__name__,
    __name__,
    sys.intern("abc") == "abc",
    sys.getdefaultencoding(),
    sys.getfilesystemencoding(),
)
print(
    type(sys.path).__name__,
    type(sys.executable).__name__,
    sys.exc_info(),
    sys.exception(),
    hasattr(sys, "stdin"),
    hasattr(sys, "nothing"),
)
try:
    sys.missing
except AttributeError as error:
    print(error)
try:
    sys.intern(5)
except TypeError as error:
    print(error)
sys.custom = "attribute"
print(sys.custom)
