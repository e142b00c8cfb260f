//! Checks of library.
//!
//! Knows nothing of: other groups.

use super::Check;

pub(super) const CHECKS: &[&Check] = &[];
