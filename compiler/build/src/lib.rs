//! From HIR to IR function bodies.
