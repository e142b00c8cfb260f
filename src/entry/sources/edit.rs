//! Adding lines to the sources of an entry, and removing them.
//!
//! Everything else follows (see [`Plan`]). A change is applied to a copy and read again; one that would come out as
//! anything but what was asked is refused.

use super::plan::Plan;
use super::{Source, SourceError, elsewhere};
use crate::entry::arrange;
use crate::entry::front_matter::split;
use crate::entry::outline::Outline;
use crate::entry::{Edit, Edits, LineEnd};

/// Adds a line (without a number) as the source with this index, or last; the section is added where it is missing.
///
/// # Errors
/// [`SourceError`] when numbers cannot follow, or the line would not be one source.
pub fn add(
    text: &str,
    outline: &Outline,
    line: &str,
    at: Option<usize>,
) -> Result<Edits, SourceError> {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    stands_in_one_item(&line)?;
    let section = section(text, outline)?;
    if super::read(text, outline).is_empty() {
        elsewhere::none_stands(text, outline)?;
    }
    let section = match section {
        Some(section) => section,
        None => {
            let end = outline.sections.len();
            let added = arrange::add(text, outline, end, super::SOURCES)
                .map_err(|why| SourceError::Section(why.to_string()))?;
            let with_section = added.apply(text).map_err(|_| SourceError::Gone)?;
            let outline = Outline::read(&with_section, split(&with_section).body);
            let lined = add(&with_section, &outline, &line, None)?;
            let new = lined.apply(&with_section).map_err(|_| SourceError::Gone)?;
            return Ok(Edits::between(text, &new));
        }
    };
    let sources = super::read(text, outline);
    let line_end = LineEnd::of(text).as_str();
    let at = at.unwrap_or(sources.len());
    if at > sources.len() {
        return Err(SourceError::Gone);
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
        plan.replace(edit);
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
/// [`SourceError`] when one of them would not be one source.
pub fn append(text: &str, outline: &Outline, lines: &[String]) -> Result<Edits, SourceError> {
    section(text, outline)?;
    let sources = super::read(text, outline);
    let Some(last) = sources.last() else {
        let Some((first, rest)) = lines.split_first() else {
            return Ok(Edits::default());
        };

        let added = add(text, outline, first, None)?;
        let with_first = added.apply(text).map_err(|_| SourceError::Gone)?;
        let outline = Outline::read(&with_first, split(&with_first).body);
        let new = append(&with_first, &outline, rest)?
            .apply(&with_first)
            .map_err(|_| SourceError::Gone)?;
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
fn stands_in_one_item(line: &str) -> Result<(), SourceError> {
    let sources = super::of(&format!("## {}\n\n1. {line}\n", super::SOURCES));
    let is_whole = |source: &Source| !line.is_empty() && source.line.len() == line.len();
    match sources.as_slice() {
        [source] if is_whole(source) => Ok(()),
        _ => Err(SourceError::WouldReadOtherwise),
    }
}

/// Takes the source with this index out; those behind it move up.
///
/// # Errors
/// [`SourceError::Cited`] where the prose cites it by number; other [`SourceError`] when numbers cannot follow.
pub fn remove(text: &str, outline: &Outline, index: usize) -> Result<Edits, SourceError> {
    section(text, outline)?;
    let sources = super::read(text, outline);
    let source = sources.get(index).ok_or(SourceError::Gone)?;
    let mut plan = Plan::new(text, outline, &sources);
    let cited = plan.cited(source.number);
    if !cited.is_empty() {
        return Err(SourceError::Cited(cited));
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
pub(super) fn section(text: &str, outline: &Outline) -> Result<Option<usize>, SourceError> {
    let mut sections = outline
        .all_sections()
        .enumerate()
        .filter(|(_, section)| super::is_sources(text, section));
    let first = sections.next().map(|(index, _)| index);
    if sections.next().is_some() {
        return Err(SourceError::Twice);
    }
    Ok(first)
}
