//! The checks themselves can fail: a little screen for each fault, and one beside it that has none.

use egui::{Align2, FontId, Id, Rect, ScrollArea, Ui, pos2, vec2};
use egui_kittest::Harness;
use lanyard::ui::widgets::{Button, Dialog, place};
use lanyard::ui::{fonts, theme};

/// What is said to be wrong with a little screen.
fn faults(paint: impl FnMut(&mut Ui)) -> Vec<String> {
    let builder = Harness::builder().with_size([800.0, 600.0]).with_context_setup(|ctx| {
        ctx.set_fonts(fonts::definitions());
        theme::apply(ctx, theme::Theme::Light, true);
    });
    let mut harness = builder.build_ui(paint);
    harness.run_steps(6);
    super::faults(&mut harness)
}

fn says(faults: &[String], words: &[&str]) -> bool {
    faults.iter().any(|fault| words.iter().all(|word| fault.contains(word)))
}

fn line(ui: &Ui, top: f32, clip: Rect) {
    let painter = ui.painter().with_clip_rect(clip);
    painter.text(pos2(20.0, top), Align2::LEFT_TOP, "Register", FontId::proportional(20.0), egui::Color32::BLACK);
}

fn button(ui: &mut Ui, name: &str, rect: Rect) {
    place(ui, rect, |ui| Button::secondary(name).id(Id::unique(name)).at(ui, rect));
}

fn square(left: f32, top: f32) -> Rect {
    Rect::from_min_size(pos2(left, top), vec2(120.0, 40.0))
}

/// A dialog whose contents paint themselves where they want.
fn in_dialog(ui: &Ui, add: impl FnOnce(&mut Ui)) {
    Dialog::new(Id::unique("dialog"), "Are you sure?").show(ui.ctx(), |ui| {
        ui.add_space(200.0);
        add(ui);
    });
}

#[test]
fn text_that_is_cut_in_its_height_is_found() {
    let whole = Rect::from_min_size(pos2(20.0, 100.0), vec2(200.0, 30.0));
    assert_eq!(faults(|ui| line(ui, 100.0, whole)), [""; 0]);
    let below = faults(|ui| line(ui, 100.0, whole.with_max_y(112.0)));
    assert!(says(&below, &["Register", "cut in its height"]), "{below:?}");
    let above = faults(|ui| line(ui, 100.0, whole.with_min_y(112.0)));
    assert!(says(&above, &["Register", "cut in its height"]), "{above:?}");
    let out = faults(|ui| line(ui, 590.0, Rect::EVERYTHING));
    assert!(says(&out, &["Register", "cut in its height"]), "out of the window: {out:?}");
}

#[test]
fn what_is_scrolled_away_is_no_fault_and_what_only_looks_so_is() {
    let rows = |ui: &mut Ui| {
        ui.style_mut().spacing.scroll.floating = false;
        (0..40).for_each(|row| drop(ui.label(format!("Row {row}"))));
    };
    let area = Rect::from_min_size(pos2(20.0, 20.0), vec2(300.0, 205.0));
    let scrolled = faults(|ui| {
        place(ui, area, |ui| ScrollArea::vertical().auto_shrink(false).show(ui, rows));
    });
    assert_eq!(scrolled, [""; 0]);
    let cut = faults(|ui| {
        place(ui, area, |ui| {
            ui.set_clip_rect(area);
            rows(ui);
        });
    });
    assert!(says(&cut, &["cut in its height"]), "the same without a bar: {cut:?}");
}

#[test]
fn a_control_that_is_cut_in_its_height_is_found() {
    let cut = faults(|ui| {
        ui.set_clip_rect(Rect::from_min_size(pos2(0.0, 0.0), vec2(800.0, 120.0)));
        button(ui, "Save", square(20.0, 100.0));
    });
    assert!(says(&cut, &["Save", "cut in its height"]), "{cut:?}");
}

#[test]
fn a_control_under_a_bar_to_scroll_by_is_found() {
    let scrolled = |ui: &mut Ui, width: f32| {
        let area = Rect::from_min_size(pos2(20.0, 20.0), vec2(300.0, 200.0));
        place(ui, area, |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                let first = Rect::from_min_size(ui.cursor().min, vec2(width, 40.0));
                (0..8).for_each(|row| button(ui, &format!("Row {row}"), first.translate(vec2(0.0, 50.0 * row as f32))));
                ui.allocate_rect(first.with_max_y(first.top() + 400.0), egui::Sense::hover());
                lanyard::ui::widgets::follow_focus(ui, "rows");
            });
        });
    };
    assert_eq!(faults(|ui| scrolled(ui, 260.0)), [""; 0]);
    let under = faults(|ui| scrolled(ui, 300.0));
    assert!(says(&under, &["bar to scroll by", "Row 0"]), "{under:?}");
}

#[test]
fn text_under_a_bar_to_scroll_by_is_found() {
    let scrolled = |ui: &mut Ui, left: f32| {
        let area = Rect::from_min_size(pos2(20.0, 20.0), vec2(300.0, 200.0));
        place(ui, area, |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                let whole = Rect::from_min_size(ui.cursor().min, vec2(300.0, 400.0));
                let at = pos2(whole.left() + left, whole.top() + 10.0);
                ui.painter().text(at, Align2::RIGHT_TOP, "Stays Yes", FontId::proportional(14.0), egui::Color32::BLACK);
                ui.allocate_rect(whole, egui::Sense::hover());
            });
        });
    };
    assert_eq!(faults(|ui| scrolled(ui, 280.0)), [""; 0]);
    let under = faults(|ui| scrolled(ui, 299.0));
    assert!(says(&under, &["bar to scroll by", "Stays Yes"]), "{under:?}");
}

#[test]
fn controls_of_a_dialog_are_compared_with_each_other_and_the_window() {
    let good = faults(|ui| {
        in_dialog(ui, |ui| {
            button(ui, "No", square(300.0, 280.0));
            button(ui, "Yes", square(440.0, 280.0));
        });
    });
    assert_eq!(good, [""; 0]);
    let over = faults(|ui| {
        in_dialog(ui, |ui| {
            button(ui, "No", square(300.0, 280.0));
            button(ui, "Yes", square(380.0, 300.0));
        });
    });
    assert!(says(&over, &["No", "Yes", "lie over each other"]), "{over:?}");
    let out = faults(|ui| in_dialog(ui, |ui| button(ui, "Yes", square(740.0, 280.0))));
    assert!(says(&out, &["Yes", "out of the window"]), "{out:?}");
    let below = faults(|ui| in_dialog(ui, |ui| button(ui, "Yes", square(300.0, 640.0))));
    assert!(says(&below, &["Yes", "does not come into the window"]), "{below:?}");
    let small = faults(|ui| in_dialog(ui, |ui| button(ui, "Yes", square(300.0, 280.0).with_max_y(300.0))));
    assert!(says(&small, &["Yes", "too small"]), "{small:?}");
}

#[test]
fn text_of_a_dialog_is_compared_and_what_lies_under_it_is_not() {
    let over = faults(|ui| {
        in_dialog(ui, |ui| {
            line(ui, 280.0, Rect::EVERYTHING);
            line(ui, 288.0, Rect::EVERYTHING);
        });
    });
    assert!(says(&over, &["written over each other"]), "{over:?}");
    let under = |ui: &mut Ui| {
        line(ui, 100.0, Rect::from_min_size(pos2(20.0, 100.0), vec2(200.0, 12.0)));
        button(ui, "One", square(300.0, 20.0));
        button(ui, "Other", square(340.0, 30.0));
    };
    let behind = faults(|ui| {
        under(ui);
        in_dialog(ui, |_| {});
    });
    assert_eq!(behind, [""; 0]);
    assert!(says(&faults(under), &["One", "Other", "lie over each other"]), "without the dialog it is seen");
}
