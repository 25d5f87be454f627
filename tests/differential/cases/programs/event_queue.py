# A discrete event simulation driven by generators as processes.
class Simulation:
    def __init__(self):
        self.now = 0
        self.queue = []
        self.sequence = 0
        self.log = []

    def schedule(self, delay, process, value=None):
        self.sequence += 1
        self.queue.append((self.now + delay, self.sequence, process, value))
        self.queue.sort(key=lambda event: event[:2], reverse=True)

    def start(self, process):
        self.schedule(0, process)

    def run(self, until):
        while self.queue and self.queue[-1][0] <= until:
            self.now, _, process, value = self.queue.pop()
            try:
                command, *arguments = process.send(value)
            except StopIteration as stop:
                self.note(f"{process.__name__} ended with {stop.value!r}")
                continue
            getattr(self, "do_" + command)(process, *arguments)
        for _, _, process, _ in self.queue:
            process.close()
        return self.log

    def note(self, text):
        self.log.append(f"{self.now:>4} {text}")

    def do_wait(self, process, delay):
        self.schedule(delay, process)

    def do_acquire(self, process, resource):
        if resource.users < resource.capacity:
            resource.users += 1
            self.schedule(0, process, resource)
        else:
            resource.waiting.append(process)

    def do_release(self, process, resource):
        if resource.waiting:
            self.schedule(0, resource.waiting.pop(0), resource)
        else:
            resource.users -= 1
        self.schedule(0, process)


class Resource:
    def __init__(self, name, capacity):
        self.name, self.capacity = name, capacity
        self.users, self.waiting = 0, []


def customer(simulation, name, counter, service):
    arrived = simulation.now
    simulation.note(f"{name} arrives")
    held = yield "acquire", counter
    waited = simulation.now - arrived
    simulation.note(f"{name} served at {held.name} after {waited}")
    try:
        yield "wait", service
    finally:
        simulation.note(f"{name} leaves")
    yield "release", counter
    return waited


def source(simulation, counter, count):
    for i in range(count):
        simulation.start(customer(simulation, f"c{i}", counter, 5 + i * 7 % 4))
        yield "wait", 3
    return count


def clock(simulation):
    while True:
        yield "wait", 10
        simulation.note("tick")


simulation = Simulation()
simulation.start(source(simulation, Resource("desk", 2), 6))
simulation.start(clock(simulation))
for line in simulation.run(24):
    print(line)
print(simulation.now, len(simulation.queue))
