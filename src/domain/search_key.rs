//! The pure half of search: what a person is found by, and what a query looks for.

/// What a person is found by.
#[derive(Clone, Copy, Default)]
pub struct Searchable<'a> {
    /// Every name: whole, in parts, of guardians.
    pub names: &'a [&'a str],
    /// The name on the badge.
    pub badge: Option<&'a str>,
    /// The e-mail address.
    pub email: Option<&'a str>,
    /// The telephone number in E.164.
    pub phone_e164: Option<&'a str>,
    /// The telephone number as typed, or as spoken within the country.
    pub phone_typed: Option<&'a str>,
    /// The postcode.
    pub postcode: Option<&'a str>,
    /// The registration's reference.
    pub reference: Option<&'a str>,
}

/// One word of a query.
#[derive(Clone, PartialEq, Eq)]
pub struct QueryTerm {
    /// A record has this word when one of these is a prefix of one of its index terms.
    pub any_of: Vec<String>,
}

/// The terms under which a person is indexed, sorted, none of them a prefix of another.
#[must_use]
pub fn index_terms(_person: &Searchable<'_>) -> Vec<String> {
    Vec::new()
}

/// What a query looks for: a record matches when it has every term.
#[must_use]
pub fn query_terms(_query: &str) -> Vec<QueryTerm> {
    Vec::new()
}
