//! What this screen asks of the desk, and what it does with the answers.

use crate::domain::ids::RegistrationId;
use crate::ui::out::{Out, Seen, Wish};
use crate::ui::toast::Toast;
use crate::worker::badges::Answer as Badges;
use crate::worker::help_today::Answer as Helped;
use crate::worker::people::{Answer as Told, Request as Ask};
use crate::worker::{Answer, Failure, Request, Spot, Ticket};

use super::contact::ForgetContact;
use super::list::Asking;
use super::removal::AskRemoval;
use super::said::thousands;
use super::{Dialog, People, Shown, removals};

/// What was asked and is not answered yet.
#[derive(Default)]
pub(super) struct Asked {
    list: Option<Ticket>,
    counts: Option<Ticket>,
    /// How many each filter leaves has to be asked again, or further.
    count_on: bool,
    rows: Option<(Ticket, Vec<Spot>)>,
    history: Option<(Ticket, RegistrationId)>,
    /// The history that was asked for is of somebody who was named, and not of who is selected.
    named: bool,
    /// Who is to be shown, whether or not they are on the list.
    person: Option<RegistrationId>,
    change: Option<Ticket>,
    /// What is held of the one who is shown has to be asked again.
    stale: bool,
    /// A dialog's work is done: it closes in the next frame, which can give the keyboard back.
    pub(super) close: bool,
}

impl Asked {
    /// Somebody is to be shown.
    pub(super) fn person(&mut self, id: RegistrationId) {
        self.person = Some(id);
    }

    /// Something may have changed about the one who is shown.
    pub(super) fn again(&mut self) {
        self.stale = true;
        self.count_on = true;
    }

    /// A dialog waits for this.
    pub(super) fn change(&mut self, ticket: Ticket) {
        self.change = Some(ticket);
    }
}

impl People {
    /// Asks for the list when something else is looked for, or something was saved.
    pub(super) fn follow(&mut self, seen: &Seen<'_>, out: &mut Out<'_>) {
        let asking = self.list.wants_asked(seen.event, seen.status.saved_at);
        match asking {
            Asking::Nothing => return,
            Asking::List => {}
            Asking::Everything => self.asked.again(),
            Asking::OtherEvent => {
                self.shown = None;
                self.dialog = None;
                self.asked = Asked { count_on: true, ..Asked::default() };
            }
        }
        let event = seen.event.definition().code.clone();
        let (query, filters) = (self.list.query.clone(), self.list.filters.clone());
        self.asked.list = Some(out.ask(Request::People(Ask::List { event, query, filters })));
    }

    /// Asks for what is in sight and not known, one thing of each kind at a time.
    pub(super) fn ask_for_what_is_missing(&mut self, seen: &Seen<'_>, out: &mut Out<'_>) {
        let code = || seen.event.definition().code.clone();
        if self.asked.rows.is_none() {
            let spots = self.list.missing();
            if !spots.is_empty() {
                let ask = Ask::Rows { event: code(), spots: spots.clone() };
                self.asked.rows = Some((out.ask(Request::People(ask)), spots));
            }
        }
        if self.asked.counts.is_none() && std::mem::take(&mut self.asked.count_on) {
            self.asked.counts = Some(out.ask(Request::People(Ask::Count(code()))));
        }
        let named = self.asked.person.is_some();
        if let Some(id) = self.wants_shown() {
            self.asked.stale = false;
            self.asked.named = named;
            self.asked.history = Some((out.ask(Request::People(Ask::History(id))), id));
        }
    }

    /// Whose history has to be asked for.
    fn wants_shown(&mut self) -> Option<RegistrationId> {
        if let Some(person) = self.asked.person.take() {
            return Some(person);
        }
        let shown = self.shown.as_ref().map(|shown| (shown.spot, shown.id));
        let wanted = match self.list.selected() {
            None => shown?,
            Some(spot) if shown.is_some_and(|(of, _)| of == spot) => shown?,
            Some(spot) => (spot, self.list.rows.get(&spot)?.listed.id),
        };
        let asked = self.asked.history.as_ref().is_some_and(|(_, id)| *id == wanted.1);
        let known = shown == Some(wanted) && !self.asked.stale;
        (!asked && !known).then_some(wanted.1)
    }

    /// Takes an answer that belongs to this screen; gives any other back.
    pub fn answer(&mut self, ticket: Ticket, answer: Answer, seen: &Seen<'_>, out: &mut Out<'_>) -> Option<Answer> {
        match answer {
            Answer::People(told) => {
                self.take(ticket, told, seen, out);
                None
            }
            Answer::Failed(failure) => self.failed(ticket, failure, out).map(Answer::Failed),
            other => Some(other),
        }
    }

    fn take(&mut self, ticket: Ticket, told: Told, seen: &Seen<'_>, out: &mut Out<'_>) {
        match told {
            // Something else is looked for already: its own first one is to be chosen, not the first of this.
            Told::Listed(_) if self.asked.list == Some(ticket) && self.list.stirred => self.asked.list = None,
            Told::Listed(listing) if self.asked.list == Some(ticket) => {
                self.asked.list = None;
                self.list.take(listing);
                if self.list.len() == 0 && !self.list.query.trim().is_empty() {
                    self.shown = None;
                }
            }
            Told::Counted { counts, whole, removals, to_tell, lists, help } if self.asked.counts == Some(ticket) => {
                self.asked.counts = None;
                self.removals = removals;
                self.asked.count_on |= !whole;
                if whole {
                    (self.help, self.to_tell, self.lists) = (help, to_tell, lists);
                    self.list.counts.extend(counts.into_iter().map(|(filter, count)| (filter, thousands(count))));
                }
            }
            Told::Rows(rows) => {
                if let Some((_, spots)) = self.asked.rows.take_if(|(asked, _)| *asked == ticket) {
                    self.list.take_rows(&spots, rows, seen.today);
                }
            }
            Told::History(history, spot) if self.asked.history.take_if(|(asked, _)| *asked == ticket).is_some() => {
                if self.asked.named {
                    self.list.select(spot);
                } else if self.list.selected().is_some_and(|selected| selected != spot) {
                    // Another one was chosen meanwhile: what comes late chooses nobody.
                    return;
                }
                self.shown = Some(Shown::of(*history, spot, seen));
                self.run_errand(seen, out);
                self.take_up(seen, out);
            }
            Told::Amended(_, remarks) if self.asked.change == Some(ticket) => {
                // What to look at again comes first, in the few words that there is room for.
                let short = |words: String| words.split(':').next().map(crate::ui::widgets::text::sentence);
                let more: Vec<_> = remarks.iter().filter_map(|remark| short(remark.to_string())).collect();
                let before = match &self.dialog {
                    Some(Dialog::Amend(amend)) => amend.done(),
                    _ => "The old value is in the history",
                };
                let then = if more.is_empty() { before.to_owned() } else { more.join(". ") };
                let words = format!("Corrected. {then}.");
                self.changed(&words, out);
            }
            Told::Withdrawn(_) if self.asked.change == Some(ticket) => {
                let words = match &self.dialog {
                    Some(Dialog::Withdraw(withdraw)) => withdraw.done(),
                    _ => "Changed to No. It takes effect at once.".to_owned(),
                };
                self.changed(&words, out);
            }
            Told::Excepted(_) if self.asked.change == Some(ticket) => {
                self.changed("Recorded. News may go to their address at work, until they say No.", out);
            }
            Told::GuardianConfirmed { agreed } if self.asked.change == Some(ticket) => {
                let words = if agreed {
                    "Confirmed. They wait no more."
                } else {
                    "Taken back. They wait for a guardian again."
                };
                self.changed(words, out);
            }
            Told::ContactForgotten(done) if self.asked.change == Some(ticket) => {
                self.changed(&ForgetContact::done(&done), out);
            }
            Told::SaidWhether { same } if self.asked.change == Some(ticket) => {
                self.changed(if same { "One person, from now on." } else { "Two people, from now on." }, out);
            }
            Told::UnsaidWhether if self.asked.change == Some(ticket) => {
                self.changed("Taken back: nobody has said whether they are one person. It can be said again.", out);
            }
            Told::Badges(Badges::Written(file)) if self.asked.change == Some(ticket) => {
                let words = format!("The badge is made: {}.", crate::ui::screens::sheet_dialog::named(&[file]));
                self.changed(&words, out);
            }
            Told::RemovalNoted if self.asked.change == Some(ticket) => self.changed(AskRemoval::DONE, out),
            told if self.asked.change == Some(ticket) => self.take_for_dialog(told, seen, out),
            _ => {}
        }
    }

    /// What a dialog asked for, which stays open.
    fn take_for_dialog(&mut self, told: Told, seen: &Seen<'_>, out: &mut Out<'_>) {
        self.asked.change = None;
        match (told, &mut self.dialog) {
            (Told::Badges(Badges::Shown(badge)), Some(Dialog::Badge(dialog))) => dialog.take(*badge),
            (Told::Badges(Badges::Begun), Some(Dialog::Badge(dialog))) => {
                let ask = dialog.begun();
                self.asked.change(out.ask(Request::People(ask)));
            }
            (Told::Receipt(receipt), Some(Dialog::Receipt(slip))) => slip.take(&receipt),
            (Told::ReceiptWritten(files), Some(Dialog::Receipt(slip))) => slip.written(files),
            (Told::Removals(open), Some(Dialog::Removals(removals))) => removals.take(open),
            (Told::ToTell(all), Some(Dialog::TellSource(tell))) => tell.take(all, seen.today),
            (Told::Lists(all), Some(Dialog::Lists(lists))) => lists.take(all, seen),
            (Told::Told(people), dialog) => {
                if let Some(Dialog::TellSource(tell)) = dialog {
                    tell.told(&people);
                }
                self.asked.again();
                out.wish(Wish::Say(Toast::done("Noted: they were told.".to_owned())));
            }
            (Told::Help(Helped::Shown(notes, plates)), Some(Dialog::Help(help))) => {
                let is_back = help.take(notes, plates);
                if is_back {
                    self.resumes.is_back(out);
                }
            }
            (Told::Help(Helped::Written(files)), Some(Dialog::Help(help))) => help.written(files),
            (Told::RemovalEnded(id, found), dialog) => {
                if let Some(Dialog::Removals(removals)) = dialog {
                    removals.ended(id);
                }
                self.asked.again();
                out.wish(Wish::Say(Toast::done(removals::ended(found))));
            }
            _ => {}
        }
    }

    fn changed(&mut self, words: &str, out: &mut Out<'_>) {
        self.asked.change = None;
        self.asked.close = true;
        self.list.stir();
        self.asked.again();
        out.wish(Wish::Say(Toast::done(words)));
    }

    /// Something was not done. What is said of a form belongs to the form; the rest is for the corner.
    fn failed(&mut self, ticket: Ticket, failure: Failure, out: &mut Out<'_>) -> Option<Failure> {
        let asked = &mut self.asked;
        if asked.change == Some(ticket) {
            asked.change = None;
            match &mut self.dialog {
                Some(Dialog::Amend(amend)) => {
                    if matches!(failure, Failure::GuardianFirst(_)) {
                        // The desk has noted that they wait.
                        self.list.stir();
                        self.asked.again();
                    }
                    amend.failed(failure);
                }
                Some(Dialog::Withdraw(withdraw)) => withdraw.failed(&failure),
                Some(Dialog::Badge(badge)) => badge.failed(&failure),
                Some(Dialog::Receipt(slip)) => slip.failed(&failure),
                Some(Dialog::Removal(removal)) => removal.failed(&failure),
                Some(Dialog::Removals(removals)) => removals.failed(&failure),
                Some(Dialog::TellSource(tell)) => tell.failed(&failure),
                Some(Dialog::Lists(lists)) => lists.failed(&failure),
                Some(Dialog::Help(help)) => help.failed(&failure),
                Some(Dialog::Except(except)) => except.failed(&failure),
                Some(Dialog::Confirm(confirm)) => confirm.failed(&failure),
                Some(Dialog::ForgetContact(forget)) => forget.failed(&failure),
                None => return Some(failure),
            }
            return None;
        }
        if asked.history.take_if(|(asked, _)| *asked == ticket).is_some() {
            // They were undone or erased meanwhile.
            (self.shown, self.errand) = (None, None);
            self.resumes.let_go();
        } else if asked.rows.take_if(|(asked, _)| *asked == ticket).is_none() {
            let of_list = asked.list.take_if(|asked| *asked == ticket).is_some();
            let of_counts = asked.counts.take_if(|asked| *asked == ticket).is_some();
            if !of_list && !of_counts {
                return Some(failure);
            }
        }
        if failure != Failure::Locked {
            out.wish(Wish::Say(Toast::failed(failure.to_string())));
        }
        None
    }

    /// Closes a dialog whose work is done.
    pub(super) fn close_done(&mut self, ctx: &egui::Context, out: &mut Out<'_>) {
        if std::mem::take(&mut self.asked.close)
            && let Some(id) = self.dialog.as_ref().map(Dialog::id)
        {
            self.close_dialog(ctx, id, out);
        }
    }
}
