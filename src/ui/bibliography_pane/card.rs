//! The card of one work: what it is, where its records differ, what is likely the same work, which entries list it,
//! and what they say about it.

use egui::text::LayoutJob;
use egui::{Id, ScrollArea, Stroke, TextEdit, Ui};

use crate::desk::{BibliographyCommand, Command, Desk, LibraryCommand, ViewCommand};
use crate::entry::sources::SourceField;
use crate::library::Bibliography;
use crate::library::bibliography::{Discrepancy, Likely, Variant, field_text};
use crate::references::Record;
use crate::ui::focus;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets;

/// What the card keeps from frame to frame.
#[derive(Default)]
pub(super) struct WorkCard {
    /// The work it shows, of which reading; what belongs to another is forgotten.
    of: Option<(usize, usize)>,
    differences: Vec<Discrepancy>,
    /// The field that is being corrected everywhere, and its value so far.
    correcting: Option<(SourceField, String)>,
    /// The field of the value takes the focus.
    wants_focus: bool,
    /// So many entries and sentences are drawn.
    listings: usize,
    sentences: usize,
}

/// Entries that are named, and sentences that are drawn, before more are asked for.
const LISTINGS: usize = 12;
const SENTENCES: usize = 200;
/// Entries that a variant names.
const NAMED: usize = 3;

impl WorkCard {
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        read: &std::sync::Arc<Bibliography>,
        work: usize,
        out: &mut Vec<Command>,
    ) {
        let Some(told) = read.works().get(work) else {
            return;
        };
        let of = (std::sync::Arc::as_ptr(read) as usize, work);
        if self.of != Some(of) {
            let is_other = self.of.is_none_or(|(_, before)| before != work);
            *self = Self {
                of: Some(of),
                differences: read.differences(work),
                correcting: self.correcting.take().filter(|_| !is_other),
                wants_focus: false,
                listings: LISTINGS,
                sentences: SENTENCES,
            };
        }
        let p = theme::palette(ui);
        ScrollArea::vertical()
            .id_salt(("work", work))
            .auto_shrink(false)
            .show(ui, |ui| {
                ui.set_width(ui.available_width() - 6.0);
                identification(ui, &told.record, p, out);
                self.correct(ui, &told.record, work, p, out);
                self.show_differences(ui, desk, read, work, p, out);
                let likely = desk.bibliography().likely().iter();
                let likely: Vec<&Likely> = likely
                    .filter(|it| it.works.0 == work || it.works.1 == work)
                    .collect();
                if !likely.is_empty() {
                    section(ui, "Likely duplicates");
                    for pair in likely {
                        show_pair(ui, read, work, pair, p, out);
                    }
                }
                self.show_listings(ui, desk, read, work, p, out);
                self.show_sentences(ui, desk, p, out);
                ui.add_space(24.0);
                focus::follow(ui);
            });
    }

    /// A field that is given one value everywhere.
    fn correct(
        &mut self,
        ui: &mut Ui,
        record: &Record,
        work: usize,
        p: &Palette,
        out: &mut Vec<Command>,
    ) {
        ui.add_space(6.0);
        let Some((field, value)) = &mut self.correcting else {
            ui.menu_button("Correct a field everywhere…", |ui| {
                for field in SourceField::ALL
                    .into_iter()
                    .filter(|it| *it != SourceField::Accessed)
                {
                    if ui.button(field.label()).clicked() {
                        let value = field_text(record, field).unwrap_or_default().into_owned();
                        self.correcting = Some((field, value));
                        self.wants_focus = true;
                        ui.close();
                    }
                }
            });
            return;
        };
        let field = *field;
        let mut is_done = false;
        ui.label(theme::small(
            format!("{} in all entries", field.label()),
            p.dim,
        ));
        let response = ui.add(
            TextEdit::singleline(value)
                .id(Id::unique("corrected value"))
                .desired_width(ui.available_width() - 8.0)
                .margin(egui::Margin::symmetric(8, 4)),
        );
        widgets::label(&response, &format!("{} in all entries", field.label()));
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        let entered =
            response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        ui.horizontal(|ui| {
            if ui.button("Look at the change").clicked() || entered {
                out.push(Command::Bibliography(BibliographyCommand::Correct {
                    work,
                    field,
                    value: value.clone(),
                }));
                is_done = true;
            }
            is_done |= ui.button("Leave it").clicked();
        });
        if is_done {
            self.correcting = None;
        }
    }

    fn show_differences(
        &self,
        ui: &mut Ui,
        desk: &Desk,
        read: &Bibliography,
        work: usize,
        p: &Palette,
        out: &mut Vec<Command>,
    ) {
        if self.differences.is_empty() {
            return;
        }
        section(ui, "Where its records differ");
        for difference in &self.differences {
            ui.label(theme::weight(difference.field.label(), 600.0).size(12.5));
            for variant in &difference.variants {
                paper(ui, p, |ui| {
                    ui.label(variant.text.as_str());
                    ui.horizontal_wrapped(|ui| {
                        ui.label(theme::small(entries_of(desk, read, work, variant), p.dim));
                        let button = widgets::small_button(ui, "Make all agree with this");
                        widgets::named(
                            &button,
                            &format!(
                                "Make the {} agree with {}",
                                difference.field.label(),
                                variant.text
                            ),
                        );
                        if button.clicked()
                            && let Some(like) = variant.listings.first()
                        {
                            out.push(Command::Bibliography(BibliographyCommand::Agree {
                                work,
                                like: *like,
                                fields: vec![difference.field],
                            }));
                        }
                    });
                });
            }
            ui.add_space(4.0);
        }
    }

    /// Everything that is said about the work, one sentence below the other.
    fn show_sentences(&mut self, ui: &mut Ui, desk: &Desk, p: &Palette, out: &mut Vec<Command>) {
        section(ui, "What the entries say about it");
        let Some(sentences) = desk.bibliography().sentences() else {
            ui.label(theme::small("Looking for its mentions", p.dim));
            return;
        };
        if sentences.is_empty() {
            ui.label(theme::small("No entry mentions it in its prose", p.dim));
        }
        for sentence in sentences.iter().take(self.sentences) {
            let title = desk.title_of(&sentence.entry);
            let link = ui.link(theme::small(title, p.accent));
            let mut job = LayoutJob::default();
            job.wrap.max_width = ui.available_width();
            let mut part = |range: std::ops::Range<usize>, weight| {
                let words = sentence.text.get(range).unwrap_or_default();
                job.append(words, 0.0, widgets::plain(13.0, weight, p.text));
            };
            part(0..sentence.citation.start, 400.0);
            part(sentence.citation.clone(), 650.0);
            part(sentence.citation.end..sentence.text.len(), 400.0);
            let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
            ui.label(galley);
            if link.clicked() {
                out.push(Command::Library(LibraryCommand::Show {
                    entry: sentence.entry.clone(),
                    at: Some(sentence.at),
                }));
            }
            ui.add_space(6.0);
        }
        if sentences.len() > self.sentences
            && ui
                .button(format!("Show more of {}", sentences.len()))
                .clicked()
        {
            self.sentences += SENTENCES;
        }
    }

    fn show_listings(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        read: &Bibliography,
        work: usize,
        p: &Palette,
        out: &mut Vec<Command>,
    ) {
        let listings = read.listings(work);
        section(
            ui,
            &match listings.len() {
                1 => "Listed once".to_owned(),
                n => format!("Listed {n} times"),
            },
        );
        let differs = !self.differences.is_empty();
        for (index, listing) in listings.iter().enumerate().take(self.listings) {
            ui.horizontal(|ui| {
                let title = desk.title_of(&listing.entry);
                let room = ui.available_width() - if differs { 190.0 } else { 90.0 };
                let words = widgets::one_line(&title, room, widgets::plain(13.0, 400.0, p.accent));
                let galley = ui.fonts_mut(|fonts| fonts.layout_job(words));
                let link = ui.link(galley);
                let spoken = format!("{title}, source {}", listing.number);
                link.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::Role::Link, true, spoken.as_str())
                });
                if link.clicked() {
                    out.push(Command::Library(LibraryCommand::Show {
                        entry: listing.entry.clone(),
                        at: Some(listing.at),
                    }));
                }
                ui.label(theme::small(format!("source {}", listing.number), p.dim));
                if differs {
                    let button = widgets::small_button(ui, "Make all agree");
                    widgets::named(
                        &button,
                        &format!("Make all records agree with that of {title}"),
                    );
                    if button.clicked() {
                        out.push(Command::Bibliography(BibliographyCommand::Agree {
                            work,
                            like: index,
                            fields: SourceField::ALL.to_vec(),
                        }));
                    }
                }
            });
        }
        if listings.len() > self.listings
            && ui
                .button(format!("Show more of {} entries", listings.len()))
                .clicked()
        {
            self.listings += SENTENCES;
        }
    }
}

/// What the work is, with its pages in the web.
fn identification(ui: &mut Ui, record: &Record, p: &Palette, out: &mut Vec<Command>) {
    let says = |field| field_text(record, field).unwrap_or_default();
    let title = says(SourceField::Title);
    let title = if title.is_empty() { "No title" } else { &title };
    let heading = ui.label(theme::weight(title, 650.0).size(16.0));
    widgets::heading(&heading, title, 2);
    let year = says(SourceField::Year);
    let year = if year.is_empty() {
        year
    } else {
        format!("({year})").into()
    };
    ui.label(format!("{} {year}", says(SourceField::Authors)).trim());
    let place = [
        SourceField::Container,
        SourceField::Volume,
        SourceField::Pages,
    ]
    .map(says);
    let place: Vec<&str> = place
        .iter()
        .map(|it| &**it)
        .filter(|it| !it.is_empty())
        .collect();
    ui.label(theme::small(place.join(", "), p.dim));
    ui.horizontal_wrapped(|ui| {
        let pages = [
            (
                SourceField::Pmid,
                record
                    .pmid
                    .as_ref()
                    .map(|it| format!("https://pubmed.ncbi.nlm.nih.gov/{it}/")),
            ),
            (
                SourceField::Doi,
                record
                    .doi
                    .as_ref()
                    .map(|it| format!("https://doi.org/{it}")),
            ),
            (SourceField::Url, record.url.clone()),
        ];
        for (field, page) in pages {
            let Some(page) = page else { continue };
            let label = format!("{} {}", field.label(), says(field));
            if ui.link(theme::small(label, p.accent)).clicked() {
                out.push(Command::View(ViewCommand::OpenLink(page)));
            }
        }
    });
}

/// Two works side by side, the reason why they are likely one, and what can be done.
fn show_pair(
    ui: &mut Ui,
    read: &Bibliography,
    work: usize,
    pair: &Likely,
    p: &Palette,
    out: &mut Vec<Command>,
) {
    let other = if pair.works.0 == work {
        pair.works.1
    } else {
        pair.works.0
    };
    let (Some(one), Some(two)) = (read.works().get(work), read.works().get(other)) else {
        return;
    };
    paper(ui, p, |ui| {
        ui.label(
            theme::weight(pair.reason.to_string(), 550.0)
                .size(theme::SMALL)
                .color(p.warn),
        );
        ui.columns(2, |columns| {
            for (ui, (name, told)) in columns
                .iter_mut()
                .zip([("This work", one), ("The other", two)])
            {
                // A column would stretch its words over the whole width.
                ui.vertical(|ui| {
                    ui.label(theme::small(format!("{name}, in {}", told.texts), p.dim));
                    for field in SourceField::ALL {
                        if let Some(said) = field_text(&told.record, field) {
                            ui.label(theme::small(format!("{}: {said}", field.label()), p.text));
                        }
                    }
                });
            }
        });
        ui.horizontal_wrapped(|ui| {
            let mut ask = |label: &str, command| {
                if widgets::small_button(ui, label).clicked() {
                    out.push(Command::Bibliography(command));
                }
            };
            ask(
                "List both as this one…",
                BibliographyCommand::Join { like: work, other },
            );
            ask(
                "List both as the other…",
                BibliographyCommand::Join {
                    like: other,
                    other: work,
                },
            );
            ask("Not a duplicate", BibliographyCommand::Apart(work, other));
            ask("Look at the other", BibliographyCommand::Choose(other));
        });
    });
}

/// "in 3 entries: A; B; C".
fn entries_of(desk: &Desk, read: &Bibliography, work: usize, variant: &Variant) -> String {
    let listings = read.listings(work);
    let of = variant.listings.iter();
    let named: Vec<String> = of
        .filter_map(|index| listings.get(*index))
        .take(NAMED)
        .map(|listing| desk.title_of(&listing.entry))
        .collect();
    let more = if variant.listings.len() > NAMED {
        "; …"
    } else {
        ""
    };
    let count = match variant.listings.len() {
        1 => "In 1 entry".to_owned(),
        n => format!("In {n} source lines"),
    };
    format!("{count}: {}{more}", named.join("; "))
}

fn section(ui: &mut Ui, title: &str) {
    ui.add_space(14.0);
    widgets::pane_title(ui, title);
    ui.add_space(2.0);
}

fn paper(ui: &mut Ui, p: &Palette, draw: impl FnOnce(&mut Ui)) {
    egui::Frame::new()
        .fill(p.card)
        .stroke(Stroke::new(1.0, p.line))
        .corner_radius(8)
        .inner_margin(egui::Margin::symmetric(10, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            draw(ui);
        });
}
