//! Acts on files that would be half done if the program ended in the middle of them: what is written to the journal before
//! the first step, and how far an act came that was never taken out again.
//!
//! Such an act is finished or taken back by comparing each file with what it held before and what it was to hold. A batch
//! of the window needs none of this: it changes texts at the desk, and each of them is in the journal until it is saved.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::renaming::{BesideChange, RenameOrder, TextChange};
use super::{EntryKey, disk};
use crate::entry::{Edit, Edits};

/// Something that is done to files of a library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// A rename, or what takes one back.
    Rename(Arc<RenameOrder>),
    File(FileAct),
    Texts(Arc<TextsAct>),
}

/// The texts of many files changed by the command line, which has no desk where they could wait for a save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextsAct {
    pub root: PathBuf,
    /// "replacing “iron” with “zinc”".
    pub what: String,
    pub texts: Vec<TextChange>,
}

/// An act on one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileAct {
    pub kind: FileActKind,
    pub root: PathBuf,
    pub key: EntryKey,
    /// What the file held before, or is to hold.
    pub text: Arc<str>,
}

/// What is done to the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileActKind {
    /// A new file: an entry, or a copy of one.
    Make,
    /// A copy that was just made is taken away again.
    TakeAway,
    PutInTrash,
    BringBack,
}

/// How an act that was interrupted is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Finish,
    TakeBack,
}

/// An act that a session had begun when it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interrupted {
    /// The file of the journal that keeps it; names it.
    pub file: PathBuf,
    pub act: Act,
    /// So many of the names and texts that it changes are as they are to be.
    pub done: usize,
    pub of: usize,
}

impl Interrupted {
    pub(super) fn new(file: PathBuf, act: Act) -> Self {
        let (done, of) = match &act {
            Act::Rename(order) => order.progress(),
            Act::File(act) => (usize::from(act.is_done()), 1),
            Act::Texts(act) => (act.written().count(), act.texts.len()),
        };
        Self {
            file,
            act,
            done,
            of,
        }
    }

    /// Only taking it out of the journal was left to do.
    pub fn is_done(&self) -> bool {
        self.done == self.of
    }
}

impl Act {
    pub fn root(&self) -> &Path {
        match self {
            Self::Rename(order) => &order.root,
            Self::File(act) => &act.root,
            Self::Texts(act) => &act.root,
        }
    }

    /// The bytes to keep.
    pub(super) fn kept(&self, at: Timestamp) -> serde_json::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec(&Kept {
            copydesk_act: VERSION,
            at: at.to_string(),
            root: self.root().into(),
            act: match self {
                Self::Rename(order) => KeptAct::Rename {
                    from: order.from.path().into(),
                    to: order.to.path().into(),
                    slugs: order.slugs.clone(),
                    own: Box::new(KeptText::of(&order.own)),
                    texts: order.texts.iter().map(KeptText::of).collect(),
                    beside: order.beside.iter().map(KeptBeside::of).collect(),
                    records_left: order.records_left.clone(),
                    twins: order.twins.iter().map(|key| key.path().into()).collect(),
                },
                Self::File(act) => KeptAct::File {
                    kind: act.kind,
                    key: act.key.path().into(),
                    text: act.text.to_string(),
                },
                Self::Texts(act) => KeptAct::Texts {
                    what: act.what.clone(),
                    texts: act.texts.iter().map(KeptText::of).collect(),
                },
            },
        })?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// What was kept, as an act in the library of `root`; `None` where it is of another library. One that was moved since is
    /// known by its name.
    ///
    /// # Errors
    /// [`InvalidActError`] where that can't be read, or leads out of the library.
    pub(super) fn read(bytes: &[u8], root: &Path) -> Result<Option<Self>, InvalidActError> {
        let kept: Kept = serde_json::from_slice(bytes).map_err(|_| InvalidActError)?;
        if kept.copydesk_act != VERSION {
            return Err(InvalidActError);
        }
        let act = kept.act.read(root.to_path_buf()).ok_or(InvalidActError)?;
        Ok(is_of_library(Path::new(&kept.root), root).then_some(act))
    }
}

/// The bytes are no act that can be read.
#[derive(Debug)]
pub(super) struct InvalidActError;

impl TextsAct {
    pub fn path(&self, text: &TextChange) -> PathBuf {
        self.root.join(text.key.path())
    }

    /// Those whose file holds what it was to hold.
    pub fn written(&self) -> impl Iterator<Item = &TextChange> {
        let is_written = |text: &&TextChange| disk::holds(&self.path(text), &text.after).is_ok();
        self.texts.iter().filter(is_written)
    }
}

impl FileAct {
    pub fn path(&self) -> PathBuf {
        self.root.join(self.key.path())
    }

    /// The name is there with nothing behind it: bringing a file back takes its name first, and then the file.
    pub fn is_empty_name(&self) -> bool {
        self.kind == FileActKind::BringBack
            && !self.text.is_empty()
            && disk::holds(&self.path(), "").is_ok()
    }

    fn is_done(&self) -> bool {
        match self.kind {
            FileActKind::Make | FileActKind::BringBack => {
                disk::holds(&self.path(), &self.text).is_ok()
            }
            FileActKind::TakeAway | FileActKind::PutInTrash => !disk::is_there(&self.path()),
        }
    }
}

/// Tells our files from others.
const VERSION: u32 = 1;

/// An act as it is written down. Paths are kept as the system has them, be they text or not; a text after a change is made
/// again from the one before.
#[derive(Serialize, Deserialize)]
struct Kept {
    copydesk_act: u32,
    at: String,
    root: OsString,
    act: KeptAct,
}

#[derive(Serialize, Deserialize)]
enum KeptAct {
    Rename {
        from: OsString,
        to: OsString,
        slugs: (String, String),
        own: Box<KeptText>,
        texts: Vec<KeptText>,
        beside: Vec<KeptBeside>,
        #[serde(default)]
        records_left: Vec<String>,
        #[serde(default)]
        twins: Vec<OsString>,
    },
    File {
        kind: FileActKind,
        key: OsString,
        text: String,
    },
    Texts {
        what: String,
        texts: Vec<KeptText>,
    },
}

#[derive(Serialize, Deserialize)]
struct KeptText {
    key: OsString,
    before: String,
    edits: Vec<(usize, usize, String)>,
}

#[derive(Serialize, Deserialize)]
struct KeptBeside {
    name: String,
    before: Option<String>,
    after: Option<String>,
}

impl KeptAct {
    fn read(self, root: PathBuf) -> Option<Act> {
        Some(match self {
            Self::Rename {
                from,
                to,
                slugs,
                own,
                texts,
                beside,
                records_left,
                twins,
            } => Act::Rename(Arc::new(RenameOrder {
                root,
                from: key_below(Path::new(&from))?,
                to: key_below(Path::new(&to))?,
                slugs,
                own: own.read()?,
                texts: texts
                    .into_iter()
                    .map(KeptText::read)
                    .collect::<Option<_>>()?,
                beside: beside
                    .into_iter()
                    .map(KeptBeside::read)
                    .collect::<Option<_>>()?,
                records_left,
                twins: twins
                    .iter()
                    .map(|twin| key_below(Path::new(twin)))
                    .collect::<Option<_>>()?,
            })),
            Self::File { kind, key, text } => Act::File(FileAct {
                kind,
                root,
                key: key_below(Path::new(&key))?,
                text: text.into(),
            }),
            Self::Texts { what, texts } => Act::Texts(Arc::new(TextsAct {
                root,
                what,
                texts: texts
                    .into_iter()
                    .map(KeptText::read)
                    .collect::<Option<_>>()?,
            })),
        })
    }
}

impl KeptText {
    fn of(change: &TextChange) -> Self {
        let edits = change.edits.iter();
        let edit = |edit: &Edit| (edit.range.start, edit.range.end, edit.replacement.clone());
        Self {
            key: change.key.path().into(),
            before: change.before.to_string(),
            edits: edits.map(edit).collect(),
        }
    }

    fn read(self) -> Option<TextChange> {
        let edits = self.edits.into_iter();
        let edits = edits.map(|(start, end, new)| Edit::new(start..end, new));
        let edits = Edits::new(edits.collect()).ok()?;
        TextChange::new(key_below(Path::new(&self.key))?, self.before.into(), edits).ok()
    }
}

impl KeptBeside {
    fn of(change: &BesideChange) -> Self {
        let text = |text: &Option<Arc<str>>| text.as_ref().map(|text| text.to_string());
        Self {
            name: change.name.clone(),
            before: text(&change.before),
            after: text(&change.after),
        }
    }

    fn read(self) -> Option<BesideChange> {
        let is_name = Path::new(&self.name).components().count() == 1;
        (is_name && key_below(Path::new(&self.name)).is_some()).then(|| BesideChange {
            name: self.name,
            before: self.before.map(Arc::from),
            after: self.after.map(Arc::from),
        })
    }
}

/// Whether what was kept of the library in `before` is of the one in `root`. One that was moved since is known by its name.
pub(super) fn is_of_library(before: &Path, root: &Path) -> bool {
    let was_moved = || !disk::is_there(before) && before.file_name() == root.file_name();
    before == root || was_moved()
}

/// The key of a path that was kept; never one outside the library.
pub(super) fn key_below(path: &Path) -> Option<EntryKey> {
    let mut parts = path.components();
    let is_below =
        !path.as_os_str().is_empty() && parts.all(|part| matches!(part, Component::Normal(_)));
    is_below.then(|| EntryKey::new(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rename() -> RenameOrder {
        let edits = Edits::one(Edit::new(6..9, "black-tea"));
        let own = TextChange::new(EntryKey::new("black-tea.md"), "slug: tea\n".into(), edits);
        RenameOrder {
            root: "/library".into(),
            from: EntryKey::new("tea.md"),
            to: EntryKey::new("black-tea.md"),
            slugs: ("tea".into(), "black-tea".into()),
            own: own.expect("it fits"),
            texts: Vec::new(),
            beside: vec![BesideChange {
                name: "redirects.csv".into(),
                before: None,
                after: Some("from,to\n".into()),
            }],
            records_left: vec!["accepted.jsonl".into()],
            twins: vec![EntryKey::new("old/tea.md")],
        }
    }

    fn kept(act: &Act) -> Vec<u8> {
        act.kept(Timestamp::UNIX_EPOCH).expect("it can be kept")
    }

    #[test]
    fn what_is_kept_is_read_as_it_was() {
        let file = |kind| {
            Act::File(FileAct {
                kind,
                root: "/library".into(),
                key: EntryKey::new("iron/tea.md"),
                text: "# “Tea”\r\n".into(),
            })
        };
        for act in [
            Act::Rename(Arc::new(rename())),
            file(FileActKind::Make),
            file(FileActKind::BringBack),
            Act::Texts(Arc::new(TextsAct {
                root: "/library".into(),
                what: "replacing “tea” with “mint”".into(),
                texts: vec![rename().own],
            })),
        ] {
            let read = Act::read(&kept(&act), Path::new("/library")).expect("it can be read");
            assert_eq!(read, Some(act));
        }
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_text_are_kept_as_they_are() {
        use std::os::unix::ffi::OsStringExt;
        let mut order = rename();
        order.from = EntryKey::new(OsString::from_vec(b"t\xe9.md".to_vec()));
        let act = Act::Rename(Arc::new(order));
        let read = Act::read(&kept(&act), Path::new("/library")).expect("it can be read");
        assert_eq!(read, Some(act));
    }

    #[test]
    fn nothing_leads_out_of_the_library() {
        for key in ["../tea.md", "/etc/tea.md", "", "a/../../tea.md"] {
            let mut order = rename();
            order.from = EntryKey::new(key);
            let bytes = kept(&Act::Rename(Arc::new(order)));
            assert!(Act::read(&bytes, Path::new("/library")).is_err(), "{key}");
        }
        let mut order = rename();
        order.beside[0].name = "../redirects.csv".into();
        let bytes = kept(&Act::Rename(Arc::new(order)));
        assert!(Act::read(&bytes, Path::new("/library")).is_err());
    }

    #[test]
    fn an_act_of_another_library_that_is_there_is_not_of_this_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut order = rename();
        order.root = folder.path().to_owned();
        let bytes = kept(&Act::Rename(Arc::new(order)));
        let other = Act::read(&bytes, Path::new("/other"));
        assert_eq!(other.expect("it can be read"), None);
    }

    proptest! {
        #[test]
        fn damaged_bytes_are_no_act_and_no_panic(at in 0usize..400, byte: u8, length in 0usize..400) {
            let mut bytes = kept(&Act::Rename(Arc::new(rename())));
            let place = at % bytes.len();
            bytes[place] = byte;
            bytes.truncate(length);
            let _ = Act::read(&bytes, Path::new("/library"));
        }
    }
}
