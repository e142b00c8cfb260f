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
//! main
//! ui
//! background
//! desk          cli
//! checks        search
//! review        settings   spelling
//! library
//! house_style   merge   references
//! entry
//! ```
//!
//! A module names only those on floors below its own; `ARROWS` in `tests/architecture.rs` says which.
//!
//! | folder | what lives there | must never know |
//! | --- | --- | --- |
//! | [`entry`] | the text, its edits and its readings: front matter, page, outline, sources, citations, figures; its parts by name, two texts compared by them; dates and slugs | files, windows, other entries, today's date |
//! | [`merge`] | three versions of an entry into pieces, each settled or in conflict | files, git, windows |
//! | [`references`] | records of works ⇄ RIS, MEDLINE, BibTeX, CSL-JSON, plain lines, the house form | who imports |
//! | [`library`] | the folder: entries by key, list rows, the works its entries list, what nine of ten have in common, what a rename changes, records beside the content, earlier versions, the journal of what is not saved, the note of who is at work, the one door to the disk and the one to `git` | windows, undo |
//! | [`checks`] | one check, one file: what it looks for, what it says, how it is fixed | windows, files, undo |
//! | [`review`] | when an entry is due, what is on record of its reviews, what changed since, the edit that signs it off | windows, the clock |
//! | [`search`] | the query language, what it finds in texts, the edits that replace it or change a field in many entries | windows, undo, files, checks |
//! | [`spelling`] | which words no dictionary has, and what is probably meant: dictionaries, medical terms, American spellings, the library’s own words and terms | entries, markdown, threads |
//! | [`house_style`] | what this library expects of an entry: built in, or a file beside the content | any single entry |
//! | [`desk`] | the session: commands, history, changes to many entries, effects and reports, notices | egui, threads, the clock |
//! | [`background`] | [`background::carry_out`], which turns an effect into reports, and the named threads round it | what a report leads to |
//! | [`ui`] | the window: one file per pane, the theme, the dialogs | files; changing text except by command |
//! | [`cli`] | `list`, `find`, `replace`, `set`, `sources`, `check`, `learn`, `merge`, `review` and the command line itself | egui |
//! | [`settings`] | what belongs to one person: the settings of window and command line, their file, own folders, log, panic reports | entries |
//!
//! The desk has a room (a folder) for each subject: what it can be asked (`command.rs`), what it keeps, what it does. What a
//! room keeps is private to it; the others ask. All share the library, the entries that are open, the one shown, the house
//! style, the view and the notices.
//!
//! | room of the desk | what lives there |
//! | --- | --- |
//! | `command` | the names (`id`), the list of commands and what each does (`list`), why one can't be carried out now (`enabled`) |
//! | `editing` | an open entry, its cards and form, undo, find and replace |
//! | `sources` | the entry's sources: cited, sorted, completed, pasted; the bibliography of the library; the list of withdrawn works |
//! | `library` | opening, the list, navigation, new entries, changes to many, the house style, ids, renaming and deleting |
//! | `sync` | saving, merging, branch switches, the journal, the lock, recovery of what was not saved |
//! | `versions` | earlier texts of an entry, and the diff against the disk |
//! | `findings` | what the checks found, fixed or accepted |
//! | `review` | the queue, the entry under review, what was ticked and verified, sign-off and what else comes of a review |
//! | `proof` | an entry read for proof: its sections, its doubts, what was done there, notes for oneself |
//! | `search` | the whole library searched, replaced in, changed field by field; the searches it keeps |
//! | `effect`, `notice`, `screen`, `view` | effects and reports; what is said; dialogs, questions and the focus |
//!
//! `tests/architecture.rs` keeps these doors shut, and files from naming each other in a circle.
//!
//! # One key, one frame
//!
//! A key reaches a field of `ui::entry_pane`, which edits a copy and records the change (`ui::field`). The pane sends
//! `EditCommand::Type`; [`desk::Desk::perform`] records the step, reads the entry again ([`entry::Reading`]: one parse for
//! outline and preview) and moves the cards' stretches. The preview, drawn after the entry pane, shows the key in the same
//! frame. A shortcut is taken out of the input before any field sees it (`ui::keys`) and performed after the panes' own
//! commands. What has to happen outside comes back as [`desk::Effect`]s; [`background`] carries them out and reports.
//!
//! # Own code where a crate exists
//!
//! Measured before the code was written, on some 7,700 real files and 39,500 edits for YAML and on real records for sources.
//!
//! - **Edits of front matter** (`entry::front_matter`): `yamlpatch` made 406 files say something else without a word,
//!   panicked 154 times and wrote a bare LF into all of 2,547 CRLF files it added a field to; `yaml-edit` did no harm to the
//!   data, but changed the quotation marks of 473 values in 7,667. Both re-write what the editor did not touch.
//! - **Places in front matter** come from `granit-parser`: in 72 of 7,685 files `saphyr-parser` counted the comment behind a
//!   quoted value as part of it.
//! - **`serde_yaml`** only reads, as a second opinion on whether a block may be edited: it refuses as many files as
//!   `granit-parser`. It is no longer maintained and is kept by choice; `yaml_serde` read and refused the same.
//! - **RIS and MEDLINE** (`references`): `biblib` reads what is no reference as an empty list without an error, drops the
//!   initials of `AU` and takes the PMID in a RIS `AN` for an accession number.
//! - **BibTeX** (`references::bibtex`): `biblatex` read the trial records right. Ours goes on at the next `@` after a mistake and
//!   gives the reason for each entry it leaves out; this was not measured against it.
//! - **Atomic writes** (`library::disk::atomic`): not measured. What a killed save leaves behind must be told from a file of
//!   another program, and from one that is being written, which takes names of our own.
//!
//! # Faults below us
//!
//! What the window works round, with the issue upstream. When one is closed, its way round can go.
//!
//! - egui 1524: Alt with a letter types it (`ui::keys::KeyGate`). A control that takes the focus gets arrows only a frame later,
//!   and the first goes elsewhere (`ui::focus`; no issue found).
//! - AccessKit 531: who names the window is not settled, so `ui` names the root. AccessKit 665, 668, 603: level of a heading, keys
//!   of a control and jumps from heading to heading don't reach AT-SPI, so keys stand in descriptions and sections have keys.
//! - egui gives runs of text no attributes, so a wavy line is told when the caret rests in it (`ui::announcer`).
//!
//! # Where this differs from what one might expect
//!
//! - A section longer than 16 KB is edited in several fields, one below the other (`desk::editing::cards`): egui lays out
//!   a whole field at each key. A selection ends at the end of its field.
//! - Facts for the list are read by a quick reader and, where a text is not plain, by the full one; a property test holds
//!   the two together (`library::facts`).
//! - Most front matter is plain and is read by its lines alone (`entry::front_matter::plain`), in the list and in full; the
//!   parser reads the rest, and a property test holds the two together.
//! - The journal has a text before a save begins, so that it is never behind the file (`background::journalling`).
//! - An act on several files is in the journal from before its first step until after its last, so that the next start can
//!   finish it or take it back (`library::interrupted`); a rename stays there until the desk has followed it.
//! - Records of sign-offs are in the journal from before the first save until all are written down, so that the next start can
//!   write down those whose entries hold what was signed (`library::PendingRecords`).
//! - What a crash left unsaved is merged with what its entry says by then, and never put in its place
//!   (`desk::sync::recovery`).
//! - After a switch of branches nothing that is unsaved is merged unasked; any other outside change is
//!   (`desk::sync::branch_switch`, `desk::sync::merge`). So only the watching thread tells of changes, which can tell one from
//!   the other, and a save first asks whether the folder still stands as the desk knows it (`background::watching`).
//! - What a merge brings in after a review is written down: beside the content when it is saved here, in the repository when
//!   git’s driver merges (`library::after_review`).
//! - Readings and cards of an entry on the desk are made when they are asked for (`desk::editing::open_entry`): a change to
//!   ten thousand entries puts them all on the desk.
//! - A rule (`---`) above the first section is no tail (`entry::outline`).
//! - `copydesk check` of a file where nothing marks a library takes the folder of the file for one, and looks into no folder
//!   below it (`library::open_alone`): a file in a home folder would have all of it read. The window opens what it is given.
//! - Who refers to whom is kept up file by file (`library`), so that asking what an id means goes through no text.
//! - A fix that changes another entry than the one it is found in is a change to many entries: shown before it is made, and
//!   undone at once.
//! - Accepting a finding is a step of its entry. Which entry an id means, and which works are no duplicates, are facts about
//!   the library: they are taken back from the notice that says so, wherever one is by then.
#![forbid(unsafe_code)]

pub mod background;
pub mod checks;
pub mod cli;
pub mod desk;
pub mod entry;
pub mod house_style;
pub mod library;
pub mod merge;
pub mod references;
pub mod review;
pub mod search;
pub mod settings;
pub mod spelling;
pub mod ui;
