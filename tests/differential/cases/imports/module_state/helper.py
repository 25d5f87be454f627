import config
from config import level as copied

name = "helper's name"


def read_level():
    return config.level


def read_copied():
    return copied


def set_level(value):
    config.level = value


def name_of():
    return name


def call_get():
    return config.get()


def len(value):
    return "helper len of " + value
