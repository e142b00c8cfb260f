//! Checks of the text itself, whatever it says.

mod amounts;
mod control_character;
mod doubled_space;
mod doubled_word;
mod empty_file;
mod final_newline;
pub(super) mod invisible;
mod leftover;
mod line_ends;
mod merge_marker;
mod no_break_space;
mod odd_space;
mod picture_text;
mod raw_html;
pub(super) mod rule_under_text;
mod table_cells;
mod tabs;
mod trailing_blank;
mod unclosed_bold;
mod unreadable_file;

pub use unreadable_file::of_unreadable;

use super::Check;

pub(super) const CHECKS: &[&Check] = &[
    &unreadable_file::CHECK,
    &empty_file::CHECK,
    &merge_marker::CHECK,
    &amounts::CHECK,
    &rule_under_text::CHECK,
    &unclosed_bold::CHECK,
    &doubled_word::CHECK,
    &invisible::CHECK,
    &control_character::CHECK,
    &line_ends::CHECK,
    &doubled_space::CHECK,
    &odd_space::CHECK,
    &no_break_space::CHECK,
    &tabs::CHECK,
    &trailing_blank::CHECK,
    &raw_html::CHECK,
    &table_cells::CHECK,
    &picture_text::CHECK,
    &leftover::CHECK,
    &final_newline::CHECK,
];
