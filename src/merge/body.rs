//! The text below the front matter, section by section.
//!
//! A section is known by its heading, by its text, or by being much the same in the same place. The title, what stands
//! around it and the rule before the closing blocks are pieces of their own. Sections that a side parted or joined are
//! merged as one run of lines, so that text is followed to the section it went to.

use std::collections::HashMap;
use std::ops::Range;

use super::keyed_list::{Element, Node};
use super::parted::{self, Heads};
use super::sequence::{Lists, Meeting, Out, Three, nodes};
use super::sources::Listed;
use super::{links, slice, sources, together};
use crate::entry::front_matter::split;
use crate::entry::outline::{Outline, Section};
use crate::entry::sources::is_sources;
use crate::entry::{Namesakes, Part, Reading};

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
        out.append(merged);
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

/// What an element of a layout is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind<'t> {
    /// The front matter that nothing closes and all above the first section.
    Front,
    Opening,
    Heading,
    Section {
        title: String,
        /// Among the sections of that title in the merged entry, once it is known.
        number: usize,
        is_sources: bool,
        closing: bool,
    },
    Rule,
    /// Sections that are merged as one, or what became of one.
    Run {
        opens: Part,
        heads: Vec<(&'t str, Part)>,
    },
}

/// A body taken apart: its pieces join to the body.
struct Layout<'t> {
    text: &'t str,
    kinds: Vec<Kind<'t>>,
    elements: Vec<Element<'t>>,
    ranges: Vec<Range<usize>>,
    /// So many are there in every body, if only as nothing.
    fixed: usize,
}

impl<'t> Layout<'t> {
    fn of(text: &'t str, outline: &Outline) -> Self {
        let mut layout = Self::empty(text, 3);
        layout.add(Kind::Opening, outline.above.clone(), 0, Vec::new());
        let heading = match &outline.h1 {
            Some(h1) => h1.range.clone(),
            None => outline.lead.start..outline.lead.start,
        };
        layout.add(Kind::Heading, heading, usize::MAX, Vec::new());
        layout.add(Kind::Opening, outline.lead.clone(), 0, Vec::new());
        layout.add_sections(outline);
        layout
    }

    fn below(text: &'t str, outline: &Outline) -> Self {
        let mut layout = Self::empty(text, 1);
        layout.add(Kind::Front, 0..outline.lead.end, 0, Vec::new());
        layout.add_sections(outline);
        layout
    }

    fn empty(text: &'t str, fixed: usize) -> Self {
        Self {
            text,
            kinds: Vec::new(),
            elements: Vec::new(),
            ranges: Vec::new(),
            fixed,
        }
    }

    fn add(&mut self, kind: Kind<'t>, range: Range<usize>, head: usize, keys: Vec<String>) {
        self.kinds.push(kind);
        self.elements
            .push(Element::new(slice(self.text, range.clone()), head, keys));
        self.ranges.push(range);
    }

    fn add_sections(&mut self, outline: &Outline) {
        for section in &outline.sections {
            self.add_section(section, false);
        }
        if let Some(tail) = &outline.tail {
            // No section is called so.
            let key = vec!["\n---".to_owned()];
            self.add(
                Kind::Rule,
                tail.rule.start..tail.lead.end,
                tail.rule.len(),
                key,
            );
            for section in &tail.sections {
                self.add_section(section, true);
            }
        }
    }

    fn add_section(&mut self, section: &Section, closing: bool) {
        let title = section.title(self.text);
        let key = vec![title.clone()];
        let kind = Kind::Section {
            title,
            number: 0,
            is_sources: is_sources(self.text, section),
            closing,
        };
        self.add(
            kind,
            section.range.clone(),
            section.heading.range.len(),
            key,
        );
    }

    /// The layout with the things of one run made one, and where each thing went.
    fn with_runs(&self, run_of: impl Fn(usize) -> Option<usize>) -> (Self, Vec<usize>) {
        let mut layout = Self::empty(self.text, self.fixed);
        let mut went = Vec::with_capacity(self.elements.len());
        let mut open = None;
        let all = self.kinds.iter().zip(&self.elements).zip(&self.ranges);
        for (at, ((kind, element), range)) in all.enumerate() {
            let run = run_of(at);
            let Some(run) = run else {
                layout.kinds.push(kind.clone());
                layout.elements.push(element.clone());
                layout.ranges.push(range.clone());
                went.push(layout.elements.len() - 1);
                open = None;
                continue;
            };
            let head = (!element.head.is_empty()).then(|| (element.head, kind.part()));
            match (
                layout.kinds.last_mut(),
                layout.elements.last_mut(),
                layout.ranges.last_mut(),
            ) {
                (Some(Kind::Run { heads, .. }), Some(element), Some(before))
                    if open == Some(run) =>
                {
                    heads.extend(head);
                    before.end = range.end;
                    *element = Element::new(slice(self.text, before.clone()), 0, Vec::new());
                }
                _ => {
                    let kind = Kind::Run {
                        opens: kind.part(),
                        heads: head.into_iter().collect(),
                    };
                    layout.add(kind, range.clone(), 0, Vec::new());
                }
            }
            went.push(layout.elements.len() - 1);
            open = Some(run);
        }
        (layout, went)
    }

    /// The first lines of a thing, or of each thing in a run.
    fn heads_of(&self, at: usize) -> Vec<&'t str> {
        match (self.kinds.get(at), self.elements.get(at)) {
            (Some(Kind::Run { heads, .. }), _) => heads.iter().map(|(head, _)| *head).collect(),
            (_, Some(element)) if !element.head.is_empty() => vec![element.head],
            _ => Vec::new(),
        }
    }

    fn heads(&self) -> impl Iterator<Item = &'t str> {
        (0..self.elements.len()).flat_map(|at| self.heads_of(at))
    }
}

impl Kind<'_> {
    fn part(&self) -> Part {
        match self {
            Self::Section { title, number, .. } => Part::Section {
                title: title.clone(),
                number: *number,
            },
            Self::Heading => Part::Heading,
            Self::Rule => Part::Rule,
            Self::Opening => Part::Opening,
            Self::Front => Part::FrontMatter,
            Self::Run { opens, .. } => opens.clone(),
        }
    }
}

/// Puts the merged sections out; `false` where the text would be read otherwise than meant.
fn by_section<'t>(
    mut layouts: Three<Layout<'t>>,
    titles_part: bool,
    listed: Listed,
    out: &mut Out,
    read_again: impl Fn(&str) -> Layout<'_>,
) -> bool {
    let fixed = layouts.ours.fixed;
    let moving = layouts
        .as_ref()
        .map(|it| it.elements.get(fixed..).unwrap_or_default());
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
    number_namesakes(&mut layouts, &nodes);
    let (layouts, nodes) = with_runs(layouts, nodes);
    let new_line = layouts.ours.elements.iter().find_map(|element| {
        let end = element.whole.find('\n')?;
        Some(if slice(element.whole, 0..end).ends_with('\r') {
            "\r\n"
        } else {
            "\n"
        })
    });
    let lists = Lists {
        elements: layouts.as_ref().map(|layout| layout.elements.as_slice()),
        nodes: &nodes,
        usual_gap: new_line.unwrap_or("\n"),
        contested: false,
    };
    let kinds = |meeting: &Meeting<'_, '_>| {
        let Node { base, ours, theirs } = meeting.node;
        [
            ours.and_then(|at| layouts.ours.kinds.get(at)),
            theirs.and_then(|at| layouts.theirs.kinds.get(at)),
            base.and_then(|at| layouts.base.kinds.get(at)),
        ]
    };
    let kind = |meeting: &Meeting<'_, '_>| kinds(meeting).into_iter().flatten().next();
    // What is meant to be read in the runs, by the place of each.
    let mut in_runs: HashMap<Option<usize>, [Vec<&str>; 2]> = HashMap::new();
    lists.put(
        out,
        |meeting| kind(meeting).map_or(Part::FrontMatter, Kind::part),
        |part, meeting, out| {
            let heads = meeting.elements.map(|it| it.map_or("", |it| it.head));
            let texts = meeting.elements.map(|it| it.map_or("", |it| it.text));
            match kind(meeting) {
                Some(Kind::Heading) if titles_part => out.conflict(part, heads, false),
                Some(Kind::Run { .. }) => {
                    let mut known = Heads::default();
                    for kind in kinds(meeting).into_iter().flatten() {
                        if let Kind::Run { heads, .. } = kind {
                            heads.iter().for_each(|(head, part)| known.add(head, part));
                        }
                    }
                    let mut run = Out::default();
                    parted::merge(part, texts, &known, &mut run);
                    let sides = [run.text_by(|it| &it.ours), run.text_by(|it| &it.theirs)];
                    in_runs.insert(meeting.place, sides.map(|text| known.found_in(&text)));
                    out.append(run);
                }
                Some(Kind::Section {
                    is_sources: true, ..
                }) if layouts_agree(meeting, &layouts) => {
                    out.settled_or_conflict(part, heads);
                    let bodies = meeting.elements.map(|it| it.map(|it| it.text));
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
    let meant = |ours: bool| -> Vec<&str> {
        let of = |meeting: Meeting<'_, 't>| match in_runs.get(&meeting.place) {
            Some([heads, _]) if ours => heads.clone(),
            Some([_, heads]) => heads.clone(),
            None => meant_heads(&layouts, &meeting, titles_part, ours),
        };
        lists.meetings().into_iter().flat_map(of).collect()
    };
    let is_meant = |text: &str, ours: bool| read_again(text).heads().eq(meant(ours));
    is_meant(&out.text_by(|it| &it.ours), true)
        && (out.is_clean() || is_meant(&out.text_by(|it| &it.theirs), false))
}

/// Numbers sections of the same title as they come in the merged entry, what one side took out among them.
fn number_namesakes(layouts: &mut Three<Layout<'_>>, nodes: &[Node]) {
    let mut namesakes = Namesakes::default();
    for node in nodes {
        let mut known = None;
        for (layout, at) in [
            (&mut layouts.ours, node.ours),
            (&mut layouts.theirs, node.theirs),
            (&mut layouts.base, node.base),
        ] {
            let kind = at.and_then(|at| layout.kinds.get_mut(at));
            if let Some(Kind::Section { title, number, .. }) = kind {
                *number = *known.get_or_insert_with(|| namesakes.number(title));
            }
        }
    }
}

/// Layouts and nodes in which sections that a side parted or joined are one.
fn with_runs<'t>(layouts: Three<Layout<'t>>, nodes: Vec<Node>) -> (Three<Layout<'t>>, Vec<Node>) {
    let elements = layouts.as_ref().map(|layout| layout.elements.as_slice());
    let groups = together::groups(elements, &nodes);
    let mut sizes = vec![0_usize; nodes.len()];
    for first in &groups {
        if let Some(size) = sizes.get_mut(*first) {
            *size += 1;
        }
    }
    if sizes.iter().all(|size| *size <= 1) {
        return (layouts, nodes);
    }
    let is_run = |first: &usize| sizes.get(*first).is_some_and(|size| *size > 1);
    let made = |layout: &Layout<'t>, place: fn(&Node) -> Option<usize>| {
        let mut runs = vec![None; layout.elements.len()];
        for (node, first) in nodes.iter().zip(&groups) {
            if let Some(run) = place(node).and_then(|at| runs.get_mut(at)) {
                *run = Some(*first).filter(is_run);
            }
        }
        layout.with_runs(|at| runs.get(at).copied().flatten())
    };
    let made = Three {
        base: made(&layouts.base, |node| node.base),
        ours: made(&layouts.ours, |node| node.ours),
        theirs: made(&layouts.theirs, |node| node.theirs),
    };
    let mut joined = vec![Node::default(); nodes.len()];
    for (node, first) in nodes.iter().zip(&groups) {
        if let Some(slot) = joined.get_mut(*first) {
            let went = |to: &[usize], at: Option<usize>| to.get(at?).copied();
            slot.base = slot.base.or(went(&made.base.1, node.base));
            slot.ours = slot.ours.or(went(&made.ours.1, node.ours));
            slot.theirs = slot.theirs.or(went(&made.theirs.1, node.theirs));
        }
    }
    let is_first = |(at, first): &(usize, &usize)| at == *first;
    let firsts = groups.iter().enumerate().filter(is_first);
    let nodes = firsts
        .filter_map(|(at, _)| joined.get(at).copied())
        .collect();
    (made.map(|(layout, _)| layout), nodes)
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

/// The first lines of a thing, or of a run, that are meant to be there with one side's choices.
fn meant_heads<'t>(
    layouts: &Three<Layout<'t>>,
    meeting: &Meeting<'_, 't>,
    titles_part: bool,
    ours: bool,
) -> Vec<&'t str> {
    let Node {
        base,
        ours: mine,
        theirs: other,
    } = meeting.node;
    let of_ours = || mine.map_or_else(Vec::new, |at| layouts.ours.heads_of(at));
    let of_theirs = || other.map_or_else(Vec::new, |at| layouts.theirs.heads_of(at));
    let chosen = || if ours { of_ours() } else { of_theirs() };
    match (mine, other) {
        (Some(_), None) if base.is_none() => of_ours(),
        (None, Some(_)) if base.is_none() => of_theirs(),
        (Some(_), Some(_)) => {
            let heads = meeting.elements.map(|it| it.map_or("", |it| it.head));
            // The heading of the page is the second of the fixed ones.
            let parts = titles_part && mine == Some(1);
            match heads.settle().filter(|_| !parts) {
                Some(("", _)) => Vec::new(),
                Some((head, _)) => vec![head],
                None => chosen(),
            }
        }
        _ => chosen(),
    }
}
