//! Hashes are those CPython computes with the same seed.

use super::HashKeys;

#[test]
fn seeds_give_the_hashes_of_cpython() {
    let known = [
        (0, -4_594_863_902_769_663_758),
        (1, -4_667_308_735_975_688_587),
        (42, 3_869_580_338_025_362_921),
        (u32::MAX, -6_122_489_556_238_538_401),
    ];
    for (seed, hash) in known {
        assert_eq!(HashKeys::from_seed(seed).hash(b"abc"), hash, "seed {seed}");
    }
    assert!(!HashKeys::from_seed(0).randomise() && HashKeys::from_seed(1).randomise());
}
