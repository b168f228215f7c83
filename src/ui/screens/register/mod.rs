//! Register a visitor: one screen, one Tab path, one Save (R1, R2, R11, R13).

mod alike;
mod badge;
mod bar;
mod cells;
mod compare;
mod consent;
mod consent_head;
mod dialogs;
mod form;
mod guardian;
mod just_now;
mod keeping;
mod keys;
mod layout;
mod left_slot;
mod more;
mod own_screen;
mod party;
mod phone;
mod put_down;
mod rest;
mod rows;
mod saving;
mod slip;
mod speaking;
mod strip;
mod subjects;
mod visitor;

use std::sync::Arc;

use egui::{Id, Rect, Ui, pos2, vec2};

use crate::domain::answer::How;
use crate::domain::draft::RegistrationDraft;
use crate::domain::event::Event;
use crate::domain::field_error::Place;
use crate::domain::form::Field;
use crate::env::Env;
use crate::ui::keys::{give_back, set_aside};
use crate::ui::out::{Out, Seen};
use crate::ui::shell::{self, Parts};
use crate::ui::widgets::forget_lists;
use crate::ui::widgets::pace::SCANNER;
use crate::worker::opening::Session;
use crate::worker::{Answer, Ticket};

use alike::Alike;
use bar::Docked;
use dialogs::Dialog;
use form::{Form, Telling};
use keeping::Kept;
use saving::Saving;

pub use layout::fits;

/// A form that is off the screen while the desk is locked, with all that was said about it. It has no `Debug`: it is
/// somebody's personal data.
pub struct HeldForm {
    draft: RegistrationDraft,
    subject: String,
}

impl HeldForm {
    /// The same without what does not fit another form.
    pub fn fitted(self, fit: impl FnOnce(RegistrationDraft) -> RegistrationDraft) -> Self {
        Self { draft: fit(self.draft), ..self }
    }
}

/// The screen, with the form that is being filled in.
pub struct Register {
    form: Form,
    telling: Telling,
    more_open: bool,
    /// What is being typed as a subject, before it is one.
    subject: String,
    /// Tab passes what is at its default.
    fast_tab: bool,
    /// What is asked to have the focus in the next frame.
    focus: Option<Place>,
    strip: strip::Strip,
    just_now: just_now::JustNow,
    docked: Docked,
    saving: Saving,
    kept: Kept,
    alike: Alike,
    /// How much of the window's height the banner takes that stands above the cards.
    above: f32,
    put_down: put_down::PutDown,
    badges: badge::Badges,
    dialog: Option<Dialog>,
    party: Option<party::Party>,
    /// What the visitor has before them while the laptop is turned.
    own_screen: Option<own_screen::OwnScreen>,
    /// Whom the screen can be turned to, to be asked about equality (R4).
    offer: own_screen::Offer,
    /// The boxes forget what was typed into them: the next visitor's Ctrl+Z must not bring it back.
    forget_typing: bool,
    /// Nothing is kept of it: a form is tried before it is saved.
    trial: bool,
    /// When the last key arrived, and whether it came as a scanner types.
    last_key: f64,
    scanned: bool,
    /// The notice lies over what a visitor looks at.
    look_reads: bool,
}

/// What was noted beside a form that is gone on with: how the next answer reaches the desk, and who the visitor is not.
fn noted(draft: &RegistrationDraft) -> (How, Alike) {
    (draft.beside.how.unwrap_or(How::OutLoud), Alike::again(draft))
}

impl Register {
    /// An empty form, or the one that was on the screen when the desk was locked; and a look at what was begun before.
    pub fn new(event: Arc<Event>, session: &Session, held: Option<HeldForm>, env: &Env, out: &mut Out<'_>) -> Self {
        let today = event.date_at(env.now().to_utc());
        let mut telling = Telling { staff: session.who.handle.clone(), how: How::OutLoud };
        let kept = Kept::new(event.definition().code.clone(), out);
        let mut put_down = put_down::PutDown::default();
        put_down.look(out);
        let (mut subject, mut alike) = (String::new(), Alike::default());
        let form = match held {
            Some(held) => {
                subject = held.subject;
                (telling.how, alike) = noted(&held.draft);
                Form::of(held.draft, event, today)
            }
            None => Form::new(event, today, env),
        };
        let focus = Some(form.first());
        let docked = Docked::to_do(form.to_ask_again());
        Self {
            form,
            telling,
            more_open: false,
            subject,
            fast_tab: false,
            focus,
            strip: strip::Strip::default(),
            just_now: just_now::JustNow::default(),
            docked,
            saving: Saving::default(),
            kept,
            alike,
            above: 0.0,
            put_down,
            badges: badge::Badges::default(),
            dialog: None,
            party: None,
            own_screen: None,
            offer: own_screen::Offer::default(),
            forget_typing: false,
            trial: false,
            last_key: f64::NEG_INFINITY,
            scanned: false,
            look_reads: false,
        }
    }

    /// An empty form to be tried: it asks nothing of the desk, and takes over nothing that was typed elsewhere.
    pub fn on_trial(event: Arc<Event>, session: &Session, env: &Env) -> Self {
        let register = Self::new(event, session, None, env, &mut Out::nowhere());
        Self { trial: true, forget_typing: true, ..register }
    }

    /// The event it registers for, as it was given.
    pub fn event(&self) -> &Arc<Event> {
        self.form.published()
    }

    /// The form as it has to survive locking; `None` where nothing was typed.
    pub fn to_be_held(&mut self) -> Option<HeldForm> {
        self.note_beside();
        (!self.is_blank()).then(|| HeldForm { draft: self.form.draft.clone(), subject: self.subject.clone() })
    }

    /// Notes beside the form what else is said on this screen, so that it is held and kept with it.
    fn note_beside(&mut self) {
        let beside = &mut self.form.draft.beside;
        beside.how = (self.telling.how != How::OutLoud).then_some(self.telling.how);
        self.alike.note(beside);
    }

    /// Whether nothing was typed or answered at all, a subject that is not taken yet among it.
    fn is_blank(&self) -> bool {
        self.form.is_empty() && self.subject.trim().is_empty()
    }

    /// Whether a save or a count is on its way: what is typed meanwhile is for the next visitor.
    #[must_use]
    pub fn is_saving(&self) -> bool {
        self.saving.is_under_way()
    }

    /// Whether something stands over the form that has to be answered first.
    #[must_use]
    pub fn has_dialog(&self) -> bool {
        self.dialog.is_some()
    }

    /// Whether the notice lies over the form.
    #[must_use]
    pub fn shows_notice(&self) -> bool {
        matches!(self.dialog, Some(Dialog::Notice))
    }

    /// Shows the notice, to be read out or looked at (R25). It must not take the place of another dialog.
    pub fn show_notice(&mut self) {
        self.dialog = Some(Dialog::Notice);
    }

    /// Puts a name into an empty form: somebody was looked for and not found.
    pub fn name(&mut self, name: &str) {
        if self.form.is_empty() {
            self.form.typed(Field::FullName).push_str(name);
        }
        self.focus = Some(Place::Field(Field::FullName));
    }

    /// Paints the screen and takes what is done to it.
    pub fn ui(&mut self, ui: &mut Ui, parts: &Parts, seen: &Seen<'_>, out: &mut Out<'_>) {
        shell::background(ui, parts);
        self.fast_tab = seen.preferences.fast_tab;
        self.watch_the_keys(ui);
        if std::mem::take(&mut self.forget_typing) {
            ui.data_mut(egui::util::IdTypeMap::remove_by_type::<egui::text_edit::TextEditState>);
            forget_lists(ui.ctx());
        }
        self.ask_what_they_opted_out_of(out);
        self.keys(ui, seen, out);
        // What is beneath a dialog hears no key.
        let aside = if self.has_dialog() { set_aside(ui) } else { Vec::new() };
        if !self.form.is_empty() {
            // Somebody else stands there now.
            self.offer = own_screen::Offer::default();
        }
        let mut cards = layout::cards(parts);
        self.above = 0.0;
        if !parts.narrow {
            self.above = self.alike_banner(ui, cards, seen, out);
            cards.min.y += self.above;
            self.cards(ui, cards, parts, seen, out);
        } else {
            self.one_column(ui, cards, parts, seen, out);
        }
        self.bar_ui(ui, parts, seen, out);
        give_back(ui, aside);
        self.dialog_ui(ui, seen, out);
        self.party_follows();
        self.keep(ui, out);
        self.look_for_alike(ui, out);
    }

    /// Notes whether keys come as a scanner types them: none of those answers anything.
    fn watch_the_keys(&mut self, ui: &Ui) {
        let now = ui.input(|input| input.time);
        let keys = ui.input(|input| {
            let pressed = |event: &&egui::Event| matches!(event, egui::Event::Key { pressed: true, .. });
            input.events.iter().filter(pressed).count()
        });
        if keys > 0 {
            self.scanned = keys > 1 || now - self.last_key < SCANNER;
            self.last_key = now;
        } else if now - self.last_key >= SCANNER {
            self.scanned = false;
        }
    }

    fn cards(&mut self, ui: &mut Ui, cards: Rect, parts: &Parts, seen: &Seen<'_>, out: &mut Out<'_>) {
        let beside =
            (parts.window.width() >= just_now::FROM).then(|| cards.with_min_x(cards.right() - just_now::WIDTH));
        let form = beside.map_or(cards, |beside| cards.with_max_x(beside.left() - GAP));
        let mut columns = Columns::of(form);
        let strip = self.strip_height(ui, layout::strip_width(columns.right.width()));
        if beside.is_some() && parts.window.height() >= HUGGED {
            // So much room below would only look as if something were missing.
            let hug = |card: Rect, height: f32| card.with_max_y(card.bottom().min(card.top() + height + 8.0));
            columns.left = hug(columns.left, self.visitor_height(parts));
            columns.right = hug(columns.right, self.consent_height(columns.right.width(), strip, parts));
        }
        self.visitor_card(ui, columns.left, parts, seen);
        let strip = self.strip_in(columns.right, strip.min(columns.right.height() * STRIP_SHARE), parts);
        self.consent_card(ui, columns.right, strip, parts, seen, out);
        self.card_headers(ui, &columns, parts);
        if let Some(beside) = beside {
            self.just_now(ui, beside, seen, out);
        }
    }

    /// At 200 %: consent below the details, and the page scrolls. The strip does not: wherever the page is, the words of what is
    /// answered stand above it (R13), and what has the keyboard is brought below them.
    fn one_column(&mut self, ui: &mut Ui, cards: Rect, parts: &Parts, seen: &Seen<'_>, out: &mut Out<'_>) {
        // The bar to scroll by stands in the gutter, and covers nothing.
        let right = parts.body.right().min(cards.right() + 12.0);
        let height = self.strip_height(ui, cards.width()).min(parts.body.height() * STRIP_SHARE);
        let strip = Rect::from_min_size(pos2(cards.left(), parts.body.top() + 8.0), vec2(cards.width(), height));
        let area = Rect::from_min_max(pos2(cards.left(), strip.bottom()), pos2(right, parts.body.bottom()));
        crate::ui::widgets::place(ui, area, |ui| {
            egui::ScrollArea::vertical().id_salt("register").auto_shrink(false).show(ui, |ui| {
                ui.add_space(8.0);
                let top = ui.cursor().min;
                let banner = Rect::from_min_size(top, vec2(cards.width(), 52.0));
                let y = top.y + self.alike_banner(ui, banner, seen, out);
                let left = Rect::from_min_size(pos2(top.x, y), vec2(cards.width(), self.visitor_height(parts)));
                self.visitor_card(ui, left, parts, seen);
                let height = self.consent_height(cards.width(), 0.0, parts);
                let right = Rect::from_min_size(pos2(top.x, left.bottom() + 12.0), vec2(cards.width(), height));
                self.consent_card(ui, right, strip, parts, seen, out);
                self.card_headers(ui, &Columns { left, right }, parts);
                ui.allocate_rect(Rect::from_min_max(top, right.max + vec2(0.0, 12.0)), egui::Sense::hover());
                crate::ui::widgets::follow_focus(ui, "register");
            });
        });
    }

    /// Takes an answer that belongs to this screen; gives any other back.
    pub fn answer(&mut self, ticket: Ticket, answer: Answer, seen: &Seen<'_>, out: &mut Out<'_>) -> Option<Answer> {
        self.forget_who_is_erased(&answer);
        let answer = self.saving_answer(ticket, answer, seen, out)?;
        let answer = self.own_screen_answer(ticket, answer)?;
        let answer = self.kept_answer(ticket, answer, seen)?;
        let answer = self.slip_answer(ticket, answer)?;
        let answer = self.badge_answer(ticket, answer, out)?;
        let answer = self.put_down_answer(ticket, answer, seen, out)?;
        let answer = self.who_came(ticket, answer, seen)?;
        self.alike_answer(ticket, answer, seen, out)
    }

    /// The id of what is edited at a place: the same from frame to frame, so that it can be given the focus.
    fn id(place: &Place) -> Id {
        Id::unique("register").with(place.to_string())
    }
}

/// How much of its place the strip may take, so that what is answered is seen below it.
const STRIP_SHARE: f32 = 0.7;
/// Between two cards.
const GAP: f32 = 16.0;
/// In a window that is as high, the cards are as high as what is in them.
const HUGGED: f32 = 900.0;

/// How wide the cards were drawn at 1280.
const VISITOR: f32 = 600.0;
const CONSENT: f32 = 540.0;

/// The two cards.
struct Columns {
    left: Rect,
    right: Rect,
}

impl Columns {
    /// As drawn at 1366, and in the same proportion elsewhere; but the visitor's keeps what it was drawn with at 1280, as long as the
    /// other one has what it needs.
    fn of(cards: Rect) -> Self {
        let both = cards.width() - GAP;
        let left_width = (both * (606.0 / 1226.0)).max(VISITOR.min(both - CONSENT)).round();
        let left = cards.with_max_x(cards.left() + left_width);
        let right = cards.with_min_x(left.right() + GAP);
        Self { left, right }
    }
}
