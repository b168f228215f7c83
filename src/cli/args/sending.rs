//! The commands that send: recipients, closing the day, and batches as their recipient sees them.

use std::path::PathBuf;

use clap::Subcommand;

use crate::desk::Digest;
use crate::domain::code::Code;
use crate::domain::purpose::Purpose;

use super::words::{after, purpose};

#[derive(Subcommand)]
pub(in crate::cli) enum Recipient {
    /// Name a recipient. It prints six words: compare them by voice, then confirm them.
    Add {
        /// Its short name in file names.
        code: Code,
        /// Its name.
        #[arg(long)]
        name: String,
        /// Its age public key (`age1…`).
        #[arg(long)]
        age_key: String,
        /// Its minisign public key (`RW…`).
        #[arg(long)]
        minisign_key: String,
        /// What it may receive data for, such as `news`; may be repeated.
        #[arg(long = "purpose", value_parser = purpose, required = true)]
        purposes: Vec<Purpose>,
    },
    /// Confirm the six words that the recipient read to you.
    Confirm {
        /// Its code.
        code: Code,
        /// The words.
        #[arg(required = true, num_args = 6)]
        words: Vec<String>,
    },
    /// Show every recipient.
    List,
    /// Take a recipient out of use. One with another key is then added under another code.
    Remove {
        /// Its code.
        code: Code,
    },
}

#[derive(clap::Args)]
pub(in crate::cli) struct CloseDay {
    /// The event's code.
    #[arg(long)]
    pub(in crate::cli) event: Code,
    /// The recipients' codes.
    #[arg(long = "to", required = true, num_args = 1..)]
    pub(in crate::cli) to: Vec<Code>,
    /// The folder that the batches are copied to, such as a stick.
    #[arg(long, value_name = "FOLDER")]
    pub(in crate::cli) out: PathBuf,
}

#[derive(clap::Args)]
pub(in crate::cli) struct CopyOut {
    /// The recipients' codes.
    #[arg(long = "to", required = true, num_args = 1..)]
    pub(in crate::cli) to: Vec<Code>,
    /// The folder that the batches are copied to, such as a stick.
    #[arg(long, value_name = "FOLDER")]
    pub(in crate::cli) out: PathBuf,
}

#[derive(Subcommand)]
pub(in crate::cli) enum Batch {
    /// Verify sealed batches, in their order: each file, and the chain between them.
    Verify(Opening),
    /// Show what a sealed batch says about itself, after verifying it.
    Show(Opening),
    /// Write the incident sheet for a desk that is gone, out of every batch that its recipient has: each holds only what is new
    /// since the one before. A batch that is not given is named on the sheet.
    Incident {
        /// The batches.
        #[command(flatten)]
        opening: Opening,
        /// The folder that it is written into; it holds counts only.
        #[arg(long, value_name = "FOLDER")]
        to: PathBuf,
    },
}

/// A place in a chain of batches, as it is written on a command line.
#[derive(Clone, Copy)]
pub(in crate::cli) struct After {
    /// The number of the batch.
    pub(in crate::cli) sequence: u32,
    /// The digest of its manifest.
    pub(in crate::cli) manifest: Digest,
}

#[derive(clap::Args)]
pub(in crate::cli) struct Opening {
    /// The recipient's age identity file.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) identity: PathBuf,
    /// The desk's minisign public key, as it was compared by its six words. Where it was replaced since the first of these
    /// batches, give each key, the oldest first.
    #[arg(long = "desk-key", value_name = "KEY", required = true)]
    pub(in crate::cli) desk_keys: Vec<String>,
    /// The last batch that was verified before: its number, a colon, and the SHA-256 of its datapackage.json. Without it the
    /// first of these files has to be batch 1.
    #[arg(long, value_name = "NUMBER:SHA256", value_parser = after)]
    pub(in crate::cli) after: Option<After>,
    /// The sealed files, oldest first.
    #[arg(required = true)]
    pub(in crate::cli) files: Vec<PathBuf>,
}
