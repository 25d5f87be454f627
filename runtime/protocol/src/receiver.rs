//! What a descriptor of a type may be applied to.
//!
//! A native method, computed attribute or member belongs to a type and reads the memory of its instances. Whoever gets
//! hold of the descriptor can give it any object, by `__get__`, `__set__`, a call, or by storing it in another class. So
//! each descriptor asks here before it does anything, and the code behind it need not ask again. Inline caches ask when
//! they learn an attribute; the version of the receiver's class then vouches for the answer.

use core::fmt::Display;

use molt_object::{Borrowed, CoreType, Raised, Result, TypeObject, raise, type_of};

/// TypeError unless the receiver is an instance of the descriptor's owner.
#[inline]
pub fn check(name: impl Display, owner: &TypeObject, receiver: Borrowed<'_>) -> Result<()> {
    if type_of(receiver).is_subtype(owner) { Ok(()) } else { Err(refuse(&name, owner, receiver)) }
}

#[cold]
pub(crate) fn refuse(name: &dyn Display, owner: &TypeObject, receiver: Borrowed<'_>) -> Raised {
    let (owner, found) = (owner.name(), type_of(receiver).name());
    let message = format!("descriptor '{name}' for '{owner}' objects doesn't apply to a '{found}' object");
    raise(CoreType::TypeError, message)
}

/// The class a class method's descriptor applies to: the one given or the receiver's own. TypeError unless it is the
/// descriptor's owner or a subclass.
pub fn check_class<'a>(
    name: &str,
    owner: &TypeObject,
    receiver: Option<Borrowed<'a>>,
    given: Borrowed<'a>,
) -> Result<&'a TypeObject> {
    let refuse = |message: String| Err(raise(CoreType::TypeError, message));
    let class = match receiver {
        Some(receiver) if given.is_none() => type_of(receiver).get(),
        _ => match TypeObject::of(given) {
            Some(class) => class,
            None => {
                let (owner, found) = (owner.name(), type_of(given).name());
                return refuse(format!(
                    "descriptor '{name}' for type '{owner}' needs a type, not a '{found}' as arg 2"
                ));
            }
        },
    };
    if !class.is_subtype(owner) {
        let (owner, found) = (owner.name(), class.name());
        return refuse(format!("descriptor '{name}' requires a subtype of '{owner}' but received '{found}'"));
    }
    Ok(class)
}
