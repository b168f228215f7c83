//! The event: its name, its days, how long it keeps what it is told, and which other events there are (R1, R24).

use egui::{Id, Key, Rect, Ui, pos2, vec2};

use crate::domain::age::Ages;
use crate::domain::date::{OLDEST, parse_date};
use crate::domain::event::{Event, EventDefinition};
use crate::domain::retention::{Kept, period_words, unstated_words};
use crate::domain::unfinished::Typed;
use crate::ui::icons;
use crate::ui::keys::{COMMAND, pressed};
use crate::ui::out::{Out, Seen, Wish};
use crate::ui::screens::flow;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::text::Text;
use crate::ui::widgets::{Button, DateBoxes, Field, Tag, TagKind, or_lead_to_error, paint, place};
use crate::worker::{Request, Ticket, settings};

use super::Settings;
use super::new_event::NewEventForm;
use super::parts::{Bar, Part, Places, Pressed, beside, head};

/// The ages that an event sets (R11, R12): as they wait, and as they are asked for.
const AGES: [(&str, &str); 2] =
    [("age of consent", "Answer for themselves from age"), ("age of adults", "Grown up from age")];

/// The event as it is being set.
pub(super) struct EventForm {
    of: Event,
    name: String,
    organisation: String,
    zone: String,
    /// From which ages people answer for themselves, and are grown up.
    ages: [String; 2],
    first: [String; 3],
    last: [String; 3],
    tried: bool,
    pub(super) asked: Option<Ticket>,
    pub(super) error: Option<String>,
}

/// A date as three boxes.
pub(super) fn boxes(day: chrono::NaiveDate) -> [String; 3] {
    [day.format("%-d").to_string(), day.format("%-m").to_string(), day.format("%Y").to_string()]
}

/// What three boxes say; nothing, where all are empty.
pub(super) fn day(parts: &[String; 3], today: chrono::NaiveDate) -> Result<Option<chrono::NaiveDate>, &'static str> {
    if parts.iter().all(|part| part.trim().is_empty()) {
        return Ok(None);
    }
    parse_date(&parts.join("/"), today).map(Some).map_err(|_| "Write a date, day first")
}

impl EventForm {
    fn of(event: &Event) -> Self {
        let definition = event.definition();
        Self {
            of: event.clone(),
            name: definition.name.clone(),
            organisation: definition.organisation.clone(),
            zone: definition.time_zone.name().to_owned(),
            ages: [definition.ages.consent, definition.ages.adult].map(|age| age.to_string()),
            first: boxes(definition.first_day),
            last: definition.last_day.map(boxes).unwrap_or_default(),
            tried: false,
            asked: None,
            error: None,
        }
    }

    /// The event's code.
    pub(super) fn code(&self) -> &str {
        self.of.definition().code.as_str()
    }

    /// What is typed and not saved.
    pub(super) fn typed(&self) -> Typed {
        let saved = self.of.definition();
        let mut typed = Typed::default();
        let lines = [
            ("name", &self.name, saved.name.as_str()),
            ("organisation", &self.organisation, saved.organisation.as_str()),
            ("zone", &self.zone, saved.time_zone.name()),
        ];
        let changed = lines.into_iter().filter(|(_, now, before)| now != before);
        changed.for_each(|(name, now, _)| typed.put_change(name, now));
        let ages = AGES.iter().zip(&self.ages).zip(Self::of(&self.of).ages);
        let changed = ages.filter(|((_, now), before)| *now != before);
        changed.for_each(|(((name, _), now), _)| typed.put_change(*name, now));
        let last = saved.last_day.map(boxes).unwrap_or_default();
        let days = [("first", &self.first, boxes(saved.first_day)), ("last", &self.last, last)];
        let changed = days.into_iter().filter(|(_, now, before)| *now != before);
        changed.for_each(|(name, now, _)| typed.put_change(name, &now.join("/")));
        typed
    }

    /// The same again.
    pub(super) fn again(event: &Event, typed: &Typed) -> Self {
        let saved = Self::of(event);
        let line = |name, before: String| typed.get(name).map_or(before, str::to_owned);
        let day = |name, before| if typed.get(name).is_some() { typed.date(name) } else { before };
        Self {
            name: line("name", saved.name),
            organisation: line("organisation", saved.organisation),
            zone: line("zone", saved.zone),
            ages: {
                let [consent, adult] = saved.ages;
                [line(AGES[0].0, consent), line(AGES[1].0, adult)]
            },
            first: day("first", saved.first),
            last: day("last", saved.last),
            ..Self::of(event)
        }
    }

    fn ages(&self) -> Option<Ages> {
        let age = |typed: &String| typed.trim().parse().ok().filter(|age| *age <= OLDEST);
        Some(Ages { consent: age(&self.ages[0])?, adult: age(&self.ages[1])? })
    }

    fn errors(&self, today: chrono::NaiveDate) -> [Option<&'static str>; 6] {
        let missing = |text: &str, words| text.trim().is_empty().then_some(words);
        let first = match day(&self.first, today) {
            Ok(None) => Some("Write the first day"),
            Ok(Some(_)) => None,
            Err(words) => Some(words),
        };
        let last = match (day(&self.first, today), day(&self.last, today)) {
            (Ok(Some(first)), Ok(Some(last))) if last < first => Some("Write a day after the first"),
            (_, Err(words)) => Some(words),
            _ => None,
        };
        let ages = match self.ages().map(Ages::hold) {
            None => Some("Write both ages, in years"),
            Some(Err(_)) => Some("Write no age above that of a grown-up"),
            Some(Ok(())) => None,
        };
        [
            missing(&self.name, "Write a name"),
            missing(&self.organisation, "Write who holds it"),
            first,
            last,
            self.zone.trim().parse::<chrono_tz::Tz>().err().map(|_| "Write a zone, such as Europe/London"),
            ages,
        ]
    }

    /// The settings as they stand, where they can be read.
    fn definition(&self, today: chrono::NaiveDate) -> Option<EventDefinition> {
        let first_day = day(&self.first, today).ok()??;
        Some(EventDefinition {
            name: self.name.trim().to_owned(),
            organisation: self.organisation.trim().to_owned(),
            first_day,
            last_day: day(&self.last, today).ok()?,
            time_zone: self.zone.trim().parse().ok()?,
            ages: self.ages()?,
            ..self.of.definition().clone()
        })
    }
}

impl Settings {
    pub(super) fn event_ui(&mut self, ui: &mut Ui, places: &Places, seen: &Seen<'_>, out: &mut Out<'_>) {
        if self.event.as_ref().is_none_or(|form| form.of.id() != seen.event.id()) {
            self.event = Some(EventForm::of(seen.event));
        }
        let Some(mut form) = self.event.take() else { return };
        let mut wish = None;
        beside(ui, places, 392.0, 730.0, &mut |ui, part| match part {
            Part::Main(card) => main(ui, card, &mut form, seen),
            Part::Side => {
                let found = self.events(ui, seen);
                wish = wish.take().or(found);
            }
        });
        if let Some(wish) = wish {
            out.wish(wish);
        }
        let changed = form.definition(seen.today);
        let dirty = changed.as_ref() != Some(form.of.definition());
        let busy = self.asked.waits_for(form.asked);
        let wrong = form.error.clone();
        let words = wrong.as_deref().unwrap_or("Changes start with the next visitor. Earlier records keep theirs.");
        let bar = Bar { words, wrong: wrong.is_some(), save: "Save event", try_first: None, dirty, busy };
        let mut press = bar.show(ui, places);
        if press.is_none() && dirty && !busy && pressed(ui, COMMAND, Key::S) {
            press = Some(Pressed::Save);
        }
        match press {
            Some(Pressed::Discard) => form = EventForm::of(seen.event),
            Some(Pressed::Try) => {}
            Some(Pressed::Save) => {
                form.tried = true;
                let right = changed.filter(|_| form.errors(seen.today).iter().all(Option::is_none));
                if let Some(definition) = or_lead_to_error(ui.ctx(), right) {
                    let request = settings::Request::Change(Box::new(definition));
                    form.error = None;
                    form.asked = Some(self.asked.other(out.ask(Request::Settings(request))));
                }
            }
            None => {}
        }
        self.event = Some(form);
    }

    /// The events on this desk, and the ways to another one.
    fn events(&mut self, ui: &mut Ui, seen: &Seen<'_>) -> Option<Wish> {
        let mut wish = None;
        flow::hug(ui, 16.0, |ui| {
            Text::title("Events on this desk").show(ui);
            ui.add_space(6.0);
            for (at, event) in seen.session.events.iter().enumerate() {
                if at > 0 {
                    flow::divider(ui, 0.0);
                }
                let definition = event.definition();
                let row = flow::row(ui, 56.0);
                let here = event.id() == seen.event.id();
                let button =
                    Button::secondary("Work here").small().id(Id::unique(("work at", definition.code.as_str())));
                let tag = Tag::new(TagKind::Success, "In use").icon(icons::CHECK_CIRCLE);
                let width = if here { tag.width(ui) } else { button.natural_width(ui) };
                let end = Rect::from_min_size(pos2(row.right() - width, row.center().y - 18.0), vec2(width, 36.0));
                if here {
                    place(ui, end.shrink2(vec2(0.0, 6.0)), |ui| tag.show(ui));
                } else if button.at(ui, end).clicked() {
                    wish = Some(Wish::Event(definition.code.clone()));
                }
                let words = row.with_max_x(end.left() - 10.0);
                let name =
                    Rect::from_min_max(pos2(words.left(), row.top() + 8.0), pos2(words.right(), row.top() + 28.0));
                Text::strong(&definition.name).at(ui, name);
                let line = format!("{}, as {}", time::long_day(definition.first_day), definition.code);
                Text::caption(&line).muted().at(ui, name.translate(vec2(0.0, 20.0)));
            }
            ui.add_space(10.0);
            if Button::secondary("New event").icon(icons::PLUS).small().show(ui).clicked() {
                self.new_event = Some(NewEventForm::new(seen.today, seen.session));
            }
        });
        wish
    }
}

fn main(ui: &mut Ui, card: Rect, form: &mut EventForm, seen: &Seen<'_>) {
    paint::card(ui, card);
    let lead = format!("In file names it is called {}. That stays.", form.of.definition().code);
    let (_, below) = head(ui, card, "Event", &lead, 0.0);
    let errors = if form.tried { form.errors(seen.today) } else { [None; 6] };
    flow::column(ui, below.shrink2(vec2(16.0, 14.0)), "event form", |ui| {
        let id = Id::unique("event form");
        Field::new(id.with("name"), "Name").error(errors[0]).show(ui, &mut form.name);
        ui.add_space(10.0);
        let field = Field::new(id.with("organisation"), "Organisation, as every question names it");
        field.error(errors[1]).show(ui, &mut form.organisation);
        if form.organisation.trim() != seen.event.named() {
            ui.add_space(4.0);
            Text::caption(&goes_on_naming(seen.event)).muted().wrap().show(ui);
        }
        ui.add_space(10.0);
        let wide = ui.available_width() > 520.0;
        let high = Field::height_for(errors[2].is_some() || errors[3].is_some(), 40.0);
        let row = flow::row(ui, if wide { high } else { 2.0 * high + 10.0 });
        let half = if wide { (row.width() - 12.0) / 2.0 } else { row.width() };
        let first = Rect::from_min_size(row.min, vec2(half, high));
        DateBoxes::new(id.with("first"), "First day").error(errors[2]).at(ui, first, &mut form.first);
        let at = if wide { pos2(row.right() - half, row.top()) } else { pos2(row.left(), row.bottom() - high) };
        let last = DateBoxes::new(id.with("last"), "Last day, if another").optional(true).error(errors[3]);
        last.at(ui, Rect::from_min_size(at, vec2(half, high)), &mut form.last);
        ui.add_space(10.0);
        Field::new(id.with("zone"), "Time zone").error(errors[4]).show(ui, &mut form.zone);
        ui.add_space(10.0);
        let high = Field::height_for(errors[5].is_some(), 40.0);
        let row = flow::row(ui, if wide { high } else { 2.0 * high + 10.0 });
        for (at, ((name, label), typed)) in AGES.iter().zip(&mut form.ages).enumerate() {
            let step = if wide { vec2(half + 12.0, 0.0) } else { vec2(0.0, high + 10.0) };
            let place = Rect::from_min_size(row.min + step * at as f32, vec2(half, high));
            Field::new(id.with(name), label).error(errors[5].filter(|_| at == 0)).at(ui, place, typed);
        }
        ui.add_space(4.0);
        let lead = "Younger people need a guardian. Who is not grown up is recorded by consent only.";
        Text::caption(lead).muted().wrap().show(ui);
        ui.add_space(18.0);
        retention(ui, seen);
    });
}

/// What becomes of the notice where the organisation is called otherwise: its words are those of the version (R13, R26).
fn goes_on_naming(event: &Event) -> String {
    let (version, named) = (&event.notice().version, event.named());
    format!("Notice {version} goes on naming {named}, in every question too, until a new version is published.")
}

/// How long each kind of data is kept: the notice says the same, so that they change together.
fn retention(ui: &mut Ui, seen: &Seen<'_>) {
    let retention = seen.event.definition().retention;
    Text::strong("How long it is kept").show(ui);
    let notice = seen.event.notice();
    let lead = format!("Counted from the last day. Notice {} says the same, so they change together.", notice.version);
    Text::caption(&lead).muted().wrap().show(ui);
    ui.add_space(8.0);
    let kinds = [
        (icons::USER, "Names, contact and interests", Kept::Record),
        (icons::CHECK_CIRCLE, "Answers, as proof of who agreed to what", Kept::Proof),
        (icons::HEARTBEAT, "Health, disability and diet details", Kept::Special),
        (icons::FIRST_AID, "Emergency contacts", Kept::EmergencyContact),
        (icons::CHART_BAR, "Equality answers, apart from names", Kept::Equality),
    ];
    let kept: Vec<_> = seen.event.definition().kept().collect();
    for (mark, words, kind) in kinds.into_iter().filter(|(.., kind)| kept.contains(kind)) {
        let row = flow::row(ui, 36.0);
        let p = ui.palette();
        ui.painter().hline(row.x_range(), row.top() + 0.5, (1.0, p.border));
        paint::icon(ui.painter(), mark, pos2(row.left() + 10.0, row.center().y), 20.0, p.text_muted);
        let period = period_words(retention.days(kind));
        let galley = crate::ui::widgets::text::line(ui, &period, crate::ui::widgets::Type::Strong);
        let width = galley.size().x + 4.0;
        Text::body(words).at(ui, row.with_min_x(row.left() + 32.0).with_max_x(row.right() - width - 10.0));
        let at = row.with_min_x(row.right() - width);
        Text::strong(&period).right().width(width).at(ui, at);
    }
    if kept.iter().any(|&kind| retention.stated(kind).is_none()) {
        ui.add_space(8.0);
        let words = unstated_words(retention.days(Kept::Equality));
        flow::said(ui, icons::WARNING.fill(), ui.palette().warning, &words, crate::ui::widgets::Type::Caption, false);
    }
}
