//! A space in the address of a file, which keeps markdown from reading a link or a picture: `[tea](green tea.md)`.

use crate::checks::prose::{self, ProseStretch};
use crate::checks::{Findings, Fix, Subject};
use crate::entry::{Edit, Edits};

/// Tells it where a `]` that is shown has an address in brackets right behind it.
pub(super) fn look(
    subject: &Subject<'_>,
    stretch: &ProseStretch<'_>,
    close: usize,
    found: &mut Findings,
) {
    let text = stretch.text;
    let start = close + 2;
    let behind = prose::near_ahead(text.get(start..).unwrap_or_default());
    let Some(length) = closing(behind) else {
        return;
    };
    let inside = behind.get(..length).unwrap_or_default();
    let address = without_title(inside);
    let before = text.get(..close).unwrap_or_default();
    let Some(open) = prose::last_near(before, |c| c == '[') else {
        return;
    };
    if !is_file_with_space(address) || !stretch.is_words(close) {
        return;
    }
    let (Some(place), Some(written)) = (
        stretch.source(&(open..start + length + 1)),
        stretch.source(&(start..start + address.len())),
    ) else {
        return;
    };
    // Brackets with a backslash are meant to be seen.
    let ahead = subject.text.get(..place.start).unwrap_or_default();
    if ahead.ends_with('\\') || subject.at(&written) != address {
        return;
    }
    let brackets = vec![
        Edit::insert(written.start, "<"),
        Edit::insert(written.end, ">"),
    ];
    let mut fixes = vec![Fix::new(
        "Write %20 for the space",
        Edit::new(written, address.replace(' ', "%20")),
    )];
    if let Ok(edits) = Edits::new(brackets) {
        fixes.push(Fix::new("Put the address in “<>”", edits));
    }
    let what = match ahead.ends_with('!') {
        true => "picture",
        false => "link",
    };
    let message = format!("A space in its address keeps this from being a {what}");
    found.add(place, message, fixes);
}

/// Where the bracket that is open is closed, on its line.
fn closing(rest: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            b'\n' => return None,
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(at),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// `tea.md` of `tea.md "Tea"`.
fn without_title(inside: &str) -> &str {
    let title = [" \"", " '", " “"]
        .iter()
        .filter_map(|open| inside.find(open));
    let end = title.min().unwrap_or(inside.len());
    inside.get(..end).unwrap_or_default().trim_end()
}

/// A file by its path or its extension. Words in brackets (`[1](see below)`) have neither.
fn is_file_with_space(address: &str) -> bool {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    let has_extension = extension.is_some_and(|it| {
        (2..=8).contains(&it.len())
            && it.starts_with(|c: char| c.is_ascii_alphabetic())
            && it.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    let has_path = ["./", "../", "/"].iter().any(|it| path.starts_with(it));
    path.contains(' ')
        && !path.contains(['<', '>', '\t'])
        && !path.contains(". ")
        && !path.contains(", ")
        && (has_extension || has_path)
}

#[cfg(test)]
mod tests {
    use super::super::tests::SILENCE;
    use crate::checks::fixture::{Fixture, found};

    #[test]
    fn a_space_in_the_address_of_a_file_is_told_and_written_by_its_code() {
        for (before, after, what) in [
            (
                "See [tea](green tea.md).",
                "See [tea](green%20tea.md).",
                "link",
            ),
            (
                "![Tea](../images/iron and drinks.png)",
                "![Tea](../images/iron%20and%20drinks.png)",
                "picture",
            ),
            ("- [tea](/my tea/a#b)", "- [tea](/my%20tea/a#b)", "link"),
            (
                "[tea](green tea (1).md \"Tea\")",
                "[tea](green%20tea%20(1).md \"Tea\")",
                "link",
            ),
            (
                "[report](annual report.pdf)",
                "[report](annual%20report.pdf)",
                "link",
            ),
        ] {
            let found = found(before, "broken-link");
            assert_eq!(found.len(), 1, "{before}: {found:?}");
            let message = format!("A space in its address keeps this from being a {what}");
            assert!(found[0].ends_with(&message), "{found:?}");
            assert_eq!(Fixture::new(before).fixed("broken-link"), after);
        }
    }

    #[test]
    fn links_words_in_brackets_and_code_are_left_alone() {
        for text in [
            "[a](<green tea.md>) [a](green%20tea.md) [a](tea.md \"Green tea\") ![a](a.png)",
            "[1](see below) [note](in brackets, e.g. tea) f[x](a b) \\[a](green tea.md) [a] (green tea.md)",
            "`[a](green tea.md)`\n\n```\n[a](green tea.md)\n```\n",
        ] {
            assert_eq!(found(text, "broken-link"), SILENCE, "{text}");
        }
    }
}
