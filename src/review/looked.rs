//! A text read for whoever reviews it: all that is shown beside it, worked out at once and away from the window.

use std::path::Path;
use std::sync::Arc;

use super::base::{Base, base_of};
use super::changes::{self, Changes};
use super::evidence::Evidence;
use super::log::ReviewRecord;
use super::paragraphs::{PartShown, parts_shown};
use super::to_review::Material;
use crate::entry::front_matter::FrontMatter;
use crate::entry::sources::{self, Source};
use crate::house_style::HouseStyle;
use crate::library::{EntryKey, Versions};

/// What was read of a text under review. It is of that text and of no other.
#[derive(Debug, Clone, PartialEq)]
pub struct Looked {
    pub key: EntryKey,
    pub text: Arc<str>,
    pub material: Material,
    /// What changes are told from.
    pub base: Base,
    pub changes: Changes,
    /// The parts that the changes know, as they are shown.
    pub parts: Vec<PartShown>,
    pub sources: Vec<Source>,
    /// The lines of those that are gone.
    pub removed_sources: Vec<String>,
    /// The kind of each source.
    pub evidence: Vec<Evidence>,
    /// How sure the entry says it is.
    pub confidence: Option<String>,
}

impl Looked {
    /// Reads a text. Asks git, so it may take a while.
    pub fn at(
        (root, key): (&Path, &EntryKey),
        text: &Arc<str>,
        style: &HouseStyle,
        sign_off: Option<&ReviewRecord>,
        versions: Option<&Versions>,
    ) -> Self {
        let base = base_of(root, key, text, sign_off, versions);
        // Where nothing is known to compare with, all of it is as it is.
        let changes = changes::between(base.text.as_deref().unwrap_or(text), text, style);
        let sources = sources::of(text);
        let before = base.text.as_deref().map(sources::of).unwrap_or_default();
        let gone = changes.sources.iter().filter(|it| it.now.is_none());
        let gone = gone.filter_map(|it| before.get(it.was?));
        let removed_sources = gone.filter_map(|it| base.text.as_ref()?.get(it.line.clone()));
        let removed_sources = removed_sources.map(str::to_owned).collect();
        let evidence = sources.iter().map(|source| Evidence::of(text, source));
        let confidence = FrontMatter::read(text)
            .text("confidence")
            .map(str::to_owned);
        let material = Material::of(text, style);
        let base_text = base.text.as_deref().unwrap_or(text);
        let parts = parts_shown(&changes, &material, base_text, text);
        Self {
            key: key.clone(),
            text: text.clone(),
            material,
            parts,
            evidence: evidence.collect(),
            base,
            changes,
            sources,
            removed_sources,
            confidence,
        }
    }
}
