//! What is looked for in a text: words or a regular expression, made into one matcher.
//!
//! Knows nothing of: entries, markdown, the query language.

use std::ops::Range;

use nucleo_matcher::chars::normalize;
use regex_automata::meta::{FindMatches, Regex};
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input};
use regex_syntax::hir::{Capture, Class, ClassUnicodeRange, Hir, HirKind, Look, Repetition};

use super::bytes::first_of;
use super::words::{WordPlaces, WordSearch, push_accented, push_escaped, written};

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
    what: What,
    whole_words: bool,
}

#[derive(Debug, Clone)]
enum What {
    Words(WordSearch),
    Expression(Expression),
}

#[derive(Debug, Clone)]
struct Expression {
    regex: Regex,
    /// The same with `\b` between ASCII letters, where it matches within a line only.
    by_line: Option<Regex>,
    /// It also matches where nothing stands: such places are passed over.
    may_be_empty: bool,
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
        let exact = build(&written(&letters, push_escaped), options);
        let exact = exact.ok_or_else(|| too_large(words))?;
        let accented = match folds && letters.iter().any(char::is_ascii_alphabetic) {
            true => {
                let regex = build(&written(&letters, push_accented), options);
                Some(regex.ok_or_else(|| too_large(words))?)
            }
            false => None,
        };
        let search = WordSearch::new(&letters, options.match_case, exact, accented);
        Ok(Self {
            what: What::Words(search),
            whole_words: options.whole_words,
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
            what: What::Expression(Expression {
                regex: build_from(&hir).ok_or_else(|| too_large(expression))?,
                by_line: by_line(&hir),
                may_be_empty: hir.properties().minimum_len() == Some(0),
            }),
            whole_words: options.whole_words,
        })
    }

    /// Whether it is found anywhere.
    pub fn is_in(&self, text: &str) -> bool {
        self.places(text).next().is_some()
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
        let mut ahead = match &self.what {
            What::Words(words) => Way::Words(words.places(text, stretch.end)),
            What::Expression(it) if it.is_simple() && !self.whole_words => {
                Way::Simple(it.regex.find_iter(Input::new(text).span(stretch)))
            }
            What::Expression(it) => Way::Expression(it, stretch.end),
        };
        std::iter::from_fn(move || {
            loop {
                let found = match &mut ahead {
                    Way::Simple(places) => return places.next().map(|found| found.range()),
                    Way::Words(places) => places.next_from(from)?,
                    Way::Expression(it, end) => it.next_in(text, from..*end)?,
                };
                if !found.is_empty() && (!self.whole_words || is_whole(text, &found)) {
                    from = found.end;
                    return Some(found);
                }
                let rest = text.get(found.start..)?;
                from = found.start + rest.chars().next()?.len_utf8();
            }
        })
    }

    /// What the groups of an expression hold at a place where it was found; none for words.
    pub(super) fn groups(&self, text: &str, place: &Range<usize>) -> Vec<Option<Range<usize>>> {
        let Some(regex) = self.regex() else {
            return Vec::new();
        };
        let mut groups = regex.create_captures();
        // What was found within a wider stretch is found again in just its own.
        let input = Input::new(text).span(place.clone()).anchored(Anchored::Yes);
        regex.search_captures(&input, &mut groups);
        let groups = (0..groups.group_len()).map(|number| groups.get_group(number));
        groups.map(|span| span.map(|span| span.range())).collect()
    }

    /// The number of a group that is named, or the number itself where there are so many.
    pub(super) fn group(&self, name: &str) -> Option<usize> {
        let regex = self.regex()?;
        if let Ok(number) = name.parse() {
            return (number < regex.captures_len()).then_some(number);
        }
        let info = regex.group_info();
        let all = info.pattern_names(regex_automata::PatternID::ZERO);
        all.enumerate()
            .find_map(|(number, it)| (it == Some(name)).then_some(number))
    }

    /// Whether a replacement may name groups.
    pub fn is_expression(&self) -> bool {
        self.regex().is_some()
    }

    fn regex(&self) -> Option<&Regex> {
        match &self.what {
            What::Words(_) => None,
            What::Expression(it) => Some(&it.regex),
        }
    }
}

/// How the places in a text are come by.
enum Way<'m> {
    Words(WordPlaces<'m>),
    /// The engine is quickest when it goes on by itself.
    Simple(FindMatches<'m, 'm>),
    /// Up to an end.
    Expression(&'m Expression, usize),
}

impl Expression {
    /// Nothing is to be looked at besides what the engine finds.
    fn is_simple(&self) -> bool {
        self.by_line.is_none() && !self.may_be_empty
    }

    fn next_in(&self, text: &str, stretch: Range<usize>) -> Option<Range<usize>> {
        match &self.by_line {
            Some(ascii) => self.next_by_line(ascii, text, stretch),
            None => search(&self.regex, text, stretch),
        }
    }

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
            // Most texts hold dashes and curly quotation marks, which are no letters and begin with 0xE2.
            let letter = first_of(bytes.get(begins..line_end)?, |byte| {
                (byte != 0xE2) & (byte > 0xC1)
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
            let in_line = search(&self.regex, text, start.max(from)..end);
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

fn search(regex: &Regex, text: &str, stretch: Range<usize>) -> Option<Range<usize>> {
    let found = regex.search(&Input::new(text).span(stretch))?;
    Some(found.range())
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
