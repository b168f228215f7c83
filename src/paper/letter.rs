//! A letter about what somebody asked for under their rights (R15 to R20, R25): the frame that every one has. What each
//! says in it is in `says`, for every right and every way it can end.

mod says;

pub(super) use says::asked;

use crate::domain::complaint::Part;
use crate::domain::letter::{Addressee, Letter, Stage};
use crate::domain::rights::{Outcome, Right};
use crate::text::{Words, say};

use super::receipt::whom_to_ask;
use super::{Block, Document, pair};

/// The letter as a document.
#[must_use]
pub fn document(letter: &Letter) -> Document {
    let words = Words::in_language(&letter.language);
    let mut blocks = vec![
        pair(say!(words, "letter-from"), &letter.organisation),
        pair(say!(words, "letter-written"), &words.date(letter.written)),
        pair(say!(words, "letter-request"), &letter.reference),
        pair(say!(words, "letter-you-asked"), says::asked(letter.right, words)),
        pair(say!(words, "letter-arrived"), &words.date(letter.received)),
    ];
    blocks.push(match letter.closed {
        Some(closed) => pair(say!(words, "letter-closed"), &words.date(closed)),
        None => pair(say!(words, "letter-due"), &words.date(letter.due)),
    });
    blocks.push(Block::Text(greeting(&letter.to, words)));
    blocks.extend(says::body(letter, words));
    complaint(letter, words, &mut blocks);
    passed_on(letter, words, &mut blocks);
    not_reached(letter, words, &mut blocks);
    if let Some(ways) = says::what_you_can_do(letter, words) {
        blocks.push(heading(say!(words, "letter-you-can-do")));
        blocks.extend(ways.into_iter().map(|way| Block::Text(way.to_owned())));
    }
    if let Some(contacts) = &letter.contacts {
        whom_to_ask(contacts, words, &mut blocks);
    }
    let title = say!(words, "letter-title", reference = letter.reference.as_str());
    Document { title, language: words.language().to_owned(), blocks }
}

fn heading(words: &str) -> Block {
    Block::Heading(words.to_owned())
}

fn greeting(to: &Addressee, words: Words) -> String {
    match to {
        Addressee::Person(name) => say!(words, "letter-dear", name = name.as_str()),
        Addressee::Guardian(name) => say!(words, "letter-dear-guardian", name = name.as_str()),
        Addressee::Unnamed => say!(words, "letter-dear-unnamed").to_owned(),
    }
}

/// What they told us, and once it is answered, what we say to it (R25).
fn complaint(letter: &Letter, words: Words, blocks: &mut Vec<Block>) {
    let closed = matches!(letter.stage, Stage::Closed(_));
    let parts = [(Part::Said, say!(words, "letter-you-told-us")), (Part::Answered, say!(words, "letter-our-answer"))];
    for (part, title) in parts {
        let kept = letter.complaint.iter().filter(|(kept, _)| *kept == part && (closed || part == Part::Said));
        let lines: Vec<_> = kept.flat_map(|(_, kept)| kept.lines()).filter(|line| !line.trim().is_empty()).collect();
        if !lines.is_empty() {
            blocks.push(heading(title));
            blocks.extend(lines.into_iter().map(|line| Block::Text(line.trim().to_owned())));
        }
    }
}

/// Who else has it, and what they are told (UK GDPR, article 19).
fn passed_on(letter: &Letter, words: Words, blocks: &mut Vec<Block>) {
    let Some(told) = says::told(letter.right, letter.stage, words) else { return };
    if letter.passed_on.is_empty() {
        return;
    }
    blocks.push(heading(say!(words, "letter-passed-on")));
    let item = |passed: &crate::domain::letter::PassedOn| {
        let (recipient, date) = (passed.recipient.as_str(), words.date(passed.at.date_naive()));
        Block::Item(say!(words, "letter-passed-on-last", recipient = recipient, date = date))
    };
    blocks.extend(letter.passed_on.iter().map(item));
    blocks.push(Block::Text(told.to_owned()));
}

/// What an erasure did not reach (R18).
fn not_reached(letter: &Letter, words: Words, blocks: &mut Vec<Block>) {
    if (letter.right, letter.stage) != (Right::Erase, Stage::Closed(Outcome::Done)) {
        return;
    }
    let item = |words: &str| Block::Item(words.to_owned());
    blocks.push(heading(say!(words, "letter-not-reached")));
    blocks.push(item(say!(words, "letter-not-reached-copies")));
    if letter.not_reached.backups_due {
        blocks.push(item(say!(words, "letter-not-reached-backups")));
    }
    if letter.not_reached.set_aside {
        blocks.push(item(say!(words, "letter-not-reached-set-aside")));
    }
    blocks.push(item(say!(words, "letter-not-reached-printed")));
    blocks.push(heading(say!(words, "letter-kept")));
    blocks.push(item(say!(words, "letter-kept-request")));
    blocks.push(item(say!(words, "letter-kept-mark")));
}
