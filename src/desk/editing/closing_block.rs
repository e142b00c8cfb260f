//! The closing blocks: those of a new entry, and the one that mirrors the products of the front matter, which follows a change
//! where the two agreed.

use std::ops::Range;

use crate::entry::outline::{Outline, Section};
use crate::entry::products::Product;
use crate::entry::{Edit, Reading};
use crate::house_style::{ClosingLink, HouseStyle, LinkParts};
use crate::library::Library;

/// The edits of the closing block that keep it in agreement, where it agreed with the products before. Only the lines of
/// products are touched: what stands between them stays.
pub fn follow(
    text: &str,
    outline: &Outline,
    (before, after): (&[Product], &[Product]),
    block: Option<&ProductsBlock>,
) -> Vec<Edit> {
    if before == after {
        return Vec::new();
    }
    if before.is_empty() {
        return block.map_or_else(Vec::new, |block| first(text, outline, block, after));
    }
    outline
        .tail
        .iter()
        .flat_map(|tail| &tail.sections)
        .map(|section| product_lines(text, section.body.clone()))
        .find(|lines| agrees(text, lines, before))
        .and_then(|lines| edits(text, &lines, after))
        .unwrap_or_default()
}

/// The block that the house has for products.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductsBlock {
    /// What its heading begins with, by the house style.
    begins: String,
    /// Its whole heading.
    heading: String,
}

impl ProductsBlock {
    /// `None` where the house has none.
    pub fn of(library: &Library, style: &HouseStyle, publisher: &str) -> Option<Self> {
        let mut blocks = style.closing.iter();
        let block = blocks.find(|block| block.holds.contains(&ClosingLink::Products))?;
        let example = Example::of(library, &block.begins);
        Some(Self {
            begins: block.begins.clone(),
            heading: heading(&block.begins, example.as_ref(), publisher)?,
        })
    }
}

/// The first products: their lines go into the block where it stands empty, else the block is made.
fn first(text: &str, outline: &Outline, block: &ProductsBlock, after: &[Product]) -> Vec<Edit> {
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let lines: String = after
        .iter()
        .map(|product| format!("- {}{line_end}", link(product)))
        .collect();
    let begins = |section: &&Section| section.title(text).starts_with(&block.begins);
    let mut sections = outline.tail.iter().flat_map(|tail| &tail.sections);
    if let Some(section) = sections.find(begins) {
        let body = text.get(section.body.clone()).unwrap_or_default();
        // What somebody wrote there is left alone.
        let is_empty = body.trim().is_empty();
        let new = Edit::insert(section.body.start, format!("{line_end}{lines}"));
        return is_empty.then_some(new).into_iter().collect();
    }
    let made = format!("## {}{line_end}{line_end}{lines}", block.heading);
    let edit = match &outline.tail {
        Some(tail) => {
            let first = tail.sections.first();
            let at = first.map_or(tail.range.end, |section| section.range.start);
            match first {
                Some(_) => Edit::insert(at, format!("{made}{line_end}")),
                None => Edit::insert(at, format!("{line_end}{made}")),
            }
        }
        None => {
            let end = if text.ends_with('\n') { "" } else { line_end };
            let made = format!("{end}{line_end}---{line_end}{line_end}{made}");
            Edit::insert(text.len(), made)
        }
    };
    vec![edit]
}

/// A closing block as another entry of the library has it.
struct Example {
    heading: String,
    body: String,
    parts: LinkParts,
    pillar: String,
}

/// So many entries are looked through for one.
const LOOKED_THROUGH: usize = 200;

impl Example {
    fn of(library: &Library, begins: &str) -> Option<Self> {
        let entries = library.rows().filter(|file| library.is_entry(file));
        let texts = entries.filter_map(|file| file.content.text());
        let mut holding = texts
            .filter(|text| text.contains(begins))
            .take(LOOKED_THROUGH);
        holding.find_map(|text| {
            let reading = Reading::of(text);
            let mut sections = reading.outline.tail.iter().flat_map(|tail| &tail.sections);
            let block = sections.find(|section| section.title(text).starts_with(begins))?;
            let said = |key: &str| reading.front_matter.text(key);
            let style = library.style();
            Some(Self {
                heading: block.title(text),
                body: text.get(block.body.clone())?.to_owned(),
                parts: LinkParts::of(said("url"), said("slug"), said("pillar"), style.pillar_slug),
                pillar: said("pillar").unwrap_or_default().to_owned(),
            })
        })
    }

    /// The words of the link that leads to an address.
    fn words_of(&self, address: &str) -> Option<&str> {
        let end = self.body.find(&format!("]({address})"))?;
        let before = self.body.get(..end)?;
        before.get(before.rfind('[')? + 1..)
    }
}

fn heading(begins: &str, example: Option<&Example>, publisher: &str) -> Option<String> {
    if let Some(example) = example {
        return Some(example.heading.clone());
    }
    match (begins.ends_with(" from"), publisher) {
        (false, _) => Some(begins.to_owned()),
        (true, "") => None,
        (true, publisher) => Some(format!("{begins} {publisher}")),
    }
}

/// The closing blocks of a new entry, with the links that can be made by rule. Its products come with their block.
pub fn blocks(
    library: &Library,
    style: &HouseStyle,
    (parts, pillar): (&LinkParts, &str),
    publisher: &str,
) -> String {
    let mut text = String::new();
    for block in &style.closing {
        let example = Example::of(library, &block.begins);
        let lines: String = (block.holds.iter())
            .filter_map(|held| item(held, style, example.as_ref(), parts, pillar))
            .collect();
        let heading = heading(&block.begins, example.as_ref(), publisher);
        if let Some(heading) = heading.filter(|_| !lines.is_empty()) {
            text.push_str(&format!("\n## {heading}\n\n{lines}"));
        }
    }
    text
}

/// A line with the link that a closing block holds, in the words of another entry where there are some.
fn item(
    held: &ClosingLink,
    style: &HouseStyle,
    example: Option<&Example>,
    parts: &LinkParts,
    pillar: &str,
) -> Option<String> {
    let (rule, usual) = match held {
        ClosingLink::Products => return None,
        ClosingLink::Pillar => (style.links.pillar.as_ref()?, format!("More on {pillar}")),
        ClosingLink::Library => (
            style.links.library.as_ref()?,
            "Browse the library".to_owned(),
        ),
        ClosingLink::Link(rule) => (rule, String::new()),
    };
    let address = rule.fill(parts)?;
    let words = example.and_then(|example| {
        let words = example.words_of(&rule.fill(&example.parts)?)?;
        Some(match example.pillar.is_empty() {
            true => words.to_owned(),
            false => words.replace(&example.pillar, pillar),
        })
    });
    let words = words.unwrap_or(usual);
    (!words.is_empty()).then(|| format!("- [{words}]({address})\n"))
}

fn edits(text: &str, lines: &[Line], after: &[Product]) -> Option<Vec<Edit>> {
    let (first, last) = (lines.first()?, lines.last()?);
    let mut edits: Vec<Edit> = lines
        .iter()
        .zip(after)
        .map(|(line, product)| (line.link.clone(), link(product)))
        .filter(|(old, new)| text.get(old.clone()) != Some(new))
        .map(|(old, new)| Edit::new(old, new))
        .collect();
    // Lines too many go with the line end before them.
    edits.extend(lines.iter().skip(after.len()).map(|line| {
        let above = text.get(..line.range.start).unwrap_or_default();
        Edit::delete(line.range.start - line_end_of(above)..line.range.end)
    }));
    // A new line is like the first one: its marker, its line end.
    let marker = text.get(first.range.start..first.link.start)?;
    let crlf = text.get(first.range.end..)?.starts_with("\r\n")
        || text.get(..first.range.start)?.ends_with("\r\n");
    let line_end = if crlf { "\r\n" } else { "\n" };
    let new: String = after
        .iter()
        .skip(lines.len())
        .map(|product| format!("{line_end}{marker}{}", link(product)))
        .collect();
    edits.push(Edit::insert(last.range.end, new));
    Some(edits)
}

/// How long the line end is that `text` ends with.
fn line_end_of(text: &str) -> usize {
    if text.ends_with("\r\n") {
        2
    } else {
        usize::from(text.ends_with('\n'))
    }
}

struct Line {
    /// The line without its line end.
    range: Range<usize>,
    /// The link in it.
    link: Range<usize>,
}

/// The list lines of a closing block that hold one link and nothing else.
fn product_lines(text: &str, body: Range<usize>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = body.start;
    for line in text.get(body).unwrap_or_default().split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        let start = bare.find('[').unwrap_or(bare.len());
        let is_item = matches!(bare.get(..start).map(str::trim), Some("-" | "*" | "+"));
        if is_item && bare.ends_with(')') {
            lines.push(Line {
                range: at..at + bare.len(),
                link: at + start..at + bare.len(),
            });
        }
        at += line.len();
    }
    lines
}

fn agrees(text: &str, lines: &[Line], products: &[Product]) -> bool {
    lines.len() == products.len()
        && lines
            .iter()
            .zip(products)
            .all(|(line, product)| text.get(line.link.clone()) == Some(link(product).as_str()))
}

fn link(product: &Product) -> String {
    format!("[{}]({})", product.name, product.url)
}
