//! What iterators share.

use core::cell::RefCell;

use molt_object::{Borrowed, Owned, Result, Tuple, Visitor};

/// A tuple of two items.
#[inline]
pub fn pair(first: Owned, second: Owned) -> Owned {
    Tuple::from_array([first, second])
}

/// Makes tuples of two for an iterator, the same one again while nobody keeps it.
#[derive(Default)]
pub struct PairMaker(RefCell<Option<Owned>>);

impl PairMaker {
    /// A tuple of two items.
    #[inline]
    pub fn make(&self, first: Owned, second: Owned) -> Owned {
        // Taken out while old items are dropped, which may run Python code.
        let Some(mut last) = self.0.take() else { return self.keep(pair(first, second)) };
        match Tuple::refill_pair(&mut last, first, second) {
            Ok(old) => {
                let made = self.keep(last);
                drop(old);
                made
            }
            Err((first, second)) => {
                let made = self.keep(pair(first, second));
                drop(last);
                made
            }
        }
    }
    fn keep(&self, made: Owned) -> Owned {
        let replaced = self.0.replace(Some(made.clone()));
        drop(replaced);
        made
    }
    /// For `Payload::traverse`.
    pub fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.optional(&self.0.borrow());
    }
    /// Lets go of the tuple.
    pub fn finish(&self) {
        let last = self.0.take();
        drop(last);
    }
}

/// An `iterate` slot of iterators.
pub fn itself(value: Borrowed<'_>) -> Result {
    Ok(value.own())
}
