//! The static library linked into every program: start-up and shutdown.
