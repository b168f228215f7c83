//! The recovery key, shown once (picture a3): on paper, proven to be readable, and put away.

use std::path::PathBuf;

use egui::{Align2, Id, Key, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use zeroize::{Zeroize, Zeroizing};

use crate::env::Env;
use crate::ui::icons;
use crate::ui::keys::{COMMAND, pressed};
use crate::ui::out::Out;
use crate::ui::pick::{NO_DIALOG, Pick, Picked};
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::text::{line, paint as paint_text};
use crate::ui::widgets::{Button, Field, Text, Tick, Type, paint, place};
use crate::worker::opening::Request as Ask;
use crate::worker::{RecoveryCode, Request};

use super::frame::{Footer, Frame, Page, Pressed};
use super::{FirstRun, goes_on};

/// The key, until it is proven that it is on paper.
pub(super) struct Recovery {
    code: RecoveryCode,
    hidden: bool,
    /// Which two groups are asked for, counted from 0.
    groups: Option<[usize; 2]>,
    typed: [Zeroizing<String>; 2],
    sealed: bool,
    apart: bool,
    by_hand: bool,
    page: Option<PathBuf>,
    said: Option<String>,
    saving: bool,
    into: String,
    into_error: Option<&'static str>,
    pick: Pick,
}

impl Recovery {
    pub(super) fn new(code: RecoveryCode) -> Self {
        Self {
            code,
            hidden: false,
            groups: None,
            typed: Default::default(),
            sealed: false,
            apart: false,
            by_hand: false,
            page: None,
            said: None,
            saving: false,
            into: String::new(),
            into_error: None,
            pick: Pick::default(),
        }
    }

    /// The page with the key is written.
    pub(super) fn kept(&mut self, page: PathBuf) {
        (self.page, self.saving) = (Some(page), false);
    }

    fn group(&self, index: usize) -> &str {
        self.code.reveal().split('-').nth(index).unwrap_or_default()
    }

    /// Whether what was typed is the group of the key, in any case and with the letters that are mistaken for others.
    fn is_right(&self, which: usize) -> bool {
        let Some(groups) = self.groups else { return false };
        let typed: Zeroizing<String> = Zeroizing::new(
            self.typed[which]
                .trim()
                .chars()
                .map(|c| match c.to_ascii_uppercase() {
                    'O' => '0',
                    'I' | 'L' => '1',
                    other => other,
                })
                .collect(),
        );
        typed.as_str() == self.group(groups[which])
    }

    fn is_proven(&self) -> bool {
        self.is_right(0) && self.is_right(1) && self.sealed && self.apart
    }
}

impl FirstRun {
    pub(super) fn recovery_ui(&mut self, ui: &mut Ui, frame: &Frame, out: &mut Out<'_>, env: &Env) {
        let failed = self.failed.clone();
        let Some(recovery) = &mut self.recovery else { return };
        let groups = *recovery.groups.get_or_insert_with(|| two_groups(env));
        let mut into = None;
        let mut entered = false;
        let lead = "It opens the desk if every passphrase is lost. Anyone who holds it can open the desk, so keep the paper \
                    locked away from this laptop.";
        frame.page(ui, "recovery", "Put the recovery key on paper", lead, |ui, page| {
            page.y += 1.0;
            if let Some(failed) = &failed {
                page.failed(ui, failed);
            }
            into = recovery.key_ui(ui, page, env);
            entered = recovery.prove_ui(ui, page, groups);
        });
        if let Some(into) = into {
            let code = recovery.code.clone();
            self.failed = None;
            self.asked.code = Some(out.ask(Request::Opening(Ask::KeepCode { code, into })));
        }
        let Some(recovery) = &mut self.recovery else { return };
        let enabled = recovery.is_proven();
        let note = if enabled { "" } else { "Type both groups and tick both boxes to go on" };
        let busy = self.asked.finish.is_some();
        let footer = Footer { back: false, on: "Finish", key: None, note, enabled, busy };
        let on = frame.footer(ui, &footer) == Pressed::On;
        if enabled && !busy && (on || goes_on(ui, entered)) {
            for typed in &mut recovery.typed {
                typed.zeroize();
            }
            self.recovery = None;
            self.asked.finish = Some(out.ask(Request::Opening(Ask::Session)));
        }
    }
}

impl Recovery {
    /// The key and the ways to put it on paper; gives back a folder to write a page into.
    fn key_ui(&mut self, ui: &mut Ui, page: &mut Page, env: &Env) -> Option<PathBuf> {
        let columns = if page.narrow { 2 } else { 4 };
        let tiles = 66.0 * (8 / columns) as f32 - 10.0;
        let saving = if self.saving { 76.0 + if self.into_error.is_some() { 22.0 } else { 0.0 } } else { 0.0 };
        let words = if page.narrow { 116.0 } else { 56.0 };
        let mut card = page.card(ui, 87.0 + tiles + words + saving);
        card.y -= 2.0;
        let row = card.take(36.0);
        let title = Text::title("Recovery key").at(ui, row).rect.right();
        let (icon, label) = if self.hidden { (icons::EYE, "Show") } else { (icons::EYE_SLASH, "Hide") };
        let hide = Button::quiet(label).icon(icon).small();
        let wide = hide.natural_width(ui);
        let at = Rect::from_min_size(pos2(row.right() - wide, row.top()), vec2(wide, 36.0));
        if !card.narrow {
            let words = row.with_min_x(title + 10.0).with_max_x(at.left() - 8.0);
            Text::caption("No letters I, L, O or U, so that nothing can be misread").muted().at(ui, words);
        }
        if hide.at(ui, at).clicked() {
            self.hidden = !self.hidden;
        }
        card.y += 13.0;
        let wide = (card.width - 10.0 * (columns - 1) as f32) / columns as f32;
        for index in 0..8 {
            let (column, line) = (index % columns, index / columns);
            let min = pos2(card.left + (wide + 10.0) * column as f32, card.y + 66.0 * line as f32);
            self.tile(ui, Rect::from_min_size(min, vec2(wide, 56.0)), index);
        }
        card.y += tiles + 16.0;
        let into = self.ways(ui, &mut card, env);
        into.or_else(|| self.save_ui(ui, &mut card))
    }

    fn tile(&self, ui: &mut Ui, rect: Rect, index: usize) {
        let p = ui.palette();
        let radius = crate::ui::tokens::tokens().radius.control;
        paint::boxed(ui.painter(), rect, radius, p.surface, ui.mode().border(), p.border_control);
        let number = line(ui, &(index + 1).to_string(), Type::Caption);
        paint_text(ui, number, rect.shrink2(vec2(9.0, 3.0)), Align2::LEFT_TOP, p.text_muted);
        let group = if self.hidden { "••••" } else { self.group(index) };
        // A little apart, as one reads a code out.
        let format = egui::TextFormat {
            font_id: Type::Display.font(),
            extra_letter_spacing: 1.5,
            color: p.text,
            ..egui::TextFormat::default()
        };
        let job = egui::text::LayoutJob::single_section(group.to_owned(), format);
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        paint_text(ui, galley, rect, Align2::CENTER_CENTER, p.text);
        let response = ui.interact(rect, ui.scope_id().with(("group", index)), Sense::hover());
        let said = if self.hidden { "hidden" } else { group };
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Key group {}: {said}", index + 1)));
    }

    fn ways(&mut self, ui: &mut Ui, card: &mut Page, env: &Env) -> Option<PathBuf> {
        let save = Button::primary("Save a page to print").icon(icons::PRINTER).key("Ctrl+P");
        let hand = Button::secondary("I will copy it by hand").icon(icons::PENCIL_SIMPLE);
        let row = card.take(40.0);
        let (first, second) = (save.natural_width(ui), hand.natural_width(ui));
        let at = Rect::from_min_size(row.min, vec2(first, 40.0));
        if save.at(ui, at).clicked() || pressed(ui, COMMAND, Key::P) {
            self.saving = !self.saving;
            self.by_hand = false;
        }
        let min = if card.narrow { card.take(52.0).min + vec2(0.0, 12.0) } else { pos2(at.right() + 12.0, row.top()) };
        let at = Rect::from_min_size(min, vec2(second, 40.0));
        if hand.at(ui, at).clicked() {
            (self.by_hand, self.saving) = (true, false);
            ui.memory_mut(|memory| memory.request_focus(id("first")));
        }
        if self.page.is_some() && self.said.is_none() {
            self.said = Some(format!("Saved at {}: print it, then delete it", time::clock(env.now())));
        }
        let said = if self.by_hand { Some("Copied by hand") } else { self.said.as_deref() };
        if let (Some(said), false) = (said, card.narrow) {
            let p = ui.palette();
            let galley = line(ui, said, Type::Strong);
            let left = paint_text(ui, galley, row, Align2::RIGHT_CENTER, p.success).left();
            paint::icon(ui.painter(), icons::CHECK_CIRCLE.fill(), pos2(left - 16.0, row.center().y), 20.0, p.success);
            let response = ui.interact(row.with_min_x(left), ui.scope_id().with("said"), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Status, true, said));
        }
        None
    }

    /// Where the page goes: typed, or chosen.
    fn save_ui(&mut self, ui: &mut Ui, card: &mut Page) -> Option<PathBuf> {
        let mut chosen = None;
        match self.pick.ended(ui.ctx()) {
            Some(Picked::Path(path)) => chosen = Some(path),
            Some(Picked::NoDialog) => self.into_error = Some(NO_DIALOG),
            Some(Picked::Nothing) | None => {}
        }
        if !self.saving {
            return chosen;
        }
        card.y += 16.0;
        let row = card.take(60.0);
        let choose = Button::secondary("Choose").icon(icons::FOLDER_OPEN).enabled(!self.pick.is_open());
        let save = Button::secondary("Save");
        let (first, second) = (choose.natural_width(ui), save.natural_width(ui));
        let left = row.right() - first - second - 10.0;
        let field =
            Field::new(id("into"), "Folder, such as a USB stick").leading_icon(icons::USB).error(self.into_error);
        let shown = field.at(ui, row.with_max_x(left - 12.0), &mut self.into);
        if shown.response.changed() {
            self.into_error = None;
        }
        let at = Rect::from_min_size(pos2(left, row.top() + 20.0), vec2(first, 40.0));
        if choose.at(ui, at).clicked() {
            self.pick.folder("Choose a folder for the page", None);
        }
        let at = Rect::from_min_size(pos2(at.right() + 10.0, at.top()), vec2(second, 40.0));
        if save.at(ui, at).clicked() || shown.entered {
            let into = PathBuf::from(self.into.trim());
            if into.is_absolute() {
                chosen = Some(into)
            } else {
                self.into_error = Some("Write a whole path to a folder")
            }
        }
        chosen
    }

    /// Two groups, typed from the paper, and two promises.
    fn prove_ui(&mut self, ui: &mut Ui, page: &mut Page, groups: [usize; 2]) -> bool {
        let mut card = page.card(ui, if page.narrow { 254.0 } else { 159.0 });
        card.y -= 2.0;
        let row = card.take(24.0);
        Text::title("Prove that the paper is readable").at(ui, row);
        let row = card.take(24.0);
        Text::body("Read these two groups from the page in your hand.").muted().at(ui, row);
        card.y += 12.0;
        let row = card.take(60.0);
        let mut entered = false;
        for (which, name) in ["first", "second"].into_iter().enumerate() {
            let left = row.left() + 162.0 * which as f32;
            let at = Rect::from_min_size(pos2(left, row.top()), vec2(150.0, 60.0));
            let label = format!("Group {}", groups[which] + 1);
            let mut field = Field::new(id(name), &label).max_chars(8);
            if self.is_right(which) {
                field = field.trailing_icon(icons::CHECK_CIRCLE.fill(), ui.palette().success);
            }
            let shown = field.at(ui, at, &mut self.typed[which]);
            entered |= shown.entered;
        }
        let (left, mut y) = if card.narrow {
            card.y += 12.0;
            (card.left, card.y)
        } else {
            ((row.left() + 452.0).min(row.right() - 372.0).max(row.left() + 330.0), row.top() + 3.0)
        };
        let ticks = [
            ("sealed", "One copy is sealed in an envelope", &mut self.sealed),
            ("apart", "It will be kept in a locked place, not with the laptop", &mut self.apart),
        ];
        for (name, words, value) in ticks {
            let at = Rect::from_min_max(pos2(left, y), pos2(row.right() + 4.0, y + 24.0));
            place(ui, at, |ui| Tick::new(id(name), words).show(ui, value));
            y += 30.0;
        }
        entered
    }
}

/// Which two groups are asked for: one of each line, and not always the same.
fn two_groups(env: &Env) -> [usize; 2] {
    let bytes = env.new_id().into_bytes();
    [usize::from(bytes[14] % 4), 4 + usize::from(bytes[15] % 4)]
}

fn id(name: &str) -> Id {
    Id::unique("recovery").with(name)
}
