//! The pages of a vault's database, decrypted one by one by programs from elsewhere: also those that no table uses any
//! more, which no query would show.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::pty;
use super::tools::{self, Tools};

/// What must have been asked for with [`tools::need`].
pub(crate) const JUDGES: [&str; 4] = ["age", "python3", "python:sqlcipher3", "openssl"];

/// SQLCipher 4: pages of 4096 bytes; 80 at the end of each are its initial vector and its authentication; the first one
/// begins with the salt, in place of SQLite's own 16 bytes.
const DECRYPT: &str = r#"
import json, subprocess, sys
key = json.load(sys.stdin)["current"]["key"]
file = open(sys.argv[1], "rb").read()
assert len(file) % 4096 == 0
for at in range(0, len(file), 4096):
    start, end = at + (16 if at == 0 else 0), at + 4016
    vector = file[end:end + 16].hex()
    command = [sys.argv[2], "enc", "-d", "-aes-256-cbc", "-nopad", "-K", key, "-iv", vector]
    plain = subprocess.run(command, input=file[start:end], capture_output=True, check=True).stdout
    assert at != 0 or plain[5:8] == b"\x40\x20\x20", "the first page is not SQLite's"
    sys.stdout.buffer.write(plain)
"#;

/// The vault's key file, opened by `age` with a passphrase.
pub(crate) fn key_json(tools: &Tools, vault: &Path, handle: &str, passphrase: &str) -> Vec<u8> {
    let mut age: Command = tools.command("age");
    age.current_dir(vault).args(["-d", "-i", &format!("keys/{handle}.age"), "desk.key.age"]);
    let session = pty::run(tools, &age, &[("passphrase", passphrase)]);
    assert!(session.success(), "{session:?}");
    session.stdout
}

/// Every page of the database, in plain form.
pub(crate) fn plain_pages(tools: &Tools, vault: &Path, key: &[u8]) -> Vec<u8> {
    let mut python = tools.python();
    python.args(["-c", DECRYPT]).arg(vault.join("desk.db")).arg(tools.command("openssl").get_program());
    let output = tools::run_with(&mut python, key, Duration::from_secs(120));
    assert!(output.success(), "{}", output.complaint());
    output.stdout
}
