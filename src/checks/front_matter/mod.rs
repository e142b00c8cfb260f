//! Checks of front matter.
//!
//! Knows nothing of: other groups.

use super::Check;

pub(super) const CHECKS: &[&Check] = &[];
