//! What the list knows of an entry without keeping it open: a few front-matter values and three counts.
//!
//! Ten thousand texts are read when a library opens, so there are two ways to the same facts: a line scan for what most
//! entries look like, and the full reading (YAML, markdown) for everything the scan is not sure of. The scan never guesses;
//! a property test holds the two together.
//!
//! Knows nothing of: files, other entries, ranges in the text.

use std::sync::Arc;

mod body;
mod front_matter;

use body::PageCounts;
use front_matter::{FieldsError, Values};

use crate::entry::cross_references::{self, EntryId};
use crate::entry::front_matter::{Fence, split};

/// The front-matter values of the list, and counts. A value is the text without quotes; `None` where it is absent or no text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    pub title: Option<Arc<str>>,
    /// The first H1, read only where the front matter gives no title.
    pub heading: Option<Arc<str>>,
    pub slug: Option<Arc<str>>,
    /// The id by which others refer to the entry, where it says one itself.
    pub id: Option<EntryId>,
    /// The ids in its text, each once, sorted.
    pub refers_to: Box<[EntryId]>,
    pub pillar: Option<Arc<str>>,
    pub last_reviewed: Option<Arc<str>>,
    pub confidence: Option<Arc<str>>,
    pub publisher: Option<Arc<str>>,
    pub editor: Option<Arc<str>>,
    /// Runs without white space in the body, headings left out.
    pub words: usize,
    /// H2s that stand by themselves, closing blocks included.
    pub sections: usize,
    /// Numbered items of the section *Sources*.
    pub sources: usize,
    /// Why the front matter could not be read.
    pub error: Option<Arc<str>>,
    /// Whether the text begins with front matter, readable or not.
    pub has_front_matter: bool,
    /// Whether there is nothing in it.
    pub is_blank: bool,
}

/// A product as entries name it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KnownProduct {
    pub name: Arc<str>,
    pub handle: Arc<str>,
}

/// Reads the facts of a text.
pub fn read(text: &str) -> Facts {
    read_by(
        text,
        |inner| front_matter::scan(inner).map_or_else(|| front_matter::read(inner), Ok),
        |body, heading| body::scan(body, heading).unwrap_or_else(|| body::read(body, heading)),
    )
}

/// The products an entry names in its front matter, in order.
pub fn products(text: &str) -> Vec<KnownProduct> {
    let cut = split(text);
    if cut.fence != Fence::Closed {
        return Vec::new();
    }
    let inner = text.get(cut.inner).unwrap_or_default();
    let values = front_matter::scan(inner).map_or_else(|| front_matter::read(inner), Ok);
    values.map_or_else(|_| Vec::new(), |values| values.products())
}

fn read_by<'t>(
    text: &'t str,
    front_matter: impl Fn(&'t str) -> Result<Values<'t>, FieldsError>,
    body: impl Fn(&'t str, bool) -> PageCounts,
) -> Facts {
    let cut = split(text);
    let page = text.get(cut.body..).unwrap_or_default();
    let has_front_matter = cut.fence != Fence::None;
    let (values, error) = match cut.fence {
        Fence::None => (Values::default(), None),
        Fence::Closed => match front_matter(text.get(cut.inner).unwrap_or_default()) {
            Ok(values) => (values, None),
            Err(error) => (Values::default(), Some(error.to_string())),
        },
        Fence::NeverClosed => (
            Values::default(),
            Some("The front matter is never closed: a line --- is missing after it".to_string()),
        ),
        Fence::Toml => (
            Values::default(),
            Some("The front matter is TOML (+++), which is shown as text and not read".to_string()),
        ),
    };
    let own = |value: &Option<std::borrow::Cow<'_, str>>| value.as_deref().map(Arc::from);
    let counts = body(page, values.title.is_none());
    Facts {
        title: own(&values.title),
        heading: counts.heading.map(Arc::from),
        slug: own(&values.slug),
        id: values.id.as_deref().and_then(EntryId::parse),
        refers_to: refers_to(page),
        pillar: own(&values.pillar),
        last_reviewed: own(&values.last_reviewed),
        confidence: own(&values.confidence),
        publisher: own(&values.publisher),
        editor: own(&values.editor),
        words: counts.words,
        sections: counts.sections,
        sources: counts.sources,
        error: error.map(Arc::from),
        has_front_matter,
        is_blank: is_blank(text),
    }
}

/// Whether a text has nothing in it but space.
pub(super) fn is_blank(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().is_empty()
}

fn refers_to(page: &str) -> Box<[EntryId]> {
    let mut ids: Vec<EntryId> = cross_references::all(page).map(|(id, _)| id).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into()
}

#[cfg(test)]
mod tests;
