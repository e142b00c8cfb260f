//! What an item of the page is once it is laid out, and how far blocks are set in.

use std::sync::Arc;

use egui::{Galley, Rect, Vec2};

use super::{ImageState, PageView, Tone};
use crate::entry::page::Block;

pub(super) const LIST_STEP: f32 = 24.0;
const QUOTE_STEP: f32 = 18.0;
/// An item that has been laid out in this frame. Galleys are never kept longer: the fonts forget what they are made of.
pub(super) struct Laid {
    pub height: f32,
    pub body: Body,
}

pub(super) enum Body {
    /// Words at a place of the block.
    Words {
        galley: Arc<Galley>,
        at: Vec2,
    },
    Rule,
    Row(Vec<LaidCell>),
    Image {
        caption: Arc<Galley>,
        state: ImageState,
        size: Vec2,
        indent: f32,
    },
    Byline(LaidByline),
    Card(LaidCard),
}

/// The byline and where the badges under it stand.
pub(super) struct LaidByline {
    pub byline: Option<Arc<Galley>>,
    pub badges: Vec<(Rect, Arc<Galley>, Tone)>,
}

/// A product's name and the site it leads to.
pub(super) struct LaidCard {
    pub name: Arc<Galley>,
    pub site: Arc<Galley>,
}

/// A cell that has been laid out.
pub(super) struct LaidCell {
    pub galley: Arc<Galley>,
    /// Where its words are anchored, and the edges of its column, from the left edge of the block.
    pub anchor: f32,
    pub left: f32,
    pub right: f32,
}

/// How far the words of a block are set in.
pub(super) fn indent(block: &Block, width: f32) -> f32 {
    let steps = (0..block.depth.min(32))
        .map(|depth| step(block, depth))
        .sum::<f32>();
    steps.min(width * 0.5)
}

pub(super) fn step(block: &Block, depth: u16) -> f32 {
    if block.quoted_at(depth) {
        QUOTE_STEP
    } else {
        LIST_STEP
    }
}

pub(super) fn next_joins(view: &PageView<'_>, number: usize) -> bool {
    let next = view.page.blocks.get(number + 1);
    next.is_some_and(|next| next.joined)
}
