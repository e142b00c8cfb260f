//! `house_style.yaml`: read part by part.
//!
//! A mistake costs only the part, item or value it is in: the built-in one is used instead, and the mistake says so. A
//! contradiction is a mistake too, and so is a name that this program does not know.

use super::HouseStyle;
use super::parts;
use super::reader::{Mistake, Reader};
use crate::entry::front_matter::read_yaml;

/// Reads a house style. Whatever the text, the style can be used; the mistakes stand in the order of the lines.
pub fn read(text: &str) -> (HouseStyle, Vec<Mistake>) {
    read_for(text, &[])
}

/// The same, where the ids of the checks are known: a level for any other is a mistake.
pub fn read_for(text: &str, checks: &[&str]) -> (HouseStyle, Vec<Mistake>) {
    let mut style = HouseStyle::default();
    let mut reader = Reader::new(text, checks);
    match read_yaml(text) {
        Ok(fields) if fields.is_empty() => {
            reader.mistake(0, "Nothing is said here; the built-in house style is used");
        }
        Ok(fields) => parts::read(&mut reader, &fields, &mut style),
        Err(error) => {
            let reason = error.message.trim_end_matches('.');
            let what = format!("{reason}. The built-in house style is used");
            reader.mistake(error.at, what);
        }
    }
    (style, reader.mistakes())
}
