//! What kind of evidence a source is, where its line tells. A kind that is guessed wrong misleads a reviewer more than none, so
//! each needs words that are used of nothing else, and a line that speaks of two kinds is none.

use std::fmt;

use crate::entry::sources::{Source, SourceField};

/// What kind of evidence a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Evidence {
    Review,
    Trial,
    Guideline,
    FactSheet,
    AnimalStudy,
    #[default]
    NotStated,
}

impl Evidence {
    /// What the line of a source says it is.
    pub fn of(text: &str, source: &Source) -> Self {
        let words = |field| {
            let value = source.value(text, field).unwrap_or_default();
            spaced(&value)
        };
        let (title, container) = (words(SourceField::Title), words(SourceField::Container));
        let says = |list: &[&str]| list.iter().any(|it| title.contains(&spaced(it)));
        if says(ABOUT_ANOTHER) {
            return Self::NotStated;
        }
        if says(ANIMALS) {
            return Self::AnimalStudy;
        }
        let published_by = |list: &[&str]| list.iter().any(|it| container.contains(&spaced(it)));
        let kinds = [
            (
                says(REVIEWS) || published_by(&["cochrane database"]),
                Self::Review,
            ),
            (says(GUIDELINES), Self::Guideline),
            (
                says(FACT_SHEETS) || published_by(&["nhs website"]),
                Self::FactSheet,
            ),
            (says(TRIALS), Self::Trial),
        ];
        let mut told = kinds
            .into_iter()
            .filter(|(is, _)| *is)
            .map(|(_, kind)| kind);
        match (told.next(), told.next()) {
            (Some(kind), None) => kind,
            // `A meta-analysis of randomised controlled trials`
            (Some(Self::Review), Some(Self::Trial)) => Self::Review,
            _ => Self::NotStated,
        }
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Review => "Review",
            Self::Trial => "Trial",
            Self::Guideline => "Guideline",
            Self::FactSheet => "Fact sheet",
            Self::AnimalStudy => "Animal study",
            Self::NotStated => "Kind not stated",
        })
    }
}

/// How many sources there are of each kind, for a line: `1 review, 2 fact sheets, 1 kind not stated`.
pub fn counted(kinds: &[Evidence]) -> String {
    let mut all = kinds.to_vec();
    all.sort_unstable();
    let groups = all.chunk_by(|one, other| one == other).filter_map(|group| {
        let count = group.len();
        let name = group.first()?.to_string().to_lowercase();
        Some(match group.first()? {
            Evidence::NotStated => format!("{count} {name}"),
            Evidence::AnimalStudy if count > 1 => format!("{count} animal studies"),
            _ if count > 1 => format!("{count} {name}s"),
            _ => format!("{count} {name}"),
        })
    });
    groups.collect::<Vec<_>>().join(", ")
}

/// Small letters and digits with a blank on either side of each word, so that words are found whole.
fn spaced(words: &str) -> String {
    let mut spaced = String::from(" ");
    for letter in words.chars() {
        if letter.is_alphanumeric() {
            spaced.extend(letter.to_lowercase());
        } else if !spaced.ends_with(' ') {
            spaced.push(' ');
        }
    }
    if !spaced.ends_with(' ') {
        spaced.push(' ');
    }
    spaced
}

/// What is about a study, or takes it back, is not the study.
const ABOUT_ANOTHER: &[&str] = &[
    "protocol",
    "rationale and design",
    "study design",
    "comment on",
    "letter to the editor",
    "reply to",
    "response to",
    "erratum",
    "corrigendum",
    "correction",
    "retracted",
    "retraction",
];
const ANIMALS: &[&str] = &[
    "in mice",
    "in rats",
    "in mouse",
    "in rat",
    "mouse model",
    "mice model",
    "rat model",
    "murine",
    "wistar",
    "sprague dawley",
    "zebrafish",
    "in pigs",
    "in piglets",
    "in rabbits",
    "in broilers",
    "animal study",
    "animal model",
    "rodents",
];
const REVIEWS: &[&str] = &[
    "systematic review",
    "meta analysis",
    "meta analyses",
    "metaanalysis",
    "umbrella review",
    "scoping review",
    "narrative review",
    "literature review",
    "critical review",
    "a review",
    "an overview of reviews",
];
const GUIDELINES: &[&str] = &[
    "practice guideline",
    "practice guidelines",
    "clinical guideline",
    "clinical guidelines",
    "guideline for",
    "guidelines for",
    "guideline on",
    "guidelines on",
    "position statement",
    "consensus statement",
];
const FACT_SHEETS: &[&str] = &[
    "fact sheet",
    "factsheet",
    "information sheet",
    "patient information leaflet",
];
const TRIALS: &[&str] = &[
    "randomised controlled trial",
    "randomized controlled trial",
    "randomised trial",
    "randomized trial",
    "randomised clinical trial",
    "randomized clinical trial",
    "randomised controlled trials",
    "randomized controlled trials",
    "randomised placebo controlled",
    "randomized placebo controlled",
    "placebo controlled trial",
    "controlled trial",
    "clinical trial",
    "crossover trial",
    "cross over trial",
    "double blind",
    "pilot trial",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::sources::read_line;

    fn kind(line: &str) -> Evidence {
        Evidence::of(line, &read_line(line))
    }

    #[test]
    fn the_kind_is_what_the_line_says() {
        for (title, container, expected) in [
            (
                "Iron every other day: a randomised, placebo-controlled trial",
                "Lancet",
                Evidence::Trial,
            ),
            (
                "Magnesium and sleep: a systematic review and meta-analysis of randomised controlled trials",
                "Nutrients",
                Evidence::Review,
            ),
            (
                "Iron for adults",
                "Cochrane Database of Systematic Reviews",
                Evidence::Review,
            ),
            (
                "Iron: Fact Sheet for Health Professionals",
                "NIH Office of Dietary Supplements",
                Evidence::FactSheet,
            ),
            ("Iron", "NHS website", Evidence::FactSheet),
            (
                "Guideline for the management of iron deficiency",
                "Gut",
                Evidence::Guideline,
            ),
            (
                "Magnesium intake reverses stress in mice: a review",
                "Brain Res",
                Evidence::AnimalStudy,
            ),
        ] {
            let line = format!("Osei K, Brandt J (2018). {title}. {container}. DOI: 10.5555/a.1.");
            assert_eq!(kind(&line), expected, "{line}");
        }
    }

    #[test]
    fn a_line_that_does_not_say_or_says_two_things_is_of_no_kind() {
        for title in [
            "Tea and iron",
            "Adherence to guidelines",
            "Iron every other day: protocol for a randomised controlled trial",
            "Guidelines for the conduct of a systematic review",
            "Retracted: iron in a randomised trial",
            "Comment on a meta-analysis",
            "Mice",
        ] {
            let line = format!("Osei K (2018). {title}. Nature Reviews. DOI: 10.5555/a.1.");
            assert_eq!(kind(&line), Evidence::NotStated, "{line}");
        }
    }

    #[test]
    fn kinds_are_counted_in_words() {
        use Evidence::{AnimalStudy, FactSheet, NotStated, Review};
        assert_eq!(
            counted(&[FactSheet, NotStated, Review, FactSheet]),
            "1 review, 2 fact sheets, 1 kind not stated"
        );
        assert_eq!(counted(&[AnimalStudy, AnimalStudy]), "2 animal studies");
    }
}
