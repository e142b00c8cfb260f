//! The preview as a reader, a screen reader and a mouse find it.

use std::cell::Cell;

use copydesk::entry::page::Page;
use copydesk::ui::preview::{
    Badge, Clicked, ImageState, PageHeader, PageView, Preview, ProductCard, Tone,
};
use copydesk::ui::theme;
use egui::{Role, accesskit};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

const ENTRY: &str = "\
# Does tea keep iron out?

## Summary

Tea with a meal lowers iron uptake, as [a review](https://example.org/review) says. Coffee does **so too**.

## Forms

| Form | Uptake |
|------|-------:|
| haem | high |

- one
- [x] two

> Quoted words

```
let a = 1;
```

A claim[^1] and <b>raw</b>.

![A cup of tea](tea.png)

[^1]: A note.

---

## Closing words

Goodbye.
";

struct Desk {
    text: String,
    page: Page,
    revision: u64,
    header: PageHeader,
    caret: Option<usize>,
    preview: Preview,
    clicked: Vec<Clicked>,
}

impl Desk {
    fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            page: Page::read(text, 0),
            revision: 0,
            header: PageHeader {
                title: "Title of the front matter".into(),
                byline: "Edited by A. Reader".into(),
                badges: vec![Badge {
                    text: "High confidence".into(),
                    tone: Tone::Good,
                }],
                products: vec![ProductCard {
                    name: "Iron tablets".into(),
                    url: "https://example.org/iron".into(),
                }],
            },
            caret: None,
            preview: Preview::default(),
            clicked: Vec::new(),
        }
    }

    fn set(&mut self, text: String) {
        self.page = Page::read(&text, 0);
        self.text = text;
        self.revision += 1;
    }
}

fn desk(text: &str) -> Harness<'static, Desk> {
    desk_of(Desk::new(text), 2000.0)
}

fn desk_of(desk: Desk, height: f32) -> Harness<'static, Desk> {
    let draw = |ui: &mut egui::Ui, desk: &mut Desk| {
        let view = PageView {
            text: &desk.text,
            page: &desk.page,
            revision: desk.revision,
            header: &desk.header,
            caret: desk.caret,
            marks: &[],
            images: &|_| ImageState::Missing("not found".into()),
        };
        desk.preview.show(ui, &view, &mut desk.clicked);
    };
    Harness::builder()
        .with_size([430.0, height])
        .with_context_setup(theme::install)
        .build_ui_state(draw, desk)
}

/// The text the caret is put before.
fn offset(desk: &Desk, words: &str) -> usize {
    desk.text.find(words).expect("the words are in the entry")
}

#[test]
fn headings_have_levels_by_ear() {
    let desk = desk(ENTRY);
    for (name, level) in [
        ("Does tea keep iron out?", 1),
        ("Summary", 2),
        ("Closing words", 2),
    ] {
        let heading = desk.get_by_role_and_label(Role::Heading, name);
        assert_eq!(heading.accesskit_node().level(), Some(level));
    }
    // The text has a title of its own.
    assert!(desk.query_by_label("Title of the front matter").is_none());
}

#[test]
fn every_kind_of_block_is_there_by_ear() {
    let desk = desk(ENTRY);
    for (role, name) in [
        (Role::Paragraph, "Edited by A. Reader"),
        (Role::Paragraph, "High confidence"),
        (Role::Link, "a review"),
        (Role::ColumnHeader, "Uptake"),
        (Role::Cell, "haem"),
        (Role::Paragraph, "• one"),
        (Role::Paragraph, "Done, two"),
        (Role::Paragraph, "Quoted words"),
        (Role::Code, "let a = 1;"),
        (Role::Paragraph, "A claim1 and <b>raw</b>."),
        (Role::Image, "A cup of tea"),
        (Role::Paragraph, "Note 1, A note."),
        (Role::Splitter, "Break"),
        (Role::Link, "Iron tablets"),
    ] {
        desk.get_by_role_and_label(role, name);
    }
    let row = desk
        .get_by_role_and_label(Role::Cell, "haem")
        .accesskit_node()
        .parent();
    let table = row.and_then(|row| row.parent());
    assert_eq!(table.map(|node| node.role()), Some(accesskit::Role::Table));
}

#[test]
fn cards_stand_above_the_closing_blocks() {
    let desk = desk(ENTRY);
    let top = |name: &str| desk.get_by_label(name).rect().top();
    assert!(top("Note 1, A note.") < top("Iron tablets"));
    assert!(top("Iron tablets") < top("Closing words"));
}

#[test]
fn an_entry_without_a_title_shows_that_of_the_front_matter() {
    let desk = desk("## Summary\n");
    let title = desk.get_by_role_and_label(Role::Heading, "Title of the front matter");
    assert_eq!(title.accesskit_node().level(), Some(1));
}

#[test]
fn a_click_on_words_leads_to_their_place_in_the_entry() {
    let mut desk = desk(ENTRY);
    let words = "Tea with a meal lowers iron uptake, as a review says. Coffee does so too.";
    let place = desk.get_by_label(words).rect();
    // The end of the last line: behind the bold words.
    let end = egui::pos2(place.right() - 2.0, place.bottom() - 8.0);
    for (at, before) in [
        (place.min + egui::vec2(1.0, 8.0), "Tea with"),
        (end, "\n\n## Forms"),
    ] {
        desk.drag_at(at);
        desk.drop_at(at);
        desk.run();
        let expected = offset(desk.state(), before);
        let clicked = std::mem::take(&mut desk.state_mut().clicked);
        assert_eq!(clicked, [Clicked::Place(expected)]);
    }
}

#[test]
fn a_click_in_a_table_leads_to_its_cell() {
    let mut desk = desk(ENTRY);
    desk.get_by_role_and_label(Role::Cell, "haem").click();
    desk.run();
    let Some(Clicked::Place(at)) = desk.state().clicked.first() else {
        panic!("no place: {:?}", desk.state().clicked);
    };
    let cell = offset(desk.state(), "haem");
    assert!((cell..=cell + 4).contains(at));
}

#[test]
fn a_link_is_asked_for_and_nothing_else() {
    let mut desk = desk(ENTRY);
    desk.get_by_role_and_label(Role::Link, "a review").click();
    desk.run();
    desk.get_by_role_and_label(Role::Link, "Iron tablets")
        .click();
    desk.run();
    let links = ["https://example.org/review", "https://example.org/iron"];
    let links = links.map(|l| Clicked::Link(l.into()));
    assert_eq!(desk.state().clicked, links);
}

fn long_entry() -> String {
    let section = |n: usize| {
        let words = format!("Words of paragraph {n}, ").repeat(n % 7 * 8 + 1);
        format!("## Section {n}\n\n{words}\n\n- item {n}\n\n")
    };
    (0..400).map(section).collect()
}

fn top_of(desk: &Harness<'_, Desk>, name: &str) -> Option<f32> {
    desk.query_by_label(name).map(|node| node.rect().top())
}

#[test]
fn only_what_is_seen_is_laid_out() {
    let desk = desk_of(Desk::new(&long_entry()), 600.0);
    assert!(top_of(&desk, "Section 0").is_some());
    assert!(top_of(&desk, "Section 60").is_none());
}

#[test]
fn the_view_follows_the_caret() {
    let mut desk = desk_of(Desk::new(&long_entry()), 600.0);
    for n in [300, 20, 399, 0] {
        let name = format!("Section {n}");
        let caret = offset(desk.state(), &format!("{name}\n"));
        desk.state_mut().caret = Some(caret);
        desk.run();
        let top = top_of(&desk, &name).expect("in view");
        assert!((0.0..580.0).contains(&top), "{name} at {top}");
    }
}

#[test]
fn the_view_stays_while_the_caret_moves_within_it() {
    let mut desk = desk_of(Desk::new(&long_entry()), 600.0);
    let caret = offset(desk.state(), "Section 200\n");
    desk.state_mut().caret = Some(caret);
    desk.run();
    let top = top_of(&desk, "Section 200");
    desk.state_mut().caret = Some(caret + 14);
    desk.run();
    assert_eq!(top_of(&desk, "Section 200"), top);
}

#[test]
fn typing_above_the_view_does_not_move_it() {
    let mut desk = desk_of(Desk::new(&long_entry()), 600.0);
    desk.state_mut().caret = Some(offset(desk.state(), "Section 200\n"));
    desk.run();
    let top = top_of(&desk, "Section 200").expect("in view");
    let text = desk.state().text.clone();
    let longer = text.replacen("item 3\n", &"many more words ".repeat(40), 1);
    let moved = longer.len() - text.len();
    let caret = desk.state().caret.map(|at| at + moved);
    desk.state_mut()
        .set(format!("New first paragraph\n\n{longer}"));
    desk.state_mut().caret = caret.map(|at| at + 21);
    desk.run();
    let after = top_of(&desk, "Section 200").expect("in view");
    assert!((after - top).abs() < 1.0, "{top} became {after}");
}

#[test]
fn typing_in_a_block_half_out_of_view_does_not_move_it() {
    // Narrow letters: the paragraph is far lower than its length lets one expect.
    let text = long_entry().replace("Words of paragraph", "ill ill ill, ill ill");
    let mut desk = desk_of(Desk::new(&text), 600.0);
    desk.state_mut().caret = Some(offset(desk.state(), "Section 202\n"));
    desk.run();
    let top = top_of(&desk, "Section 202").expect("in view");
    for _ in 0..5 {
        let at = offset(desk.state(), "\n\n- item 201") - 4;
        let mut text = desk.state().text.clone();
        text.insert(at, 'x');
        desk.state_mut().set(text);
        desk.state_mut().caret = Some(at + 1);
        desk.run();
        assert_eq!(top_of(&desk, "Section 202"), Some(top));
    }
}

#[test]
fn the_view_stands_still_while_heights_become_known() {
    let mut desk = desk_of(Desk::new(&long_entry()), 600.0);
    desk.state_mut().caret = Some(offset(desk.state(), "Section 200\n"));
    desk.run();
    let shown = Cell::new(top_of(&desk, "Section 200").expect("in view"));
    // Scrolling up brings in paragraphs whose height was only estimated.
    desk.hover_at(egui::pos2(200.0, 300.0));
    desk.run();
    for _ in 0..6 {
        desk.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, 50.0),
            phase: egui::TouchPhase::Move,
            modifiers: egui::Modifiers::NONE,
            source: egui::MouseWheelSource::Unknown,
        });
        desk.run_steps(30);
        let top = top_of(&desk, "Section 200").expect("in view");
        let moved = top - shown.replace(top);
        assert!((moved - 50.0).abs() < 1.5, "moved by {moved}");
    }
}

#[test]
fn a_pointer_over_the_preview_keeps_the_view() {
    let mut desk = desk_of(Desk::new(&long_entry()), 600.0);
    desk.hover_at(egui::pos2(200.0, 300.0));
    desk.run();
    desk.state_mut().caret = Some(offset(desk.state(), "Section 200\n"));
    desk.run();
    assert!(top_of(&desk, "Section 0").is_some());
}

#[test]
fn a_title_that_is_emptied_and_a_fence_left_open_are_drawn() {
    let mut desk = desk_of(Desk::new(ENTRY), 600.0);
    let of_front_matter = "Title of the front matter";
    for (text, title, block) in [
        ("", of_front_matter, None),
        ("#", "", None),
        ("```\n", of_front_matter, Some((Role::Code, ""))),
        (
            "<!--\n## A\n",
            of_front_matter,
            Some((Role::Paragraph, "<!--\n## A")),
        ),
        (
            "|\n|-|\n",
            of_front_matter,
            Some((Role::Paragraph, "| |-|")),
        ),
        ("- ", of_front_matter, Some((Role::Paragraph, "•"))),
    ] {
        desk.state_mut().set(text.to_owned());
        desk.run();
        let mut expected = vec![
            (Role::Heading, title),
            (Role::Paragraph, "Edited by A. Reader"),
            (Role::Paragraph, "High confidence"),
        ];
        expected.extend(block);
        let expected = expected.into_iter();
        let expected: Vec<_> = expected
            .map(|(role, name)| (role, name.to_owned()))
            .collect();
        assert_eq!(drawn(&desk), expected, "{text}");
    }

    // A long text that a fence takes in is drawn as far as it is seen.
    let long = long_entry();
    desk.state_mut().set(format!("```\n{long}"));
    desk.run();
    let Some((Role::Code, seen)) = drawn(&desk).pop() else {
        panic!("no code: {:?}", drawn(&desk));
    };
    assert!(seen.contains("## Section 2") && long.starts_with(&seen));
}

/// What is drawn in words, in order.
fn drawn(desk: &Harness<'_, Desk>) -> Vec<(Role, String)> {
    let nodes = desk.root().children_recursive();
    let words = nodes.filter_map(|node| {
        let node = node.accesskit_node();
        let words = node.label().or_else(|| node.value()).unwrap_or_default();
        let role = match node.role() {
            accesskit::Role::Heading => Role::Heading,
            accesskit::Role::Paragraph => Role::Paragraph,
            accesskit::Role::Code => Role::Code,
            _ => return None,
        };
        Some((role, words.trim_end().to_owned()))
    });
    words.collect()
}
