//! What a letter says, in plain words, for each right and each way that a request can end. Nothing falls through: a right or an
//! end that is new does not compile before it has its words.

use crate::domain::complaint::Part;
use crate::domain::letter::{Letter, Stage};
use crate::domain::rights::{MoreTime, Outcome, Right};
use crate::text::{Words, say};

use super::Block;

/// What was asked for, after "You asked".
pub(in crate::paper) fn asked(right: Right, words: Words) -> &'static str {
    match right {
        Right::Access => say!(words, "letter-asked-access"),
        Right::Portability => say!(words, "letter-asked-portability"),
        Right::Rectify => say!(words, "letter-asked-rectify"),
        Right::Erase => say!(words, "letter-asked-erase"),
        Right::Restrict => say!(words, "letter-asked-restrict"),
        Right::Object => say!(words, "letter-asked-object"),
        Right::Withdraw => say!(words, "letter-asked-withdraw"),
        Right::Complaint => say!(words, "letter-asked-complaint"),
    }
}

/// What there is to tell.
pub(super) fn body(letter: &Letter, words: Words) -> Vec<Block> {
    let by = words.date(letter.due);
    let mut all: Vec<String> = Vec::new();
    let mut tell = |line: &str| all.push(line.to_owned());
    match letter.stage {
        Stage::Received => {
            tell(&received(letter.right, &by, words));
            if letter.right.needs_identity() && !letter.found {
                // Nothing was done to anybody, so nothing is said to have been.
                tell(say!(words, "letter-not-found"));
            }
            if letter.right == Right::Object && letter.found {
                tell(say!(words, "letter-news-stopped"));
            }
            if letter.right.restricts_at_once() && letter.found {
                tell(say!(words, "letter-not-used-until"));
            }
            if letter.right.needs_identity() {
                tell(say!(words, "letter-identity"));
            }
        }
        Stage::Extended(why) => {
            tell(&say!(words, "letter-more-time", date = by.as_str()));
            tell(match why {
                MoreTime::Complex => say!(words, "letter-more-time-complex"),
                MoreTime::Several => say!(words, "letter-more-time-several"),
            });
            tell(say!(words, "letter-more-time-law"));
        }
        Stage::Acknowledged => {
            tell(&say!(words, "letter-acknowledged", date = by.as_str()));
            tell(say!(words, "letter-acknowledged-ask"));
        }
        Stage::Closed(Outcome::Done) if letter.complaint.iter().any(|(part, _)| *part == Part::Answered) => {
            tell(say!(words, "letter-complaint-answered"));
        }
        Stage::Closed(outcome) => closed(letter.right, outcome, letter.found, words).into_iter().for_each(tell),
        Stage::Lifting => {
            tell(say!(words, "letter-lifting"));
            tell(say!(words, "letter-lifting-ask"));
        }
    }
    all.into_iter().map(Block::Text).collect()
}

fn received(right: Right, by: &str, words: Words) -> String {
    if right == Right::Complaint {
        say!(words, "letter-received-complaint", date = by)
    } else {
        say!(words, "letter-received", date = by)
    }
}

/// How it ended; `found` where it is known whom it is about.
fn closed(right: Right, outcome: Outcome, found: bool, words: Words) -> Vec<&'static str> {
    match outcome {
        Outcome::Done => done(right, words),
        Outcome::NothingHeld => match right {
            Right::Complaint => vec![say!(words, "letter-nothing-held-complaint")],
            Right::Access
            | Right::Portability
            | Right::Rectify
            | Right::Erase
            | Right::Restrict
            | Right::Object
            | Right::Withdraw => vec![say!(words, "letter-nothing-held"), say!(words, "letter-nothing-held-ask")],
        },
        Outcome::TakenBack => match right {
            Right::Erase | Right::Object if found => {
                vec![say!(words, "letter-taken-back"), say!(words, "letter-taken-back-restricted")]
            }
            Right::Complaint => vec![say!(words, "letter-taken-back-complaint")],
            Right::Erase
            | Right::Object
            | Right::Access
            | Right::Portability
            | Right::Rectify
            | Right::Restrict
            | Right::Withdraw => vec![say!(words, "letter-taken-back")],
        },
        Outcome::NotIdentified => {
            vec![
                not_done(right, words),
                say!(words, "letter-not-identified"),
                say!(words, "letter-not-identified-then"),
            ]
        }
        Outcome::Excessive => {
            vec![not_done(right, words), say!(words, "letter-excessive"), say!(words, "letter-excessive-then")]
        }
        Outcome::MustBeKept => {
            vec![not_done(right, words), say!(words, "letter-must-be-kept"), say!(words, "letter-must-be-kept-then")]
        }
        Outcome::GroundsWeighMore => {
            vec![not_done(right, words), say!(words, "letter-grounds"), say!(words, "letter-grounds-then")]
        }
    }
}

/// What was carried out.
fn done(right: Right, words: Words) -> Vec<&'static str> {
    match right {
        Right::Access => vec![say!(words, "letter-done-access"), say!(words, "letter-done-not-locked")],
        Right::Portability => vec![say!(words, "letter-done-portability"), say!(words, "letter-done-not-locked")],
        Right::Rectify => vec![say!(words, "letter-done-rectify")],
        Right::Erase => vec![say!(words, "letter-done-erase")],
        Right::Restrict => vec![say!(words, "letter-done-restrict")],
        Right::Object => vec![say!(words, "letter-done-object")],
        Right::Withdraw => vec![say!(words, "letter-done-withdraw")],
        Right::Complaint => vec![say!(words, "letter-done-complaint")],
    }
}

/// What was refused: why, and what they can do then, follow it.
fn not_done(right: Right, words: Words) -> &'static str {
    match right {
        Right::Access => say!(words, "letter-not-access"),
        Right::Portability => say!(words, "letter-not-portability"),
        Right::Rectify => say!(words, "letter-not-rectify"),
        Right::Erase => say!(words, "letter-not-erase"),
        Right::Restrict => say!(words, "letter-not-restrict"),
        Right::Object => say!(words, "letter-not-object"),
        Right::Withdraw => say!(words, "letter-not-withdraw"),
        Right::Complaint => say!(words, "letter-not-complaint"),
    }
}

/// What those are told whom something was passed on to; nothing where they need not be.
pub(super) fn told(right: Right, stage: Stage, words: Words) -> Option<&'static str> {
    match stage {
        Stage::Closed(Outcome::Done) => match right {
            Right::Access | Right::Portability => Some(say!(words, "letter-told-copy")),
            Right::Rectify => Some(say!(words, "letter-told-rectify")),
            Right::Erase => Some(say!(words, "letter-told-erase")),
            Right::Restrict | Right::Object => Some(say!(words, "letter-told-not-use")),
            Right::Withdraw => Some(say!(words, "letter-told-withdraw")),
            Right::Complaint => None,
        },
        Stage::Lifting => Some(say!(words, "letter-told-lifting")),
        Stage::Received
        | Stage::Extended(_)
        | Stage::Acknowledged
        | Stage::Closed(
            Outcome::NothingHeld
            | Outcome::TakenBack
            | Outcome::NotIdentified
            | Outcome::Excessive
            | Outcome::MustBeKept
            | Outcome::GroundsWeighMore,
        ) => None,
    }
}

/// The ways that are open to them: to complain, and where something was refused or takes longer, to go to court (UK GDPR,
/// article 12, paragraph 4; articles 77 and 79).
pub(super) fn what_you_can_do(letter: &Letter, words: Words) -> Option<Vec<&'static str>> {
    let complain = say!(words, "letter-complain");
    match letter.stage {
        Stage::Received | Stage::Acknowledged => None,
        Stage::Lifting | Stage::Extended(_) => Some(vec![complain]),
        Stage::Closed(Outcome::Done | Outcome::NothingHeld | Outcome::TakenBack)
            if letter.right != Right::Complaint =>
        {
            Some(vec![complain])
        }
        Stage::Closed(
            Outcome::Done
            | Outcome::NothingHeld
            | Outcome::TakenBack
            | Outcome::NotIdentified
            | Outcome::Excessive
            | Outcome::MustBeKept
            | Outcome::GroundsWeighMore,
        ) => Some(vec![complain, say!(words, "letter-court")]),
    }
}
