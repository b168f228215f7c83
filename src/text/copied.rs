//! What a copy of somebody's data calls what it holds (R16), by language. As among the other terms, each is a match without a
//! rest.

use crate::domain::answer::NoticeCard;
use crate::domain::form::Field;
use crate::domain::ledger::Standing;
use crate::domain::moment::Certainty;
use crate::domain::permit::Column;
use crate::domain::purpose::{Channel, LawfulBasis, Purpose, Question, SpecialPair};
use crate::domain::removal::Found;
use crate::domain::rights::Outcome;
use crate::domain::send::{SendBy, Sendable};
use crate::domain::statement::Statement;
use crate::domain::unfinished::Dialog;

use super::{Words, say};

impl Words {
    /// What stands in front of what somebody said to a field of the form.
    #[must_use]
    pub fn field(self, field: Field) -> &'static str {
        match field {
            Field::Role => say!(self, "field-role"),
            Field::FullName => say!(self, "field-full-name"),
            Field::GivenName => say!(self, "field-given-name"),
            Field::FamilyName => say!(self, "field-family-name"),
            Field::BadgeName => say!(self, "field-badge-name"),
            Field::Email => say!(self, "field-email"),
            Field::Phone => say!(self, "field-phone"),
            Field::DateOfBirth => say!(self, "field-date-of-birth"),
            Field::Gender => say!(self, "field-gender"),
            Field::AddressLine1 => say!(self, "field-address"),
            Field::AddressLine2 => say!(self, "field-address-second"),
            Field::City => say!(self, "field-city"),
            Field::Postcode => say!(self, "field-postcode"),
            Field::Country => say!(self, "field-country"),
            Field::Nationality => say!(self, "field-nationality"),
            Field::Organisation => say!(self, "field-organisation"),
            Field::EducationNow => say!(self, "field-education-now"),
            Field::EducationPast => say!(self, "field-education-past"),
            Field::Profession => say!(self, "field-profession"),
            Field::LookingFor => say!(self, "field-looking-for"),
            Field::Subjects => say!(self, "field-subjects"),
            Field::YearOfEntry => say!(self, "field-year-of-entry"),
            Field::HeardAboutUs => say!(self, "field-heard-about-us"),
            Field::ContactLanguage => say!(self, "field-contact-language"),
            Field::CommunicationPreference => say!(self, "field-communication-preference"),
            Field::Note => say!(self, "field-note"),
            Field::EmergencyName => say!(self, "field-emergency-name"),
            Field::EmergencyPhone => say!(self, "field-emergency-phone"),
            Field::EmergencyRelationship => say!(self, "field-emergency-relationship"),
        }
    }

    /// The same for a column of a record, or a box in which something was typed, by its name; nothing where that is the name of
    /// neither.
    #[must_use]
    pub fn record_column(self, column: &str) -> Option<&'static str> {
        Some(match column {
            "aged_on" => say!(self, "field-aged-on"),
            "age_band" => say!(self, "field-age-band"),
            "phone_as_typed" => say!(self, "field-phone-as-typed"),
            "thirteen_or_over" | "thirteen-or-over" => say!(self, "field-thirteen-or-over"),
            "own_answers" => say!(self, "field-own-answers"),
            "send_them" => say!(self, "field-send-them"),
            "phone_country" => say!(self, "field-phone-country"),
            "asked_in" => say!(self, "field-asked-in"),
            "reason" => say!(self, "field-reason"),
            known => match SpecialPair::from_code(known) {
                Some(pair) => self.question(Question::Special(pair)),
                None => self.field(Field::from_code(known)?),
            },
        })
    }

    /// What somebody asked to be sent, and by which way (R28).
    #[must_use]
    pub fn wish(self, wish: &Sendable) -> String {
        match wish.by {
            SendBy::Email => say!(self, "copy-wish-by-email", what = wish.what.as_str()),
            SendBy::Post => say!(self, "copy-wish-by-post", what = wish.what.as_str()),
        }
    }

    /// A kind of details that can be passed on (R21).
    #[must_use]
    pub fn column(self, column: Column) -> &'static str {
        match column {
            Column::Reference => say!(self, "receipt-reference"),
            Column::Role => self.field(Field::Role),
            Column::Name => say!(self, "column-name"),
            Column::FirstName => say!(self, "column-first-name"),
            Column::Email => self.field(Field::Email),
            Column::Phone => self.field(Field::Phone),
            Column::DateOfBirth => self.field(Field::DateOfBirth),
            Column::AgeBand => say!(self, "field-age-band"),
            Column::Gender => self.field(Field::Gender),
            Column::Address => self.field(Field::AddressLine1),
            Column::Postcode => self.field(Field::Postcode),
            Column::Country => self.field(Field::Country),
            Column::Nationality => self.field(Field::Nationality),
            Column::Organisation => self.field(Field::Organisation),
            Column::Background => say!(self, "column-background"),
            Column::Interests => say!(self, "column-interests"),
            Column::HeardAboutUs => self.field(Field::HeardAboutUs),
            Column::ContactPreference => say!(self, "column-contact-preference"),
            Column::SendThem => say!(self, "field-send-them"),
            Column::Note => self.field(Field::Note),
            Column::RecordingAnswers => say!(self, "column-recording-answers"),
            Column::Guardian => say!(self, "column-guardian"),
            Column::GuardianEmail => say!(self, "column-guardian-email"),
            Column::GuardianPhone => say!(self, "column-guardian-phone"),
            Column::EmergencyContact => say!(self, "column-emergency-contact"),
            Column::OwnAnswers => say!(self, "field-own-answers"),
            Column::HealthSafety => self.question(Question::Special(SpecialPair::HealthSafety)),
            Column::DisabilityHelp => self.question(Question::Special(SpecialPair::DisabilityHelp)),
            Column::DietCatering => self.question(Question::Special(SpecialPair::DietCatering)),
            Column::HealthOpportunities => self.question(Question::Special(SpecialPair::HealthOpportunities)),
            Column::DisabilityOpportunities => self.question(Question::Special(SpecialPair::DisabilityOpportunities)),
            Column::EthnicityOpportunities => self.question(Question::Special(SpecialPair::EthnicityOpportunities)),
        }
    }

    /// What details are used for, within a sentence (R6).
    #[must_use]
    pub fn purpose(self, purpose: Purpose) -> &'static str {
        match purpose {
            Purpose::RecordKeeping => say!(self, "purpose-record-keeping"),
            Purpose::News => say!(self, "purpose-news"),
            Purpose::RecordingByConsent => say!(self, "purpose-recording-by-consent"),
            Purpose::RecordingByObjection => say!(self, "purpose-recording-by-objection"),
            Purpose::SafetyToday => say!(self, "purpose-safety-today"),
            Purpose::HelpToday => say!(self, "purpose-help-today"),
            Purpose::Catering => say!(self, "purpose-catering"),
            Purpose::Opportunities => say!(self, "purpose-opportunities"),
            Purpose::SendRequested => say!(self, "purpose-send-requested"),
            Purpose::EqualityMonitoring => say!(self, "purpose-equality-monitoring"),
            Purpose::WideningParticipation => say!(self, "purpose-widening-participation"),
        }
    }

    /// The right that a use rests on, within a sentence (R6).
    #[must_use]
    pub fn basis(self, basis: LawfulBasis) -> &'static str {
        match basis {
            LawfulBasis::Consent => say!(self, "basis-consent"),
            LawfulBasis::Contract => say!(self, "basis-contract"),
            LawfulBasis::LegalObligation => say!(self, "basis-legal-obligation"),
            LawfulBasis::VitalInterests => say!(self, "basis-vital-interests"),
            LawfulBasis::PublicTask => say!(self, "basis-public-task"),
            LawfulBasis::LegitimateInterests => say!(self, "basis-legitimate-interests"),
        }
    }

    /// A way of sending news (R7, R9).
    #[must_use]
    pub fn channel(self, channel: Channel) -> &'static str {
        self.question(Question::News(channel))
    }

    /// What all answers to a question come to (R14), of which the last was given to this statement.
    #[must_use]
    pub fn standing(self, to: impl Into<Statement>, standing: Standing) -> &'static str {
        use crate::domain::answer::Said;
        let to = to.into();
        match standing {
            Standing::NotAsked => say!(self, "answer-not-asked"),
            Standing::LeftBlank => self.said(to, Said::LeftBlank),
            Standing::Yes => self.said(to, Said::Yes),
            Standing::No => self.said(to, Said::No),
            Standing::Withdrawn => self.said(to, Said::Withdrawn),
            Standing::Objected => self.said(to, Said::Objected),
        }
    }

    /// How certain the time of an answer is, within a sentence (R13).
    #[must_use]
    pub fn certainty(self, certainty: Certainty) -> &'static str {
        match certainty {
            Certainty::Clock => say!(self, "copy-known-clock"),
            Certainty::Written => say!(self, "copy-known-written"),
            Certainty::Unknown => say!(self, "copy-known-unknown"),
        }
    }

    /// What somebody was given to read before they answered, within a sentence (R13).
    #[must_use]
    pub fn notice_card(self, card: NoticeCard) -> &'static str {
        match card {
            NoticeCard::Given => say!(self, "copy-card-given"),
            NoticeCard::Read => say!(self, "copy-card-read"),
            NoticeCard::Neither => say!(self, "copy-card-neither"),
        }
    }

    /// How looking for a recording ended, within a sentence (R12).
    #[must_use]
    pub fn found(self, found: Option<Found>) -> &'static str {
        match found {
            None => say!(self, "copy-removal-open"),
            Some(Found::Removed) => say!(self, "copy-removal-removed"),
            Some(Found::NotFound) => say!(self, "copy-removal-not-found"),
            Some(Found::InPrint) => say!(self, "copy-removal-in-print"),
        }
    }

    /// How a request ended, within a sentence.
    #[must_use]
    pub fn outcome(self, outcome: Option<Outcome>) -> &'static str {
        match outcome {
            None => say!(self, "copy-request-open"),
            Some(Outcome::Done) => say!(self, "copy-request-done"),
            Some(Outcome::NothingHeld) => say!(self, "copy-request-nothing-held"),
            Some(Outcome::TakenBack) => say!(self, "copy-request-taken-back"),
            Some(Outcome::NotIdentified) => say!(self, "copy-request-not-identified"),
            Some(Outcome::Excessive) => say!(self, "copy-request-excessive"),
            Some(Outcome::MustBeKept) => say!(self, "copy-request-must-be-kept"),
            Some(Outcome::GroundsWeighMore) => say!(self, "copy-request-grounds"),
        }
    }

    /// What staff were writing about somebody, within a sentence.
    #[must_use]
    pub fn unfinished(self, dialog: Dialog) -> &'static str {
        match dialog {
            Dialog::Amend => say!(self, "copy-unfinished-amend"),
            Dialog::Withdraw => say!(self, "copy-unfinished-withdraw"),
            Dialog::Removal => say!(self, "copy-unfinished-removal"),
            Dialog::Exception => say!(self, "copy-unfinished-exception"),
            Dialog::Contact => say!(self, "copy-unfinished-contact"),
            Dialog::Help => say!(self, "copy-unfinished-help"),
            Dialog::Request => say!(self, "copy-unfinished-request"),
            Dialog::Complaint => say!(self, "copy-unfinished-complaint"),
            // None of these is ever about somebody who has a copy.
            Dialog::Event
            | Dialog::Form
            | Dialog::NewEvent
            | Dialog::Organisation
            | Dialog::Recipient
            | Dialog::Person
            | Dialog::LettingGo => say!(self, "copy-unfinished-settings"),
        }
    }
}
