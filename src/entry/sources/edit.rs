//! Changes to the sources of an entry: one field, one line more or less.
//!
//! A field is changed by its own bytes. Where lines come or go, numbers follow, and so do the places in the prose that
//! cite by number (`[3]`, `source 3`). Every change is applied to a copy and read again; one that would come out as
//! anything but what was asked is refused. Knows nothing of: undo, other entries.

use std::fmt;
use std::ops::Range;

use super::numbered::{self, Citation};
use super::{Field, Source, is_doi, is_pmcid, is_pmid, plain};
use crate::entry::arrange;
use crate::entry::front_matter::split;
use crate::entry::outline::Outline;
use crate::entry::{Edit, Edits, LineEnd};

/// Why the sources were not changed. The entry is as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// The value cannot be one of this field.
    NotAValue(Field),
    /// The line was not read in parts.
    Unread(super::Unread),
    /// There is no place for it in this line.
    NoPlace(Field),
    /// The line would be read otherwise than asked.
    WouldReadOtherwise,
    /// There is no such source; it may have gone since.
    Gone,
    /// The section is there twice.
    Twice,
    /// The numbers have gaps or repeats, so others cannot follow.
    Numbering,
    /// Words stand between the lines that would change places.
    WordsBetween,
    /// The prose cites this number here.
    Cited(Vec<Range<usize>>),
    /// A citation of several numbers cannot follow.
    CitedTogether(Range<usize>),
    /// The section could not be added.
    Section(String),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAValue(Field::Year) => write!(
                f,
                "A year is four digits, and a letter where two need telling apart"
            ),
            Self::NotAValue(Field::Pmid) => {
                write!(f, "A PMID has 1 to 8 digits and no leading zero")
            }
            Self::NotAValue(Field::Pmcid) => write!(f, "A PMCID is PMC and digits"),
            Self::NotAValue(Field::Doi) => {
                write!(f, "A DOI is 10., a number of 4 to 9 digits, / and a name")
            }
            Self::NotAValue(field) => write!(f, "This can’t stand in “{}”", field.label()),
            Self::Unread(why) => write!(f, "{why}; change the line itself"),
            Self::NoPlace(field) => write!(
                f,
                "“{}” has no place in this line; change the line itself",
                field.label()
            ),
            Self::WouldReadOtherwise => write!(
                f,
                "The line would then be read otherwise; change the line itself"
            ),
            Self::Gone => write!(f, "This source is no longer there"),
            Self::Twice => write!(f, "There are two sections “Sources”; make them one first"),
            Self::Numbering => write!(
                f,
                "The numbers of the sources have gaps or repeats; mend them first"
            ),
            Self::WordsBetween => write!(
                f,
                "Words stand between these sources; move them in the text"
            ),
            Self::Cited(places) if places.len() == 1 => {
                write!(f, "The text cites this source by its number")
            }
            Self::Cited(places) => write!(
                f,
                "The text cites this source by its number in {} places",
                places.len()
            ),
            Self::CitedTogether(_) => write!(
                f,
                "The text cites several sources in one bracket that would no longer stand together"
            ),
            Self::Section(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for Refused {}

/// Gives a field of a source a value, in its own place or, where it is absent, in its house place. An empty value takes
/// the field out.
///
/// # Errors
/// [`Refused`] when the line would come out as anything but that.
pub fn set_field(text: &str, source: &Source, field: Field, value: &str) -> Result<Edits, Refused> {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if source.value(text, field).unwrap_or_default() == value.as_str() {
        return Ok(Edits::default());
    }
    if !value.is_empty() && !fits(field, &value) {
        return Err(Refused::NotAValue(field));
    }
    let edit = match source.at(field).cloned().or_else(|| doubted(source, field)) {
        Some(range) if !value.is_empty() => Edit::new(range, value.as_str()),
        Some(range) => taken_out(text, source, field, range)?,
        None => put_in(text, source, field, &value)?,
    };
    let edits = Edits::one(edit);
    keeps_the_rest(text, source, field, &value, &edits)?;
    Ok(edits)
}

fn fits(field: Field, value: &str) -> bool {
    match field {
        Field::Year => {
            let digits = value.trim_end_matches(|c: char| c.is_ascii_lowercase());
            digits.len() == 4
                && value.len() <= 5
                && digits.bytes().all(|byte| byte.is_ascii_digit())
        }
        Field::Pmid => is_pmid(value),
        Field::Pmcid => is_pmcid(value),
        Field::Doi => is_doi(value),
        Field::Url => value.contains("://") && !value.contains(' '),
        _ => true,
    }
}

/// An identifier that cannot be right is put right in its own place.
fn doubted(source: &Source, field: Field) -> Option<Range<usize>> {
    let doubt = source.doubts.iter().find(|doubt| doubt.field == field)?;
    Some(doubt.range.clone())
}

fn is_identifier(field: Field) -> bool {
    matches!(
        field,
        Field::Pmid | Field::Pmcid | Field::Doi | Field::Url | Field::Accessed
    )
}

fn put_in(text: &str, source: &Source, field: Field, value: &str) -> Result<Edit, Refused> {
    if let Some(why) = source.unread.filter(|_| !is_identifier(field)) {
        return Err(Refused::Unread(why));
    }
    let after = |at: usize| text.get(at..source.line.end).unwrap_or_default();
    match field {
        Field::Authors => {
            let stop = if source.year.is_some() || value.ends_with('.') {
                " "
            } else {
                ". "
            };
            Ok(Edit::insert(source.line.start, format!("{value}{stop}")))
        }
        Field::Year => {
            let authors = source.authors.as_ref().ok_or(Refused::NoPlace(field))?;
            let at = authors.range.end;
            let stop = if after(at).starts_with('.') { "" } else { "." };
            Ok(Edit::insert(at, format!(" ({value}){stop}")))
        }
        Field::Container => {
            let title = source.title.as_ref().ok_or(Refused::NoPlace(field))?;
            let words = text.get(title.clone()).unwrap_or_default();
            Ok(
                match after(title.end).strip_prefix(['*', '_', '.', '”', '"']) {
                    _ if words.ends_with(['?', '!']) => {
                        Edit::insert(title.end, format!(" {value}."))
                    }
                    Some(_) if after(title.end).starts_with('.') => {
                        Edit::insert(title.end + 1, format!(" {value}."))
                    }
                    Some(_) => return Err(Refused::NoPlace(field)),
                    None => Edit::insert(title.end, format!(". {value}.")),
                },
            )
        }
        Field::Issue => {
            let volume = source.volume.as_ref().ok_or(Refused::NoPlace(field))?;
            Ok(Edit::insert(volume.end, format!("({value})")))
        }
        Field::Pages => {
            let behind = source.issue.as_ref().map(|issue| issue.end + 1);
            let at = behind.or(source.volume.as_ref().map(|volume| volume.end));
            Ok(Edit::insert(
                at.ok_or(Refused::NoPlace(field))?,
                format!(":{value}"),
            ))
        }
        Field::Title | Field::Volume => Err(Refused::NoPlace(field)),
        Field::Pmid | Field::Pmcid | Field::Doi | Field::Url | Field::Accessed => {
            let sentence = match field {
                Field::Pmid => format!("PMID: {value}."),
                Field::Pmcid => format!("PMCID: {value}."),
                Field::Doi => format!("DOI: {value}."),
                Field::Accessed => format!("Accessed {value}."),
                _ => format!("{value}."),
            };
            let order = |field: Field| Field::ALL.iter().position(|known| *known == field);
            let found = super::identifiers::find(text, source.line.clone());
            let next = found
                .iter()
                .find(|one| !one.is_link && order(one.field) > order(field));
            Ok(match next {
                Some(next) => Edit::insert(next.whole.start, format!("{sentence} ")),
                None => {
                    let line = text.get(source.line.clone()).unwrap_or_default();
                    let gap = match line.chars().next_back() {
                        None => "",
                        Some('.' | '?' | '!') => " ",
                        Some(_) => ". ",
                    };
                    Edit::insert(source.line.end, format!("{gap}{sentence}"))
                }
            })
        }
    }
}

fn taken_out(
    text: &str,
    source: &Source,
    field: Field,
    range: Range<usize>,
) -> Result<Edit, Refused> {
    let before = text.get(source.line.start..range.start).unwrap_or_default();
    let after = text.get(range.end..source.line.end).unwrap_or_default();
    match field {
        Field::Year if before.ends_with('(') && after.starts_with(')') => {
            let blanks = before
                .strip_suffix('(')
                .map_or(0, |ahead| ahead.len() - ahead.trim_end().len());
            Ok(Edit::delete(range.start - 1 - blanks..range.end + 1))
        }
        Field::Issue if before.ends_with('(') && after.starts_with(')') => {
            Ok(Edit::delete(range.start - 1..range.end + 1))
        }
        Field::Pages if before.ends_with(':') => Ok(Edit::delete(range.start - 1..range.end)),
        Field::Container => {
            let blanks = before.len() - before.trim_end().len();
            let stop = usize::from(after.starts_with('.'));
            Ok(Edit::delete(range.start - blanks..range.end + stop))
        }
        _ if is_identifier(field) => {
            let found = super::identifiers::find(text, source.line.clone());
            let one = found
                .iter()
                .find(|one| one.value == range && !one.is_link)
                .ok_or(Refused::NoPlace(field))?;
            let before = text
                .get(source.line.start..one.whole.start)
                .unwrap_or_default();
            let after = text.get(one.whole.end..source.line.end).unwrap_or_default();
            let blanks = before.len() - before.trim_end().len();
            let stop = usize::from(after.starts_with(['.', ';', ',']));
            Ok(Edit::delete(one.whole.start - blanks..one.whole.end + stop))
        }
        _ => Err(Refused::NoPlace(field)),
    }
}

/// Reads the changed entry: this field says the value, and nothing else has changed.
fn keeps_the_rest(
    text: &str,
    source: &Source,
    field: Field,
    value: &str,
    edits: &Edits,
) -> Result<(), Refused> {
    let otherwise = Refused::WouldReadOtherwise;
    let new_text = edits.apply(text).map_err(|_| Refused::Gone)?;
    let (old, new) = (super::of(text), super::of(&new_text));
    if old.len() != new.len() {
        return Err(otherwise);
    }
    for (old, new) in old.iter().zip(&new) {
        if old.number != new.number {
            return Err(otherwise);
        }
        if old.range.start != source.range.start {
            if text.get(old.range.clone()) != new_text.get(new.range.clone()) {
                return Err(otherwise);
            }
            continue;
        }
        let others_stay = Field::ALL
            .iter()
            .filter(|other| **other != field)
            .all(|other| old.value(text, *other) == new.value(&new_text, *other));
        let wanted = plain(value, &(0..value.len()));
        let is_there = new.value(&new_text, field).unwrap_or_default() == wanted;
        let still_read = new.unread.is_none() || new.unread == old.unread;
        if !(others_stay && is_there && still_read) {
            return Err(otherwise);
        }
    }
    Ok(())
}

/// Adds a line (without a number) as the source with this index, or last; the section is added where it is missing.
///
/// # Errors
/// [`Refused`] when numbers cannot follow, or the line would not be one source.
pub fn add(text: &str, outline: &Outline, line: &str, at: Option<usize>) -> Result<Edits, Refused> {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    stands_in_one_item(&line)?;
    let section = match section(text, outline)? {
        Some(section) => section,
        None => {
            let end = outline.sections.len();
            let added = arrange::add(text, outline, end, super::SOURCES)
                .map_err(|why| Refused::Section(why.to_string()))?;
            let with_section = added.apply(text).map_err(|_| Refused::Gone)?;
            let outline = Outline::read(&with_section, split(&with_section).body);
            let lined = add(&with_section, &outline, &line, None)?;
            let new = lined.apply(&with_section).map_err(|_| Refused::Gone)?;
            return Ok(Edits::between(text, &new));
        }
    };
    let sources = super::read(text, outline);
    let line_end = LineEnd::of(text).as_str();
    let at = at.unwrap_or(sources.len());
    if at > sources.len() {
        return Err(Refused::Gone);
    }
    let mut plan = Plan::new(text, outline, &sources);
    let Some(last) = sources.last() else {
        // The blank lines of an empty section stay where they are.
        let body = outline
            .section(section)
            .map(|section| section.body.clone())
            .unwrap_or_default();
        let words = text.get(body.clone()).unwrap_or_default();
        let kept = words.trim_end();
        let edit = if kept.is_empty() {
            let above = if text
                .get(..body.start)
                .is_some_and(|above| above.ends_with('\n'))
            {
                ""
            } else {
                line_end
            };
            let below = if body.end < text.len() { line_end } else { "" };
            Edit::new(body, format!("{above}{line_end}1. {line}{line_end}{below}"))
        } else {
            Edit::insert(
                body.start + kept.len(),
                format!("{line_end}{line_end}1. {line}"),
            )
        };
        plan.edits.push(edit);
        return plan.checked(&[(1, line)]);
    };
    let mut expected = plan.lines();
    if let Some(next) = sources.get(at) {
        plan.needs_sequence()?;
        let mark = plan.mark(next);
        plan.insert_before(
            at,
            &format!("{}{mark} {line}{}", next.number, plan.gap(at)?),
            next.number + 1,
        );
        plan.renumber(at + 1.., 1)?;
        for (number, _) in expected.iter_mut().skip(at) {
            *number += 1;
        }
        expected.insert(at, (next.number, line));
        let from = next.number;
        plan.follow(|number| Some(number + u32::from(number >= from)))?;
    } else {
        plan.append(&[line], last, &mut expected);
    }
    plan.checked(&expected)
}

/// Adds lines (without numbers) behind the last source, all of them or none.
///
/// # Errors
/// [`Refused`] when one of them would not be one source.
pub fn append(text: &str, outline: &Outline, lines: &[String]) -> Result<Edits, Refused> {
    section(text, outline)?;
    let sources = super::read(text, outline);
    let Some(last) = sources.last() else {
        let Some((first, rest)) = lines.split_first() else {
            return Ok(Edits::default());
        };
        let added = add(text, outline, first, None)?;
        let with_first = added.apply(text).map_err(|_| Refused::Gone)?;
        let outline = Outline::read(&with_first, split(&with_first).body);
        let new = append(&with_first, &outline, rest)?
            .apply(&with_first)
            .map_err(|_| Refused::Gone)?;
        return Ok(Edits::between(text, &new));
    };
    let mut plan = Plan::new(text, outline, &sources);
    let mut expected = plan.lines();
    let lines: Vec<String> = lines
        .iter()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    for line in &lines {
        stands_in_one_item(line)?;
    }
    plan.append(&lines, last, &mut expected);
    plan.checked(&expected)
}

/// A line that would be a heading, a fence or a list in its item is not one of words.
fn stands_in_one_item(line: &str) -> Result<(), Refused> {
    let sources = super::of(&format!("## {}\n\n1. {line}\n", super::SOURCES));
    let is_whole = |source: &Source| !line.is_empty() && source.line.len() == line.len();
    match sources.as_slice() {
        [source] if is_whole(source) => Ok(()),
        _ => Err(Refused::WouldReadOtherwise),
    }
}

/// Takes the source with this index out; those behind it move up.
///
/// # Errors
/// [`Refused::Cited`] where the prose cites it by number; other [`Refused`] when numbers cannot follow.
pub fn remove(text: &str, outline: &Outline, index: usize) -> Result<Edits, Refused> {
    section(text, outline)?;
    let sources = super::read(text, outline);
    let source = sources.get(index).ok_or(Refused::Gone)?;
    let mut plan = Plan::new(text, outline, &sources);
    let cited = plan.cited(source.number);
    if !cited.is_empty() {
        return Err(Refused::Cited(cited));
    }
    let mut expected = plan.lines();
    expected.remove(index);
    plan.delete(index);
    // Where the numbers have gaps already, one more does no harm.
    if plan.is_sequence() {
        plan.renumber(index + 1.., -1)?;
        for (number, _) in expected.iter_mut().skip(index) {
            *number -= 1;
        }
        let from = source.number;
        plan.follow(|number| Some(number - u32::from(number > from)))?;
    }
    plan.checked(&expected)
}

/// The one section of sources.
pub(super) fn section(text: &str, outline: &Outline) -> Result<Option<usize>, Refused> {
    let mut sections = outline
        .all_sections()
        .enumerate()
        .filter(|(_, section)| super::is_sources(text, section));
    let first = sections.next().map(|(index, _)| index);
    if sections.next().is_some() {
        return Err(Refused::Twice);
    }
    Ok(first)
}

/// A change of several lines in the making.
pub(super) struct Plan<'t> {
    text: &'t str,
    sources: &'t [Source],
    citations: Vec<Citation>,
    edits: Vec<Edit>,
}

impl<'t> Plan<'t> {
    pub(super) fn new(text: &'t str, outline: &Outline, sources: &'t [Source]) -> Self {
        Self {
            text,
            sources,
            citations: numbered::find(text, outline, sources),
            edits: Vec::new(),
        }
    }

    /// Number and words of each line.
    pub(super) fn lines(&self) -> Vec<(u32, String)> {
        self.sources
            .iter()
            .map(|source| (source.number, words(self.text, source)))
            .collect()
    }

    fn is_sequence(&self) -> bool {
        let mut pairs = self.sources.iter().zip(self.sources.iter().skip(1));
        pairs.all(|(one, next)| one.number + 1 == next.number)
    }

    pub(super) fn needs_sequence(&self) -> Result<(), Refused> {
        if self.is_sequence() {
            Ok(())
        } else {
            Err(Refused::Numbering)
        }
    }

    pub(super) fn replace(&mut self, edit: Edit) {
        self.edits.push(edit);
    }

    /// `.` or `)` behind the number of a source.
    fn mark(&self, source: &Source) -> &'t str {
        let at = source.number_at.end;
        self.text.get(at..at + 1).unwrap_or(".")
    }

    /// What stands between a source and the one before it: blank lines at most.
    pub(super) fn gap(&self, at: usize) -> Result<&'t str, Refused> {
        let before = at
            .checked_sub(1)
            .and_then(|before| self.sources.get(before));
        let gap = match (before, self.sources.get(at)) {
            (Some(before), Some(source)) => self.text.get(before.range.end..source.range.start),
            // Before the first and behind the last: as between the first two.
            _ => match (self.sources.first(), self.sources.get(1)) {
                (Some(first), Some(second)) => self.text.get(first.range.end..second.range.start),
                _ => Some(LineEnd::of(self.text).as_str()),
            },
        };
        let gap = gap.unwrap_or_default();
        if gap.trim().is_empty() {
            Ok(gap)
        } else {
            Err(Refused::WordsBetween)
        }
    }

    /// Puts lines behind the last source, under the numbers that follow the highest.
    fn append(&mut self, lines: &[String], last: &Source, expected: &mut Vec<(u32, String)>) {
        let line_end = LineEnd::of(self.text).as_str();
        let gap = match self.sources.len() {
            0 | 1 => line_end,
            count => self.gap(count - 1).unwrap_or(line_end),
        };
        let mark = self.mark(last);
        let highest = self.sources.iter().map(|source| source.number).max();
        let mut added = String::new();
        for (number, line) in (highest.unwrap_or(0) + 1..).zip(lines) {
            added.push_str(&format!("{gap}{number}{mark} {line}"));
            expected.push((number, line.clone()));
        }
        self.edits.push(Edit::insert(last.range.end, added));
    }

    /// Puts a line before a source and gives that source its new number in the same edit.
    fn insert_before(&mut self, at: usize, line: &str, number: u32) {
        if let Some(source) = self.sources.get(at) {
            self.edits.push(Edit::new(
                source.number_at.clone(),
                format!("{line}{number}"),
            ));
        }
    }

    fn renumber(
        &mut self,
        range: impl std::ops::RangeBounds<usize>,
        step: i64,
    ) -> Result<(), Refused> {
        for (at, source) in self.sources.iter().enumerate() {
            if range.contains(&at) {
                let number = u32::try_from(i64::from(source.number) + step)
                    .map_err(|_| Refused::Numbering)?;
                self.edits
                    .push(Edit::new(source.number_at.clone(), number.to_string()));
            }
        }
        Ok(())
    }

    fn delete(&mut self, at: usize) {
        let Some(source) = self.sources.get(at) else {
            return;
        };
        let next = self.sources.get(at + 1).map(|next| next.range.start);
        let before = at
            .checked_sub(1)
            .and_then(|before| self.sources.get(before))
            .map(|before| before.range.end);
        let is_blank = |range: Range<usize>| {
            self.text
                .get(range)
                .is_some_and(|gap| gap.trim().is_empty())
        };
        let range = match (before, next) {
            (_, Some(next)) if is_blank(source.range.end..next) => source.range.start..next,
            (Some(before), _) if is_blank(before..source.range.start) => before..source.range.end,
            _ => {
                let rest = self.text.get(source.range.end..).unwrap_or_default();
                let line_end = if rest.starts_with("\r\n") {
                    2
                } else {
                    usize::from(rest.starts_with('\n'))
                };
                source.range.start..source.range.end + line_end
            }
        };
        self.edits.push(Edit::delete(range));
    }

    /// Where the prose cites a number.
    fn cited(&self, number: u32) -> Vec<Range<usize>> {
        let citations = self
            .citations
            .iter()
            .filter(|citation| citation.holds(number));
        citations.map(|citation| citation.range.clone()).collect()
    }

    /// Brings citations by number to the new numbers.
    pub(super) fn follow(&mut self, new: impl Fn(u32) -> Option<u32>) -> Result<(), Refused> {
        for citation in &self.citations {
            let edits = citation
                .renumbered(&new)
                .ok_or_else(|| Refused::CitedTogether(citation.range.clone()))?;
            self.edits.extend(edits);
        }
        Ok(())
    }

    /// The edits, if the sources then read as they should and no other piece of the entry has moved.
    pub(super) fn checked(self, expected: &[(u32, String)]) -> Result<Edits, Refused> {
        let edits = Edits::new(self.edits).map_err(|_| Refused::WouldReadOtherwise)?;
        let new_text = edits.apply(self.text).map_err(|_| Refused::Gone)?;
        let outline = Outline::read(&new_text, split(&new_text).body);
        let sources = super::read(&new_text, &outline);
        let same = sources.len() == expected.len()
            && sources
                .iter()
                .zip(expected)
                .all(|(source, (number, line))| {
                    source.number == *number && words(&new_text, source) == *line
                });
        let titles = |text: &str, outline: &Outline| -> Vec<String> {
            outline
                .all_sections()
                .map(|section| section.title(text))
                .collect()
        };
        let old_outline = Outline::read(self.text, split(self.text).body);
        if same && titles(self.text, &old_outline) == titles(&new_text, &outline) {
            Ok(edits)
        } else {
            Err(Refused::WouldReadOtherwise)
        }
    }
}

/// The words of a source on one line, what is nested below included.
fn words(text: &str, source: &Source) -> String {
    let words = text
        .get(source.line.start..source.range.end)
        .unwrap_or_default();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
