//! Required sentences whose words were changed.
//!
//! Leaves alone: sentences that are missing.

use super::sentence::astray;
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;

pub(super) const CHECK: Check = Check {
    id: "altered-sentence",
    group: Group::Sections,
    title: "Altered required sentence",
    level: Level::Error,
    reason: "The wording was agreed; other words may promise more or less",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    for astray in astray(subject) {
        let Some(range) = astray.altered else {
            continue;
        };
        let wanted = &astray.sentence.text;
        let message = format!("This sentence is written “{wanted}”");
        let fix = Fix::new(
            "Write the sentence as agreed",
            Edit::new(range.clone(), wanted.as_str()),
        );
        found.add(range, message, vec![fix]);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::WHOLE;
    use crate::checks::fixture::{Fixture, found};
    use crate::house_style::{FixedSentence, SentencePlace};

    const ID: &str = "altered-sentence";

    #[test]
    fn changed_words_are_told_and_fixed() {
        let before = WHOLE.replace("not personal health advice", "not health advice");
        assert_eq!(
            found(&before, ID),
            [
                "49:18 \"This is a summary of published research, not health advice.\" This sentence is written “This is a summary of published research, not personal health advice.”"
            ]
        );
        assert_eq!(Fixture::new(&before).fixed(ID), WHOLE);
        for (right, wrong) in [
            ("published research", "the published research"),
            ("This is a summary", "This was a Summary"),
            ("advice.", "advice!"),
        ] {
            let before = WHOLE.replace(right, wrong);
            assert_eq!(Fixture::new(&before).fixed(ID), WHOLE, "{wrong}");
            assert_eq!(found(&before, "missing-sentence"), [""; 0]);
        }
    }

    #[test]
    fn half_of_two_sentences_is_made_whole_and_not_put_beside() {
        let whole = "This is a summary of published research, not personal health advice. Talk to your own doctor before you change what you take.";
        let text = |said: &str| format!("## Timing\n\nIn 4 weeks. {said}\n");
        let fixture = |said: &str| {
            let mut fixture = Fixture::new(&text(said));
            fixture.style.sentences = vec![FixedSentence {
                text: whole.into(),
                section: "Timing".into(),
                at: SentencePlace::End,
            }];
            fixture
        };
        for (said, fixed) in [
            (
                "This is a summary of published research, not personal health advice.",
                whole.to_owned(),
            ),
            (
                "This is a summary of published research, not personal health advice. Ask your GP.",
                format!("{whole} Ask your GP."),
            ),
            (
                "Talk to your own doctor before you change what you take.",
                whole.to_owned(),
            ),
            (
                "Talk to your doctor before you change what you take. Tea is tea.",
                format!("{whole} Tea is tea."),
            ),
            (
                "This is a summary of research, not personal health advice. Talk to a doctor before you change what you take.",
                whole.to_owned(),
            ),
        ] {
            let fixture = fixture(said);
            assert_eq!(fixture.fixed(ID), text(&fixed), "{said}");
            assert_eq!(fixture.found("missing-sentence"), [""; 0], "{said}");
        }
        for said in [whole, "Ask your GP.", "Talk to your own cat."] {
            assert_eq!(fixture(said).found(ID), [""; 0], "{said}");
        }
        assert_eq!(fixture("Ask your GP.").found("missing-sentence").len(), 1);
    }

    #[test]
    fn the_right_words_and_other_sentences_are_no_finding() {
        let missing = WHOLE.replace(
            " This is a summary of published research, not personal health advice.",
            " This is no advice.",
        );
        for text in [
            WHOLE.to_owned(),
            WHOLE.replace('\n', "\r\n"),
            missing,
            String::new(),
        ] {
            assert_eq!(found(&text, ID), [""; 0], "{text}");
        }
    }
}
