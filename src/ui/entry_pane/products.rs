//! The products of the form: add, remove, reorder, edit.

use egui::{Popup, Ui};
use lucide_icons::Icon;

use super::form::{FormState, Sitting, WriteWhen};
use crate::desk::{Command, EditCommand};
use crate::entry::front_matter::{Field, Path};
use crate::entry::products::{self, Product};
use crate::library::Library;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{self, icon_button};

impl FormState {
    pub(super) fn products(
        &mut self,
        ui: &mut Ui,
        sitting: &Sitting<'_>,
        p: &Palette,
        out: &mut Vec<Command>,
    ) {
        let front_matter = &sitting.entry.reading().front_matter;
        let list = products::products(front_matter);
        let editable = front_matter
            .field(products::FIELD)
            .is_none_or(|field| field.editable().is_ok());
        ui.add_space(4.0);
        let place = ui.label(theme::small("Related products", p.dim)).rect;
        self.markers
            .beside(ui, products::FIELD, place.left(), place.center().y);
        if !editable {
            self.refused_products(ui, sitting, p);
            return;
        }
        let count = list.len();
        for (index, product) in list.iter().enumerate() {
            self.product(ui, sitting, index, count, product, p, out);
        }
        let button = ui.button("Add product");
        if button.clicked() {
            // Read from all texts: once, not for every frame in which they are offered.
            self.offered = sitting
                .desk
                .library()
                .map(Library::products)
                .unwrap_or_default();
        }
        Popup::menu(&button).show(|ui| self.offer_products(ui, &list, p, out));
    }

    fn refused_products(&self, ui: &mut Ui, sitting: &Sitting<'_>, p: &Palette) {
        let field = sitting.entry.reading().front_matter.field(products::FIELD);
        if let Some(Err(refused)) = field.map(Field::editable) {
            ui.label(theme::small(
                format!("{refused}. Switch to the whole file (Ctrl+E) to change it"),
                p.dim,
            ));
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one row, named in full")]
    fn product(
        &mut self,
        ui: &mut Ui,
        sitting: &Sitting<'_>,
        index: usize,
        count: usize,
        product: &Product,
        p: &Palette,
        out: &mut Vec<Command>,
    ) {
        let at = |name: &str| Path::key(products::FIELD).item(index).field(name);
        ui.horizontal(|ui| {
            let place = format!("product {}", index + 1);
            // What the three buttons leave, shared by name and handle.
            let room = (ui.available_width() - 130.0).clamp(180.0, 460.0);
            self.text(
                ui,
                sitting,
                (at("name"), WriteWhen::AtOnce),
                &format!("Name of {place}"),
                &product.name,
                room * 0.55,
                out,
            );
            self.text(
                ui,
                sitting,
                (at("handle"), WriteWhen::AtOnce),
                &format!("Handle of {place}"),
                &product.handle,
                room * 0.45,
                out,
            );
            ui.add_enabled_ui(index > 0, |ui| {
                if icon_button(ui, Icon::ArrowUp, &format!("Move {place} up")).clicked() {
                    out.push(Command::Edit(EditCommand::MoveItem {
                        list: Path::key(products::FIELD),
                        from: index,
                        to: index - 1,
                    }));
                }
            });
            ui.add_enabled_ui(index + 1 < count, |ui| {
                if icon_button(ui, Icon::ArrowDown, &format!("Move {place} down")).clicked() {
                    out.push(Command::Edit(EditCommand::MoveItem {
                        list: Path::key(products::FIELD),
                        from: index,
                        to: index + 1,
                    }));
                }
            });
            if icon_button(ui, Icon::Trash2, &format!("Remove {place}")).clicked() {
                let item = Path::key(products::FIELD).item(index);
                out.push(Command::Edit(EditCommand::RemoveField(item)));
            }
        });
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            widgets::picture(ui, theme::icon(Icon::Link2).color(p.faint));
            let width = (ui.available_width() - 60.0).min(520.0);
            let name = format!("Address of product {}", index + 1);
            self.text(
                ui,
                sitting,
                (at("url"), WriteWhen::AtOnce),
                &name,
                &product.url,
                width,
                out,
            );
        });
    }

    fn offer_products(&self, ui: &mut Ui, taken: &[Product], p: &Palette, out: &mut Vec<Command>) {
        let mut any = false;
        egui::ScrollArea::vertical()
            .max_height(320.0)
            .show(ui, |ui| {
                for (product, _) in &self.offered {
                    if taken.iter().any(|it| it.handle == *product.handle) {
                        continue;
                    }
                    any = true;
                    if ui
                        .button(&*product.name)
                        .on_hover_text(&*product.handle)
                        .clicked()
                    {
                        out.push(Command::Edit(EditCommand::AddProduct {
                            name: product.name.to_string(),
                            handle: product.handle.to_string(),
                        }));
                        ui.close();
                    }
                }
            });
        if !any {
            ui.label(theme::small("The library uses no other product", p.dim));
        }
        if ui.button("Another product").clicked() {
            out.push(Command::Edit(EditCommand::AddProduct {
                name: "New product".into(),
                handle: "new-product".into(),
            }));
            ui.close();
        }
    }
}
