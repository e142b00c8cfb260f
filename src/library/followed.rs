//! Whether the entries of a library follow the built-in house style, where the library has no style of its own.

use std::fmt;

use super::{Facts, Library, grouped};
use crate::house_style::{HouseStyle, InForce};

/// How many entries follow the built-in house style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Followed {
    pub by: usize,
    pub of: usize,
}

/// Fewer entries say nothing of a style.
const FEWEST: usize = 5;

/// The fields that the house has and hardly anyone else; an entry of the house has so many of them.
pub(super) const OWN_FIELDS: [&str; 5] = [
    "pillar",
    "confidence",
    "last_reviewed",
    "publisher",
    "editor",
];
pub(super) const ENOUGH_OWN: usize = 2;

impl Library {
    /// How many entries follow the built-in style; `None` where there are too few to tell.
    pub fn followed(&self) -> Option<Followed> {
        let entries = self.rows().filter(|file| self.is_entry(file));
        // What can't be read may follow any style.
        let entries = entries.filter(|file| file.content.text().is_some());
        let entries = entries.filter(|file| file.facts.error.is_none());
        let (by, of) = entries.fold((0, 0), |(by, of), file| {
            (by + usize::from(follows(&file.facts)), of + 1)
        });
        (of >= FEWEST).then_some(Followed { by, of })
    }

    /// The style that holds where the library has none of its own: the built-in one, unless most entries follow another, or the
    /// person has `answered` which is to hold.
    pub fn style_without_own(&self, answered: Option<InForce>) -> HouseStyle {
        let is_other = || self.followed().is_some_and(Followed::is_other_style);
        match answered {
            Some(InForce::House) => HouseStyle::default(),
            Some(in_force) => HouseStyle::neutral(in_force),
            None if is_other() => HouseStyle::neutral(InForce::Undecided),
            None => HouseStyle::default(),
        }
    }
}

impl Followed {
    /// Whether most entries follow another style.
    pub fn is_other_style(self) -> bool {
        self.by * 2 < self.of
    }
}

impl fmt::Display for Followed {
    /// `3 of 412 follow the built-in one`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.by {
            0 => write!(f, "none of {}", grouped(self.of)),
            by => write!(f, "{} of {}", grouped(by), grouped(self.of)),
        }?;
        let follows = if self.by == 1 { "follows" } else { "follow" };
        write!(f, " {follows} the built-in one")
    }
}

fn follows(facts: &Facts) -> bool {
    let own = [
        &facts.pillar,
        &facts.confidence,
        &facts.last_reviewed,
        &facts.publisher,
        &facts.editor,
    ];
    own.into_iter().flatten().count() >= ENOUGH_OWN
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{Content, EntryKey};

    fn library(texts: &[(&str, usize)]) -> Library {
        let mut library = Library::new(std::path::Path::new("/l"), HouseStyle::default());
        for (text, count) in texts {
            for number in 0..*count {
                let name = format!("{}-{number}.md", text.len());
                library.put(EntryKey::new(name), Content::Text((*text).into()));
            }
        }
        library
    }

    const OURS: &str = "---\ntitle: A\npillar: Iron\nconfidence: high\n---\n\n## Summary\n";
    const THEIRS: &str = "---\ntitle: A\ndate: 2024-03-01\ntags: [a]\n---\n\nText.\n";

    #[test]
    fn entries_of_another_house_are_held_to_nothing_until_somebody_says_what() {
        let undecided = HouseStyle::neutral(InForce::Undecided);
        for (texts, other) in [
            (&[(THEIRS, 6)][..], true),
            (&[("# A note\n\nText.\n", 6)], true),
            (&[(OURS, 4), (THEIRS, 5)], true),
            (&[(OURS, 5), (THEIRS, 5)], false),
            (&[(OURS, 6)], false),
            (&[(THEIRS, 4)], false),
            // What can't be read speaks for no style.
            (&[("---\na: [\n---\n", 6)], false),
            (&[], false),
        ] {
            let library = library(texts);
            let style = library.style_without_own(None);
            assert_eq!(style == undecided, other, "{texts:?}");
            assert_eq!(style == HouseStyle::default(), !other, "{texts:?}");
        }
    }

    #[test]
    fn what_a_person_answered_holds() {
        let library = library(&[(THEIRS, 6)]);
        let answered = |it| library.style_without_own(Some(it));
        assert_eq!(answered(InForce::House), HouseStyle::default());
        let none = answered(InForce::NoHouse);
        assert_eq!(none, HouseStyle::neutral(InForce::NoHouse));
        assert!(none.fields.is_empty() && none.sections.is_empty() && !none.has_reviews());
    }

    #[test]
    fn the_share_is_told_in_words() {
        let told = |by, of| Followed { by, of }.to_string();
        assert_eq!(told(0, 4023), "none of 4,023 follow the built-in one");
        assert_eq!(told(1, 12), "1 of 12 follows the built-in one");
        assert_eq!(told(3, 12), "3 of 12 follow the built-in one");
    }
}
