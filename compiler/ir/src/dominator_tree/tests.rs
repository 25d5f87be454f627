use super::DominatorTree;

/// Whether `above` is on all paths from node 0 to `below`, by looking at what can be reached without it.
fn dominates(graph: &[Vec<usize>], above: usize, below: usize) -> bool {
    let mut seen = vec![false; graph.len()];
    let mut pending = vec![0];
    while let Some(node) = pending.pop() {
        if node != above && !std::mem::replace(&mut seen[node], true) {
            pending.extend(&graph[node]);
        }
    }
    !seen[below]
}

#[test]
fn random_graphs_have_the_dominators_that_the_definition_says() {
    let mut state = 1_u64;
    let mut random = |bound: usize| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) as usize % bound
    };
    for _ in 0..300 {
        let count = 1 + random(12);
        let graph: Vec<Vec<usize>> = (0..count).map(|_| (0..random(4)).map(|_| random(count)).collect()).collect();
        let tree = DominatorTree::compute(0, count, |node| graph[node].clone());
        for below in 0..count {
            let is_reachable = below == 0 || !dominates(&graph, count, below);
            assert_eq!(tree.is_reachable(below), is_reachable, "{graph:?}: {below}");
            for above in (0..count).filter(|&above| is_reachable && tree.is_reachable(above)) {
                assert_eq!(tree.dominates(above, below), dominates(&graph, above, below), "{graph:?}: {above} {below}");
            }
            if let Some(parent) = tree.parent(below) {
                let strict = |node: usize| node != below && tree.is_reachable(node) && tree.dominates(node, below);
                assert!(
                    strict(parent) && (0..count).filter(|&node| strict(node)).all(|node| tree.dominates(node, parent))
                );
            }
        }
    }
}

#[test]
fn a_long_row_of_nodes_that_all_lead_to_one_exit_takes_no_time() {
    let count = 200_000;
    let tree = DominatorTree::compute(0, count, |node| match node {
        _ if node == count - 1 => vec![],
        _ => vec![count - 1, (node + 1).min(count - 1)],
    });
    assert_eq!(tree.parent(count - 1), Some(0));
    assert!(tree.dominates(1000, count - 2));
}
