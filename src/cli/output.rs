//! What a command says: lines for people, or one JSON object a line for scripts.

use std::fmt::Display;
use std::io::Write;

use serde_json::Value;

use super::CliError;

pub(super) struct Output<'a> {
    pub(super) out: &'a mut dyn Write,
    pub(super) complaints: &'a mut dyn Write,
    pub(super) json: bool,
}

impl Output<'_> {
    /// Says one thing in the form that was asked for. It is out before this returns: what a line says is already true.
    pub(super) fn say(&mut self, line: impl Display, json: &Value) -> Result<(), CliError> {
        let written = if self.json { writeln!(self.out, "{json}") } else { writeln!(self.out, "{line}") };
        written?;
        Ok(self.out.flush()?)
    }

    /// Says something that is for people only.
    pub(super) fn remark(&mut self, line: impl Display) -> Result<(), CliError> {
        if !self.json {
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    /// Says something on standard error.
    pub(super) fn complain(&mut self, line: impl Display) -> Result<(), CliError> {
        Ok(writeln!(self.complaints, "{line}")?)
    }
}

/// So many of something, in words: "1 person", "12 people".
pub(super) fn counted<N: std::fmt::Display + Copy + PartialEq + From<u8>>(
    count: N,
    one: &str,
    several: &str,
) -> String {
    let what = if count == N::from(1) { one } else { several };
    format!("{count} {what}")
}
