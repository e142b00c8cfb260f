//! Changes of a field, or of where a section stands, in many entries: for each the edits, or why there are none.
//!
//! Knows nothing of: which entries were chosen, how a change is shown or undone.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::sync::Arc;

use rayon::prelude::*;

use crate::entry::front_matter::{
    Change, FrontMatter, NewValue, Path, PathStep, Scalar, Value, change, rename,
};
use crate::entry::outline::Outline;
use crate::entry::{Edits, arrange};
use crate::house_style::HouseStyle;

/// A place in the front matter as a query names it. Lists are gone through: `related_products.handle` is that of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldPath(Vec<String>);

impl FieldPath {
    /// The place without the numbers of items.
    pub fn of(path: &Path) -> Self {
        let names = path.steps().iter().filter_map(|step| match step {
            PathStep::Key(name) => Some(name.clone()),
            PathStep::Item(_) | PathStep::Append => None,
        });
        Self(names.collect())
    }

    /// Reads names with full stops between them.
    pub(super) fn parse(path: &str) -> Option<Self> {
        let names: Vec<String> = path.split('.').map(str::to_owned).collect();
        let are_names = names.iter().all(|name| !name.is_empty());
        are_names.then_some(Self(names))
    }

    /// The name of the field at the top.
    pub(super) fn first(&self) -> &str {
        self.0.first().map_or("", String::as_str)
    }

    /// Every single value there, and below.
    pub(super) fn values<'f>(&self, front_matter: &'f FrontMatter) -> Vec<&'f Scalar> {
        let mut values = Vec::new();
        if let Some((first, rest)) = self.0.split_first()
            && let Some(field) = front_matter.field(first)
        {
            collect(&field.value, rest, &mut values);
        }
        values
    }
}

/// The values that entries have in a field, each with how many have it, most frequent first.
pub type UsedValues = Arc<[(Arc<str>, usize)]>;

/// The values that these texts have in a field.
pub fn count_values(field: &FieldPath, texts: &[Arc<str>]) -> UsedValues {
    let counts = texts
        .par_iter()
        .fold(
            HashMap::new,
            |mut counts: HashMap<Box<str>, usize>, text| {
                let front_matter = FrontMatter::read(text);
                let values: BTreeSet<&str> = field
                    .values(&front_matter)
                    .into_iter()
                    .map(|scalar| scalar.text.as_str())
                    .filter(|value| !value.trim().is_empty())
                    .collect();
                for value in values {
                    *counts.entry(value.into()).or_default() += 1;
                }
                counts
            },
        )
        .reduce(HashMap::new, |mut counts, more| {
            for (value, count) in more {
                *counts.entry(value).or_default() += count;
            }
            counts
        });
    let mut sorted: Vec<(Arc<str>, usize)> = counts
        .into_iter()
        .map(|(value, count)| (Arc::from(value), count))
        .collect();
    sorted.sort_by(|(left, many), (right, more)| more.cmp(many).then_with(|| left.cmp(right)));
    sorted.into()
}

fn collect<'f>(value: &'f Value, path: &[String], values: &mut Vec<&'f Scalar>) {
    match (value, path.split_first()) {
        (Value::Scalar(scalar), None) => values.push(scalar),
        (Value::List(list), _) => {
            for item in &list.items {
                collect(&item.value, path, values);
            }
        }
        (Value::Map(map), Some((name, rest))) => {
            for field in map.fields.iter().filter(|field| field.key == *name) {
                collect(&field.value, rest, values);
            }
        }
        (Value::Map(map), None) => {
            for field in &map.fields {
                collect(&field.value, path, values);
            }
        }
        _ => {}
    }
}

/// A change that can be made to many entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldChange {
    /// Gives a field this value; one that is not there is added.
    Set { path: Path, value: String },
    /// Takes a field out.
    Remove { path: Path },
    /// Adds a text to a list, where it does not hold it yet.
    AddToList { list: Path, text: String },
    /// Takes a text out of a list.
    TakeFromList { list: Path, text: String },
    /// Gives a field at the top another name.
    Rename { from: String, to: String },
    /// Gives a section another heading.
    RenameSection { from: String, to: String },
    /// Moves a section to where the house style has it.
    PlaceSection { name: String },
}

/// Why a change is not made, in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChangeError(String);

impl fmt::Display for FieldChangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for FieldChangeError {}

/// The date of the last review is set by whoever reviewed, and by nothing else.
pub const REVIEWED: &str = "last_reviewed";

impl FieldChange {
    /// Whether it may be made to many entries at all.
    ///
    /// # Errors
    /// [`FieldChangeError`] says why not.
    pub fn check(&self) -> Result<(), FieldChangeError> {
        let names = match self {
            Self::Set { path, .. } | Self::Remove { path } => vec![path.first()],
            Self::AddToList { list, .. } | Self::TakeFromList { list, .. } => vec![list.first()],
            Self::Rename { from, to } => vec![from.as_str(), to.as_str()],
            Self::RenameSection { .. } | Self::PlaceSection { .. } => Vec::new(),
        };
        for name in names {
            if name == REVIEWED {
                return Err(FieldChangeError(format!(
                    "`{REVIEWED}` says that somebody reviewed an entry, so it is changed by signing off only: `copydesk review sign-off`"
                )));
            }
            if ["slug", "url", "id"].contains(&name) {
                return Err(FieldChangeError(format!(
                    "`{name}` is each entry’s own, so it is not changed in many at once"
                )));
            }
        }
        Ok(())
    }

    /// The edits of one entry; none where all is as it should be.
    ///
    /// # Errors
    /// [`FieldChangeError`] says why this entry is left as it is.
    pub fn edits(&self, text: &str, style: &HouseStyle) -> Result<Edits, FieldChangeError> {
        self.check()?;
        let by = |changes: &[Change]| change(text, changes).map_err(refused);
        match self {
            Self::Set { path, value } => by(&[Change::Set {
                path: path.clone(),
                value: NewValue::Text(value.clone()),
            }]),
            Self::Remove { path } => match FrontMatter::read(text) {
                read if read.error.is_none() && read.get(path).is_none() => Ok(Edits::default()),
                _ => by(&[Change::Remove { path: path.clone() }]),
            },
            Self::AddToList { list, text: item } => {
                let read = FrontMatter::read(text);
                match read.get(list) {
                    Some(value) if value.scalars().any(|held| held.text == *item) => {
                        // A single value is no list that holds it.
                        match value {
                            Value::List(_) => Ok(Edits::default()),
                            _ => Err(no_list(list)),
                        }
                    }
                    _ => by(&[Change::AddText {
                        list: list.clone(),
                        text: item.clone(),
                    }]),
                }
            }
            Self::TakeFromList { list, text: item } => match FrontMatter::read(text).get(list) {
                Some(Value::List(items)) => {
                    let held = items.items.iter().enumerate();
                    let held = held.filter(|(_, it)| it.value.text() == Some(item.as_str()));
                    // From the last to the first, so that each number is still that of its item.
                    let removals = held.rev().map(|(number, _)| Change::Remove {
                        path: list.clone().item(number),
                    });
                    by(&removals.collect::<Vec<_>>())
                }
                Some(Value::Null { .. }) | None => Ok(Edits::default()),
                Some(_) => Err(no_list(list)),
            },
            Self::Rename { from, to } => rename(text, from, to).map_err(refused),
            Self::RenameSection { from, to } => {
                let outline = Outline::read(text, FrontMatter::read(text).split.body);
                match one_section(text, &outline, from)? {
                    Some(index) => arrange::rename(text, &outline, index, to).map_err(refused),
                    None => Ok(Edits::default()),
                }
            }
            Self::PlaceSection { name } => place_section(text, name, style),
        }
    }
}

impl fmt::Display for FieldChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Set { path, value } => write!(f, "setting `{path}` to “{value}”"),
            Self::Remove { path } => write!(f, "removing `{path}`"),
            Self::AddToList { list, text } => write!(f, "adding “{text}” to `{list}`"),
            Self::TakeFromList { list, text } => write!(f, "taking “{text}” out of `{list}`"),
            Self::Rename { from, to } => write!(f, "renaming `{from}` to `{to}`"),
            Self::RenameSection { from, to } => write!(f, "renaming section “{from}” to “{to}”"),
            Self::PlaceSection { name } => write!(f, "moving section “{name}” to its house place"),
        }
    }
}

fn refused(why: impl fmt::Display) -> FieldChangeError {
    FieldChangeError(why.to_string())
}

fn no_list(list: &Path) -> FieldChangeError {
    FieldChangeError(format!("`{list}` is not a list."))
}

/// The only section of this name; `None` where there is none.
fn one_section(
    text: &str,
    outline: &Outline,
    name: &str,
) -> Result<Option<usize>, FieldChangeError> {
    let titles = outline.all_sections().map(|section| section.title(text));
    let mut named = titles.enumerate().filter(|(_, title)| title == name);
    match (named.next(), named.count()) {
        (Some(_), others @ 1..) => Err(FieldChangeError(format!(
            "There are {} sections “{name}”. Give one of them another heading first.",
            others + 1
        ))),
        (found, _) => Ok(found.map(|(index, _)| index)),
    }
}

/// Before the first section that the house style has behind it.
fn place_section(text: &str, name: &str, style: &HouseStyle) -> Result<Edits, FieldChangeError> {
    let rank = |title: &str| style.section_names().position(|it| it == title);
    let Some(own) = rank(name) else {
        return Err(FieldChangeError(format!(
            "The house style has no section “{name}”, so it has no place there."
        )));
    };
    let outline = Outline::read(text, FrontMatter::read(text).split.body);
    let Some(from) = one_section(text, &outline, name)? else {
        return Ok(Edits::default());
    };
    if from >= outline.sections.len() {
        return Err(FieldChangeError(format!(
            "“{name}” stands among the closing blocks, which are not moved."
        )));
    }
    let others = outline.sections.iter().enumerate();
    let others = others.filter(|(index, _)| *index != from);
    let ranks: Vec<Option<usize>> = others.map(|(_, it)| rank(&it.title(text))).collect();
    let is_behind = |rank: &Option<usize>| rank.is_some_and(|rank| rank > own);
    let to = ranks.iter().position(is_behind).unwrap_or(ranks.len());
    // Sections of its own may stand between it and the next: it stays with those.
    let between = ranks.get(from.min(to)..from.max(to)).unwrap_or_default();
    if between.iter().all(Option::is_none) {
        return Ok(Edits::default());
    }
    arrange::move_to(text, &outline, from, to).map_err(refused)
}

/// A change in one line: what stood there and what stands there then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineDiff {
    pub before: String,
    pub after: String,
}

impl LineDiff {
    /// What a change does to a text. `None` where it does nothing, or its edits are those of another text.
    pub fn of(change: &FieldChange, text: &str, edits: &Edits) -> Option<Self> {
        let new = edits.apply(text).ok().filter(|new| **new != *text)?;
        if let FieldChange::PlaceSection { name } = change {
            return Some(Self {
                before: place_of(text, name),
                after: place_of(&new, name),
            });
        }
        let (old, new): (Vec<&str>, Vec<&str>) = (text.lines().collect(), new.lines().collect());
        let same = |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| {
            pairs.take_while(|(old, new)| old == new).count()
        };
        let first = same(&mut old.iter().zip(&new));
        let (old, new) = (old.get(first..)?, new.get(first..)?);
        let last = same(&mut old.iter().rev().zip(new.iter().rev()));
        let joined = |lines: &[&str]| {
            let lines = lines.get(..lines.len() - last).unwrap_or_default().iter();
            let lines: Vec<&str> = lines.map(|line| line.trim()).collect();
            lines.join(" ⏎ ")
        };
        Some(Self {
            before: joined(old),
            after: joined(new),
        })
    }
}

/// Behind which section another stands.
fn place_of(text: &str, name: &str) -> String {
    let outline = Outline::read(text, FrontMatter::read(text).split.body);
    let titles: Vec<String> = outline.all_sections().map(|it| it.title(text)).collect();
    let before = titles.iter().take_while(|title| *title != name).last();
    match before {
        Some(before) => format!("{before} › {name}"),
        None => format!("first: {name}"),
    }
}
