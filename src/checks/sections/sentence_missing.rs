//! Required sentences that are not in their section.
//!
//! Leaves alone: sentences that are nearly there.

use super::sentence::astray;
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;
use crate::house_style::SentencePlace;

pub(super) const CHECK: Check = Check {
    id: "missing-sentence",
    group: Group::Sections,
    title: "Missing required sentence",
    level: Level::Error,
    reason: "Every entry owes its readers this sentence",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    for astray in astray(subject)
        .iter()
        .filter(|astray| astray.altered.is_none())
    {
        let (sentence, section) = (astray.sentence, astray.section);
        let body = subject.at(&section.body);
        let line_end = subject.reading.line_end.as_str();
        let edit = match sentence.at {
            SentencePlace::Start => {
                let start = section.body.start + (body.len() - body.trim_start().len());
                Edit::insert(start, format!("{}{line_end}{line_end}", sentence.text))
            }
            SentencePlace::End => {
                let end = section.body.start + body.trim_end().len();
                Edit::insert(end, format!("{line_end}{line_end}{}", sentence.text))
            }
        };
        let message = format!(
            "“{}” lacks the sentence “{}”",
            sentence.section, sentence.text
        );
        let fix = Fix::new("Add the sentence", edit);
        found.add(section.heading.text.clone(), message, vec![fix]);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::WHOLE;
    use crate::checks::fixture::{Fixture, found};
    use crate::house_style::{FixedSentence, SentencePlace};

    const ID: &str = "missing-sentence";
    const SENTENCE: &str = " This is a summary of published research, not personal health advice.";

    #[test]
    fn a_missing_sentence_is_told_and_added() {
        let before = WHOLE.replace(SENTENCE, "");
        assert_eq!(
            found(&before, ID),
            [
                "47:4 \"Practical framework\" “Practical framework” lacks the sentence “This is a summary of published research, not personal health advice.”"
            ]
        );
        assert_eq!(
            Fixture::new(&before).fixed(ID),
            WHOLE.replace(SENTENCE, &SENTENCE.replacen(' ', "\n\n", 1))
        );
        // In another section it is not where it is owed.
        let elsewhere = before.replace("In 4 weeks", &format!("{SENTENCE} In 4 weeks"));
        assert_eq!(found(&elsewhere, ID).len(), 1);
        assert_eq!(found(&before.replace('\n', "\r\n"), ID).len(), 1);
    }

    #[test]
    fn one_for_the_start_is_put_there() {
        let mut fixture = Fixture::new("## Timing\n\nIn 4 weeks.\n");
        fixture.style.sentences = vec![FixedSentence {
            text: "Ask first.".into(),
            section: "Timing".into(),
            at: SentencePlace::Start,
        }];
        assert_eq!(
            fixture.fixed(ID),
            "## Timing\n\nAsk first.\n\nIn 4 weeks.\n"
        );
    }

    #[test]
    fn a_sentence_anywhere_in_its_section_or_no_section_is_no_finding() {
        let first = WHOLE
            .replace(SENTENCE, "")
            .replace("Start low", &format!("{} Start low", SENTENCE.trim()));
        let folded = WHOLE.replace("published research,", "published\nresearch,");
        for text in [
            WHOLE.to_owned(),
            WHOLE.replace('\n', "\r\n"),
            first,
            folded,
            "## Practical framework\n\n## Sources\n".to_owned(),
            "## Timing\n\nWords.\n".to_owned(),
            String::new(),
        ] {
            assert_eq!(found(&text, ID), [""; 0], "{text}");
        }
    }
}
