//! Reading back to the left of a year or an identifier: the names that stand before it.

use std::ops::Range;

use super::names::{is_particle, opens_name};
pub(super) use super::words::BLANK;
use super::words::{
    ET_AL, LINKS, REPORTED, STUDIES, Word, after_words, before_words, word as kind_of,
};

/// The names before a year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct NamesBefore {
    /// In reading order, particles included, without a possessive's end.
    pub people: Vec<Range<usize>>,
    /// How many at the front are joined by commas only, and so may belong to the sentence: `For Dunn, Bell and Cole 2014`.
    pub by_comma: usize,
    /// `and`, `et al.` or initials show that commas part authors.
    pub is_list: bool,
    pub et_al: bool,
    /// The year stands in a bracket of its own: `Bell (2014`.
    pub bracketed: bool,
    /// `Bell, 2014`.
    pub comma: bool,
    /// The last name has initials behind it: `Bell G 2014`.
    pub initials: bool,
    /// A capitalised word right before the first name: `Windows` of `Windows Server 2016`.
    pub word_before: Option<Range<usize>>,
    /// A name joined to the first by `and` that is a small word as well: `An and Ho 2014`.
    pub small_before: Option<Range<usize>>,
    /// The form is seldom an author's: it counts where a source fits.
    pub needs_source: bool,
}

/// Nobody names more authors in running text.
const MOST_NAMES: usize = 12;

/// The names that end before `at`, where a year or an identifier begins.
pub(super) fn names_before(text: &str, at: usize) -> Option<NamesBefore> {
    let mut names = NamesBefore::default();
    let head = text.get(..at)?;
    let mut rest = head.trim_end_matches(BLANK);
    if let Some(inner) = rest.strip_suffix(['(', '[']) {
        names.bracketed = true;
        rest = inner.trim_end_matches(BLANK);
    }
    if rest.len() == head.len() && !rest.ends_with("al.") {
        return None;
    }
    if let Some(inner) = rest.strip_suffix(',') {
        names.comma = true;
        rest = inner;
    }
    let before = |word: &str| {
        let inner = rest.strip_suffix(word)?;
        (inner.ends_with(BLANK)).then(|| inner.trim_end_matches(BLANK).trim_end_matches(','))
    };
    let mut needs_et_al = false;
    let mut needs_by = false;
    if let Some(inner) = before("in") {
        // `as Bell found in 2014`
        let did = REPORTED.iter().find_map(|verb| before_words(inner, verb));
        needs_et_al = did.is_none();
        names.needs_source = did.is_some();
        rest = did.map_or(inner, |rest| rest.trim_end_matches(BLANK));
    } else if let Some(inner) = before("from") {
        (needs_by, names.needs_source) = (true, true);
        rest = inner;
    } else if names.bracketed
        && let Some(inner) = without_study(rest)
    {
        // `the Bell trials (2014, 2016)`
        names.needs_source = true;
        rest = inner;
    }
    rest = without_possessive(rest);
    if needs_et_al && without_et_al(rest).is_none() {
        return None;
    }
    let names = read_names(rest, names)?;
    if needs_by {
        let first = names.people.first()?.start;
        let head = text.get(..first)?.trim_end_matches(BLANK);
        let is_by = head.ends_with("by") || head.ends_with("By");
        return is_by.then_some(names);
    }
    Some(names)
}

/// The text before what a paper is called.
fn without_study(text: &str) -> Option<&str> {
    let near = text.ceil_char_boundary(text.len().saturating_sub(24));
    let word = text.get(near..)?.rsplit(BLANK).next()?;
    let rest = text.get(..text.len() - word.len())?;
    let inner = rest.trim_end_matches(BLANK);
    (STUDIES.contains(&word) && inner.len() < rest.len()).then_some(inner)
}

/// The names that end at `end`.
pub(super) fn names_until(text: &str, end: usize) -> Option<NamesBefore> {
    read_names(text.get(..end)?, NamesBefore::default())
}

/// The text behind `et al.` or its like, where that stands here.
pub(super) fn behind_et_al(text: &str) -> Option<&str> {
    ET_AL.iter().find_map(|words| {
        let rest = after_words(text, words)?;
        (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
    })
}

/// The names of `Bell et al.`, which ends at `end`.
pub(super) fn names_with_et_al(text: &str, end: usize) -> Option<NamesBefore> {
    read_names(text.get(..end)?, NamesBefore::default()).filter(|names| names.et_al)
}

fn read_names(text: &str, mut names: NamesBefore) -> Option<NamesBefore> {
    let mut rest = text;
    if let Some(inner) = without_et_al(rest) {
        names.et_al = true;
        rest = inner;
    }
    let last = name_ending(rest)?;
    names.initials = last.initials;
    rest = rest.get(..last.start)?;
    names.people.push(last.start..last.end);
    names.is_list = names.et_al || last.initials;
    names.read_on(rest);
    Some(names)
}

impl NamesBefore {
    /// Reads the names that are joined to the first one, which `rest` ends before.
    pub(super) fn read_on(&mut self, mut rest: &str) {
        self.people.reverse();
        while self.people.len() < MOST_NAMES {
            let Some((inner, link)) = before_link(rest) else {
                break;
            };
            let Some(name) = name_ending(inner) else {
                break;
            };
            // `However, Bell and Cole`, `Iron and Bell`: no author.
            let word = inner.get(name.word.clone());
            if word.is_none_or(|word| kind_of(word).is_some()) {
                let is_joined = matches!(link, Link::And);
                self.small_before = is_joined.then_some(name.start..name.end);
                break;
            }
            match link {
                Link::Comma => self.by_comma += 1,
                Link::And => {
                    self.by_comma = 0;
                    self.is_list = true;
                }
            }
            rest = inner.get(..name.start).unwrap_or_default();
            self.people.push(name.start..name.end);
        }
        self.people.reverse();
        self.word_before = word_before(rest);
    }
}

/// A name that ends a stretch of text.
struct Ending {
    start: usize,
    end: usize,
    /// The name without particles.
    word: Range<usize>,
    initials: bool,
}

enum Link {
    And,
    Comma,
}

fn name_ending(text: &str) -> Option<Ending> {
    let (word, initials) = match initials_ending(text) {
        Some(rest) => (word_ending(rest)?, true),
        None => (word_ending(text)?, false),
    };
    let mut start = word.start;
    loop {
        let head = text.get(..start)?;
        let rest = head.trim_end_matches(BLANK);
        if rest.len() == head.len() {
            break;
        }
        // `St. John`
        let rest = match rest.strip_suffix('.') {
            Some(bare) if bare.ends_with("St") || bare.ends_with("Ste") => bare,
            _ => rest,
        };
        let from = rest
            .char_indices()
            .rev()
            .find(|(_, c)| !c.is_alphabetic())
            .map_or(0, |(at, c)| at + c.len_utf8());
        let particle = rest.get(from..)?;
        let begins = ends_freely(rest.get(..from)?);
        let small = particle.to_lowercase();
        if !begins || !(is_particle(&small) || opens_name(&small)) {
            break;
        }
        // `The`, `La`: written big it opens the name, and nothing stands before it.
        let opens = particle.starts_with(char::is_uppercase);
        start = from;
        if opens {
            break;
        }
    }
    Some(Ending {
        start,
        end: word.end,
        word,
        initials,
    })
}

/// A word with a capital at the end of a text: letters, hyphens and apostrophes.
fn word_ending(text: &str) -> Option<Range<usize>> {
    let is_part = |c: char| {
        c.is_alphabetic()
            || matches!(
                c,
                '-' | '‐' | '‑' | '\'' | '’' | 'ʼ' | '\u{300}'..='\u{36f}'
            )
    };
    let mut start = text.len();
    for (at, letter) in text.char_indices().rev() {
        if !is_part(letter) {
            break;
        }
        start = at;
    }
    let word = text.get(start..)?;
    // A quotation mark is no part of the name.
    let inner = word.trim_start_matches(['\'', '’', '-', '‐']);
    start += word.len() - inner.len();
    if inner.ends_with(['\'', '’', '-', '‐', '‑']) || inner.chars().nth(1).is_none() {
        return None;
    }
    let is_name = inner.starts_with(char::is_uppercase) || {
        // `al-Rashid`, `d'Angelo`, `McCoy` with a small prefix.
        let (prefix, name) = inner.split_once(['-', '‐', '‑', '\'', '’'])?;
        prefix.len() <= 2 && name.starts_with(char::is_uppercase)
    };
    (is_name && ends_freely(text.get(..start)?)).then_some(start..text.len())
}

/// `Bell G`, `Bell GJ`, `Bell, G.-J.`: the text before the initials.
fn initials_ending(text: &str) -> Option<&str> {
    let rest = text.trim_end_matches(|c: char| c.is_uppercase() || matches!(c, '.' | '-'));
    let initials = text.get(rest.len()..)?;
    let letters = initials.chars().filter(|c| c.is_uppercase()).count();
    let rest_trimmed = rest.trim_end_matches(BLANK);
    let fits = (1..=3).contains(&letters) && rest_trimmed.len() < rest.len();
    fits.then(|| rest_trimmed.trim_end_matches(','))
}

/// What comes before `and`, `&`, a slash or a comma at the end of a text.
fn before_link(text: &str) -> Option<(&str, Link)> {
    let rest = text.trim_end_matches(BLANK);
    for link in LINKS {
        if let Some(inner) = rest.strip_suffix(*link)
            && rest.len() < text.len()
            && inner.ends_with(BLANK)
        {
            let inner = inner.trim_end_matches(BLANK);
            return Some((inner.strip_suffix(',').unwrap_or(inner), Link::And));
        }
    }
    // `Bell/Cole`, `Bell–Cole`.
    if let Some(inner) = text.strip_suffix(['/', '–'])
        && inner.ends_with(char::is_alphabetic)
    {
        return Some((inner, Link::And));
    }
    let inner = rest.strip_suffix(',')?;
    (rest.len() < text.len()).then_some((inner, Link::Comma))
}

fn without_possessive(text: &str) -> &str {
    for end in ["'s", "’s"] {
        if let Some(rest) = text.strip_suffix(end) {
            return rest;
        }
    }
    match text.strip_suffix(['\'', '’']) {
        Some(rest) if rest.ends_with('s') => rest,
        _ => text,
    }
}

/// The text before `et al.` or its like.
fn without_et_al(text: &str) -> Option<&str> {
    let last = text.as_bytes().last()?;
    if !matches!(last, b'.' | b'l' | b's' | b'i' | b'L') {
        return None;
    }
    ET_AL.iter().find_map(|words| {
        let rest = before_words(text, words)?;
        let inner = rest.trim_end_matches(BLANK);
        (inner.len() < rest.len()).then(|| inner.strip_suffix(',').unwrap_or(inner))
    })
}

fn word_before(text: &str) -> Option<Range<usize>> {
    let rest = text.trim_end_matches(BLANK);
    if rest.len() == text.len() {
        return None;
    }
    let start = rest
        .char_indices()
        .rev()
        .find(|(_, c)| !(c.is_alphanumeric() || matches!(c, '-' | '\'' | '’')))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let word = rest.get(start..)?;
    (word.starts_with(char::is_uppercase) && kind_of(word) != Some(Word::Small))
        .then_some(start..rest.len())
}

/// May a name begin after this text?
fn ends_freely(text: &str) -> bool {
    let Some(last) = text.chars().next_back() else {
        return true;
    };
    if last == '/' {
        // `Bell/Cole`, not the path of an address.
        let token = text.rsplit(char::is_whitespace).next().unwrap_or_default();
        return !token.starts_with('/') && !token.contains(['.', ':', '@', '#']);
    }
    last.is_whitespace()
        || matches!(
            last,
            '(' | '[' | '{' | '"' | '“' | '‘' | '\'' | '’' | '—' | '–' | ';' | ':' | ','
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names before the last year of a text, and what else is seen.
    fn before(text: &str) -> String {
        let at = text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let Some(names) = names_before(text, at) else {
            return "-".into();
        };
        let people: Vec<&str> = names.people.iter().map(|r| &text[r.clone()]).collect();
        let mut out = people.join("|");
        for (set, mark) in [
            (names.et_al, "+"),
            (names.bracketed, "("),
            (names.comma, ","),
            (names.initials, "."),
        ] {
            out.push_str(if set { mark } else { "" });
        }
        if let Some(word) = names.word_before {
            out = format!("<{}>{out}", &text[word]);
        }
        out
    }

    #[test]
    fn names_are_read_back_from_the_year() {
        for (text, names) in [
            ("by Bell 2014", "Bell"),
            ("Bell (2014", "Bell("),
            ("Bell, 2014", "Bell,"),
            ("Bell’s 2014", "Bell"),
            ("Jones' (2014", "Jones("),
            ("Bell et al. 2014", "Bell+"),
            ("Bell et al., 2014", "Bell+,"),
            ("Bell and colleagues in 2014", "Bell+"),
            ("Bell & Cole 2014", "Bell|Cole"),
            ("Bell, Cole, and Dunn 2014", "Bell|Cole|Dunn"),
            ("However, Bell and Cole 2014", "Bell|Cole"),
            ("Bell G, Cole H et al 2014", "Bell|Cole+."),
            ("the van der Holt 2014", "van der Holt"),
            ("Van der Holt 2014", "Van der Holt"),
            ("O’Tarrant and García-Prado 2014", "O’Tarrant|García-Prado"),
            ("al-Rashid 2014", "al-Rashid"),
            ("Bell and St. John 2014", "Bell|St. John"),
            ("Windows Server 2014", "<Windows>Server"),
            ("However Bell 2014", "Bell"),
            ("bell 2014", "-"),
            ("Bell in 2014", "-"),
            ("As Bell & Cole found in 2014", "Bell|Cole"),
            ("A review by Bell and Cole from 2014", "Bell|Cole"),
            ("Bell from 2014", "-"),
            ("The Bell papers (2014", "Bell("),
            ("Bell y Cole 2014", "Bell|Cole"),
            ("Bell et Cole 2014", "Bell|Cole"),
            ("Bell et\u{a0}al.\u{a0}2014", "Bell+"),
            ("Byrne and Ó Broin 2014", "Byrne|Ó Broin"),
            ("al\u{2011}Rashid 2014", "al\u{2011}Rashid"),
            ("Bell/Cole 2014", "Bell|Cole"),
            ("Bell–Cole 2014", "Bell|Cole"),
            ("For Dunn, Bell 2014", "Dunn|Bell"),
            ("x.org/Bell 2014", "-"),
            ("Bell2014", "-"),
        ] {
            assert_eq!(before(text), names, "{text}");
        }
    }
}
