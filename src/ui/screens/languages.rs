//! The choice between the languages that a version of the notice stands in (R13): for staff, who ask in one of them, and for
//! whoever reads it themselves. Each is called as those call it who speak it.

use egui::{Id, Rect, Response, Ui};

use crate::domain::event::Event;
use crate::domain::language::own_name;
use crate::domain::notice_draft::same_language;
use crate::text::Words;
use crate::ui::widgets::{Choice, ChoiceOption, Segmented, place};

/// What the choice is called, for staff.
pub(super) const LABEL: &str = "Language of the questions";
/// As high as what stands beside it.
pub(super) const HIGH: f32 = 36.0;
/// Where there are more languages than fit side by side.
const LIST: f32 = 112.0;

/// The languages of an event's version, where there is more than one; first the one that it was published in.
pub(super) struct Languages {
    tags: Vec<String>,
    at: Option<usize>,
}

/// How the choice is shown.
#[derive(Clone, Copy)]
pub(super) struct Choosing<'a> {
    pub(super) id: Id,
    /// What it is called: it is only read out.
    pub(super) label: &'a str,
    /// What its list says, for whoever reads it.
    pub(super) words: Words,
    /// What is to stay free before the names in full, where there is room for both.
    pub(super) caption: f32,
}

/// What came of it.
pub(super) struct Chose {
    /// Another language (BCP 47).
    pub(super) language: Option<String>,
    /// The choice itself.
    pub(super) response: Response,
    /// Where it begins.
    pub(super) left: f32,
}

impl Choosing<'static> {
    /// For staff, who ask.
    pub(super) fn for_staff(id: Id) -> Self {
        Self { id, label: LABEL, words: Words::english(), caption: 0.0 }
    }
}

impl Languages {
    /// Those of an event, with the one that it speaks chosen; nothing where there is no other to choose.
    pub(super) fn of(event: &Event) -> Option<Self> {
        let tags: Vec<_> = event.languages().map(|words| words.language().to_owned()).collect();
        let at = tags.iter().position(|tag| same_language(tag, event.words().language()));
        (tags.len() > 1).then_some(Self { tags, at })
    }

    /// The one after the one that is chosen, in a round.
    pub(super) fn next(&self) -> Option<&str> {
        let at = self.at.map_or(0, |at| at + 1);
        self.tags.iter().cycle().nth(at).map(String::as_str)
    }

    /// How wide the names are side by side.
    pub(super) fn natural_width(&self, ui: &Ui, choosing: Choosing<'_>) -> f32 {
        let names = self.names();
        side_by_side(choosing, &names, &names).natural_width(ui, self.at)
    }

    fn names(&self) -> Vec<&str> {
        self.tags.iter().map(|tag| own_name(tag)).collect()
    }

    /// Shows it as a list with its label above, for staff; another language that was chosen (BCP 47).
    pub(super) fn list(&self, ui: &mut Ui, at: Rect, id: Id, label: &str) -> Option<String> {
        let options: Vec<_> = self.names().into_iter().map(ChoiceOption::new).collect();
        let mut chosen = self.at;
        Choice::new(id, label, &options).at(ui, at, &mut chosen);
        self.other(chosen)
    }

    fn other(&self, chosen: Option<usize>) -> Option<String> {
        chosen.filter(|_| chosen != self.at).and_then(|at| self.tags.get(at)).cloned()
    }

    /// Shows it at the right of a row: the names side by side, else their tags, else a list.
    pub(super) fn at(&self, ui: &mut Ui, row: Rect, choosing: Choosing<'_>) -> Chose {
        let names = self.names();
        let short: Vec<_> = self.tags.iter().map(|tag| tag.to_uppercase()).collect();
        let short: Vec<_> = short.iter().map(String::as_str).collect();
        let width = |words| side_by_side(choosing, words, &names).natural_width(ui, self.at);
        let words = [(&names, choosing.caption), (&short, 0.0)];
        let fits = words.into_iter().map(|(words, free)| (words, width(words), row.width() - free));
        let fits = fits.into_iter().find(|(_, width, room)| width <= room);
        let wide = fits.map_or(LIST.min(row.width()), |(_, width, _)| width);
        let at = row.with_min_x(row.right() - wide);
        let mut chosen = self.at;
        let response = match fits {
            Some((words, ..)) => {
                let shown = place(ui, at, |ui| side_by_side(choosing, words, &names).show(ui, &mut chosen));
                for (part, tag) in self.tags.iter().enumerate() {
                    let part = Segmented::focus_id(choosing.id, Some(part));
                    ui.ctx().accesskit_node_builder(part, |node| node.set_language(tag.as_str()));
                }
                shown
            }
            None => {
                let options: Vec<_> = names.iter().map(|name| ChoiceOption::new(name)).collect();
                let list = Choice::new(choosing.id, choosing.label, &options).words(choosing.words);
                list.no_label().height(HIGH).list_width(160.0).at(ui, at, &mut chosen)
            }
        };
        Chose { language: self.other(chosen), response, left: at.left() }
    }
}

fn side_by_side<'a>(choosing: Choosing<'a>, words: &'a [&'a str], names: &'a [&'a str]) -> Segmented<'a> {
    Segmented::new(choosing.id, choosing.label, words).names(names).no_label().height(HIGH).always()
}
