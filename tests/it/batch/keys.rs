//! Keys, their words and their fingerprints.

use lanyard::batch::key_words::KeyWords;
use lanyard::batch::keys::{Fingerprint, KeyError, RecipientIdentity, RecipientKey, RecipientKeys};
use lanyard::batch::signing::{SignatureFault, SigningKey, VerifyingKey};

pub(crate) const AGE: &str = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
pub(crate) const MINISIGN: &str = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";

/// Computed apart from the program, from the description alone: SHA-256, 66 bits, the list of BIP 39.
#[test]
fn r21_both_ends_compute_the_same_six_words() {
    let keys = RecipientKeys::parse(AGE, MINISIGN).unwrap();
    assert_eq!(keys.age.key_words().to_string(), WORDS_OF_AGE);
    assert_eq!(keys.minisign.key_words().to_string(), WORDS_OF_MINISIGN);
    assert_eq!(keys.key_words().to_string(), WORDS_OF_BOTH);
    assert_eq!(keys.key_words(), KeyWords::of(&format!("{AGE}\n{MINISIGN}")));
    assert_eq!(keys.age.fingerprint().as_str(), FINGERPRINT_OF_AGE);
    assert_eq!(keys.fingerprint(), Fingerprint::of(&format!("{AGE}\n{MINISIGN}")));
    assert_eq!(keys.key_words().words().len(), 6);
}

const WORDS_OF_AGE: &str = "slender sock chapter motor wire good";
const WORDS_OF_MINISIGN: &str = "radar dog soccer trouble clever arctic";
const WORDS_OF_BOTH: &str = "walk useless muscle bundle slender fancy";
const FINGERPRINT_OF_AGE: &str = "73461b352048fafe1a32edcf0b35dbcd";

#[test]
fn a_key_is_read_as_its_tool_writes_it_and_nothing_else_is() {
    assert_eq!(format!(" {AGE}\n").parse::<RecipientKey>().unwrap().to_string(), AGE);
    let file = format!("untrusted comment: minisign public key E7620F1842B4E81F\n{MINISIGN}\n");
    assert_eq!(file.parse::<VerifyingKey>().unwrap().to_string(), MINISIGN);

    let office = RecipientIdentity::generate();
    let secret = office.to_secret_text();
    let file = format!("# created: today\n# public key: {}\n{}\n", office.public(), *secret);
    assert_eq!(file.parse::<RecipientIdentity>().unwrap().public(), office.public());
    assert_eq!(secret.parse::<RecipientKey>().unwrap_err(), KeyError::Secret);
    assert!(!KeyError::Secret.to_string().contains(secret.as_str()));

    for bad in ["", "age1", "AGE1", &AGE[..61], &AGE.replace('q', "p"), MINISIGN] {
        assert_eq!(bad.parse::<RecipientKey>().unwrap_err(), KeyError::NotARecipient, "{bad}");
    }
    for bad in ["", "# only a comment", AGE, &format!("{}\n{}", *secret, *secret)] {
        assert!(matches!(bad.parse::<RecipientIdentity>(), Err(KeyError::NotAnIdentity)), "{bad}");
    }
    for bad in ["", "RW", AGE, &MINISIGN[1..], &MINISIGN.replacen("RW", "XX", 1), &MINISIGN.replace('Q', "?")] {
        assert_eq!(bad.parse::<VerifyingKey>().unwrap_err(), KeyError::NotAVerifyingKey, "{bad}");
    }
}

#[test]
fn nothing_prints_a_secret_key() {
    let desk = SigningKey::generate().unwrap();
    assert_eq!(format!("{desk:?}"), "SigningKey(..)");
    assert_eq!(format!("{:?}", RecipientIdentity::generate()), "RecipientIdentity(..)");
}

#[test]
fn a_signing_key_survives_being_kept_and_a_damaged_one_is_refused() {
    let desk = SigningKey::generate().unwrap();
    let bytes = desk.to_bytes();
    let again = SigningKey::from_bytes(&bytes).unwrap();
    assert_eq!(again.public(), desk.public());
    let signature = again.sign(b"text", "a\nb").unwrap();
    assert_eq!(desk.public().verify(b"text", &signature), Ok(()));
    assert!(SigningKey::from_bytes(&bytes[1..]).is_err());
    assert!(SigningKey::from_bytes(&[]).is_err());
    // The seed and the public half that follows it.
    for at in [70, 110] {
        let mut damaged = bytes.to_vec();
        damaged[at] ^= 1;
        assert_eq!(SigningKey::from_bytes(&damaged).unwrap_err(), KeyError::NotASigningKey, "byte {at}");
    }
}

#[test]
fn a_signature_says_in_which_way_it_fails() {
    let (desk, other) = (SigningKey::generate().unwrap(), SigningKey::generate().unwrap());
    let signature = desk.sign(b"text", "comment").unwrap();
    assert_eq!(desk.public().verify(b"test", &signature), Err(SignatureFault::Altered));
    assert_eq!(other.public().verify(b"text", &signature), Err(SignatureFault::OtherKey));
    let commented = signature.replace("comment: comment", "comment: content");
    assert_eq!(desk.public().verify(b"text", &commented), Err(SignatureFault::Altered));
    for length in 0..signature.len() - 1 {
        assert!(desk.public().verify(b"text", &signature[..length]).is_err(), "{length} characters");
    }
    for line in 0..4 {
        let damaged: Vec<&str> =
            signature.lines().enumerate().map(|(at, text)| if at == line { "RWQ=" } else { text }).collect();
        let fault = desk.public().verify(b"text", &damaged.join("\n"));
        assert_eq!(fault, Err(SignatureFault::Unreadable), "line {line}");
    }
}
