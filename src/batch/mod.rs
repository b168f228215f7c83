//! The sealed batch: encode, seal, sign, write, verify, open.
