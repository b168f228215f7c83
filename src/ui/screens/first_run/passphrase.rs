//! The first person and their passphrase (picture a2).

use egui::{Id, Ui, pos2, vec2};

use crate::domain::staff::Handle;
use crate::ui::icons;
use crate::ui::out::Out;
use crate::ui::scripts::reads_differently;
use crate::ui::widgets::{Banner, BannerKind, Button, Field, Secret, Text, place, strength_meter};
use crate::worker::opening::{Create, Request as Ask};
use crate::worker::preferences::Controller;
use crate::worker::{Passphrase, Request, suggest_passphrase};

use super::frame::{Footer, Frame, Page, Pressed};
use super::organisation::{rule, summary};
use super::strength::{Judged, judge};
use super::{FirstRun, Step, goes_on, names};

const FIELD: f32 = 60.0;

/// Who makes the desk.
pub(super) struct Founder {
    name: String,
    handle: String,
    /// Somebody wrote the handle themselves.
    handled: bool,
    passphrase: Secret,
    again: Secret,
    name_error: Option<&'static str>,
    handle_error: Option<String>,
    passphrase_error: Option<&'static str>,
    again_error: Option<&'static str>,
}

impl Founder {
    pub(super) fn new() -> Self {
        Self {
            name: String::new(),
            handle: String::new(),
            handled: false,
            passphrase: Secret::new(id("passphrase")),
            again: Secret::new(id("again")),
            name_error: None,
            handle_error: None,
            passphrase_error: None,
            again_error: None,
        }
    }

    fn judged(&self, organisation: &str) -> Judged {
        judge(self.passphrase.text(), &[organisation, &self.name])
    }

    fn check_name(&mut self) {
        self.name_error = self.name.trim().is_empty().then_some("Write your name");
    }

    fn check_handle(&mut self) {
        self.handle_error = match Handle::parse(self.handle.trim()) {
            _ if matches!(self.handle.trim(), "recovery" | "organisation") => Some("Choose another handle".into()),
            Ok(_) => None,
            Err(_) => Some("Use a to z, 0 to 9 and -".into()),
        };
    }

    fn check_passphrase(&mut self, organisation: &str) {
        let judged = self.judged(organisation);
        self.passphrase_error = match judged {
            _ if judged.is_enough() => None,
            Judged { long: false, .. } => Some("Write at least 12 characters"),
            Judged { uncommon: false, .. } => Some("Choose another: others try this one first"),
            _ => Some("Leave out your name and the organisation’s"),
        };
    }

    fn check_again(&mut self) {
        let same = self.again.text() == self.passphrase.text();
        self.again_error = (!same).then_some("Type the same passphrase again");
    }

    /// Where the first error is.
    fn first_error(&self) -> Option<Id> {
        let errors = [
            ("name", self.name_error.is_some()),
            ("handle", self.handle_error.is_some()),
            ("passphrase", self.passphrase_error.is_some()),
            ("again", self.again_error.is_some()),
        ];
        errors.into_iter().find(|(_, wrong)| *wrong).map(|(name, _)| id(name))
    }
}

impl FirstRun {
    pub(super) fn passphrase_ui(&mut self, ui: &mut Ui, frame: &Frame, out: &mut Out<'_>, fresh: bool) {
        let whole = self.organisation.whole_name();
        let (mut entered, mut change) = (false, false);
        let busy = self.asked.create.is_some();
        let lead = "This makes a locked desk. Only people you add can open it.";
        frame.page(ui, "passphrase", "Create the desk", lead, |ui, page| {
            if let Some(failed) = &self.failed {
                page.failed(ui, failed);
            }
            change = summary(ui, page, &self.organisation);
            ui.add_enabled_ui(!busy, |ui| {
                entered = self.founder.ui(ui, page, &whole, fresh);
            });
            let words = "There is no “forgot passphrase”. If it is lost, only the recovery key on the next page can open \
                         this desk.";
            let at = page.take(if page.narrow { 68.0 } else { 52.0 });
            Banner::new(BannerKind::Info, words).at(ui, at);
        });
        let note = if busy { "Making the desk" } else { "" };
        let footer = Footer { back: true, on: "Continue", key: Some("Enter"), note, enabled: true, busy };
        let pressed = frame.footer(ui, &footer);
        let back = crate::ui::keys::pressed(ui, egui::Modifiers::NONE, egui::Key::Escape);
        if change || pressed == Pressed::Back || (back && !busy) {
            self.go(Step::Organisation);
        } else if !busy && (pressed == Pressed::On || goes_on(ui, entered)) {
            self.create(ui, out, &whole);
        }
    }

    fn create(&mut self, ui: &Ui, out: &mut Out<'_>, whole: &str) {
        let founder = &mut self.founder;
        founder.check_name();
        founder.check_handle();
        founder.check_passphrase(whole);
        founder.check_again();
        let passphrase = Passphrase::new_for_vault(founder.passphrase.text());
        let (None, Ok(handle), Ok(passphrase)) =
            (founder.first_error(), Handle::parse(founder.handle.trim()), passphrase)
        else {
            let wrong = founder.first_error().unwrap_or_else(|| id("passphrase"));
            ui.memory_mut(|memory| memory.request_focus(wrong));
            return;
        };
        let name = founder.name.trim().to_owned();
        founder.passphrase.wipe(ui.ctx());
        founder.again.wipe(ui.ctx());
        let organisation = &self.organisation;
        let controller = Controller {
            contact: organisation.contact.trim().to_owned(),
            ico_number: organisation.ico_number.trim().to_owned(),
            address: organisation.address.trim().to_owned(),
        };
        let (folder, organisation) = (organisation.path(), whole.to_owned());
        let create = Create { folder, organisation, controller, handle, name, passphrase };
        self.failed = None;
        self.asked.create = Some(out.ask(Request::Opening(Ask::Create(Box::new(create)))));
    }
}

impl Founder {
    fn ui(&mut self, ui: &mut Ui, page: &mut Page, organisation: &str, fresh: bool) -> bool {
        let gap = if page.narrow { 12.0 } else { 16.0 };
        let line = |wrong: bool| if wrong { 22.0 } else { 0.0 };
        let first = line(self.notes_name() || self.handle_error.is_some());
        let second = line(self.passphrase_error.is_some());
        let third = line(self.again_error.is_some());
        let height = if page.narrow { 512.0 } else { 354.0 };
        let mut card = page.card(ui, height + first + second + third);
        card.y -= 2.0;
        self.header(ui, &mut card);
        let mut entered = self.person(ui, &mut card, fresh);
        card.y += first + gap;

        let at = card.take(FIELD);
        let field = Field::new(self.passphrase.id(), "Passphrase").error(self.passphrase_error);
        let shown = self.passphrase.at(ui, at, field);
        entered |= shown.entered;
        if shown.response.changed() {
            self.passphrase_error = None;
        }
        if shown.left && !self.passphrase.text().is_empty() {
            self.check_passphrase(organisation);
        }
        card.y += second + 8.0;
        let judged = self.judged(organisation);
        let at = card.take(24.0);
        let score = (!self.passphrase.text().is_empty()).then_some(judged.score);
        place(ui, at, |ui| strength_meter(ui, score));
        card.y += 6.0;
        rules(ui, &mut card, judged);
        card.y += if card.narrow { 12.0 } else { 17.0 };

        let at = card.take(FIELD);
        let mut field = Field::new(self.again.id(), "Type it again").error(self.again_error);
        let p = crate::ui::theme::Themed::palette(ui);
        let same = !self.again.text().is_empty() && self.again.text() == self.passphrase.text();
        let (icon, color) =
            if same { (icons::CHECK_CIRCLE.fill(), p.success) } else { (icons::CIRCLE_DASHED, p.text_muted) };
        field = field.trailing_icon(icon, color);
        let shown = self.again.hidden_at(ui, at, field);
        entered |= shown.entered;
        if shown.response.changed() {
            self.again_error = None;
        }
        if shown.left && !self.again.text().is_empty() {
            self.check_again();
        }
        entered
    }

    fn header(&mut self, ui: &mut Ui, card: &mut Page) {
        let row = card.take(36.0);
        card.y += 12.0;
        Text::title("Lead’s passphrase").at(ui, row);
        let suggest = Button::secondary("Suggest one").icon(icons::DICE_FIVE).small();
        let wide = suggest.natural_width(ui);
        let at = egui::Rect::from_min_size(pos2(row.right() - wide, row.top()), vec2(wide, 36.0));
        if suggest.at(ui, at).clicked()
            && let Ok(words) = suggest_passphrase()
        {
            self.passphrase.suggest(&words);
            self.again.wipe(ui.ctx());
            self.passphrase_error = None;
            self.passphrase.go_on(ui.ctx());
        }
    }

    /// Whether a line stands under the name.
    fn notes_name(&self) -> bool {
        self.name_error.is_some() || reads_differently(&self.name)
    }

    fn person(&mut self, ui: &mut Ui, card: &mut Page, fresh: bool) -> bool {
        let line = |noted: bool| if noted { 22.0 } else { 0.0 };
        let first = line(self.notes_name() || self.handle_error.is_some());
        let (name, handle, role) = if card.narrow {
            let name = card.take(FIELD);
            card.y += 12.0;
            let handle = card.take(FIELD).translate(vec2(0.0, line(self.notes_name())));
            card.y += 12.0;
            (name, handle, card.take(FIELD).translate(vec2(0.0, first)))
        } else {
            let (name, rest) = card.pair(FIELD, 300.0);
            (name, rest.with_max_x(rest.left() + 162.0), rest.with_min_x(rest.left() + 174.0))
        };
        let shown = Field::new(id("name"), "Your name").error(self.name_error).reading(reads_differently(&self.name));
        let shown = shown.at(ui, name, &mut self.name);
        if fresh {
            shown.response.request_focus();
        }
        if shown.response.changed() {
            self.name_error = None;
            if !self.handled {
                self.handle = names::handle_for(&self.name);
                self.handle_error = None;
            }
        }
        if shown.left && !self.name.is_empty() {
            self.check_name();
        }
        let mut entered = shown.entered;
        let error = self.handle_error.clone();
        let field = Field::new(id("handle"), "Handle").error(error.as_deref()).max_chars(Handle::MAX);
        let shown = field.at(ui, handle, &mut self.handle);
        if shown.response.changed() {
            (self.handled, self.handle_error) = (true, None);
        }
        if shown.left && !self.handle.is_empty() {
            self.check_handle();
        }
        entered |= shown.entered;
        let mut fixed = "Desk lead".to_owned();
        Field::new(id("role"), "Your role").enabled(false).at(ui, role, &mut fixed);
        entered
    }
}

/// What a passphrase has to be, ticked off while it is typed.
fn rules(ui: &mut Ui, card: &mut Page, judged: Judged) {
    let rules = [
        (judged.long, "At least 12 characters"),
        (judged.impersonal, "Not your name or organisation"),
        (judged.uncommon, "Not a common password"),
    ];
    if card.narrow {
        for (kept, words) in rules {
            let at = card.take(20.0);
            rule(ui, at, kept, words);
        }
        return;
    }
    let row = card.take(18.0);
    let mut x = row.left();
    for (kept, words) in rules {
        x = rule(ui, row.with_min_x(x), kept, words) + 20.0;
    }
}

fn id(name: &str) -> Id {
    Id::unique("first run").with(name)
}
