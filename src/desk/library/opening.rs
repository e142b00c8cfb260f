//! Opening folders: what is asked for, what arrives, and what an outside change of a file does to the list.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::desk::screen::FASTEST_ANSWER;
use crate::desk::view::Spot;
use crate::desk::{Answer, Command, Leaving, SyncCommand};
use crate::desk::{Desk, Dialog, Effect, LibraryFindings, Moment, Question};
use crate::house_style::HouseStyle;
use crate::library::{Content, EntryKey, Library, LoadedFile, Progress, WalkError};

/// A folder that is being opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    pub root: PathBuf,
    pub progress: Option<Progress>,
    /// The desk's last step when it was asked for: what is typed later was in no question.
    asked_at: u64,
}

impl Desk {
    pub fn opening(&self) -> Option<&Opening> {
        self.in_library.opening.as_ref()
    }

    /// Opens a folder, or a file's library at that entry; asks first where work is unsaved.
    pub(in crate::desk) fn open_path(&mut self, path: PathBuf) -> Vec<Effect> {
        if self.is_anything_to_lose() {
            self.ask_before(Leaving::Open(path));
            return Vec::new();
        }
        self.open_now(path)
    }

    pub(in crate::desk) fn open_now(&mut self, path: PathBuf) -> Vec<Effect> {
        self.drop_dialog();
        self.in_library.awaited = None;
        self.in_library.opening = Some(Opening {
            root: path.clone(),
            progress: None,
            asked_at: self.steps,
        });
        vec![Effect::OpenLibrary { root: path }]
    }

    pub(super) fn library_started(&mut self, root: PathBuf, at: Option<EntryKey>) -> Vec<Effect> {
        let asked_at = self
            .in_library
            .opening
            .as_ref()
            .map_or(self.steps, |it| it.asked_at);
        if self.unsaved().any(|entry| entry.step().0 > asked_at) {
            // Something was typed before the folder answered: it stays on the desk until the person has said what with it.
            self.in_library.opening = None;
            self.ask_before(Leaving::Open(
                at.map_or(root.clone(), |at| root.join(at.path())),
            ));
            return vec![Effect::StopOpening];
        }
        let mut effects = self.forget_unsaved();
        self.forget_sync();
        self.open.clear();
        self.shown = None;
        self.forget_trail();
        self.in_library.lines.clear();
        self.findings = LibraryFindings::default();
        self.forget_sources();
        self.forget_review();
        self.forget_proof();
        self.forget_search();
        self.forget_renames();
        self.filter_list(String::new());
        self.view.remember_folder(&root);
        // Its own house style is read next; until then the built-in one holds, as far as its entries follow that.
        self.style = Arc::default();
        self.in_library.style_mistakes.clear();
        self.in_library.has_own_style = false;
        self.in_library.learning = None;
        self.in_library.learned = None;
        self.in_library.underway = None;
        self.in_library.to_write = None;
        self.library = Some(Library::new(root.clone(), HouseStyle::default()));
        self.in_library.awaited = at;
        self.in_library.opening = Some(Opening {
            root,
            progress: None,
            asked_at,
        });
        effects.extend(self.read_withdrawn());
        effects.extend(self.read_after_review());
        effects.extend(self.read_words());
        effects.extend(self.read_searches());
        effects
    }

    pub(super) fn files_read(&mut self, root: &Path, files: Vec<LoadedFile>, progress: Progress) {
        let Some(library) = self.library.as_mut().filter(|it| it.root() == root) else {
            return;
        };
        if let Some(opening) = &mut self.in_library.opening {
            opening.progress = Some(progress);
        }
        let mut arrived = None;
        for file in files {
            if self.in_library.awaited.as_ref() == Some(&file.key) {
                arrived = Some(file.key.clone());
            }
            library.put_read(file);
        }
        self.follow_suitable();
        self.arrange_rows();
        if let Some(key) = arrived {
            self.in_library.awaited = None;
            self.show(&key, None);
        }
    }

    pub(super) fn library_opened(
        &mut self,
        root: &Path,
        stopped: bool,
        errors: &[WalkError],
        now: Moment,
    ) -> Vec<Effect> {
        let Some(library) = self.library.as_ref().filter(|it| it.root() == root) else {
            return Vec::new();
        };
        self.in_library.opening = None;
        let (entries, others) = library.counts();
        let name = folder_name(root);
        let entries = match entries {
            0 => format!("{name} has no entries yet"),
            1 => format!("Opened {name}: 1 entry"),
            n => format!("Opened {name}: {n} entries"),
        };
        if stopped {
            self.info(
                format!(
                    "{entries} so far. Opening was stopped; open the folder again for the rest"
                ),
                now,
            );
        } else if others > 0 {
            self.say(format!("{entries}, {others} other files"));
        } else {
            self.say(entries);
        }
        if let Some(first) = errors.first() {
            let more = match errors.len() - 1 {
                0 => String::new(),
                1 => ", and one more place".into(),
                n => format!(", and {n} more places"),
            };
            self.error(format!("{first}{more}. The rest is here"), now);
        }
        if let Some(key) = self.in_library.awaited.take() {
            self.error(
                format!(
                    "That file is not in the library, or it is ignored: {}",
                    key.file()
                ),
                now,
            );
        }
        if self.shown.is_none() {
            self.focus_on(Spot::Filter);
        }
        let mut effects = self.gather_works();
        effects.extend(self.read_accepted());
        effects.extend(self.read_reviews());
        effects.extend(self.read_ticks());
        effects.extend(self.read_proof());
        effects.extend(self.check_first(!stopped, now));
        effects.push(self.prune_versions());
        effects
    }

    pub(super) fn open_refused(&mut self, root: &Path, why: &str, now: Moment) {
        // A file was asked for by its own path and is refused by that of its folder.
        if self
            .in_library
            .opening
            .as_ref()
            .is_some_and(|it| it.root.starts_with(root))
        {
            self.in_library.opening = None;
        }
        self.error(format!("{why}: {}", root.display()), now);
    }

    pub(super) fn folder_picked(
        &mut self,
        folder: Option<PathBuf>,
        waited: Duration,
    ) -> Vec<Effect> {
        match folder {
            Some(folder) => self.open_path(folder),
            None => {
                if waited < FASTEST_ANSWER {
                    self.say("No system file chooser answered. Type the path of the folder");
                    self.put_dialog(Dialog::OpenFolder);
                }
                Vec::new()
            }
        }
    }

    /// A file that was not there before, or came back.
    pub(in crate::desk) fn added(&mut self, file: LoadedFile, now: Moment) -> Vec<Effect> {
        if self.open.contains_key(&file.key) {
            return self.changed_on_disk(&file.key, file.content, now);
        }
        if let Some(effects) = self.goes_along(&file, now) {
            return effects;
        }
        if let Some(library) = &mut self.library {
            library.put_read(file);
        }
        self.arrange_rows();
        Vec::new()
    }

    /// Puts what the entry shown says now into its row.
    pub(in crate::desk) fn refresh_row(&mut self) {
        let Some(key) = self.shown.clone() else {
            return;
        };
        self.refresh_row_of(&key);
    }

    pub(in crate::desk) fn refresh_row_of(&mut self, key: &EntryKey) {
        if self.put_row(key) {
            self.arrange_rows();
        }
    }

    /// Puts what an entry says now into its row, and says whether that was something new. The list is not arranged.
    pub(in crate::desk) fn put_row(&mut self, key: &EntryKey) -> bool {
        let (Some(entry), Some(library)) = (self.open.get(key), &mut self.library) else {
            return false;
        };
        let row = library.get(key).and_then(|file| file.content.text());
        let is_new = row.is_none_or(|row| !Arc::ptr_eq(row, entry.text()) && row != entry.text());
        if is_new {
            library.put(key.clone(), Content::Text(entry.text().clone()));
        }
        is_new
    }

    /// Whether something is not yet where it is to stay: text that is not saved, or a review that is not on record.
    pub fn is_anything_to_lose(&self) -> bool {
        self.unsaved().next().is_some() || self.is_anything_pending()
    }

    pub(in crate::desk) fn ask_before(&mut self, leaving: Leaving) {
        let names: Vec<String> = self
            .unsaved()
            .map(|entry| self.title_of(&entry.key))
            .collect();
        let (title, then, without, anyhow) = match &leaving {
            Leaving::Quit => (
                "Close copydesk?",
                "close",
                "Close without saving",
                "Close all the same",
            ),
            Leaving::Open(_) => (
                "Open another folder?",
                "open",
                "Open without saving",
                "Open all the same",
            ),
        };
        let answer = |label: String, command| Answer { label, command };
        let mut answers = vec![answer("Keep editing".into(), None)];
        let mut text = match names.as_slice() {
            [] => String::new(),
            [one] => format!("“{one}” has changes that are not saved."),
            many => format!(
                "{} entries have changes that are not saved: {}.",
                many.len(),
                some_of(many)
            ),
        };
        let leave = Command::Sync(SyncCommand::Leave(leaving.clone()));
        if names.is_empty() {
            answers.push(answer(anyhow.into(), Some(leave)));
        } else {
            text += &self.unsaved_in_words();
            let save = SyncCommand::SaveAllAndLeave(leaving);
            answers.push(answer(
                format!("Save all and {then}"),
                Some(Command::Sync(save)),
            ));
            answers.push(answer(without.into(), Some(leave)));
        }
        if self.is_anything_pending() {
            let pending = "Reviews are not yet on record: what was done stands in the entries. It is kept in your own folder, and \
                       written down when this library is opened again.";
            text = format!("{text} {pending}").trim().to_owned();
        }
        self.ask(Question {
            title: title.into(),
            text,
            answers,
        });
    }
}

fn some_of(names: &[String]) -> String {
    const SHOWN: usize = 3;
    let shown: Vec<&str> = names.iter().take(SHOWN).map(String::as_str).collect();
    let shown = shown.join("; ");
    if names.len() > SHOWN {
        format!("{shown}; …")
    } else {
        shown
    }
}

fn folder_name(root: &Path) -> String {
    root.file_name()
        .unwrap_or(root.as_os_str())
        .to_string_lossy()
        .into_owned()
}
