//! The sources pane: every numbered source of the entry shown, read into its parts.
//!
//! Knows nothing of: how a source line is read, how a part of it is changed.

use std::sync::Arc;

use egui::{Frame, Margin, ScrollArea, Sense, Stroke, Ui, vec2};
use lucide_icons::Icon;

use super::parts::{self, icon_button};
use super::theme::{self, Palette};
use crate::desk::{Command, Desk, OpenEntry, Selection};
use crate::entry::sources::{self, Field, Source};

/// What the pane keeps from frame to frame: the sources, until the text changes.
#[derive(Default)]
pub struct SourcesPane {
    of: Option<Arc<str>>,
    list: Vec<Source>,
}

impl SourcesPane {
    pub fn show(&mut self, ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
        let p = theme::palette(ui);
        let Some(entry) = desk.shown() else {
            ui.label(theme::small("No entry is shown", p.dim));
            return;
        };
        self.follow(entry);
        let count = match self.list.len() {
            0 => "No sources".to_owned(),
            1 => "1 source".to_owned(),
            n => format!("{n} sources"),
        };
        ui.label(theme::weight(count, 600.0));
        ui.add_space(4.0);
        if self.list.is_empty() {
            let said = "Numbered lines of the section “Sources” appear here";
            ui.label(theme::small(said, p.dim));
            return;
        }
        let here = entry.selection.head;
        ScrollArea::vertical()
            .id_salt(("sources", entry.key.file()))
            .auto_shrink(false)
            .show(ui, |ui| {
                let total = self.list.len();
                for (index, source) in self.list.iter().enumerate() {
                    let row = Row {
                        entry,
                        source,
                        index,
                        total,
                        has_caret: source.range.contains(&here),
                    };
                    row.show(ui, p, out);
                    ui.add_space(6.0);
                }
            });
    }

    fn follow(&mut self, entry: &OpenEntry) {
        let text = entry.text();
        if !self.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, text)) {
            self.list = sources::read(text, &entry.reading().outline);
            self.of = Some(text.clone());
        }
    }
}

struct Row<'a> {
    entry: &'a OpenEntry,
    source: &'a Source,
    index: usize,
    total: usize,
    has_caret: bool,
}

impl Row<'_> {
    fn show(&self, ui: &mut Ui, p: &Palette, out: &mut Vec<Command>) {
        let line = if self.has_caret { p.accent } else { p.line };
        let frame = Frame::new()
            .fill(p.card)
            .stroke(Stroke::new(1.0, line))
            .corner_radius(8)
            .inner_margin(Margin::symmetric(12, 8));
        let response = frame
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 3.0;
                self.head(ui, p, out);
                self.title(ui, p);
                self.foot(ui, p, out);
            })
            .response;
        let id = ui.scope_id().with(("source", self.index));
        let node = ui.interact(response.rect, id, Sense::hover());
        let spoken = self.spoken();
        node.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ListItem, true, &spoken));
        node.ctx.accesskit_node_builder(id, |node| {
            node.set_position_in_set(self.index + 1);
            node.set_size_of_set(self.total);
        });
    }

    fn value(&self, field: Field) -> String {
        let value = self.source.value(self.entry.text(), field);
        value.map(std::borrow::Cow::into_owned).unwrap_or_default()
    }

    fn spoken(&self) -> String {
        let Self { source, .. } = self;
        let parts = [Field::Authors, Field::Year, Field::Title].map(|field| self.value(field));
        format!("Source {}: {}", source.number, parts.join(", "))
    }

    /// Number, authors, year, and what can be done with the line.
    fn head(&self, ui: &mut Ui, p: &Palette, out: &mut Vec<Command>) {
        let source = self.source;
        ui.horizontal(|ui| {
            let number = ui.link(theme::weight(source.number.to_string(), 650.0).color(p.accent));
            parts::named(&number, &format!("Go to source {}", source.number));
            if number.clicked() {
                out.push(Command::PlaceCaret(Selection::caret(source.line.start)));
            }
            let year = self.value(Field::Year);
            let authors = self.value(Field::Authors);
            let room = ui.available_width() - 90.0;
            parts::elided(ui, &authors, room, parts::plain(13.0, 550.0, p.text));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let name = format!("Copy source {}", source.number);
                if icon_button(ui, Icon::Copy, &name).clicked()
                    && let Some(line) = self.entry.text().get(source.line.clone())
                {
                    out.push(Command::Copy(line.to_owned()));
                }
                if year.is_empty() {
                    ui.label(theme::small("no year", p.faint));
                } else {
                    ui.label(theme::weight(year, 550.0).size(12.5).color(p.dim));
                }
            });
        });
    }

    fn title(&self, ui: &mut Ui, p: &Palette) {
        if let Some(unread) = self.source.unread {
            ui.horizontal_wrapped(|ui| {
                ui.label(theme::icon(Icon::TriangleAlert).color(p.warn));
                ui.label(theme::small(
                    format!("{unread}; the line is kept as it is"),
                    p.warn,
                ));
            });
        }
        let title = self.value(Field::Title);
        if !title.is_empty() {
            let mut format = theme::editor_format(p.text);
            format.font_id.size = 14.0;
            format.line_height = Some(20.0);
            let mut job = egui::text::LayoutJob::single_section(title, format);
            job.wrap.max_width = ui.available_width();
            let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
            ui.label(galley);
        }
        for doubt in &self.source.doubts {
            let value = self
                .entry
                .text()
                .get(doubt.range.clone())
                .unwrap_or_default();
            ui.label(theme::small(format!("{value}: {doubt}"), p.warn));
        }
    }

    /// Container and identifiers, each a link to its page.
    fn foot(&self, ui: &mut Ui, p: &Palette, out: &mut Vec<Command>) {
        let [container, pmid, doi, url] =
            [Field::Container, Field::Pmid, Field::Doi, Field::Url].map(|field| self.value(field));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(10.0, 2.0);
            if !container.is_empty() {
                ui.label(theme::small(container, p.dim));
            }
            let mut page = |ui: &mut Ui, label: String, address: String| {
                let link = ui.link(theme::small(label, p.accent));
                if link.on_hover_text(&address).clicked() {
                    out.push(Command::OpenLink(address));
                }
            };
            if !pmid.is_empty() {
                page(
                    ui,
                    format!("PMID {pmid}"),
                    format!("https://pubmed.ncbi.nlm.nih.gov/{pmid}/"),
                );
            }
            if !doi.is_empty() {
                page(ui, format!("DOI {doi}"), format!("https://doi.org/{doi}"));
            }
            if url.starts_with("http") && doi.is_empty() {
                let shown: String = url.chars().take(48).collect();
                let more = if shown.len() < url.len() { "…" } else { "" };
                page(ui, format!("{shown}{more}"), url);
            }
        });
    }
}
