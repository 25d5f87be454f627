"""Imports a module that only a dependency of its dependency provides."""

import lib.letters
from lib import words

print(words.longest("a bc"), lib.letters.count("a"))
