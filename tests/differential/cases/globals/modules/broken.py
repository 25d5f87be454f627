import sys

before = [1]
sys.kept_names = globals()
after = 1 / 0
