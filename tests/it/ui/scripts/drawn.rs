//! What egui makes of it: glyphs, and where they are.

use egui::text::{LayoutJob, TextFormat};
use egui::{FontFamily, FontId, MissingGlyphPolicy};

use lanyard::ui::scripts::{Script, fitted, in_words, needed, paragraph};

use super::{LOOK, STRONG, every_name, frame, lay_out, painted, read};

#[test]
fn no_name_has_a_character_that_no_font_has() {
    frame(MissingGlyphPolicy::Panic, |ctx| {
        for (name, _) in every_name() {
            assert!(!painted(&lay_out(ctx, name, LOOK)).is_empty(), "{name}");
            assert!(!painted(&lay_out(ctx, name, STRONG)).is_empty(), "{name}");
        }
    });
}

#[test]
fn the_walk_ins_are_all_written() {
    let list = include_str!("../../../data/walk-ins.csv");
    let mut reader = csv::Reader::from_reader(list.as_bytes());
    let mut scripts = Vec::new();
    frame(MissingGlyphPolicy::Panic, |ctx| {
        for row in reader.records() {
            for cell in &row.unwrap() {
                lay_out(ctx, cell, LOOK);
                lay_out(ctx, cell, STRONG);
                // As in a field.
                let field = LayoutJob::simple(cell.to_owned(), FontId::proportional(14.0), LOOK.color, f32::INFINITY);
                ctx.fonts_mut(|fonts| fonts.layout_job(field));
                scripts.extend(needed(cell).iter());
            }
        }
    });
    scripts.sort();
    scripts.dedup();
    assert_eq!(scripts, [Script::Arabic, Script::Cjk, Script::Devanagari, Script::Thai]);
}

#[test]
fn every_ideograph_of_the_first_block_and_every_syllable_of_korean_is_there() {
    let ideographs = ('\u{4E00}'..='\u{9FEF}').chain('\u{3400}'..='\u{4DB5}');
    let syllables = '\u{AC00}'..='\u{D7A3}';
    let kana = ('\u{3041}'..='\u{3096}').chain('\u{30A1}'..='\u{30FE}');
    // Beyond the sets of other systems: common in names.
    let names = "祎镕堃髙﨑濵𠮷䶮".chars();
    let font = FontId::proportional(14.0);
    frame(MissingGlyphPolicy::Tofu, |ctx| {
        let has = |char: &char| ctx.fonts_mut(|fonts| fonts.has_glyph(&font, *char));
        let all = ideographs.clone().chain(syllables.clone()).chain(kana.clone()).chain(names.clone());
        let missing: Vec<char> = all.filter(|char| !has(char)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    });
}

/// What orthographies use, by Unicode's blocks: not a list of names that somebody thought of.
#[test]
fn every_letter_and_mark_of_these_blocks_is_there_in_both_weights() {
    let blocks = [
        ("Latin-1 Supplement", '\u{A1}'..='\u{FF}'),
        ("Latin Extended-A", '\u{100}'..='\u{17F}'),
        ("Latin Extended-B", '\u{180}'..='\u{24F}'),
        ("IPA Extensions", '\u{250}'..='\u{2AF}'),
        ("Spacing Modifier Letters", '\u{2B0}'..='\u{2FF}'),
        ("Combining Diacritical Marks", '\u{300}'..='\u{36F}'),
        ("Greek", '\u{388}'..='\u{3E1}'),
        ("Cyrillic and its supplement", '\u{400}'..='\u{52F}'),
        ("Hangul Syllables", '\u{AC00}'..='\u{D7A3}'),
        ("Latin Extended Additional", '\u{1E00}'..='\u{1EFF}'),
        ("Greek Extended", '\u{1F00}'..='\u{1FFE}'),
        ("Latin Extended-C", '\u{2C60}'..='\u{2C7F}'),
        ("Hiragana", '\u{3041}'..='\u{3096}'),
        ("Katakana", '\u{30A1}'..='\u{30FE}'),
    ];
    for family in [FontFamily::Proportional, FontFamily::Name("strong".into())] {
        let font = FontId::new(14.0, family);
        frame(MissingGlyphPolicy::Tofu, |ctx| {
            for (block, chars) in &blocks {
                let has = |char: &char| ctx.fonts_mut(|fonts| fonts.has_glyph(&font, *char));
                let missing: Vec<char> = chars.clone().filter(|char| is_assigned(*char) && !has(char)).collect();
                assert!(missing.is_empty(), "{block}: {missing:?}");
            }
        });
    }
}

/// Of these blocks, what Unicode has given a meaning: the few gaps of Greek are not letters.
fn is_assigned(char: char) -> bool {
    let gaps_of_greek = "\u{38B}\u{38D}\u{3A2}\u{1F16}\u{1F17}\u{1F1E}\u{1F1F}\u{1F46}\u{1F47}\u{1F4E}\u{1F4F}\u{1F58}\u{1F5A}\u{1F5C}\u{1F5E}\u{1F7E}\u{1F7F}\u{1FB5}\u{1FC5}\u{1FD4}\u{1FD5}\u{1FDC}\u{1FF0}\u{1FF1}\u{1FF5}";
    !gaps_of_greek.contains(char)
}

/// A letter with marks that no single character stands for is what NFC leaves.
#[test]
fn a_letter_and_the_marks_on_it_are_of_one_font() {
    frame(MissingGlyphPolicy::Panic, |ctx| {
        for text in ["ɔ̃", "Ɛ́", "a̱", "Ạ̃", "ɖ̀a", "m̀", "x̱ʷ", "Na̱ki"] {
            for look in [LOOK, STRONG] {
                lay_out(ctx, text, look);
                let runs = lanyard::ui::scripts::visual_runs(text);
                let torn = runs.iter().any(|run| run.text.starts_with(unicode_normalization::char::is_combining_mark));
                assert!(!torn, "{text}: a mark stands in another run than its letter");
                // As in a field.
                let job = LayoutJob::simple(text.to_owned(), FontId::proportional(14.0), look.color, f32::INFINITY);
                ctx.fonts_mut(|fonts| fonts.layout_job(job));
            }
        }
    });
}

#[test]
fn the_words_and_letters_of_arabic_and_hebrew_run_from_right_to_left() {
    let rows = [
        ("محمد علي", "يلع دمحم"),
        ("שרה כהן", "ןהכ הרש"),
        ("Dr محمد علي 12", "Dr 12 يلع دمحم"),
        ("محمد (علي) 12", "12 (يلع) دمحم"),
        ("Smith, שרה", "Smith, הרש"),
        ("علي ١٢٣", "١٢٣ يلع"),
        ("رضا ۱۲", "۱۲ اضر"),
    ];
    frame(MissingGlyphPolicy::Panic, |ctx| {
        for (text, expected) in rows {
            for look in [LOOK, STRONG] {
                // Lām and alif are one glyph; the letters of these names are not.
                assert_eq!(read(&lay_out(ctx, text, look)), expected, "{text}");
            }
        }
    });
}

/// The fault that all this is for; when egui orders text itself, `visual_runs` would undo it.
#[test]
fn egui_alone_still_swaps_the_words() {
    frame(MissingGlyphPolicy::Panic, |ctx| {
        let job = LayoutJob::simple("محمد علي".to_owned(), FontId::proportional(14.0), LOOK.color, f32::INFINITY);
        let galley = ctx.fonts_mut(|fonts| fonts.layout_job(job));
        assert_eq!(read(&galley), "دمحم يلع");
    });
}

#[test]
fn a_row_is_as_high_and_stands_on_the_same_line_in_every_script() {
    frame(MissingGlyphPolicy::Panic, |ctx| {
        for look in [LOOK, STRONG] {
            let latin = lay_out(ctx, "Ana", look);
            let line = latin.rows[0].row.glyphs[0].pos.y;
            for (name, _) in every_name() {
                let galley = lay_out(ctx, &format!("Ana {name}"), look);
                assert_eq!(galley.size().y, latin.size().y, "{name}");
                assert!(galley.rows[0].row.glyphs.iter().all(|glyph| glyph.pos.y == line), "{name}");
            }
        }
    });
}

#[test]
fn what_no_font_has_is_a_box() {
    frame(MissingGlyphPolicy::Tofu, |ctx| {
        // A rare ideograph, a letter of a script without a font, a picture.
        for text in ["\u{2A6D6}", "ߊ", "🦑"] {
            for look in [LOOK, STRONG] {
                let galley = lay_out(ctx, text, look);
                let boxes = galley.rows[0].row.glyphs.iter().filter(|glyph| !glyph.uv_rect.is_nothing());
                assert_eq!(boxes.count(), 1, "{text}");
            }
        }
    });
}

#[test]
fn icons_never_stand_in_for_letters_nor_letters_for_icons() {
    frame(MissingGlyphPolicy::Tofu, |ctx| {
        let icons = FontId::new(14.0, FontFamily::Name("icons".into()));
        assert!(!ctx.fonts_mut(|fonts| fonts.has_glyph(&icons, '王')));
    });
}

#[test]
fn a_name_that_is_too_wide_ends_with_an_ellipsis_where_it_ends() {
    frame(MissingGlyphPolicy::Panic, |ctx| {
        for (name, _) in every_name() {
            let whole = fitted(ctx, name, LOOK, f32::INFINITY);
            assert!(!whole.cut);
            let width = whole.galley.size().x;
            assert!(!fitted(ctx, name, LOOK, width).cut, "{name}");
            for part in [0.9, 0.5, 0.3] {
                let cut = fitted(ctx, name, LOOK, width * part);
                assert!(cut.cut && cut.galley.size().x <= width * part, "{name}: {part}");
                let text = read(&cut.galley);
                let rtl = needed(name).iter().any(Script::is_rtl);
                assert!(if rtl { text.starts_with('…') } else { text.ends_with('…') }, "{name}: {text}");
            }
        }
        // Too narrow for anything.
        let cut = fitted(ctx, "Ana", LOOK, 1.0);
        assert_eq!(read(&cut.galley), "…");
    });
}

#[test]
fn a_sentence_is_read_from_left_to_right_whichever_way_the_name_in_it_is() {
    let name = in_words("محمد علي");
    let turned = "يلع دمحم";
    frame(MissingGlyphPolicy::Panic, |ctx| {
        for (words, expected) in [
            (format!("{name}, 12:46, was not finished"), format!("{turned}, 12:46, was not finished")),
            (format!("Saved {name}, 12:46"), format!("Saved {turned}, 12:46")),
            (format!("{name} answers for {name}"), format!("{turned} answers for {turned}")),
        ] {
            let format = TextFormat::simple(FontId::proportional(14.0), LOOK.color);
            assert_eq!(read(&paragraph(ctx, &words, &format, f32::INFINITY, 1)), expected);
            assert_eq!(read(&fitted(ctx, &words, LOOK, f32::INFINITY).galley), expected);
        }
    });
    assert_eq!(in_words("Zoë Żółkiewska"), "Zoë Żółkiewska", "nothing turns there");
}

#[test]
fn a_name_over_two_lines_begins_in_the_first() {
    let name = in_words("محمد علي");
    let words = format!("Ask {name}: may we keep it?");
    frame(MissingGlyphPolicy::Panic, |ctx| {
        let format = TextFormat::simple(FontId::proportional(14.0), LOOK.color);
        let up_to = |words: &str| paragraph(ctx, words, &format, f32::INFINITY, 1).size().x + 1.0;
        let width = up_to("Ask محمد");
        let galley = paragraph(ctx, &words, &format, width, usize::MAX);
        let written = |row: &egui::epaint::text::PlacedRow| -> String {
            row.row.glyphs.iter().filter(|glyph| glyph.advance_width > 0.0).map(|glyph| glyph.chr).collect()
        };
        let rows: Vec<_> = galley.rows.iter().map(written).collect();
        // Letter by letter from the left: each word is turned.
        assert_eq!(rows[0], "Ask دمحم");
        assert!(rows[1].starts_with("يلع"), "{rows:?}");
        assert!(galley.rows.iter().all(|row| row.row.size.x <= width), "{rows:?}");
        assert!(!galley.elided);
        let two = paragraph(ctx, &words, &format, width, 2);
        assert!(two.elided && two.rows.len() == 2 && two.text().ends_with('…'), "{:?}", two.text());
        assert!(two.rows.iter().all(|row| row.row.size.x <= width));
    });
}
