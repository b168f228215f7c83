//! What is kept and how safely, from the command line: rules of the desk, backups that are looked into, sheets (R22, R24).

use super::lanyard;
use crate::support::scratch::{Folder, files};

/// A desk with the example's event.
fn desk() -> Folder {
    let folder = Folder::new();
    let event = folder.join("event.toml");
    std::fs::write(&event, ::lanyard::lists::event_file::EXAMPLE_EVENT).unwrap();
    for arguments in [["init", "--name", "Alex"], ["event", "new", event.to_str().unwrap()]] {
        let output = lanyard(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
    }
    folder
}

#[test]
fn the_rules_of_the_desk_are_shown_and_set_and_nothing_but_what_is_offered_r22() {
    let folder = desk();
    let shown = lanyard(folder.path(), &["rules"]).text();
    assert!(
        shown.contains("locks after 3 minutes") && shown.contains("every 30 minutes by itself; 14 backups"),
        "{shown}"
    );
    let set = ["rules", "--lock-after", "10", "--back-up-every", "never", "--copies", "3"];
    let shown = lanyard(folder.path(), &set).text();
    assert!(shown.contains("locks after 10 minutes") && shown.contains("never by itself; 3 backups"), "{shown}");
    assert_eq!(lanyard(folder.path(), &["rules"]).text(), shown, "it is kept with the desk");
    let refused = lanyard(folder.path(), &["rules", "--lock-after", "0"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(format!("{refused:?}").contains("Write one of 3, 5, 10, 15, 30."), "{refused:?}");
}

#[test]
fn no_more_backups_are_kept_than_was_set_and_a_damaged_one_is_found_r22_r24() {
    let folder = desk();
    lanyard(folder.path(), &["rules", "--copies", "3"]);
    for _ in 0..4 {
        assert_eq!(lanyard(folder.path(), &["backup"]).status.code(), Some(0));
    }
    let backups = folder.join("Day.lanyard").join("backups");
    assert_eq!(std::fs::read_dir(&backups).unwrap().count(), 3);
    let whole = lanyard(folder.path(), &["check", "--backups"]);
    assert_eq!(whole.status.code(), Some(0), "{whole:?}");
    assert_eq!(whole.text().matches("every page is whole").count(), 3, "{whole:?}");

    let file = files(&backups).into_iter().find(|file| file.ends_with("desk.db")).unwrap();
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let found = lanyard(folder.path(), &["check", "--backups"]);
    assert_eq!(found.status.code(), Some(4), "{found:?}");
    assert_eq!(found.text().matches("DAMAGED").count(), 1, "{found:?}");
}

#[test]
fn the_day_and_the_incident_are_written_as_sheets_r22() {
    let folder = desk();
    let papers = folder.join("papers");
    std::fs::create_dir_all(&papers).unwrap();
    let to = papers.to_str().unwrap();
    for arguments in [&["sheet", "day", "open-day-2026", "--to", to][..], &["sheet", "incident", "--to", to]] {
        let output = lanyard(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
    }
    let names: Vec<_> =
        files(&papers).iter().map(|file| file.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    let of =
        |begin: &str, end: &str| names.iter().filter(|name| name.starts_with(begin) && name.ends_with(end)).count();
    assert_eq!((of("day-open-day-2026-", ".pdf"), of("day-open-day-2026-", ".md")), (1, 1), "{names:?}");
    assert_eq!((of("incident-", ".pdf"), of("incident-", ".md")), (1, 1), "{names:?}");
    let missing = lanyard(folder.path(), &["acknowledge", "office", "/no such file.json"]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(format!("{missing:?}").contains("could not be read"), "{missing:?}");
}
