//! The map from ids to slugs in `house_style.yaml`: one line more, or one slug changed, and nothing else touched.
//!
//! What comes out is read again: a file that would then say anything but what was asked stays as it is. Knows nothing of:
//! which entries there are, the rest of the house style.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_yaml::{Mapping, Value as Yaml};

use super::{ReadError, SaveError, SaveHow, disk};
use crate::entry::cross_references::EntryId;
use crate::entry::front_matter::{
    self, Change, ChangeError, FrontMatter, NewValue, Path as FieldPath, Value, plain_or_quoted,
};
use crate::entry::{Edit, EditError, Edits, LineEnd};
use crate::house_style;

const MAP: &str = "entry_ids";

/// Where the house style lies.
pub fn style_file(root: &Path) -> PathBuf {
    root.join(house_style::FILE)
}

/// A change of the map that was made: the whole file before (`None` where it was new) and after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapped {
    pub before: Option<Arc<str>>,
    pub after: Arc<str>,
}

/// Why an id was not mapped. The file is as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssignIdError {
    Unreadable(ReadError),
    /// It can't be read as YAML, or not changed safely.
    NotSafe(IdMapError),
    NotSaved(SaveError),
}

impl fmt::Display for AssignIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => write!(f, "{why}"),
            Self::NotSafe(why) => write!(f, "{why}; add the line to the file by hand"),
            Self::NotSaved(why) => write!(f, "{why}"),
        }
    }
}

impl std::error::Error for AssignIdError {}

/// Why the map can't be changed safely. Nothing was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdMapError {
    /// Lines of `---` part the file.
    Fences,
    Unreadable(String),
    NotAMap,
    /// The ids are none.
    IdsNotAMap,
    /// The ids stand in braces, or are none.
    InBraces,
    OddlyWritten,
    Change(ChangeError),
    Edit(EditError),
    /// What comes out has not the end that the file has.
    NoEnd,
    /// What comes out says something else than was asked.
    ReadOtherwise,
}

impl fmt::Display for IdMapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Fences => "The house style holds lines of ---",
            Self::Unreadable(why) => return write!(f, "The house style can’t be read: {why}"),
            Self::NotAMap => "The house style is no map",
            Self::IdsNotAMap => "The ids are no map",
            Self::InBraces => "The ids stand in braces, or are no map",
            Self::OddlyWritten => "The map of ids is oddly written",
            Self::Change(why) => return why.fmt(f),
            Self::Edit(why) => return why.fmt(f),
            Self::NoEnd => "The house style would lose its end",
            Self::ReadOtherwise => "The house style would then be read otherwise",
        })
    }
}

impl std::error::Error for IdMapError {}

impl From<EditError> for IdMapError {
    fn from(error: EditError) -> Self {
        Self::Edit(error)
    }
}

/// Writes into the house style which entry an id means, making the file where there is none.
///
/// # Errors
/// [`AssignIdError`] says why the file is as it was.
pub fn map(root: &Path, id: EntryId, slug: &str) -> Result<Mapped, AssignIdError> {
    let path = style_file(root);
    let before = match disk::read_text(&path) {
        Ok(text) => Some(text),
        Err(ReadError::Gone) => None,
        Err(why) => return Err(AssignIdError::Unreadable(why)),
    };
    let after: Arc<str> = match &before {
        Some(text) => with_id(text, id, slug)
            .map_err(AssignIdError::NotSafe)?
            .into(),
        None => new_file(id, slug).into(),
    };
    let saved = match &before {
        Some(before) if *before == after => Ok(()),
        Some(before) => disk::save(&path, &after, before, SaveHow::Replace),
        None => disk::create(&path, &after),
    };
    saved.map_err(AssignIdError::NotSaved)?;
    Ok(Mapped { before, after })
}

/// Takes a change of the map back, where the file still holds it.
///
/// # Errors
/// [`SaveError`] where it holds something else by now, or the disk does not take it.
pub fn take_back(root: &Path, mapped: &Mapped) -> Result<(), SaveError> {
    let path = style_file(root);
    match &mapped.before {
        Some(before) => disk::save(&path, before, &mapped.after, SaveHow::Replace),
        None => disk::remove(&path, &mapped.after),
    }
}

/// The edits of a house style's text that let ids it names mean another slug.
///
/// # Errors
/// [`IdMapError`] where that can't be done safely.
pub fn reassigned(text: &str, ids: &[EntryId], slug: &str) -> Result<Edits, IdMapError> {
    let mut edits: Vec<Edit> = Vec::new();
    for id in ids {
        let new = with_id(text, *id, slug)?;
        edits.extend(Edits::between(text, &new).iter().cloned());
    }
    Ok(Edits::new(edits)?)
}

fn new_file(id: EntryId, slug: &str) -> String {
    format!(
        "# The house style of this library. What is not named here is as the program has it built in.\n\
         version: {}\n\n\
         # Ids as cross references write them, each with the slug of its entry.\n\
         {MAP}:\n{}\n",
        house_style::VERSION,
        line(id, slug, "  ")
    )
}

fn line(id: EntryId, slug: &str, indent: &str) -> String {
    format!("{indent}\"{id}\": {}", plain_or_quoted(slug))
}

/// The text of a house style with an id in its map.
fn with_id(text: &str, id: EntryId, slug: &str) -> Result<String, IdMapError> {
    let line_end = LineEnd::of(text).as_str();
    // The hand that changes front matter wants its fences.
    let mark = if text.starts_with('\u{feff}') {
        "\u{feff}"
    } else {
        ""
    };
    let opening = format!("{mark}---{line_end}");
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let is_fence = |line: &str| matches!(line.trim_end(), "---" | "...");
    if body.lines().any(is_fence) {
        return Err(IdMapError::Fences);
    }
    let gap = if body.is_empty() || body.ends_with('\n') {
        ""
    } else {
        line_end
    };
    let closing = format!("{gap}---{line_end}");
    let fenced = format!("{opening}{body}{closing}");
    let unfenced = |fenced: &str| -> Option<String> {
        let body = fenced.strip_prefix(opening.as_str())?;
        Some(format!("{mark}{}", body.strip_suffix(closing.as_str())?))
    };
    let front = FrontMatter::read(&fenced);
    if let Some(error) = &front.error {
        return Err(IdMapError::Unreadable(error.message.clone()));
    }
    let path = FieldPath::key(MAP).field(id.to_string());
    let edits = if front.get(&path).is_some() {
        let value = NewValue::Text(slug.to_owned());
        let set = front_matter::change(&fenced, &[Change::Set { path, value }]);
        set.map_err(IdMapError::Change)?
    } else {
        let (at, added) = place(&fenced, &front, &closing, id, slug, line_end)?;
        Edit::insert(at, added).into()
    };
    let new = edits.apply(&fenced)?;
    let new = unfenced(&new).ok_or(IdMapError::NoEnd)?;
    if says(&new)? == expected(text, id, slug)? {
        Ok(new)
    } else {
        Err(IdMapError::ReadOtherwise)
    }
}

/// Where the new line goes, and what is written there.
fn place(
    fenced: &str,
    front: &FrontMatter,
    closing: &str,
    id: EntryId,
    slug: &str,
    line_end: &str,
) -> Result<(usize, String), IdMapError> {
    let end = fenced.len().saturating_sub(closing.len());
    let Some(field) = front.field(MAP) else {
        // At the end, behind a blank line.
        let above = fenced.get(..end).unwrap_or_default();
        let mut gap = String::new();
        if !above.ends_with('\n') {
            gap.push_str(line_end);
        }
        if !front.fields.is_empty() {
            gap.push_str(line_end);
        }
        let line = line(id, slug, "  ");
        let end_of_line = if above.ends_with('\n') { line_end } else { "" };
        return Ok((end, format!("{gap}{MAP}:{line_end}{line}{end_of_line}")));
    };
    let (at, indent) = match &field.value {
        Value::Null { .. } => (field.lines.end, "  "),
        Value::Map(map) if !map.flow => {
            let (Some(first), Some(last)) = (map.fields.first(), map.fields.last()) else {
                return Err(IdMapError::OddlyWritten);
            };
            let above = fenced.get(..first.key_range.start).unwrap_or_default();
            let start = above.rfind('\n').map_or(0, |at| at + 1);
            (last.lines.end, above.get(start..).unwrap_or_default())
        }
        _ => return Err(IdMapError::InBraces),
    };
    let line = line(id, slug, indent);
    let has_end = fenced.get(..at).is_some_and(|above| above.ends_with('\n'));
    Ok(if has_end {
        (at, format!("{line}{line_end}"))
    } else {
        (at, format!("{line_end}{line}"))
    })
}

fn says(text: &str) -> Result<Yaml, IdMapError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_yaml::from_str(text).map_err(|error| IdMapError::Unreadable(error.to_string()))
}

/// What the house style is to say: what it says, and the id.
fn expected(text: &str, id: EntryId, slug: &str) -> Result<Yaml, IdMapError> {
    let mut whole = match says(text)? {
        Yaml::Null => Mapping::new(),
        Yaml::Mapping(map) => map,
        _ => return Err(IdMapError::NotAMap),
    };
    let map = whole.entry(MAP.into()).or_insert(Yaml::Null);
    if map.is_null() {
        *map = Mapping::new().into();
    }
    let map = map.as_mapping_mut().ok_or(IdMapError::IdsNotAMap)?;
    map.insert(id.to_string().into(), slug.into());
    Ok(whole.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(digits: &str) -> EntryId {
        EntryId::parse(digits).expect("an id")
    }

    #[track_caller]
    fn adds(before: &str, after: &str) {
        let new = with_id(before, id("12345678"), "magnesium-forms");
        assert_eq!(new.as_deref(), Ok(after));
    }

    #[test]
    fn an_id_comes_last_in_the_map_and_nothing_else_is_touched() {
        adds(
            "version: 1 # first\nentry_ids: # ids\n    '3ca17b72': a   # one\n\n# next\nlevels: {}\n",
            "version: 1 # first\nentry_ids: # ids\n    '3ca17b72': a   # one\n    \"12345678\": magnesium-forms\n\n# next\nlevels: {}\n",
        );
        adds(
            "entry_ids:\r\n  \"3ca17b72\": a\r\nversion: 1\r\n",
            "entry_ids:\r\n  \"3ca17b72\": a\r\n  \"12345678\": magnesium-forms\r\nversion: 1\r\n",
        );
    }

    #[test]
    fn a_map_that_is_missing_or_empty_is_made() {
        let map = "entry_ids:\n  \"12345678\": magnesium-forms\n";
        adds("", map);
        adds("# only words\n", &format!("# only words\n{map}"));
        adds("version: 1\n", &format!("version: 1\n\n{map}"));
        adds(
            "\u{feff}version: 1\n",
            &format!("\u{feff}version: 1\n\n{map}"),
        );
        adds("entry_ids:\nversion: 1\n", &format!("{map}version: 1\n"));
    }

    #[test]
    fn the_slug_of_an_id_is_changed_in_its_place() {
        adds(
            "entry_ids:\n  \"12345678\": \"old\" # why\n  \"3ca17b72\": a\n",
            "entry_ids:\n  \"12345678\": \"magnesium-forms\" # why\n  \"3ca17b72\": a\n",
        );
        let slug = with_id("entry_ids:\n", id("12345678"), "2026");
        assert_eq!(
            slug.as_deref(),
            Ok("entry_ids:\n  \"12345678\": \"2026\"\n")
        );
    }

    #[test]
    fn what_can_not_be_done_safely_is_refused() {
        for text in [
            "entry_ids: {\"3ca17b72\": a}\n",
            "entry_ids: null\n",
            "entry_ids: [a]\n",
            "entry_ids: a\n",
            "- a\n",
            "version: [\n",
            "version: 1\nversion: 2\n",
            "---\nversion: 1\n---\nversion: 2\n",
            "<<<<<<< ours\nversion: 1\n",
        ] {
            assert!(with_id(text, id("12345678"), "a").is_err(), "{text}");
        }
    }

    #[test]
    fn the_file_is_made_and_taken_back_unless_it_changed_since() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        let path = style_file(root);
        let first = map(root, id("3ca17b72"), "tea").expect("mapped");
        assert_eq!(first.before, None);
        let text = std::fs::read_to_string(&path).expect("it is there");
        assert!(
            text.contains("version: 1\n") && text.ends_with("entry_ids:\n  \"3ca17b72\": tea\n")
        );
        let second = map(root, id("1e345678"), "mint").expect("mapped");
        assert_eq!(second.before.as_deref(), Some(text.as_str()));
        assert!(take_back(root, &first).is_err(), "it holds more by now");
        assert_eq!(take_back(root, &second), Ok(()));
        assert_eq!(std::fs::read_to_string(&path).expect("there"), text);
        assert_eq!(take_back(root, &first), Ok(()));
        assert!(!path.exists());
    }
}
