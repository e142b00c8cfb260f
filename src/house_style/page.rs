//! The text of the file, line by line.

use std::collections::BTreeMap;

use crate::entry::front_matter::{plain_or_quoted, quoted};

/// Why a line says what it says, by the part and the names above it: `fields/title`, `date_form`.
pub type Reasons = BTreeMap<String, String>;

/// The text as far as it is written.
pub(super) struct StyleWriter<'e> {
    pub text: String,
    pub evidence: &'e Reasons,
}

impl StyleWriter<'_> {
    /// `key:` and its items, or `key: {}` where there are none.
    pub(super) fn list<T>(
        &mut self,
        key: &str,
        items: &[T],
        none: &str,
        item: impl Fn(&mut Self, &T),
    ) {
        if items.is_empty() {
            self.line(0, &format!("{key}: {none}"), key);
            return;
        }
        self.line(0, &format!("{key}:"), key);
        for it in items {
            item(self, it);
        }
    }

    /// A line at a depth, with the evidence of `path` behind it.
    pub(super) fn line(&mut self, depth: usize, text: &str, path: &str) {
        for _ in 0..depth {
            self.text.push_str("  ");
        }
        self.text.push_str(text);
        if let Some(why) = self.evidence.get(path) {
            self.text.push_str("  # ");
            // A comment ends with its line.
            self.text
                .extend(why.chars().map(|c| if c.is_control() { ' ' } else { c }));
        }
        self.text.push('\n');
    }
}

/// `[a, b]`
pub(super) fn flow(texts: &[impl AsRef<str>]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| flow_text(text.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}

/// A text within brackets or braces.
pub(super) fn flow_text(text: &str) -> String {
    if text.contains(['[', ']', '{', '}', ',']) {
        quoted(text)
    } else {
        plain_or_quoted(text)
    }
}
