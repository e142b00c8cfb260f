//! The sheet that takes references in any common form: pasted, or from a file that was dropped. It shows what was
//! understood, what the entry lists already, and what could not be read, before anything is added.
//!
//! Knows nothing of: how a reference is read, how a source line is written.

use egui::{Id, ScrollArea, TextEdit, Ui};
use lucide_icons::Icon;

use super::{Sheets, title_of};
use crate::desk::{Command, Desk, Sheet, known_works};
use crate::references::{self, Gathered, Record};
use crate::ui::parts;
use crate::ui::theme::{self, Palette};

/// A longer paste belongs into a file. Bytes.
const LONGEST_PASTE: usize = 1024 * 1024;

/// What the sheet holds from frame to frame.
#[derive(Default)]
pub(super) struct Pasted {
    text: String,
    /// What was read of the text, and of which text.
    read: Option<(String, Gathered)>,
    /// Records that are not to be added.
    left_out: Vec<bool>,
}

impl Pasted {
    fn gathered(&mut self, dropped: Option<&Gathered>) -> Option<&Gathered> {
        if self.text.is_empty() {
            return None.or_else(|| {
                let fresh = dropped.map(|gathered| (String::new(), gathered.clone()));
                if self.read.as_ref().map(|(_, gathered)| gathered) != dropped {
                    self.left_out.clear();
                    self.read = fresh;
                }
                self.read.as_ref().map(|(_, gathered)| gathered)
            });
        }
        if self
            .read
            .as_ref()
            .is_none_or(|(text, _)| *text != self.text)
        {
            self.left_out.clear();
            self.read = Some((self.text.clone(), references::read_text(&self.text)));
        }
        self.read.as_ref().map(|(_, gathered)| gathered)
    }
}

impl Sheets {
    pub(super) fn add_sources(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        fresh: bool,
        out: &mut Vec<Command>,
    ) {
        let p = theme::palette(ui);
        let heading = ui.label(theme::weight(title_of(Sheet::AddSources), 650.0).size(15.0));
        parts::heading(&heading, title_of(Sheet::AddSources), 1);
        ui.label(theme::small(
            "Paste what you have: a PubMed citation, RIS, BibTeX, a source line, a DOI or PMID. One or many.",
            p.dim,
        ));
        let response = ScrollArea::vertical()
            .id_salt("pasted")
            .max_height(130.0)
            .show(ui, |ui| {
                ui.add(
                    TextEdit::multiline(&mut self.pasted.text)
                        .id(Id::unique("pasted references"))
                        .desired_rows(5)
                        .desired_width(f32::INFINITY),
                )
            })
            .inner;
        parts::label(&response, "References");
        if fresh {
            response.request_focus();
        }
        let too_long = self.pasted.text.len() > LONGEST_PASTE;
        if too_long {
            ui.label(theme::small(
                "This is too much for a paste. Save it as a file and drop the file on the window",
                p.warn,
            ));
        }
        let mut wanted = Vec::new();
        if !too_long {
            let gathered = self.pasted.gathered(desk.dropped()).cloned();
            if let Some(gathered) = gathered {
                wanted = self.gathered(ui, desk, &gathered, p);
            }
        }
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            let label = match wanted.len() {
                0 => "Add".to_owned(),
                1 => "Add 1 source".to_owned(),
                n => format!("Add {n} sources"),
            };
            if ui
                .add_enabled(!wanted.is_empty(), egui::Button::new(label))
                .clicked()
            {
                out.push(Command::AddSources(wanted));
            }
            if ui.button("Close").clicked() {
                out.push(Command::CloseSheet);
            }
        });
    }

    /// Shows what was read; gives back what is to be added.
    fn gathered(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        gathered: &Gathered,
        p: &Palette,
    ) -> Vec<Record> {
        let known = desk.shown().map(known_works).unwrap_or_default();
        let mut wanted = Vec::new();
        self.pasted.left_out.resize(gathered.records.len(), false);
        let (read, unread) = (gathered.records.len(), gathered.unread.len());
        let said = match (read, unread) {
            (0, 0) => "Nothing here reads as a reference yet".to_owned(),
            (n, 0) => format!("{n} read"),
            (n, m) => format!("{n} read, {m} not read"),
        };
        ui.label(theme::small(said, p.dim));
        ScrollArea::vertical()
            .id_salt("gathered")
            .max_height(300.0)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                for (gained, left_out) in gathered.records.iter().zip(&mut self.pasted.left_out) {
                    let record = &gained.record;
                    let there = known.holds(record);
                    let line = references::write_line(record, references::Form::default());
                    ui.horizontal_top(|ui| {
                        let mut add = !there && !*left_out;
                        let tick = ui.add_enabled(!there, egui::Checkbox::without_text(&mut add));
                        parts::label(&tick, &format!("Add {line}"));
                        if tick.changed() {
                            *left_out = !add;
                        }
                        ui.vertical(|ui| {
                            let colour = if there { p.faint } else { p.text };
                            wrapped(ui, &line, colour);
                            if there {
                                ui.label(theme::small("The entry lists this work already", p.dim));
                            }
                            for status in &record.status {
                                ui.label(
                                    theme::weight(format!("This work: {status}"), 600.0)
                                        .size(theme::SMALL)
                                        .color(p.bad),
                                );
                            }
                            let lacks = references::lacks(record);
                            if !lacks.is_empty() {
                                let lacks: Vec<String> =
                                    lacks.iter().map(ToString::to_string).collect();
                                ui.label(theme::small(lacks.join(" · "), p.warn));
                            }
                        });
                        if add {
                            wanted.push(record.clone());
                        }
                    });
                }
                for unread in &gathered.unread {
                    ui.horizontal_top(|ui| {
                        parts::picture(ui, theme::icon(Icon::TriangleAlert).color(p.warn));
                        wrapped(
                            ui,
                            &format!("Line {}: {} ({})", unread.line, unread.why, unread.what),
                            p.warn,
                        );
                    });
                }
            });
        wanted
    }
}

fn wrapped(ui: &mut Ui, text: &str, colour: egui::Color32) {
    let mut job =
        egui::text::LayoutJob::single_section(text.to_owned(), parts::plain(12.5, 400.0, colour));
    job.wrap.max_width = ui.available_width();
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    ui.label(galley);
}
