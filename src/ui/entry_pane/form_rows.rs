//! The rows of the form: one for each field, item and group, in the order of the front matter.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use crate::desk::OpenEntry;
use crate::entry::front_matter::{ChangeError, Field, List, Path, PathStep, Value};

/// Lists and maps may lie so deep in each other; what is deeper is shown and not changed here.
const DEEPEST: usize = 4;
/// A longer value is a row of its own, no chip.
const LONGEST_CHIP: usize = 80;

/// The rows of an entry, and how tall each was when it was last drawn.
#[derive(Default)]
pub(super) struct FormRows {
    of: Option<Arc<str>>,
    left_out: Vec<String>,
    pub rows: Vec<FormRow>,
    pub heights: HashMap<u64, f32>,
    pub width: f32,
    /// The row that had the focus.
    pub focused: Option<u64>,
}

pub(super) struct FormRow {
    pub path: Path,
    /// Its path as a number, for what is kept from frame to frame.
    pub id: u64,
    pub depth: usize,
    pub label: String,
    pub kind: RowKind,
    /// How many rows below it belong to it.
    pub holds: usize,
}

pub(super) enum RowKind {
    /// A single value.
    Single,
    /// A list of single values.
    Chips,
    /// The name of a map, or of a list whose items are rows.
    Group,
    /// A map in a list.
    Card,
    /// Where an item is added: with the fields of the one before it, or as a text.
    Add {
        is_map: bool,
    },
    Refused(String),
}

impl FormRows {
    /// Makes the rows anew where the text is another one.
    pub fn follow(&mut self, entry: &OpenEntry, left_out: &[&str]) {
        let is_same = self
            .of
            .as_ref()
            .is_some_and(|of| Arc::ptr_eq(of, entry.text()));
        if is_same && self.left_out == left_out {
            return;
        }
        self.of = Some(Arc::clone(entry.text()));
        self.left_out = left_out.iter().map(|key| (*key).to_owned()).collect();
        self.rows.clear();
        for field in &entry.reading().front_matter.fields {
            if !left_out.contains(&field.key.as_str()) {
                self.field(Path::key(field.key.clone()), field, 0);
            }
        }
    }

    fn field(&mut self, path: Path, field: &Field, depth: usize) {
        let refused = field.changeable(&path).err();
        self.value(path, field.key.clone(), &field.value, refused, depth);
    }

    fn value(
        &mut self,
        path: Path,
        label: String,
        value: &Value,
        refused: Option<ChangeError>,
        depth: usize,
    ) {
        let row = self.rows.len();
        let kind = match (refused, value) {
            (Some(refused), _) => RowKind::Refused(reason_of(&refused)),
            (None, Value::List(list)) if is_chips(list) => RowKind::Chips,
            (None, Value::List(_) | Value::Map(_)) if depth >= DEEPEST => {
                let reason = "This lies more than four deep.";
                RowKind::Refused(reason.to_owned())
            }
            (None, Value::List(_)) => RowKind::Group,
            (None, Value::Map(_)) => match path.steps().last() {
                Some(PathStep::Item(_)) => RowKind::Card,
                _ => RowKind::Group,
            },
            (None, _) => RowKind::Single,
        };
        let holds_rows = matches!(kind, RowKind::Group | RowKind::Card);
        self.push(path.clone(), label, kind, depth);
        if !holds_rows {
            return;
        }
        match value {
            Value::Map(map) => {
                for field in &map.fields {
                    self.field(path.clone().field(field.key.clone()), field, depth + 1);
                }
            }
            Value::List(list) => self.items(&path, list, depth + 1),
            _ => {}
        }
        let holds = self.rows.len() - row - 1;
        if let Some(row) = self.rows.get_mut(row) {
            row.holds = holds;
        }
    }

    fn items(&mut self, path: &Path, list: &List, depth: usize) {
        for (number, item) in list.items.iter().enumerate() {
            let path = path.clone().item(number);
            let refused = item.changeable(&path).err();
            let label = match item.value {
                Value::Map(_) => format!("Item {}", number + 1),
                _ => (number + 1).to_string(),
            };
            self.value(path, label, &item.value, refused, depth);
        }
        let last = list.items.last().map(|item| &item.value);
        if !matches!(last, Some(Value::List(_) | Value::Alias { .. })) {
            let is_map = matches!(last, Some(Value::Map(_)));
            self.push(path.clone(), String::new(), RowKind::Add { is_map }, depth);
        }
    }

    fn push(&mut self, path: Path, label: String, kind: RowKind, depth: usize) {
        let mut hasher = DefaultHasher::new();
        (&path, std::mem::discriminant(&kind)).hash(&mut hasher);
        self.rows.push(FormRow {
            id: hasher.finish(),
            path,
            depth,
            label,
            kind,
            holds: 0,
        });
    }
}

/// Why something can't be changed. What to do instead is said by a button.
fn reason_of(refused: &ChangeError) -> String {
    let words = refused.to_string().replace('`', "");
    words.trim_end_matches(" Change it as text.").to_owned()
}

/// Whether all items are short single values.
fn is_chips(list: &List) -> bool {
    list.items.iter().all(|item| {
        let path = Path::key("");
        let text = item.value.text();
        item.changeable(&path).is_ok()
            && text.is_some_and(|text| text.chars().count() <= LONGEST_CHIP && !text.contains('\n'))
    })
}
