//! Equality monitoring: stopping it for somebody, and totals. What is answered comes from the visitor's own screen alone.

use serde_json::json;

use crate::desk::Desk;
use crate::domain::equality::{Shown, words_of};

use super::args::Equality;
use super::output::Output;
use super::{CliError, Outcome};

pub(super) fn run(desk: &mut Desk, command: &Equality, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    match command {
        Equality::Stop { reference } => {
            let registered = desk.by_reference(reference)?;
            desk.stop_equality(registered.id)?;
            let asks = desk
                .events()?
                .iter()
                .any(|event| event.id() == registered.event && event.definition().equality.is_some());
            // Whether anything was answered is not said either way: it is not for staff to know (R4).
            let line = if asks {
                "Stopped. Whatever they answered about equality is erased, and nothing can be kept of it again."
            } else {
                "Stopped. Their event does not ask about equality. Anything they answered while it did, or with another \
                 registration of theirs, is erased, and nothing can be kept of it again."
            };
            output.say(line, &json!({ "stopped": registered.reference }))?;
        }
        Equality::Totals { event } => {
            let totals = desk.equality_totals(event)?;
            for &(question, answered) in &totals.answered {
                output.say(
                    format!("{} (how many answered: {})", question.title(), shown(answered)),
                    &json!({ "question": question, "answered": number(answered) }),
                )?;
                for cell in totals.cells.iter().filter(|cell| cell.question == question) {
                    let words = words_of(question, cell.code).unwrap_or_default();
                    output.say(
                        format!("  {:>7}  {}  {words}", shown(cell.count), cell.code),
                        &json!({ "question": question, "code": cell.code, "words": words, "count": number(cell.count) }),
                    )?;
                }
            }
            output.remark("Counts are to the nearest 5. What is under 10, or would give that away, is hidden.")?;
        }
    }
    super::note_looks(desk, output)?;
    Ok(Outcome::Done)
}

fn shown(count: Shown) -> String {
    number(count).map_or_else(|| "hidden".to_owned(), |count| count.to_string())
}

/// `None` where it is hidden.
fn number(count: Shown) -> Option<u64> {
    match count {
        Shown::Count(count) => Some(count),
        Shown::Hidden => None,
    }
}
