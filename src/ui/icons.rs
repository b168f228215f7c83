//! Phosphor's icons that the program shows, by their names.

use egui::{FontFamily, FontId};

use super::fonts;

/// One character of Phosphor, in one of its weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Icon {
    code: char,
    weight: Weight,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Weight {
    Regular,
    Bold,
    Fill,
}

impl Icon {
    const fn new(code: char) -> Self {
        Self { code, weight: Weight::Regular }
    }

    /// The same in thick outline.
    #[must_use]
    pub const fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    /// The same filled in.
    #[must_use]
    pub const fn fill(self) -> Self {
        Self { weight: Weight::Fill, ..self }
    }

    /// The character.
    pub const fn code(self) -> char {
        self.code
    }

    /// The family the character is found in.
    pub fn family(self) -> FontFamily {
        match self.weight {
            Weight::Regular => fonts::icons(),
            Weight::Bold => fonts::icons_bold(),
            Weight::Fill => fonts::icons_fill(),
        }
    }

    /// The font to write it with.
    pub fn font(self, size: f32) -> FontId {
        FontId::new(size, self.family())
    }
}

macro_rules! icons {
    ($($name:ident $written:literal $code:literal)*) => {
        $(#[doc = concat!("`", $written, "`.")] pub const $name: Icon = Icon::new(match char::from_u32($code) {
            Some(code) => code,
            None => ' ',
        });)*

        /// Every icon, with Phosphor's name for it.
        pub const ALL: &[(&str, Icon)] = &[$(($written, $name)),*];
    };
}

icons! {
    ADDRESS_BOOK "address-book" 0xe6f8
    ARCHIVE "archive" 0xe00c
    ARROW_BEND_UP_LEFT "arrow-bend-up-left" 0xe024
    ARROW_COUNTER_CLOCKWISE "arrow-counter-clockwise" 0xe038
    ARROW_DOWN "arrow-down" 0xe03e
    ARROW_FAT_UP "arrow-fat-up" 0xe52e
    ARROW_LEFT "arrow-left" 0xe058
    ARROW_RIGHT "arrow-right" 0xe06c
    ARROW_U_UP_LEFT "arrow-u-up-left" 0xe08a
    ARROWS_CLOCKWISE "arrows-clockwise" 0xe094
    AT "at" 0xe0ac
    BABY "baby" 0xe774
    BACKSPACE "backspace" 0xe0ae
    BATTERY_WARNING "battery-warning" 0xe0c8
    BELL_RINGING "bell-ringing" 0xe5e8
    BUILDINGS "buildings" 0xe102
    BOOK_OPEN "book-open" 0xe0e6
    CAKE "cake" 0xe780
    CALENDAR_BLANK "calendar-blank" 0xe10a
    CALENDAR_CHECK "calendar-check" 0xe712
    CAMERA "camera" 0xe10e
    CAMERA_SLASH "camera-slash" 0xe110
    CARET_DOWN "caret-down" 0xe136
    CARET_LEFT "caret-left" 0xe138
    CARET_RIGHT "caret-right" 0xe13a
    CARET_UP "caret-up" 0xe13c
    CHALKBOARD_TEACHER "chalkboard-teacher" 0xe600
    CHART_BAR "chart-bar" 0xe150
    CHART_LINE_UP "chart-line-up" 0xe156
    CHAT_CIRCLE_DOTS "chat-circle-dots" 0xe16c
    CHAT_CIRCLE_TEXT "chat-circle-text" 0xe16e
    CHAT_CENTERED_TEXT "chat-centered-text" 0xe166
    CHAT_TEXT "chat-text" 0xe17a
    CHECK "check" 0xe182
    CHECK_CIRCLE "check-circle" 0xe184
    CHECK_SQUARE "check-square" 0xe186
    CIRCLE "circle" 0xe18a
    CIRCLE_DASHED "circle-dashed" 0xe602
    CIRCLE_HALF "circle-half" 0xe18c
    CIRCLE_NOTCH "circle-notch" 0xeb44
    CLIPBOARD_TEXT "clipboard-text" 0xe198
    CLOCK "clock" 0xe19a
    CLOCK_COUNTER_CLOCKWISE "clock-counter-clockwise" 0xe1a0
    CLOUD_SLASH "cloud-slash" 0xe1b6
    COLUMNS "columns" 0xe546
    COPY "copy" 0xe1ca
    DATABASE "database" 0xe1de
    DESKTOP "desktop" 0xe560
    DEVICE_MOBILE "device-mobile" 0xe1e0
    DICE_FIVE "dice-five" 0xe1ee
    DOTS_SIX_VERTICAL "dots-six-vertical" 0xeae2
    DOTS_THREE "dots-three" 0xe1fe
    DOWNLOAD_SIMPLE "download-simple" 0xe20c
    ENVELOPE_SIMPLE "envelope-simple" 0xe218
    ERASER "eraser" 0xe21e
    EXPORT "export" 0xeaf0
    EYE "eye" 0xe220
    EYE_CLOSED "eye-closed" 0xe222
    EYE_SLASH "eye-slash" 0xe224
    FILE_LOCK "file-lock" 0xe95c
    FILE_PLUS "file-plus" 0xe236
    FILE_TEXT "file-text" 0xe23a
    FILES "files" 0xe710
    FINGERPRINT "fingerprint" 0xe23e
    FIRST_AID "first-aid" 0xe56e
    FLAG "flag" 0xe244
    FLOPPY_DISK "floppy-disk" 0xe248
    FOLDER "folder" 0xe24a
    FOLDER_OPEN "folder-open" 0xe256
    FORK_KNIFE "fork-knife" 0xe262
    FUNNEL_SIMPLE "funnel-simple" 0xe268
    GEAR "gear" 0xe270
    GEAR_SIX "gear-six" 0xe272
    GLOBE "globe" 0xe288
    GRADUATION_CAP "graduation-cap" 0xe62c
    HAND "hand" 0xe298
    HAND_HEART "hand-heart" 0xe810
    HAND_PALM "hand-palm" 0xe57e
    HAND_POINTING "hand-pointing" 0xe29a
    HAND_TAP "hand-tap" 0xec90
    HAND_WAVING "hand-waving" 0xe580
    HARD_DRIVE "hard-drive" 0xe29e
    HARD_DRIVES "hard-drives" 0xe2a0
    HEARTBEAT "heartbeat" 0xe2ac
    HOURGLASS "hourglass" 0xe2b2
    HOURGLASS_HIGH "hourglass-high" 0xe2b4
    HOURGLASS_MEDIUM "hourglass-medium" 0xe2b8
    HOUSE "house" 0xe2c2
    IDENTIFICATION_BADGE "identification-badge" 0xe6f6
    IDENTIFICATION_CARD "identification-card" 0xe2c8
    INFO "info" 0xe2ce
    KEY "key" 0xe2d6
    KEYBOARD "keyboard" 0xe2d8
    LAYOUT "layout" 0xe6d6
    LAPTOP "laptop" 0xe586
    LIST "list" 0xe2f0
    LIST_CHECKS "list-checks" 0xeadc
    LOCK "lock" 0xe2fa
    LOCK_KEY "lock-key" 0xe2fe
    LOCK_LAMINATED "lock-laminated" 0xe302
    LOCK_OPEN "lock-open" 0xe306
    LOCK_SIMPLE "lock-simple" 0xe308
    MAGNIFYING_GLASS "magnifying-glass" 0xe30c
    MAILBOX "mailbox" 0xec1e
    MAP_PIN "map-pin" 0xe316
    MEGAPHONE "megaphone" 0xe324
    MEGAPHONE_SIMPLE "megaphone-simple" 0xe642
    MEMORY "memory" 0xe9c4
    MICROPHONE "microphone" 0xe326
    MICROPHONE_SLASH "microphone-slash" 0xe328
    MINUS "minus" 0xe32a
    MINUS_CIRCLE "minus-circle" 0xe32c
    MONITOR "monitor" 0xe32e
    MOON "moon" 0xe330
    NOTE "note" 0xe348
    NOTE_PENCIL "note-pencil" 0xe34c
    NOTEBOOK "notebook" 0xe34e
    NUMBER_CIRCLE_ONE "number-circle-one" 0xe36a
    PACKAGE "package" 0xe390
    PALETTE "palette" 0xe6c8
    PAPER_PLANE_TILT "paper-plane-tilt" 0xe398
    PAUSE "pause" 0xe39e
    PAUSE_CIRCLE "pause-circle" 0xe3a0
    PEN_NIB "pen-nib" 0xe3ac
    PENCIL "pencil" 0xe3ae
    PENCIL_SIMPLE "pencil-simple" 0xe3b4
    PENCIL_SIMPLE_LINE "pencil-simple-line" 0xebc6
    PHONE "phone" 0xe3b8
    PHONE_CALL "phone-call" 0xe3ba
    PHONE_SLASH "phone-slash" 0xe3c2
    PLAY "play" 0xe3d0
    PLUGS_CONNECTED "plugs-connected" 0xeb5a
    PLUS "plus" 0xe3d4
    PLUS_CIRCLE "plus-circle" 0xe3d6
    PLUS_MINUS "plus-minus" 0xe3d8
    PRINTER "printer" 0xe3dc
    PROHIBIT "prohibit" 0xe3de
    PROHIBIT_INSET "prohibit-inset" 0xe3e0
    PULSE "pulse" 0xe000
    QR_CODE "qr-code" 0xe3e6
    QUESTION "question" 0xe3e8
    RADIO_BUTTON "radio-button" 0xeb08
    SCALES "scales" 0xe750
    SCAN "scan" 0xebb6
    SCRIBBLE "scribble" 0xe806
    SEAL_CHECK "seal-check" 0xe606
    SHARE_NETWORK "share-network" 0xe408
    SHIELD "shield" 0xe40a
    SHIELD_CHECK "shield-check" 0xe40c
    SHIELD_SLASH "shield-slash" 0xe410
    SHIELD_WARNING "shield-warning" 0xe412
    SHUFFLE "shuffle" 0xe422
    SIGN_IN "sign-in" 0xe428
    SIGN_OUT "sign-out" 0xe42a
    SLIDERS_HORIZONTAL "sliders-horizontal" 0xe434
    SPARKLE "sparkle" 0xe6a2
    SPINNER "spinner" 0xe66a
    SQUARE "square" 0xe45e
    STACK "stack" 0xe466
    STAR "star" 0xe46a
    STOP "stop" 0xe46c
    STUDENT "student" 0xe73e
    SUN "sun" 0xe472
    SWAP "swap" 0xe83c
    TAG "tag" 0xe478
    TEXT_AA "text-aa" 0xe6ee
    TIMER "timer" 0xe492
    TRANSLATE "translate" 0xe4a2
    TRASH "trash" 0xe4a6
    TRAY "tray" 0xe4aa
    TRAY_ARROW_DOWN "tray-arrow-down" 0xe010
    TREND_UP "trend-up" 0xe4ae
    UPLOAD_SIMPLE "upload-simple" 0xe4c0
    USB "usb" 0xe956
    USER "user" 0xe4c2
    USER_CHECK "user-check" 0xeafa
    USER_CIRCLE "user-circle" 0xe4c4
    USER_FOCUS "user-focus" 0xe6fc
    USER_GEAR "user-gear" 0xe4cc
    USER_LIST "user-list" 0xe73c
    USER_MINUS "user-minus" 0xe4ce
    USER_PLUS "user-plus" 0xe4d0
    USER_SWITCH "user-switch" 0xe756
    USERS "users" 0xe4d6
    USERS_FOUR "users-four" 0xe68c
    USERS_THREE "users-three" 0xe68e
    VIDEO_CAMERA "video-camera" 0xe4da
    VIDEO_CAMERA_SLASH "video-camera-slash" 0xe4dc
    WARNING "warning" 0xe4e0
    WARNING_CIRCLE "warning-circle" 0xe4e2
    WARNING_DIAMOND "warning-diamond" 0xe7fc
    WARNING_OCTAGON "warning-octagon" 0xe4e4
    WHEELCHAIR "wheelchair" 0xe4e8
    WIFI_SLASH "wifi-slash" 0xe4f2
    WIFI_X "wifi-x" 0xe4f4
    X "x" 0xe4f6
    X_CIRCLE "x-circle" 0xe4f8
    X_SQUARE "x-square" 0xe4fa
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_has_a_glyph_in_every_weight() {
        let ctx = egui::Context::default();
        ctx.set_fonts(fonts::definitions());
        let mut out = ctx.run_ui(egui::RawInput::default(), |ui| {
            for (name, icon) in ALL {
                for icon in [*icon, icon.bold(), icon.fill()] {
                    assert!(ui.fonts_mut(|fonts| fonts.has_glyph(&icon.font(16.0), icon.code())), "{name}");
                }
            }
        });
        // egui minds when a texture is neither taken nor refused.
        out.textures_delta.clear();
    }
}
