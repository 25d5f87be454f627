# Breadth-first search, Dijkstra with a hand-written heap, topological sort, union-find.
class Heap:
    def __init__(self):
        self.items = []

    def push(self, item):
        items = self.items
        items.append(item)
        i = len(items) - 1
        while i and items[i] < items[(i - 1) // 2]:
            items[i], items[(i - 1) // 2] = items[(i - 1) // 2], items[i]
            i = (i - 1) // 2

    def pop(self):
        items = self.items
        items[0], items[-1] = items[-1], items[0]
        smallest = items.pop()
        i = 0
        while (child := 2 * i + 1) < len(items):
            if child + 1 < len(items) and items[child + 1] < items[child]:
                child += 1
            if items[i] <= items[child]:
                break
            items[i], items[child] = items[child], items[i]
            i = child
        return smallest

    def __bool__(self):
        return bool(self.items)


def build(seed, n, edges):
    graph = {i: {} for i in range(n)}
    for _ in range(edges):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        a = seed % n
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        b, weight = seed % n, seed % 17 + 1
        if a != b:
            graph[a][b] = graph[b][a] = weight
    return graph


def dijkstra(graph, start):
    distance = {start: 0}
    heap = Heap()
    heap.push((0, start))
    while heap:
        d, node = heap.pop()
        if d > distance[node]:
            continue
        for neighbour, weight in graph[node].items():
            if d + weight < distance.get(neighbour, float("inf")):
                distance[neighbour] = d + weight
                heap.push((d + weight, neighbour))
    return distance


def bfs(graph, start):
    seen, queue, order = {start}, [start], []
    for node in queue:
        order.append(node)
        for neighbour in sorted(graph[node]):
            if neighbour not in seen:
                seen.add(neighbour)
                queue.append(neighbour)
    return order


def topological(dependencies):
    done, visiting, order = set(), [], []

    def visit(name):
        if name in done:
            return
        if name in visiting:
            raise ValueError("cycle: " + " -> ".join([*visiting[visiting.index(name) :], name]))
        visiting.append(name)
        for dependency in dependencies.get(name, ()):
            visit(dependency)
        visiting.pop()
        done.add(name)
        order.append(name)

    for name in dependencies:
        visit(name)
    return order


graph = build(42, 60, 150)
distances = dijkstra(graph, 0)
print(sorted(distances.items(), key=lambda p: (p[1], p[0]))[-8:], sum(distances.values()))
print(bfs(graph, 0)[:20], len(bfs(graph, 0)))
print(topological({"app": ["lib", "core"], "lib": ["core", "fmt"], "core": [], "test": ["app"]}))
try:
    topological({"a": ["b"], "b": ["c"], "c": ["a"]})
except ValueError as error:
    print(error)
parent = list(range(60))


def find(x):
    while parent[x] != x:
        parent[x] = x = parent[parent[x]]
    return x


total = 0
for weight, a, b in sorted((w, a, b) for a in graph for b, w in graph[a].items() if a < b):
    if find(a) != find(b):
        parent[find(a)] = find(b)
        total += weight
print(total, len({find(x) for x in range(60)}))
