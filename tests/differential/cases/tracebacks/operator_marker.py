# The marker singles out a binary operator with ~ and ^.
def compute(values):
    result = values["left"] + values["right"] * 2 - values["left"] / values["zero"]
    return result


compute({"left": 5, "right": 2, "zero": 0})
