//! Lists of visitors that were taken in: where they come from, and who is to be told (UK GDPR, article 14).

use serde_json::json;

use crate::desk::{Desk, ListTaken, ToTell};

use super::args::Lists;
use super::output::{Output, counted};
use super::{CliError, Outcome};

pub(super) fn run(desk: &mut Desk, command: &Lists, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    match command {
        Lists::Taken { event } => {
            let lists = desk.lists(event)?;
            for ListTaken { list, at, by, .. } in &lists {
                let (words, given_by) = (list.source.words.as_str(), list.source.given_by);
                let people = counted(list.people, "person", "people");
                let line = format!("{}  {words}  {people}, given by {given_by}, taken by {by}", list.taken_on);
                let json = json!({ "source": words, "given_by": given_by, "people": list.people, "at": at.to_rfc3339(),
                    "staff": by, "tell_by": list.source.tell_by(list.taken_on) });
                output.say(line, &json)?;
            }
            if lists.is_empty() {
                output.remark("No list was taken.")?;
            }
        }
        Lists::ToBeTold { event } => {
            let all = desk.to_tell_source(event)?;
            for ToTell { id, reference, name, source, by, .. } in &all {
                let words = source.words.as_str();
                let json =
                    json!({ "reference": reference, "registration": id, "name": name, "source": words, "by": by });
                output.say(format!("{by}  {reference}  {name}  {words}"), &json)?;
            }
            if all.is_empty() {
                output.remark("Nobody has to be told.")?;
            }
        }
        Lists::Told { references } => {
            let found =
                references.iter().map(|reference| desk.by_reference(reference)).collect::<Result<Vec<_>, _>>()?;
            desk.tell_source(&found.iter().map(|registered| registered.id).collect())?;
            for registered in &found {
                output.say(format!("{}: noted.", registered.reference), &json!({ "told": registered.reference }))?;
            }
        }
    }
    super::note_looks(desk, output)?;
    Ok(Outcome::Done)
}
