//! What a front-matter block holds, each piece with its place in the text.

use std::ops::Range;

use super::error::ChangeError;
use super::path::Path;

/// A name and what stands behind its colon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub key: String,
    /// The name as written, its quotation marks included.
    pub key_range: Range<usize>,
    pub value: Value,
    /// Every line of the field, comments on those lines included; blank lines and comments below it are not.
    pub lines: Range<usize>,
    /// Just behind the colon; none where the field is written in a way that is not changed here (`? key`).
    pub(super) slot: Option<usize>,
    /// Its name or its value carries an anchor or a tag.
    pub(super) marked: bool,
}

/// One item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub value: Value,
    /// Every line of the item, as for a field.
    pub lines: Range<usize>,
    /// Just behind the dash; none in a list written on one line.
    pub(super) slot: Option<usize>,
    pub(super) marked: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// No value: nothing behind the colon (an empty range where a value would go), `~` or `null`.
    Null {
        range: Range<usize>,
    },
    Scalar(Scalar),
    List(List),
    Map(Map),
    /// `*name`: what another place holds.
    Alias {
        range: Range<usize>,
    },
}

/// A single value. `text` is what it says, without quotes and escapes; a number or a date is its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    pub text: String,
    pub style: ScalarForm,
    /// The value as written, with its quotes or its block header.
    pub range: Range<usize>,
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarForm {
    Plain,
    SingleQuoted,
    DoubleQuoted,
    /// `|`
    Literal,
    /// `>`
    Folded,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    pub items: Vec<Item>,
    /// Written with brackets.
    pub flow: bool,
    pub range: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map {
    pub fields: Vec<Field>,
    /// Written with braces.
    pub flow: bool,
    pub range: Range<usize>,
}

impl Field {
    /// Whether all of this field may be changed.
    ///
    /// # Errors
    /// [`ChangeError`] says why it may not; the field is then changed as text.
    pub fn editable(&self) -> Result<(), ChangeError> {
        let path = Path::key(self.key.clone());
        self.changeable(&path)?;
        self.value.editable(&path)
    }

    /// Whether what stands in this field may be changed, apart from what that holds in turn. `path` is its place.
    ///
    /// # Errors
    /// [`ChangeError`] says why it may not; it is then changed as text.
    pub fn changeable(&self, path: &Path) -> Result<(), ChangeError> {
        match &self.value {
            _ if self.slot.is_none() => Err(ChangeError::OddlyWritten(path.clone())),
            _ if self.marked => Err(ChangeError::Marked(path.clone())),
            Value::Alias { .. } => Err(ChangeError::Alias(path.clone())),
            _ => Ok(()),
        }
    }
}

impl Value {
    /// The bytes of the value as written.
    pub fn range(&self) -> &Range<usize> {
        match self {
            Self::Null { range } | Self::Alias { range } => range,
            Self::Scalar(scalar) => &scalar.range,
            Self::List(list) => &list.range,
            Self::Map(map) => &map.range,
        }
    }

    /// What a single value says; `None` for nothing, a list or a map.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    /// The value, or those of a list, that are single.
    pub fn scalars(&self) -> impl Iterator<Item = &Scalar> {
        let items = match self {
            Self::List(list) => list.items.as_slice(),
            _ => &[],
        };
        let values = std::iter::once(self).chain(items.iter().map(|item| &item.value));
        values.filter_map(|value| match value {
            Self::Scalar(scalar) => Some(scalar),
            _ => None,
        })
    }

    fn editable(&self, path: &Path) -> Result<(), ChangeError> {
        match self {
            Self::Alias { .. } => Err(ChangeError::Alias(path.clone())),
            Self::Null { .. } | Self::Scalar(_) => Ok(()),
            Self::List(list) => (list.items.iter())
                .enumerate()
                .try_for_each(|(number, item)| {
                    let path = path.clone().item(number);
                    item.changeable(&path)?;
                    item.value.editable(&path)
                }),
            Self::Map(map) => map.fields.iter().try_for_each(|field| {
                let path = path.clone().field(field.key.clone());
                field.changeable(&path)?;
                field.value.editable(&path)
            }),
        }
    }
}

impl Item {
    /// Whether what stands in this item may be changed, apart from what that holds in turn. `path` is its place.
    ///
    /// # Errors
    /// [`ChangeError`] says why it may not; it is then changed as text.
    pub fn changeable(&self, path: &Path) -> Result<(), ChangeError> {
        match &self.value {
            Value::Alias { .. } => Err(ChangeError::Alias(path.clone())),
            _ if self.marked => Err(ChangeError::Marked(path.clone())),
            _ => Ok(()),
        }
    }
}
