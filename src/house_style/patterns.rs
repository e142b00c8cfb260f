//! Patterns of a house style: which paths are entries, what a section's text holds.

use std::fmt;
use std::path::Path;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use regex::{Regex, RegexBuilder};

/// How large a regular expression may become, in bytes, when it is compiled.
pub const PATTERN_LIMIT: usize = 1 << 20;

/// How many regular expressions a house style may have in all: each takes its time to compile and to look for.
pub const MOST_PATTERNS: usize = 100;

/// The pattern that every path matches.
const EVERYTHING: &str = "**";

/// A regular expression that compiled.
#[derive(Debug, Clone)]
pub struct StylePattern {
    regex: Regex,
}

/// Patterns of paths (`guides/**`) or words, any of which may hold.
#[derive(Debug, Clone)]
pub struct Globs {
    patterns: Vec<String>,
    set: GlobSet,
}

/// Why a text is no pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternError {
    TooLarge,
    NotAnExpression(String),
    /// The pattern of that number is no path pattern.
    NotAGlob(usize, String),
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => f.write_str("This regular expression is too large"),
            Self::NotAnExpression(why) => write!(f, "This is no regular expression: {why}"),
            Self::NotAGlob(_, why) => write!(f, "This is no path pattern: {why}"),
        }
    }
}

impl std::error::Error for PatternError {}

impl StylePattern {
    /// # Errors
    /// [`PatternError`] where it is no regular expression, or too large.
    pub fn new(text: &str) -> Result<Self, PatternError> {
        let mut builder = RegexBuilder::new(text);
        builder.size_limit(PATTERN_LIMIT);
        match builder.build() {
            Ok(regex) => Ok(Self { regex }),
            Err(regex::Error::CompiledTooBig(_)) => Err(PatternError::TooLarge),
            Err(error) => {
                // The last line of several says what is wrong; those above draw an arrow.
                let said = error.to_string();
                let reason = said.lines().last().unwrap_or_default();
                let reason = reason.strip_prefix("error: ").unwrap_or(reason);
                Err(PatternError::NotAnExpression(reason.to_owned()))
            }
        }
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        self.regex.as_str()
    }

    pub fn is_match(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }
}

impl PartialEq for StylePattern {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Globs {
    /// # Errors
    /// [`PatternError::NotAGlob`] says which pattern is none.
    pub fn new(patterns: Vec<String>) -> Result<Self, PatternError> {
        let no = |number, error: globset::Error| {
            PatternError::NotAGlob(number, error.kind().to_string())
        };
        let mut set = GlobSetBuilder::new();
        for (number, pattern) in patterns.iter().enumerate() {
            let glob = GlobBuilder::new(pattern).literal_separator(true).build();
            set.add(glob.map_err(|error| no(number, error))?);
        }
        let set = set.build().map_err(|error| no(0, error))?;
        Ok(Self { patterns, set })
    }

    /// Nothing matches.
    pub fn none() -> Self {
        Self {
            patterns: Vec::new(),
            set: GlobSet::empty(),
        }
    }

    /// Whether a pattern may match a file in markdown, as far as its end tells.
    pub fn may_name_markdown(pattern: &str) -> bool {
        // `*.{md,txt}`, `[a-z]*` and `a?` end in anything.
        let pattern = pattern.to_ascii_lowercase();
        pattern.ends_with(['*', '?', ']', '}'])
            || pattern.ends_with(".md")
            || pattern.ends_with(".markdown")
    }

    pub fn patterns(&self) -> &[String] {
        &self.patterns
    }

    /// Whether a path below the library, or a word, matches.
    pub fn is_match(&self, path: impl AsRef<Path>) -> bool {
        self.patterns.iter().any(|pattern| pattern == EVERYTHING)
            || self.set.is_match(path.as_ref())
    }
}

impl Default for Globs {
    /// Matches every path.
    fn default() -> Self {
        Self {
            patterns: vec![EVERYTHING.to_owned()],
            set: GlobSet::empty(),
        }
    }
}

impl PartialEq for Globs {
    fn eq(&self, other: &Self) -> bool {
        self.patterns == other.patterns
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stays_in_its_folder_and_two_go_below() {
        let globs = Globs::new(vec!["guides/*.md".into(), "notes/**".into()]).unwrap();
        for (path, matches) in [
            ("guides/a.md", true),
            ("guides/deep/a.md", false),
            ("notes/deep/a.md", true),
            ("a.md", false),
        ] {
            assert_eq!(globs.is_match(Path::new(path)), matches, "{path}");
        }
        assert!(Globs::default().is_match(Path::new("a.md")));
        let error = Globs::new(vec!["**".into(), "a[".into()]).unwrap_err();
        assert!(matches!(error, PatternError::NotAGlob(1, _)));
        let why = error.to_string();
        assert!(why.starts_with("This is no path pattern: "), "{why}");
    }

    #[test]
    fn an_expression_that_does_not_compile_says_why() {
        assert!(StylePattern::new(r"\d+ mg").unwrap().is_match("take 5 mg"));
        assert_eq!(
            StylePattern::new("(a").unwrap_err().to_string(),
            "This is no regular expression: unclosed group"
        );
        assert_eq!(
            StylePattern::new(r"(\w{500}){500}")
                .unwrap_err()
                .to_string(),
            "This regular expression is too large"
        );
    }
}
