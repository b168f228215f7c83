//! What the screens wished for, done after painting; and the keys that work anywhere.

use egui::{Context, Key, Modifiers, Ui};

use crate::ui::keys::{COMMAND, pressed};
use crate::ui::out::{Section, Wish};
use crate::ui::screens::first_run::FirstRun;
use crate::ui::screens::keys_sheet::KeysSheet;
use crate::ui::screens::notice_view::NoticeView;
use crate::worker::preferences::{self, Look, Preferences, TextSize};
use crate::worker::{Request, opening};

use super::{App, Screen};

impl App {
    pub(super) fn fulfil(&mut self, ctx: &Context, wishes: Vec<Wish>) {
        for wish in wishes {
            self.fulfil_one(ctx, wish);
        }
    }

    fn fulfil_one(&mut self, ctx: &Context, wish: Wish) {
        match (wish, &mut self.screen) {
            (Wish::Say(toast), _) => self.say(&toast),
            (Wish::Prefer(preferences), _) => self.prefer(preferences),
            (Wish::NewDesk, Screen::Locked(unlock)) => {
                self.screen = Screen::FirstRun(Box::new(FirstRun::new(&unlock.beside())));
            }
            (Wish::Lock, Screen::Desk(_)) => self.lock(ctx, super::lock::Why::Asked),
            (Wish::CloseAnyway, _) => self.close_anyway(ctx),
            (Wish::Refresh, Screen::Desk(_)) => {
                self.worker.ask(Request::Opening(opening::Request::Session));
            }
            (Wish::Try(event), Screen::Desk(desk)) => desk.try_form(*event, &self.env),
            (Wish::Event(code), Screen::Desk(desk)) => desk.choose(code, &self.env, &mut self.worker),
            (Wish::Keys, screen) => self.keys_sheet = Some(KeysSheet::new(matches!(screen, Screen::Desk(_)))),
            (Wish::Notice, Screen::Desk(desk)) => match &mut desk.register {
                // There it can be noted that it was read out.
                Some(register) if desk.section == Section::Register && !register.has_dialog() => register.show_notice(),
                _ => desk.notice = Some(NoticeView),
            },
            (Wish::Go(section), Screen::Desk(desk)) => desk.section = section,
            (Wish::Find(words), Screen::Desk(desk)) => {
                desk.section = Section::People;
                desk.people.look_for(words);
            }
            (Wish::Show(registration), Screen::Desk(desk)) => {
                desk.section = Section::People;
                desk.people.show(registration);
            }
            (Wish::Ask(registration), Screen::Desk(desk)) => {
                desk.section = Section::Rights;
                desk.rights.about(registration, self.env.now().date_naive());
            }
            (Wish::Correct(registration), Screen::Desk(desk)) => {
                desk.section = Section::People;
                desk.people.correct(registration);
            }
            (Wish::FixEmail(registration), Screen::Desk(desk)) => {
                desk.section = Section::People;
                desk.people.fix_email(registration);
            }
            (Wish::AskGuardian(registration), Screen::Desk(desk)) => {
                desk.section = Section::People;
                desk.people.ask_guardian(registration);
            }
            (Wish::TakeBack(registration), Screen::Desk(desk)) => {
                desk.section = Section::People;
                desk.people.take_back(registration);
            }
            (Wish::Receipt(registration), Screen::Desk(desk)) => {
                desk.section = Section::People;
                desk.people.receipt(registration);
            }
            (Wish::Badge(registration), Screen::Desk(desk)) => {
                desk.section = Section::People;
                desk.people.badge(registration);
            }
            (Wish::RecordedAlready(registration), Screen::Desk(desk)) => {
                desk.section = Section::People;
                desk.people.recorded_already(registration);
            }
            (Wish::RegisterNamed(name), Screen::Desk(desk)) => {
                desk.section = Section::Register;
                if let Some(register) = &mut desk.register {
                    register.name(&name);
                }
            }
            _ => return,
        }
        ctx.request_repaint();
    }

    fn prefer(&mut self, preferences: Preferences) {
        if preferences.look != self.window.preferences.look {
            // A look that was given with the command is let go of once somebody chooses another one.
            self.window.look = None;
        }
        self.window.preferences = preferences.clone();
        self.worker.ask(Request::Preferences(preferences::Request::Write(preferences)));
    }

    /// The keys of every screen. They come last: what has the focus hears them first.
    pub(super) fn keys(&mut self, ui: &Ui) {
        let mut preferences = self.window.preferences.clone();
        if pressed(ui, COMMAND, Key::T) {
            // A look that was given with the command is let go of once somebody chooses another one.
            let now = self.window.look.take().unwrap_or(preferences.look);
            preferences.look = next(now, ui.ctx());
        }
        // On the main keyboard of many countries + is Shift with another key, and arrives as either.
        let shifted = COMMAND | Modifiers::SHIFT;
        let plus = [(COMMAND, Key::Plus), (COMMAND, Key::Equals), (shifted, Key::Plus), (shifted, Key::Equals)];
        if plus.into_iter().any(|(held, key)| pressed(ui, held, key)) {
            preferences.text = bigger(ui.ctx().zoom_factor(), 1);
        }
        if pressed(ui, COMMAND, Key::Minus) {
            preferences.text = bigger(ui.ctx().zoom_factor(), -1);
        }
        if pressed(ui, COMMAND, Key::Num0) {
            preferences.text = TextSize::Auto;
        }
        if preferences != self.window.preferences {
            self.prefer(preferences);
        }
        match &self.screen {
            Screen::Starting(_) => {}
            Screen::FirstRun(_) | Screen::Locked(_) => self.keys_sheet_key(ui),
            Screen::Desk(_) => self.desk_keys(ui),
        }
    }

    /// What the keys are is one key away from every screen of staff.
    fn keys_sheet_key(&mut self, ui: &Ui) {
        if self.keys_sheet.is_none() && pressed(ui, Modifiers::NONE, Key::F1) {
            self.fulfil(ui.ctx(), vec![Wish::Keys]);
        }
    }

    fn desk_keys(&mut self, ui: &Ui) {
        let Screen::Desk(desk) = &self.screen else { return };
        let mut wishes = Vec::new();
        if desk.is_turned() || self.keys_sheet.is_some() || desk.is_covered() || desk.reads_notice() {
            // A visitor has the keyboard, or something lies over the section: nothing leads to another, and locking is always safe.
            if pressed(ui, COMMAND, Key::L) {
                self.fulfil(ui.ctx(), vec![Wish::Lock]);
            }
            return;
        }
        // What is asked in front of everything else is answered first.
        let asked = ui.memory(egui::Memory::top_modal_layer).is_some();
        if desk.event.is_some() && !asked {
            let sections = [
                (Key::Num1, Section::Register),
                (Key::Num2, Section::People),
                (Key::Num3, Section::Rights),
                (Key::Num4, Section::CloseDay),
                (Key::Num5, Section::Settings),
            ];
            let gone = sections.into_iter().filter(|(key, _)| pressed(ui, COMMAND, *key));
            wishes.extend(gone.map(|(_, section)| Wish::Go(section)));
            if pressed(ui, COMMAND, Key::K) {
                wishes.push(Wish::Find(String::new()));
            }
        }
        // Whom to ask and where to complain is one key away from every question (R25).
        if desk.event.is_some() && pressed(ui, Modifiers::NONE, Key::F8) {
            wishes.push(Wish::Notice);
        }
        if pressed(ui, COMMAND, Key::L) {
            wishes.push(Wish::Lock);
        }
        self.fulfil(ui.ctx(), wishes);
        self.keys_sheet_key(ui);
    }
}

/// Light, dark, high contrast, and light again; from what the system has, the first step is to the other one.
fn next(look: Look, ctx: &Context) -> Look {
    match look {
        Look::Light => Look::Dark,
        Look::Dark => Look::Contrast,
        Look::Contrast => Look::Light,
        Look::System if ctx.system_theme() == Some(egui::Theme::Dark) => Look::Contrast,
        Look::System => Look::Dark,
    }
}

/// One eighth more or less.
fn bigger(zoom: f32, steps: i16) -> TextSize {
    let eighths = (zoom * 8.0).round().clamp(4.0, 24.0);
    #[expect(clippy::cast_possible_truncation, reason = "between 4 and 24")]
    let eighths = eighths as i16 + steps;
    let percent = f32::from(eighths.clamp(6, 24)) * 12.5;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 75 and 300")]
    let percent = percent.round() as u16;
    TextSize::Percent(percent)
}
