//! `a` before the sound of a vowel, `an` before another: `a hour`, `an European`, `a HRV`, `an UL`, `a 8-week`.
//!
//! Only where the sound is sure. Leaves alone: short forms that may be read as a word (`a FODMAP`) and words said in two ways
//! (`an historic`); a paragraph in another language; sources, quotations, code.

use std::sync::LazyLock;

use regex::Regex;

use super::own_words::OwnWords;
use super::pattern;
use crate::checks::prose;
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;

pub(super) const CHECK: Check = Check {
    id: "wrong-article",
    group: Group::Language,
    title: "“a” where “an” is said, or the other way round",
    level: Level::Warning,
    reason: "Whoever reads it aloud stumbles, and so do many who don’t",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

static ARTICLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<ahead>^|[.!?:]\s|[\s(])(?P<article>[Aa]n?)\s(?P<word>[A-Za-z0-9]+)(?P<behind>’|'|\p{L})?",
    )
});

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let own = OwnWords::of(subject);
    for stretch in prose::stretches(&subject.reading.page) {
        let mut is_foreign = None;
        for it in ARTICLE.captures_iter(stretch.text) {
            let (Some(written), Some(word), None) =
                (it.name("article"), it.name("word"), it.name("behind"))
            else {
                continue;
            };
            // `vitamin A intake`
            let begins = it
                .name("ahead")
                .is_some_and(|it| !matches!(it.as_str(), " " | "(" | "\n"));
            let (written, word) = (written.range(), word);
            let is = stretch.text.get(written.clone()).unwrap_or_default();
            let says_vowel = is.len() == 2;
            let behind = stretch.text.get(word.end()..).unwrap_or_default();
            let is_x_ray = matches!(word.as_str(), "X" | "x") && behind.starts_with("-ray");
            let is_vowel = if is_x_ray {
                Some(true)
            } else {
                begins_with_vowel(word.as_str())
            };
            if is == "A" && !begins || is_vowel.is_none_or(|vowel| vowel == says_vowel) {
                continue;
            }
            if *is_foreign.get_or_insert_with(|| FOREIGN.iter().any(|it| stretch.text.contains(it)))
            {
                break;
            }
            let Some(place) = own.place(&stretch, &(written.start..word.end())) else {
                continue;
            };
            let right = match is {
                "a" => "an",
                "A" => "An",
                "an" => "a",
                _ => "A",
            };
            let shown = word.as_str();
            let fix = stretch.source(&written).map(|article| {
                Fix::new(
                    format!("Write “{right} {shown}”"),
                    Edit::new(article, right),
                )
            });
            let message = format!("“{is} {shown}” is said “{right} {shown}”");
            found.add(place, message, fix.into_iter().collect());
        }
    }
}

/// Words of languages in which `a` and `an` are other words.
const FOREIGN: &[&str] = &[
    " der ", " die ", " und ", " la ", " el ", " de ", " le ", " che ", " az ", " ar ",
];

/// Whether a word is said with a vowel first; `None` where that is not sure.
fn begins_with_vowel(word: &str) -> Option<bool> {
    let first = word.chars().next()?;
    if first.is_ascii_digit() {
        let is_number = word.bytes().all(|b| b.is_ascii_digit());
        let is_sure = is_number && first != '0' && word != "1" && (word.len() < 4 || first != '1');
        return is_sure.then_some(first == '8' || matches!(word, "11" | "18"));
    }
    let rest = word.get(1..)?;
    let is_short = rest
        .bytes()
        .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    if first.is_ascii_uppercase() && is_short && !rest.is_empty() {
        return short_form(word, first);
    }
    if word.len() < 3 || !rest.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let small = word.to_ascii_lowercase();
    let begins = |heads: &[&str]| heads.iter().any(|head| small.starts_with(head));
    let second = rest.chars().next()?;
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    match small.chars().next()? {
        _ if FUNCTION.contains(&small.as_str()) => None,
        'a' | 'i' => Some(true),
        'e' => Some(!begins(&["eu", "ew"])),
        'o' if matches!(&*small, "one" | "once" | "oneself") => Some(false),
        'o' => Some(true),
        'u' if begins(&[
            "unit", "univ", "unif", "uniq", "use", "usu", "util", "urin", "uric", "uter",
        ]) =>
        {
            Some(false)
        }
        'u' if begins(&[
            "und", "unc", "unf", "unl", "unp", "unr", "uns", "unt", "unu", "unw", "unk", "ulc",
            "ultra", "up", "urg",
        ]) =>
        {
            Some(true)
        }
        'h' if begins(&["hour", "honest", "honour", "heir"]) => Some(true),
        'h' if begins(&[
            "high", "health", "human", "heart", "half", "hand", "home", "hosp", "help", "harm",
        ]) =>
        {
            Some(false)
        }
        'y' if begins(&["year", "young"]) => Some(false),
        'b' | 'c' | 'd' | 'g' | 'j' | 'k' | 'p' | 'q' | 't' | 'v' | 'w' | 'z' => small
            .contains(|c: char| is_vowel(c) || c == 'y')
            .then_some(false),
        // `an mmol`, `an lncRNA` are said letter by letter.
        'f' | 'l' | 'm' | 'n' | 'r' | 's' => is_vowel(second).then_some(false),
        _ => None,
    }
}

/// A form of capitals is said letter by letter, or as a word: where both begin alike, or none could say it as a word, it is sure.
fn short_form(word: &str, first: char) -> Option<bool> {
    let has_vowel = word.contains(['A', 'E', 'I', 'O', 'U', 'Y']);
    match first {
        'B' | 'C' | 'D' | 'G' | 'J' | 'K' | 'P' | 'Q' | 'T' | 'V' | 'W' | 'Y' | 'Z' => Some(false),
        'A' | 'I' => Some(true),
        'E' | 'O' if !word.starts_with("EU") && !word.starts_with("ON") => Some(true),
        'F' | 'H' | 'L' | 'M' | 'N' | 'R' | 'S' | 'X' if !has_vowel => Some(true),
        _ if ["MRI", "SSRI", "NMDA", "RDA", "NSAID", "HPA", "LDL"].contains(&word) => Some(true),
        _ if ["EU", "UK", "US", "UL", "UTI", "UV", "UVB"].contains(&word) => Some(false),
        _ => None,
    }
}

/// What stands behind a letter that is no article: `a or b`.
const FUNCTION: &[&str] = &[
    "and", "are", "also", "into", "onto", "than", "but", "for", "can", "was", "has", "der", "das",
    "den", "dem",
];

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const ID: &str = "wrong-article";

    #[test]
    fn an_article_that_does_not_fit_the_sound_is_told_and_mended() {
        for (before, after) in [
            ("It takes a hour.", "It takes an hour."),
            ("This is an European rule.", "This is a European rule."),
            ("It was an one off.", "It was a one off."),
            ("It was an one-off.", "It was a one-off."),
            ("It shows a HRV trend.", "It shows an HRV trend."),
            ("There is an UL for it.", "There is a UL for it."),
            ("After a 8-week trial.", "After an 8-week trial."),
            ("After a MRI scan.", "After an MRI scan."),
            ("After a X-ray.", "After an X-ray."),
            ("After an 12-week trial.", "After a 12-week trial."),
            ("A adult needs it.", "An adult needs it."),
            ("Tea. An cup helps.", "Tea. A cup helps."),
            ("It is a *important* point.", "It is an *important* point."),
            ("With an BMI of 30.", "With a BMI of 30."),
            (
                "It is a unusual, an useful one.",
                "It is an unusual, a useful one.",
            ),
        ] {
            assert_eq!(Fixture::new(before).fixed(ID), after);
        }
        assert_eq!(
            found("It takes a hour.", ID),
            ["1:10 \"a hour\" “a hour” is said “an hour”"]
        );
    }

    #[test]
    fn articles_that_fit_or_may_fit_are_left_alone() {
        for text in [
            "",
            "An hour, a European, an X-ray, a one-off, an MRI, an HRV, a UL, an 8-week, an 11-day, a 12-week, an 800 mg, a 1,100 mg one.",
            "Vitamin A intake, hepatitis A infection, a FODMAP diet, a NICE guideline, a SACN report, an NSAID, a RAND study.",
            "An historic hotel, an mRNA, an eGFR, an n-3, an mmol, a unit, a union, a uniform, an unimportant one, a once-daily dose.",
            "Plan a or b, a and b, (a) intake; an S-shaped one, an x-ray, an L-form, an apple, an umbrella, a useful euphoria.",
            "Sie denkt an den Tag und an die Nacht, und an keine der anderen.",
            "“a hour” `a hour`\n\n> a hour\n",
            "## Sources\n\n1. Archer A (2019). A hour of tea. Journal of Tea. DOI: 10.5555/x.\n",
        ] {
            assert_eq!(found(text, ID), [""; 0], "{text}");
        }
    }
}
