//! From a path to the place it names.

use super::error::ChangeError;
use super::path::{Path, PathStep};
use super::value::{Field, List, Map, ScalarForm, Value};

/// The place a path names, and what is around it.
#[derive(Debug, Clone)]
pub(super) struct PathSpot<'a> {
    /// The place by numbers of fields and items; for a field that is not there yet, the number it would get.
    pub at: Vec<usize>,
    /// What stands there; `None` where a field is not there yet.
    pub value: Option<&'a Value>,
    pub field: Option<&'a Field>,
    /// Just behind the colon or the dash.
    pub slot: Option<usize>,
    pub surroundings: Surroundings<'a>,
    /// Just behind the colon or the dash of the list or map that holds the place.
    pub holder_slot: Option<usize>,
    /// Within brackets or braces.
    pub flow: bool,
    /// Its surroundings are themselves an item of a list.
    in_item: bool,
}

/// What directly holds a place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Surroundings<'a> {
    /// Its fields; the map itself, where it is not the whole block.
    Map(&'a [Field], Option<&'a Map>),
    List(&'a List),
    /// A single value, which holds no others.
    Nothing,
}

impl PathSpot<'_> {
    /// How a new value is written here: in an item of a list as its other fields are, else plain where it can be.
    pub fn style_of_neighbours(&self) -> ScalarForm {
        let style = |value: &Value| match value {
            Value::Scalar(scalar) => Some(scalar.style),
            _ => None,
        };
        let found = match self.surroundings {
            Surroundings::Map(fields, _) if self.in_item => {
                fields.iter().rev().find_map(|field| style(&field.value))
            }
            Surroundings::List(list) => list.items.iter().rev().find_map(|item| style(&item.value)),
            Surroundings::Map(..) | Surroundings::Nothing => None,
        };
        found.unwrap_or(ScalarForm::Plain)
    }
}

/// Finds the place. Every step but the last must be there; a field at the last step need not be.
pub(super) fn walk<'a>(fields: &'a [Field], path: &Path) -> Result<PathSpot<'a>, ChangeError> {
    let mut spot = PathSpot {
        at: Vec::new(),
        value: None,
        field: None,
        slot: None,
        surroundings: Surroundings::Map(fields, None),
        holder_slot: None,
        flow: false,
        in_item: false,
    };
    for (number, step) in path.steps().iter().enumerate() {
        let so_far = || Path::of(path.steps().get(..=number).unwrap_or_default());
        let above = || Path::of(path.steps().get(..number).unwrap_or_default());
        if number > 0 {
            enter(&mut spot, &above())?;
        }
        let is_last = number + 1 == path.steps().len();
        match (step, spot.surroundings) {
            (PathStep::Key(key), Surroundings::Map(fields, _)) => {
                let found = fields.iter().position(|field| field.key == *key);
                spot.at.push(found.unwrap_or(fields.len()));
                spot.field = found.and_then(|index| fields.get(index));
                spot.value = spot.field.map(|field| &field.value);
                spot.slot = spot.field.and_then(|field| field.slot);
                if spot.field.is_none() && !is_last {
                    return Err(ChangeError::NoSuchField(so_far()));
                }
                match spot.field {
                    Some(field) if field.marked => return Err(ChangeError::Marked(so_far())),
                    Some(field) if field.slot.is_none() => {
                        return Err(ChangeError::OddlyWritten(so_far()));
                    }
                    _ => {}
                }
            }
            (PathStep::Item(index), Surroundings::List(list)) => {
                let item = (list.items.get(*index))
                    .ok_or_else(|| ChangeError::NoSuchItem(so_far(), list.items.len()))?;
                if item.marked {
                    return Err(ChangeError::Marked(so_far()));
                }
                spot.at.push(*index);
                spot.field = None;
                spot.value = Some(&item.value);
                spot.slot = item.slot;
            }
            (PathStep::Key(_), _) => return Err(ChangeError::NoFields(above())),
            (PathStep::Item(_), _) => return Err(ChangeError::NotAList(above())),
            (PathStep::Append, _) => return Err(ChangeError::NoSuchField(so_far())),
        }
    }
    Ok(spot)
}

/// Steps into the list or map that stands at `spot`.
fn enter(spot: &mut PathSpot<'_>, path: &Path) -> Result<(), ChangeError> {
    spot.in_item = matches!(spot.surroundings, Surroundings::List(_));
    spot.holder_slot = spot.slot;
    match spot.value {
        Some(Value::Map(map)) => {
            spot.surroundings = Surroundings::Map(&map.fields, Some(map));
            spot.flow |= map.flow;
        }
        Some(Value::List(list)) => {
            spot.surroundings = Surroundings::List(list);
            spot.flow |= list.flow;
        }
        Some(Value::Alias { .. }) => return Err(ChangeError::Alias(path.clone())),
        _ => spot.surroundings = Surroundings::Nothing,
    }
    Ok(())
}
