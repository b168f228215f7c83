//! Where the fields of an event have their places on the visitor card, and how tall its cards come out: from the event
//! alone, so that the settings can say whether its form fits a window (R1).

use egui::{Rect, Ui, vec2};

use crate::domain::event::Event;
use crate::domain::field_error::Place;
use crate::domain::form::{Field, Need};
use crate::domain::own_question::AnswerKind;
use crate::domain::purpose::Question;
use crate::ui::questions::Group;
use crate::ui::shell::Parts;

use super::consent::footnote;
use super::rows::{BETWEEN, ERROR, Heights, LABEL, Row};
use super::strip::statements_height;
use super::{Columns, more, rows};

/// How wide a row was drawn.
const FULL: f32 = 572.0;
/// What *Yes*, *No* and *Not sure* side by side need, with the thickest lines.
const AGE: f32 = 174.0;
/// What the label of *Wants to start* needs, with *optional* after it.
const YEAR: f32 = 142.0;

/// A cell of the card.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Cell {
    Text(Field),
    Phone,
    Birth,
    Age,
    Send,
    Subjects,
    Options(Field),
    Country(Field),
}

impl Cell {
    /// Whose error stands under it.
    pub(super) fn places(&self) -> Vec<Place> {
        match self {
            Self::Text(field) | Self::Options(field) | Self::Country(field) => vec![Place::Field(*field)],
            Self::Phone => vec![Place::Field(Field::Phone)],
            Self::Birth => vec![Place::Field(Field::DateOfBirth)],
            Self::Age => vec![Place::ThirteenOrOver],
            Self::Send => vec![Place::Send],
            Self::Subjects => vec![Place::Field(Field::Subjects)],
        }
    }

    /// How wide it has to be for what is in it, however narrow the row is.
    fn least(&self) -> Option<f32> {
        match self {
            Self::Age => Some(AGE),
            Self::Options(Field::YearOfEntry) => Some(YEAR),
            _ => None,
        }
    }
}

/// How wide each was drawn.
pub(super) fn drawn(field: Field) -> f32 {
    match field {
        Field::FullName => 354.0,
        // Both and the name on the badge fill a row.
        Field::GivenName | Field::FamilyName => 171.0,
        Field::BadgeName => 206.0,
        Field::Email => 284.0,
        Field::Phone => 276.0,
        Field::Subjects => FULL,
        Field::LookingFor => 416.0,
        Field::YearOfEntry => 144.0,
        Field::Organisation => 258.0,
        Field::Country | Field::Nationality => 168.0,
        Field::Postcode => 122.0,
        _ => 280.0,
    }
}

/// Cells that are never parted.
type Block = Vec<(Cell, f32)>;

fn asks(event: &Event, field: Field) -> bool {
    event.form().need(field) != Need::Off
}

/// What the event asks for in one place; nothing where it does not.
fn block(event: &Event, field: Field) -> Block {
    if field == Field::DateOfBirth {
        return age(event);
    }
    let cell = match field {
        Field::Phone => Cell::Phone,
        Field::Subjects => Cell::Subjects,
        Field::LookingFor | Field::YearOfEntry => Cell::Options(field),
        Field::Country => Cell::Country(field),
        field => Cell::Text(field),
    };
    asks(event, field).then(|| (cell, drawn(field))).into_iter().collect()
}

fn names(event: &Event) -> Block {
    [Field::FullName, Field::GivenName, Field::FamilyName].into_iter().flat_map(|field| block(event, field)).collect()
}

/// "13 or over?" is asked of everybody; a date of birth takes its place. Beside both is what people can be sent.
fn age(event: &Event) -> Block {
    let birth = asks(event, Field::DateOfBirth).then_some((Cell::Birth, 172.0));
    let send = (!event.definition().send.is_empty()).then_some((Cell::Send, 198.0));
    [birth, Some((Cell::Age, 178.0)), send].into_iter().flatten().collect()
}

/// The rows of the card, in the event's order; those for a child's form are others (R11).
pub(super) fn rows(event: &Event, child: bool) -> Vec<Row<Cell>> {
    let order = event.definition().order.at_once();
    if !child {
        let asked = order.iter().map(|&field| block(event, field));
        return packed(std::iter::once(names(event)).chain(asked));
    }
    // Who they are and how old, then the guardian; a child's own contact is not asked for.
    let mut first = names(event);
    first.extend(block(event, Field::BadgeName));
    let width = |field: Field| if field == Field::Subjects { 354.0 } else { 206.0 };
    let after = order.iter().copied().filter(|field| matches!(field, Field::Subjects | Field::Organisation));
    let after = after.map(|field| block(event, field).into_iter().map(|(cell, _)| (cell, width(field))).collect());
    let mut rows = vec![row(first), row(age(event))];
    rows.extend(packed(after));
    rows
}

/// What a child's form asks for behind *More details*, before what every form does: where they live, then what they want.
pub(super) fn behind_for_child(event: &Event) -> impl Iterator<Item = Field> + '_ {
    let groups = [[Field::Country, Field::Postcode], [Field::LookingFor, Field::YearOfEntry]];
    let order = event.definition().order.at_once();
    groups.into_iter().flat_map(move |group| order.iter().copied().filter(move |field| group.contains(field)))
}

/// How far down the form a place is, so that what is wrong is put right from the top down: the event's order, its own
/// questions, then what is agreed to.
pub(super) fn rank(event: &Event, place: &Place) -> usize {
    let order = &event.definition().order;
    // Two for each, so that what goes with the date of birth comes between it and the next.
    let of = |field: Field| order.all().position(|each| each == field).map_or(0, |at| 2 * at + 2);
    match place {
        Place::Field(field) => of(*field),
        Place::ThirteenOrOver | Place::Guardian(_) | Place::Send => of(Field::DateOfBirth) + 1,
        Place::Own(_) => usize::MAX - 1,
        Place::Question(question) if question.is_to_guardian() => of(Field::DateOfBirth) + 1,
        Place::Question(_) | Place::Detail(_) => usize::MAX,
    }
}

/// As many beside each other as were drawn in a row.
fn packed(blocks: impl Iterator<Item = Block>) -> Vec<Row<Cell>> {
    let mut rows: Vec<Block> = Vec::new();
    for block in blocks.filter(|block| !block.is_empty()) {
        match rows.last_mut() {
            Some(last) if width(last) + BETWEEN + width(&block) <= FULL => last.extend(block),
            _ => rows.push(block),
        }
    }
    rows.into_iter().map(row).collect()
}

fn width(cells: &Block) -> f32 {
    cells.iter().map(|(_, width)| width).sum::<f32>() + BETWEEN * cells.len().saturating_sub(1) as f32
}

fn row(cells: Block) -> Row<Cell> {
    let least: Vec<_> =
        cells.iter().enumerate().filter_map(|(at, (cell, _))| cell.least().map(|least| (at, least))).collect();
    least.into_iter().fold(Row::new(cells), |row, (at, least)| row.at_least(at, least))
}

/// How tall so many rows are, under the title of their card.
pub(super) fn rows_height(rows: usize, heights: Heights) -> f32 {
    heights.head + 3.0 + rows as f32 * (LABEL + heights.box_height + heights.gap)
}

/// Whether people can type anything here, so that it is said what not to write (R3): a line stands under it all the time.
pub(super) fn is_free_text(event: &Event, place: &Place) -> bool {
    match place {
        Place::Field(field) => field.is_free_text() && event.offers(*field).is_empty(),
        Place::Own(code) => event.own_question(code).is_some_and(|question| question.kind == AnswerKind::ShortText),
        _ => false,
    }
}

/// How tall the lines are that stand under what can be typed freely in the rows that are asked at once.
pub(super) fn cautions_height(event: &Event, child: bool) -> f32 {
    let is_free = |cell: &Cell| cell.places().iter().any(|place| is_free_text(event, place));
    rows(event, child).iter().filter(|row| row.any(is_free)).count() as f32 * ERROR
}

/// How tall the card of these questions is where it is so wide, in one column with the other or beside it, with a strip so high in
/// it.
pub(super) fn questions_height(
    questions: &(impl Iterator<Item = Question> + Clone),
    card: (f32, bool),
    strip: f32,
    heights: Heights,
) -> f32 {
    let groups = heights.groups;
    let high = Group::ALL.iter().map(|&group| {
        let questions = questions.clone().filter(|&question| Group::of(question) == group).count();
        let cells = questions + usize::from(footnote(group).is_some());
        if questions == 0 {
            return 0.0;
        }
        let rows = cells.div_ceil(per_row(group, card)) as f32;
        groups.title + (rows - 0.5) * groups.row + groups.after + groups.next
    });
    heights.head + UNDER_HEAD + strip + groups.first + high.sum::<f32>() - groups.after - groups.next + 6.0
}

/// How many of a group's rows stand side by side in a card so wide. What is for opportunities has longer names; with text at 200 %
/// the card has the window's whole width, and all of it is in single file (the guide).
pub(super) fn per_row(group: Group, (width, one_column): (f32, bool)) -> usize {
    if group == Group::Opportunities || (one_column && width < SINGLE_FILE) { 1 } else { 2 }
}

/// In one column, a card that is less wide has its rows in single file.
const SINGLE_FILE: f32 = 800.0;

/// Between the head of the consent card and what stands under it.
pub(super) const UNDER_HEAD: f32 = 4.0;

/// How wide the strip is in a consent card so wide.
pub(super) fn strip_width(card: f32) -> f32 {
    card - 34.0
}

/// Where the cards of a window this large are.
pub(super) fn cards(parts: &Parts) -> Rect {
    let cards = parts.cards();
    if parts.window.height() < rows::SHORT { cards.expand2(vec2(0.0, 4.0)) } else { cards }
}

/// Whether a card shows all of this without being scrolled.
pub(super) fn has_room(card: Rect, height: f32) -> bool {
    height <= card.height() + 1.0
}

/// Whether an event's form stands in the window that the screens are drawn for, with nothing to scroll to. What is behind
/// *More details* counts where any of it is needed: then it has to be opened for everybody.
pub fn fits(ui: &Ui, event: &Event) -> bool {
    let parts = Parts::in_window(Rect::from_min_size(egui::Pos2::ZERO, vec2(1366.0, 689.0)), true);
    let opened = more::has_to_be_opened(event);
    let heights = Heights::of(parts.window.height(), false, opened);
    let Columns { left, right } = Columns::of(cards(&parts));
    let behind = more::height(event, &more::behind(event, false), opened, heights);
    let visitor = rows_height(rows(event, false).len(), heights) + cautions_height(event, false) + behind;
    let strip = statements_height(ui, event, strip_width(right.width()));
    let asked = questions_height(&event.questions_at_the_desk(), (right.width(), false), strip, heights);
    has_room(left, visitor) && has_room(right, asked)
}
