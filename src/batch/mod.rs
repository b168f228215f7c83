//! The sealed batch: encode, seal, sign, write, verify, open.
//!
//! A batch is one file for one recipient: `age` around a plain ZIP around a Data Package, signed with `minisign`. Every
//! layer is a standard one, so that it can be opened, checked and imported without this program; `assets/batch-README.txt`
//! says how, and travels in every batch.
//!
//! | module | what it does |
//! |---|---|
//! | [`table`], [`tables`], [`cell`] | which files, columns and codes there are, and how a value is written |
//! | [`header`], [`manifest`] | what a batch says about itself, and its files |
//! | [`writer`] | rows in, one sealed, read-back file out |
//! | [`open`], [`verify`], [`rows`] | the way back, believing nothing |
//! | [`chain`] | nothing missing, repeated, reordered or altered between batches |
//! | [`keys`], [`signing`], [`key_words`] | who seals, who reads, who signs, and how people compare keys |
//! | [`acknowledgement`], [`copy_out`] | the recipient's answer; copies that are read back |

pub mod acknowledgement;
pub mod cell;
pub mod chain;
mod check;
pub mod copy_out;
pub mod digest;
pub mod disk;
pub mod error;
pub mod header;
pub mod key_words;
pub mod keys;
pub mod manifest;
pub mod open;
pub mod readme;
pub mod rows;
mod seal;
pub mod signing;
pub mod table;
pub mod tables;
pub mod verify;
pub mod writer;
