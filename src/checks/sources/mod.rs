//! Checks of sources.
//!
//! Knows nothing of: other groups.

use super::Check;

pub(super) const CHECKS: &[&Check] = &[];
