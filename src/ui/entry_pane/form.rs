//! The front matter as a form: the title, the fields that are always in view, and those that unfold.

use egui::{Id, Margin, TextEdit, Ui};
use lucide_icons::Icon;

use super::calendar;
use super::chip_box::ChipBox;
use super::field_cell::{FieldCell, is_single};
use super::form_rows::FormRows;
use super::markers::{self, Markers};
use super::marks::Marks;
use crate::desk::{Command, CommandId, Desk, EditCommand, Moment, OpenEntry};
use crate::entry::front_matter::{Field, Path, Value};
use crate::entry::products;
use crate::house_style::{FieldKind, HouseStyle};
use crate::library;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{self, Draft, LineField, Lines, icon_button};

/// What the form keeps from frame to frame.
#[derive(Default)]
pub struct FormState {
    pub(super) draft: Draft,
    pub(super) rows: FormRows,
    /// What is typed behind the chips of lists.
    pub(super) boxes: Vec<ChipBox>,
    /// The last date that was begun for the person to finish.
    pub(super) started: u64,
    /// All fields are shown, not only the first ones.
    pub open: bool,
    /// Where a place of the front matter is wanted in view and under the keys, until it is drawn.
    wanted: Option<FormPlace>,
    pub(super) calendar: calendar::Calendar,
    /// The fields with findings.
    pub(super) markers: Markers,
    /// The products that the library uses, most frequent first, as they were when they were asked for.
    pub(super) offered: Vec<(library::KnownProduct, usize)>,
}

/// A place of the front matter as the form shows it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum FormPlace {
    Value(Path),
    /// No field stands there: where one is added.
    Add,
}

/// What the form draws from.
pub struct Sitting<'a> {
    pub desk: &'a Desk,
    pub entry: &'a OpenEntry,
    pub marks: &'a Marks,
    pub now: Moment,
    /// Fields are left for a moment, because a command is about to be performed.
    pub commit: bool,
    /// An input method composes.
    pub composing: bool,
}

/// How many fields are always in view; the others unfold.
const FIRST: usize = 4;

/// The keys of the fields that are always in view: what is chosen, then dates, numbers and yes or no, as far as every entry
/// has them, and this one has them as single values.
fn first_fields<'s>(style: &'s HouseStyle, entry: &OpenEntry) -> Vec<&'s str> {
    let front_matter = &entry.reading().front_matter;
    let is_plain = |key: &str| {
        let field = front_matter.field(key);
        field.is_none_or(|field| field.editable().is_ok() && is_single(&field.value))
    };
    use FieldKind::*;
    let of_kind = |kinds: &'static [FieldKind]| {
        let fields = style.fields.iter();
        fields.filter(move |field| field.required && kinds.contains(&field.kind))
    };
    // Who edits and who publishes is chosen as well, but seldom; these have their own line.
    let seldom = ["publisher", "editor"];
    of_kind(&[Choice])
        .chain(of_kind(&[Date]))
        .chain(of_kind(&[Number, YesNo]))
        .map(|field| field.key.as_str())
        .filter(|key| !seldom.contains(key))
        .take(FIRST)
        .filter(|key| is_plain(key))
        .collect()
}

impl FormState {
    /// Brings what stands at `offset` of the front matter into view when the form is drawn next, and the keys to it.
    pub fn go_to(&mut self, entry: &OpenEntry, style: &HouseStyle, offset: usize) {
        let fields = &entry.reading().front_matter.fields;
        let field = fields
            .iter()
            .find(|field| field.lines.contains(&offset) || field.value.range().end == offset);
        self.wanted = Some(field.map_or(FormPlace::Add, |field| {
            FormPlace::Value(path_at(field, offset))
        }));
        let in_view = field.is_some_and(|field| {
            field.key == "title" || first_fields(style, entry).contains(&field.key.as_str())
        });
        self.open |= !in_view;
    }

    /// Is a place of the form wanted that may not be in view?
    pub fn is_wanted(&self) -> bool {
        self.wanted.is_some()
    }

    /// The place that is wanted.
    pub(super) fn wanted(&self) -> Option<&FormPlace> {
        self.wanted.as_ref()
    }

    /// Says of the control that was just drawn what was found in its field, and puts the keys on it where it is wanted.
    pub(super) fn arrive(&mut self, ui: &Ui, wanted: &FormPlace, id: Id) {
        if let FormPlace::Value(path) = wanted {
            self.tell(ui, path, id);
        }
        if self.wanted.as_ref() == Some(wanted) {
            self.take_keys(ui, id);
        }
    }

    /// The same of the control for a whole list, which has the keys for each item.
    pub(super) fn arrive_in(&mut self, ui: &Ui, list: &Path, id: Id) {
        self.tell(ui, list, id);
        if matches!(&self.wanted, Some(FormPlace::Value(path)) if path.steps().starts_with(list.steps()))
        {
            self.take_keys(ui, id);
        }
    }

    /// Says of the control that was just drawn what was found in its field.
    pub(super) fn tell(&mut self, ui: &Ui, path: &Path, id: Id) {
        self.markers.tell(ui, path, id);
    }

    fn take_keys(&mut self, ui: &Ui, id: Id) {
        self.wanted = None;
        ui.memory_mut(|memory| memory.request_focus(id));
        if let Some(drawn) = ui.ctx().read_response(id) {
            ui.scroll_to_rect(drawn.rect.expand(40.0), None);
        }
    }

    pub fn show(&mut self, ui: &mut Ui, sitting: &Sitting<'_>, out: &mut Vec<Command>) {
        self.markers.follow(sitting.entry, sitting.marks);
        self.draw(ui, sitting, out);
        out.extend(self.markers.entered(sitting.entry));
        // What can't be changed here has no control of its own: its form is in view at least, and no other has the keys.
        if self.wanted.take().is_some() {
            ui.scroll_to_rect(ui.min_rect(), None);
            ui.memory_mut(|memory| {
                if let Some(focused) = memory.focused() {
                    memory.surrender_focus(focused);
                }
            });
        }
    }

    fn draw(&mut self, ui: &mut Ui, sitting: &Sitting<'_>, out: &mut Vec<Command>) {
        let p = theme::palette(ui);
        self.title(ui, sitting, out);
        let front_matter = &sitting.entry.reading().front_matter;
        if let Some(error) = &front_matter.error {
            ui.horizontal_wrapped(|ui| {
                widgets::picture(ui, theme::icon(Icon::TriangleAlert).color(p.warn));
                ui.label(theme::small(
                    format!("The front matter is shown as text: {error}"),
                    p.warn,
                ));
            });
            return;
        }
        if front_matter.editable().is_err() {
            ui.label(theme::small("This file has no front matter", p.dim));
            return;
        }
        ui.horizontal_wrapped(|ui| {
            // Between two fields there is room for the mark of the second, so that findings that come move nothing.
            ui.spacing_mut().item_spacing.x = markers::ROOM;
            for key in first_fields(sitting.desk.style(), sitting.entry) {
                self.known(ui, sitting, key, out);
            }
        });
        self.more(ui, sitting, p, out);
    }

    fn title(&mut self, ui: &mut Ui, sitting: &Sitting<'_>, out: &mut Vec<Command>) {
        let entry = sitting.entry;
        let p = theme::palette(ui);
        let front_matter = &entry.reading().front_matter;
        let field = front_matter.field("title");
        let shown = front_matter.text("title").map_or_else(
            || heading_of(entry).unwrap_or_else(|| entry.key.stem().to_owned()),
            str::to_owned,
        );
        let id = Id::unique(("form title", &entry.key.file()));
        if field.is_some_and(|field| field.editable().is_ok()) {
            let mut text = self.draft.text(id, &shown);
            let response = ui.add(
                TextEdit::multiline(&mut text)
                    .id(id)
                    .font(egui::FontId::new(23.0, theme::serif()))
                    .desired_rows(1)
                    .desired_width(f32::INFINITY)
                    .return_key(None)
                    .frame(egui::Frame::NONE)
                    .margin(Margin::symmetric(0, 2))
                    .layouter(&mut |ui: &Ui, text: &dyn egui::TextBuffer, width: f32| {
                        let mut format = widgets::plain(23.0, 620.0, p.text);
                        format.font_id = egui::FontId::new(23.0, theme::serif());
                        format.line_height = Some(30.0);
                        let mut job =
                            egui::text::LayoutJob::single_section(text.as_str().to_owned(), format);
                        job.wrap.max_width = width;
                        job.keep_trailing_whitespace = true;
                        ui.fonts_mut(|fonts| fonts.layout_job(job))
                    }),
            );
            widgets::label(&response, "Title");
            let place = response.rect;
            self.markers
                .beside(ui, "title", place.left(), place.top() + 17.0);
            self.arrive(ui, &FormPlace::Value(Path::key("title")), id);
            let text = text.replace(['\n', '\r'], " ");
            if response.has_focus() {
                self.draft.hold(id, text.clone(), &shown);
            }
            if response.changed() && !sitting.composing {
                self.draft.sent(id, &text);
                out.push(Command::Edit(EditCommand::SetField {
                    path: Path::key("title"),
                    value: text,
                }));
            }
        } else {
            let response = ui.label(
                theme::weight(shown.as_str(), 620.0)
                    .font(egui::FontId::new(23.0, theme::serif()))
                    .line_height(Some(30.0)),
            );
            widgets::heading(&response, &shown, 1);
        }
    }

    /// The fields that unfold, and what can be added.
    fn more(&mut self, ui: &mut Ui, sitting: &Sitting<'_>, p: &Palette, out: &mut Vec<Command>) {
        let fields = &sitting.entry.reading().front_matter.fields;
        let style = sitting.desk.style();
        // The title as a heading, the first fields, and the products have places of their own.
        let mut elsewhere = first_fields(style, sitting.entry);
        if fields
            .iter()
            .any(|field| field.key == "title" && field.editable().is_ok())
        {
            elsewhere.push("title");
        }
        let count = |kept: &[&str]| {
            let others = fields
                .iter()
                .filter(|field| !kept.contains(&field.key.as_str()));
            others.count()
        };
        let others = count(&elsewhere);
        let products = style
            .fields
            .iter()
            .find(|known| known.kind == FieldKind::Products);
        elsewhere.extend(products.map(|known| known.key.as_str()));
        if is_with_products(sitting) {
            elsewhere.push(products::FIELD);
        }
        let (icon, name) = if self.open {
            (Icon::ChevronDown, "Hide the other fields".to_owned())
        } else {
            let name = match others {
                0 => "Show what can be added".to_owned(),
                1 => "Show 1 more field".to_owned(),
                n => format!("Show {n} more fields"),
            };
            (Icon::ChevronRight, name)
        };
        ui.horizontal(|ui| {
            if icon_button(ui, icon, &name).clicked() {
                self.open = !self.open;
            }
            let summary = if self.open {
                "All fields".to_owned()
            } else {
                match self.summary(sitting) {
                    summary if summary.is_empty() => name,
                    summary => summary,
                }
            };
            ui.add(egui::Label::new(theme::small(summary, p.dim)).truncate());
        });
        if !self.open {
            return;
        }
        self.rows(ui, sitting, &elsewhere, out);
        if is_with_products(sitting) {
            self.products(ui, sitting, p, out);
        }
        ui.horizontal(|ui| {
            let add =
                widgets::command_button(ui, sitting.desk, CommandId::AddField, "Add field…", out);
            self.arrive(ui, &FormPlace::Add, add.id);
        });
    }

    fn summary(&self, sitting: &Sitting<'_>) -> String {
        let front_matter = &sitting.entry.reading().front_matter;
        let style = sitting.desk.style();
        // What neither the entry has nor the house is not missed.
        let said = |key: &str, absent: &str| {
            let text = front_matter.text(key);
            text.or(style.field(key).map(|_| absent)).map(str::to_owned)
        };
        let products =
            is_with_products(sitting).then(|| match products::products(front_matter).len() {
                0 => "no products".to_owned(),
                1 => "1 product".to_owned(),
                n => format!("{n} products"),
            });
        let parts = [
            said("editor", "no editor"),
            products,
            said("slug", "no slug"),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        parts.join(" · ")
    }

    /// A field of the first row, by its kind.
    fn known(&mut self, ui: &mut Ui, sitting: &Sitting<'_>, key: &str, out: &mut Vec<Command>) {
        let front_matter = &sitting.entry.reading().front_matter;
        let Some(known) = sitting.desk.style().field(key) else {
            return;
        };
        let Some(field) = front_matter.field(key) else {
            // Absent: offered, not made.
            let name = format!("Add {}", known.label.to_lowercase());
            if ui
                .button(theme::small(&name, theme::palette(ui).dim))
                .clicked()
            {
                out.push(Command::Edit(EditCommand::SetField {
                    path: Path::key(key),
                    value: String::new(),
                }));
            }
            return;
        };
        // What a field takes is known once it is drawn: from then on it begins a new line where this one is too short.
        let width_id = Id::unique(("form field width", key));
        let width: f32 = ui.data(|data| data.get_temp(width_id)).unwrap_or_default();
        let begins_line = ui.cursor().left() <= ui.max_rect().left() + 1.0;
        if !begins_line && ui.available_size_before_wrap().x < width {
            ui.end_row();
        }
        let room = ui.available_size_before_wrap().x;
        let drawn = ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let place = ui
                .label(theme::small(&known.label, theme::palette(ui).dim))
                .rect;
            self.markers.beside(ui, key, place.left(), place.center().y);
            let cell = FieldCell {
                path: &Path::key(key),
                label: &known.label,
                value: &field.value,
                known: Some(known),
                is_row: false,
            };
            self.editor(ui, sitting, &cell, out);
        });
        let taken = drawn.response.rect.width();
        ui.data_mut(|data| data.insert_temp(width_id, taken));
        if taken > room && taken > width {
            ui.ctx()
                .request_discard("a field of the form takes a line of its own");
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one field, named in full")]
    pub(super) fn text(
        &mut self,
        ui: &mut Ui,
        sitting: &Sitting<'_>,
        (path, when): (Path, WriteWhen),
        label: &str,
        value: &str,
        width: f32,
        out: &mut Vec<Command>,
    ) {
        let line = LineField {
            id: field_id(sitting.entry, &path),
            name: label,
            value,
            width: width.min(ui.available_width() - 40.0).max(80.0),
            hint: "",
            composing: sitting.composing,
            lines: Lines::One,
        };
        let is_whole = |_: &str| when == WriteWhen::AtOnce;
        self.line(ui, sitting, path, (&line, ""), is_whole, out);
    }

    /// A text that is written at each key where it is whole, and when it is left; `tail` stands behind it in any case.
    pub(super) fn line(
        &mut self,
        ui: &mut Ui,
        sitting: &Sitting<'_>,
        path: Path,
        (line, tail): (&LineField<'_>, &str),
        is_whole: impl Fn(&str) -> bool,
        out: &mut Vec<Command>,
    ) {
        let shown = self.draft.line(ui, line, sitting.commit);
        self.arrive(ui, &FormPlace::Value(path.clone()), line.id);
        let now = shown.changed.filter(|text| is_whole(text));
        if let Some(mut value) = now.or(shown.left) {
            self.draft.sent(line.id, &value);
            if line.lines == Lines::Many {
                value.truncate(value.trim_end().len());
                value.push_str(tail);
            }
            out.push(Command::Edit(EditCommand::SetField { path, value }));
        }
    }
}

/// Whether the house or the entry has products.
fn is_with_products(sitting: &Sitting<'_>) -> bool {
    let style = sitting.desk.style();
    let mut known = style.fields.iter();
    known.any(|field| field.kind == FieldKind::Products)
        || sitting
            .entry
            .reading()
            .front_matter
            .field(products::FIELD)
            .is_some()
}

pub(super) fn field_id(entry: &OpenEntry, path: &Path) -> Id {
    Id::unique(("form field", entry.key.file(), path.to_string()))
}

fn heading_of(entry: &OpenEntry) -> Option<String> {
    let h1 = entry.reading().outline.h1.as_ref()?;
    Some(h1.title(entry.text()))
}

/// The single value of `field` at `offset`, the first one where it lies beside them all.
fn path_at(field: &Field, offset: usize) -> Path {
    let whole = Path::key(field.key.clone());
    let mut below = texts_below(&whole, &field.value);
    let at = below.iter().position(|(_, value)| {
        let range = value.range();
        range.contains(&offset) || range.end == offset
    });
    match below.is_empty() {
        true => whole,
        false => below.swap_remove(at.unwrap_or(0)).0,
    }
}

/// When what is typed is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WriteWhen {
    /// At each key.
    AtOnce,
    /// When the field is left: a number or a date on its way to another one (`1.`) is neither, and would become text.
    Left,
}

pub(super) fn when(value: &Value) -> WriteWhen {
    match value {
        Value::Scalar(scalar) if !scalar.is_text() => WriteWhen::Left,
        _ => WriteWhen::AtOnce,
    }
}

/// Every single value below a list or a map, with its path.
fn texts_below<'v>(path: &Path, value: &'v Value) -> Vec<(Path, &'v Value)> {
    let mut found = Vec::new();
    let mut waiting = vec![(path.clone(), value)];
    while let Some((path, value)) = waiting.pop() {
        match value {
            Value::List(list) => {
                for (index, item) in list.items.iter().enumerate().rev() {
                    waiting.push((path.clone().item(index), &item.value));
                }
            }
            Value::Map(map) => {
                for field in map.fields.iter().rev() {
                    waiting.push((path.clone().field(field.key.clone()), &field.value));
                }
            }
            Value::Scalar(_) | Value::Null { .. } => found.push((path, value)),
            Value::Alias { .. } => {}
        }
    }
    found
}
