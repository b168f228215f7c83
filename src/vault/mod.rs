//! The encrypted folder: keys, opening, changing a key, backup, restore, integrity.
