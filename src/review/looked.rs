//! A text read for whoever reviews it: all that is shown beside it, worked out at once and away from the window.

use std::sync::Arc;

use super::material::Material;
use crate::house_style::HouseStyle;
use crate::library::EntryKey;

/// What was read of a text under review. It is of that text and of no other.
#[derive(Debug, Clone, PartialEq)]
pub struct Looked {
    pub key: EntryKey,
    pub text: Arc<str>,
    pub material: Material,
}

impl Looked {
    pub fn at(key: &EntryKey, text: &Arc<str>, style: &HouseStyle) -> Self {
        Self {
            key: key.clone(),
            text: text.clone(),
            material: Material::of(text, style),
        }
    }
}
