//! The window as a screen reader meets it: the accessibility tree in, keys and clicks out. No display and no graphics card.
//!
//! The program is the real one with its real threads, on a copy of a real folder. Nothing here waits for a fixed time: a
//! test goes on as soon as what it waits for is there. Two checks of the harness stay on throughout: an input without a name
//! fails the test, and so does a letter that no font can draw.

mod batches;
mod by_ear;
mod by_keys;
mod completion;
mod dialogs;
mod drawer;
mod findings;
mod form;
mod history;
mod house;
mod keys;
mod leaving;
mod merging;
mod mistakes;
mod next_time;
mod outside;
mod proof;
mod recovering;
mod renaming;
mod review;
mod review_entry;
mod searching;
mod seen;
mod sources;
mod switching;
mod text;
mod works;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use copydesk::desk::{Command, Settings};
use copydesk::settings::OwnFolders;
use copydesk::ui::App;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, Theme, ViewportEvent, ViewportId};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT as _;
use tempfile::TempDir;

pub use seen::Seen;

/// How often something is looked for before a test gives up, and the pause between two looks.
const LOOKS: usize = 2000;
const POLL_INTERVAL: Duration = Duration::from_millis(5);
/// A window that has nothing to do comes to rest within this many frames.
const FRAMES: usize = 40;

/// What texts may hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Letters {
    /// What the bundled fonts can draw; anything else fails the test.
    OfTheFonts,
    /// Any letter there is. Those that no font has are drawn as a box.
    Any,
}

/// The program in a window, with a folder of its own.
pub struct Window {
    harness: Harness<'static, App>,
    folder: TempDir,
    /// The person's own folders, where the window made them up.
    home: Option<TempDir>,
    /// What was put on the clipboard last.
    copied: Option<String>,
    closed: bool,
    /// After what is looked at in each frame whether something has the focus, and what had to be told of it.
    watched: Option<String>,
    lost: Vec<String>,
}

impl Window {
    /// A window on a copy of the sample library, with all of it read.
    pub fn on_sample_library() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        copy_folder(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_content"),
            folder.path(),
        );
        Self::on(folder, Theme::Light, Letters::OfTheFonts)
    }

    /// A window on a folder with these files.
    pub fn on_files(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            fs::write(folder.path().join(name), text).expect("written");
        }
        Self::on(folder, Theme::Light, Letters::OfTheFonts)
    }

    /// A window on this folder, with all of it read.
    #[track_caller]
    pub fn on(folder: TempDir, theme: Theme, letters: Letters) -> Self {
        let path = folder.path().to_owned();
        let mut window = Self::start(folder, Some(path), theme, letters);
        window.until("the folder has been read", |window| {
            window.app().desk().library().is_some() && window.app().desk().opening().is_none()
        });
        window
    }

    /// A window that opens `path`, or nothing.
    pub fn start(folder: TempDir, path: Option<PathBuf>, theme: Theme, letters: Letters) -> Self {
        let view = Settings {
            theme: match theme {
                Theme::Light => copydesk::desk::Theme::Light,
                Theme::Dark => copydesk::desk::Theme::Dark,
            },
            ..Settings::default()
        };
        let home = tempfile::tempdir().expect("a folder");
        let own = Some(OwnFolders::below(home.path()));
        let mut window = Self::set_up(folder, path, view, own, letters);
        window.home = Some(home);
        window
    }

    /// A window as a person left it, who may have folders of their own.
    pub fn set_up(
        folder: TempDir,
        path: Option<PathBuf>,
        view: Settings,
        own: Option<OwnFolders>,
        letters: Letters,
    ) -> Self {
        let builder = Harness::builder()
            .with_size([1440.0, 900.0])
            .with_max_steps(FRAMES as u64);
        let builder = if letters == Letters::Any {
            builder.allow_missing_glyphs()
        } else {
            builder
        };
        let harness = builder
            .build_eframe(move |cc| App::new(&cc.egui_ctx, view, own, path).expect("threads"));
        Self {
            harness,
            folder,
            home: None,
            copied: None,
            closed: false,
            watched: None,
            lost: Vec::new(),
        }
    }

    pub fn app(&self) -> &App {
        self.harness.state()
    }

    pub fn app_mut(&mut self) -> &mut App {
        self.harness.state_mut()
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The bytes of a file of the library.
    pub fn file(&self, name: &str) -> String {
        fs::read_to_string(self.folder().join(name)).expect("readable")
    }

    /// What was put on the clipboard last.
    pub fn copied(&self) -> Option<&str> {
        self.copied.as_deref()
    }

    /// The window has asked the system to close it.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// Closes the window and keeps the folder. What was to be written is written.
    pub fn close(self) -> TempDir {
        self.folder
    }

    // What is there.

    /// Every node of the tree, in its order.
    pub fn nodes(&self) -> Vec<Seen> {
        let mut nodes = Vec::new();
        seen::gather(&self.harness.root().accesskit_node(), "", &mut nodes);
        nodes
    }

    pub fn all(&self, role: Role) -> Vec<Seen> {
        let mut nodes = self.nodes();
        nodes.retain(|node| node.role == role);
        nodes
    }

    /// The node with this role and a name that begins so; an exact name wins.
    pub fn find(&self, role: Role, name: &str) -> Option<Seen> {
        let nodes = self.all(role);
        let exact = nodes.iter().find(|node| node.name == name);
        let begins = || nodes.iter().find(|node| node.name.starts_with(name));
        exact.or_else(begins).cloned()
    }

    #[track_caller]
    pub fn get(&self, role: Role, name: &str) -> Seen {
        self.find(role, name).unwrap_or_else(|| {
            let names: Vec<String> = self.all(role).into_iter().map(|node| node.name).collect();
            panic!("no {role:?} is named {name:?}; there are {names:?}")
        })
    }

    /// A text field of one or of many lines.
    #[track_caller]
    pub fn field(&self, name: &str) -> Seen {
        self.find(Role::MultilineTextInput, name)
            .or_else(|| self.find(Role::TextInput, name))
            .unwrap_or_else(|| panic!("no field is named {name:?}"))
    }

    /// What something is dragged by. A screen reader passes it over.
    #[track_caller]
    pub fn grip(&self, name: &str) -> Seen {
        let root = self.harness.root();
        seen::passed_over(&root.accesskit_node(), name)
            .unwrap_or_else(|| panic!("nothing is called {name:?}"))
    }

    /// Is there anything that says this?
    pub fn says(&self, words: &str) -> bool {
        self.nodes().iter().any(|node| node.name.contains(words))
    }

    /// The last thing said by itself, as a screen reader hears it.
    #[track_caller]
    pub fn announced(&self) -> String {
        let region = self.get(Role::Status, "");
        region.name.trim_matches('\u{200b}').to_owned()
    }

    /// The same with what tells it from the same words before.
    #[track_caller]
    pub fn heard(&self) -> String {
        self.get(Role::Status, "").name
    }

    /// What the window itself is called.
    pub fn window_name(&self) -> String {
        let root = self.harness.root();
        root.accesskit_node().label().unwrap_or_default()
    }

    /// From now on each frame is looked at: something real has the focus in it.
    pub fn watch_focus(&mut self, after: &str) {
        self.watched = Some(after.to_owned());
    }

    /// The acts in whose frames nothing had the focus.
    pub fn lost_focus(&self) -> Vec<String> {
        self.lost.clone()
    }

    /// The node with the keyboard focus.
    pub fn focused(&self) -> Option<Seen> {
        self.nodes().into_iter().find(|node| node.focused)
    }

    /// The name of the node with the keyboard focus, or nothing.
    pub fn focus(&self) -> String {
        self.focused().map(|node| node.name).unwrap_or_default()
    }

    // What is done.

    /// Presses and lets go of a chord, such as `Ctrl+Shift+O`.
    #[track_caller]
    pub fn press(&mut self, chord: &str) {
        let (modifiers, key) = chord_of(chord);
        self.in_one_frame(vec![
            Event::ModifiersChanged(modifiers),
            key_event(key, modifiers, true),
        ]);
        self.in_one_frame(vec![
            key_event(key, modifiers, false),
            Event::ModifiersChanged(Modifiers::NONE),
        ]);
        self.settle();
    }

    #[track_caller]
    pub fn press_times(&mut self, chord: &str, times: usize) {
        for _ in 0..times {
            self.press(chord);
        }
    }

    /// Types letter by letter, one frame each.
    #[track_caller]
    pub fn write(&mut self, text: &str) {
        for letter in text.chars() {
            if letter == '\n' {
                self.press("Enter");
                continue;
            }
            self.in_one_frame(vec![Event::Text(letter.to_string())]);
        }
        self.settle();
    }

    /// All of these reach the window in the same frame.
    pub fn in_one_frame(&mut self, events: Vec<Event>) {
        self.harness.input_mut().events.extend(events);
        self.frame();
    }

    /// Clicks in the middle of a node.
    #[track_caller]
    pub fn click(&mut self, node: &Seen) {
        self.click_in(node, |rect| rect.center());
    }

    /// Clicks at a place of a node.
    #[track_caller]
    pub fn click_in(&mut self, node: &Seen, place: impl Fn(Rect) -> Pos2) {
        let pos = self.point_at(node, place);
        for pressed in [true, false] {
            self.in_one_frame(vec![button(pos, pressed)]);
        }
        self.settle();
    }

    /// Turns the wheel over a node.
    #[track_caller]
    pub fn turn_wheel(&mut self, node: &Seen, by: f32) {
        self.point_at(node, |rect| rect.left_top() + egui::vec2(20.0, 20.0));
        self.in_one_frame(vec![Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, by),
            phase: egui::TouchPhase::Move,
            modifiers: Modifiers::NONE,
            source: egui::MouseWheelSource::Unknown,
        }]);
        self.settle();
    }

    /// Puts the focus on a node, as a screen reader can.
    #[track_caller]
    pub fn focus_by_reader(&mut self, node: &Seen) {
        let root = self.harness.root();
        let nodes = root.children_recursive();
        let found = nodes.into_iter().find(|it| {
            let it = it.accesskit_node();
            it.role() == node.role && it.label().as_deref() == Some(&*node.name)
        });
        found.expect("it is there").focus();
        self.settle();
    }

    /// The rings that mark where the focus is.
    pub fn rings(&self) -> Vec<Rect> {
        let accents = [
            copydesk::ui::theme::LIGHT.accent,
            copydesk::ui::theme::DARK.accent,
        ];
        let shapes = self.harness.output().shapes.iter();
        let rings = shapes.filter_map(|clipped| match &clipped.shape {
            egui::Shape::Rect(rect)
                if accents.contains(&rect.stroke.color)
                    && rect.stroke_kind == egui::StrokeKind::Outside =>
            {
                Some(rect.rect)
            }
            _ => None,
        });
        rings.collect()
    }

    /// Drags a node by its middle to another place, by way of the middle.
    #[track_caller]
    pub fn drag(&mut self, node: &Seen, to: Pos2) {
        let from = self.point_at(node, |rect| rect.center());
        self.in_one_frame(vec![button(from, true)]);
        for pos in [from.lerp(to, 0.5), to, to] {
            self.in_one_frame(vec![Event::PointerMoved(pos)]);
        }
        self.in_one_frame(vec![button(to, false)]);
        self.settle();
    }

    /// Moves the pointer to a place of a node, and on with the node where that moves meanwhile: a thread may report in any frame.
    #[track_caller]
    fn point_at(&mut self, node: &Seen, place: impl Fn(Rect) -> Pos2) -> Pos2 {
        let mut pos = place(node.rect);
        for _ in 0..FRAMES {
            self.in_one_frame(vec![Event::PointerMoved(pos)]);
            let now = place(self.again(node).rect);
            if now == pos {
                return pos;
            }
            pos = now;
        }
        panic!("{:?} {:?} does not come to rest", node.role, node.name);
    }

    /// The node as it is now: of those with its role and name, in its pane, the one nearest to its old place. One that has
    /// another name by now, as a row of the library to which findings came, is taken to stand where it stood.
    fn again(&self, node: &Seen) -> Seen {
        let distance = |it: &Seen| it.rect.center().distance(node.rect.center());
        let same = self.all(node.role).into_iter();
        same.filter(|it| it.name == node.name && it.pane == node.pane)
            .min_by(|a, b| distance(a).total_cmp(&distance(b)))
            .unwrap_or_else(|| node.clone())
    }

    #[track_caller]
    pub fn click_on(&mut self, role: Role, name: &str) {
        let node = self.get(role, name);
        self.click(&node);
    }

    #[track_caller]
    pub fn click_button(&mut self, name: &str) {
        let node = self.button(name);
        self.click(&node);
    }

    /// Something to press: a button, a line of a menu, a tab. An exact name wins.
    #[track_caller]
    pub fn button(&self, name: &str) -> Seen {
        let roles = [
            Role::Button,
            Role::MenuItem,
            Role::MenuItemCheckBox,
            Role::Tab,
            Role::Cell,
        ];
        let found = roles.into_iter().filter_map(|role| self.find(role, name));
        let found: Vec<Seen> = found.collect();
        let exact = found.iter().find(|node| node.name == name);
        match exact.or(found.first()) {
            Some(node) => node.clone(),
            None => self.get(Role::Button, name),
        }
    }

    /// Makes the window another size.
    #[track_caller]
    pub fn resize(&mut self, width: f32, height: f32) {
        self.harness.set_size(egui::vec2(width, height));
        self.settle();
    }

    /// Clicks into a field.
    #[track_caller]
    fn focus_on(&mut self, field: &str) {
        let node = self.field(field);
        self.click(&node);
        assert_eq!(self.focus(), node.name, "the click went into the field");
    }

    /// Clicks into a field and goes to its end.
    #[track_caller]
    pub fn go_into(&mut self, field: &str) {
        self.focus_on(field);
        self.to_end();
    }

    /// Goes to the end of the field with the focus.
    #[track_caller]
    pub fn to_end(&mut self) {
        self.press("Ctrl+A");
        self.press("Right");
    }

    /// Goes to the start of the field with the focus.
    #[track_caller]
    pub fn to_start(&mut self) {
        self.press("Ctrl+A");
        self.press("Left");
    }

    /// Puts other words into a one-line field.
    #[track_caller]
    pub fn fill(&mut self, field: &str, text: &str) {
        self.focus_on(field);
        self.press("Ctrl+A");
        self.write(text);
    }

    /// The person or the system asks the window to close.
    #[track_caller]
    pub fn ask_to_close(&mut self) {
        let viewports = &mut self.harness.input_mut().viewports;
        let root = viewports.entry(ViewportId::ROOT).or_default();
        root.events.push(ViewportEvent::Close);
        self.settle();
    }

    /// Shows an entry by its row in the library.
    #[track_caller]
    pub fn show(&mut self, title: &str) {
        self.click_on(Role::ListBoxOption, title);
        assert!(self.app().desk().shown_key().is_some(), "{title} is shown");
    }

    /// Saves, and waits until the disk has it.
    #[track_caller]
    pub fn save(&mut self) {
        let unsaved = self.app().desk().shown().is_some_and(|it| it.is_unsaved());
        assert!(unsaved, "there is something to save");
        self.press("Ctrl+S");
        self.until("the entry is saved", |window| {
            window.announced().starts_with("Saved")
                && window
                    .app()
                    .desk()
                    .shown()
                    .is_some_and(|it| !it.is_unsaved())
        });
    }

    /// Performs a command that no key or click gives so directly.
    #[track_caller]
    pub fn perform(&mut self, command: impl Into<Command>) {
        let ctx = self.harness.ctx.clone();
        self.harness.state_mut().perform(&ctx, command.into());
        self.settle();
    }

    /// Has a pane meet a mistake of the program the next so many times it is drawn.
    #[track_caller]
    pub fn plant_a_mistake(&mut self, pane: &'static str, times: usize) {
        self.harness.state_mut().plant_a_mistake(pane, times);
        self.settle();
    }

    // How time goes.

    /// Draws one frame and takes what it asks of the system.
    fn frame(&mut self) {
        self.harness.step();
        let output = self.harness.output();
        for command in &output.platform_output.commands {
            if let egui::OutputCommand::CopyText(text) = command {
                self.copied = Some(text.clone());
            }
        }
        let commands = output.viewport_output.get(&ViewportId::ROOT);
        let commands = commands
            .map(|it| it.commands.as_slice())
            .unwrap_or_default();
        self.closed |= commands.contains(&egui::ViewportCommand::Close);
        if let Some(after) = self.watched.clone() {
            let focused = self.focused();
            let is_real = |it: &Seen| it.role != Role::Window && !it.name.is_empty();
            if !focused.as_ref().is_some_and(is_real) {
                self.lost
                    .push(format!("{after}: {:?}", focused.map(|it| it.role)));
            }
        }
    }

    /// How long the window can wait for the next frame if nothing happens.
    pub fn rests_for(&self) -> Duration {
        let root = self.harness.output().viewport_output.get(&ViewportId::ROOT);
        root.map_or(Duration::MAX, |it| it.repaint_delay)
    }

    /// Draws until no other frame is asked for.
    #[track_caller]
    pub fn settle(&mut self) {
        for _ in 0..FRAMES {
            self.frame();
            let root = self.harness.output().viewport_output.get(&ViewportId::ROOT);
            if root.is_none_or(|it| !it.repaint_delay.is_zero()) {
                self.harness.check_accessibility();
                return;
            }
        }
        panic!(
            "the window does not come to rest: {:?}",
            self.harness.ctx.repaint_causes()
        );
    }

    /// Draws until something is so, while the threads work.
    #[track_caller]
    pub fn until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        for _ in 0..LOOKS {
            self.settle();
            if is_so(self) {
                return;
            }
            std::thread::sleep(POLL_INTERVAL);
        }
        panic!(
            "waited in vain until {what}; last said: {:?}",
            self.announced()
        );
    }
}

/// Reads `Ctrl+Shift+O`. Ctrl is both the key itself and the command key of this system.
#[track_caller]
fn chord_of(chord: &str) -> (Modifiers, Key) {
    let mut modifiers = Modifiers::NONE;
    let mut parts: Vec<&str> = chord.split('+').collect();
    let key = parts.pop().expect("a key");
    for part in parts {
        match part {
            "Ctrl" => {
                modifiers.ctrl = true;
                modifiers.command = true;
            }
            "Shift" => modifiers.shift = true,
            "Alt" => modifiers.alt = true,
            other => panic!("no modifier is called {other}"),
        }
    }
    let key = Key::from_name(key).unwrap_or_else(|| panic!("no key is called {key}"));
    (modifiers, key)
}

/// The first button of the mouse goes down or up.
fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    }
}

pub fn key_event(key: Key, modifiers: Modifiers, pressed: bool) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers,
    }
}

pub fn copy_folder(from: &Path, to: &Path) {
    for file in fs::read_dir(from).expect("a folder") {
        let file = file.expect("readable");
        let target = to.join(file.file_name());
        if file.file_type().expect("a type").is_dir() {
            fs::create_dir(&target).expect("made");
            copy_folder(&file.path(), &target);
        } else {
            fs::copy(file.path(), &target).expect("copied");
        }
    }
}

/// The lines in which two texts differ, as `old → new`. Both must have the same number of lines.
#[track_caller]
pub fn changed_lines(old: &str, new: &str) -> Vec<String> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split('\n').collect(), new.split('\n').collect());
    assert_eq!(old.len(), new.len(), "as many lines as before");
    let pairs = old.into_iter().zip(new);
    let changed = pairs.filter(|(old, new)| old != new);
    changed.map(|(old, new)| format!("{old} → {new}")).collect()
}
