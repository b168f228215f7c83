//! What a letter says, in plain words, for each right and each way that a request can end. Nothing falls through: a right or an
//! end that is new does not compile before it has its words here.

use crate::domain::complaint::Part;
use crate::domain::letter::{Letter, Stage};
use crate::domain::rights::{MoreTime, Outcome, Right};

use super::{Block, day};

/// What was asked for, after "You asked".
pub(super) fn asked(right: Right) -> &'static str {
    match right {
        Right::Access => "for a copy of what we hold about you",
        Right::Portability => "for your details as files that another program can read",
        Right::Rectify => "us to put something right",
        Right::Erase => "us to delete your details",
        Right::Restrict => "us to keep your details and not use them",
        Right::Object => "us to stop a use of your details",
        Right::Withdraw => "us to take a Yes of yours back",
        Right::Complaint => "us to look into a complaint",
    }
}

/// What there is to tell.
pub(super) fn body(letter: &Letter) -> Vec<Block> {
    let by = day(letter.due);
    let mut all: Vec<String> = Vec::new();
    match letter.stage {
        Stage::Received => {
            all.push(received(letter.right, &by));
            if letter.right.needs_identity() && !letter.found {
                // Nothing was done to anybody, so nothing is said to have been.
                all.push(
                    "We have not found yet which details are yours. Tell us the name, and the email or phone number, that you \
                     gave us."
                        .to_owned(),
                );
            }
            if letter.right == Right::Object && letter.found {
                all.push("News and advertising have stopped, and stay stopped.".to_owned());
            }
            if letter.right.restricts_at_once() && letter.found {
                all.push("Until then we keep your details and do not use them.".to_owned());
            }
            if letter.right.needs_identity() {
                all.push(
                    "We may have to ask you to show that it is you. We do this only so that nobody else gets at your details."
                        .to_owned(),
                );
            }
        }
        Stage::Extended(why) => {
            let why = match why {
                MoreTime::Complex => {
                    "Your request is not a simple one. It takes longer to find everything, or to weigh it."
                }
                MoreTime::Several => "You have made several requests. Together they take longer.",
            };
            all.push(format!("We need more time. We will answer by {by}."));
            all.push(why.to_owned());
            all.push(
                "The law lets us take two months more, once, if we tell you why within the first month (UK GDPR, article 12, \
                 paragraph 3)."
                    .to_owned(),
            );
        }
        Stage::Acknowledged => {
            all.push(format!("We have your complaint and are looking into it. We will answer by {by}, or sooner."));
            all.push("If we need to know more from you, we will ask.".to_owned());
        }
        Stage::Closed(Outcome::Done) if letter.complaint.iter().any(|(part, _)| *part == Part::Answered) => {
            all.push("We have looked into your complaint. Our answer is below.".to_owned());
        }
        Stage::Closed(outcome) => all.extend(closed(letter.right, outcome, letter.found)),
        Stage::Lifting => {
            all.push(
                "At the moment we keep your details and do not use them. We are about to use them again. The law says that we \
                 have to tell you before (UK GDPR, article 18, paragraph 3)."
                    .to_owned(),
            );
            all.push(
                "If you do not want this, tell us now. You can ask us again to keep them and not use them.".to_owned(),
            );
        }
    }
    all.into_iter().map(Block::Text).collect()
}

fn received(right: Right, by: &str) -> String {
    let what = if right == Right::Complaint { "complaint" } else { "request" };
    format!("Your {what} has arrived. We will answer it by {by}.")
}

/// How it ended; `found` where it is known whom it is about.
fn closed(right: Right, outcome: Outcome, found: bool) -> Vec<String> {
    let lines: &[&str] = match outcome {
        Outcome::Done => done(right),
        Outcome::NothingHeld => match right {
            Right::Complaint => &[
                "We have looked into your complaint. We hold nothing about you, so there is nothing for us to put right.",
            ],
            Right::Access
            | Right::Portability
            | Right::Rectify
            | Right::Erase
            | Right::Restrict
            | Right::Object
            | Right::Withdraw => &[
                "We have looked, and we hold nothing about you under the name and contact that you gave us. So there was \
                 nothing to do.",
                "If you registered under another name, email or phone number, tell us, and we will look again.",
            ],
        },
        Outcome::TakenBack => match right {
            Right::Erase | Right::Object if found => &[
                "You told us that you no longer ask for this. We have closed your request. You can ask again at any time.",
                "We still keep your details and do not use them. We will tell you before we use them again.",
            ],
            Right::Complaint => {
                &["You took your complaint back. We have closed it. You can complain again at any time."]
            }
            Right::Erase
            | Right::Object
            | Right::Access
            | Right::Portability
            | Right::Rectify
            | Right::Restrict
            | Right::Withdraw => &[
                "You told us that you no longer ask for this. We have closed your request. You can ask again at any time.",
            ],
        },
        Outcome::NotIdentified => {
            return refused(
                right,
                "We could not make sure that it is you who asks. We must not give or change anybody’s details for somebody else.",
                "Come to the desk with your badge, or write to us from the email or phone number that you gave us. Then ask again.",
            );
        }
        Outcome::Excessive => {
            return refused(
                right,
                "The request asks again for what we have just answered, or for more than this right is there for. The law lets us \
             say no to such a request (UK GDPR, article 12, paragraph 5).",
                "If you see this differently, tell us what has changed, and we will look again.",
            );
        }
        Outcome::MustBeKept => {
            return refused(
                right,
                "A law tells us to keep these details, or a legal claim needs them (UK GDPR, article 17, paragraph 3).",
                "We keep them for that alone, and delete them when it is over.",
            );
        }
        Outcome::GroundsWeighMore => {
            return refused(
                right,
                "We weighed your reasons against ours, with the advice of our data protection officer. Ours weigh more (UK GDPR, \
             article 21, paragraph 1). So this use goes on.",
                "This is never so for news and advertising. Those have stopped, and stay stopped.",
            );
        }
    };
    lines.iter().map(|&line| line.to_owned()).collect()
}

/// What was carried out.
fn done(right: Right) -> &'static [&'static str] {
    match right {
        Right::Access => &[
            "Your copy comes with this letter. It holds everything that we have about you: what you told us, every answer with \
             when and how you gave it, and whom we passed it on to. Other people’s details are left out.",
            "The files are not locked. Keep them where nobody else can read them.",
        ],
        Right::Portability => &[
            "Your files come with this letter. They hold what you told us, in forms that other programs can read (JSON and CSV), \
             and as a document that you can read yourself. Other people’s details are left out.",
            "The files are not locked. Keep them where nobody else can read them.",
        ],
        Right::Rectify => &[
            "We have put right what was wrong. What it said before stays in our history, so that it can be shown what was \
             changed and why.",
        ],
        Right::Erase => &[
            "We have deleted your details: what you told us, your answers, what we find people by, forms that you began, and the \
             copies in the desk’s own folder.",
        ],
        Right::Restrict => &[
            "From now on we keep your details and do not use them. They are not passed on, not counted, and not found by the staff \
             of the desk. We will tell you before we use them again.",
        ],
        Right::Object => &[
            "We have stopped the use that you objected to, and news and advertising too. Your details are kept and not used. We \
             will tell you before that changes.",
        ],
        Right::Withdraw => &[
            "What you took back is taken back, from the moment that you told us. What we did before, while your Yes stood, was \
             allowed then.",
        ],
        Right::Complaint => &["We have looked into your complaint. Our answer comes with this letter."],
    }
}

/// What is not done, and why.
fn refused(right: Right, why: &str, then: &str) -> Vec<String> {
    let not = match right {
        Right::Access => "We have not made the copy that you asked for.",
        Right::Portability => "We have not made the files that you asked for.",
        Right::Rectify => "We have not made the change that you asked for.",
        Right::Erase => "We have not deleted the details that you asked us to delete.",
        Right::Restrict => "We have not restricted the details that you asked us not to use.",
        Right::Object => "We have not stopped the use that you objected to.",
        Right::Withdraw => "We have not changed the answer that you asked us to take back.",
        Right::Complaint => "We have not upheld your complaint.",
    };
    [not, why, then].map(str::to_owned).to_vec()
}

/// What those are told whom something was passed on to; nothing where they need not be.
pub(super) fn told(right: Right, stage: Stage) -> Option<&'static str> {
    match stage {
        Stage::Closed(Outcome::Done) => match right {
            Right::Access | Right::Portability => Some("Your copy says what each of them has."),
            Right::Rectify => Some("What we send each of them next tells them what is right."),
            Right::Erase => Some("What we send each of them next tells them to delete it too."),
            Right::Restrict | Right::Object => Some("What we send each of them next tells them not to use it."),
            Right::Withdraw => Some("What we send each of them next tells those who must stop."),
            Right::Complaint => None,
        },
        Stage::Lifting => Some("What we send each of them next tells them that they may use it again."),
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
pub(super) fn what_you_can_do(letter: &Letter) -> Option<Vec<&'static str>> {
    const COMPLAIN: &str =
        "If you are not content with this, you can complain to us. You can also complain to the regulator.";
    const COURT: &str = "You can also go to a court and ask it to see to it that your right is kept.";
    match letter.stage {
        Stage::Received | Stage::Acknowledged => None,
        Stage::Lifting | Stage::Extended(_) => Some(vec![COMPLAIN]),
        Stage::Closed(Outcome::Done | Outcome::NothingHeld | Outcome::TakenBack)
            if letter.right != Right::Complaint =>
        {
            Some(vec![COMPLAIN])
        }
        Stage::Closed(
            Outcome::Done
            | Outcome::NothingHeld
            | Outcome::TakenBack
            | Outcome::NotIdentified
            | Outcome::Excessive
            | Outcome::MustBeKept
            | Outcome::GroundsWeighMore,
        ) => Some(vec![COMPLAIN, COURT]),
    }
}
