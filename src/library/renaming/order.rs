//! Carrying out a rename: a file takes another name, and texts are replaced.
//!
//! Everything is checked before anything is done, so that a rename which can't be done changes nothing. The file is renamed
//! first, in one step of the file system; the texts follow one by one, each saved as any entry is. A text that can't be
//! saved does not hold up the others, and is reported. The inverse order takes the rename back.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::text_change::TextChange;
use super::{is_of, own};
use crate::entry::{EditError, Edits};
use crate::library::disk::{self, MoveError};
use crate::library::{EntryKey, SaveError, SaveHow};

/// What is to be done, or was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenameOrder {
    pub root: PathBuf,
    pub from: EntryKey,
    /// The same where the file keeps its name.
    pub to: EntryKey,
    /// The slug before and after.
    pub slugs: (String, String),
    /// The other entries that have the old slug: their records stay.
    pub twins: Vec<EntryKey>,
    /// What the entry's file holds now.
    pub own: TextChange,
    /// Other files of the library.
    pub texts: Vec<TextChange>,
    pub beside: Vec<BesideChange>,
    /// The files of records in which nothing follows the slug. In all others every record about the entry does, whoever wrote
    /// it down meanwhile.
    pub records_left: Vec<String>,
}

/// A file beside the content; `None` where there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BesideChange {
    pub name: String,
    pub before: Option<Arc<str>>,
    pub after: Option<Arc<str>>,
}

/// A file that was not changed, by its path below the library, and why.
pub type FailedFile = (EntryKey, SaveError);

impl RenameOrder {
    /// The order that takes this one back.
    ///
    /// # Errors
    /// [`EditError`] never, as the edits were made for their texts.
    pub fn back(&self) -> Result<Self, EditError> {
        let texts = self.texts.iter().map(|text| text.back(text.key.clone()));
        let beside = self.beside.iter().map(|change| BesideChange {
            name: change.name.clone(),
            before: change.after.clone(),
            after: change.before.clone(),
        });
        Ok(Self {
            root: self.root.clone(),
            from: self.to.clone(),
            to: self.from.clone(),
            slugs: (self.slugs.1.clone(), self.slugs.0.clone()),
            twins: Vec::new(),
            own: self.own.back(self.from.clone())?,
            texts: texts.collect::<Result<_, _>>()?,
            beside: beside.collect(),
            records_left: self.records_left.clone(),
        })
    }

    /// The order without what was not done.
    #[must_use]
    pub fn without(mut self, failed: &[FailedFile]) -> Self {
        let is_done = |key: &EntryKey| !failed.iter().any(|(other, _)| other == key);
        if !is_done(&self.own.key) {
            self.own.edits = Edits::default();
            self.own.after = self.own.before.clone();
        }
        self.texts.retain(|text| is_done(&text.key));
        self.beside.retain(|change| is_done(&change.key()));
        self
    }

    /// The files of records in which something may have to follow the entry.
    pub(super) fn records(&self) -> impl Iterator<Item = String> {
        let names = disk::names_in(&self.root.join(disk::BESIDE)).into_iter();
        let are_other = self.slugs.0 != self.slugs.1 || self.from != self.to;
        names.filter(move |name| {
            are_other && name.ends_with(".jsonl") && !self.records_left.contains(name)
        })
    }

    /// A record about the entry as it reads after the rename; `None` for any other. What it quotes of the entry follows the
    /// entry's text.
    pub fn renamed_record(&self, line: &str) -> Option<String> {
        let (old, new) = &self.slugs;
        // Most records are about others, which is told without reading them.
        if !line.contains(old.as_str()) && !line.contains('\\') {
            return None;
        }
        let before: Map<String, Value> = serde_json::from_str(line).ok()?;
        if !is_of(&before, old, &self.twins) {
            return None;
        }
        let mut record = before.clone();
        record.insert("slug".into(), new.as_str().into());
        if record.contains_key("file") {
            record.insert("file".into(), self.to.file().into());
        }
        for key in ["sentence", "words"] {
            if let Some(quoted) = record.get(key).and_then(Value::as_str) {
                let followed = own::followed(quoted, &self.own);
                record.insert(key.into(), followed.into());
            }
        }
        (record != before).then(|| Value::Object(record).to_string())
    }

    pub(super) fn path(&self, key: &EntryKey) -> PathBuf {
        self.root.join(key.path())
    }
}

impl BesideChange {
    /// Its path below the library.
    pub fn key(&self) -> EntryKey {
        key_beside(&self.name)
    }
}

fn key_beside(name: &str) -> EntryKey {
    EntryKey::new(Path::new(disk::BESIDE).join(name))
}

/// Carries an order out; gives back what could not be done of it.
///
/// # Errors
/// The file and the reason why nothing at all was done.
pub fn carry_out(order: &RenameOrder) -> Result<Vec<FailedFile>, (EntryKey, MoveError)> {
    look(order)?;
    if order.from != order.to {
        let moved = disk::rename(&order.path(&order.from), &order.path(&order.to));
        moved.map_err(|why| (order.to.clone(), why))?;
    }
    let mut failed = Vec::new();
    for text in std::iter::once(&order.own).chain(&order.texts) {
        if text.before == text.after {
            continue;
        }
        let path = order.path(&text.key);
        // The entry itself was named by the person; the others are only along.
        let is_along = text.key != order.own.key;
        let saved = if is_along && disk::lies_outside(&order.root, &path) {
            Err(SaveError::Outside)
        } else {
            disk::save(&path, &text.after, &text.before, SaveHow::Replace)
        };
        failed.extend(saved.err().map(|why| (text.key.clone(), why)));
    }
    for change in &order.beside {
        let saved = put_beside(order, change);
        failed.extend(saved.err().map(|why| (change.key(), why)));
    }
    for name in order.records() {
        let renamed = disk::replace_records(&order.root, &name, |line| order.renamed_record(line));
        failed.extend(renamed.err().map(|why| (key_beside(&name), why)));
    }
    Ok(failed)
}

/// Whether every file is still what the order was made for.
fn look(order: &RenameOrder) -> Result<(), (EntryKey, MoveError)> {
    let holds = |key: &EntryKey, seen: &str| {
        disk::holds(&order.path(key), seen).map_err(|why| (key.clone(), why))
    };
    holds(&order.from, &order.own.before)?;
    for text in &order.texts {
        holds(&text.key, &text.before)?;
    }
    for change in &order.beside {
        match &change.before {
            Some(before) => holds(&change.key(), before)?,
            None if disk::is_there(&order.path(&change.key())) => {
                return Err((change.key(), MoveError::Changed));
            }
            None => {}
        }
    }
    Ok(())
}

fn put_beside(order: &RenameOrder, change: &BesideChange) -> Result<(), SaveError> {
    let path = order.path(&change.key());
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => disk::save(&path, after, before, SaveHow::Replace),
        (Some(before), None) => disk::remove(&path, before),
        (None, Some(after)) => {
            disk::make_beside(&order.root)?;
            disk::create(&path, after)
        }
        (None, None) => Ok(()),
    }
}
