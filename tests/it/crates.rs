//! What comes in with a dependency, by name: `deny.toml` refuses what is known to open connections, and here nothing comes in
//! that nobody looked at (R22).

use std::collections::BTreeSet;

const LOCK: &str = include_str!("../../Cargo.lock");
const LOOKED_AT: &str = include_str!("../data/crates.txt");

#[test]
fn r22_no_crate_comes_in_that_nobody_looked_at() {
    let name = |line: &'static str| line.strip_prefix("name = \"")?.strip_suffix('"');
    let locked: BTreeSet<&str> = LOCK.lines().filter_map(name).filter(|name| *name != "lanyard").collect();
    let looked_at: BTreeSet<&str> = LOOKED_AT.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(locked.len() > 100, "Cargo.lock is read otherwise than it is written now");
    let new: Vec<_> = locked.difference(&looked_at).collect();
    assert!(
        new.is_empty(),
        "{new:?}: look what they do, then add them to tests/data/crates.txt. The desk has no network."
    );
    let gone: Vec<_> = looked_at.difference(&locked).collect();
    assert!(gone.is_empty(), "{gone:?} are not used any more: take them out of tests/data/crates.txt.");
}
