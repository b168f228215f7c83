//! What rights, answers and ends are called, where people see them.

use chrono::{Datelike, NaiveDate};

use crate::domain::rights::{Advice, Arrived, Identity, MoreTime, Outcome, Right};
use crate::ui::icons;
use crate::ui::widgets::GridOption;

/// Every right, in the order of the cards.
pub(super) const RIGHTS: [Right; 8] = [
    Right::Access,
    Right::Rectify,
    Right::Erase,
    Right::Restrict,
    Right::Object,
    Right::Withdraw,
    Right::Portability,
    Right::Complaint,
];

/// A right as it is offered.
pub(super) fn card(right: Right) -> GridOption<'static> {
    let (icon, name, detail) = match right {
        Right::Access => (icons::COPY, "Access", "A copy of all we hold"),
        Right::Rectify => (icons::PENCIL_SIMPLE_LINE, "Rectify", "Put something right"),
        Right::Erase => (icons::ERASER, "Erase", "Delete their details"),
        Right::Restrict => (icons::PAUSE_CIRCLE, "Restrict", "Keep, but do not use"),
        Right::Object => (icons::HAND, "Object", "Ask us to stop using it"),
        Right::Withdraw => (icons::HAND_PALM, "Withdraw", "Change a Yes to a No"),
        Right::Portability => (icons::EXPORT, "Portability", "A file to take away"),
        Right::Complaint => (icons::CHAT_CIRCLE_DOTS, "Complaint", "Something went wrong"),
    };
    GridOption { icon, name, detail }
}

/// How a request arrives, in the order they are offered.
pub(super) const HOWS: [Arrived; 4] = [Arrived::AtDesk, Arrived::Email, Arrived::Post, Arrived::Phone];
/// What these are called beside each other.
pub(super) const HOW_NAMES: [&str; 4] = ["At the desk", "Email", "Letter", "Phone"];

/// How a request arrived, in a sentence.
pub(super) fn how(how: Arrived) -> &'static str {
    match how {
        Arrived::AtDesk => "at the desk",
        Arrived::Email => "by email",
        Arrived::Post => "by letter",
        Arrived::Phone => "by phone",
    }
}

/// How it is made sure who asks; first that it is not yet.
pub(super) const IDENTITIES: [Option<Identity>; 5] =
    [None, Some(Identity::Badge), Some(Identity::KnownContact), Some(Identity::Document), Some(Identity::Guardian)];

/// What these are called.
pub(super) fn identity(identity: Option<Identity>) -> &'static str {
    match identity {
        None => "Not made sure yet",
        Some(Identity::Badge) => "Badge, knows the record",
        Some(Identity::KnownContact) => "Answered from their contact",
        Some(Identity::Document) => "Photo document, seen",
        Some(Identity::Guardian) => "Guardian on the record",
    }
}

/// The same, in a sentence.
pub(super) fn identified(identity: Identity) -> &'static str {
    match identity {
        Identity::Badge => "they have the badge, and know what the record says",
        Identity::KnownContact => "they answered from the contact that is on the record",
        Identity::Document => "they showed a document with a photograph, and nothing was copied",
        Identity::Guardian => "a guardian who is on the record asks for their child",
    }
}

/// Why more time is taken.
pub(super) fn more_time(why: MoreTime) -> &'static str {
    match why {
        MoreTime::Complex => "it is complex",
        MoreTime::Several => "they made several",
    }
}

/// What the data protection officer advised.
pub(super) fn advice(advice: Advice) -> &'static str {
    match advice {
        Advice::Stop => "the objection holds, so the use stops",
        Advice::GoOn => "our grounds weigh more, so the use goes on",
    }
}

/// How a request ended, after "Closed on 4 October 2025: ".
pub(super) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Done => "done",
        Outcome::NothingHeld => "nothing is held of them",
        Outcome::TakenBack => "they took it back",
        Outcome::NotIdentified => "refused, since nobody could make sure who asks",
        Outcome::Excessive => "refused as unfounded or excessive",
        Outcome::MustBeKept => "refused, since a law or a claim needs it kept",
        Outcome::GroundsWeighMore => "refused, since our grounds weigh more",
    }
}

/// An end as it is offered.
pub(super) fn end(outcome: Outcome) -> GridOption<'static> {
    let (icon, name, detail) = match outcome {
        Outcome::Done => (icons::CHECK_CIRCLE, "Done", "What they asked for was done"),
        Outcome::NothingHeld => (icons::MAGNIFYING_GLASS, "Nothing held", "Nothing is held of them here"),
        Outcome::TakenBack => (icons::ARROW_U_UP_LEFT, "Taken back", "They do not ask for it any more"),
        Outcome::NotIdentified => (icons::FINGERPRINT, "Not identified", "Refused: nobody could make sure who asks"),
        Outcome::Excessive => (icons::PROHIBIT, "Excessive", "Refused: plainly unfounded, or asked again and again"),
        Outcome::MustBeKept => (icons::ARCHIVE, "Must be kept", "Refused: a law or a claim needs it kept"),
        Outcome::GroundsWeighMore => (icons::SCALES, "Grounds weigh more", "Refused: with advice"),
    };
    GridOption { icon, name, detail }
}

/// Whether an end refuses what was asked: then they are told why, and where they can complain.
pub(super) fn is_refusal(outcome: Outcome) -> bool {
    match outcome {
        Outcome::Done | Outcome::NothingHeld | Outcome::TakenBack => false,
        Outcome::NotIdentified | Outcome::Excessive | Outcome::MustBeKept | Outcome::GroundsWeighMore => true,
    }
}

/// "4 Oct", "4 Oct 2024" of another year, "today".
pub(super) fn day(day: NaiveDate, today: NaiveDate) -> String {
    if day == today {
        "today".to_owned()
    } else if day.year() == today.year() {
        day.format("%-d %b").to_string()
    } else {
        day.format("%-d %b %Y").to_string()
    }
}

/// "1 answer", "2 answers".
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}
