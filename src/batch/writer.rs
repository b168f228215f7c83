//! Writing a batch: tables and documents in, one sealed file out.
//!
//! Rows are encoded on the thread that gives them, and hashed, packed, sealed and written on another, so that a batch of any size
//! takes a few megabytes of memory and about the time of writing its tables in plain form.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::cell::Cell;
use super::digest::Digest;
use super::disk;
use super::error::BatchError;
use super::header::{BatchHeader, FORMAT, Statement};
use super::keys::RecipientKey;
use super::manifest::{MANIFEST, Manifest, Resource, SIGNATURE};
use super::open;
use super::readme;
use super::seal::{KeptKey, PIECE_BYTES, Sealing};
use super::signing::SigningKey;
use super::table::TableSpec;
use super::tables;

/// The consent records as JSON-LD.
pub const CONSENT_RECORDS: &str = "consent_records.jsonld";

/// Consent records that say nothing yet.
const NO_CONSENT_RECORDS: &[u8] = b"{\n  \"@context\": { \"dpv\": \"https://w3id.org/dpv#\" },\n  \"@graph\": []\n}\n";

/// A batch that is being written. One that is not finished leaves nothing behind.
pub struct BatchWriter<'a> {
    outbox: PathBuf,
    statement: Statement,
    signing: &'a SigningKey,
    sealing: Sealing,
    kept: KeptKey,
    resources: Vec<Resource>,
    specs: Vec<TableSpec>,
    given_up: bool,
}

/// A batch that is in the outbox and was read back from there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// Where it is.
    pub path: PathBuf,
    /// The digest of the sealed file: every copy of it has the same.
    pub file_sha256: Digest,
    /// The digest of its manifest: the next batch and the acknowledgement name it.
    pub manifest_sha256: Digest,
    /// The size of the sealed file.
    pub bytes: u64,
    /// How many rows each table has.
    pub rows: Vec<(&'static str, u64)>,
}

impl<'a> BatchWriter<'a> {
    /// Writes a batch into `outbox`, sealed to `recipient` and signed with the desk's key: what `fill` puts into it, and
    /// whatever every batch has besides. Then it is synced, read back from disk and compared, and only then given its name.
    ///
    /// # Errors
    /// [`BatchError::AlreadyThere`] when the outbox has a batch of this name; [`BatchError::NoPlaceInChain`] when the
    /// first batch names one before it, or another does not; [`BatchError::ReadBack`] when the disk gave back something
    /// else; [`BatchError::NoTarget`] when a table points to a column that was left out; [`BatchError::GivenUp`] where
    /// `fill` went on after an error; [`BatchError::Io`]; what `fill` fails with. Nothing is left in the outbox then.
    pub fn write<T, E: From<BatchError>>(
        outbox: &Path,
        header: BatchHeader,
        recipient: &RecipientKey,
        signing: &'a SigningKey,
        fill: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<(T, Sealed), E> {
        if header.sequence == 0 || (header.sequence == 1) != header.previous.is_none() {
            return Err(BatchError::NoPlaceInChain.into());
        }
        let file = header.file_name();
        if outbox.join(&file).try_exists().map_err(BatchError::writing)? {
            return Err(BatchError::AlreadyThere { file }.into());
        }
        let statement = Statement {
            format: FORMAT,
            header,
            sealed_to: vec![recipient.fingerprint()],
            signed_by: signing.public().fingerprint(),
        };
        Sealing::with(outbox, recipient, |sealing, kept| {
            let mut writer = Self {
                outbox: outbox.to_owned(),
                statement,
                signing,
                sealing,
                kept,
                resources: Vec::new(),
                specs: Vec::new(),
                given_up: false,
            };
            let filled = fill(&mut writer)?;
            Ok((filled, writer.finish()?))
        })
    }

    /// Writes a table: `rows` gives its rows to the sink, one by one. Says how many there were.
    ///
    /// `spec` is a table of [`tables`], or [`TableSpec::only`] the permitted columns of one.
    ///
    /// # Errors
    /// What `rows` fails with; [`BatchError::Cell`] or [`BatchError::RowShape`] for a row that the table cannot hold;
    /// [`BatchError::Entry`] for a table that is there already; [`BatchError::Io`]. After an error the batch cannot be
    /// finished.
    pub fn table<E: From<BatchError>>(
        &mut self,
        spec: &TableSpec,
        rows: impl FnOnce(&mut TableSink<'_>) -> Result<(), E>,
    ) -> Result<u64, E> {
        if tables::all().all(|known| known.file != spec.file) {
            return Err(BatchError::Entry { entry: spec.file.to_owned() }.into());
        }
        self.begin(spec.file)?;
        let mut csv = csv::WriterBuilder::new();
        csv.terminator(csv::Terminator::CRLF).buffer_capacity(PIECE_BYTES);
        let csv = csv.from_writer(&mut self.sealing);
        let mut sink = TableSink { spec, csv, scratch: String::new(), rows: 0 };
        sink.header()?;
        rows(&mut sink)?;
        let count = sink.rows;
        let (bytes, digest) = sink.finish()?;
        self.given_up = false;
        self.resources.push(Resource::table(spec, count, bytes, digest));
        self.specs.push(spec.clone());
        Ok(count)
    }

    /// Writes a table as [`BatchWriter::table`] does, and the consent records as JSON-LD beside it: both come out of one pass
    /// over the answers.
    ///
    /// # Errors
    /// As [`BatchWriter::table`], for either.
    pub fn table_with_consent_records<E: From<BatchError>>(
        &mut self,
        spec: &TableSpec,
        rows: impl FnOnce(&mut TableSink<'_>, &mut dyn Write) -> Result<(), E>,
    ) -> Result<u64, E> {
        let mut beside = std::io::BufWriter::with_capacity(PIECE_BYTES, self.sealing.beside());
        let count = self.table(spec, |sink| rows(sink, &mut beside))?;
        beside.flush().map_err(BatchError::writing)?;
        drop(beside);
        self.given_up = true;
        if self.has(CONSENT_RECORDS) {
            return Err(BatchError::Entry { entry: CONSENT_RECORDS.to_owned() }.into());
        }
        let (bytes, digest) = self.sealing.place(CONSENT_RECORDS)?;
        self.given_up = false;
        self.resources.push(Resource::document(CONSENT_RECORDS, bytes, digest));
        Ok(count)
    }

    /// Writes the text of a notice, as `notices/<hash>.<language>.md`, and gives that path for
    /// [`tables::NOTICE_VERSIONS`].
    ///
    /// # Errors
    /// [`BatchError::Entry`] when it is there already, or its hash or language tag has other characters than letters,
    /// digits and `-`; [`BatchError::Io`].
    pub fn notice(&mut self, hash: &str, language: &str, markdown: &str) -> Result<String, BatchError> {
        let path = format!("notices/{hash}.{language}.md");
        let plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !plain(hash) || !plain(language) {
            return Err(BatchError::Entry { entry: path });
        }
        self.file(&path, markdown.as_bytes())?;
        Ok(path)
    }

    /// Completes the batch: the tables that were not written, with their header alone, the README, the manifest and its
    /// signature.
    fn finish(mut self) -> Result<Sealed, BatchError> {
        if self.given_up {
            return Err(BatchError::GivenUp);
        }
        for spec in tables::ALWAYS {
            if !self.has(spec.file) {
                self.table(spec, |_| Ok::<(), BatchError>(()))?;
            }
        }
        if !self.has(CONSENT_RECORDS) {
            self.file(CONSENT_RECORDS, NO_CONSENT_RECORDS)?;
        }
        self.file(readme::FILE, readme::TEXT.as_bytes())?;
        self.check_references()?;

        let rows = self.specs.iter().zip(self.resources.iter().filter_map(|resource| resource.rows));
        let rows = rows.map(|(spec, rows)| (spec.file, rows)).collect();
        let name = self.statement.header.file_name();
        let manifest = Manifest::new(self.statement, self.resources);
        let text = manifest.to_bytes().map_err(|error| BatchError::writing(error.into()))?;
        let signature = self.signing.sign(&text, &format!("batch {name}"))?;
        for (path, bytes) in [(MANIFEST, text.as_slice()), (SIGNATURE, signature.as_bytes())] {
            self.sealing.file(path)?;
            self.sealing.write_all(bytes).map_err(BatchError::writing)?;
        }
        let sealed = self.sealing.complete()?;
        open::read_back(&sealed, self.kept, &manifest, &text)?;
        let path = self.outbox.join(&name);
        disk::publish(sealed.file, &path).map_err(|source| match source.kind() {
            std::io::ErrorKind::AlreadyExists => BatchError::AlreadyThere { file: name },
            _ => BatchError::writing(source),
        })?;
        Ok(Sealed { path, file_sha256: sealed.digest, manifest_sha256: Digest::of(&text), bytes: sealed.bytes, rows })
    }

    fn file(&mut self, path: &str, bytes: &[u8]) -> Result<(), BatchError> {
        self.document(path, |out| out.write_all(bytes).map_err(BatchError::writing))
    }

    fn document<E: From<BatchError>>(
        &mut self,
        path: &str,
        text: impl FnOnce(&mut dyn Write) -> Result<(), E>,
    ) -> Result<(), E> {
        self.begin(path)?;
        let mut out = std::io::BufWriter::with_capacity(PIECE_BYTES, &mut self.sealing);
        text(&mut out)?;
        let out = out.into_inner().map_err(|failed| BatchError::writing(failed.into_error()))?;
        let (bytes, digest) = out.end_of_file()?;
        self.given_up = false;
        self.resources.push(Resource::document(path, bytes, digest));
        Ok(())
    }

    /// Begins a file. Until it is complete the batch counts as given up.
    fn begin(&mut self, path: &str) -> Result<(), BatchError> {
        if self.given_up {
            return Err(BatchError::GivenUp);
        }
        self.given_up = true;
        if self.has(path) {
            return Err(BatchError::Entry { entry: path.to_owned() });
        }
        self.sealing.file(path)
    }

    fn has(&self, path: &str) -> bool {
        self.resources.iter().any(|resource| resource.path == path)
    }

    fn check_references(&self) -> Result<(), BatchError> {
        for spec in &self.specs {
            for key in spec.foreign_keys.iter() {
                let target = self.specs.iter().find(|other| other.file == key.table);
                if target.and_then(|table| table.position(key.target)).is_none() {
                    return Err(BatchError::NoTarget { file: spec.file, target: key.table });
                }
            }
        }
        Ok(())
    }
}

/// Takes the rows of one table. A row costs no allocation.
pub struct TableSink<'w> {
    spec: &'w TableSpec,
    csv: csv::Writer<&'w mut Sealing>,
    /// The written form of the cell at hand.
    scratch: String,
    rows: u64,
}

impl TableSink<'_> {
    /// Writes a row with a cell for each column of the table, in their order.
    ///
    /// # Errors
    /// [`BatchError::RowShape`] and [`BatchError::Cell`] when the table cannot hold it; [`BatchError::Io`].
    pub fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), BatchError> {
        self.rows += 1;
        let (file, row) = (self.spec.file, self.rows);
        if cells.len() != self.spec.columns.len() {
            return Err(BatchError::RowShape { file, row });
        }
        for (column, cell) in self.spec.columns.iter().zip(cells) {
            let value = cell.written(&mut self.scratch);
            if !cell.is_right_by_its_type(column.kind) {
                column.check(value).map_err(|problem| BatchError::Cell { file, row, column: column.name, problem })?;
            }
            self.csv.write_field(value).map_err(csv_failure)?;
        }
        self.end_of_row()
    }

    fn header(&mut self) -> Result<(), BatchError> {
        for column in self.spec.columns.iter() {
            self.csv.write_field(column.name).map_err(csv_failure)?;
        }
        self.end_of_row()
    }

    fn end_of_row(&mut self) -> Result<(), BatchError> {
        self.csv.write_record(None::<&[u8]>).map_err(csv_failure)
    }

    fn finish(self) -> Result<(u64, Digest), BatchError> {
        let out = self.csv.into_inner().map_err(|failed| BatchError::writing(failed.into_error()))?;
        out.end_of_file()
    }
}

fn csv_failure(error: csv::Error) -> BatchError {
    BatchError::writing(match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        // The rows' lengths are checked before: the crate has nothing else to report when writing.
        _ => std::io::Error::other("the table's rows differ in length"),
    })
}
