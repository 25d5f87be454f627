//! Textual test cases for every pass and representation.
