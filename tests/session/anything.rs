//! Anything in any order: undo to the start gives the very bytes of the file, redo to the end those before the undoing.

use copydesk::desk::{CardField, CommandId, EditCommand, Search, Selection, hunks};
use copydesk::entry::Reading;
use copydesk::entry::front_matter::Path;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::fixture::{Fixture, every_entry};

/// Something a person may do; the numbers choose among what is there.
#[derive(Debug, Clone)]
enum Deed {
    Type(Index, Index, &'static str),
    Erase(Index, usize),
    Select(Index, Index),
    AddSection(Index, &'static str),
    MoveSection(Index, Index),
    DeleteSection(Index),
    SetField(&'static str, &'static str),
    RemoveField(&'static str),
    AddProduct(&'static str),
    RemoveProduct(usize),
    MoveProduct(usize, usize),
    Replace(&'static str, &'static str),
    TakeBack(Index),
    CommandId(CommandId),
    Settle,
    Wait(u64),
}

fn deed() -> impl Strategy<Value = Deed> {
    use prop::sample::select;
    let words = select(vec![
        "x",
        "\n",
        "\n-",
        "## New\n",
        "```",
        "<!--",
        "é",
        "\n\n---\n",
        "- a\n- b",
        "```\n",
        "# ",
    ]);
    let names = select(vec!["Timing", "New", "C#", "", "-", "a `b", "Timing #"]);
    let paths = select(vec![
        "title",
        "slug",
        "pillar",
        "last_reviewed",
        "related_products",
        "related_products[0].name",
        "new_field",
        "tags",
        "related_products[1].url",
    ]);
    let values = select(vec![
        "",
        "A title",
        "7",
        "true",
        "a: b # c",
        "“q” 'q' \"q\"",
        "two\nlines",
        "é",
    ]);
    let acts = select(vec![
        CommandId::Bold,
        CommandId::Italic,
        CommandId::Link,
        CommandId::BulletList,
        CommandId::MoveSectionUp,
        CommandId::MoveSectionDown,
        CommandId::DeleteSection,
        CommandId::WholeFile,
        CommandId::Undo,
        CommandId::Redo,
        CommandId::Undo,
        CommandId::Redo,
        CommandId::FindNext,
        CommandId::RenameSection,
        CommandId::FoldAll,
        CommandId::FoldSection,
    ]);
    prop_oneof![
        6 => (any::<Index>(), any::<Index>(), words).prop_map(|(field, at, words)| Deed::Type(field, at, words)),
        2 => (any::<Index>(), 1..4usize).prop_map(|(field, count)| Deed::Erase(field, count)),
        2 => (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Deed::Select(from, to)),
        1 => (any::<Index>(), names).prop_map(|(at, name)| Deed::AddSection(at, name)),
        2 => (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Deed::MoveSection(from, to)),
        1 => any::<Index>().prop_map(Deed::DeleteSection),
        3 => (paths.clone(), values).prop_map(|(path, value)| Deed::SetField(path, value)),
        1 => paths.prop_map(Deed::RemoveField),
        1 => select(vec!["Oats", "A [b] & c", ""]).prop_map(Deed::AddProduct),
        1 => (0..3usize).prop_map(Deed::RemoveProduct),
        1 => (0..3usize, 0..3usize).prop_map(|(from, to)| Deed::MoveProduct(from, to)),
        1 => (select(vec!["e", "the", "\n"]), select(vec!["", "E", "## "])).prop_map(|(words, new)| Deed::Replace(words, new)),
        1 => any::<Index>().prop_map(Deed::TakeBack),
        5 => acts.prop_map(Deed::CommandId),
        1 => Just(Deed::Settle),
        1 => (0..2500u64).prop_map(Deed::Wait),
    ]
}

#[track_caller]
fn perform(fixture: &mut Fixture, deed: &Deed) {
    let field = |fixture: &Fixture, index: &Index| {
        let fields: Vec<CardField> = fixture
            .entry()
            .cards()
            .fields()
            .map(|(field, _)| field)
            .collect();
        (!fields.is_empty()).then(|| *index.get(&fields))
    };
    let sections = fixture.entry().reading().outline.sections.len();
    let place = |fixture: &Fixture, index: &Index| {
        let text = fixture.text();
        let mut at = index.index(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    match deed {
        Deed::Type(index, at, words) => {
            if let Some(field) = field(fixture, index) {
                let at = at.index(fixture.copy(field).as_str().len() + 1);
                let words = match field {
                    CardField::Body { .. } => (*words).to_owned(),
                    CardField::Title | CardField::Heading(_) => words.replace('\n', " "),
                };
                fixture.in_field(field, at).types(&words);
            }
        }
        Deed::Erase(index, count) => {
            if let Some(field) = field(fixture, index) {
                let mut typist = fixture.at_end_of(field);
                for _ in 0..*count {
                    typist.backspace();
                }
            }
        }
        Deed::Select(from, to) => {
            let selection = Selection {
                anchor: place(fixture, from),
                head: place(fixture, to),
            };
            fixture.does(EditCommand::PlaceCaret(selection));
        }
        Deed::AddSection(at, name) => {
            let (at, name) = (at.index(sections + 2), (*name).to_owned());
            fixture.does(EditCommand::AddSection { at, name });
        }
        Deed::MoveSection(from, to) => {
            let (from, to) = (from.index(sections + 1), to.index(sections + 1));
            fixture.does(EditCommand::MoveSection { from, to });
        }
        Deed::DeleteSection(at) => {
            fixture.does(EditCommand::DeleteSection(at.index(sections + 1)));
        }
        Deed::SetField(path, value) => {
            let (path, value) = (Path::parse(path).expect("a path"), (*value).to_owned());
            fixture.does(EditCommand::SetField { path, value });
        }
        Deed::RemoveField(path) => {
            fixture.does(EditCommand::RemoveField(Path::parse(path).expect("a path")));
        }
        Deed::AddProduct(name) => {
            let (name, handle) = ((*name).to_owned(), "handle".to_owned());
            fixture.does(EditCommand::AddProduct { name, handle });
        }
        Deed::RemoveProduct(at) => {
            fixture.does(EditCommand::RemoveField(
                Path::key("related_products").item(*at),
            ));
        }
        Deed::MoveProduct(from, to) => {
            fixture.does(EditCommand::MoveItem {
                list: Path::key("related_products"),
                from: *from,
                to: *to,
            });
        }
        Deed::Replace(words, replacement) => {
            fixture.does(EditCommand::Search(Search {
                words: (*words).to_owned(),
                replacement: (*replacement).to_owned(),
                ..Search::default()
            }));
            fixture.does(EditCommand::ReplaceAll);
        }
        Deed::TakeBack(index) => {
            let count = hunks(fixture.entry().on_disk(), fixture.text()).len();
            fixture.take_back(index.index(count + 1));
        }
        Deed::CommandId(act) => {
            fixture.does(*act);
        }
        Deed::Settle => {
            fixture.does(EditCommand::RecutCards);
        }
        Deed::Wait(millis) => fixture.wait(*millis),
    }
}

/// What must hold at any time: all places lie in the text, between letters, and the reading is that of the text.
fn holds(fixture: &Fixture) -> Result<(), TestCaseError> {
    let entry = fixture.entry();
    let text = entry.text();
    for (field, range) in entry.cards().fields() {
        prop_assert!(
            text.get(range.clone()).is_some(),
            "{:?} at {:?} of {}",
            field,
            range,
            text.len()
        );
    }
    for at in [entry.selection.anchor, entry.selection.head] {
        prop_assert!(text.is_char_boundary(at));
    }
    prop_assert_eq!(&entry.reading().outline, &Reading::of(text).outline);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_undo_gives_the_bytes_of_the_file_and_redo_those_of_the_work(
        entry in any::<Index>(),
        deeds in prop::collection::vec(deed(), 1..14),
    ) {
        let (name, original) = entry.get(every_entry());
        let mut fixture = Fixture::at("a.md", original);
        for deed in &deeds {
            perform(&mut fixture, deed);
            holds(&fixture)?;
        }
        fixture.redo_all();
        let done = fixture.text().to_owned();
        fixture.undo_all();
        prop_assert_eq!(fixture.text(), original.as_str(), "{}", name);
        prop_assert!(!fixture.entry().is_unsaved(), "{}", name);
        fixture.redo_all();
        prop_assert_eq!(fixture.text(), done.as_str(), "{}", name);
        holds(&fixture)?;
        fixture.does(CommandId::Save);
        prop_assert_eq!(fixture.on_disk("a.md"), done, "{}", name);
        prop_assert!(!fixture.entry().is_unsaved(), "{}", name);
    }
}
