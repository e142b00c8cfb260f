//! The right: the checklist, the sources beside what other entries say of them, and the open findings.
//!
//! Knows nothing of: how any of it is found.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{
    Align, Checkbox, Frame, Layout, Margin, Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder,
    WidgetInfo, vec2,
};
use lucide_icons::Icon;

use crate::checks::Level;
use crate::desk::{
    At, Command, Desk, LibraryCommand, Moment, ReadingCommand, ReadingSpot, ShownFinding,
    ViewCommand,
};
use crate::entry::sources::{Source, SourceField};
use crate::review::changes::{Fate, SourceChange};
use crate::review::elsewhere::{Agreement, Elsewhere};
use crate::review::evidence::{Evidence, counted};
use crate::review::{ChecklistItem, Left, Looked};
use crate::ui::findings_pane;
use crate::ui::focus;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets;

/// What the right keeps from frame to frame.
#[derive(Default)]
pub(super) struct Side {
    /// Where the focus is to go, until what is to have it is drawn.
    wish: Option<ReadingSpot>,
    /// The checklist is folded to one line, where room is short.
    unfolded: bool,
    /// The field for the reviewer’s name is to have the focus.
    asks_name: bool,
    /// How high each source was when it was drawn last: one that is out of view is only room. And each finding.
    heights: Vec<f32>,
    finding_heights: Vec<f32>,
}

/// What is drawn in one frame.
struct Now<'f> {
    desk: &'f Desk,
    looked: &'f Arc<Looked>,
    left: &'f Left,
    now: Moment,
    at: At,
    /// The text is still the one shown: it can be ticked.
    is_current: bool,
    p: &'static Palette,
}

/// What the height of a source is taken for until it is drawn, and that of a finding.
const SOURCE: f32 = 36.0;
const FINDING: f32 = 40.0;

impl Side {
    pub(super) fn go(&mut self, place: ReadingSpot) {
        self.wish = Some(place);
        if matches!(place, ReadingSpot::Line(_)) {
            self.unfolded = true;
        }
    }

    /// A claim is verified by name, and there is none yet.
    pub(super) fn ask_name(&mut self) {
        self.asks_name = true;
        self.unfolded = true;
    }

    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        looked: &Arc<Looked>,
        left: &Left,
        (now, folds): (Moment, bool),
        out: &mut Vec<Command>,
    ) {
        let p = theme::palette(ui);
        let frame = Now {
            desk,
            looked,
            left,
            now,
            at: desk.reading_at().0,
            is_current: desk.looked().is_some(),
            p,
        };
        ScrollArea::vertical()
            .id_salt(("beside the text under review", looked.key.file()))
            .auto_shrink(false)
            .show(ui, |ui| {
                let rest = ui.available_width() - 16.0;
                Frame::new()
                    .inner_margin(Margin::symmetric(0, 12))
                    .show(ui, |ui| {
                        ui.set_max_width(rest);
                        ui.spacing_mut().item_spacing.y = 6.0;
                        self.checklist(ui, &frame, folds, out);
                        line(ui, p);
                        self.sources(ui, &frame, out);
                        line(ui, p);
                        self.findings(ui, &frame, out);
                    });
                focus::follow(ui);
            });
        self.wish = None;
    }

    pub(super) fn forget_wish(&mut self) {
        self.wish = None;
    }

    fn takes_focus(&mut self, place: ReadingSpot) -> bool {
        self.wish == Some(place) && self.wish.take().is_some()
    }

    fn checklist(&mut self, ui: &mut Ui, frame: &Now<'_>, folds: bool, out: &mut Vec<Command>) {
        let Now { left, p, .. } = *frame;
        let (done, all) = (left.done(), left.lines.len());
        ui.horizontal(|ui| {
            widgets::pane_title(ui, "Checklist");
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if folds {
                    let (icon, verb) = if self.unfolded {
                        (Icon::ChevronUp, "Fold the checklist")
                    } else {
                        (Icon::ChevronDown, "Unfold the checklist")
                    };
                    if widgets::icon_button(ui, icon, verb).clicked() {
                        self.unfolded = !self.unfolded;
                    }
                }
                ui.label(theme::small(format!("{done} of {all} done"), p.dim));
            });
        });
        if folds && !self.unfolded {
            return;
        }
        for (number, line) in left.lines.iter().enumerate() {
            ui.horizontal(|ui| {
                ui.spacing_mut().interact_size.y = 20.0;
                self.item(ui, frame, number, &line.item, out);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if !matches!(line.item, ChecklistItem::Other(_)) {
                        let said = if line.all == 0 {
                            "None".to_owned()
                        } else {
                            format!("{} of {}", line.done, line.all)
                        };
                        ui.label(theme::small(said, p.dim));
                    }
                });
            });
            if let Some(mark) = line.item.mark() {
                let ticked = frame.desk.ticked(frame.looked, &mark, frame.now);
                if let Some(lost) = ticked.lost_in_words(frame.now.today) {
                    ui.label(theme::small(lost, p.warn));
                }
            }
        }
        self.name(ui, frame, out);
    }

    /// A line of the checklist: ticked as a whole, or a way to the next that is open.
    fn item(
        &mut self,
        ui: &mut Ui,
        frame: &Now<'_>,
        number: usize,
        item: &ChecklistItem,
        out: &mut Vec<Command>,
    ) {
        let Now {
            desk,
            looked,
            left,
            now,
            is_current,
            ..
        } = *frame;
        let Some(line) = left.lines.get(number) else {
            return;
        };
        let words = theme::weight(item.label(), 450.0).size(13.0);
        let response = if let Some(mark) = item.mark().filter(|_| line.all > 0) {
            let mut on = desk.ticked(looked, &mark, now).counts();
            let response = ui.add_enabled(is_current, Checkbox::new(&mut on, words));
            if widgets::is_turned(&response) {
                out.push(ReadingCommand::Tick(mark, on).into());
            }
            response
        } else {
            // Ticked one by one, in the text: here is the way to the next.
            let mut done = line.is_done();
            let tick = Checkbox::new(&mut done, words);
            let response = ui.add_enabled(!line.is_done(), tick);
            let spoken = format!("{}: {} of {}", item.label(), line.done, line.all);
            widgets::named(&response, &spoken);
            if response.clicked() {
                out.push(ReadingCommand::Next(item.clone()).into());
            }
            response
        };
        if self.takes_focus(ReadingSpot::Line(number)) {
            response.request_focus();
            response.scroll_to_me(None);
        }
    }

    /// Whose name stands beside a claim, where it is not known yet.
    fn name(&mut self, ui: &mut Ui, frame: &Now<'_>, out: &mut Vec<Command>) {
        let Now { desk, left, p, .. } = *frame;
        let asks = left
            .line(&ChecklistItem::Claims)
            .is_some_and(|line| line.all > 0);
        if !asks || !desk.view().name.trim().is_empty() {
            return;
        }
        let said =
            "Claims are verified by name. Yours is asked for at the first sign-off, or here:";
        ui.label(theme::small(said, p.dim));
        let id = egui::Id::unique("name of the reviewer");
        let mut name = ui.data_mut(|data| data.get_temp::<String>(id).unwrap_or_default());
        let field = egui::TextEdit::singleline(&mut name)
            .id(id)
            .desired_width(ui.available_width() - 16.0)
            .margin(Margin::symmetric(8, 4));
        let response = ui.add(field);
        widgets::label(&response, "Your name");
        if std::mem::take(&mut self.asks_name) {
            response.request_focus();
            response.scroll_to_me(None);
        }
        if response.lost_focus() && !name.trim().is_empty() {
            out.push(ReadingCommand::Name(name.trim().to_owned()).into());
        }
        ui.data_mut(|data| data.insert_temp(id, name));
    }

    fn sources(&mut self, ui: &mut Ui, frame: &Now<'_>, out: &mut Vec<Command>) {
        let Now { looked, p, .. } = *frame;
        ui.horizontal(|ui| {
            widgets::pane_title(ui, "Sources");
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(theme::small(changed(&looked.changes.sources), p.dim));
            });
        });
        if looked.sources.is_empty() {
            ui.label(theme::small("This entry lists no sources", p.dim));
            return;
        }
        let mut job = LayoutJob::default();
        job.wrap.max_width = ui.available_width();
        let small = |weight| widgets::plain(theme::SMALL, weight, p.dim);
        let confidence = looked.confidence.as_deref().unwrap_or("not stated");
        job.append("Confidence ", 0.0, small(400.0));
        job.append(confidence, 0.0, widgets::plain(theme::SMALL, 600.0, p.text));
        let kinds = format!(": {}", counted(&looked.evidence));
        job.append(&kinds, 0.0, small(400.0));
        ui.label(job);
        self.heights.resize(looked.sources.len(), SOURCE);
        // What is next to the view is there for Tab.
        let near = ui.clip_rect().expand2(vec2(0.0, 4.0 * SOURCE));
        for (index, source) in looked.sources.iter().enumerate() {
            let height = self.heights.get(index).copied().unwrap_or(SOURCE);
            let room = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), height));
            if near.intersects(room) || frame.at.source == Some(index) {
                let salt = UiBuilder::new().id_salt(("source", index));
                let drawn = ui.scope_builder(salt, |ui| self.source(ui, frame, index, source, out));
                if let Some(place) = self.heights.get_mut(index) {
                    *place = drawn.response.rect.height();
                }
            } else {
                ui.allocate_space(room.size());
            }
        }
        for line in &looked.removed_sources {
            let mut job = LayoutJob::default();
            job.wrap.max_width = ui.available_width();
            let format = widgets::plain(theme::SMALL, 400.0, p.dim);
            job.append("Removed: ", 0.0, format.clone());
            job.append(line, 0.0, super::paragraph::removed(&format, p));
            ui.label(job);
        }
    }

    fn source(
        &mut self,
        ui: &mut Ui,
        frame: &Now<'_>,
        index: usize,
        source: &Source,
        out: &mut Vec<Command>,
    ) {
        let Now {
            desk,
            looked,
            now,
            at,
            p,
            ..
        } = *frame;
        let is_here = at.source == Some(index);
        let value = |field| source.value(&looked.text, field).unwrap_or_default();
        let Some(tickable) = looked.material.sources.get(index) else {
            return;
        };
        let line = if is_here { p.accent } else { p.line };
        let card = Frame::new()
            .fill(p.card)
            .stroke(Stroke::new(1.0, line))
            .corner_radius(8)
            .inner_margin(Margin::symmetric(10, 7));
        let response = card.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 4.0;
            let ticked = desk.ticked(looked, &tickable.mark, now);
            let mut to_focus = None;
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                let number = theme::weight(source.number.to_string(), 650.0).color(p.accent);
                ui.add(egui::Label::new(number).selectable(false));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let mut on = ticked.counts();
                    let tick = ui.add_enabled(frame.is_current, Checkbox::without_text(&mut on));
                    let spoken = format!(
                        "Checked: source {}, {}",
                        source.number,
                        value(SourceField::Authors)
                    );
                    widgets::named_tick(&tick, on, &spoken);
                    if tick.gained_focus() && !ui.clip_rect().contains_rect(tick.rect) {
                        tick.scroll_to_me(None);
                    }
                    if widgets::is_turned(&tick) {
                        out.push(ReadingCommand::Tick(tickable.mark.clone(), on).into());
                    }
                    let kind = looked
                        .evidence
                        .get(index)
                        .copied()
                        .unwrap_or(Evidence::NotStated);
                    widgets::pill(ui, &kind.to_string(), p.dim, p.hover);
                    if let Some(change) = looked.changes.of_source(index) {
                        let word = if change.fate == Fate::Added {
                            "Added"
                        } else {
                            "Changed"
                        };
                        widgets::pill(ui, word, p.accent, p.accent_soft)
                            .on_hover_text(fields(change));
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        let authors = value(SourceField::Authors);
                        let shown = if authors.is_empty() {
                            looked
                                .text
                                .get(source.line.clone())
                                .unwrap_or_default()
                                .into()
                        } else {
                            authors
                        };
                        let format = widgets::plain(13.0, 550.0, p.text);
                        let job = widgets::one_line(&shown, ui.available_width(), format);
                        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
                        let label = egui::Label::new(galley).selectable(false);
                        let label = ui.add(label.sense(Sense::click()));
                        let spoken = format!("Source {}: {shown}, {kind}", source.number);
                        widgets::named(&label, &spoken);
                        if label.clicked() {
                            out.push(ReadingCommand::Source(index).into());
                        }
                    });
                    to_focus = Some(tick);
                });
            });
            if let Some(lost) = ticked.lost_in_words(now.today) {
                ui.label(theme::small(lost, p.warn));
            }
            if is_here {
                opened(ui, frame, index, source, out);
            }
            to_focus
        });
        if is_here
            && self.takes_focus(ReadingSpot::Source)
            && let Some(tick) = response.inner
        {
            tick.request_focus();
            response.response.scroll_to_me(Some(Align::Center));
        }
        let was_shown = ui.is_rect_visible(response.response.rect);
        if is_here
            && at.place == ReadingSpot::Claim
            && !was_shown
            && self.wish == Some(ReadingSpot::Claim)
        {
            response.response.scroll_to_me(Some(Align::Center));
        }
    }

    fn findings(&mut self, ui: &mut Ui, frame: &Now<'_>, out: &mut Vec<Command>) {
        let Now {
            desk, looked, p, ..
        } = *frame;
        let mut found = desk.findings_here();
        found.retain(|one| one.finding.level > Level::Note);
        found.sort_by_key(|one| std::cmp::Reverse(one.finding.level));
        ui.horizontal(|ui| {
            widgets::pane_title(ui, "Open findings");
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(theme::small(found.len().to_string(), p.dim));
            });
        });
        if desk.findings().of(&looked.key).is_none() {
            ui.label(theme::small("Not checked yet", p.dim));
        } else if found.is_empty() {
            ui.label(theme::small("Nothing to fix", p.dim));
        }
        self.finding_heights.resize(found.len(), FINDING);
        let gap = ui.spacing().item_spacing.y;
        // Those out of view above and below are one room each; what is next to the view is there for Tab.
        let near = ui.clip_rect().expand2(vec2(0.0, 4.0 * FINDING));
        let top = ui.cursor().top();
        let mut tops = self.finding_heights.iter().scan(top, |next, height| {
            let top = *next;
            *next += height + gap;
            Some((top, *next))
        });
        let is_first_wished = self.wish == Some(ReadingSpot::Findings);
        let first = tops.position(|(_, end)| end > near.top() || is_first_wished);
        let first = first.unwrap_or(found.len());
        let room = |ui: &mut Ui, heights: &[f32]| {
            if !heights.is_empty() {
                let height = heights.iter().map(|it| it + gap).sum::<f32>() - gap;
                ui.allocate_space(vec2(1.0, height));
            }
        };
        room(ui, self.finding_heights.get(..first).unwrap_or_default());
        let mut next = first;
        for (index, one) in found.iter().enumerate().skip(first) {
            if ui.cursor().top() > near.bottom() {
                break;
            }
            next = index + 1;
            let salt = UiBuilder::new().id_salt(("finding", index));
            let drawn = ui.scope_builder(salt, |ui| self.finding(ui, frame, one, out));
            if let Some(place) = self.finding_heights.get_mut(index) {
                *place = drawn.response.rect.height();
            }
        }
        room(ui, self.finding_heights.get(next..).unwrap_or_default());
    }

    fn finding(
        &mut self,
        ui: &mut Ui,
        frame: &Now<'_>,
        one: &ShownFinding<'_>,
        out: &mut Vec<Command>,
    ) {
        let Now { looked, p, .. } = *frame;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            widgets::picture(ui, findings_pane::mark(one.finding.level, p));
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                let message = one.finding.message.as_str();
                let link = ui.link(theme::weight(message, 450.0).size(13.0).color(p.text));
                let spoken = format!("{}: {message}", one.finding.level);
                link.widget_info(|| WidgetInfo::labeled(egui::Role::Link, true, &spoken));
                if self.takes_focus(ReadingSpot::Findings) {
                    link.request_focus();
                    link.scroll_to_me(None);
                }
                let link = link.on_hover_text("Go to it in the text to fix it");
                if link.clicked() {
                    out.push(Command::Library(LibraryCommand::Show {
                        entry: looked.key.clone(),
                        at: Some(one.range.start),
                    }));
                }
                ui.label(theme::small(place(looked, &one.range), p.dim));
            });
        });
    }
}

/// The rest of a source: title, address, what is another in its line, and what other entries say of it.
fn opened(ui: &mut Ui, frame: &Now<'_>, index: usize, source: &Source, out: &mut Vec<Command>) {
    let Now {
        desk, looked, p, ..
    } = *frame;
    let value = |field| source.value(&looked.text, field).unwrap_or_default();
    let title = value(SourceField::Title);
    if !title.is_empty() {
        let mut format = theme::editor_format(p.text);
        format.font_id.size = 14.0;
        format.line_height = Some(20.0);
        let mut job = LayoutJob::single_section(title.into_owned(), format);
        job.wrap.max_width = ui.available_width();
        ui.label(job);
    }
    let [pmid, doi, url] = [SourceField::Pmid, SourceField::Doi, SourceField::Url].map(value);
    let page = if !pmid.is_empty() {
        Some((
            format!("PMID {pmid}"),
            format!("https://pubmed.ncbi.nlm.nih.gov/{pmid}/"),
        ))
    } else if !doi.is_empty() {
        Some((format!("DOI {doi}"), format!("https://doi.org/{doi}")))
    } else {
        url.starts_with("http")
            .then(|| (url.to_string(), url.to_string()))
    };
    if let Some((label, address)) = page {
        let job = widgets::one_line(
            &label,
            ui.available_width(),
            widgets::plain(theme::SMALL, 400.0, p.accent),
        );
        if ui.link(job).on_hover_text(&address).clicked() {
            out.push(Command::View(ViewCommand::OpenLink(address)));
        }
    }
    if let Some(change) = looked.changes.of_source(index) {
        ui.label(theme::small(fields(change), p.dim));
    }
    ui.horizontal(|ui| {
        let said = "What other entries say about it";
        let heading = ui.label(theme::weight(said, 600.0).size(theme::SMALL));
        widgets::heading(&heading, said, 3);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Some(all) = desk.elsewhere() {
                let said = match all.len() {
                    0 => "Nothing".to_owned(),
                    1 => "1 sentence".to_owned(),
                    n => format!("{n} sentences"),
                };
                ui.label(theme::small(said, p.dim));
            } else {
                ui.label(theme::small("Looking", p.dim));
            }
        });
    });
    for it in desk.elsewhere().unwrap_or_default() {
        said_elsewhere(ui, desk, it, p, out);
    }
}

/// A sentence of another entry, with the figures that are others there.
fn said_elsewhere(ui: &mut Ui, desk: &Desk, it: &Elsewhere, p: &Palette, out: &mut Vec<Command>) {
    let response = Frame::new()
        .inner_margin(Margin {
            left: 10,
            ..Margin::ZERO
        })
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let title = desk.title_of(&it.sentence.entry);
            let format = widgets::plain(theme::SMALL, 400.0, p.dim);
            let job = widgets::one_line(&title, ui.available_width(), format);
            if ui.link(job).on_hover_text("Open that entry").clicked() {
                out.push(Command::Library(LibraryCommand::Show {
                    entry: it.sentence.entry.clone(),
                    at: Some(it.sentence.at),
                }));
            }
            let mut plain = theme::editor_format(p.text);
            plain.font_id.size = 13.5;
            plain.line_height = Some(19.0);
            let mut marked = plain.clone();
            marked.color = p.warn;
            marked.background = p.warn_soft;
            marked.underline = Stroke::new(1.0, p.warn);
            let mut job = LayoutJob::default();
            job.wrap.max_width = ui.available_width();
            let text = &it.sentence.text;
            let mut from = 0;
            for figure in &it.differing {
                job.append(
                    text.get(from..figure.range.start).unwrap_or_default(),
                    0.0,
                    plain.clone(),
                );
                job.append(
                    text.get(figure.range.clone()).unwrap_or_default(),
                    0.0,
                    marked.clone(),
                );
                from = figure.range.end;
            }
            job.append(text.get(from..).unwrap_or_default(), 0.0, plain);
            ui.label(job);
            let (icon, colour) = match it.verdict {
                Agreement::SameNumbers => (Icon::Equal, p.good),
                Agreement::Differs => (Icon::EqualNot, p.warn),
                Agreement::NoNumbers => (Icon::Minus, p.dim),
            };
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                widgets::picture(ui, theme::icon(icon).size(11.0).color(colour));
                ui.label(theme::small(it.in_words(), colour));
            });
        });
    let rect = response.response.rect;
    ui.painter()
        .vline(rect.left() + 2.0, rect.y_range(), Stroke::new(2.0, p.line));
}

fn line(ui: &mut Ui, p: &Palette) {
    ui.add_space(8.0);
    let rect = ui.available_rect_before_wrap();
    ui.painter()
        .hline(rect.x_range(), rect.top(), Stroke::new(1.0, p.line));
    ui.add_space(8.0);
}

/// `1 added, 1 changed`
fn changed(changes: &[SourceChange]) -> String {
    let count = |fate| changes.iter().filter(|it| it.fate == fate).count();
    let counts = [
        (count(Fate::Added), "added"),
        (count(Fate::Changed), "changed"),
        (count(Fate::Removed), "removed"),
    ];
    let said = counts.iter().filter(|(count, _)| *count > 0);
    let said: Vec<String> = said
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    said.join(", ")
}

/// Which fields of its line are others: `Changed: year, DOI`.
fn fields(change: &SourceChange) -> String {
    if change.fate == Fate::Added {
        return "It was not listed before".to_owned();
    }
    let fields = change.fields.iter().map(|field| field.label());
    let fields: Vec<&str> = fields.collect();
    if fields.is_empty() {
        "Other words in its line".to_owned()
    } else {
        format!("Changed: {}", fields.join(", "))
    }
}

/// Where a finding is: `Sources, line 76`.
fn place(looked: &Looked, range: &std::ops::Range<usize>) -> String {
    let before = looked.text.get(..range.start).unwrap_or_default();
    let line = memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1;
    let section = looked.material.section_at(range.start);
    let section = section.and_then(|it| looked.material.sections.get(it));
    match section {
        Some(section) => format!("{}, line {line}", section.name),
        None => format!("Line {line}"),
    }
}
