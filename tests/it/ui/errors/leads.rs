//! The rest of a form, of which nothing is wrong, filled in with the keyboard.

use egui::Key;

use super::super::stage::Stage;

/// Somebody grown up.
pub(super) fn grown_up(stage: &mut Stage, name: &str) {
    untold(stage, name);
    stage.choose("Yes");
}

/// A name, and nobody has asked for an age.
pub(super) fn untold(stage: &mut Stage, name: &str) {
    stage.enter("Full name");
    stage.type_text(name);
}

/// Somebody grown up without a name.
pub(super) fn nobody(stage: &mut Stage, _name: &str) {
    stage.choose("Yes");
}

/// Somebody grown up who says Yes to something.
pub(super) fn said_yes(stage: &mut Stage, name: &str, question: &str) {
    grown_up(stage, name);
    stage.answer_question(question, true);
}

/// Somebody who said Yes to photographs, and then a date of birth by which they are asked otherwise.
pub(super) fn objects(stage: &mut Stage, name: &str) {
    said_yes(stage, name, "Photos: Yes");
    stage.enter("Date of birth: Day");
    stage.type_text("14031988");
    stage.tab();
}

/// Somebody grown up, with an answer on a paper form whose number nobody has typed yet.
pub(super) fn on_paper(stage: &mut Stage, name: &str) {
    grown_up(stage, name);
    stage.focus("Told us");
    stage.type_text("On paper");
    stage.key(Key::Enter);
    stage.answer_question("Sound: Yes", false);
    // The box stands where the words of a question do while one has the keyboard.
    stage.enter("Full name");
    stage.rest();
}

/// What stands in the guardian panel.
#[derive(Clone, Copy)]
pub(super) struct Panel {
    pub(super) name: &'static str,
    pub(super) relationship: &'static str,
    pub(super) email: &'static str,
    pub(super) phone: &'static str,
    /// That they are responsible, and that they agree; `None` is not asked.
    pub(super) says: [Option<bool>; 2],
}

/// A panel of which nothing is wrong.
pub(super) const GRACE: Panel = Panel {
    name: "Grace Okonjo",
    relationship: "Mother",
    email: "grace.okonjo@example.org",
    phone: "",
    says: [Some(true), Some(true)],
};

/// A child, and who answers for it.
pub(super) fn child(stage: &mut Stage, name: &str, panel: Panel) {
    untold(stage, name);
    stage.choose("No");
    stage.enter("Guardian's full name");
    stage.type_text(panel.name);
    for (label, text) in
        [("They are the child’s", panel.relationship), ("Their email", panel.email), ("Their phone", panel.phone)]
    {
        stage.enter(label);
        stage.type_text(text);
    }
    stage.tab();
    for (words, said) in ["legally responsible", "Agrees to us keeping"].into_iter().zip(panel.says) {
        if let Some(yes) = said {
            stage.answer_question(words, yes);
        }
    }
}
