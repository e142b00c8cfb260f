//! Keeps the doors of the house shut: reads `src/**/*.rs` and says which line goes through a door that is not its own.
//!
//! The map is in `src/lib.rs`. Comments and text in quotation marks don't count, nor do unit tests (`#[cfg(test)] mod … { }`),
//! which set their own scenes. Every rule is tried on a planted line, so that a rule that catches nothing is noticed.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Something that only some files may do.
struct Door {
    /// What is kept, and where it belongs; this is what the failing test says.
    rule: &'static str,
    /// Paths below `src/` that may: a file, or a folder with its final `/`.
    open_to: &'static [&'static str],
    signs: &'static [Sign],
}

/// How a line shows that it goes through a door.
#[derive(Clone, Copy)]
enum Sign {
    /// A name standing alone: `egui` in `use egui::Ui`, not in `egui_kittest`.
    Name(&'static str),
    /// Characters as they are written, beginning at the start of a name where they begin with one: `File::open`.
    Text(&'static str),
    /// A colour that is not see-through: `Color32::RED`, `Color32::from_rgb(…)`.
    Colour,
}
use Sign::{Colour, Name, Text};

const DOORS: &[Door] = &[
    Door {
        rule: "the window's libraries are used in ui/ and main.rs only",
        open_to: &["ui/", "main.rs"],
        signs: &[
            Name("egui"),
            Name("eframe"),
            Name("rfd"),
            Name("lucide_icons"),
        ],
    },
    Door {
        // A walked entry knows its kind without a look at the disk, so `file_type().is_dir()` is no sign.
        rule: "files are touched in library/disk only",
        open_to: &["library/disk.rs", "library/disk/"],
        signs: &[
            Name("fs"),
            Text("File::open"),
            Text("File::create"),
            Text("File::options"),
            Name("OpenOptions"),
            Text("trash::"),
            Text(".read_dir("),
            Text(".canonicalize("),
            Text(".symlink_metadata("),
            Text(".is_file("),
            Text(".exists("),
        ],
    },
    Door {
        rule: "threads and pools are made, and the watcher held, in background.rs only",
        open_to: &["background.rs", "background/"],
        signs: &[
            Text("std::thread::spawn"),
            Text("thread::spawn"),
            Text("thread::scope"),
            Text("thread::Builder"),
            Name("ThreadPoolBuilder"),
            Text("rayon::spawn"),
            Text("rayon::scope"),
            Text("notify::"),
        ],
    },
    Door {
        rule: "work is spread over the pool in library/, search/, checks/incremental.rs and background.rs only",
        open_to: &[
            "library/",
            "search/",
            "checks/incremental.rs",
            "background.rs",
            "background/",
        ],
        signs: &[Name("rayon")],
    },
    Door {
        rule: "the clock is read in ui/, cli/, background.rs and main.rs only; all others are handed the time",
        open_to: &["ui/", "cli/", "background.rs", "background/", "main.rs"],
        signs: &[Text("::now("), Text("UNIX_EPOCH.elapsed(")],
    },
    Door {
        rule: "other programs are started in library/git.rs only",
        open_to: &["library/git.rs"],
        signs: &[
            Text("process::Command"),
            Text("Command::new("),
            Text("process::{"),
        ],
    },
    Door {
        rule: "colours are named in ui/theme.rs only",
        open_to: &["ui/theme.rs", "ui/theme/"],
        signs: &[
            Colour,
            Text("Rgba::from_"),
            Text("hex_color!"),
            Text("Hsva::new"),
        ],
    },
    Door {
        rule: "there is no unsafe code",
        open_to: &[],
        signs: &[Name("unsafe")],
    },
];

/// The map of the house: which of the other top modules each may name. No arrow that is missing here is allowed.
const ARROWS: &[(&str, &[&str])] = &[
    (
        "background",
        &[
            "checks",
            "desk",
            "entry",
            "library",
            "merge",
            "references",
            "review",
            "search",
            "settings",
            "spelling",
        ],
    ),
    (
        "checks",
        &[
            "entry",
            "house_style",
            "library",
            "references",
            "review",
            "spelling",
        ],
    ),
    (
        "cli",
        &[
            "checks",
            "entry",
            "house_style",
            "library",
            "merge",
            "references",
            "review",
            "search",
            "settings",
            "spelling",
        ],
    ),
    (
        "desk",
        &[
            "checks",
            "entry",
            "house_style",
            "library",
            "merge",
            "references",
            "review",
            "search",
            "settings",
            "spelling",
        ],
    ),
    ("entry", &[]),
    ("house_style", &["entry"]),
    ("library", &["entry", "house_style", "references"]),
    ("main", &["cli", "settings", "ui"]),
    ("merge", &["entry"]),
    ("references", &["entry"]),
    ("review", &["entry", "house_style", "library"]),
    ("search", &["entry", "house_style", "library", "review"]),
    ("settings", &["house_style", "library"]),
    ("spelling", &["library"]),
    (
        "ui",
        &[
            "background",
            "checks",
            "desk",
            "entry",
            "house_style",
            "library",
            "merge",
            "references",
            "review",
            "search",
            "settings",
        ],
    ),
];

/// Part of a module that some others may not name although they may name the module.
const PRIVATE: &[(&str, &[&str])] = &[("library::disk", &["checks", "ui"])];

#[test]
fn every_door_is_kept_and_every_arrow_is_on_the_map() {
    let mut complaints = String::new();
    for (path, text) in sources() {
        for fault in faults(&path, &text) {
            writeln!(complaints, "src/{path}:{fault}").expect("writing to a string succeeds");
        }
    }
    assert!(complaints.is_empty(), "\n{complaints}");
}

#[test]
fn every_top_module_says_what_it_knows_nothing_of() {
    let silent: Vec<String> = sources()
        .into_iter()
        .filter(|(path, text)| {
            !["main.rs", "lib.rs"].contains(&path.as_str())
                && !path.trim_end_matches("/mod.rs").contains('/')
                && !says_its_ignorance(text)
        })
        .map(|(path, _)| path)
        .collect();
    assert!(
        silent.is_empty(),
        "the module doc (//!) lacks \"Knows nothing of\": {silent:?}"
    );
}

#[test]
fn each_door_notices_a_planted_line() {
    for (path, line) in [
        ("desk/mod.rs", "use egui::Ui;"),
        ("library/mod.rs", "let app = eframe::run_native;"),
        ("cli/mod.rs", "rfd::FileDialog::new()"),
        ("desk/mod.rs", "use std::{fs, io};"),
        ("ui/dialogs.rs", "let there = path.exists();"),
        ("library/index.rs", "let file = std::fs::File::open(path);"),
        ("ui/mod.rs", "std::thread::spawn(move || work());"),
        ("library/disk.rs", "thread::Builder::new()"),
        (
            "library/mod.rs",
            "let watcher = notify::recommended_watcher(tell);",
        ),
        ("desk/mod.rs", "use rayon::prelude::*;"),
        ("desk/mod.rs", "let now = Instant::now();"),
        ("entry/date.rs", "let today = jiff::Zoned::now();"),
        ("library/disk.rs", "SystemTime::now()"),
        ("library/disk.rs", "std::process::Command::new(name)"),
        (
            "desk/versions/mod.rs",
            "use std::process::{Command, Stdio};",
        ),
        (
            "ui/preview.rs",
            "painter.rect_filled(rect, 4.0, Color32::from_rgb(1, 2, 3));",
        ),
        ("ui/preview.rs", "let warning = egui::Color32::RED;"),
        ("ui/theme.rs", "unsafe { hurry() }"),
    ] {
        assert!(!faults(path, line).is_empty(), "src/{path} may say: {line}");
    }
}

#[test]
fn each_door_lets_pass_what_belongs_there_or_only_sounds_alike() {
    for (path, line) in [
        ("ui/mod.rs", "use egui::Ui;"),
        ("main.rs", "eframe::run_native(name, options, app)"),
        ("desk/mod.rs", "// as egui would: std::fs is far away"),
        ("desk/mod.rs", "let text = \"std::fs and \\\"egui\\\"\";"),
        ("desk/mod.rs", "let text = r#\"unsafe \"egui\"\"#;"),
        ("library/disk/own_files.rs", "use std::fs::File;"),
        ("background.rs", "std::thread::Builder::new()"),
        (
            "library/index.rs",
            "rows.par_iter().map(read); use rayon::prelude::*;",
        ),
        ("ui/mod.rs", "let now = Instant::now();"),
        ("library/git.rs", "let git = Command::new(name);"),
        ("main.rs", "use std::process::ExitCode;"),
        (
            "ui/theme.rs",
            "pub const PAGE: Color32 = Color32::from_rgb(250, 249, 246);",
        ),
        (
            "ui/preview.rs",
            "let none = Color32::TRANSPARENT; fn ink(c: Color32) {}",
        ),
        (
            "desk/mod.rs",
            "let quote = '\"'; let life: &'static str = name; /* egui */",
        ),
        (
            "desk/mod.rs",
            "#[cfg(test)]\nmod tests { use std::fs; fn a() { if true { fs::read(p) } } }",
        ),
    ] {
        assert_eq!(
            faults(path, line),
            [""; 0],
            "src/{path} may not say: {line}"
        );
    }
    assert!(
        !faults(
            "desk/mod.rs",
            "#[cfg(test)]\nmod tests { fn a() {} }\nuse std::fs;"
        )
        .is_empty(),
        "what follows the unit tests still counts"
    );
}

#[test]
fn each_arrow_that_is_not_on_the_map_is_noticed() {
    for (from, may) in ARROWS {
        for (other, _) in ARROWS.iter().filter(|(other, _)| other != from) {
            let path = format!("{from}/mod.rs");
            for line in [
                format!("use crate::{other}::Thing;"),
                format!("use super::{other};"),
                format!("fn f(x: &crate::{other}::Thing) {{}}"),
                format!("use crate::{{a_file::Thing, {other}::{{Thing, Other}}}};"),
            ] {
                let is_fault = !faults(&path, &line).is_empty();
                assert_eq!(is_fault, !may.contains(other), "src/{path}: {line}");
            }
        }
    }
    for (private, strangers) in PRIVATE {
        for from in *strangers {
            let line = format!("use crate::{private}::Thing;");
            assert!(!faults(&format!("{from}/mod.rs"), &line).is_empty());
        }
    }
    assert!(!faults("background.rs", "use crate::ui::App;").is_empty());
    assert!(!faults("main.rs", "use copydesk::desk::Desk;").is_empty());
    assert!(
        !faults(
            "ui/mod.rs",
            "use crate::{desk::Desk, library::{Key, disk}};"
        )
        .is_empty()
    );
    assert_eq!(
        faults("library/mod.rs", "use crate::entry::desk_like;"),
        [""; 0]
    );
}

#[test]
fn the_map_and_the_doors_name_only_what_is_there() {
    let there = sources();
    let is_there = |name: &str| {
        let path = name.replace("::", "/");
        there.iter().any(|(file, _)| {
            *file == path
                || *file == format!("{path}.rs")
                || file.starts_with(&format!("{}/", path.trim_end_matches('/')))
        })
    };
    let arrows = ARROWS
        .iter()
        .flat_map(|(from, may)| may.iter().chain([from]));
    let private = PRIVATE.iter().flat_map(|(it, by)| by.iter().chain([it]));
    let doors = DOORS.iter().flat_map(|door| door.open_to);
    for name in arrows.chain(private) {
        assert!(is_there(name), "{name} is on the map and not in src/");
    }
    let gone: Vec<_> = (doors.map(|open| open.trim_end_matches('/')))
        .filter(|open| !is_there(open.trim_end_matches(".rs")))
        .collect();
    assert!(gone.is_empty(), "doors for files that are gone: {gone:?}");
    assert!(!is_there("a_module_that_is_gone"));

    // Every module of the program is on the map.
    for (file, _) in &there {
        let top = file.split(['/', '.']).next().unwrap_or_default();
        let is_mapped = ARROWS.iter().any(|(from, _)| *from == top);
        assert!(is_mapped || top == "lib", "{top} is not on the map");
    }
}

#[test]
fn no_files_of_a_module_go_in_a_circle() {
    let circles = circles(&sources());
    assert!(
        circles.is_empty(),
        "files that name each other: {circles:#?}"
    );
}

#[test]
fn a_circle_of_files_is_noticed_and_a_file_that_names_its_folder_is_none() {
    let house = |files: &[(&str, &str)]| {
        let file = |&(path, text): &(&str, &str)| (path.to_owned(), text.to_owned());
        circles(&files.iter().map(file).collect::<Vec<_>>())
    };
    // Two files by each other's types.
    let two = [
        ("desk/mod.rs", "mod a;\nmod b;"),
        ("desk/a.rs", "use super::b::B;\npub struct A(B);"),
        ("desk/b.rs", "pub struct B;\nfn f(a: &crate::desk::a::A) {}"),
    ];
    assert_eq!(house(&two), [["desk/a.rs", "desk/b.rs"]]);
    // The same by what their folder gives out.
    let by_the_folder = [
        (
            "desk/mod.rs",
            "mod a;\nmod b;\npub use a::A;\npub use b::{B, C};",
        ),
        ("desk/a.rs", "use super::C;\npub struct A(C);"),
        ("desk/b.rs", "pub struct C;\nfn f(a: &crate::desk::A) {}"),
    ];
    assert_eq!(house(&by_the_folder), [["desk/a.rs", "desk/b.rs"]]);
    // Through a folder of helpers and back.
    let through = [
        ("desk/mod.rs", "mod read;\nmod parts;"),
        (
            "desk/read.rs",
            "use super::parts;\nfn f() { parts::read() }",
        ),
        (
            "desk/parts/mod.rs",
            "mod one;\npub fn read() { one::read() }",
        ),
        ("desk/parts/one.rs", "use super::super::read::Reader;"),
    ];
    assert_eq!(house(&through).len(), 1);
    // What a folder has for all its files.
    let folder = [
        (
            "desk/mod.rs",
            "mod a;\npub struct Desk;\nfn f() { a::go() }",
        ),
        ("desk/a.rs", "use super::Desk;\npub fn go() {}"),
    ];
    assert!(house(&folder).is_empty());
    // Unit tests set their own scene.
    let tests = [
        ("desk/a.rs", "use super::b::B;"),
        (
            "desk/b.rs",
            "#[cfg(test)]\nmod tests { use super::super::a::A; }",
        ),
    ];
    assert!(house(&tests).is_empty());
}

#[test]
fn no_two_types_that_other_files_see_have_one_name() {
    let mut seen: HashMap<String, Vec<String>> = HashMap::new();
    for (path, text) in sources() {
        for name in types_seen(&text) {
            seen.entry(name).or_default().push(path.clone());
        }
    }
    seen.retain(|_, files| files.len() > 1);
    assert!(seen.is_empty(), "types of one name: {seen:#?}");
}

#[test]
fn a_type_that_others_see_is_told_from_one_that_none_sees() {
    let text =
        "pub struct A;\npub(super) enum B<T> {}\nstruct C;\n    pub struct D;\npub type E = u8;";
    assert_eq!(types_seen(text), ["A", "B", "E"]);
}

/// The names of the types of a file that are not its own alone.
fn types_seen(text: &str) -> Vec<String> {
    let code = without_unit_tests(&without_comments_and_quotations(text));
    let name =
        |line: &str| {
            let rest = line.strip_prefix("pub")?;
            let rest = rest.split_once(") ").map_or(rest, |(scope, behind)| {
                if scope.starts_with('(') { behind } else { rest }
            });
            let (kind, rest) = rest.trim_start().split_once(' ')?;
            let is_type = ["struct", "enum", "trait", "type"].contains(&kind);
            let end = rest
                .find(|letter| !part_of_a_name(letter))
                .unwrap_or(rest.len());
            is_type.then(|| rest[..end].to_owned())
        };
    code.lines().filter_map(name).collect()
}

#[test]
fn an_effect_is_carried_out_without_a_thread_and_without_the_clock() {
    let signs = [
        Name("thread"),
        Name("rayon"),
        Name("mpsc"),
        Text("::now("),
        Text(".elapsed("),
    ];
    let files: Vec<_> = sources()
        .into_iter()
        .filter(|(path, _)| path.starts_with("background/carry_out"))
        .collect();
    assert!(!files.is_empty(), "background/carry_out is gone");
    for (path, text) in files {
        let code = without_unit_tests(&without_comments_and_quotations(&text));
        let found = code
            .lines()
            .find(|line| signs.iter().any(|sign| sign.is_in(line)));
        assert_eq!(found, None, "src/{path}");
    }
}

#[test]
fn what_a_room_of_the_desk_keeps_is_its_own() {
    let sources = sources();
    let rooms = sources
        .iter()
        .filter(|(path, _)| path.starts_with("desk/") && path.ends_with("/mod.rs"));
    let kept: Vec<&str> = rooms.filter_map(|(_, text)| kept_by(text)).collect();
    assert!(kept.len() >= 4, "{kept:?}");
    for fields in kept {
        assert!(
            !fields.contains("pub"),
            "a field is open to others: {fields}"
        );
    }
    assert!(
        kept_by("struct SyncState {\n    pub(in crate::desk) a: u8,\n}")
            .is_some_and(|it| it.contains("pub"))
    );
}

/// The fields of the struct in which a room keeps what is its own.
fn kept_by(text: &str) -> Option<&str> {
    let (_, after) = text.split_once("State {\n")?;
    after.split_once("\n}").map(|(fields, _)| fields)
}

#[test]
fn a_module_without_its_last_line_is_noticed() {
    assert!(says_its_ignorance(
        "//! What lives here.\n//! Knows nothing of: files.\n\nfn f() {}\n"
    ));
    assert!(!says_its_ignorance(
        "//! What lives here.\n\n// Knows nothing of: files.\nfn f() {}\n"
    ));
}

fn says_its_ignorance(text: &str) -> bool {
    text.lines()
        .any(|line| line.starts_with("//!") && line.contains("Knows nothing of"))
}

/// What a file does that it may not: `LINE: the line, and the rule`.
fn faults(path: &str, text: &str) -> Vec<String> {
    let code = without_unit_tests(&without_comments_and_quotations(text));
    let mut faults = Vec::new();
    for door in DOORS {
        if door.open_to.iter().any(|open| reaches(open, path)) {
            continue;
        }
        for (number, line) in code.lines().enumerate() {
            if door.signs.iter().any(|sign| sign.is_in(line)) {
                faults.push(format!("{}: `{}`: {}", number + 1, line.trim(), door.rule));
            }
        }
    }
    let top = path.split(['/', '.']).next().unwrap_or_default();
    let may = ARROWS.iter().find(|(from, _)| *from == top);
    for (line, used) in may.into_iter().flat_map(|_| modules_used(&code)) {
        let other = used.split("::").next().unwrap_or_default();
        let is_module = ARROWS.iter().any(|(from, _)| *from == other);
        if is_module && other != top && may.is_some_and(|(_, may)| !may.contains(&other)) {
            faults.push(format!("{line}: {top} must not know {other}"));
        }
        for (private, strangers) in PRIVATE {
            let is_inside = used == *private || used.starts_with(&format!("{private}::"));
            if is_inside && strangers.contains(&top) {
                faults.push(format!("{line}: {top} must not know {private}"));
            }
        }
    }
    faults
}

/// The files of each circle: each names, by way of the others, itself. A file that names the folder it stands in is in none.
fn circles(sources: &[(String, String)]) -> Vec<Vec<String>> {
    let files: Vec<File> = (sources.iter())
        .filter(|(path, _)| !["lib.rs", "main.rs"].contains(&path.as_str()))
        .map(|(path, text)| File::read(path, text))
        .collect();
    let places = (0..)
        .zip(&files)
        .map(|(at, file)| (file.module.as_slice(), at));
    let house = House {
        files: &files,
        places: places.collect(),
    };
    let named: Vec<Vec<usize>> = files.iter().map(|file| file.names(&house)).collect();
    let reached: Vec<Vec<bool>> = (0..files.len())
        .map(|start| {
            let mut reached = vec![false; files.len()];
            let mut next = named[start].clone();
            while let Some(file) = next.pop() {
                if !std::mem::replace(&mut reached[file], true) {
                    next.extend(&named[file]);
                }
            }
            reached
        })
        .collect();
    let mut circles = Vec::new();
    let mut told = vec![false; files.len()];
    for (start, from_here) in reached.iter().enumerate() {
        let with: Vec<usize> = (start..files.len())
            .filter(|&file| from_here[file] && reached[file][start] && !told[file])
            .collect();
        for &file in &with {
            told[file] = true;
        }
        if !with.is_empty() {
            circles.push(with.iter().map(|&file| files[file].path.clone()).collect());
        }
    }
    circles
}

/// A source file as a module.
struct File {
    path: String,
    /// `crate::a::b` as its names.
    module: Vec<String>,
    /// The absolute paths it names, and those that it gives out again (`pub use`).
    named: Vec<Vec<String>>,
    given: Vec<Vec<String>>,
}

impl File {
    fn read(path: &str, text: &str) -> Self {
        let code = without_unit_tests(&without_comments_and_quotations(text));
        let names = path.trim_end_matches(".rs").trim_end_matches("/mod");
        let module: Vec<String> = names.split('/').map(str::to_owned).collect();
        let children = starts_of(&code, "mod ").filter_map(|at| {
            let (name, _) = code[at + 4..].split_once(';')?;
            (!name.contains(|letter| !part_of_a_name(letter))).then(|| format!("{name}::"))
        });
        let mut roots = vec!["crate::".to_owned(), "self::".into(), "super::".into()];
        roots.extend(children);
        let (mut named, mut given) = (Vec::new(), Vec::new());
        for root in roots {
            for at in starts_of(&code, &root) {
                if code[..at].ends_with("::") {
                    continue;
                }
                let mut paths = Vec::new();
                spell_out("", &code[at..], &mut paths);
                let before = code[..at].trim_end();
                let gives = before.strip_suffix("use").is_some_and(|it| {
                    let it = it.trim_end();
                    it.ends_with("pub") || (it.ends_with(')') && it.contains("pub("))
                });
                let list = if gives { &mut given } else { &mut named };
                list.extend(paths.iter().map(|path| absolute(&module, path)));
            }
        }
        Self {
            path: path.to_owned(),
            module,
            named,
            given,
        }
    }

    /// The other files of its top module that it names, its own folders left out.
    fn names(&self, house: &House<'_>) -> Vec<usize> {
        (self.named.iter())
            .filter_map(|path| house.home_of(path, 0))
            .filter(|&file| house.files[file].module[0] == self.module[0])
            .filter(|&file| !self.module.starts_with(&house.files[file].module))
            .collect()
    }
}

/// A path from the root of the program on.
fn absolute(module: &[String], path: &str) -> Vec<String> {
    let mut place = module.to_vec();
    let mut names = path.split("::").peekable();
    while let Some(name) = names.next_if(|name| ["crate", "self", "super"].contains(name)) {
        match name {
            "crate" => place.clear(),
            "super" => {
                place.pop();
            }
            _ => {}
        }
    }
    place.extend(names.map(str::to_owned));
    place
}

/// All files, and where each module stands among them.
struct House<'f> {
    files: &'f [File],
    places: HashMap<&'f [String], usize>,
}

impl House<'_> {
    /// The file in which what a path names is written, looked for behind what modules give out again.
    fn home_of(&self, path: &[String], depth: usize) -> Option<usize> {
        let (length, file) = (1..=path.len())
            .rev()
            .find_map(|length| Some((length, *self.places.get(&path[..length])?)))?;
        let Some(name) = path.get(length) else {
            return Some(file);
        };
        let given = self.files[file].given.iter().filter(|_| depth < 8);
        let behind = given
            .filter(|given| given.last() == Some(name))
            .find_map(|given| self.home_of(&[given, &path[length + 1..]].concat(), depth + 1));
        behind.or(Some(file))
    }
}

fn reaches(open: &str, path: &str) -> bool {
    if open.ends_with('/') {
        path.starts_with(open)
    } else {
        path == open
    }
}

impl Sign {
    fn is_in(self, line: &str) -> bool {
        match self {
            Name(name) => {
                starts_of(line, name).any(|at| !line[at + name.len()..].starts_with(part_of_a_name))
            }
            Text(text) => starts_of(line, text).next().is_some(),
            Colour => starts_of(line, "Color32::").any(|at| {
                let rest = &line[at + "Color32::".len()..];
                !["TRANSPARENT", "PLACEHOLDER"]
                    .iter()
                    .any(|see_through| rest.starts_with(see_through))
            }),
        }
    }
}

/// Where `wanted` stands in `line`, not counting places in the middle of a longer name.
fn starts_of<'a>(line: &'a str, wanted: &'a str) -> impl Iterator<Item = usize> + 'a {
    line.match_indices(wanted)
        .map(|(at, _)| at)
        .filter(move |&at| {
            !(wanted.starts_with(part_of_a_name) && line[..at].ends_with(part_of_a_name))
        })
}

fn part_of_a_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Every path that begins with `crate::`, `super::` or the name of the library, with its line, groups in braces spelt out.
fn modules_used(code: &str) -> Vec<(usize, String)> {
    let mut used = Vec::new();
    for root in ["crate::", "super::", "copydesk::"] {
        for at in starts_of(code, root) {
            let line = code[..at].matches('\n').count() + 1;
            let mut spelt_out = Vec::new();
            spell_out("", &code[at + root.len()..], &mut spelt_out);
            used.extend(spelt_out.into_iter().map(|path| (line, path)));
        }
    }
    used
}

/// Adds the path at the start of `rest` to `paths`, one for each member of its groups, and says how many bytes it took.
fn spell_out(before: &str, rest: &str, paths: &mut Vec<String>) -> usize {
    let mut path = before.to_owned();
    let mut at = 0;
    loop {
        let name: String = rest[at..]
            .chars()
            .take_while(|&letter| part_of_a_name(letter))
            .collect();
        path.push_str(&name);
        at += name.len();
        if rest[at..].starts_with("::") {
            path.push_str("::");
            at += 2;
        } else if rest[at..].starts_with('{') {
            at += 1;
            while at < rest.len() && !rest[at..].starts_with('}') {
                let step = rest[at..]
                    .find(|letter: char| part_of_a_name(letter) || letter == '}')
                    .unwrap_or(rest.len() - at);
                at += step;
                if rest[at..].starts_with(part_of_a_name) {
                    at += spell_out(&path, &rest[at..], paths);
                }
            }
            return (at + 1).min(rest.len());
        } else {
            paths.push(path);
            return at;
        }
    }
}

/// The text with comments and the insides of string and character literals blanked, its lines where they were.
fn without_comments_and_quotations(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let end = match (letter, letters.get(at + 1)) {
            ('/', Some('/')) => end_of_line(&letters, at),
            ('/', Some('*')) => end_of_block_comment(&letters, at),
            ('r', Some('"' | '#')) if !code.ends_with(part_of_a_name) => {
                end_of_raw_string(&letters, at)
            }
            ('"', _) => end_of_quotation(&letters, at, '"'),
            // A lifetime ('a) has no second mark close by; a character literal has.
            ('\'', Some('\\')) => end_of_quotation(&letters, at, '\''),
            ('\'', Some(_)) if letters.get(at + 2) == Some(&'\'') => at + 3,
            _ => at,
        };
        if end == at {
            code.push(letter);
            at += 1;
        } else {
            code.extend(
                letters[at..end]
                    .iter()
                    .map(|&l| if l == '\n' { '\n' } else { ' ' }),
            );
            at = end;
        }
    }
    code
}

fn end_of_line(letters: &[char], at: usize) -> usize {
    (at..letters.len())
        .find(|&i| letters[i] == '\n')
        .unwrap_or(letters.len())
}

fn end_of_block_comment(letters: &[char], at: usize) -> usize {
    let mut depth = 0;
    let mut i = at;
    while i + 1 < letters.len() {
        match (letters[i], letters[i + 1]) {
            ('/', '*') => depth += 1,
            ('*', '/') => depth -= 1,
            _ => {
                i += 1;
                continue;
            }
        }
        i += 2;
        if depth == 0 {
            return i;
        }
    }
    letters.len()
}

fn end_of_quotation(letters: &[char], at: usize, mark: char) -> usize {
    let mut i = at + 1;
    while i < letters.len() && letters[i] != mark {
        i += if letters[i] == '\\' { 2 } else { 1 };
    }
    (i + 1).min(letters.len())
}

/// The end of `r"…"` or `r#"…"#`; `at` itself where it is a raw name such as `r#type`.
fn end_of_raw_string(letters: &[char], at: usize) -> usize {
    let hashes = letters[at + 1..].iter().take_while(|&&l| l == '#').count();
    let open = at + 1 + hashes;
    if letters.get(open) != Some(&'"') {
        return at;
    }
    (open + 1..letters.len())
        .find(|&i| {
            letters[i] == '"'
                && letters[i + 1..].iter().take_while(|&&l| l == '#').count() >= hashes
        })
        .map_or(letters.len(), |i| i + 1 + hashes)
}

/// The code with the insides of `#[cfg(test)] mod … { }` blanked, its lines where they were.
fn without_unit_tests(code: &str) -> String {
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find("#[cfg(test)]") {
        let (before, from) = rest.split_at(at);
        kept.push_str(before);
        let item = from["#[cfg(test)]".len()..].trim_start();
        let opening = from.find('{').filter(|&brace| !from[..brace].contains(';'));
        let end = match opening {
            Some(brace) if item.starts_with("mod ") => end_of_block(from, brace),
            _ => "#[cfg(test)]".len(),
        };
        kept.extend(from[..end].chars().filter(|&letter| letter == '\n'));
        rest = &from[end..];
    }
    kept.push_str(rest);
    kept
}

fn end_of_block(code: &str, opening: usize) -> usize {
    let mut depth = 0;
    for (at, letter) in code[opening..].char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return opening + at + 1;
        }
    }
    code.len()
}

/// Every source file with its path below `src/`, slashes forward.
#[track_caller]
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    assert!(
        files.len() > 5,
        "the source was not found below {}",
        root.display()
    );
    files
        .into_iter()
        .map(|file| {
            let below = file
                .strip_prefix(&root)
                .expect("the file was found below src");
            let path = below.to_string_lossy().replace('\\', "/");
            let text = std::fs::read_to_string(&file).expect("a source file is readable UTF-8");
            (path, text)
        })
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for found in std::fs::read_dir(folder).expect("the source folder is readable") {
        let path = found.expect("the source folder is readable").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}
