//! What native types of all kinds share.
//!
//! Nothing here belongs to one type: arguments with the messages of Argument Clinic, receivers, quoting,
//! items of sequences.
#![forbid(unsafe_code)]

pub mod arguments;
pub mod bytes_like;
pub mod hashing;
pub mod host;
pub mod items;
pub mod iterators;
pub mod quoting;
pub mod receivers;
pub mod units;
