ran_as_main = False
if __name__ == "__main__":
    ran_as_main = True
print("guarded is", __name__)
