//! What changed, or a merge brought in, after the review that the entry gives.

use super::dates::dated;
use crate::checks::after_review::Unreviewed;
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};
use crate::library::page_name;

pub(super) const CHECK: Check = Check {
    id: "came-after-review",
    group: Group::FrontMatter,
    title: "Change after the review",
    level: Level::Note,
    reason: "The date tells readers that the whole entry was reviewed, and this change was not",
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
    let slug = slug.unwrap_or(page_name(subject.file));
    for date in dated(subject) {
        if date.key != "last_reviewed" {
            continue;
        }
        let written = date.text.trim();
        let unreviewed =
            after.unreviewed((slug, subject.file), written, subject.text, subject.style);
        let what = match unreviewed {
            Some(Unreviewed::Changed(parts)) => {
                let parts: Vec<String> = parts.iter().map(|it| format!("“{it}”")).collect();
                format!("{} changed", parts.join(", "))
            }
            Some(Unreviewed::CameIn(parts)) => format!("A merge brought in {}", parts.join(", ")),
            None => continue,
        };
        let message = format!("{what} after this review; whoever signs off next should read it");
        found.add(date.range, message, Vec::new());
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::checks::AfterReview;
    use crate::checks::fixture::Fixture;
    use crate::house_style::HouseStyle;
    use crate::library::JsonLines;
    use crate::review::{Fingerprint, Outcome, Owner, ReviewLog, ReviewRecord, SharedSlugs};

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

    #[test]
    fn a_sign_off_on_record_tells_it_and_not_the_merge() {
        let signed = "---\nslug: iron\nlast_reviewed: 4 May 2026\n---\n\n# T\n\n## Dose\n\n5 mg.\n";
        let fingerprint = Fingerprint::of(signed, &HouseStyle::default());
        let at = jiff::Timestamp::from_second(1_800_000_000).expect("a time");
        let mut log = ReviewLog::default();
        let of = Owner::named("iron", "iron/entry.md", &SharedSlugs::new());
        log.add(ReviewRecord {
            date: Some("2026-05-04".into()),
            ..ReviewRecord::new(&of, Outcome::SignedOff, "T. Wren", at, fingerprint)
        });
        let found_in = |file: &str, text: &str| {
            let mut fixture = Fixture::new(text);
            fixture.file = file.into();
            let after = AfterReview::of(&JsonLines::read(RECORD));
            let files = ["iron/entry.md".to_owned(), "old/entry.md".to_owned()];
            let shared = SharedSlugs::from([("iron".to_owned(), files.into())]);
            fixture.after_review =
                Some(Arc::new(after.with_reviews(Arc::new(log.clone()), shared)));
            fixture.found(ID)
        };
        let found = |text: &str| found_in("iron/entry.md", text);
        assert_eq!(found(signed), [""; 0], "it was read with what came in");
        let said = "3:16 \"4 May 2026\" “Dose” changed after this review; whoever signs off next should read it";
        assert_eq!(found(&signed.replace("5 mg", "50 mg")), [said]);
        // The sign-off is that of another entry with this slug.
        let merged = "3:16 \"4 May 2026\" A merge brought in “Dose”, `pillar` after this review; whoever signs off next should read it";
        assert_eq!(
            found_in("old/entry.md", &signed.replace("5 mg", "50 mg")),
            [merged]
        );
        // A date that nobody signed off.
        assert_eq!(found(&signed.replace("4 May", "5 May")), [""; 0]);
    }
}
