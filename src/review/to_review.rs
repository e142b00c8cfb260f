//! What a reviewer has to go through in one text: its parts, the sentences that rest on a source, the sources, products and
//! links. Each is named, and has a hash of what is there, so that a tick is about those very words.

use std::collections::HashMap;
use std::ops::Range;

use super::claim::{self, ClaimKey, collapsed, source_identity};
use super::fingerprint::{as_reviewed, short_hash};
use super::ticks::Mark;
use crate::entry::front_matter::FrontMatter;
use crate::entry::outline::Outline;
use crate::entry::page::Page;
use crate::entry::products::products;
use crate::entry::sources::{self, Source};
use crate::entry::{Part, parts_of};
use crate::house_style::HouseStyle;

/// What there is to go through in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Material {
    /// `last_reviewed` as it is written; empty where it is not there.
    pub last_reviewed: String,
    /// The parts of the text that hold something, in its order: fields and opening too.
    pub sections: Vec<Tickable>,
    pub sources: Vec<Tickable>,
    pub claims: Vec<TextClaim>,
    /// How many products there are, and all of them as one thing to tick.
    pub products: (usize, Tickable),
    pub links: (usize, Tickable),
    /// The whole text, as an item of the checklist is about it.
    pub whole: String,
}

/// Something to be ticked by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tickable {
    pub mark: Mark,
    /// What it is called.
    pub name: String,
    /// Of what is there now.
    pub hash: String,
    /// Where that is; empty where it is in many places.
    pub range: Range<usize>,
}

/// A sentence and a source it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextClaim {
    /// Where the sentence is.
    pub sentence: Range<usize>,
    /// The source, as [`Material::sources`] counts.
    pub source: usize,
    /// The part that holds the sentence, as [`Material::sections`] counts.
    pub section: usize,
    pub key: ClaimKey,
}

impl Material {
    pub fn of(text: &str, style: &HouseStyle) -> Self {
        let mut material = Self::to_tick(text);
        let claims = claim::claims(text, style).into_iter().filter_map(|claim| {
            Some(TextClaim {
                section: material.section_at(claim.sentence.start)?,
                sentence: claim.sentence,
                source: claim.source,
                key: claim.key,
            })
        });
        material.claims = claims.collect();
        material
    }

    /// All but the claims, which are not ticked but verified: quicker to read.
    pub fn to_tick(text: &str) -> Self {
        let front_matter = FrontMatter::read(text);
        let page = Page::read(text, front_matter.split.body);
        let sections = sections(text);
        let products = products(&front_matter);
        let mut links = page.links.clone();
        links.sort();
        links.dedup();
        let products = products.iter();
        let products = products.map(|it| format!("{}\t{}\t{}", it.name, it.handle, it.url));
        let products: Vec<String> = products.collect();
        Self {
            last_reviewed: front_matter
                .text("last_reviewed")
                .unwrap_or_default()
                .to_owned(),
            claims: Vec::new(),
            sources: tickable_sources(text, &sources::read(text, &Outline::cut(text, &page))),
            sections,
            products: (products.len(), many(Mark::Products, "Products", &products)),
            links: (links.len(), many(Mark::Links, "Links", &links)),
            whole: short_hash(&as_reviewed(text)),
        }
    }

    /// The hash of what a tick is about; none where that is not there any more.
    pub fn hash_of(&self, mark: &Mark) -> Option<&str> {
        let of = |all: &'_ [Tickable]| all.iter().position(|it| it.mark == *mark);
        let found = match mark {
            Mark::Section(_) => self.sections.get(of(&self.sections)?)?,
            Mark::Source(_) => self.sources.get(of(&self.sources)?)?,
            Mark::Products => &self.products.1,
            Mark::Links => &self.links.1,
            Mark::Item(_) => return Some(&self.whole),
        };
        Some(&found.hash)
    }

    /// The part that holds an offset of the text.
    pub fn section_at(&self, offset: usize) -> Option<usize> {
        self.sections
            .iter()
            .rposition(|it| it.range.start <= offset)
    }
}

fn sections(text: &str) -> Vec<Tickable> {
    let mut sections = Vec::new();
    for (part, range) in parts_of(text) {
        let content = text.get(range.clone()).unwrap_or_default();
        // A rule alone says nothing.
        let is_bare = |it: char| it.is_whitespace() || matches!(it, '-' | '*' | '_');
        if content.chars().all(is_bare) {
            continue;
        }
        let name = part.label();
        // A section is known by its name, so the hash is of the words below it as well as of the heading.
        let hash = match part {
            Part::FrontMatter => short_hash(&as_reviewed(content)),
            _ => short_hash(&content.replace("\r\n", "\n")),
        };
        sections.push(Tickable {
            mark: Mark::Section(name.clone()),
            name,
            hash,
            range,
        });
    }
    sections
}

fn tickable_sources(text: &str, sources: &[Source]) -> Vec<Tickable> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let tickable = |source: &Source| {
        let identity = source_identity(text, source);
        let times = seen.entry(identity.clone()).or_default();
        *times += 1;
        // One line is not ticked by another of the same work.
        let mark = match *times {
            1 => identity,
            n => format!("{identity} ({n})"),
        };
        let line = text.get(source.line.clone()).unwrap_or_default();
        Tickable {
            mark: Mark::Source(mark),
            name: format!("Source {}", source.number),
            hash: short_hash(&collapsed(line)),
            range: source.line.clone(),
        }
    };
    sources.iter().map(tickable).collect()
}

/// All of something as one thing to tick.
fn many(mark: Mark, name: &str, all: &[String]) -> Tickable {
    Tickable {
        mark,
        name: name.to_owned(),
        hash: short_hash(&all.join("\n")),
        range: 0..0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "---\ntitle: T\nlast_reviewed: 2 March 2021\nrelated_products:\n  - name: Iron\n    handle: iron\n---\n\n# T\n\n## Summary\n\nTea binds iron (Brandt 2019). Nothing else does. Take 5 mg [2].\n\n## Sources\n\n1. Brandt J (2019) Tea. J Tea. PMID: 12345678\n2. NHS (2020) Iron. https://www.nhs.uk/iron\n";

    fn material(text: &str) -> Material {
        Material::of(text, &HouseStyle::default())
    }

    #[test]
    fn everything_there_is_to_go_through_is_named() {
        let it = material(TEXT);
        let names: Vec<&str> = it.sections.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["Fields", "Title and opening", "Summary", "Sources"]);
        let claims: Vec<(&str, usize, usize)> = it
            .claims
            .iter()
            .map(|it| (&TEXT[it.sentence.clone()], it.source, it.section))
            .collect();
        assert_eq!(
            claims,
            [
                ("Tea binds iron (Brandt 2019).", 0, 2),
                ("Take 5 mg [2].", 1, 2)
            ]
        );
        assert_eq!(it.sources[0].mark, Mark::Source("pmid:12345678".into()));
        assert_eq!(
            (it.products.0, it.last_reviewed.as_str()),
            (1, "2 March 2021")
        );
    }

    #[test]
    fn a_hash_changes_with_what_it_is_of_and_with_nothing_else() {
        let before = material(TEXT);
        let differ = |new: &str| -> Vec<String> {
            let after = material(new);
            let all = [&before.sections, &before.sources].into_iter().flatten();
            let differs = all.filter(|it| after.hash_of(&it.mark) != Some(&it.hash));
            differs.map(|it| it.name.clone()).collect()
        };
        assert_eq!(differ(&TEXT.replace("2 March 2021", "1 May 2026")), [""; 0]);
        assert_eq!(differ(&TEXT.replace('\n', "\r\n")), [""; 0]);
        assert_eq!(differ(&TEXT.replace("5 mg", "50 mg")), ["Summary"]);
        assert_eq!(differ(&TEXT.replace("title: T", "title: U")), ["Fields"]);
        assert_eq!(
            differ(&TEXT.replace("J Tea", "J Coffee")),
            ["Sources", "Source 1"]
        );
        let moved = TEXT.replace("Take 5 mg [2].", "And so: take  5\nmg [2].");
        assert_ne!(material(&moved).claims[1].key, before.claims[1].key);
        let wrapped = TEXT.replace("Take 5 mg [2].", "Take 5\nmg [2].");
        assert_eq!(material(&wrapped).claims[1].key, before.claims[1].key);
        let products = material(&TEXT.replace("handle: iron", "handle: zinc"));
        assert_ne!(products.products.1.hash, before.products.1.hash);
    }
}
