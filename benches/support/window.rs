//! The program as it runs in its window, without a display: 1440 × 900 points, accessibility off, the frame's shapes turned
//! into triangles; only the painting is left out.
//!
//! Frames are timed by what the thread had of the processor: the time of the clock would count what other programs do. Linux
//! keeps the account (`/proc/thread-self/schedstat`) when a thread is put to sleep, so it is put to sleep for a moment before
//! and after each frame. Elsewhere the time of the clock is given.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use copydesk::desk::{Command, Settings};
use copydesk::settings::OwnFolders;
use copydesk::ui::App;
use eframe::App as _;
use egui::{Event, RawInput, Rect, pos2, vec2};
use tempfile::TempDir;

/// The program, and what a window would hold of it.
pub struct Window {
    ctx: egui::Context,
    pub app: App,
    frame: eframe::Frame,
    clock: Clock,
    time: f64,
    /// The frame drawn last asked for another one at once.
    pub wants_another: bool,
    /// How often the frame drawn last was gone through: egui does so again where something was not known the first time.
    pub passes: usize,
    /// The person's own folders: what is typed is kept there.
    _own: Option<TempDir>,
}

impl Window {
    /// A program that keeps what is typed in the person's own folders, as ever, or has none.
    pub fn new(folder: PathBuf, own: Option<TempDir>) -> Result<Self, Box<dyn std::error::Error>> {
        let ctx = egui::Context::default();
        let folders = own.as_ref().map(|own| OwnFolders::below(own.path()));
        let app = App::new(&ctx, Settings::default(), folders, Some(folder))?;
        Ok(Self {
            ctx,
            app,
            frame: eframe::Frame::_new_kittest(),
            clock: Clock::new(),
            time: 0.0,
            wants_another: false,
            passes: 0,
            _own: own,
        })
    }

    /// Draws frames until the folder has been read, and gives back what each of them took.
    pub fn until_open(&mut self) -> Result<Vec<Duration>, Box<dyn std::error::Error>> {
        let began = Instant::now();
        let mut took = Vec::new();
        loop {
            took.push(self.frame(Vec::new(), None));
            if self.app.desk().library().is_some() && self.app.desk().opening().is_none() {
                return Ok(took);
            }
            if began.elapsed() > Duration::from_secs(30) {
                return Err("the folder was not opened".into());
            }
        }
    }

    /// One frame with these events, a command before it, and the time it took of the processor.
    pub fn frame(&mut self, events: Vec<Event>, command: Option<Command>) -> Duration {
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
        self.passes = output.platform_output.num_completed_passes;
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

pub fn median(times: &[Duration]) -> Duration {
    let mut times = times.to_vec();
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

pub fn most(times: &[Duration]) -> Duration {
    times.iter().max().copied().unwrap_or_default()
}

pub fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
