//! A text field over a stretch of the entry: it shows the stretch, records what is typed into it, and forgets.
//!
//! The text lives at the desk. egui's own field edits a copy whose changes are recorded as they happen and sent as one
//! command; in the next frame the copy is made anew. egui's own undo is switched off: it knows nothing of the entry.
//!
//! Knows nothing of: cards, what the text means.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use egui::text::{ByteIndex, CCursor, CCursorRange, CharIndex, LayoutJob};
use egui::text_edit::TextEditState;
use egui::util::undoer::{Settings, Undoer};
use egui::{
    EventFilter, FontSelection, Galley, Id, Key, Margin, Modifiers, Pos2, Rect, TextBuffer,
    TextEdit, Ui,
};

use crate::desk::Selection;
use crate::entry::{Edit, Edits, LONE_CR, LfCopy, LineEnd};

/// What a field shows and how.
pub struct Setting<'a> {
    pub id: Id,
    /// The name a screen reader speaks.
    pub name: &'a str,
    /// The whole text of the entry and the stretch of it.
    pub text: &'a str,
    pub range: Range<usize>,
    pub line_end: LineEnd,
    /// What is expected here, in grey while nothing is written.
    pub hint: &'a str,
    /// One line: Enter leaves the field.
    pub single_line: bool,
    /// Lays out the copy. The key of the cache must name everything the layout depends on.
    pub job: &'a dyn Fn(&str) -> LayoutJob,
    pub look: u64,
    /// Put the caret there; `true` takes the focus as well.
    pub place: Option<(Selection, bool)>,
    /// Tab stops here. If not, the field is for the pointer and for commands that place the caret.
    pub is_stop: bool,
}

/// What happened in a field in this frame.
pub struct FieldShown {
    pub rect: Rect,
    pub has_focus: bool,
    /// The edits of the entry, with the selection before and after them.
    pub typed: Option<FieldTyped>,
    /// Where the caret is, in bytes of the entry (before `typed`).
    pub selection: Option<Selection>,
    /// The person wants to leave over this edge.
    pub leaves: Option<Edge>,
    /// Control characters that were not taken over from a paste.
    pub dropped: usize,
    pub galley: Arc<Galley>,
    pub galley_pos: Pos2,
    pub response: egui::Response,
}

pub struct FieldTyped {
    pub edits: Edits,
    pub before: Selection,
    pub after: Selection,
}

/// The way the caret goes over the end of a field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Edge {
    /// Up from the first row, at this distance from the left.
    Above(f32),
    Below(f32),
    Before,
    After,
    /// Backspace at the very start.
    JoinBefore,
    /// Delete at the very end.
    JoinAfter,
    /// Ctrl+Home and Ctrl+End, wherever the caret is.
    EntryStart,
    EntryEnd,
}

/// What fields keep from frame to frame.
#[derive(Default)]
pub struct Fields {
    /// Laid-out text by what it depends on; egui itself keeps the rows.
    jobs: std::collections::HashMap<u64, (Arc<LayoutJob>, u64)>,
    frame: u64,
    /// The copy that an input method is composing in.
    composing: Option<(Id, String)>,
}

impl Fields {
    /// Called once a frame: forgets layouts that were not asked for lately.
    pub fn begin(&mut self) {
        self.frame += 1;
        let now = self.frame;
        if now.is_multiple_of(64) {
            self.jobs.retain(|_, (_, used)| *used + 64 > now);
        }
    }

    /// Draws a field at the width available and says what was done in it.
    pub fn show(&mut self, ui: &mut Ui, setting: &Setting<'_>, composing: bool) -> FieldShown {
        let id = setting.id;
        let copy = LfCopy::of(setting.text, setting.range.clone());
        if let Some((selection, focus)) = setting.place {
            place_caret(ui, id, &copy, selection);
            if focus {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
        }
        let focused = ui.memory(|memory| memory.has_focus(id));
        // Only where the pointer is over it, and no key goes on to it.
        let is_open = setting.is_stop || focused || {
            let place = Rect::from_min_size(ui.cursor().min, ui.available_size());
            ui.rect_contains_pointer(place) && !ui.input(|input| input.key_pressed(Key::Tab))
        };
        let leaves = if focused && !composing {
            self.leaving(ui, id, copy.as_str(), setting.single_line)
        } else {
            None
        };
        let held = match &self.composing {
            Some((owner, text)) if *owner == id && focused => text.clone(),
            _ => copy.as_str().to_owned(),
        };
        let mut buffer = Buffer::new(held, setting.single_line);
        let before = cursor(ui, id);

        let look = setting.look;
        let mut layouter = |ui: &Ui, text: &dyn TextBuffer, width: f32| -> Arc<Galley> {
            let job = self.job(text.as_str(), look, width, setting.job);
            ui.fonts_mut(|fonts| fonts.layout_job(LayoutJob::clone(&job)))
        };
        let mut edit = if setting.single_line {
            TextEdit::singleline(&mut buffer)
        } else {
            TextEdit::multiline(&mut buffer)
        };
        edit = edit
            .id(id)
            .interactive(is_open)
            .frame(egui::Frame::NONE)
            .margin(Margin::ZERO)
            .desired_width(f32::INFINITY)
            .desired_rows(1)
            .hint_text(egui::RichText::new(setting.hint).size(14.0))
            .clip_text(false)
            .font(FontSelection::Default)
            .event_filter(EventFilter {
                tab: false,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: false,
            })
            .layouter(&mut layouter);
        let output = edit.show(ui);
        let response = output.response.response.clone();
        ui.ctx()
            .accesskit_node_builder(id, |node| node.set_label(setting.name));
        quiet_undo(ui, id);

        let has_focus = response.has_focus();
        let selection_of = |range: CCursorRange, copy: &LfCopy| Selection {
            anchor: copy.to_file(byte(copy.as_str(), range.secondary)),
            head: copy.to_file(byte(copy.as_str(), range.primary)),
        };
        let Buffer {
            text,
            edits,
            dropped,
            ..
        } = buffer;
        let now = output
            .cursor_range
            .or_else(|| output.state.cursor.char_range());
        let mut typed = None;
        let mut selection = None;
        if composing && has_focus {
            // What is composed is no edit yet: it stands in the copy until it is committed.
            self.composing = Some((id, text));
        } else {
            let composed = self.composing.take_if(|(owner, _)| *owner == id).is_some();
            let edits = if composed {
                Edits::between(copy.as_str(), &text)
            } else {
                edits.unwrap_or_default()
            };
            if edits.is_empty() {
                selection = now
                    .filter(|_| has_focus)
                    .map(|range| selection_of(range, &copy));
            } else {
                typed = Some(self.typed(setting, &copy, &edits, before, now));
            }
        }
        FieldShown {
            rect: response.rect,
            has_focus,
            typed,
            selection,
            leaves,
            dropped,
            galley: output.galley,
            galley_pos: output.galley_pos,
            response,
        }
    }

    /// Edits of the copy as edits of the entry.
    fn typed(
        &self,
        setting: &Setting<'_>,
        copy: &LfCopy,
        edits: &Edits,
        before: Option<CCursorRange>,
        after: Option<CCursorRange>,
    ) -> FieldTyped {
        let end = setting.line_end.as_str();
        let in_file = edits
            .iter()
            .map(|edit| {
                let range = copy.to_file(edit.range.start)..copy.to_file(edit.range.end);
                Edit::new(range, edit.replacement.replace('\n', end))
            })
            .collect();
        // They were apart in the copy, so they are apart in the file.
        let in_file = Edits::new(in_file).unwrap_or_default();
        let start = setting.range.start;
        let place = |range: CCursorRange, copy: &LfCopy| Selection {
            anchor: copy.to_file(byte(copy.as_str(), range.secondary)),
            head: copy.to_file(byte(copy.as_str(), range.primary)),
        };
        let old = setting.text.get(setting.range.clone()).unwrap_or_default();
        let local = in_file
            .iter()
            .map(|edit| {
                Edit::new(
                    edit.range.start - start..edit.range.end - start,
                    edit.replacement.clone(),
                )
            })
            .collect();
        let new = Edits::new(local)
            .and_then(|local| local.apply(old))
            .unwrap_or_else(|_| old.into());
        let new = LfCopy::of(&new, 0..new.len());
        let moved = |selection: Selection| Selection {
            anchor: selection.anchor + start,
            head: selection.head + start,
        };
        FieldTyped {
            before: before.map_or(Selection::caret(start), |range| place(range, copy)),
            after: after.map_or(Selection::caret(start), |range| moved(place(range, &new))),
            edits: in_file,
        }
    }

    fn job(
        &mut self,
        text: &str,
        look: u64,
        width: f32,
        make: &dyn Fn(&str) -> LayoutJob,
    ) -> Arc<LayoutJob> {
        let mut hasher = DefaultHasher::new();
        (text, look, width.to_bits()).hash(&mut hasher);
        let frame = self.frame;
        let entry = self.jobs.entry(hasher.finish()).or_insert_with(|| {
            let mut job = make(text);
            job.wrap.max_width = width;
            (Arc::new(job), frame)
        });
        entry.1 = frame;
        entry.0.clone()
    }

    /// Does a key of this frame take the caret over the edge? Such a key is taken away from the field.
    fn leaving(&self, ui: &Ui, id: Id, text: &str, single_line: bool) -> Option<Edge> {
        let range = cursor(ui, id)?;
        // With Shift a key selects, and a selection stays in its field.
        if ui.input(|input| input.modifiers.shift) {
            return None;
        }
        let with_ctrl = |key| ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, key));
        if with_ctrl(Key::Home) {
            return Some(Edge::EntryStart);
        }
        if with_ctrl(Key::End) {
            return Some(Edge::EntryEnd);
        }
        if !range.is_empty() {
            return None;
        }
        let at = byte(text, range.primary);
        let (first, last) = (at == 0, at == text.len());
        let edges = ui
            .data(|data| data.get_temp::<Rows>(id))
            .unwrap_or_default();
        let plain = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if edges.first_row && plain(Key::ArrowUp) {
            return Some(Edge::Above(edges.x));
        }
        if edges.last_row && plain(Key::ArrowDown) {
            return Some(Edge::Below(edges.x));
        }
        if first && plain(Key::ArrowLeft) {
            return Some(Edge::Before);
        }
        if last && plain(Key::ArrowRight) {
            return Some(Edge::After);
        }
        if single_line {
            return None;
        }
        if first && plain(Key::Backspace) {
            return Some(Edge::JoinBefore);
        }
        if last && plain(Key::Delete) {
            return Some(Edge::JoinAfter);
        }
        None
    }
}

/// Where the caret stood in the rows when the field was last drawn.
#[derive(Debug, Clone, Copy, Default)]
struct Rows {
    first_row: bool,
    last_row: bool,
    x: f32,
}

impl FieldShown {
    /// Remembers where the caret stands in the rows, so that the next key knows whether it leaves.
    pub fn remember_rows(&self, ui: &Ui) {
        let Some(range) = cursor(ui, self.response.id) else {
            return;
        };
        let layout = self.galley.layout_from_cursor(range.primary);
        let rows = Rows {
            first_row: layout.row == 0,
            last_row: layout.row + 1 >= self.galley.rows.len(),
            x: self.galley.pos_from_cursor(range.primary).min.x,
        };
        ui.data_mut(|data| data.insert_temp(self.response.id, rows));
    }
}

/// The copy that egui's field edits, with a record of what it does.
struct Buffer {
    text: String,
    edits: Option<Edits>,
    before: Option<String>,
    dropped: usize,
    single_line: bool,
}

impl Buffer {
    fn new(text: String, single_line: bool) -> Self {
        Self {
            text,
            edits: None,
            before: None,
            dropped: 0,
            single_line,
        }
    }

    fn record(&mut self, edit: Edit) {
        let before = self.before.get_or_insert_with(|| self.text.clone());
        let change = Edits::one(edit.clone());
        self.text.replace_range(edit.range, &edit.replacement);
        self.edits = Some(match &self.edits {
            None => change,
            Some(edits) if edits.is_empty() => change,
            // Changes of one frame in two places are told by comparing.
            Some(edits) => edits
                .then(&change)
                .unwrap_or_else(|| Edits::between(before, &self.text)),
        });
    }

    /// What may stand in a text: no control characters, no bare carriage returns, no line ends in a single line.
    fn clean(&mut self, text: &str) -> String {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let mut clean = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '\n' if self.single_line => clean.push(' '),
                '\n' | '\t' => clean.push(c),
                LONE_CR => self.dropped += 1,
                c if c.is_control() => self.dropped += 1,
                c => clean.push(c),
            }
        }
        clean
    }
}

impl TextBuffer for Buffer {
    fn is_mutable(&self) -> bool {
        true
    }

    fn as_str(&self) -> &str {
        &self.text
    }

    fn type_id(&self) -> std::any::TypeId {
        std::any::TypeId::of::<Self>()
    }

    fn insert_text(&mut self, text: &str, at: CharIndex) -> usize {
        let clean = self.clean(text);
        let ByteIndex(at) = self.byte_index_from_char_index(at);
        let count = clean.chars().count();
        self.record(Edit::insert(at, clean));
        count
    }

    fn delete_char_range(&mut self, range: Range<CharIndex>) {
        let ByteIndex(start) = self.byte_index_from_char_index(range.start);
        let ByteIndex(end) = self.byte_index_from_char_index(range.end);
        if start < end {
            self.record(Edit::delete(start..end));
        }
    }
}

fn cursor(ui: &Ui, id: Id) -> Option<CCursorRange> {
    TextEditState::load(ui.ctx(), id)?.cursor.char_range()
}

fn byte(text: &str, cursor: CCursor) -> usize {
    text.char_indices()
        .nth(cursor.index.0)
        .map_or(text.len(), |(at, _)| at)
}

fn place_caret(ui: &Ui, id: Id, copy: &LfCopy, selection: Selection) {
    let chars = |at: usize| {
        let at = copy.from_file(at);
        let before = copy.as_str().get(..at).unwrap_or_default();
        CCursor::new(before.chars().count())
    };
    let range = CCursorRange {
        primary: chars(selection.head),
        secondary: chars(selection.anchor),
        h_pos: None,
    };
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), id);
}

/// egui's field would keep up to a hundred whole copies.
fn quiet_undo(ui: &Ui, id: Id) {
    if let Some(mut state) = TextEditState::load(ui.ctx(), id) {
        state.set_undoer(Undoer::with_settings(Settings {
            max_undos: 0,
            ..Settings::default()
        }));
        state.store(ui.ctx(), id);
    }
}
