//! The sealing thread: hashes, deflate, age and the disk, while the caller's thread reads rows and encodes them.

use std::cell::RefCell;
use std::collections::HashSet;
use std::io::{self, Write};
use std::path::Path;
use std::thread::JoinHandle;

use age::secrecy::ExposeSecret;
use age_core::format::{FileKey, Stanza};
use crossbeam_channel::{Receiver, Sender};
use tempfile::NamedTempFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

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
    /// It is complete: its size and digest are answered.
    End,
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
    thread: Option<JoinHandle<Result<SealedFile, BatchError>>>,
}

impl Sealing {
    /// Begins a sealed file in `outbox`, and keeps its file key for reading it back, once.
    pub(super) fn start(outbox: &Path, recipient: &RecipientKey) -> Result<(Self, KeptKey), BatchError> {
        let keeping = Keeping { recipient: recipient.age(), kept: RefCell::new(None) };
        let encryptor = age::Encryptor::with_recipients(std::iter::once(&keeping as &dyn age::Recipient))
            .map_err(|_| BatchError::Key(super::keys::KeyError::NoKey))?;
        let kept = KeptKey(keeping.kept);
        let file = disk::unfinished(outbox).map_err(BatchError::writing)?;
        let (pieces, waiting) = crossbeam_channel::bounded(PIECES_WAITING);
        let (hashed, hashes) = crossbeam_channel::bounded(1);
        let thread = spawn(move || seal(encryptor, file, &waiting, &hashed)).map_err(BatchError::writing)?;
        Ok((Self { pieces: Some(pieces), hashes, thread: Some(thread) }, kept))
    }

    /// Begins a file inside the batch.
    pub(super) fn file(&mut self, path: &str) -> Result<(), BatchError> {
        self.send(Piece::File(path.to_owned()))
    }

    /// Completes that file: gives back how many bytes it has, and their digest.
    pub(super) fn end_of_file(&mut self) -> Result<(u64, Digest), BatchError> {
        self.send(Piece::End)?;
        match self.hashes.recv() {
            Ok(hashed) => Ok(hashed),
            // The thread stopped: it says why.
            Err(_) => self.join().and(Err(BatchError::GivenUp)),
        }
    }

    /// Waits until the sealed file is complete and synced.
    pub(super) fn complete(mut self) -> Result<SealedFile, BatchError> {
        self.send(Piece::Complete)?;
        self.join()
    }

    fn send(&mut self, piece: Piece) -> Result<(), BatchError> {
        match &self.pieces {
            Some(pieces) if pieces.send(piece).is_ok() => Ok(()),
            // The thread stopped listening: it says why.
            _ => self.join().and(Err(BatchError::GivenUp)),
        }
    }

    fn join(&mut self) -> Result<SealedFile, BatchError> {
        self.pieces = None;
        self.thread.take().map_or(Err(BatchError::GivenUp), |thread| {
            thread.join().unwrap_or_else(|_| Err(BatchError::writing(io::Error::other("the sealing thread stopped"))))
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

/// Giving up waits for the thread, so that its file is gone when this is.
impl Drop for Sealing {
    fn drop(&mut self) {
        // Whether it failed or was given up makes no difference any more.
        let _ = self.join();
    }
}

#[expect(clippy::disallowed_methods, reason = "a batch is fed from many calls; dropping `Sealing` joins the thread")]
fn spawn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> io::Result<JoinHandle<T>> {
    std::thread::Builder::new().name("sealing".to_owned()).spawn(work)
}

fn seal(
    encryptor: age::Encryptor,
    file: NamedTempFile,
    pieces: &Receiver<Piece>,
    hashed: &Sender<(u64, Digest)>,
) -> Result<SealedFile, BatchError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .unix_permissions(0o600);
    let sink = Hashing::new(OneFailure { inner: file, failed: false });
    let age = encryptor.wrap_output(sink).map_err(BatchError::writing)?;
    let mut zip = ZipWriter::new_stream(age);
    let mut hash = Hashing::new(io::sink());
    loop {
        match pieces.recv() {
            Ok(Piece::File(path)) => {
                zip.start_file(path, options).map_err(zip_failure)?;
                hash = Hashing::new(io::sink());
            }
            Ok(Piece::Bytes(bytes)) => {
                zip.write_all(&bytes).and_then(|()| hash.write_all(&bytes)).map_err(BatchError::writing)?;
            }
            Ok(Piece::End) => {
                let (_, bytes, digest) = std::mem::replace(&mut hash, Hashing::new(io::sink())).finish();
                // Whoever asked and went away meanwhile has given up.
                let _ = hashed.send((bytes, digest));
            }
            Ok(Piece::Complete) => break,
            Err(_) => return Err(BatchError::GivenUp),
        }
    }
    let age = zip.finish().map_err(zip_failure)?.into_inner();
    let (sink, bytes, digest) = age.finish().map_err(BatchError::writing)?.finish();
    let file = sink.inner;
    file.as_file().sync_all().map_err(BatchError::writing)?;
    Ok(SealedFile { file, bytes, digest })
}

fn zip_failure(error: zip::result::ZipError) -> BatchError {
    BatchError::writing(error.into())
}

/// Passes a failure on once and swallows what comes after it. `ZipWriter` writes its directory when it is dropped, and
/// would print a second failure on standard error.
struct OneFailure {
    inner: NamedTempFile,
    failed: bool,
}

impl Write for OneFailure {
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
        self.kept.replace(Some(FileKey::new(Box::new(*key.expose_secret()))));
        self.recipient.wrap_file_key(key)
    }
}

/// The file key of a batch that was just written. It opens that batch once and is then gone; age wipes it.
pub(super) struct KeptKey(RefCell<Option<FileKey>>);

impl age::Identity for KeptKey {
    fn unwrap_stanza(&self, _: &Stanza) -> Option<Result<FileKey, age::DecryptError>> {
        self.0.take().map(Ok)
    }
}
