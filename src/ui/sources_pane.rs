//! The sources pane: every numbered source of the entry shown, read into its parts, with the places that mention it.
//!
//! Knows nothing of: how a source line is read, how a part of it is changed.

use egui::{Frame, Margin, Popup, ScrollArea, Sense, Stroke, Ui, vec2};
use lucide_icons::Icon;

use super::parts::{self, Draft, Line, icon_button};
use super::theme::{self, Palette};
use crate::desk::{Act, Citations, Command, Desk, OpenEntry, Selection};
use crate::entry::mentions::{self, Contradiction, Match, Mention};
use crate::entry::sources::{Field, Source};
use crate::references::{self, Record};

/// What the keyboard is about in a frame.
#[derive(Debug, Clone, Copy)]
pub struct Keys {
    /// A command is about to be performed: fields hand over what they hold.
    pub commit: bool,
    pub composing: bool,
}

/// What the pane keeps from frame to frame: the sources and mentions, until the text changes.
#[derive(Default)]
pub struct SourcesPane {
    citations: Option<Citations>,
    /// The source whose fields are open.
    open: Option<usize>,
    draft: Draft,
}

impl SourcesPane {
    pub fn show(&mut self, ui: &mut Ui, desk: &Desk, keys: Keys, out: &mut Vec<Command>) {
        let p = theme::palette(ui);
        let Some(entry) = desk.shown() else {
            ui.label(theme::small("No entry is shown", p.dim));
            return;
        };
        let citations = match self.citations.take() {
            Some(citations) if citations.is_of(entry, desk) => citations,
            _ => Citations::of(entry, desk),
        };
        let total = citations.sources.len();
        let count = match total {
            0 => "No sources".to_owned(),
            1 => "1 source".to_owned(),
            n => format!("{n} sources"),
        };
        ui.horizontal(|ui| {
            ui.label(theme::weight(count, 600.0));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                parts::act_button(ui, desk, Act::AddSources, "Add…", out);
                parts::act_button(ui, desk, Act::Cite, "Cite…", out);
                let copy = ui.add_enabled(total > 0, egui::Button::new("Copy all"));
                parts::named(&copy, "Copy all sources");
                Popup::menu(&copy).show(|ui| copy_menu(ui, entry, &citations.sources, out));
            });
        });
        ui.add_space(4.0);
        ScrollArea::vertical()
            .id_salt(("sources", entry.key.file()))
            .auto_shrink(false)
            .show(ui, |ui| {
                unlisted(ui, &citations, p, out);
                for (index, source) in citations.sources.iter().enumerate() {
                    let row = Row {
                        entry,
                        citations: &citations,
                        source,
                        index,
                        total,
                        has_caret: means(&citations, entry.selection.head, index),
                        open: self.open == Some(index),
                    };
                    if row.show(ui, p, &mut self.draft, keys, out) {
                        self.open = (self.open != Some(index)).then_some(index);
                    }
                    ui.add_space(6.0);
                }
                if total == 0 {
                    let said = "Numbered lines of the section “Sources” appear here";
                    ui.label(theme::small(said, p.dim));
                }
            });
        self.citations = Some(citations);
    }
}

/// Is the caret in the line of this source, or in a mention that means it?
fn means(citations: &Citations, at: usize, index: usize) -> bool {
    let in_line = citations
        .sources
        .get(index)
        .is_some_and(|source| source.range.contains(&at));
    let mentioned = mentions::of_source(&citations.mentions.list, index)
        .any(|mention| mention.range.start <= at && at <= mention.range.end);
    in_line || mentioned
}

/// Mentions that a reader could not follow: no source, or one that contradicts.
fn unlisted(ui: &mut Ui, citations: &Citations, p: &Palette, out: &mut Vec<Command>) {
    let Citations {
        sources,
        mentions: all,
        ..
    } = citations;
    let list = &all.list;
    let loud: Vec<&Mention> = list
        .iter()
        .filter(|mention| mention.weight() == Some(mentions::Weight::Warning))
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
            for mention in loud {
                ui.horizontal_wrapped(|ui| {
                    parts::picture(ui, theme::icon(Icon::TriangleAlert).color(p.warn));
                    let link = ui.link(
                        theme::weight(mention.text.as_str(), 600.0)
                            .size(12.5)
                            .color(p.warn),
                    );
                    if link.clicked() {
                        out.push(Command::PlaceCaret(Selection {
                            anchor: mention.range.start,
                            head: mention.range.end,
                        }));
                    }
                    ui.label(theme::small(meaning(mention, sources), p.warn));
                });
            }
        });
    ui.add_space(6.0);
}

/// What a mention means, in a sentence.
pub fn meaning(mention: &Mention, sources: &[Source]) -> String {
    let number = |index: &usize| sources.get(*index).map_or(0, |source| source.number);
    let either = |list: &[usize]| {
        let numbers: Vec<String> = list.iter().map(|index| number(index).to_string()).collect();
        numbers.join(" or ")
    };
    match &mention.found {
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
        Match::NoList => "The entry lists no sources".into(),
    }
}

fn copy_menu(ui: &mut Ui, entry: &OpenEntry, list: &[Source], out: &mut Vec<Command>) {
    let text = entry.text();
    let records = || -> Vec<Record> {
        let read = list.iter().filter(|source| source.unread.is_none());
        read.map(|source| references::of_source(text, source))
            .collect()
    };
    let mut line = |ui: &mut Ui, label: &str, made: &dyn Fn() -> String| {
        if ui.button(label).clicked() {
            out.push(Command::Copy(made()));
            ui.close();
        }
    };
    line(ui, "As they are written", &|| {
        let lines = list
            .iter()
            .filter_map(|source| text.get(source.range.clone()));
        lines.collect::<Vec<_>>().join("\n")
    });
    line(ui, "As RIS", &|| references::write_ris(&records()));
    line(ui, "As BibTeX", &|| references::write_bibtex(&records()));
    line(
        ui,
        "As CSL-JSON",
        &|| references::write_csl_json(&records()),
    );
}

struct Row<'a> {
    entry: &'a OpenEntry,
    citations: &'a Citations,
    source: &'a Source,
    index: usize,
    total: usize,
    has_caret: bool,
    open: bool,
}

impl Row<'_> {
    /// Draws the source; `true` where its fields are to be opened or closed.
    fn show(
        &self,
        ui: &mut Ui,
        p: &Palette,
        draft: &mut Draft,
        keys: Keys,
        out: &mut Vec<Command>,
    ) -> bool {
        let line = if self.has_caret { p.accent } else { p.line };
        let frame = Frame::new()
            .fill(p.card)
            .stroke(Stroke::new(1.0, line))
            .corner_radius(8)
            .inner_margin(Margin::symmetric(12, 8));
        let response = frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 3.0;
            let toggled = self.head(ui, p, out);
            self.title(ui, p);
            self.foot(ui, p, out);
            self.mentioned(ui, p, out);
            if self.open {
                self.fields(ui, p, draft, keys, out);
            }
            toggled
        });
        let (toggled, response) = (response.inner, response.response);
        let id = ui.scope_id().with(("source", self.index));
        let node = ui.interact(response.rect, id, Sense::hover());
        let spoken = self.spoken();
        node.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ListItem, true, &spoken));
        node.ctx.accesskit_node_builder(id, |node| {
            node.set_position_in_set(self.index + 1);
            node.set_size_of_set(self.total);
            node.set_selected(self.has_caret);
        });
        toggled
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

    /// Number, authors, year, and what can be done with the line; `true` where its fields are to be opened or closed.
    fn head(&self, ui: &mut Ui, p: &Palette, out: &mut Vec<Command>) -> bool {
        let source = self.source;
        let mut toggled = false;
        ui.horizontal(|ui| {
            let number = ui.link(theme::weight(source.number.to_string(), 650.0).color(p.accent));
            parts::named(&number, &format!("Go to source {}", source.number));
            if number.clicked() {
                out.push(Command::PlaceCaret(Selection::caret(source.line.start)));
            }
            let year = self.value(Field::Year);
            let authors = self.value(Field::Authors);
            let room = ui.available_width() - 120.0;
            parts::elided(ui, &authors, room, parts::plain(13.0, 550.0, p.text));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                let menu = icon_button(
                    ui,
                    Icon::Ellipsis,
                    &format!("Menu of source {}", source.number),
                );
                Popup::menu(&menu).show(|ui| self.menu(ui, out));
                if source.unread.is_none() {
                    let (icon, name) = if self.open {
                        (Icon::ChevronUp, "Close")
                    } else {
                        (Icon::Pencil, "Edit")
                    };
                    toggled = icon_button(
                        ui,
                        icon,
                        &format!("{name} the fields of source {}", source.number),
                    )
                    .clicked();
                }
                if year.is_empty() {
                    ui.label(theme::small("no year", p.faint));
                } else {
                    ui.label(theme::weight(year, 550.0).size(12.5).color(p.dim));
                }
            });
        });
        toggled
    }

    fn menu(&self, ui: &mut Ui, out: &mut Vec<Command>) {
        let text = self.entry.text();
        let mut line = |ui: &mut Ui, label: &str, enabled: bool, command: &dyn Fn() -> Command| {
            if ui.add_enabled(enabled, egui::Button::new(label)).clicked() {
                out.push(command());
                ui.close();
            }
        };
        let (index, last) = (self.index, self.total.saturating_sub(1));
        line(ui, "Move up", index > 0, &|| Command::MoveSource {
            from: index,
            to: index.saturating_sub(1),
        });
        line(ui, "Move down", index < last, &|| Command::MoveSource {
            from: index,
            to: index + 1,
        });
        ui.separator();
        line(ui, "Copy the line", true, &|| {
            Command::Copy(
                text.get(self.source.line.clone())
                    .unwrap_or_default()
                    .to_owned(),
            )
        });
        let read = self.source.unread.is_none();
        let record = || [references::of_source(text, self.source)];
        line(ui, "Copy as RIS", read, &|| {
            Command::Copy(references::write_ris(&record()))
        });
        line(ui, "Copy as BibTeX", read, &|| {
            Command::Copy(references::write_bibtex(&record()))
        });
        line(ui, "Copy as CSL-JSON", read, &|| {
            Command::Copy(references::write_csl_json(&record()))
        });
        ui.separator();
        let count = mentions::of_source(&self.citations.mentions.list, index).count();
        let label = match count {
            0 => "Remove".to_owned(),
            1 => "Remove, although the text mentions it".to_owned(),
            n => format!("Remove, although the text mentions it {n} times"),
        };
        line(ui, &label, true, &|| Command::RemoveSource(index));
    }

    /// The places that mention the source, each with its sentence.
    fn mentioned(&self, ui: &mut Ui, p: &Palette, out: &mut Vec<Command>) {
        let list = &self.citations.mentions.list;
        let sure = mentions::of_source(list, self.index).count();
        let maybe = mentions::perhaps_of_source(list, self.index).count();
        let said = match (sure, maybe) {
            (0, 0) => "Not mentioned by name".to_owned(),
            (1, 0) => "1 mention".to_owned(),
            (n, 0) => format!("{n} mentions"),
            (n, m) => format!("{n} mentions, {m} not certain"),
        };
        ui.label(theme::small(
            said,
            if sure + maybe == 0 { p.faint } else { p.dim },
        ));
        if !(self.open || self.has_caret) {
            return;
        }
        let text = self.entry.text();
        let all = mentions::of_source(list, self.index)
            .chain(mentions::perhaps_of_source(list, self.index));
        for mention in all {
            let sentence = mentions::sentence_at(text, &mention.range);
            let words = text.get(sentence).unwrap_or_default();
            let link = ui.link(theme::small(words, p.accent));
            if link
                .on_hover_text(meaning(mention, &self.citations.sources))
                .clicked()
            {
                out.push(Command::PlaceCaret(Selection {
                    anchor: mention.range.start,
                    head: mention.range.end,
                }));
            }
        }
    }

    /// The parts of the line, each in a field of its own; a change touches only its bytes.
    fn fields(
        &self,
        ui: &mut Ui,
        p: &Palette,
        draft: &mut Draft,
        keys: Keys,
        out: &mut Vec<Command>,
    ) {
        ui.add_space(4.0);
        egui::Grid::new(("source fields", self.index))
            .num_columns(2)
            .spacing([10.0, 5.0])
            .show(ui, |ui| {
                for field in Field::ALL {
                    ui.label(theme::small(field.label(), p.dim));
                    let value = self.value(field);
                    let name = format!("{} of source {}", field.label(), self.source.number);
                    let id = egui::Id::unique((
                        "source field",
                        self.entry.key.file(),
                        self.index,
                        field,
                    ));
                    let line = Line {
                        id,
                        name: &name,
                        value: &value,
                        width: (ui.available_width() - 4.0).clamp(100.0, 420.0),
                        hint: "",
                        composing: keys.composing,
                    };
                    let shown = draft.line(ui, &line, keys.commit);
                    // The draft stays as it is until the desk has the value: one that is refused is still there to be mended.
                    if let Some(value) = shown.left {
                        out.push(Command::SetSource {
                            source: self.index,
                            field,
                            value,
                        });
                    }
                    ui.end_row();
                }
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
