//! How words look: sizes, weights, families and colours of runs.

use std::sync::Arc;

use egui::epaint::text::VariationCoords;
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontFamily, FontId, Galley, Stroke, Ui};

use super::layout::ColumnMeasure;
use crate::entry::page::{Run, Style};
use crate::ui::theme::{self, Palette};

/// Lays a job out in a width.
pub(super) fn galley(ui: &Ui, mut job: LayoutJob, width: f32) -> Arc<Galley> {
    job.wrap.max_width = width.max(24.0);
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Text and runs as a job for the fonts.
pub(super) fn job(
    text: &str,
    runs: &[Run],
    block_style: BlockStyle,
    palette: &Palette,
) -> LayoutJob {
    let mut job = LayoutJob::default();
    for run in runs {
        if let Some(part) = text.get(run.text.clone()) {
            job.append(
                part,
                0.0,
                block_style.format(run.style, run.link.is_some(), palette),
            );
        }
    }
    if job.is_empty() {
        // An empty item is as high as a line.
        job.append(
            " ",
            0.0,
            block_style.format(Style::default(), false, palette),
        );
    }
    job
}

/// How the words of a block look where nothing else is said.
#[derive(Clone, Copy)]
pub(super) struct BlockStyle {
    size: f32,
    line: f32,
    weight: f32,
    mono: bool,
    dim: bool,
}

impl BlockStyle {
    pub fn new(size: f32, line: f32, weight: f32) -> Self {
        Self {
            size,
            line,
            weight,
            mono: false,
            dim: false,
        }
    }

    /// As large as the column is set.
    pub fn set_in(self, measure: ColumnMeasure) -> Self {
        Self {
            size: self.size * measure.letters,
            line: self.line * measure.lines,
            ..self
        }
    }

    /// In letters of one width.
    pub fn mono(self) -> Self {
        Self { mono: true, ..self }
    }

    /// In a quieter colour.
    pub fn dim(self) -> Self {
        Self { dim: true, ..self }
    }

    fn format(self, style: Style, link: bool, palette: &Palette) -> TextFormat {
        let mono = self.mono || style.has(Style::CODE) || style.has(Style::HTML);
        let italic = style.has(Style::ITALIC) || style.has(Style::IMAGE);
        let family = match (mono, italic) {
            (true, _) => FontFamily::Monospace,
            (false, true) => theme::serif_italic(),
            (false, false) => theme::serif(),
        };
        let bold = style.has(Style::BOLD);
        let color = if link || style.has(Style::NOTE) {
            palette.accent
        } else if self.dim || style.has(Style::HTML) {
            palette.dim
        } else {
            palette.text
        };
        let mut format = TextFormat {
            font_id: FontId::new(
                if mono && !self.mono {
                    self.size * 0.86
                } else {
                    self.size
                },
                family,
            ),
            color,
            line_height: Some(self.line),
            coords: weight(if bold {
                self.weight.max(680.0)
            } else {
                self.weight
            }),
            ..TextFormat::default()
        };
        if style.has(Style::STRIKE) {
            format.strikethrough = Stroke::new(1.0, color);
        }
        if style.has(Style::NOTE) {
            // Lower than its line and set to its top: raised.
            format.font_id.size = self.size * 0.72;
            format.line_height = Some(self.line * 0.6);
            format.valign = egui::Align::TOP;
        }
        format
    }
}

/// Words of the window's own, in its sans serif.
pub(super) fn plain(size: f32, line: f32, heavy: f32, color: Color32) -> TextFormat {
    TextFormat {
        font_id: FontId::proportional(size),
        color,
        line_height: Some(line),
        coords: weight(heavy),
        ..TextFormat::default()
    }
}

fn weight(heavy: f32) -> VariationCoords {
    VariationCoords::new([(b"wght", heavy)])
}
