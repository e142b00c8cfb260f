//! From hits to edits: what each would become, and whether it may.
//!
//! Values of the front matter are changed by what they say, so that a new value is put in quotation marks where YAML would
//! read something else. The text is read again: where the front matter would break, what was to be done in it is refused with
//! the reason, and the rest goes on.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use rayon::prelude::*;

use super::error::QueryError;
use super::find::Found;
use super::pattern::Matcher;
use super::protect::{Guarded, HitGuard, ReplaceReach};
use super::query::Query;
use crate::entry::front_matter::{
    Change, Field, FrontMatter, NewValue, Path, ScalarForm, Value, change, split,
};
use crate::entry::{Edit, Edits, LineEnd, Reading};

/// What is put in the place of every hit, and where it may be.
#[derive(Debug, Clone)]
pub struct Replacement {
    matcher: Matcher,
    template: Template,
    keep_case: bool,
    reach: ReplaceReach,
}

/// What is put in the place of a hit: words, and groups of the expression that found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Group(usize),
}

/// A hit and what it would become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Swap {
    pub at: Range<usize>,
    pub new: String,
    pub guard: HitGuard,
}

/// What was chosen of an entry, as edits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Swapped {
    pub edits: Edits,
    /// Hits that can't be changed, each with the reason.
    pub refused: Vec<(Range<usize>, String)>,
}

impl Replacement {
    /// Reads what is put in the place of the query's words: `$1` and `${name}` are groups of an expression, `$$` is a dollar
    /// sign; behind words all signs stand for themselves.
    ///
    /// # Errors
    /// [`QueryError`] where the query does not say one thing to replace. A group that there is not is an error too; its place
    /// is one of the replacement.
    pub fn new(
        query: &Query,
        with: &str,
        keep_case: bool,
        reach: ReplaceReach,
    ) -> Result<Self, ReplacementError> {
        let matcher = query.target().map_err(ReplacementError::Query)?.clone();
        let template = Template::parse(with, &matcher).map_err(ReplacementError::With)?;
        Ok(Self {
            matcher,
            template,
            keep_case,
            reach,
        })
    }

    /// What becomes of the hits of many texts, each in its place.
    pub fn previews(&self, found: &[Found]) -> Vec<Vec<Swap>> {
        let swaps = found.par_iter().map_init(
            || self.clone(),
            |replacement, found| replacement.swaps(&found.text, &found.hits),
        );
        swaps.collect()
    }

    /// What becomes of the hits of a text. Those that would stay as they are, are left out.
    pub fn swaps(&self, text: &str, hits: &[Range<usize>]) -> Vec<Swap> {
        let guarded = Guarded::of(text, &Reading::of(text), self.reach);
        let line_end = LineEnd::of(text).as_str();
        let swaps = hits.iter().filter_map(|hit| {
            let old = text.get(hit.clone())?;
            let mut new = self.template.fill(&self.matcher, text, hit);
            if self.keep_case {
                new = in_case_of(old, &new);
            }
            if line_end != "\n" && new.contains('\n') {
                new = new.replace("\r\n", "\n").replace('\n', line_end);
            }
            (new != old).then(|| Swap {
                at: hit.clone(),
                new,
                guard: guarded.at(hit),
            })
        });
        swaps.collect()
    }
}

impl Template {
    /// Reads it; `$` is a sign like any other behind words.
    ///
    /// # Errors
    /// [`QueryError`] where it names a group that there is not.
    pub fn parse(with: &str, matcher: &Matcher) -> Result<Self, QueryError> {
        match matcher.is_expression() {
            true => pieces(with, matcher).map(Self),
            false => Ok(Self(vec![Piece::Text(with.to_owned())])),
        }
    }

    /// What stands in the place of a hit of `matcher` then.
    pub fn fill(&self, matcher: &Matcher, text: &str, hit: &Range<usize>) -> String {
        let needs_groups = self.0.iter().any(|it| matches!(it, Piece::Group(_)));
        let groups = match needs_groups {
            true => matcher.groups(text, hit),
            false => Vec::new(),
        };
        let words = self.0.iter().map(|piece| match piece {
            Piece::Text(words) => words.as_str(),
            Piece::Group(number) => {
                let at = groups.get(*number).cloned().flatten();
                at.and_then(|at| text.get(at)).unwrap_or_default()
            }
        });
        words.collect()
    }
}

/// Why nothing can be replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReplacementError {
    /// The query does not say what; the place is one of the query.
    Query(QueryError),
    /// What is to be put there is wrong; the place is one of that.
    With(QueryError),
}

impl fmt::Display for ReplacementError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Query(why) | Self::With(why) => why.fmt(f),
        }
    }
}

impl std::error::Error for ReplacementError {}

fn pieces(with: &str, matcher: &Matcher) -> Result<Vec<Piece>, QueryError> {
    let mut pieces = Vec::new();
    let mut rest = with;
    while let Some(at) = rest.find('$') {
        let start = with.len() - rest.len() + at;
        let (before, sign) = rest.split_at(at);
        pieces.push(Piece::Text(before.to_owned()));
        let behind = sign.get(1..).unwrap_or_default();
        let digits = behind.len()
            - behind
                .trim_start_matches(|c: char| c.is_ascii_digit())
                .len();
        let (name, length) = match behind.strip_prefix('{') {
            Some(named) => match named.split_once('}') {
                Some((name, _)) => (name, name.len() + 3),
                None => {
                    let message = "This `${` is never closed.";
                    return Err(QueryError::new(start..with.len(), message));
                }
            },
            None => (behind.get(..digits).unwrap_or_default(), digits + 1),
        };
        if behind.starts_with('$') {
            pieces.push(Piece::Text("$".to_owned()));
            rest = sign.get(2..).unwrap_or_default();
            continue;
        }
        // A dollar sign before anything else is one.
        if name.is_empty() && length == 1 {
            pieces.push(Piece::Text("$".to_owned()));
        } else {
            let group = matcher.group(name).ok_or_else(|| {
                let message =
                    format!("The expression has no group `{name}`. `$$` is a dollar sign.");
                QueryError::new(start..start + length, message)
            })?;
            pieces.push(Piece::Group(group));
        }
        rest = sign.get(length..).unwrap_or_default();
    }
    pieces.push(Piece::Text(rest.to_owned()));
    Ok(pieces)
}

/// The new words in the case of the old: all capitals, or a first one.
fn in_case_of(old: &str, new: &str) -> String {
    let mut letters = old.chars().filter(|letter| letter.is_alphabetic());
    let Some(first) = letters.next().filter(|first| first.is_uppercase()) else {
        return new.to_owned();
    };
    let mut others = letters.peekable();
    if others.peek().is_some() && others.all(char::is_uppercase) {
        return new.to_uppercase();
    }
    let mut rest = new.chars();
    let capital = rest.next().into_iter().flat_map(char::to_uppercase);
    // A word of one letter says no more than that it begins.
    let _ = first;
    capital.chain(rest).collect()
}

/// The edits of the swaps that were chosen. None of them may be one that is never made.
pub fn edits<'s>(text: &str, chosen: impl IntoIterator<Item = &'s Swap>) -> Swapped {
    let mut refused = Vec::new();
    let mut front = Vec::new();
    let mut edits = Vec::new();
    let mut end = 0;
    let front_matter_ends = split(text).body;
    for swap in chosen {
        let why = match swap.guard {
            HitGuard::Never(why) | HitGuard::NotChosen(why) => Some(why.to_owned()),
            _ if swap.at.start < end => Some("It overlaps another hit".to_owned()),
            _ => None,
        };
        if let Some(why) = why {
            refused.push((swap.at.clone(), why));
            continue;
        }
        end = swap.at.end;
        match swap.at.start < front_matter_ends {
            true => front.push(swap),
            false => edits.push(Edit::new(swap.at.clone(), swap.new.clone())),
        }
    }
    if !front.is_empty() {
        in_front_matter(text, &front, &mut edits, &mut refused);
    }
    let all = Edits::new(edits).unwrap_or_default();
    if keeps_front_matter(text, &all) {
        return Swapped {
            edits: all,
            refused,
        };
    }
    // Only what begins the text, or what reaches over an end, comes here.
    let why = "The front matter would begin or end elsewhere".to_owned();
    let left = all.iter().map(|edit| (edit.range.clone(), why.clone()));
    refused.extend(left);
    Swapped {
        edits: Edits::default(),
        refused,
    }
}

/// Whether the title and the heading on the page agreed before a change, and no longer do.
pub fn parts_title_and_heading(old: &str, new: &str) -> bool {
    let heading = |text: &str| {
        let page = text.get(split(text).body..)?;
        let heading = page.lines().find_map(|line| line.strip_prefix("# "))?;
        Some(heading.trim().to_owned())
    };
    let front = |text: &str| text.get(split(text).inner).map(str::to_owned);
    let (before, after) = (heading(old), heading(new));
    if before == after && front(old) == front(new) {
        return false;
    }
    let title = |text: &str| FrontMatter::read(text).text("title").map(str::to_owned);
    before.is_some() && title(old) == before && title(new) != after
}

/// Whether the front matter is still there, and the same where no edit lies in it.
fn keeps_front_matter(text: &str, edits: &Edits) -> bool {
    let Ok(new) = edits.apply(text) else {
        return false;
    };
    let (before, after) = (FrontMatter::read(text), FrontMatter::read(&new));
    let in_block = |edit: &Edit| edit.range.start < before.split.body;
    let grown: isize = edits
        .iter()
        .filter(|edit| in_block(edit))
        .map(|edit| edit.replacement.len() as isize - edit.range.len() as isize)
        .sum();
    before.split.fence == after.split.fence
        && before.split.body.checked_add_signed(grown) == Some(after.split.body)
        && (after.error.is_none() || before.error.is_some())
}

/// A value of the front matter and the hits in it.
struct Touched<'s> {
    path: Path,
    range: Range<usize>,
    said: String,
    form: ScalarForm,
    swaps: Vec<&'s Swap>,
}

fn in_front_matter(
    text: &str,
    chosen: &[&Swap],
    edits: &mut Vec<Edit>,
    refused: &mut Vec<(Range<usize>, String)>,
) {
    let front_matter = FrontMatter::read(text);
    let mut values = BTreeMap::new();
    for field in &front_matter.fields {
        let path = Path::key(field.key.clone());
        touched(field, path, &mut values);
    }
    for swap in chosen {
        let mut upto = values.range_mut(..=swap.at.start);
        match upto.next_back() {
            Some((_, value)) if swap.at.end <= value.range.end => value.swaps.push(swap),
            _ => refused.push((
                swap.at.clone(),
                "It lies outside of the values of the front matter".to_owned(),
            )),
        }
    }
    let chosen = values.into_values().filter(|it| !it.swaps.is_empty());
    for (number, value) in chosen.enumerate() {
        let own = match number < MOST_VALUES {
            true => of_value(text, &front_matter, &value),
            false => Err(format!(
                "More than {MOST_VALUES} values of one front matter are changed as text only"
            )),
        };
        match own {
            Ok(own) => edits.extend(own.iter().cloned()),
            Err(why) => refused.extend(value.swaps.iter().map(|it| (it.at.clone(), why.clone()))),
        }
    }
}

fn touched(field: &Field, path: Path, values: &mut BTreeMap<usize, Touched<'_>>) {
    touched_in(&field.value, path, values);
}

fn touched_in(value: &Value, path: Path, values: &mut BTreeMap<usize, Touched<'_>>) {
    match value {
        Value::Scalar(scalar) => {
            let touched = Touched {
                path,
                range: scalar.range.clone(),
                said: scalar.text.clone(),
                form: scalar.style,
                swaps: Vec::new(),
            };
            values.insert(scalar.range.start, touched);
        }
        Value::List(list) => {
            for (number, item) in list.items.iter().enumerate() {
                touched_in(&item.value, path.clone().item(number), values);
            }
        }
        Value::Map(map) => {
            for field in &map.fields {
                touched(field, path.clone().field(field.key.clone()), values);
            }
        }
        Value::Null { .. } | Value::Alias { .. } => {}
    }
}

/// Each value that is changed has the whole text read again.
const MOST_VALUES: usize = 200;

/// The edits of one value.
fn of_value(text: &str, before: &FrontMatter, value: &Touched<'_>) -> Result<Edits, String> {
    let written = text.get(value.range.clone()).unwrap_or_default();
    let is_verbatim = !matches!(value.form, ScalarForm::Literal | ScalarForm::Folded);
    let swaps = value.swaps.iter();
    // What it says stands in it letter by letter, between its quotation marks.
    if let Some(inside) = written.find(&value.said).filter(|_| is_verbatim) {
        let start = value.range.start + inside;
        let moved = swaps.map(|swap| {
            let at = swap.at.start.checked_sub(start)?..swap.at.end.checked_sub(start)?;
            Some(Edit::new(at, swap.new.clone()))
        });
        let outside = || "It reaches over the marks of the value".to_owned();
        let moved: Vec<Edit> = moved.collect::<Option<_>>().ok_or_else(outside)?;
        let moved = Edits::new(moved).map_err(|why| why.to_string())?;
        let new = moved.apply(&value.said).map_err(|_| outside())?;
        let set = Change::Set {
            path: value.path.clone(),
            value: NewValue::Text(new.to_string()),
        };
        return change(text, &[set]).map_err(|why| why.to_string());
    }
    let own = swaps.map(|swap| Edit::new(swap.at.clone(), swap.new.clone()));
    let own = Edits::new(own.collect()).map_err(|why| why.to_string())?;
    let new = own.apply(text).map_err(|why| why.to_string())?;
    let after = FrontMatter::read(&new);
    if let Some(error) = after.error {
        return Err(format!("The front matter would break: {error}"));
    }
    let others = |read: &FrontMatter| {
        let mut values = BTreeMap::new();
        for field in &read.fields {
            touched(field, Path::key(field.key.clone()), &mut values);
        }
        let values = values.into_values();
        let said = values.map(|it| (it.path.to_string(), it.said));
        let mut said: Vec<(String, String)> = said.collect();
        for (path, said) in &mut said {
            if *path == value.path.to_string() {
                said.clear();
            }
        }
        said
    };
    match others(before) == others(&after) {
        true => Ok(own),
        false => Err("Another field would say something else".to_owned()),
    }
}
