//! copydesk: an editorial workbench for a folder of reference entries.

use std::process::ExitCode;

use copydesk::cli::{self, Invocation};
use copydesk::settings::{self, OwnFolders};
use copydesk::ui;

fn main() -> ExitCode {
    match cli::run(std::env::args_os()) {
        Invocation::Exit(code) => code.into(),
        Invocation::OpenWindow { path } => {
            if let Some(own) = OwnFolders::find() {
                if let Err(error) = settings::start_log(&own, jiff::Timestamp::now) {
                    eprintln!("copydesk: no log can be kept: {error}");
                }
                settings::install_panic_reports(&own, jiff::Timestamp::now);
            }
            match ui::run(path) {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => {
                    eprintln!("copydesk: {error}");
                    ExitCode::FAILURE
                }
            }
        }
    }
}
