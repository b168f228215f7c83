//! The arguments. No passphrase is ever one of them: others can see a command's arguments.

mod help_today;
mod notices;
mod owed;
mod people;
mod sending;
mod staff;
mod words;

use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand};

use crate::domain::code::Code;
use crate::domain::rules::{BackUpEvery, Copies, LockAfter};
use crate::domain::staff::Handle;

use super::CliError;
use words::{back_up_every, copies, handle, lock_after};

pub(super) use help_today::HelpToday;
pub(super) use notices::{Facts, Notice};
pub(super) use owed::{Audit, Equality, Removal, Retention, Rights, Sheet};
pub(super) use people::{Find, Lists, Person, Register};
pub(super) use sending::{After, Batch, CloseDay, CopyOut, Recipient};
pub(super) use staff::{Init, Organisation, Staff};

/// The registration desk of an open day: offline, encrypted, with consent that can be proven.
#[derive(Parser)]
#[command(
    name = "lanyard",
    version,
    about,
    long_about = "The registration desk of an open day: offline, encrypted, with consent that can be proven.\n\nWithout a \
    command it opens its window.",
    after_help = "Exit codes: 0 done; 1 not done; 2 wrong use; 3 some rows were \
    not kept; 4 a check or verification found something.\nThe passphrase is asked for, or read from --passphrase-file or \
    LANYARD_PASSPHRASE. One that is to be set (init, staff add, staff passphrase) is asked for, or read from \
    --new-passphrase-file or LANYARD_NEW_PASSPHRASE; init sets the passphrase given, where that is all it is given."
)]
pub(super) struct Args {
    /// The desk's folder.
    #[arg(long, global = true, env = "LANYARD_DESK", value_name = "FOLDER")]
    pub(super) desk: Option<PathBuf>,
    // Not called `handle`: a global argument shares its id with every command's own.
    /// Who you are: the handle you open the desk with.
    #[arg(long = "as", global = true, env = "LANYARD_AS", value_name = "HANDLE", value_parser = handle)]
    who: Option<Handle>,
    /// A file whose first line is your passphrase, or LANYARD_PASSPHRASE.
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) passphrase_file: Option<PathBuf>,
    /// A file whose first line is the passphrase to be set (init, staff add, staff passphrase), or LANYARD_NEW_PASSPHRASE.
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) new_passphrase_file: Option<PathBuf>,
    /// Where to remember how far each desk had got; by default the system's place for a program's state.
    #[arg(long, global = true, env = "LANYARD_STATE", value_name = "FOLDER")]
    pub(super) state_dir: Option<PathBuf>,
    /// Answer in JSON, one object a line, for scripts.
    #[arg(long, global = true)]
    pub(super) json: bool,
    /// How the window looks: light, dark or contrast.
    #[arg(long, global = true, value_name = "LOOK", value_parser = ["light", "dark", "contrast"])]
    pub(super) look: Option<String>,
    /// Show every part that the window is made of.
    #[arg(long)]
    pub(super) gallery: bool,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

impl Args {
    pub(super) fn desk(&self) -> Result<&Path, CliError> {
        self.desk.as_deref().ok_or_else(|| CliError::say("Say which desk: --desk FOLDER, or LANYARD_DESK."))
    }

    pub(super) fn handle(&self) -> Result<&Handle, CliError> {
        self.who.as_ref().ok_or_else(|| CliError::say("Say who you are: --as HANDLE, or LANYARD_AS."))
    }
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// Make a desk in a new folder. You become its lead, under the passphrase given.
    Init(Init),
    /// Who works here.
    #[command(subcommand)]
    Staff(Staff),
    /// Events and their forms.
    #[command(subcommand)]
    Event(Event),
    /// What notices say of the organisation: whom to ask about data, and where to complain.
    #[command(subcommand)]
    Organisation(Facts),
    /// The privacy notice: write a version, publish it, show them, and see who is to be told.
    #[command(subcommand)]
    Notice(Notice),
    /// Register the visitors of a CSV file, a row each.
    Register(Register),
    /// Lists that were taken in: where each comes from, and who has to be told so.
    #[command(subcommand)]
    Lists(Lists),
    /// Count one visitor who declined everything.
    CountOnly {
        /// The event's code.
        event: Code,
    },
    /// Undo a registration: it is never exported, and what was said is erased.
    Undo {
        /// The reference on the badge.
        reference: String,
    },
    /// Take in visitors who were put down on a stick because the disk was full. Each file goes once they are saved.
    TakeIn {
        /// The files, `lanyard-visitor-….age`.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Find people by name, email, phone, postcode or reference.
    Find(Find),
    /// One person.
    #[command(subcommand)]
    Person(Person),
    /// What people ask for under their rights: record it, make sure who asks, carry it out.
    #[command(subcommand)]
    Rights(Rights),
    /// Who is to be helped today and with what, for a lead; and what the kitchen has to make, without names.
    #[command(subcommand)]
    HelpToday(HelpToday),
    /// Recordings to be taken out of whoever was recorded already.
    #[command(subcommand)]
    Removal(Removal),
    /// Equality monitoring: stop it for somebody, or see totals. Its answers come from the visitor's own screen alone.
    #[command(subcommand)]
    Equality(Equality),
    /// What is kept past its period, and letting it go.
    #[command(subcommand)]
    Retention(Retention),
    /// Take in a recipient's signed acknowledgement of a batch: what it has not taken stays here.
    Acknowledge {
        /// The recipient's code.
        recipient: Code,
        /// The acknowledgement, `….json`, with `….json.minisig` beside it.
        file: PathBuf,
    },
    /// Sheets for the data protection officer, as PDF and Markdown.
    #[command(subcommand)]
    Sheet(Sheet),
    /// The audit log: who saw, changed, exported and erased what, and when.
    #[command(subcommand)]
    Audit(Audit),
    /// Who receives batches.
    #[command(subcommand)]
    Recipient(Recipient),
    /// Show the key that verifies this desk's batches, with its six words.
    Key,
    /// Close the day: write one sealed batch for each chosen recipient, and copy it out.
    CloseDay(CloseDay),
    /// Copy out again what is sealed and not acknowledged yet, without sealing anything new.
    CopyOut(CopyOut),
    /// Sealed batches, as their recipient sees them.
    #[command(subcommand)]
    Batch(Batch),
    /// Check the whole vault, page by page, and the ledger.
    Check {
        /// Open every backup in the desk's own folder too, and look at every page of it.
        #[arg(long)]
        backups: bool,
    },
    /// Show when the desk locks itself and how it is backed up by itself, or set it.
    Rules(Rules),
    /// Make a dated copy of the vault.
    Backup {
        /// A folder on another medium; by default the vault's own backups.
        #[arg(long, value_name = "FOLDER")]
        to: Option<PathBuf>,
    },
    /// Restore a backup as the desk, and replay what was erased, taken back or sent since.
    Restore(Restore),
    /// The desks that restores set aside.
    #[command(subcommand)]
    SetAside(SetAside),
    /// Make a new data key and encrypt the desk anew.
    ChangeKey,
    /// Make a throw-away desk with made-up visitors, and open the window on it; without a window, run its whole day.
    Demo {
        /// Where to make it; by default a new folder among the system's temporary ones.
        #[arg(long, value_name = "FOLDER")]
        folder: Option<PathBuf>,
        /// Run the whole day instead of opening the window, as with --json.
        #[arg(long)]
        no_window: bool,
    },
}

#[derive(clap::Args)]
pub(super) struct Rules {
    /// Lock after so many minutes without a touch: 3, 5, 10, 15 or 30.
    #[arg(long, value_name = "MINUTES", value_parser = lock_after)]
    pub(super) lock_after: Option<LockAfter>,
    /// Back up by itself every 15, 30, 60 or 120 minutes in which something was saved, or `never`.
    #[arg(long, value_name = "MINUTES", value_parser = back_up_every)]
    pub(super) back_up_every: Option<Every>,
    /// Keep 3, 7, 14 or 30 backups in the desk's own folder; the newest always stays.
    #[arg(long, value_name = "NUMBER", value_parser = copies)]
    pub(super) copies: Option<Copies>,
}

/// How often the desk is backed up by itself: `None` is never.
#[derive(Clone, Copy)]
pub(super) struct Every(pub(super) Option<BackUpEvery>);

#[derive(clap::Args)]
pub(super) struct Restore {
    /// The backup's folder.
    pub(super) backup: PathBuf,
    /// Who opens the backup, where that was another handle; by default `--as`.
    #[arg(long, value_name = "HANDLE", value_parser = handle)]
    pub(super) backup_as: Option<Handle>,
    /// A file whose first line is the passphrase that the backup was made under, or LANYARD_BACKUP_PASSPHRASE; by default
    /// the desk's own.
    #[arg(long, value_name = "FILE")]
    pub(super) backup_passphrase_file: Option<PathBuf>,
    /// The newest batches, where the present desk is gone or cannot be read.
    #[arg(long = "batch", value_name = "FILE", num_args = 1.., requires = "identities")]
    pub(super) batches: Vec<PathBuf>,
    /// The age identity files of those batches' recipients.
    #[arg(long = "identity", value_name = "FILE", num_args = 1..)]
    pub(super) identities: Vec<PathBuf>,
    /// The desk's minisign public key, where it changed after the backup.
    #[arg(long, value_name = "KEY")]
    pub(super) desk_key: Option<String>,
    /// Nothing is newer than the backup, and how that is known. The reason stays in the audit log for good: name nobody in it.
    #[arg(long, value_name = "REASON")]
    pub(super) nothing_newer: Option<String>,
}

#[derive(Subcommand)]
pub(super) enum SetAside {
    /// Show them, the oldest first.
    List,
    /// Remove one for good: what only it has is lost.
    Discard {
        /// Its folder's name.
        name: String,
    },
}

#[derive(Subcommand)]
pub(super) enum Event {
    /// Open an event from its TOML file (assets/event-example.toml explains every setting).
    New {
        /// The file.
        file: PathBuf,
    },
    /// Change the settings of an event that is open, from the next visitor on; says each change before it is made. Its code and its
    /// notice stay.
    Amend {
        /// The event's code.
        event: Code,
        /// Its whole file, as `event show --toml` writes it, changed: what is not in it is set back to what it usually is.
        #[arg(required_unless_present = "set", conflicts_with = "set")]
        file: Option<PathBuf>,
        /// One setting by its name in the file, such as `recording=objection`, `fields.gender=optional` or
        /// `exception_for_professionals=true`; an empty value takes it out. May be repeated.
        #[arg(long = "set", value_name = "NAME=VALUE")]
        set: Vec<String>,
        /// Only say what would change.
        #[arg(long)]
        dry_run: bool,
    },
    /// Show every event.
    List,
    /// Show one event: its fields, purposes and questions.
    Show {
        /// The event's code.
        event: Code,
        /// Write its settings as a file, to be changed and given to `event amend`.
        #[arg(long)]
        toml: bool,
    },
}
