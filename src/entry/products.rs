//! The products an entry names in its front matter, under `related_products`.

use super::front_matter::{FrontMatter, Value};

/// A product; what is missing or no text is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Product {
    pub name: String,
    pub handle: String,
    pub url: String,
}

/// The field that holds the list.
pub const FIELD: &str = "related_products";

/// The products in file order; none where the field is absent or no list.
pub fn products(front_matter: &FrontMatter) -> Vec<Product> {
    let Some(Value::List(list)) = front_matter.field(FIELD).map(|field| &field.value) else {
        return Vec::new();
    };
    list.items
        .iter()
        .map(|item| {
            let Value::Map(map) = &item.value else {
                return Product::default();
            };
            let text = |key: &str| {
                map.fields
                    .iter()
                    .find(|field| field.key == key)
                    .and_then(|field| field.value.text())
                    .unwrap_or_default()
                    .to_owned()
            };
            Product {
                name: text("name"),
                handle: text("handle"),
                url: text("url"),
            }
        })
        .collect()
}
