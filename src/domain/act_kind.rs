//! What can stand in the audit log, in words (R27). The list is closed from the use case that writes an act to whoever reads it:
//! an act of no kind on it cannot be written.

use serde_json::Value;

use super::coded::coded;

/// A kind of act.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "its words say what each is")]
pub enum ActKind {
    Found,
    NewEvent,
    ChangeEvent,
    PublishNotice,
    ToBeTold,
    DiscardNotice,
    BeginNotice,
    CallOffNotice,
    TranslateNotice,
    SetOrganisation,
    TakeList,
    Lists,
    ToTellSource,
    TellSource,
    Register,
    CountOnly,
    Amend,
    Quarantine,
    ConfirmGuardian,
    UnconfirmGuardian,
    Withdraw,
    Undo,
    Link,
    Duplicates,
    Find,
    Look,
    Receipt,
    PrintReceipt,
    Badge,
    BeginBadges,
    PrintBadge,
    KeepEquality,
    StopEquality,
    EqualityTotals,
    RecordException,
    Request,
    Requests,
    WriteComplaint,
    AnswerComplaint,
    ReadComplaint,
    Letter,
    WriteLetter,
    Restrict,
    Lift,
    DecideObjection,
    Copy,
    Erasure,
    Erase,
    ForgetEmergencyContact,
    HelpToday,
    HelpPlace,
    HelpTold,
    PrintHelpToday,
    Kitchen,
    PrintKitchen,
    AskRemoval,
    Removals,
    EndRemoval,
    AddRecipient,
    CheckWords,
    RemoveRecipient,
    CloseDay,
    SealBatch,
    TakeBackBatch,
    Acknowledge,
    Purge,
    AddStaff,
    ChangeRole,
    RemoveStaff,
    ChangePassphrase,
    ChangeKey,
    ChangeSigningKey,
    RenewRecoveryCode,
    AddOrganisation,
    RemoveOrganisation,
    SetRules,
    Backup,
    CheckBackup,
    Restore,
    DiscardSetAside,
    EraseSetAside,
    Check,
    Incident,
    ProcessingRecord,
    GuardianSlip,
    DaySummary,
    DuePeople,
    ConfirmClock,
    Audit,
}

coded!(ActKind {
    Found => "found",
    NewEvent => "new-event",
    ChangeEvent => "change-event",
    PublishNotice => "publish-notice",
    ToBeTold => "to-be-told",
    DiscardNotice => "discard-notice",
    BeginNotice => "begin-notice",
    CallOffNotice => "call-off-notice",
    TranslateNotice => "translate-notice",
    SetOrganisation => "set-organisation",
    TakeList => "take-list",
    Lists => "lists",
    ToTellSource => "to-tell-source",
    TellSource => "tell-source",
    Register => "register",
    CountOnly => "count-only",
    Amend => "amend",
    Quarantine => "quarantine",
    ConfirmGuardian => "confirm-guardian",
    UnconfirmGuardian => "unconfirm-guardian",
    Withdraw => "withdraw",
    Undo => "undo",
    Link => "link",
    Duplicates => "duplicates",
    Find => "find",
    Look => "look",
    Receipt => "receipt",
    PrintReceipt => "print-receipt",
    Badge => "badge",
    BeginBadges => "begin-badges",
    PrintBadge => "print-badge",
    KeepEquality => "keep-equality",
    StopEquality => "stop-equality",
    EqualityTotals => "equality-totals",
    RecordException => "record-exception",
    Request => "request",
    Requests => "requests",
    WriteComplaint => "write-complaint",
    AnswerComplaint => "answer-complaint",
    ReadComplaint => "read-complaint",
    Letter => "letter",
    WriteLetter => "write-letter",
    Restrict => "restrict",
    Lift => "lift",
    DecideObjection => "decide-objection",
    Copy => "copy",
    Erasure => "erasure",
    Erase => "erase",
    ForgetEmergencyContact => "forget-emergency-contact",
    HelpToday => "help-today",
    HelpPlace => "help-place",
    HelpTold => "help-told",
    PrintHelpToday => "print-help-today",
    Kitchen => "kitchen",
    PrintKitchen => "print-kitchen",
    AskRemoval => "ask-removal",
    Removals => "removals",
    EndRemoval => "end-removal",
    AddRecipient => "add-recipient",
    CheckWords => "check-words",
    RemoveRecipient => "remove-recipient",
    CloseDay => "close-day",
    SealBatch => "seal-batch",
    TakeBackBatch => "take-back-batch",
    Acknowledge => "acknowledge",
    Purge => "purge",
    AddStaff => "add-staff",
    ChangeRole => "change-role",
    RemoveStaff => "remove-staff",
    ChangePassphrase => "change-passphrase",
    ChangeKey => "change-key",
    ChangeSigningKey => "change-signing-key",
    RenewRecoveryCode => "renew-recovery-code",
    AddOrganisation => "add-organisation",
    RemoveOrganisation => "remove-organisation",
    SetRules => "set-rules",
    Backup => "backup",
    CheckBackup => "check-backup",
    Restore => "restore",
    DiscardSetAside => "discard-set-aside",
    EraseSetAside => "erase-set-aside",
    Check => "check",
    Incident => "incident",
    ProcessingRecord => "processing-record",
    GuardianSlip => "guardian-slip",
    DaySummary => "day-summary",
    DuePeople => "due-people",
    ConfirmClock => "confirm-clock",
    Audit => "audit",
});

impl ActKind {
    /// What was done, as a sentence without its end.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Found => "Made this desk",
            Self::NewEvent => "Opened an event",
            Self::ChangeEvent => "Changed an event’s settings",
            Self::PublishNotice => "Published a notice",
            Self::ToBeTold => "Looked at who has to be told of a change",
            Self::DiscardNotice => "Dropped a notice that was being written",
            Self::BeginNotice => "Began a notice whose day had come",
            Self::CallOffNotice => "Called a notice off before it began",
            Self::TranslateNotice => "Published a notice in another language",
            Self::SetOrganisation => "Set whom to ask",
            Self::TakeList => "Began to take a list of visitors in",
            Self::Lists => "Looked at the lists that were taken in",
            Self::ToTellSource => "Looked at who has to be told where their details came from",
            Self::TellSource => "Noted that somebody was told where their details came from",
            Self::Register => "Registered a visitor",
            Self::CountOnly => "Counted a visitor who declined everything",
            Self::Amend => "Corrected what was said",
            Self::Quarantine => "Set aside until a guardian agrees",
            Self::ConfirmGuardian => "Confirmed that a guardian agreed in person",
            Self::UnconfirmGuardian => "Took back that a guardian was confirmed",
            Self::Withdraw => "Took answers back, as they asked",
            Self::Undo => "Undid a registration",
            Self::Link => "Said who is the same person",
            Self::Duplicates => "Looked for people who came twice",
            Self::Find => "Searched people",
            Self::Look => "Looked at a person",
            Self::Receipt => "Looked at a receipt",
            Self::PrintReceipt => "Wrote a receipt",
            Self::Badge => "Looked at a badge",
            Self::BeginBadges => "Said where the day’s badges go",
            Self::PrintBadge => "Wrote a badge",
            Self::KeepEquality => "Kept answers about equality",
            Self::StopEquality => "Stopped equality monitoring of a person",
            Self::EqualityTotals => "Counted answers about equality",
            Self::RecordException => "Recorded the exception for professionals",
            Self::Request => "Recorded a request, or a step of one",
            Self::Requests => "Looked at requests",
            Self::WriteComplaint => "Wrote down a complaint",
            Self::AnswerComplaint => "Wrote down the answer to a complaint",
            Self::ReadComplaint => "Read a complaint",
            Self::Letter => "Looked at a letter",
            Self::WriteLetter => "Wrote a letter",
            Self::Restrict => "Restricted a person’s data",
            Self::Lift => "Lifted a restriction",
            Self::DecideObjection => "Decided an objection",
            Self::Copy => "Wrote a person their copy",
            Self::Erasure => "Looked at what erasing would reach",
            Self::Erase => "Erased a person",
            Self::ForgetEmergencyContact => "Let an emergency contact go, as they asked",
            Self::HelpToday => "Looked at who is to be helped today",
            Self::HelpPlace => "Noted where somebody is to be helped",
            Self::HelpTold => "Noted who was told of a need",
            Self::PrintHelpToday => "Wrote the list of help today",
            Self::Kitchen => "Counted what the kitchen has to make",
            Self::PrintKitchen => "Wrote the kitchen’s numbers",
            Self::AskRemoval => "Asked for a recording to be taken out",
            Self::Removals => "Looked at recordings to be taken out",
            Self::EndRemoval => "Noted how looking for a recording ended",
            Self::AddRecipient => "Named a recipient",
            Self::CheckWords => "Compared a recipient’s key words",
            Self::RemoveRecipient => "Took a recipient out of use",
            Self::CloseDay => "Closed the day for a recipient",
            Self::SealBatch => "Sealed a batch",
            Self::TakeBackBatch => "Put a sealed batch back from a copy of it",
            Self::Acknowledge => "Took in an acknowledgement",
            Self::Purge => "Let go what was due",
            Self::AddStaff => "Let a colleague in",
            Self::ChangeRole => "Gave a colleague another role",
            Self::RemoveStaff => "Kept a colleague out",
            Self::ChangePassphrase => "Changed a passphrase",
            Self::ChangeKey => "Changed the data key",
            Self::ChangeSigningKey => "Changed the signing key",
            Self::RenewRecoveryCode => "Made a new recovery code",
            Self::AddOrganisation => "Added the organisation’s key",
            Self::RemoveOrganisation => "Took the organisation’s key away",
            Self::SetRules => "Set when the desk locks and backs up",
            Self::Backup => "Backed up",
            Self::CheckBackup => "Checked a backup",
            Self::Restore => "Restored a backup",
            Self::DiscardSetAside => "Removed a desk that was set aside",
            Self::EraseSetAside => "Erased here what was erased after a restore",
            Self::Check => "Checked the whole desk",
            Self::Incident => "Wrote an incident sheet",
            Self::ProcessingRecord => "Wrote a record of processing",
            Self::GuardianSlip => "Wrote a slip for a guardian",
            Self::DaySummary => "Wrote a summary of the day",
            Self::DuePeople => "Looked at who is due to be let go",
            Self::ConfirmClock => "Said that the clock is right now and was ahead before",
            Self::Audit => "Read this log",
        }
    }
}

/// A kind of act as it is read: on the list, or written by a program that knows more. Only what is on the list can be written.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum NotedKind {
    /// On the list.
    Known(ActKind),
    /// By a newer program, under this code.
    Newer(String),
}

impl NotedKind {
    /// The kind of that code.
    #[must_use]
    pub fn of(code: &str) -> Self {
        ActKind::from_code(code).map_or_else(|| Self::Newer(code.to_owned()), Self::Known)
    }

    /// As it stands in the log.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Known(kind) => kind.code(),
            Self::Newer(code) => code,
        }
    }

    /// What was done, as a sentence without its end.
    #[must_use]
    pub fn words(&self) -> &'static str {
        match self {
            Self::Known(kind) => kind.words(),
            Self::Newer(_) => "Done by a newer version",
        }
    }
}

/// What an act's details say, fact by fact, as far as there are words for them: counts, codes and dates.
#[must_use]
pub fn facts(details: &Value) -> Vec<(String, String)> {
    let Some(all) = details.as_object() else { return Vec::new() };
    let fact = |(name, value): (&String, &Value)| Some((label(name), said(value)?));
    all.iter().filter_map(fact).collect()
}

/// A detail's name, as people read it.
fn label(name: &str) -> String {
    let words = name.replace(['_', '-'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A detail's value, where there is one that says something.
fn said(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Bool(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(words) => Some(words.clone()).filter(|words| !words.is_empty()),
        Value::Array(all) => Some(all.iter().filter_map(said).collect::<Vec<_>>().join(", ")).filter(|w| !w.is_empty()),
        Value::Object(all) => {
            let one =
                |(name, value): (&String, &Value)| Some(format!("{} {}", label(name).to_lowercase(), said(value)?));
            Some(all.iter().filter_map(one).collect::<Vec<_>>().join(", ")).filter(|words| !words.is_empty())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn r27_what_a_newer_program_wrote_is_read_under_its_own_code() {
        for &kind in ActKind::ALL {
            assert_eq!(NotedKind::of(kind.code()), NotedKind::Known(kind));
        }
        let newer = NotedKind::of("count-petals");
        assert_eq!((newer.code(), newer.words()), ("count-petals", "Done by a newer version"));
    }

    #[test]
    fn details_are_said_without_signs_of_a_program() {
        let details = json!({ "event": "open-day", "went": { "special": 2, "consent-proof": 0 }, "decided": null,
            "elsewhere": true, "columns": ["name", "email"] });
        let expected = [
            ("Columns", "name, email"),
            ("Elsewhere", "yes"),
            ("Event", "open-day"),
            ("Went", "consent proof 0, special 2"),
        ];
        let expected: Vec<_> = expected.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        assert_eq!(facts(&details), expected);
    }
}
