# Matching handlers: order, tuples, subclasses, bare except, else, finally, nesting.
def run(action):
    try:
        print("result", action())
    except ZeroDivisionError:
        print("zero")
    except (KeyError, IndexError) as error:
        print("lookup", type(error).__name__, error)
    except ArithmeticError as error:
        print("arithmetic", error)
    except Exception as error:
        print("other", type(error).__name__, error)
    except:
        print("bare")
    else:
        print("else")
    finally:
        print("finally")


def throw(error):
    raise error


for action in (
    lambda: 1,
    lambda: 1 // 0,
    lambda: {}["k"],
    lambda: [][0],
    lambda: throw(OverflowError("o")),
    lambda: throw(ValueError),
    lambda: throw(KeyboardInterrupt),
    lambda: throw(SystemExit(3)),
    lambda: int("x"),
):
    run(action)


def nested():
    try:
        try:
            raise KeyError("inner")
        except ValueError:
            print("wrong handler")
        finally:
            print("inner finally")
    except LookupError as error:
        print("outer caught", repr(error))
        try:
            raise TypeError("in handler")
        except TypeError as second:
            print(second, repr(second.__context__))
        print("still", repr(error))


nested()


def dynamic(types):
    try:
        raise ValueError("v")
    except types as error:
        return type(error).__name__


print(dynamic(ValueError), dynamic((TypeError, (ValueError, KeyError))[1]), dynamic(Exception))
for bad in ("text", 5, (ValueError, 5), (5, ValueError), None, [ValueError]):
    try:
        print(dynamic(bad))
    except Exception as error:
        print(type(error).__name__, error)


def return_values():
    try:
        return "try"
    except Exception:
        return "except"
    else:
        return "else"


print(return_values())
