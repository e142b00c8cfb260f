//! The house style of a library: followed, its mistakes shown, written and learned, and nothing of it ever written over.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use copydesk::checks::{LearnStep, LearnedStyle};
use copydesk::desk::{
    CommandId, Dialog, EditCommand, Effect, LibraryCommand, LibraryReport, NewEntry, Report,
    SyncReport, ViewCommand,
};
use copydesk::house_style::{FILE, HouseStyle, InForce, LEARNED_FILE, read, write_built_in};
use copydesk::library::{self, EntryKey, LearnError, LearnedPart, style_key};

use crate::fixture::{Fixture, TEA};

/// The small entry so many times, with its own slug each.
fn entries(count: usize) -> Vec<(String, String)> {
    (0..count)
        .map(|n| {
            let text = TEA.replace("slug: tea", &format!("slug: tea-{n}"));
            (format!("tea-{n}.md"), text)
        })
        .collect()
}

fn with_entries(count: usize) -> Fixture {
    let entries = entries(count);
    let files: Vec<(&str, &str)> = (entries.iter())
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    Fixture::with(&files)
}

#[test]
fn a_library_without_a_house_style_follows_the_built_in_one() {
    let fixture = Fixture::at_tea();
    assert_eq!(*fixture.desk.style(), HouseStyle::default());
    assert!(fixture.notices().is_empty());
}

#[test]
fn a_library_follows_its_house_style_from_the_start() {
    let style = "entries: [\"notes/**\"]\nsections: [{name: Taste, required: true}]\nfields:\n  weight: {kind: number, required: true}\n";
    let mut fixture = Fixture::with(&[(FILE, style), ("notes/tea.md", TEA), ("draft.md", TEA)]);
    assert_eq!(
        fixture.desk.style().section_names().collect::<Vec<_>>(),
        ["Taste"]
    );
    let library = fixture.desk.library().expect("it is open");
    assert_eq!(
        library.counts(),
        (1, 2),
        "the draft and the house style are no entries"
    );
    fixture.does(LibraryCommand::NewEntry(NewEntry {
        title: "Milk".into(),
        pillar: "Iron".into(),
        slug: "milk".into(),
        folder: String::new(),
    }));
    assert_eq!(fixture.text(), "---\nweight:\n---\n\n# Milk\n\n## Taste\n");
}

#[test]
fn a_mistake_is_shown_with_its_line_and_the_default_used_for_that_part() {
    let style = "version: 1\nsections:\n  - Taste\n  - Taste\ndate_form: soon\n";
    let mut fixture = Fixture::with(&[(FILE, style), ("tea.md", TEA)]);
    assert_eq!(
        fixture.notices(),
        [
            "The house style has 2 mistakes\nLine 4: The section “Taste” is there twice; the one on line 3 is used\nLine 5: `date_form` is to be a date such as 29 April 2026 or 2026-04-29 or 2026-04-29T08:30:00Z; the built-in `date_form` is used"
        ]
    );
    assert_eq!(
        fixture.desk.style().date_form,
        HouseStyle::default().date_form
    );
    assert_eq!(fixture.desk.style().sections.len(), 1);

    let offer = fixture.desk.notices()[0].offers[0].clone();
    assert_eq!(offer.label, "Open house style");
    fixture.does(offer.command);
    assert_eq!(fixture.desk.shown_key(), Some(&style_key()));
    let caret = fixture.entry().selection.head;
    assert!(
        fixture.text()[caret..].starts_with("Taste\ndate_form"),
        "at the first mistake"
    );
}

#[test]
fn what_is_no_house_style_is_one_mistake_and_nothing_else_suffers() {
    for (bytes, expected) in [
        (
            &b""[..],
            "Line 1: Nothing is said here; the built-in house style is used",
        ),
        (
            b"- a\n",
            "Line 1: This block is not a list of fields, `name: value` on each line. The built-in house style is used",
        ),
        (b"version: 1\nfields: \xE9\n", "Line 2: "),
        (
            b"a: [\n",
            "Line 1: A `[` is never closed. The built-in house style is used",
        ),
    ] {
        let fixture = Fixture::with_bytes(&[(FILE, bytes), ("tea.md", TEA.as_bytes())]);
        let notices = fixture.notices();
        assert_eq!(notices.len(), 1, "{notices:?}");
        let line = notices[0].lines().nth(1).expect("a second line");
        assert!(line.starts_with(expected), "{line}");
        assert_eq!(*fixture.desk.style(), HouseStyle::default());
        assert_eq!(fixture.desk.library().expect("open").counts(), (1, 1));
    }
}

#[test]
fn many_mistakes_are_counted_and_three_of_them_told() {
    let style = "a: 1\nb: 2\nc: 3\nd: 4\ne: 5\n";
    let fixture = Fixture::with(&[(FILE, style)]);
    let notices = fixture.notices();
    assert!(
        notices[0].starts_with("The house style has 5 mistakes\nLine 1: "),
        "{notices:?}"
    );
    assert!(notices[0].ends_with("\nand 2 more"), "{notices:?}");
}

#[test]
fn the_style_follows_what_another_program_writes_and_the_notice_goes() {
    let mut fixture = Fixture::with(&[(FILE, "sections: 5: 6\n"), ("tea.md", TEA)]);
    assert_eq!(fixture.notices().len(), 1);
    let change = |fixture: &mut Fixture, text: &str| {
        fs::write(fixture.path(FILE), text).expect("written");
        let content = copydesk::library::disk::read_text(&fixture.path(FILE)).into();
        let effects = fixture.hears(SyncReport::ChangedOnDisk {
            key: style_key(),
            content,
        });
        fixture.carry_out(effects);
    };
    change(&mut fixture, "sections: [Taste]\n");
    assert_eq!(
        fixture.notices(),
        ["The house style has no mistakes now, and is followed"]
    );
    assert_eq!(fixture.desk.style().sections.len(), 1);
    // The same again is no news.
    let said = fixture.desk.status().count;
    change(&mut fixture, "sections: [Taste]  # the same\n");
    assert_eq!(fixture.desk.status().count, said);

    fs::remove_file(fixture.path(FILE)).expect("removed");
    let effects = fixture.hears(SyncReport::Removed { key: style_key() });
    fixture.carry_out(effects);
    assert_eq!(*fixture.desk.style(), HouseStyle::default());
}

#[test]
fn the_house_style_is_edited_like_any_text_and_followed_once_it_is_saved() {
    let mut fixture = Fixture::with(&[(FILE, "date_form: 2024-01-31\n"), ("tea.md", TEA)]);
    fixture.does(CommandId::OpenStyle);
    assert!(fixture.entry().whole && !fixture.desk.shows_page());
    let disabled_because = fixture.desk.disabled_because(CommandId::WholeFile);
    assert_eq!(
        disabled_because.as_deref(),
        Some("Only a page can be shown as cards")
    );
    let field = fixture.entry().cards().fields().next().expect("a field").0;
    fixture.at_end_of(field).types("other_sections: true\n");
    assert!(
        !fixture.desk.style().other_sections,
        "not before it is saved"
    );
    fixture.does(CommandId::Save);
    assert_eq!(
        fixture.on_disk(FILE),
        "date_form: 2024-01-31\nother_sections: true\n"
    );
    assert!(fixture.desk.style().other_sections);
    assert_eq!(fixture.desk.library().expect("open").counts(), (1, 1));
}

#[test]
fn a_house_style_to_begin_from_is_written_once_and_never_over_another() {
    let mut fixture = Fixture::at_tea();
    fixture.does(CommandId::WriteStyle);
    assert_eq!(fixture.on_disk(FILE), write_built_in());
    assert_eq!(fixture.desk.shown_key(), Some(&style_key()));
    assert!(
        fixture.notices()[0].starts_with("Made house_style.yaml"),
        "{:?}",
        fixture.notices()
    );
    assert!(fixture.desk.style_mistakes().is_empty());

    let disabled_because = fixture.desk.disabled_because(CommandId::WriteStyle);
    assert_eq!(
        disabled_because.as_deref(),
        Some("This library has a house style: open it instead")
    );

    // One that came while nobody looked is not touched either.
    let mut fixture = Fixture::at_tea();
    fs::write(fixture.path(FILE), "version: 1\n").expect("written");
    fixture.does(CommandId::WriteStyle);
    assert_eq!(fixture.on_disk(FILE), "version: 1\n");
    assert!(
        fixture.notices()[0].ends_with(FILE),
        "{:?}",
        fixture.notices()
    );
}

#[test]
fn a_learned_style_is_looked_at_then_written_and_followed() {
    let mut fixture = with_entries(6);
    fixture.does(CommandId::LearnStyle);
    assert_eq!(fixture.desk.dialog(), Some(&Dialog::LearnStyle));
    let learned = fixture.desk.learned().expect("it was learned").clone();
    assert_eq!(fixture.said(), "A house style was learned from 6 entries");
    assert!(
        learned
            .learned
            .parts_found()
            .contains(&LearnedPart::Sections)
    );
    assert!(!fixture.path(FILE).exists(), "nothing is written yet");
    assert_eq!(fixture.desk.learned_goes_to(), FILE);

    let without = vec![LearnedPart::Field("slug".into())];
    fixture.does(LibraryCommand::UseLearned { without });
    let text = fixture.on_disk(FILE);
    let (style, mistakes) = read(&text);
    assert_eq!(mistakes, []);
    assert_eq!(
        style.section_names().collect::<Vec<_>>(),
        ["Summary", "Timing", "Sources"]
    );
    assert!(style.field("slug").is_none() && style.other_fields);
    assert_eq!(*fixture.desk.style(), style, "it is followed");
    assert!(fixture.desk.dialog().is_none() && fixture.desk.learned().is_none());
    assert_eq!(
        fixture.notices(),
        ["Wrote house_style.yaml, learned from 6 entries. It is followed from now on"]
    );

    // One that is there is never written over, nor is what a person made of a learned one.
    fs::write(fixture.path(LEARNED_FILE), "mine: true\n").expect("written");
    fixture.does(CommandId::LearnStyle);
    assert_eq!(fixture.desk.learned_goes_to(), LEARNED_FILE);
    fixture.does(LibraryCommand::UseLearned {
        without: Vec::new(),
    });
    assert_eq!(fixture.on_disk(FILE), text);
    assert_eq!(fixture.on_disk(LEARNED_FILE), "mine: true\n");
    assert!(fixture.path("house_style.learned-2.yaml").exists());
}

#[test]
fn a_house_style_that_came_meanwhile_is_not_written_over() {
    let mut fixture = with_entries(6);
    fixture.does(CommandId::LearnStyle);
    fs::write(fixture.path(FILE), "version: 1\n").expect("written");
    fixture.does(LibraryCommand::UseLearned {
        without: Vec::new(),
    });
    assert_eq!(fixture.on_disk(FILE), "version: 1\n");
    let (style, mistakes) = read(&fixture.on_disk(LEARNED_FILE));
    assert!(mistakes.is_empty() && style.section("Timing").is_some());
}

#[test]
fn what_was_learned_is_forgotten_when_the_dialog_is_closed() {
    let mut fixture = with_entries(6);
    fixture.does(CommandId::LearnStyle);
    fixture.does(ViewCommand::CloseDialog);
    assert!(fixture.desk.learned().is_none());
    fixture.does(LibraryCommand::UseLearned {
        without: Vec::new(),
    });
    assert!(!fixture.path(FILE).exists() && !fixture.path(LEARNED_FILE).exists());
}

/// Entries of another house.
fn strange(count: usize) -> Fixture {
    let texts: Vec<(String, String)> = (0..count)
        .map(|n| {
            let text = format!(
                "---\ntitle: Post {n}\ndate: 2024-03-0{}\ntags: [tea]\n---\n\nWords.\n",
                n % 9 + 1
            );
            (format!("posts/post-{n}.md"), text)
        })
        .collect();
    let files: Vec<(&str, &str)> = (texts.iter())
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    Fixture::with(&files)
}

#[test]
fn entries_of_another_house_are_held_to_nothing_until_somebody_answers() {
    let mut fixture = strange(6);
    let asks = fixture.desk.asks_for_style().expect("it asks");
    assert_eq!((asks.by, asks.of), (0, 6));
    assert_eq!(
        *fixture.desk.style(),
        HouseStyle::neutral(InForce::Undecided)
    );

    fixture.does(CommandId::TurnHouseChecksOff);
    assert_eq!(*fixture.desk.style(), HouseStyle::neutral(InForce::NoHouse));
    assert!(fixture.desk.asks_for_style().is_none());
    let why = fixture.desk.disabled_because(CommandId::TurnHouseChecksOff);
    assert_eq!(why.as_deref(), Some("House checks are off here"));

    // The answer is the person's own, and is known the next time; nothing lies beside the content.
    let root = fixture.desk.library().expect("open").root().to_path_buf();
    assert_eq!(
        fixture.desk.view().house_checks_of(&root),
        Some(InForce::NoHouse)
    );
    assert!(!fixture.path(FILE).exists());
    fixture.does(LibraryCommand::OpenPath(root.clone()));
    assert_eq!(*fixture.desk.style(), HouseStyle::neutral(InForce::NoHouse));

    fixture.does(CommandId::UseBuiltInStyle);
    assert_eq!(*fixture.desk.style(), HouseStyle::default());
    assert!(fixture.desk.asks_for_style().is_none());

    // A house style of its own goes before any answer.
    fs::write(fixture.path(FILE), "version: 1\nsections: [Taste]\n").expect("written");
    fixture.does(LibraryCommand::OpenPath(root));
    assert!(fixture.desk.style().section("Taste").is_some());
    assert!(
        fixture
            .desk
            .disabled_because(CommandId::TurnHouseChecksOff)
            .is_some()
    );
}

#[test]
fn a_few_entries_say_nothing_of_a_style() {
    let fixture = strange(4);
    assert_eq!(*fixture.desk.style(), HouseStyle::default());
    assert!(fixture.desk.asks_for_style().is_none());
}

#[test]
fn learning_says_why_nothing_was_learned_and_can_be_stopped() {
    let mut fixture = Fixture::at_tea();
    fixture.does(CommandId::LearnStyle);
    assert_eq!(
        fixture.notices(),
        [
            "No house style was learned. A house style is learned from 5 entries with front matter or more; here is one"
        ]
    );
    let mut fixture = with_entries(6);
    let effects = fixture.asks(CommandId::LearnStyle);
    let [Effect::LearnStyle(job)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let root = &job.root;
    assert_eq!(job.texts.len(), 6);
    fixture.hears(LibraryReport::Learning {
        root: root.clone(),
        step: LearnStep::Tried(3),
    });
    let learning = fixture.desk.learning().expect("it goes on");
    assert_eq!((learning.step, learning.of), (LearnStep::Tried(3), 6));
    assert!(
        fixture
            .desk
            .disabled_because(CommandId::LearnStyle)
            .is_some()
    );
    assert_eq!(
        fixture.asks(CommandId::StopLearning),
        [Effect::StopLearning]
    );
    let stopped: Result<Arc<LearnedStyle>, _> = Err(LearnError::Stopped);
    fixture.hears(LibraryReport::StyleLearned {
        root: root.clone(),
        learned: stopped.clone(),
    });
    assert!(fixture.desk.learning().is_none() && !fixture.path(LEARNED_FILE).exists());
    assert_eq!(fixture.said(), "Learning was stopped: nothing was written");
    // The answer for a library that was left is waste paper.
    let late = Report::Library(LibraryReport::StyleLearned {
        root: PathBuf::from("/elsewhere"),
        learned: stopped,
    });
    let said = fixture.desk.status().count;
    assert_eq!(fixture.hears(late), []);
    assert_eq!(fixture.desk.status().count, said);
}

#[test]
fn a_set_stop_ends_learning() {
    let texts: Vec<(EntryKey, Arc<str>)> = entries(6)
        .into_iter()
        .map(|(name, text)| (EntryKey::new(name), text.into()))
        .collect();
    let stopped = library::learn(&texts, &AtomicBool::new(true), |_| ());
    assert_eq!(stopped, Err(LearnError::Stopped));
}

#[test]
fn a_number_a_date_and_a_yes_are_written_without_quotes_into_empty_fields() {
    let style = "date_form: 2024-01-31\nfields:\n  weight: number\n  seen: date\n  draft: yes-no\n  name: text\n";
    let text = "---\nweight:\nseen:\ndraft: \"\"\nname:\n---\n\n# A\n";
    let mut fixture = Fixture::with(&[(FILE, style), ("a.md", text)]);
    fixture.show("a.md");
    for (key, value) in [
        ("weight", "5"),
        ("seen", "2024-02-29"),
        ("draft", "true"),
        ("name", "5"),
    ] {
        fixture.does(EditCommand::SetField {
            path: copydesk::entry::front_matter::Path::key(key),
            value: value.into(),
        });
    }
    let expected = "---\nweight: 5\nseen: 2024-02-29\ndraft: true\nname: \"5\"\n---\n\n# A\n";
    assert_eq!(fixture.text(), expected);
}
