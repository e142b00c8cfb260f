//! A house style that is learned from the open library: in the background, looked at in a dialog, and written once a person has
//! taken it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::checks::{LearnStep, LearnedStyle};
use crate::desk::effect::LearnJob;
use crate::desk::{Desk, Dialog, Effect, Moment};
use crate::house_style::{self, learned_file};
use crate::library::{
    EntryKey, LearnError, LearnedPart, SaveError, style_key, texts_to_learn_from,
};

/// How far learning is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learning {
    pub root: PathBuf,
    pub step: LearnStep,
    pub of: usize,
}

/// A learned house style on its way to a file.
#[derive(Debug, Clone)]
pub(in crate::desk) struct ToWrite {
    text: Arc<str>,
    entries: usize,
    place: Place,
}

/// Where a learned style is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// It is followed from then on.
    HouseStyle,
    /// Beside a house style that is there; 2 is `house_style.learned-2.yaml`.
    Beside(u32),
}

/// So many learned styles lie beside the content before learning gives up.
const MOST_LEARNED: u32 = 99;

impl Desk {
    pub fn learning(&self) -> Option<&Learning> {
        self.in_library.learning.as_ref()
    }

    /// What was learned and is looked at.
    pub fn learned(&self) -> Option<&Arc<LearnedStyle>> {
        self.in_library.learned.as_ref()
    }

    /// Where the learned style would be written.
    pub fn learned_goes_to(&self) -> &'static str {
        match self.has_style_file() {
            true => house_style::LEARNED_FILE,
            false => house_style::FILE,
        }
    }

    pub(in crate::desk) fn learn_style(&mut self, now: Moment) -> Vec<Effect> {
        let Some(library) = &self.library else {
            return Vec::new();
        };
        let texts = texts_to_learn_from(library);
        let root = library.root().to_path_buf();
        self.in_library.learned = None;
        self.in_library.learning = Some(Learning {
            root: root.clone(),
            step: LearnStep::Read(0),
            of: texts.len(),
        });
        let extent = self.extent_of(&texts);
        let spelling = self.spelling_job();
        self.open_dialog(Dialog::LearnStyle);
        vec![Effect::LearnStyle(Box::new(LearnJob {
            root,
            texts,
            extent,
            spelling,
            today: now.today,
        }))]
    }

    /// The dialog is closed: what is being learned is stopped, and what was learned is forgotten.
    pub(in crate::desk) fn stop_learning(&mut self) -> Vec<Effect> {
        self.in_library.learned = None;
        match self.in_library.learning {
            Some(_) => vec![Effect::StopLearning],
            None => Vec::new(),
        }
    }

    pub(super) fn learning_goes_on(&mut self, root: &Path, step: LearnStep) {
        let learning = self.in_library.learning.as_mut();
        if let Some(learning) = learning.filter(|it| it.root == root) {
            learning.step = step;
        }
    }

    /// What was learned is shown; nothing is written yet.
    pub(super) fn style_learned(
        &mut self,
        root: &Path,
        learned: Result<Arc<LearnedStyle>, LearnError>,
        now: Moment,
    ) {
        let is_awaited = |it: &mut Learning| it.root == root;
        if self.in_library.learning.take_if(is_awaited).is_none() {
            return;
        }
        let is_looked_at = self.dialog() == Some(&Dialog::LearnStyle);
        match learned {
            Ok(learned) if is_looked_at => {
                let entries = learned.learned.entries;
                self.in_library.learned = Some(learned);
                self.say(format!("A house style was learned from {entries} entries"));
            }
            Ok(_) | Err(LearnError::Stopped) => {
                self.close_learning();
                self.say("Learning was stopped: nothing was written");
            }
            Err(why) => {
                self.close_learning();
                self.error(format!("No house style was learned. {why}"), now);
            }
        }
    }

    fn close_learning(&mut self) {
        if self.dialog() == Some(&Dialog::LearnStyle) {
            self.close_dialog();
        }
    }

    /// Writes what was learned without some of its parts: as the house style where there is none, else beside it.
    pub(super) fn use_learned(&mut self, left_out: &[LearnedPart]) -> Vec<Effect> {
        let Some(learned) = self.in_library.learned.take() else {
            return Vec::new();
        };
        let place = match self.has_style_file() {
            true => Place::Beside(1),
            false => Place::HouseStyle,
        };
        self.close_dialog();
        self.in_library.to_write = Some(ToWrite {
            text: learned.learned.without(left_out).write().into(),
            entries: learned.learned.entries,
            place,
        });
        self.write_learned()
    }

    fn write_learned(&self) -> Vec<Effect> {
        let Some(learned) = &self.in_library.to_write else {
            return Vec::new();
        };
        self.create_beside(learned.key(), learned.text.clone())
    }

    /// Takes the answer to a file made beside the content; `false` where it was another file.
    pub(super) fn made_beside(&mut self, key: &EntryKey, now: Moment) -> bool {
        let is_this = |learned: &mut ToWrite| learned.key() == *key;
        let file = key.file();
        let Some(learned) = self.in_library.to_write.take_if(is_this) else {
            if *key == style_key() {
                let what = format!(
                    "Made {file}. What you change in it is followed as soon as it is saved"
                );
                self.info(what, now);
            }
            return *key == style_key();
        };
        let entries = learned.entries;
        let what = match learned.place {
            Place::HouseStyle => {
                format!("Wrote {file}, learned from {entries} entries. It is followed from now on")
            }
            Place::Beside(_) => format!(
                "Wrote {file}, learned from {entries} entries. The house style that is there stays in force; rename this one to {} to follow it",
                house_style::FILE
            ),
        };
        self.info(what, now);
        true
    }

    /// Takes the refusal of a file beside the content; `None` where it was another file.
    pub(super) fn refused_beside(
        &mut self,
        key: &EntryKey,
        why: &SaveError,
        now: Moment,
    ) -> Option<Vec<Effect>> {
        let learned = self.in_library.to_write.as_mut();
        let learned = learned.filter(|learned| learned.key() == *key)?;
        if matches!(why, SaveError::AlreadyThere)
            && let Some(next) = learned.place.next()
        {
            learned.place = next;
            return Some(self.write_learned());
        }
        self.in_library.to_write = None;
        let what = format!("The learned house style was not written. {why}");
        self.error(what, now);
        Some(Vec::new())
    }
}

impl ToWrite {
    fn key(&self) -> EntryKey {
        match self.place {
            Place::HouseStyle => style_key(),
            Place::Beside(number) => EntryKey::new(learned_file(number)),
        }
    }
}

impl Place {
    /// Where it is written instead, as a file is there.
    fn next(self) -> Option<Self> {
        match self {
            Self::HouseStyle => Some(Self::Beside(1)),
            Self::Beside(number) => (number < MOST_LEARNED).then_some(Self::Beside(number + 1)),
        }
    }
}
