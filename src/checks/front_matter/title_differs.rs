//! The title of the front matter and the heading of the page, which are one.

use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};

pub(super) const CHECK: Check = Check {
    id: "title-differs",
    group: Group::FrontMatter,
    title: "Title differs from heading",
    level: Level::Warning,
    reason: "A reader who followed the title may think this is a different page",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let reading = subject.reading;
    let (Some((title, shown)), Some(h1)) = (reading.two_titles(subject.text), &reading.outline.h1)
    else {
        return;
    };
    let heading = h1.reworded(subject.text, &title);
    let mut fixes = vec![Fix::new("Use the title as heading", heading)];
    let value = subject.front_matter().and_then(|it| it.field("title"));
    if let Some(edit) = value.and_then(|field| subject.rewritten(&field.value, &shown)) {
        fixes.push(Fix::new("Use the heading as title", edit));
    }
    let message = format!("The heading is not the title “{title}”");
    found.add(h1.text.clone(), message, fixes);
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const ID: &str = "title-differs";

    #[test]
    fn either_side_is_offered() {
        let before = "---\ntitle: \"Iron at night?\"\n---\n\n# Iron by night?\n";
        assert_eq!(
            found(before, ID),
            ["5:3 \"Iron by night?\" The heading is not the title “Iron at night?”"]
        );
        let fixture = Fixture::new(before);
        assert_eq!(
            fixture.fixes(ID),
            ["Use the title as heading", "Use the heading as title"]
        );
        assert_eq!(fixture.fixed(ID), before.replace("by night", "at night"));
    }

    #[test]
    fn another_case_another_mark_or_an_empty_word_is_a_difference() {
        for heading in [
            "# iron at night?",
            "# Iron at night",
            "Iron at\nNight?\n===",
        ] {
            let text = format!("---\ntitle: Iron at night?\n---\n\n{heading}\n");
            assert_eq!(found(&text, ID).len(), 1, "{heading}");
        }
    }

    #[test]
    fn the_same_words_are_no_difference() {
        for text in [
            "---\ntitle: Iron at night\n---\n\n# Iron at night\n",
            "---\r\ntitle: Iron at night\r\n---\r\n\r\n# Iron at night #\r\n",
            "---\ntitle: Iron at night\n---\n\n# *Iron* at night\n",
            "---\ntitle: Iron *at* night\n---\n\n# Iron *at* night\n",
            "---\ntitle: Iron at night\n---\n\nIron at\nnight\n===\n",
            "---\ntitle: A\n---\n\n## B\n",
            "---\ntitle: A\n---\n\n#\n",
            "---\ntitle:\n---\n\n# B\n",
            "---\ntitle: Glossary\n---\n\n# A\n\nAcid.\n\n# B\n",
            "---\ntitle: A: b\n---\n\n# B\n",
            "# B\n",
            "",
        ] {
            assert_eq!(found(text, ID), [""; 0], "{text}");
        }
    }
}
