//! Privacy notices, and what they say of the organisation.

use std::path::PathBuf;

use clap::Subcommand;

use crate::domain::code::Code;
use crate::domain::organisation::Fact;

#[derive(Subcommand)]
pub(in crate::cli) enum Facts {
    /// Show what is known, and what a notice lacks.
    Show,
    /// Set it. Versions that were published keep their words; the next one says the new. An empty value takes one away.
    Set(SetFacts),
}

#[derive(clap::Args)]
#[group(required = true, multiple = true)]
pub(in crate::cli) struct SetFacts {
    /// The controller by its full name, where the event's organisation is a part of it.
    #[arg(long, value_name = "NAME")]
    controller: Option<String>,
    /// Where it is written to about data, in one line.
    #[arg(long)]
    address: Option<String>,
    /// Its email for questions about data.
    #[arg(long)]
    email: Option<String>,
    /// Its data protection officer, where it has one, in one line.
    #[arg(long, value_name = "OFFICER")]
    dpo: Option<String>,
    /// Whom to complain to beside the organisation.
    #[arg(long)]
    regulator: Option<String>,
    /// Under which number it is registered there.
    #[arg(long, value_name = "NUMBER")]
    registration: Option<String>,
}

impl SetFacts {
    /// What was given, fact by fact.
    pub(in crate::cli) fn given(&self) -> impl Iterator<Item = (Fact, &str)> {
        let all = [
            (Fact::Controller, &self.controller),
            (Fact::Address, &self.address),
            (Fact::Email, &self.email),
            (Fact::DataProtectionOfficer, &self.dpo),
            (Fact::Regulator, &self.regulator),
            (Fact::Registration, &self.registration),
        ];
        all.into_iter().filter_map(|(fact, typed)| Some((fact, typed.as_deref()?)))
    }
}

#[derive(Subcommand)]
pub(in crate::cli) enum Notice {
    /// Begin a version with the words of the one in use, or go on with it, and print it as a file to change. With --language,
    /// the words of a version in another language: they begin with those that an earlier version has in it, or empty.
    Draft {
        /// The event's code.
        event: Code,
        /// Write a version in this language, such as cy.
        #[arg(long, value_name = "TAG")]
        language: Option<String>,
        /// Which version: by its number, the draft's too; by default the one in use.
        #[arg(long, value_name = "NUMBER", requires = "language")]
        version: Option<String>,
        /// Take these words in: a file, as this command prints it.
        #[arg(long, value_name = "FILE")]
        from: Option<PathBuf>,
    },
    /// Publish a version for an event, from the next answer on: forms that are open ask again. It is never changed after. One
    /// whose effective_from is a day to come begins at the start of that day. Whoever typed the passphrase types it again; where
    /// --passphrase-file or LANYARD_PASSPHRASE gives it, nothing is asked.
    Publish {
        /// The event's code.
        event: Code,
        /// The notice's file, as assets/notice-open-day.en.toml; without it, the draft.
        file: Option<PathBuf>,
        /// Publish the draft in this language, such as cy, beside the words that its version has.
        #[arg(long, value_name = "TAG", conflicts_with = "file")]
        language: Option<String>,
    },
    /// Publish a version in another language, beside the words that it has: people can be asked in either from then on. Without
    /// a file, print the version as one, to be translated.
    Translate {
        /// The event's code.
        event: Code,
        /// The file, translated. It may bring a holder and contacts of its own, by their names in that language.
        file: Option<PathBuf>,
        /// The number of the version to print: the one in use, which it is without a number, or the one that waits for its day. A
        /// file says itself which it translates.
        #[arg(long, value_name = "NUMBER", conflicts_with = "file")]
        version: Option<String>,
    },
    /// Show every version that was published, in each of its languages, oldest first; then what is being written.
    List,
    /// Show a version of an event, its questions, and how many registered under it; by default the one in use.
    Show {
        /// The event's code.
        event: Code,
        /// Its number.
        #[arg(long, value_name = "NUMBER", conflicts_with = "draft")]
        version: Option<String>,
        /// The language to show it in, such as cy; by default the one that it was published in.
        #[arg(long, value_name = "TAG")]
        language: Option<String>,
        /// The draft: what it changes, and what has to be put right before it can be published. With --language, the draft in
        /// that language.
        #[arg(long)]
        draft: bool,
    },
    /// Call a version off that was published for a later day and has not begun.
    CallOff {
        /// The event's code.
        event: Code,
    },
    /// Throw the draft away.
    Discard {
        /// The event's code.
        event: Code,
        /// The one in this language.
        #[arg(long, value_name = "TAG")]
        language: Option<String>,
    },
    /// Write a version as PDF, to lie on the desk or to be handed out; by default the one in use.
    Print {
        /// The event's code.
        event: Code,
        /// Its number.
        #[arg(long, value_name = "NUMBER")]
        version: Option<String>,
        /// The language to write it in, such as cy; by default the one that it was published in.
        #[arg(long, value_name = "TAG")]
        language: Option<String>,
        /// The folder that it is written into. A notice is public, and about nobody.
        #[arg(long, value_name = "FOLDER")]
        to: PathBuf,
    },
    /// Show who registered under a notice that has since changed in meaning.
    ToBeTold {
        /// The event's code.
        event: Code,
    },
}
