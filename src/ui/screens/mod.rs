//! The screens, one folder or file each.

mod badges;
pub mod close_day;
mod elsewhere;
pub mod first_run;
mod flow;
mod folder;
pub mod held;
pub(super) mod keeping_pace;
pub mod keys_sheet;
mod languages;
mod meant;
mod newer_batches;
pub mod notice_view;
mod office_incident;
mod path_field;
pub mod people;
mod plain_form;
mod recipient_dialogs;
pub mod register;
mod restore_lost;
pub mod rights;
pub mod settings;
mod sheet_dialog;
pub mod unlock;
