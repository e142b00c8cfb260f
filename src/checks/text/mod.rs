//! Checks of the text itself, whatever it says.

mod amounts;
mod control_character;
mod doubled_space;
mod doubled_word;
mod final_newline;
pub(super) mod invisible;
mod line_ends;
mod merge_marker;
mod no_break_space;
mod odd_space;
mod raw_html;
pub(super) mod rule_under_text;
mod tabs;
mod trailing_blank;
mod unclosed_bold;

use super::Check;

pub(super) const CHECKS: &[&Check] = &[
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
    &final_newline::CHECK,
];
