//! Who receives batches, and the key that this desk signs them with (R21).

use egui::{Rect, Ui, pos2, vec2};

use crate::ui::icons;
use crate::ui::out::{Out, Seen, Wish};
use crate::ui::screens::close_day::in_pairs;
use crate::ui::screens::flow;
use crate::ui::screens::recipient_dialogs::purposes_line;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::toast::Toast;
use crate::ui::widgets::text::Text;
use crate::ui::widgets::{Avatar, Button, Tag, TagKind, follow_focus, paint, place, spinner};
use crate::worker::{Addressee, KeyWords};

use super::Settings;
use super::parts::{Part, Places, beside, head};

const ROW: f32 = 104.0;

impl Settings {
    pub(super) fn keys_ui(&mut self, ui: &mut Ui, places: &Places, seen: &Seen<'_>, out: &mut Out<'_>) {
        let count = self.addressees.as_ref().map_or(1, |all| all.all.len().max(1));
        let height = 67.0 + ROW * count as f32 + 8.0;
        beside(ui, places, 392.0, height, &mut |ui, part| match part {
            Part::Main(card) => self.list(ui, card, seen),
            Part::Side => self.own_key(ui, out),
        });
    }

    fn list(&mut self, ui: &mut Ui, card: Rect, seen: &Seen<'_>) {
        paint::card(ui, card);
        let add = Button::secondary("Add a recipient").icon(icons::KEY).small();
        let width = add.natural_width(ui);
        let lead = "No batch goes to a key that was not compared.";
        let (end, below) = head(ui, card, "Who receives batches", lead, width);
        if add.at(ui, end).clicked() {
            self.recipients.add(seen);
        }
        let Some(all) = self.addressees.take() else {
            spinner(ui, below.center(), 24.0, ui.palette().accent);
            return;
        };
        if all.all.is_empty() {
            let at = Rect::from_min_size(below.min + vec2(16.0, 12.0), vec2(below.width() - 32.0, 24.0));
            Text::body("Nobody receives batches yet. Add the first one.").muted().at(ui, at);
        }
        place(ui, below.with_max_y(below.bottom() - 4.0), |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            egui::ScrollArea::vertical().id_salt("recipient keys").auto_shrink(false).show(ui, |ui| {
                for one in &all.all {
                    let row = flow::row(ui, ROW);
                    self.recipient(ui, row, one, all.desk_words, seen);
                    ui.painter().hline(row.x_range(), row.bottom() - 0.5, (1.0, ui.palette().border));
                }
                follow_focus(ui, "recipient keys");
            });
        });
        self.addressees = Some(all);
    }

    fn recipient(&mut self, ui: &mut Ui, row: Rect, one: &Addressee, desk_words: KeyWords, seen: &Seen<'_>) {
        let avatar = Rect::from_min_size(pos2(row.left() + 16.0, row.top() + 14.0), vec2(44.0, 44.0));
        Avatar::new(&one.name).size(44.0).paint(ui, avatar);
        let left = row.left() + 74.0;
        let id = egui::Id::unique(("recipient key", one.code.as_str()));
        let remove_name = format!("Remove {}", one.name);
        let remove = Button::quiet("Remove").name(&remove_name).icon(icons::TRASH).small().id(id.with("remove"));
        let compare = Button::secondary("Compare").icon(icons::PHONE_CALL).small().id(id.with("compare"));
        let mut right = row.right() - 12.0;
        let remove_at = Rect::from_min_size(
            pos2(right - remove.natural_width(ui), row.top() + 14.0),
            vec2(remove.natural_width(ui), 36.0),
        );
        right = remove_at.left() - 8.0;
        if one.checked_at.is_none() || one.desk_key_changed {
            let size = vec2(compare.natural_width(ui), 36.0);
            let at = Rect::from_min_size(pos2(right - size.x, row.top() + 14.0), size);
            right = at.left() - 8.0;
            if compare.at(ui, at).clicked() {
                self.recipients.compare(one, desk_words);
            }
        }
        if remove.at(ui, remove_at).clicked() {
            self.recipients.remove(one);
        }
        let state = one.checked_at.map(|at| format!("Checked {}", time::moment(at, seen.today)));
        let tag = match &state {
            Some(_) if one.desk_key_changed => {
                Tag::new(TagKind::Warning, "Has this desk’s old key").icon(icons::WARNING)
            }
            Some(words) => Tag::new(TagKind::Success, words).icon(icons::SEAL_CHECK),
            None => Tag::new(TagKind::Warning, "Not checked").icon(icons::WARNING),
        };
        let name = Rect::from_min_max(
            pos2(left, row.top() + 12.0),
            pos2((right - tag.width(ui) - 8.0).max(left + 40.0), row.top() + 36.0),
        );
        let end = Text::strong(&one.name).at(ui, name).rect.right();
        let width = tag.width(ui);
        place(ui, Rect::from_min_size(pos2(end + 8.0, name.top()), vec2(width, 24.0)), |ui| tag.show(ui));
        let line =
            |at: f32| Rect::from_min_max(pos2(left, row.top() + at), pos2(row.right() - 16.0, row.top() + at + 20.0));
        let purposes = format!("{}: {}", one.code, purposes_line(&one.purposes));
        let at = line(36.0).with_max_x(right);
        Text::caption(&purposes).muted().at(ui, at);
        if one.desk_key_changed {
            let words = "The key of this desk is new. Call them and compare the words again: until then they cannot check a batch.";
            Text::caption(words).muted().wrap().at(ui, line(60.0).with_max_y(row.bottom() - 4.0));
        } else if one.checked_at.is_some() {
            let words = format!("Key words: {}", in_pairs(one.words.words()));
            Text::body(&words).at(ui, line(62.0));
        } else {
            Text::caption("Call them and compare the six words before the first batch.").muted().at(ui, line(62.0));
        }
    }

    fn own_key(&self, ui: &mut Ui, out: &mut Out<'_>) {
        flow::hug(ui, 16.0, |ui| {
            Text::title("The key of this desk").show(ui);
            Text::caption("Recipients check every batch with it. It changes when somebody loses access.")
                .muted()
                .wrap()
                .show(ui);
            ui.add_space(12.0);
            let Some(all) = &self.addressees else { return };
            let p = ui.palette();
            // A pair to a line, as they are read out; other words do not move what is below.
            let words = in_pairs(all.desk_words.words()).replace(", ", ",\n");
            let high = Text::strong(&words).wrap().height(ui, ui.available_width() - 32.0) + 24.0;
            Text::caption_strong("Six words, to read out by phone").show(ui);
            ui.add_space(4.0);
            let card = flow::row(ui, high);
            paint::boxed(ui.painter(), card, 6.0, p.sunken, 1.0, p.border);
            place(ui, card.shrink2(vec2(16.0, 12.0)), |ui| Text::strong(&words).wrap().show(ui));
            ui.add_space(12.0);
            Text::caption_strong("minisign public key").show(ui);
            ui.add_space(4.0);
            // In two lines, whatever it is made of; the button copies it in one.
            let halves = all.desk_key.split_at_checked(all.desk_key.len() / 2);
            let key = halves.map_or_else(|| all.desk_key.clone(), |(one, other)| format!("{one}\n{other}"));
            let high = Text::caption(&key).wrap().height(ui, ui.available_width() - 32.0) + 24.0;
            let card = flow::row(ui, high);
            paint::boxed(ui.painter(), card, 6.0, p.sunken, 1.0, p.border);
            place(ui, card.shrink2(vec2(16.0, 12.0)), |ui| Text::caption(&key).wrap().show(ui));
            ui.add_space(10.0);
            if Button::secondary("Copy the key").icon(icons::COPY).small().show(ui).clicked() {
                ui.ctx().copy_text(all.desk_key.clone());
                out.wish(Wish::Say(Toast::done("Copied. A public key is no secret.")));
            }
        });
    }
}
