//! Tracebacks, resume frames and generators.
