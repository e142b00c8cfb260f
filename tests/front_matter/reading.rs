//! Fields with their places, and trouble with its place.

use copydesk::entry::front_matter::{
    Change, Fence, FrontMatter, NewValue, Path, ScalarForm, Value, change,
};

use copydesk::entry::products::products;

use crate::HOUSE;

fn path(text: &str) -> Path {
    Path::parse(text).expect("a path")
}

#[test]
fn a_field_says_whether_the_form_may_change_it() {
    let text = "---\na: x\nb: [c, d]\nc: [[d]]\nd: &x 1\ne: *x\nf:\n  - n: 1\ng:\n  - - h\n? h\n: i\n---\n";
    let read = FrontMatter::read(text);
    let editable: Vec<_> = read
        .fields
        .iter()
        .map(|field| (field.key.as_str(), field.editable().is_ok()))
        .collect();
    assert_eq!(
        editable,
        [
            ("a", true),
            ("b", true),
            ("c", true),
            ("d", false),
            ("e", false),
            ("f", true),
            ("g", true),
            ("h", false)
        ]
    );
}

#[test]
fn trouble_names_its_line_in_the_file_and_keeps_the_block() {
    for (text, place) in [
        ("---\na: 1\nb: c: d\n---\n", (3, 5)),
        ("\u{feff}---\na: 1\na: 2\n---\n", (3, 1)),
        ("---\né: ü: x\n---\n", (2, 5)),
        ("---\na: 1\n", (1, 1)),
    ] {
        let read = FrontMatter::read(text);
        let error = read.error.expect("an error");
        assert_eq!((error.line, error.column), place, "{}", error.message);
        assert!(read.fields.is_empty());
    }
}

#[test]
fn fields_are_read_in_order_with_their_places() {
    let text = format!("\u{feff}---\n{HOUSE}note: |\n  a\n  b\n\n# own\nend:\n---\nPage");
    let read = FrontMatter::read(&text);
    assert_eq!(read.error, None);
    assert_eq!(read.split.fence, Fence::Closed);
    assert_eq!(&text[read.split.body..], "Page");
    assert_eq!(read.text("title"), Some("How much?"));
    assert_eq!(read.text("last_reviewed"), Some("29 April 2026"));
    assert_eq!((read.text("end"), read.text("absent")), (None, None));
    let note = read.field("note").expect("a field");
    assert_eq!(&text[note.lines.clone()], "note: |\n  a\n  b\n");
    let Value::Scalar(scalar) = &note.value else {
        panic!("a scalar");
    };
    assert_eq!(
        (scalar.style, scalar.text.as_str()),
        (ScalarForm::Literal, "a\nb\n")
    );
    assert_eq!(&text[scalar.range.clone()], "|\n  a\n  b");
    let handle = read
        .get(&path("related_products[1].handle"))
        .expect("a value");
    assert_eq!(&text[handle.range().clone()], "\"copper\"");
    let products: Vec<_> = products(&read)
        .into_iter()
        .map(|product| (product.name, product.handle))
        .collect();
    let expected = [("Zinc & Co", "zinc"), ("Copper", "copper")];
    assert_eq!(
        products,
        expected.map(|(name, handle)| (name.to_owned(), handle.to_owned()))
    );
}

#[test]
fn deep_nesting_and_large_aliases_are_trouble_not_a_crash() {
    let deep = format!(
        "---\na: {}{}\n---\n",
        "[".repeat(20_000),
        "]".repeat(20_000)
    );
    assert!(FrontMatter::read(&deep).error.is_some());
    let nested: String = (0..200)
        .map(|depth| format!("{}a:\n", " ".repeat(depth)))
        .collect();
    assert!(
        FrontMatter::read(&format!("---\n{nested}---\n"))
            .error
            .is_some()
    );
    let mut laughs = "a0: &a0 [x, x]\n".to_owned();
    for level in 1..40 {
        let below = level - 1;
        laughs.push_str(&format!("a{level}: &a{level} [*a{below}, *a{below}]\n"));
    }
    let text = format!("---\n{laughs}b: 1\n---\n");
    assert!(
        change(
            &text,
            &[Change::Set {
                path: path("b"),
                value: NewValue::Text("2".to_owned())
            }]
        )
        .is_err()
    );
}

#[test]
fn a_block_of_very_many_aliases_is_shown_as_text_and_never_written_out() {
    let block = |count: usize| {
        let aliases: String = (0..count).map(|at| format!("b{at}: *a\n")).collect();
        format!("---\na: &a x\n{aliases}---\n")
    };
    assert_eq!(FrontMatter::read(&block(100)).fields.len(), 101);
    let error = FrontMatter::read(&block(101)).error.expect("too many");
    assert!(
        error.message.starts_with("More than 100 aliases"),
        "{error}"
    );
    assert_eq!(error.line, 103);

    // Each stands for two of the one before: as text this would be larger than any disk.
    let doubled: String = (1..60)
        .map(|at| format!("a{at}: &a{at} [*a{0}, *a{0}]\n", at - 1))
        .collect();
    let text = format!("---\na0: &a0 x\n{doubled}title: A\n---\n");
    let set = Change::Set {
        path: Path::key("title"),
        value: NewValue::Text("B".into()),
    };
    assert!(change(&text, &[set]).is_err());
}
