//! Words that no dictionary has.
//!
//! Leaves alone: what [`doubts`](crate::checks::doubts) passes over, names that any entry of the library lists, the library's words.

use std::collections::HashMap;

use super::fixes;
use crate::checks::{Across, Check, Fact, Findings, FixKind, Group, Level, Look};
use crate::spelling::WordVerdict;

pub(super) const CHECK: Check = Check {
    id: "spelling",
    group: Group::Language,
    title: "Possible misspelling",
    level: Level::Warning,
    reason: "A misspelt word makes a reader doubt the figures beside it",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Across(look),
};

/// A word that is written so often in an entry, or stands in so many, is a term that lists lack rather than a slip.
const OFTEN: usize = 3;
/// For so many words of an entry it is asked what may be meant, which takes long. A text with more of them is no prose, and
/// what lies beyond is told as unknown.
const MOST_ASKED: usize = 1_000;

fn look(across: &Across<'_>, found: &mut Findings) {
    let doubts = across.facts.doubts.iter();
    let doubts = doubts.filter(|it| it.verdict != WordVerdict::American && !across.knows(&it.word));
    let mut times: HashMap<&str, usize> = HashMap::new();
    for doubt in doubts.clone() {
        *times.entry(&doubt.word).or_default() += 1;
    }
    for (number, doubt) in doubts.enumerate() {
        let is_asked = number < MOST_ASKED || doubt.verdict == WordVerdict::Misspelt;
        let fixes = match is_asked {
            true => fixes(across, doubt),
            false => Vec::new(),
        };
        let (range, word) = (doubt.range.clone(), across.at(&doubt.range));
        let often = times.get(&*doubt.word).copied().unwrap_or_default();
        // A word that is near no other may be one that lists lack as well.
        let is_term = || fixes.is_empty() || often >= OFTEN || in_many(across, &doubt.word);
        if doubt.verdict != WordVerdict::Misspelt && (often == 0 || is_term()) {
            // Of a part of a library nobody knows which words it has.
            let may_tell = across.library.elsewhere().is_none();
            if times.remove(&*doubt.word).is_some() && may_tell {
                let message = format!("“{word}” is in no dictionary. Is it a word of the library?");
                found.add_at(Level::Note, range, message, fixes);
            }
            continue;
        }
        let message = match fixes.as_slice() {
            [fix] => format!("“{word}” is probably “{}”", fix.written()),
            _ => format!("“{word}” is in no dictionary"),
        };
        found.add(range, message, fixes);
    }
}

fn in_many(across: &Across<'_>, word: &str) -> bool {
    across.library.who(&Fact::Doubt(word.into())).len() >= OFTEN
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};
    use crate::house_style::Globs;

    const ID: &str = "spelling";

    #[test]
    fn a_slip_is_told_where_it_stands_and_mended() {
        let before = "## Summary\n\nTea lowers the absorbtion of iron, and seperate doses help.\n";
        assert_eq!(
            found(before, ID),
            [
                "3:16 \"absorbtion\" “absorbtion” is probably “absorption”",
                "3:40 \"seperate\" “seperate” is probably “separate”",
            ]
        );
        assert_eq!(
            Fixture::new(before).fixed(ID),
            "## Summary\n\nTea lowers the absorption of iron, and separate doses help.\n"
        );
    }

    #[test]
    fn what_is_marked_is_what_is_written() {
        for (text, marked) in [
            ("A lot of magn\u{ad}esuim is lost.", "magn\u{ad}esuim"),
            ("A ﬁbrre of wheat.", "ﬁbrre"),
            ("Take 5\u{202f}mg daiyl.", "daiyl"),
            ("The **absorb**tion is low.", "absorb**tion"),
            ("Their doctores’ advice", "doctores"),
            ("Teh dose is small.", "Teh"),
            ("Wiht milk", "Wiht"),
            ("asian people", "asian"),
            ("| Fodo |\n|--|\n| medicnie |", "medicnie"),
            ("10 μg or 10 µg of vitmain", "vitmain"),
            ("See [recieve help](https://a.example/recieve)", "recieve"),
        ] {
            let found = found(text, ID);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert!(
                found[0].contains(&format!("{marked:?}")),
                "{text}: {found:?}"
            );
        }
        assert_eq!(
            Fixture::new("A ﬁbrre of wheat.").fixed(ID),
            "A fibre of wheat."
        );
    }

    #[test]
    fn words_that_are_right_are_left_alone() {
        for text in [
            "",
            "Hypomagnesaemia, L-threonate, GABAergic signalling, levothyroxine, phosphatidylserine and ashwagandha.",
            "Paracetamol and colecalciferol; amenorrhoea, oesophageal and coeliac disease; caesareans; titrated doses.",
            "The patients’ diets, naïve or not, and/or a café. GPs in the 1990s. It doesn’t, they’re, there’s.",
            "HRV, pNN50, HbA1c, 25-hydroxyvitamin D, B₁₂, 5-HT, eGFR, SSRIs and NHS’s.",
            "5\u{202f}mg, 10 µg, 10 μg, 1·5 mg·kg⁻¹, 400 IU/day, 8-week, e.g. tea.",
            "Nonsmokers and neuroinflammation, a well-being score, coadministered tablets.",
            "Isoliensinine, *Nelumbo nuciferia* and Sceletium tortuosium; a bo of ji.",
            "Intra‐luminal and peri‑operative care; gynae-oncologists in Worthing and Humber; multi-omics; eosin.",
            "Dr Wienecke met Prof Grzybowska in Malmö.",
            "Ask Dr Jenkin, Professor Louise Brough or Mr. Brough; an adapter; see [[recieve help|our page]] and [[teh]].",
            "Conolly S, Walfish M and Semler MW. (2019) saw it. Osler came, and Marik too.",
            "## References\n\n1. Teh A (2019). Seperate questions.\n\n## Further reading\n\nTeh.\n",
            "A high blood titre, veno-occlusive disease, a costal margin; every 6 wks, 2-hrly.",
            "Take it, see doi:10.1093/milmed/usx213 and {#sec-rrt} or @sec-teg.",
            "`teh` and [Sceletum page](a.md), <https://a.example/recieve> at www.teh.example/seperate or teh@example.org.\n\n```\nteh\n```\n",
            "He wrote “teh dose” there, and ‘teh patient’s dose’.\n\n> Teh dose.\n",
            "## Sources\n\n1. Teh A, Ono B (2019). Seperate questions. Jornal of Tea. DOI: 10.5555/x.\n",
            "Ο ασθενής και слово и дело.",
            "Die Kinder nehmen jeden Tag eine kleine Menge davon mit etwas Wasser ein und trinken dazu noch ein Glas Milch.",
        ] {
            assert_eq!(found(text, ID), [""; 0], "{text}");
        }
    }

    #[test]
    fn names_that_an_entry_gives_are_known_in_all() {
        let other = "---\npublisher: \"Swertish Press\"\n---\n\n## Sources\n\n1. Teh A (2019). Tea. Jornal. DOI: 10.5555/x.\n";
        for text in ["Teh found it.", "Swertish sells it.", "A jornal."] {
            let mut fixture = Fixture::new(text);
            assert_eq!(fixture.found(ID).len(), 1, "{text}");
            fixture.others = vec![("iron/other.md".into(), other.into())];
            let is_name = !text.contains("jornal");
            assert_eq!(fixture.found(ID).is_empty(), is_name, "{text}");
        }
        let own = "---\nrelated_products:\n  - name: Sensorill\n---\n\nTake sensorill daily.\n";
        assert_eq!(found(own, ID), [""; 0]);
    }

    #[test]
    fn words_of_the_library_are_known() {
        let mut fixture =
            Fixture::new("A bisglycynate and Bisglycynate’s taste; Sensorilla or sensorilla.");
        assert_eq!(fixture.found(ID).len(), 2);
        fixture.words = "bisglycynate\nSensorilla\n";
        assert_eq!(
            fixture.found(ID),
            [
                "1:56 \"sensorilla\" (note) “sensorilla” is in no dictionary. Is it a word of the library?"
            ]
        );
    }

    #[test]
    fn words_that_the_house_style_leaves_alone_are_known() {
        let mut fixture = Fixture::new("Take Sensorilla and sensorillium's zorblug.");
        assert_eq!(fixture.found(ID).len(), 2);
        fixture.style.unchecked_words = Globs::new(vec!["sensoril*".into()]).expect("patterns");
        assert_eq!(fixture.found(ID).len(), 1);
    }

    #[test]
    fn each_suggestion_says_where_it_comes_from() {
        let from = |text: &str, words: &'static str| {
            let mut fixture = Fixture::new(text);
            fixture.words = words;
            let findings = fixture.findings(ID);
            let fixes = findings.iter().flat_map(|finding| &finding.fixes);
            let said = fixes.map(|fix| {
                format!(
                    "{}: {}",
                    fix.written(),
                    fix.suggested_by.map_or("", |it| it.label())
                )
            });
            said.collect::<Vec<_>>()
        };
        assert_eq!(
            from("A lot of absorbtion.", ""),
            ["absorption: known misspelling"]
        );
        assert_eq!(from("A lot of tabblet.", ""), ["tablet: dictionary"]);
        assert_eq!(
            from("A lot of colecalciferoll.", ""),
            ["colecalciferol: medical words"]
        );
        assert_eq!(from("A lot of Sensorill.", ""), [""; 0]);
        assert_eq!(
            from("A lot of bisglycynate.", "bisglycinate\n"),
            ["bisglycinate: library’s words"]
        );
    }

    #[test]
    fn a_word_of_the_subject_is_one_note() {
        let often = "Zorblugs matter. A zorblug is a list; zorblug by zorblug, zorblug tea.";
        assert_eq!(
            found(often, ID),
            ["1:20 \"zorblug\" (note) “zorblug” is in no dictionary. Is it a word of the library?"]
        );
        // Near another word it is a slip, until it stands in many entries; one that is known stays one.
        let told = |fixture: &Fixture| fixture.found(ID).join("").contains("(note)");
        for (text, is_term) in [("A lot of tabblet.", true), ("A seperate lot.", false)] {
            let mut fixture = Fixture::new(text);
            assert!(!told(&fixture), "{text}");
            fixture.others = ["a.md", "b.md"]
                .map(|it| (it.to_owned(), text.to_owned()))
                .into();
            assert_eq!(told(&fixture), is_term, "{text}");
        }
    }

    #[test]
    fn a_long_text_without_end_is_looked_at_once() {
        let told = found(&"teh cup of tea is good ".repeat(2_000), ID);
        assert_eq!(told.len(), 101);
        assert_eq!(found(&"word ".repeat(100_000), ID), [""; 0]);
    }
}
