//! What a receipt says, in the language of what was answered: put into words once, when the desk has found it.

use egui::Id;

use crate::domain::answer::Said;
use crate::domain::notice::Contacts;
use crate::domain::purpose::Question;
use crate::domain::receipt::{Answered, Receipt};
use crate::text::{Words, say};
use crate::ui::questions::Group;
use crate::ui::time;

/// A receipt, ready to be shown. It has no `Debug`: it is personal data.
pub(super) struct Page {
    /// In which it is written.
    pub(super) words: Words,
    pub(super) title: String,
    pub(super) reference: String,
    /// As a screen reader says it.
    pub(super) reference_spoken: String,
    pub(super) where_and_when: String,
    /// What was answered, in the groups of the form; no group is empty.
    pub(super) groups: Vec<(Group, Vec<Line>)>,
    /// How a Yes is taken back.
    pub(super) stop: String,
    /// Whom to ask, and where to complain (R25).
    pub(super) whom_to_ask: Option<String>,
}

/// One answer.
pub(super) struct Line {
    pub(super) id: Id,
    pub(super) question: Question,
    pub(super) said: Said,
    /// The question's short name.
    pub(super) name: &'static str,
    /// What was said to it.
    pub(super) answer: &'static str,
    /// The exact words of the question, in quotation marks.
    pub(super) words: String,
    /// When, how, and under which notice; in which language, where that is another one than the receipt's.
    pub(super) proof: String,
}

impl Page {
    pub(super) fn of(receipt: &Receipt) -> Self {
        let words = Words::in_language(&receipt.language);
        let lines_of = |group: Group| -> Vec<_> {
            let of_group = receipt.answered.iter().filter(|answered| Group::of(answered.to.question()) == group);
            of_group.map(|answered| Line::of(answered, words, &receipt.language)).collect()
        };
        let groups = Group::ALL.into_iter().map(|group| (group, lines_of(group)));
        let at = receipt.registered_at;
        Self {
            words,
            title: say!(words, "receipt-of", name = receipt.name.as_str()),
            reference: receipt.reference.clone(),
            reference_spoken: say!(words, "receipt-your-reference-spoken", reference = receipt.reference.as_str()),
            where_and_when: format!("{}, {}, {}", receipt.event, words.date(at.date_naive()), time::clock(at)),
            groups: groups.filter(|(_, lines)| !lines.is_empty()).collect(),
            stop: say!(words, "receipt-stop", how = receipt.how_to_stop.as_str()),
            whom_to_ask: receipt.contacts.as_ref().map(|contacts| whom_to_ask(&receipt.organisation, contacts, words)),
        }
    }
}

impl Line {
    fn of(answered: &Answered, words: Words, receipts: &str) -> Self {
        let (time, day) = (time::clock(answered.at), words.date(answered.at.date_naive()));
        let how = words.how(answered.how, answered.given_by);
        let version = answered.notice_version.as_str();
        let question = answered.to.question();
        Self {
            id: super::id().with(("answer", question, answered.at)),
            question,
            said: answered.said,
            name: words.question(question),
            answer: words.said(answered.to, answered.said),
            words: format!("“{}”", answered.words),
            proof: match answered.in_another_language(receipts) {
                None => say!(words, "receipt-when-and-how", time = time, day = day, how = how, version = version),
                Some(other) => say!(
                    words,
                    "receipt-when-and-how-in",
                    time = time,
                    day = day,
                    how = how,
                    version = version,
                    language = other
                ),
            },
        }
    }
}

/// Who answers for the data, whom to ask, and where to complain (R25).
fn whom_to_ask(organisation: &str, contacts: &Contacts, words: Words) -> String {
    let Contacts { controller, address, email, data_protection_officer, regulator, registration_number } = contacts;
    let controller = controller.as_deref().unwrap_or(organisation);
    let mut said = vec![say!(words, "receipt-data-held-by", controller = controller)];
    said.push(say!(words, "receipt-questions", address = address.as_str(), email = email.as_str()));
    let officer = data_protection_officer.iter();
    said.extend(officer.map(|officer| say!(words, "receipt-officer", officer = officer.as_str())));
    said.push(say!(words, "receipt-complain", regulator = regulator.as_str()));
    let number = registration_number.iter();
    said.extend(number.map(|number| say!(words, "receipt-number", number = number.as_str())));
    said.join(" ")
}
