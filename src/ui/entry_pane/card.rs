//! A card: a section's heading, its text, and what can be done with it.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use egui::{
    CursorIcon, Popup, Rect, Role as Spoken, Sense, Shape, Stroke, StrokeKind, Ui, UiBuilder, pos2,
    vec2,
};
use lucide_icons::Icon;

use super::layout::CardLayout;
use super::menus;
use super::{EntryPane, GAP, HEAD, PAD, Work, field_id};
use crate::checks::Level;
use crate::desk::{Card, CardField, Command, CommandId, EditCommand, OpenEntry, Role, Selection};
use crate::ui::field::{FieldShown, Fields, Setting};
use crate::ui::findings_pane;
use crate::ui::highlight::{self, TextKind};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{self, icon_button, pointer_icon};

impl EntryPane {
    /// Draws a card, or leaves room for it where it is out of view.
    pub(super) fn card(
        &mut self,
        ui: &mut Ui,
        index: usize,
        left: f32,
        width: f32,
        y: &mut f32,
        work: &mut Work<'_>,
    ) {
        let entry = work.entry;
        let Some(card) = entry.cards().list.get(index) else {
            return;
        };
        let p = theme::palette(ui);
        let folded = entry.is_folded(card);
        let top = *y;
        let head = if card.heading.is_some() || card.role != Role::Whole {
            HEAD
        } else {
            PAD
        };
        let known = height(&self.layout, card, index, folded, head);
        // Tab goes on to the card beside the one with the caret, also where that is out of view.
        let near = work.focused.and_then(card_of).map(|at| at.abs_diff(index));
        let focused = near == Some(0) || (work.tabs && near == Some(1));
        let target = work
            .place
            .is_some_and(|(_, field)| card_of(field) == Some(index));
        work.passes(index, None, top, head);
        if !work.sees(top, known) && !focused && !target {
            if !folded {
                let mut y = top + head;
                for chunk in 0..card.chunks.len() {
                    let height = self.layout.height(index, chunk);
                    work.passes(index, Some(chunk), y, height);
                    y += height;
                }
            }
            *y += known;
            return;
        }
        let frame = ui.painter().add(Shape::Noop);
        let origin_y = work.origin_y;
        let at = |y: f32| origin_y + y;
        let inside = left + PAD + 4.0;
        let text_width = width - 2.0 * (PAD + 4.0);
        if head == HEAD {
            let rect = Rect::from_min_size(
                pos2(left + 4.0, at(top + 5.0)),
                vec2(width - 12.0, HEAD - 6.0),
            );
            self.head(ui, index, card, folded, rect, work);
        }
        *y += head;
        if !folded {
            for (chunk, range) in card.chunks.iter().enumerate() {
                let field = CardField::Body { card: index, chunk };
                let expected = self.layout.height(index, chunk);
                let wanted = work.sees(*y, expected)
                    || (work.tabs && focused)
                    || work.focused == Some(field)
                    || work.place.is_some_and(|(_, target)| target == field);
                if !wanted {
                    work.passes(index, Some(chunk), *y, expected);
                    *y += expected;
                    continue;
                }
                let rect = Rect::from_min_size(pos2(inside, at(*y)), vec2(text_width, expected));
                let name = text_name(entry, card, chunk);
                let used = ui
                    .scope_builder(UiBuilder::new().max_rect(rect), |ui| {
                        self.field(ui, field, range.clone(), &name, work).height()
                    })
                    .inner;
                work.passes(index, Some(chunk), *y, used);
                self.layout.measure(index, chunk, used);
                *y += used;
            }
            if let Some((field, said)) = &entry.side_effect
                && card_of(*field) == Some(index)
            {
                ui.painter().text(
                    pos2(inside, at(*y + 10.0)),
                    egui::Align2::LEFT_CENTER,
                    said,
                    egui::FontId::proportional(theme::SMALL),
                    p.warn,
                );
                let rect = Rect::from_min_size(pos2(inside, at(*y)), vec2(text_width, 20.0));
                let spoken = ui.interact(
                    rect,
                    ui.scope_id().with(("side effect", index)),
                    Sense::hover(),
                );
                spoken.widget_info(|| egui::WidgetInfo::labeled(Spoken::Label, true, said));
                *y += 20.0;
            }
            *y += PAD;
        }
        let rect = Rect::from_min_size(pos2(left, at(top)), vec2(width, *y - top));
        let active = work.focus.and_then(card_of) == Some(index);
        let line = if active { p.accent } else { p.line };
        let ground = if matches!(card.role, Role::Closing(_) | Role::Footer) {
            p.page
        } else {
            p.card
        };
        ui.painter().set(
            frame,
            egui::epaint::RectShape::new(
                rect,
                10.0,
                ground,
                Stroke::new(1.0, line),
                StrokeKind::Inside,
            ),
        );
        if self.dragged.is_some() {
            self.drop_here(ui, card, rect, work);
        }
    }

    /// The bar with the heading, the count of words and the menu.
    fn head(
        &mut self,
        ui: &mut Ui,
        index: usize,
        card: &Card,
        folded: bool,
        rect: Rect,
        work: &mut Work<'_>,
    ) {
        let entry = work.entry;
        let p = theme::palette(ui);
        let name = card_name(entry, card);
        let count = entry.cards().list.len();
        // A heading for screen readers, with its place in the entry. It lies below what is on the bar, so that it takes
        // only the clicks that nothing else wants, and it is no stop for Tab.
        let node = ui.interact(rect, ui.scope_id().with(("card head", index)), Sense::CLICK);
        widgets::heading(&node, &format!("{name}, card {} of {count}", index + 1), 2);
        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            ui.horizontal_centered(|ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                if let Role::Section(section) = card.role {
                    if widgets::grip(ui, &name, "Alt+Up and Alt+Down").drag_started() {
                        self.dragged = Some(section);
                    }
                } else {
                    ui.add_space(8.0);
                }
                let (icon, fold) = if folded {
                    (Icon::ChevronRight, "Unfold")
                } else {
                    (Icon::ChevronDown, "Fold")
                };
                // A card is one stop for Tab: its text or, where that is folded away, what unfolds it.
                let fold_name = format!("{fold} {name}");
                let text = CardField::Body {
                    card: index,
                    chunk: 0,
                };
                let button = if folded {
                    icon_button(ui, icon, &fold_name)
                } else {
                    pointer_icon(ui, icon, &fold_name)
                };
                if folded
                    && matches!(work.focused, Some(CardField::Body { card, .. }) if card == index)
                {
                    button.request_focus();
                }
                // Unfolded, its text has the focus.
                let was_here = self.on_folded.take_if(|at| *at == index).is_some();
                if folded && button.has_focus() {
                    self.on_folded = Some(index);
                } else if !folded && was_here {
                    ui.memory_mut(|memory| memory.request_focus(field_id(entry, text)));
                }
                if button.clicked() {
                    work.out.push(Command::Edit(EditCommand::Fold {
                        card: index,
                        folded: !folded,
                    }));
                }
                ui.add_space(4.0);
                let words = self.layout.words(index);
                let menu_room = 120.0;
                if let Some(spot) = &card.heading {
                    let wide = (ui.available_width() - menu_room).max(60.0);
                    let label = format!("Heading of {name}");
                    let (place, _) = ui.allocate_exact_size(
                        vec2(wide.min(heading_width(ui, &name)), 22.0),
                        Sense::hover(),
                    );
                    // Pressed by a finger, which was not over it before.
                    let pressed = node.interact_pointer_pos().filter(|_| node.clicked());
                    if pressed.is_some_and(|at| place.contains(at)) {
                        let end = Selection::caret(spot.text.end);
                        work.out.push(Command::Edit(EditCommand::PlaceCaret(end)));
                    }
                    ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
                        self.field(
                            ui,
                            CardField::Heading(index),
                            spot.text.clone(),
                            &label,
                            work,
                        );
                    });
                } else {
                    ui.label(theme::weight(name.as_str(), 600.0).size(14.0).color(p.dim));
                }
                let words = if words == 1 {
                    "1 word".to_owned()
                } else {
                    format!("{words} words")
                };
                ui.label(theme::small(words, p.faint));
                // A place of its own: what comes after keeps its identity, and so the focus, when a light comes or goes.
                ui.scope(|ui| {
                    if let Some((level, found)) = self.marks.marker(&stretch(card)) {
                        marker(ui, level, found, p);
                    }
                });
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let menu = pointer_icon(ui, Icon::Ellipsis, &format!("Menu of {name}"));
                    Popup::menu(&menu)
                        .show(|ui| menus::section_menu(ui, entry, index, card, &name, work.out));
                    if matches!(card.role, Role::Closing(_) | Role::Footer) {
                        widgets::pill(ui, "Closing block", p.dim, p.hover);
                    }
                });
            });
        });
        node.context_menu(|ui| menus::section_menu(ui, entry, index, card, &name, work.out));
    }

    /// Marks where a dragged section would go.
    fn drop_here(&self, ui: &Ui, card: &Card, rect: Rect, work: &mut Work<'_>) {
        let Some(pointer) = ui.input(|input| input.pointer.hover_pos()) else {
            return;
        };
        let Role::Section(section) = card.role else {
            return;
        };
        let zone = rect.expand2(vec2(40.0, GAP / 2.0));
        if !zone.contains(pointer) {
            return;
        }
        let p = theme::palette(ui);
        let below = pointer.y > rect.center().y;
        work.drop = Some(section + usize::from(below));
        let y = if below {
            rect.bottom() + GAP / 2.0
        } else {
            rect.top() - GAP / 2.0
        };
        ui.painter()
            .hline(rect.x_range(), y, Stroke::new(2.0, p.accent));
    }

    pub(super) fn finish_drag(
        &mut self,
        ui: &Ui,
        entry: &OpenEntry,
        drop: Option<usize>,
        out: &mut Vec<Command>,
    ) {
        let Some(from) = self.dragged else { return };
        if ui.input(|input| input.key_pressed(egui::Key::Escape)) {
            self.dragged = None;
        } else if ui.input(|input| !input.pointer.any_down()) {
            self.dragged = None;
            if let Some(before) = drop {
                // The place among the sections once the dragged one is taken out.
                let to = if before > from { before - 1 } else { before };
                if to != from && to < entry.reading().outline.sections.len() {
                    out.push(Command::Edit(EditCommand::MoveSection { from, to }));
                }
            }
        } else {
            ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        }
    }

    pub(super) fn add_section(
        &mut self,
        ui: &mut Ui,
        left: f32,
        width: f32,
        y: &mut f32,
        work: &mut Work<'_>,
    ) {
        if work.sees(*y, 30.0) {
            let rect = Rect::from_min_size(pos2(left, work.origin_y + *y), vec2(width, 30.0));
            ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
                widgets::command_button(
                    ui,
                    work.desk,
                    CommandId::AddSection,
                    "Add section…",
                    work.out,
                );
            });
        }
        *y += 36.0;
    }
}

/// Draws a field of the cards.
#[expect(clippy::too_many_arguments, reason = "one field, named in full")]
pub(super) fn field(
    ui: &mut Ui,
    fields: &mut Fields,
    layout: &CardLayout,
    entry: &OpenEntry,
    field: CardField,
    range: Range<usize>,
    (name, hint): (&str, &str),
    place: Option<(Selection, bool)>,
    composing: bool,
) -> FieldShown {
    let p = theme::palette(ui);
    let (job, look) = look(ui, layout, entry, field);
    fields.show(
        ui,
        &Setting {
            id: field_id(entry, field),
            name,
            text: entry.text(),
            range,
            line_end: entry.line_end(),
            hint,
            single_line: !matches!(field, CardField::Body { .. }),
            is_stop: !matches!(field, CardField::Heading(_)),
            job: &|text| job(text, p, layout),
            look,
            place,
        },
        composing,
    )
}

type MakeJob = fn(&str, &Palette, &CardLayout) -> egui::text::LayoutJob;

/// How a field's text is laid out, and a number for all it depends on.
fn look(ui: &Ui, layout: &CardLayout, entry: &OpenEntry, field: CardField) -> (MakeJob, u64) {
    let source = match field {
        CardField::Body { card, .. } => entry
            .cards()
            .list
            .get(card)
            .is_some_and(|card| matches!(card.role, Role::Whole | Role::FrontMatter)),
        CardField::Title | CardField::Heading(_) => false,
    };
    let make: MakeJob = match (field, source) {
        // A heading of two lines (setext) is shown on one; a blank is as long as a line end.
        (CardField::Title | CardField::Heading(_), _) => |text, p, _| {
            let mut job = egui::text::LayoutJob::single_section(
                text.replace('\n', " "),
                widgets::plain(14.0, 600.0, p.text),
            );
            job.keep_trailing_whitespace = true;
            job
        },
        (_, true) => {
            |text, p, layout| highlight::job(text, TextKind::Source, p, &|name| layout.knows(name))
        }
        (_, false) => {
            |text, p, layout| highlight::job(text, TextKind::Prose, p, &|name| layout.knows(name))
        }
    };
    let mut hasher = DefaultHasher::new();
    let heading = !matches!(field, CardField::Body { .. });
    (ui.visuals().dark_mode, source, heading, layout.names_hash()).hash(&mut hasher);
    (make, hasher.finish())
}

/// The byte at the distance `x` from the left in the first or last row of the neighbouring field.
pub(super) fn place_at(
    ui: &Ui,
    layout: &CardLayout,
    entry: &OpenEntry,
    field: CardField,
    forward: bool,
    x: f32,
) -> Option<usize> {
    let (neighbour, range) = entry.cards().neighbour(field, forward)?;
    let copy = crate::entry::LfCopy::of(entry.text(), range);
    let (make, _) = look(ui, layout, entry, neighbour);
    let mut job = make(copy.as_str(), theme::palette(ui), layout);
    job.wrap.max_width = ui.available_width();
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let row = if forward {
        galley.rows.first()
    } else {
        galley.rows.last()
    }?;
    let cursor = galley.cursor_from_pos(vec2(x, row.pos.y + row.height() / 2.0));
    let at = copy
        .as_str()
        .char_indices()
        .nth(cursor.index.0)
        .map_or(copy.as_str().len(), |(at, _)| at);
    Some(copy.to_file(at))
}

/// From the first byte of a card's heading to the last of its text.
fn stretch(card: &Card) -> Range<usize> {
    let text = card.text();
    let start = card.heading.as_ref().map_or(text.start, |spot| spot.line);
    start..text.end.max(start)
}

/// The light of a card with findings: the mark of the gravest, and how many there are.
fn marker(ui: &mut Ui, level: Level, found: usize, p: &Palette) {
    ui.add_space(6.0);
    let said = match found {
        1 => "1 finding".to_owned(),
        n => format!("{n} findings"),
    };
    ui.spacing_mut().item_spacing.x = 4.0;
    widgets::picture(ui, findings_pane::mark(level, p));
    ui.label(theme::small(said, findings_pane::colour(level, p)));
}

fn height(layout: &CardLayout, card: &Card, index: usize, folded: bool, head: f32) -> f32 {
    if folded {
        return head;
    }
    let text: f32 = (0..card.chunks.len())
        .map(|chunk| layout.height(index, chunk))
        .sum();
    head + text + PAD
}

fn card_of(field: CardField) -> Option<usize> {
    match field {
        CardField::Title => None,
        CardField::Heading(card) | CardField::Body { card, .. } => Some(card),
    }
}

/// What a card is called.
pub(super) fn card_name(entry: &OpenEntry, card: &Card) -> String {
    match card.role {
        Role::FrontMatter => "Front matter".into(),
        Role::Above => "Above the heading".into(),
        Role::Lead => "Before the first section".into(),
        Role::Footer => "After the rule".into(),
        Role::Whole => "Whole file".into(),
        Role::Section(_) | Role::Closing(_) => {
            let heading = card
                .heading
                .as_ref()
                .and_then(|spot| entry.text().get(spot.text.clone()))
                .unwrap_or_default()
                .trim();
            if heading.is_empty() {
                "Section without a name".into()
            } else {
                heading.to_owned()
            }
        }
    }
}

fn text_name(entry: &OpenEntry, card: &Card, chunk: usize) -> String {
    let name = card_name(entry, card);
    if card.chunks.len() > 1 {
        format!("{name}, part {} of {}", chunk + 1, card.chunks.len())
    } else {
        name
    }
}

fn heading_width(ui: &Ui, name: &str) -> f32 {
    let p = theme::palette(ui);
    let job =
        egui::text::LayoutJob::single_section(name.to_owned(), widgets::plain(14.0, 600.0, p.text));
    ui.fonts_mut(|fonts| fonts.layout_job(job)).size().x + 14.0
}
