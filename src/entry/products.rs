//! The products an entry is related to, as its front matter lists them.
//!
//! Knows nothing of: files, other entries, how the list is changed.

use super::front_matter::{FrontMatter, Value};

/// The field that lists products.
pub const RELATED_PRODUCTS: &str = "related_products";

/// One product. What is not there reads as empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Product<'a> {
    /// Its number in the list, for a path such as `related_products[0].name`.
    pub item: usize,
    pub name: &'a str,
    pub handle: &'a str,
    pub url: &'a str,
}

impl FrontMatter {
    /// The products in order. Items of the list that have no fields are left out.
    pub fn products(&self) -> Vec<Product<'_>> {
        let Some(Value::List(list)) = self.field(RELATED_PRODUCTS).map(|field| &field.value) else {
            return Vec::new();
        };
        list.items
            .iter()
            .enumerate()
            .filter_map(|(item, entry)| {
                let Value::Map(map) = &entry.value else {
                    return None;
                };
                let part = |key| {
                    let field = map.fields.iter().find(|field| field.key == key);
                    field
                        .and_then(|field| field.value.text())
                        .unwrap_or_default()
                };
                Some(Product {
                    item,
                    name: part("name"),
                    handle: part("handle"),
                    url: part("url"),
                })
            })
            .collect()
    }
}
