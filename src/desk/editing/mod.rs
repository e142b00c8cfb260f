//! Editing an entry: its text and readings, the cards and the form, undo, find and replace.
//!
//! Knows nothing of: other entries, files.

pub(super) mod cards;
pub(super) mod change;
pub(super) mod closing_block;
pub(super) mod command;
pub(super) mod completion;
pub(super) mod field_values;
pub(super) mod find_replace;
pub(super) mod form;
pub(super) mod markdown;
pub(super) mod open_entry;
pub(super) mod search;
pub(super) mod sections;
pub(super) mod typing;
pub(super) mod undo;
pub(super) mod undo_here;

use crate::desk::{Desk, EditCommand, Moment};

/// What is kept between one edit and the next.
#[derive(Debug, Default)]
pub(super) struct EditingState {
    searching: search::Searching,
    values: field_values::FieldValues,
}

impl Desk {
    pub(in crate::desk) fn edit(&mut self, command: EditCommand, now: Moment) {
        match command {
            EditCommand::Type(typing) => {
                self.keys_come(now);
                self.type_text(typing, now);
            }
            EditCommand::Join(gap) => self.join(gap, now),
            EditCommand::Dropped(count) => self.left_out(count, now),
            EditCommand::Caret(selection) => {
                if let Some(entry) = self.shown_mut() {
                    entry.selection = selection;
                }
            }
            EditCommand::PlaceCaret(selection) => {
                if let Some(entry) = self.shown_mut() {
                    entry.place(selection);
                }
            }
            EditCommand::RecutCards => self.recut_cards(),
            EditCommand::SetField { path, value } => self.set_field(path, value, now),
            EditCommand::RemoveField(path) => self.remove_field(path, now),
            EditCommand::AddTexts { list, texts } => self.add_texts(list, texts, now),
            EditCommand::AddItem(list) => self.add_item(list, now),
            EditCommand::MoveItem { list, from, to } => self.move_item(list, from, to, now),
            EditCommand::PickDay { path, day } => self.pick_day(path, day, now),
            EditCommand::WantValues(path) => self.want_values(&path),
            EditCommand::AddProduct { name, handle } => self.add_product(name, handle, now),
            EditCommand::AddSection { at, name } => self.add_section(at, &name, now),
            EditCommand::MoveSection { from, to } => self.move_section(from, to, now),
            EditCommand::DeleteSection(index) => self.delete_section(index, now),
            EditCommand::Fold { card, folded } => {
                if let Some(entry) = self.shown_mut() {
                    entry.fold(card, folded);
                }
            }
            EditCommand::Search(search) => self.look_for(search),
            EditCommand::ReplaceOne => self.replace_one(now),
            EditCommand::ReplaceAll => self.replace_all(now),
            EditCommand::Offered { count, first } => self.offered(count, &first),
            EditCommand::Complete { step, taken } => self.complete(step, &taken, now),
            EditCommand::TakeBackHunk { step, edit } => self.take_back(step, edit, now),
        }
    }
}
