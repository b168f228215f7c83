//! What a cell may be, and that any text comes back as it was.

use chrono::{DateTime, Datelike, Timelike, Utc};
use lanyard::batch::cell::{Cell, CellProblem};
use lanyard::batch::error::BatchError;
use lanyard::batch::table::{Column, ColumnType};
use lanyard::batch::tables;
use proptest::prelude::*;
use uuid::Uuid;

use super::sample::{Ends, PEOPLE, header, row};

fn written(cell: Cell<'_>) -> String {
    cell.written(&mut "left over".to_owned()).to_owned()
}

#[test]
fn every_type_accepts_its_own_form_and_no_other() {
    use ColumnType::{Boolean, Date, DateTime, Id, Integer, Telephone, Text, Year};
    let uuid = "01890a5d-ac96-774b-bcce-b302099a8057";
    let cases = [
        (Text, &["a", "=1+1", " ", "\u{202e}"][..], &["a\0b"][..]),
        (Id, &[uuid][..], &["x", "01890a5dac96774bbcceb302099a8057", "{01890a5d-ac96-774b-bcce-b302099a8057}"][..]),
        (Integer, &["0", "-5", "9223372036854775807"], &["+1", "1.0", " 1", "9223372036854775808", "x"]),
        (Boolean, &["true", "false"], &["True", "1", "yes"]),
        (Date, &["2024-02-29", "0001-01-01"], &["2023-02-29", "2024-2-9", "0000-01-01", "24-02-29", "2024-13-01"]),
        (
            DateTime,
            &["2026-09-19T00:00:00Z", "2026-09-19T23:59:59Z"],
            &["2026-09-19T24:00:00Z", "2026-09-19 10:00:00Z", "2026-09-19T10:00:00", "2026-09-19T10:00:00+00:00"],
        ),
        (Year, &["2027"], &["27", "20270", "202x"]),
        (Telephone, &["tel:+442079460000"], &["+442079460000", "tel:", "tel:+", "tel:+44 20", "02079460000"]),
    ];
    for (kind, good, bad) in cases {
        let column = Column::new("c", kind, "");
        for value in good {
            assert_eq!(column.check(value), Ok(()), "{kind:?} {value}");
        }
        for value in bad {
            let problem = if value.contains('\0') { CellProblem::NotText } else { CellProblem::Form };
            assert_eq!(column.check(value), Err(problem), "{kind:?} {value}");
        }
        assert_eq!(column.check(""), Ok(()));
        assert_eq!(column.required().check(""), Err(CellProblem::Empty));
    }
    let coded = Column::new("c", Text, "").one_of(&["yes", "no"]);
    assert_eq!(coded.check("yes"), Ok(()));
    assert_eq!(coded.check("maybe"), Err(CellProblem::Code));
}

#[test]
fn r21_only_the_permitted_columns_stay_and_keys_over_others_go() {
    let spec = tables::CONSENT_EVENTS.only(&["said", "registration", "no such column"]);
    let names: Vec<&str> = spec.columns.iter().map(|column| column.name).collect();
    assert_eq!(names, ["registration", "said"]);
    assert!(spec.primary_key.is_empty());
    assert_eq!(spec.foreign_keys.len(), 1);
}

/// Any text of the kinds that could trip CSV, ZIP or UTF-8.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[^\u{0}]{0,40}",
        "[\r\n\t,\";= '\\\\]{0,12}",
        "[\u{feff}\u{202e}\u{2028}\u{85}\u{fffe}\u{10ffff}\u{1f468}\u{200d}a]{0,8}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_survives_csv_zip_and_age(names in prop::collection::vec((text(), text()), 1..60)) {
        let ends = Ends::new();
        let spec = tables::REGISTRATIONS.only(&["registration", "visitor", "full_name", "note"]);
        let sealed = ends.write(header(1, None), |writer| {
            let written = writer.table(&spec, |rows| {
                for (at, (name, note)) in names.iter().enumerate() {
                    let id = Cell::Id(Uuid::from_u128(at as u128));
                    rows.row(&[id, id, Cell::Text(name), Cell::Text(note)])?;
                }
                Ok::<(), BatchError>(())
            });
            written.map(drop)
        }).unwrap();
        let mut verified = ends.verify(&sealed.path).unwrap();
        let mut rows = verified.rows("registrations.csv").unwrap();
        for (name, note) in &names {
            let row = rows.next_row().unwrap().unwrap();
            prop_assert_eq!(row.get("full_name").unwrap_or_default(), name);
            prop_assert_eq!(row.get("note").unwrap_or_default(), note);
        }
        prop_assert!(rows.next_row().unwrap().is_none());
    }
}

proptest! {
    #[test]
    fn numbers_and_times_are_written_as_their_libraries_write_them(number: i64, seconds in -62_135_596_800_i64..253_402_300_800) {
        prop_assert_eq!(written(Cell::Integer(number)), number.to_string());
        let time = DateTime::<Utc>::from_timestamp(seconds, 0).unwrap();
        let expected = time.format("%Y-%m-%dT%H:%M:%SZ").to_string();
        let column = Column::new("c", ColumnType::DateTime, "").required();
        prop_assert_eq!(column.check(&expected), Ok(()));
        prop_assert_eq!(written(Cell::Time(time)), expected);
        let date = written(Cell::Date(time.date_naive()));
        prop_assert_eq!(&date, &format!("{:04}-{:02}-{:02}", time.year(), time.month(), time.day()));
        prop_assert!(time.hour() < 24);
    }
}

#[test]
fn a_row_that_its_table_cannot_hold_is_refused_before_it_is_written() {
    let spec = &tables::ANSWERS;
    let good = [("registration", Cell::Id(PEOPLE[0])), ("question", Cell::Text("q")), ("answer", Cell::Text("a"))];
    let cases: [(&str, Cell<'_>, CellProblem); 4] = [
        ("kind", Cell::Text("essay"), CellProblem::Code),
        ("answer", Cell::Empty, CellProblem::Empty),
        ("answer", Cell::Text("a\0b"), CellProblem::NotText),
        ("registration", Cell::Text("Ada"), CellProblem::Form),
    ];
    for (wrong, cell, problem) in cases {
        let ends = Ends::new();
        let mut cells = row(spec, &good);
        cells[spec.position(wrong).unwrap()] = cell;
        let went_on = ends.write(header(1, None), |writer| {
            let error = writer.table(spec, |rows| rows.row(&cells)).unwrap_err();
            assert!(
                matches!(error, BatchError::Cell { file: "answers.csv", row: 1, column, problem: found }
                    if column == wrong && found == problem),
                "{error}"
            );
            Ok::<(), BatchError>(())
        });
        assert!(matches!(went_on, Err(BatchError::GivenUp)));
        assert!(ends.folder.hash_tree().is_empty());
    }
}
