//! How the window starts, and what is said where it cannot.

use std::cell::Cell;
use std::io::Write;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::process::ExitCode;
use std::rc::Rc;

use eframe::{CreationContext, NativeOptions, Renderer};
use egui::ViewportBuilder;

use crate::domain::staff::Handle;
use crate::env::Env;
use crate::worker::preferences::Look;
use crate::worker::sleep::Teller;
use crate::worker::{Kdf, Passphrase};

use super::app::{App, Opening};
use super::gallery::Sheet;
use super::settled::Settled;
use super::theme::Theme;
use super::{app_icon, missing};

/// The exit code where there is no window: the program was started in the wrong place.
const NO_WINDOW: u8 = 2;

/// Opens the window, and comes back when it is closed and everything is on the disk.
pub fn window(env: Env, desk: Option<PathBuf>, look: Option<&str>, complaints: &mut dyn Write) -> ExitCode {
    let look = look.and_then(named);
    let opening = Opening {
        env,
        kdf: Kdf::STANDARD,
        folder: desk.map(whole),
        unlocked: None,
        look,
        note: None,
        teller: Teller::System,
    };
    ended(open(opening), complaints)
}

/// Opens the window on a throw-away desk, unlocked.
///
/// # Errors
/// A sentence that says why there is no window.
pub fn throw_away(env: Env, desk: PathBuf, handle: Handle, passphrase: &str, look: Option<&str>) -> Result<(), String> {
    let note = format!("This is a throw-away desk. Its passphrase: {passphrase}");
    open(Opening {
        env,
        kdf: Kdf::STANDARD,
        folder: Some(desk),
        unlocked: Some((handle, Passphrase::given(passphrase))),
        look: look.and_then(named),
        note: Some(note),
        teller: Teller::System,
    })
}

/// Opens the sheet of everything the window is made of.
pub fn gallery(look: Option<&str>, complaints: &mut dyn Write) -> ExitCode {
    let theme = match look {
        Some("dark") => Theme::Dark,
        Some("contrast") => Theme::Contrast,
        _ => Theme::Light,
    };
    ended(run(move |cc| Ok(Box::new(Sheet::new(&cc.egui_ctx, theme)))), complaints)
}

fn ended(done: Result<(), String>, complaints: &mut dyn Write) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            _ = writeln!(complaints, "lanyard: {why}");
            ExitCode::from(NO_WINDOW)
        }
    }
}

fn named(look: &str) -> Option<Look> {
    match look {
        "light" => Some(Look::Light),
        "dark" => Some(Look::Dark),
        "contrast" => Some(Look::Contrast),
        _ => None,
    }
}

/// A desk is remembered by its whole path: the next start may be from elsewhere.
fn whole(desk: PathBuf) -> PathBuf {
    std::path::absolute(&desk).unwrap_or(desk)
}

fn open(opening: Opening) -> Result<(), String> {
    run(move |cc| Ok(Box::new(App::new(&cc.egui_ctx, opening)?)))
}

type Made = Result<Box<dyn eframe::App>, Box<dyn std::error::Error + Send + Sync>>;

/// Runs a window until it is closed.
fn run(make: impl FnOnce(&CreationContext<'_>) -> Made) -> Result<(), String> {
    if !missing::has_display() {
        return Err(missing::NO_DISPLAY.to_owned());
    }
    let viewport = ViewportBuilder::default()
        .with_title("Lanyard")
        .with_app_id("lanyard")
        .with_inner_size([1366.0, 768.0])
        .with_min_inner_size([640.0, 360.0])
        .with_icon(app_icon::painted(128));
    // Named, because a test may bring another renderer in, which would then be the default.
    let options = NativeOptions { renderer: Renderer::Glow, viewport, centered: true, ..NativeOptions::default() };
    let began = Rc::new(Cell::new(false));
    let begins = began.clone();
    let usual = panic::take_hook();
    // A library that is missing makes the windowing crates panic, which is said as a sentence instead.
    panic::set_hook(Box::new(|_| {}));
    let usual = Rc::new(Cell::new(Some(usual)));
    let restored = usual.clone();
    let create = move |cc: &CreationContext<'_>| {
        begins.set(true);
        if let Some(usual) = restored.take() {
            panic::set_hook(usual);
        }
        cc.egui_ctx.add_plugin(Settled::default());
        make(cc)
    };
    let ran = panic::catch_unwind(AssertUnwindSafe(|| eframe::run_native("Lanyard", options, Box::new(create))));
    if let Some(usual) = usual.take() {
        panic::set_hook(usual);
    }
    match ran {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(missing::sentence(&error)),
        Err(panic) if began.get() => panic::resume_unwind(panic),
        Err(panic) => {
            let said = panic.downcast_ref::<String>().map(String::as_str);
            Err(missing::from_words(said.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or_default()))
        }
    }
}
