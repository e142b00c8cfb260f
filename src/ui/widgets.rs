//! Widgets that every pane uses: buttons with a name, pills, fields with a label, lines of the list.

use egui::text::{CCursor, CCursorRange, LayoutJob, TextFormat};
use egui::text_edit::TextEditState;
use egui::{
    Align, Button, Color32, CursorIcon, FontId, Id, Label, Margin, Painter, Rect, Response,
    RichText, Role, Sense, Stroke, TextEdit, Ui, Vec2, WidgetInfo, pos2, vec2,
};
use lucide_icons::Icon;

use super::theme::{self, Palette};
use crate::desk::{Command, CommandId, Desk};

/// How high the bar at the foot of a room is, with what can be done.
pub const ACTIONS: f32 = 52.0;

/// A quiet button that shows an icon and says its name to screen readers and on hover.
pub fn icon_button(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    icon_of_sense(ui, icon, name, Sense::click())
}

/// The same where keys reach it in another way: it is no stop for Tab.
pub fn pointer_icon(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    icon_of_sense(ui, icon, name, Sense::CLICK)
}

fn icon_of_sense(ui: &mut Ui, icon: Icon, name: &str, sense: Sense) -> Response {
    let p = theme::palette(ui);
    let button = Button::new(theme::icon(icon).size(15.0).color(p.dim))
        .sense(sense)
        .frame_when_inactive(false)
        .min_size(vec2(26.0, 26.0));
    let response = ui.add(button);
    named(&response, name);
    said_once(response.on_hover_text(name))
}

/// A link in a row of a list, whose menu has it too: it is no stop for Tab.
pub fn row_link(ui: &mut Ui, words: impl Into<egui::WidgetText>) -> Response {
    let label = Label::new(words).sense(Sense::CLICK);
    let (at, galley, response) = label.layout_in_ui(ui);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), galley.text()));
    if ui.is_rect_visible(response.rect) {
        let colour = ui.visuals().hyperlink_color;
        let underline = match response.hovered() {
            true => Stroke::new(1.0, colour),
            false => Stroke::NONE,
        };
        let words = egui::epaint::TextShape::new(at, galley, colour).with_underline(underline);
        ui.painter().add(words);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// What is shown on hover is the name already.
fn said_once(response: Response) -> Response {
    let id = response.id;
    response
        .ctx
        .accesskit_node_builder(id, |node| node.clear_description());
    response
}

/// A button among small words.
pub fn small_button(ui: &mut Ui, label: &str) -> Response {
    let p = theme::palette(ui);
    ui.add(Button::new(theme::small(label, p.text)).min_size(vec2(0.0, 22.0)))
}

/// An icon that only adorns the words beside it: a screen reader passes it over.
pub fn picture(ui: &mut Ui, icon: RichText) -> Response {
    let response = ui.add(Label::new(icon).selectable(false));
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.clear_value();
        node.set_hidden();
    });
    response
}

/// Gives a button a name other than what it shows.
pub fn named(response: &Response, name: &str) {
    let enabled = response.enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
}

/// Whether a tick was turned. Where a frame took long, a space that was typed into the field before is pressed on the tick that
/// Tab went on to: that turns none.
pub fn is_turned(tick: &Response) -> bool {
    let is_meant = !tick.gained_focus() || tick.clicked_by(egui::PointerButton::Primary);
    tick.changed() && is_meant
}

/// Gives a tick a name other than what it shows.
pub fn named_tick(response: &Response, on: bool, name: &str) {
    let enabled = response.enabled();
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, enabled, on, name));
}

/// A small button that stays down; whether it was pressed.
pub fn toggle(ui: &mut Ui, label: &str, name: &str, on: bool) -> bool {
    let p = theme::palette(ui);
    let (words, fill, line) = if on {
        (p.accent, p.accent_soft, p.accent)
    } else {
        (p.dim, Color32::TRANSPARENT, p.line)
    };
    let button = Button::new(theme::weight(label, 550.0).size(12.0).color(words))
        .fill(fill)
        .stroke(Stroke::new(1.0, line))
        .min_size(vec2(28.0, 24.0));
    let response = ui.add(button);
    named_tick(&response, on, name);
    said_once(response.on_hover_text(name)).clicked()
}

/// What something is dragged by. `keys` do the same.
pub fn grip(ui: &mut Ui, name: &str, keys: &str) -> Response {
    let p = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(14.0, 24.0), Sense::DRAG);
    let has_draft = response.hovered() || response.dragged();
    ui.painter().text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        char::from(Icon::GripVertical),
        FontId::new(14.0, theme::icons()),
        if has_draft { p.dim } else { p.line },
    );
    let spoken = format!("Drag to move {name}, or {keys}");
    response.widget_info(|| WidgetInfo::labeled(Role::Unknown, true, &spoken));
    // The keys do the same, and are told where they are pressed.
    response
        .ctx
        .accesskit_node_builder(response.id, |node| node.set_hidden());
    if has_draft {
        ui.ctx().set_cursor_icon(CursorIcon::Grab);
    }
    response
}

/// The button that carries out a command of the list: greyed with the reason where it can't.
pub fn command_button(
    ui: &mut Ui,
    desk: &Desk,
    id: CommandId,
    label: &str,
    out: &mut Vec<Command>,
) -> Response {
    let disabled_because = desk.disabled_because(id);
    let response = ui.add_enabled(disabled_because.is_none(), Button::new(label));
    if response.clicked() {
        out.push(id.into());
    }
    match disabled_because {
        Some(why) => response.on_disabled_hover_text(why),
        None => response.on_hover_text(hint_with_keys(id)),
    }
}

/// Marks all that a field holds, so that the next key writes over it.
pub fn mark_all(ui: &Ui, id: Id, text: &str) {
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let range = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), id);
}

/// Puts the caret behind all that a field holds.
pub fn caret_at_end(ui: &Ui, id: Id, text: &str) {
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let end = CCursorRange::one(CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(end));
    state.store(ui.ctx(), id);
}

/// An icon button that carries out a command of the list.
pub fn command_icon(
    ui: &mut Ui,
    desk: &Desk,
    id: CommandId,
    icon: Icon,
    out: &mut Vec<Command>,
) -> Response {
    let disabled_because = desk.disabled_because(id);
    let name = id.label().trim_end_matches('…');
    let response = ui
        .add_enabled_ui(disabled_because.is_none(), |ui| icon_button(ui, icon, name))
        .inner;
    if response.clicked() {
        out.push(id.into());
    }
    match disabled_because {
        Some(why) => response.on_disabled_hover_text(why),
        None => response.on_hover_text(hint_with_keys(id)),
    }
}

/// A line of a menu that carries out a command of the list.
pub fn command_line(ui: &mut Ui, desk: &Desk, id: CommandId, out: &mut Vec<Command>) -> Response {
    let info = id.info();
    let disabled_because = desk.disabled_because(id);
    let keys = info.shortcuts.first().copied().unwrap_or_default();
    let is_on = desk.is_on(id);
    let mut button = match is_on {
        Some(true) => Button::new((theme::icon(Icon::Check), info.label)),
        _ => Button::new(info.label),
    };
    if !keys.is_empty() {
        button = button.shortcut_text(keys);
    }
    let response = ui.add_enabled(disabled_because.is_none(), button);
    named(&response, info.label);
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_role(Role::MenuItem);
        if !keys.is_empty() {
            node.set_keyboard_shortcut(keys);
        }
        if let Some(is_on) = is_on {
            node.set_role(Role::MenuItemCheckBox);
            node.set_toggled(is_on.into());
        }
    });
    if response.clicked() {
        out.push(id.into());
        ui.close();
    }
    match disabled_because {
        Some(why) => response.on_disabled_hover_text(why),
        None => {
            // No platform speaks the shortcut of a node yet: its keys stand in what it says of itself.
            describe(&response, &hint_with_keys(id));
            response.on_hover_text(info.hint)
        }
    }
}

/// Tells a screen reader more about a control than its name, where it differs from what is shown on hover.
pub fn describe(response: &Response, words: &str) {
    response
        .ctx
        .accesskit_node_builder(response.id, |node| node.set_description(words));
}

/// Tells a screen reader that nothing behind the dialog drawn here can be reached, and what Enter does in it.
pub fn modal(ui: &Ui, enter: Option<&str>) {
    let mut around = ui.stack().iter();
    let dialog = around.find(|it| it.kind() == Some(egui::UiKind::Modal));
    if let Some(dialog) = dialog {
        ui.ctx().accesskit_node_builder(dialog.unique_id, |node| {
            node.set_modal();
            if let Some(enter) = enter {
                node.set_description(format!("Enter: {enter}"));
            }
        });
    }
}

/// The place of a line in its menu, from 0.
pub fn place_in_menu(line: &Response, place: usize) {
    line.ctx
        .accesskit_node_builder(line.id, |node| node.set_position_in_set(place));
}

/// Tells a screen reader what a row of a list says, its place from 0, and whether it is the one chosen. How many there are
/// stands on the list, whose child the row is.
pub fn list_row(row: &Response, spoken: &str, place: usize, is_chosen: bool) {
    let enabled = row.enabled();
    row.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, enabled, spoken));
    row.ctx.accesskit_node_builder(row.id, |node| {
        node.set_position_in_set(place);
        // Of all the others a screen reader would say, row by row, that they are not selected.
        if is_chosen {
            node.set_selected(true);
        }
    });
}

/// Draws rows as the children of a list that is no stop for Tab: the field above it has the focus.
pub fn list<R>(ui: &mut Ui, name: &str, count: usize, rows: impl FnOnce(&mut Ui) -> R) -> R {
    let builder = egui::UiBuilder::new()
        .accessibility_role(Role::ListBox)
        .accessibility_label(name);
    ui.scope_builder(builder, |ui| {
        ui.ctx()
            .accesskit_node_builder(ui.unique_id(), |node| node.set_size_of_set(count));
        rows(ui)
    })
    .inner
}

/// What a command does, and its keys.
pub fn hint_with_keys(id: CommandId) -> String {
    let info = id.info();
    match info.shortcuts.first() {
        Some(keys) => format!("{} ({keys})", info.hint),
        None => info.hint.to_owned(),
    }
}

/// A soft coloured label.
pub fn pill(ui: &mut Ui, text: &str, words: Color32, ground: Color32) -> Response {
    let job = LayoutJob::single_section(text.to_owned(), plain(theme::SMALL, 550.0, words));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(16.0, 6.0), Sense::hover());
    ui.painter().rect_filled(rect, 9.0, ground);
    ui.painter()
        .galley(rect.center() - galley.size() / 2.0, galley, words);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    response
}

/// A small heading in capitals' place: the name of a pane.
pub fn pane_title(ui: &mut Ui, text: &str) -> Response {
    let p = theme::palette(ui);
    let response = ui.label(
        theme::weight(text.to_uppercase(), 600.0)
            .size(11.0)
            .color(p.faint)
            .extra_letter_spacing(0.6),
    );
    heading(&response, text, 2);
    response
}

/// Makes a node a heading of this level for screen readers.
pub fn heading(response: &Response, text: &str, level: usize) {
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Heading);
        node.set_level(level);
        node.set_label(text);
    });
}

/// A line of text that ends in … where it is too long.
pub fn one_line(text: &str, width: f32, format: TextFormat) -> LayoutJob {
    let mut job = LayoutJob {
        wrap: egui::text::TextWrapping::truncate_at_width(width.max(1.0)),
        ..LayoutJob::default()
    };
    job.append(text, 0.0, format);
    job
}

/// So much of a sentence as a line of a menu holds.
pub fn first_words(text: &str) -> String {
    const MOST: usize = 48;
    let mut words: String = text.chars().take(MOST).collect();
    if words.len() < text.len() {
        words.truncate(words.rfind(' ').unwrap_or(words.len()));
        words.push('…');
    }
    words.replace(['\n', '\r'], " ")
}

/// A label on one line that ends in … where it is too long.
pub fn elided(ui: &mut Ui, text: &str, width: f32, format: TextFormat) -> Response {
    let job = one_line(text, width, format);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    ui.label(galley)
}

/// Words that only show what the row they stand on says: they take no pointer, and a screen reader passes them over.
pub fn painted(ui: &mut Ui, text: &str, format: TextFormat) {
    let job = one_line(text, ui.available_width(), format);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let (rect, _) = ui.allocate_exact_size(galley.size(), Sense::empty());
    ui.painter().galley(rect.min, galley, Color32::PLACEHOLDER);
}

/// Text of the interface at a size and weight.
pub fn plain(size: f32, weight: f32, colour: Color32) -> TextFormat {
    TextFormat {
        font_id: FontId::proportional(size),
        color: colour,
        coords: egui::epaint::text::VariationCoords::new([(b"wght", weight)]),
        valign: Align::Center,
        ..TextFormat::default()
    }
}

/// What is written in one-line fields while they have the focus. The field that takes the focus may be drawn before the one
/// that gives it up, so two can be held for a moment.
#[derive(Debug, Default)]
pub struct Draft {
    drafts: Vec<FieldDraft>,
}

#[derive(Debug)]
struct FieldDraft {
    id: Id,
    text: String,
    /// What the desk had when the draft was last in step with it.
    synced: String,
}

/// A one-line field over a value of the desk.
pub struct LineField<'a> {
    pub id: Id,
    pub name: &'a str,
    pub value: &'a str,
    pub width: f32,
    pub hint: &'a str,
    /// An input method composes: what it shows is no change yet.
    pub composing: bool,
    pub lines: Lines,
}

/// How a field takes a text that is long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lines {
    /// It stands on one line and is scrolled.
    #[default]
    One,
    /// It is one line, shown on as many as it takes.
    Wrapped,
    /// It has lines of its own.
    Many,
}

/// What became of a line field in this frame.
#[derive(Default)]
pub struct LineShown {
    /// The text as it is written now, where it changed in this frame.
    pub changed: Option<String>,
    /// The text as it was left, where it differs from the desk's.
    pub left: Option<String>,
}

impl Draft {
    /// Draws a field; `commit` leaves it for a moment, because a command is about to be performed.
    pub fn line(&mut self, ui: &mut Ui, line: &LineField<'_>, commit: bool) -> LineShown {
        let mut text = self.text(line.id, line.value);
        let edit = match line.lines {
            Lines::One => TextEdit::singleline(&mut text),
            Lines::Wrapped => TextEdit::multiline(&mut text).return_key(None),
            Lines::Many => TextEdit::multiline(&mut text),
        };
        let mut edit = edit
            .id(line.id)
            .desired_rows(1)
            .align(egui::Align2::LEFT_CENTER)
            .desired_width(line.width)
            .margin(Margin::symmetric(8, 4));
        if !line.hint.is_empty() {
            edit = edit.hint_text(line.hint.to_owned());
        }
        let response = ui.add(edit);
        label(&response, line.name);
        if line.lines == Lines::Wrapped && text.contains(['\n', '\r']) {
            text = text.replace("\r\n", " ").replace(['\n', '\r'], " ");
        }
        if line.composing && response.has_focus() {
            self.hold(line.id, text, line.value);
            return LineShown::default();
        }
        let has_draft = self.drafts.iter().any(|draft| draft.id == line.id);
        let changed = response.changed().then(|| text.clone());
        // What is pressed may take the field away before it is drawn again: another entry, say.
        let pressed_elsewhere =
            ui.input(|input| input.pointer.any_pressed()) && !response.contains_pointer();
        let leaves = has_draft && (commit || pressed_elsewhere || !response.has_focus());
        let left = (leaves && text != line.value).then(|| text.clone());
        if response.has_focus() {
            self.hold(line.id, text, line.value);
        } else {
            self.drafts.retain(|draft| draft.id != line.id);
        }
        LineShown { changed, left }
    }

    /// What a field shows: the draft where there is one that fits the desk's value.
    pub fn text(&self, id: Id, value: &str) -> String {
        let draft = self.drafts.iter().find(|draft| draft.id == id);
        match draft.filter(|draft| draft.synced == value) {
            Some(draft) => draft.text.clone(),
            None => value.to_owned(),
        }
    }

    /// Keeps what is written in a field with the focus.
    pub fn hold(&mut self, id: Id, text: String, value: &str) {
        self.drafts.retain(|draft| draft.id != id);
        self.drafts.push(FieldDraft {
            id,
            text,
            synced: value.to_owned(),
        });
    }

    /// The desk took the value of the field: the draft is in step with it again.
    pub fn sent(&mut self, id: Id, value: &str) {
        if let Some(draft) = self.drafts.iter_mut().find(|draft| draft.id == id) {
            draft.synced = value.to_owned();
        }
    }
}

/// Gives a field its name.
pub fn label(response: &Response, name: &str) {
    response
        .ctx
        .accesskit_node_builder(response.id, |node| node.set_label(name));
}

/// A row of a list that can be clicked and is painted by hand. Arrow keys choose it; it is no stop for Tab.
pub fn row(ui: &mut Ui, height: f32, selected: bool, p: &Palette) -> (egui::Rect, Response) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::CLICK);
    row_ground(ui, rect, selected, response.hovered(), p);
    (rect, response)
}

/// What a row of a list stands on.
pub fn row_ground(ui: &Ui, rect: egui::Rect, selected: bool, hovered: bool, p: &Palette) {
    let ground = if selected {
        p.accent_soft
    } else if hovered {
        p.hover
    } else {
        Color32::TRANSPARENT
    };
    ui.painter().rect_filled(rect, 7.0, ground);
    if selected {
        let bar =
            egui::Rect::from_min_size(rect.min + vec2(0.0, 9.0), vec2(3.0, rect.height() - 18.0));
        ui.painter().rect_filled(bar, 2.0, p.accent);
    }
}

pub fn focus_ring(ui: &Ui, rect: egui::Rect, p: &Palette) {
    ui.painter().rect_stroke(
        rect.shrink(1.0),
        6.0,
        Stroke::new(1.5, p.accent),
        egui::StrokeKind::Inside,
    );
}

/// A wavy line under a stretch of one row.
pub fn wave(painter: &Painter, rect: Rect, colour: Color32) {
    const STEP: f32 = 2.0;
    let y = rect.bottom() + 1.0;
    let steps = (rect.width() / STEP).ceil().max(2.0) as usize;
    let points = (0..=steps)
        .map(|step| {
            let x = (rect.left() + step as f32 * STEP).min(rect.right().max(rect.left() + 4.0));
            pos2(x, y + if step % 2 == 0 { 0.0 } else { 2.0 })
        })
        .collect();
    painter.line(points, Stroke::new(1.2, colour));
}

/// A dotted line under a stretch of one row.
pub fn dotted(painter: &Painter, rect: Rect, colour: Color32) {
    let line = [rect.left_bottom(), rect.right_bottom()].map(|at| at + Vec2::new(0.0, 1.5));
    painter.extend(egui::Shape::dotted_line(&line, colour, 4.0, 0.8));
}
