//! People who take a medicine that the section on interactions never names: one note.

use super::audience::{items, named};
use super::headed::is_empty;
use crate::checks::word_search::Text;
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject, listed};

pub(super) const CHECK: Check = Check {
    id: "audience-medicine",
    group: Group::Sections,
    title: "Listed medicine missing from the interactions",
    level: Level::Note,
    reason: "Readers who take the medicine look for it there and find nothing",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let style = &subject.style.audience;
    let Some((_, items)) = items(subject) else {
        return;
    };
    let Some(interactions) = named(subject, &style.medicines_section) else {
        return;
    };
    if is_empty(subject, interactions) {
        return;
    }
    let text = Text::of(subject.at(&interactions.body));
    let unnamed = items.iter().filter(|item| {
        let medicines = style.term(item.words).map(|term| term.medicines.as_slice());
        medicines.is_some_and(|all| !all.is_empty() && !all.iter().any(|one| text.holds(one)))
    });
    let unnamed: Vec<_> = unnamed.collect();
    let Some(first) = unnamed.first() else {
        return;
    };
    let words: Vec<&str> = unnamed.iter().map(|item| item.words).collect();
    let message = format!(
        "“{}” names no medicine of {}",
        style.medicines_section,
        listed(&words)
    );
    found.add(first.range.clone(), message, Vec::new());
}

#[cfg(test)]
mod tests {
    use super::super::tests::WHOLE;
    use crate::checks::fixture::found;

    const ID: &str = "audience-medicine";

    #[test]
    fn medicines_that_are_not_named_are_one_note() {
        assert_eq!(
            found(
                &WHOLE.replace("- Pregnancy", "- People taking levothyroxine"),
                ID
            ),
            [
                "58:3 \"People taking levothyroxine\" “Interactions” names no medicine of “People taking levothyroxine”"
            ]
        );
        let both = WHOLE.replace(
            "- Pregnancy",
            "- People taking warfarin\n- people taking statins",
        );
        assert_eq!(found(&both, ID).len(), 1);
        let elsewhere = WHOLE
            .replace("- Pregnancy", "- People taking metformin")
            .replace("Words on safety", "Metformin");
        assert_eq!(found(&elsewhere, ID).len(), 1, "in another section");
    }

    #[test]
    fn a_medicine_that_is_named_or_no_section_is_no_finding() {
        let listed = WHOLE.replace("- Pregnancy", "- People taking proton pump inhibitors");
        for text in [
            WHOLE.to_owned(),
            listed.replace("Tea is one", "PPIs are one"),
            listed.replace("Tea is one", "Acid-suppressing medication is one"),
            listed.replace("## Interactions", "## Other"),
            listed.replace("Tea is one.", ""),
        ] {
            assert_eq!(found(&text, ID), [""; 0], "{text}");
        }
    }
}
