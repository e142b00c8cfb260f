//! A paragraph that other entries have word for word.
//!
//! Leaves alone: short ones, sentences of the house style, tables, sources, quotations, closing blocks.

use std::ops::Range;

use crate::checks::{Across, Check, Fact, Findings, FixKind, Group, Level, Look};
use crate::library::EntryKey;

pub(super) const CHECK: Check = Check {
    id: "repeated-paragraph",
    group: Group::Language,
    title: "Paragraph repeated in other entries",
    level: Level::Note,
    reason: "When one is updated, the others still say what used to be right",
    fix: FixKind::None,
    since: 1,
    look: Look::Across(look),
};

fn look(across: &Across<'_>, found: &mut Findings) {
    // An entry that was made of another has one finding, not one a paragraph.
    let mut shared: Vec<Shared<'_>> = Vec::new();
    for (paragraph, range) in &across.facts.paragraphs {
        let who = across.library.who(&Fact::Paragraph(*paragraph));
        let Some(other) = who.iter().find(|key| *key != across.key) else {
            continue;
        };
        match shared.iter_mut().find(|it| it.other == other) {
            Some(known) => {
                known.paragraphs += 1;
                known.entries = known.entries.min(who.len());
            }
            None => shared.push(Shared {
                other,
                first: range,
                paragraphs: 1,
                entries: who.len(),
            }),
        }
    }
    for it in shared {
        let others = match it.entries.saturating_sub(2) {
            0 => String::new(),
            1 => " and one other entry".to_owned(),
            more => format!(" and {more} other entries"),
        };
        let says = if others.is_empty() { "says" } else { "say" };
        let more = match it.paragraphs {
            1 => String::new(),
            2 => ", and one more paragraph of this entry".to_owned(),
            many => format!(", and {} more paragraphs of this entry", many - 1),
        };
        let message = format!(
            "{}{others} {says} this word for word{more}",
            it.other.file()
        );
        found.add(it.first.clone(), message, Vec::new());
    }
}

/// What an entry shares with another.
struct Shared<'a> {
    other: &'a EntryKey,
    first: &'a Range<usize>,
    paragraphs: usize,
    /// How many entries have the paragraph that the fewest have.
    entries: usize,
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::Fixture;

    const ID: &str = "repeated-paragraph";
    const WORDS: &str = "Tea is a drink that many people like, and they like it best when it is hot and a little milk is in it.";

    fn beside(text: &str, others: &[&str]) -> Vec<String> {
        let mut fixture = Fixture::new(text);
        let files = ["a.md", "b.md", "c.md"];
        fixture.others = (files.iter().zip(others))
            .map(|(file, text)| (file.to_string(), text.to_string()))
            .collect();
        fixture.found(ID)
    }

    #[test]
    fn a_paragraph_of_other_entries_is_told_with_where_it_stands() {
        let text = format!("## Summary\n\n{WORDS}\n");
        let other = format!("# Other\n\n{}\n", WORDS.replace("Tea", "**Tea**"));
        for (others, says) in [
            (&[&*other][..], "a.md says this word for word"),
            (
                &[&other, &other],
                "a.md and one other entry say this word for word",
            ),
            (
                &[&other, &other, &other],
                "a.md and 2 other entries say this word for word",
            ),
        ] {
            assert_eq!(beside(&text, others), [format!("3:1 {WORDS:?} {says}")]);
        }
    }

    #[test]
    fn an_entry_made_of_another_has_one_finding() {
        let text = format!("{WORDS}\n\nMore: {WORDS}\n\nOwn: {WORDS}\n");
        let other = format!("{WORDS}\n\nMore: {WORDS}\n");
        let says = "a.md says this word for word, and one more paragraph of this entry";
        assert_eq!(beside(&text, &[&other]), [format!("1:1 {WORDS:?} {says}")]);
    }

    #[test]
    fn paragraphs_that_may_stand_in_several_entries_are_left_alone() {
        let house = "This is a summary of published research, not personal health advice. Ask before you take a lot of it, and then ask again.";
        let listed = "## Sources\n\n1. Archer A (2019). Tea and a lot of other words that go on for long, so that they are more than twenty. DOI: 10.5555/x.\n";
        for text in [
            "Tea is hot.",
            house,
            &format!("> {WORDS}"),
            listed,
            &format!("| {WORDS} |\n|--|\n"),
        ] {
            assert_eq!(beside(text, &[text]), [""; 0], "{text}");
        }
        assert_eq!(beside(WORDS, &[&WORDS.replace("hot", "cold")]), [""; 0]);
    }
}
