//! Names on a screen, shown and edited.

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use lanyard::ui::scripts::{Name, reading_below};

use super::{LOOK, STRONG, fonts};

#[test]
fn a_screen_reader_is_given_the_name_as_it_is_kept() {
    for name in ["محمد علي", "Dr محمد (علي) 12", "Ana"] {
        let harness = Harness::builder().with_context_setup(fonts).build_ui(move |ui| {
            ui.add(Name::new(name, STRONG));
        });
        harness.get_by_label(name);
    }
}

#[test]
fn a_name_fits_where_it_is_put_and_is_whole_under_the_pointer() {
    let name = "عبد الله بن محمد الشايع";
    let mut harness = Harness::builder().with_context_setup(fonts).build_ui(move |ui| {
        ui.add(Name::new(name, LOOK).within(60.0));
    });
    assert!(harness.get_by_label(name).rect().width() <= 60.0);
    harness.get_by_label(name).hover();
    harness.run_steps(60);
    let widths: Vec<f32> = harness.get_all_by_label(name).map(|node| node.rect().width()).collect();
    assert!(widths.iter().any(|&width| width > 60.0), "{widths:?}");
}

#[test]
fn what_is_edited_is_left_as_typed_and_its_reading_stands_below() {
    let edited = |typed: &str| {
        let mut harness = Harness::builder().with_context_setup(fonts).build_ui_state(
            |ui, value: &mut String| {
                let label = ui.label("Family name").id;
                ui.add(egui::TextEdit::singleline(value)).labelled_by(label);
                reading_below(ui, value, LOOK, LOOK);
            },
            String::new(),
        );
        harness.get_by_label("Family name").focus();
        harness.run();
        harness.get_by_label("Family name").type_text(typed);
        harness.run();
        harness
    };
    let typed = "Dr محمد (علي) 12";
    let harness = edited(typed);
    assert_eq!(harness.state(), typed);
    harness.get_by_label("Reads:");
    let field = harness.get_by_label("Family name").rect();
    assert!(harness.get_by_label(typed).rect().top() >= field.bottom());

    let harness = edited("Ευαγγελία 王");
    assert_eq!(harness.state(), "Ευαγγελία 王");
    assert!(harness.query_by_label("Reads:").is_none());
}
