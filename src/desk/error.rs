//! What can keep a use case from being done.

use crate::domain::event::EventError;
use crate::domain::field_error::FieldError;
use crate::domain::notice_draft::NoticeFault;
use crate::store::StoreError;
use crate::vault::{Cause, VaultError, WriteError};

/// Why something was not done, for the person who asked for it: what happened, what is safe, what to do.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The vault.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The tables.
    #[error("{}", told(.0))]
    Store(#[from] StoreError),
    /// The disk did not take it, or the database had to be closed.
    #[error("{sentence}")]
    NotSaved {
        /// What happened, what is safe, what to do.
        sentence: String,
        /// Whether there is no room on it, which people can do something about.
        full: bool,
    },
    /// The form has errors; nothing of it was lost.
    #[error("{} to put right before this can be saved. Nothing that was typed is lost.", things(.0.len()))]
    Form(Vec<FieldError>),
    /// The event's settings do not hold.
    #[error(transparent)]
    Event(#[from] EventError),
    /// Somebody of another role has to do it.
    #[error("Your role does not let you {what}. Ask {whom}.")]
    NotAllowed {
        /// What they tried.
        what: &'static str,
        /// Who may.
        whom: &'static str,
    },
    /// A notice of that number was published before, and is never changed (R26).
    #[error("That version of the notice was published before and is never changed. Give this one another number.")]
    NoticeKnown,
    /// Other periods are a change of meaning.
    #[error(
        "This notice states other retention periods, which is no small change. Nothing was published; set change to \
         \"substantial\", so that those who registered before are told."
    )]
    NotSmall,
    /// What is being written cannot be published as it stands (R26).
    #[error("{} to put right before this notice can be published. The draft is kept as it is.", things(.0.len()))]
    NoticeFaults(Vec<NoticeFault>),
    /// Nothing is being written.
    #[error("No version of this notice is being written. Begin one first.")]
    NoNoticeDraft,
    /// No such version.
    #[error("No version of that hash was published here. `lanyard notice list` shows them.")]
    NoSuchNotice,
    /// No such event.
    #[error("There is no event of that code here. `lanyard event list` shows them.")]
    NoSuchEvent,
    /// The code is taken.
    #[error("There is an event of that code already. Choose another code.")]
    EventExists,
    /// No such person, or not one that this role may see.
    #[error("Nobody here has that reference. Look at the badge again, or find them by name.")]
    NoSuchPerson,
    /// It was undone or erased.
    #[error("That registration was undone or erased, so there is nothing left to change.")]
    Gone,
    /// The correction makes a child of them, and no guardian has agreed (R11, R17).
    #[error(
        "With that date of birth a parent or guardian has to agree first. Nothing was changed, and until then this person \
         is in no batch and no list. Add the guardian, then correct it again."
    )]
    GuardianFirst(Vec<FieldError>),
    /// The question was never asked of them.
    #[error("There is no answer of theirs to that question to take back.")]
    NothingToWithdraw,
    /// The number of the paper form holds what cannot be kept (R13).
    #[error(
        "Write the paper form's number in one line, without hidden characters and not longer than 200. Nothing was taken back."
    )]
    FormNumber,
    /// An event that is not held today (R3).
    #[error(
        "That event is not held today, so nobody is to be helped today. Nothing was changed; choose today's event."
    )]
    NotToday,
    /// Nobody who is to be helped today, or not with that (R3).
    #[error("That is not on the list of help today, or no longer. Nothing was changed; show the list again.")]
    NoHelpToday,
    /// A place, or somebody who was told, that is no line of text (R3).
    #[error("Write it in one line, without hidden characters and not longer than 200. Nothing was changed.")]
    HelpLine,
    /// A protected detail of somebody who did not say Yes to its being kept, or took that back (R3, R17).
    #[error(
        "Their Yes to keeping that detail does not stand with this registration, so nothing was written. Ask them first."
    )]
    DetailWithoutYes,
    /// A protected detail corrected to nothing (R3, R17).
    #[error("A detail is not corrected to nothing: take its Yes back, and it is erased at once. Nothing was changed.")]
    DetailEmptied,
    /// A correction without its reason (R17).
    #[error("Say in one line why this is corrected. Nothing was changed.")]
    NoReason,
    /// The event does not ask about equality (R4).
    #[error("This event does not ask about equality, so nothing was kept. A lead can switch that on in its settings.")]
    EqualityOff,
    /// Somebody who had it stopped (R4).
    #[error("This person had equality monitoring stopped, so nothing was kept.")]
    EqualityStopped,
    /// No exception for a professional (R8).
    #[error(transparent)]
    NoException(#[from] crate::domain::professional::NoException),
    /// A recipient for equality monitoring and something else (R4).
    #[error(
        "Equality answers are kept apart from everything else, so their recipient receives nothing else. Nothing was \
         changed; name one recipient for equality monitoring alone, and another for the rest."
    )]
    EqualityAlone,
    /// A half-filled form that is not there, or not one that this role may see.
    #[error("That form was saved or cleared already. Begin a new one, or find the person.")]
    NoSuchForm,
    /// The medium that a visitor was to be put down on refused too.
    #[error("The visitor was not written there. {cause} Their details are still on the screen; choose another stick.")]
    NotElsewhere {
        /// What is wrong with it, and what to do.
        cause: String,
    },
    /// A file that holds no visitor of this desk, or that somebody else put down.
    #[error("No visitor of this desk is in that file, or it is damaged. Nothing was changed; the file is as it was.")]
    NotOurVisitor,
    /// A link that is not there.
    #[error("Those two are not linked so. Nothing was changed.")]
    NoSuchLink,
    /// No such request.
    #[error("There is no request of that reference. `lanyard rights list` shows them.")]
    NoSuchRequest,
    /// A request that is dated ahead.
    #[error(
        "A request cannot have been received on a day that has not come yet. Nothing was recorded; check the date."
    )]
    ReceivedLater,
    /// A request about nobody who was found.
    #[error("Nobody was found for that request, so there is nothing to do it to. Close it as `nothing-held`.")]
    NobodyFound,
    /// A request for something else.
    #[error("That request asks for something else. Nothing was changed; `lanyard rights list` shows what it asks for.")]
    OtherRight,
    /// Closing what was not done.
    #[error("Carry it out, and it is closed as done with that (`lanyard rights carry-out`). Nothing was changed.")]
    CarryOut,
    /// No such recording, or it ended.
    #[error("There is no open task to take out a recording of that number. `lanyard removal list` shows them.")]
    NoSuchRemoval,
    /// A step that cannot follow.
    #[error(transparent)]
    Step(#[from] crate::domain::rights::StepError),
    /// A copy that the disk did not take.
    #[error("It was not written, and a request that it answers is still open. {cause}")]
    NotWritten {
        /// What is wrong, and what to do.
        cause: String,
    },
    /// Something is not decided yet.
    #[error(
        "An objection or an erasure of theirs is not decided yet, so they stay restricted. Decide or close that first."
    )]
    StillAsked,
    /// Nothing to lift.
    #[error("That person is not restricted, so nothing was changed.")]
    NotRestricted,
    /// The clock is behind the last act, so nobody knows what is due (R24).
    #[error(
        "The clock of this computer is behind what was done here last ({last}), so nothing is let go. Set the clock right, \
         then try again. Nothing was changed."
    )]
    ClockBehind {
        /// When that was, where the desk is.
        last: String,
    },
    /// No acknowledgement is there, or its signature is not beside it.
    #[error(
        "The acknowledgement or its .minisig could not be read. Nothing was changed. Both files have to lie beside each other."
    )]
    NoAcknowledgement,
    /// An acknowledgement of a batch that this desk did not seal for that recipient.
    #[error("That is no acknowledgement of a batch of this desk to that recipient. Nothing was changed.")]
    NotOurBatch,
    /// Somebody who asked to be forgotten, on a list (R18).
    #[error(
        "Somebody of that name and contact asked to be forgotten, and no list may bring them back. Nothing was kept. If they \
         come themselves, register them in the window."
    )]
    WasErased,
    /// A batch.
    #[error(transparent)]
    Batch(#[from] crate::batch::error::BatchError),
    /// A key that is none.
    #[error(transparent)]
    Key(#[from] crate::batch::keys::KeyError),
    /// No such recipient.
    #[error("There is no recipient of that code. `lanyard recipient list` shows them.")]
    NoSuchRecipient,
    /// The code is taken.
    #[error("There is a recipient of that code already. Choose another code, or remove that one first.")]
    RecipientExists,
    /// The words were not the same at both ends.
    #[error("Those are not the words of this recipient's keys, so nothing goes to it. Ask them for their keys again.")]
    WordsDiffer,
    /// Nobody compared the words yet (R21).
    #[error("The key words of {0} were not compared yet. Call them, compare the six words, then confirm them.")]
    WordsNotChecked(crate::domain::code::Code),
    /// Nothing says what came after the backup.
    #[error(
        "The desk that was here is gone or cannot be read, so nobody knows what was taken back or erased since this backup. \
         Nothing was changed. Give the newest batches with their recipient's identity; or, if the backup is the newest \
         there is, say so and why."
    )]
    NothingToReplay,
    /// "Nothing is newer" without its reason.
    #[error("Say in one line how it is known that nothing is newer than this backup. Nothing was changed.")]
    NothingNewerWithoutReason,
    /// A batch of a recipient that came after the backup.
    #[error(
        "The backup does not know the recipient {0} of one of these batches, so it cannot tell whom the batch is about. \
         Nothing was changed. Leave that batch out, or restore a newer backup."
    )]
    BatchOfUnknownRecipient(crate::domain::code::Code),
    /// A batch, but nobody who can open it.
    #[error("None of the identities given opens the batch {0}. Nothing was changed; give the one of its recipient.")]
    NoIdentityFor(String),
    /// No such folder.
    #[error("No desk of that name was set aside here. `lanyard set-aside list` shows those that were.")]
    NoSuchSetAside,
    /// The system gave no random numbers.
    #[error(
        "The system gave no random numbers, so nothing was saved. Try again; if it happens again, restart the laptop."
    )]
    NoRandomness,
}

fn things(count: usize) -> String {
    if count == 1 { "There is one thing".to_owned() } else { format!("There are {count} things") }
}

/// What the disk said, where that is what lies beneath.
fn told(error: &StoreError) -> String {
    match Cause::beneath(error) {
        Some(cause) => format!("The database could not be read or written. {cause} What was saved before is safe."),
        None => error.to_string(),
    }
}

impl DeskError {
    /// The work's own error where it said no, else what the disk said.
    pub(super) fn from_write(error: WriteError<Self>) -> Self {
        match error {
            WriteError::Refused(refused) => refused,
            WriteError::NotSaved { cause } | WriteError::Unusable { cause } => {
                Self::NotSaved { full: cause == Cause::DiskFull, sentence: error.to_string() }
            }
        }
    }
}

impl From<rusqlite::Error> for DeskError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}
