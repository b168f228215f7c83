//! The sealing thread: hashes, deflate, age and the disk, while the caller's thread reads rows and encodes them.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Seek, Write};
use std::path::Path;

use age::secrecy::ExposeSecret;
use age_core::format::{FileKey, Stanza};
use crossbeam_channel::{Receiver, Sender};
use tempfile::NamedTempFile;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::digest::{Digest, Hashing};
use super::disk;
use super::error::BatchError;
use super::keys::RecipientKey;

/// Pieces on their way to the sealing thread: with [`PIECE_BYTES`] each, all the memory that a batch of any size takes.
const PIECES_WAITING: usize = 16;

/// The size of a piece. As large as a chunk of age.
pub(super) const PIECE_BYTES: usize = 64 * 1024;

/// Deflate's level: two thirds of the size of level 1 on this kind of text, and far faster than the usual 6.
const LEVEL: i64 = 2;

/// What the sealing thread is told.
enum Piece {
    /// A file begins.
    File(String),
    /// More of it.
    Bytes(Vec<u8>),
    /// More of the file that grows beside it.
    Beside(Vec<u8>),
    /// The file is complete: its size and digest are answered.
    End,
    /// The file that grew beside is complete, and gets its place under this name: its size and digest are answered.
    Place(String),
    /// The batch is complete. Without this the thread's file vanishes.
    Complete,
}

/// A sealed file that is on disk, but has no name yet.
pub(super) struct SealedFile {
    pub(super) file: NamedTempFile,
    pub(super) bytes: u64,
    pub(super) digest: Digest,
}

/// The sealing thread, seen from the one that feeds it.
pub(super) struct Sealing {
    pieces: Option<Sender<Piece>>,
    /// The size and digest of each file that is complete. The other end is the thread's own: it goes when the thread does,
    /// so that nobody waits for an answer that cannot come.
    hashes: Receiver<(u64, Digest)>,
    /// What became of it all, once.
    ended: Option<Receiver<Result<SealedFile, BatchError>>>,
}

impl Sealing {
    /// A sealed file in `outbox`, of what `feed` gives it; its file key is kept for reading it back, once. The thread has ended
    /// when this returns, and its file is gone where it was not completed.
    pub(super) fn with<T, E: From<BatchError>>(
        outbox: &Path,
        recipient: &RecipientKey,
        feed: impl FnOnce(Self, KeptKey) -> Result<T, E>,
    ) -> Result<T, E> {
        let keeping = Keeping { recipient: recipient.age(), kept: RefCell::new(None) };
        let encryptor = age::Encryptor::with_recipients(std::iter::once(&keeping as &dyn age::Recipient))
            .map_err(|_| BatchError::Key(super::keys::KeyError::NoKey))?;
        let kept = KeptKey(keeping.kept);
        let file = disk::unfinished(outbox).map_err(BatchError::writing)?;
        let (pieces, waiting) = crossbeam_channel::bounded(PIECES_WAITING);
        let (hashed, hashes) = crossbeam_channel::bounded(1);
        let (told, ended) = crossbeam_channel::bounded(1);
        std::thread::scope(|scope| {
            // Whoever gave up does not ask what became of it.
            let work = move || drop(told.send(seal(encryptor, file, outbox, &waiting, &hashed)));
            let thread = std::thread::Builder::new().name("sealing".to_owned()).spawn_scoped(scope, work);
            let thread = thread.map_err(BatchError::writing)?;
            let fed = feed(Self { pieces: Some(pieces), hashes, ended: Some(ended) }, kept);
            // One that panicked has told nothing, and whoever waited for it was told so.
            _ = thread.join();
            fed
        })
    }

    /// A second file that grows while the one that was begun does, until it gets its [`Sealing::place`].
    pub(super) fn beside(&self) -> Beside {
        Beside(self.pieces.clone())
    }

    /// Completes the file that grew beside, and gives it its place: gives back how many bytes it has, and their digest.
    pub(super) fn place(&mut self, path: &str) -> Result<(u64, Digest), BatchError> {
        self.send(Piece::Place(path.to_owned()))?;
        self.hashed()
    }

    /// Begins a file inside the batch.
    pub(super) fn file(&mut self, path: &str) -> Result<(), BatchError> {
        self.send(Piece::File(path.to_owned()))
    }

    /// Completes that file: gives back how many bytes it has, and their digest.
    pub(super) fn end_of_file(&mut self) -> Result<(u64, Digest), BatchError> {
        self.send(Piece::End)?;
        self.hashed()
    }

    fn hashed(&mut self) -> Result<(u64, Digest), BatchError> {
        match self.hashes.recv() {
            Ok(hashed) => Ok(hashed),
            // The thread stopped: it says why.
            Err(_) => self.end().and(Err(BatchError::GivenUp)),
        }
    }

    /// Waits until the sealed file is complete and synced.
    pub(super) fn complete(mut self) -> Result<SealedFile, BatchError> {
        self.send(Piece::Complete)?;
        self.end()
    }

    fn send(&mut self, piece: Piece) -> Result<(), BatchError> {
        match &self.pieces {
            Some(pieces) if pieces.send(piece).is_ok() => Ok(()),
            // The thread stopped listening: it says why.
            _ => self.end().and(Err(BatchError::GivenUp)),
        }
    }

    fn end(&mut self) -> Result<SealedFile, BatchError> {
        self.pieces = None;
        self.ended.take().map_or(Err(BatchError::GivenUp), |ended| {
            ended.recv().unwrap_or_else(|_| Err(BatchError::writing(io::Error::other("the sealing thread stopped"))))
        })
    }
}

/// The bytes of the file that was begun last.
impl Write for Sealing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let piece = &bytes[..bytes.len().min(PIECE_BYTES)];
        self.send(Piece::Bytes(piece.to_vec())).map_err(io::Error::other)?;
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The bytes of the file that grows beside. It has to be gone before [`Sealing`] is: the thread listens as long as it is there.
/// Bytes for a thread that has stopped go nowhere; whoever feeds it next, or asks for the file's place, is told why it did.
pub(super) struct Beside(Option<Sender<Piece>>);

impl Write for Beside {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let piece = &bytes[..bytes.len().min(PIECE_BYTES)];
        if let Some(pieces) = &self.0 {
            _ = pieces.send(Piece::Beside(piece.to_vec()));
        }
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn seal(
    encryptor: age::Encryptor,
    file: NamedTempFile,
    outbox: &Path,
    pieces: &Receiver<Piece>,
    hashed: &Sender<(u64, Digest)>,
) -> Result<SealedFile, BatchError> {
    let mut zip = Packing::start(encryptor, Hashing::new(file))?;
    let mut beside = None;
    // Whoever asked for a digest and went away meanwhile has given up: then there is nobody to send it to.
    loop {
        match pieces.recv() {
            Ok(Piece::File(path)) => zip.file(path)?,
            Ok(Piece::Bytes(bytes)) => zip.write(&bytes)?,
            Ok(Piece::Beside(bytes)) => {
                let packing = match &mut beside {
                    Some(packing) => packing,
                    none => none.insert(Aside::start(outbox)?),
                };
                packing.0.write(&bytes)?;
            }
            Ok(Piece::End) => _ = hashed.send(zip.end_of_file()),
            Ok(Piece::Place(path)) => {
                let aside = beside.take().map_or_else(|| Aside::start(outbox), Ok)?;
                _ = hashed.send(aside.place(&mut zip, path)?);
            }
            Ok(Piece::Complete) => break,
            Err(_) => return Err(BatchError::GivenUp),
        }
    }
    let (file, bytes, digest) = zip.finish()?.finish();
    file.as_file().sync_all().map_err(BatchError::writing)?;
    Ok(SealedFile { file, bytes, digest })
}

/// A ZIP that is written through age, and the digest of the file in it that was begun last.
struct Packing<W: Write> {
    zip: ZipWriter<StreamWriter<age::stream::StreamWriter<OneFailure<W>>>>,
    hash: Hashing<io::Sink>,
}

impl<W: Write> Packing<W> {
    fn start(encryptor: age::Encryptor, inner: W) -> Result<Self, BatchError> {
        let age = encryptor.wrap_output(OneFailure { inner, failed: false }).map_err(BatchError::writing)?;
        Ok(Self { zip: ZipWriter::new_stream(age), hash: Hashing::new(io::sink()) })
    }

    fn file(&mut self, path: String) -> Result<(), BatchError> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(LEVEL))
            .unix_permissions(0o600);
        self.zip.start_file(path, options).map_err(zip_failure)?;
        self.hash = Hashing::new(io::sink());
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), BatchError> {
        self.zip.write_all(bytes).and_then(|()| self.hash.write_all(bytes)).map_err(BatchError::writing)
    }

    fn end_of_file(&mut self) -> (u64, Digest) {
        let (_, bytes, digest) = std::mem::replace(&mut self.hash, Hashing::new(io::sink())).finish();
        (bytes, digest)
    }

    fn finish(self) -> Result<W, BatchError> {
        let age = self.zip.finish().map_err(zip_failure)?.into_inner();
        Ok(age.finish().map_err(BatchError::writing)?.inner)
    }
}

/// A file that is packed while another one grows: a ZIP takes one file after the other. It waits on disk, without a name and
/// sealed with a key that nobody keeps, so that a batch of any size needs no memory for it and nothing is there in plain form.
struct Aside(Packing<BufWriter<File>>, age::x25519::Identity);

impl Aside {
    fn start(outbox: &Path) -> Result<Self, BatchError> {
        let key = age::x25519::Identity::generate();
        let encryptor = age::Encryptor::with_recipients(std::iter::once(&key.to_public() as &dyn age::Recipient))
            .map_err(|_| BatchError::Key(super::keys::KeyError::NoKey))?;
        let file = tempfile::tempfile_in(outbox).map_err(BatchError::writing)?;
        let mut packing = Packing::start(encryptor, BufWriter::with_capacity(PIECE_BYTES, file))?;
        packing.file("aside".to_owned())?;
        Ok(Self(packing, key))
    }

    /// Moves the packed file over, as it is.
    fn place<W: Write>(self, to: &mut Packing<W>, path: String) -> Result<(u64, Digest), BatchError> {
        let Self(mut packing, key) = self;
        let hashed = packing.end_of_file();
        let mut file = packing.finish()?.into_inner().map_err(|failed| BatchError::writing(failed.into_error()))?;
        file.rewind().map_err(BatchError::writing)?;
        let unreadable = |_| BatchError::writing(io::Error::other("the disk gave back something else"));
        let sealed = age::Decryptor::new_buffered(BufReader::with_capacity(PIECE_BYTES, file)).map_err(unreadable)?;
        let plain = sealed.decrypt(std::iter::once(&key as &dyn age::Identity)).map_err(unreadable)?;
        let mut archive = ZipArchive::new(plain).map_err(zip_failure)?;
        let packed = archive.by_index_raw(0).map_err(zip_failure)?;
        to.zip.raw_copy_file_rename(packed, path).map_err(zip_failure)?;
        Ok(hashed)
    }
}

fn zip_failure(error: zip::result::ZipError) -> BatchError {
    BatchError::writing(error.into())
}

/// Passes a failure on once and swallows what comes after it. `ZipWriter` writes its directory when it is dropped, and
/// would print a second failure on standard error.
struct OneFailure<W> {
    inner: W,
    failed: bool,
}

impl<W: Write> Write for OneFailure<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.failed {
            return Ok(bytes.len());
        }
        match self.inner.write(bytes) {
            Err(error) if error.kind() != io::ErrorKind::Interrupted => {
                self.failed = true;
                Err(error)
            }
            result => result,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.failed { Ok(()) } else { self.inner.flush() }
    }
}

/// A recipient whose file key is remembered in passing: a batch can be read back without a reader of its own.
struct Keeping<'a> {
    recipient: &'a age::x25519::Recipient,
    kept: RefCell<Option<FileKey>>,
}

impl age::Recipient for Keeping<'_> {
    fn wrap_file_key(&self, key: &FileKey) -> Result<(Vec<Stanza>, HashSet<String>), age::EncryptError> {
        self.kept.replace(Some(copied(key)));
        self.recipient.wrap_file_key(key)
    }
}

/// The file key of a batch that was just written. It opens that batch once, to be read back, and is then gone; age wipes it.
pub(super) struct KeptKey(RefCell<Option<FileKey>>);

impl KeptKey {
    /// The same key for two who read the batch back together, each of whom can open it once.
    pub(super) fn for_two(self) -> (Self, Self) {
        let key = self.0.into_inner();
        let again = key.as_ref().map(copied);
        (Self(RefCell::new(key)), Self(RefCell::new(again)))
    }
}

fn copied(key: &FileKey) -> FileKey {
    FileKey::new(Box::new(*key.expose_secret()))
}

impl age::Identity for KeptKey {
    fn unwrap_stanza(&self, _: &Stanza) -> Option<Result<FileKey, age::DecryptError>> {
        self.0.take().map(Ok)
    }
}
