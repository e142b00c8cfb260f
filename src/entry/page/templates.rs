//! What stands among the words for a generator to fill in (shortcodes, Liquid), and the names of notes (`[[Tea]]`).
//!
//! Markdown knows neither: it reads them as words, and links with one in their address as no links at all.

use std::ops::Range;

use memchr::memmem;

/// A longer one is none: without an end to it, a text of nothing but opening signs would be read to its end from each of them.
const LONGEST: usize = 2_000;

/// The parts of a text that are no words of its own, in order.
pub(super) fn spans(text: &str, start: usize) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut end = start;
    for at in memchr::memchr2_iter(b'{', b'[', text.as_bytes()) {
        if at < end {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        if let Some(length) = template(rest) {
            end = at + length;
            spans.push(at..end);
        } else if let Some((name, length)) = note(rest) {
            // What is shown of `[[Tea#Green|green tea]]` are the last words.
            let shown = rest.get(2..length - 2).and_then(|it| it.find('|'));
            spans.push(at..at + shown.map_or(2, |bar| bar + 3));
            spans.push(at + length - 2..at + length);
            end = at + length;
            debug_assert!(name.end < length);
        }
    }
    spans
}

/// The length of `{{ … }}` or `{% … %}` at the start of a text.
fn template(rest: &str) -> Option<usize> {
    let close = match rest.as_bytes().get(..2)? {
        b"{{" => "}}",
        b"{%" => "%}",
        _ => return None,
    };
    let inside = near(rest);
    let length = inside.find(close)? + 2;
    let is_paragraph = !inside.get(..length)?.contains("\n\n");
    is_paragraph.then_some(length)
}

/// The name and the length of `[[a note]]` at the start of a text.
fn note(rest: &str) -> Option<(Range<usize>, usize)> {
    if !rest.starts_with("[[") {
        return None;
    }
    let inside = near(rest).get(2..)?;
    let length = inside.find(']')?;
    let words = inside.get(..length)?;
    let behind = inside.get(length..)?.strip_prefix("]]")?;
    // `[[1]](address)`, `[[a]][b]` are links of markdown.
    let is_note = !words.contains(['[', '\n']) && !behind.starts_with(['(', '[', ':']);
    // In a table the bar is written `\|`.
    let name = words.find(['|', '#', '^', '\\']).unwrap_or(length);
    (is_note && !words.trim().is_empty()).then_some((2..2 + name, length + 4))
}

fn near(rest: &str) -> &str {
    rest.get(..rest.floor_char_boundary(LONGEST))
        .unwrap_or(rest)
}

/// The names of notes that a text links to, each with its place.
pub(super) fn notes(text: &str, start: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let body = text.get(start..).unwrap_or_default();
    memmem::find_iter(body.as_bytes(), b"[[").filter_map(move |at| {
        let at = start + at;
        let (name, _) = note(text.get(at..)?)?;
        Some(at + name.start..at + name.end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcodes_liquid_and_brackets_of_notes_are_no_words() {
        for (text, expected) in [
            ("A {{< ref \"/y\" >}} b", &["{{< ref \"/y\" >}}"][..]),
            (
                "{{% v %}} and {% link a.md %}",
                &["{{% v %}}", "{% link a.md %}"],
            ),
            ("{{ a", &[]),
            ("{{ a\n\nb }}", &[]),
            ("see [[Tea]].", &["[[", "]]"]),
            ("see [[Tea#Green|green tea]]", &["[[Tea#Green|", "]]"]),
            ("![[tea.png]]", &["[[", "]]"]),
            ("[[1]](https://a.example) [[a][b]] [[ ]]", &[]),
            ("[[a\nb]] [[", &[]),
            ("é {{é}} [[é]]", &["{{é}}", "[[", "]]"]),
        ] {
            let found: Vec<&str> = spans(text, 0).into_iter().map(|it| &text[it]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_note_is_known_by_its_name() {
        let text = "[[Tea]] [[Tea/Green#When|when]] [[#Here]] ![[a.png]] [[x^1]]\n\n| [[Milk\\|m]] |\n|---|\n";
        let names: Vec<&str> = notes(text, 0).map(|it| &text[it]).collect();
        assert_eq!(names, ["Tea", "Tea/Green", "", "a.png", "x", "Milk"]);
    }
}
