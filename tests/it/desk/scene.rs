//! A desk in a scratch folder, and the visitors of `tests/data/walk-ins.csv` at it.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use lanyard::batch::keys::RecipientIdentity;
use lanyard::batch::signing::{SigningKey, VerifyingKey};
use lanyard::desk::{
    Access, Desk, DeskError, Entering, EventFile, Kdf, NewReader, NewRecipient, Passphrase, Replayed, Restoring, Saved,
    WalkIns,
};
use lanyard::domain::code::Code;
use lanyard::domain::draft::RegistrationDraft;
use lanyard::domain::field_error::FieldError;
use lanyard::domain::ids::EventId;
use lanyard::domain::purpose::Purpose;
use lanyard::domain::source::{Giver, ListId, ListSource};
use lanyard::domain::staff::{Handle, Role};
use lanyard::env::Env;
use lanyard::lists::event_file::EXAMPLE_EVENT;

use crate::support::scratch::{Folder, copy_tree};

pub(crate) const WALK_INS: &str = include_str!("../../data/walk-ins.csv");

pub(crate) struct Scene {
    pub(crate) folder: Folder,
    pub(crate) desk: Desk,
    pub(crate) event: Code,
    pub(crate) env: Env,
}

pub(crate) fn lead() -> Handle {
    Handle::parse("alex").unwrap()
}

pub(crate) fn passphrase() -> Passphrase {
    Passphrase::given("correct horse battery")
}

/// What tells what came after a backup, beside the desk that is there.
#[derive(Default)]
pub(crate) struct Since<'a> {
    pub(crate) batches: &'a [PathBuf],
    pub(crate) identities: &'a [RecipientIdentity],
    pub(crate) nothing_newer: Option<&'a str>,
}

/// The desk in this folder once its lead has restored a backup there.
pub(crate) fn restored_as(folder: &Path, backup: &Path, since: &Since<'_>, env: &Env) -> (Desk, Replayed) {
    let (handle, passphrase) = (lead(), passphrase());
    let access = Access { handle: &handle, passphrase: &passphrase };
    let &Since { batches, identities, nothing_newer } = since;
    let restoring = Restoring {
        backup,
        opens_backup: access,
        opens_present: access,
        batches,
        identities,
        desk_key: None,
        nothing_newer,
    };
    Desk::restore(folder, &restoring, env).unwrap()
}

/// Begins to take a list in whose people gave their details like this.
pub(crate) fn a_list(desk: &mut Desk, event: &Code, given_by: Giver) -> ListId {
    let source = ListSource::parse("A list that was handed in", given_by).unwrap();
    desk.take_list(event, &source, std::iter::empty()).unwrap()
}

/// Registers somebody of such a list, who gave their details themselves.
pub(crate) fn register_listed(desk: &mut Desk, draft: &RegistrationDraft, event: &Code) -> Result<Saved, DeskError> {
    let list = a_list(desk, event, Giver::Themselves);
    desk.register_listed(draft, event, list)
}

/// A desk that nobody has open.
pub(crate) struct Closed {
    pub(crate) folder: Folder,
    pub(crate) event: Code,
    pub(crate) env: Env,
}

impl Closed {
    /// The same desk in a folder of its own, with what lies beside it.
    pub(crate) fn copy(&self) -> Self {
        self.copy_into(Folder::new())
    }

    /// The same desk in this folder, which may be on another disk.
    pub(crate) fn copy_into(&self, folder: Folder) -> Self {
        copy_tree(self.folder.path(), folder.path());
        let start = DateTime::parse_from_rfc3339("2026-11-21T18:00:00+00:00").unwrap();
        let env = Env::fixed(start, 8, folder.join("state"));
        Self { folder, event: self.event.clone(), env }
    }

    pub(crate) fn open(self) -> Scene {
        self.open_by(&passphrase())
    }

    /// Opens it with the lead's passphrase, where that is another one now.
    pub(crate) fn open_by(self, passphrase: &Passphrase) -> Scene {
        let Self { folder, event, env } = self;
        let desk = Desk::open(&folder.join("Day.lanyard"), &lead(), passphrase, &env).unwrap();
        Scene { folder, desk, event, env }
    }
}

/// A row that was not kept, and why.
pub(crate) struct NotKept {
    pub(crate) row: u64,
    pub(crate) errors: Vec<FieldError>,
}

impl Scene {
    pub(crate) fn new() -> Self {
        Self::asking_by(None)
    }

    /// The same by another clock.
    pub(crate) fn by_the_clock(clock: impl Fn() -> DateTime<FixedOffset> + Send + Sync + 'static) -> Self {
        let folder = Folder::new();
        let env = Env::told(clock, 7, folder.join("state"));
        Self::over(folder, env, None)
    }

    /// The same, asking in the words of this notice.
    pub(crate) fn in_words_of(notice: &str) -> Self {
        Self::asking_by(Some(notice))
    }

    fn asking_by(notice: Option<&str>) -> Self {
        let folder = Folder::new();
        let start = DateTime::parse_from_rfc3339("2026-11-21T17:00:00+00:00").unwrap();
        let env = Env::fixed(start, 7, folder.join("state"));
        Self::over(folder, env, notice)
    }

    fn over(folder: Folder, env: Env, notice: Option<&str>) -> Self {
        let founder = NewReader { handle: lead(), name: "Alex".into(), role: Role::Lead, passphrase: passphrase() };
        let (mut desk, _) = Desk::create(&folder.join("Day.lanyard"), &founder, Kdf::for_tests(), &env).unwrap();
        let event = EventFile::parse(EXAMPLE_EVENT).unwrap().event(EventId(env.new_id()), notice).unwrap();
        desk.new_event(event.definition().clone(), event.notice().clone()).unwrap();
        Self { folder, desk, event: event.definition().code.clone(), env }
    }

    /// Leaves the desk, so that somebody else can open it.
    pub(crate) fn close(self) -> Closed {
        let Self { folder, desk, event, env } = self;
        drop(desk);
        Closed { folder, event, env }
    }

    /// The same desk after a backup was restored as it, with nothing to tell what came since but itself.
    pub(crate) fn restored(self, backup: &Path) -> (Self, Replayed) {
        let Closed { folder, event, env } = self.close();
        let (desk, replayed) = restored_as(&folder.join("Day.lanyard"), backup, &Since::default(), &env);
        (Self { folder, desk, event, env }, replayed)
    }

    pub(crate) fn reopen(self) -> Self {
        self.close().open()
    }

    /// Registers a list; answers the references kept, by row, and the rows that were not.
    pub(crate) fn register(&mut self, list: &str) -> (Vec<(u64, String)>, Vec<NotKept>) {
        let entering = Entering::of(&self.desk.event(&self.event).unwrap(), lead(), self.desk.now());
        let env = self.env.clone();
        let (mut kept, mut not_kept) = (Vec::new(), Vec::new());
        for row in WalkIns::open(list.as_bytes(), entering, move || env.new_id()).unwrap() {
            let row = row.unwrap_or_else(|error| panic!("{error}"));
            match self.desk.register(&row.draft, &self.event) {
                Ok(saved) => kept.push((row.row, saved.reference)),
                Err(DeskError::Form(errors)) => not_kept.push(NotKept { row: row.row, errors }),
                Err(other) => panic!("{other}"),
            }
        }
        (kept, not_kept)
    }

    /// Names a recipient and compares its words; answers who can open its batches.
    pub(crate) fn recipient(&mut self, code: &str, purposes: &[Purpose]) -> (Code, RecipientIdentity) {
        let (identity, acknowledging) = (RecipientIdentity::generate(), SigningKey::generate().unwrap());
        let code = Code::new(code).unwrap();
        let new = NewRecipient {
            code: code.clone(),
            name: "Somebody".into(),
            age_key: identity.public().to_string(),
            minisign_key: acknowledging.public().to_string(),
            purposes: purposes.iter().copied().collect(),
        };
        let words = self.desk.add_recipient(new).unwrap();
        self.desk.confirm_words(&code, &words.words().join(" ")).unwrap();
        (code, identity)
    }

    pub(crate) fn key(&self) -> VerifyingKey {
        self.desk.public_key().unwrap().0.parse().unwrap()
    }
}
