//! Everything the desk reads from the text of the entry shown, read again after every edit.
//!
//! Knows nothing of: files, windows, other entries.

use std::sync::OnceLock;

use super::front_matter::FrontMatter;
use super::outline::Outline;
use super::page::{BlockKind, Page};

/// The readings of one text. Ranges are bytes of that text and of no other.
#[derive(Debug, Clone)]
pub struct Reading {
    pub front_matter: FrontMatter,
    pub page: Page,
    pub outline: Outline,
    pub line_end: LineEnd,
    words: OnceLock<usize>,
}

impl Reading {
    pub fn of(text: &str) -> Self {
        let front_matter = FrontMatter::read(text);
        let page = Page::read(text, front_matter.split.body);
        let outline = Outline::cut(text, &page);
        Self {
            front_matter,
            page,
            outline,
            line_end: LineEnd::of(text),
            words: OnceLock::new(),
        }
    }

    /// Words of the body, headings left out. They are counted when this is asked first.
    pub fn words(&self, text: &str) -> usize {
        *self.words.get_or_init(|| self.outline.words(text))
    }

    /// The title of the front matter and the words that the heading shows, each in one line, where they differ.
    pub fn two_titles(&self, text: &str) -> Option<(String, String)> {
        let title = self.front_matter.text("title")?;
        let h1 = self.outline.h1.as_ref()?;
        let blocks = self.page.blocks.iter();
        let mut headings = blocks.filter(|block| block.kind == BlockKind::Heading(1));
        let shown = headings.find(|block| h1.range.contains(&block.range.start))?;
        // With several first-level headings none is that of the page.
        if headings.next().is_some() {
            return None;
        }
        let (said, shown) = (one_line(title), one_line(self.page.text(shown)));
        let differ = said != shown && title != h1.title(text);
        (differ && !said.is_empty() && !shown.is_empty()).then_some((said, shown))
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How the lines of a text end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineEnd {
    Lf,
    CrLf,
    /// Both: what is typed takes the kind of the first line.
    Mixed {
        first_is_crlf: bool,
    },
}

impl LineEnd {
    pub fn of(text: &str) -> Self {
        let mut lf = false;
        let mut crlf = false;
        let mut first_is_crlf = None;
        for at in memchr::memchr_iter(b'\n', text.as_bytes()) {
            let is_crlf = at > 0 && text.as_bytes().get(at - 1) == Some(&b'\r');
            first_is_crlf.get_or_insert(is_crlf);
            if is_crlf {
                crlf = true;
            } else {
                lf = true;
            }
            if lf && crlf {
                return Self::Mixed {
                    first_is_crlf: first_is_crlf.unwrap_or_default(),
                };
            }
        }
        if crlf { Self::CrLf } else { Self::Lf }
    }

    /// What a new line ends in.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Lf
            | Self::Mixed {
                first_is_crlf: false,
            } => "\n",
            Self::CrLf
            | Self::Mixed {
                first_is_crlf: true,
            } => "\r\n",
        }
    }

    /// The name on the status bar.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lf => "LF",
            Self::CrLf => "CRLF",
            Self::Mixed { .. } => "Mixed line ends",
        }
    }
}
