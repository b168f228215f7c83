//! What a window needs of the system, and what is said where it is missing: one sentence, with what to do.

/// What is said where there is no display.
pub(super) const NO_DISPLAY: &str = "There is no display to open a window on: start it from a desktop session, or name a command \
                              (lanyard --help).";

const NO_GRAPHICS: &str = "There is no usable OpenGL: on Debian, install libgl1, libegl1 and libgl1-mesa-dri, or name a \
                           command (lanyard --help).";

/// Libraries that are loaded when the window opens, and Debian's packages that have them.
const LIBRARIES: [(&str, &str); 12] = [
    ("libX11-xcb", "libx11-xcb1"),
    ("libX11", "libx11-6"),
    ("libXcursor", "libxcursor1"),
    ("libXi", "libxi6"),
    ("libXrandr", "libxrandr2"),
    ("libXrender", "libxrender1"),
    ("libxkbcommon-x11", "libxkbcommon-x11-0"),
    ("libxkbcommon", "libxkbcommon0"),
    ("libwayland-egl", "libwayland-egl1"),
    ("libwayland-client", "libwayland-client0"),
    ("libEGL", "libegl1"),
    ("libGL", "libgl1"),
];

/// Whether the system names a display. Where it always has one, it has.
pub(super) fn has_display() -> bool {
    let named = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(all(unix, not(target_os = "macos")))
        || ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"].into_iter().any(named)
}

/// Why there is no window, as a sentence.
pub(super) fn sentence(error: &eframe::Error) -> String {
    match error {
        eframe::Error::Glutin(_) | eframe::Error::NoGlutinConfigs(..) | eframe::Error::OpenGL(_) => {
            library(&format!("{error:?}")).unwrap_or_else(|| NO_GRAPHICS.to_owned())
        }
        eframe::Error::AppCreation(why) => format!("The window could not be opened: {why}."),
        other => from_words(&format!("{other:?}")),
    }
}

/// The same, from what a library said when it gave up.
pub(super) fn from_words(words: &str) -> String {
    if let Some(sentence) = library(words) {
        return sentence;
    }
    let said = words.to_lowercase();
    let graphics = ["opengl", "glutin", "egl", "glx"].iter().any(|part| said.contains(part));
    if graphics { NO_GRAPHICS.to_owned() } else { NO_DISPLAY.to_owned() }
}

/// The library that is named in these words, with the package that has it.
fn library(words: &str) -> Option<String> {
    if !["cannot open shared object", "opening library failed", "LibraryOpen", "could not be loaded", "OpenError"]
        .iter()
        .any(|part| words.contains(part))
    {
        return None;
    }
    let (name, package) = LIBRARIES.iter().find(|(name, _)| words.contains(name))?;
    Some(format!(
        "The window needs {name}, which is missing: on Debian, install {package}, or name a command (lanyard --help)."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_library_is_named_with_its_package() {
        let words = "Library loading error: opening library failed (libXcursor.so.1: cannot open shared object file)";
        assert!(from_words(words).contains("libxcursor1"));
        let words =
            "called `Result::unwrap()` on an `Err` value: LibraryOpenError libxkbcommon-x11.so.0 could not be loaded";
        assert!(from_words(words).contains("libxkbcommon-x11-0"));
        assert!(from_words("egl display could not be made").contains("libegl1"));
        assert_eq!(from_words("no display"), NO_DISPLAY);
    }
}
