//! A publisher other than the library’s.
//!
//! Leaves alone: closing blocks, which name the publisher too.

use crate::checks::front_matter::value_blank::is_blank_edged;
use crate::checks::{
    Across, Check, Findings, Fix, FixKind, FrequentValue, Group, Level, Look, in_quotes_of,
    only_blanks_differ,
};
use crate::entry::Edit;

pub(super) const CHECK: Check = Check {
    id: "publisher-differs",
    group: Group::FrontMatter,
    title: "Different publisher",
    level: Level::Warning,
    reason: "The publisher of a library has one name",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Across(look),
};

fn look(across: &Across<'_>, found: &mut Findings) {
    let Some(publisher) = &across.facts.publisher else {
        return;
    };
    if is_blank_edged(&publisher.text) {
        return;
    }
    let named = across
        .style
        .field("publisher")
        .map_or(&[][..], |field| &field.values);
    let right = match named {
        [] => across
            .library
            .near_miss(FrequentValue::Publisher, &publisher.text),
        named if named.iter().any(|name| **name == *publisher.text) => None,
        [first, ..] => Some(first.as_str()),
    };
    let Some(right) = right else {
        return;
    };
    let blanks = only_blanks_differ(&publisher.text, right);
    let message = match named {
        [] => format!("“{}” is probably “{right}”{blanks}", publisher.text),
        _ => format!(
            "The publisher is “{right}”, not “{}”{blanks}",
            publisher.text
        ),
    };
    let written = in_quotes_of(across.at(&publisher.range), right);
    let fix = Fix::new(
        format!("Write “{right}”"),
        Edit::new(publisher.range.clone(), written),
    );
    found.add(publisher.range.clone(), message, vec![fix]);
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::Fixture;

    const ID: &str = "publisher-differs";

    fn fixture(own: &str, others: usize) -> Fixture {
        let mut fixture = Fixture::new(&format!("---\npublisher: {own}\n---\n"));
        let other = "---\npublisher: \"Harbour Lane Library\"\n---\n";
        fixture.others = (0..others)
            .map(|n| (format!("b/{n}.md"), other.into()))
            .collect();
        fixture
    }

    #[test]
    fn another_name_than_the_house_style_says_is_told() {
        let mut fixture = fixture("Harbor Lane", 0);
        for field in fixture
            .style
            .fields
            .iter_mut()
            .filter(|field| field.key == "publisher")
        {
            field.values = vec!["Harbour Lane Library".into()];
        }
        assert_eq!(
            fixture.found(ID),
            ["2:12 \"Harbor Lane\" The publisher is “Harbour Lane Library”, not “Harbor Lane”"]
        );
        assert_eq!(
            fixture.fixed(ID),
            "---\npublisher: Harbour Lane Library\n---\n"
        );
    }

    #[test]
    fn a_slip_in_the_frequent_name_is_told() {
        for own in [
            "Harbor Lane Library",
            "\"harbour lane library\"",
            "'Harbour  Lane Library'",
            "Harbour Library",
            "Lane Library",
            "harbour lane",
            "Harbour Lane Health Library",
        ] {
            let fixture = fixture(own, 30);
            assert_eq!(fixture.found(ID).len(), 1, "{own}");
            let fixed = fixture.fixed(ID);
            assert!(fixed.contains("Harbour Lane Library"), "{fixed}");
        }
    }

    #[test]
    fn the_usual_and_a_new_publisher_are_no_finding() {
        for own in [
            "Harbour Lane Library",
            "Quay Street Press",
            "Harbour",
            "Quay Lane Library",
            "",
            "[a]",
        ] {
            assert_eq!(fixture(own, 30).found(ID), [""; 0], "{own}");
        }
        assert_eq!(fixture("Harbor Lane Library", 5).found(ID), [""; 0]);
    }
}
