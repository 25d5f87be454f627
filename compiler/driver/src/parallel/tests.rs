//! Order, completeness, and what a panic does.

use super::map;

#[test]
fn results_come_in_the_order_of_the_items() {
    let items: Vec<u64> = (0..1000).collect();
    assert_eq!(map(&items, |item| item * item), items.iter().map(|item| item * item).collect::<Vec<_>>());
    assert_eq!(map(&[0_u64; 0], |item| *item), [0; 0]);
}

#[test]
#[should_panic(expected = "item 7")]
fn a_panic_is_passed_on() {
    map(&(0..100).collect::<Vec<u64>>(), |item| assert!(*item != 7, "item {item}"));
}
