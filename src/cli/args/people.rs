//! Visitors: registering, finding, and what is done with one registration.

use std::path::PathBuf;

use clap::Subcommand;

use crate::domain::code::Code;
use crate::domain::guardian::InPerson;
use crate::domain::purpose::Question;

use super::words::{in_person, question};

#[derive(clap::Args)]
pub(in crate::cli) struct Register {
    /// The CSV file; `-` reads standard input.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) from: PathBuf,
    /// The event's code.
    #[arg(long)]
    pub(in crate::cli) event: Code,
    /// Where the list comes from, such as "paper forms of this desk" or "Hillside School's list for the open day". It stays on record
    /// for good, so it names nobody on the list. Left out, the list is taken for paper forms that the people themselves filled in.
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) source: Option<String>,
    /// Everybody on it gave us their details themselves, as on a form that they filled in.
    #[arg(long, conflicts_with = "given_by_others")]
    pub(in crate::cli) given_by_themselves: bool,
    /// Others gave us their details: each is to be told within a month where those came from. `lists to-be-told` says who.
    #[arg(long)]
    pub(in crate::cli) given_by_others: bool,
}

/// Lists that were taken in.
#[derive(Subcommand)]
pub(in crate::cli) enum Lists {
    /// Show every list: where it comes from, who took it and when, and how many people it brought.
    Taken {
        /// The event's code.
        event: Code,
    },
    /// Show who has to be told where their details came from, since others gave them to us, and by when.
    ToBeTold {
        /// The event's code.
        event: Code,
    },
    /// Note that people were told where their details came from.
    Told {
        /// The references on their badges.
        #[arg(required = true)]
        references: Vec<String>,
    },
}

#[derive(clap::Args)]
pub(in crate::cli) struct Find {
    /// The event's code.
    #[arg(long)]
    pub(in crate::cli) event: Code,
    /// The beginnings of names, or an email, phone, postcode or reference.
    pub(in crate::cli) words: Vec<String>,
    /// At most so many, newest first.
    #[arg(long, default_value_t = 50)]
    pub(in crate::cli) most: u32,
}

#[derive(Subcommand)]
pub(in crate::cli) enum Person {
    /// Show everything that is held of a registration.
    Show {
        /// The reference on the badge.
        reference: String,
    },
    /// Correct what was said; the old value stays in the history, but for that of a protected detail.
    Amend {
        /// The reference on the badge.
        reference: String,
        /// What it should be, such as `email=name@example.org`; an empty value takes it away. May be repeated. What a
        /// child's guardian said is `guardian.responsible=yes` and `guardian.consent=yes`; a protected detail that has
        /// its Yes is `special.diet.catering=…`, and what it said before is erased.
        #[arg(long = "set", value_name = "FIELD=VALUE", required = true)]
        set: Vec<String>,
        /// Why.
        #[arg(long)]
        reason: String,
        /// A guardian wrote it, on paper: the form's number after `=`, where it has one. By default a guardian said it out loud.
        #[arg(long, value_name = "NUMBER", num_args = 0..=1, require_equals = true)]
        on_paper: Option<Option<String>>,
        /// In which language a guardian was asked (BCP 47, such as `cy`); by default in the one that they were asked in last.
        #[arg(long, value_name = "TAG")]
        language: Option<String>,
    },
    /// Take a Yes back, or object: everything that is named, or nothing of it.
    Withdraw {
        /// The reference on the badge.
        reference: String,
        /// Which question, such as `news.email`; may be repeated.
        #[arg(long = "question", value_parser = question, required = true)]
        questions: Vec<Question>,
        /// They object: this stands until they change it themselves.
        #[arg(long)]
        objects: bool,
        /// They wrote it, on paper: the form's number after `=`, where it has one. By default they said it out loud.
        #[arg(long, value_name = "NUMBER", num_args = 0..=1, require_equals = true)]
        on_paper: Option<Option<String>>,
        /// In which language they were asked (BCP 47, such as `cy`); by default in the one that they were asked in last.
        #[arg(long, value_name = "TAG")]
        language: Option<String>,
    },
    /// Confirm that the guardian of a child whom a list brought agreed in person, and is the child's parent or legally responsible.
    /// Until then the child waits, and is in no batch. A guardian who takes their Yes back makes the child wait again.
    ConfirmGuardian {
        /// The reference on the child's badge.
        reference: String,
        /// What you know it by: guardian-here (they are here, and say so again), form-seen (you have seen the form that they signed) or
        /// staff-asked (whoever asked them in person says so).
        #[arg(long, value_parser = in_person, required_unless_present = "taken_back", conflicts_with = "taken_back")]
        known_by: Option<InPerson>,
        /// It was confirmed by mistake: the child waits again.
        #[arg(long)]
        taken_back: bool,
    },
    /// Record that news may go to a professional's email address at work without a Yes, on legitimate interests. In doubt ask for
    /// their consent instead.
    Exception {
        /// The reference on the badge.
        reference: String,
        /// Where they work, such as a university.
        #[arg(long)]
        institution: String,
        /// What they do there.
        #[arg(long)]
        role: String,
        /// What the existing relationship is.
        #[arg(long)]
        relationship: String,
        /// They were offered to opt out, and did not.
        #[arg(long)]
        offered_opt_out: bool,
    },
    /// Let the emergency contacts of a registration go before their period is over, because they asked for it: from every version, the
    /// search, half-filled forms and the desk's own backups. Whoever was sent them is told with their next batch.
    ForgetEmergencyContact {
        /// The reference on the visitor's badge.
        reference: String,
        /// Why; it stays in the log for good, so it names nobody.
        #[arg(long)]
        reason: String,
    },
    /// Write a receipt of exactly what was answered, with the consents as a record that other programs read.
    Receipt {
        /// The reference on the badge.
        reference: String,
        /// The folder that it is written into, in plain form: anybody who has the folder can read it.
        #[arg(long, value_name = "FOLDER")]
        in_plain_form_to: PathBuf,
    },
    /// Write a badge as PDF: name, reference, event, and the do-not-record mark of whoever did not agree to be recorded.
    Badge {
        /// The reference on the badge.
        reference: String,
        /// The folder that it is written into, in plain form: anybody who has the folder can read it.
        #[arg(long, value_name = "FOLDER")]
        in_plain_form_to: PathBuf,
    },
    /// Show who may have registered twice, with the evidence. Nothing is merged: `person link` says what they are.
    Duplicates {
        /// The reference on one badge; without it, everybody at the event.
        reference: Option<String>,
        /// The event's code.
        #[arg(long, required_unless_present = "reference", conflicts_with = "reference")]
        event: Option<Code>,
    },
    /// Say that two registrations are of one person, or of two, or take that back.
    Link {
        /// The reference on one badge.
        one: String,
        /// The reference on the other.
        other: String,
        /// same, not-same or reverse.
        #[arg(value_parser = ["same", "not-same", "reverse"])]
        say: String,
    },
}
