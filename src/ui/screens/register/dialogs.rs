//! What opens over the form: comparing two people, the notice, the screen turned to the visitor, and a disk that refused.

use egui::{Align2, Id, Rect, Ui, pos2, vec2};

use crate::domain::answer::NoticeCard;
use crate::domain::form::Field;
use crate::domain::ids::RegistrationId;
use crate::ui::icons;
use crate::ui::out::{Out, Seen};
use crate::ui::theme::Themed;
use crate::ui::widgets::text::{Text, Type};
use crate::ui::widgets::{Button, Dialog as Shell};

use super::Register;
use crate::ui::questions::name;

/// Which dialog is open.
pub(super) enum Dialog {
    /// The form beside somebody who is here already.
    Compare(RegistrationId),
    /// The notice (R25).
    Notice,
    /// What the visitor sees when the screen is turned (F9).
    Turned,
    /// It was not saved.
    NotSaved {
        /// Who.
        who: String,
        /// What happened, what is safe, what to do.
        why: String,
    },
    /// Something else was not done.
    NotDone(String),
}

impl Register {
    pub(super) fn dialog_ui(&mut self, ui: &mut Ui, seen: &Seen<'_>, out: &mut Out<'_>) {
        let Some(dialog) = self.dialog.take() else { return };
        let stays = match &dialog {
            Dialog::Compare(id) => self.compare(ui, *id),
            Dialog::Notice => self.notice(ui),
            Dialog::Turned => self.turned(ui, seen),
            Dialog::NotSaved { who, why } => self.not_saved(ui, who, why, seen, out),
            Dialog::NotDone(why) => not_done(ui, why),
        };
        if stays && self.dialog.is_none() {
            self.dialog = Some(dialog);
        } else {
            Shell::close(ui.ctx(), Id::unique("register dialog"));
        }
    }

    /// Both side by side, line by line, with what is the same marked.
    fn compare(&mut self, ui: &mut Ui, id: RegistrationId) -> bool {
        let Some(found) = self.found(id) else { return false };
        let record = found.other.record.clone();
        let evidence = found.likeness.to_string();
        let other_name = record.full_name.clone().unwrap_or_default();
        let draft = &self.form.draft;
        let mine = |field: Field| draft.field(field).to_owned();
        let theirs = |value: &Option<String>| value.clone().unwrap_or_default();
        let lines = [
            ("Name", self.form.draft.name(), other_name.clone()),
            ("Date of birth", mine(Field::DateOfBirth), theirs(&record.date_of_birth)),
            ("Email", mine(Field::Email), theirs(&record.email)),
            ("Phone", mine(Field::Phone), theirs(&record.phone_as_typed)),
            ("Postcode", mine(Field::Postcode), theirs(&record.postcode)),
            ("Interested in", mine(Field::Subjects), theirs(&record.subjects)),
        ];
        enum Said {
            Same,
            Apart,
            Later,
        }
        let said = open(ui, "Is this the same person?", &evidence, 620.0, |ui| {
            columns(ui, "", "Being registered now", "Already here", true);
            for (label, mine, theirs) in &lines {
                columns(ui, label, mine, theirs, false);
            }
            ui.add_space(16.0);
            let mut said = None;
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 10.0;
                if Button::primary("Same person: update").show(ui).clicked() {
                    said = Some(Said::Same);
                }
                let apart = Button::secondary("Not the same").show(ui);
                if apart.clicked() {
                    said = Some(Said::Apart);
                }
                if Button::quiet("Decide later").key("Esc").show(ui).clicked() {
                    said = Some(Said::Later);
                }
            });
            said
        });
        match said {
            Some(Some(Said::Same)) => self.same(id, other_name),
            Some(Some(Said::Apart)) => self.not_the_same(id),
            Some(Some(Said::Later)) | None => {}
            Some(None) => return true,
        }
        false
    }

    /// The notice itself, with its version, to be read out or shown.
    fn notice(&mut self, ui: &mut Ui) -> bool {
        let notice = self.form.event().notice().clone();
        let title = format!("Privacy notice, version {}", notice.version);
        let height = (ui.ctx().content_rect().height() - 220.0).max(160.0);
        let done = open(ui, &title, "", 760.0, |ui| {
            egui::ScrollArea::vertical().id_salt("notice").max_height(height).show(ui, |ui| {
                crate::ui::widgets::markdown(ui, &notice.text);
            });
            ui.add_space(12.0);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 10.0;
                let read = Button::secondary("It was read out").show(ui).clicked();
                let closed = Button::quiet("Close").key("Esc").show(ui).clicked();
                (read, closed)
            })
            .inner
        });
        if matches!(done, Some((true, _))) {
            self.form.card = NoticeCard::Read;
        }
        done == Some((false, false))
    }

    /// Every question with its full words and what stands now, large, for the visitor to look at. Nothing can be answered
    /// here: looking is not handing over.
    fn turned(&mut self, ui: &mut Ui, _seen: &Seen<'_>) -> bool {
        let event = self.form.event().clone();
        let lines: Vec<_> = self
            .form
            .questions()
            .filter_map(|question| {
                let words = event.statement(question)?.as_str().to_owned();
                let said = match self.form.said(question) {
                    None => "Not asked",
                    Some((crate::domain::answer::Said::Yes, _)) => "Yes",
                    Some(_) => "No",
                };
                Some((name(question), words, said))
            })
            .collect();
        let height = (ui.ctx().content_rect().height() - 200.0).max(160.0);
        let done = open(ui, "Is this what you said?", &self.form.draft.name(), 900.0, |ui| {
            egui::ScrollArea::vertical().id_salt("turned").max_height(height).show(ui, |ui| {
                for (name, words, said) in &lines {
                    turned_line(ui, name, words, said);
                }
            });
            ui.add_space(12.0);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                Button::primary("Turn back").key("F9").show(ui).clicked()
                    || crate::ui::keys::pressed(ui, egui::Modifiers::NONE, egui::Key::F9)
            })
            .inner
        });
        done == Some(false)
    }

    /// Who is and who is not safe, and what to do.
    fn not_saved(&mut self, ui: &mut Ui, who: &str, why: &str, seen: &Seen<'_>, out: &mut Out<'_>) -> bool {
        let who = if who.is_empty() { "This visitor" } else { who };
        let title = format!("{who} is not saved yet");
        enum Do {
            Again,
            Back,
        }
        let done = open(ui, &title, "", 620.0, |ui| {
            Text::body(why).wrap().color(ui.palette().text).show(ui);
            ui.add_space(10.0);
            let kept = format!("Everyone before {who} is saved. This form stays on the screen until it is.");
            Text::body(&kept).wrap().color(ui.palette().text_muted).show(ui);
            ui.add_space(16.0);
            let mut done = None;
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 10.0;
                if Button::primary("Try again").icon(icons::ARROWS_CLOCKWISE).show(ui).clicked() {
                    done = Some(Do::Again);
                }
                if Button::secondary("Back to the form").key("Esc").show(ui).clicked() {
                    done = Some(Do::Back);
                }
            });
            done
        });
        match done {
            Some(Some(Do::Again)) => {
                self.save(seen, out);
                false
            }
            Some(None) => true,
            Some(Some(Do::Back)) | None => false,
        }
    }
}

/// A dialog with the keyboard; `None` once it was left with Escape.
fn open<R>(ui: &Ui, title: &str, lead: &str, width: f32, add: impl FnOnce(&mut Ui) -> R) -> Option<R> {
    let shown = Shell::new(Id::unique("register dialog"), title).lead(lead).width(width).show(ui.ctx(), add);
    (!shown.closed).then_some(shown.inner)
}

fn not_done(ui: &mut Ui, why: &str) -> bool {
    let done = open(ui, "That was not done", "", 560.0, |ui| {
        Text::body(why).wrap().color(ui.palette().text).show(ui);
        ui.add_space(16.0);
        Button::primary("Go on").show(ui).clicked()
    });
    done == Some(false)
}

/// One line of the comparison.
fn columns(ui: &mut Ui, label: &str, one: &str, other: &str, heading: bool) {
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, 34.0), egui::Sense::hover());
    let palette = ui.palette();
    let same = !one.is_empty() && one.trim().eq_ignore_ascii_case(other.trim());
    if same {
        ui.painter().rect_filled(rect, 4.0, palette.warning_soft);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), (1.0, palette.border));
    let colour = if same { palette.on_warning_soft } else { palette.text };
    let font = if heading { Type::CaptionStrong.font() } else { Type::Body.font() };
    let third = (width - 120.0) / 2.0;
    let at = |x: f32| pos2(rect.left() + x, rect.center().y);
    ui.painter().text(at(8.0), Align2::LEFT_CENTER, label, Type::Caption.font(), palette.text_muted);
    for (x, words) in [(120.0, one), (120.0 + third, other)] {
        let clip =
            Rect::from_min_max(pos2(rect.left() + x, rect.top()), pos2(rect.left() + x + third - 8.0, rect.bottom()));
        let words = if words.is_empty() { "left blank" } else { words };
        let colour = if words == "left blank" { palette.text_muted } else { colour };
        let galley = crate::ui::scripts::line(ui, words, font.clone(), colour, clip.width());
        ui.painter().with_clip_rect(clip).galley(
            pos2(clip.left(), clip.center().y - galley.size().y / 2.0),
            galley,
            colour,
        );
    }
    let read = ui.interact(rect, ui.scope_id().with((label, "line")), egui::Sense::hover());
    let words = format!("{label}: {one}; {other}");
    read.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
}

fn turned_line(ui: &mut Ui, name: &str, words: &str, said: &str) {
    let palette = ui.palette();
    let width = ui.available_width();
    let galley = ui.painter().layout(words.to_owned(), Type::Title.font(), palette.text, width - 150.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, galley.size().y + 16.0), egui::Sense::hover());
    ui.painter().galley(rect.min + vec2(0.0, 8.0), galley, palette.text);
    let colour = match said {
        "Yes" => palette.consent_given,
        "No" => palette.consent_refused,
        _ => palette.text_muted,
    };
    ui.painter().text(
        pos2(rect.right() - 8.0, rect.center().y),
        Align2::RIGHT_CENTER,
        said,
        Type::Title.font(),
        colour,
    );
    ui.painter().hline(rect.x_range(), rect.bottom(), (1.0, palette.border));
    let spoken = format!("{name}: {words} {said}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &spoken));
}
