//! What the keyboard and those who hear the screen find in each widget.

use egui::accesskit::{Action, Toggled};
use egui::{Event, Id, Key, Modifiers, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::{By, NodeT, Queryable};

use lanyard::ui::gallery::Gallery;
use lanyard::ui::widgets::{
    Button, ChipsField, Choice, ChoiceOption, ConsentChoice, ConsentRow, ConsentState, DateBoxes, Dialog, Field, Rows,
    Segmented, Undo, UndoBar, is_slow, place,
};
use lanyard::ui::{fonts, icons, theme};

const PLACES: [ChoiceOption<'_>; 3] = [
    ChoiceOption { label: "United Kingdom", detail: "GB", aliases: &["UK"] },
    ChoiceOption { label: "Ireland", detail: "IE", aliases: &[] },
    ChoiceOption { label: "Nigeria", detail: "NG", aliases: &[] },
];

fn window<'a, S: 'a>(state: S, app: impl FnMut(&mut Ui, &mut S) + 'a) -> Harness<'a, S> {
    let mut harness = Harness::builder()
        .with_size([1366.0, 768.0])
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(60)
        .with_context_setup(|ctx| {
            ctx.set_fonts(fonts::definitions());
            theme::apply(ctx, theme::Theme::Light, true);
        })
        .build_ui_state(app, state);
    harness.run();
    harness
}

fn press<S>(harness: &mut Harness<'_, S>, keys: &[Key]) {
    for key in keys {
        harness.key_press(*key);
        harness.run_steps(8);
    }
}

fn released(key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: false, repeat: false, modifiers: Modifiers::NONE }
}

fn pressed(key: Key, repeat: bool) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat, modifiers: Modifiers::NONE }
}

fn write<S>(harness: &mut Harness<'_, S>, text: &str) {
    for letter in text.chars() {
        harness.event(Event::Text(letter.to_string()));
        harness.run_steps(2);
    }
}

/// A row that keeps what it is told, and how often it was told anything.
#[derive(Default)]
struct Row {
    answer: Option<ConsentChoice>,
    times: usize,
    move_on: bool,
    down: bool,
}

fn consent() -> Harness<'static, Row> {
    window(Row::default(), |ui, row| {
        let state = match row.answer {
            Some(ConsentChoice::Yes) => ConsentState::Yes("10:42"),
            Some(ConsentChoice::No) => ConsentState::No("10:42"),
            _ => ConsentState::NotAsked,
        };
        let out = ConsentRow::new(Id::unique("email"), icons::ENVELOPE_SIMPLE, "Email", state).show(ui);
        row.times += usize::from(out.chosen.is_some());
        row.answer = out.chosen.or(row.answer);
        row.move_on |= out.move_on;
        row.down |= out.down;
    })
}

#[test]
fn yes_and_no_are_answers_with_names_and_neither_is_chosen_before() {
    let mut harness = consent();
    for name in ["Email: Yes", "Email: No"] {
        assert_eq!(harness.get_by_label(name).accesskit_node().toggled(), Some(Toggled::False), "{name}");
    }
    harness.get_by_label("Email: No").click();
    harness.run();
    assert_eq!(harness.state().answer, Some(ConsentChoice::No));
    harness.get_by_label("Email: No").click();
    harness.run();
    assert_eq!(harness.state().answer, Some(ConsentChoice::NotAsked), "pressed again it is taken back");
    harness.get_by_label("Email: Yes").click_accesskit();
    harness.run();
    assert_eq!(harness.state().answer, Some(ConsentChoice::Yes));
}

#[test]
fn a_person_answers_with_letters_arrows_and_backspace() {
    let mut harness = consent();
    press(&mut harness, &[Key::Tab]);
    assert!(harness.get_by_label("Email: Yes").is_focused(), "Tab stops at Yes");
    press(&mut harness, &[Key::N]);
    assert_eq!(harness.state().answer, Some(ConsentChoice::No));
    assert!(harness.state().move_on);
    press(&mut harness, &[Key::Backspace]);
    assert_eq!(harness.state().answer, Some(ConsentChoice::NotAsked));
    press(&mut harness, &[Key::ArrowRight]);
    assert!(harness.get_by_label("Email: No").is_focused());
    press(&mut harness, &[Key::ArrowLeft, Key::Space]);
    assert_eq!(harness.state().answer, Some(ConsentChoice::Yes));
    press(&mut harness, &[Key::ArrowDown]);
    assert!(harness.state().down, "the next row is the caller's to find");
}

#[test]
fn a_scanner_and_a_key_held_down_answer_nothing() {
    let mut harness = consent();
    press(&mut harness, &[Key::Tab]);
    // One pass each 16 ms: faster than a hand.
    for key in [Key::B, Key::Y, Key::N, Key::Num4, Key::Y, Key::Enter] {
        harness.key_down(key);
    }
    harness.run_steps(20);
    assert_eq!(harness.state().times, 0, "a scanner");
    for _ in 0..5 {
        harness.event(Event::Key {
            key: Key::Y,
            physical_key: None,
            pressed: true,
            repeat: true,
            modifiers: Modifiers::NONE,
        });
        harness.run_steps(6);
    }
    assert_eq!(harness.state().times, 0, "a key held down");
    harness.key_press_modifiers(Modifiers::CTRL, Key::Enter);
    harness.run_steps(6);
    assert_eq!(harness.state().times, 0, "a key of the whole screen");
}

#[test]
fn a_choice_is_made_by_arrows_by_letters_and_by_pressing() {
    let mut harness = window(None, |ui, chosen: &mut Option<usize>| {
        Choice::new(Id::unique("lives"), "Lives in", &PLACES).optional(true).width(200.0).show(ui, chosen);
    });
    press(&mut harness, &[Key::Tab, Key::ArrowDown, Key::ArrowDown, Key::Enter]);
    assert_eq!(*harness.state(), Some(1));
    write(&mut harness, "nig");
    press(&mut harness, &[Key::Enter]);
    assert_eq!(*harness.state(), Some(2));
    write(&mut harness, "uk");
    press(&mut harness, &[Key::Escape]);
    assert_eq!(*harness.state(), Some(2), "Escape closes and changes nothing");
    assert!(harness.get_by_label("Lives in").is_focused(), "and keeps the keyboard");
    harness.get_by_label("Lives in").click();
    harness.run();
    harness.get_by_label("United Kingdom, GB").click();
    harness.run();
    assert_eq!(*harness.state(), Some(0));
    assert_eq!(harness.get_by_label("Lives in").value().as_deref(), Some("United Kingdom"));
    press(&mut harness, &[Key::Backspace]);
    assert_eq!(*harness.state(), None, "what is optional can be taken back");
}

#[test]
fn r28_what_answers_is_chosen_by_a_person_and_by_no_scanner_or_key_held_down() {
    let mut harness = window(None, |ui, chosen: &mut Option<usize>| {
        Choice::new(Id::unique("send"), "Send them", &PLACES).optional(true).answers().width(200.0).show(ui, chosen);
        Button::secondary("After").show(ui);
    });
    press(&mut harness, &[Key::Tab]);
    let letter = |harness: &mut Harness<'_, Option<usize>>, key: Key, repeat: bool| {
        let written = Event::Text(key.name().to_lowercase());
        harness.input_mut().events.extend([pressed(key, repeat), written]);
        harness.input_mut().events.extend((!repeat).then(|| released(key)));
        harness.step();
    };
    // One pass each 16 ms: faster than a hand, with what a scanner ends with, or nothing.
    for end in [Some(Key::Enter), None, Some(Key::Tab)] {
        letter(&mut harness, Key::N, false);
        letter(&mut harness, Key::I, false);
        assert_eq!(*harness.state(), None, "not even for a moment");
        harness.input_mut().events.extend(end.into_iter().flat_map(|key| [pressed(key, false), released(key)]));
        harness.run_steps(8);
        assert_eq!(*harness.state(), None, "{end:?}");
    }
    assert!(harness.get_by_label("After").is_focused());
    press(&mut harness, &[Key::Tab]);
    harness.get_by_label("Send them").focus();
    harness.run_steps(8);
    // One letter and its end in one pass, as when the computer is busy.
    let written = Event::Text("n".into());
    let keys = [Key::N, Key::Enter];
    harness
        .input_mut()
        .events
        .extend(keys.iter().flat_map(|key| [pressed(*key, false), released(*key)]).chain([written]));
    harness.run_steps(8);
    assert_eq!(*harness.state(), None);
    press(&mut harness, &[Key::ArrowDown, Key::ArrowDown]);
    assert_eq!(*harness.state(), Some(1), "a person moves, and it is chosen");
    // It went down before the keyboard came here: only its repeats write.
    harness.input_mut().events.push(pressed(Key::N, false));
    harness.run_steps(6);
    for _ in 0..3 {
        letter(&mut harness, Key::N, true);
        harness.run_steps(6);
    }
    harness.input_mut().events.push(released(Key::N));
    assert_eq!(*harness.state(), Some(1), "a key held down");
    press(&mut harness, &[Key::Enter]);
    letter(&mut harness, Key::N, false);
    harness.run_steps(8);
    assert_eq!(*harness.state(), Some(2), "a person types");
}

#[test]
fn who_waits_is_told_so_after_150_milliseconds_and_not_before() {
    let mut harness = window((false, false), |ui, (awaited, slow): &mut (bool, bool)| {
        *slow = is_slow(ui.ctx(), Id::unique("a disk"), *awaited);
    });
    for _ in 0..2 {
        harness.state_mut().0 = true;
        harness.run_steps(8);
        assert!(!harness.state().1, "after 117 milliseconds");
        harness.run_steps(3);
        assert!(harness.state().1, "after 167 milliseconds");
        harness.state_mut().0 = false;
        harness.run_steps(1);
        assert!(!harness.state().1, "and the next wait begins anew");
    }
}

#[test]
fn a_date_goes_on_by_itself_comes_back_and_is_pasted_whole() {
    let mut harness = window([const { String::new() }; 3], |ui, date| {
        DateBoxes::new(Id::unique("birth"), "Date of birth").show(ui, date);
    });
    press(&mut harness, &[Key::Tab]);
    write(&mut harness, "14");
    assert!(harness.get_by_label("Date of birth: Month").is_focused());
    write(&mut harness, "3/");
    assert!(harness.get_by_label("Date of birth: Year").is_focused());
    press(&mut harness, &[Key::Backspace]);
    assert!(harness.get_by_label("Date of birth: Month").is_focused(), "an empty box goes back");
    for pasted in ["14/3/1988", "1988-03-14"] {
        harness.event(Event::Paste(pasted.into()));
        harness.run();
        assert_eq!(*harness.state(), ["14", "03", "1988"], "{pasted}");
    }
}

#[derive(Default)]
struct Chips {
    chips: Vec<String>,
    text: String,
}

#[test]
fn chips_are_added_by_enter_kept_as_typed_and_removed_from_the_end() {
    let mut harness = window(Chips::default(), |ui, state| {
        let field = ChipsField::new(Id::unique("chips"), "Interested in", &PLACES, "courses").width(500.0);
        let out = field.show(ui, &state.chips, &mut state.text);
        state.chips.extend(out.picked.map(|index| PLACES[index].label.to_owned()).or(out.kept));
        if let Some(index) = out.removed {
            state.chips.remove(index);
        }
    });
    press(&mut harness, &[Key::Tab]);
    write(&mut harness, "ire");
    press(&mut harness, &[Key::Enter]);
    assert_eq!(harness.state().chips, ["Ireland"]);
    write(&mut harness, "uni");
    harness.key_press_modifiers(Modifiers::CTRL, Key::Space);
    harness.run();
    assert_eq!(harness.state().chips, ["Ireland", "uni"], "Ctrl+Space keeps what was typed");
    harness.get_by_label("Remove Ireland").click();
    harness.run();
    assert_eq!(harness.state().chips, ["uni"]);
    harness.get_by_label("Interested in").focus();
    harness.run();
    press(&mut harness, &[Key::Backspace]);
    assert!(harness.state().chips.is_empty());
    // Written, and Enter in the same pass, as when the computer is busy.
    harness.input_mut().events.push(Event::Text("nig".into()));
    harness.key_down(Key::Enter);
    harness.run();
    assert_eq!(harness.state().chips, ["Nigeria"]);
}

#[test]
fn every_chip_is_come_to_and_taken_away_with_the_keys_those_that_there_is_no_room_for_too() {
    let named = ["Archaeology", "Biology", "Chemistry", "Drawing", "Economics"];
    let state = Chips { chips: named.map(str::to_owned).to_vec(), text: String::new() };
    let mut harness = window(state, |ui, state| {
        let field = ChipsField::new(Id::unique("chips"), "Interested in", &PLACES, "courses").width(360.0);
        let out = field.show(ui, &state.chips, &mut state.text);
        state.chips.extend(out.picked.map(|index| PLACES[index].label.to_owned()).or(out.kept));
        if let Some(index) = out.removed {
            state.chips.remove(index);
        }
        Button::secondary("After").show(ui);
    });
    let focused = |harness: &Harness<'_, Chips>| super::stage::focused(harness).unwrap_or_default();
    press(&mut harness, &[Key::Tab]);
    assert!(harness.query_by_label("Remove Archaeology").is_none(), "there is no room for it");
    press(&mut harness, &[Key::ArrowLeft; 5]);
    assert_eq!(focused(&harness), "Remove Archaeology");
    press(&mut harness, &[Key::ArrowRight, Key::Delete]);
    assert_eq!(harness.state().chips, ["Archaeology", "Chemistry", "Drawing", "Economics"]);
    assert_eq!(focused(&harness), "Remove Chemistry", "what took its place has the keyboard");
    press(&mut harness, &[Key::Home, Key::Space]);
    assert_eq!(harness.state().chips, ["Chemistry", "Drawing", "Economics"]);
    press(&mut harness, &[Key::ArrowRight, Key::ArrowRight, Key::Enter]);
    assert_eq!((focused(&harness), harness.state().chips.len()), ("Remove Drawing".to_owned(), 2));
    // It is one stop of the form's: Tab goes by the box to what comes after it, and Escape takes the keyboard from nothing.
    press(&mut harness, &[Key::Escape]);
    assert_eq!(focused(&harness), "Interested in");
    press(&mut harness, &[Key::Tab]);
    assert_eq!(focused(&harness), "After");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
    harness.run();
    assert_eq!(focused(&harness), "Interested in");
    // What is written on a chip is meant for the box.
    press(&mut harness, &[Key::ArrowLeft]);
    write(&mut harness, "ire");
    press(&mut harness, &[Key::Enter]);
    assert_eq!(harness.state().chips, ["Chemistry", "Drawing", "Ireland"]);
    press(&mut harness, &[Key::ArrowLeft, Key::Backspace, Key::Backspace, Key::Backspace]);
    assert_eq!((focused(&harness), harness.state().chips.len()), ("Interested in".to_owned(), 0));
}

#[test]
fn segments_are_one_stop_and_arrows_choose() {
    let mut harness = window(None, |ui, chosen| {
        Segmented::new(Id::unique("age"), "13 or over?", &["Yes", "No", "Not sure"]).show(ui, chosen);
        Button::secondary("After").show(ui);
    });
    press(&mut harness, &[Key::Tab]);
    assert_eq!(*harness.state(), None, "nothing is chosen by arriving");
    press(&mut harness, &[Key::ArrowRight]);
    assert_eq!(*harness.state(), Some(1));
    press(&mut harness, &[Key::ArrowRight, Key::ArrowRight]);
    assert_eq!(*harness.state(), Some(0));
    press(&mut harness, &[Key::Tab]);
    assert!(harness.get_by_label("After").is_focused(), "one stop for Tab");
    harness.get_by_label("Not sure").click();
    harness.run();
    assert_eq!(*harness.state(), Some(2));
    press(&mut harness, &[Key::Tab]);
}

#[test]
fn r11_segments_that_answer_take_no_scanners_enter() {
    let mut harness = window(None, |ui, chosen| {
        let options = ["Yes", "No", "Not sure"];
        Segmented::new(Id::unique("age"), "13 or over?", &options).answers().show(ui, chosen);
    });
    press(&mut harness, &[Key::Tab]);
    for key in [Key::B, Key::Num4, Key::Enter] {
        harness.input_mut().events.extend([pressed(key, false), released(key)]);
        harness.step();
    }
    harness.run_steps(8);
    assert_eq!(*harness.state(), None);
    press(&mut harness, &[Key::Enter]);
    assert_eq!(*harness.state(), Some(0));
    press(&mut harness, &[Key::Space]);
    assert_eq!(*harness.state(), None, "pressed again it is taken back");
    harness.get_by_label("No").click();
    harness.run();
    assert_eq!(*harness.state(), Some(1));
}

#[test]
fn a_field_says_what_is_wrong_and_when_it_was_left() {
    let mut harness = window((String::new(), 0), |ui, (text, left)| {
        let wrong = (*left > 0).then_some("Add the part after the @");
        let out = Field::new(Id::unique("email"), "Email").optional(true).error(wrong).show(ui, text);
        *left += usize::from(out.left);
        Button::secondary("After").show(ui);
    });
    press(&mut harness, &[Key::Tab]);
    write(&mut harness, "a@");
    press(&mut harness, &[Key::Enter]);
    assert!(harness.get_by_label("Email").is_focused(), "Enter stays");
    press(&mut harness, &[Key::Tab]);
    harness.run();
    assert_eq!(harness.state().1, 1, "left once");
    let field = harness.get_by_label("Email");
    assert_eq!(field.accesskit_node().description().as_deref(), Some("Optional. Add the part after the @"));
    assert_eq!(field.value().as_deref(), Some("a@"));
}

#[test]
fn a_focused_button_hears_plain_keys_only() {
    let mut harness = window(0, |ui, times| *times += usize::from(Button::secondary("Clear").show(ui).clicked()));
    press(&mut harness, &[Key::Tab, Key::Enter, Key::Space]);
    assert_eq!(*harness.state(), 2);
    harness.key_press_modifiers(Modifiers::CTRL, Key::Enter);
    harness.run_steps(4);
    assert_eq!(*harness.state(), 2, "Ctrl+Enter is the screen's");
}

#[test]
fn a_button_whose_work_is_done_has_the_keyboard_again_unless_somebody_went_on() {
    for goes_on in [false, true] {
        let mut harness = window(false, |ui, busy| {
            Button::secondary("Write it").enabled(!*busy).show(ui);
        });
        press(&mut harness, &[Key::Tab]);
        assert!(harness.get_by_label("Write it").is_focused());
        *harness.state_mut() = true;
        harness.run_steps(4);
        assert!(!harness.get_by_label("Write it").is_focused(), "it cannot be pressed");
        if goes_on {
            press(&mut harness, &[Key::Escape]);
        }
        *harness.state_mut() = false;
        harness.run_steps(4);
        assert_eq!(harness.get_by_label("Write it").is_focused(), !goes_on);
    }
}

/// A button that opens a dialog, which leads on to another.
fn two_dialogs() -> Harness<'static, usize> {
    window(0, |ui, step| {
        if Button::secondary("Withdraw").show(ui).clicked() {
            *step = 1;
        }
        let names = ["", "First", "Second"];
        let id = Id::unique(names[*step]);
        if *step > 0 {
            let close = id.with("close");
            let out = Dialog::new(id, names[*step]).focus(close).show(ui.ctx(), |ui| {
                let on = *step == 1 && Button::primary("Go on").show(ui).clicked();
                Button::secondary("Close").id(close).show(ui);
                on
            });
            if out.inner {
                *step = 2;
            } else if out.closed {
                *step = 0;
                Dialog::close(ui.ctx(), id);
            }
        }
    })
}

#[test]
fn dialogs_that_the_pointer_opened_one_after_the_other_give_the_keyboard_back_to_the_first_button() {
    let mut harness = two_dialogs();
    for steps in [&["Withdraw"][..], &["Withdraw", "Go on"]] {
        for name in steps {
            harness.get_by_label(name).click();
            harness.run_steps(8);
        }
        assert!(!harness.get_by_label("Withdraw").is_focused());
        press(&mut harness, &[Key::Escape]);
        assert!(harness.query_by_label("Close").is_none());
        assert!(harness.get_by_label("Withdraw").is_focused(), "{steps:?}");
        press(&mut harness, &[Key::Escape]);
    }
}

#[test]
fn a_dialog_holds_the_keyboard_and_gives_it_back() {
    let mut harness = window(false, |ui, open| {
        *open |= Button::secondary("Withdraw").show(ui).clicked();
        if *open {
            let (id, cancel) = (Id::unique("dialog"), Id::unique("cancel"));
            let out = Dialog::new(id, "Withdraw consent").focus(cancel).show(ui.ctx(), |ui| {
                Button::danger("Withdraw all").show(ui);
                Button::secondary("Cancel").id(cancel).show(ui).clicked()
            });
            if out.closed || out.inner {
                *open = false;
                Dialog::close(ui.ctx(), id);
            }
        }
    });
    press(&mut harness, &[Key::Tab, Key::Enter]);
    assert!(harness.get_by_label("Cancel").is_focused(), "the safest control");
    for _ in 0..3 {
        press(&mut harness, &[Key::Tab]);
        assert!(!harness.get_by_label("Withdraw").is_focused(), "Tab stays in the dialog");
    }
    press(&mut harness, &[Key::Escape]);
    assert!(harness.query_by_label("Cancel").is_none());
    assert!(harness.get_by_label("Withdraw").is_focused());
}

#[test]
fn rows_are_moved_through_by_arrows_and_opened_by_enter() {
    let mut harness = window((None, None), |ui, (row, opened): &mut (Option<usize>, Option<usize>)| {
        let rect = egui::Rect::from_min_size(egui::pos2(0.0, 0.0), egui::vec2(400.0, 220.0));
        let rows = Rows::new(Id::unique("rows"), "People", 1000).selected(*row);
        let out = rows.at(ui, rect, |index| format!("Person {index}"), |_, _, _, _| {});
        *row = out.selected.or(*row);
        *opened = out.opened.or(*opened);
    });
    press(&mut harness, &[Key::Tab, Key::ArrowDown, Key::ArrowDown, Key::Enter]);
    assert_eq!(*harness.state(), (Some(1), Some(1)));
    press(&mut harness, &[Key::End]);
    assert_eq!(harness.state().0, Some(999));
    harness.get_by_label("Person 999");
    assert!(harness.query_by_label("Person 1").is_none(), "only what is seen is made");
}

#[test]
fn undo_has_ten_seconds() {
    let mut harness = window((UndoBar::new(icons::ERASER, "Form cleared", ""), None), |ui, (bar, out)| {
        if *out != Some(Undo::Ended) {
            let rect = egui::Rect::from_min_size(egui::pos2(20.0, 20.0), egui::vec2(400.0, 48.0));
            *out = Some(place(ui, rect, |ui| bar.dock(ui, rect, true)));
        }
    });
    assert_eq!(harness.state().0.seconds(), 10);
    harness.run_steps(9 * 60);
    assert_eq!(harness.state().1, Some(Undo::Waiting));
    harness.run_steps(70);
    assert_eq!(harness.state().1, Some(Undo::Ended));
}

#[test]
fn everything_on_the_sheet_has_a_name() {
    let harness = window(Gallery::default(), |ui, gallery| gallery.ui(ui));
    let pressed = By::new().predicate(|node| {
        let data = node.data();
        data.supports_action(Action::Click) || data.supports_action(Action::Focus)
    });
    let mut count = 0;
    for node in harness.query_all(pressed) {
        count += 1;
        let name = node.accesskit_node().label().unwrap_or_default();
        assert!(!name.is_empty(), "a {:?} without a name at {:?}", node.accesskit_node().role(), node.rect());
    }
    assert!(count > 30, "{count} controls");
}
