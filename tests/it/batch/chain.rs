//! Batches that are each in order, but not one after the other.

use lanyard::batch::chain::{ChainError, verify_chain};
use lanyard::batch::header::{BatchHeader, Hex8};
use lanyard::batch::verify::Verified;
use lanyard::domain::code::Code;

use super::sample::{Ends, header};

/// Writes an almost empty batch and verifies it.
fn batch(ends: &Ends, header: BatchHeader) -> Verified {
    let sealed = ends.write_nothing(header).unwrap();
    let verified = ends.verify(&sealed.path).unwrap();
    std::fs::remove_file(sealed.path).unwrap();
    verified
}

/// Three batches, each after the one before.
fn three(ends: &Ends) -> [Verified; 3] {
    let first = batch(ends, header(1, None));
    let second = batch(ends, header(2, Some(first.point().manifest)));
    let third = batch(ends, header(3, Some(second.point().manifest)));
    [first, second, third]
}

#[test]
fn a_whole_chain_is_accepted_from_its_beginning_and_from_where_one_left_off() {
    let ends = Ends::new();
    let batches = three(&ends);
    let [first, second, third] = [0, 1, 2].map(|at| batches[at].point());
    assert_eq!(verify_chain(&batches, None).unwrap(), Some(third.clone()));
    assert_eq!(verify_chain(&batches[1..], Some(&first)).unwrap(), Some(third));
    assert_eq!(verify_chain(&[], Some(&second)).unwrap(), Some(second));
    assert_eq!(verify_chain(&[], None).unwrap(), None);
}

#[test]
fn a_missing_a_repeated_and_a_reordered_batch_are_found() {
    let ends = Ends::new();
    let [first, second, third] = three(&ends);
    let point = first.point();
    assert_eq!(verify_chain(std::slice::from_ref(&second), None).unwrap_err(), ChainError::Missing { sequence: 1 });
    let mut batches = [first, third];
    assert_eq!(verify_chain(&batches, None).unwrap_err(), ChainError::Missing { sequence: 2 });
    batches.swap(0, 1);
    assert_eq!(verify_chain(&batches, None).unwrap_err(), ChainError::Reordered { sequence: 3 });
    let [third, first] = batches;
    let batches = [first, third, second];
    assert_eq!(verify_chain(&batches, None).unwrap_err(), ChainError::Reordered { sequence: 3 });
    assert_eq!(verify_chain(&batches[..1], Some(&point)).unwrap_err(), ChainError::Repeated { sequence: 1 });
    let after_three = batches[1].point();
    assert_eq!(verify_chain(&batches[2..], Some(&after_three)).unwrap_err(), ChainError::Repeated { sequence: 2 });
}

#[test]
fn the_same_batch_twice_and_another_in_its_place_are_told_apart() {
    let ends = Ends::new();
    let first = batch(&ends, header(1, None));
    let copy = batch(&ends, header(1, None));
    assert_eq!(first.point(), copy.point(), "the manifest says the same, though the file is sealed anew");
    let twice = [first, copy];
    assert_eq!(verify_chain(&twice, None).unwrap_err(), ChainError::Repeated { sequence: 1 });

    let [first, _] = twice;
    let other = batch(&ends, BatchHeader { selected_by: vec!["subject".to_owned()], ..header(1, None) });
    let after_other = batch(&ends, header(2, Some(other.point().manifest)));
    assert_eq!(verify_chain(&[first, after_other], None).unwrap_err(), ChainError::Altered { sequence: 1 });
}

#[test]
fn another_desk_epoch_or_recipient_is_refused() {
    let ends = Ends::new();
    let first = batch(&ends, header(1, None));
    let second = || header(2, Some(first.point().manifest));
    let strangers: [(BatchHeader, ChainError); 3] = [
        (BatchHeader { desk: Hex8([9; 4]), ..second() }, ChainError::OtherDesk { sequence: 2 }),
        (BatchHeader { epoch: Hex8([9; 4]), ..second() }, ChainError::OtherEpoch { sequence: 2 }),
        (
            BatchHeader { recipient: Code::new("press").unwrap(), ..second() },
            ChainError::OtherRecipient { sequence: 2 },
        ),
    ];
    for (header, expected) in strangers {
        let stranger = batch(&ends, header);
        assert_eq!(verify_chain(&[stranger], Some(&first.point())).unwrap_err(), expected);
    }
}
