//! What languages are called: by those who speak them, to choose one; and in English, to staff.

/// A tag's language, its name in itself where our fonts always have its letters, and its name in English.
const NAMES: [(&str, &str, &str); 24] = [
    ("ar", "Arabic", "Arabic"),
    ("bn", "Bengali", "Bengali"),
    ("cy", "Cymraeg", "Welsh"),
    ("de", "Deutsch", "German"),
    ("en", "English", "English"),
    ("es", "Español", "Spanish"),
    ("fa", "Persian", "Persian"),
    ("fr", "Français", "French"),
    ("ga", "Gaeilge", "Irish"),
    ("gd", "Gàidhlig", "Scottish Gaelic"),
    ("gu", "Gujarati", "Gujarati"),
    ("hi", "Hindi", "Hindi"),
    ("it", "Italiano", "Italian"),
    ("kw", "Kernewek", "Cornish"),
    ("pa", "Punjabi", "Punjabi"),
    ("pl", "Polski", "Polish"),
    ("pt", "Português", "Portuguese"),
    ("ro", "Română", "Romanian"),
    ("sco", "Scots", "Scots"),
    ("so", "Soomaali", "Somali"),
    ("ta", "Tamil", "Tamil"),
    ("tr", "Türkçe", "Turkish"),
    ("ur", "Urdu", "Urdu"),
    ("zh", "Chinese", "Chinese"),
];

/// What a language is called by those who speak it, such as "Cymraeg" for `cy`; the tag where nothing is known of it or where
/// it says more than the language, such as `en-US`.
#[must_use]
pub fn own_name(tag: &str) -> &str {
    named(tag).map_or(tag, |(_, own, _)| own)
}

/// What it is called in English, such as "Welsh"; the tag where nothing is known of it.
#[must_use]
pub fn name(tag: &str) -> &str {
    named(tag).map_or(tag, |(_, _, english)| english)
}

fn named(tag: &str) -> Option<(&'static str, &'static str, &'static str)> {
    NAMES.into_iter().find(|(language, ..)| tag.eq_ignore_ascii_case(language))
}
