//! Somebody who receives batches and reads them, with keys that were compared.

use std::collections::BTreeMap;

use lanyard::batch::keys::RecipientIdentity;
use lanyard::batch::verify::{Verified, verify};
use lanyard::domain::code::Code;
use lanyard::domain::purpose::Purpose;

use crate::desk::day::rows;
use crate::desk::scene::Scene;

pub(super) type Row = BTreeMap<String, String>;

/// A recipient for one purpose.
pub(super) struct Reader {
    pub(super) code: Code,
    identity: RecipientIdentity,
}

/// A batch, verified and read.
pub(super) struct Batch {
    verified: Verified,
}

impl Reader {
    pub(super) fn of(scene: &mut Scene, purpose: Purpose) -> Self {
        let (code, identity) = scene.recipient(&format!("to-{purpose}"), &[purpose]);
        Self { code, identity }
    }

    /// What a day that is closed for this recipient sends it.
    pub(super) fn next(&self, scene: &mut Scene) -> Batch {
        let closed = scene.desk.close_day(&scene.event, std::slice::from_ref(&self.code)).unwrap();
        let verified = verify(&closed.last().unwrap().path, &self.identity, &scene.key()).unwrap();
        Batch { verified }
    }
}

impl Batch {
    pub(super) fn verified(&self) -> &Verified {
        &self.verified
    }

    /// The rows of a table; none where the batch does not have it.
    pub(super) fn rows(&mut self, file: &str) -> Vec<Row> {
        if self.verified.manifest().resources.iter().any(|resource| resource.path == file) {
            rows(&mut self.verified, file)
        } else {
            Vec::new()
        }
    }

    /// A file that is no table, as text.
    pub(super) fn document(&mut self, file: &str) -> String {
        String::from_utf8(self.verified.document(file).unwrap()).unwrap()
    }

    pub(super) fn people(&mut self) -> Vec<Row> {
        self.rows("registrations.csv")
    }

    /// The cells of one column of a table.
    pub(super) fn column(&mut self, file: &str, column: &str) -> Vec<String> {
        self.rows(file).iter().map(|row| row[column].clone()).collect()
    }

    /// The actions, each with what it is about: an address, a question, or nothing.
    pub(super) fn told(&mut self) -> Vec<(String, String)> {
        let about = |row: &Row| format!("{}{}", row["address"], row["question"]);
        self.rows("actions.csv").iter().map(|row| (row["action"].clone(), about(row))).collect()
    }

    /// Whether a cell of any table holds this text.
    pub(super) fn holds(&mut self, text: &str) -> bool {
        self.any_cell(|cell| cell.contains(text))
    }

    /// Whether a cell of any table is this text.
    pub(super) fn has_cell(&mut self, text: &str) -> bool {
        self.any_cell(|cell| cell == text)
    }

    fn any_cell(&mut self, is: impl Fn(&str) -> bool) -> bool {
        let tables = self.verified.manifest().resources.iter().filter(|resource| resource.rows.is_some());
        let files: Vec<_> = tables.map(|resource| resource.path.clone()).collect();
        files.iter().any(|file| self.rows(file).iter().any(|row| row.values().any(|cell| is(cell))))
    }
}
