//! Links to a file of the library and to its page on the site, as texts write them.
//!
//! Found in the text itself, so that inline links, definitions, addresses in prose and in front matter are all found in the same
//! way. Program text is left alone.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;

use super::EntryKey;
use crate::entry::decoded;
use crate::entry::front_matter::split;
use crate::entry::page::Page;

/// Where a text links to one entry: the bytes of its name in each address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileLinks {
    /// The name of its file.
    pub files: Vec<Range<usize>>,
    /// The last part of its page's address.
    pub pages: Vec<Range<usize>>,
}

impl FileLinks {
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.pages.is_empty()
    }
}

/// Where the text of `file` links to the entry in `target` with the address `url`.
pub fn places(text: &str, file: &EntryKey, target: &EntryKey, url: Option<&str>) -> FileLinks {
    let mut found = FileLinks {
        files: to_file(text, file, target),
        pages: url.map_or_else(Vec::new, |url| to_page(text, url)),
    };
    if found.is_empty() {
        return found;
    }
    let page = Page::read(text, split(text).body);
    let is_code = |place: &Range<usize>| page.is_program_at(place.start);
    found.files.retain(|place| !is_code(place));
    found.pages.retain(|place| !is_code(place));
    found
}

/// Where the last part of an address stands in it: `tea` of `https://a.example/tea/?x`.
pub fn last_segment(url: &str) -> Range<usize> {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let page = url.get(..end).unwrap_or_default().trim_end_matches('/');
    let start = page.rfind('/').map_or(0, |slash| slash + 1);
    start..page.len()
}

/// The path of a markdown file below the library that an address in `file` leads to.
pub fn linked_file(file: &str, address: &str) -> Option<String> {
    let address = address.split(['#', '?']).next()?;
    if address.contains(':') || !(address.ends_with(".md") || address.ends_with(".markdown")) {
        return None;
    }
    let mut folders: Vec<Cow<'_, str>> = file.split('/').map(Cow::from).collect();
    folders.pop();
    if address.starts_with('/') {
        folders.clear();
    }
    for part in address.split('/') {
        match part {
            "" | "." => {}
            // Above the library's folder nothing is known.
            ".." => {
                folders.pop()?;
            }
            part => folders.push(decoded(part)),
        }
    }
    Some(folders.join("/"))
}

/// Every place where a page's address, or its path on the site, stands as a whole.
pub fn to_page(text: &str, url: &str) -> Vec<Range<usize>> {
    let (_, bare) = url.split_once("://").unwrap_or(("", url));
    let bare = bare.split(['?', '#']).next().unwrap_or_default();
    let bare = bare.trim_end_matches('/');
    let Some(slash) = bare.find('/') else {
        // The site itself is no entry.
        return Vec::new();
    };
    let name = last_segment(bare).len();
    let path = bare.get(slash..).unwrap_or_default();
    let mut places = Vec::new();
    for (words, with_site) in [(bare, true), (path, false)] {
        for at in memmem::find_iter(text.as_bytes(), words) {
            let before = text.get(..at).unwrap_or_default();
            let end = at + words.len();
            let begins = if with_site {
                before.ends_with("//")
            } else {
                before.ends_with(['(', '<', '"', '\'']) || is_definition(before)
            };
            if begins && ends_address(text.get(end..).unwrap_or_default()) {
                places.push(end - name..end);
            }
        }
    }
    places.sort_by_key(|place| place.start);
    places
}

fn to_file(text: &str, file: &EntryKey, target: &EntryKey) -> Vec<Range<usize>> {
    let Some(name) = target.path().file_name().and_then(|name| name.to_str()) else {
        return Vec::new();
    };
    let (from, to) = (file.file(), target.file());
    let mut places = names_in(text, name);
    places.retain(|place| {
        let start = start_of(text, place.start, is_outside);
        let opening = text.get(..start).unwrap_or_default();
        let begins = opening.ends_with("](")
            || opening.ends_with("](<")
            || opening.ends_with("href=\"")
            || opening.ends_with("href='")
            || is_definition(opening);
        let rest = text.get(place.end..).unwrap_or_default();
        let ends = rest.is_empty()
            || rest.starts_with(|c: char| c.is_whitespace() || ")#?>\"'".contains(c));
        let address = text.get(start..place.end).unwrap_or_default();
        begins && ends && linked_file(&from, address).as_deref() == Some(to.as_str())
    });
    places
}

/// Where the name of a file stands, as it is or with signs written by their codes.
fn names_in(text: &str, name: &str) -> Vec<Range<usize>> {
    let plain = memmem::find_iter(text.as_bytes(), name).map(|at| at..at + name.len());
    let mut places: Vec<Range<usize>> = plain.collect();
    // Nobody writes the extension by codes.
    let dot = name.rfind('.').unwrap_or_default();
    let extension = name.get(dot..).unwrap_or_default();
    if !extension.is_empty() && memchr::memchr(b'%', text.as_bytes()).is_some() {
        places.extend(
            memmem::find_iter(text.as_bytes(), extension).filter_map(|at| {
                let start = start_of(text, at, |c| c == '/' || is_outside(c));
                let place = start..at + extension.len();
                let written = text.get(place.clone())?;
                (written.contains('%') && decoded(written) == name).then_some(place)
            }),
        );
    }
    places.sort_by_key(|place| (place.start, place.end));
    places.dedup();
    places
}

/// The start of what goes on up to a place without a sign that ends it.
fn start_of(text: &str, at: usize, ends: impl Fn(char) -> bool) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let mut letters = before.char_indices().rev();
    let last = letters.find(|(_, c)| ends(*c));
    last.map_or(0, |(at, c)| at + c.len_utf8())
}

/// Whether a sign is no part of an address.
fn is_outside(c: char) -> bool {
    c.is_whitespace() || "(<>\"'".contains(c)
}

/// Whether a definition's address begins here: `[tea]: `, also with `<`.
fn is_definition(before: &str) -> bool {
    let before = before.strip_suffix('<').unwrap_or(before);
    before.trim_end_matches([' ', '\t']).ends_with("]:")
}

/// Whether nothing goes on that would make it the address of another page.
fn ends_address(rest: &str) -> bool {
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let mut letters = rest.chars();
    match letters.next() {
        None => true,
        // A full stop ends a sentence, or is part of a name.
        Some('.') => !letters.next().is_some_and(char::is_alphanumeric),
        Some(c) => !c.is_alphanumeric() && !"-_~%/+=@".contains(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn finds(text: &str, files: &[&str], pages: &[&str]) {
        let (from, target) = (EntryKey::new("iron/entry.md"), EntryKey::new("iron/tea.md"));
        let found = places(text, &from, &target, Some("https://a.example/learn/tea"));
        // The name, and what stands before it.
        let at = |place: &Range<usize>| text[place.start.saturating_sub(5)..place.end].to_owned();
        assert_eq!(
            found.files.iter().map(at).collect::<Vec<_>>(),
            files,
            "{text}"
        );
        assert_eq!(
            found.pages.iter().map(at).collect::<Vec<_>>(),
            pages,
            "{text}"
        );
    }

    #[test]
    fn links_to_a_file_are_found_in_every_form() {
        finds("See [tea](tea.md).", &["tea](tea.md"], &[]);
        finds("See [tea](../iron/tea.md#how).", &["iron/tea.md"], &[]);
        finds("See [tea][t].\n\n[t]: <./tea.md>\n", &[": <./tea.md"], &[]);
        finds("<a href=\"/iron/tea.md\">tea</a>", &["iron/tea.md"], &[]);
        finds(
            "[a](<tea.md>) [b](tea.md \"Tea\")",
            &["[a](<tea.md", " [b](tea.md"],
            &[],
        );
    }

    #[test]
    fn a_name_with_signs_written_by_their_codes_is_found_however_much_of_it_is() {
        let from = EntryKey::new("iron/entry.md");
        for (name, address) in [
            ("iron/my entry.md", "my%20entry.md"),
            ("iron/my entry.md", "%6Dy%20entry.md"),
            ("iron/my entry.md", "../iron/./my%20entry.md"),
            ("iron ore/my entry.md", "../iron%20ore/my%20entry.md"),
            ("iron ore/tea.md", "/iron%20ore/tea.md"),
            ("iron/café (new).md", "caf%C3%A9%20%28new%29.md"),
            ("iron/café.md", "caf%c3%a9.md"),
            ("iron/100%.md", "100%25.md"),
            ("iron/100%.md", "100%.md"),
            ("iron/a.md%20.md", "a.md%2520.md"),
        ] {
            let text = format!("See [it]({address}#how), `[it]({address})`.\n");
            let found = places(&text, &from, &EntryKey::new(name), None);
            let [place] = found.files.as_slice() else {
                panic!("{address}: {found:?}");
            };
            let written = address.rsplit('/').next().expect("a name");
            assert_eq!(&text[place.clone()], written);
        }
        for (name, address) in [
            ("iron/my entry.md", "my%2520entry.md"),
            ("iron/my entry.md", "oh%20my%20entry.md"),
            ("iron/my/entry.md", "my%2Fentry.md.md"),
            ("iron/tea.md", "t%FFea.md"),
        ] {
            let text = format!("See [it]({address}).\n");
            let found = places(&text, &from, &EntryKey::new(name), None);
            assert_eq!(found, FileLinks::default(), "{address}");
        }
    }

    #[test]
    fn links_to_the_page_are_found_in_every_form() {
        finds("[a](https://a.example/learn/tea)", &[], &["earn/tea"]);
        finds("See http://a.example/learn/tea/.", &[], &["earn/tea"]);
        finds(
            "see_also: https://a.example/learn/tea#x",
            &[],
            &["earn/tea"],
        );
        finds("[a](/learn/tea?x=1)", &[], &["earn/tea"]);
        finds("[a]: /learn/tea\n\n[a]", &[], &["earn/tea"]);
    }

    #[test]
    fn other_files_and_pages_words_and_program_text_are_left_alone() {
        for text in [
            "[a](green-tea.md) [b](../tea.md) [c](tea.md.bak) [d](tea.mdx) tea.md (tea.md)",
            "[a](https://b.example/learn/tea) [b](https://a.example/learn/tea-time)",
            "[a](https://a.example/learn/tea/how) [b](https://a.example/learn/tea.html)",
            "learn/tea and /learn/tea, https://ba.example/learn/teas",
            "`[a](tea.md)`\n\n```\nhttps://a.example/learn/tea\n```\n",
            "[a](https://c.example/?to=https:a.example/learn/tea)",
        ] {
            finds(text, &[], &[]);
        }
    }

    #[test]
    fn the_last_part_of_an_address_is_found() {
        for (url, last) in [
            ("https://a.example/learn/tea", "tea"),
            ("https://a.example/learn/tea/?a=/b#c", "tea"),
            ("tea", "tea"),
            ("", ""),
        ] {
            assert_eq!(&url[last_segment(url)], last);
        }
    }
}
