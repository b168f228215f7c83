//! What stands beside step 1: what is left to look at, and how it works.

use egui::{Align2, Color32, Rect, Ui, pos2, vec2};

use crate::domain::ids::RegistrationId;
use crate::ui::icons::{self, Icon};
use crate::ui::out::{Out, Section, Seen, Wish};
use crate::ui::screens::flow;
use crate::ui::scripts::in_words;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::text::{self, Text, Type};
use crate::ui::widgets::{Button, paint, spinner};
use crate::worker::{Request, settings};

use super::CloseDay;

/// One thing to look at.
struct Thing {
    icon: Icon,
    color: Color32,
    title: String,
    detail: String,
    button: Option<(&'static str, Does)>,
}

enum Does {
    AskGuardian(RegistrationId),
    FixEmail(RegistrationId),
    Compare,
    Register,
    BackUp,
}

impl CloseDay {
    pub(super) fn review_side(&mut self, ui: &mut Ui, seen: &Seen<'_>, out: &mut Out<'_>) {
        let things = self.things(ui, seen);
        let busy = self.asked.backup.is_some();
        let mut does = None;
        flow::hug(ui, 16.0, |ui| {
            let p = ui.palette();
            let (mark, color) = if things.is_empty() {
                (icons::CHECK_CIRCLE.fill(), p.success)
            } else {
                (icons::WARNING.fill(), p.warning)
            };
            let words = match things.len() {
                0 => "Nothing to look at".to_owned(),
                1 => "1 thing to look at".to_owned(),
                more => format!("{more} things to look at"),
            };
            let row = flow::row(ui, 24.0);
            paint::icon(ui.painter(), mark, pos2(row.left() + 12.0, row.center().y), 24.0, color);
            Text::title(&words).at(ui, row.with_min_x(row.left() + 34.0));
            for (at, thing) in things.iter().enumerate() {
                ui.add_space(if at == 0 { 9.0 } else { 12.0 });
                if at > 0 {
                    flow::divider(ui, 0.0);
                    ui.add_space(11.0);
                }
                if one(ui, thing, busy) {
                    does = thing.button.as_ref().map(|(_, does)| does);
                }
            }
        });
        match does {
            Some(Does::AskGuardian(id)) => out.wish(Wish::AskGuardian(*id)),
            Some(Does::FixEmail(id)) => out.wish(Wish::FixEmail(*id)),
            Some(Does::Compare) => self.begin_comparing(seen),
            Some(Does::Register) => out.wish(Wish::Go(Section::Register)),
            Some(Does::BackUp) => self.back_up(out),
            None => {}
        }
        ui.add_space(13.0);
        flow::hug(ui, 16.0, |ui| {
            let color = ui.palette().text_muted;
            Text::title("How it works").show(ui);
            ui.add_space(8.0);
            let lines = [
                (icons::CHECK_CIRCLE, "Each list holds only people who said Yes"),
                (icons::X_CIRCLE, "A No goes to that list’s owner as an address to stop"),
                (icons::CIRCLE_DASHED, "Not asked is never sent as a Yes"),
            ];
            for (mark, words) in lines {
                flow::said(ui, mark, color, words, Type::Body, false);
                ui.add_space(10.0);
            }
        });
        let took_back = self.looked.review.as_ref().map_or(0, |review| review.took_back);
        if took_back > 0 {
            ui.add_space(13.0);
            flow::hug(ui, 16.0, |ui| {
                let accent = ui.palette().accent;
                let people = if took_back == 1 { "1 person".to_owned() } else { format!("{took_back} people") };
                let words = format!("{people} took something back since the last batch");
                flow::said(ui, icons::HAND_PALM, accent, &words, Type::Strong, false);
                ui.add_space(2.0);
                let detail = flow::row(ui, 18.0);
                Text::caption("The batch tells those who must stop")
                    .muted()
                    .at(ui, detail.with_min_x(detail.left() + 30.0));
            });
        }
    }

    pub(super) fn back_up(&mut self, out: &mut Out<'_>) {
        if self.asked.backup.is_none() {
            self.asked.backup = Some(out.ask(Request::Settings(settings::Request::BackUp(None))));
        }
    }

    fn things(&self, ui: &Ui, seen: &Seen<'_>) -> Vec<Thing> {
        let p = ui.palette();
        let mut things = Vec::new();
        if let Some(review) = &self.looked.review {
            if let Some((id, name)) = review.waiting.first() {
                things.push(Thing {
                    icon: icons::HOURGLASS_MEDIUM,
                    color: p.info,
                    title: are(review.waiting.len(), "waits for a guardian", "wait for a guardian"),
                    detail: among(name, review.waiting.len(), "In no batch until then"),
                    button: Some(("Ask now", Does::AskGuardian(*id))),
                });
            }
            if review.begun > 0 {
                let many = review.begun != 1;
                things.push(Thing {
                    icon: icons::NOTE_PENCIL,
                    color: p.warning,
                    title: if many {
                        format!("{} forms are begun", review.begun)
                    } else {
                        "1 form is begun".to_owned()
                    },
                    detail: "Not saved, so in no batch".to_owned(),
                    button: Some(("Go to it", Does::Register)),
                });
            }
            if let Some(odd) = review.odd_emails.first() {
                let count = review.odd_emails.len();
                things.push(Thing {
                    icon: icons::AT,
                    color: p.warning,
                    title: if count == 1 {
                        "1 email looks wrong".to_owned()
                    } else {
                        format!("{count} emails look wrong")
                    },
                    detail: match count {
                        1 => format!("{}, for {}", odd.domain, in_words(&odd.name)),
                        2 => format!("{} and 1 more", odd.domain),
                        more => format!("{} and {} more", odd.domain, more - 1),
                    },
                    button: Some(("Fix", Does::FixEmail(odd.registration))),
                });
            }
            if review.restricted > 0 {
                things.push(Thing {
                    icon: icons::HAND_PALM,
                    color: p.info,
                    title: are(
                        usize::try_from(review.restricted).unwrap_or(usize::MAX),
                        "is restricted",
                        "are restricted",
                    ),
                    detail: "Kept, and in no batch".to_owned(),
                    button: None,
                });
            }
        }
        if let Some(pair) = self.looked.alike.as_ref().and_then(|alike| alike.first()) {
            let count = self.looked.alike.as_ref().map_or(0, Vec::len);
            let name = &pair.one.record.name();
            things.push(Thing {
                icon: icons::USERS,
                color: p.warning,
                title: if count == 1 {
                    "1 possible duplicate".to_owned()
                } else {
                    format!("{count} possible duplicates")
                },
                detail: match count {
                    1 => format!("{}, perhaps twice", in_words(name)),
                    2 => format!("{} and 1 more", in_words(name)),
                    more => format!("{} and {} more", in_words(name), more - 1),
                },
                button: Some(("Compare", Does::Compare)),
            });
        }
        if seen.status.backed_up_at.is_none_or(|at| at.date_naive() != seen.now.date_naive()) {
            let detail =
                seen.status.backed_up_at.map(|at| format!("The last one is of {}", time::moment(at, seen.today)));
            things.push(Thing {
                icon: icons::HARD_DRIVES,
                color: p.warning,
                title: "No backup today".to_owned(),
                detail: detail.unwrap_or_else(|| "There is none in the desk’s folder".to_owned()),
                button: Some(("Back up now", Does::BackUp)),
            });
        }
        things
    }
}

/// The button of a thing to look at: it stays the same one when there is one thing fewer.
pub(super) fn thing_id(label: &str) -> egui::Id {
    egui::Id::unique("close day thing").with(label)
}

fn are(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 person {one}") } else { format!("{count} people {many}") }
}

/// One name, and how many more there are.
fn among(name: &str, count: usize, then: &str) -> String {
    let name = in_words(name);
    match count {
        0 | 1 => format!("{name}. {then}"),
        2 => format!("{name} and 1 more. {then}"),
        more => format!("{name} and {} more. {then}", more - 1),
    }
}

fn one(ui: &mut Ui, thing: &Thing, busy: bool) -> bool {
    let p = ui.palette();
    let row = flow::row(ui, 37.0);
    paint::icon(ui.painter(), thing.icon, pos2(row.left() + 10.0, row.center().y), 20.0, thing.color);
    let mut right = row.right();
    let mut pressed = false;
    if let Some((label, does)) = &thing.button {
        let waits = busy && matches!(does, Does::BackUp);
        let button = Button::secondary(label).small().enabled(!waits).id(thing_id(label));
        let size = vec2(button.natural_width(ui), 36.0);
        let at = Rect::from_min_size(pos2(right - size.x, row.center().y - 18.0), size);
        pressed = button.at(ui, at).clicked();
        if waits {
            spinner(ui, pos2(at.left() - 16.0, at.center().y), 18.0, ui.palette().accent);
        }
        right = at.left() - 12.0 - if waits { 20.0 } else { 0.0 };
    }
    let words = row.with_min_x(row.left() + 32.0).with_max_x(right);
    let title = words.with_max_y(row.top() + 19.0);
    text::paint(ui, text::elided(ui, &thing.title, Type::Strong, title.width()), title, Align2::LEFT_CENTER, p.text);
    let detail = words.with_min_y(row.top() + 19.0);
    let shown = ui.interact(words, ui.scope_id().with(("said", &thing.title)), egui::Sense::hover());
    shown.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{}. {}", thing.title, thing.detail))
    });
    text::paint(
        ui,
        text::elided(ui, &thing.detail, Type::Caption, detail.width()),
        detail,
        Align2::LEFT_CENTER,
        p.text_muted,
    );
    pressed
}
