//! What changed between the text that was reviewed and the text now: part by part as words, the figures that are others, the
//! sources that came, went or say something else.
//!
//! A part is changed here exactly when a [fingerprint](super::Fingerprint) says so: both go by the same words.

use std::ops::Range;
use std::time::Duration;

use similar::{DiffOp, DiffTag, TextDiff};

use super::claim::{collapsed, source_identity};
use super::wording::{Word, Worded, worded};
use crate::entry::Part;
use crate::entry::figures::{Measure, Measurement, measurements};
use crate::entry::sources::{self, Source, SourceField};
use crate::house_style::HouseStyle;

/// All that changed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Changes {
    pub numbers: Vec<NumberChange>,
    /// Every part of the text now that holds something, in its order, and where they stood those that are gone.
    pub sections: Vec<SectionChange>,
    /// The sources that changed, in the order of the list now; those that are gone come last.
    pub sources: Vec<SourceChange>,
    /// The parts stand in another order.
    pub reordered: bool,
}

/// What became of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionChange {
    /// As it is called now; of one that is gone, as it was called.
    pub part: Part,
    /// What it was called, where that is something else.
    pub was: Option<Part>,
    pub fate: Fate,
    /// Where it stands now; empty where it is gone.
    pub range: Range<usize>,
    /// Its words without the heading, in stretches to be drawn one after the other.
    pub runs: Vec<Run>,
    pub words_added: usize,
    pub words_removed: usize,
    /// How many of [`Changes::numbers`] are in it.
    pub numbers: usize,
}

/// In which way a part is another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// To the byte.
    Same,
    /// It reads as before: other blanks, links made by rule, a heading renamed by the house.
    Mechanical,
    Changed,
    Added,
    Removed,
}

/// A stretch of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub kind: RunKind,
    /// Of the text now, and of what was removed in the text that was reviewed.
    pub range: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunKind {
    Same,
    Added,
    Removed,
}

/// A figure that is another than it was, came or went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberChange {
    pub part: Part,
    /// As it is written, with its unit; none where it came.
    pub before: Option<String>,
    /// None where it went.
    pub after: Option<String>,
    /// A few words beside it.
    pub around: String,
    /// Where it stood in the text that was reviewed, and where it stands now.
    pub was_at: Option<Range<usize>>,
    pub at: Option<Range<usize>>,
}

/// A source that came, went or says something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceChange {
    pub fate: Fate,
    /// Its place in the list that was reviewed, and its place now, from 0.
    pub was: Option<usize>,
    pub now: Option<usize>,
    /// The fields that differ; none where only other words of the line do.
    pub fields: Vec<SourceField>,
}

/// The words of a part are told apart roughly after this long. It is done beside the window, and on a busy machine no reader is to
/// see fewer words the same than there are.
const TIMEOUT: Duration = Duration::from_secs(1);
/// What takes the place of a section under another name has at least this much in common with it.
const ALIKE: f32 = 0.5;

impl Changes {
    /// Nothing that is read differs.
    pub fn is_mechanical(&self) -> bool {
        let is_content = |it: &SectionChange| !matches!(it.fate, Fate::Same | Fate::Mechanical);
        !self.reordered && !self.sections.iter().any(is_content)
    }

    /// What became of a source of the list now; none where it says what it said.
    pub fn of_source(&self, now: usize) -> Option<&SourceChange> {
        self.sources.iter().find(|it| it.now == Some(now))
    }
}

impl NumberChange {
    /// As a screen reader says it: `100 to 200 mg became 50 to 100 mg, elemental iron in one tablet`.
    pub fn spoken(&self) -> String {
        let change = match (&self.before, &self.after) {
            (Some(before), Some(after)) => format!("{before} became {after}"),
            (Some(before), None) => format!("{before} removed"),
            (None, Some(after)) => format!("{after} added"),
            (None, None) => String::new(),
        };
        format!("{}: {change}, {}", self.part.label(), self.around)
    }
}

/// What changed from the text that was reviewed to the one now.
pub fn between(base: &str, now: &str, style: &HouseStyle) -> Changes {
    let (old, new) = (worded(base, style), worded(now, style));
    let partners = partners(&old, &new);
    let listed = (sources::of(base), sources::of(now));
    let mut changes = Changes {
        sources: source_changes((base, &listed.0), (now, &listed.1)),
        ..Changes::default()
    };
    let mut placed: Vec<(usize, SectionChange)> = Vec::new();
    for (index, part) in new.iter().enumerate() {
        let was = partners.iter().find(|(_, to)| *to == index);
        let was = was.and_then(|(from, _)| old.get(*from));
        if part.range.is_empty() && was.is_none_or(|it| it.range.is_empty()) {
            continue;
        }
        let mut change = section_change(base, now, was, Some(part));
        if let Some(was) = was.filter(|_| change.fate == Fate::Changed) {
            let numbers = number_changes((base, was, &listed.0), (now, part, &listed.1));
            change.numbers = numbers.len();
            changes.numbers.extend(numbers);
        }
        placed.push((index, change));
    }
    // What is gone stands behind what it stood behind.
    let mut behind = 0;
    for (index, part) in old.iter().enumerate() {
        if let Some((_, to)) = partners.iter().find(|(from, _)| *from == index) {
            behind = *to;
        } else if !part.range.is_empty() {
            let place = placed.partition_point(|(at, _)| *at <= behind);
            placed.insert(place, (behind, section_change(base, now, Some(part), None)));
        }
    }
    changes.sections = placed.into_iter().map(|(_, change)| change).collect();
    changes.reordered = !partners.is_sorted_by_key(|(_, to)| *to);
    changes
}

/// Which part of the old text is which of the new one: by name, and of those left what has enough words in common.
fn partners(old: &[Worded<'_>], new: &[Worded<'_>]) -> Vec<(usize, usize)> {
    let mut partners: Vec<(usize, usize)> = Vec::new();
    for (from, part) in old.iter().enumerate() {
        let to = new.iter().position(|it| it.name == part.name);
        partners.extend(to.map(|to| (from, to)));
    }
    for (from, part) in old.iter().enumerate() {
        let is_section = |it: &Worded<'_>| matches!(it.part, Part::Section { .. });
        if !is_section(part) || partners.iter().any(|(it, _)| *it == from) {
            continue;
        }
        let free = |to: &usize| !partners.iter().any(|(_, it)| it == to);
        let alike = new
            .iter()
            .enumerate()
            .filter(|(to, it)| is_section(it) && free(to))
            .map(|(to, it)| (to, likeness(part, it)))
            .filter(|(_, ratio)| *ratio >= ALIKE)
            .max_by(|one, other| one.1.total_cmp(&other.1));
        partners.extend(alike.map(|(to, _)| (from, to)));
    }
    partners.sort_unstable();
    partners
}

fn likeness(one: &Worded<'_>, other: &Worded<'_>) -> f32 {
    let (one, other) = (keys(&one.words), keys(&other.words));
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    diff(&one, &other).ratio()
}

fn keys<'w>(words: &'w [Word<'_>]) -> Vec<&'w str> {
    words.iter().map(|word| word.key.as_ref()).collect()
}

fn diff<'w>(old: &'w [&'w str], new: &'w [&'w str]) -> TextDiff<'w, 'w, str> {
    TextDiff::configure().timeout(TIMEOUT).diff_slices(old, new)
}

/// One part against what it was.
fn section_change(
    base: &str,
    now: &str,
    was: Option<&Worded<'_>>,
    is: Option<&Worded<'_>>,
) -> SectionChange {
    let whole = |part: &Worded<'_>, kind: RunKind| {
        let first = part.words.first().map(|word| word.range.start);
        let range = first.map(|first| first..part.range.end);
        let words = part.words.iter().filter(|word| !word.is_break).count();
        let runs: Vec<Run> = range.map(|range| Run { kind, range }).into_iter().collect();
        (runs, words)
    };
    let of = |part: &Part, range: Range<usize>, fate, runs| SectionChange {
        part: part.clone(),
        was: None,
        fate,
        range,
        runs,
        words_added: 0,
        words_removed: 0,
        numbers: 0,
    };
    match (was, is) {
        (Some(was), Some(is)) => {
            let is_renamed = was.name != is.name;
            let range = is.range.clone();
            let old_bytes = base.get(was.range.clone());
            let is_same = old_bytes == now.get(range.clone());
            let mut change = if is_same && !is_renamed {
                of(&is.part, range, Fate::Same, whole(is, RunKind::Same).0)
            } else {
                let (runs, words_added, words_removed) = runs(was, is);
                let is_same = runs.iter().all(|run| run.kind == RunKind::Same);
                let fate = if is_same && !is_renamed {
                    Fate::Mechanical
                } else {
                    Fate::Changed
                };
                SectionChange {
                    words_added,
                    words_removed,
                    ..of(&is.part, range, fate, runs)
                }
            };
            change.was = (was.part != is.part).then(|| was.part.clone());
            change
        }
        (None, Some(is)) => {
            let (runs, words_added) = whole(is, RunKind::Added);
            SectionChange {
                words_added,
                ..of(&is.part, is.range.clone(), Fate::Added, runs)
            }
        }
        (Some(was), None) => {
            let (runs, words_removed) = whole(was, RunKind::Removed);
            SectionChange {
                words_removed,
                ..of(&was.part, 0..0, Fate::Removed, runs)
            }
        }
        (None, None) => of(&Part::Opening, 0..0, Fate::Same, Vec::new()),
    }
}

/// The stretches of a part, and how many words came and went.
fn runs(was: &Worded<'_>, is: &Worded<'_>) -> (Vec<Run>, usize, usize) {
    let (old, new) = (keys(&was.words), keys(&is.words));
    let diff = diff(&old, &new);
    let count = |part: &Worded<'_>, words: Range<usize>| {
        let words = part.words.get(words).unwrap_or_default();
        words.iter().filter(|word| !word.is_break).count()
    };
    let (mut added, mut removed) = (0, 0);
    // Words in a row that are the same, or are not: in the old text and in the new one.
    let mut stretches: Vec<(bool, Range<usize>, Range<usize>)> = Vec::new();
    let ops = diff.ops();
    for (number, op) in ops.iter().enumerate() {
        let is_equal = op.tag() == DiffTag::Equal;
        if !is_equal {
            added += count(is, op.new_range());
            removed += count(was, op.old_range());
        }
        // `100 to 200` became `50 to 100`: a small word alone between two changes holds them apart for no reader.
        let is_between = number > 0 && number + 1 < ops.len();
        let words = is.words.get(op.new_range()).unwrap_or_default();
        let is_lone = matches!(words, [word] if !word.is_break && word.key.chars().count() <= 3);
        let is_same = is_equal && !(is_between && is_lone);
        match stretches.last_mut() {
            Some((same, old, new)) if *same == is_same => {
                old.end = op.old_range().end;
                new.end = op.new_range().end;
            }
            _ => stretches.push((is_same, op.old_range(), op.new_range())),
        }
    }
    let mut runs = Vec::new();
    let mut add = |kind, part: &Worded<'_>, words: Range<usize>| {
        let words = part.words.get(words).unwrap_or_default();
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            let range = first.range.start..last.range.end;
            runs.push(Run { kind, range });
        }
    };
    for (is_same, old, new) in stretches {
        if is_same {
            add(RunKind::Same, is, new);
        } else {
            add(RunKind::Removed, was, old);
            add(RunKind::Added, is, new);
        }
    }
    (runs, added, removed)
}

/// A part of one text with its sources.
type Numbered<'a, 't> = (&'t str, &'a Worded<'t>, &'a [Source]);

/// The figures of a part that are others than they were.
fn number_changes(old: Numbered<'_, '_>, new: Numbered<'_, '_>) -> Vec<NumberChange> {
    let (was, is) = (Figures::of(old), Figures::of(new));
    let (old_keys, new_keys) = (was.keys(), is.keys());
    let diff = diff(&old_keys, &new_keys);
    let mut changes = Vec::new();
    for op in diff.ops() {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let pairs = pairs(&was.within(op.old_range()), &is.within(op.new_range()));
        for (before, after) in pairs {
            if before
                .zip(after)
                .is_some_and(|(one, other)| one.is_same(other))
            {
                continue;
            }
            changes.push(number_change((old.0, before), (new.0, after), &new.1.part));
        }
    }
    changes
}

/// Figures of the old text with those of the new that took their place, in the order of the text.
fn pairs<'q>(
    old: &[&'q Measurement],
    new: &[&'q Measurement],
) -> Vec<(Option<&'q Measurement>, Option<&'q Measurement>)> {
    if old.len() == new.len() {
        return old
            .iter()
            .zip(new)
            .map(|(one, other)| (Some(*one), Some(*other)))
            .collect();
    }
    let mut pairs = Vec::new();
    let mut next = 0;
    for one in old {
        let rest = new.get(next..).unwrap_or_default();
        // The same figure first, then one that is counted in the same.
        let partner = rest
            .iter()
            .position(|it| it.is_same(one))
            .or_else(|| rest.iter().position(|it| it.measure.is_like(one.measure)));
        let Some(partner) = partner else {
            pairs.push((Some(*one), None));
            continue;
        };
        let skipped = rest.iter().take(partner);
        pairs.extend(skipped.map(|it| (None, Some(*it))));
        pairs.push((Some(*one), rest.get(partner).copied()));
        next += partner + 1;
    }
    let rest = new.get(next..).unwrap_or_default();
    pairs.extend(rest.iter().map(|it| (None, Some(*it))));
    pairs
}

fn number_change(
    (base, before): (&str, Option<&Measurement>),
    (now, after): (&str, Option<&Measurement>),
    part: &Part,
) -> NumberChange {
    // `four to six` became `six to eight`: that both are hours is told beside them.
    let measure = before
        .zip(after)
        .map(|(one, other)| (one.measure, other.measure));
    let bare = measure.is_some_and(|(one, other)| one == other && matches!(one, Measure::Time(_)));
    let place = |it: &Measurement| {
        if bare {
            it.number.clone()
        } else {
            it.range.clone()
        }
    };
    let shown = |text: &str, it: &Measurement| {
        collapsed(text.get(place(it)).unwrap_or_default()).into_owned()
    };
    let around = match (before, after) {
        (_, Some(after)) => around(now, &place(after)),
        (Some(before), None) => around(base, &place(before)),
        (None, None) => String::new(),
    };
    NumberChange {
        part: part.clone(),
        before: before.map(|it| shown(base, it)),
        after: after.map(|it| shown(now, it)),
        around,
        was_at: before.map(|it| it.range.clone()),
        at: after.map(|it| it.range.clone()),
    }
}

/// A few words of its sentence behind a place, or where there are hardly any, before it.
fn around(text: &str, place: &Range<usize>) -> String {
    const WORDS: usize = 6;
    let ends = |at: &usize, text: &str| {
        let rest = text.get(at + 1..).unwrap_or_default();
        rest.is_empty() || rest.starts_with([' ', '\n', '\r'])
    };
    let plain = |words: Vec<&str>| {
        let words = words.join(" ").replace(['*', '`'], "");
        words
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '|'))
            .to_owned()
    };
    let behind = text.get(place.end..).unwrap_or_default();
    let stop = behind
        .match_indices(['.', '!', '?', '\n'])
        .find(|(at, sign)| *sign == "\n" || ends(at, behind));
    let behind = behind
        .get(..stop.map_or(behind.len(), |(at, _)| at))
        .unwrap_or_default();
    let words: Vec<&str> = behind.split_whitespace().take(WORDS).collect();
    if words.len() > 1 {
        return plain(words);
    }
    let ahead = text.get(..place.start).unwrap_or_default();
    let stop = ahead
        .rmatch_indices(['.', '!', '?', '\n'])
        .find(|(at, sign)| *sign == "\n" || ends(at, ahead));
    let ahead = ahead
        .get(stop.map_or(0, |(at, _)| at + 1)..)
        .unwrap_or_default();
    let mut words: Vec<&str> = ahead.split_whitespace().rev().take(WORDS).collect();
    words.reverse();
    plain(words)
}

/// The words of a part, with each figure as one of them.
struct Figures {
    atoms: Vec<Atom>,
}

struct Atom {
    key: String,
    figure: Option<Measurement>,
}

impl Figures {
    /// Those in the list of sources are told with their sources.
    fn of((text, part, listed): Numbered<'_, '_>) -> Self {
        let content = text.get(part.range.clone()).unwrap_or_default();
        let found = measurements(content).into_iter();
        let found = found.map(|it| it.moved_by(part.range.start));
        let first = part
            .words
            .first()
            .map_or(part.range.end, |word| word.range.start);
        let is_listed = |it: &Measurement| {
            let next = listed.partition_point(|source| source.range.end <= it.range.start);
            listed
                .get(next)
                .is_some_and(|source| source.range.contains(&it.range.start))
        };
        let mut found = found
            .filter(|it| it.range.start >= first && !is_listed(it))
            .peekable();
        let mut atoms = Vec::new();
        let mut end = 0;
        for word in &part.words {
            let mut is_figure = word.range.start < end;
            while let Some(figure) = found.next_if(|it| it.range.start < word.range.end) {
                is_figure = true;
                end = figure.range.end;
                let key = format!("\u{1}{}", figure.key());
                atoms.push(Atom {
                    key,
                    figure: Some(figure),
                });
            }
            if !is_figure {
                let key = word.key.clone().into_owned();
                atoms.push(Atom { key, figure: None });
            }
        }
        Self { atoms }
    }

    fn keys(&self) -> Vec<&str> {
        self.atoms.iter().map(|atom| atom.key.as_str()).collect()
    }

    fn within(&self, atoms: Range<usize>) -> Vec<&Measurement> {
        let atoms = self.atoms.get(atoms).unwrap_or_default();
        atoms
            .iter()
            .filter_map(|atom| atom.figure.as_ref())
            .collect()
    }
}

/// What sources are known by.
struct Lines {
    identities: Vec<String>,
    titles: Vec<Option<String>>,
    words: Vec<String>,
}

impl Lines {
    fn of((text, sources): (&str, &[Source])) -> Self {
        let all = || sources.iter();
        let title = |it: &Source| Some(it.value(text, SourceField::Title)?.to_lowercase());
        let line =
            |it: &Source| collapsed(text.get(it.line.clone()).unwrap_or_default()).into_owned();
        Self {
            identities: all().map(|it| source_identity(text, it)).collect(),
            titles: all().map(title).collect(),
            words: all().map(line).collect(),
        }
    }
}

fn source_changes(old: (&str, &[Source]), new: (&str, &[Source])) -> Vec<SourceChange> {
    let (was, is) = (Lines::of(old), Lines::of(new));
    let mut free: Vec<usize> = (0..old.1.len()).collect();
    let mut partners: Vec<Option<usize>> = vec![None; new.1.len()];
    // The same work first, then what has its title, and then much the same words: an identifier may have been mended.
    type Alike<'a> = &'a dyn Fn(usize, usize) -> bool;
    let by_identity = |from: usize, to: usize| was.identities.get(from) == is.identities.get(to);
    let by_title = |from: usize, to: usize| {
        let title = was.titles.get(from).and_then(Option::as_ref);
        title.is_some_and(|title| is.titles.get(to).and_then(Option::as_ref) == Some(title))
    };
    let by_words = |from: usize, to: usize| {
        let line = |lines: &Lines, at| lines.words.get(at).cloned().unwrap_or_default();
        let (was, is) = (line(&was, from), line(&is, to));
        let diff = TextDiff::configure().timeout(TIMEOUT).diff_words(&was, &is);
        diff.ratio() >= 0.6
    };
    for (alike, most) in [
        (&by_identity as Alike<'_>, usize::MAX),
        (&by_title, usize::MAX),
        // Of two long lists that share nothing, each line would be held against each.
        (&by_words, 2_500),
    ] {
        let open = partners.iter().filter(|it| it.is_none()).count();
        if open.saturating_mul(free.len()) > most {
            continue;
        }
        for (to, partner) in partners.iter_mut().enumerate() {
            if partner.is_none()
                && let Some(place) = free.iter().position(|from| alike(*from, to))
            {
                *partner = Some(free.remove(place));
            }
        }
    }
    let mut changes = Vec::new();
    for ((now, listed), partner) in new.1.iter().enumerate().zip(partners) {
        let Some((place, source)) = partner.and_then(|it| Some((it, old.1.get(it)?))) else {
            changes.push(SourceChange {
                fate: Fate::Added,
                was: None,
                now: Some(now),
                fields: Vec::new(),
            });
            continue;
        };
        if was.words.get(place) == is.words.get(now) {
            continue;
        }
        let differs =
            |field: &SourceField| source.value(old.0, *field) != listed.value(new.0, *field);
        changes.push(SourceChange {
            fate: Fate::Changed,
            was: Some(place),
            now: Some(now),
            fields: SourceField::ALL.into_iter().filter(differs).collect(),
        });
    }
    changes.extend(free.into_iter().map(|place| SourceChange {
        fate: Fate::Removed,
        was: Some(place),
        now: None,
        fields: Vec::new(),
    }));
    changes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::entry::page::{self, BlockKind, Page, Style};
    use crate::house_style::{LinkRule, SectionRule};
    use crate::review::{Fingerprint, Since};

    const BASE: &str = "---\ntitle: Iron\nurl: https://a.example/learn/iron\nslug: iron\npillar: Iron\nlast_reviewed: 2 March 2021\nrelated_products:\n  - name: \"Tablets\"\n    handle: \"tablets\"\n    url: \"https://a.example/products/tablets?e=iron&p=iron\"\n---\n\n# Iron\n\n## Summary\n\nIron every day, with *no* complaints (Brandt 2019).\n\n## Dose\n\nOne tablet with 100 to 200 mg of elemental iron is usual. It holds about 60 mg. The level peaks in four to six hours, and is checked after two weeks. See [Tea](https://b.example/tea).\n\n## Sources\n\n1. Brandt J (2019). Iron in the morning. J Iron. DOI: 10.5555/ji.2019.1.\n2. NHS. Iron. NHS website. https://www.nhs.uk/iron.\n\n---\n\n## Related\n\n- [Tablets](https://a.example/products/tablets?e=iron&p=iron)\n- [More](https://a.example/learn/topic/iron)\n";

    fn style() -> HouseStyle {
        let mut style = HouseStyle::default();
        let rule = |text: &str| Some(LinkRule::parse(text).expect("a rule"));
        style.links.product = rule("{site}/products/{handle}?e={slug}&p={pillar-slug}");
        style.links.pillar = rule("{base}/topic/{pillar-slug}");
        style.links.library = rule("{base}");
        style.sections = vec![SectionRule {
            name: "Effective dose".into(),
            was: vec!["Dose".into()],
            required: false,
            expects: Vec::new(),
        }];
        style
    }

    fn changes(now: &str) -> Changes {
        between(BASE, now, &style())
    }

    /// The parts that are not the same to the byte.
    fn fates(now: &str) -> Vec<(String, Fate)> {
        let changes = changes(now).sections.into_iter();
        let changed = changes.filter(|it| it.fate != Fate::Same);
        changed.map(|it| (it.part.label(), it.fate)).collect()
    }

    fn numbers(now: &str) -> Vec<(String, String, String)> {
        let changes = changes(now).numbers.into_iter();
        let said = |it: Option<String>| it.unwrap_or_default();
        changes
            .map(|it| (said(it.before), said(it.after), it.around))
            .collect()
    }

    #[test]
    fn figures_that_changed_are_told_with_what_they_were_and_the_words_beside_them() {
        let now = BASE
            .replace("100 to 200 mg", "50 to 100 mg")
            .replace("60 mg", "65 mg")
            .replace("four to six", "six to eight")
            .replace("two weeks", "two days");
        let row =
            |before: &str, after: &str, around: &str| (before.into(), after.into(), around.into());
        assert_eq!(
            numbers(&now),
            [
                row(
                    "100 to 200 mg",
                    "50 to 100 mg",
                    "of elemental iron is usual"
                ),
                row("60 mg", "65 mg", "It holds about"),
                row(
                    "four to six",
                    "six to eight",
                    "hours, and is checked after two"
                ),
                row("two weeks", "two days", "eight hours, and is checked after"),
            ]
        );
        let change = &changes(&now).numbers[1];
        assert_eq!(change.part.label(), "Dose");
        assert_eq!(&BASE[change.was_at.clone().expect("it was")], "60 mg");
        assert_eq!(&now[change.at.clone().expect("it is")], "65 mg");
        assert_eq!(change.spoken(), "Dose: 60 mg became 65 mg, It holds about");
    }

    #[test]
    fn a_figure_that_came_or_went_is_told_and_one_in_other_words_is_not() {
        let now = BASE
            .replace("60 mg", "60 mg, or 1 %,")
            .replace("One tablet", "A tablet");
        assert_eq!(numbers(&now).len(), 2, "{:?}", numbers(&now));
        assert_eq!(numbers(&now)[0].0, "One");
        assert_eq!(numbers(&now)[1].1, "1 %");
        let now = BASE
            .replace("two weeks", "2 weeks")
            .replace("60 mg", "0.06 g");
        assert_eq!(numbers(&now), []);
        assert_eq!(fates(&now), [("Dose".into(), Fate::Changed)]);
        // Two that change places are two changes.
        let now = BASE
            .replace("60 mg", "X")
            .replace("100 to 200 mg", "60 mg")
            .replace('X', "100 to 200 mg");
        assert_eq!(numbers(&now).len(), 2);
    }

    #[test]
    fn the_words_of_a_part_stand_in_runs_that_cover_it() {
        let now = BASE.replace("with *no* complaints", "with *fewer* complaints by far");
        let changes = changes(&now);
        let summary = changes
            .sections
            .iter()
            .find(|it| it.part.label() == "Summary")
            .expect("it is there");
        assert_eq!(
            (summary.fate, summary.words_added, summary.words_removed),
            (Fate::Changed, 3, 1)
        );
        let said = |kind: RunKind, text: &str| -> String {
            let runs = summary.runs.iter().filter(|run| run.kind == kind);
            runs.map(|run| &text[run.range.clone()]).collect()
        };
        assert_eq!(said(RunKind::Removed, BASE), "*no* ");
        assert_eq!(said(RunKind::Added, &now), "*fewer* by far ");
        let shown: Vec<&Run> = summary
            .runs
            .iter()
            .filter(|run| run.kind != RunKind::Removed)
            .collect();
        assert!(
            shown
                .windows(2)
                .all(|two| two[0].range.end == two[1].range.start)
        );
    }

    #[test]
    fn what_is_mechanical_is_told_as_such() {
        for (old, new) in [
            ("Iron every day,", "Iron  every\tday,  "),
            ("## Dose", "## Effective dose"),
            ("\n\n## Sources", "\n\n\n\n## Sources"),
            ("last_reviewed: 2 March 2021", "last_reviewed: 1 May 2026"),
        ] {
            let now = BASE.replace(old, new);
            assert!(changes(&now).is_mechanical(), "{new}: {:?}", fates(&now));
        }
        let crlf = BASE.replace('\n', "\r\n");
        assert!(changes(&crlf).is_mechanical());
        // Addresses made anew for another slug and pillar: what they are made from is content, they are not.
        let now = BASE
            .replace(
                "iron\nslug: iron\npillar: Iron",
                "iron-pills\nslug: iron-pills\npillar: Minerals",
            )
            .replace("e=iron&p=iron", "e=iron-pills&p=minerals")
            .replace("topic/iron", "topic/minerals");
        assert_eq!(
            fates(&now),
            [
                ("Fields".into(), Fate::Changed),
                ("Related".into(), Fate::Mechanical)
            ]
        );
    }

    #[test]
    fn anything_that_no_rule_makes_is_content() {
        for (old, new, part) in [
            ("every day", "not every day", "Summary"),
            ("60 mg", "60 mcg", "Dose"),
            ("10.5555/ji.2019.1", "10.5555/ji.2019.2", "Sources"),
            ("https://b.example/tea", "https://c.example/tea", "Dose"),
            ("topic/iron", "topic/zinc", "Related"),
            (
                "- [Tablets](https://a.example/products/tablets?",
                "- [Tablets](https://a.example/products/drops?",
                "Related",
            ),
            ("handle: \"tablets\"", "handle: \"drops\"", "Fields"),
            (
                "url: https://a.example/learn",
                "url: https://b.example/learn",
                "Fields",
            ),
            (
                "\n---\n\n## Related",
                "\n---\n\nA word more.\n\n## Related",
                "Sources",
            ),
        ] {
            let now = BASE.replace(old, new);
            assert_ne!(now, BASE);
            let fates = fates(&now);
            assert!(
                fates.contains(&(part.into(), Fate::Changed)),
                "{new}: {fates:?}"
            );
        }
        let (head, sections) = BASE.split_once("## Summary").expect("it is there");
        let (summary, rest) = sections.split_once("## Dose").expect("it is there");
        let (dose, tail) = rest.split_once("## Sources").expect("it is there");
        let moved = format!("{head}## Dose{dose}## Summary{summary}## Sources{tail}");
        assert!(changes(&moved).reordered && !changes(&moved).is_mechanical());
    }

    #[test]
    fn a_run_of_blanks_that_says_something_is_content() {
        let text = "## Dose\n\nTake `a b` now.\nThen wait.\n\n```yaml\na: b\n\n  c: d e\n```\n\n- one\n  - two [x](<a b>)\n\n> said\n> - three\n\n    run it now\n\n<pre>\nx y\n</pre>\n\n| p | q |\n| --- | --- |\n| 1 | `r s` |\n";
        let fate = |now: &str| {
            let changes = between(text, now, &style());
            let dose = changes.sections.iter().find(|it| it.part.label() == "Dose");
            dose.map(|it| it.fate)
        };
        for (old, new) in [
            ("`a b`", "`a  b`"),
            ("now.\n", "now.  \n"),
            ("a: b", "a:  b"),
            ("a: b\n\n", "a: b\n\n\n"),
            ("c: d", "   c: d"),
            ("d e\n", "d e \n"),
            ("- one\n", "-   one\n"),
            ("  - two", "- two"),
            ("<a b>", "<a  b>"),
            ("> - three", ">   - three"),
            ("it now", "it  now"),
            ("    run", "   run"),
            ("- one", "-     one"),
            ("x y", "x  y"),
            ("r s", "r  s"),
        ] {
            assert!(text.contains(old), "{old}");
            assert_eq!(
                fate(&text.replacen(old, new, 1)),
                Some(Fate::Changed),
                "{new:?}"
            );
        }
        for (old, new) in [
            ("Take `", "Take  `"),
            ("` now", "`\tnow"),
            ("wait.\n", "wait.  \n"),
            ("two [", "two   ["),
            ("> said\n", "> said  \n"),
            ("- two", "-  two"),
            ("- three", "-  three"),
            ("| p | q |", "|  p  |  q  |"),
            ("```\n\n- one", "```\n\n\n\n- one"),
        ] {
            assert!(text.contains(old), "{old}");
            assert_eq!(
                fate(&text.replacen(old, new, 1)),
                Some(Fate::Mechanical),
                "{new:?}"
            );
        }
    }

    #[test]
    fn a_section_under_another_name_is_told_apart_from_one_that_came() {
        let now = BASE
            .replace("## Dose", "## How much")
            .replace("60 mg", "65 mg");
        let changes = changes(&now);
        let dose = changes
            .sections
            .iter()
            .find(|it| it.part.label() == "How much")
            .expect("it is there");
        assert_eq!((dose.fate, dose.numbers), (Fate::Changed, 1));
        assert_eq!(dose.was.as_ref().map(Part::label).as_deref(), Some("Dose"));
        let now = BASE.replace("## Sources", "## Timing\n\nIn the evening.\n\n## Sources");
        assert_eq!(fates(&now), [("Timing".into(), Fate::Added)]);
        let gone = between(&now, BASE, &style());
        let labels: Vec<String> = gone.sections.iter().map(|it| it.part.label()).collect();
        assert_eq!(labels[3..6], ["Dose", "Timing", "Sources"]);
        assert_eq!(gone.sections[4].fate, Fate::Removed);
    }

    #[test]
    fn sources_are_known_by_what_they_are() {
        type Row = (Fate, Option<usize>, Option<usize>, Vec<SourceField>);
        let told = |now: &str| -> Vec<Row> {
            let all = changes(now).sources.into_iter();
            all.map(|it| (it.fate, it.was, it.now, it.fields)).collect()
        };
        let now = BASE.replace("ji.2019.1", "ji.2019.9").replace(
            "2. NHS.",
            "2. SACN (2010). Iron and health. SACN. PMID: 123456.\n3. NHS.",
        );
        assert_eq!(
            told(&now),
            [
                (Fate::Changed, Some(0), Some(0), vec![SourceField::Doi]),
                (Fate::Added, None, Some(1), vec![]),
            ]
        );
        let gone = BASE.replace("2. NHS. Iron. NHS website. https://www.nhs.uk/iron.\n", "");
        assert_eq!(told(&gone), [(Fate::Removed, Some(1), None, vec![])]);
        assert_eq!(
            numbers(&now),
            [],
            "figures of sources are told with the sources"
        );
    }

    #[test]
    fn every_number_of_a_long_text_is_told() {
        let section = |number: usize, dose: usize| {
            let words =
                format!("Take {dose} mg of it with water, as others did in 2019. ").repeat(150);
            format!("## Part {number}\n\n{words}\n\n")
        };
        let text = |dose: &dyn Fn(usize) -> usize| -> String {
            (0..40)
                .map(|number| section(number, dose(number)))
                .collect()
        };
        let (old, new) = (text(&|_| 5), text(&|number| 5 + number % 2));
        let changes = between(&old, &new, &style());
        assert_eq!(changes.numbers.len(), 20 * 150);
    }

    /// Texts of a few pieces, so that two of them often agree.
    fn text() -> impl Strategy<Value = String> {
        let heading = prop::sample::select(vec![
            "## One\n",
            "## Dose\n",
            "## Effective dose\n",
            "## One (2)\n",
            "Two\n---\n",
            "---\n\n",
        ]);
        let line = prop::sample::select(vec![
            "5 mg",
            "5  mg",
            "50 mg",
            "",
            "  - b",
            "[x](https://a.example/products/t?e=s&p=iron)",
            "https://a.example/l/topic/iron",
            "https://a.example/l",
            "not",
            "```",
            "> a",
            "-   c",
        ]);
        let section = (heading, prop::collection::vec(line, 0..3));
        let front = prop::sample::select(vec![
            "---\nslug: s\nurl: https://a.example/l/s\npillar: Iron\nlast_reviewed: 1 May 2026\nrelated_products:\n  - handle: t\n---\n",
            "---\nlast_reviewed: >-\n  2\n---\n",
            "",
        ]);
        (front, prop::collection::vec(section, 0..5), prop::bool::ANY).prop_map(
            |(front, sections, crlf)| {
                let sections = sections
                    .into_iter()
                    .map(|(heading, lines)| format!("{heading}\n{}\n\n", lines.join("\n")));
                let text = format!("{front}\n# T\n\n{}", sections.collect::<String>());
                if crlf {
                    text.replace('\n', "\r\n")
                } else {
                    text
                }
            },
        )
    }

    /// What a page shows, without the blanks that are as good as one.
    fn shown(text: &str) -> Vec<String> {
        let page = Page::read(text, 0);
        // A heading of several lines is known by its words on one.
        let words = |runs: &[page::Run], shown: &str, is_heading: bool| -> String {
            let said = runs.iter().map(|run| {
                let words = shown.get(run.text.clone()).expect("runs lie in the text");
                let words = words.replace('\t', " ");
                let words = if is_heading {
                    words.replace('\n', " ")
                } else {
                    words
                };
                if run.style.has(Style::CODE) && !is_heading {
                    return words;
                }
                let mut said = String::new();
                for letter in words.chars() {
                    if letter != ' ' || !said.ends_with(' ') {
                        said.push(letter);
                    }
                }
                said
            });
            said.collect()
        };
        let block = |block: &page::Block| {
            let of_block = match block.kind {
                BlockKind::Code { .. } | BlockKind::Html => page.text(block).trim_end().to_owned(),
                _ => words(
                    page.runs(block),
                    page.text(block),
                    matches!(block.kind, BlockKind::Heading(_)),
                ),
            };
            let cells = page.cells(block).iter();
            let cells = cells.map(|it| words(page.cell_runs(it), page.cell_text(it), false));
            let cells: Vec<String> = cells.collect();
            let kind = std::mem::discriminant(&block.kind);
            format!(
                "{kind:?} {} {:?} {of_block:?} {cells:?}",
                block.depth, block.marker
            )
        };
        page.blocks.iter().map(block).collect()
    }

    proptest! {
        #[test]
        fn what_is_mechanical_reads_as_before(
            pieces in prop::collection::vec((prop::sample::select(vec![
                "a", "b", "`c", "d`", "-", "1.", ">", "|", "```", "<pre>", "</pre>", "\n", "\n", "\n\n", "\n    ", "\n  ",
                "[e](<f", "g>)", "| - |",
            ]), 0..7_usize, 0..7_usize), 1..25),
        ) {
            let text = |second: bool| -> String {
                let said = pieces.iter().map(|(word, one, two)| {
                    let blanks = if second { *two } else { *one };
                    format!("{word}{}", " ".repeat(blanks))
                });
                format!("## One\n\n{}\n", said.collect::<String>())
            };
            let (old, new) = (text(false), text(true));
            if between(&old, &new, &style()).is_mechanical() {
                prop_assert_eq!(shown(&old), shown(&new), "{:?}\n{:?}", old, new);
            }
        }

        #[test]
        fn fingerprints_agree_with_changes(old in text(), new in text()) {
            let style = style();
            let since = Fingerprint::of(&old, &style).since(&new, &style);
            let is_mechanical = matches!(since, Since::Nothing | Since::Mechanical);
            let changes = between(&old, &new, &style);
            prop_assert_eq!(is_mechanical, changes.is_mechanical(), "{:?}\n{:?}\n{:#?}", old, new, changes);
            for part in &changes.sections {
                for run in &part.runs {
                    let text = if run.kind == RunKind::Removed { &old } else { &new };
                    prop_assert!(text.get(run.range.clone()).is_some());
                }
            }
        }
    }
}
