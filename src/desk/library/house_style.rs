//! The house style of the open library: followed, shown, written and learned.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::desk::{CommandId, Desk, Effect, Moment, Offer, RenameReport, Report, SyncReport};
use crate::house_style::{self, HouseStyle, Mistake};
use crate::library::{
    EntryKey, LearnError, SaveError, is_markdown, style_key, texts_to_learn_from,
};

/// How far learning is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learning {
    pub root: PathBuf,
    pub read: usize,
    pub of: usize,
}

/// A learned house style on its way to a file.
#[derive(Debug, Clone)]
pub(in crate::desk) struct ToWrite {
    text: Arc<str>,
    entries: usize,
    /// 1 is `house_style.learned.yaml`, 2 is `house_style.learned-2.yaml`.
    number: u32,
}

/// How many mistakes a notice tells in full.
const MOST_SHOWN: usize = 3;

/// So many learned styles lie beside the content before learning gives up.
const MOST_LEARNED: u32 = 99;

impl Desk {
    /// The mistakes in the library's house style.
    pub fn style_mistakes(&self) -> &[Mistake] {
        &self.in_library.style_mistakes
    }

    pub fn learning(&self) -> Option<&Learning> {
        self.in_library.learning.as_ref()
    }

    /// Reads the house style anew where a report says that its file is another now.
    pub(in crate::desk) fn follow_style(&self, report: &Report) -> Vec<Effect> {
        let key = match report {
            Report::Sync(SyncReport::Written { key, .. })
            | Report::Sync(SyncReport::Created { key, .. })
            | Report::Sync(SyncReport::ChangedOnDisk { key, .. })
            | Report::Sync(SyncReport::Removed { key }) => key,
            Report::Sync(SyncReport::Read { key, content })
                if self.has_other_text(key, content.text()) =>
            {
                key
            }
            Report::Sync(SyncReport::Added(file)) => &file.key,
            Report::Rename(RenameReport::Renamed { order, result, .. })
            | Report::Rename(RenameReport::Resumed { order, result, .. })
                if result.is_ok() =>
            {
                let mut texts = order.texts.iter().map(|text| &text.key);
                let style = texts.find(|key| **key == style_key());
                style.unwrap_or(&order.to)
            }
            _ => return Vec::new(),
        };
        let library = self.library.as_ref().filter(|_| *key == style_key());
        let root = library.map(|library| library.root().to_path_buf());
        root.map(|root| Effect::ReadStyle { root })
            .into_iter()
            .collect()
    }

    pub(in crate::desk) fn has_other_text(&self, key: &EntryKey, text: Option<&Arc<str>>) -> bool {
        let entry = self.open.get(key);
        entry.is_some_and(|entry| Some(entry.seen()) != text)
    }

    /// The house style as its file says it now.
    pub(super) fn style_read(
        &mut self,
        root: &Path,
        style: HouseStyle,
        mistakes: Vec<Mistake>,
        now: Moment,
    ) -> Vec<Effect> {
        let Some(library) = self.library.as_mut().filter(|it| it.root() == root) else {
            return Vec::new();
        };
        if style == *self.style && mistakes == self.in_library.style_mistakes {
            return Vec::new();
        }
        library.set_style(style.clone());
        self.style = Arc::new(style);
        self.drop_notices(|notice| is_about_style(&notice.what));
        let fixed = mistakes.is_empty() && !self.in_library.style_mistakes.is_empty();
        self.in_library.style_mistakes = mistakes;
        self.arrange_rows();
        if fixed {
            self.info("The house style has no mistakes now, and is followed", now);
        } else if !self.in_library.style_mistakes.is_empty() {
            self.tell_mistakes(now);
        } else if self.in_library.opening.is_none() {
            self.say("The house style of this library is followed");
        }
        self.check_anew(now)
    }

    fn tell_mistakes(&mut self, now: Moment) {
        let count = self.in_library.style_mistakes.len();
        let shown: Vec<String> = (self.in_library.style_mistakes.iter().take(MOST_SHOWN))
            .map(|mistake| capital(&mistake.to_string()))
            .collect();
        let more = match count - shown.len() {
            0 => String::new(),
            1 => "\nand one more".to_owned(),
            n => format!("\nand {n} more"),
        };
        let head = if count == 1 {
            format!("{ABOUT_STYLE} a mistake")
        } else {
            format!("{ABOUT_STYLE} {count} mistakes")
        };
        let what = format!("{head}\n{}{more}", shown.join("\n"));
        let offers = vec![Offer::new("Open house style", CommandId::OpenStyle)];
        self.notice(what, true, offers, now);
    }

    /// Where the first mistake stands in the file.
    fn first_mistake(&self) -> Option<usize> {
        let Mistake { line, column, .. } = self.in_library.style_mistakes.first()?;
        let text = self.library.as_ref()?.get(&style_key())?.content.text()?;
        let start: usize = text
            .split_inclusive('\n')
            .take(line.checked_sub(1)?)
            .map(str::len)
            .sum();
        let rest = text.get(start..)?;
        let letters = rest.char_indices().nth(column.checked_sub(1)?);
        Some(start + letters.map_or(0, |(at, _)| at))
    }

    /// Shows the file, at its first mistake where it has one.
    pub(in crate::desk) fn open_style(&mut self) -> Vec<Effect> {
        let key = style_key();
        self.show(&key, self.first_mistake());
        self.look_again(&key)
    }

    /// Makes the file with the built-in style, commented.
    pub(in crate::desk) fn write_style(&self) -> Vec<Effect> {
        self.create_beside(style_key(), house_style::write_built_in().into())
    }

    fn create_beside(&self, key: EntryKey, text: Arc<str>) -> Vec<Effect> {
        let path = self.library.as_ref().map(|library| library.path(&key));
        let create = |path| Effect::Create {
            path,
            key,
            step: 0,
            text,
        };
        path.map(create).into_iter().collect()
    }

    pub(in crate::desk) fn learn_style(&mut self) -> Vec<Effect> {
        let Some(library) = &self.library else {
            return Vec::new();
        };
        let texts = texts_to_learn_from(library);
        let root = library.root().to_path_buf();
        self.in_library.learning = Some(Learning {
            root: root.clone(),
            read: 0,
            of: texts.len(),
        });
        vec![Effect::LearnStyle { root, texts }]
    }

    pub(super) fn learning_goes_on(&mut self, root: &Path, read: usize) {
        if let Some(learning) = self
            .in_library
            .learning
            .as_mut()
            .filter(|it| it.root == root)
        {
            learning.read = read;
        }
    }

    /// What was learned goes into a file of its own, never over one that is there.
    pub(super) fn style_learned(
        &mut self,
        root: &Path,
        learned: Result<(Arc<str>, usize), LearnError>,
        now: Moment,
    ) -> Vec<Effect> {
        if self
            .in_library
            .learning
            .as_ref()
            .is_none_or(|it| it.root != root)
        {
            return Vec::new();
        }
        self.in_library.learning = None;
        match learned {
            Ok((text, entries)) => {
                self.in_library.to_write = Some(ToWrite {
                    text,
                    entries,
                    number: 1,
                });
                self.write_learned()
            }
            Err(LearnError::Stopped) => {
                self.say("Learning was stopped: nothing was written");
                Vec::new()
            }
            Err(why) => {
                self.error(format!("No house style was learned. {why}"), now);
                Vec::new()
            }
        }
    }

    fn write_learned(&self) -> Vec<Effect> {
        let Some(learned) = &self.in_library.to_write else {
            return Vec::new();
        };
        self.create_beside(learned.key(), learned.text.clone())
    }

    /// Takes the answer to a file made beside the content; `false` where it was another file.
    pub(super) fn made_beside(&mut self, key: &EntryKey, now: Moment) -> bool {
        if *key == style_key() {
            self.info(
                format!(
                    "Made {}. What you change in it is followed as soon as it is saved",
                    key.file()
                ),
                now,
            );
            return true;
        }
        let Some(learned) = self
            .in_library
            .to_write
            .take_if(|learned| learned.key() == *key)
        else {
            return false;
        };
        self.info(
            format!(
                "Learned from {} entries, and wrote it to {}. Look it through, then rename it to {}",
                learned.entries,
                key.file(),
                house_style::FILE
            ),
            now,
        );
        true
    }

    /// Takes the refusal of a file beside the content; `None` where it was another file.
    pub(super) fn refused_beside(
        &mut self,
        key: &EntryKey,
        why: &SaveError,
        now: Moment,
    ) -> Option<Vec<Effect>> {
        let learned = self
            .in_library
            .to_write
            .as_mut()
            .filter(|learned| learned.key() == *key)?;
        if matches!(why, SaveError::AlreadyThere) && learned.number < MOST_LEARNED {
            learned.number += 1;
            return Some(self.write_learned());
        }
        self.in_library.to_write = None;
        self.error(
            format!("The learned house style was not written. {why}"),
            now,
        );
        Some(Vec::new())
    }

    /// Whether the library has a house style of its own.
    fn has_style_file(&self) -> bool {
        let library = self.library.as_ref();
        library.is_some_and(|library| library.get(&style_key()).is_some())
    }

    pub(in crate::desk) fn style_disabled_because(&self, id: CommandId) -> Option<String> {
        let no = |reason: &str| Some(reason.to_owned());
        match id {
            _ if self.library.is_none() && id != CommandId::StopLearning => {
                no("Open a folder first")
            }
            CommandId::OpenStyle if !self.has_style_file() => {
                no("This library has no house style of its own: write one first")
            }
            CommandId::WriteStyle if self.has_style_file() => {
                no("This library has a house style: open it instead")
            }
            CommandId::LearnStyle if self.in_library.opening.is_some() => {
                no("Wait until the library is read, or stop opening")
            }
            CommandId::LearnStyle if self.in_library.learning.is_some() => {
                no("A house style is being learned")
            }
            CommandId::StopLearning if self.in_library.learning.is_none() => {
                no("Nothing is being learned")
            }
            _ => None,
        }
    }

    /// Whether the text shown is a page, and not a file beside the content.
    pub fn shows_page(&self) -> bool {
        self.shown
            .as_ref()
            .is_some_and(|key| is_markdown(key.path()))
    }
}

impl ToWrite {
    fn key(&self) -> EntryKey {
        EntryKey::new(house_style::learned_file(self.number))
    }
}

/// What every notice about the house style begins with.
const ABOUT_STYLE: &str = "The house style has";

fn is_about_style(what: &str) -> bool {
    what.starts_with(ABOUT_STYLE)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}
