//! Notices in Welsh: the example's, and one that was written in it.

use lanyard::desk::parse_notice;
use lanyard::domain::notice::NoticeVersion;

/// A translation of the example's notice, as a lead has it from a translator.
pub(crate) const FILE: &str = include_str!("../../data/notice-open-day.cy.toml");

/// Another one that was written in Welsh, with every question.
pub(crate) const NOTICE: &str = include_str!("../../data/notice-in-welsh.cy.toml");

/// The translation, read.
pub(crate) fn file() -> NoticeVersion {
    parse_notice(FILE).unwrap_or_else(|error| panic!("{error}"))
}
