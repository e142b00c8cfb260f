//! Signing an entry off: the one edit that moves its date of review, and what must hold before.

use std::fmt;
use std::ops::Range;

use jiff::civil::Date;
use nucleo_matcher::chars::normalize;

use super::due::read_date;
use crate::entry::Edits;
use crate::entry::dates::DateForm;
use crate::entry::front_matter::{Change, FrontMatter, NewValue, Path, change, split};
use crate::entry::page::Page;
use crate::entry::written_date::written_alike;

/// Why an entry is not signed off. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignOffError {
    /// A review that nobody made.
    NoReviewer,
    /// It needs a reason, because of this.
    NoReason(String),
    /// The day is still to come.
    InTheFuture,
    /// It says nothing of what was reviewed.
    NoScope,
    /// Signs of a merge that was never finished stand in the text.
    Unfinished,
    /// The house asks for a second pair of eyes, and these wrote the text.
    WroteIt(String),
    /// The front matter can't take the date, for this reason.
    NotWritable(String),
}

impl fmt::Display for SignOffError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoReviewer => f.write_str("A sign-off needs the name of who reviewed the entry"),
            Self::NoReason(what) => write!(f, "To sign off all the same, give a reason. {what}"),
            Self::InTheFuture => f.write_str("The date of review is still to come"),
            Self::NoScope => f.write_str("A sign-off says what was reviewed"),
            Self::Unfinished => f.write_str(
                "A merge was never finished in it: settle what stands between the signs first",
            ),
            Self::WroteIt(name) => write!(
                f,
                "{name} wrote this text last, and the house style asks for a second reader"
            ),
            Self::NotWritable(why) => write!(f, "The date of review can’t be written: {why}"),
        }
    }
}

impl std::error::Error for SignOffError {}

/// Who signs, for which day, and why where that needs a reason.
#[derive(Debug, Clone, Copy)]
pub struct SignOff<'s> {
    pub reviewer: &'s str,
    /// What was reviewed.
    pub scope: &'s str,
    pub date: Date,
    pub today: Date,
    pub reason: &'s str,
}

impl SignOff<'_> {
    /// Whether a text may be signed off. `open` is what is left to do in it, in words, each of which needs a reason.
    ///
    /// # Errors
    /// [`SignOffError`] says why it may not.
    pub fn check(&self, text: &str, open: &[String]) -> Result<(), SignOffError> {
        if !says_something(self.reviewer) {
            return Err(SignOffError::NoReviewer);
        }
        if !says_something(self.scope) {
            return Err(SignOffError::NoScope);
        }
        if self.date > self.today {
            return Err(SignOffError::InTheFuture);
        }
        if has_merge_signs(text) {
            return Err(SignOffError::Unfinished);
        }
        let mut open = open.to_vec();
        let front_matter = FrontMatter::read(text);
        let before = front_matter.text("last_reviewed").unwrap_or_default();
        if read_date(before).is_some_and(|before| before > self.date) {
            open.insert(
                0,
                format!("The entry was reviewed later, {}", before.trim()),
            );
        }
        if !open.is_empty() && !says_something(self.reason) {
            return Err(SignOffError::NoReason(open.join("; ")));
        }
        Ok(())
    }

    /// Which of these names is that of the reviewer, as far as names tell: the order of its words, capitals, accents, signs and
    /// an address make no difference. “Lee, Ann” is `Ann Lee <ann@example.org>`.
    pub fn is_by<'n>(&self, names: impl IntoIterator<Item = &'n String>) -> Option<&'n String> {
        let words = |name: &str| -> Vec<String> {
            let letters = name.chars().flat_map(|c| normalize(c).to_lowercase());
            let letters: String = letters.collect();
            let words = letters.split(|c: char| !c.is_alphanumeric());
            let mut words: Vec<String> = words
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect();
            words.sort();
            words
        };
        let folded = |name: &str| {
            let is_name = |word: &&str| !word.contains('@');
            let named: Vec<&str> = name.split_whitespace().filter(is_name).collect();
            // Of somebody who gives an address only, that is the name.
            match words(&named.join(" ")) {
                none if none.is_empty() => words(name),
                named => named,
            }
        };
        let reviewer = folded(self.reviewer);
        names.into_iter().find(|name| folded(name) == reviewer)
    }
}

/// Whether a name names anybody, and a reason gives one: blanks, signs and characters that can't be seen don't.
pub fn says_something(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// Whether git's signs of an unfinished merge stand in a text. A half of them is enough: what is published between such signs
/// nobody can have reviewed. Program text that shows some is no merge, as for the checks, unless its fence is never closed: then
/// a merge may have taken the fence.
pub fn has_merge_signs(text: &str) -> bool {
    merge_signs(text) == Some(MergeSigns::Unfinished)
}

/// Signs of a merge that program text shows, in words. Nobody can tell them from a merge in that text which was never finished,
/// so they need a reason.
pub fn merge_signs_shown(text: &str) -> Option<String> {
    let is_shown = merge_signs(text) == Some(MergeSigns::Shown);
    is_shown.then(|| "Signs of a merge stand in program text".to_owned())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MergeSigns {
    Unfinished,
    Shown,
}

fn merge_signs(text: &str) -> Option<MergeSigns> {
    let mut at = 0;
    let mut signs = text.split_inclusive('\n').filter_map(|line| {
        let start = at;
        at += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        let sign = line.strip_prefix("<<<<<<<");
        let sign = sign.or_else(|| line.strip_prefix(">>>>>>>"));
        let is_sign = sign.is_some_and(|label| label.is_empty() || label.starts_with(' '));
        is_sign.then_some(start)
    });
    let first = signs.next()?;
    let page = Page::read(text, split(text).body);
    let mut signs = std::iter::once(first).chain(signs);
    Some(
        match signs.all(|sign| page.is_closed_program_at(text, sign)) {
            true => MergeSigns::Shown,
            false => MergeSigns::Unfinished,
        },
    )
}

/// The edit that gives an entry this date of review, in the form its date has now, else in the library's. A form that some readers
/// of YAML take for a date and others for text, `2026-07-22 10:00` or `2026-4-9`, gets quotes: a new value is written only where
/// every reader takes it for the same.
///
/// # Errors
/// [`SignOffError::NotWritable`] where the front matter can't be read, or a line besides that of the date would change.
pub fn edits(text: &str, date: Date, library_form: DateForm) -> Result<Edits, SignOffError> {
    let not_writable = |why: &dyn fmt::Display| SignOffError::NotWritable(why.to_string());
    let written = written(text, date, library_form);
    let written = written.ok_or_else(|| not_writable(&"no entry has that year"))?;
    let edits = change(
        text,
        &[Change::Set {
            path: Path::key("last_reviewed"),
            value: NewValue::Text(written),
        }],
    );
    let edits = edits.map_err(|why| not_writable(&why))?;
    let signed = edits.apply(text).map_err(|why| not_writable(&why))?;
    if changed_lines(text, &signed) > 1 {
        return Err(not_writable(
            &"another line of the file would change with it",
        ));
    }
    Ok(edits)
}

/// Where the line of a text is that says when it was reviewed.
pub fn date_line(text: &str) -> Option<Range<usize>> {
    let front_matter = FrontMatter::read(text);
    Some(front_matter.field("last_reviewed")?.lines.clone())
}

/// A date of review as this text writes its own, else as the library does; none for a year that no entry has.
pub fn written(text: &str, date: Date, library_form: DateForm) -> Option<String> {
    let house = library_form.write(date)?;
    let front_matter = FrontMatter::read(text);
    let found = front_matter.text("last_reviewed");
    let alike = found.and_then(|found| written_alike(found.trim(), date));
    Some(alike.unwrap_or(house))
}

/// How many lines stand in the newer text that did not stand there before.
fn changed_lines(old: &str, new: &str) -> usize {
    let (mut old, mut new) = (old.split('\n').peekable(), new.split('\n').peekable());
    while old.peek().is_some() && old.peek() == new.peek() {
        old.next();
        new.next();
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (old.collect(), new.collect());
    let same = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(|(old, new)| old == new);
    let same = same.count();
    (new.len() - same).max(old.len() - same)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn signed(text: &str) -> Result<String, SignOffError> {
        let edits = edits(text, date(2026, 12, 14), DateForm::House)?;
        Ok(edits.apply(text).expect("they fit").to_string())
    }

    #[test]
    fn one_line_changes_in_the_form_that_is_found() {
        for (line, expected) in [
            (
                "last_reviewed: 2 March 2021",
                "last_reviewed: 14 December 2026",
            ),
            (
                "last_reviewed: 2021-03-02 # by hand",
                "last_reviewed: 2026-12-14 # by hand",
            ),
            (
                "last_reviewed: \"2 March 2021\"",
                "last_reviewed: \"14 December 2026\"",
            ),
            (
                "last_reviewed: '2 Mar 2021'",
                "last_reviewed: '14 Dec 2026'",
            ),
            (
                "last_reviewed: 2021-03-02T09:30:00+02:00",
                "last_reviewed: 2026-12-14T00:00:00+02:00",
            ),
            (
                "last_reviewed: 2021-07-22 10:00",
                "last_reviewed: 2026-12-14 00:00",
            ),
            ("last_reviewed: 2021-4-9", "last_reviewed: 2026-12-14"),
            ("last_reviewed: Spring", "last_reviewed: 14 December 2026"),
            ("last_reviewed:", "last_reviewed: 14 December 2026"),
        ] {
            let text = format!("---\r\ntitle: T\r\n{line}\r\nslug: t\r\n---\r\n\r\n# T\r\n");
            assert_eq!(signed(&text), Ok(text.replace(line, expected)), "{line}");
        }
    }

    #[test]
    fn an_entry_without_the_field_gets_one_line_more() {
        let text = "---\ntitle: T\n---\n\n# T\n";
        let expected = "---\ntitle: T\nlast_reviewed: 14 December 2026\n---\n\n# T\n";
        assert_eq!(signed(text), Ok(expected.to_string()));
    }

    #[test]
    fn what_can_not_be_read_is_not_signed() {
        for text in [
            "# T\n",
            "---\ntitle: [\n---\n",
            "---\nlast_reviewed: 1\nlast_reviewed: 2\n---\n",
            "",
        ] {
            assert!(
                matches!(signed(text), Err(SignOffError::NotWritable(_))),
                "{text:?}"
            );
        }
    }

    #[test]
    fn what_certifies_nothing_is_refused() {
        let text = "---\ntitle: T\nlast_reviewed: 2 March 2026\n---\n\n# T\n";
        let sign_off = SignOff {
            reviewer: "T. Wren",
            scope: "Whole entry",
            date: date(2026, 12, 14),
            today: date(2026, 12, 14),
            reason: "",
        };
        let earlier = SignOff {
            date: date(2026, 3, 1),
            ..sign_off
        };
        let nobody = SignOff {
            reviewer: " \t",
            ..sign_off
        };
        let nothing = SignOff {
            scope: "",
            ..sign_off
        };
        let tomorrow = SignOff {
            date: date(2026, 12, 15),
            ..sign_off
        };
        let open = ["1 error".to_owned()];
        assert_eq!(sign_off.check(text, &[]), Ok(()));
        assert_eq!(nobody.check(text, &[]), Err(SignOffError::NoReviewer));
        assert_eq!(nothing.check(text, &[]), Err(SignOffError::NoScope));
        assert_eq!(tomorrow.check(text, &[]), Err(SignOffError::InTheFuture));
        let because = |what: &str| Err(SignOffError::NoReason(what.into()));
        assert_eq!(sign_off.check(text, &open), because("1 error"));
        let later = "The entry was reviewed later, 2 March 2026";
        assert_eq!(earlier.check(text, &[]), because(later));
        for (signs, found) in [
            ("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n", true),
            (">>>>>>> topic\r\n", true),
            ("Title\n=======\n", false),
            ("<<<<<<<< eight\n", false),
            (
                "```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n```\n",
                false,
            ),
            ("~~~\n<<<<<<< HEAD\n\n~~~\n\nText.\n", false),
            ("```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n", true),
            (
                "```\n<<<<<<< HEAD\na\n```\n=======\nb\n>>>>>>> topic\n",
                true,
            ),
            ("````\n<<<<<<< HEAD\na\n```\n", true),
        ] {
            let text = format!("{text}\n{signs}");
            for reason in ["", "I know"] {
                let checked = SignOff { reason, ..sign_off }.check(&text, &[]);
                assert_eq!(checked == Err(SignOffError::Unfinished), found, "{signs}");
            }
        }
        // Whether program text shows signs or was never merged nobody can tell.
        for (signs, is_shown) in [
            ("```\n<<<<<<< HEAD\na\n```\n", true),
            ("<<<<<<< HEAD\na\n", false),
            ("```\na\n```\n", false),
        ] {
            let shown = merge_signs_shown(&format!("{text}\n{signs}"));
            assert_eq!(shown.is_some(), is_shown, "{signs}");
        }
        // A reason is enough for these, and one that can't be seen is none.
        let unseen = SignOff {
            reason: "\u{200b}",
            ..sign_off
        };
        assert_eq!(unseen.check(text, &open), because("1 error"));
        let reason = SignOff {
            reason: "Seen in print",
            ..earlier
        };
        assert_eq!(reason.check(text, &open), Ok(()));
        let wrote = |name: &str| sign_off.is_by(&[name.to_owned()]).is_some();
        assert!(wrote("Wren, T.") && wrote("t wren <t.wren@example.org>"));
        assert!(!wrote("Wren <t@example.org>") && !wrote("t.wren@example.org"));
        assert!(wrote(" t.  wren") && wrote("T Wrén") && !wrote("T. Wrenn") && !wrote("–"));
    }

    #[test]
    fn lines_that_differ_are_counted() {
        for (old, new, count) in [
            ("a\nb\nc", "a\nx\nc", 1),
            ("a\nb", "a\nb", 0),
            ("a\nb", "a\nc\nb", 1),
            ("a\nb\nc", "x\nb\ny", 3),
            ("a\nb\nb", "a\nb", 1),
        ] {
            assert_eq!(changed_lines(old, new), count, "{old:?} {new:?}");
        }
    }
}
