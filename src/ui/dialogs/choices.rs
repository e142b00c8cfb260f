//! What the dialogs offer to choose from: commands, entries, sections, fields.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::desk::{
    Command, Desk, EditCommand, FindingCommand, LIST, LibraryCommand, Role, Selection,
    SourceCommand, VersionCommand, citation_of, known_works, records_of,
};
use crate::entry::cross_references::EntryId;
use crate::entry::front_matter::Path;
use crate::library::{EntryKey, Library};
use crate::references::{Work, WorkQuery};
use crate::ui::findings_pane::other_ways;

/// Lines shown at most.
const SHOWN: usize = 200;

/// A line that can be chosen.
pub(super) struct DialogChoice {
    pub label: String,
    pub detail: String,
    /// Why it can't be chosen now.
    pub refused: Option<String>,
    pub command: Command,
}

impl DialogChoice {
    /// What a screen reader says of it.
    pub(super) fn spoken(&self) -> String {
        let mut spoken = self.label.clone();
        if let Some(why) = &self.refused {
            spoken.push_str(", unavailable, because: ");
            spoken.push_str(why);
        } else if !self.detail.is_empty() {
            spoken.push_str(", ");
            spoken.push_str(&self.detail);
        }
        spoken
    }
}

pub(super) fn acts(desk: &Desk, words: &str) -> Vec<DialogChoice> {
    let found = LIST
        .iter()
        .filter(|info| !info.writes_elsewhere || is_named(info.label, words));
    let list = found.map(|info| DialogChoice {
        label: info.label.to_owned(),
        detail: info
            .shortcuts
            .first()
            .copied()
            .unwrap_or_default()
            .to_owned(),
        refused: desk.disabled_because(info.id),
        command: info.id.into(),
    });
    // What a message offers is reached by keys too.
    let notices = desk.notices().iter().rev();
    let offers = notices.flat_map(|notice| {
        let others = notice.offers.iter().filter(|offer| {
            !matches!(offer.command, Command::Run(_)) && is_named(&offer.label, words)
        });
        others.map(|offer| DialogChoice {
            label: offer.label.clone(),
            detail: notice.what.clone(),
            refused: None,
            command: offer.command.clone(),
        })
    });
    best(offers.chain(list).collect(), words)
}

/// How long earlier versions may be kept, and in how much room.
pub(super) fn version_limits(desk: &Desk, words: &str) -> Vec<DialogChoice> {
    let view = desk.view();
    let choice = |label: String, days, megabytes| {
        let is_so = (days, megabytes) == (view.version_days, view.version_megabytes);
        DialogChoice {
            label,
            detail: if is_so { "as it is now" } else { "" }.to_owned(),
            refused: None,
            command: Command::Version(VersionCommand::Keep { days, megabytes }),
        }
    };
    let ages = [
        (Some(30), "For 30 days"),
        (Some(90), "For 90 days"),
        (Some(365), "For a year"),
        (None, "For ever, until the room is taken"),
    ];
    let ages = ages.map(|(days, label)| choice(label.to_owned(), days, view.version_megabytes));
    let rooms = [100, 500, 2000, 10_000];
    let rooms = rooms.map(|room| choice(format!("In {room} MB at most"), view.version_days, room));
    best(ages.into_iter().chain(rooms).collect(), words)
}

/// The fixes of what the caret is on, and what else can be done about it.
pub(super) fn ways_to_fix(desk: &Desk, words: &str) -> Vec<DialogChoice> {
    let Some(key) = desk.shown_key() else {
        return Vec::new();
    };
    let mut list = Vec::new();
    for shown in desk.findings_at_caret() {
        for (fix, way) in shown.finding.fixes.iter().enumerate() {
            list.push(DialogChoice {
                label: way.label.clone(),
                detail: match way.suggested_by {
                    Some(from) => from.label().to_owned(),
                    None => shown.finding.message.clone(),
                },
                refused: None,
                command: Command::Finding(FindingCommand::Fix {
                    entry: key.clone(),
                    finding: shown.index,
                    fix,
                }),
            });
        }
        let others = other_ways(key, &shown).into_iter();
        list.extend(others.map(|(label, command)| DialogChoice {
            label,
            detail: shown.finding.message.clone(),
            refused: None,
            command,
        }));
    }
    best(list, words)
}

/// The entries found last, so that a large library is gone through once for each letter and not for each frame.
#[derive(Default)]
pub(super) struct FoundEntries {
    /// The letters, and how many files were looked at.
    by: Option<(String, usize)>,
    keys: Vec<EntryKey>,
}

pub(super) fn entries(desk: &Desk, words: &str, found: &mut FoundEntries) -> Vec<DialogChoice> {
    let by = (words.to_owned(), desk.library().map_or(0, Library::len));
    if found.by.as_ref() != Some(&by) {
        found.keys = desk.matching(words, SHOWN);
        found.by = Some(by);
    }
    let choice = |key: &EntryKey| {
        let file = desk.library().and_then(|library| library.get(key));
        let pillar = file
            .and_then(|file| file.facts.pillar.as_deref())
            .unwrap_or_default();
        DialogChoice {
            label: desk.title_of(key),
            detail: pillar.to_owned(),
            refused: None,
            command: Command::Library(LibraryCommand::Show {
                entry: key.clone(),
                at: None,
            }),
        }
    };
    found.keys.iter().map(choice).collect()
}

/// The entries that an id could mean.
pub(super) fn owners(
    desk: &Desk,
    id: EntryId,
    words: &str,
    found: &mut FoundEntries,
) -> Vec<DialogChoice> {
    let list = entries(desk, words, found);
    let mut owners = Vec::new();
    for (mut choice, entry) in list.into_iter().zip(&found.keys) {
        let Some(library) = desk.library() else {
            continue;
        };
        // The house style itself and other files beside the entries mean nothing to a reader.
        let Some(file) = library.get(entry).filter(|file| library.is_entry(file)) else {
            continue;
        };
        if file.facts.slug.is_none() {
            choice.refused = Some("It has no slug to be named by".into());
        }
        choice.command = Command::Library(LibraryCommand::MapId {
            id,
            entry: entry.clone(),
        });
        owners.push(choice);
    }
    owners
}

pub(super) fn sections(desk: &Desk, words: &str) -> Vec<DialogChoice> {
    let Some(entry) = desk.shown() else {
        return Vec::new();
    };
    let text = entry.text();
    let cards = entry.cards();
    let list = entry.reading().outline.all_sections().map(|section| {
        let start = cards
            .list
            .iter()
            .find(|card| {
                card.heading
                    .as_ref()
                    .is_some_and(|spot| spot.line == section.range.start)
            })
            .map_or(section.body.start, |card| card.text().start);
        let count = section.words(text);
        DialogChoice {
            label: section.title(text),
            detail: if count == 1 {
                "1 word".into()
            } else {
                format!("{count} words")
            },
            refused: None,
            command: Command::Edit(EditCommand::PlaceCaret(Selection::caret(start))),
        }
    });
    best(list.collect(), words)
}

/// The sentences of other entries that refer to the one shown.
pub(super) fn references(desk: &Desk, words: &str) -> Vec<DialogChoice> {
    let list = desk.references_here().iter().map(|place| DialogChoice {
        label: place.sentence.clone(),
        detail: desk.title_of(&place.entry),
        refused: None,
        command: Command::Library(LibraryCommand::Show {
            entry: place.entry.clone(),
            at: Some(place.at),
        }),
    });
    best(list.collect(), words)
}

/// Sections of the house that the entry lacks, and a heading of one's own.
pub(super) fn new_sections(desk: &Desk, words: &str) -> Vec<DialogChoice> {
    let Some(entry) = desk.shown() else {
        return Vec::new();
    };
    let text = entry.text();
    let outline = &entry.reading().outline;
    let present: Vec<String> = outline
        .sections
        .iter()
        .map(|section| section.title(text))
        .collect();
    let order: Vec<&str> = desk.style().section_names().collect();
    let place = |name: &str| {
        let at = order.iter().position(|it| *it == name)?;
        let before = order
            .iter()
            .take(at)
            .rev()
            .find_map(|earlier| present.iter().position(|it| it == earlier));
        Some(before.map_or(0, |before| before + 1))
    };
    let mut list: Vec<DialogChoice> = order
        .iter()
        .filter(|name| !present.iter().any(|it| it == **name))
        .map(|name| DialogChoice {
            label: (*name).to_owned(),
            detail: "Expected by the house".into(),
            refused: None,
            command: Command::Edit(EditCommand::AddSection {
                at: place(name).unwrap_or(present.len()),
                name: (*name).to_owned(),
            }),
        })
        .collect();
    list = best(list, words);
    if !words.is_empty()
        && !list
            .iter()
            .any(|choice| choice.label.eq_ignore_ascii_case(words))
    {
        let here = entry
            .cards()
            .field_at(entry.selection.head)
            .and_then(|field| match field {
                crate::desk::CardField::Body { card, .. }
                | crate::desk::CardField::Heading(card) => Some(card),
                crate::desk::CardField::Title => None,
            });
        let after = here.and_then(|card| match entry.cards().list.get(card)?.role {
            Role::Section(section) => Some(section + 1),
            _ => None,
        });
        list.push(DialogChoice {
            label: words.to_owned(),
            detail: "A heading of your own, below the caret’s section".into(),
            refused: None,
            command: Command::Edit(EditCommand::AddSection {
                at: after.unwrap_or(present.len()),
                name: words.to_owned(),
            }),
        });
    }
    list
}

pub(super) fn new_fields(desk: &Desk, words: &str) -> Vec<DialogChoice> {
    let Some(entry) = desk.shown() else {
        return Vec::new();
    };
    let front_matter = &entry.reading().front_matter;
    let add = |key: &str, label: String, detail: &str| DialogChoice {
        label,
        detail: detail.to_owned(),
        refused: None,
        command: Command::Edit(EditCommand::SetField {
            path: Path::key(key),
            value: String::new(),
        }),
    };
    let list = desk
        .style()
        .fields
        .iter()
        .filter(|field| {
            front_matter.field(&field.key).is_none()
                && field.kind != crate::house_style::FieldKind::Products
        })
        .map(|field| add(&field.key, field.label.clone(), &field.key))
        .collect();
    let mut list = best(list, words);
    if !words.is_empty() && front_matter.field(words).is_none() {
        list.push(add(words, words.to_owned(), "A field of your own"));
    }
    list
}

/// The entry's own sources first, then the library's, by any words of theirs.
pub(super) fn works(desk: &Desk, words: &str, with_pmid: bool) -> Vec<DialogChoice> {
    let Some(entry) = desk.shown() else {
        return Vec::new();
    };
    let here = known_works(entry);
    let own: Vec<Work> = records_of(entry.text())
        .into_iter()
        .map(Work::new)
        .collect();
    let wanted = WorkQuery::new(words);
    let library = desk.works().unwrap_or_default();
    // Few are shown: only those are asked whether the entry lists them.
    let others = wanted
        .best(library)
        .into_iter()
        .filter(|work| !here.holds(&work.record));
    let detail = |work: &Work, place: String| match desk.withdrawn().of(&work.record) {
        Some(case) => format!("{case}, {place}"),
        None => place,
    };
    let choice = |work: &Work, place: String| DialogChoice {
        label: format!(
            "{}: {}",
            citation_of(&work.record, false),
            work.record.title.as_deref().unwrap_or_default()
        ),
        detail: detail(work, place),
        refused: None,
        command: Command::Source(SourceCommand::Cite {
            record: Box::new((*work.record).clone()),
            with_pmid,
        }),
    };
    let own = wanted
        .best(&own)
        .into_iter()
        .map(|work| choice(work, "in this entry".into()));
    let others = others.map(|work| {
        let detail = match work.texts {
            1 => "in 1 entry".into(),
            n => format!("in {n} entries"),
        };
        choice(work, detail)
    });
    own.chain(others).take(SHOWN).collect()
}

/// The choices that have these letters, the best first; all in their order for no letters. Those with words that begin so
/// come before those where the letters are scattered.
fn best(list: Vec<DialogChoice>, words: &str) -> Vec<DialogChoice> {
    if words.is_empty() {
        return list;
    }
    let pattern = Pattern::parse(words, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut letters = Vec::new();
    let mut scored: Vec<((bool, u32), DialogChoice)> = list
        .into_iter()
        .filter_map(|choice| {
            let score = pattern.score(Utf32Str::new(&choice.label, &mut letters), &mut matcher)?;
            Some(((is_named(&choice.label, words), score), choice))
        })
        .collect();
    // Of two that fit alike, the shorter is the whole of what was typed: “Save” comes before “Save as…”.
    scored.sort_by_key(|(score, choice)| (std::cmp::Reverse(*score), choice.label.len()));
    scored.into_iter().map(|(_, choice)| choice).collect()
}

/// Whether each of these words begins a word of the label.
fn is_named(label: &str, words: &str) -> bool {
    let in_words = |text: &str| -> Vec<String> {
        let text = text.to_lowercase();
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        words.map(str::to_owned).collect()
    };
    let label = in_words(label);
    let begins = |word: &String| label.iter().any(|it| it.starts_with(word.as_str()));
    in_words(words).iter().all(begins)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::ViewCommand;

    #[test]
    fn words_that_begin_so_come_before_scattered_letters() {
        let choice = |label: &str| DialogChoice {
            label: label.into(),
            detail: String::new(),
            refused: None,
            command: Command::View(ViewCommand::CloseDialog),
        };
        let labels = [
            "Learn a house style",
            "Unfold sections here",
            "Use what was chosen",
        ];
        let found = best(labels.map(choice).into(), "use");
        let found: Vec<&str> = found.iter().map(|choice| choice.label.as_str()).collect();
        assert_eq!(found.first(), Some(&"Use what was chosen"), "{found:?}");
        let found = best(["Save as…", "Save all", "Save"].map(choice).into(), "save");
        assert_eq!(found.first().map(|it| it.label.as_str()), Some("Save"));
        assert!(is_named("Learn a house style", "hou st"));
        assert!(!is_named("Learn a house style", "use"));
    }
}
