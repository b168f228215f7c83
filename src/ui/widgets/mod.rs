//! What screens are made of.
//!
//! Each widget is a builder that ends in `.show(ui)` (at the cursor) or `.at(ui, rect)` (exactly there), takes exactly the
//! room it says, paints its own focus ring, and has a name, a role and a state for those who hear the screen. Ids are
//! stable: they come from what the caller names, never from how many widgets came before, so that the focus stays
//! where it is when a field appears.

mod banner;
mod button;
mod chips;
mod choice;
mod consent;
pub mod date;
mod dialog;
mod field;
mod follow;
mod frame;
mod key_hint;
pub mod keys;
mod lead;
mod mark;
mod markdown;
pub mod matching;
mod menu;
mod need;
mod option_card;
mod option_grid;
pub mod pace;
pub mod paint;
mod place;
mod popup;
mod progress;
mod regain;
mod secret;
mod segmented;
mod spoken;
mod table;
mod tag;
pub mod text;
mod tick;
mod toast;
mod typeahead;
mod waiting;

pub use banner::{Banner, BannerKind};
pub use button::{Button, Look, link, link_as};
pub use chips::{ChipsField, ChipsResponse, FilterChip, removable_chip};
pub use choice::Choice;
pub use consent::{ConsentChoice, ConsentResponse, ConsentRow, ConsentState, question_row, question_words};
pub use date::{DateBoxes, DateResponse};
pub use dialog::{Dialog, DialogResponse, close_footer, dialog_footer};
pub use field::{Field, FieldResponse};
pub use follow::{follow_focus, in_sight, read_by_keys, read_with, scroll_by_keys};
pub(in crate::ui) use frame::error as error_below;
pub use key_hint::KeyHint;
pub use lead::or_lead_to_error;
pub use mark::{Avatar, Mark, initials};
pub use markdown::markdown;
pub use matching::ChoiceOption;
pub use menu::{Menu, MenuItem};
pub use need::NeedChoice;
pub use option_card::OptionCard;
pub use option_grid::{GridOption, OptionGrid};
pub use place::place;
pub use popup::forget_lists;
pub use progress::{Progress, Steps, bar, spinner, steps_column, strength_meter};
pub use secret::{Secret, caps_lock};
pub use segmented::Segmented;
pub use spoken::{spoken_in, window_spoken_in};
pub use table::{Column, HEADER, Rows, RowsResponse, cell, row_background, table_header};
pub use tag::{Tag, TagKind};
pub use text::{Text, Type};
pub use tick::{Radio, Switch, Tick};
pub use toast::{Toast, Toasts, Tone, Undo, UndoBar};
pub use typeahead::{TypeAhead, TypeAheadResponse};
pub use waiting::is_slow;
