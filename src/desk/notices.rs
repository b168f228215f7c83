//! Publishing a notice (R26): once, and never changed after. Open forms ask again, and after a change of meaning everybody who
//! registered under an earlier one is to be told.

use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::answer::NoticeHash;
use crate::domain::code::Code;
use crate::domain::event::{Event, EventDefinition, EventError};
use crate::domain::ids::RegistrationId;
use crate::domain::notice::{ChangeKind, NoticeVersion};
use crate::domain::notice_draft::same_language;
use crate::domain::notice_section::Section;
use crate::store::act::{self, Act};
use crate::store::{coming_notices, events, notice_drafts, registrations, roll};

use super::coming_notices::with_periods_of;
use super::{Desk, DeskError, Right};

/// Somebody who is to be told of a change of the notice: their registration, and what the badge says.
pub type ToBeTold = (RegistrationId, String);

/// What becomes of the version that is being written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Draft {
    /// It is another one.
    Stays,
    /// It is the one that is published.
    GoesWithIt,
}

impl Desk {
    /// Publishes a notice for an event: one of today from the next answer on, and forms that are open ask again; one of a later
    /// day from the start of that day. Where it states other periods, the event keeps to those from then on, and the change
    /// counts as one of meaning. What it names of the organisation is filled in; answers its hash.
    ///
    /// # Errors
    /// [`DeskError::NoticeKnown`] for a version that was published before, in whatever language; [`DeskError::IsTranslation`] for
    /// the version in use in another language; [`DeskError::NoticeInThePast`] for one that says it began before today;
    /// [`DeskError::NoticeComes`] while one waits for its day; [`DeskError::NotSmall`] for one that changes the periods and calls
    /// that small; [`DeskError::Event`] where the event asks what the notice has no words for, or the notice names what is not
    /// known of the organisation.
    pub fn publish_notice(&mut self, event: &Code, notice: NoticeVersion) -> Result<NoticeHash, DeskError> {
        self.publish(event, notice, Draft::Stays)
    }

    pub(super) fn publish(
        &mut self,
        event: &Code,
        notice: NoticeVersion,
        draft: Draft,
    ) -> Result<NoticeHash, DeskError> {
        self.require(Right::Events)?;
        self.begin_due_notices()?;
        let before = self.event(event)?;
        let notice = self.filled(notice, before.definition())?;
        let hash = notice.hash();
        let same_number = |known: &NoticeVersion| (&known.notice, &known.version) == (&notice.notice, &notice.version);
        let in_its_language = |known: &NoticeVersion| same_language(&known.language, &notice.language);
        // Two events may hold one notice; no number names two texts in one language, and none is published twice for one event.
        let other_text = |known: &NoticeVersion| same_number(known) && in_its_language(known) && known.hash() != hash;
        let known = events::notices(self.conn()?)?;
        if before.notice_hash() == hash || known.iter().any(other_text) {
            return Err(DeskError::NoticeKnown);
        }
        if same_number(before.notice()) {
            return Err(DeskError::IsTranslation(notice.version));
        }
        // Nor does the number of an earlier version, or of one that was called off, come back in another language.
        let earlier = events::published_for(self.conn()?, before.id())?;
        if earlier.iter().any(|known| same_number(known) && !in_its_language(known)) {
            return Err(DeskError::NoticeKnown);
        }
        if let Some(coming) = self.coming_notice(before.id())? {
            return Err(DeskError::NoticeComes { from: coming.begins(), version: coming.notice.version });
        }
        if before.definition().retention != notice.retention && notice.change == ChangeKind::Small {
            return Err(DeskError::NotSmall);
        }
        let (now, staff, from) = (self.env.now(), self.staff.clone(), notice.effective_from);
        let today = self.reached(&before, now)?;
        // One that another event is held under already began when it did.
        if from < today && known.iter().all(|known| known.hash() != hash) {
            return Err(DeskError::NoticeInThePast(from));
        }
        let settings = with_periods_of(&notice, before.definition().clone());
        let after = Event::new(before.id(), settings, notice)?;
        let (id, comes_later) = (after.id(), from > today);
        self.write(
            |tx| {
                let mut appending = act::begin(tx)?;
                if comes_later {
                    coming_notices::append(&mut appending, id, after.notice())?;
                } else {
                    events::append_version(&mut appending, &after)?;
                }
                if draft == Draft::GoesWithIt {
                    notice_drafts::remove(tx, id)?;
                }
                let notice = after.notice();
                let details = json!({ "event": event.as_str(), "notice": hash.to_string(), "version": notice.version,
                    "from": from, "change": notice.change });
                appending.finish(&Act {
                    kind: ActKind::PublishNotice,
                    at: now,
                    staff: &staff,
                    subject: Some(id.0),
                    details,
                })?;
                Ok(())
            },
            |conn| {
                if comes_later {
                    let waiting = coming_notices::waiting(conn)?;
                    return Ok(waiting.iter().any(|coming| coming.event == id && coming.notice.hash() == hash));
                }
                Ok(events::find(conn, id)?.is_some_and(|kept| kept.event.notice_hash() == hash))
            },
        )?;
        Ok(hash)
    }

    /// A notice with what it has to say of an event with these settings, and with what it names of the organisation.
    pub(super) fn filled(&self, notice: NoticeVersion, event: &EventDefinition) -> Result<NoticeVersion, DeskError> {
        let profile = self.profile_for(&event.organisation)?;
        let said = notice.with_sections(&Section::on(event));
        let filled = said.and_then(|notice| notice.filled(&event.organisation, &profile));
        Ok(filled.map_err(EventError::Notice)?)
    }

    /// Every version that was published, oldest first.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn notices(&self) -> Result<Vec<NoticeVersion>, DeskError> {
        Ok(events::notices(self.conn()?)?)
    }

    /// Who registered under a notice that has since changed in meaning, oldest first; the office's next batch says so too.
    ///
    /// # Errors
    /// When there is no such event.
    pub fn to_be_told(&self, event: &Code) -> Result<Vec<ToBeTold>, DeskError> {
        self.require(Right::Events)?;
        let (conn, event) = (self.conn()?, self.event(event)?);
        let rows = self.who_is_to_be_told(&event)?;
        let named = |row| Ok(registrations::by_row(conn, row)?.map(|found| (found.id, found.reference)));
        let all = rows.into_iter().map(named).collect::<Result<Vec<_>, DeskError>>()?;
        self.looked(ActKind::ToBeTold, Some(&event.definition().code), None, all.len());
        Ok(all.into_iter().flatten().collect())
    }

    /// The rows of those who are to be told.
    fn who_is_to_be_told(&self, event: &Event) -> Result<Vec<i64>, DeskError> {
        let Some(since) = events::substantial_since(self.conn()?, event.id(), 0..=i64::MAX)? else {
            return Ok(Vec::new());
        };
        let mut rows = Vec::new();
        self.each_registered(event, |row, settings| rows.extend((settings < since).then_some(row)))?;
        Ok(rows)
    }

    /// How many people are registered, and how many of them are to be told.
    pub(super) fn registered_and_to_be_told(&self, event: &Event) -> Result<(usize, usize), DeskError> {
        let since = events::substantial_since(self.conn()?, event.id(), 0..=i64::MAX)?;
        let (mut registered, mut told) = (0, 0);
        self.each_registered(event, |_, settings| {
            registered += 1;
            told += usize::from(since.is_some_and(|since| settings < since));
        })?;
        Ok((registered, told))
    }

    /// Everybody who is registered and not gone, with the settings they registered under.
    fn each_registered(&self, event: &Event, mut take: impl FnMut(i64, i64)) -> Result<(), DeskError> {
        roll::each(self.conn()?, event.id(), |listed, _| {
            if !listed.erased && !listed.state.is_gone() {
                take(listed.row, listed.event_version);
            }
            Ok::<(), DeskError>(())
        })
    }
}
