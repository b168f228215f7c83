//! Two of today who may be one person, side by side; whoever closes the day says whether they are, and nothing is merged by
//! looking (R14).

use egui::{Align2, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::domain::ids::RegistrationId;
use crate::ui::icons;
use crate::ui::out::{Out, Seen, Wish};
use crate::ui::screens::flow;
use crate::ui::screens::sheet_dialog::wrong;
use crate::ui::scripts::{Look, fitted, without_signs};
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::toast::Toast;
use crate::ui::widgets::text::{self, Type};
use crate::ui::widgets::{Button, Dialog as Shell, dialog_footer};
use crate::worker::{Answer, DuplicatePair, Failure, Hit, Request, closing};

use super::CloseDay;

/// The dialog. It has no `Debug`: it names people.
pub(super) struct Compare {
    both: [RegistrationId; 2],
    evidence: String,
    lines: Vec<(&'static str, [String; 2])>,
    error: Option<String>,
    /// It is said: the dialog goes with the next pass, which can give the keyboard back.
    done: bool,
}

/// The line that says when each came.
const CAME: &str = "Came";

fn id() -> Id {
    Id::unique("compare duplicates")
}

/// What tells two people apart, or shows that they are one.
fn lines(one: &Hit, other: &Hit, seen: &Seen<'_>) -> Vec<(&'static str, [String; 2])> {
    let both = |of: &dyn Fn(&Hit) -> String| [of(one), of(other)];
    let kept = |of: fn(&Hit) -> &Option<String>| both(&|hit| of(hit).clone().unwrap_or_default());
    let born = |hit: &Hit| {
        let kept = hit.record.date_of_birth.as_deref().unwrap_or_default();
        kept.parse().map_or_else(|_| kept.to_owned(), time::long_day)
    };
    vec![
        ("Name", both(&|hit| hit.record.name())),
        ("Date of birth", both(&born)),
        ("Email", kept(|hit| &hit.record.email)),
        ("Phone", kept(|hit| &hit.record.phone_as_typed)),
        ("Postcode", kept(|hit| &hit.record.postcode)),
        ("Guardian", kept(|hit| &hit.record.guardian_name)),
        (CAME, both(&|hit| time::moment(hit.registered.registered_at, seen.today))),
        ("Reference", both(&|hit| hit.registered.reference.to_string())),
    ]
}

impl CloseDay {
    /// Shows the first two that may be one person.
    pub(super) fn begin_comparing(&mut self, seen: &Seen<'_>) {
        let Some(pair) = self.looked.alike.as_ref().and_then(|alike| alike.first()) else { return };
        let DuplicatePair { one, other, likeness } = pair;
        self.compare = Some(Compare {
            both: [one.registered.id, other.registered.id],
            evidence: text::sentence(&likeness.to_string()),
            lines: lines(one, other, seen),
            error: None,
            done: false,
        });
    }

    pub(super) fn compare_ui(&mut self, ui: &Ui, out: &mut Out<'_>) {
        let Some(compare) = &mut self.compare else { return };
        let busy = self.asked.whether.is_some();
        let mut said = None;
        let later = id().with("later");
        let shell = Shell::new(id(), "Is this the same person?").lead(&compare.evidence).width(620.0);
        let shown = shell.focus(later).show(ui.ctx(), |ui| {
            ui.add_space(10.0);
            let room = (ui.ctx().content_rect().height() - 240.0).max(96.0);
            flow::scrolled(ui, room, "compare duplicates", |ui| {
                for (label, both) in &compare.lines {
                    line(ui, label, both);
                }
                wrong(ui, compare.error.as_deref());
            });
            let later = Button::quiet("Decide later").key("Esc").enabled(!busy).id(later);
            let two = Button::secondary("Not the same").icon(icons::USERS).enabled(!busy).id(id().with("not the same"));
            let one = Button::primary("Same person").icon(icons::CHECK).enabled(!busy).id(id().with("same"));
            let width = [&later, &two, &one].map(|button| button.natural_width(ui)).iter().sum::<f32>() + 20.0;
            dialog_footer(ui, "", width, |ui| {
                let closed = later.show(ui).clicked();
                if two.show(ui).clicked() {
                    said = Some(false);
                }
                if one.show(ui).clicked() {
                    said = Some(true);
                }
                closed
            })
        });
        if let Some(same) = said {
            let [one, other] = compare.both;
            compare.error = None;
            let request = closing::Request::SayWhether { one, other, same };
            self.asked.whether = Some(out.ask(Request::Closing(request)));
        } else if compare.done || ((shown.closed || shown.inner) && !busy) {
            self.compare = None;
            Shell::close(ui.ctx(), id());
        }
    }

    /// Takes what the desk says of it.
    pub(super) fn said_whether(&mut self, answer: Answer, seen: &Seen<'_>, out: &mut Out<'_>) {
        let Some(compare) = &mut self.compare else { return };
        match answer {
            Answer::Closing(closing::Answer::SaidWhether { same }) => {
                compare.done = true;
                let words = if same {
                    "One person, from now on. What stands is over both registrations."
                } else {
                    "Two people, from now on."
                };
                out.wish(Wish::Say(Toast::done(words)));
                self.look(seen, out);
            }
            Answer::Failed(Failure::Locked) => {}
            Answer::Failed(failure) => compare.error = Some(failure.to_string()),
            _ => {}
        }
    }
}

/// One line of both; what is the same in both is marked.
fn line(ui: &mut Ui, label: &str, both: &[String; 2]) {
    let [one, other] = both;
    if one.is_empty() && other.is_empty() {
        return;
    }
    let p = ui.palette();
    // With little room, what the line is about stands above.
    let narrow = ui.available_width() < 460.0;
    let row = flow::row(ui, if narrow { 52.0 } else { 34.0 });
    let labels = if narrow { 0.0 } else { 120.0 };
    // That both came at one time says nothing of who they are.
    let same = label != CAME && one.trim().to_lowercase() == other.trim().to_lowercase();
    if same {
        ui.painter().rect_filled(row, 4.0, p.warning_soft);
    }
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, (1.0, p.border));
    let at = if narrow { row.with_max_y(row.top() + 22.0) } else { row };
    let ink = if same { p.on_warning_soft } else { p.text_muted };
    text::paint(ui, text::line(ui, label, Type::Caption), at.with_min_x(row.left() + 8.0), Align2::LEFT_CENTER, ink);
    let values = row.with_min_x(row.left() + labels).with_min_y(if narrow { row.top() + 20.0 } else { row.top() });
    let half = values.width() / 2.0;
    for (number, words) in (0_u8..).zip(both) {
        let left = values.left() + half * f32::from(number) + if narrow { 8.0 } else { 0.0 };
        let room = Rect::from_min_max(pos2(left, values.top()), pos2(left + half - 12.0, values.bottom()));
        let blank = words.is_empty();
        let color = if same {
            p.on_warning_soft
        } else if blank {
            p.text_muted
        } else {
            p.text
        };
        let look = Look { size: Type::Body.font().size, strong: false, color };
        let shown = fitted(ui.ctx(), if blank { "left blank" } else { words }, look, room.width());
        ui.painter().galley(room.left_center() - vec2(0.0, shown.galley.size().y / 2.0), shown.galley, color);
    }
    let read = ui.interact(row, ui.scope_id().with(("compared", label)), Sense::hover());
    let said =
        |words: &String| if words.is_empty() { "left blank".to_owned() } else { without_signs(words).to_string() };
    let words = format!("{label}: {}; {}{}", said(one), said(other), if same { "; the same" } else { "" });
    read.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
}
