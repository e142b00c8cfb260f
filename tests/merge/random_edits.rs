//! Real entries with random edits on both sides: no line is lost, and none stands more often than in the side that has it
//! most.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use copydesk::entry::Reading;
use copydesk::entry::front_matter::Fence;
use copydesk::entry::sources::is_sources;
use copydesk::merge::merge;

use crate::{all_texts, with_markers};

/// What an editor does to an entry, roughly as often as they do.
#[derive(Debug, Clone, Copy)]
enum Deed {
    ChangeWords,
    AddParagraph,
    TakeOutParagraph,
    RepeatParagraph,
    MoveParagraph,
    AddHeading,
    TakeOutHeading,
    RenameHeading,
    MoveSection,
    TakeOutSection,
    AddSection,
    ChangeField,
    AddField,
    TakeOutField,
    TakeOutFence,
    AddFence,
    TakeOutLine,
    RepeatLine,
    AddSource,
}

type Edit = (Deed, Index, Index);

fn deed() -> impl Strategy<Value = Deed> {
    use Deed::*;
    prop_oneof![
        6 => Just(ChangeWords),
        4 => Just(AddParagraph),
        3 => Just(TakeOutParagraph),
        1 => Just(RepeatParagraph),
        2 => Just(MoveParagraph),
        5 => Just(AddHeading),
        2 => Just(TakeOutHeading),
        2 => Just(RenameHeading),
        2 => Just(MoveSection),
        1 => Just(TakeOutSection),
        2 => Just(AddSection),
        2 => Just(ChangeField),
        1 => Just(AddField),
        1 => Just(TakeOutField),
        1 => Just(TakeOutFence),
        1 => Just(AddFence),
        1 => Just(TakeOutLine),
        1 => Just(RepeatLine),
        2 => Just(AddSource),
    ]
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    proptest::collection::vec((deed(), any::<Index>(), any::<Index>()), 1..5)
}

/// The text with the edits made; what is new has the side's word in it.
fn edited(text: &str, edits: &[Edit], word: &str) -> String {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    for (number, (deed, at, to)) in edits.iter().enumerate() {
        one(&mut lines, *deed, at, to, &format!("{word}{number}"), end);
    }
    lines.concat()
}

fn one(lines: &mut Vec<String>, deed: Deed, at: &Index, to: &Index, word: &str, end: &str) {
    let front = front_end(lines);
    let is_heading = |line: &String| line.starts_with("## ");
    let those = |lines: &[String], from: usize, is_it: &dyn Fn(&String) -> bool| -> Vec<usize> {
        (from..lines.len())
            .filter(|at| is_it(&lines[*at]))
            .collect()
    };
    let prose = those(lines, front, &|line| {
        line.starts_with(|letter: char| letter.is_alphabetic() || "*-".contains(letter))
            && line.trim().len() > 3
    });
    let headings = those(lines, front, &is_heading);
    let fields: Vec<usize> = (1..front.saturating_sub(1))
        .filter(|at| lines[*at].starts_with(char::is_alphabetic))
        .collect();
    let pick = |places: &[usize], index: &Index| {
        (!places.is_empty()).then(|| places[index.index(places.len())])
    };
    let section = |lines: &[String], at: usize| {
        let next =
            (at + 1..lines.len()).find(|at| is_heading(&lines[*at]) || lines[*at].trim() == "---");
        at..next.unwrap_or(lines.len())
    };
    let put = |lines: &mut Vec<String>, at: usize, new: &[String]| {
        let at = at.min(lines.len());
        if at > 0 && !lines[at - 1].ends_with('\n') {
            lines[at - 1].push_str(end);
        }
        lines.splice(at..at, new.iter().cloned());
    };
    let line = |words: String| format!("{words}{end}");
    let blank = || end.to_owned();
    match deed {
        Deed::ChangeWords => {
            if let Some(at) = pick(&prose, at) {
                let words: Vec<&str> = lines[at].split(' ').collect();
                let nth = to.index(words.len());
                let mut words: Vec<String> = words.into_iter().map(str::to_owned).collect();
                words.insert(nth, word.to_owned());
                lines[at] = words.join(" ");
            }
        }
        Deed::AddParagraph => {
            if let Some(at) = pick(&prose, at) {
                put(
                    lines,
                    at,
                    &[line(format!("All of {word} is new here.")), blank()],
                );
            }
        }
        Deed::TakeOutParagraph => {
            if let Some(at) = pick(&prose, at) {
                let to = (at + 2).min(lines.len());
                lines.drain(at..to);
            }
        }
        Deed::RepeatParagraph => {
            if let (Some(at), Some(to)) = (pick(&prose, at), pick(&prose, to)) {
                let again = lines[at].clone();
                put(lines, to, &[again, blank()]);
            }
        }
        Deed::MoveParagraph => {
            if let (Some(at), Some(to)) = (pick(&prose, at), pick(&prose, to)) {
                let moved = lines.remove(at);
                put(lines, to, &[moved, blank()]);
            }
        }
        Deed::AddHeading => {
            if let Some(at) = pick(&prose, at) {
                put(lines, at, &[line(format!("## On {word}")), blank()]);
            }
        }
        Deed::TakeOutHeading => {
            if let Some(at) = pick(&headings, at) {
                let to = (at + 2).min(lines.len());
                lines.drain(at..to);
            }
        }
        Deed::RenameHeading => {
            if let Some(at) = pick(&headings, at) {
                lines[at] = line(format!("## Called {word}"));
            }
        }
        Deed::MoveSection => {
            if let (Some(at), Some(to)) = (pick(&headings, at), pick(&headings, to)) {
                let range = section(lines, at);
                if !range.contains(&to) {
                    let length = range.len();
                    let moved: Vec<String> = lines.drain(range).collect();
                    put(lines, if to > at { to - length } else { to }, &moved);
                }
            }
        }
        Deed::TakeOutSection => {
            if let Some(at) = pick(&headings, at) {
                lines.drain(section(lines, at));
            }
        }
        Deed::AddSection => {
            if let Some(at) = pick(&headings, at) {
                let words = format!("This section is about {word}.");
                put(
                    lines,
                    at,
                    &[
                        line(format!("## About {word}")),
                        blank(),
                        line(words),
                        blank(),
                    ],
                );
            }
        }
        Deed::ChangeField => {
            if let Some(at) = pick(&fields, at)
                && let Some((key, _)) = lines[at].split_once(": ")
            {
                lines[at] = line(format!("{key}: \"{word}\""));
            }
        }
        Deed::AddField => {
            if let Some(at) = pick(&fields, at) {
                put(lines, at, &[line(format!("{word}: new"))]);
            }
        }
        Deed::TakeOutField => {
            if let Some(at) = pick(&fields, at) {
                lines.remove(at);
            }
        }
        Deed::TakeOutFence => {
            if front > 0 {
                lines.remove(if at.index(2) == 0 { 0 } else { front - 1 });
            }
        }
        Deed::AddFence => {
            let fence = [["---", "```"][to.index(2)].to_owned() + end];
            let at = at.index(lines.len() + 1);
            put(lines, at, &fence);
        }
        Deed::TakeOutLine => {
            if !lines.is_empty() {
                lines.remove(at.index(lines.len()));
            }
        }
        Deed::RepeatLine => {
            if !lines.is_empty() {
                let again = lines[at.index(lines.len())].trim_end().to_owned();
                put(lines, to.index(lines.len()), &[again + end]);
            }
        }
        Deed::AddSource => {
            let last = (front..lines.len())
                .rev()
                .find(|at| lines[*at].starts_with(|it: char| it.is_ascii_digit()));
            if let Some(last) = last
                && let Some((number, _)) = lines[last].split_once(". ")
                && let Ok(number) = number.parse::<u32>()
            {
                let work = format!(
                    "{}. {word} A (2020). A work on {word}. Journal.",
                    number + 1
                );
                put(lines, last + 1, &[line(work)]);
            }
        }
    }
}

/// The line after the front matter.
fn front_end(lines: &[String]) -> usize {
    let is_fence = |line: &String| line.trim_end() == "---";
    if !lines.first().is_some_and(is_fence) {
        return 0;
    }
    let close = lines.iter().skip(1).position(is_fence);
    close.map_or(0, |close| close + 2)
}

/// What a line says, however its sources are numbered and however it ends.
fn says(line: &str) -> String {
    let line = line.trim_start_matches('\u{feff}').trim();
    let numbers = line
        .split_once(". ")
        .filter(|(number, _)| number.parse::<u32>().is_ok());
    let line = numbers.map_or(line, |(_, words)| words);
    let mut said = String::new();
    let mut in_brackets = false;
    for letter in line.chars() {
        in_brackets = letter == '[' || in_brackets && letter != ']';
        let number = letter.is_ascii_digit() || matches!(letter, ',' | ' ' | '–' | '-');
        if !(in_brackets && number) {
            said.push(letter);
        }
    }
    said
}

fn counted(text: &str) -> HashMap<String, usize> {
    let mut lines = HashMap::new();
    let says_something = |line: &String| line.contains(char::is_alphanumeric);
    for line in text.lines().map(says).filter(says_something) {
        *lines.entry(line).or_default() += 1;
    }
    lines
}

fn has(lines: &HashMap<String, usize>, line: &str) -> usize {
    lines.get(line).copied().unwrap_or_default()
}

/// A line that is lost, or stands too often, in a merged text.
fn harm(base: &str, ours: &str, theirs: &str, merged: &str, is_clean: bool) -> Option<String> {
    let [was, mine, others, all] = [base, ours, theirs, merged].map(counted);
    let lost = mine.keys().chain(others.keys()).find(|line| {
        let taken_out = has(&was, line) > has(&mine, line).min(has(&others, line));
        // The earlier of two reviews gives way; that is the rule.
        let is_review = line.starts_with("last_reviewed");
        !taken_out && !is_review && has(&all, line) == 0
    });
    // A short item may be repeated by both, each in another list.
    let is_item = |line: &str| line.starts_with(['-', '*']) && line.split(' ').count() < 6;
    let doubled = all
        .iter()
        .filter(|(line, _)| !is_item(line))
        .find(|(line, often)| **often > has(&mine, line).max(has(&others, line)) && is_clean);
    lost.map(|line| format!("lost: {line}"))
        .or_else(|| doubled.map(|(line, _)| format!("doubled: {line}")))
}

/// Front matter, lists of sources and code are whole.
fn structure_holds(text: &str) -> bool {
    let reading = Reading::of(text);
    let front = &reading.front_matter;
    let mut lists = reading
        .outline
        .all_sections()
        .filter(|it| is_sources(text, it));
    let sources =
        (lists.next().is_some()).then(|| copydesk::entry::sources::read(text, &reading.outline));
    let in_a_row = sources.is_none_or(|all| {
        (1..)
            .zip(&all)
            .all(|(number, source)| source.number == number)
    });
    let fences = text
        .lines()
        .filter(|line| line.trim_start().starts_with("```"))
        .count();
    front.split.fence == Fence::Closed
        && front.error.is_none()
        && in_a_row
        && lists.next().is_none()
        && fences % 2 == 0
}

#[test]
fn no_line_is_lost_and_none_is_doubled() {
    let texts = all_texts();
    let mut runner = TestRunner::new(Config::with_cases(300));
    let checked = runner.run(
        &(any::<Index>(), edits(), edits()),
        |(entry, mine, others)| {
            let base = entry.get(&texts);
            let (ours, theirs) = (
                edited(base, &mine, "zephyr"),
                edited(base, &others, "quince"),
            );
            let merged = merge(base, &ours, &theirs);
            let text = with_markers(&merged);
            let harm = harm(base, &ours, &theirs, &text, merged.is_clean());
            prop_assert!(harm.is_none(), "{}:\n{}", harm.unwrap_or_default(), text);
            Ok(())
        },
    );
    checked.expect("all of them");
}

/// Five thousand merges beside those of git: `cargo test --test merge -- --ignored --nocapture`. Entries in the folder
/// `MORE_ENTRIES` are tried as well, `SEED` (a number up to 255) makes other edits, and what is counted is kept in the
/// folder `KEEP`.
#[test]
#[ignore = "takes a minute: .ci/run runs it"]
fn five_thousand_beside_git() {
    let mut texts = all_texts();
    if let Some(folder) = std::env::var_os("MORE_ENTRIES") {
        for file in fs::read_dir(folder).expect("the folder") {
            let bytes = fs::read(file.expect("a file").path()).expect("bytes");
            texts.extend(String::from_utf8(bytes));
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    let keep = std::env::var_os("KEEP");
    let seed = std::env::var("SEED").map_or(0, |seed| seed.parse().expect("a number"));
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]),
    );
    let all = (any::<Index>(), edits(), edits());
    for number in 0..5000 {
        let tree = all.new_tree(&mut runner).expect("a case");
        let (entry, mine, others) = proptest::strategy::ValueTree::current(&tree);
        let base = entry.get(&texts);
        let (ours, theirs) = (
            edited(base, &mine, "zephyr"),
            edited(base, &others, "quince"),
        );
        let merged = merge(base, &ours, &theirs);
        let text = with_markers(&merged);
        let git_is_clean = git_is_clean(folder.path(), base, &ours, &theirs);
        let three = [base.as_str(), ours.as_str(), theirs.as_str()];
        // A rule that is new makes a heading, a second document or closing blocks of what is beside it.
        let rules = three.map(|text| text.lines().filter(|line| line.trim() == "---").count());
        let holds = three.into_iter().all(structure_holds)
            && rules.into_iter().all(|count| count == rules[0]);
        let mut count = |what: &'static str, is_so: bool| {
            *counts.entry(what).or_default() += usize::from(is_so);
            if is_so && let Some(keep) = &keep {
                let folder = Path::new(keep)
                    .join(what.replace(' ', "-"))
                    .join(number.to_string());
                fs::create_dir_all(&folder).expect("a folder");
                let deeds = format!(
                    "{:?}\n{:?}\n",
                    mine.iter().map(|it| it.0).collect::<Vec<_>>(),
                    others.iter().map(|it| it.0).collect::<Vec<_>>()
                );
                let harm = harm(base, &ours, &theirs, &text, merged.is_clean()).unwrap_or_default();
                for (name, text) in [
                    ("base", base),
                    ("ours", &ours),
                    ("theirs", &theirs),
                    ("merged", &text),
                    ("deeds", &(deeds + &harm)),
                ] {
                    fs::write(folder.join(name), text).expect("written");
                }
            }
        };
        count("clean", merged.is_clean());
        count("clean in git", git_is_clean);
        count("structure holds", holds);
        count("structure holds and clean in git", holds && git_is_clean);
        count(
            "conflict where git is clean",
            !merged.is_clean() && git_is_clean,
        );
        count(
            "conflict where git is clean and structure holds",
            holds && !merged.is_clean() && git_is_clean,
        );
        let is_long = holds && base.len() > 2000;
        count(
            "the same, and longer than 2 KB: clean in git",
            is_long && git_is_clean,
        );
        count(
            "the same, and longer than 2 KB: conflict where git is clean",
            is_long && !merged.is_clean() && git_is_clean,
        );
        count(
            "clean where git is in conflict",
            merged.is_clean() && !git_is_clean,
        );
        let harm = harm(base, &ours, &theirs, &text, merged.is_clean());
        count(
            "lost",
            harm.as_ref().is_some_and(|it| it.starts_with("lost")),
        );
        count("doubled", harm.is_some_and(|it| it.starts_with("doubled")));
    }
    let mut told: Vec<_> = counts.iter().collect();
    told.sort_unstable();
    for (what, count) in told {
        println!("{count:6} {what}");
    }
    let of = |what: &str| counts.get(what).copied().unwrap_or_default();
    assert_eq!((of("lost"), of("doubled")), (0, 0));
    let needless = of("conflict where git is clean and structure holds");
    let plain = of("structure holds and clean in git");
    assert!(
        needless * 50 < plain,
        "{needless} of {plain} are more than two in a hundred"
    );
}

fn git_is_clean(folder: &Path, base: &str, ours: &str, theirs: &str) -> bool {
    let [ours, base, theirs] =
        [("ours", ours), ("base", base), ("theirs", theirs)].map(|(name, text)| {
            let path = folder.join(name);
            fs::write(&path, text).expect("written");
            path
        });
    let merged = Command::new("git")
        .args(["merge-file", "-p"])
        .args([ours, base, theirs])
        .output();
    merged.expect("git").status.success()
}
