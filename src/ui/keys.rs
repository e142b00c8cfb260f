//! Keys that are commands: taken before any field sees them, in the order they were pressed.
//!
//! A frame takes its input up to and including its first shortcut; the rest waits for the next frame. So `x` and Ctrl+S
//! pressed together write the `x`. While an input method composes, a shortcut waits for the commit.

use egui::{Context, Event, ImeEvent, Key, Modifiers, Plugin, RawInput};

use crate::desk::{CommandId, LIST};

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
        let mut events = events.into_iter();
        for event in events.by_ref() {
            match &event {
                Event::Ime(ImeEvent::Preedit { text, .. }) => self.composing = !text.is_empty(),
                Event::Ime(ImeEvent::Commit(_)) => self.composing = false,
                _ => {}
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
        }
        self.queued.extend(events);
        if self.answer.is_some() || !self.queued.is_empty() {
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
