//! No time that grows with the square: `cargo bench --bench growth [-- [COMMAND] [SHAPE]]`.
//!
//! Texts of more than a hundred shapes, each one thing again and again, are made at half a megabyte and at a megabyte and put through
//! every command. A megabyte may take two seconds, with `--fix` five, and the double of a text 2.5 times as long as the text.
//! Where that does not hold, the bench names it and ends with 1. What takes no time worth the name (a fifth of a second) is
//! not held against its half: there the start of the program and the other programs of the machine decide.
//!
//! Time is what a command had of the processor, on all its threads (Linux keeps the account); elsewhere that of the clock.
//!
//! With `SIZE=100000` the larger text is of that size; a smaller one is quicker to look at with the debugger.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

#[path = "support/shapes.rs"]
mod shapes;

use shapes::{SHAPES, Shape};

/// How much longer the double may take.
const MOST: f64 = 2.5;
const LONGEST: Duration = Duration::from_secs(2);
const LONGEST_FIX: Duration = Duration::from_secs(5);
/// What takes less is not held against its half.
const WORTH_TIMING: Duration = Duration::from_millis(200);
/// Other programs of the machine make a turn slow, never quick: the quickest counts.
const TURNS: usize = 3;

/// A command: its words, where `FOLDER`, `COPIES`, `ENTRY`, `OURS`, `THEIRS`, `FIGURES`, `SECTION` and `BIBLIOGRAPHY` stand for files of a shape.
struct CommandId {
    name: &'static str,
    words: &'static [&'static str],
    longest: Duration,
}

const fn act(name: &'static str, words: &'static [&'static str]) -> CommandId {
    CommandId {
        name,
        words,
        longest: LONGEST,
    }
}

const ACTS: &[CommandId] = &[
    act("list", &["list", "FOLDER"]),
    act("list-json", &["list", "FOLDER", "--format", "json"]),
    act("check", &["check", "FOLDER"]),
    act("check-sarif", &["check", "FOLDER", "--format", "sarif"]),
    CommandId {
        longest: LONGEST_FIX,
        ..act("fix", &["check", "FOLDER", "--fix", "--dry-run"])
    },
    act("find", &["find", "FOLDER", "/[a-z]e/"]),
    act("find-folded", &["find", "FOLDER", "e", "--format", "json"]),
    act(
        "replace",
        &[
            "replace",
            "FOLDER",
            "e",
            "--with",
            "é",
            "--quoted",
            "--dry-run",
        ],
    ),
    act("prose", &["check", "FOLDER", "--prose"]),
    CommandId {
        longest: LONGEST_FIX,
        ..act(
            "prose-fix",
            &["check", "FOLDER", "--prose", "--fix", "--dry-run"],
        )
    },
    act("words", &["words", "FOLDER"]),
    act("list-sources", &["sources", "FOLDER"]),
    act("bibtex", &["sources", "ENTRY", "--format", "bibtex"]),
    act(
        "import",
        &[
            "sources",
            "import",
            "BIBLIOGRAPHY",
            "--into",
            "ENTRY",
            "--dry-run",
        ],
    ),
    act(
        "convert",
        &["sources", "convert", "ENTRY", "--format", "ris"],
    ),
    act("set", &["set", "ENTRY", "title=Another", "--dry-run"]),
    act(
        "set-section",
        &[
            "set",
            "ENTRY",
            "--section",
            "Summary",
            "--from",
            "SECTION",
            "--dry-run",
        ],
    ),
    act("learn", &["learn", "COPIES", "-o", "-"]),
    act("merge", &["merge", "ENTRY", "OURS", "THEIRS"]),
    act("merge-figures", &["merge", "ENTRY", "OURS", "FIGURES"]),
];

fn main() -> io::Result<ExitCode> {
    // Cargo adds `--bench`.
    let given: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let acts = chosen(ACTS, |act| act.name, &given);
    let shapes = chosen(SHAPES, |shape| shape.name, &given);
    let size = std::env::var("SIZE")
        .ok()
        .and_then(|size| size.parse().ok());
    let size = size.unwrap_or(1_000_000);
    let folder = tempfile::tempdir()?;
    let mut bad = 0;
    let mut slowest = (Duration::ZERO, String::new());
    for shape in shapes {
        let half = Files::write(folder.path(), shape, size / 2)?;
        let whole = Files::write(folder.path(), shape, size)?;
        for act in &acts {
            let (took, verdict) = timed(act, &half, &whole)?;
            if took > slowest.0 && verdict.is_none() {
                slowest = (took, format!("{} of {}", act.name, shape.name));
            }
            if let Some(verdict) = verdict {
                bad += 1;
                println!("{:14} {:24} {verdict}", act.name, shape.name);
            }
        }
    }
    println!(
        "{bad} too slow; the slowest of the others took {:.2} s: {}",
        slowest.0.as_secs_f64(),
        slowest.1
    );
    Ok(ExitCode::from(u8::from(bad > 0)))
}

/// Those that are named; all where none is.
fn chosen<'a, T>(all: &'a [T], name: fn(&T) -> &str, named: &[String]) -> Vec<&'a T> {
    let is_named = |one: &T| named.iter().any(|word| word == name(one));
    let any = all.iter().any(is_named);
    all.iter().filter(|one| !any || is_named(one)).collect()
}

/// How long the whole takes, and what is wrong with that.
fn timed(act: &CommandId, half: &Files, whole: &Files) -> io::Result<(Duration, Option<String>)> {
    let mut times = [Duration::MAX; 2];
    for _ in 0..TURNS {
        let [of_half, of_whole] = &mut times;
        *of_whole = whole.time(act)?.min(*of_whole);
        if *of_whole < WORTH_TIMING {
            return Ok((*of_whole, None));
        }
        *of_half = half.time(act)?.min(*of_half);
        let ratio = of_whole.as_secs_f64() / of_half.as_secs_f64();
        if *of_whole <= act.longest && ratio <= MOST {
            return Ok((*of_whole, None));
        }
        if *of_whole >= GIVEN_UP {
            break;
        }
    }
    let [half, whole] = times.map(|time| time.as_secs_f64());
    let verdict = format!(
        "{half:6.2} s for the half, {whole:6.2} s, {:4.1} times",
        whole / half
    );
    Ok((times.into_iter().max().unwrap_or_default(), Some(verdict)))
}

/// What takes longer, by the clock, is ended.
const GIVEN_UP: Duration = Duration::from_secs(60);

/// What all commands so far have had of the processor.
fn used_by_children() -> Option<Duration> {
    const TICKS_IN_A_SECOND: u64 = 100;
    let account = fs::read_to_string("/proc/self/stat").ok()?;
    // Behind the name of the program, which stands in brackets and may hold anything.
    let mut figures = account.rsplit_once(')')?.1.split_whitespace().skip(13);
    let mut figure = || figures.next()?.parse::<u64>().ok();
    let ticks = figure()? + figure()?;
    Some(Duration::from_millis(ticks * 1000 / TICKS_IN_A_SECOND))
}

/// What entries have in common is learned from so many.
const COPIES: usize = 5;

/// A shape on the disk, as every command wants it.
struct Files {
    folder: PathBuf,
}

impl Files {
    fn write(below: &Path, shape: &Shape, size: usize) -> io::Result<Self> {
        let folder = below.join(format!("{}-{size}", shape.name));
        fs::create_dir_all(folder.join("library"))?;
        let text = (shape.text)(size);
        let files = Self { folder };
        fs::write(files.path("ENTRY"), &text)?;
        fs::create_dir_all(files.path("COPIES"))?;
        let part = (shape.text)(size / COPIES);
        for number in 0..COPIES {
            fs::write(files.path("COPIES").join(format!("e{number}.md")), &part)?;
        }
        // Both sides change every place a little, and neither as the other does.
        fs::write(files.path("OURS"), text.replace('a', "o"))?;
        fs::write(files.path("THEIRS"), text.replace('e', "u"))?;
        fs::write(files.path("FIGURES"), text.replace('1', "2"))?;
        fs::write(files.path("SECTION"), &text)?;
        fs::write(files.path("BIBLIOGRAPHY"), &text)?;
        Ok(files)
    }

    fn path(&self, word: &str) -> PathBuf {
        match word {
            "FOLDER" => self.folder.join("library"),
            "ENTRY" => self.folder.join("library/entry.md"),
            word => self.folder.join(word.to_lowercase()),
        }
    }

    /// How long a command takes; what takes too long is ended.
    fn time(&self, act: &CommandId) -> io::Result<Duration> {
        let (start, used) = (Instant::now(), used_by_children());
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        for word in act.words {
            match word.chars().all(char::is_uppercase) {
                true => command.arg(self.path(word)),
                false => command.arg(word),
            };
        }
        let errors = File::create(self.folder.join("errors"))?;
        let mut child = command.stdout(Stdio::null()).stderr(errors).spawn()?;
        loop {
            if let Some(status) = child.try_wait()? {
                // Whatever it says of such a text: a panic is none of it.
                if status.code().is_none_or(|code| code == 101) {
                    return Err(io::Error::other(format!("{command:?} ended with {status}")));
                }
                let used = used_by_children().zip(used);
                return Ok(used.map_or_else(
                    || start.elapsed(),
                    |(now, before)| now.saturating_sub(before),
                ));
            }
            if start.elapsed() >= GIVEN_UP {
                child.kill()?;
                child.wait()?;
                return Ok(GIVEN_UP);
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}
