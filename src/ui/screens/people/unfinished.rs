//! What is typed about somebody and not done: it waits while the desk is locked, and is there again once they are shown.

use crate::domain::unfinished::{Dialog as Written, Unfinished};
use crate::ui::out::{Out, Seen, Wish};
use crate::ui::screens::held::OPEN_AGAIN;
use crate::ui::toast::Toast;

use super::{Dialog, People};

/// What waits for whom it is about to be shown.
#[derive(Default)]
pub(super) struct Resumes {
    waits: Option<Unfinished>,
    /// It is said once it is there again.
    says: bool,
}

impl Resumes {
    /// They are not there any more: nothing is there again.
    pub(super) fn let_go(&mut self) {
        *self = Self::default();
    }

    /// What was typed is there again.
    pub(super) fn is_back(&mut self, out: &mut Out<'_>) {
        if std::mem::take(&mut self.says) {
            out.wish(Wish::Say(Toast::note(OPEN_AGAIN)));
        }
    }
}

impl Dialog {
    /// What is typed into it and not done; nothing, where it is on its way to the desk.
    fn unfinished(&self) -> Option<Unfinished> {
        match self {
            Self::Amend(amend) => amend.unfinished(),
            Self::Withdraw(withdraw) => withdraw.unfinished(),
            Self::Removal(removal) => removal.unfinished(),
            Self::Except(except) => except.unfinished(),
            Self::ForgetContact(forget) => forget.unfinished(),
            Self::Help(help) => help.unfinished(),
            Self::Badge(_)
            | Self::Receipt(_)
            | Self::Removals(_)
            | Self::TellSource(_)
            | Self::Lists(_)
            | Self::Confirm(_) => None,
        }
    }

    /// Puts in again what was typed. Says whether it is there; at a need it is once the list is.
    fn take_up(&mut self, unfinished: &Unfinished) -> bool {
        let typed = &unfinished.typed;
        match self {
            Self::Amend(amend) => amend.take_up(typed),
            Self::Withdraw(withdraw) => withdraw.take_up(typed),
            Self::Removal(removal) => removal.take_up(typed),
            Self::Except(except) => except.take_up(typed),
            Self::ForgetContact(forget) => forget.take_up(typed),
            Self::Help(help) => {
                help.take_up(unfinished);
                return false;
            }
            Self::Badge(_)
            | Self::Receipt(_)
            | Self::Removals(_)
            | Self::TellSource(_)
            | Self::Lists(_)
            | Self::Confirm(_) => {
                return false;
            }
        }
        true
    }
}

impl People {
    /// What is typed about somebody and not done.
    #[must_use]
    pub fn unfinished(&self) -> Option<Unfinished> {
        self.dialog.as_ref().and_then(Dialog::unfinished).or_else(|| self.resumes.waits.clone())
    }

    /// Opens the dialog again that was typed into when the desk was locked, once the person is shown; whether that is said then.
    pub fn resume(&mut self, unfinished: Unfinished, says: bool) {
        if let Some(about) = unfinished.about {
            self.show(about);
            self.resumes = Resumes { waits: Some(unfinished), says };
        }
    }

    pub(super) fn take_up(&mut self, seen: &Seen<'_>, out: &mut Out<'_>) {
        let shown = self.shown.as_ref().map(|shown| shown.id);
        let Some(unfinished) = self.resumes.waits.take_if(|waits| waits.about == shown) else { return };
        match unfinished.dialog {
            Written::Amend => self.begin_amend(seen),
            Written::Withdraw => self.begin_withdraw(seen),
            Written::Removal => self.begin_removal(),
            Written::Exception => self.begin_except(),
            Written::Contact => self.begin_forgetting(),
            Written::Help => self.begin_help(seen, out),
            Written::Request
            | Written::Complaint
            | Written::Event
            | Written::Form
            | Written::NewEvent
            | Written::Organisation
            | Written::Recipient
            | Written::Person
            | Written::LettingGo => return,
        }
        if self.dialog.as_mut().is_some_and(|dialog| dialog.take_up(&unfinished)) {
            self.resumes.is_back(out);
        }
    }
}
