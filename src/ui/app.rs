//! The window: which screen there is, and what happens between frames.

mod closing;
mod desk;
pub mod lock;
mod trial;
mod unfinished;
mod wishes;

use std::path::PathBuf;
use std::time::Duration;

use egui::{Context, Ui};

use crate::domain::code::Code;
use crate::domain::staff::Handle;
use crate::env::Env;
use crate::text::Words;
use crate::worker::opening::{self, Session};
use crate::worker::preferences::{self, Look, Preferences, TextSize};
use crate::worker::sleep::{SleepWatch, Teller};
use crate::worker::{Answer, Beginning, Kdf, Passphrase, Request, Ticket, Worker};

use super::keyboard::Keyboard;
use super::keys::{give_back, set_aside};
use super::laid_out::LaidOut;
use super::out::Out;
use super::screens::{first_run::FirstRun, keys_sheet::KeysSheet, unlock::Unlock};
use super::theme::{self, Theme};
use super::toast::Toast;
use super::typing_ahead::{self, Meant, TypingAhead};
use super::widgets::{Toasts, window_spoken_in};
use super::{fonts, scripts};

pub use desk::DeskScreen;

/// What a window begins with.
pub struct Opening {
    /// Clock, ids and the place outside the vault.
    pub env: Env,
    /// How hard passphrases are to try; tests take less.
    pub kdf: Kdf,
    /// The desk's folder, where one was named.
    pub folder: Option<PathBuf>,
    /// Whose desk to open at once: the throw-away one of the demo.
    pub unlocked: Option<(Handle, Passphrase)>,
    /// A look that outweighs what was set.
    pub look: Option<Look>,
    /// What is said at the door and once it is open, such as the passphrase of a throw-away desk.
    pub note: Option<String>,
    /// Who tells that the laptop is about to sleep.
    pub teller: Teller,
}

/// The program's window.
pub struct App {
    worker: Worker,
    env: Env,
    screen: Screen,
    /// The list of keys, which can lie over any screen.
    keys_sheet: Option<KeysSheet>,
    window: Window,
    toasts: Toasts,
}

/// What is on the screen. Only the unlocked desk holds what visitors said.
enum Screen {
    /// Nothing is known yet of what is behind the door.
    Starting(Ticket),
    /// No desk yet.
    FirstRun(Box<FirstRun>),
    /// A desk, locked.
    Locked(Box<Unlock>),
    /// A desk, open.
    Desk(Box<DeskScreen>),
}

/// How the window looks, and how long nobody has touched it.
struct Window {
    preferences: Preferences,
    look: Option<Look>,
    applied: Option<(Theme, bool, f32)>,
    idle: lock::Idle,
    sleep: SleepWatch,
    unlock_at_once: Option<(Handle, Passphrase)>,
    note: Option<String>,
    closing: closing::Closing,
}

impl App {
    /// Starts the worker and asks what is behind the door.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn new(ctx: &Context, opening: Opening) -> std::io::Result<Self> {
        let Opening { env, kdf, folder, unlocked, look, note, teller } = opening;
        ctx.set_fonts(fonts::definitions());
        scripts::install(ctx);
        ctx.add_plugin(LaidOut::default());
        ctx.add_plugin(TypingAhead::default());
        ctx.add_plugin(Keyboard::default());
        // The program's own keys change the size of text, so that it is remembered.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        let (waker, alarm) = (ctx.clone(), ctx.clone());
        let beginning = Beginning { env: env.clone(), kdf, folder };
        let mut worker = Worker::start(beginning, move || waker.request_repaint())?;
        worker.ask(Request::Preferences(preferences::Request::Read));
        let looking = worker.ask(Request::Opening(opening::Request::Look));
        let window = Window {
            preferences: Preferences::default(),
            look,
            applied: None,
            idle: lock::Idle::new(env.now()),
            sleep: SleepWatch::start(teller, move || alarm.request_repaint()),
            unlock_at_once: unlocked,
            note,
            closing: closing::Closing::No,
        };
        let screen = Screen::Starting(looking);
        let mut app = Self { worker, env, screen, keys_sheet: None, window, toasts: Toasts::default() };
        app.window.apply(ctx, false);
        Ok(app)
    }

    /// Whether everything that was asked of the desk is answered.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        !self.worker.is_busy()
    }

    fn take_answers(&mut self, ctx: &Context) {
        while let Some((ticket, answer)) = self.worker.next_answer() {
            self.take(ctx, ticket, answer);
        }
    }

    fn take(&mut self, ctx: &Context, ticket: Ticket, answer: Answer) {
        match answer {
            Answer::Preferences(preferences) => {
                self.window.preferences = preferences;
                self.window.apply(ctx, self.is_enlarged());
            }
            Answer::Noticed(sentences) => {
                for sentence in sentences {
                    self.say(&Toast::note(sentence));
                }
            }
            answer => {
                let mut out = Out::new(&mut self.worker);
                let rest = match &mut self.keys_sheet {
                    Some(sheet) => sheet.answer(ticket, answer, &mut out),
                    None => Some(answer),
                };
                let wishes = out.into_wishes();
                self.fulfil(ctx, wishes);
                if let Some(answer) = rest {
                    self.take_for_screen(ctx, ticket, answer);
                }
            }
        }
    }

    fn take_for_screen(&mut self, ctx: &Context, ticket: Ticket, answer: Answer) {
        match (&mut self.screen, answer) {
            (Screen::Starting(looking), Answer::Opening(opening::Answer::Door(door))) if *looking == ticket => {
                let at_once = self.window.unlock_at_once.take();
                self.screen = match at_once {
                    Some((handle, passphrase)) => {
                        let request = opening::Request::Unlock { handle, passphrase };
                        Screen::Starting(self.worker.ask(Request::Opening(request)))
                    }
                    None if door.is_desk => Screen::Locked(Box::new(Unlock::cold(door))),
                    None => Screen::FirstRun(Box::new(FirstRun::new(&door))),
                };
            }
            (_, Answer::Opening(opening::Answer::Unlocked(session))) => self.unlocked(ctx, session),
            (Screen::Locked(unlock), answer) => unlock.answer(ticket, answer, &mut self.worker),
            // A desk that is there already was chosen instead of making one.
            (Screen::FirstRun(_), Answer::Opening(opening::Answer::Door(door))) if door.is_desk => {
                self.screen = Screen::Locked(Box::new(Unlock::cold(door)));
            }
            (Screen::FirstRun(first_run), answer) => {
                if let Some(session) = first_run.answer(ticket, answer) {
                    self.unlocked(ctx, session);
                }
            }
            (Screen::Desk(_), answer) => self.take_for_desk(ctx, ticket, answer),
            (Screen::Starting(_), Answer::Failed(failure)) => self.say(&Toast::failed(failure.to_string())),
            (Screen::Starting(_), _) => {}
        }
    }

    fn unlocked(&mut self, ctx: &Context, mut session: Session) {
        let held = match &mut self.screen {
            Screen::Locked(unlock) => {
                unlock.leave(ctx);
                // Where people worked they go on, and what was being written goes where it was begun.
                let there = |code: &&Code| session.events.iter().any(|event| event.definition().code == **code);
                if let Some(code) = unlock.event().filter(there) {
                    session.event = Some(code.clone());
                }
                unlock.held.take()
            }
            _ => None,
        };
        if matches!(self.screen, Screen::Starting(_))
            && let Some(note) = self.window.note.clone()
        {
            self.say(&Toast::note(note));
        }
        for notice in &session.notices {
            self.say(&Toast::note(notice.clone()));
        }
        let desk = DeskScreen::new(session, held, &self.env, &mut self.worker);
        self.screen = Screen::Desk(Box::new(desk));
        self.window.idle.touched(self.env.now());
        ctx.request_repaint();
    }

    /// The form that is on the screen.
    fn register(&self) -> Option<&super::screens::register::Register> {
        let Screen::Desk(desk) = &self.screen else { return None };
        desk.register.as_ref().filter(|_| desk.section == super::out::Section::Register)
    }

    /// What is typed while a visitor is being saved is for the next one.
    fn say_for_whom_typing_is(&self, ctx: &Context) {
        let meant = match self.register() {
            Some(register) if register.is_saving() => Meant::ForTheNext,
            Some(register) if register.has_dialog() => Meant::ForNobody,
            _ => Meant::Now,
        };
        if typing_ahead::is_meant(ctx, meant) {
            ctx.request_repaint();
        }
    }

    fn is_enlarged(&self) -> bool {
        match &self.screen {
            Screen::Locked(unlock) => unlock.enlarged(),
            Screen::Desk(desk) => desk.has_own_screen(),
            _ => false,
        }
    }

    /// Whether a visitor has the screen.
    fn is_turned(&self) -> bool {
        matches!(&self.screen, Screen::Desk(desk) if desk.is_turned())
    }

    fn say(&mut self, toast: &Toast) {
        self.toasts.push(toast.into());
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.take_answers(ctx);
        self.lock_before_sleep(ctx);
        self.lock_when_idle(ctx);
        self.close_when_saved(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        self.window.apply(&ctx, self.is_enlarged());
        // Read once: the system's clock with its time zone takes as long as a row of a table.
        let now = self.env.now();
        self.window.note_input(&ctx, now);
        ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label("Lanyard"));
        window_spoken_in(&ctx, Words::english().language());
        if self.window.closing == closing::Closing::Waits {
            super::shell::closing(ui);
            return;
        }
        // The list of keys lies over the screen, which must hear no key while it does.
        let aside = if self.keys_sheet.is_some() { set_aside(ui) } else { Vec::new() };
        let mut out = Out::new(&mut self.worker);
        match &mut self.screen {
            Screen::Starting(_) => super::shell::starting(ui),
            Screen::FirstRun(first_run) => first_run.ui(ui, &mut out, &self.env),
            Screen::Locked(unlock) => unlock.ui(ui, &mut out, &self.env, self.window.note.as_deref()),
            Screen::Desk(desk) => desk.ui(ui, &mut out, &self.env, &self.window.preferences),
        }
        let mut wishes = out.into_wishes();
        give_back(ui, aside);
        if let Some(sheet) = &mut self.keys_sheet {
            let mut out = Out::new(&mut self.worker);
            let closed = sheet.ui(ui, &mut out);
            wishes.extend(out.into_wishes());
            self.keys_sheet = self.keys_sheet.take().filter(|_| !closed);
        }
        let corner = toast_corner(&self.screen, ui.max_rect());
        if !self.is_turned() {
            // What is said to staff waits until the laptop is theirs again.
            self.toasts.show(ui, corner);
        }
        self.keys(ui);
        self.fulfil(&ctx, wishes);
        self.say_for_whom_typing_is(&ctx);
        let after = self.locks_after();
        if after.is_some_and(|after| self.window.locks_soon(now, after)) {
            super::shell::locking_soon(ui);
        }
        self.window.wake_for_lock(&ctx, now, after);
    }
}

impl Window {
    fn theme(&self, ctx: &Context) -> Theme {
        match self.look.unwrap_or(self.preferences.look) {
            Look::Light => Theme::Light,
            Look::Dark => Theme::Dark,
            Look::Contrast => Theme::Contrast,
            Look::System => match ctx.system_theme() {
                Some(egui::Theme::Dark) => Theme::Dark,
                _ => Theme::Light,
            },
        }
    }

    /// Takes over what was set, where it is not in force yet.
    fn apply(&mut self, ctx: &Context, enlarged: bool) {
        let zoom = zoom(self.preferences.text, ctx);
        let zoom = if enlarged { enlarge(zoom, ctx) } else { zoom };
        let wanted = (self.theme(ctx), self.preferences.reduce_motion, zoom);
        if self.applied != Some(wanted) {
            theme::apply(ctx, wanted.0, wanted.1);
            ctx.set_zoom_factor(zoom);
            self.applied = Some(wanted);
        }
    }
}

/// The factor that keeps the logical size near the one that the screens were drawn for, in eighths, or the one that was set.
fn zoom(text: TextSize, ctx: &Context) -> f32 {
    const DRAWN: egui::Vec2 = egui::vec2(1366.0, 689.0);
    match text {
        TextSize::Percent(percent) => f32::from(percent.clamp(50, 300)) / 100.0,
        TextSize::Auto => {
            let window = ctx.input(|input| input.viewport_rect().size()) * ctx.zoom_factor();
            let fits = (window.x / DRAWN.x).min(window.y / DRAWN.y);
            // A tenth is kept back: a step up must not leave less room than the screens were drawn for.
            (((fits - 0.1) * 8.0).floor() / 8.0).clamp(1.0, 3.0)
        }
    }
}

/// A third more, where that leaves room for what is shown so.
fn enlarge(zoom: f32, ctx: &Context) -> f32 {
    const LEAST: egui::Vec2 = egui::vec2(480.0, 420.0);
    let window = ctx.input(|input| input.viewport_rect().size()) * ctx.zoom_factor();
    let larger = zoom * 4.0 / 3.0;
    if window.x / larger >= LEAST.x && window.y / larger >= LEAST.y { larger } else { zoom }
}

/// How long to wait before looking at the clock again, at most.
const LOOK_AGAIN: Duration = Duration::from_secs(20);

/// Where messages stand: at the bottom left, above what a screen has at its bottom.
fn toast_corner(screen: &Screen, window: egui::Rect) -> egui::Pos2 {
    let (left, bottom) = match screen {
        Screen::Desk(_) => (104.0, 76.0),
        _ => (20.0, 20.0),
    };
    let left = if window.width() < super::shell::NARROW { 12.0 } else { left };
    egui::pos2(window.left() + left, window.bottom() - bottom)
}
