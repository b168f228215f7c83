//! The desk under kills and failing disks, through the program itself: afterwards the vault is opened here and looked at.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so and stops")]

mod closing;
mod keys;
mod matrix;
mod memory;
pub(crate) mod mounts;
mod registering;
mod restoring;

const PROGRAM: &str = env!("CARGO_BIN_EXE_lanyard");

/// A list of grown-up visitors with these numbers, each with answers and a special detail.
fn list(numbers: std::ops::Range<u64>) -> String {
    let mut text = String::from(
        "given_name,family_name,date_of_birth,email,consent_marketing_email,consent_photography,\
         consent_special_dietary,dietary_requirements,asked_how\n",
    );
    for n in numbers {
        text.push_str(&format!("Visitor,Number{n},1990-01-01,v{n}@example.org,yes,no,yes,Vegan,out loud\n"));
    }
    text
}
