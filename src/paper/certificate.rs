//! The certificate that something was let go because its period was over (R24): counts, periods, who and when, and nothing about
//! anybody.

use crate::domain::retention::{Certificate, Due, Kept, unstated_words};

use super::{Block, Document};

/// The certificate as a document.
#[must_use]
pub fn document(certificate: &Certificate) -> Document {
    let Certificate {
        event,
        last_day,
        kinds,
        forms,
        complaints,
        set_aside,
        only_set_aside,
        left_over,
        decision,
        staff,
        at,
        act,
    } = certificate;
    let pair = |label: &str, value: String| Block::Pair(label.to_owned(), value);
    let mut blocks = vec![
        pair("Event", event.clone()),
        pair("Its last day", last_day.format("%-d %B %Y").to_string()),
        pair("Let go on", at.format("%-d %B %Y at %H:%M (UTC %:z)").to_string()),
        pair("By", staff.to_string()),
        pair("Number in the audit log", act.to_string()),
    ];
    if let Some(reason) = decision {
        blocks.push(pair("Decided to let go what the office had not taken in", reason.clone()));
    }
    kinds.iter().for_each(|due| kind(due, &mut blocks));
    blocks.push(pair("Half-filled forms let go", forms.to_string()));
    if *complaints > 0 {
        blocks.push(pair("Complaints about nobody on the record, whose words were let go", complaints.to_string()));
    }
    blocks.push(Block::Heading("How".to_owned()));
    blocks.push(Block::Text(how(kinds)));
    for (desks, says) in [
        (*set_aside, "Not reached either, with all that is in them: desks that a restore set aside"),
        (
            *only_set_aside,
            "Kept, because only they have it and nobody has taken it in: what desks that a restore set aside hold of this event",
        ),
    ] {
        if desks > 0 {
            blocks.push(Block::Pair(says.to_owned(), desks.to_string()));
        }
    }
    blocks.extend(left_over.iter().map(|left| Block::Text(left.clone())));
    Document { title: "Certificate of deletion".to_owned(), language: "en".to_owned(), blocks }
}

/// What letting go did, what it did not reach, and who is told of it.
fn how(kinds: &[Due]) -> String {
    let mut how = "Rows were overwritten in the encrypted database, its index and its log, and the backups in the desk's own folder \
                   are replaced with that. Not reached: batches that were handed over, and backups on other media."
        .to_owned();
    let went = |kept| kinds.iter().any(|due| due.kept == kept && due.goes > 0);
    if [Kept::Special, Kept::Equality, Kept::Record].into_iter().any(went) {
        how.push_str(" Whoever was sent any of it, emergency contacts and the record of answers aside, is told with their next batch.");
    }
    if went(Kept::EmergencyContact) {
        how.push_str(" Nobody is told of emergency contacts: the office has a period of its own for them.");
    }
    how
}

/// A kind of data in words.
#[must_use]
pub fn words(kept: Kept) -> &'static str {
    match kept {
        Kept::Special => "Health, disability and diet details for the day",
        Kept::EmergencyContact => "Emergency contacts",
        Kept::Equality => "Answers about equality",
        Kept::Record => "What was said with a registration",
        Kept::Proof => "The record of what was asked and answered",
    }
}

fn kind(due: &Due, blocks: &mut Vec<Block>) {
    let Due { kept, days, stated, until, is_over, goes, not_taken_in, restricted, .. } = due;
    let pair = |label: &str, value: String| Block::Pair(label.to_owned(), value);
    blocks.push(Block::Heading(words(*kept).to_owned()));
    blocks.push(pair("Period", format!("{days} days, until {}", until.format("%-d %B %Y"))));
    if !stated {
        blocks.push(Block::Text(unstated_words(*days)));
    }
    if !is_over {
        blocks.push(Block::Text("Not over: nothing was let go.".to_owned()));
        return;
    }
    blocks.push(pair("Let go", of(*goes)));
    if *not_taken_in > 0 {
        let label = match kept {
            Kept::Equality => "Due, and kept: its recipient has not taken it in",
            _ => "Due, and kept: the office has not taken it in",
        };
        blocks.push(pair(label, of(*not_taken_in)));
    }
    if *restricted > 0 {
        blocks.push(pair("Due, and kept: restricted at the person's wish", of(*restricted)));
    }
}

fn of(registrations: u64) -> String {
    if registrations == 1 { "of 1 registration".to_owned() } else { format!("of {registrations} registrations") }
}
