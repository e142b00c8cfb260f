//! Markdown keys: bold, italic, link, list, on the selection in the text.

use std::ops::Range;

use crate::desk::editing::cards::{CardField, Cards};
use crate::desk::editing::undo::Selection;
use crate::entry::{Edit, Edits};

/// A change of the selected text and where the selection is afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formatted {
    pub edits: Edits,
    pub after: Selection,
}

/// What to say where [`stretch`] is none.
pub const NOT_IN_A_TEXT: &str = "Put the caret in a section’s text first";

/// The stretch of text that a selection may format.
pub fn stretch(cards: &Cards, selection: Selection) -> Option<Range<usize>> {
    let range = selection.range();
    cards
        .fields()
        .find(|(field, it)| {
            matches!(field, CardField::Body { .. })
                && it.start <= range.start
                && range.end <= it.end
        })
        .map(|(_, it)| it)
}

/// Sets `mark` (`**` or `*`) around the selection, or takes it away.
pub fn toggle_mark(text: &str, selection: Selection, mark: &str) -> Formatted {
    let range = selection.range();
    let n = mark.len();
    let outside = (range.start.checked_sub(n)).is_some_and(|start| {
        text.get(start..range.start) == Some(mark)
            && text.get(range.end..range.end + n) == Some(mark)
            && (mark != "*" || is_italic_outside(text, &range))
    });
    let selected = text.get(range.clone()).unwrap_or_default();
    let inside = selected.len() >= 2 * n
        && selected.starts_with(mark)
        && selected.ends_with(mark)
        && !(mark == "*" && selected.starts_with("**") && !selected.starts_with("***"));
    let (edits, start, end) = if outside {
        let edits = vec![
            Edit::delete(range.start - n..range.start),
            Edit::delete(range.end..range.end + n),
        ];
        (edits, range.start - n, range.end - n)
    } else if inside {
        let edits = vec![
            Edit::delete(range.start..range.start + n),
            Edit::delete(range.end - n..range.end),
        ];
        (edits, range.start, range.end - 2 * n)
    } else {
        let edits = vec![
            Edit::insert(range.start, mark),
            Edit::insert(range.end, mark),
        ];
        (edits, range.start + n, range.end + n)
    };
    Formatted {
        // The two places lie on either side of the selection, so they never overlap.
        edits: Edits::new(edits).unwrap_or_default(),
        after: Selection {
            anchor: start,
            head: end,
        },
    }
}

/// One star is italic, two are bold, three are both.
fn is_italic_outside(text: &str, range: &Range<usize>) -> bool {
    let stars = |bytes: &mut dyn Iterator<Item = u8>| bytes.take_while(|b| *b == b'*').count();
    let before = stars(&mut text.get(..range.start).unwrap_or_default().bytes().rev());
    let after = stars(&mut text.get(range.end..).unwrap_or_default().bytes());
    before % 2 == 1 && after % 2 == 1
}

/// Makes the selection a link and puts the caret where its address goes. A selected address becomes the address.
pub fn link(text: &str, selection: Selection) -> Formatted {
    let range = selection.range();
    let selected = text.get(range.clone()).unwrap_or_default();
    let is_address = selected.starts_with("https://") || selected.starts_with("http://");
    let (new, caret) = if is_address {
        (format!("[]({selected})"), 1)
    } else {
        (format!("[{selected}]()"), selected.len() + 3)
    };
    Formatted {
        edits: Edits::one(Edit::new(range.clone(), new)),
        after: Selection::caret(range.start + caret),
    }
}

/// Makes the selected lines a bullet list, or plain lines again.
pub fn toggle_list(text: &str, field: Range<usize>, selection: Selection) -> Formatted {
    let range = selection.range();
    let start = text
        .get(field.start..range.start)
        .and_then(|before| before.rfind('\n'))
        .map_or(field.start, |at| field.start + at + 1);
    let lines = text.get(start..range.end.max(start)).unwrap_or_default();
    let mut starts = vec![start];
    starts.extend(lines.match_indices('\n').map(|(at, _)| start + at + 1));
    if starts.len() > 1 && starts.last() == Some(&range.end) {
        starts.pop();
    }
    let rest = |at: usize| text.get(at..).unwrap_or_default();
    let is_item = |at: usize| rest(at).starts_with("- ") || rest(at).starts_with("* ");
    let is_blank = |at: usize| rest(at).is_empty() || rest(at).starts_with(['\n', '\r']);
    let several = starts.len() > 1;
    let wanted: Vec<usize> = starts
        .into_iter()
        .filter(|at| !(several && is_blank(*at)))
        .collect();
    let edits: Vec<Edit> = if wanted.iter().all(|at| is_item(*at)) {
        wanted.iter().map(|at| Edit::delete(*at..at + 2)).collect()
    } else {
        wanted
            .iter()
            .filter(|at| !is_item(**at))
            .map(|at| Edit::insert(*at, "- "))
            .collect()
    };
    // One edit a line: they never overlap.
    let edits = Edits::new(edits).unwrap_or_default();
    let moved = |at| edits.map(at, crate::entry::Lean::After);
    let after = Selection {
        anchor: moved(selection.anchor),
        head: moved(selection.head),
    };
    Formatted { edits, after }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apply(text: &str, formatted: &Formatted) -> String {
        formatted.edits.apply(text).expect("fits").to_string()
    }

    fn on(text: &str, word: &str) -> Selection {
        let at = text.find(word).expect("the word is there");
        Selection {
            anchor: at,
            head: at + word.len(),
        }
    }

    #[test]
    fn bold_goes_on_and_off_again() {
        let text = "low iron stores";
        let bold = toggle_mark(text, on(text, "iron"), "**");
        let text = apply(text, &bold);
        assert_eq!(text, "low **iron** stores");
        assert_eq!(
            apply(&text, &toggle_mark(&text, bold.after, "**")),
            "low iron stores"
        );
    }

    #[test]
    fn italic_on_bold_words_adds_and_takes_only_its_own_stars() {
        let text = "**iron**";
        let italic = toggle_mark(text, on(text, "iron"), "*");
        let text = apply(text, &italic);
        assert_eq!(text, "***iron***");
        assert_eq!(
            apply(&text, &toggle_mark(&text, italic.after, "*")),
            "**iron**"
        );
    }

    #[test]
    fn a_selected_address_becomes_the_address_of_the_link() {
        let text = "see https://example.org now";
        let link = link(text, on(text, "https://example.org"));
        assert_eq!(apply(text, &link), "see [](https://example.org) now");
    }

    #[test]
    fn lines_become_a_list_and_plain_again() {
        let text = "a\nb\n\nc";
        let all = Selection {
            anchor: 0,
            head: text.len(),
        };
        let list = toggle_list(text, 0..text.len(), all);
        let text = apply(text, &list);
        assert_eq!(text, "- a\n- b\n\n- c");
        let all = Selection {
            anchor: 0,
            head: text.len(),
        };
        assert_eq!(
            apply(&text, &toggle_list(&text, 0..text.len(), all)),
            "a\nb\n\nc"
        );
    }
}
