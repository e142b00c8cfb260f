//! The text below the front matter, section by section.
//!
//! A section is known by its heading, by its text, or by being much the same in the same place. The title, what stands
//! around it and the rule before the closing blocks are pieces of their own.
//!
//! Knows nothing of: front matter.

use super::sequence::{Lists, Meeting, Out, Three, nodes};
use super::sources::Listed;
use super::units::{Node, Unit};
use super::{Part, links, slice, sources};
use crate::entry::Reading;
use crate::entry::front_matter::split;
use crate::entry::outline::{Outline, Section};
use crate::entry::sources::is_sources;

type Read<'r> = Three<(&'r str, &'r Reading)>;

/// Puts the merged body out.
pub(super) fn merge(read: Read<'_>, titles_part: bool, listed: Listed, out: &mut Out) {
    let starts = read.map(|(_, reading)| reading.outline.front.end);
    let bodies = read
        .zip(starts)
        .map(|((text, _), at)| slice(text, at..text.len()));
    let layouts = read.map(|(text, reading)| Layout::of(text, &reading.outline));
    let mut merged = Out::default();
    if by_section(layouts, titles_part, listed, &mut merged, |text| {
        Layout::of(text, &Outline::read(text, 0))
    }) {
        out.pieces.append(&mut merged.pieces);
    } else {
        out.lines(&Part::Body, bodies);
    }
}

/// Puts all of the text out, with all above the first section as one piece; `None` where it would be read otherwise.
pub(super) fn merge_below(read: Read<'_>, listed: Listed, out: &mut Out) -> Option<()> {
    let layouts = read.map(|(text, reading)| Layout::below(text, &reading.outline));
    by_section(layouts, false, listed, out, |text| {
        Layout::below(text, &Outline::read(text, split(text).body))
    })
    .then_some(())
}

/// What a unit of a layout is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    /// The front matter that nothing closes and all above the first section.
    Front,
    Opening,
    Heading,
    Section {
        title: String,
        is_sources: bool,
        closing: bool,
    },
    Rule,
}

/// A body taken apart: its pieces join to the body.
struct Layout<'t> {
    kinds: Vec<Kind>,
    units: Vec<Unit<'t>>,
    /// So many are there in every body, if only as nothing.
    fixed: usize,
}

impl<'t> Layout<'t> {
    fn of(text: &'t str, outline: &Outline) -> Self {
        let mut layout = Self {
            kinds: Vec::new(),
            units: Vec::new(),
            fixed: 3,
        };
        let above = slice(text, outline.above.clone());
        layout.add(Kind::Opening, above, 0, Vec::new());
        let heading = outline.h1.as_ref().map(|h1| slice(text, h1.range.clone()));
        layout.add(
            Kind::Heading,
            heading.unwrap_or_default(),
            usize::MAX,
            Vec::new(),
        );
        layout.add(
            Kind::Opening,
            slice(text, outline.lead.clone()),
            0,
            Vec::new(),
        );
        layout.add_sections(text, outline);
        layout
    }

    fn below(text: &'t str, outline: &Outline) -> Self {
        let mut layout = Self {
            kinds: Vec::new(),
            units: Vec::new(),
            fixed: 1,
        };
        let front = slice(text, 0..outline.lead.end);
        layout.add(Kind::Front, front, 0, Vec::new());
        layout.add_sections(text, outline);
        layout
    }

    fn add(&mut self, kind: Kind, text: &'t str, head: usize, keys: Vec<String>) {
        self.kinds.push(kind);
        self.units.push(Unit::new(text, head, keys));
    }

    fn add_sections(&mut self, text: &'t str, outline: &Outline) {
        for section in &outline.sections {
            self.add_section(text, section, false);
        }
        if let Some(tail) = &outline.tail {
            let rule = slice(text, tail.rule.start..tail.lead.end);
            // No section is called so.
            let key = vec!["\n---".to_owned()];
            self.add(Kind::Rule, rule, tail.rule.len(), key);
            for section in &tail.sections {
                self.add_section(text, section, true);
            }
        }
    }

    fn add_section(&mut self, text: &'t str, section: &Section, closing: bool) {
        let title = section.title(text);
        let key = vec![title.clone()];
        let kind = Kind::Section {
            title,
            is_sources: is_sources(text, section),
            closing,
        };
        let whole = slice(text, section.range.clone());
        self.add(kind, whole, section.heading.range.len(), key);
    }

    fn heads(&self) -> impl Iterator<Item = &'t str> {
        let heads = self.units.iter().map(|unit| unit.head);
        heads.filter(|head| !head.is_empty())
    }
}

/// Puts the merged sections out; `false` where the text would be read otherwise than meant.
fn by_section<'t>(
    layouts: Three<Layout<'t>>,
    titles_part: bool,
    listed: Listed,
    out: &mut Out,
    read_again: impl Fn(&str) -> Layout<'_>,
) -> bool {
    let fixed = layouts.ours.fixed;
    let moving = layouts
        .as_ref()
        .map(|it| it.units.get(fixed..).unwrap_or_default());
    let shifted = nodes(moving, true).into_iter().map(|node| Node {
        base: node.base.map(|at| at + fixed),
        ours: node.ours.map(|at| at + fixed),
        theirs: node.theirs.map(|at| at + fixed),
    });
    let first = (0..fixed).map(|at| Node {
        base: Some(at),
        ours: Some(at),
        theirs: Some(at),
    });
    let nodes: Vec<Node> = first.chain(shifted).collect();
    let new_line = layouts.ours.units.iter().find_map(|unit| {
        let end = unit.whole.find('\n')?;
        Some(if slice(unit.whole, 0..end).ends_with('\r') {
            "\r\n"
        } else {
            "\n"
        })
    });
    let lists = Lists {
        units: layouts.as_ref().map(|layout| layout.units.as_slice()),
        nodes: &nodes,
        usual_gap: new_line.unwrap_or("\n"),
        contested: false,
    };
    let kind = |meeting: &Meeting<'_, '_>| {
        let Node { base, ours, theirs } = meeting.node;
        (ours.and_then(|at| layouts.ours.kinds.get(at)))
            .or_else(|| theirs.and_then(|at| layouts.theirs.kinds.get(at)))
            .or_else(|| base.and_then(|at| layouts.base.kinds.get(at)))
    };
    lists.put(
        out,
        |meeting| match kind(meeting) {
            Some(Kind::Section { title, .. }) => Part::Section(title.clone()),
            Some(Kind::Heading) => Part::Heading,
            Some(Kind::Rule) => Part::Rule,
            Some(Kind::Opening) => Part::Opening,
            Some(Kind::Front) | None => Part::FrontMatter,
        },
        |part, meeting, out| {
            let heads = meeting.units.map(|unit| unit.map_or("", |unit| unit.head));
            let texts = meeting.units.map(|unit| unit.map_or("", |unit| unit.text));
            match kind(meeting) {
                Some(Kind::Heading) if titles_part => out.conflict(part, heads, false),
                Some(Kind::Section {
                    is_sources: true, ..
                }) if layouts_agree(meeting, &layouts) => {
                    out.settled_or_conflict(part, heads);
                    let bodies = meeting.units.map(|unit| unit.map(|unit| unit.text));
                    let is_done = match listed {
                        Listed::BySource { contested } => {
                            sources::merge(part, bodies, contested, out)
                        }
                        Listed::ByLines => false,
                    };
                    if !is_done {
                        out.lines(part, texts);
                    }
                }
                Some(Kind::Section { closing: true, .. }) => {
                    out.settled_or_conflict(part, heads);
                    if !links::merge(part, texts, out) {
                        out.lines(part, texts);
                    }
                }
                _ => {
                    out.settled_or_conflict(part, heads);
                    out.lines(part, texts);
                }
            }
        },
    );
    let is_meant = |text: &str, ours: bool| {
        let read = read_again(text);
        read.heads().eq(meant_heads(&lists, titles_part, ours))
    };
    is_meant(&out.text_by(|it| &it.ours), true)
        && (is_clean(out) || is_meant(&out.text_by(|it| &it.theirs), false))
}

fn is_clean(out: &Out) -> bool {
    let is_settled = |piece: &super::Piece| matches!(piece.state, super::State::Settled { .. });
    out.pieces.iter().all(is_settled)
}

/// All versions there are list sources.
fn layouts_agree(meeting: &Meeting<'_, '_>, layouts: &Three<Layout<'_>>) -> bool {
    let lists = |layout: &Layout<'_>, at: Option<usize>| {
        at.is_none_or(|at| {
            let kind = layout.kinds.get(at);
            matches!(
                kind,
                Some(Kind::Section {
                    is_sources: true,
                    ..
                })
            )
        })
    };
    lists(&layouts.base, meeting.node.base)
        && lists(&layouts.ours, meeting.node.ours)
        && lists(&layouts.theirs, meeting.node.theirs)
}

/// The first lines that are meant to be there with one side's choices.
fn meant_heads<'l, 't>(
    lists: &'l Lists<'l, 't>,
    titles_part: bool,
    ours: bool,
) -> impl Iterator<Item = &'t str> {
    let heads = lists.meetings().into_iter().filter_map(move |meeting| {
        let units = meeting.units;
        let side = if ours { units.ours } else { units.theirs };
        let head = match (units.ours, units.theirs) {
            (Some(one), None) | (None, Some(one)) if units.base.is_none() => one.head,
            (Some(_), Some(_)) => {
                let heads = units.map(|unit| unit.map_or("", |unit| unit.head));
                let settled = heads.settle().map(|(head, _)| head);
                // The heading of the page is the second of the fixed ones.
                let parts = titles_part && meeting.node.ours == Some(1);
                let chosen = side.map_or("", |unit| unit.head);
                settled.filter(|_| !parts).unwrap_or(chosen)
            }
            _ => side?.head,
        };
        Some(head)
    });
    heads.filter(|head| !head.is_empty())
}
