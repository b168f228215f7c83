//! The door of a desk: who is at it, and their passphrase (pictures b1, b2); after locking, the dark screen (k).
//!
//! After a cold start only handles are known; names, roles and the event are inside. After locking it also holds a form that
//! was half filled in, in memory and off the screen.

mod brand;
mod locked;
mod people;
mod way_in;

use egui::{Context, Event, Id, Key, Ui};

use crate::domain::code::Code;
use crate::domain::moment::Instant;
use crate::domain::staff::{Handle, Role};
use crate::env::Env;
use crate::ui::app::lock::Why;
use crate::ui::out::Out;
use crate::ui::screens::held::Held;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::{Secret, caps_lock, is_slow};
use crate::worker::opening::{Answer as AtDoor, Door, Request as Ask, Session};
use crate::worker::{Answer, Failure, Passphrase, RecoveryCode, Request, Ticket, Worker};

use super::elsewhere::Elsewhere;
use super::restore_lost::RestoreLost;

/// A desk, locked.
pub struct Unlock {
    /// What was being written when it was locked; whoever unlocks gets it back.
    pub held: Option<Held>,
    desk: DeskCard,
    people: Vec<Who>,
    chosen: Option<usize>,
    page: Page,
    /// Who locked it, when and why; nothing after a cold start.
    locked: Option<(Handle, Instant, Why)>,
    secret: Secret,
    wrong: Option<&'static str>,
    failed: Option<String>,
    caps: bool,
    asked: Option<Ticket>,
    looking: Option<Ticket>,
    elsewhere: Elsewhere,
    /// A backup is to be restored.
    restoring: Option<Box<RestoreLost>>,
    focus: Focus,
}

/// "today 08:31", "4 Oct".
fn last_in(at: Option<Instant>, now: Instant) -> Option<String> {
    let (at, today) = (at?.with_timezone(now.offset()), now.date_naive());
    let said = time::moment(at, today);
    Some(if at.date_naive() == today { format!("today {said}") } else { said })
}

/// Who can open the desk, as far as it is known.
struct Who {
    handle: Handle,
    /// Inside the vault: known only after it was open.
    name: Option<String>,
    role: Option<Role>,
    /// When they were at the desk last, in words; nothing where that is not known.
    last_in: Option<String>,
}

impl Who {
    fn shown(&self) -> &str {
        self.name.as_deref().unwrap_or(self.handle.as_str())
    }

    fn first_name(&self) -> &str {
        let shown = self.shown();
        shown.split_whitespace().next().unwrap_or(shown)
    }
}

/// What is known of the desk from outside, or from before it was locked.
struct DeskCard {
    /// The folder's name.
    folder: String,
    path: std::path::PathBuf,
    organisation: Option<String>,
    event: Option<std::sync::Arc<crate::domain::event::Event>>,
    backed_up_at: Option<Instant>,
    /// Whether that is known: after locking, the folder is not looked at anew until the desk answers.
    looked: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Page {
    /// The one who locked it.
    Locked,
    /// Anybody.
    People,
    /// The printed key.
    Recovery,
    /// Another desk.
    Elsewhere,
}

/// What the keyboard is given next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Focus {
    Leave,
    Field,
    Select,
}

impl Unlock {
    /// The desk after a start: only handles are known.
    #[must_use]
    pub fn cold(door: Door) -> Self {
        let people: Vec<_> = door
            .handles
            .iter()
            .map(|handle| Who { handle: handle.clone(), name: None, role: None, last_in: None })
            .collect();
        let last = door.last.as_ref().and_then(|last| people.iter().position(|who| who.handle == *last));
        let chosen = last.or((people.len() == 1).then_some(0));
        let path = door.folder.unwrap_or_default();
        let desk = DeskCard {
            folder: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            path,
            organisation: door.organisation,
            event: None,
            backed_up_at: door.backed_up_at,
            looked: true,
        };
        Self::new(desk, people, chosen, Page::People, None, None)
    }

    /// The event that was worked at when it was locked.
    #[must_use]
    pub fn event(&self) -> Option<&Code> {
        self.desk.event.as_ref().map(|event| &event.definition().code)
    }

    /// The desk after it was locked; `held` is what was being written.
    #[must_use]
    pub fn warm(session: &Session, held: Option<Held>, why: Why, now: Instant) -> Self {
        let who = |person: &crate::worker::opening::Person| Who {
            handle: person.handle.clone(),
            name: Some(person.name.clone()),
            role: Some(person.role),
            // Whoever locked it was here until now.
            last_in: last_in(if person.handle == session.who.handle { Some(now) } else { person.last_in }, now),
        };
        let mut people: Vec<_> = session.staff.iter().map(who).collect();
        if !people.iter().any(|who| who.handle == session.who.handle) {
            people.insert(0, who(&session.who));
        }
        let chosen = people.iter().position(|who| who.handle == session.who.handle);
        let event = session
            .event
            .as_ref()
            .and_then(|code| session.events.iter().find(|event| event.definition().code == *code).cloned());
        let desk = DeskCard {
            folder: session.folder.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            path: session.folder.clone(),
            organisation: event.as_ref().map(|event| event.definition().organisation.clone()),
            event,
            backed_up_at: None,
            looked: false,
        };
        Self::new(desk, people, chosen, Page::Locked, Some((session.who.handle.clone(), now, why)), held)
    }

    fn new(
        desk: DeskCard,
        people: Vec<Who>,
        chosen: Option<usize>,
        page: Page,
        locked: Option<(Handle, Instant, Why)>,
        held: Option<Held>,
    ) -> Self {
        Self {
            held,
            elsewhere: Elsewhere::near(&desk.path),
            desk,
            people,
            focus: if chosen.is_some() { Focus::Field } else { Focus::Leave },
            chosen,
            page,
            locked,
            secret: Secret::new(Id::unique("unlock")),
            wrong: None,
            failed: None,
            caps: false,
            asked: None,
            looking: None,
            restoring: None,
        }
    }

    /// How much larger than the rest everything is drawn here, as the design has it for the locked screen.
    #[must_use]
    pub fn enlarged(&self) -> bool {
        self.page == Page::Locked
    }

    /// Wipes what was typed, and gives the window back its place: the desk is open.
    pub fn leave(&mut self, ctx: &Context) {
        self.secret.wipe(ctx);
        if let Some(mut restoring) = self.restoring.take() {
            restoring.leave(ctx);
        }
        if self.locked.is_some() {
            ctx.send_viewport_cmd(egui::ViewportCommand::Fullscreen(false));
        }
    }

    /// What a desk that is made from here begins with.
    #[must_use]
    pub fn beside(&self) -> Door {
        let usual = self.desk.path.parent().unwrap_or(&self.desk.path).to_owned();
        let (folder, organisation, last, backed_up_at) = (None, None, None, None);
        Door { folder, is_desk: false, handles: Vec::new(), organisation, last, usual, backed_up_at }
    }

    /// Whether Caps Lock is worth a word: the recovery key is the same in capitals, and a folder is read as it stands.
    fn tells_caps(&self) -> bool {
        self.caps && matches!(self.page, Page::Locked | Page::People)
    }

    /// Paints the door and takes what is done to it. `note` is what a throw-away desk says of itself.
    pub fn ui(&mut self, ui: &mut Ui, out: &mut Out<'_>, env: &Env, note: Option<&str>) {
        if let Some(caps) = caps_lock(ui.ctx()) {
            self.caps = caps;
        }
        self.hear(ui);
        match std::mem::replace(&mut self.focus, Focus::Leave) {
            Focus::Leave => {}
            Focus::Field => self.secret.go_on(ui.ctx()),
            Focus::Select => self.secret.select(ui.ctx()),
        }
        let pressed = match self.page {
            Page::Locked => self.locked_ui(ui, note),
            _ => self.door_ui(ui, out, env, note),
        };
        if let Some(restoring) = &mut self.restoring {
            if restoring.ui(ui, out) {
                self.restoring = None;
            }
        } else if pressed {
            self.unlock(out);
        }
    }

    /// A backup is to be restored as this desk.
    fn restore(&mut self) {
        let who = self.chosen.and_then(|index| self.people.get(index)).map(|who| &who.handle);
        self.restoring = Some(Box::new(RestoreLost::new(&self.desk.path, who)));
    }

    /// Numbers choose a person while nothing has the keyboard; anything else begins the passphrase.
    fn hear(&mut self, ui: &Ui) {
        if self.page != Page::People || ui.memory(|memory| memory.focused().is_some()) {
            return;
        }
        let people = self.people.len().min(9);
        let number = ui.input_mut(|input| {
            let text =
                input.events.iter().find_map(|event| if let Event::Text(text) = event { Some(text) } else { None })?;
            let number = text.parse::<usize>().ok().filter(|number| (1..=people).contains(number));
            if number.is_some() {
                input.events.retain(|event| !matches!(event, Event::Text(_)));
            }
            Some(number)
        });
        match number {
            Some(Some(number)) => self.choose(ui.ctx(), number - 1),
            // The field hears it in this very frame.
            Some(None) if self.chosen.is_some() => self.focus = Focus::Field,
            Some(None) | None => {}
        }
    }

    fn choose(&mut self, ctx: &Context, index: usize) {
        if self.chosen != Some(index) {
            self.secret.wipe(ctx);
            (self.wrong, self.failed) = (None, None);
        }
        self.chosen = Some(index);
        self.focus = Focus::Field;
        ctx.request_repaint();
    }

    fn go(&mut self, ctx: &Context, page: Page) {
        self.secret.wipe(ctx);
        (self.page, self.wrong, self.failed) = (page, None, None);
        self.focus = if page == Page::Elsewhere { Focus::Leave } else { Focus::Field };
        if page == Page::Elsewhere {
            self.elsewhere = Elsewhere::near(&self.desk.path);
        }
        ctx.request_repaint();
    }

    /// Whether the desk is being opened.
    fn is_busy(&self) -> bool {
        self.asked.is_some()
    }

    /// Whether that has taken long enough to be said.
    fn is_slow(&self, ctx: &Context) -> bool {
        is_slow(ctx, Id::unique("unlocking"), self.is_busy())
    }

    fn unlock(&mut self, out: &mut Out<'_>) {
        if self.is_busy() {
            return;
        }
        let (handle, passphrase) = if self.page == Page::Recovery {
            let (Ok(handle), Some(code)) = (Handle::parse("recovery"), RecoveryCode::parse(self.secret.text())) else {
                self.wrong = Some("The key has 8 groups of 4 letters and digits");
                self.focus = Focus::Field;
                return;
            };
            (handle, Passphrase::given(code.reveal()))
        } else {
            let Some(who) = self.chosen.and_then(|index| self.people.get(index)) else { return };
            if self.secret.text().is_empty() {
                self.wrong = Some("Type the passphrase");
                self.focus = Focus::Field;
                return;
            }
            (who.handle.clone(), Passphrase::given(self.secret.text()))
        };
        (self.wrong, self.failed) = (None, None);
        let ticket = out.ask(Request::Opening(Ask::Unlock { handle, passphrase }));
        self.asked = Some(ticket);
    }

    /// Takes an answer.
    pub fn answer(&mut self, ticket: Ticket, answer: Answer, _worker: &mut Worker) {
        let opening = self.asked == Some(ticket);
        let answer = match &mut self.restoring {
            Some(restoring) => match restoring.answer(ticket, answer) {
                Some(answer) => answer,
                None => return,
            },
            None => answer,
        };
        match answer {
            Answer::Failed(failure) if opening => {
                self.asked = None;
                self.refused(failure);
            }
            Answer::Opening(AtDoor::Door(door)) if self.looking == Some(ticket) => {
                self.looking = None;
                if door.is_desk {
                    *self = Self::cold(door);
                } else {
                    self.elsewhere.no_desk();
                }
            }
            Answer::Opening(AtDoor::Door(door)) => {
                self.desk.backed_up_at = door.backed_up_at;
                self.desk.looked = true;
            }
            _ => {}
        }
    }

    /// It did not open. What was typed stays, so that it can be looked at or written anew at once.
    fn refused(&mut self, failure: Failure) {
        match failure {
            Failure::WrongPassphrase if self.page == Page::Recovery => {
                self.wrong = Some("That key did not match. Try again.");
            }
            Failure::WrongPassphrase => self.wrong = Some("That passphrase did not match. Try again."),
            other => self.failed = Some(other.to_string()),
        }
        self.focus = Focus::Select;
    }
}

/// Whether Escape was pressed, alone.
fn escaped(ui: &Ui) -> bool {
    crate::ui::keys::pressed(ui, egui::Modifiers::NONE, Key::Escape)
}

/// Whether Enter was pressed where it presses nothing else.
fn entered(ui: &Ui) -> bool {
    ui.memory(|memory| memory.focused().is_none()) && crate::ui::keys::pressed(ui, egui::Modifiers::NONE, Key::Enter)
}

/// A narrower window has no room for two columns.
const NARROW: f32 = 960.0;

fn is_narrow(ui: &Ui) -> bool {
    ui.max_rect().width() < NARROW
}

/// The background of the door.
fn background(ui: &Ui) {
    ui.painter().rect_filled(ui.max_rect(), 0.0, ui.palette().bg);
}
