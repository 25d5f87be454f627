print("init round", __name__)
PI = 3
