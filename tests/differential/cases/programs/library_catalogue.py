# Classes with properties, class registries, sorting by several keys, iteration and formatting.
class Field:
    def __init__(self, kind, required=True, default=None):
        self.kind, self.required, self.default = kind, required, default

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):
        return self if instance is None else instance._values.get(self.name, self.default)

    def __set__(self, instance, value):
        if value is None and not self.required:
            instance._values.pop(self.name, None)
            return
        if not isinstance(value, self.kind):
            raise TypeError(
                f"{type(instance).__name__}.{self.name}: expected {self.kind.__name__}, got {type(value).__name__}"
            )
        instance._values[self.name] = value


class Model:
    models = {}
    fields = ()

    def __init_subclass__(cls):
        super().__init_subclass__()
        cls.fields = (*cls.fields, *(v for v in vars(cls).values() if isinstance(v, Field)))
        Model.models[cls.__name__] = cls

    def __init__(self, **values):
        self._values = {}
        for field in self.fields:
            if field.name in values:
                setattr(self, field.name, values.pop(field.name))
            elif field.required:
                raise TypeError(f"{type(self).__name__} needs {field.name}")
        if values:
            raise TypeError(f"unknown: {', '.join(sorted(values))}")

    def __repr__(self):
        inside = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in self.fields)
        return f"{type(self).__name__}({inside})"

    def __eq__(self, other):
        return type(self) is type(other) and self._values == other._values


class Item(Model):
    title = Field(str)
    year = Field(int, required=False, default=0)


class Book(Item):
    pages = Field(int)

    @property
    def thick(self):
        return self.pages > 400


class Film(Item):
    minutes = Field(int)
    cast = Field(list, required=False)


items = [
    Book(title="Dune", year=1965, pages=612), Book(title="Emma", year=1815, pages=474), Film(title="Alien", year=1979, minutes=117),
    Book(title="Pamphlet", pages=12), Film(title="Brazil", year=1985, minutes=132, cast=["Pryce"]),
]  # fmt: skip
for item in sorted(items, key=lambda i: (type(i).__name__, -i.year)):
    print(f"{item.title:.<12}{item.year or 'n/a':>6} {item}")
print(
    [i.title for i in items if isinstance(i, Book) and i.thick],
    Model.models,
    [f.name for f in Film.fields],
    Book.title.kind,
)
for action in (
    lambda: Book(title="x"),
    lambda: Book(title=5, pages=1),
    lambda: Film(title="x", minutes=1, director="y", z=1),
    lambda: setattr(items[0], "pages", "many"),
    lambda: setattr(items[0], "title", None),
):
    try:
        print(action())
    except TypeError as error:
        print(error)
items[4].cast = None
print(
    items[4],
    Book(title="a", pages=1) == Book(title="a", pages=1),
    Book(title="a", pages=1) == items[0],
    items[0] != items[1],
)
by_decade = {}
for item in items:
    by_decade.setdefault(item.year // 10 * 10, []).append(item.title)
print(dict(sorted(by_decade.items())), max(items, key=lambda i: len(i.title)).title)
