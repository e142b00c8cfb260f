//! A table, row by row, so that a long one costs what is seen of it.
//!
//! The widths of the columns come from the letters in them, which the page has counted: no row needs to be laid out to
//! know the width of another.

use egui::{Id, Pos2, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::entry::page::{Align, Block, BlockKind, Column, Page};
use crate::ui::theme::Palette;

use super::laid::{Body, Laid, LaidCell};
use super::layout::ColumnMeasure;
use super::paint::PagePainter;
use super::style::{self, BlockStyle};

const MARGIN: egui::Vec2 = vec2(10.0, 6.0);
/// About the width of a letter at the size of a table's words.
const LETTER: f32 = 7.0;

#[expect(clippy::too_many_arguments, reason = "a row, its table and its place")]
pub(super) fn lay(
    ui: &Ui,
    page: &Page,
    block: &Block,
    table: usize,
    head: bool,
    indent: f32,
    measure: ColumnMeasure,
    palette: &Palette,
) -> Laid {
    let columns: &[Column] = page.tables.get(table).map_or(&[], |t| &t.columns);
    let widths = widths(columns, measure.width - indent, measure.letters);
    let block_style = BlockStyle::new(14.0, 21.0, if head { 640.0 } else { 400.0 }).set_in(measure);
    let mut left = indent;
    let mut cells = Vec::with_capacity(columns.len());
    let shown = page.cells(block).iter().zip(columns).zip(&widths);
    for ((cell, column), width) in shown {
        let mut job = style::job(
            page.cell_text(cell),
            page.cell_runs(cell),
            block_style,
            palette,
        );
        let right = left + width;
        let (side, anchor) = match column.align {
            Align::Left => (egui::Align::LEFT, left + MARGIN.x),
            Align::Centre => (egui::Align::Center, (left + right) / 2.0),
            Align::Right => (egui::Align::RIGHT, right - MARGIN.x),
        };
        job.halign = side;
        let galley = style::galley(ui, job, width - 2.0 * MARGIN.x);
        cells.push(LaidCell {
            galley,
            anchor,
            left,
            right,
        });
        left = right;
    }
    let highest = cells
        .iter()
        .map(|c| c.galley.size().y)
        .fold(21.0 * measure.lines, f32::max);
    Laid {
        height: highest + 2.0 * MARGIN.y,
        body: Body::Row(cells),
    }
}

pub(super) fn print(
    paint: &mut PagePainter<'_, '_>,
    number: usize,
    block: &Block,
    cells: Vec<LaidCell>,
    rect: Rect,
) {
    let BlockKind::Row { table, head, .. } = block.kind else {
        return;
    };
    let (Some(first), Some(last)) = (cells.first(), cells.last()) else {
        return;
    };
    let frame = rect
        .with_min_x(rect.left() + first.left)
        .with_max_x(rect.left() + last.right);
    grid(paint, &cells, frame, rect.left(), head);
    let row = row_node(paint, table, number, frame);
    let view = paint.view;
    let shown: Vec<_> = view.page.cells(block).to_vec();
    for (column, (cell, laid)) in shown.iter().zip(cells).enumerate() {
        let place = frame
            .with_min_x(rect.left() + laid.left)
            .with_max_x(rect.left() + laid.right);
        let id = row.unique_id().with(("cell", column));
        let response = row.interact(place, id, Sense::CLICK);
        let role = if head { Role::ColumnHeader } else { Role::Cell };
        let text = view.page.cell_text(cell);
        response.widget_info(|| WidgetInfo::labeled(role, true, text));
        let at: Pos2 = pos2(rect.left() + laid.anchor, rect.top() + MARGIN.y);
        let runs = view.page.cell_runs(cell);
        paint.words(
            id,
            &response,
            &laid.galley,
            at,
            text,
            runs,
            cell.range.start,
        );
    }
}

/// Hairlines around the cells, and a ground for the names of the columns.
fn grid(paint: &PagePainter<'_, '_>, cells: &[LaidCell], frame: Rect, left: f32, head: bool) {
    let painter = paint.ui.painter();
    let line = Stroke::new(1.0, paint.palette.line);
    if head {
        painter.rect_filled(frame, 0.0, paint.palette.rail);
        painter.hline(frame.x_range(), frame.top(), line);
    }
    painter.hline(frame.x_range(), frame.bottom(), line);
    painter.vline(frame.left(), frame.y_range(), line);
    for cell in cells {
        painter.vline(left + cell.right, frame.y_range(), line);
    }
}

/// A row that holds its cells, in a table that holds its rows: for a screen reader only.
fn row_node(paint: &mut PagePainter<'_, '_>, table: usize, number: usize, frame: Rect) -> Ui {
    let ui = &mut *paint.ui;
    let parent: Id = *paint.tables.entry(table).or_insert_with(|| {
        let builder = UiBuilder::new()
            .id_salt(("table", table))
            .max_rect(frame)
            .accessibility_role(Role::Table);
        ui.new_child(builder).unique_id()
    });
    ui.new_child(
        UiBuilder::new()
            .id_salt(("row", number))
            .max_rect(frame)
            .accessibility_parent(parent)
            .accessibility_role(Role::Row),
    )
}

/// Columns as wide as their longest cell; where that is too wide, the longest words are kept whole as long as can be.
fn widths(columns: &[Column], room: f32, size: f32) -> Vec<f32> {
    let width = |letters: usize| (letters as f32 * LETTER * size + 8.0).max(20.0) + 2.0 * MARGIN.x;
    let wanted: Vec<f32> = columns.iter().map(|c| width(c.widest)).collect();
    let least: Vec<f32> = columns.iter().map(|c| width(c.longest_word)).collect();
    let (sum, least_sum) = (wanted.iter().sum::<f32>(), least.iter().sum::<f32>());
    if sum <= room {
        return wanted;
    }
    if least_sum >= room {
        return least.iter().map(|w| w * room / least_sum).collect();
    }
    let share = (room - least_sum) / (sum - least_sum);
    let each = wanted.iter().zip(&least);
    each.map(|(wanted, least)| least + (wanted - least) * share)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(letters: &[(usize, usize)]) -> Vec<Column> {
        let column = |(widest, longest_word): &(usize, usize)| Column {
            align: Align::Left,
            widest: *widest,
            longest_word: *longest_word,
        };
        letters.iter().map(column).collect()
    }

    #[test]
    fn a_narrow_table_takes_the_room_it_needs() {
        let widths = widths(&columns(&[(4, 4), (10, 5)]), 600.0, 1.0);
        assert_eq!(widths, [56.0, 98.0]);
    }

    #[test]
    fn a_wide_table_fills_the_room_and_keeps_its_longest_words() {
        let widths = widths(&columns(&[(4, 4), (200, 8)]), 400.0, 1.0);
        assert_eq!(widths.iter().sum::<f32>(), 400.0);
        assert!(widths.first().is_some_and(|w| *w >= 56.0));
    }

    #[test]
    fn a_table_of_very_long_words_is_squeezed_in() {
        let widths = widths(&columns(&[(90, 90), (90, 90)]), 400.0, 1.0);
        assert_eq!(widths, [200.0, 200.0]);
    }
}
