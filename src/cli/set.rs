//! `copydesk set`: changes fields and the text of a section of one entry, all or nothing; or fields of every entry that a query
//! finds.
//!
//! Knows nothing of: what agrees with what (it changes only what it is told).

use std::io::{self, Read};
use std::path::PathBuf;

use lexopt::prelude::*;

use super::asking::{QueryOptions, open};
use super::diff::diff;
use super::many::{Changed, ManyFiles};
use super::writing::{MOST_TRIES, Writer};
use super::{
    CliError, DONE, REFUSED, Subcommand, WRONG_USAGE, known_checks, print, report, shown, unread,
};
use crate::entry::front_matter::{Change, FrontMatter, NewValue, Path, change};
use crate::entry::is_near;
use crate::entry::section_body;
use crate::library::{self, Library, SaveError, disk, home_of};
use crate::search::fields::FieldChange;
use crate::settings::OwnFolders;

/// Its row in the list of commands.
pub(super) const COMMAND: Subcommand = Subcommand {
    name: "set",
    arguments: "FILE|FOLDER …",
    summary: "change fields of one entry, or of many",
    help: || HELP.to_owned(),
    run: |args| Ok(read(args)?.map(|set| set.run())),
};

const HELP: &str = "\
copydesk set FILE [KEY=VALUE …] [--unset KEY] [--section NAME --from FILE|-] [--dry-run]
copydesk set FOLDER --where QUERY [KEY=VALUE …] [--unset KEY] [--rename OLD=NEW]
             [--dry-run] [--follow]

Changes fields of the front matter, and the text of a section; all of it or nothing.
All other bytes of the file stay as they are.

KEY=VALUE            title=\"How much?\", related_products[0].name=Zinc, \"a.b\"=x
                     tags[+]=zinc adds to a list, however it is written;
                     related_products[+].name=Zinc adds an item with fields
KEY=                 sets the empty text
--unset KEY          takes the field out
--section NAME       the section with exactly this heading …
--from FILE          … gets the text of this file (- is standard input)
--where QUERY        in every entry that the query finds (copydesk find --help), each all
                     or nothing; tags[+]=VALUE adds to a list that lacks it. Refused for
                     last_reviewed, which is set by signing off, and for slug, url and id
--rename OLD=NEW     gives a field at the top another name; with --where only
--follow             in files outside of the library too, which links lead to
--dry-run            shows the change as a diff and writes nothing

Exit codes: 0 done, 1 refused and the file is as it was, 2 wrong usage. With --where: 1
nothing was found or an entry was left as it was, 2 wrong query.
";

/// One `set`, as the command line says it.
#[derive(Debug)]
struct Set {
    file: PathBuf,
    changes: Vec<Change>,
    /// Fields that get another name; of many entries only.
    renames: Vec<FieldChange>,
    section: Option<(String, Source)>,
    /// The file is a folder, and these are its entries that are changed.
    query: Option<String>,
    follow: bool,
    dry_run: bool,
}

/// Where the new text of a section comes from.
#[derive(Debug)]
enum Source {
    StandardInput,
    File(PathBuf),
}

/// Reads the arguments behind `set`; `None` asks for help.
fn read(mut args: lexopt::Parser) -> Result<Option<Set>, lexopt::Error> {
    let mut file = None;
    let (mut changes, mut renames) = (Vec::new(), Vec::new());
    let mut section = None;
    let mut source = None;
    let (mut query, mut follow, mut dry_run) = (None, false, false);
    while let Some(arg) = args.next()? {
        match arg {
            Value(word) if file.is_none() => file = Some(PathBuf::from(word)),
            Value(word) => changes.push(assignment(&word.string()?)?),
            Long("unset") => {
                let key = args.value()?.string()?;
                let path = Path::parse(&key).map_err(|error| format!("--unset {key}: {error}"))?;
                changes.push(Change::Remove { path });
            }
            Long("rename") => {
                let word = args.value()?.string()?;
                let (from, to) = word
                    .split_once('=')
                    .ok_or_else(|| format!("--rename {word}: write OLD=NEW"))?;
                let (from, to) = (from.to_owned(), to.to_owned());
                renames.push(FieldChange::Rename { from, to });
            }
            Long("section") if section.is_none() => section = Some(args.value()?.string()?),
            Long("from") if source.is_none() => {
                let word = args.value()?;
                source = Some(if word == "-" {
                    Source::StandardInput
                } else {
                    Source::File(PathBuf::from(word))
                });
            }
            Long("where") if query.is_none() => query = Some(args.value()?.string()?),
            Long("follow") => follow = true,
            Long("dry-run") => dry_run = true,
            Short('h') | Long("help") => return Ok(None),
            other => return Err(other.unexpected()),
        }
    }
    if section.is_some() && query.is_some() {
        return Err("--section is of one file, so it goes without --where".into());
    }
    if !renames.is_empty() && query.is_none() {
        return Err("--rename belongs to --where".into());
    }
    if follow && query.is_none() {
        return Err("--follow belongs to --where".into());
    }
    let section = match (section, source) {
        (Some(name), Some(source)) => Some((name, source)),
        (None, None) => None,
        (Some(_), None) => return Err("--section NAME needs --from FILE (or --from -)".into()),
        (None, Some(_)) => return Err("--from belongs to --section NAME".into()),
    };
    let file = file.ok_or("a file is missing: copydesk set FILE KEY=VALUE")?;
    if changes.is_empty() && renames.is_empty() && section.is_none() {
        return Err("nothing to change: give KEY=VALUE, --unset KEY or --section NAME".into());
    }
    Ok(Some(Set {
        file,
        changes,
        renames,
        section,
        query,
        follow,
        dry_run,
    }))
}

fn assignment(word: &str) -> Result<Change, lexopt::Error> {
    let (path, rest) = Path::parse_start(word).map_err(|error| format!("{word}: {error}"))?;
    let value = rest
        .strip_prefix('=')
        .ok_or_else(|| format!("{word}: a value is missing, KEY=VALUE"))?;
    Ok(Change::Set {
        path,
        value: NewValue::Text(value.to_owned()),
    })
}

impl Set {
    fn run(&self) -> u8 {
        if let Some(query) = &self.query {
            return self.in_many(query).unwrap_or_else(|why| {
                report(why);
                WRONG_USAGE
            });
        }
        match self.carry_out() {
            Ok(code) => code,
            Err(reason) => {
                report(format_args!("{reason}\nFile: {}", shown(&self.file)));
                REFUSED
            }
        }
    }

    fn carry_out(&self) -> Result<u8, String> {
        let body = match &self.section {
            Some((_, source)) => Some(source.read()?),
            None => None,
        };
        let mut writer = None;
        let mut tries = 0;
        loop {
            let old = disk::read_text(&self.file).map_err(|error| error.to_string())?;
            let new = self.changed(&old, body.as_deref())?;
            if self.dry_run {
                return Ok(print(&diff(&self.file, &old, &new)));
            }
            if new == *old {
                return Ok(DONE);
            }
            let writer = writer.get_or_insert_with(|| Writer::new(OwnFolders::find().as_ref()));
            tries += 1;
            match writer.save_file(&self.file, &new, &old) {
                // Another program was a moment earlier. What is to be changed is told by its name, so it can be changed in
                // the new text as well.
                Err(SaveError::ChangedOnDisk { now: Ok(_) }) if tries < MOST_TRIES => {}
                saved => return saved.map(|()| DONE).map_err(|error| error.to_string()),
            }
        }
    }

    /// Changes every entry that the query finds.
    fn in_many(&self, text: &str) -> Result<u8, CliError> {
        let changes = self.changes.iter().filter_map(in_many);
        let changes: Vec<FieldChange> = changes.chain(self.renames.iter().cloned()).collect();
        for change in &changes {
            if let Err(why) = change.check() {
                report(why);
                return Ok(REFUSED);
            }
        }
        let asking = QueryOptions::default();
        let query = asking.query(text)?;
        let library = open(&self.file)?;
        let names = self.changes.iter().filter_map(|change| match change {
            Change::Set { path, .. } => Some(path.first()),
            _ => None,
        });
        if let Some((name, meant)) = names
            .filter_map(|it| Some((it, meant(it, &library)?)))
            .next()
        {
            report(format_args!(
                "No entry has a field “{name}”. Is “{meant}” meant? To begin a new field, set it in one entry first"
            ));
            return Ok(REFUSED);
        }
        let mut candidates = asking.candidates(&query, text, &library)?;
        candidates.retain(|candidate| query.hits(&candidate.text).is_some());
        if candidates.is_empty() {
            report("No entry was found");
            return Ok(REFUSED);
        }
        let many = ManyFiles {
            library: &library,
            dry_run: self.dry_run,
            follow: self.follow,
        };
        let what: Vec<String> = changes
            .iter()
            .map(|it| it.to_string().replace('`', ""))
            .collect();
        let tally = many.change(&candidates, &what.join(", "), |_, old| {
            let mut new = old.to_owned();
            for change in &changes {
                let edits = change.edits(&new, library.style());
                let edits = edits.map_err(|refused| refused.to_string())?;
                let changed = edits.apply(&new).map_err(|error| error.to_string())?;
                new = changed.to_string();
            }
            Ok(Changed {
                text: new,
                changes: 1,
            })
        });
        Ok(if tally.left > 0 { REFUSED } else { DONE })
    }

    /// The changes, with a number, a date or a yes or no written as such in a field that says nothing yet, where the house style
    /// says that one belongs there. What says something keeps its own kind.
    fn by_kind(&self, old: &str) -> Vec<Change> {
        let front_matter = FrontMatter::read(old);
        let (home, _) = home_of(&self.file);
        let (style, _) = library::read_style(&home, &known_checks());
        let says_nothing = |key: &str| front_matter.text(key).unwrap_or_default().trim().is_empty();
        let by_kind = |change: &Change| match change {
            Change::Set {
                path,
                value: NewValue::Text(value),
            } if style.is_plain_value(&path.to_string(), value) && says_nothing(path.first()) => {
                Change::Set {
                    path: path.clone(),
                    value: NewValue::Plain(value.clone()),
                }
            }
            other => other.clone(),
        };
        self.changes.iter().map(by_kind).collect()
    }

    fn changed(&self, old: &str, body: Option<&str>) -> Result<String, String> {
        let mut new = old.to_owned();
        if !self.changes.is_empty() {
            let changes = self.by_kind(old);
            let edits = change(old, &changes).map_err(|refused| refused.to_string())?;
            new = edits
                .apply(old)
                .map_err(|error| error.to_string())?
                .to_string();
        }
        if let Some(((name, _), body)) = self.section.as_ref().zip(body) {
            let edits =
                section_body::replace(&new, name, body).map_err(|refused| refused.to_string())?;
            new = edits
                .apply(&new)
                .map_err(|error| error.to_string())?
                .to_string();
        }
        Ok(new)
    }
}

impl Source {
    fn read(&self) -> Result<String, String> {
        match self {
            Self::File(path) => disk::read_text(path)
                .map(|text| text.to_string())
                .map_err(|why| {
                    let why = unread(&why);
                    format!(
                        "The text of the section could not be read: {why}: {}",
                        shown(path)
                    )
                }),
            Self::StandardInput => {
                let mut text = String::new();
                io::stdin()
                    .read_to_string(&mut text)
                    .map_err(|error| format!("Standard input could not be read: {error}."))?;
                Ok(text)
            }
        }
    }
}

/// The field of the house that is meant by a name which no entry has. A slip would make a new field in all of them.
fn meant<'l>(name: &str, library: &'l Library) -> Option<&'l str> {
    let style = library.style();
    let near = style
        .fields
        .iter()
        .find(|field| is_near(&field.key, name))?;
    let texts = library.rows().filter_map(|file| file.content.text());
    let mut fields = texts.map(|text| FrontMatter::read(text).field(name).is_some());
    let is_known = style.field(name).is_some() || fields.any(|has_it| has_it);
    (!is_known).then_some(near.key.as_str())
}

/// A change as it is made to many entries: one that has it already stays as it is.
fn in_many(change: &Change) -> Option<FieldChange> {
    Some(match change {
        Change::Set { path, value } => {
            let value = match value {
                NewValue::Text(value) | NewValue::Plain(value) => value.clone(),
                NewValue::Nothing => String::new(),
            };
            match path.list() {
                Some(list) => FieldChange::AddToList { list, text: value },
                None => FieldChange::Set {
                    path: path.clone(),
                    value,
                },
            }
        }
        Change::Remove { path } => FieldChange::Remove { path: path.clone() },
        // No argument makes another.
        _ => return None,
    })
}
