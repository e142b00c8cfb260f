//! The built-in house style: the house format.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Audience, AudienceTerm, COUNTED, ClosingBlock, ClosingLink, Equivalence, Expectation, Expected,
    FieldKind, FieldRule, FixedSentence, Globs, HouseStyle, InForce, Interval, IntervalUnit, Level,
    LinkRule, Links, NumberForms, Organisation, Prose, Reviews, SectionRule, SentencePlace,
    VERSION, WordForm, WordList,
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
            prose: Prose {
                needs_no_expansion: texts(NEED_NO_EXPANSION),
                numbers: NumberForms::default(),
                longest_sentence: 60,
                reading_ease: None,
            },
            words: word_lists(),
            entry_ids: BTreeMap::new(),
            levels: BTreeMap::new(),
            given: BTreeSet::new(),
            in_force: InForce::House,
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

fn word_lists() -> Vec<WordList> {
    let list = |name: &str, level, why: &str, words: &[(&str, &str)]| WordList {
        name: name.into(),
        level,
        why: why.into(),
        only_beside_products: false,
        words: (words.iter())
            .map(|&(word, instead)| {
                let instead = (!instead.is_empty()).then(|| instead.to_owned());
                (word.to_owned(), instead)
            })
            .collect(),
    };
    vec![
        WordList {
            only_beside_products: true,
            ..list(
                "cures",
                Level::Warning,
                "On a page that leads to a product it is a medical claim",
                CURES,
            )
        },
        list(
            "stigmatising",
            Level::Warning,
            "It makes people their illness or their age, or blames them for it",
            STIGMATISING,
        ),
        list(
            "suffering",
            Level::Note,
            "Not everybody who has an illness suffers from it",
            SUFFERING,
        ),
        list(
            "ageing",
            Level::Note,
            "It is true on the day it is written; a date or a year stays true",
            AGEING,
        ),
        list(
            "hedges",
            Level::Note,
            "It doubts twice, or does not say who thinks so",
            HEDGES,
        ),
    ]
}

/// Short forms that everybody knows, or knows better than what they stand for; units and reference systems among them.
const NEED_NO_EXPANSION: &[&str] = &[
    "AI", "AIDS", "API", "ATP", "BBC", "BC", "BCE", "BMI", "BMJ", "CD", "CE", "COVID", "CPU",
    "CSS", "CSV", "CT", "DIY", "DNA", "DOI", "DVD", "EU", "EUR", "FAQ", "GABA", "GB", "GBP",
    "GCSE", "GDPR", "GIF", "GNU", "GP", "GPL", "GUI", "HIV", "HM", "HTML", "HTTP", "ID", "iOS",
    "IQ", "ISBN", "IU", "IVF", "JACC", "JAMA", "JSON", "LED", "MA", "MBE", "MD", "MDMA", "MIT",
    "MMR", "MMWR", "MP", "MRI", "mRNA", "MRSA", "NATO", "NB", "NEJM", "NHS", "NI", "NMDA", "NZ",
    "OBE", "OK", "ONE", "PC", "PDF", "PhD", "PIN", "PLOS", "PMCID", "PMID", "PNAS", "PNG", "PO",
    "PPE", "PS", "QR", "RAM", "README", "RNA", "SARS", "SMS", "SOS", "SPF", "SQL", "SVG", "TB",
    "TNT", "TV", "UHT", "UK", "UN", "UNAIDS", "UNESCO", "UNICEF", "URL", "US", "USA", "USB", "USD",
    "UTC", "UV", "UVA", "UVB", "VAT", "VIP", "VPN", "WC", "XML", "YAML", "ZIP",
];

/// Of a product.
const CURES: &[(&str, &str)] = &[
    ("cures", ""),
    ("miracle cure", ""),
    ("natural cure", ""),
    ("clinically proven", ""),
    ("scientifically proven", ""),
    ("proven to work", ""),
    ("guaranteed to", ""),
    ("guaranteed results", ""),
    ("no side effects", ""),
    ("free of side effects", ""),
    ("without side effects", ""),
    ("completely safe", ""),
    ("boosts immunity", ""),
    ("boosts your immunity", ""),
    ("boosts the immune system", ""),
    ("boost your immune system", ""),
    ("detoxifies", ""),
    ("prevents cancer", ""),
    ("prevents dementia", ""),
    ("prevents heart disease", ""),
    ("reverses ageing", ""),
    ("reverses diabetes", ""),
    ("wonder drug", ""),
];

const STIGMATISING: &[(&str, &str)] = &[
    ("diabetics", "people with diabetes"),
    ("epileptics", "people with epilepsy"),
    ("asthmatics", "people with asthma"),
    ("schizophrenics", "people with schizophrenia"),
    ("anorexics", "people with anorexia"),
    ("alcoholics", "people with alcohol dependence"),
    ("alcoholics anonymous", "Alcoholics Anonymous"),
    ("addicts", "people with an addiction"),
    ("drug addict", "person with a drug addiction"),
    ("drug abuser", "person who uses drugs"),
    ("substance abuser", "person who uses substances"),
    ("junkie", ""),
    ("sufferers", "people"),
    ("afflicted with", "with"),
    ("stricken with", "with"),
    ("victim of stroke", "person who had a stroke"),
    ("stroke victim", "person who had a stroke"),
    ("cancer victim", "person with cancer"),
    ("the elderly", "older people"),
    ("elderly people", "older people"),
    ("the disabled", "disabled people"),
    ("the mentally ill", "people with mental illness"),
    ("the obese", "people with obesity"),
    ("wheelchair bound", "who uses a wheelchair"),
    ("confined to a wheelchair", "who uses a wheelchair"),
    ("bedridden", "confined to bed"),
    ("committed suicide", "died by suicide"),
    ("commit suicide", "die by suicide"),
    ("committing suicide", "dying by suicide"),
    ("commits suicide", "dies by suicide"),
    ("failed suicide", "attempted suicide"),
    ("mentally retarded", "with a learning disability"),
    ("mental retardation", "learning disability"),
    ("handicapped", "disabled"),
];

/// Studies may suffer from bias.
const SUFFERING: &[(&str, &str)] = &[
    ("suffers from", "has"),
    ("suffer from", "have"),
    ("suffering from", "with"),
    ("suffered from", "had"),
];

const AGEING: &[(&str, &str)] = &[
    ("currently", ""),
    ("recently", ""),
    ("at present", ""),
    ("at the moment", ""),
    ("nowadays", ""),
    ("these days", ""),
    ("in recent years", ""),
    ("new research", ""),
    ("latest research", ""),
    ("recent research", ""),
    ("recent studies", ""),
    ("to date", ""),
    ("cutting edge", ""),
    ("is to be fortified", ""),
    ("is to be introduced", ""),
    ("is to be launched", ""),
    ("is to be published", ""),
    ("is to be reviewed", ""),
    ("are to be introduced", ""),
    ("are to be published", ""),
];

const HEDGES: &[(&str, &str)] = &[
    ("may possibly", "may"),
    ("may potentially", "may"),
    ("may perhaps", "may"),
    ("might possibly", "might"),
    ("might potentially", "might"),
    ("could possibly", "could"),
    ("could potentially", "could"),
    ("possibly could", "could"),
    ("may be able to potentially", "may"),
    ("seems to suggest", "suggests"),
    ("appears to suggest", "suggests"),
    ("may suggest", "suggests"),
    ("it is believed that", ""),
    ("it is thought that", ""),
    ("some experts say", ""),
    ("many experts believe", ""),
    ("it could be argued that", ""),
];

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
