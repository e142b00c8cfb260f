//! The whole library is searched, replaced in and changed field by field.

use copydesk::desk::{
    Among, Command, CommandId, Dialog, Effect, LibraryCommand, ListLine, Report, SearchCommand,
    Sought, SyncReport,
};
use copydesk::library::saved_searches::{self, SavedSearch};
use copydesk::library::{Content, EntryKey};
use copydesk::search::fields::FieldChange;

use crate::fixture::{Fixture, TEA, key};

const COFFEE: &str = "\
---
title: \"Coffee and iron\"
slug: coffee
pillar: Iron
tags:
  - coffee
---

# Coffee and iron

## Summary

Coffee binds iron, and tea does too. Tea binds more.

## Sources

1. Ada B. Tea and iron. J Test. 2020.
";

const MINT: &str = "\
---
title: \"Mint\"
slug: mint
pillar: Sleep
---

## Summary

Mint binds nothing.
";

fn three() -> Fixture {
    Fixture::with(&[("coffee.md", COFFEE), ("mint.md", MINT), ("tea.md", TEA)])
}

fn words(words: &str) -> Sought {
    Sought {
        words: words.into(),
        ..Sought::default()
    }
}

fn replacing(what: &str, with: &str) -> Sought {
    Sought {
        is_replacing: true,
        replacement: with.into(),
        ..words(what)
    }
}

impl Fixture {
    #[track_caller]
    fn looks_for(&mut self, asked: Sought) {
        if !self.desk.shows_search() {
            self.does(CommandId::ShowSearch);
        }
        let effects = self.does(SearchCommand::Ask(asked));
        assert_eq!(effects, []);
        assert!(!self.desk.library_search().is_running());
    }

    /// What was found, by entry: the words at each place.
    fn places(&self) -> Vec<(String, Vec<String>)> {
        let entries = self.desk.library_search().hits().entries().iter();
        entries
            .map(|found| {
                let hits = found.hits.iter();
                let words = hits.map(|hit| found.of.get(hit.clone()).expect("there").to_owned());
                (found.key.file(), words.collect())
            })
            .collect()
    }

    fn files_found(&self) -> Vec<String> {
        self.places().into_iter().map(|(file, _)| file).collect()
    }

    #[track_caller]
    fn selected(&self) -> &str {
        let range = self.entry().selection.range();
        self.text().get(range).expect("there")
    }

    fn here(&self) -> (String, &str) {
        (self.entry().key.file(), self.selected())
    }

    fn files_listed(&self) -> Vec<String> {
        let lines = self.desk.lines().iter();
        let keys = lines.filter_map(|line| match line {
            ListLine::Entry { key, .. } => Some(key.file()),
            ListLine::Group { .. } => None,
        });
        keys.collect()
    }

    fn reads(&self, name: &str) -> String {
        self.desk.text_of(&key(name)).expect("there").to_string()
    }
}

#[test]
fn places_are_found_by_entry_counted_and_said() {
    let mut fixture = three();
    fixture.looks_for(words("tea binds"));
    let both = ["Tea", "binds"].map(str::to_owned);
    let found = fixture.places();
    assert_eq!(fixture.files_found(), ["coffee.md", "tea.md"]);
    assert!(
        both.iter().all(|word| found[1].1.contains(word)),
        "{found:?}"
    );
    fixture.looks_for(words("\"tea binds\""));
    assert_eq!(fixture.said(), "2 places in 2 entries");
    fixture.looks_for(words("pillar:Sleep"));
    assert_eq!(fixture.said(), "1 entry");
    assert_eq!(fixture.places(), [("mint.md".to_owned(), Vec::new())]);
    fixture.looks_for(words("lozenge"));
    assert_eq!(fixture.said(), "Nothing found");
}

#[test]
fn what_can_not_be_read_is_told_with_its_place() {
    let mut fixture = three();
    fixture.looks_for(words("tea"));
    assert!(!fixture.places().is_empty());
    fixture.looks_for(words("pillar:Sleep reviewed<soon"));
    let error = fixture.desk.library_search().error().expect("an error");
    assert_eq!(error.at, 22..26);
    assert_eq!(fixture.said(), error.message);
    assert_eq!(fixture.places(), []);
    let wrong = Sought {
        is_expression: true,
        ..words("tea(")
    };
    fixture.looks_for(wrong);
    assert!(fixture.desk.library_search().error().is_some());
    fixture.looks_for(words(""));
    assert!(fixture.desk.library_search().error().is_none());
    assert!(!fixture.desk.library_search().is_asked());
}

#[test]
fn f3_goes_on_from_entry_to_entry_and_round() {
    let mut fixture = three();
    fixture.looks_for(words("\"binds\""));
    fixture.does(CommandId::FindNext);
    assert_eq!(fixture.here(), ("coffee.md".into(), "binds"));
    assert_eq!(fixture.said(), "1 of 4, Coffee and iron");
    fixture.does(CommandId::FindNext);
    assert_eq!(fixture.said(), "2 of 4, Coffee and iron");
    fixture.does(CommandId::FindNext);
    assert_eq!(fixture.here(), ("mint.md".into(), "binds"));
    fixture.does(CommandId::FindNext);
    assert_eq!(fixture.here(), ("tea.md".into(), "binds"));
    fixture.does(CommandId::FindNext);
    assert_eq!(fixture.said(), "1 of 4, Coffee and iron");
    fixture.does(CommandId::FindPrevious);
    assert_eq!(fixture.said(), "4 of 4, Tea and iron");
    // From an entry in which nothing was found it goes on to the next.
    fixture.looks_for(words("\"tea\""));
    fixture.show("mint.md");
    fixture.does(CommandId::FindNext);
    assert_eq!(fixture.entry().key.file(), "tea.md");
    // Entries that are found as a whole are gone through as well.
    fixture.looks_for(words("pillar:Sleep"));
    fixture.does(CommandId::FindNext);
    assert_eq!(fixture.entry().key.file(), "mint.md");
    fixture.show("tea.md");
    fixture.looks_for(words("\"tea\""));
    // The find bar takes F3 over.
    fixture.does(CommandId::Find);
    fixture.does(CommandId::FindNext);
    assert_eq!(fixture.entry().key.file(), "tea.md");
}

#[test]
fn words_selected_are_what_is_looked_for() {
    let mut fixture = three();
    fixture.show("tea.md");
    fixture.select("hour apart");
    fixture.does(CommandId::FindInLibrary);
    assert_eq!(
        fixture.desk.library_search().asked().words,
        "\"hour apart\""
    );
    assert_eq!(fixture.files_found(), ["tea.md"]);
    assert!(fixture.desk.shows_search());
}

#[test]
fn what_changes_is_looked_at_again() {
    let mut fixture = three();
    fixture.looks_for(words("\"mint\""));
    assert_eq!(fixture.files_found(), ["mint.md"]);
    fixture.show("tea.md");
    let before = fixture.places();
    fixture.select("iron.");
    fixture.does(CommandId::FindInLibrary);
    fixture.looks_for(words("\"mint\""));
    assert_eq!(fixture.places(), before);
    // Another program writes the word, and takes it out again.
    fixture.someone_writes("coffee.md", &COFFEE.replace("Coffee binds", "Mint binds"));
    assert_eq!(fixture.files_found(), ["coffee.md", "mint.md"]);
    fixture.someone_writes("coffee.md", COFFEE);
    assert_eq!(fixture.files_found(), ["mint.md"]);
    // An entry that is gone is gone from what was found.
    fixture.someone_removes("mint.md");
    assert_eq!(fixture.files_found(), Vec::<String>::new());
}

#[test]
fn an_answer_that_comes_late_is_dropped() {
    let mut fixture = three();
    let first = fixture.asks(SearchCommand::Ask(words("\"tea\"")));
    let second = fixture.asks(SearchCommand::Ask(words("\"mint\"")));
    assert_eq!(fixture.carry_out(second), []);
    assert_eq!(fixture.carry_out(first), []);
    assert_eq!(fixture.files_found(), ["mint.md"]);
}

#[test]
fn ticked_places_are_replaced_as_one_change_and_taken_back_by_one_undo() {
    let mut fixture = three();
    fixture.looks_for(replacing("binds", "holds"));
    let ticked = fixture.desk.library_search().hits().ticked();
    assert_eq!((ticked.places, ticked.entries), (4, 3));
    fixture.does(SearchCommand::Turn {
        entry: key("coffee.md"),
        hit: Some(1),
    });
    fixture.does(SearchCommand::Turn {
        entry: key("mint.md"),
        hit: None,
    });
    assert_eq!(fixture.said(), "2 places in 2 entries ticked");
    fixture.does(SearchCommand::Replace);
    assert_eq!(
        fixture.notices(),
        ["Done in 2 entries: replacing “binds” with “holds”"]
    );
    assert!(
        fixture
            .reads("coffee.md")
            .contains("Coffee holds iron, and tea does too. Tea binds")
    );
    assert!(fixture.reads("mint.md").contains("Mint binds"));
    assert!(fixture.reads("tea.md").contains("Tea holds"));
    assert_eq!(fixture.desk.unsaved_count(), 2);
    assert_eq!(fixture.on_disk("tea.md"), TEA, "nothing is saved");
    // What is left of it is what is found now.
    assert_eq!(fixture.files_found(), ["coffee.md", "mint.md"]);
    fixture.does(CommandId::UndoMany);
    assert_eq!(fixture.reads("coffee.md"), COFFEE);
    assert_eq!(fixture.reads("tea.md"), TEA);
    assert_eq!(fixture.files_found(), ["coffee.md", "mint.md", "tea.md"]);
}

#[test]
fn the_title_of_a_source_comes_unticked_and_a_slug_is_never_replaced() {
    let mut fixture = three();
    fixture.looks_for(replacing("\"tea\"", "Rooibos"));
    let hits = fixture.desk.library_search().hits();
    let coffee = hits.get(&key("coffee.md")).expect("found");
    let ticks: Vec<Option<bool>> = (0..coffee.hits.len())
        .map(|hit| hits.is_ticked(coffee, hit))
        .collect();
    assert_eq!(ticks, [Some(true), Some(true), Some(false)]);
    let tea = hits.get(&key("tea.md")).expect("found");
    let slug = tea.of.find("slug: tea").expect("there") + 6;
    let hit = tea.hits.iter().position(|hit| hit.start == slug);
    let hit = hit.expect("it is found");
    assert_eq!(hits.is_ticked(tea, hit), None);
    fixture.does(SearchCommand::TickAll(true));
    fixture.does(SearchCommand::Turn {
        entry: key("tea.md"),
        hit: Some(hit),
    });
    assert!(
        fixture.said().starts_with("Not replaced."),
        "{}",
        fixture.said()
    );
    fixture.does(SearchCommand::Replace);
    assert!(fixture.reads("tea.md").contains("slug: tea\n"));
    assert!(fixture.reads("tea.md").contains("title: \"Tea and iron\""));
    assert!(
        fixture
            .reads("coffee.md")
            .contains("Ada B. Rooibos and iron.")
    );
}

#[test]
fn groups_and_case_are_kept() {
    let mut fixture = three();
    fixture.looks_for(replacing("/(tea|coffee) binds/", "$1 holds"));
    fixture.does(SearchCommand::Replace);
    assert!(fixture.reads("tea.md").contains("Tea holds iron"));
    fixture.does(CommandId::UndoMany);
    let kept = Sought {
        keep_case: true,
        ..replacing("binds", "holds")
    };
    fixture.looks_for(Sought {
        words: "mint".into(),
        replacement: "sage".into(),
        ..kept
    });
    fixture.does(SearchCommand::Replace);
    assert!(fixture.reads("mint.md").contains("Sage binds nothing."));
    fixture.looks_for(replacing("/(tea) binds/", "$7"));
    assert!(fixture.desk.library_search().wrong_with().is_some());
    fixture.does(SearchCommand::Replace);
    assert_eq!(fixture.said(), "No place is ticked");
}

#[test]
fn a_text_that_changed_since_is_left_out_and_listed() {
    let mut fixture = three();
    fixture.does(CommandId::ShowSearch);
    let effects = fixture.asks(SearchCommand::Ask(replacing("binds", "holds")));
    fixture.carry_out(effects);
    // Another program writes, and the watch says so while nobody has looked again.
    let text = MINT.replace("nothing", "little");
    std::fs::write(fixture.path("mint.md"), &text).expect("written");
    let looks_again = fixture.hears(SyncReport::ChangedOnDisk {
        key: key("mint.md"),
        content: Content::Text(text.as_str().into()),
    });
    let is_search = |effect: &Effect| matches!(effect, Effect::Search(_));
    assert!(looks_again.iter().any(is_search));
    fixture.does(SearchCommand::Replace);
    assert_eq!(
        fixture.notices(),
        [
            "Done in 2 entries: replacing “binds” with “holds”",
            "Left as they are: “Mint”: Its text has changed since it was searched",
        ]
    );
    assert_eq!(fixture.reads("mint.md"), text);
}

#[test]
fn a_field_is_changed_in_all_that_were_found_and_the_date_of_a_review_is_not() {
    let mut fixture = three();
    fixture.looks_for(words("pillar:Iron"));
    assert_eq!(fixture.desk.among(Among::Found).len(), 2);
    fixture.does(SearchCommand::ChangeFields {
        among: Among::Found,
        change: FieldChange::Set {
            path: "pillar".parse().expect("a path"),
            value: "Minerals".into(),
        },
    });
    assert_eq!(fixture.desk.dialog(), Some(&Dialog::Batch));
    assert_eq!(
        fixture.desk.line_changed_in(&key("tea.md")),
        Some("pillar: Iron → pillar: Minerals")
    );
    fixture.does(LibraryCommand::ChangeEntries {
        without: std::collections::HashSet::new(),
    });
    assert!(fixture.reads("tea.md").contains("pillar: Minerals\n"));
    assert_eq!(fixture.reads("mint.md"), MINT);
    assert_eq!(fixture.files_found(), Vec::<String>::new());
    fixture.does(CommandId::UndoMany);
    assert_eq!(fixture.reads("tea.md"), TEA);
    fixture.does(SearchCommand::ChangeFields {
        among: Among::Listed,
        change: FieldChange::Set {
            path: "last_reviewed".parse().expect("a path"),
            value: "1 May 2026".into(),
        },
    });
    assert!(fixture.said().contains("signing off"), "{}", fixture.said());
    assert_eq!(fixture.desk.proposed(), None);
}

#[test]
fn the_filter_of_the_library_is_a_query_as_soon_as_it_says_one() {
    let mut fixture = three();
    fixture.does(LibraryCommand::Filter("cof".into()));
    assert_eq!(fixture.files_listed(), ["coffee.md"]);
    fixture.does(LibraryCommand::Filter("pillar:Iron -coffee".into()));
    assert_eq!(fixture.files_listed(), ["tea.md"]);
    assert_eq!(fixture.said(), "1 entry");
    fixture.does(LibraryCommand::Filter("is:".into()));
    assert!(fixture.desk.filter_error().is_some());
    assert_eq!(
        fixture.files_listed(),
        ["tea.md"],
        "it stays until the query is whole"
    );
    fixture.does(LibraryCommand::Filter("is:unsaved".into()));
    assert_eq!(fixture.files_listed(), Vec::<String>::new());
    fixture.does(LibraryCommand::Filter(String::new()));
    fixture.show("mint.md");
    fixture.writes("Summary", " More.");
    fixture.does(LibraryCommand::Filter("is:unsaved".into()));
    assert_eq!(fixture.files_listed(), ["mint.md"]);
    fixture.does(CommandId::Save);
    assert_eq!(fixture.files_listed(), Vec::<String>::new());
}

#[test]
fn a_field_that_no_entry_has_is_told_in_the_box_and_in_the_filter() {
    let mut fixture = three();
    fixture.looks_for(words("minutes:30 tea"));
    let error = fixture.desk.library_search().error().expect("told");
    assert!(error.message.contains("No entry has a field minutes"));
    assert_eq!(error.at, 0..10);
    assert_eq!(fixture.places(), []);
    // A field that the house style does not know, and an entry has.
    fixture.looks_for(words("tags:coffee"));
    assert_eq!(fixture.desk.library_search().error(), None);
    assert_eq!(fixture.said(), "1 place in 1 entry");
    fixture.does(LibraryCommand::Filter("minutes:30".into()));
    assert!(fixture.desk.filter_error().is_some());
    fixture.does(LibraryCommand::Filter("is:orphan".into()));
    assert!(fixture.desk.filter_error().is_none());
    assert_eq!(fixture.files_listed().len(), 3);
}

#[test]
fn what_is_selected_in_the_list_is_changed_as_long_as_it_is_listed() {
    let mut fixture = three();
    let both = [key("coffee.md"), key("mint.md")];
    fixture.does(LibraryCommand::Select(both.iter().cloned().collect()));
    assert_eq!(fixture.said(), "2 selected");
    assert_eq!(fixture.desk.among(Among::Selected), both);
    fixture.does(LibraryCommand::Filter("pillar:Iron".into()));
    assert_eq!(fixture.desk.among(Among::Selected), both[..1]);
    fixture.does(LibraryCommand::Filter(String::new()));
    assert_eq!(fixture.desk.among(Among::Selected), both[..1]);
}

#[test]
fn a_search_is_kept_with_its_switches() {
    let mut fixture = three();
    let mut asked = words("Tea|Coffee");
    asked.is_expression = true;
    asked.options.match_case = true;
    fixture.does(CommandId::FindInLibrary);
    fixture.looks_for(asked.clone());
    fixture.does(CommandId::SaveSearch);
    let drinks = SavedSearch {
        name: "Drinks".into(),
        ..fixture.desk.search_to_keep().clone()
    };
    fixture.does(SearchCommand::Keep(drinks.clone()));
    let file = std::fs::read_to_string(saved_searches::place(&fixture.root())).expect("kept");
    assert!(
        file.contains("case: true\n") && file.contains("expression: true\n"),
        "{file}"
    );
    let saved = fixture.desk.library_search().saved().to_vec();
    assert_eq!(saved, [drinks]);
    assert_eq!(words("").looking_for(&saved[0]), asked);
}

#[test]
fn a_search_is_kept_shown_and_removed_and_that_can_be_undone() {
    let mut fixture = three();
    fixture.does(LibraryCommand::Filter("pillar:Iron".into()));
    fixture.does(CommandId::SaveSearch);
    assert_eq!(fixture.desk.dialog(), Some(&Dialog::SaveSearch));
    let iron = SavedSearch {
        name: "Iron".into(),
        ..fixture.desk.search_to_keep().clone()
    };
    fixture.does(SearchCommand::Keep(iron.clone()));
    assert_eq!(fixture.desk.dialog(), None);
    assert_eq!(
        fixture.desk.library_search().saved(),
        std::slice::from_ref(&iron)
    );
    let root = fixture.root();
    assert_eq!(saved_searches::read(&root), Ok(vec![iron.clone()]));
    fixture.does(SearchCommand::RemoveSaved("Iron".into()));
    assert_eq!(fixture.desk.library_search().saved(), []);
    let undo: Command = fixture.desk.notices().last().expect("a notice").offers[0]
        .command
        .clone();
    fixture.does(undo);
    assert_eq!(fixture.desk.library_search().saved(), [iron]);
    // A file that can't be read is told, and left as it is.
    let place = saved_searches::place(&root);
    std::fs::write(&place, "searches: none of yours\n").expect("written");
    fixture.does(SearchCommand::RemoveSaved("Iron".into()));
    let told = fixture.notices().join("\n");
    assert!(told.contains("searches.yaml was not changed"), "{told}");
    let text = std::fs::read_to_string(&place).expect("there");
    assert_eq!(text, "searches: none of yours\n");
}

#[test]
fn another_library_has_other_searches_and_nothing_found() {
    let mut fixture = three();
    fixture.looks_for(words("\"tea\""));
    assert!(!fixture.places().is_empty());
    let other = tempfile::tempdir().expect("a folder");
    std::fs::write(other.path().join("mint.md"), MINT).expect("written");
    fixture.does(LibraryCommand::OpenPath(other.path().to_owned()));
    assert_eq!(fixture.places(), []);
    let shown: Option<&EntryKey> = fixture.desk.shown_key();
    assert_eq!(shown, None);
}

#[test]
fn a_place_across_a_line_end_is_replaced_in_a_file_with_carriage_returns() {
    let crlf = MINT.replace('\n', "\r\n");
    let mut fixture = Fixture::with(&[("mint.md", &crlf)]);
    fixture.looks_for(replacing("/Summary\\s+Mint/", "Summary\n\nSage"));
    fixture.does(SearchCommand::Replace);
    let new = crlf.replace("Mint binds", "Sage binds");
    assert_eq!(fixture.reads("mint.md"), new);
}

#[test]
fn an_expression_may_match_everything_and_may_not_match_nothing() {
    let mut fixture = three();
    fixture.looks_for(words("/(?s).+/"));
    assert_eq!(fixture.said(), "3 places in 3 entries");
    for (wrong, in_words) in [
        ("/^$/", "matches only where nothing stands"),
        ("/\\w{1000}{1000}/", "large"),
    ] {
        fixture.looks_for(words(wrong));
        let error = fixture.desk.library_search().error().expect(wrong);
        assert!(error.message.contains(in_words), "{}", error.message);
        assert_eq!(fixture.places(), []);
    }
}

#[test]
fn a_file_that_is_gone_or_can_not_be_written_costs_no_other() {
    let mut fixture = three();
    fixture.looks_for(replacing("binds", "holds"));
    fixture.someone_removes("mint.md");
    fixture.does(SearchCommand::Replace);
    assert_eq!(
        fixture.notices(),
        ["Done in 2 entries: replacing “binds” with “holds”"]
    );
    std::fs::remove_file(fixture.path("tea.md")).expect("removed");
    fixture.does(CommandId::SaveAll);
    assert!(fixture.on_disk("coffee.md").contains("Coffee holds"));
    assert!(
        fixture.reads("tea.md").contains("Tea holds"),
        "its text is safe"
    );
}

#[test]
fn what_changed_while_the_search_was_hidden_is_found_when_it_is_shown() {
    let mut fixture = three();
    fixture.does(CommandId::FindInLibrary);
    fixture.looks_for(words("\"sage\""));
    assert_eq!(fixture.places(), []);
    fixture.show("mint.md");
    fixture.does(CommandId::ShowPreview);
    fixture.someone_writes("mint.md", &MINT.replace("Mint binds", "Sage binds"));
    assert_eq!(fixture.places(), []);
    fixture.does(CommandId::ShowSearch);
    assert_eq!(fixture.files_found(), ["mint.md"]);
}

/// So many entries that they are changed in portions.
const MANY: usize = 120;

fn many() -> Fixture {
    let names: Vec<String> = (0..MANY).map(|number| format!("e{number:03}.md")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), TEA)).collect();
    Fixture::with(&files)
}

/// The reports of the only effect, as the background makes them.
#[track_caller]
fn portions(fixture: &Fixture, mut effects: Vec<Effect>) -> Vec<Report> {
    let effect = effects.pop().expect("an effect");
    assert_eq!(effects, []);
    assert!(matches!(effect, Effect::WorkOutChanges(_)), "{effect:?}");
    fixture.reports_of(effect).expect("the background does it")
}

#[test]
fn many_entries_are_replaced_in_portions_and_taken_back_so() {
    let mut fixture = many();
    fixture.looks_for(replacing("binds", "holds"));
    let effects = fixture.asks(SearchCommand::Replace);
    let portions = portions(&fixture, effects);
    assert!(portions.len() > 2, "{}", portions.len());
    assert_eq!(fixture.desk.unsaved_count(), 0);
    let mut before = 0;
    for portion in portions {
        let effects = fixture.hears(portion);
        fixture.carry_out(effects);
        let changed = fixture.desk.unsaved_count();
        assert!(before < changed, "{changed}");
        before = changed;
    }
    assert!(fixture.desk.changing_many().is_none());
    assert_eq!(
        fixture.notices(),
        [format!(
            "Done in {MANY} entries: replacing “binds” with “holds”"
        )]
    );
    // What was found is looked at again once all are changed.
    assert_eq!(fixture.files_found(), Vec::<String>::new());
    fixture.does(CommandId::UndoMany);
    assert_eq!(fixture.desk.unsaved_count(), 0);
    assert_eq!(fixture.files_found().len(), MANY);
    assert_eq!(fixture.reads("e007.md"), TEA);
}

#[test]
fn a_change_of_many_entries_can_be_stopped_and_what_was_typed_meanwhile_stays() {
    let mut fixture = many();
    fixture.looks_for(replacing("binds", "holds"));
    let effects = fixture.asks(SearchCommand::Replace);
    let mut portions = portions(&fixture, effects).into_iter();
    fixture.show("e000.md");
    fixture.writes("Timing", " Typed.");
    fixture.hears(portions.next().expect("the first"));
    let progress = fixture.desk.changing_many().expect("under way");
    assert_eq!(
        (progress.what.as_str(), progress.of),
        ("Replacing “binds” with “holds”", MANY)
    );
    assert!(progress.seen > 0 && progress.seen < MANY, "{progress:?}");
    // There is one at a time.
    fixture.does(CommandId::UndoMany);
    assert!(
        fixture.said().starts_with("Wait until"),
        "{}",
        fixture.said()
    );
    let seen = progress.seen;
    let effects = fixture.asks(CommandId::StopChanging);
    assert!(effects.contains(&Effect::StopChanging));
    for portion in portions {
        fixture.hears(portion);
    }
    assert_eq!(
        fixture.notices(),
        [format!(
            "Stopped. Done in {} entries: replacing “binds” with “holds”. Left out, as the text is no longer what was \
             looked at: “Tea and iron”",
            seen - 1
        )]
    );
    assert!(
        fixture.reads("e000.md").contains("Typed.") && fixture.reads("e000.md").contains("binds")
    );
    assert!(fixture.reads("e001.md").contains("holds"));
    assert!(fixture.reads("e119.md").contains("binds"));
    // What was changed is taken back as ever.
    fixture.does(CommandId::UndoMany);
    assert!(fixture.reads("e001.md").contains("binds"));
    assert_eq!(fixture.desk.unsaved_count(), 1);
}

#[test]
fn a_heading_that_no_longer_says_the_title_is_told() {
    let mut fixture = three();
    fixture.looks_for(replacing("\"Tea and iron\"", "Tea and zinc"));
    fixture.does(SearchCommand::Replace);
    let told = "Done in 1 entry: replacing “\"Tea and iron\"” with “Tea and zinc”. \
                Title and heading no longer agree in “Tea and iron”";
    assert_eq!(fixture.notices(), [told]);
    fixture.does(CommandId::UndoMany);
    let mut both = replacing("\"Tea and iron\"", "Tea and zinc");
    both.reach.front_matter = true;
    fixture.looks_for(both);
    fixture.does(SearchCommand::Replace);
    assert!(fixture.reads("tea.md").contains("# Tea and zinc"));
    let told = fixture.notices().pop().expect("a notice");
    assert!(!told.contains("no longer agree"), "{told}");
}

#[test]
fn a_place_is_looked_at_while_the_focus_stays() {
    let mut fixture = three();
    fixture.looks_for(words("\"mint binds\""));
    let before = fixture.desk.focus();
    fixture.does(SearchCommand::LookAt {
        entry: key("mint.md"),
        hit: 0,
    });
    assert_eq!(fixture.here(), ("mint.md".into(), "Mint binds"));
    assert_eq!(fixture.entry().placed, 0, "the focus is not asked for");
    assert_eq!(fixture.desk.focus(), before);
    fixture.does(SearchCommand::GoTo {
        entry: key("mint.md"),
        hit: 0,
    });
    assert!(fixture.entry().placed > 0);
}

#[test]
fn once_all_is_saved_nothing_offers_to_save() {
    let mut fixture = three();
    fixture.looks_for(replacing("binds", "holds"));
    fixture.does(SearchCommand::Replace);
    let offers = |fixture: &Fixture| {
        let notices = fixture.desk.notices().iter();
        let labels = notices.flat_map(|it| &it.offers).map(|it| it.label.clone());
        labels.collect::<Vec<_>>()
    };
    assert_eq!(offers(&fixture), ["Undo in all 3", "Save all"]);
    fixture.does(CommandId::SaveAll);
    assert_eq!(offers(&fixture), ["Undo in all 3"]);
}
