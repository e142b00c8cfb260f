//! A title that several entries have.
//!
//! Knows nothing of: titles that mean the same.

use super::told_twice;
use crate::checks::{Across, Check, Fact, Findings, Group, Level, Look, Mending, folded};

pub(super) const CHECK: Check = Check {
    id: "title-twice",
    group: Group::Library,
    title: "Title that several entries have",
    level: Level::Warning,
    reason: "Readers can’t tell two entries of one title apart in a list",
    mending: Mending::None,
    since: 1,
    look: Look::Across(look),
};

fn look(across: &Across<'_>, found: &mut Findings) {
    if let Some(title) = &across.told.title {
        let what = format!("The title “{}”", title.text.trim());
        let fact = Fact::Title(folded(&title.text).into());
        told_twice(across, title, &fact, &what, found);
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::Bench;

    const ID: &str = "title-twice";

    fn bench(other: &str) -> Bench {
        let mut bench = Bench::new("---\ntitle: Iron at night\n---\n");
        bench.others = vec![("b.md".into(), format!("---\ntitle: {other}\n---\n"))];
        bench
    }

    #[test]
    fn a_title_of_another_entry_is_told() {
        for other in [
            "Iron at night",
            "\"iron at  Night\"",
            ">\n  Iron\n  at night",
        ] {
            assert_eq!(
                bench(other).found(ID),
                ["2:8 \"Iron at night\" The title “Iron at night” is also that of b.md"],
                "{other}"
            );
        }
    }

    #[test]
    fn titles_that_differ_are_no_finding() {
        for other in ["Iron at night?", "Iron by night", "", "[Iron at night]"] {
            assert_eq!(bench(other).found(ID), [""; 0], "{other}");
        }
    }
}
