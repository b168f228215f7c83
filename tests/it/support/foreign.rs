//! A vault opened by programs from elsewhere: `age` gives its key, and a SQLCipher that others built opens its database.

use std::path::Path;
use std::time::Duration;

use super::pty::{self, Session};
use super::tools::{self, Tools};

/// What must have been asked for.
pub(crate) const JUDGES: [&str; 3] = ["age", "python3", "python:sqlcipher3"];

/// Opens the database with the key of the JSON that it is given, and says what SQLCipher's own check finds in it and what
/// each query answers, line by line.
const ASK: &str = r#"
import json, sys, sqlcipher3
key = json.load(sys.stdin)["current"]
db = sqlcipher3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True)
db.execute("PRAGMA key = \"x'" + key["key"] + key["salt"] + "'\"")
print(db.execute("PRAGMA cipher_version").fetchone()[0].split(".")[0])
print(db.execute("PRAGMA cipher_integrity_check").fetchall())
for query in sys.argv[2:]:
    print(db.execute(query).fetchone()[0])
"#;

/// What `age -d -i keys/<handle>.age desk.key.age` says on a terminal, in the folder of a vault.
pub(crate) fn age_opens(tools: &Tools, vault: &Path, handle: &str, passphrase: &str) -> Session {
    let mut age = tools.command("age");
    age.current_dir(vault).args(["-d", "-i", &format!("keys/{handle}.age"), "desk.key.age"]);
    pty::run(tools, &age, &[("passphrase", passphrase)])
}

/// What the database says to these queries, the first cell of each, once SQLCipher of the same format has found every page
/// whole.
///
/// # Panics
/// When it does not open, or a page is not whole.
pub(crate) fn ask(tools: &Tools, database: &Path, json: &[u8], queries: &[&str]) -> Vec<String> {
    let mut python = tools.python();
    python.args(["-c", ASK]).arg(database).args(queries);
    let output = tools::run_with(&mut python, json, Duration::from_secs(60));
    assert!(output.success(), "{output:?}");
    let said = output.text();
    let mut lines = said.lines().map(str::to_owned);
    assert_eq!((lines.next().as_deref(), lines.next().as_deref()), (Some("4"), Some("[]")), "{said}");
    lines.collect()
}
