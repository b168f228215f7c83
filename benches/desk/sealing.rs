//! A batch of 100,000 registrations with a million answers, chosen, sealed, on disk and read back, against reading the same
//! tables and writing them as CSV; and the memory it takes.

use std::io::BufWriter;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use criterion::{Criterion, SamplingMode};
use lanyard::desk::{Desk, NewRecipient, RecipientIdentity, SigningKey};
use lanyard::domain::code::Code;
use lanyard::domain::purpose::Purpose;
use lanyard::domain::record::RegistrationRecord;
use lanyard::env::Env;
use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::figures::{Figures, Samples, percentile, timed};
use crate::fixture::{Fixture, lead, passphrase};

/// Says that this process is to close the day of the desk in that folder, and how much memory that took.
pub(crate) const MEMORY: &str = "LANYARD_BENCH_MEMORY";

pub(crate) fn run(criterion: &mut Criterion, figures: &mut Figures, fixture: &Fixture) {
    let mut desk = fixture.open();
    let count = "SELECT count(*) FROM consent_event WHERE question IS NOT NULL";
    let answers: i64 = desk.vault().conn().unwrap().query_row(count, [], |row| row.get(0)).unwrap();
    assert!(answers >= 990_000, "{answers} answers are no million");
    let mut samples = Samples::default();
    let mut sealing = Vec::new();
    let mut group = criterion.benchmark_group("a batch");
    group.sample_size(10).sampling_mode(SamplingMode::Flat).measurement_time(Duration::from_secs(30));
    group.bench_function("of 100,000 registrations and a million answers", |bench| {
        bench.iter_custom(|iterations| {
            let mut total = Duration::ZERO;
            for _ in 0..iterations {
                let folder = fixture.folder.path().join("floor");
                let floor = timed(|| plain(desk.vault().conn().unwrap(), &folder)).0;
                // What the floor left to the system to write would be written while a batch waits for its own sync.
                std::fs::remove_dir_all(&folder).unwrap();
                let (ours, sealed) = close(&mut desk, &fixture.code());
                samples.floor.push(floor);
                samples.ours.push(ours);
                sealing.push(sealed);
                total += ours;
            }
            total
        });
    });
    group.finish();
    drop(desk);
    if samples.ours.is_empty() {
        return;
    }
    let (ours, floor) = (percentile(&samples.ours, 50), percentile(&samples.floor, 50));
    let sealed = percentile(&sealing, 50);
    figures.ratio(
        "a batch of a million answers, reserved, sealed, read back, median, against plain CSV",
        ours,
        floor,
        1.5,
    );
    figures.ratio("  of that, sealed and read back, once it is settled who is in it", sealed, floor, 1.5);
    let child = Command::new(std::env::current_exe().unwrap()).env(MEMORY, fixture.folder.path()).output().unwrap();
    let peak: u64 = String::from_utf8_lossy(&child.stdout).trim().parse().unwrap();
    let reached = if peak <= 64 { "reached" } else { "MISSED" };
    figures.line(format!("the same batch's peak memory: {peak} MiB (at most 64: {reached})"));
}

/// Closes the day for a new office; answers how long all of it took, and how long from the reservation on.
fn close(desk: &mut Desk, event: &Code) -> (Duration, Duration) {
    let (identity, acknowledging) = (RecipientIdentity::generate(), SigningKey::generate().unwrap());
    // Another code each time: one that batches were sealed under stays with whoever they were for.
    let office = Code::new(&format!("office-{}", &identity.public().to_string()[4..12])).unwrap();
    let new = NewRecipient {
        code: office.clone(),
        name: "Office".into(),
        age_key: identity.public().to_string(),
        minisign_key: acknowledging.public().to_string(),
        purposes: [Purpose::RecordKeeping].into(),
    };
    let words = desk.add_recipient(new).unwrap();
    desk.confirm_words(&office, &words.words().join(" ")).unwrap();
    // A third of the steps are choosing, the first third.
    let mut chosen = None;
    let (all, (closed, ended)) = timed(|| {
        let closed = desk.close_day_telling(event, std::slice::from_ref(&office), &mut |progress| {
            if progress.done * 3 > progress.of {
                chosen.get_or_insert_with(Instant::now);
            }
        });
        (closed.unwrap(), Instant::now())
    });
    assert!(closed[0].people > 99_000, "{} people", closed[0].people);
    std::fs::remove_file(&closed[0].path).unwrap();
    desk.remove_recipient(&office).unwrap();
    (all, ended - chosen.unwrap())
}

/// The same tables, read and written as CSV, as plainly as can be.
fn plain(conn: &Connection, folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    let said = RegistrationRecord::COLUMNS.join(", ");
    let tables = [
        (
            "registrations",
            format!(
                "SELECT id, visitor, reference, registered_at, registered_offset, {said}
                 FROM registration_version JOIN registration ON row = registration ORDER BY place"
            ),
        ),
        (
            "consent_events",
            "SELECT consent_event.id, registration.id, visitor, question, said, answered_at, answered_offset, certainty,
                 entered_at, consent_event.desk, consent_event.epoch, sequence, how, given_by, paper_form, staff, notice,
                 notice_card, text, language
             FROM consent_event JOIN registration ON row = consent_event.registration
                 JOIN statement ON statement.id = statement
             ORDER BY place"
                .to_owned(),
        ),
    ];
    for (name, query) in tables {
        let file = BufWriter::new(std::fs::File::create(folder.join(name)).unwrap());
        let mut csv = csv::Writer::from_writer(file);
        let mut statement = conn.prepare(&query).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..columns {
                match row.get_ref(column).unwrap() {
                    ValueRef::Null => csv.write_field(""),
                    ValueRef::Integer(number) => csv.write_field(number.to_string()),
                    ValueRef::Text(text) => csv.write_field(text),
                    ValueRef::Blob(bytes) => csv.write_field(hex::encode(bytes)),
                    ValueRef::Real(number) => csv.write_field(number.to_string()),
                }
                .unwrap();
            }
            csv.write_record(None::<&[u8]>).unwrap();
        }
        csv.flush().unwrap();
    }
}

/// Closes the day once more, in a process that does nothing else, and says the most memory it had, in MiB.
pub(crate) fn peak_memory(folder: &Path) {
    let env = Env::real(Some(folder.join("state")));
    let mut desk = Desk::open(&folder.join("Day.lanyard"), &lead(), &passphrase(), &env).unwrap();
    let event = desk.events().unwrap()[0].definition().code.clone();
    close(&mut desk, &event);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse().ok());
    println!("{}", peak.unwrap_or(0_u64) / 1024);
}
