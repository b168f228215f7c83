//! The use cases from a command line.
