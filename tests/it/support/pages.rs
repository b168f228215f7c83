//! Every page of a vault, decrypted with its key but without SQLite: the free ones too, where what was erased could lie.

use std::io::Read;
use std::path::Path;
use std::str::FromStr;

use aes::Aes256;
use aes::cipher::generic_array::GenericArray;
use aes::cipher::{BlockDecrypt, KeyInit};
use age::secrecy::SecretString;
use lanyard::batch::keys::RecipientIdentity;

const PAGE: usize = 4096;
/// What SQLCipher 4 keeps at the end of each page: 16 bytes of initialisation vector, and 64 of authentication.
const RESERVED: usize = 80;
const BLOCK: usize = 16;

/// The pages of a vault that nobody is writing to just now, one after the other.
pub(crate) fn decrypted(vault: &Path, handle: &str, passphrase: &str) -> Vec<u8> {
    let passphrase = age::scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
    let identity = unseal(&vault.join(format!("keys/{handle}.age")), &passphrase);
    let identity = RecipientIdentity::from_str(&String::from_utf8(identity).unwrap()).unwrap();
    let identity: age::x25519::Identity = identity.to_secret_text().parse().unwrap();
    let ring: serde_json::Value = serde_json::from_slice(&unseal(&vault.join("desk.key.age"), &identity)).unwrap();
    let key = hex::decode(ring["current"]["key"].as_str().unwrap()).unwrap();
    let cipher = Aes256::new(GenericArray::from_slice(&key));
    let file = std::fs::read(vault.join("desk.db")).unwrap();
    let pages = file.chunks_exact(PAGE).enumerate();
    // The first page begins with the salt.
    pages.flat_map(|(number, page)| plain(&cipher, page, if number == 0 { BLOCK } else { 0 })).collect()
}

/// AES-256 in CBC mode.
fn plain(cipher: &Aes256, page: &[u8], from: usize) -> Vec<u8> {
    let (sealed, rest) = page.split_at(PAGE - RESERVED);
    let mut before = &rest[..BLOCK];
    let mut plain = Vec::new();
    for block in sealed[from..].chunks_exact(BLOCK) {
        let mut opened = *GenericArray::from_slice(block);
        cipher.decrypt_block(&mut opened);
        plain.extend(opened.iter().zip(before).map(|(a, b)| a ^ b));
        before = block;
    }
    plain
}

fn unseal(file: &Path, identity: &dyn age::Identity) -> Vec<u8> {
    let sealed = std::fs::File::open(file).unwrap();
    let mut bytes = Vec::new();
    let decryptor = age::Decryptor::new(sealed).unwrap();
    decryptor.decrypt(std::iter::once(identity)).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}
