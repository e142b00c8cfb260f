//! `--fix`: the safe fixes of the named entries, written through the door to the disk or shown as a diff.

use std::io::{self, Write as _};
use std::sync::Arc;

use super::super::diff::diff;
use super::super::shown;
use super::super::writing::Writer;
use super::arguments::ReportFormat;
use super::choosing::ChosenEntries;
use super::{CheckArguments, report};
use crate::checks::{Accepted, Checked, fix_safely, slug_of};
use crate::library::{Content, SaveError};

/// Fixes what is safe; the checked library is that after it. The answer is whether a file could not be written.
pub(super) fn fix(
    check: &CheckArguments,
    chosen: &mut ChosenEntries,
    checked: &mut Checked,
    accepted: &Accepted,
    mut writer: Writer,
) -> io::Result<bool> {
    let mut unwritten = false;
    let (mut findings, mut files) = (0, 0);
    for key in &chosen.entries {
        let Some(file) = chosen.library.get(key) else {
            continue;
        };
        let Some(text) = file.content.text() else {
            continue;
        };
        let is_left_out = file.is_outside && !check.follow;
        let text = text.clone();
        let slug = slug_of(key, &text);
        let fixed = fix_safely(checked.rules(), key, &text, |text, finding| {
            finding.level >= check.level && accepted.find(&slug, text, finding).is_none()
        });
        let Some(fixed) = fixed else {
            continue;
        };
        if is_left_out {
            let path = chosen.library.path(key);
            report(format_args!("{}: {}", SaveError::Outside, path.display()));
            continue;
        }
        if check.dry_run {
            let diff = diff(key.path(), &text, &fixed.text);
            // A script gets nothing but the form it asked for.
            match check.format {
                ReportFormat::Text => io::stdout().lock().write_all(diff.as_bytes())?,
                _ => io::stderr().lock().write_all(diff.as_bytes())?,
            }
        } else if let Err(why) = writer.save(chosen.library.root(), key, &fixed.text, &text) {
            let path = chosen.library.path(key);
            report(format_args!("{why}: {}", shown(&path)));
            unwritten = true;
            continue;
        }
        findings += fixed.count;
        files += 1;
        checked.put(key, &fixed.text);
        let content = Content::Text(Arc::clone(&fixed.text));
        chosen.library.put(key.clone(), content);
    }
    let count = |count: usize, what: &str| match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    };
    let done = if check.dry_run {
        "would be fixed"
    } else {
        "fixed"
    };
    match findings {
        0 => report("Nothing was safe to fix"),
        _ => report(format_args!(
            "{} in {} {done}. What is left follows",
            count(findings, "finding"),
            count(files, "file")
        )),
    }
    Ok(unwritten)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::choosing;
    use super::*;
    use crate::settings::OwnFolders;

    #[test]
    fn a_file_that_changed_since_it_was_read_is_left_and_the_rest_fixed() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str| folder.path().join(name);
        fs::write(file("a.md"), "Iron\tis a metal.\n").expect("written");
        fs::write(file("b.md"), "Zinc\tis a metal.\n").expect("written");
        let words = ["--fix", "--only", "tab"].map(Into::into);
        let words = words.into_iter().chain([folder.path().into()]);
        let check = super::super::read(lexopt::Parser::from_args::<Vec<std::ffi::OsString>>(
            words.collect(),
        ))
        .expect("right")
        .expect("no help");
        let mut chosen = choosing::choose(&check).expect("it opens");
        let accepted = chosen.accepted().expect("readable");
        let mut checked = check.checked(&chosen, None);

        fs::write(file("a.md"), "Iron\tis another metal.\n").expect("written");
        let own = tempfile::tempdir().expect("a folder");
        let writer = Writer::new(Some(&OwnFolders::below(own.path())));
        let unwritten = fix(&check, &mut chosen, &mut checked, &accepted, writer).expect("printed");

        assert!(unwritten);
        let read = |name: &str| fs::read_to_string(file(name)).expect("there");
        assert_eq!(read("a.md"), "Iron\tis another metal.\n");
        assert_eq!(read("b.md"), "Zinc is a metal.\n");
    }
}
