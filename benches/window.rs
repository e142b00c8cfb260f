//! The program in a real window: `cargo bench --bench window -- LATENCY.PY`, with DISPLAY set and a window manager running
//! (`Xvfb :91 -screen 0 1600x1000x24 &`, `DISPLAY=:91 openbox &`).
//!
//! LATENCY.PY presses keys and watches the pixels of any program; it prints what it measured as JSON. Here it is told what to
//! press and where to look: fifty letters at the beginning of the first section, key to glyph and key to preview, in the
//! entries of `support/texts.rs`; the processor's time in the ten seconds that begin eleven seconds after the last key, with
//! the caret in the field; the time from the start to a painted window, and the memory, with one entry and with ten thousand.
//!
//! The machine should be doing nothing else: these are times of the clock.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

#[path = "../tests/support/house_library.rs"]
mod house_library;
#[path = "support/texts.rs"]
mod texts;

type Failed = Box<dyn std::error::Error>;

/// The first section's text and the preview in a window of the usual size.
const TEXT: &str = "290,180,600,660";
const PREVIEW: &str = "930,60,380,780";
const STARTS: usize = 5;

fn main() -> Result<(), Failed> {
    // Cargo adds `--bench`.
    let given = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let Some(latency) = given.map(PathBuf::from) else {
        // `cargo bench` without a name runs this one too.
        println!("window: name the program that measures (see the top of benches/window.rs)");
        return Ok(());
    };
    println!(
        "{:16} {:>9} {:>9} {:>9}",
        "ms, medians", "glyph", "preview", "CPU a key"
    );
    for entry in texts::entries()? {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("typed-in.md");
        std::fs::write(&file, &entry.text)?;
        let mut running = Running::start(&file)?;
        let keys = measured(
            &latency,
            &[
                "keys",
                "--window",
                &running.window,
                "--pid",
                &running.pid(),
                "--region",
                TEXT,
                "--preview",
                PREVIEW,
                "--pre",
                "ctrl+Home",
            ],
        )?;
        let of = |what: &str| {
            keys.pointer(what)
                .and_then(Value::as_f64)
                .unwrap_or(f64::NAN)
        };
        println!(
            "{:16} {:9.1} {:9.1} {:9.1}",
            entry.name,
            of("/key_to_glyph_ms/median"),
            of("/key_to_preview_ms/median"),
            of("/cpu_ms_per_key"),
        );
        if entry.name == "example" {
            std::thread::sleep(Duration::from_secs(11));
            let idle = measured(&latency, &["idle", "--pid", &running.pid(), "--secs", "10"])?;
            running.must_run()?;
            println!("  at rest: {idle}");
        }
    }
    let made = tempfile::tempdir()?;
    let (first, text) = house_library::entry(0, 1);
    let one = made.path().join("one");
    let file = one.join(first);
    std::fs::create_dir_all(file.parent().ok_or("no folder")?)?;
    std::fs::write(&file, text)?;
    let many = made.path().join("many");
    let files = house_library::write_library(&many, 10_000, 1)?;
    let bytes = files
        .iter()
        .map(|file| Ok(file.metadata()?.len()))
        .sum::<std::io::Result<u64>>()?;
    println!("{:16} {:>9} {:>9}", "", "painted", "memory MB");
    for (name, folder) in [("1 entry", &one), ("10000 entries", &many)] {
        let mut painted = Vec::new();
        for _ in 0..STARTS {
            let home = tempfile::tempdir()?;
            let started = measured_with(
                &latency,
                &[
                    "startup",
                    "--",
                    env!("CARGO_BIN_EXE_copydesk"),
                    &folder.to_string_lossy(),
                ],
                home.path(),
            )?;
            painted.push(
                started
                    .get("painted_ms")
                    .and_then(Value::as_f64)
                    .unwrap_or(f64::NAN),
            );
        }
        painted.sort_by(f64::total_cmp);
        let running = Running::start(folder)?;
        std::thread::sleep(Duration::from_secs(5));
        let memory = measured(&latency, &["mem", "--pid", &running.pid()])?;
        let rss = memory
            .get("rss_mb")
            .and_then(Value::as_f64)
            .unwrap_or(f64::NAN);
        println!("{name:16} {:9.0} {rss:9.1}", painted[STARTS / 2]);
    }
    println!(
        "  the ten thousand are {:.1} MB of text",
        bytes as f64 / 1e6
    );
    Ok(())
}

/// The program in its window, ended with the value.
struct Running {
    process: Child,
    window: String,
    _home: tempfile::TempDir,
}

impl Running {
    fn start(what: &Path) -> Result<Self, Failed> {
        let home = tempfile::tempdir()?;
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        command.arg(what);
        let process = fresh(&mut command, home.path()).spawn()?;
        let mut running = Self {
            process,
            window: String::new(),
            _home: home,
        };
        for _ in 0..100 {
            std::thread::sleep(Duration::from_millis(100));
            let found = Command::new("xdotool")
                .args(["search", "--onlyvisible", "--all", "--pid", &running.pid()])
                .args(["--name", "copydesk"])
                .stderr(Stdio::null())
                .output()?;
            if let Some(id) = String::from_utf8_lossy(&found.stdout).lines().last() {
                id.clone_into(&mut running.window);
                // Until the folder has been read and everything stands still.
                std::thread::sleep(Duration::from_secs(2));
                return Ok(running);
            }
        }
        Err("no window appeared".into())
    }

    /// A program that has ended uses no processor either.
    fn must_run(&mut self) -> Result<(), Failed> {
        match self.process.try_wait()? {
            Some(status) => Err(format!("the program ended meanwhile: {status}").into()),
            None => Ok(()),
        }
    }

    fn pid(&self) -> String {
        self.process.id().to_string()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail only where the program has ended already, which is what is wanted.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

fn measured(latency: &Path, arguments: &[&str]) -> Result<Value, Failed> {
    let nowhere = tempfile::tempdir()?;
    measured_with(latency, arguments, nowhere.path())
}

fn measured_with(latency: &Path, arguments: &[&str], home: &Path) -> Result<Value, Failed> {
    let mut command = Command::new("python3");
    command.arg(latency).args(arguments);
    let said = fresh(&mut command, home).stdout(Stdio::piped()).output()?;
    Ok(serde_json::from_slice(&said.stdout)?)
}

/// Nothing of the person at this machine: no settings, no last folder.
fn fresh<'a>(command: &'a mut Command, home: &Path) -> &'a mut Command {
    command
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_DATA_HOME", home.join("data"))
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .stdout(Stdio::null())
}
