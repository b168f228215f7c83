//! The window, driven by what stands on it: the real app on a real vault in a folder of its own.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so and stops")]

#[cfg(target_os = "linux")]
mod asleep;
mod attention;
mod badges;
mod binary;
mod brush;
mod by_keys;
mod closing;
mod covered;
mod door;
mod errors;
mod helping;
mod keeping;
mod laid_out;
mod languages;
mod led;
mod lists;
mod log;
mod look;
mod meanwhile;
mod notice_languages;
mod notices;
mod objecting;
mod opened;
mod opted_out;
mod outcomes;
mod own_screen;
mod party;
mod people;
mod people_languages;
#[cfg(unix)]
mod pick;
mod pictures;
mod professionals;
mod readme;
mod register;
mod right_to_left;
mod rights;
mod rings;
mod scenes;
mod scripts;
mod settings;
mod settings_form;
mod settled;
mod slow;
mod sound;
pub(crate) mod stage;
mod states;
mod still;
mod their_language;
mod totals;
mod trial;
mod typing;
mod unfinished;
mod walk_ins;
mod widgets;
