//! The notice itself, one key away on every screen that asks (F8): its words, whom to ask and where to complain (R25).

use egui::{Id, Rect, Role, Sense, Ui, WidgetInfo, vec2};

use crate::domain::event::Event;
use crate::domain::notice::Contacts;
use crate::text::{Words, say};
use crate::ui::theme::Themed;
use crate::ui::widgets::text::{self, Text, Type};
use crate::ui::widgets::{Button, Dialog, dialog_footer, markdown, paint, place, scroll_by_keys, spoken_in};

use super::flow;

/// The notice over any screen. Visitors may look at it: nothing of whoever came before is in sight.
#[derive(Default)]
pub struct NoticeView;

/// How wide it is.
pub(super) const WIDE: f32 = 760.0;

/// What it is called, in its own language.
pub(super) fn title(event: &Event) -> String {
    let notice = event.notice();
    say!(Words::in_language(&notice.language), "notice-title", version = notice.version.as_str())
}

impl NoticeView {
    /// Shows it; true when it was closed, or is to `leave`.
    pub fn ui(&mut self, ui: &mut Ui, event: &Event, leave: bool) -> bool {
        let id = Id::unique("notice view");
        let close = id.with("close");
        let title = title(event);
        let shown = Dialog::new(id, &title).width(WIDE).focus(close).alone().show(ui.ctx(), |ui| {
            ui.add_space(8.0);
            contents(ui, event);
            let button = Button::primary("Close").key("Esc").id(close);
            let width = button.natural_width(ui);
            dialog_footer(ui, "", width, |ui| button.show(ui).clicked())
        });
        let closed = shown.closed || shown.inner || leave;
        if closed {
            Dialog::close(ui.ctx(), id);
        }
        closed
    }
}

/// Whom to ask, then the words: as high as the window leaves room for; the arrows and the page keys move it.
pub(super) fn contents(ui: &mut Ui, event: &Event) {
    let notice = event.notice();
    let height = (ui.ctx().content_rect().height() - 180.0).max(140.0);
    flow::scrolled(ui, height, "notice", |ui| {
        scroll_by_keys(ui, height);
        spoken_in(ui, &notice.language);
        if let Some(contacts) = &notice.contacts {
            whom_to_ask(ui, event.named(), contacts, Words::in_language(&notice.language));
        }
        markdown(ui, &notice.text);
    });
}

/// Who answers for the data, whom to ask and where to complain, before everything else: nobody scrolls to the end to find it. The
/// organisation answers for it where the notice names nobody that it is a part of (UK GDPR, article 13(1)(a)).
fn whom_to_ask(ui: &mut Ui, organisation: &str, contacts: &Contacts, words: Words) {
    let Contacts { controller, address, email, data_protection_officer, regulator, registration_number } = contacts;
    let controller = controller.as_deref().unwrap_or(organisation);
    let mut rows = vec![
        (say!(words, "whom-short-controller"), controller),
        (say!(words, "whom-short-address"), address.as_str()),
        (say!(words, "whom-short-email"), email.as_str()),
    ];
    let officer = data_protection_officer.iter();
    rows.extend(officer.map(|officer| (say!(words, "whom-short-officer"), officer.as_str())));
    let complain = say!(words, "whom-short-complain-to", regulator = regulator.as_str());
    rows.push((say!(words, "whom-short-complain"), &complain));
    let number = registration_number.iter();
    rows.extend(number.map(|number| (say!(words, "whom-short-number"), number.as_str())));

    const LABEL: f32 = 96.0;
    const PAD: f32 = 12.0;
    let p = ui.palette();
    let wide = ui.available_width() - 2.0 * PAD - LABEL;
    let high = |ui: &Ui, words: &str| text::paragraph(ui, words, Type::Body, wide, usize::MAX).size().y + 4.0;
    let all: f32 = rows.iter().map(|(_, words)| high(ui, words)).sum();
    let card = flow::row(ui, all + 24.0 + 2.0 * PAD);
    paint::boxed(ui.painter(), card, 6.0, p.sunken, 1.0, p.border);
    place(ui, card.shrink(PAD), |ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        Text::strong(say!(words, "whom-to-ask")).heading().show(ui);
        ui.add_space(2.0);
        for (label, words) in rows {
            let row = flow::row(ui, high(ui, words));
            let said = ui.interact(row, ui.scope_id().with(label), Sense::hover());
            said.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{label}: {words}")));
            Text::body(label).muted().silent().at(ui, Rect::from_min_size(row.min, vec2(LABEL, 24.0)));
            Text::body(words).wrap().silent().at(ui, row.with_min_x(row.left() + LABEL));
        }
    });
    ui.add_space(10.0);
}
