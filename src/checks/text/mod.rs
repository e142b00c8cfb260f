//! Checks of the text itself, whatever it says.
//!
//! Knows nothing of: other groups.

mod tabs;

use super::Check;

pub(super) const CHECKS: &[&Check] = &[&tabs::CHECK];
