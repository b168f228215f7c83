//! A press that cannot be done leads the keyboard to what has to be put right, in every dialog that can be pressed too early.

use std::collections::BTreeMap;
use std::path::Path;

use egui::{Key, Modifiers};

use super::notice_languages;
use super::outcomes;
use super::own_screen;
use super::people;
use super::professionals;
use super::rights;
use super::scenes::{self, page};
use super::settings;
use super::stage::{Before, Stage};
use super::states::{self, press};
use crate::support::welsh;

/// A dialog whose press cannot be done yet.
struct Early {
    /// Where it is written, under `src/ui/screens`.
    file: &'static str,
    /// What is pressed in vain, and where.
    what: &'static str,
    begins: fn() -> Stage,
    /// Opens it, and presses.
    presses: fn(&mut Stage),
    /// What has the keyboard then.
    leads_to: &'static str,
}

const IN_NOTICES_AND_PEOPLE: &[Early] = &[
    Early {
        file: "settings/notice/confirming.rs",
        what: "publishing without the passphrase",
        begins: || scenes::with_a_notice_draft().unlocked(),
        presses: |stage| {
            scenes::publishes_a_notice(stage);
            last(stage, "Publish 1.2");
        },
        leads_to: "Your passphrase",
    },
    Early {
        file: "settings/notice/translating.rs",
        what: "showing what no file says",
        begins: Stage::unlocked,
        presses: |stage| {
            page(stage, "Privacy notice");
            stage.click("Add a language");
            stage.rest();
            last(stage, "Show what it says");
        },
        leads_to: "The translated file",
    },
    Early {
        file: "settings/notice/translation.rs",
        what: "publishing words that are not written yet",
        begins: Stage::unlocked,
        presses: |stage| {
            notice_languages::writes_here(stage);
            stage.type_in("cy");
            last(stage, "Publish in Welsh");
        },
        leads_to: "Say first",
    },
    Early {
        file: "settings/notice/confirming.rs",
        what: "publishing a language without the passphrase",
        begins: Stage::unlocked,
        presses: |stage| {
            notice_languages::shows_a_file(stage, welsh::FILE);
            last(stage, "Publish in Welsh");
        },
        leads_to: "Your passphrase",
    },
    Early {
        file: "settings/notice/dialogs.rs",
        what: "printing a version without a folder",
        begins: Stage::unlocked,
        presses: |stage| {
            page(stage, "Privacy notice");
            press(stage, "Print for the desk");
            last(stage, "Write the PDF");
        },
        leads_to: "Folder",
    },
    Early {
        file: "settings/notice/organisation.rs",
        what: "saving whom to ask with a wrong email",
        begins: || scenes::with_a_notice_draft().unlocked(),
        presses: |stage| {
            scenes::changes_whom_to_ask(stage);
            stage.rewrite("The email for data enquiries", "nowhere");
            last(stage, "Save");
        },
        leads_to: "The email for data enquiries",
    },
    Early {
        file: "people/removal.rs",
        what: "noting a recording without saying where",
        begins: || Before::with_visitors().unlocked(),
        presses: |stage| {
            outcomes::removal(stage);
            stage.write("When", "About half past ten");
            stage.keys(Modifiers::COMMAND, Key::Enter);
        },
        leads_to: "Where",
    },
    Early {
        file: "people/except.rs",
        what: "recording a professional who was not offered to opt out",
        begins: || professionals::with_a_professional().unlocked(),
        presses: |stage| {
            professionals::recording(stage);
            stage.keys(Modifiers::COMMAND, Key::Enter);
        },
        leads_to: "They were offered to opt out, and did not",
    },
    Early {
        file: "people/except.rs",
        what: "recording a professional without saying what they do",
        begins: || professionals::with_a_professional().unlocked(),
        presses: |stage| {
            professionals::recording(stage);
            stage.rewrite("What they do there", " ");
            stage.keys(Modifiers::COMMAND, Key::Enter);
        },
        leads_to: "What they do there",
    },
    Early {
        file: "people/contact.rs",
        what: "forgetting an emergency contact without saying why",
        begins: || people::with_a_contact().unlocked(),
        presses: |stage| {
            people::forgetting(stage);
            stage.keys(Modifiers::COMMAND, Key::Enter);
        },
        leads_to: "Why",
    },
    Early {
        file: "people/withdraw.rs",
        what: "taking back on paper without the form's number",
        begins: || Before::with_visitors().unlocked(),
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
        file: "people/amend.rs",
        what: "correcting without a reason",
        begins: || Before::with_visitors().unlocked(),
        presses: |stage| {
            scenes::amend(stage);
            stage.rewrite("Email", "amara@new.example.org");
            stage.keys(Modifiers::COMMAND, Key::Enter);
        },
        leads_to: "Why it is corrected",
    },
];

const IN_RIGHTS_AND_WHAT_IS_KEPT: &[Early] = &[
    Early {
        file: "rights/dialogs.rs",
        what: "closing a request without saying how it ends",
        begins: || rights::with_requests().unlocked(),
        presses: |stage| {
            rights::shows_a_recorded_one(stage);
            rights::more(stage, "Refuse or close");
            last(stage, "Close it");
        },
        leads_to: "",
    },
    Early {
        file: "settings/keeping/letting.rs",
        what: "letting go without saying why",
        begins: || states::past_the_period().unlocked(),
        presses: |stage| {
            states::due(stage);
            stage.rewrite("Why, for the log and the certificate", " ");
            last(stage, "Go on");
        },
        leads_to: "Why, for the log and the certificate",
    },
    Early {
        file: "settings/keeping/letting.rs",
        what: "letting go without a folder for the certificate",
        begins: || states::past_the_period().unlocked(),
        presses: |stage| {
            states::due_confirmed(stage);
            stage.rewrite("Folder", "");
            last(stage, "Let it go");
        },
        leads_to: "Folder",
    },
    Early {
        file: "settings/keeping/letting.rs",
        what: "writing a certificate that could not be written, without another folder",
        begins: || states::past_the_period().unlocked(),
        presses: |stage| {
            states::due_confirmed(stage);
            // Whatever its act's number, there is a file of that name already.
            let day = stage.before.clock.now().format("%Y%m%d").to_string();
            for act in 0..1000 {
                std::fs::write(stage.before.folder.join("papers").join(format!("deletion-{day}-{act}.pdf")), "")
                    .unwrap();
            }
            last(stage, "Let it go");
            stage.wait_for(|stage| stage.says("The certificate is not written yet."));
            stage.rewrite("Folder", "");
            last(stage, "Write the certificate");
        },
        leads_to: "Folder",
    },
    Early {
        file: "settings/keeping/acknowledging.rs",
        what: "taking in an acknowledgement without a file",
        begins: || Before::desk().unlocked(),
        presses: |stage| {
            page(stage, "Keep and back up");
            press(stage, "Take in an acknowledgement");
            last(stage, "Take it in");
        },
        leads_to: "File",
    },
    Early {
        file: "settings/keeping/restoring.rs",
        what: "restoring without a passphrase",
        begins: || states::with_a_backup().unlocked(),
        presses: |stage| {
            page(stage, "Keep and back up");
            press(stage, "Restore a backup");
            last(stage, "Restore it");
        },
        leads_to: "Passphrase of priya",
    },
];

const IN_SHEETS_AND_SETTINGS: &[Early] = &[
    Early {
        file: "settings/questions.rs",
        what: "adding a question without its words",
        begins: || Before::desk().unlocked(),
        presses: |stage| {
            page(stage, "Form");
            press(stage, "Add a question");
            last(stage, "Add question");
        },
        leads_to: "What staff will ask",
    },
    Early {
        file: "plain_form.rs",
        what: "saving a receipt without knowing that it is in plain form",
        begins: || Before::with_visitors().unlocked(),
        presses: |stage| {
            outcomes::saves_receipt(stage);
            stage.write("Folder", "/tmp");
            last(stage, "Save the receipt");
        },
        leads_to: "I hand the files over to them, then remove them",
    },
    Early {
        file: "sheet_dialog.rs",
        what: "writing a sheet without a folder",
        begins: || Before::desk().unlocked(),
        presses: |stage| {
            page(stage, "Keep and back up");
            press(stage, "Incident sheet");
            last(stage, "Write it");
        },
        leads_to: "Folder",
    },
    Early {
        file: "office_incident.rs",
        what: "writing the sheet of another laptop without its key",
        begins: || Before::desk().unlocked(),
        presses: |stage| {
            page(stage, "Keep and back up");
            press(stage, "Incident sheet");
            press(stage, "Another laptop, out of its batches…");
            for (label, typed) in
                [("Folder with its batches", "/media/a"), ("The key file they are sealed to", "/media/b")]
            {
                states::enter_last(stage, label);
                stage.type_in(typed);
            }
            last(stage, "Write it");
        },
        leads_to: "That desk’s public key",
    },
    Early {
        file: "settings/keeping/place.rs",
        what: "keeping backups on another medium without saying which",
        begins: || Before::desk().unlocked(),
        presses: |stage| {
            page(stage, "Keep and back up");
            press(stage, "Change where the next backup goes");
            press(stage, "Another medium, A stick or a folder that is kept elsewhere");
            last(stage, "Keep it there");
        },
        leads_to: "Folder",
    },
    Early {
        file: "settings/log/comparing.rs",
        what: "comparing with a batch without its key file",
        begins: || Before::desk().unlocked(),
        presses: |stage| {
            page(stage, "Log");
            press(stage, "Compare with a batch…");
            states::enter_last(stage, "Batch, as they have it");
            stage.type_in("/media/a.zip.age");
            last(stage, "Compare");
        },
        leads_to: "The key file it is sealed to",
    },
    Early {
        file: "recipient_dialogs.rs",
        what: "adding a recipient without a key",
        begins: || Before::desk().unlocked(),
        presses: |stage| {
            page(stage, "Recipient keys");
            press(stage, "Add a recipient");
            states::enter_last(stage, "Name");
            stage.type_in("CRM team");
            last(stage, "Add and compare words");
        },
        leads_to: "age public key",
    },
    Early {
        file: "recipient_dialogs.rs",
        what: "comparing words that were not heard",
        begins: || Before::desk().unlocked(),
        presses: |stage| {
            states::recipient_words(stage);
            last(stage, "Compare");
        },
        leads_to: "The six words you hear",
    },
    Early {
        file: "settings/staff_dialogs/add.rs",
        what: "adding a person without saying what they may do",
        begins: || Before::desk().unlocked(),
        presses: |stage| {
            page(stage, "Staff and roles");
            press(stage, "Add a person");
            states::enter_last(stage, "Name");
            stage.type_in("Callum Reid");
            last(stage, "Add them");
        },
        leads_to: "Role",
    },
    Early {
        file: "settings/staff_dialogs/passphrase.rs",
        what: "changing a passphrase to two that differ",
        begins: || Before::desk().unlocked(),
        presses: |stage| {
            page(stage, "Staff and roles");
            press(stage, "Change your passphrase");
            states::enter_last(stage, "New passphrase");
            stage.type_in("second gate harbour");
            last(stage, "Change it");
        },
        leads_to: "The same again",
    },
    Early {
        file: "settings/staff_dialogs/organisation.rs",
        what: "adding the organisation's key without the key",
        begins: || Before::desk().unlocked(),
        presses: |stage| {
            page(stage, "Staff and roles");
            press(stage, "Add the organisation’s key");
            states::enter_last(stage, "Whose key it is");
            stage.type_in("Admissions office");
            last(stage, "Let them read it");
        },
        leads_to: "age public key",
    },
    Early {
        file: "settings/event.rs",
        what: "saving an event without a name",
        begins: || Before::desk().unlocked(),
        presses: |stage| {
            page(stage, "Event");
            stage.rewrite("Name", " ");
            last(stage, "Save event");
        },
        leads_to: "Name",
    },
    Early {
        file: "settings/new_event.rs",
        what: "opening an event without a name",
        begins: || Before::desk().unlocked(),
        presses: |stage| {
            page(stage, "Event");
            press(stage, "New event");
            last(stage, "Open this event");
        },
        leads_to: "Name",
    },
    Early {
        file: "settings/new_event.rs",
        what: "opening the first event without a name",
        begins: || settings::without_an_event().unlocked(),
        presses: |stage| last(stage, "Open this event"),
        leads_to: "Name",
    },
    Early {
        file: "settings/wishes.rs",
        what: "adding something to be sent without saying what",
        begins: Stage::unlocked,
        presses: |stage| {
            page(stage, "Form");
            press(stage, "Add something to be sent");
            last(stage, "Add it");
        },
        leads_to: "What is sent",
    },
    Early {
        file: "register/own_screen.rs",
        what: "going on with a group that lacks its detail",
        begins: || own_screen::asks_about_equality().unlocked(),
        presses: |stage| {
            own_screen::turned_after_saving(stage);
            own_screen::pick(stage, "1. Group", "Mixed");
            last(stage, "Next");
        },
        leads_to: "2. Detail",
    },
    Early {
        file: "restore_lost.rs",
        what: "restoring a backup at the door without its folder",
        begins: || Before::nothing().window(),
        presses: |stage| {
            press(stage, "Restore a backup");
            stage.write("Your handle", "priya");
            last(stage, "Restore it");
        },
        leads_to: "The backup’s folder",
    },
];

/// Presses the last of this name: the one in the dialog.
fn last(stage: &mut Stage, name: &str) {
    states::enter_last(stage, name);
    stage.key(Key::Enter);
    stage.rest();
}

fn leads(early: &[Early]) {
    let mut found = Vec::new();
    for early in early {
        let mut stage = (early.begins)();
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
    leads(IN_NOTICES_AND_PEOPLE);
}

#[test]
fn what_cannot_be_done_yet_leads_to_what_is_wrong_in_rights_and_in_what_is_kept() {
    leads(IN_RIGHTS_AND_WHAT_IS_KEPT);
}

#[test]
fn what_cannot_be_done_yet_leads_to_what_is_wrong_in_sheets_and_settings() {
    leads(IN_SHEETS_AND_SETTINGS);
}

/// Whoever adds a press that leads to what is wrong adds it here: for each in a file there is a case at least.
#[test]
fn every_press_that_leads_to_what_is_wrong_is_tried() {
    let screens = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui/screens");
    let mut folders = vec![screens.clone()];
    let mut lead = BTreeMap::new();
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let presses = std::fs::read_to_string(&path).unwrap().matches("or_lead_to_error(").count();
            if presses > 0 {
                let inside = path.strip_prefix(&screens).unwrap();
                let file = inside.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
                lead.insert(file, presses);
            }
        }
    }
    let mut tried = BTreeMap::<_, usize>::new();
    for early in [IN_NOTICES_AND_PEOPLE, IN_RIGHTS_AND_WHAT_IS_KEPT, IN_SHEETS_AND_SETTINGS].into_iter().flatten() {
        *tried.entry(early.file.to_owned()).or_default() += 1;
    }
    assert!(lead.keys().eq(tried.keys()), "{lead:?}\n{tried:?}");
    let too_few: Vec<_> = lead.iter().filter(|(file, presses)| tried[*file] < **presses).collect();
    assert!(too_few.is_empty(), "not each of these is tried: {too_few:?}");
}
