//! The preview pane: the entry shown as the page it will be, headed by its front matter.

use std::cell::RefCell;

use egui::containers::menu::menu_style;
use egui::{Align, Context, Id, Layout, Popup, PopupKind, Pos2, Ui};

use super::findings_pane::{self, finding_menu};
use super::pictures::Pictures;
use super::preview::{Clicked, MarkLook, PageHeader, PageMark, PageView, Preview};
use super::theme::{self, Palette};
use crate::checks::Level;
use crate::desk::effect::{Picture, PictureError};
use crate::desk::{Command, Desk, EditCommand, Moment, Selection, ShownFinding, ViewCommand};
use crate::library::EntryKey;

/// What the pane keeps from frame to frame.
#[derive(Default)]
pub struct PreviewPane {
    preview: Option<(EntryKey, Preview)>,
    /// The finding whose menu is open, and where.
    menu: Option<(usize, Pos2)>,
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
        let findings = desk.findings_here();
        let p = theme::palette(ui);
        let marks: Vec<PageMark> = findings
            .iter()
            .filter(|it| it.finding.is_about_a_word())
            .map(|it| mark_of(it, p))
            .collect();
        let view = PageView {
            text: entry.text(),
            page: &entry.reading().page,
            revision: entry.step().0,
            header: &header,
            caret: Some(entry.selection.head),
            marks: &marks,
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
                Clicked::Menu(at, pos) => {
                    let at_place = |it: &&ShownFinding<'_>| it.range.contains(&at);
                    let narrowest = findings.iter().filter(at_place);
                    let narrowest = narrowest.min_by_key(|it| it.range.len());
                    self.menu = narrowest.map(|it| (it.index, pos));
                }
            }
        }
        self.preview = Some((entry.key.clone(), preview));
        self.finding_menu(ui, desk, &findings, out);
    }

    fn finding_menu(
        &mut self,
        ui: &Ui,
        desk: &Desk,
        findings: &[ShownFinding<'_>],
        out: &mut Vec<Command>,
    ) {
        let Some((index, at)) = self.menu else { return };
        let shown = findings.iter().find(|it| it.index == index);
        let mut is_open = shown.is_some();
        if let Some(shown) = shown {
            Popup::new(
                Id::unique("menu of a finding"),
                ui.ctx().clone(),
                at,
                ui.layer_id(),
            )
            .kind(PopupKind::Menu)
            .style(menu_style)
            .layout(Layout::top_down_justified(Align::Min))
            .open_bool(&mut is_open)
            .show(|ui| finding_menu(ui, desk, shown, out));
        }
        if !is_open {
            self.menu = None;
        }
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

/// How the page marks a word that is doubted.
fn mark_of(shown: &ShownFinding<'_>, p: &Palette) -> PageMark {
    let level = shown.finding.level;
    PageMark {
        range: shown.range.clone(),
        look: if level == Level::Note {
            MarkLook::Dots
        } else {
            MarkLook::Wave
        },
        colour: findings_pane::colour(level, p),
    }
}
