//! Facts about values, each either proven or assumed.
