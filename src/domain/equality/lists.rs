//! The two lists of the page, with HESA's codes: ethnic groups, each with its details, and kinds of disability.

use crate::domain::coded::coded;

/// The first list: a group, or that somebody prefers not to say.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum EthnicGroup {
    /// Asian or Asian British.
    Asian,
    /// Black, African, Caribbean or Black British.
    Black,
    /// Mixed or multiple ethnic groups.
    Mixed,
    /// White.
    White,
    /// Any other.
    Other,
    /// They prefer not to say; there is no detail then.
    PreferNotToSay,
}

impl EthnicGroup {
    /// Every group, in the order of the page.
    pub const ALL: [Self; 6] = [Self::Asian, Self::Black, Self::Mixed, Self::White, Self::Other, Self::PreferNotToSay];

    /// What the page calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Asian => "Asian or Asian British",
            Self::Black => "Black, African, Caribbean or Black British",
            Self::Mixed => "Mixed or multiple ethnic groups",
            Self::White => "White",
            Self::Other => "Another ethnic group",
            Self::PreferNotToSay => "Prefer not to say",
        }
    }

    /// The second list: its details, and last that somebody prefers not to say.
    #[must_use]
    pub fn details(self) -> Vec<Ethnicity> {
        let of_group = Ethnicity::ALL.iter().copied().filter(|kind| kind.group() == self);
        of_group.chain((self != Self::PreferNotToSay).then_some(Ethnicity::PreferNotToSay)).collect()
    }
}

/// An ethnic group in detail (HESA, ETHNIC).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Ethnicity {
    /// Bangladeshi or Bangladeshi British.
    Bangladeshi,
    /// Chinese or Chinese British.
    Chinese,
    /// Indian or Indian British.
    Indian,
    /// Pakistani or Pakistani British.
    Pakistani,
    /// Any other Asian background.
    OtherAsian,
    /// African or African British.
    African,
    /// Caribbean or Caribbean British.
    Caribbean,
    /// Any other Black background.
    OtherBlack,
    /// White and Asian.
    WhiteAndAsian,
    /// White and Black African.
    WhiteAndBlackAfrican,
    /// White and Black Caribbean.
    WhiteAndBlackCaribbean,
    /// Any other mixed background.
    OtherMixed,
    /// English, Scottish, Welsh, Northern Irish or British.
    British,
    /// Gypsy or Irish Traveller.
    Traveller,
    /// Irish.
    Irish,
    /// Roma.
    Roma,
    /// Any other White background.
    OtherWhite,
    /// Arab.
    Arab,
    /// Any other ethnic background.
    Other,
    /// They prefer not to say.
    PreferNotToSay,
}

coded!(Ethnicity {
    Bangladeshi => "100",
    Chinese => "101",
    Indian => "103",
    Pakistani => "104",
    OtherAsian => "119",
    African => "120",
    Caribbean => "121",
    OtherBlack => "139",
    WhiteAndAsian => "140",
    WhiteAndBlackAfrican => "141",
    WhiteAndBlackCaribbean => "142",
    OtherMixed => "159",
    British => "160",
    Traveller => "163",
    Irish => "166",
    Roma => "168",
    OtherWhite => "179",
    Arab => "180",
    Other => "899",
    PreferNotToSay => "998",
});

impl Ethnicity {
    /// Under which group it stands.
    #[must_use]
    pub fn group(self) -> EthnicGroup {
        match self {
            Self::Bangladeshi | Self::Chinese | Self::Indian | Self::Pakistani | Self::OtherAsian => EthnicGroup::Asian,
            Self::African | Self::Caribbean | Self::OtherBlack => EthnicGroup::Black,
            Self::WhiteAndAsian | Self::WhiteAndBlackAfrican | Self::WhiteAndBlackCaribbean | Self::OtherMixed => {
                EthnicGroup::Mixed
            }
            Self::British | Self::Traveller | Self::Irish | Self::Roma | Self::OtherWhite => EthnicGroup::White,
            Self::Arab | Self::Other => EthnicGroup::Other,
            Self::PreferNotToSay => EthnicGroup::PreferNotToSay,
        }
    }

    /// What the second list calls it, under its group.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Bangladeshi => "Bangladeshi or Bangladeshi British",
            Self::Chinese => "Chinese or Chinese British",
            Self::Indian => "Indian or Indian British",
            Self::Pakistani => "Pakistani or Pakistani British",
            Self::OtherAsian => "Any other Asian background",
            Self::African => "African or African British",
            Self::Caribbean => "Caribbean or Caribbean British",
            Self::OtherBlack => "Any other Black background",
            Self::WhiteAndAsian => "White and Asian",
            Self::WhiteAndBlackAfrican => "White and Black African",
            Self::WhiteAndBlackCaribbean => "White and Black Caribbean",
            Self::OtherMixed => "Any other mixed background",
            Self::British => "English, Scottish, Welsh, Northern Irish or British",
            Self::Traveller => "Gypsy or Irish Traveller",
            Self::Irish => "Irish",
            Self::Roma => "Roma",
            Self::OtherWhite => "Any other White background",
            Self::Arab => "Arab",
            Self::Other => "Any other ethnic background",
            Self::PreferNotToSay => "Prefer not to say",
        }
    }

    /// The group with the detail, where one without the other would not say which.
    #[must_use]
    pub fn words(self) -> String {
        match self.group() {
            EthnicGroup::PreferNotToSay => self.label().to_owned(),
            group => format!("{}: {}", group.label(), self.label()),
        }
    }
}

/// A kind of disability (HESA, DISABLE).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Impairment {
    /// A learning difference.
    Learning,
    /// A social or communication condition.
    Communication,
    /// A long-term illness.
    Illness,
    /// A mental health condition.
    MentalHealth,
    /// A physical impairment.
    Physical,
    /// Deaf, or hard of hearing.
    Hearing,
    /// Blind, or with impaired sight.
    Sight,
    /// A condition since childhood.
    Development,
    /// Another one.
    Other,
}

coded!(Impairment {
    Learning => "51",
    Communication => "53",
    Illness => "54",
    MentalHealth => "55",
    Physical => "56",
    Hearing => "57",
    Sight => "58",
    Development => "59",
    Other => "96",
});

impl Impairment {
    /// What the list calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Learning => "A learning difference, such as dyslexia or ADHD",
            Self::Communication => "A social or communication condition, such as autism",
            Self::Illness => "A long-term illness, such as diabetes or epilepsy",
            Self::MentalHealth => "A mental health condition, such as depression",
            Self::Physical => "A physical impairment, such as difficulty walking",
            Self::Hearing => "Deaf, or hard of hearing",
            Self::Sight => "Blind, or sight that glasses do not correct",
            Self::Development => "A condition since childhood that affects development",
            Self::Other => "Another disability or condition",
        }
    }
}
