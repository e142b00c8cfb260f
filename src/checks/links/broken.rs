//! A link that can't work: a mistyped address, or one that markdown does not take for a link.
//!
//! Leaves alone: code. Whether the page is there is not asked.

use std::collections::HashSet;
use std::ops::Range;

use super::{anchor, spaced_address};
use crate::checks::prose::{self, ProseStretch};
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::{Edit, Edits};

pub(super) const CHECK: Check = Check {
    id: "broken-link",
    group: Group::Links,
    title: "Broken link",
    level: Level::Error,
    reason: "Readers see the brackets, or end up nowhere",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    mistyped(subject, found);
    without_scheme(subject, found);
    anchor::look(subject, found);
    for stretch in prose::stretches(&subject.reading.page) {
        not_a_link(subject, &stretch, found);
        swapped(&stretch, found);
        without_bracket(&stretch, found);
    }
}

/// `https//a`, `htps://a`, `https:/a`, `https://https://a`
fn mistyped(subject: &Subject<'_>, found: &mut Findings) {
    let text = subject.text;
    for slashes in memchr::memmem::find_iter(text.as_bytes(), "/") {
        let before = text.get(..slashes).unwrap_or_default();
        // A second slash has been looked at with the first; few others have a scheme before them.
        if !before.ends_with([':', 'p', 's']) {
            continue;
        }
        let letters = before
            .bytes()
            .rev()
            .take_while(|byte| byte.is_ascii_alphabetic() || *byte == b':')
            .count();
        let start = slashes - letters;
        let scheme = before.get(start..).unwrap_or_default();
        if !(4..=8).contains(&scheme.len()) {
            continue;
        }
        let behind = text.get(slashes..).unwrap_or_default();
        let count = behind.bytes().take_while(|byte| *byte == b'/').count();
        let rest = behind.get(count..).unwrap_or_default();
        let is_right = matches!(scheme, "http:" | "https:");
        let right = match scheme {
            "https:" | "https" | "htps:" | "htpps:" | "httsp:" | "htttps:" | "hhttps:"
            | "ttps:" | "httpss:" => "https://",
            "http:" | "http" | "htp:" | "htpp:" | "htttp:" | "hhttp:" => "http://",
            _ => continue,
        };
        let is_address = rest.starts_with(|c: char| c.is_ascii_alphanumeric()) && has_dot(rest);
        // `http/2`, `https://…`: no address, or a right one.
        let wrong = match (is_right, count) {
            (true, 2) => rest.starts_with("http://") || rest.starts_with("https://"),
            (true, _) => is_address,
            (false, 2) => is_address,
            (false, _) => false,
        };
        if !wrong || prose::is_code_at(&subject.reading.page, slashes) {
            continue;
        }
        let end = slashes + count;
        let fix = if is_right && count == 2 {
            Fix::new(
                format!("Delete the first {right}"),
                Edit::delete(start..end),
            )
        } else {
            Fix::new(format!("Write {right}"), Edit::new(start..end, right))
        };
        let written = subject.at(&(start..end));
        found.add(
            start..end,
            format!("“{written}” does not begin an address"),
            vec![fix],
        );
    }
}

fn has_dot(rest: &str) -> bool {
    let host = rest
        .split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-')))
        .next();
    host.is_some_and(|host| host.trim_end_matches('.').contains('.'))
}

/// `[words](www.a.example)` leads to a page of the own site.
fn without_scheme(subject: &Subject<'_>, found: &mut Findings) {
    let page = &subject.reading.page;
    let mut addresses = None;
    for at in memchr::memmem::find_iter(subject.text.as_bytes(), "](www.") {
        let start = at + 2;
        let rest = prose::near_ahead(subject.text.get(start..).unwrap_or_default());
        let length = rest.find([')', ' ', '\n']).unwrap_or(rest.len());
        let address = rest.get(..length).unwrap_or_default();
        let addresses: &HashSet<&str> =
            addresses.get_or_insert_with(|| page.links.iter().map(String::as_str).collect());
        if addresses.contains(address) && !prose::is_code_at(page, at) {
            let fix = Fix::new("Write https:// before it", Edit::insert(start, "https://"));
            let message = format!("“{address}” leads to a page of this site: https:// is missing");
            found.add(start..start + length, message, vec![fix]);
        }
    }
}

/// `[words] (address)`, `[words](address with blanks)`, `[words](address`
fn not_a_link(subject: &Subject<'_>, stretch: &ProseStretch<'_>, found: &mut Findings) {
    let text = stretch.text;
    for close in memchr::memchr_iter(b']', text.as_bytes()) {
        let behind = prose::near_ahead(text.get(close + 1..).unwrap_or_default());
        let gap = behind.len() - behind.trim_start_matches([' ', '\n']).len();
        let Some(address) = behind.get(gap..).and_then(|rest| rest.strip_prefix('(')) else {
            continue;
        };
        let is_web = ["http://", "https://", "www.", "www ", "mailto:"]
            .iter()
            .any(|scheme| address.starts_with(scheme));
        if gap == 0 && !is_web {
            spaced_address::look(subject, stretch, close, found);
            continue;
        }
        if gap > 1 || !is_web || !stretch.is_words(close) {
            continue;
        }
        let before = text.get(..close).unwrap_or_default();
        let Some(open) = prose::last_near(before, |c| c == '[') else {
            continue;
        };
        let end = match address.find(')') {
            Some(end) => end + 1,
            None => address.find(['\n']).unwrap_or(address.len()),
        };
        let whole = open..close + 2 + gap + end;
        let Some(place) = stretch.source(&whole) else {
            continue;
        };
        // Brackets with a backslash are meant to be seen.
        if place.start > 0 && subject.text.as_bytes().get(place.start - 1) == Some(&b'\\') {
            continue;
        }
        let inside = address.get(..end).unwrap_or_default();
        // A shortcode is one word, whatever blanks are in it: the generator makes a link of this.
        if inside.contains("{{") || inside.contains("{%") {
            continue;
        }
        let (message, fix) = if gap > 0 {
            let blank = stretch.source(&(close + 1..close + 1 + gap));
            let fix =
                blank.map(|blank: Range<usize>| Fix::new("Delete the space", Edit::delete(blank)));
            (
                "A space between “]” and “(” keeps this from being a link",
                fix,
            )
        } else if !inside.ends_with(')') {
            ("This link is never closed", None)
        } else if inside.contains(' ') {
            ("A space in its address keeps this from being a link", None)
        } else {
            ("Markdown does not read this as a link", None)
        };
        found.add(place, message, fix.into_iter().collect());
    }
}

/// `(words)[address]`
fn swapped(stretch: &ProseStretch<'_>, found: &mut Findings) {
    let text = stretch.text;
    for close in memchr::memmem::find_iter(text.as_bytes(), ")[") {
        let (before, behind) = (
            text.get(..close).unwrap_or_default(),
            prose::near_ahead(text.get(close + 2..).unwrap_or_default()),
        );
        let Some((open, end)) = prose::last_near(before, |c| c == '(').zip(behind.find(']')) else {
            continue;
        };
        let address = behind.get(..end).unwrap_or_default();
        if !is_web(address) || address.contains(char::is_whitespace) || !stretch.is_words(close) {
            continue;
        }
        let place = |at: usize| stretch.source(&(at..at + 1));
        let marks = [open, close, close + 1, close + 2 + end].map(place);
        let [Some(first), Some(second), Some(third), Some(last)] = marks else {
            continue;
        };
        let whole = first.start..last.end;
        let edits = vec![
            Edit::new(first, "["),
            Edit::new(second, "]"),
            Edit::new(third, "("),
            Edit::new(last, ")"),
        ];
        let fix = Edits::new(edits).ok();
        let fix = fix.map(|edits| Fix::new("Swap the brackets", edits));
        let message = "The brackets are swapped: the words go in “[]”, the address in “()”";
        found.add(whole, message, fix.into_iter().collect());
    }
}

/// `[words(address)`
fn without_bracket(stretch: &ProseStretch<'_>, found: &mut Findings) {
    let text = stretch.text;
    let last_close = text.rfind(']');
    for open in memchr::memmem::find_iter(text.as_bytes(), "(http") {
        let before = text.get(..open).unwrap_or_default();
        let behind = prose::near_ahead(text.get(open + 1..).unwrap_or_default());
        // `[see the NHS (https://…)]` are brackets of a sentence.
        let touches = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '*' | '’'));
        if !touches || !is_web(behind) {
            continue;
        }
        let Some(bracket) = prose::last_near(before, |c| matches!(c, '[' | ']')) else {
            continue;
        };
        let Some(end) = behind
            .find(')')
            .filter(|_| before.get(bracket..).is_some_and(|it| it.starts_with('[')))
        else {
            continue;
        };
        let is_closed = last_close.is_some_and(|last| last > open + 1 + end);
        if is_closed || !stretch.is_words(bracket) {
            continue;
        }
        let (Some(place), Some(paren)) = (
            stretch.source(&(bracket..open + 2 + end)),
            stretch.source(&(open..open + 1)),
        ) else {
            continue;
        };
        let fix = Fix::new("Write the bracket", Edit::insert(paren.start, "]"));
        found.add(place, "“]” is missing before the address", vec![fix]);
    }
}

fn is_web(address: &str) -> bool {
    ["http://", "https://", "www."]
        .iter()
        .any(|scheme| address.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::super::tests::SILENCE;
    use crate::checks::fixture::{Fixture, found};

    #[test]
    fn a_mistyped_address_is_found_and_fixed() {
        for (before, after) in [
            ("[a](https//a.example/b)", "[a](https://a.example/b)"),
            ("[a](htps://a.example/b)", "[a](https://a.example/b)"),
            ("See https:/a.example/b.", "See https://a.example/b."),
            ("[a](https:///a.example)", "[a](https://a.example)"),
            ("[a](https://https://a.example)", "[a](https://a.example)"),
            ("[a](www.a.example/b)", "[a](https://www.a.example/b)"),
            (
                "---\nurl: htpp://a.example\n---\n",
                "---\nurl: http://a.example\n---\n",
            ),
        ] {
            assert_eq!(found(before, "broken-link").len(), 1, "{before}");
            assert_eq!(Fixture::new(before).fixed("broken-link"), after);
        }
        assert_eq!(
            found("[a](https//a.example/b)", "broken-link"),
            ["1:5 \"https//\" “https//” does not begin an address"]
        );
    }

    #[test]
    fn what_markdown_does_not_take_for_a_link_is_found() {
        for (text, marked, what) in [
            (
                "See [tea] (https://a.example/b) now.",
                "[tea] (https://a.example/b)",
                "A space between “]” and “(” keeps this from being a link",
            ),
            (
                "See [tea](https://a.example/b c) now.",
                "[tea](https://a.example/b c)",
                "A space in its address keeps this from being a link",
            ),
            (
                "See [tea](https://a.example/b",
                "[tea](https://a.example/b",
                "This link is never closed",
            ),
            (
                "See [tea](www a.example) now.",
                "[tea](www a.example)",
                "A space in its address keeps this from being a link",
            ),
            (
                "See (tea)[https://a.example/b] now.",
                "(tea)[https://a.example/b]",
                "The brackets are swapped: the words go in “[]”, the address in “()”",
            ),
            (
                "See [tea(https://a.example/b) now.",
                "[tea(https://a.example/b)",
                "“]” is missing before the address",
            ),
        ] {
            let found = found(text, "broken-link");
            assert_eq!(found, [format!("1:5 {marked:?} {what}")]);
        }
        for before in [
            "See [tea] (https://a.example/b).",
            "See (tea)[https://a.example/b].",
            "See [tea(https://a.example/b).",
        ] {
            assert_eq!(
                Fixture::new(before).fixed("broken-link"),
                "See [tea](https://a.example/b)."
            );
        }
    }

    #[test]
    fn links_that_work_and_other_brackets_are_left_alone() {
        for text in [
            "[a](https://a.example/v{{% v %}}/b) [c](https://{{ site.host }}/c) [d]({% link d.md %})",
            "[a](https://a.example/{{< param v >}}/b c)",
            "[a](https://a.example/b_(c)) <https://a.example> https://a.example [a](<b c> \"t\") [a](b.md)",
            "[1] (see below), [note] (in brackets), f[0](x), \\[a](https://a.example b)",
            "http/2, https and http/1.1, and/or, http:/ and https://",
            "`[a] (https://a.example)` `https//a.example`\n\n```\nhttps//a.example\n```\n",
            "Tea (green)[2], f(x)[0], (a)[b], (see)[https://a.example and more",
            "[see the NHS (https://a.example)] [see NHS(https://a.example)] [a] tea(https://a.example)",
            "[![a](b.png)](https://a.example) [a][b]\n\n[b]: https://a.example\n",
            "https://web.archive.org/web/https://a.example",
            "",
        ] {
            assert_eq!(found(text, "broken-link"), SILENCE, "{text}");
        }
    }
}
