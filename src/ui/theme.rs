//! The look: the only colours and fonts of the window.
//!
//! Knows nothing of: entries, panes.

use std::sync::Arc;

use egui::epaint::text::{FontTweak, VariationCoords};
use egui::{Color32, Context, FontData, FontDefinitions, FontFamily, Ui};

/// The colours of one theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    pub rail: Color32,
    pub page: Color32,
    pub card: Color32,
    pub line: Color32,
    pub text: Color32,
    pub dim: Color32,
    pub faint: Color32,
    pub accent: Color32,
    pub accent_soft: Color32,
    pub warn: Color32,
    pub warn_soft: Color32,
    pub bad: Color32,
    pub bad_soft: Color32,
    pub good: Color32,
    pub good_soft: Color32,
    pub hover: Color32,
}

/// Warm paper.
pub const LIGHT: Palette = Palette {
    rail: rgb(0xF3F1EC),
    page: rgb(0xFAF9F6),
    card: rgb(0xFFFFFF),
    line: rgb(0xE3DFD6),
    text: rgb(0x22252A),
    dim: rgb(0x5E646E),
    faint: rgb(0x8B9099),
    accent: rgb(0x1F5F8B),
    accent_soft: rgb(0xE4EEF5),
    warn: rgb(0x8A5A00),
    warn_soft: rgb(0xFBF0D9),
    bad: rgb(0xB3261E),
    bad_soft: rgb(0xFBE7E5),
    good: rgb(0x2B6B45),
    good_soft: rgb(0xE3F1E8),
    hover: rgb(0xEAE7DF),
};

/// Neutral dark.
pub const DARK: Palette = Palette {
    rail: rgb(0x15171B),
    page: rgb(0x1A1D22),
    card: rgb(0x21252B),
    line: rgb(0x31363E),
    text: rgb(0xE4E6EA),
    dim: rgb(0xA3A9B3),
    faint: rgb(0x767D88),
    accent: rgb(0x7FB6DE),
    accent_soft: rgb(0x24384A),
    warn: rgb(0xE0B45C),
    warn_soft: rgb(0x3A3020),
    bad: rgb(0xF2867D),
    bad_soft: rgb(0x43272A),
    good: rgb(0x7DC79B),
    good_soft: rgb(0x213B2C),
    hover: rgb(0x2A2F37),
};

/// The colours to draw with.
pub fn palette(ui: &Ui) -> &'static Palette {
    if ui.visuals().dark_mode {
        &DARK
    } else {
        &LIGHT
    }
}

/// The family of running text.
pub fn serif() -> FontFamily {
    FontFamily::Name("serif".into())
}

/// Its true italic.
pub fn serif_italic() -> FontFamily {
    FontFamily::Name("serif-italic".into())
}

/// The family of icons.
pub fn icons() -> FontFamily {
    FontFamily::Name("icons".into())
}

/// Gives a context its fonts.
pub fn install(ctx: &Context) {
    let reading = FontTweak {
        coords: VariationCoords::new([(b"opsz", 16.0)]),
        ..FontTweak::default()
    };
    let icon = FontTweak {
        y_offset_factor: 0.12,
        scale: 1.15,
        ..FontTweak::default()
    };
    let fonts: [(&str, &'static [u8], FontTweak); 5] = [
        (
            "Inter",
            include_bytes!("../../assets/fonts/Inter.ttf"),
            FontTweak::default(),
        ),
        (
            "Source Serif",
            include_bytes!("../../assets/fonts/SourceSerif4.ttf"),
            reading.clone(),
        ),
        (
            "Source Serif Italic",
            include_bytes!("../../assets/fonts/SourceSerif4-Italic.ttf"),
            reading,
        ),
        (
            "JetBrains Mono",
            include_bytes!("../../assets/fonts/JetBrainsMono.ttf"),
            FontTweak::default(),
        ),
        ("Lucide", lucide_icons::LUCIDE_FONT_BYTES, icon),
    ];
    let mut definitions = FontDefinitions::default();
    for (name, bytes, tweak) in fonts {
        let data = FontData::from_static(bytes).tweak(tweak);
        definitions.font_data.insert(name.into(), Arc::new(data));
    }
    let families: [(FontFamily, &[&str]); 5] = [
        (FontFamily::Proportional, &["Inter", "Lucide"]),
        (FontFamily::Monospace, &["JetBrains Mono", "Inter"]),
        (serif(), &["Source Serif", "Inter", "Lucide"]),
        (serif_italic(), &["Source Serif Italic", "Inter"]),
        (icons(), &["Lucide", "Inter"]),
    ];
    for (family, names) in families {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        definitions.families.insert(family, names);
    }
    ctx.set_fonts(definitions);
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}
