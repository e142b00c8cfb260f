//! The entries that the benches work on, by name. Their text is that of the sample entry and of made entries, so that no
//! paragraph stands in one section twice.

use std::path::Path;

use crate::house_library;

pub struct Entry {
    pub name: &'static str,
    pub text: String,
    #[allow(dead_code, reason = "a real window is typed into where it opens")]
    /// Where one types: in the middle of a paragraph, half-way down the section.
    pub at: usize,
}

const SAMPLE: &str =
    "sample_content/magnesium/does-magnesium-supplementation-change-wearable-hrv-readings.md";

/// The example's size, a section of 50 KB, one of 500 KB, an entry of 1 MB in many sections and one of 1 MB in one.
pub fn entries() -> std::io::Result<Vec<Entry>> {
    let sample = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(SAMPLE))?;
    let body_start = sample.find("\n# ").map_or(0, |at| at + 1);
    let (front, body) = sample.split_at(body_start);
    let many = format!("{front}{}", body.repeat(125));
    Ok(vec![
        typed_in_half_way("example", sample.clone()),
        with_section("50 KB section", &sample, 50_000),
        with_section("500 KB section", &sample, 500_000),
        typed_in_half_way("1 MB entry", many),
        with_section("1 MB section", &sample, 1_000_000),
    ])
}

/// The entry in `text`, for a file of one's own.
pub fn typed_in_half_way(name: &'static str, text: String) -> Entry {
    let at = place_from(&text, text.len() / 2);
    Entry { name, text, at }
}

/// The sample with its first section filled to `size` bytes.
fn with_section(name: &'static str, sample: &str, size: usize) -> Entry {
    let start = sample
        .match_indices("\n## ")
        .next()
        .and_then(|(at, _)| Some(at + 4 + sample.get(at + 4..)?.find('\n')? + 1))
        .unwrap_or_default();
    let mut filled = String::with_capacity(size + 1000);
    for number in 0.. {
        let (_, made) = house_library::entry(number, 7);
        let prose = made
            .split("\n\n")
            .filter(|block| block.len() > 200 && block.starts_with(char::is_alphabetic));
        for paragraph in prose {
            filled.push('\n');
            filled.push_str(paragraph.trim());
            filled.push('\n');
        }
        if filled.len() >= size {
            break;
        }
    }
    let (before, after) = sample.split_at(start);
    Entry {
        name,
        at: place_from(&filled, filled.len() / 2) + start,
        text: format!("{before}{filled}{after}"),
    }
}

/// The first blank between two words of a long line from `from` on.
fn place_from(text: &str, from: usize) -> usize {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_prose = line.len() > 200 && line.starts_with(char::is_alphabetic);
        if at >= from && is_prose {
            return at
                + line
                    .find(". ")
                    .or_else(|| line.find(' '))
                    .unwrap_or_default();
        }
        at += line.len();
    }
    from
}
