//! The kinds of ordinary data that a desk can hold of somebody, for whoever has to name them after a loss (UK GDPR, article 33(3)(a);
//! R22). It is one closed list: whatever is kept of people belongs to one of these, or to a category that the law protects specially.

use super::coded::coded;

/// A kind of data.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum DataKind {
    /// Names.
    Names,
    /// Email addresses and telephone numbers.
    Contact,
    /// Postal addresses.
    Address,
    /// Dates of birth.
    Birth,
    /// Nationality and gender.
    NationalityOrGender,
    /// The country they live in.
    Country,
    /// School, studies, work, and what they would like to study.
    Education,
    /// What they asked to be sent (R28).
    Wishes,
    /// Notes of the desk.
    Note,
    /// Emergency contacts, who are people too (R2).
    EmergencyContact,
    /// Parents and guardians (R11).
    Guardian,
    /// Answers to the event's own questions.
    OwnAnswers,
    /// What was agreed to, refused and objected to, of whoever is on the record (R13).
    Answers,
    /// The same of those whose record is gone: the proof outlives it (R24).
    Proof,
    /// Answers about equality, under pseudonyms (R4).
    Equality,
    /// Recordings to take out, with what people looked like (R12).
    Removal,
    /// Exceptions for professionals, with their evidence (R8).
    Exception,
    /// What they asked for under their rights, and how it ended (R15 to R20).
    Request,
    /// What complaints said and were answered (R25).
    Complaint,
    /// What staff had typed of somebody and not done.
    Unfinished,
}

coded!(DataKind {
    Names => "names",
    Contact => "contact",
    Address => "address",
    Birth => "date-of-birth",
    NationalityOrGender => "nationality-or-gender",
    Country => "country",
    Education => "education",
    Wishes => "asked-to-be-sent",
    Note => "note",
    EmergencyContact => "emergency-contact",
    Guardian => "guardian",
    OwnAnswers => "own-answers",
    Answers => "answers",
    Proof => "consent-proof",
    Equality => "equality",
    Removal => "removal",
    Exception => "exception",
    Request => "request",
    Complaint => "complaint",
    Unfinished => "unfinished",
});

impl DataKind {
    /// What it is called on a sheet.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Names => "Names",
            Self::Contact => "Email or telephone",
            Self::Address => "Postal addresses",
            Self::Birth => "Dates of birth",
            Self::NationalityOrGender => "Nationality or gender",
            Self::Country => "Countries they live in",
            Self::Education => "Education and interests",
            Self::Wishes => "What they asked to be sent",
            Self::Note => "Notes of the desk",
            Self::EmergencyContact => "Emergency contacts",
            Self::Guardian => "Parents or guardians",
            Self::OwnAnswers => "Answers to the event's own questions",
            Self::Answers => "What they agreed to, refused and objected to",
            Self::Proof => "The same of others, whose record is gone: under numbers, without names",
            Self::Equality => "Equality answers, under pseudonyms",
            Self::Removal => "Recordings to take out, with what they looked like",
            Self::Exception => "Exceptions for professionals, with their evidence",
            Self::Request => "What they asked for under their rights",
            Self::Complaint => "Complaints, with what was said and answered",
            Self::Unfinished => "Words that staff had typed about them and not saved",
        }
    }
}
