//! What a merge brought in after the review that the entry gives.

use super::dates::dated;
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};

pub(super) const CHECK: Check = Check {
    id: "came-after-review",
    group: Group::FrontMatter,
    title: "Change that came in after the review",
    level: Level::Note,
    reason: "The date tells readers that somebody looked through all of the entry, and nobody has looked at this",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let Some(after) = subject.after_review else {
        return;
    };
    let front = subject.front_matter().and_then(|it| it.text("slug"));
    let slug = front.filter(|slug| !slug.trim().is_empty());
    let slug = slug.unwrap_or(subject.stem());
    for date in dated(subject) {
        if date.key != "last_reviewed" {
            continue;
        }
        let parts = after.parts(slug, date.text.trim(), subject.text);
        if !parts.is_empty() {
            let message = format!(
                "A merge brought in {} after this review; whoever signs off next should read it",
                parts.join(", ")
            );
            found.add(date.range, message, Vec::new());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::checks::AfterReview;
    use crate::checks::fixture::Fixture;
    use crate::library::JsonLines;

    const ID: &str = "came-after-review";
    const RECORD: &str = "{\"slug\":\"iron\",\"last_reviewed\":\"4 May 2026\",\"parts\":[\"“Dose”\",\"`pillar`\"]}\n";

    fn found(text: &str) -> Vec<String> {
        let mut fixture = Fixture::new(text);
        let records = JsonLines::read(RECORD);
        fixture.after_review = Some(Arc::new(AfterReview::of(&records)));
        fixture.found(ID)
    }

    #[test]
    fn what_came_in_is_named_at_the_date() {
        let said = "A merge brought in “Dose”, `pillar` after this review; whoever signs off next should read it";
        assert_eq!(
            found("---\nslug: iron\nlast_reviewed: 4 May 2026\n---\n"),
            [format!("3:16 \"4 May 2026\" {said}")]
        );
        let quoted = found("---\nslug: \"iron\"\nlast_reviewed: \"4 May 2026\"\n---\n");
        assert_eq!(quoted.len(), 1);
    }

    #[test]
    fn the_next_review_settles_it_and_other_entries_are_silent() {
        for text in [
            "---\nslug: iron\nlast_reviewed: 5 May 2026\n---\n",
            "---\nslug: zinc\nlast_reviewed: 4 May 2026\n---\n",
            "---\nslug: iron\n---\n\n4 May 2026\n",
            "# No front matter\n",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
