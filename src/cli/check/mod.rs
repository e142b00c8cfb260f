//! `copydesk check`: what is wrong with the entries of a folder, or with some of them, for a person, a script or a build.
//!
//! Knows nothing of: any one check.

mod arguments;
mod baseline;
mod check_report;
mod choosing;
mod comparing;
mod fixing;
mod formats;
mod listing;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};
use std::mem;
use std::panic;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::words::{speller, terms_of, words_of};
use super::writing::Writer;
use super::{CliError, DONE, REFUSED, Subcommand, WRONG_USAGE, not_printed, print, report};
use crate::checks::{self, Checked, Group, Level, Ruleset};
use crate::library::{Content, EntryKey, Library, Withdrawn, disk};
use crate::settings::OwnFolders;

use arguments::{CheckArguments, ReportFormat, read};
use baseline::Baseline;
use check_report::CheckReport;
use choosing::ChosenEntries;

/// Its row in the list of commands.
pub(super) const COMMAND: Subcommand = Subcommand {
    name: "check",
    arguments: "FOLDER|FILE…",
    summary: "what is wrong with entries, and why",
    help: || HELP.to_owned(),
    run: |args| Ok(read(args)?.map(|check| check.run())),
};

const HELP: &str = "\
copydesk check FOLDER|FILE… [OPTIONS]

Says what is wrong with the entries of a folder, or with the files named, and why.

--format text|json|sarif|github
--only A,B           make these checks only; --except A,B all but these
--prose              look at the language too: spelling, American words. What is known besides
                     the dictionaries stands in .copydesk/words.txt, one word a line
--level LEVEL        tell findings from this level on: error, warning or note (note)
--fail-on LEVEL      exit with 1 from this level on (error)
--as-of DATE         check as on this day, 2026-11-01
--library DIR        the folder of the whole library, which facts come from
--house-style FILE   what would another house style change? Tells the findings that would
                     go or come, and how many there are of each check before and after
--write-baseline F   write down the findings there are
--baseline F         leave out those written down; a finding is known by check, file
                     and marked words
--fix [--dry-run]    make the fixes that are listed as safe, or show them as a diff;
                     what is left is told. Files that links lead to outside of the
                     library are left as they are, unless --follow is given
--list               name every check with its level and reason

Accepted findings (.copydesk/accepted.jsonl) are left out. Named files are looked at
beside the rest of their library: the nearest folder upward with house_style.yaml or
.copydesk, else the root of the git repository, else their folder without those below
it, which is said. Paths for GitHub and in SARIF begin at the root of the repository.

Exit codes: 0 nothing at the failing level, 1 findings at it, 2 could not run.
";

impl CheckArguments {
    fn run(&self) -> u8 {
        if self.list {
            return print(&listing::table());
        }
        quiet_checks();
        match self.carry_out() {
            Ok(code) => code,
            Err(reason) => {
                report(reason);
                WRONG_USAGE
            }
        }
    }

    /// # Errors
    /// [`CliError`] where it could not run.
    fn carry_out(&self) -> Result<u8, CliError> {
        let mut chosen = choosing::choose(self)?;
        let accepted = chosen.accepted()?;
        let baseline = self.baseline.as_deref().map(Baseline::read).transpose()?;
        let withdrawn = chosen.withdrawn();
        let mut checked = self.checked(&chosen, withdrawn.clone());
        let mut before = None;
        if let Some(file) = &self.house_style {
            let chosen_by = choosing::choose_by(self, &chosen, file)?;
            let checked_by = self.checked(&chosen_by, withdrawn);
            before = Some((
                mem::replace(&mut chosen, chosen_by),
                mem::replace(&mut checked, checked_by),
            ));
        }
        let mut unwritten = false;
        if self.fix {
            let writer = Writer::new(OwnFolders::find().as_ref());
            unwritten = fixing::fix(self, &mut chosen, &mut checked, &accepted, writer)
                .map_err(|error| format!("The output could not be written: {error}"))?;
        }
        chosen.say_what_was_not_checked(&checked);
        for (check, key) in checked.broken() {
            report(format_args!(
                "The check {check} broke at {} and was left out there. The rest was checked",
                key.file()
            ));
        }

        let mut report = CheckReport::of(&chosen, &checked, &accepted);
        if let Some(file) = &self.write_baseline {
            let text = Baseline::of(&report).text();
            disk::write_asked(file, &text)
                .map_err(|why| format!("The baseline was not written: {why}"))?;
        }
        let forget = |report: &mut CheckReport<'_>| {
            if let Some(baseline) = &baseline {
                report.forget_known(baseline);
            }
        };
        forget(&mut report);
        let failing = report.count(self.fail_on) > 0 && self.write_baseline.is_none();
        report.keep_from(self.level);
        let comparison = before.as_ref().map(|(chosen, checked)| {
            let mut before = CheckReport::of(chosen, checked, &accepted);
            forget(&mut before);
            before.keep_from(self.level);
            comparing::comparison(&before, &report)
        });
        if let Err(error) = self.tell(&report, comparison.as_deref()) {
            return Ok(not_printed(error));
        }
        let code = if unwritten {
            WRONG_USAGE
        } else if failing || !chosen.unreadable.is_empty() {
            REFUSED
        } else {
            DONE
        };
        // The program ends here: to take ten thousand entries apart first would keep whoever waits for it.
        mem::forget((chosen, checked, before));
        Ok(code)
    }

    /// What was found, in the form asked for. A comparison for a person stands in its place; a script gets it beside.
    fn tell(&self, report: &CheckReport<'_>, comparison: Option<&str>) -> io::Result<()> {
        let mut out = io::BufWriter::new(io::stdout().lock());
        match (comparison, self.format) {
            (Some(comparison), ReportFormat::Text) => out.write_all(comparison.as_bytes())?,
            (comparison, format) => {
                formats::write(report, format, &mut out)?;
                if let Some(comparison) = comparison {
                    io::stderr().lock().write_all(comparison.as_bytes())?;
                }
            }
        }
        out.flush()
    }

    fn checked(&self, chosen: &ChosenEntries, withdrawn: Option<Arc<Withdrawn>>) -> Checked {
        let wanted = |check: &checks::Check| {
            let named = |ids: &[String]| ids.iter().any(|id| id == check.id);
            let is_asked_for = match self.only.as_slice() {
                [] => self.prose || check.group != Group::Language,
                only => named(only),
            };
            is_asked_for && !named(&self.except)
        };
        let style = Arc::new(chosen.library.style().clone());
        let mut list = Ruleset::new(style, self.as_of())
            .with_withdrawn(withdrawn)
            .with_after_review(Some(chosen.after_review()))
            .keeping(wanted);
        if list.needs_spelling() {
            let root = chosen.library.root();
            list = list
                .with_spelling(speller(), words_of(root))
                .with_terms(terms_of(root));
        }
        let texts = chosen.texts();
        let stop = AtomicBool::new(false);
        Checked::start(list, chosen.extent(), texts, &stop, |_| ())
    }
}

/// The entries of a library in which these checks found something that is not accepted, each with the check.
///
/// # Errors
/// Why it could not be checked, in a sentence.
pub(super) fn found_by(
    library: Library,
    checks: &[String],
    day: jiff::civil::Date,
) -> Result<BTreeSet<(EntryKey, &'static str)>, CliError> {
    quiet_checks();
    let entries = library.rows().filter(|file| library.is_entry(file));
    let keys = entries.map(|file| file.key.clone()).collect();
    let check = CheckArguments {
        only: checks.to_vec(),
        day: Some(day),
        ..CheckArguments::default()
    };
    let chosen = ChosenEntries::of(library, keys);
    let accepted = chosen.accepted()?;
    let checked = check.checked(&chosen, chosen.withdrawn());
    let told = CheckReport::of(&chosen, &checked, &accepted);
    let found = told.findings.iter();
    let found = found
        .map(|one| (EntryKey::new(&*one.file), one.check.id))
        .collect();
    mem::forget((chosen, checked));
    Ok(found)
}

/// The open errors in entries of a library once these are their texts, in words.
///
/// # Errors
/// Why it could not be checked, in a sentence.
pub(super) fn open_errors(
    mut library: Library,
    texts: Vec<(EntryKey, Arc<str>)>,
    day: jiff::civil::Date,
) -> Result<BTreeMap<EntryKey, Vec<String>>, CliError> {
    quiet_checks();
    let keys = texts.iter().map(|(key, _)| key.clone());
    let keys: BTreeSet<EntryKey> = keys.collect();
    for (key, text) in texts {
        library.put(key, Content::Text(text));
    }
    let chosen = ChosenEntries::of(library, keys.clone());
    let accepted = chosen.accepted()?;
    // What came in after reviews is no error, and there are many records of it.
    let style = Arc::new(chosen.library.style().clone());
    let rules = Ruleset::new(style, day).with_withdrawn(chosen.withdrawn());
    let (texts, stop) = (chosen.texts(), AtomicBool::new(false));
    let is_wanted = |key: &EntryKey| keys.contains(key);
    let checked = Checked::start_for(is_wanted, rules, chosen.extent(), texts, &stop, |_| ());
    let mut told = CheckReport::of(&chosen, &checked, &accepted);
    told.keep_from(Level::Error);
    let mut errors: BTreeMap<EntryKey, Vec<String>> = BTreeMap::new();
    for one in told.findings {
        let key = EntryKey::new(&*one.file);
        let error = format!("{} [{}]", one.finding.message, one.check.id);
        errors.entry(key).or_default().push(error);
    }
    // To take ten thousand entries apart would keep whoever waits.
    mem::forget((chosen, checked));
    Ok(errors)
}

/// A check that breaks is named in the end; what it would say on standard error by itself helps nobody.
fn quiet_checks() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !checks::is_looking() {
            before(info);
        }
    }));
}
