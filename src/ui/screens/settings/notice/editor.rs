//! The version that is being written: its number, its words, its periods. It goes to the disk as it is typed.

use egui::{Id, Rect, Ui, pos2, vec2};

use crate::domain::notice_draft::{NoticeDraft, NoticePlace};
use crate::domain::notice_section::Section;
use crate::domain::retention::Kept;
use crate::domain::statement::Statement;
use crate::ui::icons;
use crate::ui::out::Seen;
use crate::ui::questions::statement_name;
use crate::ui::screens::flow;
use crate::ui::widgets::text::{self, Text, Type};
use crate::ui::widgets::{Button, DateBoxes, Field, Segmented, Tick, markdown, paint};

use super::super::parts::head;
use super::super::period_fields;
use super::NoticePage;
use super::kept_draft::KeptDraft;

/// What is filled in when it is published.
const PLACE_HOLDERS: &str = "Filled in when it is published: {organisation}, {controller}, {address}, {email}, {dpo}, \
    {regulator}, {registration}; in a statement and in the text also {how}, and in the text {equality} and {professionals}.";

/// The draft on the screen.
pub(super) struct Editor {
    pub(super) kept: KeptDraft<NoticeDraft>,
    /// The first day, in its boxes.
    day: [String; 3],
    /// It is being written; else the versions are looked at.
    pub(super) writing: bool,
    /// Somebody tried to publish it: what is wrong stands beside each field.
    pub(super) tried: bool,
    /// The text is shown as it will be read.
    preview: bool,
}

impl Editor {
    pub(super) fn of(draft: NoticeDraft) -> Self {
        let parts: Vec<_> = draft.effective_from.split('/').map(str::to_owned).collect();
        Self {
            day: <[String; 3]>::try_from(parts).unwrap_or_default(),
            kept: KeptDraft::of(draft),
            writing: false,
            tried: false,
            preview: false,
        }
    }

    /// How high the form is about, where everything stands in one column.
    pub(super) fn height(&self) -> f32 {
        let lines: usize = self.kept.draft.text.lines().map(|line| 1 + line.len() / 60).sum();
        880.0 + 21.0 * lines as f32
    }
}

impl NoticePage {
    /// What is wrong at a place, in words, once somebody has tried to publish it.
    fn wrong(&self, place: NoticePlace) -> Option<String> {
        let tried = self.editor.as_ref().is_some_and(|editor| editor.tried);
        let fault = self.faults().iter().find(|fault| tried && fault.place == place)?;
        Some(fault.wrong.to_string())
    }

    /// Everything but the statements, which stand beside it.
    pub(super) fn write_ui(&mut self, ui: &mut Ui, card: Rect, seen: &Seen<'_>) {
        paint::card(ui, card);
        let back = Button::secondary("Back to the versions").icon(icons::ARROW_LEFT).small();
        let back = back.id(Id::unique("notice: back"));
        let narrow = card.width() < 520.0;
        let back = if narrow { Button::only(icons::ARROW_LEFT, "Back to the versions").small() } else { back };
        let width = back.natural_width(ui);
        let number = self.editor.as_ref().map_or("", |editor| editor.kept.draft.version.trim()).to_owned();
        let lead = "Kept as you type; not in use yet.";
        let (end, below) = head(ui, card, &format!("Write version {number}"), lead, width);
        if back.at(ui, end).clicked()
            && let Some(editor) = &mut self.editor
        {
            editor.writing = false;
        }
        flow::column(ui, below.shrink2(vec2(16.0, 14.0)), "notice editor", |ui| {
            self.number_language_day(ui);
            ui.add_space(10.0);
            let id = Id::unique("notice editor");
            let (first, how) = (self.wrong(NoticePlace::FirstSay), self.wrong(NoticePlace::HowToStop));
            let Some(editor) = &mut self.editor else { return };
            let field = Field::new(id.with("first"), "Say first").multiline(2).error(first.as_deref());
            field.show(ui, &mut editor.kept.draft.first_say);
            ui.add_space(10.0);
            let field = Field::new(id.with("how"), "How to stop, for {how}").error(how.as_deref());
            field.show(ui, &mut editor.kept.draft.how_to_stop);
            ui.add_space(12.0);
            self.periods(ui, seen);
            ui.add_space(12.0);
            self.text(ui, id);
        });
    }

    fn number_language_day(&mut self, ui: &mut Ui) {
        let id = Id::unique("notice editor");
        let places = [NoticePlace::Version, NoticePlace::Language, NoticePlace::EffectiveFrom];
        let [version, language, day] = places.map(|place| self.wrong(place));
        let any = version.is_some() || language.is_some() || day.is_some();
        let high = Field::height_for(any, 40.0);
        let wide = ui.available_width() > 480.0;
        let row = flow::row(ui, if wide { high } else { 2.0 * high + 10.0 });
        let Some(editor) = &mut self.editor else { return };
        let half = (row.width() - 10.0) / 2.0;
        let (number_wide, day_at) = if wide {
            let left = row.left() + 2.0 * 120.0 + 20.0;
            (120.0, Rect::from_min_max(pos2(left, row.top()), row.max))
        } else {
            (half, Rect::from_min_max(pos2(row.left(), row.bottom() - high), row.max))
        };
        let number_at = Rect::from_min_size(row.min, vec2(number_wide, high));
        let language_at = number_at.translate(vec2(number_wide + 10.0, 0.0));
        let field = Field::new(id.with("number"), "Number").error(version.as_deref());
        field.at(ui, number_at, &mut editor.kept.draft.version);
        let field = Field::new(id.with("language"), "Language").hint("en").error(language.as_deref());
        field.at(ui, language_at, &mut editor.kept.draft.language);
        DateBoxes::new(id.with("day"), "Begins on, if not at once").error(day.as_deref()).at(
            ui,
            day_at,
            &mut editor.day,
        );
        let none = editor.day.iter().all(|part| part.trim().is_empty());
        let typed =
            if none { String::new() } else { editor.day.iter().map(|part| part.trim()).collect::<Vec<_>>().join("/") };
        if typed != editor.kept.draft.effective_from {
            editor.kept.draft.effective_from = typed;
        }
    }

    /// How long each kind of data is kept: the text has to say the same (R24).
    fn periods(&mut self, ui: &mut Ui, seen: &Seen<'_>) {
        Text::strong("How long it is kept, in days from the last day").heading().show(ui);
        let lead = "The text has to say the same. Another period always has to be told.";
        Text::caption(lead).muted().wrap().show(ui);
        ui.add_space(8.0);
        let id = Id::unique("notice period");
        let stated = self.editor.as_ref().is_some_and(|editor| editor.kept.draft.periods.contains_key(&Kept::Equality));
        // Equality answers have a period where the event asks for them, and before it is switched on.
        let asked = stated || seen.event.definition().equality.is_some();
        let kinds: Vec<_> = period_fields::ORDER.into_iter().filter(|&kept| asked || kept != Kept::Equality).collect();
        let wrong = |&kept: &Kept| Some((kept, self.wrong(NoticePlace::Period(kept))?));
        let wrong = kinds.iter().filter_map(wrong).collect();
        let Some(editor) = &mut self.editor else { return };
        period_fields::ui(ui, id, &kinds, &mut editor.kept.draft.periods, &wrong);
    }

    /// The words, as they are written and as they will be read.
    fn text(&mut self, ui: &mut Ui, id: Id) {
        let wrong = self.wrong(NoticePlace::Text);
        let shown = self.compared.as_ref().map(|compared| compared.wording.text.clone()).unwrap_or_default();
        let Some(editor) = &mut self.editor else { return };
        let mut at = Some(usize::from(editor.preview));
        let choice = Segmented::new(id.with("preview"), "The notice", &["Write", "As it will be read"]).always();
        let wide = ui.available_width();
        choice.width(wide.min(320.0)).show(ui, &mut at);
        editor.preview = at == Some(1);
        ui.add_space(8.0);
        if editor.preview {
            markdown(ui, &shown);
            return;
        }
        markdown_written(ui, id.with("text"), &mut editor.kept.draft.text, wrong.as_deref());
        ui.add_space(10.0);
        let lead =
            "An event can do these only while its notice says so. A tick puts our words in where yours are missing.";
        Text::caption(lead).muted().wrap().show(ui);
        for &section in Section::ALL {
            ui.add_space(6.0);
            let words = format!("It says {}.", section.words());
            let mut says = editor.kept.draft.sections.contains(&section);
            Tick::new(id.with(section.code()), &words).show(ui, &mut says);
            if says != editor.kept.draft.sections.contains(&section) {
                editor.kept.draft.say(section, says);
            }
        }
    }

    /// The words of every question that the event asks, and of every objection that it may come to take (R12).
    pub(super) fn statements_written(&mut self, ui: &mut Ui, seen: &Seen<'_>) {
        flow::hug(ui, 16.0, |ui| {
            Text::title("Statements").show(ui);
            let lead = "The exact words that are shown or read out before each answer.";
            Text::caption(lead).muted().wrap().show(ui);
            for statement in Statement::all().filter(|statement| seen.event.statement(*statement).is_some()) {
                ui.add_space(10.0);
                let wrong = self.wrong(NoticePlace::Statement(statement));
                let Some(editor) = &mut self.editor else { return };
                let words = editor.kept.draft.statements.entry(statement).or_default();
                let id = Id::unique(("notice statement", statement.code()));
                let rows = rows_of(ui, words).max(3);
                Field::new(id, &statement_name(statement)).multiline(rows).error(wrong.as_deref()).show(ui, words);
            }
        });
    }
}

/// How many rows a field has that is as high as what is in it: the page scrolls, and not the field.
pub(super) fn rows_of(ui: &Ui, words: &str) -> usize {
    text::paragraph(ui, words, Type::Body, ui.available_width() - 24.0, usize::MAX).rows.len()
}

/// The words of a notice, as they are written.
pub(super) fn markdown_written(ui: &mut Ui, id: Id, words: &mut String, wrong: Option<&str>) {
    let rows = rows_of(ui, words) + 1;
    Field::new(id, "The notice, in Markdown").multiline(rows).error(wrong).show(ui, words);
    ui.add_space(6.0);
    Text::caption(PLACE_HOLDERS).muted().wrap().show(ui);
}
