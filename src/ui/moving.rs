//! Where the keys go: wishes for the focus, F6 round the panes, Escape back to the text.

use egui::{Context, Popup, Rect, pos2};

use super::{App, library_pane, pane_layout};
use crate::desk::{Command, EditCommand, Selection, Spot};

/// A pane that F6 stops at.
#[derive(Clone, Copy)]
enum Pane {
    Library,
    Text(Selection),
    Review,
    Proof,
    Works,
    Settle,
    Right,
}

impl App {
    /// A wish for the focus that was not obeyed yet.
    pub(super) fn focus_wish(&mut self, ctx: &Context) -> Option<Spot> {
        let focus = self.desk.focus();
        if focus.count == self.obeyed {
            return None;
        }
        self.obeyed = focus.count;
        if focus.on == Spot::Filter && self.desk.shows_queue() {
            self.review.focus_filter();
        } else if focus.on == Spot::Filter {
            ctx.memory_mut(|memory| memory.request_focus(library_pane::LibraryPane::filter_id()));
        }
        if focus.on == Spot::Search {
            self.right.focus_search();
        }
        Some(focus.on)
    }

    /// F6 goes round the panes that are there: library, text, right pane.
    pub(super) fn move_panes(
        &mut self,
        ctx: &Context,
        areas: &pane_layout::Areas,
        wish: Option<Spot>,
    ) {
        let by = match wish {
            Some(Spot::NextPane) => 1,
            Some(Spot::PreviousPane) => -1,
            _ => return,
        };
        let text = self.desk.shown().map(|entry| entry.selection);
        let panes: Vec<(Rect, Pane)> = [
            areas.library.map(|rect| (rect, Pane::Library)),
            if self.desk.is_reviewing() {
                Some((areas.entry, Pane::Review))
            } else if self.desk.is_proofing() {
                Some((areas.entry, Pane::Proof))
            } else if self.desk.shows_bibliography() {
                Some((areas.entry, Pane::Works))
            } else if self.desk.resolving().is_some() {
                Some((areas.entry, Pane::Settle))
            } else {
                text.map(|selection| (areas.entry, Pane::Text(selection)))
            },
            areas.right.map(|rect| (rect, Pane::Right)),
        ]
        .into_iter()
        .flatten()
        .collect();
        let focused = ctx.memory(|memory| memory.focused());
        let place = focused
            .and_then(|id| ctx.read_response(id))
            .map(|it| it.rect.center());
        let here = place.and_then(|place| {
            let mut panes = panes.iter();
            panes.position(|(rect, _)| rect.contains(pos2(place.x, rect.center().y)))
        });
        // From nowhere the text is next.
        let to = match here {
            Some(here) => (here as isize + by).rem_euclid(panes.len() as isize) as usize,
            None => usize::from(areas.library.is_some() && panes.len() > 1),
        };
        match panes.get(to).map(|(_, pane)| *pane) {
            Some(Pane::Library) => {
                let id = if self.desk.lines().is_empty() {
                    library_pane::LibraryPane::filter_id()
                } else {
                    library_pane::LibraryPane::list_id()
                };
                ctx.memory_mut(|memory| memory.request_focus(id));
            }
            Some(Pane::Text(selection)) => {
                self.perform(ctx, Command::Edit(EditCommand::PlaceCaret(selection)))
            }
            Some(Pane::Review) => self.review.take_focus(),
            Some(Pane::Proof) => self.proof.take_focus(),
            Some(Pane::Works) => self.works.take_focus(),
            Some(Pane::Settle) => self.settle.take_focus(),
            Some(Pane::Right) => self.right.take_focus(),
            None => {}
        }
        ctx.request_repaint();
    }

    /// Nothing lies over the panes that Escape would close.
    pub(super) fn nothing_is_over(&self, ctx: &Context) -> bool {
        let desk = &self.desk;
        desk.dialog().is_none() && desk.question().is_none() && !Popup::is_any_open(ctx)
    }

    /// Was the person last in the text, or in a room that knows by itself where they were?
    pub(super) fn was_in_text(&self) -> bool {
        let latest = self.focus.latest();
        let has_room = self.desk.is_reviewing()
            || self.desk.is_proofing()
            || self.desk.shows_bibliography()
            || self.desk.resolving().is_some();
        has_room || latest.is_none() || latest == self.entry.text_id()
    }

    /// The focus goes back from the menus to where it was.
    pub(super) fn leave_menus(&mut self, ctx: &Context) {
        if let Some(focused) = ctx.memory(|memory| memory.focused()) {
            ctx.memory_mut(|memory| memory.surrender_focus(focused));
        }
        if self.was_in_text() {
            self.desk.go_to_caret();
        }
    }

    /// Escape where nothing else took it: from beside the text back to the caret, from a heading to where one was before.
    pub(super) fn escape(&mut self, ctx: &Context) {
        if !self.entry.in_text() {
            self.desk.go_to_caret();
        } else if let Some(selection) = self.entry.left_for_heading(&self.desk) {
            self.perform(ctx, Command::Edit(EditCommand::PlaceCaret(selection)));
        }
    }
}
