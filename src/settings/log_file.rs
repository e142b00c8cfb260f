//! The log and the panic reports: what to send along with a question.
//!
//! Neither is meant to hold any text of an entry.

use std::backtrace::Backtrace;
use std::io::{self, Write};
use std::panic;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use log::{LevelFilter, Log, Metadata, Record};

use super::OwnFolders;
use crate::library::disk::{self, LogFile};

/// The log is turned over at this size; one older log is kept.
const LONGEST: u64 = 512 * 1024;

/// Writes what the program logs to a file in the person's own folder. `now` is the clock.
pub fn start_log(folders: &OwnFolders, now: fn() -> Timestamp) -> io::Result<()> {
    let file = LogFile::open(&folders.log(), LONGEST)?;
    let book = LogBook {
        file: Mutex::new(file),
        now,
    };
    log::set_boxed_logger(Box::new(book)).map_err(io::Error::other)?;
    log::set_max_level(LevelFilter::Info);
    Ok(())
}

/// Keeps a report of every panic in the person's own folder, and a line in the log; the usual message still goes to stderr.
pub fn install_panic_reports(folders: &OwnFolders, now: fn() -> Timestamp) {
    let data = folders.data.clone();
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        usual(info);
        let time = now();
        let thread = std::thread::current();
        let report = format!(
            "copydesk {} met a mistake at {time} in the thread “{}”.\n\n{info}\n\n{}\n",
            env!("CARGO_PKG_VERSION"),
            thread.name().unwrap_or("without a name"),
            Backtrace::force_capture()
        );
        let name = format!("panic-{}.txt", time.strftime("%Y-%m-%d-%H%M%S"));
        let path = data.join(name);
        log::error!("{info}; a report is in {}", path.display());
        if let Err(error) = disk::write_own(&path, &report) {
            log::error!("the panic report could not be kept: {error}");
        }
    }));
}

struct LogBook {
    file: Mutex<LogFile>,
    now: fn() -> Timestamp,
}

impl Log for LogBook {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        // Of others only what went wrong.
        metadata.target().starts_with("copydesk") || metadata.level() <= log::Level::Warn
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let line = format!(
            "{:.0} {} {} {}",
            (self.now)(),
            record.level(),
            record.target(),
            record.args()
        );
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = file.add(&line) {
            // There is nowhere else left to say it, and a closed stderr must not end the program.
            writeln!(
                io::stderr(),
                "copydesk: the log could not be written: {error}"
            )
            .ok();
        }
    }

    fn flush(&self) {}
}
