//! The recipient's signed answer.

use lanyard::batch::acknowledgement::{Acknowledgement, Outcome, RowResult};
use lanyard::batch::digest::Digest;
use lanyard::batch::error::BatchError;
use lanyard::batch::signing::SigningKey;

use super::sample::{PEOPLE, header};

fn answer() -> Acknowledgement {
    let results = [Outcome::Imported, Outcome::AlreadyThere, Outcome::Rejected];
    let rows = PEOPLE.into_iter().zip(results).map(|(registration, result)| RowResult { registration, result });
    Acknowledgement::new(header(1, None).point(Digest::of(b"manifest")), rows.collect())
}

#[test]
fn r24_an_answer_is_believed_when_the_recipient_signed_it_for_this_batch() {
    let office = SigningKey::generate().unwrap();
    let signed = answer().sign(&office).unwrap();
    assert_eq!(signed.verify(office.public(), &answer().batch).unwrap(), answer());
    let json: serde_json::Value = serde_json::from_slice(&signed.json).unwrap();
    assert_eq!(json["manifest"], Digest::of(b"manifest").to_string());
    assert_eq!(json["rows"][1]["result"], "already-there");
    assert_eq!(json["recipient"], "office");
}

#[test]
fn r24_any_other_answer_is_refused() {
    let office = SigningKey::generate().unwrap();
    let batch = answer().batch;
    let signed = answer().sign(&office).unwrap();

    let stranger = SigningKey::generate().unwrap();
    assert!(matches!(signed.verify(stranger.public(), &batch), Err(BatchError::AnswerUnsigned)));

    let mut changed = signed.clone();
    changed.json = String::from_utf8(changed.json).unwrap().replace("rejected", "imported").into_bytes();
    assert!(matches!(changed.verify(office.public(), &batch), Err(BatchError::AnswerUnsigned)));

    let other = header(2, Some(Digest::of(b"manifest"))).point(Digest::of(b"other"));
    assert!(matches!(signed.verify(office.public(), &other), Err(BatchError::AnswerToAnother)));

    let mut twice = answer();
    twice.rows.push(twice.rows[0]);
    let twice = twice.sign(&office).unwrap();
    assert!(matches!(twice.verify(office.public(), &batch), Err(BatchError::AnswerUnreadable)));

    let newer = Acknowledgement { format: 2, ..answer() }.sign(&office).unwrap();
    assert!(matches!(newer.verify(office.public(), &batch), Err(BatchError::NewerFormat { found: 2 })));
}
