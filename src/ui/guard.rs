//! A mistake of the program while a pane is drawn costs that pane and not the window.
//!
//! The pane says so and is drawn again when the person asks for it, or when another entry is shown. What it asked for before
//! the mistake is done all the same: it may be what was typed. egui’s own locks are let go of as the mistake passes through
//! them, and every pane is drawn into a part of the window of its own, so nothing half drawn is left for the next frame.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use egui::{Button, Context, Id, Modal, ScrollArea, Ui, UiBuilder};

use super::theme;
use crate::library::EntryKey;

/// The panes that met a mistake.
#[derive(Default)]
pub struct Guard {
    failed: HashMap<&'static str, Failed>,
    /// Where a test wants a mistake to be met, and how often.
    planted: Option<(&'static str, usize)>,
}

/// A pane that met a mistake.
struct Failed {
    /// The entry shown then.
    entry: Option<EntryKey>,
    /// How often it did so with that entry.
    times: usize,
    /// It is not drawn until the person wants to try again.
    waits: bool,
}

impl Guard {
    /// Draws a pane; how often it has met a mistake with this entry, if it did so just now.
    pub fn pane(
        &mut self,
        ui: &mut Ui,
        name: &'static str,
        entry: Option<&EntryKey>,
        draw: impl FnOnce(&mut Ui),
    ) -> Option<usize> {
        let failed = if self.waits(name, entry) {
            None
        } else {
            let rect = ui.max_rect();
            let drawn = catch_unwind(AssertUnwindSafe(|| {
                let child = UiBuilder::new().id_salt("pane").max_rect(rect);
                ui.scope_builder(child, |ui| {
                    draw(ui);
                    self.meet_planted(ui.ctx(), name);
                });
            }));
            drawn.is_err().then(|| self.note(name, entry))
        };
        if failed.is_some() {
            ui.ctx().request_repaint();
        }
        if self.waits(name, entry) {
            let rect = ui.max_rect();
            let child = UiBuilder::new().id_salt("mistake").max_rect(rect);
            ui.scope_builder(child, |ui| {
                ui.painter().rect_filled(rect, 0.0, theme::palette(ui).page);
                if message(ui, rect.height() < 60.0, "This pane met a mistake") {
                    self.try_again(name);
                }
            });
        }
        failed
    }

    /// Draws what floats above the panes, such as a dialog. `true` where it met a mistake and the person wants it closed.
    pub fn floating(&mut self, ctx: &Context, name: &'static str, draw: impl FnOnce()) -> bool {
        if !self.waits(name, None) {
            let drawn = catch_unwind(AssertUnwindSafe(|| {
                draw();
                self.meet_planted(ctx, name);
            }));
            if drawn.is_ok() {
                return false;
            }
            self.note(name, None);
            ctx.request_repaint();
        }
        let id = Id::unique(("mistake", name));
        let area = Modal::default_area(id).accessible_name("A mistake");
        let modal = Modal::new(id)
            .area(area)
            .frame(super::dialogs::dialog_frame(ctx))
            .show(ctx, |ui| {
                ui.set_width(420.0);
                super::widgets::modal(ui, None);
                if message(ui, false, "What was to be shown here met a mistake") {
                    self.try_again(name);
                }
                ui.button("Close").clicked()
            });
        let is_closed = modal.inner || modal.should_close();
        if is_closed {
            self.failed.remove(name);
        }
        is_closed
    }

    /// The pane is drawn again, as it shows something else now.
    pub fn forget(&mut self, name: &str) {
        self.failed.remove(name);
    }

    /// Has a pane meet a mistake the next so many times it is drawn. For tests.
    pub fn plant(&mut self, name: &'static str, times: usize) {
        self.planted = Some((name, times));
    }

    /// A pane that failed with another entry is tried again by itself.
    fn waits(&mut self, name: &str, entry: Option<&EntryKey>) -> bool {
        if self
            .failed
            .get(name)
            .is_some_and(|failed| failed.entry.as_ref() != entry)
        {
            self.failed.remove(name);
        }
        self.failed.get(name).is_some_and(|failed| failed.waits)
    }

    fn note(&mut self, name: &'static str, entry: Option<&EntryKey>) -> usize {
        log::error!("the pane “{name}” met a mistake while it was drawn");
        let failed = self.failed.entry(name).or_insert(Failed {
            entry: entry.cloned(),
            times: 0,
            waits: true,
        });
        failed.times += 1;
        failed.waits = true;
        failed.times
    }

    fn try_again(&mut self, name: &str) {
        if let Some(failed) = self.failed.get_mut(name) {
            failed.waits = false;
        }
    }

    /// The mistake is met where it would do most harm: with a lock of egui’s held.
    fn meet_planted(&mut self, ctx: &Context, name: &str) {
        if let Some((planted, times)) = &mut self.planted
            && *planted == name
            && *times > 0
        {
            *times -= 1;
            ctx.memory_mut(|_| std::panic::panic_any("a mistake planted by a test"));
        }
    }
}

/// What is said; whether it is to be tried again.
fn message(ui: &mut Ui, is_low: bool, what: &str) -> bool {
    let p = theme::palette(ui);
    let more =
        "Your text is safe in the journal, and can be saved as ever. A report lies beside the log";
    if is_low {
        let row = ui.horizontal_centered(|ui| {
            ui.add_space(16.0);
            ui.label(theme::small(format!("{what}. Your text is safe"), p.warn));
            ui.button("Try again").clicked()
        });
        return row.inner;
    }
    let area = ScrollArea::vertical().id_salt("mistake").show(ui, |ui| {
        ui.add_space(24.0);
        let lines = ui.vertical_centered(|ui| {
            ui.label(theme::weight(what, 600.0).color(p.warn));
            ui.label(theme::small(more, p.dim));
            ui.add_space(8.0);
            ui.add(Button::new("Try again")).clicked()
        });
        lines.inner
    });
    area.inner
}
