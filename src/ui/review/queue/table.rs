//! The table of the queue: headings that sort, and the rows in view.
//!
//! Knows nothing of: in which order rows stand, what is done with an entry.

use egui::accesskit::{Role, SortDirection};
use egui::{
    Color32, Id, Key, Modifiers, Rect, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use lucide_icons::Icon;

use crate::desk::{Command, Counts, Desk, Moment, QueueLine, QueueRow, ReviewCommand};
use crate::library::LoadedFile;
use crate::review::{ReviewState, Since, Standing};
use crate::settings::QueueColumn;
use crate::ui::long_list::{ListRow, ListShape, LongList};
use crate::ui::review::shapes;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets;

/// What the table keeps from frame to frame.
#[derive(Default)]
pub struct QueueTable {
    list: LongList,
    wants_focus: bool,
}

const ROW: f32 = 32.0;
const HEAD: f32 = 26.0;
/// The title is never narrower while another column can go.
const TITLE_LEAST: f32 = 230.0;
/// What goes first where room is short.
const LEAVES: [QueueColumn; 7] = [
    QueueColumn::Confidence,
    QueueColumn::Reviewer,
    QueueColumn::Pillar,
    QueueColumn::LastReviewed,
    QueueColumn::Due,
    QueueColumn::Findings,
    QueueColumn::Outcome,
];

/// What a screen reader is told of each row, room or not.
const SPOKEN: [QueueColumn; 5] = [
    QueueColumn::Title,
    QueueColumn::State,
    QueueColumn::Since,
    QueueColumn::Outcome,
    QueueColumn::Assigned,
];

/// A column as it is drawn.
type Place = (QueueColumn, egui::Rangef);

impl QueueTable {
    fn id() -> Id {
        Id::unique("review queue")
    }

    pub fn take_focus(&mut self) {
        self.wants_focus = true;
    }

    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        now: Moment,
        (side, p): (f32, &Palette),
        out: &mut Vec<Command>,
    ) {
        let whole = ui.max_rect();
        let places = places(desk, whole, side);
        let (head, body) = whole.split_top_bottom_at_y(whole.top() + HEAD);
        let queue = desk.review().queue();
        let lines = queue.lines();
        if lines.is_empty() {
            self.headings(ui, desk, head, &places, p, out);
            let words = nothing(desk);
            ui.scope_builder(
                UiBuilder::new().max_rect(body.shrink2(vec2(side, 12.0))),
                |ui| {
                    ui.label(theme::small(words, p.dim));
                },
            );
            return;
        }
        let wanted = queue.at().map(|row| &row.key);
        let here = |at: usize| lines.get(at).and_then(|line| queue.row(line));
        if here(self.list.at()).map(|row| &row.key) != wanted
            && let Some(place) = lines
                .iter()
                .position(|line| queue.row(line).map(|row| &row.key) == wanted)
        {
            self.list.go_to(place);
        }
        let before = self.list.at();
        let has_focus = ui.memory(|memory| memory.has_focus(Self::id()));
        if has_focus {
            self.keys(ui, desk, lines.len(), here(before), out);
        }
        // Groups are no entries: “3 of 14” goes without them.
        let is_group = |(_, line): &(usize, &QueueLine)| matches!(line, QueueLine::Group { .. });
        let groups = lines.iter().enumerate().filter(is_group);
        let groups: Vec<usize> = groups.map(|(at, _)| at).collect();
        let shape = ListShape {
            id: Self::id(),
            name: "Entries to review",
            count: lines.len(),
            row_height: ROW,
        };
        ui.scope_builder(UiBuilder::new().max_rect(body), |ui| {
            self.list
                .show(ui, &shape, |ui, row| match lines.get(row.index) {
                    Some(QueueLine::Group { name, count }) => group(ui, row, side, name, *count, p),
                    Some(line) => {
                        if let Some(entry) = queue.row(line) {
                            let before = groups.partition_point(|it| *it < row.index);
                            let at = row.index - before;
                            draw(ui, row, entry, desk, now, (&places, at), p, out);
                        }
                    }
                    None => {}
                });
        });
        ui.ctx().accesskit_node_builder(Self::id(), |node| {
            node.set_role(Role::Table);
            node.set_row_count(lines.len() + 1);
            node.set_size_of_set(lines.len() - groups.len());
            node.set_column_count(places.len());
        });
        // The table has them once it is there.
        self.headings(ui, desk, head, &places, p, out);
        if std::mem::take(&mut self.wants_focus) {
            ui.memory_mut(|memory| memory.request_focus(Self::id()));
        }
        self.step_over_groups(before, lines);
        if let Some(row) = here(self.list.at())
            && Some(&row.key) != wanted
        {
            out.push(Command::Review(ReviewCommand::Choose(row.key.clone())));
        }
    }

    fn headings(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        rect: Rect,
        places: &[Place],
        p: &Palette,
        out: &mut Vec<Command>,
    ) {
        let builder = UiBuilder::new()
            .id_salt("headings")
            .max_rect(rect)
            .accessibility_parent(Self::id());
        let pressed = ui.scope_builder(builder, |ui| {
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_role(Role::Row);
                node.set_row_index(0);
            });
            headings(ui, desk, rect, places, p, out)
        });
        // Who sorts with the mouse goes on with the keys where they were.
        self.wants_focus |= pressed.inner;
    }

    /// The keys stop at entries only.
    fn step_over_groups(&mut self, before: usize, lines: &[QueueLine]) {
        let at = self.list.at();
        if !matches!(lines.get(at), Some(QueueLine::Group { .. })) {
            return;
        }
        let to = if at < before && at > 0 {
            at - 1
        } else {
            at + 1
        };
        self.list.go_to(to.min(lines.len().saturating_sub(1)));
    }

    fn keys(
        &mut self,
        ui: &Ui,
        desk: &Desk,
        count: usize,
        at: Option<&QueueRow>,
        out: &mut Vec<Command>,
    ) {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if desk.view().queue.letter_keys {
            if pressed(Key::J) {
                self.list
                    .go_to((self.list.at() + 1).min(count.saturating_sub(1)));
            }
            if pressed(Key::K) {
                self.list.go_to(self.list.at().saturating_sub(1));
            }
        }
        let Some(row) = at else { return };
        if pressed(Key::Space) {
            out.push(Command::Review(ReviewCommand::Pick(row.key.clone())));
        }
        if pressed(Key::Enter) {
            out.push(Command::Review(ReviewCommand::Open(row.key.clone())));
        }
    }
}

/// The columns that are wanted and have room.
fn places(desk: &Desk, whole: Rect, side: f32) -> Vec<Place> {
    let wanted = QueueColumn::ALL.into_iter();
    let mut columns: Vec<QueueColumn> = wanted.filter(|it| desk.view().queue.shows(*it)).collect();
    let room = whole.width() - 2.0 * side;
    let others = |columns: &[QueueColumn]| columns.iter().copied().map(width_of).sum::<f32>();
    for leaves in LEAVES {
        if room - others(&columns) >= TITLE_LEAST {
            break;
        }
        columns.retain(|column| *column != leaves);
    }
    let title = (room - others(&columns)).max(120.0);
    let mut left = whole.left() + side;
    let mut places = Vec::new();
    for column in columns {
        let width = if column == QueueColumn::Title {
            title
        } else {
            width_of(column)
        };
        places.push((column, egui::Rangef::new(left, left + width - 10.0)));
        left += width;
    }
    places
}

fn width_of(column: QueueColumn) -> f32 {
    match column {
        QueueColumn::Title => 0.0,
        QueueColumn::Pillar => 96.0,
        QueueColumn::LastReviewed | QueueColumn::Due => 92.0,
        QueueColumn::State => 182.0,
        QueueColumn::Confidence => 80.0,
        QueueColumn::Findings => 62.0,
        QueueColumn::Since => 106.0,
        QueueColumn::Outcome => 166.0,
        QueueColumn::Assigned => 150.0,
        QueueColumn::Reviewer => 110.0,
    }
}

/// The headings, each a way to sort; `true` where the mouse pressed one.
fn headings(
    ui: &mut Ui,
    desk: &Desk,
    rect: Rect,
    places: &[Place],
    p: &Palette,
    out: &mut Vec<Command>,
) -> bool {
    let mut is_pressed = false;
    ui.painter().rect_filled(rect, 0.0, p.rail);
    for y in [rect.top(), rect.bottom()] {
        ui.painter()
            .hline(rect.x_range(), y, Stroke::new(1.0, p.line));
    }
    let queue = &desk.view().queue;
    for (number, (column, x)) in places.iter().enumerate() {
        let cell = Rect::from_x_y_ranges(*x, rect.y_range());
        let response = ui.interact(
            cell,
            QueueTable::id().with(("heading", column)),
            Sense::CLICK,
        );
        let is_sorted = queue.sort == *column;
        let tone = if is_sorted || response.hovered() {
            p.text
        } else {
            p.dim
        };
        let weight = if is_sorted { 600.0 } else { 450.0 };
        let shown = write(
            ui,
            cell,
            column.label(),
            widgets::plain(theme::SMALL, weight, tone),
        );
        if is_sorted {
            let icon = if queue.descending {
                Icon::ArrowDown
            } else {
                Icon::ArrowUp
            };
            paint_icon(ui, icon, pos2(shown.end + 10.0, cell.center().y), p.text);
        }
        if response.has_focus() {
            widgets::focus_ring(ui, cell, p);
        }
        let order = match (is_sorted, queue.descending) {
            (false, _) => "",
            (true, false) => ", sorted",
            (true, true) => ", sorted the other way round",
        };
        let spoken = format!("Sort by {}{order}", column.label().to_lowercase());
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, column.label()));
        response.ctx.accesskit_node_builder(response.id, |node| {
            node.set_description(spoken.as_str());
            node.set_column_index(number);
            if is_sorted {
                node.set_sort_direction(if queue.descending {
                    SortDirection::Descending
                } else {
                    SortDirection::Ascending
                });
            }
        });
        let response = response.on_hover_text(spoken);
        if response.clicked() {
            is_pressed |= response.clicked_by(egui::PointerButton::Primary);
            out.push(Command::Review(ReviewCommand::Sort(*column)));
        }
    }
    is_pressed
}

fn group(ui: &mut Ui, row: &ListRow, side: f32, name: &str, count: usize, p: &Palette) {
    let rect = row.rect.with_min_x(row.rect.left() + side);
    let words = format!("{name} · {count}");
    write(ui, rect, &words, widgets::plain(theme::SMALL, 600.0, p.dim));
    widgets::heading(&row.response, &words, 2);
}

#[expect(clippy::too_many_arguments, reason = "one row, named in full")]
fn draw(
    ui: &mut Ui,
    row: &ListRow,
    entry: &QueueRow,
    desk: &Desk,
    now: Moment,
    (places, before): (&[Place], usize),
    p: &Palette,
    out: &mut Vec<Command>,
) {
    let file = desk.library().and_then(|library| library.get(&entry.key));
    let Some(file) = file else { return };
    let is_picked = desk.review().chosen().contains(&entry.key);
    if is_picked {
        ui.painter().rect_filled(row.rect, 7.0, p.accent_soft);
        let bar = Rect::from_min_size(row.rect.min, vec2(3.0, row.rect.height()));
        ui.painter().rect_filled(bar, 0.0, p.accent);
    }
    ui.painter().hline(
        row.rect.x_range(),
        row.rect.bottom() + 1.0,
        Stroke::new(1.0, p.line),
    );
    row.response
        .ctx
        .accesskit_node_builder(row.response.id, |node| {
            node.set_role(Role::Row);
            node.set_row_index(row.index + 1);
        });
    let mut spoken = Vec::new();
    for column in QueueColumn::ALL {
        let number = places.iter().position(|(it, _)| *it == column);
        let place = number.and_then(|number| places.get(number));
        if place.is_none() && !SPOKEN.contains(&column) {
            continue;
        }
        let cell = Cell::of(column, entry, file, desk, now, row.chosen, p);
        if let Some((_, x)) = place {
            let rect = Rect::from_x_y_ranges(*x, row.rect.y_range());
            let mut left = rect.left();
            if let Some(icon) = cell.icon {
                paint_icon(ui, icon, pos2(left + 7.0, rect.center().y), cell.icon_tone);
                left += 20.0;
            }
            let format = widgets::plain(13.0, cell.weight, cell.tone);
            let shown = write(ui, rect.with_min_x(left), &cell.words, format);
            cell_of_row(ui, row, (number.unwrap_or_default(), rect), &cell.words);
            if shown.is_cut && row.response.hovered() && ui.rect_contains_pointer(rect) {
                row.response.show_tooltip_text(&cell.words);
            }
        }
        if let Some(said) = cell.spoken {
            spoken.push(said);
        }
    }
    if is_picked {
        spoken.push("chosen".to_owned());
    }
    let spoken = spoken.join(", ");
    row.response
        .widget_info(|| WidgetInfo::labeled(Role::Row, true, spoken.as_str()));
    let node = |node: &mut egui::accesskit::Node| {
        node.set_selected(row.chosen || is_picked);
        node.set_position_in_set(before);
    };
    row.response
        .ctx
        .accesskit_node_builder(row.response.id, node);
    if row.response.double_clicked() {
        out.push(Command::Review(ReviewCommand::Open(entry.key.clone())));
    } else if row.response.clicked() && ui.input(|input| input.modifiers.command) {
        out.push(Command::Review(ReviewCommand::Pick(entry.key.clone())));
    }
}

/// A cell for a screen reader, which says it with the heading of its column.
fn cell_of_row(ui: &mut Ui, row: &ListRow, (number, rect): (usize, Rect), words: &str) {
    let id = row.response.id;
    if !ui.ctx().has_accesskit_node(id) {
        return;
    }
    let builder = UiBuilder::new()
        .id_salt(("cell", row.index, number))
        .max_rect(rect)
        .accessibility_parent(id);
    ui.scope_builder(builder, |ui| {
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(Role::Cell);
            node.set_column_index(number);
            node.set_label(words);
        });
    });
}

/// What stands in one cell.
struct Cell {
    icon: Option<Icon>,
    icon_tone: Color32,
    words: String,
    tone: Color32,
    weight: f32,
    /// As a screen reader says it; none for what says nothing.
    spoken: Option<String>,
}

impl Cell {
    fn of(
        column: QueueColumn,
        entry: &QueueRow,
        file: &LoadedFile,
        desk: &Desk,
        now: Moment,
        is_at: bool,
        p: &Palette,
    ) -> Self {
        let plain = |words: Option<&str>, before: &str| {
            let words = words.map(str::trim).filter(|it| !it.is_empty());
            Self {
                icon: None,
                icon_tone: p.dim,
                words: words.unwrap_or("–").to_owned(),
                tone: p.dim,
                weight: 400.0,
                spoken: words.map(|it| format!("{before}{it}")),
            }
        };
        match column {
            QueueColumn::Title => Self {
                tone: p.text,
                weight: if is_at { 600.0 } else { 500.0 },
                ..plain(Some(file.title()), "")
            },
            QueueColumn::Pillar => plain(file.facts.pillar.as_deref(), ""),
            QueueColumn::LastReviewed => {
                let written = file.facts.last_reviewed.as_deref();
                let day = entry.due.reviewed.map(short);
                let quoted = written.map(|it| format!("“{it}”"));
                plain(day.or(quoted).as_deref(), "last reviewed ")
            }
            QueueColumn::State => {
                let (icon, tone) = shapes::of_state(entry.due.state, p);
                let words = entry.due.in_words(now.today);
                let is_quiet = matches!(entry.due.state, ReviewState::Fine | ReviewState::Never);
                Self {
                    icon: Some(icon),
                    icon_tone: tone,
                    tone: match entry.due.state {
                        ReviewState::Fine => p.text,
                        _ => tone,
                    },
                    weight: if is_quiet { 400.0 } else { 500.0 },
                    ..plain(Some(&words), "")
                }
            }
            QueueColumn::Due => plain(entry.due.on.map(short).as_deref(), "due "),
            QueueColumn::Confidence => plain(file.facts.confidence.as_deref(), "confidence "),
            QueueColumn::Findings => {
                let counts = desk.findings().of(&entry.key).map(|found| found.counts);
                Self::findings(counts.unwrap_or_default(), plain(None, ""), p)
            }
            QueueColumn::Since => {
                let since = desk.changed_since(entry);
                let words = if since.is_sought {
                    "Looking…".to_owned()
                } else {
                    since.since.in_words()
                };
                let is_content = matches!(since.since, Since::Parts(_));
                Self {
                    tone: if is_content { p.text } else { p.dim },
                    weight: if is_content { 500.0 } else { 400.0 },
                    ..plain(Some(&words), "changed since: ")
                }
            }
            QueueColumn::Outcome => {
                let (icon, tone, words) = shapes::of_standing(entry.standing, p);
                let besides = entry.date_standing.map(|it| shapes::of_standing(it, p).2);
                let to_settle = entry.is_to_settle.then_some("Two records to settle");
                // What is to be done first comes first, in a word: there is room for one more.
                let first = entry.is_to_settle.then_some("To settle");
                let words: Vec<&str> = [first, Some(words), besides]
                    .into_iter()
                    .flatten()
                    .collect();
                Self {
                    icon: Some(icon),
                    icon_tone: tone,
                    words: words.join(" · "),
                    tone,
                    weight: if entry.standing == Standing::SentBackChanged {
                        500.0
                    } else {
                        400.0
                    },
                    spoken: Some(
                        [Some(entry.outcome_in_words().as_str()), to_settle]
                            .into_iter()
                            .flatten()
                            .collect::<Vec<_>>()
                            .join(", ")
                            .to_lowercase(),
                    ),
                }
            }
            QueueColumn::Assigned => {
                let assigned = entry.assigned.as_ref().map(|(to, until)| match until {
                    Some(until) => format!("{to}  {}", until.strftime("%-d %b")),
                    None => to.clone(),
                });
                plain(assigned.as_deref(), "assigned to ")
            }
            QueueColumn::Reviewer => plain(entry.reviewer(), "reviewed by "),
        }
    }

    /// The gravest, and how many there are of it.
    fn findings(counts: Counts, none: Self, p: &Palette) -> Self {
        let (icon, tone, count) = match counts {
            Counts { errors: 1.., .. } => (Icon::CircleAlert, p.bad, counts.errors),
            Counts { warnings: 1.., .. } => (Icon::TriangleAlert, p.warn, counts.warnings),
            Counts { notes: 1.., .. } => (Icon::Info, p.dim, counts.notes),
            _ => return none,
        };
        Self {
            icon: Some(icon),
            icon_tone: tone,
            words: count.to_string(),
            tone,
            spoken: Some(crate::ui::findings_pane::counts_in_words(counts)),
            ..none
        }
    }
}

fn nothing(desk: &Desk) -> &'static str {
    if desk.opening().is_some() {
        "The folder is being opened"
    } else if desk.review().queue().is_behind() {
        "How each entry stands is being worked out"
    } else if desk.view().queue.is_filtered() {
        "No entry fits the filters"
    } else {
        "This folder holds no entries yet"
    }
}

fn short(day: jiff::civil::Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

/// A line that was written.
struct Shown {
    /// Where it ends.
    end: f32,
    is_cut: bool,
}

/// Writes a line that ends in … where it is too long.
fn write(ui: &Ui, rect: Rect, words: &str, format: egui::TextFormat) -> Shown {
    let job = widgets::one_line(words, rect.width(), format);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let at = rect.left_center() - vec2(0.0, galley.size().y / 2.0);
    let shown = Shown {
        end: at.x + galley.size().x,
        is_cut: galley.elided,
    };
    ui.painter().galley(at, galley, Color32::PLACEHOLDER);
    shown
}

fn paint_icon(ui: &Ui, icon: Icon, at: egui::Pos2, tone: Color32) {
    ui.painter().text(
        at,
        egui::Align2::CENTER_CENTER,
        char::from(icon),
        egui::FontId::new(14.0, theme::icons()),
        tone,
    );
}
