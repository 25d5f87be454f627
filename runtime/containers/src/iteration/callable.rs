//! `iter(callable, sentinel)`.

use core::cell::RefCell;

use molt_object::native::expect_payload;
use molt_object::{Borrowed, CoreType, Owned, Payload, Result, Slots, TypeKey, Visitor, exception, new_native, raised};
use molt_protocol::native_type::{TypeDefinition, describe};
use molt_protocol::{call, compare};
use molt_support::iterators::itself;

/// Calls until the sentinel comes.
pub struct CallableIterator {
    /// Callable and sentinel, until the end.
    parts: RefCell<Option<(Owned, Owned)>>,
}

impl CallableIterator {
    /// A new iterator.
    #[expect(clippy::new_ret_no_self, reason = "iterators live in objects")]
    pub fn new(callable: Owned, sentinel: Owned) -> Owned {
        new_native(CallableIterator { parts: RefCell::new(Some((callable, sentinel))) })
    }
    fn finish(&self) {
        let parts = self.parts.take();
        drop(parts);
    }
}

impl Payload for CallableIterator {
    const TYPE: TypeKey = TypeKey::Native(&CALLABLE);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        if let Some((callable, sentinel)) = &*self.parts.borrow() {
            visitor.owned(callable);
            visitor.owned(sentinel);
        }
    }
    fn clear(&self) {
        self.finish();
    }
}

fn next(value: Borrowed<'_>) -> Result<Option<Owned>> {
    let iterator = expect_payload::<CallableIterator>(value);
    let parts = iterator.parts.borrow().clone();
    let Some((callable, sentinel)) = parts else { return Ok(None) };
    match call::call(callable.borrow(), &[]) {
        Ok(item) => {
            if compare::equal(sentinel.borrow(), item.borrow())? {
                iterator.finish();
                return Ok(None);
            }
            Ok(Some(item))
        }
        Err(error) => {
            let error = raised::take(error);
            if exception::is_instance(error.borrow(), CoreType::StopIteration) {
                iterator.finish();
                return Ok(None);
            }
            Err(raised::restore(error))
        }
    }
}

static CALLABLE: TypeDefinition = TypeDefinition {
    slots: molt_object::slot_table!(Slots { iterate: Some(itself), next: Some(next), ..Slots::EMPTY }),
    ..describe::<CallableIterator>("callable_iterator")
};
