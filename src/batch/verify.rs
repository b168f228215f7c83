//! Verifying a batch: the desk signed it, for this reader, and all of it is there as it was made.

use std::collections::HashSet;
use std::io::Read;
use std::path::Path;

use super::chain::ChainPoint;
use super::check::Checks;
use super::digest::Digest;
use super::error::BatchError;
use super::header::Statement;
use super::keys::RecipientIdentity;
use super::manifest::{MANIFEST, Manifest, Resource, SIGNATURE, Schema};
use super::open::{Archive, Hears, OpenBatch, compare, open, open_heard};
use super::readme;
use super::rows::Rows;
use super::signing::{SignatureFault, VerifyingKey};
use super::table::TableSpec;
use super::tables;
use super::writer::CONSENT_RECORDS;

/// A batch that may be imported. Its rows are read from the sealed file as they are asked for.
pub struct Verified {
    archive: Archive,
    manifest: Manifest,
    manifest_sha256: Digest,
}

/// Opens a sealed file and verifies all of it against the desk's key, which the recipient got by another way.
///
/// # Errors
/// What [`open`] and [`OpenBatch::verify`] report.
pub fn verify(file: &Path, identity: &RecipientIdentity, desk: &VerifyingKey) -> Result<Verified, BatchError> {
    open(file, identity)?.verify(desk)
}

/// The same, where the desk's key was replaced since its first batch: one of the keys that the recipient has compared, the
/// oldest first, signed it. [`verify_keys`](super::chain::verify_keys) sees to their order.
///
/// # Errors
/// As [`verify`]; [`BatchError::WrongSigner`] where none of them did.
pub fn verify_by_any(file: &Path, identity: &RecipientIdentity, desk: &[VerifyingKey]) -> Result<Verified, BatchError> {
    verify_heard(file, identity, desk, None)
}

/// The same, with word of every piece of the file that is read: all of it twice, once for the seal and once for what is in it.
///
/// # Errors
/// As [`verify_by_any`].
pub fn verify_heard(
    file: &Path,
    identity: &RecipientIdentity,
    desk: &[VerifyingKey],
    hears: Option<Hears>,
) -> Result<Verified, BatchError> {
    let batch = open_heard(file, identity, hears)?;
    // What the batch claims only chooses the key that it is held against.
    let claimed = desk.iter().find(|key| key.fingerprint() == batch.manifest.lanyard.signed_by);
    let key = claimed.or(desk.last()).ok_or(BatchError::WrongSigner)?;
    batch.verify(key)
}

impl OpenBatch {
    /// Verifies the signature, the readers, the name, every file and every row.
    ///
    /// # Errors
    /// A [`BatchError`] of its own for each thing that can be wrong, naming the file and the row.
    pub fn verify(mut self, desk: &VerifyingKey) -> Result<Verified, BatchError> {
        desk.verify(&self.manifest_text, &self.signature).map_err(|fault| match fault {
            SignatureFault::Unreadable => BatchError::SignatureUnreadable,
            SignatureFault::OtherKey => BatchError::WrongSigner,
            SignatureFault::Altered => BatchError::ManifestAltered,
        })?;
        let statement = &self.manifest.lanyard;
        if statement.signed_by != desk.fingerprint() {
            return Err(BatchError::WrongSigner);
        }
        if !statement.sealed_to.contains(&self.opened_with) || statement.sealed_to.len() != self.readers {
            return Err(BatchError::OtherReaders);
        }
        let expected = statement.header.file_name();
        if self.file_name != expected {
            return Err(BatchError::Renamed { expected });
        }
        self.check_listing()?;
        let tables = listed_tables(&self.manifest)?;
        let mut checks = Checks::new(tables.iter().map(|(spec, _)| spec));
        for (spec, resource) in &tables {
            let rows = compare(&mut self.archive, resource, |file| checks.table(spec, file))?;
            if resource.rows != Some(rows) {
                return Err(BatchError::Altered { entry: resource.path.clone() });
            }
        }
        for document in self.manifest.resources.iter().filter(|resource| resource.schema.is_none()) {
            compare(&mut self.archive, document, |_| Ok(()))?;
        }
        Ok(Verified {
            manifest_sha256: Digest::of(&self.manifest_text),
            archive: self.archive,
            manifest: self.manifest,
        })
    }

    /// The ZIP holds what the manifest lists and nothing else, and the manifest lists what every batch has.
    fn check_listing(&self) -> Result<(), BatchError> {
        let mut listed = HashSet::from([MANIFEST, SIGNATURE]);
        if !self.manifest.resources.iter().all(|resource| listed.insert(&resource.path)) {
            return Err(BatchError::Doubled);
        }
        for name in self.archive.file_names() {
            let name = name.map_err(|_| BatchError::UnsafeName)?;
            if !listed.contains(name.as_ref()) {
                return Err(BatchError::Unlisted { entry: name.into_owned() });
            }
        }
        let always = tables::ALWAYS.iter().map(|spec| spec.file).chain([CONSENT_RECORDS, readme::FILE]);
        match always.into_iter().find(|file| !listed.contains(file)) {
            Some(file) => Err(BatchError::MissingFile { entry: file.to_owned() }),
            None => Ok(()),
        }
    }
}

/// The tables of a batch in an order in which each stands after those it points to. Their schemas are those of the
/// format, but for columns that were left out.
fn listed_tables(manifest: &Manifest) -> Result<Vec<(TableSpec, &Resource)>, BatchError> {
    let listed = |known: &'static TableSpec| Some((known, manifest.resource(known.file)?));
    let tables = tables::all().filter_map(listed).map(|(known, resource)| {
        let schema = resource.schema.as_ref().ok_or(BatchError::Columns { file: known.file })?;
        let names: Vec<&str> = schema.fields.iter().map(|field| field.name.as_str()).collect();
        let spec = known.only(&names);
        if Schema::of(&spec) == *schema { Ok((spec, resource)) } else { Err(BatchError::Columns { file: known.file }) }
    });
    tables.collect()
}

impl Verified {
    /// What the desk states about the batch.
    #[must_use]
    pub fn statement(&self) -> &Statement {
        &self.manifest.lanyard
    }

    /// The files of the batch.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The batch's place in its chain.
    #[must_use]
    pub fn point(&self) -> ChainPoint {
        self.manifest.lanyard.header.point(self.manifest_sha256)
    }

    /// The rows of a table, by its file name (`registrations.csv`).
    ///
    /// # Errors
    /// [`BatchError::MissingFile`] when the batch has no such table; [`BatchError::BrokenZip`] when the file has changed
    /// under the program's hands.
    pub fn rows(&mut self, file: &str) -> Result<Rows<'_>, BatchError> {
        let missing = || BatchError::MissingFile { entry: file.to_owned() };
        let known = tables::all().find(|known| known.file == file).ok_or_else(missing)?;
        let index = self.archive.index_for_name(file).ok_or_else(missing)?;
        Rows::new(known, self.archive.by_index(index).map_err(|_| BatchError::BrokenZip)?)
    }

    /// A document of the batch, by its path (`README.txt`).
    ///
    /// # Errors
    /// As [`Verified::rows`].
    pub fn document(&mut self, path: &str) -> Result<Vec<u8>, BatchError> {
        let missing = || BatchError::MissingFile { entry: path.to_owned() };
        let index = self.archive.index_for_name(path).ok_or_else(missing)?;
        let mut bytes = Vec::new();
        let mut file = self.archive.by_index(index).map_err(|_| BatchError::BrokenZip)?;
        file.read_to_end(&mut bytes).map_err(|_| BatchError::BrokenZip)?;
        Ok(bytes)
    }
}
