//! IR to IR transformations, one file each; the pass list is data.
