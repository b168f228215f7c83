//! Lists of visitors as other programs write them, and as people damage them.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so and stops")]

mod marks;
