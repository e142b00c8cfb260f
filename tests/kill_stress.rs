//! The real program in a real window, killed with SIGKILL at a random moment while it types and saves, again and again.
//!
//! Whatever the moment: a file is never anything but a whole earlier or a whole later version, at most the last second of
//! typing is missing from what the next start offers, and after that start no file of a save that was under way lies about.
//!
//! [`acts`] kills it in the middle of acts on many files, without a window, and [`reviews`] a command that signs many entries off.
//!
//! Typing needs a display with a window manager, so `cargo test` leaves it out. `.ci/run` runs it 30 times; by hand, on a display of
//! one's own (`xvfb-run -a -s "-screen 0 1440x900x24" bash`, then `openbox &`):
//!
//! ```sh
//! KILL_RUNS=500 cargo test --release --test kill_stress typing -- --ignored --nocapture
//! KILL_RUNS=200 cargo test --release --test kill_stress acts -- --ignored --nocapture
//! KILL_RUNS=200 cargo test --release --test kill_stress reviews -- --ignored --nocapture
//! ```
//!
//! `KILL_SEED` makes the same moments come again, as far as a machine lets them; `KILL_PROGRAM` is another build to kill.

#[path = "support/acts_killed.rs"]
mod acts;
#[path = "support/program.rs"]
mod program;
#[path = "support/reviews_killed.rs"]
mod reviews;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use copydesk::library::journal::Journal;
use copydesk::settings::OwnFolders;
use tempfile::TempDir;

const ENTRY: &str = "tea.md";
const TITLE: &str = "Tea and iron";
const TEXT: &str = "\
---
title: \"Tea and iron\"
slug: tea
---

# Tea and iron

## Summary

Tea binds iron.

## Timing

An hour apart is enough.
";

const TIMEOUT: Duration = Duration::from_secs(30);
/// No more typing than this may be missing.
const AT_MOST: Duration = Duration::from_secs(1);

#[test]
#[ignore = "needs a window: .ci/run runs it"]
fn typing_and_saving_that_is_killed_loses_at_most_a_second() {
    let runs = number("KILL_RUNS").unwrap_or(30);
    let seed = number("KILL_SEED").unwrap_or_else(|| u64::from(std::process::id()));
    println!("{runs} runs, KILL_SEED={seed}");
    let mut chance = Chance(seed);
    let mut tally = Tally::default();
    for run in 0..runs {
        let place = Place::new();
        let end = place.work_until_killed(&mut chance);
        let what = format!("run {run} of KILL_SEED={seed}");
        place.check(&end, &what, &mut tally);
        if run % 10 == 9 {
            println!("{} runs: {tally:?}", run + 1);
        }
    }
    println!("{runs} runs: {tally:?}");
}

/// What was seen in all runs.
#[derive(Debug, Default)]
struct Tally {
    /// Runs after which the file held something typed.
    saved: u32,
    /// Runs after which something was offered.
    offered: u32,
    /// Runs that left a file of a save that was under way.
    litter: u32,
    keys: usize,
    keys_missing: usize,
    longest_missing: Duration,
}

/// A library and a home of one run.
struct Place {
    folder: TempDir,
    root: PathBuf,
    own: OwnFolders,
}

/// What a run had come to when the program was killed.
struct End {
    /// The text of the entry when typing began, and where in it.
    before: String,
    at: usize,
    /// The keys, each with the moment by which it had been sent.
    typed: Vec<(char, Instant)>,
    killed: Instant,
}

impl End {
    /// The entry after so many keys.
    fn after(&self, keys: usize) -> String {
        let typed: String = self.typed.iter().take(keys).map(|(key, _)| key).collect();
        let (head, tail) = self.before.split_at(self.at);
        format!("{head}{typed}{tail}")
    }

    /// How many keys a text has; `None` where it is no version of this entry.
    fn keys_in(&self, text: &str) -> Option<usize> {
        let keys = text.len().checked_sub(self.before.len())?;
        (keys <= self.typed.len() && text == self.after(keys)).then_some(keys)
    }
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let root = folder
            .path()
            .canonicalize()
            .expect("it is there")
            .join("library");
        fs::create_dir(&root).expect("a folder can be made");
        fs::write(root.join(ENTRY), TEXT).expect("a file can be written");
        fs::write(root.join("milk.md"), "# Milk\n\nMilk.\n").expect("a file can be written");
        let own = OwnFolders {
            config: folder.path().join("config/copydesk"),
            data: folder.path().join("data/copydesk"),
            cache: folder.path().join("cache/copydesk"),
        };
        Self { folder, root, own }
    }

    /// Starts the program at the entry and waits until the entry is shown.
    fn start(&self) -> Running {
        let program = std::env::var_os("KILL_PROGRAM");
        let built = || env!("CARGO_BIN_EXE_copydesk").into();
        let mut command = Command::new(program.unwrap_or_else(built));
        command.arg(self.root.join(ENTRY));
        command.env("HOME", self.folder.path());
        for (variable, folder) in [
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_RUNTIME_DIR", "run"),
        ] {
            let folder = self.folder.path().join(folder);
            fs::create_dir_all(&folder).expect("a folder can be made");
            command.env(variable, folder);
        }
        let process = command
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program was built and starts");
        let running = Running(process);
        let id = until("the entry is shown", || running.window());
        xdotool(&["windowactivate", "--sync", &id]);
        running
    }

    /// Types and saves until the program is killed.
    fn work_until_killed(&self, chance: &mut Chance) -> End {
        let mut running = self.start();
        // Keys that come before the field has the focus go nowhere: typing begins once one has arrived.
        let before = until("a key arrives", || {
            xdotool(&["key", "x"]);
            sleep(Duration::from_millis(50));
            self.journalled()
        });
        // Those that were under way arrive too.
        let before = settled(before, || self.journalled());
        let at = TEXT
            .bytes()
            .zip(before.bytes())
            .take_while(|(saved, typed)| saved == typed)
            .count();
        let at = at + before.len() - TEXT.len();

        let lives = Duration::from_millis(200 + chance.below(2800));
        // Half of the time in the moments after a save was asked for, as that is where it could hurt.
        let after_save = (chance.below(2) == 0).then(|| Duration::from_millis(chance.below(40)));
        let mut hands_chance = Chance(chance.below(u64::from(u32::MAX)));
        let (killed, saves) = (AtomicBool::new(false), AtomicU64::new(0));
        let (typed, killed_at) = std::thread::scope(|scope| {
            let hands = scope.spawn(|| {
                let mut typed = Vec::new();
                let mut until_saved = 5 + hands_chance.below(20);
                for key in ('a'..='w').cycle() {
                    if killed.load(Ordering::Relaxed) {
                        break;
                    }
                    xdotool(&["key", &key.to_string()]);
                    typed.push((key, Instant::now()));
                    until_saved -= 1;
                    if until_saved == 0 {
                        xdotool(&["key", "ctrl+s"]);
                        saves.fetch_add(1, Ordering::Relaxed);
                        until_saved = 1 + hands_chance.below(25);
                    }
                    sleep(Duration::from_millis(hands_chance.below(40)));
                }
                typed
            });
            sleep(lives);
            if let Some(after_save) = after_save {
                let before = saves.load(Ordering::Relaxed);
                until("a save is asked for", || {
                    (saves.load(Ordering::Relaxed) > before).then_some(())
                });
                sleep(after_save);
            }
            let killed_at = Instant::now();
            running.0.kill().expect("it runs");
            killed.store(true, Ordering::Relaxed);
            running.0.wait().expect("it can be waited for");
            (hands.join().expect("the keys were sent"), killed_at)
        });
        End {
            before,
            at,
            typed,
            killed: killed_at,
        }
    }

    /// Holds what is there against what may be.
    #[track_caller]
    fn check(&self, end: &End, what: &str, tally: &mut Tally) {
        let file = fs::read_to_string(self.root.join(ENTRY)).expect("the file is there");
        let saved = match end.keys_in(&file) {
            Some(keys) => keys,
            None if file == TEXT => 0,
            None => panic!("{what}: the file is no version of its own:\n{file}"),
        };
        let milk = fs::read_to_string(self.root.join("milk.md")).expect("the file is there");
        assert_eq!(milk, "# Milk\n\nMilk.\n", "{what}");

        let offered = self.offered();
        assert!(offered.len() <= 1, "{what}: {offered:?}");
        let recovered = offered.first().map_or(saved, |text| {
            let keys = end.keys_in(text);
            let keys =
                keys.unwrap_or_else(|| panic!("{what}: what is offered is no version:\n{text}"));
            assert!(
                keys >= saved,
                "{what}: {keys} keys are offered, {saved} were saved"
            );
            keys
        });
        // Keys sent after the kill went to nobody.
        let sent = end.typed.iter().take_while(|(_, at)| *at <= end.killed);
        let missing: Vec<Duration> = sent
            .skip(recovered)
            .map(|(_, at)| end.killed - *at)
            .collect();
        let longest = missing.first().copied().unwrap_or_default();
        assert!(
            longest <= AT_MOST,
            "{what}: {} keys are missing, the first was {longest:?} old",
            missing.len()
        );

        let litter = self.litter();
        tally.saved += u32::from(saved > 0);
        tally.offered += u32::from(!offered.is_empty());
        tally.litter += u32::from(!litter.is_empty());
        tally.keys += end.typed.len();
        tally.keys_missing += missing.len();
        tally.longest_missing = tally.longest_missing.max(longest);
        // The next start cleans up. One that left nothing needs none.
        if !litter.is_empty() {
            let mut next = self.start();
            until("nothing lies about", || {
                self.litter().is_empty().then_some(())
            });
            next.0.kill().expect("it runs");
            next.0.wait().expect("it can be waited for");
        }
    }

    /// The texts that the next start would offer.
    #[track_caller]
    fn offered(&self) -> Vec<String> {
        let mut journal = Journal::new(self.own.journal());
        let found = journal
            .unsaved_drafts(&self.root)
            .expect("the journal can be read");
        assert!(found.iter().all(|left| !left.is_damaged), "{found:?}");
        found.iter().map(|left| left.text.to_string()).collect()
    }

    /// The text in the journal of the program that runs.
    fn journalled(&self) -> Option<String> {
        let sessions = fs::read_dir(self.own.journal()).ok()?.flatten();
        let files = sessions.flat_map(|it| fs::read_dir(it.path()).into_iter().flatten().flatten());
        let mut files = files.filter(|it| it.path().extension().is_some_and(|it| it == "journal"));
        let kept = fs::read_to_string(files.next()?.path()).ok()?;
        let (_, texts) = kept.split_once('\n')?;
        texts.strip_suffix(TEXT).map(str::to_owned)
    }

    /// Files that were on their way to another name.
    fn litter(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        collect(self.folder.path(), &mut found);
        found.retain(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.contains(".copydesk-") || name.ends_with(".part")
        });
        found
    }
}

/// A program that is ended with this value.
struct Running(Child);

impl Running {
    /// Its window, once it shows the entry.
    fn window(&self) -> Option<String> {
        let process = self.0.id().to_string();
        let found = Command::new("xdotool")
            .args([
                "search",
                "--onlyvisible",
                "--all",
                "--pid",
                &process,
                "--name",
                TITLE,
            ])
            .stderr(Stdio::null())
            .output()
            .expect("xdotool is installed");
        let ids = String::from_utf8_lossy(&found.stdout);
        ids.lines().last().map(str::to_owned)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail only where the program has ended already, which is what is wanted.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Numbers that look like chance and come again with their seed.
struct Chance(u64);

impl Chance {
    fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

/// A value that has not changed for a while.
fn settled<T: PartialEq>(mut value: T, look: impl Fn() -> Option<T>) -> T {
    let mut since = Instant::now();
    while since.elapsed() < Duration::from_millis(900) {
        sleep(Duration::from_millis(50));
        if let Some(now) = look()
            && now != value
        {
            (value, since) = (now, Instant::now());
        }
    }
    value
}

#[track_caller]
fn until<T>(what: &str, look: impl Fn() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(began.elapsed() < TIMEOUT, "waited for: {what}");
        sleep(Duration::from_millis(2));
    }
}

#[track_caller]
fn xdotool(arguments: &[&str]) {
    let done = Command::new("xdotool").args(arguments).status();
    assert!(
        done.expect("xdotool is installed").success(),
        "xdotool {arguments:?}"
    );
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for member in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = member.path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
