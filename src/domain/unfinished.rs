//! What somebody had typed into a dialog, or set on a page, when the desk was locked: it waits for them, as a form does, and on the
//! disk only where R11 lets it go there.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::coded::coded;
use super::draft::StorableDraft;
use super::form::Field;
use super::ids::RegistrationId;
use super::ledger::Standing;
use super::permit::Standings;
use super::purpose::Question;

/// Where it was typed. Where nothing is typed but a choice, a folder, a passphrase or words that confirm, nothing waits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Dialog {
    /// Correcting what somebody said (R17).
    Amend,
    /// Taking answers back (R15).
    Withdraw,
    /// Somebody was recorded already (R12).
    Removal,
    /// The exception for a professional (R8).
    Exception,
    /// Why an emergency contact is to be let go (R2).
    Contact,
    /// Where somebody is who is to be helped today, or who was told of it (R3).
    Help,
    /// What somebody asks for under their rights (R15 to R20, R25).
    Request,
    /// What somebody complained of, or was answered (R25).
    Complaint,
    /// An event's name and days.
    Event,
    /// What an event asks (R1).
    Form,
    /// Another event.
    NewEvent,
    /// What notices say of the organisation (R25).
    Organisation,
    /// Somebody who is to receive batches (R21).
    Recipient,
    /// Somebody who is to work here.
    Person,
    /// Why what is due goes, although the office has not got it (R24).
    LettingGo,
}

coded!(Dialog {
    Amend => "amend",
    Withdraw => "withdraw",
    Removal => "removal",
    Exception => "exception",
    Contact => "contact",
    Help => "help",
    Request => "request",
    Complaint => "complaint",
    Event => "event",
    Form => "form",
    NewEvent => "new-event",
    Organisation => "organisation",
    Recipient => "recipient",
    Person => "person",
    LettingGo => "letting-go",
});

impl Dialog {
    /// What was being written there, for whom it is about (R16).
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Amend => "a correction",
            Self::Withdraw => "answers to be taken back",
            Self::Removal => "recordings to be taken out",
            Self::Exception => "the exception for professionals",
            Self::Contact => "why an emergency contact is let go",
            Self::Help => "who is to be helped today, and who was told",
            Self::Complaint => "a complaint, or the answer to it",
            Self::Request => "a request under your rights",
            Self::Event | Self::Form | Self::NewEvent => "the settings of an event",
            Self::Organisation => "what notices say of the organisation",
            Self::Recipient => "a recipient of batches",
            Self::Person => "a member of staff",
            Self::LettingGo => "letting go what is due",
        }
    }
}

/// What stands in the boxes, each by its own name; one that was empty and is, is left out. It has no `Debug`: it is somebody's personal data.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Typed(BTreeMap<String, String>);

impl Typed {
    /// The name of the box of *13 or over?*, in a correction.
    pub const THIRTEEN_OR_OVER: &str = "thirteen-or-over";
    /// How the names of everything begin that a guardian is asked for, in a correction.
    pub const GUARDIAN: &str = "guardian";
    /// The name of the box of how a guardian told us, in a correction.
    pub const GUARDIAN_HOW: &str = "guardian-how";
    /// The name of the box of the paper form's number, where they told us on paper.
    pub const GUARDIAN_FORM: &str = "guardian-form";
    /// In which language the guardian is asked, where that is not the one that they were asked in last.
    pub const GUARDIAN_LANGUAGE: &str = "guardian-language";
    /// The name of what somebody is to be helped with, in *Help today*: one of `SpecialPair`, by its code.
    pub const NEED: &str = "need";

    /// What stands in a box.
    pub fn put(&mut self, name: impl Into<String>, text: &str) {
        if !text.trim().is_empty() {
            self.0.insert(name.into(), text.to_owned());
        }
    }

    /// What stands in a box now that stood otherwise: nothing is a change too.
    pub fn put_change(&mut self, name: impl Into<String>, text: &str) {
        self.0.insert(name.into(), text.to_owned());
    }

    /// The place of what is chosen in a list.
    pub fn put_place(&mut self, name: impl Into<String>, chosen: Option<usize>) {
        self.put(name, &chosen.map(|at| at.to_string()).unwrap_or_default());
    }

    /// Whether a box is ticked.
    pub fn put_tick(&mut self, name: impl Into<String>, ticked: bool) {
        self.put(name, if ticked { "yes" } else { "" });
    }

    /// A date as three boxes.
    pub fn put_date(&mut self, name: impl Into<String>, parts: &[String; 3]) {
        if parts.iter().any(|part| !part.trim().is_empty()) {
            self.put(name, &parts.join("/"));
        }
    }

    /// What stood in a box.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The same; nothing, where it was empty.
    #[must_use]
    pub fn text(&self, name: &str) -> String {
        self.get(name).unwrap_or_default().to_owned()
    }

    /// What was chosen in a list.
    #[must_use]
    pub fn place(&self, name: &str) -> Option<usize> {
        self.get(name)?.parse().ok()
    }

    /// Whether a box was ticked.
    #[must_use]
    pub fn tick(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// A date as three boxes.
    #[must_use]
    pub fn date(&self, name: &str) -> [String; 3] {
        let mut parts = self.get(name).unwrap_or_default().splitn(3, '/').map(str::to_owned);
        std::array::from_fn(|_| parts.next().unwrap_or_default())
    }

    /// Every box with what stands in it.
    pub fn boxes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Every box that something stands in, or stood.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Whether nothing stands anywhere.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What waits.
#[derive(Clone, PartialEq, Eq)]
pub struct Unfinished {
    /// Where it was typed.
    pub dialog: Dialog,
    /// Whom it is about.
    pub about: Option<RegistrationId>,
    /// What stands there.
    pub typed: Typed,
}

/// What may go to the disk of it.
#[derive(Clone, Copy)]
pub struct StorableUnfinished<'a>(&'a Unfinished);

/// That R11 is settled for whom a correction is about, whatever becomes of it. Nothing else makes one.
pub struct Settled(());

impl Settled {
    /// The guardian's Yes to both questions stands: it holds for the child, and for whoever turns out to be older.
    #[must_use]
    pub fn by_guardian(standings: &Standings) -> Option<Self> {
        let yes = |asked| standings.get(asked) == Standing::Yes;
        Question::TO_GUARDIAN.into_iter().all(yes).then_some(Self(()))
    }

    /// With the correction as far as it is typed, they are old enough, or the guardian has said Yes in it.
    #[must_use]
    pub fn by_correction(_with_it: &StorableDraft) -> Self {
        Self(())
    }
}

impl Unfinished {
    /// What waits, where anything does.
    #[must_use]
    pub fn of(dialog: Dialog, about: Option<RegistrationId>, typed: Typed) -> Option<Self> {
        (!typed.is_empty()).then_some(Self { dialog, about, typed })
    }

    /// The same for the disk; nothing where R11 has to be settled first: a correction that touches somebody's age or their
    /// guardian may make a child of them whose guardian has not said Yes.
    #[must_use]
    pub fn storable(&self) -> Option<StorableUnfinished<'_>> {
        let unsettled = |name: &str| {
            name == Field::DateOfBirth.code() || name == Typed::THIRTEEN_OR_OVER || name.starts_with(Typed::GUARDIAN)
        };
        let is_open = self.dialog == Dialog::Amend && self.typed.names().any(unsettled);
        (!is_open).then_some(StorableUnfinished(self))
    }

    /// The same, where R11 is settled.
    #[must_use]
    pub fn storable_once(&self, _settled: Settled) -> StorableUnfinished<'_> {
        StorableUnfinished(self)
    }
}

impl StorableUnfinished<'_> {
    /// What it is.
    #[must_use]
    pub fn get(&self) -> &Unfinished {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::field_error::GuardianField;
    use crate::domain::purpose::{GuardianQuestion, Question};

    fn amend(name: &str) -> Unfinished {
        let mut typed = Typed::default();
        typed.put("reason", "They moved");
        typed.put(name, "22/06/2015");
        Unfinished::of(Dialog::Amend, None, typed).unwrap()
    }

    #[test]
    fn r11_what_may_make_a_child_of_somebody_is_not_for_the_disk_before_it_is_settled() {
        assert!(amend(Field::Email.code()).storable().is_some());
        for name in [Field::DateOfBirth.code(), Typed::THIRTEEN_OR_OVER] {
            assert!(amend(name).storable().is_none(), "{name}");
        }
        for field in GuardianField::ALL {
            assert!(amend(field.code()).storable().is_none(), "{field}");
        }
        for &asked in GuardianQuestion::ALL {
            let name = Question::Guardian(asked).code();
            assert!(amend(name).storable().is_none(), "{name}");
        }
    }

    #[test]
    fn what_is_put_is_what_comes_back_and_nothing_is_no_word() {
        let mut typed = Typed::default();
        typed.put("name", " ");
        typed.put_date("day", &Default::default());
        typed.put_tick("ticked", false);
        typed.put_place("chosen", None);
        assert!(typed.is_empty() && Unfinished::of(Dialog::Event, None, typed.clone()).is_none());
        let day = ["22".to_owned(), String::new(), "2015".to_owned()];
        typed.put("name", "Autumn");
        typed.put_date("day", &day);
        typed.put_tick("ticked", true);
        typed.put_place("chosen", Some(2));
        assert_eq!((typed.text("name").as_str(), typed.date("day")), ("Autumn", day));
        assert_eq!((typed.tick("ticked"), typed.place("chosen"), typed.get("else")), (true, Some(2), None));
    }
}
