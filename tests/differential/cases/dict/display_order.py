"""When the keys of a display are hashed and compared, and what is let go when that fails."""

events = []


class Key:
    def __init__(self, number):
        self.number = number
        events.append(f"k{number}")

    def __hash__(self):
        events.append(f"h{self.number}")
        if self.number == 99:
            raise ValueError("no hash")
        return self.number

    def __eq__(self, other):
        events.append(f"{self.number}={other.number}")
        return self.number == other.number


class Value:
    def __init__(self, number):
        self.number = number
        events.append(f"v{number}")

    def __del__(self):
        events.append(f"d{self.number}")


def show(title, make):
    events.clear()
    try:
        print(title, [value.number for value in make().values()])
    except ValueError as error:
        print(title, "raised", error)
    print(" ".join(events))


show(2, lambda: {Key(0): Value(0), Key(1): Value(1)})
show(15, lambda: {Key(0): Value(0), Key(1): Value(1), Key(2): Value(2), Key(3): Value(3), Key(4): Value(4), Key(5): Value(5), Key(6): Value(6), Key(7): Value(7), Key(8): Value(8), Key(9): Value(9), Key(10): Value(10), Key(11): Value(11), Key(12): Value(12), Key(13): Value(13), Key(14): Value(14)})
show(16, lambda: {Key(0): Value(0), Key(1): Value(1), Key(2): Value(2), Key(3): Value(3), Key(4): Value(4), Key(5): Value(5), Key(6): Value(6), Key(7): Value(7), Key(8): Value(8), Key(9): Value(9), Key(10): Value(10), Key(11): Value(11), Key(12): Value(12), Key(13): Value(13), Key(14): Value(14), Key(15): Value(15)})
show(17, lambda: {Key(0): Value(0), Key(1): Value(1), Key(2): Value(2), Key(3): Value(3), Key(4): Value(4), Key(5): Value(5), Key(6): Value(6), Key(7): Value(7), Key(8): Value(8), Key(9): Value(9), Key(10): Value(10), Key(11): Value(11), Key(12): Value(12), Key(13): Value(13), Key(14): Value(14), Key(15): Value(15), Key(16): Value(16)})
show(18, lambda: {Key(0): Value(0), Key(1): Value(1), Key(2): Value(2), Key(3): Value(3), Key(4): Value(4), Key(5): Value(5), Key(6): Value(6), Key(7): Value(7), Key(8): Value(8), Key(9): Value(9), Key(10): Value(10), Key(11): Value(11), Key(12): Value(12), Key(13): Value(13), Key(14): Value(14), Key(15): Value(15), Key(16): Value(16), Key(17): Value(17)})
show(33, lambda: {Key(0): Value(0), Key(1): Value(1), Key(2): Value(2), Key(3): Value(3), Key(4): Value(4), Key(5): Value(5), Key(6): Value(6), Key(7): Value(7), Key(8): Value(8), Key(9): Value(9), Key(10): Value(10), Key(11): Value(11), Key(12): Value(12), Key(13): Value(13), Key(14): Value(14), Key(15): Value(15), Key(16): Value(16), Key(17): Value(17), Key(18): Value(18), Key(19): Value(19), Key(20): Value(20), Key(21): Value(21), Key(22): Value(22), Key(0): Value(23), Key(1): Value(24), Key(2): Value(25), Key(3): Value(26), Key(4): Value(27), Key(5): Value(28), Key(6): Value(29), Key(7): Value(30), Key(8): Value(31), Key(9): Value(32)})
show(36, lambda: {Key(0): Value(0), Key(1): Value(1), Key(2): Value(2), Key(3): Value(3), Key(4): Value(4), Key(5): Value(5), Key(6): Value(6), Key(7): Value(7), Key(8): Value(8), Key(9): Value(9), Key(10): Value(10), Key(11): Value(11), Key(12): Value(12), Key(13): Value(13), Key(14): Value(14), Key(15): Value(15), Key(16): Value(16), Key(17): Value(17), Key(18): Value(18), Key(19): Value(19), Key(20): Value(20), Key(21): Value(21), Key(22): Value(22), Key(0): Value(23), Key(1): Value(24), Key(2): Value(25), Key(3): Value(26), Key(4): Value(27), Key(5): Value(28), Key(6): Value(29), Key(7): Value(30), Key(8): Value(31), Key(9): Value(32), Key(10): Value(33), Key(11): Value(34), Key(12): Value(35)})
show('spread', lambda: {Key(0): Value(0), Key(1): Value(1), Key(2): Value(2), Key(3): Value(3), **{Key(2): Value(2), Key(3): Value(3), Key(4): Value(4), Key(5): Value(5)}, Key(3): Value(3), Key(4): Value(4), Key(5): Value(5), Key(6): Value(6), Key(7): Value(7), Key(8): Value(8), Key(9): Value(9), Key(10): Value(10), Key(11): Value(11), Key(12): Value(12), Key(13): Value(13), Key(14): Value(14), Key(15): Value(15), Key(16): Value(16), Key(17): Value(17), Key(18): Value(18), Key(19): Value(19), Key(20): Value(20), **{}, Key(0): Value(0), Key(1): Value(1)})
show('spread first', lambda: {**{Key(2): Value(2), Key(3): Value(3)}, Key(0): Value(0), Key(1): Value(1), Key(2): Value(2), Key(3): Value(3), Key(4): Value(4), Key(5): Value(5), Key(6): Value(6), Key(7): Value(7), Key(8): Value(8), Key(9): Value(9), Key(10): Value(10), Key(11): Value(11), Key(12): Value(12), Key(13): Value(13), Key(14): Value(14), Key(15): Value(15)})
show('bad 10', lambda: {Key(0): Value(0), Key(1): Value(1), Key(2): Value(2), Key(3): Value(3), Key(4): Value(4), Key(99): Value(5), Key(6): Value(6), Key(7): Value(7), Key(8): Value(8), Key(9): Value(9)})
show('bad 16', lambda: {Key(0): Value(0), Key(1): Value(1), Key(2): Value(2), Key(3): Value(3), Key(4): Value(4), Key(99): Value(5), Key(6): Value(6), Key(7): Value(7), Key(8): Value(8), Key(9): Value(9), Key(10): Value(10), Key(11): Value(11), Key(12): Value(12), Key(13): Value(13), Key(14): Value(14), Key(15): Value(15)})
show('bad 20', lambda: {Key(0): Value(0), Key(1): Value(1), Key(2): Value(2), Key(3): Value(3), Key(4): Value(4), Key(5): Value(5), Key(6): Value(6), Key(7): Value(7), Key(8): Value(8), Key(9): Value(9), Key(10): Value(10), Key(11): Value(11), Key(12): Value(12), Key(13): Value(13), Key(14): Value(14), Key(15): Value(15), Key(16): Value(16), Key(17): Value(17), Key(99): Value(18), Key(19): Value(19)})
show('bad 40', lambda: {Key(0): Value(0), Key(1): Value(1), Key(2): Value(2), Key(3): Value(3), Key(4): Value(4), Key(5): Value(5), Key(6): Value(6), Key(7): Value(7), Key(8): Value(8), Key(9): Value(9), Key(10): Value(10), Key(11): Value(11), Key(12): Value(12), Key(13): Value(13), Key(14): Value(14), Key(15): Value(15), Key(16): Value(16), Key(17): Value(17), Key(18): Value(18), Key(19): Value(19), Key(99): Value(20), Key(21): Value(21), Key(22): Value(22), Key(0): Value(23), Key(1): Value(24), Key(2): Value(25), Key(3): Value(26), Key(4): Value(27), Key(5): Value(28), Key(6): Value(29), Key(7): Value(30), Key(8): Value(31), Key(9): Value(32), Key(10): Value(33), Key(11): Value(34), Key(12): Value(35), Key(13): Value(36), Key(14): Value(37), Key(15): Value(38), Key(16): Value(39)})
print({0: 'text 0', 1: 'text 1', 2: 'text 2', 3: 'text 3', 4: 'text 4', 5: 'text 5', 6: 'text 6', 7: 'text 7', 8: 'text 8', 9: 'text 9', 10: 'text 10', 11: 'text 11', 12: 'text 12', 13: 'text 13', 14: 'text 14', 15: 'text 15', 16: 'text 16', 17: 'text 17', 18: 'text 18', 19: 'text 19', 20: 'text 20', 21: 'text 21', 22: 'text 22', 23: 'text 23', 24: 'text 24', 25: 'text 25', 26: 'text 26', 27: 'text 27', 28: 'text 28', 29: 'text 29', 30: 'text 30', 31: 'text 31', 32: 'text 32', 33: 'text 33', 34: 'text 34', 35: 'text 35', 36: 'text 36', 37: 'text 37', 38: 'text 38', 39: 'text 39'})
print({'k0': 0, 'k1': 1, 'k2': 2, 'k3': 3, 'k4': 4, 'k5': 5, 'k6': 6, 'k7': 7, 'k8': 8, 'k9': 9, 'k10': 10, 'k11': 11, 'k12': 12, 'k13': 13, 'k14': 14, 'k15': 15, 'k16': 16, 'k17': 17, 'k18': 18, 'k19': 19, 'k20': 20, 'k21': 21, 'k22': 22, 'k23': 23, 'k24': 24, 'k25': 25, 'k26': 26, 'k27': 27, 'k28': 28, 'k29': 29, 'k0': 30, 'k1': 31, 'k2': 32, 'k3': 33, 'k4': 34, 'k5': 35, 'k6': 36, 'k7': 37, 'k8': 38, 'k9': 39})
print('set of 32')
events.clear()
print(len({Key(0), Key(1), Key(2), Key(3), Key(4), Key(5), Key(6), Key(7), Key(8), Key(9), Key(10), Key(11), Key(12), Key(13), Key(14), Key(15), Key(16), Key(17), Key(18), Key(19), Key(0), Key(1), Key(2), Key(3), Key(4), Key(5), Key(6), Key(7), Key(8), Key(9), Key(10), Key(11)}))
print(' '.join(events))
events.clear()
print(len({Key(0), Key(1), Key(2), Key(3), Key(4), Key(5), Key(6), Key(7), Key(8), Key(9), Key(10), Key(11), Key(12), Key(13), Key(14), Key(15), Key(16), Key(17), Key(18), Key(19), Key(0), Key(1), Key(2), Key(3), Key(4), Key(5), Key(6), Key(7), Key(8), Key(9)}))
print(' '.join(events))
events.clear()
print(len({Key(0), Key(1), Key(2), Key(3), Key(4), *[Key(3), Key(7)], Key(2), Key(3), Key(4), Key(5), Key(6), Key(7), Key(8)}))
print(' '.join(events))
