//! The program, without its window, killed with SIGKILL at a random moment of an act on many files: a rename, its undo, a rename
//! with text that is not saved, putting an entry in the trash and bringing it back, saving a copy, a batch and the save of it.
//!
//! Whatever the moment: every file is whole, no text is lost, and what is half done is told by the next start, which then
//! finishes it or takes it back to the byte.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use copydesk::desk::{
    Batch, Command as Ask, CommandId, EditCommand, LibraryCommand, Proposed, RecoveryCommand,
    RenameCommand,
};
use copydesk::entry::{Edit, Edits};
use copydesk::library::EntryKey;
use copydesk::library::interrupted::Way;
use copydesk::library::renaming::RenameWish;
use copydesk::settings::OwnFolders;
use tempfile::TempDir;

use crate::program::Program;
use crate::{Chance, number};

/// The test that is the killed program, where it is told so.
const ROLE: &str = "KILL_ROLE";
const PLACE: &str = "KILL_PLACE";

/// So many entries link to the one that is renamed.
const LINKING: usize = 60;
const TYPED: &str = "## Timing";

const ACTS: [&str; 7] = [
    "rename",
    "undo of a rename",
    "rename with unsaved text",
    "trash",
    "bring back",
    "copy",
    "batch",
];

#[test]
#[ignore = "takes minutes: .ci/run runs it"]
fn acts_that_are_killed_are_finished_or_taken_back() {
    kill(number("KILL_RUNS").unwrap_or(28));
}

#[test]
fn one_of_each_act_that_is_killed_is_finished_or_taken_back() {
    kill(ACTS.len() as u64);
}

fn kill(runs: u64) {
    let seed = number("KILL_SEED").unwrap_or_else(|| u64::from(std::process::id()));
    println!("{runs} runs, KILL_SEED={seed}");
    let mut chance = Chance::new(seed);
    let mut tally = Tally::default();
    let whole: Vec<Whole> = ACTS.iter().map(|act| Whole::of(act)).collect();
    for run in 0..runs {
        let at = usize::try_from(run).expect("small") % ACTS.len();
        let what = format!("run {run} of KILL_SEED={seed}, {}", ACTS[at]);
        whole[at].kill(&mut chance, &what, &mut tally);
        if run % 20 == 19 {
            println!("{} runs: {tally:?}", run + 1);
        }
    }
    println!("{runs} runs: {tally:?}");
}

/// What was seen in all runs.
#[derive(Debug, Default)]
struct Tally {
    /// Nothing was done yet, or all of it.
    before: u32,
    after: u32,
    /// Something in between was on the disk.
    between: u32,
    told: u32,
    finished: u32,
    taken_back: u32,
    litter: u32,
}

type Files = BTreeMap<String, String>;

/// An act as it is when nobody kills it.
struct Whole {
    act: &'static str,
    before: Files,
    after: Files,
    took: Duration,
}

impl Whole {
    #[track_caller]
    fn of(act: &'static str) -> Self {
        let place = Place::new();
        let mut program = place.start(act);
        program.until("ready");
        let before = place.files();
        let began = Instant::now();
        program.go();
        program.until("done");
        let took = began.elapsed();
        let after = place.files();
        program.kill();
        Self {
            act,
            before,
            after,
            took,
        }
    }

    #[track_caller]
    fn kill(&self, chance: &mut Chance, what: &str, tally: &mut Tally) {
        let place = Place::new();
        let mut program = place.start(self.act);
        program.until("ready");
        program.go();
        let most = u64::try_from(self.took.as_micros()).expect("short") * 5 / 4;
        sleep(Duration::from_micros(chance.below(most.max(1))));
        program.kill();

        let killed = place.files();
        self.check_nothing_is_lost(&place, &killed, what);
        let way = ["finish", "take back"][usize::try_from(chance.below(2)).expect("small")];
        let mut next = place.start(way);
        let told = next.until("told ").contains("told yes");
        next.until("done");
        next.wait();
        let now = place.files();

        let stands_as = |files: &Files, as_whole: &Files| {
            self.without_typed(files) == self.without_typed(as_whole)
        };
        if stands_as(&killed, &self.before) {
            tally.before += 1;
        } else if stands_as(&killed, &self.after) {
            tally.after += 1;
        } else {
            tally.between += 1;
            let is_told = told || self.act == "batch";
            assert!(is_told, "{what}: half done in silence: {killed:#?}");
        }
        tally.told += u32::from(told);
        tally.litter += u32::from(killed.keys().any(|name| name.contains(".copydesk-")));
        if told && way == "finish" {
            tally.finished += 1;
            assert!(
                stands_as(&now, &self.after),
                "{what}: not finished: {now:#?}"
            );
        } else if told {
            tally.taken_back += 1;
            assert!(
                stands_as(&now, &self.before),
                "{what}: not taken back: {now:#?}"
            );
        } else if self.act == "batch" {
            self.check_batch(&killed, &now, what);
        } else {
            let is_whole = stands_as(&now, &self.before) || stands_as(&now, &self.after);
            assert!(is_whole, "{what}: {now:#?}");
        }
        if self.act == "rename with unsaved text" {
            let text = now
                .get("tea.md")
                .or(now.get("black-tea.md"))
                .expect("it is there");
            assert!(
                text.contains(TYPED),
                "{what}: what was typed is gone: {text}"
            );
        }
        self.check_nothing_is_lost(&place, &now, what);
    }

    /// The names and texts, but those of parts that were on their way and, where text was typed that is saved at the end, that.
    fn without_typed(&self, files: &Files) -> Files {
        let files = files
            .iter()
            .filter(|(name, _)| !name.contains(".copydesk-"));
        let text = |text: &String| {
            text.replace(&format!("{TYPED}\n\n\n"), "")
                .replace(&format!("{TYPED}\n\n"), "")
        };
        let is_typed = self.act == "rename with unsaved text";
        files
            .map(|(name, it)| (name.clone(), if is_typed { text(it) } else { it.clone() }))
            .collect()
    }

    /// Once a file is saved, all texts of the batch are kept.
    #[track_caller]
    fn check_batch(&self, killed: &Files, now: &Files, what: &str) {
        let is_begun = killed.iter().any(|(name, text)| {
            self.after.get(name) == Some(text) && self.before.get(name) != Some(text)
        });
        for (name, text) in now {
            let (before, after) = (self.before.get(name), self.after.get(name));
            let is_right = Some(text) == after || (!is_begun && Some(text) == before);
            assert!(is_right, "{what}: {name} holds {text:?}");
        }
    }

    /// Every file holds one of its whole texts, and no entry is gone but into the trash.
    #[track_caller]
    fn check_nothing_is_lost(&self, place: &Place, files: &Files, what: &str) {
        let trash = place.folder.path().join("data/Trash/files");
        let trash = texts_in(&trash, &trash);
        let is_whole = |text: &String| {
            let texts = self.before.values().chain(self.after.values());
            texts.into_iter().any(|whole| whole == text)
        };
        let may_be_empty = self.act == "bring back";
        let typed = self.act == "rename with unsaved text";
        for (name, text) in files {
            let is_part = name.contains(".copydesk-");
            let is_empty_name = may_be_empty && text.is_empty() && trash.contains_key("tea.md");
            let is_right =
                is_whole(text) || is_part || is_empty_name || (typed && text.contains(TYPED));
            assert!(is_right, "{what}: {name} is torn: {text:?}");
        }
        let is_tea = |text: &String| text.contains("title: Tea\n");
        let all = files.values().chain(trash.values());
        assert!(
            all.into_iter().any(is_tea),
            "{what}: the entry is lost: {files:#?}"
        );
    }
}

/// A library and a person's own folders.
struct Place {
    folder: TempDir,
    root: PathBuf,
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
        let tea = "---\ntitle: Tea\nslug: tea\n---\n\n# Tea\n\n## Summary\n\nTea.\n";
        fs::write(root.join("tea.md"), tea).expect("a file can be written");
        for number in 0..LINKING {
            let text = format!(
                "---\ntitle: Milk {number}\n---\n\n# Milk {number}\n\nNot in [tea](tea.md).\n"
            );
            fs::write(root.join(format!("milk-{number}.md")), text).expect("a file can be written");
        }
        Self { folder, root }
    }

    fn own(folder: &Path) -> OwnFolders {
        OwnFolders::below(&folder.join("own"))
    }

    /// Starts this very test program as the one that is killed, or the one that is started next.
    fn start(&self, role: &str) -> Started {
        let program = std::env::current_exe().expect("it has a name");
        let mut process = Command::new(program)
            .args(["--exact", "acts::the_program_that_is_killed", "--nocapture"])
            .env(ROLE, role)
            .env(PLACE, self.folder.path())
            .env("HOME", self.folder.path())
            .env("XDG_DATA_HOME", self.folder.path().join("data"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("it starts");
        let said = process.stdout.take().expect("it says something");
        Started {
            process,
            said: BufReader::new(said),
        }
    }

    fn files(&self) -> Files {
        let mut files = texts_in(&self.root, &self.root);
        files.retain(|name, _| !name.ends_with("/lock") && !name.ends_with(".gitignore"));
        files
    }
}

fn texts_in(folder: &Path, root: &Path) -> Files {
    let mut files = Files::new();
    for member in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = member.path();
        if path.is_dir() {
            files.extend(texts_in(&path, root));
        } else if let Ok(text) = fs::read_to_string(&path) {
            let name = path.strip_prefix(root).expect("it lies below");
            files.insert(name.to_string_lossy().into_owned(), text);
        }
    }
    files
}

struct Started {
    process: Child,
    said: BufReader<std::process::ChildStdout>,
}

impl Started {
    /// Waits until it says this; the line.
    #[track_caller]
    fn until(&mut self, word: &str) -> String {
        loop {
            let mut line = String::new();
            let read = self.said.read_line(&mut line).expect("it can be read");
            assert!(read > 0, "it ended before it said: {word}");
            if line.contains(word) {
                return line;
            }
        }
    }

    fn go(&mut self) {
        let mut hand = self.process.stdin.as_ref().expect("it listens");
        hand.write_all(b"go\n").expect("it listens");
    }

    fn kill(&mut self) {
        self.process.kill().expect("it runs");
        self.process.wait().expect("it can be waited for");
    }

    #[track_caller]
    fn wait(&mut self) {
        self.go();
        assert!(self.process.wait().expect("it can be waited for").success());
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        // Both fail only where the program has ended already, which is what is wanted.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

// ------------------------------------------------------------------------------------------------- the other program

#[test]
fn the_program_that_is_killed() {
    let (Ok(role), Some(place)) = (std::env::var(ROLE), std::env::var_os(PLACE)) else {
        return;
    };
    let place = PathBuf::from(place);
    let root = place.canonicalize().expect("there").join("library");
    let mut program = Program::open(&root, &Place::own(&place));
    match role.as_str() {
        "finish" => resume(&mut program, Way::Finish),
        "take back" => resume(&mut program, Way::TakeBack),
        act => carry_out(&mut program, act),
    }
    say("done");
    // The one who started this says when it is to end.
    wait_for_a_word();
    drop(program);
}

fn carry_out(program: &mut Program, act: &str) {
    program.does(Ask::Library(LibraryCommand::Show {
        entry: EntryKey::new("tea.md"),
        at: None,
    }));
    match act {
        "undo of a rename" => rename(program),
        "rename with unsaved text" => {
            let name = "Timing".to_owned();
            program.does(Ask::Edit(EditCommand::AddSection { at: 0, name }));
            // The journal has it within the second.
            sleep(Duration::from_millis(1200));
        }
        "bring back" => put_in_trash(program),
        _ => {}
    }
    say("ready");
    wait_for_a_word();
    match act {
        "undo of a rename" => {
            program.takes_up("Undo the rename");
            program.until_told("Undid the rename");
        }
        "trash" => put_in_trash(program),
        "bring back" => {
            program.takes_up("Bring it back");
            program.until_told("Brought back");
        }
        "copy" => {
            program.does(CommandId::SaveAs);
            program.until("its names are found", |it| it.desk.renaming().is_some());
            program.does(Ask::Rename(RenameCommand::SaveCopy(black_tea())));
            program.until_told("Saved a copy");
        }
        "batch" => batch(program),
        _ => rename(program),
    }
}

#[track_caller]
fn rename(program: &mut Program) {
    program.does(CommandId::Rename);
    program.until("its names are found", |it| it.desk.renaming().is_some());
    program.does(Ask::Rename(RenameCommand::Rename(black_tea())));
    program.until_told("Renamed to black-tea");
}

fn black_tea() -> RenameWish {
    RenameWish {
        slug: "black-tea".into(),
        ..RenameWish::default()
    }
}

#[track_caller]
fn put_in_trash(program: &mut Program) {
    program.does(Ask::Rename(RenameCommand::Delete(EntryKey::new("tea.md"))));
    program.until_told("in the trash");
}

#[track_caller]
fn batch(program: &mut Program) {
    let library = program.desk.library().expect("it is open");
    let changes = library.rows().filter_map(|file| {
        let of = file.content.text()?.clone();
        let at = of.find("# ")? + 2;
        Some(Proposed {
            entry: file.key.clone(),
            edits: Edits::one(Edit::insert(at, "Cold ")),
            of,
        })
    });
    let changes = changes.collect();
    program.does(Ask::Library(LibraryCommand::Propose(Arc::new(Batch {
        title: "Say that it is cold".into(),
        label: "saying that it is cold".into(),
        changes,
        left_out: Vec::new(),
    }))));
    program.does(Ask::Library(LibraryCommand::ChangeEntries {
        without: Default::default(),
    }));
    program.does(CommandId::SaveAll);
    program.until("all is saved", |it| it.desk.unsaved_count() == 0);
}

/// What the next start is told, and the answers to that. Text that was not saved is restored and saved.
#[track_caller]
fn resume(program: &mut Program, way: Way) {
    let mut is_told = false;
    while let Some(act) = program.desk.interrupted() {
        is_told = true;
        let file = act.file.clone();
        program.does(Ask::Rename(RenameCommand::Resume { file, way }));
        sleep(Duration::from_millis(100));
        program.until("nothing is held", |it| {
            let library = it.desk.library().expect("it is open");
            let mut open = library.rows().filter_map(|row| it.desk.entry(&row.key));
            open.all(|entry| entry.writing.is_none())
        });
    }
    say(if is_told { "told yes" } else { "told no" });
    if !program.desk.unsaved_drafts().is_empty() {
        program.does(Ask::Recovery(RecoveryCommand::RestoreAll));
        program.until("all is restored", |it| it.desk.unsaved_drafts().is_empty());
        program.does(CommandId::SaveAll);
        program.until("all is saved", |it| it.desk.unsaved_count() == 0);
    }
}

pub fn say(words: &str) {
    let mut out = std::io::stdout();
    writeln!(out, "{words}").expect("it is heard");
    out.flush().expect("it is heard");
}

pub fn wait_for_a_word() {
    let mut word = [0; 3];
    // Nothing comes where the other has ended.
    drop(std::io::stdin().read_exact(&mut word));
}
