//! A list of visitors as CSV (RFC 4180, UTF-8), one row each: what a desk without the program wrote down, or what another
//! desk's forms hold.
//!
//! A row becomes the same draft that the window fills in, so that the same parser decides. What a cell means is decided
//! by stated rules; any other text is an error of its row. A column that is not known is an error of the whole file:
//! nothing that somebody wrote is dropped in silence. No error repeats what stands in a cell.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::io::{self, Read};
use std::ops::RangeInclusive;

use chrono::{DateTime, FixedOffset};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::rows::{Doubt, Lines, Part};
use super::walk_in_column::{self as column, Column};
use crate::domain::answer::{How, NoticeCard, NoticeHash, Said};
use crate::domain::draft::{AnswerDraft, RegistrationDraft};
use crate::domain::event::Event;
use crate::domain::event_words::EventWords;
use crate::domain::field_error::{FieldError, Remark};
use crate::domain::ids::{AnswerId, RegistrationId, VisitorId};
use crate::domain::moment::{AnsweredAt, Certainty};
use crate::domain::purpose::Question;
use crate::domain::staff::Handle;

/// Who enters the list, when, and in whose words the visitors were asked (R13).
#[derive(Clone)]
pub struct Entering {
    staff: Handle,
    now: DateTime<FixedOffset>,
    /// It speaks the language of a row that names none.
    event: Event,
}

impl Entering {
    /// A member of staff entering a list of visitors of an event, by the desk's time.
    #[must_use]
    pub fn of(event: &Event, staff: Handle, now: DateTime<FixedOffset>) -> Self {
        Self { staff, now, event: event.clone() }
    }

    /// The words in a language that a row names.
    fn asked_in(&self, tag: &str) -> Result<&EventWords, Cow<'static, str>> {
        self.event.words_in(tag).ok_or_else(|| {
            let known: Vec<_> = self.event.languages().map(EventWords::language).collect();
            format!("Write {}, or nothing: the notice has no words in another language", known.join(" or ")).into()
        })
    }

    /// The time that a row names, when the notice's words were in force: at another, nobody can have been asked in them (R13).
    fn asked_at(&self, cell: &str) -> Result<DateTime<FixedOffset>, Cow<'static, str>> {
        let at = DateTime::parse_from_rfc3339(cell)
            .map_err(|_| "Write date, time and offset, like 2026-11-21T09:30:00+00:00")?;
        let notice = self.event.notice();
        if at.date_naive() < notice.effective_from {
            let (version, from) = (&notice.version, notice.effective_from);
            let why = format!("Nobody was asked in the words of notice {version} before {from}, when it began");
            return Err(format!("{why}: check the date, or ask them again").into());
        }
        Ok(at)
    }
}

/// One visitor of the list. It has no `Debug`: it is somebody's personal data.
pub struct WalkInRow {
    /// The row, as a spreadsheet counts: the headings are row 1, the first visitor is row 2.
    pub row: u64,
    /// What the row says.
    pub draft: RegistrationDraft,
    /// What tells it from every other.
    pub mark: RowMark,
    /// What of the row itself was rightly not kept.
    pub remarks: Vec<Remark>,
}

/// What tells a row from every other, wherever it stands and whatever the file is called: a list in which some rows were put right is
/// given again, and the others are the rows they were. It is of no use without the desk: nobody can tell a visitor from it who cannot
/// guess the whole row, and the desk keeps a keyed hash of it alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RowMark {
    /// SHA-256 of its cells and their headings, in no matter what order of columns; empty cells say nothing.
    pub says: [u8; 32],
    /// How many rows above it in its list say the very same: two visitors can.
    pub nth: u64,
}

/// A row that cannot be a draft, or lines that may be none. Nothing of it was kept.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("Nothing was kept of {place}: {}.", reasons.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
pub struct RowError {
    /// Which.
    pub place: RowPlace,
    /// Everything that is wrong with it.
    pub reasons: Vec<RowReason>,
}

/// Which part of a list is meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RowPlace {
    /// A row, as a spreadsheet counts: the headings are row 1, the first visitor is row 2.
    Row(u64),
    /// Lines of the file, as a text editor counts, of which nobody can say what rows they are.
    Lines(RangeInclusive<u64>),
}

impl RowPlace {
    /// How many rows were not kept, where lines count for one each.
    #[must_use]
    pub fn rows(&self) -> u64 {
        match self {
            Self::Row(_) => 1,
            Self::Lines(lines) => lines.end() - lines.start() + 1,
        }
    }
}

impl fmt::Display for RowPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Row(row) => write!(f, "row {row}"),
            Self::Lines(lines) if lines.start() == lines.end() => write!(f, "line {}", lines.start()),
            Self::Lines(lines) => write!(f, "lines {} to {}", lines.start(), lines.end()),
        }
    }
}

/// One thing to put right in a row. Never holds what was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RowReason {
    /// The heading of the column, or `None` where it is the row as a whole.
    pub column: Option<String>,
    /// What to do.
    pub message: Cow<'static, str>,
}

impl fmt::Display for RowReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.column {
            Some(column) => write!(f, "{column}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

/// A list that cannot be read at all. Nothing was kept.
#[derive(Debug, thiserror::Error)]
pub enum WalkInListError {
    /// The file itself.
    #[error("The list could not be read: {0}. Nothing was kept; try again, or copy the file to this laptop first.")]
    Io(#[from] io::Error),
    /// Nothing in it.
    #[error("The list is empty, so nothing was kept. Check that it is the right file.")]
    Empty,
    /// As some programs save it.
    #[error("The list is in UTF-16, so nothing was kept. Save it as CSV in UTF-8, then try again.")]
    Utf16,
    /// Headings, but with something else than commas between them.
    #[error(
        "The list has {0} where commas should be, so nothing was kept. Save it as CSV with commas, then try again."
    )]
    OtherSeparator(&'static str),
    /// Not a heading in sight.
    #[error(
        "The list's first row names none of the columns that are known, so nothing was kept. Save it as CSV with commas, in \
         UTF-8, and with these headings, then try again. Known columns: {known}."
    )]
    NoHeadings {
        /// Every heading that is understood.
        known: String,
    },
    /// The headings are not in good order themselves.
    #[error(
        "A quotation mark in the list's headings is in the wrong place, so nothing was kept. Take it out, then try again."
    )]
    HeadingMarks,
    /// A column that nobody knows.
    #[error(
        "The list's column {position} ({heading}) is not known, so nothing was kept. Rename it or take it out, then \
             try again. Known columns: {known}."
    )]
    UnknownColumn {
        /// Counted from 1.
        position: usize,
        /// What it is called, or "no plain name".
        heading: String,
        /// Every heading that is understood.
        known: String,
    },
    /// Two columns for one thing.
    #[error("The list's columns {first} and {second} say the same thing, so nothing was kept. Take one of them out.")]
    SameColumn {
        /// Counted from 1.
        first: usize,
        /// Counted from 1.
        second: usize,
    },
}

/// The visitors of a list, one at a time, in the order of the file.
pub struct WalkIns<F> {
    lines: Lines,
    parts: std::vec::IntoIter<Part>,
    columns: Vec<(String, Column)>,
    entering: Entering,
    new_id: F,
    /// How many lines there are up to the headings.
    first: usize,
    /// As a spreadsheet counts.
    row: u64,
    /// How many lines are done.
    done: usize,
    /// How many rows so far say the very same.
    said: HashMap<[u8; 32], u64>,
}

impl<F: FnMut() -> Uuid> WalkIns<F> {
    /// Reads the list and its headings. `new_id` gives every registration, visitor and answer its id. All of it is read
    /// before the first row is told: whether a row is one can depend on what comes after it.
    ///
    /// # Errors
    /// When the list cannot be read, a heading is unknown, or there is none.
    pub fn open(mut file: impl Read, entering: Entering, new_id: F) -> Result<Self, WalkInListError> {
        let mut text = Vec::new();
        file.read_to_end(&mut text)?;
        if text.starts_with(&[0xff, 0xfe]) || text.starts_with(&[0xfe, 0xff]) {
            return Err(WalkInListError::Utf16);
        }
        let lines = Lines::new(text);
        let first = (0..lines.count()).find(|&line| !lines.is_blank(line));
        let record = match first {
            Some(line) => lines.cells(&(line..line + 1)).ok_or(WalkInListError::HeadingMarks)?,
            None => return Err(WalkInListError::Empty),
        };
        let columns = headings(&record)?;
        let done = first.map_or(0, |line| line + 1);
        let parts = lines.parts(done, columns.len()).into_iter();
        let (row, said) = (done as u64, HashMap::new());
        Ok(Self { lines, parts, columns, entering, new_id, first: done, row, done, said })
    }

    /// Begins with the first row again.
    pub fn rewind(&mut self) {
        (self.row, self.done) = (self.first as u64, self.first);
        self.parts = self.lines.parts(self.first, self.columns.len()).into_iter();
        self.said.clear();
    }

    /// What tells this row from those above it, and from any in another list.
    fn mark(&mut self, cells: &[Vec<u8>]) -> RowMark {
        let headings = self.columns.iter().map(|(heading, _)| heading.trim().to_ascii_lowercase());
        let mut said: Vec<_> = headings.zip(cells.iter().map(|cell| cell.trim_ascii())).collect();
        said.retain(|(_, cell)| !cell.is_empty());
        said.sort_unstable();
        let mut hash = Sha256::new();
        for part in said.iter().flat_map(|(heading, cell)| [heading.as_bytes(), cell]) {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        let says = hash.finalize().into();
        let before = self.said.entry(says).or_default();
        let nth = *before;
        *before += 1;
        RowMark { says, nth }
    }

    /// How many bytes of the list the rows so far took.
    #[must_use]
    pub fn bytes_done(&self) -> u64 {
        self.lines.end_of(self.done)
    }

    /// What is wrong with a row, by the heading that the list itself has for the place; by the usual one where it has none.
    #[must_use]
    pub fn in_its_words(&self, error: &FieldError) -> String {
        let column = Column::of(&error.place);
        let heading = self.columns.iter().find(|(_, own)| *own == column).map(|(heading, _)| heading);
        heading.map_or_else(|| error.to_string(), |heading| format!("{heading}: {}", error.wrong))
    }

    fn read_row(&mut self, cells: &[Vec<u8>]) -> Result<(RegistrationDraft, Vec<Remark>), Vec<RowReason>> {
        if cells.len() != self.columns.len() {
            return Err(whole(
                "The row has more or fewer cells than there are headings, mostly for a comma inside a cell. Put that whole cell between \
                 two quotation marks, and give the list again",
            ));
        }
        let mut row = Row::default();
        let (registration, visitor) = (RegistrationId((self.new_id)()), VisitorId((self.new_id)()));
        let mut draft = RegistrationDraft::new(registration, visitor);
        for ((heading, column), cell) in self.columns.iter().zip(cells) {
            let read = match std::str::from_utf8(cell) {
                Ok(cell) => row.take(column, cell.trim(), &mut draft, &self.entering),
                Err(_) => Err("This is not UTF-8; save the list as UTF-8".into()),
            };
            if let Err(message) = read {
                row.wrong.push(RowReason { column: Some(heading.clone()), message });
            }
        }
        let remarks = row.answer(&mut draft, &self.entering, &mut self.new_id)?;
        Ok((draft, remarks))
    }
}

impl<F: FnMut() -> Uuid> Iterator for WalkIns<F> {
    type Item = Result<WalkInRow, RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let Part { lines, doubt } = self.parts.next()?;
        // A spreadsheet counts blank lines, and shows a row of several lines as one.
        let row = self.row + (lines.start - self.done) as u64 + 1;
        self.row = row;
        self.done = lines.end;
        let cells = match doubt {
            None => self.lines.cells(&lines).ok_or(Doubt::Mark),
            Some(doubt) => Err(doubt),
        };
        Some(match cells {
            Ok(cells) => match (self.mark(&cells), self.read_row(&cells)) {
                (mark, Ok((draft, remarks))) => Ok(WalkInRow { row, draft, mark, remarks }),
                (_, Err(reasons)) => Err(RowError { place: RowPlace::Row(row), reasons }),
            },
            Err(doubt) => {
                self.row += lines.len() as u64 - 1;
                let place = RowPlace::Lines(lines.start as u64 + 1..=lines.end as u64);
                Err(RowError { place, reasons: whole(in_doubt(doubt)) })
            }
        })
    }
}

/// A reason that is about no single column.
fn whole(message: &'static str) -> Vec<RowReason> {
    vec![RowReason { column: None, message: message.into() }]
}

fn in_doubt(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::Mark => {
            "A quotation mark is missing here, or is one too many. Take it out, or write it twice and put the whole cell \
             between two"
        }
        Doubt::SwallowsRows => {
            "Between two quotation marks are lines that look like rows of their own. Take out the marks, or the line \
             breaks if all of it is one cell"
        }
    }
}

/// Reads the first row. A heading that is unknown is named only where other headings are known, and where it looks like
/// one: else the first row may be a visitor.
fn headings(record: &[Vec<u8>]) -> Result<Vec<(String, Column)>, WalkInListError> {
    let texts: Vec<_> = record.iter().map(|cell| String::from_utf8_lossy(cell)).collect();
    let found: Vec<_> = texts.iter().map(|heading| Column::named(heading)).collect();
    if let [all] = &texts[..] {
        let by = |sign: char| all.split(sign).count() > 1 && all.split(sign).any(|one| Column::named(one).is_some());
        let separators = [(';', "semicolons"), ('\t', "tabs")];
        if let Some((_, name)) = separators.into_iter().find(|(sign, _)| by(*sign)) {
            return Err(WalkInListError::OtherSeparator(name));
        }
    }
    if found.iter().all(Option::is_none) {
        return Err(WalkInListError::NoHeadings { known: Column::known() });
    }
    let mut columns: Vec<(String, Column)> = Vec::with_capacity(found.len());
    for (at, (heading, column)) in texts.iter().zip(found).enumerate() {
        let heading = heading.trim().to_ascii_lowercase();
        let Some(column) = column else {
            let plain =
                heading.len() <= 40 && heading.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.- ".contains(&b));
            let heading = if plain && !heading.is_empty() { heading } else { "no plain name".to_owned() };
            return Err(WalkInListError::UnknownColumn { position: at + 1, heading, known: Column::known() });
        };
        if let Some(first) = columns.iter().position(|(_, earlier)| *earlier == column) {
            return Err(WalkInListError::SameColumn { first: first + 1, second: at + 1 });
        }
        columns.push((heading, column));
    }
    Ok(columns)
}

/// What a row says about its answers, gathered before they can be made.
#[derive(Default)]
struct Row {
    said: Vec<(Question, Said)>,
    how: Option<How>,
    asked_at: Option<AnsweredAt>,
    paper_form: Option<String>,
    notice_card: Option<NoticeCard>,
    asked_in: Option<NoticeHash>,
    remarks: Vec<Remark>,
    wrong: Vec<RowReason>,
}

impl Row {
    fn take(
        &mut self,
        column: &Column,
        cell: &str,
        draft: &mut RegistrationDraft,
        entering: &Entering,
    ) -> Result<(), Cow<'static, str>> {
        if cell.is_empty() {
            return Ok(());
        }
        match column {
            Column::Field(field) => drop(draft.fields.insert(*field, cell.to_owned())),
            Column::ThirteenOrOver => draft.thirteen_or_over = column::age_answer(cell)?,
            Column::Guardian(field) => drop(draft.guardian.insert(*field, cell.to_owned())),
            Column::Consent(question) => self.said.extend(column::said(cell)?.map(|said| (*question, said))),
            Column::Detail(pair) => drop(draft.details.insert(*pair, cell.to_owned())),
            Column::Own(code) => drop(draft.own.insert(code.clone(), cell.to_owned())),
            Column::SendThem => {
                let wishes = cell.split(';').map(str::trim).filter(|wish| !wish.is_empty());
                draft.send = wishes.map(str::to_owned).collect();
                self.said.push((Question::SendThem, Said::Yes));
            }
            Column::AskedHow => self.how = column::how(cell)?,
            Column::AskedAt => {
                let answered = AnsweredAt::written(entering.asked_at(cell)?, entering.now);
                if answered.certainty == Certainty::Unknown {
                    self.remarks.push(Remark::TimeNotCome);
                }
                self.asked_at = Some(answered);
            }
            Column::PaperForm => self.paper_form = Some(cell.to_owned()),
            Column::NoticeCard => self.notice_card = Some(column::notice_card(cell)?),
            Column::AskedIn => {
                let words = entering.asked_in(cell)?;
                self.asked_in = Some(words.hash());
                let own = entering.event.notice_hash();
                draft.language = (words.hash() != own).then(|| words.language().to_owned());
            }
        }
        Ok(())
    }

    /// Makes the answers, now that the row has said how and when they were given.
    fn answer(
        mut self,
        draft: &mut RegistrationDraft,
        entering: &Entering,
        new_id: &mut impl FnMut() -> Uuid,
    ) -> Result<Vec<Remark>, Vec<RowReason>> {
        if self.said.is_empty() {
            return if self.wrong.is_empty() { Ok(self.remarks) } else { Err(self.wrong) };
        }
        let told_wrongly = self.wrong.iter().any(|reason| reason.column.as_deref() == Some("asked_how"));
        if self.how.is_none() && !told_wrongly {
            let message = "Write how they were asked: out loud, on paper or on screen".into();
            self.wrong.push(RowReason { column: Some("asked_how".to_owned()), message });
        }
        let (Some(how), true) = (self.how, self.wrong.is_empty()) else { return Err(self.wrong) };
        for (question, said) in self.said {
            let answer = AnswerDraft {
                id: AnswerId(new_id()),
                said,
                answered: self.asked_at.unwrap_or(AnsweredAt::unknown(entering.now)),
                how,
                notice_card: self.notice_card.unwrap_or(NoticeCard::Neither),
                notice: self.asked_in.unwrap_or(entering.event.notice_hash()),
                staff: entering.staff.clone(),
                paper_form: self.paper_form.clone(),
            };
            draft.answers.insert(question, answer);
        }
        Ok(self.remarks)
    }
}
