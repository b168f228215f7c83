//! *Same party*: what the next one of a family or a group has in common with the one before, their contact and their guardian,
//! and never an answer (R11, R13). A parent who was registered is offered as the guardian of the child who comes next.

use crate::domain::draft::RegistrationDraft;
use crate::domain::field_error::{GuardianField, Place};
use crate::domain::form::Field;
use crate::worker::{Answer, rights};

use super::Register;

/// What can be copied. It has no `Debug`: it is personal data.
pub(super) struct Party {
    fields: Vec<(Field, String)>,
    /// Who answers for a child: the guardian of the child before, or the grown-up who was just registered.
    guardian: Vec<(GuardianField, String)>,
    phone_country: Option<String>,
    /// In which language they were asked, where it is not the one that the notice was published in.
    language: Option<String>,
    /// What was put into the form at hand, and whether that was a child's.
    taken: Option<Taken>,
}

struct Taken {
    child: bool,
    fields: Vec<Field>,
    guardian: Vec<GuardianField>,
}

impl Party {
    /// A child's own contact is not asked for.
    const CONTACT: [Field; 2] = [Field::Email, Field::Phone];
    const HOME: [Field; 5] = [Field::AddressLine1, Field::AddressLine2, Field::City, Field::Postcode, Field::Country];
    /// The guardian's contact, but not their Yes: consents stay separate (R11).
    const GUARDIAN: [GuardianField; 4] =
        [GuardianField::Name, GuardianField::Relationship, GuardianField::Email, GuardianField::Phone];

    /// Of a form that was saved; `child` where a guardian answered for them, `grown_up` where they can answer for a child.
    pub(super) fn of(draft: &RegistrationDraft, child: bool, grown_up: bool) -> Option<Self> {
        let typed = |field: &Field| (!draft.field(*field).is_empty()).then(|| (*field, draft.field(*field).to_owned()));
        let contact = Self::CONTACT.iter().filter(|_| !child);
        let fields: Vec<_> = contact.chain(&Self::HOME).filter_map(typed).collect();
        let guardian: Vec<_> = if child {
            Self::GUARDIAN.into_iter().map(|field| (field, draft.guardian_field(field).to_owned())).collect()
        } else if grown_up {
            vec![
                (GuardianField::Name, draft.name()),
                (GuardianField::Email, draft.field(Field::Email).to_owned()),
                (GuardianField::Phone, draft.field(Field::Phone).to_owned()),
            ]
        } else {
            Vec::new()
        };
        let guardian: Vec<_> = guardian.into_iter().filter(|(_, typed)| !typed.trim().is_empty()).collect();
        let phone_country = draft.phone_country.clone();
        let something = !fields.is_empty() || !guardian.is_empty();
        let language = draft.language.clone();
        something.then_some(Self { fields, guardian, phone_country, language, taken: None })
    }
}

impl Register {
    /// Takes over contact and guardian of the one before.
    pub(super) fn same_party(&mut self) {
        let Some(mut party) = self.party.take() else { return };
        self.take_back(&mut party);
        self.put(&mut party);
        self.party = Some(party);
        self.focus = Some(Place::Field(Field::FullName));
    }

    /// A form that turns out to be a child's, or not to be, has other boxes: what was copied goes where it can be seen.
    pub(super) fn party_follows(&mut self) {
        let child = self.form.needs_guardian();
        let Some(mut party) = self.party.take() else { return };
        if party.taken.as_ref().is_some_and(|taken| taken.child != child) {
            self.take_back(&mut party);
            self.put(&mut party);
        }
        self.party = Some(party);
    }

    /// The form at hand is another one.
    pub(super) fn party_is_for_another_form(&mut self) {
        if let Some(party) = &mut self.party {
            party.taken = None;
        }
    }

    /// Whoever is erased or restricted must not come back with the next one of their party (R18, R19).
    pub(super) fn forget_who_is_erased(&mut self, answer: &Answer) {
        use rights::Answer::{Erased, Recorded, WentOn};
        if matches!(answer, Answer::Rights(Erased(..) | Recorded(..) | WentOn(..))) {
            self.party = None;
        }
    }

    /// Whether what was taken over of whoever came before stands in the form as it was taken: then they share it knowingly.
    pub(super) fn has_the_contact_of_their_party(&self) -> bool {
        let Some(party @ Party { taken: Some(taken), .. }) = &self.party else { return false };
        let draft = &self.form.draft;
        let own = party.fields.iter().filter(|(field, _)| taken.fields.contains(field));
        let own = own.filter(|(field, _)| Party::CONTACT.contains(field));
        let guardians = party.guardian.iter().filter(|(field, _)| taken.guardian.contains(field));
        let guardians = guardians.filter(|(field, _)| matches!(field, GuardianField::Email | GuardianField::Phone));
        let stands = own.map(|(field, typed)| draft.field(*field) == typed);
        let mut stands = stands.chain(guardians.map(|(field, typed)| draft.guardian_field(*field) == typed)).peekable();
        stands.peek().is_some() && stands.all(|stands| stands)
    }

    fn put(&mut self, party: &mut Party) {
        let child = self.form.needs_guardian();
        let mut taken = Taken { child, fields: Vec::new(), guardian: Vec::new() };
        for (field, typed) in &party.fields {
            let asked = self.form.asks(*field) && !(child && Party::CONTACT.contains(field));
            if asked && self.form.draft.field(*field).is_empty() {
                self.form.draft.fields.insert(*field, typed.clone());
                taken.fields.push(*field);
            }
        }
        for (field, typed) in party.guardian.iter().filter(|_| child) {
            if self.form.draft.guardian_field(*field).is_empty() {
                self.form.draft.guardian.insert(*field, typed.clone());
                taken.guardian.push(*field);
            }
        }
        if self.form.draft.phone_country.is_none() {
            self.form.draft.phone_country.clone_from(&party.phone_country);
        }
        if let Some(tag) = party.language.as_ref().filter(|_| self.form.draft.answers.is_empty()) {
            self.form.speak(tag);
        }
        party.taken = Some(taken);
    }

    /// Takes out what was put in, as far as nobody has changed it since.
    fn take_back(&mut self, party: &mut Party) {
        let Some(taken) = party.taken.take() else { return };
        let draft = &mut self.form.draft;
        for (field, typed) in party.fields.iter().filter(|(field, _)| taken.fields.contains(field)) {
            if draft.field(*field) == typed {
                draft.fields.remove(field);
            }
        }
        for (field, typed) in party.guardian.iter().filter(|(field, _)| taken.guardian.contains(field)) {
            if draft.guardian_field(*field) == typed {
                draft.guardian.remove(field);
            }
        }
    }
}
