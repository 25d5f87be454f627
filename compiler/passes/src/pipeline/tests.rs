//! Tests of the pass list.

use super::*;

#[test]
fn the_pass_list_obeys_its_constraints() {
    assert_eq!(check_order(PASSES), Ok(()));
    let phases = PASSES.iter().filter_map(|pass| pass.after).collect::<Vec<_>>();
    assert_eq!(phases, [Phase::Explicit, Phase::Ssa, Phase::Split, Phase::Counted]);
}

#[test]
fn wrong_orders_are_refused() {
    let mut swapped = PASSES.to_vec();
    swapped.swap(1, 2);
    assert_eq!(check_order(&swapped), Err("forward_locals runs before explicit_error_edges".to_string()));
    let twice = [PASSES[0], PASSES[0]];
    assert_eq!(check_order(&twice), Err("simplify is there twice".to_string()));
    let late = [PASSES[1], PASSES[1]];
    assert!(check_order(&late).is_err());
}

#[test]
fn an_unknown_pass_is_an_error() {
    let options = Options { stop_after: Some("nonsense".to_string()), ..Options::default() };
    let error = run_pipeline(&mut Module::default(), &options).unwrap_err();
    assert_eq!(error.to_string(), "after nonsense: there is no such pass (see --dump-after nonsense)");
}
