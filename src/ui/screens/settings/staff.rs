//! Who works here, what each role may do, and the other ways into the desk.

use egui::{Id, Rect, Ui, pos2, vec2};

use chrono::NaiveDate;

use crate::domain::moment::Instant;
use crate::domain::rules::{DeskRules, LockAfter};
use crate::domain::staff::{Handle, Role};
use crate::domain::unfinished::Typed;
use crate::ui::icons;
use crate::ui::out::{Out, Seen, Wish};
use crate::ui::screens::flow;
use crate::ui::scripts::in_words;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::toast::Toast;
use crate::ui::tokens::tokens;
use crate::ui::widgets::text::{Text, Type};
use crate::ui::widgets::{
    Avatar, Button, Choice, ChoiceOption, Column, HEADER, Tag, TagKind, cell, follow_focus, paint, place, spinner,
    table_header,
};
use crate::worker::settings::{self, Colleague, Staff};
use crate::worker::{Request, Ticket};

use super::parts::{Part, Places, beside, head};
use super::staff_dialogs::add::ROLES;
use super::staff_dialogs::organisation::AddKey;
use super::staff_dialogs::passphrase::NewPassphrase;
use super::staff_dialogs::{AddPerson, StaffDialog};
use super::{Settings, locking, menu};

const ROW: f32 = 56.0;
/// Wide enough for the longest role in its box.
const ROLE: f32 = 146.0;
/// A table this wide says when each was last here.
const WIDE: f32 = 560.0;

/// What is known of the staff, and which dialog is open.
#[derive(Default)]
pub(super) struct StaffPage {
    pub(super) people: Option<Box<Staff>>,
    pub(super) dialog: Option<StaffDialog>,
    /// What was asked is done: the dialog it was asked in gives the keyboard back.
    pub(super) ended: Option<Id>,
    pub(super) asked: Option<Ticket>,
    /// Somebody's other role that was just chosen.
    role: Option<(Handle, Role)>,
    /// Another time to lock after that was just chosen.
    lock_after: Option<LockAfter>,
}

impl StaffPage {
    /// What is typed of somebody who is to be let in; never their passphrase.
    pub(super) fn person_typed(&self) -> Option<Typed> {
        match &self.dialog {
            Some(StaffDialog::Add(add)) => Some(add.typed()),
            _ => None,
        }
    }

    /// Opens that dialog again.
    pub(super) fn add_again(&mut self, typed: &Typed) {
        self.dialog = Some(StaffDialog::Add(Box::new(AddPerson::again(typed))));
    }

    /// What was asked here is done.
    pub(super) fn settled(&mut self, answer: settings::Answer, out: &mut Out<'_>) {
        use settings::Answer as Settled;
        let mut say = |words: String| out.wish(Wish::Say(Toast::done(words)));
        let asked_in = self.dialog.as_ref().map(StaffDialog::id);
        self.dialog = match answer {
            Settled::Added(handle) => {
                say(format!("{handle} can open the desk now. Tell them their passphrase in person."));
                None
            }
            Settled::RoleChanged(handle, role) => {
                say(format!("{handle} is {} from the next time they open the desk.", role_words(role).to_lowercase()));
                None
            }
            Settled::Removed(_, words) => Some(StaffDialog::KeysChanged(words)),
            Settled::PassphraseChanged(words) => Some(StaffDialog::KeysChanged(words)),
            Settled::RecoveryCode(code, words) => Some(StaffDialog::RecoveryCode { code, words, written: false }),
            Settled::Organisation(Some(name)) => {
                say(format!("{name} can read this desk and every copy of it from now on."));
                None
            }
            Settled::Organisation(None) => {
                say("The organisation’s key opens nothing any more. Every key of the desk was changed.".to_owned());
                None
            }
            _ => None,
        };
        self.ended = asked_in.filter(|_| self.dialog.is_none());
    }

    /// What was asked here was not done.
    pub(super) fn failed(&mut self, words: String, out: &mut Out<'_>) {
        match &mut self.dialog {
            Some(dialog) => dialog.failed(words),
            None => out.wish(Wish::Say(Toast::failed(words))),
        }
    }
}

/// "Today 08:31", "4 Oct".
fn last_in(at: Instant, today: NaiveDate) -> String {
    let said = time::moment(at, today);
    if at.date_naive() == today { format!("Today {said}") } else { said }
}

impl Settings {
    pub(super) fn staff_ui(&mut self, ui: &mut Ui, places: &Places, seen: &Seen<'_>, out: &mut Out<'_>) {
        let lead = menu::is_lead(seen);
        let busy = self.asked.waits_for(self.staff.asked);
        let count = self.staff.people.as_ref().map_or(1, |staff| staff.people.len());
        let height = 67.0 + HEADER + ROW * count as f32 + 44.0;
        let page = &mut self.staff;
        if lead {
            beside(ui, places, 392.0, height, &mut |ui, part| match part {
                Part::Main(card) => page.table(ui, card, seen),
                Part::Side => page.side(ui, seen, true),
            });
        } else {
            let width = places.page.width().min(480.0);
            flow::column(ui, places.page.with_max_x(places.page.left() + width), "own", |ui| {
                page.side(ui, seen, false);
            });
        }
        if let Some(lock_after) = self.staff.lock_after.take() {
            self.keeping.set_rules(DeskRules { lock_after, ..seen.session.rules }, out);
        }
        let role = self.staff.role.take().map(|(handle, role)| settings::Request::ChangeRole(handle, role));
        if let Some(request) = role.or_else(|| self.staff.dialog_ui(ui, busy)) {
            self.staff.asked = Some(self.asked.other(out.ask(Request::Settings(request))));
        }
    }
}

impl StaffPage {
    fn table(&mut self, ui: &mut Ui, card: Rect, seen: &Seen<'_>) {
        paint::card(ui, card);
        let add = Button::secondary("Add a person").icon(icons::USER_PLUS).small();
        let width = add.natural_width(ui);
        let (end, below) = head(ui, card, "Staff", "Each has their own passphrase, so the log is true.", width);
        if add.at(ui, end).clicked() {
            self.dialog = Some(StaffDialog::Add(Box::default()));
        }
        let state_at = card.width() - 128.0;
        // As drawn at 610. With little room, what matters less goes first.
        let (role_at, last_at) = match card.width() {
            WIDE.. => (card.width() * 182.0 / 610.0, card.width() * 350.0 / 610.0),
            width => ((width - 128.0 - ROLE - 16.0).max(160.0), state_at.max(260.0)),
        };
        let state_at = state_at.max(last_at);
        let columns = [
            Column::new("Name", 12.0, role_at - 20.0),
            Column::new("Role", role_at, (last_at - role_at - 8.0).min(ROLE)),
            Column::new("Last in", last_at, (state_at - last_at - 8.0).max(0.0)),
            Column::new("State", state_at, card.width() - state_at - 12.0),
        ];
        let header = Rect::from_min_size(below.min + vec2(1.0, 0.0), vec2(below.width() - 2.0, HEADER));
        let [name, role, last, state] = columns;
        if card.width() < WIDE {
            table_header(ui, header, &[name, role, state]);
        } else {
            table_header(ui, header, &[name, role, last, state]);
        }
        let foot = card.with_min_y(card.bottom() - 43.0);
        let rows = Rect::from_min_max(header.left_bottom(), pos2(header.right(), foot.top()));
        let p = ui.palette();
        ui.painter().hline(foot.x_range(), foot.top() + 0.5, (1.0, p.border));
        paint::icon(ui.painter(), icons::INFO, pos2(foot.left() + 25.0, foot.center().y), 16.0, p.text_muted);
        let words = "Who leaves is removed from the keys. Their name stays in the log.";
        Text::caption(words).muted().at(ui, foot.with_min_x(foot.left() + 42.0).with_max_x(foot.right() - 12.0));
        let Some(staff) = self.people.take() else {
            spinner(ui, rows.center(), 24.0, ui.palette().accent);
            return;
        };
        place(ui, rows, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            egui::ScrollArea::vertical().id_salt("staff").auto_shrink(false).show(ui, |ui| {
                for one in &staff.people {
                    let row = flow::row(ui, ROW);
                    self.person(ui, row, one, seen, &columns);
                    ui.painter().hline(row.x_range(), row.bottom() - 0.5, (1.0, p.border));
                }
                follow_focus(ui, "staff");
            });
        });
        self.people = Some(staff);
    }

    fn person(&mut self, ui: &mut Ui, row: Rect, one: &Colleague, seen: &Seen<'_>, columns: &[Column<'_>; 4]) {
        let p = ui.palette();
        let [name_at, role_at, last_at, state_at] = columns.map(|column| column.of(row));
        let avatar = Rect::from_center_size(pos2(row.left() + 28.0, row.center().y), vec2(32.0, 32.0));
        Avatar::new(&one.name).paint(ui, avatar);
        let me = seen.session.who.handle == one.handle;
        let ink = if one.removed { p.text_muted } else { p.text };
        let name = name_at.with_min_x(row.left() + 56.0);
        let line = |at: f32| Rect::from_min_size(pos2(name.left(), row.top() + at), vec2(name.width(), 20.0));
        let said = ui.interact(name, Id::unique(("person", one.handle.as_str())), egui::Sense::hover());
        let role = role_words(one.role);
        let last = one.last_in.map_or_else(|| "Not opened yet".to_owned(), |at| last_in(at, seen.today));
        said.widget_info(|| {
            let state = if one.removed { "removed" } else { "can open the desk" };
            let words = format!("{}, {}, {role}, {state}, last in: {last}", one.name, one.handle);
            egui::WidgetInfo::labeled(egui::Role::Label, true, words)
        });
        cell(ui, line(9.0), &one.name, Type::Body, ink);
        let handle = if me { format!("{}, you", one.handle) } else { one.handle.to_string() };
        cell(ui, line(28.0), &handle, Type::Caption, p.text_muted);
        if one.removed || me {
            cell(ui, role_at, role, Type::Body, ink);
        } else {
            self.role_choice(ui, role_at, one);
        }
        if last_at.width() > 60.0 {
            cell(ui, last_at, &last, Type::Body, p.text_muted);
        }
        if one.removed {
            let tag = Tag::new(TagKind::Neutral, "Removed").icon(icons::PROHIBIT);
            place(ui, state_at.shrink2(vec2(0.0, 16.0)), |ui| tag.show(ui));
        } else if me {
            let tag = Tag::new(TagKind::Success, "On").icon(icons::CHECK_CIRCLE);
            place(ui, state_at.shrink2(vec2(0.0, 16.0)), |ui| tag.show(ui));
        } else {
            let label = format!("Remove {}", one.name);
            let button = Button::secondary("Remove").name(&label).icon(icons::USER_MINUS).small();
            let size = vec2(button.natural_width(ui).min(state_at.width()), 36.0);
            let at = Rect::from_min_size(pos2(state_at.left(), row.center().y - 18.0), size);
            if button.at(ui, at).clicked() {
                self.dialog =
                    Some(StaffDialog::Remove { handle: one.handle.clone(), name: one.name.clone(), error: None });
            }
        }
    }

    /// Another's role, to be chosen at once; one's own is told only, so that somebody is always left who may choose.
    fn role_choice(&mut self, ui: &mut Ui, column: Rect, one: &Colleague) {
        let options = ROLES.map(|role| ChoiceOption::new(role_words(role)));
        let before = ROLES.iter().position(|role| *role == one.role);
        let mut chosen = before;
        let name = format!("Role of {}", one.name);
        let at = Rect::from_center_size(column.center(), vec2(column.width(), tokens().control.compact));
        let choice = Choice::new(Id::unique(("role of", one.handle.as_str())), &name, &options).no_label().acts(true);
        choice.height(at.height()).at(ui, at, &mut chosen);
        if chosen != before {
            self.role = chosen.and_then(|at| ROLES.get(at)).map(|role| (one.handle.clone(), *role));
        }
    }

    fn side(&mut self, ui: &mut Ui, seen: &Seen<'_>, lead: bool) {
        flow::hug(ui, 16.0, |ui| {
            Text::title("Your passphrase").show(ui);
            let words = format!("{} opens the desk as {}.", in_words(&seen.session.who.name), seen.session.who.handle);
            Text::caption(&words).muted().wrap().show(ui);
            ui.add_space(10.0);
            if Button::secondary("Change it").name("Change your passphrase").icon(icons::KEY).small().show(ui).clicked()
            {
                self.dialog = Some(StaffDialog::Passphrase(NewPassphrase::default()));
            }
        });
        if !lead {
            return;
        }
        ui.add_space(13.0);
        flow::hug(ui, 0.0, roles);
        ui.add_space(13.0);
        flow::hug(ui, 16.0, |ui| {
            Text::title("Other ways in").show(ui);
            ui.add_space(8.0);
            Text::strong("Recovery code").show(ui);
            Text::caption(
                "It opens the desk when everybody has forgotten their passphrase. Keep it on paper, in a safe.",
            )
            .muted()
            .wrap()
            .show(ui);
            ui.add_space(8.0);
            if Button::secondary("Make a new code")
                .name("Make a new recovery code")
                .icon(icons::ARROWS_CLOCKWISE)
                .small()
                .show(ui)
                .clicked()
            {
                self.dialog = Some(StaffDialog::RenewCode { error: None });
            }
            ui.add_space(14.0);
            flow::divider(ui, 0.0);
            ui.add_space(12.0);
            Text::strong("Organisation’s key").show(ui);
            let organisation = self.people.as_ref().and_then(|staff| staff.organisation.clone());
            match organisation {
                Some(name) => {
                    let words = format!(
                        "Whoever holds the key of {name} can read this desk, every copy and every backup, whole."
                    );
                    Text::caption(&words).muted().wrap().show(ui);
                    ui.add_space(8.0);
                    if Button::secondary("Take it away").icon(icons::X).small().show(ui).clicked() {
                        self.dialog = Some(StaffDialog::RemoveKey { name, error: None });
                    }
                }
                None => {
                    let words =
                        "None. With one, the office could open any copy of this desk, whole, without a passphrase.";
                    Text::caption(words).muted().wrap().show(ui);
                    ui.add_space(8.0);
                    if Button::secondary("Add the organisation’s key").icon(icons::BUILDINGS).small().show(ui).clicked()
                    {
                        self.dialog = Some(StaffDialog::AddKey(AddKey::default()));
                    }
                }
            }
        });
        ui.add_space(13.0);
        self.lock_after = locking::ui(ui, seen.session.rules.lock_after);
    }
}

/// The role, as people say it.
pub(super) fn role_words(role: Role) -> &'static str {
    match role {
        Role::Desk => "Desk",
        Role::Lead => "Desk lead",
        Role::Office => "Office",
        Role::DataOfficer => "Data officer",
    }
}

/// What each role may do: as the program has it, nothing more.
fn roles(ui: &mut Ui) {
    use crate::worker::Right;
    let p = ui.palette();
    let head = flow::row(ui, 46.0);
    Text::title("What each role may do").at(ui, head.with_min_x(head.left() + 16.0));
    let header = flow::row(ui, HEADER).shrink2(vec2(1.0, 0.0));
    let width = header.width();
    let columns = [
        Column::new("May", 12.0, width - 140.0),
        Column::new("Desk", width - 120.0, 50.0),
        Column::new("Lead", width - 56.0, 50.0),
    ];
    table_header(ui, header, &columns);
    let rights: [(&str, Option<Right>); 7] = [
        ("Register, and find today’s people", None),
        ("Correct and withdraw", Some(Right::Amend)),
        ("See people of other days", Some(Right::OtherDays)),
        ("Close the day, name recipients", Some(Right::Exports)),
        ("Change events and the form", Some(Right::Events)),
        ("Add and remove staff", Some(Right::Staff)),
        ("Back up", Some(Right::Backups)),
    ];
    let last = rights.len() - 1;
    for (at, (words, right)) in rights.into_iter().enumerate() {
        let row = flow::row(ui, 40.0);
        let has = |role| right.is_none_or(|right| right.belongs_to(role));
        let (desk, lead) = (has(Role::Desk), has(Role::Lead));
        let label = ui.interact(row, Id::unique(("right", words)), egui::Sense::hover());
        label.widget_info(|| {
            let may = |on| if on { "yes" } else { "no" };
            let said = format!("{words}: desk {}, lead {}", may(desk), may(lead));
            egui::WidgetInfo::labeled(egui::Role::Label, true, said)
        });
        cell(ui, row.with_min_x(row.left() + 12.0).with_max_x(row.right() - 128.0), words, Type::Body, p.text);
        for (on, x) in [(desk, row.right() - 106.0), (lead, row.right() - 42.0)] {
            let (mark, color) = if on { (icons::CHECK.bold(), p.success) } else { (icons::MINUS, p.text_muted) };
            paint::icon(ui.painter(), mark, pos2(x, row.center().y), 18.0, color);
        }
        if at != last {
            ui.painter().hline(row.x_range(), row.bottom() - 0.5, (1.0, p.border));
        }
    }
    let foot = flow::row(ui, 34.0);
    ui.painter().hline(foot.x_range(), foot.top(), (1.0, p.border));
    let words = "Office and data officer may do what a lead may.";
    Text::caption(words).muted().at(ui, foot.with_min_x(foot.left() + 12.0));
}
