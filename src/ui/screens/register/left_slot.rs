//! What stands at the left of the action bar: what has to be put right, what goes on, who was saved last, what waits.

use chrono::TimeDelta;
use egui::{Rect, Role, Sense, Ui, WidgetInfo, vec2};

use crate::domain::field_error::{GuardianField, Place};
use crate::domain::form::Field;
use crate::domain::purpose::{GuardianQuestion, Question};
use crate::ui::icons::{self, Icon};
use crate::ui::out::{Out, Seen, Wish};
use crate::ui::scripts::in_words;
use crate::ui::shell::Parts;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::text::{self, Type};
use crate::ui::widgets::{Button, Undo, link, paint, spinner};

use super::Register;
use super::bar::SHORT;
use super::dialogs::Dialog;
use super::keeping::called;
use super::layout;
use super::strip::{PAPER, PAPER_LABEL};

impl Register {
    pub(super) fn left_slot(
        &mut self,
        ui: &mut Ui,
        parts: &Parts,
        to_fix: Vec<Place>,
        seen: &Seen<'_>,
        out: &mut Out<'_>,
    ) {
        if !to_fix.is_empty() {
            self.errors_as_links(ui, parts, to_fix);
        } else if self.saving.is_slow(ui) {
            let (rect, _) = ui.allocate_exact_size(vec2(20.0, 20.0), Sense::hover());
            spinner(ui, rect.center(), 20.0, ui.palette().accent);
            said(ui, None, "Saving. Nothing is lost");
        } else if self.docked.undo.is_some() {
            self.undo_bar(ui, seen, out);
        } else if self.form.is_empty() {
            self.nothing_typed(ui, seen, out);
        } else if let Some(words) = &self.docked.to_do {
            said(ui, Some((icons::WARNING.fill(), ui.palette().warning)), words);
        } else if self.form.needs_guardian() && !self.form.may_be_kept() {
            self.waits_for_guardian(ui, parts);
        } else if !self.form.may_be_kept() {
            let consent = seen.event.definition().ages.consent;
            let words = format!("Not stored yet. Ask: {consent} or over?");
            said(ui, Some((icons::LOCK_SIMPLE.fill(), ui.palette().info)), &words);
        } else if self.is_refused() {
            said(ui, Some((icons::WARNING.fill(), ui.palette().warning)), "Not on the disk yet. Save, or make room");
        } else if let Some((place, wanted)) = self.form.contacts_wanted().into_iter().next() {
            self.contact_wanted(ui, parts, place, &wanted.to_string());
        } else if let Some(words) = self.form.to_give_again() {
            said(ui, Some((icons::WARNING.fill(), ui.palette().warning)), &words);
        } else {
            said(ui, Some((icons::CHECK_CIRCLE.fill(), ui.palette().success)), "Ready to save");
        }
    }

    /// Nothing of a child is kept yet; where the guardian is not there or says No, a slip can be taken home (R11).
    fn waits_for_guardian(&mut self, ui: &mut Ui, parts: &Parts) {
        let info = ui.palette().info;
        let name = "Slip to take home";
        let slip = if parts.narrow {
            Button::only(icons::FILE_TEXT, name)
        } else {
            Button::quiet("Slip").icon(icons::FILE_TEXT).name(name)
        };
        let slip = slip.small();
        let room = ui.available_width() - slip.natural_width(ui) - ui.spacing().item_spacing.x;
        ui.scope(|ui| {
            ui.set_max_width(room);
            let lock = (!parts.narrow).then_some((icons::LOCK_SIMPLE.fill(), info));
            let short = parts.window.width() < SHORT;
            let whole = "Nothing is stored until the parent or guardian says Yes";
            said(ui, lock, if short { "Not stored: ask the guardian" } else { whole });
        });
        if slip.show(ui).clicked() {
            self.begin_slip();
        }
    }

    /// A Yes to a channel without its contact detail: asks for it while the visitor is still there, before Save refuses.
    fn contact_wanted(&mut self, ui: &mut Ui, parts: &Parts, place: Place, words: &str) {
        if !parts.narrow {
            let (rect, _) = ui.allocate_exact_size(vec2(20.0, 20.0), Sense::hover());
            paint::icon(ui.painter(), icons::WARNING.fill(), rect.center(), 20.0, ui.palette().warning);
        }
        // Doubled text leaves room for the box's name.
        let words =
            if parts.narrow { format!("Add: {}", self.name_of(&place).to_lowercase()) } else { words.to_owned() };
        let response = link(ui, &words);
        paint::announce(ui, response.id, paint::Announced::InTime);
        if response.clicked() {
            self.focus = Some(place);
        }
    }

    fn undo_bar(&mut self, ui: &mut Ui, seen: &Seen<'_>, out: &mut Out<'_>) {
        let slot = ui.available_rect_before_wrap();
        let slot = Rect::from_center_size(slot.center(), vec2(slot.width(), 48.0));
        let typing = ui.ctx().text_edit_focused() && !self.form.is_empty();
        let Some((_, bar)) = &mut self.docked.undo else { return };
        let slot = slot.with_max_x(slot.right().min(slot.left() + bar.natural_width(ui).max(371.0)));
        match bar.dock(ui, slot, !typing) {
            Undo::Waiting => {}
            Undo::Undone => self.undo(seen, out),
            Undo::Ended => self.docked.undo = None,
        }
    }

    /// Who was saved last, with the undo; a form to go on with; or that nothing has happened yet.
    fn nothing_typed(&mut self, ui: &mut Ui, seen: &Seen<'_>, out: &mut Out<'_>) {
        let palette = ui.palette();
        let success = (icons::CHECK_CIRCLE.fill(), palette.success);
        // Whoever was just saved comes first: their undo, badge and receipt are wanted now, and a form of before waits.
        let just_saved = self.docked.saved.as_ref().is_some_and(|(.., at)| seen.now - *at < JUST_SAVED);
        if just_saved {
            ui.ctx().request_repaint_after(JUST_SAVED.to_std().unwrap_or_default());
        }
        if let Some(begun) = self.kept.offered().filter(|_| !just_saved) {
            let when = time::moment(begun.updated_at, seen.today);
            // Doubled text leaves room for signs and for when it was: whose it is stands in it.
            let (words, buttons) = if ui.available_width() < TIGHT {
                let signs = [(icons::ARROW_RIGHT, "Go on"), (icons::TRASH, "Drop it")];
                (format!("{when}, not finished"), signs.map(|(icon, name)| Button::only(icon, name)))
            } else {
                let buttons = [Button::secondary("Go on"), Button::quiet("Drop it")];
                (format!("{}, {when}, was not finished", called(begun)), buttons)
            };
            let pressed = offer(ui, icons::NOTE_PENCIL, &words, buttons);
            let form = begun.registration;
            match pressed {
                Some(0) => self.resume(out),
                Some(_) => self.dialog = Some(Dialog::Dropping(form)),
                None => {}
            }
        } else if let Some(waiting) = self.put_down.offered().filter(|_| !just_saved) {
            let words =
                format!("{}, {}, waits on a stick", in_words(&waiting.name), time::moment(waiting.at, seen.today));
            if offer(ui, icons::USB, &words, [Button::secondary("Take in")]).is_some() {
                self.take_in(out);
            }
        } else if let Some(words) = &self.docked.said {
            // Doubled text leaves room for what was done.
            let first = words.split(". ").next().unwrap_or_default();
            said(ui, Some(success), if ui.available_width() > 300.0 { words } else { first });
        } else if let Some((saved, name, at)) = &self.docked.saved {
            let remark = self.docked.remark.as_deref();
            let made = if self.badges.made == Some(*saved) { ". Badge made" } else { "" };
            let who = format!("{}, {}{made}", in_words(name), time::clock(*at));
            let success = remark.map_or(success, |_| (icons::WARNING.fill(), ui.palette().warning));
            // Doubled text leaves room for the words alone.
            let wide = ui.available_width() > 200.0;
            let undo = Button::quiet("Undo").small();
            let undo = if wide { undo.icon(icons::ARROW_COUNTER_CLOCKWISE) } else { undo };
            let success = wide.then_some(success);
            let turn = self.turn_button(ui.available_width(), remark.is_some());
            let badge = if turn.is_none() && ui.available_width() > WORDS {
                Button::quiet("Badge").icon(icons::PRINTER)
            } else {
                Button::only(icons::PRINTER, "Badge")
            };
            let badge = badge.small();
            let receipt = Button::only(icons::FILE_TEXT, "Receipt").small();
            let recorded = Button::only(icons::CAMERA_SLASH, "Already photographed").small();
            let gap = ui.spacing().item_spacing.x;
            let beside = turn.as_ref().map_or(0.0, |turn| turn.natural_width(ui) + gap) + undo.natural_width(ui) + gap;
            let offers =
                [&badge, &receipt, &recorded].map(|offer| offer.natural_width(ui) + gap).into_iter().sum::<f32>();
            let room = |more: bool| ui.available_width() - beside - if more { offers } else { 0.0 };
            // Doubled text leaves no room for what People offers too, and a page of the visitor's own comes first.
            let more = ui.available_width() > if turn.is_some() { WORDS } else { 300.0 };
            let (words, more) = match remark {
                None => (who, more),
                Some(remark) => {
                    let icon = if wide { ICON + gap } else { 0.0 };
                    let fits =
                        |words: &str, more| !several_lines(ui, words, palette.text, room(more) - icon, LINES).elided;
                    let whole = format!("{who}. {remark}");
                    match [more, false].into_iter().find(|more| wide && fits(&whole, *more)) {
                        Some(more) => (whole, more),
                        // What to do comes before who it was.
                        None => (remark.split(':').next().unwrap_or_default().to_owned(), false),
                    }
                }
            };
            let room = room(more);
            ui.scope(|ui| {
                ui.set_max_width(room);
                said(ui, success, &words);
            });
            let saved = *saved;
            if undo.show(ui).clicked() {
                self.undo_saved(out);
            }
            if turn.is_some_and(|turn| turn.show(ui).clicked()) {
                self.turn(ui);
            }
            if more && badge.show(ui).clicked() {
                self.badge_again(saved, seen, out);
            }
            if more && receipt.show(ui).clicked() {
                out.wish(Wish::Receipt(saved));
            }
            if more && recorded.show(ui).clicked() {
                out.wish(Wish::RecordedAlready(saved));
            }
        } else {
            said(ui, Some((icons::USER_PLUS, ui.palette().text_muted)), "Type the visitor’s name to begin");
        }
    }

    /// Turns the screen to whoever was just saved, for the page about equality; as large as there is room beside a remark.
    fn turn_button(&self, room: f32, remark: bool) -> Option<Button<'static>> {
        const NAME: &str = "About equality";
        let button = match (room, remark) {
            _ if !self.offer.stands() => return None,
            (room, false) if room > 440.0 => Button::secondary(NAME).icon(icons::ARROWS_CLOCKWISE).key("F9"),
            // F9 does it all the same.
            (room, true) if room < 300.0 => return None,
            _ => Button::only(icons::ARROWS_CLOCKWISE, NAME),
        };
        Some(button.small())
    }

    /// What a place is called in a list of errors.
    fn name_of(&self, place: &Place) -> String {
        use GuardianField as Guardian;
        match place {
            Place::Field(field) => field.label().to_owned(),
            Place::ThirteenOrOver => "13 or over?".to_owned(),
            Place::Guardian(Guardian::Name) => "Guardian's name".to_owned(),
            Place::Guardian(Guardian::Relationship) => "Who the guardian is".to_owned(),
            Place::Guardian(Guardian::Email) => "Guardian's email".to_owned(),
            Place::Guardian(Guardian::Phone) => "Guardian's phone".to_owned(),
            Place::Question(Question::Guardian(GuardianQuestion::Responsible)) => "Responsible?".to_owned(),
            Place::Question(Question::Guardian(GuardianQuestion::Consent)) => "Guardian's Yes".to_owned(),
            Place::Question(question) => crate::ui::questions::name(*question).to_owned(),
            Place::Detail(pair) => crate::ui::questions::detail_label(*pair).to_owned(),
            Place::Own(code) if *code == *PAPER => PAPER_LABEL.to_owned(),
            Place::Own(code) => self.form.event().own_question(code).map_or_else(String::new, |own| own.text.clone()),
            Place::Send => "Send them".to_owned(),
        }
    }

    /// What has to be put right, in the order of the form; with it whatever else is red, for which something else may have been meant.
    /// That alone keeps nobody from saving.
    pub(super) fn to_fix(&self) -> Vec<Place> {
        let mut places: Vec<_> = self.form.errors().map(|(place, _)| place.clone()).collect();
        if !places.is_empty() {
            let emails = [Place::Field(Field::Email), Place::Guardian(GuardianField::Email)];
            let red = emails.into_iter().filter(|place| self.form.asks_for(place) && self.suggestion(place).is_some());
            places.extend(red.filter(|place| self.form.error(place).is_none()).collect::<Vec<_>>());
            places.sort_by_key(|place| layout::rank(self.form.event(), place));
        }
        places
    }

    /// What has to be put right, each a link that goes there.
    fn errors_as_links(&mut self, ui: &mut Ui, parts: &Parts, places: Vec<Place>) {
        let danger = ui.palette().danger;
        let wrong = places.len();
        if parts.narrow {
            // One link, to the first: there is no room for more, and the next one follows when that is right.
            let Some(first) = places.into_iter().next() else { return };
            let words = format!("{wrong} to fix: {}", self.name_of(&first).to_lowercase());
            let fits = text::line(ui, &words, Type::Body).size().x <= ui.available_width();
            let words = if fits { words } else { format!("{wrong} to fix") };
            if link(ui, &words).clicked() {
                self.focus = Some(first);
            }
            return;
        }
        said_strong(ui, Some((icons::WARNING_CIRCLE.fill(), danger)), &format!("{wrong} to fix:"));
        let room = ui.available_width();
        let mut used = 0.0;
        for place in places {
            let name = self.name_of(&place);
            let name = if used == 0.0 { shortened(&name, room) } else { name };
            used += 20.0 + 8.0 * name.len() as f32;
            if used > room {
                break;
            }
            if link(ui, &name).clicked() {
                self.focus = Some(place);
            }
        }
    }
}

/// As many of its words as there is room for: a question of the event's own can be long.
fn shortened(name: &str, room: f32) -> String {
    let fits = |words: &str| 20.0 + 8.0 * words.len() as f32 <= room;
    let words: Vec<_> = name.split(' ').collect();
    (1..=words.len()).rev().map(|count| words[..count].join(" ")).find(|words| fits(words)).unwrap_or_default()
}

/// What stands before such a line.
const ICON: f32 = 20.0;
/// So much room is enough for words beside the signs of what can be done about whoever was saved last.
const WORDS: f32 = 420.0;
/// As many small lines as the bar has room for.
const LINES: usize = 3;

/// Less room than this is not enough for buttons with words beside what waits.
const TIGHT: f32 = 330.0;
/// For so long nothing else is said in place of whoever was saved.
const JUST_SAVED: TimeDelta = TimeDelta::seconds(20);

/// What waits, and what can be done about it, which keeps its room however long the words are; which of it was pressed.
fn offer<const N: usize>(ui: &mut Ui, icon: Icon, words: &str, buttons: [Button<'_>; N]) -> Option<usize> {
    let buttons = buttons.map(Button::small);
    let gap = ui.spacing().item_spacing.x;
    let beside: f32 = buttons.iter().map(|button| button.natural_width(ui) + gap).sum();
    let room = (ui.available_width() - beside).max(0.0);
    ui.scope(|ui| {
        ui.set_max_width(room);
        let icon = (room > 160.0).then(|| (icon, ui.palette().warning));
        said(ui, icon, words);
    });
    let pressed = buttons.map(|button| button.show(ui).clicked());
    pressed.iter().position(|pressed| *pressed)
}

/// A line of the left slot, announced to those who do not see it.
fn said(ui: &mut Ui, icon: Option<(Icon, egui::Color32)>, words: &str) {
    line(ui, icon, words, Type::Body);
}

fn said_strong(ui: &mut Ui, icon: Option<(Icon, egui::Color32)>, words: &str) {
    line(ui, icon, words, Type::Strong);
}

fn line(ui: &mut Ui, icon: Option<(Icon, egui::Color32)>, words: &str, face: Type) {
    if let Some((icon, colour)) = icon {
        let (rect, _) = ui.allocate_exact_size(vec2(ICON, ICON), Sense::hover());
        paint::icon(ui.painter(), icon, rect.center(), ICON, colour);
    }
    let colour = ui.palette().text;
    let width = ui.available_width();
    let mut galley = crate::ui::scripts::line(ui, words, face.font(), colour, f32::INFINITY);
    if galley.size().x > width {
        galley = several_lines(ui, words, colour, width, LINES);
    }
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, crate::ui::scripts::without_signs(words)));
    paint::announce(ui, response.id, paint::Announced::InTime);
    ui.painter().with_clip_rect(rect.expand(2.0)).galley(rect.min, galley, colour);
}

/// What does not fit into one line: smaller, in so many at most.
pub(super) fn several_lines(
    ui: &Ui,
    words: &str,
    colour: egui::Color32,
    width: f32,
    rows: usize,
) -> std::sync::Arc<egui::Galley> {
    if crate::ui::scripts::reads_differently(words) {
        let format = egui::TextFormat::simple(Type::Caption.font(), colour);
        return crate::ui::scripts::paragraph(ui.ctx(), words, &format, width, rows);
    }
    let look = crate::ui::scripts::Look { size: Type::Caption.font().size, strong: false, color: colour };
    let mut job = crate::ui::scripts::shown(words, look);
    job.wrap = egui::text::TextWrapping { max_width: width, max_rows: rows, ..egui::text::TextWrapping::default() };
    ui.ctx().fonts_mut(|fonts| fonts.layout_job(job))
}
