//! Figures in prose: numbers as a text writes them, what they are counted in, and whether two of them say the same.
//!
//! Whatever compares figures does it by this: the check of two amounts that should be one, what a review calls out, what other
//! entries say about a source. All is counted exactly.
//!
//! Knows nothing of: which figure is right, substances.

mod amount;
mod figure;
mod measurement;
mod ratio;
mod spelt;
pub mod units;

pub use amount::{Amount, BLANKS, amount};
pub use figure::{AmountFigure, Else, NumberStyle, figure};
pub use measurement::{Measure, Measurement, measurements};
pub use ratio::Ratio;
pub use units::{Quantity, Unit};
