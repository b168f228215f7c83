//! A small, whole batch: three people, one of them a child, with everything that a batch can hold.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};
use lanyard::batch::cell::Cell::{self, Boolean, Date, Empty, Id, Integer, Telephone, Text, Time};
use lanyard::batch::digest::Digest;
use lanyard::batch::error::BatchError;
use lanyard::batch::header::{AuditHead, BatchHeader, Hex8, StatedPurpose};
use lanyard::batch::keys::RecipientIdentity;
use lanyard::batch::signing::SigningKey;
use lanyard::batch::tables;
use lanyard::batch::verify::{Verified, verify};
use lanyard::batch::writer::{BatchWriter, Sealed};
use lanyard::domain::code::Code;
use uuid::Uuid;

use crate::support::scratch::Folder;

/// Both ends of the way: a desk with its outbox, and the office.
pub(crate) struct Ends {
    pub(crate) folder: Folder,
    pub(crate) desk: SigningKey,
    pub(crate) office: RecipientIdentity,
}

/// The registrations of the sample.
pub(crate) const PEOPLE: [Uuid; 3] = [Uuid::from_u128(0xA1), Uuid::from_u128(0xA2), Uuid::from_u128(0xA3)];

/// A name with everything that a table could stumble over.
pub(crate) const NAME: &str = "=cmd|' /C calc'!A0, \"Müller\"\r\n王小明";

impl Ends {
    pub(crate) fn new() -> Self {
        Self { folder: Folder::new(), desk: SigningKey::generate().unwrap(), office: RecipientIdentity::generate() }
    }

    /// Writes a batch with what `fill` puts into it.
    pub(crate) fn write<'a, E: From<BatchError>>(
        &'a self,
        header: BatchHeader,
        fill: impl FnOnce(&mut BatchWriter<'a>) -> Result<(), E>,
    ) -> Result<Sealed, E> {
        BatchWriter::write(self.folder.path(), header, &self.office.public(), &self.desk, fill)
            .map(|((), sealed)| sealed)
    }

    /// Writes a batch without any row.
    pub(crate) fn write_nothing(&self, header: BatchHeader) -> Result<Sealed, BatchError> {
        self.write(header, |_| Ok(()))
    }

    /// Writes the sample as the first batch.
    pub(crate) fn seal(&self) -> Sealed {
        self.seal_as(header(1, None))
    }

    /// Writes the sample under a header.
    pub(crate) fn seal_as(&self, header: BatchHeader) -> Sealed {
        self.write(header, fill).unwrap()
    }

    pub(crate) fn verify(&self, file: &std::path::Path) -> Result<Verified, BatchError> {
        verify(file, &self.office, self.desk.public())
    }

    /// The office's identity in a file, as `age -i` takes it.
    pub(crate) fn identity_file(&self) -> PathBuf {
        let path = self.folder.join("office.txt");
        std::fs::write(&path, self.office.to_secret_text().as_bytes()).unwrap();
        path
    }
}

pub(crate) fn header(sequence: u32, previous: Option<Digest>) -> BatchHeader {
    BatchHeader {
        desk: Hex8([0xde, 0x5c, 0, 1]),
        epoch: Hex8([0xe9, 0, 0, 1]),
        recipient: Code::new("office").unwrap(),
        sequence,
        event: Code::new("after-hours-26").unwrap(),
        purposes: vec![StatedPurpose { purpose: "records".to_owned(), basis: "legal-obligation".to_owned() }],
        selected_by: Vec::new(),
        contacts: None,
        previous,
        audit_head: AuditHead { sequence: 41, hash: Digest::of(b"audit") },
        created_at: time(17, 30),
    }
}

pub(crate) fn time(hour: u32, minute: u32) -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(2026, 9, 19).unwrap().and_hms_opt(hour, minute, 0).unwrap().and_utc()
}

/// A row with these cells and nothing in the other columns.
pub(crate) fn row<'a>(spec: &lanyard::batch::table::TableSpec, cells: &[(&str, Cell<'a>)]) -> Vec<Cell<'a>> {
    let mut row = vec![Empty; spec.columns.len()];
    for (column, cell) in cells {
        row[spec.position(column).unwrap_or_else(|| panic!("{} has no {column}", spec.file))] = *cell;
    }
    row
}

fn fill(writer: &mut BatchWriter<'_>) -> Result<(), BatchError> {
    let answers: Vec<Uuid> = (0xC1..0xC7).map(Uuid::from_u128).collect();
    let notice = Digest::of(b"notice").hex();
    let file = writer.notice(&notice, "en", "# What we do with your details\n")?;
    writer.table(&tables::REGISTRATIONS, |rows| {
        let spec = &tables::REGISTRATIONS;
        for (at, (id, name)) in PEOPLE.into_iter().zip([NAME, "محمد علي", "-Lee"]).enumerate() {
            let birth = NaiveDate::from_ymd_opt(if at == 2 { 2015 } else { 1988 }, 2, 28).unwrap();
            rows.row(&row(
                spec,
                &[
                    ("registration", Id(id)),
                    ("visitor", Id(Uuid::from_u128(0xB1 + at as u128))),
                    ("reference", Text("AH-0001")),
                    ("event_code", Text("after-hours-26")),
                    ("registered_at", Time(time(10, 5))),
                    ("registered_offset", Integer(60)),
                    ("full_name", Text(name)),
                    ("email", Text("someone@example.org")),
                    ("phone", Telephone("+442079460000")),
                    ("phone_as_typed", Text("020 7946 0000")),
                    ("date_of_birth", Date(birth)),
                    ("age_band", Text(if at == 2 { "child" } else { "adult" })),
                    ("subjects", Text("Physics;Art")),
                    ("year_of_entry", Text("2027")),
                    ("photo", Text("no")),
                    ("audio", Text("not-asked")),
                ],
            ))?;
        }
        Ok::<(), BatchError>(())
    })?;
    writer.table(&tables::GUARDIANS, |rows| {
        let responsible = ("responsible", Boolean(true));
        rows.row(&row(
            &tables::GUARDIANS,
            &[("registration", Id(PEOPLE[2])), ("name", Text("Ada")), ("relationship", Text("mother")), responsible],
        ))
    })?;
    writer.table(&tables::ANSWERS, |rows| {
        for answer in ["Tea", "Coffee; black"] {
            rows.row(&row(
                &tables::ANSWERS,
                &[
                    ("registration", Id(PEOPLE[0])),
                    ("question", Text("drink")),
                    ("question_text", Text("What would you like?")),
                    ("kind", Text("pick-several")),
                    ("answer", Text(answer)),
                    ("language", Text("en")),
                ],
            ))?;
        }
        Ok::<(), BatchError>(())
    })?;
    writer.table(&tables::CONSENT_EVENTS, |rows| {
        for (at, answer) in answers.iter().enumerate() {
            rows.row(&row(
                &tables::CONSENT_EVENTS,
                &[
                    ("answer", Id(*answer)),
                    ("registration", Id(PEOPLE[at % 3])),
                    ("visitor", Id(Uuid::from_u128(0xB1 + (at % 3) as u128))),
                    ("question", Text(if at < 3 { "news.email" } else { "special.health.safety" })),
                    ("said", Text(["yes", "no", "left-blank"][at % 3])),
                    ("answered_at", Time(time(10, 4))),
                    ("answered_offset", Integer(60)),
                    ("certainty", Text("clock")),
                    ("desk", Text("de5c0001")),
                    ("epoch", Text("e9000001")),
                    ("sequence", Integer(at as i64 + 1)),
                    ("how", Text("on-screen")),
                    ("given_by", Text(if at % 3 == 2 { "guardian" } else { "visitor" })),
                    ("notice", Text(&notice)),
                    ("notice_card", Text("given")),
                    ("language", Text("en")),
                ],
            ))?;
        }
        Ok::<(), BatchError>(())
    })?;
    writer.table(&tables::NOTICE_VERSIONS, |rows| {
        rows.row(&row(
            &tables::NOTICE_VERSIONS,
            &[
                ("hash", Text(&notice)),
                ("notice", Text("general")),
                ("version", Text("3")),
                ("language", Text("en")),
                ("effective_from", Text("2026-09-01T00:00:00Z")),
                ("change", Text("small")),
                ("file", Text(&file)),
            ],
        ))
    })?;
    writer.table(&tables::ACTIONS, |rows| {
        rows.row(&row(
            &tables::ACTIONS,
            &[
                ("sequence_in_batch", Integer(1)),
                ("action", Text("withdraw")),
                ("registration", Id(Uuid::from_u128(0xA0))),
                ("question", Text("news.email")),
                ("at", Time(time(12, 0))),
            ],
        ))
    })?;
    writer.table(&tables::SPECIAL_CATEGORY, |rows| {
        rows.row(&row(
            &tables::SPECIAL_CATEGORY,
            &[
                ("registration", Id(PEOPLE[0])),
                ("category", Text("health")),
                ("purpose", Text("safety")),
                ("value", Text("asthma")),
                ("answer", Id(answers[3])),
            ],
        ))
    })?;
    writer.table(&tables::EQUALITY, |rows| {
        let pseudonym = ("pseudonym", Id(Uuid::from_u128(0xE1)));
        for code in ["53", "55"] {
            rows.row(&row(&tables::EQUALITY, &[pseudonym, ("question", Text("disability")), ("code", Text(code))]))?;
        }
        Ok::<(), BatchError>(())
    })?;
    Ok(())
}
