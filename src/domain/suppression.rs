//! What an erased person is known again by, so that no list brings them back (R18): each of their names with each of their
//! contacts. Only keyed hashes of these are kept. Siblings share an email and not a name; who has no contact is known by
//! nothing, since a name alone is many people's.

use std::collections::BTreeSet;

use super::draft::RegistrationDraft;
use super::field_error::GuardianField;
use super::form::Field;
use super::record::RegistrationRecord;
use super::search_key::name_spellings;
use super::text::western_digits;

/// So many digits at the end of a telephone number tell one from another, with and without its country code.
const TELLING_DIGITS: usize = 9;
/// Fewer are no number.
const FEWEST_DIGITS: usize = 7;

/// Every name with every contact of what was said. Case, accents, the order of names and the way a number is written do not
/// count.
#[must_use]
pub fn marks_of(record: &RegistrationRecord) -> BTreeSet<String> {
    let parts = [&record.given_name, &record.family_name].map(|name| name.as_deref().unwrap_or_default()).join(" ");
    let names = [record.full_name.as_deref().unwrap_or_default(), &parts];
    let emails = [&record.email, &record.guardian_email].map(Option::as_deref);
    let phones = [&record.phone, &record.guardian_phone].map(Option::as_deref);
    marks(&names, emails.into_iter().flatten(), phones.into_iter().flatten())
}

/// The same of a form that is half filled.
#[must_use]
pub fn marks_of_draft(draft: &RegistrationDraft) -> BTreeSet<String> {
    let typed = |field| draft.fields.get(&field).map(String::as_str);
    let guardian = |field| draft.guardian.get(&field).map(String::as_str);
    let name = draft.name();
    let emails = [typed(Field::Email), guardian(GuardianField::Email)];
    let phones = [typed(Field::Phone), guardian(GuardianField::Phone)];
    marks(&[&name], emails.into_iter().flatten(), phones.into_iter().flatten())
}

fn marks<'a>(
    names: &[&str],
    emails: impl Iterator<Item = &'a str>,
    phones: impl Iterator<Item = &'a str>,
) -> BTreeSet<String> {
    let names: BTreeSet<_> = names.iter().map(|name| name_mark(name)).filter(|name| !name.is_empty()).collect();
    let emails = emails.map(|email| email.trim().to_lowercase()).filter(|email| !email.is_empty());
    let contacts: BTreeSet<_> = emails.chain(phones.filter_map(phone_mark)).collect();
    names.iter().flat_map(|name| contacts.iter().map(move |contact| format!("{name}\n{contact}"))).collect()
}

/// The words of a name, folded, in no order.
fn name_mark(name: &str) -> String {
    let mut words: Vec<_> = name_spellings(name).into_iter().map(|word| word.folded).collect();
    words.sort();
    words.join(" ")
}

fn phone_mark(phone: &str) -> Option<String> {
    let digits: Vec<_> = western_digits(phone).chars().filter(char::is_ascii_digit).collect();
    let telling = digits.len().saturating_sub(TELLING_DIGITS);
    (digits.len() >= FEWEST_DIGITS).then(|| digits[telling..].iter().collect())
}
