//! The queue as it is shown, written to a file for a spreadsheet or a calendar.
//!
//! Knows nothing of: how either is written, where the file is picked.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::time::Duration;

use crate::desk::screen::FASTEST_ANSWER;
use crate::desk::{Desk, Dialog, Effect, Export, Moment};
use crate::library::spreadsheet::Cells;
use crate::library::{EntryKey, SaveError};
use crate::review::export::{self, ExportRow};
use crate::review::{self, QueueRow};

impl Desk {
    pub(super) fn export_picked(
        &mut self,
        export: Export,
        path: Option<PathBuf>,
        waited: Duration,
        now: Moment,
    ) -> Vec<Effect> {
        match path {
            Some(path) => self.export_to(export, path, now),
            None => {
                if waited < FASTEST_ANSWER {
                    self.say("No system file chooser answered. Type the path of the file");
                    self.put_dialog(Dialog::ExportPath(export));
                }
                Vec::new()
            }
        }
    }

    /// Writes the entries shown, in their order.
    pub(super) fn export_to(&mut self, export: Export, path: PathBuf, now: Moment) -> Vec<Effect> {
        let Some(text) = self.exported(export, now) else {
            self.error("The queue could not be written", now);
            return Vec::new();
        };
        vec![Effect::WriteAsked { path, text }]
    }

    pub(super) fn export_written(
        &mut self,
        path: &std::path::Path,
        written: Result<(), SaveError>,
        now: Moment,
    ) {
        match written {
            Ok(()) => self.info(format!("Written: {}", path.display()), now),
            Err(why) => self.error(format!("{why}: {}", path.display()), now),
        }
    }

    fn exported(&self, export: Export, now: Moment) -> Option<String> {
        let library = self.library.as_ref()?;
        let (log, assignments) = (&self.review.log, &self.review.assignments);
        let all = review::queue(library, log, now.today);
        match export {
            Export::Csv => {
                let rows: HashMap<&EntryKey, &QueueRow<'_>> =
                    all.iter().map(|row| (&row.file.key, row)).collect();
                let shown = self.review.queue.shown().filter_map(|shown| {
                    let since = self.changed_since(shown).since.clone();
                    Some(ExportRow::of(rows.get(&shown.key)?, since, assignments))
                });
                let rows: Vec<ExportRow<'_>> = shown.collect();
                let text = export::csv(&rows, Cells::AsText);
                text.inspect_err(|error| ::log::error!("the queue as CSV: {error}"))
                    .ok()
            }
            Export::Calendar => {
                let shown: HashSet<&EntryKey> =
                    self.review.queue.shown().map(|row| &row.key).collect();
                let fits = self.fits_on_any_day(now.today);
                // What another filter hides is not done for that.
                let (due, others): (Vec<_>, Vec<_>) = all
                    .into_iter()
                    .filter(|row| fits.contains(&row.file.key))
                    .partition(|row| shown.contains(&row.file.key));
                Some(review::calendar(&due, &others, assignments))
            }
        }
    }
}
