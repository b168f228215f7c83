//! A frame of People with 100,000 people while it is scrolled, against one of a bare `egui_extras` table that shows as many
//! cells: the time of the thread that paints, from the input to the triangles. The frames are taken by turns, and all
//! wait between them as a display makes them wait, so that the desk's own thread answers meanwhile.
//!
//! What a cell is can be read in three ways, and each is measured: a column of the list; a word or number of the list; each word
//! or number on the whole screen, whose bars, filters and boxes a frame paints too.

use std::thread::sleep;
use std::time::Duration;

use criterion::Criterion;
use eframe::App as _;
use egui::epaint::{ClippedShape, Shape};
use egui::{
    Context, Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, Ui, pos2, vec2,
};
use egui_extras::{Column, TableBuilder};
use lanyard::desk::Kdf;
use lanyard::ui::app::{App, Opening};
use lanyard::ui::settled::Settled;
use lanyard::worker::preferences::Look;
use lanyard::worker::sleep::Teller;
use rustix::time::{ClockId, clock_gettime};

use crate::figures::{Figures, Samples, percentile};
use crate::fixture::{Fixture, lead, passphrase};

/// A display of sixty frames a second.
const FRAME: Duration = Duration::from_millis(16);
/// Frames of either side that are measured.
const FRAMES: usize = 600;
/// The window of most desks' laptops.
const WINDOW: Rect = Rect { min: Pos2::ZERO, max: pos2(1366.0, 689.0) };
/// Frames before those, in which what both paint becomes known to them: the letters of eighteen languages, for one.
const WARM: usize = 300;
/// Over the list of People, and over the table.
const POINTER: Pos2 = pos2(400.0, 300.0);
/// Of a row of People, which both sides have.
const ROW: f32 = 46.0;
/// Of the rows of People, between their titles and what stands below them: the bare table shows no row more.
const ROWS: f32 = 423.0;

pub(crate) fn run(criterion: &mut Criterion, figures: &mut Figures, large: &Fixture) {
    let mut all = [const { Samples { ours: Vec::new(), floor: Vec::new() } }; 3];
    criterion.bench_function("a frame of People while it is scrolled", |bench| {
        bench.iter_custom(|iterations| {
            if all[0].ours.is_empty() {
                measure(large, &mut all);
            }
            let taken: Duration = all[0].ours.iter().sum();
            taken * u32::try_from(iterations).unwrap_or(u32::MAX) / u32::try_from(FRAMES).unwrap()
        });
    });
    if !all[0].ours.is_empty() {
        let cells = ["column of the list", "word or number of the list", "word or number on the screen"];
        for (of, percent) in [("median", 50), ("p99", 99)] {
            for (cell, samples) in cells.iter().zip(&all) {
                let (ours, floor) = (percentile(&samples.ours, percent), percentile(&samples.floor, percent));
                figures.ratio(&format!("a frame of People, {of}, a cell for each {cell}"), ours, floor, 1.5);
            }
        }
    }
}

fn measure(large: &Fixture, all: &mut [Samples; 3]) {
    let words = Painted::people(large, false).words();
    let mut desk = Painted::people(large, true);
    // Name with contact, when they came, what for, and the answers; or each of them alone, the three counts too.
    let mut tables = [4, 7, columns(words)].map(Painted::table);
    for frame in 0..FRAMES + WARM {
        // Down the list and up again, a row and a bit a frame, as a wheel that is turned fast.
        let by = if frame % 200 < 150 { -60.0 } else { 60.0 };
        let ours = desk.frame(scrolled(by));
        let floors = tables.each_mut().map(|table| table.frame(scrolled(by)));
        sleep(FRAME.saturating_sub(ours + floors.iter().sum::<Duration>()));
        if frame >= WARM {
            for (samples, floor) in all.iter_mut().zip(floors) {
                samples.ours.push(ours);
                samples.floor.push(floor);
            }
        }
    }
}

/// Of a table with as many cells in sight as that.
fn columns(cells: usize) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some rows")]
    let rows = (ROWS / ROW).floor() as usize;
    cells / rows
}

fn scrolled(by: f32) -> Vec<Event> {
    let delta = vec2(0.0, by);
    let (unit, phase, modifiers) = (MouseWheelUnit::Point, TouchPhase::Move, Modifiers::NONE);
    let source = MouseWheelSource::Unknown;
    vec![Event::PointerMoved(POINTER), Event::MouseWheel { unit, delta, phase, modifiers, source }]
}

/// What is painted, without a window: from the input to the triangles that a card would be given.
struct Painted<'a> {
    ctx: Context,
    time: f64,
    ui: Box<dyn FnMut(&mut Ui) + 'a>,
}

impl<'a> Painted<'a> {
    fn of(ctx: Context, ui: impl FnMut(&mut Ui) + 'a) -> Self {
        Self { ctx, time: 0.0, ui: Box::new(ui) }
    }

    /// The program itself, on its People screen; what stands still is painted from before, as in its window.
    fn people(large: &'a Fixture, settled: bool) -> Self {
        let ctx = Context::default();
        if settled {
            ctx.add_plugin(Settled::default());
        }
        let opening = Opening {
            env: large.env.clone(),
            kdf: Kdf::for_tests(),
            folder: Some(large.place()),
            unlocked: Some((lead(), passphrase())),
            look: Some(Look::Light),
            note: None,
            teller: Teller::Nobody,
        };
        let mut app = App::new(&ctx, opening).unwrap();
        let mut frame = eframe::Frame::_new_kittest();
        let mut painted = Self::of(ctx, move |ui| {
            let ctx = ui.ctx().clone();
            app.logic(&ctx, &mut frame);
            app.ui(ui, &mut frame);
        });
        painted.rest(90);
        painted.press(Key::Num2);
        painted.rest(90);
        painted
    }

    /// A bare table of a hundred thousand rows.
    fn table(columns: usize) -> Self {
        Self::of(Context::default(), move |ui| {
            // What fits into a cell, on one line.
            let words = |number: usize, column: usize| match columns {
                ..10 => format!("Visitor {number}, {column}"),
                _ => format!("{number}, {column}"),
            };
            let table = TableBuilder::new(ui).columns(Column::remainder(), columns).max_scroll_height(ROWS);
            table.body(|body| {
                body.rows(ROW, 100_000, |mut row| {
                    let number = row.index();
                    for column in 0..columns {
                        row.col(|ui| drop(ui.label(words(number, column))));
                    }
                });
            });
        })
    }

    fn press(&mut self, key: Key) {
        let modifiers = Modifiers::COMMAND;
        for pressed in [true, false] {
            self.frame(vec![Event::Key { key, physical_key: None, pressed, repeat: false, modifiers }]);
        }
    }

    fn rest(&mut self, frames: usize) {
        for _ in 0..frames {
            self.frame(Vec::new());
            sleep(FRAME);
        }
    }

    /// How many words and numbers are painted; icons are none.
    fn words(&mut self) -> usize {
        let input = self.input(Vec::new());
        let mut output = self.ctx.run_ui(input, |ui| (self.ui)(ui));
        output.textures_delta.clear();
        let is_icon = |letter: char| ('\u{e000}'..='\u{f8ff}').contains(&letter);
        let is_word = |clipped: &&ClippedShape| match &clipped.shape {
            Shape::Text(text) => text.galley.text().chars().next().is_some_and(|first| !is_icon(first)),
            _ => false,
        };
        output.shapes.iter().filter(is_word).count()
    }

    fn input(&mut self, events: Vec<Event>) -> RawInput {
        self.time += FRAME.as_secs_f64();
        RawInput { screen_rect: Some(WINDOW), time: Some(self.time), events, focused: true, ..RawInput::default() }
    }

    /// Paints once; gives back how long this thread worked on it.
    fn frame(&mut self, events: Vec<Event>) -> Duration {
        let input = self.input(events);
        let began = worked();
        let output = self.ctx.run_ui(input, |ui| (self.ui)(ui));
        let painted = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let taken = worked().saturating_sub(began);
        assert!(!painted.is_empty());
        taken
    }
}

/// How long this thread has worked so far.
fn worked() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(u64::try_from(now.tv_sec).unwrap_or(0), u32::try_from(now.tv_nsec).unwrap_or(0))
}
