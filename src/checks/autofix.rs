//! Fixes that are made without a look at each: those of checks that are marked as safe, and only where nothing protected is
//! touched.
//!
//! Protected are `slug`, `url` and `last_reviewed`, quotations, and the titles of sources. The result is read again: where
//! something protected changed or a new error appeared, the fix is not made. A finding that appears only after another was
//! fixed is left for the next time, because nobody was told of it.
//!
//! Knows nothing of: files, undo, which fixes a person took by hand.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::{Finding, FixKind, Level, Ruleset, named};
use crate::entry::{Edit, Edits, Lean, Reading, quotations, sources};
use crate::library::EntryKey;

/// A text after its safe fixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    pub text: Arc<str>,
    /// How many findings were fixed.
    pub count: usize,
}

/// How many bytes are read again at most while the fix that does harm is looked for.
const READ_AGAIN: usize = 8_000_000;

/// One fix can make room for the next, not for ever.
const ROUNDS: usize = 4;

const FIELDS: [&str; 3] = ["slug", "url", "last_reviewed"];

/// Makes the safe fixes of the findings that are wanted; `None` where there is nothing to fix.
pub fn fix_safely(
    rules: &Ruleset,
    key: &EntryKey,
    text: &Arc<str>,
    wanted: impl Fn(&str, &Finding) -> bool,
) -> Option<Fixed> {
    let mut fixed = Fixed {
        text: text.clone(),
        count: 0,
    };
    let mut left = (READ_AGAIN / text.len().max(1)).clamp(6, 400);
    let mut reported: Option<ReportedLines> = None;
    for _ in 0..ROUNDS {
        let before = State::of(rules, key, &fixed.text);
        let fixes: Vec<(&'static str, &Edits)> = (before.findings.iter())
            .filter(|finding| wanted(&fixed.text, finding))
            .filter_map(|finding| Some((finding.check, before.safe_fix(finding)?)))
            .collect();
        let reported = reported.get_or_insert_with(|| ReportedLines::of(before.text, &fixes));
        let fixes = fixes.into_iter().filter(|(_, fix)| reported.hold(fix));
        let mut trial = Trial {
            before: &before,
            rules,
            key,
            left: &mut left,
        };
        let next = trial.harmless(&together(fixes));
        match next {
            Some((made, count)) => {
                reported.follow(&made.edits);
                fixed.text = made.text;
                fixed.count += count;
            }
            None => break,
        }
    }
    (fixed.count > 0).then_some(fixed)
}

/// The lines that the fixes of the first round change, in the order of the text; no others are changed.
struct ReportedLines(Vec<Range<usize>>);

impl ReportedLines {
    fn of(text: &str, fixes: &[(&'static str, &Edits)]) -> Self {
        // Looked for once: a line may be as long as the text, and every fix in it would seek its ends again.
        let ends: Vec<usize> = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
        let line = |edit: &Edit| {
            let Range { start, end } = edit.range;
            let last = end.saturating_sub(1).max(start);
            let before = ends.partition_point(|at| *at < start).checked_sub(1);
            let before = before.and_then(|at| ends.get(at));
            let behind = ends.get(ends.partition_point(|at| *at < last));
            before.map_or(0, |at| at + 1)..behind.map_or(text.len(), |at| at + 1)
        };
        let edits = fixes.iter().flat_map(|(_, fix)| fix.iter());
        Self(Protected::of(edits.map(line).collect()).0)
    }

    fn hold(&self, fix: &Edits) -> bool {
        fix.iter().all(|edit| {
            let before = self
                .0
                .partition_point(|line| line.start <= edit.range.start);
            let line = before.checked_sub(1).and_then(|at| self.0.get(at));
            line.is_some_and(|line| edit.range.end <= line.end)
        })
    }

    /// Keeps to the same lines of a text that was changed.
    fn follow(&mut self, edits: &Edits) {
        let moves = edits.moves();
        for line in &mut self.0 {
            *line = moves.map(line.start, Lean::Before)..moves.map(line.end, Lean::After);
        }
    }
}

/// A text after fixes, and what they came to.
struct Made {
    text: Arc<str>,
    edits: Edits,
}

/// A text and what must not change in it.
struct State<'t> {
    text: &'t str,
    findings: Vec<Finding>,
    protected: Protected,
    values: Vec<String>,
}

impl<'t> State<'t> {
    fn of(rules: &Ruleset, key: &EntryKey, text: &'t str) -> Self {
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
        let protected = Protected::of(protected);
        Self {
            text,
            findings: rules.look_whole(key, text, &reading),
            protected,
            values,
        }
    }

    /// The fix of a finding, where it has one that is safe.
    fn safe_fix<'f>(&self, finding: &'f Finding) -> Option<&'f Edits> {
        let [fix] = finding.fixes.as_slice() else {
            return None;
        };
        let is_safe = named(finding.check).is_some_and(|check| check.fix == FixKind::Safe);
        let touches = |edit: &Edit| self.protected.touch(&edit.range);
        (is_safe && !fix.edits.iter().any(touches)).then_some(&fix.edits)
    }

    /// The text after some fixes; `None` where there are none, or they do harm.
    fn after(&self, rules: &Ruleset, key: &EntryKey, fixes: &[&Edits]) -> Option<Made> {
        let edits = fixes.iter().flat_map(|fix| fix.iter().cloned());
        let edits = Edits::new(edits.collect())
            .ok()
            .filter(|edits| !edits.is_empty())?;
        let text = edits.apply(self.text).ok()?;
        let now = State::of(rules, key, &text);
        let errors = |state: &State<'_>| {
            let grave = |finding: &&Finding| finding.level == Level::Error;
            state.findings.iter().filter(grave).count()
        };
        let is_harmless = now.values == self.values
            && errors(&now) <= errors(self)
            && now.findings.len() < self.findings.len();
        is_harmless.then_some(Made { text, edits })
    }
}

/// Some fixes of one text being tried.
struct Trial<'s, 't> {
    before: &'s State<'t>,
    rules: &'s Ruleset,
    key: &'s EntryKey,
    /// How often the text may still be read. A fix that was not tried by then is not made.
    left: &'s mut usize,
}

impl Trial<'_, '_> {
    /// The text after all of the fixes that do no harm, and how many these are.
    fn harmless(&mut self, fixes: &[&Edits]) -> Option<(Made, usize)> {
        if let Some(made) = self.after(fixes) {
            return Some((made, fixes.len()));
        }
        // What does no harm by itself may do some together with the rest; then the half that does most good is made.
        let mut parts = Vec::new();
        self.halve(fixes, &mut parts);
        let all: Vec<&Edits> = parts.iter().flat_map(|(part, _)| *part).copied().collect();
        if parts.len() > 1
            && let Some(made) = self.before.after(self.rules, self.key, &all)
        {
            return Some((made, all.len()));
        }
        let most = parts.into_iter().max_by_key(|(part, _)| part.len());
        most.map(|(part, made)| (made, part.len()))
    }

    /// Looks for the parts that do no harm: one that does is halved until what does harm is a fix by itself.
    fn halve<'f>(&mut self, fixes: &'f [&'f Edits], parts: &mut Vec<(&'f [&'f Edits], Made)>) {
        if fixes.len() < 2 {
            return;
        }
        let (one, other) = fixes.split_at(fixes.len() / 2);
        for half in [one, other] {
            match self.after(half) {
                Some(made) => parts.push((half, made)),
                None => self.halve(half, parts),
            }
        }
    }

    fn after(&mut self, fixes: &[&Edits]) -> Option<Made> {
        *self.left = self.left.checked_sub(1)?;
        self.before.after(self.rules, self.key, fixes)
    }
}

/// As many of the fixes as touch different places, those of one check in a row: most often all that do harm are of one.
fn together<'f>(fixes: impl Iterator<Item = (&'static str, &'f Edits)>) -> Vec<&'f Edits> {
    let mut taken = Taken::default();
    let mut free: Vec<_> = fixes.filter(|(_, fix)| taken.take(fix)).collect();
    free.sort_by_key(|(check, _)| *check);
    free.into_iter().map(|(_, fix)| fix).collect()
}

/// The places that fixes already taken change: none shares a byte with another.
#[derive(Default)]
struct Taken(BTreeMap<usize, usize>);

impl Taken {
    /// Takes the places of a fix, where all of them are free.
    fn take(&mut self, fix: &Edits) -> bool {
        let is_free = !fix.iter().any(|edit| self.touches(&edit.range));
        if is_free {
            for edit in fix.iter() {
                let end = self.0.entry(edit.range.start).or_default();
                *end = edit.range.end.max(*end);
            }
        }
        is_free
    }

    fn touches(&self, range: &Range<usize>) -> bool {
        let before = self.0.range(..=range.end).rev();
        // Of places that share no byte those further ahead end further ahead.
        before
            .take_while(|(_, end)| **end >= range.start)
            .any(|(start, end)| touch(range, &(*start..*end)))
    }
}

/// What must not change: places in the order of the text that share no byte.
pub(super) struct Protected(Vec<Range<usize>>);

impl Protected {
    /// Those that do share bytes become one.
    pub(super) fn of(mut places: Vec<Range<usize>>) -> Self {
        places.sort_by_key(|place| (place.start, place.end));
        let mut apart: Vec<Range<usize>> = Vec::with_capacity(places.len());
        for place in places {
            match apart.last_mut() {
                Some(last) if place.start < last.end => last.end = last.end.max(place.end),
                _ => apart.push(place),
            }
        }
        Self(apart)
    }

    /// Whether one of them shares a byte with a range, or is put into it.
    pub(super) fn touch(&self, range: &Range<usize>) -> bool {
        let before = self.0.partition_point(|place| place.start <= range.end);
        let before = self.0.get(..before).unwrap_or_default().iter().rev();
        before
            .take_while(|place| place.end >= range.start)
            .any(|place| touch(range, place))
    }
}

/// Whether two ranges share a byte, or one is put into the other.
fn touch(one: &Range<usize>, other: &Range<usize>) -> bool {
    if one.is_empty() || other.is_empty() {
        return one.start <= other.end && other.start <= one.end;
    }
    one.start < other.end && other.start < one.end
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::checks::{Check, Fix, Group, Look};
    use crate::house_style::HouseStyle;

    fn fixed(text: &str) -> Option<String> {
        let rules = Ruleset::new(HouseStyle::default().into(), date(2026, 11, 1));
        let rules = rules.keeping(|check| check.id == "tab");
        let fixed = fix_safely(&rules, &EntryKey::new("a.md"), &Arc::from(text), |_, _| {
            true
        });
        fixed.map(|fixed| fixed.text.to_string())
    }

    #[test]
    fn what_is_safe_is_fixed_and_the_rest_left() {
        assert_eq!(fixed("A\tb\n\nc\td\n").as_deref(), Some("A b\n\nc d\n"));
        assert_eq!(fixed("A b\n"), None);
    }

    /// A check that finds every `x`, safe to fix; and one that tells an error where two `b` stand together.
    fn two_checks() -> Ruleset {
        const FINDS: Check = Check {
            id: "tab",
            group: Group::Text,
            title: "",
            level: Level::Warning,
            reason: "",
            fix: FixKind::Safe,
            since: 1,
            look: Look::Entry(|subject, found| {
                for (at, _) in subject.text.match_indices('x') {
                    let fix = Fix::new("Delete it", Edit::delete(at..at + 1));
                    found.add(at..at + 1, "An x", vec![fix]);
                }
            }),
        };
        const HARMED: Check = Check {
            id: "doubled-word",
            level: Level::Error,
            fix: FixKind::None,
            look: Look::Entry(|subject, found| {
                for (at, _) in subject.text.match_indices("bb") {
                    found.add(at..at + 2, "Two b", Vec::new());
                }
            }),
            ..FINDS
        };
        let day = date(2026, 11, 1);
        Ruleset::of([&FINDS, &HARMED], HouseStyle::default().into(), day)
    }

    #[test]
    fn the_fix_that_does_harm_is_left_out_and_the_others_are_made() {
        let rules = two_checks();
        let fixed = |text: &str| {
            let fixed = fix_safely(&rules, &EntryKey::new("a.md"), &Arc::from(text), |_, _| {
                true
            });
            fixed.map(|fixed| (fixed.text.to_string(), fixed.count))
        };
        let without = "ax".repeat(40);
        for (text, after) in [
            (without.clone(), "a".repeat(40)),
            (format!("bxb{without}"), format!("bxb{}", "a".repeat(40))),
            (
                format!("{without}bxb{without}"),
                format!("{0}bxb{0}", "a".repeat(40)),
            ),
        ] {
            let count = text.len() - after.len();
            assert_eq!(fixed(&text), Some((after, count)), "{text}");
        }
        assert_eq!(fixed("bxb"), None);
    }

    #[test]
    fn more_than_are_told_one_by_one_are_fixed_at_once() {
        let text = "a\tb c\n\n".repeat(1000);
        assert_eq!(fixed(&text), Some(text.replace('\t', " ")));
    }

    proptest! {
        #[test]
        fn places_are_found_as_by_looking_at_each(
            places in prop::collection::vec((0_usize..40, 0_usize..6), 0..12),
            (start, length) in (0_usize..40, 0_usize..6),
        ) {
            let places = places.into_iter().map(|(start, length)| start..start + length);
            let places: Vec<Range<usize>> = places.collect();
            let range = start..start + length;
            let by_each = places.iter().any(|place| touch(&range, place));
            prop_assert_eq!(Protected::of(places).touch(&range), by_each);
        }
    }

    /// A piece of a text in which blanks of every kind stand wherever they can.
    fn piece() -> impl Strategy<Value = String> {
        let words = prop::sample::select(vec![
            "Iron", "tea.", "is", "“milk", "zinc”", "`code`", "*so*", "|", "- ", "> ", "## A", "(",
            ")", ",", "!", "",
        ]);
        let blanks = prop::sample::select(vec![
            " ", " ", "  ", "   ", "\t", "\t ", " \t", "\u{a0}", "\u{2009}", "\u{200b}", "\n",
            "  \n", " \n", "\t\n", "\n\n", "\n  \n", "\r\n",
        ]);
        (words, blanks).prop_map(|(word, blank)| format!("{word}{blank}"))
    }

    /// The lines that the safe findings of a text name: where they stand and what their fixes change.
    fn named_lines(rules: &Ruleset, text: &str) -> BTreeSet<usize> {
        let line = |at: usize| text[..at].matches('\n').count();
        let looked = rules.look(&EntryKey::new("a.md"), text);
        let mut lines = BTreeSet::new();
        for finding in &looked.findings {
            lines.insert(line(finding.range.start));
            for edit in finding.fixes.iter().flat_map(|fix| fix.edits.iter()) {
                lines.extend(line(edit.range.start)..=line(edit.range.end));
            }
        }
        lines
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn only_lines_that_were_told_are_changed(pieces in prop::collection::vec(piece(), 0..24)) {
            let text = pieces.concat();
            let rules = Ruleset::new(HouseStyle::default().into(), date(2026, 11, 1));
            let fixed = fix_safely(&rules, &EntryKey::new("a.md"), &Arc::from(&*text), |_, _| true);
            let Some(fixed) = fixed else { return Ok(()) };
            let named = named_lines(&rules, &text);
            let (old, new): (Vec<&str>, Vec<&str>) =
                (text.split('\n').collect(), fixed.text.trim_end_matches('\n').split('\n').collect());
            for (at, line) in old.iter().enumerate() {
                let now = new.get(at).copied().unwrap_or_default();
                prop_assert!(*line == now || named.contains(&at), "{:?} became {:?}", line, now);
            }
        }

        #[test]
        fn blanks_are_fixed_at_once(pieces in prop::collection::vec(piece(), 0..24)) {
            let text = pieces.concat();
            let rules = Ruleset::new(HouseStyle::default().into(), date(2026, 11, 1));
            let rules = rules.keeping(|check| ["tab", "doubled-space", "trailing-blank"].contains(&check.id));
            let fix = |text: &Arc<str>| fix_safely(&rules, &EntryKey::new("a.md"), text, |_, _| true);
            if let Some(fixed) = fix(&Arc::from(&*text)) {
                let again = fix(&fixed.text);
                prop_assert!(again.is_none(), "{:?} and then {:?}", fixed.text, again);
            }
        }
    }

    #[test]
    fn a_tab_beside_a_blank_is_fixed_and_lines_nobody_was_told_of_are_left() {
        let rules = Ruleset::new(HouseStyle::default().into(), date(2026, 11, 1));
        let fixed = |text: &str| {
            let fixed = fix_safely(&rules, &EntryKey::new("a.md"), &Arc::from(text), |_, _| {
                true
            });
            fixed.map_or_else(|| text.to_owned(), |fixed| fixed.text.to_string())
        };
        for (before, after) in [
            ("a\t b c\n", "a b c\n"),
            ("a  \n  \nb\n", "a\n\nb\n"),
            (
                "Ab cd.  Ef gh.\n\nIj kl.  \n\nMn op.  \n\nQr st.  \n",
                "Ab cd. Ef gh.\n\nIj kl.\n\nMn op.\n\nQr st.\n",
            ),
        ] {
            assert_eq!(fixed(before), after);
        }
    }

    #[test]
    fn quotations_and_titles_of_sources_stay_as_they_are() {
        for kept in [
            "> A\tb\n",
            "She said “a\tb” twice.\n",
            "She said \"a\tb\" twice.\n",
            "## Sources\n\n1. Archer A (2016). One\ttitle. Journal.\n",
        ] {
            assert_eq!(fixed(kept), None, "{kept}");
            let both = format!("x\ty\n\n{kept}");
            assert_eq!(fixed(&both), Some(format!("x y\n\n{kept}")));
        }
    }
}
