use super::ENTRY;
use crate::entry::front_matter::Path;
use crate::house_style::HouseStyle;
use crate::search::fields::{FieldChange, LineDiff};

fn path(path: &str) -> Path {
    Path::parse(path).expect("a path")
}

fn set(field: &str, value: &str) -> FieldChange {
    FieldChange::Set {
        path: path(field),
        value: value.into(),
    }
}

fn add(list: &str, text: &str) -> FieldChange {
    FieldChange::AddToList {
        list: path(list),
        text: text.into(),
    }
}

fn take(list: &str, text: &str) -> FieldChange {
    FieldChange::TakeFromList {
        list: path(list),
        text: text.into(),
    }
}

/// What stands in one line and what would, or why not.
fn diff(change: &FieldChange, text: &str) -> Result<Option<(String, String)>, String> {
    let edits = change.edits(text, &HouseStyle::default());
    let edits = edits.map_err(|why| why.to_string())?;
    let diff = LineDiff::of(change, text, &edits);
    Ok(diff.map(|diff| (diff.before, diff.after)))
}

#[track_caller]
fn becomes(change: &FieldChange, text: &str, before: &str, after: &str) {
    let expected = (before.to_owned(), after.to_owned());
    assert_eq!(diff(change, text), Ok(Some(expected)), "{change}");
}

const BLOCK: &str = "---\ntags:\n  - tea\n  - iron\none: tea\nnone:\nmap:\n  a: 1\n---\n\n# T\n";

#[test]
fn a_field_is_set_added_removed_and_renamed_in_one_line() {
    becomes(
        &set("pillar", "Sleep"),
        ENTRY,
        "pillar: Iron",
        "pillar: Sleep",
    );
    becomes(&set("audience", "all"), BLOCK, "", "audience: all");
    becomes(
        &FieldChange::Remove { path: path("one") },
        BLOCK,
        "one: tea",
        "",
    );
    let rename = |from: &str, to: &str| FieldChange::Rename {
        from: from.into(),
        to: to.into(),
    };
    becomes(&rename("one", "two"), BLOCK, "one: tea", "two: tea");
    assert!(diff(&rename("one", "tags"), BLOCK).is_err());
    assert_eq!(diff(&rename("absent", "x"), BLOCK), Ok(None));
    assert_eq!(diff(&set("one", "tea"), BLOCK), Ok(None));
    assert_eq!(
        diff(
            &FieldChange::Remove {
                path: path("absent")
            },
            BLOCK
        ),
        Ok(None)
    );
}

#[test]
fn a_field_whose_value_is_of_another_kind_is_left_with_the_reason() {
    becomes(&add("tags", "zinc"), BLOCK, "", "- zinc");
    becomes(&add("absent", "zinc"), BLOCK, "", "absent: ⏎ - zinc");
    assert_eq!(diff(&add("tags", "tea"), BLOCK), Ok(None));
    becomes(&take("tags", "tea"), BLOCK, "- tea", "");
    assert_eq!(diff(&take("tags", "zinc"), BLOCK), Ok(None));
    assert_eq!(diff(&take("none", "zinc"), BLOCK), Ok(None));
    assert_eq!(diff(&take("absent", "zinc"), BLOCK), Ok(None));
    for (change, text) in [
        (add("one", "zinc"), BLOCK),
        (add("one", "tea"), BLOCK),
        (take("one", "tea"), BLOCK),
        (set("tags", "tea"), BLOCK),
        (set("map", "tea"), BLOCK),
        (set("pillar", "Iron"), "no front matter\n"),
        (set("pillar", "Iron"), "---\nbroken: [\n---\n"),
    ] {
        assert!(diff(&change, text).is_err(), "{change}");
    }
}

#[test]
fn what_says_that_an_entry_was_reviewed_or_what_it_is_called_is_refused() {
    let rename = FieldChange::Rename {
        from: "date".into(),
        to: "last_reviewed".into(),
    };
    for change in [
        set("last_reviewed", "1 May 2026"),
        add("last_reviewed", "x"),
        rename,
    ] {
        let why = change.check().expect_err("refused").to_string();
        assert!(why.contains("sign-off"), "{why}");
        assert!(change.edits(ENTRY, &HouseStyle::default()).is_err());
    }
    for field in ["slug", "url", "id"] {
        assert!(set(field, "x").check().is_err(), "{field}");
    }
}

#[test]
fn a_section_is_renamed_and_moved_to_its_house_place() {
    let rename = FieldChange::RenameSection {
        from: "Timing".into(),
        to: "When to take it".into(),
    };
    becomes(&rename, ENTRY, "## Timing", "## When to take it");
    let place = FieldChange::PlaceSection {
        name: "Timing".into(),
    };
    assert_eq!(diff(&place, ENTRY), Ok(None));
    let text = "# T\n\n## Safety profile\n\na\n\n## Own\n\nb\n\n## Timing\n\nc\n\n## Sources\n";
    let edits = place
        .edits(text, &HouseStyle::default())
        .expect("it can be");
    assert_eq!(
        &*edits.apply(text).expect("fits"),
        "# T\n\n## Timing\n\nc\n\n## Safety profile\n\na\n\n## Own\n\nb\n\n## Sources\n"
    );
    let twice = "# T\n\n## Timing\n\n## Timing\n";
    assert!(diff(&place, twice).is_err());
    let unknown = FieldChange::PlaceSection { name: "Own".into() };
    assert!(diff(&unknown, text).is_err());
    assert_eq!(diff(&rename, "# T\n"), Ok(None));
}
