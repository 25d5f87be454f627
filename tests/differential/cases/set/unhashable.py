# Which operations say what an unhashable value was to be, and searches in sequences.
def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
attempt(lambda: {1}.intersection([[]]))
attempt(lambda: {1}.difference([[]]))
attempt(lambda: {1}.union([[]]))
attempt(lambda: {1}.symmetric_difference([[]]))
attempt(lambda: {1}.isdisjoint([[]]))
attempt(lambda: {1}.issuperset([[]]))
attempt(lambda: {1}.issubset([[]]))
s={1}
attempt(lambda: s.intersection_update([[]]))
attempt(lambda: s.difference_update([[]]))
attempt(lambda: s.symmetric_difference_update([[]]))
attempt(lambda: s.remove([]))
attempt(lambda: s.discard([]))
attempt(lambda: [] in s)
attempt(lambda: range(5).index(9))
attempt(lambda: range(5).index("a"))
attempt(lambda: range(5).index(2.0))
attempt(lambda: range(5).index(9.5))
attempt(lambda: [1].index(9.5))
