//! How a piece of a paste is shown: a row with its words and below them what it became, and all there is to say of the one
//! that the keys are on.

use egui::text::LayoutJob;
use egui::{Align2, Color32, FontId, ScrollArea, Ui, vec2};
use lucide_icons::Icon;

use super::pieces::{FoundSource, PastePiece, PastePieces, PieceOutcome};
use crate::desk::Desk;
use crate::entry::sources::{self, SourceField};
use crate::library::bibliography::field_text;
use crate::references;
use crate::ui::long_list::ListRow;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets;

pub(super) const HEIGHT: f32 = 66.0;
/// The box of a row.
pub(super) const TICK: f32 = 34.0;

/// Letters of a paste that a row looks at; it shows fewer.
const LOOKED_AT: usize = 400;

/// Something to be known of a piece.
struct Remark {
    what: String,
    tone: Tone,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tone {
    Quiet,
    Good,
    Doubt,
    Bad,
}

impl Tone {
    fn colour(self, p: &Palette) -> Color32 {
        match self {
            Self::Quiet => p.dim,
            Self::Good => p.good,
            Self::Doubt => p.warn,
            Self::Bad => p.bad,
        }
    }
}

/// Draws a row and names it.
pub(super) fn draw(
    ui: &Ui,
    row: &ListRow,
    pieces: &PastePieces,
    piece: &PastePiece,
    desk: &Desk,
    p: &Palette,
) {
    let rect = row.rect;
    let room = rect.width() - TICK - 10.0;
    let remarks = remarks(piece, desk);
    let (icon, colour) = match &piece.became {
        PieceOutcome::Source(found) if found.is_wanted() => (Icon::SquareCheck, p.accent),
        PieceOutcome::Source(found) if found.can_be_ticked() => (Icon::Square, p.faint),
        PieceOutcome::Source(_) => (Icon::Ban, p.faint),
        PieceOutcome::NotRead { .. } => (Icon::TriangleAlert, p.warn),
    };
    let painter = ui.painter();
    painter.text(
        rect.left_top() + vec2(18.0, 30.0),
        Align2::CENTER_CENTER,
        char::from(icon),
        FontId::new(16.0, theme::icons()),
        colour,
    );
    let lay = |job: LayoutJob| ui.fonts_mut(|fonts| fonts.layout_job(job));
    let at = rect.min + vec2(TICK, 4.0);
    let first = remarks.first();
    let mark = first.map(|remark| {
        let format = widgets::plain(theme::SMALL, 550.0, remark.tone.colour(p));
        lay(widgets::one_line(&remark.what, room * 0.55, format))
    });
    let mark_width = mark.as_ref().map_or(0.0, |mark| mark.size().x + 12.0);
    if let Some(mark) = mark {
        let at = egui::pos2(rect.right() - 8.0 - mark.size().x, at.y);
        painter.galley(at, mark, p.text);
    }
    let words = as_pasted(pieces, piece);
    let above = match &words {
        Some(words) => format!("{}  {words}", piece.named()),
        None => piece.named(),
    };
    let format = widgets::plain(theme::SMALL, 400.0, p.dim);
    painter.galley(
        at,
        lay(widgets::one_line(&above, room - mark_width, format)),
        p.dim,
    );
    let (job, spoken) = match &piece.became {
        PieceOutcome::Source(found) => {
            let line = found.line();
            let job = parted(&line, found.is_wanted(), p);
            (job, line)
        }
        PieceOutcome::NotRead { what, why } => {
            let job = LayoutJob::single_section(
                format!("Not read: {why}"),
                widgets::plain(13.0, 450.0, p.warn),
            );
            let what = words.as_ref().unwrap_or(what);
            (job, format!("Not read: {why}: {what}"))
        }
    };
    painter.galley(at + vec2(0.0, 18.0), lay(on_two_lines(job, room)), p.text);
    name(row, piece, &spoken, &remarks);
}

/// The row for screen readers.
fn name(row: &ListRow, piece: &PastePiece, spoken: &str, remarks: &[Remark]) {
    let mut spoken = format!("{spoken} {}", piece.named());
    for remark in remarks {
        spoken.push_str(", ");
        spoken.push_str(&remark.what);
    }
    let ticked = match &piece.became {
        PieceOutcome::Source(found) if found.can_be_ticked() => Some(found.is_wanted()),
        _ => None,
    };
    row.named_with_tick(&spoken, ticked);
}

/// Shows all there is to say of a piece; gives back the way that was chosen for a bare identifier.
pub(super) fn show_whole(
    ui: &mut Ui,
    pieces: &PastePieces,
    row: usize,
    desk: &Desk,
    p: &Palette,
) -> Option<Option<usize>> {
    let piece = pieces.list.get(row)?;
    let mut chosen = None;
    ScrollArea::vertical()
        .id_salt(("piece of a paste", row))
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            if let Some(words) = as_pasted(pieces, piece) {
                labelled(ui, &piece.named(), &words, p);
            }
            match &piece.became {
                PieceOutcome::NotRead { what, why } => {
                    labelled(ui, "Not read", why, p);
                    if pieces.as_pasted(piece).is_none() {
                        labelled(ui, &piece.named(), what, p);
                    }
                }
                PieceOutcome::Source(found) => {
                    chosen = ways(ui, found, desk);
                    its_parts(ui, found, p);
                }
            }
            for remark in remarks(piece, desk) {
                ui.label(theme::small(remark.what, remark.tone.colour(p)));
            }
        });
    chosen
}

/// What a bare identifier can become.
fn ways(ui: &mut Ui, found: &FoundSource, desk: &Desk) -> Option<Option<usize>> {
    if found.ways.is_empty() || !found.can_be_ticked() {
        return None;
    }
    let mut chosen = None;
    for (index, way) in found.ways.iter().enumerate() {
        let line = references::write_line(&way.record, references::HouseForm::default());
        let title = desk.title_of(&way.entry);
        let label = format!("As in “{title}”, source {}: {line}", way.number);
        if ui.radio(found.way == Some(index), label).clicked() {
            chosen = Some(Some(index));
        }
    }
    let label = format!("As it stands here: {}", found.line_as_read());
    if ui.radio(found.way.is_none(), label).clicked() {
        chosen = Some(None);
    }
    chosen
}

/// The parts of the line, each by its name.
fn its_parts(ui: &mut Ui, found: &FoundSource, p: &Palette) {
    let record = found.record();
    let by_number = record.pmid.is_some() || record.doi.is_some();
    let is_written = |field: &SourceField| match field {
        SourceField::Volume | SourceField::Issue | SourceField::Pages => false,
        SourceField::Pmcid => record.pmid.is_none(),
        SourceField::Url | SourceField::Accessed => !by_number,
        _ => true,
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        for field in SourceField::ALL.into_iter().filter(is_written) {
            if let Some(value) = field_text(record, field) {
                ui.label(theme::small(field.label(), p.dim));
                ui.label(theme::weight(value, 450.0).size(12.5).color(p.text));
                ui.add_space(8.0);
            }
        }
    });
}

fn labelled(ui: &mut Ui, label: &str, words: &str, p: &Palette) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(theme::small(label, p.dim));
        ui.label(theme::weight(words, 400.0).size(12.5).color(p.text));
    });
}

/// The words of a piece on one line, as far as they are looked at.
fn as_pasted(pieces: &PastePieces, piece: &PastePiece) -> Option<String> {
    let words = pieces.as_pasted(piece)?;
    let end = words.char_indices().nth(LOOKED_AT);
    let head = end.map_or(words, |(at, _)| words.get(..at).unwrap_or_default());
    let line: Vec<&str> = head.split_whitespace().collect();
    let more = if end.is_some() { "…" } else { "" };
    Some(line.join(" ") + more)
}

/// All there is to know of a piece, most important first.
fn remarks(piece: &PastePiece, desk: &Desk) -> Vec<Remark> {
    let PieceOutcome::Source(found) = &piece.became else {
        return Vec::new();
    };
    let mut all: Vec<Remark> = Vec::new();
    let mut tell = |what: String, tone: Tone| all.push(Remark { what, tone });
    if let Some(case) = &found.withdrawn {
        let tone = if case.nature.is_fault() {
            Tone::Bad
        } else {
            Tone::Doubt
        };
        tell(format!("This work: {case}"), tone);
    }
    for status in &found.record().status {
        tell(format!("This work: {status}"), Tone::Bad);
    }
    if let Some(number) = found.here {
        tell(format!("The entry lists it: source {number}"), Tone::Quiet);
    }
    if found.again {
        tell("The same work is listed above".into(), Tone::Quiet);
    }
    if found.is_contradicted {
        let what = "Its identifiers are not those of one work in the library";
        tell(what.into(), Tone::Doubt);
    } else if found.ways.len() > 1 && found.can_be_ticked() {
        let what = "Entries list it differently: choose below".to_owned();
        tell(what, Tone::Doubt);
    }
    let way = found.way.and_then(|way| found.ways.get(way));
    if let Some(way) = way.filter(|_| found.can_be_ticked()) {
        let title = desk.title_of(&way.entry);
        tell(format!("Completed from “{title}”"), Tone::Good);
    }
    for doubt in &found.doubts {
        tell(format!("{}: {}", doubt.why, doubt.what), Tone::Doubt);
    }
    for taken in &found.taken {
        tell(taken.to_string(), Tone::Good);
    }
    let lacks: Vec<String> = match found.record() {
        record if references::is_bare(record) => vec!["Only an identifier".into()],
        record => references::lacks(record)
            .iter()
            .map(ToString::to_string)
            .collect(),
    };
    if !lacks.is_empty() {
        tell(lacks.join(" · "), Tone::Doubt);
    }
    match found.elsewhere {
        0 => {}
        1 => tell("In the library: 1 entry lists it".into(), Tone::Quiet),
        n => tell(format!("In the library: {n} entries list it"), Tone::Quiet),
    }
    all
}

/// The line with each of its parts in its own weight and colour.
fn parted(line: &str, is_wanted: bool, p: &Palette) -> LayoutJob {
    let (text, mark) = if is_wanted {
        (p.text, p.accent)
    } else {
        (p.dim, p.dim)
    };
    let source = sources::read_line(line);
    let mut marks: Vec<(std::ops::Range<usize>, egui::TextFormat)> = Vec::new();
    for field in SourceField::ALL {
        let format = match field {
            SourceField::Authors | SourceField::Year => widgets::plain(13.0, 550.0, text),
            SourceField::Container => widgets::plain(13.0, 400.0, p.dim),
            SourceField::Pmid | SourceField::Pmcid | SourceField::Doi | SourceField::Url => {
                widgets::plain(13.0, 450.0, mark)
            }
            _ => continue,
        };
        if let Some(range) = source.at(field) {
            marks.push((range.clone(), format));
        }
    }
    marks.sort_by_key(|(range, _)| range.start);
    let plain = widgets::plain(13.0, 450.0, text);
    let mut job = LayoutJob::default();
    let mut at = 0;
    for (range, format) in marks {
        if range.start >= at
            && let (Some(before), Some(words)) =
                (line.get(at..range.start), line.get(range.clone()))
        {
            job.append(before, 0.0, plain.clone());
            job.append(words, 0.0, format);
            at = range.end;
        }
    }
    job.append(line.get(at..).unwrap_or_default(), 0.0, plain);
    job
}

fn on_two_lines(mut job: LayoutJob, width: f32) -> LayoutJob {
    job.wrap.max_width = width;
    job.wrap.max_rows = 2;
    job.wrap.break_anywhere = false;
    job
}
