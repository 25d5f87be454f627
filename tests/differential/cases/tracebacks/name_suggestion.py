# NameError with a close name suggests it.
def area(width, height):
    return widht * height


print("before")
area(2, 3)
