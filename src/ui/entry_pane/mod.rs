//! The entry pane: the form, then every section of the file as a card, in file order.
//!
//! Only what is in view is laid out; the field with the focus always is. What is typed goes to the desk as a command in
//! the same frame.
//!
//! Knows nothing of: files, how YAML is written, the preview.

mod bars;
mod calendar;
mod card;
mod chip_box;
mod chips;
mod completion_popup;
mod field_cell;
mod field_editors;
mod form;
mod form_rows;
mod layout;
mod markers;
mod marks;
mod menus;
mod missing;
mod products;
mod rows;

use std::collections::HashMap;

use egui::{Id, Key, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use crate::desk::{CardField, Command, Desk, EditCommand, OpenEntry, Role, Selection};
use crate::library::EntryKey;
use crate::ui::field::{Edge, Fields};
use crate::ui::{FrameInput, focus, theme};

pub use bars::FindBar;

/// What the pane keeps from frame to frame.
#[derive(Default)]
pub struct EntryPane {
    form: form::FormState,
    find: FindBar,
    fields: Fields,
    layout: layout::CardLayout,
    marks: marks::Marks,
    popup: completion_popup::CompletionPopup,
    /// Per entry: where it is scrolled to, and the last placing of the caret that was obeyed.
    views: HashMap<EntryKey, View>,
    /// The field that had the focus in the frame before.
    last_focus: Option<(EntryKey, CardField)>,
    had_focus: bool,
    /// The person was last in the text, not in some other field.
    in_text: bool,
    /// The field of the text that had the focus last.
    text_id: Option<Id>,
    /// Where the caret was in a text last, told from the end as well: a heading above it may be written anew meanwhile.
    in_body: Option<(EntryKey, Selection, usize)>,
    /// The caret is still to be placed.
    owed: bool,
    /// The folded card that had the focus.
    on_folded: Option<usize>,
    /// A card that is being dragged.
    dragged: Option<usize>,
    /// Ctrl+A was pressed twice: the whole entry is selected.
    all_selected: bool,
}

#[derive(Clone, Copy, Default)]
struct View {
    scroll: f32,
    placed: u64,
    revealed: u64,
    /// What the scroll has to make up for, because something above the view changed its height.
    make_up: f32,
    /// What stood at the top of the view: it stays there whatever those above it turn out to measure.
    anchor: Option<Anchor>,
}

/// A card's bar (no part) or a part of its text, and where it stood.
#[derive(Clone, Copy)]
struct Anchor {
    card: usize,
    part: Option<usize>,
    y: f32,
    /// How many cards there were: after a section came or went, numbers mean nothing.
    cards: usize,
}

const SIDE: f32 = 22.0;
const HEAD: f32 = 34.0;
const PAD: f32 = 12.0;
const GAP: f32 = 10.0;
/// Text is set no wider than this.
const MEASURE: f32 = 760.0;

impl EntryPane {
    pub fn show(&mut self, ui: &mut Ui, desk: &Desk, input: &FrameInput, out: &mut Vec<Command>) {
        self.fields.begin();
        let Some(entry) = desk.shown() else {
            self.had_focus = false;
            bars::no_entry(ui, desk, out);
            return;
        };
        self.marks.follow(desk, entry);
        bars::outside(ui, desk, entry, out);
        self.find.show(ui, desk, out);
        let mut view = self.views.get(&entry.key).copied().unwrap_or(View {
            placed: entry.placed.saturating_sub(1),
            revealed: entry.revealed.saturating_sub(1),
            ..View::default()
        });
        // In the frame of a click egui takes the focus from whatever is not under the pointer, and below a dialog nothing
        // may have it: wait for the next frame.
        let clicking = ui.input(|input| input.pointer.any_click() || input.pointer.any_pressed())
            || !ui.memory(|memory| memory.allows_interaction(ui.layer_id()));
        self.owed |= input.to_caret || entry.placed != view.placed;
        let mut place = (self.owed && !clicking).then_some((entry.selection, true));
        view.placed = entry.placed;
        if entry.revealed != view.revealed {
            view.revealed = entry.revealed;
            place = place.or(Some((entry.selection, false)));
        }
        if place.is_some_and(|(_, focus)| focus) {
            self.owed = false;
        } else if self.owed && !desk.has_dialog() {
            ui.ctx().request_repaint();
        }
        let mut area = ScrollArea::vertical()
            .id_salt(("entry", entry.key.file()))
            .auto_shrink(false)
            .animated(false);
        if view.make_up != 0.0 {
            area = area.vertical_scroll_offset((view.scroll + view.make_up).max(0.0));
            view.make_up = 0.0;
        }
        let last = view
            .anchor
            .filter(|it| it.cards == entry.cards().list.len());
        let output = area.show_viewport(ui, |ui, viewport| {
            self.content(ui, desk, entry, viewport, place, last, input, out)
        });
        let (shift, anchor) = output.inner;
        view.scroll = output.state.clamped_offset().y;
        view.anchor = anchor;
        // Where the caret was placed, the view follows the caret instead.
        if place.is_none() && shift.abs() > 0.5 {
            view.make_up = shift;
            ui.ctx()
                .request_discard("something above the view changed its height");
            ui.ctx().request_repaint();
        }
        self.views.insert(entry.key.clone(), view);
    }

    /// Offers sources for the name that was typed, once the desk knows of it.
    pub fn offer(
        &mut self,
        ctx: &egui::Context,
        desk: &Desk,
        composing: bool,
        out: &mut Vec<Command>,
    ) {
        self.popup.show(ctx, desk, composing, out);
    }

    /// Was the person last in the text? Then the focus goes back there after a menu.
    pub fn in_text(&self) -> bool {
        self.in_text
    }

    /// The field of the text that had the focus last.
    pub fn text_id(&self) -> Option<Id> {
        self.text_id
    }

    /// Where the caret was before the focus went to a heading, if it is in one.
    pub fn left_for_heading(&self, desk: &Desk) -> Option<Selection> {
        let entry = desk.shown()?;
        let (key, before, len) = self.in_body.as_ref()?;
        let is_heading = matches!(&self.last_focus, Some((_, CardField::Heading(_))));
        if *key != entry.key || !is_heading {
            return None;
        }
        let place = |at: usize| match at > entry.selection.head {
            true => (entry.text().len() + at).saturating_sub(*len),
            false => at,
        };
        Some(Selection {
            anchor: place(before.anchor),
            head: place(before.head),
        })
    }

    /// Draws what is in view. Gives back by how much the anchor of the last frame was moved, and the anchor of this one.
    #[expect(clippy::too_many_arguments, reason = "one frame, named in full")]
    fn content(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        entry: &OpenEntry,
        viewport: Rect,
        place: Option<(Selection, bool)>,
        last: Option<Anchor>,
        input: &FrameInput,
        out: &mut Vec<Command>,
    ) -> (f32, Option<Anchor>) {
        let origin = ui.max_rect().min;
        let width = (ui.available_width() - 2.0 * SIDE).clamp(120.0, MEASURE + 2.0 * PAD);
        let left = origin.x + SIDE.max((ui.available_width() - width) / 2.0);
        self.layout.follow(entry, width - 2.0 * (PAD + 4.0));
        let in_form = place.filter(|(selection, _)| is_in_form(entry, selection.head));
        if let Some((selection, true)) = in_form {
            self.form
                .go_to(entry, desk.style(), selection.range().start);
        }
        let target = place
            .filter(|_| in_form.is_none())
            .and_then(|(selection, _)| entry.cards().field_at(selection.head));
        let last_focus = (self.last_focus.as_ref()).filter(|(key, _)| *key == entry.key);
        let mut fields = last_focus.map(|(_, field)| *field).into_iter();
        let focused = fields.find(|field| has_focus(ui, entry, *field));
        // Shift+Tab went to another one at the end of the frame before.
        let focused = focused.or_else(|| {
            let mut fields = entry.cards().fields().map(|(field, _)| field);
            let has = ui.memory(|memory| memory.focused().is_some());
            fields.find(|field| has && has_focus(ui, entry, *field))
        });
        let mut work = Work {
            focused,
            desk,
            entry,
            input,
            tabs: ui.input(|input| input.key_pressed(Key::Tab)),
            place: place.zip(target),
            focus: None,
            last,
            shift: 0.0,
            anchor: None,
            form_on_top: false,
            viewport,
            origin_y: origin.y,
            drop: None,
            out,
        };
        let mut y = 14.0;
        if !entry.whole {
            let form_id = Id::unique("form height");
            let known: f32 = ui.data(|data| data.get_temp(form_id)).unwrap_or(140.0);
            let rect = Rect::from_min_size(pos2(left, origin.y + y), vec2(width, known));
            let in_view = work.sees(y, known)
                || self.form.is_wanted()
                || ui.memory(|memory| memory.focused()).is_some();
            if in_view {
                let used = ui
                    .scope_builder(UiBuilder::new().max_rect(rect), |ui| {
                        let sitting = form::Sitting {
                            desk,
                            entry,
                            marks: &self.marks,
                            now: input.moment,
                            commit: input.commit,
                            composing: input.composing,
                        };
                        self.form.show(ui, &sitting, work.out);
                    })
                    .response
                    .rect
                    .height();
                ui.data_mut(|data| data.insert_temp(form_id, used));
                y += used;
            } else {
                y += known;
            }
            work.form_on_top = y > viewport.min.y;
            y += 12.0;
            self.heading_apart(ui, &mut work, left, width, &mut y);
        }
        let missing = missing::missing_sections(desk, entry);
        for index in 0..entry.cards().list.len() {
            missing::offered(ui, &missing, index, left, width, &mut y, &mut work);
            self.card(ui, index, left, width, &mut y, &mut work);
            y += GAP;
        }
        missing::offered(ui, &missing, usize::MAX, left, width, &mut y, &mut work);
        if !entry.whole {
            self.add_section(ui, left, width, &mut y, &mut work);
        }
        let focus = work.focus;
        let held = (work.shift, work.anchor);
        let drop = work.drop;
        self.last_focus = focus.map(|field| (entry.key.clone(), field));
        if matches!(focus, Some(CardField::Body { .. })) && place.is_none() {
            let (selection, len) = (entry.selection, entry.text().len());
            if self.in_body.as_ref().is_none_or(|(key, at, before)| {
                *key != entry.key || *at != selection || *before != len
            }) {
                self.in_body = Some((entry.key.clone(), selection, len));
            }
        }
        self.finish_drag(ui, entry, drop, out);
        self.focus_left(ui, focus, out);
        self.select_all(ui, entry, focus, out);
        if focus.is_none() {
            focus::follow(ui);
        }
        // Room below the last card, so that the end can be read at eye level.
        let total = y + (viewport.height() * 0.4).max(80.0);
        ui.allocate_rect(
            Rect::from_min_size(origin, vec2(ui.available_width(), total)),
            egui::Sense::hover(),
        );
        held
    }

    /// The page's heading where it is not the title.
    fn heading_apart(
        &mut self,
        ui: &mut Ui,
        work: &mut Work<'_>,
        left: f32,
        width: f32,
        y: &mut f32,
    ) {
        let entry = work.entry;
        let Some(spot) = &entry.cards().title else {
            return;
        };
        let reading = entry.reading();
        let title = reading.front_matter.text("title");
        let heading = reading.outline.h1.as_ref().map(|h1| h1.title(entry.text()));
        let editable = reading
            .front_matter
            .field("title")
            .is_some_and(|field| field.editable().is_ok());
        if title == heading.as_deref() && editable && !has_focus(ui, entry, CardField::Title) {
            return;
        }
        let p = theme::palette(ui);
        let at = pos2(left, work.origin_y + *y);
        let rect = Rect::from_min_size(at, vec2(width, HEAD));
        let drawn = ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            let row = ui.horizontal(|ui| {
                ui.label(theme::small("Heading on the page", p.dim));
                self.field(
                    ui,
                    CardField::Title,
                    spot.text.clone(),
                    "Heading on the page",
                    work,
                )
            });
            row.inner
        });
        // A long heading takes a second line.
        *y += HEAD.max(drawn.inner.bottom() - at.y + 8.0);
    }

    /// Draws one field of the cards and sends what was done in it.
    fn field(
        &mut self,
        ui: &mut Ui,
        field: CardField,
        range: std::ops::Range<usize>,
        name: &str,
        work: &mut Work<'_>,
    ) -> Rect {
        let entry = work.entry;
        let place = work
            .place
            .filter(|(_, target)| *target == field)
            .map(|(selection, _)| selection);
        let hint = missing::expected_in(work.desk, entry, field);
        let field_start = range.start;
        let shown = card::field(
            ui,
            &mut self.fields,
            &self.layout,
            entry,
            field,
            range,
            (name, &hint),
            place,
            work.input.composing,
        );
        self.marks.paint(
            ui,
            work.desk,
            entry,
            &self.layout,
            field,
            &shown,
            self.all_selected,
        );
        if matches!(field, CardField::Body { .. }) {
            self.marks
                .hover(ui, work.desk, entry, field, &shown, work.out);
            if shown.has_focus {
                self.popup.saw(ui, &shown);
            }
        }
        shown.remember_rows(ui);
        let is_first = cursor_of(ui, &shown).is_none();
        // Tab came here, perhaps from out of view.
        let is_entered = shown.response.gained_focus()
            && !ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
        let moved = shown.typed.is_some()
            || (shown.selection).is_some_and(|selection| selection != entry.selection);
        let is_lost =
            moved && caret_of(ui, &shown).is_some_and(|caret| !ui.clip_rect().intersects(caret));
        if place.is_some() || is_entered || is_lost {
            bring_into_view(ui, &shown);
        }
        if is_entered && is_first {
            let start = Selection::caret(field_start);
            work.out.push(Command::Edit(EditCommand::PlaceCaret(start)));
        }
        if shown.has_focus {
            work.focus = Some(field);
        }
        if shown.dropped > 0 {
            work.out
                .push(Command::Edit(EditCommand::Dropped(shown.dropped)));
        }
        // The menu is about the place that was clicked, or about what is selected.
        if shown.response.secondary_clicked()
            && entry.selection.range().is_empty()
            && let Some(at) = marks::under_pointer(ui, entry, field, &shown)
        {
            work.out
                .push(Command::Edit(EditCommand::PlaceCaret(Selection::caret(at))));
        }
        if let Some(typed) = shown.typed {
            self.all_selected = false;
            work.out
                .push(Command::Edit(EditCommand::Type(crate::desk::Typing {
                    entry: entry.key.clone(),
                    field,
                    edits: typed.edits,
                    before: typed.before,
                    after: typed.after,
                })));
        } else if let Some(selection) = shown.selection
            && place.is_none()
            && selection != entry.selection
        {
            work.out.push(Command::Edit(EditCommand::Caret(selection)));
        }
        if let Some(edge) = shown.leaves {
            self.leave(ui, field, edge, work);
        }
        // Enter in a heading goes on to the text below it.
        if let CardField::Heading(card) = field
            && shown.response.lost_focus()
            && ui.input(|input| input.key_pressed(Key::Enter))
            && let Some(text) = entry.cards().range(CardField::Body { card, chunk: 0 })
        {
            work.out
                .push(Command::Edit(EditCommand::PlaceCaret(Selection::caret(
                    text.start,
                ))));
        }
        menus::context_menu(&shown.response, work.desk, work.out);
        shown.rect
    }

    /// Takes the caret over the edge of a field.
    fn leave(&mut self, ui: &Ui, field: CardField, edge: Edge, work: &mut Work<'_>) {
        let cards = work.entry.cards();
        let mut texts = cards
            .fields()
            .filter(|(field, _)| matches!(field, CardField::Body { .. }));
        let far = match edge {
            Edge::EntryStart => texts.next().map(|(_, range)| range.start),
            Edge::EntryEnd => texts.last().map(|(_, range)| range.end),
            _ => None,
        };
        if let Some(at) = far {
            work.out
                .push(Command::Edit(EditCommand::PlaceCaret(Selection::caret(at))));
            return;
        }
        let forward = matches!(edge, Edge::Below(_) | Edge::After | Edge::JoinAfter);
        let Some((_, range)) = cards.neighbour(field, forward) else {
            return;
        };
        let join = matches!(edge, Edge::JoinBefore | Edge::JoinAfter);
        if join {
            // Two parts of one long text are joined by taking away the line end between them.
            let Some(own) = cards.range(field) else {
                return;
            };
            let gap = if forward {
                own.end..range.start
            } else {
                range.end..own.start
            };
            if same_text(work.entry, field, forward) {
                work.out.push(Command::Edit(EditCommand::Join(gap)));
            }
            return;
        }
        let at = match edge {
            Edge::Above(x) | Edge::Below(x) => {
                card::place_at(ui, &self.layout, work.entry, field, forward, x)
            }
            Edge::Before => Some(range.end),
            _ => Some(range.start),
        };
        work.out
            .push(Command::Edit(EditCommand::PlaceCaret(Selection::caret(
                at.unwrap_or(range.start),
            ))));
    }

    /// Tells the desk when the focus leaves the fields of the cards.
    fn focus_left(&mut self, ui: &Ui, focus: Option<CardField>, out: &mut Vec<Command>) {
        let has = focus.is_some();
        if has {
            self.in_text = true;
            self.text_id = ui.memory(|memory| memory.focused());
        } else if ui.memory(|memory| memory.focused()).is_some() {
            self.in_text = false;
        }
        // A menu or a dialog over the text does not count as leaving for good, but cutting anew does no harm then.
        if self.had_focus && !has && !ui.input(|input| input.pointer.any_down()) {
            out.push(Command::Edit(EditCommand::RecutCards));
            // The cards of this frame are the old ones.
            ui.ctx().request_repaint();
        }
        self.had_focus = has || (self.had_focus && ui.input(|input| input.pointer.any_down()));
    }

    /// The second Ctrl+A takes the whole entry; copying then copies all of it.
    fn select_all(
        &mut self,
        ui: &Ui,
        entry: &OpenEntry,
        focus: Option<CardField>,
        out: &mut Vec<Command>,
    ) {
        let (pressed, copied, other) = ui.input(|input| {
            let pressed = input.modifiers.command && input.key_pressed(egui::Key::A);
            let copied = input
                .events
                .iter()
                .any(|event| matches!(event, egui::Event::Copy));
            let other = input.pointer.any_pressed()
                || input.events.iter().any(|event| match event {
                    egui::Event::Key {
                        key,
                        pressed,
                        modifiers,
                        ..
                    } => {
                        *pressed
                            && !(modifiers.command && matches!(key, egui::Key::A | egui::Key::C))
                    }
                    egui::Event::Text(_) => true,
                    _ => false,
                });
            (pressed, copied, other)
        });
        if other || focus.is_none() {
            self.all_selected = false;
        }
        if pressed && let Some(range) = focus.and_then(|field| entry.cards().range(field)) {
            self.all_selected = entry.selection.range() == range;
        }
        if copied && self.all_selected {
            out.push(Command::Run(crate::desk::CommandId::SelectEntry));
        }
    }
}

/// What one frame of the cards works with.
struct Work<'a> {
    desk: &'a Desk,
    entry: &'a OpenEntry,
    input: &'a FrameInput,
    place: Option<((Selection, bool), CardField)>,
    /// The field that had the focus when the frame began: it is drawn wherever it is.
    focused: Option<CardField>,
    /// Tab was pressed.
    tabs: bool,
    /// The field that has the focus.
    focus: Option<CardField>,
    /// The anchor of the frame before, and by how much it was moved.
    last: Option<Anchor>,
    shift: f32,
    anchor: Option<Anchor>,
    /// The form is what stands at the top of the view. It does not move, so nothing has to be held.
    form_on_top: bool,
    viewport: Rect,
    origin_y: f32,
    /// Where a dragged card would go.
    drop: Option<usize>,
    out: &'a mut Vec<Command>,
}

impl Work<'_> {
    /// Is this stretch in view, or nearly?
    fn sees(&self, y: f32, height: f32) -> bool {
        y + height >= self.viewport.min.y - 60.0 && y <= self.viewport.max.y + 60.0
    }

    /// A bar or a part of a text of this height stands at `y`.
    fn passes(&mut self, card: usize, part: Option<usize>, y: f32, height: f32) {
        if self.form_on_top {
            return;
        }
        if let Some(last) = self.last
            && last.card == card
            && last.part == part
        {
            self.shift = y - last.y;
        }
        if self.anchor.is_none() && y + height > self.viewport.min.y {
            self.anchor = Some(Anchor {
                card,
                part,
                y,
                cards: self.entry.cards().list.len(),
            });
        }
    }
}

fn field_id(entry: &OpenEntry, field: CardField) -> Id {
    Id::unique(("field", entry.key.file(), entry.whole, field.rank()))
}

/// Is this a place of the front matter, shown as a form rather than as text?
fn is_in_form(entry: &OpenEntry, offset: usize) -> bool {
    let block = &entry.reading().front_matter.split.block;
    let is_text = entry
        .cards()
        .fields()
        .any(|(_, range)| range.contains(&offset));
    !entry.whole && block.contains(&offset) && !is_text
}

fn has_focus(ui: &Ui, entry: &OpenEntry, field: CardField) -> bool {
    let id = field_id(entry, field);
    ui.memory(|memory| memory.has_focus(id))
}

/// Are the field and its neighbour two parts of one long text?
fn same_text(entry: &OpenEntry, field: CardField, forward: bool) -> bool {
    let (CardField::Body { card, .. }, Some((CardField::Body { card: other, .. }, _))) =
        (field, entry.cards().neighbour(field, forward))
    else {
        return false;
    };
    card == other
        && entry
            .cards()
            .list
            .get(card)
            .is_some_and(|it| !matches!(it.role, Role::FrontMatter) || it.chunks.len() > 1)
}

/// Where the caret of a field is in its text; `None` as long as it was never there.
fn cursor_of(ui: &Ui, shown: &crate::ui::field::FieldShown) -> Option<egui::text::CCursor> {
    let state = egui::text_edit::TextEditState::load(ui.ctx(), shown.response.id)?;
    Some(state.cursor.char_range()?.primary)
}

/// Where the caret of a field is on the screen.
fn caret_of(ui: &Ui, shown: &crate::ui::field::FieldShown) -> Option<Rect> {
    let caret = shown.galley.pos_from_cursor(cursor_of(ui, shown)?);
    Some(caret.translate(shown.galley_pos.to_vec2()))
}

fn bring_into_view(ui: &Ui, shown: &crate::ui::field::FieldShown) {
    let Some(caret) = caret_of(ui, shown) else {
        return;
    };
    let caret = caret.expand2(vec2(0.0, 24.0));
    let align = if ui.clip_rect().contains_rect(caret) {
        None
    } else {
        Some(egui::Align::Center)
    };
    ui.scroll_to_rect(caret, align);
}
