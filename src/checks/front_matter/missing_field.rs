//! Required fields that are absent or empty.

use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject, listed};
use crate::entry::front_matter::{Fence, FrontMatter, Value};
use crate::entry::products::FIELD;
use crate::house_style::{ClosingBlock, ClosingLink, Placeholder};

pub(super) const CHECK: Check = Check {
    id: "missing-field",
    group: Group::FrontMatter,
    title: "Missing required field",
    level: Level::Error,
    reason: "Lists, addresses and reviews are made from these fields",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    if subject.is_blank() {
        return;
    }
    let required = subject.style.fields.iter().filter(|field| field.required);
    let front_matter = &subject.reading.front_matter;
    if front_matter.split.fence == Fence::None {
        let keys: Vec<&str> = required.map(|field| field.key.as_str()).collect();
        let are = match keys.len() {
            0 => return,
            1 => "is",
            _ => "are",
        };
        let message = format!(
            "There is no front matter, so {} {are} missing",
            listed(&keys)
        );
        found.add(0..0, message, Vec::new());
        return;
    }
    if front_matter.error.is_some() {
        return;
    }
    let mut absent = Vec::new();
    for field in required {
        match front_matter.field(&field.key) {
            None => absent.push(field.key.as_str()),
            Some(there) => {
                let is_empty = match &there.value {
                    Value::Null { .. } => true,
                    Value::Scalar(scalar) => scalar.text.trim().is_empty(),
                    Value::List(list) => list.items.is_empty(),
                    Value::Map(map) => map.fields.is_empty(),
                    Value::Alias { .. } => false,
                };
                if is_empty && !field.may_be_empty {
                    let message = format!("The field “{}” is empty", field.key);
                    found.add(there.key_range.clone(), message, Vec::new());
                }
            }
        }
    }
    usual(subject, front_matter, found);
    products(subject, front_matter, found);
    // A name with a slip in it is told by itself, with the name it should be.
    absent.retain(|key| {
        !front_matter
            .fields
            .iter()
            .any(|there| subject.is_slip(&there.key, key))
    });
    let start = front_matter.split.block.start;
    let message = match absent.as_slice() {
        [] => return,
        [key] => format!("The field “{key}” is missing"),
        keys => format!("The fields {} are missing", listed(keys)),
    };
    found.add(start..start + 3, message, Vec::new());
}

/// Fields that most entries have are told as such.
fn usual(subject: &Subject<'_>, front_matter: &FrontMatter, found: &mut Findings) {
    let is_there = |key: &str| {
        let mut there = front_matter.fields.iter();
        there.any(|it| it.key == key || subject.is_slip(&it.key, key))
    };
    let usual = subject.style.fields.iter().filter(|field| field.usual);
    let absent: Vec<&str> = usual
        .map(|field| field.key.as_str())
        .filter(|key| !is_there(key))
        .collect();
    let start = front_matter.split.block.start;
    let message = match absent.as_slice() {
        [] => return,
        [key] => format!("Most entries have the field “{key}”"),
        keys => format!("Most entries have the fields {}", listed(keys)),
    };
    found.add_at(Level::Note, start..start + 3, message, Vec::new());
}

/// Products without what the closing block and its link rule are made of.
fn products(subject: &Subject<'_>, front_matter: &FrontMatter, found: &mut Findings) {
    let style = subject.style;
    let is_listed = |block: &ClosingBlock| block.holds.contains(&ClosingLink::Products);
    let field = front_matter.field(FIELD);
    let (Some(Value::List(list)), true) = (
        field.map(|field| &field.value),
        style.closing.iter().any(is_listed),
    ) else {
        return;
    };
    let rule = style.links.product.as_ref();
    let uses_handle = rule.is_some_and(|rule| rule.uses(Placeholder::Handle));
    let mut wanted = vec!["name", "url"];
    if uses_handle {
        wanted.insert(1, "handle");
    }
    for item in &list.items {
        let text = |key: &str| {
            let Value::Map(map) = &item.value else {
                return "";
            };
            let field = map.fields.iter().find(|field| field.key == key);
            let text = field.and_then(|field| field.value.text());
            text.unwrap_or_default().trim()
        };
        let absent: Vec<&str> = (wanted.iter().copied())
            .filter(|key| text(key).is_empty())
            .collect();
        if absent.is_empty() {
            continue;
        }
        let product = match text("name") {
            "" => "A product".to_owned(),
            name => format!("The product “{name}”"),
        };
        let message = format!("{product} has no {}", listed(&absent));
        let start = item.value.range().start;
        let line = match found.has_room() {
            true => subject.at(&subject.line_from(start)).trim_end().len(),
            false => 0,
        };
        found.add(start..start + line, message, Vec::new());
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const ID: &str = "missing-field";
    const WHOLE: &str = "---\ntitle: A\nurl: https://x.example/a\nslug: a\npillar: Iron\nlast_reviewed: 1 May 2026\nconfidence: low\npublisher: P\neditor: E\n---\n";

    #[test]
    fn a_required_field_is_missed() {
        assert_eq!(
            found(&WHOLE.replace("pillar: Iron\n", ""), ID),
            ["1:1 \"---\" The field “pillar” is missing"]
        );
        assert_eq!(
            found(
                &WHOLE
                    .replace("pillar: Iron\neditor: E\n", "")
                    .replace("editor: E\n", "")
                    .replace("pillar: Iron\n", ""),
                ID
            ),
            ["1:1 \"---\" The fields “pillar” and “editor” are missing"]
        );
        for empty in [
            "pillar:",
            "pillar: \"\"",
            "pillar: ~",
            "pillar: ' '",
            "pillar: []",
        ] {
            assert_eq!(
                found(&WHOLE.replace("pillar: Iron", empty), ID),
                ["5:1 \"pillar\" The field “pillar” is empty"],
                "{empty}"
            );
        }
        assert_eq!(found("# A\n", ID).len(), 1);
    }

    #[test]
    fn a_product_without_name_handle_or_url_is_missed() {
        let text = |product: &str| {
            WHOLE.replace(
                "editor: E\n",
                &format!("editor: E\nrelated_products:\n{product}"),
            )
        };
        for (product, line, what) in [
            (
                "  - name: Tea\n    handle: \"\"\n    url: https://x.example/tea\n",
                "11:5 \"name: Tea\"",
                "The product “Tea” has no “handle”",
            ),
            (
                "  - name: Tea\n    url: https://x.example/tea\n",
                "11:5 \"name: Tea\"",
                "The product “Tea” has no “handle”",
            ),
            (
                "  - handle: tea\n    url: https://x.example/tea\n",
                "11:5 \"handle: tea\"",
                "A product has no “name”",
            ),
            (
                "  - Tea\n",
                "11:5 \"Tea\"",
                "A product has no “name”, “handle” and “url”",
            ),
        ] {
            assert_eq!(found(&text(product), ID), [format!("{line} {what}")]);
        }
        let mut fixture = Fixture::new(&text("  - name: Tea\n    url: https://x.example/tea\n"));
        fixture.style.links.product = None;
        assert_eq!(fixture.found(ID), [""; 0], "no link is made of it");
        fixture.style.closing.clear();
        assert_eq!(fixture.found(ID), [""; 0]);
    }

    #[test]
    fn nothing_is_missed_where_all_is_there_or_nothing_can_be_read() {
        for text in [
            WHOLE,
            &WHOLE.replace('\n', "\r\n"),
            &WHOLE.replace("pillar: Iron", "pillar: >\n  Iron"),
            &WHOLE.replace("pillar: Iron", "pilar: Iron"),
            "---\ntitle: A: b\n---\n",
            "---\na: 1\na: 1\n---\n",
            "---\ntitle: A\n",
            "+++\ntitle = 1\n+++\n",
        ] {
            assert_eq!(found(text, ID), [""; 0], "{text}");
        }
    }
}
