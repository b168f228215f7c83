//! Names that follow from others, until somebody writes their own: a handle from a person's name, a desk's from its
//! organisation's.

use crate::domain::staff::Handle;

/// How a desk's folder ends.
pub(super) const ENDING: &str = ".lanyard";

/// The first name in the letters that a handle has; nothing where none is left.
pub(super) fn handle_for(name: &str) -> String {
    let first = plain(name.split_whitespace().next().unwrap_or_default());
    let handle: String = first.chars().take(Handle::MAX).collect();
    // What the program keeps for itself, or Windows for a device, is nobody's handle.
    let taken = matches!(handle.as_str(), "recovery" | "organisation") || Handle::parse(&handle).is_err();
    if taken && !handle.is_empty() { format!("{handle}-1") } else { handle }
}

/// The desk's folder for an organisation: its first two words.
pub(super) fn folder_for(organisation: &str) -> String {
    let skipped = ["the", "of", "university"];
    let words = organisation.split_whitespace().map(plain).filter(|word| !word.is_empty());
    let chosen: Vec<_> = words.filter(|word| !skipped.contains(&word.as_str())).take(2).collect();
    if chosen.is_empty() { format!("open-days{ENDING}") } else { format!("{}{ENDING}", chosen.join("-")) }
}

/// Small Latin letters and digits.
fn plain(word: &str) -> String {
    let latin = any_ascii::any_ascii(word).to_lowercase();
    latin.chars().filter(char::is_ascii_alphanumeric).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_come_from_first_names() {
        assert_eq!(handle_for("Priya Nair"), "priya");
        assert_eq!(handle_for("Zoë"), "zoe");
        assert_eq!(handle_for("O'Brien"), "obrien");
        assert_eq!(handle_for("Con Air"), "con-1");
        assert_eq!(handle_for("  "), "");
    }

    #[test]
    fn folders_come_from_organisations() {
        assert_eq!(folder_for("Calder Vale University"), "calder-vale.lanyard");
        assert_eq!(folder_for("University of Łódź"), "lodz.lanyard");
        assert_eq!(folder_for(""), "open-days.lanyard");
    }
}
