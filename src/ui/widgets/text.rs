//! Words on the screen: four sizes, two weights, one line or many.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align, Align2, Color32, FontFamily, FontId, Galley, Id, Painter, Pos2, Rect, Response, Role, Sense, Ui, WidgetInfo,
    vec2,
};

use crate::ui::fonts;
use crate::ui::laid_out::{How, laid_out};
use crate::ui::scripts;
use crate::ui::theme::Themed;
use crate::ui::tokens::{Scale, tokens};

/// A size and a weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// 13, regular.
    Caption,
    /// 13, semibold.
    CaptionStrong,
    /// 15, regular.
    Body,
    /// 15, semibold.
    Strong,
    /// 18, semibold.
    Title,
    /// 24, semibold.
    Display,
}

impl Type {
    fn scale(self) -> Scale {
        let scales = &tokens().text;
        match self {
            Self::Caption | Self::CaptionStrong => scales.caption,
            Self::Body | Self::Strong => scales.body,
            Self::Title => scales.title,
            Self::Display => scales.display,
        }
    }

    /// The height of its line.
    pub fn line(self) -> f32 {
        self.scale().line
    }

    /// Its font.
    pub fn font(self) -> FontId {
        let family = match self {
            Self::Caption | Self::Body => FontFamily::Proportional,
            _ => fonts::strong(),
        };
        FontId::new(self.scale().size, family)
    }
}

/// A format whose colour is given when it is painted. A row of 15 is 19.5 points high, which egui makes 20: the words stand
/// at the top of them.
pub(super) fn format(face: Type) -> TextFormat {
    TextFormat { font_id: face.font(), color: Color32::PLACEHOLDER, valign: Align::TOP, ..TextFormat::default() }
}

/// Words with a capital first.
pub fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// One line, as wide as it is.
pub fn line(ui: &Ui, text: &str, face: Type) -> Arc<Galley> {
    laid_out(ui.ctx(), text, How::Line(face), || {
        if scripts::reads_differently(text) {
            return scripts::paragraph(ui.ctx(), text, &format(face), f32::INFINITY, 1);
        }
        ui.fonts_mut(|fonts| fonts.layout_job(LayoutJob::single_section(text.to_owned(), format(face))))
    })
}

/// One line that ends in … where it does not fit.
pub fn elided(ui: &Ui, text: &str, face: Type, width: f32) -> Arc<Galley> {
    paragraph(ui, text, face, width, 1)
}

/// Lines of at most this width, and at most so many of them.
pub fn paragraph(ui: &Ui, text: &str, face: Type, width: f32, rows: usize) -> Arc<Galley> {
    laid_out(ui.ctx(), text, How::Lines(face, width.to_bits(), rows), || {
        let line_height = (rows > 1).then(|| face.line());
        let format = TextFormat { line_height, ..format(face) };
        if scripts::reads_differently(text) {
            return scripts::paragraph(ui.ctx(), text, &format, width, rows);
        }
        let mut job = LayoutJob::single_section(text.to_owned(), format);
        job.wrap =
            TextWrapping {
                max_width: width, max_rows: rows, break_anywhere: rows == 1, overflow_character: Some('…')
            };
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    })
}

/// All of it, in lines as high as their letters.
pub fn whole(ui: &Ui, text: &str, face: Type, width: f32) -> Arc<Galley> {
    if scripts::reads_differently(text) {
        return scripts::paragraph(ui.ctx(), text, &format(face), width, usize::MAX);
    }
    ui.painter().layout(text.to_owned(), face.font(), Color32::PLACEHOLDER, width)
}

/// Paints one line as egui's painter does; gives back where it stands.
pub fn plain(painter: &Painter, at: Pos2, align: Align2, text: &str, face: Type, color: Color32) -> Rect {
    let galley = laid_out(painter.ctx(), text, How::Plain(face), || {
        painter.layout_no_wrap(text.to_owned(), face.font(), Color32::PLACEHOLDER)
    });
    let rect = align.anchor_size(at, galley.size());
    painter.galley(rect.min, galley, color);
    rect
}

/// Paints a galley with its `align` at the same place of `rect`.
pub fn paint(ui: &Ui, galley: Arc<Galley>, rect: Rect, align: Align2, color: Color32) -> Rect {
    let mut at = align.align_size_within_rect(galley.size(), rect);
    if align.y() == Align::Center {
        // Half a point goes below the words, as in the design.
        let pixels = ui.pixels_per_point();
        at = at.translate(vec2(0.0, (at.top() * pixels + 0.01).floor() / pixels - at.top()));
    }
    ui.painter().galley(at.min, galley, color);
    at
}

/// A text that only says something.
#[must_use]
pub struct Text<'a> {
    text: &'a str,
    face: Type,
    color: Option<Color32>,
    muted: bool,
    rows: usize,
    align: Align,
    width: Option<f32>,
    heading: bool,
    silent: bool,
}

impl<'a> Text<'a> {
    /// A text of any face.
    pub fn new(text: &'a str, face: Type) -> Self {
        let heading = matches!(face, Type::Title | Type::Display);
        let (color, width) = (None, None);
        Self { text, face, color, muted: false, rows: 1, align: Align::Min, width, heading, silent: false }
    }

    /// 15, regular.
    pub fn body(text: &'a str) -> Self {
        Self::new(text, Type::Body)
    }

    /// 15, semibold.
    pub fn strong(text: &'a str) -> Self {
        Self::new(text, Type::Strong)
    }

    /// 13, regular.
    pub fn caption(text: &'a str) -> Self {
        Self::new(text, Type::Caption)
    }

    /// 13, semibold.
    pub fn caption_strong(text: &'a str) -> Self {
        Self::new(text, Type::CaptionStrong)
    }

    /// 18, a heading.
    pub fn title(text: &'a str) -> Self {
        Self::new(text, Type::Title)
    }

    /// 24, a heading.
    pub fn display(text: &'a str) -> Self {
        Self::new(text, Type::Display)
    }

    /// In the quieter colour.
    pub fn muted(mut self) -> Self {
        self.muted = true;
        self
    }

    /// In this colour.
    pub fn color(mut self, color: Color32) -> Self {
        self.color = Some(color);
        self
    }

    /// Over at most so many lines, instead of one.
    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// Over as many lines as it takes.
    pub fn wrap(self) -> Self {
        self.rows(usize::MAX)
    }

    /// In the middle of its width.
    pub fn centre(mut self) -> Self {
        self.align = Align::Center;
        self
    }

    /// At the end of its width.
    pub fn right(mut self) -> Self {
        self.align = Align::Max;
        self
    }

    /// At most (and for text that is not at the left: exactly) this wide.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// A heading of the page, for those who hear it.
    pub fn heading(mut self) -> Self {
        self.heading = true;
        self
    }

    /// Not in the accessibility tree, because something else says it.
    pub fn silent(mut self) -> Self {
        self.silent = true;
        self
    }

    /// How high it is at this width.
    pub fn height(&self, ui: &Ui, width: f32) -> f32 {
        if self.rows == 1 { self.face.line() } else { paragraph(ui, self.text, self.face, width, self.rows).size().y }
    }

    /// Shows it at the cursor: as wide as its words where they fit on one line.
    pub fn show(self, ui: &mut Ui) -> Response {
        let width = self.width.unwrap_or_else(|| ui.available_width());
        let galley = paragraph(ui, self.text, self.face, width, self.rows);
        let wide = if self.align == Align::Min || self.width.is_none() { galley.size().x.ceil() } else { width };
        let high = if self.rows == 1 { self.face.line() } else { galley.size().y };
        let (id, rect) = ui.allocate_space(vec2(wide, high));
        self.finish(ui, galley, rect, id)
    }

    /// Shows it in `rect`: one line in the middle of its height, many from the top.
    pub fn at(self, ui: &mut Ui, rect: Rect) -> Response {
        let galley = paragraph(ui, self.text, self.face, rect.width(), self.rows);
        let id = ui.next_auto_id();
        ui.skip_ahead_auto_ids(1);
        self.finish(ui, galley, rect, id)
    }

    fn finish(self, ui: &mut Ui, galley: Arc<Galley>, rect: Rect, id: Id) -> Response {
        let p = ui.palette();
        let color = self.color.unwrap_or(if self.muted { p.text_muted } else { p.text });
        let vertical = if self.rows == 1 { Align::Center } else { Align::Min };
        let painted = paint(ui, galley, rect, Align2([self.align, vertical]), color);
        let response = ui.interact(painted, id, Sense::hover());
        if !self.silent {
            let role = if self.heading { Role::Heading } else { Role::Label };
            // The whole text, although the picture may end in ….
            response.widget_info(|| WidgetInfo::labeled(role, true, scripts::without_signs(self.text)));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_sentence_has_a_capital_first() {
        assert_eq!(super::sentence("check the phone"), "Check the phone");
    }
}
