//! What the front matter adds to the page: title, byline, badges, product cards.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{
    Align2, Color32, CursorIcon, FontId, Galley, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

use jiff::civil::Date;

use crate::desk::{Moment, OpenEntry};
use crate::entry::front_matter::FrontMatter;
use crate::entry::products;
use crate::house_style::{HouseStyle, Reviews};
use crate::review::{self, ReviewState};
use crate::ui::theme::{self, Palette};

use super::laid::{Body, Laid, LaidByline, LaidCard};
use super::layout::{ColumnMeasure, LayoutItem};
use super::paint::PagePainter;
use super::style;
use super::{Badge, Clicked, PageHeader, ProductCard, Tone};

impl PageHeader {
    /// What an entry’s front matter adds to its page, as the house style sees it today.
    pub fn of(entry: &OpenEntry, style: &HouseStyle, now: Moment) -> Self {
        let front_matter = &entry.reading().front_matter;
        let text = |key: &str| front_matter.text(key).unwrap_or_default();
        let byline = [text("editor"), text("publisher")]
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect::<Vec<_>>()
            .join(" · ");
        let mut badges = Vec::new();
        if !text("pillar").is_empty() {
            badges.push(Badge {
                text: text("pillar").to_owned(),
                tone: Tone::Plain,
            });
        }
        if !text("confidence").is_empty() {
            let mut confidence = text("confidence").to_owned();
            confidence.push_str(" confidence");
            let mut letters = confidence.chars();
            let first: String = letters
                .next()
                .into_iter()
                .flat_map(char::to_uppercase)
                .collect();
            badges.push(Badge {
                text: first + letters.as_str(),
                tone: Tone::Accent,
            });
        }
        if front_matter.field("last_reviewed").is_some() {
            badges.push(reviewed(front_matter, &style.reviews, now.today));
        }
        Self {
            title: text("title").to_owned(),
            byline,
            badges,
            products: products::products(front_matter)
                .into_iter()
                .map(|product| ProductCard {
                    name: product.name,
                    url: product.url,
                })
                .collect(),
        }
    }
}

/// When the entry was reviewed, green only while that review holds.
fn reviewed(front_matter: &FrontMatter, reviews: &Reviews, today: Date) -> Badge {
    let text = |key: &str| front_matter.text(key);
    let written = text("last_reviewed").unwrap_or_default();
    let due = review::due(
        Some(written),
        (text("pillar"), text("confidence")),
        reviews,
        today,
    );
    let (text, tone) = match due.state {
        ReviewState::Never => ("Never reviewed".to_owned(), Tone::Plain),
        ReviewState::Unreadable => (format!("Reviewed {written}"), Tone::Warn),
        ReviewState::Future => (format!("Reviewed {written}, in the future"), Tone::Bad),
        ReviewState::Overdue => {
            let overdue = due.in_words(today).to_lowercase();
            (format!("Reviewed {written}, {overdue}"), Tone::Warn)
        }
        ReviewState::DueSoon | ReviewState::Fine => (format!("Reviewed {written}"), Tone::Good),
    };
    Badge { text, tone }
}

pub(super) fn lay_title(ui: &Ui, title: &str, measure: ColumnMeasure, palette: &Palette) -> Laid {
    let (size, line) = (25.0 * measure.letters, 32.0 * measure.lines);
    let mut format = style::plain(size, line, 650.0, palette.text);
    format.font_id.family = theme::serif();
    words(style::galley(
        ui,
        LayoutJob::single_section(title.to_owned(), format),
        measure.width,
    ))
}

pub(super) fn lay_empty(ui: &Ui, width: f32, palette: &Palette) -> Laid {
    let format = style::plain(13.5, 20.0, 400.0, palette.faint);
    let text = "Nothing to show yet".to_owned();
    words(style::galley(
        ui,
        LayoutJob::single_section(text, format),
        width,
    ))
}

fn words(galley: Arc<Galley>) -> Laid {
    Laid {
        height: galley.size().y,
        body: Body::Words {
            galley,
            at: Vec2::ZERO,
        },
    }
}

pub(super) fn lay_byline(ui: &Ui, header: &PageHeader, width: f32, palette: &Palette) -> Laid {
    let mut y = 0.0;
    let byline = (!header.byline.is_empty()).then(|| {
        let format = style::plain(13.0, 20.0, 400.0, palette.dim);
        let job = LayoutJob::single_section(header.byline.clone(), format);
        let galley = style::galley(ui, job, width);
        y += galley.size().y + if header.badges.is_empty() { 0.0 } else { 8.0 };
        galley
    });
    const MARGIN: Vec2 = vec2(9.0, 4.0);
    let (mut x, mut row) = (0.0, 0.0f32);
    let mut badges = Vec::with_capacity(header.badges.len());
    for badge in &header.badges {
        let format = style::plain(12.0, 16.0, 600.0, ink(badge.tone, palette).0);
        let job = LayoutJob::single_section(badge.text.clone(), format);
        let galley = style::galley(ui, job, width - 2.0 * MARGIN.x);
        let size = galley.size() + 2.0 * MARGIN;
        if x > 0.0 && x + size.x > width {
            (x, y) = (0.0, y + row + 6.0);
            row = 0.0;
        }
        badges.push((Rect::from_min_size(pos2(x, y), size), galley, badge.tone));
        x += size.x + 6.0;
        row = row.max(size.y);
    }
    Laid {
        height: y + row,
        body: Body::Byline(LaidByline { byline, badges }),
    }
}

pub(super) fn lay_card(
    ui: &Ui,
    product: Option<&ProductCard>,
    width: f32,
    palette: &Palette,
) -> Laid {
    let (name, url) = product.map_or(("", ""), |p| (&p.name, &p.url));
    let line = |text: &str, format| {
        let mut job = LayoutJob::single_section(text.to_owned(), format);
        job.wrap.max_rows = 1;
        style::galley(ui, job, width - 62.0)
    };
    let name = line(name, style::plain(14.5, 20.0, 600.0, palette.text));
    let site = line(site(url), style::plain(12.0, 18.0, 400.0, palette.dim));
    Laid {
        height: name.size().y + site.size().y + 24.0,
        body: Body::Card(LaidCard { name, site }),
    }
}

pub(super) fn print(
    paint: &mut PagePainter<'_, '_>,
    item: Option<LayoutItem>,
    laid: Laid,
    rect: Rect,
) {
    let palette = paint.palette;
    match (item, laid.body) {
        (item, Body::Words { galley, .. }) => {
            let id = paint.ui.unique_id().with("page title");
            let response = paint.ui.interact(rect, id, Sense::HOVER);
            let text = galley.text().to_owned();
            let is_title = item == Some(LayoutItem::Title);
            let role = if is_title {
                Role::Heading
            } else {
                Role::Paragraph
            };
            response.widget_info(|| WidgetInfo::labeled(role, true, &text));
            if is_title {
                let ctx = paint.ui.ctx();
                ctx.accesskit_node_builder(id, |node| node.set_level(1));
            }
            paint.ui.painter().galley(rect.min, galley, palette.text);
        }
        (_, Body::Byline(laid)) => print_byline(paint, laid, rect),
        (Some(LayoutItem::Card(number)), Body::Card(card)) => print_card(paint, number, card, rect),
        _ => {}
    }
}

fn print_byline(paint: &mut PagePainter<'_, '_>, laid: LaidByline, rect: Rect) {
    let palette = paint.palette;
    let id = paint.ui.unique_id().with("byline");
    if let Some(galley) = laid.byline {
        let place = Rect::from_min_size(rect.min, galley.size());
        let response = paint.ui.interact(place, id, Sense::HOVER);
        response.widget_info(|| WidgetInfo::labeled(Role::Paragraph, true, galley.text()));
        paint
            .ui
            .painter()
            .galley(rect.min, galley.clone(), palette.dim);
    }
    for (number, (place, galley, tone)) in laid.badges.into_iter().enumerate() {
        let place = place.translate(rect.min.to_vec2());
        let response = paint.ui.interact(place, id.with(number), Sense::HOVER);
        response.widget_info(|| WidgetInfo::labeled(Role::Paragraph, true, galley.text()));
        let (ink, fill) = ink(tone, palette);
        paint.ui.painter().rect_filled(place, 6.0, fill);
        let at = place.min + (place.size() - galley.size()) / 2.0;
        paint.ui.painter().galley(at, galley.clone(), ink);
    }
}

fn print_card(paint: &mut PagePainter<'_, '_>, number: usize, card: LaidCard, rect: Rect) {
    let palette = paint.palette;
    let Some(product) = paint.view.header.products.get(number) else {
        return;
    };
    let id = paint.ui.unique_id().with(("card", number));
    let response = paint.ui.interact(rect, id, Sense::click());
    let name = [product.name.trim(), product.url.trim(), "Product"]
        .into_iter()
        .find(|it| !it.is_empty());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, name.unwrap_or_default()));
    let painter = paint.ui.painter();
    let fill = if response.hovered() {
        palette.hover
    } else {
        palette.card
    };
    let edge = if response.has_focus() {
        Stroke::new(2.0, palette.accent)
    } else {
        Stroke::new(1.0, palette.line)
    };
    painter.rect(rect, 10.0, fill, edge, StrokeKind::Inside);
    let at = rect.min + vec2(16.0, 12.0);
    let under = at + vec2(0.0, card.name.size().y);
    painter.galley(at, card.name, palette.text);
    painter.galley(under, card.site, palette.dim);
    let icon = char::from(lucide_icons::Icon::ExternalLink);
    let font = FontId::new(16.0, theme::icons());
    let right = rect.right_center() - vec2(16.0, 0.0);
    painter.text(right, Align2::RIGHT_CENTER, icon, font, palette.faint);
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        paint.out.push(Clicked::Link(product.url.clone()));
    }
}

/// The colours of a badge: its words and its ground.
fn ink(tone: Tone, palette: &Palette) -> (Color32, Color32) {
    match tone {
        Tone::Plain => (palette.dim, palette.hover),
        Tone::Accent => (palette.accent, palette.accent_soft),
        Tone::Good => (palette.good, palette.good_soft),
        Tone::Warn => (palette.warn, palette.warn_soft),
        Tone::Bad => (palette.bad, palette.bad_soft),
    }
}

/// The part of an address a reader knows: the site.
fn site(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_names_the_site_it_leads_to() {
        assert_eq!(site("https://www.example.org/a?b=c"), "example.org");
        assert_eq!(site("example.org"), "example.org");
        assert_eq!(site(""), "");
    }
}
