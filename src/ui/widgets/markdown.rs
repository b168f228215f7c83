//! A notice as people read it: headings, paragraphs, lists and tables of its Markdown.

use egui::{Align2, Rect, Ui, pos2, vec2};
use pulldown_cmark::{Event, Tag, TagEnd};

use super::text::{self, Text, Type};
use crate::text::markdown::events;
use crate::ui::theme::Themed;

/// Shows Markdown from the cursor down, as wide as there is room.
pub fn markdown(ui: &mut Ui, written: &str) {
    let mut block = String::new();
    let mut row: Vec<String> = Vec::new();
    let mut item = None;
    for event in events(written) {
        match event {
            Event::Text(words) | Event::Code(words) => block.push_str(&words),
            Event::SoftBreak => block.push(' '),
            Event::HardBreak => block.push('\n'),
            Event::Start(Tag::Item) => item = Some(()),
            Event::End(TagEnd::Heading(_)) => {
                ui.add_space(8.0);
                Text::title(&block).wrap().show(ui);
                block.clear();
            }
            Event::End(TagEnd::Paragraph) if item.is_none() => {
                Text::body(&block).wrap().show(ui);
                ui.add_space(6.0);
                block.clear();
            }
            Event::End(TagEnd::Item) => {
                item = None;
                Text::body(&format!("•  {block}")).wrap().show(ui);
                block.clear();
            }
            Event::End(TagEnd::TableCell) => row.push(std::mem::take(&mut block)),
            Event::End(TagEnd::TableHead) => table_row(ui, &std::mem::take(&mut row), Type::CaptionStrong),
            Event::End(TagEnd::TableRow) => table_row(ui, &std::mem::take(&mut row), Type::Body),
            _ => {}
        }
    }
}

/// Cells side by side, each as high as the highest.
fn table_row(ui: &mut Ui, cells: &[String], face: Type) {
    let columns = cells.len().max(1) as f32;
    let width = ui.available_width();
    let cell = (width - 12.0 * (columns - 1.0)) / columns;
    let laid: Vec<_> = cells.iter().map(|words| text::paragraph(ui, words, face, cell, usize::MAX)).collect();
    let high = laid.iter().map(|galley| galley.size().y).fold(0.0, f32::max) + 10.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, high), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, cells.join("; ")));
    let palette = ui.palette();
    for (number, galley) in laid.into_iter().enumerate() {
        let left = rect.left() + number as f32 * (cell + 12.0);
        let at = Rect::from_min_size(pos2(left, rect.top() + 5.0), vec2(cell, high));
        text::paint(ui, galley, at, Align2::LEFT_TOP, palette.text);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), (1.0, palette.border));
}
