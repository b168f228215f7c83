//! Sealing the day's batches and copying them out, with word of how far it is.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant as Monotonic};

use crate::desk::{
    BatchError, Closed, CopiedOut, Copying, Desk, DeskError, Digest, KeyWords, Progress, look_at_copy, takes_files,
};
use crate::domain::code::Code;
use crate::domain::moment::Instant;
use crate::env::Env;
use crate::worker::work::Work;
use crate::worker::{Answer as Any, Failure};

use super::{Answer, Step};

/// How long passes between two reports: more often than this nobody sees.
const EVERY: Duration = Duration::from_millis(60);

/// Asks the writing to stop before the next file. What is sealed stays sealed.
#[derive(Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// What to write, for whom and where.
pub struct Write {
    /// Of which event.
    pub event: Code,
    /// For whom.
    pub to: Vec<Code>,
    /// Into which folder.
    pub folder: PathBuf,
    /// For whom a new batch is sealed first; of the others only what waits in the outbox is copied.
    pub seal: Vec<Code>,
    /// Stops it between two files.
    pub stop: Stop,
}

/// A batch that lies in the chosen folder and was read back from there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Copied {
    /// For whom.
    pub recipient: Code,
    /// Its number.
    pub sequence: u32,
    /// How many people are in it.
    pub people: u64,
    /// Where it is.
    pub file: PathBuf,
    /// How big it is.
    pub bytes: u64,
    /// SHA-256 of the file.
    pub digest: Digest,
    /// Whether it was sealed just now; an earlier one waits for its acknowledgement.
    pub fresh: bool,
    /// Whether the outbox had no whole file of it any more, and has again: the one that was here.
    pub taken_back: bool,
}

/// Everything is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// What was copied out.
    pub copied: Vec<Copied>,
    /// Of batches that are not in the outbox as they were sealed, and are not in the folder either: what to do.
    pub not_copied: Vec<String>,
    /// Where to.
    pub folder: PathBuf,
    /// When the last file was read back.
    pub at: Instant,
    /// The six words of the key that verifies these batches.
    pub desk_words: KeyWords,
}

/// Copies that were read again, long after they were written: a stick may have been pulled out, or written over, since.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadAgain {
    /// When.
    pub at: Instant,
    /// Which are not what was sealed any more, and why, a sentence each.
    pub wrong: Vec<String>,
}

/// It came to an end before everything was copied out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stuck {
    /// What happened, in a sentence.
    pub why: String,
    /// Somebody asked it to stop.
    pub asked: bool,
    /// For whom batches were sealed just now; they are safe in the desk's outbox.
    pub sealed: Vec<Code>,
    /// What was copied out before.
    pub copied: Vec<Copied>,
    /// Whether a sealed batch waits to be copied out.
    pub waiting: bool,
}

/// What is known while it goes on.
#[derive(Default)]
struct Sofar {
    sealed: Vec<Closed>,
    copied: Vec<Copied>,
    not_copied: Vec<String>,
}

pub(super) fn write(work: &mut Work, write: &Write, tell: &mut dyn FnMut(Any)) -> Result<Answer, Failure> {
    let env = work.env.clone();
    let desk = work.desk()?;
    let mut telling = Telling { tell, last: None };
    // Asked before anything is reserved: a folder that takes nothing is the commonest wrong turn.
    takes_files(&write.folder)?;
    let mut sofar = Sofar::default();
    let done = all(desk, write, &mut sofar, &mut telling);
    let wrote = !sofar.sealed.is_empty();
    let answer = match done {
        Ok(()) => Answer::Written(Box::new(Written {
            copied: sofar.copied,
            not_copied: sofar.not_copied,
            folder: write.folder.clone(),
            at: env.now(),
            desk_words: desk.public_key()?.1,
        })),
        Err(end) => {
            let done = sofar.copied.len() + sofar.not_copied.len();
            let waiting = desk.waiting(&write.to).is_ok_and(|waiting| waiting.len() > done);
            let (asked, why) = match end {
                End::Asked => (true, "You asked it to stop.".to_owned()),
                End::Refused(why) => (false, why),
            };
            let sealed = sofar.sealed.into_iter().map(|batch| batch.recipient).collect();
            Answer::Stuck(Box::new(Stuck { why, asked, sealed, copied: sofar.copied, waiting }))
        }
    };
    if wrote {
        work.saved();
    }
    Ok(answer)
}

/// Reads copies from the disk itself, and compares each with the digest that was committed when it was sealed.
pub(super) fn read_again(env: &Env, copies: &[Copied]) -> ReadAgain {
    let wrong = |copied: &Copied| {
        let name = copied.file.file_name().unwrap_or_default().to_string_lossy();
        let why = match look_at_copy(&copied.file, &copied.digest) {
            Ok(()) => return None,
            Err(BatchError::NotInOutbox { .. }) => "is not there any more",
            Err(BatchError::NotAsSealed { .. }) => "is not what was sealed any more. Do not hand it over",
            Err(_) => "cannot be read. Do not hand it over",
        };
        Some(format!("{name} {why}. The sealed file is safe in the desk’s outbox: close the day again to copy it."))
    };
    let wrong = copies.iter().filter_map(wrong).collect();
    ReadAgain { at: env.now(), wrong }
}

/// What stops it before its end.
enum End {
    /// Somebody asked.
    Asked,
    /// Something that happened, in a sentence.
    Refused(String),
}

impl From<DeskError> for End {
    fn from(error: DeskError) -> Self {
        Self::Refused(Failure::from(error).to_string())
    }
}

/// Seals and copies.
fn all(desk: &mut Desk, write: &Write, sofar: &mut Sofar, telling: &mut Telling<'_>) -> Result<(), End> {
    for (place, code) in write.seal.iter().enumerate() {
        stopped(write)?;
        telling.now(Step::Gathering { recipient: place, done: 0 });
        let to = std::slice::from_ref(code);
        let closed = desk.close_day_telling(&write.event, to, &mut |now| telling.step(step(place, now)));
        sofar.sealed.extend(closed?);
    }
    let Sofar { sealed, copied, not_copied } = sofar;
    let mut bytes = 0;
    desk.copy_waiting(&write.to, &write.folder, sealed, &mut |now| match now {
        Copying::Begins { batch, file, of } => {
            stopped(write)?;
            bytes = std::fs::metadata(&batch.path).map_or(0, |found| found.len());
            telling.now(Step::Copying { file, of, bytes, done: 0 });
            Ok::<_, End>(())
        }
        Copying::Goes { file, of, done } => {
            telling.step(Step::Copying { file, of, bytes, done });
            Ok(())
        }
        Copying::Ends { batch, copied: Ok(CopiedOut { path: file, taken_back }) } => {
            let bytes = std::fs::metadata(&file).map_or(0, |found| found.len());
            copied.push(Copied {
                recipient: batch.recipient.clone(),
                sequence: batch.sequence,
                people: batch.people,
                file,
                bytes,
                digest: batch.file_sha256,
                fresh: sealed.contains(batch),
                taken_back,
            });
            Ok(())
        }
        Copying::Ends { copied: Err(error), .. } => {
            not_copied.push(error.to_string());
            Ok(())
        }
    })?;
    // Where there is nothing to hand over, the day is not closed.
    not_copied.first().filter(|_| copied.is_empty()).map_or(Ok(()), |why| Err(End::Refused(why.clone())))
}

fn stopped(write: &Write) -> Result<(), End> {
    if write.stop.is_asked() { Err(End::Asked) } else { Ok(()) }
}

/// A person is three steps: chosen, written, and their answers written.
fn step(recipient: usize, now: Progress) -> Step {
    let part = |done: u64, of: u64| u16::try_from((done * 1000).checked_div(of).unwrap_or(0).min(1000)).unwrap_or(1000);
    let gathering = now.of / 3;
    if now.done < gathering {
        Step::Gathering { recipient, done: part(now.done, gathering) }
    } else {
        Step::Sealing { recipient, done: part(now.done - gathering, now.of - gathering) }
    }
}

/// Says how far it is, but not more often than anybody sees.
struct Telling<'t> {
    tell: &'t mut dyn FnMut(Any),
    last: Option<Monotonic>,
}

impl Telling<'_> {
    fn now(&mut self, step: Step) {
        self.last = Some(Monotonic::now());
        (self.tell)(Any::Closing(Answer::Progress(step)));
    }

    fn step(&mut self, step: Step) {
        if self.last.is_none_or(|last| last.elapsed() >= EVERY) {
            self.now(step);
        }
    }
}
