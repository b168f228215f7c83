//! From the remark while a list is registered to what staff say of the two, and back (R14).

use serde_json::Value;

use super::day::Day;

#[test]
fn r14_somebody_who_comes_twice_is_remarked_on_listed_answered_and_asked_about_again() {
    let day = Day::new();
    let list = day.file(
        "list.csv",
        "given_name,family_name,date_of_birth,email\n\
         Zoë,Hale,2009-05-04,hale@example.org\n\
         Ben,Hale,2011-02-03,hale@example.org\n\
         Zoe,Hale,04/05/2009,\n",
    );
    let said = day.done(
        &["register", "--event", "open-day-2026", "--from", &list, "--source", "a test", "--given-by-themselves"],
        0,
    );
    let lines: Vec<_> = said.lines().collect();
    let reference = |line: &str| line.split("kept as ").nth(1).unwrap()[..7].to_owned();
    let [zoe, ben, again] = [0, 1, 2].map(|row| reference(lines[row]));
    let remark = format!("(may be the same person as {zoe}: same name, same birthday)");
    assert!(lines[2].ends_with(&remark), "{said}");
    assert!(!lines[1].contains("same person") && lines[3] == "3 kept, 0 not kept.", "{said}");

    let list_pairs = || {
        let text = day.done(&["--json", "person", "duplicates", "--event", "open-day-2026"], 0);
        let pairs: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        pairs
            .iter()
            .map(|pair| (pair["one"].clone(), pair["other"].clone(), pair["verdict"].clone()))
            .collect::<Vec<_>>()
    };
    let likely = (again.clone().into(), zoe.clone().into(), "likely".into());
    let family = (ben.clone().into(), zoe.clone().into(), "shares-contact".into());
    assert_eq!(list_pairs(), [likely.clone(), family.clone()]);
    let words = day.done(&["person", "duplicates", &zoe], 0);
    assert!(words.contains(&format!("{zoe}  {again}  may be one person: same name, same birthday")), "{words}");
    let two = format!("{zoe}  {ben}  two people, it seems: same email; but another birthday, another name");
    assert!(words.contains(&two), "{words}");

    for (say, left) in [("same", vec![&family]), ("reverse", vec![&likely, &family]), ("not-same", vec![&family])] {
        day.done(&["person", "link", &again, &zoe, say], 0);
        assert_eq!(list_pairs().iter().collect::<Vec<_>>(), left, "{say}");
    }
    day.done(&["person", "link", &ben, &zoe, "not-same"], 0);
    let nobody = day.done(&["person", "duplicates", "--event", "open-day-2026"], 0);
    assert_eq!(nobody, "No one here seems to have registered twice.\n");
    day.done(&["person", "duplicates"], 2);
    day.done(&["person", "duplicates", "AAA-AAA"], 1);
}
