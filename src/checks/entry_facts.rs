//! What one entry gives to the index of the library: its names, the ids it refers to, the works it lists, each with its
//! place.

use std::collections::HashSet;
use std::ops::Range;

use super::doubts::{self, DoubtedWord};
use super::prose_words::StretchKind;
use super::{Subject, prose};
use crate::entry::cross_references;
use crate::entry::front_matter::Fence;
use crate::entry::page::Style;
use crate::entry::sources::{Source, SourceField};
use crate::house_style::{LinkParts, site_of};
use crate::library::{linked_file, page_address};
use crate::spelling::Speller;

/// What one entry tells the others. Ranges are bytes of its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryFacts {
    pub slug: Option<Words>,
    /// The address of its page, where it has a slug: the one it gives itself, else its folder and its slug.
    pub address: Option<Box<str>>,
    pub title: Option<Words>,
    /// The id it gives itself.
    pub id: Option<Words>,
    pub pillar: Option<Words>,
    pub publisher: Option<Words>,
    pub editor: Option<Words>,
    /// The ids in its text, each where it stands first.
    pub refers: Vec<Words>,
    /// The markdown files it links to, by their path below the library, each where it is linked first. One that begins with `/`
    /// stands in an address from the root of the site, or is the name of a note: it may lie in any folder.
    pub links: Vec<Words>,
    /// Its links to headings of other entries.
    pub anchors: Vec<AnchorLink>,
    pub works: Vec<ListedWork>,
    /// The words that the dictionaries doubt, where they were asked.
    pub doubts: Vec<DoubtedWord>,
    /// Those that are names here: of authors, journals and people. Each once.
    pub names: Vec<Box<str>>,
    /// Its paragraphs of some length, by their words, where the language is looked at.
    pub paragraphs: Vec<(ParagraphKey, Range<usize>)>,
}

/// Which facts are wanted, beside what an entry is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FactsNeeded {
    /// What entries say of each other: works, ids, links.
    pub others: bool,
    /// What the dictionaries say of their words.
    pub words: bool,
    /// Which paragraphs they have.
    pub paragraphs: bool,
}

/// What paragraphs of the same words have in common, and others not.
pub type ParagraphKey = u64;

/// Words and where they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    pub text: Box<str>,
    pub range: Range<usize>,
}

/// A link to a heading of another entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnchorLink {
    pub target: AnchorTarget,
    /// What stands behind the `#`, and where the address is written.
    pub anchor: Words,
}

/// The entry whose heading a link leads to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AnchorTarget {
    /// By its path below the library.
    File(Box<str>),
    /// By the slug in its address on the site.
    Page(Box<str>),
}

/// A source that can be told again in other entries, because it has a PMID, a DOI or an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedWork {
    /// By which it is known elsewhere.
    pub keys: Vec<WorkKey>,
    pub number: u32,
    pub line: Range<usize>,
    pub authors: Option<Range<usize>>,
    pub year: Option<Range<usize>>,
    pub title: Option<Range<usize>>,
    pub container: Option<Range<usize>>,
    pub pmid: Option<Range<usize>>,
    pub doi: Option<Range<usize>>,
    pub url: Option<Range<usize>>,
}

/// What makes two source lines the same work.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WorkKey {
    Pmid(Box<str>),
    /// In small letters.
    Doi(Box<str>),
    /// Without scheme and last slash.
    Url(Box<str>),
}

impl EntryFacts {
    pub(super) fn by(subject: &Subject<'_>, needs: FactsNeeded, speller: Option<&Speller>) -> Self {
        let field = |key| words(subject, key);
        let slug = field("slug").or_else(|| in_broken(subject, "slug"));
        let own = field("url").map(|url| url.text.trim_end_matches('/').into());
        let address = slug
            .as_ref()
            .map(|slug| own.unwrap_or_else(|| page_address(subject.file, Some(&slug.text)).into()));
        Self {
            slug,
            address,
            title: field("title"),
            id: field("id").or_else(|| in_broken(subject, "id")),
            pillar: field("pillar"),
            publisher: field("publisher"),
            editor: field("editor"),
            refers: if needs.others {
                refers(subject)
            } else {
                Vec::new()
            },
            links: if needs.others {
                links(subject)
            } else {
                Vec::new()
            },
            anchors: if needs.others {
                anchors(subject)
            } else {
                Vec::new()
            },
            works: (subject.sources.iter())
                .filter(|_| needs.others)
                .filter_map(|source| ListedWork::of(subject.text, source))
                .collect(),
            doubts: speller.map_or_else(Vec::new, |speller| doubts::doubts(subject, speller)),
            names: speller.map_or_else(Vec::new, |speller| doubts::names(subject, speller)),
            paragraphs: if needs.paragraphs {
                paragraphs(subject)
            } else {
                Vec::new()
            },
        }
    }
}

/// A paragraph of fewer words may well be said twice.
const FEWEST_WORDS: usize = 20;

/// Paragraphs of the entry's own words, without the sentences that the house wants everywhere.
fn paragraphs(subject: &Subject<'_>) -> Vec<(ParagraphKey, Range<usize>)> {
    let prose = subject.prose();
    let page = &subject.reading.page;
    let mut paragraphs = Vec::new();
    for stretch in &prose.stretches {
        let is_text = matches!(stretch.kind, StretchKind::Paragraph | StretchKind::Item);
        if !is_text || stretch.words.len() < FEWEST_WORDS {
            continue;
        }
        let words = prose.words.get(stretch.words.clone()).unwrap_or_default();
        let key = words.iter().fold(0_u64, |key, word| {
            (key.rotate_left(5) ^ u64::from(word.hash)).wrapping_mul(0x517c_c1b7_2722_0a95)
        });
        let shown = prose.stretch(page, stretch);
        let range = shown.and_then(|shown| shown.source(&(0..shown.text.len())));
        let Some(range) = range else { continue };
        let is_of_house = subject
            .style
            .sentences
            .iter()
            .any(|sentence| subject.at(&range).trim().starts_with(sentence.text.trim()));
        if !is_of_house {
            paragraphs.push((key, range));
        }
    }
    paragraphs
}

fn refers(subject: &Subject<'_>) -> Vec<Words> {
    let mut refers: Vec<Words> = Vec::new();
    let mut known = HashSet::new();
    for range in cross_references::ids(subject.text, &subject.reading.page) {
        let text = subject.at(&range);
        if known.insert(text) {
            let text = text.into();
            refers.push(Words { text, range });
        }
    }
    refers
}

fn links(subject: &Subject<'_>) -> Vec<Words> {
    let page = &subject.reading.page;
    let target = |address: &str| linked_file(subject.file, address);
    let mut links: Vec<Words> = Vec::new();
    let mut known = HashSet::new();
    for (path, range) in page.notes(subject.text) {
        if known.insert(path.clone()) {
            let text = path.into();
            links.push(Words { text, range });
        }
    }
    if !page.links.iter().any(|address| target(address).is_some()) {
        return links;
    }
    for run in page
        .blocks
        .iter()
        .flat_map(|block| prose::runs(page, block))
    {
        let Some(address) = page.link(run).filter(|_| !run.style.has(Style::IMAGE)) else {
            continue;
        };
        let Some(mut path) = target(address) else {
            continue;
        };
        if address.starts_with('/') {
            path.insert(0, '/');
        }
        if !known.insert(path.clone()) {
            continue;
        }
        links.push(Words {
            text: path.into(),
            range: written_at(subject, &run.source, address),
        });
    }
    links
}

/// Where the address of a link is written, or its words where that is elsewhere.
fn written_at(subject: &Subject<'_>, words: &Range<usize>, address: &str) -> Range<usize> {
    let written = subject.text.get(words.end..).unwrap_or_default();
    let is_here = written
        .strip_prefix("](")
        .is_some_and(|rest| rest.starts_with(address));
    let start = words.end + 2;
    if is_here {
        start..start + address.len()
    } else {
        words.clone()
    }
}

fn anchors(subject: &Subject<'_>) -> Vec<AnchorLink> {
    let page = &subject.reading.page;
    let has_anchor = |address: &str| address.find('#').is_some_and(|at| at > 0);
    let mut anchors = Vec::new();
    if !page.links.iter().any(|address| has_anchor(address)) {
        return anchors;
    }
    let front_matter = &subject.reading.front_matter;
    let (url, slug) = (front_matter.text("url"), front_matter.text("slug"));
    let base = LinkParts::of(url, slug, None, subject.style.pillar_slug).base;
    let mut last = None;
    for run in page
        .blocks
        .iter()
        .flat_map(|block| prose::runs(page, block))
    {
        let Some(address) = page.link(run).filter(|_| !run.style.has(Style::IMAGE)) else {
            continue;
        };
        let is_again = last.replace(run.link) == Some(run.link);
        let Some((_, anchor)) = address.split_once('#').filter(|_| has_anchor(address)) else {
            continue;
        };
        let file =
            || linked_file(subject.file, address).map(|file| AnchorTarget::File(file.into()));
        let page = || {
            Some(AnchorTarget::Page(
                linked_slug(address, base.as_deref()?)?.into(),
            ))
        };
        let Some(target) = file()
            .or_else(page)
            .filter(|_| !is_again && !anchor.is_empty())
        else {
            continue;
        };
        let anchor = Words {
            text: anchor.into(),
            range: written_at(subject, &run.source, address),
        };
        anchors.push(AnchorLink { target, anchor });
    }
    anchors
}

/// The slug of the entry of the own site that an address leads to: `tea` of `https://a.example/learn/tea/#hot`.
fn linked_slug<'a>(address: &'a str, base: &str) -> Option<&'a str> {
    let page = address.split(['#', '?']).next()?;
    let path = site_of(base).and_then(|site| base.strip_prefix(site))?;
    let below = page.strip_prefix(base).or_else(|| {
        // `/learn/tea` is on the own site.
        page.strip_prefix(path).filter(|_| page.starts_with('/'))
    });
    let slug = below?.strip_prefix('/')?.trim_end_matches('/');
    (!slug.is_empty() && !slug.contains('/')).then_some(slug)
}

fn words(subject: &Subject<'_>, key: &str) -> Option<Words> {
    let value = &subject.reading.front_matter.field(key)?.value;
    let text = value.text()?;
    (!text.trim().is_empty()).then(|| Words {
        text: text.into(),
        range: value.range().clone(),
    })
}

/// A value on a line of front matter that can't be read: the entry is there, whatever is wrong with it.
fn in_broken(subject: &Subject<'_>, key: &str) -> Option<Words> {
    let front_matter = &subject.reading.front_matter;
    let error = front_matter.error.as_ref()?;
    let block = match front_matter.split.fence {
        Fence::Closed => front_matter.split.block.clone(),
        // Of what never ends the fields come first.
        Fence::NeverClosed if error.twice.is_none() => front_matter.split.body..subject.text.len(),
        _ => return None,
    };
    let mut at = block.start;
    for line in subject.at(&block).split_inclusive('\n') {
        let start = at;
        at += line.len();
        let Some(value) = line.strip_prefix(key).and_then(|it| it.strip_prefix(':')) else {
            continue;
        };
        let value = value.split(" #").next().unwrap_or_default();
        let text = value.trim().trim_matches(['"', '\'']);
        let start = start + key.len() + 1 + value.find(text).unwrap_or_default();
        return (!text.is_empty()).then(|| Words {
            text: text.into(),
            range: start..start + text.len(),
        });
    }
    None
}

impl ListedWork {
    fn of(text: &str, source: &Source) -> Option<Self> {
        let value = |field| source.value(text, field);
        let doubted = |field| source.doubts.iter().any(|doubt| doubt.field == field);
        let mut keys = Vec::new();
        if let Some(pmid) = value(SourceField::Pmid).filter(|_| !doubted(SourceField::Pmid)) {
            keys.push(WorkKey::Pmid(pmid.as_ref().into()));
        }
        if let Some(doi) = value(SourceField::Doi).filter(|_| !doubted(SourceField::Doi)) {
            keys.push(WorkKey::Doi(doi.to_lowercase().into()));
        }
        if let Some(url) = value(SourceField::Url).filter(|_| !doubted(SourceField::Url)) {
            keys.push(WorkKey::url(&url));
        }
        (!keys.is_empty()).then(|| Self {
            keys,
            number: source.number,
            line: source.line.clone(),
            authors: source.at(SourceField::Authors).cloned(),
            year: source.year.clone(),
            title: source.title.clone(),
            container: source.container.clone(),
            pmid: source.pmid.clone(),
            doi: source.doi.clone(),
            url: source.url.clone(),
        })
    }
}

impl WorkKey {
    fn url(url: &str) -> Self {
        let bare = url
            .strip_prefix("https://")
            .or(url.strip_prefix("http://"))
            .unwrap_or(url);
        Self::Url(bare.trim_end_matches('/').into())
    }
}
