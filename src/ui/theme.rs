//! Light, dark and high contrast.
//!
//! [`apply`] gives egui a style in which even a widget of its own looks like one of ours; [`Themed`] hands the palette to
//! what paints itself.

use egui::style::{ScrollAnimation, ScrollStyle, TextCursorStyle, WidgetVisuals, Widgets};
use egui::{Context, CornerRadius, FontId, Id, Margin, Shadow, Stroke, Style, TextStyle, Ui, Visuals, vec2};

use super::fonts;
use super::tokens::{Fall, Palette, tokens};

/// How the window looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark text on white.
    #[default]
    Light,
    /// Light text on near black.
    Dark,
    /// Black, thick borders, no shadows.
    Contrast,
}

impl Theme {
    /// Its colours.
    pub fn palette(self) -> &'static Palette {
        match self {
            Self::Light => &tokens().light,
            Self::Dark => &tokens().dark,
            Self::Contrast => &tokens().contrast,
        }
    }

    /// The width of a control's border.
    pub fn border(self) -> f32 {
        if self == Self::Contrast { tokens().line.contrast_hairline } else { tokens().line.hairline }
    }

    /// The width of the focus ring.
    pub fn ring(self) -> f32 {
        tokens().line.focus + if self == Self::Contrast { 1.0 } else { 0.0 }
    }
}

/// What knows the theme it is painted in.
pub trait Themed {
    /// The theme. (`Context::theme` is egui's own, which knows only light and dark.)
    fn mode(&self) -> Theme;

    /// Its colours.
    fn palette(&self) -> &'static Palette {
        self.mode().palette()
    }
}

impl Themed for Context {
    fn mode(&self) -> Theme {
        self.data(|data| data.get_temp(Id::unique("lanyard theme"))).unwrap_or_default()
    }
}

impl Themed for Ui {
    fn mode(&self) -> Theme {
        self.ctx().mode()
    }
}

/// A duration of the tokens in seconds; none where motion is reduced.
pub fn seconds(ui: &Ui, milliseconds: f32) -> f32 {
    if ui.style().animation_time == 0.0 { 0.0 } else { milliseconds / 1000.0 }
}

/// Makes the window look so from the next pass on.
pub fn apply(ctx: &Context, theme: Theme, reduce_motion: bool) {
    ctx.data_mut(|data| data.insert_temp(Id::unique("lanyard theme"), theme));
    ctx.set_theme(if theme == Theme::Light { egui::Theme::Light } else { egui::Theme::Dark });
    let style = style(theme, reduce_motion);
    ctx.all_styles_mut(|old| *old = style.clone());
    // A zoom that egui's own keys change would pass by the one in the settings.
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
}

/// A shadow of the tokens.
pub fn shadow(fall: Fall, color: egui::Color32) -> Shadow {
    let (x, y) = (fall.x as i8, fall.y as i8);
    Shadow { offset: [x, y], blur: fall.blur as u8, spread: fall.spread as u8, color }
}

fn style(theme: Theme, reduce_motion: bool) -> Style {
    let tokens = tokens();
    let mut style = Style { visuals: visuals(theme), ..Style::default() };
    style.text_styles = [
        (TextStyle::Small, FontId::new(tokens.text.caption.size, egui::FontFamily::Proportional)),
        (TextStyle::Body, FontId::new(tokens.text.body.size, egui::FontFamily::Proportional)),
        (TextStyle::Monospace, FontId::new(tokens.text.body.size, egui::FontFamily::Proportional)),
        (TextStyle::Button, FontId::new(tokens.text.body.size, fonts::strong())),
        (TextStyle::Heading, FontId::new(tokens.text.title.size, fonts::strong())),
    ]
    .into();
    style.drag_value_text_style = TextStyle::Body;
    style.animation_time = if reduce_motion { 0.0 } else { tokens.motion.fast / 1000.0 };
    style.scroll_animation = ScrollAnimation::none();
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    style.spacing.item_spacing = vec2(tokens.space.s, tokens.space.s);
    style.spacing.button_padding = vec2(tokens.space.m, tokens.space.s);
    // A text edit is never lower than this, and a field brings its own height.
    style.spacing.interact_size = vec2(tokens.control.min_hit, tokens.control.min_hit);
    style.spacing.icon_width = 22.0;
    style.spacing.icon_width_inner = 12.0;
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.window_margin = Margin::same(22);
    style.spacing.scroll = ScrollStyle {
        bar_width: 10.0,
        floating_width: 6.0,
        floating_allocated_width: 0.0,
        bar_outer_margin: 2.0,
        foreground_color: true,
        dormant_background_opacity: 0.0,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.0,
        // Always to be seen: that there is more is said without the pointer.
        dormant_handle_opacity: 0.35,
        active_handle_opacity: 0.5,
        interact_handle_opacity: 0.7,
        fade: egui::style::ScrollFadeStyle { strength: 0.0, size: 0.0 },
        ..ScrollStyle::floating()
    };
    style
}

fn visuals(theme: Theme) -> Visuals {
    let tokens = tokens();
    let p = theme.palette();
    let mut visuals = if theme == Theme::Light { Visuals::light() } else { Visuals::dark() };
    let corner = CornerRadius::same(tokens.radius.control as u8);
    let border = Stroke::new(theme.border(), p.border_control);
    let look = |fill, stroke: Stroke, text| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: stroke,
        corner_radius: corner,
        fg_stroke: Stroke::new(1.5, text),
        expansion: 0.0,
    };
    visuals.widgets = Widgets {
        noninteractive: look(p.surface, Stroke::new(1.0, p.border), p.text),
        inactive: look(p.surface, border, p.text),
        hovered: look(p.hover, border, p.text),
        active: look(p.accent_soft, Stroke::new(tokens.line.focus, p.focus), p.on_accent_soft),
        open: look(p.hover, border, p.text),
    };
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(p.text_muted);
    // Text that is selected stays readable: the fill is the one of a selected row, the text keeps its colour.
    visuals.selection.bg_fill = p.selection;
    visuals.selection.stroke = Stroke::new(1.0, p.on_accent_soft);
    visuals.hyperlink_color = p.link;
    visuals.faint_bg_color = p.sunken;
    visuals.extreme_bg_color = p.surface;
    visuals.text_edit_bg_color = Some(p.surface);
    visuals.code_bg_color = p.sunken;
    visuals.warn_fg_color = p.warning;
    visuals.error_fg_color = p.danger;
    visuals.window_corner_radius = CornerRadius::same(tokens.radius.dialog as u8);
    visuals.window_fill = p.raised;
    visuals.window_stroke = Stroke::new(1.0, p.border);
    visuals.window_shadow = shadow(tokens.shadow.dialog, p.shadow_dialog);
    visuals.menu_corner_radius = CornerRadius::same(tokens.radius.card as u8);
    visuals.popup_shadow = shadow(tokens.shadow.raised, p.shadow_raised);
    visuals.panel_fill = p.bg;
    // A cursor that blinks repaints the window for ever.
    visuals.text_cursor =
        TextCursorStyle { stroke: Stroke::new(2.0, p.text), blink: false, ..TextCursorStyle::default() };
    visuals.disabled_alpha = 1.0;
    visuals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_is_remembered_and_the_cursor_is_still() {
        let ctx = Context::default();
        assert_eq!(ctx.mode(), Theme::Light);
        apply(&ctx, Theme::Contrast, true);
        assert_eq!(ctx.mode(), Theme::Contrast);
        let style = ctx.global_style();
        assert!(!style.visuals.text_cursor.blink);
        assert_eq!(style.animation_time, 0.0);
    }
}
