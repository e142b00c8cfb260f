//! Front matter that can't be read.
//!
//! What is wrong may stand well above the place where reading stops: a line that should end the front matter, a quotation mark.
//! It is told where it is to be put right.
//!
//! Leaves alone: fields that are there twice, which are a finding of their own.

use std::ops::Range;

use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;
use crate::entry::front_matter::Fence;

pub(super) const CHECK: Check = Check {
    id: "unreadable-front-matter",
    group: Group::FrontMatter,
    title: "Unreadable front matter",
    level: Level::Error,
    reason: "Neither the site nor copydesk can read the fields of an entry whose YAML is broken",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let front_matter = &subject.reading.front_matter;
    let Some(error) = &front_matter.error else {
        return;
    };
    let split = &front_matter.split;
    match split.fence {
        Fence::None => {}
        // A rule on the first line opens no front matter unless a field follows it.
        Fence::NeverClosed => {
            let start = split.body;
            let mut lines = subject.text.get(start..).unwrap_or_default().lines();
            let fence = lines.next().unwrap_or_default();
            if !lines.next().is_some_and(is_field) {
                return;
            }
            let block = start..subject.text.len();
            if let Some(heading) = swallowed(subject.text, &block) {
                never_closed(subject, &block, heading, found);
            } else if error.twice.is_none() {
                let range = start..start + fence.trim_end().len();
                found.add(range, "The front matter is never closed", Vec::new());
            }
        }
        Fence::Toml => {
            if error.twice.is_none() && subject.style.fields.iter().any(|field| field.required) {
                let start = split.block.start;
                let message = "The front matter is TOML, which is not checked";
                found.add_at(Level::Note, start..start + 3, message, Vec::new());
            }
        }
        Fence::Closed => {
            if let Some(heading) = swallowed(subject.text, &split.inner) {
                never_closed(subject, &split.inner, heading, found);
                return;
            }
            if error.twice.is_some() {
                return;
            }
            if let Some(value) = unclosed_quote(subject.text, &split.inner)
                && value.start <= error.at
            {
                let mark = subject.at(&(value.start..value.start + 1));
                let fix = Fix::new(
                    "Close it at the end of its line",
                    Edit::insert(value.end, mark),
                );
                let message = "The quotation mark that opens here is not closed on its line";
                found.add(value, message, vec![fix]);
                return;
            }
            let range = subject.line_from(error.at);
            found.add(range, error.message.trim_end_matches('.'), Vec::new());
        }
    }
}

/// Tells that the line is missing that ends the front matter, at the heading which it should stand above.
fn never_closed(
    subject: &Subject<'_>,
    block: &Range<usize>,
    heading: Range<usize>,
    found: &mut Findings,
) {
    let words = subject.at(&heading);
    let message = format!("The front matter has no closing “---” before the heading “{words}”");
    let above = subject.text.get(block.start..heading.start);
    let fields = block.start + above.unwrap_or_default().trim_end().len();
    let line_end = subject.reading.line_end.as_str();
    let blank = match subject.at(&(fields..heading.start)).matches('\n').count() {
        ..2 => line_end,
        _ => "",
    };
    let edit = Edit::insert(fields, format!("{line_end}---{blank}"));
    let fix = Fix::new("Close it above the heading", edit);
    found.add(heading, message, vec![fix]);
}

/// The first heading of the page in a block of front matter: what goes on below it are no fields. A comment (`# ours`) has fields
/// below it.
fn swallowed(text: &str, block: &Range<usize>) -> Option<Range<usize>> {
    let mut at = block.start;
    let mut has_fields = false;
    let mut follows_blank = false;
    for line in text.get(block.clone())?.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let words = line.trim_end();
        let is_heading = (words.starts_with("# ") || words.starts_with("## ")) && has_fields;
        let below = text.get(at..block.end).unwrap_or_default();
        if is_heading && (follows_blank || words.starts_with("## ")) && !goes_on(below) {
            return Some(start..start + words.len());
        }
        has_fields |= is_field(words);
        follows_blank = words.is_empty();
    }
    None
}

/// Whether the lines that follow are fields of front matter again.
fn goes_on(below: &str) -> bool {
    let mut lines = below.lines().map(str::trim_end);
    let is_item = |line: &str| line.starts_with([' ', '\t']) || line.starts_with("- ");
    let next = lines.find(|line| !line.is_empty() && !line.starts_with('#'));
    below.lines().next().is_some_and(is_item) || next.is_some_and(is_field)
}

/// A value in quotes whose second mark was lost: the next line is a field again, and the marks of its own line are odd.
fn unclosed_quote(text: &str, block: &Range<usize>) -> Option<Range<usize>> {
    let mut at = block.start;
    let mut lines = text.get(block.clone())?.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let start = at;
        at += line.len();
        let words = line.trim_end();
        let indent = words.len() - words.trim_start_matches([' ', '-']).len();
        let Some((_, value)) = words.get(indent..).and_then(|it| it.split_once(':')) else {
            continue;
        };
        let value = value.trim_start();
        let Some(mark) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
            continue;
        };
        let is_next_field = lines.peek().is_none_or(|next| {
            let next = next.trim_end();
            let inner = next.trim_start_matches([' ', '-']);
            is_field(inner) && next.len() - inner.len() <= indent || next.is_empty()
        });
        if is_next_field && !is_closed(value, mark) {
            return Some(start + words.len() - value.len()..start + words.len());
        }
    }
    None
}

/// Whether a value that begins with a quotation mark has its second one. `\"` and `''` end nothing.
fn is_closed(value: &str, mark: char) -> bool {
    let mut letters = value.chars().skip(1).peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if mark == '"' => drop(letters.next()),
            it if it != mark => {}
            _ if mark == '"' || letters.next_if_eq(&mark).is_none() => return true,
            _ => {}
        }
    }
    false
}

fn is_field(line: &str) -> bool {
    let Some((key, value)) = line.split_once(':') else {
        return false;
    };
    let is_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    !key.is_empty() && key.chars().all(is_key) && (value.is_empty() || value.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const ID: &str = "unreadable-front-matter";

    #[test]
    fn what_yaml_can_not_read_is_told_at_its_place() {
        assert_eq!(
            found("---\nslug: a\ntitle: Iron: a metal\n---\n", ID),
            [
                "3:12 \": a metal\" A colon stands inside a value that is not in quotes. Put the value in quotes"
            ]
        );
        assert_eq!(found("---\n\ttitle: A\n---\n", ID).len(), 1);
        assert_eq!(found("---\ntitle: \"A\n---\n", ID).len(), 1);
        assert_eq!(found("---\n- a\n- b\n---\n", ID).len(), 1);
        assert_eq!(
            found("\u{feff}---\r\ntitle: A\r\n\r\n# A\r\n", ID),
            ["4:1 \"# A\" The front matter has no closing “---” before the heading “# A”"]
        );
        assert_eq!(
            found("---\ntitle: A\nslug: a\n", ID),
            ["1:1 \"---\" The front matter is never closed"]
        );
        assert_eq!(
            found("+++\ntitle = \"A\"\n+++\n", ID),
            ["1:1 \"+++\" (note) The front matter is TOML, which is not checked"]
        );
    }

    #[test]
    fn front_matter_that_goes_on_into_the_page_is_told_at_the_heading() {
        let whole = "---\ntitle: A\nslug: a\n---\n\n# A: b\n\nWords.\n\n---\n\n## More\n";
        let before = whole.replacen("slug: a\n---\n", "slug: a\n", 1);
        assert_eq!(
            found(&before, ID),
            ["5:1 \"# A: b\" The front matter has no closing “---” before the heading “# A: b”"]
        );
        assert_eq!(Fixture::new(&before).fixed(ID), whole);
        let crlf = before.replace('\n', "\r\n");
        assert_eq!(Fixture::new(&crlf).fixed(ID), whole.replace('\n', "\r\n"));
        let at_once = "---\ntitle: A\n## A\n\nWords.\n";
        assert_eq!(
            Fixture::new(at_once).fixed(ID),
            "---\ntitle: A\n---\n\n## A\n\nWords.\n"
        );
    }

    #[test]
    fn a_lost_quotation_mark_is_told_where_the_quote_was_opened() {
        for (before, what, after) in [
            (
                "---\ntitle: \"A b\nslug: a\npillar: Tea\neditor: \"E\"\n---\n",
                "2:8 \"\\\"A b\" ",
                "---\ntitle: \"A b\"\nslug: a\npillar: Tea\neditor: \"E\"\n---\n",
            ),
            (
                "---\nslug: a\ntitle: 'It''s\npillar: 'Tea'\n---\n",
                "3:8 \"'It''s\" ",
                "---\nslug: a\ntitle: 'It''s'\npillar: 'Tea'\n---\n",
            ),
            (
                "---\nitems:\n  - name: \"A\n    url: b\n  - name: \"C\"\n---\n",
                "3:11 \"\\\"A\" ",
                "---\nitems:\n  - name: \"A\"\n    url: b\n  - name: \"C\"\n---\n",
            ),
            (
                "---\nslug: a\ntitle: \"A\n---\n",
                "3:8 \"\\\"A\" ",
                "---\nslug: a\ntitle: \"A\"\n---\n",
            ),
        ] {
            let found = found(before, ID);
            assert_eq!(
                found,
                [format!(
                    "{what}The quotation mark that opens here is not closed on its line"
                )]
            );
            assert_eq!(Fixture::new(before).fixed(ID), after);
        }
    }

    #[test]
    fn what_can_be_read_and_what_is_none_is_no_finding() {
        for text in [
            "",
            "# A\n",
            "---\n---\n",
            "---\n# a comment\n---\n",
            "---\ntitle: A\n...\n",
            "---\n\nA rule above a text.\n",
            "---\nNot a field: but words with blanks.\n",
            "---\na: 1\na: 2\n---\n",
            "---\ntitle: A\n\n# ours\nslug: a\n---\n\n# A\n",
            "---\ntitle: \"A\n  b\"\nslug: a\n---\n",
        ] {
            assert_eq!(found(text, ID), [""; 0], "{text}");
        }
    }
}
