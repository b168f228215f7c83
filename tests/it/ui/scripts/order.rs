//! The order in which a text is read.

use proptest::prelude::*;

use lanyard::ui::scripts::{Script, needed, reads_differently, visual_runs};

fn runs(text: &str) -> Vec<String> {
    visual_runs(text).into_iter().map(|run| run.text).collect()
}

#[test]
fn names_are_put_in_the_order_they_are_read() {
    let rows: [(&str, &[&str]); 15] = [
        ("", &[]),
        ("María José de la Cruz", &["María José de la Cruz"]),
        // egui turns a run of Arabic or Hebrew; both words are in one.
        ("محمد علي", &["محمد علي"]),
        ("שרה כהן", &["שרה כהן"]),
        ("Dr محمد علي 12", &["Dr ", "12", " ", "محمد علي"]),
        ("محمد علي 12", &["12", " ", "محمد علي"]),
        ("محمد علي Smith", &["Smith", " ", "محمد علي"]),
        ("Smith محمد علي", &["Smith ", "محمد علي"]),
        ("שרה Cohen לוי", &["לוי", " ", "Cohen", " ", "שרה"]),
        // Brackets open to the other side, and hyphens stand between.
        ("محمد (علي) حسن", &["حسن", " (", "علي", ") ", "محمد"]),
        ("כהן-לוי", &["לוי", "-", "כהן"]),
        ("Ali (علي)", &["Ali (", "علي", ")"]),
        // Digits are read from left to right, also those of Arabic.
        ("علي ١٢٣", &["١", "٢", "٣", " ", "علي"]),
        ("رضا ۱۲", &["۱", "۲", " ", "رضا"]),
        // A comma of Arabic with nothing to say it is.
        ("Ali، Omar", &["Ali", "،", " Omar"]),
    ];
    for (text, expected) in rows {
        assert_eq!(runs(text), expected, "{text}");
    }
}

#[test]
fn each_script_is_a_run_of_its_own_with_its_spaces() {
    let scripts = |text| -> Vec<(String, Option<Script>)> {
        visual_runs(text).into_iter().map(|run| (run.text, run.script)).collect()
    };
    let run = |text: &str, script| (text.to_owned(), script);
    assert_eq!(scripts("शशि भट्टाचार्य"), [run("शशि भट्टाचार्य", Some(Script::Devanagari))]);
    assert_eq!(
        scripts("डॉ. शशि  Smith 李"),
        [
            run("डॉ", Some(Script::Devanagari)),
            run(". ", None),
            run("शशि", Some(Script::Devanagari)),
            run("  Smith ", None),
            run("李", Some(Script::Cjk)),
        ]
    );
    // A joiner belongs to the word it joins.
    assert_eq!(scripts("علی‌رضا"), [run("علی‌رضا", Some(Script::Arabic))]);
}

#[test]
fn the_scripts_a_text_needs() {
    assert!(needed("Zoë Żółć Юлія Ευαγγελία Nguyễn").is_empty());
    assert_eq!(needed("Ali علي 李").iter().collect::<Vec<_>>(), [Script::Arabic, Script::Cjk]);
    for (name, script) in super::every_name() {
        assert_eq!(needed(name).iter().collect::<Vec<_>>(), Vec::from_iter(script), "{name}");
    }
}

#[test]
fn only_what_is_read_from_right_to_left_reads_differently() {
    for text in ["", "Zoë", "王", "शशि", "บุญ", "12"] {
        assert!(!reads_differently(text), "{text}");
    }
    for text in ["علي", "Ali علي", "שרה", "١٢", "މުޙައް"] {
        assert!(reads_differently(text), "{text}");
    }
}

#[test]
fn every_character_of_unicode_is_in_a_run() {
    // The planes with letters, those of tags and selectors, and the last character.
    let chars = ('\0'..='\u{33FFF}').chain('\u{E0000}'..='\u{E0FFF}').chain([char::MAX]);
    let chars: Vec<char> = chars.collect();
    for some in chars.chunks(64) {
        let text = String::from_iter(some);
        check(&text);
        check(&format!("ع({text}"));
        check(&format!("a ש{text}"));
    }
}

/// The runs are the text, each byte once, and each run has the characters of its bytes.
fn check(text: &str) {
    let runs = visual_runs(text);
    let mut ranges: Vec<_> = runs.iter().map(|run| run.range.clone()).collect();
    ranges.sort_by_key(|range| range.start);
    let mut end = 0;
    for range in ranges {
        assert_eq!(range.start, end, "{text:?}");
        assert!(range.end > range.start, "{text:?}");
        end = range.end;
    }
    assert_eq!(end, text.len(), "{text:?}");
    for run in &runs {
        assert_eq!(letters(&run.text), letters(&text[run.range.clone()]), "{text:?}");
    }
}

/// The characters, in no order, brackets to either side alike.
fn letters(text: &str) -> Vec<char> {
    let open = "([{<«‹⟨〈《「『【〔（［";
    let close = ")]}>»›⟩〉》」』】〕）］";
    let to_open = |char| close.chars().position(|close| close == char).and_then(|at| open.chars().nth(at));
    let mut letters: Vec<char> = text.chars().map(|char| to_open(char).unwrap_or(char)).collect();
    letters.sort_unstable();
    letters
}

/// Text in which much happens.
fn mixed() -> impl Strategy<Value = String> {
    let char = prop_oneof![
        4 => prop::char::range('\u{590}', '\u{7BF}'),
        2 => prop::sample::select(vec![' ', '(', ')', '1', '-', '\n', '\u{A0}', '«', '\u{301}', '…']),
        1 => prop::sample::select(('\u{200B}'..='\u{206F}').collect::<Vec<_>>()),
        1 => prop::char::range('a', 'z'),
        1 => prop::char::range('\u{900}', '\u{E7F}'),
        1 => any::<char>(),
    ];
    prop::collection::vec(char, 0..24).prop_map(String::from_iter)
}

proptest! {
    #[test]
    fn nothing_is_lost(text in mixed()) {
        check(&text);
    }

    #[test]
    fn what_is_read_as_it_stands_is_left_as_it_stands(text in "\\PC*") {
        prop_assume!(!reads_differently(&text));
        prop_assert_eq!(runs(&text).concat(), text);
    }

    /// It only looks at single characters, so it must be told of each that could turn something.
    #[test]
    fn what_does_not_read_differently_has_no_levels_but_the_lowest(text in mixed()) {
        let text: String = text.chars().filter(|char| !reads_differently(&char.to_string())).collect();
        let bidi = unicode_bidi::BidiInfo::new(&text, None);
        prop_assert!(!bidi.has_rtl());
    }

    #[test]
    fn whatever_is_typed_can_be_painted(text in mixed(), strong: bool) {
        super::frame(egui::MissingGlyphPolicy::Tofu, |ctx| {
            let look = super::Look { strong, ..super::LOOK };
            super::lay_out(ctx, &text, look);
            lanyard::ui::scripts::fitted(ctx, &text, look, 40.0);
        });
    }
}
