//! Setting an event anew, with a notice that says what it is to do.

use lanyard::desk::Desk;
use lanyard::domain::code::Code;
use lanyard::domain::event::EventDefinition;
use lanyard::domain::notice::{ChangeKind, NoticeVersion};
use lanyard::domain::notice_section::Section;
use lanyard::domain::retention::{Kept, Retention};

/// Publishes a version that says this, by words of the project's own (R4, R8).
pub(crate) fn notice_says(desk: &mut Desk, event: &Code, section: Section) {
    let mut draft = desk.begin_notice(event).unwrap();
    draft.say(section, true);
    draft.change = ChangeKind::Small;
    desk.keep_notice(event, &draft).unwrap();
    desk.publish_notice_draft(event).unwrap();
}

/// Sets an event anew, once its notice says what it then does.
pub(crate) fn change_event(desk: &mut Desk, settings: EventDefinition) {
    for section in Section::on(&settings) {
        if !desk.event(&settings.code).unwrap().notice().sections.contains(&section) {
            notice_says(desk, &settings.code, section);
        }
    }
    desk.change_event(settings).unwrap();
}

/// Gives a version these periods, and states them in its text (R24).
pub(crate) fn state_periods(notice: &mut NoticeVersion, periods: Retention) {
    notice.retention = periods;
    for days in Kept::ALL.iter().filter_map(|&kept| periods.stated(kept)) {
        notice.text.push_str(&format!("\nKept for {days} days.\n"));
    }
}
