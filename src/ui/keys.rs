//! Keys that are commands: taken before any field sees them, in the order they were pressed.
//!
//! A frame takes its input up to and including its first shortcut; the rest waits for the next frame. So `x` and Ctrl+S
//! pressed together write the `x`. While an input method composes, a shortcut waits for the commit.
//!
//! Alt with a letter is a key of the menus or nothing at all: egui would type the letter.

use egui::{Context, Event, ImeEvent, Key, Modifiers, Plugin, RawInput};

use crate::desk::{CommandId, LIST, Menu};

/// A chord as egui reports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Chord {
    key: Key,
    ctrl: bool,
    shift: bool,
    alt: bool,
}

impl Chord {
    /// Reads `Ctrl+Shift+S`. `None` for a key this toolkit does not know: a test keeps the list free of those.
    fn parse(text: &str) -> Option<Self> {
        let mut chord = Self {
            key: Key::F35,
            ctrl: false,
            shift: false,
            alt: false,
        };
        let (modifiers, key) = match text.strip_suffix("++") {
            Some(modifiers) => (modifiers, "+"),
            None => text.rsplit_once('+').unwrap_or(("", text)),
        };
        for modifier in modifiers.split('+').filter(|it| !it.is_empty()) {
            match modifier {
                "Ctrl" => chord.ctrl = true,
                "Shift" => chord.shift = true,
                "Alt" => chord.alt = true,
                _ => return None,
            }
        }
        chord.key = Key::from_name(key)?;
        Some(chord)
    }

    fn fits(self, key: Key, modifiers: Modifiers) -> bool {
        // `command` is Ctrl, or Cmd on a Mac.
        self.key == key
            && self.ctrl == (modifiers.ctrl || modifiers.command)
            && self.alt == modifiers.alt
            && (self.shift == modifiers.shift || (key == Key::Plus && !self.shift))
    }
}

/// What a key says to the sources offered at the caret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PopupAnswer {
    Take,
    Next,
    Previous,
    Decline,
}

impl PopupAnswer {
    fn of(event: &Event) -> Option<Self> {
        let Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } = event
        else {
            return None;
        };
        let plain = modifiers.is_none();
        let ctrl = (modifiers.ctrl || modifiers.command) && !modifiers.shift && !modifiers.alt;
        match key {
            Key::Tab if plain => Some(Self::Take),
            Key::Enter if ctrl => Some(Self::Take),
            Key::Escape if plain => Some(Self::Decline),
            Key::ArrowDown if ctrl => Some(Self::Next),
            Key::ArrowUp if ctrl => Some(Self::Previous),
            _ => None,
        }
    }
}

/// What is asked of the menus by their keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MenuKey {
    /// F10: into the bar, with no menu open.
    Bar,
    /// Alt and the letter of a menu.
    Open(Menu),
}

impl MenuKey {
    fn of(event: &Event) -> Option<Self> {
        let Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } = event
        else {
            return None;
        };
        if modifiers.alt && !modifiers.ctrl && !modifiers.shift && !modifiers.command {
            let mut menus = Menu::ALL.into_iter();
            let menu = menus.find(|menu| Key::from_name(menu.letter()) == Some(*key));
            return menu.map(Self::Open);
        }
        (*key == Key::F10 && modifiers.is_none()).then_some(Self::Bar)
    }
}

/// The gate all input passes before egui sees it.
#[derive(Debug, Default)]
pub struct KeyGate {
    chords: Vec<(Chord, CommandId)>,
    /// Input behind the first shortcut of a frame.
    queued: Vec<Event>,
    pressed: Option<CommandId>,
    composing: bool,
    /// Sources are offered at the caret: some keys are meant for them.
    offering: bool,
    answer: Option<PopupAnswer>,
    menu: Option<MenuKey>,
    /// A dialog has just been opened and has not been drawn: keys wait until it has the focus.
    holds: bool,
    /// Alt is held, and Ctrl is not. AltGr, which types letters, is told as neither or as both.
    alt: bool,
}

impl KeyGate {
    pub fn new() -> Self {
        let chords = LIST
            .iter()
            .flat_map(|info| info.shortcuts.iter().map(move |keys| (keys, info.id)))
            .filter_map(|(keys, id)| Some((Chord::parse(keys)?, id)))
            .collect();
        Self {
            chords,
            ..Self::default()
        }
    }

    /// The shortcut pressed in this frame, once; not while an input method composes.
    pub fn take(&mut self) -> Option<CommandId> {
        if self.composing {
            None
        } else {
            self.pressed.take()
        }
    }

    /// A shortcut is waiting to be performed in this frame.
    pub fn is_pressed(&self) -> bool {
        self.pressed.is_some() && !self.composing
    }

    pub fn is_composing(&self) -> bool {
        self.composing
    }

    pub fn set_offering(&mut self, offering: bool) {
        self.offering = offering;
    }

    /// What was asked of the menus in this frame, once.
    pub fn take_menu(&mut self) -> Option<MenuKey> {
        self.menu.take()
    }

    /// Keys wait for one pass: what they are meant for is drawn in it first.
    pub fn hold(&mut self) {
        self.holds = true;
    }

    /// Follows the keys held, in the order of the input.
    fn follow(&mut self, event: &Event) {
        match event {
            Event::Ime(ImeEvent::Preedit { text, .. }) => self.composing = !text.is_empty(),
            Event::Ime(ImeEvent::Commit(_)) => self.composing = false,
            Event::Key { modifiers, .. } | Event::ModifiersChanged(modifiers) => {
                self.alt = modifiers.alt && !modifiers.ctrl && !modifiers.command;
            }
            Event::WindowFocused(false) => self.alt = false,
            _ => {}
        }
    }

    /// What was answered to the sources offered, once.
    pub fn take_answer(&mut self) -> Option<PopupAnswer> {
        self.answer.take()
    }

    fn act(&self, event: &Event) -> Option<CommandId> {
        let Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } = event
        else {
            return None;
        };
        self.chords
            .iter()
            .find(|(chord, _)| chord.fits(*key, *modifiers))
            .map(|(_, id)| *id)
    }
}

/// It is meant for what has the focus.
fn is_key(event: &Event) -> bool {
    matches!(event, Event::Key { .. }) || is_typed(event)
}

fn is_typed(event: &Event) -> bool {
    matches!(
        event,
        Event::Text(_) | Event::Paste(_) | Event::Cut | Event::Copy | Event::Ime(_)
    )
}

/// Keys by which the focus goes elsewhere, often within their frame.
fn moves_focus(event: &Event) -> bool {
    matches!(
        event,
        Event::Key {
            key: Key::Enter | Key::Tab | Key::Escape,
            pressed: true,
            ..
        }
    )
}

/// egui deletes text on these, whatever the list says.
fn is_stray_chord(event: &Event) -> bool {
    matches!(
        event,
        Event::Key { key: Key::H | Key::U | Key::W | Key::K, modifiers, .. }
            if modifiers.ctrl || modifiers.command
    )
}

impl Plugin for KeyGate {
    fn debug_name(&self) -> &'static str {
        "copydesk keys"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let mut events = std::mem::take(&mut self.queued);
        events.append(&mut input.events);
        let holds = std::mem::take(&mut self.holds);
        let mut events = events.into_iter();
        for event in events.by_ref() {
            if holds && is_key(&event) {
                self.queued.push(event);
                continue;
            }
            // What moves the focus has a frame of its own: a field that takes the focus reads all that was typed in its frame.
            if moves_focus(&event) && input.events.iter().any(is_typed) {
                self.queued.push(event);
                break;
            }
            let is_last = moves_focus(&event);
            self.follow(&event);
            // On a Mac this key types letters, as AltGr does.
            if self.alt && matches!(event, Event::Text(_)) && !ctx.os().is_mac() {
                continue;
            }
            if self.offering
                && !self.composing
                && let Some(answer) = PopupAnswer::of(&event)
            {
                // Letters that came before it change what is offered: the answer waits for them.
                if input.events.iter().any(|it| matches!(it, Event::Text(_))) {
                    self.queued.push(event);
                } else {
                    self.answer = Some(answer);
                }
                break;
            }
            if let Some(menu) = MenuKey::of(&event).filter(|_| !self.composing) {
                if self.pressed.is_some() || self.menu.is_some() {
                    self.queued.push(event);
                } else {
                    self.menu = Some(menu);
                }
                break;
            }
            if self.pressed.is_none()
                && let Some(id) = self.act(&event)
            {
                self.pressed = Some(id);
                break;
            }
            if self.act(&event).is_some() {
                // A second shortcut waits until the first one was performed.
                self.queued.push(event);
                break;
            }
            if !is_stray_chord(&event) {
                input.events.push(event);
            }
            if is_last {
                break;
            }
        }
        self.queued.extend(events);
        if self.answer.is_some() || self.menu.is_some() || !self.queued.is_empty() {
            ctx.request_repaint();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chord_of_the_list_is_one_the_window_knows() {
        for info in LIST.iter() {
            for keys in info.shortcuts {
                assert!(Chord::parse(keys).is_some(), "{keys} of {}", info.label);
            }
        }
    }

    fn press(key: Key, modifiers: Modifiers) -> Event {
        Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers,
        }
    }

    const CTRL: Modifiers = Modifiers {
        ctrl: true,
        command: true,
        ..Modifiers::NONE
    };

    #[test]
    fn what_follows_a_shortcut_waits_for_the_next_frame() {
        let ctx = Context::default();
        let mut gate = KeyGate::new();
        let mut input = RawInput {
            events: vec![
                Event::Text("x".into()),
                press(Key::S, CTRL),
                Event::Text("y".into()),
            ],
            ..RawInput::default()
        };
        gate.input_hook(&ctx, &mut input);
        assert_eq!(input.events, [Event::Text("x".into())]);
        assert_eq!(gate.take(), Some(CommandId::Save));
        let mut next = RawInput::default();
        gate.input_hook(&ctx, &mut next);
        assert_eq!(next.events, [Event::Text("y".into())]);
        assert_eq!(gate.take(), None);
    }

    #[test]
    fn a_letter_made_with_ctrl_and_alt_is_no_shortcut() {
        let ctx = Context::default();
        let mut gate = KeyGate::new();
        let alt_gr = Modifiers { alt: true, ..CTRL };
        let mut input = RawInput {
            events: vec![press(Key::S, alt_gr), Event::Text("ś".into())],
            ..RawInput::default()
        };
        gate.input_hook(&ctx, &mut input);
        assert_eq!(gate.take(), None);
        assert_eq!(input.events.len(), 2);
    }

    const ALT: Modifiers = Modifiers {
        alt: true,
        ..Modifiers::NONE
    };

    /// The text that gets through when a key is pressed with these modifiers.
    fn typed(gate: &mut KeyGate, ctx: &Context, key: Key, modifiers: Modifiers) -> Vec<Event> {
        let mut input = RawInput {
            events: vec![
                Event::ModifiersChanged(modifiers),
                press(key, modifiers),
                Event::Text(key.symbol_or_name().to_lowercase()),
                Event::ModifiersChanged(Modifiers::NONE),
            ],
            ..RawInput::default()
        };
        gate.input_hook(ctx, &mut input);
        let mut events = std::mem::take(&mut input.events);
        // A menu's key has the rest wait for the next frame.
        let mut next = RawInput::default();
        gate.input_hook(ctx, &mut next);
        events.append(&mut next.events);
        events.retain(|event| matches!(event, Event::Text(_)));
        gate.take_menu();
        gate.take();
        events
    }

    #[test]
    fn alt_with_a_letter_or_digit_types_nothing_and_alt_gr_does() {
        let ctx = Context::default();
        ctx.set_os(egui::os::OperatingSystem::Nix);
        let mut gate = KeyGate::new();
        let letters = Key::ALL.iter().filter(|key| key.name().len() == 1);
        let alt_gr = Modifiers { alt: true, ..CTRL };
        let alt_shift = Modifiers { shift: true, ..ALT };
        let mut count = 0;
        for key in letters.copied() {
            count += 1;
            for held in [ALT, alt_shift] {
                assert_eq!(typed(&mut gate, &ctx, key, held), [], "{key:?}");
            }
            for held in [Modifiers::NONE, Modifiers::SHIFT] {
                assert_eq!(typed(&mut gate, &ctx, key, held).len(), 1, "{key:?}");
            }
            // Where AltGr is told as Ctrl and Alt together.
            let is_ours = gate.act(&press(key, alt_gr)).is_some();
            if !is_ours && !is_stray_chord(&press(key, alt_gr)) {
                assert_eq!(typed(&mut gate, &ctx, key, alt_gr).len(), 1, "{key:?}");
            }
        }
        assert!(count >= 36, "every letter and digit: {count}");
        ctx.set_os(egui::os::OperatingSystem::Mac);
        assert_eq!(typed(&mut gate, &ctx, Key::F, ALT).len(), 1, "ƒ on a Mac");
    }

    #[test]
    fn what_was_typed_before_a_menu_key_is_typed_and_the_rest_waits() {
        let ctx = Context::default();
        ctx.set_os(egui::os::OperatingSystem::Nix);
        let mut gate = KeyGate::new();
        let mut input = RawInput {
            events: vec![
                Event::Text("x".into()),
                press(Key::F, ALT),
                Event::Text("f".into()),
                Event::ModifiersChanged(Modifiers::NONE),
                Event::Text("y".into()),
            ],
            ..RawInput::default()
        };
        gate.input_hook(&ctx, &mut input);
        assert_eq!(input.events, [Event::Text("x".into())]);
        assert_eq!(gate.take_menu(), Some(MenuKey::Open(Menu::File)));
        let mut next = RawInput::default();
        gate.input_hook(&ctx, &mut next);
        next.events.retain(|it| matches!(it, Event::Text(_)));
        assert_eq!(next.events, [Event::Text("y".into())]);
    }

    #[test]
    fn what_moves_the_focus_has_a_frame_of_its_own() {
        let ctx = Context::default();
        let mut gate = KeyGate::new();
        let enter = press(Key::Enter, Modifiers::NONE);
        let text = |it: &str| Event::Text(it.into());
        let mut events = vec![text("a"), text("b"), enter.clone(), text("c")];
        let mut frames = Vec::new();
        for _ in 0..4 {
            let mut input = RawInput {
                events: std::mem::take(&mut events),
                ..RawInput::default()
            };
            gate.input_hook(&ctx, &mut input);
            frames.push(input.events);
        }
        let expected = [
            vec![text("a"), text("b")],
            vec![enter],
            vec![text("c")],
            Vec::new(),
        ];
        assert_eq!(frames, expected);
    }

    #[test]
    fn keys_wait_for_a_dialog_that_was_not_drawn_yet() {
        let ctx = Context::default();
        let mut gate = KeyGate::new();
        gate.hold();
        let mut input = RawInput {
            events: vec![Event::PointerGone, Event::Text("g".into())],
            ..RawInput::default()
        };
        gate.input_hook(&ctx, &mut input);
        assert_eq!(input.events, [Event::PointerGone]);
        let mut next = RawInput::default();
        gate.input_hook(&ctx, &mut next);
        assert_eq!(next.events, [Event::Text("g".into())]);
    }

    #[test]
    fn a_composed_letter_is_typed_although_alt_was_held_for_it() {
        let ctx = Context::default();
        ctx.set_os(egui::os::OperatingSystem::Nix);
        let mut gate = KeyGate::new();
        let commit = Event::Ime(ImeEvent::Commit("é".into()));
        let mut input = RawInput {
            events: vec![Event::ModifiersChanged(ALT), commit.clone()],
            ..RawInput::default()
        };
        gate.input_hook(&ctx, &mut input);
        assert!(input.events.contains(&commit));
    }

    #[test]
    fn a_shortcut_waits_for_the_input_method() {
        let ctx = Context::default();
        let mut gate = KeyGate::new();
        let preedit = Event::Ime(ImeEvent::Preedit {
            text: "´".into(),
            active_range_chars: None,
        });
        let mut input = RawInput {
            events: vec![preedit, press(Key::S, CTRL)],
            ..RawInput::default()
        };
        gate.input_hook(&ctx, &mut input);
        assert_eq!(gate.take(), None);
        let mut next = RawInput {
            events: vec![Event::Ime(ImeEvent::Commit("é".into()))],
            ..RawInput::default()
        };
        gate.input_hook(&ctx, &mut next);
        assert_eq!(gate.take(), Some(CommandId::Save));
    }
}
