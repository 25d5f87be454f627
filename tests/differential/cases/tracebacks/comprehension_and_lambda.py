# Frames named <lambda>, comprehensions inlined, nested functions with qualified names.
class Processor:
    def __init__(self, scale):
        self.scale = scale

    def process(self, items):
        def convert(item):
            return self.scale / item

        return [convert(item) for item in items]


run = lambda p: sum(x for x in p.process([1, 2, 0]))

run(Processor(10))
