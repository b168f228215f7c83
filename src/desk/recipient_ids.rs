//! The ids that a recipient knows people and answers by.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::Uuid;

use crate::store::recipients::Recipient;

/// Makes a recipient's ids: shaped like random UUIDs (version 4), and different for every recipient, so that two of them
/// cannot join what they hold. HMAC-SHA-256 under the recipient's own key, which is set up once for a million ids.
pub(super) struct RecipientIds(Hmac<Sha256>);

impl RecipientIds {
    pub(super) fn of(recipient: &Recipient) -> Self {
        Self(Hmac::new_from_slice(&recipient.id_key[..]).expect("HMAC takes a key of any length"))
    }

    pub(super) fn id(&self, id: Uuid) -> Uuid {
        let digest = self.0.clone().chain_update(id.as_bytes()).finalize().into_bytes();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }
}
