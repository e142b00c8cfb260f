//! People an entry is for whom its text never names: one note that lists them.
//!
//! Leaves alone: medicines, which are looked for where interactions are told.

use std::collections::HashSet;

use super::audience::items;
use crate::checks::word_search::{Text, stem};
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject, folded, listed};

pub(super) const CHECK: Check = Check {
    id: "audience-not-named",
    group: Group::Sections,
    title: "Audience not named in the text",
    level: Level::Note,
    reason: "Readers who find the entry by this list find nothing about themselves",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let Some((section, items)) = items(subject) else {
        return;
    };
    let text = subject.text;
    let body = subject.reading.outline.front.end;
    let sources = subject
        .sources
        .first()
        .map_or(text.len(), |source| source.range.start);
    let before = text.get(body..section.range.start).unwrap_or_default();
    let behind = text
        .get(section.range.end..sources.max(section.range.end))
        .unwrap_or_default();
    let title = subject
        .front_matter()
        .and_then(|it| it.text("title"))
        .unwrap_or_default();
    let parts = [before, behind, title].map(Text::of);
    let says = |words: &str| parts.iter().any(|part| part.holds(words));
    let unnamed = items.iter().filter(|item| {
        let term = subject.style.audience.term(item.words);
        match term {
            Some(term) if !term.medicines.is_empty() => false,
            Some(term) => !says(&term.name) && !term.synonyms.iter().any(|synonym| says(synonym)),
            // Of a term nobody explained any word of weight is enough.
            None => {
                let words = item.words.split(|c: char| !c.is_alphanumeric());
                let mut weighty = words.filter(|word| word.chars().count() >= 4);
                !says(item.words) && !weighty.any(|word| says(word) || says(stem(word)))
            }
        }
    });
    // One that is listed twice is told as that.
    let mut known = HashSet::new();
    let unnamed = unnamed.filter(|item| known.insert(folded(item.words)));
    let unnamed: Vec<&str> = unnamed.map(|item| item.words).collect();
    let Some(first) = items
        .iter()
        .find(|item| unnamed.first() == Some(&item.words))
    else {
        return;
    };
    let message = format!("The text never names {}", listed(&unnamed));
    found.add(first.range.clone(), message, Vec::new());
}

#[cfg(test)]
mod tests {
    use super::super::tests::WHOLE;
    use crate::checks::fixture::found;

    const ID: &str = "audience-not-named";

    #[test]
    fn people_who_are_never_named_are_one_note() {
        assert_eq!(
            found(
                &WHOLE.replace(
                    "- Pregnancy",
                    "- Adults over 65\n- Perimenopause\n- Pregnancy"
                ),
                ID
            ),
            ["58:3 \"Adults over 65\" The text never names “Adults over 65” and “Perimenopause”"]
        );
        let twice = WHOLE.replace("- Pregnancy", "- Adults over 65\n- Adults over 65");
        assert_eq!(
            found(&twice, ID),
            ["58:3 \"Adults over 65\" The text never names “Adults over 65”"]
        );
        for who in ["Shift workers", "Irritable bowel syndrome", "Menopause"] {
            let text = WHOLE.replace("- Pregnancy", &format!("- {who}"));
            assert_eq!(found(&text, ID).len(), 1, "{who}");
        }
        // Perimenopausal women are not named by *menopause* inside another word.
        let text = WHOLE
            .replace("- Pregnancy", "- Menopause")
            .replace("Words on safety", "Perimenopause");
        assert_eq!(found(&text, ID).len(), 1);
    }

    #[test]
    fn people_named_by_any_of_their_words_are_no_finding() {
        for (who, said) in [
            ("Adults over 65", "In older adults"),
            ("Shift workers", "Who works in shifts"),
            ("Kidney impairment", "below an eGFR of 30"),
            ("Vegans", "A vegan diet"),
            ("People taking levothyroxine", "Words"),
        ] {
            let text = WHOLE.replace("- Pregnancy", &format!("- {who}"));
            let text = text.replace("Words on safety", said);
            assert_eq!(found(&text, ID), [""; 0], "{who}");
        }
        for text in [WHOLE.to_owned(), WHOLE.replace('\n', "\r\n"), String::new()] {
            assert_eq!(found(&text, ID), [""; 0], "{text}");
        }
    }
}
