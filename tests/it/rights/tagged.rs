//! What is printed or handed out as PDF says of its parts what they are, as whoever has it read out needs it (ISO 14289-1, PDF/UA-1;
//! R13, R16). Poppler is the judge.

use std::path::Path;

use lanyard::domain::rights::Right;

use super::identified;
use crate::desk::scene::Scene;
use crate::support::scratch::Folder;
use crate::support::tools::{need, run};

const LIST: &str = "given_name,family_name,date_of_birth,email,consent_marketing_email,asked_how\n";

/// The parts of a PDF as they are read out, a line each, and the whole of what poppler says of it.
fn parts(pdf: &Path) -> Option<(Vec<String>, String)> {
    let tools = need(&["pdfinfo"])?;
    let read = |arguments: &[&str]| {
        let output = run(tools.command("pdfinfo").args(arguments).arg(pdf));
        // This poppler takes a truth value there, which ISO 32000 asks for, for a fault.
        let known = "Syntax Error: Suspects object is wrong type (boolean)";
        assert!(output.success() && output.complaint().lines().all(|line| line == known), "{output:?}");
        output.text()
    };
    let lines = |text: &str| text.lines().map(|line| line.trim().to_owned()).collect();
    Some((lines(&read(&["-struct-text"])), read(&[])))
}

/// Whether these lines follow each other in this order, with whatever else between them.
fn in_order(parts: &[String], wanted: &[&str]) {
    let mut rest = parts.iter();
    for wanted in wanted {
        assert!(
            rest.any(|line| line.contains(wanted)),
            "{wanted} is not there, or not in its order:\n{}",
            parts.join("\n")
        );
    }
}

#[test]
fn r16_the_copy_is_read_out_in_its_order_with_headings_and_tables() {
    let mut scene = Scene::new();
    let (kept, not_kept) = scene.register(&format!("{LIST}علي,Müller,1990-01-01,ali@example.org,yes,out loud\n"));
    assert!(not_kept.is_empty(), "{:?}", not_kept[0].errors);
    let request = identified(&mut scene, Right::Access, &kept[0].1);
    let folder = Folder::new();
    let copy = scene.desk.write_copy(&request.reference, folder.path()).unwrap();
    let pdf = copy.folder.join("your-data.pdf");
    let bytes = std::fs::read(&pdf).unwrap();
    let says = |text: &[u8]| bytes.windows(text.len()).any(|window| window == text);
    assert!(says(b"pdfuaid:part") && says(b"/DisplayDocTitle true") && says(b"/Lang"), "it calls itself PDF/UA-1");
    let Some((parts, whole)) = parts(&pdf) else { return };
    assert!(whole.lines().any(|line| line.starts_with("Tagged:") && line.ends_with("yes")), "{whole}");
    assert!(whole.lines().any(|line| line.starts_with("Title:") && line.contains("Your data at")), "{whole}");
    in_order(
        &parts,
        &[
            "H1",
            "Your data at",
            "P (block)",
            "This is all that is held about you",
            "H2",
            &kept[0].1,
            "Table",
            "TR",
            "TH",
            "Held by",
            "TD",
            "Imperial after:hours",
            "Email",
            "ali@example.org",
        ],
    );
    // What is written from right to left is read as it is written, and lines that were broken at a gap have one.
    assert!(parts.iter().any(|line| line.contains("علي")), "{}", parts.join("\n"));
    let text = parts.join(" ").replace('"', "");
    assert!(text.contains("held about you at this registration desk"), "{text}");
    assert!(!text.contains("page 1 of"), "what stands at the foot of a page is not read out");
}

#[test]
fn r13_r25_receipts_and_notices_are_read_out_too_with_no_level_of_heading_left_out() {
    let mut scene = Scene::new();
    let (kept, _) = scene.register(&format!("{LIST}Ann,Lee,1990-01-01,ann@example.org,yes,out loud\n"));
    let id = scene.desk.by_reference(&kept[0].1).unwrap().id;
    let folder = Folder::new();
    let receipt = scene.desk.write_receipt(id, folder.path()).unwrap().remove(0);
    let notice = scene.desk.event(&scene.event).unwrap().notice_hash();
    let notice = scene.desk.print_notice(&scene.event, notice, folder.path()).unwrap();
    for (pdf, wanted) in
        [(&receipt, &["H1", "TH", "TD"][..]), (&notice, &["H1", "H2", "P (block)", "Table", "L (block)", "LI"])]
    {
        let Some((parts, whole)) = parts(pdf) else { return };
        assert!(whole.contains("Tagged:          yes"), "{whole}");
        let tags: Vec<_> = parts.iter().filter_map(|line| line.split([' ', ':']).next()).collect();
        for tag in wanted {
            let tag = tag.split(' ').next().unwrap();
            assert!(tags.contains(&tag), "{tag} in {}: {}", pdf.display(), parts.join("\n"));
        }
        let mut before = 0;
        for level in tags.iter().filter_map(|tag| tag.strip_prefix('H')).filter_map(|level| level.parse::<u32>().ok()) {
            assert!(level <= before + 1, "from {before} to {level} in {}", pdf.display());
            before = level;
        }
    }
}

#[test]
fn r16_what_no_font_can_draw_keeps_nobody_from_their_copy() {
    let mut scene = Scene::new();
    // A letter of a script that nobody has written for three thousand years.
    let (kept, not_kept) =
        scene.register(&format!("{LIST}Ann \u{12000},Lee,1990-01-01,ann@example.org,yes,out loud\n"));
    assert!(not_kept.is_empty(), "{:?}", not_kept[0].errors);
    let request = identified(&mut scene, Right::Access, &kept[0].1);
    let folder = Folder::new();
    let copy = scene.desk.write_copy(&request.reference, folder.path()).unwrap();
    let Some((parts, whole)) = parts(&copy.folder.join("your-data.pdf")) else { return };
    assert!(whole.contains("Tagged:          yes"), "{whole}");
    in_order(&parts, &["H1", "Your data at", "Table", "ann@example.org"]);
}
