//! The dominator tree of any graph whose nodes are numbered.
//!
//! Computed by the semi-NCA algorithm (Georgiadis, 2005), which stays fast where a thousand nodes in a row all lead to one
//! exit, the shape of code that can fail everywhere. Nodes are in the tree if the entry leads to them.

/// A dominator tree.
#[derive(Debug)]
pub struct DominatorTree {
    nodes: Vec<Option<Node>>,
    predecessors: Vec<Vec<usize>>,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    /// The immediate dominator; the node itself for the entry.
    parent: usize,
    /// Its number in a walk through the tree.
    first: usize,
    /// The largest number of what it dominates.
    last: usize,
}

impl DominatorTree {
    /// The tree of a graph with `count` nodes.
    pub fn compute(entry: usize, count: usize, successors: impl Fn(usize) -> Vec<usize>) -> Self {
        let walk = Walk::new(entry, count, successors);
        let immediate = walk.immediate_dominators();
        let mut size = vec![1; walk.order.len()];
        for number in (1..walk.order.len()).rev() {
            size[immediate[number]] += size[number];
        }
        let mut nodes = vec![None; count];
        // By number: the next place in the tree among what the node dominates.
        let mut free = vec![0; walk.order.len()];
        for (number, &node) in walk.order.iter().enumerate() {
            let above = immediate[number];
            let first = free[above];
            free[above] += size[number];
            free[number] = first + 1;
            nodes[node] = Some(Node { parent: walk.order[above], first, last: first + size[number] - 1 });
        }
        let mut predecessors = vec![Vec::new(); count];
        for (number, before) in walk.predecessors.iter().enumerate() {
            predecessors[walk.order[number]] = before.iter().map(|&before| walk.order[before]).collect();
        }
        Self { nodes, predecessors }
    }

    /// Whether the entry leads to the node.
    pub fn is_reachable(&self, node: usize) -> bool {
        self.nodes[node].is_some()
    }

    /// Whether all paths to `below` lead through `above`; a node dominates itself. No path leads to unreachable nodes.
    pub fn dominates(&self, above: usize, below: usize) -> bool {
        match (self.nodes[above], self.nodes[below]) {
            (Some(above), Some(below)) => (above.first..=above.last).contains(&below.first),
            (_, below) => below.is_none(),
        }
    }

    /// The immediate dominator of a node; `None` for the entry and unreachable nodes.
    pub fn parent(&self, node: usize) -> Option<usize> {
        self.nodes[node].map(|found| found.parent).filter(|&parent| parent != node)
    }

    /// The reachable predecessors of a node, once per edge.
    pub fn predecessors(&self, node: usize) -> &[usize] {
        &self.predecessors[node]
    }
}

/// What can be reached, numbered in the order of a depth-first walk.
struct Walk {
    /// The nodes by number.
    order: Vec<usize>,
    /// By number: where the walk came from.
    parent: Vec<usize>,
    /// By number: the numbers of the predecessors.
    predecessors: Vec<Vec<usize>>,
}

impl Walk {
    fn new(entry: usize, count: usize, successors: impl Fn(usize) -> Vec<usize>) -> Self {
        let mut number = vec![usize::MAX; count];
        let (mut order, mut parent) = (Vec::new(), Vec::new());
        let mut predecessors: Vec<Vec<usize>> = Vec::new();
        let mut pending = vec![(entry, 0)];
        while let Some((node, from)) = pending.pop() {
            if number[node] == usize::MAX {
                number[node] = order.len();
                order.push(node);
                parent.push(from);
                predecessors.push(Vec::new());
                pending.extend(successors(node).into_iter().map(|next| (next, number[node])));
            }
            if order.len() > 1 {
                predecessors[number[node]].push(from);
            }
        }
        Self { order, parent, predecessors }
    }

    /// By number, the number of the immediate dominator; 0 for the entry.
    fn immediate_dominators(&self) -> Vec<usize> {
        let count = self.order.len();
        let mut semidominator: Vec<usize> = (0..count).collect();
        let mut forest = Forest { ancestor: self.parent.clone(), label: (0..count).collect(), path: Vec::new() };
        for number in (1..count).rev() {
            let mut smallest = self.parent[number];
            for &predecessor in &self.predecessors[number] {
                let label = forest.evaluate(predecessor, number + 1, &semidominator);
                smallest = smallest.min(semidominator[label]);
            }
            semidominator[number] = smallest;
        }
        let mut immediate = self.parent.clone();
        for number in 1..count {
            while immediate[number] > semidominator[number] {
                immediate[number] = immediate[immediate[number]];
            }
        }
        immediate
    }
}

/// The walk's tree as far as it has been linked, with compressed paths.
struct Forest {
    ancestor: Vec<usize>,
    /// The node with the smallest semidominator on the compressed path.
    label: Vec<usize>,
    path: Vec<usize>,
}

impl Forest {
    /// The node with the smallest semidominator between `number` and the root of its linked tree; linked are the numbers from
    /// `first_linked` on.
    fn evaluate(&mut self, number: usize, first_linked: usize, semidominator: &[usize]) -> usize {
        let mut top = number;
        while self.ancestor[top] >= first_linked {
            self.path.push(top);
            top = self.ancestor[top];
        }
        while let Some(below) = self.path.pop() {
            self.ancestor[below] = self.ancestor[top];
            if semidominator[self.label[top]] < semidominator[self.label[below]] {
                self.label[below] = self.label[top];
            }
            top = below;
        }
        self.label[number]
    }
}

#[cfg(test)]
mod tests;
