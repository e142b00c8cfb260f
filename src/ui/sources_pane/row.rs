//! One source: a row of the table and, where the caret is about it, its card: title in full, every identifier, the sentences
//! that cite it, and its fields.

use std::borrow::Cow;

use egui::{Align, Frame, Label, Layout, Margin, Rect, Sense, Stroke, Ui, vec2};
use lucide_icons::Icon;

use super::elsewhere;
use super::source_row::SourceRow;
use super::{meaning, menus, withdrawn};
use crate::desk::{Command, EditCommand, Selection, SourceCommand, ViewCommand};
use crate::entry::citations::{self, Citation};
use crate::entry::sources::SourceField;
use crate::library::withdrawn::Verdict;
use crate::ui::FrameInput;
use crate::ui::context_menu;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{self, Draft, LineField, Lines, pointer_icon};

/// On less room, points, what is counted goes on a line of its own.
const NARROW: f32 = 330.0;

/// What a row was asked for.
#[derive(Default)]
pub(super) struct RowResponse {
    /// Its fields are to be opened or closed.
    pub toggled: bool,
    /// It is taken by its grip.
    pub dragged: bool,
    /// The whole of it is to be shown.
    pub chosen: bool,
    pub rect: Option<Rect>,
}

impl SourceRow<'_> {
    pub(super) fn show(
        &self,
        ui: &mut Ui,
        p: &Palette,
        draft: &mut Draft,
        input: &FrameInput,
        out: &mut Vec<Command>,
    ) -> RowResponse {
        let line = if self.has_caret { p.accent } else { p.line };
        let frame = Frame::new()
            .fill(p.card)
            .stroke(Stroke::new(1.0, line))
            .corner_radius(8)
            .inner_margin(Margin::symmetric(8, 6));
        let response = frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 2.0;
            let mut asked = self.head(ui, p, out);
            self.faults(ui, p, out);
            if self.is_card() {
                self.card(ui, p, draft, input, out);
            } else {
                asked.chosen = self.rest_of_row(ui, p, out);
            }
            asked
        });
        let (mut asked, response) = (response.inner, response.response);
        asked.rect = Some(response.rect);
        asked
    }

    fn is_card(&self) -> bool {
        self.open || self.has_caret
    }

    fn value(&self, field: SourceField) -> Cow<'_, str> {
        let value = self.source.value(self.entry.text(), field);
        value.unwrap_or_default()
    }

    /// The whole of it, for a screen reader.
    pub(super) fn spoken(&self) -> String {
        let parts = [SourceField::Authors, SourceField::Year, SourceField::Title]
            .map(|field| self.value(field));
        let mut parts: Vec<&str> = parts.iter().map(|part| part.as_ref()).collect();
        parts.retain(|part| !part.trim().is_empty());
        let mut spoken = format!("Source {}: {}", self.source.number, parts.join(", "));
        if let Some(Verdict::Told(case)) = self.verdict {
            spoken.push_str(&format!(". {case}"));
        }
        if let Some(same) = self.same_work() {
            spoken.push_str(&format!(". {same}"));
        }
        spoken
    }

    fn same_work(&self) -> Option<String> {
        let other = self.cited.sources.get(self.same?)?;
        Some(format!("Source {} is the same work", other.number))
    }

    /// Grip, number, authors, year, and what can be done with the line.
    fn head(&self, ui: &mut Ui, p: &Palette, out: &mut Vec<Command>) -> RowResponse {
        let source = self.source;
        let mut asked = RowResponse::default();
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let name = format!("source {}", source.number);
            asked.dragged =
                widgets::grip(ui, &name, "Alt+Shift+Up and Alt+Shift+Down").drag_started();
            let words = theme::weight(source.number.to_string(), 650.0).color(p.accent);
            let number = widgets::row_link(ui, words);
            widgets::named(&number, &format!("Go to {name}"));
            if number.clicked() {
                out.push(Command::Edit(EditCommand::PlaceCaret(Selection::caret(
                    source.line.start,
                ))));
            }
            let authors = self.value(SourceField::Authors);
            let room = ui.available_width() - 118.0;
            widgets::elided(ui, &authors, room, widgets::plain(13.0, 550.0, p.text));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                let menu = pointer_icon(ui, Icon::Ellipsis, &format!("Menu of {name}"));
                context_menu::show(&menu, self.opens_menu, |ui| {
                    menus::source_menu(ui, self, out);
                });
                if source.unread.is_none() {
                    let (icon, verb) = if self.open {
                        (Icon::ChevronUp, "Close")
                    } else {
                        (Icon::Pencil, "Edit")
                    };
                    let pencil = pointer_icon(ui, icon, &format!("{verb} the fields of {name}"));
                    asked.toggled = pencil.clicked();
                }
                let year = self.value(SourceField::Year);
                if year.is_empty() {
                    ui.label(theme::small("no year", p.faint));
                } else {
                    ui.label(theme::weight(year, 550.0).size(12.5).color(p.dim));
                }
            });
        });
        asked
    }

    /// What is wrong with the work, and with the line as it stands.
    fn faults(&self, ui: &mut Ui, p: &Palette, out: &mut Vec<Command>) {
        if let Some(Verdict::Told(case)) = self.verdict {
            withdrawn::case(ui, case, p, out);
        }
        if let Some(same) = self.same_work() {
            ui.label(theme::small(same, p.warn));
        }
        if let Some(unread) = self.source.unread {
            ui.horizontal_wrapped(|ui| {
                widgets::picture(ui, theme::icon(Icon::TriangleAlert).color(p.warn));
                ui.label(theme::small(
                    format!("{unread}; the line is kept as it is"),
                    p.warn,
                ));
            });
        }
        for doubt in &self.source.doubts {
            let value = self.entry.text().get(doubt.range.clone());
            let value = value.unwrap_or_default();
            ui.label(theme::small(format!("{value}: {doubt}"), p.warn));
        }
    }

    /// The title on one line, and below it journal, identifier and citations; says whether the whole is to be shown.
    fn rest_of_row(&self, ui: &mut Ui, p: &Palette, out: &mut Vec<Command>) -> bool {
        let title = self.value(SourceField::Title);
        let mut is_chosen = false;
        if !title.is_empty() {
            let mut format = theme::editor_format(p.text);
            format.font_id.size = 13.5;
            format.line_height = Some(18.0);
            let job = widgets::one_line(&title, ui.available_width(), format);
            let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
            let label = ui.add(Label::new(galley).selectable(false).sense(Sense::CLICK));
            widgets::named(
                &label,
                &format!("Show all of source {}", self.source.number),
            );
            is_chosen = label.on_hover_text(title).clicked();
            if is_chosen {
                out.push(Command::Edit(EditCommand::Caret(Selection::caret(
                    self.source.line.start,
                ))));
            }
        }
        if ui.available_width() < NARROW {
            ui.horizontal(|ui| self.container_and_page(ui, p, out));
            self.counted(ui, p);
        } else {
            ui.horizontal(|ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    self.counted(ui, p);
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        self.container_and_page(ui, p, out);
                    });
                });
            });
        }
        is_chosen
    }

    /// Where it stands, and its first identifier, on the room that is left of a line.
    fn container_and_page(&self, ui: &mut Ui, p: &Palette, out: &mut Vec<Command>) {
        ui.spacing_mut().item_spacing.x = 8.0;
        let first = self.pages().into_iter().next();
        let letters = first.as_ref().map_or(0, |page| page.label.chars().count());
        let container = self.value(SourceField::Container);
        let room = ui.available_width() - (letters as f32 * 6.5).min(110.0) - 8.0;
        if !container.is_empty() && room > 24.0 {
            let format = widgets::plain(theme::SMALL, 400.0, p.dim);
            widgets::elided(ui, &container, room, format).on_hover_text(&*container);
        }
        if let Some(page) = first {
            page.show(ui, p, ui.available_width(), out);
        }
    }

    /// How often it is mentioned, in how many other entries it is listed, and whether it could be held against the list of withdrawn works.
    fn counted(&self, ui: &mut Ui, p: &Palette) {
        let (mut said, colour) = self.count(p);
        if let Some(places) = self.elsewhere.filter(|places| !places.is_empty()) {
            said.push_str(&format!(" · {} elsewhere", places.len()));
        }
        if self.verdict == Some(Verdict::NotChecked) {
            said.push_str(" · not checked");
        }
        ui.label(theme::small(said, colour));
    }

    fn card(
        &self,
        ui: &mut Ui,
        p: &Palette,
        draft: &mut Draft,
        input: &FrameInput,
        out: &mut Vec<Command>,
    ) {
        let title = self.value(SourceField::Title);
        if !title.is_empty() {
            let mut format = theme::editor_format(p.text);
            format.font_id.size = 14.0;
            format.line_height = Some(20.0);
            let mut job = egui::text::LayoutJob::single_section(title.into_owned(), format);
            job.wrap.max_width = ui.available_width();
            let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
            ui.label(galley);
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(10.0, 2.0);
            let container = self.value(SourceField::Container);
            if !container.is_empty() {
                ui.label(theme::small(container, p.dim));
            }
            for page in self.pages() {
                page.show(ui, p, f32::INFINITY, out);
            }
        });
        if self.verdict == Some(Verdict::NotChecked) {
            let said = "Not checked whether it was withdrawn: no identifier";
            ui.label(theme::small(said, p.dim));
        }
        self.cited(ui, p, out);
        if let Some(places) = self.elsewhere {
            elsewhere::titles(ui, self.desk, places, p, out);
        }
        if self.open {
            self.fields(ui, p, draft, input, out);
        }
    }

    /// The pages that the identifiers of the source lead to.
    pub(super) fn pages(&self) -> Vec<WebPage> {
        let [pmid, doi, url] =
            [SourceField::Pmid, SourceField::Doi, SourceField::Url].map(|field| self.value(field));
        let mut pages = Vec::new();
        let mut page = |label: String, address: String| pages.push(WebPage { label, address });
        if !pmid.is_empty() {
            page(
                format!("PMID {pmid}"),
                format!("https://pubmed.ncbi.nlm.nih.gov/{pmid}/"),
            );
        }
        if !doi.is_empty() {
            page(format!("DOI {doi}"), format!("https://doi.org/{doi}"));
        }
        if url.starts_with("http") && doi.is_empty() {
            let shown: String = url.chars().take(48).collect();
            let more = if shown.len() < url.len() { "…" } else { "" };
            page(format!("{shown}{more}"), url.into_owned());
        }
        pages
    }

    /// How often the prose cites the source.
    fn count(&self, p: &Palette) -> (String, egui::Color32) {
        let list = &self.cited.citations.list;
        let sure = citations::of_source(list, self.index).count();
        let maybe = citations::perhaps_of_source(list, self.index).count();
        let said = match (sure, maybe) {
            (0, 0) => return ("not mentioned".to_owned(), p.faint),
            (1, 0) => "1 mention".to_owned(),
            (0, 1) => "1 mention, not certain".to_owned(),
            (n, 0) => format!("{n} mentions"),
            (0, m) => format!("{m} mentions, not certain"),
            (n, m) => format!("{n} mentions, {m} not certain"),
        };
        (said, p.dim)
    }

    /// What in the prose means the source, surely or perhaps.
    pub(super) fn mentions(&self) -> impl Iterator<Item = &Citation> {
        let list = &self.cited.citations.list;
        citations::of_source(list, self.index).chain(citations::perhaps_of_source(list, self.index))
    }

    /// The places that cite the source, each with its sentence.
    fn cited(&self, ui: &mut Ui, p: &Palette, out: &mut Vec<Command>) {
        let (said, colour) = self.count(p);
        ui.label(theme::small(said, colour));
        let text = self.entry.text();
        for citation in self.mentions() {
            let sentence = citations::sentence_at(text, &citation.range);
            let words = text.get(sentence).unwrap_or_default();
            let link = widgets::row_link(ui, theme::small(words, p.accent));
            if link
                .on_hover_text(meaning(citation, &self.cited.sources))
                .clicked()
            {
                out.push(Command::Edit(EditCommand::PlaceCaret(Selection {
                    anchor: citation.range.start,
                    head: citation.range.end,
                })));
            }
        }
    }

    /// The parts of the line, each in a field of its own; a change touches only its bytes.
    fn fields(
        &self,
        ui: &mut Ui,
        p: &Palette,
        draft: &mut Draft,
        input: &FrameInput,
        out: &mut Vec<Command>,
    ) {
        ui.add_space(4.0);
        egui::Grid::new(("source fields", self.index))
            .num_columns(2)
            .spacing([10.0, 5.0])
            .show(ui, |ui| {
                for field in SourceField::ALL {
                    ui.label(theme::small(field.label(), p.dim));
                    let value = self.value(field);
                    let name = format!("{} of source {}", field.label(), self.source.number);
                    let id = egui::Id::unique((
                        "source field",
                        self.entry.key.file(),
                        self.index,
                        field,
                    ));
                    let line = LineField {
                        id,
                        name: &name,
                        value: &value,
                        width: (ui.available_width() - 4.0).clamp(100.0, 420.0),
                        hint: "",
                        composing: input.composing,
                        lines: Lines::One,
                    };
                    let shown = draft.line(ui, &line, input.commit);
                    // The draft stays as it is until the desk has the value: one that is refused is still there to be fixed.
                    if let Some(value) = shown.left {
                        out.push(Command::Source(SourceCommand::Set {
                            source: self.index,
                            field,
                            value,
                        }));
                    }
                    ui.end_row();
                }
            });
    }
}

/// A page about the source, opened in the browser.
pub(super) struct WebPage {
    pub label: String,
    pub address: String,
}

impl WebPage {
    fn show(self, ui: &mut Ui, p: &Palette, room: f32, out: &mut Vec<Command>) {
        let format = widgets::plain(theme::SMALL, 400.0, p.accent);
        let job = widgets::one_line(&self.label, room, format);
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let link = widgets::row_link(ui, galley);
        if link.on_hover_text(&self.address).clicked() {
            out.push(Command::View(ViewCommand::OpenLink(self.address)));
        }
    }
}
