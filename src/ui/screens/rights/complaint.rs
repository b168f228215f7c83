//! What somebody complained of and what they were answered, where the complaint is shown (R25): read by leads, added to below.

use egui::{Id, Ui};
use uuid::Uuid;

use crate::domain::complaint::{ComplaintWords, Part};
use crate::domain::ids::RegistrationId;
use crate::domain::rights::{Request, RequestId, Right};
use crate::domain::unfinished::{Dialog as Written, Typed, Unfinished};
use crate::ui::icons;
use crate::ui::out::{Out, Seen};
use crate::ui::questions::NOT_HERE;
use crate::ui::scripts::in_words;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::text::{Text, Type};
use crate::ui::widgets::{Button, Field};
use crate::worker::rights::{Answer as Told, Request as Ask};
use crate::worker::{Failure, Request as Anything, Ticket};

use super::detail::{fact, inner};
use super::{Key, Rights, is_lead};

/// Words that are typed and not written down. It has no `Debug`: it is personal data.
#[derive(Clone)]
pub(super) struct HalfTyped {
    of: RequestId,
    /// Whom the complaint is about, where that is known: the words go with them.
    about: Option<RegistrationId>,
    words: String,
}

/// The names of the boxes, where they wait.
const OF: &str = "complaint";
const WORDS: &str = "words";

impl HalfTyped {
    fn unfinished(&self) -> Option<Unfinished> {
        let mut typed = Typed::default();
        typed.put(WORDS, &self.words);
        if !typed.is_empty() {
            typed.put(OF, &self.of.0.to_string());
        }
        Unfinished::of(Written::Complaint, self.about, typed)
    }

    fn again(unfinished: &Unfinished) -> Option<Self> {
        let of = Uuid::parse_str(unfinished.typed.get(OF)?).ok()?;
        Some(Self { of: RequestId(of), about: unfinished.about, words: unfinished.typed.text(WORDS) })
    }
}

/// One complaint's words, and what is being typed. It has no `Debug`: it is personal data.
pub(super) struct Complaint {
    of: RequestId,
    about: Option<RegistrationId>,
    reference: String,
    /// What is kept; none while the desk is asked.
    written: Option<Vec<ComplaintWords>>,
    typed: String,
    missing: bool,
    wrong: Option<String>,
    reading: Option<Ticket>,
    writing: Option<Ticket>,
}

fn id() -> Id {
    Id::unique("complaint's words")
}

impl Complaint {
    fn of(request: &Request, typed: String) -> Self {
        Self {
            of: request.id,
            about: request.about,
            reference: request.reference.clone(),
            written: None,
            typed,
            missing: false,
            wrong: None,
            reading: None,
            writing: None,
        }
    }

    /// What is typed; nothing, where it is on its way to the desk.
    fn half_typed(&self) -> Option<HalfTyped> {
        let is_typed = self.writing.is_none() && !self.typed.trim().is_empty();
        is_typed.then(|| HalfTyped { of: self.of, about: self.about, words: self.typed.clone() })
    }

    fn read(&mut self, out: &mut Out<'_>) {
        self.reading = Some(out.ask(Anything::Rights(Ask::Complaint(self.reference.clone()))));
    }

    /// Takes what it asked for; says whether it did, and whether something was written down.
    pub(super) fn take(&mut self, ticket: Ticket, told: &mut Option<Told>, out: &mut Out<'_>) -> bool {
        match told.take() {
            Some(Told::Complaint(written)) if self.reading == Some(ticket) => {
                (self.written, self.reading) = (Some(written), None);
                false
            }
            Some(Told::WrittenDown) if self.writing == Some(ticket) => {
                (self.writing, self.missing, self.wrong) = (None, false, None);
                self.typed.clear();
                if self.written.is_some() {
                    self.read(out);
                }
                true
            }
            other => {
                *told = other;
                false
            }
        }
    }

    /// Takes a failure of what it asked for; what was typed stays. Whether it was its own.
    pub(super) fn failed(&mut self, ticket: Ticket, failure: &Failure) -> bool {
        let mine =
            [&mut self.reading, &mut self.writing].map(|asked| asked.take_if(|asked| *asked == ticket).is_some());
        if mine.contains(&true) && *failure != Failure::Locked {
            self.wrong = Some(failure.to_string());
        }
        mine.contains(&true)
    }

    fn write(&mut self, part: Part, out: &mut Out<'_>) {
        self.missing = self.typed.trim().is_empty();
        if !self.missing && self.writing.is_none() {
            let ask = Ask::WriteDown { reference: self.reference.clone(), part, words: self.typed.clone() };
            self.writing = Some(out.ask(Anything::Rights(ask)));
        }
    }
}

impl Rights {
    /// The words of a complaint that are typed and not written down: of the one that is shown, or was last.
    pub(super) fn words_unfinished(&self) -> Option<Unfinished> {
        let shown = self.complaint.as_ref().and_then(Complaint::half_typed);
        shown.as_ref().or(self.half_typed.last())?.unfinished()
    }

    /// Puts them in again, at the complaint that they belong to.
    pub(super) fn words_again(&mut self, unfinished: &Unfinished) {
        let Some(words) = HalfTyped::again(unfinished) else { return };
        self.selected = Some(Key::Saved(words.of));
        self.half_typed.push(words);
    }

    /// Lets go what is typed about somebody who is erased (R18).
    pub(super) fn forget_words_about(&mut self, erased: Option<RegistrationId>) {
        self.half_typed.retain(|words| words.about != erased || erased.is_none());
    }

    /// The words of the complaint that is chosen; nothing for any other request.
    pub(super) fn complaint_ui(&mut self, ui: &mut Ui, seen: &Seen<'_>, out: &mut Out<'_>) {
        let request = self.saved().map(|shown| shown.request.clone()).filter(|asked| asked.right == Right::Complaint);
        let shown = request.as_ref().map(|request| request.id);
        if let Some(left) = self.complaint.take_if(|complaint| Some(complaint.of) != shown) {
            self.half_typed.extend(left.half_typed());
        }
        let Some(request) = request else { return };
        let lead = is_lead(seen);
        if self.complaint.is_none() {
            let begun = self.half_typed.extract_if(.., |words| words.of == request.id).last();
            let mut complaint = Complaint::of(&request, begun.map(|begun| begun.words).unwrap_or_default());
            if lead {
                complaint.read(out);
            }
            self.complaint = Some(complaint);
        }
        let Some(complaint) = &mut self.complaint else { return };
        ui.add_space(12.0);
        let row = inner(ui, 24.0);
        Text::strong("In their words").heading().at(ui, row);
        ui.add_space(7.0);
        complaint.written_ui(ui, seen, lead);
        if let Some(wrong) = &complaint.wrong {
            fact(ui, icons::WARNING_CIRCLE.fill(), ui.palette().danger, wrong);
            ui.add_space(7.0);
        }
        if request.is_open() {
            complaint.typing_ui(ui, lead, out);
        } else {
            complaint.typed.clear();
        }
    }
}

impl Complaint {
    fn written_ui(&self, ui: &mut Ui, seen: &Seen<'_>, lead: bool) {
        let p = ui.palette();
        let (muted, accent) = (p.text_muted, p.accent);
        let Some(written) = &self.written else {
            let words = if lead { "Looking" } else { "A desk lead reads what was written down. You can add to it." };
            fact(ui, icons::LOCK_SIMPLE, muted, words);
            ui.add_space(7.0);
            return;
        };
        if written.is_empty() {
            fact(ui, icons::INFO, muted, "Nothing is written down yet.");
            ui.add_space(7.0);
        }
        for one in written {
            let known = seen.session.staff.iter().find(|person| person.handle == one.staff);
            let staff = in_words(known.map_or_else(|| one.staff.as_str(), |person| person.name.as_str()));
            let when = time::moment(one.at, seen.today);
            let (icon, color, lead) = match one.part {
                Part::Said => (icons::CHAT_CIRCLE_DOTS, muted, format!("They said, written down by {staff}, {when}")),
                Part::Answered => (icons::CHECK_CIRCLE, accent, format!("Answered by {staff}, {when}")),
            };
            let words = one.words.as_ref().map_or("Erased.", |words| words.as_str());
            fact(ui, icon, color, &format!("{lead}: {words}"));
            ui.add_space(7.0);
        }
    }

    fn typing_ui(&mut self, ui: &mut Ui, lead: bool, out: &mut Out<'_>) {
        const ROWS: usize = 3;
        let error = self.missing.then_some("Write what was said");
        let field = Field::new(id().with("typed"), "Write it down").multiline(ROWS).error(error);
        let field = field.hint("As they said it, or as you answered").caution(Some(NOT_HERE));
        let high = field.size(ui).y;
        let row = inner(ui, high);
        if field.at(ui, row, &mut self.typed).response.changed() {
            self.missing = false;
        }
        ui.add_space(8.0);
        let row = inner(ui, 36.0);
        let mut left = row.left();
        let buttons = [(Part::Said, "Add what they said", true), (Part::Answered, "Add our answer", lead)];
        for (part, label, _) in buttons.into_iter().filter(|(.., may)| *may) {
            let button = Button::secondary(label).small().enabled(self.writing.is_none()).id(id().with(label));
            let at = egui::Rect::from_min_size(egui::pos2(left, row.top()), egui::vec2(button.natural_width(ui), 36.0));
            left = at.right() + 8.0;
            if button.at(ui, at).clicked() {
                self.write(part, out);
            }
        }
        ui.add_space(4.0);
        let row = inner(ui, 20.0);
        Text::new("It goes with everything else of theirs when they are erased.", Type::Caption).muted().at(ui, row);
    }
}
