"""A line-oriented request server on standard input and output.

Each line is a request, `VERB [ARGUMENTS...]`; each answer starts with `200`, or with `4xx` for a
mistake of the client. The store keeps text values under names and can undo.
"""

import sys


class RequestError(Exception):
    """A request that gets an error answer."""

    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


class Store:
    """Named values with a history of changes."""

    def __init__(self):
        self.values = {}
        self.history = []

    def get(self, name):
        """The value of `name`."""
        if name not in self.values:
            raise RequestError(404, f"no value named {name!r}")
        return self.values[name]

    def put(self, name, value):
        """Set, or remove with None, remembering what was there."""
        self.history.append((name, self.values.get(name)))
        if value is None:
            del self.values[name]
        else:
            self.values[name] = value

    def undo(self):
        """Take the last change back; the result is its name."""
        if not self.history:
            raise RequestError(409, "nothing to undo")
        name, value = self.history.pop()
        if value is None:
            del self.values[name]
        else:
            self.values[name] = value
        return name


routes = {}


def route(verb, arguments):
    """Register a handler that takes exactly `arguments` arguments; the last may hold spaces."""

    def register(handler):
        routes[verb] = (handler, arguments)
        return handler

    return register


class Server:
    """Answers requests until the input ends or a client says QUIT."""

    def __init__(self, source, sink):
        self.source = source
        self.sink = sink
        self.store = Store()
        self.statistics = {}
        self.running = True

    @route("GET", 1)
    def get(self, name):
        """The value of a name."""
        return self.store.get(name)

    @route("SET", 2)
    def set(self, name, value):
        """Store a value."""
        if not name.isidentifier():
            raise RequestError(400, f"not a name: {name!r}")
        self.store.put(name, value)
        return f"{name} is {len(value)} characters"

    @route("DELETE", 1)
    def delete(self, name):
        """Remove a name."""
        self.store.get(name)
        self.store.put(name, None)
        return f"{name} deleted"

    @route("UNDO", 0)
    def undo(self):
        """Take the last change back."""
        return f"{self.store.undo()} restored"

    @route("INCREMENT", 2)
    def increment(self, name, by):
        """Add to a number."""
        try:
            total = int(self.store.get(name)) + int(by)
        except ValueError as error:
            raise RequestError(422, str(error)) from error
        self.store.put(name, str(total))
        return total

    @route("LIST", 0)
    def list(self):
        """All names."""
        return ", ".join(sorted(self.store.values)) or "empty"

    @route("HELP", 0)
    def help(self):
        """What requests there are."""
        return "; ".join(f"{verb}: {handler.__doc__}" for verb, (handler, _) in routes.items())

    @route("STATS", 0)
    def stats(self):
        """How many answers of each status were sent."""
        return " ".join(f"{status}={n}" for status, n in sorted(self.statistics.items()))

    @route("QUIT", 0)
    def quit(self):
        """End the session."""
        self.running = False
        return "bye"

    def dispatch(self, line):
        """The answer to one request."""
        verb, _, rest = line.strip().partition(" ")
        if verb.upper() not in routes:
            raise RequestError(405, f"unknown request {verb!r}")
        handler, count = routes[verb.upper()]
        arguments = rest.split(None, count - 1) if count else rest.split()
        if len(arguments) != count:
            raise RequestError(400, f"{verb.upper()} needs {count}, got {len(arguments)}")
        return handler(self, *arguments)

    def serve(self):
        """Answer requests; the result is how many."""
        served = 0
        for line in self.source:
            if not line.strip():
                continue
            try:
                status, answer = 200, self.dispatch(line)
            except RequestError as error:
                status, answer = error.status, error
            self.statistics[status] = self.statistics.get(status, 0) + 1
            print(status, answer, file=self.sink, flush=True)
            served += 1
            if not self.running:
                break
        return served


if __name__ == "__main__":
    total = Server(sys.stdin, sys.stdout).serve()
    print(f"{total} requests served", file=sys.stderr)
