//! Which languages a version has not that the one before it has, and which are being written: languages never come along by
//! themselves (R26).

use egui::{Id, Rect, Ui, pos2, vec2};

use crate::domain::ids::TranslationDraftId;
use crate::domain::language;
use crate::domain::notice_draft::same_language;
use crate::domain::translation_draft::TranslationOf;
use crate::ui::icons::{self, Icon};
use crate::ui::screens::flow;
use crate::ui::theme::Themed;
use crate::ui::widgets::text::{self, Type};
use crate::ui::widgets::{Button, paint};
use crate::worker::notices::{Beginning, Request as Ask};
use crate::worker::{NoticeStanding, Notices};

use super::super::{NoticePage, Turn};

/// A language of the chosen version that nobody can be asked in yet.
struct Missing {
    mark: Icon,
    warns: bool,
    words: String,
    button: String,
    /// The button's full name.
    name: String,
    then: Then,
}

/// What its button does.
enum Then {
    GoOn(TranslationDraftId),
    Begin(String),
}

impl NoticePage {
    /// Of what a translation would be that is begun here: the chosen version, where people are or will be asked under it.
    pub(in super::super) fn to_translate(&self, known: &Notices) -> Option<(TranslationOf, String)> {
        if self.draft_is_chosen() {
            let number = self.editor.as_ref()?.kept.draft.version.trim().to_owned();
            return Some((TranslationOf::Draft, number));
        }
        let one = known.published.get(self.published_at()?)?;
        let can_be = one.standing != NoticeStanding::Old;
        can_be.then(|| (TranslationOf::Published(one.version.hash()), one.version.version.clone()))
    }

    /// A line for each language that is being written, or that the version before has and this one has not.
    pub(in super::super) fn missing_languages(&mut self, ui: &mut Ui, known: &Notices) -> Option<Ask> {
        let (of, number) = self.to_translate(known)?;
        let begun = known.translating.iter().filter(|begun| begun.of == of);
        let mut all: Vec<_> = begun
            .clone()
            .map(|begun| {
                let tag = begun.draft.language.trim();
                let language = if tag.is_empty() { "Another language" } else { language::name(tag) };
                Missing {
                    mark: icons::PENCIL_SIMPLE,
                    warns: false,
                    words: format!("{language} is being written, by {} last.", begun.staff),
                    button: "Go on".to_owned(),
                    name: format!("Go on with {language}"),
                    then: Then::GoOn(begun.id),
                }
            })
            .collect();
        let written = |tag: &str| begun.clone().any(|begun| same_language(begun.draft.language.trim(), tag));
        if let Some((before, lacks)) = known.lacks(of) {
            let earlier = &before.version.version;
            all.extend(lacks.into_iter().filter(|tag| !written(tag)).map(|tag| {
                let language = language::name(tag);
                Missing {
                    mark: icons::WARNING,
                    warns: true,
                    words: format!("{number} has no words in {language}. {earlier} has."),
                    button: format!("Begin with those of {earlier}"),
                    name: format!("Begin {language} with the words of {earlier}"),
                    then: Then::Begin(tag.to_owned()),
                }
            }));
        }
        let mut wants = None;
        let enabled = self.doing.is_none();
        let some = !all.is_empty();
        for missing in all {
            if missing.ui(ui, enabled) {
                match missing.then {
                    Then::GoOn(id) => self.turn = Some(Turn::To(id)),
                    Then::Begin(tag) => {
                        let from = Beginning::Language(tag);
                        wants = self.code().map(|code| Ask::BeginTranslation(code, number.clone(), from));
                    }
                }
            }
            ui.add_space(6.0);
        }
        if some {
            ui.add_space(6.0);
        }
        wants
    }
}

impl Missing {
    /// Shows it; whether its button was pressed.
    fn ui(&self, ui: &mut Ui, enabled: bool) -> bool {
        let p = ui.palette();
        let color = if self.warns { p.warning } else { p.accent };
        let id = Id::unique(("missing language", &self.name));
        let button = Button::secondary(&self.button).name(&self.name).small().enabled(enabled).id(id);
        let width = button.natural_width(ui);
        if ui.available_width() - width < 240.0 {
            flow::said(ui, self.mark, color, &self.words, Type::Body, false);
            ui.add_space(4.0);
            return button.show(ui).clicked();
        }
        let room = ui.available_width() - width - 12.0;
        let high = text::paragraph(ui, &self.words, Type::Body, room - 30.0, usize::MAX).size().y.max(36.0);
        let row = flow::row(ui, high);
        paint::icon(ui.painter(), self.mark, pos2(row.left() + 10.0, row.center().y), 20.0, color);
        let words = text::Text::body(&self.words).wrap();
        let tall = words.height(ui, room - 30.0);
        let at = Rect::from_min_size(pos2(row.left() + 30.0, row.center().y - tall / 2.0), vec2(room - 30.0, tall));
        words.at(ui, at);
        let at = Rect::from_min_size(pos2(row.right() - width, row.center().y - 18.0), vec2(width, 36.0));
        button.at(ui, at).clicked()
    }
}
