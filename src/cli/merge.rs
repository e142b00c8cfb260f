//! `copydesk merge`: three versions of an entry into one, by its structure; the merge driver of git.
//!
//! git takes every exit code up to 128 to mean that the result is written, so whatever keeps it from being written is 129.
//! Knows nothing of: the library that the entry belongs to.

use std::collections::HashSet;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

mod install;

use lexopt::prelude::*;

use super::{DONE, Subcommand, print, report, shown, unread};
use crate::checks::{CameLater, slug_of};
use crate::entry::Part;
use crate::entry::front_matter::FrontMatter;
use crate::library::disk::{self, SaveHow};
use crate::library::{EntryKey, after_review, is_records_file, merge_records};
use crate::merge::{Labels, Merged, Whose, merge};

use install::Install;

/// Its row in the list of commands.
pub(super) const COMMAND: Subcommand = Subcommand {
    name: "merge",
    arguments: "…",
    summary: "three versions of an entry into one, for git",
    help: || HELP.to_owned(),
    run: |args| match read(args) {
        Ok(asked) => Ok(asked.map(|asked| asked.run())),
        Err(error) => {
            report(format_args!("{error}\nTry: copydesk merge --help"));
            Ok(Some(NOT_MERGED))
        }
    },
};

const HELP: &str = "\
copydesk merge BASE OURS THEIRS [-o OUT] [--path NAME]
copydesk merge --install|--uninstall [--yes]

Merges two versions of an entry that were made of one, by its structure: front matter
by field, text by section, sources by PMID, DOI or words, numbered once. Lines are
compared only inside one piece that both changed. Files of records (.copydesk/*.jsonl)
are merged record by record and field by field.

-o OUT       writes to this file; without it to standard output
--path NAME  what the entry is called in messages, and in the note that git\u{2019}s folder keeps of
             what came in after a review

As the merge driver of git, in the repository of this folder:

--install    adds two lines to .gitattributes (*.md and **/.copydesk/*.jsonl
             merge=copydesk) and sets merge.copydesk.driver for this clone; asks
             before it changes what is there. Should the program be gone one day,
             git merges in its own way
--uninstall  removes both again
--yes        answers the questions with yes

Exit codes: 0 merged, 1 merged with conflicts between git\u{2019}s signs,
129 not merged and nothing was written. Of --install: 0 done, 1 not done.
";

/// The exit code of a merge with conflicts between git's signs.
const CONFLICTS: u8 = 1;
/// The exit code of a merge that was not made; nothing was written.
const NOT_MERGED: u8 = 129;

/// One `merge`, as the command line says it.
#[derive(Debug)]
struct Merge {
    base: PathBuf,
    ours: PathBuf,
    theirs: PathBuf,
    out: Option<PathBuf>,
    /// What the entry is called in the repository; the files are copies.
    path: Option<PathBuf>,
}

/// What the command is asked for.
#[derive(Debug)]
enum Asked {
    Merge(Merge),
    Install(Install),
}

impl Asked {
    fn run(self) -> u8 {
        match self {
            Self::Install(install) => install.run(),
            // A program that breaks ends with a status that git takes for a merge with conflicts.
            Self::Merge(merge) => catch_unwind(|| merge.run()).unwrap_or(NOT_MERGED),
        }
    }
}

/// Reads the arguments behind `merge`; `None` asks for help.
fn read(mut args: lexopt::Parser) -> Result<Option<Asked>, lexopt::Error> {
    let mut files = Vec::new();
    let mut out = None;
    let mut path = None;
    let (mut install, mut uninstall, mut yes) = (false, false, false);
    while let Some(arg) = args.next()? {
        match arg {
            Value(word) if files.len() < 3 => files.push(PathBuf::from(word)),
            Short('o') | Long("output") if out.is_none() => out = Some(args.value()?.into()),
            Long("path") if path.is_none() => path = Some(args.value()?.into()),
            Long("install") => install = true,
            Long("uninstall") => uninstall = true,
            Long("yes") => yes = true,
            Short('h') | Long("help") => return Ok(None),
            other => return Err(other.unexpected()),
        }
    }
    if install || uninstall {
        if (install && uninstall) || !files.is_empty() || out.is_some() || path.is_some() {
            return Err("--install and --uninstall stand alone, but for --yes".into());
        }
        return Ok(Some(Asked::Install(Install { uninstall, yes })));
    }
    if yes {
        return Err("--yes belongs to --install or --uninstall".into());
    }
    let Ok([base, ours, theirs]) = <[PathBuf; 3]>::try_from(files) else {
        return Err("three files are needed: copydesk merge BASE OURS THEIRS".into());
    };
    Ok(Some(Asked::Merge(Merge {
        base,
        ours,
        theirs,
        out,
        path,
    })))
}

impl Merge {
    fn run(&self) -> u8 {
        match self.carry_out() {
            Ok(code) => code,
            Err(reason) => {
                report(reason);
                NOT_MERGED
            }
        }
    }

    fn carry_out(&self) -> Result<u8, String> {
        let (ours, theirs) = (text_of(&self.ours)?, text_of(&self.theirs)?);
        let path = self.path.as_ref().unwrap_or(&self.ours);
        if is_records_file(path) {
            return self.merge_records(path, &ours, &theirs);
        }
        let merged = merge(&text_of(&self.base)?, &ours, &theirs);
        let text = merged.text_with_markers(Labels::default());
        let code = self.put(&text, merged.is_clean())?;
        self.tell(&merged);
        self.note_for_git(&merged, &ours, &theirs);
        Ok(code)
    }

    fn merge_records(&self, path: &Path, ours: &str, theirs: &str) -> Result<u8, String> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let merged = merge_records(&name, &text_of(&self.base)?, ours, theirs);
        let code = self.put(&merged.records.text(), merged.to_settle.is_empty())?;
        for one in &merged.to_settle {
            report(format_args!(
                "{}: both sides changed the record of {one}; both records are kept, to be settled",
                shown(path)
            ));
        }
        Ok(code)
    }

    /// Writes what came of it; the answer is the exit code.
    fn put(&self, text: &str, is_clean: bool) -> Result<u8, String> {
        let printed = match &self.out {
            Some(out) => write(out, text).map(|()| DONE)?,
            None => print(text),
        };
        Ok(match printed {
            DONE if is_clean => DONE,
            DONE => CONFLICTS,
            _ => NOT_MERGED,
        })
    }

    /// Says what a person has to look at.
    fn tell(&self, merged: &Merged) {
        let entry = shown(self.path.as_ref().unwrap_or(&self.ours));
        for (by, what) in [
            (None, "both sides changed"),
            (Some(Whose::Ours), "ours took out what theirs changed:"),
            (Some(Whose::Theirs), "theirs took out what ours changed:"),
        ] {
            let conflicts = merged.conflicts().filter(|(_, it)| it.taken_out_by() == by);
            let parts = listed(conflicts.map(|(part, _)| part));
            if !parts.is_empty() {
                report(format_args!("{entry}: {what} {parts}"));
            }
        }
        if let Some(came) = &merged.came_after {
            let (date, parts) = (&came.last_reviewed, listed(&came.parts));
            let stands = if merged.is_review_open() {
                format!("if the review of {date} is to stand: it did not see")
            } else {
                format!("the review of {date} stands, but did not see")
            };
            report(format_args!(
                "{entry}: {stands} what the other side changed: {parts}. Look it through and sign off again"
            ));
        }
        // Where lines are marked, the signs are what has to be looked at first.
        let clean = merged.text_with(&[]);
        let error = clean.and_then(|text| FrontMatter::read(&text).error);
        if let Some(error) = error {
            report(format_args!(
                "{entry}: the front matter can’t be read as it is now: {}",
                error.message
            ));
        }
    }

    /// Writes down for the checks what came in after a review, where git says which entry is merged. The merge is made
    /// whatever becomes of that.
    fn note_for_git(&self, merged: &Merged, ours: &str, theirs: &str) {
        let (Some(path), Some(came)) = (&self.path, &merged.came_after) else {
            return;
        };
        // With conflicts in it the text may have no front matter that can be read.
        let clean = merged.text_with(&[]);
        let slug = slug_of(&EntryKey::new(path), clean.as_deref().unwrap_or(ours));
        let parts = came.parts.iter().map(ToString::to_string).collect();
        let one = CameLater::new(slug, came.last_reviewed.clone(), parts).made_of(ours, theirs);
        // Git runs a driver in the uppermost folder of the work tree.
        let Some((line, folder)) = one.line().zip(disk::true_path(Path::new("."))) else {
            return;
        };
        if let Err(why) = after_review::note_for_git(&folder, &line) {
            let entry = shown(path);
            report(format_args!(
                "{entry}: that could not be noted for the next review: {why}"
            ));
        }
    }
}

/// Names of parts, each once.
fn listed<'p>(parts: impl IntoIterator<Item = &'p Part>) -> String {
    let mut told: HashSet<String> = HashSet::new();
    let names = parts.into_iter().map(ToString::to_string);
    let names: Vec<String> = names.filter(|name| told.insert(name.clone())).collect();
    names.join(", ")
}

fn text_of(file: &Path) -> Result<Arc<str>, String> {
    disk::read_text(file).map_err(|why| format!("{}\nFile: {}", unread(&why), shown(file)))
}

fn write(out: &Path, text: &str) -> Result<(), String> {
    let written = if disk::is_there(out) {
        let old = text_of(out)?;
        if *old == *text {
            return Ok(());
        }
        disk::save(out, text, &old, SaveHow::Replace)
    } else {
        disk::create(out, text)
    };
    written.map_err(|why| format!("{why}\nFile: {}", shown(out)))
}
