//! New entries: front matter and sections in the house order, never a date of review.

use std::collections::{HashMap, HashSet};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::desk::editing::closing_block;
use crate::desk::library::command::NewEntry;
use crate::desk::{Desk, Effect, Moment};
use crate::entry::front_matter::{FrontMatter, plain_or_quoted, quoted};
use crate::entry::slug_of;
use crate::house_style::{FieldKind, FieldRule, HouseStyle, LinkParts, site_of};
use crate::library::{Content, EntryKey, Library, SaveError};

/// What the library proposes for a new entry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposal {
    pub pillars: Vec<String>,
    pub publisher: String,
    pub editor: String,
    /// What the address of an entry begins with.
    pub base: String,
}

impl Desk {
    /// What the open library uses most.
    pub fn proposal(&self) -> Proposal {
        let Some(library) = &self.library else {
            return Proposal::default();
        };
        let most = |values: Vec<(Arc<str>, usize)>| {
            values
                .first()
                .map(|(value, _)| value.to_string())
                .unwrap_or_default()
        };
        Proposal {
            pillars: library
                .pillars()
                .into_iter()
                .map(|(pillar, _)| pillar.to_string())
                .collect(),
            publisher: most(library.publishers()),
            editor: most(library.editors()),
            base: base_of(library).unwrap_or_default(),
        }
    }

    /// Scheme and host of the library's addresses.
    pub(in crate::desk) fn site(&self) -> Option<String> {
        let base = self.library.as_ref().and_then(base_of)?;
        site_of(&base).map(str::to_owned)
    }

    /// Why no entry can have this slug, if none can; `own` is the one that asks, where there is one already.
    pub fn slug_error(&self, slug: &str, own: Option<&EntryKey>) -> Option<String> {
        let Some(library) = &self.library else {
            return Some("Open a folder first".into());
        };
        if slug.is_empty() {
            return Some("An entry needs a slug: it is the name of its file".into());
        }
        if slug_of(slug) != slug {
            return Some("A slug has small letters, digits and single hyphens".into());
        }
        if slug.len() > 200 {
            return Some("This slug is too long for the name of a file".into());
        }
        let taken = library
            .rows()
            .filter(|file| own != Some(&file.key))
            .find(|file| file.facts.slug.as_deref() == Some(slug) || file.key.stem() == slug)?;
        Some(format!("“{}” has this slug", taken.title()))
    }

    /// The folder in which a new entry of a pillar is to lie, with `/`; empty for the library’s own.
    pub fn folder_for(&self, pillar: &str) -> String {
        let library = self.library.as_ref();
        library.map_or_else(String::new, |library| folder_of_pillar(library, pillar))
    }

    /// Whether the library has a folder with entries.
    pub fn has_folder(&self, folder: &str) -> bool {
        let mut rows = self.library.iter().flat_map(Library::rows);
        folder.is_empty() || rows.any(|file| file.key.path().starts_with(folder))
    }

    pub(super) fn create_entry(&mut self, new: &NewEntry, now: Moment) -> Vec<Effect> {
        if let Some(error) = self.slug_error(&new.slug, None) {
            self.error(format!("No entry was made. {error}"), now);
            return Vec::new();
        }
        let Some(library) = &self.library else {
            return Vec::new();
        };
        if let Some(error) = folder_error(&new.folder) {
            self.error(format!("No entry was made. {error}"), now);
            return Vec::new();
        }
        let key = EntryKey::new(Path::new(&new.folder).join(format!("{}.md", new.slug)));
        let text: Arc<str> = draft(library, &self.style, new, &self.proposal()).into();
        vec![Effect::Create {
            path: library.path(&key),
            key,
            step: 0,
            text,
        }]
    }

    pub(in crate::desk) fn created(
        &mut self,
        key: &EntryKey,
        text: Arc<str>,
        now: Moment,
    ) -> Vec<Effect> {
        if let Some(entry) = self.open.get_mut(key) {
            // The file had gone and was made anew.
            let step = entry.writing.map_or(entry.step(), |writing| writing.step);
            return self.written(key, step, text);
        }
        if self.brought_back(key, now) {
            return Vec::new();
        }
        let Some(library) = &mut self.library else {
            return Vec::new();
        };
        library.put(key.clone(), Content::Text(text.clone()));
        let first = self
            .at_desk(key)
            .and_then(|entry| entry.cards().list.first());
        let start = first.map_or(0, |card| card.text().start);
        self.drop_dialog();
        self.arrange_rows();
        self.show(key, Some(start));
        if self.made_beside(key, now) || self.copied(key, text, now) {
            return Vec::new();
        }
        self.info(format!("Made {}", key.file()), now);
        Vec::new()
    }

    pub(in crate::desk) fn create_refused(
        &mut self,
        key: &EntryKey,
        why: &SaveError,
        now: Moment,
    ) -> Vec<Effect> {
        self.stay();
        if self.not_brought_back(key, why, now) {
            return Vec::new();
        }
        if let Some(effects) = self.refused_beside(key, why, now) {
            return effects;
        }
        let is_told = self.refused_with_others(key, &why.to_string());
        if let Some(entry) = self.open.get_mut(key) {
            entry.writing = None;
            let path = entry.path.clone();
            if matches!(why, SaveError::AlreadyThere) {
                // Something came back under the name: it is looked at before anything is written.
                if !is_told {
                    self.not_saved(
                        key,
                        format!("Not saved: a file of this name is there again ({}). Your text is safe here; it will be compared first", key.file()),
                        now,
                    );
                }
                return vec![Effect::Read {
                    key: key.clone(),
                    path,
                }];
            }
        }
        if !is_told {
            self.not_saved(key, format!("{why}: {}", key.file()), now);
        }
        Vec::new()
    }
}

/// The text of a new entry. `last_reviewed` stays empty: it was never reviewed.
fn draft(library: &Library, style: &HouseStyle, new: &NewEntry, proposal: &Proposal) -> String {
    let mut text = String::from("---\n");
    let mut url = String::new();
    let wanted = |field: &&FieldRule| field.required || field.kind == FieldKind::Products;
    for field in style.fields.iter().filter(wanted) {
        let value = match field.key.as_str() {
            "title" => quoted(&new.title),
            "slug" => plain_or_quoted(&new.slug),
            "pillar" => plain_or_quoted(&new.pillar),
            "url" if proposal.base.is_empty() => String::new(),
            "url" => {
                url = format!("{}{}", proposal.base, new.slug);
                url.clone()
            }
            "publisher" => optional(&proposal.publisher),
            "editor" => optional(&proposal.editor),
            _ if field.kind == FieldKind::Products => "[]".into(),
            _ => String::new(),
        };
        text.push_str(&field.key);
        text.push(':');
        if !value.is_empty() {
            text.push(' ');
            text.push_str(&value);
        }
        text.push('\n');
    }
    text.push_str("---\n\n# ");
    text.push_str(&new.title);
    text.push('\n');
    for section in style.sections.iter().filter(|section| section.required) {
        text.push_str("\n## ");
        text.push_str(&section.name);
        text.push('\n');
        for sentence in style.sentences_of(&section.name) {
            text.push('\n');
            text.push_str(&sentence.text);
            text.push('\n');
        }
    }
    let parts = LinkParts::of(
        Some(&url),
        Some(&new.slug),
        Some(&new.pillar),
        style.pillar_slug,
    );
    let closing = closing_block::blocks(library, style, (&parts, &new.pillar), &proposal.publisher);
    if !closing.is_empty() {
        text.push_str("\n---\n");
        text.push_str(&closing);
    }
    text
}

fn optional(value: &str) -> String {
    if value.is_empty() {
        String::new()
    } else {
        quoted(value)
    }
}

/// What entries' addresses begin with, where the first ones that have an address agree with their slug.
fn base_of(library: &Library) -> Option<String> {
    library
        .rows()
        .filter_map(|file| {
            let slug = file.facts.slug.as_deref()?;
            let front_matter = FrontMatter::read(file.content.text()?);
            let base = front_matter.text("url")?.strip_suffix(slug)?.to_owned();
            Some(base)
        })
        .next()
}

/// Why no entry can lie in a folder, if none can.
pub fn folder_error(folder: &str) -> Option<&'static str> {
    let is_inside = |part: Component<'_>| match part {
        Component::Normal(name) => !name.to_string_lossy().starts_with('.'),
        _ => false,
    };
    let is_right = Path::new(folder).components().all(is_inside) && !folder.contains(['\\', '\0']);
    (!is_right).then_some("A folder lies below the library: names with / between them, none of which begins with a dot")
}

/// Where the entries of a pillar lie, if all lie in one folder. A pillar without entries gets a folder of its own where each of
/// the others has one; else its entry lies where most do, and in the library's own folder where that is said of no folder.
fn folder_of_pillar(library: &Library, pillar: &str) -> String {
    let mut of_pillars: HashMap<&str, HashSet<&Path>> = HashMap::new();
    let mut counts: HashMap<&Path, usize> = HashMap::new();
    let entries = library.rows().filter(|file| library.is_entry(file));
    for file in entries {
        let folder = file.key.path().parent().unwrap_or(Path::new(""));
        *counts.entry(folder).or_default() += 1;
        if let Some(pillar) = file.facts.pillar.as_deref() {
            of_pillars.entry(pillar).or_default().insert(folder);
        }
    }
    let shown = |folder: &Path| EntryKey::new(folder).file();
    if let Some(folders) = of_pillars.get(pillar) {
        let mut folders = folders.iter();
        let first = folders.next().filter(|_| folders.next().is_none());
        return first.map_or_else(String::new, |folder| shown(folder));
    }
    let named = |(pillar, folders): (&&str, &HashSet<&Path>)| {
        let mut folders = folders.iter();
        let only = folders.next().filter(|_| folders.next().is_none())?;
        let name = only.file_name()?.to_str()?;
        (name == slug_of(pillar)).then(|| only.parent().unwrap_or(Path::new("")).to_owned())
    };
    let above: HashSet<Option<PathBuf>> = of_pillars.iter().map(named).collect();
    let mut above = above.into_iter();
    if let (Some(Some(above)), None) = (above.next(), above.next())
        && !slug_of(pillar).is_empty()
    {
        return shown(&above.join(slug_of(pillar)));
    }
    if of_pillars.is_empty() {
        // A library without pillars: where most entries lie.
        let most = counts
            .into_iter()
            .max_by(|(a, left), (b, right)| left.cmp(right).then(b.cmp(a)));
        return most.map_or_else(String::new, |(folder, _)| shown(folder));
    }
    String::new()
}
