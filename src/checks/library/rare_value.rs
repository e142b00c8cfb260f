//! A pillar or an editor that is probably a frequent one with a slip of the pen.
//!
//! Leaves alone: fields whose values the house style names.

use crate::checks::front_matter::value_blank::is_blank_edged;
use crate::checks::{
    Across, Check, Findings, Fix, FixKind, FrequentValue, Group, Level, Look, in_quotes_of,
    only_blanks_differ,
};
use crate::entry::Edit;

pub(super) const CHECK: Check = Check {
    id: "near-value",
    group: Group::Library,
    title: "Possible misspelling of a common value",
    level: Level::Warning,
    reason: "With a misspelt pillar, an entry ends up in a list of its own",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Across(look),
};

fn look(across: &Across<'_>, found: &mut Findings) {
    let fields = [
        (FrequentValue::Pillar, "pillar", &across.facts.pillar),
        (FrequentValue::Editor, "editor", &across.facts.editor),
    ];
    for (of, key, words) in fields {
        let Some(words) = words else { continue };
        if across.style.names_values_of(key) || is_blank_edged(&words.text) {
            continue;
        }
        let Some(frequent) = across.library.near_miss(of, &words.text) else {
            continue;
        };
        let message = format!(
            "“{}” is probably “{frequent}”, as in {} other entries{}",
            words.text,
            across.library.count(of, frequent),
            only_blanks_differ(&words.text, frequent)
        );
        let written = in_quotes_of(across.at(&words.range), frequent);
        let fix = Fix::new(
            format!("Write “{frequent}”"),
            Edit::new(words.range.clone(), written),
        );
        found.add(words.range.clone(), message, vec![fix]);
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::Fixture;

    const ID: &str = "near-value";

    fn fixture(own: &str, others: usize) -> Fixture {
        let mut fixture = Fixture::new(&format!("---\n{own}\n---\n"));
        let other = "---\npillar: Magnesium\neditor: \"Henry Bond\"\n---\n";
        fixture.others = (0..others)
            .map(|n| (format!("b/{n}.md"), other.into()))
            .collect();
        fixture
    }

    #[test]
    fn a_slip_in_a_frequent_value_is_told() {
        assert_eq!(
            fixture("pillar: Magnesum", 30).found(ID),
            ["2:9 \"Magnesum\" “Magnesum” is probably “Magnesium”, as in 30 other entries"]
        );
        assert_eq!(
            fixture("pillar: 'magnesium'", 30).fixed(ID),
            "---\npillar: \"Magnesium\"\n---\n"
        );
        assert_eq!(fixture("editor: Henri Bond", 30).found(ID).len(), 1);
        assert_eq!(fixture("editor: \"Henry  Bond\"", 30).found(ID).len(), 1);
    }

    #[test]
    fn new_values_and_small_libraries_are_no_finding() {
        for own in [
            "pillar: Sleep",
            "pillar: Magnesium",
            "pillar: Manganese",
            "editor: Henry Pond-Smith",
            "pillar:",
        ] {
            assert_eq!(fixture(own, 30).found(ID), [""; 0], "{own}");
        }
        assert_eq!(fixture("pillar: Magnesum", 18).found(ID), [""; 0]);
        let mut two = fixture("pillar: Magnesum", 30);
        for (_, text) in two.others.iter_mut().take(4) {
            *text = text.replace("Magnesium", "Magnesum");
        }
        assert_eq!(two.found(ID), [""; 0], "five of thirty are no slip");
    }
}
