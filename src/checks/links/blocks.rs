//! Closing blocks and the links in them.

use std::ops::Range;

use crate::checks::Subject;
use crate::entry::outline::Section;
use crate::house_style::ClosingBlock;

/// A link of a block.
#[derive(Debug, Clone)]
pub(super) struct Link<'s> {
    /// As shown.
    pub words: String,
    /// Where the words stand.
    pub words_at: Range<usize>,
    pub address: &'s str,
    /// Where the address stands; none where it is written otherwise than it is read.
    pub address_at: Option<Range<usize>>,
    /// The lines it stands on, the last line end left out.
    pub line: Range<usize>,
}

/// The section that is this block.
pub(super) fn section<'s>(subject: &Subject<'s>, block: &ClosingBlock) -> Option<&'s Section> {
    let begins = block.begins.to_lowercase();
    let mut all = subject.sections.iter();
    // Of nearly all sections the first letter tells.
    let first = begins.chars().next();
    let found = all.find(|headed| {
        let title = headed.title.trim();
        let letter = title.chars().next().and_then(|c| c.to_lowercase().next());
        (first.is_none() || letter == first) && title.to_lowercase().starts_with(&begins)
    });
    found.map(|headed| headed.section)
}

/// The links of a section, in order.
pub(super) fn links<'s>(subject: &Subject<'s>, section: &Section) -> Vec<Link<'s>> {
    let page = &subject.reading.page;
    let mut links: Vec<(usize, Link<'s>)> = Vec::new();
    let first = page
        .blocks
        .partition_point(|block| block.range.start < section.body.start);
    let blocks = page.blocks.iter().skip(first);
    for block in blocks.take_while(|block| block.range.start < section.body.end) {
        for run in page.runs(block) {
            let (Some(number), Some(address)) = (run.link, page.link(run)) else {
                continue;
            };
            let shown = page.text(block).get(run.text.clone()).unwrap_or_default();
            match links.last_mut() {
                Some((last, link)) if *last == number => {
                    link.words.push_str(shown);
                    link.words_at.end = run.source.end;
                }
                _ => {
                    let link = Link {
                        words: shown.to_owned(),
                        words_at: run.source.clone(),
                        address,
                        address_at: None,
                        line: line_around(subject.text, &run.source),
                    };
                    links.push((number, link));
                }
            }
        }
    }
    let mut links: Vec<Link<'s>> = links.into_iter().map(|(_, link)| link).collect();
    for link in &mut links {
        let from = link.words_at.end;
        let rest = subject.text.get(from..link.line.end).unwrap_or_default();
        let found = rest.find("](").filter(|_| !link.address.is_empty());
        link.address_at = found.and_then(|at| {
            let start = from + at + 2;
            let written = subject.text.get(start..start + link.address.len())?;
            (written == link.address).then_some(start..start + link.address.len())
        });
    }
    links
}

fn line_around(text: &str, place: &Range<usize>) -> Range<usize> {
    let before = text.get(..place.start).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let rest = text.get(place.end..).unwrap_or_default();
    let length = rest.find('\n').unwrap_or(rest.len());
    let end = place.end
        + rest
            .get(..length)
            .unwrap_or_default()
            .trim_end_matches('\r')
            .len();
    start..end
}
