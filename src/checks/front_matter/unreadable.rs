//! Front matter that can't be read.
//!
//! Leaves alone: fields that are there twice, which are a finding of their own.

use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};
use crate::entry::front_matter::Fence;

pub(super) const CHECK: Check = Check {
    id: "unreadable-front-matter",
    group: Group::FrontMatter,
    title: "Unreadable front matter",
    level: Level::Error,
    reason: "Neither the site nor copydesk can read the fields of an entry whose YAML is broken",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let front_matter = &subject.reading.front_matter;
    let Some(error) = &front_matter.error else {
        return;
    };
    if error.twice.is_some() {
        return;
    }
    match front_matter.split.fence {
        Fence::None => {}
        // A rule on the first line opens no front matter unless a field follows it.
        Fence::NeverClosed => {
            let start = front_matter.split.body;
            let mut lines = subject.text.get(start..).unwrap_or_default().lines();
            let fence = lines.next().unwrap_or_default();
            if lines.next().is_some_and(is_field) {
                let range = start..start + fence.trim_end().len();
                found.add(range, &*error.message, Vec::new());
            }
        }
        Fence::Toml => {
            if subject.style.fields.iter().any(|field| field.required) {
                let start = front_matter.split.block.start;
                let message = "The front matter is TOML, which is not checked";
                found.add_at(Level::Note, start..start + 3, message, Vec::new());
            }
        }
        Fence::Closed => {
            let range = subject.line_from(error.at);
            found.add(range, error.message.trim_end_matches('.'), Vec::new());
        }
    }
}

fn is_field(line: &str) -> bool {
    let Some((key, value)) = line.split_once(':') else {
        return false;
    };
    let is_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    !key.is_empty() && key.chars().all(is_key) && (value.is_empty() || value.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::found;

    const ID: &str = "unreadable-front-matter";

    #[test]
    fn what_yaml_can_not_read_is_told_at_its_place() {
        assert_eq!(
            found("---\nslug: a\ntitle: Iron: a metal\n---\n", ID),
            [
                "3:12 \": a metal\" A colon stands inside a value that is not in quotes. Put the value in quotes"
            ]
        );
        assert_eq!(found("---\n\ttitle: A\n---\n", ID).len(), 1);
        assert_eq!(found("---\ntitle: \"A\n---\n", ID).len(), 1);
        assert_eq!(found("---\n- a\n- b\n---\n", ID).len(), 1);
        assert_eq!(
            found("\u{feff}---\r\ntitle: A\r\n\r\n# A\r\n", ID),
            ["1:1 \"---\" The front matter is never closed. End it with a line of `---`."]
        );
        assert_eq!(
            found("+++\ntitle = \"A\"\n+++\n", ID),
            ["1:1 \"+++\" (note) The front matter is TOML, which is not checked"]
        );
    }

    #[test]
    fn what_can_be_read_and_what_is_none_is_no_finding() {
        for text in [
            "",
            "# A\n",
            "---\n---\n",
            "---\n# a comment\n---\n",
            "---\ntitle: A\n...\n",
            "---\n\nA rule above a text.\n",
            "---\nNot a field: but words with blanks.\n",
            "---\na: 1\na: 2\n---\n",
        ] {
            assert_eq!(found(text, ID), [""; 0], "{text}");
        }
    }
}
