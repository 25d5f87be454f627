//! Module interface files and their hash.
