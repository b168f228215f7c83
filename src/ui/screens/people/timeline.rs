//! What happened, and when: the ledger of one registration, newest first, with what was said in one breath in one line.

use std::collections::BTreeSet;

use crate::domain::answer::{Answer, GivenBy, How, Said};
use crate::domain::form::Field;
use crate::domain::guardian::InPerson;
use crate::domain::language;
use crate::domain::moment::Instant;
use crate::domain::notice_draft::same_language;
use crate::domain::purpose::{Channel, GuardianQuestion, Medium, Question};
use crate::domain::record::RegistrationRecord;
use crate::domain::staff::Handle;
use crate::ui::icons::{self, Icon};
use crate::ui::scripts::in_words;
use crate::worker::{History, PastVersion};

use super::said::{and, country, date};

/// What a moment is like, for its icon and colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Yes,
    No,
    Blank,
    Withdrawn,
    Corrected,
    Excepted,
    Confirmed,
    Came,
}

impl Kind {
    pub(super) fn icon(self) -> Icon {
        match self {
            Self::Yes => icons::CHECK,
            Self::No => icons::X,
            Self::Blank => icons::CIRCLE_DASHED,
            Self::Withdrawn => icons::HAND_PALM,
            Self::Corrected => icons::PENCIL_SIMPLE,
            Self::Excepted => icons::BUILDINGS,
            Self::Confirmed => icons::SEAL_CHECK,
            Self::Came => icons::USER_PLUS,
        }
    }
}

/// One moment.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) kind: Kind,
    pub(super) title: String,
    pub(super) detail: String,
    pub(super) at: Instant,
}

/// Who says what of whom, when moments are put into words.
pub(super) struct Telling<'a> {
    /// A member of staff by their handle.
    pub(super) staff: &'a dyn Fn(&Handle) -> String,
    /// Whether answers about help are told; they are for leads.
    pub(super) help: bool,
}

/// Every moment, newest first.
pub(super) fn moments(history: &History, telling: &Telling<'_>) -> Vec<Moment> {
    let mut moments = Vec::new();
    let sequences: BTreeSet<_> = history.answers.iter().map(|(place, _)| (place.epoch, place.sequence)).collect();
    for sequence in sequences.into_iter().rev() {
        let said = history.answers.iter().filter(|(place, _)| (place.epoch, place.sequence) == sequence);
        let said: Vec<_> = said.map(|(_, answer)| answer).filter(|answer| is_told(answer.question, telling)).collect();
        let (of_guardian, said): (Vec<_>, Vec<_>) =
            said.into_iter().partition(|answer| answer.question.is_to_guardian());
        // In two languages is in two breaths: each line says which words they were asked in.
        let words: BTreeSet<_> = said.iter().map(|answer| answer.evidence.notice).collect();
        for notice in words {
            let in_it: Vec<_> = said.iter().copied().filter(|answer| answer.evidence.notice == notice).collect();
            in_one_breath(&in_it, history, telling, &mut moments);
        }
        moments.extend(guardian(&of_guardian, history, telling));
    }
    for (at, staff, said) in &history.exceptions {
        let [institution, role, relationship] =
            [&said.institution, &said.role, &said.relationship].map(crate::domain::text::Line::as_str);
        let detail = format!(
            "{role}, {institution}: {relationship}. They were offered to opt out. Recorded by {}.",
            (telling.staff)(staff)
        );
        let title = "News by email without a Yes, as a professional".to_owned();
        moments.push(Moment { kind: Kind::Excepted, title, detail, at: *at });
    }
    moments.extend(history.confirmations.iter().map(|confirmed| {
        let staff = (telling.staff)(&confirmed.staff);
        let (title, detail) = match confirmed.known_by {
            Some(InPerson::GuardianHere) => {
                ("Confirmed: their guardian agreed in person", format!("They were here and told {staff} so again."))
            }
            Some(InPerson::FormSeen) => {
                ("Confirmed: their guardian agreed in person", format!("{staff} saw the form that they signed."))
            }
            Some(InPerson::StaffAsked) => (
                "Confirmed: their guardian agreed in person",
                format!("Whoever asked them in person said so. Confirmed by {staff}."),
            ),
            None => ("Guardian not confirmed after all", format!("Taken back by {staff}: they wait again.")),
        };
        Moment { kind: Kind::Confirmed, title: title.to_owned(), detail, at: confirmed.at }
    }));
    for pair in history.versions.windows(2) {
        if let [before, after] = pair {
            let details = history.corrected_details.iter().filter(|(_, with)| *with == after.version).count();
            moments.push(corrected(before, after, if telling.help { details } else { 0 }, telling));
        }
    }
    if let Some(first) = history.versions.first() {
        let detail = format!("Entered by {}.", (telling.staff)(&first.staff));
        moments.push(Moment { kind: Kind::Came, title: "Registered".to_owned(), detail, at: first.at });
    }
    // What came together stays together: Yes before No, and coming last.
    moments.sort_by_key(|moment| (std::cmp::Reverse(moment.at), moment.kind == Kind::Came));
    moments
}

fn is_told(question: Question, telling: &Telling<'_>) -> bool {
    telling.help || !matches!(question, Question::Special(_))
}

fn in_one_breath(said: &[&Answer], history: &History, telling: &Telling<'_>, moments: &mut Vec<Moment>) {
    let of = |wanted: Said| said.iter().copied().filter(move |answer| answer.said == wanted).collect::<Vec<_>>();
    let blank = of(Said::LeftBlank);
    let mut blanks_told = blank.is_empty();
    let left = left_blank(&blank, history);
    for (wanted, kind) in [
        (Said::Objected, Kind::Withdrawn),
        (Said::Withdrawn, Kind::Withdrawn),
        (Said::Yes, Kind::Yes),
        (Said::No, Kind::No),
    ] {
        let answers = of(wanted);
        let Some(first) = answers.first() else { continue };
        let things = things(&answers.iter().map(|answer| answer.question).collect::<Vec<_>>());
        let mut title = match wanted {
            Said::Yes => format!("Yes to {things}"),
            Said::Objected => format!("Objected: {things}"),
            Said::Withdrawn => format!("Withdrawn: {things}"),
            Said::No | Said::LeftBlank => format!("No to {things}"),
        };
        if wanted == Said::No && !blanks_told {
            title = format!("{title}. {left}");
            blanks_told = true;
        }
        moments.push(Moment { kind, title, detail: how(first, history, telling), at: first.answered.at });
    }
    if let Some(first) = blank.first().filter(|_| !blanks_told) {
        let detail = how(first, history, telling);
        moments.push(Moment { kind: Kind::Blank, title: left, detail, at: first.answered.at });
    }
}

/// What was left blank: to words that say that one may object, that is no objection (R12).
fn left_blank(blank: &[&Answer], history: &History) -> String {
    let (let_be, open): (Vec<&Answer>, Vec<&Answer>) =
        blank.iter().copied().partition(|answer| history.statement_of(answer).is_of_objection());
    let open = (!open.is_empty()).then(|| format!("{} left blank", open.len()));
    let things = things(&let_be.iter().map(|answer| answer.question).collect::<Vec<_>>());
    let let_be = (!let_be.is_empty()).then(|| format!("Not objected to {things}"));
    open.into_iter().chain(let_be).collect::<Vec<_>>().join(". ")
}

/// What a guardian said of themselves, in one line (R11).
fn guardian(said: &[&Answer], history: &History, telling: &Telling<'_>) -> Option<Moment> {
    let last = said.last()?;
    let all_yes = said.iter().all(|answer| answer.said == Said::Yes);
    let (kind, title) = match (all_yes, last.said) {
        (true, _) if said.len() > 1 => (Kind::Yes, "Guardian: responsible, and agrees to us keeping this"),
        (true, _) if last.question == Question::Guardian(GuardianQuestion::Consent) => {
            (Kind::Yes, "Guardian agrees to us keeping this")
        }
        (true, _) => (Kind::Yes, "Guardian is the parent, or legally responsible"),
        (false, Said::Withdrawn | Said::Objected) => {
            (Kind::Withdrawn, "Guardian withdrew: nothing leaves until they agree again")
        }
        (false, _) => (Kind::No, "Guardian does not agree"),
    };
    Some(Moment { kind, title: title.to_owned(), detail: how(last, history, telling), at: last.answered.at })
}

/// Up to three by name, more by number; notes about help are only counted.
fn things(questions: &[Question]) -> String {
    let help = questions.iter().filter(|question| matches!(question, Question::Special(_))).count();
    let mut names: Vec<String> = questions.iter().filter_map(|&question| thing(question)).map(str::to_owned).collect();
    match help {
        0 => {}
        1 => names.push("a help note".to_owned()),
        more => names.push(format!("{more} help notes")),
    }
    match &names[..] {
        [first, _, _, _, ..] => format!("{first} and {} more", names.len() - 1 + help.saturating_sub(1)),
        few => and(few),
    }
}

fn thing(question: Question) -> Option<&'static str> {
    Some(match question {
        Question::News(Channel::Email) => "email",
        Question::News(Channel::Sms) => "text message",
        Question::News(Channel::Phone) => "phone",
        Question::News(Channel::Post) => "post",
        Question::Recording(Medium::Photo) => "photos",
        Question::Recording(Medium::Audio) => "sound",
        Question::Recording(Medium::Video) => "video",
        Question::SendThem => "being sent something once",
        Question::Special(_) | Question::Guardian(_) => return None,
    })
}

fn how(answer: &Answer, history: &History, telling: &Telling<'_>) -> String {
    let evidence = &answer.evidence;
    let staff = (telling.staff)(&evidence.staff);
    let guardian = evidence.given_by == GivenBy::Guardian;
    let who = if guardian { "the guardian" } else { "the visitor" };
    let told = match (evidence.how, &evidence.paper_form) {
        (How::OnScreen, _) => format!("Chosen on screen by {who}."),
        (How::OutLoud, _) if guardian => format!("The guardian told {staff} out loud."),
        (How::OutLoud, _) => format!("Told {staff} out loud at the desk."),
        (How::OnPaper, Some(form)) => format!("On paper form {}, entered by {staff}.", form.as_str()),
        (How::OnPaper, None) => format!("On paper, entered by {staff}."),
    };
    match history.notices.get(&evidence.notice).filter(|version| !version.is_empty()) {
        Some(version) => match evidence.language.as_str() {
            own if same_language(own, &history.event.notice().language) => format!("{told} Notice {version}"),
            other => format!("{told} Notice {version}, asked in {}", language::name(other)),
        },
        None => told,
    }
}

/// A correction: which fields, what they said before, who and why. What `details` about help said before is kept nowhere.
fn corrected(before: &PastVersion, after: &PastVersion, details: usize, telling: &Telling<'_>) -> Moment {
    let mut names: Vec<&str> = Vec::new();
    let mut old: Vec<String> = Vec::new();
    let columns = RegistrationRecord::COLUMNS.iter();
    for (column, (was, is)) in columns.zip(before.record.values().into_iter().zip(after.record.values())) {
        let Some(name) = column_name(column).filter(|_| was != is) else { continue };
        names.push(name);
        old.push(was.map_or_else(|| "blank".to_owned(), |was| value(column, was)));
    }
    match details {
        0 => {}
        1 => names.push("A help note"),
        _ => names.push("Help notes"),
    }
    let (staff, why) = ((telling.staff)(&after.staff), after.reason.as_deref().unwrap_or_default());
    let title = match &names[..] {
        [] => "Looked over".to_owned(),
        [first, _, _, _, ..] => format!("Corrected: {} and {} more", first.to_lowercase(), names.len() - 1),
        few => format!("Corrected: {}", and(few).to_lowercase()),
    };
    let was = if old.is_empty() { String::new() } else { format!("Was {}. ", and(&old)) };
    Moment { kind: Kind::Corrected, title, detail: format!("{was}{staff}: {why}"), at: after.at }
}

/// What a kept column is called, where people see it; others follow from these.
fn column_name(column: &str) -> Option<&'static str> {
    match column {
        "phone_as_typed" => Some(Field::Phone.label()),
        "emergency_phone_as_typed" => Some(Field::EmergencyPhone.label()),
        "phone" | "emergency_phone" | "guardian_phone" | "aged_on" | "age_band" => None,
        "thirteen_or_over" => Some("13 or over"),
        "guardian_name" => Some("Guardian"),
        "guardian_relationship" => Some("Guardian is their"),
        "guardian_email" => Some("Guardian's email"),
        "guardian_phone_as_typed" => Some("Guardian's phone"),
        "own_answers" => Some("Other questions"),
        "send_them" => Some("Send them"),
        other => Field::from_code(other).map(Field::label),
    }
}

fn value(column: &str, kept: &str) -> String {
    match column {
        "date_of_birth" => date(kept),
        "country" | "nationality" => country(kept),
        "subjects" => kept.replace(';', ", "),
        "own_answers" | "send_them" => "another answer".to_owned(),
        _ => in_words(kept).into_owned(),
    }
}
