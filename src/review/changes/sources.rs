//! The sources that came, went or say something else: two lists held against each other by what a source is, and not by its
//! number.

use similar::TextDiff;

use super::{Fate, TIMEOUT};
use crate::entry::sources::{Source, SourceField};
use crate::review::claim::{collapsed, source_identity};

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

pub(super) fn source_changes(old: (&str, &[Source]), new: (&str, &[Source])) -> Vec<SourceChange> {
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
