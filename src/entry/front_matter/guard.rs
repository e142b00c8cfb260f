//! The guard: a change made for the person is read again, twice, and compared with what was meant.
//!
//! Both readers' old data, with the intended change made to it, must be both readers' new data. What was meant is
//! applied by position, so a mistake in finding the place in the text can't repeat itself here.
//! Knows nothing of: how edits are found.

use serde_yaml::Value as Yaml;

use super::error::ChangeError;
use super::read;
use super::scalar;
use super::split::{Split, split};
use super::value::{Field, ScalarForm, Value};
use crate::entry::Edits;

/// What one change means, apart from how it is written. `at` counts fields and items from the top.
#[derive(Debug, Clone)]
pub(super) enum Deed {
    Put {
        at: Vec<usize>,
        value: Meaning,
    },
    /// A new field, last in its map.
    Add {
        at: Vec<usize>,
        key: String,
        value: Meaning,
    },
    /// A new item, last in its list; nothing at all counts as an empty list.
    Push {
        at: Vec<usize>,
        item: Meaning,
    },
    Remove {
        at: Vec<usize>,
    },
    Move {
        at: Vec<usize>,
        from: usize,
        to: usize,
    },
}

/// What a new value means.
#[derive(Debug, Clone)]
pub(super) enum Meaning {
    Null,
    Text(String),
    /// A number, boolean or date, as written.
    Plain(String),
    List(Vec<Meaning>),
    Map(Vec<(String, Meaning)>),
}

/// Data as one reader sees it.
#[derive(Debug, Clone, PartialEq)]
enum Data {
    Null,
    Text(String),
    Other(String),
    List(Vec<Data>),
    Map(Vec<(Data, Data)>),
    Marked(String, Box<Data>),
}

/// Refuses edits that would not do exactly what `deeds` say. `fields` are those of `text`.
pub(super) fn check(
    text: &str,
    cut: &Split,
    fields: &[Field],
    edits: &Edits,
    deeds: &[Deed],
) -> Result<(), ChangeError> {
    let unsure = |reason: &str| ChangeError::Unsure(reason.to_owned());
    let inside = edits
        .iter()
        .all(|edit| cut.inner.start <= edit.range.start && edit.range.end <= cut.inner.end);
    if !inside {
        return Err(unsure("it would reach beyond the front matter"));
    }
    let new_text = (edits.apply(text)).map_err(|error| unsure(&error.to_string()))?;
    let new_cut = split(&new_text);
    let same = |old: &str, new: Option<&str>| new == Some(old);
    let fences_stand = new_cut.inner.start == cut.inner.start
        && same(
            text.get(cut.inner.end..).unwrap_or_default(),
            new_text.get(new_cut.inner.end..),
        );
    if !fences_stand {
        return Err(unsure("the block would end elsewhere"));
    }
    // The second opinion puts what an alias stands for in its place.
    let aliases: usize = (fields.iter())
        .map(|field| count_aliases(&field.value))
        .sum();
    if aliases.saturating_mul(new_text.len()) > MOST_WRITTEN_OUT {
        return Err(unsure("there are too many aliases in so long a block"));
    }
    let new_fields =
        read::places(&new_text, &new_cut.inner).map_err(|error| unsure(&error.message))?;
    let yaml = |text: &str, cut: &Split| {
        let block = text.get(cut.inner.clone()).unwrap_or_default();
        serde_yaml::from_str::<Yaml>(block).map_err(|error| unsure(&error.to_string()))
    };
    let granit = (of_fields(text, fields), of_fields(&new_text, &new_fields));
    let serde = (
        of_block(&yaml(text, cut)?),
        of_block(&yaml(&new_text, &new_cut)?),
    );
    for ((mut meant, found), plain) in [
        (granit, plain_to_granit as fn(&str) -> Data),
        (serde, plain_to_serde),
    ] {
        for deed in deeds {
            if !says_what_was_asked(&mut meant, deed) {
                return Err(unsure("some readers would take the new value for another"));
            }
            if apply(&mut meant, deed, plain).is_none() {
                return Err(unsure("its place could not be found again"));
            }
        }
        if meant != found {
            return Err(unsure(
                "another value would change or the new one would be read otherwise",
            ));
        }
    }
    Ok(())
}

/// How many bytes may come of the aliases of a block.
const MOST_WRITTEN_OUT: usize = 10_000_000;

fn count_aliases(value: &Value) -> usize {
    match value {
        Value::Alias { .. } => 1,
        Value::List(list) => (list.items.iter())
            .map(|item| count_aliases(&item.value))
            .sum(),
        Value::Map(map) => (map.fields.iter())
            .map(|field| count_aliases(&field.value))
            .sum(),
        Value::Null { .. } | Value::Scalar(_) => 0,
    }
}

/// Whether a plain number, boolean or date says itself, and is of the kind of the one it takes the place of.
fn says_what_was_asked(data: &mut Data, deed: &Deed) -> bool {
    let (at, new) = match deed {
        Deed::Put {
            at,
            value: Meaning::Plain(new),
        } => (Some(at), new),
        Deed::Add {
            value: Meaning::Plain(new),
            ..
        } => (None, new),
        _ => return true,
    };
    let kind = |plain: &str| scalar::typed(plain).and_then(scalar::ScalarTypes::kind);
    match at.and_then(|at| place(data, at)) {
        Some(Data::Other(old) | Data::Text(old)) if scalar::is_alike_date(old, new) => true,
        Some(Data::Other(old)) => kind(old) == kind(new) && scalar::says_itself(new),
        _ => scalar::says_itself(new),
    }
}

fn apply(data: &mut Data, deed: &Deed, plain: fn(&str) -> Data) -> Option<()> {
    match deed {
        Deed::Put { at, value } => *place(data, at)? = of_meaning(value, plain),
        Deed::Add { at, key, value } => {
            let Data::Map(fields) = place(data, at)? else {
                return None;
            };
            fields.push((Data::Text(key.clone()), of_meaning(value, plain)));
        }
        Deed::Push { at, item } => {
            let list = place(data, at)?;
            if *list == Data::Null {
                *list = Data::List(Vec::new());
            }
            let Data::List(items) = list else {
                return None;
            };
            items.push(of_meaning(item, plain));
        }
        Deed::Remove { at } => {
            let (last, above) = at.split_last()?;
            match place(data, above)? {
                Data::Map(fields) if *last < fields.len() => drop(fields.remove(*last)),
                Data::List(items) if *last < items.len() => drop(items.remove(*last)),
                _ => return None,
            }
        }
        Deed::Move { at, from, to } => {
            let Data::List(items) = place(data, at)? else {
                return None;
            };
            if *from >= items.len() || *to >= items.len() {
                return None;
            }
            let item = items.remove(*from);
            items.insert(*to, item);
        }
    }
    Some(())
}

fn place<'a>(data: &'a mut Data, at: &[usize]) -> Option<&'a mut Data> {
    at.iter().try_fold(data, |data, index| match data {
        Data::Map(fields) => fields.get_mut(*index).map(|(_, value)| value),
        Data::List(items) => items.get_mut(*index),
        _ => None,
    })
}

fn of_meaning(meaning: &Meaning, plain: fn(&str) -> Data) -> Data {
    match meaning {
        Meaning::Null => Data::Null,
        Meaning::Text(text) => Data::Text(text.clone()),
        Meaning::Plain(text) => plain(text),
        Meaning::List(items) => {
            Data::List(items.iter().map(|item| of_meaning(item, plain)).collect())
        }
        Meaning::Map(fields) => Data::Map(
            (fields.iter())
                .map(|(key, value)| (Data::Text(key.clone()), of_meaning(value, plain)))
                .collect(),
        ),
    }
}

fn plain_to_granit(plain: &str) -> Data {
    if scalar::is_null(plain) {
        Data::Null
    } else if scalar::reads_as_text(plain) {
        Data::Text(plain.to_owned())
    } else {
        Data::Other(plain.to_owned())
    }
}

fn plain_to_serde(plain: &str) -> Data {
    serde_yaml::from_str(plain)
        .map_or_else(|_| Data::Other(plain.to_owned()), |yaml| of_yaml(&yaml))
}

fn of_fields(text: &str, fields: &[Field]) -> Data {
    Data::Map(
        (fields.iter())
            .map(|field| {
                let value = of_value(text, &field.value);
                (Data::Text(field.key.clone()), marked(field.marked, value))
            })
            .collect(),
    )
}

fn of_value(text: &str, value: &Value) -> Data {
    match value {
        Value::Null { .. } => Data::Null,
        Value::Alias { range } => {
            Data::Other(text.get(range.clone()).unwrap_or_default().to_owned())
        }
        Value::Scalar(scalar) if scalar.style == ScalarForm::Plain => plain_to_granit(&scalar.text),
        Value::Scalar(scalar) => Data::Text(scalar.text.clone()),
        Value::List(list) => Data::List(
            (list.items.iter())
                .map(|item| marked(item.marked, of_value(text, &item.value)))
                .collect(),
        ),
        Value::Map(map) => of_fields(text, &map.fields),
    }
}

fn marked(is_marked: bool, data: Data) -> Data {
    if is_marked {
        Data::Marked(String::new(), Box::new(data))
    } else {
        data
    }
}

/// An empty block has no fields.
fn of_block(yaml: &Yaml) -> Data {
    match yaml {
        Yaml::Null => Data::Map(Vec::new()),
        _ => of_yaml(yaml),
    }
}

fn of_yaml(yaml: &Yaml) -> Data {
    match yaml {
        Yaml::Null => Data::Null,
        Yaml::Bool(value) => Data::Other(value.to_string()),
        Yaml::Number(value) => Data::Other(value.to_string()),
        Yaml::String(value) => Data::Text(value.clone()),
        Yaml::Sequence(items) => Data::List(items.iter().map(of_yaml).collect()),
        Yaml::Mapping(fields) => Data::Map(
            (fields.iter())
                .map(|(key, value)| (of_yaml(key), of_yaml(value)))
                .collect(),
        ),
        Yaml::Tagged(tagged) => {
            Data::Marked(tagged.tag.to_string(), Box::new(of_yaml(&tagged.value)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Edit;

    #[test]
    fn a_value_that_some_readers_take_for_another_is_not_let_through() {
        let put = |old: &str, new: &str| {
            let text = format!("---\na: {old}\n---\n");
            let cut = split(&text);
            let fields = read::fields(&text, &cut.inner).expect("readable");
            let edits = Edits::one(Edit::new(7..7 + old.len(), new));
            let deed = Deed::Put {
                at: vec![0],
                value: Meaning::Plain(new.to_owned()),
            };
            check(&text, &cut, &fields, &edits, &[deed])
        };
        for (old, new) in [
            ("3", "12"),
            ("1.0e+20", "5"),
            ("true", "false"),
            ("yes", "no"),
            ("2026-04-29", "2026-05-04"),
            ("x", "12"),
        ] {
            assert_eq!(put(old, new), Ok(()), "{old} {new}");
        }
        for (old, new) in [
            ("3", "010"),
            ("3", ".inf"),
            ("true", "0x1F"),
            ("true", "1"),
            ("2026-04-29", "yes"),
            ("2026-04-29", "2026-02-30"),
            ("x", "1_000"),
        ] {
            assert!(
                matches!(put(old, new), Err(ChangeError::Unsure(_))),
                "{old} {new}"
            );
        }
    }
}
