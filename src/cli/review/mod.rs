//! `copydesk review`: what is due, signing off, sending back, and what is on record.

mod audit;
mod pending;
mod queue;
mod signing;

use jiff::civil::Date;
use lexopt::prelude::*;

use super::{Subcommand, report};
use crate::entry::dates::DateForm;
use crate::library::{JsonLines, disk, to_settle};

/// Its row in the list of commands.
pub(super) const COMMAND: Subcommand = Subcommand {
    name: "review",
    arguments: "…",
    summary: "what is due for review, and signing it off",
    help: || HELP.to_owned(),
    run,
};

const HELP: &str = "\
copydesk review FOLDER [--due|--overdue|--sent-back] [--assigned NAME] [OPTIONS]
copydesk review sign-off FILE… --by NAME --scope TEXT [--on DATE] [--note TEXT] [--dry-run]
copydesk review send-back FILE… --by NAME --reason TEXT
copydesk review log FOLDER [--format csv|json] [--raw]

Lists entries by the day their next review is due, signs them off, or sends them back.

--due            what is overdue or due soon
--overdue        what is overdue; exits with 1 where something is
--sent-back      what was sent back to be changed
--assigned NAME  what this person has to review
--within DAYS    what is overdue or due within so many days
--as-of DATE     as on this day
--format table|csv|json|ics
--raw            cells of csv as they are, for programs

sign-off   moves last_reviewed in each file, and nothing else, and writes down who
           reviewed what. Nobody opened the entry here: --scope says what was reviewed and
           --note where it was checked. It needs --note where the date goes back, where
           errors are open (copydesk check) and where a house that asks for a second
           reader can't tell who wrote last. --on is the day of the review, today where it
           is not given; --dry-run shows the change as a diff and writes nothing
send-back  writes down why an entry can't be signed off; the entry stays as it is
log        all that is on record, for an audit

DATE is a day such as \u{201c}1 November 2026\u{201d} or 2026-11-01. Each file is signed off or sent back by
itself: one that is refused is named with the reason and left as it is.

Exit codes: 0 done, 1 something was refused or is overdue, 2 could not run.
";

/// Does what the arguments behind `review` say; `None` where they ask for help.
fn run(mut args: lexopt::Parser) -> Result<Option<u8>, lexopt::Error> {
    let word = args.try_raw_args();
    let word = word.and_then(|raw| raw.peek().map(ToOwned::to_owned));
    let is = |name: &str| word.as_ref().is_some_and(|word| word == name);
    if is("sign-off") || is("send-back") || is("log") {
        args.next()?;
    }
    Ok(if is("sign-off") {
        signing::read_sign_off(args)?.map(|files| files.run())
    } else if is("send-back") {
        signing::read_send_back(args)?.map(|files| files.run())
    } else if is("log") {
        audit::read(args)?.map(|audit| audit.run())
    } else {
        queue::read(args)?.map(|list| list.run())
    })
}

/// The day in an argument.
fn day(args: &mut lexopt::Parser) -> Result<Date, lexopt::Error> {
    let text = args.value()?.string()?;
    let forms = [DateForm::House, DateForm::Iso];
    let day = forms.iter().find_map(|form| form.parse(text.trim()));
    day.ok_or_else(|| format!("“{text}” is no day such as “1 November 2026” or 2026-11-01").into())
}

/// A person’s name in an argument. An option behind `--assigned` is a name that was forgotten.
fn named(args: &mut lexopt::Parser) -> Result<String, lexopt::Error> {
    let name = args.value()?.string()?;
    if name.starts_with("--") {
        return Err(format!("“{name}” is an option and no name").into());
    }
    Ok(name)
}

fn today() -> Date {
    jiff::Zoned::now().date()
}

/// The records of a file beside the content. What in it is no record, or has to be settled, is said.
///
/// # Errors
/// Why it can't be read, in a sentence.
fn records(root: &std::path::Path, name: &str) -> Result<JsonLines, String> {
    let records = disk::read_records(root, name).map_err(|why| format!("{why}: {name}"))?;
    let damaged = records.lines().count() - records.objects().count();
    if damaged > 0 {
        let lines = match damaged {
            1 => "1 line can’t be read, and is".to_owned(),
            many => format!("{many} lines can’t be read, and are"),
        };
        report(format_args!("{name}: {lines} passed over"));
    }
    for one in to_settle(name, &records) {
        report(format_args!("{name}: two records to settle: {one}"));
    }
    Ok(records)
}
