//! The dialog that gives an entry, or a copy of it, another slug.

use egui::accesskit::Role;

use crate::Window;

const TEA: &str = "---\ntitle: Tea\nslug: tea\n---\n\n# Tea\n\n## Summary\n\nTea binds iron.\n";
const MILK: &str =
    "---\ntitle: Milk\nslug: milk\n---\n\n# Milk\n\n## Summary\n\nNot in [tea](tea.md).\n";

#[track_caller]
fn on_tea() -> Window {
    let mut window = Window::on_files(&[("tea.md", TEA), ("milk.md", MILK)]);
    window.show("Tea");
    window
}

#[test]
fn a_rename_is_typed_looked_at_done_and_taken_back() {
    let mut window = on_tea();
    window.press("Shift+F2");
    window.until("the sheet has found the names", |window| {
        window.focus() == "New slug"
    });
    assert_eq!(window.field("New slug").value, "tea");
    assert!(window.says("This is its slug now"));
    window.write("milk");
    assert!(window.says("“Milk” has this slug"));
    assert!(window.get(Role::Button, "Rename").disabled);
    window.press("Ctrl+A");
    window.write("black-tea");
    assert!(window.says("4 of 4 ticked"));
    for line in [
        "The file, → black-tea.md",
        "The slug, → black-tea",
        "Links in “Milk”, 1 place",
        "A redirect for the site, In .copydesk/redirects.csv",
    ] {
        assert!(window.find(Role::ListBoxOption, line).is_some(), "{line}");
    }
    let links = window.get(Role::ListBoxOption, "Links in “Milk”");
    window.click(&links);
    assert!(window.says("Line 10, added black-"));
    window.press("Ctrl+Enter");
    window.until("it has its new name", |window| {
        window.says("Renamed to black-tea, with its links in 1 entry")
    });
    assert_eq!(window.focus(), "Summary");
    assert!(window.file("milk.md").contains("(black-tea.md)"));
    assert!(window.file("black-tea.md").contains("slug: black-tea"));
    // What the watch may have seen is told by now, and it was our own doing.
    std::thread::sleep(std::time::Duration::from_millis(600));
    window.settle();
    let rows = window
        .nodes()
        .into_iter()
        .filter(|it| it.role == Role::ListBoxOption);
    assert_eq!(rows.count(), 2);
    for other in ["is gone", "another program", "stay unsaved"] {
        assert!(!window.says(other), "{other}");
    }

    window.click_button("Undo the rename");
    window.until("it has its old name", |window| {
        window.says("Undid the rename: it is tea again")
    });
    assert_eq!(window.file("tea.md"), TEA);
    assert_eq!(window.file("milk.md"), MILK);
}

#[test]
fn a_part_is_left_out_by_keys_alone() {
    let mut window = on_tea();
    window.press("Shift+F2");
    window.until("the sheet has found the names", |window| {
        window.focus() == "New slug"
    });
    window.write("black-tea");
    window.press("Tab");
    assert_eq!(window.focus(), "The file, → black-tea.md");
    window.press("Down");
    window.press("Down");
    window.press("Space");
    assert!(window.says("3 of 4 ticked"));
    window.press("Ctrl+Enter");
    window.until("it has its new name", |window| {
        window.says("Renamed to black-tea")
    });
    assert_eq!(window.file("milk.md"), MILK);
}

#[test]
fn a_copy_is_saved_shown_and_taken_away_again() {
    let mut window = on_tea();
    window.press("Ctrl+Shift+P");
    window.write("save as");
    window.press("Enter");
    window.until("the sheet has found the names", |window| {
        window.focus() == "New slug"
    });
    assert!(
        window
            .find(Role::Heading, "Save as another entry")
            .is_some()
    );
    assert!(window.says("“Tea” has this slug"));
    assert!(window.get(Role::Button, "Save the copy").disabled);
    window.write("black-tea");
    window.press("Enter");
    window.until("the copy is there", |window| {
        window.says("Saved a copy as black-tea.md")
    });
    assert_eq!(
        window.file("black-tea.md"),
        TEA.replace("slug: tea", "slug: black-tea")
    );
    assert_eq!(window.file("tea.md"), TEA);
    window.click_button("Delete the copy");
    window.until("it is gone", |window| window.says("Deleted the copy"));
    assert_eq!(
        window
            .app()
            .desk()
            .shown_key()
            .map(|key| key.file())
            .as_deref(),
        Some("tea.md")
    );
}

#[test]
fn deleting_asks_and_the_safe_answer_has_the_focus() {
    let mut window = on_tea();
    window.press("Ctrl+Shift+P");
    window.write("delete…");
    window.press("Enter");
    window.until("it asks", |window| window.says("Delete “Tea”?"));
    assert!(window.says("1 entry leads to it, and would then lead nowhere: “Milk”."));
    assert_eq!(window.focus(), "Keep it");
    window.click_button("Keep it");
    assert_eq!(window.file("tea.md"), TEA);
}

#[test]
fn what_a_message_offers_is_done_from_the_palette() {
    let mut window = on_tea();
    window.press("Shift+F2");
    window.until("the sheet has found the names", |window| {
        window.focus() == "New slug"
    });
    window.write("black-tea");
    window.press("Ctrl+Enter");
    window.until("it has its new name", |window| {
        window.says("Renamed to black-tea")
    });
    window.press("Ctrl+Shift+P");
    window.write("undo the rename");
    window.press("Enter");
    window.until("it has its old name", |window| {
        window.says("Undid the rename: it is tea again")
    });
    assert_eq!(window.file("tea.md"), TEA);
}
