//! The symbols exported to compiled code.
