//! A badge, as it will be printed (R12), to be looked at and made. It is made where a lead has said that today's go; a lead who has
//! not says it here (R22).

use egui::{Align2, Color32, CornerRadius, Id, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::domain::badge::Badge;
use crate::domain::ids::RegistrationId;
use crate::text::{Words, say};
use crate::ui::icons;
use crate::ui::out::Seen;
use crate::ui::screens::badges::BeginBadges;
use crate::ui::screens::flow;
use crate::ui::scripts;
use crate::ui::theme::Themed;
use crate::ui::widgets::paint::icon;
use crate::ui::widgets::{Button, Dialog, Text, Type, close_footer, text};
use crate::worker::Failure;
use crate::worker::badges::Request as Ask;
use crate::worker::people::Request;

use super::Done;

/// The dialog's id.
pub(super) fn id() -> Id {
    Id::unique("badge dialog")
}

/// The dialog.
pub(super) struct BadgeDialog {
    who: RegistrationId,
    step: Step,
    /// The desk was asked to make it.
    waits: bool,
    /// It was not made.
    wrong: Option<String>,
}

enum Step {
    /// The desk was asked for it.
    Asked,
    /// It is shown.
    Shown(Badge),
    /// Where the day's badges go.
    Beginning(BeginBadges),
    /// It could not be shown.
    Failed(String),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Pressed {
    Close,
    Make,
    Where,
    Begin,
}

impl BadgeDialog {
    /// Asks for it.
    pub(super) fn of(who: RegistrationId) -> (Self, Request) {
        (Self { who, step: Step::Asked, waits: false, wrong: None }, Request::Badges(Ask::Show(who)))
    }

    /// The desk has it.
    pub(super) fn take(&mut self, badge: Badge) {
        self.step = Step::Shown(badge);
    }

    /// Badges are begun: this one is what was wanted.
    pub(super) fn begun(&mut self) -> Request {
        self.waits = true;
        Request::Badges(Ask::Write(self.who))
    }

    /// The desk did not do it.
    pub(super) fn failed(&mut self, failure: &Failure) {
        self.waits = false;
        match &mut self.step {
            Step::Shown(_) => self.wrong = Some(failure.to_string()),
            Step::Beginning(form) => form.failed(&failure.to_string()),
            other => *other = Step::Failed(failure.to_string()),
        }
    }

    pub(super) fn ui(&mut self, ui: &Ui, seen: &Seen<'_>) -> Done {
        let close = id().with("close");
        let first = if matches!(self.step, Step::Beginning(_)) { BeginBadges::focus_id(id()) } else { close };
        let dialog = Dialog::new(id(), "Badge").own_title().alone().focus(first);
        let shown = dialog.show(ui.ctx(), |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            self.contents(ui, seen)
        });
        match shown.inner {
            Some(Pressed::Make) if !self.waits => {
                (self.waits, self.wrong) = (true, None);
                Done::Ask(Request::Badges(Ask::Write(self.who)))
            }
            Some(Pressed::Where) => {
                self.step = Step::Beginning(BeginBadges::default());
                ui.memory_mut(|memory| memory.request_focus(BeginBadges::focus_id(id())));
                Done::NotYet
            }
            Some(Pressed::Begin) => {
                let Step::Beginning(form) = &mut self.step else { return Done::NotYet };
                form.begin(ui.ctx(), seen.event).map_or(Done::NotYet, |ask| Done::Ask(Request::Badges(ask)))
            }
            Some(Pressed::Close) => Done::Closed,
            _ if shown.closed => Done::Closed,
            _ => Done::NotYet,
        }
    }

    fn contents(&mut self, ui: &mut Ui, seen: &Seen<'_>) -> Option<Pressed> {
        match &mut self.step {
            Step::Asked => {
                Text::title("Badge").heading().show(ui);
                ui.add_space(10.0);
                Text::body("Looking it up").muted().show(ui);
                buttons(ui, "", None)
            }
            Step::Failed(why) => {
                Text::title("Badge").heading().show(ui);
                ui.add_space(10.0);
                flow::said(ui, icons::WARNING_CIRCLE.fill(), ui.palette().danger, why, Type::Body, false);
                buttons(ui, "", None)
            }
            Step::Shown(badge) => {
                Text::title("Badge").heading().show(ui);
                ui.add_space(10.0);
                let room = ui.ctx().content_rect().height() - 200.0;
                flow::scrolled(ui, room.max(96.0), "badge", |ui| preview(ui, badge));
                if let Some(wrong) = &self.wrong {
                    ui.add_space(8.0);
                    flow::said(ui, icons::WARNING_CIRCLE.fill(), ui.palette().danger, wrong, Type::Body, false);
                }
                let make = Button::primary("Make the badge").icon(icons::PRINTER).enabled(!self.waits);
                let begin = Button::primary("Say where badges go…").icon(icons::PRINTER);
                if BeginBadges::are_begun(seen) {
                    buttons(ui, "", Some((make, Pressed::Make)))
                } else if BeginBadges::may_begin(seen) {
                    buttons(ui, "", Some((begin, Pressed::Where)))
                } else {
                    ui.add_space(10.0);
                    Text::body(BeginBadges::ASK_A_LEAD).wrap().show(ui);
                    buttons(ui, "", None)
                }
            }
            Step::Beginning(form) => {
                Text::title(BeginBadges::TITLE).heading().show(ui);
                ui.add_space(4.0);
                form.ui(ui, id());
                let begin = Button::primary("Begin badges").icon(icons::PRINTER).enabled(!form.waits());
                buttons(ui, "", Some((begin, Pressed::Begin)))
            }
        }
    }
}

/// Close, and what else can be done.
fn buttons(ui: &mut Ui, note: &str, does: Option<(Button<'_>, Pressed)>) -> Option<Pressed> {
    close_footer(ui, id(), note, Pressed::Close, does)
}

/// As it is printed: black on white in every theme.
fn preview(ui: &mut Ui, badge: &Badge) {
    const SIZE: egui::Vec2 = vec2(298.0, 210.0);
    const BAND: f32 = 46.0;
    const ROUND: u8 = 4;
    let words = Words::in_language(&badge.language);
    let mark = badge.do_not_record.then(|| say!(words, "badge-do-not-record"));
    let row = flow::row(ui, SIZE.y);
    let card = Rect::from_center_size(row.center(), vec2(SIZE.x.min(row.width()), SIZE.y));
    let painter = ui.painter_at(card.expand(1.0));
    let (paper, ink) = (Color32::WHITE, Color32::BLACK);
    painter.rect(card, ROUND, paper, Stroke::new(1.0, ui.palette().border_control), StrokeKind::Inside);
    let inside = card.shrink2(vec2(16.0, 10.0));
    let line = |said: &str, face: Type| scripts::line(ui, said, face.font(), ink, inside.width());
    let foot = card.bottom() - BAND;
    let lines = [
        (line(&badge.event, Type::Caption), inside.top() + 10.0, badge.event.clone()),
        (line(&badge.name, Type::Display), card.top() + 84.0, badge.name.clone()),
        (line(&badge.reference, Type::Strong), foot - 18.0, format!("Reference {}", badge.reference)),
    ];
    for (number, (galley, middle, said)) in lines.into_iter().enumerate() {
        let middle = pos2(card.center().x, middle);
        // What is heard is as wide as the badge, however long the words are.
        heard(ui, Rect::from_center_size(middle, vec2(inside.width(), galley.size().y)), number, &said);
        painter.galley(Rect::from_center_size(middle, galley.size()).min, galley, ink);
    }
    if let Some(mark) = mark {
        let band = card.with_min_y(foot);
        painter.rect_filled(band, CornerRadius { sw: ROUND, se: ROUND, ..CornerRadius::ZERO }, ink);
        icon(&painter, icons::CAMERA_SLASH, pos2(band.left() + 34.0, band.center().y), 28.0, paper);
        let galley = text::line(ui, mark, Type::Title);
        let at = Align2::CENTER_CENTER.anchor_size(band.center() + vec2(20.0, 0.0), galley.size()).min;
        painter.galley(at, galley, paper);
        heard(ui, band, 3, mark);
    }
}

/// A line of it, for whoever has it read out.
fn heard(ui: &Ui, at: Rect, number: usize, said: &str) {
    let line = ui.interact(at, id().with(("line", number)), Sense::hover());
    line.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, said));
}
