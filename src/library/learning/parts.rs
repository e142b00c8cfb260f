//! The parts of what was learned, each of which may be left out.

use super::counting::share;
use super::{Learned, LearnedPart};
use crate::house_style::{HouseStyle, InForce, StylePart};

impl Learned {
    /// What was learned, part by part, in the order of the file.
    pub fn parts_found(&self) -> Vec<LearnedPart> {
        let style = &self.style;
        let mut parts: Vec<LearnedPart> = style
            .fields
            .iter()
            .map(|field| LearnedPart::Field(field.key.clone()))
            .collect();
        let has_links = style.links != HouseStyle::neutral(InForce::House).links;
        for (part, is_found) in [
            (LearnedPart::Sections, !style.sections.is_empty()),
            (LearnedPart::Sentences, !style.sentences.is_empty()),
            (LearnedPart::Closing, !style.closing.is_empty()),
            (LearnedPart::Links, has_links),
        ] {
            if is_found {
                parts.push(part);
            }
        }
        let off = style.levels.iter().filter(|(_, level)| level.is_none());
        parts.extend(off.map(|(check, _)| LearnedPart::CheckOff(check.clone())));
        parts
    }

    /// What a part rests on, in words.
    pub fn evidence_of(&self, part: &LearnedPart) -> String {
        let why = |path: String| self.evidence.get(&path).cloned().unwrap_or_default();
        match part {
            LearnedPart::Field(key) => why(format!("fields/{key}")),
            LearnedPart::CheckOff(check) => why(format!("levels/{check}")),
            LearnedPart::Sections => named(self.style.section_names()),
            LearnedPart::Sentences => {
                let sections = self.style.sentences.iter();
                named(sections.map(|sentence| sentence.section.as_str()))
            }
            LearnedPart::Closing => {
                named(self.style.closing.iter().map(|block| block.begins.as_str()))
            }
            LearnedPart::Links => {
                let reasons = self.evidence.iter();
                let mut links = reasons.filter_map(|(path, why)| {
                    let what = path.strip_prefix("links/")?;
                    let what = what.strip_prefix("fields/").unwrap_or(what);
                    Some(format!("{what} {why}"))
                });
                links.next().unwrap_or_default()
            }
        }
    }

    /// Turns a check off that so many entries fail.
    pub fn turn_off(&mut self, check: &str, failing: usize, of: usize) {
        self.style.levels.insert(check.to_owned(), None);
        self.note(
            format!("levels/{check}"),
            format!("fails {}", share(failing, of)),
        );
        if !self.parts.contains(&StylePart::Levels) {
            self.part(StylePart::Levels);
            self.style.given.insert(StylePart::Levels);
        }
    }

    /// The same without some parts: nothing is expected of them.
    #[must_use]
    pub fn without(&self, left_out: &[LearnedPart]) -> Self {
        let mut kept = self.clone();
        let style = &mut kept.style;
        let neutral = HouseStyle::neutral(InForce::House);
        for part in left_out {
            match part {
                LearnedPart::Field(key) => {
                    style.fields.retain(|field| field.key != *key);
                    style.other_fields = true;
                    style.links.fields.retain(|(field, _)| field != key);
                }
                LearnedPart::Sections => {
                    style.sections.clear();
                    style.sentences.clear();
                    style.other_sections = true;
                }
                LearnedPart::Sentences => style.sentences.clear(),
                LearnedPart::Closing => style.closing.clear(),
                LearnedPart::Links => style.links = neutral.links.clone(),
                LearnedPart::CheckOff(check) => {
                    style.levels.remove(check);
                }
            }
        }
        kept
    }
}

/// The first names, and how many more there are.
fn named<'n>(names: impl Iterator<Item = &'n str>) -> String {
    const SHOWN: usize = 6;
    let names: Vec<&str> = names.collect();
    let first: Vec<&str> = names.iter().take(SHOWN).copied().collect();
    match names.len().saturating_sub(SHOWN) {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}
