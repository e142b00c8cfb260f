//! `copydesk replace`: other words in the place of what a query finds.

use std::collections::BTreeMap;
use std::path::PathBuf;

use lexopt::prelude::*;

use super::asking::{OPTIONS, QueryOptions, begun_with_minus, open, pointed};
use super::many::{Changed, FilesTally, ManyFiles};
use super::{CliError, DONE, REFUSED, Subcommand, WRONG_USAGE, report};
use crate::library::grouped;
use crate::search::replace::{Replacement, ReplacementError, edits, parts_title_and_heading};
use crate::search::{HitGuard, ReplaceReach};

/// Its row in the list of commands.
pub(super) const COMMAND: Subcommand = Subcommand {
    name: "replace",
    arguments: "FOLDER QUERY --with TEXT",
    summary: "other words in many entries",
    help,
    run: |args| Ok(read(args)?.map(|replace| replace.run())),
};

fn help() -> String {
    format!(
        "\
copydesk replace FOLDER QUERY --with TEXT [--dry-run] [OPTIONS]

Puts TEXT in the place of what the query finds (copydesk find --help). The query has one
thing to look for; what else it says chooses entries. Never changed: last_reviewed, slug,
url and ids. A file that was changed is told at once. What was interrupted is finished, or
undone, in the window.

--with TEXT          $1 and ${{name}} are groups of a regular expression, $$ is a dollar sign
--keep-case          Tea for Iron, TEA for IRON
--front-matter       in values of the front matter too
--links              in addresses of links too
--quoted             in quotations, titles of sources and claims that are corrected too
--follow             in files outside of the library too, which links lead to
--dry-run            shows the change as a diff and writes nothing
{OPTIONS}

Exit codes: 0 done, 1 nothing found or something was left out, 2 wrong query or the
library can't be read.
"
    )
}

/// One `replace`, as the command line says it.
struct Replace {
    folder: PathBuf,
    query: String,
    with: String,
    asking: QueryOptions,
    reach: ReplaceReach,
    keep_case: bool,
    quoted: bool,
    follow: bool,
    dry_run: bool,
}

/// Reads the arguments behind `replace`; `None` asks for help.
fn read(mut args: lexopt::Parser) -> Result<Option<Replace>, lexopt::Error> {
    let (mut folder, mut query, mut with) = (None, None, None);
    let (mut asking, mut reach) = (QueryOptions::default(), ReplaceReach::default());
    let (mut keep_case, mut quoted, mut follow, mut dry_run) = (false, false, false, false);
    loop {
        if query.is_none() && folder.is_some() {
            query = begun_with_minus(&mut args)?;
        }
        let Some(arg) = args.next()? else { break };
        match arg {
            Value(word) if folder.is_none() => folder = Some(PathBuf::from(word)),
            Value(word) if query.is_none() => query = Some(word.string()?),
            Value(_) => return Err("a query is one argument: put it in quotes".into()),
            Long("with") if with.is_none() => with = Some(args.value()?.string()?),
            Long("keep-case") => keep_case = true,
            Long("front-matter") => reach.front_matter = true,
            Long("links") => reach.links = true,
            Long("quoted") => quoted = true,
            Long("follow") => follow = true,
            Long("dry-run") => dry_run = true,
            Short('h') | Long("help") => return Ok(None),
            Long(name) => {
                let name = name.to_owned();
                if !asking.takes(&name, &mut args)? {
                    return Err(lexopt::Error::UnexpectedOption(format!("--{name}")));
                }
            }
            other => return Err(other.unexpected()),
        }
    }
    let usage = "copydesk replace FOLDER QUERY --with TEXT";
    Ok(Some(Replace {
        folder: folder.ok_or_else(|| format!("a folder is missing: {usage}"))?,
        query: query.ok_or_else(|| format!("a query is missing: {usage}"))?,
        with: with.ok_or_else(|| format!("what to put there is missing: {usage}"))?,
        asking,
        reach,
        keep_case,
        quoted,
        follow,
        dry_run,
    }))
}

impl Replace {
    fn run(&self) -> u8 {
        match self.carry_out() {
            Ok(code) => code,
            Err(why) => {
                report(why);
                WRONG_USAGE
            }
        }
    }

    fn carry_out(&self) -> Result<u8, CliError> {
        let query = self.asking.query(&self.query)?;
        let replacement = Replacement::new(&query, &self.with, self.keep_case, self.reach);
        let replacement = replacement.map_err(|why| match why {
            ReplacementError::Query(error) => pointed(&self.query, &error),
            ReplacementError::With(error) => pointed(&self.with, &error),
        })?;
        let library = open(&self.folder)?;
        let candidates = self.asking.candidates(&query, &self.query, &library)?;
        let many = ManyFiles {
            library: &library,
            dry_run: self.dry_run,
            follow: self.follow,
        };
        let mut refused = 0;
        let mut left = BTreeMap::new();
        let what = format!("replacing {} with “{}”", self.query, self.with);
        let tally = many.change(&candidates, &what, |key, text| {
            let swaps = replacement.swaps(text, &query.hits(text).unwrap_or_default());
            let (chosen, others): (Vec<_>, Vec<_>) = swaps.iter().partition(|swap| {
                let is_quoted = matches!(swap.guard, HitGuard::Doubtful(_));
                swap.guard == HitGuard::Free || (is_quoted && self.quoted)
            });
            for why in others.iter().filter_map(|swap| swap.guard.why()) {
                *left.entry(why).or_insert(0_usize) += 1;
            }
            let swapped = edits(text, chosen.iter().copied());
            for (at, why) in &swapped.refused {
                let words = text.get(at.clone()).unwrap_or_default();
                report(format_args!(
                    "Left as it is: “{words}”. {why}\nFile: {}",
                    key.file()
                ));
            }
            refused += swapped.refused.len();
            let new = swapped.edits.apply(text).map_err(|why| why.to_string())?;
            if parts_title_and_heading(text, &new) {
                report(format_args!(
                    "Title and heading no longer agree\nFile: {}",
                    key.file()
                ));
            }
            Ok(Changed {
                text: new.to_string(),
                changes: chosen.len() - swapped.refused.len(),
            })
        });
        for (why, count) in &left {
            let count = counted(*count, "hit");
            report(format_args!("{count} left as before: {why}"));
        }
        self.say_what_was_done(tally);
        Ok(match tally.changes == 0 || refused + tally.left > 0 {
            true => REFUSED,
            false => DONE,
        })
    }

    fn say_what_was_done(&self, tally: FilesTally) {
        let done = match self.dry_run {
            true => "would be replaced",
            false => "replaced",
        };
        match tally.changes {
            0 => report("Nothing was found that could be replaced"),
            _ => report(format_args!(
                "{} in {} {done}",
                counted(tally.changes, "hit"),
                counted(tally.files, "file")
            )),
        }
    }
}

fn counted(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => format!("{} {what}s", grouped(count)),
    }
}
