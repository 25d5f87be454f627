use super::*;
use crate::control_flow::{definitions, reverse_postorder};
use crate::entity::FunctionId;
use crate::module::Module;
use crate::op::Op;
use crate::text::parse_module;

/// A loop from block1 to block2 and back, left for block3; local0 is set before and in the loop, local1 after it.
const LOOP: &str = "\
module \"m\" package \"\" file \"m.py\"
function0 \"f\" \"f\" function explicit line 1 {
  local0 = \"x\"
  local1 = \"y\"
block0:
  v0 = constant 1
  v1 = cell_new v0
  v2 = local_set local0 v0
  jump block1(v0)
block1(v3: value):
  v4 = is_unbound v1
  branch v4, block2, block3
block2:
  v5 = local_get local0
  v6 = own v5
  v7 = local_set local0 v6
  jump block1(v6)
block3:
  v8 = constant 2
  v9 = local_set local1 v8
  return v3
}
";

fn with_loop(check: impl FnOnce(&Function)) {
    let module: Module = parse_module(LOOP).unwrap();
    check(module.function(FunctionId(0)));
}

fn numbers(sets: &[BitSet]) -> Vec<Vec<usize>> {
    sets.iter().map(|set| set.iter().collect()).collect()
}

#[test]
fn what_holds_on_all_paths_comes_from_the_edge_into_a_loop_and_the_edge_back() {
    with_loop(|function| {
        let problem = Problem { direction: Direction::Forward, meet: Meet::All, bound: 2 };
        let through = |block: Block, set: &mut BitSet| {
            for current in function.block(block).instructions.iter().filter(|current| current.op == Op::LocalSet) {
                set.insert(current.local().index());
            }
        };
        let all = solve(function, &reverse_postorder(function), problem, through, |_, _, _| {});
        assert_eq!(numbers(&all), [vec![], vec![0], vec![0], vec![0]]);
        // An edge can take away what holds at its source.
        let forget = |block: Block, edge: usize, set: &mut BitSet| {
            if (block, edge) == (Block(1), 1) {
                set.clear();
            }
        };
        let all = solve(function, &reverse_postorder(function), problem, through, forget);
        assert_eq!(numbers(&all), [vec![], vec![0], vec![0], vec![]]);
        let any = solve(
            function,
            &reverse_postorder(function),
            Problem { meet: Meet::Any, ..problem },
            through,
            |_, _, _| {},
        );
        assert_eq!(numbers(&any), [vec![], vec![0], vec![0], vec![0]]);
    });
}

#[test]
fn what_will_be_read_is_known_before_the_loop() {
    with_loop(|function| {
        let problem = Problem { direction: Direction::Backward, meet: Meet::Any, bound: 2 };
        let through = |block: Block, set: &mut BitSet| {
            for current in function.block(block).instructions.iter().rev() {
                if matches!(current.op, Op::LocalGet | Op::LocalSet) {
                    set.set(current.local().index(), current.op == Op::LocalGet);
                }
            }
        };
        let read = solve(function, &reverse_postorder(function), problem, through, |_, _, _| {});
        assert_eq!(numbers(&read), [vec![], vec![0], vec![0], vec![]]);
    });
}

#[test]
fn facts_go_round_loops_through_block_parameters() {
    with_loop(|function| {
        // Whether a value may be, or be made from, the content of a slot.
        let mut facts = vec![false; function.values.len()];
        propagate(
            function,
            &reverse_postorder(function),
            &mut facts,
            |_, left, right| left || right,
            |instruction, facts| {
                instruction.op == Op::LocalGet || instruction.operands.iter().any(|operand| facts[operand.index()])
            },
        );
        let holding: Vec<usize> = (0..facts.len()).filter(|&index| facts[index]).collect();
        assert_eq!(holding, [3, 5, 6, 7]);
    });
}

#[test]
fn values_live_from_their_definition_to_their_last_use() {
    with_loop(|function| {
        let liveness = Liveness::compute(function, &predecessors(function), &definitions(function), |_| true);
        let live: Vec<&[Value]> = (0..4).map(|index| liveness.at_start(Block(index))).collect();
        assert_eq!(live, [&[][..], &[Value(1)], &[Value(1)], &[Value(3)]]);
        assert!(liveness.is_live_at_start(Value(1), Block(2)));
        assert!(!liveness.is_live_at_start(Value(1), Block(3)));
    });
}
