//! Why a change to the front matter is not made.

use std::fmt;

use super::path::Path;
use super::yaml_error::YamlError;

/// Why a change is not made. The text stays as it is, and can still be changed as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeError {
    NoFrontMatter,
    NeverClosed,
    Toml,
    Unreadable(YamlError),
    NoSuchField(Path),
    /// There are only so many items in the list.
    NoSuchItem(Path, usize),
    NotAList(Path),
    /// A field was named within a list or a single value.
    NoFields(Path),
    /// A list or a map stands where a single value was to be written.
    NotASingleValue(Path),
    Alias(Path),
    /// It carries an anchor or a tag.
    Marked(Path),
    /// `? key`, or brackets whose commas are not where they are looked for.
    OddlyWritten(Path),
    CommentInTheWay(Path),
    NothingToAdd(Path),
    /// Read again, the new text does not say what was meant.
    Unsure(String),
}

impl fmt::Display for ChangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFrontMatter => f.write_str(
                "There is no front matter. Begin the file with one, between two lines of `---`.",
            ),
            Self::NeverClosed => {
                f.write_str("The front matter is never closed. End it with a line of `---`.")
            }
            Self::Toml => {
                f.write_str("The front matter is TOML. It is shown as it is and changed as text.")
            }
            Self::Unreadable(error) => write!(f, "The front matter can't be read: {error}"),
            Self::NoSuchField(path) => write!(f, "There is no field `{path}`."),
            Self::NoSuchItem(path, 1) => write!(f, "There is no `{path}`: the list has one item."),
            Self::NoSuchItem(path, length) => {
                write!(f, "There is no `{path}`: the list has {length} items.")
            }
            Self::NoFields(path) => write!(f, "`{path}` has no fields within it."),
            Self::NotAList(path) => write!(f, "`{path}` is not a list."),
            Self::NotASingleValue(path) => {
                write!(
                    f,
                    "`{path}` holds a list or a map. Set its parts, or change it as text."
                )
            }
            Self::Alias(path) => {
                write!(
                    f,
                    "`{path}` repeats another place by an alias (`*`). Change it as text."
                )
            }
            Self::Marked(path) => {
                write!(
                    f,
                    "`{path}` carries an anchor (`&`) or a tag (`!`). Change it as text."
                )
            }
            Self::OddlyWritten(path) => {
                write!(
                    f,
                    "`{path}` is written in a way that can't be changed safely here. Change it as text."
                )
            }
            Self::CommentInTheWay(path) => {
                write!(
                    f,
                    "A comment stands in the way at `{path}`. Change it as text."
                )
            }
            Self::NothingToAdd(path) => write!(f, "The new item for `{path}` is empty."),
            Self::Unsure(reason) => write!(
                f,
                "The change was not made: read again, the front matter would not say what was meant ({reason}). Change it as text."
            ),
        }
    }
}

impl std::error::Error for ChangeError {}
