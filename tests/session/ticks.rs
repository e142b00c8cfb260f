//! What a reviewer ticks, what takes a tick away, and what is kept of it.

use copydesk::desk::{CommandId, ReadingCommand, ReviewCommand};
use copydesk::review::Mark;

use crate::fixture::{Fixture, TEA, key};

const OTHER: &str = "---\ntitle: Other\nslug: other\n---\n\n# Other\n";

fn summary() -> Mark {
    Mark::Section("Summary".into())
}

/// The entry on tea, under review, its summary read.
fn ticked() -> Fixture {
    let mut fixture = Fixture::with(&[("tea.md", TEA), ("other.md", OTHER)]);
    fixture.does(ReviewCommand::Open(key("tea.md")));
    fixture.does(ReadingCommand::Tick(summary(), true));
    assert!(fixture.is_read());
    fixture
}

impl Fixture {
    fn is_read(&self) -> bool {
        let looked = self.desk.looked().expect("the entry is under review");
        self.desk.ticked(looked, &summary(), self.now()).counts()
    }

    /// What is said where the tick was.
    fn lost(&self) -> String {
        let looked = self.desk.looked().expect("the entry is under review");
        let ticked = self.desk.ticked(looked, &summary(), self.now());
        ticked.lost_in_words(self.now().today).unwrap_or_default()
    }

    fn is_lost_by(&self, what: &str) -> bool {
        let expected = format!("Text changed after you read it, by {what} at ");
        self.lost().starts_with(&expected)
    }
}

#[test]
fn what_takes_a_tick_away_is_told_and_its_undoing_brings_it_back() {
    let mut fixture = ticked();
    fixture.show("tea.md");
    fixture.writes("Summary", " Much of it.");
    fixture.does(ReviewCommand::Open(key("tea.md")));
    assert!(fixture.is_lost_by("typing"), "{}", fixture.lost());
    fixture.undo();
    assert!(fixture.is_read(), "{}", fixture.lost());
    fixture.redo();
    assert!(fixture.is_lost_by("redo"), "{}", fixture.lost());
    // What comes later took nothing away.
    let text = fixture.on_disk("tea.md");
    fixture.someone_writes("tea.md", &text.replace("An hour", "Two hours"));
    fixture.watch_sees("tea.md");
    assert!(fixture.is_lost_by("redo"), "{}", fixture.lost());
}

#[test]
fn another_part_that_changes_takes_no_tick_away() {
    let mut fixture = ticked();
    fixture.show("tea.md");
    fixture.writes("Timing", " Or two.");
    fixture.does(ReviewCommand::Open(key("tea.md")));
    assert!(fixture.is_read(), "{}", fixture.lost());
}

#[test]
fn a_change_by_another_program_is_told() {
    let mut fixture = ticked();
    fixture.someone_writes("tea.md", &TEA.replace("Tea binds", "Tea hardly binds"));
    fixture.watch_sees("tea.md");
    assert!(fixture.is_lost_by("another program"), "{}", fixture.lost());
}

#[test]
fn nothing_is_ticked_by_opening_going_through_or_saving() {
    let mut fixture = Fixture::with(&[("tea.md", TEA), ("other.md", OTHER)]);
    fixture.does(ReviewCommand::Open(key("tea.md")));
    for _ in 0..10 {
        fixture.does(ReadingCommand::Step { forward: true });
    }
    fixture.does(CommandId::Save);
    let left = fixture.desk.left_to_do(fixture.now()).expect("it is read");
    let sections = &left.lines[0];
    assert_eq!((sections.done, sections.all), (0, 6));
}

#[test]
fn ticks_are_kept_in_the_persons_own_folder_and_a_damaged_file_is_written_anew() {
    let mut fixture = ticked();
    let file = std::fs::read_dir(fixture.own.path().join("ticks")).expect("it is kept");
    let file = file.flatten().next().expect("one library").path();
    let kept = std::fs::read_to_string(&file).expect("readable");
    assert!(
        kept.contains("Summary") && kept.contains("tea.md"),
        "{kept}"
    );
    // It is damaged: nothing counts as read that perhaps was not.
    std::fs::write(&file, "{").expect("written");
    fixture.does(ReadingCommand::Tick(Mark::Links, true));
    let kept = std::fs::read_to_string(&file).expect("readable");
    assert!(kept.contains("links"), "{kept}");
}
