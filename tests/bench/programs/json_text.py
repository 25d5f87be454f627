"""Serialising and parsing nested data as JSON text, character by character."""


def dump(value):
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, dict):
        return "{" + ",".join([dump(k) + ":" + dump(v) for k, v in value.items()]) + "}"
    return "[" + ",".join([dump(item) for item in value]) + "]"


class Parser:
    def __init__(self, text):
        self.text = text
        self.position = 0

    def value(self):
        character = self.text[self.position]
        if character == '"':
            return self.string()
        if character == "{":
            return self.mapping()
        if character == "[":
            return self.sequence()
        if character == "t":
            self.position += 4
            return True
        if character == "f":
            self.position += 5
            return False
        if character == "n":
            self.position += 4
            return None
        return self.number()

    def string(self):
        text = self.text
        position = self.position + 1
        parts = []
        while True:
            character = text[position]
            if character == '"':
                break
            if character == "\\":
                position += 1
                character = text[position]
            parts.append(character)
            position += 1
        self.position = position + 1
        return "".join(parts)

    def number(self):
        text = self.text
        start = position = self.position
        while position < len(text) and text[position] in "-+.eE0123456789":
            position += 1
        self.position = position
        word = text[start:position]
        return float(word) if "." in word or "e" in word else int(word)

    def sequence(self):
        items = []
        self.position += 1
        while self.text[self.position] != "]":
            if self.text[self.position] == ",":
                self.position += 1
            items.append(self.value())
        self.position += 1
        return items

    def mapping(self):
        result = {}
        self.position += 1
        while self.text[self.position] != "}":
            if self.text[self.position] == ",":
                self.position += 1
            key = self.string()
            self.position += 1
            result[key] = self.value()
        self.position += 1
        return result


def make(count):
    return [
        {
            "id": i,
            "name": f'user "{i}"',
            "tags": ["a" * (i % 5), "b\\c", str(i * i)],
            "score": i / 7,
            "active": i % 3 == 0,
            "parent": None if i % 4 else {"id": i // 4, "path": [i, i // 2, i // 4]},
        }
        for i in range(count)
    ]


def main():
    data = make(8000)
    for _ in range(16):
        text = dump(data)
        parsed = Parser(text).value()
    print(len(text), parsed == data, sum(map(ord, text[:100000])) % 65521)


main()
