//! What egui makes of it: glyphs, and where they are.

use egui::text::LayoutJob;
use egui::{FontFamily, FontId, MissingGlyphPolicy};

use lanyard::ui::scripts::{Script, fitted, needed};

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
    let ideographs = '\u{4E00}'..='\u{9FEF}';
    let syllables = '\u{AC00}'..='\u{D7A3}';
    let kana = ('\u{3041}'..='\u{3096}').chain('\u{30A1}'..='\u{30FE}');
    // Beyond the sets of other systems: common in names.
    let names = "祎镕堃髙﨑濵𠮷".chars();
    let font = FontId::proportional(14.0);
    frame(MissingGlyphPolicy::Tofu, |ctx| {
        let has = |char: &char| ctx.fonts_mut(|fonts| fonts.has_glyph(&font, *char));
        let all = ideographs.clone().chain(syllables.clone()).chain(kana.clone()).chain(names.clone());
        let missing: Vec<char> = all.filter(|char| !has(char)).collect();
        assert!(missing.is_empty(), "{missing:?}");
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
