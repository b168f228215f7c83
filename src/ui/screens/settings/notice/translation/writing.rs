//! The words in another language, each below the words that it translates; the notice itself beside them.

use egui::{Id, Rect, Ui, pos2};

use crate::domain::language;
use crate::domain::notice_change::Sentence;
use crate::domain::notice_draft::NoticePlace;
use crate::domain::organisation::Fact;
use crate::domain::statement::Statement;
use crate::domain::translation_draft::CALLED;
use crate::ui::icons;
use crate::ui::questions::statement_name;
use crate::ui::screens::flow;
use crate::ui::theme::Themed;
use crate::ui::widgets::text::{Text, Type, sentence};
use crate::ui::widgets::{Button, Field, Segmented, Tick, paint, place, scroll_by_keys};

use super::super::super::parts::head;
use super::super::changes::{changed, reads};
use super::super::editor::{markdown_written, rows_of};
use super::super::translating::version_read;
use super::super::{NoticePage, Turn};
use super::{Checked, Part, Since, Translation, still_to_do};

impl NoticePage {
    /// The words, or how they will be read.
    pub(in super::super) fn translation_ui(&mut self, ui: &mut Ui, card: Rect) {
        paint::card(ui, card);
        let Some(open) = &mut self.translation else { return };
        let Some(checked) = open.checked.take() else { return };
        let back = "Back to the versions";
        let back = if card.width() < 420.0 {
            Button::only(icons::ARROW_LEFT, back)
        } else {
            Button::secondary(back).icon(icons::ARROW_LEFT)
        };
        let back = back.small().id(Id::unique("translation: back"));
        let width = back.natural_width(ui);
        let title = format!("{} in {}", checked.number(), open.language());
        let (end, below) = head(ui, card, &title, "Kept as you type; not in use yet.", width);
        let leaves = back.at(ui, end).clicked();
        // The choice stays where it is while the words below it scroll.
        let inside = below.shrink2(egui::vec2(16.0, 14.0));
        let choice = inside.with_max_y(inside.top() + 36.0);
        place(ui, choice, |ui| open.part_ui(ui));
        let column = inside.with_min_y(choice.bottom() + 12.0);
        let written = flow::column(ui, column, "translation", |ui| {
            match open.part {
                Part::Questions => open.questions(ui, &checked),
                Part::Text => open.text(ui, &checked),
                Part::Read => version_read(ui, &checked.reads),
            }
            ui.min_rect().height()
        });
        open.measure(ui, (card.height() - column.height() + written).ceil());
        open.checked = Some(checked);
        if leaves {
            self.turn = Some(Turn::Leave);
        }
    }

    /// Beside it: what is still to be done, and the words of the version.
    pub(in super::super) fn translation_side(&mut self, ui: &mut Ui) {
        let Some(open) = &self.translation else { return };
        let Some(checked) = &open.checked else { return };
        let own = language::name(&checked.version.language);
        match open.part {
            Part::Questions => open.to_do(ui, checked),
            Part::Text => {
                flow::hug(ui, 16.0, |ui| {
                    title(ui, &format!("The notice in {own}"));
                    Text::caption("As it is written, with its marks. Leave what stands in braces.")
                        .muted()
                        .wrap()
                        .show(ui);
                    ui.add_space(8.0);
                    Text::body(checked.written.text.trim_end()).wrap().show(ui);
                });
            }
            Part::Read => {
                flow::hug(ui, 16.0, |ui| {
                    title(ui, &format!("{} in {own}", checked.number()));
                    ui.add_space(8.0);
                    version_read(ui, &checked.version);
                });
            }
        }
    }
}

/// The title of what stands beside, which is a stop for Tab: the arrows then move it.
fn title(ui: &mut Ui, words: &str) {
    let row = flow::row(ui, 26.0);
    if reads(ui, row, words) {
        scroll_by_keys(ui, 400.0);
    }
    Text::title(words).at(ui, row);
}

impl Translation {
    /// Takes how high the card has to be, so that nothing scrolls in it where everything stands in one column and scrolls itself.
    fn measure(&mut self, ui: &Ui, high: f32) {
        let now = Some((self.part, high));
        if self.measured != now {
            self.measured = now;
            ui.ctx().request_repaint();
        }
    }

    /// How high the card is, where everything stands in one column: about, before it was shown.
    pub(in super::super) fn height(&self) -> f32 {
        if let Some((part, high)) = self.measured
            && part == self.part
        {
            return high;
        }
        let Some(checked) = &self.checked else { return 400.0 };
        let lines = |words: &str| words.lines().map(|line| 1 + line.len() / 34).sum::<usize>();
        let rows = |words: &str| 21.0 * lines(words) as f32;
        match self.part {
            Part::Questions => {
                let said = checked.written.statements.values().map(|words| rows(words) + 160.0).sum::<f32>();
                said + 1100.0
            }
            Part::Text => 520.0 + rows(&self.kept.draft.text),
            Part::Read => {
                let said = checked.reads.statements.values().map(|words| rows(words) + 40.0).sum::<f32>();
                said + 300.0 + 1.6 * rows(&checked.reads.text)
            }
        }
    }

    fn part_ui(&mut self, ui: &mut Ui) {
        let words = Part::ALL.map(Part::words);
        let mut chosen = Part::ALL.iter().position(|part| *part == self.part);
        let choice = Segmented::new(Id::unique("translation: part"), "What to write", &words).no_label().height(36.0);
        let wide = ui.available_width();
        choice.always().width(wide.min(420.0)).show(ui, &mut chosen);
        self.part = chosen.and_then(|at| Part::ALL.get(at).copied()).unwrap_or_default();
    }

    fn questions(&mut self, ui: &mut Ui, checked: &Checked) {
        let id = Id::unique("translation");
        let written = &checked.written;
        self.language_ui(ui, id.with("language"));
        self.said(ui, (id.with("first"), NoticePlace::FirstSay), ("Say first", &written.first_say), |draft| {
            &mut draft.first_say
        });
        let how = "How to stop, for {how}";
        self.said(ui, (id.with("how"), NoticePlace::HowToStop), (how, &written.how_to_stop), |draft| {
            &mut draft.how_to_stop
        });
        for (&statement, words) in &written.statements {
            let own = id.with(("statement", statement.code()));
            self.said(ui, (own, NoticePlace::Statement(statement)), (&statement_name(statement), words), |draft| {
                draft.statements.entry(statement).or_default()
            });
            self.changed_words(ui, statement, checked);
        }
        self.names(ui, id, checked);
        // A box that was only shown says nothing.
        self.kept.draft.statements.retain(|_, words| !words.is_empty());
        self.kept.draft.facts.retain(|_, words| !words.is_empty());
    }

    fn language_ui(&mut self, ui: &mut Ui, id: Id) {
        let wrong = self.wrong(NoticePlace::Language);
        let high = Field::height_for(wrong.is_some(), 40.0);
        let row = flow::row(ui, high);
        let at = row.with_max_x(row.left() + (row.width() * 0.5).min(260.0));
        let field = Field::new(id, "Language, by its tag").hint("cy").error(wrong.as_deref());
        field.at(ui, at, &mut self.kept.draft.language);
        if std::mem::take(&mut self.opened) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let tag = self.kept.draft.language.trim();
        if !tag.is_empty() && language::name(tag) != tag {
            let beside =
                Rect::from_min_max(pos2(at.right() + 14.0, row.top() + 30.0), pos2(row.right(), row.top() + 52.0));
            Text::body(language::name(tag)).at(ui, beside);
        }
    }

    /// A field, under what it translates.
    fn said(
        &mut self,
        ui: &mut Ui,
        (id, place): (Id, NoticePlace),
        (label, original): (&str, &str),
        words: impl FnOnce(&mut crate::domain::translation_draft::TranslationDraft) -> &mut String,
    ) {
        let wrong = self.wrong(place);
        ui.add_space(14.0);
        Text::strong(label).silent().show(ui);
        Text::body(original).muted().wrap().show(ui);
        ui.add_space(4.0);
        let words = words(&mut self.kept.draft);
        let rows = rows_of(ui, words).max(2);
        Field::new(id, label).no_label().multiline(rows).error(wrong.as_deref()).show(ui, words);
    }

    /// That the words of a statement were taken over, and what they translate has changed since.
    fn changed_words(&self, ui: &mut Ui, statement: Statement, checked: &Checked) {
        let Some(since) = checked.since.as_ref().filter(|since| since.statements.contains(&statement)) else { return };
        ui.add_space(4.0);
        let words = format!("Its words have changed since {}. Look whether this still says the same.", since.number);
        flow::said(ui, icons::WARNING, ui.palette().warning, &words, Type::Body, false);
    }

    /// What is said of the organisation, by its names in that language.
    fn names(&mut self, ui: &mut Ui, id: Id, checked: &Checked) {
        let version = &checked.version;
        ui.add_space(18.0);
        Text::strong("Names in that language").heading().show(ui);
        let lead = "Leave one empty where it is called the same.";
        Text::caption(lead).muted().wrap().show(ui);
        let organisation = version.holder.as_ref().map_or("", |holder| holder.organisation.as_str());
        let label = "The organisation";
        self.said(ui, (id.with("organisation"), NoticePlace::Contacts), (label, organisation), |draft| {
            &mut draft.organisation
        });
        let contacts = version.contacts.as_ref();
        let controller = version.holder.as_ref().and_then(|holder| holder.controller.as_deref());
        for fact in CALLED {
            let known = match fact {
                Fact::Controller => controller,
                Fact::Address => contacts.map(|known| known.address.as_str()),
                Fact::DataProtectionOfficer => contacts.and_then(|known| known.data_protection_officer.as_deref()),
                Fact::Regulator => contacts.map(|known| known.regulator.as_str()),
                Fact::Email | Fact::Registration => None,
            };
            let Some(known) = known else { continue };
            let label = sentence(fact.words());
            self.said(ui, (id.with(fact.code()), NoticePlace::Notice), (&label, known), |draft| {
                draft.facts.entry(fact).or_default()
            });
        }
    }

    fn text(&mut self, ui: &mut Ui, checked: &Checked) {
        let id = Id::unique("translation");
        let wrong = self.wrong(NoticePlace::Text);
        for fault in self.faults.iter().filter(|fault| fault.place == NoticePlace::Text && !self.tried) {
            let accent = ui.palette().accent;
            flow::said(ui, icons::INFO, accent, &format!("{}.", fault.wrong), Type::Body, false);
            ui.add_space(8.0);
        }
        if let Some(since) = checked.since.as_ref().filter(|since| !since.sentences.is_empty()) {
            let own = language::name(&checked.version.language);
            Text::strong(&format!("What changed in {own} since {}", since.number)).heading().show(ui);
            ui.add_space(4.0);
            for sentence in &since.sentences {
                let (words, gone) = match sentence {
                    Sentence::Gone(words) => (words, true),
                    Sentence::New(words) => (words, false),
                };
                changed(ui, words, gone);
            }
            ui.add_space(10.0);
        }
        let draft = &mut self.kept.draft;
        if draft.text.trim().is_empty() {
            let words = format!("Begin with the words of {}", checked.number());
            let button = Button::secondary(&words).icon(icons::COPY).small().id(id.with("begin"));
            if button.show(ui).clicked() {
                draft.text.clone_from(&checked.written.text);
            }
            ui.add_space(10.0);
        }
        markdown_written(ui, id.with("text"), &mut draft.text, wrong.as_deref());
        for section in &checked.version.sections {
            ui.add_space(6.0);
            let words = format!("It says {}, in words of its own.", section.words());
            let mut says = draft.sections.contains(section);
            Tick::new(id.with(("says", section.code())), &words).show(ui, &mut says);
            if says {
                draft.sections.insert(*section);
            } else {
                draft.sections.remove(section);
            }
        }
    }

    /// What is missing or wrong, as it stands now.
    fn to_do(&self, ui: &mut Ui, checked: &Checked) {
        flow::hug(ui, 16.0, |ui| {
            title(ui, "Still to do");
            let all = still_to_do(&self.faults);
            let p = ui.palette();
            if all.is_empty() {
                ui.add_space(6.0);
                flow::said(ui, icons::CHECK_CIRCLE, p.success, "Nothing is missing.", Type::Body, false);
            }
            for words in &all {
                ui.add_space(8.0);
                flow::said(ui, icons::INFO, p.accent, words, Type::Body, false);
            }
            if let Some(words) = checked.since.as_ref().and_then(Since::again) {
                ui.add_space(8.0);
                flow::said(ui, icons::WARNING, p.warning, &words, Type::Body, false);
            }
            ui.add_space(10.0);
            let own = language::name(&checked.version.language);
            let lead = format!(
                "Whether it says the same as the {own} is for you to see, or for somebody who reads both. Leave what stands in \
                 braces: it is filled in."
            );
            Text::caption(&lead).muted().wrap().show(ui);
        });
    }
}
