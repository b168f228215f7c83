//! Consent as records that other programs read (R13): JSON-LD with the terms of the Data Privacy Vocabulary, in the shape that
//! its public guide gives to ISO/IEC TS 27560. What several records share (who decides, what is done, under which notice) stands
//! once, and each record names it.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use super::answer::{GivenBy, NoticeHash, Said};
use super::event::Event;
use super::notice::Contacts;
use super::purpose::{Category, Channel, GuardianQuestion, LawfulBasis, Medium, Purpose, Question};
use super::retention::Kept;
use super::sheet::Receives;

/// The profile that a record says it keeps to.
const PROFILE: &str = "https://w3id.org/dpv/schema/dpv-27560#record";

/// What one consent was asked for: everybody who was asked in the same words has the same.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Process {
    question: Question,
    notice: NoticeHash,
    words: String,
    language: String,
}

/// One thing that somebody said to one question.
pub struct Told<'a> {
    /// What.
    pub said: Said,
    /// When.
    pub at: DateTime<Utc>,
    /// Who: the person or their guardian.
    pub given_by: GivenBy,
    /// The exact words that they were asked.
    pub words: &'a str,
    /// The language of those.
    pub language: &'a str,
    /// The notice that they belong to.
    pub notice: NoticeHash,
    /// The number of that notice.
    pub notice_version: &'a str,
}

/// Everything that one person said to one question at one event, oldest first.
pub struct Consent<'a> {
    /// The record's id.
    pub id: Uuid,
    /// The id of the person.
    pub subject: Uuid,
    /// What was asked.
    pub question: Question,
    /// What was said to it; not empty.
    pub told: &'a [Told<'a>],
}

/// Whether an answer to this question is a consent: a guardian's word that they are responsible is none, and neither is an
/// objection to what rests on the organisation's interests (R6).
#[must_use]
pub fn is_consent(question: Question, event: &Event) -> bool {
    match question {
        Question::Guardian(GuardianQuestion::Responsible) => false,
        Question::Recording(_) => !event.purposes().contains(&Purpose::RecordingByObjection),
        Question::Guardian(GuardianQuestion::Consent)
        | Question::News(_)
        | Question::Special(_)
        | Question::SendThem => true,
    }
}

/// The records of one event as one JSON-LD document, written piece by piece.
pub struct Graph<'a> {
    event: &'a Event,
    processes: HashMap<Process, usize>,
    /// Whom the notices name, each once: the present notice's first.
    parties: Vec<Option<Contacts>>,
    /// Which of those each earlier notice names.
    under: HashMap<NoticeHash, usize>,
    recipients: Vec<Receives>,
}

impl<'a> Graph<'a> {
    /// Begins with what is the same for all: the words that are used, who decides, and who watches over it.
    #[must_use]
    pub fn begin(event: &'a Event) -> (Self, String) {
        let contacts = event.notice().contacts.clone();
        let shared = parties(event, contacts.as_ref(), 0);
        let (processes, under, recipients) = (HashMap::new(), HashMap::new(), Vec::new());
        let graph = Self { event, processes, parties: vec![contacts], under, recipients };
        let begun = format!("{{\"@context\":{},\"@graph\":[\n{shared}", context());
        (graph, begun)
    }

    /// To whom data of the event goes: each record names those who receive it for its purpose. Until this is said, none is known.
    pub fn goes_to(&mut self, recipients: Vec<Receives>) {
        self.recipients = recipients;
    }

    /// What an earlier notice says of who decides and who watches over it: an answer that was given under it names those. Answers what
    /// has to stand in the document before such a record.
    pub fn earlier(&mut self, notice: NoticeHash, contacts: Option<&Contacts>) -> String {
        if notice == self.event.notice_hash() || self.under.contains_key(&notice) {
            return String::new();
        }
        let known = self.parties.iter().position(|known| known.as_ref() == contacts);
        let at = known.unwrap_or(self.parties.len());
        self.under.insert(notice, at);
        if known.is_some() {
            return String::new();
        }
        self.parties.push(contacts.cloned());
        format!(",\n{}", parties(self.event, contacts, at))
    }

    /// Which of the parties an answer under this notice was given to.
    fn party(&self, notice: NoticeHash) -> usize {
        self.under.get(&notice).copied().unwrap_or(0)
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
        let named = |receives: &Receives| json!({ "@type": "dpv:Recipient", "dpv:hasName": receives.name });
        self.recipients.iter().filter(is_for).map(named).collect()
    }

    /// What ends the document.
    #[must_use]
    pub fn end() -> &'static str {
        "\n]}\n"
    }

    /// One record, with what it shares with later ones where it is the first to say it.
    pub fn record(&mut self, consent: &Consent<'_>) -> String {
        let mut out = String::new();
        let Some(last) = consent.told.last() else { return out };
        let process = Process {
            question: consent.question,
            notice: last.notice,
            words: last.words.to_owned(),
            language: last.language.to_owned(),
        };
        let next = self.processes.len() + 1;
        let number = self.processes.get(&process).copied().unwrap_or_else(|| {
            out += ",\n";
            out += &self.process(next, &process, last.notice_version).to_string();
            next
        });
        self.processes.insert(process, number);
        let id = consent.id;
        let record = json!({
            "@id": urn(id),
            "@type": "dpv:ConsentRecord",
            "dct:conformsTo": PROFILE,
            "dct:identifier": id,
            "dpv:hasDataSubject": { "@id": urn(consent.subject), "@type": "dpv:DataSubject", "dct:identifier": consent.subject },
            "dpv:hasDataController": { "@id": controller_id(self.party(last.notice)) },
            "dpv:hasProcess": { "@id": format!("#process-{number}") },
            "dpv:hasConsentStatus": consent.told.iter().map(|told| self.event_of(consent, told)).collect::<Vec<_>>(),
        });
        out += ",\n";
        out += &record.to_string();
        out
    }

    fn event_of(&self, consent: &Consent<'_>, told: &Told<'_>) -> Value {
        let by = match told.given_by {
            GivenBy::Visitor => json!({ "@id": urn(consent.subject) }),
            GivenBy::Guardian => json!({ "@type": "dpv:GuardianOfDataSubject" }),
        };
        json!({
            "@type": status(told.said),
            "dct:date": told.at.to_rfc3339_opts(SecondsFormat::Secs, true),
            "dct:valid": self.valid_until(),
            "dpv:isImplementedByEntity": by,
            "dpv:hasLegalBasis": consent_type(consent.question),
        })
    }

    /// The last day that a consent is relied on: with the registration it goes.
    fn valid_until(&self) -> NaiveDate {
        let definition = self.event.definition();
        let last = definition.last_day.unwrap_or(definition.first_day);
        definition.retention.until(Kept::Record, last)
    }

    fn process(&self, number: usize, process: &Process, notice_version: &str) -> Value {
        let definition = self.event.definition();
        let question = process.question;
        let purpose = purpose_of(question);
        let days = definition.retention.days(kept_as(question));
        let party = self.party(process.notice);
        let place = json!({ "@type": "dpv:Location", "dct:title": definition.time_zone.name() });
        let mut receive = vec![json!({ "@id": controller_id(party) })];
        receive.extend(self.receive(question));
        json!({
            "@id": format!("#process-{number}"),
            "@type": "dpv:Process",
            "dct:title": question.code(),
            "dpv:hasService": definition.name,
            "dpv:hasNotice": {
                "@type": "dpv:ConsentNotice",
                "dct:identifier": process.notice.to_string(),
                "dct:hasVersion": notice_version,
                "dct:description": { "@value": process.words, "@language": process.language },
            },
            "dct:language": process.language,
            "dpv:hasPurpose": { "@type": purpose_type(question), "dct:title": purpose.code() },
            "dpv:hasLegalBasis": legal_basis(question),
            "dpv:hasPersonalData": personal_data(question),
            "dpv:hasDataController": { "@id": controller_id(party) },
            "dpv:hasDataSource": { "@id": "dpv:DataSubjectDataSource" },
            "dpv:hasProcessing": [{ "@id": "dpv:Collect" }, { "@id": "dpv:Store" }, { "@id": "dpv:Use" }],
            "dpv:hasStorageCondition": [
                { "@type": "dpv:StorageLocation", "dpv:hasLocation": place },
                { "@type": "dpv:StorageDuration", "dpv:hasDuration": format!("P{days}D") },
            ],
            "dpv:hasJurisdiction": place,
            "dpv:hasRecipient": receive,
            "dpv:hasConsentControl": { "@type": "dpv:WithdrawConsent", "dct:description": self.event.notice().how_to_stop },
            "dpv:hasRight": articles(&["A7-3", "A15", "A16", "A17", "A18", "A20", "A21", "A77"]),
            "dpv:hasAuthority": self.parties.get(party).and_then(Option::as_ref).map(|_| json!({ "@id": authority_id(party) })),
        })
    }
}

fn urn(id: Uuid) -> String {
    format!("urn:uuid:{id}")
}

fn context() -> Value {
    json!({
        "dct": "http://purl.org/dc/terms/",
        "dpv": "https://w3id.org/dpv#",
        "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
        "loc": "https://w3id.org/dpv/loc#",
        "pd": "https://w3id.org/dpv/pd#",
    })
}

/// The nodes of who decides and who watches over it, as a notice names them; nobody watches where it names none.
fn parties(event: &Event, contacts: Option<&Contacts>, at: usize) -> String {
    let controller = controller(event, contacts, at);
    let authority = contacts.map(|contacts| authority(&contacts.regulator, at));
    [Some(controller), authority].into_iter().flatten().map(|node| node.to_string()).collect::<Vec<_>>().join(",\n")
}

fn controller_id(at: usize) -> String {
    if at == 0 { "#controller".to_owned() } else { format!("#controller-{}", at + 1) }
}

fn authority_id(at: usize) -> String {
    if at == 0 { "#authority".to_owned() } else { format!("#authority-{}", at + 1) }
}

fn controller(event: &Event, contacts: Option<&Contacts>, at: usize) -> Value {
    let organisation = &event.definition().organisation;
    let name = contacts.and_then(|contacts| contacts.controller.as_ref()).unwrap_or(organisation);
    json!({
        "@id": controller_id(at),
        "@type": ["dpv:LegalEntity", "dpv:DataController"],
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
        "@id": authority_id(at),
        "@type": ["dpv:LegalEntity", "dpv:DataProtectionAuthority"],
        "dct:identifier": name,
        "dpv:hasName": name,
        "dpv:hasAddress": reached,
        "dpv:hasContact": reached,
    })
}

fn status(said: Said) -> &'static str {
    match said {
        Said::Yes => "dpv:ConsentGiven",
        Said::No => "dpv:ConsentRefused",
        // An objection to what was agreed to ends it as taking it back does, and for longer (R20).
        Said::Withdrawn | Said::Objected => "dpv:ConsentWithdrawn",
        Said::LeftBlank => "dpv:ConsentRequested",
    }
}

/// Special categories need a consent that is explicit (UK GDPR, article 9(2)(a)).
fn consent_type(question: Question) -> &'static str {
    if matches!(question, Question::Special(_)) { "dpv:ExplicitlyExpressedConsent" } else { "dpv:ExpressedConsent" }
}

fn legal_basis(question: Question) -> Value {
    if matches!(question, Question::Special(_)) { articles(&["A6-1-a", "A9-2-a"]) } else { articles(&["A6-1-a"]) }
}

fn articles(numbers: &[&str]) -> Value {
    numbers.iter().map(|number| json!({ "@id": format!("eu-gdpr:{number}") })).collect()
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
    json!({ "@type": kinds, "dct:title": title, "dpv:hasNecessity": { "@id": "dpv:Optional" } })
}

fn kept_as(question: Question) -> Kept {
    match question {
        Question::Special(pair) if pair.purpose() != Purpose::Opportunities => Kept::Special,
        _ => Kept::Record,
    }
}
