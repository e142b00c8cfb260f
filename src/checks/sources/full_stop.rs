//! A source that does not end in a full stop.
//!
//! Leaves alone: lists whose sources never do.

use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;

pub(super) const CHECK: Check = Check {
    id: "source-full-stop",
    group: Group::Sources,
    title: "Source without its full stop",
    level: Level::Warning,
    reason: "Sources of one list are written alike",
    fix: FixKind::Safe,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let ends = |words: &str| {
        words
            .trim_end_matches(['*', '_', '”', '"', '’', ')'])
            .ends_with(['.', '?', '!', '…'])
    };
    let read = || {
        subject
            .sources
            .iter()
            .filter(|source| source.unread.is_none())
    };
    // Where none has one, that is how it is done there.
    if read().count() > 1 && !read().any(|source| ends(subject.at(&source.line).trim_end())) {
        return;
    }
    for source in read() {
        let words = subject.at(&source.line).trim_end();
        if words.is_empty() || ends(words) {
            continue;
        }
        let end = source.line.start + words.len();
        let last = words.chars().next_back().map_or(0, char::len_utf8);
        let bare = without_marks(words);
        let stop = if ends(bare) { "" } else { "." };
        let fix = match words.len() - bare.len() {
            0 => Fix::new("Put a full stop", Edit::insert(end, stop)),
            marks => Fix::new(
                "End it with the full stop",
                Edit::new(end - marks..end, stop),
            ),
        };
        let message = format!("Source {} ends without a full stop", source.number);
        found.add(end - last..end, message, vec![fix]);
    }
}

/// A line without the marks of a sentence that goes on: `jin.2021.0417;`. The `;` of `&gt;` is none.
fn without_marks(words: &str) -> &str {
    let bare = words.trim_end_matches([',', ';', ':', ' ']);
    let name = bare.rsplit('&').next().unwrap_or_default();
    let is_letter = words
        .get(bare.len()..)
        .is_some_and(|it| it.starts_with(';'))
        && name.len() < bare.len()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_letter { words } else { bare }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SILENCE, entry};
    use crate::checks::fixture::{Fixture, found};

    const OTHER: &str = "2. Bell B (2018). Milk. Nutrients. PMID: 112.\n";

    #[test]
    fn a_missing_full_stop_is_put() {
        for line in [
            "1. Archer A (2019). Tea. Nutrients. PMID: 111",
            "1. Archer A (2019). Tea. Nutrients. https://a.example/tea/",
            "1. Archer A (2019). Tea. Nutrients",
            "1. Archer A (2019). Tea. <https://a.example>",
        ] {
            let text = entry("Tea.", &format!("{line}\n{OTHER}"));
            let found = found(&text, "source-full-stop");
            assert_eq!(found.len(), 1, "{line}");
            assert!(
                found[0].starts_with("7:")
                    && found[0].ends_with("Source 1 ends without a full stop"),
                "{found:?}"
            );
            assert_eq!(
                Fixture::new(&text).fixed("source-full-stop"),
                entry("Tea.", &format!("{line}.\n{OTHER}"))
            );
        }
    }

    #[test]
    fn a_mark_at_the_end_makes_way_for_the_full_stop() {
        for (line, after) in [
            ("DOI: 10.5555/jin.2021.0417;", "DOI: 10.5555/jin.2021.0417."),
            ("PMID: 111,", "PMID: 111."),
            ("PMID: 111.,", "PMID: 111."),
            ("PMID: 111 :", "PMID: 111."),
            ("Milk &amp;", "Milk &amp;."),
        ] {
            let text = |end: &str| {
                entry(
                    "Tea.",
                    &format!("1. Archer A (2019). Tea. Nutrients. {end}\n{OTHER}"),
                )
            };
            assert_eq!(
                Fixture::new(&text(line)).fixed("source-full-stop"),
                text(after)
            );
        }
    }

    #[test]
    fn ended_sources_and_lists_without_stops_are_left_alone() {
        for sources in [
            OTHER,
            "1. Archer A (2019). Tea. Nutrients.\r\n2. Bell B (2018). Milk?\r\n",
            "1. Archer A (2019). Tea. *Nutrients.*\n",
            "1. Archer A (2019). Tea. Nutrients\n2. Bell B (2018). Milk. Nutrients\n",
            "1. A line of words\n2. Another line\n",
            "",
        ] {
            assert_eq!(
                found(&entry("Tea.", sources), "source-full-stop"),
                SILENCE,
                "{sources}"
            );
        }
    }
}
