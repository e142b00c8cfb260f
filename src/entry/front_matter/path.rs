//! A place in the front matter, as one writes it: `title`, `related_products[0].name`, `"a.b"`.

use std::fmt;

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PathStep {
    /// The field of this name.
    Key(String),
    /// The item of this number, counted from 0.
    Item(usize),
    /// `[+]`: an item that is not there yet.
    Append,
}

/// A place in the front matter. It always begins with the name of a field.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Path(Vec<PathStep>);

/// Why a path could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathError {
    /// No name where one belongs.
    NameMissing,
    /// A quoted name without its second quotation mark.
    NeverClosed,
    /// Brackets that hold neither a number nor `+`.
    BadItem(String),
    /// Something behind a path that is already complete.
    Unexpected(String),
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NameMissing => f.write_str("the name of a field is missing"),
            Self::NeverClosed => f.write_str("a quoted name is never closed"),
            Self::BadItem(found) => write!(
                f,
                "`[{found}]` is not an item: write its number from 0, or `[+]` for a new one"
            ),
            Self::Unexpected(rest) => write!(f, "`{rest}` does not belong to the name of a field"),
        }
    }
}

impl std::error::Error for PathError {}

impl Path {
    /// The field of this name at the top, whatever characters it holds.
    pub fn key(name: impl Into<String>) -> Self {
        Self(vec![PathStep::Key(name.into())])
    }

    /// The field `name` within this place.
    #[must_use]
    pub fn field(mut self, name: impl Into<String>) -> Self {
        self.0.push(PathStep::Key(name.into()));
        self
    }

    /// The item `number` of the list at this place.
    #[must_use]
    pub fn item(mut self, number: usize) -> Self {
        self.0.push(PathStep::Item(number));
        self
    }

    /// The list or map that directly holds this place; none at the top.
    pub fn holder(&self) -> Option<Self> {
        match self.0.as_slice() {
            [] | [_] => None,
            [holder @ .., _] => Some(Self::of(holder)),
        }
    }

    pub fn steps(&self) -> &[PathStep] {
        &self.0
    }

    /// The name of the field at the top.
    pub fn first(&self) -> &str {
        match self.steps().first() {
            Some(PathStep::Key(name)) => name,
            _ => "",
        }
    }

    /// The list to which this place adds an item: `tags` of `tags[+]`.
    pub fn list(&self) -> Option<Self> {
        match self.0.as_slice() {
            [list @ .., PathStep::Append] => Some(Self::of(list)),
            _ => None,
        }
    }

    /// The path of these steps, where the first is a name.
    pub(super) fn of(steps: &[PathStep]) -> Self {
        Self(steps.to_vec())
    }

    /// Reads a path that takes the whole of `text`.
    ///
    /// # Errors
    /// [`PathError`] when `text` is not a path.
    pub fn parse(text: &str) -> Result<Self, PathError> {
        match Self::parse_start(text)? {
            (path, "") => Ok(path),
            (_, rest) => Err(PathError::Unexpected(rest.to_owned())),
        }
    }

    /// Reads the path `text` begins with, up to a `=`; gives the rest too.
    ///
    /// # Errors
    /// [`PathError`] when `text` does not begin with a path.
    pub fn parse_start(text: &str) -> Result<(Self, &str), PathError> {
        let (name, mut rest) = name(text)?;
        let mut steps = vec![PathStep::Key(name)];
        loop {
            if let Some(after) = rest.strip_prefix('.') {
                let (name, after) = self::name(after)?;
                steps.push(PathStep::Key(name));
                rest = after;
            } else if let Some(after) = rest.strip_prefix('[') {
                let (inside, after) = after
                    .split_once(']')
                    .ok_or_else(|| PathError::BadItem(after.to_owned()))?;
                steps.push(match (inside, inside.parse()) {
                    ("+", _) => PathStep::Append,
                    (_, Ok(number)) if !inside.starts_with('+') => PathStep::Item(number),
                    _ => return Err(PathError::BadItem(inside.to_owned())),
                });
                rest = after;
            } else if rest.is_empty() || rest.starts_with('=') {
                return Ok((Self(steps), rest));
            } else {
                return Err(PathError::Unexpected(rest.to_owned()));
            }
        }
    }
}

/// The name `text` begins with, bare or in double quotes.
fn name(text: &str) -> Result<(String, &str), PathError> {
    if let Some(quoted) = text.strip_prefix('"') {
        let mut name = String::new();
        let mut letters = quoted.char_indices();
        while let Some((at, letter)) = letters.next() {
            match letter {
                '"' => return Ok((name, quoted.get(at + 1..).unwrap_or_default())),
                '\\' => name.extend(letters.next().map(|(_, escaped)| escaped)),
                _ => name.push(letter),
            }
        }
        return Err(PathError::NeverClosed);
    }
    let end = text.find(['.', '[', ']', '=', '"']).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    if name.is_empty() {
        return Err(PathError::NameMissing);
    }
    Ok((name.to_owned(), rest))
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, step) in self.0.iter().enumerate() {
            match step {
                PathStep::Key(name) => {
                    if number > 0 {
                        f.write_str(".")?;
                    }
                    if name.is_empty() || name.contains(['.', '[', ']', '=', '"', '\\']) {
                        let escaped = name.replace('\\', "\\\\").replace('"', "\\\"");
                        write!(f, "\"{escaped}\"")?;
                    } else {
                        f.write_str(name)?;
                    }
                }
                PathStep::Item(number) => write!(f, "[{number}]")?,
                PathStep::Append => f.write_str("[+]")?,
            }
        }
        Ok(())
    }
}

impl std::str::FromStr for Path {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        Self::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_as_it_was_read() {
        for text in [
            "title",
            "related_products[0].name",
            "related_products[+].name",
            "\"a.b\"",
            "a.\"x=\\\"y\\\"\".c",
            "cSpell:ignore",
            "a[2][3]",
        ] {
            assert_eq!(
                Path::parse(text).map(|path| path.to_string()).as_deref(),
                Ok(text)
            );
        }
    }

    #[test]
    fn the_value_begins_behind_the_first_equals_sign_outside_quotes() {
        assert_eq!(
            Path::parse_start("\"a=b\".c=d=e"),
            Ok((Path::key("a=b").field("c"), "=d=e"))
        );
    }

    #[test]
    fn what_is_no_path_is_named() {
        for text in [
            "", "=x", "a..b", "a[", "a[x]", "a[+1]", "a[-1]", "\"a", "a]", "[0]", "\"a\"b",
        ] {
            assert!(Path::parse(text).is_err(), "{text}");
        }
    }
}
