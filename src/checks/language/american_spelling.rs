//! American spellings, and medicines by a name that the British one is not.
//!
//! Leaves alone: what [`doubts`](crate::checks::doubts) passes over, titles of sources and quotations among it; words that have a
//! British sense (`meter`, `program`); the library's words.

use super::fixes;
use crate::checks::{Across, Check, Findings, FixKind, Group, Level, Look};
use crate::spelling::WordVerdict;

pub(super) const CHECK: Check = Check {
    id: "american-spelling",
    group: Group::Language,
    title: "American spelling or name",
    level: Level::Warning,
    reason: "American spellings look copied on a British page, and readers don’t know American drug names",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Across(look),
};

fn look(across: &Across<'_>, found: &mut Findings) {
    for doubt in &across.facts.doubts {
        if doubt.verdict != WordVerdict::American || across.knows(&doubt.word) {
            continue;
        }
        let fixes = fixes(across, doubt);
        let word = across.at(&doubt.range);
        let message = match fixes.first() {
            Some(fix) => format!("“{word}” is “{}” in British English", fix.written()),
            None => format!("“{word}” is American"),
        };
        found.add(doubt.range.clone(), message, fixes);
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const ID: &str = "american-spelling";

    #[test]
    fn american_words_are_told_with_the_british_ones() {
        for (text, british) in [
            ("The color of tea", "colour"),
            ("Color matters.", "Colour"),
            ("It was randomized.", "randomised"),
            ("Signs of hypomagnesemia", "hypomagnesaemia"),
            ("Signs of hypoglycemia", "hypoglycaemia"),
            ("esophageal pain", "oesophageal"),
            ("a cesarean", "caesarean"),
            ("leukemic cells", "leukaemic"),
            ("edema or lymphedema", "oedema"),
            ("take acetaminophen", "paracetamol"),
            ("Frusemide is a diuretic", "Furosemide"),
            ("progestins", "progestogens"),
            ("We analyzed it", "analysed"),
            ("catalyzed, favored", "catalysed"),
            ("in two centers", "centres"),
            ("gastroesophageal reflux", "gastro-oesophageal"),
            // One word in three is American, and the text English all the same.
            (
                "Color, fiber, behavior, leukemia, tumors, a theater, anemia and edema: these are the words of an American in a house of ours",
                "Colour",
            ),
        ] {
            let found = found(text, ID);
            assert!(!found.is_empty(), "{text}");
            assert!(
                found[0].ends_with(&format!("is “{british}” in British English")),
                "{found:?}"
            );
        }
        assert_eq!(
            Fixture::new("Its color, and the patient’s anemia.").fixed(ID),
            "Its colour, and the patient’s anaemia."
        );
    }

    #[test]
    fn what_is_british_as_well_or_not_ours_is_left_alone() {
        for text in [
            "A meter of tire, a program on disk, a check of the practice’s license, sulfur and magnesium sulfate.",
            "The fetus, a leukocyte, estradiol, sulfonamides, a gray, an academic systemic epidemic of chemical size.",
            "Doze in the breeze and prize the maze; a colorectal screen; lupus erythematosus, a mathematical one.",
            "The World Health Organization and the Center for Science in the Public Interest.",
            "They call it “color” there.\n\n> Color.\n",
            "`color` and [color](a.md)",
            "## Sources\n\n1. Archer A (2019). Hypomagnesemia and behavior. Tumor Center. DOI: 10.5555/x.\n",
        ] {
            assert_eq!(found(text, ID), [""; 0], "{text}");
        }
        let mut fixture = Fixture::new("The color of tea");
        fixture.words = "color";
        assert_eq!(fixture.found(ID), [""; 0]);
    }
}
