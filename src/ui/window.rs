//! The window of the system: opened as it was left, or a plain word on why it can't be.

use std::fmt;

use super::App;
use crate::desk::Settings;
use crate::settings::{self, OwnFolders};

/// No window could be opened. It says what is missing, and what to do instead.
#[derive(Debug)]
pub struct WindowError(eframe::Error);

/// Opens the window and stays in it until it is closed.
///
/// # Errors
/// [`WindowError`] where no window can be opened.
pub fn run(open: Option<std::path::PathBuf>) -> Result<(), WindowError> {
    let own = OwnFolders::find();
    let (view, note) = match &own {
        Some(own) => settings::load_settings(&own.settings()),
        None => (Settings::default(), None),
    };
    if let Some(note) = note {
        log::warn!("{note}");
    }
    let view = view.kept_usable();
    let (width, height) = view.window.unwrap_or((1320.0, 860.0));
    let mut viewport = egui::ViewportBuilder::default()
        .with_title("copydesk")
        .with_app_id("copydesk")
        .with_inner_size([width, height])
        .with_min_inner_size([720.0, 480.0])
        .with_maximized(view.maximised)
        .with_drag_and_drop(true);
    if let Some(icon) = window_icon() {
        viewport = viewport.with_icon(icon);
    }
    let options = eframe::NativeOptions {
        viewport,
        renderer: eframe::Renderer::Glow,
        // The theme is of flat colours: there is nothing to dither, and without a graphics card it costs an eighth of a frame.
        dithering: false,
        ..eframe::NativeOptions::default()
    };
    let run = eframe::run_native(
        "copydesk",
        options,
        Box::new(move |cc| {
            let app = App::new(&cc.egui_ctx, view, own, open)?;
            app.keep_text_at_the_end()?;
            Ok(Box::new(app))
        }),
    );
    run.map_err(|error| {
        log::error!("no window could be opened: {error}");
        WindowError(error)
    })
}

impl fmt::Display for WindowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let display = ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"];
        let has_display = display
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
        let why = if cfg!(target_os = "linux") && !has_display {
            "There is no display here: neither DISPLAY nor WAYLAND_DISPLAY is set."
        } else {
            "A system library may be missing. On Debian or Ubuntu:\n  sudo apt-get install libx11-6 libx11-xcb1 \
             libxcursor1 libxi6 libxkbcommon-x11-0 libegl1 libgl1-mesa-dri\n\
             What the system said stands in the log."
        };
        write!(
            f,
            "No window could be opened; nothing was changed.\n{why}\n\
             These commands need no window: copydesk list FOLDER, copydesk set FILE KEY=VALUE."
        )
    }
}

impl std::error::Error for WindowError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

/// The picture of the program in task bars; none where it can't be read.
fn window_icon() -> Option<egui::IconData> {
    let image = image::load_from_memory(include_bytes!("../../assets/icon-64.png"))
        .ok()?
        .into_rgba8();
    let (width, height) = image.dimensions();
    Some(egui::IconData {
        rgba: image.into_raw(),
        width,
        height,
    })
}
