//! Renaming an entry: what a new name would change is shown before it is given.
//!
//! Knows nothing of: what a name changes in a text, how the disk renames.

mod apply;
pub(in crate::desk) mod command;
mod delete;
mod external;
mod interrupted;
mod save_as;

use std::sync::Arc;

use crate::checks;
use crate::desk::editing::open_entry::OpenEntry;
use crate::desk::editing::undo::BatchId;
use crate::desk::effect::{RenameLook, RenameReport};
use crate::desk::{CommandId, Desk, Dialog, Effect, Moment, RenameCommand};
use crate::entry::Edits;
use crate::library::after_review::AFTER_REVIEW;
use crate::library::interrupted::{Interrupted, Way};
use crate::library::renaming::{
    Purpose, REDIRECTS, RenameError, RenameOrder, RenamePart, RenameWish,
};
use crate::library::{EntryKey, Renaming, style_key};
use crate::review::{ASSIGNMENTS, CLAIMS, REVIEWS};

/// The rename that is looked at or under way, and those that can be taken back.
#[derive(Debug, Default)]
pub(in crate::desk) struct Renames {
    asked: u64,
    looked: Option<Arc<Renaming>>,
    under_way: Option<UnderWay>,
    done: Vec<(BatchId, Arc<RenameOrder>)>,
    /// A copy that is being made.
    copying: Option<EntryKey>,
    /// Deleted entries that can be brought back.
    gone: Vec<Gone>,
    /// Acts of earlier sessions that are not answered yet.
    interrupted: Vec<Arc<Interrupted>>,
    /// They are to be answered later.
    later: bool,
}

/// An entry whose file is in the trash, as it was at the desk.
#[derive(Debug)]
struct Gone {
    id: u64,
    entry: OpenEntry,
}

#[derive(Debug)]
struct UnderWay {
    order: Arc<RenameOrder>,
    /// Entries that are held meanwhile, by the names they have now.
    busy: Vec<EntryKey>,
    what: What,
}

#[derive(Debug)]
enum What {
    Rename(Arc<Renaming>, RenameWish),
    Back(BatchId),
    /// What an earlier session had begun.
    Resumed(Arc<Interrupted>, Way),
}

/// One thing that a rename does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenameLine {
    /// `None` where it can't be done.
    pub part: Option<RenamePart>,
    pub title: String,
    /// What it becomes, in short.
    pub below: String,
    /// The same in full.
    pub in_full: String,
    /// The text, and what changes in it.
    pub change: Option<(Arc<str>, Edits)>,
}

impl Desk {
    pub(in crate::desk) fn change_file(
        &mut self,
        command: RenameCommand,
        now: Moment,
    ) -> Vec<Effect> {
        match command {
            RenameCommand::Rename(wish) => self.rename(wish, now),
            RenameCommand::Undo(batch) => self.undo_rename(batch, now),
            RenameCommand::SaveCopy(wish) => self.save_copy(&wish, now),
            RenameCommand::UndoCopy { entry, text } => self.undo_copy(&entry, text, now),
            RenameCommand::Delete(entry) => self.delete(&entry, now),
            RenameCommand::BringBack(id) => self.undelete(id),
            RenameCommand::Resume { file, way } => self.resume(&file, way, now),
            RenameCommand::ResumeLater => {
                self.resume_later();
                Vec::new()
            }
        }
    }

    pub(in crate::desk) fn rename_reported(
        &mut self,
        report: RenameReport,
        now: Moment,
    ) -> Vec<Effect> {
        match report {
            RenameReport::NamesFound {
                asked,
                purpose,
                found,
            } => {
                self.names_found(asked, purpose, found, now);
                Vec::new()
            }
            RenameReport::TakenAway {
                key,
                to_trash,
                result,
            } => self.taken_away(&key, to_trash, result, now),
            RenameReport::Renamed {
                order,
                result,
                kept,
            } => self.renamed(&order, result, kept, now),
            RenameReport::Interrupted { root, acts } => {
                self.interrupted_read(&root, acts);
                Vec::new()
            }
            RenameReport::Resumed { act, order, result } => self.resumed(&act, order, result, now),
            RenameReport::TextsResumed {
                what,
                way,
                written,
                left,
            } => {
                self.texts_resumed(&what, way, written, &left, now);
                Vec::new()
            }
        }
    }

    /// What is known of the entry that is about to be renamed, once it is.
    pub fn renaming(&self) -> Option<&Arc<Renaming>> {
        self.in_library.renames.looked.as_ref()
    }

    /// Why the entry shown can't be renamed, saved as another or deleted now.
    pub(in crate::desk) fn rename_disabled_because(&self, id: CommandId) -> Option<String> {
        let key = self.shown.as_ref()?;
        let entry = self.shown()?;
        let file = self
            .library
            .as_ref()
            .and_then(|it| Some((it, it.get(key)?)));
        let why = if file.is_none_or(|(library, file)| !library.is_entry(file)) {
            "This is no entry"
        } else if id == CommandId::SaveAs {
            return None;
        } else if self.in_library.renames.under_way.is_some() || entry.writing.is_some() {
            "The entry is being written: wait a moment"
        } else if entry.outside.is_some() {
            "Its file changed on disk: settle that first, above the text"
        } else {
            return None;
        };
        Some(why.into())
    }

    /// Looks for all that names the entry shown; asks meanwhile for another name, where it is to have one.
    pub(in crate::desk) fn look_for_names(&mut self, purpose: Purpose) -> Vec<Effect> {
        let Some(key) = self.shown.clone() else {
            return Vec::new();
        };
        match purpose {
            Purpose::Rename => self.open_dialog(Dialog::Rename),
            Purpose::Copy => self.open_dialog(Dialog::SaveAs),
            Purpose::Delete => self.recut_cards(),
        }
        self.in_library.renames.looked = None;
        self.in_library.renames.asked = self.next_step().0;
        let Some(library) = &self.library else {
            return Vec::new();
        };
        let texts = library.rows().filter_map(|file| {
            let text = self.text_of(&file.key)?;
            Some((file.key.clone(), text.clone()))
        });
        vec![Effect::LookForNames(RenameLook {
            asked: self.in_library.renames.asked,
            purpose,
            root: library.root().to_path_buf(),
            key,
            style: self.style.clone(),
            texts: texts.collect(),
        })]
    }

    fn names_found(
        &mut self,
        asked: u64,
        purpose: Purpose,
        found: Result<Arc<Renaming>, RenameError>,
        now: Moment,
    ) {
        let dialog = match purpose {
            Purpose::Rename => Some(Dialog::Rename),
            Purpose::Copy => Some(Dialog::SaveAs),
            Purpose::Delete => None,
        };
        if asked != self.in_library.renames.asked || self.dialog() != dialog.as_ref() {
            return;
        }
        match found {
            Ok(found) if purpose == Purpose::Delete => self.ask_delete(&found),
            Ok(found) => self.in_library.renames.looked = Some(found),
            Err(why) => {
                self.close_dialog();
                self.error(format!("That can’t be done. {why}"), now);
            }
        }
    }

    /// Why the entry can't have this name.
    pub fn rename_error(&self, wish: &RenameWish) -> Option<String> {
        let renaming = self.in_library.renames.looked.as_ref()?;
        let old = &renaming.names;
        if renaming.purpose == Purpose::Copy {
            let error = self.slug_error(&wish.slug, None);
            return error.or_else(|| renaming.file_error(wish));
        }
        if wish.slug == old.slug && renaming.new_names(wish) == *old {
            return Some("This is its slug now".into());
        }
        self.slug_error(&wish.slug, Some(&old.file))
            .or_else(|| renaming.file_error(wish))
            .or_else(|| {
                (renaming.new_names(wish) == *old)
                    .then(|| "Tick the file, the slug or the address".to_owned())
            })
    }

    /// What a rename would do, line by line.
    pub fn rename_lines(&self, wish: &RenameWish) -> Vec<RenameLine> {
        let Some(renaming) = &self.in_library.renames.looked else {
            return Vec::new();
        };
        let mut lines: Vec<RenameLine> = Vec::new();
        for part in renaming.parts() {
            lines.push(self.rename_line(renaming, part, wish));
            if let (1, Some(why)) = (lines.len(), &renaming.front_refused) {
                lines.push(RenameLine {
                    part: None,
                    title: "The front matter".into(),
                    below: "It can’t be read, so it stays as it is".into(),
                    in_full: why.clone(),
                    change: None,
                });
            }
        }
        lines
    }

    fn rename_line<'r>(
        &self,
        renaming: &'r Renaming,
        part: RenamePart,
        wish: &RenameWish,
    ) -> RenameLine {
        let mut whole = wish.clone();
        whole.without.remove(&part);
        let (old, new) = (&renaming.names, renaming.new_names(&whole));
        let own = |part: &RenamePart| Some((&renaming.text, renaming.edits_of(part, &whole)));
        let in_file = |key: &EntryKey, text: &'r Arc<str>| {
            let edits = renaming.edits_in(key, text, &whole);
            Some((text, edits.ok()?))
        };
        let mut said = String::new();
        let (title, below, change) = match &part {
            RenamePart::File => {
                let (from, to) = (file_name(&old.file), file_name(&new.file));
                said = format!("{from} → {to}");
                ("The file".into(), format!("→ {to}"), None)
            }
            RenamePart::Slug => ("The slug".into(), format!("→ {}", new.slug), own(&part)),
            RenamePart::Address => {
                let url = new.url.as_deref().unwrap_or_default();
                let end = url.rfind('/').and_then(|slash| url.get(slash..));
                let end = format!("→ …{}", end.unwrap_or_default());
                ("The address".into(), end, own(&part))
            }
            RenamePart::Derived => {
                let change = own(&part);
                let count = format!("{}, by the rules of the house", places(&change));
                ("Addresses with the slug in them".into(), count, change)
            }
            RenamePart::Itself => {
                let change = own(&part);
                ("Links to itself".into(), places(&change), change)
            }
            RenamePart::Reviewed => {
                let said = "Left empty: nobody has reviewed the copy";
                ("The date of review".into(), said.into(), own(&part))
            }
            RenamePart::Id => {
                let said = "Left out: it is the other entry’s";
                ("The id".into(), said.into(), own(&part))
            }
            RenamePart::Links(key) => {
                let change = renaming
                    .linking_text(key)
                    .and_then(|text| in_file(key, text));
                let mut count = places(&change);
                if self.open.get(key).is_some_and(|entry| entry.is_unsaved()) {
                    count.push_str(" · what is unsaved there stays so");
                }
                (format!("Links in “{}”", self.title_of(key)), count, change)
            }
            RenamePart::Ids => {
                let text = renaming.style_text();
                let change = text.and_then(|text| in_file(&style_key(), text));
                let ids: Vec<String> = renaming.ids().iter().map(|id| id.to_string()).collect();
                let ids = format!("{} → {}", ids.join(", "), new.slug);
                ("Ids in the house style".into(), ids, change)
            }
            RenamePart::Records(name) => {
                let count = match renaming.records_in(name) {
                    1 => "1 record follows the slug".to_owned(),
                    n => format!("{n} records follow the slug"),
                };
                let title = match name.as_str() {
                    checks::ACCEPTED => "Accepted findings".into(),
                    AFTER_REVIEW => "What came in after reviews".into(),
                    REVIEWS => "Reviews on record".into(),
                    CLAIMS => "Verified claims".into(),
                    ASSIGNMENTS => "Who has it to review".into(),
                    _ => name.clone(),
                };
                (title, count, None)
            }
            RenamePart::Redirect => {
                let below = match renaming.redirect(&whole) {
                    Some((from, to)) => {
                        said = format!("{from} → {to}");
                        format!("In .copydesk/{REDIRECTS}")
                    }
                    None => "None is needed: the address stays".into(),
                };
                ("A redirect for the site".into(), below, None)
            }
        };
        let change = change.filter(|(_, edits)| !edits.is_empty());
        let change = change.map(|(text, edits)| (text.clone(), edits));
        let doubt = renaming.doubt(&part);
        for more in [Some(&below), doubt.as_ref()].into_iter().flatten() {
            if said.is_empty() || Some(more) == doubt.as_ref() {
                said = format!("{said}\n{more}").trim().to_owned();
            }
        }
        RenameLine {
            part: Some(part),
            title,
            below: doubt.unwrap_or(below),
            in_full: said,
            change,
        }
    }

    /// Another library is opened.
    pub(super) fn forget_renames(&mut self) {
        self.in_library.renames = Renames::default();
    }
}

fn file_name(key: &EntryKey) -> String {
    let name = key.path().file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn places(change: &Option<(&Arc<str>, Edits)>) -> String {
    match change.as_ref().map_or(0, |(_, edits)| edits.iter().count()) {
        0 => "Nothing to change".into(),
        1 => "1 place".into(),
        n => format!("{n} places"),
    }
}
