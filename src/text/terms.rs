//! What the field's own terms are called, by language. Each is a match without a rest: a question, an answer or a code that is new
//! does not compile before it has its words.

use crate::domain::answer::{GivenBy, How, Said};
use crate::domain::equality::{Disability, EthnicGroup, Ethnicity, Impairment};
use crate::domain::purpose::{Channel, GuardianQuestion, Medium, Question, SpecialPair};
use crate::domain::statement::Statement;

use super::{Words, say};

impl Words {
    /// A question's short name: "Photos".
    #[must_use]
    pub fn question(self, question: Question) -> &'static str {
        match question {
            Question::News(Channel::Email) => say!(self, "question-news-email"),
            Question::News(Channel::Sms) => say!(self, "question-news-sms"),
            Question::News(Channel::Phone) => say!(self, "question-news-phone"),
            Question::News(Channel::Post) => say!(self, "question-news-post"),
            Question::Recording(Medium::Photo) => say!(self, "question-recording-photo"),
            Question::Recording(Medium::Audio) => say!(self, "question-recording-audio"),
            Question::Recording(Medium::Video) => say!(self, "question-recording-video"),
            Question::Special(SpecialPair::HealthSafety) => say!(self, "question-health-safety"),
            Question::Special(SpecialPair::DisabilityHelp) => say!(self, "question-disability-help"),
            Question::Special(SpecialPair::DietCatering) => say!(self, "question-diet-catering"),
            Question::Special(SpecialPair::HealthOpportunities) => say!(self, "question-health-opportunities"),
            Question::Special(SpecialPair::DisabilityOpportunities) => say!(self, "question-disability-opportunities"),
            Question::Special(SpecialPair::EthnicityOpportunities) => say!(self, "question-ethnicity-opportunities"),
            Question::SendThem => say!(self, "question-send-them"),
            Question::Guardian(GuardianQuestion::Responsible) => say!(self, "question-guardian-responsible"),
            Question::Guardian(GuardianQuestion::Consent) => say!(self, "question-guardian-consent"),
        }
    }

    /// The label of the box that a Yes to it opens.
    #[must_use]
    pub fn detail(self, pair: SpecialPair) -> &'static str {
        match pair {
            SpecialPair::HealthSafety | SpecialPair::HealthOpportunities => say!(self, "detail-health"),
            SpecialPair::DisabilityHelp | SpecialPair::DisabilityOpportunities => say!(self, "detail-help"),
            SpecialPair::DietCatering => say!(self, "detail-diet"),
            SpecialPair::EthnicityOpportunities => say!(self, "detail-ethnicity"),
        }
    }

    /// What was said to a question, in a word or two (R13); to words that say that one may object, a blank is no objection (R12).
    #[must_use]
    pub fn said(self, to: impl Into<Statement>, said: Said) -> &'static str {
        let to = to.into();
        let confirmed = to.question() == Question::Guardian(GuardianQuestion::Responsible);
        match said {
            Said::Yes if confirmed => say!(self, "answer-confirmed"),
            Said::Yes => say!(self, "answer-yes"),
            Said::No if confirmed => say!(self, "answer-not-confirmed"),
            Said::No => say!(self, "answer-no"),
            Said::Withdrawn => say!(self, "answer-taken-back"),
            Said::Objected => say!(self, "answer-objected"),
            Said::LeftBlank if to.is_of_objection() => say!(self, "answer-not-objected"),
            Said::LeftBlank => say!(self, "answer-left-blank"),
        }
    }

    /// How an answer reached the desk, within a sentence, and by whom where a guardian gave it (R11, R13).
    #[must_use]
    pub fn how(self, how: How, given_by: GivenBy) -> String {
        let how = match how {
            How::OnScreen => say!(self, "how-on-screen"),
            How::OutLoud => say!(self, "how-out-loud"),
            How::OnPaper => say!(self, "how-on-paper"),
        };
        match given_by {
            GivenBy::Visitor => how.to_owned(),
            GivenBy::Guardian => say!(self, "how-by-guardian", how = how),
        }
    }

    /// What the first list of the page *About equality* calls a group (R4).
    #[must_use]
    pub fn ethnic_group(self, group: EthnicGroup) -> &'static str {
        match group {
            EthnicGroup::Asian => say!(self, "ethnic-group-asian"),
            EthnicGroup::Black => say!(self, "ethnic-group-black"),
            EthnicGroup::Mixed => say!(self, "ethnic-group-mixed"),
            EthnicGroup::White => say!(self, "ethnic-group-white"),
            EthnicGroup::Other => say!(self, "ethnic-group-other"),
            EthnicGroup::PreferNotToSay => say!(self, "prefer-not-to-say"),
        }
    }

    /// What its second list calls an ethnic group in detail (R4).
    #[must_use]
    pub fn ethnicity(self, ethnicity: Ethnicity) -> &'static str {
        match ethnicity {
            Ethnicity::Bangladeshi => say!(self, "ethnicity-bangladeshi"),
            Ethnicity::Chinese => say!(self, "ethnicity-chinese"),
            Ethnicity::Indian => say!(self, "ethnicity-indian"),
            Ethnicity::Pakistani => say!(self, "ethnicity-pakistani"),
            Ethnicity::OtherAsian => say!(self, "ethnicity-other-asian"),
            Ethnicity::African => say!(self, "ethnicity-african"),
            Ethnicity::Caribbean => say!(self, "ethnicity-caribbean"),
            Ethnicity::OtherBlack => say!(self, "ethnicity-other-black"),
            Ethnicity::WhiteAndAsian => say!(self, "ethnicity-white-and-asian"),
            Ethnicity::WhiteAndBlackAfrican => say!(self, "ethnicity-white-and-black-african"),
            Ethnicity::WhiteAndBlackCaribbean => say!(self, "ethnicity-white-and-black-caribbean"),
            Ethnicity::OtherMixed => say!(self, "ethnicity-other-mixed"),
            Ethnicity::British => say!(self, "ethnicity-british"),
            Ethnicity::Traveller => say!(self, "ethnicity-traveller"),
            Ethnicity::Irish => say!(self, "ethnicity-irish"),
            Ethnicity::Roma => say!(self, "ethnicity-roma"),
            Ethnicity::OtherWhite => say!(self, "ethnicity-other-white"),
            Ethnicity::Arab => say!(self, "ethnicity-arab"),
            Ethnicity::Other => say!(self, "ethnicity-other"),
            Ethnicity::PreferNotToSay => say!(self, "prefer-not-to-say"),
        }
    }

    /// What its list of disabilities calls a kind (R4).
    #[must_use]
    pub fn impairment(self, kind: Impairment) -> &'static str {
        match kind {
            Impairment::Learning => say!(self, "impairment-learning"),
            Impairment::Communication => say!(self, "impairment-communication"),
            Impairment::Illness => say!(self, "impairment-illness"),
            Impairment::MentalHealth => say!(self, "impairment-mental-health"),
            Impairment::Physical => say!(self, "impairment-physical"),
            Impairment::Hearing => say!(self, "impairment-hearing"),
            Impairment::Sight => say!(self, "impairment-sight"),
            Impairment::Development => say!(self, "impairment-development"),
            Impairment::Other => say!(self, "impairment-other"),
        }
    }

    /// What stands in that list beside the kinds, and excludes them; nothing for the kinds themselves (R4).
    #[must_use]
    pub fn no_impairment(self, said: &Disability) -> Option<&'static str> {
        match said {
            Disability::NoneKnown => Some(say!(self, "impairment-none")),
            Disability::PreferNotToSay => Some(say!(self, "prefer-not-to-say")),
            Disability::Has(_) => None,
        }
    }
}
