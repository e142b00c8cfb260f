//! What a command would write, for whoever looks before it does.

use std::path::Path;
use std::time::Duration;

use similar::TextDiff;

use super::shown;

/// What would be written, as a unified diff.
pub(super) fn diff(file: &Path, old: &str, new: &str) -> String {
    if old == new {
        return String::new();
    }
    let name = shown(file);
    // Of two long texts that have hardly a line in common a longer diff is shown rather than the shortest looked for.
    TextDiff::configure()
        .timeout(Duration::from_millis(500))
        .diff_lines(old, new)
        .unified_diff()
        .header(&format!("a/{name}"), &format!("b/{name}"))
        .to_string()
}
