//! The house style of the open library: followed, shown and written; and what holds where there is none.

use std::path::Path;
use std::sync::Arc;

use crate::desk::{CommandId, Desk, Effect, Moment, Offer, RenameReport, Report, SyncReport};
use crate::house_style::{self, HouseStyle, InForce, Mistake};
use crate::library::{EntryKey, Followed, is_markdown, style_key};
use crate::settings::HouseChecks;

/// How many mistakes a notice tells in full.
const MOST_SHOWN: usize = 3;

impl Desk {
    /// The mistakes in the library's house style.
    pub fn style_mistakes(&self) -> &[Mistake] {
        &self.in_library.style_mistakes
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
        let Some(library) = self.library.as_ref().filter(|it| it.root() == root) else {
            return Vec::new();
        };
        self.in_library.has_own_style = style != HouseStyle::default() || !mistakes.is_empty();
        let style = match self.in_library.has_own_style {
            true => style,
            false => library.style_without_own(self.view.house_checks_of(root)),
        };
        if style == *self.style && mistakes == self.in_library.style_mistakes {
            return Vec::new();
        }
        self.follow_new(style);
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

    fn follow_new(&mut self, style: HouseStyle) {
        if let Some(library) = &mut self.library {
            library.set_style(style.clone());
        }
        self.style = Arc::new(style);
    }

    /// Where the library has no style of its own, follows the one that suits the entries read so far.
    pub(super) fn follow_suitable(&mut self) {
        let Some(library) = &self.library else { return };
        if self.in_library.has_own_style {
            return;
        }
        let style = library.style_without_own(self.view.house_checks_of(library.root()));
        if style != *self.style {
            self.follow_new(style);
        }
    }

    /// How many entries follow the built-in house style, where most follow another and nobody has said what is to hold.
    pub fn asks_for_style(&self) -> Option<Followed> {
        let library = self.library.as_ref()?;
        let asks = self.style.in_force == InForce::Undecided && self.in_library.opening.is_none();
        asks.then(|| library.followed()).flatten()
    }

    /// What is to hold in a library without a house style of its own, as the person says it from now on.
    pub(in crate::desk) fn answer_house_checks(
        &mut self,
        answer: HouseChecks,
        now: Moment,
    ) -> Vec<Effect> {
        let Some(root) = self.library.as_ref().map(|it| it.root().to_path_buf()) else {
            return Vec::new();
        };
        self.view.answer_house_checks(&root, answer);
        self.follow_suitable();
        self.arrange_rows();
        self.say(match answer {
            HouseChecks::Off => {
                "House checks turned off here; what holds for any text is still checked"
            }
            HouseChecks::BuiltIn => "The built-in house style is followed here",
        });
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

    pub(super) fn create_beside(&self, key: EntryKey, text: Arc<str>) -> Vec<Effect> {
        let path = self.library.as_ref().map(|library| library.path(&key));
        let create = |path| Effect::Create {
            path,
            key,
            step: 0,
            text,
        };
        path.map(create).into_iter().collect()
    }

    /// Whether the library has a house style of its own.
    pub(super) fn has_style_file(&self) -> bool {
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
            CommandId::TurnHouseChecksOff | CommandId::UseBuiltInStyle
                if self.in_library.has_own_style =>
            {
                no("This library has a house style of its own: open it instead")
            }
            CommandId::TurnHouseChecksOff if self.style.in_force == InForce::NoHouse => {
                no("House checks are off here")
            }
            CommandId::UseBuiltInStyle if self.style.in_force == InForce::House => {
                no("The built-in house style is followed")
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
