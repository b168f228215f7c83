//! What takes long enough to be shown.

use std::time::Duration;

use egui::{Context, Id};

/// How long somebody waits before it is shown that they do, in seconds: a disk that answers at once shows nothing.
const SHOWN_AFTER: f64 = 0.15;

/// When the wait began, and the last pass that saw it.
#[derive(Clone, Copy)]
struct Wait {
    since: f64,
    pass: u64,
}

/// Whether this has been awaited for so long that it is to be shown. Ask in every pass in which it would be.
pub fn is_slow(ctx: &Context, id: Id, awaited: bool) -> bool {
    let (now, pass) = (ctx.input(|input| input.time), ctx.cumulative_pass_nr());
    if !awaited {
        ctx.data_mut(|data| data.remove::<Wait>(id));
        return false;
    }
    let before: Option<Wait> = ctx.data(|data| data.get_temp(id));
    // One that was not asked about meanwhile is over; this is another.
    let since = before.filter(|wait| wait.pass + 1 >= pass).map_or(now, |wait| wait.since);
    ctx.data_mut(|data| data.insert_temp(id, Wait { since, pass }));
    let left = SHOWN_AFTER - (now - since);
    if left > 0.0 {
        ctx.request_repaint_after(Duration::from_secs_f64(left));
    }
    left <= 0.0
}
