//! What changes from one version to the next: what is taken out and put in, and whether it is small (R26).

use egui::{Id, Rect, Ui, pos2, vec2};

use crate::domain::notice::ChangeKind;
use crate::domain::notice_change::Sentence;
use crate::ui::icons;
use crate::ui::questions::statement_name;
use crate::ui::screens::flow;
use crate::ui::theme::Themed;
use crate::ui::widgets::text::{self, Text, Type};
use crate::ui::widgets::{Segmented, Tick, keys, markdown, paint, place, scroll_by_keys};

use crate::worker::Notices;
use crate::worker::notices::Request as Ask;

use super::super::period_fields::kept_words;
use super::NoticePage;
use super::compared::Compared;

/// What a small change is.
const SMALL: &str = "Small change: people keep their answers, and nobody has to be told.";

impl NoticePage {
    /// What changes from the version before to the chosen one.
    pub(super) fn changes_ui(
        &mut self,
        ui: &mut Ui,
        room: Rect,
        (lead, narrow): (bool, bool),
        known: &Notices,
    ) -> Option<Ask> {
        self.compared.as_ref()?;
        let draft = self.draft_is_chosen();
        let tick = lead && draft;
        let languages = self.compared.as_ref().map_or_else(Vec::new, |compared| compared.languages.clone());
        let mut title = Rect::from_min_size(room.min, vec2(room.width(), 24.0));
        if languages.len() > 1 {
            let names: Vec<_> = languages.iter().map(String::as_str).collect();
            title = self.language_ui(ui, title.with_max_y(title.top() + 32.0), &names);
        }
        let compared = self.compared.take()?;
        let mut wants = None;
        Text::strong(&compared.title).heading().at(ui, title);
        let reads = reads(ui, title, "What changed");
        let bottom = if tick { room.bottom() - 40.0 } else { room.bottom() };
        let area = Rect::from_min_max(pos2(room.left(), title.bottom() + 6.0), pos2(room.right(), bottom));
        flow::column(ui, area, "notice changes", |ui| {
            if reads {
                scroll_by_keys(ui, area.height());
            }
            if lead {
                wants = self.missing_languages(ui, known);
            }
            if !compared.is_first {
                compared.sentences(ui);
            } else if narrow && self.language == 0 {
                Text::body("It is the first version.").muted().show(ui);
            }
            // Where everything stands in one column, F8 shows the words.
            if !draft && !narrow {
                markdown(ui, &compared.wording.text);
            }
        });
        self.compared = Some(compared);
        if !tick {
            return wants;
        }
        let Some(editor) = &mut self.editor else { return wants };
        let at = Rect::from_min_size(pos2(room.left(), room.bottom() - 30.0), vec2(room.width(), 30.0));
        let mut small = editor.kept.draft.change == ChangeKind::Small;
        place(ui, at, |ui| {
            Tick::new(Id::unique("notice: small change"), SMALL).show(ui, &mut small);
        });
        editor.kept.draft.change = if small { ChangeKind::Small } else { ChangeKind::Substantial };
        wants
    }
}

impl NoticePage {
    /// In which of its languages it is looked at; where its title goes.
    fn language_ui(&mut self, ui: &mut Ui, row: Rect, names: &[&str]) -> Rect {
        let mut chosen = Some(self.language.min(names.len() - 1));
        let before = chosen;
        let choice = Segmented::new(Id::unique("notice: language"), "Language", names).no_label().height(32.0).always();
        let width = choice.natural_width(ui, chosen).min(row.width());
        place(ui, row.with_min_x(row.right() - width), |ui| choice.show(ui, &mut chosen));
        if chosen != before {
            self.language = chosen.unwrap_or_default();
        }
        row.with_max_x(row.right() - width - 12.0)
    }
}

impl Compared {
    /// What is taken out, and what is put in; then the statements and periods that differ.
    fn sentences(&self, ui: &mut Ui) {
        if self.changes.is_nothing() {
            Text::body("Nothing yet.").muted().show(ui);
            ui.add_space(8.0);
            return;
        }
        for sentence in &self.changes.sentences {
            let (words, gone) = match sentence {
                Sentence::Gone(words) => (words, true),
                Sentence::New(words) => (words, false),
            };
            changed(ui, words, gone);
        }
        let statements: Vec<_> = self.changes.statements.iter().map(|each| statement_name(*each)).collect();
        if !statements.is_empty() {
            ui.add_space(8.0);
            let words = format!("Other words for: {}.", statements.join(", "));
            Text::body(&words).wrap().show(ui);
        }
        let periods: Vec<_> = self.changes.periods.iter().map(|kept| kept_words(*kept).to_lowercase()).collect();
        if !periods.is_empty() {
            ui.add_space(8.0);
            let words = format!("Other periods for: {}. That always has to be told.", periods.join(", "));
            Text::body(&words).wrap().show(ui);
        }
    }
}

/// A sentence with its sign: colour alone says nothing.
pub(super) fn changed(ui: &mut Ui, words: &str, gone: bool) {
    let p = ui.palette();
    let (fill, ink, icon, said) = if gone {
        (p.danger_soft, p.danger, icons::MINUS, "Taken out")
    } else {
        (p.success_soft, p.success, icons::PLUS, "Put in")
    };
    let wide = ui.available_width() - 54.0;
    let high = text::paragraph(ui, words, Type::Body, wide, usize::MAX).size().y + 18.0;
    let row = flow::row(ui, high);
    ui.painter().rect_filled(row, 4.0, fill);
    paint::icon(ui.painter(), icon.bold(), pos2(row.left() + 22.0, row.top() + 19.0), 18.0, ink);
    let at = Rect::from_min_max(pos2(row.left() + 42.0, row.top() + 9.0), pos2(row.right() - 12.0, row.bottom()));
    Text::body(words).wrap().silent().at(ui, at);
    let label = ui.interact(row, ui.scope_id().with((said, words)), egui::Sense::hover());
    label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{said}: {words}")));
}

/// Whether somebody reads what stands below this title with the keyboard: it is a stop for Tab, and the arrows and the page
/// keys then move what is below.
pub(super) fn reads(ui: &Ui, title: Rect, name: &str) -> bool {
    let id = Id::unique(("notice: reads", name));
    let stop = ui.interact(title, id, egui::Sense::focusable_noninteractive());
    stop.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Pane, true, name));
    if stop.has_focus() {
        keys::hold(ui, id, false);
        paint::focus_ring(ui, title.expand2(vec2(4.0, 0.0)), 4.0);
    }
    stop.has_focus()
}
