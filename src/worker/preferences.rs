//! How this computer's window looks, and which desk it opened last: kept outside the vault, since it is needed before the
//! vault is open. Nothing in it is about a visitor.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::domain::staff::Handle;

use super::work::Work;

/// The file, in the state directory.
const FILE: &str = "window.json";

/// The choices of light, dark and high contrast.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Look {
    /// As the system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// High contrast.
    Contrast,
}

/// How big everything is drawn.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextSize {
    /// So that the logical size stays near the one that the screens were drawn for.
    #[default]
    Auto,
    /// In per cent.
    Percent(u16),
}

/// What a person set for this computer.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Light, dark or high contrast.
    pub look: Look,
    /// How big.
    pub text: TextSize,
    /// Nothing moves.
    pub reduce_motion: bool,
    /// Tab passes what is at its default.
    pub fast_tab: bool,
    /// The desk's folder that was opened last.
    pub desk: Option<PathBuf>,
    /// Who opened a desk here last: it is chosen at the next start.
    pub who: Option<Handle>,
    /// The organisation's name, shown at the door before anything is open.
    pub organisation: Option<String>,
    /// Who answers for what is kept, as notices name them.
    pub controller: Controller,
}

/// Who answers for what is kept (GDPR, Article 13 (1) (a) and (b)), to begin a notice with.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Controller {
    /// Whom to write to about one's data.
    pub contact: String,
    /// The number of the registration with the ICO.
    pub ico_number: String,
    /// Where letters go.
    pub address: String,
}

/// What can be asked.
pub enum Request {
    /// What was set.
    Read,
    /// Set it.
    Write(Preferences),
}

pub(super) fn answer(work: &mut Work, request: Request) -> Preferences {
    let folder = work.env.state_dir().to_owned();
    match request {
        Request::Read => read(&folder),
        Request::Write(preferences) => {
            // What the door noted is its own: a window that began before it must not take it back.
            let Preferences { desk, who, organisation, controller, .. } = read(&folder);
            let preferences = Preferences { desk, who, organisation, controller, ..preferences };
            // A choice of colours that is not remembered is no reason to stop anybody.
            _ = write(&folder, &preferences);
            preferences
        }
    }
}

/// What was set, or the defaults where nothing was or it cannot be read.
pub(super) fn read(folder: &Path) -> Preferences {
    let bytes = std::fs::read(folder.join(FILE)).unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

/// Writes the file whole or not at all.
pub(super) fn write(folder: &Path, preferences: &Preferences) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let file = tempfile::NamedTempFile::new_in(folder)?;
    serde_json::to_writer(&file, preferences)?;
    file.persist(folder.join(FILE))?;
    Ok(())
}
