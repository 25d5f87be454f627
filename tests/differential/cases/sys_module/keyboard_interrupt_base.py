# BaseException subclasses are not caught by `except Exception`.
class Fatal(BaseException):
    pass


def run(error):
    try:
        try:
            raise error
        except Exception as caught:
            return ("exception", repr(caught))
        finally:
            print("finally for", type(error).__name__)
    except BaseException as caught:
        return ("base", repr(caught))


for error in (ValueError("v"), KeyboardInterrupt(), SystemExit(2), GeneratorExit(), Fatal("f")):
    print(run(error))
raise Fatal("uncaught base exception")
