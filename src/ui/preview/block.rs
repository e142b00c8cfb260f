//! One item of the page laid out: how high it is and what it is made of.

use egui::text::LayoutJob;
use egui::{Ui, Vec2, vec2};

use crate::entry::page::{Block, BlockKind};
use crate::ui::theme::Palette;

use super::laid::{Body, Laid, indent, next_joins};
use super::layout::{ColumnMeasure, LayoutItem, PageLayout, TEXT, TEXT_LINE};
use super::style::{BlockStyle, galley, job, plain};
use super::{ImageState, PageView, front, table};

const CODE_MARGIN: Vec2 = vec2(12.0, 10.0);

/// Lays an item out in the width of the column.
pub(super) fn lay(
    ui: &Ui,
    view: &PageView<'_>,
    layout: &PageLayout,
    index: usize,
    measure: ColumnMeasure,
    palette: &Palette,
) -> Laid {
    let width = measure.width;
    let number = match layout.item(index) {
        Some(LayoutItem::Block(number)) => number,
        Some(LayoutItem::Title) => {
            return front::lay_title(ui, &view.header.title, measure, palette);
        }
        Some(LayoutItem::Byline) => return front::lay_byline(ui, view.header, width, palette),
        Some(LayoutItem::Card(number)) => {
            return front::lay_card(ui, view.header.products.get(number), width, palette);
        }
        Some(LayoutItem::Empty) | None => return front::lay_empty(ui, width, palette),
    };
    let Some(block) = view.page.blocks.get(number) else {
        return front::lay_empty(ui, width, palette);
    };
    let indent = indent(block, width);
    match &block.kind {
        BlockKind::Rule => Laid {
            height: 1.0,
            body: Body::Rule,
        },
        BlockKind::Row { table, head, .. } => table::lay(
            ui, view.page, block, *table, *head, indent, measure, palette,
        ),
        BlockKind::Image { link } => lay_image(ui, view, block, *link, indent, measure, palette),
        BlockKind::Code { .. } | BlockKind::Html => {
            let ends = !next_joins(view, number);
            let top = if block.joined { 0.0 } else { CODE_MARGIN.y };
            let bottom = if ends { CODE_MARGIN.y } else { 0.0 };
            let room = width - indent - 2.0 * CODE_MARGIN.x;
            let galley = galley(ui, words_job(view, block, measure, palette), room);
            Laid {
                height: galley.size().y + top + bottom,
                body: Body::Words {
                    galley,
                    at: vec2(indent + CODE_MARGIN.x, top),
                },
            }
        }
        BlockKind::Heading(_) | BlockKind::Paragraph => {
            let galley = galley(ui, words_job(view, block, measure, palette), width - indent);
            Laid {
                height: galley.size().y,
                body: Body::Words {
                    galley,
                    at: vec2(indent, 0.0),
                },
            }
        }
    }
}

fn lay_image(
    ui: &Ui,
    view: &PageView<'_>,
    block: &Block,
    link: usize,
    indent: f32,
    measure: ColumnMeasure,
    palette: &Palette,
) -> Laid {
    let room = measure.width - indent;
    let address = view.page.links.get(link).map_or("", String::as_str);
    let state = (view.images)(address);
    let mut job = words_job(view, block, measure, palette);
    let size = match &state {
        ImageState::Ready { size, .. } | ImageState::Waiting(Some(size))
            if size.x > 0.0 && size.y > 0.0 =>
        {
            let scale = (room / size.x).min(420.0 / size.y).min(1.0);
            *size * scale
        }
        ImageState::Ready { .. } | ImageState::Waiting(_) => vec2(room, 96.0),
        ImageState::Missing(reason) => {
            let between = if view.page.text(block).is_empty() {
                ""
            } else {
                " · "
            };
            let small = plain(12.0, 18.0, 400.0, palette.faint);
            job.append(&format!("{between}{reason}"), 0.0, small);
            vec2(room, 96.0)
        }
    };
    let caption = galley(ui, job, room);
    Laid {
        height: size.y + 6.0 + caption.size().y,
        body: Body::Image {
            caption,
            state,
            size,
            indent,
        },
    }
}

/// The words of a block in their looks.
fn words_job(
    view: &PageView<'_>,
    block: &Block,
    measure: ColumnMeasure,
    palette: &Palette,
) -> LayoutJob {
    let block_style = match &block.kind {
        BlockKind::Heading(1) => BlockStyle::new(25.0, 32.0, 650.0),
        BlockKind::Heading(2) => BlockStyle::new(18.0, 25.0, 620.0),
        BlockKind::Heading(3) => BlockStyle::new(16.5, 24.0, 640.0),
        BlockKind::Heading(_) => BlockStyle::new(15.5, 24.0, 650.0),
        BlockKind::Code { .. } | BlockKind::Html => BlockStyle::new(13.0, 20.0, 400.0).mono(),
        BlockKind::Image { .. } => BlockStyle::new(13.5, 20.0, 400.0).dim(),
        _ if block.in_note => BlockStyle::new(13.5, 20.0, 400.0).dim(),
        _ => BlockStyle::new(TEXT, TEXT_LINE, 400.0),
    };
    job(
        view.page.text(block),
        view.page.runs(block),
        block_style.set_in(measure),
        palette,
    )
}
