//! The words and short forms of a house style, made ready to be looked for in every entry.

use std::collections::HashSet;

use super::phrases::Phrases;
use crate::house_style::{HouseStyle, WordList};

/// What checks of the language look for.
#[derive(Debug, Clone, Default)]
pub struct HouseLists {
    /// Each means the number of an organisation of the style.
    pub bodies: Phrases,
    /// Each means a place in `places`.
    pub words: Phrases,
    /// The numbers of a list and of a word in it.
    places: Vec<(usize, usize)>,
    /// Short forms that are known without being written out: the style's, and its organisations.
    needs_no_expansion: HashSet<Box<str>>,
}

impl HouseLists {
    pub fn of(style: &HouseStyle) -> Self {
        let organisations = style.organisations.iter().enumerate();
        let bodies = organisations.flat_map(|(number, it)| {
            let names = std::iter::once(&it.short).chain(&it.full);
            names.map(move |name| (name.as_str(), number))
        });
        let mut places = Vec::new();
        let mut words = Vec::new();
        for (list, its) in style.words.iter().enumerate() {
            for (word, (written, _)) in its.words.iter().enumerate() {
                words.push((written.as_str(), places.len()));
                places.push((list, word));
            }
        }
        let short = style.organisations.iter().map(|it| &it.short);
        let short = short.flat_map(|it| it.split([' ', '/']));
        let forms = style.prose.needs_no_expansion.iter().map(String::as_str);
        Self {
            bodies: Phrases::of(bodies),
            words: Phrases::of(words),
            places,
            needs_no_expansion: forms.chain(short).map(Box::from).collect(),
        }
    }

    /// The list that a word found is in, and what may be written in its place.
    pub fn word<'s>(
        &self,
        style: &'s HouseStyle,
        means: usize,
    ) -> Option<(&'s WordList, &'s str, Option<&'s str>)> {
        let (list, word) = self.places.get(means)?;
        let list = style.words.get(*list)?;
        let (word, instead) = list.words.get(*word)?;
        Some((list, word, instead.as_deref()))
    }

    /// Whether a short form is known without being written out.
    pub fn is_known(&self, short: &str) -> bool {
        self.needs_no_expansion.contains(short)
    }
}
