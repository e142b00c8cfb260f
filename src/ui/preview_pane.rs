//! The preview pane: the entry shown as the page it will be, headed by its front matter.

use std::cell::RefCell;

use egui::{Context, Ui};

use super::pictures::Pictures;
use super::preview::{Clicked, PageHeader, PageView, Preview};
use super::theme;
use crate::desk::effect::{Picture, PictureError};
use crate::desk::{Command, Desk, EditCommand, Moment, Selection, ViewCommand};
use crate::library::EntryKey;

/// What the pane keeps from frame to frame.
#[derive(Default)]
pub struct PreviewPane {
    preview: Option<(EntryKey, Preview)>,
    pictures: Pictures,
}

impl PreviewPane {
    pub fn show(&mut self, ui: &mut Ui, desk: &Desk, now: Moment, out: &mut Vec<Command>) {
        let Some(entry) = desk.shown() else {
            ui.add_space(8.0);
            ui.vertical_centered(|ui| {
                ui.label(theme::small(
                    "The page appears here as it will be published",
                    theme::palette(ui).faint,
                ))
            });
            return;
        };
        if !desk.shows_page() {
            ui.add_space(8.0);
            ui.vertical_centered(|ui| {
                let words = "This file is no page, so nothing of it is published";
                ui.label(theme::small(words, theme::palette(ui).faint))
            });
            return;
        }
        let mut preview = match self.preview.take() {
            Some((key, preview)) if key == entry.key => preview,
            _ => Preview::default(),
        };
        let header = PageHeader::of(entry, desk.style(), now);
        let drawn = RefCell::new(Vec::new());
        let images = |target: &str| {
            drawn.borrow_mut().push(target.to_owned());
            self.pictures.state(&entry.key, target)
        };
        let view = PageView {
            text: entry.text(),
            page: &entry.reading().page,
            revision: entry.step().0,
            header: &header,
            caret: Some(entry.selection.head),
            images: &images,
        };
        let mut clicked = Vec::new();
        preview.show(ui, &view, &mut clicked);
        let wanted = self.pictures.were_drawn(&entry.key, drawn.into_inner());
        let wanted = wanted.into_iter().map(ViewCommand::WantImage);
        out.extend(wanted.map(Command::from));
        for click in clicked {
            match click {
                Clicked::Place(at) => {
                    out.push(Command::Edit(EditCommand::PlaceCaret(Selection::caret(at))))
                }
                Clicked::Link(url) => out.push(Command::View(ViewCommand::OpenLink(url))),
            }
        }
        self.preview = Some((entry.key.clone(), preview));
    }

    /// Takes a picture that was read, or the reason why there is none.
    pub fn take_image(
        &mut self,
        ctx: &Context,
        key: EntryKey,
        target: String,
        picture: Result<Picture, PictureError>,
    ) {
        self.pictures.take(ctx, key, target, picture);
    }

    /// Forgets all pictures, as when another folder was opened.
    pub fn forget_images(&mut self) {
        self.pictures = Pictures::default();
    }
}
