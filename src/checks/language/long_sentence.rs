//! A very long sentence.
//!
//! Counted are words as [`prose_words`](crate::checks::prose_words) reads them; `e.g.` and decimals end no sentence. Leaves
//! alone: what is a list in fact, with semicolons, colons, line ends or numbers in brackets; headings, tables, sources,
//! quotations.

use super::own_words::OwnWords;
use crate::checks::prose_words::StretchKind;
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};

pub(super) const CHECK: Check = Check {
    id: "long-sentence",
    group: Group::Language,
    title: "Very long sentence",
    level: Level::Warning,
    reason: "Few readers remember the beginning by the time they reach the end",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let prose = subject.prose();
    let longest = subject.style.prose.longest_sentence;
    let own = OwnWords::of(subject);
    for stretch in &prose.stretches {
        let is_text = matches!(stretch.kind, StretchKind::Paragraph | StretchKind::Item);
        if !is_text || stretch.words.len() <= longest {
            continue;
        }
        let mut at = stretch.words.start;
        while at < stretch.words.end {
            let sentence = prose.sentence_of(stretch, at);
            at = sentence.end;
            if sentence.len() <= longest || is_list(prose.written(&subject.reading.page, &sentence))
            {
                continue;
            }
            if let Some(place) = own.place_of(&sentence) {
                let message = format!("This sentence has {} words", sentence.len());
                found.add(place, message, Vec::new());
            }
        }
    }
}

fn is_list(sentence: &str) -> bool {
    let signs = sentence
        .bytes()
        .filter(|byte| matches!(byte, b';' | b'\n' | b'|'))
        .count();
    let commas = sentence.bytes().filter(|byte| *byte == b',').count();
    signs > 1
        || commas > 7
        || sentence.contains(": ")
        || sentence.contains("(1)")
        || sentence.contains("(a)")
        || sentence.contains('•')
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const ID: &str = "long-sentence";

    #[test]
    fn a_sentence_beyond_the_longest_is_told_with_its_length() {
        let text = format!("Tea. It {}ends. Milk.", "goes on and ".repeat(20));
        let told = found(&text, ID);
        assert!(
            told.len() == 1 && told[0].ends_with("This sentence has 62 words"),
            "{told:?}"
        );
        let mut fixture = Fixture::new("It goes on and on. It ends.");
        fixture.style.prose.longest_sentence = 4;
        assert_eq!(
            fixture.found(ID),
            ["1:1 \"It goes on and on\" This sentence has 5 words"]
        );
    }

    #[test]
    fn what_ends_no_sentence_and_what_is_a_list_is_left_alone() {
        let many = "goes on and ".repeat(30);
        for text in [
            String::new(),
            "It is 1.5 mg. It is so, e.g. Tea. ".repeat(20),
            format!("It {many}; {many}; ends."),
            format!("It is this: {many}."),
            format!("# {many}\n\n> {many}\n\n| {many} |\n|--|\n"),
            format!("“{many}”"),
            format!(
                "## Sources\n\n1. Archer A (2019). Tea {many}. Journal of Tea. DOI: 10.5555/x.\n"
            ),
        ] {
            assert_eq!(found(&text, ID), [""; 0], "{text}");
        }
    }
}
