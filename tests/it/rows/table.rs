//! Which tests show which row, out of the test binary itself: a row without a test is seen at once.

use std::collections::BTreeMap;

/// The rows of the requirements.
const ROWS: std::ops::RangeInclusive<u8> = 1..=28;

/// The rows that the program does not keep yet, and why no test can show them.
const NOT_BUILT: &[(u8, &str)] =
    &[(23, "There is no release of aggregate figures, so that nothing is made public at all.")];

/// The rows that a test's name begins with: `r11_r13_what_a_guardian_said` shows two.
fn rows_of(path: &str) -> Vec<u8> {
    let name = path.rsplit("::").next().unwrap_or(path);
    let row = |part: &str| part.strip_prefix('r').filter(|digits| digits.len() == 2)?.parse().ok();
    name.split('_').map_while(row).collect()
}

/// Which tests show each row that any test names.
fn shown_by() -> BTreeMap<u8, Vec<String>> {
    let listed = std::process::Command::new(std::env::current_exe().unwrap()).arg("--list").output().unwrap();
    assert!(listed.status.success(), "the tests could not be listed");
    let mut shown: BTreeMap<u8, Vec<String>> = BTreeMap::new();
    for path in String::from_utf8(listed.stdout).unwrap().lines().filter_map(|line| line.strip_suffix(": test")) {
        for row in rows_of(path) {
            shown.entry(row).or_default().push(path.to_owned());
        }
    }
    shown
}

/// What is wrong with the tests of the rows; nothing where they and [`NOT_BUILT`] agree.
fn wrong(shown: &BTreeMap<u8, Vec<String>>, not_built: &[(u8, &str)]) -> Vec<String> {
    let of_none = shown.iter().filter(|(row, _)| !ROWS.contains(row));
    let mut wrong: Vec<_> = of_none.map(|(row, tests)| format!("there is no R{row}: {}", tests.join(", "))).collect();
    for row in ROWS {
        let is_built = not_built.iter().all(|&(not, _)| not != row);
        match (is_built, shown.get(&row)) {
            (true, None) => wrong.push(format!("no test shows R{row}")),
            (false, Some(tests)) => wrong.push(format!("R{row} is not built, and yet shown by {}", tests.join(", "))),
            _ => {}
        }
    }
    wrong
}

#[test]
fn r_table() {
    let shown = shown_by();
    for row in ROWS {
        let tests = shown.get(&row).map_or(&[][..], Vec::as_slice);
        println!("R{row}: {}", tests.len());
        tests.iter().for_each(|test| println!("    {test}"));
        let reason = NOT_BUILT.iter().find(|(not, _)| *not == row);
        reason.iter().for_each(|(_, reason)| println!("    not built: {reason}"));
    }
    assert_eq!(wrong(&shown, NOT_BUILT), [""; 0]);
}

#[test]
fn the_table_can_fail() {
    let shown = |rows: &[u8]| rows.iter().map(|&row| (row, vec![format!("r{row:02}_x")])).collect();
    let all: Vec<u8> = ROWS.filter(|row| *row != 4).collect();
    let not_built = [(4, "not yet")];
    assert_eq!(wrong(&shown(&all), &not_built), [""; 0]);
    assert_eq!(wrong(&shown(&all[1..]), &not_built), ["no test shows R1"]);
    assert_eq!(wrong(&shown(&[&all[..], &[4]].concat()), &not_built), ["R4 is not built, and yet shown by r04_x"]);
    assert_eq!(wrong(&shown(&[&all[..], &[29]].concat()), &not_built), ["there is no R29: r29_x"]);
    assert_eq!(rows_of("it::desk::r11_r13_what_a_guardian_said"), [11, 13]);
    assert_eq!(rows_of("rows::r05_volunteers::a_helper_r06"), [0; 0], "the module's name is not the test's");
}
