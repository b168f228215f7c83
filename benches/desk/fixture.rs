//! A desk with as many visitors as wanted, each with ten answers, appended through the same functions as at the desk but
//! thousands to a transaction.

use std::path::PathBuf;

use lanyard::desk::{Desk, Kdf, NewReader, Passphrase, SCHEMA};
use lanyard::domain::act_kind::ActKind;
use lanyard::domain::age::AgeAnswer;
use lanyard::domain::answer::{How, NoticeCard, Said};
use lanyard::domain::code::Code;
use lanyard::domain::draft::{AnswerDraft, RegistrationDraft};
use lanyard::domain::event::Event;
use lanyard::domain::field_error::GuardianField;
use lanyard::domain::form::Field;
use lanyard::domain::ids::{AnswerId, EventId, RegistrationId, VisitorId};
use lanyard::domain::moment::AnsweredAt;
use lanyard::domain::purpose::{Channel, Question, SpecialPair};
use lanyard::domain::record::encode;
use lanyard::domain::staff::{Handle, Role};
use lanyard::env::Env;
use lanyard::lists::event_file::{EXAMPLE_EVENT, EventFile};
use lanyard::store::act::{self, Act};
use lanyard::store::registrations::{self, NewRegistration};
use lanyard::store::{StoreError, answers, search};
use lanyard::vault::Vault;
use serde_json::json;

/// A desk in a folder of its own, which goes with it.
pub(crate) struct Fixture {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) event: Event,
    /// Names, addresses and numbers as they would be typed to find somebody.
    pub(crate) queries: Vec<String>,
    pub(crate) env: Env,
}

/// Who works there.
pub(crate) fn lead() -> Handle {
    Handle::parse("alex").unwrap()
}

/// Their passphrase.
pub(crate) fn passphrase() -> Passphrase {
    Passphrase::given("correct horse battery")
}

/// Names of 18 languages.
const NAMES: &str = include_str!("../../tests/data/walk-ins.csv");
/// How many visitors go into one transaction.
const TOGETHER: u64 = 2_000;

impl Fixture {
    /// A desk with that many visitors at its one event.
    pub(crate) fn of(visitors: u64) -> Self {
        Self::sharing(visitors, 0)
    }

    /// The same, where the first so many give one email, with a birthday each: half of them said Yes to news by it.
    pub(crate) fn sharing(visitors: u64, shared: u64) -> Self {
        // Beside the program that measures: a real disk, where a system's own folder may be memory.
        let target = std::env::current_exe().unwrap().parent().unwrap().to_owned();
        let folder = tempfile::Builder::new().prefix("lanyard-bench-").tempdir_in(target).unwrap();
        let env = Env::real(Some(folder.path().join("state")));
        let founder = NewReader { handle: lead(), name: "Alex".into(), role: Role::Lead, passphrase: passphrase() };
        let place = folder.path().join("Day.lanyard");
        let (mut desk, _) = Desk::create(&place, &founder, Kdf::for_tests(), &env).unwrap();
        let mut file = EventFile::parse(EXAMPLE_EVENT).unwrap();
        file.definition.first_day = env.now().date_naive();
        file.definition.last_day = None;
        let event = file.event(EventId(env.new_id()), None).unwrap();
        let id = desk.new_event(event.definition().clone(), event.notice().clone()).unwrap();
        let event = Event::new(id, event.definition().clone(), event.notice().clone()).unwrap();
        drop(desk);
        let mut fixture = Self { folder, event, queries: Vec::new(), env };
        fixture.fill(visitors, shared);
        fixture
    }

    pub(crate) fn place(&self) -> PathBuf {
        self.folder.path().join("Day.lanyard")
    }

    pub(crate) fn code(&self) -> Code {
        self.event.definition().code.clone()
    }

    pub(crate) fn open(&self) -> Desk {
        Desk::open(&self.place(), &lead(), &passphrase(), &self.env).unwrap()
    }

    fn fill(&mut self, visitors: u64, shared: u64) {
        let names: Vec<(String, String)> = csv::Reader::from_reader(NAMES.as_bytes())
            .deserialize::<std::collections::HashMap<String, String>>()
            .map(|row| row.map(|row| (row["given_name"].clone(), row["family_name"].clone())).unwrap())
            .filter(|(given, family)| !given.is_empty() && !family.is_empty())
            .collect();
        let mut vault = Vault::open(&self.place(), &lead(), &passphrase(), SCHEMA, &self.env).unwrap();
        let now = self.env.now();
        let event_version: i64 =
            vault.conn().unwrap().query_row("SELECT max(id) FROM event_version", [], |row| row.get(0)).unwrap();
        for from in (0..visitors).step_by(usize::try_from(TOGETHER).unwrap()) {
            let drafts: Vec<_> = (from..visitors.min(from + TOGETHER))
                .map(|number| {
                    let of = |at: u64| &names[usize::try_from(at).unwrap() % names.len()];
                    let (given, family) = (&of(number).0, &of(number / 7 + number % 13).1);
                    let mut draft = visitor(number, given, family, &self.event, &self.env);
                    if number < shared {
                        share(&mut draft, number);
                    }
                    draft
                })
                .collect();
            if from.is_multiple_of(10_000) {
                let typed = |field| drafts.iter().take(12).map(move |draft| draft.field(field).to_owned());
                let typed = typed(Field::GivenName).chain(typed(Field::FamilyName)).chain(typed(Field::Email));
                self.queries.extend(typed.filter(|query| !query.is_empty()));
            }
            let (event, day) = (&self.event, now.date_naive());
            let saved = vault.write(
                |tx| {
                    for draft in &drafts {
                        let Ok(parsed) = draft.parse(event, day) else { continue };
                        let registration = parsed.registration;
                        let mut appending = act::begin(tx)?;
                        let reference = registration.id().0.simple().to_string();
                        let new = NewRegistration {
                            id: registration.id(),
                            visitor: registration.visitor(),
                            event: event.id(),
                            reference: &reference,
                            registered_at: now,
                            local_day: day,
                        };
                        let record = encode(&registration);
                        let row = registrations::append(&mut appending, &new)?;
                        registrations::append_version(&mut appending, row, 1, event_version, None, &record)?;
                        for answer in registration.answers() {
                            answers::append(&mut appending, row, answer)?;
                        }
                        for value in registration.special() {
                            answers::keep_special(tx, row, value)?;
                        }
                        search::index(tx, row)?;
                        let subject = Some(registration.id().0);
                        let act = Act { kind: ActKind::Register, at: now, staff: &lead(), subject, details: json!({}) };
                        appending.finish(&act)?;
                    }
                    Ok::<(), StoreError>(())
                },
                |_| Ok(false),
            );
            saved.unwrap();
        }
    }
}

/// Makes somebody one of those who give one email, and certainly nobody else of them.
fn share(draft: &mut RegistrationDraft, number: u64) {
    let birth = format!("{}-{:02}-{:02}", 1940 + number % 60, number % 12 + 1, number / 60 % 28 + 1);
    draft.fields.insert(Field::Email, "office@example.org".to_owned());
    draft.fields.insert(Field::DateOfBirth, birth);
    draft.guardian.clear();
    draft.thirteen_or_over = Some(AgeAnswer::Yes);
    draft.answers.retain(|question, _| !question.is_to_guardian());
    if let Some(answer) = draft.answers.get_mut(&Question::News(Channel::Email)) {
        answer.said = if number.is_multiple_of(2) { Said::Yes } else { Said::No };
    }
}

/// One visitor's form, with ten answers; every twentieth is a child whose guardian gave two more.
pub(crate) fn visitor(number: u64, given: &str, family: &str, event: &Event, env: &Env) -> RegistrationDraft {
    let now = env.now();
    let mut draft = RegistrationDraft::new(RegistrationId(env.new_id()), VisitorId(env.new_id()));
    let child = number.is_multiple_of(20);
    let mut put = |field, text: &str| drop(draft.fields.insert(field, text.to_owned()));
    put(Field::GivenName, given);
    put(Field::FamilyName, family);
    put(Field::Country, "GB");
    put(Field::AddressLine1, "1 High Street");
    put(Field::Postcode, &format!("SW{} {}AZ", number % 20 + 1, number % 9 + 1));
    put(Field::Organisation, "Marshwood College");
    put(Field::Subjects, "Physics; Materials");
    if !child {
        put(Field::Email, &format!("visitor{number}@example.org"));
        put(Field::Phone, &format!("020 7{:03} {:04}", number % 900 + 100, number / 900 % 10_000));
    }
    if number.is_multiple_of(3) {
        put(Field::EmergencyName, "Robin Marsh");
        put(Field::EmergencyPhone, "020 7946 0000");
    }
    draft.thirteen_or_over = Some(if child { AgeAnswer::No } else { AgeAnswer::Yes });
    if child {
        let panel = [
            (GuardianField::Name, "Robin Marsh"),
            (GuardianField::Relationship, "mother"),
            (GuardianField::Email, "robin@example.org"),
            (GuardianField::Phone, "020 7946 0000"),
        ];
        draft.guardian = panel.into_iter().map(|(field, text)| (field, text.to_owned())).collect();
    }
    let asked = event.questions().filter(|question| {
        !matches!(question, Question::SendThem | Question::Special(SpecialPair::EthnicityOpportunities))
    });
    let to_guardian = Question::TO_GUARDIAN.into_iter().filter(|_| child);
    for (at, question) in (0_u64..).zip(asked.chain(to_guardian)) {
        let said = if question.is_to_guardian() {
            Said::Yes
        } else if matches!(question, Question::Special(_)) || (number + at).is_multiple_of(3) {
            Said::No
        } else {
            Said::Yes
        };
        let answer = AnswerDraft {
            id: AnswerId(env.new_id()),
            said,
            answered: AnsweredAt::now(now),
            how: How::OutLoud,
            notice_card: NoticeCard::Given,
            notice: event.notice_hash(),
            staff: lead(),
            paper_form: None,
        };
        draft.answers.insert(question, answer);
    }
    draft
}
