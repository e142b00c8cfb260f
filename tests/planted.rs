//! Every check finds a fault planted for it in a library; a check without such a case is named.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use copydesk::checks::{Checked, Checklist, Extent, all};
use copydesk::house_style::HouseStyle;
use copydesk::library::{EntryKey, Withdrawn};
use jiff::civil::date;

#[path = "support/house_library.rs"]
mod house_library;

/// What is put in the place of what in an entry.
type Edits = &'static [(&'static str, &'static str)];

/// A fault, by its check: in one entry, and in another where it takes two.
struct Plant {
    check: &'static str,
    edits: Edits,
    elsewhere: Edits,
}

const fn plant(check: &'static str, edits: Edits) -> Plant {
    Plant {
        check,
        edits,
        elsewhere: &[],
    }
}

/// Both entries have the same.
const fn both(check: &'static str, edits: Edits) -> Plant {
    Plant {
        check,
        edits,
        elsewhere: edits,
    }
}

/// The end of the text with its line end.
const END: &str = "\n<end>";

const TIMING: &str = "## Timing\n\n";
const SOURCES: &str = "## Sources\n\n";
const WHO: &str = "## Who this matters for\n\n";

macro_rules! text {
    ($check:literal, $words:literal) => {
        plant(
            $check,
            &[(TIMING, concat!("## Timing\n\n", $words, "\n\n"))],
        )
    };
}

macro_rules! source {
    ($check:literal, $lines:literal) => {
        plant(
            $check,
            &[(SOURCES, concat!("## Sources\n\n", $lines, "\n"))],
        )
    };
    ($check:literal, $lines:literal, $words:literal) => {
        plant(
            $check,
            &[
                (SOURCES, concat!("## Sources\n\n", $lines, "\n")),
                (TIMING, concat!("## Timing\n\n", $words, "\n\n")),
            ],
        )
    };
}

const PLANTS: &[Plant] = &[
    plant(
        "unreadable-front-matter",
        &[("\npillar: ", "\npillar: a: ")],
    ),
    plant(
        "duplicate-field",
        &[("\nconfidence: ", "\nslug: x\nconfidence: ")],
    ),
    plant("missing-field", &[("\neditor: ", "\nnote: ")]),
    plant("unknown-field", &[("\neditor: ", "\nEditor: ")]),
    plant("title-differs", &[("\n# ", "\n# Why ")]),
    plant(
        "url-slug",
        &[("\nurl: ", "\nurl: https://x.example/learn/other # ")],
    ),
    plant("slug-file-name", &[("\nslug: ", "\nslug: another # ")]),
    plant(
        "malformed-date",
        &[("\nlast_reviewed: ", "\nlast_reviewed: soon # ")],
    ),
    plant(
        "date-form",
        &[("\nlast_reviewed: ", "\nlast_reviewed: 2025-05-01 # ")],
    ),
    plant(
        "impossible-date",
        &[("\nlast_reviewed: ", "\nlast_reviewed: 31 April 2025 # ")],
    ),
    plant(
        "future-date",
        &[("\nlast_reviewed: ", "\nlast_reviewed: 3 January 2027 # ")],
    ),
    plant("unknown-value", &[("\nconfidence: ", "\nconfidence: un")]),
    plant("numeric-id", &[("\npillar: ", "\nid: 1e345678\npillar: ")]),
    plant("missing-section", &[("## Timing\n", "")]),
    plant(
        "unknown-section",
        &[(TIMING, "## Cost\n\nWords.\n\n## Timing\n\n")],
    ),
    plant(
        "old-section-name",
        &[("## Timing\n", "## When to take it\n")],
    ),
    plant("misspelt-section", &[("## Timing\n", "## Timming\n")]),
    plant("section-case", &[("## Timing\n", "## TIMING\n")]),
    plant("section-level", &[("## Timing\n", "### Timing\n")]),
    plant(
        "repeated-section",
        &[(
            "## Safety profile\n",
            "## Timing\n\nMore.\n\n## Safety profile\n",
        )],
    ),
    plant("empty-section", &[(TIMING, "## Timing\n\n## Cost\n\n")]),
    plant(
        "section-order",
        &[
            ("## Timing\n", "## Later\n"),
            ("## Forms compared\n", "## Timing\n"),
            ("## Later\n", "## Forms compared\n"),
        ],
    ),
    plant(
        "expectation-not-met",
        &[(
            "## Effective dose\n\n",
            "## Effective dose\n\nNobody knows.\n\n## Cost\n\n",
        )],
    ),
    plant(
        "missing-sentence",
        &[(
            "This is a summary of published research, not personal health advice.",
            "",
        )],
    ),
    plant(
        "altered-sentence",
        &[("published research", "unpublished research")],
    ),
    plant(
        "repeated-audience",
        &[(WHO, "## Who this matters for\n\n- Vegans\n- Vegans\n")],
    ),
    plant(
        "audience-not-named",
        &[(WHO, "## Who this matters for\n\n- Perimenopause\n")],
    ),
    plant(
        "audience-medicine",
        &[(
            WHO,
            "## Who this matters for\n\n- People taking levothyroxine\n",
        )],
    ),
    plant(
        "unsourced-section",
        &[(
            TIMING,
            "## Timing\n\nTake it when you like, and with what you like, as long as you take it. Some like it best in the morning, others at night, and nobody knows who is right; so do as you did before, and see whether it does you any good at all.\n\n## Cost\n\n",
        )],
    ),
    text!("mention-unlisted", "Smith and Jones 2019 found it."),
    source!(
        "source-withdrawn",
        "1. Quill A, Rook B (2019). A paper. Journal. PMID: 7."
    ),
    source!(
        "mention-year",
        "1. Quill A, Rook B (2019). A paper. Journal. PMID: 12345678.",
        "Quill and Rook 2018 found it."
    ),
    source!(
        "mention-spelling",
        "1. Quillfeather A, Rook B (2019). A paper. Journal. PMID: 12345678.",
        "Quilfeather and Rook 2019 found it."
    ),
    source!(
        "mention-ambiguous",
        "1. Quill A, Rook B (2019). A paper. Journal. PMID: 12345678.\n2. Quill A, Rook B (2019). Its sequel. Journal. PMID: 12345679.",
        "Quill and Rook 2019 found it."
    ),
    source!(
        "identifier-contradicts",
        "1. Quill A, Rook B (2019). A paper. Journal. PMID: 12345678.\n2. Finch C, Wren D (2017). Another. Journal. PMID: 22345679.",
        "Quill and Rook 2019 (PMID 22345679) found it."
    ),
    text!("identifier-unlisted", "A trial (PMID 33345678) found it."),
    source!(
        "doi-malformed",
        "1. Quill A (2019). A paper. Journal. DOI: 10.5555/."
    ),
    source!(
        "pmid-malformed",
        "1. Quill A (2019). A paper. Journal. PMID: 1234567890123."
    ),
    source!(
        "doi-as-url",
        "1. Quill A (2019). A paper. Journal. https://doi.org/10.5555/abc.1."
    ),
    source!(
        "source-numbering",
        "7. Quill A (2019). A paper. Journal. PMID: 12345678."
    ),
    source!(
        "source-twice",
        "1. Quill A (2019). A paper. Journal. PMID: 12345678.\n2. Quill A (2019). A paper. Journal. PMID: 12345678."
    ),
    Plant {
        check: "source-differs",
        edits: &[(
            SOURCES,
            "## Sources\n\n1. Quill A, Rook B (2019). Iron at night. Journal. PMID: 12345678.\n",
        )],
        elsewhere: &[(
            SOURCES,
            "## Sources\n\n1. Quill A, Rook B (2019). Zinc in the morning. Journal. PMID: 12345678.\n",
        )],
    },
    source!(
        "source-full-stop",
        "1. Quill A (2019). A paper. Journal. PMID: 12345678"
    ),
    source!("source-unread", "1. A line of words"),
    source!(
        "source-unmentioned",
        "1. Quill A (2019). A paper. Journal. PMID: 12345678."
    ),
    source!(
        "source-no-year",
        "1. Quill A, Rook B. A paper. Journal. PMID: 12345678."
    ),
    source!(
        "source-no-identifier",
        "1. Quill A, Rook B (2019). A paper. Journal."
    ),
    text!("broken-link", "See [tea](https://a.example/x y)."),
    text!("empty-link", "See [tea]()."),
    text!("undefined-label", "See [tea][none]."),
    text!("relative-link", "See [tea](nowhere.md)."),
    text!("http-link", "See [tea](http://www.nhs.uk/x)."),
    plant(
        "product-missing",
        &[(
            "\nrelated_products:\n",
            "\nrelated_products:\n  - name: \"Zinc\"\n    handle: \"zinc\"\n    url: \"https://x.example/products/zinc\"\n",
        )],
    ),
    plant(
        "product-order",
        &[
            (
                "\nrelated_products:\n",
                "\nrelated_products:\n  - name: \"Zinc\"\n    handle: \"zinc\"\n    url: \"https://x.example/products/zinc\"\n",
            ),
            (
                "\n\n## More from",
                "\n- [Zinc](https://x.example/products/zinc)\n\n## More from",
            ),
        ],
    ),
    plant("product-differs", &[("  - name: \"", "  - name: \"Good ")]),
    plant(
        "product-address",
        &[("utm_medium=ai_referral", "utm_medium=referral")],
    ),
    plant(
        "links-of-other-pillar",
        &[("\npillar: ", "\npillar: Boron # ")],
    ),
    plant(
        "closing-link",
        &[(
            "[Browse the full library](https://",
            "[Browse the full library](https://x.",
        )],
    ),
    text!("id-dangling", "See (ffffff12)."),
    plant(
        "id-self",
        &[
            ("\npillar: ", "\nid: \"abcdef12\"\npillar: "),
            (TIMING, "## Timing\n\nSee (abcdef12).\n\n"),
        ],
    ),
    Plant {
        check: "id-upper-case",
        edits: &[(TIMING, "## Timing\n\nSee (ABCDEF12).\n\n")],
        elsewhere: &[("\npillar: ", "\nid: \"abcdef12\"\npillar: ")],
    },
    text!(
        "merge-marker",
        "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs"
    ),
    text!(
        "amounts-disagree",
        "Take 10 micrograms (4,000 IU) of vitamin D."
    ),
    plant(
        "rule-under-text",
        &[("\n\n---\n\n## Related", "\n---\n\n## Related")],
    ),
    text!("unclosed-bold", "**Iron is a metal."),
    text!("doubled-word", "Iron is the the metal."),
    text!("invisible-character", "Iron is a me\u{200b}tal."),
    text!("control-character", "Iron is a me\u{7}tal."),
    text!("mixed-line-ends", "Iron is a metal.\r\n"),
    text!("doubled-space", "Iron is  a metal."),
    text!("odd-space", "Iron is a metal ."),
    text!("no-break-space", "Iron is taken with\u{a0}milk."),
    text!("tab", "Iron\tis a metal."),
    text!("trailing-blank", "Iron is a metal. "),
    text!("raw-html", "Iron is <b>a</b> metal."),
    plant("final-newline", &[(END, "")]),
    both("slug-twice", &[("\nslug: ", "\nslug: same # ")]),
    both("title-twice", &[("\ntitle: ", "\ntitle: Same # ")]),
    both(
        "id-twice",
        &[("\npillar: ", "\nid: \"abcdef12\"\npillar: ")],
    ),
    text!("orphan-id", "See (deadbeef)."),
    plant("near-value", &[("\neditor: \"", "\neditor: \" ")]),
    plant(
        "publisher-differs",
        &[(
            "\npublisher: \"Example Reference",
            "\npublisher: \"Exampel Reference",
        )],
    ),
];

/// Checks that look into more than the entries, and the tests that plant their faults.
const ELSEWHERE: &[(&str, &str)] = &[("source-withdrawn", "tests/cli/check.rs")];

fn planted(text: &str, edits: Edits) -> String {
    let mut text = format!("{}{END}", text.trim_end());
    for (old, new) in edits {
        assert!(text.contains(old), "{old:?} is not in it");
        text = text.replacen(old, new, 1);
    }
    text.replace(END, "\n")
}

/// What one check says of a library.
fn said(check: &str, texts: &[(String, String)]) -> BTreeSet<String> {
    let mut style = HouseStyle::default();
    style.entry_ids.insert("deadbeef".into(), "gone".into());
    let timing = style.sections.iter_mut().find(|it| it.name == "Timing");
    timing.expect("a section").was = vec!["When to take it".into()];
    let withdrawn = Withdrawn::read(b"pmid,date\n7,2025-03-14\n", None).expect("a list");
    let list = Checklist::new(Arc::new(style), date(2026, 12, 31))
        .with_withdrawn(Some(Arc::new(withdrawn)))
        .keeping(|it| it.id == check);
    let texts = texts
        .iter()
        .map(|(file, text)| (EntryKey::new(file), Arc::from(text.as_str())));
    let stop = AtomicBool::new(false);
    let checked = Checked::start(
        list,
        Extent::Whole(HashSet::new()),
        texts.collect(),
        &stop,
        |_| (),
    );
    let all = checked.all().flat_map(|(key, _, findings)| {
        let findings = findings.iter();
        findings.map(|finding| format!("{}: {}", key.file(), finding.message))
    });
    all.collect()
}

fn library() -> Vec<(String, String)> {
    let folder = tempfile::tempdir().expect("a folder");
    let paths = house_library::write_library(folder.path(), 60, 1).expect("written");
    let files = paths.iter().map(|path| {
        let file = path.strip_prefix(folder.path()).expect("below the folder");
        let text = std::fs::read_to_string(path).expect("readable");
        (file.display().to_string(), text)
    });
    files.collect()
}

#[test]
fn every_check_has_a_planted_fault_and_finds_it() {
    let elsewhere = ELSEWHERE.iter().map(|(check, file)| {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let text = std::fs::read_to_string(path).expect("readable");
        assert!(text.contains(check), "{check} is not in {file}");
        *check
    });
    let here = PLANTS.iter().map(|plant| plant.check);
    let named: BTreeSet<&str> = here.chain(elsewhere).collect();
    let known: BTreeSet<&str> = all().map(|check| check.id).collect();
    let without: Vec<&&str> = known.symmetric_difference(&named).collect();
    assert!(without.is_empty(), "on one side only: {without:?}");

    let library = library();
    let mut fit = (0..library.len()).filter(|at| {
        let text = &library[*at].1;
        text.contains("\nrelated_products:\n") && !text.contains("\nid: ")
    });
    let (one, other) = (fit.next().expect("an entry"), fit.next().expect("another"));
    let mut missed = Vec::new();
    for plant in PLANTS {
        let mut texts = library.clone();
        texts[one].1 = planted(&library[one].1, plant.edits);
        texts[other].1 = planted(&library[other].1, plant.elsewhere);
        let before = said(plant.check, &library);
        let new = said(plant.check, &texts).difference(&before).count();
        if new == 0 {
            missed.push(plant.check);
        }
    }
    assert!(missed.is_empty(), "not found: {missed:?}");
}
