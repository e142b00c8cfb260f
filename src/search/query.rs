//! A query, compiled: which entries it chooses, and what it finds in a text.

use std::borrow::Cow;
use std::iter;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::candidates::{Candidates, SearchedText};
use super::error::QueryError;
use super::field_test::{Days, FieldTest};
use super::fields::FieldPath;
use super::ids_said::IdsSaid;
use super::keys::{self, Count, EntryState, KeyKind};
use super::lexer::{LexedValue, Lexeme, Sign, Token, ValueKind, tokens};
use super::links;
use super::orphans::orphans;
use super::pattern::{Matcher, MatcherError, Options};
use super::scope::{self, Scope, SectionName};
use super::unknown::{Named, NamedThing, perhaps};
use crate::entry::front_matter::{FrontMatter, split};
use crate::entry::{is_near, sources};
use crate::library::{EntryKey, Library, LoadedFile};
use crate::review::{due_of, read_date};

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Query {
    words: Vec<Words>,
    tests: Vec<Test>,
    scopes: Vec<Scope>,
    /// What it names that there may not be.
    named: Vec<Named>,
}

/// What is known of entries besides their texts.
pub struct About<'a> {
    pub today: Date,
    /// The text of an entry where it is not the one of its file.
    pub unsaved: &'a dyn Fn(&EntryKey) -> Option<Arc<str>>,
    /// Whether a check found something in an entry.
    pub has_finding: &'a dyn Fn(&EntryKey, &str) -> bool,
    /// The ids of all checks.
    pub checks: &'a [&'static str],
}

/// Words or an expression that stand in a text, or must not.
#[derive(Debug, Clone)]
struct Words {
    at: Range<usize>,
    matcher: Matcher,
    wanted: bool,
}

/// Something that holds of an entry, or must not.
#[derive(Debug, Clone)]
struct Test {
    at: Range<usize>,
    wanted: bool,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    EntryState(EntryState),
    Finding(String),
    Reviewed(Sign, Days),
    Count(Count, Sign, usize),
    File(Matcher),
    /// A field that the list knows; the others are read from the text.
    Listed(ListedField, FieldTest),
    Field(FieldPath, FieldTest),
    Section(SectionName),
    Source(Matcher),
    Link(Matcher),
}

/// A field whose value the library has at hand.
type ListedField = fn(&LoadedFile) -> Option<&str>;

/// Whether what is typed in a filter is a query, and no letters of a title: it holds a key, a phrase or an expression.
pub fn is_query(text: &str) -> bool {
    let is_more = |token: &Token| match &token.lexeme {
        Lexeme::Key { .. } => true,
        Lexeme::Value(value) => value.kind != ValueKind::Word,
    };
    tokens(text).map_or(true, |tokens| tokens.iter().any(is_more))
}

impl Query {
    /// Reads and compiles a query.
    ///
    /// # Errors
    /// [`QueryError`] says what is wrong and where.
    pub fn parse(text: &str, options: Options) -> Result<Self, QueryError> {
        let mut query = Self::default();
        for token in tokens(text)? {
            let Token { at, wanted, lexeme } = token;
            match lexeme {
                Lexeme::Value(value) => {
                    let matcher = matcher(&value, options)?;
                    query.words.push(Words {
                        at,
                        matcher,
                        wanted,
                    });
                }
                Lexeme::Key { name, sign, value } => {
                    let Some(value) = value else {
                        let message = format!(
                            "A value is missing behind `{name}`. To look for the word itself, put it in quotation marks."
                        );
                        return Err(QueryError::new(at, message));
                    };
                    query.key(at, wanted, &name, sign, &value)?;
                }
            }
        }
        Ok(query)
    }

    /// Finds these words, or this expression, and nothing else.
    pub fn of(matcher: Matcher) -> Self {
        Self {
            words: vec![Words {
                at: 0..0,
                matcher,
                wanted: true,
            }],
            ..Self::default()
        }
    }

    /// Nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.tests.is_empty() && self.scopes.is_empty()
    }

    /// Whether words are looked for; else whole entries are.
    pub fn has_words(&self) -> bool {
        self.words.iter().any(|words| words.wanted)
    }

    /// The checks whose findings have to be known.
    pub fn checks(&self) -> impl Iterator<Item = &str> {
        self.tests.iter().filter_map(|test| match &test.what {
            What::Finding(id) => Some(id.as_str()),
            _ => None,
        })
    }

    /// Where it asks what is not saved, which only a window knows.
    pub fn asks_for_unsaved(&self) -> Option<Range<usize>> {
        let is_unsaved = |test: &&Test| matches!(test.what, What::EntryState(EntryState::Unsaved));
        Some(self.tests.iter().find(is_unsaved)?.at.clone())
    }

    /// What it looks for is told by texts alone, so that nothing else of the library need be known.
    pub fn needs_texts_only(&self) -> bool {
        let is_known =
            |what: &What| matches!(what, What::Section(_) | What::Source(_) | What::Link(_));
        self.tests.iter().all(|test| is_known(&test.what))
    }

    /// It names a field, a section or a value, which may be in no entry at all.
    pub fn names_something(&self) -> bool {
        !self.named.is_empty()
    }

    /// The words whose hits are replaced.
    ///
    /// # Errors
    /// [`QueryError`] where there is not one such term.
    pub fn target(&self) -> Result<&Matcher, QueryError> {
        let mut wanted = self.words.iter().filter(|words| words.wanted);
        let Some(first) = wanted.next() else {
            return Err(QueryError::new(
                0..0,
                "Nothing is there to replace: the query says which entries, but not which words.",
            ));
        };
        match wanted.next() {
            None => Ok(&first.matcher),
            Some(second) => Err(QueryError::new(
                second.at.clone(),
                "Only one thing can be replaced at a time. Put words that belong together in quotation marks.",
            )),
        }
    }

    /// The entries that may hold what is looked for, chosen by what is known without their text, in the order of the library.
    /// It costs little enough for every key that is pressed.
    ///
    /// # Errors
    /// [`QueryError`] where it names a check or a value that there is not.
    pub fn candidates(
        &self,
        library: &Library,
        about: &About<'_>,
    ) -> Result<Candidates, QueryError> {
        self.check_ids(about)?;
        self.check_values(library)?;
        let text_of = |file: &LoadedFile| {
            let unsaved = (about.unsaved)(&file.key);
            Some(SearchedText {
                key: file.key.clone(),
                text: unsaved.or_else(|| file.content.text().cloned())?,
            })
        };
        let fits = |file: &LoadedFile| {
            let holds = |test: &Test| {
                test.what.is_told_later() || test.what.holds(file, library, about) == test.wanted
            };
            self.tests.iter().all(holds)
        };
        let entries = || library.rows().filter(|file| library.is_entry(file));
        let asks_for_orphans = self.tests.iter().any(Test::is_of_orphans);
        let named = self.named.iter();
        let unknown = named.filter_map(|it| it.unknown(library.style()));
        let unknown: Vec<_> = unknown.collect();
        let asks_for_all = asks_for_orphans || !unknown.is_empty();
        Ok(Candidates {
            texts: entries()
                .filter(|file| fits(file))
                .filter_map(text_of)
                .collect(),
            all: match asks_for_all {
                true => entries().filter_map(text_of).collect(),
                false => Vec::new(),
            },
            ids: match asks_for_orphans {
                true => IdsSaid::of(library),
                false => IdsSaid::default(),
            },
            unknown,
        })
    }

    /// The candidates, chosen further by what takes a while to tell, as it needs the texts of all entries.
    ///
    /// # Errors
    /// [`QueryError`] where it names a field or a section that no entry has.
    pub fn settle<'c>(
        &self,
        candidates: &'c Candidates,
    ) -> Result<Cow<'c, [SearchedText]>, QueryError> {
        let Candidates { texts, all, .. } = candidates;
        for (unknown, error) in &candidates.unknown {
            if !all.par_iter().any(|one| unknown.is_in(&one.text)) {
                return Err(error.clone());
            }
        }
        if !self.tests.iter().any(Test::is_of_orphans) {
            return Ok(Cow::Borrowed(texts));
        }
        let orphans = orphans(all, &candidates.ids);
        let fits = |one: &&SearchedText| {
            let mut asked = self.tests.iter().filter(|test| test.is_of_orphans());
            asked.all(|test| orphans.contains(&one.key) == test.wanted)
        };
        Ok(texts.iter().filter(fits).cloned().collect())
    }

    /// What is found in a text, in order and none overlapping; `None` where the query does not hold of it. Where it asks for no
    /// words, the sources and links that it asks for are found.
    pub fn hits(&self, text: &str) -> Option<Vec<Range<usize>>> {
        // Most texts are told by one look through their bytes, before anything of them is read.
        let is_simple = self.words.len() == 1 && self.scopes.is_empty();
        let lacks = |words: &Words| words.wanted && !words.matcher.is_in(text);
        if !is_simple && self.words.iter().any(lacks) {
            return None;
        }
        let mut found = Vec::new();
        for test in &self.tests {
            let places = test.what.places(text);
            if places.is_some_and(|places| {
                let holds = !places.is_empty();
                found.extend(places.into_iter().filter(|_| test.wanted));
                holds != test.wanted
            }) {
                return None;
            }
        }
        let stretches = match self.scopes.as_slice() {
            [] => iter::once(0..text.len()).collect(),
            scopes => scope::stretches(text, scopes),
        };
        if stretches.is_empty() {
            return None;
        }
        if self.has_words() {
            found.clear();
        }
        for words in &self.words {
            let before = found.len();
            for stretch in &stretches {
                let mut places = words.matcher.places_in(text, stretch.clone());
                match words.wanted {
                    true => found.extend(places),
                    // One is enough to tell that it does not hold.
                    false if places.next().is_some() => return None,
                    false => {}
                }
            }
            if words.wanted && found.len() == before {
                return None;
            }
        }
        if self.words.len() != 1 {
            in_order(&mut found);
        }
        Some(found)
    }

    fn key(
        &mut self,
        at: Range<usize>,
        wanted: bool,
        name: &str,
        sign: Sign,
        value: &LexedValue,
    ) -> Result<(), QueryError> {
        let wrong = |message: String| Err(QueryError::new(value.at.clone(), message));
        let Some(key) = keys::key(name) else {
            let what = field(at.start, name, sign, value)?;
            let named = match &what {
                What::Field(path, _) => Some(NamedThing::Field(path.first().to_owned())),
                What::Listed(_, FieldTest::Holds(_)) if value.kind != ValueKind::Expression => {
                    Some(NamedThing::Value {
                        field: name.to_owned(),
                        value: value.text.clone(),
                    })
                }
                _ => None,
            };
            let at_name = at.clone();
            self.named
                .extend(named.map(|name| Named { at: at_name, name }));
            self.tests.push(Test { at, wanted, what });
            return Ok(());
        };
        let compares = matches!(key.kind, KeyKind::Reviewed | KeyKind::Count(_));
        if sign != Sign::Is && !compares {
            let message = format!("`{name}` is followed by a colon: `{}`.", key.example);
            return Err(QueryError::new(at, message));
        }
        let part = Options::default();
        if key.kind == KeyKind::Section && value.kind != ValueKind::Expression {
            let section = SectionName(matcher(value, part)?);
            self.named.push(Named {
                at: value.at.clone(),
                name: NamedThing::Section(section, value.text.clone()),
            });
        }
        let what = match key.kind {
            KeyKind::Section if wanted => {
                let name = SectionName(matcher(value, part)?);
                self.scopes.push(Scope::Section(name));
                return Ok(());
            }
            KeyKind::Section => What::Section(SectionName(matcher(value, part)?)),
            KeyKind::Place if wanted => {
                let Some(scope) = Scope::named(&value.text) else {
                    return wrong(format!("“{}” is no place in an entry.", value.text));
                };
                self.scopes.push(scope);
                return Ok(());
            }
            KeyKind::Place => {
                let message = "`in` says where the words are looked for, so there is no “not in”.";
                return Err(QueryError::new(at, message));
            }
            KeyKind::Is => match EntryState::named(&value.text) {
                Some(standing) => What::EntryState(standing),
                None => {
                    let names: Vec<&str> = EntryState::all().map(|(name, _)| name).collect();
                    return wrong(format!(
                        "There is no `is:{}`: {} are known.",
                        value.text,
                        names.join(", ")
                    ));
                }
            },
            KeyKind::Finding => What::Finding(value.text.clone()),
            KeyKind::Reviewed => match Days::read(&value.text) {
                Some(days) => What::Reviewed(sign, days),
                None => {
                    return wrong(format!(
                        "“{}” is no day, month or year: write 2025-06-01, 2025-06 or 2025.",
                        value.text
                    ));
                }
            },
            KeyKind::Count(count) => match value.text.parse() {
                Ok(number) => What::Count(count, sign, number),
                Err(_) => return wrong(format!("“{}” is no number.", value.text)),
            },
            KeyKind::Source => What::Source(held(value)?),
            KeyKind::Link => What::Link(matcher(value, part)?),
            KeyKind::File => What::File(matcher(value, part)?),
        };
        self.tests.push(Test { at, wanted, what });
        Ok(())
    }

    fn check_values(&self, library: &Library) -> Result<(), QueryError> {
        for named in &self.named {
            let NamedThing::Value { value, .. } = &named.name else {
                continue;
            };
            let matcher = held_words(value);
            let holds = |it: &str| matcher.as_ref().is_ok_and(|matcher| matcher.is_in(it));
            if let Some(error) = named.wrong_value(library, holds) {
                return Err(error);
            }
        }
        Ok(())
    }

    /// A name that nothing has would find nothing, and nobody would know why.
    fn check_ids(&self, about: &About<'_>) -> Result<(), QueryError> {
        for test in &self.tests {
            if let What::Finding(id) = &test.what
                && !about.checks.contains(&id.as_str())
            {
                let near = about.checks.iter().find(|it| is_near(it, id));
                let message = format!("There is no check `{id}`{}", perhaps(near));
                return Err(QueryError::new(test.at.clone(), message));
            }
        }
        Ok(())
    }
}

impl Test {
    /// What it asks is told by the texts of all entries together.
    fn is_of_orphans(&self) -> bool {
        matches!(self.what, What::EntryState(EntryState::Orphan))
    }
}

fn matcher(value: &LexedValue, options: Options) -> Result<Matcher, QueryError> {
    let made = match value.kind {
        ValueKind::Expression => Matcher::expression(&value.text, options),
        ValueKind::Word | ValueKind::Phrase => Matcher::words(&value.text, options),
    };
    made.map_err(|MatcherError { at, message }| {
        let at = match value.kind {
            ValueKind::Expression => value.start + at.start..value.start + at.end,
            _ => value.at.clone(),
        };
        QueryError { at, message }
    })
}

fn held_words(value: &str) -> Result<Matcher, MatcherError> {
    let options = Options {
        whole_words: true,
        ..Options::default()
    };
    Matcher::words(value, options)
}

/// A value by whole words.
fn held(value: &LexedValue) -> Result<Matcher, QueryError> {
    let options = Options {
        whole_words: value.kind != ValueKind::Expression,
        ..Options::default()
    };
    matcher(value, options)
}

fn field(at: usize, name: &str, sign: Sign, value: &LexedValue) -> Result<What, QueryError> {
    let test = match sign {
        Sign::Is if value.text == "*" && value.kind == ValueKind::Word => FieldTest::Any,
        Sign::Is => FieldTest::Holds(held(value)?),
        Sign::Less | Sign::More => FieldTest::Compares(sign, value.text.clone()),
    };
    let listed: Option<ListedField> = match name {
        "title" => Some(|file| file.facts.title.as_deref()),
        "slug" => Some(|file| file.facts.slug.as_deref()),
        "pillar" => Some(|file| file.facts.pillar.as_deref()),
        "last_reviewed" => Some(|file| file.facts.last_reviewed.as_deref()),
        "confidence" => Some(|file| file.facts.confidence.as_deref()),
        "publisher" => Some(|file| file.facts.publisher.as_deref()),
        "editor" => Some(|file| file.facts.editor.as_deref()),
        _ => None,
    };
    if let Some(listed) = listed {
        return Ok(What::Listed(listed, test));
    }
    let path = FieldPath::parse(name).ok_or_else(|| {
        let message = format!("“{name}” is no name of a field.");
        QueryError::new(at..at + name.len(), message)
    })?;
    Ok(What::Field(path, test))
}

impl What {
    /// It is told by texts, and not by what the library knows of an entry.
    fn is_told_later(&self) -> bool {
        matches!(
            self,
            Self::EntryState(EntryState::Orphan)
                | Self::Field(..)
                | Self::Section(_)
                | Self::Source(_)
                | Self::Link(_)
        )
    }

    fn holds(&self, file: &LoadedFile, library: &Library, about: &About<'_>) -> bool {
        match self {
            Self::EntryState(EntryState::Unsaved) => (about.unsaved)(&file.key).is_some(),
            Self::EntryState(EntryState::Review(state)) => {
                due_of(file, &library.style().reviews, about.today).state == *state
            }
            Self::Finding(id) => (about.has_finding)(&file.key, id),
            Self::Reviewed(sign, days) => {
                let written = file.facts.last_reviewed.as_deref();
                written.and_then(read_date).is_some_and(|day| match sign {
                    Sign::Is => (days.first..=days.last).contains(&day),
                    Sign::Less => day < days.first,
                    Sign::More => day > days.last,
                })
            }
            Self::Count(count, sign, number) => {
                let facts = &file.facts;
                let there = match count {
                    Count::Words => facts.words,
                    Count::Sections => facts.sections,
                    Count::Sources => facts.sources,
                };
                match sign {
                    Sign::Is => there == *number,
                    Sign::Less => there < *number,
                    Sign::More => there > *number,
                }
            }
            Self::File(matcher) => matcher.is_in(&file.key.file()),
            Self::Listed(value, test) => value(file).is_some_and(|value| test.holds(value)),
            Self::EntryState(EntryState::Orphan)
            | Self::Field(..)
            | Self::Section(_)
            | Self::Source(_)
            | Self::Link(_) => true,
        }
    }

    /// Where it holds in a text; `None` where that is not told by the text.
    fn places(&self, text: &str) -> Option<Vec<Range<usize>>> {
        Some(match self {
            Self::Field(path, test) => {
                let inner = split(text).inner;
                let block = text.get(inner).unwrap_or_default();
                // A value written with escapes is not there in its letters.
                if let FieldTest::Holds(matcher) = test
                    && !block.contains('\\')
                    && !matcher.is_in(block)
                {
                    return Some(Vec::new());
                }
                let fields = FrontMatter::read(text);
                let values = path.values(&fields).into_iter();
                let held = values.filter(|scalar| test.holds(&scalar.text));
                held.map(|scalar| scalar.range.clone()).collect()
            }
            Self::Section(name) => scope::stretches(text, &[Scope::Section(name.clone())]),
            Self::Source(matcher) => {
                if !matcher.is_in(text) {
                    return Some(Vec::new());
                }
                let lines = sources::of(text).into_iter().map(|source| source.line);
                let held = |line: &Range<usize>| {
                    let words = text.get(line.clone());
                    words.is_some_and(|words| matcher.is_in(words))
                };
                lines.filter(held).collect()
            }
            Self::Link(matcher) => {
                if !matcher.is_in(text) {
                    return Some(Vec::new());
                }
                let held = |at: &Range<usize>| {
                    let address = text.get(at.clone());
                    address.is_some_and(|address| matcher.is_in(address))
                };
                links::addresses(text).into_iter().filter(held).collect()
            }
            _ => return None,
        })
    }
}

/// Sorts places and leaves out those that overlap one before them, the longer of two at one place before the shorter.
fn in_order(places: &mut Vec<Range<usize>>) {
    places.sort_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
    let mut end = 0;
    places.retain(|place| {
        let is_free = place.start >= end;
        if is_free {
            end = place.end;
        }
        is_free
    });
}
