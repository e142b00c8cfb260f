//! The text as it reads, its lines numbered and what is doubtful marked; and beside it the margin.

use std::ops::Range;

use egui::{Align2, FontId, Rect, Ui, pos2};
use lucide_icons::Icon;

use super::margin::{self, BesideKind, MarginItem};
use super::spoken::shape_of;
use super::{ProofFrame, ProofSize, card, part};
use crate::desk::{Command, Desk, ProofCommand, ProofSection, ShownFinding, ViewCommand};
use crate::library::EntryKey;
use crate::library::grouped;
use crate::ui::preview::{
    Clicked, DrawnPage, ImageState, MarkLook, PageHeader, PageMark, PageSetting, PageView,
    PageWish, Preview,
};
use crate::ui::theme::{self, Palette};

#[derive(Default)]
pub(super) struct ProofPage {
    preview: Option<(EntryKey, Preview)>,
    /// The last wish that was obeyed.
    went: u64,
    pages: f32,
    /// The entry that was drawn, and the part of it that is in view.
    seen: Option<(EntryKey, Range<usize>)>,
    /// The first and the last line in view, and how many there are.
    lines: Option<(usize, usize, usize)>,
    /// What was done last, and the line where that was.
    said: Option<(String, Option<usize>)>,
}

/// The height of a line in sizes of its letters, and the width of the column.
const LINE: f32 = 28.0 / 17.0;
const COLUMN: f32 = 36.0;
/// Room for the numbers of the lines.
const NUMBERS: f32 = 56.0;
/// Between the text and what stands beside it.
const GAP: f32 = 48.0;
const EDGE: f32 = 24.0;

/// What is marked on the page: a doubt, a note or something else by number.
#[derive(Clone, Copy, PartialEq)]
enum Marked {
    Doubt(usize),
    Note(usize),
    Taken(usize),
    Said,
    Ground,
}

impl ProofPage {
    pub fn turn(&mut self, pages: f32) {
        self.pages += pages;
    }

    /// What Space does: the section at hand was read. One that is out of sight was not: the keys go to what is in view.
    /// Nothing where the entry was not drawn yet.
    pub fn go_on(&self, desk: &Desk) -> Option<ProofCommand> {
        let drawn = self.seen.as_ref();
        let (_, seen) = drawn.filter(|(key, _)| Some(key) == desk.shown_key())?;
        let sections = desk.proof_sections();
        let is_seen = |section: &ProofSection| {
            section.range.start < seen.end && seen.start < section.range.end
        };
        let here = sections.get(desk.proof_section_here());
        let first = sections.iter().position(is_seen);
        Some(match first.filter(|_| !here.is_some_and(is_seen)) {
            Some(section) => ProofCommand::Section(section),
            None => ProofCommand::MarkRead,
        })
    }

    pub fn lines_in_words(&self) -> Option<String> {
        let (first, last, count) = self.lines?;
        let [first, last, count] = [first, last, count].map(grouped);
        Some(format!("Lines {first} to {last} of {count}"))
    }

    /// The line where what was done last was done.
    pub fn said_line(&self) -> Option<usize> {
        self.said.as_ref().and_then(|(_, line)| *line)
    }

    pub fn show(
        &mut self,
        ui: &mut Ui,
        frame: &ProofFrame<'_>,
        work: Rect,
        out: &mut Vec<Command>,
    ) {
        let desk = frame.desk;
        let Some(entry) = desk.shown() else { return };
        let went = desk.proof().went();
        let is_new = self
            .preview
            .as_ref()
            .is_none_or(|(key, _)| *key != entry.key);
        let mut preview = match self.preview.take() {
            Some((key, preview)) if key == entry.key => preview,
            _ => Preview::default(),
        };
        let docked = card::docked_height(ui, frame);
        let (work, dock) = work.split_top_bottom_at_y(work.bottom() - docked);
        let size = desk.view().proof_size;
        let margin = frame.size.margin();
        let room = work.width() - NUMBERS - EDGE;
        let room = if margin > 0.0 {
            room - margin - GAP - EDGE
        } else {
            room - EDGE
        };
        let width = room.min(COLUMN * size);
        let spare = (room - width) / 2.0;
        let left = (NUMBERS + EDGE + spare).floor();
        let right_of_text = work.left() + left + width;
        let (marked, marks) = marks(frame);
        let moved = std::mem::replace(&mut self.went, went) != went || is_new;
        let at = entry.selection.range().start;
        let mut sections = desk.proof_sections().iter();
        let is_section = frame.at.is_none() && sections.any(|it| it.range.start == at);
        let wish = moved.then(|| PageWish {
            at,
            top: if is_section { 4.0 } else { work.height() * 0.3 },
            is_lazy: !is_section,
        });
        let turn = std::mem::take(&mut self.pages);
        let setting = PageSetting {
            left,
            width,
            size,
            line: (size * LINE).round(),
            wish,
            turn,
        };
        let header = PageHeader {
            title: desk.title_of(&entry.key),
            ..PageHeader::default()
        };
        let view = PageView {
            text: entry.text(),
            page: &entry.reading().page,
            revision: entry.step().0,
            header: &header,
            caret: None,
            marks: &marks,
            images: &|_| ImageState::Missing("Pictures are shown in the preview".to_owned()),
        };
        let mut clicked = Vec::new();
        let mut drawn = DrawnPage::default();
        part(ui, "Text read for proof", work, |ui| {
            drawn = preview.show_set(ui, &view, &setting, &mut clicked);
            numbers(ui, &drawn, work.left() + left - 32.0, frame.p);
        });
        self.preview = Some((entry.key.clone(), preview));
        self.follow(frame, &drawn, &marked, work);
        if turn != 0.0 && !drawn.seen.contains(&at) {
            out.push(ProofCommand::Turned(drawn.seen.start).into());
        }
        for click in clicked {
            out.push(match click {
                Clicked::Place(at) | Clicked::Menu(at, _) => match doubt_at(frame.doubts, at) {
                    Some(doubt) => ProofCommand::Doubt(doubt).into(),
                    None => ProofCommand::Place(at).into(),
                },
                Clicked::Link(url) => Command::View(ViewCommand::OpenLink(url)),
            });
        }
        let beside = beside(frame, &drawn, &marked, work);
        if frame.size == ProofSize::Small {
            in_gutter(ui, frame, &beside, right_of_text + 12.0);
            margin::docked(ui, frame, &marked_line(&drawn, &marked, frame), dock, out);
        } else {
            let right = work.right() - EDGE;
            let place =
                Rect::from_min_max(pos2(right - margin, work.top()), pos2(right, work.bottom()));
            let line = marked_line(&drawn, &marked, frame);
            margin::show(ui, frame, beside, &line, (place, right_of_text + 12.0), out);
        }
    }

    /// Takes note of the lines in view.
    fn follow(&mut self, frame: &ProofFrame<'_>, drawn: &DrawnPage, marked: &[Marked], work: Rect) {
        let seen = drawn.lines.iter();
        let seen = seen.filter(|(y, _)| *y > work.top() && *y < work.bottom());
        let mut numbers = seen.filter_map(|(_, number)| *number);
        let first = numbers.next();
        let last = numbers.next_back().or(first);
        let key = frame.desk.shown_key().cloned();
        self.seen = key.zip(Some(drawn.seen.clone()));
        self.lines = first
            .zip(last)
            .zip(drawn.count)
            .map(|((first, last), count)| (first, last, count));
        let said = frame.desk.proof().said().map(|said| said.words.clone());
        if self.said.as_ref().map(|(words, _)| words) != said.as_ref() {
            self.said = said.map(|words| (words, None));
        }
        if let Some((_, line)) = &mut self.said
            && let Some(number) = marked.iter().position(|it| *it == Marked::Said)
            && let Some((_, rect)) = drawn.marks.iter().find(|(it, _)| *it == number)
        {
            *line = drawn.line_at(rect.center().y).or(*line);
        }
    }
}

/// The narrowest doubt at a place of the text.
fn doubt_at(doubts: &[ShownFinding<'_>], at: usize) -> Option<usize> {
    let here = doubts.iter().filter(|it| it.range.contains(&at));
    let here = here.min_by_key(|it| it.range.len());
    here.map(|it| it.index)
}

/// What is marked on the page, in its order.
fn marks(frame: &ProofFrame<'_>) -> (Vec<Marked>, Vec<PageMark>) {
    let ProofFrame { desk, p, .. } = *frame;
    let mut all: Vec<(Marked, PageMark)> = Vec::new();
    if let Some(doubt) = frame.at_hand().filter(|it| !it.range.is_empty()) {
        let range = desk.proof_sentence();
        let is_one = range.len() > doubt.range.len();
        all.extend(is_one.then(|| {
            let look = MarkLook::Ground;
            (
                Marked::Ground,
                PageMark {
                    range,
                    look,
                    colour: p.hover,
                },
            )
        }));
    }
    for (number, doubt) in frame.doubts.iter().enumerate() {
        let (_, colour) = shape_of(doubt, p);
        let is_word = doubt.finding.is_about_a_word();
        let look = if frame.at == Some(number) {
            let is_bad = colour == p.bad;
            MarkLook::Box(if is_bad { p.bad_soft } else { p.warn_soft })
        } else if is_word || colour == p.bad {
            MarkLook::Wave
        } else {
            MarkLook::Dots
        };
        let range = doubt.range.clone();
        all.push((
            Marked::Doubt(number),
            PageMark {
                range,
                look,
                colour,
            },
        ));
    }
    for (number, range, _) in desk.proof_notes() {
        let (look, colour) = (MarkLook::Line, p.line);
        all.push((
            Marked::Note(number),
            PageMark {
                range,
                look,
                colour,
            },
        ));
    }
    for (number, (range, _)) in desk.proof_taken().into_iter().enumerate() {
        let (look, colour) = (MarkLook::Line, p.good);
        all.push((
            Marked::Taken(number),
            PageMark {
                range,
                look,
                colour,
            },
        ));
    }
    if let Some(at) = desk.proof().said().and_then(|said| said.at) {
        let (look, colour) = (MarkLook::Nothing, p.text);
        let range = at..at + 1;
        all.push((
            Marked::Said,
            PageMark {
                range,
                look,
                colour,
            },
        ));
    }
    // The ground of a sentence lies below what is marked in it.
    all.sort_by_key(|(marked, mark)| (mark.range.start, *marked != Marked::Ground));
    all.into_iter().unzip()
}

/// The numbers of the lines in view.
fn numbers(ui: &Ui, drawn: &DrawnPage, right: f32, p: &Palette) {
    let font = FontId::proportional(theme::SMALL);
    for (y, number) in &drawn.lines {
        if let Some(number) = number {
            let at = pos2(right, *y);
            ui.painter()
                .text(at, Align2::RIGHT_CENTER, number, font.clone(), p.faint);
        }
    }
}

/// The line of the doubt at hand, and the height where it stands.
fn marked_line(
    drawn: &DrawnPage,
    marked: &[Marked],
    frame: &ProofFrame<'_>,
) -> (Option<usize>, Option<f32>) {
    let at = frame.at.map(Marked::Doubt);
    let number = marked.iter().position(|it| Some(*it) == at);
    let mut marks = drawn.marks.iter();
    let mark = marks.find(|(it, _)| Some(*it) == number);
    let y = mark.map(|(_, rect)| rect.center().y);
    (y.and_then(|y| drawn.line_at(y)), y)
}

/// What stands beside the lines in view, in their order.
fn beside<'f>(
    frame: &'f ProofFrame<'f>,
    drawn: &DrawnPage,
    marked: &[Marked],
    work: Rect,
) -> Vec<MarginItem<'f>> {
    let desk = frame.desk;
    let y_of = |wanted: Marked| {
        let number = marked.iter().position(|it| *it == wanted)?;
        let mark = drawn.marks.iter().find(|(it, _)| *it == number);
        mark.map(|(_, rect)| rect.center().y)
    };
    // What is about no words of the page stands at its beginning.
    let body = desk.shown().map_or(0, |it| it.reading().page.body.start);
    let top = |range: &Range<usize>| {
        let is_apart = range.is_empty() || range.start < body;
        is_apart.then_some(drawn.top + 40.0)
    };
    let item = |marked: Marked, range: &Range<usize>, kind: BesideKind<'f>| {
        let y = y_of(marked).or_else(|| top(range))?;
        Some(MarginItem {
            y,
            at: range.start,
            kind,
        })
    };
    let doubts = frame.doubts.iter().enumerate();
    let doubts = doubts.filter_map(|(number, doubt)| {
        item(
            Marked::Doubt(number),
            &doubt.range,
            BesideKind::Doubt(number),
        )
    });
    let notes = desk.proof_notes().into_iter();
    let notes = notes.filter_map(|(number, range, note)| {
        item(
            Marked::Note(number),
            &range,
            BesideKind::Note(number, &note.note),
        )
    });
    let taken = desk.proof_taken().into_iter().enumerate();
    let taken = taken.filter_map(|(number, (range, told))| {
        item(Marked::Taken(number), &range, BesideKind::Taken(told))
    });
    let mut all: Vec<MarginItem<'_>> = doubts.chain(notes).chain(taken).collect();
    all.retain(|it| it.y > work.top() && it.y < work.bottom());
    all.sort_by(|one, other| one.y.total_cmp(&other.y).then(one.at.cmp(&other.at)));
    all
}

/// Where there is no margin a line with a doubt or a note has its mark.
fn in_gutter(ui: &Ui, frame: &ProofFrame<'_>, beside: &[MarginItem<'_>], x: f32) {
    let painter = ui.painter();
    let mut last = f32::NEG_INFINITY;
    let mut right = x;
    for it in beside {
        let (icon, tone) = match it.kind {
            BesideKind::Doubt(number) => match frame.doubts.get(number) {
                Some(doubt) => shape_of(doubt, frame.p),
                None => continue,
            },
            BesideKind::Note(..) => (Icon::StickyNote, frame.p.dim),
            BesideKind::Taken(_) => (Icon::Check, frame.p.good),
        };
        // Those of one line stand side by side.
        right = if it.y - last < MARK { right + MARK } else { x };
        last = it.y;
        let at = pos2(right, it.y);
        let font = FontId::new(12.0, theme::icons());
        painter.text(at, Align2::CENTER_CENTER, char::from(icon), font, tone);
    }
}

/// The width of a mark at a line.
const MARK: f32 = 14.0;
