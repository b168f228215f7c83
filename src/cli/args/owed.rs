//! What people are owed: their rights, recordings to be taken out, periods, sheets, and the log that proves it.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Subcommand;

use crate::domain::audit_head::ClaimedHead;
use crate::domain::code::Code;
use crate::domain::removal::Found;
use crate::domain::rights::{Advice, Arrived, Identity, MoreTime, Outcome as RequestOutcome, Right};

use super::words::{advice, arrived, found, identity, more_time, outcome, right};

#[derive(Subcommand)]
pub(in crate::cli) enum Rights {
    /// Record a request on the day it arrives. Whoever objects or asks to be forgotten is restricted at once, and an objection
    /// stops news for good.
    Record {
        /// access, portability, rectify, erase, restrict, object, withdraw or complaint.
        #[arg(value_parser = right)]
        right: Right,
        /// The reference on the badge of whom it is about, where they were found.
        #[arg(long)]
        about: Option<String>,
        /// The day it arrived, such as 2026-11-21; by default today.
        #[arg(long, value_name = "DATE")]
        received: Option<NaiveDate>,
        /// at-desk, email, post or phone.
        #[arg(long, value_parser = arrived, default_value = "at-desk")]
        how: Arrived,
    },
    /// Show every request: what is due first stands first.
    List {
        /// Those that are closed too.
        #[arg(long)]
        all: bool,
    },
    /// Say whom a request is about that was recorded before they were found. What holds at once does from then on, and it has
    /// to be made sure who asks.
    Found {
        /// The request's reference.
        request: String,
        /// The reference on their badge.
        #[arg(long)]
        about: String,
    },
    /// Record how it was made sure who asks: badge, known-contact, document or guardian. No copy of a document is kept.
    Identify {
        /// The request's reference.
        request: String,
        /// How.
        #[arg(long, value_parser = identity)]
        by: Identity,
    },
    /// Take two months more, because the request is complex or one of several. The person has to be told within the first.
    Extend {
        /// The request's reference.
        request: String,
        /// complex or several.
        #[arg(long, value_parser = more_time)]
        why: MoreTime,
    },
    /// Record what the data protection officer advises on an objection: stop or go-on.
    Advise {
        /// The request's reference.
        request: String,
        /// stop or go-on.
        #[arg(value_parser = advice)]
        advice: Advice,
    },
    /// Record that a complaint was acknowledged.
    Acknowledge {
        /// The request's reference.
        request: String,
    },
    /// Write down what somebody complains of, or with --answer what they are answered, out of a file.
    WriteDown {
        /// The complaint's reference.
        request: String,
        /// The file with the words, or - for what is typed or piped in.
        #[arg(long, value_name = "FILE")]
        words: PathBuf,
        /// They are the answer.
        #[arg(long)]
        answer: bool,
    },
    /// Show what somebody complained of and what they were answered, with who wrote it down and when.
    Words {
        /// The complaint's reference.
        request: String,
    },
    /// Show what carrying a request out would do. Nothing is changed.
    Preview {
        /// The request's reference.
        request: String,
    },
    /// Carry a request out, and close it: erase, restrict, decide on an objection, or write the copy. An erasure without --shown only
    /// shows what would go.
    CarryOut {
        /// The request's reference.
        request: String,
        /// The mark that showing an erasure gave: nothing is erased but what was shown.
        #[arg(long, value_name = "MARK")]
        shown: Option<String>,
        /// The folder that a copy is written into, in plain form: anybody who has the folder can read it.
        #[arg(long, value_name = "FOLDER")]
        in_plain_form_to: Option<PathBuf>,
    },
    /// Write the letter that tells whoever asked how a request stands: that it arrived, takes longer, or how it ended.
    Letter {
        /// The request's reference.
        request: String,
        /// Tell them instead that their restriction is about to be lifted.
        #[arg(long)]
        before_lifting: bool,
        /// The folder that it is written into, in plain form: anybody who has the folder can read it.
        #[arg(long, value_name = "FOLDER")]
        in_plain_form_to: PathBuf,
    },
    /// Lift a restriction. The person has to be told before (UK GDPR, article 18(3)): `rights letter --before-lifting` writes that.
    Lift {
        /// The reference on the badge.
        reference: String,
        /// They were told.
        #[arg(long, required = true)]
        they_were_told: bool,
    },
    /// Close a request that is not carried out here, or that is refused: done, nothing-held, taken-back, not-identified,
    /// excessive or must-be-kept. A withdrawal or a correction is done only once something of theirs was taken back or
    /// corrected; a complaint ends as done or taken-back.
    Close {
        /// The request's reference.
        request: String,
        /// How it ended.
        #[arg(value_parser = outcome)]
        outcome: RequestOutcome,
    },
}

#[derive(Subcommand)]
pub(in crate::cli) enum Removal {
    /// Note that somebody was recorded already. Tell them that print cannot be recalled.
    Ask {
        /// The reference on the badge.
        reference: String,
        /// When, as they say it.
        #[arg(long)]
        taken: String,
        /// Where.
        #[arg(long)]
        place: String,
        /// What they look like today.
        #[arg(long)]
        looked_like: String,
    },
    /// Show what is to be taken out, for whoever has the camera.
    List {
        /// The event's code.
        event: Code,
        /// Those that ended too.
        #[arg(long)]
        all: bool,
    },
    /// Note how looking for one ended: removed, not-found or in-print.
    End {
        /// The event's code.
        event: Code,
        /// Its number in the list.
        number: usize,
        /// The reference of the badge that stands there, so that no other is ended.
        reference: String,
        /// How.
        #[arg(value_parser = found)]
        found: Found,
    },
}

#[derive(Subcommand)]
pub(in crate::cli) enum Equality {
    /// Stop it for somebody: what they answered is erased, and nothing can be kept again.
    Stop {
        /// The reference on the badge.
        reference: String,
    },
    /// Show totals, with everything hidden that could point to somebody.
    Totals {
        /// The event's code.
        event: Code,
    },
}

#[derive(Subcommand)]
pub(in crate::cli) enum Retention {
    /// Say that this computer's clock is right now and was ahead before, where it is behind what was done here: nothing is let go
    /// until then. It stays in the audit log who said so.
    ClockIsRight,
    /// Show what is due of an event today, kind by kind. Nothing is changed.
    Due {
        /// The event's code.
        event: Code,
        /// Count what the office never took in as if it were let go too.
        #[arg(long)]
        not_taken_in_too: bool,
        /// Name everybody of whom something is due, too. Whose equality answers are due is never said.
        #[arg(long)]
        people: bool,
    },
    /// Let go what is due of an event, for good, and write the certificate. Without --shown it only shows what would go.
    Purge {
        /// The event's code.
        event: Code,
        /// Let go also what the office never took in, and why. The reason stays in the audit log for good: name nobody in it.
        #[arg(long, value_name = "REASON")]
        not_taken_in_too: Option<String>,
        /// The mark that showing it gave: nothing goes but what was shown.
        #[arg(long, value_name = "MARK")]
        shown: Option<String>,
        /// The folder that the certificate is written into; it holds counts and periods only.
        #[arg(long, value_name = "FOLDER")]
        certificate: PathBuf,
    },
}

#[derive(Subcommand)]
pub(in crate::cli) enum Sheet {
    /// What is on this laptop, for the day that it is lost: write one each evening, and keep it elsewhere.
    Incident {
        /// The folder that it is written into; it holds counts only.
        #[arg(long, value_name = "FOLDER")]
        to: PathBuf,
    },
    /// A slip to take home for a child whose parent or guardian is not there. It is the same for every child.
    Guardian {
        /// The event's code.
        event: Code,
        /// The language of its questions, such as cy, where the notice has its words in it.
        #[arg(long, value_name = "TAG")]
        language: Option<String>,
        /// The folder that it is written into; it holds nothing about anybody.
        #[arg(long, value_name = "FOLDER")]
        to: PathBuf,
    },
    /// Today at an event, in numbers: how many came, what they answered, what is left to look at.
    Day {
        /// The event's code.
        event: Code,
        /// The folder that it is written into; it holds counts only.
        #[arg(long, value_name = "FOLDER")]
        to: PathBuf,
    },
    /// The record of processing of an event (UK GDPR, article 30), from its own settings.
    Processing {
        /// The event's code.
        event: Code,
        /// The folder that it is written into.
        #[arg(long, value_name = "FOLDER")]
        to: PathBuf,
    },
}

#[derive(Subcommand)]
pub(in crate::cli) enum Audit {
    /// Prove the log: the first row that is not as it was written is named. What was cut off its end is found by comparing it
    /// with what somebody else holds: a batch, or the head that `lanyard batch show` says.
    Verify {
        /// A sealed batch of this desk, as its recipient has it.
        #[arg(long, value_name = "FILE", requires = "identity", conflicts_with = "head")]
        batch: Option<PathBuf>,
        /// That recipient's age identity file.
        #[arg(long, value_name = "FILE", requires = "batch")]
        identity: Option<PathBuf>,
        /// A minisign public key that the desk had before, where it was replaced; each of them, where it was more than once.
        #[arg(long = "desk-key", value_name = "KEY", requires = "batch")]
        desk_keys: Vec<String>,
        /// The head as somebody reads it out, such as 412:3fa902c177deb04e: the act's number and at least 16 digits.
        #[arg(long, value_name = "ACT:HASH")]
        head: Option<ClaimedHead>,
    },
    /// Show acts, oldest first. For the data protection officer.
    Show {
        /// From this number on.
        #[arg(long, default_value_t = 1)]
        from: u64,
        /// At most so many.
        #[arg(long, default_value_t = 1000)]
        most: usize,
        /// Those that were done to the registration of this reference.
        #[arg(long)]
        about: Option<String>,
    },
}
