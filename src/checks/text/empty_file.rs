//! A file that holds nothing.

use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};

pub(super) const CHECK: Check = Check {
    id: "empty-file",
    group: Group::Text,
    title: "Empty file",
    level: Level::Error,
    reason: "What it held was lost, or was never saved; an earlier version may still have it",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    if subject.is_blank() {
        found.add(0..0, "The file is empty", Vec::new());
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::found;

    #[test]
    fn a_file_of_nothing_or_of_space_is_told_and_by_one_check() {
        for text in ["", "\n", "\u{feff}", " \r\n\t\r\n"] {
            assert_eq!(found(text, "empty-file").len(), 1, "{text:?}");
            for other in ["missing-field", "missing-section", "missing-heading"] {
                assert_eq!(found(text, other), [""; 0], "{text:?}");
            }
        }
    }

    #[test]
    fn a_file_of_anything_else_is_left_alone() {
        for text in ["a", "---\n---\n", "<!-- -->"] {
            assert_eq!(found(text, "empty-file"), [""; 0], "{text}");
        }
    }
}
