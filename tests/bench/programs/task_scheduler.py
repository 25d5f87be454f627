"""An operating-system kernel in miniature: classes, dynamic dispatch, linked queues.

Tasks of four kinds exchange packets through a scheduler that runs the most urgent ready task.
"""

KIND_DEVICE = 0
KIND_WORK = 1


class Packet:
    def __init__(self, link, owner, kind):
        self.link = link
        self.owner = owner
        self.kind = kind
        self.value = 0
        self.data = [0, 0, 0, 0]

    def append_to(self, queue):
        self.link = None
        if queue is None:
            return self
        last = queue
        while last.link is not None:
            last = last.link
        last.link = self
        return queue


class Task:
    def __init__(self, scheduler, identity, priority, queue):
        self.scheduler = scheduler
        self.identity = identity
        self.priority = priority
        self.queue = queue
        self.held = False
        self.suspended = queue is None
        self.following = scheduler.tasks
        scheduler.tasks = self
        scheduler.table[identity] = self

    def is_blocked(self):
        return self.held or (self.suspended and self.queue is None)

    def resume(self):
        packet = self.queue
        if packet is not None:
            self.queue = packet.link
            packet.link = None
        self.suspended = False
        return self.run(packet)

    def add_packet(self, packet, current):
        if self.queue is None:
            self.queue = packet
            if self.priority > current.priority:
                return self
        else:
            packet.append_to(self.queue)
        return current

    def wait(self):
        self.suspended = True
        return self


class Idle(Task):
    def __init__(self, scheduler, identity, count):
        super().__init__(scheduler, identity, 0, None)
        self.suspended = False
        self.control = 1
        self.count = count

    def run(self, packet):
        self.count -= 1
        if self.count == 0:
            return self.scheduler.hold(self)
        if self.control & 1:
            self.control = (self.control >> 1) ^ 0xD008
            return self.scheduler.release(self, "device b")
        self.control >>= 1
        return self.scheduler.release(self, "device a")


class Worker(Task):
    def __init__(self, scheduler, identity, priority, queue):
        super().__init__(scheduler, identity, priority, queue)
        self.destination = "handler a"
        self.letter = 0

    def run(self, packet):
        if packet is None:
            return self.wait()
        self.destination = "handler b" if self.destination == "handler a" else "handler a"
        packet.owner = self.destination
        packet.value = 0
        for i in range(4):
            self.letter = self.letter % 26 + 1
            packet.data[i] = self.letter + 64
        return self.scheduler.send(self, packet)


class Handler(Task):
    def __init__(self, scheduler, identity, priority, queue):
        super().__init__(scheduler, identity, priority, queue)
        self.work = None
        self.devices = None

    def run(self, packet):
        if packet is not None:
            if packet.kind == KIND_WORK:
                self.work = packet.append_to(self.work)
            else:
                self.devices = packet.append_to(self.devices)
        work = self.work
        if work is not None:
            position = work.value
            if position >= 4:
                self.work = work.link
                return self.scheduler.send(self, work)
            device = self.devices
            if device is not None:
                self.devices = device.link
                device.value = work.data[position]
                work.value = position + 1
                return self.scheduler.send(self, device)
        return self.wait()


class Device(Task):
    def __init__(self, scheduler, identity, priority, queue):
        super().__init__(scheduler, identity, priority, queue)
        self.pending = None

    def run(self, packet):
        if packet is None:
            packet = self.pending
            if packet is None:
                return self.wait()
            self.pending = None
            return self.scheduler.send(self, packet)
        self.pending = packet
        self.scheduler.trace(packet.value)
        return self.scheduler.hold(self)


class Scheduler:
    def __init__(self):
        self.tasks = None
        self.table = {}
        self.sent = 0
        self.holds = 0
        self.checksum = 0

    def trace(self, value):
        self.checksum = (self.checksum * 31 + value) % 1000003

    def hold(self, task):
        self.holds += 1
        task.held = True
        return task.following

    def release(self, task, identity):
        other = self.table[identity]
        other.held = False
        return other if other.priority > task.priority else task

    def send(self, task, packet):
        target = self.table[packet.owner]
        self.sent += 1
        packet.link = None
        packet.owner = task.identity
        return target.add_packet(packet, task)

    def schedule(self):
        task = self.tasks
        while task is not None:
            if task.is_blocked():
                task = task.following
            else:
                task = task.resume()


def queue_of(owner, kind, count):
    queue = None
    for _ in range(count):
        queue = Packet(queue, owner, kind)
    return queue


def run_once():
    scheduler = Scheduler()
    Idle(scheduler, "idle", 10000)
    Worker(scheduler, "worker", 1000, queue_of("worker", KIND_WORK, 2))
    Handler(scheduler, "handler a", 2000, queue_of("device a", KIND_DEVICE, 3))
    Handler(scheduler, "handler b", 3000, queue_of("device b", KIND_DEVICE, 3))
    Device(scheduler, "device a", 4000, None)
    Device(scheduler, "device b", 5000, None)
    scheduler.schedule()
    return scheduler.sent, scheduler.holds, scheduler.checksum


def main():
    for _ in range(70):
        result = run_once()
    print(*result)


main()
