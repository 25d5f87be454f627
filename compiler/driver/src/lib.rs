//! The molt and moltc commands: input, output and linking.
