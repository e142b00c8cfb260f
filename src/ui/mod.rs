//! The window: a shell around the panes. Each pane draws the desk and asks by commands.
//!
//! One frame: reports are taken; the panes are drawn in the order library, entry, right pane, status, and after each one its
//! commands are performed, so that the preview shows the key that the entry pane took in the same frame; then the
//! shortcut of the frame is performed, and the effects are carried out.
//!
//! Knows nothing of: files; changing text except by command.

mod announcer;
mod bars;
mod bibliography_pane;
mod changes_pane;
mod conflict_pane;
mod context_menu;
mod dialogs;
mod entry_pane;
mod field;
mod findings_pane;
mod focus;
mod guard;
mod highlight;
mod history_pane;
mod hunks;
mod keys;
mod library_pane;
mod long_list;
mod menu_bar;
mod menus;
mod moving;
mod notices;
mod pane_layout;
mod pictures;
pub mod preview;
mod preview_pane;
mod proof;
mod query_box;
mod question;
mod review;
mod right_pane;
mod row_list;
mod search_pane;
mod sources_pane;
mod status_bar;
pub mod theme;
mod widgets;
mod window;

use std::time::{Duration, Instant};

use egui::{Context, Rect, ThemePreference, Ui, UiBuilder, ViewportCommand};

use crate::background::Background;
use crate::desk::{
    Command, CommandId, Desk, EditCommand, Effect, LibraryCommand, LibraryReport, Moment, Report,
    Settings, Spot, Theme, ViewCommand,
};
use crate::house_style::HouseStyle;
use crate::library::EntryKey;
use crate::settings::{self, OwnFolders};
use focus::FocusKeeper;
use guard::Guard;
use keys::KeyGate;
use menus::Menus;
use pane_layout::Room;

pub use window::{WindowError, run};

/// The program in its window.
pub struct App {
    desk: Desk,
    background: Background,
    own: Option<OwnFolders>,
    started: Instant,
    library: library_pane::LibraryPane,
    entry: entry_pane::EntryPane,
    works: bibliography_pane::BibliographyPane,
    settle: conflict_pane::ConflictPane,
    review: review::ReviewRoom,
    proof: proof::ProofRoom,
    right: right_pane::RightPane,
    dialogs: dialogs::Dialogs,
    asking: question::Asking,
    guard: Guard,
    menus: Menus,
    focus: FocusKeeper,
    at_caret: announcer::FindingAtCaret,
    /// The focus wish obeyed last.
    obeyed: u64,
    shown: Shown,
    /// The settings as they are on disk.
    kept: Settings,
    closing: bool,
}

/// What the panes are told of the frame.
#[derive(Debug, Clone, Copy)]
struct FrameInput {
    moment: Moment,
    /// A command is about to be performed: fields hand over what they hold.
    commit: bool,
    composing: bool,
    /// Put the focus back to the caret.
    to_caret: bool,
}

/// What the context was told last.
#[derive(Default)]
struct Shown {
    theme: Option<Theme>,
    text_size: f32,
    title: String,
    /// When the last key or click came: the caret blinks for a while after it.
    touched: Duration,
    blinking: bool,
}

/// The caret stands still when nothing was pressed for this long, so that a desk at rest draws no frame.
const BLINK_TIMEOUT: Duration = Duration::from_secs(10);

/// So much of a frame is spent on what comes from outside; the rest waits for the next.
const REPORTS_BUDGET: Duration = Duration::from_millis(6);

impl App {
    /// Sets the window up as it was left, and opens what the command line names, or the folder open last.
    ///
    /// # Errors
    /// When the system gives the program no threads.
    pub fn new(
        ctx: &Context,
        view: Settings,
        own: Option<OwnFolders>,
        open: Option<std::path::PathBuf>,
    ) -> std::io::Result<Self> {
        theme::install(ctx);
        ctx.add_plugin(KeyGate::new());
        ctx.add_plugin(announcer::Announcer::default());
        ctx.options_mut(|options| {
            options.quit_shortcuts.clear();
            options.zoom_with_keyboard = false;
        });
        let waker = ctx.clone();
        let background = Background::start(own.clone(), move || waker.request_repaint())?;
        let open = open.or_else(|| view.last_folder.clone());
        let mut app = Self {
            desk: Desk::new(HouseStyle::default(), view.clone().kept_usable()),
            background,
            own,
            started: Instant::now(),
            library: library_pane::LibraryPane::default(),
            entry: entry_pane::EntryPane::default(),
            works: bibliography_pane::BibliographyPane::default(),
            settle: conflict_pane::ConflictPane::default(),
            review: review::ReviewRoom::default(),
            proof: proof::ProofRoom::default(),
            right: right_pane::RightPane::default(),
            dialogs: dialogs::Dialogs::default(),
            asking: question::Asking::default(),
            guard: Guard::default(),
            menus: Menus::default(),
            focus: FocusKeeper::default(),
            at_caret: announcer::FindingAtCaret::default(),
            obeyed: 0,
            shown: Shown::default(),
            kept: view,
            closing: false,
        };
        if let Some(path) = open {
            app.perform(ctx, Command::Library(LibraryCommand::OpenPath(path)));
        }
        Ok(app)
    }

    /// Sees to it that unsaved text is kept when the program ends by a signal or by a mistake of its own.
    ///
    /// # Errors
    /// When the system gives no thread or no signals.
    pub fn keep_text_at_the_end(&self) -> std::io::Result<()> {
        self.background.keep_text_at_the_end()
    }

    /// The session, for tests and for the shell.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Has a pane meet a mistake the next so many times it is drawn, as a test wants to see it.
    #[doc(hidden)]
    pub fn plant_a_mistake(&mut self, pane: &'static str, times: usize) {
        self.guard.plant(pane, times);
    }

    /// Performs a command and carries out what follows from it.
    pub fn perform(&mut self, ctx: &Context, command: Command) {
        let effects = self.desk.perform(command, self.now());
        self.carry_out(ctx, effects);
    }

    fn now(&self) -> Moment {
        Moment {
            since_start: self.started.elapsed(),
            today: jiff::Zoned::now().date(),
            clock: jiff::Timestamp::now(),
        }
    }

    fn take_reports(&mut self, ctx: &Context) {
        let began = Instant::now();
        while let Some(report) = self.background.next_report() {
            match report {
                Report::Image {
                    key,
                    target,
                    result,
                } => self.right.preview.take_image(ctx, key, target, result),
                report => {
                    if matches!(report, Report::Library(LibraryReport::Started { .. })) {
                        self.right.preview.forget_images();
                    }
                    let effects = self.desk.receive(report, self.now());
                    self.carry_out(ctx, effects);
                }
            }
            if began.elapsed() > REPORTS_BUDGET {
                ctx.request_repaint();
                return;
            }
        }
    }

    fn carry_out(&mut self, ctx: &Context, effects: Vec<Effect>) {
        for effect in effects {
            match self.background.send(effect) {
                Some(Effect::PickFolder) => self
                    .background
                    .call("folder chooser", question::pick_folder),
                Some(Effect::PickWithdrawn) => self
                    .background
                    .call("file chooser", question::pick_withdrawn),
                Some(Effect::PickExport(export)) => self
                    .background
                    .call("file chooser", move || question::pick_export(export)),
                Some(Effect::OpenLink(url)) => ctx.open_url(egui::OpenUrl::new_tab(url)),
                Some(Effect::Copy(text)) => ctx.copy_text(text),
                Some(Effect::Quit) => {
                    self.closing = true;
                    ctx.send_viewport_cmd(ViewportCommand::Close);
                }
                _ => {}
            }
        }
    }

    fn perform_all(&mut self, ctx: &Context, commands: Vec<Command>) {
        for command in commands {
            self.perform(ctx, command);
        }
    }

    /// Performs what a menu or a button of the bar asked for; the focus goes back to the text if it was there.
    fn perform_from_menu(&mut self, ctx: &Context, commands: Vec<Command>) {
        let any = !commands.is_empty();
        let focus = self.desk.focus();
        self.perform_all(ctx, commands);
        let undisturbed = self.desk.dialog().is_none()
            && self.desk.question().is_none()
            && self.desk.focus() == focus;
        if any
            && undisturbed
            && self.entry.in_text()
            && let Some(selection) = self.desk.shown().map(|entry| entry.selection)
        {
            self.perform(ctx, Command::Edit(EditCommand::PlaceCaret(selection)));
        }
    }

    fn draw(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        let (pressed, composing) = ctx
            .with_plugin(|gate: &mut KeyGate| (gate.is_pressed(), gate.is_composing()))
            .unwrap_or_default();
        self.focus.begin(&ctx);
        let over = self.desk.dialog().copied();
        let can_go_back = self.nothing_is_over(&ctx);
        let now = self.now();
        let was_unsaved = self.desk.shown().map(crate::desk::OpenEntry::is_unsaved);
        let full = ui.max_rect();
        let bars = bars::count(&self.desk) as f32 * bars::BAR;
        let room = if self.desk.is_reviewing() || self.desk.is_proofing() {
            Room::Whole
        } else if self.desk.shows_bibliography() || self.desk.resolving().is_some() {
            Room::Wide
        } else {
            Room::Between
        };
        let areas = pane_layout::Areas::of(full, self.desk.view(), bars, room);
        let mut out = Vec::new();
        let entry = self.desk.shown_key().cloned();
        let entry = entry.as_ref();

        let guard = &mut self.guard;
        let mut is_left = false;
        pane(ui, "Menu", areas.top, guard, entry, |ui| {
            is_left = menu_bar::show(ui, &mut self.menus, &self.desk, &mut out);
        });
        let asked = self.desk.focus();
        self.perform_from_menu(&ctx, std::mem::take(&mut out));
        if is_left && self.desk.focus() == asked {
            self.leave_menus(&ctx);
        }
        if bars > 0.0 {
            let guard = &mut self.guard;
            pane(ui, "Bars", areas.bars, guard, entry, |ui| {
                bars::show(ui, &self.desk, &mut out);
            });
            self.perform_all(&ctx, std::mem::take(&mut out));
        }
        if let Some(rect) = areas.library {
            let guard = &mut self.guard;
            pane(ui, "Library", rect, guard, entry, |ui| {
                self.library.show(ui, &self.desk, now, &mut out)
            });
            self.perform_all(&ctx, std::mem::take(&mut out));
        }
        let focus = self.focus_wish(&ctx);
        let input = FrameInput {
            moment: now,
            commit: pressed || self.is_closing(&ctx),
            composing,
            to_caret: focus == Some(Spot::Caret)
                || (focus == Some(Spot::Back) && self.was_in_text()),
        };
        let guard = &mut self.guard;
        if self.desk.is_reviewing() {
            self.works.rest();
            if input.to_caret {
                self.review.take_focus();
            }
            pane(ui, "Review", areas.entry, guard, entry, |ui| {
                self.review.show(ui, &self.desk, now, &mut out);
            });
        } else if self.desk.is_proofing() {
            self.works.rest();
            if input.to_caret {
                self.proof.take_focus();
            }
            pane(ui, "Proof", areas.entry, guard, entry, |ui| {
                self.proof.show(ui, &self.desk, &mut out);
            });
        } else if self.desk.shows_bibliography() {
            if input.to_caret {
                self.works.take_focus();
            }
            pane(
                ui,
                "The library’s sources",
                areas.entry,
                guard,
                entry,
                |ui| {
                    self.works.show(ui, &self.desk, &mut out);
                },
            );
        } else if let Some(resolving) = self.desk.resolving() {
            self.works.rest();
            pane(
                ui,
                "Two versions to settle",
                areas.entry,
                guard,
                entry,
                |ui| {
                    self.settle.show(ui, &self.desk, resolving, &mut out);
                },
            );
        } else {
            self.works.rest();
            let failed = pane(ui, "Entry", areas.entry, guard, entry, |ui| {
                self.entry.show(ui, &self.desk, &input, &mut out);
            });
            // What the cards can’t show, plain text can.
            let is_whole = self.desk.shown().is_none_or(|entry| entry.whole);
            if failed.is_some_and(|times| times > 1) && !is_whole {
                out.push(CommandId::WholeFile.into());
                self.guard.forget("Entry");
            }
        }
        if !self.desk.is_reviewing() {
            self.review.rest();
        }
        if !self.desk.is_proofing() {
            self.proof.rest();
        }
        self.perform_all(&ctx, std::mem::take(&mut out));
        self.guard.floating(&ctx, "Offers", || {
            self.entry.offer(&ctx, &self.desk, composing, &mut out);
        });
        self.perform_all(&ctx, std::mem::take(&mut out));
        if let Some(rect) = areas.right {
            let shown = self.right.label(&self.desk);
            let guard = &mut self.guard;
            pane_called(
                ui,
                ("Preview and changes", shown),
                rect,
                guard,
                entry,
                |ui| {
                    self.right.show(ui, &self.desk, &input, &mut out);
                },
            );
            self.perform_all(&ctx, std::mem::take(&mut out));
        }
        let guard = &mut self.guard;
        pane(ui, "Status", areas.status, guard, entry, |ui| {
            status_bar::show(ui, &self.desk, self.proof.lines_in_words());
        });
        pane_layout::handles(ui, &areas, self.desk.view_mut());

        let (guard, desk) = (&mut self.guard, &self.desk);
        if guard.floating(&ctx, "Sheet", || {
            self.dialogs.show(&ctx, desk, now.today, &mut out)
        }) {
            out.push(Command::View(ViewCommand::CloseDialog));
        }
        let since = now.since_start;
        if guard.floating(&ctx, "Question", || {
            self.asking.show(ui, desk, since, &mut out)
        }) {
            out.push(Command::View(ViewCommand::Answered));
        }
        if guard.floating(&ctx, "Notices", || notices::show(&ctx, desk, &mut out)) {
            out.extend(
                desk.notices()
                    .iter()
                    .map(|it| Command::View(ViewCommand::Dismiss(it.id))),
            );
        }
        self.perform_all(&ctx, std::mem::take(&mut out));

        if let Some(id) = ctx.with_plugin(KeyGate::take).flatten() {
            self.shortcut(&ctx, id);
        }
        if let Some(key) = ctx.with_plugin(KeyGate::take_menu).flatten()
            && !self.desk.has_dialog()
        {
            self.menus.ask(key);
        }
        self.move_panes(&ctx, &areas, focus);
        if can_go_back && ctx.input(|input| input.key_pressed(egui::Key::Escape)) {
            self.escape(&ctx);
        }
        if self.desk.dialog().is_some() && self.desk.dialog().copied() != over {
            ctx.with_plugin(KeyGate::hold);
            ctx.request_repaint();
        }
        let in_text = (self.desk.shown().is_some() && can_go_back).then(|| self.entry.text_id());
        self.focus.end(&ctx, areas.top, in_text.flatten());
        self.focus.ring(&ctx);
        self.at_caret.follow(ui, &self.desk);
        // What was drawn before the entry pane shows its saved state too.
        if self.desk.shown().map(crate::desk::OpenEntry::is_unsaved) != was_unsaved {
            ctx.request_repaint();
        }
    }

    /// Performs a shortcut after the panes' own commands. Behind a question no key is a command, and behind a dialog none
    /// that would change what can't be seen there.
    fn shortcut(&mut self, ctx: &Context, id: CommandId) {
        if self.desk.question().is_none() && (!self.desk.has_dialog() || works_over_dialogs(id)) {
            // In a list it is about the row, not about the caret in the text.
            let mut out = Vec::new();
            if self.right.take(ctx, id, &mut out) {
                self.perform_all(ctx, out);
            } else {
                self.perform(ctx, id.into());
            }
        }
        ctx.request_repaint();
    }

    fn is_closing(&self, ctx: &Context) -> bool {
        ctx.input(|input| input.viewport().close_requested())
    }

    /// Closing asks where something would be lost.
    fn close_asked(&mut self, ctx: &Context) {
        if self.closing || !self.is_closing(ctx) {
            return;
        }
        if self.desk.is_anything_to_lose() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.perform(ctx, CommandId::Quit.into());
        } else {
            self.closing = true;
        }
    }

    /// Folders and files dropped on the window are opened.
    fn take_drops(&mut self, ctx: &Context) {
        let dropped = ctx.input(|input| {
            input
                .raw
                .dropped_files
                .first()
                .map(|file| file.path().to_path_buf())
        });
        if let Some(path) = dropped {
            self.perform(ctx, Command::Library(LibraryCommand::TakeDrop(path)));
        }
    }

    /// Tells the context what changed about theme, text size and title.
    fn follow_view(&mut self, ctx: &Context) {
        let view = self.desk.view();
        if self.shown.theme != Some(view.theme) {
            self.shown.theme = Some(view.theme);
            ctx.set_theme(match view.theme {
                Theme::System => ThemePreference::System,
                Theme::Light => ThemePreference::Light,
                Theme::Dark => ThemePreference::Dark,
            });
        }
        if self.shown.text_size != view.text_size {
            self.shown.text_size = view.text_size;
            ctx.set_zoom_factor(view.text_size);
        }
        let title = match (self.desk.shown_key(), self.desk.library()) {
            (Some(key), _) => format!("{} – copydesk", self.desk.title_of(key)),
            (None, Some(library)) => {
                let name = library
                    .root()
                    .file_name()
                    .unwrap_or(library.root().as_os_str());
                format!("{} – copydesk", name.to_string_lossy())
            }
            (None, None) => "copydesk".into(),
        };
        if self.shown.title != title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.shown.title = title;
        }
        // The window's own node has no name otherwise.
        ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| {
            node.set_label(self.shown.title.as_str());
        });
    }

    /// The caret blinks for ten seconds after the last key or click, then stands still.
    fn rest(&mut self, ctx: &Context, now: Duration) {
        let touched = ctx.input(|input| {
            input.pointer.any_pressed()
                || input.events.iter().any(|event| {
                    matches!(
                        event,
                        egui::Event::Key { pressed: true, .. }
                            | egui::Event::Text(_)
                            | egui::Event::Paste(_)
                    )
                })
        });
        if touched {
            self.shown.touched = now;
        }
        let blink = now.saturating_sub(self.shown.touched) < BLINK_TIMEOUT;
        if blink != self.shown.blinking {
            self.shown.blinking = blink;
            for theme in [egui::Theme::Light, egui::Theme::Dark] {
                ctx.style_mut_of(theme, |style| style.visuals.text_cursor.blink = blink);
            }
        }
        let effects = self.desk.try_again(self.now());
        self.carry_out(ctx, effects);
        if let Some(next) = self.desk.tidy(self.now()) {
            ctx.request_repaint_after(next);
        }
        // What is due is another tomorrow.
        if let Some(midnight) = until_midnight().filter(|_| self.desk.library().is_some()) {
            ctx.request_repaint_after(midnight);
        }
    }

    fn remember_window(&mut self, ctx: &Context) {
        let (size, maximised) = ctx.input(|input| {
            let viewport = input.viewport();
            (
                viewport.inner_rect.map(|rect| rect.size()),
                viewport.maximized.unwrap_or_default(),
            )
        });
        let view = self.desk.view_mut();
        view.maximised = maximised;
        if let Some(size) = size.filter(|_| !maximised) {
            let zoom = view.text_size;
            view.window = Some((size.x * zoom, size.y * zoom));
        }
    }

    /// Keeps the settings where they changed.
    fn keep_settings(&mut self) {
        if *self.desk.view() == self.kept {
            return;
        }
        self.kept = self.desk.view().clone();
        if let Some(own) = &self.own {
            self.background.send(Effect::SaveSettings {
                path: own.settings(),
                text: settings::settings_text(&self.kept),
            });
        }
    }
}

/// How long the day still lasts, and a moment more.
fn until_midnight() -> Option<Duration> {
    let now = jiff::Zoned::now();
    let tomorrow = now.tomorrow().and_then(|day| day.start_of_day()).ok()?;
    let left = Duration::try_from(tomorrow.duration_since(&now)).ok()?;
    Some(left + Duration::from_secs(1))
}

/// Commands that open another dialog, write what is there, or concern the window as a whole.
fn works_over_dialogs(id: CommandId) -> bool {
    use CommandId::*;
    matches!(
        id,
        OpenFolder
            | NewEntry
            | Save
            | SaveAll
            | Quit
            | AddSection
            | Find
            | Replace
            | FindInLibrary
            | ReplaceInLibrary
            | Palette
            | JumpToEntry
            | JumpToSection
            | LargerText
            | SmallerText
            | NormalText
    )
}

/// Draws a pane in its fixed place, as a landmark with a name; how often it met a mistake, if it did.
fn pane(
    ui: &mut Ui,
    name: &'static str,
    rect: Rect,
    guard: &mut Guard,
    entry: Option<&EntryKey>,
    draw: impl FnOnce(&mut Ui),
) -> Option<usize> {
    pane_called(ui, (name, name), rect, guard, entry, draw)
}

/// The same of a pane that a screen reader calls by what it shows.
fn pane_called(
    ui: &mut Ui,
    (name, spoken): (&'static str, &str),
    rect: Rect,
    guard: &mut Guard,
    entry: Option<&EntryKey>,
    draw: impl FnOnce(&mut Ui),
) -> Option<usize> {
    let area = ui.scope_builder(UiBuilder::new().id_salt(name).max_rect(rect), |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(egui::accesskit::Role::Pane);
            node.set_label(spoken);
        });
        guard.pane(ui, name, entry, draw)
    });
    area.inner
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.take_reports(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        // A window has been cleared to this colour already.
        if frame.gl().is_none() {
            let ground = theme::palette(ui).page;
            ui.painter().rect_filled(ui.max_rect(), 0.0, ground);
        }
        self.follow_view(&ctx);
        self.take_drops(&ctx);
        self.draw(ui);
        self.close_asked(&ctx);
        self.remember_window(&ctx);
        self.rest(&ctx, self.now().since_start);
        // Written when the hand is off the mouse: a split that is being dragged is no settled size.
        if !ctx.input(|input| input.pointer.any_down()) {
            self.keep_settings();
        }
    }

    /// The ground of the entry pane: without a graphics card, painting it would be a quarter of a frame's work.
    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        theme::palette_of(visuals).page.to_normalized_gamma_f32()
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.keep_settings();
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}
