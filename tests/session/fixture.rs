//! A desk with a real folder behind it, and a person at it.
//!
//! Commands go in; effects on files are carried out through the disk door and their reports handed back, unless a test wants
//! to look at them first.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use copydesk::background::carry_out::carry_out;
use copydesk::background::stores::{Files, Stores};
use copydesk::checks::Ruleset;
use copydesk::desk::effect::CheckJob;
use copydesk::desk::{
    CardField, Command, CommandId, Desk, EditCommand, Effect, LibraryCommand, Moment, OpenEntry,
    READ_AT_ONCE, RenameReport, Report, Role, Selection, Settings, StepId, SyncReport, Typing,
    ViewCommand,
};
use copydesk::entry::{Edit, Edits, LfCopy};
use copydesk::house_style::HouseStyle;
use copydesk::library::versions::Why;
use copydesk::library::{self, Content, EntryKey, LoadedFile, SaveError, Versions, disk};
use jiff::tz::TimeZone;
use tempfile::TempDir;

/// A small entry in the house format; it has the name `tea.md` in the fixtures below.
pub const TEA: &str = "\
---
title: \"Tea and iron\"
slug: tea
pillar: Iron
last_reviewed: 8 June 2026
confidence: moderate
---

# Tea and iron

## Summary

Tea binds iron.

## Timing

An hour apart is enough.

## Sources

1. A source.

---

## More

- [All](https://house.example/library)
";

pub struct Fixture {
    pub desk: Desk,
    pub folder: TempDir,
    /// The person's own folder.
    pub own: TempDir,
    /// What the checks were asked to look at, put aside until a test wants it done.
    pub checks: Vec<CheckJob>,
    /// The checks, once the library was looked at.
    pub list: Option<Ruleset>,
    /// What the journal was asked, since a test took it.
    pub journal: Vec<Effect>,
    clock: Duration,
}

impl Fixture {
    /// A folder with these files, opened.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let files: Vec<(&str, &[u8])> = files
            .iter()
            .map(|(name, text)| (*name, text.as_bytes()))
            .collect();
        Self::with_bytes(&files)
    }

    #[track_caller]
    pub fn with_bytes(files: &[(&str, &[u8])]) -> Self {
        let mut fixture = Self::empty();
        for (name, bytes) in files {
            let path = fixture.folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
            fs::write(path, bytes).expect("a file can be written");
        }
        fixture.does(LibraryCommand::OpenPath(fixture.folder.path().to_owned()));
        fixture
    }

    /// A new start on a folder that was worked in.
    #[track_caller]
    pub fn over(folder: TempDir) -> Self {
        let mut fixture = Self::empty();
        fixture.folder = folder;
        fixture.does(LibraryCommand::OpenPath(fixture.folder.path().to_owned()));
        fixture
    }

    /// A folder with one file, opened and shown.
    #[track_caller]
    pub fn at(name: &str, text: &str) -> Self {
        let mut fixture = Self::with(&[(name, text)]);
        fixture.show(name);
        fixture
    }

    /// The small entry, shown.
    pub fn at_tea() -> Self {
        Self::at("tea.md", TEA)
    }

    /// A desk on which nothing was opened, and an empty folder.
    pub fn empty() -> Self {
        Self {
            desk: Desk::new(HouseStyle::default(), Settings::default()),
            folder: tempfile::tempdir().expect("a temporary folder can be made"),
            own: tempfile::tempdir().expect("a temporary folder can be made"),
            checks: Vec::new(),
            list: None,
            journal: Vec::new(),
            clock: Duration::ZERO,
        }
    }

    pub fn now(&self) -> Moment {
        Moment {
            since_start: self.clock,
            today: jiff::civil::date(2026, 11, 24),
            clock: self.timestamp(),
        }
    }

    pub fn wait(&mut self, millis: u64) {
        self.clock += Duration::from_millis(millis);
    }

    /// Gives a command a moment after the last one; the effects are not carried out.
    #[track_caller]
    pub fn asks(&mut self, command: impl Into<Command>) -> Vec<Effect> {
        self.wait(20);
        let now = self.now();
        let effects = self.desk.perform(command.into(), now);
        self.put_checks_aside(effects)
    }

    fn put_checks_aside(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        let mut others = Vec::new();
        for effect in effects {
            match effect {
                Effect::Check(job) => self.checks.push(job),
                Effect::Journal(_)
                | Effect::ForgetJournal { .. }
                | Effect::LockLibrary { .. }
                | Effect::KeepPending(_)
                | Effect::SettleInJournal { .. } => self.journal.push(effect),
                other => others.push(other),
            }
        }
        others
    }

    /// Gives a command and carries out what it asks for. What is the window's own to do is given back.
    #[track_caller]
    pub fn does(&mut self, command: impl Into<Command>) -> Vec<Effect> {
        let effects = self.asks(command);
        self.carry_out(effects)
    }

    /// Carries out effects on files, hands the reports back to the desk and goes on with what follows from them.
    pub fn carry_out(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        let mut for_the_window = Vec::new();
        for effect in effects {
            match self.reports_of(effect) {
                Ok(reports) => {
                    for report in reports {
                        let next = self.hears(report);
                        for_the_window.extend(self.carry_out(next));
                    }
                }
                Err(effect) => for_the_window.push(effect),
            }
        }
        for_the_window
    }

    pub fn hears(&mut self, report: impl Into<Report>) -> Vec<Effect> {
        let now = self.now();
        let effects = self.desk.receive(report, now);
        self.put_checks_aside(effects)
    }

    /// Does on the disk what an effect asks for. What is the window’s own to do is given back.
    pub fn reports_of(&self, effect: Effect) -> Result<Vec<Report>, Effect> {
        Ok(match effect {
            Effect::StopOpening | Effect::StopLearning => Vec::new(),
            // A test leaves the person's own trash alone: here it is a file beside.
            Effect::TakeAway {
                key,
                path,
                seen,
                to_trash: true,
            } => {
                let held = disk::holds(&path, &seen);
                vec![Report::Rename(RenameReport::TakenAway {
                    key,
                    to_trash: true,
                    result: held.and_then(|()| disk::rename(&path, &trashed(&path))),
                })]
            }
            Effect::BringBack { key, path, text } => {
                vec![match disk::rename(&trashed(&path), &path) {
                    Ok(()) => Report::Sync(SyncReport::Created { key, step: 0, text }),
                    Err(_) => Report::Sync(SyncReport::CreateRefused {
                        key,
                        step: 0,
                        why: SaveError::AlreadyThere,
                    }),
                }]
            }
            effect => {
                let (versions, stop) = (self.versions(), AtomicBool::new(false));
                let ticks = self.own.path().join("ticks");
                let with = Stores {
                    versions: Some(&versions),
                    ticks: Some(&ticks),
                    files: Files::unwatched(),
                    now: self.timestamp(),
                    zone: TimeZone::UTC,
                    stop: &stop,
                };
                let mut reports = Vec::new();
                match carry_out(effect, &with, &mut |report| reports.push(report)) {
                    Some(others) => return Err(others),
                    None => reports,
                }
            }
        })
    }

    /// Where earlier versions are kept.
    pub fn versions(&self) -> Versions {
        Versions::below(self.own.path().join("versions"))
    }

    /// The texts kept of an entry, newest first, with the reason.
    pub fn kept_of(&self, name: &str) -> Vec<(Why, String)> {
        let (versions, root) = (self.versions(), self.root());
        let listed = versions.list(&root, &key(name)).expect("they can be read");
        let text = |hash| versions.text(&root, &key(name), hash).expect("it is there");
        let listed = listed.iter();
        listed
            .map(|version| (version.why, text(&version.hash).to_string()))
            .collect()
    }

    pub fn root(&self) -> PathBuf {
        disk::true_path(self.folder.path()).expect("the folder is there")
    }

    fn timestamp(&self) -> jiff::Timestamp {
        let start: jiff::Timestamp = "2026-11-24T09:00:00Z".parse().expect("a time");
        start + self.clock
    }

    #[track_caller]
    pub fn show(&mut self, name: &str) {
        self.does(LibraryCommand::Show {
            entry: key(name),
            at: None,
        });
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn on_disk(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("the file can be read")
    }

    /// Another program writes the file, and the watch says so.
    #[track_caller]
    pub fn someone_writes(&mut self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("the file can be written");
        self.watch_sees(name);
    }

    #[track_caller]
    pub fn someone_removes(&mut self, name: &str) {
        fs::remove_file(self.path(name)).expect("the file can be removed");
        let effects = self.hears(SyncReport::Removed { key: key(name) });
        assert_eq!(effects, []);
    }

    /// Another program renames the file, and the watch says so.
    #[track_caller]
    pub fn someone_renames(&mut self, from: &str, to: &str) {
        fs::rename(self.path(from), self.path(to)).expect("the file can be renamed");
        assert_eq!(self.hears(SyncReport::Removed { key: key(from) }), []);
        let content = Content::from(disk::read_text(&self.path(to)));
        let effects = self.hears(SyncReport::Added(LoadedFile::new(key(to), content)));
        let left = self.carry_out(effects);
        assert_eq!(left, []);
    }

    /// The watch reports what the file holds now.
    #[track_caller]
    pub fn watch_sees(&mut self, name: &str) {
        let content = Content::from(disk::read_text(&self.path(name)));
        let effects = self.hears(SyncReport::ChangedOnDisk {
            key: key(name),
            content,
        });
        let left = self.carry_out(effects);
        assert_eq!(left, []);
    }

    pub fn entry(&self) -> &OpenEntry {
        self.desk.shown().expect("an entry is shown")
    }

    pub fn text(&self) -> &str {
        self.entry().text()
    }

    pub fn step(&self) -> StepId {
        self.entry().step()
    }

    pub fn said(&self) -> &str {
        &self.desk.status().what
    }

    pub fn notices(&self) -> Vec<&str> {
        self.desk
            .notices()
            .iter()
            .map(|notice| notice.what.as_str())
            .collect()
    }

    /// The labels of the question's answers, the safe one first.
    pub fn answers(&self) -> Vec<&str> {
        let question = self.desk.question().expect("a question is asked");
        question
            .answers
            .iter()
            .map(|answer| answer.label.as_str())
            .collect()
    }

    /// Gives one of the answers, as the dialog does.
    #[track_caller]
    pub fn answer(&mut self, label: &str) -> Vec<Effect> {
        let question = self.desk.question().expect("a question is asked");
        let answer = question.answers.iter().find(|answer| answer.label == label);
        let command = answer.expect("there is such an answer").command.clone();
        self.does(ViewCommand::Answered);
        command.map_or_else(Vec::new, |command| self.does(command))
    }

    /// The card with this heading.
    #[track_caller]
    pub fn card(&self, heading: &str) -> usize {
        let entry = self.entry();
        entry
            .cards()
            .list
            .iter()
            .position(|card| {
                let spot = card.heading.as_ref();
                spot.and_then(|spot| entry.text().get(spot.text.clone())) == Some(heading)
            })
            .unwrap_or_else(|| panic!("there is a card “{heading}”"))
    }

    pub fn card_of(&self, role: Role) -> usize {
        let cards = &self.entry().cards().list;
        cards
            .iter()
            .position(|card| card.role == role)
            .expect("there is such a card")
    }

    /// The text field below this heading.
    #[track_caller]
    pub fn body(&self, heading: &str) -> CardField {
        CardField::Body {
            card: self.card(heading),
            chunk: 0,
        }
    }

    #[track_caller]
    pub fn heading(&self, heading: &str) -> CardField {
        CardField::Heading(self.card(heading))
    }

    /// What a field shows.
    pub fn shows(&self, field: CardField) -> &str {
        let range = self
            .entry()
            .cards()
            .range(field)
            .expect("there is such a field");
        self.entry()
            .text()
            .get(range)
            .expect("its stretch lies in the text")
    }

    /// Puts the caret on the first such words of the text, which are selected.
    #[track_caller]
    pub fn select(&mut self, words: &str) {
        let start = self.text().find(words).expect("the words are there");
        self.does(EditCommand::Caret(Selection {
            anchor: start,
            head: start + words.len(),
        }));
    }

    #[track_caller]
    pub fn caret_at(&mut self, words: &str) {
        let start = self.text().find(words).expect("the words are there");
        self.does(EditCommand::Caret(Selection::caret(start)));
    }

    /// The person clicks at the end of a field.
    pub fn at_end_of(&mut self, field: CardField) -> Typist<'_> {
        let shown = self.copy(field).as_str().len();
        Typist {
            fixture: self,
            field,
            selected: shown..shown,
        }
    }

    /// The person clicks in a field, before the byte `at` of what it shows.
    pub fn in_field(&mut self, field: CardField, at: usize) -> Typist<'_> {
        let copy = self.copy(field);
        let mut at = at.min(copy.as_str().len());
        while !copy.as_str().is_char_boundary(at) {
            at -= 1;
        }
        Typist {
            fixture: self,
            field,
            selected: at..at,
        }
    }

    /// What a field of the window would show: the stretch with its lines ended by LF.
    pub fn copy(&self, field: CardField) -> LfCopy {
        let range = self
            .entry()
            .cards()
            .range(field)
            .expect("there is such a field");
        LfCopy::of(self.entry().text(), range)
    }

    /// Types words at the end of a text field and leaves it.
    #[track_caller]
    pub fn writes(&mut self, heading: &str, words: &str) {
        let field = self.body(heading);
        self.at_end_of(field).types(words);
        self.does(EditCommand::RecutCards);
    }
}

/// A person with the caret in a field: every key is one command, made as the window's field makes it.
pub struct Typist<'b> {
    pub fixture: &'b mut Fixture,
    field: CardField,
    /// In bytes of the field's copy.
    selected: std::ops::Range<usize>,
}

impl Typist<'_> {
    #[track_caller]
    pub fn types(&mut self, words: &str) -> &mut Self {
        for letter in words.chars() {
            self.key(letter);
        }
        self
    }

    /// One key; what is selected gives way to it. The desk's caret must then be where the field has it.
    #[track_caller]
    pub fn key(&mut self, letter: char) -> &mut Self {
        let mut word = [0; 4];
        let range = self.selected.clone();
        self.put(range, letter.encode_utf8(&mut word))
    }

    /// Several letters at once, as a paste brings them.
    #[track_caller]
    pub fn pastes(&mut self, words: &str) -> &mut Self {
        let range = self.selected.clone();
        self.put(range, words)
    }

    #[track_caller]
    pub fn backspace(&mut self) -> &mut Self {
        let mut range = self.selected.clone();
        if range.is_empty() {
            let copy = self.fixture.copy(self.field);
            let before = copy
                .as_str()
                .get(..range.start)
                .expect("a place between letters");
            let Some(letter) = before.chars().next_back() else {
                return self;
            };
            range.start -= letter.len_utf8();
        }
        self.put(range, "")
    }

    pub fn select_all(&mut self) -> &mut Self {
        self.selected = 0..self.fixture.copy(self.field).as_str().len();
        self
    }

    #[track_caller]
    fn put(&mut self, range: std::ops::Range<usize>, words: &str) -> &mut Self {
        let entry = self.fixture.entry();
        let stretch = entry
            .cards()
            .range(self.field)
            .expect("there is such a field");
        let copy = LfCopy::of(entry.text(), stretch.clone());
        let end = entry.line_end().as_str();
        let edits = Edits::one(Edit::new(
            copy.to_file(range.start)..copy.to_file(range.end),
            words.replace('\n', end),
        ));
        let local = Edits::one(Edit::new(
            copy.to_file(range.start) - stretch.start..copy.to_file(range.end) - stretch.start,
            words.replace('\n', end),
        ));
        let old = entry
            .text()
            .get(stretch.clone())
            .expect("it lies in the text");
        let new = local.apply(old).expect("the edit fits");
        let caret = range.start + words.len();
        let typing = Typing {
            entry: entry.key.clone(),
            field: self.field,
            edits,
            before: Selection {
                anchor: copy.to_file(self.selected.start),
                head: copy.to_file(self.selected.end),
            },
            after: Selection::caret(LfCopy::of(&new, 0..new.len()).to_file(caret) + stretch.start),
        };
        let effects = self.fixture.asks(EditCommand::Type(typing));
        // Nothing is asked for at a key; a long paste may be to be read.
        let reads = matches!(&*effects, [Effect::ReadPasted { text }] if **text == *words);
        assert!(effects.is_empty() || reads && words.len() > READ_AT_ONCE);
        assert_eq!(self.fixture.carry_out(effects), []);
        self.selected = caret..caret;
        let copy = self.fixture.copy(self.field);
        assert_eq!(
            self.fixture.entry().selection,
            Selection::caret(copy.to_file(caret)),
            "the caret stays where the person types"
        );
        self
    }
}

pub fn key(name: &str) -> EntryKey {
    EntryKey::new(name)
}

/// Every entry of the sample library and of the nasty drawer that can be read, by its name.
#[track_caller]
pub fn every_entry() -> &'static [(String, String)] {
    static EVERY: OnceLock<Vec<(String, String)>> = OnceLock::new();
    EVERY.get_or_init(|| {
        let mut entries = Vec::new();
        for folder in ["sample_content", "tests/nasty"] {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            let opened = library::open(&folder, &HouseStyle::default());
            let (library, _) = opened.expect("it opens");
            for file in library.rows() {
                if let Content::Text(text) = &file.content {
                    entries.push((file.key.file(), text.to_string()));
                }
            }
        }
        assert!(entries.len() > 60, "{} entries", entries.len());
        entries
    })
}

impl Fixture {
    /// Takes back the hunk of that number, as the changes pane does; nothing where there is none.
    #[track_caller]
    pub fn take_back(&mut self, number: usize) {
        let entry = self.entry();
        let old = entry.on_disk().to_owned();
        let step = entry.step();
        if let Some(hunk) = copydesk::desk::hunks(&old, entry.text()).get(number) {
            let edit = hunk.take_back(&old);
            self.does(EditCommand::TakeBackHunk { step, edit });
        }
    }

    #[track_caller]
    pub fn undo(&mut self) {
        self.does(CommandId::Undo);
    }

    #[track_caller]
    pub fn redo(&mut self) {
        self.does(CommandId::Redo);
    }

    /// Undoes until nothing is left to undo.
    #[track_caller]
    pub fn undo_all(&mut self) {
        while self.entry().history().can_undo().is_some() {
            self.undo();
        }
    }

    #[track_caller]
    pub fn redo_all(&mut self) {
        while self.entry().history().can_redo().is_some() {
            self.redo();
        }
    }
}

/// Where the fixture's trash keeps a file.
pub fn trashed(path: &Path) -> PathBuf {
    path.with_extension("trashed")
}
