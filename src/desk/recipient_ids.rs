//! The ids that a recipient knows people by: other ones for every recipient.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::Uuid;

use crate::store::recipients::Recipient;

/// The id that a recipient knows something by: shaped like a random UUID (version 4), and different for every
/// recipient, so that two of them cannot join what they hold. HMAC-SHA-256 under the recipient's own key.
pub(super) fn id_for(recipient: &Recipient, id: Uuid) -> Uuid {
    let mut mac = Hmac::<Sha256>::new_from_slice(&recipient.id_key[..]).expect("HMAC takes a key of any length");
    mac.update(id.as_bytes());
    let digest = mac.finalize().into_bytes();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}
