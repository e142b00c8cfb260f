//! `copydesk learn`: a house style from what the entries of a folder have in common.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use lexopt::prelude::*;

use super::words::{speller, terms_of, words_of};
use super::{REFUSED, Subcommand, house_style_of, print, report, shown};
use crate::checks::{self, Extent, Ruleset};
use crate::house_style::{LEARNED_FILE, learned_file};
use crate::library::{self, EntryKey, SaveError, disk};

/// Its row in the list of commands.
pub(super) const COMMAND: Subcommand = Subcommand {
    name: "learn",
    arguments: "FOLDER",
    summary: "a house style from what the entries have in common",
    help: || HELP.to_owned(),
    run: |args| Ok(read(args)?.map(|learn| learn.run())),
};

const HELP: &str = "\
copydesk learn FOLDER [-o FILE]

Learns a house style from the entries of a folder: the fields, sections, sentences and
links that nearly all of them have in common, with the evidence in comments. Then every
check is made by it, and one that more than one entry in ten fails is turned off.
It is written to house_style.learned.yaml in the folder, or under the next free name;
a file that is there is never written over.

-o FILE    writes to this file instead (- is standard output)

Exit codes: 0 done, 1 nothing was written, 2 wrong usage.
";

/// What is to be learned from, and where it is written; `-` is standard output.
struct Learn {
    folder: PathBuf,
    into: Option<PathBuf>,
}

/// Reads the arguments; `None` where help is wanted.
fn read(mut args: lexopt::Parser) -> Result<Option<Learn>, lexopt::Error> {
    let mut folder = None;
    let mut into = None;
    while let Some(arg) = args.next()? {
        match arg {
            Value(word) if folder.is_none() => folder = Some(PathBuf::from(word)),
            Short('o') | Long("output") => into = Some(PathBuf::from(args.value()?)),
            Short('h') | Long("help") => return Ok(None),
            other => return Err(other.unexpected()),
        }
    }
    let folder = folder.ok_or("a folder is missing: copydesk learn FOLDER")?;
    Ok(Some(Learn { folder, into }))
}

impl Learn {
    fn run(&self) -> u8 {
        self.learn().unwrap_or_else(|why| {
            report(why);
            REFUSED
        })
    }

    fn learn(&self) -> Result<u8, String> {
        let style = house_style_of(&self.folder);
        let (library, errors) =
            library::open(&self.folder, &style).map_err(|failed| failed.to_string())?;
        for part in errors {
            report(part);
        }
        let texts = library::texts_to_learn_from(&library);
        let entries: HashSet<&EntryKey> = texts.iter().map(|(key, _)| key).collect();
        let others = library.rows().map(|file| file.key.clone());
        let others: HashSet<EntryKey> = others.filter(|key| !entries.contains(key)).collect();
        let root = library.root();
        let extent = match library::is_marked(root) {
            true => Extent::Whole(others),
            false => Extent::Found(others),
        };
        let (words, terms) = (words_of(root), terms_of(root));
        let rules = |style| {
            Ruleset::new(style, jiff::Zoned::now().date())
                .with_spelling(speller(), words.clone())
                .with_terms(terms.clone())
        };
        let stop = AtomicBool::new(false);
        let learned = checks::learn(texts, extent, rules, &stop, |_| ());
        let learned = learned.map_err(|why| why.to_string())?.learned;
        let text = learned.write();
        let path = match &self.into {
            Some(path) if path.as_os_str() == "-" => return Ok(print(&text)),
            Some(path) => write_new(path, &text).map(|()| path.clone())?,
            None => write_beside(library.root(), &text)?,
        };
        let entries = learned.entries;
        Ok(print(&format!(
            "Learned from {entries} entries: {}\n",
            shown(&path)
        )))
    }
}

/// Writes beside the content, under the first name that nothing has.
fn write_beside(root: &Path, text: &str) -> Result<PathBuf, String> {
    for number in 1..100 {
        let path = root.join(learned_file(number));
        match disk::create(&path, text) {
            Ok(()) => return Ok(path),
            Err(SaveError::AlreadyThere) => {}
            Err(why) => return Err(format!("{why}: {}", shown(&path))),
        }
    }
    Err(format!("There are too many files like {LEARNED_FILE} here"))
}

fn write_new(path: &Path, text: &str) -> Result<(), String> {
    disk::create(path, text).map_err(|why| format!("{why}: {}", shown(path)))
}
