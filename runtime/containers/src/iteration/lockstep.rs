//! Several iterators advanced together, as `zip` and `map` do.

use molt_object::{Arguments, Borrowed, CoreType, Owned, Raised, Result, Visitor, raise};
use molt_protocol::{convert, iterate};

/// Iterators advanced together.
pub(super) struct Lockstep {
    function: &'static str,
    pub(super) iterators: Vec<Owned>,
    strict: bool,
}

impl Lockstep {
    /// Iterators over the iterables; `function` is the name in messages.
    pub(super) fn new(function: &'static str, iterables: &[Borrowed<'_>], strict: bool) -> Result<Lockstep> {
        let iterators = iterables.iter().map(|&iterable| iterate::iterate(iterable)).collect::<Result<_>>()?;
        Ok(Lockstep { function, iterators, strict })
    }
    pub(super) fn traverse(&self, visitor: &mut Visitor<'_>) {
        for iterator in &self.iterators {
            visitor.owned(iterator);
        }
    }
    /// One item from each, handed to `accept`; false at the end.
    pub(super) fn advance(&self, mut accept: impl FnMut(Owned)) -> Result<bool> {
        for (index, iterator) in self.iterators.iter().enumerate() {
            match iterate::next(iterator.borrow())? {
                Some(item) => accept(item),
                None if self.strict => {
                    self.check_all_finished(index)?;
                    return Ok(false);
                }
                None => return Ok(false),
            }
        }
        Ok(!self.iterators.is_empty())
    }
    /// After the iterator at `index` was found finished.
    fn check_all_finished(&self, index: usize) -> Result<()> {
        if index > 0 {
            return Err(self.uneven(index, "shorter"));
        }
        for (index, iterator) in self.iterators.iter().enumerate().skip(1) {
            if iterate::next(iterator.borrow())?.is_some() {
                return Err(self.uneven(index, "longer"));
            }
        }
        Ok(())
    }
    #[cold]
    fn uneven(&self, index: usize, relation: &str) -> Raised {
        let (function, number) = (self.function, index + 1);
        let others = if index == 1 { " 1".to_owned() } else { format!("s 1-{index}") };
        raise(CoreType::ValueError, format_args!("{function}() argument {number} is {relation} than argument{others}"))
    }
}

/// The `strict` keyword, the only one there is.
pub(super) fn strict_keyword(function: &str, arguments: &Arguments<'_>) -> Result<bool> {
    let given = arguments.keyword_values().len();
    if given > 1 {
        let message = format!("{function}() takes at most 1 keyword argument ({given} given)");
        return Err(raise(CoreType::TypeError, message));
    }
    let mut strict = false;
    for (name, value) in arguments.keywords() {
        if !name.equals_rust("strict") {
            let name = name.to_rust();
            let hint = match molt_protocol::parameters::closest(&name, &["strict".to_owned()]) {
                Some(candidate) => format!(". Did you mean '{candidate}'?"),
                None => String::new(),
            };
            let message = format!("{function}() got an unexpected keyword argument '{name}'{hint}");
            return Err(raise(CoreType::TypeError, message));
        }
        strict = convert::truth(value)?;
    }
    Ok(strict)
}
