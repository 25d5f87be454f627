//! Sets, sorting and slices against what CPython 3.14 does: long runs of pseudo-random operations, compared by checksum.

use molt_containers::sequence::sort::merge_sort;
use molt_containers::sets::operations;
use molt_kernel::slice;
use molt_object::{CoreType, Dict, Downcast, Owned, Set, core_type, integer};
use molt_protocol::{iterate, mapping};

use crate::values::support::{big, int, start};

const MODULUS: u64 = 1_000_000_007;

fn mix(checksum: u64, number: i64) -> u64 {
    (checksum * 31 + number as u64) % MODULUS
}

/// Numbers anybody can make again in Python.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = (self.0 * 1_103_515_245 + 12_345) & 0x7FFF_FFFF;
        (self.0 >> 8) % bound
    }
    fn element(&mut self, bound: u64) -> Owned {
        int(self.below(bound) as i64)
    }
}

fn number(value: &Owned) -> i64 {
    value.value().as_small_int().expect("an inline int")
}

#[test]
fn sets_iterate_in_cpythons_order() {
    let _guard = start();
    let set = core_type(CoreType::Set);
    let mut random = Random(42);
    let (mut first, mut second) = (Set::new(), Set::new());
    let (mut checksum, mut seen) = (0, Vec::new());
    for step in 0..400 {
        let operation = random.below(12);
        let key = int((random.below(400) * 8 + random.below(3)) as i64);
        let own = operations::this(first.borrow());
        let other = second.borrow();
        let mut replaced = None;
        match operation {
            0..3 => operations::add(own, key.borrow()).expect("ints are hashable"),
            3 => drop(operations::discard(own, key.borrow()).expect("ints are hashable")),
            4 => {
                if let Some(popped) = own.pop() {
                    checksum = mix(checksum, number(&popped));
                }
            }
            5 => {
                let made = Set::new();
                for _ in 0..random.below(40) {
                    let element = random.element(400);
                    operations::add(operations::this(made.borrow()), element.borrow()).expect("ints are hashable");
                }
                second = made;
            }
            6 => operations::update(own, other).expect("a set"),
            7 => operations::symmetric_difference_update(own, other).expect("a set"),
            8 => operations::difference_update(own, other).expect("a set"),
            9 => second = operations::intersection(set, own, other).expect("a set"),
            10 => second = operations::difference(set, own, other).expect("a set"),
            _ => replaced = Some(operations::symmetric_difference(set, own, other).expect("a set")),
        }
        if let Some(replaced) = replaced {
            first = replaced;
        }
        for set in [&first, &second] {
            for (_, key) in operations::this(set.borrow()).keys().unwrap() {
                checksum = mix(checksum, number(&key));
            }
        }
        if step % 40 == 39 {
            seen.push((operations::this(first.borrow()).len(), checksum));
        }
    }
    let expected = [
        (6, 825_056_054),
        (41, 949_144_217),
        (29, 46_137_697),
        (19, 232_757_802),
        (12, 983_056_410),
        (4, 818_350_649),
        (17, 998_633_167),
        (29, 250_053_007),
        (0, 221_206_646),
        (30, 371_346_248),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn sorting_compares_as_cpython_does() {
    let expected = [
        430_421_470,
        531_782_275,
        884_058_650,
        441_917_087,
        843_665_785,
        472_706_621,
        487_145_529,
        329_599_931,
        27_165_465,
        58_962_927,
        776_768_125,
        367_443_880,
        93_804_552,
        503_131_575,
        76_230_480,
        175_092_647,
        275_016_980,
        608_590_931,
        906_048_531,
        689_924_050,
        473_704_130,
        946_531_080,
        807_898_523,
        541_334_836,
        109_523_299,
    ];
    let mut seen = Vec::new();
    for length in [10, 64, 100, 500, 1000_u64] {
        let mut random = Random(length);
        for shape in 0..5 {
            // CPython's side makes all five lists each time and keeps one.
            let random_items: Vec<u64> = (0..length).map(|_| random.below(length)).collect();
            let nearly: Vec<u64> =
                (0..length).map(|place| if place % 10 != 0 { place } else { random.below(length) }).collect();
            let few: Vec<u64> = (0..length).map(|_| random.below(4)).collect();
            let keys: Vec<u64> = match shape {
                0 => random_items,
                1 => (0..length).map(|place| length - place / 3).collect(),
                2 => nearly,
                3 => (0..length).map(|place| place % 17).collect(),
                _ => few,
            };
            let mut checksum = 0;
            let mut places: Vec<u32> = (0..length as u32).collect();
            let sorted = merge_sort(&mut places, |left, right| {
                checksum = (checksum * 31 + u64::from(left) * 1009 + u64::from(right)) % MODULUS;
                Ok(keys[left as usize] < keys[right as usize])
            });
            sorted.expect("the comparison does not fail");
            seen.push(places.iter().fold(checksum, |checksum, &place| mix(checksum, i64::from(place))));
        }
    }
    assert_eq!(seen, expected);
}

#[test]
fn a_failing_comparison_loses_nothing() {
    let _guard = start();
    for fail_at in [1, 50, 200, 400, 700] {
        let mut random = Random(fail_at);
        let keys: Vec<u64> = (0..150).map(|_| random.below(1000)).collect();
        let mut places: Vec<u32> = (0..150).collect();
        let mut count = 0;
        let result = merge_sort(&mut places, |left, right| {
            count += 1;
            if count == fail_at {
                return Err(molt_object::raise(CoreType::ValueError, "enough"));
            }
            Ok(keys[left as usize] < keys[right as usize])
        });
        if let Err(error) = result {
            drop(molt_object::raised::take(error));
        }
        places.sort_unstable();
        assert_eq!(places, (0..150).collect::<Vec<u32>>());
    }
}

#[test]
fn slices_select_what_cpython_selects() {
    let _guard = start();
    let huge = || big("1180591620717411303424");
    let less = || big("-1180591620717411303424");
    let mut bounds = vec![Owned::none()];
    bounds.extend([-7, -6, -5, -3, -1, 0, 1, 2, 4, 5, 6, 9].map(int));
    bounds.extend([huge(), less()]);
    let mut steps = vec![Owned::none()];
    steps.extend([-7, -3, -2, -1, 1, 2, 3, 7].map(int));
    steps.extend([huge(), less()]);
    let mut checksum = 0;
    for start in &bounds {
        for stop in &bounds {
            for step in &steps {
                let value = slice::new(start.clone(), stop.clone(), step.clone());
                let bounds = slice::of(value.borrow()).expect("a slice").bounds().expect("the step is not zero");
                for index in bounds.clip(5).iter() {
                    checksum = mix(checksum, index as i64 + 1);
                }
                checksum = mix(checksum, 77);
            }
        }
    }
    assert_eq!(checksum, 409_686_336);
}

#[test]
fn dicts_stay_small_when_keys_come_and_go() {
    let _guard = start();
    let value = Dict::new();
    let dict = Dict::of(value.borrow()).expect("a dict");
    let set = |key: i64| mapping::set(dict, int(key).borrow(), int(key).borrow()).expect("ints are hashable");
    (0..20).for_each(set);
    for step in 0..5000 {
        let key = step * 7 % 20;
        drop(mapping::remove(dict, int(key).borrow()).expect("ints are hashable"));
        set(key);
    }
    assert!(dict.end() < 100, "{} places for 20 keys", dict.end());
    let keys: Vec<i64> = dict.items().unwrap().iter().map(|(key, _)| number(key)).collect();
    let expected: Vec<i64> = (4980..5000).map(|step| step * 7 % 20).collect();
    assert_eq!(keys, expected);
    let iterated = iterate::to_vec(value.borrow()).expect("a dict");
    assert_eq!(iterated.len(), 20);
    let missing = dict.find(7, integer::from_i64(1000).borrow(), |_| Ok(false)).expect("no comparison fails");
    assert_eq!(missing, None);
    assert!(value.borrow().payload::<Dict>().is_some());
}
