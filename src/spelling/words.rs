//! The words of a stretch of prose that are worth asking a dictionary about, and the form in which it is asked.
//!
//! What is no word of running text is passed over: numbers with what is attached to them, addresses, names of files and of
//! variables, abbreviations in capitals, made names with a capital in the middle, other scripts. A word keeps the bytes it
//! stands at; what is asked is free of soft hyphens, zero-width characters and ligatures.

use std::ops::Range;

/// A word as it stands in a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProseWord<'t> {
    pub written: &'t str,
    /// Where it begins, in bytes of the stretch.
    pub at: usize,
    /// A sentence, a heading or a quotation may begin with it, so its capital tells nothing.
    pub begins: bool,
}

impl ProseWord<'_> {
    pub fn range(&self) -> Range<usize> {
        self.at..self.at + self.written.len()
    }
}

/// The words to ask about, in order.
pub fn words(text: &str) -> impl Iterator<Item = ProseWord<'_>> {
    let mut begins = true;
    clumps(text).flat_map(move |clump| {
        let words = clump.words(begins);
        begins = clump.ends_sentence();
        words
    })
}

/// What stands between blanks of any kind.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clump<'t> {
    pub written: &'t str,
    /// Where it begins, in bytes of the stretch.
    pub at: usize,
}

/// The clumps of a stretch, in order.
pub(super) fn clumps(text: &str) -> impl Iterator<Item = Clump<'_>> {
    let mut next = 0;
    std::iter::from_fn(move || {
        let rest = text.as_bytes().get(next..)?;
        let blanks = rest.iter().take_while(|byte| **byte == b' ').count();
        let at = next + blanks;
        let clump = text.get(at..)?;
        let mut length = 0;
        loop {
            let bytes = clump.as_bytes().get(length..)?;
            length += bytes
                .iter()
                .take_while(|byte| !MAY_BE_BLANK[usize::from(**byte)])
                .count();
            let Some(letter) = clump.get(length..)?.chars().next() else {
                break;
            };
            if letter.is_whitespace() {
                next = at + length + letter.len_utf8();
                let written = clump.get(..length)?;
                return Some(Clump { written, at });
            }
            length += letter.len_utf8();
        }
        next = text.len() + 1;
        Some(Clump { written: clump, at })
    })
    .filter(|clump| !clump.written.is_empty())
}

/// Which bytes a blank may begin with: nearly all others are told by that alone.
const MAY_BE_BLANK: [bool; 256] = {
    let mut may_be = [false; 256];
    let mut byte = 0;
    while byte < may_be.len() {
        may_be[byte] = byte <= b' ' as usize || matches!(byte, 0xC2 | 0xE1..=0xE3);
        byte += 1;
    }
    may_be
};

impl<'t> Clump<'t> {
    /// The words in it to ask about; `begins` says whether a sentence may begin with it.
    pub fn words(self, begins: bool) -> impl Iterator<Item = ProseWord<'t>> {
        let pieces = (!is_name_of_something(self.written)).then_some(Pieces {
            clump: self.written,
            at: 0,
            begins,
        });
        let pieces = pieces.into_iter().flatten();
        pieces.map(move |word| ProseWord {
            at: self.at + word.at,
            ..word
        })
    }

    /// Whether a sentence may begin behind it.
    pub fn ends_sentence(self) -> bool {
        ends_sentence(self.written) && !is_name_of_something(self.written)
    }
}

/// `www.nhs.uk/live`, `a_name`, `x@y.org`, `list.rs`, `doi:10.1000/x`, `{#sec-tea}`, `@tea`, `\alpha`: written as they are for a
/// machine. `3,4-dihydroxy-5-ene` is one for chemists.
fn is_name_of_something(clump: &str) -> bool {
    let bytes = clump.as_bytes();
    if let [b'@' | b'#' | b'_' | b'\\', second, ..] | [b'{', b'#', second, ..] = bytes
        && second.is_ascii_alphabetic()
    {
        return true;
    }
    clump.contains("{#")
        || has_doi(clump)
        || is_chemical(bytes)
        || bytes.windows(3).any(|three| match three {
            [_, b'@' | b'_' | b'\\', _] | [b':', b'/', b'/'] => true,
            [before, b'.', behind] => {
                before.is_ascii_alphanumeric() && (behind.is_ascii_lowercase() || *behind == b'/')
            }
            _ => false,
        })
}

fn has_doi(clump: &str) -> bool {
    let mut rest = clump;
    while let Some(at) = rest.find("10.") {
        rest = rest.get(at + 3..).unwrap_or_default();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits >= 4 && rest.as_bytes().get(digits) == Some(&b'/') {
            return true;
        }
    }
    false
}

/// Figures before and behind the letters, as in no other word.
fn is_chemical(bytes: &[u8]) -> bool {
    let is_place = |three: &[u8]| match three {
        [before, b'-', behind] => {
            before.is_ascii_alphabetic() && behind.is_ascii_digit()
                || (before.is_ascii_digit() || *before == b')') && behind.is_ascii_alphabetic()
        }
        [before, b',', behind] => before.is_ascii_digit() && behind.is_ascii_digit(),
        _ => false,
    };
    bytes.contains(&b'-') && bytes.windows(3).filter(|three| is_place(three)).count() >= 2
}

/// Whether a sentence may begin behind these characters.
fn ends_sentence(clump: &str) -> bool {
    let clump = clump.trim_end_matches(is_wrapping);
    clump.is_empty() || clump.ends_with(['.', '!', '?', ':', '…', '•', '–', '—'])
}

/// Quotation marks, brackets and such: they may stand round the first word of a sentence.
fn is_wrapping(letter: char) -> bool {
    matches!(
        letter,
        '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' | '(' | ')' | '[' | ']' | '*'
    )
}

struct Pieces<'t> {
    clump: &'t str,
    at: usize,
    begins: bool,
}

impl<'t> Iterator for Pieces<'t> {
    type Item = ProseWord<'t>;

    fn next(&mut self) -> Option<ProseWord<'t>> {
        loop {
            let rest = self.clump.get(self.at..)?;
            let start = self.at + rest.find(char::is_alphanumeric)?;
            let before = self.clump.get(self.at..start).unwrap_or_default();
            // `daily.Then`: a blank is missing.
            let begins = self.begins && before.chars().all(is_wrapping) || before.ends_with('.');
            self.begins = false;
            let rest = self.clump.get(start..).unwrap_or_default();
            let length = rest
                .find(|letter: char| !is_inside(letter))
                .unwrap_or(rest.len());
            self.at = start + length;
            let written = rest.get(..length).unwrap_or_default();
            let written = written.trim_end_matches(|letter| !char::is_alphanumeric(letter));
            let behind = self.clump.get(self.at..).unwrap_or_default();
            let is_begin = behind.starts_with(['-', '‐', '‑', '/']) && is_begin_of_words(written);
            if is_begin || before.ends_with('-') && matches!(written, "ish" | "ness") {
                continue;
            }
            if is_worth_asking(written) {
                return Some(ProseWord {
                    written,
                    at: start,
                    begins,
                });
            }
        }
    }
}

/// `veno-occlusive`, `naso/oropharynx`, `mis-use`, `peri‐operative` with the hyphen of typesetters: what is made to stand before another word.
fn is_begin_of_words(written: &str) -> bool {
    written.ends_with('o')
        || ["gynae", "intra", "juxta", "mis", "peri"]
            .iter()
            .any(|it| it.eq_ignore_ascii_case(written))
}

/// What a word may have inside.
fn is_inside(letter: char) -> bool {
    letter.is_alphanumeric() || is_apostrophe(letter) || is_unseen(letter) || is_mark(letter)
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '\u{2bc}')
}

/// Soft hyphens and characters without any width; what controls a terminal is told elsewhere.
fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{0}'..='\u{1f}' | '\u{7f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
    )
}

/// Combining marks on Latin letters.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// A word in Latin letters with at most its first in capitals.
fn is_worth_asking(written: &str) -> bool {
    let mut letters = written.chars();
    let first = letters.next();
    first.is_some_and(is_latin)
        && letters.all(|letter| {
            letter.is_ascii_lowercase()
                || is_apostrophe(letter)
                || is_unseen(letter)
                || is_mark(letter)
                || is_latin(letter) && !letter.is_uppercase()
        })
        && written.chars().nth(1).is_some()
        && !is_id(written)
}

/// The id of an entry, where it has no digit.
fn is_id(written: &str) -> bool {
    written.len() == 8 && written.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn is_latin(letter: char) -> bool {
    letter.is_ascii_alphabetic()
        || (letter.is_alphabetic()
            && matches!(letter, 'ª'..='ʯ' | '\u{1e00}'..='\u{1eff}' | 'ﬀ'..='ﬆ')
            && letter != 'µ')
}

/// The word as a dictionary is asked; `room` is only written in where that is not how it stands.
pub fn asked<'w>(written: &'w str, room: &'w mut String) -> &'w str {
    let as_written = |byte: u8| byte.is_ascii_alphabetic() || byte == b'\'';
    if written.bytes().all(as_written) {
        return written;
    }
    room.clear();
    for letter in written.chars() {
        match letter {
            letter if is_unseen(letter) || is_mark(letter) => {}
            '’' | '\u{2bc}' => room.push('\''),
            'ﬀ' => room.push_str("ff"),
            'ﬁ' => room.push_str("fi"),
            'ﬂ' => room.push_str("fl"),
            'ﬃ' => room.push_str("ffi"),
            'ﬄ' => room.push_str("ffl"),
            'ﬅ' | 'ﬆ' => room.push_str("st"),
            'æ' => room.push_str("ae"),
            'œ' => room.push_str("oe"),
            letter => room.push(letter),
        }
    }
    room
}

/// The word without accents, where it has any: an English word may be written without them.
pub(super) fn without_accents(word: &str) -> Option<String> {
    let plain = |letter| match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' => 'i',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'š' | 'ś' => 's',
        'ž' | 'ź' | 'ż' => 'z',
        'É' => 'E',
        other => other,
    };
    (!word.is_ascii()).then(|| word.chars().map(plain).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked_of(text: &str) -> Vec<String> {
        let mut room = String::new();
        words(text)
            .map(|word| {
                assert_eq!(text.get(word.range()), Some(word.written));
                let mark = if word.begins { "^" } else { "" };
                format!("{mark}{}", asked(word.written, &mut room))
            })
            .collect()
    }

    #[test]
    fn words_are_those_of_running_text() {
        for (text, expected) in [
            ("", ""),
            ("Tea, with milk.", "^Tea with milk"),
            ("It is. Then (“so”) on: A Cup", "^It is ^Then so on Cup"),
            ("“Tea” and (Milk)", "^Tea and Milk"),
            ("daily.Then St.John’s", "^daily ^Then St ^John's"),
            ("patients’ don't rock ’n’ roll", "^patients don't rock roll"),
            (
                "and/or well-being non-β-blocker",
                "^and or well being non blocker",
            ),
            ("See (deadbeef)", "^See"),
            ("NHS GPs’ 1990s 5mg B12 HbA1c 5-HT H₂O mRNA pNN50", ""),
            ("25-hydroxyvitamin 1·5 mg·kg 2.5 x", "hydroxyvitamin mg kg"),
            (
                "https://a.org/b www.nhs.uk/live x@y.org a_name file.rs C:\\dir e.g. i.e.",
                "",
            ),
            (
                "doi:10.1093/milmed/usx213 {#sec-aki} @sec-teg \\neq 3,4-dihydroxy-5-ene tea",
                "tea",
            ),
            (
                "veno-occlusive mis-use naso/caval blue-ish Positioning{#pos} 24-hour one-off 2-week-old",
                "occlusive use caval blue hour one off week old",
            ),
            ("5\u{202f}mg a\u{a0}day 1\u{202f}000", "mg day"),
            ("µg μg β α-tocopherol Ωmega слово", "tocopherol"),
            ("naïve café Zoë", "^naïve café Zoë"),
            (
                "vita\u{ad}min zinc\u{200b} co\u{2060}op",
                "^vitamin zinc coop",
            ),
            ("ﬁbre inﬂuenza oﬀ", "^fibre influenza off"),
            ("cafe\u{301} fœtus", "^cafe foetus"),
        ] {
            assert_eq!(asked_of(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn words_stand_where_they_are_written() {
        let text = "A vita\u{ad}min, 5\u{202f}mg (ﬁbre).";
        let all: Vec<&str> = words(text).map(|word| word.written).collect();
        assert_eq!(all, ["vita\u{ad}min", "mg", "ﬁbre"]);
    }

    #[test]
    fn a_very_long_paragraph_is_read_once() {
        let long = "a-b.c’ ".repeat(80_000);
        assert_eq!(words(&long).count(), 0);
        assert_eq!(words(&"x".repeat(500_000)).count(), 1);
        assert_eq!(words(&"tea-".repeat(125_000)).count(), 125_000);
    }
}
