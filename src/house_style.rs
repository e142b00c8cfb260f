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

/// An organisation that prose calls by a short name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    pub short: &'static str,
    /// What source lines call it.
    pub full: &'static [&'static str],
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
    /// Organisations that mentions and source lines may name in different ways.
    pub organisations: Vec<Organisation>,
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
            organisations: ORGANISATIONS
                .iter()
                .map(|&(short, full)| Organisation { short, full })
                .collect(),
            other_files: vec!["readme", "contributing", "changelog", "license"],
        }
    }
}

const ORGANISATIONS: &[(&str, &[&str])] = &[
    ("SACN", &["Scientific Advisory Committee on Nutrition"]),
    (
        "NICE",
        &[
            "National Institute for Health and Care Excellence",
            "National Institute for Health and Clinical Excellence",
        ],
    ),
    ("NHS", &["National Health Service"]),
    ("NHS England", &[]),
    ("EFSA", &["European Food Safety Authority"]),
    ("EMA", &["European Medicines Agency"]),
    (
        "WHO",
        &["World Health Organization", "World Health Organisation"],
    ),
    (
        "FAO",
        &[
            "Food and Agriculture Organization",
            "Food and Agriculture Organization of the United Nations",
        ],
    ),
    ("FAO/WHO", &[]),
    ("NIH", &["National Institutes of Health"]),
    (
        "NIH ODS",
        &[
            "NIH Office of Dietary Supplements",
            "National Institutes of Health Office of Dietary Supplements",
            "Office of Dietary Supplements",
        ],
    ),
    (
        "MHRA",
        &["Medicines and Healthcare products Regulatory Agency"],
    ),
    ("FSA", &["Food Standards Agency"]),
    (
        "FDA",
        &[
            "Food and Drug Administration",
            "US Food and Drug Administration",
            "U.S. Food and Drug Administration",
        ],
    ),
    ("UKHSA", &["UK Health Security Agency"]),
    ("PHE", &["Public Health England"]),
    ("OHID", &["Office for Health Improvement and Disparities"]),
    ("DHSC", &["Department of Health and Social Care"]),
    ("COT", &["Committee on Toxicity"]),
    ("COMA", &["Committee on Medical Aspects of Food Policy"]),
    (
        "BDA",
        &[
            "British Dietetic Association",
            "Association of UK Dietitians",
        ],
    ),
    ("BNF", &["British National Formulary"]),
    (
        "RCOG",
        &["Royal College of Obstetricians and Gynaecologists"],
    ),
    ("SIGN", &["Scottish Intercollegiate Guidelines Network"]),
    ("CDC", &["Centers for Disease Control and Prevention"]),
    ("IOM", &["Institute of Medicine"]),
    (
        "USDA",
        &[
            "US Department of Agriculture",
            "U.S. Department of Agriculture",
        ],
    ),
    ("USPSTF", &["US Preventive Services Task Force"]),
    ("ISSN", &["International Society of Sports Nutrition"]),
    ("AASM", &["American Academy of Sleep Medicine"]),
    (
        "ESPEN",
        &["European Society for Clinical Nutrition and Metabolism"],
    ),
];

impl HouseStyle {
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }
}
