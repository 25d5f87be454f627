//! The operating system behind one trait.
