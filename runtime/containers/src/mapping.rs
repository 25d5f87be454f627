//! `dict`, its views and iterators.

pub(crate) mod dict;
mod dict_methods;
mod iterators;
mod update;
mod view_operations;
mod views;

pub use update::{plain_dict, update, update_from_mapping};

/// Sets the type up.
pub fn initialise() {
    dict::initialise();
}
