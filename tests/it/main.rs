//! Every test of the program, one module per subject. A test that shows a requirement carries its row in its name.

mod batch;
mod cli;
mod crates;
mod desk;
mod domain;
mod faults;
mod layers;
mod lists;
mod rights;
mod rows;
mod store;
mod support;
mod text;
mod ui;
mod vault;
mod worker;
