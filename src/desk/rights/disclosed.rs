//! To whom something of a person went out (R21): what a copy says, and what an erasure cannot reach.

use std::collections::BTreeMap;

use crate::domain::act_kind::ActKind;
use crate::domain::ids::RegistrationId;
use crate::domain::permit::{Column, Ground};
use crate::domain::person_copy::ToldOf;
use crate::domain::purpose::{Channel, LawfulBasis, Purpose};
use crate::store::disclosures::{self, Disclosure};
use crate::store::registrations::{self, Registered};
use crate::store::{equality, recipients};

use super::super::closing::columns_of;
use super::super::{Desk, DeskError, Right};

/// One batch that something of a person went out with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Disclosed {
    /// To whom, by name.
    pub recipient: String,
    /// The batch's number.
    pub sequence: u32,
    /// When the batch was closed, UTC.
    pub at: String,
    /// Which columns went out; none where the recipient was only told of them.
    pub columns: Vec<Column>,
    /// Channels whose address went out with it to be stopped there; without any column, nothing else of them did.
    pub stops: Vec<Channel>,
    /// For which purposes.
    pub purposes: Vec<Purpose>,
    /// On which basis for each of them, as it was when the batch was closed; `None` where that was not kept.
    pub bases: Option<Vec<Ground>>,
}

impl Disclosed {
    /// What a batch told of them: columns by name, or that an address was to be stopped, or answers about equality, or that
    /// something of them had changed.
    #[must_use]
    pub fn told(&self) -> Vec<ToldOf> {
        match (&self.columns[..], &self.stops[..], &self.purposes[..]) {
            ([], [], [Purpose::EqualityMonitoring]) => vec![ToldOf::Equality],
            ([], [], _) => vec![ToldOf::Changed],
            (columns, stops, _) => {
                let stops = stops.iter().copied().map(ToldOf::Stop);
                columns.iter().copied().map(ToldOf::Column).chain(stops).collect()
            }
        }
    }

    /// Whether its recipient is told what becomes of them: who was only to stop an address knows nobody by it.
    #[must_use]
    pub fn is_told_after(&self) -> bool {
        self.told().iter().any(|told| !matches!(told, ToldOf::Stop(_)))
    }

    /// Each purpose with every basis that it rested on; with none where that was not kept.
    #[must_use]
    pub fn what_for(&self) -> Vec<(Purpose, Option<LawfulBasis>)> {
        match &self.bases {
            Some(grounds) => grounds.iter().map(|ground| (ground.purpose, Some(ground.basis))).collect(),
            None => self.purposes.iter().map(|&purpose| (purpose, None)).collect(),
        }
    }

    /// The same in words; nothing where an address was only to be stopped.
    #[must_use]
    pub fn what_for_words(&self) -> Vec<String> {
        let said = |(purpose, basis): (Purpose, Option<LawfulBasis>)| match basis {
            Some(basis) => format!("{} ({})", purpose.words(), basis.words()),
            None => format!("{} (on which basis was not kept)", purpose.words()),
        };
        self.what_for().into_iter().map(said).collect()
    }
}

/// Whom something would be done to that is asked for, and who was sent something of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Concerned {
    /// The references of every registration of the person, oldest first: what is done for one is done for all.
    pub registrations: Vec<String>,
    /// Every batch that something of them went out with, oldest first.
    pub sent: Vec<Disclosed>,
}

impl Desk {
    /// Every batch that something of the person behind a registration went out with, oldest first.
    ///
    /// # Errors
    /// [`DeskError::NoSuchPerson`].
    pub fn sent(&self, id: RegistrationId) -> Result<Vec<Disclosed>, DeskError> {
        Ok(self.concerned(id)?.sent)
    }

    /// Whom a request about a registration concerns, and who was sent something of them.
    ///
    /// # Errors
    /// [`DeskError::NoSuchPerson`].
    pub fn concerned(&self, id: RegistrationId) -> Result<Concerned, DeskError> {
        let found = self.concerns(id)?;
        self.looked(ActKind::Requests, None, Some(id.0), found.registrations.len());
        Ok(found)
    }

    pub(super) fn concerns(&self, id: RegistrationId) -> Result<Concerned, DeskError> {
        self.require(Right::Rights)?;
        let all = self.registrations_of(&self.registered(id)?)?;
        let sent = self.disclosed(&all)?;
        Ok(Concerned { registrations: all.into_iter().map(|registered| registered.reference).collect(), sent })
    }

    /// What a registration's badge says, whoever asks: it tells nothing about the person.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn reference_of(&self, id: RegistrationId) -> Result<Option<String>, DeskError> {
        Ok(registrations::find(self.conn()?, id)?.map(|found| found.reference))
    }

    /// Every batch that any of these registrations was in, oldest first.
    pub(in crate::desk) fn disclosed(&self, registrations: &[Registered]) -> Result<Vec<Disclosed>, DeskError> {
        let conn = self.conn()?;
        let names = recipients::names(conn)?;
        let mut all = Vec::new();
        for registered in registrations {
            // What a recipient who knows them by an id was told to stop stays noted with what it is sent after, and is not told again.
            let mut told_to_stop = BTreeMap::new();
            for sent in disclosures::sent_with(conn, registered.row)? {
                let Disclosure { purposes, stops, bases, .. } = sent.disclosure;
                let stops = stops & !told_to_stop.get(&sent.recipient).copied().unwrap_or(0);
                if sent.disclosure.is_by_id() {
                    told_to_stop.insert(sent.recipient, sent.disclosure.stops);
                }
                all.push(Disclosed {
                    recipient: names.get(&sent.recipient).cloned().unwrap_or_default(),
                    sequence: sent.sequence,
                    at: sent.created_at,
                    columns: columns_of(sent.disclosure.columns).collect(),
                    stops: Channel::ALL.iter().copied().filter(|&c| stops & (1 << (c as u32)) != 0).collect(),
                    purposes: Purpose::ALL.iter().copied().filter(|&p| purposes & (1 << (p as u32)) != 0).collect(),
                    bases: bases.map(Ground::among),
                });
            }
            let Some(whose) = self.equality_pseudonym(registered.id)? else { continue };
            for sent in equality::sent_with(conn, whose)? {
                all.push(Disclosed {
                    recipient: names.get(&sent.recipient).cloned().unwrap_or_default(),
                    sequence: sent.sequence,
                    at: sent.at,
                    columns: Vec::new(),
                    stops: Vec::new(),
                    purposes: vec![Ground::APART.purpose],
                    bases: Some(vec![Ground::APART]),
                });
            }
        }
        all.sort_by(|a, b| (&a.at, &a.recipient, a.sequence).cmp(&(&b.at, &b.recipient, b.sequence)));
        Ok(all)
    }
}
