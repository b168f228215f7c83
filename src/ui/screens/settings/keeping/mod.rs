//! How long everything is kept, what is due, and the copies of the desk (R22, R24).

mod acknowledging;
mod copies;
mod letting;
mod periods;
mod place;
mod restoring;
mod set_asides;

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;

use chrono::NaiveDate;
use egui::{Rect, Ui, pos2, vec2};

use crate::ui::icons::{self, Icon};
use crate::ui::out::{Out, Seen, Wish};
use crate::ui::screens::flow;
use crate::ui::screens::sheet_dialog::SheetDialog;
use crate::ui::theme::Themed;
use crate::ui::toast::Toast;
use crate::ui::tokens::tokens;
use crate::ui::widgets::text::Text;
use crate::ui::widgets::{Button, paint};
use crate::worker::keeping::{self, SetAside, Sheet};
use crate::worker::settings::{self, Backup};
use crate::worker::{Answer, CopyState, Failure, Medium, Outlook, Request, Ticket, closing};

use super::parts::Places;
use super::{Page, Settings};
use acknowledging::Acknowledging;
pub(super) use letting::LettingGo;
use place::{Place, PlaceDialog};
use restoring::Restoring;
use set_asides::SetAsides;

/// What is known of what is kept, and what is being done about it.
#[derive(Default)]
pub(super) struct Keeping {
    /// What is due of every event.
    outlooks: Option<Vec<Outlook>>,
    /// Why nobody knows what is due.
    unknown: Option<Failure>,
    /// The day on which somebody has said *Not now*.
    not_now: Option<NaiveDate>,
    /// Somebody wants to change a period, which the notice states.
    to_notice: bool,
    letting: Option<LettingGo>,
    acknowledging: Option<Acknowledging>,
    sheets: SheetDialog,
    /// Those in the desk's own folder, the oldest first.
    backups: Option<Vec<Backup>>,
    /// Made elsewhere while this window was open: nobody can list what lies on a stick.
    elsewhere: Vec<Backup>,
    /// The desks that restores set aside, the oldest first.
    set_asides: Vec<SetAside>,
    /// They are shown.
    aside_dialog: Option<SetAsides>,
    /// What is known of each.
    checked: BTreeMap<PathBuf, CopyState>,
    /// Which are to be looked at still, the first of them now.
    checking: VecDeque<PathBuf>,
    place: Place,
    place_dialog: Option<PlaceDialog>,
    restoring: Option<Restoring>,
    error: Option<String>,
    asked: BTreeMap<Ticket, Errand>,
}

/// What something was asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Errand {
    /// What is due.
    Outlooks,
    /// Which backups there are.
    Backups,
    /// Which desks are set aside.
    SetAsides,
    /// One of those, gone.
    Discard,
    /// One more, on another medium or beside the desk.
    BackUp { elsewhere: bool },
    /// Whether one of them opens.
    Check,
    /// When the desk locks itself and how it is backed up.
    Rules,
    /// What is plugged in.
    Sticks,
}

impl Keeping {
    /// Reads what may have changed.
    pub(super) fn read(&mut self, out: &mut Out<'_>) {
        self.look(out);
        self.list(out);
        self.ask(Errand::SetAsides, Request::Keeping(keeping::Request::SetAsides), out);
        self.ask(Errand::Sticks, Request::Closing(closing::Request::Sticks), out);
    }

    /// Asks for something; of what was asked for the same before, the answer is not waited for any more.
    fn ask(&mut self, errand: Errand, request: Request, out: &mut Out<'_>) {
        self.asked.retain(|_, earlier| *earlier != errand);
        self.asked.insert(out.ask(request), errand);
    }

    /// What is due, on its way out.
    pub(super) fn letting(&self) -> Option<&LettingGo> {
        self.letting.as_ref()
    }

    /// Opens that again.
    pub(super) fn let_go_again(&mut self, letting: LettingGo) {
        self.letting = Some(letting);
    }

    /// What is plugged in now.
    pub(super) fn plugged(&mut self, media: &[Medium]) {
        self.place.know(media.to_vec());
        self.sheets.plugged(media);
        if let Some(dialog) = &mut self.place_dialog {
            dialog.know(media.to_vec());
        }
        if let Some(letting) = &mut self.letting {
            letting.plugged(media.to_vec());
        }
    }

    /// Whether a backup is being made.
    fn is_backing_up(&self) -> bool {
        self.asked.values().any(|errand| matches!(errand, Errand::BackUp { .. }))
    }

    fn look(&mut self, out: &mut Out<'_>) {
        self.ask(Errand::Outlooks, Request::Keeping(keeping::Request::Outlooks), out);
    }

    fn list(&mut self, out: &mut Out<'_>) {
        self.ask(Errand::Backups, Request::Settings(settings::Request::Backups), out);
    }

    /// Takes an answer that is its own, and gives back any other.
    pub(super) fn answer(
        &mut self,
        ticket: Ticket,
        answer: Answer,
        seen: &Seen<'_>,
        out: &mut Out<'_>,
    ) -> Option<Answer> {
        let answer = self.sheets.answer(ticket, answer, out)?;
        let answer = match &mut self.letting {
            Some(letting) => letting.answer(ticket, answer, seen.today)?,
            None => answer,
        };
        let answer = match &mut self.acknowledging {
            Some(acknowledging) => acknowledging.answer(ticket, answer)?,
            None => answer,
        };
        let answer = match &mut self.restoring {
            Some(restoring) => restoring.answer(ticket, answer)?,
            None => answer,
        };
        match self.asked.remove(&ticket) {
            Some(errand) => self.take(errand, answer, out),
            None => Some(answer),
        }
    }

    fn take(&mut self, errand: Errand, answer: Answer, out: &mut Out<'_>) -> Option<Answer> {
        match answer {
            Answer::Keeping(keeping::Answer::Outlooks(all)) => (self.outlooks, self.unknown) = (Some(all), None),
            Answer::Settings(settings::Answer::Backups(all)) => self.backups = Some(all),
            Answer::Settings(settings::Answer::BackedUp(backup)) => {
                out.wish(Wish::Say(Toast::done("Backed up. The copy was opened and checked.")));
                self.checked.insert(backup.path.clone(), CopyState::Whole);
                if errand == (Errand::BackUp { elsewhere: true }) {
                    self.elsewhere.push(backup);
                }
                self.list(out);
            }
            Answer::Keeping(keeping::Answer::BackupChecked(path, state)) => {
                self.checked.insert(path, state);
                self.checking.pop_front();
                self.check_next(out);
            }
            Answer::Keeping(keeping::Answer::SetAsides(all)) => self.set_asides = all,
            Answer::Keeping(keeping::Answer::SetAsideDiscarded(name)) => {
                out.wish(Wish::Say(Toast::done("Discarded. What only it had is gone.")));
                self.set_asides.retain(|aside| aside.name != name);
                if let Some(dialog) = &mut self.aside_dialog {
                    dialog.settled();
                }
            }
            Answer::Keeping(keeping::Answer::Rules(_)) => {
                out.wish(Wish::Say(Toast::done("Set, for whoever works at this desk.")));
                out.wish(Wish::Refresh);
                self.list(out);
            }
            Answer::Closing(closing::Answer::Sticks(media)) => self.place.know(media),
            Answer::Failed(Failure::Locked) => {}
            Answer::Failed(failure) => {
                self.checking.clear();
                // What is due stands where it is asked for, and rules are set on two pages; the rest is about copies.
                match errand {
                    Errand::Outlooks => (self.outlooks, self.unknown) = (None, Some(failure)),
                    Errand::Discard => {
                        if let Some(dialog) = &mut self.aside_dialog {
                            dialog.failed(&failure);
                        }
                    }
                    Errand::Rules => out.wish(Wish::Say(Toast::failed(failure.to_string()))),
                    _ => self.error = Some(failure.to_string()),
                }
            }
            other => return Some(other),
        }
        None
    }

    fn has_dialog(&self) -> bool {
        let open = self.letting.is_some() || self.acknowledging.is_some() || self.place_dialog.is_some();
        open || self.aside_dialog.is_some() || self.sheets.is_open()
    }
}

impl Settings {
    pub(super) fn keeping_ui(&mut self, ui: &mut Ui, places: &Places, seen: &Seen<'_>, out: &mut Out<'_>) {
        let keeping = &mut self.keeping;
        if places.narrow {
            flow::column(ui, places.page, "keeping", |ui| {
                let card = flow::row(ui, keeping.periods_height(ui, seen));
                keeping.periods_ui(ui, card, seen, out);
                ui.add_space(12.0);
                let card = flow::row(ui, keeping.copies_height(ui));
                keeping.copies_ui(ui, card, seen, out);
            });
        } else {
            let side = if places.page.width() < 960.0 { 404.0 } else { 436.0 };
            let (main, side) = places.split(side);
            keeping.periods_ui(ui, main, seen, out);
            keeping.copies_ui(ui, side, seen, out);
        }
        keeping.bar_ui(ui, places, seen, out);
        keeping.dialogs_ui(ui, seen, out);
        if std::mem::take(&mut keeping.to_notice) {
            self.page = Page::Notice;
        }
    }
}

/// What the bar offers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Offer {
    Acknowledge,
    Processing,
    Incident,
}

const OFFERS: [(Offer, &str, Icon); 3] = [
    (Offer::Acknowledge, "Take in an acknowledgement", icons::TRAY_ARROW_DOWN),
    (Offer::Processing, "Record of processing", icons::FILE_TEXT),
    (Offer::Incident, "Incident sheet", icons::SHIELD_WARNING),
];

impl Keeping {
    /// What can be written and taken in, at the right of the bar.
    fn bar_ui(&mut self, ui: &mut Ui, places: &Places, seen: &Seen<'_>, out: &mut Out<'_>) {
        let Some(bar) = places.bar else { return };
        let p = ui.palette();
        ui.painter().rect_filled(bar, 0.0, p.surface);
        ui.painter().hline(bar.x_range(), bar.top() + 0.5, (tokens().line.hairline, p.border));
        let inside = bar.shrink2(vec2(if places.narrow { 12.0 } else { tokens().layout.gutter }, 0.0));
        let buttons = OFFERS.map(|(offer, label, icon)| {
            let only = places.narrow && offer == Offer::Acknowledge;
            (offer, if only { Button::only(icon, label) } else { Button::secondary(label).icon(icon) }.large())
        });
        let widths = buttons.each_ref().map(|(_, button)| button.natural_width(ui));
        let mut left = inside.right() - widths.iter().sum::<f32>() - 12.0 * (widths.len() - 1) as f32;
        let words = Rect::from_min_max(inside.left_top(), pos2(left - 16.0, bar.bottom()));
        if words.width() > 240.0 {
            paint::icon(ui.painter(), icons::INFO, pos2(words.left() + 10.0, words.center().y), 18.0, p.text_muted);
            let text = Text::body("Sheets hold counts and settings. They name nobody.").muted().rows(2);
            let at = words.with_min_x(words.left() + 28.0);
            let high = text.height(ui, at.width());
            text.at(ui, Rect::from_center_size(at.center(), vec2(at.width(), high)));
        }
        let mut wanted = None;
        for ((offer, button), width) in buttons.into_iter().zip(widths) {
            let at = Rect::from_min_size(pos2(left, bar.center().y - 24.0), vec2(width, 48.0));
            left = at.right() + 12.0;
            if button.at(ui, at).clicked() {
                wanted = Some(offer);
            }
        }
        match wanted {
            None => {}
            Some(Offer::Acknowledge) => self.acknowledging = Some(Acknowledging::default()),
            Some(Offer::Processing) => self.sheets.open(Sheet::Processing(seen.event.definition().code.clone()), out),
            Some(Offer::Incident) => self.sheets.open(Sheet::Incident, out),
        }
    }

    fn dialogs_ui(&mut self, ui: &mut Ui, seen: &Seen<'_>, out: &mut Out<'_>) {
        self.sheets.ui(ui, out);
        self.place_ui(ui);
        self.set_asides_ui(ui, seen, out);
        if let Some(restoring) = &mut self.restoring
            && restoring.ui(ui, seen, out)
        {
            self.restoring = None;
        }
        if let Some(acknowledging) = &mut self.acknowledging
            && let Some(taken_in) = acknowledging.ui(ui, out)
        {
            self.acknowledging = None;
            if taken_in {
                self.look(out);
            }
        }
        if let Some(mut letting) = self.letting.take() {
            match letting.ui(ui, seen, out) {
                letting::Then::Stay => self.letting = Some(letting),
                letting::Then::Close => {}
                letting::Then::Show(registration) => out.wish(Wish::Show(registration)),
                letting::Then::Acknowledge => self.acknowledging = Some(Acknowledging::default()),
                letting::Then::Changed => {
                    self.checked.clear();
                    self.read(out);
                }
            }
        }
    }
}
