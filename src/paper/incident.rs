//! The incident sheet for a laptop that is lost or stolen (R22).

use crate::domain::sheet::{FromBatches, Holding, Incident, LastBatch, Missing, Openers, SetAsides, Source};
use crate::text::Words;

use super::receipt::whom_to_ask;
use super::{Block, Document};

/// The sheet as a document.
#[must_use]
pub fn document(incident: &Incident) -> Document {
    let at = incident.at.format("%-d %B %Y at %H:%M (UTC %:z)").to_string();
    let mut blocks = vec![Block::Pair("Written".to_owned(), at)];
    source(&incident.from, &mut blocks);
    let office = incident.from != Source::Desk;
    blocks.push(Block::Heading("What to do now".to_owned()));
    for step in [
        "Tell the data protection officer at once. Where people are at risk, the regulator has to be told within 72 hours of \
         its becoming known (UK GDPR, article 33), and the people themselves without delay where the risk is high (article 34).",
        "Note when and where the laptop was last seen, whether it was on, and whether the desk was locked.",
        "On another laptop restore the newest backup, remove whoever may be affected (`lanyard staff remove`), and so change the \
         desk's keys. A copy in strange hands stays as closed as it was.",
    ] {
        blocks.push(Block::Item(step.to_owned()));
    }
    blocks.push(Block::Heading("What is on it".to_owned()));
    incident.events.iter().for_each(|holding| held(holding, office, &mut blocks));
    for (kind, count) in incident.elsewhere.iter().flatten().filter(|(_, count)| *count > 0) {
        blocks.push(Block::Pair(format!("{}, of nobody who is registered", kind.words()), count.to_string()));
    }
    if let Some(aside) = incident.set_aside {
        blocks.push(Block::Pair("Desks that a restore set aside".to_owned(), set_aside(aside)));
    }
    if office {
        let says = "not known to the office: whether any lie in the folder, and who is only on them";
        blocks.push(Block::Pair("Desks that a restore set aside".to_owned(), says.to_owned()));
    }
    if let Source::Batches(FromBatches { untold, .. }) = &incident.from {
        let kinds: Vec<_> = untold.iter().map(|kind| kind.words()).collect();
        let says = format!("not known to the office, since these stay on the laptop: {}", kinds.join("; "));
        blocks.push(Block::Pair("Kinds that no batch tells of".to_owned(), says));
    }
    blocks.push(Block::Heading("How it is closed".to_owned()));
    encryption(incident, &mut blocks);
    blocks.push(Block::Heading("What the office has".to_owned()));
    batches(&incident.batches, &mut blocks);
    let backup = incident.backup_at.map(|at| at.format("%-d %B %Y at %H:%M").to_string());
    let backup = backup.unwrap_or_else(|| "none is known".to_owned());
    let backup = if office { "not known to the office".to_owned() } else { backup };
    blocks.push(Block::Pair("Newest backup".to_owned(), backup));
    let (act, chain) = &incident.audit_head;
    blocks.push(Block::Pair("Audit log".to_owned(), format!("act {act}, chain {chain}")));
    if let Some(contacts) = &incident.contacts {
        whom_to_ask(contacts, Words::english(), &mut blocks);
    }
    Document { title: "Incident sheet: a registration laptop is gone".to_owned(), language: "en".to_owned(), blocks }
}

/// What lies in the same folder and is in no other number.
fn set_aside(aside: SetAsides) -> String {
    let SetAsides { desks, unreached, people } = aside;
    let people = match people {
        0 => "nobody is only there".to_owned(),
        1 => "1 registration is only there, and not in the numbers above".to_owned(),
        people => format!("{people} registrations are only there, and not in the numbers above"),
    };
    let says = format!("{desks}, in the same folder and closed alike; {people}");
    match unreached {
        0 => says,
        some => format!("{says}; what {some} of them hold is not known, since they could not be reached"),
    }
}

fn source(from: &Source, blocks: &mut Vec<Block>) {
    let says = match from {
        Source::Desk => "the desk itself, as it was then".to_owned(),
        Source::Batches(FromBatches { count, newest, closed_at, .. }) => {
            let at = closed_at.format("%-d %B %Y at %H:%M");
            let batches = if *count == 1 { "the one batch".to_owned() } else { format!("the {count} batches") };
            format!(
                "{batches} that the office has, the newest of them batch {newest}, closed on {at}: whoever came after it is not \
                 in these numbers, and neither is whoever was kept out of every batch"
            )
        }
    };
    blocks.push(Block::Pair("The numbers come from".to_owned(), says));
    let Source::Batches(FromBatches { missing, .. }) = from else { return };
    if !missing.is_empty() {
        let missing: Vec<_> = missing.iter().map(|missing| not_there(*missing)).collect();
        let says = format!("{}. These numbers are too low by what is in them.", missing.join("; "));
        blocks.push(Block::Pair("Not given".to_owned(), says));
    }
}

fn not_there(missing: Missing) -> String {
    match missing {
        Missing::Batch { epoch: 1, sequence } => format!("batch {sequence}"),
        Missing::Batch { epoch, sequence } => format!("batch {sequence} of epoch {epoch}"),
        Missing::Epoch(epoch) => {
            format!("the batches of epoch {epoch}, from before a backup was restored, if there were any")
        }
    }
}

fn held(holding: &Holding, office: bool, blocks: &mut Vec<Block>) {
    let Holding { event, people, children, consent_age, kinds, special, forms } = holding;
    let mut pair = |label: &str, value: String| blocks.push(Block::Pair(label.to_owned(), value));
    pair("Event", event.clone());
    pair("People", people.to_string());
    match consent_age {
        Some(age) => pair(&format!("Of them under {age}, or of unknown age"), children.to_string()),
        None => pair("Of them children who need a guardian’s consent, or of unknown age", children.to_string()),
    }
    for (kind, count) in kinds.iter().filter(|(_, count)| *count > 0) {
        pair(kind.words(), format!("of {count}"));
    }
    let sent = if office { " as they were sent" } else { "" };
    for (category, count) in special.iter().filter(|(_, count)| *count > 0) {
        pair(&format!("Specially protected: {category}"), format!("of {count}{sent}"));
    }
    if office {
        // Such details leave a desk only where their statement said so (R21).
        let says =
            "not known to the office: the laptop may hold health, disability, diet or ethnicity that was never sent";
        pair("Specially protected, all else", says.to_owned());
    } else if special.iter().all(|(_, count)| *count == 0) {
        pair("Specially protected", "none".to_owned());
    }
    pair("Half-filled forms", forms.map_or_else(|| "not known to the office".to_owned(), |forms| forms.to_string()));
}

fn encryption(incident: &Incident, blocks: &mut Vec<Block>) {
    blocks.push(Block::Text(
        "Everything is in one database, encrypted page by page with AES-256 and authenticated with HMAC-SHA-512 (SQLCipher 4). \
         Its key is sealed with age to each person's own key, which is under their passphrase (scrypt, 2^17). Backups in the \
         same folder are copies of that. Nothing was written in plain form unless a lead asked for it by name; the audit log \
         says when."
            .to_owned(),
    ));
    let Some(Openers { people, recovery_code, organisation }) = &incident.openers else {
        let says =
            "not known to the office: whoever was on the desk’s list of staff, and whoever has its recovery code";
        blocks.push(Block::Pair("Who can open it".to_owned(), says.to_owned()));
        return;
    };
    let mut who = vec![match people {
        1 => "1 person by their passphrase".to_owned(),
        people => format!("{people} people by their passphrases"),
    }];
    if *recovery_code {
        who.push("whoever has the printed recovery code".to_owned());
    }
    if let Some(organisation) = organisation {
        who.push(format!("whoever holds the organisation’s own key ({organisation}), which opens every copy"));
    }
    blocks.push(Block::Pair("Who can open it".to_owned(), who.join("; ")));
}

fn batches(batches: &[LastBatch], blocks: &mut Vec<Block>) {
    if batches.is_empty() {
        blocks.push(Block::Text(
            "No batch was closed: whatever is on the laptop is nowhere else but in backups.".to_owned(),
        ));
    }
    for LastBatch { recipient, sequence, at, file_sha256 } in batches {
        let sealed = file_sha256.as_deref().map_or("not sealed yet".to_owned(), |digest| format!("SHA-256 {digest}"));
        blocks.push(Block::Pair(recipient.clone(), format!("batch {sequence}, {at}, {sealed}")));
    }
}
