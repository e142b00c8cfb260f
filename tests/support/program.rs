//! The program without its window: a desk and its threads, on a real folder and with folders of a person's own.

use std::path::Path;
use std::time::{Duration, Instant};

use copydesk::background::Background;
use copydesk::desk::{
    Command, Desk, LibraryCommand, Moment, Offer, RenameReport, Report, Settings, SyncReport,
};
use copydesk::house_style::HouseStyle;
use copydesk::settings::OwnFolders;

const TIMEOUT: Duration = Duration::from_secs(60);

pub struct Program {
    pub desk: Desk,
    background: Background,
    started: Instant,
    /// Reports that answer something a test waits for.
    pub heard: Vec<&'static str>,
}

impl Program {
    /// Opens a library, and waits until what earlier sessions left is known.
    #[track_caller]
    pub fn open(root: &Path, own: &OwnFolders) -> Self {
        let background = Background::start(Some(own.clone()), || ());
        let mut program = Self {
            desk: Desk::new(HouseStyle::default(), Settings::default()),
            background: background.expect("threads"),
            started: Instant::now(),
            heard: Vec::new(),
        };
        program.does(LibraryCommand::OpenPath(root.to_path_buf()));
        program.until_heard("LeftBehind");
        program
    }

    pub fn does(&mut self, command: impl Into<Command>) {
        let effects = self.desk.perform(command.into(), self.now());
        for effect in effects {
            self.background.send(effect);
        }
    }

    #[track_caller]
    pub fn until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let began = Instant::now();
        loop {
            self.hear();
            if is_so(self) {
                return;
            }
            let said = self.notices();
            assert!(began.elapsed() < TIMEOUT, "waited for: {what}; {said:?}");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Waits for a report that was not waited for before.
    #[track_caller]
    pub fn until_heard(&mut self, report: &str) {
        self.until(report, |program| program.heard.contains(&report));
        self.heard.retain(|heard| *heard != report);
    }

    /// Waits until the desk says this in a notice.
    #[track_caller]
    pub fn until_told(&mut self, words: &str) {
        self.until(words, |program| {
            program
                .notices()
                .iter()
                .any(|notice| notice.contains(words))
        });
    }

    pub fn notices(&self) -> Vec<String> {
        let notices = self.desk.notices().iter();
        notices.map(|notice| notice.what.clone()).collect()
    }

    /// Takes up what a notice offers.
    pub fn takes_up(&mut self, label: &str) {
        let notices = self.desk.notices().iter();
        let mut offers = notices.flat_map(|notice| &notice.offers);
        let offer: Option<&Offer> = offers.rfind(|offer| offer.label == label);
        let command = offer.expect("it is offered").command.clone();
        self.does(command);
    }

    fn hear(&mut self) {
        for report in self.background.drain() {
            self.heard.extend(name_of(&report));
            let effects = self.desk.receive(report, self.now());
            for effect in effects {
                self.background.send(effect);
            }
        }
    }

    fn now(&self) -> Moment {
        Moment {
            since_start: self.started.elapsed(),
            today: jiff::civil::date(2026, 11, 30),
            clock: jiff::Timestamp::now(),
        }
    }
}

fn name_of(report: &Report) -> Option<&'static str> {
    Some(match report {
        Report::Sync(SyncReport::UnsavedDrafts { .. }) => "LeftBehind",
        Report::Rename(RenameReport::Resumed { .. }) => "Resumed",
        Report::Rename(RenameReport::TakenAway { .. }) => "TakenAway",
        Report::Sync(SyncReport::Created { .. }) => "Created",
        Report::Sync(SyncReport::CreateRefused { .. }) => "CreateRefused",
        Report::Sync(SyncReport::ChangedOnDisk { .. }) => "ChangedOnDisk",
        Report::Sync(SyncReport::Removed { .. }) => "Removed",
        _ => return None,
    })
}
