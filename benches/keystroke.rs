//! What a key costs in the whole window, without a display: `cargo bench --bench keystroke [-- FILE]`.
//!
//! The program is run as it runs in its window, 1440 × 900 points, accessibility off, the frame's shapes turned into
//! triangles; only the painting is left out. It opens each entry (the example's size, a section of 50 KB and of 500 KB, 1 MB
//! in many sections, 1 MB in one), or FILE, from a folder with forty others, and types sixty letters into it, two frames at
//! rest after each, as between the keys of a person.
//!
//! *open* is the longest frame from the click on the entry until all is at rest. *key* is the median of the frames that took
//! a letter, *most* the longest of them, *rest* the median of the others, *frames* how many frames a key asks for. All are
//! times of the processor: the time of the clock would count what other programs do. Linux keeps the account
//! (`/proc/thread-self/schedstat`) when a thread is put to sleep, so it is put to sleep for a moment before and after each
//! frame. Elsewhere the time of the clock is given.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use copydesk::desk::{Command, View};
use copydesk::library::EntryKey;
use copydesk::ui::App;
use eframe::App as _;
use egui::{Event, RawInput, Rect, pos2, vec2};

#[path = "../tests/support/house_library.rs"]
mod house_library;
#[path = "support/texts.rs"]
mod texts;

const KEYS: usize = 60;
const RESTS: usize = 2;
const LETTERS: &[&str] = &["e", "t", "a", "o", "i", " ", "n", "s", "r"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Cargo adds `--bench`.
    let given = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let entries = match given {
        Some(file) => vec![texts::typed_in_half_way("FILE", std::fs::read_to_string(file)?)],
        None => texts::entries()?,
    };
    println!(
        "{:16} {:>9} {:>9} {:>9} {:>9} {:>7}",
        "ms of processor", "open", "key", "most", "rest", "frames"
    );
    for entry in entries {
        let took = measure(&entry)?;
        println!(
            "{:16} {:9.2} {:9.2} {:9.2} {:9.2} {:7.2}",
            entry.name,
            ms(took.open),
            ms(median(&took.keys)),
            ms(most(&took.keys)),
            ms(median(&took.rests)),
            took.frames as f64 / KEYS as f64,
        );
    }
    Ok(())
}

struct Took {
    open: Duration,
    keys: Vec<Duration>,
    rests: Vec<Duration>,
    frames: usize,
}

fn measure(entry: &texts::Entry) -> Result<Took, Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    house_library::write_library(folder.path(), 40, 1)?;
    let file = Path::new("typed-in.md");
    std::fs::write(folder.path().join(file), &entry.text)?;
    let mut window = Window::new(folder.path().to_path_buf())?;
    window.until_open()?;

    let show = Command::Show {
        entry: EntryKey::new(file),
        at: Some(entry.at),
    };
    let mut open = window.frame(Vec::new(), Some(show));
    for _ in 0..20 {
        open = open.max(window.frame(Vec::new(), None));
    }
    let mut took = Took {
        open,
        keys: Vec::new(),
        rests: Vec::new(),
        frames: 0,
    };
    for key in 0..KEYS {
        let letter = LETTERS[key % LETTERS.len()];
        took.keys.push(window.frame(vec![Event::Text(letter.into())], None));
        took.frames += 1;
        while window.wants_another {
            took.rests.push(window.frame(Vec::new(), None));
            took.frames += 1;
        }
        for _ in 0..RESTS {
            took.rests.push(window.frame(Vec::new(), None));
        }
    }
    let shown = window.app.desk().shown().ok_or("the entry is not shown")?;
    if shown.text().len() != entry.text.len() + KEYS {
        return Err("the letters did not arrive".into());
    }
    Ok(took)
}

/// The program, and what a window would hold of it.
struct Window {
    ctx: egui::Context,
    app: App,
    frame: eframe::Frame,
    clock: Clock,
    time: f64,
    wants_another: bool,
}

impl Window {
    fn new(folder: PathBuf) -> Result<Self, Box<dyn std::error::Error>> {
        let ctx = egui::Context::default();
        let app = App::new(&ctx, View::default(), None, Some(folder))?;
        Ok(Self {
            ctx,
            app,
            frame: eframe::Frame::_new_kittest(),
            clock: Clock::new(),
            time: 0.0,
            wants_another: false,
        })
    }

    fn until_open(&mut self) -> Result<(), Box<dyn std::error::Error>> {
        let began = Instant::now();
        loop {
            self.frame(Vec::new(), None);
            if self.app.desk().library().is_some() && self.app.desk().opening().is_none() {
                return Ok(());
            }
            if began.elapsed() > Duration::from_secs(30) {
                return Err("the folder was not opened".into());
            }
        }
    }

    /// One frame with these events, a command before it, and the time it took of the processor.
    fn frame(&mut self, events: Vec<Event>, command: Option<Command>) -> Duration {
        self.time += 0.05;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1440.0, 900.0))),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let before = self.clock.used();
        if let Some(command) = command {
            self.app.perform(&self.ctx, command);
        }
        let mut output = self.ctx.run_ui(input, |ui| {
            self.app.logic(ui.ctx(), &mut self.frame);
            self.app.ui(ui, &mut self.frame);
        });
        let shapes = std::mem::take(&mut output.shapes);
        let triangles = self.ctx.tessellate(shapes, output.pixels_per_point);
        let took = self.clock.used().saturating_sub(before);
        drop(triangles);
        self.wants_another = output
            .viewport_output
            .values()
            .any(|viewport| viewport.repaint_delay.is_zero());
        output.drop_without_applying_deltas();
        took
    }
}

/// What a thread has had of the processor, as far as it is known.
struct Clock {
    account: Option<File>,
    began: Instant,
}

impl Clock {
    /// The clock of the thread that asks.
    fn new() -> Self {
        Self {
            account: File::open("/proc/thread-self/schedstat").ok(),
            began: Instant::now(),
        }
    }

    fn used(&mut self) -> Duration {
        self.account_of_now()
            .map_or_else(|| self.began.elapsed(), Duration::from_nanos)
    }

    fn account_of_now(&mut self) -> Option<u64> {
        std::thread::sleep(Duration::from_micros(20));
        let mut line = [0; 64];
        let account = self.account.as_mut()?;
        account.seek(SeekFrom::Start(0)).ok()?;
        let length = account.read(&mut line).ok()?;
        let line = std::str::from_utf8(line.get(..length)?).ok()?;
        line.split(' ').next()?.parse().ok()
    }
}

fn median(times: &[Duration]) -> Duration {
    let mut times = times.to_vec();
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn most(times: &[Duration]) -> Duration {
    times.iter().max().copied().unwrap_or_default()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
