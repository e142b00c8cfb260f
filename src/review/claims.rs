//! Which claims were verified: `claims.jsonl`, one a line. A claim is a sentence that cites a source.
//!
//! Both are known by what they say and not by where they stand, so a claim that says the same next year is verified still. One
//! that two people verified stands there twice.

use std::collections::HashMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::owner::{Owner, SlugsOfFiles};
use crate::library::{JsonLines, RecordChange};

/// A claim that somebody held against its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerifiedClaim {
    pub slug: String,
    /// The path of its file below the library, with `/`; none in what older versions of this program wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// What the source is known by: `pmid:28885528`, else a DOI, a PMCID, an address, else the words of its line.
    pub source: String,
    /// The hash of the sentence, whatever blanks are in it.
    pub sentence: String,
    /// Who verified it.
    pub by: String,
    /// The day, `2026-12-14`.
    pub date: String,
    /// What a newer version of this program adds.
    #[serde(flatten)]
    more: Map<String, Value>,
}

/// All verified claims of a library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Claims {
    entries: HashMap<String, Vec<VerifiedClaim>>,
    slugs: SlugsOfFiles,
}

impl VerifiedClaim {
    pub fn new(of: &Owner<'_>, source: String, sentence: String, by: &str, date: Date) -> Self {
        Self {
            slug: of.slug.to_owned(),
            file: Some(of.file.clone()),
            source,
            sentence,
            by: by.trim().to_owned(),
            date: date.to_string(),
            more: Map::new(),
        }
    }

    /// The change of the file that writes it down.
    pub fn to_verify(&self) -> RecordChange {
        RecordChange {
            add: self.line().into_iter().collect(),
            remove: Vec::new(),
        }
    }

    fn line(&self) -> Option<String> {
        let line = serde_json::to_string(self);
        line.inspect_err(|error| {
            log::error!("a verified claim could not be written down: {error}");
        })
        .ok()
    }
}

impl Claims {
    /// Takes over the records; lines that say something else are passed over.
    pub fn of(records: &JsonLines) -> Self {
        let mut all = Self::default();
        for record in records.objects() {
            if let Ok(one) = serde_json::from_value::<VerifiedClaim>(record.into()) {
                all.slugs.note(&one.slug, one.file.as_deref());
                all.entries.entry(one.slug.clone()).or_default().push(one);
            }
        }
        all
    }

    /// Who verified a claim and when, the last of several.
    pub fn find(&self, of: &Owner<'_>, source: &str, sentence: &str) -> Option<&VerifiedClaim> {
        let found = self.of_claim(of, source, sentence).into_iter();
        found.max_by(|one, other| one.date.cmp(&other.date))
    }

    /// The change of the file after which a claim is verified by nobody.
    pub fn to_take_back(&self, of: &Owner<'_>, source: &str, sentence: &str) -> RecordChange {
        let found = self.of_claim(of, source, sentence);
        RecordChange {
            add: Vec::new(),
            remove: found.into_iter().filter_map(VerifiedClaim::line).collect(),
        }
    }

    /// A claim that names no entry there is, is of each that says the same.
    fn of_claim(&self, of: &Owner<'_>, source: &str, sentence: &str) -> Vec<&VerifiedClaim> {
        let of_slug = |slug: &str| self.entries.get(slug).into_iter().flatten();
        let own = of_slug(of.slug).filter(|it| of.owns(it.file.as_deref(), || true));
        let before = self.slugs.before(of).flat_map(of_slug);
        let before = before.filter(|it| it.file.as_ref() == Some(&of.file));
        own.chain(before)
            .filter(|it| it.source == source && it.sentence == sentence)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::owner::SharedSlugs;

    fn of(slug: &str) -> Owner<'_> {
        Owner::named(slug, "iron.md", &SharedSlugs::new())
    }

    fn claim(by: &str, day: i8) -> VerifiedClaim {
        let date = jiff::civil::date(2026, 12, day);
        VerifiedClaim::new(&of("iron"), "pmid:1".into(), "ab12".into(), by, date)
    }

    #[test]
    fn a_claim_is_verified_until_its_sentence_changes_or_it_is_taken_back() {
        let mut file = JsonLines::read("{\"slug\":\"iron\"}\nnothing\n");
        for one in [claim("Ada", 14), claim("Ben", 12)] {
            file.change(&one.to_verify());
        }
        let all = Claims::of(&file);
        let found = all.find(&of("iron"), "pmid:1", "ab12");
        assert_eq!(found.map(|it| it.by.as_str()), Some("Ada"));
        for (slug, source, sentence) in [
            ("zinc", "pmid:1", "ab12"),
            ("iron", "pmid:2", "ab12"),
            ("iron", "pmid:1", "cd34"),
        ] {
            assert_eq!(all.find(&of(slug), source, sentence), None);
        }
        file.change(&all.to_take_back(&of("iron"), "pmid:1", "ab12"));
        assert_eq!(file.text(), "nothing\n{\"slug\":\"iron\"}\n");
    }
}
