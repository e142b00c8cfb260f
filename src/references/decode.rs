//! Bytes of a file or the clipboard as text.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text in UTF-8, in UTF-16 with or without its mark, or else in windows-1252.
pub(super) fn text(bytes: &[u8]) -> Result<Cow<'_, str>, &'static str> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => wide(bytes).unwrap_or(if std::str::from_utf8(bytes).is_ok() {
            UTF_8
        } else {
            WINDOWS_1252
        }),
    };
    let (text, _, _) = encoding.decode(bytes);
    let sample: Vec<char> = text.chars().take(4096).collect();
    let strange =
        |letter: &&char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t' | '\u{c}');
    if sample.iter().filter(strange).count() * 50 > sample.len() {
        return Err("This is no text");
    }
    Ok(text)
}

/// UTF-16 without a mark: in the first bytes, every other one is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(512)).unwrap_or_default();
    if head.len() < 4 {
        return None;
    }
    let zeros = |from: usize| {
        head.iter()
            .skip(from)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let many = head.len() * 2 / 5;
    if odd >= many && even == 0 {
        Some(UTF_16LE)
    } else if even >= many && odd == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}
