//! Giving an entry another slug: every place in the library that names it, and the edits that rename it there.
//!
//! What does not depend on the new name is found once ([`Renaming::look`]); what a name then changes is worked out from
//! texts alone, so that it can be shown while the name is typed. Each part can be left out. Nothing is guessed: a part that
//! did not agree with the old slug is left out until the person ticks it.
//!
//! Knows nothing of: the desk, what is unsaved, how a change is shown.

mod copy;
mod order;
mod own;
mod redirects;
mod resuming;
mod text_change;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::entry_ids::{self, IdMapError};
use super::links::{self, FileLinks};
use super::{EntryKey, disk, is_markdown, style_key};
use crate::entry::cross_references::EntryId;
use crate::entry::front_matter::FrontMatter;
use crate::entry::{Edit, Edits};
use crate::house_style::HouseStyle;

pub use order::{BesideChange, FailedFile, RenameOrder, carry_out};
pub use text_change::TextChange;

/// Where the site's builder finds which address leads where now.
pub const REDIRECTS: &str = "redirects.csv";

/// What an entry is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryNames {
    pub file: EntryKey,
    /// As its front matter says, else as its file is called.
    pub slug: String,
    /// As its front matter says.
    pub url: Option<String>,
}

/// What an entry's names are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Purpose {
    #[default]
    Rename,
    /// A copy of it under another name.
    Copy,
    Delete,
}

/// A part of a rename that can be left out.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RenamePart {
    File,
    Slug,
    /// The field `url`, and others that hold the entry's address.
    Address,
    /// What the house's rules put of the slug into other addresses of the entry.
    Derived,
    /// Links of the entry to itself.
    Itself,
    /// The date of review, which is not that of a copy.
    Reviewed,
    /// The id, which is not that of a copy.
    Id,
    /// Links in another file.
    Links(EntryKey),
    /// The map of ids in the house style.
    Ids,
    /// A file of records beside the content.
    Records(String),
    Redirect,
}

/// The new name, and the parts that are left as they are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RenameWish {
    pub slug: String,
    pub without: HashSet<RenamePart>,
}

/// What is known of an entry that may be renamed.
#[derive(Debug, Clone, PartialEq)]
pub struct Renaming {
    pub purpose: Purpose,
    pub root: PathBuf,
    pub names: EntryNames,
    pub text: Arc<str>,
    has_slug_field: bool,
    style: Arc<HouseStyle>,
    /// Files that link to the entry, itself among them, each with its text and the places.
    linking: BTreeMap<EntryKey, (Arc<str>, FileLinks)>,
    /// The text of the house style, and the ids in it that mean this entry.
    ids: Option<(Arc<str>, Vec<EntryId>)>,
    /// Files of records about the entry, and how many in each are.
    records: BTreeMap<String, usize>,
    /// The other entries that have its slug.
    pub twins: Vec<EntryKey>,
    redirects: Option<Arc<str>>,
    /// All names in the entry's folder.
    taken: BTreeSet<String>,
    /// Why its front matter can't be changed.
    pub front_refused: Option<String>,
}

/// Why an entry can't be renamed at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RenameError {
    Gone,
    /// Another file's text stands behind this name.
    Link,
    Records(String),
}

impl std::fmt::Display for RenameError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Gone => f.write_str(
                "The file is no longer there. Its text is safe here; save it first to write it anew",
            ),
            Self::Link => f.write_str(
                "The file is a link to another one. Rename that one, and make the link anew",
            ),
            Self::Records(why) => write!(f, "A file beside the content can’t be read. {why}"),
        }
    }
}

impl std::error::Error for RenameError {}

impl Renaming {
    /// Looks for everything that names the entry among `texts`, which hold all files of the library as they read now.
    ///
    /// # Errors
    /// [`RenameError`] says why it can't be renamed.
    pub fn look(
        purpose: Purpose,
        root: &Path,
        key: &EntryKey,
        style: Arc<HouseStyle>,
        texts: &[(EntryKey, Arc<str>)],
    ) -> Result<Self, RenameError> {
        let path = root.join(key.path());
        if purpose == Purpose::Rename && disk::is_link(&path) {
            return Err(RenameError::Link);
        }
        let text = texts.iter().find(|(other, _)| other == key);
        let text = text.map(|(_, text)| text.clone());
        // A copy is one way to save what lost its file.
        let text = text.filter(|_| purpose == Purpose::Copy || disk::is_there(&path));
        let text = text.ok_or(RenameError::Gone)?;
        let front = FrontMatter::read(&text);
        let names = EntryNames::of(key, &front);
        let has_slug_field = field_text(&front, "slug").is_some();
        let linking = texts
            .par_iter()
            .filter(|(other, _)| is_markdown(other.path()))
            .filter_map(|(other, text)| {
                let places = link_places(text, other, &names);
                let is_kept = other == key || !places.is_empty();
                is_kept.then(|| (other.clone(), (text.clone(), places)))
            })
            .collect();
        let style_text = texts.iter().find(|(other, _)| *other == style_key());
        let ids: Vec<EntryId> = style
            .entry_ids
            .iter()
            .filter(|(_, slug)| **slug == names.slug)
            .filter_map(|(id, _)| EntryId::parse(id))
            .collect();
        let twins = twins_of(key, &names.slug, texts);
        let (records, redirects) = beside(root, &names.slug, &twins)?;
        let folder = path.parent().unwrap_or(root);
        let front_refused = front.error.as_ref().map(|it| it.message.clone());
        Ok(Self {
            purpose,
            root: root.to_path_buf(),
            ids: style_text
                .filter(|_| !ids.is_empty())
                .map(|(_, text)| (text.clone(), ids)),
            names,
            text,
            has_slug_field,
            style,
            linking,
            records,
            redirects,
            twins,
            taken: disk::names_in(folder).into_iter().collect(),
            front_refused,
        })
    }

    /// The parts there are, those that name the entry nowhere left out.
    pub fn parts(&self) -> Vec<RenamePart> {
        let wish = RenameWish {
            // A name that nothing has.
            slug: format!("{}-", self.names.slug),
            without: HashSet::new(),
        };
        let own = self.own_edits(&self.text, &wish);
        let in_text = [
            RenamePart::Slug,
            RenamePart::Address,
            RenamePart::Derived,
            RenamePart::Itself,
            RenamePart::Reviewed,
            RenamePart::Id,
        ];
        let in_text = in_text.into_iter();
        let mut parts: Vec<RenamePart> = in_text
            .filter(|part| own.iter().any(|(of, _)| of == part))
            .collect();
        if self.purpose == Purpose::Copy {
            return parts;
        }
        parts.insert(0, RenamePart::File);
        let others = self.linking().map(|(key, _)| key.clone());
        parts.extend(others.map(RenamePart::Links));
        parts.extend(self.ids.as_ref().map(|_| RenamePart::Ids));
        parts.extend(self.records.keys().cloned().map(RenamePart::Records));
        parts.push(RenamePart::Redirect);
        parts
    }

    /// The other files that link to the entry, each with its text.
    pub fn linking(&self) -> impl Iterator<Item = (&EntryKey, &Arc<str>)> {
        let all = self.linking.iter();
        let others = all.filter(|(key, _)| **key != self.names.file);
        others.map(|(key, (text, _))| (key, text))
    }

    /// The text of a file that links to the entry.
    pub fn linking_text(&self, key: &EntryKey) -> Option<&Arc<str>> {
        self.linking.get(key).map(|(text, _)| text)
    }

    /// Why a part did not agree with the slug before, so that it is not changed unasked.
    pub fn doubt(&self, part: &RenamePart) -> Option<String> {
        let slug = &self.names.slug;
        match part {
            RenamePart::File if self.names.file.stem() != slug => Some(format!(
                "It is called {} and not after the slug “{slug}”",
                self.names.file.name()
            )),
            RenamePart::Address => {
                let url = self.names.url.as_deref()?;
                let last = links::last_segment(url);
                (url.get(last) != Some(slug)).then(|| format!("It does not end in “{slug}”"))
            }
            _ => None,
        }
    }

    /// What the entry is called after the rename.
    pub fn new_names(&self, wish: &RenameWish) -> EntryNames {
        let with = |part: &RenamePart| !wish.without.contains(part);
        let old = &self.names;
        let file = if with(&RenamePart::File) {
            old.file.with_stem(&wish.slug)
        } else {
            old.file.clone()
        };
        // Without a field the slug is the name of the file.
        let by = if self.has_slug_field {
            RenamePart::Slug
        } else {
            RenamePart::File
        };
        let url = old.url.as_ref().map(|url| {
            let mut url = url.clone();
            if with(&RenamePart::Address) {
                url.replace_range(links::last_segment(&url), &wish.slug);
            }
            url
        });
        EntryNames {
            file,
            slug: if with(&by) {
                wish.slug.clone()
            } else {
                old.slug.clone()
            },
            url,
        }
    }

    /// Why the file can't have the name that goes with a slug.
    pub fn file_error(&self, wish: &RenameWish) -> Option<String> {
        let new = self.new_names(wish).file;
        if new == self.names.file {
            return None;
        }
        let name = |key: &EntryKey| {
            let name = key.path().file_name();
            name.map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default()
        };
        let (old_name, new_name) = (name(&self.names.file), name(&new));
        if new_name.len() > LONGEST_NAME {
            return Some("This slug is too long for the name of a file".into());
        }
        // Some systems take two names that differ in their capitals for one.
        let small = new_name.to_lowercase();
        let is_taken = |taken: &&String| **taken != old_name && taken.to_lowercase() == small;
        let taken = self.taken.iter().find(is_taken)?;
        Some(format!("“{taken}” is in the folder already"))
    }

    /// The edits that call the entry otherwise in a text of the library: its own, one that links to it, the house style.
    ///
    /// # Errors
    /// [`IdMapError`] where the house style can't be changed.
    pub fn edits_in(
        &self,
        key: &EntryKey,
        text: &str,
        wish: &RenameWish,
    ) -> Result<Edits, IdMapError> {
        let with = |part: &RenamePart| !wish.without.contains(part);
        if *key == self.names.file {
            let own = self.own_edits(text, wish).into_iter();
            let own = own.filter(|(part, _)| with(part)).map(|(_, edit)| edit);
            return Ok(apart(own.collect()));
        }
        if *key == style_key() {
            let new = self.new_names(wish).slug;
            if new == self.names.slug || !with(&RenamePart::Ids) {
                return Ok(Edits::default());
            }
            let ids = self.ids.as_ref().map(|(_, ids)| ids.as_slice());
            return entry_ids::reassigned(text, ids.unwrap_or_default(), &new);
        }
        if !with(&RenamePart::Links(key.clone())) {
            return Ok(Edits::default());
        }
        Ok(apart(self.link_edits(text, key, wish)))
    }

    /// The edits of a part in the entry's own text.
    pub fn edits_of(&self, part: &RenamePart, wish: &RenameWish) -> Edits {
        let own = self.own_edits(&self.text, wish).into_iter();
        apart(
            own.filter(|(of, _)| of == part)
                .map(|(_, edit)| edit)
                .collect(),
        )
    }

    /// The text of the house style, where ids in it mean the entry.
    pub fn style_text(&self) -> Option<&Arc<str>> {
        self.ids.as_ref().map(|(text, _)| text)
    }

    /// The ids in the house style that mean the entry.
    pub fn ids(&self) -> &[EntryId] {
        self.ids
            .as_ref()
            .map(|(_, ids)| ids.as_slice())
            .unwrap_or_default()
    }

    /// How many records in a file name the slug.
    pub fn records_in(&self, name: &str) -> usize {
        self.records.get(name).copied().unwrap_or_default()
    }

    /// The files of records in which nothing is to follow the slug.
    pub fn records_left(&self, wish: &RenameWish) -> Vec<String> {
        let left = wish.without.iter().filter_map(|part| match part {
            RenamePart::Records(name) => Some(name.clone()),
            _ => None,
        });
        left.collect()
    }

    /// From where to where the site leads from now on.
    pub fn redirect(&self, wish: &RenameWish) -> Option<(String, String)> {
        let (old, new) = (&self.names, self.new_names(wish));
        let (old, new) = match (&old.url, new.url) {
            (Some(old), Some(new)) => (old.clone(), new),
            _ => (old.slug.clone(), new.slug),
        };
        (old != new).then_some((old, new))
    }

    /// The files beside the content as they will be, but for the records.
    pub fn beside(&self, wish: &RenameWish) -> Vec<BesideChange> {
        let with = |part: &RenamePart| !wish.without.contains(part);
        let mut changes = Vec::new();
        if let Some((from, to)) = self.redirect(wish).filter(|_| with(&RenamePart::Redirect)) {
            let before = self.redirects.clone();
            let after = redirects::with(before.as_deref().unwrap_or_default(), &from, &to);
            changes.push(BesideChange {
                name: REDIRECTS.into(),
                before,
                after: Some(after.into()),
            });
        }
        changes.retain(|change| change.before != change.after);
        changes
    }

    fn own_edits(&self, text: &str, wish: &RenameWish) -> Vec<(RenamePart, Edit)> {
        let mut edits = own::edits(text, &self.names, &self.new_names(wish), &self.style);
        let body = FrontMatter::read(text).split.body;
        let links = self.link_edits(text, &self.names.file, wish);
        let in_body = links.into_iter().filter(|edit| edit.range.start >= body);
        edits.extend(in_body.map(|edit| (RenamePart::Itself, edit)));
        if self.purpose == Purpose::Copy {
            edits.extend(copy::not_of_a_copy(text));
        }
        edits
    }

    /// The edits of links to the entry in the text of a file.
    fn link_edits(&self, text: &str, key: &EntryKey, wish: &RenameWish) -> Vec<Edit> {
        let new = self.new_names(wish);
        let (old, mut edits) = (&self.names, Vec::new());
        let places = match self.linking.get(key) {
            Some((of, places)) if **of == *text => places.clone(),
            _ => link_places(text, key, old),
        };
        if new.file != old.file {
            let name = new.file.path().file_name().unwrap_or_default();
            let name = name.to_string_lossy();
            edits.extend((places.files.into_iter()).map(|place| Edit::new(place, &*name)));
        }
        if new.url != old.url {
            let name = new
                .url
                .as_deref()
                .and_then(|url| url.get(links::last_segment(url)));
            let name = name.unwrap_or_default();
            edits.extend((places.pages.into_iter()).map(|place| Edit::new(place, name)));
        }
        edits
    }
}

impl EntryNames {
    fn of(key: &EntryKey, front: &FrontMatter) -> Self {
        Self {
            file: key.clone(),
            slug: field_text(front, "slug").unwrap_or_else(|| key.stem().to_owned()),
            url: field_text(front, "url"),
        }
    }
}

/// What a field says, where that is something.
fn field_text(front: &FrontMatter, key: &str) -> Option<String> {
    let said = front.text(key).filter(|said| !said.trim().is_empty());
    said.map(str::to_owned)
}

/// What file systems allow.
const LONGEST_NAME: usize = 255;

fn link_places(text: &str, file: &EntryKey, names: &EntryNames) -> FileLinks {
    let mut found = links::places(text, file, &names.file, names.url.as_deref());
    if !found.pages.is_empty() {
        // What an entry says of itself is no link, even if two say the same.
        let front = FrontMatter::read(text);
        let own = front.field("url").map(|field| field.value.range().clone());
        let is_own =
            |place: &Range<usize>| own.as_ref().is_some_and(|it| it.contains(&place.start));
        found.pages.retain(|place| !is_own(place));
    }
    found
}

/// Edits that don't touch one another: of two in one place the first stands.
fn apart(mut edits: Vec<Edit>) -> Edits {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut end = 0;
    edits.retain(|edit| {
        let is_free = edit.range.start >= end;
        if is_free {
            end = edit.range.end;
        }
        is_free
    });
    Edits::new(edits).unwrap_or_default()
}

/// The files of records that name a slug, and the redirects.
type Beside = (BTreeMap<String, usize>, Option<Arc<str>>);

fn beside(root: &Path, slug: &str, twins: &[EntryKey]) -> Result<Beside, RenameError> {
    let folder = root.join(disk::BESIDE);
    let read = |name: &str| match disk::read_text(&folder.join(name)) {
        Ok(text) => Ok(Some(text)),
        Err(super::ReadError::Gone) => Ok(None),
        Err(why) => Err(RenameError::Records(format!("{why}: {name}"))),
    };
    let mut records = BTreeMap::new();
    for name in disk::names_in(&folder) {
        if !name.ends_with(".jsonl") {
            continue;
        }
        let found = disk::read_records(root, &name);
        let found = found.map_err(|why| RenameError::Records(format!("{why}: {name}")))?;
        let count = found.objects().filter(|it| is_of(it, slug, twins)).count();
        if count > 0 {
            records.insert(name, count);
        }
    }
    Ok((records, read(REDIRECTS)?))
}

/// The other entries that have the slug of one.
fn twins_of(key: &EntryKey, slug: &str, texts: &[(EntryKey, Arc<str>)]) -> Vec<EntryKey> {
    let others = texts.par_iter().filter(|(other, text)| {
        let may_be = other != key && is_markdown(other.path());
        may_be
            && (other.stem() == slug || text.contains(slug))
            && EntryNames::of(other, &FrontMatter::read(text)).slug == slug
    });
    others.map(|(other, _)| other.clone()).collect()
}

/// Whether a record is about the entry with this slug, and not about one of its twins. A review that does not name its file may
/// be theirs, and then it must not certify another text.
fn is_of(
    record: &serde_json::Map<String, serde_json::Value>,
    slug: &str,
    twins: &[EntryKey],
) -> bool {
    let said = |key: &str| record.get(key).and_then(serde_json::Value::as_str);
    let may_be_twins = || match said("file") {
        Some(file) => twins.iter().any(|twin| twin.file() == file),
        None => !twins.is_empty() && record.contains_key("reviewer"),
    };
    said("slug") == Some(slug) && !may_be_twins()
}
