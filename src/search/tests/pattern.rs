use std::ops::Range;

use proptest::prelude::*;

use crate::search::words::{push_accented, push_escaped, written};
use crate::search::{Matcher, MatcherError, Options};

fn options(case: bool, whole: bool, accents: bool) -> Options {
    Options {
        match_case: case,
        whole_words: whole,
        match_accents: accents,
    }
}

fn places(matcher: &Matcher, text: &str) -> Vec<Range<usize>> {
    matcher.places(text).collect()
}

/// One place.
fn only(place: Range<usize>) -> Vec<Range<usize>> {
    std::iter::once(place).collect()
}

fn finds(words: &str, options: Options, text: &str) -> Vec<String> {
    let matcher = Matcher::words(words, options).expect("words");
    let found = matcher.places(text).map(|at| text[at].to_owned());
    found.collect()
}

fn expression(expression: &str) -> Result<Matcher, MatcherError> {
    Matcher::expression(expression, Options::default())
}

#[test]
fn any_case_is_found_unless_told_otherwise() {
    let usual = Options::default();
    assert_eq!(finds("élan", usual, "élan ÉLAN").len(), 2);
    assert_eq!(
        finds("iron", options(true, false, false), "Iron iron"),
        ["iron"]
    );
}

#[test]
fn accents_are_folded_both_ways_unless_told_otherwise() {
    let usual = Options::default();
    let text = "Jose, José, JOSÉ, Jose\u{301}, Jòśe";
    assert_eq!(finds("jose", usual, text).len(), 5);
    assert_eq!(finds("José", usual, text).len(), 5);
    assert_eq!(
        finds("josé", options(false, false, true), text),
        ["José", "JOSÉ"]
    );
    assert_eq!(finds("smørrebrød", usual, "Smorrebrod"), ["Smorrebrod"]);
    // A mark of its own belongs to the letter before it.
    assert_eq!(finds("e", usual, "e\u{301}"), ["e\u{301}"]);
    assert_eq!(finds("αλφα", usual, "Αλφα"), ["Αλφα"]);
}

#[test]
fn whole_words_stand_alone() {
    let whole = options(false, true, false);
    assert_eq!(
        finds("iron", whole, "iron, environ, Iron"),
        ["iron", "Iron"]
    );
    assert_eq!(finds("caf", whole, "café caf"), ["caf"]);
    // What is passed over may begin another.
    let matcher = Matcher::words("a a", whole).expect("words");
    assert_eq!(places(&matcher, "xa a a"), only(3..6));
}

#[test]
fn a_blank_is_any_few_blanks_or_one_line_end() {
    let usual = Options::default();
    let text = "400 mg, 400\u{a0}mg, 400\nmg, 400\r\n  mg, 400  mg; 400\n\nmg";
    assert_eq!(finds("400 mg", usual, text).len(), 5);
}

#[test]
fn what_can_never_be_found_is_told() {
    for words in ["", "  "] {
        assert!(Matcher::words(words, Options::default()).is_err());
    }
    for nothing in ["", "^", "$", r"\b", "x{0}", "^$", "(|)"] {
        let error = expression(nothing).expect_err("it matches nothing");
        assert!(error.message.contains("where nothing stands"), "{nothing}");
    }
    assert!(places(&expression("[^\\s\\S]").expect("one"), "anything").is_empty());
}

#[test]
fn an_expression_that_may_match_nothing_finds_what_stands_somewhere() {
    let text = "axx b\nxé x";
    for (asked, found) in [
        ("x*", vec!["xx", "x", "x"]),
        ("x*?", vec!["x", "x", "x", "x"]),
        ("^x*", vec!["x"]),
        ("x*|b", vec!["xx", "b", "x", "x"]),
        ("|b", vec!["b"]),
        ("(x?){2}", vec!["xx", "x", "x"]),
        ("a?x*", vec!["axx", "x", "x"]),
        (r"\b\w*", vec!["axx", "b", "xé", "x"]),
        (r"\w*é?$", vec!["b", "x"]),
    ] {
        let matcher = expression(asked).expect(asked);
        let places = places(&matcher, text).into_iter();
        let places: Vec<&str> = places.map(|place| &text[place]).collect();
        assert_eq!(places, found, "{asked}");
    }
}

#[test]
fn an_expression_that_is_none_or_too_large_is_told_with_its_place() {
    let error = expression("tea (iron").expect_err("none");
    assert_eq!(error.at, 4..5, "{}", error.message);
    let error = expression("tea [z-a]").expect_err("none");
    assert_eq!(error.at, 5..8, "{}", error.message);
    for large in [r"\w{1000}{1000}", "((a{100}){100}){100}"] {
        let error = expression(large).expect_err("too large");
        assert!(error.message.contains("too large"), "{}", error.message);
    }
    let deep = format!("{}a{}", "(".repeat(5000), ")".repeat(5000));
    assert!(expression(&deep).is_err());
    let long = "iron ".repeat(100_000);
    assert!(Matcher::words(&long, Options::default()).is_err());
}

#[test]
fn an_expression_may_match_everything() {
    let text = "One\r\ntwo\n";
    let everything = expression(r"[\s\S]+").expect("one");
    assert_eq!(places(&everything, text), only(0..text.len()));
    let lines = expression(".+").expect("one");
    assert_eq!(places(&lines, text), [0..3, 5..8]);
}

#[test]
fn an_expression_sees_lines_whatever_they_end_in() {
    let matcher = expression(r"^\w+$").expect("one");
    for end in ["\n", "\r\n"] {
        let text = ["One", "two three", "four", ""].join(end);
        let found: Vec<&str> = matcher.places(&text).map(|at| &text[at]).collect();
        assert_eq!(found, ["One", "four"]);
    }
    let across = expression(r"two\s+three").expect("one");
    assert_eq!(places(&across, "two\r\nthree"), only(0..10));
}

#[test]
fn what_lies_in_a_stretch_is_found_by_what_stands_round_it() {
    let matcher = expression(r"\bon\b").expect("one");
    let text = "iron on";
    let within = |stretch| matcher.places_in(text, stretch).collect::<Vec<_>>();
    assert_eq!(within(2..4), [0..0; 0]);
    assert_eq!(within(3..7), only(5..7));
}

/// What is found, told letter by letter and slowly.
fn slowly(words: &str, text: &str, fold: impl Fn(char) -> Option<char>) -> Vec<Range<usize>> {
    let wanted: Vec<char> = words.chars().filter_map(&fold).collect();
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut from = 0;
    while from < letters.len() {
        let mut at = from;
        let mut next = wanted.iter().peekable();
        let mut marks = 0;
        while let Some((_, letter)) = letters.get(at) {
            match (fold(*letter), next.peek()) {
                // At most two marks belong to a letter, and only behind one that may have some.
                (None, _) if at > from && marks < 2 && is_bare(letters[at - 1 - marks].1) => {
                    marks += 1;
                }
                (Some(letter), Some(wanted)) if letter == **wanted => {
                    next.next();
                    marks = 0;
                }
                _ => break,
            }
            at += 1;
        }
        match next.peek() {
            None => {
                let end = letters.get(at).map_or(text.len(), |(end, _)| *end);
                found.push(letters[from].0..end);
                from = at;
            }
            Some(_) => from += 1,
        }
    }
    found
}

fn is_bare(letter: char) -> bool {
    nucleo_matcher::chars::normalize(letter).is_ascii_alphabetic()
}

proptest! {
    #[test]
    fn folded_words_are_found_as_letter_by_letter(
        words in "[aeéAn]{1,3}",
        text in "[aeéÀn\u{301}—x]{0,40}",
    ) {
        let fold = |letter: char| match letter {
            '\u{300}'..='\u{36f}' => None,
            letter => nucleo_matcher::chars::normalize(letter).to_lowercase().next(),
        };
        let matcher = Matcher::words(&words, Options::default()).expect("words");
        prop_assert_eq!(places(&matcher, &text), slowly(&words, &text, fold));
    }

    /// By two letters what an expression of all letters finds, also where a letter has a form of more bytes.
    #[test]
    fn words_are_found_as_by_their_expression(
        words in "[aekKnstéŌ1-][aeknstéŌ1 -]{0,7}",
        text in "([aeéknK\u{212A}ſstŌ\u{301}\u{A0} \r\n1—-]|kent|sane|Tea at){0,90}",
        match_case: bool,
        match_accents: bool,
        cut in 0usize..60,
    ) {
        let options = options(match_case, false, match_accents);
        let letters = words.chars().map(|letter| match match_accents {
            true => letter,
            false => nucleo_matcher::chars::normalize(letter),
        });
        let letters: Vec<char> = letters.collect();
        let push = if match_accents { push_escaped } else { push_accented };
        let slow = regex::RegexBuilder::new(&written(&letters, push));
        let slow = { slow }.case_insensitive(!match_case).build().expect("one");
        let cut = text.floor_char_boundary(cut.min(text.len()));
        let mut expected = Vec::new();
        let mut from = cut;
        while let Some(found) = slow.find_at(&text, from) {
            from = found.end();
            expected.push(found.range());
        }
        let matcher = Matcher::words(&words, options).expect("words");
        let found: Vec<_> = matcher.places_in(&text, cut..text.len()).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn exact_words_are_found_as_in_any_text(words in "[aéb]{1,3}", text in "[aéb—\r\n]{0,40}") {
        let matcher = Matcher::words(&words, options(true, false, true)).expect("words");
        let expected: Vec<_> = text.match_indices(&words).map(|(at, it)| at..at + it.len()).collect();
        prop_assert_eq!(places(&matcher, &text), expected);
    }

    #[test]
    fn the_ends_of_words_are_those_of_all_letters(
        pattern in prop::sample::select(vec![
            r"\b[a-z]+\b", r"\ba", r"e\b", r"\Be", r"\b\w+ \w", r"(?:\bé|a\b)", r"\b{start}\w", r"^\b.+\b$", r"\b(a|ab)\b",
        ]),
        text in "[aeéÀbµ—’ \r\n]{0,40}",
        cut in 0usize..40,
    ) {
        let cut = text.floor_char_boundary(cut.min(text.len()));
        let matcher = expression(pattern).expect("one");
        let slow = regex::RegexBuilder::new(pattern);
        let slow = { slow }.case_insensitive(true).multi_line(true).crlf(true).build().expect("one");
        let mut expected = Vec::new();
        let mut from = cut;
        while let Some(found) = slow.find_at(&text, from) {
            from = found.end();
            expected.push(found.range());
        }
        let found: Vec<_> = matcher.places_in(&text, cut..text.len()).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn places_are_in_order_and_within_their_stretch(
        pattern in r"[abé.+*?()\[\]\\d]{1,8}",
        text in "[abé1\r\n]{0,40}",
        whole: bool,
        cut in 0usize..40,
    ) {
        let options = options(false, whole, false);
        let cut = text.floor_char_boundary(cut.min(text.len()));
        let both = [Matcher::words(&pattern, options), Matcher::expression(&pattern, options)];
        for matcher in both.into_iter().flatten() {
            let mut end = cut;
            for place in matcher.places_in(&text, cut..text.len()) {
                prop_assert!(place.start >= end && place.end > place.start);
                prop_assert!(text.get(place.clone()).is_some());
                end = place.end;
            }
        }
    }
}

#[test]
fn a_line_end_in_an_expression_is_one_of_either_form() {
    for (expression, text, expected) in [
        (r"iron\nat", "iron\r\nat night", "iron\r\nat"),
        (r"iron\nat", "iron\nat night", "iron\nat"),
        (r"iron\r\nat", "iron\r\nat night", "iron\r\nat"),
        (r"iron\r?\nat", "iron\r\nat night", "iron\r\nat"),
        (r"(iron\n)+at", "iron\r\niron\r\nat", "iron\r\niron\r\nat"),
        (r"n\n\nx", "n\r\n\r\nx", "n\r\n\r\nx"),
        (r".+\n", "ab\r\ncd", "ab\r\n"),
    ] {
        let matcher = Matcher::expression(expression, Options::default()).expect(expression);
        let places: Vec<&str> = matcher.places(text).map(|at| &text[at]).collect();
        assert_eq!(places.first(), Some(&expected), "{expression} in {text:?}");
    }
}
