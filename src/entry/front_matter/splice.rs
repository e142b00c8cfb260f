//! One change as edits: where the bytes go, in the quoting, indent and line ending found.
//!
//! Nothing here is trusted: the guard reads the result again.

use std::ops::Range;

use super::brackets::Brackets;
use super::change::{Change, NewValue};
use super::error::ChangeError;
use super::guard::{Deed, Meaning};
use super::lines::within_lines;
use super::new_item::{First, Like, NewItem};
use super::path::{Path, PathStep};
use super::read;
use super::scalar::{in_style, is_alike_date, quoted, says_itself, typed};
use super::split::{line_above, line_around};
use super::value::{Field, Item, List, Map, Scalar, ScalarForm, Value};
use super::walk::{PathSpot, Surroundings, walk};
use super::write::{new_key, replace_scalar, trimmed};
use crate::entry::{Edit, Edits};

type Spliced = Result<Option<(Vec<Edit>, Deed)>, ChangeError>;

/// A text and its fields, ready for one change.
pub(super) struct Splice<'a> {
    pub text: &'a str,
    pub inner: Range<usize>,
    pub fields: &'a [Field],
}

impl Splice<'_> {
    /// The edits, and what they mean; `None` where all is as it should be.
    pub fn change(&self, change: &Change) -> Spliced {
        match change {
            Change::Set { path, value } => self.set(path, value),
            Change::Remove { path } => self.remove(path),
            Change::AddItem { list, item } if item.is_empty() => {
                Err(ChangeError::NothingToAdd(list.clone()))
            }
            Change::AddItem { list, item } => self.add(list, &NewItem::Fields(item)),
            Change::AddText { list, text } => self.add(list, &NewItem::Text(text)),
            Change::MoveItem { list, from, to } => self.move_item(list, *from, *to),
        }
    }

    fn set(&self, path: &Path, value: &NewValue) -> Spliced {
        let spot = walk(self.fields, path)?;
        let Some(here) = spot.value else {
            return self.add_field(path, &spot, value);
        };
        let (style, old) = match here {
            Value::Alias { .. } => return Err(ChangeError::Alias(path.clone())),
            Value::List(_) | Value::Map(_) => {
                return Err(ChangeError::NotASingleValue(path.clone()));
            }
            Value::Null { .. } => (spot.style_of_neighbours(), None),
            Value::Scalar(scalar) => (scalar.style, Some(scalar)),
        };
        let (token, meaning) = match value {
            NewValue::Nothing => return self.clear(path, &spot, here),
            NewValue::Plain(plain) if says_itself(plain) => {
                (plain.clone(), Meaning::Plain(plain.clone()))
            }
            NewValue::Text(text) if stays_plain(old, text) => {
                (text.clone(), Meaning::Plain(text.clone()))
            }
            NewValue::Plain(text) | NewValue::Text(text) => {
                let token = match old {
                    Some(old) => replace_scalar(self.text, old, text, spot.flow),
                    None => in_style(text, style, spot.flow),
                };
                (token, Meaning::Text(text.clone()))
            }
        };
        if old.is_some_and(|old| says_already(old, &meaning)) {
            return Ok(None);
        }
        let within = old.and_then(|old| self.within_lines(path, old, &meaning));
        let edit = match within {
            Some(edit) => edit,
            None => self.put(path, spot.slot, here.range(), &token)?,
        };
        let deed = Deed::Put {
            at: spot.at,
            value: meaning,
        };
        Ok(Some((vec![edit], deed)))
    }

    /// The words that differ, in a value that is written over several lines.
    fn within_lines(&self, path: &Path, old: &Scalar, meaning: &Meaning) -> Option<Edit> {
        let Meaning::Text(value) = meaning else {
            return None;
        };
        let written = self.text.get(old.range.clone())?;
        if old.style == ScalarForm::Literal || !written.contains(['\n', '\r']) {
            return None;
        }
        let edit = within_lines(self.text, old, value)?;
        let new = Edits::one(edit.clone()).apply(self.text).ok()?;
        let end = (self.inner.end + new.len()).checked_sub(self.text.len())?;
        let fields = read::places(&new, &(self.inner.start..end)).ok()?;
        let found = walk(&fields, path).ok()?.value?;
        let is_same_form =
            matches!(found, Value::Scalar(found) if found.style == old.style && found.is_text());
        (is_same_form && found.text() == Some(value)).then_some(edit)
    }

    /// Writes a value where an old one or none stands.
    fn put(
        &self,
        path: &Path,
        slot: Option<usize>,
        old: &Range<usize>,
        token: &str,
    ) -> Result<Edit, ChangeError> {
        if !old.is_empty() {
            return Ok(trimmed(self.text, Edit::new(old.clone(), token)));
        }
        let slot = slot.ok_or_else(|| ChangeError::OddlyWritten(path.clone()))?;
        let line = line_around(self.text, slot);
        let rest = self.text.get(slot..line.end).unwrap_or_default();
        Ok(if rest.starts_with(' ') && rest.trim().is_empty() {
            Edit::insert(slot + 1, token)
        } else {
            Edit::insert(slot, format!(" {token}"))
        })
    }

    /// Leaves `key:`.
    fn clear(&self, path: &Path, spot: &PathSpot<'_>, here: &Value) -> Spliced {
        let Value::Scalar(scalar) = here else {
            return Ok(None);
        };
        let slot = (spot.slot).ok_or_else(|| ChangeError::OddlyWritten(path.clone()))?;
        let between = self.text.get(slot..scalar.range.start).unwrap_or_default();
        let edit = if spot.flow {
            Edit::new(scalar.range.clone(), "null")
        } else if between.trim().is_empty() {
            Edit::delete(slot..scalar.range.end)
        } else {
            return Err(ChangeError::CommentInTheWay(path.clone()));
        };
        let deed = Deed::Put {
            at: spot.at.clone(),
            value: Meaning::Null,
        };
        Ok(Some((vec![edit], deed)))
    }

    /// A field that is not there yet, last in its map.
    fn add_field(&self, path: &Path, spot: &PathSpot<'_>, value: &NewValue) -> Spliced {
        let (token, meaning) = match value {
            NewValue::Nothing if spot.flow => (" null".to_owned(), Meaning::Null),
            NewValue::Nothing => (String::new(), Meaning::Null),
            NewValue::Plain(plain) if says_itself(plain) => {
                (format!(" {plain}"), Meaning::Plain(plain.clone()))
            }
            NewValue::Plain(text) | NewValue::Text(text) => {
                let token = in_style(text, spot.style_of_neighbours(), spot.flow);
                (format!(" {token}"), Meaning::Text(text.clone()))
            }
        };
        self.new_field(path, spot, &token, meaning)
    }

    /// `behind` is what stands behind the colon: a value, or the lines of a list.
    fn new_field(
        &self,
        path: &Path,
        spot: &PathSpot<'_>,
        behind: &str,
        meaning: Meaning,
    ) -> Spliced {
        let Some(PathStep::Key(key)) = path.steps().last() else {
            return Err(ChangeError::NoSuchField(path.clone()));
        };
        let Surroundings::Map(fields, map) = spot.surroundings else {
            return Err(ChangeError::NoSuchField(path.clone()));
        };
        let (_, at) = spot.at.split_last().unwrap_or((&0, &[]));
        let deed = Deed::Add {
            at: at.to_vec(),
            key: key.clone(),
            value: meaning,
        };
        if let Some(map) = map.filter(|map| map.flow) {
            let name = match self.has_quoted_names(map) {
                true => quoted(key),
                false => new_key(key),
            };
            let place = map.range.end;
            let edits = self
                .brackets_of(path, map)?
                .add(&format!("{name}:{behind}"), self.line_end_at(place));
            return Ok(Some((edits, deed)));
        }
        let place = fields
            .last()
            .map_or(self.inner.end, |field| field.lines.end);
        let indent = fields
            .first()
            .map(|first| self.column_of(first.key_range.start))
            .unwrap_or_default();
        let end = self.line_end_before(place);
        let line = format!("{indent}{}:{behind}{end}", new_key(key));
        Ok(Some((vec![Edit::insert(place, line)], deed)))
    }

    /// `{"a": 1}`: as JSON has them.
    fn has_quoted_names(&self, map: &Map) -> bool {
        !map.fields.is_empty()
            && map.fields.iter().all(|field| {
                let name = self.text.get(field.key_range.clone());
                name.is_some_and(|name| name.starts_with('"'))
            })
    }

    fn brackets_of(&self, path: &Path, map: &Map) -> Result<Brackets<'_>, ChangeError> {
        Brackets::of_map(self.text, map).ok_or_else(|| ChangeError::OddlyWritten(path.clone()))
    }

    fn brackets(&self, path: &Path, list: &List) -> Result<Brackets<'_>, ChangeError> {
        Brackets::of_list(self.text, list).ok_or_else(|| ChangeError::OddlyWritten(path.clone()))
    }

    fn remove(&self, path: &Path) -> Spliced {
        let spot = walk(self.fields, path)?;
        if spot.value.is_none() {
            return Ok(None);
        }
        let index = spot.at.last().copied().unwrap_or_default();
        let odd = || ChangeError::OddlyWritten(path.clone());
        let edits = match spot.surroundings {
            Surroundings::Map(_, Some(map)) if map.flow => {
                self.brackets_of(path, map)?.remove(index).ok_or_else(odd)?
            }
            Surroundings::Map(fields, map) => self.remove_field(path, fields, map, index, &spot)?,
            Surroundings::List(list) if list.flow => {
                self.brackets(path, list)?.remove(index).ok_or_else(odd)?
            }
            Surroundings::List(list) => self.remove_item(path, list, index, &spot)?,
            Surroundings::Nothing => return Err(ChangeError::NoSuchField(path.clone())),
        };
        Ok(Some((edits, Deed::Remove { at: spot.at })))
    }

    fn remove_field(
        &self,
        path: &Path,
        fields: &[Field],
        map: Option<&Map>,
        index: usize,
        spot: &PathSpot<'_>,
    ) -> Result<Vec<Edit>, ChangeError> {
        let Some(field) = fields.get(index) else {
            return Err(ChangeError::NoSuchField(path.clone()));
        };
        let lines = Edit::delete(field.lines.clone());
        let begins_line = self.begins_its_line(field.key_range.start);
        if let (1, Some(map)) = (fields.len(), map) {
            // A map that loses its only field is left as `{}`.
            return Ok(if begins_line {
                let slot =
                    (spot.holder_slot).ok_or_else(|| ChangeError::OddlyWritten(path.clone()))?;
                vec![self.put(path, Some(slot), &(slot..slot), "{}")?, lines]
            } else {
                vec![Edit::new(map.range.clone(), "{}")]
            });
        }
        if begins_line {
            return Ok(vec![lines]);
        }
        // It stands behind a dash: the next field takes its place.
        let next = fields
            .get(index + 1)
            .ok_or_else(|| ChangeError::OddlyWritten(path.clone()))?;
        let until = next.key_range.start;
        let between = self.text.get(field.value.range().end..until);
        if between.is_none_or(|between| between.contains('#')) {
            return Err(ChangeError::CommentInTheWay(path.clone()));
        }
        Ok(vec![Edit::delete(field.key_range.start..until)])
    }

    fn remove_item(
        &self,
        path: &Path,
        list: &List,
        index: usize,
        spot: &PathSpot<'_>,
    ) -> Result<Vec<Edit>, ChangeError> {
        let item = self.item(path, list, index)?;
        let lines = Edit::delete(item.lines.clone());
        let begins_line = self.begins_its_line(self.dash_of(item));
        if list.items.len() == 1 {
            return Ok(if begins_line {
                let slot =
                    (spot.holder_slot).ok_or_else(|| ChangeError::OddlyWritten(path.clone()))?;
                vec![self.put(path, Some(slot), &(slot..slot), "[]")?, lines]
            } else {
                vec![Edit::new(list.range.clone(), "[]")]
            });
        }
        if begins_line {
            return Ok(vec![lines]);
        }
        // It stands behind the dash of another list: the next item takes its place.
        let next = (list.items.get(index + 1)).map(|next| self.dash_of(next));
        let next = next.ok_or_else(|| ChangeError::OddlyWritten(path.clone()))?;
        let between = self.text.get(item.lines.end..next);
        if between.is_none_or(|between| between.contains('#')) {
            return Err(ChangeError::CommentInTheWay(path.clone()));
        }
        Ok(vec![Edit::delete(self.dash_of(item)..next)])
    }

    /// An item of a list that is written with dashes.
    fn item<'a>(&self, path: &Path, list: &'a List, index: usize) -> Result<&'a Item, ChangeError> {
        let item = (list.items.get(index))
            .ok_or_else(|| ChangeError::NoSuchItem(path.clone(), list.items.len()))?;
        match item.slot {
            Some(_) => Ok(item),
            None => Err(ChangeError::OddlyWritten(path.clone())),
        }
    }

    /// Where the dash of an item stands.
    fn dash_of(&self, item: &Item) -> usize {
        (item.slot).map_or(item.lines.start, |slot| slot.saturating_sub(1))
    }

    fn add(&self, path: &Path, new: &NewItem<'_>) -> Spliced {
        let spot = walk(self.fields, path)?;
        let list = match spot.value {
            None if spot.flow => {
                let token = format!(" [{}]", new.token(&First::below(""), true));
                let meaning = Meaning::List(vec![new.meaning()]);
                return self.new_field(path, &spot, &token, meaning);
            }
            None => {
                let Surroundings::Map(fields, _) = spot.surroundings else {
                    return Err(ChangeError::NoSuchField(path.clone()));
                };
                let column = fields
                    .first()
                    .map(|field| self.column_of(field.key_range.start));
                let place = fields
                    .last()
                    .map_or(self.inner.end, |field| field.lines.end);
                let end = self.line_end_before(place);
                let lines = new.lines(&First::below(&column.unwrap_or_default()), end);
                let item = lines.strip_suffix(end).unwrap_or(&lines);
                let meaning = Meaning::List(vec![new.meaning()]);
                return self.new_field(path, &spot, &format!("{end}{item}"), meaning);
            }
            Some(Value::List(list)) => list,
            Some(Value::Null { range }) => return self.add_first(path, &spot, range, new),
            Some(_) => return Err(ChangeError::NotAList(path.clone())),
        };
        let Some(last) = list.items.len().checked_sub(1) else {
            return self.add_first(path, &spot, &list.range, new);
        };
        let new = match (list.items.last().map(|item| &item.value), new) {
            (Some(Value::Scalar(last)), NewItem::Text(text)) if stays_plain(Some(last), text) => {
                &NewItem::Plain(text)
            }
            _ => new,
        };
        let deed = Deed::Push {
            at: spot.at,
            item: new.meaning(),
        };
        if list.flow {
            let model = list.items.last().map(|item| self.model(item));
            let token = match &model {
                Some(like) => new.token(like, true),
                None => new.token(&First::below(""), true),
            };
            let line_end = self.line_end_at(list.range.end);
            return Ok(Some((
                self.brackets(path, list)?.add(&token, line_end),
                deed,
            )));
        }
        let item = self.item(path, list, last)?;
        let place = item.lines.end;
        let like = self.model(item);
        let lines = new.lines(&like, self.line_end_before(place));
        Ok(Some((vec![Edit::insert(place, lines)], deed)))
    }

    /// The first item of a list that is there, but empty: `key:`, `key: null` or `key: []`.
    fn add_first(
        &self,
        path: &Path,
        spot: &PathSpot<'_>,
        old: &Range<usize>,
        new: &NewItem<'_>,
    ) -> Spliced {
        // `[]` is an empty list already, nothing becomes one: a new list either way.
        let deed = Deed::Put {
            at: spot.at.clone(),
            value: Meaning::List(vec![new.meaning()]),
        };
        let is_text = matches!(new, NewItem::Text(_) | NewItem::Plain(_));
        if let Some(Value::List(list)) = spot.value
            && (is_text || spot.flow)
        {
            let token = new.token(&First::below(""), true);
            let line_end = self.line_end_at(list.range.end);
            return Ok(Some((
                self.brackets(path, list)?.add(&token, line_end),
                deed,
            )));
        }
        let Some(field) = spot.field.filter(|_| !spot.flow) else {
            let token = format!("[{}]", new.token(&First::below(""), true));
            return Ok(Some((vec![self.put(path, spot.slot, old, &token)?], deed)));
        };
        let slot = (spot.slot).ok_or_else(|| ChangeError::OddlyWritten(path.clone()))?;
        let written = self.text.get(slot..old.end).unwrap_or_default();
        if written.contains(['#', '\n', '\r']) {
            return Err(ChangeError::CommentInTheWay(path.clone()));
        }
        let place = field.lines.end;
        let column = self.column_of(field.key_range.start);
        let lines = new.lines(&First::below(&column), self.line_end_before(place));
        let edits = vec![Edit::delete(slot..old.end), Edit::insert(place, lines)];
        Ok(Some((edits, deed)))
    }

    fn move_item(&self, path: &Path, from: usize, to: usize) -> Spliced {
        let spot = walk(self.fields, path)?;
        let Some(Value::List(list)) = spot.value else {
            return Err(ChangeError::NotAList(path.clone()));
        };
        for index in [from, to] {
            if index >= list.items.len() {
                let path = path.clone().item(index);
                return Err(ChangeError::NoSuchItem(path, list.items.len()));
            }
        }
        if from == to {
            return Ok(None);
        }
        let edits = if list.flow {
            let moved = self.brackets(path, list)?.move_to(from, to);
            moved.ok_or_else(|| ChangeError::OddlyWritten(path.clone()))?
        } else {
            self.move_lines(path, list, from, to)?
        };
        let deed = Deed::Move {
            at: spot.at,
            from,
            to,
        };
        Ok(Some((edits, deed)))
    }

    fn move_lines(
        &self,
        path: &Path,
        list: &List,
        from: usize,
        to: usize,
    ) -> Result<Vec<Edit>, ChangeError> {
        let moved = self.item(&path.clone().item(from), list, from)?;
        let target = self.item(&path.clone().item(to), list, to)?;
        let all = list
            .items
            .get(from.min(to)..=from.max(to))
            .unwrap_or_default();
        if all
            .iter()
            .any(|item| !self.begins_its_line(self.dash_of(item)))
        {
            // The first stands behind the dash of another list: what each is goes where another was.
            let mut order: Vec<&Item> = all.iter().collect();
            let taken = order.remove(from - from.min(to));
            order.insert(to - from.min(to), taken);
            let held = |item: &Item| self.dash_of(item)..item.lines.end;
            let edits = all.iter().zip(order).map(|(place, new)| {
                let new = self.text.get(held(new)).unwrap_or_default();
                Edit::new(held(place), new)
            });
            return Ok(edits.collect());
        }
        let taken = self.with_comments_above(list, moved, from)..moved.lines.end;
        let place = if to > from {
            target.lines.end
        } else {
            self.with_comments_above(list, target, to)
        };
        let lines = self.text.get(taken.clone()).unwrap_or_default();
        Ok(vec![Edit::insert(place, lines), Edit::delete(taken)])
    }

    /// Where an item begins with the comment lines directly above it.
    fn with_comments_above(&self, list: &List, item: &Item, index: usize) -> usize {
        let floor = match index.checked_sub(1).and_then(|above| list.items.get(above)) {
            Some(above) => above.lines.end,
            None => self.inner.start,
        };
        let mut start = item.lines.start;
        while let Some(line) = line_above(self.text, start) {
            let held = self.text.get(line.start..line.end).unwrap_or_default();
            if line.start < floor || !held.trim_start().starts_with('#') {
                break;
            }
            start = line.start;
        }
        start
    }

    /// How an item is written.
    fn model<'b>(&self, item: &'b Item) -> Like<'b> {
        let slot = item.slot.unwrap_or(item.lines.start);
        let dash = self.column_of(slot.saturating_sub(1));
        let content = match &item.value {
            Value::Map(map) if !map.flow => map.fields.first().map(|field| field.key_range.start),
            Value::Scalar(scalar) => Some(scalar.range.start),
            _ => None,
        };
        let gap = content
            .and_then(|content| self.text.get(slot..content))
            .filter(|gap| !gap.is_empty() && gap.chars().all(|letter| letter == ' '))
            .unwrap_or(" ");
        Like {
            dash,
            gap: gap.to_owned(),
            item,
            has_quoted_names: matches!(&item.value, Value::Map(map) if self.has_quoted_names(map)),
        }
    }

    fn begins_its_line(&self, at: usize) -> bool {
        let line = line_around(self.text, at);
        (self.text.get(line.start..at)).is_some_and(|before| before.chars().all(|c| c == ' '))
    }

    /// Blanks up to the column of `at`.
    fn column_of(&self, at: usize) -> String {
        let line = line_around(self.text, at);
        let before = self.text.get(line.start..at).unwrap_or_default();
        " ".repeat(before.chars().count())
    }

    /// The line end of the line that holds `place`.
    fn line_end_at(&self, place: usize) -> &'static str {
        self.line_end_before(line_around(self.text, place).next)
    }

    /// The line end found just before `place`.
    fn line_end_before(&self, place: usize) -> &'static str {
        let before = self.text.get(..place).unwrap_or_default();
        if before.ends_with("\r\n") {
            "\r\n"
        } else if before.ends_with('\r') {
            "\r"
        } else {
            "\n"
        }
    }
}

/// Whether a plain number, boolean or date stays one: where every reader takes the new value for what it took the old one
/// for, and for the value that was asked. One that stands there already is left as it is.
fn stays_plain(old: Option<&Scalar>, new: &str) -> bool {
    old.is_some_and(|old| {
        let was = typed(&old.text);
        let is_like_old = || typed(new) == was && says_itself(new) || is_alike_date(&old.text, new);
        old.style == ScalarForm::Plain && was.is_some() && (old.text == new || is_like_old())
    })
}

fn says_already(old: &Scalar, meaning: &Meaning) -> bool {
    let is_text = old.style != ScalarForm::Plain || typed(&old.text).is_none();
    match meaning {
        Meaning::Text(text) => is_text && old.text == *text,
        Meaning::Plain(plain) => old.style == ScalarForm::Plain && old.text == *plain,
        _ => false,
    }
}
