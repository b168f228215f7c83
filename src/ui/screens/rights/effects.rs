//! What doing what is asked will do, in true sentences: what goes, what stays, who is told, and what nobody here reaches.

use chrono::{DateTime, NaiveDate};

use crate::domain::person_copy::ToldOf;
use crate::domain::rights::Right;
use crate::ui::icons::{self, Icon};
use crate::worker::{Disclosed, Erasure};

use super::words::{self, count};

/// What a line is like, for its colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tone {
    /// Something goes.
    Goes,
    /// Something stays.
    Stays,
    /// Something is done.
    Done,
    /// Something to look out for.
    Beware,
}

/// One line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Effect {
    pub(super) icon: Icon,
    pub(super) tone: Tone,
    pub(super) verb: &'static str,
    pub(super) words: String,
}

fn goes(words: impl Into<String>) -> Effect {
    Effect { icon: icons::TRASH, tone: Tone::Goes, verb: "Delete", words: words.into() }
}

fn stays(icon: Icon, words: impl Into<String>) -> Effect {
    Effect { icon, tone: Tone::Stays, verb: "Keep", words: words.into() }
}

fn done(icon: Icon, verb: &'static str, words: impl Into<String>) -> Effect {
    Effect { icon, tone: Tone::Done, verb, words: words.into() }
}

fn beware(icon: Icon, verb: &'static str, words: impl Into<String>) -> Effect {
    Effect { icon, tone: Tone::Beware, verb, words: words.into() }
}

/// What stands over the lines.
pub(super) fn title(right: Right) -> &'static str {
    match right {
        Right::Access => "What the copy holds",
        Right::Portability => "What the files hold",
        Right::Rectify => "What correcting will do",
        Right::Erase => "What erasing will do",
        Right::Restrict => "What restricting will do",
        Right::Object => "What an objection does",
        Right::Withdraw => "What withdrawing will do",
        Right::Complaint => "What a complaint needs",
    }
}

/// To whom people can complain besides us: whoever the organisation's profile names (R25).
pub(super) fn complain_to(regulator: Option<&str>) -> String {
    match regulator {
        Some(regulator) => format!("the regulator: {regulator}"),
        None => "the regulator".to_owned(),
    }
}

/// The lines; `erasure` is the desk's own preview, where there is one, and `regulator` whom the organisation's profile names.
pub(super) fn effects(right: Right, erasure: Option<&Erasure>, regulator: Option<&str>) -> Vec<Effect> {
    let request = || stays(icons::NOTE, "This request and who did it, without their name");
    match right {
        Right::Access | Right::Portability => vec![
            done(icons::FILES, "Write", "A document to read, and the same as JSON and CSV for another program"),
            done(
                icons::LIST_CHECKS,
                "Include",
                "All they said, every answer and when, what was corrected, who was sent what",
            ),
            beware(icons::EYE_SLASH, "Without", "Details of other people, such as a guardian"),
            beware(icons::LOCK_OPEN, "Open", "It is written in plain form: anybody who has the folder can read it"),
        ],
        Right::Rectify => vec![
            done(icons::PENCIL_SIMPLE_LINE, "Change", "What is wrong, with the reason why"),
            stays(icons::CLOCK_COUNTER_CLOCKWISE, "What it said before, in the history"),
            done(icons::PACKAGE, "Tell", "The next batch carries the correction to everyone who received it"),
        ],
        Right::Erase => erasing(erasure),
        Right::Restrict => vec![
            stays(icons::DATABASE, "All that is held of them"),
            beware(
                icons::PAUSE_CIRCLE,
                "Stop",
                "In no batch, no statistics and no search by desk staff, until it is lifted",
            ),
            request(),
        ],
        Right::Object => vec![
            beware(icons::PAUSE_CIRCLE, "Stop", "They are restricted as soon as it is recorded, until it is decided"),
            done(
                icons::CHAT_CENTERED_TEXT,
                "Ask",
                "The data protection officer advises first; then the use stops for good, or goes on",
            ),
            done(
                icons::MEGAPHONE_SIMPLE,
                "News",
                "Stops as soon as it is recorded, and stays stopped, whatever is decided about the rest",
            ),
        ],
        Right::Withdraw => vec![
            done(icons::HAND_PALM, "Change", "A Yes to a No, at once"),
            stays(icons::CLOCK_COUNTER_CLOCKWISE, "When they said Yes, and when they took it back"),
            done(icons::PACKAGE, "Tell", "The next batch tells those who must stop"),
        ],
        Right::Complaint => vec![
            done(
                icons::CHAT_CIRCLE_DOTS,
                "Answer",
                "Say within 30 days that it arrived, and answer it by the date above",
            ),
            done(icons::BUILDINGS, "Say", format!("They can also complain to {}", complain_to(regulator))),
            stays(icons::NOTE, "That there was a complaint, its dates and how it ended"),
            stays(
                icons::CHAT_CENTERED_TEXT,
                "What is written down of it and of the answer, as long as their registration; where nobody is found, as long \
                 after it ended as registrations are kept",
            ),
        ],
    }
}

fn erasing(erasure: Option<&Erasure>) -> Vec<Effect> {
    let mut all = Vec::new();
    let Some(erasure) = erasure else {
        all.push(goes("All that they said, in every registration of theirs"));
        all.push(stays(icons::NOTE, "This request and who did it, without their name"));
        return all;
    };
    let Erasure { registrations, versions, answers, special, forms, backups, can_come_back, open_removals, .. } =
        erasure;
    let mut said = vec![count(*answers, "answer", "answers")];
    if *special > 0 {
        said.push(count(*special, "protected detail", "protected details"));
    }
    if *versions > registrations.len() {
        said.push(format!("{versions} versions, with what was corrected"));
    }
    let said = said.join(", ");
    all.push(goes(match &registrations[..] {
        [_] => format!("Name, contact and all else they said: {said}"),
        several => format!("{} registrations with all they said: {said}", several.len()),
    }));
    if *forms > 0 {
        all.push(goes(format!(
            "{} of the same name and contact",
            count(*forms, "half-filled form", "half-filled forms")
        )));
    }
    if *backups > 0 {
        let copies = count(*backups, "backup copy", "backup copies");
        all.push(goes(format!("{copies} here, made anew without them")));
    }
    if *open_removals > 0 {
        let recordings = count(*open_removals, "recording of them is", "recordings of them are");
        all.push(beware(
            icons::CAMERA_SLASH,
            "First",
            format!("{recordings} not taken out yet, and what they looked like goes too: look for those first"),
        ));
    }
    all.push(if *can_come_back {
        beware(icons::WARNING, "Beware", "They gave no contact, so a list can name them again")
    } else {
        stays(icons::SHIELD, "A scrambled mark, so that no list adds them again by mistake")
    });
    all.push(stays(icons::NOTE, "This request and who did it, without their name"));
    all
}

/// Where an erasure does not reach, and what is done about it: said before, and again after.
pub(super) fn not_reached(erasure: &Erasure) -> Vec<String> {
    let told = |batch: &Batch| {
        let after = if batch.is_told_after() {
            "the next batch tells them to erase"
        } else {
            "an address, which stays stopped there"
        };
        format!("{}: {after}", batch.title)
    };
    let mut all: Vec<String> = batches(&erasure.sent).iter().map(told).collect();
    if erasure.in_outbox > 0 {
        let batches = count(erasure.in_outbox, "sealed batch", "sealed batches");
        all.push(format!("{batches} in the outbox: closing copies it out again, and the one after it says to erase"));
    }
    all.push("Backups on sticks and other media: make one now, and destroy the old ones".to_owned());
    if erasure.set_aside > 0 {
        let desks = count(erasure.set_aside, "desk", "desks");
        all.push(format!("{desks} that a restore set aside, until they are discarded"));
    }
    if let Some(why) = &erasure.left_over {
        all.push(format!("The backups in the desk’s folder, until it is opened next. {why}"));
    }
    if erasure.can_come_back {
        all.push("A list that names them again: they gave no contact to know them by".to_owned());
    }
    all
}

/// One batch that went to somebody.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Batch {
    /// "Batch 3 to the office".
    pub(super) title: String,
    /// The day it was closed, as it is kept.
    at: String,
    /// What of them went with it.
    told: Vec<ToldOf>,
    /// What for, and on which basis.
    what_for: Vec<String>,
}

/// So many details are named beside what a request does; of more, the rest is counted there, and named in a dialog.
const NAMED: usize = 4;

impl Batch {
    fn columns(&self) -> Vec<String> {
        let columns = self.told.iter().filter(|told| matches!(told, ToldOf::Column(_)));
        columns.map(|column| column.words()).collect()
    }

    /// Whether some of it is only counted beside what a request does.
    pub(super) fn is_shortened(&self) -> bool {
        // That there is one more takes as much room as naming it.
        self.columns().len() > NAMED + 1
    }

    /// Whether its recipient is told what becomes of it: who was only to stop an address knows nobody by it.
    fn is_told_after(&self) -> bool {
        self.told.iter().any(|told| !matches!(told, ToldOf::Stop(_)))
    }

    /// What of them it told, when and what for; with every detail, or no more than fits beside what a request does.
    pub(super) fn said(&self, today: NaiveDate, whole: bool) -> String {
        let when = DateTime::parse_from_rfc3339(&self.at).map(|at| words::day(at.date_naive(), today));
        let when = when.unwrap_or_else(|_| self.at.clone());
        let mut columns = self.columns();
        let details = count(columns.len(), "detail", "details");
        if !whole && self.is_shortened() {
            let more = columns.len() - NAMED;
            columns.truncate(NAMED);
            let last = columns.pop().unwrap_or_default();
            columns.push(format!("{last} and {more} more"));
        }
        let details = (!columns.is_empty()).then(|| format!("{details} ({})", columns.join(", ")));
        let others = self.told.iter().filter(|told| !matches!(told, ToldOf::Column(_)));
        let what: Vec<_> = details.into_iter().chain(others.map(|told| told.words())).collect();
        let verb = if self.told.contains(&ToldOf::Changed) { "Told" } else { "Sent" };
        let what_for = self.what_for.join("; ");
        let what_for = if what_for.is_empty() { what_for } else { format!(", for {what_for}") };
        format!("{verb} {when}: {}{what_for}.", what.join("; "))
    }

    /// The same in short, and what becomes of it once what is asked for is done.
    pub(super) fn said_for(&self, right: Right, today: NaiveDate) -> String {
        let copied = matches!(right, Right::Access | Right::Portability);
        let after = if copied || self.is_told_after() { right.told() } else { "" };
        format!("{} {after}", self.said(today, false)).trim_end().to_owned()
    }
}

/// Appends what is not there yet.
fn add<T: PartialEq>(all: &mut Vec<T>, more: Vec<T>) {
    for one in more {
        if !all.contains(&one) {
            all.push(one);
        }
    }
}

/// What went out, batch by batch: each is one, however many registrations were in it.
pub(super) fn batches(sent: &[Disclosed]) -> Vec<Batch> {
    let mut all: Vec<Batch> = Vec::new();
    for sent in sent {
        let title = format!("Batch {} to {}", sent.sequence, sent.recipient);
        let (told, what_for) = (sent.told(), sent.what_for_words());
        match all.iter_mut().find(|batch| batch.title == title && batch.at == sent.at) {
            Some(batch) => {
                add(&mut batch.told, told);
                add(&mut batch.what_for, what_for);
            }
            None => all.push(Batch { title, at: sent.at.clone(), told, what_for }),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::permit::Column;
    use crate::domain::purpose::{Channel, Purpose};

    fn erasure() -> Erasure {
        let sent = |recipient: &str, sequence| Disclosed {
            recipient: recipient.to_owned(),
            sequence,
            at: "2026-11-20T10:00:00Z".to_owned(),
            columns: vec![Column::ALL[0]],
            stops: Vec::new(),
            purposes: Vec::new(),
            bases: None,
        };
        Erasure {
            registrations: vec!["ABC-234".to_owned(), "DEF-567".to_owned()],
            versions: 3,
            answers: 10,
            special: 1,
            forms: 1,
            backups: 2,
            in_outbox: 0,
            sent: vec![sent("the office", 1), sent("the office", 1), sent("the press", 2)],
            set_aside: 1,
            can_come_back: false,
            open_removals: 0,
            left_over: None,
        }
    }

    #[test]
    fn r18_every_count_of_an_erasure_is_said() {
        let said: Vec<_> =
            effects(Right::Erase, Some(&erasure()), None).into_iter().map(|effect| effect.words).collect();
        assert_eq!(
            said,
            [
                "2 registrations with all they said: 10 answers, 1 protected detail, 3 versions, with what was corrected",
                "1 half-filled form of the same name and contact",
                "2 backup copies here, made anew without them",
                "A scrambled mark, so that no list adds them again by mistake",
                "This request and who did it, without their name",
            ]
        );
        let recorded = effects(Right::Erase, Some(&Erasure { open_removals: 2, ..erasure() }), None);
        let named =
            recorded.iter().filter(|effect| effect.words.starts_with("2 recordings of them are not taken out yet"));
        assert_eq!(named.count(), 1, "what they look like is gone after");
        let unknown = Erasure { can_come_back: true, ..erasure() };
        let said = effects(Right::Erase, Some(&unknown), None);
        assert!(said.iter().any(|effect| effect.words.contains("a list can name them again")), "{said:?}");
    }

    #[test]
    fn r18_a_batch_is_named_once_and_all_that_is_not_reached_is_said() {
        let said = not_reached(&erasure());
        assert_eq!(said.len(), 4, "{said:?}");
        assert_eq!(said[0], "Batch 1 to the office: the next batch tells them to erase");
        assert_eq!(said[1], "Batch 2 to the press: the next batch tells them to erase");
        assert!(said[3].starts_with("1 desk that a restore set aside"));
        let outbox = not_reached(&Erasure { in_outbox: 2, ..erasure() });
        assert!(outbox.iter().any(|said| said.starts_with("2 sealed batches in the outbox")), "{outbox:?}");
        let nothing = Erasure { sent: Vec::new(), set_aside: 0, ..erasure() };
        assert_eq!(not_reached(&nothing).len(), 1, "other media are never reached");
        let stopped = vec![Disclosed { columns: Vec::new(), stops: vec![Channel::Email], ..erasure().sent.remove(0) }];
        let stopped = not_reached(&Erasure { sent: stopped, ..erasure() });
        assert_eq!(stopped[0], "Batch 1 to the office: an address, which stays stopped there");
    }

    /// What is said of one batch with these.
    fn said(columns: &[Column], stops: &[Channel], purpose: Option<Purpose>, whole: bool) -> String {
        let sent = Disclosed {
            columns: columns.to_vec(),
            stops: stops.to_vec(),
            purposes: purpose.into_iter().collect(),
            bases: None,
            ..erasure().sent.remove(0)
        };
        let today = NaiveDate::from_ymd_opt(2026, 12, 16).unwrap();
        batches(&[sent]).remove(0).said(today, whole)
    }

    #[test]
    fn r18_what_each_recipient_was_sent_is_said_in_words_whatever_it_was() {
        let some = [Column::Reference, Column::Name, Column::DateOfBirth];
        assert_eq!(said(&some, &[], None, false), "Sent 20 Nov: 3 details (reference, name, date of birth).");
        assert_eq!(
            said(&[], &[Channel::Email, Channel::Post], None, false),
            "Sent 20 Nov: the email address, only to be stopped; the post address, only to be stopped."
        );
        let both = said(&some[..1], &[Channel::Sms], None, false);
        assert_eq!(both, "Sent 20 Nov: 1 detail (reference); the sms address, only to be stopped.");
        let equality = said(&[], &[], Some(Purpose::EqualityMonitoring), false);
        assert_eq!(
            equality,
            "Sent 20 Nov: answers about equality, under a pseudonym and without a name, for statistics of widening \
             participation (on which basis was not kept)."
        );
        let changed = said(&[], &[], None, false);
        assert_eq!(changed, "Told 20 Nov: that what was sent before is gone or changed.");
    }

    #[test]
    fn r18_many_details_are_counted_beside_what_a_request_does_and_all_are_named_in_full() {
        let most = &Column::ALL[..7];
        let short = said(most, &[], None, false);
        assert_eq!(short, "Sent 20 Nov: 7 details (reference, role, name, first name and 3 more).");
        let whole = said(most, &[], None, true);
        assert!(most.iter().all(|column| whole.contains(&column.words())) && !whole.contains("more"), "{whole}");
        // One more takes as much room as saying that there is one.
        assert!(said(&most[..5], &[], None, false).ends_with("first name, email)."));
    }

    #[test]
    fn r25_a_complaint_is_kept_with_its_words_and_goes_to_the_regulator_that_the_profile_names() {
        let said = |regulator| effects(Right::Complaint, None, regulator).into_iter().map(|effect| effect.words);
        let named: Vec<_> = said(Some("Data Inspectorate, inspectorate.example.org")).collect();
        let asks = "They can also complain to the regulator: Data Inspectorate, inspectorate.example.org";
        assert!(named.iter().any(|words| words == asks), "{named:?}");
        assert!(said(None).any(|words| words == "They can also complain to the regulator"));
        assert!(named.iter().any(|words| words.starts_with("What is written down of it")), "{named:?}");
    }
}
