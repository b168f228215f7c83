//! A question in front of everything else.

use egui::{
    Area, Context, Id, Key, Order, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, UiKind, WidgetInfo, pos2, vec2,
};

use super::paint::floating;
use super::text::Text;
use super::{Button, follow_focus, keys, place};
use crate::ui::scripts::without_signs;
use crate::ui::theme::{self, Themed};
use crate::ui::tokens::tokens;

const MARGIN: f32 = 22.0;

/// What is remembered of a dialog between passes.
#[derive(Clone, Copy, Default)]
struct Opened {
    pass: u64,
    at: f64,
    height: f32,
    /// What had the keyboard before.
    back: Option<Id>,
    /// The first control has had the keyboard.
    begun: bool,
}

/// The dialog that was shown last.
#[derive(Clone, Copy)]
struct Newest {
    id: Id,
    pass: u64,
    back: Option<Id>,
}

impl Newest {
    const NAME: &str = "newest dialog";
}

/// What was pressed last, and when. A pointer that presses a button does not give it the keyboard.
#[derive(Clone, Copy)]
struct Press {
    id: Id,
    at: f64,
}

impl Press {
    const NAME: &str = "last press";
    /// So many seconds after a press a dialog still comes of it: an answer of the desk may come before it.
    const RECENT: f64 = 2.0;
}

/// Notes that this was pressed: a dialog that comes of it gives the keyboard back to it.
pub(super) fn note_press(ui: &Ui, id: Id) {
    let at = ui.input(|input| input.time);
    ui.data_mut(|data| data.insert_temp(Id::unique(Press::NAME), Press { id, at }));
}

/// What has the keyboard once a dialog that opens now is closed again: what has it now; else what was pressed to open it; and
/// where one dialog follows another, what had it before the first.
fn goes_back_to(ctx: &Context, id: Id, pass: u64, now: f64) -> Option<Id> {
    let newest: Option<Newest> = ctx.data(|data| data.get_temp(Id::unique(Newest::NAME)));
    // One that is shown in this pass too lies beneath, and goes on.
    if let Some(newest) = newest.filter(|newest| newest.id != id && newest.pass < pass && newest.pass + 2 >= pass) {
        return newest.back;
    }
    let press: Option<Press> = ctx.data(|data| data.get_temp(Id::unique(Press::NAME)));
    let pressed = press.filter(|press| now - press.at <= Press::RECENT).map(|press| press.id);
    ctx.memory(egui::Memory::focused).or(pressed)
}

/// A dialog. It is open as long as it is shown; end it with [`Dialog::close`], which gives the keyboard back.
#[must_use]
pub struct Dialog<'a> {
    id: Id,
    title: &'a str,
    lead: &'a str,
    width: f32,
    focus: Option<Id>,
    escapes: bool,
    bare: bool,
    alone: bool,
}

/// What came of showing a dialog.
pub struct DialogResponse<R> {
    /// What the contents returned.
    pub inner: R,
    /// Escape was pressed: the caller closes it.
    pub closed: bool,
}

impl<'a> Dialog<'a> {
    /// A question, 560 wide.
    pub fn new(id: Id, title: &'a str) -> Self {
        Self { id, title, lead: "", width: 560.0, focus: None, escapes: true, bare: false, alone: false }
    }

    /// What it means, under the title.
    pub fn lead(mut self, lead: &'a str) -> Self {
        self.lead = lead;
        self
    }

    /// Another width: 620 for a failure, 1120 for the keys.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// The safest useful control: it has the keyboard when the dialog opens.
    pub fn focus(mut self, id: Id) -> Self {
        self.focus = Some(id);
        self
    }

    /// It must be answered: Escape does nothing.
    pub fn must_answer(mut self) -> Self {
        self.escapes = false;
        self
    }

    /// The contents paint the title themselves; here it is only read out.
    pub fn own_title(mut self) -> Self {
        self.bare = true;
        self
    }

    /// Nothing of what lies behind is seen: it is for somebody else's eyes.
    pub fn alone(mut self) -> Self {
        self.alone = true;
        self
    }

    /// Forgets the dialog, and gives the keyboard back to what had it.
    pub fn close(ctx: &Context, id: Id) {
        let opened: Option<Opened> = ctx.data(|data| data.get_temp(id));
        ctx.data_mut(|data| data.remove::<Opened>(id));
        if let Some(back) = opened.and_then(|opened| opened.back) {
            let since = ctx.cumulative_pass_nr();
            ctx.data_mut(|data| data.insert_temp(Id::unique(GiveBack::NAME), (back, since)));
            ctx.add_plugin(GiveBack);
            ctx.request_repaint();
        }
    }

    /// Shows it, with `add` under its title.
    pub fn show<R>(self, ctx: &Context, add: impl FnOnce(&mut Ui) -> R) -> DialogResponse<R> {
        let (pass, now) = (ctx.cumulative_pass_nr(), ctx.input(|input| input.time));
        let mut opened: Opened = ctx.data(|data| data.get_temp(self.id)).unwrap_or_default();
        if opened.pass + 2 < pass {
            opened = Opened { at: now, back: goes_back_to(ctx, self.id, pass, now), height: 0.0, ..Opened::default() };
        }
        ctx.data_mut(|data| {
            data.insert_temp(Id::unique(Newest::NAME), Newest { id: self.id, pass, back: opened.back })
        });
        if opened.height == 0.0 {
            ctx.request_discard("a dialog is measured before it is seen");
        }
        opened.pass = pass;
        let screen = ctx.content_rect();
        let area = Area::new(self.id).kind(UiKind::Modal).order(Order::Foreground).fixed_pos(screen.min);
        let area = area.constrain(false).fade_in(false).role(Role::Dialog).accessible_name(without_signs(self.title));
        ctx.memory_mut(|memory| memory.set_modal_layer(area.layer()));
        if let Some(focus) = self.focus.filter(|_| !opened.begun) {
            // What is measured first cannot hold the keyboard yet.
            ctx.memory_mut(|memory| memory.request_focus(focus));
        }
        let inner = area
            .show(ctx, |ui| {
                ui.set_min_size(screen.size());
                ui.set_clip_rect(screen);
                let whole = theme::seconds(ui, tokens().motion.slow);
                let part = if whole == 0.0 { 1.0 } else { ((now - opened.at) as f32 / whole).clamp(0.0, 1.0) };
                if part < 1.0 {
                    ctx.request_repaint();
                }
                let rise = egui::emath::easing::cubic_out(part);
                // What is not to be seen must not show through while the dialog appears.
                let opacity = if self.alone { 1.0 } else { rise };
                ui.set_opacity(if opened.height == 0.0 { 0.0 } else { opacity });
                if opened.height == 0.0 {
                    // The key that opens it presses nothing in it: one that was open before would have the keyboard already.
                    ui.disable();
                }
                // Presses on what lies behind go nowhere.
                ui.interact(screen, self.id.with("scrim"), Sense::CLICK | Sense::DRAG);
                let behind = if self.alone { ui.palette().bg } else { ui.palette().scrim };
                ui.painter().rect_filled(screen, 0.0, behind);
                let size = vec2(self.width.min(screen.width() - 32.0), opened.height.min(screen.height() - 16.0));
                let mut rect = Rect::from_center_size(screen.center(), size);
                rect = rect.translate(vec2(0.0, 8.0 * (1.0 - rise)));
                rect.min = pos2(rect.min.x.round(), rect.min.y.round());
                self.paint(ui, rect, size, &mut opened, add)
            })
            .inner;
        opened.begun |=
            opened.height > 0.0 && self.focus.is_none_or(|focus| ctx.memory(|memory| memory.has_focus(focus)));
        ctx.data_mut(|data| data.insert_temp(self.id, opened));
        let closed = self.escapes && keys::plain(ctx, Key::Escape);
        DialogResponse { inner, closed }
    }

    fn paint<R>(
        &self,
        ui: &mut Ui,
        rect: Rect,
        size: egui::Vec2,
        opened: &mut Opened,
        add: impl FnOnce(&mut Ui) -> R,
    ) -> R {
        let (t, p) = (tokens(), ui.palette());
        let rect = Rect::from_min_size(rect.min, size);
        floating(ui, rect, t.radius.dialog, p.raised, theme::shadow(t.shadow.dialog, p.shadow_dialog));
        let inside = Rect::from_min_size(
            rect.min + vec2(MARGIN + 1.0, MARGIN - 2.0),
            vec2(size.x - 2.0 * (MARGIN + 1.0), f32::INFINITY),
        );
        let inside = inside.with_max_y(ui.ctx().content_rect().bottom());
        let (inner, used) = if opened.height > size.y + 1.0 {
            self.scrolled(ui, rect, inside.left(), add)
        } else {
            self.contents(ui, inside, add)
        };
        let height = (used + 2.0 * MARGIN - 3.0).round();
        if (height - opened.height).abs() >= 1.0 {
            opened.height = height;
            ui.ctx().request_repaint();
        }
        inner
    }
}

impl Dialog<'_> {
    /// Its title and what is in it, from the top of `inside`; how high that is.
    fn contents<R>(&self, ui: &mut Ui, inside: Rect, add: impl FnOnce(&mut Ui) -> R) -> (R, f32) {
        let mut child = ui.new_child(UiBuilder::new().max_rect(inside));
        child.spacing_mut().item_spacing = vec2(0.0, 0.0);
        if !self.bare {
            Text::title(self.title).wrap().show(&mut child);
            if !self.lead.is_empty() {
                Text::body(self.lead).muted().wrap().show(&mut child);
            }
        }
        let inner = add(&mut child);
        (inner, child.min_rect().bottom() - inside.top())
    }

    /// The same where a window with large text is not high enough for it: all of it scrolls, beside a bar in its margin.
    fn scrolled<R>(&self, ui: &mut Ui, rect: Rect, left: f32, add: impl FnOnce(&mut Ui) -> R) -> (R, f32) {
        // The ring around what has the keyboard lies outside of it.
        const AROUND: f32 = 5.0;
        let area = rect.shrink2(vec2(2.0, 8.0)).with_min_x(left - AROUND);
        let width = rect.right() - MARGIN - 1.0 - left;
        place(ui, area, |ui| {
            let area = ScrollArea::vertical().id_salt(self.id.with("whole")).auto_shrink(false);
            let shown = area.show(ui, |ui| {
                let top = ui.cursor().min + vec2(AROUND, MARGIN - 10.0);
                let inside = Rect::from_min_size(top, vec2(width, f32::INFINITY));
                let (inner, used) = self.contents(ui, inside, add);
                let whole = Rect::from_min_size(top, vec2(width, used + MARGIN - 10.0));
                ui.allocate_rect(whole, Sense::hover());
                follow_focus(ui, "whole dialog");
                (inner, used)
            });
            shown.inner
        })
    }
}

/// Gives the keyboard back. egui keeps what lies behind a dialog from having it for one pass more, so that it has to wait.
struct GiveBack;

impl GiveBack {
    const NAME: &str = "give the keyboard back";
    /// For so many passes a dialog that was closed may still keep it.
    const PASSES: u64 = 2;
}

impl egui::Plugin for GiveBack {
    fn debug_name(&self) -> &'static str {
        Self::NAME
    }

    fn on_begin_pass(&mut self, ui: &mut Ui) {
        let waiting: Option<(Id, u64)> = ui.data(|data| data.get_temp(Id::unique(Self::NAME)));
        let Some((back, since)) = waiting else { return };
        if ui.memory(egui::Memory::top_modal_layer).is_some() {
            if ui.ctx().cumulative_pass_nr() <= since + Self::PASSES {
                ui.ctx().request_repaint();
            } else {
                // Another dialog took its place, and gives the keyboard back itself.
                ui.data_mut(|data| data.remove::<(Id, u64)>(Id::unique(Self::NAME)));
            }
            return;
        }
        ui.data_mut(|data| data.remove::<(Id, u64)>(Id::unique(Self::NAME)));
        // Whatever took the keyboard in the meantime keeps it.
        if ui.memory(egui::Memory::focused).is_none() {
            ui.memory_mut(|memory| memory.request_focus(back));
        }
    }
}

/// The row of buttons at the end of a dialog: what it says at the left, then buttons from `buttons`, each by its width.
pub fn dialog_footer<R>(ui: &mut Ui, note: &str, width: f32, buttons: impl FnOnce(&mut Ui) -> R) -> R {
    ui.add_space(20.0);
    let (_, row) = ui.allocate_space(vec2(ui.available_width(), tokens().control.height));
    let split = row.right() - width;
    if !note.is_empty() {
        let at = row.with_max_x(split - 12.0);
        let response = Text::caption(note).muted().at(ui, at);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, note));
    }
    place(ui, row.with_min_x(split), |ui| {
        ui.spacing_mut().item_spacing = vec2(10.0, 0.0);
        ui.horizontal_centered(buttons).inner
    })
}

/// The end of a dialog `id` that shows something: Close, and what else can be done with it. Says what was pressed.
pub fn close_footer<P>(ui: &mut Ui, id: Id, note: &str, close: P, does: Option<(Button<'_>, P)>) -> Option<P> {
    let button = Button::secondary("Close").key("Esc").id(id.with("close"));
    let more = does.as_ref().map_or(0.0, |(button, _)| button.natural_width(ui) + 10.0);
    let width = button.natural_width(ui) + more;
    dialog_footer(ui, note, width, |ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        let closed = button.show(ui).clicked().then_some(close);
        let done = does.and_then(|(button, which)| button.id(id.with("does")).show(ui).clicked().then_some(which));
        done.or(closed)
    })
}
