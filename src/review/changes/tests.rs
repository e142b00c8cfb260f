use proptest::prelude::*;

use super::*;
use crate::entry::page::{self, BlockKind, Page, Style};
use crate::entry::sources::SourceField;
use crate::house_style::{LinkRule, SectionRule};
use crate::review::{Fingerprint, Since};

const BASE: &str = "---\ntitle: Iron\nurl: https://a.example/learn/iron\nslug: iron\npillar: Iron\nlast_reviewed: 2 March 2021\nrelated_products:\n  - name: \"Tablets\"\n    handle: \"tablets\"\n    url: \"https://a.example/products/tablets?e=iron&p=iron\"\n---\n\n# Iron\n\n## Summary\n\nIron every day, with *no* complaints (Brandt 2019).\n\n## Dose\n\nOne tablet with 100 to 200 mg of elemental iron is usual. It holds about 60 mg. The level peaks in four to six hours, and is checked after two weeks. See [Tea](https://b.example/tea).\n\n## Sources\n\n1. Brandt J (2019). Iron in the morning. J Iron. DOI: 10.5555/ji.2019.1.\n2. NHS. Iron. NHS website. https://www.nhs.uk/iron.\n\n---\n\n## Related\n\n- [Tablets](https://a.example/products/tablets?e=iron&p=iron)\n- [More](https://a.example/learn/topic/iron)\n";

fn style() -> HouseStyle {
    let mut style = HouseStyle::default();
    let rule = |text: &str| Some(LinkRule::parse(text).expect("a rule"));
    style.links.product = rule("{site}/products/{handle}?e={slug}&p={pillar-slug}");
    style.links.pillar = rule("{base}/topic/{pillar-slug}");
    style.links.library = rule("{base}");
    style.sections = vec![SectionRule {
        name: "Effective dose".into(),
        was: vec!["Dose".into()],
        required: false,
        expects: Vec::new(),
    }];
    style
}

fn changes(now: &str) -> Changes {
    between(BASE, now, &style())
}

/// The parts that are not the same to the byte.
fn fates(now: &str) -> Vec<(String, Fate)> {
    let changes = changes(now).sections.into_iter();
    let changed = changes.filter(|it| it.fate != Fate::Same);
    changed.map(|it| (it.part.label(), it.fate)).collect()
}

fn numbers(now: &str) -> Vec<(String, String, String)> {
    let changes = changes(now).numbers.into_iter();
    let said = |it: Option<String>| it.unwrap_or_default();
    changes
        .map(|it| (said(it.before), said(it.after), it.around))
        .collect()
}

#[test]
fn figures_that_changed_are_told_with_what_they_were_and_the_words_beside_them() {
    let now = BASE
        .replace("100 to 200 mg", "50 to 100 mg")
        .replace("60 mg", "65 mg")
        .replace("four to six", "six to eight")
        .replace("two weeks", "two days");
    let row =
        |before: &str, after: &str, around: &str| (before.into(), after.into(), around.into());
    assert_eq!(
        numbers(&now),
        [
            row(
                "100 to 200 mg",
                "50 to 100 mg",
                "of elemental iron is usual"
            ),
            row("60 mg", "65 mg", "It holds about"),
            row(
                "four to six",
                "six to eight",
                "hours, and is checked after two"
            ),
            row("two weeks", "two days", "eight hours, and is checked after"),
        ]
    );
    let change = &changes(&now).numbers[1];
    assert_eq!(change.part.label(), "Dose");
    assert_eq!(&BASE[change.was_at.clone().expect("it was")], "60 mg");
    assert_eq!(&now[change.at.clone().expect("it is")], "65 mg");
    assert_eq!(change.spoken(), "Dose: 60 mg became 65 mg, It holds about");
}

#[test]
fn a_figure_that_came_or_went_is_told_and_one_in_other_words_is_not() {
    let now = BASE
        .replace("60 mg", "60 mg, or 1 %,")
        .replace("One tablet", "A tablet");
    assert_eq!(numbers(&now).len(), 2, "{:?}", numbers(&now));
    assert_eq!(numbers(&now)[0].0, "One");
    assert_eq!(numbers(&now)[1].1, "1 %");
    let now = BASE
        .replace("two weeks", "2 weeks")
        .replace("60 mg", "0.06 g");
    assert_eq!(numbers(&now), []);
    assert_eq!(fates(&now), [("Dose".into(), Fate::Changed)]);
    // Two that change places are two changes.
    let now = BASE
        .replace("60 mg", "X")
        .replace("100 to 200 mg", "60 mg")
        .replace('X', "100 to 200 mg");
    assert_eq!(numbers(&now).len(), 2);
}

#[test]
fn the_figures_of_a_part_that_came_or_went_are_told_in_the_order_of_the_text() {
    let now = BASE.replace("60 mg", "65 mg").replace(
        "## Sources",
        "## Children\n\nGive 5 mg, or 2 % of it.\n\n## Sources",
    );
    let change = |before: &str, after: &str| (before.to_owned(), after.to_owned());
    let told = |base: &str, now: &str| -> Vec<(String, String)> {
        let numbers = between(base, now, &style()).numbers.into_iter();
        numbers
            .map(|it| (it.before.unwrap_or_default(), it.after.unwrap_or_default()))
            .collect()
    };
    assert_eq!(
        told(BASE, &now),
        [
            change("60 mg", "65 mg"),
            change("", "5 mg"),
            change("", "2 %")
        ]
    );
    assert_eq!(
        told(&now, BASE),
        [
            change("65 mg", "60 mg"),
            change("5 mg", ""),
            change("2 %", "")
        ]
    );
    let gone = between(&now, BASE, &style());
    let children = gone.sections.iter().find(|it| it.fate == Fate::Removed);
    assert_eq!(children.map(|it| it.numbers), Some(2));
    assert_eq!(
        gone.numbers[1].spoken(),
        "Children: 5 mg removed, or 2 % of it"
    );
}

#[test]
fn the_words_of_a_part_stand_in_runs_that_cover_it() {
    let now = BASE.replace("with *no* complaints", "with *fewer* complaints by far");
    let changes = changes(&now);
    let summary = changes
        .sections
        .iter()
        .find(|it| it.part.label() == "Summary")
        .expect("it is there");
    assert_eq!(
        (summary.fate, summary.words_added, summary.words_removed),
        (Fate::Changed, 3, 1)
    );
    let said = |kind: RunKind, text: &str| -> String {
        let runs = summary.runs.iter().filter(|run| run.kind == kind);
        runs.map(|run| &text[run.range.clone()]).collect()
    };
    assert_eq!(said(RunKind::Removed, BASE), "*no* ");
    assert_eq!(said(RunKind::Added, &now), "*fewer* by far ");
    let shown: Vec<&DiffRun> = summary
        .runs
        .iter()
        .filter(|run| run.kind != RunKind::Removed)
        .collect();
    assert!(
        shown
            .windows(2)
            .all(|two| two[0].range.end == two[1].range.start)
    );
}

#[test]
fn what_is_mechanical_is_told_as_such() {
    for (old, new) in [
        ("Iron every day,", "Iron  every\tday,  "),
        ("## Dose", "## Effective dose"),
        ("\n\n## Sources", "\n\n\n\n## Sources"),
        ("last_reviewed: 2 March 2021", "last_reviewed: 1 May 2026"),
    ] {
        let now = BASE.replace(old, new);
        assert!(changes(&now).is_mechanical(), "{new}: {:?}", fates(&now));
    }
    let crlf = BASE.replace('\n', "\r\n");
    assert!(changes(&crlf).is_mechanical());
    // Addresses made anew for another slug and pillar: what they are made from is content, they are not.
    let now = BASE
        .replace(
            "iron\nslug: iron\npillar: Iron",
            "iron-pills\nslug: iron-pills\npillar: Minerals",
        )
        .replace("e=iron&p=iron", "e=iron-pills&p=minerals")
        .replace("topic/iron", "topic/minerals");
    assert_eq!(
        fates(&now),
        [
            ("Fields".into(), Fate::Changed),
            ("Related".into(), Fate::Mechanical)
        ]
    );
}

#[test]
fn anything_that_no_rule_makes_is_content() {
    for (old, new, part) in [
        ("every day", "not every day", "Summary"),
        ("60 mg", "60 mcg", "Dose"),
        ("10.5555/ji.2019.1", "10.5555/ji.2019.2", "Sources"),
        ("https://b.example/tea", "https://c.example/tea", "Dose"),
        ("topic/iron", "topic/zinc", "Related"),
        (
            "- [Tablets](https://a.example/products/tablets?",
            "- [Tablets](https://a.example/products/drops?",
            "Related",
        ),
        ("handle: \"tablets\"", "handle: \"drops\"", "Fields"),
        (
            "url: https://a.example/learn",
            "url: https://b.example/learn",
            "Fields",
        ),
        (
            "\n---\n\n## Related",
            "\n---\n\nA word more.\n\n## Related",
            "Sources",
        ),
    ] {
        let now = BASE.replace(old, new);
        assert_ne!(now, BASE);
        let fates = fates(&now);
        assert!(
            fates.contains(&(part.into(), Fate::Changed)),
            "{new}: {fates:?}"
        );
    }
    let (head, sections) = BASE.split_once("## Summary").expect("it is there");
    let (summary, rest) = sections.split_once("## Dose").expect("it is there");
    let (dose, tail) = rest.split_once("## Sources").expect("it is there");
    let moved = format!("{head}## Dose{dose}## Summary{summary}## Sources{tail}");
    assert!(changes(&moved).reordered && !changes(&moved).is_mechanical());
}

#[test]
fn a_run_of_blanks_that_says_something_is_content() {
    let text = "## Dose\n\nTake `a b` now.\nThen wait.\n\n```yaml\na: b\n\n  c: d e\n```\n\n- one\n  - two [x](<a b>)\n\n> said\n> - three\n\n    run it now\n\n<pre>\nx y\n</pre>\n\n| p | q |\n| --- | --- |\n| 1 | `r s` |\n";
    let fate = |now: &str| {
        let changes = between(text, now, &style());
        let dose = changes.sections.iter().find(|it| it.part.label() == "Dose");
        dose.map(|it| it.fate)
    };
    for (old, new) in [
        ("`a b`", "`a  b`"),
        ("now.\n", "now.  \n"),
        ("a: b", "a:  b"),
        ("a: b\n\n", "a: b\n\n\n"),
        ("c: d", "   c: d"),
        ("d e\n", "d e \n"),
        ("- one\n", "-   one\n"),
        ("  - two", "- two"),
        ("<a b>", "<a  b>"),
        ("> - three", ">   - three"),
        ("it now", "it  now"),
        ("    run", "   run"),
        ("- one", "-     one"),
        ("x y", "x  y"),
        ("r s", "r  s"),
    ] {
        assert!(text.contains(old), "{old}");
        assert_eq!(
            fate(&text.replacen(old, new, 1)),
            Some(Fate::Changed),
            "{new:?}"
        );
    }
    for (old, new) in [
        ("Take `", "Take  `"),
        ("` now", "`\tnow"),
        ("wait.\n", "wait.  \n"),
        ("two [", "two   ["),
        ("> said\n", "> said  \n"),
        ("- two", "-  two"),
        ("- three", "-  three"),
        ("| p | q |", "|  p  |  q  |"),
        ("```\n\n- one", "```\n\n\n\n- one"),
    ] {
        assert!(text.contains(old), "{old}");
        assert_eq!(
            fate(&text.replacen(old, new, 1)),
            Some(Fate::Mechanical),
            "{new:?}"
        );
    }
}

#[test]
fn a_section_under_another_name_is_told_apart_from_one_that_came() {
    let now = BASE
        .replace("## Dose", "## How much")
        .replace("60 mg", "65 mg");
    let changes = changes(&now);
    let dose = changes
        .sections
        .iter()
        .find(|it| it.part.label() == "How much")
        .expect("it is there");
    assert_eq!((dose.fate, dose.numbers), (Fate::Changed, 1));
    assert_eq!(dose.was.as_ref().map(Part::label).as_deref(), Some("Dose"));
    let now = BASE.replace("## Sources", "## Timing\n\nIn the evening.\n\n## Sources");
    assert_eq!(fates(&now), [("Timing".into(), Fate::Added)]);
    let gone = between(&now, BASE, &style());
    let labels: Vec<String> = gone.sections.iter().map(|it| it.part.label()).collect();
    assert_eq!(labels[3..6], ["Dose", "Timing", "Sources"]);
    assert_eq!(gone.sections[4].fate, Fate::Removed);
}

#[test]
fn sources_are_known_by_what_they_are() {
    type Row = (Fate, Option<usize>, Option<usize>, Vec<SourceField>);
    let told = |now: &str| -> Vec<Row> {
        let all = changes(now).sources.into_iter();
        all.map(|it| (it.fate, it.was, it.now, it.fields)).collect()
    };
    let now = BASE.replace("ji.2019.1", "ji.2019.9").replace(
        "2. NHS.",
        "2. SACN (2010). Iron and health. SACN. PMID: 123456.\n3. NHS.",
    );
    assert_eq!(
        told(&now),
        [
            (Fate::Changed, Some(0), Some(0), vec![SourceField::Doi]),
            (Fate::Added, None, Some(1), vec![]),
        ]
    );
    let gone = BASE.replace("2. NHS. Iron. NHS website. https://www.nhs.uk/iron.\n", "");
    assert_eq!(told(&gone), [(Fate::Removed, Some(1), None, vec![])]);
    assert_eq!(
        numbers(&now),
        [],
        "figures of sources are told with the sources"
    );
}

#[test]
fn every_number_of_a_long_text_is_told() {
    let section = |number: usize, dose: usize| {
        let words = format!("Take {dose} mg of it with water, as others did in 2019. ").repeat(150);
        format!("## Part {number}\n\n{words}\n\n")
    };
    let text = |dose: &dyn Fn(usize) -> usize| -> String {
        (0..40)
            .map(|number| section(number, dose(number)))
            .collect()
    };
    let (old, new) = (text(&|_| 5), text(&|number| 5 + number % 2));
    let changes = between(&old, &new, &style());
    assert_eq!(changes.numbers.len(), 20 * 150);
}

/// Texts of a few pieces, so that two of them often agree.
fn text() -> impl Strategy<Value = String> {
    let heading = prop::sample::select(vec![
        "## One\n",
        "## Dose\n",
        "## Effective dose\n",
        "## One (2)\n",
        "Two\n---\n",
        "---\n\n",
    ]);
    let line = prop::sample::select(vec![
        "5 mg",
        "5  mg",
        "50 mg",
        "",
        "  - b",
        "[x](https://a.example/products/t?e=s&p=iron)",
        "https://a.example/l/topic/iron",
        "https://a.example/l",
        "not",
        "```",
        "> a",
        "-   c",
    ]);
    let section = (heading, prop::collection::vec(line, 0..3));
    let front = prop::sample::select(vec![
        "---\nslug: s\nurl: https://a.example/l/s\npillar: Iron\nlast_reviewed: 1 May 2026\nrelated_products:\n  - handle: t\n---\n",
        "---\nlast_reviewed: >-\n  2\n---\n",
        "",
    ]);
    (front, prop::collection::vec(section, 0..5), prop::bool::ANY).prop_map(
        |(front, sections, crlf)| {
            let sections = sections
                .into_iter()
                .map(|(heading, lines)| format!("{heading}\n{}\n\n", lines.join("\n")));
            let text = format!("{front}\n# T\n\n{}", sections.collect::<String>());
            if crlf {
                text.replace('\n', "\r\n")
            } else {
                text
            }
        },
    )
}

/// What a page shows, without the blanks that are as good as one.
fn shown(text: &str) -> Vec<String> {
    let page = Page::read(text, 0);
    // A heading of several lines is known by its words on one.
    let words = |runs: &[page::Run], shown: &str, is_heading: bool| -> String {
        let said = runs.iter().map(|run| {
            let words = shown.get(run.text.clone()).expect("runs lie in the text");
            let words = words.replace('\t', " ");
            let words = if is_heading {
                words.replace('\n', " ")
            } else {
                words
            };
            if run.style.has(Style::CODE) && !is_heading {
                return words;
            }
            let mut said = String::new();
            for letter in words.chars() {
                if letter != ' ' || !said.ends_with(' ') {
                    said.push(letter);
                }
            }
            said
        });
        said.collect()
    };
    let block = |block: &page::Block| {
        let of_block = match block.kind {
            BlockKind::Code { .. } | BlockKind::Html => page.text(block).trim_end().to_owned(),
            _ => words(
                page.runs(block),
                page.text(block),
                matches!(block.kind, BlockKind::Heading(_)),
            ),
        };
        let cells = page.cells(block).iter();
        let cells = cells.map(|it| words(page.cell_runs(it), page.cell_text(it), false));
        let cells: Vec<String> = cells.collect();
        let kind = std::mem::discriminant(&block.kind);
        format!(
            "{kind:?} {} {:?} {of_block:?} {cells:?}",
            block.depth, block.marker
        )
    };
    page.blocks.iter().map(block).collect()
}

proptest! {
    #[test]
    fn what_is_mechanical_reads_as_before(
        pieces in prop::collection::vec((prop::sample::select(vec![
            "a", "b", "`c", "d`", "-", "1.", ">", "|", "```", "<pre>", "</pre>", "\n", "\n", "\n\n", "\n    ", "\n  ",
            "[e](<f", "g>)", "| - |",
        ]), 0..7_usize, 0..7_usize), 1..25),
    ) {
        let text = |second: bool| -> String {
            let said = pieces.iter().map(|(word, one, two)| {
                let blanks = if second { *two } else { *one };
                format!("{word}{}", " ".repeat(blanks))
            });
            format!("## One\n\n{}\n", said.collect::<String>())
        };
        let (old, new) = (text(false), text(true));
        if between(&old, &new, &style()).is_mechanical() {
            prop_assert_eq!(shown(&old), shown(&new), "{:?}\n{:?}", old, new);
        }
    }

    #[test]
    fn fingerprints_agree_with_changes(old in text(), new in text()) {
        let style = style();
        let since = Fingerprint::of(&old, &style).since(&new, &style);
        let is_mechanical = matches!(since, Since::Nothing | Since::Mechanical);
        let changes = between(&old, &new, &style);
        prop_assert_eq!(is_mechanical, changes.is_mechanical(), "{:?}\n{:?}\n{:#?}", old, new, changes);
        for part in &changes.sections {
            for run in &part.runs {
                let text = if run.kind == RunKind::Removed { &old } else { &new };
                prop_assert!(text.get(run.range.clone()).is_some());
            }
        }
    }
}
