//! Sections added, moved, deleted, formatted: commands on the entry shown.

use crate::desk::editing::markdown;
use crate::desk::editing::undo::Selection;
use crate::desk::{CardField, CommandId, Desk, Moment, OpenEntry, Role};
use crate::entry::{Edits, Reading, arrange};

impl Desk {
    /// Selects the heading of the caret's section, so that typing renames it.
    pub(in crate::desk) fn select_heading(&mut self) {
        let Some(entry) = self.shown_mut() else {
            return;
        };
        let section = entry.section_here().map(Role::Section);
        let card = entry
            .cards()
            .list
            .iter()
            .find(|card| Some(card.role) == section);
        if let Some(spot) = card.and_then(|card| card.heading.clone()) {
            entry.place(Selection {
                anchor: spot.text.start,
                head: spot.text.end,
            });
        }
    }

    pub(in crate::desk) fn fold_here(&mut self) {
        let Some(entry) = self.shown_mut() else {
            return;
        };
        let Some(CardField::Body { card, .. } | CardField::Heading(card)) =
            entry.cards().field_at(entry.selection.head)
        else {
            return;
        };
        let folded = entry
            .cards()
            .list
            .get(card)
            .is_some_and(|it| entry.is_folded(it));
        entry.fold(card, !folded);
        self.say(if folded { "Unfolded" } else { "Folded" });
    }

    pub(in crate::desk) fn fold_all(&mut self, folded: bool) {
        let Some(entry) = self.shown_mut() else {
            return;
        };
        for card in 0..entry.cards().list.len() {
            entry.fold(card, folded);
        }
        self.say(if folded {
            "Folded all sections"
        } else {
            "Unfolded all sections"
        });
    }

    pub(in crate::desk) fn switch_whole(&mut self) {
        let Some(entry) = self.shown_mut() else {
            return;
        };
        entry.whole = !entry.whole;
        entry.recut_cards();
        let selection = entry.selection;
        entry.place(selection);
        let what = if entry.whole {
            "The whole file as text"
        } else {
            "Sections as cards"
        };
        self.say(what);
    }

    pub(super) fn add_section(&mut self, at: usize, name: &str, now: Moment) {
        let Some(entry) = self.shown() else { return };
        let edits = arrange::add(entry.text(), &entry.reading().outline, at, name);
        let label = format!("adding {name}");
        if self.change_shown(edits, label, None, now) {
            self.go_to_section(at);
            self.say(format!("Added {name}"));
        }
    }

    pub(in crate::desk) fn move_section(&mut self, from: usize, to: usize, now: Moment) {
        let Some(entry) = self.shown() else { return };
        let outline = &entry.reading().outline;
        let Some(section) = outline.sections.get(from) else {
            return;
        };
        let name = section.title(entry.text());
        let (old, caret) = (section.range.clone(), entry.selection);
        let edits = arrange::move_to(entry.text(), outline, from, to);
        if !self.change_shown(edits, format!("moving {name}"), None, now) {
            return;
        }
        let count = self
            .shown()
            .map_or(0, |entry| entry.reading().outline.sections.len());
        if old.contains(&caret.head)
            && old.contains(&caret.anchor)
            && let Some(entry) = self.shown_mut()
            && let Some(moved) = entry.reading().outline.sections.get(to)
        {
            // The caret goes along with its section.
            let place = |at: usize| (moved.range.start + at - old.start).min(moved.range.end);
            let selection = Selection {
                anchor: place(caret.anchor),
                head: place(caret.head),
            };
            entry.place(selection);
        }
        self.say(format!("Moved {name} to place {} of {count}", to + 1));
    }

    /// Moves the section that holds the caret.
    pub(in crate::desk) fn move_section_here(&mut self, down: bool, now: Moment) {
        let Some(from) = self.shown().and_then(|entry| entry.section_here()) else {
            return;
        };
        let to = if down {
            Some(from + 1)
        } else {
            from.checked_sub(1)
        };
        if let Some(to) = to {
            self.move_section(from, to, now);
        }
    }

    /// Why nothing can be done to the section that holds the caret.
    pub(in crate::desk) fn section_disabled_because(&self, id: CommandId) -> Option<String> {
        let entry = self.shown()?;
        let count = entry.reading().outline.sections.len();
        let no = |reason: &str| Some(reason.to_owned());
        match (entry.section_here(), id) {
            (None, _) => no("Put the caret in a section above the closing blocks first"),
            (Some(0), CommandId::MoveSectionUp) => no("This is the first section"),
            (Some(at), CommandId::MoveSectionDown) if at + 1 >= count => {
                no("This is the last section before the closing blocks")
            }
            _ => None,
        }
    }

    pub(in crate::desk) fn delete_section(&mut self, index: usize, now: Moment) {
        let Some(entry) = self.shown() else { return };
        let outline = &entry.reading().outline;
        let Some(section) = outline.sections.get(index) else {
            return;
        };
        let name = section.title(entry.text());
        let edits = arrange::delete(entry.text(), outline, index);
        if self.change_shown(edits, format!("deleting {name}"), None, now) {
            self.go_to_section(index.saturating_sub(1));
            self.say(format!("Deleted {name}. Undo brings it back"));
        }
    }

    /// Puts the caret at the start of a section's text.
    /// Goes to the section below or above the caret's.
    pub(in crate::desk) fn step_section(&mut self, forward: bool) {
        let Some(entry) = self.shown() else { return };
        let head = entry.selection.head;
        let sections = &entry.reading().outline.sections;
        let here = sections.iter().rposition(|it| it.range.start <= head);
        let to = match (here, forward) {
            (None, true) => Some(0),
            (Some(here), true) => Some(here + 1),
            (here, false) => here.and_then(|here| here.checked_sub(1)),
        };
        let Some((index, section)) = to.and_then(|to| Some((to, sections.get(to)?))) else {
            self.say(if forward {
                "There is no section below"
            } else {
                "There is no section above"
            });
            return;
        };
        let start = section.body.start;
        if entry.whole {
            self.place_shown(Selection::caret(start));
        } else {
            self.go_to_section(index);
        }
    }

    fn go_to_section(&mut self, index: usize) {
        let Some(entry) = self.shown_mut() else {
            return;
        };
        let card = entry
            .cards()
            .list
            .iter()
            .find(|card| card.role == crate::desk::editing::cards::Role::Section(index));
        if let Some(start) = card.map(|card| card.text().start) {
            entry.place(Selection::caret(start));
        }
    }

    /// Bold, italic, link or list on the selection.
    pub(in crate::desk) fn format(
        &mut self,
        label: &str,
        how: impl FnOnce(&str, std::ops::Range<usize>, Selection) -> markdown::Formatted,
        now: Moment,
    ) {
        let Some(entry) = self.shown() else {
            return;
        };
        let selection = entry.selection;
        let Some(stretch) = markdown::stretch(entry.cards(), selection) else {
            self.say(markdown::NOT_IN_A_TEXT);
            return;
        };
        let formatted = how(entry.text(), stretch, selection);
        if formatted.edits.is_empty() {
            return;
        }
        if !keeps_sections(entry, &formatted.edits) {
            self.say("Not changed: that would make other sections of the entry");
            return;
        }
        let after = formatted.after;
        if self.change_shown(Ok::<_, String>(formatted.edits), label, Some(after), now) {
            self.place_shown(after);
        }
    }
}

/// Are the headings the same after `edits`?
fn keeps_sections(entry: &OpenEntry, edits: &Edits) -> bool {
    let Ok(new) = edits.apply(entry.text()) else {
        return false;
    };
    let titles = |text: &str, reading: &Reading| -> Vec<String> {
        let sections = reading.outline.all_sections();
        sections.map(|section| section.title(text)).collect()
    };
    titles(&new, &Reading::of(&new)) == titles(entry.text(), entry.reading())
}
