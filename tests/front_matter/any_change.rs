//! Changes chosen by chance, in blocks of every kind, judged by serde_yaml alone.

use copydesk::entry::front_matter::{
    Change, ChangeError, FrontMatter, NewValue, Path, PathStep, Value, change, quoted,
};
use proptest::prelude::*;
use serde_yaml::Value as Yaml;

use crate::HOUSE;

/// Blocks of every kind, for changes chosen by chance.
const DRAWER: &[&str] = &[
    HOUSE,
    "",
    "# only a comment\n",
    "a: 1\n",
    "a: x # c\n\n# own\nb: 'y' \nc: \"z\"\t\n",
    "a:\nb: ~\nc: \"\"\nlist: []\n",
    "a: |\n  one\n\n  two\n\nb: >-\n    folded\n    text\n# end\n",
    "a: |+\n  keep\n\n\nlist:\n  - |\n    x\n  - >\n    y\n",
    "list:\n- a\n- b\n# between\n- c\nb: 2\n",
    "list:\n  - name: A\n    url: a\n\n  # about B\n  - name: 'B'\n    url: \"b\"\n    a: |\n      deep\n  - name: C\n",
    "list: [a, 'b', \"c\"]\nm: {a: 1, b: x, c: }\n",
    "m:\n    a: 1\n    b:\n        c: x\n\"quoted key\": v\nb c: w\n",
    "a: one\n  two\n  three\nb: \"four\n\n  five\"\nc: end\n",
    "a: é – “quotes” 日本語 🎉\nb: ünï\ncSpell:ignore: x\n",
    "a: &anchor x\nb: *anchor\nlist:\n  - &i a\n  - *i\nc: 1\n",
    "a: 2026-04-29\nb: 12:30\nc: 010\nd: yes\ne: .5\n",
    "list:\n  -   name:   A\n      url:  a\n  -\n    name: B\n    url: b\n",
    "  a: 1\n  b: 2\n  list:\n    - x\n",
    "a: !!str 1\nb: ! x\nc: [1, [2, 3]]\nd: {e: {f: g}}\n",
    "12: x\ntrue: y\n? b\n: z\nc: 1\n",
    "list: [a, b,c,]\na: [\n  x, # one\n  # own\n  'y' # two\n]\nm: {a: 1, \"b\": [x], c: {name: y}}\n",
    "list:\n  - - a # x\n    - b\n  - [c, d]\n  - {name: e, url: f}\n  - name: g\n    a: [h, {b: i}]\na: []\n",
    "a: [ a , [b, c], {d: e}, ~, \"f\"]\nlist: [ # only\n  ]\nm:\n  a:\n    b:\n      c: [x]\n",
    "list: [{name: a, url: b}, {name: c}]\nm: {}\na: 2012-11-30 1:58:51 -0400\nb: 2012-11-30 10:00 EST\n",
];

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,8}",
        "[ -~]{0,16}",
        "[ -~\n\t\\-#:'\"|>é–\u{2028}\u{feff}\r🎉]{0,12}",
        "[a-z]{1,4}\n[a-z]{0,4}\n?",
        Just("29 April 2026".to_owned()),
        Just("12345678".to_owned()),
        Just("2026-04-29".to_owned()),
        Just("true".to_owned()),
    ]
}

fn place() -> impl Strategy<Value = Path> {
    let names = prop::sample::select(vec![
        "a",
        "b",
        "c",
        "d",
        "list",
        "m",
        "title",
        "related_products",
        "new",
        "12",
        "quoted key",
    ]);
    let inner = prop::sample::select(vec!["name", "url", "handle", "a", "b", "new"]);
    (names, prop::option::of(0usize..4), prop::option::of(inner)).prop_map(|(name, item, field)| {
        let mut path = Path::key(name);
        if let Some(item) = item {
            path = path.item(item);
        }
        if let Some(field) = field {
            path = path.field(field);
        }
        path
    })
}

fn a_change() -> impl Strategy<Value = Change> {
    let list = || {
        let lists = [
            "list",
            "related_products",
            "new",
            "a",
            "m",
            "list[0]",
            "list[1]",
            "a[1]",
            "m.a",
            "m.a.b.c",
            "m.b",
            "list[3].a",
        ];
        prop::sample::select(lists.to_vec()).prop_map(|list| Path::parse(list).expect("a path"))
    };
    prop_oneof![
        4 => (place(), value()).prop_map(|(path, value)| Change::Set { path, value: NewValue::Text(value) }),
        1 => place().prop_map(|path| Change::Set { path, value: NewValue::Nothing }),
        2 => place().prop_map(|path| Change::Remove { path }),
        1 => (list(), value(), value()).prop_map(|(list, name, url)| Change::AddItem {
            list,
            item: vec![("name".to_owned(), name), ("url".to_owned(), url)],
        }),
        1 => (list(), value()).prop_map(|(list, text)| Change::AddText { list, text }),
        2 => (list(), 0usize..4, 0usize..4).prop_map(|(list, from, to)| Change::MoveItem { list, from, to }),
    ]
}

fn yaml(text: &str) -> Option<Yaml> {
    let block = &text[FrontMatter::read(text).split.inner];
    serde_yaml::from_str(block).ok()
}

/// What serde_yaml alone finds at a path.
fn at<'a>(yaml: &'a Yaml, path: &Path) -> Option<&'a Yaml> {
    path.steps().iter().try_fold(yaml, |yaml, step| match step {
        PathStep::Key(key) => yaml.as_mapping()?.iter().find_map(|(name, value)| {
            let name = match name {
                Yaml::String(name) => name.clone(),
                other => serde_yaml::to_string(other).ok()?.trim().to_owned(),
            };
            (name == *key).then_some(value)
        }),
        PathStep::Item(item) => yaml.as_sequence()?.get(*item),
        PathStep::Append => None,
    })
}

/// Checks, by serde_yaml alone, that the value is where it was meant to be and nothing else at the top moved.
fn check(text: &str, new: &str, change: &Change) -> Result<(), TestCaseError> {
    let (Some(old), Some(now)) = (yaml(text), yaml(new)) else {
        return Err(TestCaseError::fail("not YAML any more"));
    };
    let touched = match change {
        Change::Set { path, value } => {
            let found = at(&now, path);
            match value {
                NewValue::Text(value) => {
                    let plain: Yaml = serde_yaml::from_str(value).unwrap_or(Yaml::Null);
                    let found = found.expect("the value is there");
                    prop_assert!(
                        found.as_str() == Some(value.as_str()) || *found == plain,
                        "{:?}",
                        found
                    );
                    let read = FrontMatter::read(new);
                    prop_assert_eq!(read.get(path).and_then(Value::text), Some(value.as_str()));
                }
                _ => prop_assert_eq!(found, Some(&Yaml::Null)),
            }
            path
        }
        Change::Remove { path } => {
            if let Some(PathStep::Key(_)) = path.steps().last() {
                prop_assert_eq!(at(&now, path), None);
            }
            path
        }
        Change::AddItem { list, .. } | Change::AddText { list, .. } => {
            let before = at(&old, list)
                .and_then(Yaml::as_sequence)
                .map_or(0, Vec::len);
            let after = at(&now, list)
                .and_then(Yaml::as_sequence)
                .map_or(0, Vec::len);
            prop_assert_eq!(after, before + 1);
            list
        }
        Change::MoveItem { list, from, to } => {
            prop_assert_eq!(
                at(&old, &list.clone().item(*from)),
                at(&now, &list.clone().item(*to))
            );
            list
        }
    };
    let top = touched.steps().first();
    let others = |yaml: &Yaml| -> Vec<(Yaml, Yaml)> {
        let Some(PathStep::Key(key)) = top else {
            return Vec::new();
        };
        let name = |name: &Yaml| match name {
            Yaml::String(name) => name.clone(),
            other => serde_yaml::to_string(other)
                .unwrap_or_default()
                .trim()
                .to_owned(),
        };
        yaml.as_mapping()
            .into_iter()
            .flatten()
            .filter(|(found, _)| name(found) != *key)
            .map(|(found, value)| (found.clone(), value.clone()))
            .collect()
    };
    prop_assert_eq!(others(&old), others(&now));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_change_reads_again_as_meant_and_its_inverse_gives_the_same_bytes(
        block in prop::sample::select(DRAWER),
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        page in prop::sample::select(vec!["", "# Page\n", "no final line end", "\n---\na: b\n---\n"]),
        change_wanted in a_change(),
    ) {
        let text = format!("---\n{block}---\n{page}").replace('\n', end);
        let result = change(&text, std::slice::from_ref(&change_wanted));
        if let Err(ChangeError::Unsure(reason)) = &result {
            // The guard is a net: nothing in this drawer should fall into it but a removed anchor.
            prop_assert!(block.contains('&'), "{} {:?}", reason, change_wanted);
        }
        let Ok(edits) = result else { return Ok(()) };
        let new = edits.apply(&text).expect("edits fit");
        let back = edits.inverse(&text).expect("edits fit");
        prop_assert_eq!(&*back.apply(&new).expect("edits fit"), text.as_str());
        let tail = format!("---\n{page}").replace('\n', end);
        prop_assert!(new.ends_with(&tail));
        if end != "\n" {
            prop_assert_eq!(new.replace(end, "").find('\n'), None, "a line end of another kind came in");
        }
        check(&text, &new, &change_wanted)?;
        // The same change once more finds all as it should be.
        if matches!(change_wanted, Change::Set { .. }) {
            prop_assert!(change(&new, &[change_wanted]).expect("done before").is_empty());
        }
    }

    #[test]
    fn several_changes_are_what_they_are_one_by_one(
        block in prop::sample::select(DRAWER),
        changes in prop::collection::vec(a_change(), 1..5),
    ) {
        let text = format!("---\n{block}---\nPage\n");
        let Ok(edits) = change(&text, &changes) else { return Ok(()) };
        let mut one_by_one: std::sync::Arc<str> = text.as_str().into();
        for step in &changes {
            let Ok(edits) = change(&one_by_one, std::slice::from_ref(step)) else { return Ok(()) };
            one_by_one = edits.apply(&one_by_one).expect("edits fit");
        }
        prop_assert_eq!(edits.apply(&text).expect("edits fit"), one_by_one);
    }

    #[test]
    fn no_text_makes_it_panic_and_no_change_goes_wrong_unseen(
        block in "([a-c]{1,2}: ?|- |  |\n|\t|[\"'\\[\\]{}|>#&*!?,~]|---|x|é|\r){0,24}",
        change_wanted in a_change(),
    ) {
        let text = format!("---\n{block}\n---\nPage\n");
        let read = FrontMatter::read(&text);
        for field in &read.fields {
            prop_assert!(text.get(field.lines.clone()).is_some());
            prop_assert!(text.get(field.value.range().clone()).is_some());
        }
        if let Ok(edits) = change(&text, std::slice::from_ref(&change_wanted)) {
            let new = edits.apply(&text).expect("edits fit");
            check(&text, &new, &change_wanted)?;
        }
    }

    #[test]
    fn double_quotes_hold_any_text(value in any::<String>()) {
        let read: Yaml = serde_yaml::from_str(&quoted(&value)).expect("YAML");
        prop_assert_eq!(read, Yaml::from(value));
    }
}
