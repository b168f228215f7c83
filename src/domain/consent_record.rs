//! Consent as records that other programs read (R13): JSON-LD with the terms of the Data Privacy Vocabulary, in the shape that
//! its public guide gives to ISO/IEC TS 27560. What several records share (who decides, what is done, under which notice) stands
//! once, and each record names it.

use chrono::NaiveDate;
use serde_json::{Value, json};
use uuid::Uuid;

use super::answer::{GivenBy, NoticeHash, Said};
use super::event::Event;
use super::notice::Contacts;
use super::purpose::{Category, Channel, GuardianQuestion, LawfulBasis, Medium, Purpose, Question};
use super::retention::Kept;
use super::sheet::Receives;
use super::statement::Statement;

/// The profile that a record says it keeps to.
const PROFILE: &str = "https://w3id.org/dpv/schema/dpv-27560#record";

/// What the names of nodes begin with that mean something in this document only.
const NODE: &str = "_:";

/// What a consent was asked for. Everybody who was asked the same in the same words shares one description of it.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// What was asked.
    pub question: Question,
    /// The exact words.
    pub words: &'a str,
    /// The language of those.
    pub language: &'a str,
    /// The notice that they belong to.
    pub notice: NoticeHash,
    /// The number of that notice.
    pub notice_version: &'a str,
    /// Whom that notice names.
    pub contacts: Option<&'a Contacts>,
}

/// A description that stands in the document, by its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Described(usize);

/// One thing that somebody said to one question.
pub struct Told {
    /// To which question.
    pub question: Question,
    /// What that was asked for.
    pub asked: Described,
    /// What was said.
    pub said: Said,
    /// When: UTC, whole seconds, as RFC 3339 writes them with `Z`.
    pub at: String,
    /// Who said it: the person or their guardian.
    pub given_by: GivenBy,
}

/// What tells one description from another.
struct Process {
    question: Question,
    notice: NoticeHash,
    words: String,
    language: String,
}

impl Process {
    fn is_of(&self, asked: &Asked<'_>) -> bool {
        self.question == asked.question
            && self.notice == asked.notice
            && self.words == asked.words
            && self.language == asked.language
    }
}

/// Whether an answer to this statement is about a consent: a guardian's word that they are responsible is none, and neither is
/// anything that is said, or left blank, to words that say that one may object to what rests on the organisation's interests
/// (R6, R12). Where grown-ups may object, everybody else is still asked, and so was everybody before the event's settings changed:
/// what they said to the question is a consent's wherever they are.
#[must_use]
pub fn is_consent(to: Statement) -> bool {
    match to.question() {
        Question::Guardian(GuardianQuestion::Responsible) => false,
        Question::Guardian(GuardianQuestion::Consent)
        | Question::News(_)
        | Question::Recording(_)
        | Question::Special(_)
        | Question::SendThem => !to.is_of_objection(),
    }
}

/// The records of one event as one JSON-LD document, written piece by piece: a batch of any size holds no more of it than one
/// person's. The terms are short ones that its context explains, since there are ten records for each person.
pub struct Graph<'a> {
    event: &'a Event,
    valid_until: NaiveDate,
    processes: Vec<Process>,
    /// Whom the notices name, each once: the present notice's first.
    parties: Vec<Option<Contacts>>,
    recipients: Vec<Receives>,
}

impl<'a> Graph<'a> {
    /// Begins with what is the same for nearly all: the words that are used, who decides, and who watches over it. `recipients`
    /// are those to whom data of the event goes: each record names those who receive it for its purpose.
    pub fn begin(event: &'a Event, recipients: Vec<Receives>, out: &mut String) -> Self {
        let contacts = event.notice().contacts.clone();
        push(
            out,
            &["{\"@context\":", &context().to_string(), ",\"@graph\":[\n", &parties(event, contacts.as_ref(), 0)],
        );
        Self { event, valid_until: valid_until(event), processes: Vec::new(), parties: vec![contacts], recipients }
    }

    /// Which of the parties an answer was given to, by whom its notice names: they are written when they are named for the first
    /// time.
    fn party(&mut self, contacts: Option<&Contacts>, out: &mut String) -> usize {
        if let Some(known) = self.parties.iter().position(|known| known.as_ref() == contacts) {
            return known;
        }
        let at = self.parties.len();
        push(out, &[",\n", &parties(self.event, contacts, at)]);
        self.parties.push(contacts.cloned());
        at
    }

    /// Those who receive what was asked for.
    fn receive(&self, question: Question) -> Vec<Value> {
        let purpose = purpose_of(question);
        let office = match question {
            Question::Special(pair) => self.event.definition().special_to_office.contains(&pair),
            _ => true,
        };
        let is_for = |receives: &&Receives| {
            receives.purposes.contains(&purpose) || (office && receives.purposes.contains(&Purpose::RecordKeeping))
        };
        let named = |receives: &Receives| json!({ "type": "dpv:Recipient", "dpv:hasName": receives.name });
        self.recipients.iter().filter(is_for).map(named).collect()
    }

    /// What ends the document.
    pub fn end(self, out: &mut String) {
        out.push_str("\n]}\n");
    }

    /// Where the description of what was asked for stands. It is written when it is asked for the first time.
    pub fn described(&mut self, asked: &Asked<'_>, out: &mut String) -> Described {
        if let Some(known) = self.processes.iter().position(|process| process.is_of(asked)) {
            return Described(known);
        }
        let party = self.party(asked.contacts, out);
        let number = self.processes.len();
        push(out, &[",\n", &self.process(number, party, asked).to_string()]);
        self.processes.push(Process {
            question: asked.question,
            notice: asked.notice,
            words: asked.words.to_owned(),
            language: asked.language.to_owned(),
        });
        Described(number)
    }

    /// The records of one registration: one for each question, with everything that was said to it. `told` comes in the order
    /// of the ledger; a record names what was asked last.
    pub fn records(&self, registration: Uuid, subject: Uuid, told: &mut [Told], out: &mut String) {
        told.sort_by_key(|told| told.question);
        let mut of_question = told.chunk_by(|one, next| one.question == next.question).peekable();
        if of_question.peek().is_none() {
            return;
        }
        // What is pushed here has no character that JSON writes otherwise: ids, codes and times.
        let (mut registration_id, mut subject_id) = (Uuid::encode_buffer(), Uuid::encode_buffer());
        let registration = &*registration.hyphenated().encode_lower(&mut registration_id);
        let subject = &*subject.hyphenated().encode_lower(&mut subject_id);
        push(out, &[",\n{\"id\":\"u:", subject, "\",\"type\":\"DataSubject\",\"identifier\":\"", subject]);
        out.push_str("\",\"consents\":[");
        while let Some(told) = of_question.next() {
            self.record(registration, subject, told, out);
            out.push_str(if of_question.peek().is_some() { ",\n" } else { "]}" });
        }
    }

    fn record(&self, registration: &str, subject: &str, told: &[Told], out: &mut String) {
        let Some(last) = told.last() else { return };
        push(out, &["{\"type\":\"ConsentRecord\",\"schema\":\"record\",\"identifier\":\"", registration, "#"]);
        push(out, &[last.question.code(), "\",\"process\":\"", NODE, "process-", &(last.asked.0 + 1).to_string()]);
        out.push_str("\",\"status\":[");
        for (at, told) in told.iter().enumerate() {
            push(out, &[if at > 0 { "," } else { "" }, "{\"type\":\"", status(told.said)]);
            push(out, &["\",\"at\":\"", &told.at, "\",\"until\":\""]);
            out.push_str(&self.valid_until.to_string());
            match told.given_by {
                GivenBy::Visitor => push(out, &["\",\"by\":\"u:", subject, "\""]),
                GivenBy::Guardian => out.push_str("\",\"by\":{\"type\":\"GuardianOfDataSubject\"}"),
            }
            push(out, &[",\"form\":\"", consent_type(told.question), "\"}"]);
        }
        out.push_str("]}");
    }

    fn process(&self, number: usize, party: usize, asked: &Asked<'_>) -> Value {
        let definition = self.event.definition();
        let question = asked.question;
        let purpose = purpose_of(question);
        let days = definition.retention.days(kept_as(question));
        let place = json!({ "type": "dpv:Location", "dct:title": definition.time_zone.name() });
        let mut receive = vec![json!({ "id": controller_id(party) })];
        receive.extend(self.receive(question));
        // As it was said in the language that was asked in, where that is of the present version.
        let words = self.event.words_under(asked.notice);
        let how_to_stop = &words.map_or(self.event.notice(), |words| words.notice()).how_to_stop;
        let watched = self.parties.get(party).and_then(Option::as_ref).map(|_| json!({ "id": authority_id(party) }));
        json!({
            "id": format!("{NODE}process-{}", number + 1),
            "type": "dpv:Process",
            "dct:title": question.code(),
            "dpv:hasService": definition.name,
            "dpv:hasNotice": {
                "type": "dpv:ConsentNotice",
                "dct:identifier": asked.notice.to_string(),
                "dct:hasVersion": asked.notice_version,
                "dct:description": { "@value": asked.words, "@language": asked.language },
            },
            "dct:language": asked.language,
            "dpv:hasPurpose": { "type": purpose_type(question), "dct:title": purpose.code() },
            "dpv:hasLegalBasis": legal_basis(question),
            "dpv:hasPersonalData": personal_data(question),
            "dpv:hasDataController": { "id": controller_id(party) },
            "dpv:hasDataSource": { "id": "dpv:DataSubjectDataSource" },
            "dpv:hasProcessing": [{ "id": "dpv:Collect" }, { "id": "dpv:Store" }, { "id": "dpv:Use" }],
            "dpv:hasStorageCondition": [
                { "type": "dpv:StorageLocation", "dpv:hasLocation": place },
                { "type": "dpv:StorageDuration", "dpv:hasDuration": format!("P{days}D") },
            ],
            "dpv:hasJurisdiction": place,
            "dpv:hasRecipient": receive,
            "dpv:hasConsentControl": { "type": "dpv:WithdrawConsent", "dct:description": how_to_stop },
            "dpv:hasRight": articles(&["A7-3", "A15", "A16", "A17", "A18", "A20", "A21", "A77"]),
            "dpv:hasAuthority": watched,
        })
    }
}

fn push(out: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| out.push_str(part));
}

/// The terms of DPV with its extensions, and short ones for what stands in every record.
fn context() -> Value {
    let id = |of: &str| json!({ "@id": of, "@type": "@id" });
    let term = |of: &str| json!({ "@id": of, "@type": "@vocab" });
    json!({
        "@version": 1.1,
        "dct": "http://purl.org/dc/terms/",
        "dpv": "https://w3id.org/dpv#",
        "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
        "pd": "https://w3id.org/dpv/pd#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "u": { "@id": "urn:uuid:", "@prefix": true },
        "id": "@id",
        "type": "@type",
        "identifier": "dct:identifier",
        "consents": { "@reverse": "dpv:hasDataSubject" },
        "schema": term("dct:conformsTo"),
        "process": id("dpv:hasProcess"),
        "status": "dpv:hasConsentStatus",
        "at": { "@id": "dct:date", "@type": "xsd:dateTime" },
        "until": { "@id": "dct:valid", "@type": "xsd:date" },
        "by": id("dpv:isImplementedByEntity"),
        "form": term("dpv:hasLegalBasis"),
        "record": PROFILE,
        "DataSubject": "dpv:DataSubject",
        "ConsentRecord": "dpv:ConsentRecord",
        "ConsentGiven": "dpv:ConsentGiven",
        "ConsentRefused": "dpv:ConsentRefused",
        "ConsentRequested": "dpv:ConsentRequested",
        "ConsentWithdrawn": "dpv:ConsentWithdrawn",
        "GuardianOfDataSubject": "dpv:GuardianOfDataSubject",
        "ExpressedConsent": "dpv:ExpressedConsent",
        "ExplicitlyExpressedConsent": "dpv:ExplicitlyExpressedConsent",
    })
}

/// The last day that a consent is relied on: with the registration it goes.
fn valid_until(event: &Event) -> NaiveDate {
    let definition = event.definition();
    let last = definition.final_day();
    definition.retention.until(Kept::Record, last)
}

fn parties(event: &Event, contacts: Option<&Contacts>, at: usize) -> String {
    let controller = controller(event, contacts, at);
    let authority = contacts.map(|contacts| authority(&contacts.regulator, at));
    [Some(controller), authority].into_iter().flatten().map(|node| node.to_string()).collect::<Vec<_>>().join(",\n")
}

fn controller_id(at: usize) -> String {
    format!("{NODE}controller-{}", at + 1)
}

fn authority_id(at: usize) -> String {
    format!("{NODE}authority-{}", at + 1)
}

fn controller(event: &Event, contacts: Option<&Contacts>, at: usize) -> Value {
    let organisation = &event.definition().organisation;
    let name = contacts.and_then(|contacts| contacts.controller.as_ref()).unwrap_or(organisation);
    json!({
        "id": controller_id(at),
        "type": ["dpv:LegalEntity", "dpv:DataController"],
        "dct:identifier": contacts.and_then(|c| c.registration_number.as_deref()).unwrap_or(name),
        "dpv:hasName": name,
        "dpv:hasAddress": contacts.map(|c| c.address.as_str()),
        "dpv:hasContact": contacts.map_or_else(|| vec![event.notice().how_to_stop.as_str()], |c| {
            [Some(c.email.as_str()), c.data_protection_officer.as_deref()].into_iter().flatten().collect()
        }),
    })
}

/// The regulator is one line of the notice: its name, and after a comma how it is reached.
fn authority(regulator: &str, at: usize) -> Value {
    let (name, reached) =
        regulator.split_once(',').map_or((regulator, regulator), |(name, at)| (name.trim(), at.trim()));
    json!({
        "id": authority_id(at),
        "type": ["dpv:LegalEntity", "dpv:DataProtectionAuthority"],
        "dct:identifier": name,
        "dpv:hasName": name,
        "dpv:hasAddress": reached,
        "dpv:hasContact": reached,
    })
}

fn status(said: Said) -> &'static str {
    match said {
        Said::Yes => "ConsentGiven",
        Said::No => "ConsentRefused",
        // An objection to what was agreed to ends it as taking it back does, and for longer (R20).
        Said::Withdrawn | Said::Objected => "ConsentWithdrawn",
        Said::LeftBlank => "ConsentRequested",
    }
}

/// Special categories need a consent that is explicit (UK GDPR, article 9(2)(a)).
fn consent_type(question: Question) -> &'static str {
    if matches!(question, Question::Special(_)) { "ExplicitlyExpressedConsent" } else { "ExpressedConsent" }
}

fn legal_basis(question: Question) -> Value {
    if matches!(question, Question::Special(_)) { articles(&["A6-1-a", "A9-2-a"]) } else { articles(&["A6-1-a"]) }
}

fn articles(numbers: &[&str]) -> Value {
    numbers.iter().map(|number| json!({ "id": format!("eu-gdpr:{number}") })).collect()
}

fn purpose_of(question: Question) -> Purpose {
    let concerned = |purpose: &&Purpose| question.concerns(**purpose) && purpose.basis() == LawfulBasis::Consent;
    Purpose::ALL.iter().find(concerned).copied().unwrap_or(Purpose::RecordKeeping)
}

fn purpose_type(question: Question) -> &'static str {
    match question {
        Question::News(_) => "dpv:DirectMarketing",
        Question::Recording(_) => "dpv:PublicRelations",
        Question::SendThem => "dpv:CommunicationForCustomerCare",
        Question::Special(_) | Question::Guardian(_) => "dpv:ServiceProvision",
    }
}

fn personal_data(question: Question) -> Value {
    let (kind, title) = match question {
        Question::News(Channel::Email) => ("pd:EmailAddress", "email address"),
        Question::News(Channel::Sms | Channel::Phone) => ("pd:TelephoneNumber", "telephone number"),
        Question::News(Channel::Post) => ("pd:PhysicalAddress", "postal address"),
        Question::Recording(Medium::Photo) => ("pd:Picture", "photographs"),
        Question::Recording(Medium::Audio) => ("dpv:PersonalData", "recordings of the voice"),
        Question::Recording(Medium::Video) => ("dpv:PersonalData", "film"),
        Question::SendThem => ("pd:Contact", "the address given for it"),
        Question::Guardian(_) => ("dpv:PersonalData", "the child's details"),
        Question::Special(pair) => match pair.category() {
            Category::Health => ("pd:Health", "a health condition"),
            Category::Disability => ("pd:Disability", "a disability"),
            Category::Diet => ("dpv:SpecialCategoryPersonalData", "what they eat"),
            Category::Ethnicity => ("pd:EthnicOrigin", "ethnic group"),
        },
    };
    const SPECIAL: &str = "dpv:SpecialCategoryPersonalData";
    let is_special = matches!(question, Question::Special(_)) && kind != SPECIAL;
    let kinds: Vec<_> = [Some(kind), is_special.then_some(SPECIAL)].into_iter().flatten().collect();
    json!({ "type": kinds, "dct:title": title, "dpv:hasNecessity": { "id": "dpv:Optional" } })
}

fn kept_as(question: Question) -> Kept {
    match question {
        Question::Special(pair) if pair.purpose() != Purpose::Opportunities => Kept::Special,
        _ => Kept::Record,
    }
}
