//! The module `tally`: counting things.

use core::cell::Cell;

use molt_kernel::modules::NativeModule;
use molt_object::description::Functions;
use molt_object::integer::from_i64;
use molt_object::{
    Borrowed, CoreType, Dict, List, Native, Owned, Result, Slots, Str, Tuple, new_native, new_native_of, raise,
};
use molt_protocol::native_function::Class;
use molt_protocol::{
    compare, convert, iterate, mapping, native_code, native_function, native_getter, native_type, number,
};

/// The module.
pub static MODULE: NativeModule = NativeModule::new("tally", "Counting things.", |module| {
    module.define_functions(&MODULE, &FUNCTIONS);
    module.define_type(&TALLY);
    Ok(())
});

static FUNCTIONS: Functions = Functions::new(&[
    native_function!("nothing($module, /)", "Do nothing.", fn(_module: Borrowed<'_>) { Ok(Owned::none()) }),
    native_function!("double($module, x, /)", "Return x + x.", fn(_module: Borrowed<'_>, x: Borrowed<'_>) {
        number::add(x, x)
    }),
    native_function!("is_even($module, n, /)", "Whether n is even.", fn(_module: Borrowed<'_>, n: i64) {
        Ok(Owned::bool(n % 2 == 0))
    }),
    native_function!("half($module, x, /)", "Return x / 2.", fn(_module: Borrowed<'_>, x: f64) {
        Ok(Owned::float(x / 2.0))
    }),
    native_function!(
        "clamp($module, number, low=0, high=100)",
        "Return the number, or the nearest bound.",
        fn(_module: Borrowed<'_>, number: i64, low: Option<i64>, high: Option<i64>) {
            let (low, high) = (low.unwrap_or(0), high.unwrap_or(100));
            if low > high {
                return Err(raise(CoreType::ValueError, "low must not be above high"));
            }
            Ok(from_i64(number.clamp(low, high)))
        }
    ),
    native_function!(
        "shout($module, text, /, *, mark='!')",
        "Return the text in capitals.",
        fn(_module: Borrowed<'_>, text: &Str, mark: Option<&Str>) {
            let mark = mark.map_or("!".to_owned(), Str::to_rust);
            Ok(Str::from_rust(&format!("{}{mark}", text.to_rust().to_uppercase())))
        }
    ),
    native_function!(
        "first($module, iterable, default=None, /)",
        "Return the first item.",
        fn(_module: Borrowed<'_>, iterable: Borrowed<'_>, default: Option<Borrowed<'_>>) {
            let iterator = iterate::iterate(iterable)?;
            let item = iterate::next(iterator.borrow())?;
            Ok(item.unwrap_or_else(|| default.map_or(Owned::none(), Borrowed::own)))
        }
    ),
    native_function!(
        "swap($module, a, b, /)",
        "Return (b, a).",
        fn(_module: Borrowed<'_>, a: Borrowed<'_>, b: Borrowed<'_>) { Ok(Tuple::from_slice(&[b, a])) }
    ),
    native_function!("count($module, items, /)", "Count items.", fn(_module: Borrowed<'_>, items: Borrowed<'_>) {
        new_tally(Class(TALLY.object()), Some(items))
    }),
    native_function!(
        "same($module, a, b, *, strict=False)",
        "Whether a equals b, or strictly is b.",
        fn(_module: Borrowed<'_>, a: Borrowed<'_>, b: Borrowed<'_>, strict: Option<bool>) {
            let strict = strict.unwrap_or(false);
            Ok(Owned::bool(if strict { a.is(b) } else { compare::equal(a, b)? }))
        }
    ),
]);

native_type! {
    /// How often each item was seen.
    pub struct Tally {
        /// Numbers by item, a dict.
        counts: Owned,
    }
    /// `tally.Tally`.
    static TALLY = "tally.Tally" {
        documentation: "Tally(items=(), /)\n--\n\nHow often each item was seen.",
        slots: molt_object::slot_table!(Slots {
            new: Some(native_code!("Tally($type, items=(), /)", fn(class: Class<'_>, items: Option<Borrowed<'_>>) {
                new_tally(class, items)
            })),
            length: Some(|own| Ok(own_counts(own).len())),
            item_get: Some(|own, item| count_of(own_counts(own), item)),
            iterate: Some(|own| Ok(new_native(TallyIterator { tally: own.own(), place: Cell::new(0) }))),
            ..Slots::EMPTY
        }),
        methods: &[
            native_function!(
                "add($self, item, /, count=1)",
                "See an item.",
                fn(own: &Native<Tally>, item: Borrowed<'_>, count: Option<i64>) {
                    see(own.dict(), item, count.unwrap_or(1))?;
                    Ok(Owned::none())
                }
            ),
            native_function!("total($self, /)", "Return how many items were seen.", fn(own: &Native<Tally>) {
                let mut total = from_i64(0);
                for (_, count) in own.dict().items()? {
                    total = number::add(total.borrow(), count.borrow())?;
                }
                Ok(total)
            }),
            native_function!("items($self, /)", "Return pairs of item and number.", fn(own: &Native<Tally>) {
                let pairs = own.dict().items()?.into_iter().map(|(item, count)| Tuple::from_vec(vec![item, count]));
                Ok(List::from_vec(pairs.collect()))
            }),
            native_function!("forget($self, item, /)", "Forget an item.", fn(own: &Native<Tally>, item: Borrowed<'_>) {
                if mapping::remove(own.dict(), item)?.is_none() {
                    let shown = convert::repr_text(item)?;
                    return Err(raise(CoreType::ValueError, format_args!("{shown} was not seen")));
                }
                Ok(Owned::none())
            }),
            native_function!("clear($self, /)", "Forget everything.", fn(own: &Native<Tally>) {
                own.dict().remove_all();
                Ok(Owned::none())
            }),
            native_function!(
                "merge($self, other, /)",
                "Add what another tally saw.",
                fn(own: &Native<Tally>, other: &Native<Tally>) {
                    for (item, count) in other.dict().items()? {
                        let sum = number::add(count_of(own.dict(), item.borrow())?.borrow(), count.borrow())?;
                        mapping::set(own.dict(), item.borrow(), sum.borrow())?;
                    }
                    Ok(Owned::none())
                }
            ),
        ],
        getters: &[native_getter!("distinct", "How many different items.", fn(own: &Native<Tally>) {
            Ok(from_i64(own.dict().len() as i64))
        })],
        base: true,
    }
}

native_type! {
    /// Iterator over the items of a tally.
    struct TallyIterator {
        tally: Owned,
        /// The next place in the dict.
        place: Cell<usize>,
    }
    static ITERATOR = "tally.TallyIterator" {
        slots: molt_object::slot_table!(Slots {
            iterate: Some(|own| Ok(own.own())),
            next: Some(|own| {
                let iterator = molt_object::native::expect_payload::<TallyIterator>(own);
                let found = own_counts(iterator.tally.borrow()).entry_from(iterator.place.get());
                Ok(found.map(|(place, item, _)| {
                    iterator.place.set(place + 1);
                    item
                }))
            }),
            ..Slots::EMPTY
        }),
    }
}

impl Tally {
    fn dict(&self) -> &Dict {
        Dict::of(self.counts.borrow()).expect("made as a dict")
    }
}

/// The dict of a tally, which slots get unchecked: a type's slots are called with its objects only.
fn own_counts(tally: Borrowed<'_>) -> &Dict {
    molt_object::native::expect_payload::<Tally>(tally).dict()
}

fn count_of(counts: &Dict, item: Borrowed<'_>) -> Result {
    Ok(mapping::get(counts, item)?.unwrap_or_else(|| from_i64(0)))
}

fn see(counts: &Dict, item: Borrowed<'_>, count: i64) -> Result<()> {
    let sum = number::add(count_of(counts, item)?.borrow(), from_i64(count).borrow())?;
    mapping::set(counts, item, sum.borrow())
}

fn new_tally(class: Class<'_>, items: Option<Borrowed<'_>>) -> Result {
    let counts = Dict::new();
    if let (Some(items), Some(dict)) = (items, Dict::of(counts.borrow())) {
        iterate::for_each(items, |item| see(dict, item.borrow(), 1))?;
    }
    Ok(new_native_of(class.0, Tally { counts }))
}
