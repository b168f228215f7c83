//! Words for people and numbers.

use std::fmt::Display;

use chrono::NaiveDate;

use crate::domain::country::Country;
use crate::ui::time;

/// "1,204".
pub(super) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// "a", "a and b", "a, b and c".
pub(super) fn and<T: Display>(things: &[T]) -> String {
    match things {
        [] => String::new(),
        [one] => one.to_string(),
        [all @ .., last] => {
            let all: Vec<_> = all.iter().map(T::to_string).collect();
            format!("{} and {last}", all.join(", "))
        }
    }
}

/// A date as it is kept, in words: "14 March 1988". What is no date stays as it is.
pub(super) fn date(kept: &str) -> String {
    kept.parse::<NaiveDate>().map_or_else(|_| kept.to_owned(), time::long_day)
}

/// A country by the letters that are kept: its name.
pub(super) fn country(kept: &str) -> String {
    Country::find(kept).map_or_else(|_| kept.to_owned(), |country| country.name().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_lists_are_read_as_people_say_them() {
        assert_eq!([0, 12, 1_204, 100_000].map(thousands), ["0", "12", "1,204", "100,000"]);
        assert_eq!(and::<&str>(&[]), "");
        assert_eq!(and(&["email"]), "email");
        assert_eq!(and(&["email", "text", "a help note"]), "email, text and a help note");
        assert_eq!(date("1988-03-14"), "14 March 1988");
    }
}
