//! Tabs in prose.
//!
//! Knows nothing of: tabs in program text, which stay.

use crate::checks::{Check, Findings, Fix, Group, Level, Look, Mending, Subject};
use crate::entry::Edit;
use crate::entry::page::{Kind, Style};

pub(super) const CHECK: Check = Check {
    id: "tab",
    group: Group::Text,
    title: "Tab in the text",
    level: Level::Note,
    reason: "A tab shows as a blank of any width",
    mending: Mending::Safe,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let page = &subject.reading.page;
    let is_prose = |kind: &Kind| !matches!(kind, Kind::Code { .. } | Kind::Html);
    let prose = page.blocks.iter().filter(|block| is_prose(&block.kind));
    let runs = prose.flat_map(|block| page.runs(block));
    for run in runs.filter(|run| !run.style.has(Style::CODE)) {
        for at in memchr::memchr_iter(b'\t', subject.at(&run.source).as_bytes()) {
            let place = run.source.start + at..run.source.start + at + 1;
            let fix = Fix::new("Write a space", Edit::new(place.clone(), " "));
            found.add(place, "A tab stands in the text", vec![fix]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Bench, found};

    #[test]
    fn a_tab_between_words_becomes_a_space() {
        let before = "# Iron\n\n## Summary\n\nIron\tis a metal.\n";
        assert_eq!(
            found(before, "tab"),
            ["5:5 \"\\t\" A tab stands in the text"]
        );
        assert_eq!(Bench::new(before).fixes("tab"), ["Write a space"]);
        assert_eq!(
            Bench::new(before).fixed("tab"),
            "# Iron\n\n## Summary\n\nIron is a metal.\n"
        );
    }

    #[test]
    fn tabs_in_code_and_indents_are_left_alone() {
        assert_eq!(
            found(
                "## Summary\n\n`a\tb`\n\n\tcode\tcode\n\n- a\n\t- b\n",
                "tab"
            ),
            [""; 0]
        );
    }
}
