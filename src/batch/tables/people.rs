//! People: registrations, guardians, emergency contacts, and answers to an event's own questions (R2, R11).

use super::super::table::ColumnType::{Boolean, Date, DateTime, Id, Integer, Telephone, Text};
use super::super::table::{Column, TableSpec};
use super::{OF_REGISTRATION, SAID};

/// The ages that matter to what may be done, without the date of birth (R11).
const AGE_BAND: &[&str] = &["child", "under-18", "adult", "unknown"];

/// The kinds of an event's own questions.
const QUESTION_KIND: &[&str] = &["yes-or-no", "pick-one", "pick-several", "short-text", "number", "date"];

/// One row for each registration.
pub static REGISTRATIONS: TableSpec = TableSpec::new(
    "registrations.csv",
    &[
        Column::new("registration", Id, "Id of the registration, for this recipient").required(),
        Column::new("visitor", Id, "Id of the visitor, for this recipient").required(),
        Column::new("reference", Text, "What the visitor was told to quote"),
        Column::new("event_code", Text, "Code of the event"),
        Column::new("registered_at", DateTime, "When, in UTC"),
        Column::new("registered_offset", Integer, "Local time less UTC, in minutes"),
        Column::new("role", Text, "What the visitor came as"),
        Column::new("full_name", Text, "Name as given"),
        Column::new("given_name", Text, "Given names, where told apart"),
        Column::new("family_name", Text, "Family names, where told apart"),
        Column::new("badge_name", Text, "Name for the badge"),
        Column::new("email", Text, "Email address"),
        Column::new("phone", Telephone, "Telephone number"),
        Column::new("phone_as_typed", Text, "Telephone number as typed"),
        Column::new("date_of_birth", Date, "Date of birth"),
        Column::new("age_band", Text, "Age on the day of the event").one_of(AGE_BAND),
        Column::new("gender", Text, "Gender as given"),
        Column::new("address_line_1", Text, "Address, first line"),
        Column::new("address_line_2", Text, "Address, second line"),
        Column::new("city", Text, "Town or city"),
        Column::new("postcode", Text, "Postcode"),
        Column::new("country", Text, "Country of residence, ISO 3166-1 alpha-2"),
        Column::new("nationality", Text, "Nationality, ISO 3166-1 alpha-2"),
        Column::new("organisation", Text, "School, institution or organisation"),
        Column::new("education_now", Text, "Education at present"),
        Column::new("education_past", Text, "Education so far"),
        Column::new("profession", Text, "Profession"),
        Column::new("looking_for", Text, "What the visitor looks for"),
        Column::new("subjects", Text, "Subjects of interest, separated by ;"),
        Column::new("year_of_entry", Text, "When the visitor wants to begin"),
        Column::new("heard_about_us", Text, "How the visitor heard about the event"),
        Column::new("contact_language", Text, "Language to write in, BCP 47"),
        Column::new("communication_preference", Text, "How the visitor likes to be reached"),
        Column::new("send_what", Text, "What the visitor asked to be sent, once"),
        Column::new("send_by", Text, "The one way to send it"),
        Column::new("note", Text, "Note of the desk"),
        Column::new("photo", Text, "Answer on photographs as it stands").one_of(SAID),
        Column::new("audio", Text, "Answer on sound recordings as it stands").one_of(SAID),
        Column::new("video", Text, "Answer on video as it stands").one_of(SAID),
        Column::new("amended_at", DateTime, "When last corrected, in UTC"),
    ],
    &["registration"],
    &[],
);

/// One row for each guardian of a child.
pub static GUARDIANS: TableSpec = TableSpec::new(
    "guardians.csv",
    &[
        Column::new("registration", Id, "The child's registration").required(),
        Column::new("name", Text, "The guardian's name").required(),
        Column::new("relationship", Text, "Relationship to the child"),
        Column::new("responsible", Boolean, "Said to be parent or legally responsible"),
        Column::new("email", Text, "Email address"),
        Column::new("phone", Telephone, "Telephone number"),
        Column::new("phone_as_typed", Text, "Telephone number as typed"),
    ],
    &["registration", "name"],
    &[OF_REGISTRATION],
);

/// One row for each emergency contact. Never in a batch for marketing or for a CRM (R2).
pub static EMERGENCY_CONTACTS: TableSpec = TableSpec::new(
    "emergency_contacts.csv",
    &[
        Column::new("registration", Id, "The visitor's registration").required(),
        Column::new("name", Text, "Whom to call"),
        Column::new("relationship", Text, "Relationship to the visitor"),
        Column::new("phone", Telephone, "Telephone number"),
        Column::new("phone_as_typed", Text, "Telephone number as typed"),
    ],
    &["registration"],
    &[OF_REGISTRATION],
);

/// Answers to an event's own questions; a question with several answers has a row for each.
pub static ANSWERS: TableSpec = TableSpec::new(
    "answers.csv",
    &[
        Column::new("registration", Id, "The visitor's registration").required(),
        Column::new("question", Text, "Code of the question").required(),
        Column::new("question_text", Text, "The question as it was asked"),
        Column::new("kind", Text, "Kind of question").one_of(QUESTION_KIND),
        Column::new("answer", Text, "The answer").required(),
        Column::new("language", Text, "Language of the question and its answer, BCP 47"),
    ],
    &["registration", "question", "answer"],
    &[OF_REGISTRATION],
);
