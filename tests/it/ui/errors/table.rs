//! Every error that a form can have, what brings it about, the sentence for it, and what cures it.
//!
//! The list is complete by construction: `every!` makes a `match` without a rest of what the domain can say, so that a
//! new error does not compile until it is entered here, as one that can be typed or as one that cannot and why.

use egui::Key;
use lanyard::domain::age::{AgeError, DateOfBirthError};
use lanyard::domain::country::UnknownCountry;
use lanyard::domain::date::DateError;
use lanyard::domain::email::EmailError;
use lanyard::domain::name::NameError;
use lanyard::domain::own_question::OwnAnswerError;
use lanyard::domain::phone::PhoneError;
use lanyard::domain::text::TextError;
use lanyard::domain::wrong::{AnswerWrong, ContactWrong, FormWrong, GuardianWrong, Wrong};

use super::super::stage::Stage;
use super::leads::{GRACE, Panel, child, grown_up, nobody, objects, on_paper, said_yes, untold};

/// Whether an error can come about in the window.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Reach {
    /// Somebody can type it.
    Typed,
    /// Nobody can, and why.
    Never(&'static str),
}
use Reach::{Never, Typed};

macro_rules! every {
    (($($name:ident: $type:ty),*) $([$($wrong:tt)*] $reach:expr,)*) => {
        /// Every error there is, with these numbers in those that name one.
        pub(super) fn every($($name: $type),*) -> Vec<Wrong> {
            vec![$($($wrong)*),*]
        }

        /// Whether it can come about in the window, and what the table calls it, whatever number it names.
        #[allow(unused_variables, reason = "a number in an error is no error of its own")]
        pub(super) fn reach(wrong: Wrong) -> (Reach, &'static str) {
            match wrong { $($($wrong)* => ($reach, stringify!($($wrong)*)),)* }
        }
    };
}

const EMPTY: Reach = Never("an empty box is left out, or has an error of its own");
const CHOSEN: Reach = Never("it is chosen from a list, and only what is in the list can be");

every! {
    (max: usize, consent: u32, days: u32)
    [Wrong::Text(TextError::Empty)] EMPTY,
    [Wrong::Text(TextError::LineBreak)] Typed,
    [Wrong::Text(TextError::Control)] Typed,
    [Wrong::Text(TextError::Direction)] Typed,
    [Wrong::Text(TextError::Noncharacter)] Typed,
    [Wrong::Text(TextError::TooLong { max })] Typed,
    [Wrong::Name(NameError::Missing)] Typed,
    [Wrong::Name(NameError::Text(TextError::Empty))] EMPTY,
    [Wrong::Name(NameError::Text(TextError::LineBreak))] Typed,
    [Wrong::Name(NameError::Text(TextError::Control))] Typed,
    [Wrong::Name(NameError::Text(TextError::Direction))] Typed,
    [Wrong::Name(NameError::Text(TextError::Noncharacter))] Typed,
    [Wrong::Name(NameError::Text(TextError::TooLong { max }))] Typed,
    [Wrong::Email(EmailError::Empty)] EMPTY,
    [Wrong::Email(EmailError::Space)] Typed,
    [Wrong::Email(EmailError::AtMissing)] Typed,
    [Wrong::Email(EmailError::SeveralAts)] Typed,
    [Wrong::Email(EmailError::LocalMissing)] Typed,
    [Wrong::Email(EmailError::DomainMissing)] Typed,
    [Wrong::Email(EmailError::EndingMissing)] Typed,
    [Wrong::Email(EmailError::Dots)] Typed,
    [Wrong::Email(EmailError::Character)] Typed,
    [Wrong::Email(EmailError::TooLong)] Typed,
    [Wrong::Phone(PhoneError::Empty)] EMPTY,
    [Wrong::Phone(PhoneError::NotANumber)] Typed,
    [Wrong::Phone(PhoneError::TooShort)] Typed,
    [Wrong::Phone(PhoneError::TooLong)] Typed,
    [Wrong::Phone(PhoneError::UnknownCountryCode)] Typed,
    [Wrong::Phone(PhoneError::Text(TextError::Empty))] EMPTY,
    [Wrong::Phone(PhoneError::Text(TextError::LineBreak))] Typed,
    [Wrong::Phone(PhoneError::Text(TextError::Control))] Typed,
    [Wrong::Phone(PhoneError::Text(TextError::Direction))] Typed,
    [Wrong::Phone(PhoneError::Text(TextError::Noncharacter))] Typed,
    [Wrong::Phone(PhoneError::Text(TextError::TooLong { max }))] Never("a number that is too long says so in its own words"),
    [Wrong::Birth(DateOfBirthError::Date(DateError::Empty))] EMPTY,
    [Wrong::Birth(DateOfBirthError::Date(DateError::NotADate))] Typed,
    [Wrong::Birth(DateOfBirthError::Date(DateError::DayMissing))] Typed,
    [Wrong::Birth(DateOfBirthError::Date(DateError::MonthMissing))] Typed,
    [Wrong::Birth(DateOfBirthError::Date(DateError::YearMissing))] Typed,
    [Wrong::Birth(DateOfBirthError::Date(DateError::DayComesFirst))] Typed,
    [Wrong::Birth(DateOfBirthError::Date(DateError::NoSuchDay))] Typed,
    [Wrong::Birth(DateOfBirthError::Date(DateError::NoSuchMonth))] Typed,
    [Wrong::Birth(DateOfBirthError::Date(DateError::NotInThisMonth { days }))] Typed,
    [Wrong::Birth(DateOfBirthError::Date(DateError::NotALeapYear))] Typed,
    [Wrong::Birth(DateOfBirthError::Date(DateError::YearUndecided))] Typed,
    [Wrong::Birth(DateOfBirthError::Future)] Typed,
    [Wrong::Birth(DateOfBirthError::TooLongAgo)] Typed,
    [Wrong::Age(AgeError::NotSettled { consent })] Typed,
    [Wrong::Age(AgeError::Contradiction)] Never("a date that gives an age takes the answer's place"),
    [Wrong::Age(AgeError::NotBorn)] Never("a date in the future is no date of birth before anybody asks for an age"),
    [Wrong::Country(UnknownCountry)] CHOSEN,
    [Wrong::Own(OwnAnswerError::YesOrNo)] CHOSEN,
    [Wrong::Own(OwnAnswerError::NotAnOption)] Typed,
    [Wrong::Own(OwnAnswerError::NotANumber)] Typed,
    [Wrong::Own(OwnAnswerError::NotADate)] Typed,
    [Wrong::Own(OwnAnswerError::NotALine)] Typed,
    [Wrong::Form(FormWrong::NotAsked)] Never("what the event does not ask has no box"),
    [Wrong::Form(FormWrong::Needed)] Typed,
    [Wrong::Contact(ContactWrong::Email)] Typed,
    [Wrong::Contact(ContactWrong::Phone)] Typed,
    [Wrong::Contact(ContactWrong::Address)] Typed,
    [Wrong::Contact(ContactWrong::GuardianEmail)] Typed,
    [Wrong::Contact(ContactWrong::GuardianPhone)] Typed,
    [Wrong::Guardian(GuardianWrong::NotResponsible)] Typed,
    [Wrong::Guardian(GuardianWrong::NoConsent)] Typed,
    [Wrong::Guardian(GuardianWrong::Refused)] Typed,
    [Wrong::Guardian(GuardianWrong::RelationshipMissing)] Typed,
    [Wrong::Guardian(GuardianWrong::SchoolOrClub)] Typed,
    [Wrong::Guardian(GuardianWrong::ContactMissing)] Typed,
    [Wrong::Answer(AnswerWrong::NoticeChanged)] Never("a form that is open when the notice changes is asked anew"),
    [Wrong::Answer(AnswerWrong::Withdrawn)] Never("a row answers Yes, No or nothing"),
    [Wrong::Answer(AnswerWrong::ObjectsOrNothing)] Typed,
    [Wrong::Answer(AnswerWrong::OnTheirScreenOnly)] Never("what only the visitor's screen may ask has no row"),
    [Wrong::Answer(AnswerWrong::WishOnly)] Never("a wish is noted or taken away, and never a No"),
    [Wrong::Answer(AnswerWrong::PaperForm)] Typed,
    [Wrong::Answer(AnswerWrong::NothingToSend)] Never("what is to be sent is noted with the wish, at once"),
    [Wrong::Answer(AnswerWrong::NoWish)] Never("what is to be sent is noted with the wish, at once"),
    [Wrong::Answer(AnswerWrong::NotOnOffer)] CHOSEN,
}

/// What comes into a box.
#[derive(Clone, Copy)]
pub(super) enum Put {
    /// Key by key; a tab goes on.
    Keys(&'static str),
    /// From another program, where such characters come from.
    Pasted(&'static str),
    /// So many letters, from another program.
    Letters(usize),
    /// Nothing: it is missing.
    Nothing,
}
use Put::{Keys, Letters, Nothing, Pasted};

/// What puts it right, with the keyboard where saving has left it.
#[derive(Clone, Copy)]
pub(super) enum Cure {
    /// Another text in its place.
    Text(&'static str),
    /// The visitor's own name.
    Name,
    /// Another subject in place of the last one.
    Subject(&'static str),
    /// Day, month and year.
    Date([&'static str; 3]),
    /// These keys.
    Press(&'static [Key]),
}

/// Where an error can be.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum At {
    /// A box of this name.
    Box(&'static str),
    /// What is pressed, by the beginning of its name.
    Answer(&'static str),
}
use At::{Answer, Box};

/// A desk that an error needs.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Asks {
    /// Everything that a form can ask, and nothing needed.
    Everything,
    /// The school is needed.
    School,
    /// Adults are recorded unless they object.
    Objection,
}

/// An error and its cure.
#[derive(Clone, Copy)]
pub(super) struct Row {
    pub(super) wrong: Wrong,
    pub(super) asks: Asks,
    /// Fills in the rest of the form, of which nothing is wrong.
    pub(super) lead: fn(&mut Stage, &str),
    pub(super) at: At,
    pub(super) put: Put,
    /// The sentence beside it.
    pub(super) says: &'static str,
    pub(super) cure: Cure,
    /// What is in the vault then: a column, and what stands in it.
    pub(super) kept: (&'static str, &'static str),
}

impl Row {
    /// What is missing is told on saving only: nobody is told of what they have not come to.
    pub(super) fn told_on_leaving(&self) -> bool {
        !matches!(self.put, Nothing)
    }
}

#[expect(clippy::too_many_arguments, reason = "a row of the table, in the order in which it happens")]
const fn row(
    wrong: Wrong,
    lead: fn(&mut Stage, &str),
    at: At,
    put: Put,
    says: &'static str,
    cure: Cure,
    column: &'static str,
    value: &'static str,
) -> Row {
    Row { wrong, asks: Asks::Everything, lead, at, put, says, cure, kept: (column, value) }
}

const fn at_desk(asks: Asks, row: Row) -> Row {
    Row { asks, ..row }
}

const fn text(error: TextError, put: Put, says: &'static str) -> Row {
    row(Wrong::Text(error), grown_up, Box("Town or city"), put, says, Cure::Text("Leeds"), "city", "Leeds")
}

const fn name(error: NameError, put: Put, says: &'static str) -> Row {
    row(Wrong::Name(error), nobody, Box("Full name"), put, says, Cure::Name, "thirteen_or_over", "yes")
}

const fn email(error: EmailError, put: Put, says: &'static str) -> Row {
    let cured = "hannah@example.org";
    row(Wrong::Email(error), grown_up, Box("Email"), put, says, Cure::Text(cured), "email", cured)
}

const fn phone(error: PhoneError, put: Put, says: &'static str) -> Row {
    let cure = Cure::Text("07700 900318");
    row(Wrong::Phone(error), grown_up, Box("Phone"), put, says, cure, "phone", "+447700900318")
}

const fn birth(error: DateOfBirthError, typed: &'static str, says: &'static str) -> Row {
    let at = Box("Date of birth: Day");
    let cure = Cure::Date(["14", "03", "1988"]);
    row(Wrong::Birth(error), grown_up, at, Keys(typed), says, cure, "date_of_birth", "1988-03-14")
}

const fn date(error: DateError, typed: &'static str, says: &'static str) -> Row {
    birth(DateOfBirthError::Date(error), typed, says)
}

const fn own(error: OwnAnswerError, label: &'static str, put: Put, says: &'static str, cured: &'static str) -> Row {
    row(Wrong::Own(error), grown_up, Box(label), put, says, Cure::Text(cured), "own_answers", cured)
}

const fn contact(
    wrong: ContactWrong,
    lead: fn(&mut Stage, &str),
    at: &'static str,
    says: &'static str,
    cured: &'static str,
    column: &'static str,
    value: &'static str,
) -> Row {
    row(Wrong::Contact(wrong), lead, Box(at), Nothing, says, Cure::Text(cured), column, value)
}

const fn guards(wrong: GuardianWrong, lead: fn(&mut Stage, &str), at: At, says: &'static str, cure: Cure) -> Row {
    row(Wrong::Guardian(wrong), lead, at, Nothing, says, cure, "guardian_relationship", "Mother")
}

/// Every one that can be typed.
pub(super) const ROWS: &[Row] = &[
    text(TextError::LineBreak, Pasted("Leeds\u{2028}Kirkstall"), "Write it on one line"),
    text(TextError::Control, Pasted("Leeds\u{0}"), "Take out the hidden control character"),
    text(TextError::Direction, Pasted("Leeds\u{202E}"), "Take out the hidden direction character"),
    text(TextError::Noncharacter, Pasted("Leeds\u{FDD0}"), "Take out the character that is none"),
    text(TextError::TooLong { max: 200 }, Letters(201), "Shorten it to 200 characters"),
    name(NameError::Missing, Nothing, "Write a name"),
    name(NameError::Text(TextError::LineBreak), Pasted("Hannah\u{2029}Brightwell"), "Write it on one line"),
    name(NameError::Text(TextError::Control), Pasted("Hannah\u{7}"), "Take out the hidden control character"),
    name(NameError::Text(TextError::Direction), Pasted("Hannah\u{2066}"), "Take out the hidden direction character"),
    name(NameError::Text(TextError::Noncharacter), Pasted("Hannah\u{FFFF}"), "Take out the character that is none"),
    name(NameError::Text(TextError::TooLong { max: 200 }), Letters(201), "Shorten it to 200 characters"),
    email(EmailError::Space, Keys("hannah brightwell@"), "Take out the space"),
    email(EmailError::AtMissing, Keys("hannah"), "Add the @ and what follows it"),
    email(EmailError::SeveralAts, Keys("hannah@home@example.org"), "Write one address, with one @"),
    email(EmailError::LocalMissing, Keys("@example.org"), "Add the part before the @"),
    email(EmailError::DomainMissing, Keys("hannah@"), "Add the part after the @"),
    email(EmailError::EndingMissing, Keys("hannah@example"), "Add the ending, such as .com or .uk"),
    email(EmailError::Dots, Keys("hannah@example..org"), "Check the dots"),
    email(EmailError::Character, Pasted("hannah\u{0}@example.org"), "Check for characters that do not belong"),
    email(EmailError::TooLong, Letters(255), "Check the length: it is too long"),
    phone(PhoneError::NotANumber, Keys("07700 9oo318"), "Write digits only, and x before an extension"),
    phone(PhoneError::TooShort, Keys("077"), "Add the missing digits"),
    phone(PhoneError::TooLong, Keys("07700 900318 07700 900319"), "Write one number, at most 15 digits"),
    phone(PhoneError::UnknownCountryCode, Keys("+999 7700 900318"), "Check the country code at the start"),
    phone(PhoneError::Text(TextError::LineBreak), Pasted("07700\u{2028}900318"), "Write it on one line"),
    phone(PhoneError::Text(TextError::Control), Pasted("07700\u{0}900318"), "Take out the hidden control character"),
    phone(
        PhoneError::Text(TextError::Direction),
        Pasted("\u{202A}07700 900318"),
        "Take out the hidden direction character",
    ),
    phone(
        PhoneError::Text(TextError::Noncharacter),
        Pasted("07700 900318\u{FFFE}"),
        "Take out the character that is none",
    ),
    date(DateError::NotADate, "xx/03/1988", "Write day, month and year, like 14/3/1988"),
    date(DateError::DayMissing, "\t03/1988", "Add the day"),
    date(DateError::MonthMissing, "14\t1988", "Add the month"),
    date(DateError::YearMissing, "1403", "Add the year"),
    date(DateError::DayComesFirst, "03/25/1990", "Write the day first, then the month"),
    date(DateError::NoSuchDay, "32/01/1990", "Write a day from 1 to 31"),
    date(DateError::NoSuchMonth, "14/13/1990", "Write a month from 1 to 12"),
    date(DateError::NotInThisMonth { days: 30 }, "31/04/1990", "Check the day: April 1990 had 30"),
    date(DateError::NotALeapYear, "29/02/1987", "Check the year: it has no 29 February"),
    date(DateError::YearUndecided, "10/01/18", "Write the year with four digits"),
    birth(DateOfBirthError::Future, "01/01/2027", "Check the year: this is in the future"),
    birth(DateOfBirthError::TooLongAgo, "01/01/1900", "Check the year: over 120 years ago"),
    row(
        Wrong::Age(AgeError::NotSettled { consent: 13 }),
        untold,
        Answer("Yes"),
        Nothing,
        "Ask: 13 or over?",
        Cure::Press(&[Key::Space]),
        "thirteen_or_over",
        "yes",
    ),
    own(OwnAnswerError::NotAnOption, "Which campuses?", Keys("Leeds"), "Choose from the list", "White City"),
    own(OwnAnswerError::NotANumber, "How many of you?", Keys("two"), "Write a number", "2"),
    own(OwnAnswerError::NotADate, "When will you come again?", Keys("soon"), "Write a date, day first", "2027-01-31"),
    own(OwnAnswerError::NotALine, "What brings you here?", Pasted("Art\u{0}"), "Write one line of text", "Art"),
    at_desk(
        Asks::School,
        row(
            Wrong::Form(FormWrong::Needed),
            grown_up,
            Box("School, college or employer"),
            Nothing,
            "Fill this in: this event needs it",
            Cure::Text("Elm Park School"),
            "organisation",
            "Elm Park School",
        ),
    ),
    contact(
        ContactWrong::Email,
        |stage, name| said_yes(stage, name, "Email: Yes"),
        "Email",
        "Add the email they said Yes to",
        "hannah@example.org",
        "email",
        "hannah@example.org",
    ),
    contact(
        ContactWrong::Phone,
        |stage, name| said_yes(stage, name, "Text: Yes"),
        "Phone",
        "Add the phone they said Yes to",
        "07700 900318",
        "phone",
        "+447700900318",
    ),
    contact(
        ContactWrong::Address,
        |stage, name| said_yes(stage, name, "Post: Yes"),
        "Address",
        "Add the address they said Yes to",
        "1 Mill Lane",
        "address_line_1",
        "1 Mill Lane",
    ),
    contact(
        ContactWrong::GuardianEmail,
        |stage, name| {
            child(stage, name, Panel { email: "", phone: "07700 900744", ..GRACE });
            stage.answer_question("Email: Yes", true);
        },
        "Their email",
        "Add the guardian's email, or answer No",
        "grace@example.org",
        "guardian_email",
        "grace@example.org",
    ),
    contact(
        ContactWrong::GuardianPhone,
        |stage, name| {
            child(stage, name, GRACE);
            stage.answer_question("Text: Yes", true);
        },
        "Their phone",
        "Add the guardian's phone, or answer No",
        "07700 900744",
        "guardian_phone",
        "+447700900744",
    ),
    guards(
        GuardianWrong::NotResponsible,
        |stage, name| child(stage, name, Panel { says: [Some(false), Some(true)], ..GRACE }),
        Answer("Parent of "),
        "Only a parent or legal guardian can agree",
        Cure::Press(&[Key::Y]),
    ),
    guards(
        GuardianWrong::Refused,
        |stage, name| child(stage, name, Panel { says: [Some(true), Some(false)], ..GRACE }),
        Answer("Agrees to us keeping "),
        "Keep nothing: the guardian said No",
        Cure::Press(&[Key::Y]),
    ),
    guards(
        GuardianWrong::NoConsent,
        |stage, name| child(stage, name, Panel { says: [Some(true), None], ..GRACE }),
        Answer("Agrees to us keeping "),
        "Ask the guardian; without their Yes keep nothing",
        Cure::Press(&[Key::Y]),
    ),
    guards(
        GuardianWrong::RelationshipMissing,
        |stage, name| child(stage, name, Panel { relationship: "", ..GRACE }),
        Box("They are the child’s"),
        "Say who they are",
        Cure::Text("Mother"),
    ),
    Row {
        put: Keys("Teacher"),
        ..guards(
            GuardianWrong::SchoolOrClub,
            |stage, name| child(stage, name, Panel { relationship: "", ..GRACE }),
            Box("They are the child’s"),
            "Ask for a parent: a teacher cannot agree",
            Cure::Text("Mother"),
        )
    },
    guards(
        GuardianWrong::ContactMissing,
        |stage, name| child(stage, name, Panel { email: "", ..GRACE }),
        Box("Their phone"),
        "Add the guardian's phone or email",
        Cure::Text("07700 900744"),
    ),
    at_desk(
        Asks::Objection,
        row(
            Wrong::Answer(AnswerWrong::ObjectsOrNothing),
            objects,
            Answer("Photos: objects"),
            Nothing,
            "Tick objects, or leave it empty",
            Cure::Press(&[Key::Space]),
            "said recording.photo",
            "objected",
        ),
    ),
    row(
        Wrong::Answer(AnswerWrong::PaperForm),
        on_paper,
        Box("Number of the paper form"),
        Pasted("P-0417\u{0}"),
        "Write the paper form's number",
        Cure::Text("P-0417"),
        "paper form",
        "P-0417",
    ),
    // The same errors in the guardian's boxes, which are others.
    Row {
        lead: |stage, name| child(stage, name, Panel { name: "", ..GRACE }),
        at: Box("Guardian's full name"),
        cure: Cure::Text("Grace Okonjo"),
        kept: ("guardian_name", "Grace Okonjo"),
        ..name(NameError::Text(TextError::Control), Pasted("Grace\u{0}"), "Take out the hidden control character")
    },
    Row {
        lead: |stage, name| child(stage, name, Panel { email: "", ..GRACE }),
        at: Box("Their email"),
        kept: ("guardian_email", "hannah@example.org"),
        ..email(EmailError::DomainMissing, Keys("grace@"), "Add the part after the @")
    },
    Row {
        lead: |stage, name| child(stage, name, Panel { email: "", ..GRACE }),
        at: Box("Their phone"),
        kept: ("guardian_phone", "+447700900318"),
        ..phone(PhoneError::TooShort, Keys("077"), "Add the missing digits")
    },
];
