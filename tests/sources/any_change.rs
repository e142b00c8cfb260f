//! Whatever is changed, nothing else is.

use copydesk::entry::sources::{self, SourceField};
use proptest::prelude::*;

use crate::{entry, outline, read};

fn line() -> impl Strategy<Value = String> {
    let names = prop::sample::select(vec![
        "Eastby J",
        "van der Holt RT, O'Tarrant S",
        "NHS",
        "Łopacki P et al.",
        "Office of Rest",
    ]);
    let year = prop::option::of(1950..2030_u32);
    let title = "[A-Z][a-z]{2,8}( [a-zé]{2,8}){0,4}[?]?";
    let container = prop::sample::select(vec!["Rest", "Field Notes in Rest", "Am. J. Rest"]);
    let ids = prop::collection::vec(
        prop::sample::select(vec![
            "PMID: 123.",
            "PMID: 123456789.",
            "DOI: 10.5555/(a)b<c>.",
            "https://rest.example/a_b.",
            "Accessed 3 May 2021.",
        ]),
        0..3,
    );
    (names, year, title, container, ids).prop_map(|(names, year, title, container, ids)| {
        let mut line = names.to_owned();
        if let Some(year) = year {
            line.push_str(&format!(" ({year})"));
        }
        for part in [title.as_str(), container] {
            line.push_str(if line.ends_with(['.', '?']) {
                " "
            } else {
                ". "
            });
            line.push_str(part);
        }
        line.push_str(if line.ends_with('.') { " " } else { ". " });
        line.push_str(&ids.join(" "));
        line.trim_end().to_owned()
    })
}

fn lines() -> impl Strategy<Value = Vec<String>> {
    let odd = prop::sample::select(vec![
        "only words",
        "",
        "*",
        "https://a.example",
        "(2001). x",
    ]);
    prop::collection::vec(
        prop_oneof![4 => line(), 1 => odd.prop_map(str::to_owned)],
        1..6,
    )
}

fn numbered(lines: &[String]) -> String {
    let lines: Vec<String> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| format!("{}. {line}", at + 1))
        .collect();
    entry(&lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_field_changes_its_bytes_alone(
        lines in lines(),
        index in 0..6_usize,
        field in prop::sample::select(SourceField::ALL.to_vec()),
        value in prop_oneof!["[A-Z][a-z]{1,9}", "[0-9]{1,8}", "10\\.5555/[a-z()<>;:]{1,8}", "", ".{0,12}", Just("2001".to_owned())],
    ) {
        let text = numbered(&lines);
        let before = read(&text);
        if let Some(source) = before.get(index) && let Ok(edits) = sources::set_field(&text, source, field, &value) {
            let after = edits.apply(&text).expect("fits");
            let read = read(&after);
            prop_assert_eq!(before.len(), read.len());
            for edit in edits.iter() {
                prop_assert!(source.line.start <= edit.range.start && edit.range.end <= source.line.end);
            }
            for (old, new) in before.iter().zip(&read) {
                for other in SourceField::ALL {
                    if old.range.start == source.range.start && other == field {
                        let wanted = value.split_whitespace().collect::<Vec<_>>().join(" ");
                        let wanted = sources::plain(&wanted, &(0..wanted.len())).into_owned();
                        prop_assert_eq!(new.value(&after, other).unwrap_or_default(), wanted);
                    } else {
                        prop_assert_eq!(old.value(&text, other), new.value(&after, other));
                    }
                }
            }
            let back = edits.inverse(&text).expect("fits").apply(&after).expect("fits");
            prop_assert_eq!(&*back, text.as_str());
        }
    }

    #[test]
    fn a_move_and_its_way_back_give_the_same_bytes(lines in prop::collection::vec(line(), 2..7), from in 0..7_usize, to in 0..7_usize) {
        let text = numbered(&lines);
        if let Ok(edits) = sources::move_to(&text, &outline(&text), from, to) {
            let moved = edits.apply(&text).expect("fits");
            let mut expected = lines.clone();
            let line = expected.remove(from);
            expected.insert(to, line);
            prop_assert_eq!(moved.to_string(), numbered(&expected));
            let back = sources::move_to(&moved, &outline(&moved), to, from).expect("the way back");
            prop_assert_eq!(&*back.apply(&moved).expect("fits"), text.as_str());
        }
    }

    #[test]
    fn any_text_is_read_and_every_range_lies_in_it(body in "(?s)[ -~éŁ\\n\\t`<>\\[\\]()*_.]{0,300}") {
        let text = format!("## Sources\n\n{body}");
        for source in read(&text) {
            prop_assert!(text.get(source.range.clone()).is_some());
            for field in SourceField::ALL {
                if let Some(range) = source.at(field) {
                    prop_assert!(text.get(range.clone()).is_some() && source.line.start <= range.start && range.end <= source.line.end);
                }
            }
        }
    }
}
