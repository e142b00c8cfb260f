//! The history of an entry: what it lists, and the way back, whole or by section.

use copydesk::desk::{
    Command, CommandId, Effect, LibraryCommand, VersionCommand, VersionReport, when_in_words,
};
use copydesk::entry::Part;
use copydesk::entry::compare::Became;
use copydesk::library::git::GitError;
use copydesk::library::history::{EntryHistory, Origin};
use copydesk::library::versions::Why;
use jiff::civil::date;

use crate::fixture::{Fixture, TEA, key};
use crate::repository::Repository;

/// The small entry, saved twice, with its history in view.
#[track_caller]
fn on_two_versions() -> Fixture {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", " Coffee too.");
    fixture.does(CommandId::Save);
    fixture.wait(60_000);
    fixture.writes("Timing", " Or two.");
    fixture.does(CommandId::Save);
    fixture.does(CommandId::ShowHistory);
    fixture
}

#[track_caller]
fn choose(fixture: &mut Fixture, number: usize) {
    fixture.does(Command::Version(VersionCommand::Choose(number)));
}

#[track_caller]
fn restore(fixture: &mut Fixture, part: Option<Part>) {
    fixture.does(Command::Version(VersionCommand::Restore(part)));
}

fn section(title: &str) -> Part {
    Part::Section {
        title: title.to_owned(),
        number: 0,
    }
}

fn chosen(fixture: &Fixture) -> &str {
    let text = fixture.desk.versions().text().expect("it was read");
    text.as_deref().expect("it can be read")
}

#[test]
fn the_texts_that_saves_replaced_are_listed_newest_first_with_what_came_after() {
    let fixture = on_two_versions();
    let history = fixture.desk.versions();
    let list = history.list().expect("it is listed");
    assert_eq!(list.texts.len(), 2);
    assert!(list.texts.iter().all(|it| matches!(
        it.from,
        Origin::Kept {
            why: Why::SavedOver,
            ..
        }
    )));
    assert!(list.texts[0].when > list.texts[1].when);
    let after = history.difference(0).expect("it was compared");
    assert_eq!(after.parts, [(section("Timing"), Became::Changed)]);
    assert_eq!((after.words_added, after.words_removed), (2, 0));
    let after = history.difference(1).expect("it was compared");
    assert_eq!(after.parts, [(section("Summary"), Became::Changed)]);
    // The newest is looked at without asking.
    assert_eq!(history.chosen(), Some(0));
    assert!(chosen(&fixture).contains("Coffee too."));
    assert_eq!(list.git_error, Some(GitError::NoRepository));
}

#[test]
fn a_whole_version_comes_back_in_one_step_that_undo_takes_back() {
    let mut fixture = on_two_versions();
    fixture.writes("Summary", " Unsaved.");
    let typed = fixture.text().to_owned();
    choose(&mut fixture, 1);
    fixture.does(CommandId::RestoreVersion);
    assert_eq!(fixture.text(), TEA);
    assert!(fixture.entry().is_unsaved());
    assert_eq!(
        fixture.said(),
        "Restored an earlier text. Undo brings yours back"
    );
    fixture.undo();
    assert_eq!(fixture.text(), typed);
    assert_eq!(fixture.said(), "Undid restoring an earlier text");
}

#[test]
fn one_section_comes_back_and_what_was_written_elsewhere_stays() {
    let mut fixture = on_two_versions();
    let before = fixture.text().to_owned();
    choose(&mut fixture, 1);
    restore(&mut fixture, Some(section("Summary")));
    assert_eq!(
        fixture.text(),
        TEA.replace("is enough.", "is enough. Or two.")
    );
    fixture.undo();
    assert_eq!(fixture.text(), before);
    // By the caret, as menu and palette do it.
    fixture.caret_at("Coffee");
    fixture.does(CommandId::RestoreSection);
    assert!(!fixture.text().contains("Coffee") && fixture.text().contains("Or two."));
    assert_eq!(
        fixture.said(),
        "Restored Summary as it was. Undo brings yours back"
    );
}

#[test]
fn a_save_lists_anew_and_the_version_looked_at_stays() {
    let mut fixture = on_two_versions();
    choose(&mut fixture, 1);
    fixture.writes("Summary", " Again.");
    fixture.does(CommandId::Save);
    assert_eq!(
        fixture.desk.versions().list().map(|it| it.texts.len()),
        Some(3)
    );
    assert_eq!(fixture.desk.versions().chosen(), Some(2));
    assert_eq!(chosen(&fixture), TEA);
}

#[test]
fn nothing_is_read_until_the_history_is_seen_and_nothing_twice() {
    let mut fixture = Fixture::with(&[("tea.md", TEA), ("other.md", TEA)]);
    fixture.show("tea.md");
    let asked = fixture.asks(CommandId::ShowHistory);
    let [Effect::ListVersions { of, .. }] = asked.as_slice() else {
        panic!("{asked:?}");
    };
    assert_eq!(of.key, key("tea.md"));
    assert_eq!(fixture.asks(CommandId::FoldAll), []);
    // What comes for an entry that is no longer shown is waste paper.
    let first = of.asked;
    let next = fixture.asks(LibraryCommand::Show {
        entry: key("other.md"),
        at: None,
    });
    assert!(
        next.iter()
            .any(|it| matches!(it, Effect::ListVersions { of, .. } if of.asked > first))
    );
    fixture.hears(VersionReport::Listed {
        asked: first,
        history: EntryHistory::default(),
    });
    assert!(fixture.desk.versions().list().is_none());
    fixture.carry_out(next);
    assert!(
        fixture
            .desk
            .versions()
            .list()
            .is_some_and(|it| it.texts.is_empty())
    );
    fixture.does(CommandId::ShowPreview);
    assert_eq!(
        fixture.asks(LibraryCommand::Show {
            entry: key("tea.md"),
            at: None
        }),
        [Effect::Read {
            key: key("tea.md"),
            path: fixture.root().join("tea.md")
        }]
    );
}

#[test]
fn a_text_read_for_another_choice_is_waste_paper() {
    let mut fixture = on_two_versions();
    let late = fixture.asks(Command::Version(VersionCommand::Choose(1)));
    choose(&mut fixture, 0);
    let newest = chosen(&fixture).to_owned();
    fixture.carry_out(late);
    assert_eq!(chosen(&fixture), newest);
}

#[test]
fn restoring_says_why_it_can_not() {
    let mut fixture = Fixture::at_tea();
    let choose_first = Some("Choose an earlier version in History first".to_owned());
    assert_eq!(
        fixture.desk.disabled_because(CommandId::RestoreVersion),
        choose_first
    );
    fixture.writes("Summary", " x");
    fixture.does(CommandId::Save);
    fixture.does(CommandId::ShowHistory);
    assert_eq!(
        fixture.desk.disabled_because(CommandId::RestoreVersion),
        None
    );
    fixture.does(CommandId::RestoreVersion);
    assert_eq!(
        fixture
            .desk
            .disabled_because(CommandId::RestoreVersion)
            .as_deref(),
        Some("That is what the entry says now")
    );
    fixture.undo();
    fixture.caret_at("title");
    assert_eq!(
        fixture
            .desk
            .disabled_because(CommandId::RestoreSection)
            .as_deref(),
        Some("Put the caret in a section first")
    );
}

#[test]
fn a_section_that_would_take_in_others_is_left() {
    let open = TEA.replace(
        "## Timing\n\nAn hour apart is enough.",
        "## Timing\n\n```\nopen",
    );
    let mut fixture = Fixture::at_tea();
    // Kept as a merge keeps what it puts aside.
    let effects = vec![Effect::KeepVersion {
        root: fixture.root(),
        key: key("tea.md"),
        text: open.into(),
        why: Why::Merged,
    }];
    fixture.carry_out(effects);
    fixture.does(CommandId::ShowHistory);
    choose(&mut fixture, 0);
    restore(&mut fixture, Some(section("Timing")));
    assert_eq!(fixture.text(), TEA);
    assert!(
        fixture.notices()[fixture.notices().len() - 1]
            .contains("Bringing “Timing” back would change other parts")
    );
}

#[test]
fn commits_stand_in_the_same_list_by_their_time() {
    let repository = Repository::new();
    repository.commit("tea.md", &TEA.replace("Tea binds", "Tea took"), "Begin");
    repository.commit("tea.md", TEA, "Mend a verb");
    let mut fixture = Fixture::empty();
    fixture.does(LibraryCommand::OpenPath(repository.root()));
    fixture.show("tea.md");
    fixture.writes("Timing", " Or two.");
    fixture.does(CommandId::Save);
    fixture.does(CommandId::ShowHistory);

    let list = fixture.desk.versions().list().expect("it is listed");
    let told: Vec<String> = list
        .texts
        .iter()
        .map(|it| match &it.from {
            Origin::Kept { why, .. } => why.label().to_owned(),
            Origin::Committed(commit) => format!("{}, {}", commit.subject, commit.author),
        })
        .collect();
    assert_eq!(
        told,
        [
            "Saved over",
            "Mend a verb, Édith Editor",
            "Begin, Édith Editor"
        ]
    );
    assert_eq!(list.git_error, None);
    assert!(
        fixture
            .desk
            .versions()
            .difference(1)
            .is_some_and(|it| it.none)
    );
    choose(&mut fixture, 2);
    restore(&mut fixture, Some(section("Summary")));
    assert!(fixture.text().contains("Tea took iron.") && fixture.text().contains("Or two."));
}

#[test]
fn how_long_versions_are_kept_is_the_persons_to_say() {
    let mut fixture = on_two_versions();
    let asked = fixture.asks(Command::Version(VersionCommand::Keep {
        days: None,
        megabytes: 1,
    }));
    let [Effect::PruneVersions { limits }] = asked.as_slice() else {
        panic!("{asked:?}");
    };
    // Less than ten megabytes would be no history.
    assert_eq!((limits.days, limits.bytes), (None, 10 * 1024 * 1024));
    assert_eq!(fixture.desk.view().version_days, None);
}

#[test]
fn a_time_is_said_as_a_person_says_it() {
    let today = date(2026, 11, 1);
    for (when, said) in [
        (date(2026, 11, 1).at(14, 2, 59, 0), "Today 14:02"),
        (date(2026, 10, 31).at(0, 5, 0, 0), "Yesterday 00:05"),
        (date(2026, 4, 29).at(9, 0, 0, 0), "29 April 2026, 09:00"),
        // A clock that is wrong is shown as it is.
        (date(2026, 11, 2).at(9, 0, 0, 0), "2 November 2026, 09:00"),
    ] {
        assert_eq!(when_in_words(when, today), said);
    }
}
