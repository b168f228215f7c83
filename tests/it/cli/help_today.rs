//! *Help today* from the command line (R3).

use super::day::{Day, EVENT};

const LIST: &str = "given_name,date_of_birth,consent_special_disability,disability,consent_special_dietary,\
    dietary_requirements,asked_how\n\
    Qzxvarg,1990-01-01,yes,Needs a lift,yes,Vegan,out loud\nWumblefrot,1991-01-01,no,,yes,vegan,out loud\n";

#[test]
fn r03_a_lead_lists_notes_and_prints_who_is_helped_and_the_kitchen_counts() {
    let day = Day::today();
    let kept = day.register(&day.file("list.csv", LIST), 0);
    let reference = kept[0]["kept"].as_str().unwrap();
    assert!(day.done(&["help-today", "show", EVENT], 0).contains("Needs a lift"));
    day.done(&["help-today", "place", reference, "Room B12"], 0);
    let told = ["help-today", "told", reference, "--need", "disability.help", "--whom"];
    day.done(&[&told[..], &["Sam at the door"]].concat(), 0);
    day.done(&[&told[..], &["Jo"]].concat(), 0);
    day.done(&["help-today", "not-told", reference, "--need", "disability.help", "--number", "2"], 0);
    day.done(&["help-today", "not-told", reference, "--need", "disability.help", "--number", "2"], 1);
    let shown = day.json(&["help-today", "show", EVENT]);
    assert_eq!(
        (shown["place"].as_str(), shown["told"][0]["whom"].as_str()),
        (Some("Room B12"), Some("Sam at the door"))
    );
    assert_eq!(shown["told"].as_array().unwrap().len(), 1);
    day.done(&["help-today", "told", reference, "--need", "diet.catering", "--whom", "Jo"], 2);

    let kitchen = day.done(&["help-today", "kitchen", EVENT], 0);
    assert!(
        kitchen.contains("   2  Vegan") && !kitchen.contains("Qzxvarg") && !kitchen.contains(reference),
        "{kitchen}"
    );

    let out = day.path("out");
    let print = ["help-today", "print", EVENT];
    day.done(&print, 2);
    for kitchen in [&[][..], &["--kitchen"]] {
        let to = ["--in-plain-form-to", out.to_str().unwrap()];
        assert!(day.done(&[&print[..], kitchen, &to].concat(), 0).contains("plain form"));
    }
    assert_eq!(std::fs::read_dir(&out).unwrap().count(), 2);
}

#[test]
fn r03_an_event_of_another_day_has_nobody_to_help() {
    let day = Day::new();
    let output = day.run(&["help-today", "show", EVENT]);
    let is_the_day = lanyard::env::Env::real(None).now().date_naive().to_string() == "2026-11-21";
    assert_eq!(output.status.code(), Some(i32::from(!is_the_day)), "{output:?}");
    assert!(is_the_day || output.complaint().contains("not held today"), "{output:?}");
}
