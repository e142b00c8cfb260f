//! copydesk: an editorial workbench for a folder of reference entries.

use std::process::ExitCode;

use copydesk::cli::{self, Outcome};

fn main() -> ExitCode {
    match cli::run(std::env::args_os()) {
        Outcome::Exit(code) => code.into(),
        Outcome::OpenWindow { path: _ } => ExitCode::SUCCESS,
    }
}
