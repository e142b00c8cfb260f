//! Find and replace in a whole library: the query, what it finds, and the edits that change it.
//!
//! # The query language
//!
//! ```text
//! query  = { ["-"] term }                 all terms must hold; "-" says that one must not
//! term   = word | "a phrase" | /regex/    stands in the entry; all its places are hits
//!        | key ":" value                  says something of the entry: see keys.rs
//!        | key ("<" | ">") value          before, after; less, more
//! value  = word | "several words" | /regex/
//! ```
//!
//! `section:` and `in:` say where the words are looked for. A key that [`keys`] does not know is a field of the front matter:
//! its value holds the words of the query as whole words (`*` is any value).
//!
//! # The way of a query
//!
//! [`Query::parse`] compiles it. [`Query::candidates`] chooses entries by what the library knows without their text and gives
//! the texts, [`Query::settle`] by what all texts tell together; [`find()`] looks through those, on any thread, and tells hits as they come: ranges alone. What stands round a hit
//! is made when it is shown ([`Context`], [`Whereabouts`]). [`replace`] makes edits of hits, [`fields`] those that change a
//! field in many entries.
//!
//! Knows nothing of: windows, undo, files, checks.

mod bytes;
mod candidates;
pub mod completion;
mod context;
mod error;
mod field_test;
pub mod fields;
mod find;
mod ids_said;
pub mod keys;
mod lexer;
mod links;
mod orphans;
mod pattern;
mod protect;
mod query;
pub mod replace;
mod scope;
mod sections;
#[cfg(test)]
mod tests;
mod unknown;
mod words;

pub(crate) use bytes::first_of;
pub use candidates::{Candidates, SearchedText};
pub use context::{Context, Whereabouts};
pub use error::QueryError;
pub use find::{Found, find, of_each};
pub use pattern::{Matcher, MatcherError, Options};
pub use protect::{HitGuard, ReplaceReach};
pub use query::{About, Query, is_query};
