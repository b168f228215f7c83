//! A letter about what somebody asked for under their rights (R15 to R20, R25): the frame that every one has. What each
//! says in it is in `says`, for every right and every way it can end.

mod says;

use chrono::NaiveDate;

use crate::domain::complaint::Part;
use crate::domain::letter::{Addressee, Letter, Stage};
use crate::text::Words;

use super::receipt::whom_to_ask;
use super::{Block, Document, pair};

/// The letter as a document.
#[must_use]
pub fn document(letter: &Letter) -> Document {
    let mut blocks = vec![
        pair("From", &letter.organisation),
        pair("Written on", &day(letter.written)),
        pair("Your request", &letter.reference),
        pair("You asked", says::asked(letter.right)),
        pair("It arrived on", &day(letter.received)),
    ];
    blocks.push(match letter.closed {
        Some(closed) => pair("We closed it on", &day(closed)),
        None => pair("We answer by", &day(letter.due)),
    });
    blocks.push(Block::Text(greeting(&letter.to)));
    blocks.extend(says::body(letter));
    complaint(letter, &mut blocks);
    passed_on(letter, &mut blocks);
    not_reached(letter, &mut blocks);
    if let Some(words) = says::what_you_can_do(letter) {
        blocks.push(Block::Heading("What you can do".to_owned()));
        blocks.extend(words.into_iter().map(|words| Block::Text(words.to_owned())));
    }
    if let Some(contacts) = &letter.contacts {
        whom_to_ask(contacts, Words::english(), &mut blocks);
    }
    let title = format!("About your request {}", letter.reference);
    Document { title, language: letter.language.clone(), blocks }
}

fn greeting(to: &Addressee) -> String {
    match to {
        Addressee::Person(name) => format!("Dear {name},"),
        Addressee::Guardian(name) => format!("To the parent or guardian of {name},"),
        Addressee::Unnamed => "To whoever asked us,".to_owned(),
    }
}

/// A day as a letter has it.
fn day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// What they told us, and once it is answered, what we say to it (R25).
fn complaint(letter: &Letter, blocks: &mut Vec<Block>) {
    let closed = matches!(letter.stage, Stage::Closed(_));
    for (part, title) in [(Part::Said, "What you told us"), (Part::Answered, "Our answer")] {
        let words = letter.complaint.iter().filter(|(kept, _)| *kept == part && (closed || part == Part::Said));
        let words: Vec<_> = words.flat_map(|(_, words)| words.lines()).filter(|line| !line.trim().is_empty()).collect();
        if !words.is_empty() {
            blocks.push(Block::Heading(title.to_owned()));
            blocks.extend(words.into_iter().map(|line| Block::Text(line.trim().to_owned())));
        }
    }
}

/// Who else has it, and what they are told (UK GDPR, article 19).
fn passed_on(letter: &Letter, blocks: &mut Vec<Block>) {
    let Some(told) = says::told(letter.right, letter.stage) else { return };
    if letter.passed_on.is_empty() {
        return;
    }
    blocks.push(Block::Heading("Whom we passed your details on to".to_owned()));
    let item = |passed: &crate::domain::letter::PassedOn| {
        Block::Item(format!("{}, last on {}", passed.recipient, day(passed.at.date_naive())))
    };
    blocks.extend(letter.passed_on.iter().map(item));
    blocks.push(Block::Text(told.to_owned()));
}

/// What an erasure did not reach (R18).
fn not_reached(letter: &Letter, blocks: &mut Vec<Block>) {
    use crate::domain::rights::{Outcome, Right};
    if (letter.right, letter.stage) != (Right::Erase, Stage::Closed(Outcome::Done)) {
        return;
    }
    blocks.push(Block::Heading("What this did not reach, or not yet".to_owned()));
    let mut item = |words: &str| blocks.push(Block::Item(words.to_owned()));
    item("Copies that we keep for emergencies on other sticks and disks. We make new ones and destroy the old ones.");
    if letter.not_reached.backups_due {
        item("The copies in the desk’s own folder. They are made anew when the desk is opened next.");
    }
    if letter.not_reached.set_aside {
        item("An older desk that we put aside when we restored a copy. We destroy it when it is no longer needed.");
    }
    item("What is printed already. It cannot be called back.");
    blocks.push(Block::Heading("What we keep".to_owned()));
    let mut item = |words: &str| blocks.push(Block::Item(words.to_owned()));
    item("That there was a request, its dates and how it ended, without your name.");
    item(
        "If you gave us a contact: a scrambled mark, so that no list adds you again by mistake. It cannot be turned back into \
         your name. You can register again yourself at any time.",
    );
}
