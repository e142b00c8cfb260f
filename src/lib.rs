//! copydesk: an editorial workbench for a folder of reference entries.
//!
//! # Map of the house
//!
//! An **entry** is its text. Front matter, sections and the page to publish are *readings* of that text, each knowing the
//! byte range it came from. Every change, from a keystroke to a moved section, is an **edit**: a range and its replacement.
//! So every change can be undone, and an untouched byte stays untouched. The **desk** is the working session: it takes a
//! *command*, changes entries by edits, and asks the outside world for *effects*. The **ui** draws the desk and speaks
//! commands. The **cli** uses the same engine without a window.
//!
//! ```text
//! main ─► ui  ─► desk ─► library ─► entry
//!      │         └► references ─────► entry
//!      ├► cli ─►  (library, references, entry)
//!      └► background ─► desk::effect, library::disk
//! ```
//!
//! | folder | what lives there | must never know |
//! | --- | --- | --- |
//! | [`entry`] | the text, its edits and its readings | files, windows, other entries, today's date |
//! | [`library`] | the folder: entries by key, list rows, the one door to the disk | windows, undo |
//! | [`house_style`] | what this library expects of an entry | any single entry |
//! | [`references`] | sources as other programs write them: RIS, BibTeX, PubMed, a pasted line | files, the library, where a record goes |
//! | [`desk`] | the session: commands, history, effects and reports, notices | egui, threads, the clock |
//! | [`person`] | one person's own files: settings, layout, log, panic reports | entries, the library's folder |
//! | [`background`] | named threads: job in, report out | what a report leads to |
//! | [`ui`] | the window: one file per pane, the theme, the dialogs | files; changing text except by command |
//! | [`cli`] | `list`, `set`, `sources` and the command line itself | egui |
//!
//! `tests/architecture.rs` keeps these doors shut.
#![forbid(unsafe_code)]

pub mod background;
pub mod cli;
pub mod desk;
pub mod entry;
pub mod house_style;
pub mod library;
pub mod person;
pub mod references;
pub mod ui;
