# `raise from` prints the cause first.
class ConfigError(Exception):
    pass


def parse(text):
    try:
        return int(text)
    except ValueError as error:
        raise ConfigError(f"bad number {text!r}") from error


print("start")
parse("12")
parse("twelve")
