//! What a library expects of its entries: fields and their kinds, section order, link rules.
//!
//! The built-in style is the house format. Knows nothing of: any single entry, files, windows.

/// How a front-matter field is edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    Text,
    /// A web address.
    Link,
    /// A date in the house form, `29 April 2026`.
    Date,
    /// One of a few words; other words are kept and shown.
    Choice,
    /// The list of products: `name`, `handle`, `url` each.
    Products,
}

/// A front-matter field the house style knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub key: &'static str,
    /// The name on the form.
    pub label: &'static str,
    pub kind: FieldKind,
}

/// The expectations of one library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseStyle {
    /// Known front-matter fields, in the order of a new entry.
    pub fields: Vec<Field>,
    pub confidence: Vec<&'static str>,
    /// Section headings in the order of a new entry; the closing blocks are not among them.
    pub sections: Vec<&'static str>,
    /// The sentence that ends *Practical framework*.
    pub disclaimer: &'static str,
    /// The web address of a product; `{handle}`, `{slug}` and `{pillar-slug}` are filled in.
    pub product_url: &'static str,
    /// File names (without extension, any case) that are never entries.
    pub other_files: Vec<&'static str>,
}

impl Default for HouseStyle {
    fn default() -> Self {
        use FieldKind::*;
        let field = |key, label, kind| Field { key, label, kind };
        Self {
            fields: vec![
                field("title", "Title", Text),
                field("url", "Address", Link),
                field("slug", "Slug", Text),
                field("pillar", "Pillar", Choice),
                field("last_reviewed", "Last reviewed", Date),
                field("confidence", "Confidence", Choice),
                field("publisher", "Publisher", Text),
                field("editor", "Editor", Text),
                field("related_products", "Related products", Products),
            ],
            confidence: vec!["low", "moderate", "high"],
            sections: vec![
                "Summary",
                "How it works",
                "Effective dose",
                "Forms compared",
                "Timing",
                "Safety profile",
                "Special populations",
                "Interactions",
                "Guideline positions",
                "Practical framework",
                "Common misconceptions",
                "Who this matters for",
                "Sources",
            ],
            disclaimer: "This is a summary of published research, not personal health advice.",
            product_url: "/products/{handle}?utm_source=hrl&utm_medium=ai_referral&utm_campaign=hrl_{pillar-slug}&nt_source_entry={slug}&nt_source_pillar={pillar-slug}",
            other_files: vec!["readme", "contributing", "changelog", "license"],
        }
    }
}

impl HouseStyle {
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }
}
