//! Recordings to be taken out.

use serde_json::json;

use crate::desk::{Desk, Removal as Listed, as_written};
use crate::domain::removal::Recorded;
use crate::domain::text::Line;

use super::args::Removal;
use super::output::Output;
use super::{CliError, Outcome};

pub(super) fn run(desk: &mut Desk, command: &Removal, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    match command {
        Removal::Ask { reference, taken, place, looked_like } => {
            let registered = desk.by_reference(reference)?;
            let said = Recorded::parse(taken, place, looked_like).map_err(CliError::say)?;
            let id = desk.ask_removal(registered.id, &said)?;
            let line = "Noted for the photographer. Tell them that what is printed already cannot be recalled.";
            output.say(line, &json!({ "removal": id, "about": registered.reference }))?;
        }
        Removal::List { event, all } => {
            let listed = desk.removals(event, *all)?;
            // Only what is open has a number: it is ended by that.
            let mut number = 0;
            for removal in &listed {
                number += usize::from(removal.found.is_none());
                say(removal.found.is_none().then_some(number), removal, output)?;
            }
            if listed.is_empty() {
                output.remark("Nothing is to be taken out.")?;
            }
        }
        Removal::End { event, number, reference, found } => {
            // Numbered as the list of open ones is.
            let open = desk.removals(event, false)?;
            let place = number.checked_sub(1).and_then(|at| open.get(at));
            let reference = as_written(reference);
            let named = |removal: &&Listed| removal.reference == reference;
            let removal = place.filter(named);
            let removal = removal.ok_or_else(|| {
                CliError::say(
                    "That number in the list is no task of that badge. Nothing was noted; show the list again.",
                )
            })?;
            desk.end_removal(removal.id, *found)?;
            output.say("Noted.", &json!({ "removal": removal.id, "found": found }))?;
        }
    }
    super::note_looks(desk, output)?;
    Ok(Outcome::Done)
}

fn say(number: Option<usize>, removal: &Listed, output: &mut Output<'_>) -> Result<(), CliError> {
    let Listed { id, reference, said, found } = removal;
    let ended = found.map(|found| format!("  {found}")).unwrap_or_default();
    let [taken, place, like] = [&said.taken, &said.place, &said.looked_like].map(Line::as_str);
    let json = json!({ "number": number, "removal": id, "about": reference, "taken": taken, "place": place,
        "looked_like": like, "found": found });
    let number = number.map_or("  ".to_owned(), |number| format!("{number}."));
    output.say(format!("{number} {reference}: {taken}, {place}: {like}{ended}"), &json)
}
