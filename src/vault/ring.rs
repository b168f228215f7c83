//! What `desk.key.age` holds: the data key, and who may have it.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::error::VaultError;
use super::secret::fill_random;
use crate::domain::staff::{Handle, Role};

/// The version of the JSON in `desk.key.age` that this program writes.
const FORMAT: u32 = 1;

/// Bytes that are written where they stay: moving a secret that lies on the stack would leave a copy of it behind.
type Kept<const N: usize> = Box<Zeroizing<[u8; N]>>;

fn kept<const N: usize>() -> Kept<N> {
    Box::new(Zeroizing::new([0; N]))
}

/// The database's key, and its salt: with both, one flipped bit at the beginning of the file does no harm.
#[derive(Serialize, Deserialize)]
pub(super) struct DataKey {
    #[serde(with = "hexadecimal")]
    key: Kept<32>,
    #[serde(with = "hexadecimal")]
    salt: Kept<16>,
}

impl Clone for DataKey {
    fn clone(&self) -> Self {
        let mut copy = Self { key: kept(), salt: kept() };
        copy.key.copy_from_slice(self.key.as_slice());
        copy.salt.copy_from_slice(self.salt.as_slice());
        copy
    }
}

impl DataKey {
    pub(super) fn random() -> Result<Self, VaultError> {
        let mut made = Self { key: kept(), salt: kept() };
        fill_random(made.key.as_mut_slice())?;
        fill_random(made.salt.as_mut_slice())?;
        Ok(made)
    }

    /// `x'…'` as SQLCipher takes it: 64 hex digits of key, 32 of salt.
    pub(super) fn pragma(&self) -> Zeroizing<String> {
        let (key, salt) =
            (Zeroizing::new(hex::encode(self.key.as_slice())), Zeroizing::new(hex::encode(self.salt.as_slice())));
        Zeroizing::new(format!("x'{}{}'", *key, *salt))
    }

    /// How many bits of a database's first 16 bytes differ from this key's salt. Unrelated salts differ in about 64.
    pub(super) fn salt_distance(&self, head: &[u8; 16]) -> u32 {
        self.salt.iter().zip(head).map(|(a, b)| (a ^ b).count_ones()).sum()
    }
}

/// How a reader comes to the vault's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// With a passphrase of their own.
    Person,
    /// With the printed recovery code.
    Recovery,
    /// With an identity that is kept elsewhere: the organisation's own key.
    Organisation,
}

/// Somebody who can open the vault.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reader {
    /// The name of the key file.
    pub handle: Handle,
    /// What the person is called on screen and in the audit.
    pub name: String,
    /// What the program lets them do.
    pub role: Role,
    /// Their age public key, `age1…`.
    pub public_key: String,
    /// How they come to the key.
    pub kind: Kind,
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("handle", &self.handle).field("role", &self.role).finish_non_exhaustive()
    }
}

/// A change of the data key that was begun: once published, it is always carried through.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Next {
    #[serde(flatten)]
    pub(super) key: DataKey,
    pub(super) generation: u64,
    pub(super) revoked_at: u64,
    pub(super) readers: Vec<Reader>,
}

/// The JSON in `desk.key.age`.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct KeyRing {
    format: u32,
    pub(super) vault_id: Uuid,
    /// Counts the data keys that this vault has had, from 1.
    pub(super) generation: u64,
    /// The generation in which somebody last lost access.
    pub(super) revoked_at: u64,
    pub(super) current: DataKey,
    pub(super) next: Option<Next>,
    pub(super) readers: Vec<Reader>,
}

impl KeyRing {
    pub(super) fn first(vault_id: Uuid, readers: Vec<Reader>) -> Result<Self, VaultError> {
        let current = DataKey::random()?;
        Ok(Self { format: FORMAT, vault_id, generation: 1, revoked_at: 1, current, next: None, readers })
    }

    pub(super) fn parse(json: &[u8]) -> Result<Self, VaultError> {
        #[derive(Deserialize)]
        struct Version {
            format: u32,
        }
        let version: Version = serde_json::from_slice(json).map_err(|_| VaultError::KeyFileDamaged)?;
        if version.format > FORMAT {
            return Err(VaultError::TooNew);
        }
        serde_json::from_slice(json).map_err(|_| VaultError::KeyFileDamaged)
    }

    pub(super) fn json(&self) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        serde_json::to_vec(self).map(Zeroizing::new).map_err(|_| VaultError::KeyFileDamaged)
    }

    /// The SHA-256 of the JSON, by which the database knows the key files that belong to it.
    pub(super) fn hash(&self) -> Result<String, VaultError> {
        Ok(hex::encode(Sha256::digest(&*self.json()?)))
    }

    /// Who the file is sealed to. While the key is being changed, only those who will have the new one: a removed person
    /// must not find the next key in a copy that was made just then.
    pub(super) fn sealed_to(&self) -> &[Reader] {
        self.next.as_ref().map_or(&self.readers, |next| &next.readers)
    }

    pub(super) fn reader_with(&self, public_key: &str) -> Option<&Reader> {
        self.sealed_to().iter().find(|reader| reader.public_key == public_key)
    }

    /// This ring when whatever was begun with it is done.
    pub(super) fn in_the_end(&self) -> Self {
        self.completed().unwrap_or_else(|| self.clone())
    }

    /// This ring when its change of key is done; `None` where no change was begun.
    pub(super) fn completed(&self) -> Option<Self> {
        let next = self.next.clone()?;
        Some(Self {
            format: self.format,
            vault_id: self.vault_id,
            generation: next.generation,
            revoked_at: next.revoked_at,
            current: next.key,
            next: None,
            readers: next.readers,
        })
    }
}

/// Fixed-size secrets as hex digits.
mod hexadecimal {
    use super::{Deserialize, Deserializer, Kept, Serializer, Zeroizing, kept};

    pub(super) fn serialize<S: Serializer, const N: usize>(bytes: &Kept<N>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&Zeroizing::new(hex::encode(bytes.as_slice())))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>, const N: usize>(deserializer: D) -> Result<Kept<N>, D::Error> {
        let text = Zeroizing::new(String::deserialize(deserializer)?);
        let mut bytes = kept();
        hex::decode_to_slice(text.as_bytes(), bytes.as_mut_slice())
            .map_err(|_| serde::de::Error::custom("not the hex digits of a key"))?;
        Ok(bytes)
    }
}
