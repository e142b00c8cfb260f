//! The dialog that keeps a search under a name.

use egui::{Id, Key, TextEdit, Ui};

use super::Opened;
use crate::desk::{Command, SearchCommand, ViewCommand};
use crate::library::saved_searches::SavedSearch;
use crate::ui::theme;
use crate::ui::widgets;

pub(super) fn show(name: &mut String, ui: &mut Ui, opened: &Opened<'_>, out: &mut Vec<Command>) {
    let &Opened { desk, fresh, .. } = opened;
    let p = theme::palette(ui);
    opened.heading(ui);
    let kept = desk.search_to_keep();
    let format = widgets::plain(13.0, 450.0, p.dim);
    widgets::elided(ui, &kept.query, ui.available_width(), format);
    opened.explain(
        ui,
        "It stands in the library pane, for everybody at this library: .copydesk/searches.yaml keeps it",
    );
    ui.add_space(4.0);
    let field = ui.add(
        TextEdit::singleline(name)
            .id(Id::unique("name of a search"))
            .desired_width(f32::INFINITY),
    );
    widgets::label(&field, "Name of the search");
    if fresh {
        field.request_focus();
    }
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let wanted = name.trim();
    let saved = desk.library_search().saved();
    let is_taken = saved.iter().any(|search| search.name == wanted);
    if is_taken {
        let said = "There is a search of this name: it would be written over";
        ui.label(theme::small(said, p.warn));
    }
    ui.add_space(6.0);
    let can_be = !wanted.is_empty() && !kept.query.is_empty();
    ui.horizontal(|ui| {
        let label = if is_taken { "Write over" } else { "Save" };
        let save = ui.add_enabled(can_be, egui::Button::new(label));
        if save.on_disabled_hover_text("Give it a name").clicked() || (entered && can_be) {
            out.push(Command::Search(SearchCommand::Keep(SavedSearch {
                name: wanted.to_owned(),
                ..kept.clone()
            })));
        }
        if ui.button("Cancel").clicked() {
            out.push(Command::View(ViewCommand::CloseDialog));
        }
    });
}
