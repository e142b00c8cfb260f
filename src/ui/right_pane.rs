//! The right pane: tabs, and below them the pane of the one that is open.

use egui::{
    Align, Button, Context, EventFilter, Id, Key, Layout, Modifiers, Response, Role, Sense, Ui,
    UiBuilder, Vec2, vec2,
};

use super::FrameInput;
use super::changes_pane::ChangesPane;
use super::findings_pane::FindingsPane;
use super::history_pane::HistoryPane;
use super::preview_pane::PreviewPane;
use super::search_pane::SearchPane;
use super::sources_pane::SourcesPane;
use super::theme;
use super::widgets::hint_with_keys;
use crate::desk::{self, Command, CommandId, Desk};

/// What the panes keep from frame to frame.
#[derive(Default)]
pub struct RightPane {
    pub preview: PreviewPane,
    sources: SourcesPane,
    findings: FindingsPane,
    changes: ChangesPane,
    history: HistoryPane,
    search: SearchPane,
    /// The open tab, or what it shows, takes the focus when it is drawn next.
    wants_focus: bool,
    /// An arrow went from tab to tab, and the focus goes along.
    goes_on: bool,
}

/// A tab, called as the command that opens it.
struct Tab {
    pane: desk::RightTab,
    command: CommandId,
    padding: Vec2,
    /// The list that takes the focus when one comes into the pane.
    list: Option<fn() -> Id>,
    draw: fn(&mut RightPane, &mut Ui, &Desk, &FrameInput, &mut Vec<Command>),
}

const PADDING: Vec2 = vec2(16.0, 4.0);

/// Every tab, in the order they stand in.
const TABS: &[Tab] = &[
    Tab {
        pane: desk::RightTab::Preview,
        command: CommandId::ShowPreview,
        padding: Vec2::ZERO,
        list: None,
        draw: |it, ui, desk, input, out| it.preview.show(ui, desk, input.moment, out),
    },
    Tab {
        pane: desk::RightTab::Sources,
        command: CommandId::ShowSources,
        padding: PADDING,
        list: Some(SourcesPane::list_id),
        draw: |it, ui, desk, input, out| it.sources.show(ui, desk, input, out),
    },
    Tab {
        pane: desk::RightTab::Findings,
        command: CommandId::ShowFindings,
        padding: PADDING,
        list: Some(FindingsPane::list_id),
        draw: |it, ui, desk, _, out| it.findings.show(ui, desk, out),
    },
    Tab {
        pane: desk::RightTab::Changes,
        command: CommandId::ShowChanges,
        padding: PADDING,
        list: None,
        draw: |it, ui, desk, _, out| it.changes.show(ui, desk, out),
    },
    Tab {
        pane: desk::RightTab::History,
        command: CommandId::ShowHistory,
        padding: PADDING,
        list: None,
        draw: |it, ui, desk, input, out| it.history.show(ui, desk, input.moment, out),
    },
    Tab {
        pane: desk::RightTab::Search,
        command: CommandId::ShowSearch,
        padding: PADDING,
        list: None,
        draw: |it, ui, desk, _, out| it.search.show(ui, desk, out),
    },
];

/// In less room than this the tabs stand closer.
const NARROW: f32 = 470.0;
/// And in less than this in two lines.
const TIGHT: f32 = 372.0;

/// The way that an arrow goes from the tab that has the focus.
fn arrow(ui: &Ui, tab: &Response) -> Option<isize> {
    if !tab.has_focus() {
        return None;
    }
    ui.memory_mut(|memory| {
        let filter = EventFilter {
            horizontal_arrows: true,
            ..EventFilter::default()
        };
        memory.set_focus_lock_filter(tab.id, filter);
    });
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    match (pressed(Key::ArrowRight), pressed(Key::ArrowLeft)) {
        (true, _) => Some(1),
        (_, true) => Some(-1),
        _ => None,
    }
}

impl RightPane {
    pub fn show(&mut self, ui: &mut Ui, desk: &Desk, input: &FrameInput, out: &mut Vec<Command>) {
        let p = theme::palette(ui);
        ui.painter().rect_filled(ui.max_rect(), 0.0, p.card);
        let rect = ui.max_rect();
        let is_narrow = rect.width() - 32.0 < NARROW;
        let is_tight = rect.width() - 32.0 < TIGHT;
        let height = if is_tight { 66.0 } else { 42.0 };
        let (head, body) = rect.split_top_bottom_at_y(rect.top() + height);
        ui.scope_builder(
            UiBuilder::new().max_rect(head.shrink2(vec2(16.0, 6.0))),
            |ui| {
                let lines = if is_tight {
                    Layout::left_to_right(Align::Min).with_main_wrap(true)
                } else {
                    Layout::left_to_right(Align::Center)
                };
                ui.with_layout(lines, |ui| {
                    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                        node.set_role(Role::TabList);
                        node.set_size_of_set(TABS.len());
                    });
                    let size = if is_narrow { 11.5 } else { 12.5 };
                    if is_narrow {
                        ui.spacing_mut().item_spacing = vec2(1.0, 2.0);
                        ui.spacing_mut().button_padding.x = 4.0;
                    }
                    for (i, tab) in TABS.iter().enumerate() {
                        let on = desk.view().right == tab.pane;
                        let weight = if on { 600.0 } else { 450.0 };
                        let label = theme::weight(tab.command.label(), weight).size(size);
                        // The tabs are one stop: arrows go from one to the next.
                        let sense = if on { Sense::click() } else { Sense::CLICK };
                        let response = ui.add(Button::selectable(on, label).sense(sense));
                        ui.ctx().accesskit_node_builder(response.id, |node| {
                            node.set_role(Role::Tab);
                            node.clear_toggled();
                            node.set_selected(on);
                            node.set_position_in_set(i);
                        });
                        let response = response.on_hover_text(hint_with_keys(tab.command));
                        if on && std::mem::take(&mut self.goes_on) {
                            response.request_focus();
                        }
                        if let Some(by) = arrow(ui, &response) {
                            let to = (i + TABS.len()).saturating_add_signed(by) % TABS.len();
                            out.extend(TABS.get(to).map(|tab| Command::from(tab.command)));
                            self.goes_on = true;
                        }
                        if on && std::mem::take(&mut self.wants_focus) {
                            // Into the view where it is a list, else to its tab, from where Tab goes on.
                            let list = tab.list.map(|id| id());
                            let list = list.filter(|id| {
                                ui.ctx()
                                    .read_response(*id)
                                    .is_some_and(|it| it.sense.is_focusable())
                            });
                            ui.memory_mut(|memory| {
                                memory.request_focus(list.unwrap_or(response.id))
                            });
                        }
                        if response.clicked() {
                            out.push(tab.command.into());
                        }
                    }
                });
            },
        );
        if let Some(tab) = TABS.iter().find(|tab| tab.pane == desk.view().right) {
            ui.scope_builder(UiBuilder::new().max_rect(body.shrink2(tab.padding)), |ui| {
                (tab.draw)(self, ui, desk, input, out)
            });
        }
    }

    /// What the open tab is called.
    pub fn label(&self, desk: &Desk) -> &'static str {
        let open = TABS.iter().find(|tab| tab.pane == desk.view().right);
        open.map_or("Right pane", |tab| tab.command.label())
    }

    /// Does a command about the caret with the row of the list that the keys are on; whether there is one it can be about.
    pub fn take(&mut self, ctx: &Context, id: CommandId, out: &mut Vec<Command>) -> bool {
        let focused = ctx.memory(|memory| memory.focused());
        if focused == Some(FindingsPane::list_id()) {
            self.findings.take(ctx, id, out)
        } else if focused == Some(SourcesPane::list_id()) && id == CommandId::WaysToFix {
            self.sources.open_menu()
        } else {
            false
        }
    }

    /// Puts the focus in the box of the library’s search.
    pub fn focus_search(&mut self) {
        self.search.take_focus();
    }

    /// Puts the focus on the open tab, from where Tab goes on into what it shows.
    pub fn take_focus(&mut self) {
        self.wants_focus = true;
    }
}
