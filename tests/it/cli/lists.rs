//! Lists as they really come: given twice, cut off and given again, empty, or saved by another program in another way.

use super::day::{Day, EVENT};
use crate::support::tools::{PATIENCE, run_with};

const LIST: &str = "given_name,family_name,thirteen_or_over,phone,emergency_name,emergency_phone\n\
    Ann,Lee,yes,07700 900123,Bo Lee,07700 900124\n\
    Cy,Lee,,,,\n\
    Di,Lee,yes,,,\n";

#[test]
fn a_list_that_is_given_again_keeps_nobody_twice() {
    let day = Day::new();
    let list = day.file("list.csv", LIST);
    let first = day.register(&list, 3);
    assert_eq!((&first[0]["already"], first[3]["kept"].as_u64()), (&serde_json::json!(false), Some(2)));
    let reference = first[0]["kept"].as_str().unwrap();

    let again = day.register(&list, 3);
    for row in [0, 2] {
        assert_eq!(
            (&again[row]["kept"], &again[row]["registration"]),
            (&first[row]["kept"], &first[row]["registration"])
        );
        assert_eq!(
            (&again[row]["already"], &again[row]["remarks"]),
            (&serde_json::json!(true), &serde_json::json!([]))
        );
    }
    assert_eq!(again[1]["not_kept"], first[1]["not_kept"]);
    let found = || day.done(&["find", "--event", EVENT, "lee"], 0).lines().count();
    assert_eq!(found(), 2);

    // Who was undone does not come back with it.
    day.done(&["undo", reference], 0);
    let said =
        day.done(&["register", "--event", EVENT, "--from", &list, "--source", "a test", "--given-by-themselves"], 3);
    assert!(said.contains("row 2: NOT KEPT: This row was registered before"), "{said}");
    assert!(said.contains("row 4: was kept before, as "), "{said}");
    assert!(said.ends_with("whoever is kept already is not kept twice.\n"), "{said}");
    assert_eq!(found(), 1);
}

#[test]
fn a_list_in_which_rows_were_put_right_keeps_those_alone() {
    let day = Day::new();
    day.register(&day.file("list.csv", LIST), 3);
    let found = || day.done(&["find", "--event", EVENT, "lee"], 0).lines().count();
    assert_eq!(found(), 2);

    // Under another name, with its columns and rows in another order and one more column: the rows say what they said.
    let right = "emergency_name,given_name,family_name,email,thirteen_or_over,phone,emergency_phone\n\
        ,Di,Lee,,yes,,\n\
        ,Cy,Lee,, yes,,\n\
        Bo Lee,Ann,Lee,,yes,07700 900123,07700 900124\n";
    let said = day.register(&day.file("right.csv", right), 0);
    assert_eq!(said.iter().take(3).map(|row| &row["already"]).collect::<Vec<_>>(), [true, false, true]);
    assert_eq!(found(), 3);

    // Two visitors of one list can say the very same. They are two, however often, and in whatever way, it is given.
    let twins = "given_name,family_name,thirteen_or_over\nEd,Lee,yes\nEd,Lee,yes\n";
    for _ in 0..2 {
        let mut command =
            day.command(&["register", "--event", EVENT, "--from", "-", "--source", "a test", "--given-by-themselves"]);
        assert!(run_with(&mut command, twins.as_bytes(), PATIENCE).success());
        assert_eq!(found(), 5);
    }
}

#[test]
fn a_list_says_where_it_comes_from_or_is_told_what_to_say_and_nobody_is_kept() {
    let day = Day::new();
    let list = day.file("list.csv", "given_name,family_name,thirteen_or_over\nAnn,Lee,yes\nBo,Lee,yes\n");
    let register = ["register", "--event", EVENT, "--from", &list];
    for (more, says) in [
        (&["--given-by-others"][..], "Say where the list comes from, in words that name nobody on it: --source"),
        (
            &["--source", " ", "--given-by-others"],
            "Say where the list comes from, in words that name nobody on it: --source",
        ),
        (&["--source", "a school’s list"], "Say whether the people on the list gave us their details themselves"),
        (
            &["--source", "Ann Lee’s friends", "--given-by-others"],
            "it names somebody on the list, in row 2. Nothing was kept.",
        ),
    ] {
        let output = day.run(&[&register[..], more].concat());
        assert_eq!((output.status.code(), output.text().as_str()), (Some(1), ""), "{output:?}");
        assert!(output.complaint().contains(says), "{output:?}");
    }
    let both = ["--source", "a school’s list", "--given-by-others", "--given-by-themselves"];
    day.done(&[&register[..], &both].concat(), 2);
    assert_eq!(day.done(&["lists", "taken", EVENT], 0), "No list was taken.\n");

    let said = day.done(&[&register[..], &both[..3]].concat(), 0);
    assert!(said.contains("2 people have to be told by 20"), "{said}");
    let taken = day.json(&["lists", "taken", EVENT]);
    assert_eq!((taken["source"].as_str(), taken["given_by"].as_str()), (Some("a school’s list"), Some("others")));
    assert_eq!((taken["people"].as_u64(), taken["staff"].as_str()), (Some(2), Some("alex")));
    let said = day.done(&["--json", "lists", "to-be-told", EVENT], 0);
    let all: Vec<serde_json::Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(all.len() == 2 && all.iter().all(|one| one["by"] == taken["tell_by"]), "{all:?}");
    let reference = all[0]["reference"].as_str().unwrap();
    let shown = day.done(&["person", "show", reference], 0);
    assert!(shown.contains("from a list: a school’s list, ") && shown.contains(", to be told by 20"), "{shown}");
    day.done(&["lists", "told", reference, all[1]["reference"].as_str().unwrap()], 0);
    assert_eq!(day.done(&["lists", "to-be-told", EVENT], 0), "Nobody has to be told.\n");
    assert!(day.json(&["person", "show", reference])["from_list"]["told"]["at"].is_string());

    // Of a list of which nothing is said, it is said what it was taken for.
    let forms = day.file("forms.csv", "given_name,thirteen_or_over\nCy,yes\n");
    let said = day.done(&["register", "--event", EVENT, "--from", &forms], 0);
    assert!(said.contains("Its source is kept as “paper forms”, which the people themselves filled in."), "{said}");
    let taken = day.done(&["lists", "taken", EVENT], 0);
    assert!(taken.contains("paper forms  1 person, given by themselves, taken by alex"), "{taken}");
    assert_eq!(day.done(&["lists", "to-be-told", EVENT], 0), "Nobody has to be told.\n");
}

#[test]
fn r11_the_children_of_a_list_wait_are_named_in_its_report_and_are_confirmed_one_by_one() {
    let day = Day::new();
    let list = "given_name,date_of_birth,guardian_name,guardian_relationship,guardian_responsible,guardian_email,guardian_consent,\
                asked_how\n\
                Kit,2018-01-01,Bo Lee,Mother,yes,bo@example.org,yes,on paper\n\
                Ann,1990-01-01,,,,,,\n\
                Lea,2018-01-01,Bo Lee,Mother,yes,bo@example.org,no,on paper\n";
    let list = day.file("list.csv", list);
    let said = day.register(&list, 3);
    assert_eq!([0, 1].map(|row| said[row]["waits"].as_bool()), [Some(true), Some(false)]);
    assert_eq!(said[2]["not_kept"].as_array().map(Vec::len), Some(1), "her mother said No");
    assert_eq!((said[3]["kept"].as_u64(), said[3]["waiting"].as_u64()), (Some(2), Some(1)));
    let kit = said[0]["kept"].as_str().unwrap();
    let again =
        day.done(&["register", "--event", EVENT, "--from", &list, "--source", "a test", "--given-by-themselves"], 3);
    assert!(again.contains(&format!("row 2: was kept before, as {kit}, waits for guardian\n")), "{again}");
    assert!(
        again.contains("\n1 child waits for a guardian, and is in no batch until then. A lead confirms"),
        "{again}"
    );

    let shown = day.done(&["person", "show", kit], 0);
    assert!(
        shown.starts_with(&format!("{kit} (quarantined). Do not record\n"))
            && shown.contains("person confirm-guardian"),
        "{shown}"
    );
    day.done(&["person", "confirm-guardian", kit], 2);
    let done = day.json(&["person", "confirm-guardian", kit, "--known-by", "form-seen"]);
    assert_eq!((done["confirmed"].as_str(), done["known_by"].as_str()), (Some(kit), Some("form-seen")));
    let shown = day.done(&["person", "show", kit], 0);
    assert!(shown.starts_with(&format!("{kit} (standing). Do not record\n")), "{shown}");
    assert!(shown.contains("guardian's consent confirmed: the form that the guardian signed was seen"), "{shown}");
    day.done(&["person", "confirm-guardian", kit, "--taken-back"], 0);
    assert_eq!(day.json(&["person", "show", kit])["state"], "quarantined");
}

#[test]
fn a_number_that_looks_wrong_is_named_by_whose_it_is() {
    let day = Day::new();
    let list = "given_name,date_of_birth,phone,emergency_name,emergency_phone,guardian_name,guardian_relationship,\
                guardian_responsible,guardian_phone,guardian_consent,asked_how\n\
                Ann,1990-01-01,07700 900123,Bo Lee,07700 900124,,,,,,\n\
                Cy,2018-01-01,,,,Bo Lee,Mother,yes,07700 900125,yes,out loud\n";
    let said = day.register(&day.file("list.csv", list), 0);
    let remarks = |row: usize| said[row]["remarks"].to_string();
    assert!(remarks(0).contains("check the phone number: "), "{}", remarks(0));
    assert!(remarks(0).contains("check the emergency contact's number: "), "{}", remarks(0));
    assert!(remarks(1).contains("check the guardian's number: "), "{}", remarks(1));
}

#[test]
fn a_list_that_is_none_is_told_as_what_it_is() {
    let day = Day::new();
    let utf16: Vec<u8> = std::iter::once(0xfeff).chain(LIST.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for (name, text, says) in [
        ("empty.csv", b"".to_vec(), "The list is empty, so nothing was kept."),
        ("blank.csv", b"\xef\xbb\xbf\r\n\r\n".to_vec(), "The list is empty, so nothing was kept."),
        ("utf16.csv", utf16, "The list is in UTF-16, so nothing was kept."),
        ("semicolons.csv", LIST.replace(',', ";").into_bytes(), "The list has semicolons where commas should be"),
        ("tabs.csv", LIST.replace(',', "\t").into_bytes(), "The list has tabs where commas should be"),
        ("no-headings.csv", b"Ann,Lee,yes\n".to_vec(), "The list's first row names none of the columns that are known"),
        ("twice.csv", b"email,email\na,b\n".to_vec(), "The list's columns 1 and 2 say the same thing"),
    ] {
        let path = day.path("given").join(name);
        std::fs::write(&path, text).unwrap();
        let output = day.run(&[
            "register",
            "--event",
            EVENT,
            "--from",
            path.to_str().unwrap(),
            "--source",
            "a test",
            "--given-by-themselves",
        ]);
        assert_eq!((output.status.code(), output.text().as_str()), (Some(1), ""), "{name}: {output:?}");
        assert!(output.complaint().starts_with(&format!("lanyard: {says}")), "{name}: {output:?}");
    }
    for (path, says) in
        [(day.path("given"), "The list is a folder."), (day.path("nothing"), "The list could not be read.")]
    {
        let output = day.run(&[
            "register",
            "--event",
            EVENT,
            "--from",
            path.to_str().unwrap(),
            "--source",
            "a test",
            "--given-by-themselves",
        ]);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        assert!(output.complaint().starts_with(&format!("lanyard: {says} Nothing was registered; ")), "{output:?}");
    }
    // A mark of the byte order and ends of lines as spreadsheets write them are no fault, and one wrong cell is its row's.
    let text = [b"\xef\xbb\xbfgiven_name,thirteen_or_over\r\nAnn,yes\r\nJos\xe9,yes\r\n".to_vec()].concat();
    let path = day.path("given").join("list.csv");
    std::fs::write(&path, text).unwrap();
    let said = day.register(path.to_str().unwrap(), 3);
    assert!(said[0]["kept"].is_string(), "{said:?}");
    assert_eq!(said[1]["not_kept"][0], "given_name: This is not UTF-8; save the list as UTF-8");
}
