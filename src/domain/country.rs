//! Countries by ISO 3166-1, found by code, name or the names that people use.

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// No country of this name or code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Choose a country from the list")]
pub struct UnknownCountry;

/// One of the countries and territories of ISO 3166-1. Serialised as its two letters.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Country(celes::Country);

impl Country {
    /// Finds a country by its two or three letters, its English name or a common alias, in any case and with or
    /// without accents: `gb`, `GBR`, `UK`, `Wales`, `Turkey`, `Türkiye`.
    ///
    /// # Errors
    /// [`UnknownCountry`]; also for a name that several countries share (`Korea`, `Congo`).
    pub fn find(typed: &str) -> Result<Self, UnknownCountry> {
        // A hidden character is never a slip of the pen that can be looked past.
        let hidden = typed.trim().contains(char::is_control);
        BY_KEY.get(&key(typed)).copied().filter(|_| !hidden).ok_or(UnknownCountry)
    }

    /// The countries of which some word of a name or alias begins with what was typed, or whose code it is; the code
    /// first, then by name. Everything for an empty text.
    #[must_use]
    pub fn matching(typed: &str) -> Vec<Self> {
        let wanted = key(typed);
        let mut found: Vec<Self> = Self::all().filter(|country| country.answers_to(&wanted)).collect();
        let exact = Self::find(typed).ok();
        found.sort_by_key(|country| (Some(*country) != exact, country.name()));
        found
    }

    /// Every country and territory.
    pub fn all() -> impl Iterator<Item = Self> {
        celes::Country::get_countries().into_iter().map(Self)
    }

    /// The two letters of ISO 3166-1, in capitals.
    #[must_use]
    pub fn alpha2(self) -> &'static str {
        self.0.alpha2
    }

    /// The short English name.
    #[must_use]
    pub fn name(self) -> &'static str {
        SHORT_NAMES.iter().find(|(code, _)| *code == self.0.alpha2).map_or(self.0.long_name, |(_, name)| *name)
    }

    /// Other names that people use for it.
    pub fn aliases(self) -> impl Iterator<Item = &'static str> {
        let name = self.name();
        self.names().filter(move |other| *other != name)
    }

    /// The dialling code of its telephone numbers, without `+`; `None` for the few places that have none.
    #[must_use]
    pub fn dialling_code(self) -> Option<u16> {
        phonenumber::metadata::DATABASE.by_id(self.0.alpha2).map(phonenumber::Metadata::country_code)
    }

    fn names(self) -> impl Iterator<Item = &'static str> {
        let aliases = ALIASES.iter().filter(move |(code, _)| *code == self.0.alpha2);
        std::iter::once(self.name()).chain(aliases.map(|(_, alias)| *alias))
    }

    fn answers_to(self, wanted: &str) -> bool {
        let by_code = || [self.0.alpha2, self.0.alpha3].iter().any(|code| key(code) == wanted);
        let by_word = || {
            self.names().any(|name| {
                name.char_indices()
                    .filter(|(at, _)| *at == 0 || !name[..*at].ends_with(char::is_alphanumeric))
                    .any(|(at, _)| key_of_rest(&name[at..]).starts_with(wanted))
            })
        };
        by_code() || by_word()
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.alpha2)
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Codes come first, then our own names, then those of `celes`, so that no alias takes another country's name (there
/// "Samoa" is also an alias of American Samoa).
static BY_KEY: LazyLock<HashMap<String, Country>> = LazyLock::new(|| {
    let codes = Country::all().flat_map(|country| [(country.0.alpha2, country), (country.0.alpha3, country)]);
    let names = Country::all().flat_map(|country| country.names().map(move |name| (name, country)));
    let long = Country::all().map(|country| (country.0.long_name, country));
    let mut by_key = HashMap::new();
    for (name, country) in codes.chain(names).chain(long) {
        by_key.entry(key(name)).or_insert(country);
    }
    // Two countries are called so; which one is not ours to guess.
    by_key.remove("congo");
    by_key
});

/// Lower-case letters and digits without accents; a leading "the" does not count.
fn key(name: &str) -> String {
    let words = name.trim();
    let rest = words.get(..4).filter(|the| the.eq_ignore_ascii_case("the ")).map_or(words, |the| &words[the.len()..]);
    key_of_rest(rest)
}

fn key_of_rest(name: &str) -> String {
    let plain = name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    plain.map(|c| if c == 'ı' { 'i' } else { c }).filter(|c| c.is_alphanumeric()).collect()
}

/// Where the name in `celes` is a formal one, or has lost its accents.
const SHORT_NAMES: [(&str, &str); 71] = [
    ("AG", "Antigua and Barbuda"),
    ("IM", "Isle of Man"),
    ("PM", "Saint Pierre and Miquelon"),
    ("SJ", "Svalbard and Jan Mayen"),
    ("TT", "Trinidad and Tobago"),
    ("AX", "Åland Islands"),
    ("BS", "Bahamas"),
    ("BL", "Saint Barthélemy"),
    ("BO", "Bolivia"),
    ("BQ", "Caribbean Netherlands"),
    ("BN", "Brunei"),
    ("CC", "Cocos (Keeling) Islands"),
    ("CD", "Congo (Kinshasa)"),
    ("CF", "Central African Republic"),
    ("CG", "Congo (Brazzaville)"),
    ("CI", "Côte d’Ivoire"),
    ("CK", "Cook Islands"),
    ("CV", "Cabo Verde"),
    ("CW", "Curaçao"),
    ("DO", "Dominican Republic"),
    ("FK", "Falkland Islands"),
    ("FM", "Micronesia"),
    ("FO", "Faroe Islands"),
    ("GB", "United Kingdom"),
    ("GM", "Gambia"),
    ("GS", "South Georgia and the South Sandwich Islands"),
    ("GW", "Guinea-Bissau"),
    ("HK", "Hong Kong"),
    ("HM", "Heard Island and McDonald Islands"),
    ("IO", "British Indian Ocean Territory"),
    ("IR", "Iran"),
    ("KM", "Comoros"),
    ("KN", "Saint Kitts and Nevis"),
    ("KP", "North Korea"),
    ("KR", "South Korea"),
    ("KY", "Cayman Islands"),
    ("LA", "Laos"),
    ("MD", "Moldova"),
    ("MF", "Saint Martin (French part)"),
    ("MH", "Marshall Islands"),
    ("MK", "North Macedonia"),
    ("MO", "Macao"),
    ("MP", "Northern Mariana Islands"),
    ("NE", "Niger"),
    ("NL", "Netherlands"),
    ("PH", "Philippines"),
    ("PS", "Palestine"),
    ("RE", "Réunion"),
    ("RU", "Russia"),
    ("SD", "Sudan"),
    ("SH", "Saint Helena, Ascension and Tristan da Cunha"),
    ("ST", "São Tomé and Príncipe"),
    ("SX", "Sint Maarten (Dutch part)"),
    ("SY", "Syria"),
    ("TC", "Turks and Caicos Islands"),
    ("TF", "French Southern Territories"),
    ("TL", "Timor-Leste"),
    ("TR", "Türkiye"),
    ("TW", "Taiwan"),
    ("TZ", "Tanzania"),
    ("UM", "United States Minor Outlying Islands"),
    ("US", "United States"),
    ("VA", "Vatican City"),
    ("VC", "Saint Vincent and the Grenadines"),
    ("VE", "Venezuela"),
    ("VG", "British Virgin Islands"),
    ("VI", "US Virgin Islands"),
    ("VN", "Vietnam"),
    ("AE", "United Arab Emirates"),
    ("BA", "Bosnia and Herzegovina"),
    ("WF", "Wallis and Futuna"),
];

/// Other names that people use, former ones included.
const ALIASES: [(&str, &str); 61] = [
    ("GB", "UK"),
    ("GB", "U.K."),
    ("GB", "Great Britain"),
    ("GB", "Britain"),
    ("GB", "England"),
    ("GB", "Scotland"),
    ("GB", "Wales"),
    ("GB", "Cymru"),
    ("GB", "Northern Ireland"),
    ("IE", "Republic of Ireland"),
    ("IE", "Eire"),
    ("US", "USA"),
    ("US", "United States of America"),
    ("US", "America"),
    ("TR", "Turkey"),
    ("CZ", "Czech Republic"),
    ("CI", "Ivory Coast"),
    ("KR", "Republic of Korea"),
    ("KR", "Korea, South"),
    ("KP", "Democratic People's Republic of Korea"),
    ("KP", "Korea, North"),
    ("NL", "Holland"),
    ("AE", "UAE"),
    ("AE", "Emirates"),
    ("RU", "Russian Federation"),
    ("MM", "Burma"),
    ("SZ", "Swaziland"),
    ("CV", "Cape Verde"),
    ("TL", "East Timor"),
    ("MK", "Macedonia"),
    ("MO", "Macau"),
    ("CD", "Democratic Republic of the Congo"),
    ("CD", "DR Congo"),
    ("CD", "DRC"),
    ("CD", "Zaire"),
    ("CG", "Republic of the Congo"),
    ("VA", "Holy See"),
    ("VA", "Vatican"),
    ("PS", "State of Palestine"),
    ("PS", "Palestinian Territories"),
    ("LA", "Lao People's Democratic Republic"),
    ("SY", "Syrian Arab Republic"),
    ("IR", "Islamic Republic of Iran"),
    ("IR", "Persia"),
    ("TW", "Taiwan, Republic of China"),
    ("TW", "Republic of China"),
    ("CN", "People's Republic of China"),
    ("CN", "PRC"),
    ("BN", "Brunei Darussalam"),
    ("BA", "Bosnia"),
    ("TT", "Trinidad"),
    ("TT", "Tobago"),
    ("VN", "Viet Nam"),
    ("SA", "KSA"),
    ("DE", "Deutschland"),
    ("ES", "España"),
    ("FR", "République française"),
    ("CH", "Schweiz"),
    ("AT", "Österreich"),
    ("FK", "Malvinas"),
    ("MD", "Republic of Moldova"),
];
