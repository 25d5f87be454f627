use super::BitSet;

fn set(bound: usize, numbers: &[usize]) -> BitSet {
    let mut set = BitSet::empty(bound);
    numbers.iter().for_each(|&number| assert!(set.insert(number)));
    set
}

#[test]
fn numbers_come_in_ascending_order_across_words() {
    let set = set(200, &[199, 0, 64, 63, 128]);
    assert_eq!(set.iter().collect::<Vec<_>>(), [0, 63, 64, 128, 199]);
    assert_eq!(set.first_from(65), Some(128));
    assert_eq!(set.first_from(200), None);
}

#[test]
fn a_full_set_has_all_numbers_below_the_bound_and_no_others() {
    for bound in [0, 1, 63, 64, 65, 128] {
        assert_eq!(BitSet::full(bound).iter().collect::<Vec<_>>(), (0..bound).collect::<Vec<_>>());
        assert_eq!(BitSet::empty(bound).iter().count(), 0);
    }
}

#[test]
fn changes_are_reported() {
    let mut left = set(100, &[1, 70]);
    assert!(!left.insert(70));
    assert!(left.unite(&set(100, &[70, 99])));
    assert!(!left.unite(&set(100, &[70, 99])));
    assert!(left.intersect(&set(100, &[1, 99])));
    assert!(!left.intersect(&set(100, &[1, 99])));
    assert_eq!(left, set(100, &[1, 99]));
    assert!(left.remove(1));
    assert!(!left.remove(1));
    left.set(5, true);
    left.set(99, false);
    assert_eq!(left, set(100, &[5]));
}
