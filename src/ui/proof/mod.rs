//! The proof room in the window’s middle: the page as it reads, its lines numbered, what is doubtful in the margin beside its
//! line; the sections at the left, how far one is at the top, and what can be done at the foot.
//!
//! Letters act while the doubts have the focus, and not where the person switched them off.
//!
//! Knows nothing of: what is doubtful, what a key leads to.

mod card;
mod foot;
mod head;
mod margin;
mod outline;
mod outside;
mod page;
mod spoken;

use egui::{Event, Id, Key, Modifiers, Popup, Rect, Stroke, Ui, UiBuilder, vec2};

use crate::desk::{Command, Desk, ProofCommand, ShownFinding};
use crate::ui::bars::BAR;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::ACTIONS;

/// What the room keeps from frame to frame.
#[derive(Default)]
pub struct ProofRoom {
    outline: outline::ProofOutline,
    page: page::ProofPage,
    wants_focus: bool,
    was: bool,
}

/// What there is room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ProofSize {
    /// The text alone; the doubt at hand docks at the foot.
    Small,
    /// Text and margin.
    Middle,
    Full,
}

impl ProofSize {
    fn of(rect: Rect) -> Self {
        match rect.width() {
            ..900.0 => Self::Small,
            ..1200.0 => Self::Middle,
            _ => Self::Full,
        }
    }

    fn margin(self) -> f32 {
        match self {
            Self::Small => 0.0,
            Self::Middle => 280.0,
            Self::Full => 408.0,
        }
    }
}

/// What one frame of the room is drawn from.
struct ProofFrame<'f> {
    desk: &'f Desk,
    doubts: &'f [ShownFinding<'f>],
    /// The doubt that the keys are on.
    at: Option<usize>,
    size: ProofSize,
    /// The doubts have the focus.
    has_focus: bool,
    p: &'static Palette,
}

impl ProofFrame<'_> {
    /// The doubt that the keys are on.
    fn at_hand(&self) -> Option<&ShownFinding<'_>> {
        self.doubts.get(self.at?)
    }

    fn has_letters(&self) -> bool {
        self.desk.view().proof_letters
    }
}

const HEAD: f32 = 44.0;
const OUTLINE: f32 = 240.0;

impl ProofRoom {
    /// The list of the doubts: what has the focus as a rule.
    fn list_id() -> Id {
        Id::unique("doubts")
    }

    /// Takes the focus to the doubts.
    pub fn take_focus(&mut self) {
        self.wants_focus = true;
    }

    /// The room is not there in this frame.
    pub fn rest(&mut self) {
        self.was = false;
    }

    /// The lines in view and how many there are: “Lines 12 to 27 of 71”.
    pub fn lines_in_words(&self) -> Option<String> {
        self.page.lines_in_words()
    }

    pub fn show(&mut self, ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
        let p = theme::palette(ui);
        let whole = ui.max_rect();
        let size = ProofSize::of(whole);
        ui.painter().rect_filled(whole, 0.0, p.page);
        if !std::mem::replace(&mut self.was, true) {
            self.wants_focus = true;
        }
        let doubts = desk.proof_doubts();
        let frame = ProofFrame {
            desk,
            at: desk.doubt_at(&doubts),
            doubts: &doubts,
            size,
            has_focus: ui.memory(|memory| memory.has_focus(Self::list_id())),
            p,
        };
        if !desk.has_dialog() && !Popup::is_any_open(ui.ctx()) {
            self.keys(ui, &frame, out);
            // A press beside everything takes the focus from the doubts: no key would do anything any more.
            let is_lost = ui.memory(|memory| memory.focused().is_none());
            self.wants_focus |= is_lost && !ui.input(|input| input.pointer.any_down());
        }
        let told = outside::told(desk);
        let bar = told.map_or(0.0, |_| BAR);
        let (bar, rest) = whole.split_top_bottom_at_y(whole.top() + bar);
        if let Some(told) = told {
            part(ui, "What another program did", bar, |ui| {
                outside::show(ui, desk, told, out);
            });
        }
        let (head, work) = rest.split_top_bottom_at_y(rest.top() + HEAD);
        let (work, foot) = work.split_top_bottom_at_y(work.bottom() - ACTIONS);
        part(ui, "How far you are", head, |ui| {
            head::show(ui, &frame, out)
        });
        let text = if size == ProofSize::Full {
            let (left, text) = work.split_left_right_at_x(work.left() + OUTLINE);
            part(ui, "Sections", left.shrink2(vec2(0.0, 8.0)), |ui| {
                self.outline.show(ui, &frame, out);
            });
            text
        } else {
            work
        };
        self.page.show(ui, &frame, text, out);
        let line = self.page.said_line();
        part(ui, "What can be done", foot, |ui| {
            foot::show(ui, &frame, line, self.page.go_on(desk), out);
        });
        let line = Stroke::new(1.0, p.line);
        ui.painter().hline(head.x_range(), head.bottom(), line);
        if std::mem::take(&mut self.wants_focus) {
            ui.memory_mut(|memory| memory.request_focus(Self::list_id()));
            ui.ctx().request_repaint();
        }
    }

    /// Space goes on and Enter takes the first suggestion where the doubts have the focus; so do arrows and letters. Pages are
    /// turned from anywhere.
    fn keys(&mut self, ui: &Ui, frame: &ProofFrame<'_>, out: &mut Vec<Command>) {
        if ui.ctx().text_edit_focused() {
            return;
        }
        for (key, pages) in [(Key::PageDown, 1.0), (Key::PageUp, -1.0)] {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                self.page.turn(pages);
            }
        }
        let in_outline = ui.memory(|memory| memory.has_focus(outline::ProofOutline::id()));
        if in_outline && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Space)) {
            out.extend(self.page.go_on(frame.desk).map(Command::from));
        }
        if !frame.has_focus {
            return;
        }
        ui.memory_mut(|memory| {
            let filter = egui::EventFilter {
                vertical_arrows: true,
                ..egui::EventFilter::default()
            };
            memory.set_focus_lock_filter(Self::list_id(), filter);
        });
        let letters = frame.has_letters();
        let mut go_on = self.page.go_on(frame.desk);
        ui.input_mut(|input| {
            input.events.retain(|event| {
                let Event::Key {
                    key,
                    pressed: true,
                    modifiers,
                    repeat,
                    ..
                } = event
                else {
                    return true;
                };
                let Some(command) = meant(*key, *modifiers, letters) else {
                    return true;
                };
                // One that is held down does nothing a second time, but go from doubt to doubt.
                // What comes behind it in this frame is out of sight yet.
                let command = if command == ProofCommand::MarkRead {
                    go_on.take()
                } else {
                    Some(command)
                };
                let Some(command) = command else {
                    return false;
                };
                if !repeat || matches!(command, ProofCommand::Step { .. }) {
                    out.push(command.into());
                }
                false
            });
        });
    }
}

/// What a key means where the doubts have the focus.
fn meant(key: Key, modifiers: Modifiers, letters: bool) -> Option<ProofCommand> {
    // On some keyboards a digit is made with Shift.
    let digit = letters.then(|| digit(key)).flatten();
    if let Some(digit) = digit.filter(|_| !modifiers.ctrl && !modifiers.alt && !modifiers.command) {
        return Some(ProofCommand::Take(digit));
    }
    if !modifiers.is_none() {
        return None;
    }
    Some(match key {
        Key::Space => ProofCommand::MarkRead,
        Key::Enter => ProofCommand::Take(0),
        Key::ArrowDown => ProofCommand::Step { forward: true },
        Key::ArrowUp => ProofCommand::Step { forward: false },
        Key::I if letters => ProofCommand::Ignore,
        Key::A if letters => ProofCommand::Accept,
        Key::D if letters => ProofCommand::AddWord,
        Key::U if letters => ProofCommand::Undo,
        Key::N if letters => ProofCommand::AskForNote,
        _ => return None,
    })
}

fn digit(key: Key) -> Option<usize> {
    const DIGITS: [Key; 9] = [
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
        Key::Num9,
    ];
    DIGITS.iter().position(|it| *it == key)
}

/// A part of the room in its place, as a group with a name.
fn part(ui: &mut Ui, name: &'static str, rect: Rect, draw: impl FnOnce(&mut Ui)) {
    let builder = UiBuilder::new().id_salt(name).max_rect(rect);
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(egui::accesskit::Role::Group);
            node.set_label(name);
        });
        draw(ui);
    });
}
