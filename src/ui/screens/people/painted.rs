//! What was laid out stays laid out: a row that is seen again, and has not changed, is painted from what was made for it.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::text::CCursor;
use egui::{Align2, Color32, Galley, Rect, Role, Sense, Ui, WidgetInfo, vec2};

use crate::domain::search_key::{QueryTerm, found_in};
use crate::ui::icons;
use crate::ui::scripts::without_signs;
use crate::ui::theme::Themed;
use crate::ui::widgets::text::{self, elided, line};
use crate::ui::widgets::{Text, Type};
use crate::worker::Spot;

use super::letters::Letters;
use super::list::Row;
use super::table::Widths;

/// One row, laid out.
pub(super) struct Painted {
    number: u64,
    widths: Widths,
    strong: bool,
    pub(super) name: Arc<Galley>,
    /// Where in the name something was found, from its left.
    pub(super) marks: Vec<(f32, f32)>,
    pub(super) contact: Arc<Galley>,
    pub(super) came: Arc<Galley>,
    pub(super) subjects: Arc<Galley>,
    pub(super) counts: [Arc<Galley>; 3],
}

/// Every row that is laid out, and the icons they share.
#[derive(Default)]
pub(super) struct Galleys {
    rows: HashMap<Spot, Painted>,
    /// The same rows, those that were laid out first first.
    order: VecDeque<Spot>,
    /// Counts that have been seen: there are few, and every row has three.
    numbers: HashMap<(u8, Type), Arc<Galley>>,
    /// Times and subjects that have been seen, each with the width it had: many came in the same minute for the same thing.
    shared: HashMap<(String, u32), Arc<Galley>>,
    icons: Option<[Arc<Galley>; 4]>,
    terms: Vec<QueryTerm>,
    /// egui gives the same galley for the same words until its glyphs are made anew: then nothing that was laid out with
    /// them can be painted any more.
    witness: Option<Arc<Galley>>,
    letters: Letters,
    /// What laying out rows took in this frame.
    spent: Duration,
}

/// Rows that are kept laid out. Beyond, one goes for each that comes: letting many go at once is seen as a jerk.
const KEPT: usize = 512;

/// What a frame may spend on rows that are not in sight yet, with what it spent on those that are: most rows take half of it,
/// and one of letters that were never drawn takes all.
const AHEAD: Duration = Duration::from_micros(80);

impl Galleys {
    /// Begins a frame.
    pub(super) fn look(&mut self, ui: &Ui) {
        let witness = line(ui, "People", Type::Caption);
        let same = self.witness.as_ref().is_some_and(|before| Arc::ptr_eq(before, &witness));
        if !same {
            self.forget();
            self.numbers.clear();
            self.shared.clear();
            self.icons = None;
            self.letters = Letters::default();
        }
        self.witness = Some(witness);
        self.spent = Duration::ZERO;
        self.letters.draw(ui);
    }

    /// What is marked in names; other words, and everything is laid out anew.
    pub(super) fn mark(&mut self, terms: &[QueryTerm]) {
        if self.terms != terms {
            self.terms = terms.to_vec();
            self.forget();
        }
    }

    fn forget(&mut self) {
        self.rows.clear();
        self.order.clear();
    }

    /// Yes, No, not asked; not to be recorded.
    pub(super) fn icons(&mut self, ui: &Ui) -> [Arc<Galley>; 4] {
        let made = || {
            let answers = [icons::CHECK_CIRCLE.fill(), icons::X_CIRCLE.fill(), icons::CIRCLE_DASHED];
            let [yes, no, open] = answers.map(|icon| (icon, 16.0));
            [yes, no, open, (icons::CAMERA_SLASH, 20.0)].map(|(icon, size)| {
                let (words, font) = (icon.code().to_string(), icon.font(size));
                ui.fonts_mut(|fonts| fonts.layout_no_wrap(words, font, Color32::PLACEHOLDER))
            })
        };
        self.icons.get_or_insert_with(made).clone()
    }

    /// A row, laid out now if it was not.
    pub(super) fn row(&mut self, ui: &Ui, row: &Row, widths: Widths, strong: bool) -> &Painted {
        let fits =
            |painted: &Painted| painted.number == row.number && painted.widths == widths && painted.strong == strong;
        let spot = row.listed.spot;
        if !self.rows.get(&spot).is_some_and(fits) {
            let began = Instant::now();
            let painted = self.painted(ui, row, widths, strong);
            self.spent += began.elapsed();
            if self.rows.insert(spot, painted).is_none() {
                self.order.push_back(spot);
            }
            if self.order.len() > KEPT
                && let Some(first) = self.order.pop_front()
            {
                self.rows.remove(&first);
            }
        }
        &self.rows[&spot]
    }

    /// Lays out rows that are about to come into sight, while there is time: so the frame in which one comes takes no longer
    /// because of it.
    pub(super) fn ahead<'r>(&mut self, ui: &Ui, rows: impl Iterator<Item = &'r Row>, widths: Widths) {
        for row in rows {
            if self.spent >= AHEAD {
                return;
            }
            let strong = self.rows.get(&row.listed.spot).is_some_and(|painted| painted.strong);
            self.row(ui, row, widths, strong);
        }
    }

    fn painted(&mut self, ui: &Ui, row: &Row, widths: Widths, strong: bool) -> Painted {
        let listed = &row.listed;
        let name = name(ui, &listed.name, if strong { Type::Strong } else { Type::Body }, widths.name);
        let counts =
            [(listed.yes, Type::CaptionStrong), (listed.no, Type::CaptionStrong), (listed.open, Type::Caption)];
        Painted {
            number: row.number,
            widths,
            strong,
            marks: marks(&listed.name, &name, &self.terms),
            name,
            contact: elided(ui, &row.below(), Type::Caption, widths.name),
            came: self.shared(ui, row.came(), widths.came),
            subjects: self.shared(ui, row.subjects(), widths.subjects),
            counts: counts.map(|(count, face)| self.number(ui, count, face)),
        }
    }

    fn shared(&mut self, ui: &Ui, words: String, width: f32) -> Arc<Galley> {
        if self.shared.len() > KEPT {
            self.shared.clear();
        }
        match self.shared.entry((words, width.to_bits())) {
            Entry::Occupied(seen) => seen.get().clone(),
            Entry::Vacant(new) => {
                let galley = elided(ui, &new.key().0, Type::Body, width);
                new.insert(galley).clone()
            }
        }
    }

    fn number(&mut self, ui: &Ui, count: u8, face: Type) -> Arc<Galley> {
        self.numbers.entry((count, face)).or_insert_with(|| line(ui, &count.to_string(), face)).clone()
    }
}

/// A name in the order it is read, no wider than this.
pub(super) fn name(ui: &Ui, words: &str, face: Type, width: f32) -> Arc<Galley> {
    crate::ui::scripts::line(ui, words, face.font(), Color32::PLACEHOLDER, width)
}

/// Words with a name in them, in the order they are read, in the middle of the height of `rect`.
pub(super) fn words(ui: &mut Ui, words: &str, face: Type, colour: Color32, rect: Rect) {
    let galley = name(ui, words, face, rect.width());
    let painted = text::paint(ui, galley, rect, Align2::LEFT_CENTER, colour);
    let said = ui.interact(painted, ui.next_auto_id(), Sense::hover());
    ui.skip_ahead_auto_ids(1);
    said.widget_info(|| WidgetInfo::labeled(Role::Label, true, without_signs(words)));
}

/// The title of a dialog about somebody.
pub(in crate::ui::screens) fn title(ui: &mut Ui, said: &str, lead: &str) {
    let (_, row) = ui.allocate_space(vec2(ui.available_width(), Type::Title.line()));
    let galley = name(ui, said, Type::Title, row.width());
    text::paint(ui, galley, row, Align2::LEFT_CENTER, ui.palette().text);
    let heading = ui.interact(row, ui.next_auto_id(), Sense::hover());
    ui.skip_ahead_auto_ids(1);
    heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, without_signs(said)));
    Text::body(lead).muted().wrap().show(ui);
}

/// Where the query is found in a name. A name that is painted in another order than it is kept in is left unmarked: its
/// letters are elsewhere.
fn marks(name: &str, galley: &Galley, terms: &[QueryTerm]) -> Vec<(f32, f32)> {
    if terms.is_empty() || crate::ui::scripts::reads_differently(name) {
        return Vec::new();
    }
    let x = |byte: usize| galley.pos_from_cursor(CCursor::new(name[..byte].chars().count())).left();
    found_in(terms, name).into_iter().map(|found| (x(found.start), x(found.end))).collect()
}
