//! Links within a page to one of its headings (`[dose](#effective-dose)`), and what becomes of them when it is renamed.
//!
//! How a site makes its anchors is not known, so only letters and digits are compared.

use super::front_matter::split;
use super::page::Page;
use super::{Edit, decoded};

/// The edits that take the links to a heading along to its new words.
pub(super) fn renamed(text: &str, from: &str, to: &str) -> Vec<Edit> {
    let wanted = bare(from);
    let mut edits = Vec::new();
    let mut page = None;
    for open in ["](#", "]: #"] {
        for at in memchr::memmem::find_iter(text.as_bytes(), open) {
            let start = at + open.len();
            let rest = text.get(start..).unwrap_or_default();
            let end = rest.find([')', ' ', '\n', '\r', '"']).unwrap_or(rest.len());
            let anchor = rest.get(..end).unwrap_or_default();
            if wanted.is_empty() || bare(&decoded(anchor)) != wanted {
                continue;
            }
            let page = page.get_or_insert_with(|| Page::read(text, split(text).body));
            if !page.is_program_at(at) {
                edits.push(Edit::new(start..start + end, anchor_of(to)));
            }
        }
    }
    edits
}

/// `effective-dose` of `Effective dose`.
fn anchor_of(heading: &str) -> String {
    let words = heading.split(|c: char| c.is_whitespace() || c == '-');
    let words = words.map(bare).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// The letters and digits of words, in small letters: what a heading and its anchor share on any site.
pub fn bare(words: &str) -> String {
    let letters = words.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Edits;

    #[test]
    fn links_within_the_page_follow_a_heading() {
        let text = "See [how](#when-to-take-it), [a](#When_to_take_it), [b](#dose), `[c](#when-to-take-it)` and [d][t].\n\n[t]: #when-to-take-it\n";
        let edits = Edits::new(renamed(text, "When to take it", "Timing, in café")).expect("apart");
        assert_eq!(
            &*edits.apply(text).expect("they fit"),
            "See [how](#timing-in-café), [a](#timing-in-café), [b](#dose), `[c](#when-to-take-it)` and [d][t].\n\n[t]: #timing-in-café\n"
        );
        assert_eq!(renamed("[a](#) [b](x.md#dose)", "Dose", "How much"), []);
    }
}
