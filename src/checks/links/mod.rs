//! Checks of links.
//!
//! Knows nothing of: other groups.

use super::Check;

pub(super) const CHECKS: &[&Check] = &[];
