//! The right pane: preview, sources, findings, changes or history, with its switch.
//!
//! Knows nothing of: how a page or a difference is drawn.

use std::cell::RefCell;

use egui::{Context, Ui, UiBuilder, vec2};

use super::changes_pane::ChangesPane;
use super::findings_pane::FindingsPane;
use super::history_pane::HistoryPane;
use super::pictures::Pictures;
use super::preview::{Badge, Clicked, PageHeader, PageView, Preview, ProductCard, Tone};
use super::sources_pane::{Keys, SourcesPane};
use super::theme;
use crate::desk::effect::{Picture, PictureError};
use crate::desk::{
    self, Command, CommandId, Desk, EditCommand, Moment, OpenEntry, Selection, ViewCommand,
};
use crate::entry::dates::DateForm;
use crate::entry::products;
use crate::library::EntryKey;

/// What the pane keeps from frame to frame.
#[derive(Default)]
pub struct RightPane {
    preview: Option<(EntryKey, Preview)>,
    changes: ChangesPane,
    sources: SourcesPane,
    findings: FindingsPane,
    history: HistoryPane,
    pictures: Pictures,
    /// The switch takes the focus when it is drawn next.
    wants_focus: bool,
}

/// In less room than this the tabs stand closer.
const TABS: f32 = 390.0;

impl RightPane {
    pub fn show(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        now: Moment,
        keys: Keys,
        out: &mut Vec<Command>,
    ) {
        let p = theme::palette(ui);
        ui.painter().rect_filled(ui.max_rect(), 0.0, p.card);
        let rect = ui.max_rect();
        let (head, body) = rect.split_top_bottom_at_y(rect.top() + 42.0);
        ui.scope_builder(
            UiBuilder::new().max_rect(head.shrink2(vec2(16.0, 6.0))),
            |ui| {
                ui.horizontal_centered(|ui| {
                    let is_narrow = ui.available_width() < TABS;
                    let size = if is_narrow { 11.5 } else { 12.5 };
                    if is_narrow {
                        ui.spacing_mut().item_spacing.x = 1.0;
                        ui.spacing_mut().button_padding.x = 4.0;
                    }
                    for (id, pane) in [
                        (CommandId::ShowPreview, desk::RightPane::Preview),
                        (CommandId::ShowSources, desk::RightPane::Sources),
                        (CommandId::ShowFindings, desk::RightPane::Findings),
                        (CommandId::ShowChanges, desk::RightPane::Changes),
                        (CommandId::ShowHistory, desk::RightPane::History),
                    ] {
                        let on = desk.view().right == pane;
                        let response = ui.selectable_label(
                            on,
                            theme::weight(id.label(), if on { 600.0 } else { 450.0 }).size(size),
                        );
                        if on && std::mem::take(&mut self.wants_focus) {
                            response.request_focus();
                        }
                        if response.clicked() {
                            out.push(id.into());
                        }
                    }
                });
            },
        );
        match desk.view().right {
            desk::RightPane::Preview => {
                ui.scope_builder(UiBuilder::new().max_rect(body), |ui| {
                    self.preview(ui, desk, now, out)
                });
            }
            desk::RightPane::Sources => {
                ui.scope_builder(
                    UiBuilder::new().max_rect(body.shrink2(vec2(16.0, 4.0))),
                    |ui| {
                        self.sources.show(ui, desk, keys, out);
                    },
                );
            }
            desk::RightPane::Findings => {
                ui.scope_builder(
                    UiBuilder::new().max_rect(body.shrink2(vec2(16.0, 4.0))),
                    |ui| {
                        self.findings.show(ui, desk, out);
                    },
                );
            }
            desk::RightPane::Changes => {
                ui.scope_builder(
                    UiBuilder::new().max_rect(body.shrink2(vec2(16.0, 4.0))),
                    |ui| {
                        self.changes.show(ui, desk, out);
                    },
                );
            }
            desk::RightPane::History => {
                ui.scope_builder(
                    UiBuilder::new().max_rect(body.shrink2(vec2(16.0, 4.0))),
                    |ui| {
                        self.history.show(ui, desk, now, out);
                    },
                );
            }
        }
    }

    fn preview(&mut self, ui: &mut Ui, desk: &Desk, now: Moment, out: &mut Vec<Command>) {
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
        let header = header(entry, desk.style().date_form, now);
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

    /// Puts the focus on the pane's switch, from where Tab goes on into what it shows.
    pub fn take_focus(&mut self) {
        self.wants_focus = true;
    }

    /// Forgets all pictures, as when another folder was opened.
    pub fn forget_images(&mut self) {
        self.pictures = Pictures::default();
    }
}

/// The head of the page from the front matter.
fn header(entry: &OpenEntry, form: DateForm, now: Moment) -> PageHeader {
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
        let reviewed = text("last_reviewed");
        let (text, tone) = match form.parse(reviewed) {
            _ if reviewed.is_empty() => ("Never reviewed".to_owned(), Tone::Plain),
            Some(date) if date > now.today => {
                (format!("Reviewed {reviewed}, in the future"), Tone::Bad)
            }
            Some(_) => (format!("Reviewed {reviewed}"), Tone::Good),
            None => (format!("Reviewed {reviewed}"), Tone::Warn),
        };
        badges.push(Badge { text, tone });
    }
    PageHeader {
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
