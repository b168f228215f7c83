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
    #[error("Your role does not let you {what}. Nothing was changed; ask {whom}.")]
    NotAllowed {
        /// What they tried.
        what: &'static str,
        /// Who may.
        whom: &'static str,
    },
    /// A notice of that number was published before, and is never changed (R26).
    #[error(
        "That version of the notice was published before and is never changed. Nothing was published; give this one another \
         number."
    )]
    NoticeKnown,
    /// It would begin in the past (R26).
    #[error(
        "That version says that it begins on {}, and that day is over. Nothing was published; write today or a day to come.",
        .0.format("%-d %B %Y")
    )]
    NoticeInThePast(chrono::NaiveDate),
    /// Another one waits for its day.
    #[error(
        "Version {version} begins on {}. Nothing was published; call that one off first, or wait until it has begun.",
        .from.format("%-d %B %Y")
    )]
    NoticeComes {
        /// The one that waits.
        version: String,
        /// Its first day.
        from: chrono::NaiveDate,
    },
    /// None waits for its day.
    #[error("No version of this notice waits for its day. One that has begun cannot be called off.")]
    NoNoticeComes,
    /// The version that waits for its day does not go with the event's new settings.
    #[error(
        "Notice {version}, which begins on {}, does not go with these settings: {} Nothing was changed; call it off first, or \
         keep the settings until it has begun.",
        .from.format("%-d %B %Y"),
        .source.reason()
    )]
    NotWithWhatComes {
        /// The one that waits.
        version: String,
        /// Its first day.
        from: chrono::NaiveDate,
        /// What does not go together.
        source: EventError,
    },
    /// Other periods are a change of meaning.
    #[error(
        "This notice states other retention periods, which is no small change. Nothing was published; set change to \
         \"substantial\", so that those who registered before are told."
    )]
    NotSmall,
    /// What is being written cannot be published as it stands (R26).
    #[error("{} to put right before this notice can be published. The draft is kept as it is.", things(.0.len()))]
    NoticeFaults(Vec<NoticeFault>),
    /// Somebody cannot be asked in a language that their notice does not stand in (R13): those that it does, in a list.
    #[error("The notice has no words in that language, but in {0}. Nothing was changed.")]
    NoWordsIn(String),
    /// What is to be published is not the same version in another language (R13).
    #[error("{} to put right before this translation can be published. Nothing was published.", things(.0.len()))]
    TranslationFaults(Vec<NoticeFault>),
    /// Another event has that version in that language already, in other words.
    #[error(
        "Another event has that version in that language in other words, and what was published is never changed. Nothing was \
         published; publish those words here too."
    )]
    TranslationKnown,
    /// The version in use, in another language, is no new version.
    #[error(
        "Version {0} is in use already. Nothing was published; add its words in another language as a translation (`lanyard \
         notice translate`), or give this version another number."
    )]
    IsTranslation(String),
    /// A version that nobody is or will be asked under.
    #[error("No version of that number is in use or to come. `lanyard notice list` shows them.")]
    NoSuchVersion,
    /// Nothing is being written.
    #[error("No version of this notice is being written. Begin one first.")]
    NoNoticeDraft,
    /// Nothing is being written in that language.
    #[error("No words of this notice are being written in that language. Begin them first; nothing was changed.")]
    NoTranslationDraft,
    /// What is translated is being written itself.
    #[error(
        "Version {0} is being written still, and its words in another language are published after it. Nothing was published; \
         publish {0} first."
    )]
    NoticeFirst(String),
    /// No such version.
    #[error("No version of that hash was published here. `lanyard notice list` shows them.")]
    NoSuchNotice,
    /// No such event.
    #[error("There is no event of that code here. Nothing was changed; `lanyard event list` shows them.")]
    NoSuchEvent,
    /// The code is taken.
    #[error("There is an event of that code already. Nothing was changed; choose another code.")]
    EventExists,
    /// No such person, or not one that this role may see.
    #[error("Nobody here has that reference. Nothing was changed; look at the badge again, or find them by name.")]
    NoSuchPerson,
    /// It was undone or erased.
    #[error("That registration was undone or erased before, so there is nothing left of it, and nothing was changed.")]
    Gone,
    /// The correction makes a child of them, and no guardian has agreed (R11, R17).
    #[error(
        "With that date of birth a parent or guardian has to agree first. Nothing was changed, and until then this person \
         is in no batch and no list. Add the guardian, then correct it again; if that date is wrong, give the right one."
    )]
    GuardianFirst(Vec<FieldError>),
    /// The question was never asked of them, or they never said Yes to it (R13, R15).
    #[error(
        "They never said Yes to that, so there is nothing to take back. Nothing was changed; look at what they said. Who was asked and \
         wants it stopped for good can object to it."
    )]
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
    /// Words are kept of complaints only.
    #[error("That request is no complaint, so there are no words to keep of it. Nothing was changed.")]
    NoComplaint,
    /// A complaint that ended is not added to.
    #[error("That complaint is closed, so nothing was changed. Record a new one if they complain again.")]
    ComplaintClosed,
    /// No words, or none that can be kept.
    #[error("The words were not kept: {0}. Nothing was changed.")]
    NoWords(String),
    /// There is nothing to count, as nobody is asked (R4).
    #[error(
        "This event does not ask about equality, so there are no totals. A lead can switch that on in its settings."
    )]
    EqualityNotAsked,
    /// The event does not ask about equality (R4).
    #[error("This event does not ask about equality, so nothing was kept. A lead can switch that on in its settings.")]
    EqualityOff,
    /// Somebody who had it stopped (R4).
    #[error("This person had equality monitoring stopped, so nothing was kept.")]
    EqualityStopped,
    /// No exception for a professional (R8).
    #[error(transparent)]
    NoException(#[from] crate::domain::professional::NoException),
    /// A confirmation of what does not wait for one (R11).
    #[error(
        "This person does not wait for it to be confirmed that their guardian agreed: no list brought them, or they do not wait. \
         Nothing was changed."
    )]
    NothingToConfirm,
    /// A confirmation of what the guardian does not say (R11).
    #[error(
        "Their guardian's own Yes to both questions does not stand, so there is nothing to confirm. Nothing was changed. Ask the \
         guardian, and write down what they say with Amend."
    )]
    GuardianDoesNotAgree,
    /// A confirmation taken back that there is none of (R11).
    #[error("Nobody has confirmed that their guardian agreed, so there is nothing to take back. Nothing was changed.")]
    NotConfirmed,
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
    #[error("There is no request of that reference. Nothing was changed; `lanyard rights list` shows them.")]
    NoSuchRequest,
    /// A request that is dated ahead.
    #[error(
        "A request cannot have been received on a day that has not come yet. Nothing was recorded; check the date."
    )]
    ReceivedLater,
    /// A request about nobody who was found.
    #[error(
        "Nobody was found for that request, so there is nothing to do it to. Say whom it is about (`lanyard rights found`), \
         or close it as `nothing-held`."
    )]
    NobodyFound,
    /// A request for something else.
    #[error("That request asks for something else. Nothing was changed; `lanyard rights list` shows what it asks for.")]
    OtherRight,
    /// Closing what was not done.
    #[error("Carry it out, and it is closed as done with that (`lanyard rights carry-out`). Nothing was changed.")]
    CarryOut,
    /// A withdrawal that nobody carried out (R15).
    #[error(
        "Nothing of theirs was taken back since this request arrived, so it is still open. Take it back first: in People press \
         Withdraw, or use `lanyard person withdraw`. Then close it as done."
    )]
    NothingTakenBack,
    /// A correction that nobody made (R17).
    #[error(
        "Nothing of theirs was corrected since this request arrived, so it is still open. Correct it first: in People press \
         Amend, or use `lanyard person amend`. Then close it as done."
    )]
    NothingCorrected,
    /// Somebody of whom nothing may be used now (R11, R19).
    #[error(
        "There is no badge of them while their data is restricted, or a parent or guardian has not agreed. Nothing was written; a \
         lead can see which."
    )]
    NoBadge,
    /// A badge that the disk did not take.
    #[error("The badge was not made. {cause} What they said is saved; make it again from People.")]
    BadgeNotWritten {
        /// What is wrong, and what to do.
        cause: String,
    },
    /// No lead has said where the badges of that event go today (R22).
    #[error(
        "Nobody has said where badges of that event go today, so none was written. Badges are in plain form: a lead says it first, \
         in Register, where Print badge is."
    )]
    BadgesNotBegun,
    /// No such recording, or it ended.
    #[error(
        "There is no open task to take out a recording of that number. Nothing was changed; `lanyard removal list` shows them."
    )]
    NoSuchRemoval,
    /// A step that cannot follow.
    #[error(transparent)]
    Step(#[from] crate::domain::rights::StepError),
    /// A folder to write into that is not there: a stick that is not plugged in, or a name that is spelt otherwise.
    #[error("There is no such folder. Plug the stick in, or choose another folder. Nothing was written.")]
    NoSuchFolder,
    /// A folder in which nothing may be written.
    #[error("This folder takes no files. Choose another one, or unlock the stick. Nothing was written.")]
    FolderTakesNothing,
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
    /// An objection that was decided to hold (R20).
    #[error(
        "They objected, and it was decided that the use stops for good, so nothing was changed. Only a new decision undoes it: \
         record the objection again, with what the data protection officer advises now."
    )]
    StoppedForGood,
    /// Nothing to lift.
    #[error("That person is not restricted, so nothing was changed.")]
    NotRestricted,
    /// The clock is behind what was done here, so nobody knows what is due (R24).
    #[error(
        "The clock of this computer is behind what was done here last ({last}), so nothing is let go. Set the clock right, \
         then try again. Nothing was changed. If it is right now and was ahead then, a lead can say so \
         (`lanyard retention clock-is-right`)."
    )]
    ClockBehind {
        /// When that was, where the desk is.
        last: String,
    },
    /// Nobody doubts the clock.
    #[error(
        "The clock of this computer is not behind what was done here, so there is nothing to say of it. Nothing was changed."
    )]
    ClockNotBehind,
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
    /// A row of a list that is given again, and was undone or erased since.
    #[error(
        "This row was registered before, and that was undone or erased since. Nothing was kept; if it is right after all, enter \
         it at the desk."
    )]
    ListedAndUndone,
    /// A batch.
    #[error(transparent)]
    Batch(#[from] crate::batch::error::BatchError),
    /// A key that is none.
    #[error(transparent)]
    Key(#[from] crate::batch::keys::KeyError),
    /// Nobody to call in an emergency was named, or they are gone already (R2).
    #[error("No emergency contact of theirs is held, in no version. Nothing was changed.")]
    NoEmergencyContact,
    /// A reason that stays in the log and names somebody (R27).
    #[error(
        "The reason stays in the log for good, and it names somebody. Nothing was changed. Write it without names and numbers; a word \
         that is somebody's name too counts as one."
    )]
    ReasonNames,
    /// The source of a list, which stays for good, and names somebody who is on it (R18).
    #[error(
        "Where the list comes from stays on record for good, and it names somebody on the list, in row {row}. Nothing was kept. Say \
         it without names, then give the list again."
    )]
    SourceNames {
        /// The row, as a spreadsheet counts.
        row: u64,
    },
    /// Nobody who is to be told where their details came from.
    #[error(
        "There is nothing to tell this person: no list brought them, they gave us their details themselves, or it is noted already \
         that they were told. Nothing was changed."
    )]
    NothingToTell,
    /// A certificate of nothing.
    #[error("Nothing was due, so nothing went and there is no certificate.")]
    NothingWent,
    /// A batch that another desk sealed.
    #[error("That batch comes from another desk, so it says nothing about this one's log. Choose one of this desk.")]
    OtherDesk,
    /// Batches that no incident sheet can be made of.
    #[error("No sheet was written. {why}")]
    NoIncident {
        /// What is wrong with them, and what to do.
        why: String,
    },
    /// No such recipient.
    #[error("There is no recipient of that code. Nothing was changed; `lanyard recipient list` shows them.")]
    NoSuchRecipient,
    /// The code is taken.
    #[error("There is a recipient of that code already. Nothing was changed; choose another code.")]
    RecipientExists,
    /// Batches of this epoch were sealed under the code: another recipient's would have the names of theirs.
    #[error(
        "Batches were sealed for {0} before, and those of another recipient, or for another key, would have the same names. \
         Nothing was changed; choose another code, such as {0}-2."
    )]
    CodeHasBatches(crate::domain::code::Code),
    /// The words were not the same at both ends.
    #[error("Those are not the words of this recipient's keys, so nothing goes to it. Ask them for their keys again.")]
    WordsDiffer,
    /// Nobody compared the words yet (R21).
    #[error(
        "The key words of {0} were not compared yet. Nothing was sealed; call them, compare the six words, then confirm them."
    )]
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
    /// Newer batches are to be replayed, and none is there.
    #[error(
        "No sealed batch is there: their names end in .zip.age. Nothing was changed; choose the folder they lie in."
    )]
    NoBatchesThere,
    /// And nothing that opens them.
    #[error(
        "No recipient's key file is there: it holds a line that begins AGE-SECRET-KEY. Nothing was changed; ask the office \
         for theirs, on a stick of its own."
    )]
    NoKeyFileThere,
    /// The desk's key is not one.
    #[error("The desk's key could not be read: copy the line that begins RW, and nothing else. Nothing was changed.")]
    NotADeskKey,
    /// A batch, but nobody who can open it.
    #[error("None of the identities given opens the batch {0}. Nothing was changed; give the one of its recipient.")]
    NoIdentityFor(String),
    /// No such folder.
    #[error(
        "No desk of that name was set aside here. Nothing was changed; `lanyard set-aside list` shows those that were."
    )]
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
