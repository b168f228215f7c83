//! A word about a state: always an icon, a word and a colour.

use egui::{Align2, Color32, Pos2, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::paint::{boxed, corners, dashed, icon};
use super::text::{self, Type};
use crate::ui::icons::{self, Icon};
use crate::ui::scripts::without_signs;
use crate::ui::theme::{Theme, Themed};
use crate::ui::tokens::tokens;

/// What a tag says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagKind {
    /// Done, safe.
    Success,
    /// To be looked at.
    Warning,
    /// Wrong.
    Danger,
    /// To be known.
    Info,
    /// Ours.
    Accent,
    /// Nothing yet.
    Neutral,
    /// Nobody has asked.
    NotAsked,
    /// A Yes.
    Given,
    /// A No.
    Refused,
}

/// A tag, 24 high.
#[must_use]
pub struct Tag<'a> {
    label: &'a str,
    kind: TagKind,
    icon: Option<Icon>,
}

impl<'a> Tag<'a> {
    /// How high it is.
    pub const HEIGHT: f32 = 24.0;

    /// A tag of a kind.
    pub fn new(kind: TagKind, label: &'a str) -> Self {
        Self { label, kind, icon: None }
    }

    /// A tag for a Yes to this.
    pub fn given(label: &'a str) -> Self {
        Self::new(TagKind::Given, label).icon(icons::CHECK_CIRCLE.fill())
    }

    /// A tag for a No to this.
    pub fn refused(label: &'a str) -> Self {
        Self::new(TagKind::Refused, label).icon(icons::X_CIRCLE.fill())
    }

    /// A tag for what nobody has asked.
    pub fn not_asked(label: &'a str) -> Self {
        Self::new(TagKind::NotAsked, label).icon(icons::CIRCLE_DASHED)
    }

    /// With this icon before the word.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    fn border(&self, ui: &Ui) -> f32 {
        let bordered = matches!(self.kind, TagKind::Neutral | TagKind::NotAsked) || ui.mode() == Theme::Contrast;
        if bordered { 1.0 } else { 0.0 }
    }

    /// How wide it is.
    pub fn width(&self, ui: &Ui) -> f32 {
        let icon = if self.icon.is_some() { 20.0 } else { 0.0 };
        text::line(ui, self.label, Type::CaptionStrong).size().x.round() + icon + 2.0 * (8.0 + self.border(ui))
    }

    /// Shows it at the cursor.
    pub fn show(self, ui: &mut Ui) -> Response {
        let (rect, response) = ui.allocate_exact_size(vec2(self.width(ui), Self::HEIGHT), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, without_signs(self.label)));
        self.paint(ui, rect.left_center());
        response
    }

    /// Paints it from here, in the middle of its height; returns where it ends. Nothing is read out.
    pub fn paint(&self, ui: &Ui, left: Pos2) -> f32 {
        let size = vec2(self.width(ui), Self::HEIGHT);
        let rect = Rect::from_min_size(pos2(left.x, left.y - size.y / 2.0), size);
        let (fill, ink) = self.colors(ui);
        let border = self.border(ui);
        let radius = tokens().radius.small;
        if self.kind == TagKind::NotAsked {
            ui.painter().rect_filled(rect, corners(radius), fill);
            dashed(ui.painter(), rect, radius, ui.palette().consent_not_asked_border);
        } else {
            let neutral = self.kind == TagKind::Neutral;
            boxed(ui.painter(), rect, radius, fill, border, if neutral { ui.palette().border } else { ink });
        }
        let mut x = rect.left() + 8.0 + border;
        if let Some(before) = self.icon {
            icon(ui.painter(), before, pos2(x + 8.0, rect.center().y), 16.0, ink);
            x += 20.0;
        }
        let galley = text::line(ui, self.label, Type::CaptionStrong);
        text::paint(ui, galley, rect.with_min_x(x), Align2::LEFT_CENTER, ink);
        rect.right()
    }

    fn colors(&self, ui: &Ui) -> (Color32, Color32) {
        let p = ui.palette();
        match self.kind {
            TagKind::Success => (p.success_soft, p.on_success_soft),
            TagKind::Warning => (p.warning_soft, p.on_warning_soft),
            TagKind::Danger => (p.danger_soft, p.on_danger_soft),
            TagKind::Info => (p.info_soft, p.on_info_soft),
            TagKind::Accent => (p.accent_soft, p.on_accent_soft),
            TagKind::Neutral => (p.sunken, p.text_muted),
            TagKind::NotAsked => (Color32::TRANSPARENT, p.consent_not_asked),
            TagKind::Given => (p.consent_given_soft, p.on_consent_given_soft),
            TagKind::Refused => (p.consent_refused_soft, p.on_consent_refused_soft),
        }
    }
}
