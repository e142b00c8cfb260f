//! What the list of withdrawn works says of the entry's sources, and of itself.

use egui::Ui;
use lucide_icons::Icon;

use crate::desk::{Command, CommandId, Desk, OpenEntry, ViewCommand, WithdrawnList};
use crate::entry::sources::{Source, SourceField};
use crate::library::withdrawn::{Case, Verdict};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets;

/// What the list says of a source; `None` where there is none.
pub(super) fn verdict<'d>(
    desk: &'d Desk,
    entry: &OpenEntry,
    source: &Source,
) -> Option<Verdict<'d>> {
    let [pmid, doi] =
        [SourceField::Pmid, SourceField::Doi].map(|field| source.value(entry.text(), field));
    desk.withdrawn().verdict(pmid.as_deref(), doi.as_deref())
}

/// Which list the sources are held against and how many are in it, or that there is none.
pub(super) fn of_the_list(
    ui: &mut Ui,
    desk: &Desk,
    entry: &OpenEntry,
    sources: &[Source],
    p: &Palette,
    out: &mut Vec<Command>,
) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        match desk.withdrawn() {
            WithdrawnList::Unread => {}
            WithdrawnList::Absent => {
                let said = "No list of withdrawn works beside the library";
                ui.label(theme::small(said, p.faint));
                let link = ui.link(theme::small("Use a list…", p.accent));
                if link
                    .on_hover_text(CommandId::UseWithdrawn.info().hint)
                    .clicked()
                {
                    out.push(CommandId::UseWithdrawn.into());
                }
            }
            WithdrawnList::Unusable(why) => {
                widgets::picture(ui, theme::icon(Icon::TriangleAlert).color(p.warn));
                let said = format!("The list of withdrawn works can’t be used. {why}");
                ui.label(theme::small(said, p.warn));
            }
            WithdrawnList::Read(list) => {
                let verdicts = sources.iter().filter_map(|it| verdict(desk, entry, it));
                let told = verdicts
                    .filter(|it| matches!(it, Verdict::Told(case) if case.nature.is_fault()));
                match told.count() {
                    0 => {}
                    1 => {
                        ui.label(theme::small("1 source is withdrawn or in doubt", p.bad));
                    }
                    n => {
                        let said = format!("{n} sources are withdrawn or in doubt");
                        ui.label(theme::small(said, p.bad));
                    }
                }
                ui.label(theme::small(list.to_string(), p.faint));
            }
        }
    });
}

/// What happened to the work, in the colour of its gravity, with the way to the notice.
pub(super) fn case(ui: &mut Ui, case: &Case, p: &Palette, out: &mut Vec<Command>) {
    let colour = if case.nature.is_fault() {
        p.bad
    } else {
        p.warn
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        widgets::picture(ui, theme::icon(Icon::TriangleAlert).color(colour));
        let said = theme::weight(case.to_string(), 600.0).size(theme::SMALL);
        let label = ui.label(said.color(colour));
        if let Some(reason) = &case.reason {
            label.on_hover_text(&**reason);
        }
        if let Some(address) = &case.notice {
            let link = widgets::row_link(ui, theme::small("Notice", p.accent));
            if link.on_hover_text(&**address).clicked() {
                out.push(Command::View(ViewCommand::OpenLink(address.to_string())));
            }
        }
    });
}
