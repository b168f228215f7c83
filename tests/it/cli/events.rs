//! An event that is open, set anew from the command line (R1, R4, R8, R12): by the use case of the window's settings.

use super::day::{Day, EVENT};

fn shown(day: &Day) -> serde_json::Value {
    day.json(&["event", "show", EVENT])["event"].clone()
}

#[test]
fn r12_r08_r04_an_open_event_is_set_anew_setting_by_setting_and_says_what_changes_first() {
    let day = Day::new();
    let amend = ["event", "amend", EVENT];
    let set = [
        "--set",
        "recording=objection",
        "--set",
        "exception_for_professionals=true",
        "--set",
        "fields.gender=optional",
    ];
    // It may do neither while its notice is silent about it (R4, R8).
    let silent = day.run(&[&amend[..], &set, &["--dry-run"]].concat());
    assert!(silent.status.code() == Some(1) && silent.complaint().contains("The notice does not say"), "{silent:?}");
    let says = day.done(&["notice", "draft", EVENT], 0);
    let says = says.replace("We do not sell data.", "We do not sell data.\n\n{equality}\n\n{professionals}");
    let says = says.replacen("language =", "sections = [\"equality\", \"professionals\"]\nlanguage =", 1);
    for (right, wrong, told) in [
        ("language = \"en\"", "language = \"en GB\"", "like \"en\""),
        ("version = \"1.1\"", "version = \"1/1\"", "like \"1.1\""),
    ] {
        let refused = day.run(&["notice", "publish", EVENT, &day.file("wrong.toml", &says.replace(right, wrong))]);
        assert!(refused.status.code() == Some(1) && refused.complaint().contains(told), "{says}\n{refused:?}");
    }
    day.done(&["notice", "publish", EVENT, &day.file("says.toml", &says)], 0);
    let before = shown(&day);
    let dry = day.done(&[&amend[..], &set, &["--dry-run"]].concat(), 0);
    assert!(
        dry.contains("recording: \"consent\", would be \"objection\"") && dry.contains("Nothing was changed"),
        "{dry}"
    );
    assert_eq!(shown(&day), before);

    let said = day.done(&[&amend[..], &set].concat(), 0);
    let changes = said.find("would be \"objection\"").unwrap();
    assert!(changes < said.find("Changed, from the next visitor on").unwrap(), "{said}");
    let after = shown(&day);
    assert_eq!(
        (after["recording"].as_str(), after["exception_for_professionals"].as_bool()),
        (Some("objection"), Some(true))
    );
    assert_eq!(after["fields"]["gender"], "optional");
    assert!(day.done(&[&amend[..], &set].concat(), 0).contains("nothing was changed"));

    let equality = |policy: &str| {
        let date = format!("equality.policy_date={policy}");
        let condition = "equality.condition=dpa-2018-schedule-1-paragraph-8";
        day.run(&[&amend[..], &["--set", condition, "--set", &date]].concat())
    };
    let early = equality("2011-01-01");
    assert!(early.status.code() == Some(1) && early.complaint().contains("25 May 2018"), "{early:?}");
    assert!(shown(&day)["equality"].is_null(), "the same checks as in the window");
    assert_eq!(equality("2026-01-05").status.code(), Some(0));
    assert_eq!(shown(&day)["equality"]["policy_date"], "2026-01-05");
    let list = day.file("list.csv", "given_name,date_of_birth,asked_how\nAnn,1990-01-01,out loud\n");
    let ann = day.register(&list, 0)[0]["kept"].as_str().unwrap().to_owned();
    let stopped = day.done(&["equality", "stop", &ann], 0);
    assert!(stopped.contains("Whatever they answered about equality is erased"), "{stopped}");
    assert!(day.done(&["check"], 0).contains("the ledger holds"));
}

#[test]
fn r01_an_open_event_is_set_anew_from_its_own_file_and_keeps_its_code() {
    let day = Day::new();
    let written = day.done(&["event", "show", EVENT, "--toml"], 0);
    let same = day.file("same.toml", &written);
    assert!(day.done(&["event", "amend", EVENT, &same], 0).contains("nothing was changed"), "{written}");
    let changed = day.file("changed.toml", &written.replace("recording = \"consent\"", "recording = \"objection\""));
    assert!(
        day.done(&["event", "amend", EVENT, &changed], 0).contains("recording: \"consent\", would be \"objection\"")
    );
    let shows = day.done(&["event", "show", EVENT], 0);
    assert!(shows.contains("  recording.photo.objection: Imperial after:hours takes photographs today"), "{shows}");
    assert!(shows.contains("  recording.photo: May Imperial after:hours photograph you"), "everybody else: {shows}");
    assert!(
        day.done(&["notice", "show", EVENT], 0).contains("  recording.video.objection: Imperial after:hours films")
    );
    // R12: a version without those words is none for it.
    let lines = day.done(&["notice", "draft", EVENT], 0);
    let silent: String =
        lines.lines().filter(|line| !line.contains(".objection")).map(|line| format!("{line}\n")).collect();
    let refused = day.run(&["notice", "publish", EVENT, &day.file("silent.toml", &silent)]);
    assert!(refused.status.code() == Some(1), "{refused:?}");
    assert!(refused.complaint().contains("recording.photo.objection is missing. Nothing was changed"), "{refused:?}");
    let other = day.file("other.toml", &written.replace(EVENT, "another-day"));
    let refused = day.run(&["event", "amend", EVENT, &other]);
    assert!(refused.status.code() == Some(1) && refused.complaint().contains("keeps its code"), "{refused:?}");
    let periods = ["event", "amend", EVENT, "--set", "retention.special_days=400"];
    let refused = day.run(&periods);
    assert!(refused.status.code() == Some(1) && refused.complaint().contains("retention periods"), "{refused:?}");
    day.done(&["event", "amend", EVENT], 2);
    day.done(&["event", "amend", "no-such-day", "--set", "recording=objection"], 1);
    assert_eq!(shown(&day)["recording"], "objection");
}

/// What the window's settings and its notice page say, in the same words.
#[test]
fn r06_r12_r08_r24_an_event_is_shown_in_words_with_all_that_it_rests_on() {
    let day = Day::new();
    let shows = day.done(&["event", "show", EVENT], 0);
    for line in [
        "  keeping a record of who came and what they agreed to: legitimate interests, article 6(1)(f)",
        "  news of courses and events: consent, article 6(1)(a)",
        "  photographs, sound and film, where agreed to: consent, article 6(1)(a). Three questions; anything but Yes prints the \
         mark.",
        "Photos, sound and video: by consent",
        "Professionals by email without a Yes: no",
        "Equality monitoring: no",
        "  registrations are kept 2 years, until 2028-11-20",
        "  emergency contacts are kept 7 days, until 2026-11-28",
        "  the record of answers is kept 6 years, until 2032-11-19",
    ] {
        assert!(shows.lines().any(|says| says == line), "{line}\n{shows}");
    }
    for asked in ["guardian.responsible: Are you", "guardian.consent: "] {
        assert!(shows.contains(&format!("  {asked}")), "{asked}: {shows}");
    }
    assert!(!shows.contains("legitimate-interests") && !shows.contains("record-keeping"), "no codes: {shows}");

    day.done(&["event", "amend", EVENT, "--set", "recording=objection"], 0);
    let shows = day.done(&["event", "show", EVENT], 0);
    for line in [
        "  photographs, sound and film, where agreed to: consent, article 6(1)(a). Under-18s, and people of unknown age, are asked.",
        "  photographs, sound and film, unless objected to: legitimate interests, article 6(1)(f). Adults are recorded unless they \
         object; that prints the mark.",
        "Photos, sound and video: unless objected",
    ] {
        assert!(shows.lines().any(|says| says == line), "{line}\n{shows}");
    }
    let json = day.json(&["event", "show", EVENT]);
    let objection =
        json["bases"].as_array().unwrap().iter().find(|of| of["purpose"] == "recording-unless-objected").unwrap();
    assert_eq!((&objection["basis"], &json["recording"]), (&"legitimate-interests".into(), &"objection".into()));
    assert_eq!(json["exception_for_professionals"], false);
    assert_eq!(json["kept"].as_array().unwrap().len(), 4, "no equality answers");
    assert_eq!((&json["kept"][0]["kind"], &json["kept"][0]["until"]), (&"special".into(), &"2026-11-28".into()));
    for said in ["guardian.consent", "recording.photo", "recording.photo.objection"] {
        assert!(json["statements"][said].as_str().is_some_and(|words| words.contains("Imperial")), "{said}: {json}");
    }
}

/// As the list of people in the window shows it, and the badge.
#[test]
fn r12_r13_whoever_is_found_has_the_mark_and_whoever_is_shown_what_a_blank_means() {
    let day = Day::new();
    day.done(&["event", "amend", EVENT, "--set", "recording=objection"], 0);
    let list = "given_name,family_name,date_of_birth,consent_photography,asked_how\n\
                Ann,Lee,1990-01-01,left blank,on paper\nCat,Lee,2011-01-01,left blank,on paper\n\
                Dan,Lee,1990-02-01,objected,on paper\n";
    let said = day.register(&day.file("list.csv", list), 0);
    let reference = |row: usize| said[row]["kept"].as_str().unwrap();
    let find = |name: &str| day.done(&["find", "--event", EVENT, name], 0);
    assert!(!find("ann").contains("Do not record"), "{}", find("ann"));
    assert!(find("cat").trim_end().ends_with("  standing  Do not record"), "{}", find("cat"));
    assert!(find("dan").trim_end().ends_with("  standing  Do not record: photos"), "{}", find("dan"));
    let mark = |name: &str| day.json(&["find", "--event", EVENT, name])["do_not_record"].clone();
    assert!(mark("ann").is_null() && mark("cat") == "Do not record" && mark("dan") == "Do not record: photos");

    let shown = day.done(&["person", "show", reference(0)], 0);
    assert!(shown.contains("recording.photo: left-blank, which is no objection, on-paper"), "{shown}");
    assert!(shown.contains("  now recording.photo: left-blank, which is no objection\n"), "{shown}");
    let shown = day.done(&["person", "show", reference(1)], 0);
    assert!(shown.contains("  now recording.photo: left-blank\n") && !shown.contains("no objection"), "{shown}");
    assert!(shown.contains(" (standing). Do not record\n"), "{shown}");
    let marks = (0..3).map(|row| day.json(&["person", "show", reference(row)])["do_not_record"].clone());
    assert_eq!(
        marks.collect::<Vec<_>>(),
        [serde_json::Value::Null, "Do not record".into(), "Do not record: photos".into()]
    );
    let statement = |row: usize| day.json(&["person", "show", reference(row)])["answers"][0]["statement"].clone();
    assert_eq!(
        (0..3).map(statement).collect::<Vec<_>>(),
        ["recording.photo.objection", "recording.photo", "recording.photo.objection"]
    );
}
