//! `copydesk set`: changes fields and the text of a section of one entry, all or nothing.
//!
//! Knows nothing of: other entries; what agrees with what (it changes only what it is told).

use std::io::{self, Read};
use std::path::{Path as FilePath, PathBuf};
use std::time::Duration;

use lexopt::prelude::*;
use similar::TextDiff;

use super::writing::Writer;
use super::{DONE, REFUSED, Subcommand, print, report, shown, unread};
use crate::entry::front_matter::{Change, NewValue, Path, change};
use crate::entry::section_body;
use crate::library::harmless::harmless;
use crate::library::{SaveError, disk};
use crate::settings::OwnFolders;

/// Its row in the list of commands.
pub(super) const COMMAND: Subcommand = Subcommand {
    name: "set",
    arguments: "FILE …",
    summary: "change one entry",
    help: || HELP.to_owned(),
    run: |args| Ok(read(args)?.map(|set| set.run())),
};

const HELP: &str = "\
copydesk set FILE [KEY=VALUE …] [--unset KEY] [--section NAME --from FILE|-] [--dry-run]

Changes fields of the front matter, and the text of a section; all of it or nothing.
All other bytes of the file stay as they are.

KEY=VALUE            title=\"How much?\", related_products[0].name=Zinc, \"a.b\"=x
                     related_products[+].name=Zinc adds an item
KEY=                 sets the empty text
--unset KEY          takes the field out
--section NAME       the section with exactly this heading …
--from FILE          … gets the text of this file (- is standard input)
--dry-run            shows the change as a diff and writes nothing

Exit codes: 0 done, 1 refused and the file is as it was, 2 wrong usage.
";

/// So often a file that others write as well is read again. Each time one of them has got its change in.
pub(super) const MOST_TRIES: u32 = 200;

/// One `set`, as the command line says it.
#[derive(Debug)]
struct Set {
    file: PathBuf,
    changes: Vec<Change>,
    section: Option<(String, Source)>,
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
    let mut changes = Vec::new();
    let mut section = None;
    let mut source = None;
    let mut dry_run = false;
    while let Some(arg) = args.next()? {
        match arg {
            Value(word) if file.is_none() => file = Some(PathBuf::from(word)),
            Value(word) => changes.push(assignment(&word.string()?)?),
            Long("unset") => {
                let key = args.value()?.string()?;
                let path = Path::parse(&key).map_err(|error| format!("--unset {key}: {error}"))?;
                changes.push(Change::Remove { path });
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
            Long("dry-run") => dry_run = true,
            Short('h') | Long("help") => return Ok(None),
            other => return Err(other.unexpected()),
        }
    }
    let section = match (section, source) {
        (Some(name), Some(source)) => Some((name, source)),
        (None, None) => None,
        (Some(_), None) => return Err("--section NAME needs --from FILE (or --from -)".into()),
        (None, Some(_)) => return Err("--from belongs to --section NAME".into()),
    };
    let file = file.ok_or("a file is missing: copydesk set FILE KEY=VALUE")?;
    if changes.is_empty() && section.is_none() {
        return Err("nothing to change: give KEY=VALUE, --unset KEY or --section NAME".into());
    }
    Ok(Some(Set {
        file,
        changes,
        section,
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

    fn changed(&self, old: &str, body: Option<&str>) -> Result<String, String> {
        let mut new = old.to_owned();
        if !self.changes.is_empty() {
            let edits = change(old, &self.changes).map_err(|refused| refused.to_string())?;
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

/// What would be written, as a unified diff.
pub(super) fn diff(file: &FilePath, old: &str, new: &str) -> String {
    if old == new {
        return String::new();
    }
    let name = shown(file);
    // Of two long texts that have hardly a line in common a longer diff is shown rather than the shortest looked for.
    let diff = TextDiff::configure()
        .timeout(Duration::from_millis(500))
        .diff_lines(old, new)
        .unified_diff()
        .header(&format!("a/{name}"), &format!("b/{name}"))
        .to_string();
    harmless(&diff).into_owned()
}
