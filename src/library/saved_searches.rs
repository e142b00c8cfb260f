//! The searches that people keep under a name, in `.copydesk/searches.yaml`: read, one added or changed, one taken out, and
//! nothing else in the file touched.
//!
//! Knows nothing of: what a query means.

use std::fmt;
use std::path::{Path, PathBuf};

use super::{ReadError, SaveError, SaveHow, disk};
use crate::entry::LineEnd;
use crate::entry::front_matter::{
    self, Change, ChangeError, FrontMatter, NewValue, Path as FieldPath, Value,
};

/// The name of the file beside the content.
pub const SEARCHES: &str = "searches.yaml";

const LIST: &str = "searches";
const HEAD: &str =
    "# Searches of this library, each by its name. They stand in the library pane.\n";

/// Where the searches of a library lie.
pub fn place(root: &Path) -> PathBuf {
    root.join(disk::BESIDE).join(SEARCHES)
}

/// A query with the name it was kept under.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SavedSearch {
    pub name: String,
    pub query: String,
    pub how: SavedHow,
}

/// How the words of a saved search are compared. What is not so is not written in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SavedHow {
    pub case: bool,
    pub words: bool,
    pub accents: bool,
    /// The query is a regular expression as a whole.
    pub expression: bool,
}

impl SavedHow {
    const KEYS: [&str; 4] = ["case", "words", "accents", "expression"];

    fn by_key(self) -> impl Iterator<Item = (&'static str, bool)> {
        let Self {
            case,
            words,
            accents,
            expression,
        } = self;
        Self::KEYS
            .into_iter()
            .zip([case, words, accents, expression])
    }
}

/// One change to the searches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SearchChange {
    /// Keeps a search; one of the same name is written over.
    Keep(SavedSearch),
    /// Takes out the search of this name.
    Remove(String),
}

/// Why searches can't be read, or not be changed. The file is as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SearchesError {
    Unreadable(ReadError),
    /// The file is no such list.
    OddlyWritten(String),
    Change(ChangeError),
    NotSaved(SaveError),
}

impl fmt::Display for SearchesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => why.fmt(f),
            Self::OddlyWritten(why) => write!(f, "{SEARCHES} can’t be read: {why}"),
            Self::Change(why) => why.fmt(f),
            Self::NotSaved(why) => why.fmt(f),
        }
    }
}

impl std::error::Error for SearchesError {}

/// The searches of a library, in the order of the file; none where there is no file.
///
/// # Errors
/// [`SearchesError`] where there is a file that can't be read.
pub fn read(root: &Path) -> Result<Vec<SavedSearch>, SearchesError> {
    match disk::read_text(&place(root)) {
        Ok(text) => searches_in(&text),
        Err(ReadError::Gone) => Ok(Vec::new()),
        Err(why) => Err(SearchesError::Unreadable(why)),
    }
}

/// Makes a change in the file as it is by then, and gives back what it says after that.
///
/// # Errors
/// [`SearchesError`] says why the file is as it was.
pub fn change(root: &Path, change: &SearchChange) -> Result<Vec<SavedSearch>, SearchesError> {
    let path = place(root);
    let before = match disk::read_text(&path) {
        Ok(text) => Some(text),
        Err(ReadError::Gone) => None,
        Err(why) => return Err(SearchesError::Unreadable(why)),
    };
    let text = before.as_deref().unwrap_or(HEAD);
    let after = changed(text, change)?;
    let saved = match &before {
        _ if after == text => Ok(()),
        Some(before) => disk::save(&path, &after, before, SaveHow::Replace),
        None => disk::make_beside(root).and_then(|()| disk::create(&path, &after)),
    };
    saved.map_err(SearchesError::NotSaved)?;
    searches_in(&after)
}

/// A YAML file put between fences, as front matter is: what reads and changes that, reads and changes this.
struct Fenced {
    text: String,
    opening: usize,
    closing: usize,
}

impl Fenced {
    fn of(text: &str) -> Result<Self, SearchesError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let is_fence = |line: &str| matches!(line.trim_end(), "---" | "...");
        if text.lines().any(is_fence) {
            return Err(SearchesError::OddlyWritten("It holds lines of ---".into()));
        }
        let end = LineEnd::of(text).as_str();
        let gap = if text.is_empty() || text.ends_with('\n') {
            ""
        } else {
            end
        };
        let opening = format!("---{end}");
        let closing = format!("---{end}");
        Ok(Self {
            opening: opening.len(),
            closing: closing.len(),
            text: format!("{opening}{text}{gap}{closing}"),
        })
    }

    fn inner<'t>(&self, text: &'t str) -> &'t str {
        let end = text.len().saturating_sub(self.closing);
        text.get(self.opening..end).unwrap_or_default()
    }
}

fn searches_in(text: &str) -> Result<Vec<SavedSearch>, SearchesError> {
    let fenced = Fenced::of(text)?;
    let front = FrontMatter::read(&fenced.text);
    if let Some(error) = &front.error {
        return Err(SearchesError::OddlyWritten(error.message.clone()));
    }
    let items = match front.field(LIST).map(|field| &field.value) {
        None | Some(Value::Null { .. }) => return Ok(Vec::new()),
        Some(Value::List(list)) => list.items.len(),
        Some(_) => {
            let why = format!("“{LIST}” is no list");
            return Err(SearchesError::OddlyWritten(why));
        }
    };
    let text_at = |item: usize, name: &str| {
        let path = item_at(item).field(name);
        match front.get(&path) {
            Some(Value::Scalar(scalar)) => Some(scalar.text.clone()),
            _ => None,
        }
    };
    (0..items)
        .map(|item| {
            let (name, query) = (text_at(item, "name"), text_at(item, "query"));
            let is_so = |key| text_at(item, key).as_deref() == Some("true");
            let [case, words, accents, expression] = SavedHow::KEYS.map(is_so);
            let how = SavedHow {
                case,
                words,
                accents,
                expression,
            };
            name.zip(query)
                .map(|(name, query)| SavedSearch { name, query, how })
                .ok_or_else(|| {
                    let why = format!("search {} lacks a name or a query", item + 1);
                    SearchesError::OddlyWritten(why)
                })
        })
        .collect()
}

fn item_at(item: usize) -> FieldPath {
    FieldPath::key(LIST).item(item)
}

fn changed(text: &str, asked: &SearchChange) -> Result<String, SearchesError> {
    let known = searches_in(text)?;
    let at = |name: &str| known.iter().position(|search| search.name == name);
    let changes = match asked {
        SearchChange::Keep(search) => match at(&search.name) {
            Some(item) => {
                let path = |key| item_at(item).field(key);
                let query = Change::Set {
                    path: path("query"),
                    value: NewValue::Text(search.query.clone()),
                };
                let was = known.get(item).map(|known| known.how).unwrap_or_default();
                let others = search.how.by_key().zip(was.by_key());
                let others = others.filter(|(new, was)| new != was);
                let others = others.map(|((key, on), _)| match on {
                    true => Change::Set {
                        path: path(key),
                        value: NewValue::Plain("true".to_owned()),
                    },
                    false => Change::Remove { path: path(key) },
                });
                std::iter::once(query).chain(others).collect()
            }
            None => vec![Change::AddItem {
                list: FieldPath::key(LIST),
                item: vec![
                    ("name".to_owned(), search.name.clone()),
                    ("query".to_owned(), search.query.clone()),
                ],
            }],
        },
        SearchChange::Remove(name) => match at(name) {
            Some(item) => vec![Change::Remove {
                path: item_at(item),
            }],
            None => return Ok(text.to_owned()),
        },
    };
    let mark = if text.starts_with('\u{feff}') {
        "\u{feff}"
    } else {
        ""
    };
    let fenced = Fenced::of(text)?;
    let edits = front_matter::change(&fenced.text, &changes).map_err(SearchesError::Change)?;
    let new = edits
        .apply(&fenced.text)
        .map_err(|error| SearchesError::OddlyWritten(error.to_string()))?;
    let new = format!("{mark}{}", fenced.inner(&new));
    match asked {
        // How it compares words is set in what has been added.
        SearchChange::Keep(search)
            if at(&search.name).is_none() && search.how != SavedHow::default() =>
        {
            changed(&new, asked)
        }
        _ => Ok(new),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keep(name: &str, query: &str) -> SearchChange {
        SearchChange::Keep(SavedSearch {
            name: name.into(),
            query: query.into(),
            how: SavedHow::default(),
        })
    }

    const FILE: &str = "\
# ours
searches: # by name
  - name: Sleep, low   # asked for often
    query: pillar:Sleep confidence:low
  # the next is Ada's
  - name: \"Tea: all\"
    query: '\"green tea\" -decaf'
";

    #[test]
    fn a_search_is_added_changed_and_taken_out_and_nothing_else_is_touched() {
        let more = changed(FILE, &keep("Regex #1", "/a: [b]/ is:overdue")).expect("added");
        assert_eq!(
            more,
            format!("{FILE}  - name: \"Regex #1\"\n    query: '/a: [b]/ is:overdue'\n")
        );
        let other = changed(FILE, &keep("Sleep, low", "pillar:Sleep")).expect("changed");
        assert_eq!(
            other,
            FILE.replace("pillar:Sleep confidence:low", "pillar:Sleep")
        );
        let less = changed(FILE, &SearchChange::Remove("Tea: all".into())).expect("taken out");
        let left = searches_in(&less).expect("read");
        assert_eq!(left.len(), 1);
        assert!(less.contains("# asked for often") && less.contains("# ours"));
        assert_eq!(
            changed(FILE, &SearchChange::Remove("Not there".into())).as_deref(),
            Ok(FILE)
        );
    }

    #[test]
    fn a_search_keeps_how_words_are_compared() {
        let how = SavedHow {
            case: true,
            expression: true,
            ..SavedHow::default()
        };
        let kept = |how| {
            SearchChange::Keep(SavedSearch {
                name: "A".into(),
                query: "Tea|Iron".into(),
                how,
            })
        };
        let first = changed(FILE, &kept(how)).expect("added");
        assert_eq!(searches_in(&first).expect("read")[2].how, how, "{first}");
        let words = SavedHow {
            words: true,
            ..SavedHow::default()
        };
        let second = changed(&first, &kept(words)).expect("changed");
        assert_eq!(
            searches_in(&second).expect("read")[2].how,
            words,
            "{second}"
        );
        assert!(!second.contains("expression") && !second.contains("case"));
        assert!(second.starts_with(FILE), "{second}");
    }

    #[test]
    fn the_first_search_makes_the_file_and_the_last_leaves_an_empty_list() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        assert_eq!(read(root), Ok(Vec::new()));
        let first = change(root, &keep("Orphans", "is:orphan")).expect("kept");
        assert_eq!(read(root).as_ref(), Ok(&first));
        let text = std::fs::read_to_string(place(root)).expect("there");
        assert!(text.starts_with(HEAD), "{text}");
        let none = change(root, &SearchChange::Remove("Orphans".into())).expect("taken out");
        assert_eq!(none, []);
        assert_eq!(read(root), Ok(Vec::new()));
        let again = change(root, &keep("Orphans", "is:orphan")).expect("kept again");
        assert_eq!(again.len(), 1);
    }

    #[test]
    fn a_file_that_is_no_list_of_searches_is_left_as_it_is() {
        for text in [
            "searches: a\n",
            "searches:\n  - a\n",
            "- a\n",
            "a: [\n",
            "---\n",
        ] {
            assert!(changed(text, &keep("A", "b")).is_err(), "{text}");
        }
    }

    #[test]
    fn carriage_returns_stay() {
        let crlf = FILE.replace('\n', "\r\n");
        let more = changed(&crlf, &keep("A", "b")).expect("added");
        assert_eq!(more, format!("{crlf}  - name: \"A\"\r\n    query: 'b'\r\n"));
    }
}
