//! Resolved names, desugared syntax, explicit evaluation order.
