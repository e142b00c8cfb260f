//! What is looked for in a text: words or a regular expression, made into one matcher.
//!
//! The expression runs on the bytes as they are. Where accents are folded, an occurrence without any is found by the plain
//! words, at full speed; one with an accent holds a letter of more than one byte, and is looked for round such letters only.
//! So a text is never copied or folded, and a hit is a range of its bytes.
//!
//! Knows nothing of: entries, markdown, the query language.

use std::ops::Range;
use std::sync::OnceLock;

use nucleo_matcher::chars::normalize;
use regex_automata::meta::Regex;
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input};
use regex_syntax::hir::{Capture, Class, ClassUnicodeRange, Hir, HirKind, Look, Repetition};

/// How letters are compared. As usual, neither case nor accents count, and a word is found within another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Options {
    pub match_case: bool,
    pub whole_words: bool,
    /// `Jose` does not find `José`. In an expression accents are always those written.
    pub match_accents: bool,
}

/// Finds what is looked for. To clone it is cheap, and each thread is quickest with its own.
#[derive(Debug, Clone)]
pub struct Matcher {
    plain: Regex,
    accented: Option<Accented>,
    /// The expression with `\b` between ASCII letters, where it matches within a line only.
    by_line: Option<Regex>,
    /// It also matches where nothing stands: such places are passed over.
    may_be_empty: bool,
    whole_words: bool,
    is_expression: bool,
}

/// The words with every accent that their letters may have.
#[derive(Debug, Clone)]
struct Accented {
    regex: Regex,
    /// No occurrence is longer, in bytes.
    reach: usize,
}

/// Why something can't be looked for, and where in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatcherError {
    pub at: Range<usize>,
    pub message: String,
}

impl Matcher {
    /// Finds these words. A blank stands for any few blanks, no-break ones too, or for one line end.
    ///
    /// # Errors
    /// [`MatcherError`] where there are none, or too many.
    pub fn words(words: &str, options: Options) -> Result<Self, MatcherError> {
        if words.trim().is_empty() {
            return Err(whole(words, "Nothing is there to look for."));
        }
        if words.len() > LONGEST {
            return Err(too_large(words));
        }
        let folds = !options.match_accents;
        let letters: Vec<char> = words
            .chars()
            .map(|letter| if folds { normalize(letter) } else { letter })
            .collect();
        let plain = written(&letters, |letter, out| push_escaped(out, letter));
        let accented = folds && letters.iter().any(|letter| letter.is_ascii_alphabetic());
        let accented = match accented {
            true => {
                let regex = build(&written(&letters, push_accented), options);
                Some(Accented {
                    regex: regex.ok_or_else(|| too_large(words))?,
                    reach: letters.len() * MOST_BYTES,
                })
            }
            false => None,
        };
        Ok(Self {
            plain: build(&plain, options).ok_or_else(|| too_large(words))?,
            accented,
            by_line: None,
            may_be_empty: false,
            whole_words: options.whole_words,
            is_expression: false,
        })
    }

    /// Finds what a regular expression matches. `^` and `$` are those of a line, whatever it ends in.
    ///
    /// # Errors
    /// [`MatcherError`] where it is none, matches only where nothing stands, or is too large.
    pub fn expression(expression: &str, options: Options) -> Result<Self, MatcherError> {
        if expression.len() > LONGEST {
            return Err(too_large(expression));
        }
        let hir = syntax::parse_with(expression, &config(options));
        let hir = hir.map_err(|error| in_plain_words(expression, &error))?;
        if hir.properties().maximum_len() == Some(0) {
            return Err(whole(
                expression,
                "This expression matches only where nothing stands. Add what is to be found there.",
            ));
        }
        let hir = any_line_end(&never_empty(&hir));
        Ok(Self {
            plain: build_from(&hir).ok_or_else(|| too_large(expression))?,
            accented: None,
            by_line: by_line(&hir),
            may_be_empty: hir.properties().minimum_len() == Some(0),
            whole_words: options.whole_words,
            is_expression: true,
        })
    }

    /// Whether it is found anywhere.
    pub fn is_in(&self, text: &str) -> bool {
        self.next_in(text, 0..text.len()).is_some()
    }

    /// Every place in `text`, in order. None is empty, and none overlaps another.
    pub fn places<'m>(&'m self, text: &'m str) -> impl Iterator<Item = Range<usize>> + 'm {
        self.places_in(text, 0..text.len())
    }

    /// Every place within a stretch of `text`, which begins and ends between two letters.
    pub fn places_in<'m>(
        &'m self,
        text: &'m str,
        stretch: Range<usize>,
    ) -> impl Iterator<Item = Range<usize>> + 'm {
        let mut from = stretch.start;
        // Nothing is to be looked at besides: the engine is quickest when it goes on by itself.
        let is_simple = self.accented.is_none()
            && self.by_line.is_none()
            && !self.may_be_empty
            && !self.whole_words;
        let input = Input::new(text).span(stretch.clone());
        let mut simple = is_simple.then(|| self.plain.find_iter(input));
        std::iter::from_fn(move || {
            if let Some(simple) = &mut simple {
                return simple.next().map(|found| found.range());
            }
            let found = self.next_in(text, from..stretch.end)?;
            from = found.end;
            Some(found)
        })
    }

    /// What the groups of an expression hold at a place where it was found; none for words.
    pub(super) fn groups(&self, text: &str, place: &Range<usize>) -> Vec<Option<Range<usize>>> {
        let mut groups = self.plain.create_captures();
        // What was found within a wider stretch is found again in just its own.
        let input = Input::new(text).span(place.clone()).anchored(Anchored::Yes);
        self.plain.search_captures(&input, &mut groups);
        let groups = (0..groups.group_len()).map(|number| groups.get_group(number));
        groups.map(|span| span.map(|span| span.range())).collect()
    }

    /// The number of a group that is named, or the number itself where there are so many.
    pub(super) fn group(&self, name: &str) -> Option<usize> {
        if let Ok(number) = name.parse() {
            return (number < self.plain.captures_len()).then_some(number);
        }
        let info = self.plain.group_info();
        let all = info.pattern_names(regex_automata::PatternID::ZERO);
        all.enumerate()
            .find_map(|(number, it)| (it == Some(name)).then_some(number))
    }

    /// Whether a replacement may name groups.
    pub fn is_expression(&self) -> bool {
        self.is_expression
    }

    fn next_in(&self, text: &str, stretch: Range<usize>) -> Option<Range<usize>> {
        let mut from = stretch.start;
        loop {
            let found = self.next_letters(text, from..stretch.end)?;
            if !found.is_empty() && (!self.whole_words || is_whole(text, &found)) {
                return Some(found);
            }
            let rest = text.get(found.start..)?;
            from = found.start + rest.chars().next()?.len_utf8();
        }
    }

    fn next_letters(&self, text: &str, stretch: Range<usize>) -> Option<Range<usize>> {
        let end = stretch.end;
        if let Some(ascii) = &self.by_line {
            return self.next_by_line(ascii, text, stretch);
        }
        let plain = search(&self.plain, text, stretch.clone());
        let Some(accented) = &self.accented else {
            return plain;
        };
        // One that begins first is all that matters, or one at the same place that ends in a mark of its own.
        let last = plain.as_ref().map_or(end, |plain| plain.start);
        let until = end.min(last.saturating_add(accented.reach));
        match accented.next_in(text, stretch.start, until, end) {
            Some(found) if found.start <= last => Some(found),
            _ => plain,
        }
    }
}

impl Matcher {
    /// The next place of an expression that asks where words begin or end. The engine is slow there between letters of more
    /// than one byte, so only lines that hold such a letter are left to it; in the others the same is told by ASCII.
    fn next_by_line(
        &self,
        ascii: &Regex,
        text: &str,
        stretch: Range<usize>,
    ) -> Option<Range<usize>> {
        let bytes = text.as_bytes();
        let mut from = stretch.start;
        while from < stretch.end {
            let found = search(ascii, text, from..stretch.end);
            let upto = found.as_ref().map_or(stretch.end, |found| found.end);
            let ends = memchr::memchr(b'\n', bytes.get(upto..)?);
            let line_end = ends.map_or(text.len(), |end| upto + end);
            let begins = memchr::memrchr(b'\n', bytes.get(..from)?).map_or(0, |at| at + 1);
            let letter = first_of(bytes.get(begins..line_end)?, |byte| {
                byte != 0xE2 && byte > 0xC1
            });
            let Some(letter) = letter.map(|letter| begins + letter) else {
                return found;
            };
            let start = memchr::memrchr(b'\n', bytes.get(..letter)?).map_or(0, |at| at + 1);
            if let Some(found) = found.filter(|found| found.end < start) {
                return Some(found);
            }
            let ends = memchr::memchr(b'\n', bytes.get(letter..)?);
            let end = ends
                .map_or(text.len(), |end| letter + end + 1)
                .min(stretch.end);
            let in_line = search(&self.plain, text, start.max(from)..end);
            if in_line.is_some() {
                return in_line;
            }
            from = end;
        }
        None
    }
}

/// The same expression with `\b` and its like between ASCII letters. `None` where it asks no such thing, or may go over a line
/// end.
fn by_line(hir: &Hir) -> Option<Regex> {
    let words = hir.properties().look_set();
    if !words.contains_word_unicode() || crosses_lines(hir) {
        return None;
    }
    build_from(&ascii_words(hir))
}

/// The same expression where `\n` is a line end of either form.
fn any_line_end(hir: &Hir) -> Hir {
    let each = |all: &[Hir]| all.iter().map(any_line_end).collect();
    match hir.kind() {
        HirKind::Literal(literal) => {
            let mut parts = Vec::new();
            let mut start = 0;
            for at in memchr::memchr_iter(b'\n', &literal.0) {
                let before = literal.0.get(start..at).unwrap_or_default();
                parts.push(Hir::literal(before));
                if !before.ends_with(b"\r") {
                    parts.push(Hir::repetition(Repetition {
                        min: 0,
                        max: Some(1),
                        greedy: true,
                        sub: Box::new(Hir::literal(*b"\r")),
                    }));
                }
                parts.push(Hir::literal(*b"\n"));
                start = at + 1;
            }
            parts.push(Hir::literal(literal.0.get(start..).unwrap_or_default()));
            Hir::concat(parts)
        }
        HirKind::Repetition(it) => Hir::repetition(Repetition {
            sub: Box::new(any_line_end(&it.sub)),
            ..it.clone()
        }),
        HirKind::Capture(it) => Hir::capture(Capture {
            sub: Box::new(any_line_end(&it.sub)),
            ..it.clone()
        }),
        HirKind::Concat(all) => Hir::concat(each(all)),
        HirKind::Alternation(all) => Hir::alternation(each(all)),
        HirKind::Class(_) | HirKind::Look(_) | HirKind::Empty => hir.clone(),
    }
}

/// The same expression where it does not match nothing: `x+` for `x*`. One of several parts that may all be absent stays as
/// it is.
fn never_empty(hir: &Hir) -> Hir {
    if hir.properties().minimum_len() != Some(0) {
        return hir.clone();
    }
    let is_wide = |hir: &Hir| hir.properties().maximum_len() != Some(0);
    match hir.kind() {
        HirKind::Repetition(it) => Hir::repetition(Repetition {
            min: 1,
            sub: Box::new(never_empty(&it.sub)),
            ..it.clone()
        }),
        HirKind::Capture(it) => Hir::capture(Capture {
            sub: Box::new(never_empty(&it.sub)),
            ..it.clone()
        }),
        HirKind::Alternation(all) => {
            let wide = all.iter().filter(|one| is_wide(one));
            Hir::alternation(wide.map(never_empty).collect())
        }
        HirKind::Concat(all) if all.iter().filter(|one| is_wide(one)).count() == 1 => {
            Hir::concat(all.iter().map(never_empty).collect())
        }
        _ => hir.clone(),
    }
}

fn crosses_lines(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Class(Class::Unicode(class)) => {
            let holds = |range: &ClassUnicodeRange| range.start() <= '\n' && range.end() >= '\n';
            class.iter().any(holds)
        }
        HirKind::Class(Class::Bytes(_)) => true,
        HirKind::Literal(literal) => literal.0.contains(&b'\n'),
        HirKind::Repetition(it) => crosses_lines(&it.sub),
        HirKind::Capture(it) => crosses_lines(&it.sub),
        HirKind::Concat(all) | HirKind::Alternation(all) => all.iter().any(crosses_lines),
        HirKind::Look(_) | HirKind::Empty => false,
    }
}

fn ascii_words(hir: &Hir) -> Hir {
    let each = |all: &[Hir]| all.iter().map(ascii_words).collect();
    match hir.kind() {
        HirKind::Look(look) => Hir::look(match look {
            Look::WordUnicode => Look::WordAscii,
            Look::WordUnicodeNegate => Look::WordAsciiNegate,
            Look::WordStartUnicode => Look::WordStartAscii,
            Look::WordEndUnicode => Look::WordEndAscii,
            Look::WordStartHalfUnicode => Look::WordStartHalfAscii,
            Look::WordEndHalfUnicode => Look::WordEndHalfAscii,
            look => *look,
        }),
        HirKind::Repetition(it) => Hir::repetition(Repetition {
            sub: Box::new(ascii_words(&it.sub)),
            ..it.clone()
        }),
        HirKind::Capture(it) => Hir::capture(Capture {
            sub: Box::new(ascii_words(&it.sub)),
            ..it.clone()
        }),
        HirKind::Concat(all) => Hir::concat(each(all)),
        HirKind::Alternation(all) => Hir::alternation(each(all)),
        HirKind::Class(_) | HirKind::Literal(_) | HirKind::Empty => hir.clone(),
    }
}

impl Accented {
    /// The first occurrence that holds an accented letter before `until`.
    fn next_in(&self, text: &str, from: usize, until: usize, end: usize) -> Option<Range<usize>> {
        let bytes = text.as_bytes();
        let mut at = from;
        while let Some(found) = next_accent(bytes.get(at..until)?) {
            let first = at + found;
            let mut last = first;
            // Letters close to each other are looked at together, so that none is looked at again and again.
            while last - first < 2 * self.reach {
                let near = until.min(last + self.reach);
                let Some(next) = bytes.get(last + 1..near).and_then(next_accent) else {
                    break;
                };
                last += 1 + next;
            }
            let start = text.floor_char_boundary(first.saturating_sub(self.reach));
            let stop = text.ceil_char_boundary((last + self.reach).min(end));
            let found = search(&self.regex, text, start.max(from)..stop.min(end));
            // One that begins behind them may go on behind the stretch.
            if let Some(found) = found.filter(|found| found.start <= last) {
                return Some(found);
            }
            at = last + 1;
        }
        None
    }
}

fn search(regex: &Regex, text: &str, stretch: Range<usize>) -> Option<Range<usize>> {
    let found = regex.search(&Input::new(text).span(stretch))?;
    Some(found.range())
}

/// The first byte with which an accented Latin letter may begin, or an accent of its own.
fn next_accent(bytes: &[u8]) -> Option<usize> {
    first_of(bytes, |byte| {
        matches!(byte, 0xC3..=0xC9 | 0xCC | 0xCD | 0xE1)
    })
}

/// The first byte of a letter of more than one byte that `is`, which none is that begins with 0xE2: most texts hold dashes and
/// curly quotation marks.
fn first_of(bytes: &[u8], is: impl Fn(u8) -> bool) -> Option<usize> {
    // One comparison a byte and no way out of the inner loop let the compiler take many bytes at once.
    let may_be = |byte: u8| byte.wrapping_sub(0xC2) < 0xE2 - 0xC2;
    let (stretches, rest) = bytes.as_chunks::<STRETCH>();
    for (number, stretch) in stretches.iter().enumerate() {
        let any = stretch
            .iter()
            .fold(0, |any, byte| any | u8::from(may_be(*byte)));
        if any != 0
            && let Some(at) = stretch.iter().position(|byte| is(*byte))
        {
            return Some(number * STRETCH + at);
        }
    }
    let at = rest.iter().position(|byte| is(*byte))?;
    Some(bytes.len() - rest.len() + at)
}

const STRETCH: usize = 64;

/// The letters as an expression, each as `push` writes it; a run of blanks as one.
fn written(letters: &[char], push: impl Fn(char, &mut String)) -> String {
    let mut regex = String::with_capacity(letters.len() * 4);
    let mut in_blanks = false;
    for letter in letters {
        let is_blank = letter.is_whitespace();
        match is_blank {
            true if !in_blanks => regex.push_str(BLANKS),
            true => {}
            false => push(*letter, &mut regex),
        }
        in_blanks = is_blank;
    }
    regex
}

/// A few blanks, or a line end with some around it.
const BLANKS: &str = r"(?:[ \t\x{A0}\x{2009}\x{202F}]{1,4}|[ \t]{0,4}\r?\n[ \t]{0,8})";

/// A letter of three bytes with two marks of two, and no blanks take more.
const MOST_BYTES: usize = 14;

fn push_escaped(out: &mut String, letter: char) {
    out.push_str(&regex::escape(letter.encode_utf8(&mut [0; 4])));
}

fn push_accented(letter: char, out: &mut String) {
    let accented = accented_of(letter);
    match accented.is_empty() {
        true => push_escaped(out, letter),
        false => {
            out.extend(['[', letter]);
            out.push_str(accented);
            out.push_str(r"][\x{300}-\x{36F}]{0,2}");
        }
    }
}

/// The letters that are this one but for an accent, in both cases.
fn accented_of(letter: char) -> &'static str {
    static LETTERS: OnceLock<[String; 26]> = OnceLock::new();
    let number = |letter: char| (u32::from(letter.to_ascii_lowercase()) as usize).checked_sub(97);
    let letters = LETTERS.get_or_init(|| {
        let mut letters: [String; 26] = Default::default();
        for accented in ('\u{C0}'..='\u{24F}').chain('\u{1E00}'..='\u{1EFF}') {
            let bare = normalize(accented);
            let its_own = number(bare).filter(|_| bare != accented);
            if let Some(list) = its_own.and_then(|number| letters.get_mut(number)) {
                list.push(accented);
            }
        }
        letters
    });
    let own = number(letter).and_then(|number| letters.get(number));
    own.map_or("", String::as_str)
}

fn config(options: Options) -> syntax::Config {
    syntax::Config::new()
        .case_insensitive(!options.match_case)
        .multi_line(true)
        .crlf(true)
}

/// `None` where it is too large.
fn build_from(hir: &Hir) -> Option<Regex> {
    let config = Regex::config().nfa_size_limit(Some(LARGEST));
    Regex::builder().configure(config).build_from_hir(hir).ok()
}

/// `None` where it is too large.
fn build(regex: &str, options: Options) -> Option<Regex> {
    Regex::builder()
        .configure(Regex::config().nfa_size_limit(Some(LARGEST)))
        .syntax(config(options))
        .build(regex)
        .ok()
}

/// Longer words, or a longer expression, nobody looks for.
const LONGEST: usize = 4096;

/// An expression that takes more bytes than this is not searched for.
const LARGEST: usize = 10 << 20;

fn is_whole(text: &str, place: &Range<usize>) -> bool {
    let before = text.get(..place.start);
    let before = before.and_then(|before| before.chars().next_back());
    let after = text.get(place.end..).and_then(|after| after.chars().next());
    let is_letter = |letter: char| letter.is_alphanumeric();
    !before.is_some_and(is_letter) && !after.is_some_and(is_letter)
}

fn whole(pattern: &str, message: &str) -> MatcherError {
    MatcherError {
        at: 0..pattern.len(),
        message: message.to_owned(),
    }
}

fn too_large(pattern: &str) -> MatcherError {
    whole(pattern, "This is too large to look for. Write less of it.")
}

fn in_plain_words(expression: &str, error: &regex_syntax::Error) -> MatcherError {
    use regex_syntax::Error;
    let (span, why) = match error {
        Error::Parse(error) => (error.span(), error.kind().to_string()),
        Error::Translate(error) => (error.span(), error.kind().to_string()),
        _ => return whole(expression, "This is no regular expression."),
    };
    MatcherError {
        at: span.start.offset..span.end.offset,
        message: format!("This is no regular expression: {why}."),
    }
}
