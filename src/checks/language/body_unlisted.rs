//! A body whose word the entry relies on (`NICE recommends`, `according to EFSA`) and that no source line names.
//!
//! The bodies are the organisations of the house style. Leaves alone: an entry without sources; a body that is only mentioned
//! (`an NHS clinic`), one with a year or a link, which other checks follow; quotations, code.

use std::collections::BTreeMap;
use std::ops::Range;

use super::own_words::OwnWords;
use crate::checks::prose_words::StretchKind;
use crate::checks::word_search;
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};
use crate::house_style::Organisation;

pub(super) const CHECK: Check = Check {
    id: "body-unlisted",
    group: Group::Language,
    title: "Organisation not among the sources",
    level: Level::Warning,
    reason: "Advice changes, and without a source nobody can check whether it has",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    if subject.sources.is_empty() {
        return;
    }
    let prose = subject.prose();
    let page = &subject.reading.page;
    let mut relied_on: BTreeMap<usize, Range<usize>> = BTreeMap::new();
    subject.lists.bodies.each(prose, |words, body| {
        let stretch = prose.stretch_of(words.start);
        let is_text =
            stretch.is_some_and(|it| matches!(it.kind, StretchKind::Paragraph | StretchKind::Item));
        if is_text && !relied_on.contains_key(&body) && is_relied_on(subject, &words) {
            let written = prose.written(page, &words);
            // `who` is not the WHO.
            let organisation = subject.style.organisations.get(body);
            let is_it = organisation
                .is_some_and(|it| written.starts_with(&it.short) || written.contains(' '));
            if is_it {
                relied_on.insert(body, words);
            }
        }
    });
    if relied_on.is_empty() {
        return;
    }
    let own = OwnWords::of(subject);
    let lines: Vec<&str> = subject
        .sources
        .iter()
        .map(|source| subject.at(&source.range))
        .collect();
    let lines = lines.join("\n");
    let listed = word_search::Text::of(&lines);
    let mut places: Vec<_> = relied_on.into_iter().collect();
    places.sort_by_key(|(_, words)| words.start);
    for (body, words) in places {
        let Some(body) = subject.style.organisations.get(body) else {
            continue;
        };
        if is_listed(&listed, &lines, body) {
            continue;
        }
        if let Some(place) = own.place_of(&words) {
            let message = format!(
                "The text relies on {}, and none of its sources is by it",
                subject.at(&place)
            );
            found.add(place, message, Vec::new());
        }
    }
}

/// Whether what is said stands on the word of a body that is named here.
fn is_relied_on(subject: &Subject<'_>, words: &Range<usize>) -> bool {
    let prose = subject.prose();
    let page = &subject.reading.page;
    let Some(stretch) = prose.stretch_of(words.start) else {
        return false;
    };
    let at = |word: usize| match stretch.words.contains(&word) {
        true => prose.written(page, &(word..word + 1)),
        false => "",
    };
    let (next, after) = (at(words.end), at(words.end + 1));
    let (before, before_that) = match words.start.checked_sub(1) {
        Some(last) => (at(last), last.checked_sub(1).map_or("", at)),
        None => ("", ""),
    };
    let is_subject = SAYS.contains(&next)
        || matches!(next, "also" | "now" | "does" | "has") && SAYS.contains(&after);
    // `according to NICE`, `according to the NHS`
    let (before, before_that) = match before {
        "the" => (before_that, words.start.checked_sub(3).map_or("", at)),
        _ => (before, before_that),
    };
    let is_according = before == "to" && matches!(before_that, "according" | "According");
    let is_guidance = GUIDANCE.contains(&next);
    // The next sentence is another's.
    let goes_on = prose.words.get(words.end).is_some_and(|word| !word.begins);
    is_according || goes_on && (is_subject || is_guidance)
}

const SAYS: &[&str] = &[
    "advises",
    "advise",
    "recommends",
    "recommend",
    "recommended",
    "suggests",
    "says",
    "states",
    "warns",
    "concludes",
    "concluded",
    "sets",
    "set",
    "estimates",
    "lists",
    "classifies",
    "classified",
    "considers",
    "approved",
    "approves",
    "endorses",
    "rejected",
    "advised",
    "found",
    "defines",
    "established",
    "proposed",
    "proposes",
];
const GUIDANCE: &[&str] = &[
    "guideline",
    "guidelines",
    "guidance",
    "recommendation",
    "recommendations",
    "advice",
    "opinion",
];

fn is_listed(listed: &word_search::Text<'_>, lines: &str, body: &Organisation) -> bool {
    let names = std::iter::once(&body.short).chain(&body.full);
    let mut all = names.flat_map(|name| [name.as_str()].into_iter().chain(name.split('/')));
    // `www.nice.org.uk`
    let host = format!("{}.", body.short.to_lowercase());
    all.any(|name| listed.holds(name))
        || lines.contains(&format!("//{host}"))
        || lines.contains(&format!(".{host}"))
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const ID: &str = "body-unlisted";
    const SOURCES: &str =
        "\n\n## Sources\n\n1. Archer A (2019). Tea. Journal of Tea. DOI: 10.5555/x.\n";

    #[test]
    fn a_body_that_is_relied_on_and_not_listed_is_told_once() {
        for (text, told) in [
            (
                "NICE recommends tea. NICE advises it.",
                "1:1 \"NICE\" The text relies on NICE, and none of its sources is by it",
            ),
            (
                "Tea is safe according to EFSA.",
                "1:26 \"EFSA\" The text relies on EFSA, and none of its sources is by it",
            ),
            (
                "By NHS guidance tea is safe.",
                "1:4 \"NHS\" The text relies on NHS, and none of its sources is by it",
            ),
            (
                "The British National Formulary lists tea.",
                "1:5 \"British National Formulary\" The text relies on British National Formulary, and none of its sources is by it",
            ),
        ] {
            assert_eq!(found(&format!("{text}{SOURCES}"), ID), [told]);
        }
    }

    #[test]
    fn bodies_that_are_listed_or_only_mentioned_are_left_alone() {
        for text in [
            "",
            "An NHS clinic serves tea. People who recommend tea at the WHO. NICE tea.",
            "They say “NICE recommends tea”. [NICE](a.md) recommends it; `NICE recommends`\n\n> NICE recommends\n",
        ] {
            assert_eq!(found(&format!("{text}{SOURCES}"), ID), [""; 0], "{text}");
        }
        for source in [
            "NICE (2019). Tea.",
            "National Institute for Health and Care Excellence. Tea.",
            "Tea. https://www.nice.org.uk/tea.",
        ] {
            let text = format!("NICE recommends tea.\n\n## Sources\n\n1. {source}\n");
            assert_eq!(found(&text, ID), [""; 0], "{text}");
        }
        assert_eq!(found("NICE recommends tea.", ID), [""; 0]);
    }

    #[test]
    fn the_house_says_which_bodies_there_are() {
        let mut fixture = Fixture::new(&format!(
            "The Tea Board recommends tea; NICE recommends it.{SOURCES}"
        ));
        fixture.style.organisations.retain(|it| it.short != "NICE");
        assert_eq!(fixture.found(ID), [""; 0]);
    }
}
