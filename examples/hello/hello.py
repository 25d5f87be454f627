"""The smallest program: one greeting."""

print("Hello from Molt!")
