//! The design's tokens: colours by role, and every size, read once from `assets/tokens.toml`.
//!
//! Screens and widgets name a role, never a colour. The file is the design's own, so that a change there is a change
//! here; the tests hold the names together.

use std::sync::LazyLock;

use egui::Color32;
use serde::Deserialize;
use serde::de::{Deserializer, Error};

/// The file itself.
pub const FILE: &str = include_str!("../../assets/tokens.toml");

/// A colour written as `#RRGGBB` or `#RRGGBBAA`.
#[derive(Clone, Copy, Debug, Default)]
struct Hex(Color32);

impl<'de> Deserialize<'de> for Hex {
    #[expect(clippy::disallowed_methods, reason = "the one place where a colour is made")]
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let digits = text.strip_prefix('#').ok_or_else(|| D::Error::custom("a colour begins with #"))?;
        let bytes = hex::decode(digits).map_err(D::Error::custom)?;
        match bytes[..] {
            [r, g, b] => Ok(Self(Color32::from_rgb(r, g, b))),
            [r, g, b, a] => Ok(Self(Color32::from_rgba_unmultiplied(r, g, b, a))),
            _ => Err(D::Error::custom("a colour has 6 or 8 digits")),
        }
    }
}

macro_rules! palette {
    ($($role:ident)*) => {
        #[derive(Clone, Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Written { $($role: Hex,)* }

        /// One colour per role of the design.
        #[derive(Clone, Debug, Default)]
        pub struct Palette { $(#[doc = concat!("The role `", stringify!($role), "`.")] pub $role: Color32,)* }

        impl From<Written> for Palette {
            fn from(written: Written) -> Self { Self { $($role: written.$role.0,)* } }
        }

        impl Palette {
            /// Every role, in the file's order.
            pub const ROLES: &[&str] = &[$(stringify!($role)),*];
        }
    };
}

palette! {
    bg surface raised sunken hover border border_control text text_muted text_disabled
    accent accent_hover accent_pressed on_accent accent_soft on_accent_soft link
    rail rail_text rail_muted rail_selected rail_line strap on_strap
    success on_success success_soft on_success_soft warning on_warning warning_soft on_warning_soft
    danger on_danger danger_soft on_danger_soft info on_info info_soft on_info_soft focus focus_on_rail
    consent_given on_consent_given consent_given_soft on_consent_given_soft
    consent_refused on_consent_refused consent_refused_soft on_consent_refused_soft
    consent_not_asked consent_not_asked_border selection chart_1 chart_2 chart_3 chart_track
    shadow_card shadow_raised shadow_dialog scrim
}

macro_rules! sizes {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field:meta])* $size:ident),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, Deserialize)]
        pub struct $name { $($(#[$field])* #[doc = concat!("`", stringify!($size), "` of the file.")] pub $size: f32,)* }
    )*};
}

sizes! {
    /// Distances.
    Space { xxs, xs, s, m, l, xl, xxl, xxxl, huge }
    /// Corners.
    Radius { small, control, card, dialog }
    /// Widths of lines.
    Line { hairline, selected, focus, focus_gap, contrast_hairline }
    /// Heights and widths of what is pressed.
    Control { min_hit, compact, height, large, row, row_dense, consent_answer_width, icon_s, icon_m, icon_l }
    /// The grid of a screen.
    Layout {
        rail, topbar, actionbar, gutter, gap, field_gap, card_padding, register_left, register_right, detail_pane
    }
    /// How long things take, in milliseconds.
    Motion {
        fast, normal, slow, toast_hold, undo_hold, visitor_idle_warn, visitor_idle_clear, lock_after
    }
    /// A text's size and the height of its line.
    Scale { size, line }
    /// One soft shadow.
    Fall { x, y, blur, spread }
}

/// The four sizes of text.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Scales {
    /// Hints, table headers, chips.
    pub caption: Scale,
    /// Fields, buttons, paragraphs.
    pub body: Scale,
    /// Titles of cards.
    pub title: Scale,
    /// Titles of screens.
    pub display: Scale,
}

/// The three heights a surface floats at.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Falls {
    /// Cards.
    pub card: Fall,
    /// Popups and toasts.
    pub raised: Fall,
    /// Dialogs.
    pub dialog: Fall,
}

/// The file's part about type.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
struct Type {
    scale: Scales,
}

#[derive(Clone, Debug, Default, Deserialize)]
struct Colours {
    light: Written,
    dark: Written,
    contrast: Written,
}

#[derive(Clone, Debug, Default, Deserialize)]
struct File {
    r#type: Type,
    space: Space,
    radius: Radius,
    stroke: Line,
    control: Control,
    layout: Layout,
    shadow: Falls,
    motion: Motion,
    color: Colours,
}

/// Everything in the file that the program uses.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// Sizes of text.
    pub text: Scales,
    /// Distances.
    pub space: Space,
    /// Corners.
    pub radius: Radius,
    /// Widths of lines.
    pub line: Line,
    /// Heights of what is pressed.
    pub control: Control,
    /// The grid of a screen.
    pub layout: Layout,
    /// Shadows.
    pub shadow: Falls,
    /// Durations.
    pub motion: Motion,
    /// Colours by day.
    pub light: Palette,
    /// Colours by night.
    pub dark: Palette,
    /// Colours of high contrast.
    pub contrast: Palette,
}

/// The tokens. A file that could not be read would leave nothing to see: the tests read it first.
pub fn tokens() -> &'static Tokens {
    static TOKENS: LazyLock<Tokens> = LazyLock::new(|| {
        let file: File = toml::from_str(FILE).unwrap_or_default();
        Tokens {
            text: file.r#type.scale,
            space: file.space,
            radius: file.radius,
            line: file.stroke,
            control: file.control,
            layout: file.layout,
            shadow: file.shadow,
            motion: file.motion,
            light: file.color.light.into(),
            dark: file.color.dark.into(),
            contrast: file.color.contrast.into(),
        }
    });
    &TOKENS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_and_the_roles_agree() {
        let file: toml::Table = toml::from_str(FILE).unwrap();
        for theme in ["light", "dark", "contrast"] {
            let mut written: Vec<&str> = file["color"][theme].as_table().unwrap().keys().map(String::as_str).collect();
            let mut roles = Palette::ROLES.to_vec();
            written.sort_unstable();
            roles.sort_unstable();
            assert_eq!(written, roles, "{theme}");
        }
    }

    #[test]
    fn the_file_is_read() {
        toml::from_str::<File>(FILE).unwrap();
        assert_eq!(tokens().control.height, 40.0);
        assert_eq!(tokens().light.accent.to_hex(), "#6b2850ff");
        assert_eq!(tokens().light.scrim.a(), 0xA6);
    }
}
