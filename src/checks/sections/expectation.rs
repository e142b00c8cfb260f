//! Sections that lack what they are there for: a dose with a unit, an organisation, claims.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::headed::{headed, is_empty};
use super::section_names::Is;
use crate::checks::word_search::Text;
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};
use crate::entry::page::Marker;
use crate::house_style::{Expectation, Expected, Organisation};

pub(super) const CHECK: Check = Check {
    id: "expectation-not-met",
    group: Group::Sections,
    title: "Section without its expected content",
    level: Level::Note,
    reason: "Readers come to a section for one thing, and should find it or be told that it isn’t known",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    for headed in headed(subject) {
        let Is::Right(number) = headed.is else {
            continue;
        };
        let Some(section) = subject.style.sections.get(number) else {
            continue;
        };
        // That it is empty is another finding.
        if section.expects.is_empty() || is_empty(subject, headed.section) {
            continue;
        }
        let body = &headed.section.body;
        for expected in section
            .expects
            .iter()
            .filter(|expected| !is_met(subject, body, expected))
        {
            let what = match expected {
                Expectation::Named(expected) => expected.name().to_owned(),
                Expectation::Matches(pattern) => format!("a match of `{}`", pattern.as_str()),
            };
            let message = format!(
                "“{}” names no {}",
                section.name,
                what.trim_start_matches("a ").trim_start_matches("an ")
            );
            found.add(headed.section.heading.text.clone(), message, Vec::new());
        }
    }
}

fn is_met(subject: &Subject<'_>, body: &Range<usize>, expected: &Expectation) -> bool {
    let text = subject.at(body);
    let expected = match expected {
        Expectation::Matches(pattern) => return pattern.is_match(text),
        Expectation::Named(expected) => expected,
    };
    let page = &subject.reading.page;
    let mut blocks = page.blocks_in(body).iter();
    match expected {
        Expected::Dose => pattern(&DOSE, text),
        Expected::Time => pattern(&TIME, text),
        Expected::Claims => text.contains("**Claim") || text.contains("__Claim"),
        Expected::List => blocks.any(|block| block.marker.is_some()),
        Expected::NumberedList => {
            blocks.any(|block| matches!(block.marker, Some(Marker::Number(_))))
        }
        Expected::Organisation => {
            let mut citations = subject.citations().within(body).iter();
            citations.any(|it| it.is_organisation)
                || pattern(&ORGANISATION, text)
                || names_one(&subject.style.organisations, text)
        }
    }
}

fn names_one(organisations: &[Organisation], text: &str) -> bool {
    let text = Text::of(text);
    organisations
        .iter()
        .any(|it| text.holds(&it.short) || it.full.iter().any(|full| text.holds(full)))
}

/// An expression of our own that did not compile would be a mistake of ours; it then expects nothing.
fn pattern(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    pattern.as_ref().is_none_or(|regex| regex.is_match(text))
}

static DOSE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let units = "mg|g|kg|µg|μg|ug|mcg|ng|micrograms?|milligrams?|grams?|kilograms?|IU|I\\.U\\.|units?|ml|cl|dl|l|litres?|millilitres?|mmol|kcal|kJ|calories|%|per cent|cups?|tablets?|capsules?|drops?|portions?|servings?|teaspoons?|tablespoons?|minutes?|min|hours?|lux|steps|reps|repetitions|sets";
    Regex::new(&format!(r"(?i)\d\s?(?:{units})(?:[^\p{{L}}]|$)")).ok()
});

static TIME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = "seconds?|minutes?|hours?|days?|daily|weeks?|weekly|months?|years?|mornings?|noon|midday|afternoons?|evenings?|nights?|bed|bedtime|breakfast|lunch|dinner|supper|meals?|o’clock|a\\.?m|p\\.?m";
    Regex::new(&format!(r"(?i)\b(?:{words})\b")).ok()
});

/// A name made like that of an organisation: `Royal College of …`, `… Society`.
static ORGANISATION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let kinds = "Academy|Agency|Association|Authority|Board|Bureau|Centre|Center|Centers|College|Commission|Committee|Council|Department|Federation|Foundation|Institute|Institutes|Ministry|Office|Organisation|Organization|Service|Society|Task Force|Union|University|Trust";
    Regex::new(&format!(r"\b\p{{Lu}}[\p{{L}}’'-]*(?:\s(?:of|for|and|on|the|\p{{Lu}}[\p{{L}}’'-]*))*\s(?:{kinds})\b|\b(?:{kinds}) (?:of|for|on) (?:the )?\p{{Lu}}")).ok()
});

#[cfg(test)]
mod tests {
    use super::super::tests::WHOLE;
    use crate::checks::fixture::{Fixture, found};
    use crate::house_style::{Expectation, Expected, StylePattern};

    const ID: &str = "expectation-not-met";

    #[test]
    fn what_a_section_is_there_for_is_missed() {
        for (right, wrong, message) in [
            (
                "Take 400 mg daily",
                "Take a little",
                "19:4 \"Effective dose\" “Effective dose” names no dose with a unit",
            ),
            (
                "NICE says so",
                "They say so",
                "43:4 \"Guideline positions\" “Guideline positions” names no organisation",
            ),
            (
                "**Claim: iron is gold.**",
                "Iron is gold.",
                "51:4 \"Common misconceptions\" “Common misconceptions” names no claims",
            ),
            (
                "- Vegans\n- Pregnancy",
                "Vegans.",
                "55:4 \"Who this matters for\" “Who this matters for” names no list",
            ),
        ] {
            assert_eq!(found(&WHOLE.replace(right, wrong), ID), [message]);
        }
    }

    #[test]
    fn a_style_may_expect_more() {
        let mut fixture = Fixture::new(WHOLE);
        for section in &mut fixture.style.sections {
            match section.name.as_str() {
                "Timing" => section.expects = vec![Expectation::Named(Expected::Time)],
                "Summary" => {
                    let pattern = StylePattern::new("zinc|copper").expect("it compiles");
                    section.expects = vec![Expectation::Matches(pattern)];
                }
                _ => {}
            }
        }
        assert_eq!(
            fixture.found(ID),
            ["11:4 \"Summary\" “Summary” names no match of `zinc|copper`"]
        );
    }

    #[test]
    fn what_is_there_in_any_way_is_enough() {
        for dose in [
            "10 micrograms (400 IU)",
            "1.5–2 g salt",
            "5µg",
            "20% of",
            "two to 3 ml,",
            "1,000 units",
        ] {
            let text = WHOLE.replace("Take 400 mg daily", dose);
            assert_eq!(found(&text, ID), [""; 0], "{dose}");
        }
        for body in [
            "the World Health Organization",
            "the Royal College of Nursing",
            "EFSA (2015)",
            "Institute of Iron",
            "Public Health Agency",
        ] {
            let text = WHOLE.replace("NICE says so", body);
            assert_eq!(found(&text, ID), [""; 0], "{body}");
        }
        for text in [
            WHOLE.to_owned(),
            WHOLE.replace('\n', "\r\n"),
            "## Effective dose\n\n## Timing\n".to_owned(),
            String::new(),
        ] {
            assert_eq!(found(&text, ID), [""; 0], "{text}");
        }
    }
}
