//! A page without its title: no heading of level 1 above the first section.

use super::headed::{headed, is_title};
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;
use crate::entry::page::{Heading, Top};

pub(super) const CHECK: Check = Check {
    id: "missing-heading",
    group: Group::Sections,
    title: "Page without its title as heading",
    level: Level::Warning,
    reason: "The page is published without a headline, or with the title as one section of several",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let outline = &subject.reading.outline;
    let Some(front_matter) = subject.front_matter().filter(|_| outline.h1.is_none()) else {
        return;
    };
    let title = front_matter.text("title").unwrap_or_default();
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    // Without some sections of this house it is a page of another kind, or not begun.
    let known = headed(subject)
        .iter()
        .filter(|headed| headed.is.number().is_some());
    if title.is_empty() || known.count() < 2 {
        return;
    }
    let tops = subject.reading.page.tops.iter();
    let headings = tops.filter_map(|top| match top {
        Top::Heading(heading) => Some(heading),
        Top::Rule(_) | Top::Other(_) => None,
    });
    for heading in headings {
        if !is_title(subject, heading) {
            continue;
        }
        let (message, fix) = if heading.level == 1 {
            ("The title stands below the first section".to_owned(), None)
        } else {
            let message = format!("The title has level {}, and a page’s has 1", heading.level);
            (message, with_one_mark(subject, heading))
        };
        found.add(heading.text.clone(), message, fix.into_iter().collect());
        return;
    }
    let line_end = subject.reading.line_end.as_str();
    let body = subject.text.get(outline.front.end..).unwrap_or_default();
    let at = outline.front.end + (body.len() - body.trim_start().len());
    let fix = Fix::new(
        "Write the title as heading",
        Edit::insert(at, format!("# {title}{line_end}{line_end}")),
    );
    let place = headed(subject)
        .first()
        .map(|first| first.section.heading.text.clone());
    let message = format!("No heading says the title “{title}”");
    found.add(place.unwrap_or_default(), message, vec![fix]);
}

fn with_one_mark(subject: &Subject<'_>, heading: &Heading) -> Option<Fix> {
    let written = subject.at(&heading.range);
    let start = heading.range.start + (written.len() - written.trim_start().len());
    let marks = start..start + usize::from(heading.level);
    (!heading.setext).then(|| Fix::new("Write it with #", Edit::new(marks, "#")))
}

#[cfg(test)]
mod tests {
    use super::super::tests::WHOLE;
    use crate::checks::fixture::{Fixture, found};

    const ID: &str = "missing-heading";

    #[test]
    fn a_page_without_its_title_is_told_and_fixed() {
        let before = WHOLE.replace("# Iron\n\nA lead.\n\n", "");
        assert_eq!(
            found(&before, ID),
            ["7:4 \"Summary\" No heading says the title “Iron”"]
        );
        assert_eq!(
            Fixture::new(&before).fixed(ID),
            WHOLE.replace("A lead.\n\n", "")
        );
        let lead = WHOLE.replace("# Iron\n\n", "");
        assert_eq!(Fixture::new(&lead).fixed(ID), WHOLE);
    }

    #[test]
    fn a_title_with_another_level_is_that_and_no_unknown_section() {
        let before = WHOLE.replace("\n# Iron", "\n## Iron");
        assert_eq!(
            found(&before, ID),
            ["7:4 \"Iron\" The title has level 2, and a page’s has 1"]
        );
        assert_eq!(found(&before, "unknown-section"), [""; 0]);
        assert_eq!(Fixture::new(&before).fixed(ID), WHOLE);
        let before = WHOLE.replace("\n# Iron", "\n### Iron");
        assert_eq!(Fixture::new(&before).fixed(ID), WHOLE);
        let below = WHOLE
            .replace("# Iron\n\n", "")
            .replace("## Timing", "# Iron\n\n## Timing");
        assert_eq!(
            found(&below, ID),
            ["25:3 \"Iron\" The title stands below the first section"]
        );
    }

    #[test]
    fn pages_with_a_title_and_pages_of_another_kind_are_no_finding() {
        for text in [
            WHOLE.to_owned(),
            WHOLE.replace("\n# Iron", "\nIron\n===="),
            WHOLE.replace("\n# Iron", "\n# Zinc"),
            WHOLE.replace("\n# Iron", "\n#"),
            WHOLE.replace("title: Iron", "title:").replace("# Iron", ""),
            "---\ntitle: A\n---\n\nWords.\n\n## Summary\n\n## Cost\n".to_owned(),
            "## Summary\n\n## Timing\n".to_owned(),
            String::new(),
        ] {
            assert_eq!(found(&text, ID), [""; 0], "{text}");
        }
    }
}
