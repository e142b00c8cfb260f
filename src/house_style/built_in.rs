//! The built-in house style: the house format.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Audience, AudienceTerm, COUNTED, ClosingBlock, ClosingLink, Equivalence, Expectation, Expected,
    FieldKind, FieldRule, FixedSentence, Globs, HouseStyle, Interval, IntervalUnit, LinkRule,
    Links, Organisation, Reviews, SectionRule, SentencePlace, VERSION, WordForm,
};
use crate::entry::dates::DateForm;

impl Default for HouseStyle {
    fn default() -> Self {
        Self {
            version: VERSION,
            entries: Globs::default(),
            other_files: texts(&["readme", "contributing", "changelog", "license"]),
            fields: fields(),
            other_fields: false,
            date_form: DateForm::House,
            sections: sections(),
            other_sections: false,
            closing: vec![
                ClosingBlock {
                    begins: "Related products from".into(),
                    required: false,
                    holds: vec![ClosingLink::Products],
                },
                ClosingBlock {
                    begins: "More from".into(),
                    required: false,
                    holds: vec![ClosingLink::Pillar, ClosingLink::Library],
                },
            ],
            sentences: vec![FixedSentence {
                text: "This is a summary of published research, not personal health advice.".into(),
                section: "Practical framework".into(),
                at: SentencePlace::End,
            }],
            links: Links {
                entry: rule("{base}/{slug}"),
                product: rule(
                    "{site}/products/{handle}?utm_source=hrl&utm_medium=ai_referral&utm_campaign=hrl_{pillar-slug}\
                     &nt_source_entry={slug}&nt_source_pillar={pillar-slug}",
                ),
                pillar: rule("{base}/topic/{pillar-slug}"),
                library: rule("{base}"),
                fields: Vec::new(),
            },
            pillar_slug: WordForm::Hyphen,
            reviews: Reviews {
                every: Interval {
                    count: 12,
                    unit: IntervalUnit::Months,
                },
                by_pillar: Vec::new(),
                by_confidence: Vec::new(),
                due_soon: Interval {
                    count: 30,
                    unit: IntervalUnit::Days,
                },
                second_reader: false,
                checklist: texts(&COUNTED),
            },
            audience: Audience {
                section: "Who this matters for".into(),
                medicines_section: "Interactions".into(),
                terms: AUDIENCE
                    .iter()
                    .map(|&(name, synonyms, medicines)| AudienceTerm {
                        name: name.into(),
                        synonyms: texts(synonyms),
                        medicines: texts(medicines),
                    })
                    .collect(),
            },
            organisations: ORGANISATIONS
                .iter()
                .map(|&(short, full)| Organisation {
                    short: short.into(),
                    full: texts(full),
                })
                .collect(),
            units: Equivalence::parse("1 µg vitamin D = 40 IU")
                .into_iter()
                .collect(),
            unchecked_words: Globs::none(),
            entry_ids: BTreeMap::new(),
            levels: BTreeMap::new(),
            given: BTreeSet::new(),
        }
    }
}

fn fields() -> Vec<FieldRule> {
    use FieldKind::*;
    let field = |key, label, kind, required| FieldRule {
        required,
        ..FieldRule::new(key, label, kind)
    };
    vec![
        field("title", "Title", Text, true),
        field("url", "Address", Link, true),
        field("slug", "Slug", Text, true),
        field("id", "Id", Text, false),
        field("pillar", "Pillar", Choice, true),
        field("last_reviewed", "Last reviewed", Date, true),
        FieldRule {
            values: texts(&["low", "moderate", "high"]),
            closed: true,
            ..field("confidence", "Confidence", Choice, true)
        },
        field("publisher", "Publisher", Text, true),
        field("editor", "Editor", Text, true),
        field("related_products", "Related products", Products, false),
    ]
}

fn sections() -> Vec<SectionRule> {
    let required = |name: &str| SectionRule {
        required: true,
        ..SectionRule::new(name)
    };
    let expecting = |name: &str, expected| SectionRule {
        expects: vec![Expectation::Named(expected)],
        ..required(name)
    };
    vec![
        required("Summary"),
        required("How it works"),
        expecting("Effective dose", Expected::Dose),
        required("Forms compared"),
        required("Timing"),
        required("Safety profile"),
        required("Special populations"),
        required("Interactions"),
        expecting("Guideline positions", Expected::Organisation),
        required("Practical framework"),
        expecting("Common misconceptions", Expected::Claims),
        expecting("Who this matters for", Expected::List),
        expecting("Sources", Expected::NumberedList),
    ]
}

fn rule(text: &str) -> Option<LinkRule> {
    LinkRule::parse(text).ok()
}

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(|&it| it.to_owned()).collect()
}

/// Terms, what a text may call these people, and the medicines they take.
const AUDIENCE: &[(&str, &[&str], &[&str])] = &[
    ("Pregnancy", &["pregnant", "in pregnancy", "antenatal"], &[]),
    (
        "Breastfeeding",
        &["breastfed", "lactation", "lactating", "nursing mothers"],
        &[],
    ),
    (
        "Adults over 65",
        &[
            "older adults",
            "older people",
            "over 65",
            "over-65s",
            "elderly",
        ],
        &[],
    ),
    (
        "Endurance athletes",
        &[
            "endurance training",
            "endurance sport",
            "runners",
            "cyclists",
            "athletes",
        ],
        &[],
    ),
    (
        "Strength athletes",
        &["strength training", "resistance training", "athletes"],
        &[],
    ),
    ("Perimenopause", &["perimenopausal"], &[]),
    (
        "Menopause",
        &["menopausal", "postmenopausal", "post-menopausal"],
        &[],
    ),
    ("Type 2 diabetes", &["diabetes", "diabetic"], &[]),
    (
        "Inflammatory bowel disease",
        &["IBD", "Crohn's", "Crohn’s", "ulcerative colitis"],
        &[],
    ),
    ("Irritable bowel syndrome", &["IBS"], &[]),
    (
        "Kidney impairment",
        &[
            "kidney disease",
            "renal impairment",
            "impaired kidneys",
            "CKD",
            "eGFR",
        ],
        &[],
    ),
    ("Vegans", &["vegan", "plant-based", "animal products"], &[]),
    ("Vegetarians", &["vegetarian", "plant-based"], &[]),
    (
        "People taking levothyroxine",
        &["levothyroxine", "thyroxine"],
        &["levothyroxine", "thyroxine"],
    ),
    (
        "People taking proton pump inhibitors",
        &[
            "proton pump inhibitor",
            "PPI",
            "PPIs",
            "omeprazole",
            "acid-suppressing",
        ],
        &[
            "proton pump inhibitor",
            "proton pump inhibitors",
            "PPI",
            "PPIs",
            "omeprazole",
            "lansoprazole",
            "acid-suppressing",
        ],
    ),
    ("People taking metformin", &["metformin"], &["metformin"]),
    (
        "People taking warfarin",
        &["warfarin", "anticoagulant", "anticoagulants"],
        &["warfarin", "anticoagulant", "anticoagulants"],
    ),
    (
        "People taking statins",
        &["statin", "statins"],
        &["statin", "statins", "simvastatin", "atorvastatin"],
    ),
];

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
