//! The look: the only colours and fonts of the window.

use std::sync::Arc;

use egui::epaint::text::{FontTweak, VariationCoords};
use egui::style::{ScrollStyle, WidgetVisuals};
use egui::text::TextFormat;
use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin,
    RichText, Shadow, Stroke, Style, TextStyle, Theme, Ui, vec2,
};
use lucide_icons::Icon;

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
    /// The ground of check boxes and of the handles of scroll bars.
    pub check: Color32,
    /// Behind selected words.
    pub selection: Color32,
    /// The ground of the one button that matters, and its words.
    pub primary: Color32,
    pub on_primary: Color32,
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
    check: rgb(0xDDD8CC),
    selection: rgb(0xCADFEF),
    primary: rgb(0x1F5F8B),
    on_primary: rgb(0xFFFFFF),
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
    check: rgb(0x3A404A),
    selection: rgb(0x2F4D66),
    primary: rgb(0x2F74A6),
    on_primary: rgb(0xFFFFFF),
};

/// The colours to draw with.
pub fn palette(ui: &Ui) -> &'static Palette {
    palette_of(ui.visuals())
}

/// The colours of a theme.
pub fn palette_of(visuals: &egui::Visuals) -> &'static Palette {
    if visuals.dark_mode { &DARK } else { &LIGHT }
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

/// Words of a weight between 100 and 900, as the variable fonts have them.
pub fn weight(text: impl Into<String>, weight: f32) -> RichText {
    RichText::new(text).variation(b"wght", weight)
}

/// An icon as text of the icon family.
pub fn icon(icon: Icon) -> RichText {
    RichText::new(char::from(icon).to_string()).family(icons())
}

/// Small print of the interface.
pub fn small(text: impl Into<String>, colour: Color32) -> RichText {
    RichText::new(text).size(SMALL).color(colour)
}

/// A picture in its own colours.
pub const UNTINTED: Color32 = Color32::WHITE;

/// Sizes in points.
pub const SMALL: f32 = 11.5;
pub const BODY: f32 = 13.5;
pub const EDITOR: f32 = 15.0;
pub const EDITOR_LINE: f32 = 23.0;

/// How running text is set in a field.
pub fn editor_format(colour: Color32) -> TextFormat {
    TextFormat {
        font_id: FontId::new(EDITOR, serif()),
        color: colour,
        line_height: Some(EDITOR_LINE),
        ..TextFormat::default()
    }
}

/// How plain source is set in a field.
pub fn source_format(colour: Color32) -> TextFormat {
    TextFormat {
        font_id: FontId::monospace(12.5),
        color: colour,
        line_height: Some(19.0),
        ..TextFormat::default()
    }
}

/// Gives a context its fonts and styles.
pub fn install(ctx: &Context) {
    install_fonts(ctx);
    for (theme, palette) in [(Theme::Light, &LIGHT), (Theme::Dark, &DARK)] {
        ctx.style_mut_of(theme, |style| apply(style, palette));
    }
}

fn apply(style: &mut Style, p: &Palette) {
    style.text_styles = [
        (TextStyle::Small, FontId::proportional(SMALL)),
        (TextStyle::Body, FontId::proportional(BODY)),
        (TextStyle::Button, FontId::proportional(13.0)),
        (TextStyle::Heading, FontId::new(22.0, serif())),
        (TextStyle::Monospace, FontId::monospace(12.5)),
    ]
    .into();
    style.animation_time = 0.0;
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 6.0);
    spacing.button_padding = vec2(10.0, 5.0);
    spacing.interact_size = vec2(40.0, 26.0);
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(18);
    spacing.scroll = ScrollStyle::thin();
    // Lists stop where they are let go: a throw that goes on draws frames after the hand has left.
    spacing.scroll.kinetic.decay_time = 0.0;
    spacing.scroll.kinetic.rubber_band = false;
    spacing.indent = 16.0;
    let visuals = &mut style.visuals;
    visuals.panel_fill = p.page;
    visuals.window_fill = p.card;
    visuals.extreme_bg_color = p.card;
    visuals.text_edit_bg_color = Some(p.card);
    visuals.faint_bg_color = p.rail;
    visuals.code_bg_color = p.rail;
    visuals.hyperlink_color = p.accent;
    visuals.warn_fg_color = p.warn;
    visuals.error_fg_color = p.bad;
    visuals.weak_text_color = Some(p.dim);
    visuals.window_stroke = Stroke::new(1.0, p.line);
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = CornerRadius::same(8);
    let depth = if visuals.dark_mode { 96 } else { 28 };
    let shadow = Shadow {
        offset: [0, 4],
        blur: 16,
        spread: 0,
        color: Color32::from_black_alpha(depth),
    };
    visuals.popup_shadow = shadow;
    visuals.window_shadow = shadow;
    visuals.selection.bg_fill = p.selection;
    visuals.selection.stroke = Stroke::new(1.0, p.accent);
    visuals.text_cursor.stroke = Stroke::new(2.0, p.accent);
    let widget = |ground: Color32, line: Color32, words: Color32| WidgetVisuals {
        bg_fill: ground,
        weak_bg_fill: ground,
        bg_stroke: Stroke::new(1.0, line),
        corner_radius: CornerRadius::same(6),
        fg_stroke: Stroke::new(1.0, words),
        expansion: 0.0,
    };
    let widgets = &mut visuals.widgets;
    widgets.noninteractive = widget(p.page, p.line, p.text);
    widgets.inactive = widget(p.card, p.line, p.text);
    widgets.hovered = widget(p.hover, p.line, p.text);
    widgets.active = widget(p.accent_soft, p.accent, p.accent);
    widgets.open = widget(p.hover, p.line, p.text);
    // Check boxes have no line of their own.
    widgets.inactive.bg_fill = p.check;
    widgets.hovered.bg_fill = p.check;
}

fn install_fonts(ctx: &Context) {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// How bright a colour is, from black (0) to white (1), as the web's guidelines count it.
    fn brightness(colour: Color32) -> f32 {
        let part = |value: u8| {
            let value = f32::from(value) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        let [r, g, b, _] = colour.to_array();
        0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
    }

    fn contrast(one: Color32, other: Color32) -> f32 {
        let (one, other) = (brightness(one) + 0.05, brightness(other) + 0.05);
        one.max(other) / one.min(other)
    }

    #[test]
    fn the_focus_ring_stands_out_from_every_ground() {
        for p in [LIGHT, DARK] {
            for ground in [
                p.rail,
                p.page,
                p.card,
                p.hover,
                p.accent_soft,
                p.warn_soft,
                p.bad_soft,
                p.good_soft,
            ] {
                let seen = contrast(p.accent, ground);
                assert!(seen >= 3.0, "{ground:?}: {seen}");
            }
        }
        assert!(contrast(Color32::BLACK, Color32::WHITE) > 20.9);
    }
}
