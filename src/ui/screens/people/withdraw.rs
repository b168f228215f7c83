//! Taking answers back, as easily as they were given (R15), and objecting (R9, R20).

use std::sync::Arc;

use egui::{Align2, Galley, Id, Key, Rect, Role, Ui, WidgetInfo, pos2, vec2};

use crate::domain::age::AgeStanding;
use crate::domain::answer::How;
use crate::domain::event::{Event, RecordingRule};
use crate::domain::ids::RegistrationId;
use crate::domain::language::name;
use crate::domain::ledger::Standing;
use crate::domain::purpose::{Category, GuardianQuestion, Question};
use crate::domain::statement::Statement;
use crate::domain::unfinished::{Dialog as Written, Typed, Unfinished};
use crate::ui::icons::{self, Icon};
use crate::ui::keys::{COMMAND, pressed};
use crate::ui::out::Seen;
use crate::ui::questions;
use crate::ui::screens::flow;
use crate::ui::scripts::in_words;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::tokens::tokens;
use crate::ui::widgets::paint::icon;
use crate::ui::widgets::{
    Banner, BannerKind, Button, Dialog, Tag, Text, Tick, Type, dialog_footer, or_lead_to_error, place, text,
};
use crate::worker::people::Request;
use crate::worker::{Failure, History, Told};

use super::said::and;
use super::shown::Shown;
use super::telling::HowTold;
use super::{Done, painted};

/// The dialog's id.
pub(super) fn id() -> Id {
    Id::unique("withdraw dialog")
}

/// Around the words, in their box.
const AROUND: f32 = 8.0;
/// In a window that is not as high, the words scroll with what they are about.
const LOW: f32 = 560.0;
/// One line.
const ROW: f32 = 50.0;
/// Where its words begin.
const LEFT: f32 = 66.0;
/// Below the words of each of several questions.
const BETWEEN: f32 = 6.0;
/// The least that is worth scrolling by itself.
const LEAST: f32 = 100.0;

/// The dialog.
pub(super) struct Withdraw {
    who: RegistrationId,
    title: String,
    lines: Vec<Line>,
    /// Their event, whose words are recorded.
    event: Event,
    told: HowTold,
    /// The line whose words stand there: the one that the pointer or the keyboard was on last.
    at_hand: usize,
    wrong: Option<String>,
    waits: bool,
}

/// One thing that can change.
struct Line {
    /// What it changes.
    questions: Vec<Question>,
    /// To whose words each of them is recorded: where they may object, to those that say so (R12).
    statements: Vec<Statement>,
    objects: bool,
    /// It stops equality monitoring, which is no answer (R4).
    equality: bool,
    icon: Icon,
    name: String,
    detail: String,
    ticked: bool,
}

impl Withdraw {
    pub(super) fn of(shown: &Shown, seen: &Seen<'_>) -> Self {
        let history = &shown.history;
        let standing = |question: &Question| history.standings.get(*question) == Standing::Yes;
        // The guardian's own Yes comes last: with it everything goes. What they are to the child is not taken back.
        let agreed = Question::Guardian(GuardianQuestion::Consent);
        let asked = history.event.questions().chain([agreed]).filter(standing);
        let mut lines: Vec<_> = asked.map(|question| taken_back(question, history, seen)).collect();
        lines.extend(objections(history));
        let of_event = seen.session.events.iter().find(|event| event.id() == history.registered.event);
        lines.extend(of_event.filter(|event| event.definition().equality.is_some()).map(|_| equality()));
        Self {
            who: shown.id,
            title: format!("Withdraw consent for {}", in_words(&shown.name)),
            lines,
            event: history.event.clone(),
            told: HowTold::of(id(), "How they told us", history),
            at_hand: 0,
            wrong: None,
            waits: false,
        }
    }

    /// What is ticked and typed and not done yet.
    pub(super) fn unfinished(&self) -> Option<Unfinished> {
        let mut typed = Typed::default();
        self.lines.iter().for_each(|line| typed.put_tick(line.code(), line.ticked));
        typed.put("form", self.told.typed_form());
        if !typed.is_empty() {
            typed.put("how", self.told.how().code());
            typed.put("language", self.told.other_language().unwrap_or_default());
        }
        Unfinished::of(Written::Withdraw, Some(self.who), typed).filter(|_| !self.waits)
    }

    /// Puts it in again. What does not stand any more is not there to be ticked.
    pub(super) fn take_up(&mut self, typed: &Typed) {
        for line in &mut self.lines {
            line.ticked = typed.tick(&line.code());
        }
        self.told.how_was(typed.get("how").and_then(How::from_code));
        self.told.form_was(typed.text("form"));
        if let Some(tag) = typed.get("language") {
            self.told.speak(tag);
        }
    }

    /// The desk did not do it.
    pub(super) fn failed(&mut self, failure: &Failure) {
        self.waits = false;
        self.wrong = Some(failure.to_string());
    }

    /// What is said once it is done.
    pub(super) fn done(&self) -> String {
        let (stopped, ticked): (Vec<_>, Vec<_>) =
            self.lines.iter().filter(|line| line.ticked).partition(|line| line.equality);
        if ticked.is_empty() && !stopped.is_empty() {
            return "Equality monitoring is stopped for them, and whatever they answered is erased.".to_owned();
        }
        let (objections, names): (Vec<_>, Vec<_>) = ticked.into_iter().partition(|line| line.objects);
        let names: Vec<_> = names.iter().map(|line| line.name.clone()).collect();
        let what = match (names.is_empty(), objections.is_empty()) {
            (false, true) => format!("{} changed to No", and(&names)),
            (true, _) => "Objection recorded".to_owned(),
            (false, false) => format!("{} changed to No, and the objection recorded", and(&names)),
        };
        format!("{what}. {}", effect(self.lines.iter().filter(|line| line.ticked)))
    }

    pub(super) fn ui(&mut self, ui: &mut Ui) -> Done {
        let changes = self.lines.iter().filter(|line| line.ticked && !line.objects).count();
        let stops = self.lines.iter().any(|line| line.ticked && line.equality);
        let objects = self.lines.iter().any(|line| line.ticked && line.objects && !line.equality);
        let label = match (changes, objects) {
            (0, false) if stops => "Stop equality monitoring".to_owned(),
            (0, true) => "Record objection".to_owned(),
            (_, true) => format!("Change {changes} to No, record objection"),
            (_, false) => format!("Change {changes} to No"),
        };
        let any = changes > 0 || objects || stops;
        let lead = if self.lines.is_empty() {
            "No Yes stands, so there is nothing to change.".to_owned()
        } else {
            format!("Tick what changes. {}", effect(self.lines.iter()))
        };
        let first = if self.lines.is_empty() { id().with("cancel") } else { tick_id(0) };
        let title = self.title.clone();
        let dialog = Dialog::new(id(), &title).own_title().focus(first);
        let shown = dialog.show(ui.ctx(), |ui| self.contents(ui, &lead, &label, any));
        let enter = pressed(ui, COMMAND, Key::Enter);
        if shown.inner == Some(Pressed::Change) || (enter && any) {
            if self.waits {
                return Done::NotYet;
            }
            return or_lead_to_error(ui.ctx(), self.change()).map_or(Done::NotYet, Done::Ask);
        }
        if shown.closed || shown.inner == Some(Pressed::Cancel) { Done::Closed } else { Done::NotYet }
    }

    fn contents(&mut self, ui: &mut Ui, lead: &str, label: &str, any: bool) -> Option<Pressed> {
        painted::title(ui, &self.title, lead);
        ui.add_space(10.0);
        let height = ui.ctx().content_rect().height();
        let low = height < LOW;
        // A low window has room for them only where it has to be seen in which language they are.
        let has_words = !self.lines.is_empty() && (self.told.has_languages() || !low);
        let mut room = height - 300.0;
        if has_words && !low {
            room -= self.words_ui(ui);
        }
        let line = ui.palette().border;
        if !self.lines.is_empty() {
            let (_, top) = ui.allocate_space(vec2(ui.available_width(), 1.0));
            ui.painter().hline(top.x_range(), top.center().y, (1.0, line));
        }
        let recorded = Recorded { event: &self.event, language: self.told.language() };
        let high: f32 = self.lines.iter().map(|line| line.height(ui, recorded)).sum();
        let scrolls = high > room || (has_words && low);
        let mut rows = |ui: &mut Ui| {
            if has_words && low {
                self.words_ui(ui);
            }
            for (at, each) in self.lines.iter_mut().enumerate() {
                let recorded = Recorded { event: &self.event, language: self.told.language() };
                if each.ui(ui, at, recorded) {
                    self.at_hand = at;
                }
            }
        };
        // With less room than for two lines the whole dialog scrolls instead, unless words have to stay beside what they are about.
        if scrolls && (room >= LEAST || has_words) {
            flow::scrolled(ui, room.max(LEAST), "withdraw", rows);
        } else {
            rows(ui);
        }
        if !self.lines.is_empty() {
            ui.add_space(12.0);
            let (_, row) = ui.allocate_space(vec2(ui.available_width(), self.told.height()));
            self.told.at(ui, row, false);
        }
        if let Some(wrong) = &self.wrong {
            ui.add_space(12.0);
            Banner::new(BannerKind::Danger, wrong).show(ui);
        }
        let change = Button::primary(label).icon(icons::HAND_PALM).enabled(any && !self.waits);
        let cancel = Button::secondary("Cancel").key("Esc").id(id().with("cancel"));
        let width = change.natural_width(ui) + cancel.natural_width(ui) + 10.0;
        let note = if self.lines.is_empty() || ui.available_width() < width + 150.0 { "" } else { "There is no undo." };
        let mut pressed = None;
        dialog_footer(ui, note, width, |ui| {
            if cancel.show(ui).clicked() {
                pressed = Some(Pressed::Cancel);
            }
            if change.id(id().with("change")).show(ui).clicked() {
                pressed = Some(Pressed::Change);
            }
        });
        pressed
    }

    /// The exact words of the line at hand, in the language that they are asked in: those that are recorded (R13). How high it is,
    /// which is the same for every line.
    fn words_ui(&self, ui: &mut Ui) -> f32 {
        let width = ui.available_width() - 2.0 * AROUND;
        let recorded = Recorded { event: &self.event, language: self.told.language() };
        let galley = |ui: &Ui, words: &str| text::paragraph(ui, words, Type::Caption, width, usize::MAX);
        let each: Vec<_> = self.lines.iter().map(|line| line.words(recorded)).collect();
        let high = each.iter().map(|words| galley(ui, words).size().y).fold(0.0, f32::max) + 2.0 * AROUND;
        let (_, row) = ui.allocate_space(vec2(ui.available_width(), high));
        let p = ui.palette();
        ui.painter().rect(row, 6.0, p.info_soft, (tokens().line.hairline, p.info), egui::StrokeKind::Inside);
        let words = each.get(self.at_hand).map_or("", String::as_str);
        let painted = text::paint(ui, galley(ui, words), row.shrink(AROUND), Align2::LEFT_CENTER, p.text);
        let said = ui.interact(painted, id().with("words"), egui::Sense::hover());
        said.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
        ui.ctx().accesskit_node_builder(said.id, |node| node.set_language(self.told.language()));
        ui.add_space(10.0);
        high + 10.0
    }

    fn change(&mut self) -> Option<Request> {
        let paper_form = self.told.form().ok()?;
        let ticked = || self.lines.iter().filter(|line| line.ticked);
        // An objection weighs more: what it covers is not taken back as well.
        let objected: Vec<Question> =
            ticked().filter(|line| line.objects).flat_map(|line| line.questions.clone()).collect();
        let taken_back = ticked().filter(|line| !line.objects).flat_map(|line| line.questions.iter().copied());
        let mut what: Vec<_> =
            taken_back.filter(|question| !objected.contains(question)).map(|question| (question, false)).collect();
        what.extend(objected.into_iter().map(|question| (question, true)));
        (self.waits, self.wrong) = (true, None);
        let stop_equality = ticked().any(|line| line.equality);
        let language = Some(self.told.language().to_owned());
        let told = Told { what, how: self.told.how(), paper_form, language };
        Some(Request::Withdraw { registration: self.who, told, stop_equality })
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Pressed {
    Change,
    Cancel,
}

fn tick_id(at: usize) -> Id {
    id().with(("tick", at))
}

fn taken_back(question: Question, history: &History, seen: &Seen<'_>) -> Line {
    let newest = history.answers.iter().rev().find(|(_, answer)| answer.question == question);
    let since = newest.map_or_else(
        || "Yes with another registration".to_owned(),
        |(_, answer)| {
            let day = answer.answered.at.date_naive();
            if day == seen.today {
                format!("Yes since {}", time::clock(answer.answered.at))
            } else {
                format!("Yes since {}", day.format("%-d %B"))
            }
        },
    );
    let (name, more) = match question {
        Question::News(channel) => (format!("News by {}", news(channel)), ""),
        Question::Recording(_) => (questions::name(question).to_owned(), ""),
        Question::Special(pair) => (
            match pair.category() {
                Category::Health => "Health note",
                Category::Disability => "Help note",
                Category::Diet => "Diet note",
                Category::Ethnicity => "Ethnic group",
            }
            .to_owned(),
            ". No would also delete the note",
        ),
        Question::SendThem => ("Being sent what they asked for".to_owned(), ""),
        Question::Guardian(_) => {
            ("Guardian agrees to us keeping this".to_owned(), ". No would hold it back from everyone")
        }
    };
    Line {
        questions: vec![question],
        statements: vec![question.into()],
        objects: false,
        equality: false,
        icon: questions::icon(question),
        name,
        detail: format!("{since}{more}"),
        ticked: false,
    }
}

fn news(channel: crate::domain::purpose::Channel) -> &'static str {
    use crate::domain::purpose::Channel;
    match channel {
        Channel::Email => "email",
        Channel::Sms => "text message",
        Channel::Phone => "phone",
        Channel::Post => "post",
    }
}

/// What a change of these does. Only news has stop lists; what somebody told us, and being recorded, has not.
fn effect<'l>(mut lines: impl Iterator<Item = &'l Line>) -> &'static str {
    let is_news = |line: &Line| line.questions.iter().all(|question| matches!(question, Question::News(_)));
    if lines.all(|line| !line.equality && is_news(line)) {
        "It takes effect at once and joins the next stop list."
    } else {
        "It takes effect at once, and whoever was sent it is told."
    }
}

/// Equality monitoring stops for them. Whether they ever answered is not said: it is not for staff to know.
fn equality() -> Line {
    Line {
        questions: Vec::new(),
        statements: Vec::new(),
        objects: true,
        equality: true,
        icon: icons::PROHIBIT,
        name: "They want equality monitoring stopped".to_owned(),
        detail: "Whatever they answered is erased, and nothing is kept again".to_owned(),
        ticked: false,
    }
}

/// An objection to news is absolute, and stands until they change it; one to being recorded, where the event records
/// whoever does not object.
fn objections(history: &History) -> Vec<Line> {
    let open = |question: &Question| history.standings.get(*question) != Standing::Objected;
    // As the desk records it.
    let who = history.versions.last().map_or(AgeStanding::NeedsGuardian, |version| version.record.standing());
    let put = |questions: &[Question]| questions.iter().map(|each| history.event.statement_for(*each, who)).collect();
    let mut lines = Vec::new();
    let news: Vec<_> = history.event.questions().filter(|each| matches!(each, Question::News(_))).collect();
    if news.iter().any(open) {
        lines.push(Line {
            statements: put(&news),
            questions: news,
            objects: true,
            equality: false,
            icon: icons::MEGAPHONE_SIMPLE,
            name: "They object to any news".to_owned(),
            detail: "Every channel stops, until they change it themselves".to_owned(),
            ticked: false,
        });
    }
    let media: Vec<_> = history.event.questions().filter(|each| matches!(each, Question::Recording(_))).collect();
    if history.event.definition().recording == Some(RecordingRule::Objection) && media.iter().any(open) {
        lines.push(Line {
            statements: put(&media),
            questions: media,
            objects: true,
            equality: false,
            icon: icons::CAMERA_SLASH,
            name: "They object to being recorded".to_owned(),
            detail: "No photos, sound or video, until they change it themselves".to_owned(),
            ticked: false,
        });
    }
    lines
}

/// In which words something is recorded: the event's, in the language that they are asked in.
#[derive(Clone, Copy)]
struct Recorded<'a> {
    event: &'a Event,
    language: &'a str,
}

impl Recorded<'_> {
    /// The exact words of one.
    fn quoted(&self, statement: Statement) -> String {
        let words = self.event.words_in(self.language).unwrap_or(self.event.words());
        format!("“{}”", words.statement(statement).map_or("", crate::domain::text::Line::as_str))
    }
}

impl Line {
    /// What it is called where it waits: what it changes, and how.
    fn code(&self) -> String {
        let questions: Vec<_> = self.questions.iter().map(|question| question.code()).collect();
        format!("{} {}", if self.objects { "objects" } else { "no" }, questions.join(" "))
    }

    /// The exact words that are recorded of it, or what is where there are none.
    fn words(&self, recorded: Recorded<'_>) -> String {
        match &self.statements[..] {
            [] => "This is no consent: nothing was asked, and no words are recorded.".to_owned(),
            [one] => recorded.quoted(*one),
            _ => {
                format!(
                    "Recorded with the words of each of these, in {}. They stand below it once it is ticked.",
                    name(recorded.language)
                )
            }
        }
    }

    /// The exact words of each, below a line that is ticked and changes several: each is recorded with its own (R13).
    fn words_below(&self, ui: &Ui, recorded: Recorded<'_>) -> Vec<(String, Arc<Galley>)> {
        let several = if self.ticked && self.statements.len() > 1 { &self.statements[..] } else { &[] };
        let width = ui.available_width() - LEFT;
        let each = several.iter().map(|statement| recorded.quoted(*statement));
        each.map(|words| (words.clone(), text::paragraph(ui, &words, Type::Caption, width, usize::MAX))).collect()
    }

    /// How high it is.
    fn height(&self, ui: &Ui, recorded: Recorded<'_>) -> f32 {
        ROW + self.words_below(ui, recorded).iter().map(|(_, galley)| galley.size().y + BETWEEN).sum::<f32>()
    }

    /// Shows it; whether the pointer or the keyboard is on it.
    fn ui(&mut self, ui: &mut Ui, at: usize, recorded: Recorded<'_>) -> bool {
        let p = ui.palette();
        let (_, row) = ui.allocate_space(vec2(ui.available_width(), ROW));
        // The whole line is pressed, not only its box.
        let words = format!("{}. {}", self.name, self.detail);
        let mark = Rect::from_center_size(pos2(row.left() + 12.0, row.center().y), vec2(24.0, 24.0));
        let line = ui.interact(row, tick_id(at).with("line"), egui::Sense::CLICK);
        place(ui, mark, |ui| Tick::new(tick_id(at), &words).no_label().show(ui, &mut self.ticked));
        if line.clicked() {
            self.ticked = !self.ticked;
            ui.memory_mut(|memory| memory.request_focus(tick_id(at)));
        }
        icon(ui.painter(), self.icon, pos2(row.left() + 44.0, row.center().y), 18.0, p.text);
        let end = self.state(ui, row);
        let left = row.left() + LEFT;
        let line = |y: f32| {
            Rect::from_min_max(pos2(left, row.center().y + y - 9.0), pos2(end - 10.0, row.center().y + y + 9.0))
        };
        Text::new(&self.name, Type::Body).silent().at(ui, line(-10.0));
        Text::caption(&self.detail).muted().silent().at(ui, line(10.0));
        let mut bottom = row.bottom();
        for (below, (words, galley)) in self.words_below(ui, recorded).into_iter().enumerate() {
            let (_, at_words) = ui.allocate_space(vec2(ui.available_width(), galley.size().y + BETWEEN));
            bottom = at_words.bottom();
            let painted = text::paint(ui, galley, at_words.with_min_x(left), Align2::LEFT_TOP, p.text);
            let said = ui.interact(painted, tick_id(at).with(("words", below)), egui::Sense::hover());
            said.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
            ui.ctx().accesskit_node_builder(said.id, |node| node.set_language(recorded.language));
        }
        ui.painter().hline(row.x_range(), bottom - 0.5, (1.0, p.border));
        let moved = ui.input(|input| input.pointer.delta() != egui::Vec2::ZERO || input.pointer.any_pressed());
        (moved && ui.rect_contains_pointer(row)) || ui.memory(|memory| memory.focused() == Some(tick_id(at)))
    }

    /// What it is and what it becomes, at the right; gives back where it begins.
    fn state(&self, ui: &Ui, row: Rect) -> f32 {
        let middle = row.center().y;
        let put = |tag: Tag<'_>, right: f32| {
            let left = right - tag.width(ui);
            tag.paint(ui, pos2(left, middle));
            left
        };
        match (self.objects, self.ticked) {
            (true, true) if self.equality => put(Tag::refused("Stopped"), row.right()),
            (true, true) => put(Tag::refused("Objected"), row.right()),
            (true, false) => row.right(),
            (false, false) => put(Tag::given("Stays Yes"), row.right()),
            (false, true) => {
                let left = put(Tag::refused("No"), row.right());
                icon(ui.painter(), icons::ARROW_RIGHT, pos2(left - 16.0, middle), 16.0, ui.palette().text);
                put(Tag::given("Yes"), left - 32.0)
            }
        }
    }
}
