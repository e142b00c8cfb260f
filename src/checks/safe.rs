//! Fixes that need no eye on each: those of checks that are listed as safe, and only where nothing protected is touched.
//!
//! Protected are `slug`, `url` and `last_reviewed`, quotations, and the titles of sources. The result is read again: where
//! anything protected came out changed, or another error came in, the fix is not made.
//!
//! Knows nothing of: files, undo, which fixes a person took by hand.

use std::ops::Range;
use std::sync::Arc;

use super::{Checklist, Finding, Level, Mending, named};
use crate::entry::page::{Block, Kind, Page};
use crate::entry::{Edit, Edits, Reading, sources};
use crate::library::EntryKey;

/// A text after its safe fixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    pub text: Arc<str>,
    /// How many findings were mended.
    pub count: usize,
}

/// One fix can make room for the next, not for ever.
const ROUNDS: usize = 4;

const FIELDS: [&str; 3] = ["slug", "url", "last_reviewed"];

/// Makes the safe fixes of the findings that are wanted; `None` where there is nothing to mend.
pub fn mend_safely(
    list: &Checklist,
    key: &EntryKey,
    text: &Arc<str>,
    wanted: impl Fn(&str, &Finding) -> bool,
) -> Option<Mended> {
    let mut mended = Mended {
        text: text.clone(),
        count: 0,
    };
    for _ in 0..ROUNDS {
        let before = State::of(list, key, &mended.text);
        let fixes: Vec<&Edits> = (before.findings.iter())
            .filter(|finding| wanted(&mended.text, finding))
            .filter_map(|finding| before.safe_fix(finding))
            .collect();
        let all = together(&fixes);
        let next = before
            .after(list, key, &all)
            .map(|text| (text, all.len()))
            .or_else(|| {
                // One of them does harm: the others are made without it.
                let harmless = fixes.iter().copied();
                let harmless = harmless.filter(|fix| before.after(list, key, &[*fix]).is_some());
                let harmless = together(&harmless.collect::<Vec<_>>());
                Some((before.after(list, key, &harmless)?, harmless.len()))
            });
        match next {
            Some((text, count)) => {
                mended.text = text;
                mended.count += count;
            }
            None => break,
        }
    }
    (mended.count > 0).then_some(mended)
}

/// A text and what must not change in it.
struct State<'t> {
    text: &'t str,
    findings: Vec<Finding>,
    protected: Vec<Range<usize>>,
    values: Vec<String>,
}

impl<'t> State<'t> {
    fn of(list: &Checklist, key: &EntryKey, text: &'t str) -> Self {
        let reading = Reading::of(text);
        let fields = FIELDS
            .iter()
            .filter_map(|key| reading.front_matter.field(key));
        let mut protected: Vec<_> = fields.map(|field| field.value.range().clone()).collect();
        let sources = sources::read(text, &reading.outline);
        protected.extend(sources.iter().filter_map(|source| source.title.clone()));
        let at = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default().to_owned();
        let values = protected.iter().map(at).collect();
        protected.extend(quotations(text, &reading.page));
        Self {
            text,
            findings: list.look_read(key, text, &reading).findings,
            protected,
            values,
        }
    }

    /// The fix of a finding, where it has one that is safe.
    fn safe_fix<'f>(&self, finding: &'f Finding) -> Option<&'f Edits> {
        let [fix] = finding.fixes.as_slice() else {
            return None;
        };
        let is_safe = named(finding.check).is_some_and(|check| check.mending == Mending::Safe);
        let touches = |edit: &Edit| self.protected.iter().any(|range| touch(&edit.range, range));
        (is_safe && !fix.edits.iter().any(touches)).then_some(&fix.edits)
    }

    /// The text after some fixes; `None` where there are none, or they do harm.
    fn after(&self, list: &Checklist, key: &EntryKey, fixes: &[&Edits]) -> Option<Arc<str>> {
        let edits = fixes.iter().flat_map(|fix| fix.iter().cloned());
        let edits = Edits::new(edits.collect())
            .ok()
            .filter(|edits| !edits.is_empty())?;
        let text = edits.apply(self.text).ok()?;
        let now = State::of(list, key, &text);
        let errors = |state: &State<'_>| {
            let grave = |finding: &&Finding| finding.level == Level::Error;
            state.findings.iter().filter(grave).count()
        };
        let is_harmless = now.values == self.values
            && errors(&now) <= errors(self)
            && now.findings.len() < self.findings.len();
        is_harmless.then_some(text)
    }
}

/// As many of the fixes as touch different places.
fn together<'f>(fixes: &[&'f Edits]) -> Vec<&'f Edits> {
    let mut taken: Vec<Range<usize>> = Vec::new();
    let mut all = Vec::new();
    for fix in fixes {
        let ranges = fix.iter().map(|edit| edit.range.clone());
        let ranges: Vec<Range<usize>> = ranges.collect();
        // Findings come in the order of the text: most often the last ones taken are the only ones near.
        if ranges
            .iter()
            .all(|range| taken.iter().rev().all(|other| !touch(range, other)))
        {
            taken.extend(ranges);
            all.push(*fix);
        }
    }
    all
}

/// Whether two ranges share a byte, or one is put into the other.
fn touch(one: &Range<usize>, other: &Range<usize>) -> bool {
    if one.is_empty() || other.is_empty() {
        return one.start <= other.end && other.start <= one.end;
    }
    one.start < other.end && other.start < one.end
}

/// Quoted blocks, and what stands between quotation marks in a paragraph.
pub(super) fn quotations(text: &str, page: &Page) -> Vec<Range<usize>> {
    let mut quotations = Vec::new();
    for block in page.blocks.iter().filter(|block| is_words(block)) {
        if block.quotes != 0 {
            quotations.push(block.range.clone());
            continue;
        }
        let words = text.get(block.range.clone()).unwrap_or_default();
        let mut open: Option<(usize, char)> = None;
        for (at, letter) in words.char_indices() {
            match (open, letter) {
                (None, '“' | '"' | '«' | '„') => open = Some((at, letter)),
                (Some((from, '"')), '"')
                | (Some((from, '“')), '”')
                | (Some((from, '«')), '»')
                | (Some((from, '„')), '“' | '”') => {
                    let start = block.range.start;
                    quotations.push(start + from..start + at + letter.len_utf8());
                    open = None;
                }
                _ => {}
            }
        }
    }
    quotations
}

fn is_words(block: &Block) -> bool {
    !matches!(block.kind, Kind::Code { .. } | Kind::Html | Kind::Rule)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::house_style::HouseStyle;

    fn mended(text: &str) -> Option<String> {
        let list = Checklist::new(HouseStyle::default().into(), date(2026, 11, 1));
        let list = list.keeping(|check| check.id == "tab");
        let mended = mend_safely(&list, &EntryKey::new("a.md"), &Arc::from(text), |_, _| true);
        mended.map(|mended| mended.text.to_string())
    }

    #[test]
    fn what_is_safe_is_mended_and_the_rest_left() {
        assert_eq!(mended("A\tb\n\nc\td\n").as_deref(), Some("A b\n\nc d\n"));
        assert_eq!(mended("A b\n"), None);
    }

    #[test]
    fn quotations_and_titles_of_sources_stay_as_they_are() {
        for kept in [
            "> A\tb\n",
            "She said “a\tb” twice.\n",
            "She said \"a\tb\" twice.\n",
            "## Sources\n\n1. Archer A (2016). One\ttitle. Journal.\n",
        ] {
            assert_eq!(mended(kept), None, "{kept}");
            let both = format!("x\ty\n\n{kept}");
            assert_eq!(mended(&both), Some(format!("x y\n\n{kept}")));
        }
    }
}
