//! A whole day on a throw-away desk, through the same use cases as a real one, with made-up visitors.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::json;
use zeroize::Zeroizing;

use crate::desk::{
    Desk, Entering, EventFile, Kdf, NewReader, NewRecipient, Passphrase, RecipientIdentity, SigningKey, VerifyingKey,
    Withdrawal, shipped_profile, suggest_passphrase, verify,
};
use crate::domain::answer::How;
use crate::domain::code::Code;
use crate::domain::guardian::InPerson;
use crate::domain::ids::EventId;
use crate::domain::purpose::{Channel, Purpose, Question};
use crate::domain::source::{Giver, ListSource};
use crate::domain::staff::{Handle, Role};
use crate::env::Env;

use super::output::{Output, counted};
use super::{CliError, Outcome, exit_code, register};

const EVENT: &str = include_str!("../../assets/event-demo.toml");
const VISITORS: &str = include_str!("../../assets/demo-visitors.csv");

/// A throw-away desk that is asked for.
pub struct Demo {
    pub(super) folder: Option<PathBuf>,
    pub(super) env: Env,
    pub(super) json: bool,
    pub(super) look: Option<String>,
    pub(super) window: bool,
}

/// A throw-away desk, made, with its visitors; nobody has it open.
pub struct ThrowAway {
    /// Clock, ids, and the place beside it where it is remembered.
    pub env: Env,
    /// Its folder.
    pub desk: PathBuf,
    /// Who opens it.
    pub handle: Handle,
    /// With what. It guards nothing: every visitor in it is made up.
    pub passphrase: Zeroizing<String>,
    /// How the window looks, where that was said.
    pub look: Option<String>,
}

impl Demo {
    /// Makes the desk and opens it in a window by `open`. Where there is none, it runs the desk's day instead; `open` then
    /// says why not.
    pub fn run(
        self,
        out: &mut dyn Write,
        complaints: &mut dyn Write,
        open: impl FnOnce(ThrowAway) -> Result<(), String>,
    ) -> ExitCode {
        let mut output = Output { out, complaints, json: self.json };
        let done = self.show(&mut output, open);
        exit_code(done, &mut output)
    }

    fn show(
        self,
        output: &mut Output<'_>,
        open: impl FnOnce(ThrowAway) -> Result<(), String>,
    ) -> Result<Outcome, CliError> {
        let prepared = Prepared::make(self.folder.as_deref(), &self.env, output)?;
        if self.window {
            let place = prepared.desk.display();
            let words = &*prepared.words;
            output.remark(format!(
                "\nOpening its window. Its passphrase, for this throw-away desk: {words}\nIt is in {place}"
            ))?;
            output.out.flush()?;
            match open(prepared.thrown_away(self.look)) {
                Ok(()) => return Ok(Outcome::Done),
                Err(why) => output.complain(format!("lanyard: {why}"))?,
            }
            output.remark("\nIts day goes on without a window.")?;
        }
        prepared.run_day(output)
    }
}

/// The desk's whole day, without a window.
pub(super) fn run_without_window(
    folder: Option<&Path>,
    env: &Env,
    output: &mut Output<'_>,
) -> Result<Outcome, CliError> {
    Prepared::make(folder, env, output)?.run_day(output)
}

/// The desk with its event and its visitors, closed.
struct Prepared {
    env: Env,
    folder: PathBuf,
    desk: PathBuf,
    event: Code,
    handle: Handle,
    words: Zeroizing<String>,
    tally: register::Tally,
}

impl Prepared {
    fn make(folder: Option<&Path>, env: &Env, output: &mut Output<'_>) -> Result<Self, CliError> {
        let folder = match folder {
            Some(folder) => folder.to_owned(),
            None => fresh_folder()?,
        };
        let folder = std::fs::create_dir_all(&folder).and_then(|()| folder.canonicalize()).map_err(|_| {
            CliError::say("No folder could be made there for the demo. Nothing was begun; name another with --folder.")
        })?;
        let desk_folder = folder.join("Demo.lanyard");
        // The throw-away desk is remembered beside it, and not among the desks that this computer really works with.
        let env = Env::real(Some(folder.join("state"))).with_clock_of(env);

        let words = suggest_passphrase()?;
        let passphrase = Passphrase::new_for_vault(&words).map_err(CliError::say)?;
        let handle = Handle::parse("demo").map_err(CliError::say)?;
        let founder = NewReader { handle: handle.clone(), name: "Demo lead".into(), role: Role::Lead, passphrase };
        let (mut desk, _code) = Desk::create(&desk_folder, &founder, Kdf::STANDARD, &env)?;
        output.remark("1. A desk is made, encrypted, with one lead.")?;

        let event = open_event(&mut desk)?;
        output.remark(format!("2. The event {event} is open, with its form, its questions and its notice."))?;

        output.remark("3. Made-up visitors come:")?;
        let at = desk.event(&event)?;
        let entering = Entering::of(&at, handle.clone(), desk.now());
        let source = ListSource::parse("made-up visitors of the demo", Giver::Themselves).map_err(CliError::say)?;
        let list = register::List { file: VISITORS.as_bytes(), bytes: None, source: &source };
        let tally = register::register(&mut desk, &event, list, entering, output)?;
        confirm_guardians(&mut desk, &event, output)?;
        desk.count_only(&event)?;
        output.remark("   One more declined everything and was only counted.")?;
        Ok(Self { env, folder, desk: desk_folder, event, handle, words, tally })
    }

    fn open(&self) -> Result<Desk, CliError> {
        Ok(Desk::open(&self.desk, &self.handle, &Passphrase::given(&self.words), &self.env)?)
    }

    fn thrown_away(&self, look: Option<String>) -> ThrowAway {
        let (env, desk, handle) = (self.env.clone(), self.desk.clone(), self.handle.clone());
        ThrowAway { env, desk, handle, passphrase: self.words.clone(), look }
    }

    fn run_day(&self, output: &mut Output<'_>) -> Result<Outcome, CliError> {
        let mut desk = self.open()?;
        output.remark("4. They are found by any part of any name:")?;
        for query in ["brightw", "wang", "ivanova", "muhammad"] {
            let hits = desk.find(&self.event, query, 5)?;
            let found: Vec<_> = hits.iter().filter_map(|hit| hit.record.full_name.as_deref()).collect();
            output.remark(format!("   {query}: {}", found.join(", ")))?;
        }
        withdraw_one(&mut desk, &self.event, output)?;

        close(&mut desk, &self.event, &self.folder, output)?;

        // Closed and opened again, as on the next morning: what counts is what is on the disk.
        drop(desk);
        let desk = self.open()?;
        let health = desk.check()?;
        let clean = health.is_clean();
        let state = if clean { "whole" } else { "DAMAGED" };
        output.remark(format!(
            "7. Closed, opened again with the passphrase, every page and the ledger checked: {state}."
        ))?;
        self.say_all(clean, output)?;
        Ok(if clean { Outcome::Done } else { Outcome::FoundSomething })
    }

    fn say_all(&self, clean: bool, output: &mut Output<'_>) -> Result<(), CliError> {
        let (place, event, words, tally) = (self.desk.display(), &self.event, &*self.words, &self.tally);
        let line = format!(
            "\n{} kept, {} not kept, 1 counted only. The desk is in {place}\nLook around: lanyard --desk \
            \"{place}\" --as demo find --event {event} ha\nIts passphrase, for this throw-away desk: {words}",
            tally.kept, tally.not_kept
        );
        let json = json!({ "kept": tally.kept, "not_kept": tally.not_kept, "desk": self.desk, "event": event,
            "clean": clean, "passphrase": words });
        output.say(line, &json)
    }
}

fn fresh_folder() -> Result<PathBuf, CliError> {
    let made = tempfile::Builder::new().prefix("lanyard-demo-").tempdir();
    let made = made.map_err(|_| CliError::say("No folder could be made for the demo. Name one with --folder."))?;
    Ok(made.keep())
}

/// Whoever came with a child is still here: the lead asks them.
fn confirm_guardians(desk: &mut Desk, event: &Code, output: &mut Output<'_>) -> Result<(), CliError> {
    let waiting = desk.review(event)?.waiting;
    for (child, _) in &waiting {
        desk.confirm_guardian(*child, InPerson::GuardianHere)?;
    }
    let children = counted(u64::try_from(waiting.len()).unwrap_or(u64::MAX), "child waits", "children wait");
    output.remark(format!("   {children} for a guardian; the lead confirms of each that they are here and agree."))
}

/// The example event, held today.
fn open_event(desk: &mut Desk) -> Result<Code, CliError> {
    let mut file = EventFile::parse(EVENT).map_err(CliError::say)?;
    let today = desk.now().with_timezone(&file.definition.time_zone).date_naive();
    (file.definition.first_day, file.definition.last_day) = (today, Some(today));
    desk.set_organisation(&shipped_profile(&file.definition.organisation).unwrap_or_default())?;
    let event = file.event(EventId(desk.new_id()), None).map_err(CliError::say)?;
    let code = event.definition().code.clone();
    desk.new_event(event.definition().clone(), event.notice().clone())?;
    Ok(code)
}

/// Closes the day for an office that exists only here, and verifies the batch as that office would.
fn close(desk: &mut Desk, event: &Code, folder: &Path, output: &mut Output<'_>) -> Result<(), CliError> {
    let identity = RecipientIdentity::generate();
    let code = Code::new("office").map_err(CliError::say)?;
    let acknowledging = SigningKey::generate().map_err(CliError::say)?;
    let office = NewRecipient {
        code: code.clone(),
        name: "Demo office".into(),
        age_key: identity.public().to_string(),
        minisign_key: acknowledging.public().to_string(),
        purposes: [Purpose::RecordKeeping].into(),
    };
    let words = desk.add_recipient(office)?;
    desk.confirm_words(&code, &words.words().join(" "))?;
    let (key, _) = desk.public_key()?;
    let key: VerifyingKey = key.parse().map_err(CliError::say)?;
    let stick = folder.join("stick");
    std::fs::create_dir_all(&stick)?;
    for closed in desk.close_day(event, &[code])? {
        let copy = desk.copy_out(&closed, &stick)?.path;
        verify(&copy, &identity, &key)?;
        let people = counted(closed.people, "person", "people");
        let place = copy.display();
        output.remark(format!(
            "6. The day is closed: {people} sealed for the office, copied and verified:\n   {place}"
        ))?;
    }
    let secret = identity.to_secret_text();
    let kept = folder.join("office-identity.txt");
    std::fs::write(&kept, format!("{}\n", *secret))?;
    output.remark(format!("   Open it: age -d -i {} BATCH > batch.zip", kept.display()))
}

fn withdraw_one(desk: &mut Desk, event: &Code, output: &mut Output<'_>) -> Result<(), CliError> {
    let hits = desk.find(event, "brightwell", 1)?;
    let first = hits.first().ok_or_else(|| CliError::say("The demo's own visitor was not found."))?;
    let id = first.registered.id;
    let withdrawal = Withdrawal { question: Question::News(Channel::Email), objects: false, how: How::OutLoud };
    desk.withdraw(id, withdrawal)?;
    let now = desk.history(id)?.standings.get(withdrawal.question);
    output.remark(format!("5. One takes her Yes to news by email back; it reads now: {now}."))
}
