//! Doses in a form that is known to be misread, by the list of the Institute for Safe Medication Practices: `1.0 mg` (10 mg),
//! `.5 mg` (5 mg), `10 U` (100), `5mg`, `10000 units`, `5 cc`, `5 mg QD`; and `5 mg BID`, `50 mgs`.
//!
//! Leaves alone: results of measurements (`8.0 mg/L`, a mean in the same sentence), enzymes (`40 U/L`); `5mg` where the entry
//! writes most amounts so; sources, quotations, code.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::own_words::OwnWords;
use super::{grouped, pattern};
use crate::checks::numbers::numbers;
use crate::checks::prose::{self, ProseStretch};
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;

pub(super) const CHECK: Check = Check {
    id: "error-prone-dose",
    group: Group::Language,
    title: "Error-prone dose",
    level: Level::Warning,
    reason: "A point or a letter that is overlooked can mean ten times the dose",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

static DOSE: LazyLock<Regex> = LazyLock::new(|| {
    let dose = r"(?:^|[\s(])(?:\d+(?:\.\d+)?(?:–|-|‑|\sto\s))?(?P<all>(?P<whole>\d[\d,]*)?(?P<point>\.\d+)?(?P<blank>[\s-]?)(?P<unit>mg|g|kg|µg|μg|mcg|micrograms|ml|mL|mmHg|mmol|IU|units|U))(?P<per>/\w+|\sper\s\w+)?(?:[^\w/-]|$)";
    pattern(dose)
});

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let own = OwnWords::of(subject);
    let stretches = prose::stretches(&subject.reading.page);
    let stretches: Vec<ProseStretch<'_>> = stretches.filter(|it| may_hold_one(it.text)).collect();
    let mut joined = Vec::new();
    let mut apart = 0;
    for stretch in &stretches {
        for it in DOSE.captures_iter(stretch.text) {
            let part = |name| it.name(name).map_or("", |it| it.as_str());
            let (whole, point, unit) = (part("whole"), part("point"), part("unit"));
            // A blank that does not break, or a hyphen, stays.
            let blank = Some(part("blank")).filter(|it| !it.is_empty());
            let blank = blank.unwrap_or(" ");
            let written = if unit == "U" {
                // `10 U.S. adults`
                let is_unit = is_dose(&it) && !behind(stretch, &it).starts_with(".S");
                (is_unit && !whole.is_empty()).then(|| {
                    (
                        format!("{whole}{point}{blank}units"),
                        "“U” is read as a zero",
                    )
                })
            } else if whole.is_empty() {
                // `1 .5 mg`: which number is meant is not known.
                let is_naked = !point.is_empty() && !is_behind_a_number(stretch, &it);
                is_naked.then(|| {
                    (
                        format!("0{point}{blank}{unit}"),
                        "The point is overlooked without a zero before it",
                    )
                })
            } else if point == ".0"
                && !matches!(unit, "kg" | "mmHg" | "mmol")
                && !is_measured(stretch, &it)
            {
                Some((
                    format!("{whole}{blank}{unit}"),
                    "The point is overlooked before a trailing zero",
                ))
            } else if part("blank").is_empty() {
                // `25ml of spirits`, `a 2kg cylinder`
                let is_of_drug = !matches!(unit, "ml" | "mL" | "g" | "kg")
                    || DOSED.iter().any(|word| stretch.text.contains(word));
                joined.extend(
                    place(&own, stretch, &it)
                        .filter(|_| is_of_drug)
                        .map(|place| (place, format!("{whole}{point} {unit}"))),
                );
                None
            } else {
                apart += 1;
                None
            };
            if let Some((written, why)) = written
                && let Some(place) = place(&own, stretch, &it)
            {
                let fix = Fix::new(
                    format!("Write {written}"),
                    Edit::new(place.clone(), written),
                );
                found.add(place, why, vec![fix]);
            }
        }
    }
    if joined.len() > apart && joined.len() > 1 {
        joined.clear();
    }
    for (place, written) in joined {
        let fix = Fix::new(
            format!("Write {written}"),
            Edit::new(place.clone(), written),
        );
        found.add(place, "Number and unit run together", vec![fix]);
    }
    others(subject, &own, &stretches, found);
}

/// Beside one of these a volume or a weight is what somebody takes.
const DOSED: &[&str] = &[
    "dose",
    "Dose",
    "daily",
    "mg",
    "/kg",
    " per day",
    "a day",
    "inject",
    "infus",
    "oral",
    "solution",
    "syrup",
    "suspension",
];

/// Whether a number stands beside a unit.
fn may_hold_one(text: &str) -> bool {
    numbers(text).any(|number| {
        let rest = text.get(number.range.end..).unwrap_or_default();
        let rest = rest.trim_start_matches(',');
        let unit = rest.strip_prefix(|c: char| c == '-' || c.is_whitespace());
        let unit = unit.unwrap_or(rest);
        UNITS.iter().any(|it| {
            let behind = unit.strip_prefix(it);
            behind.is_some_and(|behind| !behind.starts_with(char::is_alphanumeric))
        })
    })
}

const UNITS: &[&str] = &[
    "mg",
    "g",
    "kg",
    "µg",
    "μg",
    "mcg",
    "micrograms",
    "mmHg",
    "mmol",
    "MG",
    "Mg",
    "ML",
    "KG",
    "Kg",
    "gm",
    "iu",
    "tablet",
    "tablets",
    "capsule",
    "capsules",
    "ml",
    "mL",
    "IU",
    "U",
    "units",
    "cc",
    "mgs",
    "gms",
    "kgs",
    "mls",
    "mcgs",
];

/// Noughts to be counted, and short forms that are read as others.
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    let noughts = r"(?P<noughts>\d{2,4}0{3})\s(?:units|IU|mg|micrograms)";
    let cubic = r"(?P<amount>\d{1,3}(?:\.\d+)?)\s?(?P<cc>cc)";
    let often = r"\d[\d.,]*\s?(?:mg|g|µg|μg|mcg|micrograms|units|IU|ml|mL)\s(?P<often>QD|qd|q\.d\.|Q\.D\.|QOD|qod|q\.o\.d\.|Q\.O\.D\.|BID|b\.i\.d\.|TID|t\.i\.d\.|QID|q\.i\.d\.|bid|tid|qid|BD|bd|TDS|tds|QDS|qds|OD|od|HS|hs|QHS|qhs|nocte|PRN|prn)";
    let alone = r"(?:taken|given|dosed|daily|administered)\s(?P<alone>QD|QOD)";
    let plural = r"\d[\d.,]*\s?(?P<plural>mgs|kgs|gms|mls|mcgs)";
    let sign = r"\d[\d.,]*\s?(?P<sign>MG|Mg|ML|KG|Kg|gm|iu)";
    let tail = r"(?P<tail>\d+\.0)\s(?:tablets?|capsules?)";
    let naked = r"(?P<naked>\.\d+)\s(?:tablets?|capsules?)";
    pattern(&format!(
        r"(?:^|[\s(])(?:{noughts}|{cubic}|{often}|{alone}|{plural}|{sign}|{tail}|{naked})(?:[\s,;:)]|\.(?:\s|$)|$)"
    ))
});

fn others(
    subject: &Subject<'_>,
    own: &OwnWords<'_>,
    stretches: &[ProseStretch<'_>],
    found: &mut Findings,
) {
    let mut latin = Vec::new();
    for stretch in stretches {
        for it in OTHERS.captures_iter(stretch.text) {
            let (part, written, why) = if let Some(noughts) = it.name("noughts") {
                let sign = match subject.style.prose.numbers.thousands.as_deref() {
                    // The house writes them so.
                    Some("none") => continue,
                    sign => sign.unwrap_or(","),
                };
                let written = grouped(noughts.as_str(), sign);
                (
                    noughts,
                    written,
                    "Zeros are miscounted without a separator between thousands",
                )
            } else if let Some(cc) = it.name("cc") {
                // Of lungs and engines.
                let after = stretch.text.get(cc.end()..).unwrap_or_default();
                if after.starts_with(" engine") {
                    continue;
                }
                let ml = if subject.text.contains("mL") {
                    "mL"
                } else {
                    "ml"
                };
                (cc, ml.to_owned(), "“cc” is read as “units” (u)")
            } else if let Some(often) = it.name("often").or(it.name("alone")) {
                let letters = often.as_str().to_ascii_uppercase().replace('.', "");
                let (written, why) = match letters.as_str() {
                    "QD" => ("daily", READ_AS_FOUR_TIMES),
                    "QOD" => ("every other day", READ_AS_FOUR_TIMES),
                    "BID" | "BD" => ("twice daily", LATIN),
                    "TID" | "TDS" => ("three times daily", LATIN),
                    "OD" => ("once daily", LATIN),
                    "HS" | "QHS" | "NOCTE" => ("at night", LATIN),
                    "PRN" => ("as needed", LATIN),
                    _ => ("four times daily", LATIN),
                };
                if why == LATIN {
                    latin.extend(
                        own.place(stretch, &often.range())
                            .map(|place| (place, written)),
                    );
                    continue;
                }
                (often, written.to_owned(), why)
            } else if let Some(plural) = it.name("plural") {
                let one = plural.as_str().trim_end_matches('s');
                let one = if one == "gm" { "g" } else { one };
                (plural, one.to_owned(), "Unit symbols have no plural")
            } else if let Some(sign) = it.name("sign") {
                let written = match sign.as_str() {
                    "gm" => "g",
                    "iu" => "IU",
                    "ML" => "ml",
                    "KG" | "Kg" => "kg",
                    _ => "mg",
                };
                (
                    sign,
                    written.to_owned(),
                    "This is not the symbol of the unit",
                )
            } else if let Some(tail) = it.name("tail") {
                let written = tail.as_str().trim_end_matches(".0");
                let why = "The point is overlooked before a trailing zero";
                (tail, written.to_owned(), why)
            } else if let Some(naked) = it.name("naked") {
                let why = "The point is overlooked without a zero before it";
                (naked, format!("0{}", naked.as_str()), why)
            } else {
                continue;
            };
            let Some(place) = own.place(stretch, &part.range()) else {
                continue;
            };
            let fix = Fix::new(
                format!("Write {written}"),
                Edit::new(place.clone(), written),
            );
            found.add(place, why, vec![fix]);
        }
    }
    // Notes for those who read them every day write all their doses so.
    if latin.len() > MOST_LATIN {
        return;
    }
    for (place, written) in latin {
        let fix = Fix::new(
            format!("Write {written}"),
            Edit::new(place.clone(), written),
        );
        found.add(place, LATIN, vec![fix]);
    }
}

const MOST_LATIN: usize = 3;
const READ_AS_FOUR_TIMES: &str = "It is read as “four times a day”, and one as the other";
/// The British National Formulary's advice: directions in English, without short forms.
const LATIN: &str = "Latin directions are misread";

fn place(
    own: &OwnWords<'_>,
    stretch: &ProseStretch<'_>,
    it: &Captures<'_>,
) -> Option<Range<usize>> {
    own.place(stretch, &it.name("all")?.range())
}

fn is_behind_a_number(stretch: &ProseStretch<'_>, it: &Captures<'_>) -> bool {
    let start = it.name("all").map_or(0, |all| all.start());
    let before = stretch.text.get(..start).unwrap_or_default().trim_end();
    before.ends_with(|letter: char| letter.is_ascii_digit())
}

fn behind<'t>(stretch: &ProseStretch<'t>, it: &Captures<'_>) -> &'t str {
    let end = it.name("all").map_or(0, |all| all.end());
    stretch.text.get(end..).unwrap_or_default()
}

/// A dose is counted a day or a kilogram; what is found in a litre is not given.
fn is_dose(it: &Captures<'_>) -> bool {
    let per = it.name("per").map_or("", |per| per.as_str());
    matches!(per, "" | "/day" | "/d" | "/kg" | " per day" | " per kg")
}

/// Whether a last nought says how exactly something was measured.
fn is_measured(stretch: &ProseStretch<'_>, it: &Captures<'_>) -> bool {
    let Some(whole) = it.name("all") else {
        return true;
    };
    let before = stretch.text.get(..whole.start()).unwrap_or_default();
    let after = behind(stretch, it);
    // What another sentence says is of something else.
    let before = before.get(before.ceil_char_boundary(before.len().saturating_sub(80))..);
    let before = before.map(|it| it.rsplit(". ").next().unwrap_or(it));
    let after = after.get(..after.floor_char_boundary(30.min(after.len())));
    let after = after.map(|it| it.split(". ").next().unwrap_or(it));
    let is_given = before.is_some_and(|it| GIVEN.iter().any(|word| it.contains(word)));
    let vague = if is_given { &[] } else { VAGUE };
    // `for each kilogram of weight` is a dose.
    let near = [before, after].map(|it| {
        it.unwrap_or_default()
            .replace("of body weight", "")
            .replace("of weight", "")
    });
    let is_figure = |text: String| {
        let mut words = MEASURED.iter().chain(vague);
        words.any(|word| text.contains(word))
    };
    !is_dose(it) || near.into_iter().any(is_figure)
}

const MEASURED: &[&str] = &[
    "mean",
    "median",
    "average",
    "SD",
    "CI",
    "±",
    "level",
    "concentration",
    "serum",
    "plasma",
    "excret",
    "intake",
    "urin",
    "measured",
    "between",
];

/// Of a dose as well: `the dose was raised from`.
const VAGUE: &[&str] = &[
    "from", "contain", "differ", "rose", "fell", "loss", "weigh", "found",
];

/// What is said of doses.
const GIVEN: &[&str] = &[
    "dose",
    "Dose",
    "take",
    "Take",
    "given",
    "Give",
    "tablet",
    "capsule",
    "inject",
    "Inject",
    "started on",
    "treated",
];

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const ID: &str = "error-prone-dose";

    #[test]
    fn doses_that_are_easily_misread_are_told_and_mended() {
        for (before, after) in [
            ("Take 1.0 mg a day.", "Take 1 mg a day."),
            ("Take .5 mg a day.", "Take 0.5 mg a day."),
            ("Take 1.0\u{a0}mg a day.", "Take 1\u{a0}mg a day."),
            ("Take (.25mg) a day.", "Take (0.25 mg) a day."),
            ("Inject 10 U of insulin.", "Inject 10 units of insulin."),
            ("Inject 10U/day of it.", "Inject 10 units/day of it."),
            ("Take 5mg a day.", "Take 5 mg a day."),
            ("Take 1,000IU a day.", "Take 1,000 IU a day."),
            (
                "The mean was low. Take 1.0 mg. It fell.",
                "The mean was low. Take 1 mg. It fell.",
            ),
            ("Take 0.5 to 1.0 mg a day.", "Take 0.5 to 1 mg a day."),
            ("Take 0.5–1.0 mg a day.", "Take 0.5–1 mg a day."),
            ("Tea and 1.0 mg of it.", "Tea and 1 mg of it."),
            (
                "For each kilogram of weight take 1.0 mg.",
                "For each kilogram of weight take 1 mg.",
            ),
            ("Inject 5 cc of it.", "Inject 5 ml of it."),
            ("Inject 10000 units of it.", "Inject 10,000 units of it."),
            ("Take 1500000 IU once.", "Take 1,500,000 IU once."),
            ("Take 5 mg QD with tea.", "Take 5 mg daily with tea."),
            ("Take 5 mg q.o.d. then.", "Take 5 mg every other day then."),
            ("Take 50 mg QD with tea.", "Take 50 mg daily with tea."),
            (
                "Take 20 mg BID with tea.",
                "Take 20 mg twice daily with tea.",
            ),
            ("Of 5 mg it is taken QD.", "Of 5 mg it is taken daily."),
            ("Take 50 mgs a day.", "Take 50 mg a day."),
            ("Take 50 Mg a day.", "Take 50 mg a day."),
            ("Take 50 MG a day.", "Take 50 mg a day."),
            ("Take 400 iu a day.", "Take 400 IU a day."),
            ("Take 10 ML of it.", "Take 10 ml of it."),
            ("Take 1.0 tablet a day.", "Take 1 tablet a day."),
            ("Take .5 tablets a day.", "Take 0.5 tablets a day."),
            (
                "Take 20 mg bd with tea.",
                "Take 20 mg twice daily with tea.",
            ),
            ("Take 20 mg tds.", "Take 20 mg three times daily."),
            ("Take 20 mg HS.", "Take 20 mg at night."),
            ("Inject 20units.", "Inject 20 units."),
            ("Take 10000 mg once.", "Take 10,000 mg once."),
            ("Take 2 gms a day.", "Take 2 g a day."),
            (
                "The dose was raised from 100.0 mg a day.",
                "The dose was raised from 100 mg a day.",
            ),
        ] {
            assert_eq!(found(before, ID).len(), 1, "{before}");
            assert_eq!(Fixture::new(before).fixed(ID), after);
        }
        assert_eq!(
            found("Take 1.0 mg a day.", ID),
            ["1:6 \"1.0 mg\" The point is overlooked before a trailing zero"]
        );
    }

    #[test]
    fn thousands_are_written_as_the_house_writes_them() {
        let mut fixture = Fixture::new("Inject 10000 units of it.");
        fixture.style.prose.numbers.thousands = Some(" ".into());
        assert_eq!(fixture.fixed(ID), "Inject 10\u{202f}000 units of it.");
        fixture.style.prose.numbers.thousands = Some("none".into());
        assert_eq!(fixture.found(ID), [""; 0]);
    }

    #[test]
    fn doses_that_are_clear_are_left_alone() {
        for text in [
            "",
            "Take 1 mg, 0.5 mg, 10.5 g, 400 IU or 10 units. A 5-mg tablet. Version 1.0 is out; 5 G.",
            "A mean of 8.0 mg was lost; serum levels of 2.0 mg; 1.0 to 2.5 mg; 8.0 mg/L; 40 U/L of it.",
            "Take 5mg or 10mg.",
            "Take 10,000 units, 5000 units; 10000 people; a 1500 cc engine; 12000 IU/L; QD is short; 5 mg qdx.",
            "Take 1 .5 mg a day.",
            "5 mg bd, 6 mg tds, 7 mg qds, 8 mg od.",
            "It holds Mg 5 and 3.0 mmol; 2.0 mmHg; version 1.0 tablets-wide.",
            "B12g and U-100 and 3a; group 2 U-shaped curves",
            "“5mg” `5mg` [5mg](a.md)\n\n> 5mg\n\n```\n.5 mg\n```\n",
            "## Sources\n\n1. Archer A (2019). Tea at 1.0 mg and .5 mg. Journal of Tea. DOI: 10.5555/x.\n",
        ] {
            assert_eq!(found(text, ID), [""; 0], "{text}");
        }
    }
}
