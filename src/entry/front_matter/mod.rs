//! Front matter: read with its places, changed by the smallest edit.
//!
//! [`FrontMatter::read`] gives the fields, each with the bytes it came from, or the error that keeps them from being read.
//! [`change`] gives the edits for a change of fields, in the quoting, indent and line ending found, and reads the result
//! again before it gives them out.
//!
//! Knows nothing of: files, windows, what a field means to the house.

mod brackets;
mod change;
mod edits;
mod error;
mod guard;
mod lines;
mod names;
mod new_item;
mod patchwork;
mod path;
pub mod plain;
mod plain_fields;
mod read;
mod rename;
mod scalar;
mod splice;
mod split;
mod value;
mod walk;
mod write;
mod yaml_error;

pub use change::{Change, NewValue};
pub use edits::change;
pub use error::ChangeError;
pub use path::{Path, PathError, PathStep};
pub use read::read_yaml;
pub use rename::rename;
pub use scalar::{plain_or_quoted, quoted};
pub use split::{Fence, Split, split};
pub use value::{Field, Item, List, Map, Scalar, ScalarForm, Value};
pub use yaml_error::{Twice, YamlError, line_and_column};

/// The front matter of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatter {
    pub split: Split,
    /// The fields at the top, in file order; none where there is trouble.
    pub fields: Vec<Field>,
    /// Why the block can't be read. Nothing is changed by field then.
    pub error: Option<YamlError>,
}

impl FrontMatter {
    /// Reads the front matter of a whole text.
    pub fn read(text: &str) -> Self {
        let split = split(text);
        let (fields, error) = match split.fence {
            Fence::None => (Vec::new(), None),
            Fence::Closed => match read::fields(text, &split.inner) {
                Ok(fields) => (fields, None),
                Err(error) => (Vec::new(), Some(error)),
            },
            Fence::NeverClosed => {
                let message = "The front matter is never closed. End it with a line of `---`.";
                let error = YamlError::new(text, split.body, message);
                (Vec::new(), Some(error))
            }
            Fence::Toml => {
                let message =
                    "This front matter is TOML. It is shown as it is and changed as text.";
                let error = YamlError::new(text, split.block.start, message);
                (Vec::new(), Some(error))
            }
        };
        Self {
            split,
            fields,
            error,
        }
    }

    /// Whether fields can be changed and added at all.
    ///
    /// # Errors
    /// [`ChangeError`] says why not.
    pub fn editable(&self) -> Result<(), ChangeError> {
        match (self.split.fence, &self.error) {
            (Fence::None, _) => Err(ChangeError::NoFrontMatter),
            (Fence::NeverClosed, _) => Err(ChangeError::NeverClosed),
            (Fence::Toml, _) => Err(ChangeError::Toml),
            (Fence::Closed, Some(error)) => Err(ChangeError::Unreadable(error.clone())),
            (Fence::Closed, None) => Ok(()),
        }
    }

    /// The field of this name at the top.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// What a field at the top says; `None` where it is absent, says nothing, or holds a list or a map.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.field(key)?.value.text()
    }

    /// What stands at `path`.
    pub fn get(&self, path: &Path) -> Option<&Value> {
        let (first, rest) = path.steps().split_first()?;
        let PathStep::Key(key) = first else {
            return None;
        };
        rest.iter()
            .try_fold(&self.field(key)?.value, |value, step| match (step, value) {
                (PathStep::Key(key), Value::Map(map)) => map
                    .fields
                    .iter()
                    .find(|field| field.key == *key)
                    .map(|field| &field.value),
                (PathStep::Item(index), Value::List(list)) => {
                    list.items.get(*index).map(|item| &item.value)
                }
                _ => None,
            })
    }
}
