//! Errors of files.

use molt_host::HostError;
use molt_host::error::system_message;
use molt_object::raised::{self, Raised};
use molt_object::{Borrowed, CoreType, Owned, Result, Str, core_type, integer, raise};
use molt_protocol::native_function::{Argument, Place};
use molt_protocol::{call, convert};

/// `EACCES`.
const PERMISSION_DENIED: i64 = 13;

fn os_error(number: i64, message: &str, name: Option<Borrowed<'_>>) -> Raised {
    let number = integer::from_i64(number);
    let message = Str::from_rust(message);
    let mut arguments = vec![number.borrow(), message.borrow()];
    arguments.extend(name);
    match call::call(core_type(CoreType::OsError).as_borrowed(), &arguments) {
        Ok(error) => raised::raise_exception(error),
        Err(raised) => raised,
    }
}

/// What a failed access becomes; `name` is the file's, when the message is to have it.
#[cold]
pub fn raise_host(error: HostError, name: Option<Borrowed<'_>>) -> Raised {
    match error {
        HostError::System(number) => os_error(i64::from(number), &system_message(number), name),
        HostError::Denied(capability) => {
            let message = format!(
                "capability '{}' is not granted; add '{}' to the capabilities of the molt_binary",
                capability.name(),
                capability.kind()
            );
            os_error(PERMISSION_DENIED, &message, name)
        }
        HostError::Unsupported(what) => unsupported(what),
    }
}

/// `io.UnsupportedOperation`.
#[cold]
pub fn unsupported(what: &str) -> Raised {
    raise(CoreType::UnsupportedOperation, what)
}

/// ValueError for an operation on a closed file.
#[cold]
pub fn closed() -> Raised {
    raise(CoreType::ValueError, "I/O operation on closed file.")
}

/// A size argument: None or negative for "all".
pub struct Size(pub Option<isize>);

impl Argument<'_> for Size {
    fn from_value(value: Borrowed<'_>, _place: Place) -> Result<Self> {
        if value.is_none() {
            return Ok(Size(None));
        }
        if molt_object::type_of(value).slots().index().is_none() {
            let found = molt_object::type_of(value).name();
            return Err(raise(CoreType::TypeError, format_args!("argument should be integer or None, not '{found}'")));
        }
        Ok(Size(Some(convert::count_isize(value)?)))
    }
    fn missing() -> Option<Self> {
        Some(Size(None))
    }
}

impl Size {
    /// How many, unless all.
    pub fn limit(&self) -> Option<usize> {
        self.0.and_then(|size| usize::try_from(size).ok())
    }
}

/// A number as an int object.
pub fn number(value: u64) -> Owned {
    integer::from_u64(value)
}

/// `OSError: [Errno 22] Invalid argument`.
#[cold]
pub fn invalid_argument() -> Raised {
    const INVALID_ARGUMENT: i32 = 22;
    raise_host(HostError::System(INVALID_ARGUMENT), None)
}
