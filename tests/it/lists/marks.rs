//! Quotation marks: what a standard program wrote comes back, and one mark amiss swallows nobody.

use std::collections::BTreeSet;

use csv::QuoteStyle;
use lanyard::desk::RowPlace;
use lanyard::domain::form::Field;
use lanyard::lists::walk_in::WalkInListError;
use proptest::prelude::*;

use super::open;

const FIELDS: [Field; 4] = [Field::GivenName, Field::FamilyName, Field::City, Field::Note];
type Cells = [String; 4];

/// What came of a list: the rows that were told, each with its number, and the lines that were named as not kept.
#[derive(Debug)]
struct Read {
    rows: Vec<(u64, Cells)>,
    named: Vec<u64>,
    reasons: Vec<String>,
}

fn read(list: &str) -> Result<Read, WalkInListError> {
    let mut told = Read { rows: Vec::new(), named: Vec::new(), reasons: Vec::new() };
    for row in open(list)? {
        match row {
            Ok(row) => told.rows.push((row.row, FIELDS.map(|field| row.draft.field(field).to_owned()))),
            Err(error) => {
                match &error.place {
                    RowPlace::Row(row) => told.named.push(*row),
                    RowPlace::Lines(lines) => told.named.extend(lines.clone()),
                }
                told.reasons.push(error.to_string());
            }
        }
    }
    Ok(told)
}

fn names(read: &Read) -> Vec<&str> {
    read.rows.iter().map(|(_, cells)| cells[0].as_str()).collect()
}

#[test]
fn a_row_of_another_width_says_what_it_mostly_is_and_what_to_do() {
    let heading = FIELDS.map(Field::code).join(",");
    let told =
        read(&format!("{heading}\nAnn,Lee,Leeds, West Yorkshire,\nBea,Lee,\nCal,Lee,\"Leeds, West Yorkshire\",\n"))
            .unwrap();
    assert_eq!((names(&told), &told.named[..]), (vec!["Cal"], &[2, 3][..]));
    for reason in told.reasons {
        let said = [
            "more or fewer cells than there are headings",
            "a comma inside a cell",
            "two quotation marks",
            "give the list again",
        ];
        assert!(said.iter().all(|said| reason.contains(said)), "{reason}");
    }
}

/// As a standard program writes it.
fn written(rows: &[Cells], quotes: QuoteStyle, crlf: bool) -> String {
    let mut writer = csv::WriterBuilder::new();
    writer.quote_style(quotes);
    if crlf {
        writer.terminator(csv::Terminator::CRLF);
    }
    let mut writer = writer.from_writer(Vec::new());
    writer.write_record(FIELDS.map(Field::code)).unwrap();
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

fn lines(text: &str) -> Vec<String> {
    text.replace("\r\n", "\n").replace('\r', "\n").split('\n').map(str::to_owned).collect()
}

/// Whether a row has a cell with lines that look like rows of the list: such a list cannot be told from a damaged one.
fn swallows(row: &Cells) -> bool {
    let text = written(std::slice::from_ref(row), QuoteStyle::Necessary, false);
    let lines = lines(text.trim_end_matches('\n').split_once('\n').unwrap().1);
    let reads_as_row = |line: &String| {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
        reader.records().next().is_some_and(|record| record.is_ok_and(|record| record.len() == FIELDS.len()))
    };
    let with_commas = lines.iter().filter(|line| line.matches(',').count() + 1 == FIELDS.len()).count();
    lines.len() > 1 && (with_commas > 1 || lines.iter().any(reads_as_row))
}

/// What a standard reader gives back of a cell.
fn kept(row: &Cells) -> Cells {
    row.clone().map(|cell| cell.trim().to_owned())
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-cé]{0,4}",
        1 => "[ab\",\n ]{0,7}",
        1 => "[a\"]{1,4}",
        1 => "[a,\n\"\r]{0,9}",
        1 => "[a-z ]{1,6}\n[a-z, ]{1,6}\n?[a-z]{0,3}",
    ]
}

fn rows() -> impl Strategy<Value = Vec<Cells>> {
    let row = [cell(), cell(), cell(), cell()];
    proptest::collection::vec(row.prop_filter("looks like rows", |row| !swallows(row)), 0..8)
}

fn quotes() -> impl Strategy<Value = QuoteStyle> {
    prop_oneof![Just(QuoteStyle::Necessary), Just(QuoteStyle::Always)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn every_row_that_a_standard_program_wrote_comes_back(rows in rows(), style in quotes(), crlf: bool) {
        let read = read(&written(&rows, style, crlf)).unwrap();
        prop_assert_eq!(&read.reasons, &Vec::<String>::new());
        let told: Vec<Cells> = read.rows.iter().map(|(_, cells)| cells.clone()).collect();
        prop_assert_eq!(told, rows.iter().map(kept).collect::<Vec<_>>());
        prop_assert!(read.rows.iter().zip(2..).all(|((row, _), number)| *row == number), "as a spreadsheet counts");
    }

    /// Every line of the file belongs to a row that is kept exactly as it was written, or it is named.
    #[test]
    fn one_mark_put_in_or_taken_away_swallows_nobody(
        rows in rows(), style in quotes(), crlf: bool, put_in: bool, at: prop::sample::Index
    ) {
        let mut list = written(&rows, style, crlf);
        let before = lines(&list).len();
        let marks: Vec<usize> = list.match_indices('"').map(|(at, _)| at).collect();
        if put_in || marks.is_empty() {
            let places: Vec<usize> = list.char_indices().map(|(at, _)| at).chain([list.len()]).collect();
            list.insert(places[at.index(places.len())], '"');
        } else {
            list.remove(marks[at.index(marks.len())]);
        }
        // A mark between the two halves of a line break makes one line more or less, which then have other numbers.
        prop_assume!(lines(&list).len() == before);
        // A list whose headings are amiss is refused as a whole.
        let Ok(read) = read(&list) else { return Ok(()) };
        let named: BTreeSet<u64> = read.named.iter().copied().collect();
        prop_assert_eq!(named.len(), read.named.len(), "no line is named twice");
        let of_file = lines(&list);
        let is_blank = |number: &u64| of_file[usize::try_from(number - 1).unwrap()].is_empty();
        let mut expected = Vec::new();
        let mut line = 2;
        for row in &rows {
            let text = written(std::slice::from_ref(row), style, crlf);
            let own = lines(text.trim_end_matches(['\r', '\n']).split_once('\n').unwrap().1);
            let numbers = line..line + own.len() as u64;
            line = numbers.end;
            if numbers.clone().any(|number| named.contains(&number)) {
                let silent = numbers.filter(|number| !is_blank(number) && !named.contains(number));
                prop_assert_eq!(silent.count(), 0, "{:?} of {:?}", named, list);
            } else {
                expected.push(kept(row));
            }
        }
        let told: Vec<Cells> = read.rows.into_iter().map(|(_, cells)| cells).collect();
        prop_assert_eq!(told, expected, "{:?}", list);
    }
}

const HEADINGS: &str = "given_name,family_name,city,note\n";

fn of(rows: &str) -> Read {
    read(&format!("{HEADINGS}{rows}")).unwrap()
}

#[test]
fn two_stray_marks_do_not_put_other_people_into_somebodys_note() {
    let read =
        of("Anna,Quote,yes,\"wants the prospectus\nBert,Lost,yes,vegan\nCarl,Gone,yes,comes at 5\"\nDora,L,yes,\n");
    assert_eq!((names(&read), &read.named), (vec!["Dora"], &vec![2, 3, 4]));
    assert!(read.reasons[0].starts_with("Nothing was kept of lines 2 to 4: Between two quotation marks"), "{read:?}");
    // Also where they are the last and the first of two neighbours.
    let read = of("Anna,Quote,yes,\"wants it\nCarl,Gone,yes,at 5\"\nDora,L,yes,\n");
    assert_eq!((names(&read), &read.named), (vec!["Dora"], &vec![2, 3]));
}

#[test]
fn a_mark_that_opens_and_never_closes_costs_its_own_row_alone() {
    let read = of("Ann,A,x,\nBea,B,x,\"never closed\nCid,C,x,\nDee,D,x,\"a, b\"\nEve,E,x,\n");
    assert_eq!((names(&read), &read.named), (vec!["Ann", "Cid", "Dee", "Eve"], &vec![3]));
    assert!(read.reasons[0].starts_with("Nothing was kept of line 3: A quotation mark"), "{read:?}");
}

#[test]
fn a_stray_mark_in_the_last_line_costs_no_other_row() {
    let read = of("Ann,A,x,\nOdd 5\" Size,B,x,");
    assert_eq!((names(&read), &read.named), (vec!["Ann"], &vec![3]));
}

#[test]
fn inches_here_and_there_cost_their_own_rows() {
    let rows: String =
        (2..240).map(|row| format!("V{row},L,x,{}\n", if row % 50 == 0 { "5\" tall" } else { "" })).collect();
    assert_eq!(of(&rows).named, [50, 100, 150, 200]);
}

#[test]
fn the_end_of_a_note_that_lost_its_beginning_is_nobody() {
    // The mark before "12 High Street" is gone; what is left of it reads like a row by itself.
    let read = of("Ann,A,x,12 High Street\nLondon\"\nBea,B,x,\n");
    assert_eq!((names(&read), &read.named), (vec!["Bea"], &vec![2, 3]));
    let read = of("\"12 High Street\nLondon,b,c,d\nBea,B,x,\n");
    assert_eq!((names(&read), &read.named), (vec!["Bea"], &vec![2, 3]));
}

#[test]
fn a_real_note_of_several_lines_is_one_row_and_blank_lines_are_counted() {
    let read = of("Ann,A,x,\"likes art,\nand law,\r\n\"\"really\"\"\"\n\nBea,B,x,\n,,,,\n");
    assert_eq!(names(&read), ["Ann", "Bea"]);
    assert_eq!(read.rows[0].1[3], "likes art,\nand law,\r\n\"really\"");
    assert_eq!((read.rows[1].0, &read.named), (4, &vec![5]), "a spreadsheet shows them there");
}

#[test]
fn a_mark_amiss_in_the_headings_refuses_the_list() {
    let refused = read("given_name,\"family_name,city,note\nAnn,A,x,\n").err().unwrap();
    assert!(refused.to_string().starts_with("A quotation mark in the list's headings"), "{refused}");
    let bom = read(&format!("\u{feff}{HEADINGS}Ann,A,x,\r")).unwrap();
    assert_eq!(names(&bom), ["Ann"]);
}
