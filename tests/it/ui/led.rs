//! A press that cannot be done leads the keyboard to what has to be put right, in every dialog that can be pressed too early.

use egui::{Key, Modifiers};

use super::outcomes;
use super::professionals;
use super::rights;
use super::scenes::{self, page};
use super::stage::{Before, Stage};
use super::states::{self, press};

/// A dialog whose press cannot be done yet.
struct Early {
    /// What is pressed in vain, and where.
    what: &'static str,
    before: fn() -> Before,
    /// Opens it, and presses.
    presses: fn(&mut Stage),
    /// What has the keyboard then.
    leads_to: &'static str,
}

const EARLY: &[Early] = &[
    Early {
        what: "publishing without the passphrase",
        before: scenes::with_a_notice_draft,
        presses: |stage| {
            scenes::publishes_a_notice(stage);
            last(stage, "Publish 1.2");
        },
        leads_to: "Your passphrase",
    },
    Early {
        what: "saving whom to ask with a wrong email",
        before: scenes::with_a_notice_draft,
        presses: |stage| {
            scenes::changes_whom_to_ask(stage);
            stage.rewrite("The email for data enquiries", "nowhere");
            last(stage, "Save");
        },
        leads_to: "The email for data enquiries",
    },
    Early {
        what: "noting a recording without saying where",
        before: Before::with_visitors,
        presses: |stage| {
            outcomes::removal(stage);
            stage.write("When", "About half past ten");
            stage.keys(Modifiers::COMMAND, Key::Enter);
        },
        leads_to: "Where",
    },
    Early {
        what: "recording a professional who was not offered to opt out",
        before: professionals::with_a_professional,
        presses: |stage| {
            professionals::recording(stage);
            stage.keys(Modifiers::COMMAND, Key::Enter);
        },
        leads_to: "They were offered to opt out, and did not",
    },
    Early {
        what: "recording a professional without saying what they do",
        before: professionals::with_a_professional,
        presses: |stage| {
            professionals::recording(stage);
            stage.rewrite("What they do there", " ");
            stage.keys(Modifiers::COMMAND, Key::Enter);
        },
        leads_to: "What they do there",
    },
    Early {
        what: "taking back on paper without the form's number",
        before: Before::with_visitors,
        presses: |stage| {
            scenes::withdraw(stage);
            stage.click("News by email. Yes since 10:42");
            stage.focus("How they told us");
            stage.type_text("On paper");
            stage.key(Key::Enter);
            stage.keys(Modifiers::COMMAND, Key::Enter);
        },
        leads_to: "Number of the form",
    },
    Early {
        what: "correcting without a reason",
        before: Before::with_visitors,
        presses: |stage| {
            scenes::amend(stage);
            stage.rewrite("Email", "amara@new.example.org");
            stage.keys(Modifiers::COMMAND, Key::Enter);
        },
        leads_to: "Why it is corrected",
    },
    Early {
        what: "closing a request without saying how it ends",
        before: rights::with_requests,
        presses: |stage| {
            rights::shows_a_recorded_one(stage);
            rights::more(stage, "Refuse or close");
            last(stage, "Close it");
        },
        leads_to: "",
    },
    Early {
        what: "letting go without saying why",
        before: states::past_the_period,
        presses: |stage| {
            states::due(stage);
            stage.rewrite("Why, for the log and the certificate", " ");
            last(stage, "Go on");
        },
        leads_to: "Why, for the log and the certificate",
    },
    Early {
        what: "taking in an acknowledgement without a file",
        before: Before::desk,
        presses: |stage| {
            page(stage, "Keep and back up");
            press(stage, "Take in an acknowledgement");
            last(stage, "Take it in");
        },
        leads_to: "File",
    },
    Early {
        what: "restoring without a passphrase",
        before: states::with_a_backup,
        presses: |stage| {
            page(stage, "Keep and back up");
            press(stage, "Restore a backup");
            last(stage, "Restore it");
        },
        leads_to: "Passphrase of priya",
    },
    Early {
        what: "adding a question without its words",
        before: Before::desk,
        presses: |stage| {
            page(stage, "Form");
            press(stage, "Add a question");
            last(stage, "Add question");
        },
        leads_to: "What staff will ask",
    },
    Early {
        what: "saving a receipt without knowing that it is in plain form",
        before: Before::with_visitors,
        presses: |stage| {
            outcomes::saves_receipt(stage);
            stage.write("Folder", "/tmp");
            last(stage, "Save the receipt");
        },
        leads_to: "I hand the files over to them, then remove them",
    },
];

/// Presses the last of this name: the one in the dialog.
fn last(stage: &mut Stage, name: &str) {
    states::enter_last(stage, name);
    stage.key(Key::Enter);
    stage.rest();
}

fn leads(from: usize, to: usize) {
    let mut found = Vec::new();
    for early in &EARLY[from..to] {
        let mut stage = (early.before)().unlocked();
        (early.presses)(&mut stage);
        let at = stage.at();
        let is_there = if early.leads_to.is_empty() { at.contains(", ") } else { at == early.leads_to };
        if !is_there {
            found.push(format!("{}: the keyboard is at {at:?}, and not at {:?}", early.what, early.leads_to));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn what_cannot_be_done_yet_leads_to_what_is_wrong_in_notices_and_people() {
    leads(0, 7);
}

#[test]
fn what_cannot_be_done_yet_leads_to_what_is_wrong_in_rights_and_in_what_is_kept() {
    leads(7, EARLY.len());
}
