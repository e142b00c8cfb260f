//! The real program in a real window, worked by keys as a person would: `xdotool` types, ImageMagick's `import` looks.
//!
//! Needs a display with a window manager (`.ci/run` makes one). HOME and the XDG folders are fresh for every window. Nothing
//! here sleeps for luck: it waits until the picture has changed and stands still, or until a condition holds.

use std::fmt::Write as _;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The keyboard goes to one window at a time, so the tests of one display take turns.
static KEYBOARD: Mutex<()> = Mutex::new(());

const TIMEOUT: Duration = Duration::from_secs(30);
const GLANCE: Duration = Duration::from_millis(100);

/// A copydesk that runs; ended with the value, with a picture of the screen left behind when the test fails.
pub struct Window {
    process: Child,
    id: String,
    home: tempfile::TempDir,
    _keyboard: MutexGuard<'static, ()>,
}

impl Window {
    /// Starts copydesk on `what` (a folder or an entry) and waits until it has painted it.
    #[track_caller]
    pub fn open(what: &Path) -> Self {
        assert!(
            std::env::var_os("DISPLAY").is_some(),
            "no DISPLAY: run .ci/run, or: xvfb-run -a with a window manager"
        );
        let keyboard = KEYBOARD.lock().unwrap_or_else(PoisonError::into_inner);
        let home = tempfile::tempdir().expect("a temporary folder can be made");
        let said = File::create(home.path().join("said")).expect("a file can be made in it");
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        command.arg(what).env("HOME", home.path());
        for (variable, folder) in [
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_RUNTIME_DIR", "run"),
        ] {
            let folder = home.path().join(folder);
            std::fs::create_dir(&folder).expect("a folder can be made in it");
            command.env(variable, folder);
        }
        let process = command
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .stdin(Stdio::null())
            .stdout(said.try_clone().expect("an open file can be shared"))
            .stderr(said)
            .spawn()
            .expect("the program was built and starts");
        let mut window = Self {
            process,
            id: String::new(),
            home,
            _keyboard: keyboard,
        };
        window.id = window.wait_for("its window", |window| window.find());
        xdotool(&["windowactivate", "--sync", &window.id]);
        window.wait_for("its first picture", |window| window.still());
        window
    }

    /// Presses a chord (`ctrl+s`) and waits until the window shows that it has been taken.
    #[track_caller]
    pub fn press(&mut self, chord: &str) {
        let before = self.picture();
        xdotool(&["key", "--clearmodifiers", chord]);
        self.wait_for(&format!("a change after {chord}"), |window| {
            (window.picture() != before).then_some(())
        });
        self.wait_for("rest", |window| window.still());
    }

    /// Types letters (ASCII: `xdotool` loses others) and waits until they are seen.
    #[track_caller]
    pub fn write(&mut self, letters: &str) {
        let before = self.picture();
        xdotool(&["type", "--delay", "40", letters]);
        self.wait_for(&format!("a change after typing {letters:?}"), |window| {
            (window.picture() != before).then_some(())
        });
        self.wait_for("rest", |window| window.still());
    }

    /// Waits until `holds`, which is called `what` should it never do so.
    #[track_caller]
    pub fn until(&mut self, what: &str, holds: impl Fn() -> bool) {
        self.wait_for(what, |_| holds().then_some(()));
    }

    /// Closes the window as the window manager does and hands over how the program ended.
    #[track_caller]
    pub fn close(&mut self) -> ExitStatus {
        xdotool(&["key", "--clearmodifiers", "alt+F4"]);
        let began = Instant::now();
        loop {
            if let Some(ended) = self
                .process
                .try_wait()
                .expect("the program can be waited for")
            {
                return ended;
            }
            assert!(
                began.elapsed() < TIMEOUT,
                "it did not end after Alt+F4; it said:\n{}",
                self.said()
            );
            sleep(GLANCE);
        }
    }

    /// What the program wrote to standard output and standard error.
    pub fn said(&self) -> String {
        std::fs::read_to_string(self.home.path().join("said")).unwrap_or_default()
    }

    #[track_caller]
    fn wait_for<T>(&mut self, what: &str, look: impl Fn(&Self) -> Option<T>) -> T {
        let began = Instant::now();
        loop {
            if let Some(seen) = look(self) {
                return seen;
            }
            let ended = self
                .process
                .try_wait()
                .expect("the program can be waited for");
            let waited = began.elapsed();
            assert!(
                ended.is_none() && waited < TIMEOUT,
                "waited {waited:.0?} for {what} ({}); it said:\n{}",
                ended.map_or("it still runs".into(), |status| format!(
                    "it ended with {status}"
                )),
                self.said()
            );
            sleep(GLANCE);
        }
    }

    fn find(&self) -> Option<String> {
        let process = self.process.id().to_string();
        let found = Command::new("xdotool")
            .args([
                "search",
                "--onlyvisible",
                "--all",
                "--pid",
                &process,
                "--name",
                "copydesk",
            ])
            .stderr(Stdio::null())
            .output()
            .expect("xdotool is installed");
        let ids = String::from_utf8_lossy(&found.stdout);
        ids.lines().last().map(str::to_owned)
    }

    /// Something when the picture is painted and the same as a moment ago.
    fn still(&self) -> Option<()> {
        let before = self.picture();
        sleep(GLANCE);
        let painted = before
            .chunks_exact(3)
            .any(|pixel| Some(pixel) != before.get(..3));
        (painted && self.picture() == before).then_some(())
    }

    /// The window's pixels, three bytes each; nothing while it cannot be seen.
    fn picture(&self) -> Vec<u8> {
        Command::new("import")
            .args(["-silent", "-window", &self.id, "-depth", "8", "rgb:-"])
            .stderr(Stdio::null())
            .output()
            .expect("ImageMagick is installed")
            .stdout
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let picture = Path::new(env!("CARGO_TARGET_TMPDIR")).join("window-test-failed.png");
            let taken = Command::new("import")
                .args(["-window", "root"])
                .arg(&picture)
                .status();
            eprintln!(
                "the screen at that moment: {} ({taken:?})",
                picture.display()
            );
        }
        // Both fail only where the program has ended already, which is what is wanted.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// A copy of the sample library in a folder of its own.
pub fn sample_library() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_content"),
        folder.path(),
    );
    folder
}

/// Every file below `folder` with its bytes, sorted by path: what was touched shows when two of these are compared.
pub fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    for path in below(folder) {
        if path.is_dir() {
            files.extend(contents(&path));
        } else {
            let bytes = std::fs::read(&path).expect("a file of the library can be read");
            files.push((path, bytes));
        }
    }
    files
}

fn copy(from: &Path, to: &Path) {
    for path in below(from) {
        let name = path.file_name().expect("a folder's member has a name");
        let target = to.join(name);
        if path.is_dir() {
            std::fs::create_dir(&target).expect("a folder can be made");
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("a file can be copied");
        }
    }
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder can be read")
        .map(|member| member.expect("the folder can be read").path())
        .collect();
    paths.sort();
    paths
}

#[track_caller]
fn xdotool(arguments: &[&str]) {
    let done = Command::new("xdotool")
        .args(arguments)
        .output()
        .expect("xdotool is installed");
    let mut complaint = String::new();
    write!(
        complaint,
        "xdotool {arguments:?}: {}",
        String::from_utf8_lossy(&done.stderr)
    )
    .expect("a string can grow");
    assert!(done.status.success(), "{complaint}");
}
