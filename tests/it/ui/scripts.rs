//! Names in every script are shown right.

#![allow(clippy::unwrap_used, reason = "a name that cannot be laid out is a failure")]

mod drawn;
mod order;
mod widgets;

use std::sync::Arc;

use egui::{Color32, Context, FontData, FontDefinitions, FontFamily, Galley, MissingGlyphPolicy, RawInput};

use lanyard::ui::scripts::{self, Look, Script};

const LOOK: Look = Look { size: 14.0, strong: false, color: Color32::BLACK };
const STRONG: Look = Look { strong: true, ..LOOK };

/// A name in each script, and the rest of IBM Plex Sans.
const NAMES: [(&str, Option<Script>); 30] = [
    ("Zoë Đặng Żółkiewska-O’Neill", None),
    ("Δήμητρα Ευαγγελάτου", None),
    ("Юлія Щербак", None),
    ("Nguyễn Thị Thuỳ Dương", None),
    ("عبد الله بن محمد الشايع", Some(Script::Arabic)),
    ("علی‌رضا پورحسینی", Some(Script::Arabic)),
    ("Անահիտ Հովհաննիսյան", Some(Script::Armenian)),
    ("রবীন্দ্রনাথ ঠাকুর", Some(Script::Bengali)),
    ("王祎 龍澤 髙﨑", Some(Script::Cjk)),
    ("さゆり ユウコ 结衣", Some(Script::Cjk)),
    ("김지우 최정숙", Some(Script::Cjk)),
    ("शशि भट्टाचार्य", Some(Script::Devanagari)),
    ("አበበ ቢቂላ", Some(Script::Ethiopic)),
    ("თამარ ბაგრატიონი", Some(Script::Georgian)),
    ("જયશ્રી પટેલ", Some(Script::Gujarati)),
    ("ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ", Some(Script::Gurmukhi)),
    ("שרה כהן־לוי", Some(Script::Hebrew)),
    ("ಕುವೆಂಪು ಶ್ರೀನಿವಾಸ", Some(Script::Kannada)),
    ("សុខ វិច្ឆិកា", Some(Script::Khmer)),
    ("ສົມຈິດ ວົງສາ", Some(Script::Lao)),
    ("ശ്രീകുമാർ നായർ", Some(Script::Malayalam)),
    ("အောင်ဆန်း စုကြည်", Some(Script::Myanmar)),
    ("ଶୁଭଶ୍ରୀ ମହାପାତ୍ର", Some(Script::Oriya)),
    ("Kɔfi Akɔsua Ɖeɖe Nyaŋʋɛ", Some(Script::Latin)),
    ("Ɓɛ̃ɖa̱ Ɗanƙwairo Ƴar’adua", Some(Script::Latin)),
    ("Ἀλέξανδρος Ἠὼς ᾠδή", Some(Script::Latin)),
    ("བསྟན་འཛིན་རྒྱ་མཚོ", Some(Script::Tibetan)),
    ("ශ්‍රීමතී පෙරේරා", Some(Script::Sinhala)),
    ("ஸ்ரீதேவி கிருஷ்ணன்", Some(Script::Tamil)),
    ("శ్రీకృష్ణ రావు", Some(Script::Telugu)),
];

/// The two whose fonts are smallest, kept apart to say so.
const MORE: [(&str, Script); 2] = [("މުޙައްމަދު ނަޝީދު", Script::Thaana), ("บุญญามี ถนัดหัตถกรรม", Script::Thai)];

fn every_name() -> impl Iterator<Item = (&'static str, Option<Script>)> {
    NAMES.into_iter().chain(MORE.map(|(name, script)| (name, Some(script))))
}

/// The window's fonts. A character that no font has is a failure.
fn fonts(ctx: &Context) {
    let mut fonts = FontDefinitions::empty();
    let plex: [(&str, &'static [u8], FontFamily); 2] = [
        ("plex", include_bytes!("../../../assets/fonts/IBMPlexSans-Regular.ttf"), FontFamily::Proportional),
        (
            "plex-strong",
            include_bytes!("../../../assets/fonts/IBMPlexSans-SemiBold.ttf"),
            FontFamily::Name("strong".into()),
        ),
    ];
    for (name, bytes, family) in plex {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        fonts.families.insert(family, vec![name.to_owned()]);
    }
    ctx.set_fonts(fonts);
    ctx.set_missing_glyph_policy(MissingGlyphPolicy::Panic);
    scripts::install(ctx);
}

/// Runs one frame, where texts can be laid out.
fn frame<T>(missing: MissingGlyphPolicy, mut see: impl FnMut(&Context) -> T) -> T {
    let ctx = Context::default();
    fonts(&ctx);
    ctx.set_missing_glyph_policy(missing);
    let mut seen = None;
    let output = ctx.run_ui(RawInput::default(), |ui| seen = Some(see(ui.ctx())));
    output.drop_without_applying_deltas();
    seen.unwrap()
}

fn lay_out(ctx: &Context, text: &str, look: Look) -> Arc<Galley> {
    ctx.fonts_mut(|fonts| fonts.layout_job(scripts::shown(text, look)))
}

/// What is painted, from left to right: characters that joined another's glyph are not in it.
fn painted(galley: &Galley) -> Vec<(char, f32)> {
    let glyphs = galley.rows.iter().flat_map(|row| &row.row.glyphs).filter(|glyph| glyph.advance_width > 0.0);
    let mut glyphs: Vec<(char, f32)> = glyphs.map(|glyph| (glyph.chr, glyph.pos.x)).collect();
    glyphs.sort_by(|(_, one), (_, other)| one.total_cmp(other));
    glyphs
}

fn read(galley: &Galley) -> String {
    painted(galley).into_iter().map(|(char, _)| char).collect()
}
