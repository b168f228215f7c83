//! What is asked before somebody is let in or kept out, and what is shown once afterwards.

pub(super) mod add;
pub(super) mod organisation;
pub(super) mod passphrase;

use egui::{Id, Ui, vec2};

use crate::domain::staff::Handle;
use crate::ui::icons::{self, Icon};
use crate::ui::screens::close_day::in_pairs;
use crate::ui::screens::flow;
use crate::ui::scripts::in_words;
use crate::ui::theme::Themed;
use crate::ui::widgets::text::{Text, Type};
use crate::ui::widgets::{Banner, BannerKind, Button, Dialog as Shell, Tick, dialog_footer, paint, place};
use crate::worker::{KeyWords, RecoveryCode, settings};

use super::staff::StaffPage;
use super::then::Then;
pub(super) use add::AddPerson;
use organisation::AddKey;
use passphrase::NewPassphrase;

/// Which dialog is open.
pub(super) enum StaffDialog {
    /// Somebody is to be let in.
    Add(Box<AddPerson>),
    /// Somebody is to be kept out.
    Remove { handle: Handle, name: String, error: Option<String> },
    /// One's own passphrase.
    Passphrase(NewPassphrase),
    /// Another recovery code.
    RenewCode { error: Option<String> },
    /// The new code, once.
    RecoveryCode { code: RecoveryCode, words: KeyWords, written: bool },
    /// Somebody lost access: the desk signs with another key now.
    KeysChanged(KeyWords),
    /// The organisation's key.
    AddKey(AddKey),
    /// The organisation's key, no more.
    RemoveKey { name: String, error: Option<String> },
}

impl StaffDialog {
    pub(super) fn failed(&mut self, words: String) {
        match self {
            Self::Add(add) => add.error = Some(words),
            Self::Passphrase(new) => new.error = Some(words),
            Self::AddKey(add) => add.error = Some(words),
            Self::Remove { error, .. } | Self::RenewCode { error } | Self::RemoveKey { error, .. } => {
                *error = Some(words);
            }
            Self::RecoveryCode { .. } | Self::KeysChanged(_) => {}
        }
    }

    pub(super) fn id(&self) -> Id {
        Id::unique(match self {
            Self::Add(_) => "add person",
            Self::Remove { .. } => "remove person",
            Self::Passphrase(_) => "own passphrase",
            Self::RenewCode { .. } => "renew code",
            Self::RecoveryCode { .. } => "recovery code",
            Self::KeysChanged(_) => "keys changed",
            Self::AddKey(_) => "organisation key",
            Self::RemoveKey { .. } => "remove organisation",
        })
    }
}

impl StaffPage {
    /// Shows the dialog that is open; says what to ask for.
    pub(super) fn dialog_ui(&mut self, ui: &mut Ui, busy: bool) -> Option<settings::Request> {
        if let Some(ended) = self.ended.take() {
            Shell::close(ui.ctx(), ended);
        }
        let mut dialog = self.dialog.take()?;
        let id = dialog.id();
        let then = match &mut dialog {
            StaffDialog::Add(add) => add.ui(ui, id, busy),
            StaffDialog::Passphrase(new) => new.ui(ui, id, busy),
            StaffDialog::AddKey(add) => add.ui(ui, id, busy),
            StaffDialog::Remove { handle, name, error } => {
                let question = Question {
                    title: &format!("Remove {}?", in_words(name)),
                    lead: "Their passphrase opens nothing any more, here or in the backups of this folder.",
                    facts: &KEYS_CHANGE,
                    verb: "Remove and change the keys",
                    icon: icons::USER_MINUS,
                    keep: "Keep them",
                };
                question.ui(ui, id, busy, error.as_deref(), settings::Request::RemovePerson(handle.clone()))
            }
            StaffDialog::RenewCode { error } => {
                let question = Question {
                    title: "Make a new recovery code?",
                    lead: "The printed one opens nothing any more. The new one is shown once: have paper ready.",
                    facts: &KEYS_CHANGE,
                    verb: "Make a new code",
                    icon: icons::ARROWS_CLOCKWISE,
                    keep: "Keep the old one",
                };
                question.ui(ui, id, busy, error.as_deref(), settings::Request::NewRecoveryCode)
            }
            StaffDialog::RemoveKey { name, error } => {
                let question = Question {
                    title: &format!("Take the key of {name} away?"),
                    lead: "It opens nothing any more, here or in the backups of this folder. Copies made before stay readable.",
                    facts: &KEYS_CHANGE,
                    verb: "Take it away",
                    icon: icons::X,
                    keep: "Keep it",
                };
                question.ui(ui, id, busy, error.as_deref(), settings::Request::RemoveOrganisation)
            }
            StaffDialog::RecoveryCode { code, words, written } => code_ui(ui, id, code, words, written),
            StaffDialog::KeysChanged(words) => keys_changed_ui(ui, id, words),
        };
        then.settle(ui.ctx(), id, dialog, &mut self.dialog)
    }
}

const KEYS_CHANGE: [(Icon, &str); 2] = [
    (
        icons::LOCK_KEY,
        "Every key of the desk is changed and everything is locked anew. That takes a moment; nothing is lost.",
    ),
    (icons::PHONE_CALL, "Recipients compare the six words of this desk again before the next batch."),
];

/// Something that cannot be taken back.
struct Question<'a> {
    title: &'a str,
    lead: &'a str,
    facts: &'a [(Icon, &'a str)],
    verb: &'a str,
    icon: Icon,
    keep: &'a str,
}

impl Question<'_> {
    fn ui(
        &self,
        ui: &mut Ui,
        id: Id,
        busy: bool,
        error: Option<&str>,
        request: settings::Request,
    ) -> Then<settings::Request> {
        let keep = id.with("keep");
        let mut wanted = false;
        let shown = Shell::new(id, self.title).lead(self.lead).width(620.0).focus(keep).show(ui.ctx(), |ui| {
            ui.add_space(12.0);
            let accent = ui.palette().accent;
            for (mark, words) in self.facts {
                flow::said(ui, *mark, accent, words, Type::Body, false);
                ui.add_space(8.0);
            }
            wrong(ui, error);
            let verb = Button::danger(self.verb).icon(self.icon).enabled(!busy).id(id.with("do"));
            let stay = Button::secondary(self.keep).enabled(!busy).id(keep);
            let width = verb.natural_width(ui) + stay.natural_width(ui) + 10.0;
            dialog_footer(ui, if busy { "Changing every key" } else { "" }, width, |ui| {
                let closed = stay.show(ui).clicked();
                wanted = verb.show(ui).clicked();
                closed
            })
        });
        Then::of(wanted.then_some(request), (shown.closed && !busy) || shown.inner)
    }
}

/// What kept it from being done.
fn wrong(ui: &mut Ui, error: Option<&str>) {
    if let Some(error) = error {
        ui.add_space(8.0);
        Banner::new(BannerKind::Danger, error).height(64.0).show(ui);
    }
}

/// A box with words that are to be read out or written down.
fn sunken(ui: &mut Ui, words: &str, face: Type) {
    let p = ui.palette();
    let text = Text::new(words, face).wrap();
    let high = text.height(ui, ui.available_width() - 32.0) + 28.0;
    let card = flow::row(ui, high);
    paint::boxed(ui.painter(), card, 6.0, p.sunken, 1.0, p.border);
    place(ui, card.shrink2(vec2(16.0, 14.0)), |ui| text.show(ui));
}

fn code_ui(ui: &mut Ui, id: Id, code: &RecoveryCode, words: &KeyWords, written: &mut bool) -> Then<settings::Request> {
    let lead = "Write it down now. It is shown this once, and nobody can show it again.";
    let tick = id.with("written");
    let shown = Shell::new(id, "The new recovery code").lead(lead).focus(tick).must_answer().show(ui.ctx(), |ui| {
        ui.add_space(12.0);
        // Groups of four are easier to copy and to compare.
        let groups: Vec<_> = code.reveal().as_bytes().chunks(4).map(String::from_utf8_lossy).collect();
        let grouped = zeroize::Zeroizing::new(groups.join("  "));
        sunken(ui, &grouped, Type::Title);
        ui.add_space(12.0);
        Tick::new(tick, "I have written it down and checked it").show(ui, written);
        ui.add_space(12.0);
        let says =
            format!("The six words of this desk are now: {}. Recipients compare them again.", in_pairs(words.words()));
        Text::caption(&says).muted().wrap().show(ui);
        let done = Button::primary("Done").enabled(*written).id(id.with("done"));
        let width = done.natural_width(ui);
        dialog_footer(ui, "", width, |ui| done.show(ui).clicked())
    });
    if shown.inner { Then::Close } else { Then::Stay }
}

fn keys_changed_ui(ui: &mut Ui, id: Id, words: &KeyWords) -> Then<settings::Request> {
    let lead = "Every key of the desk was changed. Call each recipient and read out the new words of this desk.";
    let done = id.with("done");
    let shown = Shell::new(id, "Done. The keys were changed").lead(lead).focus(done).show(ui.ctx(), |ui| {
        ui.add_space(12.0);
        sunken(ui, &in_pairs(words.words()), Type::Strong);
        ui.add_space(8.0);
        Text::caption("They stand under Recipient keys too.").muted().show(ui);
        let button = Button::primary("Done").id(done);
        let width = button.natural_width(ui);
        dialog_footer(ui, "", width, |ui| button.show(ui).clicked())
    });
    if shown.inner || shown.closed { Then::Close } else { Then::Stay }
}
