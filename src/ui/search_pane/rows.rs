//! The lines of what was found: an entry, and below it each place in its line.

use std::collections::HashMap;

use egui::text::{LayoutJob, TextFormat};
use egui::{Align2, Color32, FontId, Stroke, Ui, vec2};
use lucide_icons::Icon;

use crate::desk::{Desk, FoundEntry, SearchLine};
use crate::entry::Places;
use crate::library::{EntryKey, grouped};
use crate::search::replace::Swap;
use crate::search::{Context, Whereabouts};
use crate::ui::long_list::ListRow;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets;

/// The box of a row.
pub(super) const TICK: f32 = 30.0;

/// In less room than this a row shows no reason beside its place, and the words round it take two lines.
const ROOM_FOR_REASONS: f32 = 320.0;

/// The height of a row of one line, and of two.
const ROWS: [f32; 2] = [27.0, 42.0];

/// How high rows of this width are.
pub(super) fn height(width: f32) -> f32 {
    let [one, two] = ROWS;
    if width > ROOM_FOR_REASONS { one } else { two }
}

/// What rows say, as long as nothing else is found.
#[derive(Debug, Default)]
pub(super) struct FoundRows {
    of: u64,
    parts: HashMap<EntryKey, Whereabouts>,
    places: HashMap<(usize, usize), Shown>,
}

/// A place in its line, cut to what can be seen of it.
#[derive(Debug, Clone)]
struct Shown {
    line: usize,
    part: String,
    before: String,
    hit: String,
    after: String,
}

impl FoundRows {
    /// Forgets what was found before.
    pub(super) fn follow(&mut self, state: u64) {
        // Whoever scrolls through half a million places leaves as many behind.
        if self.of != state || self.places.len() > 4000 {
            *self = Self {
                of: state,
                ..Self::default()
            };
        }
    }

    pub(super) fn draw(
        &mut self,
        ui: &Ui,
        desk: &Desk,
        line: SearchLine,
        row: &ListRow,
        p: &Palette,
    ) {
        let hits = desk.library_search().hits();
        let replaces = desk.library_search().asked().is_replacing;
        match line {
            SearchLine::Entry(at) => {
                if let Some(found) = hits.entries().get(at) {
                    entry(ui, desk, found, row, replaces, p);
                }
            }
            SearchLine::Hit { entry: at, hit } => {
                if let Some(found) = hits.entries().get(at) {
                    let shown = self.shown(at, hit, found);
                    place(ui, desk, (found, hit), &shown, row, replaces, p);
                }
            }
        }
    }

    fn shown(&mut self, at: usize, hit: usize, found: &FoundEntry) -> Shown {
        if let Some(shown) = self.places.get(&(at, hit)) {
            return shown.clone();
        }
        let parts = self
            .parts
            .entry(found.key.clone())
            .or_insert_with(|| Whereabouts::of(&found.of));
        let range = found.hits.get(hit).cloned().unwrap_or_default();
        let context = Context::of(&found.of, &Places::of(&found.of), &range);
        let shown = Shown {
            line: context.place.line,
            part: parts.at(&found.of, range.start).to_owned(),
            before: on_one_line(last_of(context.before, 160).trim_start()),
            hit: on_one_line(first_of(context.hit, 160)),
            after: on_one_line(first_of(context.after, 160)),
        };
        self.places.insert((at, hit), shown.clone());
        shown
    }
}

/// The title of an entry, and how much was found in it.
fn entry(ui: &Ui, desk: &Desk, found: &FoundEntry, row: &ListRow, replaces: bool, p: &Palette) {
    let title = desk.title_of(&found.key);
    let hits = desk.library_search().hits();
    let count = match found.hits.len() {
        0 => String::new(),
        n => grouped(n),
    };
    let left = if replaces { TICK } else { 8.0 };
    let ticks: Vec<bool> = if replaces {
        let all = (0..found.hits.len()).filter_map(|hit| hits.is_ticked(found, hit));
        all.collect()
    } else {
        Vec::new()
    };
    let ticked = ticks.iter().filter(|ticked| **ticked).count();
    if replaces {
        let icon = match (ticks.len(), ticked) {
            (0, _) => Icon::Ban,
            (_, 0) => Icon::Square,
            (all, ticked) if all == ticked => Icon::SquareCheck,
            _ => Icon::SquareMinus,
        };
        let colour = if ticked > 0 { p.accent } else { p.faint };
        tick(ui, row, icon, colour);
    }
    let count_job = widgets::one_line(&count, 80.0, widgets::plain(theme::SMALL, 400.0, p.dim));
    let count_line = ui.fonts_mut(|fonts| fonts.layout_job(count_job));
    let room = row.rect.width() - left - count_line.size().x - 20.0;
    let mut job = widgets::one_line(&title, room, widgets::plain(13.0, 600.0, p.text));
    let file = found.key.file();
    job.append(&file, 10.0, widgets::plain(theme::SMALL, 400.0, p.faint));
    paint(ui, row, left, job, p);
    let at = row.rect.right_center() - vec2(count_line.size().x + 8.0, count_line.size().y / 2.0);
    ui.painter().galley(at, count_line, p.dim);
    let places = match found.hits.len() {
        0 => String::new(),
        1 => ", 1 place".to_owned(),
        n => format!(", {} places", grouped(n)),
    };
    let spoken = format!("{title}{places}");
    if replaces {
        let spoken = format!("{spoken}, {} ticked", grouped(ticked));
        row.named_with_tick(&spoken, (!ticks.is_empty()).then_some(ticked > 0));
    } else {
        row.named(&spoken);
    }
}

/// A place in its line; where it is to be replaced, with what comes instead.
fn place(
    ui: &Ui,
    desk: &Desk,
    (found, hit): (&FoundEntry, usize),
    shown: &Shown,
    row: &ListRow,
    replaces: bool,
    p: &Palette,
) {
    let hits = desk.library_search().hits();
    let swap = found.planned.get(hit).and_then(Option::as_ref);
    let ticked = hits.is_ticked(found, hit);
    let left = TICK;
    if replaces {
        let icon = match ticked {
            Some(true) => Icon::SquareCheck,
            Some(false) => Icon::Square,
            None => Icon::Ban,
        };
        let colour = if ticked == Some(true) {
            p.accent
        } else {
            p.faint
        };
        tick(ui, row, icon, colour);
    }
    let why = why_not(swap, replaces).map(|why| why.replace('`', ""));
    let why = why.as_deref();
    // Where it is tight the sign alone tells that there is a reason; the reason is spoken, and shown below the pointer.
    let has_room = row.rect.height() < ROWS[0];
    let why_job = widgets::one_line(
        why.filter(|_| has_room).unwrap_or_default(),
        row.rect.width() * 0.45,
        widgets::plain(theme::SMALL, 400.0, p.warn),
    );
    let why_line = ui.fonts_mut(|fonts| fonts.layout_job(why_job));
    let place = match shown.part.as_str() {
        "" => format!("Line {}", grouped(shown.line)),
        part => format!("{part}, line {}", grouped(shown.line)),
    };
    // Where it is tight, or a reason stands there, the place is spoken, and shown below the pointer.
    let place_job = widgets::one_line(
        if has_room && why.is_none() {
            &place
        } else {
            ""
        },
        row.rect.width() * 0.35,
        widgets::plain(theme::SMALL, 400.0, p.faint),
    );
    let place_line = ui.fonts_mut(|fonts| fonts.layout_job(place_job));
    let beside = why_line.size().x + place_line.size().x;
    let room = row.rect.width() - left - 14.0 - beside;
    let lines = if has_room { 1 } else { 2 };
    let job = in_line(ui, shown, swap.filter(|_| replaces), (room, lines), p);
    paint(ui, row, left, job, p);
    if why.is_some() {
        let at = row.rect.right_center() - vec2(why_line.size().x + 6.0, why_line.size().y / 2.0);
        ui.painter().galley(at, why_line, p.warn);
    } else if has_room {
        let size = place_line.size();
        let at = row.rect.right_center() - vec2(size.x + 6.0, size.y / 2.0);
        ui.painter().galley(at, place_line, p.faint);
    }
    let text = format!("{}{}{}", shown.before, shown.hit, shown.after);
    let text = text.trim();
    let spoken = match swap.filter(|_| replaces) {
        None if replaces => format!("{place}, {} stays: {text}", shown.hit),
        None => format!("{place}: {text}"),
        Some(swap) if swap.new.is_empty() => format!("{place}, {} is taken out: {text}", shown.hit),
        Some(swap) => format!("{place}, {} becomes {}: {text}", shown.hit, swap.new),
    };
    if replaces {
        let spoken = match why {
            Some(why) => format!("{spoken}. {why}"),
            None => spoken,
        };
        row.named_with_tick(&spoken, ticked);
    } else {
        row.named(&spoken);
    }
    let hover = match why {
        Some(why) => format!("{place}\n{why}"),
        None => place,
    };
    row.response.clone().on_hover_text(hover);
}

/// Why a place does not come ticked.
fn why_not(swap: Option<&Swap>, replaces: bool) -> Option<&'static str> {
    match swap {
        _ if !replaces => None,
        Some(swap) => swap.guard.why(),
        None => Some("It would stay as it is"),
    }
}

/// The words round a place, so that it can be seen in this room on so many lines.
fn in_line(
    ui: &Ui,
    shown: &Shown,
    swap: Option<&Swap>,
    (room, lines): (f32, usize),
    p: &Palette,
) -> LayoutJob {
    let plain = widgets::plain(12.5, 400.0, p.dim);
    let hit = TextFormat {
        background: p.warn_soft,
        ..widgets::plain(12.5, 600.0, p.text)
    };
    let width_of = |text: &str, format: &TextFormat| {
        let job = LayoutJob::single_section(text.to_owned(), format.clone());
        ui.fonts_mut(|fonts| fonts.layout_job(job).size().x)
    };
    // What stands behind the place has half of the room where it needs it; what stands before it has the rest.
    let middle = width_of(&shown.hit, &hit)
        + swap.map_or(0.0, |swap| width_of(&on_one_line(&swap.new), &hit) + 2.0);
    // A line that ends before a long word leaves some of its room.
    let all = room + (lines - 1) as f32 * room * 0.8;
    let free = (all - middle).max(0.0);
    let behind = width_of(&shown.after, &plain).min(free * 0.5);
    let before = shown.before.as_str();
    let mut job = widgets::one_line("", room, plain.clone());
    job.wrap.max_rows = lines;
    job.wrap.break_anywhere = lines == 1;
    if width_of(before, &plain) <= free - behind {
        job.append(before, 0.0, plain.clone());
    } else {
        let most = free - behind - width_of("…", &plain);
        let starts: Vec<usize> = before.char_indices().map(|(at, _)| at).collect();
        let end_of = |start: &usize| before.get(*start..).unwrap_or_default();
        let fits = |start: &usize| width_of(end_of(start), &plain) <= most;
        let first = starts.partition_point(|start| !fits(start));
        let cut = starts.get(first).map_or("", end_of);
        job.append("…", 0.0, plain.clone());
        job.append(cut, 0.0, plain.clone());
    }
    match swap {
        None => job.append(&shown.hit, 0.0, hit),
        Some(swap) => {
            let gone = TextFormat {
                strikethrough: Stroke::new(1.0, p.bad),
                background: p.bad_soft,
                ..widgets::plain(12.5, 500.0, p.bad)
            };
            let new = TextFormat {
                underline: Stroke::new(1.0, p.good),
                background: p.good_soft,
                ..widgets::plain(12.5, 600.0, p.good)
            };
            job.append(&shown.hit, 0.0, gone);
            job.append(&on_one_line(&swap.new), 2.0, new);
        }
    }
    job.append(&shown.after, 0.0, plain);
    job
}

fn paint(ui: &Ui, row: &ListRow, left: f32, job: LayoutJob, p: &Palette) {
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let at = row.rect.left_center() + vec2(left, -galley.size().y / 2.0);
    ui.painter().galley(at, galley, p.text);
}

fn tick(ui: &Ui, row: &ListRow, icon: Icon, colour: Color32) {
    ui.painter().text(
        row.rect.left_center() + vec2(16.0, 0.0),
        Align2::CENTER_CENTER,
        char::from(icon),
        FontId::new(15.0, theme::icons()),
        colour,
    );
}

/// A line end within is shown by a sign.
fn on_one_line(text: &str) -> String {
    text.replace("\r\n", " ¶ ")
        .replace(['\n', '\r'], " ¶ ")
        .replace('\t', " ")
}

fn first_of(text: &str, most: usize) -> &str {
    let end = text
        .char_indices()
        .nth(most)
        .map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

fn last_of(text: &str, most: usize) -> &str {
    let start = text.char_indices().rev().nth(most).map_or(0, |(at, _)| at);
    text.get(start..).unwrap_or(text)
}
