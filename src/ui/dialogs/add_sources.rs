//! The dialog that takes references in any common form: pasted, or from a file that was dropped. It shows piece by piece what
//! was understood and what was not, what the entry lists already and what the library knows, before anything moves.
//!
//! Knows nothing of: how a reference is read, how a source line is written.

mod pieces;
mod row;

use std::sync::Arc;

use egui::{Button, Id, Key, Modifiers, ScrollArea, Sense, Stroke, TextEdit, Ui, UiBuilder, vec2};

use super::Opened;
use crate::desk::{Command, Desk, Dialog, READ_AT_ONCE, SourceCommand, ViewCommand};
use crate::references::{self, Format, Gathered};
use crate::ui::long_list::{ListShape, LongList};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets;
use pieces::{PasteCounts, PastePieces};

/// A longer paste belongs into a file. Bytes.
const LONGEST_PASTE: usize = 1024 * 1024;

/// What the dialog holds from frame to frame.
#[derive(Default)]
pub(super) struct Pasted {
    text: String,
    /// What was pasted into the entry, where that can be taken out there.
    in_entry: Option<String>,
    leave_in: bool,
    read: Option<Read>,
    list: LongList,
}

/// What was read, and of what.
struct Read {
    text: String,
    file: Option<Arc<Gathered>>,
    pieces: PastePieces,
}

impl Pasted {
    /// Of what was just pasted into the text of the entry.
    fn of(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            in_entry: Some(text.to_owned()),
            ..Self::default()
        }
    }

    /// Reads the file and the text, once; gives back whether the text is still being read.
    fn read(&mut self, desk: &Desk, out: &mut Vec<Command>) -> bool {
        let file = desk.dropped();
        let same_file = |read: &Read| match (&read.file, file) {
            (Some(old), Some(new)) => Arc::ptr_eq(old, new),
            (old, new) => old.is_none() && new.is_none(),
        };
        let fits = |read: &&Read| read.text == self.text && same_file(read);
        if self.read.as_ref().filter(fits).is_none() {
            let paste = if self.text.is_empty() {
                None
            } else if self.text.len() <= READ_AT_ONCE {
                Some(Arc::new(references::read_text(&self.text)))
            } else {
                match desk.read_of(&self.text) {
                    Some(gathered) => Some(gathered.clone()),
                    None => {
                        self.read = None;
                        if !desk.is_reading(&self.text) {
                            out.push(Command::Source(SourceCommand::ReadPasted(
                                self.text.as_str().into(),
                            )));
                        }
                        return true;
                    }
                }
            };
            let is_some = paste.is_some() || file.is_some();
            self.read = is_some.then(|| Read {
                pieces: PastePieces::of(&self.text, paste, file.map(|file| &**file)),
                text: self.text.clone(),
                file: file.cloned(),
            });
        }
        if let Some(read) = &mut self.read {
            read.pieces.compare(desk);
        }
        false
    }

    /// The text is what was pasted into the entry, letter for letter.
    fn can_be_taken_out(&self) -> bool {
        self.in_entry.as_ref() == Some(&self.text)
    }

    fn takes_out(&self) -> bool {
        self.can_be_taken_out() && !self.leave_in
    }

    fn add(&self, out: &mut Vec<Command>) {
        let Some(read) = &self.read else { return };
        if read.pieces.counts.wanted == 0 {
            return;
        }
        out.push(if self.takes_out() {
            Command::Source(SourceCommand::AddInPlaceOfPaste(
                read.pieces.wanted_of_paste(),
            ))
        } else {
            Command::Source(SourceCommand::Add(read.pieces.wanted()))
        });
    }

    pub(super) fn show(&mut self, ui: &mut Ui, opened: &Opened<'_>, out: &mut Vec<Command>) {
        let &Opened { desk, fresh, .. } = opened;
        if fresh && opened.dialog == Dialog::AddPasted {
            *self = desk.pasted().map(Self::of).unwrap_or_default();
        }
        let p = theme::palette(ui);
        let pasted = self;
        // Before the field takes it for a line end.
        let chord = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        opened.heading(ui);
        ui.label(theme::small(
            "Paste what you have: a PubMed citation, RIS, BibTeX, a source line, a DOI or PMID. One or many.",
            p.dim,
        ));
        let response = ScrollArea::vertical()
            .id_salt("pasted")
            .max_height(if is_low(ui) { 52.0 } else { 84.0 })
            .show(ui, |ui| {
                ui.add(
                    TextEdit::multiline(&mut pasted.text)
                        .id(Id::unique("pasted references"))
                        .desired_rows(4)
                        .desired_width(f32::INFINITY),
                )
            })
            .inner;
        widgets::label(&response, "References");
        let too_long = pasted.text.len() > LONGEST_PASTE;
        let mut is_reading = false;
        if too_long {
            pasted.read = None;
            ui.label(theme::small(
                "This is too much for a paste. Save it as a file and drop the file on the window",
                p.warn,
            ));
        } else {
            is_reading = pasted.read(desk, out);
        }
        let summary = match &pasted.read {
            _ if is_reading => "Reading…".to_owned(),
            Some(read) => summary(&read.pieces.counts),
            None => String::new(),
        };
        counted(ui, &summary, p);
        let id = Id::unique("pieces of the paste");
        if let Some(read) = &mut pasted.read
            && !read.pieces.list.is_empty()
        {
            show_pieces(ui, id, &mut read.pieces, &mut pasted.list, desk, p);
            if fresh {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
        } else if fresh {
            response.request_focus();
        }
        if pasted.in_entry.is_some() {
            taking_out(ui, pasted, p);
        }
        ui.add_space(6.0);
        let wanted = pasted.read.as_ref().map_or(0, |it| it.pieces.counts.wanted);
        ui.horizontal(|ui| {
            let label = match wanted {
                0 => "Add".to_owned(),
                1 => "Add 1 source".to_owned(),
                n => format!("Add {n} sources"),
            };
            let button = Button::new(theme::weight(label, 550.0).color(p.on_primary))
                .fill(p.primary)
                .stroke(Stroke::NONE);
            let pressed = ui.add_enabled(wanted > 0, button).clicked();
            if pressed || chord {
                pasted.add(out);
            }
            if ui.button("Close").clicked() {
                out.push(Command::View(ViewCommand::CloseDialog));
            }
            ui.label(theme::small(
                "Arrow keys choose, Space ticks, Ctrl+Enter adds",
                p.faint,
            ));
        });
    }
}

/// Is there little height for the pieces?
fn is_low(ui: &Ui) -> bool {
    ui.ctx().content_rect().height() < 700.0
}

/// How many there are of what, heard as soon as it changes.
fn counted(ui: &mut Ui, summary: &str, p: &Palette) {
    let label = ui.label(theme::small(summary, p.dim));
    label.ctx.accesskit_node_builder(label.id, |node| {
        node.set_live(egui::accesskit::Live::Polite);
    });
}

fn summary(counts: &PasteCounts) -> String {
    let sources = match counts.sources {
        1 => "1 source".to_owned(),
        n => format!("{n} sources"),
    };
    let mut said = match (counts.lines, counts.sources + counts.not_read) {
        (_, 0) => return "Nothing here reads as a reference yet".to_owned(),
        (Some(1), _) => format!("1 line: {sources}"),
        (Some(lines), _) => format!("{lines} lines: {sources}"),
        (None, _) => sources,
    };
    if counts.not_read > 0 {
        said.push_str(&format!(", {} not read", counts.not_read));
    }
    if counts.here > 0 {
        said.push_str(&format!(", {} listed already", counts.here));
    }
    said
}

/// The pieces, and below them the one that the keys are on in full.
fn show_pieces(
    ui: &mut Ui,
    id: Id,
    pieces: &mut PastePieces,
    list: &mut LongList,
    desk: &Desk,
    p: &Palette,
) {
    let rest = if is_low(ui) { 326.0 } else { 360.0 };
    let room = (ui.ctx().content_rect().height() - rest).clamp(200.0, 560.0);
    let whole = (room * 0.4).clamp(76.0, 150.0);
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, room - whole), Sense::hover());
    let space = ui.memory(|memory| memory.has_focus(id))
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Space));
    let mut turned = space.then(|| list.at());
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        let shape = ListShape {
            id,
            name: "What was read",
            count: pieces.list.len(),
            row_height: row::HEIGHT,
        };
        list.show(ui, &shape, |ui, row| {
            if let Some(piece) = pieces.list.get(row.index) {
                row::draw(ui, row, pieces, piece, desk, p);
            }
            let place = row.response.interact_pointer_pos();
            let on_tick = place.is_some_and(|at| at.x < row.rect.left() + row::TICK);
            if row.response.clicked() && on_tick {
                turned = Some(row.index);
            }
        });
    });
    ui.add_space(4.0);
    ui.separator();
    let (rect, _) = ui.allocate_exact_size(vec2(width, whole - 12.0), Sense::hover());
    let chosen = ui
        .scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            ui.set_clip_rect(rect.intersect(ui.clip_rect()));
            row::show_whole(ui, pieces, list.at(), desk, p)
        })
        .inner;
    if let Some(row) = turned {
        pieces.turn(row, desk);
    }
    if let Some(way) = chosen {
        pieces.choose(list.at(), way, desk);
    }
}

/// Whether the lines that become sources leave the section, and what stays there.
fn taking_out(ui: &mut Ui, pasted: &mut Pasted, p: &Palette) {
    let can = pasted.can_be_taken_out();
    let mut takes_out = pasted.takes_out();
    let tick = ui.add_enabled(
        can,
        egui::Checkbox::new(
            &mut takes_out,
            "Take the lines that become sources out of the section",
        ),
    );
    if tick.changed() {
        pasted.leave_in = !takes_out;
    }
    let said = match &pasted.read {
        _ if !can => "The text above was changed, so the section keeps what was pasted".to_owned(),
        Some(read) if takes_out => staying(&read.pieces),
        _ => "The section keeps what was pasted".to_owned(),
    };
    ui.label(theme::small(said, p.dim));
}

fn staying(pieces: &PastePieces) -> String {
    let counts = &pieces.counts;
    let format = pieces.format().unwrap_or(Format::Unknown);
    let (were, stay) = match counts.stay {
        1 => ("was", "line stays"),
        _ => ("were", "lines stay"),
    };
    match (counts.stay, counts.stay_not_read) {
        (0, _) => "All that was pasted leaves the section".to_owned(),
        _ if format != Format::Text => format!(
            "The section keeps what was pasted: {format} leaves it only where every record is added and nothing else stands there"
        ),
        (n, unread) if n == unread => {
            let (line, stay) = stay.split_once(' ').unwrap_or((stay, ""));
            format!("{n} {line} that {were} not read {stay} in the section")
        }
        (n, 0) => format!("{n} {stay} in the section"),
        (n, unread) => format!("{n} {stay} in the section, {unread} of them not read"),
    }
}
