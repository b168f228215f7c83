//! The example's notice in Welsh.

use lanyard::desk::parse_notice;
use lanyard::domain::notice::NoticeVersion;

/// The file, as a lead has it from a translator.
pub(crate) const FILE: &str = include_str!("../../data/notice-open-day.cy.toml");

/// The same, read.
pub(crate) fn file() -> NoticeVersion {
    parse_notice(FILE).unwrap_or_else(|error| panic!("{error}"))
}
