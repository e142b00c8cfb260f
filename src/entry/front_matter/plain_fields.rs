//! The fields of a block of plain lines, with the places that the parser would give them.

use std::ops::Range;

use super::plain::{self, PlainPair, PlainPiece};
use super::split::line_around;
use super::value::{Field, Item, List, Map, Scalar, Value};

/// The fields between the fences; `None` where a line is not plain.
pub(super) fn fields(text: &str, inner: &Range<usize>) -> Option<Vec<Field>> {
    let at = At {
        text,
        start: inner.start,
    };
    let mut fields: Vec<Field> = Vec::with_capacity(16);
    plain::scan(text.get(inner.clone())?, |piece| match piece {
        PlainPiece::Field(pair) => fields.push(at.field(pair)),
        PlainPiece::Item { dash, value } => {
            if let Some(field) = fields.last_mut() {
                at.add_item(field, dash, at.value(value));
            }
        }
        PlainPiece::InItem { dash, pair } => {
            let Some(field) = fields.last_mut() else {
                return;
            };
            let in_item = at.field(pair);
            match dash {
                Some(dash) => {
                    let map = Map {
                        range: in_item.key_range.start..in_item.value.range().end,
                        fields: vec![in_item],
                        flow: false,
                    };
                    at.add_item(field, dash, Value::Map(map));
                }
                None => at.add_to_item(field, in_item),
            }
        }
    })?;
    Some(fields)
}

/// Where the block lies in the whole text.
struct At<'t> {
    text: &'t str,
    start: usize,
}

impl At<'_> {
    fn lines(&self, from: usize, to: usize) -> Range<usize> {
        line_around(self.text, from).start..line_around(self.text, to).next
    }

    fn field(&self, pair: PlainPair<'_>) -> Field {
        let key_at = self.start + pair.key_at;
        let slot = self.start + pair.slot();
        let value = match pair.value {
            Some(value) => self.value(value),
            None => Value::Null { range: slot..slot },
        };
        Field {
            key: pair.key.to_owned(),
            key_range: key_at..slot - 1,
            lines: self.lines(key_at, value.range().end),
            value,
            slot: Some(slot),
            marked: false,
        }
    }

    fn value(&self, value: plain::PlainScalar<'_>) -> Value {
        let range = self.start + value.range.start..self.start + value.range.end;
        match value.text {
            None => Value::Null { range },
            Some(text) => Value::Scalar(Scalar {
                text: text.to_owned(),
                style: value.style,
                range,
            }),
        }
    }

    fn add_item(&self, field: &mut Field, dash: usize, value: Value) {
        let dash = self.start + dash;
        let end = value.range().end;
        let item = Item {
            value,
            lines: self.lines(dash, end),
            slot: Some(dash + 1),
            marked: false,
        };
        field.lines.end = item.lines.end;
        if let Value::List(list) = &mut field.value {
            list.items.push(item);
            list.range.end = end;
        } else {
            field.value = Value::List(List {
                items: vec![item],
                flow: false,
                range: dash..end,
            });
        }
    }

    fn add_to_item(&self, field: &mut Field, in_item: Field) {
        let Value::List(list) = &mut field.value else {
            return;
        };
        let Some(Item {
            value: Value::Map(map),
            lines,
            ..
        }) = list.items.last_mut()
        else {
            return;
        };
        let end = in_item.value.range().end;
        (map.range.end, list.range.end) = (end, end);
        (lines.end, field.lines.end) = (in_item.lines.end, in_item.lines.end);
        map.fields.push(in_item);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::read;
    use super::*;

    const HOUSE: &str = "title: \"How does walking help?\"\nslug: how-does-walking-help\n# a comment\n\n\
        last_reviewed: 9 April 2026\nnothing:\nnull: null\nempty: ''\nquoted: 'é – ü'  \ntags:\n- a\n- \"b c\"\nrelated_products:\n  \
        - name: \"Shoes & Laces\"\n    handle: x\n\n  -   name: y\n      url: https://example.org/a?b=c#d\neditor: A Person\n";

    fn both(
        block: &str,
    ) -> (
        Option<Vec<Field>>,
        Result<Vec<Field>, crate::entry::front_matter::YamlError>,
    ) {
        let text = format!("---\n{block}---\nText: - \n");
        let inner = 4..4 + block.len();
        (fields(&text, &inner), read::fields_in_full(&text, &inner))
    }

    #[test]
    fn plain_lines_are_read_as_the_parsers_read_them() {
        for block in [
            HOUSE.to_owned(),
            HOUSE.replace('\n', "\r\n"),
            HOUSE.replace('\n', "\r"),
            "a: 1e999999\nb: 99999999999999999999999999\nc: 0x1\nd: 2026-01-01\ne: 12:30\nf: true\n".into(),
            "a: b\nc:".into(),
            "a:\n  - b: null\n    c: d".into(),
            format!("{}: a\n", "k".repeat(128)),
            format!("a: {}\n", "v".repeat(5000)),
        ] {
            let (quick, full) = both(&block);
            assert_eq!(quick.as_ref(), full.as_ref().ok(), "{block:?}");
            assert!(quick.is_some(), "{block:?}");
        }
    }

    #[test]
    fn what_is_not_plain_is_left_to_the_parsers() {
        for block in [
            "",
            "# c\n",
            "a: b\na: c\n",
            "a: \"\\n\"\n",
            "a: 'it''s'\n",
            "a: |\n  b\n",
            "a: b\n  c\n",
            "a: [b]\n",
            "a: &b c\n",
            "a: *b\n",
            "a: b # c\n",
            "a: b: c\n",
            "a:\n  b: c\n",
            "a:\n  - - b\n",
            "? a\n",
            "- a\n",
            "\ta: b\n",
            "a:\n  - b\n - c\n",
            "a: ~\n",
            "a: b\u{85}c\n",
            "# \u{1}\na: b\n",
            "a : b\n",
            "a:b\n",
            "\"a\": b\n",
            "a:\n - b:\n",
        ] {
            assert_eq!(both(block).0, None, "{block:?}");
        }
    }

    /// Lines that are plain, nearly plain, or not.
    fn line() -> impl Strategy<Value = String> {
        let indent = prop::sample::select(vec!["", "", "", "  ", "    ", " "]);
        let dash = prop::sample::select(vec!["", "", "- ", "-  ", "-"]);
        let key = prop::sample::select(vec!["a: ", "b: ", "c: ", "a:", "d:  ", "e:", "", "name: "]);
        let value = prop_oneof![
            prop::sample::select(vec![
                "",
                "null",
                "x",
                "'y z'",
                "\"q\"",
                "\"\"",
                "''",
                "1",
                "true",
                "~",
                "é",
                "x: y",
                "x #y",
                "x#y",
                "#x",
                "/a",
                "http://x",
                "\"a\\\"b\"",
                "'a''b'",
                "x ",
                "[a]",
                "{a: b}",
                "|",
                "*a",
                "&a b",
                "!!str x",
                "\"open",
                "-",
                "...",
                "---",
                "\"a\"b",
                "e:f",
            ])
            .prop_map(String::from),
            "[ -~é\u{2028}]{0,8}",
        ];
        let end = prop::sample::select(vec![
            "\n", "\n", "\n", "\r\n", " \n", "\n\n", "\n# c\n", "\r",
        ]);
        (indent, dash, key, value, end)
            .prop_map(|(indent, dash, key, value, end)| format!("{indent}{dash}{key}{value}{end}"))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn whatever_is_read_by_lines_is_read_the_same_in_full(lines in prop::collection::vec(line(), 0..7)) {
            let (quick, full) = both(&lines.concat());
            if let Some(quick) = quick {
                prop_assert_eq!(Ok(quick), full);
            }
        }
    }
}
