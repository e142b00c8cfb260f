//! What is checked: the library, and which of its entries were named.
//!
//! Findings are for what was named, facts come from all entries of the library.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::{CliError, house_style_in, house_style_of, settle_style, shown};
use super::{CheckArguments, report};
use crate::checks::{
    ACCEPTED, Accepted, AfterReview, Checked, Extent, Finding, named, of_unreadable,
};
use crate::house_style::{self, InForce};
use crate::library::after_review::{self, AFTER_REVIEW};
use crate::library::{
    self, EntryKey, JsonLines, Library, LoadedFile, Withdrawn, disk, home_of, is_markdown,
    withdrawn,
};
use crate::review::{REVIEWS, ReviewLog, shared_slugs};

/// A library and what was named of it.
pub(super) struct ChosenEntries {
    pub library: Library,
    /// The entries to tell findings of.
    pub entries: BTreeSet<EntryKey>,
    /// Whether every entry of the library is there, as far as one can tell.
    pub is_whole: bool,
    /// Those of the named files that could not be read, each with the finding that says why.
    pub unreadable: Vec<(EntryKey, Finding)>,
    /// Whether a folder was named, and how many files of markdown are below those that were.
    folders: Option<usize>,
    /// One file was named, and nothing else.
    is_one_file: bool,
    /// Nothing marks a library where the file lies, so its folder alone was taken for one.
    is_folder_alone: bool,
    /// The root of the git repository that the library lies in.
    repository: Option<PathBuf>,
}

/// The library by its own house style.
///
/// # Errors
/// [`CliError`] where nothing can be checked.
pub(super) fn choose(check: &CheckArguments) -> Result<ChosenEntries, CliError> {
    let (root, is_whole) = root_of(check)?;
    let style = house_style_of(&root);
    // A file in a home folder would have all of it read.
    let open = match is_whole {
        true => library::open,
        false => library::open_alone,
    };
    let (mut library, errors) = open(&root, &style).map_err(|failed| failed.to_string())?;
    for part in errors {
        report(part);
    }
    let followed = settle_style(&mut library);
    // What is asked for is checked, whatever house the entries are of.
    if check.prose || !check.only.is_empty() {
        let mut style = library.style().clone();
        style.in_force = match check.only.as_slice() {
            [] => style.in_force.with_language(),
            _ => InForce::House,
        };
        library.set_style(style);
    }
    if let Some(followed) = followed
        && check.house_style.is_none()
        && check.only.is_empty()
    {
        let language = if check.prose {
            ", and the language,"
        } else {
            ""
        };
        report(format_args!(
            "These entries follow a style of their own ({followed}), so only what holds for any markdown{language} was checked. copydesk learn finds their style; a {} with the one line “version: 1” keeps the built-in one",
            house_style::FILE
        ));
    }
    chosen(check, library, is_whole)
}

/// The same library by the house style in a file, which may take other files for entries.
///
/// # Errors
/// [`CliError`] where there is no such house style.
pub(super) fn choose_by(
    check: &CheckArguments,
    before: &ChosenEntries,
    style: &Path,
) -> Result<ChosenEntries, CliError> {
    let mut library = before.library.clone();
    library.set_style(house_style_in(style)?);
    chosen(check, library, before.is_whole)
}

fn chosen(
    check: &CheckArguments,
    library: Library,
    is_whole: bool,
) -> Result<ChosenEntries, CliError> {
    let mut chosen = ChosenEntries {
        library,
        entries: BTreeSet::new(),
        is_whole,
        unreadable: Vec::new(),
        folders: None,
        is_one_file: matches!(check.paths.as_slice(), [one] if disk::is_file(one)),
        is_folder_alone: !is_whole,
        repository: None,
    };
    chosen.repository = library::repository_of(chosen.library.root());
    for path in &check.paths {
        chosen.add(path)?;
    }
    match chosen.why_nothing() {
        None => Ok(chosen),
        Some(why) => Err(why.into()),
    }
}

/// The folder of the library, and whether it is marked as one or was named.
fn root_of(check: &CheckArguments) -> Result<(PathBuf, bool), CliError> {
    if let Some(folder) = &check.library {
        return Ok((there(folder)?, true));
    }
    let first = check.paths.first().ok_or("a folder or file is missing")?;
    let first = there(first)?;
    if disk::is_file(&first) {
        let (home, _) = home_of(&first);
        let is_whole = library::is_marked(&home);
        return Ok((home, is_whole));
    }
    Ok((library::home_of_folder(&first), true))
}

fn there(path: &Path) -> Result<PathBuf, CliError> {
    disk::true_path(path).ok_or_else(|| format!("Nothing is there: {}", shown(path)).into())
}

impl ChosenEntries {
    /// These entries of a library.
    pub fn of(library: Library, entries: BTreeSet<EntryKey>) -> Self {
        Self {
            is_whole: library::is_marked(library.root()),
            repository: library::repository_of(library.root()),
            library,
            entries,
            unreadable: Vec::new(),
            folders: None,
            is_one_file: false,
            is_folder_alone: false,
        }
    }

    /// How findings name a file: below the library, with `/`; one that was named alone by its name.
    pub fn name_of(&self, key: &EntryKey) -> String {
        let file = key.file();
        match file.rsplit_once('/') {
            Some((_, name)) if self.is_one_file => name.to_owned(),
            _ => file,
        }
    }

    /// Whether the library lies in a git repository.
    pub fn is_in_repository(&self) -> bool {
        self.repository.is_some()
    }

    /// How a service that knows the repository names a file: from the root of the repository, with `/`; below the library where
    /// there is none.
    pub fn path_in_repository(&self, key: &EntryKey) -> String {
        let path = self.library.path(key);
        let below = self.repository.as_ref();
        let below = below.and_then(|root| EntryKey::below(root, &path));
        below.as_ref().unwrap_or(key).file()
    }

    /// What was accepted in this library.
    pub fn accepted(&self) -> Result<Accepted, CliError> {
        let file = self.library.root().join(".copydesk").join(ACCEPTED);
        match disk::read_own(&file) {
            Ok(text) => Ok(Accepted::read(&text.unwrap_or_default())),
            Err(why) => Err(format!(
                "Accepted findings could not be read: {why}: {}",
                shown(&file)
            )
            .into()),
        }
    }

    /// What came in after reviews. That it can't be read is said.
    pub fn after_review(&self) -> Arc<AfterReview> {
        let records = after_review::read(self.library.root());
        let records = records.unwrap_or_else(|why| {
            report(format_args!("{why}: {AFTER_REVIEW}"));
            JsonLines::default()
        });
        let reviews = disk::read_records(self.library.root(), REVIEWS).unwrap_or_else(|why| {
            report(format_args!("{why}: {REVIEWS}"));
            JsonLines::default()
        });
        let reviews = Arc::new(ReviewLog::of(&reviews));
        Arc::new(AfterReview::of(&records).with_reviews(reviews, shared_slugs(&self.library)))
    }

    /// The list of withdrawn works beside the library, if there is one. That it can't be used is said.
    pub fn withdrawn(&self) -> Option<Arc<Withdrawn>> {
        let place = withdrawn::place(self.library.root());
        let list = Withdrawn::open(&place).unwrap_or_else(|why| {
            let place = shown(&place);
            report(format_args!(
                "The list of withdrawn works can’t be used. {why}: {place}"
            ));
            None
        });
        list.map(Arc::new)
    }

    /// How much of the library there is.
    pub fn extent(&self) -> Extent {
        if !self.is_whole {
            return Extent::Part;
        }
        let files = self.library.rows().map(|file| file.key.clone());
        match library::is_marked(self.library.root()) {
            true => Extent::Whole(files.collect()),
            false => Extent::Found(files.collect()),
        }
    }

    /// Every entry that facts come from.
    pub fn texts(&self) -> Vec<(EntryKey, Arc<str>)> {
        let files = self.library.rows();
        files
            .filter(|file| self.library.is_entry(file) || self.entries.contains(&file.key))
            .filter_map(|file| Some((file.key.clone(), file.content.text()?.clone())))
            .collect()
    }

    /// Says once which checks can't know enough.
    pub fn say_what_was_not_checked(&self, checked: &Checked) {
        for (key, finding) in &self.unreadable {
            // Where it is no finding of this run, it is no less unread.
            if !named(finding.check).is_some_and(|check| checked.rules().makes(check)) {
                report(format_args!("{}: {}", finding.message, key.file()));
            }
        }
        let across: Vec<&str> = checked.rules().across().map(|check| check.id).collect();
        if let Some(elsewhere) = checked.index().elsewhere() {
            let more = match elsewhere {
                1 => "one entry that is not here".to_owned(),
                n => format!("{n} entries that are not here"),
            };
            report(format_args!(
                "These entries refer to {more}, and nothing marks their folder as a library. Not checked: what needs the others, its ids, its usual values or its list of words. Name its folder with --library"
            ));
        } else if !self.is_whole && !across.is_empty() {
            if self.is_folder_alone {
                report(format_args!(
                    "Nothing marks a library here, so the folder of the file was taken for one, without those below it: {}",
                    shown(self.library.root())
                ));
            }
            report(format_args!(
                "Not checked against the rest of the library, which is not here: {}. Name its folder with --library",
                across.join(", ")
            ));
        }
    }

    /// Why there is nothing to check, in a sentence. That a named file is no entry was said, and is no reason to fail: whoever
    /// checks what a commit changed names them all.
    fn why_nothing(&self) -> Option<String> {
        if !self.entries.is_empty() || !self.unreadable.is_empty() {
            return None;
        }
        match self.folders {
            None => None,
            Some(0) => Some("No markdown file is there, so nothing was checked".into()),
            Some(files) => {
                let files = match files {
                    1 => "The one markdown file there is no entry".to_owned(),
                    _ => format!("None of the {files} markdown files there is an entry"),
                };
                Some(format!(
                    "{files}, by `entries` and `other_files` of the house style, so nothing was checked"
                ))
            }
        }
    }

    fn add(&mut self, path: &Path) -> Result<(), CliError> {
        let path = there(path)?;
        let root = self.library.root().to_path_buf();
        let outside = || {
            let (path, root) = (shown(&path), shown(&root));
            format!(
                "{path} is not in the library {root}. Check it by itself, or name its library with --library"
            )
        };
        let Some(key) = EntryKey::below(&root, &path) else {
            return Err(outside().into());
        };
        if !disk::is_file(&path) {
            let (mut keys, mut pages) = (Vec::new(), 0);
            let below = |file: &&LoadedFile| file.key.path().starts_with(key.path());
            for file in self.library.rows().filter(below) {
                pages += usize::from(is_markdown(file.key.path()));
                if self.library.is_entry(file) {
                    keys.push(file.key.clone());
                }
            }
            *self.folders.get_or_insert(0) += pages;
            for key in keys {
                self.add_key(key);
            }
            return Ok(());
        }
        match self.library.get(&key) {
            // An ignored file, or one with another extension.
            None => {
                let file = library::read_file(&root, &path).ok_or_else(outside)?;
                self.library.put_read(file);
            }
            Some(file) if !self.library.is_entry(file) => {
                report(format_args!(
                    "Not checked, because it is no entry: {}",
                    key.file()
                ));
                return Ok(());
            }
            Some(_) => {}
        }
        self.add_key(key);
        Ok(())
    }

    fn add_key(&mut self, key: EntryKey) {
        let file = self.library.get(&key);
        match file.and_then(|file| file.content.text()) {
            Some(_) => {
                self.entries.insert(key);
            }
            None => {
                let reason = file.and_then(LoadedFile::error).unwrap_or_default();
                self.unreadable.push((key, of_unreadable(&reason)));
            }
        }
    }
}
