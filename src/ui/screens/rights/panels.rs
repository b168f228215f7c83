//! What doing it will do, and where something of theirs went before.

use chrono::NaiveDate;
use egui::{Align2, Color32, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::ui::icons;
use crate::ui::theme::Themed;
use crate::ui::tokens::tokens;
use crate::ui::widgets::paint::{boxed, icon};
use crate::ui::widgets::text::{self, Text, Type};
use crate::ui::widgets::{Button, place};

use super::Rights;
use super::detail::inner;
use super::dialogs::Dialog;
use super::effects::{self, Batch, Effect, Tone};

/// How wide what went elsewhere is.
const ELSEWHERE: f32 = 300.0;
/// From the top of a panel to its first line.
const PAD: f32 = 14.0;
/// Where the words of a line begin, after its icon and verb.
const WORDS: f32 = 92.0;

impl Rights {
    pub(super) fn panels(&mut self, ui: &mut Ui, today: NaiveDate, lead: bool, regulator: Option<&str>) {
        let Some(right) = self.right() else { return };
        let looked = self.looked();
        let all = effects::effects(right, looked.and_then(|looked| looked.erasure.as_ref()), regulator);
        let title = effects::title(right);
        let elsewhere = self.elsewhere(today, lead);
        let shortened = self.sent().iter().any(Batch::is_shortened);
        let width = ui.available_width() - 36.0;
        let stacked = width < 640.0;
        let (left, right_width) = if stacked { (width, width) } else { (width - ELSEWHERE - 16.0, ELSEWHERE) };
        let high = effects_height(ui, &all, left);
        let beside = elsewhere.as_ref().map_or(0.0, |lines| elsewhere_height(ui, lines, right_width));
        let whole = if stacked { high + 30.0 + beside } else { high.max(beside) };
        let row = inner(ui, 25.0);
        Text::strong(title).heading().at(ui, row.with_max_x(row.left() + left));
        if !stacked && elsewhere.is_some() {
            self.elsewhere_title(ui, row.with_min_x(row.right() - ELSEWHERE), shortened);
        }
        ui.add_space(6.0);
        let at = inner(ui, whole);
        effects_ui(ui, Rect::from_min_size(at.min, vec2(left, high)), &all);
        if let Some(lines) = elsewhere {
            let top = if stacked {
                let title = Rect::from_min_size(pos2(at.left(), at.top() + high + 4.0), vec2(width, 24.0));
                self.elsewhere_title(ui, title, shortened);
                at.top() + high + 30.0
            } else {
                at.top()
            };
            let rect = Rect::from_min_size(pos2(at.right() - right_width, top), vec2(right_width, beside));
            elsewhere_ui(ui, rect, &lines);
        }
    }

    /// What stands over what went elsewhere, and where that is only counted, a way to all of it.
    fn elsewhere_title(&mut self, ui: &mut Ui, row: Rect, shortened: bool) {
        Text::strong("Already sent elsewhere").heading().at(ui, row);
        let all = Button::quiet("All of it").small().name("All that was sent elsewhere").id(sent_id());
        let width = all.natural_width(ui);
        let at = Rect::from_min_size(pos2(row.right() - width, row.center().y - 13.0), vec2(width, 26.0));
        if shortened && all.at(ui, at).clicked() {
            self.dialog = Some(Dialog::Sent);
        }
    }

    /// What went out of whom the chosen request is about, as far as that is known and may be seen.
    pub(super) fn sent(&self) -> Vec<Batch> {
        self.looked().and_then(|looked| looked.sent.as_deref()).map(effects::batches).unwrap_or_default()
    }

    /// Who was sent something of theirs, or why that is not said; nothing while it is not known yet.
    fn elsewhere(&self, today: NaiveDate, lead: bool) -> Option<Vec<(String, String)>> {
        if self.person().is_none() {
            return Some(vec![(String::new(), "Nobody is found yet, so nothing is known of them.".to_owned())]);
        }
        if !lead {
            return Some(vec![(String::new(), "A desk lead sees who was sent something of theirs.".to_owned())]);
        }
        let right = self.right()?;
        self.looked()?.sent.as_ref()?;
        let sent = self.sent();
        if sent.is_empty() {
            return Some(vec![(String::new(), "Nothing of theirs has left this desk.".to_owned())]);
        }
        Some(sent.into_iter().map(|batch| (batch.title.clone(), batch.said_for(right, today))).collect())
    }
}

fn sent_id() -> Id {
    Id::unique("all that was sent elsewhere")
}

/// The colour of a line's icon.
pub(super) fn color(ui: &Ui, tone: Tone) -> Color32 {
    let p = ui.palette();
    match tone {
        Tone::Goes => p.danger,
        Tone::Stays => p.info,
        Tone::Done => p.accent,
        Tone::Beware => p.warning,
    }
}

fn line_height(ui: &Ui, effect: &Effect, width: f32) -> f32 {
    let words = text::paragraph(ui, &effect.words, Type::Body, width - WORDS - 2.0 * PAD, usize::MAX);
    (words.size().y + 18.0).max(40.0)
}

fn effects_height(ui: &Ui, all: &[Effect], width: f32) -> f32 {
    all.iter().map(|effect| line_height(ui, effect, width)).sum::<f32>() + 8.0
}

fn effects_ui(ui: &mut Ui, rect: Rect, all: &[Effect]) {
    let p = ui.palette();
    boxed(ui.painter(), rect, tokens().radius.control, p.sunken, 1.0, p.border);
    let mut y = rect.top() + 4.0;
    for (number, effect) in all.iter().enumerate() {
        let high = line_height(ui, effect, rect.width());
        let row = Rect::from_min_size(pos2(rect.left() + PAD, y), vec2(rect.width() - 2.0 * PAD, high));
        if number > 0 {
            ui.painter().hline(row.x_range(), row.top(), (1.0, p.border));
        }
        effect_ui(ui, row, effect);
        y += high;
    }
}

fn effect_ui(ui: &mut Ui, row: Rect, effect: &Effect) {
    let p = ui.palette();
    let color = color(ui, effect.tone);
    icon(ui.painter(), effect.icon, pos2(row.left() + 10.0, row.center().y), 20.0, color);
    let verb = text::line(ui, effect.verb, Type::Strong);
    text::paint(ui, verb, row.with_min_x(row.left() + 30.0), Align2::LEFT_CENTER, p.text);
    let words = text::paragraph(ui, &effect.words, Type::Body, row.width() - WORDS, usize::MAX);
    text::paint(ui, words, row.with_min_x(row.left() + WORDS), Align2::LEFT_CENTER, p.text);
    let said = ui.interact(row, ui.next_auto_id(), Sense::hover());
    ui.skip_ahead_auto_ids(1);
    said.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{}: {}", effect.verb, effect.words)));
}

/// Title and words of what went elsewhere, laid out; words alone where it has no title.
fn lines_height(ui: &Ui, (title, words): &(String, String), width: f32) -> (f32, f32) {
    let over = if title.is_empty() { 0.0 } else { text::paragraph(ui, title, Type::Strong, width, 3).size().y };
    (over, text::paragraph(ui, words, Type::Caption, width, usize::MAX).size().y)
}

/// Room for the words of what went elsewhere.
fn words_width(width: f32) -> f32 {
    width - 44.0 - PAD
}

fn elsewhere_height(ui: &Ui, lines: &[(String, String)], width: f32) -> f32 {
    let one = |line| {
        let (title, words) = lines_height(ui, line, words_width(width));
        title + words + 12.0
    };
    lines.iter().map(one).sum::<f32>() + 14.0
}

fn elsewhere_ui(ui: &mut Ui, rect: Rect, lines: &[(String, String)]) {
    let p = ui.palette();
    let somewhere = lines.iter().any(|(title, _)| !title.is_empty());
    let (fill, edge): (Color32, Color32) = if somewhere { (p.warning_soft, p.warning) } else { (p.sunken, p.border) };
    boxed(ui.painter(), rect, tokens().radius.control, fill, 1.0, edge);
    let mark = if somewhere { icons::PAPER_PLANE_TILT.fill() } else { icons::INFO };
    let color = if somewhere { p.warning } else { p.text_muted };
    let mut y = rect.top() + 12.0;
    for line in lines {
        let width = words_width(rect.width());
        let (over, under) = lines_height(ui, line, width);
        let (title, words) = line;
        let at = pos2(rect.left() + 44.0, y);
        icon(ui.painter(), mark, pos2(rect.left() + 24.0, y + 10.0), 20.0, color);
        let said = Rect::from_min_size(at, vec2(width, over + under));
        place(ui, said, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            if !title.is_empty() {
                Text::strong(title).rows(3).show(ui);
            }
            Text::caption(words).wrap().show(ui);
        });
        y += over + under + 12.0;
    }
}
