//! Explicit memory, calls and control flow; independent of the target.
