//! How this computer's window looks. It applies at once.

use egui::{Id, Ui};

use crate::ui::out::{Out, Seen, Wish};
use crate::ui::screens::flow;
use crate::ui::widgets::text::Text;
use crate::ui::widgets::{Choice, ChoiceOption, Segmented, Switch};
use crate::worker::preferences::{Look, Preferences, TextSize};

use super::parts::Places;

const LOOKS: [(Look, &str); 4] =
    [(Look::System, "System"), (Look::Light, "Light"), (Look::Dark, "Dark"), (Look::Contrast, "High contrast")];
const SIZES: [(TextSize, &str); 7] = [
    (TextSize::Auto, "Fit to the window"),
    (TextSize::Percent(88), "88 %"),
    (TextSize::Percent(100), "100 %"),
    (TextSize::Percent(125), "125 %"),
    (TextSize::Percent(150), "150 %"),
    (TextSize::Percent(175), "175 %"),
    (TextSize::Percent(200), "200 %"),
];

pub(super) fn ui(ui: &mut Ui, places: &Places, seen: &Seen<'_>, out: &mut Out<'_>) {
    let mut wanted: Preferences = seen.preferences.clone();
    let width = places.page.width().min(680.0);
    let page = places.page.with_max_x(places.page.left() + width);
    flow::column(ui, page, "look", |ui| {
        flow::hug(ui, 16.0, |ui| {
            Text::title("Look").show(ui);
            Text::caption("For this computer, whoever works at it.").muted().show(ui);
            ui.add_space(16.0);
            let narrow = ui.available_width() < 440.0;
            let labels: Vec<_> = LOOKS.iter().map(|(_, label)| *label).collect();
            let mut at = LOOKS.iter().position(|(look, _)| *look == wanted.look);
            if narrow {
                let options: Vec<_> = labels.iter().map(|label| ChoiceOption::new(label)).collect();
                Choice::new(Id::unique("look theme"), "Theme", &options).acts(true).show(ui, &mut at);
            } else {
                Segmented::new(Id::unique("look theme"), "Theme", &labels).always().show(ui, &mut at);
            }
            if let Some((look, _)) = at.and_then(|at| LOOKS.get(at)) {
                wanted.look = *look;
            }
            ui.add_space(4.0);
            Text::caption("Ctrl+T changes it anywhere.").muted().show(ui);
            ui.add_space(16.0);
            size(ui, &mut wanted);
            ui.add_space(16.0);
            Switch::new(Id::unique("look motion"), "Reduce motion").show(ui, &mut wanted.reduce_motion);
            Text::caption("Nothing fades, slides or turns.").muted().wrap().show(ui);
            ui.add_space(14.0);
            Switch::new(Id::unique("look fast tab"), "Fast Tab").show(ui, &mut wanted.fast_tab);
            Text::caption("Tab passes the country code and Told us while they are as usual.").muted().wrap().show(ui);
        });
    });
    if wanted != *seen.preferences {
        out.wish(Wish::Prefer(wanted));
    }
}

fn size(ui: &mut Ui, wanted: &mut Preferences) {
    let now = match wanted.text {
        TextSize::Auto => String::new(),
        TextSize::Percent(percent) => format!("{percent} %"),
    };
    let known = SIZES.iter().position(|(size, _)| *size == wanted.text);
    let mut options: Vec<_> = SIZES.iter().map(|(_, label)| ChoiceOption::new(label)).collect();
    // Ctrl+Plus and Minus go in eighths, which need not be in the list.
    if known.is_none() {
        options.push(ChoiceOption::new(&now));
    }
    let mut at = known.or(Some(SIZES.len()));
    let choice =
        Choice::new(Id::unique("look size"), "Size of text", &options).width(260.0_f32.min(ui.available_width()));
    let choice = choice.acts(true);
    if choice.show(ui, &mut at).changed()
        && let Some((size, _)) = at.and_then(|at| SIZES.get(at))
    {
        wanted.text = *size;
    }
    ui.add_space(4.0);
    Text::caption("Ctrl+Plus and Ctrl+Minus change it anywhere.").muted().show(ui);
}
