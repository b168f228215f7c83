//! What cannot be undone is shown first, and only the mark of what was shown lets just that happen (R18, R24).

use super::CliError;

/// Whether `seen` is the mark of what holds now. Where it is not, `show` shows what does, and nothing may be done; a mark of something
/// else ends with `changed`.
pub(super) fn was_shown(
    seen: Option<&str>,
    mark: &str,
    changed: &str,
    show: impl FnOnce() -> Result<(), CliError>,
) -> Result<bool, CliError> {
    if seen == Some(mark) {
        return Ok(true);
    }
    show()?;
    seen.map_or(Ok(false), |_| Err(CliError::say(changed)))
}
