//! A source that other entries describe differently: one PMID, DOI or address, and another title, year, author, journal or
//! identifier; and a line whose PMID and DOI the library lists as two works.
//!
//! Where most entries agree, only the others are reported; where they are evenly split, all are, and either version can
//! replace the other. A journal that is only written in two ways is a note.

use std::borrow::Cow;
use std::ops::Range;

use crate::checks::entry_facts::{ListedWork, WorkKey};
use crate::checks::index::{Fact, WITNESSES};
use crate::checks::{Across, Check, Findings, Fix, FixElsewhere, FixKind, Group, Level, Look};
use crate::entry::citations::{bare_name, fold_name};
use crate::entry::journals::{self, Journals};
use crate::entry::sources::{Name, plain, read_line};
use crate::entry::{Edit, decoded};
use crate::library::EntryKey;
use crate::references::status_of_title;

pub(super) const CHECK: Check = Check {
    id: "source-differs",
    group: Group::Sources,
    title: "Source described differently elsewhere",
    level: Level::Warning,
    reason: "One of the entries names a paper that does not exist, or the identifier of another one",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Across(look),
};

fn look(across: &Across<'_>, found: &mut Findings) {
    for work in &across.facts.works {
        let own = Line {
            key: across.key,
            text: across.text,
            work,
        };
        if two_works(across, own, found) {
            continue;
        }
        let mut told: Vec<Part> = Vec::new();
        let mut asked: &[EntryKey] = &[];
        for key in &work.keys {
            let who = across.library.who(&Fact::Work(key.clone()));
            // Those who share a PMID share the DOI with it nearly always.
            let are_same = |one: &[EntryKey], other: &[EntryKey]| {
                one.len() == other.len()
                    && one.iter().zip(other).take(WITNESSES).all(|(a, b)| a == b)
            };
            if who.len() < 2 || are_same(asked, who) {
                continue;
            }
            asked = who;
            let others = || who.iter().filter_map(|other| other_of(across, key, other));
            let is_alike = |other: Line<'_>| {
                if own.whole() == other.whole() {
                    return true;
                }
                let mut compared = Part::ALL.into_iter().filter(|part| part.is_compared(key));
                compared.all(|part| part.agrees(key, own, other))
            };
            // Nearly always the first two agree with it, and then there is no more to ask.
            if others().take(2).all(is_alike) {
                continue;
            }
            let others: Vec<Line<'_>> = others().take(WITNESSES).collect();
            for part in Part::ALL {
                let is_told = told.contains(&part)
                    // Who begins with another name has other authors, and another journal is written otherwise.
                    || part == Part::Authors && told.contains(&Part::FirstAuthor)
                    || part == Part::JournalName && told.contains(&Part::Journal);
                if !is_told && part.is_compared(key) && differs(own, key, part, &others, found) {
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
    /// All of them.
    Authors,
    Journal,
    /// How one journal is written.
    JournalName,
    Pmid,
    Doi,
}

impl Part {
    const ALL: [Self; 8] = [
        Self::Title,
        Self::Year,
        Self::FirstAuthor,
        Self::Authors,
        Self::Journal,
        Self::JournalName,
        Self::Pmid,
        Self::Doi,
    ];

    fn is_compared(self, key: &WorkKey) -> bool {
        match key {
            WorkKey::Pmid(_) => self != Self::Pmid,
            WorkKey::Doi(_) => self != Self::Doi,
            // One address may hold several works of one organisation, in new editions; a whole site holds anything.
            WorkKey::Url(url) => {
                url.contains('/') && matches!(self, Self::Title | Self::FirstAuthor)
            }
        }
    }

    /// “another title”
    fn other(self) -> &'static str {
        match self {
            Self::Title => "another title",
            Self::Year => "another year",
            Self::FirstAuthor => "another first author",
            Self::Authors => "other authors",
            Self::Journal => "another journal",
            Self::JournalName => "its journal written otherwise",
            Self::Pmid => "another PMID",
            Self::Doi => "another DOI",
        }
    }

    fn level(self) -> Level {
        match self {
            Self::JournalName => Level::Note,
            _ => Level::Warning,
        }
    }

    fn at(self, work: &ListedWork) -> Option<&Range<usize>> {
        match self {
            Self::Title => work.title.as_ref(),
            Self::Year => work.year.as_ref(),
            Self::FirstAuthor | Self::Authors => work.authors.as_ref(),
            Self::Journal | Self::JournalName => work.container.as_ref(),
            Self::Pmid => work.pmid.as_ref(),
            Self::Doi => work.doi.as_ref(),
        }
    }

    /// Whether two lines say the same, or one of them nothing.
    fn agrees(self, key: &WorkKey, one: Line<'_>, other: Line<'_>) -> bool {
        let (Some(words), Some(others)) = (one.words(self), other.words(self)) else {
            return true;
        };
        if words == others {
            return true;
        }
        match self {
            Self::Title => is_one_title(words, others),
            Self::FirstAuthor => {
                let is_page = matches!(key, WorkKey::Url(_));
                People::of(one).begin_alike(&People::of(other), is_page)
            }
            Self::Authors => People::of(one).are(&People::of(other)),
            Self::Journal => {
                let (words, others) = (shown(words), shown(others));
                journals::compare(&words, &others) != Journals::Different
            }
            Self::JournalName => {
                let (words, others) = (shown(words), shown(others));
                journals::compare(&words, &others) != Journals::SaidOtherwise
            }
            // In an address a DOI may be written with codes.
            Self::Doi => folded(&decoded(&shown(words))) == folded(&decoded(&shown(others))),
            Self::Year | Self::Pmid => folded(words) == folded(others),
        }
    }
}

fn shown(words: &str) -> Cow<'_, str> {
    plain(words, &(0..words.len()))
}

fn folded(words: &str) -> String {
    let letters = words.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// A subtitle that one of the two leaves out is no other title, and neither is the mark of what became of the work.
fn is_one_title(one: &str, other: &str) -> bool {
    let letters = |title: &str| {
        let title = shown(title);
        let bare = match (status_of_title(&title), title.split_once([':', ']'])) {
            (Some(_), Some((_, bare))) if !bare.trim().is_empty() => bare,
            _ => &title,
        };
        // `&` is “and”, as some exports write it.
        folded(&bare.replace('&', " and "))
    };
    let (one, other) = (letters(one), letters(other));
    one.starts_with(&other) || other.starts_with(&one)
}

/// Who wrote a work, as a line says it.
struct People {
    /// Family names and names of organisations, folded.
    names: Vec<(String, bool)>,
    /// The list goes on.
    is_cut: bool,
}

impl People {
    fn of(line: Line<'_>) -> Self {
        let written = line.whole().unwrap_or_default();
        let authors = read_line(written).authors;
        let name = |name: &Name| {
            let (range, is_person) = match name {
                Name::Person { family, .. } => (family, true),
                Name::Organisation(range) => (range, false),
            };
            (fold_name(&plain(written, range)), is_person)
        };
        Self {
            is_cut: authors.as_ref().is_some_and(|it| it.et_al.is_some()),
            names: authors.iter().flat_map(|it| &it.names).map(name).collect(),
        }
    }

    /// Whether the first of both is the same. A page may be by a body in one line and by a person in another.
    fn begin_alike(&self, other: &Self, is_page: bool) -> bool {
        let (Some((one, is_person)), Some((two, other_is_person))) =
            (self.names.first(), other.names.first())
        else {
            return true;
        };
        match (is_person, other_is_person) {
            (true, true) => is_one_family(one, two),
            _ if is_page => true,
            (false, false) => is_one_body(one, two),
            // A name without initials reads like that of a body.
            (true, false) => two.starts_with(one.as_str()),
            (false, true) => one.starts_with(two.as_str()),
        }
    }

    /// Whether the people are the same, as far as both lists go. Bodies on whose behalf they wrote are often left out.
    fn are(&self, other: &Self) -> bool {
        let people = |of: &Self| -> Vec<String> {
            let people = of.names.iter().filter(|(_, is_person)| *is_person);
            people.map(|(name, _)| name.clone()).collect()
        };
        let (one, two) = (people(self), people(other));
        let both = one.len().min(two.len());
        if one.is_empty() || two.is_empty() {
            return true;
        }
        // `Archer A et al.` may leave out as many as it likes; a list that ends without a word is the whole one.
        let ends_alike = one.len() == two.len()
            || (one.len() == both && self.is_cut)
            || (two.len() == both && other.is_cut);
        ends_alike
            && one
                .iter()
                .zip(&two)
                .all(|(one, two)| is_one_family(one, two))
    }
}

/// `van der Meer` is `Meer` where a list leaves particles out.
fn is_one_family(one: &str, other: &str) -> bool {
    one == other || bare_name(one) == bare_name(other)
}

/// `WHO` is `World Health Organization`, and so is `World Health Organization (WHO)`.
fn is_one_body(one: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let words = name.split(|c: char| !c.is_alphanumeric());
        let words = words.filter(|word| {
            !word.is_empty() && !matches!(*word, "the" | "of" | "for" | "and" | "on")
        });
        words.map(str::to_owned).collect()
    };
    let is_short = |short: &[String], long: &[String]| {
        let [short] = short else {
            return false;
        };
        let initials: String = long.iter().filter_map(|word| word.chars().next()).collect();
        // `NICE` of *National Institute for Health and Care Excellence* leaves a word out.
        let mut left = initials.chars();
        short.len() >= 2
            && (long.contains(short) || short.chars().all(|letter| left.any(|next| next == letter)))
    };
    let (one, other) = (words(one), words(other));
    let both = one.len().min(other.len());
    one.iter().take(both).eq(other.iter().take(both))
        || is_short(&one, &other)
        || is_short(&other, &one)
}

/// A source line of an entry.
#[derive(Debug, Clone, Copy)]
struct Line<'i> {
    key: &'i EntryKey,
    text: &'i str,
    work: &'i ListedWork,
}

impl<'i> Line<'i> {
    fn whole(self) -> Option<&'i str> {
        self.text.get(self.work.line.clone())
    }

    /// What it says, as written.
    fn words(self, part: Part) -> Option<&'i str> {
        let words = self.text.get(part.at(self.work)?.clone())?;
        Some(match part {
            // `2020a` is a letter of this entry's list.
            Part::Year => words.trim_end_matches(|c: char| c.is_ascii_lowercase()),
            _ => words,
        })
    }

    /// The words that are told and changed, and where they stand: of the first author only the name.
    fn place(self, part: Part) -> Option<(Range<usize>, &'i str)> {
        let at = part.at(self.work)?.clone();
        if part != Part::FirstAuthor {
            return Some((at.clone(), self.text.get(at)?));
        }
        let line = &self.work.line;
        let authors = read_line(self.text.get(line.clone())?).authors?;
        let (Name::Person { family: name, .. } | Name::Organisation(name)) =
            authors.names.first()?.clone();
        let name = line.start + name.start..line.start + name.end;
        Some((name.clone(), self.text.get(name)?))
    }

    /// These words in the place of what it says.
    fn with(self, part: Part, words: &str) -> Option<FixElsewhere> {
        let (place, _) = self.place(part)?;
        let line = &self.work.line;
        let start = place.start.checked_sub(line.start)?;
        Some(FixElsewhere {
            entry: self.key.clone(),
            line: self.text.get(line.clone())?.to_owned(),
            edit: Edit::new(start..start + place.len(), words),
        })
    }

    /// `iron/tea.md, source 3: “Tea”`
    fn says(self, words: &str) -> String {
        format!(
            "{}, source {}: “{words}”",
            self.key.file(),
            self.work.number
        )
    }
}

fn differs(
    own: Line<'_>,
    key: &WorkKey,
    part: Part,
    others: &[Line<'_>],
    found: &mut Findings,
) -> bool {
    let Some((place, words)) = own.place(part) else {
        return false;
    };
    let (mut with, mut without) = (1, Vec::new());
    for other in others {
        if !part.agrees(key, own, *other) {
            without.push(*other);
        } else if other.words(part).is_some() {
            with += 1;
        }
    }
    let first = without.first().filter(|_| without.len() >= with);
    let Some((first, (_, first_words))) = first.and_then(|it| Some((it, it.place(part)?))) else {
        return false;
    };
    let message = format!(
        "{} has {} in {}",
        name(key),
        part.other(),
        first.says(first_words)
    );
    let here = |label: String| Fix::new(label, Edit::new(place.clone(), first_words));
    let alike = without
        .iter()
        .filter(|other| part.agrees(key, *first, **other));
    let fixes = if alike.count() > with {
        // So many can hardly all be wrong in the same way.
        vec![here(format!("Write “{first_words}”"))]
    } else {
        let there = without.iter().filter_map(|other| other.with(part, words));
        let label = match without.as_slice() {
            [_] => format!("Write “{words}” in {}", first.key.file()),
            all => format!("Write “{words}” in {} other entries", all.len()),
        };
        vec![
            here(format!("Write “{first_words}” here")),
            Fix::elsewhere(label, there.collect()),
        ]
    };
    found.add_at(part.level(), place.clone(), message, fixes);
    true
}

fn name(key: &WorkKey) -> String {
    match key {
        WorkKey::Pmid(pmid) => format!("PMID {pmid}"),
        WorkKey::Doi(doi) => format!("DOI {doi}"),
        WorkKey::Url(url) => url.to_string(),
    }
}

/// A line with the PMID of one work and the DOI of another, as other entries list them. Each of the two alone would be told
/// as another title, and what that offers to write would be the title of the wrong one.
fn two_works(across: &Across<'_>, own: Line<'_>, found: &mut Findings) -> bool {
    let key = |is_it: fn(&WorkKey) -> bool| own.work.keys.iter().find(|key| is_it(key));
    let (Some(pmid), Some(doi)) = (
        key(|key| matches!(key, WorkKey::Pmid(_))),
        key(|key| matches!(key, WorkKey::Doi(_))),
    ) else {
        return false;
    };
    // A line that has both as well bears this one out: then it is told what each identifier is listed with.
    let others = |key: &WorkKey| -> Option<Vec<Line<'_>>> {
        let who = across.library.who(&Fact::Work(key.clone())).iter();
        let lines = who.filter_map(|other| other_of(across, key, other));
        let lines: Vec<Line<'_>> = lines.take(WITNESSES).collect();
        let has_both =
            |line: &Line<'_>| line.work.keys.contains(pmid) && line.work.keys.contains(doi);
        (!lines.is_empty() && !lines.iter().any(has_both)).then_some(lines)
    };
    let Some((by_pmid, by_doi)) = others(pmid).and_then(|by_pmid| Some((by_pmid, others(doi)?)))
    else {
        return false;
    };
    let is_one = |one: Line<'_>, other: Line<'_>| Part::Title.agrees(pmid, one, other);
    let agree = |lines: &[Line<'_>]| -> bool {
        let first = lines.first().copied();
        first.is_some_and(|first| lines.iter().all(|line| is_one(first, *line)))
    };
    let (Some(one), Some(two)) = (by_pmid.first().copied(), by_doi.first().copied()) else {
        return false;
    };
    if !agree(&by_pmid) || !agree(&by_doi) || is_one(one, two) {
        return false;
    }
    // The identifier of the work that the line does not describe is the wrong one.
    let wrong = match (is_one(own, one), is_one(own, two)) {
        (true, false) => Some((Part::Doi, one)),
        (false, true) => Some((Part::Pmid, two)),
        _ => None,
    };
    let part = wrong.map_or(Part::Pmid, |(part, _)| part);
    let Some((place, _)) = own.place(part) else {
        return false;
    };
    let title = |line: Line<'_>| line.says(line.words(Part::Title).unwrap_or_default());
    let message = format!(
        "{} and {} belong to two works: {} and {}",
        name(pmid),
        name(doi),
        title(one),
        title(two)
    );
    let right = wrong.and_then(|(part, of)| Some((of, of.place(part)?.1)));
    let fix = right.map(|(of, words)| {
        let label = format!("Write {words}, as in {}", of.key.file());
        Fix::new(label, Edit::new(place.clone(), words))
    });
    found.add(place.clone(), message, fix.into_iter().collect());
    true
}

/// How another entry lists the work.
fn other_of<'i>(across: &Across<'i>, key: &WorkKey, other: &'i EntryKey) -> Option<Line<'i>> {
    let (text, facts) = across
        .library
        .entry(other)
        .filter(|_| other != across.key)?;
    let work = facts.works.iter().find(|work| work.keys.contains(key))?;
    Some(Line {
        key: other,
        text,
        work,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SILENCE, TWO, entry};
    use crate::checks::fixture::Fixture;

    fn fixture(sources: &str, others: &[&str]) -> Fixture {
        let mut fixture = Fixture::new(&entry("Tea.", sources));
        let others = others.iter().enumerate();
        let others =
            others.map(|(at, sources)| (format!("iron/other-{at}.md"), entry("Tea.", sources)));
        fixture.others = others.collect();
        fixture
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
            let fixture = fixture(TWO, &[&TWO.replace(old, new)]);
            let found = fixture.found("source-differs");
            assert_eq!(found.len(), 1, "{new}: {found:?}");
            assert!(
                found[0].starts_with("7:") && found[0].ends_with(what),
                "{found:?}"
            );
            assert_eq!(
                fixture.fixed("source-differs"),
                entry("Tea.", &TWO.replace(old, new))
            );
        }
    }

    #[test]
    fn other_authors_another_journal_and_another_pmid_are_told() {
        for (old, new, what) in [
            (
                "Archer A, Bell B",
                "Archer A, Ball B",
                "PMID 111 has other authors in iron/other-0.md, source 1: “Archer A, Ball B”",
            ),
            (
                "Archer A, Bell B",
                "Archer A",
                "PMID 111 has other authors in iron/other-0.md, source 1: “Archer A”",
            ),
            (
                "morning. Nutrients",
                "morning. J Nutr",
                "PMID 111 has another journal in iron/other-0.md, source 1: “J Nutr”",
            ),
            (
                "PMID: 111",
                "PMID: 119",
                "DOI 10.5555/a has another PMID in iron/other-0.md, source 1: “119”",
            ),
        ] {
            let fixture = fixture(TWO, &[&TWO.replace(old, new)]);
            let found = fixture.found("source-differs");
            assert_eq!(found.len(), 1, "{new}: {found:?}");
            assert!(found[0].ends_with(what), "{found:?}");
            assert_eq!(
                fixture.fixed("source-differs"),
                entry("Tea.", &TWO.replace(old, new))
            );
        }
    }

    #[test]
    fn one_journal_written_in_two_ways_is_a_note() {
        let other = TWO.replace("morning. Nutrients.", "morning. Nutrients (Basel).");
        assert_eq!(
            fixture(TWO, &[&other]).found("source-differs"),
            [
                "7:49 \"Nutrients\" (note) PMID 111 has its journal written otherwise in iron/other-0.md, source 1: \
                 “Nutrients (Basel)”"
            ]
        );
    }

    #[test]
    fn a_sign_for_and_makes_no_other_title() {
        let line = "1. Archer A (2020). Iron and tea. J Tea. PMID: 90000111.\n";
        let other = line.replace("Iron and", "Iron &");
        assert_eq!(fixture(line, &[&other]).found("source-differs"), SILENCE);
    }

    #[test]
    fn one_address_by_two_people_is_told_and_by_a_body_and_a_person_is_not() {
        let page = "1. Archer A (2020). Iron in food. NIH. https://a.example/NBK1.\n";
        let of = |authors: &str| {
            fixture(page, &[&page.replace("Archer A", authors)]).found("source-differs")
        };
        assert_eq!(
            of("Holt B, Archer A"),
            [
                "7:4 \"Archer\" a.example/NBK1 has another first author in iron/other-0.md, source 1: “Holt”"
            ]
        );
        for same in [
            "Archer A, Holt B",
            "Archer A et al.",
            "National Institutes of Health",
        ] {
            assert_eq!(of(same), SILENCE, "{same}");
        }
        let site = page.replace("/NBK1", "");
        assert_eq!(
            fixture(&site, &[&site.replace("Archer A", "Holt B")]).found("source-differs"),
            SILENCE,
            "a whole site is no page"
        );
    }

    #[test]
    fn a_line_with_the_pmid_of_one_work_and_the_doi_of_another_is_told_as_such() {
        let torn = TWO
            .lines()
            .next()
            .unwrap()
            .replace("10.5555/a", "10.5555/b")
            + "\n";
        let one = fixture(&torn, &[TWO]);
        assert_eq!(
            one.found("source-differs"),
            [
                "7:76 \"10.5555/b\" PMID 111 and DOI 10.5555/b belong to two works: iron/other-0.md, source 1: “Tea in the \
                 morning” and iron/other-0.md, source 2: “Milk at night”"
            ]
        );
        assert_eq!(
            one.fixed("source-differs"),
            entry("Tea.", TWO.lines().next().unwrap()) + "\n"
        );
        // Neither of the others has both.
        let bare = TWO
            .replace(" DOI: 10.5555/a.", "")
            .replace(" PMID: 112.", "");
        let one = fixture(&torn, &[&bare]);
        assert_eq!(one.found("source-differs").len(), 1);
        assert_eq!(
            one.fixes("source-differs"),
            SILENCE,
            "nobody says which is right"
        );
        let whole = TWO.lines().next().unwrap().to_owned() + "\n";
        assert_eq!(
            fixture(&whole, &[TWO, &bare]).found("source-differs"),
            SILENCE
        );
    }

    #[test]
    fn where_either_may_be_right_both_are_offered_by_name() {
        let odd = TWO.replace("Tea in the morning", "Coffee at noon");
        let one = fixture(TWO, &[&odd]);
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
            fixture(TWO, &[&odd, TWO, &odd]).fixes("source-differs"),
            [
                "Write “Coffee at noon” here",
                "Write “Tea in the morning” in 2 other entries"
            ]
        );
        // Three that say three things are no majority.
        let third = TWO.replace("Tea in the morning", "Milk at night");
        assert_eq!(
            fixture(TWO, &[&odd, &third]).fixes("source-differs").len(),
            2
        );
    }

    #[test]
    fn where_most_agree_only_the_odd_one_is_told() {
        let odd = TWO.replace("Tea in the morning", "Coffee at noon");
        assert_eq!(fixture(TWO, &[&odd, TWO]).found("source-differs"), SILENCE);
        assert_eq!(
            fixture(&odd, &[TWO, TWO]).fixes("source-differs"),
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
            (TWO, TWO.replace("Nutrients", "nutrients")),
            (TWO, TWO.replace("(2019). Tea", "(2019). RETRACTED: Tea")),
            (TWO, TWO.replace("Archer A", "Árcher A")),
            (
                &TWO.replace("Nutrients", "J Am Coll Cardiol"),
                TWO.replace("Nutrients", "Journal of the American College of Cardiology"),
            ),
            (
                &TWO.replace("Archer A, Bell B", "WHO"),
                TWO.replace("Archer A, Bell B", "World Health Organization"),
            ),
            (
                &TWO.replace("Archer A, Bell B", "van der Meer A"),
                TWO.replace("Archer A, Bell B", "Meer A"),
            ),
            (url, url.replace("2020", "2023")),
            ("", TWO.to_owned()),
        ] {
            assert_eq!(
                fixture(sources, &[&other]).found("source-differs"),
                SILENCE,
                "{other}"
            );
        }
    }
}
