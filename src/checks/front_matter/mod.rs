//! Checks of front matter.

mod came_after_review;
mod date_form;
mod dates;
mod duplicate_field;
mod future_date;
mod id_form;
mod impossible_date;
mod malformed_date;
mod missing_field;
mod numeric_id;
pub(super) mod slug;
mod slug_file;
mod title_differs;
mod unknown_field;
pub(super) mod unknown_value;
mod unreadable;
mod url_slug;
pub(super) mod value_blank;
mod value_kind;

use super::Check;

pub(super) const CHECKS: &[&Check] = &[
    &unreadable::CHECK,
    &duplicate_field::CHECK,
    &missing_field::CHECK,
    &unknown_field::CHECK,
    &title_differs::CHECK,
    &url_slug::CHECK,
    &slug_file::CHECK,
    &malformed_date::CHECK,
    &date_form::CHECK,
    &impossible_date::CHECK,
    &future_date::CHECK,
    &came_after_review::CHECK,
    &value_kind::CHECK,
    &unknown_value::CHECK,
    &value_blank::CHECK,
    &numeric_id::CHECK,
    &id_form::CHECK,
];
