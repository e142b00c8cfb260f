//! The sources pane: every numbered source of the entry shown in a table, and the one the caret is about as a card.
//!
//! Knows nothing of: how a source line is read, how a part of it is changed.

mod elsewhere;
mod menus;
mod row;
mod source_row;
mod withdrawn;

use egui::{CursorIcon, Frame, Id, Key, Margin, Popup, Rect, ScrollArea, Stroke, Ui};
use lucide_icons::Icon;

use super::FrameInput;
use super::focus;
use super::row_list::RowList;
use super::theme::{self, Palette};
use super::widgets::{self, Draft, icon_button};
use crate::desk::{CitedSources, Command, CommandId, Desk, EditCommand, Selection, SourceCommand};
use crate::entry::citations::{self, Citation, Contradiction, Match};
use crate::entry::sources::Source;
use crate::references;
use elsewhere::ListedElsewhere;
use source_row::SourceRow;

/// Between two sources.
const GAP: f32 = 4.0;

/// What the pane keeps from frame to frame: the sources and citations, until the text changes.
#[derive(Default)]
pub struct SourcesPane {
    cited: Option<CitedSources>,
    /// For each source another one of the entry that is the same work.
    same: Vec<Option<usize>>,
    elsewhere: ListedElsewhere,
    /// The source whose fields are open.
    open: Option<usize>,
    list: RowList,
    draft: Draft,
    /// The source that is being dragged.
    dragged: Option<usize>,
}

impl SourcesPane {
    /// The list of the entry's sources.
    pub fn list_id() -> Id {
        Id::unique("sources list")
    }

    /// Opens the menu of the source that the keys are on; whether they are on one.
    pub fn open_menu(&mut self) -> bool {
        self.list.ask_menu()
    }

    pub fn show(&mut self, ui: &mut Ui, desk: &Desk, input: &FrameInput, out: &mut Vec<Command>) {
        let p = theme::palette(ui);
        let Some(entry) = desk.shown() else {
            ui.label(theme::small("No entry is shown", p.dim));
            return;
        };
        let cited = match self.cited.take() {
            Some(cited) if cited.is_of(entry, desk) => cited,
            _ => {
                let cited = CitedSources::of(entry, desk);
                self.same = references::same_works(entry.text(), &cited.sources);
                cited
            }
        };
        self.elsewhere.follow(desk, entry, &cited);
        let total = cited.sources.len();
        head(ui, desk, &cited.sources, out);
        withdrawn::of_the_list(ui, desk, entry, &cited.sources, p, out);
        ui.add_space(4.0);
        let mut drop = None;
        ScrollArea::vertical()
            .id_salt(("sources", entry.key.file()))
            .auto_shrink(false)
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                unlisted(ui, &cited, p, out);
                let id = Self::list_id();
                let mut list = std::mem::take(&mut self.list);
                let entered = list.show(ui, id, ("Sources", total), |list, ui| {
                    for (index, source) in cited.sources.iter().enumerate() {
                        let row = SourceRow {
                            desk,
                            entry,
                            cited: &cited,
                            source,
                            verdict: withdrawn::verdict(desk, entry, source),
                            same: self.same.get(index).copied().flatten(),
                            elsewhere: self.elsewhere.of_source(index),
                            index,
                            total,
                            has_caret: means(&cited, entry.selection.head, index),
                            open: self.open == Some(index),
                            opens_menu: list.opens_menu(index),
                        };
                        let asked = row.show(ui, p, &mut self.draft, input, out);
                        if asked.toggled {
                            self.open = (self.open != Some(index)).then_some(index);
                        }
                        if asked.chosen {
                            // The focus stays in the pane: a text that has it would put its caret back.
                            list.go_to(index);
                            ui.memory_mut(|memory| memory.request_focus(id));
                        }
                        if asked.dragged {
                            self.dragged = Some(index);
                        }
                        if self.dragged.is_some() {
                            drop = drop.or(drop_here(ui, asked.rect, index, p));
                        }
                        if let Some(rect) = asked.rect {
                            let node = list.row(ui, id, index, rect, &row.spoken());
                            if row.has_caret {
                                ui.ctx().accesskit_node_builder(node.id, |node| {
                                    node.set_description("The caret is on it");
                                });
                            }
                        }
                        ui.add_space(GAP);
                    }
                });
                self.list = list;
                if let Some(index) = entered {
                    self.open = (self.open != Some(index)).then_some(index);
                }
                if total == 0 {
                    let said = "Numbered lines of the section “Sources” appear here";
                    ui.label(theme::small(said, p.dim));
                }
                focus::follow(ui);
            });
        self.finish_drag(ui, drop, out);
        self.cited = Some(cited);
    }

    fn finish_drag(&mut self, ui: &Ui, drop: Option<usize>, out: &mut Vec<Command>) {
        let Some(from) = self.dragged else { return };
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            self.dragged = None;
        } else if ui.input(|input| input.pointer.any_down()) {
            ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        } else {
            self.dragged = None;
            // The place among the sources once the dragged one is taken out.
            let to = drop.map(|before| if before > from { before - 1 } else { before });
            if let Some(to) = to.filter(|to| *to != from) {
                out.push(Command::Source(SourceCommand::Move { from, to }));
            }
        }
    }
}

/// How many sources there are, and what can be done with the list.
fn head(ui: &mut Ui, desk: &Desk, sources: &[Source], out: &mut Vec<Command>) {
    let count = match sources.len() {
        0 => "No sources".to_owned(),
        1 => "1 source".to_owned(),
        n => format!("{n} sources"),
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label(theme::weight(count, 600.0));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            widgets::command_button(ui, desk, CommandId::AddSources, "Add…", out);
            widgets::command_button(ui, desk, CommandId::Cite, "Cite…", out);
            ui.add_enabled_ui(!sources.is_empty(), |ui| {
                let copy = icon_button(ui, Icon::Copy, "Copy all sources");
                if let Some(entry) = desk.shown() {
                    Popup::menu(&copy).show(|ui| menus::copy_menu(ui, entry, sources, out));
                }
                let sort = icon_button(ui, Icon::ArrowUpDown, "Sort the sources");
                Popup::menu(&sort).show(|ui| menus::sort_menu(ui, desk, out));
            });
        });
    });
}

/// Marks where a dragged source would go.
fn drop_here(ui: &Ui, rect: Option<Rect>, index: usize, p: &Palette) -> Option<usize> {
    let (rect, pointer) = rect.zip(ui.input(|input| input.pointer.hover_pos()))?;
    if !rect.expand(GAP / 2.0).contains(pointer) {
        return None;
    }
    let below = pointer.y > rect.center().y;
    let y = if below {
        rect.bottom() + GAP / 2.0
    } else {
        rect.top() - GAP / 2.0
    };
    ui.painter()
        .hline(rect.x_range(), y, Stroke::new(2.0, p.accent));
    Some(index + usize::from(below))
}

/// Is the caret in the line of this source, or in a citation that means it?
fn means(cited: &CitedSources, at: usize, index: usize) -> bool {
    let in_line = cited
        .sources
        .get(index)
        .is_some_and(|source| source.range.contains(&at));
    let cited = citations::of_source(&cited.citations.list, index)
        .any(|citation| citation.range.start <= at && at <= citation.range.end);
    in_line || cited
}

/// Citations that a reader could not follow: no source, or one that contradicts.
fn unlisted(ui: &mut Ui, cited: &CitedSources, p: &Palette, out: &mut Vec<Command>) {
    let CitedSources {
        sources,
        citations: all,
        ..
    } = cited;
    let list = &all.list;
    let loud: Vec<&Citation> = list
        .iter()
        .filter(|citation| citation.weight() == Some(citations::Weight::Warning))
        .collect();
    if loud.is_empty() {
        return;
    }
    Frame::new()
        .fill(p.warn_soft)
        .corner_radius(8)
        .inner_margin(Margin::symmetric(12, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            for citation in loud {
                ui.horizontal_wrapped(|ui| {
                    widgets::picture(ui, theme::icon(Icon::TriangleAlert).color(p.warn));
                    let link = ui.link(
                        theme::weight(citation.text.as_str(), 600.0)
                            .size(12.5)
                            .color(p.warn),
                    );
                    if link.clicked() {
                        out.push(Command::Edit(EditCommand::PlaceCaret(Selection {
                            anchor: citation.range.start,
                            head: citation.range.end,
                        })));
                    }
                    ui.label(theme::small(meaning(citation, sources), p.warn));
                });
            }
        });
    ui.add_space(6.0);
}

/// What a citation means, in a sentence.
pub fn meaning(citation: &Citation, sources: &[Source]) -> String {
    let number = |index: &usize| sources.get(*index).map_or(0, |source| source.number);
    let either = |list: &[usize]| {
        let numbers: Vec<String> = list.iter().map(|index| number(index).to_string()).collect();
        numbers.join(" or ")
    };
    match &citation.found {
        Match::One(index, why) => format!("Source {}. {why}", number(index)),
        Match::Ambiguous(list) => format!("Source {}?", either(list)),
        Match::None(None) => "In no source line".into(),
        Match::None(Some(near)) => {
            format!(
                "In no source line. Source {}? {}",
                number(&near.source),
                near.reason
            )
        }
        Match::Contradiction(Contradiction::Name { owner, .. }) => {
            format!(
                "The identifier beside it is that of source {}",
                number(owner)
            )
        }
        Match::Contradiction(Contradiction::Year { owner }) => {
            format!(
                "Source {} has this identifier and another year",
                number(owner)
            )
        }
        Match::Contradiction(Contradiction::Identifier { named }) => {
            format!("Source {} has another identifier", either(named))
        }
        Match::WithdrawnListError => "The entry lists no sources".into(),
    }
}
