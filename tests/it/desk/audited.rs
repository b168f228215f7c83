//! Every use case of the desk has its row in the audit log (R27): each is run once, and the kinds of acts are compared.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use lanyard::batch::acknowledgement::Acknowledgement;
use lanyard::batch::keys::RecipientIdentity;
use lanyard::batch::signing::SigningKey;
use lanyard::batch::verify::verify;
use lanyard::desk::{
    Amendment, BadgeFolder, CopyState, Copying, Desk, DeskError, LetterAbout, Letting, NewReader, NewRecipient,
    NewRequest, Passphrase, Told, TranslationFrom, Withdrawal,
};
use lanyard::domain::act_kind::ActKind;
use lanyard::domain::age::AgeAnswer;
use lanyard::domain::answer::{How, NoticeCard, Said};
use lanyard::domain::code::Code;
use lanyard::domain::complaint::Part;
use lanyard::domain::draft::{AnswerDraft, RegistrationDraft};
use lanyard::domain::equality::{EqualityAnswers, Ethnicity, LegalCondition, Monitoring};
use lanyard::domain::field_error::GuardianField;
use lanyard::domain::form::Field;
use lanyard::domain::guardian::InPerson;
use lanyard::domain::ids::{AnswerId, RegistrationId, TranslationDraftId, VisitorId};
use lanyard::domain::moment::AnsweredAt;
use lanyard::domain::professional::ProfessionalException;
use lanyard::domain::purpose::{Channel, Purpose, Question, SpecialPair};
use lanyard::domain::removal::{Found, Recorded};
use lanyard::domain::rights::{Advice, Arrived, Identity, Outcome, Right as Asked, Step};
use lanyard::domain::rules::DeskRules;
use lanyard::domain::source::Giver;
use lanyard::domain::staff::{Handle, Role};
use lanyard::domain::unfinished::{Dialog, Typed, Unfinished};
use lanyard::env::Env;
use lanyard::store::act::{self, Act};

use super::day::one;
use super::looking::acts;
use super::scene::{self, Scene, lead, passphrase};
use crate::support::scratch::{Folder, files};
use crate::support::settings::change_event as change_event_and_notice;

/// A desk in the middle of its day.
struct Day {
    scene: Scene,
    people: Vec<RegistrationId>,
    /// Who is to be helped; it is not about them that the day goes on.
    helped: Option<RegistrationId>,
    /// A child whom a list brought.
    listed: Option<RegistrationId>,
    /// The newest request's reference.
    request: String,
    backup: PathBuf,
    /// Who can open what is sent to the office, and what the office signs with.
    office: Option<(RecipientIdentity, SigningKey)>,
}

impl Day {
    fn new() -> Self {
        let (people, request, backup) = (Vec::new(), String::new(), PathBuf::new());
        Self { scene: Scene::new(), people, helped: None, listed: None, request, backup, office: None }
    }

    fn desk(&mut self) -> &mut Desk {
        &mut self.scene.desk
    }

    fn comes(&mut self, row: &str) {
        let reference = one(&mut self.scene, row);
        self.people.push(self.scene.desk.by_reference(&reference).unwrap().id);
    }

    fn helped(&self) -> RegistrationId {
        self.helped.unwrap()
    }

    fn newest(&self) -> RegistrationId {
        *self.people.last().unwrap()
    }

    /// Whoever came last asks for something.
    fn asks(&mut self, right: Asked) {
        let (received, about) = (self.scene.desk.now().date_naive(), Some(self.newest()));
        let new = NewRequest { right, received, how: Arrived::AtDesk, about };
        self.request = self.desk().record_request(&new).unwrap().reference;
    }

    fn steps(&mut self, step: Step) {
        let request = self.request.clone();
        self.desk().go_on(&request, step).unwrap();
    }

    fn is_known(&mut self) {
        self.steps(Step::Identified { by: Identity::Badge });
    }

    fn form(&mut self) -> RegistrationDraft {
        let desk = self.desk();
        let mut draft = RegistrationDraft::new(RegistrationId(desk.new_id()), VisitorId(desk.new_id()));
        draft.fields.insert(Field::GivenName, "Dan".to_owned());
        draft.thirteen_or_over = Some(AgeAnswer::Yes);
        draft
    }

    /// A new folder beside the desk.
    fn made(&self, name: &str) -> PathBuf {
        self.scene.folder.made(name)
    }

    fn amend(&mut self, field: Field, value: &str) -> Result<(), DeskError> {
        let fields = [(field, value.to_owned())].into();
        let amendment = Amendment { fields, reason: "misheard".into(), ..Amendment::default() };
        let person = self.people[0];
        self.desk().amend(person, &amendment).map(drop)
    }
}

/// The use case, by the name of its function; what it does; and the kinds of its acts, in their order.
type UseCase = (&'static str, fn(&mut Day), &'static [&'static str]);

const USE_CASES: &[UseCase] = &[
    ("change_event", change_event, &["change-event"]),
    ("register", |day| day.comes("Ann,Lee,1990-01-01,ann@example.org,yes,yes,Vegan,out loud"), &["register"]),
    ("register again", |day| day.comes("Anne,Lee,1990-01-01,ann@example.org,no,,,out loud"), &["register"]),
    ("badge", |day| _ = day.scene.desk.badge(day.newest()).unwrap(), &["badge"]),
    ("begin_badges", |day| _ = badges_begin(day), &["begin-badges"]),
    ("write_badge", write_badge, &["begin-badges", "print-badge"]),
    ("write_one_badge", write_one_badge, &["print-badge"]),
    ("count_only", |day| _ = day.scene.desk.count_only(&day.scene.event).unwrap(), &["count-only"]),
    ("keep_draft", keep_draft, &[]),
    ("keep_unfinished", keep_unfinished, &[]),
    ("drop_draft", drop_draft, &[]),
    ("register, to be helped", to_be_helped, &["register"]),
    ("help_today", |day| _ = day.scene.desk.help_today(&day.scene.event).unwrap(), &["help-today"]),
    ("kitchen", |day| _ = day.scene.desk.kitchen(&day.scene.event).unwrap(), &["kitchen"]),
    ("set_help_place", set_help_place, &["help-place"]),
    ("tell_of_help", tell_of_help, &["help-told"]),
    ("not_told_of_help", not_told_of_help, &["help-told"]),
    ("write_help_today", write_help_today, &["print-help-today"]),
    ("write_kitchen", write_kitchen, &["print-kitchen"]),
    ("amend", |day| day.amend(Field::City, "Leeds").unwrap(), &["amend"]),
    ("forget_emergency_contact", forget_emergency_contact, &["amend", "forget-emergency-contact"]),
    ("withdraw", withdraw, &["withdraw"]),
    ("withdraw_all", withdraw_all, &["withdraw"]),
    ("say_same", |day| day.scene.desk.say_same(day.people[0], day.people[1], true).unwrap(), &["link"]),
    ("say_same, not", |day| day.scene.desk.say_same(day.people[0], day.people[1], false).unwrap(), &["link"]),
    ("reverse_link", |day| day.scene.desk.reverse_link(day.people[0], day.people[1]).unwrap(), &["link"]),
    ("find", |day| _ = day.scene.desk.find(&day.scene.event, "ann", 10).unwrap(), &["find"]),
    ("list", list, &["find"]),
    ("history", |day| _ = day.scene.desk.history(day.people[0]).unwrap(), &["look"]),
    ("opted_out", |day| _ = day.scene.desk.opted_out(day.people[0]).unwrap(), &["look"]),
    ("duplicates_of", |day| _ = day.scene.desk.duplicates_of(day.people[0]).unwrap(), &["duplicates"]),
    ("duplicates_of_draft", duplicates_of_draft, &["duplicates"]),
    ("duplicates", |day| _ = day.scene.desk.duplicates(&day.scene.event).unwrap(), &["duplicates"]),
    ("duplicates_of_today", |day| _ = day.scene.desk.duplicates_of_today(&day.scene.event).unwrap(), &["duplicates"]),
    ("review", review, &["take-list", "register", "find"]),
    ("check", |day| assert!(day.desk().check().unwrap().ledger.is_ok()), &["check"]),
    ("save_elsewhere", save_elsewhere, &[]),
    ("take_in", take_in, &["register"]),
    ("add_recipient", add_recipient, &["add-recipient"]),
    ("check_telling", check_telling, &["check"]),
    ("confirm_words", confirm_words, &["check-words"]),
    ("close_day", close_day, &["close-day", "seal-batch"]),
    ("copy_out", copy_out, &["take-back-batch"]),
    ("copy_waiting", copy_waiting, &["take-back-batch"]),
    ("close_day_telling", close_day_telling, &["close-day", "seal-batch"]),
    ("acknowledge", |day| acknowledge(day, false), &["acknowledge"]),
    ("acknowledge_file", |day| acknowledge(day, true), &["close-day", "seal-batch", "acknowledge"]),
    ("purge", |day| _ = day.scene.desk.purge(&day.scene.event, None).unwrap(), &["purge"]),
    ("purge_telling", purge_telling, &["purge"]),
    ("remove_recipient", |day| day.desk().remove_recipient(&code()).unwrap(), &["remove-recipient"]),
    ("amend, a child", amend_to_a_child, &["quarantine"]),
    ("register, for the rest", |day| day.comes("Zoe,May,1990-01-01,zoe@example.org,no,,,out loud"), &["register"]),
    ("confirm_guardian", confirm_guardian, &["take-list", "register", "confirm-guardian"]),
    ("unconfirm_guardian", unconfirm_guardian, &["unconfirm-guardian"]),
    ("take_list", take_list, &["take-list"]),
    ("lists", |day| _ = day.scene.desk.lists(&day.scene.event).unwrap(), &["lists"]),
    ("to_tell_source", |day| _ = day.scene.desk.to_tell_source(&day.scene.event).unwrap(), &["to-tell-source"]),
    ("tell_source", tell_source, &["tell-source"]),
    ("record_request", |day| day.asks(Asked::Restrict), &["request"]),
    ("requests", |day| _ = day.scene.desk.requests().unwrap(), &["requests"]),
    ("asked", |day| _ = day.scene.desk.asked().unwrap(), &["requests"]),
    ("concerned", |day| _ = day.scene.desk.concerned(day.newest()).unwrap(), &["requests"]),
    ("sent", |day| _ = day.scene.desk.sent(day.newest()).unwrap(), &["requests"]),
    ("subject", |day| _ = day.scene.desk.subject(day.newest()).unwrap(), &["requests"]),
    ("subject_and_sent", |day| _ = day.scene.desk.subject_and_sent(day.newest()).unwrap(), &["requests"]),
    ("go_on", |day| day.is_known(), &["request"]),
    ("restrict", |day| _ = day.scene.desk.restrict(&day.request).unwrap(), &["restrict"]),
    ("lift_restriction", |day| day.scene.desk.lift_restriction(day.newest()).unwrap(), &["lift"]),
    ("decide_objection", decide_objection, &["request", "request", "request", "decide-objection"]),
    ("decide_objection, anew", decide_objection_anew, &["request", "request", "request", "decide-objection"]),
    ("go_on, found", found_later, &["request", "request", "request"]),
    ("write_copy", write_copy, &["request", "request", "copy"]),
    ("letter", |day| _ = day.scene.desk.letter(&day.request, LetterAbout::Stands).unwrap(), &["letter"]),
    ("write_letter", write_letter, &["letter", "write-letter"]),
    ("write_down", write_down, &["request", "write-complaint", "answer-complaint"]),
    ("complaint", |day| _ = day.scene.desk.complaint(&day.request).unwrap(), &["read-complaint"]),
    ("due_people", |day| _ = day.scene.desk.due_people(&day.scene.event, false).unwrap(), &["due-people"]),
    ("keep_equality_answers", keep_equality_answers, &["publish-notice", "change-event", "keep-equality"]),
    ("equality_totals", |day| _ = day.scene.desk.equality_totals(&day.scene.event).unwrap(), &["equality-totals"]),
    ("stop_equality", |day| day.scene.desk.stop_equality(day.newest()).unwrap(), &["stop-equality"]),
    ("record_exception", record_exception, &["publish-notice", "change-event", "register", "record-exception"]),
    ("receipt", |day| _ = day.scene.desk.receipt(day.newest()).unwrap(), &["receipt"]),
    ("write_receipt", write_receipt, &["receipt", "print-receipt"]),
    ("erasure", |day| _ = day.scene.desk.erasure(day.newest()).unwrap(), &["erasure"]),
    ("ask_removal", ask_removal, &["ask-removal"]),
    ("removals", |day| _ = day.scene.desk.removals(&day.scene.event, true).unwrap(), &["removals"]),
    ("end_removal", end_removal, &["removals", "end-removal"]),
    ("erase", erase, &["request", "request", "erase"]),
    ("register_listed", register_listed, &["take-list", "register"]),
    ("undo", |day| day.scene.desk.undo(day.people[0]).unwrap(), &["undo"]),
    ("add_staff", |day| day.desk().add_staff(&sam()).unwrap(), &["add-staff"]),
    ("change_role", |day| day.desk().change_role(&sam().handle, Role::Lead).unwrap(), &["change-role"]),
    ("remove_staff", |day| day.desk().remove_staff(&sam().handle).unwrap(), &["change-signing-key", "remove-staff"]),
    ("change_passphrase", change_passphrase, &["change-signing-key", "change-passphrase"]),
    ("change_data_key", |day| _ = day.desk().change_data_key().unwrap(), &["change-key"]),
    (
        "renew_recovery_code",
        |day| _ = day.desk().renew_recovery_code().unwrap(),
        &["change-signing-key", "renew-recovery-code"],
    ),
    ("add_organisation", add_organisation, &["add-organisation"]),
    (
        "remove_organisation",
        |day| day.desk().remove_organisation().unwrap(),
        &["change-signing-key", "remove-organisation"],
    ),
    ("backup", backup, &["backup"]),
    ("restore", restore, &["restore"]),
    ("discard_set_aside", discard_set_aside, &["discard-set-aside"]),
    ("check_backup", check_backup, &["check-backup"]),
    ("back_up_by_itself", back_up_by_itself, &["backup"]),
    ("set_rules", set_rules, &["set-rules"]),
    ("confirm_clock", confirm_clock, &["confirm-clock", "confirm-clock"]),
    ("publish_notice", publish_notice, &["publish-notice"]),
    ("begin_notice", |day| _ = day.scene.desk.begin_notice(&day.scene.event).unwrap(), &[]),
    ("keep_notice", keep_notice, &[]),
    ("discard_notice", |day| day.scene.desk.discard_notice(&day.scene.event).unwrap(), &["discard-notice"]),
    ("publish_notice_draft", publish_notice_draft, &["publish-notice"]),
    ("translate_notice", translate_notice, &["translate-notice"]),
    ("begin_translation", |day| _ = begin_translation(day), &[]),
    ("keep_translation", keep_translation, &[]),
    ("discard_translation", discard_translation, &["discard-notice"]),
    ("publish_translation", publish_translation, &["translate-notice"]),
    ("call_off_notice", call_off_notice, &["publish-notice", "call-off-notice"]),
    ("set_organisation", set_organisation, &["set-organisation"]),
    ("to_be_told", |day| _ = day.scene.desk.to_be_told(&day.scene.event).unwrap(), &["to-be-told"]),
    ("incident", |day| _ = day.scene.desk.incident().unwrap(), &["incident"]),
    ("write_incident", |day| _ = day.scene.desk.write_incident(&day.made("incident")).unwrap(), &["incident"]),
    ("write_day_summary", write_day_summary, &["day-summary"]),
    ("write_processing_record", write_processing_record, &["processing-record"]),
    ("write_guardian_slip", write_guardian_slip, &["guardian-slip"]),
    ("new_event", new_event, &["new-event"]),
    ("note_looks", |day| day.desk().note_looks().unwrap(), &[]),
    ("begin_due_notices", begin_due_notices, &["publish-notice", "begin-notice"]),
];

/// What looks at the desk and leaves no row of its own, and why.
const NO_ROW: &[(&str, &str)] = &[
    ("audit", "it leaves `audit`, which `rights::auditing` runs: only a data officer may"),
    ("write_incident_of_batches", "it leaves `incident`, which `rights::sheets` runs with batches of an office"),
    ("spot", "a place on a list that `list` noted"),
    ("listed", "the rows of a list that `list` noted"),
    ("marks", "counts"),
    ("mark_on", "counts"),
    ("day_summary", "counts; where it is written, that is noted"),
    ("help_waiting", "a count"),
    ("removals_waiting", "a count"),
    ("to_tell_waiting", "a count"),
    ("lists_taken", "a count"),
    ("due", "counts"),
    ("outlook", "counts"),
    ("outlooks", "counts"),
    ("preview", "counts, and what is told of anybody at all"),
    ("write_certificate", "counts"),
    ("verify_audit", "it proves the log, and shows nothing of it"),
    ("newest_batch_head", "the number and the hash of an act"),
    ("compare_head", "whether two hashes are one"),
    ("compare_batch", "whether two hashes are one"),
    ("last_act", "the number of an act"),
    ("standing", "where requests stand, and of nobody whose"),
    ("request", "by the reference that whoever asks has; where it stands, and no detail of anybody"),
    ("reference_of", "what a badge shows to everybody"),
    ("by_reference", "by the badge that whoever asks has; an id and a state, and no detail"),
    ("was_erased", "yes or no to a name that is being typed"),
    ("listed_id", "an id for a row that whoever asks has"),
    ("listed_before", "what became of a row that whoever asks has"),
    ("drafts", "typing is no act: nothing of a form is in the log before it is saved"),
    ("draft", "typing is no act: nothing of a form is in the log before it is saved"),
    ("unfinished", "what whoever works here typed themselves"),
    ("save_elsewhere", "what is being typed is put down outside the desk; taking it in is an act"),
    ("elsewhere", "who was put down outside the desk and is not in it yet; taking them in is an act"),
    ("people", "those who work here"),
    ("staff", "who works here"),
    ("role", "who works here"),
    ("staff_list", "those who work here"),
    ("last_at_work", "those who work here"),
    ("prove_passphrase", "who works here"),
    ("confirm_passphrase", "who works here"),
    ("recipients", "to whom batches go"),
    ("addressees", "to whom batches go"),
    ("public_key", "the desk's own key"),
    ("organisation", "the organisation"),
    ("profile_for", "the organisation"),
    ("events", "settings"),
    ("event", "settings"),
    ("check_event", "settings"),
    ("rules", "settings"),
    ("notices", "words of notices"),
    ("notices_of", "words of notices"),
    ("notice_draft", "words of notices"),
    ("notice_to_publish", "words of notices"),
    ("print_notice", "words of notices"),
    ("translation_to_publish", "words of notices"),
    ("file_to_translate", "words of notices"),
    ("write_to_translate", "words of notices"),
    ("translations_begun", "words of notices"),
    ("translation_in", "words of notices"),
    ("translation_as_file", "words of notices"),
    ("translation_faults", "words of notices"),
    ("do_not_record", "the mark of somebody who was found, which is noted"),
    ("vault", "the folder"),
    ("make_room", "the folder"),
    ("folder", "the folder"),
    ("outbox", "the folder"),
    ("waiting", "sealed files"),
    ("outbox_faults", "sealed files"),
    ("backups", "sealed files"),
    ("set_asides", "sealed files"),
    ("write_keys", "it holds keys of the keyboard"),
    ("write_hand_over", "it names files, whose closing left a row"),
    ("looks_wait", "whether looks wait"),
    ("now", "the clock"),
    ("id_source", "ids"),
    ("new_id", "ids"),
];

/// What somebody is to be helped with.
const NEED: SpecialPair = SpecialPair::DisabilityHelp;

fn to_be_helped(day: &mut Day) {
    let list = "given_name,date_of_birth,consent_special_disability,disability,asked_how\n\
                Kim,1990-01-01,yes,Uses a wheelchair,out loud\n";
    let (kept, _) = day.scene.register(list);
    day.helped = Some(day.scene.desk.by_reference(&kept[0].1).unwrap().id);
}

fn set_help_place(day: &mut Day) {
    let kim = day.helped();
    day.desk().set_help_place(kim, "Room B12").unwrap();
}

fn tell_of_help(day: &mut Day) {
    let kim = day.helped();
    day.desk().tell_of_help(kim, NEED, "Sam at the door").unwrap();
}

fn not_told_of_help(day: &mut Day) {
    let kim = day.helped();
    day.desk().not_told_of_help(kim, NEED, 1).unwrap();
}

fn write_day_summary(day: &mut Day) {
    let into = day.made("summary");
    day.scene.desk.write_day_summary(&day.scene.event, &into).unwrap();
}

fn write_processing_record(day: &mut Day) {
    let into = day.made("processing");
    day.scene.desk.write_processing_record(&day.scene.event, &into).unwrap();
}

fn write_guardian_slip(day: &mut Day) {
    let into = day.made("slip");
    day.scene.desk.write_guardian_slip(&day.scene.event, None, &into).unwrap();
}

/// Who waits for a guardian is named there; where nobody does, it is counts.
fn review(day: &mut Day) {
    let counts = day.scene.desk.review(&day.scene.event).unwrap();
    assert!(counts.waiting.is_empty());
    a_listed_child(day);
    assert_eq!(day.scene.desk.review(&day.scene.event).unwrap().waiting.len(), 1);
}

fn write_help_today(day: &mut Day) {
    day.scene.desk.write_help_today(&day.scene.event, day.scene.folder.path()).unwrap();
}

fn write_kitchen(day: &mut Day) {
    day.scene.desk.write_kitchen(&day.scene.event, day.scene.folder.path()).unwrap();
}

fn decide_objection(day: &mut Day) {
    decide(day, Advice::Stop);
}

/// Only a new decision lifts what was decided for good (R20).
fn decide_objection_anew(day: &mut Day) {
    decide(day, Advice::GoOn);
}

fn decide(day: &mut Day, advice: Advice) {
    day.asks(Asked::Object);
    day.is_known();
    day.steps(Step::Advised { advice });
    day.scene.desk.decide_objection(&day.request).unwrap();
}

fn found_later(day: &mut Day) {
    let received = day.scene.desk.now().date_naive();
    let new = NewRequest { right: Asked::Access, received, how: Arrived::Post, about: None };
    day.request = day.desk().record_request(&new).unwrap().reference;
    let about = day.newest();
    day.steps(Step::Found { about });
    day.steps(Step::Closed { outcome: Outcome::TakenBack });
}

fn write_copy(day: &mut Day) {
    day.asks(Asked::Access);
    day.is_known();
    day.scene.desk.write_copy(&day.request, day.scene.folder.path()).unwrap();
}

fn write_letter(day: &mut Day) {
    day.scene.desk.write_letter(&day.request, LetterAbout::Stands, day.scene.folder.path()).unwrap();
}

fn write_down(day: &mut Day) {
    day.asks(Asked::Complaint);
    let request = day.request.clone();
    day.desk().write_down(&request, Part::Said, "It took too long").unwrap();
    day.desk().write_down(&request, Part::Answered, "We are sorry").unwrap();
}

fn keep_equality_answers(day: &mut Day) {
    let mut settings = day.scene.desk.event(&day.scene.event).unwrap().definition().clone();
    let (condition, policy_date) = (LegalCondition::EqualityOfOpportunity, settings.first_day);
    settings.equality = Some(Monitoring { condition, policy_date });
    change_event_and_notice(day.desk(), settings);
    let newest = day.newest();
    let answers = EqualityAnswers::new(Some(Ethnicity::Arab), None).unwrap();
    day.desk().keep_equality_answers(newest, &answers).unwrap();
}

fn record_exception(day: &mut Day) {
    let mut settings = day.scene.desk.event(&day.scene.event).unwrap().definition().clone();
    settings.exception_for_professionals = true;
    change_event_and_notice(day.desk(), settings);
    let newest = day.newest();
    day.comes("Eve,Low,1980-01-01,eve.low@example.ac.uk,,,,out loud");
    let eve = day.people.pop().unwrap();
    assert_ne!(eve, newest);
    let exception = ProfessionalException::parse("Leeds", "Adviser", "Brings a class each year", true).unwrap();
    day.desk().record_exception(eve, &exception).unwrap();
}

fn ask_removal(day: &mut Day) {
    let said = Recorded::parse("noon", "Lawn", "a green coat").unwrap();
    let newest = day.newest();
    day.desk().ask_removal(newest, &said).unwrap();
}

fn end_removal(day: &mut Day) {
    let task = day.scene.desk.removals(&day.scene.event, false).unwrap().remove(0);
    day.desk().end_removal(task.id, Found::Removed).unwrap();
}

fn write_receipt(day: &mut Day) {
    let newest = day.newest();
    day.scene.desk.write_receipt(newest, day.scene.folder.path()).unwrap();
}

fn badges_begin(day: &mut Day) -> BadgeFolder {
    day.scene.desk.begin_badges(&day.scene.event, day.scene.folder.path()).unwrap()
}

fn write_badge(day: &mut Day) {
    let (begun, newest) = (badges_begin(day), day.newest());
    day.desk().write_badge(newest, &begun).unwrap();
}

fn write_one_badge(day: &mut Day) {
    let (into, newest) = (Folder::new(), day.newest());
    day.desk().write_one_badge(newest, into.path()).unwrap();
}

fn forget_emergency_contact(day: &mut Day) {
    day.amend(Field::EmergencyName, "Xandrell").unwrap();
    let person = day.people[0];
    day.desk().forget_emergency_contact(person, "they asked us to").unwrap();
}

fn erase(day: &mut Day) {
    day.asks(Asked::Erase);
    day.is_known();
    day.scene.desk.erase(&day.request).unwrap();
}

fn register_listed(day: &mut Day) {
    let form = day.form();
    let event = day.scene.event.clone();
    scene::register_listed(day.desk(), &form, &event).unwrap();
}

/// A child whom a list brought; it is not about them that the day goes on.
fn confirm_guardian(day: &mut Day) {
    a_listed_child(day);
    let listed = day.listed.unwrap();
    day.desk().confirm_guardian(listed, InPerson::StaffAsked).unwrap();
}

fn a_listed_child(day: &mut Day) {
    let mut form = day.form();
    form.thirteen_or_over = Some(AgeAnswer::No);
    for (field, typed) in [
        (GuardianField::Name, "Robin Hale"),
        (GuardianField::Relationship, "Mother"),
        (GuardianField::Email, "robin@example.org"),
    ] {
        form.guardian.insert(field, typed.to_owned());
    }
    let notice = day.scene.desk.event(&day.scene.event).unwrap().notice_hash();
    for question in Question::TO_GUARDIAN {
        let id = AnswerId(day.desk().new_id());
        let answered = AnsweredAt::now(day.desk().now());
        let (said, how, notice_card, staff) = (Said::Yes, How::OutLoud, NoticeCard::Given, lead());
        let answer = AnswerDraft { id, said, answered, how, notice_card, notice, staff, paper_form: None };
        form.answers.insert(question, answer);
    }
    let event = day.scene.event.clone();
    let list = scene::a_list(day.desk(), &event, Giver::Others);
    let listed = day.desk().register_listed(&form, &event, list).unwrap().registration;
    day.listed = Some(listed);
}

fn take_list(day: &mut Day) {
    let event = day.scene.event.clone();
    scene::a_list(day.desk(), &event, Giver::Themselves);
}

fn tell_source(day: &mut Day) {
    let listed = day.listed.unwrap();
    day.desk().tell_source(&[listed].into()).unwrap();
}

fn unconfirm_guardian(day: &mut Day) {
    let listed = day.listed.unwrap();
    day.desk().unconfirm_guardian(listed).unwrap();
}

fn code() -> Code {
    Code::new("office").unwrap()
}

fn sam() -> NewReader {
    let passphrase = Passphrase::given("another long phrase");
    NewReader { handle: Handle::parse("sam").unwrap(), name: "Sam".into(), role: Role::Desk, passphrase }
}

fn change_event(day: &mut Day) {
    let mut settings = day.scene.desk.event(&day.scene.event).unwrap().definition().clone();
    settings.name = "Open day, as it was moved".to_owned();
    day.desk().change_event(settings).unwrap();
}

fn new_event(day: &mut Day) {
    let before = day.scene.desk.event(&day.scene.event).unwrap();
    let mut settings = before.definition().clone();
    settings.code = Code::new("other-day").unwrap();
    day.desk().new_event(settings, before.notice().clone()).unwrap();
}

fn publish_notice(day: &mut Day) {
    let mut notice = day.scene.desk.event(&day.scene.event).unwrap().notice().clone();
    notice.version = "9.9".to_owned();
    notice.effective_from = day.scene.desk.now().date_naive();
    notice.change = lanyard::domain::notice::ChangeKind::Substantial;
    day.scene.desk.publish_notice(&day.scene.event, notice).unwrap();
}

fn keep_notice(day: &mut Day) {
    let mut draft = day.scene.desk.begin_notice(&day.scene.event).unwrap();
    draft.first_say = "Hello.".to_owned();
    day.scene.desk.keep_notice(&day.scene.event, &draft).unwrap();
}

fn publish_notice_draft(day: &mut Day) {
    keep_notice(day);
    day.scene.desk.publish_notice_draft(&day.scene.event).unwrap();
}

/// Publishes a version that begins tomorrow.
fn publish_for_tomorrow(day: &mut Day, version: &str) {
    let mut notice = day.scene.desk.event(&day.scene.event).unwrap().notice().clone();
    notice.version = version.to_owned();
    notice.effective_from = day.scene.desk.now().date_naive().succ_opt().unwrap();
    day.scene.desk.publish_notice(&day.scene.event, notice).unwrap();
}

fn call_off_notice(day: &mut Day) {
    publish_for_tomorrow(day, "9.8");
    day.scene.desk.call_off_notice(&day.scene.event).unwrap();
}

/// The words of the version in use in another language, as if somebody had typed them.
fn begin_translation(day: &mut Day) -> TranslationDraftId {
    let mut file = day.scene.desk.file_to_translate(&day.scene.event, None).unwrap();
    file.language = "en-AU".to_owned();
    let from = TranslationFrom::File(Box::new(file));
    day.scene.desk.begin_translation(&day.scene.event, None, from).unwrap().id
}

fn keep_translation(day: &mut Day) {
    let id = begin_translation(day);
    let mut draft = day.scene.desk.translations_begun(&day.scene.event).unwrap().remove(0).draft;
    draft.first_say = "Hello.".to_owned();
    day.scene.desk.keep_translation(&day.scene.event, id, &draft).unwrap();
}

fn discard_translation(day: &mut Day) {
    let id = begin_translation(day);
    day.scene.desk.discard_translation(&day.scene.event, id).unwrap();
}

fn publish_translation(day: &mut Day) {
    let id = begin_translation(day);
    day.scene.desk.publish_translation(&day.scene.event, id).unwrap();
}

fn translate_notice(day: &mut Day) {
    let mut file = day.scene.desk.file_to_translate(&day.scene.event, None).unwrap();
    file.language = "en-IE".into();
    day.scene.desk.translate_notice(&day.scene.event, &file).unwrap();
}

fn begin_due_notices(day: &mut Day) {
    publish_for_tomorrow(day, "9.7");
    // The next to open the desk does so a day later.
    let mut closed = std::mem::replace(&mut day.scene, Scene::new()).close();
    let tomorrow = closed.env.now() + chrono::TimeDelta::days(1);
    closed.env = Env::fixed(tomorrow, 90, closed.folder.join("state"));
    day.scene = closed.open();
    assert!(!day.desk().begin_due_notices().unwrap(), "opening it was enough");
}

fn set_organisation(day: &mut Day) {
    let mut profile = day.scene.desk.profile_for("Imperial after:hours").unwrap();
    profile.set(lanyard::domain::organisation::Fact::Email, "data@example.org").unwrap();
    day.desk().set_organisation(&profile).unwrap();
}

fn keep_unfinished(day: &mut Day) {
    let mut typed = Typed::default();
    typed.put("name", "Half of a name");
    let waits = Unfinished { dialog: Dialog::NewEvent, about: None, typed };
    day.desk().keep_unfinished(&[waits]).unwrap();
    assert_eq!(day.desk().unfinished().unwrap().len(), 1);
}

fn keep_draft(day: &mut Day) {
    let form = day.form();
    day.scene.desk.keep_draft(&form, &day.scene.event).unwrap();
}

fn drop_draft(day: &mut Day) {
    let begun = day.scene.desk.drafts(&day.scene.event).unwrap().remove(0);
    assert!(day.desk().drop_draft(begun.registration).unwrap());
}

fn withdraw(day: &mut Day) {
    let (person, question) = (day.people[0], Question::News(Channel::Email));
    day.desk().withdraw(person, Withdrawal { question, objects: false, how: How::OutLoud }).unwrap();
}

fn withdraw_all(day: &mut Day) {
    let what = vec![(Question::Special(SpecialPair::DietCatering), false), (Question::News(Channel::Email), true)];
    let person = day.people[0];
    day.desk().withdraw_all(person, &Told { what, how: How::OnScreen, paper_form: None, language: None }).unwrap();
}

fn list(day: &mut Day) {
    let Scene { desk, event, .. } = &day.scene;
    let marks = desk.marks(event).unwrap();
    desk.list(event, "ann", &BTreeSet::new(), &marks).unwrap();
}

fn duplicates_of_draft(day: &mut Day) {
    let form = day.form();
    day.scene.desk.duplicates_of_draft(&form, &day.scene.event).unwrap();
}

/// Where visitors are put down whom the disk refuses. Only a stick is written to; the act comes with the taking in.
fn save_elsewhere(day: &mut Day) {
    let (form, stick) = (day.form(), day.scene.folder.join("stick"));
    std::fs::create_dir(&stick).unwrap();
    day.scene.desk.save_elsewhere(&form, &day.scene.event, &stick).unwrap();
}

fn take_in(day: &mut Day) {
    let file = files(&day.scene.folder.join("stick")).remove(0);
    day.desk().take_in(&file).unwrap();
}

fn add_recipient(day: &mut Day) {
    let (identity, signs) = (RecipientIdentity::generate(), SigningKey::generate().unwrap());
    let new = NewRecipient {
        code: code(),
        name: "Office".into(),
        age_key: identity.public().to_string(),
        minisign_key: signs.public().to_string(),
        purposes: [Purpose::RecordKeeping].into(),
    };
    day.desk().add_recipient(new).unwrap();
    day.office = Some((identity, signs));
}

fn acknowledge(day: &mut Day, in_a_file: bool) {
    if in_a_file {
        // The first batch is answered for.
        day.scene.desk.close_day(&day.scene.event, &[code()]).unwrap();
    }
    let batch = day.scene.desk.waiting(&[code()]).unwrap().remove(0);
    let (identity, signs) = day.office.as_ref().unwrap();
    let batch = verify(&batch.path, identity, &day.scene.key()).unwrap();
    let answer = Acknowledgement::new(batch.point(), Vec::new()).sign(signs).unwrap();
    if in_a_file {
        let file = day.scene.folder.join("answer.json");
        std::fs::write(day.scene.folder.join("answer.json.minisig"), &answer.signature).unwrap();
        std::fs::write(&file, &answer.json).unwrap();
        day.desk().acknowledge_file(&file).unwrap();
    } else {
        day.desk().acknowledge(&code(), &answer).unwrap();
    }
}

fn purge_telling(day: &mut Day) {
    let mut told = Vec::new();
    day.scene.desk.purge_telling(&day.scene.event, None, &mut |step| told.push(step)).unwrap();
    assert_eq!(told, [Letting::Overwriting], "nothing is due, so nothing more is done");
}

fn check_telling(day: &mut Day) {
    let mut told = Vec::new();
    let health = day.desk().check_telling(&mut |done, of| told.push((done, of))).unwrap();
    let acts = health.ledger.unwrap().acts;
    let every: Vec<_> = (0..acts).step_by(64).map(|before| (before + 1, acts)).collect();
    assert_eq!(told, every);
}

fn set_rules(day: &mut Day) {
    let rules = DeskRules { back_up_every: None, ..DeskRules::default() };
    day.desk().set_rules(rules).unwrap();
    assert_eq!(day.desk().rules().unwrap(), rules);
}

fn back_up_by_itself(day: &mut Day) {
    assert!(day.desk().back_up_by_itself(None).unwrap().is_some());
    let up_to = day.desk().last_act().unwrap();
    assert_eq!(day.desk().back_up_by_itself(Some(up_to)).unwrap(), None, "nothing has changed");
}

fn check_backup(day: &mut Day) {
    let backup = day.backup.clone();
    assert_eq!(day.desk().check_backup(&backup).unwrap(), CopyState::Whole);
}

fn confirm_words(day: &mut Day) {
    let recipient = day.desk().recipients().unwrap().remove(0);
    let keys = lanyard::batch::keys::RecipientKeys::parse(&recipient.age_key, &recipient.minisign_key).unwrap();
    day.desk().confirm_words(&code(), &keys.key_words().words().join(" ")).unwrap();
}

fn close_day(day: &mut Day) {
    day.scene.desk.close_day(&day.scene.event, &[code()]).unwrap();
}

/// The outbox has lost what a stick still has.
fn copy_waiting(day: &mut Day) {
    let stick = day.scene.folder.join("other-stick");
    std::fs::create_dir_all(&stick).unwrap();
    let copied = |day: &mut Day| {
        let mut taken_back = Vec::new();
        let mut tell = |now: Copying<'_>| {
            if let Copying::Ends { copied, .. } = now {
                taken_back.push(copied.unwrap().taken_back);
            }
            Ok::<_, DeskError>(())
        };
        assert_eq!(day.desk().copy_waiting(&[code()], &stick, &[], &mut tell).unwrap(), taken_back.len());
        taken_back
    };
    assert!(copied(day).iter().all(|taken_back| !taken_back), "copying is no act of its own");
    let waiting = day.desk().waiting(&[code()]).unwrap();
    std::fs::remove_file(&waiting[0].path).unwrap();
    assert!(copied(day)[0]);
}

fn copy_out(day: &mut Day) {
    let stick = day.scene.folder.join("stick of batches");
    std::fs::create_dir_all(&stick).unwrap();
    let waiting = day.desk().waiting(&[code()]).unwrap();
    assert!(!day.desk().copy_out(&waiting[0], &stick).unwrap().taken_back, "copying is no act of its own");
    std::fs::remove_file(&waiting[0].path).unwrap();
    assert!(day.desk().copy_out(&waiting[0], &stick).unwrap().taken_back);
}

fn close_day_telling(day: &mut Day) {
    day.scene.desk.close_day_telling(&day.scene.event, &[code()], &mut |_| ()).unwrap();
}

fn amend_to_a_child(day: &mut Day) {
    assert!(matches!(day.amend(Field::DateOfBirth, "2018-01-01"), Err(DeskError::GuardianFirst(_))));
}

fn change_passphrase(day: &mut Day) {
    // The same words once more, so that the desk opens with them later on: the identity is a new one all the same.
    day.desk().change_passphrase(&lead(), &passphrase()).unwrap();
}

fn add_organisation(day: &mut Day) {
    let key = RecipientIdentity::generate().public().to_string();
    day.desk().add_organisation("Office", &key).unwrap();
}

fn backup(day: &mut Day) {
    let elsewhere = day.scene.folder.made("medium");
    day.backup = day.desk().backup(Some(&elsewhere)).unwrap().path;
}

/// Whoever restores has left the desk before.
fn restore(day: &mut Day) {
    let scene = std::mem::replace(&mut day.scene, Scene::new());
    day.scene = scene.restored(&day.backup).0;
}

fn discard_set_aside(day: &mut Day) {
    let aside = day.desk().set_asides().unwrap().remove(0).path;
    day.desk().discard_set_aside(aside.file_name().unwrap().to_str().unwrap()).unwrap();
}

/// Somebody has said it before, by a clock that was ahead.
fn confirm_clock(day: &mut Day) {
    let (at, staff) = (day.scene.desk.now() + TimeDelta::days(1), lead());
    let tx = day.scene.desk.vault().conn().unwrap().unchecked_transaction().unwrap();
    let ahead = Act { kind: ActKind::ConfirmClock, at, staff: &staff, subject: None, details: serde_json::json!({}) };
    act::begin(&tx).unwrap().finish(&ahead).unwrap();
    tx.commit().unwrap();
    day.desk().confirm_clock().unwrap();
}

#[test]
fn r27_every_use_case_has_its_row_in_the_audit_log() {
    let mut day = Day::new();
    let kinds = |desk: &Desk, after| acts(desk, after).into_iter().map(|(kind, ..)| kind).collect::<Vec<_>>();
    let mut noted = kinds(&day.scene.desk, 0);
    assert_eq!(noted, ["found", "new-event"], "making a desk and its event");
    for (name, work, expected) in USE_CASES {
        work(&mut day);
        // A look waits for the next act.
        day.desk().note_looks().unwrap();
        noted.extend(expected.iter().map(|&kind| kind.to_owned()));
        assert_eq!(kinds(&day.scene.desk, 0), noted, "{name}");
    }
    assert!(day.desk().check().unwrap().ledger.is_ok());
}

/// The public functions of the desk that take it so, by their source: `&mut self` can change it, `&self` looks at it.
fn taking(receiver: &str) -> BTreeSet<String> {
    let source = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/desk"));
    let text: String = source.iter().map(|file| std::fs::read_to_string(file).unwrap() + "\n").collect();
    let of_desk = text.split("\nimpl Desk {").skip(1).filter_map(|rest| rest.split("\n}\n").next());
    let functions = of_desk.flat_map(|own| own.split("pub fn ").skip(1)).filter_map(|rest| rest.split_once('('));
    let so = functions.filter(|(_, rest)| rest.trim_start().starts_with(receiver));
    so.filter_map(|(name, _)| name.split('<').next()).map(str::to_owned).collect()
}

#[test]
fn r27_no_use_case_is_missing_among_those_that_have_a_row() {
    let known: BTreeSet<_> = USE_CASES.iter().map(|(name, ..)| (*name).to_owned()).collect();
    let changing = taking("&mut self");
    assert!(changing.len() > 20, "{changing:?}");
    let missing: Vec<_> = changing.difference(&known).collect();
    assert_eq!(missing, [""; 0], "give it a line above, with the kinds of its acts");
}

#[test]
fn r27_no_look_is_missing_among_those_that_leave_a_row_or_need_none() {
    let leaves = |kinds: &[&str]| !kinds.is_empty();
    let noted: BTreeSet<_> =
        USE_CASES.iter().filter(|(.., kinds)| leaves(kinds)).map(|(name, ..)| (*name).to_owned()).collect();
    let needs_none: BTreeSet<_> = NO_ROW.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(needs_none.len(), NO_ROW.len(), "each once");
    let looking = taking("&self");
    assert!(looking.len() > 80, "{looking:?}");
    let missing: Vec<_> = looking.iter().filter(|name| !noted.contains(*name) && !needs_none.contains(*name)).collect();
    assert_eq!(missing, [""; 0], "give it a line among the use cases, or say why it needs none");
    let both: Vec<_> = needs_none.intersection(&noted).collect();
    let gone: Vec<_> = needs_none.difference(&looking).collect();
    assert_eq!((both, gone), (Vec::new(), Vec::new()), "said of what leaves a row, and of what is not there");
}

#[test]
fn r27_every_kind_of_act_has_its_words() {
    let run = USE_CASES.iter().flat_map(|(.., kinds)| *kinds);
    assert_eq!(run.copied().filter(|kind| ActKind::from_code(kind).is_none()).collect::<Vec<_>>(), [""; 0]);
    let words: BTreeSet<_> = ActKind::ALL.iter().map(|kind| kind.words()).collect();
    assert_eq!(words.len(), ActKind::ALL.len(), "each has its own");
}
