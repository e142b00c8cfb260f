//! Where in a journal a work stands: date, volume, issue and pages, in the order and with the labels of any style.

use super::pattern::Pattern;
use crate::references::Record;

/// A date, a volume, an issue and pages.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Locator {
    pub year: Option<String>,
    pub volume: Option<String>,
    pub issue: Option<String>,
    pub pages: Option<String>,
    /// `in press`, `n.d.`
    pub is_undated: bool,
    /// One part has a label or stands behind a colon or semicolon, so this is no run of numbers in a title.
    is_marked: bool,
}

/// What the end of a reference tells besides its parts.
#[derive(Debug, Default)]
pub(super) struct ReferenceTail {
    /// `in press`, `n.d.`
    pub is_undated: bool,
    /// `12(3):101–109, 2014.`
    pub year_is_last: bool,
}

/// More parts than any place has; a longer run of numbers is none.
const MOST_PARTS: usize = 12;

impl Locator {
    pub(super) fn give(self, record: &mut Record) {
        record.year = record.year.take().or(self.year);
        record.volume = record.volume.take().or(self.volume);
        record.issue = record.issue.take().or(self.issue);
        record.pages = record.pages.take().or(self.pages);
    }

    pub(super) fn is_in_journal(&self) -> bool {
        self.volume.is_some() || self.issue.is_some()
    }

    /// `Beneficiaries, 2011`: a year, which a title may end in.
    pub(super) fn is_year_alone(&self) -> bool {
        self.year.is_some() && self.parts() == 1
    }

    /// How many of the parts are there.
    fn parts(&self) -> usize {
        [&self.year, &self.volume, &self.issue, &self.pages]
            .iter()
            .filter(|part| part.is_some())
            .count()
            + usize::from(self.is_undated)
    }
}

/// What a place tells, where nothing told it before.
pub(super) fn take_place(place: Option<Locator>, record: &mut Record, tail: &mut ReferenceTail) {
    if let Some(place) = place {
        tail.is_undated |= place.is_undated;
        place.give(record);
    }
}

/// Words, the place behind them, and notes behind the place.
pub(super) struct Placed<'t> {
    pub before: &'t str,
    pub place: Locator,
    pub notes: &'t str,
}

/// Finds the place in words.
pub(super) fn find(words: &str) -> Option<Placed<'_>> {
    let mut before = ' ';
    for (at, letter) in words.char_indices() {
        let begins = before.is_whitespace() || ",;(:“”\"".contains(before);
        before = letter;
        if begins
            && let Some(rest) = words.get(at..)
            && START.is_match(rest)
            && let Some((place, notes)) = read(rest)
        {
            let before = words.get(..at)?;
            return Some(Placed {
                before,
                place,
                notes,
            });
        }
    }
    None
}

/// Reads a place at the start of words, and what stands behind its full stop.
pub(super) fn read(words: &str) -> Option<(Locator, &str)> {
    let mut place = Locator::default();
    let mut rest = words;
    let mut mark = ' ';
    let mut is_tight = false;
    let mut after_stop = words;
    for _ in 0..MOST_PARTS {
        let Some(next) = part(rest, mark, is_tight, &mut place) else {
            break;
        };
        let behind = next.trim_start_matches(|c: char| c.is_whitespace() || ".,;:".contains(c));
        let marks = next.get(..next.len() - behind.len())?;
        mark = marks
            .chars()
            .find(|c| !c.is_whitespace())
            .or(marks.chars().next())
            .unwrap_or('\0');
        is_tight = !marks.ends_with(char::is_whitespace);
        place.is_marked |= matches!(mark, ':' | ';') && place.parts() > 0 && !behind.is_empty();
        after_stop = if marks.contains('.') || behind.is_empty() {
            behind
        } else {
            ""
        };
        rest = behind;
    }
    let all = rest.trim_matches(|c: char| !c.is_alphanumeric()).is_empty();
    let stands = match place.parts() {
        0 => false,
        1 if place.year.is_none() && !place.is_undated && !place.is_marked => false,
        1 => all,
        _ if all => true,
        _ => {
            let is_sure = place.volume.is_some() || (place.year.is_some() && place.pages.is_some());
            after_stop == rest && place.is_marked && is_sure
        }
    };
    stands.then_some((place, if all { "" } else { after_stop }))
}

/// Takes one part off the start.
fn part<'t>(rest: &'t str, mark: char, is_tight: bool, place: &mut Locator) -> Option<&'t str> {
    let rest = match PUBLISHED.split(rest) {
        Some((_, date)) if place.year.is_none() => date,
        _ => rest,
    };
    if !is_tight || mark != ':' {
        if place.year.is_none()
            && let Some((found, behind)) = DATE.split(rest)
            && !behind.starts_with(char::is_alphanumeric)
            && !NUMBER_GOES_ON.is_match(behind)
            // `4, 1686 (2019)`: a number of an article may look like a year.
            && (place.parts() == 0 || !BEFORE_YEAR.is_match(behind))
        {
            let year = (1..=4).find_map(|at| found.get(at))?;
            // `12(3), 1998` is a page once there is a year; `vol. 1998` has a label.
            place.year = Some(year.as_str().to_owned());
            return Some(behind);
        }
        if let Some((found, behind)) = UNDATED.split(rest)
            && !behind.starts_with(char::is_alphanumeric)
        {
            // `Forthcoming 2021`
            let year = found.get(1).map(|year| year.as_str().to_owned());
            place.is_undated = year.is_none();
            place.year = place.year.take().or(year);
            return Some(behind);
        }
        if let Some((_, behind)) = DAY.split(rest)
            && !behind.starts_with(char::is_alphanumeric)
        {
            return Some(behind);
        }
    }
    if let Some((found, behind)) = VOLUME.split(rest)
        && place.volume.is_none()
    {
        place.is_marked = true;
        place.volume = Some(found.get(1)?.as_str().to_owned());
        // `vol. 12,3 45`: PubMed's form of MLA.
        if let Some((found, behind)) = ISSUE_AND_PAGES.split(behind) {
            place.issue = Some(found.get(1)?.as_str().to_owned());
            place.pages = found
                .get(2)
                .map(|pages| pages.as_str().trim_end_matches('.').to_owned());
            return Some(behind);
        }
        return Some(behind);
    }
    if let Some((found, behind)) = ISSUE.split(rest)
        && (place.issue.is_none() || place.volume.is_some())
    {
        place.is_marked = true;
        let issue = found.get(1).or(found.get(2))?.as_str().trim();
        place.issue = Some(match place.issue.take() {
            Some(first) => format!("{first} {issue}"),
            None => issue.to_owned(),
        });
        return Some(behind);
    }
    // `Sect. B:2 (col. 3)` of a newspaper
    if let Some((found, behind)) = SECTION_AND_PAGE.split(rest)
        && place.pages.is_none()
    {
        place.pages = Some(found.get(1)?.as_str().to_owned());
        return Some(behind);
    }
    if let Some((found, behind)) = LABELLED_PAGES.split(rest)
        && place.pages.is_none()
    {
        place.is_marked = true;
        place.pages = Some(tidy(found.get(1)?.as_str()));
        return Some(behind);
    }
    if let Some((found, behind)) = IN_BRACKETS.split(rest) {
        let inside = found.get(1)?.as_str();
        // `5, no. 4 (October): 311–29`
        if place.issue.is_some() && place.pages.is_none() && WHOLE_MONTH.is_match(inside) {
            return Some(behind);
        }
        let stands_first = place.parts() == 0
            && behind.starts_with(',')
            && inside.len() <= 3
            && inside.bytes().all(|byte| byte.is_ascii_digit());
        if place.issue.is_none() && (place.volume.is_some() || place.year.is_some() || stands_first)
        {
            let is_number = inside.contains(|c: char| c.is_ascii_digit())
                || inside.to_lowercase().contains("suppl")
                || inside.split_whitespace().count() <= 3;
            if is_number {
                let inside = LABEL_OF_ISSUE
                    .split(inside)
                    .map_or(inside, |(_, bare)| bare);
                place.issue = Some(inside.to_owned());
                place.is_marked |= place.volume.is_some();
                return Some(behind);
            }
        }
        return None;
    }
    if let Some((found, behind)) = VOLUME_AND_ISSUE.split(rest)
        && place.volume.is_none()
    {
        place.volume = Some(found.get(1)?.as_str().to_owned());
        place.issue = Some(found.get(2)?.as_str().to_owned());
        return Some(behind);
    }
    let (found, behind) = VALUE.split(rest)?;
    if behind.starts_with(char::is_alphanumeric) {
        return None;
    }
    let value = found.get(0)?.as_str();
    let is_range = value.contains(['-', '–', '—', '‐', '‑', '−']) || value.contains(',');
    let opens = behind.starts_with(['(', ':']) || behind.starts_with(" (");
    let is_volume = place.volume.is_none()
        && place.pages.is_none()
        && mark != ':'
        && (!is_range || opens)
        && value.len() <= 12;
    if is_volume {
        // `J Made Up 2014;12, 3`: only the first number is a volume.
        let first = value.split(',').next()?;
        place.volume = Some(first.to_owned());
        return rest.get(first.len()..);
    }
    let is_roman = place.volume.is_some() && (is_range || mark == ':');
    if place.pages.is_none()
        && (place.parts() > 0 || is_range)
        && (value.contains(|c: char| c.is_ascii_digit()) || is_roman)
    {
        place.pages = Some(tidy(value));
        return Some(behind);
    }
    None
}

fn tidy(pages: &str) -> String {
    pages
        .trim_end_matches(['.', ',', ' '])
        .replace([' '], "")
        .replace(',', ", ")
}

/// Where a place may begin.
static START: Pattern = Pattern::new(
    r"^(?:\(?\d|[Vv]ol\b|[Vv]olume\b|VOL\b|v\. ?[\dIVXLC]|n\. ?\d|[Nn]os?\.|[Ii]ssue\b|pp?\. ?\w|[Pp]ages? \d|S\. \d|[Ss]uppl|[Bb]d\. ?\d|[eEl]\d|Art(?:icle|\.) |⟨MONTH⟩\b|Epub |\(?⟨NO_YEAR⟩(?:\W|$))",
);
static DATE: Pattern = Pattern::new(
    r"^(?:\((?:\d{1,2}\.? )?(?:⟨MONTH⟩\.?(?:[-–/ ]⟨MONTH⟩\.?)?,? )?(?:\d{1,2}, )?[c©]?(⟨YEAR⟩[a-z]?)(?:, ⟨MONTH⟩(?: \d{1,2})?|[-–/]\d{2,4})?\)|(?:\d{1,2}(?:[-–]\d{1,2})?\.? )?(?:⟨MONTH⟩\.?(?:[-–/ ]⟨MONTH⟩\.?)?,? )(?:\d{1,2}(?:[-–]\d{1,2})?,? )?(⟨YEAR⟩)|[c©](⟨YEAR⟩)|(⟨YEAR⟩[a-z]?\b)(?: ⟨MONTH⟩\b(?:[-–/ ]⟨MONTH⟩\b)?\.?(?: \d{1,2}\b(?:[-–]\d{1,2})?)?)?)",
);
static NUMBER_GOES_ON: Pattern = Pattern::new(r"^(?:\s?[-–—‐‑−]\s?|\.)\d");
static BEFORE_YEAR: Pattern = Pattern::new(r"^ \(⟨YEAR⟩\)");
static PUBLISHED: Pattern =
    Pattern::new(r"^(?:Epub|E-pub|[Pp]ublished(?: online)?|[Pp]osted)(?: on)?:? ");
static DAY: Pattern = Pattern::new(r"^(?:\d{1,2}\.? )?⟨MONTH⟩\b\.?(?: \d{1,2}\b)?");
static UNDATED: Pattern = Pattern::new(r"^[\[(]?⟨NO_YEAR⟩[\])]?(?: (⟨YEAR⟩))?");
static VOLUME: Pattern = Pattern::new(
    r"^(?i:vol(?:ume|s|\.)?\.?|bd\.|band|jg\.|v\.)\s?([A-Za-z]?\d[\dA-Za-z]*(?:[-–/]\d+)?|[A-Z]{1,4}-\d+|[IVXLC]+\b)",
);
static ISSUE: Pattern = Pattern::new(
    r"^(?:(?i:nos?\.?|nr\.?|issue|iss\.?|n[º°]\.?|n\.|num\.?|number|heft|h\.)\s?([A-Za-z]?\d[\w]*(?:[-–/]\d+)?(?: ?(?i:suppl)[a-z.]*(?: ?\d+)?)?|(?i:suppl)[a-z.]*(?: ?\d+)?)|((?i:suppl(?:ement|\.)?|pt\.?|part|spec(?:ial)?\.? (?:no|issue)\.?)(?: ?[A-Z]?\d+\b| [A-Z]\b)?))",
);
static LABEL_OF_ISSUE: Pattern = Pattern::new(r"^(?i:nos?\.|issue|iss\.|nr\.)\s?");
static LABELLED_PAGES: Pattern = Pattern::new(
    r"^(?:(?i:pp?\.?|pages?|pgs?\.?|art(?:icle|\.)?(?:\s?(?:no\.?|number|id))?:?|id)\s|[Pp]{1,2}\.|S\.\s)\s?(⟨PAGES⟩)",
);
static SECTION_AND_PAGE: Pattern =
    Pattern::new(r"^Sect\. ?(\p{Lu}{1,2}:\d+)(?: \(cols?\. ?[\d-]+\))?");
static IN_BRACKETS: Pattern = Pattern::new(r"^\(([^()]{1,40})\)");
static WHOLE_MONTH: Pattern = Pattern::new(r"^⟨MONTH⟩\.?(?:[-–/ ]⟨MONTH⟩\.?)?(?: \d{1,2})?$");
static VOLUME_AND_ISSUE: Pattern = Pattern::new(r"^(\d{1,4})\.(\d{1,5}(?:[-–]\d{1,3})?)\b");
static ISSUE_AND_PAGES: Pattern = Pattern::new(r"^,(\d\w*(?: Suppl \d+)?)(?: (⟨PAGES⟩))?");
static VALUE: Pattern = Pattern::new(r"^⟨PAGES⟩");
