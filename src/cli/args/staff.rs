//! Who can open the desk.

use clap::Subcommand;

use crate::domain::staff::{Handle, Role};

use super::words::{handle, role};

#[derive(clap::Args)]
pub(in crate::cli) struct Init {
    /// Your name, as the audit log shows it.
    #[arg(long)]
    pub(in crate::cli) name: String,
}

#[derive(Subcommand)]
pub(in crate::cli) enum Staff {
    /// Let somebody open the desk, under a passphrase of their own (--new-passphrase-file).
    Add {
        /// Their handle: small letters, digits, dashes. It need not be their name.
        #[arg(value_parser = handle)]
        handle: Handle,
        /// Their name.
        #[arg(long)]
        name: String,
        /// desk, lead, office or data-officer.
        #[arg(long, value_parser = role)]
        role: Role,
    },
    /// Give somebody else another role, from the next time they open the desk.
    Role {
        /// Their handle.
        #[arg(value_parser = handle)]
        handle: Handle,
        /// desk, lead, office or data-officer.
        #[arg(value_parser = role)]
        role: Role,
    },
    /// Keep somebody out from now on. This changes the desk's keys.
    Remove {
        /// Their handle.
        #[arg(value_parser = handle)]
        handle: Handle,
    },
    /// Set your own passphrase (--new-passphrase-file). The old one opens nothing any more. Who forgot theirs is removed and
    /// added again.
    Passphrase {
        /// Your handle.
        #[arg(value_parser = handle)]
        handle: Handle,
    },
    /// Make a new recovery code, shown once. The old one opens nothing any more.
    RecoveryCode,
    /// The organisation's own key, which opens this desk and every copy of it.
    #[command(subcommand)]
    Organisation(Organisation),
    /// Show who works here.
    List,
}

#[derive(Subcommand)]
pub(in crate::cli) enum Organisation {
    /// Let the organisation's key open this desk and every copy of it.
    Add {
        /// Its name.
        #[arg(long)]
        name: String,
        /// Its age public key (`age1…`).
        #[arg(long)]
        age_key: String,
    },
    /// Keep it out from now on. This changes the desk's keys.
    Remove,
}
