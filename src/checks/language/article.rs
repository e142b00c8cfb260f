//! `a` before the sound of a vowel, `an` before another: `a hour`, `an European`, `a HRV`, `an UL`, `a 8-week`.
//!
//! Only where the sound is sure. Leaves alone: short forms that may be read as a word (`a FODMAP`) and words said in two ways
//! (`an historic`); a paragraph in another language; sources, quotations, code.

use std::ops::Range;

use super::own_words::OwnWords;
use crate::checks::prose;
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;

pub(super) const CHECK: Check = Check {
    id: "wrong-article",
    group: Group::Language,
    title: "Wrong article, “a” or “an”",
    level: Level::Warning,
    reason: "Readers stumble over it",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let own = OwnWords::of(subject);
    for stretch in prose::stretches(&subject.reading.page) {
        let mut is_foreign = None;
        for it in articles(stretch.text) {
            let is = stretch.text.get(it.article.clone()).unwrap_or_default();
            let word = stretch.text.get(it.word.clone()).unwrap_or_default();
            let says_vowel = is.len() == 2;
            let behind = stretch.text.get(it.word.end..).unwrap_or_default();
            let is_x_ray = matches!(word, "X" | "x") && behind.starts_with("-ray");
            let is_vowel = if is_x_ray {
                Some(true)
            } else {
                begins_with_vowel(word)
            };
            // `vitamin A intake`
            if is == "A" && !it.begins || is_vowel.is_none_or(|vowel| vowel == says_vowel) {
                continue;
            }
            if *is_foreign.get_or_insert_with(|| FOREIGN.iter().any(|it| stretch.text.contains(it)))
            {
                break;
            }
            let Some(place) = own.place(&stretch, &(it.article.start..it.word.end)) else {
                continue;
            };
            let right = match is {
                "a" => "an",
                "A" => "An",
                "an" => "a",
                _ => "A",
            };
            let fix = stretch.source(&it.article).map(|article| {
                Fix::new(format!("Write “{right} {word}”"), Edit::new(article, right))
            });
            let message = format!("“{is} {word}” is said “{right} {word}”");
            found.add(place, message, fix.into_iter().collect());
        }
    }
}

/// An article and the word behind it.
struct Article {
    article: Range<usize>,
    word: Range<usize>,
    /// A sentence begins with it.
    begins: bool,
}

/// The articles before a word of letters and digits, in the order of the text. Of `a an apple` the first is one.
fn articles(text: &str) -> impl Iterator<Item = Article> {
    let mut until = 0;
    memchr::memchr2_iter(b'a', b'A', text.as_bytes()).filter_map(move |start| {
        let (before, rest) = text.split_at_checked(start)?;
        let rest = rest.get(1..)?;
        let rest = rest.strip_prefix('n').unwrap_or(rest);
        let word = rest.strip_prefix(char::is_whitespace)?;
        let ahead = before.chars().next_back();
        let is_apart = ahead.is_none_or(|c| c == '(' || c.is_whitespace());
        if !is_apart || start < until + ahead.map_or(0, char::len_utf8) {
            return None;
        }
        let length = word.bytes().position(|b| !b.is_ascii_alphanumeric());
        let length = length.unwrap_or(word.len());
        let word_start = text.len() - word.len();
        let behind = word.get(length..)?.chars().next();
        let goes_on = behind.filter(|c| matches!(c, '’' | '\'') || c.is_alphabetic());
        if length == 0 {
            return None;
        }
        until = word_start + length + goes_on.map_or(0, char::len_utf8);
        let begins = match ahead {
            None => true,
            Some(' ' | '\n') => {
                let sentence = before.get(..before.len() - 1);
                sentence.is_some_and(|it| it.ends_with(['.', '!', '?', ':']))
            }
            Some(blank) => blank != '(',
        };
        goes_on.is_none().then(|| Article {
            article: start..text.len() - rest.len(),
            word: word_start..word_start + length,
            begins,
        })
    })
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
        // Whose first syllable is stressed: some write “an historic”.
        'h' if begins(&[
            "haem", "hair", "half", "hand", "hard", "harm", "harv", "head", "heal", "hear", "heat",
            "heav", "heel", "help", "hernia", "hidden", "high", "hip", "home", "hormone", "horse",
            "hosp", "hous", "human", "hund", "hung", "husb", "hygiene",
        ]) =>
        {
            Some(false)
        }
        'y' if begins(&["year", "young"]) => Some(false),
        'b' | 'c' | 'd' | 'g' | 'j' | 'k' | 'p' | 'q' | 't' | 'v' | 'w' | 'z' => small
            .contains(|c: char| is_vowel(c) || c == 'y')
            .then_some(false),
        // `an mmol`, `an lncRNA` are said letter by letter.
        'f' | 'l' | 'm' | 'n' | 'r' | 's' if is_vowel(second) => Some(false),
        // `an stroke`, `an fracture`: these are said as words.
        'f' | 'r' | 's' if word.len() > 3 && begins(ONSETS) => {
            small.contains(is_vowel).then_some(false)
        }
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

/// Two consonants with which English words begin.
const ONSETS: &[&str] = &[
    "fl", "fr", "rh", "sc", "sh", "sk", "sl", "sm", "sn", "sp", "sq", "st", "sw",
];

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
            ("It causes an headache.", "It causes a headache."),
            (
                "After an stroke or an fracture.",
                "After a stroke or a fracture.",
            ),
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
            "An historic hotel, an hotel, an scRNA, an siRNA, an mRNA, an eGFR, an n-3, an mmol, a unit, a union, a uniform, an unimportant one, a once-daily dose.",
            "Plan a or b, a and b, (a) intake; an S-shaped one, an x-ray, an L-form, an apple, an umbrella, a useful euphoria.",
            "Sie denkt an den Tag und an die Nacht, und an keine der anderen.",
            "“a hour” `a hour`\n\n> a hour\n",
            "## Sources\n\n1. Archer A (2019). A hour of tea. Journal of Tea. DOI: 10.5555/x.\n",
        ] {
            assert_eq!(found(text, ID), [""; 0], "{text}");
        }
    }
}
