//! The publisher’s mark in a title: `RETRACTED ARTICLE:`, `Retraction note to:`, `Corrigendum to “…”`.
//!
//! A study of retractions, or of the retraction of a muscle, begins with the same words. So a word counts where it is set off
//! as a mark: by a colon, a dash or brackets, or by capitals in a title that is not all in capitals.

use super::Status;
use super::identifiers::strip_any_case;

/// What the mark says, where there is one.
pub(super) fn in_title(title: &str) -> Option<Status> {
    let title = title.trim_matches([' ', '"', '“', '”', '*', '\u{a0}']);
    at_start(title).or_else(|| at_end(title))
}

/// `RETRACTED: Zinc trial`, `[Retracted] Zinc trial`, `Retraction: Zinc trial`.
fn at_start(title: &str) -> Option<Status> {
    let (inside, behind) = match bracketed(title) {
        Some((inside, behind)) => (inside, Some(behind)),
        // A translated title stands in brackets as a whole.
        None => (title.trim_start_matches(['[', '(']), None),
    };
    for (words, status, needs) in MARKS {
        let Some(rest) = strip_any_case(inside, words) else {
            continue;
        };
        if rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’')) {
            continue;
        }
        let written = inside.get(..words.len()).unwrap_or_default();
        let in_capitals =
            !written.contains(char::is_lowercase) && title.contains(char::is_lowercase);
        let is_set_off = is_alone(rest) || parts(rest, *status);
        let is_mark = match needs {
            Needs::Nothing => true,
            Needs::Parting => is_set_off || (in_capitals && dash(rest)),
            Needs::PartingOrCapitals => is_set_off || (in_capitals && behind.is_none()),
            Needs::CapitalsAndParting => in_capitals && is_set_off,
        };
        if is_mark {
            return Some(*status);
        }
    }
    None
}

/// `Zinc trial (Retracted article. See vol. 3, pg. 9, 2012)`, `Zinc trial [RETRACTED]`, `Zinc trial – RETRACTED`.
fn at_end(title: &str) -> Option<Status> {
    let title = title.trim_end_matches(['.', ' ']);
    if let Some(inside) = title.strip_suffix([')', ']']) {
        let at = inside.rfind(['(', '['])?;
        let written = inside.get(at + 1..)?;
        let lower = written.to_lowercase();
        let (words, status, _) = MARKS.iter().find(|(words, status, _)| {
            lower.strip_prefix(words).is_some_and(|rest| {
                let names_place = rest.starts_with(" of vol") || rest.starts_with(" in vol");
                is_alone(rest) || parts(rest, *status) || rest.starts_with(". ") || names_place
            })
        })?;
        // Medicines are withdrawn, and tumours removed.
        let is_of_works = !matches!(*words, "withdrawn" | "removed" | "correction")
            || !written.contains(char::is_lowercase);
        return (is_of_works || lower.contains(" vol")).then_some(*status);
    }
    let ahead = title.strip_suffix("RETRACTED")?;
    (ahead.ends_with([' ', '-', '–', '—']) && ahead.contains(char::is_lowercase))
        .then_some(Status::Retracted)
}

/// The brackets a title begins with, and what follows them.
fn bracketed(title: &str) -> Option<(&str, &str)> {
    let close = match title.chars().next()? {
        '[' => ']',
        '(' => ')',
        _ => return None,
    };
    let (inside, behind) = title.get(1..)?.split_once(close)?;
    (!behind.trim().is_empty()).then_some((inside, behind))
}

/// Nothing follows the mark.
fn is_alone(rest: &str) -> bool {
    rest.trim_matches(['.', ' ', ']', ')', '*']).is_empty()
}

/// What follows is parted from the mark: by a colon, a dash, a quotation, and for a notice by a full stop.
fn parts(rest: &str, status: Status) -> bool {
    let bare = rest.trim_start_matches(' ');
    let is_spaced = bare.len() < rest.len();
    bare.starts_with([':', '“', '"', '«', '‘', ']', ')'])
        || (is_spaced && bare.starts_with(['\'', '[', '(']))
        || (!is_spaced && bare.starts_with('—'))
        || (status != Status::Retracted && rest.starts_with(". "))
}

/// A dash with spaces around it.
fn dash(rest: &str) -> bool {
    [" - ", " – ", " — ", "–", "—"]
        .iter()
        .any(|dash| rest.starts_with(dash))
}

/// What has to set the words of a mark off from a title that begins with the same words.
enum Needs {
    Nothing,
    /// A colon, a dash, a quotation, or nothing behind them.
    Parting,
    /// The same, or capitals in a title that has small letters as well.
    PartingOrCapitals,
    CapitalsAndParting,
}

/// The words of marks. Longer ones stand before those they begin with.
const MARKS: &[(&str, Status, Needs)] = &[
    (
        "retracted and republished",
        Status::Retracted,
        Needs::Parting,
    ),
    ("retracted and replaced", Status::Retracted, Needs::Parting),
    (
        "retracted article",
        Status::Retracted,
        Needs::PartingOrCapitals,
    ),
    ("retracted paper", Status::Retracted, Needs::Parting),
    ("retracted chapter", Status::Retracted, Needs::Parting),
    ("retracted publication", Status::Retracted, Needs::Parting),
    ("retracted manuscript", Status::Retracted, Needs::Parting),
    ("retracted study", Status::Retracted, Needs::Parting),
    ("retracted letter", Status::Retracted, Needs::Parting),
    ("retracted review", Status::Retracted, Needs::Parting),
    ("retracted preprint", Status::Retracted, Needs::Parting),
    (
        "retracted research article",
        Status::Retracted,
        Needs::Parting,
    ),
    (
        "retracted original article",
        Status::Retracted,
        Needs::Parting,
    ),
    (
        "retracted review article",
        Status::Retracted,
        Needs::Parting,
    ),
    (
        "retracted conference paper",
        Status::Retracted,
        Needs::Parting,
    ),
    ("retracted", Status::Retracted, Needs::PartingOrCapitals),
    ("article retracted", Status::Retracted, Needs::Parting),
    ("paper retracted", Status::Retracted, Needs::Parting),
    ("withdrawn article", Status::Retracted, Needs::Parting),
    ("withdrawn publication", Status::Retracted, Needs::Parting),
    ("withdrawn paper", Status::Retracted, Needs::Parting),
    ("withdrawn", Status::Retracted, Needs::PartingOrCapitals),
    ("article withdrawn", Status::Retracted, Needs::Parting),
    ("removed", Status::Retracted, Needs::CapitalsAndParting),
    (
        "retraction note to",
        Status::RetractionNotice,
        Needs::Nothing,
    ),
    (
        "retraction notice to",
        Status::RetractionNotice,
        Needs::Nothing,
    ),
    (
        "retraction notice for",
        Status::RetractionNotice,
        Needs::Nothing,
    ),
    (
        "retraction note for",
        Status::RetractionNotice,
        Needs::Nothing,
    ),
    (
        "retraction notice",
        Status::RetractionNotice,
        Needs::Parting,
    ),
    ("retraction note", Status::RetractionNotice, Needs::Parting),
    (
        "retraction statement",
        Status::RetractionNotice,
        Needs::Parting,
    ),
    (
        "retraction of publication",
        Status::RetractionNotice,
        Needs::Parting,
    ),
    (
        "retraction of article",
        Status::RetractionNotice,
        Needs::Parting,
    ),
    (
        "retraction of the article",
        Status::RetractionNotice,
        Needs::Parting,
    ),
    ("retraction of", Status::RetractionNotice, Needs::Parting),
    ("retraction for", Status::RetractionNotice, Needs::Parting),
    ("retraction to", Status::RetractionNotice, Needs::Parting),
    (
        "retraction and replacement of",
        Status::RetractionNotice,
        Needs::Parting,
    ),
    ("retraction", Status::RetractionNotice, Needs::Parting),
    (
        "notice of retraction and replacement",
        Status::RetractionNotice,
        Needs::Nothing,
    ),
    (
        "notice of retraction of",
        Status::RetractionNotice,
        Needs::Parting,
    ),
    (
        "notice of retraction",
        Status::RetractionNotice,
        Needs::Parting,
    ),
    (
        "statement of retraction",
        Status::RetractionNotice,
        Needs::Parting,
    ),
    (
        "partial retraction",
        Status::RetractionNotice,
        Needs::Parting,
    ),
    (
        "withdrawal notice",
        Status::RetractionNotice,
        Needs::Parting,
    ),
    ("expression of concern to", Status::Concern, Needs::Parting),
    ("expression of concern for", Status::Concern, Needs::Parting),
    (
        "expression of concern about",
        Status::Concern,
        Needs::Parting,
    ),
    (
        "expression of concern regarding",
        Status::Concern,
        Needs::Parting,
    ),
    ("expression of concern on", Status::Concern, Needs::Parting),
    (
        "expression of concern concerning",
        Status::Concern,
        Needs::Parting,
    ),
    ("expression of concern", Status::Concern, Needs::Parting),
    (
        "editorial expression of concern",
        Status::Concern,
        Needs::Parting,
    ),
    ("notice of concern", Status::Concern, Needs::Parting),
    ("erratum to", Status::Erratum, Needs::Nothing),
    ("erratum for", Status::Erratum, Needs::Nothing),
    ("corrigendum to", Status::Erratum, Needs::Nothing),
    ("corrigendum for", Status::Erratum, Needs::Nothing),
    ("erratum", Status::Erratum, Needs::Parting),
    ("corrigendum", Status::Erratum, Needs::Parting),
    ("correction to", Status::Erratum, Needs::Parting),
    ("correction for", Status::Erratum, Needs::Parting),
    ("correction", Status::Erratum, Needs::Parting),
    ("author correction to", Status::Erratum, Needs::Parting),
    ("author correction", Status::Erratum, Needs::Parting),
    ("publisher correction to", Status::Erratum, Needs::Parting),
    ("publisher correction", Status::Erratum, Needs::Parting),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_of_the_publisher_is_told() {
        for (title, status) in [
            ("RETRACTED: Zinc trial", Status::Retracted),
            ("Retracted: Zinc trial", Status::Retracted),
            ("RETRACTED Zinc trial", Status::Retracted),
            ("RETRACTED ARTICLE: Zinc trial", Status::Retracted),
            ("Retracted article: Zinc trial", Status::Retracted),
            ("[Retracted] Zinc trial", Status::Retracted),
            ("[RETRACTED ARTICLE] Zinc trial", Status::Retracted),
            ("(Retracted) Zinc trial", Status::Retracted),
            ("[Retracted: Der Zinkversuch]", Status::Retracted),
            ("RETRACTED – Zinc trial", Status::Retracted),
            ("Zinc trial [Retracted]", Status::Retracted),
            (
                "Zinc trial (Retracted article. See vol. 3, pg. 9, 2012)",
                Status::Retracted,
            ),
            ("WITHDRAWN: Zinc for colds", Status::Retracted),
            ("REMOVED: Zinc for colds", Status::Retracted),
            ("Retraction: Zinc trial", Status::RetractionNotice),
            ("Retraction—Zinc trial", Status::RetractionNotice),
            ("Retraction", Status::RetractionNotice),
            ("Retraction Note to: Zinc trial", Status::RetractionNotice),
            ("Retraction note to Zinc trial", Status::RetractionNotice),
            ("Retraction of “Zinc trial”", Status::RetractionNotice),
            ("Retraction of: Zinc trial", Status::RetractionNotice),
            ("Notice of Retraction: Zinc trial", Status::RetractionNotice),
            (
                "Zinc trial (Retraction of vol 3, pg 9, 2010)",
                Status::RetractionNotice,
            ),
            ("Expression of concern: Zinc trial", Status::Concern),
            ("Expression of Concern to: Zinc trial", Status::Concern),
            (
                "Editorial expression of concern: Zinc trial",
                Status::Concern,
            ),
            ("Erratum: Zinc trial", Status::Erratum),
            ("Erratum to Zinc trial", Status::Erratum),
            ("Corrigendum", Status::Erratum),
            ("CORRIGENDUM - Zinc trial", Status::Erratum),
            ("Author Correction: Zinc trial", Status::Erratum),
            ("Correction to: Zinc trial", Status::Erratum),
        ] {
            assert_eq!(in_title(title), Some(status), "{title}");
        }
    }

    #[test]
    fn a_title_about_retraction_has_no_mark() {
        for title in [
            "Retracted articles in nutrition research: a survey.",
            "Retracted science and the public: a review",
            "RETRACTED ARTICLES IN NUTRITION: A SURVEY",
            "Retracted publications: who cites them?",
            "Retraction of the scalp in surgery",
            "Retraction of scientific papers: causes",
            "Retraction pockets of the ear drum",
            "Retractions in medicine",
            "Expression of concern among nurses",
            "Expression of concern for the elderly in care homes",
            "Expression of concerns",
            "Withdrawn behaviour in children",
            "Adverse effects of rofecoxib (withdrawn)",
            "Removed: a history of exile",
            "Erratum rates in nutrition journals",
            "Corrigenda in cardiology",
            "Correction of anaemia with iron",
            "Correction to normal of low vitamin D",
            "Why retracted: a survey (2010)",
            "The retracted nipple [a case]",
            "",
            "[",
        ] {
            assert_eq!(in_title(title), None, "{title}");
        }
    }
}
