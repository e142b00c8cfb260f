//! Forms that the library's terms are not to be written in (`.copydesk/terms.csv`), each with the preferred one.
//!
//! Leaves alone: what stands in a longer preferred form (“type 2 diabetes” where “diabetes” is to be avoided); sources,
//! quotations, code, links; a form of which the terms say both.

use super::own_words::OwnWords;
use crate::checks::prose;
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;

pub(super) const CHECK: Check = Check {
    id: "term-to-avoid",
    group: Group::Language,
    title: "Term to avoid",
    level: Level::Warning,
    reason: "Under two names one thing looks like two, and a search finds half of it",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    if subject.terms.is_empty() {
        return;
    }
    let own = OwnWords::of(subject);
    for stretch in prose::stretches(&subject.reading.page) {
        for it in subject.terms.find(stretch.text) {
            let Some((instead, place)) = it.instead.zip(own.place(&stretch, &it.range)) else {
                continue;
            };
            let written = stretch.text.get(it.range).unwrap_or_default();
            let message = match (&it.term.definition, &it.term.source) {
                (None, None) => format!("“{written}” is “{}” here", it.term.preferred),
                _ => format!("“{written}” should be avoided. {}", it.term),
            };
            let fix = Fix::new(
                format!("Write “{instead}”"),
                Edit::new(place.clone(), instead),
            );
            found.add(place, message, vec![fix]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::Fixture;

    const ID: &str = "term-to-avoid";
    const TERMS: &str = "preferred,avoid,definition,source\n\
        vitamin D,vit D|calciferol,Made by the skin in light,BNF\n\
        type 2 diabetes,diabetes|T2DM,,\n\
        wellbeing,well-being,,\n\
        stool,faeces,,\nfaeces,motion,,\n";

    fn fixture(text: &str) -> Fixture {
        let mut fixture = Fixture::new(text);
        fixture.terms = TERMS;
        fixture
    }

    #[test]
    fn a_form_to_avoid_is_told_with_what_the_term_means() {
        let before =
            "## Vit D\n\nTake *vit D* for your well-being.\n\n| Calciferols |\n|--|\n| T2DM |\n";
        assert_eq!(
            fixture(before).found(ID),
            [
                "1:4 \"Vit D\" “Vit D” should be avoided. vitamin D: Made by the skin in light (BNF)",
                "3:7 \"vit D\" “vit D” should be avoided. vitamin D: Made by the skin in light (BNF)",
                "3:23 \"well-being\" “well-being” is “wellbeing” here",
                "5:3 \"Calciferols\" “Calciferols” should be avoided. vitamin D: Made by the skin in light (BNF)",
                "7:3 \"T2DM\" “T2DM” is “type 2 diabetes” here",
            ]
        );
        assert_eq!(
            fixture(before).fixed(ID),
            "## Vitamin D\n\nTake *vitamin D* for your wellbeing.\n\n| Vitamin D |\n|--|\n| type 2 diabetes |\n"
        );
    }

    #[test]
    fn what_is_right_or_not_ours_is_left_alone() {
        for text in [
            "",
            "Vitamin D in type 2 diabetes, and wellbeing.",
            "He said “vit D” to me.\n\n> vit D\n",
            "`vit D` and [vit D](a.md), ![vit D](a.png)\n\n```\nvit D\n```\n",
            "## Sources\n\n1. Archer A (2019). Vit D and well-being. J Tea. DOI: 10.5555/x.\n",
            "Faeces and a stool; prediabetes; vit D3; emotion.",
        ] {
            assert_eq!(fixture(text).found(ID), [""; 0], "{text}");
        }
        assert_eq!(Fixture::new("vit D and well-being").found(ID), [""; 0]);
    }

    #[test]
    fn words_of_terms_are_not_doubted() {
        let mut fixture = Fixture::new("Take a zorblug and two zorblugs, or a zorblxug.");
        fixture.terms = "preferred\nzorblug\n";
        assert_eq!(fixture.found("spelling").len(), 1);
    }
}
