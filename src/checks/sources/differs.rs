//! A source that other entries describe otherwise: one PMID, DOI or address, and another title, year, author or DOI.
//!
//! Where most entries agree, those that don't are told; where as many say the one as the other, all are, and either can be
//! written in the place of the other.
//!
//! Knows nothing of: which description is right.

use std::ops::Range;

use crate::checks::index::{Fact, WITNESSES};
use crate::checks::told::{ListedWork, WorkKey};
use crate::checks::{Across, Check, Elsewhere, Findings, Fix, Group, Level, Look, Mending};
use crate::entry::sources::plain;
use crate::entry::{Edit, decoded};
use crate::library::EntryKey;

pub(super) const CHECK: Check = Check {
    id: "source-differs",
    group: Group::Sources,
    title: "Source that other entries describe otherwise",
    level: Level::Warning,
    reason: "One of the entries names a paper that does not exist, or the identifier of another one",
    mending: Mending::Offered,
    since: 1,
    look: Look::Across(look),
};

fn look(across: &Across<'_>, found: &mut Findings) {
    for work in &across.told.works {
        let mut told: Vec<Part> = Vec::new();
        let mut asked = 0;
        for key in &work.keys {
            let who = across.library.who(&Fact::Work(key.clone()));
            // Those who share a PMID share the DOI with it nearly always.
            if who.len() < 2 || asked == who.len() {
                continue;
            }
            asked = who.len();
            let others = || who.iter().filter_map(|other| other_of(across, key, other));
            let is_alike = |other: Other<'_>| {
                let mut compared = Part::ALL.into_iter().filter(|part| part.is_compared(key));
                compared.all(|part| part.agrees(across.text, work, &other))
            };
            // Nearly always the first two agree with it, and then there is no more to ask.
            if others().take(2).all(is_alike) {
                continue;
            }
            let others: Vec<Other<'_>> = others().take(WITNESSES).collect();
            for part in Part::ALL {
                if !told.contains(&part)
                    && part.is_compared(key)
                    && differs(across, work, key, part, &others, found)
                {
                    told.push(part);
                }
            }
        }
    }
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Title,
    Year,
    FirstAuthor,
    Doi,
}

impl Part {
    const ALL: [Self; 4] = [Self::Title, Self::Year, Self::FirstAuthor, Self::Doi];

    /// One address may hold several works of one organisation, in new editions.
    fn is_compared(self, key: &WorkKey) -> bool {
        match key {
            WorkKey::Pmid(_) => true,
            WorkKey::Doi(_) => self != Self::Doi,
            WorkKey::Url(_) => self == Self::Title,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Year => "year",
            Self::FirstAuthor => "first author",
            Self::Doi => "DOI",
        }
    }

    fn at(self, work: &ListedWork) -> Option<&Range<usize>> {
        match self {
            Self::Title => work.title.as_ref(),
            Self::Year => work.year.as_ref(),
            Self::FirstAuthor => work.authors.as_ref(),
            Self::Doi => work.doi.as_ref(),
        }
    }

    /// What it says, and where, as written.
    fn of<'t>(self, text: &'t str, work: &ListedWork) -> Option<&'t str> {
        let words = text.get(self.at(work)?.clone())?;
        Some(match self {
            // `2020a` is a letter of this entry's list.
            Self::Year => words.trim_end_matches(|c: char| c.is_ascii_lowercase()),
            Self::FirstAuthor => words.split([',', ' ']).next().unwrap_or_default(),
            Self::Title | Self::Doi => words,
        })
    }

    /// Where the words stand that it says.
    fn place(self, at: &Range<usize>, words: &str) -> Range<usize> {
        match self {
            Self::FirstAuthor => at.start..at.start + words.len(),
            _ => at.clone(),
        }
    }

    /// What another entry says, in the words of this one.
    fn written(self, other: &Other<'_>, words: &str, own: &str) -> Option<Elsewhere> {
        let place = self.place(self.at(other.work)?, words);
        let line = &other.work.line;
        let start = place.start.checked_sub(line.start)?;
        Some(Elsewhere {
            entry: other.key.clone(),
            line: other.text.get(line.clone())?.to_owned(),
            edit: Edit::new(start..start + place.len(), own),
        })
    }

    /// Whether another entry says the same, or nothing.
    fn agrees(self, text: &str, work: &ListedWork, other: &Other<'_>) -> bool {
        let (own, words) = (self.of(text, work), self.of(other.text, other.work));
        own.zip(words)
            .is_none_or(|(own, words)| self.same(own, words))
    }

    fn same(self, one: &str, other: &str) -> bool {
        if one == other {
            return true;
        }
        let folded = |words: &str| -> String {
            let words = plain(words, &(0..words.len()));
            // In an address a DOI may be written with codes.
            let words = if self == Self::Doi {
                decoded(&words)
            } else {
                words
            };
            let letters = words.chars().filter(|c| c.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect()
        };
        let (one, other) = (folded(one), folded(other));
        // A subtitle that one of the two leaves out is no other title.
        one == other
            || (self == Self::Title && (one.starts_with(&other) || other.starts_with(&one)))
    }
}

fn differs(
    across: &Across<'_>,
    work: &ListedWork,
    key: &WorkKey,
    part: Part,
    others: &[Other<'_>],
    found: &mut Findings,
) -> bool {
    let (Some(own), Some(at)) = (part.of(across.text, work), part.at(work)) else {
        return false;
    };
    let (mut with, mut without) = (1, Vec::new());
    for other in others {
        match part.of(other.text, other.work) {
            Some(words) if !part.same(own, words) => without.push((*other, words)),
            Some(_) => with += 1,
            None => {}
        }
    }
    let Some((first, words)) = without.first().copied().filter(|_| without.len() >= with) else {
        return false;
    };
    let name = match key {
        WorkKey::Pmid(pmid) => format!("PMID {pmid}"),
        WorkKey::Doi(doi) => format!("DOI {doi}"),
        WorkKey::Url(url) => url.to_string(),
    };
    let message = format!(
        "{name} has another {} in {}, source {}: “{}”",
        part.name(),
        first.key.file(),
        first.work.number,
        words
    );
    let place = part.place(at, own);
    let here = |words: &str, label: String| Fix::new(label, Edit::new(place.clone(), words));
    let alike = without.iter().filter(|(_, other)| part.same(words, other));
    let fixes = if alike.count() > with {
        // So many can hardly all be wrong in the same way.
        vec![here(words, format!("Write “{words}”"))]
    } else {
        let there = without
            .iter()
            .filter_map(|(other, words)| part.written(other, words, own));
        let label = match without.as_slice() {
            [_] => format!("Write “{own}” in {}", first.key.file()),
            all => format!("Write “{own}” in {} other entries", all.len()),
        };
        vec![
            here(words, format!("Write “{words}” here")),
            Fix::elsewhere(label, there.collect()),
        ]
    };
    found.add(place.clone(), message, fixes);
    true
}

/// Another entry that lists the work.
#[derive(Debug, Clone, Copy)]
struct Other<'i> {
    key: &'i EntryKey,
    text: &'i str,
    work: &'i ListedWork,
}

fn other_of<'i>(across: &Across<'i>, key: &WorkKey, other: &'i EntryKey) -> Option<Other<'i>> {
    let (text, told) = across
        .library
        .entry(other)
        .filter(|_| other != across.key)?;
    let work = told.works.iter().find(|work| work.keys.contains(key))?;
    Some(Other {
        key: other,
        text,
        work,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SILENCE, TWO, entry};
    use crate::checks::bench::Bench;

    fn bench(sources: &str, others: &[&str]) -> Bench {
        let mut bench = Bench::new(&entry("Tea.", sources));
        let others = others.iter().enumerate();
        let others =
            others.map(|(at, sources)| (format!("iron/other-{at}.md"), entry("Tea.", sources)));
        bench.others = others.collect();
        bench
    }

    #[test]
    fn another_description_elsewhere_is_told_with_its_place() {
        for (old, new, what) in [
            (
                "Tea in the morning",
                "Coffee at noon",
                "PMID 111 has another title in iron/other-0.md, source 1: “Coffee at noon”",
            ),
            (
                "(2019)",
                "(2015)",
                "PMID 111 has another year in iron/other-0.md, source 1: “2015”",
            ),
            (
                "Archer A",
                "Holt A",
                "PMID 111 has another first author in iron/other-0.md, source 1: “Holt”",
            ),
            (
                "10.5555/a",
                "10.5555/z",
                "PMID 111 has another DOI in iron/other-0.md, source 1: “10.5555/z”",
            ),
        ] {
            let bench = bench(TWO, &[&TWO.replace(old, new)]);
            let found = bench.found("source-differs");
            assert_eq!(found.len(), 1, "{new}: {found:?}");
            assert!(
                found[0].starts_with("7:") && found[0].ends_with(what),
                "{found:?}"
            );
            assert_eq!(
                bench.fixed("source-differs"),
                entry("Tea.", &TWO.replace(old, new))
            );
        }
    }

    #[test]
    fn where_either_may_be_right_both_are_offered_by_name() {
        let odd = TWO.replace("Tea in the morning", "Coffee at noon");
        let one = bench(TWO, &[&odd]);
        assert_eq!(
            one.fixes("source-differs"),
            [
                "Write “Coffee at noon” here",
                "Write “Tea in the morning” in iron/other-0.md"
            ]
        );
        let findings = one.findings("source-differs");
        let [change] = findings[0].fixes[1].elsewhere.as_slice() else {
            panic!("one change elsewhere: {findings:?}");
        };
        let text = entry("Tea.", &odd);
        let edits = change.edits(&text).expect("its line is there");
        assert_eq!(*edits.apply(&text).expect("it fits"), *entry("Tea.", TWO));
        assert_eq!(
            bench(TWO, &[&odd, TWO, &odd]).fixes("source-differs"),
            [
                "Write “Coffee at noon” here",
                "Write “Tea in the morning” in 2 other entries"
            ]
        );
        // Three that say three things are no majority.
        let third = TWO.replace("Tea in the morning", "Milk at night");
        assert_eq!(bench(TWO, &[&odd, &third]).fixes("source-differs").len(), 2);
    }

    #[test]
    fn where_most_agree_only_the_odd_one_is_told() {
        let odd = TWO.replace("Tea in the morning", "Coffee at noon");
        assert_eq!(bench(TWO, &[&odd, TWO]).found("source-differs"), SILENCE);
        assert_eq!(
            bench(&odd, &[TWO, TWO]).fixes("source-differs"),
            ["Write “Tea in the morning”"]
        );
    }

    #[test]
    fn descriptions_that_agree_are_left_alone() {
        let url = "1. NHS (2020). Iron. NHS. https://a.example/iron.\n";
        for (sources, other) in [
            (TWO, TWO.to_owned()),
            (
                TWO,
                TWO.replace("Tea in the morning", "Tea in the *Morning*: a trial"),
            ),
            (
                TWO,
                TWO.replace("(2019)", "(2019b)")
                    .replace("Archer A, Bell B", "Archer A et al."),
            ),
            (TWO, TWO.replace("111", "113").replace("5555/a", "5555/c")),
            (
                TWO,
                TWO.replace("DOI: 10.5555/a", "https://doi.org/10.5555%2Fa"),
            ),
            (url, url.replace("2020", "2023")),
            ("", TWO.to_owned()),
        ] {
            assert_eq!(
                bench(sources, &[&other]).found("source-differs"),
                SILENCE,
                "{other}"
            );
        }
    }
}
