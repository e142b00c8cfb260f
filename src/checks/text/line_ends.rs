//! Mixed line endings.
//!
//! Neither way is better: the rarer follows the other.

use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::{Edit, Edits};

pub(super) const CHECK: Check = Check {
    id: "mixed-line-ends",
    group: Group::Text,
    title: "Mixed line endings",
    level: Level::Warning,
    reason: "The next program that evens them out changes every line, and hides the real changes",
    fix: FixKind::Safe,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let bytes = subject.text.as_bytes();
    if memchr::memchr(b'\r', bytes).is_none() {
        return;
    }
    let mut ends: [Vec<std::ops::Range<usize>>; 3] = Default::default();
    for at in memchr::memchr2_iter(b'\r', b'\n', bytes) {
        let (before, next) = (
            at.checked_sub(1).and_then(|at| bytes.get(at)),
            bytes.get(at + 1),
        );
        let (kind, place) = match (bytes.get(at), before, next) {
            (Some(b'\n'), Some(b'\r'), _) => continue,
            (Some(b'\n'), ..) => (0, at..at + 1),
            (_, _, Some(b'\n')) => (1, at..at + 2),
            _ => (2, at..at + 1),
        };
        if let Some(kind) = ends.get_mut(kind) {
            kind.push(place);
        }
    }
    const WRITTEN: [&str; 3] = ["\n", "\r\n", "\r"];
    const NAMES: [&str; 3] = ["LF", "CRLF", "CR"];
    // Of two that are as frequent LF wins, then CRLF. A CR alone is never made.
    let made = ends.iter().take(2).enumerate();
    let Some((most, _)) = made.max_by_key(|(kind, places)| (places.len(), 2 - kind)) else {
        return;
    };
    let rare = |kind: &usize| *kind != most;
    let all = ends.iter().enumerate();
    let mut edits: Vec<Edit> = all
        .filter(|(kind, _)| rare(kind))
        .flat_map(|(_, places)| places)
        .map(|place| Edit::new(place.clone(), WRITTEN.get(most).copied().unwrap_or("\n")))
        .collect();
    edits.sort_by_key(|edit| edit.range.start);
    let has_most = ends.get(most).is_some_and(|places| !places.is_empty());
    let Some(first) = edits
        .first()
        .map(|edit| edit.range.clone())
        .filter(|_| has_most)
    else {
        return;
    };
    let counts = ends
        .iter()
        .zip(NAMES)
        .filter(|(places, _)| !places.is_empty());
    let counts: Vec<String> = counts
        .map(|(places, name)| format!("{} in {name}", places.len()))
        .collect();
    let message = format!("Mixed line endings: {}", counts.join(", "));
    let name = NAMES.get(most).copied().unwrap_or_default();
    if let Ok(edits) = Edits::new(edits) {
        found.add(
            first,
            message,
            vec![Fix::new(format!("Use {name} throughout"), edits)],
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const SILENCE: [&str; 0] = [];

    #[test]
    fn the_rarer_follows_the_other_in_one_step() {
        let before = "# Iron\n\nOne\r\nTwo\nThree\r\n";
        assert_eq!(
            found(before, "mixed-line-ends"),
            ["3:4 \"\\r\\n\" Mixed line endings: 3 in LF, 2 in CRLF"]
        );
        assert_eq!(
            Fixture::new(before).fixes("mixed-line-ends"),
            ["Use LF throughout"]
        );
        assert_eq!(
            Fixture::new(before).fixed("mixed-line-ends"),
            "# Iron\n\nOne\nTwo\nThree\n"
        );
    }

    #[test]
    fn a_single_line_of_either_kind_and_a_lone_cr_are_found() {
        for (before, after) in [
            ("a\r\nb\r\nc\nd\r\n", "a\r\nb\r\nc\r\nd\r\n"),
            (
                "---\r\na: b\n---\r\n\r\n# T\r\n",
                "---\r\na: b\r\n---\r\n\r\n# T\r\n",
            ),
            ("a\nb\rc\n", "a\nb\nc\n"),
            ("a\r\nb\n", "a\nb\n"),
        ] {
            assert_eq!(found(before, "mixed-line-ends").len(), 1);
            assert_eq!(Fixture::new(before).fixed("mixed-line-ends"), after);
        }
    }

    #[test]
    fn lines_that_end_alike_are_left_alone() {
        for text in ["", "a", "a\nb\n", "a\r\nb\r\n", "a\rb\r"] {
            assert_eq!(found(text, "mixed-line-ends"), SILENCE, "{text:?}");
        }
    }
}
