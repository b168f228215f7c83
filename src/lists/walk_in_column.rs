//! The columns of a list of walk-in visitors: their headings, and what a cell under each may hold.

use crate::domain::age::AgeAnswer;
use crate::domain::answer::{How, NoticeCard, Said};
use crate::domain::code::Code;
use crate::domain::field_error::{GuardianField, Place};
use crate::domain::form::Field;
use crate::domain::purpose::{Channel, GuardianQuestion, Medium, Question, SpecialPair};

/// What a column is about.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Field(Field),
    ThirteenOrOver,
    Guardian(GuardianField),
    Consent(Question),
    Detail(SpecialPair),
    Own(Code),
    SendThem,
    AskedHow,
    AskedAt,
    PaperForm,
    NoticeCard,
    AskedIn,
}

/// The headings that other lists use for our fields.
const ALIASES: [(&str, Column); 23] = [
    ("school_or_organisation", Column::Field(Field::Organisation)),
    ("level_of_study", Column::Field(Field::LookingFor)),
    ("subjects_of_interest", Column::Field(Field::Subjects)),
    ("country_of_residence", Column::Field(Field::Country)),
    ("emergency_contact_name", Column::Field(Field::EmergencyName)),
    ("emergency_contact_phone", Column::Field(Field::EmergencyPhone)),
    ("emergency_contact_relationship", Column::Field(Field::EmergencyRelationship)),
    ("notes_for_desk", Column::Field(Field::Note)),
    ("consent_marketing_email", Column::Consent(Question::News(Channel::Email))),
    ("consent_marketing_sms", Column::Consent(Question::News(Channel::Sms))),
    ("consent_marketing_phone", Column::Consent(Question::News(Channel::Phone))),
    ("consent_marketing_post", Column::Consent(Question::News(Channel::Post))),
    ("consent_photography", Column::Consent(Question::Recording(Medium::Photo))),
    ("consent_audio", Column::Consent(Question::Recording(Medium::Audio))),
    ("consent_video", Column::Consent(Question::Recording(Medium::Video))),
    ("consent_special_health", Column::Consent(Question::Special(SpecialPair::HealthSafety))),
    ("consent_special_disability", Column::Consent(Question::Special(SpecialPair::DisabilityHelp))),
    ("consent_special_dietary", Column::Consent(Question::Special(SpecialPair::DietCatering))),
    ("consent_special_ethnicity", Column::Consent(Question::Special(SpecialPair::EthnicityOpportunities))),
    ("guardian_responsible", Column::Consent(Question::Guardian(GuardianQuestion::Responsible))),
    ("guardian_consent", Column::Consent(Question::Guardian(GuardianQuestion::Consent))),
    ("health_conditions", Column::Detail(SpecialPair::HealthSafety)),
    ("dietary_requirements", Column::Detail(SpecialPair::DietCatering)),
];

/// The headings of columns that are no field and no consent, and the two details that are called by their category.
const OTHERS: [(&str, Column); 9] = [
    ("disability", Column::Detail(SpecialPair::DisabilityHelp)),
    ("ethnicity", Column::Detail(SpecialPair::EthnicityOpportunities)),
    ("thirteen_or_over", Column::ThirteenOrOver),
    ("send_them", Column::SendThem),
    ("asked_how", Column::AskedHow),
    ("asked_at", Column::AskedAt),
    ("paper_form", Column::PaperForm),
    ("notice_card", Column::NoticeCard),
    ("asked_in", Column::AskedIn),
];

impl Column {
    /// What a place of the form is called in a list.
    pub(super) fn of(place: &Place) -> Self {
        match place {
            Place::Field(field) => Self::Field(*field),
            Place::ThirteenOrOver => Self::ThirteenOrOver,
            Place::Guardian(field) => Self::Guardian(*field),
            Place::Question(Question::SendThem) | Place::Send => Self::SendThem,
            Place::Question(question) => Self::Consent(*question),
            Place::Detail(pair) => Self::Detail(*pair),
            Place::Own(code) => Self::Own(code.clone()),
        }
    }

    /// Finds a column by its heading, in any case.
    pub(super) fn named(heading: &str) -> Option<Self> {
        let heading = heading.trim().to_ascii_lowercase();
        let listed = ALIASES.iter().chain(&OTHERS).find(|(name, _)| *name == heading);
        let field = || Field::from_code(&heading).map(Self::Field);
        let guardian = || GuardianField::from_code(&heading).map(Self::Guardian);
        // What people ask to be sent has one column, `send_them`, which says what; a bare Yes would say nothing.
        let asked = || Question::from_code(&heading).filter(|&q| q != Question::SendThem).map(Self::Consent);
        let detail = || heading.strip_prefix("detail.").and_then(SpecialPair::from_code).map(Self::Detail);
        let own = || heading.strip_prefix("question.").and_then(|code| Code::new(code).ok()).map(Self::Own);
        listed
            .map(|(_, column)| column.clone())
            .or_else(field)
            .or_else(guardian)
            .or_else(asked)
            .or_else(detail)
            .or_else(own)
    }

    /// Every heading that is understood, for whoever has to correct one.
    pub(super) fn known() -> String {
        let fields = Field::ALL.iter().map(|f| f.code().to_owned());
        let guardian = GuardianField::ALL.iter().map(|f| f.code().to_owned());
        let asked = Question::ALL.iter().filter(|&&q| q != Question::SendThem).map(|q| q.code().to_owned());
        let details = SpecialPair::ALL.iter().map(|pair| format!("detail.{pair}"));
        let listed = ALIASES.iter().chain(&OTHERS).map(|(name, _)| (*name).to_owned());
        let own = std::iter::once("question.CODE for the event's own".to_owned());
        fields.chain(guardian).chain(asked).chain(details).chain(listed).chain(own).collect::<Vec<_>>().join(", ")
    }
}

/// A consent cell; `None` is "not asked".
pub(super) fn said(cell: &str) -> Result<Option<Said>, &'static str> {
    match cell.to_lowercase().as_str() {
        "" => Ok(None),
        "yes" => Ok(Some(Said::Yes)),
        "no" => Ok(Some(Said::No)),
        "objected" => Ok(Some(Said::Objected)),
        "left blank" | "left-blank" => Ok(Some(Said::LeftBlank)),
        _ => Err("Write yes, no, objected, left blank, or nothing"),
    }
}

/// "13 or over?"
pub(super) fn age_answer(cell: &str) -> Result<Option<AgeAnswer>, &'static str> {
    match cell.to_lowercase().as_str() {
        "" => Ok(None),
        "yes" => Ok(Some(AgeAnswer::Yes)),
        "no" => Ok(Some(AgeAnswer::No)),
        "not sure" | "not-sure" => Ok(Some(AgeAnswer::NotSure)),
        _ => Err("Write yes, no, not sure, or nothing"),
    }
}

/// How the answers reached the desk (R13), as the list says it: nobody here handed a laptop over. A code of its own for that would
/// not be in the closed list that every batch is verified by, so that batches of before could not be verified any more.
pub(super) fn how(cell: &str) -> Result<Option<How>, &'static str> {
    match cell.to_lowercase().replace(' ', "-").as_str() {
        "" => Ok(None),
        code => How::from_code(code).map(Some).ok_or("Write out loud, on paper or on screen"),
    }
}

/// What the person was given to read (R13).
pub(super) fn notice_card(cell: &str) -> Result<NoticeCard, &'static str> {
    match cell.to_lowercase().as_str() {
        "" => Ok(NoticeCard::Neither),
        code => NoticeCard::from_code(code).ok_or("Write given, read or neither"),
    }
}
