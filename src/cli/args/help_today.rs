//! *Help today*.

use std::path::PathBuf;

use clap::Subcommand;

use crate::domain::code::Code;
use crate::domain::purpose::SpecialPair;

use super::words::need;

#[derive(Subcommand)]
pub(in crate::cli) enum HelpToday {
    /// Show who is to be helped today, with what, where they are and who was told.
    Show {
        /// The event's code.
        event: Code,
    },
    /// Note where somebody is or will be; an empty place takes it away.
    Place {
        /// The reference on the badge.
        reference: String,
        /// Where, such as "Room B12 at 11:00".
        place: String,
    },
    /// Note that somebody of the staff was told of a need.
    Told {
        /// The reference on the badge.
        reference: String,
        /// health.safety or disability.help.
        #[arg(long, value_parser = need)]
        need: SpecialPair,
        /// Who was told, such as "Sam at the door".
        #[arg(long)]
        whom: String,
    },
    /// Take somebody off who was not told after all.
    NotTold {
        /// The reference on the badge.
        reference: String,
        /// health.safety or disability.help.
        #[arg(long, value_parser = need)]
        need: SpecialPair,
        /// Their number among those who were told of it, as `show` has it.
        #[arg(long)]
        number: u32,
    },
    /// Show how many people eat what today, without names.
    Kitchen {
        /// The event's code.
        event: Code,
    },
    /// Write the list, or the kitchen's numbers, to be printed.
    Print {
        /// The event's code.
        event: Code,
        /// The kitchen's numbers, and not the list.
        #[arg(long)]
        kitchen: bool,
        /// The folder that it is written into, in plain form: anybody who has the folder can read it.
        #[arg(long, value_name = "FOLDER")]
        in_plain_form_to: PathBuf,
    },
}
