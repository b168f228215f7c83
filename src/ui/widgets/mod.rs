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
mod field;
mod frame;
mod key_hint;
pub mod keys;
pub mod matching;
pub mod pace;
pub mod paint;
mod place;
mod popup;
mod segmented;
mod tag;
pub mod text;
mod tick;
mod markdown;
mod temp;
pub use markdown::markdown;
pub use temp::*;
mod typeahead;

pub use banner::{Banner, BannerKind};
pub use button::{Button, Look, link, link_as};
pub use chips::{ChipsField, ChipsResponse, FilterChip, removable_chip};
pub use choice::Choice;
pub use consent::{ConsentChoice, ConsentResponse, ConsentRow, ConsentState};
pub use date::{DateBoxes, DateResponse};
pub use field::{Field, FieldResponse};
pub use key_hint::KeyHint;
pub use matching::ChoiceOption;
pub use place::place;
pub use segmented::Segmented;
pub use tag::{Tag, TagKind};
pub use text::{Text, Type};
pub use tick::{Radio, Switch, Tick};
pub use typeahead::{TypeAhead, TypeAheadResponse};
