//! A request that is not recorded yet.

use chrono::{Datelike, NaiveDate};
use uuid::Uuid;

use crate::domain::ids::RegistrationId;
use crate::domain::rights::{Identity, Request, RequestId, Right};
use crate::domain::unfinished::{Typed, Unfinished};
use crate::ui::widgets::date::month;
use crate::worker::NewRequest;

use super::words::{HOWS, IDENTITIES, RIGHTS};

/// What is chosen so far. It holds nothing that somebody said but what they ask for.
pub(super) struct Draft {
    /// Whom it is about.
    pub(super) about: Option<RegistrationId>,
    /// What they ask for: which of [`RIGHTS`].
    pub(super) right: Option<usize>,
    /// How they asked: which of [`HOWS`].
    pub(super) how: Option<usize>,
    /// The day they asked on.
    pub(super) on: [String; 3],
    /// How it is known that it is them: which of [`IDENTITIES`].
    pub(super) identity: Option<usize>,
    /// What has to be put right.
    pub(super) wrong: Wrong,
}

/// What is wrong in a draft.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Wrong {
    /// Nothing is asked for.
    pub(super) right: bool,
    /// What to do about the day.
    pub(super) on: Option<&'static str>,
    /// Nobody made sure who asks.
    pub(super) identity: bool,
}

impl Draft {
    /// One of today, at the desk.
    pub(super) fn new(about: Option<RegistrationId>, today: NaiveDate) -> Self {
        let on = [format!("{:02}", today.day()), format!("{:02}", today.month()), today.year().to_string()];
        Self { about, right: None, how: Some(0), on, identity: Some(0), wrong: Wrong::default() }
    }

    /// What is chosen, by name.
    pub(super) fn typed(&self) -> Typed {
        let mut typed = Typed::default();
        typed.put_place("right", self.right);
        typed.put_place("how", self.how);
        typed.put_date("on", &self.on);
        typed.put_place("identity", self.identity);
        typed
    }

    /// The same again.
    pub(super) fn again(unfinished: &Unfinished) -> Self {
        let typed = &unfinished.typed;
        Self {
            about: unfinished.about,
            right: typed.place("right"),
            how: typed.place("how"),
            on: typed.date("on"),
            identity: typed.place("identity"),
            wrong: Wrong::default(),
        }
    }

    /// It is about this person from now on. What was chosen for somebody else is not theirs, and how one is known says
    /// nothing of another.
    pub(super) fn is_about(&mut self, person: Option<RegistrationId>, today: NaiveDate) {
        if self.about.is_some() {
            *self = Self::new(person, today);
        } else {
            (self.about, self.identity) = (person, Some(0));
        }
    }

    /// What is asked for.
    pub(super) fn right(&self) -> Option<Right> {
        self.right.and_then(|at| RIGHTS.get(at).copied())
    }

    /// How it is known that it is them.
    pub(super) fn identity(&self) -> Option<Identity> {
        chosen_identity(self.identity)
    }

    /// The day they asked on.
    ///
    /// # Errors
    /// What to do about it.
    pub(super) fn day(&self, today: NaiveDate) -> Result<NaiveDate, &'static str> {
        let [day, month_text, year] = &self.on;
        let year = year.trim();
        let (Ok(day), Some(month), 4, Ok(year)) =
            (day.trim().parse(), month(month_text), year.len(), year.parse::<i32>())
        else {
            return Err("Write day, month and year");
        };
        match NaiveDate::from_ymd_opt(year, month, day) {
            None => Err("No such day: check it"),
            Some(day) if day > today => Err("Use a day that has come"),
            Some(day) => Ok(day),
        }
    }

    /// What it would be once it is recorded: for its dates, which are the same for every right but a complaint.
    pub(super) fn as_request(&self, today: NaiveDate) -> Option<Request> {
        let how = self.how.and_then(|at| HOWS.get(at).copied())?;
        let arrived = (self.right().unwrap_or(Right::Access), self.day(today).ok()?, how);
        Some(Request::received(RequestId(Uuid::nil()), String::new(), self.about, arrived))
    }

    /// What is to be recorded; otherwise notes what has to be put right.
    pub(super) fn check(&mut self, today: NaiveDate) -> Option<NewRequest> {
        let day = self.day(today);
        self.wrong = Wrong { right: self.right().is_none(), on: day.err(), ..self.wrong };
        let how = self.how.and_then(|at| HOWS.get(at).copied())?;
        Some(NewRequest { right: self.right()?, received: day.ok()?, how, about: self.about })
    }
}

/// The one of [`IDENTITIES`] that is chosen.
pub(super) fn chosen_identity(at: Option<usize>) -> Option<Identity> {
    at.and_then(|at| IDENTITIES.get(at).copied()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_one_that_was_and_is_whole() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let mut draft = Draft::new(None, today);
        assert_eq!(draft.day(today), Ok(today), "today by default");
        let mut written = |parts: [&str; 3]| {
            draft.on = parts.map(str::to_owned);
            draft.day(today)
        };
        assert_eq!(written(["1", "oct", "2026"]), Ok(NaiveDate::from_ymd_opt(2026, 10, 1).unwrap()));
        assert_eq!(written(["22", "11", "2026"]), Err("Use a day that has come"));
        assert_eq!(written(["31", "02", "2026"]), Err("No such day: check it"));
        for parts in [["", "11", "2026"], ["1", "", "2026"], ["1", "11", "26"], ["1", "13", "2026"]] {
            assert_eq!(written(parts), Err("Write day, month and year"), "{parts:?}");
        }
    }
}
