//! The sources pane, the dialog that takes references in, and citing.

use copydesk::desk::{EditCommand, LibraryCommand, Selection, SourceCommand};
use egui::Event;
use egui::accesskit::Role;

use crate::by_ear::everything_is_named;
use crate::{Seen, Window, changed_lines};

const MAGNESIUM: &str = "magnesium/does-magnesium-supplementation-change-wearable-hrv-readings.md";
const SARTORI: &str = "Magnesium deficiency induces anxiety and HPA axis dysregulation";

const RIS: &str = "\
TY  - JOUR
AU  - Moss, Mary
AU  - Reed, Rolf
PY  - 2024
TI  - A trial of quiet evenings
JO  - Journal of Illustrative Nutrition
DO  - 10.5555/jin.2024.0001
ER  -

TY  - JOUR
AU  - Sartori, Simone B
PY  - 2012
TI  - Magnesium deficiency induces anxiety
JO  - Neuropharmacology
DO  - 10.1016/j.neuropharm.2011.07.027
ER  -
";

/// The entry on magnesium and HRV with its sources beside it, and what its file holds.
#[track_caller]
pub fn on_magnesium() -> (Window, String) {
    let mut window = Window::on_sample_library();
    window.show("Does magnesium raise");
    window.press("Ctrl+2");
    let text = window.file(MAGNESIUM);
    (window, text)
}

pub fn text(window: &Window) -> String {
    let entry = window.app().desk().shown().expect("an entry");
    entry.text().to_string()
}

/// What the caret has selected.
#[track_caller]
fn selected(window: &Window) -> String {
    let entry = window.app().desk().shown().expect("an entry");
    let range = entry.selection.range();
    entry.text().get(range).expect("it lies there").to_owned()
}

fn rows(window: &Window) -> Vec<Seen> {
    let mut rows = window.all(Role::ListBoxOption);
    rows.retain(|it| it.name.starts_with("Source "));
    rows
}

/// The number of the row that the caret is about.
fn rows_of_caret(window: &Window) -> Vec<usize> {
    let rows = rows(window)
        .into_iter()
        .filter(|row| row.description == "The caret is on it");
    rows.filter_map(|row| row.place).collect()
}

/// Puts the caret in the middle of these words.
#[track_caller]
fn caret_in(window: &mut Window, words: &str) {
    let at = text(window).find(words).expect("the words are there") + words.len() / 2;
    window.perform(EditCommand::PlaceCaret(Selection::caret(at)));
}

/// Goes to the end of a section by its name.
#[track_caller]
pub fn go_to_section(window: &mut Window, name: &str) {
    window.press("Ctrl+Shift+O");
    window.write(name);
    window.press("Enter");
    assert_eq!(window.focus(), name);
    window.to_end();
}

#[test]
fn every_source_has_its_row() {
    let (window, _) = on_magnesium();
    let rows = rows(&window);
    let places: Vec<_> = rows.iter().map(|row| (row.place, row.total)).collect();
    let expected: Vec<_> = (1..=5).map(|place| (Some(place), Some(5))).collect();
    assert_eq!(places, expected);
    assert!(
        rows[0]
            .name
            .starts_with("Source 1: Wienecke E, Nolden C, 2016, Long-term HRV analysis"),
        "{}",
        rows[0].name
    );
    assert!(window.says("5 sources"));
    assert!(window.find(Role::Link, "PMID 27933574").is_some());
}

#[test]
fn a_citation_without_a_source_is_listed_and_leads_to_its_place() {
    let (mut window, _) = on_magnesium();
    assert!(window.says("In no source line"));
    window.click_on(Role::Link, "Hallström and Wray 2019");
    assert_eq!(selected(&window), "Hallström and Wray 2019");
    assert_eq!(window.focus(), "Special populations");
}

#[test]
fn the_caret_in_a_citation_shows_its_source_and_a_sentence_leads_back() {
    let (mut window, before) = on_magnesium();
    assert_eq!(rows_of_caret(&window), [0; 0]);
    caret_in(&mut window, "Wienecke and Nolden 2016");
    assert_eq!(rows_of_caret(&window), [1]);
    window.click_on(Role::Link, "Wienecke 2016 remains the only");
    assert_eq!(selected(&window), "Wienecke 2016");
    assert_eq!(window.focus(), "Guideline positions");
    assert_eq!(rows_of_caret(&window), [1]);
    assert_eq!(text(&window), before, "looking changes nothing");
}

#[test]
fn the_title_of_a_source_is_changed_in_its_field_alone() {
    let (mut window, before) = on_magnesium();
    window.click_button("Edit the fields of source 3");
    everything_is_named(&window, "the fields of a source");
    window.go_into("Title of source 3");
    window.write(", perhaps");
    assert_eq!(text(&window), before, "it is not written letter by letter");
    window.press("Tab");
    window.save();
    let old = "Modulation by therapeutic drug treatment.";
    assert_eq!(
        window.file(MAGNESIUM),
        before.replacen(old, "Modulation by therapeutic drug treatment, perhaps.", 1)
    );
    assert_eq!(changed_lines(&before, &window.file(MAGNESIUM)).len(), 1);
}

#[test]
fn what_was_typed_in_a_field_is_kept_whichever_way_it_is_left() {
    type Way = fn(&mut Window);
    let ways: [(&str, Way); 6] = [
        ("backwards", |window| window.press("Shift+Tab")),
        ("by a click above", |window| {
            let above = window.field("Authors of source 1");
            window.click(&above);
        }),
        ("by a click into the text", |window| {
            window.go_into("Summary")
        }),
        ("by another entry", |window| {
            window.show("Does glycine before bed");
            assert_eq!(window.app().desk().unsaved().count(), 1);
            window.show("Does magnesium raise");
        }),
        ("by another pane", |window| window.press("Ctrl+1")),
        ("by folding", |window| {
            window.click_button("Close the fields of source 1")
        }),
    ];
    for (way, leave) in ways {
        let (mut window, before) = on_magnesium();
        window.click_button("Edit the fields of source 1");
        window.fill("Year of source 1", "2017");
        leave(&mut window);
        assert_eq!(
            text(&window),
            before.replacen("Nolden C (2016)", "Nolden C (2017)", 1),
            "left {way}"
        );
    }
}

#[test]
fn a_save_takes_what_a_field_of_a_source_holds() {
    let (mut window, before) = on_magnesium();
    window.click_button("Edit the fields of source 1");
    window.fill("PMID of source 1", "27933575");
    window.press("Ctrl+S");
    window.until("it is on disk", |window| window.file(MAGNESIUM) != before);
    assert_eq!(
        window.file(MAGNESIUM),
        before.replacen("PMID: 27933574", "PMID: 27933575", 1)
    );
    assert_eq!(window.focus(), "PMID of source 1");
}

#[test]
fn a_value_that_cannot_be_says_why_and_keeps_what_was_typed() {
    let (mut window, before) = on_magnesium();
    window.click_button("Edit the fields of source 1");
    window.fill("PMID of source 1", "012");
    window.press("Tab");
    assert_eq!(text(&window), before);
    assert_eq!(
        window.announced(),
        "Not changed: A PMID has 1 to 8 digits and no leading zero. You wrote “012”"
    );
}

#[test]
fn the_menu_of_a_source_moves_and_copies_it() {
    let (mut window, before) = on_magnesium();
    window.click_button("Menu of source 3");
    everything_is_named(&window, "the menu of a source");
    window.click_button("Copy as RIS");
    assert!(
        window
            .copied()
            .is_some_and(|it| it.contains("DO  - 10.1016/j.neuropharm.2011.07.027"))
    );
    window.click_button("Menu of source 3");
    window.click_button("Move up");
    assert_eq!(window.announced(), "Moved the source to place 2");
    assert!(
        text(&window).contains("\n2. Sartori SB,") && text(&window).contains("\n3. Pickering G,")
    );
    window.press("Ctrl+Z");
    assert_eq!(text(&window), before);

    window.click_button("Menu of source 1");
    let remove = window.button("Remove");
    assert_eq!(remove.name, "Remove, although the text mentions it 2 times");

    window.press("Escape");
    window.click_button("Copy all sources");
    everything_is_named(&window, "the menu of all sources");
    window.click_button("As they are written");
    let copied = window.copied().expect("it was copied");
    assert_eq!(copied.lines().count(), 5);
    assert!(before.contains(copied));
}

#[test]
fn a_source_is_dragged_by_its_grip() {
    let (mut window, before) = on_magnesium();
    let grip = window.grip("Drag to move source 4");
    let first = rows(&window)[0].rect;
    window.drag(&grip, first.center_top() + egui::vec2(0.0, 2.0));
    assert_eq!(window.announced(), "Moved the source to place 1");
    assert!(text(&window).contains("\n1. NIH Office") && text(&window).contains("\n5. NHS"));
    window.press("Ctrl+Z");
    assert_eq!(text(&window), before);
}

#[test]
fn a_row_becomes_a_card_and_its_source_is_moved_by_keys() {
    let (mut window, before) = on_magnesium();
    let sentence = "In mice a diet poor in magnesium";
    assert!(window.find(Role::Link, sentence).is_none());
    window.click_button("Show all of source 3");
    assert!(window.find(Role::Link, sentence).is_some());
    assert_eq!(rows_of_caret(&window), [3]);
    window.press("Alt+Shift+Down");
    assert_eq!(window.announced(), "Moved the source to place 4");
    assert_eq!(rows_of_caret(&window), [4], "it is still the one shown");
    window.press("Ctrl+Z");
    assert_eq!(text(&window), before);
}

#[test]
fn the_list_is_sorted_from_its_menu() {
    let (mut window, before) = on_magnesium();
    window.click_button("Sort the sources");
    everything_is_named(&window, "the ways to sort");
    window.click_button("Sort sources by author");
    assert_eq!(window.announced(), "Sorted 5 sources by author");
    let names: Vec<String> = rows(&window).into_iter().map(|row| row.name).collect();
    assert!(names[0].starts_with("Source 1: NHS,"), "{names:?}");
    assert!(names[4].starts_with("Source 5: Wienecke E,"), "{names:?}");
    window.press("Ctrl+Z");
    assert_eq!(text(&window), before);
}

#[test]
fn a_source_is_cited_by_a_few_letters() {
    let (mut window, before) = on_magnesium();
    go_to_section(&mut window, "Interactions");
    window.press("Ctrl+Shift+C");
    assert_eq!(window.focus(), "Cite");
    everything_is_named(&window, "citing");
    window.write("sartori");
    let first = window.get(Role::ListBoxOption, "Sartori");
    assert!(
        first
            .name
            .starts_with(&format!("Sartori et al. 2012: {SARTORI}"))
    );
    assert!(first.name.ends_with(", in this entry"), "{}", first.name);
    window.press("Enter");
    assert_eq!(window.announced(), "Cited Sartori et al. 2012");
    assert_eq!(window.focus(), "Interactions");
    let end = "are worth changing first.";
    assert_eq!(
        text(&window),
        before.replacen(end, &format!("{end} Sartori et al. 2012"), 1)
    );
    window.write(" says so.");
    assert!(text(&window).contains("first. Sartori et al. 2012 says so.\n"));
}

#[test]
fn a_work_of_the_library_is_cited_and_listed() {
    let (mut window, before) = on_magnesium();
    go_to_section(&mut window, "Interactions");
    window.press("Ctrl+Shift+C");
    window.until("the library has been read", |window| {
        window.app().desk().works().is_some()
    });
    window.press("Shift+Tab");
    assert_eq!(window.focus(), "With the PMID");
    window.press("Space");
    window.press("Tab");
    assert_eq!(window.focus(), "Cite");
    window.write("nystrom births");
    let found = |window: &Window| {
        let mut options = window.all(Role::ListBoxOption);
        options.retain(|it| it.pane == "Cite");
        options
    };
    let first = found(&window)[0].name.clone();
    assert!(first.starts_with("Nyström and Achebe 2020: "), "{first}");
    window.press("Ctrl+A");
    window.write("tea osei");
    assert_eq!(found(&window).len(), 1, "every word must be in it");
    window.press("Enter");
    assert_eq!(
        window.announced(),
        "Cited Osei and Brandt 2018 and added its source"
    );
    let now = text(&window);
    assert!(now.contains("changing first. Osei and Brandt 2018\n"));
    assert!(now.contains("\n6. Osei K, Brandt J (2018). Tea at table and tea an hour later"));
    assert_eq!(rows(&window).len(), 6);
    window.press("Ctrl+Z");
    assert_eq!(text(&window), before, "it was one step");
}

#[test]
fn a_pasted_record_is_shown_and_added() {
    let (mut window, before) = on_magnesium();
    window.click_button("Add…");
    assert_eq!(window.focus(), "References");
    window.in_one_frame(vec![Event::Paste(RIS.to_owned())]);
    window.settle();
    everything_is_named(&window, "adding sources");
    assert!(window.says("2 sources, 1 listed already"));
    let line = "Moss M, Reed R (2024). A trial of quiet evenings. Journal of Illustrative Nutrition. DOI: 10.5555/jin.2024.0001.";
    assert_eq!(window.get(Role::ListBoxOption, line).ticked, Some(true));
    let there = window.get(Role::ListBoxOption, "Sartori");
    assert_eq!((there.ticked, there.disabled), (None, true));
    assert!(there.name.contains("The entry lists it: source 3"));
    assert_eq!(
        text(&window),
        before,
        "nothing is added before it is asked for"
    );

    window.press("Tab");
    assert!(
        window.focus().starts_with(line),
        "the row that the keys are on"
    );
    window.press("Space");
    assert_eq!(window.get(Role::ListBoxOption, line).ticked, Some(false));
    assert!(window.get(Role::Button, "Add").disabled, "none is ticked");
    window.press("Down");
    window.press("Space");
    assert!(
        window.get(Role::Button, "Add").disabled,
        "it is there already"
    );
    window.press("Up");
    window.press("Space");
    window.press("Ctrl+Enter");
    assert!(window.says("1 source added"));
    assert!(window.find(Role::Dialog, "Add sources").is_none());
    window.save();
    let last = before
        .lines()
        .find(|it| it.starts_with("5. "))
        .expect("a line");
    assert_eq!(
        window.file(MAGNESIUM),
        before.replace(last, &format!("{last}\n6. {line}"))
    );
    assert_eq!(rows(&window).len(), 6);
}

#[test]
fn what_cannot_be_read_is_named() {
    let (mut window, before) = on_magnesium();
    window.click_button("Add…");
    window.write("@article{broken");
    assert!(window.says("0 sources, 1 not read"));
    window.get(Role::ListBoxOption, "Not read: ");
    assert!(window.get(Role::Button, "Add").disabled);
    window.click_button("Close");
    assert_eq!(text(&window), before);
}

#[test]
fn a_dropped_file_and_what_is_pasted_beside_it_are_added_together() {
    let (mut window, before) = on_magnesium();
    let record = |i: usize| format!("TY  - JOUR\nTI  - Evening {i}\nPY  - 2001\nER  -\n");
    let path = window.folder().join("export.txt");
    std::fs::write(&path, (0..400).map(record).collect::<String>()).expect("written");
    window.perform(LibraryCommand::TakeDrop(path));
    window.until("the file is read", |window| window.says("400 sources"));
    let first = window.get(Role::ListBoxOption, "(2001). Evening 0.");
    assert_eq!((first.place, first.total), (Some(1), Some(400)));
    assert!(first.name.contains("Line 1 of the file"), "{}", first.name);
    assert!(
        window
            .find(Role::ListBoxOption, "(2001). Evening 99.")
            .is_none()
    );
    window.click_in(&first, |rect| rect.left_center() + egui::vec2(18.0, 0.0));
    assert_eq!(window.get(Role::Button, "Add 3").name, "Add 399 sources");

    let references = window.field("References");
    window.click(&references);
    window.in_one_frame(vec![Event::Paste(RIS.to_owned())]);
    window.settle();
    assert!(window.says("402 sources, 1 listed already"));
    window.click_button("Add 401 sources");
    assert!(window.says("401 sources added"));
    let now = text(&window);
    assert!(now.contains("\n405. ") && now.contains("\n406. Moss M, Reed R (2024)."));
    window.press("Ctrl+Z");
    assert_eq!(text(&window), before, "it was one step");
}

#[test]
fn a_reference_pasted_into_the_text_can_become_a_source() {
    let (mut window, before) = on_magnesium();
    go_to_section(&mut window, "Interactions");
    window.in_one_frame(vec![Event::Paste(RIS.to_owned())]);
    window.settle();
    assert!(text(&window).contains("TY  - JOUR\nAU  - Moss, Mary"));
    assert_eq!(window.announced(), "What you pasted reads as 2 sources");
    assert_eq!(window.focus(), "Interactions", "it takes no focus");
    window.get(Role::Button, "Add as source…");
    window.press("Ctrl+Shift+V");
    assert!(window.says("2 sources, 1 listed already"));
    everything_is_named(&window, "adding what was pasted");
    let takes_out = "Take the lines that become sources out of the section";
    window.get(Role::CheckBox, takes_out);
    assert!(window.says("The section keeps what was pasted: RIS leaves it only where"));
    window.click_button("Add 1 source");
    assert!(text(&window).contains("\n6. Moss M, Reed R (2024)."));
    assert!(
        text(&window).contains("TY  - JOUR\nAU  - Sartori"),
        "one record did not become a source"
    );
    window.press("Ctrl+Z");
    window.press("Ctrl+Z");
    assert_eq!(text(&window), before);
}

/// Four lines: one that reads, one that does not, one that is listed as source 3, one that reads.
const LINES: &str = "\
1. Moss M, Reed R (2024). A trial of quiet evenings. Journal of Illustrative Nutrition. DOI: 10.5555/jin.2024.0001.
2. words alone
3. Sartori SB (2012). Magnesium deficiency induces anxiety. Neuropharmacology. DOI: 10.1016/j.neuropharm.2011.07.027.
4. Kern N (2021). Walking at dusk. Journal of Illustrative Nutrition. DOI: 10.5555/jin.2021.0002.";

#[test]
fn of_a_pasted_list_what_is_not_read_or_listed_already_stays_and_one_undo_brings_all_back() {
    let (mut window, before) = on_magnesium();
    go_to_section(&mut window, "Interactions");
    window.in_one_frame(vec![Event::Paste(format!("\n\n{LINES}"))]);
    window.settle();
    assert_eq!(
        window.announced(),
        "What you pasted reads as 3 sources; 1 line is not read"
    );
    let with_paste = text(&window);
    window.press("Ctrl+Shift+V");
    everything_is_named(&window, "adding a list");
    assert!(window.says("4 lines: 3 sources, 1 not read, 1 listed already"));
    let row = window.focused().expect("a row of the list has the focus");
    assert_eq!((row.place, row.total), (Some(1), Some(4)));
    let mut rows = window.all(Role::ListBoxOption);
    rows.retain(|row| row.pane == "Add sources");
    let ticks: Vec<_> = rows.iter().map(|row| row.ticked).collect();
    let seen = [Some(true), None, None, Some(true)];
    assert_eq!(ticks, seen[..ticks.len()], "in the order of the paste");
    assert!(rows[1].name.starts_with("Not read: ") && rows[1].name.contains("2. words alone"));
    window.press("Down");
    assert!(
        window.says("2. words alone"),
        "the words as they were pasted"
    );
    assert!(window.says("2 lines stay in the section, 1 of them not read"));
    window.press("Ctrl+Enter");
    assert_eq!(
        window.announced(),
        "Added 2 sources. 2 pasted lines stay in the section"
    );
    let now = text(&window);
    let stays = "\n\n2. words alone\n3. Sartori SB (2012). Magnesium deficiency induces anxiety.";
    assert!(now.contains(stays) && !now.contains("1. Moss M"), "{now}");
    assert!(now.contains("\n6. Moss M, Reed R (2024).") && now.contains("\n7. Kern N (2021)."));
    window.press("Ctrl+Z");
    assert_eq!(text(&window), with_paste, "it was one step");
    window.press("Ctrl+Z");
    assert_eq!(text(&window), before);
}

#[test]
fn the_section_keeps_a_paste_that_was_changed_in_the_dialog() {
    let (mut window, _) = on_magnesium();
    go_to_section(&mut window, "Interactions");
    window.in_one_frame(vec![Event::Paste(format!("\n\n{LINES}"))]);
    window.settle();
    window.press("Ctrl+Shift+V");
    let references = window.field("References");
    window.click(&references);
    window.to_end();
    window.write(" PMID: 90000012.");
    let takes_out = "Take the lines that become sources out of the section";
    assert!(window.get(Role::CheckBox, takes_out).disabled);
    window.press("Ctrl+Enter");
    assert!(text(&window).contains("4. Kern N (2021). Walking at dusk."));
    assert!(text(&window).contains("\n7. Kern N (2021)."));
}

/// Three entries: two list works in full, and differ in one of them.
#[track_caller]
fn on_shared_works() -> Window {
    let entry = |title: &str, sources: &str| {
        format!("---\ntitle: {title}\n---\n\n# {title}\n\n## Sources\n\n{sources}")
    };
    let tea = "1. Archer A, Bell B (2016). Tea at night. Rest. PMID: 90000011. DOI: 10.5555/tea.\n";
    let mint = "2. Cole C (2019). Mint. Rest. PMID: 90000012.\n";
    let other = mint.replace("2019", "2018").replace("2. ", "1. ");
    let mut window = Window::on_files(&[
        (
            "sage.md",
            &entry("Sage", "1. Dean D (2020). Sage. Rest. PMID: 90000013.\n"),
        ),
        ("tea.md", &entry("Tea", &format!("{tea}{mint}"))),
        ("mint.md", &entry("Mint", &other)),
    ]);
    window.show("Sage");
    window.press("Ctrl+2");
    window.until("the library has been read", |window| {
        window.app().desk().works().is_some()
    });
    window.click_button("Add…");
    window
}

#[test]
fn a_bare_identifier_is_completed_from_the_library_and_can_be_left_bare() {
    let mut window = on_shared_works();
    window.in_one_frame(vec![Event::Paste("PMID: 90000011".to_owned())]);
    window.settle();
    let line = "Archer A, Bell B (2016). Tea at night. Rest. PMID: 90000011. DOI: 10.5555/tea.";
    let row = window.get(Role::ListBoxOption, line);
    assert!(row.name.contains("Completed from “Tea”"), "{}", row.name);
    assert!(row.name.contains("In the library: 1 entry lists it"));
    everything_is_named(&window, "a bare identifier");
    window.click_on(Role::RadioButton, "As it stands here: PMID: 90000011.");
    assert!(
        window
            .find(Role::ListBoxOption, "PMID: 90000011.")
            .is_some()
    );
    window.click_on(Role::RadioButton, "As in “Tea”, source 1: Archer A");
    window.press("Ctrl+Enter");
    assert!(text(&window).ends_with(&format!("\n2. {line}\n")));
}

#[test]
fn where_entries_differ_the_editor_chooses() {
    let mut window = on_shared_works();
    window.in_one_frame(vec![Event::Paste("90000012".to_owned())]);
    window.settle();
    let row = window.get(Role::ListBoxOption, "PMID: 90000012.");
    assert!(
        row.name
            .contains("Entries list it differently: choose below"),
        "{}",
        row.name
    );
    window.get(Role::RadioButton, "As in “Mint”, source 1: Cole C (2018)");
    window.click_on(Role::RadioButton, "As in “Tea”, source 2: Cole C (2019)");
    window.press("Ctrl+Enter");
    assert!(text(&window).ends_with("\n2. Cole C (2019). Mint. Rest. PMID: 90000012.\n"));
}

#[test]
fn a_bare_identifier_that_the_entry_lists_says_where() {
    let mut window = on_shared_works();
    window.in_one_frame(vec![Event::Paste("PMID: 90000013".to_owned())]);
    window.settle();
    let row = window.get(
        Role::ListBoxOption,
        "Dean D (2020). Sage. Rest. PMID: 90000013.",
    );
    assert!(
        row.name.ends_with(", The entry lists it: source 1"),
        "{}",
        row.name
    );
    assert!(window.get(Role::Button, "Add").disabled);
}

#[test]
fn a_source_typed_by_hand_that_is_listed_already_says_so_while_it_is_typed() {
    let (mut window, _) = on_magnesium();
    go_to_section(&mut window, "Sources");
    window.press("Enter");
    window.write("6. PMID: 2793357");
    assert!(!window.says("is the same work"));
    window.write("4");
    assert!(window.says("Source 1 is the same work"));
    let rows = rows(&window);
    assert!(
        rows[5].name.ends_with(". Source 1 is the same work"),
        "{}",
        rows[5].name
    );
    assert!(
        rows[0].name.ends_with(". Source 6 is the same work"),
        "{}",
        rows[0].name
    );
    everything_is_named(&window, "a source that is there twice");
    window.press("Backspace");
    assert!(!window.says("is the same work"));
}

#[test]
fn a_long_paste_is_read_beside_the_window() {
    let mut window = on_shared_works();
    let line = |n: usize| {
        format!(
            "Evans E (20{:02}). Tea number {n}, at a table, on a terrace, in a garden and in company, with milk and without. Rest. DOI: 10.5555/n.{n}.\n",
            n % 30
        )
    };
    let lines: String = (0..600).map(line).collect();
    window.in_one_frame(vec![Event::Paste(lines)]);
    window.until("it is read", |window| window.says("600 lines: 600 sources"));
    window.press("Tab");
    window.press("End");
    let last = window.get(Role::ListBoxOption, "Evans E (2029). Tea number 599,");
    assert_eq!((last.place, last.total), (Some(600), Some(600)));
    window.press("Ctrl+Enter");
    assert!(window.says("600 sources added"));
}

/// The entry on folic acid, one of whose sources is retracted in the list of the sample library.
const FOLIC: &str = "Who needs the higher dose of folic acid";

#[test]
fn a_withdrawn_source_says_so_with_its_notice() {
    let mut window = Window::on_sample_library();
    window.show(FOLIC);
    window.press("Ctrl+2");
    window.until("the list has been read", |window| {
        window.says("1 source is withdrawn or in doubt")
    });
    everything_is_named(&window, "sources held against the list");
    assert!(window.says("Retracted on 14 March 2025"));
    let rows = rows(&window);
    assert!(
        rows[4].name.ends_with(". Retracted on 14 March 2025"),
        "{}",
        rows[4].name
    );
    window.click_on(Role::Link, "Notice");
    window.click_button("Show all of source 1");
    assert!(window.says("Not checked whether it was withdrawn: no identifier"));

    window.click_button("Add…");
    let ris = RIS.replace("10.5555/jin.2024.0001", "10.5555/ir.2017.009");
    window.in_one_frame(vec![Event::Paste(ris)]);
    window.settle();
    assert!(window.says("This work: Expression of concern on 2 September 2024"));
    window.press("Escape");

    go_to_section(&mut window, "Summary");
    window.press("Ctrl+Shift+C");
    window.write("methylfolate");
    let first = window.get(Role::ListBoxOption, "Stokoe");
    assert!(
        first
            .name
            .ends_with(", Retracted on 14 March 2025, in this entry"),
        "{}",
        first.name
    );
}

#[test]
fn a_list_is_put_beside_the_library_from_its_path_and_another_program_may_change_it() {
    let mut window = Window::on_files(&[(
        "one.md",
        "# One\n\n## Sources\n\n1. Archer A (2016). Tea. Rest. PMID: 11.\n",
    )]);
    window.show("One");
    window.press("Ctrl+2");
    window.until("there is none", |window| {
        window.says("No list of withdrawn works beside the library")
    });
    let elsewhere = tempfile::tempdir().expect("a folder");
    let path = elsewhere.path().join("list.csv");
    std::fs::write(&path, "pmid,date\n11,2021-05-03\n").expect("written");
    window.perform(SourceCommand::UseWithdrawn(path));
    window.until("it is used", |window| {
        window.says("Retracted on 3 May 2021")
    });

    let place = window.folder().join(".copydesk/withdrawn.csv");
    std::fs::write(&place, "pmid,date\n11,2022-05-03\n").expect("written");
    window.until("it is read again", |window| {
        window.says("Retracted on 3 May 2022")
    });
    std::fs::remove_file(&place).expect("removed");
    window.until("it is gone", |window| {
        window.says("No list of withdrawn works beside the library")
    });
}

#[test]
fn the_sentences_that_refer_to_an_entry_lead_to_their_place() {
    let mut window = Window::on_sample_library();
    window.show("Which form of magnesium");
    window.press("Shift+F12");
    assert_eq!(window.focus(), "Entries that refer here");
    everything_is_named(&window, "the entries that refer here");
    let mut places = window.all(Role::ListBoxOption);
    places.retain(|place| place.pane == "Entries that refer here");
    assert!(!places.is_empty());
    assert!(places[0].name.contains("(5b8e02d4)"), "{}", places[0].name);
    window.press("Enter");
    let entry = window.app().desk().shown().expect("an entry");
    let at = entry.selection.head;
    assert!(entry.text()[at..].starts_with("5b8e02d4)"));
}

#[test]
fn an_unknown_id_is_asked_for_and_kept() {
    let mut window = Window::on_sample_library();
    window.show("Does creatine help older adults");
    caret_in(&mut window, "9d04c7aa");
    window.press("F12");
    assert_eq!(window.focus(), "What is this id?");
    everything_is_named(&window, "asking for an id");
    window.write("kidneys");
    window.press("Enter");
    let said = "9d04c7aa means “Is creatine hard on the kidneys?” from now on";
    window.until("it is kept", |window| window.says(said));
    assert!(
        window
            .file("house_style.yaml")
            .contains("\n  \"9d04c7aa\": is-creatine-hard-on-the-kidneys\n")
    );
    window.click_button("Undo it");
    window.until("it is taken back", |window| {
        !window.file("house_style.yaml").contains("9d04c7aa")
    });
}

#[test]
fn a_source_names_the_other_entries_that_list_it_and_leads_to_them() {
    let line =
        |number: usize| format!("{number}. Archer A (2016). Tea at night. Rest. PMID: 11.\n");
    let entry = |title: &str, sources: String| {
        format!("---\ntitle: {title}\n---\n\n# {title}\n\n## Sources\n\n{sources}")
    };
    let other = "1. Bell B (2018). Mint. Rest. PMID: 12.\n";
    let tea = entry("Tea", line(1) + "2. Cole C (2019). Sage. Rest. PMID: 13.\n");
    let mut window = Window::on_files(&[
        ("tea.md", &tea),
        ("mint.md", &entry("Mint", other.to_owned() + &line(2))),
        ("sage.md", &entry("Sage", line(1))),
    ]);
    window.show("Tea");
    window.press("Ctrl+2");
    window.until("the library has been read", |window| {
        window.says("In 2 other entries")
    });
    window.click_button("Show all of source 2");
    assert!(window.says("In no other entry"));
    assert!(window.says("not mentioned · 2 elsewhere"));
    window.click_button("Show all of source 1");
    everything_is_named(&window, "the other entries of a source");
    let mut links = window.all(Role::Link);
    links.retain(|link| link.name == "Mint");
    window.click(&links[0]);
    let entry = window.app().desk().shown().expect("an entry");
    let at = entry.selection.head;
    assert!(entry.text()[at..].starts_with("Archer A (2016)"));
}
