//! The bar at the bottom: what there is to know, and what can be done about the request that is chosen.

use chrono::NaiveDate;
use egui::{Id, Rect, Ui, pos2, vec2};

use crate::domain::rights::{Advice, Outcome, Request, Right, Step};
use crate::ui::icons::{self, Icon};
use crate::ui::out::{Out, Seen};
use crate::ui::shell::Parts;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::tokens::tokens;
use crate::ui::widgets::text::Type;
use crate::ui::widgets::{Button, Menu, MenuItem, paint};
use crate::worker::{LetterAbout, ShownRequest};

use super::detail::middle;
use super::dialogs::Dialog;
use super::fetch::Next;
use super::stands::can_take_more;
use super::{Key, Rights, is_lead};

/// What can be done.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Does {
    Discard,
    Record,
    More,
    Erase,
    Copy,
    Restrict,
    Lift,
    Correct,
    TakeBack,
    Advise,
    Decide,
    Acknowledge,
    Close,
    Letter,
}

/// What is behind *More*.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Rarely {
    MoreTime,
    End,
    Lift,
    Letter,
}

/// One button.
struct Offer {
    does: Does,
    label: &'static str,
    icon: Option<Icon>,
    key: &'static str,
    look: Look,
    enabled: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Plain,
    First,
    Danger,
}

impl Offer {
    fn new(does: Does, label: &'static str, icon: Icon, enabled: bool) -> Self {
        Self { does, label, icon: Some(icon), key: "", look: Look::Plain, enabled }
    }

    fn first(self) -> Self {
        Self { look: Look::First, ..self }
    }

    fn button(&self, narrow: bool) -> Button<'static> {
        let button = match self.look {
            Look::Plain => Button::secondary(self.label),
            Look::First => Button::primary(self.label),
            Look::Danger => Button::danger(self.label),
        };
        let button = match self.icon.filter(|_| !narrow) {
            Some(icon) => button.icon(icon),
            None => button,
        };
        let button = if narrow { button } else { button.key(self.key).large() };
        button.enabled(self.enabled).id(id(self.does))
    }
}

fn id(does: Does) -> Id {
    Id::unique("rights bar").with(does)
}

/// The first button of a request that is recorded.
pub(super) fn first_id() -> Id {
    id(Does::More)
}

impl Rights {
    pub(super) fn bar_ui(&mut self, ui: &mut Ui, parts: &Parts, seen: &Seen<'_>, out: &mut Out<'_>) {
        let p = ui.palette();
        ui.painter().rect_filled(parts.bar, 0.0, p.surface);
        ui.painter().hline(parts.bar.x_range(), parts.bar.top() + 0.5, (1.0, p.border));
        let gutter = if parts.narrow { 12.0 } else { tokens().layout.gutter };
        let gap = if parts.narrow { 8.0 } else { 12.0 };
        let bar = parts.bar.shrink2(vec2(gutter, 0.0));
        let offers = self.offers(seen);
        let sized = |ui: &Ui, offer: &Offer| {
            let button = offer.button(parts.narrow);
            vec2(button.natural_width(ui), button.height())
        };
        let wide: f32 = offers.iter().map(|offer| sized(ui, offer).x + gap).sum();
        let mut left = bar.right() + gap - wide;
        let words = Rect::from_min_max(bar.min, pos2(left - 12.0, bar.bottom()));
        if !parts.narrow {
            paint::icon(ui.painter(), icons::INFO, pos2(words.left() + 10.0, words.center().y), 18.0, p.text_muted);
            let said = self.bar_words(seen);
            middle(ui, words.with_min_x(words.left() + 28.0), &said, Type::Body);
        }
        for offer in offers {
            let size = sized(ui, &offer);
            let at = Rect::from_min_size(pos2(left, bar.center().y - size.y / 2.0), size);
            left = at.right() + gap;
            let button = offer.button(parts.narrow).at(ui, at);
            if offer.does == Does::More {
                self.more(ui, &button, seen);
            } else if button.clicked() {
                self.does(offer.does, seen, out);
            }
        }
    }

    /// What is rarely done, in a list.
    fn more(&mut self, ui: &mut Ui, opener: &egui::Response, seen: &Seen<'_>) {
        let today = seen.now.date_naive();
        let Some(shown) = self.saved() else { return };
        let (open, right) = (shown.request.is_open(), shown.request.right);
        let mut all = Vec::new();
        if can_take_more(&shown.request, today) {
            all.push((Rarely::MoreTime, MenuItem::new("Take more time")));
        }
        if open {
            all.push((Rarely::End, MenuItem::new("Refuse or close")));
        }
        // Until an objection or an erasure is decided its restriction stands (R18, R20).
        if self.can_be_lifted() && !(open && right.restricts_at_once()) {
            all.push((Rarely::Lift, MenuItem::new("Lift the restriction")));
        }
        all.push((Rarely::Letter, MenuItem::new("Write a letter")));
        let items: Vec<_> = all.iter().map(|(_, item)| *item).collect();
        let taken = Menu::below(opener).show(ui, &items).and_then(|at| all.get(at));
        self.dialog = match taken.map(|(rarely, _)| rarely) {
            Some(Rarely::MoreTime) => Some(Dialog::MoreTime(None)),
            Some(Rarely::End) => Some(Dialog::End { chosen: None, missing: false }),
            Some(Rarely::Lift) => Some(Dialog::Lift),
            Some(Rarely::Letter) => Some(Dialog::letter(LetterAbout::Stands)),
            None => return,
        };
    }

    /// Whether nothing is left of whom it is about.
    fn is_gone(&self) -> bool {
        let subject = self.person().and_then(|id| self.subject_known(id));
        subject.is_some_and(|subject| subject.gone)
    }

    /// Whether they are restricted, and not for good (R20).
    fn can_be_lifted(&self) -> bool {
        let subject = self.person().and_then(|id| self.subject_known(id));
        subject.is_some_and(|subject| subject.restricted && !subject.gone && !subject.stopped_for_good)
    }

    /// What can be done now, from left to right.
    fn offers(&self, seen: &Seen<'_>) -> Vec<Offer> {
        let free = !self.is_busy();
        match self.selected {
            None => Vec::new(),
            Some(Key::Draft) => self.offers_of_draft(is_lead(seen), free),
            Some(Key::Saved(_)) if !is_lead(seen) => Vec::new(),
            Some(Key::Saved(_)) => self.offers_of_saved(free),
        }
    }

    fn offers_of_draft(&self, lead: bool, free: bool) -> Vec<Offer> {
        let discard = Offer::new(Does::Discard, "Discard", icons::X, free);
        let mut record =
            Offer { icon: None, key: "Ctrl+S", ..Offer::new(Does::Record, "Record only", icons::CHECK, free) };
        let act = self.right().and_then(|right| first_of(right, lead && free));
        let act = act.filter(|_| self.person().is_some() || self.right() == Some(Right::Complaint));
        if act.is_none() {
            record = record.first();
        }
        [discard, record].into_iter().chain(act).collect()
    }

    fn offers_of_saved(&self, free: bool) -> Vec<Offer> {
        let Some(shown) = self.saved() else { return Vec::new() };
        let request = &shown.request;
        let mut all = Vec::new();
        if !request.is_open() {
            if self.can_be_lifted() {
                all.push(Offer::new(Does::Lift, "Lift the restriction", icons::LOCK_OPEN, free));
            }
            all.push(Offer::new(Does::Letter, "Write the letter…", icons::ENVELOPE_SIMPLE, free).first());
            return all;
        }
        all.push(Offer::new(Does::More, "More", icons::DOTS_THREE, free));
        if self.new_identity().is_some() {
            let record = Offer::new(Does::Record, "Record identity", icons::CHECK, free);
            all.push(Offer { icon: None, key: "Ctrl+S", ..record });
        }
        let reached = request.about.is_some() && !self.is_gone();
        if reached || request.right == Right::Complaint {
            all.extend(acts(request, shown.is_done, free));
        }
        all
    }

    /// What there is to know now, in a sentence or two.
    pub(super) fn bar_words(&self, seen: &Seen<'_>) -> String {
        if self.is_busy() {
            return "Working".to_owned();
        }
        let today = seen.now.date_naive();
        match (self.selected, &self.draft) {
            (None, _) => "Whoever is asked can record a request. A desk lead carries it out.".to_owned(),
            (Some(Key::Draft), Some(draft)) => {
                draft_words(draft.right(), draft.about.is_some(), is_lead(seen)).to_owned()
            }
            (Some(_), _) => {
                let Some(shown) = self.saved() else { return String::new() };
                if shown.request.is_open() && self.is_gone() {
                    return "Nothing is left of them. Close it as nothing held.".to_owned();
                }
                saved_words(shown, self.new_identity().is_some(), is_lead(seen), today)
            }
        }
    }

    /// Records what is being written, or how it is known that it is them.
    pub(super) fn record(&mut self, seen: &Seen<'_>, out: &mut Out<'_>) {
        let draft = self.selected == Some(Key::Draft);
        if draft || (self.new_identity().is_some() && is_lead(seen)) {
            self.do_all([], seen.now.date_naive(), out);
        }
    }

    fn does(&mut self, does: Does, seen: &Seen<'_>, out: &mut Out<'_>) {
        let today = seen.now.date_naive();
        match does {
            Does::Discard => self.discard(),
            Does::Record => self.record(seen, out),
            Does::Lift => self.dialog = Some(Dialog::Lift),
            Does::Letter => self.dialog = Some(Dialog::letter(LetterAbout::Stands)),
            Does::Acknowledge => self.do_all([Next::GoOn(Step::Acknowledged)], today, out),
            Does::Correct if self.may_be_done() => self.do_all(self.person().map(Next::Correct), today, out),
            Does::TakeBack => self.do_all(self.person().map(Next::TakeBack), today, out),
            Does::Advise if self.is_whole(today) => self.dialog = Some(Dialog::Advice { chosen: None, missing: false }),
            Does::Close if self.may_be_done() => {
                self.do_all([Next::GoOn(Step::Closed { outcome: Outcome::Done })], today, out);
            }
            Does::Erase if self.is_whole(today) && self.may_be_done() => self.dialog = Some(Dialog::Erase),
            Does::Copy if self.is_whole(today) && self.may_be_done() => self.dialog = Some(Dialog::copy()),
            Does::Restrict if self.may_be_done() => self.do_all([Next::Restrict], today, out),
            Does::Decide if self.may_be_done() => self.do_all([Next::Decide], today, out),
            _ => {}
        }
    }

    /// Whether a draft can be recorded, before a dialog opens about it; otherwise what is missing is asked for.
    fn is_whole(&mut self, today: NaiveDate) -> bool {
        let draft = if self.selected == Some(Key::Draft) { self.draft.as_mut() } else { None };
        let whole = draft.is_none_or(|draft| draft.check(today).is_some());
        if !whole {
            self.ask_for_what_is_wrong();
        }
        whole
    }
}

/// What is done first about a request of a kind.
fn first_of(right: Right, may: bool) -> Option<Offer> {
    let first = |does, label, icon| Some(Offer::new(does, label, icon, may).first());
    match right {
        Right::Access | Right::Portability => first(Does::Copy, "Write the copy…", icons::COPY),
        Right::Rectify => first(Does::Correct, "Correct…", icons::PENCIL_SIMPLE_LINE),
        Right::Erase => Some(Offer { look: Look::Danger, ..Offer::new(Does::Erase, "Erase now", icons::ERASER, may) }),
        Right::Restrict => first(Does::Restrict, "Restrict now", icons::PAUSE_CIRCLE),
        Right::Object => first(Does::Advise, "Record advice…", icons::CHAT_CENTERED_TEXT),
        Right::Withdraw => first(Does::TakeBack, "Withdraw…", icons::HAND_PALM),
        Right::Complaint => first(Does::Acknowledge, "Acknowledge", icons::CHECK),
    }
}

/// What can be done about one that is recorded: what it asks for, and what ends it. `is_done`: it was done in People.
fn acts(request: &Request, is_done: bool, free: bool) -> Vec<Offer> {
    let Some(first) = first_of(request.right, free) else { return Vec::new() };
    let plain = |offer: Offer| Offer { look: Look::Plain, ..offer };
    let close = |label, enabled| Offer::new(Does::Close, label, icons::CHECK, enabled).first();
    match request.right {
        Right::Rectify | Right::Withdraw if is_done => vec![plain(first), close("Close as done", free)],
        Right::Rectify | Right::Withdraw => vec![first],
        Right::Object => {
            let decide = Offer::new(Does::Decide, "Decide", icons::SCALES, free && request.advice.is_some());
            vec![plain(first), decide.first()]
        }
        Right::Complaint if request.acknowledged => vec![close("Close", free)],
        Right::Complaint => vec![plain(first), close("Close", free)],
        _ => vec![first],
    }
}

fn draft_words(right: Option<Right>, person: bool, lead: bool) -> &'static str {
    match right {
        _ if !lead => "You can record it. A desk lead makes sure who asks, and carries it out.",
        None => "Choose what they ask for. It can be recorded before anything is done.",
        Some(Right::Complaint) => "You can record it now, and acknowledge it at once or within 30 days.",
        Some(_) if !person => "You can record it before they are found: the month runs from the day they asked.",
        Some(Right::Erase) => "Recording it restricts them at once; erase up to the date above.",
        Some(Right::Restrict) => "You can record it now and restrict later, up to the date above.",
        Some(Right::Access | Right::Portability) => "You can record it now and write it later, up to the date above.",
        Some(Right::Rectify) => "You can record it now and correct it later, up to the date above.",
        Some(Right::Object) => "Recording it stops news for good, and restricts them until it is decided.",
        Some(Right::Withdraw) => "Taking back is to be as easy as giving was: do it now.",
    }
}

fn saved_words(shown: &ShownRequest, identity: bool, lead: bool, today: NaiveDate) -> String {
    let request = &shown.request;
    if !request.is_open() {
        return "It is closed. Record a new one if they ask again.".to_owned();
    }
    if !lead {
        return "A desk lead makes sure who asks, and carries it out. You can record other requests.".to_owned();
    }
    let late = if request.days_left(today) < 0 { "It is late. " } else { "" };
    let says = match (request.right, request.identified) {
        (Right::Complaint, _) if !request.acknowledged => "Say that it arrived, then answer it.".to_owned(),
        (Right::Complaint, _) => "Close it once it is answered.".to_owned(),
        _ if request.about.is_none() => {
            "Nobody was found yet. Find the person in People, then press Rights request.".to_owned()
        }
        // As easily as it was given (R15).
        (Right::Withdraw, None) if !identity => {
            "Take it back in People at once. To close it here, say how you know it is them.".to_owned()
        }
        (_, None) if !identity => "Make sure who asks before anything is done.".to_owned(),
        (Right::Object, _) => match request.advice {
            None => "Decide once the data protection officer’s advice is recorded; until then they stay restricted."
                .to_owned(),
            Some(Advice::Stop) => "Deciding stops the use for good.".to_owned(),
            Some(Advice::GoOn) => "Deciding lets the use go on; news stays stopped. Tell them why.".to_owned(),
        },
        (Right::Rectify, _) if shown.is_done => "It was corrected in People. It can be closed as done.".to_owned(),
        (Right::Withdraw, _) if shown.is_done => "It was taken back in People. It can be closed as done.".to_owned(),
        (Right::Rectify, _) => "Correct it in People first; then it can be closed here as done.".to_owned(),
        (Right::Withdraw, _) => "Take it back in People first; then it can be closed here as done.".to_owned(),
        _ => format!("To be done by {}.", time::long_day(request.due())),
    };
    format!("{late}{says}")
}
