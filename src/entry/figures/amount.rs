//! A number, or a first and a last one, and a unit: `100 mg`, `10–20 µg`, `10 mg to 20 mg`.
//!
//! Knows nothing of: what is weighed, numbers without a unit.

use std::ops::Range;

use super::figure::{AmountFigure, figure};
use super::units::{Unit, unit};

/// A number, or a first and last one, and a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// From the first digit to the last.
    pub number: Range<usize>,
    pub first: AmountFigure,
    pub last: Option<AmountFigure>,
    /// Between the two numbers of a range.
    pub dash: Range<usize>,
    pub unit: Unit,
    pub unit_at: Range<usize>,
    /// Behind what the unit is counted per.
    pub end: usize,
}

/// What may stand between a number and its unit.
pub const BLANKS: [char; 6] = [' ', '\n', '\t', '\u{a0}', '\u{202f}', '\u{2009}'];

/// What joins the two numbers of a range.
pub(super) const DASHES: [&str; 6] = ["-", "–", "\u{2011}", " to ", " – ", " - "];

/// The amount that begins with the digit at `start`.
pub fn amount(text: &str, start: usize) -> Option<Amount> {
    let (first, length) = figure(text.get(start..)?)?;
    let end = start + length;
    if let Some((dash, last, end)) = range_to(text, end) {
        return with_unit(text, start..end, first, Some((last, dash)));
    }
    let one = with_unit(text, start..end, first, None)?;
    // `10 mg to 20 mg`: the first unit stands between the numbers.
    let to_last = range_to(text, one.end);
    let both = to_last.and_then(|(dash, last, last_end)| {
        with_unit(text, start..last_end, first, Some((last, end..dash.end)))
    });
    Some(both.filter(|both| both.unit == one.unit).unwrap_or(one))
}

/// What follows the first number of a range: the dash, the last number, and where that ends.
fn range_to(text: &str, end: usize) -> Option<(Range<usize>, AmountFigure, usize)> {
    let rest = text.get(end..)?;
    DASHES.into_iter().find_map(|sign| {
        let (last, length) = figure(rest.strip_prefix(sign)?)?;
        let dash = end..end + sign.len();
        let end = dash.end + length;
        Some((dash, last, end))
    })
}

fn with_unit(
    text: &str,
    number: Range<usize>,
    first: AmountFigure,
    last: Option<(AmountFigure, Range<usize>)>,
) -> Option<Amount> {
    let rest = text.get(number.end..)?;
    let unit_text = rest.trim_start_matches(BLANKS);
    // `a 2.5-mg tablet`
    let unit_text = unit_text
        .strip_prefix(['-', '\u{2011}'])
        .unwrap_or(unit_text);
    let unit_start = number.end + rest.len() - unit_text.len();
    let written = unit(unit_text)?;
    let (last, dash) = last.map_or((None, 0..0), |(last, dash)| (Some(last), dash));
    Some(Amount {
        number,
        first,
        last,
        dash,
        unit: written.unit,
        unit_at: unit_start..unit_start + written.length,
        end: unit_start + written.whole,
    })
}
