//! Equality answers: whatever a page can say is read back from its codes, and nothing else is (R4).

use std::collections::{BTreeMap, BTreeSet};

use lanyard::domain::equality::{
    Disability, EqualityAnswers, EqualityQuestion, EthnicGroup, Ethnicity, Impairment, Impairments, Shown, Totals,
    codes_of, words_of,
};
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// What somebody said of disabilities: nothing, one of the two that stand alone, or some.
fn disability(alone: Option<bool>, kinds: &BTreeSet<Impairment>) -> Option<Disability> {
    match alone {
        Some(true) => Some(Disability::NoneKnown),
        Some(false) => Some(Disability::PreferNotToSay),
        None => Impairments::new(kinds.clone()).map(Disability::Has),
    }
}

/// Codes of both lists, the unknown among them, as no page has to have said them.
fn some_codes() -> impl Strategy<Value = Vec<(EqualityQuestion, &'static str)>> {
    let code = select(EqualityQuestion::ALL).prop_flat_map(|question| {
        let known = [codes_of(question), vec!["997", "52", ""]].concat();
        (Just(question), select(known))
    });
    vec(code, 0..4)
}

#[test]
fn r04_the_lists_are_hesas_and_every_one_has_prefer_not_to_say() {
    let ethnic = "100 101 103 104 119 120 121 139 140 141 142 159 160 163 166 168 179 180 899 998";
    assert_eq!(codes_of(EqualityQuestion::Ethnicity).join(" "), ethnic);
    assert_eq!(codes_of(EqualityQuestion::Disability).join(" "), "51 53 54 55 56 57 58 59 96 95 98");
    let mut seen = BTreeSet::new();
    for group in EthnicGroup::ALL {
        assert_eq!(group.details().last(), Some(&Ethnicity::PreferNotToSay), "{group:?}");
        seen.extend(group.details());
    }
    assert_eq!(seen.len(), Ethnicity::ALL.len(), "every detail is under a group");
    for &question in EqualityQuestion::ALL {
        let words: BTreeSet<_> = codes_of(question).into_iter().map(|code| words_of(question, code).unwrap()).collect();
        assert_eq!(words.len(), codes_of(question).len(), "no two answers have the same words");
    }
}

proptest! {
    #[test]
    fn r04_every_answer_comes_back_from_its_codes(
        ethnicity in option::of(select(Ethnicity::ALL)),
        alone in option::of(any::<bool>()),
        kinds in btree_set(select(Impairment::ALL), 0..=Impairment::ALL.len()),
    ) {
        let disability = disability(alone, &kinds);
        let answered = ethnicity.is_some() || alone.is_some() || !kinds.is_empty();
        let answers = EqualityAnswers::new(ethnicity, disability);
        prop_assert_eq!(answers.is_some(), answered, "a blank page is not kept");
        if let Some(answers) = answers {
            prop_assert!(EqualityAnswers::from_codes(answers.codes()).is_some_and(|again| again == answers));
        }
    }

    #[test]
    fn r04_codes_that_cannot_stand_together_are_no_answer(codes in some_codes()) {
        let of = |wanted| codes.iter().filter(move |(question, _)| *question == wanted).map(|(_, code)| *code);
        let known = codes.iter().all(|(question, code)| codes_of(*question).contains(code));
        let disabled: Vec<_> = of(EqualityQuestion::Disability).collect();
        let alone = !disabled.iter().any(|code| ["95", "98"].contains(code)) || disabled.len() == 1;
        let holds = known && alone && !codes.is_empty() && of(EqualityQuestion::Ethnicity).count() <= 1;
        prop_assert_eq!(EqualityAnswers::from_codes(codes.clone()).is_some(), holds, "{:?}", codes);
    }

    #[test]
    fn r04_no_total_shows_or_gives_away_what_is_under_ten(people in vec((select(Ethnicity::ALL), 0_u64..40), 0..6)) {
        let mut counts = BTreeMap::new();
        for (kind, more) in people {
            *counts.entry((EqualityQuestion::Ethnicity, kind.code())).or_default() += more;
        }
        let all: u64 = counts.values().sum();
        let totals = Totals::of(&counts, &[(EqualityQuestion::Ethnicity, all)].into());
        let mut hidden = 0;
        for cell in totals.cells.iter().filter(|cell| cell.question == EqualityQuestion::Ethnicity) {
            let count = counts.get(&(cell.question, cell.code)).copied().unwrap_or_default();
            match cell.count {
                Shown::Count(shown) => prop_assert!(count >= 10 && count < all && shown.abs_diff(count) <= 2),
                Shown::Hidden => hidden += 1,
            }
        }
        let answered = totals.answered.iter().find(|(question, _)| *question == EqualityQuestion::Ethnicity).unwrap().1;
        prop_assert!(hidden == 0 || answered == Shown::Hidden);
    }
}
