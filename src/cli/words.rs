//! `copydesk words`: the words of a library that no dictionary has, and those of its own list.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use lexopt::prelude::*;
use serde_json::json;

use super::table::{shortened, table};
use super::{REFUSED, Subcommand, WRONG_USAGE, house_style_of, print, report, shown};
use crate::checks::{Checked, Extent, Fact, Group, Ruleset};
use crate::library::{self, JsonLines, disk, home_of_folder};
use crate::settings::{OwnFolders, load_settings};
use crate::spelling::{LibraryWords, Speller, Terms, WORDS, further, terms};

/// Its row in the list of commands.
pub(super) const COMMAND: Subcommand = Subcommand {
    name: "words",
    arguments: "FOLDER",
    summary: "the words that no dictionary has",
    help: || HELP.to_owned(),
    run: |args| Ok(read(args)?.map(|words| words.run())),
};

const HELP: &str = "\
copydesk words FOLDER [OPTIONS]

Lists the words that no dictionary has, most frequent first: how often each stands in
how many entries, and why it is known all the same, if it is.

--unknown            those that are not known: what `check --prose` would tell
--house              those of the library's own list, .copydesk/words.txt, one word a
                     line, and its terms, .copydesk/terms.csv, in their preferred
                     form; what no entry uses is there with 0
--format text|json

To make a list of what is right as it is, look through `--unknown` and put the words
into .copydesk/words.txt. Nothing is put there by itself.
";

struct Words {
    folder: PathBuf,
    only: Option<Standing>,
    is_json: bool,
}

/// Why a word is told or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Unknown,
    /// It is in the library's list.
    House,
    /// It is a term of the library.
    Term,
    /// A source, a product or a person is called so.
    Name,
}

#[derive(Default)]
struct Use {
    times: usize,
    entries: usize,
    /// Where it stands first.
    first: String,
}

fn read(mut args: lexopt::Parser) -> Result<Option<Words>, lexopt::Error> {
    let (mut folder, mut only, mut is_json) = (None, None, false);
    while let Some(arg) = args.next()? {
        match arg {
            Value(word) if folder.is_none() => folder = Some(PathBuf::from(word)),
            Long("unknown") if only.is_none() => only = Some(Standing::Unknown),
            Long("house") if only.is_none() => only = Some(Standing::House),
            Long("format") => {
                is_json = match args.value()?.string()?.as_str() {
                    "text" => false,
                    "json" => true,
                    other => {
                        return Err(format!(
                            "there is no format “{other}”: text and json are known"
                        )
                        .into());
                    }
                }
            }
            Short('h') | Long("help") => return Ok(None),
            other => return Err(other.unexpected()),
        }
    }
    let folder = folder.ok_or("a folder is missing: copydesk words FOLDER")?;
    Ok(Some(Words {
        folder,
        only,
        is_json,
    }))
}

impl Words {
    fn run(&self) -> u8 {
        match self.tell() {
            Ok(code) => code,
            Err(why) => {
                report(why);
                WRONG_USAGE
            }
        }
    }

    fn tell(&self) -> Result<u8, String> {
        let folder = disk::folder(&self.folder).map_err(|why| why.to_string())?;
        let root = home_of_folder(&folder);
        let style = house_style_of(&root);
        let (library, errors) = library::open(&root, &style).map_err(|why| why.to_string())?;
        for part in &errors {
            report(part);
        }
        let entries = library.rows().filter(|file| library.is_entry(file));
        let texts =
            entries.filter_map(|file| Some((file.key.clone(), file.content.text()?.clone())));
        let (house, terms) = (words_of(&root), terms_of(&root));
        // The day is for the other checks.
        let rules = Ruleset::new(Arc::new(style), jiff::civil::Date::default())
            .keeping(|check| check.group == Group::Language)
            .with_spelling(speller(), house.clone())
            .with_terms(terms.clone());
        let stop = AtomicBool::new(false);
        let checked = Checked::start(rules, Extent::Part, texts.collect(), &stop, |_| ());

        let preferred: HashSet<&str> = terms.iter().map(|term| &*term.preferred).collect();
        let mut uses: BTreeMap<&str, Use> = BTreeMap::new();
        for (key, text, _) in checked.all() {
            let Some((_, facts)) = checked.index().entry(key) else {
                continue;
            };
            let mut here: BTreeMap<&str, usize> = BTreeMap::new();
            for doubt in (facts.doubts.iter()).filter(|it| !preferred.contains(&*it.word)) {
                *here.entry(&doubt.word).or_default() += 1;
            }
            for it in terms.find(text).filter(|it| it.instead.is_none()) {
                *here.entry(&it.term.preferred).or_default() += 1;
            }
            for (word, times) in here {
                let used = uses.entry(word).or_default();
                used.times += times;
                used.entries += 1;
                if used.first.is_empty() {
                    used.first = key.file();
                }
            }
        }
        for word in house.iter().chain(preferred.iter().copied()) {
            uses.entry(word).or_default();
        }
        let standing = |word: &str| {
            if preferred.contains(word) {
                Standing::Term
            } else if house.has(word) || terms.has_word(word) {
                Standing::House
            } else if checked.index().who(&Fact::Name(word.into())).is_empty() {
                Standing::Unknown
            } else {
                Standing::Name
            }
        };
        let mut rows: Vec<(&str, Standing, &Use)> = uses
            .iter()
            .map(|(word, used)| (*word, standing(word), used))
            .filter(|(_, standing, _)| self.wants(*standing))
            .collect();
        rows.sort_by_key(|(word, _, used)| (std::cmp::Reverse(used.times), *word));
        let text = if self.is_json {
            json_of(&rows)
        } else {
            table(
                ["times", "entries", "word", "", "first in"],
                rows.iter()
                    .map(|(word, standing, used)| {
                        [
                            used.times.to_string(),
                            used.entries.to_string(),
                            shortened(word),
                            standing.name().to_owned(),
                            used.first.clone(),
                        ]
                    })
                    .collect(),
            )
        };
        let code = print(&text);
        Ok(if errors.is_empty() {
            code
        } else {
            code.max(REFUSED)
        })
    }
}

impl Words {
    fn wants(&self, standing: Standing) -> bool {
        match self.only {
            Some(Standing::House) => matches!(standing, Standing::House | Standing::Term),
            only => only.is_none_or(|only| only == standing),
        }
    }
}

/// One word a line, so that a change of one is a change of one line.
fn json_of(rows: &[(&str, Standing, &Use)]) -> String {
    let lines: Vec<String> = rows
        .iter()
        .map(|(word, standing, used)| {
            let (times, entries) = (used.times, used.entries);
            json!({
                "word": word, "times": times, "entries": entries, "standing": standing.name(), "first": used.first,
            })
            .to_string()
        })
        .collect();
    format!("{{\"version\":1,\"words\":[\n{}\n]}}\n", lines.join(",\n"))
}

impl Standing {
    fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::House => "house",
            Self::Term => "term",
            Self::Name => "name",
        }
    }
}

/// All dictionaries that this person has. What is wrong with one is said.
pub(super) fn speller() -> Arc<Speller> {
    let Some(own) = OwnFolders::find() else {
        return Arc::new(Speller::new(Vec::new()));
    };
    let (settings, _) = load_settings(&own.settings());
    let (dictionaries, refused) = further(&own.dictionaries(), &settings.dictionaries);
    for (path, why) in refused {
        report(format_args!(
            "A dictionary was left out. {why}: {}",
            shown(&path)
        ));
    }
    Arc::new(Speller::new(dictionaries))
}

/// The words of a library and those of the person. That a list can't be read is said.
pub(super) fn words_of(root: &Path) -> Arc<LibraryWords> {
    let own = OwnFolders::find().map(|own| own.config.join(WORDS));
    let beside = disk::read_records(root, WORDS);
    let mut words = LibraryWords::default();
    for list in std::iter::once(beside).chain(own.map(|own| disk::records_in(&own))) {
        let list = list.unwrap_or_else(|why| {
            report(format_args!(
                "The list of words was left out. {why}: {WORDS}"
            ));
            JsonLines::default()
        });
        words.join(&LibraryWords::of(&list));
    }
    Arc::new(words)
}

/// What a library calls things. What is wrong with the file is said.
pub(super) fn terms_of(root: &Path) -> Arc<Terms> {
    let place = shown(&terms::place(root));
    let read = Terms::open(root).unwrap_or_else(|why| {
        report(format_args!("The terms were left out. {why}: {place}"));
        Terms::default()
    });
    if read.has_merge_markers() {
        report(format_args!(
            "The marks of a merge are in the terms: {place}"
        ));
    }
    for mistake in read.mistakes() {
        report(format_args!("{mistake}: {place}"));
    }
    Arc::new(read)
}
