//! A verb in the singular behind a subject in the plural, where a sentence begins with the two: `The records was`, `These
//! nutrients is`.
//!
//! Leaves alone: subjects of more words than a noun and what tells its number; nouns that end in an s and are one thing
//! (`the diagnosis was`, `the lens is`, `the herpes is`); names; headings, quotations, links, code.

use crate::checks::language::own_words::OwnWords;
use crate::checks::prose_words::StretchKind;
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;

pub(super) const CHECK: Check = Check {
    id: "verb-agreement",
    group: Group::Language,
    title: "Verb that does not agree with its subject",
    level: Level::Warning,
    reason: "Readers stop to ask whether one thing is meant or several",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let prose = subject.prose();
    let page = &subject.reading.page;
    let own = OwnWords::of(subject);
    let stretches = prose.stretches.iter();
    let running = stretches
        .filter(|stretch| matches!(stretch.kind, StretchKind::Paragraph | StretchKind::Item));
    for stretch in running {
        for at in stretch.words.clone() {
            if !prose.words.get(at).is_some_and(|word| word.begins) {
                continue;
            }
            let word = |place: usize| match stretch.words.contains(&place) {
                true => prose.written(page, &(place..place + 1)),
                false => "",
            };
            let first = word(at);
            let is_many = MANY.contains(&first);
            if !is_many && first != "The" {
                continue;
            }
            // `These two nutrients is`: what tells that there are several may stand apart from the noun.
            let noun = [at + 1, at + 2]
                .into_iter()
                .take(if is_many { 2 } else { 1 });
            let noun = noun.filter(|noun| is_plural(word(*noun)));
            let verb = noun.map(|noun| noun + 1);
            let mut verb = verb.filter_map(|verb| Some((verb, agreeing(word(verb))?)));
            let Some((verb, right)) = verb.next() else {
                continue;
            };
            let words = at..verb + 1;
            // Nothing but spaces between them.
            let written = prose.written(page, &words);
            if written.contains(|c: char| !c.is_alphabetic() && c != ' ' && c != '\n') {
                continue;
            }
            let (Some(place), Some(verb_at)) =
                (own.place_of(&words), own.place_of(&(verb..verb + 1)))
            else {
                continue;
            };
            let message = format!("“{} {}” is plural: “{right}”", word(verb - 1), word(verb));
            let fix = Fix::new(format!("Write “{right}”"), Edit::new(verb_at, right));
            found.add(place, message, vec![fix]);
        }
    }
}

/// Of more than one thing.
const MANY: &[&str] = &[
    "These", "Those", "Both", "Several", "Many", "Few", "Most", "Some",
];

/// The same verb for several.
fn agreeing(verb: &str) -> Option<&'static str> {
    Some(match verb {
        "is" => "are",
        "was" => "were",
        "has" => "have",
        "does" => "do",
        _ => return None,
    })
}

/// Whether a word is surely a noun in the plural.
fn is_plural(word: &str) -> bool {
    const SHORTEST: usize = 5;
    const OF_ONE: &[&str] = &["ss", "us", "is", "as", "os", "ics", "eas", "ens", "eps"];
    const ONE: &[&str] = &[
        "always",
        "ascites",
        "besides",
        "caries",
        "corps",
        "crossroads",
        "diabetes",
        "headquarters",
        "herpes",
        "hives",
        "measles",
        "mumps",
        "means",
        "news",
        "others",
        "perhaps",
        "premises",
        "rabies",
        "rickets",
        "scabies",
        "series",
        "shingles",
        "sometimes",
        "species",
        "works",
        "yaws",
        "yours",
        "ours",
        "hers",
        "theirs",
        "times",
        "days",
        "hours",
        "weeks",
        "months",
        "years",
        "thereabouts",
        "whereas",
    ];
    word.len() >= SHORTEST
        && word.ends_with('s')
        && word.bytes().all(|b| b.is_ascii_lowercase())
        && !OF_ONE.iter().any(|end| word.ends_with(end))
        && !ONE.contains(&word)
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const ID: &str = "verb-agreement";

    #[test]
    fn a_verb_for_one_behind_several_is_told_and_fixed() {
        for (before, after) in [
            ("The records was kept.", "The records were kept."),
            ("These nutrients is useful.", "These nutrients are useful."),
            (
                "Those two\ntablets has a coat.",
                "Those two\ntablets have a coat.",
            ),
            (
                "It helps. Both studies was small.",
                "It helps. Both studies were small.",
            ),
            (
                "- Some doctors does not know.",
                "- Some doctors do not know.",
            ),
        ] {
            assert_eq!(Fixture::new(before).fixed(ID), after);
        }
        assert_eq!(
            found("The records was kept.", ID),
            ["1:1 \"The records was\" “records was” is plural: “were”"]
        );
    }

    #[test]
    fn what_is_one_or_may_be_is_left_alone() {
        for text in [
            "",
            "The diagnosis was late. The virus is gone. The lens was clear. The biceps is sore. The series was long.",
            "The herpes was back. The diabetes is new. The news was good. The process has ended. The pancreas is here.",
            "One of the records was lost. The use of tablets is rare. The Netherlands is far. The NHS has it.",
            "These days is when. Most of the tablets is sugar. The tablets, is what he said. The more it helps is good.",
            "The records were kept. These nutrients are useful. Some is left. Both is fine.",
            "“The records was kept.” `The records was` > it\n\n> The records was kept.\n",
            "## The records was kept\n\n## Sources\n\n1. Archer A (2019). The records was kept. Journal. DOI: 10.5555/x.\n",
        ] {
            assert_eq!(found(text, ID), [""; 0], "{text}");
        }
    }
}
