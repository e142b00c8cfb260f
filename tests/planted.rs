//! Every check finds the faults planted for it in a library, each in three ways at least, on its line and with no companion that
//! is not named here.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use copydesk::checks::{AfterReview, Checked, Extent, Level, Ruleset, all};
use copydesk::entry::Places;
use copydesk::house_style::HouseStyle;
use copydesk::library::{EntryKey, JsonLines, Withdrawn};
use copydesk::spelling::{Speller, Terms};
use jiff::civil::date;

#[path = "support/house_library.rs"]
mod house_library;

/// How many ways there are at least.
const FEWEST: usize = 3;

/// What is put in the place of what in an entry.
type Edits = Vec<(String, String)>;

/// The ways to plant faults for one check: in one entry, and in another where it takes two.
struct Ways {
    check: &'static str,
    plants: Vec<(Edits, Edits)>,
    /// How lines begin where it is found, where these are not the ones that the fault changed.
    at: &'static [&'static str],
    /// Checks that find something above note as well, and rightly so.
    with: &'static [&'static str],
}

impl Ways {
    fn at(mut self, words: &'static [&'static str]) -> Self {
        self.at = words;
        self
    }

    fn with(mut self, checks: &'static [&'static str]) -> Self {
        self.with = checks;
        self
    }
}

fn apart(check: &'static str, plants: impl IntoIterator<Item = (Edits, Edits)>) -> Ways {
    Ways {
        check,
        plants: plants.into_iter().collect(),
        at: &[],
        with: &[],
    }
}

fn owned(edits: &[(&str, &str)]) -> Edits {
    let edits = edits.iter();
    edits
        .map(|(old, new)| (old.to_string(), new.to_string()))
        .collect()
}

/// Several changes each.
fn edits<const N: usize>(check: &'static str, ways: [&[(&str, &str)]; N]) -> Ways {
    apart(check, ways.map(|way| (owned(way), Edits::new())))
}

/// One change each.
fn swaps<const N: usize>(check: &'static str, ways: [(&str, &str); N]) -> Ways {
    apart(check, ways.map(|way| (owned(&[way]), Edits::new())))
}

/// The start of something, in front of which or in whose place others are put.
fn puts<const N: usize>(check: &'static str, old: &str, new: [&str; N]) -> Ways {
    apart(check, new.map(|new| (owned(&[(old, new)]), Edits::new())))
}

/// Both entries have the same.
fn both<const N: usize>(check: &'static str, old: &str, new: [&str; N]) -> Ways {
    apart(
        check,
        new.map(|new| (owned(&[(old, new)]), owned(&[(old, new)]))),
    )
}

/// A paragraph each.
fn texts<const N: usize>(check: &'static str, words: [&str; N]) -> Ways {
    apart(
        check,
        words.map(|words| (vec![paragraph(words)], Edits::new())),
    )
}

/// Lines that go on the list of sources.
fn sources<const N: usize>(check: &'static str, lines: [&str; N]) -> Ways {
    apart(
        check,
        lines.map(|lines| (vec![listed(lines)], Edits::new())),
    )
}

/// Lines that go on the list of sources, and a paragraph each.
fn cited<const N: usize>(check: &'static str, lines: &str, words: [&str; N]) -> Ways {
    apart(
        check,
        words.map(|words| (vec![listed(lines), paragraph(words)], Edits::new())),
    )
}

fn paragraph(words: &str) -> (String, String) {
    (TIMING.into(), format!("{TIMING}{words}\n\n"))
}

fn listed(lines: &str) -> (String, String) {
    (TAIL.into(), format!("\n{lines}{TAIL}"))
}

/// The whole text.
const ALL: &str = "<all>";
/// The end of the text with its line end.
const END: &str = "\n<end>";

const TIMING: &str = "## Timing\n\n";
/// What follows the five sources.
const TAIL: &str = "\n\n---\n\n## Related";
const HARD: &str = "Considerable variability of individual availability necessitates regular monitoring notwithstanding. ";
const WHO: &str = "## Who this matters for\n\n";
const QUILL: &str = "6. Quill A, Rook B (2019). A paper. Journal. PMID: 12345678.";
const ENDLESS: &str = "Take it when you like and with whom you like while the tea is still hot and the milk has not gone off because nobody in this house or the next one has ever said that iron does much harm to people who eat well and sleep long and who walk to work each day of the week with a dog on a lead.";
const LONG: &str = "Take it when you like, and with what you like, as long as you take it. Some like it best in the morning, others at night, and nobody knows who is right; so do as you did before, and see whether it does you any good at all.";

fn front_matter() -> Vec<Ways> {
    vec![
        swaps(
            "unreadable-front-matter",
            [
                ("\npillar: ", "\npillar: a: "),
                ("\nconfidence: ", "\nconfidence: a: "),
                ("\nslug: ", "\nslug: a: "),
                ("?\"\nurl", "?\nurl"),
                ("Library\"\n", "Library\n"),
            ],
        ),
        swaps(
            "unreadable-front-matter",
            [
                ("\n---\n\n# ", "\n\n# "),
                ("\n---\n\n# ", "\n\n\n# "),
                ("\n---\n\n# ", "\n# "),
            ],
        )
        .at(&["# ", "## Summary"]),
        puts(
            "duplicate-field",
            "\nconfidence: ",
            [
                "\nslug: x\nconfidence: ",
                "\ntitle: x\nconfidence: ",
                "\npillar: x\nconfidence: ",
            ],
        ),
        swaps(
            "missing-field",
            [
                ("\neditor: ", "\nnote: "),
                ("\npublisher: ", "\nnote: "),
                ("\nconfidence: ", "\nnote: "),
                ("\n    handle: ", "\n    shelf: "),
            ],
        )
        .at(&["---", "  - name: "]),
        swaps(
            "unknown-field",
            [
                ("\neditor: ", "\nEditor: "),
                ("\nconfidence: ", "\ncolour: red\nconfidence: "),
                ("\npillar: ", "\ntags: [a, b]\npillar: "),
            ],
        )
        .with(&["missing-field"]),
        swaps(
            "title-differs",
            [
                ("\n# ", "\n# Why "),
                ("\ntitle: \"", "\ntitle: \"Why "),
                ("weeks?\n\n##", "days?\n\n##"),
            ],
        )
        .at(&["# "]),
        puts(
            "url-slug",
            "\nurl: https://library.example/apps/learn/",
            [
                "\nurl: https://library.example/apps/learn/other # ",
                "\nurl: https://library.example/apps/learn/x-",
                "\nurl: https://library.example/apps/learn/x/y-",
                "\nurl: library.example/apps/learn/",
            ],
        ),
        puts(
            "slug-file-name",
            "\nslug: ",
            ["\nslug: another # ", "\nslug: x-", "\nslug: \"x\" # "],
        )
        .with(&["url-slug"]),
        puts(
            "malformed-date",
            "\nlast_reviewed: ",
            [
                "\nlast_reviewed: soon # ",
                "\nlast_reviewed: May 2025 # ",
                "\nlast_reviewed: 1 Mai 2025 # ",
            ],
        ),
        puts(
            "date-form",
            "\nlast_reviewed: ",
            [
                "\nlast_reviewed: 2025-05-01 # ",
                "\nlast_reviewed: 01 May 2025 # ",
                "\nlast_reviewed: May 1, 2025 # ",
            ],
        ),
        puts(
            "impossible-date",
            "\nlast_reviewed: ",
            [
                "\nlast_reviewed: 31 April 2025 # ",
                "\nlast_reviewed: 30 February 2024 # ",
                "\nlast_reviewed: 2025-02-30 # ",
            ],
        ),
        puts(
            "future-date",
            "\nlast_reviewed: ",
            [
                "\nlast_reviewed: 3 January 2027 # ",
                "\nlast_reviewed: 1 May 2062 # ",
                "\nlast_reviewed: 31 December 2030 # ",
            ],
        ),
        puts(
            "came-after-review",
            "\nlast_reviewed: ",
            [
                "\nlast_reviewed: 4 May 2020 # ",
                "\nlast_reviewed: \"4 May 2020\" # ",
                "\nlast_reviewed: '4 May 2020' # ",
            ],
        ),
        swaps(
            "value-kind",
            [
                (
                    "\npublisher: \"Example",
                    "\npublisher: [\"Example\"] # \"Example",
                ),
                ("\nconfidence: ", "\nconfidence: [high, low] # "),
                ("\nlast_reviewed: ", "\nlast_reviewed: [3 May 2025] # "),
            ],
        ),
        puts(
            "unknown-value",
            "\nconfidence: ",
            [
                "\nconfidence: un",
                "\nconfidence: certain # ",
                "\nconfidence: LOW # ",
            ],
        ),
        puts(
            "numeric-id",
            "\npillar: ",
            [
                "\nid: 1e345678\npillar: ",
                "\nid: 12345678\npillar: ",
                "\nid: 123e4567\npillar: ",
            ],
        ),
        puts(
            "id-form",
            "\npillar: ",
            [
                "\nid: 3ca17b7\npillar: ",
                "\nid: \"3ca17b7x\"\npillar: ",
                "\nid: tea\npillar: ",
            ],
        ),
        puts(
            "near-value",
            "\neditor: \"",
            ["\neditor: \"'", "\neditor: \".", "\neditor: \"-"],
        ),
        swaps(
            "value-blank",
            [
                ("Reference Library\"", "Reference Library \""),
                ("\npublisher: \"", "\npublisher: \" "),
                ("\neditor: \"", "\neditor: \"\u{a0}"),
            ],
        ),
        puts(
            "publisher-differs",
            "\npublisher: \"Example Reference",
            [
                "\npublisher: \"Exampel Reference",
                "\npublisher: \"example Reference",
                "\npublisher: \"Example Referenc",
                "\npublisher: \"Example",
                "\npublisher: \"Reference",
                "\npublisher: \"Example Great Reference",
            ],
        ),
        both(
            "slug-twice",
            "\nslug: ",
            [
                "\nslug: same # ",
                "\nslug: \"same\" # ",
                "\nslug: same-again # ",
            ],
        )
        .with(&["slug-file-name", "url-slug"]),
        both(
            "title-twice",
            "\ntitle: ",
            [
                "\ntitle: Same # ",
                "\ntitle: \"Same again\" # ",
                "\ntitle: 'And again' # ",
            ],
        )
        .with(&["title-differs"]),
        both(
            "id-twice",
            "\npillar: ",
            [
                "\nid: \"abcdef12\"\npillar: ",
                "\nid: 'abcdef13'\npillar: ",
                "\nid: abcdef14\npillar: ",
            ],
        ),
    ]
}

fn sections() -> Vec<Ways> {
    vec![
        swaps(
            "missing-section",
            [
                ("## Timing\n", ""),
                ("## Forms compared\n", ""),
                ("## Interactions\n", ""),
            ],
        )
        .at(&["## Forms", "## Effective", "## Special"]),
        puts(
            "unknown-section",
            TIMING,
            [
                "## Cost\n\nWords.\n\n## Timing\n\n",
                "## My notes\n\nWords.\n\n## Timing\n\n",
                "## Appendix\n\nWords.\n\n## Timing\n\n",
            ],
        ),
        puts(
            "old-section-name",
            "## Timing\n",
            [
                "## When to take it\n",
                "## when to take it\n",
                "## Best hour\n",
            ],
        ),
        swaps(
            "misspelt-section",
            [
                ("## Timing\n", "## Timming\n"),
                ("## Timing\n", "## Timin\n"),
                ("## Timing\n", "##Timing\n"),
                ("## Interactions\n", "## Interacttions\n"),
            ],
        ),
        puts(
            "section-case",
            "## Timing\n",
            [
                "## TIMING\n",
                "## timing\n",
                "## Timing:\n",
                "## 5. Timing\n",
            ],
        ),
        puts(
            "section-level",
            "## Timing\n",
            [
                "### Timing\n",
                "#### Timing\n",
                "# Timing\n",
                "# A second title\n\n## Timing\n",
            ],
        ),
        puts(
            "heading-skipped",
            TIMING,
            [
                "## Timing\n\n#### At night\n\nWords.\n\n",
                "## Timing\n\n### Day\n\n##### Noon\n\nWords.\n\n",
                "## Timing\n\n###### Late\n\nWords.\n\n",
            ],
        ),
        swaps(
            "missing-rule",
            [
                ("\n---\n\n## Related", "\n## Related"),
                ("\n\n---\n\n## Related", "\n\n\n\n## Related"),
                ("\n---\n\n## Related", "\nWords.\n\n## Related"),
            ],
        )
        .at(&["## Related"]),
        swaps(
            "missing-heading",
            [
                ("\n# ", "\n## "),
                ("\n# ", "\n### "),
                ("\n# ", "\nOnce a title: "),
            ],
        )
        .at(&["## Summary"]),
        puts(
            "repeated-section",
            "## Safety profile\n",
            [
                "## Timing\n\nMore.\n\n## Safety profile\n",
                "## Forms compared\n\nMore.\n\n## Safety profile\n",
                "## Timing\n\n- More\n\n## Safety profile\n",
                "## timing\n\nMore.\n\n## Safety profile\n",
            ],
        )
        .at(&["## Timing", "## Forms"]),
        swaps(
            "empty-section",
            [
                (TIMING, "## Timing\n\n## Cost\n\n"),
                ("## Forms compared\n\n", "## Forms compared\n\n## Cost\n\n"),
                ("## Interactions\n\n", "## Interactions\n\n\n## Cost\n\n"),
                ("## Sources\n\n", "## Sources\n\n## Cost\n\n"),
                (TIMING, "## Timing\n\n<!-- to do -->\n\n## Cost\n\n"),
            ],
        )
        .with(&["unknown-section"])
        .at(&["## Timing", "## Forms", "## Interactions", "## Sources"]),
        edits(
            "section-order",
            [
                &[
                    ("## Timing\n", "## Later\n"),
                    ("## Forms compared\n", "## Timing\n"),
                    ("## Later\n", "## Forms compared\n"),
                ],
                &[
                    ("## Timing\n", "## Later\n"),
                    ("## Interactions\n", "## Timing\n"),
                    ("## Later\n", "## Interactions\n"),
                ],
                &[
                    ("## Summary\n", "## Later\n"),
                    ("## Timing\n", "## Summary\n"),
                    ("## Later\n", "## Timing\n"),
                ],
            ],
        )
        .at(&["## Timing", "## Forms", "## Interactions", "## Summary"]),
        swaps(
            "expectation-not-met",
            [
                (
                    "## Effective dose\n\n",
                    "## Effective dose\n\nNobody knows.\n\n## Cost\n\n",
                ),
                (WHO, "## Who this matters for\n\nEverybody.\n\n## Cost\n\n"),
                (
                    "## Common misconceptions\n\n",
                    "## Common misconceptions\n\nNobody knows.\n\n## Cost\n\n",
                ),
            ],
        )
        .with(&["unknown-section"])
        .at(&["## Effective", "## Common", "## Who"]),
        puts(
            "missing-sentence",
            "This is a summary of published research, not personal health advice.",
            ["", "Ask a friend.", "Nobody is advised here."],
        )
        .at(&["## Practical framework"]),
        swaps(
            "altered-sentence",
            [
                ("published research", "unpublished research"),
                ("personal health advice", "personal advice"),
                ("This is a summary", "Here is a summary"),
            ],
        ),
        puts(
            "repeated-audience",
            WHO,
            [
                "## Who this matters for\n\n- Vegans\n- Vegans\n",
                "## Who this matters for\n\n- Vegans\n- vegans\n",
                "## Who this matters for\n\n- Tea drinkers\n- Vegans\n- Tea drinkers\n",
            ],
        ),
        puts(
            "audience-not-named",
            WHO,
            [
                "## Who this matters for\n\n- Perimenopause\n",
                "## Who this matters for\n\n- Irritable bowel syndrome\n",
                "## Who this matters for\n\n- Beekeepers\n",
            ],
        ),
        puts(
            "audience-medicine",
            WHO,
            [
                "## Who this matters for\n\n- People taking levothyroxine\n",
                "## Who this matters for\n\n- People taking warfarin\n",
                "## Who this matters for\n\n- people taking metformin\n",
            ],
        ),
        apart(
            "unsourced-section",
            ["Timing", "Forms compared", "Interactions"].map(|name| {
                let new = format!("## {name}\n\n{LONG}\n\n## Cost\n\n");
                (vec![(format!("## {name}\n\n"), new)], Edits::new())
            }),
        )
        .with(&["unknown-section"])
        .at(&["## Timing", "## Forms", "## Interactions"]),
    ]
}

fn of_sources() -> Vec<Ways> {
    vec![
        texts(
            "mention-unlisted",
            [
                "Smith and Jones 2019 found it.",
                "It was found (Smith et al. 2018).",
                "Smith & Jones (2019) found it.",
            ],
        ),
        sources(
            "source-withdrawn",
            [
                "6. Quill A, Rook B (2019). A paper. Journal. PMID: 7.",
                "6. Quill A, Rook B (2019). A paper. Journal. PMID: 8.",
                "6. Quill A, Rook B (2019). A paper. Journal. DOI: 10.5555/gone.1.",
            ],
        ),
        cited(
            "mention-year",
            QUILL,
            [
                "Quill and Rook 2018 found it.",
                "It was found (Quill and Rook 2020).",
                "Quill & Rook (2018) found it.",
            ],
        ),
        cited(
            "mention-spelling",
            "6. Quillfeather A, Rook B (2019). A paper. Journal. PMID: 12345678.",
            [
                "Quilfeather and Rook 2019 found it.",
                "Quillfeathr and Rook 2019 found it.",
                "It was found (Quillfeater and Rook 2019).",
            ],
        ),
        cited(
            "mention-ambiguous",
            "6. Quill A, Rook B (2019). A paper. Journal. PMID: 12345678.\n7. Quill A, Rook B (2019). Its sequel. Journal. PMID: 12345679.",
            [
                "Quill and Rook 2019 found it.",
                "It was found (Quill and Rook 2019).",
                "Quill & Rook (2019) found it.",
            ],
        ),
        cited(
            "identifier-contradicts",
            "6. Quill A, Rook B (2019). A paper. Journal. PMID: 12345678.\n7. Finch C, Wren D (2017). Another. Journal. PMID: 22345679.",
            [
                "Quill and Rook 2019 (PMID 22345679) found it.",
                "Finch and Wren 2017 (PMID 12345678) found it.",
                "It was found (Quill and Rook 2019; PMID 22345679).",
            ],
        ),
        texts(
            "identifier-unlisted",
            [
                "A trial (PMID 33345678) found it.",
                "A trial (PMID: 33345679) found it.",
                "It was found (PMID 33345670).",
            ],
        ),
        sources(
            "doi-malformed",
            [
                "6. Quill A (2019). A paper. Journal. DOI: 10.5555/.",
                "6. Quill A (2019). A paper. Journal. DOI: 10.5555.",
                "6. Quill A (2019). A paper. Journal. DOI: 10.33/abc.",
            ],
        ),
        sources(
            "pmid-malformed",
            [
                "6. Quill A (2019). A paper. Journal. PMID: 1234567890123.",
                "6. Quill A (2019). A paper. Journal. PMID: 12a45.",
                "6. Quill A (2019). A paper. Journal. PMID: PMC123456.",
            ],
        ),
        sources(
            "doi-as-url",
            [
                "6. Quill A (2019). A paper. Journal. https://doi.org/10.5555/abc.1.",
                "6. Quill A (2019). A paper. Journal. https://dx.doi.org/10.5555/abc.2.",
                "6. Quill A (2019). A paper. Journal. DOI: http://dx.doi.org/10.5555/abc.4.",
                "6. Quill A (2019). A paper. Journal. DOI: https://doi.org/10.5555/abc.3.",
            ],
        ),
        sources(
            "source-numbering",
            [
                "7. Quill A (2019). A paper. Journal. PMID: 12345678.",
                "5. Quill A (2019). A paper. Journal. PMID: 12345678.",
                "6. Quill A (2019). A paper. Journal. PMID: 12345678.\n8. Rook A (2019). A paper. Journal. PMID: 12345679.",
            ],
        ),
        sources(
            "source-twice",
            [
                "6. Quill A (2019). A paper. Journal. PMID: 12345678.\n7. Quill A (2019). A paper. Journal. PMID: 12345678.",
                "6. Quill A (2019). A paper. Journal. DOI: 10.5555/a.1.\n7. Quill A (2019). A paper. Journal. DOI: 10.5555/A.1.",
                "6. Quill A (2019). Tea in the morning. Journal. PMID: 12345678.\n7. Quill A (2019). Tea in the Morning. Journal.",
            ],
        ),
        apart(
            "source-differs",
            [
                (
                    "Quill A, Rook B (2019). Iron at night. Journal. PMID: 12345678.",
                    "Quill A, Rook B (2019). Zinc in the morning. Journal. PMID: 12345678.",
                ),
                (
                    "Quill A, Rook B (2019). Iron at night. Journal. DOI: 10.5555/a.1.",
                    "Quill A, Rook B (2019). Zinc in the morning. Journal. DOI: 10.5555/a.1.",
                ),
                (
                    "Quill A, Rook B (2019). Iron at night. Journal. PMID: 12345678.",
                    "Finch C, Wren D (2019). Iron at night. Journal. PMID: 12345678.",
                ),
            ]
            .map(|(one, other)| {
                (
                    vec![listed(&format!("6. {one}"))],
                    vec![listed(&format!("6. {other}"))],
                )
            }),
        ),
        sources(
            "source-full-stop",
            [
                "6. Quill A (2019). A paper. Journal. PMID: 12345678",
                "6. Quill A (2019). A paper. Journal. DOI: 10.5555/a.1",
                "6. Quill A (2019). A paper. Journal. https://a.example/x",
            ],
        ),
        sources(
            "source-unread",
            [
                "6. A line of words",
                "6. Words",
                "6. Something that was read somewhere",
            ],
        ),
        sources(
            "source-unmentioned",
            [
                QUILL,
                "6. Quill A (2019). A paper. Journal. DOI: 10.5555/a.1.",
                "6. Quill A (2019). A paper. Journal. https://a.example/x.",
            ],
        )
        .at(&["3. "]),
        sources(
            "source-no-year",
            [
                "6. Quill A, Rook B. A paper. Journal. PMID: 12345678.",
                "6. Quill A. A paper. Journal. DOI: 10.5555/a.1.",
                "6. Quill A, Rook B, Wren D. Another paper. Journal. https://a.example/x.",
            ],
        ),
        sources(
            "source-no-identifier",
            [
                "6. Quill A, Rook B (2019). A paper. Journal.",
                "6. Quill A (2018). Another paper. Journal of Tea.",
                "6. Quill A, Rook B, Wren D (2017). A third. Journal.",
            ],
        ),
        texts(
            "mention-beyond",
            [
                "Iron [1], tea [2] and milk [3, 9].",
                "Iron [1–3], tea [2] and milk [4]; see [12].",
                "Iron [1], tea [2], milk [3] and more [4–8].",
            ],
        ),
        texts(
            "mention-order",
            [
                "Iron [2] and tea [1].",
                "Iron [1], tea [3] and milk [2].",
                "Iron [1], then [3–5] and [2].",
            ],
        ),
        sources(
            "source-repetition",
            [
                "6. NHS (2023). NHS - Iron. NHS. https://a.example/x.",
                "6. NHS England (2023). Iron by NHS England. NHS England. https://a.example/x.",
                "6. NIH Office of Dietary Supplements (2021). NIH Office of Dietary Supplements – Iron. NIH Office of Dietary Supplements. https://a.example/x.",
            ],
        ),
        sources(
            "source-not-accessed",
            [
                "6. NHS (2023). Iron. NHS. https://a.example/x.",
                "6. Quill A (2019). A page. A site. https://a.example/x.",
                "6. NICE (2019). Iron. https://a.example/x.",
            ],
        ),
    ]
}

fn links() -> Vec<Ways> {
    const ZINC: &str = "\nrelated_products:\n  - name: \"Zinc\"\n    handle: \"zinc\"\n    url: \"https://x.example/products/zinc\"\n";
    const MILK: &str = "\nrelated_products:\n  - name: \"Milk\"\n    handle: \"milk\"\n    url: \"https://x.example/products/milk\"\n";
    const NAMED: &str = "\nrelated_products:\n";
    const MORE: &str = "\n\n## More from";
    vec![
        texts(
            "broken-link",
            [
                "See [tea](https://a.example/x y).",
                "See [tea] (https://a.example/b).",
                "See [tea](https//a.example).",
                "See (tea)[https://a.example/b].",
                "See [tea](www a.example).",
                "See [tea(https://a.example/b).",
                "See [tea](#of-no-heading).",
                "See [tea](green tea.md).",
                "![Tea](../green tea.png)",
            ],
        ),
        texts(
            "empty-link",
            [
                "See [tea]().",
                "See [](https://a.example).",
                "See [tea](<>).",
                "See [ ](https://a.example).",
            ],
        ),
        texts(
            "undefined-label",
            [
                "See [tea][none].",
                "See [milk][m1].",
                "See [a leaf of tea][no-label].",
            ],
        ),
        texts(
            "footnote-unmatched",
            ["Take it.[^nope]", "- Take it.[^1]", "[^one]: 400 mg."],
        ),
        apart(
            "missing-anchor",
            ["#of-none", "#tea", "#summary-of-all"].map(|anchor| {
                let link = format!("See [it](/apps/learn/same-page{anchor}).");
                let slug = ("\nslug: ".to_owned(), "\nslug: same-page # ".to_owned());
                (vec![paragraph(&link)], vec![slug])
            }),
        )
        .with(&["url-slug", "slug-file-name", "product-address"]),
        texts(
            "relative-link",
            [
                "See [tea](nowhere.md).",
                "See [tea](../nowhere.md).",
                "See [tea](/nowhere.md).",
            ],
        ),
        texts(
            "http-link",
            [
                "See [tea](http://www.nhs.uk/x).",
                "See [tea](http://www.nice.org.uk/x).",
                "See <http://www.nhs.uk/y>.",
            ],
        ),
        swaps(
            "product-missing",
            [
                (NAMED, ZINC),
                (NAMED, MILK),
                (
                    MORE,
                    "\n- [Zinc](https://x.example/products/zinc)\n\n## More from",
                ),
            ],
        )
        .with(&["product-address"]),
        edits(
            "product-order",
            [
                &[
                    (NAMED, ZINC),
                    (
                        MORE,
                        "\n- [Zinc](https://x.example/products/zinc)\n\n## More from",
                    ),
                ],
                &[
                    (NAMED, MILK),
                    (
                        MORE,
                        "\n- [Milk](https://x.example/products/milk)\n\n## More from",
                    ),
                ],
                &[
                    (NAMED, ZINC),
                    (
                        MORE,
                        "\n* [Zinc](https://x.example/products/zinc)\n\n## More from",
                    ),
                ],
            ],
        )
        .with(&["product-address"])
        .at(&["- ["]),
        swaps(
            "product-differs",
            [
                ("  - name: \"", "  - name: \"Good "),
                (
                    "Related products from Example\n\n- [",
                    "Related products from Example\n\n- [Good ",
                ),
                ("  - name: \"", "  - name: \"X"),
            ],
        )
        .at(&["- ["]),
        swaps(
            "product-address",
            [
                ("utm_medium=ai_referral", "utm_medium=referral"),
                ("utm_source=hrl", "utm_source=x"),
                ("nt_source_entry=", "nt_source_entry=x-"),
            ],
        ),
        puts(
            "links-of-other-pillar",
            "\npillar: ",
            [
                "\npillar: Boron # ",
                "\npillar: Tin # ",
                "\npillar: \"Lead and tin\" # ",
            ],
        ),
        swaps(
            "closing-link",
            [
                (
                    "[Browse the full library](https://",
                    "[Browse the full library](https://x.",
                ),
                ("/apps/learn/topic/", "/apps/learn/topics/"),
                (
                    "[Browse the full library](https://library.example/apps/learn)",
                    "[Browse the full library](https://library.example/apps)",
                ),
            ],
        ),
        texts(
            "id-dangling",
            ["See (ffffff12).", "See (abcdef99).", "See (0a1b2c3d)."],
        ),
        apart(
            "id-self",
            ["abcdef12", "0a1b2c3d", "1234abcd"].map(|id| {
                let own = ("\npillar: ".to_owned(), format!("\nid: \"{id}\"\npillar: "));
                (vec![own, paragraph(&format!("See ({id})."))], Edits::new())
            }),
        )
        .at(&["See ("]),
        apart(
            "id-upper-case",
            ["ABCDEF12", "ABCdef12", "0A1B2C3D"].map(|id| {
                let own = (
                    "\npillar: ".to_owned(),
                    format!("\nid: \"{}\"\npillar: ", id.to_lowercase()),
                );
                (vec![paragraph(&format!("See ({id})."))], vec![own])
            }),
        ),
        texts(
            "orphan-id",
            ["See (deadbeef).", "See (deadbee1).", "See (deadbee2)."],
        ),
    ]
}

fn of_text() -> Vec<Ways> {
    vec![
        texts(
            "merge-marker",
            [
                "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs",
                "<<<<<<< HEAD\na\n||||||| base\nb\n=======\nc\n>>>>>>> branch",
                "Iron.\n<<<<<<< HEAD\nTea.\n=======\n>>>>>>> main",
            ],
        ),
        texts(
            "amounts-disagree",
            [
                "Take 10 micrograms (4,000 IU) of vitamin D.",
                "Vitamin D: 10 µg (40 IU).",
                "Take vitamin D 4,000 IU (10 micrograms) a day.",
                "Take 500 mg (5 g) a day.",
            ],
        ),
        puts(
            "rule-under-text",
            TAIL,
            [
                "\n---\n\n## Related",
                "\n----\n\n## Related",
                "\n---  \n\n## Related",
            ],
        )
        .at(&["---"]),
        puts(
            "rule-under-text",
            TIMING,
            [
                "## Timing\n\nAs one likes.\n---\n\n",
                "## Timing\n\nAs one\nlikes\n---\n\n",
                "## Timing\n\nAs one likes,\n---  \n\n",
            ],
        )
        .at(&["---"]),
        texts(
            "unclosed-bold",
            [
                "**Iron is a metal.",
                "Iron **is a metal.",
                "Iron **is** a **metal.",
                "Take **never more* of it.",
                "Take *never more** of it.",
                "Take __never more of it.",
                "Take **iron.**Then stop.",
                "Take **(iron)**as well.",
            ],
        ),
        swaps("empty-file", [(ALL, ""), (ALL, "\n\n"), (ALL, " \n\t\n")]).at(&[""]),
        texts(
            "table-cells",
            [
                "| a | b |\n|---|---|\n| 1 | 2 | 3 |",
                "| a |\n|---|\n| 1 | 2 |",
                "a | b\n--|--\n1 | `2|3` | 4",
            ],
        ),
        texts(
            "picture-without-text",
            [
                "![](tea.png)",
                "Iron ![ ](tea.png) is a metal.",
                "<img src=\"tea.png\">",
            ],
        ),
        texts(
            "leftover",
            [
                "TODO: say how.",
                "Take ??? of it.",
                "Iron is {++not++} a metal.",
                "Iron is a metal [citation needed].",
            ],
        ),
        texts(
            "spelling",
            [
                "Iron is a mettal.",
                "The iron is taken up slowely.",
                "Absorbtion of iron is low.",
                "Iron is a metal and a magnesuim is.",
            ],
        ),
        texts(
            "american-spelling",
            [
                "Its color is grey.",
                "Hypomagnesemia is rare.",
                "Take acetaminophen with it.",
            ],
        ),
        texts(
            "term-to-avoid",
            [
                "Bed reading helps.",
                "Try reading in bed.",
                "Bed readings help.",
            ],
        ),
        texts(
            "figures-contradict",
            [
                "Tea helped 12/48 (30%) of them.",
                "Tea gave a ratio of 1.4 (95% CI 1.5 to 2.0).",
                "Take 10 to 5 mg of iron.",
                "Tea had an RR of 0.8 (95% CI 0.7 to 0.9; P = 0.20).",
                "Of 120 people who took iron, 30 (35%) left.",
                "The meal is made up of 60% rice, 30% beans and 20% iron.",
            ],
        ),
        texts(
            "error-prone-dose",
            [
                "Take 1.0 mg of iron.",
                "Take .5 mg of iron.",
                "Inject 10 U of insulin.",
                "Take 5mg of iron.",
            ],
        ),
        texts(
            "wrong-article",
            [
                "Take iron for a hour.",
                "Iron is an European metal.",
                "Iron has an UL.",
                "Take iron in a 8-week course.",
            ],
        ),
        texts(
            "confused-words",
            [
                "Iron has a side affect.",
                "Iron is heavier then usual.",
                "Iron may loose its shape.",
                "Participants where included in it.",
                "It is due too the iron.",
                "Iron was gathered form the rest.",
            ],
        ),
        texts(
            "missing-article",
            [
                "Iron is so in what literature describes.",
                "Iron is most useful form of it.",
                "Iron is one of most useful metals.",
                "Patient should take iron.",
            ],
        ),
        texts(
            "verb-agreement",
            [
                "The records was lost.",
                "These nutrients is useful.",
                "Both trials has ended.",
            ],
        ),
        texts(
            "unmatched-bracket",
            [
                "Iron (a metal is grey.",
                "Iron is a metal) and grey.",
                "Iron is “a metal.",
            ],
        ),
        texts(
            "short-forms",
            [
                "Iron lowers HRV. A low HRV is rare.",
                "Iron lowers HRV (heart rate variability).",
                "Iron lowers HRV, which is heart rate variability (HRV).",
            ],
        ),
        texts(
            "repeated-words",
            [
                "Take iron with a meal and a cup of juice on each second day. Please take iron with a meal and a cup of juice on each second day.",
                "Iron and tea do not go well with each other on the same day at all. So iron and tea do not go well with each other on the same day.",
                "The size of the benefit from iron in grown women is not known so far. The size of the benefit from iron here is not known so far.",
            ],
        ),
        both(
            "repeated-paragraph",
            TIMING,
            [
                "## Timing\n\nTake iron with a meal or a cup of juice, and leave tea and coffee for the hours in between if you can bear it.\n\n",
                "## Timing\n\nWhoever takes iron for long enough will know that it is best to take it with food and not to look at the clock all day.\n\n",
                "## Timing\n\n- Iron is a metal of which ships and pans and the blood of all of us are made, and so it is well worth a page.\n\n",
            ],
        ),
        texts(
            "limit-without-amount",
            [
                "Stay below the tolerable upper intake level of iron.",
                "Many take more than the RDA of iron.",
                "Iron above the UL is too much.",
            ],
        )
        .with(&["short-forms"]),
        texts(
            "body-unlisted",
            [
                "NICE recommends iron.",
                "Iron is safe according to EFSA.",
                "By MHRA guidance iron is safe.",
            ],
        ),
        texts(
            "two-spellings",
            [
                "Iron is good for wellbeing and for a sense of well-being.",
                "Ask an adviser; advisors know iron.",
                "Iron as a sulphate or as another sulfate.",
            ],
        ),
        texts(
            "number-form",
            [
                "Take iron for 4–8 weeks, then for 5-6 weeks.",
                "Take 5 µg, then 6 μg of iron.",
                "Take 4,000 mg or 5000 mg of iron.",
            ],
        ),
        texts(
            "house-words",
            [
                "Iron cures colds.",
                "Many diabetics take iron.",
                "Iron is currently in use.",
            ],
        ),
        texts(
            "long-sentence",
            [
                &ENDLESS.replace("because", "as"),
                &ENDLESS.replace("because", "for"),
                &ENDLESS.replace("because", "since"),
            ],
        ),
        swaps(
            "reading-ease",
            [
                (
                    "## Timing\n\n",
                    &format!("## Timing\n\n{}\n\n", HARD.repeat(12)),
                ),
                (
                    "## Safety profile\n\n",
                    &format!("## Safety profile\n\n{}\n\n", HARD.repeat(13)),
                ),
                (
                    "## Interactions\n\n",
                    &format!("## Interactions\n\n{}\n\n", HARD.repeat(14)),
                ),
            ],
        )
        .at(&["## "])
        .with(&["repeated-words"]),
        texts(
            "doubled-word",
            [
                "Iron is the the metal.",
                "The the metal is iron.",
                "Iron is a metal of\nof old.",
            ],
        ),
        texts(
            "invisible-character",
            [
                "Iron is a me\u{200b}tal.",
                "Iron is a \u{2060}metal.",
                "Iron is a metal\u{feff}.",
            ],
        ),
        puts(
            "invisible-character",
            "\nurl: https://library.example/apps/learn/",
            [
                "\nurl: https://library.example/apps/learn/\u{200b}",
                "\nurl: https://library.example/apps/learn/\u{2060}",
                "\nurl: https://library.example/apps/learn/\u{ad}",
            ],
        ),
        texts(
            "control-character",
            [
                "Iron is a me\u{7}tal.",
                "Iron\u{8} is a metal.",
                "Iron is a metal\u{1b}.",
            ],
        ),
        texts(
            "mixed-line-ends",
            [
                "Iron is a metal.\r\n",
                "\r\nIron is a metal.",
                "Iron is\r\na metal.",
            ],
        ),
        texts(
            "doubled-space",
            ["Iron is  a metal.", "Iron   is a metal.", "- iron  is"],
        ),
        texts(
            "odd-space",
            [
                "Iron is a metal .",
                "Iron , tea and milk.",
                "Iron ; tea and milk.",
                "Iron ( and tea ) and milk.",
                "Iron is\u{2003}a metal.",
            ],
        ),
        texts(
            "no-break-space",
            [
                "Iron is taken with\u{a0}milk.",
                "Iron is taken\u{202f}with milk.",
                "Milk and\u{a0}tea are taken.",
            ],
        ),
        texts(
            "tab",
            ["Iron\tis a metal.", "Iron is\ta metal.", "- iron\tis"],
        ),
        texts(
            "trailing-blank",
            ["Iron is a metal. ", "Iron is a metal.   ", "- iron "],
        ),
        texts(
            "raw-html",
            [
                "Iron is <b>a</b> metal.",
                "Iron is<br>a metal.",
                "<div>iron</div>",
                "If uptake<loss and loss>gain, take iron.",
            ],
        ),
        puts("final-newline", END, ["", "\n\nWords", "\n- words"]).at(&["- [Browse"]),
    ]
}

fn all_ways() -> Vec<Ways> {
    let parts = [front_matter(), sections(), of_sources(), links(), of_text()];
    parts.into_iter().flatten().collect()
}

#[track_caller]
fn planted(text: &str, edits: &Edits) -> String {
    let mut text = format!("{}{END}", text.trim_end());
    for (old, new) in edits {
        if old == ALL {
            return new.clone();
        }
        assert!(text.contains(old), "{old:?} is not in it");
        text = text.replacen(old, new, 1);
    }
    text.replace(END, "\n")
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

fn checked(texts: &[(String, String)]) -> Checked {
    let mut style = HouseStyle::default();
    for id in ["deadbeef", "deadbee1", "deadbee2"] {
        style.entry_ids.insert(id.into(), "gone".into());
    }
    let timing = style.sections.iter_mut().find(|it| it.name == "Timing");
    style.prose.reading_ease = Some(0);
    style
        .levels
        .insert("source-not-accessed".into(), Some(Level::Note));
    timing.expect("a section").was = vec!["When to take it".into(), "Best hour".into()];
    let list = b"pmid,doi,date\n7,,2025-03-14\n8,,2025-03-15\n9,10.5555/gone.1,2025-03-16\n";
    let withdrawn = Withdrawn::read(list).expect("a list");
    let terms = b"preferred,avoid\nbedtime reading,bed reading | reading in bed\n";
    let terms = Terms::read(terms).expect("terms");
    let list = Ruleset::new(Arc::new(style), date(2026, 12, 31))
        .with_withdrawn(Some(Arc::new(withdrawn)))
        .with_after_review(Some(Arc::new(came_later(texts))))
        .with_spelling(Arc::new(Speller::new(Vec::new())), Arc::default())
        .with_terms(Arc::new(terms));
    let texts = texts
        .iter()
        .map(|(file, text)| (EntryKey::new(file), Arc::from(text.as_str())));
    let stop = AtomicBool::new(false);
    let extent = Extent::Whole(HashSet::new());
    Checked::start(list, extent, texts.collect(), &stop, |_| ())
}

/// Something came into every entry after a review of 4 May 2020, and none gives that date unless it is planted.
fn came_later(texts: &[(String, String)]) -> AfterReview {
    let slugs = texts.iter().filter_map(|(_, text)| {
        let (_, rest) = text.split_once("\nslug: ")?;
        rest.lines().next()
    });
    let lines: String = slugs
        .map(|slug| {
            format!(
                "{{\"slug\":\"{slug}\",\"last_reviewed\":\"4 May 2020\",\"parts\":[\"“Dose”\"]}}\n"
            )
        })
        .collect();
    AfterReview::of(&JsonLines::read(&lines))
}

/// A finding as it is told: file, check and message; and where.
type Told = BTreeMap<(String, &'static str, String), (usize, Level)>;

fn told(checked: &Checked) -> Told {
    let all = checked.all().flat_map(|(key, text, findings)| {
        let places = Places::of(text);
        let told = findings.iter().map(move |finding| {
            let line = places.at(finding.range.start).line;
            let what = (key.file(), finding.check, finding.message.clone());
            (what, (line, finding.level))
        });
        told.collect::<Vec<_>>()
    });
    all.collect()
}

/// The lines of a text that are not in the one before, and those that begin with these words.
fn lines(before: &str, text: &str, words: &[&str]) -> Vec<usize> {
    let known: HashSet<&str> = before.split('\n').collect();
    let is_it = |line: &str| !known.contains(line) || words.iter().any(|it| line.starts_with(it));
    let lines = text.split('\n').enumerate();
    lines
        .filter(|(_, line)| is_it(line))
        .map(|(at, _)| at + 1)
        .collect()
}

#[test]
fn every_check_finds_what_is_planted_for_it_on_its_line_and_alone() {
    let ways = all_ways();
    let named: BTreeSet<&str> = ways.iter().map(|ways| ways.check).collect();
    let known = all().map(|check| check.id);
    // Such a file has no text to plant anything in.
    let known: BTreeSet<&str> = known.filter(|id| *id != "unreadable-file").collect();
    let without: Vec<&&str> = known.symmetric_difference(&named).collect();
    assert!(without.is_empty(), "on one side only: {without:?}");
    let few = ways.iter().filter(|ways| {
        let plants: BTreeSet<_> = ways.plants.iter().collect();
        plants.len() < FEWEST
    });
    let few: Vec<&str> = few.map(|ways| ways.check).collect();
    assert!(
        few.is_empty(),
        "planted in fewer than {FEWEST} ways: {few:?}"
    );

    let library = library();
    let mut fit = (0..library.len()).filter(|at| library[*at].1.contains("\nrelated_products:\n"));
    let pair = [fit.next().expect("an entry"), fit.next().expect("another")];
    let mut checked = checked(&library);
    let before = told(&checked);
    let mut wrong = Vec::new();
    for ways in &ways {
        for (one, other) in &ways.plants {
            let mut expected = Vec::new();
            for (at, edits) in pair.iter().zip([one, other]) {
                let (file, text) = &library[*at];
                let new = planted(text, edits);
                expected.push((file.clone(), lines(text, &new, ways.at)));
                checked.put(&EntryKey::new(file), &Arc::from(new));
            }
            let mut now = told(&checked);
            now.retain(|what, _| !before.contains_key(what));
            let is_found = now.iter().any(|((file, check, _), (line, _))| {
                let mut places = expected.iter();
                *check == ways.check && places.any(|(it, lines)| it == file && lines.contains(line))
            });
            let companions = now.iter().filter(|((_, check, _), (_, level))| {
                *level > Level::Note && *check != ways.check && !ways.with.contains(check)
            });
            let companions: Vec<_> = companions.collect();
            if !is_found || !companions.is_empty() {
                let own: Vec<_> = now
                    .iter()
                    .filter(|((_, check, _), _)| *check == ways.check)
                    .collect();
                wrong.push(format!(
                    "{} by {one:?} {other:?}\n  found: {own:?}\n  beside: {companions:?}",
                    ways.check
                ));
            }
            for at in pair {
                let (file, text) = &library[at];
                checked.put(&EntryKey::new(file), &Arc::from(text.as_str()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(told(&checked), before, "as it was, once all is taken back");
}
