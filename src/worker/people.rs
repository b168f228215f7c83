//! Requests of the People screen.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::desk::{
    Amendment, ContactForgotten, Filter, History, Hit, ListTaken, Listed, Listing, Marks, Removal, Spot, ToTell, Told,
};
use crate::domain::code::Code;
use crate::domain::field_error::Remark;
use crate::domain::guardian::InPerson;
use crate::domain::ids::RegistrationId;
use crate::domain::professional::ProfessionalException;
use crate::domain::receipt::Receipt;
use crate::domain::removal::{Found, Recorded, RemovalId};

use super::work::Work;
use super::{Failure, badges, help_today};

/// What the People screen asks for.
pub enum Request {
    /// People whose names, contact or reference begin with these words, newest first.
    Find {
        /// At which event.
        event: Code,
        /// What was typed.
        query: String,
        /// How many at most.
        limit: u32,
    },
    /// Everyone whom these words find and these filters leave: where they stand, not what they said.
    List {
        /// At which event.
        event: Code,
        /// What was typed.
        query: String,
        /// What is left out.
        filters: BTreeSet<Filter>,
    },
    /// How many each filter would leave; asked again until everybody is looked at.
    Count(Code),
    /// What the list says of these people.
    Rows {
        /// At which event.
        event: Code,
        /// Which of them.
        spots: Vec<Spot>,
    },
    /// Everything that is held of one registration.
    History(RegistrationId),
    /// Correct what was said (R17).
    Amend {
        /// Of whom.
        registration: RegistrationId,
        /// To what, and why.
        amendment: Box<Amendment>,
    },
    /// Take answers back (R15), or object (R20).
    Withdraw {
        /// Whose.
        registration: RegistrationId,
        /// Which, and how they said it; nothing, where only equality monitoring is stopped.
        told: Told,
        /// They want equality monitoring stopped (R4).
        stop_equality: bool,
    },
    /// Record the exception for professionals (R8).
    Except {
        /// Of whom.
        registration: RegistrationId,
        /// What is recorded.
        exception: Box<ProfessionalException>,
    },
    /// Confirm that the guardian of a child whom a list brought agreed in person (R11).
    ConfirmGuardian {
        /// Of whom.
        registration: RegistrationId,
        /// What it is known by; without it, an earlier confirmation is taken back.
        known_by: Option<InPerson>,
    },
    /// Let their emergency contacts go, who asked for it (R2).
    ForgetContact {
        /// Whose.
        registration: RegistrationId,
        /// Why, for the log.
        reason: String,
    },
    /// Say whether two registrations are of one person (R14).
    SayWhether {
        /// One of them.
        one: RegistrationId,
        /// The other.
        other: RegistrationId,
        /// They are; else they are of two.
        same: bool,
    },
    /// Take back what was said of two registrations (R14).
    UnsayWhether {
        /// One of them.
        one: RegistrationId,
        /// The other.
        other: RegistrationId,
    },
    /// Exactly what somebody answered (R13).
    Receipt(RegistrationId),
    /// Write that into a folder, in plain form (R22).
    WriteReceipt {
        /// Whose.
        registration: RegistrationId,
        /// Where.
        into: PathBuf,
    },
    /// Of badges (R12).
    Badges(badges::Request),
    /// Note that somebody was recorded already (R12).
    AskRemoval {
        /// Who.
        registration: RegistrationId,
        /// When, where, and what they look like.
        said: Recorded,
    },
    /// The recordings that are to be taken out.
    Removals(Code),
    /// Note how looking for a recording ended.
    EndRemoval(RemovalId, Found),
    /// Who is to be told where their details came from (UK GDPR, article 14).
    ToTell(Code),
    /// The lists that were taken in, and where they come from.
    Lists(Code),
    /// Note that these people were told.
    Tell(BTreeSet<RegistrationId>),
    /// Who is to be helped today (R3).
    Help(help_today::Request),
}

impl Request {
    pub(super) fn makes_stale(&self, earlier: &Self) -> bool {
        matches!(
            (self, earlier),
            (Self::Find { .. }, Self::Find { .. })
                | (Self::List { .. }, Self::List { .. })
                | (Self::History(_), Self::History(_))
        )
    }
}

/// What came of it.
pub enum Answer {
    /// Who was found.
    Found(Vec<Hit>),
    /// Who is on the list.
    Listed(Listing),
    /// How many there are of what the top of the list counts.
    Counted {
        /// Filter by filter.
        counts: Vec<(Filter, usize)>,
        /// Whether everybody is looked at.
        whole: bool,
        /// How many recordings are to be taken out.
        removals: usize,
        /// How many people are to be told where their details came from.
        to_tell: usize,
        /// How many lists were taken in; none where whoever works here may not see them.
        lists: usize,
        /// How many needs of today there are; none where whoever works here may not see them.
        help: Option<usize>,
    },
    /// What the list says, in the order asked for; `None` of somebody who is gone meanwhile.
    Rows(Vec<Option<Listed>>),
    /// What is held, and where on lists it is.
    History(Box<History>, Spot),
    /// It is corrected; what there is to know about it.
    Amended(RegistrationId, Vec<Remark>),
    /// It is taken back.
    Withdrawn(RegistrationId),
    /// The exception is recorded.
    Excepted(RegistrationId),
    /// It is confirmed that the guardian agreed; or that was taken back.
    GuardianConfirmed {
        /// They wait no more; else they do again.
        agreed: bool,
    },
    /// The emergency contacts are let go.
    ContactForgotten(ContactForgotten),
    /// It is noted whether two are one person.
    SaidWhether {
        /// They are; else they are two.
        same: bool,
    },
    /// What was said of two is taken back.
    UnsaidWhether,
    /// What somebody answered.
    Receipt(Box<Receipt>),
    /// The files that it is in.
    ReceiptWritten(Vec<PathBuf>),
    /// Of badges.
    Badges(badges::Answer),
    /// The photographer has it on their list.
    RemovalNoted,
    /// What is to be taken out.
    Removals(Vec<Removal>),
    /// It ended so.
    RemovalEnded(RemovalId, Found),
    /// Who is to be told, who is due first first.
    ToTell(Vec<ToTell>),
    /// Every list that was taken in, the oldest first.
    Lists(Vec<ListTaken>),
    /// They are told.
    Told(BTreeSet<RegistrationId>),
    /// Of who is to be helped today.
    Help(help_today::Answer),
}

/// What filters need to know of everybody, kept from request to request; it goes when the desk is locked.
#[derive(Default)]
pub(super) struct Marked(Option<(Code, Marks)>);

pub(super) fn answer(work: &mut Work, request: Request) -> Result<Answer, Failure> {
    let (answer, wrote) = match request {
        Request::Find { event, query, limit } => (Answer::Found(work.desk()?.find(&event, &query, limit)?), false),
        Request::List { event, query, filters } => {
            let marks = marks(work, &event, !filters.is_empty())?;
            let listing = work.desk()?.list(&event, &query, &filters, &marks)?;
            work.marked.0 = Some((event, marks));
            (Answer::Listed(listing), false)
        }
        Request::Count(event) => {
            let marks = marks(work, &event, false)?;
            let held = work.desk()?.event(&event)?;
            let counted = Filter::all(held.questions()).map(|filter| (filter, marks.count(filter))).collect();
            let whole = marks.are_whole();
            let code = event.clone();
            work.marked.0 = Some((event, marks));
            let removals = work.desk()?.removals_waiting(&code)?;
            // Everybody is looked at in many steps; once is enough for these.
            let help = if whole { work.desk()?.help_waiting(&code)? } else { None };
            let to_tell = if whole { work.desk()?.to_tell_waiting(&code)? } else { 0 };
            let lists = if whole { work.desk()?.lists_taken(&code)? } else { 0 };
            (Answer::Counted { counts: counted, whole, removals, to_tell, lists, help }, false)
        }
        Request::Rows { event, spots } => (Answer::Rows(work.desk()?.listed(&event, &spots)?), false),
        Request::History(id) => {
            let desk = work.desk()?;
            (Answer::History(Box::new(desk.history(id)?), desk.spot(id)?), false)
        }
        Request::Amend { registration, amendment } => {
            let remarks = work.desk()?.amend(registration, &amendment)?;
            (Answer::Amended(registration, remarks), true)
        }
        Request::Withdraw { registration, told, stop_equality } => {
            let desk = work.desk()?;
            if stop_equality {
                desk.stop_equality(registration)?;
            }
            if !(stop_equality && told.what.is_empty()) {
                desk.withdraw_all(registration, &told)?;
            }
            (Answer::Withdrawn(registration), true)
        }
        Request::Except { registration, exception } => {
            work.desk()?.record_exception(registration, &exception)?;
            (Answer::Excepted(registration), true)
        }
        Request::ConfirmGuardian { registration, known_by } => {
            match known_by {
                Some(known_by) => work.desk()?.confirm_guardian(registration, known_by)?,
                None => work.desk()?.unconfirm_guardian(registration)?,
            }
            (Answer::GuardianConfirmed { agreed: known_by.is_some() }, true)
        }
        Request::ForgetContact { registration, reason } => {
            (Answer::ContactForgotten(work.desk()?.forget_emergency_contact(registration, &reason)?), true)
        }
        Request::SayWhether { one, other, same } => {
            work.desk()?.say_same(one, other, same)?;
            (Answer::SaidWhether { same }, true)
        }
        Request::UnsayWhether { one, other } => {
            work.desk()?.reverse_link(one, other)?;
            (Answer::UnsaidWhether, true)
        }
        Request::Receipt(id) => (Answer::Receipt(Box::new(work.desk()?.receipt(id)?)), false),
        Request::WriteReceipt { registration, into } => {
            (Answer::ReceiptWritten(work.desk()?.write_receipt(registration, &into)?), true)
        }
        Request::AskRemoval { registration, said } => {
            work.desk()?.ask_removal(registration, &said)?;
            (Answer::RemovalNoted, true)
        }
        Request::Removals(event) => (Answer::Removals(work.desk()?.removals(&event, false)?), false),
        Request::EndRemoval(id, found) => {
            work.desk()?.end_removal(id, found)?;
            (Answer::RemovalEnded(id, found), true)
        }
        Request::ToTell(event) => (Answer::ToTell(work.desk()?.to_tell_source(&event)?), false),
        Request::Lists(event) => (Answer::Lists(work.desk()?.lists(&event)?), false),
        Request::Tell(people) => {
            work.desk()?.tell_source(&people)?;
            (Answer::Told(people), true)
        }
        // These tell by themselves what they wrote.
        Request::Badges(request) => (Answer::Badges(badges::answer(work, request)?), false),
        Request::Help(request) => (Answer::Help(help_today::answer(work, request)?), false),
    };
    if wrote {
        work.saved();
    }
    Ok(answer)
}

/// The marks of an event's people, looked at a stretch further; or of all of them, where a filter needs that.
fn marks(work: &mut Work, event: &Code, all: bool) -> Result<Marks, Failure> {
    let kept = work.marked.0.take();
    let desk = work.desk()?;
    let mut marks = match kept {
        Some((of, marks)) if of == *event => marks,
        _ => desk.marks(event)?,
    };
    desk.mark_on(event, &mut marks)?;
    while all && !marks.are_whole() {
        desk.mark_on(event, &mut marks)?;
    }
    Ok(marks)
}
