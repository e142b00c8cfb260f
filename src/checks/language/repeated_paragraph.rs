//! A paragraph that other entries have word for word.
//!
//! Leaves alone: short ones, sentences of the house style, tables, sources, quotations, closing blocks.

use crate::checks::{Across, Check, Fact, Findings, FixKind, Group, Level, Look};

pub(super) const CHECK: Check = Check {
    id: "repeated-paragraph",
    group: Group::Language,
    title: "Paragraph that other entries have word for word",
    level: Level::Warning,
    reason: "When one of them is brought up to date, the others say what was right before",
    fix: FixKind::None,
    since: 1,
    look: Look::Across(look),
};

/// What so many entries say is said on purpose; it may be a sentence of the house style.
const ON_PURPOSE: usize = 4;

fn look(across: &Across<'_>, found: &mut Findings) {
    for (paragraph, range) in &across.facts.paragraphs {
        let who = across.library.who(&Fact::Paragraph(*paragraph));
        let mut others = who.iter().filter(|key| *key != across.key);
        let Some(first) = others.next() else { continue };
        let more = match others.count() {
            0 => String::new(),
            1 => " and one other entry".to_owned(),
            more => format!(" and {more} other entries"),
        };
        let message = format!("{}{more} say this word for word", first.file());
        let message = match more.is_empty() {
            true => message.replace(" say ", " says "),
            false => message,
        };
        let level = if who.len() < ON_PURPOSE {
            Level::Warning
        } else {
            Level::Note
        };
        found.add_at(level, range.clone(), message, Vec::new());
    }
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
                "(note) a.md and 2 other entries say this word for word",
            ),
        ] {
            assert_eq!(beside(&text, others), [format!("3:1 {WORDS:?} {says}")]);
        }
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
