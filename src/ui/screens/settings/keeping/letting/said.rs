//! What is due, what letting it go does, and what went, in true sentences.

use chrono::NaiveDate;
use egui::{Color32, Rect, Ui, pos2, vec2};

use crate::domain::retention::{Due, Kept, unstated_words};
use crate::ui::icons::{self, Icon};
use crate::ui::screens::flow;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::text::{Text, Type};
use crate::ui::widgets::{Tag, TagKind, place};
use crate::worker::{Certificate, Outlook};

use super::super::periods::people;

/// A kind of data, as a row names it.
pub(super) fn name(kept: Kept) -> &'static str {
    match kept {
        Kept::Special => "Health, disability and diet notes",
        Kept::EmergencyContact => "Emergency contacts",
        Kept::Equality => "Equality answers",
        Kept::Record => "Name, contact and interests",
        Kept::Proof => "Answers",
    }
}

/// Kind by kind: until when it is kept, and of how many it goes, waits or stays.
pub(super) fn kinds(ui: &mut Ui, outlook: &Outlook, today: NaiveDate) {
    let days = (today - outlook.last_day).num_days();
    let last = time::long_day(outlook.last_day);
    let words = match days {
        ..=0 => format!("The last day is {last}."),
        1 => format!("The last day was {last}, 1 day ago."),
        _ => format!("The last day was {last}, {days} days ago."),
    };
    Text::body(&words).muted().wrap().show(ui);
    ui.add_space(8.0);
    for due in &outlook.kinds {
        flow::divider(ui, 0.0);
        kind(ui, due);
    }
    flow::divider(ui, 0.0);
    for words in of_nobody(outlook.forms, outlook.complaints) {
        ui.add_space(12.0);
        let danger = ui.palette().danger;
        flow::said(ui, icons::ERASER, danger, &format!("Goes too: {words}."), Type::Body, false);
    }
    if let Some(due) = outlook.kinds.iter().find(|due| !due.stated) {
        ui.add_space(12.0);
        let warning = ui.palette().warning;
        flow::said(ui, icons::WARNING.fill(), warning, &unstated_words(due.days), Type::Body, false);
    }
    if let Some((day, count)) = outlook.next() {
        ui.add_space(12.0);
        let info = ui.palette().info;
        let words = format!("Next: {} on {}.", people(count), time::long_day(day));
        flow::said(ui, icons::INFO, info, &words, Type::Body, false);
    }
}

fn kind(ui: &mut Ui, due: &Due) {
    let of = |count: u64, words: &str| (count > 0).then(|| format!("{words} {count}"));
    let waits = if due.kept == Kept::Equality { "Waits for its recipient:" } else { "Waits for the office:" };
    let tags: Vec<_> = [
        (of(due.goes, "Goes:"), TagKind::Danger, icons::ERASER),
        (of(due.not_taken_in, waits), TagKind::Warning, icons::HOURGLASS),
        (of(due.restricted, "Restricted, stays:"), TagKind::Info, icons::PAUSE_CIRCLE),
    ]
    .into_iter()
    .filter_map(|(words, kind, icon)| Some((words?, kind, icon)))
    .collect();
    let tags = match tags.as_slice() {
        [] if due.held == 0 => vec![("None held".to_owned(), TagKind::Neutral, icons::CHECK)],
        [] if due.is_over => vec![("Stays".to_owned(), TagKind::Neutral, icons::CHECK)],
        [] => vec![("Not due yet".to_owned(), TagKind::Neutral, icons::CLOCK)],
        _ => tags,
    };
    // The tags stand beside the words where both fit, else below them.
    let width: f32 = tags.iter().map(|(words, kind, icon)| Tag::new(*kind, words).icon(*icon).width(ui) + 8.0).sum();
    let beside = ui.available_width() - width > 270.0;
    let row = flow::row(ui, if beside { 56.0 } else { 88.0 });
    let right = if beside { row.right() - width } else { row.right() };
    let line = |top: f32| Rect::from_min_max(pos2(row.left(), row.top() + top), pos2(right, row.top() + top + 20.0));
    Text::strong(name(due.kept)).at(ui, line(8.0));
    let day = time::long_day(due.until);
    let until = if due.is_over { format!("Its period was over after {day}") } else { format!("Kept until {day}") };
    Text::caption(&until).muted().at(ui, line(29.0));
    let mut left = if beside { right + 8.0 } else { row.left() };
    let top = if beside { row.center().y - 12.0 } else { row.top() + 56.0 };
    for (words, kind, icon) in &tags {
        let tag = Tag::new(*kind, words).icon(*icon);
        let at = Rect::from_min_size(pos2(left, top), vec2(tag.width(ui), Tag::HEIGHT));
        left = at.right() + 8.0;
        place(ui, at, |ui| tag.show(ui));
    }
}

fn line(ui: &mut Ui, mark: Icon, color: Color32, words: &str) {
    flow::said(ui, mark, color, words, Type::Body, false);
    ui.add_space(8.0);
}

/// What goes that is of nobody who is counted.
fn of_nobody(forms: u64, complaints: u64) -> Vec<String> {
    let forms = (forms > 0).then(|| match forms {
        1 => "1 half-filled form".to_owned(),
        some => format!("{some} half-filled forms"),
    });
    let complaints = (complaints > 0).then(|| match complaints {
        1 => "the words of 1 complaint about nobody on the record".to_owned(),
        some => format!("the words of {some} complaints about nobody on the record"),
    });
    forms.into_iter().chain(complaints).collect()
}

/// What letting it go does, and what it does not reach.
pub(super) fn effects(ui: &mut Ui, outlook: &Outlook, decision: Option<&str>) {
    let p = ui.palette();
    for due in outlook.kinds.iter().filter(|due| due.goes > 0) {
        line(ui, icons::ERASER, p.danger, &format!("{}: erased of {}", name(due.kept), people(due.goes)));
    }
    for words in of_nobody(outlook.forms, outlook.complaints) {
        line(ui, icons::ERASER, p.danger, &format!("Erased too: {words}"));
    }
    if let Some(why) = decision {
        line(ui, icons::WARNING.fill(), p.warning, &format!("Also what the office never took in: “{why}”"));
    }
    let goes = |kept| outlook.kinds.iter().any(|due| due.kept == kept && due.goes > 0);
    if goes(Kept::Record) || goes(Kept::Proof) {
        let words = "The data key is changed and everything is locked anew. Older copies open with the old key only.";
        line(ui, icons::LOCK_KEY, p.accent, words);
    }
    line(ui, icons::HARD_DRIVES, p.accent, "The backups in the desk’s own folder are replaced by a new one.");
    let told = if [Kept::Special, Kept::Equality, Kept::Record].into_iter().any(goes) {
        " The next batch tells recipients."
    } else {
        ""
    };
    let words = format!("Not reached: backups on other media, and batches that were handed over.{told}");
    line(ui, icons::INFO, p.info, &words);
}

/// What went, and what could not be done after it.
pub(super) fn gone(ui: &mut Ui, certificate: &Certificate) {
    let p = ui.palette();
    let went: Vec<_> = certificate.kinds.iter().filter(|due| due.goes > 0).collect();
    for due in &went {
        line(ui, icons::CHECK_CIRCLE.fill(), p.success, &format!("{}: erased of {}", name(due.kept), people(due.goes)));
    }
    for words in of_nobody(certificate.forms as u64, certificate.complaints as u64) {
        line(ui, icons::CHECK_CIRCLE.fill(), p.success, &format!("Erased too: {words}"));
    }
    if certificate.is_empty() {
        line(ui, icons::INFO, p.info, "Nothing was due any more, so nothing went.");
    }
    let stays: u64 = certificate.kinds.iter().map(|due| due.not_taken_in.max(due.restricted)).max().unwrap_or(0);
    if stays > 0 {
        line(
            ui,
            icons::HOURGLASS,
            p.warning,
            &format!("Something due stays of {}, as the certificate says.", people(stays)),
        );
    }
    for left_over in &certificate.left_over {
        line(ui, icons::WARNING.fill(), p.warning, left_over);
    }
    if certificate.set_aside > 0 {
        let words = "A desk that a restore set aside still holds all that it held. Remove it once nobody needs it.";
        line(ui, icons::WARNING.fill(), p.warning, words);
    }
    if certificate.only_set_aside > 0 {
        let words = "A desk that a restore set aside holds more of this event, which only it has. Remove it once nobody needs it.";
        line(ui, icons::WARNING.fill(), p.warning, words);
    }
}
