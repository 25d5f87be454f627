//! Allocator, reference counts and the cycle collector.
