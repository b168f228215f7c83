//! An event that is to be: made from the shipped example and its notice, or read from a file.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use egui::{Id, Rect, Ui, pos2, vec2};

use crate::domain::code::Code;
use crate::domain::retention::{Kept, PeriodDiffers, Retention};
use crate::domain::unfinished::Typed;
use crate::ui::icons;
use crate::ui::out::{Out, Seen};
use crate::ui::pick::{NO_DIALOG, Pick, Picked};
use crate::ui::screens::flow;
use crate::ui::screens::recipient_dialogs::code_of;
use crate::ui::shell::Parts;
use crate::ui::short;
use crate::ui::widgets::text::Text;
use crate::ui::widgets::{Banner, BannerKind, Button, DateBoxes, Dialog as Shell, Field, or_lead_to_error, place};
use crate::worker::opening::Session;
use crate::worker::settings::{self, NewEvent};
use crate::worker::{Request, Ticket};

use super::Settings;
use super::event::{boxes, day};
use super::notice::OrganisationForm;
use super::period_fields;

/// The event as typed.
pub(super) struct NewEventForm {
    name: String,
    organisation: String,
    code: String,
    own_code: bool,
    first: [String; 3],
    last: [String; 3],
    today: NaiveDate,
    /// Whom to ask about data, where the desk does not know that yet.
    whom_to_ask: Option<OrganisationForm>,
    periods: Periods,
    file: String,
    /// Why the button beside it did nothing.
    no_dialog: bool,
    pick: Pick,
    tried: bool,
    pub(super) asked: Option<Ticket>,
    error: Option<String>,
}

/// How long each kind of data is kept, which a lead sets before anything can be kept (R24).
struct Periods {
    /// What the notice says.
    said: Option<Retention>,
    /// Of which kinds the event keeps any.
    kinds: Vec<Kept>,
    typed: BTreeMap<Kept, String>,
}

impl Periods {
    fn of_shipped() -> Self {
        let (said, kept) = settings::shipped_periods().unzip();
        let kept = kept.unwrap_or_default();
        let kinds = period_fields::ORDER.into_iter().filter(|kind| kept.contains(kind)).collect();
        Self { said, kinds, typed: said.map(|said| said.typed()).unwrap_or_default() }
    }

    /// Each as it was set, or what is to be put right of it.
    fn read(&self) -> impl Iterator<Item = (Kept, Result<u32, PeriodDiffers>)> {
        let typed = |kept| self.typed.get(&kept).map_or("", String::as_str);
        let said = self.said.iter().flat_map(|said| self.kinds.iter().map(move |&kept| (said, kept)));
        said.map(move |(said, kept)| (kept, said.agreed(kept, typed(kept))))
    }

    fn wrong(&self) -> BTreeMap<Kept, String> {
        self.read().filter_map(|(kept, read)| Some((kept, read.err()?.to_string()))).collect()
    }

    fn set(&self) -> Option<BTreeMap<Kept, u32>> {
        self.read().map(|(kept, read)| Some((kept, read.ok()?))).collect()
    }

    /// What is typed and not what the notice says.
    fn put(&self, typed: &mut Typed) {
        let said = self.said.map(|said| said.typed()).unwrap_or_default();
        let changed = self.typed.iter().filter(|&(kept, days)| said.get(kept) != Some(days));
        changed.for_each(|(kept, days)| typed.put_change(Self::name(*kept), days));
    }

    fn take_up(&mut self, typed: &Typed) {
        for (kept, days) in &mut self.typed {
            if let Some(changed) = typed.get(&Self::name(*kept)) {
                changed.clone_into(days);
            }
        }
    }

    fn name(kept: Kept) -> String {
        format!("period {}", kept.code())
    }
}

impl NewEventForm {
    pub(super) fn new(today: NaiveDate, session: &Session) -> Self {
        let known = &session.organisation;
        Self {
            whom_to_ask: OrganisationForm::of_missing(known),
            name: String::new(),
            organisation: String::new(),
            code: String::new(),
            own_code: false,
            first: boxes(today),
            last: Default::default(),
            today,
            periods: Periods::of_shipped(),
            file: String::new(),
            no_dialog: false,
            pick: Pick::default(),
            tried: false,
            asked: None,
            error: None,
        }
    }

    /// What is typed and not made yet.
    pub(super) fn typed(&self) -> Typed {
        let mut typed = Typed::default();
        typed.put("name", &self.name);
        typed.put("organisation", &self.organisation);
        if self.own_code {
            typed.put("code", &self.code);
        }
        if self.first != boxes(self.today) {
            typed.put_date("first", &self.first);
        }
        typed.put_date("last", &self.last);
        typed.put("file", &self.file);
        if let Some(whom_to_ask) = &self.whom_to_ask {
            whom_to_ask.put(&mut typed);
        }
        self.periods.put(&mut typed);
        typed
    }

    /// The same again, for the day on which it was begun.
    pub(super) fn again(typed: &Typed, today: NaiveDate, session: &Session) -> Self {
        let mut form = Self::new(today, session);
        form.name = typed.text("name");
        form.organisation = typed.text("organisation");
        form.own_code = typed.get("code").is_some();
        form.code = typed.get("code").map_or_else(|| code_of(&form.name), str::to_owned);
        if typed.get("first").is_some() {
            form.first = typed.date("first");
        }
        form.last = typed.date("last");
        form.file = typed.text("file");
        if let Some(whom_to_ask) = &mut form.whom_to_ask {
            whom_to_ask.take_up(typed);
        }
        form.periods.take_up(typed);
        form
    }

    pub(super) fn failed(&mut self, words: String) {
        (self.error, self.asked) = (Some(words), None);
    }

    /// The page of a desk that has no event.
    pub(super) fn page(&mut self, ui: &mut Ui, parts: &Parts, lead: bool) -> Option<settings::Request> {
        let area = parts.cards();
        let width = area.width().min(680.0);
        let left = area.center().x - width / 2.0;
        let page = Rect::from_min_max(pos2(left, area.top()), pos2(left + width, area.bottom()));
        let mut request = None;
        flow::column(ui, page, "first event", |ui| {
            flow::hug(ui, 24.0, |ui| {
                if !lead {
                    Text::title("There is no event yet").show(ui);
                    ui.add_space(4.0);
                    Text::body("A desk lead makes one. Lock the desk, so that they can open it.")
                        .muted()
                        .wrap()
                        .show(ui);
                    return;
                }
                Text::title("The first event").show(ui);
                Text::body("It begins with a form and a notice that you can change before anybody comes.")
                    .muted()
                    .wrap()
                    .show(ui);
                ui.add_space(14.0);
                self.fields(ui);
                ui.add_space(16.0);
                if Button::primary("Open this event").large().enabled(self.asked.is_none()).show(ui).clicked() {
                    request = or_lead_to_error(ui.ctx(), self.parse());
                }
                ui.add_space(20.0);
                flow::divider(ui, 0.0);
                ui.add_space(16.0);
                request = request.take().or_else(|| self.opened_from_file(ui));
            });
        });
        request
    }

    fn errors(&self) -> [Option<String>; 5] {
        if !self.tried {
            return Default::default();
        }
        let missing = |text: &str, words: &str| text.trim().is_empty().then(|| words.to_owned());
        let first = match day(&self.first, self.today) {
            Ok(None) => Some("Write the first day".to_owned()),
            Ok(Some(_)) => None,
            Err(words) => Some(words.to_owned()),
        };
        [
            missing(&self.name, "Write a name"),
            missing(&self.organisation, "Write who holds it"),
            short::code(&self.code).map(str::to_owned),
            first,
            day(&self.last, self.today).err().map(str::to_owned),
        ]
    }

    fn fields(&mut self, ui: &mut Ui) {
        let id = Id::unique("new event");
        let errors = self.errors();
        let field = Field::new(id.with("name"), "Name").hint("Autumn open day").error(errors[0].as_deref());
        if field.show(ui, &mut self.name).response.changed() && !self.own_code {
            self.code = code_of(&self.name);
        }
        ui.add_space(10.0);
        let field = Field::new(id.with("organisation"), "Organisation, as every question names it");
        field.error(errors[1].as_deref()).show(ui, &mut self.organisation);
        ui.add_space(10.0);
        let field =
            Field::new(id.with("code"), "Short name in file names").hint("open-day").error(errors[2].as_deref());
        if field.show(ui, &mut self.code).response.changed() {
            self.own_code = true;
        }
        ui.add_space(10.0);
        let wide = ui.available_width() > 480.0;
        let high = Field::height_for(errors[3].is_some() || errors[4].is_some(), 40.0);
        let row = flow::row(ui, if wide { high } else { 2.0 * high + 10.0 });
        let half = if wide { (row.width() - 12.0) / 2.0 } else { row.width() };
        let first = Rect::from_min_size(row.min, vec2(half, high));
        DateBoxes::new(id.with("first"), "First day").error(errors[3].as_deref()).at(ui, first, &mut self.first);
        let at = if wide { pos2(row.right() - half, row.top()) } else { pos2(row.left(), row.bottom() - high) };
        let last = DateBoxes::new(id.with("last"), "Last day, if another").optional(true).error(errors[4].as_deref());
        last.at(ui, Rect::from_min_size(at, vec2(half, high)), &mut self.last);
        self.periods(ui);
        if let Some(whom_to_ask) = &mut self.whom_to_ask {
            ui.add_space(18.0);
            Text::strong("Whom to ask about data, and where to complain").heading().show(ui);
            Text::caption("The privacy notice names them, and every receipt.").muted().wrap().show(ui);
            ui.add_space(8.0);
            whom_to_ask.fields(ui, if wide { 2 } else { 1 });
        }
        if let Some(error) = &self.error {
            ui.add_space(12.0);
            Banner::new(BannerKind::Danger, error).height(64.0).show(ui);
        }
    }

    /// How long it is kept, as a lead sets it: the same as the notice says (R24).
    fn periods(&mut self, ui: &mut Ui) {
        ui.add_space(18.0);
        Text::strong("How long it is kept, in days from the last day").heading().show(ui);
        let lead = "They have to be what the notice says. For others, publish another version of it afterwards.";
        Text::caption(lead).muted().wrap().show(ui);
        ui.add_space(8.0);
        let wrong = if self.tried { self.periods.wrong() } else { BTreeMap::new() };
        let Periods { kinds, typed, .. } = &mut self.periods;
        period_fields::ui(ui, Id::unique("new event period"), kinds, typed, &wrong);
    }

    fn parse(&mut self) -> Option<settings::Request> {
        self.tried = true;
        if self.errors().iter().any(Option::is_some) {
            return None;
        }
        self.error = None;
        let whom_to_ask = match &mut self.whom_to_ask {
            Some(form) => Some(form.parse()?).filter(|profile| !profile.is_empty()),
            None => None,
        };
        let periods = self.periods.set()?;
        Some(settings::Request::NewEvent(Box::new(NewEvent {
            code: Code::new(&self.code).ok()?,
            name: self.name.trim().to_owned(),
            organisation: self.organisation.trim().to_owned(),
            first_day: day(&self.first, self.today).ok()??,
            last_day: day(&self.last, self.today).ok()?,
            whom_to_ask,
            periods,
        })))
    }

    /// The other way: a file that somebody wrote before.
    fn opened_from_file(&mut self, ui: &mut Ui) -> Option<settings::Request> {
        match self.pick.ended(ui.ctx()) {
            Some(Picked::Path(path)) => (self.file, self.no_dialog) = (path.to_string_lossy().into_owned(), false),
            Some(Picked::NoDialog) => self.no_dialog = true,
            Some(Picked::Nothing) | None => {}
        }
        let id = Id::unique("event file");
        Text::strong("Or open one from a file").show(ui);
        Text::caption("A .toml file, with the notice it names beside it.").muted().wrap().show(ui);
        ui.add_space(8.0);
        let field = Field::new(id.with("path"), "File").hint("/media/stick/open-day.toml");
        if field.error(self.no_dialog.then_some(NO_DIALOG)).show(ui, &mut self.file).response.changed() {
            self.no_dialog = false;
        }
        ui.add_space(10.0);
        let row = flow::row(ui, 36.0);
        let choose = Button::secondary("Choose a file").icon(icons::FOLDER_OPEN).small().id(id.with("choose"));
        let open = Button::secondary("Open the file").small().id(id.with("open"));
        let open = open.enabled(self.asked.is_none() && !self.file.trim().is_empty());
        let first = Rect::from_min_size(row.min, vec2(choose.natural_width(ui), 36.0));
        if choose.enabled(!self.pick.is_open()).at(ui, first).clicked() {
            self.pick.file("The event's file", None, "Events", &["toml"]);
        }
        let second = Rect::from_min_size(pos2(first.right() + 10.0, row.top()), vec2(open.natural_width(ui), 36.0));
        let pressed = open.at(ui, second).clicked();
        pressed.then(|| settings::Request::OpenFile(self.file.trim().into()))
    }
}

impl Settings {
    /// The same, over the settings of a desk that has events already.
    pub(super) fn new_event_dialog(&mut self, ui: &mut Ui, _seen: &Seen<'_>, out: &mut Out<'_>) {
        let Some(mut form) = self.new_event.take() else { return };
        let id = Id::unique("new event dialog");
        let lead = "It begins with the shipped form and notice. This desk works at it once it is open.";
        let mut request = None;
        let name = Id::unique("new event").with("name");
        let shown = Shell::new(id, "New event").lead(lead).width(620.0).focus(name).show(ui.ctx(), |ui| {
            ui.add_space(12.0);
            let room = ui.ctx().content_rect().height() - 210.0;
            flow::scrolled(ui, room, "new event", |ui| {
                form.fields(ui);
                ui.add_space(16.0);
                flow::divider(ui, 0.0);
                ui.add_space(12.0);
                request = form.opened_from_file(ui);
            });
            ui.add_space(16.0);
            let row = flow::row(ui, 40.0);
            let make = Button::primary("Open this event").enabled(form.asked.is_none()).id(id.with("make"));
            let cancel = Button::secondary("Cancel").id(id.with("cancel"));
            let make_at = Rect::from_min_size(
                pos2(row.right() - make.natural_width(ui), row.top()),
                vec2(make.natural_width(ui), 40.0),
            );
            let width = cancel.natural_width(ui);
            let cancel_at = Rect::from_min_size(pos2(make_at.left() - 10.0 - width, row.top()), vec2(width, 40.0));
            let closed = place(ui, row, |ui| cancel.at(ui, cancel_at).clicked());
            if make.at(ui, make_at).clicked() {
                request = or_lead_to_error(ui.ctx(), form.parse());
            }
            closed
        });
        if let Some(request) = request {
            form.asked = Some(self.asked.other(out.ask(Request::Settings(request))));
        }
        if shown.closed || shown.inner {
            Shell::close(ui.ctx(), id);
        } else {
            self.new_event = Some(form);
        }
    }
}
