//! Changes to the front matter, as the smallest edits, each read again before it is given out.

use std::borrow::Cow;

use super::change::{Change, NewValue};
use super::error::ChangeError;
use super::guard;
use super::patchwork::Patchwork;
use super::path::{Path, PathStep};
use super::read;
use super::splice::Splice;
use super::split::{Fence, split};
use crate::entry::Edits;

/// The edits that make all of `changes`, one after another, or none of them. No edits where all is as it should be.
///
/// # Errors
/// [`ChangeError`] says which change can't be made safely, and why; the text stays as it is.
pub fn change(text: &str, changes: &[Change]) -> Result<Edits, ChangeError> {
    let cut = split(text);
    match cut.fence {
        Fence::Closed => {}
        Fence::None => return Err(ChangeError::NoFrontMatter),
        Fence::NeverClosed => return Err(ChangeError::NeverClosed),
        Fence::Toml => return Err(ChangeError::Toml),
    }
    let fields = read::fields(text, &cut.inner).map_err(ChangeError::Unreadable)?;
    let unsure = |error: crate::entry::EditError| ChangeError::Unsure(error.to_string());

    let mut patchwork = Patchwork::new(text.len());
    let mut deeds = Vec::new();
    let mut now = Cow::Borrowed(text);
    let mut inner = cut.inner.clone();
    let mut fields_now = Cow::Borrowed(&fields);
    for change in gathered(changes) {
        let splice = Splice {
            text: &now,
            inner: inner.clone(),
            fields: &fields_now,
        };
        let Some((edits, deed)) = splice.change(&change)? else {
            continue;
        };
        let edits = Edits::new(edits).map_err(unsure)?;
        let new = edits.apply(&now).map_err(unsure)?;
        patchwork.apply(&edits);
        deeds.push(deed);
        inner.end = (inner.end + new.len()).saturating_sub(now.len());
        now = Cow::Owned(new.to_string());
        let read_again = read::places(&now, &inner);
        fields_now = Cow::Owned(read_again.map_err(|error| ChangeError::Unsure(error.message))?);
    }
    if deeds.is_empty() {
        return Ok(Edits::default());
    }
    let edits = patchwork.edits(text.len()).map_err(unsure)?;
    guard::check(text, &cut, &fields, &edits, &deeds)?;
    Ok(edits)
}

/// The changes with every `[+]` turned into the item it adds.
fn gathered(changes: &[Change]) -> Vec<Cow<'_, Change>> {
    let mut gathered: Vec<Cow<'_, Change>> = Vec::with_capacity(changes.len());
    // Whether the last of `gathered` is an item that may still take a field.
    let mut open = false;
    for change in changes {
        let Change::Set { path, value } = change else {
            gathered.push(Cow::Borrowed(change));
            open = false;
            continue;
        };
        let text = match value {
            NewValue::Text(text) | NewValue::Plain(text) => text.clone(),
            NewValue::Nothing => String::new(),
        };
        match path.steps() {
            [list @ .., PathStep::Append] => {
                let list = Path::of(list);
                gathered.push(Cow::Owned(Change::AddText { list, text }));
                open = false;
            }
            [list @ .., PathStep::Append, PathStep::Key(key)] => {
                let field = (key.clone(), text);
                if open
                    && let Some(Cow::Owned(Change::AddItem { list: same, item })) =
                        gathered.last_mut()
                    && same.steps() == list
                    && item.iter().all(|(name, _)| name != key)
                {
                    item.push(field);
                } else {
                    gathered.push(Cow::Owned(Change::AddItem {
                        list: Path::of(list),
                        item: vec![field],
                    }));
                    open = true;
                }
            }
            _ => {
                gathered.push(Cow::Borrowed(change));
                open = false;
            }
        }
    }
    gathered
}
