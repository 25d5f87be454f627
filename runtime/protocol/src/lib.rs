//! The semantics of Python operations: attribute access, calls, comparison, iteration.
