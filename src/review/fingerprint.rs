//! Which text was reviewed, without the text itself: a hash of the whole and one of each part.
//!
//! Both leave out what a review is not about: the date of the review itself, line ends, a byte order mark. The hashes of the
//! parts leave out what is *mechanical* too (see [`super::mechanical`]), so that two fingerprints tell a text that says something
//! else from one that only looks different. A DOI, a number, a unit or a “not” is content wherever it stands.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::mechanical::{date_lines, worded};
use crate::house_style::HouseStyle;
use crate::library::versions::TextHash;

/// Names a text as it was reviewed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Fingerprint {
    /// SHA-256 of the text in UTF-8, lines ended by LF, without a byte order mark and without the line of `last_reviewed`.
    pub text: String,
    /// The first 64 bits of the SHA-256 of each part, by its name.
    #[serde(default)]
    pub parts: BTreeMap<String, String>,
    /// The same of the names of the parts in their order.
    #[serde(default)]
    pub order: String,
}

/// What became of a text since it was reviewed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Since {
    /// What was reviewed is not known.
    #[default]
    Unknown,
    Nothing,
    /// It reads as before.
    Mechanical,
    /// The parts that say something else, were added or are gone, by name.
    Parts(Vec<String>),
}

impl Fingerprint {
    pub fn of(text: &str, style: &HouseStyle) -> Self {
        let parts = worded(text, style);
        let order: Vec<&str> = parts.iter().map(|it| it.name.as_str()).collect();
        Self {
            text: text_hash(text),
            order: short_hash(&order.join("\n")),
            parts: parts
                .iter()
                .map(|it| (it.name.clone(), short_hash(&it.content())))
                .collect(),
        }
    }

    /// What became of the text of this fingerprint, which may be from before anything but the whole was hashed.
    pub fn since(&self, text: &str, style: &HouseStyle) -> Since {
        // Most entries are as they were: the whole is cheaper to hash than its parts.
        if self.text == text_hash(text) {
            return Since::Nothing;
        }
        let now = Self::of(text, style);
        let differ = |name: &&String| self.parts.get(*name) != now.parts.get(*name);
        let mut changed: Vec<String> = now.parts.keys().filter(differ).cloned().collect();
        let gone = self
            .parts
            .keys()
            .filter(|name| !now.parts.contains_key(*name));
        changed.extend(gone.cloned());
        if changed.is_empty() && self.order != now.order {
            changed.push("Order of the parts".to_owned());
        }
        if changed.is_empty() {
            Since::Mechanical
        } else {
            Since::Parts(changed)
        }
    }
}

/// The hash of the whole: [`Fingerprint::text`].
pub fn text_hash(text: &str) -> String {
    name_of(&as_reviewed(text))
}

impl Since {
    /// In a few words: “2 sections”.
    pub fn in_words(&self) -> String {
        match self {
            Self::Unknown => "Not known".to_string(),
            Self::Nothing => "Nothing".to_string(),
            Self::Mechanical => "Spacing, links".to_string(),
            Self::Parts(parts) if parts.len() == 1 => "1 part".to_string(),
            Self::Parts(parts) => format!("{} parts", parts.len()),
        }
    }
}

/// The text that a reviewer answers for.
pub(super) fn as_reviewed(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n"))
    } else {
        Cow::Borrowed(text)
    };
    match date_lines(&text) {
        Some(date) => {
            let mut without = text.into_owned();
            without.replace_range(date, "");
            Cow::Owned(without)
        }
        None => text,
    }
}

fn name_of(text: &str) -> String {
    TextHash::of(text).as_str().to_owned()
}

/// The first 64 bits of a hash: enough to tell the parts of one text from what they were.
pub(super) fn short_hash(text: &str) -> String {
    let hash = TextHash::of(text);
    hash.as_str().get(..16).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "---\ntitle: T\nlast_reviewed: 2 March 2021\n---\n\n# T\n\n## One\n\nTake 5 mg a day.\n\n- a\n  - b\n\n## Two\n\nDone.\n";

    fn since(new: &str) -> Since {
        let style = HouseStyle::default();
        Fingerprint::of(TEXT, &style).since(new, &style)
    }

    fn parts(names: &[&str]) -> Since {
        Since::Parts(names.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn the_date_of_the_review_line_ends_and_a_mark_are_not_what_was_reviewed() {
        for new in [
            TEXT.to_string(),
            TEXT.replace('\n', "\r\n"),
            format!("\u{feff}{TEXT}"),
            TEXT.replace("2 March 2021", "\"2026-01-01\""),
            TEXT.replace("last_reviewed: 2 March 2021\n", ""),
            TEXT.replace("2 March 2021", ">-\n  2 March\n  2021"),
        ] {
            assert_eq!(since(&new), Since::Nothing, "{new}");
        }
    }

    #[test]
    fn other_blanks_are_mechanical_and_anything_that_is_read_is_not() {
        for (old, new) in [
            ("5 mg a day.", "5  mg \t a day.  "),
            ("\n\n## Two", "\n\n\n\n## Two"),
            ("## One", "##  One"),
        ] {
            assert_eq!(since(&TEXT.replace(old, new)), Since::Mechanical, "{new:?}");
        }
        for (old, new, changed) in [
            ("5 mg", "5 mcg", "One"),
            ("5 mg", "50 mg", "One"),
            ("5 mg", "5mg", "One"),
            ("Take", "Do not take", "One"),
            ("  - b", "- b", "One"),
            ("day.\n\n- a", "day.\n- a", "One"),
            ("title: T", "title: U", "Fields"),
        ] {
            assert_eq!(since(&TEXT.replace(old, new)), parts(&[changed]), "{new:?}");
        }
    }

    #[test]
    fn a_part_that_came_went_or_is_renamed_is_named() {
        assert_eq!(
            since(&TEXT.replace("## Two", "## Three")),
            parts(&["Three", "Two"])
        );
        assert_eq!(
            since(&format!("{TEXT}\n## One\n\nMore.\n")),
            parts(&["One (2)"])
        );
        let first = crate::house_style::SectionRule {
            name: "First".into(),
            was: vec!["One".into()],
            required: false,
            expects: Vec::new(),
        };
        let style = HouseStyle {
            sections: vec![first],
            ..HouseStyle::default()
        };
        let renamed = TEXT.replace("## One", "## First");
        let since = Fingerprint::of(TEXT, &style).since(&renamed, &style);
        assert_eq!(since, Since::Mechanical);
    }
}
