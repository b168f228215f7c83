//! The head of the right card: how the visitor told us, in which language, turning the screen, and the notice.

use std::sync::LazyLock;

use egui::{Align2, Id, Rect, Ui, pos2};

use crate::domain::answer::{How, NoticeCard};
use crate::domain::code::Code;
use crate::domain::field_error::Place;
use crate::ui::icons;
use crate::ui::screens::languages::Languages;
use crate::ui::shell::Parts;
use crate::ui::theme::{Theme, Themed};
use crate::ui::widgets::text::Type;
use crate::ui::widgets::{Button, Choice, ChoiceOption, Tag, TagKind, place};

use super::Register;

/// Beside *Consent* when the answers are a guardian's, where there is no room for names.
const GUARDIAN_ANSWERS: &str = "Guardian answers";

impl Register {
    /// "Told us", the language, the notice and turning the screen; they come last in the order of Tab.
    pub(super) fn consent_header(&mut self, ui: &mut Ui, card: Rect, parts: &Parts) {
        let palette = ui.palette();
        let row = self.heights(parts).title_row(card);
        let title = row.left_center();
        let drawn = ui.painter().text(title, Align2::LEFT_CENTER, "Consent", Type::Title.font(), palette.text);
        let row = row.with_min_x(drawn.right() + 8.0);
        let version = format!("Notice {}", self.form.event().notice().version);
        let (mark, name) = match self.form.card() {
            NoticeCard::Neither => (icons::FILE_TEXT, version.clone()),
            NoticeCard::Given => (icons::CHECK_CIRCLE.fill(), format!("{version}, card given")),
            NoticeCard::Read => (icons::CHECK_CIRCLE.fill(), format!("{version}, read out")),
        };
        // Beside whose answers they are, or the language, a narrow card has no room for a key and a sign.
        let child = self.child_tag();
        let more = child.is_some() || Languages::of(self.form.event()).is_some();
        let tight = more && card.width() < 600.0;
        let opener = Button::quiet(&version).icon(mark).name(&name).small();
        let opener = if tight { opener } else { opener.key("F8") };
        // Its border ends where the boxes below do, where it has one; else its words do.
        let mut right = card.right() - if ui.mode() == Theme::Contrast { 17.0 } else { 5.0 };
        let notice = width(&mut right, opener.natural_width(ui), row);
        let turn_at = width(&mut right, 36.0, row);
        right -= 4.0;
        let wide = if tight { 112.0 } else { 158.0 - if child.is_some() { 26.0 } else { 0.0 } };
        let told = width(&mut right, wide, row);
        // Made in the order of Tab: how it was told comes first, and the notice last, before the bar.
        self.told_us(ui, told, !tight);
        right = self.language_ui(ui, row, drawn.right() + 6.0, right);
        let turn = Button::only(icons::ARROWS_CLOCKWISE, "Turn the screen to the visitor").small();
        let turned = place(ui, turn_at, |ui| turn.show(ui));
        if place(ui, notice, |ui| opener.show(ui)).clicked() {
            self.dialog = Some(super::dialogs::Dialog::Notice);
        }
        let first = if self.tab_stops_at_told_us() { told_us_id() } else { turned.id };
        self.focus_if_asked(ui, &Place::Own(HEAD.clone()), first);
        if turned.clicked() {
            self.turn(ui);
        }
        let room = right - drawn.right();
        if let Some(child) = child {
            let left = pos2(drawn.right() + 8.0, row.center().y - 12.0);
            // Where both names do not fit, the strip below still names the guardian.
            let tags = [child.as_str(), GUARDIAN_ANSWERS].map(|words| Tag::new(TagKind::Info, words));
            let tags = if tight { tags } else { tags.map(|tag| tag.icon(icons::USERS.fill())) };
            let tag = tags.into_iter().find(|tag| left.x + tag.width(ui) <= right - 3.0);
            if let Some(tag) = tag.filter(|_| !parts.narrow) {
                let rect = Rect::from_min_max(left, pos2(right - 3.0, row.center().y + 12.0));
                place(ui, rect, |ui| tag.show(ui));
            }
        } else if room > 64.0 {
            let at = pos2(right - 6.0, row.center().y);
            ui.painter().text(at, Align2::RIGHT_CENTER, "Told us", Type::Caption.font(), palette.text_muted);
        }
    }

    fn tab_stops_at_told_us(&self) -> bool {
        !self.fast_tab || self.telling.how != How::OutLoud
    }

    /// How the next answer reaches the desk. *On screen* is not among them: only handing the laptop over sets that.
    fn told_us(&mut self, ui: &mut Ui, rect: Rect, sign: bool) {
        let ways = [How::OutLoud, How::OnPaper];
        let options = ["Out loud", "On paper"].map(ChoiceOption::new);
        let now = ways.iter().position(|way| *way == self.telling.how);
        let mut chosen = now;
        let choice = Choice::new(told_us_id(), "Told us", &options).no_label();
        let choice = if sign { choice.leading_icon(icons::CHAT_CIRCLE_TEXT) } else { choice };
        choice.height(36.0).tab_stop(self.tab_stops_at_told_us()).at(ui, rect, &mut chosen);
        if let Some(chosen) = chosen {
            self.telling.how = ways[chosen];
        }
    }
}

/// Names the head of the card among the places that can have the focus.
pub(super) static HEAD: LazyLock<Code> = LazyLock::new(|| super::bar::code("consent-head"));

/// The list of how an answer reaches the desk. Fast Tab passes it at its default, so that a key leads there (Alt+H).
pub(super) fn told_us_id() -> Id {
    Id::unique("told us")
}

fn width(right: &mut f32, width: f32, row: Rect) -> Rect {
    let rect = Rect::from_min_max(pos2(*right - width, row.top()), pos2(*right, row.bottom()));
    *right -= width + 4.0;
    rect
}
