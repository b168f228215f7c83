//! Every key there is, on one sheet (F1).

use egui::{Id, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::domain::sheet::KeyGroup as Group;
use crate::ui::icons;
use crate::ui::out::Out;
use crate::ui::theme::Themed;
use crate::ui::widgets::text::{Text, Type};
use crate::ui::widgets::{Button, Dialog, KeyHint, place, scroll_by_keys};
use crate::worker::keeping::Sheet;
use crate::worker::{Answer, Ticket};

use super::sheet_dialog::SheetDialog;

/// The sheet of keys, open.
pub struct KeysSheet {
    /// An open desk can write it as a sheet to print.
    prints: bool,
    /// Where that is to be written is asked instead of it.
    sheets: SheetDialog,
}

const COLUMNS: [&[Group]; 4] = [
    &[
        Group {
            title: "Anywhere",
            keys: &[
                ("Ctrl+1 to 5", "Register … Settings"),
                ("Ctrl+K", "Find a person"),
                ("Ctrl+L", "Lock now"),
                ("Ctrl+T", "Change theme"),
                ("Ctrl+Plus", "Larger text"),
                ("Ctrl+Minus", "Smaller text"),
                ("Ctrl+0", "Text as it fits"),
                ("F8", "Privacy notice"),
                ("F1", "This list"),
            ],
        },
        Group { title: "Step by step", keys: &[("Ctrl+Enter", "Next"), ("Esc", "Close or go back")] },
    ],
    &[Group {
        title: "Register",
        keys: &[
            ("Ctrl+Enter", "Save visitor"),
            ("F2", "Count only"),
            ("F9", "Turn the screen"),
            ("Alt+G", "Notice card given"),
            ("Alt+R", "Notice read out"),
            ("Alt+H", "How they told us"),
            ("Alt+C", "Jump to consent"),
            ("Alt+N", "No to the rest"),
            ("Alt+Y", "Take the suggestion"),
            ("Ctrl+Z", "Undo the last action"),
            ("Ctrl+Shift+X", "Clear the form"),
        ],
    }],
    &[
        Group {
            title: "Consent row",
            keys: &[
                ("Y", "Yes, then next row"),
                ("N", "No, then next row"),
                ("Backspace", "Back to Not asked"),
                ("↑ ↓", "Row above, below"),
                ("← →", "Yes or No"),
                ("Tab", "Next group"),
                ("Alt+L", "Next language"),
            ],
        },
        Group { title: "Settings", keys: &[("Ctrl+S", "Save"), ("Alt+↑ ↓", "Move a field")] },
        Group { title: "Close day", keys: &[("Ctrl+P", "Hand-over sheet")] },
    ],
    &[
        Group {
            title: "Lists",
            keys: &[
                ("↑ ↓", "Move"),
                ("Enter", "Open"),
                ("Alt+E", "Amend"),
                ("Alt+W", "Withdraw"),
                ("Alt+B", "Badge"),
                ("Alt+V", "Receipt"),
                ("Alt+P", "Photographed"),
                ("Alt+H", "Help today"),
            ],
        },
        Group { title: "Rights", keys: &[("Alt+N", "New request"), ("Ctrl+S", "Record only")] },
    ],
];

const WIDE: f32 = 1120.0;
const GAP: f32 = 24.0;
const ROW: f32 = 40.0;
const TITLE: f32 = 31.0;

impl KeysSheet {
    /// To be shown; where a desk is open it can be printed.
    pub fn new(prints: bool) -> Self {
        Self { prints, sheets: SheetDialog::default() }
    }

    /// Takes an answer that is its own, and gives back any other.
    pub fn answer(&mut self, ticket: Ticket, answer: Answer, out: &mut Out<'_>) -> Option<Answer> {
        self.sheets.answer(ticket, answer, out)
    }

    /// Shows the sheet; true when it was closed.
    pub fn ui(&mut self, ui: &mut Ui, out: &mut Out<'_>) -> bool {
        if self.sheets.is_open() {
            self.sheets.ui(ui, out);
            return !self.sheets.is_open();
        }
        let id = Id::unique("keys sheet");
        let (close, mut print) = (id.with("close"), false);
        let window = ui.ctx().content_rect();
        let width = WIDE.min(window.width() - 32.0);
        // As many columns as are as wide as they are drawn; the words next to a key need 230.
        let across = if width > 1100.0 {
            4
        } else if width > 540.0 {
            2
        } else {
            1
        };
        let shown = Dialog::new(id, "Keys").width(width).own_title().focus(close).show(ui.ctx(), |ui| {
            let (_, top) = ui.allocate_space(vec2(ui.available_width(), 36.0));
            Text::display("Keys").at(ui, top);
            let button = Button::secondary("Close").key("Esc").small().id(close);
            let size = vec2(button.natural_width(ui), 36.0);
            let at = Rect::from_min_size(pos2(top.right() - size.x, top.top()), size);
            if self.prints {
                let button = Button::secondary("Print this").icon(icons::PRINTER).small().id(id.with("print"));
                let size = vec2(button.natural_width(ui), 36.0);
                let at = Rect::from_min_size(pos2(at.left() - 8.0 - size.x, top.top()), size);
                print = button.at(ui, at).clicked();
            }
            let closed = button.at(ui, at).clicked();
            ui.add_space(8.0);
            let room = window.height() - 140.0;
            ScrollArea::vertical().max_height(room).show(ui, |ui| {
                scroll_by_keys(ui, room);
                columns(ui, across);
            });
            closed
        });
        let closed = shown.closed || shown.inner;
        if closed || print {
            Dialog::close(ui.ctx(), id);
        }
        if print {
            let groups = COLUMNS.into_iter().flatten().copied().collect();
            self.sheets.open(Sheet::Keys(groups), out);
        }
        closed
    }
}

fn high(groups: &[Group]) -> f32 {
    groups.iter().map(|group| TITLE + ROW * group.keys.len() as f32).sum::<f32>()
        + 12.0 * groups.len().saturating_sub(1) as f32
}

fn columns(ui: &mut Ui, across: usize) {
    let across_f = across as f32;
    let width = (ui.available_width() - GAP * (across_f - 1.0)) / across_f;
    for line in COLUMNS.chunks(across) {
        let height = line.iter().map(|groups| high(groups)).fold(0.0, f32::max);
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height + if across < 4 { 16.0 } else { 0.0 }));
        for (at, groups) in line.iter().enumerate() {
            let left = rect.left() + (width + GAP) * at as f32;
            let column = Rect::from_min_size(pos2(left, rect.top()), vec2(width, height));
            place(ui, column, |ui| self::column(ui, column, groups));
        }
    }
}

fn column(ui: &mut Ui, rect: Rect, groups: &[Group]) {
    let palette = ui.palette();
    let mut top = rect.top();
    for group in groups {
        let title = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), 24.0));
        Text::new(group.title, Type::Strong).heading().at(ui, title);
        ui.painter().hline(rect.x_range(), top + TITLE - 1.0, (2.0, palette.accent));
        top += TITLE;
        for (key, does) in group.keys {
            let row = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), ROW));
            let label = ui.interact(row, ui.scope_id().with((group.title, key)), Sense::hover());
            label.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{key}: {does}")));
            let end = KeyHint::new(key).paint(ui, row.left_center());
            let words = row.with_min_x((rect.left() + 122.0).max(end + 12.0));
            Text::caption(does).silent().at(ui, words);
            ui.painter().hline(rect.x_range(), row.bottom() - 0.5, (1.0, palette.border));
            top += ROW;
        }
        top += 12.0;
    }
}
