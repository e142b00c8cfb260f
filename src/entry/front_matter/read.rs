//! YAML into fields with their places.
//!
//! A block that is more than [plain](super::plain) lines is read twice: by granit for the places, by serde_yaml as a second
//! opinion. What one of them refuses, or what can't be changed safely anywhere (a name twice, two documents), is [`YamlError`]
//! for the whole block. Nesting has a limit.

use std::iter::Peekable;
use std::ops::Range;

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, Span, StructureStyle};

use super::names::NameSet;
use super::plain_fields;
use super::scalar;
use super::split::{LineSpan, line_around, line_at};
use super::value::{Field, Item, List, Map, Scalar, ScalarForm, Value};
use super::yaml_error::{Twice, YamlError};

/// How many aliases a block may have. They are never put in the place of what they stand for here, but the second opinion does so
/// when a change is looked at.
pub(super) const MOST_ALIASES: usize = 100;

/// How deep lists and maps may lie in each other.
const DEPTH: usize = 32;

/// The fields of a whole YAML text, which is no front matter: a name that is there twice is the reader's to judge.
pub fn read_yaml(text: &str) -> Result<Vec<Field>, YamlError> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let range = start..text.len();
    let fields = walked(text, &range, true)?;
    agreed(text, &range)?;
    Ok(fields)
}

/// The fields between the fences: by their lines where these are [plain](super::plain), else as granit reads them and
/// serde_yaml agrees.
pub(super) fn fields(text: &str, inner: &Range<usize>) -> Result<Vec<Field>, YamlError> {
    plain_fields::fields(text, inner).map_or_else(|| fields_in_full(text, inner), Ok)
}

pub(super) fn fields_in_full(text: &str, inner: &Range<usize>) -> Result<Vec<Field>, YamlError> {
    let fields = places(text, inner)?;
    agreed(text, inner)?;
    Ok(fields)
}

/// Whether serde_yaml reads the block as well.
fn agreed(text: &str, inner: &Range<usize>) -> Result<(), YamlError> {
    let yaml = text.get(inner.clone()).unwrap_or_default();
    match serde_yaml::from_str::<serde::de::IgnoredAny>(yaml) {
        Ok(_) => Ok(()),
        Err(error) => {
            let at = error.location().map_or(0, |place| place.index());
            // Its own places count from the fence; ours are those of the file.
            let said = error.to_string();
            let reason = said.split(" at line ").next().unwrap_or(&said);
            let message = format!("YAML can't read this: {reason}.");
            Err(YamlError::new(text, inner.start + at, message))
        }
    }
}

/// The fields between the fences, as granit reads them.
pub(super) fn places(text: &str, inner: &Range<usize>) -> Result<Vec<Field>, YamlError> {
    walked(text, inner, false)
}

fn walked(text: &str, inner: &Range<usize>, twice: bool) -> Result<Vec<Field>, YamlError> {
    let yaml = text.get(inner.clone()).unwrap_or_default();
    let mut options = Options::default();
    options.set_emit_comments(false);
    options.flow_nesting_limit = DEPTH;
    options.block_nesting_limit = DEPTH;
    let mut reader = Reader {
        text,
        start: inner.start,
        lines: Lines::of(text, inner),
        aliases: 0,
        twice,
        events: Parser::new_from_str_with_options(yaml, options).peekable(),
    };
    reader.document()
}

struct Reader<'a, I: Iterator> {
    text: &'a str,
    /// Where the YAML begins in the whole text.
    start: usize,
    lines: Lines<'a>,
    /// How many aliases were met.
    aliases: usize,
    /// A name may be there twice.
    twice: bool,
    events: Peekable<I>,
}

type Read<'a> = Result<(Event<'a>, Span), granit_parser::ScanError>;

impl<'a, I: Iterator<Item = Read<'a>>> Reader<'a, I> {
    fn document(&mut self) -> Result<Vec<Field>, YamlError> {
        let mut fields = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentEnd => {}
                Event::DocumentStart(..) if fields.is_some() => {
                    let message = "There is a second document in this block.";
                    return Err(self.error(&span, message));
                }
                Event::DocumentStart(..) => {}
                Event::StreamEnd => return Ok(fields.unwrap_or_default()),
                Event::MappingStart(StructureStyle::Block, 0, None) => {
                    let at = self.range(&span).start;
                    fields = Some(self.map(at, false, 0)?.fields);
                }
                _ => {
                    let message = "This block is not a list of fields, `name: value` on each line.";
                    return Err(self.error(&span, message));
                }
            }
        }
    }

    /// A map, its opening event already taken.
    fn map(&mut self, start: usize, flow: bool, depth: usize) -> Result<Map, YamlError> {
        let mut fields: Vec<Field> = Vec::new();
        let mut names = NameSet::new();
        loop {
            let (event, span) = self.next()?;
            let Event::Scalar(key, _, anchor, tag) = event else {
                if matches!(event, Event::MappingEnd) {
                    return Ok(Map {
                        range: start..self.end(flow, &span, start, fields.last().map(|f| &f.value)),
                        fields,
                        flow,
                    });
                }
                let message = "The name of a field is itself a list, a map or an alias (or this is a template).";
                return Err(self.error(&span, message));
            };
            let is_twice = !self.twice && !names.insert(key.clone());
            if is_twice && let Some(first) = fields.iter().find(|field| field.key == key) {
                let line = YamlError::new(self.text, first.key_range.start, "").line;
                let message = format!("The field `{key}` appears twice, first on line {line}.");
                let twice = Twice {
                    key: key.into_owned(),
                    length: self.range(&span).len(),
                    first_line: line,
                };
                return Err(YamlError {
                    twice: Some(twice),
                    ..self.error(&span, &message)
                });
            }
            let key_range = self.range(&span);
            let slot = self.colon(key_range.end);
            let (value, marked) = self.value(slot.unwrap_or(key_range.end), depth)?;
            let end = value.range().end.max(slot.unwrap_or(key_range.end));
            fields.push(Field {
                key: key.into_owned(),
                lines: self.lines(key_range.start, end),
                key_range,
                value,
                slot,
                marked: marked || anchor > 0 || tag.is_some(),
            });
        }
    }

    /// A list, its opening event already taken. `slot` is where its text may begin.
    fn list(
        &mut self,
        slot: usize,
        start: usize,
        flow: bool,
        depth: usize,
    ) -> Result<List, YamlError> {
        let mut items: Vec<Item> = Vec::new();
        let mut behind = slot;
        let mut first_dash = None;
        loop {
            if matches!(self.events.peek(), Some(Ok((Event::SequenceEnd, _)))) {
                let (_, span) = self.next()?;
                let start = first_dash.unwrap_or(start);
                return Ok(List {
                    range: start..self.end(flow, &span, start, items.last().map(|i| &i.value)),
                    items,
                    flow,
                });
            }
            let dash = (!flow).then(|| self.dash(behind)).flatten();
            first_dash = first_dash.or(dash);
            let slot = dash.map(|dash| dash + 1);
            let (value, marked) = self.value(slot.unwrap_or(behind), depth)?;
            behind = value.range().end.max(slot.unwrap_or(behind));
            items.push(Item {
                lines: self.lines(dash.unwrap_or(value.range().start), behind),
                value,
                slot,
                marked,
            });
        }
    }

    /// A value, and whether it carries an anchor or a tag.
    fn value(&mut self, slot: usize, depth: usize) -> Result<(Value, bool), YamlError> {
        let (event, span) = self.next()?;
        let range = self.range(&span);
        if depth > DEPTH {
            return Err(self.error(&span, "Lists and maps lie too deep in each other here."));
        }
        Ok(match event {
            Event::Alias(_) => {
                self.aliases += 1;
                if self.aliases > MOST_ALIASES {
                    let message = format!(
                        "More than {MOST_ALIASES} aliases (`*name`) stand in this block. Write out what they stand for."
                    );
                    return Err(self.error(&span, &message));
                }
                (Value::Alias { range }, false)
            }
            Event::Scalar(text, style, anchor, tag) => {
                let marked = anchor > 0 || tag.is_some();
                let style = match style {
                    ScalarStyle::Plain => ScalarForm::Plain,
                    ScalarStyle::SingleQuoted => ScalarForm::SingleQuoted,
                    ScalarStyle::DoubleQuoted => ScalarForm::DoubleQuoted,
                    ScalarStyle::Literal => ScalarForm::Literal,
                    ScalarStyle::Folded => ScalarForm::Folded,
                };
                if style == ScalarForm::Plain && tag.is_none() && scalar::is_null(&text) {
                    // Nothing written: granit may place it anywhere near, we place it behind the colon.
                    let range = if range.is_empty() { slot..slot } else { range };
                    return Ok((Value::Null { range }, marked));
                }
                let range = if matches!(style, ScalarForm::Literal | ScalarForm::Folded) {
                    self.block_scalar(slot, range)
                } else {
                    range
                };
                let text = text.into_owned();
                (Value::Scalar(Scalar { text, style, range }), marked)
            }
            Event::SequenceStart(style, anchor, tag) => {
                let flow = style == StructureStyle::Flow;
                let list = self.list(slot, range.start, flow, depth + 1)?;
                (Value::List(list), anchor > 0 || tag.is_some())
            }
            Event::MappingStart(style, anchor, tag) => {
                let flow = style == StructureStyle::Flow;
                let map = self.map(range.start, flow, depth + 1)?;
                (Value::Map(map), anchor > 0 || tag.is_some())
            }
            _ => return Err(self.error(&span, "YAML ends where a value belongs.")),
        })
    }

    fn next(&mut self) -> Result<(Event<'a>, Span), YamlError> {
        match self.events.next() {
            Some(Ok(read)) => Ok(read),
            Some(Err(error)) => {
                let at = error.marker().byte_offset().unwrap_or_default();
                let message = in_plain_words(error.kind());
                Err(YamlError::new(self.text, self.start + at, message))
            }
            None => Err(YamlError::new(
                self.text,
                self.start,
                "The YAML ends too early.",
            )),
        }
    }

    fn error(&self, span: &Span, message: &str) -> YamlError {
        YamlError::new(self.text, self.range(span).start, message)
    }

    fn range(&self, span: &Span) -> Range<usize> {
        let range = span.byte_range().unwrap_or_default();
        self.start + range.start..self.start + range.end
    }

    /// Where a collection ends: at its bracket, or with the last thing in it.
    fn end(&self, flow: bool, span: &Span, start: usize, last: Option<&Value>) -> usize {
        if flow {
            self.range(span).end
        } else {
            last.map_or(start, |value| value.range().end)
        }
    }

    /// Behind the colon of a name that ends at `at`, if the colon follows on the same line.
    fn colon(&self, at: usize) -> Option<usize> {
        let rest = self.text.get(at..)?;
        let colon = rest.trim_start_matches([' ', '\t']);
        (colon.starts_with(':')).then(|| at + rest.len() - colon.len() + 1)
    }

    /// The dash of the next item of a list.
    fn dash(&self, behind: usize) -> Option<usize> {
        let at = skip_to_content(self.text, behind);
        (self.text.as_bytes().get(at) == Some(&b'-')).then_some(at)
    }

    /// From the header (`|`, `>`) to the end of the last line that is not blank, without its line end. granit gives the
    /// place of the content alone, and counts the blank lines below to it.
    fn block_scalar(&self, slot: usize, content: Range<usize>) -> Range<usize> {
        let header = skip_to_content(self.text, slot);
        let mut held = self.text.get(header..content.end).unwrap_or_default();
        let keeps_blank_lines = (held.lines().next()).is_some_and(|first| {
            let signs = first.split([' ', '\t']).next().unwrap_or_default();
            signs.contains('+')
        });
        while let Some(last_break) = held.rfind(['\n', '\r']) {
            let is_blank = (held.get(last_break + 1..)).is_none_or(|line| line.trim().is_empty());
            let before = held.get(..last_break).unwrap_or_default();
            if !is_blank {
                break;
            }
            held = before;
            if self
                .text
                .get(header + last_break..)
                .is_some_and(|end| end.starts_with('\n'))
            {
                held = before.strip_suffix('\r').unwrap_or(before);
            }
            if keeps_blank_lines {
                break;
            }
        }
        header..header + held.len()
    }

    fn lines(&self, from: usize, to: usize) -> Range<usize> {
        self.lines.around(from).start..self.lines.around(to).next
    }
}

/// Where the lines of a block begin: one line may hold very many values.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str, block: &Range<usize>) -> Self {
        let mut starts = Vec::new();
        let mut next = block.start;
        while next < block.end {
            starts.push(next);
            next = line_at(text, next).next;
        }
        // Where the last line ends.
        starts.push(next);
        Self { text, starts }
    }

    /// The line that holds a place; at a line end, the line that it ends.
    fn around(&self, at: usize) -> LineSpan {
        let next = self.starts.partition_point(|start| *start <= at);
        let start = next
            .checked_sub(1)
            .and_then(|before| self.starts.get(before));
        match (start, self.starts.get(next)) {
            // Only where a line begins and no text.
            (Some(start), Some(next)) => LineSpan {
                start: *start,
                end: *next,
                next: *next,
            },
            _ => line_around(self.text, at),
        }
    }
}

/// Past blanks, line ends, comments, anchors and tags.
fn skip_to_content(text: &str, from: usize) -> usize {
    let mut at = from;
    let mut rest = text.get(from..).unwrap_or_default();
    while let Some(first) = rest.chars().next() {
        let skipped = match first {
            ' ' | '\t' | '\n' | '\r' => 1,
            '#' => rest.find(['\n', '\r']).unwrap_or(rest.len()),
            '&' | '!' => (rest.find([' ', '\t', '\n', '\r'])).unwrap_or(rest.len()),
            _ => break,
        };
        at += skipped;
        rest = rest.get(skipped..).unwrap_or_default();
    }
    at
}

fn in_plain_words(kind: &ErrorKind) -> String {
    use ErrorKind as E;
    match kind {
        E::MappingValueNotAllowed | E::InvalidColonPlacement | E::InvalidMappingValueWhitespace => {
            "A colon stands inside a value that is not in quotes. Put the value in quotes."
                .to_owned()
        }
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabAtBlockScalarStart
        | E::TabInPlainScalar => "A tab stands where YAML wants spaces.".to_owned(),
        E::UnexpectedCharacter { character } if character.is_control() => {
            "A control character stands here.".to_owned()
        }
        E::UnexpectedCharacter { character } => {
            format!("A value can't begin with “{character}” unless it is in quotes.")
        }
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => {
            "A quotation mark is never closed.".to_owned()
        }
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            "More text follows a closing quotation mark.".to_owned()
        }
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidUnicodeEscape => {
            "A backslash in double quotes begins no escape that YAML knows. Write it twice."
                .to_owned()
        }
        E::UnclosedFlowCollection { open } => format!("A `{open}` is never closed."),
        E::UnexpectedEofFlowSequence | E::ExpectedFlowSequenceSeparator => {
            "A list in `[ ]` lacks a comma or its closing bracket.".to_owned()
        }
        E::UnexpectedEofFlowMapping | E::ExpectedFlowMappingSeparator => {
            "A map in `{ }` lacks a comma or its closing brace.".to_owned()
        }
        E::UnknownAnchor => "This alias names an anchor that is not there.".to_owned(),
        E::ExpectedBlockMappingKey
        | E::SimpleKeyExpected
        | E::InvalidSimpleKey
        | E::InvalidIndentation
        | E::ExpectedBlockSequenceEntry
        | E::BlockSequenceEntryNotAllowed => {
            "This line is no `name: value`, or its indent fits nothing above it.".to_owned()
        }
        E::RecursionLimitExceeded => "Lists and maps lie too deep in each other here.".to_owned(),
        other => format!("YAML can't read this: {other}."),
    }
}
