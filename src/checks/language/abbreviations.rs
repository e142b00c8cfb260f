//! The ledger of short forms: which are never written out, only later, more than once, or the wrong way round. One finding
//! an entry.
//!
//! A short form is two capitals or more (`HRV`, `eGFR`); written out is `heart rate variability (HRV)`, or the like.
//!
//! Leaves alone: those that the house style says need it not, its organisations, journals and products of the entry; names
//! with digits (`TRPM6`, `GLP-1`) or joined ones (`REDUCE-IT`), genes and trials that are called so, and Roman numbers; headings, tables, words in capitals; sources, quotations, links, code.

use std::collections::HashMap;
use std::ops::Range;

use super::own_words::OwnWords;
use crate::checks::prose::{self, ProseStretch};
use crate::checks::prose_words::StretchKind;
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};
use crate::entry::page::Style;
use crate::entry::sources::SourceField;

pub(super) const CHECK: Check = Check {
    id: "short-forms",
    group: Group::Language,
    title: "Short forms not written out at first use",
    level: Level::Warning,
    reason: "Readers who don’t know a short form skip it, or give up",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

/// What is known of a short form.
#[derive(Debug, Default)]
struct Ledger {
    /// How often it is used, as it is written out or alone.
    uses: usize,
    /// Where it stands first.
    first: Range<usize>,
    /// Where it is written out: which of its uses that is, and whether it stands before the brackets rather than in them.
    written_out: Vec<(usize, bool)>,
    /// Whether a heading writes it out.
    in_heading: bool,
}

/// What is wrong with a short form, the gravest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Fault {
    Never,
    Late,
    Twice,
    Backwards,
}

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let prose = subject.prose();
    if prose.short_forms.is_empty() {
        return;
    }
    let page = &subject.reading.page;
    let own = OwnWords::of(subject);
    let mut ledgers: Vec<(&str, Ledger)> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for &word in &prose.short_forms {
        let Some(at) = prose.stretch_of(word) else {
            continue;
        };
        let is_heading = at.kind == StretchKind::Heading;
        let stretch = prose.stretch(page, at);
        let Some(stretch) = stretch.filter(|_| at.kind != StretchKind::Cell) else {
            continue;
        };
        let range = prose.span(&(word..word + 1));
        let written = stretch.text.get(range.clone()).unwrap_or_default();
        let Some(short) = short_form(written).filter(|it| !subject.lists.is_known(it)) else {
            continue;
        };
        let range = range.start..range.start + short.len();
        if is_part_of_a_name(&stretch, &range) {
            continue;
        }
        let Some(place) = own.place(&stretch, &range) else {
            continue;
        };
        let number = *known.entry(short).or_insert_with(|| {
            ledgers.push((short, Ledger::default()));
            ledgers.len() - 1
        });
        let Some((_, ledger)) = ledgers.get_mut(number) else {
            continue;
        };
        let backwards = written_out(stretch.text, &range, short);
        if is_heading {
            ledger.in_heading |= backwards.is_some();
            continue;
        }
        if ledger.uses == 0 {
            ledger.first = place;
        }
        if let Some(backwards) = backwards {
            ledger.written_out.push((ledger.uses, backwards));
        }
        ledger.uses += 1;
    }
    if !ledgers.is_empty() {
        tell(subject, &ledgers, found);
    }
}

fn tell(subject: &Subject<'_>, ledgers: &[(&str, Ledger)], found: &mut Findings) {
    let excused = excused(subject);
    let faults = ledgers.iter().filter_map(|(short, ledger)| {
        let fault = fault(ledger)?;
        (!excused.contains(short)).then_some((fault, *short, ledger))
    });
    let faults: Vec<_> = faults.collect();
    let Some(first) = faults
        .iter()
        .map(|(_, _, ledger)| &ledger.first)
        .min_by_key(|it| it.start)
    else {
        return;
    };
    let mut parts = Vec::new();
    for (fault, says) in [
        (Fault::Backwards, "written out the wrong way round"),
        (Fault::Twice, "written out more than once"),
        (Fault::Late, "written out only later"),
        (Fault::Never, "never written out"),
    ] {
        let names = faults.iter().filter(|it| it.0 == fault).map(|it| it.1);
        let names: Vec<&str> = names.collect();
        if !names.is_empty() {
            let is = if names.len() == 1 { "is" } else { "are" };
            parts.push(format!("{} {is} {says}", crate::checks::listed(&names)));
        }
    }
    // One that is used once may be a name that nobody would write out.
    let is_grave =
        |(fault, _, ledger): &(Fault, &str, &Ledger)| *fault > Fault::Never || ledger.uses > 1;
    let level = if faults.iter().any(is_grave) {
        Level::Warning
    } else {
        Level::Note
    };
    found.add_at(level, first.clone(), parts.join("; "), Vec::new());
}

fn fault(ledger: &Ledger) -> Option<Fault> {
    let Some((first, backwards)) = ledger.written_out.first() else {
        let is_told = ledger.in_heading || ledger.uses == 0;
        return (!is_told).then_some(Fault::Never);
    };
    if *backwards {
        Some(Fault::Backwards)
    } else if ledger.written_out.len() > 1 {
        Some(Fault::Twice)
    } else {
        (*first > 0 && !ledger.in_heading).then_some(Fault::Late)
    }
}

/// What a word is a short form of capitals of, without the `s` of a plural or an owner.
fn short_form(written: &str) -> Option<&str> {
    let bare = written
        .strip_suffix("’s")
        .or(written.strip_suffix("'s"))
        .unwrap_or(written);
    let bare = bare.strip_suffix('s').unwrap_or(bare);
    // `eGFR`
    let rest = bare
        .strip_prefix(|c: char| c.is_ascii_lowercase())
        .unwrap_or(bare);
    let is_short = (2..=6).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_uppercase());
    let is_roman = rest.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    (is_short && !is_roman && !SHOUTED.contains(&rest)).then_some(bare)
}

/// `IL-6`, `MK-7`, `A&E`, `x.ABC`; and what stands in a sentence of capitals.
fn is_part_of_a_name(stretch: &ProseStretch<'_>, range: &Range<usize>) -> bool {
    let before = stretch.text.get(..range.start).unwrap_or_default();
    let behind = stretch.text.get(range.end..).unwrap_or_default();
    let is_numbered = behind
        .strip_prefix(['-', '‑', ' ', '–'])
        .is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()))
        || behind.starts_with(|c: char| {
            matches!(c, '&' | '_' | '@' | '=' | '™' | '®' | '~' | '^')
                || c.is_alphanumeric() && c != 's'
        })
        || behind.starts_with("<sub")
        || behind
            .strip_prefix(['-', '‑'])
            .is_some_and(|it| it.starts_with(|c: char| c.is_ascii_uppercase()) && is_name(it))
        || behind
            .strip_prefix('.')
            .is_some_and(|it| it.starts_with(char::is_alphanumeric));
    let next = behind.strip_prefix(' ').unwrap_or_default();
    let next = next.split(|c: char| !c.is_alphanumeric()).next();
    let is_called = next
        .is_some_and(|next| GENES.contains(&next) || range.len() > 3 && STUDIES.contains(&next));
    // A gene stands in italics by itself.
    let is_gene = stretch
        .run(range.start)
        .is_some_and(|run| run.style.has(Style::ITALIC) && run.text == *range);
    let is_capital = |word: &str| word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase());
    let neighbour = |word: Option<&str>| word.is_some_and(is_capital);
    let is_shouting = before.ends_with(' ') && neighbour(before.split_whitespace().next_back())
        || behind.starts_with(' ') && neighbour(behind.split_whitespace().next());
    is_numbered
        || is_called
        || is_gene
        || is_shouting
        || before.ends_with(['&', '_', '.', '@', '#', '-', '‑'])
}

/// `REDUCE-IT`: whether capitals go on behind the hyphen.
fn is_name(behind: &str) -> bool {
    let rest = behind.split(|c: char| !c.is_alphanumeric()).next();
    rest.is_some_and(|rest| {
        rest.len() > 1
            && rest
                .bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    })
}

/// What is named by capitals: `the FTO gene`, `the SPRINT trial`.
const GENES: &[&str] = &[
    "gene",
    "genes",
    "genotype",
    "genotypes",
    "allele",
    "alleles",
    "polymorphism",
    "polymorphisms",
    "mutation",
    "mutations",
    "variant",
    "variants",
    "locus",
    "haplotype",
    "mRNA",
    "kinase",
    "promoter",
];
const STUDIES: &[&str] = &[
    "trial",
    "trials",
    "study",
    "studies",
    "cohort",
    "consortium",
    "registry",
    "collaboration",
    "investigators",
];

/// Words that are written in capitals for the sake of weight.
const SHOUTED: &[&str] = &[
    "ALL", "AM", "AN", "AND", "ANY", "ARE", "ASK", "AT", "BE", "BUT", "BY", "CALL", "CAN", "DO",
    "EVERY", "FOR", "HELP", "HOW", "IF", "IN", "IS", "IT", "MAY", "MORE", "MUST", "NEVER", "NEW",
    "NO", "NOT", "NOTE", "NOW", "OF", "ON", "ONE", "ONLY", "OR", "OUT", "PM", "SO", "STOP", "TEL",
    "THE", "THIS", "TO", "TOP", "UP", "WE", "WHAT", "WHEN", "WHO", "WHY", "WITH", "YES", "YOU",
    "TRUE", "FALSE", "ALWAYS", "ALSO", "BOTH", "AS", "DATE", "NULL", "ID",
];

/// Whether a short form is written out where it stands: `None`, or whether the wrong way round.
fn written_out(text: &str, range: &Range<usize>, short: &str) -> Option<bool> {
    let before = text.get(..range.start)?;
    let behind = text.get(range.end..)?;
    let behind = behind
        .strip_prefix("’s")
        .or(behind.strip_prefix('s'))
        .unwrap_or(behind);
    // `(HRV)`, `(HRV; …)`, `(or HRV)`: whoever puts it there has said what it is.
    let inside = before
        .strip_suffix("or ")
        .or(before.strip_suffix("as "))
        .unwrap_or(before);
    let inside = inside.trim_end_matches(['“', '"', '‘', '*']);
    if inside.ends_with(['(', '[']) && behind.starts_with([')', ']', ';', ',', '”', '"', '’', ':'])
    {
        return Some(false);
    }
    // `also called HRV`, `or HRV`, `– HRV`
    let called = ["called ", "or ", "known as ", "– ", "as "]
        .iter()
        .find_map(|it| before.strip_suffix(it));
    if called.is_some_and(|long| is_long_form(long, short)) {
        return Some(false);
    }
    let said = [
        " stands for ",
        " means ",
        ", or ",
        ", which stands for ",
        ": ",
    ];
    if let Some(long) = said.iter().find_map(|it| behind.strip_prefix(it)) {
        let words = long
            .split_whitespace()
            .take(short.len() + 1)
            .collect::<Vec<_>>();
        let is_it = (1..=words.len())
            .any(|count| begins_like(&words.get(..count).unwrap_or_default().join(" "), short));
        if is_it {
            return Some(false);
        }
    }
    // `HRV (heart rate variability)`, `HPA-axis activation (hypothalamic-pituitary-adrenal)`
    let near = prose::near_ahead(behind);
    let near = near.get(..near.find(['.', ';', '?', '!']).unwrap_or(near.len()))?;
    let open = near.find('(')?;
    let inside = near.get(open + 1..)?;
    let inside = inside.get(..inside.find([')', ',', '('])?)?;
    let is_beside = open <= 1;
    let is_it = begins_like(inside, short)
        || is_beside
            && inside.contains(' ')
            && is_long_form(inside, short)
            && first_is_same(inside, short);
    (open < 40 && is_it).then_some(true)
}

fn first_is_same(long: &str, short: &str) -> bool {
    let first = |text: &str| text.chars().next().map(|c| c.to_ascii_lowercase());
    first(long) == first(short)
}

/// Whether the words, hyphens between them too, begin with the letters of a short form.
fn begins_like(long: &str, short: &str) -> bool {
    let words = long
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let firsts = words
        .filter_map(|word| word.chars().next())
        .map(|c| c.to_ascii_lowercase());
    firsts.eq(short.chars().map(|c| c.to_ascii_lowercase()))
}

/// Whether the letters of a short form stand in this order at the end of a text, the first of them at the start of a word
/// (the way of Schwartz and Hearst).
fn is_long_form(text: &str, short: &str) -> bool {
    let most = (short.len() + 5).min(short.len() * 2);
    let text = text.trim_end_matches([',', ' ']);
    let mut words = 0;
    let mut letters = short
        .chars()
        .rev()
        .map(|c| c.to_ascii_lowercase())
        .peekable();
    let mut from_end = text
        .chars()
        .rev()
        .map(|c| c.to_ascii_lowercase())
        .peekable();
    while let Some(letter) = from_end.next() {
        words += usize::from(letter == ' ');
        if words >= most {
            return false;
        }
        if letters.peek() != Some(&letter) {
            continue;
        }
        letters.next();
        if letters.peek().is_none() {
            let is_first = from_end
                .peek()
                .is_none_or(|before| !before.is_alphanumeric());
            if is_first {
                return true;
            }
            // This letter stands inside a word; the same one may begin another.
            while let Some(other) = from_end.next() {
                words += usize::from(other == ' ');
                if words >= most {
                    return false;
                }
                if other == letter
                    && from_end
                        .peek()
                        .is_none_or(|before| !before.is_alphanumeric())
                {
                    return true;
                }
            }
        }
    }
    false
}

/// Short forms in names that the entry gives: journals, products, publisher.
fn excused<'s>(subject: &Subject<'s>) -> Vec<&'s str> {
    let containers =
        (subject.sources.iter()).filter_map(|source| source.at(SourceField::Container));
    let containers = containers.map(|range| subject.text.get(range.clone()).unwrap_or_default());
    let fields = (subject.reading.front_matter.fields.iter()).filter(|field| field.key != "title");
    let fields = fields.map(|field| {
        subject
            .text
            .get(field.value.range().clone())
            .unwrap_or_default()
    });
    let names = containers.chain(fields);
    names
        .flat_map(|name| name.split(|c: char| !c.is_alphanumeric()))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const ID: &str = "short-forms";

    #[test]
    fn each_fault_of_a_short_form_is_told_once_for_the_entry() {
        for (text, told) in [
            (
                "Tea lowers HRV. A low HRV is rare.",
                "1:12 \"HRV\" “HRV” is never written out",
            ),
            (
                "Tea lowers HRV.",
                "1:12 \"HRV\" (note) “HRV” is never written out",
            ),
            (
                "Tea lowers HRV. It is heart rate variability (HRV).",
                "1:12 \"HRV\" “HRV” is written out only later",
            ),
            (
                "Heart rate variability (HRV) falls. Then heart rate variability (HRV) rises.",
                "1:25 \"HRV\" “HRV” is written out more than once",
            ),
            (
                "Tea lowers HRV (heart rate variability).",
                "1:12 \"HRV\" “HRV” is written out the wrong way round",
            ),
            (
                "Tea calms HPA-axis activation (hypothalamic-pituitary-adrenal).",
                "1:11 \"HPA\" “HPA” is written out the wrong way round",
            ),
            (
                "Tea lowers HRVs, eGFR and the CRH. HRV (heart rate variability) and CRH.",
                "1:12 \"HRV\" “HRV” is written out the wrong way round; “eGFR” and “CRH” are never written out",
            ),
        ] {
            assert_eq!(found(text, ID), [told], "{text}");
        }
    }

    #[test]
    fn short_forms_that_are_written_out_or_need_it_not_are_left_alone() {
        for text in [
            "",
            "## Heart rate variability (HRV)\n\nHRV is low; HRV is high.",
            "# HRV\n\nHeart rate variability (HRV) falls. HRV is low.",
            "Low-density lipoprotein (“LDL”), also called LDL. Polycystic ovary syndrome (PCOS; a condition).",
            "Paraventricular hypothalamic nuclei (PVNs) and PVN. Tea, or rapid eye movement, or REM.",
            "HRV stands for heart rate variability. A CRH: corticotropin releasing hormone.",
            "DNA, NHS, NICE and EFSA; PMID 1; TRPM6, B12, GLP-1, MK-7 and type II; A&E; DO NOT STOP.",
            "They say “HRV and HRV”. `HRV` [HRV](a.md) `HRV`\n\n> HRV HRV\n",
            "| HRV | HRV |\n|--|--|\n| HRV | HRV |\n",
            "The REDUCE-IT trial, BI-RADS, the SPRINT trial and the SPRINT study; the FTO gene, *BRCA* and *BRCA*; CO~2~ and CO<sub>2</sub>.",
            "A word in MMW and MMW.\n\n## Sources\n\n1. Archer A (2019). HRV and HRV. MMW Fortschritte. DOI: 10.5555/x.\n",
        ] {
            assert_eq!(found(text, ID), [""; 0], "{text}");
        }
    }

    #[test]
    fn the_house_says_which_need_not_be_written_out() {
        let mut fixture = Fixture::new("Tea lowers HRV, and HRV is low.");
        fixture.style.prose.needs_no_expansion = vec!["HRV".into()];
        assert_eq!(fixture.found(ID), [""; 0]);
    }
}
