//! What is looked for in one entry.

use crate::desk::Desk;
use crate::search::replace::Template;
use crate::search::{Matcher, MatcherError, Options};

/// What to look for, and what to put in its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Search {
    pub words: String,
    pub replacement: String,
    pub match_case: bool,
    pub whole_words: bool,
    pub match_accents: bool,
    /// The words are a regular expression, and `$1` in the replacement is a group of it.
    pub is_expression: bool,
}

impl Search {
    /// What finds it; `None` where nothing is looked for.
    ///
    /// # Errors
    /// [`MatcherError`] where it is an expression that is none.
    pub fn matcher(&self) -> Result<Option<Matcher>, MatcherError> {
        let options = Options {
            match_case: self.match_case,
            whole_words: self.whole_words,
            match_accents: self.match_accents,
        };
        match self.is_expression {
            _ if self.words.is_empty() => Ok(None),
            true => Matcher::expression(&self.words, options).map(Some),
            false => Matcher::words(&self.words, options).map(Some),
        }
    }
}

/// What is looked for, compiled once.
#[derive(Debug, Default)]
pub(super) struct Searching {
    pub search: Search,
    pub matcher: Option<Matcher>,
    pub template: Option<Template>,
    /// Why it can't be looked for, or not be replaced.
    pub error: Option<String>,
}

impl Searching {
    pub fn of(search: Search) -> Self {
        let (matcher, error) = match search.matcher() {
            Ok(matcher) => (matcher, None),
            Err(error) => (None, Some(error.message.replace('`', ""))),
        };
        let template = matcher
            .as_ref()
            .map(|matcher| Template::parse(&search.replacement, matcher));
        let (template, wrong) = match template.transpose() {
            Ok(template) => (template, None),
            Err(error) => (None, Some(error.message.replace('`', ""))),
        };
        Self {
            search,
            matcher,
            template,
            error: error.or(wrong),
        }
    }
}

impl Desk {
    pub fn search(&self) -> &Search {
        &self.editing.searching.search
    }

    /// Why nothing can be looked for, in a sentence.
    pub fn search_error(&self) -> Option<&str> {
        self.editing.searching.error.as_deref()
    }

    pub(super) fn look_for(&mut self, search: Search) {
        if self.editing.searching.search == search {
            return;
        }
        let before = std::mem::replace(&mut self.editing.searching, Searching::of(search));
        let error = self.editing.searching.error.clone();
        if let Some(error) = error.filter(|error| before.error.as_ref() != Some(error)) {
            self.say(error);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn searching(words: &str, replacement: &str, is_expression: bool) -> Searching {
        Searching::of(Search {
            words: words.into(),
            replacement: replacement.into(),
            is_expression,
            ..Search::default()
        })
    }

    #[test]
    fn words_are_words_and_an_expression_is_one_where_it_is_asked_for() {
        let places = |searching: &Searching| {
            let matcher = searching.matcher.as_ref().expect("something to look for");
            matcher.places("a.b axb").count()
        };
        assert_eq!(places(&searching("a.b", "", false)), 1);
        assert_eq!(places(&searching("a.b", "", true)), 2);
    }

    #[test]
    fn nothing_is_looked_for_where_nothing_is_typed_and_what_can_not_be_is_told() {
        let nothing = searching("", "x", true);
        assert!(nothing.matcher.is_none() && nothing.error.is_none());
        assert!(searching("a(", "", true).error.is_some());
        assert!(searching("(a)", "$2", true).error.is_some());
        assert!(searching("(a)", "$2", false).error.is_none());
    }
}
