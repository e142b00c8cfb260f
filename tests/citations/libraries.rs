//! Whole entries: nothing is said of a consistent one, and every planted fault is found.

use copydesk::entry::Reading;
use copydesk::entry::citations::{
    Citations, Contradiction, ListedSource, Match, Near, Surnames, Weight,
};
use copydesk::entry::sources;

use super::{house_library, read, read_knowing, shown};

/// An entry of a made library whose first two sources can be told apart, with a PMID in every source line.
fn entries() -> impl Iterator<Item = String> {
    (0..120).map(|number| {
        let (_, text) = house_library::entry(number, 11);
        let mut lines = Vec::new();
        for line in text.split_inclusive('\n') {
            let source = line
                .split_once(". ")
                .and_then(|(n, _)| n.parse::<u32>().ok());
            lines.push(match source {
                Some(n) => line.replace(" DOI: ", &format!(" PMID: {}. DOI: ", 30_000_000 + n)),
                None => line.to_owned(),
            });
        }
        lines.concat()
    })
}

/// Surname and year of each source.
fn listed(text: &str) -> Vec<(String, u16, String)> {
    let reading = Reading::of(text);
    let sources = sources::read(text, &reading.outline);
    sources
        .iter()
        .map(|source| {
            let one = ListedSource::of(text, source);
            let family = one.families.first().expect("an author").to_string();
            let year = one.year.expect("a year").parse().expect("a number");
            (family, year, one.doi.expect("a DOI").to_string())
        })
        .collect()
}

/// The entry with the first citation in its prose replaced.
#[track_caller]
fn planted(text: &str, citation: &str) -> String {
    let (name, year, _) = listed(text).swap_remove(0);
    let old = format!("({name} {year})");
    assert!(text.contains(&old), "{old} is in the prose");
    text.replacen(&old, citation, 1)
}

fn warnings(found: &Citations) -> Vec<String> {
    found
        .list
        .iter()
        .filter(|one| one.weight() == Some(Weight::Warning))
        .map(shown)
        .collect()
}

#[test]
fn nothing_is_said_of_a_consistent_library() {
    let mut citations = 0;
    for text in entries() {
        let sources = listed(&text);
        for citation in &read(&text).list {
            citations += 1;
            let same = |at: &usize| (&sources[*at].0, sources[*at].1);
            match &citation.found {
                Match::One(..) => assert_eq!(citation.weight(), None),
                // Chance makes two sources of one author and year, and then it is right to ask.
                Match::Ambiguous(fit) => assert!(fit.iter().all(|at| same(at) == same(&fit[0]))),
                _ => panic!("{} in\n{text}", shown(citation)),
            }
        }
    }
    assert!(citations > 1000);
}

#[test]
fn every_planted_citation_that_is_not_listed_is_found() {
    let known: Surnames = ["Zellweger"].into_iter().collect();
    for text in entries() {
        for (planted_words, expected) in [
            ("(Zellweger 2011)", "Zellweger 2011 =!"),
            (
                "(Zellweger and Yarrow 2011)",
                "Zellweger and Yarrow 2011 =!",
            ),
            ("by Zellweger et al. (2011)", "Zellweger et al. (2011) =!"),
            (
                "as Zellweger 2011 (PMID 12345678) says",
                "Zellweger 2011 #12345678 =!",
            ),
            (
                "as Zellweger and colleagues’ 2011 trial says",
                "Zellweger and colleagues’ 2011 =!",
            ),
            ("(PMID 12345678)", "PMID 12345678 #12345678 =!"),
            (
                "(DOI 10.5555/nowhere)",
                "10.5555/nowhere @10.5555/nowhere =!",
            ),
            ("as NICE 2011 says", "NICE 2011 =!"),
        ] {
            let found = read(&planted(&text, planted_words));
            assert_eq!(warnings(&found), [expected]);
        }
        let lone = planted(&text, "as Zellweger 2011 says");
        assert_eq!(warnings(&read(&lone)), [""; 0]);
        assert_eq!(
            warnings(&read_knowing(&lone, &known)),
            ["Zellweger 2011 =!"]
        );
    }
}

#[test]
fn every_planted_citation_of_another_year_is_found() {
    for text in entries() {
        let sources = listed(&text);
        let (name, year, _) = &sources[0];
        for off in [-11, -1, 1, 4] {
            let wrong = year.saturating_add_signed(off);
            if sources
                .iter()
                .any(|(other, listed, _)| other == name && *listed == wrong)
            {
                continue;
            }
            for words in [
                format!("({name} {wrong})"),
                format!("as {name} {wrong} says"),
                format!("by {name} et al. ({wrong})"),
                format!("in {name}’s {wrong} review"),
                format!("as {name} {wrong} (PMID 30000001) says"),
            ] {
                let found = read(&planted(&text, &words));
                let by_pmid = words.contains("PMID");
                let findings: Vec<_> = found
                    .list
                    .iter()
                    .filter(|one| one.weight() == Some(Weight::Warning))
                    .collect();
                let [finding] = findings.as_slice() else {
                    panic!("one finding of {words} in {:?}", warnings(&found));
                };
                match &finding.found {
                    Match::Contradiction(Contradiction::Year { owner: 0 }) => assert!(by_pmid),
                    Match::None(Some(near)) => {
                        // Chance may list the name among the authors of another source of that year.
                        let by_chance = near.reason == Near::NotFirstAuthor;
                        assert!(by_chance || &sources[near.source].0 == name);
                        if off.abs() == 1 {
                            assert_eq!(near.reason, Near::YearOneOff);
                        }
                    }
                    other => panic!("{words}: {other:?}"),
                }
            }
        }
    }
}

#[test]
fn every_planted_identifier_of_another_source_is_found() {
    for text in entries() {
        let sources = listed(&text);
        let (name, year, _) = &sources[0];
        let Some(other) = sources.iter().position(|(family, ..)| family != name) else {
            continue;
        };
        let (pmid, doi) = (30_000_001 + other, &sources[other].2);
        for words in [
            format!("({name} {year} PMID {pmid})"),
            format!("as {name} et al. {year} (PMID: {pmid}) say"),
            format!("as {name} {year} (DOI: {doi}) says"),
            format!("as [{name} {year}](https://pubmed.ncbi.nlm.nih.gov/{pmid}/) says"),
            format!("as {name} et al. (PMID {pmid}) say"),
        ] {
            let found = read(&planted(&text, &words));
            let contradictions = found.list.iter().filter(|one| {
                matches!(&one.found, Match::Contradiction(Contradiction::Name { owner, .. }) if *owner == other)
            });
            assert_eq!(contradictions.count(), 1, "{words}");
        }
        let found = read(&planted(&text, &format!("({name} {year}, PMID 12345678)")));
        let unknown = found.list.iter().filter(|one| {
            matches!(&one.found, Match::Contradiction(Contradiction::Identifier { named }) if named.contains(&0))
        });
        assert_eq!(unknown.count(), 1);
    }
}

#[test]
fn the_sample_content_says_what_it_was_written_to_show() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_content");
    let found = |file: &str| {
        let text = std::fs::read_to_string(folder.join(file)).expect("text");
        let seen: Vec<String> = read(&text)
            .list
            .iter()
            .filter(|one| one.weight().is_some())
            .map(shown)
            .collect();
        seen
    };
    assert_eq!(
        found("magnesium/does-magnesium-supplementation-change-wearable-hrv-readings.md"),
        ["Hallström and Wray 2019 =!"]
    );
    assert_eq!(
        found("iron/is-alternate-day-iron-as-good-as-daily-iron.md"),
        ["Brandt's 2019 =1|2"]
    );
    assert_eq!(
        found("b-vitamins/does-metformin-lower-vitamin-b12.md"),
        [""; 0]
    );
}
