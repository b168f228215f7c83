//! What a PDF says to whoever opens it, by a reader that is not ours.

use std::path::Path;

use super::tools::{need, run};

/// Its text, each run of spaces and line ends as one space; nothing where there is no `pdftotext`.
pub(crate) fn text_of(pdf: &Path) -> Option<String> {
    let tools = need(&["pdftotext"])?;
    let read = run(tools.command("pdftotext").args(["-layout", "-enc", "UTF-8"]).arg(pdf).arg("-"));
    assert!(read.success(), "{read:?}");
    Some(read.text().split_whitespace().collect::<Vec<_>>().join(" "))
}
