//! The menus of the bar at the top, by pointer and by keys: Alt and a letter opens one, F10 goes to the bar, the arrow keys go
//! between and within, Escape goes back to where the focus was.

use egui::accesskit::{HasPopup, Role};
use egui::containers::menu::{MenuBar, MenuState};
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Button, Color32, Context, FocusDirection, FontId, Id, Key, Modifiers, Popup, Stroke, TextStyle,
    Ui, Vec2,
};

use super::context_menu;
use super::keys::MenuKey;
use super::widgets::{command_line, place_in_menu};
use crate::desk::{Command, Desk, LIST, Menu};

/// What the menus keep from frame to frame.
#[derive(Default)]
pub struct Menus {
    /// What their keys asked for.
    asked: Option<MenuKey>,
    /// The buttons of the bar and the popups below them, as they were drawn last.
    drawn: Vec<(Id, Id)>,
    open: Option<usize>,
    /// The first line of the menu that opens takes the focus.
    enters: bool,
}

/// Where the keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Going {
    /// To a button of the bar.
    Button(usize),
    /// Into a menu.
    Menu(usize),
    /// Away, to where the focus was.
    Back,
}

impl Menus {
    /// A key of the menus was pressed: it is obeyed when they are drawn next.
    pub fn ask(&mut self, key: MenuKey) {
        self.asked = Some(key);
    }

    /// Draws the bar; whether it was left, so that the focus goes back to where it was.
    pub fn show(&mut self, ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) -> bool {
        let going = self.keys(ui);
        let was_open = self.open.is_some();
        MenuBar::new().ui(ui, |ui| {
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_role(Role::MenuBar);
                node.set_label("Menus");
                node.set_size_of_set(Menu::ALL.len());
            });
            self.drawn.resize(Menu::ALL.len(), (Id::NULL, Id::NULL));
            self.open = None;
            for (i, menu) in Menu::ALL.into_iter().enumerate() {
                if self.menu(ui, i, menu, (was_open, going), desk, out) {
                    self.open = Some(i);
                }
            }
        });
        // A line was taken, or the pointer was pressed elsewhere.
        let is_closed = was_open && self.open.is_none();
        going == Some(Going::Back) || (is_closed && self.has_focus(ui.ctx()))
    }

    /// Whether the focus is in the bar or in one of its menus.
    fn has_focus(&self, ctx: &Context) -> bool {
        let Some(focused) = ctx.memory(|memory| memory.focused()) else {
            return false;
        };
        let layer = ctx.read_response(focused).map(|it| it.layer_id);
        let mut drawn = self.drawn.iter();
        drawn.any(|(button, popup)| *button == focused || layer.is_some_and(|it| it.id == *popup))
    }

    /// Takes the keys that are meant for the menus before anything else sees them.
    fn keys(&mut self, ui: &Ui) -> Option<Going> {
        match self.asked.take() {
            Some(MenuKey::Bar) => return Some(Going::Button(self.open.unwrap_or(0))),
            Some(MenuKey::Open(menu)) => {
                return Menu::ALL.iter().position(|it| *it == menu).map(Going::Menu);
            }
            None => {}
        }
        let focused = ui.memory(|memory| memory.focused());
        let mut drawn = self.drawn.iter();
        let on = drawn.position(|(button, _)| Some(*button) == focused);
        let here = self.open.or(on)?;
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let to = |i| match self.open {
            Some(_) => Going::Menu(i),
            None => Going::Button(i),
        };
        let last = Menu::ALL.len() - 1;
        let going = if pressed(Key::ArrowRight) {
            to(if here == last { 0 } else { here + 1 })
        } else if pressed(Key::ArrowLeft) {
            to(if here == 0 { last } else { here - 1 })
        } else if pressed(Key::Escape) || self.open.is_some() && pressed(Key::Tab) {
            Going::Back
        } else if self.open.is_none() && (pressed(Key::ArrowDown) || pressed(Key::ArrowUp)) {
            Going::Menu(here)
        } else {
            return None;
        };
        // egui has read the arrow already and would go to whatever lies in that direction.
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        Some(going)
    }

    /// Draws a button of the bar and the menu below it; whether that is open.
    fn menu(
        &mut self,
        ui: &mut Ui,
        i: usize,
        menu: Menu,
        (any_open, going): (bool, Option<Going>),
        desk: &Desk,
        out: &mut Vec<Command>,
    ) -> bool {
        let button = ui.add(Button::new(label(ui, menu)));
        let popup = Popup::default_response_id(&button);
        if let Some(drawn) = self.drawn.get_mut(i) {
            *drawn = (button.id, popup);
        }
        // From one open menu the pointer goes to the next; one that lies still does not.
        let moves = ui.input(|input| input.pointer.delta() != Vec2::ZERO);
        let is_crossed = any_open && moves && button.hovered() && !button.clicked();
        match going {
            Some(Going::Menu(to)) if to == i => {
                Popup::open_id(ui.ctx(), popup);
                button.request_focus();
                self.enters = true;
            }
            Some(going) => {
                Popup::close_id(ui.ctx(), popup);
                if going == Going::Button(i) {
                    button.request_focus();
                }
            }
            None if is_crossed => Popup::open_id(ui.ctx(), popup),
            None => {}
        }
        if button.clicked() {
            button.request_focus();
            self.enters = !button.clicked_by(egui::PointerButton::Primary);
        }
        let shown = Popup::menu(&button).show(|ui| {
            context_menu::all_in_view(ui, |ui| self.lines(ui, menu, desk, out));
        });
        let is_open = shown.is_some() && Popup::is_id_open(ui.ctx(), popup);
        ui.ctx().accesskit_node_builder(button.id, |node| {
            node.set_role(Role::MenuItem);
            node.set_has_popup(HasPopup::Menu);
            node.set_expanded(is_open);
            node.set_position_in_set(i);
            node.set_keyboard_shortcut(format!("Alt+{}", menu.letter()));
            node.set_description(format!("Alt+{}", menu.letter()));
        });
        is_open
    }

    fn lines(&mut self, ui: &mut Ui, menu: Menu, desk: &Desk, out: &mut Vec<Command>) {
        ui.set_min_width(250.0);
        let list = LIST.iter().filter(|info| info.menu == menu);
        let count = list.clone().count();
        let id = MenuState::from_ui(ui, |_, stack| stack.unique_id);
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::Menu);
            node.set_label(menu.label());
            node.set_size_of_set(count);
        });
        for (i, info) in list.enumerate() {
            let line = command_line(ui, desk, info.id, out);
            place_in_menu(&line, i);
            if self.enters && !ui.is_sizing_pass() && line.enabled() {
                self.enters = false;
                line.request_focus();
            }
        }
    }
}

/// A menu's name; while Alt is held its letter is underlined.
fn label(ui: &Ui, menu: Menu) -> LayoutJob {
    let label = menu.label();
    let at = label.to_uppercase().find(menu.letter()).unwrap_or(0);
    let is_held = ui.input(|input| input.modifiers.alt);
    let font = TextStyle::Button.resolve(ui.style());
    let format = |underlined: bool| TextFormat {
        font_id: FontId::clone(&font),
        color: Color32::PLACEHOLDER,
        underline: if underlined && is_held {
            Stroke::new(1.0, ui.visuals().text_color())
        } else {
            Stroke::NONE
        },
        ..TextFormat::default()
    };
    let mut job = LayoutJob::default();
    for (range, underlined) in [
        (0..at, false),
        (at..at + 1, true),
        (at + 1..label.len(), false),
    ] {
        let part = label.get(range).unwrap_or_default();
        if !part.is_empty() {
            job.append(part, 0.0, format(underlined));
        }
    }
    job
}
