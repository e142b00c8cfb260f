//! Timing beside the reading of bytes, which every figure of a whole library is held against.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Reads every byte of a folder's entries, as the benches' own heads describe.
pub fn reading(folder: &Path) -> Command {
    let line = "find \"$1\" -name '*.md' -print0 | xargs -0 -P2 -n 2500 cat >/dev/null";
    let mut command = Command::new("sh");
    command.args(["-c", line, "sh"]).arg(folder);
    command
}

/// How long a command takes that ends with one of these codes.
pub fn time(command: &mut Command, fine: &[i32]) -> Result<Duration, Box<dyn std::error::Error>> {
    let start = Instant::now();
    let status = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    let took = start.elapsed();
    match status.code() {
        Some(code) if fine.contains(&code) => Ok(took),
        _ => Err(format!("{command:?} ended with {status}").into()),
    }
}

pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
