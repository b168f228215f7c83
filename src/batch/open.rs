//! Opening a sealed file: age, the ZIP inside it, and the manifest; nothing of it is believed yet.

use std::cell::Cell;
use std::cmp::Reverse;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use age::stream::StreamReader;
use age::{DecryptError, Decryptor, Identity};
use age_core::format::{FileKey, Stanza};
use zip::ZipArchive;

use super::digest::{Hashing, digest_of};
use super::disk;
use super::error::{BatchError, Doing};
use super::header::FORMAT;
use super::keys::{Fingerprint, RecipientIdentity};
use super::manifest::{MANIFEST, Manifest, Resource, SIGNATURE};
use super::seal::{KeptKey, PIECE_BYTES, SealedFile};

/// The plain ZIP, decrypted where it is read.
pub(super) type Plain = StreamReader<BufReader<Told>>;
/// Its files.
pub(super) type Archive = ZipArchive<Plain>;

/// Hears how many more bytes of a sealed file were read.
pub type Hears = Arc<dyn Fn(u64) + Send + Sync>;

/// A sealed file that says how much of it is read, where somebody hears it.
pub(super) struct Told {
    file: File,
    hears: Option<Hears>,
}

impl Read for Told {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(into)?;
        if let Some(hears) = &self.hears {
            hears(read as u64);
        }
        Ok(read)
    }
}

impl Seek for Told {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

impl From<File> for Told {
    fn from(file: File) -> Self {
        Self { file, hears: None }
    }
}

/// The most that a manifest may have. One of a usual batch has 20 KB, and 500 bytes more for each notice.
const MOST_MANIFEST_BYTES: u64 = 16 * 1024 * 1024;
/// The most that a signature may have.
const MOST_SIGNATURE_BYTES: u64 = 4 * 1024;

/// An opened batch whose manifest is a claim: [`OpenBatch::verify`] says whether it holds.
pub struct OpenBatch {
    pub(super) archive: Archive,
    pub(super) manifest: Manifest,
    pub(super) manifest_text: Vec<u8>,
    pub(super) signature: String,
    pub(super) file_name: String,
    pub(super) opened_with: Fingerprint,
    pub(super) readers: usize,
}

/// Opens a sealed file with the recipient's key.
///
/// # Errors
/// [`BatchError::NotSealed`], [`BatchError::WrongKey`] and [`BatchError::Damaged`] for the sealed file;
/// [`BatchError::BrokenZip`], [`BatchError::Doubled`] and [`BatchError::UnsafeName`] for the ZIP in it;
/// [`BatchError::NoManifest`], [`BatchError::ManifestUnreadable`], [`BatchError::NewerFormat`]; [`BatchError::Io`].
pub fn open(file: &Path, identity: &RecipientIdentity) -> Result<OpenBatch, BatchError> {
    open_heard(file, identity, None)
}

/// The same, with word of every piece that is read, here and when it is verified.
///
/// # Errors
/// As [`open`].
pub fn open_heard(file: &Path, identity: &RecipientIdentity, hears: Option<Hears>) -> Result<OpenBatch, BatchError> {
    let counting = Counting { identity: identity.age(), readers: Cell::new(0) };
    let sealed = Told { file: File::open(file).map_err(BatchError::reading)?, hears };
    let mut archive = unseal(sealed, &counting)?;
    check_names(&mut archive)?;
    let manifest_text = small_file(&mut archive, MANIFEST, MOST_MANIFEST_BYTES)?;
    let signature = small_file(&mut archive, SIGNATURE, MOST_SIGNATURE_BYTES)?;
    Ok(OpenBatch {
        manifest: parse_manifest(&manifest_text)?,
        archive,
        manifest_text,
        signature: String::from_utf8(signature).map_err(|_| BatchError::SignatureUnreadable)?,
        file_name: file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        opened_with: identity.public().fingerprint(),
        readers: counting.readers.get(),
    })
}

impl OpenBatch {
    /// What the batch says of itself. Anybody who has the recipient's public key can have written this.
    #[must_use]
    pub fn claimed(&self) -> &Manifest {
        &self.manifest
    }
}

/// Decrypts all of the file once, so that every later failure is the ZIP's and not the seal's.
fn unseal(file: impl Into<Told>, identity: &dyn Identity) -> Result<Archive, BatchError> {
    let mut plain = decrypted(file, identity)?;
    io::copy(&mut plain, &mut io::sink()).map_err(damaged)?;
    // The last chunk is authenticated as the last one only when it is looked for from the end.
    plain.seek(SeekFrom::End(0)).map_err(damaged)?;
    plain.rewind().map_err(damaged)?;
    packed(plain)
}

fn decrypted(file: impl Into<Told>, identity: &dyn Identity) -> Result<Plain, BatchError> {
    let file = BufReader::with_capacity(PIECE_BYTES, file.into());
    let decryptor = Decryptor::new_buffered(file).map_err(|error| match error {
        DecryptError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => BatchError::reading(error),
        _ => BatchError::NotSealed,
    })?;
    decryptor.decrypt(std::iter::once(identity)).map_err(|error| match error {
        DecryptError::NoMatchingKeys => BatchError::WrongKey,
        DecryptError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => BatchError::reading(error),
        _ => BatchError::Damaged,
    })
}

fn damaged(error: io::Error) -> BatchError {
    match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput => BatchError::Damaged,
        _ => BatchError::reading(error),
    }
}

fn packed(plain: Plain) -> Result<Archive, BatchError> {
    let archive = ZipArchive::new(plain).map_err(|_| BatchError::BrokenZip)?;
    if archive.offset() == 0 { Ok(archive) } else { Err(BatchError::BrokenZip) }
}

/// Refuses a ZIP that two programs could read differently, or whose files could land outside their folder.
fn check_names(archive: &mut Archive) -> Result<(), BatchError> {
    if archive.has_duplicate_names() {
        return Err(BatchError::Doubled);
    }
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|_| BatchError::BrokenZip)?;
        let name = std::str::from_utf8(entry.name_raw()).map_err(|_| BatchError::UnsafeName)?;
        if !is_plain_path(name) || entry.is_dir() || entry.is_symlink() {
            return Err(BatchError::UnsafeName);
        }
    }
    // Local headers that the directory does not know, or knows otherwise.
    archive.validate_header_consistency().map_err(|_| BatchError::Doubled)
}

/// Whether a path stays in its folder on every system: parts of letters, digits, `.`, `_` and `-`, none of them dots
/// alone, with `/` between them.
fn is_plain_path(path: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
    path.split('/').all(|part| part.bytes().all(plain) && part.bytes().any(|b| b != b'.'))
}

fn small_file(archive: &mut Archive, entry: &'static str, most: u64) -> Result<Vec<u8>, BatchError> {
    let index = archive.index_for_name(entry).ok_or(BatchError::NoManifest { entry })?;
    let file = archive.by_index(index).map_err(|_| BatchError::BrokenZip)?;
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes).map_err(|_| BatchError::BrokenZip)?;
    if bytes.len() as u64 > most { Err(BatchError::ManifestUnreadable) } else { Ok(bytes) }
}

fn parse_manifest(text: &[u8]) -> Result<Manifest, BatchError> {
    let json: serde_json::Value = serde_json::from_slice(text).map_err(|_| BatchError::ManifestUnreadable)?;
    let format = json.pointer("/lanyard/format").and_then(serde_json::Value::as_u64);
    match format {
        Some(found) if found > u64::from(FORMAT) => Err(BatchError::NewerFormat { found }),
        Some(_) => serde_json::from_value(json).map_err(|_| BatchError::ManifestUnreadable),
        None => Err(BatchError::ManifestUnreadable),
    }
}

/// The contents of a file of the batch. One byte more than it should have is enough to see that it has too many.
fn contents<'a>(archive: &'a mut Archive, resource: &Resource) -> Result<impl Read + use<'a>, BatchError> {
    let missing = || BatchError::MissingFile { entry: resource.path.clone() };
    let index = archive.index_for_name(&resource.path).ok_or_else(missing)?;
    let file = archive.by_index(index).map_err(|_| BatchError::BrokenZip)?;
    Ok(file.take(resource.bytes.saturating_add(1)))
}

/// Compares a file of the batch with its line in the manifest, while `look` reads as much of it as it wants.
pub(super) fn compare<T>(
    archive: &mut Archive,
    resource: &Resource,
    look: impl FnOnce(&mut dyn Read) -> Result<T, BatchError>,
) -> Result<T, BatchError> {
    let altered = || BatchError::Altered { entry: resource.path.clone() };
    let mut file = Hashing::new(contents(archive, resource)?);
    let seen = look(&mut file);
    io::copy(&mut file, &mut io::sink()).map_err(|_| BatchError::BrokenZip)?;
    let (_, bytes, hash) = file.finish();
    // That it was changed says more than what the change has broken.
    if (bytes, hash) == (resource.bytes, resource.hash) { seen } else { Err(altered()) }
}

/// Reads a batch back that was just written, and compares every byte of it with what was meant (R22). Two threads take its files
/// in turn, the largest first: reading back is unpacking and hashing, and nearly all of a large batch is in two of them.
pub(super) fn read_back(
    sealed: &SealedFile,
    kept: KeptKey,
    manifest: &Manifest,
    text: &[u8],
) -> Result<(), BatchError> {
    let otherwise = |error: BatchError| match error {
        BatchError::Io { .. } => error,
        _ => BatchError::ReadBack { doing: Doing::Writing },
    };
    let differs = || BatchError::ReadBack { doing: Doing::Writing };
    let from_disk = || disk::open_from_disk(sealed.file.path()).map_err(BatchError::reading);
    let mut largest_first: Vec<_> = manifest.resources.iter().collect();
    largest_first.sort_by_key(|resource| Reverse(resource.bytes));
    let next = AtomicUsize::new(0);
    let take = &|archive: &mut Archive| {
        while let Some(resource) = largest_first.get(next.fetch_add(1, Relaxed)) {
            let file = contents(archive, resource).map_err(otherwise)?;
            if digest_of(file).map_err(|_| differs())? != (resource.bytes, resource.hash) {
                return Err(differs());
            }
        }
        Ok(())
    };
    let (key, key_beside) = kept.for_two();
    let (file, file_beside, whole) = (from_disk()?, from_disk()?, from_disk()?);
    std::thread::scope(|scope| {
        let beside = move || {
            if digest_of(whole).map_err(BatchError::reading)? != (sealed.bytes, sealed.digest) {
                return Err(differs());
            }
            take(&mut packed(decrypted(file_beside, &key_beside).map_err(otherwise)?).map_err(otherwise)?)
        };
        let thread = std::thread::Builder::new().name("reading back".to_owned()).spawn_scoped(scope, beside);
        let thread = thread.map_err(BatchError::reading)?;
        let mut archive = unseal(file, &key).map_err(otherwise)?;
        take(&mut archive)?;
        thread
            .join()
            .unwrap_or_else(|_| Err(BatchError::reading(io::Error::other("the thread that reads back stopped"))))?;
        let read = small_file(&mut archive, MANIFEST, MOST_MANIFEST_BYTES).map_err(otherwise)?;
        if read == text && archive.len() == manifest.resources.len() + 2 { Ok(()) } else { Err(differs()) }
    })
}

/// Counts the readers that a file is sealed to, apart from the stanza of noise that age adds.
struct Counting<'a> {
    identity: &'a age::x25519::Identity,
    readers: Cell<usize>,
}

impl Identity for Counting<'_> {
    fn unwrap_stanza(&self, stanza: &Stanza) -> Option<Result<FileKey, DecryptError>> {
        self.identity.unwrap_stanza(stanza)
    }

    fn unwrap_stanzas(&self, stanzas: &[Stanza]) -> Option<Result<FileKey, DecryptError>> {
        self.readers.set(stanzas.iter().filter(|stanza| !stanza.tag.ends_with("-grease")).count());
        self.identity.unwrap_stanzas(stanzas)
    }
}
