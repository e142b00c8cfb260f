//! A node of the accessibility tree, copied out of it: the tree is another one after the next frame.

use egui::accesskit::Role;
use egui_kittest::kittest::AccessKitNode;

#[derive(Debug, Clone)]
pub struct Seen {
    pub role: Role,
    /// What a screen reader calls it.
    pub name: String,
    /// What it adds to the name.
    pub description: String,
    /// The text in a field.
    pub value: String,
    /// The pane or dialog it is in.
    pub pane: String,
    pub level: Option<usize>,
    /// Place in a list and length of the list.
    pub place: Option<usize>,
    pub total: Option<usize>,
    /// One of the nodes above it is a list.
    pub in_list: bool,
    pub modal: bool,
    pub focused: bool,
    pub disabled: bool,
    pub selected: Option<bool>,
    /// The tick of a row that has one.
    pub ticked: Option<bool>,
    /// What it measures, where it is moved by arrows.
    pub number: Option<f64>,
    pub rect: egui::Rect,
}

fn is_in_list(node: &AccessKitNode<'_>) -> bool {
    let parent = node.parent();
    parent.is_some_and(|it| it.role() == Role::ListBox || is_in_list(&it))
}

/// How long the list is, as a list tells it of its rows.
fn size_of_set(node: &AccessKitNode<'_>) -> Option<usize> {
    node.size_of_set().or_else(|| size_of_set(&node.parent()?))
}

/// Adds a node and all below it, as far as a screen reader goes.
pub fn gather(node: &AccessKitNode<'_>, pane: &str, nodes: &mut Vec<Seen>) {
    if node.is_hidden() {
        return;
    }
    let seen = Seen::of(node, pane);
    let is_pane = matches!(seen.role, Role::Pane | Role::Dialog);
    let name = seen.name.clone();
    nodes.push(seen);
    let pane = if is_pane { &name } else { pane };
    for child in node.children() {
        gather(&child, pane, nodes);
    }
}

/// What a screen reader passes over, because its keys do the same: found by its name.
pub fn passed_over(node: &AccessKitNode<'_>, name: &str) -> Option<Seen> {
    if node.is_hidden() && node.label().is_some_and(|it| it.starts_with(name)) {
        return Some(Seen::of(node, ""));
    }
    node.children().find_map(|child| passed_over(&child, name))
}

impl Seen {
    fn of(node: &AccessKitNode<'_>, pane: &str) -> Self {
        let bounds = node.bounding_box().unwrap_or_default();
        Self {
            role: node.role(),
            name: node.label().or_else(|| node.value()).unwrap_or_default(),
            description: node.description().unwrap_or_default(),
            value: node.value().unwrap_or_default(),
            pane: pane.to_owned(),
            level: node.level(),
            // Counted from 0 in the tree, and told from 1.
            place: node.position_in_set().map(|place| place + 1),
            total: size_of_set(node),
            in_list: is_in_list(node),
            modal: node.is_modal(),
            focused: node.is_focused(),
            disabled: node.is_disabled(),
            selected: node.is_selected(),
            ticked: node
                .toggled()
                .map(|it| it == egui::accesskit::Toggled::True),
            number: node.numeric_value(),
            rect: egui::Rect::from_min_max(
                egui::pos2(bounds.x0 as f32, bounds.y0 as f32),
                egui::pos2(bounds.x1 as f32, bounds.y1 as f32),
            ),
        }
    }
}
