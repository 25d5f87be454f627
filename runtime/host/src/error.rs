//! Why an access failed.

use crate::Capability;

/// Why an access failed.
#[derive(Debug)]
pub enum HostError {
    /// The system said no, with this error number.
    System(i32),
    /// The binary was built without the capability.
    Denied(Capability),
    /// The kind of file cannot do this.
    Unsupported(&'static str),
}

/// Result of every access.
pub type Result<T> = core::result::Result<T, HostError>;

/// `EIO`, for errors that come without a number.
const INPUT_OUTPUT_ERROR: i32 = 5;

impl From<std::io::Error> for HostError {
    fn from(error: std::io::Error) -> HostError {
        HostError::System(error.raw_os_error().unwrap_or(INPUT_OUTPUT_ERROR))
    }
}

/// The system's text for an error number, as C's `strerror` gives it.
pub fn system_message(number: i32) -> String {
    let text = std::io::Error::from_raw_os_error(number).to_string();
    match text.rfind(" (os error ") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}
