//! What may have been meant by an email address, offered below its box and never taken over by itself.

use std::borrow::Cow;

/// The words before it, what of it is read, and the key that takes it. What is left as it was need not be read again.
pub(super) fn offered<'a>(typed: &str, meant: &'a str) -> (&'static str, Cow<'a, str>, &'static str) {
    let read = match (meant.rsplit_once('@'), typed.trim().rsplit_once('@')) {
        (Some((kept, domain)), Some((before, _))) if kept == before => Cow::Owned(format!("@{domain}")),
        _ => Cow::Borrowed(meant),
    };
    ("Did you mean", read, "Alt+Y")
}
