//! The front-matter values of the list, read twice: by a line scan and by a YAML parser.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

use granit_parser::{Event, Parser, ScalarStyle};

use super::KnownProduct;
use crate::entry::front_matter::plain::{self, PlainPiece};

/// The values wanted of a block; texts only.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Values<'t> {
    pub title: Option<Cow<'t, str>>,
    pub id: Option<Cow<'t, str>>,
    pub slug: Option<Cow<'t, str>>,
    pub pillar: Option<Cow<'t, str>>,
    pub last_reviewed: Option<Cow<'t, str>>,
    pub confidence: Option<Cow<'t, str>>,
    pub publisher: Option<Cow<'t, str>>,
    pub editor: Option<Cow<'t, str>>,
    /// Name and handle of each product, either of which may be missing.
    products: Vec<[Option<Cow<'t, str>>; 2]>,
}

impl<'t> Values<'t> {
    pub(super) fn products(&self) -> Vec<KnownProduct> {
        let both = |[name, handle]: &[Option<Cow<'t, str>>; 2]| {
            Some(KnownProduct {
                name: Arc::from(name.as_deref()?),
                handle: Arc::from(handle.as_deref()?),
            })
        };
        self.products.iter().filter_map(both).collect()
    }

    fn set(&mut self, key: &str, value: Cow<'t, str>) {
        let place = match key {
            "title" => &mut self.title,
            "id" => &mut self.id,
            "slug" => &mut self.slug,
            "pillar" => &mut self.pillar,
            "last_reviewed" => &mut self.last_reviewed,
            "confidence" => &mut self.confidence,
            "publisher" => &mut self.publisher,
            "editor" => &mut self.editor,
            _ => return,
        };
        *place = (!value.is_empty()).then_some(value);
    }

    fn set_of_product(&mut self, key: &str, value: Cow<'t, str>) {
        if let Some([name, handle]) = self.products.last_mut() {
            match key {
                "name" => *name = Some(value),
                "handle" => *handle = Some(value),
                _ => {}
            }
        }
    }
}

const PRODUCTS: &str = "related_products";

/// A date of review that is a list or a mapping is there and can't be read, which is not the same as none.
const REVIEWED: &str = "last_reviewed";
const NO_TEXT: &str = "[…]";

/// Reads a block of [plain] lines. `None` means that the block holds anything else and wants the parser.
pub(super) fn scan(block: &str) -> Option<Values<'_>> {
    let mut values = Values::default();
    let (mut in_products, mut in_reviewed) = (false, false);
    plain::scan(block, |piece| match piece {
        PlainPiece::Field(pair) => {
            in_products = pair.key == PRODUCTS;
            in_reviewed = pair.key == REVIEWED;
            if let Some(text) = pair.value.and_then(|value| value.text) {
                values.set(pair.key, Cow::Borrowed(text));
            }
        }
        PlainPiece::Item { .. } | PlainPiece::InItem { .. } if in_reviewed => {
            values.set(REVIEWED, Cow::Borrowed(NO_TEXT));
        }
        PlainPiece::Item { .. } if in_products => values.products.push([None, None]),
        PlainPiece::InItem { dash, pair } if in_products => {
            if dash.is_some() {
                values.products.push([None, None]);
            }
            if let Some(text) = pair.value.and_then(|value| value.text) {
                values.set_of_product(pair.key, Cow::Borrowed(text));
            }
        }
        PlainPiece::Item { .. } | PlainPiece::InItem { .. } => {}
    })?;
    Some(values)
}

fn is_null(plain: &str) -> bool {
    matches!(plain, "" | "~" | "null" | "Null" | "NULL")
}

/// Why a block is not read as fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FieldsError {
    /// The opening fence is line 1 of the file.
    line: usize,
    reason: Cow<'static, str>,
}

impl fmt::Display for FieldsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, reason } = self;
        write!(f, "The front matter cannot be read (line {line}): {reason}")
    }
}

impl std::error::Error for FieldsError {}

/// Reads a block by the YAML parser.
pub(super) fn read(block: &str) -> Result<Values<'_>, FieldsError> {
    let mut reading = Reading::default();
    for event in Parser::new_from_str(block) {
        let (event, span) = event.map_err(|error| {
            let mark = error.marker();
            at_line(mark.line() + 1, error.info())
        })?;
        let line = span.start.line() + 1;
        reading.take(event, line)?;
    }
    Ok(reading.values)
}

fn at_line(line: usize, reason: impl Into<Cow<'static, str>>) -> FieldsError {
    FieldsError {
        line,
        reason: reason.into(),
    }
}

/// The state of a reading by events: where we are in the tree.
#[derive(Default)]
struct Reading<'t> {
    values: Values<'t>,
    levels: Vec<Level<'t>>,
    anchors: Vec<(usize, Option<Cow<'t, str>>)>,
    documents: usize,
}

enum Level<'t> {
    Map {
        keys: HashSet<Cow<'t, str>>,
        /// The key whose value comes next; `None` while a key comes next.
        key: Option<Cow<'t, str>>,
    },
    List,
}

/// The deepest nesting that is read.
const DEEPEST: usize = 64;

impl<'t> Reading<'t> {
    fn take(&mut self, event: Event<'t>, line: usize) -> Result<(), FieldsError> {
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(at_line(line, "it holds a second document"));
                }
            }
            Event::Scalar(text, style, anchor, _) => {
                let null = style == ScalarStyle::Plain && is_null(&text);
                let name = text.clone();
                let text = (!null).then_some(text);
                if anchor > 0 {
                    self.anchors.push((anchor, text.clone()));
                }
                self.node(text, name, line)?;
            }
            Event::Alias(anchor) => {
                let found = self.anchors.iter().rev().find(|(id, _)| *id == anchor);
                let text = found.and_then(|(_, text)| text.clone());
                self.node(text.clone(), text.unwrap_or_default(), line)?;
            }
            Event::MappingStart(..) => {
                self.begin(
                    Level::Map {
                        keys: HashSet::new(),
                        key: None,
                    },
                    line,
                )?;
            }
            Event::SequenceStart(..) => self.begin(Level::List, line)?,
            Event::MappingEnd | Event::SequenceEnd => {
                self.levels.pop();
                self.end_of_value();
            }
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, level: Level<'t>, line: usize) -> Result<(), FieldsError> {
        match self.levels.last_mut() {
            None if matches!(level, Level::List) => {
                return Err(at_line(line, "it is a list, not fields"));
            }
            Some(Level::Map { key, .. }) if key.is_none() => {
                return Err(at_line(line, "a field's name is a list or a block"));
            }
            _ => {}
        }
        if self.levels.len() >= DEEPEST {
            return Err(at_line(line, "it is nested too deep"));
        }
        if let [Level::Map { key: Some(key), .. }] = self.levels.as_slice()
            && key == REVIEWED
        {
            self.values.set(REVIEWED, Cow::Borrowed(NO_TEXT));
        }
        if self.in_products() && self.levels.len() == 2 && matches!(level, Level::Map { .. }) {
            self.values.products.push([None, None]);
        }
        self.levels.push(level);
        Ok(())
    }

    /// A scalar, as a key (by its name) or as a value (`None` is null).
    fn node(
        &mut self,
        text: Option<Cow<'t, str>>,
        name: Cow<'t, str>,
        line: usize,
    ) -> Result<(), FieldsError> {
        let depth = self.levels.len();
        let in_products = self.in_products();
        let Some(level) = self.levels.last_mut() else {
            return match text {
                None => Ok(()),
                Some(_) => Err(at_line(line, "it is a text, not fields")),
            };
        };
        let Level::Map { keys, key } = level else {
            return Ok(());
        };
        let Some(field) = key.take() else {
            if !keys.insert(name.clone()) {
                return Err(at_line(line, format!("the field “{name}” is there twice")));
            }
            *key = Some(name);
            return Ok(());
        };
        if let Some(text) = text {
            if depth == 1 {
                self.values.set(&field, text);
            } else if depth == 3 && in_products {
                self.values.set_of_product(&field, text);
            }
        }
        Ok(())
    }

    fn end_of_value(&mut self) {
        if let Some(Level::Map { key, .. }) = self.levels.last_mut() {
            *key = None;
        }
    }

    fn in_products(&self) -> bool {
        let of_products = matches!(
            self.levels.first(),
            Some(Level::Map { key: Some(key), .. }) if key == PRODUCTS
        );
        of_products && matches!(self.levels.get(1), Some(Level::List))
    }
}
