//! Step 3: what is being written, as the desk tells it. The window waits for nothing here.

use egui::{Align2, Rect, Ui, pos2, vec2};

use crate::domain::code::Code;
use crate::domain::moment::Instant;
use crate::ui::icons;
use crate::ui::out::{Out, Seen};
use crate::ui::screens::flow;
use crate::ui::shell::Parts;
use crate::ui::size::of_file;
use crate::ui::theme::{Theme, Themed};
use crate::ui::toast::Toast;
use crate::ui::widgets::text::{self, Text, Type};
use crate::ui::widgets::{Progress, paint, place, spinner};
use crate::worker::closing::{self, Copied, Step as Doing, Stop, Written};
use crate::worker::{Answer, Preview, Request, Ticket};

use super::dialogs::Dialog;
use super::{CloseDay, Step};

/// What was asked to be written.
pub(super) struct Writing {
    pub(super) ticket: Ticket,
    pub(super) stop: Stop,
    to: Vec<Code>,
    /// The names of those for whom something is sealed.
    sealing: Vec<String>,
    folder: String,
    doing: Option<Doing>,
    /// When each row was begun, and when word last came.
    begun: Vec<Instant>,
    told: Option<Instant>,
    /// A second copy of what is written already.
    again: bool,
}

/// What is written.
pub(super) struct Done {
    pub(super) written: Written,
    pub(super) names: Vec<String>,
    pub(super) to: Vec<Code>,
    pub(super) folder: String,
    /// What was not as it was sealed any more when it was read again.
    pub(super) wrong: Vec<String>,
}

impl Done {
    pub(super) fn bar_words(&self) -> String {
        match self.to.len() {
            1 => "The day is closed for 1 recipient".to_owned(),
            more => format!("The day is closed for {more} recipients"),
        }
    }

    /// The name of the recipient of a file.
    pub(super) fn name_of<'a>(&'a self, copied: &'a Copied) -> &'a str {
        let at = self.to.iter().position(|code| *code == copied.recipient);
        at.and_then(|at| self.names.get(at)).map_or(copied.recipient.as_str(), String::as_str)
    }
}

impl CloseDay {
    /// Begins to write for everybody chosen.
    pub(super) fn write(&mut self, seen: &Seen<'_>, out: &mut Out<'_>) {
        self.nobody = self.chosen.is_empty();
        self.to_recipients = self.nobody;
        // What is wrong first has the keyboard: who receives it comes before where it is written.
        let folder = if self.nobody { self.folder.path() } else { self.folder.path_or_field() };
        if self.nobody || folder.is_none() {
            return;
        }
        let to: Vec<_> = self.chosen.iter().cloned().collect();
        // Somebody for whom there is nothing new gets what waits for them again; a file without anybody only where none waits.
        let fresh = |preview: &Preview| preview.people + preview.stops > 0 || preview.earlier == 0;
        let seal = to.iter().filter(|code| self.preview_of(code).is_none_or(fresh)).cloned().collect();
        self.write_for(to, seal, seen, out);
    }

    /// Seals for some of them, and copies out what waits for any of them.
    pub(super) fn write_for(&mut self, to: Vec<Code>, seal: Vec<Code>, seen: &Seen<'_>, out: &mut Out<'_>) {
        let Some(folder) = self.folder.path_or_field() else { return };
        if self.writing.is_some() {
            return;
        }
        let stop = Stop::default();
        let sealing = seal.iter().map(|code| self.name_of(code).to_owned()).collect();
        let event = seen.event.definition().code.clone();
        let write = closing::Write { event, to: to.clone(), folder, seal, stop: stop.clone() };
        let ticket = out.ask(Request::Closing(closing::Request::Write(write)));
        let folder = self.folder.name().to_owned();
        self.writing = Some(Writing::new(ticket, stop, to, sealing, folder));
        self.step = Step::Write;
    }

    /// Copies what is written to another folder too.
    pub(super) fn write_again(&mut self, seen: &Seen<'_>, out: &mut Out<'_>) {
        let (Some(second), Some(done)) = (&mut self.second, &self.done) else { return };
        let Some(folder) = second.path_or_field() else { return };
        if self.writing.is_some() {
            return;
        }
        let (stop, event) = (Stop::default(), seen.event.definition().code.clone());
        let (to, name) = (done.to.clone(), second.name().to_owned());
        let write = closing::Write { event, to: to.clone(), folder, seal: Vec::new(), stop: stop.clone() };
        let ticket = out.ask(Request::Closing(closing::Request::Write(write)));
        self.writing = Some(Writing { again: true, ..Writing::new(ticket, stop, to, Vec::new(), name) });
    }

    pub(super) fn stop(&mut self) {
        if let Some(writing) = &self.writing {
            writing.stop.ask();
        }
    }

    /// Takes what the desk says of the writing.
    pub(super) fn wrote(&mut self, answer: Answer, now: Instant, out: &mut Out<'_>) {
        let Some(mut writing) = self.writing.take() else { return };
        match answer {
            Answer::Closing(closing::Answer::Progress(doing)) => {
                writing.goes_on(doing, now);
                self.writing = Some(writing);
            }
            Answer::Closing(closing::Answer::Written(written)) if writing.again => {
                if let Some(why) = written.not_copied.first() {
                    self.second_failed(why);
                    return;
                }
                self.second = None;
                let words = format!("A second copy is in {}. It was read back and matches.", writing.folder);
                out.wish(crate::ui::out::Wish::Say(Toast::done(words)));
            }
            Answer::Closing(closing::Answer::Written(written)) => {
                let names = writing.to.iter().map(|code| self.name_of(code).to_owned()).collect();
                let (to, folder) = (writing.to, writing.folder);
                self.done = Some(Done { written: *written, names, to, folder, wrong: Vec::new() });
                self.step = Step::Verify;
            }
            Answer::Closing(closing::Answer::Stuck(stuck)) if !writing.again => {
                self.step = Step::Recipients;
                self.dialog = Some(Dialog::Stuck { stuck, to: writing.to, folder: writing.folder });
            }
            Answer::Closing(closing::Answer::Stuck(stuck)) => self.second_failed(&stuck.why),
            Answer::Failed(failure) if writing.again => self.second_failed(&failure.to_string()),
            Answer::Failed(failure) => {
                self.step = Step::Recipients;
                self.dialog = Some(Dialog::Failed(failure.to_string()));
            }
            _ => self.step = Step::Recipients,
        }
    }

    fn second_failed(&mut self, why: &str) {
        if let Some(second) = &mut self.second {
            second.error = Some(why.split(". ").next().unwrap_or(why).to_owned());
        }
    }

    pub(super) fn writing_ui(&mut self, ui: &mut Ui, parts: &Parts) {
        let Some(writing) = &self.writing else { return };
        let area = Self::below_steps(parts);
        let rows = writing.sealing.len() + 1;
        let height = 214.0 + 40.0 * rows as f32 + 41.0;
        let size = vec2(area.width().min(680.0), height);
        if parts.narrow || height > area.height() {
            flow::reading(ui, area, "writing", "What is being written", |ui| {
                let card = flow::row(ui, height);
                writing.card(ui, card);
            });
            return;
        }
        writing.card(ui, Rect::from_center_size(area.center(), size));
    }
}

impl Writing {
    fn new(ticket: Ticket, stop: Stop, to: Vec<Code>, sealing: Vec<String>, folder: String) -> Self {
        let (doing, begun, told, again) = (None, Vec::new(), None, false);
        Self { ticket, stop, to, sealing, folder, doing, begun, told, again }
    }

    /// Takes word of how far it is.
    fn goes_on(&mut self, doing: Doing, now: Instant) {
        (self.doing, self.told) = (Some(doing), Some(now));
        // What is done too fast for a word of its own took no time.
        self.begun.resize(self.begun.len().max(self.at() + 1), now);
    }

    /// How long a row took, where it is done: "0.4 s".
    fn took(&self, row: usize) -> Option<String> {
        let (from, to) = (self.begun.get(row)?, self.begun.get(row + 1)?);
        Some(format!("{:.1} s", to.signed_duration_since(from).num_milliseconds().max(0) as f64 / 1000.0))
    }

    /// How long it takes yet, as far as that can be told from how long it took: only once it takes long enough to ask.
    fn left(&self) -> Option<String> {
        let spent = self.told?.signed_duration_since(self.begun.first()?).num_milliseconds() as f64 / 1000.0;
        let done = f64::from(self.done());
        if spent < 1.0 || done < 0.05 {
            return None;
        }
        let left = (spent / done * (1.0 - done)).ceil();
        Some(if left <= 1.0 { "About 1 second left".to_owned() } else { format!("About {left:.0} seconds left") })
    }

    /// How much of the file at hand is there and was read back: "0.8 MB of 1.2 MB".
    fn copied(&self) -> Option<String> {
        let Some(Doing::Copying { bytes, done, .. }) = self.doing else { return None };
        (bytes > 0).then(|| format!("{} of {}", of_file(bytes * u64::from(done) / 1000), of_file(bytes)))
    }

    /// How much of everything is done: sealing is most of it.
    fn done(&self) -> f32 {
        let recipients = self.sealing.len() as f32;
        let sealing_share = if self.sealing.is_empty() { 0.0 } else { 0.85 };
        match self.doing {
            None => 0.0,
            Some(Doing::Gathering { recipient, done }) => {
                sealing_share * (recipient as f32 + f32::from(done) / 3000.0) / recipients.max(1.0)
            }
            Some(Doing::Sealing { recipient, done }) => {
                sealing_share * (recipient as f32 + 1.0 / 3.0 + f32::from(done) / 1500.0) / recipients.max(1.0)
            }
            Some(Doing::Copying { file, of, done, .. }) => {
                let files = file as f32 + f32::from(done) / 1000.0;
                sealing_share + (1.0 - sealing_share) * files / (of.max(1)) as f32
            }
        }
    }

    /// Which row is being done: one for each recipient, then the copying.
    fn at(&self) -> usize {
        match self.doing {
            None => 0,
            Some(Doing::Gathering { recipient, .. } | Doing::Sealing { recipient, .. }) => recipient,
            Some(Doing::Copying { .. }) => self.sealing.len(),
        }
    }

    fn card(&self, ui: &mut Ui, card: Rect) {
        let p = ui.palette();
        paint::card(ui, card);
        let inside = card.shrink2(vec2(32.0, 28.0));
        let circle = Rect::from_min_size(inside.min, vec2(56.0, 56.0));
        ui.painter().circle_filled(circle.center(), 28.0, p.accent_soft);
        if ui.mode() == Theme::Contrast {
            ui.painter().circle_stroke(circle.center(), 27.5, (1.0, p.on_accent_soft));
        }
        paint::icon(ui.painter(), icons::USB, circle.center(), 36.0, p.on_accent_soft);
        let percent = (self.done() * 100.0).floor() as u8;
        let heading =
            Rect::from_min_size(pos2(circle.right() + 16.0, inside.top() + 3.0), vec2(inside.width() - 150.0, 30.0));
        Text::display("Writing the batch").at(ui, heading);
        let lead =
            Rect::from_min_size(pos2(heading.left(), heading.bottom() + 1.0), vec2(inside.width() - 150.0, 20.0));
        let words = format!("Leave {} plugged in", self.folder);
        Text::body(&words).muted().at(ui, lead);
        let number = text::line(ui, &format!("{percent}%"), Type::Display);
        text::paint(ui, number, inside.with_max_y(circle.bottom()), Align2::RIGHT_CENTER, p.text);
        let bar = Rect::from_min_size(pos2(inside.left(), circle.bottom() + 20.0), vec2(inside.width(), 14.0));
        place(ui, bar, |ui| Progress::new("Written so far", self.done()).height(14.0).show(ui));
        let below = Rect::from_min_size(pos2(bar.left(), bar.bottom() + 6.0), vec2(bar.width(), 20.0));
        if let Some(words) = self.copied() {
            Text::caption(&words).muted().at(ui, below);
        }
        if let Some(words) = self.left() {
            Text::caption(&words).muted().right().at(ui, below);
        }
        let line = bar.bottom() + 36.0;
        ui.painter().hline(inside.x_range(), line, (1.0, p.border));
        let mut top = line + 8.0;
        for row in 0..=self.sealing.len() {
            self.row(ui, Rect::from_min_size(pos2(inside.left(), top), vec2(inside.width(), 40.0)), row);
            top += 40.0;
        }
        ui.painter().hline(inside.x_range(), top + 8.0, (1.0, p.border));
        let foot = Rect::from_min_size(pos2(inside.left(), top + 18.0), vec2(inside.width(), 24.0));
        paint::icon(ui.painter(), icons::INFO, pos2(foot.left() + 8.0, foot.center().y), 16.0, p.text_muted);
        let says = "If the laptop stops now, nothing is lost. What is half written is finished the next time.";
        Text::caption(says).muted().at(ui, foot.with_min_x(foot.left() + 26.0));
    }

    fn row(&self, ui: &mut Ui, rect: Rect, row: usize) {
        let p = ui.palette();
        let mark = pos2(rect.left() + 10.0, rect.center().y);
        let (done, now) = (row < self.at(), row == self.at());
        let words = match self.sealing.get(row) {
            Some(name) if done => format!("Locked for {name}"),
            Some(name) if now && !matches!(self.doing, Some(Doing::Sealing { .. })) => format!("Gathering for {name}"),
            Some(name) if now => format!("Locking for {name}"),
            Some(name) => format!("Lock for {name}"),
            None => format!("Copy to {}, read back and compare", self.folder),
        };
        let trailing = match self.doing {
            Some(Doing::Copying { file, of, .. }) if now && of > 1 => format!("{} of {of}", file + 1),
            Some(Doing::Copying { done, .. }) if now => format!("{}%", done / 10),
            Some(Doing::Gathering { done, .. } | Doing::Sealing { done, .. }) if now => format!("{}%", done / 10),
            _ => self.took(row).filter(|_| done).unwrap_or_default(),
        };
        let face = if now { Type::Strong } else { Type::Body };
        if done {
            paint::icon(ui.painter(), icons::CHECK_CIRCLE.fill(), mark, 20.0, p.success);
        } else if now {
            spinner(ui, mark, 20.0, ui.palette().accent);
        } else {
            paint::icon(ui.painter(), icons::CIRCLE_DASHED, mark, 20.0, p.text_muted);
        }
        let at = rect.with_min_x(rect.left() + 32.0).with_max_x(rect.right() - 60.0);
        let text = Text::new(&words, face);
        if done || now {
            text.at(ui, at)
        } else {
            text.muted().at(ui, at)
        };
        let galley = text::line(ui, &trailing, Type::Caption);
        text::paint(ui, galley, rect, Align2::RIGHT_CENTER, p.text_muted);
    }
}
