"""Answers the text it is given."""

import sys

from lib import words

print("longest:", words.longest(" ".join(sys.argv[1:])))
