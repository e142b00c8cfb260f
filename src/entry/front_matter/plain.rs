//! Blocks of simple lines: `key: value` with a plain or simply quoted value, and lists of such.
//!
//! Most entries have no others, and these are read here by their lines alone, many times faster than by a parser. What is read
//! here means the same to every YAML; property tests hold it to the parsers.

use std::ops::Range;

use super::names::NameSet;
use super::split::line_at;
use super::value::ScalarForm;

/// A piece of a plain block, in the order of the lines. Places are bytes of the block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlainPiece<'t> {
    /// A field at the top.
    Field(PlainPair<'t>),
    /// An item of the list in the field before, `- value`.
    Item { dash: usize, value: PlainScalar<'t> },
    /// A field of an item. With a dash it begins the item, `- key: value`.
    InItem {
        dash: Option<usize>,
        pair: PlainPair<'t>,
    },
}

/// `key: value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainPair<'t> {
    pub key: &'t str,
    pub key_at: usize,
    /// None where the line ends behind the colon.
    pub value: Option<PlainScalar<'t>>,
}

/// A value that is whole on its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainScalar<'t> {
    /// What it says; `None` for null.
    pub text: Option<&'t str>,
    pub style: ScalarForm,
    /// As written, with its quotes.
    pub range: Range<usize>,
}

impl PlainPair<'_> {
    /// Just behind the colon.
    pub fn slot(&self) -> usize {
        self.key_at + self.key.len() + 1
    }
}

/// Hands out the pieces of a block. `None` means that it holds anything else and wants the parser; what was handed out then
/// says nothing.
pub fn scan<'t>(block: &'t str, mut take: impl FnMut(PlainPiece<'t>)) -> Option<()> {
    if !block.is_ascii() && block.chars().any(breaks_lines_or_is_refused) {
        return None;
    }
    let mut keys = NameSet::new();
    // Whether the field last read had no value on its line: a list may follow.
    let mut is_open = false;
    let mut list: Option<List<'t>> = None;
    let mut next = 0;
    while next < block.len() {
        let line = line_at(block, next);
        next = line.next;
        let line_start = line.start;
        let line = block.get(line.start..line.end)?.trim_end_matches(' ');
        if line.bytes().any(|byte| byte < b' ' || byte == 0x7F) {
            return None;
        }
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let content = line.trim_start_matches(' ');
        let indent = line.len() - content.len();
        let at = line_start + indent;
        if indent == 0 && !content.starts_with('-') {
            let pair = pair(content, at)?;
            if !keys.insert(pair.key) {
                return None;
            }
            list = None;
            is_open = pair.value.is_none();
            take(PlainPiece::Field(pair));
            continue;
        }
        if !is_open {
            return None;
        }
        if let Some(item) = content.strip_prefix("- ") {
            let list = list.get_or_insert_with(|| List::at(indent));
            let inner = item.trim_start_matches(' ');
            let inner_at = at + (content.len() - inner.len());
            list.begin_item(indent, content.len() - inner.len())?;
            if let Some(pair) = pair(inner, inner_at) {
                list.keys.insert(pair.key);
                pair.value.as_ref()?;
                let dash = Some(at);
                take(PlainPiece::InItem { dash, pair });
            } else {
                let value = scalar(inner, inner_at)?;
                list.closed = true;
                take(PlainPiece::Item { dash: at, value });
            }
        } else {
            let pair = pair(content, at)?;
            pair.value.as_ref()?;
            list.as_mut()?.next_key(indent, pair.key)?;
            take(PlainPiece::InItem { dash: None, pair });
        }
    }
    // To some readers nothing at all is no block.
    (!keys.is_empty()).then_some(())
}

/// A list being scanned.
struct List<'t> {
    indent: usize,
    /// The column of the keys of the item last begun.
    column: usize,
    keys: NameSet<&'t str>,
    /// The item is a single value, which nothing may follow.
    closed: bool,
}

impl<'t> List<'t> {
    fn at(indent: usize) -> Self {
        Self {
            indent,
            column: 0,
            keys: NameSet::new(),
            closed: false,
        }
    }

    fn begin_item(&mut self, indent: usize, dash: usize) -> Option<()> {
        self.column = indent + dash;
        self.keys.clear();
        self.closed = false;
        (indent == self.indent).then_some(())
    }

    fn next_key(&mut self, indent: usize, key: &'t str) -> Option<()> {
        let fits = !self.closed && indent == self.column && self.keys.insert(key);
        fits.then_some(())
    }
}

/// A longer name is none to some readers.
const LONGEST_KEY: usize = 128;

fn pair(content: &str, at: usize) -> Option<PlainPair<'_>> {
    let colon = memchr::memchr(b':', content.as_bytes())?;
    let key = content.get(..colon)?;
    let simple = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    let is_simple = key.as_bytes().first()?.is_ascii_alphabetic()
        && key.len() <= LONGEST_KEY
        && key.bytes().all(simple);
    if !is_simple {
        return None;
    }
    let behind = content.get(colon + 1..)?;
    let value = if behind.is_empty() {
        None
    } else {
        let value = behind.strip_prefix(' ')?.trim_start_matches(' ');
        Some(scalar(value, at + content.len() - value.len())?)
    };
    Some(PlainPair {
        key,
        key_at: at,
        value,
    })
}

/// A value that is whole on its line and the same by every YAML.
fn scalar(value: &str, at: usize) -> Option<PlainScalar<'_>> {
    let bytes = value.as_bytes();
    let inner = || value.get(1..value.len().checked_sub(1)?);
    let (text, style) = match bytes.first()? {
        b'"' => {
            let inner = inner().filter(|_| bytes.ends_with(b"\""))?;
            let is_simple = memchr::memchr2(b'"', b'\\', inner.as_bytes()).is_none();
            (is_simple.then_some(Some(inner))?, ScalarForm::DoubleQuoted)
        }
        b'\'' => {
            let inner = inner().filter(|_| bytes.ends_with(b"'"))?;
            let is_simple = memchr::memchr(b'\'', inner.as_bytes()).is_none();
            (is_simple.then_some(Some(inner))?, ScalarForm::SingleQuoted)
        }
        first if first.is_ascii_alphanumeric() || *first >= 0x80 || *first == b'/' => {
            let mut before = 0;
            for (at, &byte) in bytes.iter().enumerate() {
                let ends_a_key = byte == b':' && matches!(bytes.get(at + 1), None | Some(b' '));
                if ends_a_key || (byte == b'#' && before == b' ') {
                    return None;
                }
                before = byte;
            }
            (
                (!super::scalar::is_null(value)).then_some(value),
                ScalarForm::Plain,
            )
        }
        _ => return None,
    };
    Some(PlainScalar {
        text,
        style,
        range: at..at + value.len(),
    })
}

/// Characters that some YAML readers take as line ends or refuse.
fn breaks_lines_or_is_refused(c: char) -> bool {
    matches!(
        c,
        '\u{80}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
    )
}
