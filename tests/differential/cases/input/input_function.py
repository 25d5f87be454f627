# input() with prompts, end of file, empty lines and conversion.
name = input("Name? ")
print("hello", name)
print(repr(input()))
print(repr(input("prompt only: ")))
numbers = [int(part) for part in input().split()]
print(sum(numbers))
print(repr(input()), repr(input()))
count = int(input())
print([input() for _ in range(count)])
while True:
    try:
        line = input("> ")
    except EOFError as error:
        print("EOF", error)
        break
    print("last line", repr(line))
for bad in ((1, 2), ("a", "b", "c")):
    try:
        input(*bad)
    except TypeError as error:
        print(error)
try:
    input()
except EOFError as error:
    print("again", error, error.args)
