//! Texts of one thing again and again: what is pasted, what a program wrote, what somebody made to be slow.

use std::fmt::Write as _;

/// A kind of text.
pub struct Shape {
    pub name: &'static str,
    /// A text of about so many bytes.
    pub text: fn(usize) -> String,
}

const fn shape(name: &'static str, text: fn(usize) -> String) -> Shape {
    Shape { name, text }
}

pub const SHAPES: &[Shape] = &[
    // Signs of a text.
    shape("tabs", |size| body(repeated(size, |_| "word\t".into()))),
    shape("tabs-in-lines", |size| {
        body(repeated(size, |at| format!("A\tline {at}.\n\n")))
    }),
    shape("tabs-alone", |size| body("\t".repeat(size))),
    shape("doubled-words", |size| {
        body(repeated(size, |_| "the ".into()))
    }),
    shape("doubled-pairs", |size| {
        body(repeated(size, |at| format!("w{at} w{at} ")))
    }),
    shape("doubled-spaces", |size| {
        body(repeated(size, |at| format!("w{at}  ")))
    }),
    shape("trailing-spaces", |size| {
        body(repeated(size, |at| format!("A line {at}. \n")))
    }),
    shape("spaces", |size| body(format!("A{}b\n", " ".repeat(size)))),
    shape("no-break-spaces", |size| {
        body(repeated(size, |at| format!("w{at}\u{a0}\u{a0}")))
    }),
    shape("zero-width", |size| {
        body(repeated(size, |at| format!("w{at}\u{200b}x ")))
    }),
    shape("control-characters", |size| {
        body(repeated(size, |at| format!("w{at}\u{1}x ")))
    }),
    shape("odd-spaces", |size| {
        body(repeated(size, |at| format!("w{at} , x ( y ) ")))
    }),
    shape("line-ends", |size| body("\n".repeat(size))),
    shape("mixed-line-ends", |size| {
        body(repeated(size, |at| format!("A {at}\r\nb {at}\nc\r")))
    }),
    shape("long-word", |size| body("x".repeat(size))),
    shape("long-line", |size| {
        body(repeated(size, |at| format!("word{at} ")))
    }),
    shape("paragraphs", |size| {
        body(repeated(size, |at| {
            format!("Paragraph {at} of some words.\n\n")
        }))
    }),
    shape("same-paragraphs", |size| {
        body(repeated(size, |_| "The same words again.\n\n".into()))
    }),
    shape("sentences", |size| {
        let all = repeated(size, |at| format!("One more sentence {at} of it. "));
        body(format!("Words.\n\n## Practical framework\n\n{all}"))
    }),
    shape("quotation-marks", |size| {
        body(repeated(size, |at| format!("“a{at}\" 'b' ")))
    }),
    shape("merge-markers", |size| {
        body(repeated(size, |at| {
            format!("<<<<<<< a\n{at}\n=======\nb\n>>>>>>> c\n")
        }))
    }),
    shape("soft-hyphens", |size| {
        body(repeated(size, |_| "vita\u{ad}min ".into()))
    }),
    shape("turned-letters", |size| {
        body(repeated(size, |_| "a\u{202e}b\u{202c} ".into()))
    }),
    shape("lone-line-ends", |size| {
        body(repeated(size, |_| "iron line\r".into()))
    }),
    // The language.
    shape("percent", |size| {
        body(repeated(size, |_| "5 % or 6%, ".into()))
    }),
    shape("percent-in-stars", |size| {
        body(repeated(size, |_| "*a* 5 % or 6%, ".into()))
    }),
    shape("ranges", |size| {
        body(repeated(size, |_| "10–17 mg and 10 to 13 weeks; ".into()))
    }),
    shape("thousands", |size| {
        body(repeated(size, |at| {
            let rest = at % 1000;
            format!("1,{rest:03} and {} IU of iron; ", rest + 1000)
        }))
    }),
    shape("quoted-sources", |size| {
        let piece = |at| format!("## Sources\n\n“Words {at}” 5 % or 6%\n\n");
        body(format!("5 % or 6%\n\n{}", repeated(size, piece)))
    }),
    shape("unknown-words", |size| {
        body(repeated(size, |at| format!("{} ", unknown(at))))
    }),
    shape("unknown-among-known", |size| {
        body(repeated(size, |at| {
            format!("the tea is good for {}ine ", unknown(at))
        }))
    }),
    // Markdown.
    shape("bold", |size| {
        body(repeated(size, |at| format!("**w{at} ")))
    }),
    shape("stars", |size| {
        body(repeated(size, |at| format!("*a{at} **b** _c_ ")))
    }),
    shape("empty-links", |size| {
        body(repeated(size, |_| "[]() ".into()))
    }),
    shape("broken-links", |size| {
        body(repeated(size, |at| format!("[w{at}](e{at}.md) ")))
    }),
    shape("anchors-of-links", |size| {
        body(repeated(size, |at| format!("[w](#h{at}) ")))
    }),
    shape("web-links", |size| {
        body(repeated(size, |at| format!("[w](http://a.example/{at} ) ")))
    }),
    shape("undefined-links", |size| {
        body(repeated(size, |at| format!("[w][n{at}] ")))
    }),
    shape("definitions", |size| {
        body(repeated(size, |at| {
            format!("[n{at}]: https://a.example/{at}\n")
        }))
    }),
    shape("brackets", |size| body("[".repeat(size))),
    shape("images", |size| {
        body(repeated(size, |at| format!("![w](p{at}.png) ")))
    }),
    shape("notes", |size| {
        body(repeated(size, |at| {
            format!("w[^{at}]\n\n[^{at}]: Note.\n\n")
        }))
    }),
    shape("backticks", |size| {
        body(repeated(size, |at| "`".repeat(at % 50 + 1) + " a "))
    }),
    shape("html", |size| {
        body(repeated(size, |at| format!("<b>w{at}</b> <br> ")))
    }),
    shape("html-blocks", |size| {
        body(repeated(size, |at| format!("<div>w{at}\n\n")))
    }),
    shape("headings", |size| {
        body(repeated(size, |at| {
            format!("## Heading {at}\n\nWords.\n\n")
        }))
    }),
    shape("same-headings", |size| {
        body(repeated(size, |_| "## Summary\n\nWords.\n\n".into()))
    }),
    shape("near-headings", |size| {
        body(repeated(size, |at| format!("## Summry{at}\n\nWords.\n\n")))
    }),
    shape("deep-headings", |size| {
        body(repeated(size, |at| {
            format!("{} H\n\n", "#".repeat(at % 6 + 1))
        }))
    }),
    shape("rules-under-text", |size| {
        body(repeated(size, |at| format!("Line {at}\n---\n\n")))
    }),
    shape("rules", |size| body("---\n\n".repeat(size / 5))),
    shape("bullets", |size| {
        body(repeated(size, |at| format!("- point {at}\n")))
    }),
    shape("deep-bullets", |size| {
        body(repeated(size, |at| {
            format!("{}- p\n", " ".repeat(at % 40 * 2))
        }))
    }),
    shape("quotes", |size| {
        body(repeated(size, |at| {
            format!("{} q\n", ">".repeat(at % 60 + 1))
        }))
    }),
    shape("table", |size| {
        body(format!(
            "| a | b |\n| - | - |\n{}",
            repeated(size, |at| format!("| x{at} |\ty |\n"))
        ))
    }),
    shape("wide-table", |size| {
        let cells = size / 8;
        body(format!(
            "|{}\n|{}\n|{}\n",
            " a |".repeat(cells),
            " - |".repeat(cells),
            " b |".repeat(cells)
        ))
    }),
    shape("fences", |size| {
        body(repeated(size, |at| format!("```\ncode {at}\n```\n")))
    }),
    // What the house looks for.
    shape("ids", |size| {
        body(repeated(size, |at| {
            format!("see the entry on w ({at:08x}) ")
        }))
    }),
    shape("amounts", |size| {
        body(repeated(size, |at| format!("{at} mg (= {at} g) a day ")))
    }),
    shape("mentions", |size| {
        let told = repeated(size / 2, |at| {
            format!("Archer {} (PMID {}). ", 1900 + at % 120, 90_000_000 + at)
        });
        let listed = repeated(size / 2, |at| source(at + 1, at));
        format!("{FRONT}---\n\n# Tea\n\n## Summary\n\n{told}\n\n## Sources\n\n{listed}")
    }),
    shape("names", |size| {
        body(repeated(size, |at| {
            format!("Archer and Bishop et al. ({}) ", 1900 + at % 120)
        }))
    }),
    shape("ambiguous-mentions", |size| {
        let told = repeated(size / 2, |_| "Archer 2016 says so. ".into());
        let listed = repeated(size / 2, |at| source(at + 1, at));
        format!("{FRONT}---\n\n# Tea\n\n## Summary\n\n{told}\n\n## Sources\n\n{listed}")
    }),
    shape("mentions-of-one-name", |size| {
        let told = repeated(size / 2, |at| format!("(Archer {}) ", 1990 + at % 30));
        let listed = repeated(size / 2, |at| {
            dated(at, &format!("Archer A ({})", 1990 + at % 30))
        });
        format!("{FRONT}---\n\n# Tea\n\n## Summary\n\n{told}\n\n## Sources\n\n{listed}")
    }),
    shape("mentions-et-al", |size| {
        let told = repeated(size / 2, |at| {
            format!("Archer{at} et al. {}, ", 1990 + at % 30)
        });
        let listed = repeated(size / 2, |at| {
            dated(at, &format!("Archer{at} A, Bishop B ({})", 1990 + at % 30))
        });
        format!("{FRONT}---\n\n# Tea\n\n## Summary\n\n{told}\n\n## Sources\n\n{listed}")
    }),
    shape("mentions-by-number", |size| {
        let told = repeated(size / 2, |at| {
            format!("[{}, {}–{}] ", at + 1, at + 2, at + 9)
        });
        let listed = repeated(size / 2, |at| {
            dated(at, &format!("Archer A ({})", 1990 + at % 30))
        });
        format!("{FRONT}---\n\n# Tea\n\n## Summary\n\n{told}\n\n## Sources\n\n{listed}")
    }),
    shape("addresses-in-line", |size| {
        let all = repeated(size, |at| format!("https://a.example/{at}](<)"));
        sources(format!("1. Archer A (2016). Title. Journal. {all}\n"))
    }),
    shape("brackets-in-line", |size| {
        sources(format!("1. {}\n", "(2016)a. ".repeat(size / 9)))
    }),
    shape("initials-in-line", |size| {
        sources(format!("1. {}\n", "A. Bishop. ".repeat(size / 11)))
    }),
    shape("sources", |size| {
        sources(repeated(size, |at| source(at + 1, at)))
    }),
    shape("same-numbers", |size| {
        sources(repeated(size, |at| source(1, at)))
    }),
    shape("same-titles", |size| {
        sources(repeated(size, |at| {
            let year = 1990 + at % 30;
            format!(
                "{}. Archer{at} A ({year}). The effect of iron on sleep. Journal of Iron.\n",
                at + 1
            )
        }))
    }),
    shape("same-titles-and-years", |size| {
        sources(repeated(size, |at| {
            format!(
                "{}. Archer{at} A, Bishop{at} B, Carver{at} C (1990). Title. J.\n",
                at + 1
            )
        }))
    }),
    shape("same-sources", |size| {
        sources(repeated(size, |at| source(at + 1, 1)))
    }),
    shape("unread-sources", |size| {
        sources(repeated(size, |at| format!("{}. words {at}\n", at + 1)))
    }),
    shape("identifiers-in-line", |size| {
        let all = repeated(size, |at| {
            format!("PMID: {}. DOI: 10.5555/x{at}. ", 90_000_000 + at)
        });
        sources(format!("1. Archer A (2016). Title. Journal. {all}\n"))
    }),
    shape("identifiers-in-text", |size| {
        body(repeated(size, |at| format!("PMID {}, ", 90_000_000 + at)))
    }),
    shape("authors-in-line", |size| {
        let all = repeated(size, |at| format!("Archer{at} A, "));
        sources(format!(
            "1. {all} (2016). Title. Journal. PMID: 90000001.\n"
        ))
    }),
    shape("products", |size| products(size, true)),
    shape("products-named-only", |size| products(size, false)),
    // Front matter.
    shape("fields", |size| {
        front(repeated(size, |at| format!("field{at}: value {at}\n")))
    }),
    shape("odd-fields", |size| {
        front(repeated(size, |at| {
            format!("\"field {at}\": 'it''s {at}'\n")
        }))
    }),
    shape("same-fields", |size| {
        front(repeated(size, |_| "field: value\n".into()))
    }),
    shape("near-fields", |size| {
        front(repeated(size, |at| format!("pillr{at}: value\n")))
    }),
    shape("empty-fields", |size| {
        front(repeated(size, |at| format!("field{at}:\n")))
    }),
    shape("aliases", |size| {
        front(format!(
            "a: &a [x, y]\nb:\n{}",
            repeated(size, |_| "  - *a\n".into())
        ))
    }),
    shape("alias-fields", |size| {
        front(format!(
            "a: &a x\n{}",
            repeated(size, |at| format!("b{at}: *a\n"))
        ))
    }),
    shape("anchors", |size| {
        front(repeated(size, |at| format!("f{at}: &a{at} x\n")))
    }),
    shape("growing-aliases", |size| {
        let rest = repeated(size, |at| {
            format!("a{}: &a{} [*a{at}, *a{at}]\n", at + 1, at + 1)
        });
        front(format!("a0: &a0 x\n{rest}"))
    }),
    shape("merge-keys", |size| {
        front(format!(
            "a: &a {{x: 1}}\n{}",
            repeated(size, |at| format!("b{at}: {{<<: *a}}\n"))
        ))
    }),
    shape("list-in-brackets", |size| {
        front(format!(
            "tags: [{}]\n",
            repeated(size, |at| format!("t{at}, "))
        ))
    }),
    shape("quoted-in-brackets", |size| {
        front(format!(
            "tags: [{}]\n",
            repeated(size, |at| format!("\"t {at}\", "))
        ))
    }),
    shape("map-in-braces", |size| {
        front(format!(
            "tags: {{{}}}\n",
            repeated(size, |at| format!("t{at}: x, "))
        ))
    }),
    shape("list", |size| {
        front(format!(
            "tags:\n{}",
            repeated(size, |at| format!("  - tag {at}\n"))
        ))
    }),
    shape("map", |size| {
        front(format!(
            "tags:\n{}",
            repeated(size, |at| format!("  t{at}: x\n"))
        ))
    }),
    shape("list-of-maps", |size| {
        front(format!(
            "links:\n{}",
            repeated(size, |at| {
                format!("  - name: n{at}\n    url: https://a.example/{at}\n    note: \"x\"\n")
            })
        ))
    }),
    shape("wide-item", |size| {
        front(format!(
            "tags:\n  - a: x\n{}",
            repeated(size, |at| format!("    t{at}: x\n"))
        ))
    }),
    shape("comments", |size| {
        front(repeated(size, |at| format!("# comment {at}\n")))
    }),
    shape("block-scalar", |size| {
        front(format!(
            "text: |\n{}",
            repeated(size, |at| format!("  line {at}\n"))
        ))
    }),
    shape("block-scalars", |size| {
        front(repeated(size, |at| format!("t{at}: |\n  line\n\n")))
    }),
    shape("block-of-empty-lines", |size| {
        front(format!("text: |\n  a\n{}", "\n".repeat(size)))
    }),
    shape("long-quoted", |size| {
        front(format!(
            "text: \"{}\"\n",
            repeated(size, |at| format!("w{at}\n  "))
        ))
    }),
    shape("deep-brackets", |size| {
        front(format!("text: {}\n", "[".repeat(size)))
    }),
    shape("never-closed", |size| {
        format!("{FRONT}{}", repeated(size, |at| format!("f{at}: \"x\n")))
    }),
];

const FRONT: &str =
    "---\ntitle: \"Does tea help?\"\nslug: entry\npillar: Tea\nlast_reviewed: 1 November 2026\n";

fn body(text: String) -> String {
    format!("{FRONT}---\n\n# Does tea help?\n\n## Summary\n\n{text}\n")
}

fn sources(text: String) -> String {
    format!("{FRONT}---\n\n# Does tea help?\n\n## Summary\n\nWords.\n\n## Sources\n\n{text}\n")
}

fn front(text: String) -> String {
    format!("{FRONT}{text}---\n\n# Does tea help?\n\n## Summary\n\nWords.\n")
}

fn source(number: usize, work: usize) -> String {
    let pmid = 90_000_000 + work;
    format!(
        "{number}. Archer A (2016). Title {work}. Journal. PMID: {pmid}. DOI: 10.5555/x{work}.\n"
    )
}

/// A source by these authors of that year.
fn dated(at: usize, authors: &str) -> String {
    let pmid = 90_000_000 + at;
    format!("{}. {authors}. Title {at}. J Nutr. PMID: {pmid}.\n", at + 1)
}

/// A word that can be said and that nobody says.
fn unknown(at: usize) -> String {
    const SYLLABLES: [&str; 15] = [
        "ba", "ne", "ti", "ro", "fu", "ge", "la", "mo", "pi", "sa", "du", "ke", "vi", "zo", "hu",
    ];
    let rest = std::iter::successors(Some(at * 7), |rest| Some(rest / 15)).take(5);
    rest.filter_map(|rest| SYLLABLES.get(rest % 15))
        .copied()
        .collect()
}

/// Products in the front matter, and links of the closing block.
fn products(size: usize, linked: bool) -> String {
    let url = |at: usize| format!("https://a.example/products/p{at}?utm_source=x");
    let share = if linked { size / 2 } else { size };
    let named = repeated(share, |at| {
        format!(
            "  - name: \"P {at}\"\n    handle: \"p{at}\"\n    url: \"{}\"\n",
            url(at)
        )
    });
    let links = match linked {
        true => repeated(share, |at| format!("- [Q {at}]({}&y)\n", url(at + 3))),
        false => format!("- [Q]({})\n", url(0)),
    };
    format!(
        "{FRONT}related_products:\n{named}---\n\n# Does tea help?\n\n## Summary\n\nWords.\n\n## Related products from Tea House\n\n{links}"
    )
}

/// One piece after the other until there are so many bytes.
fn repeated(size: usize, piece: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(size + 100);
    let mut at = 0;
    while text.len() < size {
        let _ = write!(text, "{}", piece(at));
        at += 1;
    }
    text
}
