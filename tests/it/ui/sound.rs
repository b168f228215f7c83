//! What every screen owes to whoever looks at it and presses what is on it: nothing cut, nothing covered, nothing out of
//! reach, nothing too small to hit. Where a dialog is open, that is what is looked at: behind it nothing is pressed.

mod proofs;

use egui::accesskit::{Action, NodeId, Role};
use egui::epaint::ClippedShape;
use egui::{Order, Rect, Shape};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node};

use super::stage::{everything, focused};

/// The smallest side of what can be pressed, in points (WCAG 2.2, 2.5.8).
const TARGET: f32 = 24.0;
/// How far from what it scrolls a bar's ends may be: egui lets what is scrolled show a little beyond.
const EDGE: f32 = 6.0;
/// What rounding to whole pixels may do.
const ROUNDING: f32 = 1.0;

/// Something that can be pressed or written in.
struct Control {
    name: String,
    id: NodeId,
    /// Those that it is in, from the outermost inwards.
    around: Vec<NodeId>,
    rect: Rect,
    /// The part of it that is not scrolled away.
    seen: Option<Rect>,
    disabled: bool,
    /// It takes the keyboard itself; the rows of a list leave that to the list, whose arrows bring them.
    focusable: bool,
}

/// Everything that is wrong with what is shown, in words.
pub(crate) fn faults<S>(harness: &mut Harness<'_, S>) -> Vec<String> {
    let bars = scroll_bars(harness);
    let mut found = cut_text(harness, &bars);
    let window = harness.ctx.content_rect();
    let controls = controls(harness);
    found.extend(crossed_text(harness, &controls));
    for control in &controls {
        found.extend(alone(control, window));
        found.extend(cut_in_height(control, &bars));
        found.extend(under_a_bar(control, &bars));
    }
    for (index, one) in controls.iter().enumerate() {
        found.extend(controls[index + 1..].iter().filter_map(|other| covered(one, other)));
    }
    let hidden: Vec<_> =
        controls.iter().filter(|control| control.seen.is_none() && !control.disabled && control.focusable).collect();
    found.extend(hidden.into_iter().filter_map(|control| out_of_reach(harness, control, window)));
    found
}

/// The dialog that is open, if one is.
fn dialog<S>(harness: &Harness<'_, S>) -> Option<NodeId> {
    #[expect(clippy::redundant_closure_for_method_calls, reason = "the method is not general enough")]
    let found = harness.query_all_by(|node| node.is_dialog()).last();
    found.map(|node| node.accesskit_node().locate().0)
}

/// What is painted in front: from the dialog's veil on, where there is one.
fn in_front<'a, S>(harness: &'a Harness<'_, S>) -> &'a [ClippedShape] {
    let shapes = &harness.output().shapes;
    if dialog(harness).is_none() {
        return shapes;
    }
    let window = harness.ctx.content_rect();
    let is_veil = |clipped: &ClippedShape| matches!(&clipped.shape, Shape::Rect(veil) if veil.rect == window);
    let veil = shapes.iter().rposition(is_veil).expect("a dialog lays a veil over what is behind it");
    &shapes[veil..]
}

/// Where something can be scrolled up and down: beside each such place stands a bar that is as high, as far as it is in sight
/// itself. A table that is scrolled in a page that is scrolled takes its bar along.
fn scroll_bars<S>(harness: &Harness<'_, S>) -> Vec<Control> {
    let reachable = harness.ctx.interactive_rects_last_pass();
    let bars = harness.query_all_by(|node| node.role() == Role::ScrollBar);
    let dialog = dialog(harness);
    let bars = bars.filter(|node| dialog.is_none_or(|dialog| around(node).contains(&dialog)));
    let bars = bars.filter_map(|node| control(&node, &reachable));
    bars.filter(|bar| bar.rect.height() > bar.rect.width() && bar.seen.is_some()).collect()
}

/// Whether what ends at this height ends there because the rest is scrolled away. The bar is somewhere at its right: a box
/// inside of what is scrolled is cut by both.
fn is_scrolled(bars: &[Control], left: f32, edge: f32) -> bool {
    bars.iter().filter_map(|bar| bar.seen).any(|bar| {
        let beside = left <= bar.right() + EDGE;
        let ends = (bar.top() - edge).abs() <= EDGE || (bar.bottom() - edge).abs() <= EDGE;
        beside && ends
    })
}

/// A control that a bar to scroll by lies over, where both are on the same place: a list that opens is over everything. The
/// rows of a table go on under it, and keep their end free.
fn under_a_bar(control: &Control, bars: &[Control]) -> Option<String> {
    let seen = control.seen.filter(|_| control.focusable)?;
    let beside = bars.iter().filter(|bar| layer(bar) == layer(control));
    let mut over = beside.filter_map(|bar| Some(seen.intersect(bar.seen?)));
    let over = over.find(|both| both.width() > ROUNDING && both.height() > ROUNDING)?;
    Some(format!("a bar to scroll by lies over {:?} at {over:?}", control.name))
}

/// A control whose top or bottom is cut off, and not by scrolling.
fn cut_in_height(control: &Control, bars: &[Control]) -> Option<String> {
    let Control { name, rect, .. } = control;
    let seen = control.seen?;
    let above = seen.top() > rect.top() + ROUNDING && !is_scrolled(bars, rect.left(), seen.top());
    let below = seen.bottom() < rect.bottom() - ROUNDING && !is_scrolled(bars, rect.left(), seen.bottom());
    (above || below).then(|| format!("{name:?} is cut in its height: {seen:?} of {rect:?}"))
}

fn controls<S>(harness: &Harness<'_, S>) -> Vec<Control> {
    let dialog = dialog(harness);
    let found = every_control(harness).into_iter();
    found.filter(|control| dialog.is_none_or(|dialog| control.around.contains(&dialog))).collect()
}

/// What can be pressed or written in now: which it is, what it is called, and whether all of it is in sight.
pub(crate) fn at_hand<S>(harness: &Harness<'_, S>) -> Vec<(NodeId, String, bool)> {
    let window = harness.ctx.content_rect().expand(ROUNDING);
    let enabled = controls(harness).into_iter().filter(|control| !control.disabled);
    let whole = |control: &Control| {
        control.seen.is_some_and(|seen| window.contains_rect(seen) && seen.expand(ROUNDING).contains_rect(control.rect))
    };
    enabled.map(|control| (control.id, control.name.clone(), whole(&control))).collect()
}

fn every_control<S>(harness: &Harness<'_, S>) -> Vec<Control> {
    let reachable = harness.ctx.interactive_rects_last_pass();
    let nodes = harness.query_all_by(|node| {
        let answers = node.data().supports_action(Action::Click) || node.data().supports_action(Action::SetValue);
        // What scrolls does so with the wheel and the keyboard too: its bar need not be hit (2.5.8, "equivalent").
        answers && node.role() != Role::ScrollBar
    });
    nodes.filter_map(|node| control(&node, &reachable)).collect()
}

fn control(node: &Node<'_>, reachable: &[Rect]) -> Option<Control> {
    let inner = node.accesskit_node();
    inner.bounding_box()?;
    let rect = node.rect();
    if !rect.is_positive() {
        return None;
    }
    let around = around(node);
    let parts = reachable.iter().filter(|part| is_part(rect, **part));
    let seen = parts.copied().max_by(|one, other| one.area().total_cmp(&other.area()));
    let name = inner.label().or_else(|| inner.value()).unwrap_or_else(|| format!("{:?}", inner.role()));
    Some(Control {
        name,
        id: inner.locate().0,
        around,
        rect,
        seen,
        disabled: inner.is_disabled(),
        focusable: inner.data().supports_action(Action::Focus),
    })
}

/// Those that a node is in, from the outermost inwards.
fn around(node: &Node<'_>) -> Vec<NodeId> {
    let mut around = Vec::new();
    let mut next = node.accesskit_node().parent();
    while let Some(parent) = next {
        around.push(parent.locate().0);
        next = parent.parent();
    }
    around.reverse();
    around
}

/// Whether this is what a cut leaves of a rectangle: three of its sides, at least, are where they were.
fn is_part(whole: Rect, part: Rect) -> bool {
    let sides = [
        (whole.left(), part.left()),
        (whole.right(), part.right()),
        (whole.top(), part.top()),
        (whole.bottom(), part.bottom()),
    ];
    let kept = sides.iter().filter(|(one, other)| (one - other).abs() < ROUNDING).count();
    kept >= 3 && whole.expand(ROUNDING).contains_rect(part)
}

/// What is wrong with one of them, whatever else there is.
fn alone(control: &Control, window: Rect) -> Vec<String> {
    let Control { name, rect, seen, .. } = control;
    let mut found = Vec::new();
    if rect.width() < TARGET - 0.5 || rect.height() < TARGET - 0.5 {
        found.push(format!("{name:?} is {:.0} by {:.0}, too small to hit", rect.width(), rect.height()));
    }
    if rect.left() < window.left() - ROUNDING || rect.right() > window.right() + ROUNDING {
        found.push(format!("{name:?} goes out of the window at {rect:?}"));
    }
    if seen.is_some_and(|seen| seen.width() < rect.width() - ROUNDING) {
        found.push(format!("{name:?} is cut at its side: {seen:?} of {rect:?}"));
    }
    found
}

/// What a control is painted on: the window, or what opens over it.
fn layer(control: &Control) -> Option<NodeId> {
    control.around.get(1).copied()
}

/// Whether one lies over the other. What is in another is part of it, and a list that opens is over everything.
fn covered(one: &Control, other: &Control) -> Option<String> {
    let (first, second) = (one.seen?, other.seen?);
    let both = first.intersect(second);
    let inside = one.around.contains(&other.id) || other.around.contains(&one.id);
    let apart = both.width() <= ROUNDING || both.height() <= ROUNDING;
    (!apart && !inside && layer(one) == layer(other))
        .then(|| format!("{:?} and {:?} lie over each other at {both:?}", one.name, other.name))
}

/// Whether the keyboard does not bring what is scrolled away into the window.
fn out_of_reach<S>(harness: &mut Harness<'_, S>, control: &Control, window: Rect) -> Option<String> {
    let name = &control.name;
    let found = harness.query_all_by(|node| node.locate().0 == control.id).next().map(|node| node.focus());
    found?;
    // It scrolls there, and takes its time.
    harness.run_steps(30);
    let now = controls(harness).into_iter().find(|now| now.id == control.id)?;
    let seen = now.seen.is_some_and(|seen| window.expand(ROUNDING).contains_rect(seen));
    (!seen).then(|| {
        format!(
            "{name:?} does not come into the window with the keyboard, {:?} has it: {:?} {:?}",
            focused(harness).unwrap_or_default(),
            now.rect,
            now.seen
        )
    })
}

/// Text that is not all there: cut by its surroundings at a side, above or below, or out of the window.
fn cut_text<S>(harness: &Harness<'_, S>, bars: &[Control]) -> Vec<String> {
    let window = harness.ctx.content_rect();
    let mut hints = everything(harness);
    let hinted = harness.query_all_by(|node| node.data().placeholder().is_some());
    hints.extend(hinted.filter_map(|node| node.accesskit_node().data().placeholder().map(str::to_owned)));
    // A list that opens is over everything, with its bar.
    let covered = is_covered(harness);
    let mut found = Vec::new();
    for clipped in in_front(harness) {
        each_text(&clipped.shape, &mut |text| {
            let words = text.galley.text();
            let rect = text.visual_bounding_rect();
            // A blank line has nothing that could be cut; what is scrolled away is not there at all.
            if words.trim().is_empty() || !clipped.clip_rect.intersects(rect) {
                return;
            }
            let clip = clipped.clip_rect.intersect(window).expand(ROUNDING);
            if text.galley.elided || words.ends_with('…') && !hints.iter().any(|said| said == words) {
                found.push(format!("{words:?} does not fit"));
            }
            if rect.left() < clip.left() || rect.right() > clip.right() {
                found.push(format!("{words:?} is cut at its side: {rect:?} in {clip:?}"));
            }
            let above = rect.top() < clip.top() && !is_scrolled(bars, clip.left(), clip.top());
            let below = rect.bottom() > clip.bottom() && !is_scrolled(bars, clip.left(), clip.bottom());
            if above || below {
                found.push(format!("{words:?} is cut in its height: {rect:?} in {clip:?}"));
            }
            // Only the bar of the place that the text itself is scrolled in.
            let own = |bar: &Rect| !covered && clipped.clip_rect.expand(EDGE).contains_rect(*bar);
            let over = bars.iter().filter_map(|bar| bar.seen).filter(own);
            let mut over = over.map(|bar| bar.intersect(rect.intersect(clip)));
            if over.any(|both| both.width() > ROUNDING && both.height() > ROUNDING) {
                found.push(format!("a bar to scroll by lies over {words:?} at {rect:?}"));
            }
        });
    }
    found
}

/// Whether these words are painted somewhere from the first letter to the last.
pub(crate) fn shows_whole<S>(harness: &Harness<'_, S>, words: &str) -> bool {
    let mut found = false;
    for clipped in &harness.output().shapes {
        each_text(&clipped.shape, &mut |text| {
            let clip = clipped.clip_rect.intersect(harness.ctx.content_rect()).expand(ROUNDING);
            let whole = !text.galley.elided && clip.contains_rect(text.visual_bounding_rect());
            found |= whole && text.galley.text() == words;
        });
    }
    found
}

/// Whether something is open over the screen, or over the dialog.
fn is_covered<S>(harness: &Harness<'_, S>) -> bool {
    let layers = harness.ctx.memory(|memory| {
        memory.areas().visible_layer_ids().into_iter().filter(|layer| layer.order != Order::Background).count()
    });
    layers > usize::from(dialog(harness).is_some())
}

/// Text that lies across the edge of something to press, or across other text. Only where nothing is open over the
/// screen or the dialog: lists and toasts do cover what is below them.
fn crossed_text<S>(harness: &Harness<'_, S>, controls: &[Control]) -> Vec<String> {
    if is_covered(harness) {
        return Vec::new();
    }
    let mut texts: Vec<(String, Rect)> = Vec::new();
    let mut found = Vec::new();
    for clipped in in_front(harness) {
        each_text(&clipped.shape, &mut |text| {
            let rect = text.visual_bounding_rect().intersect(clipped.clip_rect).shrink(ROUNDING);
            let words = text.galley.text();
            if words.trim().is_empty() || !rect.is_positive() {
                return;
            }
            for (other, covered) in &texts {
                let both = covered.intersect(rect);
                if both.width() > ROUNDING && both.height() > 3.0 * ROUNDING {
                    found.push(format!("{words:?} and {other:?} are written over each other at {both:?}"));
                }
            }
            for control in controls {
                let Some(seen) = control.seen else { continue };
                let both = seen.intersect(rect);
                let across = both.width() > 2.0 && both.height() > 2.0 && both.width() < rect.width() - 2.0;
                if across {
                    found.push(format!("{words:?} goes across the edge of {:?} at {both:?}", control.name));
                }
            }
            texts.push((words.to_owned(), rect));
        });
    }
    found
}

/// Looks at every text that is painted.
pub(crate) fn each_painted<S>(harness: &Harness<'_, S>, look: &mut impl FnMut(&egui::epaint::TextShape)) {
    harness.output().shapes.iter().for_each(|clipped| each_text(&clipped.shape, look));
}

fn each_text(shape: &Shape, look: &mut impl FnMut(&egui::epaint::TextShape)) {
    match shape {
        Shape::Text(text) => look(text),
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| each_text(shape, look)),
        _ => {}
    }
}
