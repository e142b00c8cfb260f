//! The addresses in a text: of links, of definitions, and those that stand by themselves, in front matter too.
//!
//! Knows nothing of: where an address leads.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// `](address)`, `[name]: address` or `https://…`.
static ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let inline = r"\]\(\s{0,3}<?((?:[^()\s<>]|\([^()\s<>]*\))+)";
    let definition = r"(?m:^) {0,3}\[[^\]\n]+\]:[ \t]*<?([^\s<>]+)";
    let bare = r#"((?-u:\b)[A-Za-z][A-Za-z0-9+.-]{1,14}://[^\s<>"'`()\[\]|]+)"#;
    Regex::new(&format!("{inline}|{definition}|{bare}")).ok()
});

/// Where they stand, in order.
pub(super) fn addresses(text: &str) -> Vec<Range<usize>> {
    let Some(regex) = ADDRESS.as_ref() else {
        return Vec::new();
    };
    let found = regex.captures_iter(text).filter_map(|groups| {
        let address = groups.iter().skip(1).flatten().next()?;
        // A sentence may end behind it.
        let length = address
            .as_str()
            .trim_end_matches(['.', ',', ';', ':', '!', '?'])
            .len();
        Some(address.start()..address.start() + length)
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_in_every_form() {
        let text = "---\nurl: https://a.example/tea\nname: \"https://a.example/b\"\n---\n[a](../tea.md#x \"T\") \
                    ![i](<b.png>) <https://c.example/d>, see https://d.example/e. [f](g(1).md)\n\n[h]: i.md\n[j](k:l)\n";
        let found = addresses(text).into_iter().map(|at| text[at].to_owned());
        let expected = [
            "https://a.example/tea",
            "https://a.example/b",
            "../tea.md#x",
            "b.png",
            "https://c.example/d",
            "https://d.example/e",
            "g(1).md",
            "i.md",
            "k:l",
        ];
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }
}
