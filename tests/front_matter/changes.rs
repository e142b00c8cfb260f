//! A change to a block: before, what is done, after. Each is made under every line ending and taken back again.

use copydesk::entry::front_matter::{Change, ChangeError, NewValue, Path, change};

use crate::HOUSE;

fn path(text: &str) -> Path {
    Path::parse(text).expect("a path")
}

fn set(place: &str, value: &str) -> Change {
    Change::Set {
        path: path(place),
        value: NewValue::Text(value.to_owned()),
    }
}

fn remove(place: &str) -> Change {
    Change::Remove { path: path(place) }
}

fn add(list: &str, fields: &[(&str, &str)]) -> Change {
    Change::AddItem {
        list: path(list),
        item: fields
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect(),
    }
}

fn move_item(list: &str, from: usize, to: usize) -> Change {
    Change::MoveItem {
        list: path(list),
        from,
        to,
    }
}

/// Makes the change in a block, under every line ending, and takes it back again.
#[track_caller]
fn changed(block: &str, changes: &[Change]) -> Result<String, ChangeError> {
    let mut result = None;
    for end in ["\n", "\r\n", "\r"] {
        for (before, after) in [("", "# Page\n\ntitle: not this\n"), ("\u{feff}", "")] {
            let text = format!("{before}---\n{block}---\n{after}").replace('\n', end);
            let edits = match change(&text, changes) {
                Ok(edits) => edits,
                Err(refused) => {
                    result.get_or_insert(Err(refused));
                    continue;
                }
            };
            let new = edits.apply(&text).expect("edits fit");
            let back = edits.inverse(&text).expect("edits fit");
            assert_eq!(&*back.apply(&new).expect("edits fit"), text);
            let rest = new
                .strip_prefix(&format!("{before}---{end}"))
                .expect("the fence stands");
            let page = after.replace('\n', end);
            let block = rest
                .strip_suffix(&format!("---{end}{page}"))
                .expect("the page stands")
                .replace(end, "\n");
            assert_eq!(
                *result.get_or_insert(Ok(block.clone())),
                Ok(block),
                "{end:?}"
            );
        }
    }
    result.expect("at least one line ending")
}

#[track_caller]
fn becomes(before: &str, changes: &[Change], after: &str) {
    assert_eq!(changed(before, changes).as_deref(), Ok(after));
}

#[track_caller]
fn refused(before: &str, changes: &[Change]) -> String {
    match changed(before, changes) {
        Err(refused) => refused.to_string(),
        Ok(after) => panic!("was changed to {after:?}"),
    }
}

#[track_caller]
fn house(changes: &[Change], old: &str, new: &str) {
    assert_eq!(HOUSE.matches(old).count(), 1);
    becomes(HOUSE, changes, &HOUSE.replace(old, new));
}

#[test]
fn a_value_is_replaced_in_the_quotes_it_had() {
    house(
        &[set("title", "What \"for\"?")],
        "\"How much?\"",
        "\"What \\\"for\\\"?\"",
    );
    house(
        &[set("pillar", "Vitamin D")],
        "Zinc\nlast",
        "Vitamin D\nlast",
    );
    house(
        &[set("last_reviewed", "9 May 2026")],
        "29 April 2026",
        "9 May 2026",
    );
    house(
        &[set("url", "https://example.org/#a")],
        "https://example.org/how-much",
        "https://example.org/#a",
    );
    house(
        &[set("related_products[1].name", "Iron")],
        "\"Copper\"",
        "\"Iron\"",
    );
    becomes(
        "a: 'x' # why\nb: 1\n",
        &[set("a", "it's")],
        "a: 'it''s' # why\nb: 1\n",
    );
    becomes(
        "a: 'x'\n",
        &[set("a", "two\nlines")],
        "a: \"two\\nlines\"\n",
    );
    becomes(
        "a: one\n  two\nb: 1\n",
        &[set("a", "three")],
        "a: three\nb: 1\n",
    );
    becomes(
        "a: \"one\n  two\"\nb: 1\n",
        &[set("a", "three")],
        "a: \"three\"\nb: 1\n",
    );
    becomes(
        "tags: [a, 'b', \"c\"]\n",
        &[set("tags[1]", "x, y")],
        "tags: [a, 'x, y', \"c\"]\n",
    );
    becomes(
        "tags: [a, b]\n",
        &[set("tags[0]", "x, y")],
        "tags: [\"x, y\", b]\n",
    );
    becomes("m: {a: 1, b: x}\n", &[set("m.b", "v")], "m: {a: 1, b: v}\n");
}

#[test]
fn text_that_yaml_would_read_otherwise_is_quoted() {
    house(
        &[set("slug", "12345678")],
        "slug: how-much",
        "slug: \"12345678\"",
    );
    house(&[set("confidence", "")], "moderate", "\"\"");
    house(
        &[set("pillar", "Zinc: a: b # c")],
        "pillar: Zinc",
        "pillar: \"Zinc: a: b # c\"",
    );
    becomes("a: x\n", &[set("a", "yes")], "a: \"yes\"\n");
}

#[test]
fn a_number_boolean_or_date_stays_plain_where_one_stood() {
    becomes("weight: 10\n", &[set("weight", "20")], "weight: 20\n");
    becomes("draft: false\n", &[set("draft", "true")], "draft: true\n");
    becomes(
        "date: 2026-04-29\n",
        &[set("date", "2026-05-01")],
        "date: 2026-05-01\n",
    );
    becomes("draft: yes\n", &[set("draft", "no")], "draft: no\n");
    // To some readers the old one is text, and stays so.
    becomes(
        "id: 1e345678\n",
        &[set("id", "12345678")],
        "id: \"12345678\"\n",
    );
    becomes("weight: 10\n", &[set("weight", "ten")], "weight: ten\n");
    becomes(
        "weight: 10\n",
        &[set("weight", "null")],
        "weight: \"null\"\n",
    );
    becomes(
        "a: x\n",
        &[Change::Set {
            path: path("a"),
            value: NewValue::Plain("12".to_owned()),
        }],
        "a: 12\n",
    );
    for other in ["[", "010", "0x1F", ".inf", "2026-02-30"] {
        let plain = |place: &str| Change::Set {
            path: path(place),
            value: NewValue::Plain(other.to_owned()),
        };
        let quoted = format!("a: \"{other}\"\n");
        becomes("a: x\n", &[plain("a")], &quoted);
        becomes("a:\n", &[plain("a")], &quoted);
        becomes("b: x\n", &[plain("a")], &format!("b: x\n{quoted}"));
    }
}

#[test]
fn a_value_goes_where_none_was() {
    becomes("a:\nb: 1\n", &[set("a", "x")], "a: x\nb: 1\n");
    becomes("a: \nb: 1\n", &[set("a", "x")], "a: x\nb: 1\n");
    becomes(
        "a:   # why\nb: 1\n",
        &[set("a", "x")],
        "a: x   # why\nb: 1\n",
    );
    becomes("a: ~\n", &[set("a", "x")], "a: x\n");
    becomes("a: null # why\n", &[set("a", "x")], "a: x # why\n");
    becomes(
        "l:\n  -\n  - b\n",
        &[set("l[0]", "x")],
        "l:\n  - x\n  - b\n",
    );
}

#[test]
fn a_value_can_be_left_empty() {
    let nothing = |place: &str| Change::Set {
        path: path(place),
        value: NewValue::Nothing,
    };
    house(
        &[nothing("last_reviewed")],
        "last_reviewed: 29 April 2026",
        "last_reviewed:",
    );
    becomes("a: x # why\n", &[nothing("a")], "a: # why\n");
    becomes("a: |\n  x\n  y\nb: 1\n", &[nothing("a")], "a:\nb: 1\n");
    becomes("a:\n", &[nothing("a")], "a:\n");
    becomes(
        "m: {a: x, b: y}\n",
        &[nothing("m.a")],
        "m: {a: null, b: y}\n",
    );
}

#[test]
fn a_block_scalar_stays_a_block_where_it_can() {
    becomes(
        "a: | # why\n    one\n    two\n\n# own\nb: 1\n",
        &[set("a", "one\nthree\n")],
        "a: | # why\n    one\n    three\n\n# own\nb: 1\n",
    );
    becomes("a: |\n  one\n", &[set("a", "two")], "a: |-\n  two\n");
    becomes(
        "a: >-\n  one\n  two\nb: 1\n",
        &[set("a", "three four\nfive")],
        "a: >-\n  three four\n\n  five\nb: 1\n",
    );
    becomes(
        "a: |2-\n    one\nb: 1\n",
        &[set("a", "two")],
        "a: \"two\"\nb: 1\n",
    );
    becomes(
        "a: |+\n  one\n\n\nb: 1\n",
        &[set("a", "two")],
        "a: |-\n  two\nb: 1\n",
    );
    becomes(
        "a: |\n  one\nb: 1\n",
        &[set("a", " two\n")],
        "a: \" two\\n\"\nb: 1\n",
    );
    becomes("a: |\n\nb: 1\n", &[set("a", "x")], "a: \"x\"\n\nb: 1\n");
}

#[test]
fn a_new_field_goes_last() {
    becomes(
        "a: 1\nb:\n  - x\n# end\n\n",
        &[set("c", "y: z")],
        "a: 1\nb:\n  - x\nc: \"y: z\"\n# end\n\n",
    );
    becomes("a: |+\n  x\n\n", &[set("c", "v")], "a: |+\n  x\n\nc: v\n");
    becomes("", &[set("title", "A")], "title: A\n");
    becomes(
        "# only this\n",
        &[set("title", "A")],
        "# only this\ntitle: A\n",
    );
    becomes(
        "  a: 1\n  b: 2\n",
        &[set("c", "x")],
        "  a: 1\n  b: 2\n  c: x\n",
    );
    becomes(
        "m:\n    a: 1\nb: 2\n",
        &[set("m.c", "x")],
        "m:\n    a: 1\n    c: x\nb: 2\n",
    );
    becomes("a: 1\n", &[set("\"x.y: z\"", "v")], "a: 1\n\"x.y: z\": v\n");
    becomes(
        "l:\n  - name: \"A\"\n    handle: \"a\"\nz: 1\n",
        &[set("l[0].url", "u")],
        "l:\n  - name: \"A\"\n    handle: \"a\"\n    url: \"u\"\nz: 1\n",
    );
    becomes(
        "l:\n-   name: A\nz: 1\n",
        &[set("l[0].url", "u")],
        "l:\n-   name: A\n    url: u\nz: 1\n",
    );
}

#[test]
fn a_field_is_removed_with_its_lines_and_no_others() {
    house(&[remove("pillar")], "pillar: Zinc\n", "");
    house(
        &[remove("related_products[0].handle")],
        "    handle: \"zinc\"\n",
        "",
    );
    house(
        &[remove("related_products[0].name")],
        "name: \"Zinc & Co\"\n    handle: \"zinc\"",
        "handle: \"zinc\"",
    );
    becomes(
        "# own\na: 1 # right\n\n# below\nb: 2\n",
        &[remove("a")],
        "# own\n\n# below\nb: 2\n",
    );
    becomes("a: |\n  x\n\n  y\n\nb: 2\n", &[remove("a")], "\nb: 2\n");
    becomes("a: 1\n", &[remove("a")], "");
    becomes("a: 1\n", &[remove("b")], "a: 1\n");
}

#[test]
fn an_item_is_added_as_the_last_one_is_written() {
    let new = add("l", &[("name", "B"), ("url", "u: v")]);
    becomes(
        "l:\n  - name: \"A\"\n    url: 'a'\n\nz: 1\n",
        std::slice::from_ref(&new),
        "l:\n  - name: \"A\"\n    url: 'a'\n  - name: \"B\"\n    url: 'u: v'\n\nz: 1\n",
    );
    becomes(
        "l:\n-   name: A\n    url: a\n# own\nz: 1\n",
        &[new],
        "l:\n-   name: A\n    url: a\n-   name: B\n    url: \"u: v\"\n# own\nz: 1\n",
    );
    becomes(
        "tags:\n  - a\n  - 'b'\n",
        &[set("tags[+]", "c"), set("tags[+]", "d")],
        "tags:\n  - a\n  - 'b'\n  - 'c'\n  - 'd'\n",
    );
}

#[test]
fn sets_to_a_new_item_make_one_item_until_a_name_comes_again() {
    becomes(
        "l:\n  - name: A\n",
        &[
            set("l[+].name", "B"),
            set("l[+].u", "b"),
            set("l[+].name", "C"),
        ],
        "l:\n  - name: A\n  - name: B\n    u: b\n  - name: C\n",
    );
}

#[test]
fn a_list_takes_its_first_item_in_house_indent_and_loses_its_last_to_brackets() {
    let new = add("l", &[("name", "B"), ("url", "u")]);
    let after = "a: 1\nl:\n  - name: \"B\"\n    url: \"u\"\nz: 1\n";
    for empty in ["l:", "l: []", "l: ~", "l: null", "l: [ ]"] {
        becomes(
            &format!("a: 1\n{empty}\nz: 1\n"),
            std::slice::from_ref(&new),
            after,
        );
    }
    becomes(
        "a: 1\n",
        std::slice::from_ref(&new),
        "a: 1\nl:\n  - name: \"B\"\n    url: \"u\"\n",
    );
    becomes(
        "l: [] # why\n",
        &[new],
        "l: # why\n  - name: \"B\"\n    url: \"u\"\n",
    );
    becomes(after, &[remove("l[0]")], "a: 1\nl: []\nz: 1\n");
    becomes(
        "l: # why\n  # own\n  - a\n\nz: 1\n",
        &[remove("l[0]")],
        "l: [] # why\n  # own\n\nz: 1\n",
    );
    becomes(
        "l:\n  - a\n  - b\n",
        &[remove("l[1]"), remove("l[0]")],
        "l: []\n",
    );
}

#[test]
fn an_item_moves_with_the_comments_directly_above_it() {
    let list =
        "l:\n  # first\n  - n: A\n    u: a # x\n  - n: B\n\n  # third\n  # still\n  - n: C\nz: 1\n";
    becomes(
        list,
        &[move_item("l", 0, 1)],
        "l:\n  - n: B\n  # first\n  - n: A\n    u: a # x\n\n  # third\n  # still\n  - n: C\nz: 1\n",
    );
    becomes(
        list,
        &[move_item("l", 2, 0)],
        "l:\n  # third\n  # still\n  - n: C\n  # first\n  - n: A\n    u: a # x\n  - n: B\n\nz: 1\n",
    );
    becomes(list, &[move_item("l", 1, 1)], list);
    assert!(refused(list, &[move_item("l", 0, 3)]).contains("3 items"));
}

#[test]
fn several_changes_are_one_and_all_or_none() {
    becomes(
        HOUSE,
        &[
            remove("pillar"),
            set("pillar", "Iron"),
            set("title", "How much?"),
        ],
        &format!("{}pillar: Iron\n", HOUSE.replace("pillar: Zinc\n", "")),
    );
    refused(HOUSE, &[set("title", "New"), set("nowhere.deep", "x")]);
}

#[test]
fn a_value_already_there_makes_no_edit() {
    for (block, place, value) in [
        (HOUSE, "title", "How much?"),
        (HOUSE, "last_reviewed", "29 April 2026"),
        ("weight: 10\n", "weight", "10"),
        ("a: |\n  x\n", "a", "x\n"),
        ("a: 'x'\n", "a", "x"),
        ("a: >\n  one\n  two\n", "a", "one two\n"),
    ] {
        let text = format!("---\n{block}---\n");
        assert!(
            change(&text, &[set(place, value)])
                .expect("done")
                .is_empty()
        );
    }
}

#[test]
fn an_edit_is_no_longer_than_what_differs() {
    let text = format!("---\n{HOUSE}---\n");
    let edits = change(&text, &[set("title", "How many?")]).expect("done");
    let edits: Vec<_> = edits
        .iter()
        .map(|edit| (&text[edit.range.clone()], edit.replacement.as_str()))
        .collect();
    assert_eq!(edits, [("uch", "any")]);
}

#[test]
fn what_cannot_be_changed_safely_is_refused_with_the_reason() {
    for (block, change, reason) in [
        ("a: &x 1\nb: *x\n", set("b", "2"), "alias"),
        ("a: &x 1\nb: *x\n", set("a", "2"), "anchor"),
        ("a: !!str 1\n", set("a", "2"), "tag"),
        ("m: {b}\n", set("m.b", "e"), "can't be changed safely"),
        ("m:\n  b: c\n", set("m", "e"), "a list or a map"),
        ("a: b\n", set("a[0]", "e"), "not a list"),
        ("a: b\n", add("a", &[("n", "x")]), "not a list"),
        ("a:\n  - x\n", set("a[1]", "e"), "one item"),
        ("a:\n  - x\n", add("a", &[]), "empty"),
        (
            "a:\n  - n: x\n    # own\n    m: y\n",
            remove("a[0].n"),
            "comment",
        ),
        ("a: 1\na: 2\n", set("a", "3"), "twice, first on line 2"),
        (
            "title: Low: how\n",
            set("title", "x"),
            "Put the value in quotes",
        ),
        ("a: {{ x }}\n", set("b", "x"), "template"),
        ("a: 1\n", set("l[+].n.m", "x"), "no field `l`"),
        ("\ta: 1\n", set("a", "x"), "YAML can't read this"),
        ("- a\n- b\n", set("a", "x"), "not a list of fields"),
        ("just words\n", set("a", "x"), "not a list of fields"),
        ("a: \"x\n", set("a", "y"), "never closed"),
    ] {
        let said = refused(block, &[change]);
        assert!(said.contains(reason), "{block:?}: {said}");
    }
    for (text, reason) in [
        ("# Page\n", "no front matter"),
        ("", "no front matter"),
        ("---\na: 1\n", "never closed"),
        ("+++\na = 1\n+++\n", "TOML"),
    ] {
        let said = change(text, &[set("a", "x")])
            .expect_err(reason)
            .to_string();
        assert!(said.contains(reason), "{said}");
    }
}

#[test]
fn a_list_in_brackets_takes_an_item_as_its_others_are_written() {
    let add = || [set("t[+]", "new")];
    for (before, after) in [
        ("t: [a, b] # why\n", "t: [a, b, new] # why\n"),
        ("t: [a,b]\n", "t: [a,b,new]\n"),
        ("t: [ a , b ]\n", "t: [ a , b , new ]\n"),
        ("t: [a, b,]\n", "t: [a, b, new,]\n"),
        ("t: [a, b, ]\n", "t: [a, b, new, ]\n"),
        ("t: [a]\n", "t: [a, new]\n"),
        ("t: ['a', 'b']\n", "t: ['a', 'b', 'new']\n"),
        ("t: [\"a\", \"b\"]\n", "t: [\"a\", \"b\", \"new\"]\n"),
        ("t: []\nz: 1\n", "t: [new]\nz: 1\n"),
        ("t: [ ]\n", "t: [ new ]\n"),
        (
            "t: [\n  a, # one\n  b # two\n]\n",
            "t: [\n  a, # one\n  b, # two\n  new\n]\n",
        ),
        ("t: [\n  a,\n  b,\n]\n", "t: [\n  a,\n  b,\n  new,\n]\n"),
        ("t: [\n  a\n]\n", "t: [\n  a,\n  new\n]\n"),
        ("t: [a,\n    b]\n", "t: [a,\n    b, new]\n"),
        ("t: [a, b # c\n  ]\n", "t: [a, b, new # c\n  ]\n"),
        ("t: [a, [b, c]]\n", "t: [a, [b, c], new]\n"),
        ("t: [a, {b: c}]\n", "t: [a, {b: c}, new]\n"),
    ] {
        becomes(before, &add(), after);
    }
    becomes("t: [1, 2]\n", &[set("t[+]", "3")], "t: [1, 2, 3]\n");
    becomes("t:\n- 1\n", &[set("t[+]", "3")], "t:\n- 1\n- 3\n");
    becomes("t: [a]\n", &[set("t[+]", "b, c")], "t: [a, \"b, c\"]\n");
    becomes("t: [a]\n", &[set("t[+]", "3")], "t: [a, \"3\"]\n");
    becomes(
        "m: {t: [a], u: x}\n",
        &[set("m.t[+]", "b")],
        "m: {t: [a, b], u: x}\n",
    );
    becomes(
        "m: {t: , u: x}\n",
        &[set("m.t[+]", "b")],
        "m: {t: [b] , u: x}\n",
    );
    becomes(
        "t: [{name: a, \"u\": 'x'}]\n",
        &[self::add("t", &[("name", "b"), ("u", "it's")])],
        "t: [{name: a, \"u\": 'x'}, {name: b, u: 'it''s'}]\n",
    );
    becomes(
        "t:\n  - {name: a}\n",
        &[self::add("t", &[("name", "b")])],
        "t:\n  - {name: a}\n  - {name: b}\n",
    );
}

#[test]
fn an_item_is_taken_out_of_brackets_with_its_comma() {
    for (before, item, after) in [
        ("t: [a, b, c]\n", 0, "t: [b, c]\n"),
        ("t: [a, b, c]\n", 1, "t: [a, c]\n"),
        ("t: [a, b, c]\n", 2, "t: [a, b]\n"),
        ("t: [a,b,]\n", 1, "t: [a,]\n"),
        ("t: [ a ] # why\n", 0, "t: [] # why\n"),
        (
            "t: [\n  a, # one\n  b, # two\n  c # three\n]\n",
            1,
            "t: [\n  a, # one\n  c # three\n]\n",
        ),
        (
            "t: [\n  a, # one\n  c # three\n]\n",
            1,
            "t: [\n  a # one\n]\n",
        ),
        ("t: [a, b,\n  c]\n", 1, "t: [a,\n  c]\n"),
        ("t: [a, # one\n  b]\n", 0, "t: [ # one\n  b]\n"),
        ("t: [a, # one\n  b]\n", 1, "t: [a # one\n  ]\n"),
        ("t: [\n  # only\n  a,\n]\n", 0, "t: [\n  # only\n  \n]\n"),
        ("t: [[a, b], {c: d}]\n", 0, "t: [{c: d}]\n"),
    ] {
        becomes(before, &[remove(&format!("t[{item}]"))], after);
    }
    becomes("m: {a: 1, b: 2}\n", &[remove("m.a")], "m: {b: 2}\n");
    becomes("m: {a: 1}\n", &[remove("m.a")], "m: {}\n");
    becomes("m: [[a, b]]\n", &[remove("m[0][1]")], "m: [[a]]\n");
}

#[test]
fn an_item_moves_within_its_brackets_and_the_commas_stay() {
    for (before, (from, to), after) in [
        ("t: [a, b,c]\n", (0, 2), "t: [b, c,a]\n"),
        ("t: [a, b, c,]\n", (2, 0), "t: [c, a, b,]\n"),
        (
            "t: [\n  a, # one\n  # about b\n  'b' # two\n]\n",
            (1, 0),
            "t: [\n  # about b\n  'b', # two\n  a # one\n]\n",
        ),
        ("t: [a, {b: c}, [d]]\n", (1, 0), "t: [{b: c}, a, [d]]\n"),
    ] {
        becomes(before, &[move_item("t", from, to)], after);
    }
}

#[test]
fn a_field_is_added_within_braces() {
    for (before, after) in [
        ("m: {b: c}\n", "m: {b: c, d: e}\n"),
        ("m: { b: c }\n", "m: { b: c, d: e }\n"),
        ("m: {}\n", "m: {d: e}\n"),
        ("m: {\"b\": \"c\"}\n", "m: {\"b\": \"c\", \"d\": e}\n"),
        ("m: {\n  b: c, # x\n}\n", "m: {\n  b: c, # x\n  d: e,\n}\n"),
        ("l:\n  - m: {b: c}\n", "l:\n  - m: {b: c}\n"),
    ] {
        let place = if before.starts_with('l') {
            "l[0].m.b"
        } else {
            "m.d"
        };
        let value = if before.starts_with('l') { "c" } else { "e" };
        becomes(before, &[set(place, value)], after);
    }
}

#[test]
fn a_map_that_loses_its_only_field_is_left_as_braces() {
    becomes("m:\n  b: c\nz: 1\n", &[remove("m.b")], "m: {}\nz: 1\n");
    becomes(
        "m:\n  b:\n    c: 1\n    d: 2\n",
        &[remove("m.b.c")],
        "m:\n  b:\n    d: 2\n",
    );
    becomes("l:\n  - n: a\n", &[remove("l[0].n")], "l:\n  - {}\n");
}

#[test]
fn a_list_in_a_list_is_changed_item_by_item() {
    let list = "l:\n  - - a # x\n    - b\n  - - c\n";
    becomes(list, &[remove("l[0][0]")], "l:\n  - - b\n  - - c\n");
    becomes(
        list,
        &[remove("l[1][0]")],
        "l:\n  - - a # x\n    - b\n  - []\n",
    );
    becomes(
        list,
        &[set("l[0][+]", "new")],
        "l:\n  - - a # x\n    - b\n    - new\n  - - c\n",
    );
    becomes(
        list,
        &[move_item("l[0]", 1, 0)],
        "l:\n  - - b\n    - a # x\n  - - c\n",
    );
    becomes(
        list,
        &[set("l[1][0]", "d")],
        "l:\n  - - a # x\n    - b\n  - - d\n",
    );
}

#[test]
fn a_day_of_a_date_with_a_time_is_changed_alone() {
    becomes(
        "d: 2012-11-30 1:58:51 -0400 # x\n",
        &[set("d", "2012-11-27 1:58:51 -0400")],
        "d: 2012-11-27 1:58:51 -0400 # x\n",
    );
    becomes(
        "d: '2012-11-30 10:00 EST'\n",
        &[set("d", "2012-11-27 10:00 EST")],
        "d: '2012-11-27 10:00 EST'\n",
    );
    becomes(
        "d: 2012-11-30 10:00 Europe/Berlin\n",
        &[set("d", "2012-11-27 10:00 Europe/Berlin")],
        "d: 2012-11-27 10:00 Europe/Berlin\n",
    );
}

#[test]
fn what_stands_beside_an_alias_is_changed_all_the_same() {
    let block = "a: &x 1\nl: [*x, b, &y c]\nm: {n: *x, o: p}\n";
    becomes(
        block,
        &[set("l[1]", "new"), set("l[+]", "d"), set("m.o", "q")],
        "a: &x 1\nl: [*x, new, &y c, d]\nm: {n: *x, o: q}\n",
    );
    for place in ["l[0]", "l[2]", "m.n"] {
        let said = refused(block, &[set(place, "z")]);
        assert!(said.contains("alias") || said.contains("anchor"), "{said}");
    }
}

#[test]
fn lines_that_are_folded_stay_where_they_were_and_only_the_words_change() {
    let folded = "a: >\n  one two\n  three four\n\n  five\nb: 1\n";
    for (value, after) in [
        (
            "one two THREE four\nfive\n",
            "a: >\n  one two\n  THREE four\n\n  five\nb: 1\n",
        ),
        (
            "one two three, four\nfive\n",
            "a: >\n  one two\n  three, four\n\n  five\nb: 1\n",
        ),
        (
            "one twothree four\nfive\n",
            "a: >\n  one twothree four\n\n  five\nb: 1\n",
        ),
        (
            "one two three four five\n",
            "a: >\n  one two\n  three four five\nb: 1\n",
        ),
    ] {
        becomes(folded, &[set("a", value)], after);
    }
    becomes(
        "a: one\n  two\n  three # c\nb: 1\n",
        &[set("a", "one TWO three")],
        "a: one\n  TWO\n  three # c\nb: 1\n",
    );
    becomes(
        "a: \"one\n  two\n\n  three\"\n",
        &[set("a", "one two\nthree, four")],
        "a: \"one\n  two\n\n  three, four\"\n",
    );
}
