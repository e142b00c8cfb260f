//! The front matter of three versions, field by field.
//!
//! A field is one value, except that items of a list are merged one by one where the list is plainly written. The date of
//! the last review that both moved is the later one. Title and heading of the page are one: where both sides changed one of
//! them, each another, neither goes through without the other.

use jiff::civil::Date;

use super::keyed_list::Element;
use super::sequence::{Lists, Meeting, Out, Three, nodes};
use super::{LAST_REVIEWED, Whose, slice};
use crate::entry::dates::DateForm;
use crate::entry::front_matter::{Fence, Field, FrontMatter, Item, List, Value};
use crate::entry::{Part, Reading};

type Read<'r> = Three<(&'r str, &'r Reading)>;

/// What names an item of a list, the first that it has.
const NAMES: [&str; 7] = ["handle", "id", "slug", "name", "title", "url", "label"];

/// Puts the merged front matter out; `false` where nobody knows where a block begins and ends: one is never closed, or a
/// side lost its fences and has the fields among its text.
pub(super) fn merge(read: Read<'_>, titles_part: bool, out: &mut Out) -> bool {
    let fences = read.map(|(_, reading)| reading.front_matter.split.fence);
    let is_lost = |fence| fence == Fence::None && fences.base == Fence::Closed;
    if fences.any(|fence| fence == Fence::NeverClosed || is_lost(fence)) {
        return false;
    }
    let blocks = read.map(|(text, reading)| slice(text, reading.front_matter.split.block.clone()));
    if let Some((text, whose)) = blocks.settle().filter(|(_, it)| *it == Whose::Neither) {
        out.settled(&Part::Frame, text, whose);
        return true;
    }
    let mut fields = Out::default();
    if by_field(read, titles_part, &mut fields).is_some() {
        out.append(fields);
    } else {
        out.lines(&Part::FrontMatter, blocks);
    }
    true
}

/// Whether a block runs on to a fence far below, so that sections of the others stand in it.
pub(super) fn takes_in_sections(read: Read<'_>) -> bool {
    read.any(|(text, reading)| {
        let front = &reading.front_matter;
        let block = slice(text, front.split.block.clone());
        front.error.is_some()
            && block.split_inclusive('\n').any(|line| {
                line.starts_with("## ")
                    && read.any(|(text, reading)| {
                        let mut sections = reading.outline.all_sections();
                        sections.any(|it| slice(text, it.heading.range.clone()) == line)
                    })
            })
    })
}

/// Whether title and heading, which agreed, would come apart: each side changed another of them.
pub(super) fn titles_part(read: Read<'_>) -> bool {
    let titles = read.map(|(text, reading)| {
        let title = reading.front_matter.text("title")?;
        let heading = reading.outline.h1.as_ref()?.title(text);
        Some((title.to_owned(), heading))
    });
    let Some(titles) = titles.whole() else {
        return false;
    };
    let title = titles.as_ref().map(|(title, _)| title).settle();
    let heading = titles.as_ref().map(|(_, heading)| heading).settle();
    let (Some((title, _)), Some((heading, _))) = (title, heading) else {
        return false;
    };
    let stands = |side: &(String, String)| side.0 == *title && side.1 == *heading;
    titles.base.0 == titles.base.1
        && title != heading
        && !stands(&titles.ours)
        && !stands(&titles.theirs)
}

/// `None` where a block can't be taken apart, or would be read otherwise than meant.
fn by_field(read: Read<'_>, titles_part: bool, out: &mut Out) -> Option<()> {
    let fronts = read.map(|(text, reading)| Front::of(text, &reading.front_matter));
    let Three { base, ours, theirs } = fronts;
    let (ours, theirs) = (ours?, theirs?);
    let is_absent = read.base.1.front_matter.split.fence == Fence::None;
    // A block that both made is merged as one that had no fields.
    let base = match base {
        Some(base) => base,
        None if is_absent => Front {
            open: ours.open,
            elements: Vec::new(),
            fields: Vec::new(),
            close: ours.close,
        },
        None => return None,
    };
    let fronts = Three { base, ours, theirs };
    let fence = |put: for<'f, 't> fn(&'f Front<'t>) -> &'t str, out: &mut Out| {
        let fences = fronts.as_ref().map(put);
        let (fence, whose) = fences.settle().unwrap_or((fences.ours, Whose::Ours));
        out.settled(&Part::Frame, fence, whose);
    };
    let elements = fronts.as_ref().map(|front| front.elements.as_slice());
    let nodes = nodes(elements, false);
    let lists = Lists {
        elements,
        nodes: &nodes,
        usual_gap: "",
        contested: false,
    };
    fence(|front| front.open, out);
    let field_of = |meeting: &Meeting<'_, '_>| Three {
        base: meeting.node.base.and_then(|at| fronts.base.field(at)),
        ours: meeting.node.ours.and_then(|at| fronts.ours.field(at)),
        theirs: meeting.node.theirs.and_then(|at| fronts.theirs.field(at)),
    };
    lists.put(
        out,
        |meeting| match meeting
            .elements
            .ours
            .or(meeting.elements.theirs)
            .or(meeting.elements.base)
        {
            Some(Element { keys, .. }) => match keys.first() {
                Some(key) if !key.is_empty() => Part::Field(key.clone()),
                _ => Part::FrontMatter,
            },
            None => Part::FrontMatter,
        },
        |part, meeting, out| {
            let heads = meeting.elements.map(|it| it.map_or("", |it| it.head));
            out.lines(part, heads);
            let texts = meeting.elements.map(|it| it.map_or("", |it| it.text));
            if titles_part && *part == Part::Field("title".into()) {
                out.conflict(part, texts, false);
            } else if !out.plain(part, texts) {
                let fields = field_of(meeting);
                let whole = read.map(|(text, _)| text);
                let is_done = later_review(part, texts, fields, out)
                    || items(part, whole, fields, out).is_some();
                if !is_done {
                    out.conflict(part, texts, false);
                }
            }
        },
    );
    fence(|front| front.close, out);
    let keys = |side: Side| meant_keys(&lists, side);
    let reads = |text: &str, keys: &[&str]| {
        let front = FrontMatter::read(text);
        let found = front.fields.iter().map(|field| field.key.as_str());
        front.error.is_none() && front.split.body == text.len() && found.eq(keys.iter().copied())
    };
    (reads(&out.text_by(|it| &it.ours), &keys(|elements| elements.ours))
        && reads(
            &out.text_by(|it| &it.theirs),
            &keys(|elements| elements.theirs),
        ))
    .then_some(())
}

type Side = for<'l, 't> fn(&Three<Option<&'l Element<'t>>>) -> Option<&'l Element<'t>>;

/// The fields that are meant to be there with one side's choices.
fn meant_keys<'l>(lists: &'l Lists<'l, '_>, side: Side) -> Vec<&'l str> {
    let mut keys = Vec::new();
    for meeting in lists.meetings() {
        let elements = meeting.elements;
        let of_one = elements
            .base
            .is_none()
            .then(|| elements.ours.or(elements.theirs));
        let element = side(&elements).or(of_one.flatten());
        keys.extend(
            element
                .and_then(|element| element.keys.first())
                .map(String::as_str),
        );
    }
    keys.retain(|key| !key.is_empty());
    keys
}

/// Both moved the date: the later one stands.
fn later_review(
    part: &Part,
    texts: Three<&str>,
    fields: Three<Option<&Field>>,
    out: &mut Out,
) -> bool {
    let date = |field: Option<&Field>| -> Option<Date> {
        let written = field?.value.text()?;
        DateForm::of(written)?.parse(written)
    };
    let is_review = *part == Part::Field(LAST_REVIEWED.into());
    match (date(fields.ours), date(fields.theirs)) {
        (Some(ours), Some(theirs)) if is_review && ours >= theirs => {
            out.settled_over(part, texts.ours, Whose::Ours, texts.theirs);
            true
        }
        (Some(_), Some(_)) if is_review => {
            out.settled_over(part, texts.theirs, Whose::Theirs, texts.ours);
            true
        }
        _ => false,
    }
}

/// The items of a list one by one. `None`, and nothing put, where one of the lists is not plainly written.
fn items(
    part: &Part,
    whole: Three<&str>,
    fields: Three<Option<&Field>>,
    out: &mut Out,
) -> Option<()> {
    let read = whole.zip(fields);
    let plain = read.map(|(text, field)| Items::of(text, field?));
    let Three { base, ours, theirs } = plain;
    let (ours, theirs) = (ours?, theirs?);
    // A list that was not there, or empty, had no items.
    let base = match (base, fields.base) {
        (Some(base), _) => base,
        (None, None) => Items {
            head: "",
            elements: Vec::new(),
            rest: "",
        },
        (None, Some(field)) if is_empty(field) => Items {
            head: slice(whole.base, field.lines.clone()),
            elements: Vec::new(),
            rest: "",
        },
        (None, Some(_)) => return None,
    };
    let lists = Three { base, ours, theirs };
    let (head, whose) = lists.as_ref().map(|list| list.head).settle()?;
    let (rest, whose_rest) = lists.as_ref().map(|list| list.rest).settle()?;
    out.settled(part, head, whose);
    let elements = lists.as_ref().map(|list| list.elements.as_slice());
    let nodes = nodes(elements, false);
    let merged = Lists {
        elements,
        nodes: &nodes,
        usual_gap: "",
        contested: false,
    };
    let Part::Field(field) = part else {
        return None;
    };
    merged.put(
        out,
        |meeting| {
            let element = meeting
                .elements
                .ours
                .or(meeting.elements.theirs)
                .or(meeting.elements.base);
            let name = element.and_then(|element| element.keys.first()).cloned();
            Part::Item {
                field: field.clone(),
                name: name.unwrap_or_default(),
            }
        },
        |part, meeting, out| {
            let texts = meeting.elements.map(|it| it.map_or("", |it| it.whole));
            out.settled_or_conflict(part, texts);
        },
    );
    out.settled(part, rest, whose_rest);
    Some(())
}

fn is_empty(field: &Field) -> bool {
    match &field.value {
        Value::Null { .. } => true,
        Value::List(list) => list.items.is_empty(),
        _ => false,
    }
}

/// A front-matter block taken apart: its pieces join to the block.
struct Front<'t> {
    open: &'t str,
    /// The fields, each with the comments above it, and what is below the last.
    elements: Vec<Element<'t>>,
    fields: Vec<&'t Field>,
    close: &'t str,
}

impl<'t> Front<'t> {
    fn of(text: &'t str, front: &'t FrontMatter) -> Option<Self> {
        let split = &front.split;
        if split.fence != Fence::Closed || front.error.is_some() {
            return None;
        }
        let mut elements = Vec::new();
        let mut at = split.inner.start;
        for field in &front.fields {
            elements.push(lines_of(text, at, &field.lines, field.key.clone())?);
            at = field.lines.end;
        }
        elements.push(element(slice(text, at..split.inner.end), 0, String::new()));
        Some(Self {
            open: slice(text, split.block.start..split.inner.start),
            elements,
            fields: front.fields.iter().collect(),
            close: slice(text, split.inner.end..split.block.end),
        })
    }

    fn field(&self, at: usize) -> Option<&'t Field> {
        self.fields.get(at).copied()
    }
}

/// A list taken apart: its pieces join to the lines of its field.
struct Items<'t> {
    head: &'t str,
    elements: Vec<Element<'t>>,
    rest: &'t str,
}

impl<'t> Items<'t> {
    fn of(text: &'t str, field: &Field) -> Option<Self> {
        let Value::List(List {
            items, flow: false, ..
        }) = &field.value
        else {
            return None;
        };
        let mut elements: Vec<Element<'t>> = Vec::new();
        let first = items.first()?.lines.start;
        let mut at = first;
        for item in items {
            elements.push(lines_of(text, at, &item.lines, name(item)?)?);
            at = item.lines.end;
        }
        let head = text.get(field.lines.start..first)?;
        head.ends_with('\n').then_some(Self {
            head,
            elements,
            rest: text.get(at..field.lines.end)?,
        })
    }
}

/// What an item is known by.
fn name(item: &Item) -> Option<String> {
    match &item.value {
        Value::Scalar(scalar) => Some(scalar.text.clone()),
        Value::Map(map) => NAMES.iter().find_map(|name| {
            let field = map.fields.iter().find(|field| field.key == *name)?;
            field.value.text().map(str::to_owned)
        }),
        _ => None,
    }
}

/// A thing with its own lines, and what stands above it from `at` on. `None` where it has no lines of its own.
fn lines_of<'t>(
    text: &'t str,
    at: usize,
    lines: &std::ops::Range<usize>,
    key: String,
) -> Option<Element<'t>> {
    let begins = text.get(..lines.start)?;
    let whole = text.get(at..lines.end)?;
    let own = begins.ends_with('\n') && whole.ends_with('\n') && at <= lines.start;
    own.then(|| element(whole, lines.start - at, key))
}

fn element(whole: &str, head: usize, key: String) -> Element<'_> {
    Element {
        keys: vec![key],
        head: slice(whole, 0..head),
        text: slice(whole, head..whole.len()),
        gap: "",
        whole,
        same: whole,
    }
}
