//! Figures that can't both be right: `12/48 (30%)`, `120 people …, 30 (35%)`, an estimate outside its interval, a range the wrong way round, a P value
//! against the interval beside it, parts of more than 100 %.
//!
//! Leaves alone: what falls or is lowered (`from 10 to 5 mg`), estimates whose interval is in another unit, P values near
//! 0.05, which rounding may move; sources, quotations, code.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::own_words::OwnWords;
use super::pattern;
use crate::checks::numbers::{Number, numbers};
use crate::checks::prose::{self, ProseStretch};
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};
use crate::entry::figures::Ratio;

pub(super) const CHECK: Check = Check {
    id: "figures-contradict",
    group: Group::Language,
    title: "Contradictory figures",
    level: Level::Warning,
    reason: "One of them is wrong, and no reader can tell which",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

/// A way in which figures contradict each other: how it is written, and what is wrong with it, if anything is.
struct Way {
    /// Whether the pattern may fit in something that is wrong: looking for that first is quick.
    may_fit: fn(&str, &Seen) -> bool,
    pattern: Regex,
    wrong: fn(&str, &Captures<'_>) -> Option<String>,
}

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let own = OwnWords::of(subject);
    for stretch in prose::stretches(&subject.reading.page) {
        let Some(seen) = Seen::in_text(stretch.text) else {
            continue;
        };
        for way in WAYS.iter() {
            if !(way.may_fit)(stretch.text, &seen) {
                continue;
            }
            for captures in way.pattern.captures_iter(stretch.text) {
                tell(&own, &stretch, way, &captures, found);
            }
        }
    }
}

fn tell(
    own: &OwnWords<'_>,
    stretch: &ProseStretch<'_>,
    way: &Way,
    captures: &Captures<'_>,
    found: &mut Findings,
) {
    let Some(whole) = captures.name("all") else {
        return;
    };
    let Some(message) = (way.wrong)(stretch.text, captures) else {
        return;
    };
    if let Some(place) = own.place(stretch, &whole.range()) {
        found.add(place, message, Vec::new());
    }
}

const NUMBER: &str = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:[.·]\d+)?";
/// What no number begins behind: another one, a word, a sign.
const APART: &str = r"(?:^|[^\w.,/·–−‑-])";
const UNIT: &str = r"(?:mg|g|kg|µg|μg|mcg|micrograms?|milligrams?|grams?|ml|mL|IU|mmol/L|nmol/L|%|days?|weeks?|months?|years?|minutes?)";

/// Whom and what studies count.
const COUNTED_IN_STUDIES: &str = "people|participants|patients|women|men|children|adults|volunteers|babies|infants|respondents|residents|students|staff|nurses|doctors|carers|households|homes|practices|hospitals|cases|deaths|admissions|referrals|records|samples|responses|trials|studies";

static WAYS: LazyLock<Vec<Way>> = LazyLock::new(|| {
    vec![
        way(
            r"APART(?P<all>(?P<n>NUMBER)(?:/|\s(?:out\s)?of\s(?:the\s)?)(?P<m>NUMBER)(?:\s[a-z]+){0,3}\s?[(\[](?P<p>\d+(?:[.·]\d+)?)\s?(?:%|per\scent|percent)\s?[)\],;])",
            |_, seen| seen.has_share,
            share,
        ),
        way(
            r"APART(?P<all>(?P<p>\d+(?:[.·]\d+)?)\s?(?:%|per\scent)\s?[(\[](?P<n>NUMBER)(?:/|\s(?:out\s)?of\s(?:the\s)?)(?P<m>NUMBER)(?:\s[a-z]+){0,3}[)\]])",
            |_, seen| seen.has_share,
            share,
        ),
        way(
            r"APART(?P<all>(?P<n>NUMBER)(?:\s[a-z]+)?\s?\((?P<p>\d+(?:[.·]\d+)?)\s?%\)\s(?:out\s)?of\s(?:the\s|all\s)?(?P<m>NUMBER)\s[a-z])",
            |_, seen| seen.has_share,
            share,
        ),
        way(
            r"APART(?P<all>(?P<n>NUMBER)\s(?:out\s)?of\s(?:the\s)?(?P<m>NUMBER)(?:\s[a-z]+){0,3},\sor\s(?P<p>\d+(?:[.·]\d+)?)\s?(?:%|per\scent))",
            |_, seen| seen.has_share,
            share,
        ),
        way(
            r"APART(?P<all>(?P<n>NUMBER)\s(?:out\s)?of\s(?:the\s)?(?P<m>NUMBER)\s(?:COUNTED))",
            |_, seen| seen.has_share,
            more_than_all,
        ),
        way(
            r"APART(?P<all>(?P<p>NUMBER)\s?(?:%|per\scent)\sof\s(?:the\s|all\s|all\sthe\s|these\s|those\s|our\s)?(?:older\s|adult\s|pregnant\s)?(?:COUNTED))",
            |text, seen| seen.has_above_all && text.contains("of"),
            above_a_hundred,
        ),
        way(
            r"(?:^|[^\w-])(?P<all>(?P<part>[Hh]alf|(?:[Aa]|[Oo]ne)[ -](?:third|quarter|fifth)|[Tt]wo[ -]thirds|[Tt]hree[ -]quarters)(?:\sof\s[a-z\s]{2,40}?)?\s\((?P<p>\d+(?:[.·]\d+)?)\s?%\))",
            |text, seen| seen.percents > 0 && has_one(text, &["alf", "third", "quarter", "fifth"]),
            told_part,
        ),
        way(
            r"APART(?P<all>(?P<list>(?:NUMBER\s?%[^.;:()\[\]%\d]{1,60}?(?:,|,?\s(?:and|while))\s){1,5}NUMBER\s?%(?P<last>[^.;:()\[\]%\d,]{0,60})))",
            |text, seen| seen.percents > 1 && seen.sum > 100.0 && may_name_all(text),
            parts_by_name,
        ),
        way(
            r"(?:^|\W)(?P<all>[Aa]ged?\s(?:between\s)?(?P<a>\d{1,3})(?:\sto\s|\s?[–‑-]\s?)(?P<b>\d{1,3})(?:\syears?)?)(?:[^\w%.·]|\.\s|\.?$)",
            |text, seen| seen.has_fall && text.contains("age"),
            ages,
        ),
        way(
            r"(?:^|\W)(?P<all>[Bb]etween\s(?P<a>NUMBER)(?:\s?(?P<first>UNIT))?\sand\s(?P<b>NUMBER)\s?(?P<unit>UNIT))(?:[^\w%]|$)",
            |text, _| text.contains("etween"),
            between,
        ),
        way(
            r"(?:^|\W)(?P<all>(?:[Bb]etween|[Ff]rom)\s(?P<a>(?:19|20)\d\d)\s(?:and|to)\s(?P<b>(?:19|20)\d\d))(?:[.,;)]|\s(?:and|in|were|was|for|the|with|who)\b|$)",
            |text, _| has_one(text, &["etween", "rom"]),
            between,
        ),
        way(
            r"\b(?P<all>[Pp]\s?[=<>≤≥]\s?(?P<value>\d+[.·]\d+))(?:[)\],;]|\.(?:\s|$)|\s[a-wy-z(]|$)",
            |text, _| text.contains(['=', '<', '>', '≤', '≥']),
            |_, it| {
                let value = number(it, "value")?.size;
                (value > Ratio::ONE).then(|| "P is never above 1".into())
            },
        ),
        way(
            r"APART(?P<all>(?P<m>NUMBER)\s(?:COUNTED)(?P<between>[^.;:\d()\[\]%]{1,60}?)\s(?P<n>NUMBER)\s?\((?P<p>\d+(?:[.·]\d+)?)\s?%\))(?P<behind>\s\w+)?",
            |_, seen| seen.has_bracketed,
            share_of_people,
        ),
        way(
            r"(?:^|\W)(?P<all>(?P<verb>fell|dropped|declined|decreased|rose|increased|grew)\sfrom\s(?P<a>NUMBER)(?:\s?(?P<first>UNIT))?\sto\s(?P<b>NUMBER)(?:\s?(?P<unit>UNIT))?)(?:[^\w%-]|$)",
            |text, _| {
                has_one(
                    text,
                    &["fell", "dropped", "clined", "creased", "rose", "grew"],
                )
            },
            wrong_way,
        ),
        way(
            r"(?P<all>(?:made\sup\sof|composed\sof|consist(?:s|ed|ing)\sof|compris(?:es|ed|ing)|divided\sinto|split\sinto)\s(?P<list>[^.;:()\[\]]{0,200}%[^.;:()\[\]]{0,60}))",
            |text, seen| seen.percents > 1 && has_one(text, &["of", "compris", "into"]),
            parts_of_a_whole,
        ),
        way(
            r"(?P<all>(?:(?P<estimate>[-−+]?NUMBER)\s?(?P<unit>%|[A-Za-zµμ][\w/µμ·⁻¹²]*)?\s?[(\[,;]\s?)?(?:95\s?%\s(?:CIs?|CrI|confidence\sintervals?|(?:credible|uncertainty)\sinterval)|CI\s?95\s?%|confidence\sinterval\s95\s?%)\s?[:=,]?\s?[(\[]?(?:from\s|of\s)?(?P<a>[-−+]?NUMBER)\s?%?(?:\sto\s|\sand\s|[,;]\s|\s?[-–]\s?)(?P<b>[-−+]?NUMBER)\s?(?P<per>%)?)(?:[)\]]?[,;:]?\s?[Pp]\s?(?P<sign>[=<>≤≥])\s?(?P<value>0?[.·]\d+))?",
            |_, seen| seen.has_interval,
            interval,
        ),
        way(
            r"APART(?P<all>(?P<a>NUMBER)(?:\s?(?P<first>UNIT))?(?:\sto\s|\s?[–‑-]\s?)(?P<b>NUMBER)\s?(?P<unit>UNIT))(?:[^\w%]|$)",
            |_, seen| seen.has_fall,
            range,
        ),
        way(
            r"APART(?P<all>(?P<a>NUMBER)\s?%\s(?:(?:of\s[a-z\s]{2,40}\s)?(?:were|are)\s)?(?P<one>women|men|female|male|girls|boys)(?:,|\sand|,\sand|\swhile)\s(?P<b>NUMBER)\s?%\s(?:(?:were|are)\s)?(?P<two>women|men|female|male|girls|boys))",
            |text, seen| seen.percents > 1 && has_one(text, &["men", "male", "girls", "boys"]),
            halves,
        ),
        way(
            r"APART(?P<all>(?P<a>NUMBER)\s?%[^.;:%]{1,80}\sthe\sremaining\s(?P<b>NUMBER)\s?%)",
            |text, seen| seen.percents > 1 && text.contains("remaining"),
            parts,
        ),
        way(
            r"\b(?P<all>[Pp]\s?=\s?0?[.·]0+)\b",
            |text, _| text.contains('='),
            |_, _| Some("P is never 0. Is “P < 0.001” meant?".into()),
        ),
    ]
});

/// What the numbers of a text show at a glance. Nothing that is wrong is overlooked by it.
#[derive(Debug, Default)]
struct Seen {
    /// One of another: `12/48`, `12 of 48`.
    has_share: bool,
    /// `95% …`
    has_interval: bool,
    /// From a number to one that is no greater.
    has_fall: bool,
    /// A number and a share in brackets: `30 (35%)`.
    has_bracketed: bool,
    /// How many have `%` behind them.
    percents: usize,
    /// What these add up to.
    sum: f64,
    /// More than 100, and `%` or `per cent` behind it.
    has_above_all: bool,
}

impl Seen {
    /// `None` in a text without a number.
    fn in_text(text: &str) -> Option<Self> {
        /// `micrograms to` and blanks.
        const FAR: usize = 24;
        let mut seen = Self::default();
        let mut before: Option<Number> = None;
        for number in numbers(text) {
            let rest = text.get(number.range.end..).unwrap_or_default();
            let is_percent = rest.trim_start().starts_with('%');
            if is_percent {
                seen.percents += 1;
                seen.sum += number.value;
                let written = text.get(number.range.clone()).unwrap_or_default();
                seen.has_interval |= written.ends_with("95");
            }
            seen.has_above_all |=
                number.value > 100.0 && (is_percent || rest.trim_start().starts_with("per"));
            if let Some(before) = &before
                && let Some(between) = text.get(before.range.end..number.range.start)
                && between.len() < FAR
            {
                seen.has_share |= between == "/" || between.contains("of");
                seen.has_bracketed |= is_percent && between.trim_start() == "(";
                seen.has_fall |= before.value >= number.value
                    && (between.contains("to") || between.contains(['-', '–', '‑']));
            }
            before = Some(number);
        }
        before.is_some().then_some(seen)
    }
}

fn has_one(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

fn way(
    written: &str,
    may_fit: fn(&str, &Seen) -> bool,
    wrong: fn(&str, &Captures<'_>) -> Option<String>,
) -> Way {
    let written = written.replace("NUMBER", NUMBER).replace("UNIT", UNIT);
    let written = written.replace("COUNTED", COUNTED_IN_STUDIES);
    Way {
        may_fit,
        pattern: pattern(&written.replace("APART", APART)),
        wrong,
    }
}

/// `12/48 (30%)`
fn share(text: &str, it: &Captures<'_>) -> Option<String> {
    let (n, m) = (number(it, "n")?.size, number(it, "m")?.size);
    let percent = it.name("p")?.as_str().replace('·', ".");
    let told = Ratio::parse(&percent)?;
    let places = percent
        .split_once('.')
        .map_or(0, |(_, places)| places.len() as u32);
    let step = Ratio::power_of_ten(-i32::try_from(places).ok()?)?;
    let is = n.times(Ratio::power_of_ten(2)?)?.divided_by(m)?;
    // `120/80 (10%)` is a pressure; `week 3 of 12 (50%)` counts something else.
    let is_share = n <= m && !COUNTED.contains(&last_word(text, it.name("all")?.start()).as_str());
    // Cut off instead of rounded is no fault.
    let differs = is.distance(told)? > step;
    if !is_share || !differs {
        return None;
    }
    let (n, m) = (shown(it, "n"), shown(it, "m"));
    Some(format!(
        "{n} of {m} is {}%, not {percent}%",
        is.to_places(places)?
    ))
}

/// `120 people took part, and 30 (35%) left`
fn share_of_people(text: &str, it: &Captures<'_>) -> Option<String> {
    let between = it.name("between")?.as_str().to_lowercase();
    // Of which people is said anew.
    let is_of_others = OTHERS.iter().any(|word| between.contains(word));
    let behind = it.name("behind").map_or("", |it| it.as_str().trim_start());
    let is_of_part = PART.contains(&behind);
    (!is_of_others && !is_of_part).then(|| share(text, it))?
}

const OTHERS: &[&str] = &[
    "group", "arm", "placebo", "eligib", "screen", "invit", "complet", "analys", "respon",
    "remain", "control", "of these", "per ", "aged", "each", "other",
];
/// Behind a share these name the part that it is a share of.
const PART: &[&str] = &[
    "of",
    "in",
    "on",
    "with",
    "receiving",
    "taking",
    "given",
    "who",
    "from",
    "among",
    "for",
    "vs",
    "versus",
    "and",
];

/// `made up of 60% rice, 30% beans and 20% oil`
fn parts_of_a_whole(_: &str, it: &Captures<'_>) -> Option<String> {
    let list = it.name("list")?.as_str();
    let mut sum = Ratio::ZERO;
    let (mut end, mut count) = (0, 0);
    for number in numbers(list) {
        let between = list.get(end..number.range.start)?;
        let is_next = between.len() < 40 && !NO_PART.iter().any(|word| between.contains(word));
        let rest = list.get(number.range.end..)?;
        if !is_next || !rest.trim_start().starts_with('%') {
            break;
        }
        let written = list.get(number.range.clone())?.replace('·', ".");
        sum = sum.plus(Ratio::parse(&written)?)?;
        count += 1;
        end = number.range.end;
    }
    // Each may be rounded up.
    (count > 1 && sum > Ratio::new(100 + count, 1)?).then(|| {
        format!(
            "Its parts add up to {}%",
            sum.to_places(0).unwrap_or_default()
        )
    })
}

/// These begin to count something else.
const NO_PART: &[&str] = &[
    " of ", "whom", "which", "who ", "these", "those", "with", "than", "was ", "were ", "had ",
    "from ", "to ", "–",
];

/// What is numbered rather than counted.
const COUNTED: &[&str] = &[
    "stage", "step", "phase", "part", "grade", "week", "day", "month", "year", "visit", "level",
    "table", "figure", "type", "chapter",
];

/// `1.4 (95% CI 1.5 to 2.0; P = 0.2)`
fn interval(text: &str, it: &Captures<'_>) -> Option<String> {
    let (low, high) = (number(it, "a")?, number(it, "b")?);
    let (a, b) = (shown(it, "a"), shown(it, "b"));
    if low > high {
        // Of a fall, both ends may be told without their sign.
        return Some(format!("The interval runs from {a} down to {b}"));
    }
    let estimate = number(it, "estimate")?;
    let before = text.get(..it.name("estimate")?.start())?;
    let near = before.get(before.ceil_char_boundary(before.len().saturating_sub(100))..)?;
    let is_ratio = RATIO.is_match(near);
    let is_difference = !is_ratio && DIFFERENCE.is_match(near);
    let unit = it.name("unit").map(|unit| unit.as_str());
    let is_sure = match unit {
        None => is_ratio || is_difference || shown(it, "estimate").contains(['.', '·']),
        Some("%") => it.name("per").is_some() || is_percent(low, high),
        Some(unit) => is_difference || MEASURES.contains(&unit) && is_near(estimate, low, high),
    };
    // A fall of 5 may have an interval of −8 to −2.
    let is_in = |value: Signed| (low..=high).contains(&value);
    if is_sure && !is_in(estimate) && !is_in(estimate.turned()) {
        let shown = shown(it, "estimate");
        return Some(format!("{shown} lies outside its interval, {a} to {b}"));
    }
    let null = match (is_ratio, is_difference) {
        (true, _) => Ratio::ONE,
        (_, true) => Ratio::ZERO,
        _ => return None,
    };
    let named = null.decimal()?;
    let null = Signed::from(null);
    let (value, sign) = (number(it, "value")?.size, it.name("sign")?.as_str());
    let p = format!("P {sign} {}", shown(it, "value"));
    let [low_p, limit, high_p] = [4, 5, 6].map(|hundredths| Ratio::new(hundredths, 100));
    let (low_p, limit, high_p) = (low_p?, limit?, high_p?);
    let is_above =
        matches!(sign, "=" | ">" | "≥") && value >= high_p || sign == ">" && value >= limit;
    let is_below = sign != ">" && sign != "≥" && (value <= low_p || sign == "<" && value <= limit);
    if (low > null || high < null) && is_above {
        return Some(format!("An interval without {named} does not go with {p}"));
    }
    (low < null && null < high && is_below)
        .then(|| format!("An interval with {named} in it does not go with {p}"))
}

/// What ends in the name of a ratio, or of a difference, whose estimate follows.
static RATIO: LazyLock<Regex> = LazyLock::new(|| {
    ending(
        r"RR|OR|HR|IRR|aOR|aHR|(?:odds|risk|hazard|hazards|rate|prevalence)\sratio|relative\srisk",
    )
});
static DIFFERENCE: LazyLock<Regex> = LazyLock::new(|| ending("MD|SMD|WMD|[Dd]ifference"));

fn ending(names: &str) -> Regex {
    // `the risk ratio for heart attack was`, `the difference between the two groups was`
    let whose = r"(?:\s(?:for|in|between|of)(?:\s[A-Za-z-]+){1,7}\s(?:was|is))";
    pattern(&format!(
        r"\b(?:{names})\)?(?:{whose}|\sof|\swas|\sis|\s?[=:,])?\s?$"
    ))
}

/// `10 to 5 mg`
fn range(text: &str, it: &Captures<'_>) -> Option<String> {
    let (a, b) = (number(it, "a")?, number(it, "b")?);
    let is_one_unit = it
        .name("first")
        .is_none_or(|first| Some(first.as_str()) == it.name("unit").map(|it| it.as_str()));
    let whole = it.name("all")?;
    if a <= b || !is_one_unit || falls(text, &whole.range()) {
        return None;
    }
    Some(format!(
        "The range runs from {} down to {}",
        shown(it, "a"),
        shown(it, "b")
    ))
}

/// Whether the words around a range say that something changes, or that its first number belongs to them.
fn falls(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let start = prose::last_near(before, |c| matches!(c, '!' | '?' | ';' | '\n'));
    let start = start.unwrap_or(before.ceil_char_boundary(before.len().saturating_sub(300)));
    let end = text.floor_char_boundary((range.end + 100).min(text.len()));
    let near = text.get(start..end).unwrap_or_default().to_lowercase();
    FALLING.iter().any(|word| near.contains(word))
        || BELONG.contains(&last_word(text, range.start).as_str())
}

/// `between 20 and 10 mg`
fn between(text: &str, it: &Captures<'_>) -> Option<String> {
    const NO_RANGE: &[&str] = &[
        "differ", "compar", "chang", "switch", "choi", "choos", "gap", "ratio", "fell", "fall",
        "drop", "reduc", "decreas", "declin", "lower", "back", "down",
    ];
    let all = it.name("all")?;
    let before = text.get(..all.start())?;
    let near = before.rsplit(". ").next().unwrap_or(before).to_lowercase();
    let is_one_unit = it
        .name("first")
        .is_none_or(|first| Some(first.as_str()) == it.name("unit").map(|it| it.as_str()));
    let is_range = is_one_unit && !has_one(&near, NO_RANGE);
    (is_range && number(it, "a")? > number(it, "b")?).then(|| runs_down(it))
}

/// `aged 67 to 45`
fn ages(_: &str, it: &Captures<'_>) -> Option<String> {
    (number(it, "a")? > number(it, "b")?).then(|| runs_down(it))
}

fn runs_down(it: &Captures<'_>) -> String {
    let (a, b) = (shown(it, "a"), shown(it, "b"));
    format!("The range runs from {a} down to {b}")
}

/// `fell from 30 to 38 events`
fn wrong_way(text: &str, it: &Captures<'_>) -> Option<String> {
    let (a, b) = (number(it, "a")?, number(it, "b")?);
    let unit = |name| it.name(name).map(|unit| unit.as_str());
    let is_one_unit = unit("first").is_none_or(|first| Some(first) == unit("unit"));
    // From one year to another, whatever it was changed; `1 to 2 in 10`, `6 to 8 hourly` are counted the other way.
    let is_year = |name| {
        let written = shown(it, name);
        written.len() == 4 && (written.starts_with("19") || written.starts_with("20"))
    };
    let behind = text.get(it.name("all")?.end()..)?.trim_start();
    let is_rate = ["in ", "hourly", "-hourly", "weekly", "out of", "per "];
    if !is_one_unit
        || is_year("a") && is_year("b")
        || is_rate.iter().any(|rate| behind.starts_with(rate))
    {
        return None;
    }
    let verb = it.name("verb")?.as_str();
    let is_rise = matches!(verb, "rose" | "increased" | "grew");
    let is_wrong = if is_rise { a > b } else { a < b };
    let (a, b) = (shown(it, "a"), shown(it, "b"));
    is_wrong.then(|| format!("“{verb}” does not go with {a} to {b}"))
}

/// `52 of 48 women`
fn more_than_all(_: &str, it: &Captures<'_>) -> Option<String> {
    let is_more = number(it, "n")? > number(it, "m")?;
    is_more.then(|| format!("{} is more than all {}", shown(it, "n"), shown(it, "m")))
}

/// `120% of patients`
fn above_a_hundred(_: &str, it: &Captures<'_>) -> Option<String> {
    let is_above = number(it, "p")?.size > Ratio::new(100, 1)?;
    is_above.then(|| format!("{}% is more than 100%", shown(it, "p")))
}

/// `A third of them (50%)`
fn told_part(text: &str, it: &Captures<'_>) -> Option<String> {
    let part = it.name("part")?.as_str();
    let small = part.to_lowercase().replace('-', " ");
    let is = match small.rsplit(' ').next()? {
        "half" => 50,
        "third" => 33,
        "thirds" => 67,
        "quarter" => 25,
        "quarters" => 75,
        _ => 20,
    };
    // `more than half (70%)`
    let before = last_word(text, it.name("all")?.start());
    let is_bound = [
        "than", "over", "under", "least", "most", "and", "above", "below",
    ]
    .contains(&before.as_str());
    let far = number(it, "p")?.size.distance(Ratio::new(is, 1)?)? > Ratio::new(6, 1)?;
    (far && !is_bound).then(|| format!("“{part}” is not {}%", shown(it, "p")))
}

/// `46% were Māori, 38% European and 27% of other origin`
fn parts_by_name(_: &str, it: &Captures<'_>) -> Option<String> {
    let list = it.name("list")?.as_str().to_lowercase();
    let last = it.name("last")?.as_str().to_lowercase();
    let mut sum = Ratio::ZERO;
    let mut count = 0;
    for number in numbers(&list) {
        let written = list.get(number.range)?.replace(',', "").replace('·', ".");
        sum = sum.plus(Ratio::parse(&written)?)?;
        count += 1;
    }
    let has = |text: &str, word: &str| {
        text.split(|c: char| !c.is_alphabetic())
            .any(|it| it == word)
    };
    let is_rest = count > 2 && REST.iter().any(|word| has(&last, word));
    let is_opposed = OPPOSED
        .iter()
        .any(|all| all.iter().all(|word| list.contains(word)));
    let is_several = SEVERAL.iter().any(|word| list.contains(word));
    // Each may be rounded up.
    let is_over = sum > Ratio::new(100 + count, 1)?;
    (is_over && (is_rest || is_opposed) && !is_several).then(|| {
        format!(
            "Its parts add up to {}%",
            sum.to_places(0).unwrap_or_default()
        )
    })
}

/// Whether words of a text may name all parts of a whole: the pattern that looks closely is the dearest of all.
fn may_name_all(text: &str) -> bool {
    let small = text.to_lowercase();
    has_one(&small, REST)
        || OPPOSED
            .iter()
            .any(|all| all.iter().all(|word| small.contains(word)))
}

/// What is left when all others are named.
const REST: &[&str] = &[
    "other",
    "others",
    "unknown",
    "undecided",
    "neither",
    "rest",
    "unsure",
    "none",
    "elsewhere",
    "neutral",
    "unchanged",
    "undetermined",
    "unspecified",
];
/// Of these each is one or another.
const OPPOSED: &[&[&str]] = &[
    &[" agreed", "disagreed"],
    &["improved", "worse", "the same"],
    &["improved", "worsened"],
    &["mild", "moderate", "severe"],
    &["said yes", "said no"],
    &["never smoked", "smoker"],
    &["urban", "rural"],
];
/// One may have several of these, or they are not of the same whole.
const SEVERAL: &[&str] = &[
    "effect",
    "symptom",
    "reason",
    "condition",
    "problem",
    "drug",
    "medicine",
    "reported",
    " had ",
    "cited",
    "used",
    " of women",
    " of men",
    "compared",
    "versus",
    "group",
    "increase",
    "reduc",
    "higher",
    "lower",
    "more ",
    "than",
    "event",
    "cause",
    "factor",
];

/// Units of what is measured.
const MEASURES: &[&str] = &[
    "mg", "g", "kg", "µg", "μg", "mmol/L", "nmol/L", "µmol/L", "μmol/L", "mmol/l", "mmHg", "cm",
    "mm", "points", "ml", "mL", "mg/dL", "kcal", "kJ",
];

/// Whether an estimate is of the size of its interval: one that is far from it belongs to something else.
fn is_near(estimate: Signed, low: Signed, high: Signed) -> bool {
    let Some(most) = low
        .size
        .max(high.size)
        .times(Ratio::new(4, 1).unwrap_or(Ratio::ONE))
    else {
        return false;
    };
    let least = low.size.min(high.size);
    let times = Ratio::new(4, 1).and_then(|four| estimate.size.times(four));
    estimate.size <= most && times.is_some_and(|times| times >= least)
}

/// Whether an interval is in percent too: one of a ratio would stand about 1.
fn is_percent(low: Signed, high: Signed) -> bool {
    let three = Ratio::new(3, 1).unwrap_or(Ratio::ONE);
    low.size >= three && high.size >= three
}

const FALLING: &[&str] = &[
    "from", "fall", "fell", "drop", "reduc", "decreas", "declin", "lower", "taper", "cut", "halv",
    "down", "chang", "went", "going", "shift", "switch", "titrat", "wean", "compar", "ratio",
    "loss", "lost", "short", "less", "improv", "slow", "move", "step", "between", "revers",
    "versus", "score",
];
/// `adults over 65 to 5 mg`, `vitamin B 6 to 2 mg`, `55 to 64 - 20%`.
const BELONG: &[&str] = &[
    "over", "under", "above", "below", "aged", "age", "than", "type", "vitamin", "omega", "stage",
    "phase", "week", "day", "table", "figure", "limit", "set", "to",
];

/// `60% women and 50% men`
fn halves(text: &str, it: &Captures<'_>) -> Option<String> {
    (it.name("one")?.as_str() != it.name("two")?.as_str()).then(|| parts(text, it))?
}

fn parts(_: &str, it: &Captures<'_>) -> Option<String> {
    // Both may be rounded up.
    let sum = number(it, "a")?.size.plus(number(it, "b")?.size)?;
    (sum > Ratio::new(101, 1)?).then(|| {
        format!(
            "{}% and {}% add up to more than 100%",
            shown(it, "a"),
            shown(it, "b")
        )
    })
}

fn shown<'t>(it: &Captures<'t>, name: &str) -> &'t str {
    it.name(name).map_or("", |it| it.as_str())
}

/// A number with its sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Signed {
    is_negative: bool,
    size: Ratio,
}

impl Signed {
    fn turned(self) -> Self {
        Self {
            is_negative: !self.is_negative && !self.size.is_zero(),
            ..self
        }
    }
}

impl From<Ratio> for Signed {
    fn from(size: Ratio) -> Self {
        Self {
            is_negative: false,
            size,
        }
    }
}

impl Ord for Signed {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.is_negative, other.is_negative) {
            (false, false) => self.size.cmp(&other.size),
            (true, true) => other.size.cmp(&self.size),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Signed {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn number(it: &Captures<'_>, name: &str) -> Option<Signed> {
    let plain = it.name(name)?.as_str().replace(',', "").replace('·', ".");
    let digits = plain.trim_start_matches(['-', '−', '+']);
    let size = Ratio::parse(&match digits.strip_prefix('.') {
        Some(places) => format!("0.{places}"),
        None => digits.to_owned(),
    })?;
    let number = Signed::from(size);
    Some(if plain.starts_with(['-', '−']) {
        number.turned()
    } else {
        number
    })
}

/// The word before a place, in small letters.
fn last_word(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or_default().trim_end();
    let start = prose::last_near(before, |c| !c.is_alphanumeric());
    let start = start.map_or(0, |at| at + 1);
    before.get(start..).unwrap_or_default().to_lowercase()
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::found;

    const ID: &str = "figures-contradict";

    #[test]
    fn figures_that_contradict_each_other_are_told() {
        for (text, told) in [
            ("It helped 12/48 (30%).", "12 of 48 is 25%, not 30%"),
            (
                "Of 270 residents in the homes, 108 (46%) were treated.",
                "108 of 270 is 40%, not 46%",
            ),
            (
                "Altogether, 150 of the 135 homes took part.",
                "150 is more than all 135",
            ),
            (
                "It improved: it fell from 30 to 38 events an hour.",
                "“fell” does not go with 30 to 38",
            ),
            (
                "Uptake rose from 71.5% to 64%.",
                "“rose” does not go with 71.5 to 64",
            ),
            (
                "It helped 12 of 48 women taking iron (30%).",
                "12 of 48 is 25%, not 30%",
            ),
            (
                "It helped 1,200 out of 4,800 (26.0 %).",
                "1,200 of 4,800 is 25%, not 26.0%",
            ),
            (
                "A ratio of 1.4 (95% CI 1.5 to 2.0).",
                "1.4 lies outside its interval, 1.5 to 2.0",
            ),
            (
                "RR 3, 95% CI: 1.5–2.0.",
                "3 lies outside its interval, 1.5 to 2.0",
            ),
            (
                "A mean difference of −9 mmHg (95% CI −8, −2).",
                "−9 lies outside its interval, −8 to −2",
            ),
            (
                "A fall of 12% (95% CI 14% to 20%).",
                "12 lies outside its interval, 14 to 20",
            ),
            (
                "HR 0.8 (95% CI 0.9 to 0.7).",
                "The interval runs from 0.9 down to 0.7",
            ),
            ("Take 10 to 5 mg a day.", "The range runs from 10 down to 5"),
            (
                "Take 10 mg – 5 mg a day.",
                "The range runs from 10 down to 5",
            ),
            ("Allow 8-4 weeks.", "The range runs from 8 down to 4"),
            (
                "RR 0.8 (95% CI 0.7 to 0.9; P = 0.20).",
                "An interval without 1 does not go with P = 0.20",
            ),
            (
                "The odds ratio was 1.2 (95% CI 0.7 to 1.9), p<0.001.",
                "An interval with 1 in it does not go with P < 0.001",
            ),
            (
                "A difference of 2.0 (95% CI -1.0 to 5.0, P < 0.05).",
                "An interval with 0 in it does not go with P < 0.05",
            ),
            (
                "Of them, 60% women and 50% men.",
                "60% and 50% add up to more than 100%",
            ),
            (
                "It helped 70% of them, and the remaining 40% stopped.",
                "70% and 40% add up to more than 100%",
            ),
            (
                "Of the people asked, 60% of adults were women and 50% were men.",
                "60% and 50% add up to more than 100%",
            ),
            (
                "Of 120 people who took part, 30 (35%) left.",
                "30 of 120 is 25%, not 35%",
            ),
            (
                "It asked 120 women, and 30 (35%) said so.",
                "30 of 120 is 25%, not 35%",
            ),
            (
                "The meal is made up of 60% rice, 30% beans and 20% oil.",
                "Its parts add up to 110%",
            ),
            ("It was 45% (12/48) of them.", "12 of 48 is 25%, not 45%"),
            (
                "Of all, 12 (45%) of 48 women had it.",
                "12 of 48 is 25%, not 45%",
            ),
            ("It was 12 of 48 women, or 45%.", "12 of 48 is 25%, not 45%"),
            ("It helped 52 of 48 women.", "52 is more than all 48"),
            ("It helped 120% of patients.", "120% is more than 100%"),
            ("A third of women (45%) had it.", "“A third” is not 45%"),
            (
                "Of them, 46% were Māori, 38% European and 27% of other origin.",
                "Its parts add up to 111%",
            ),
            (
                "In it, 60% agreed, 30% disagreed and 20% were undecided.",
                "Its parts add up to 110%",
            ),
            ("60% agreed and 50% disagreed.", "Its parts add up to 110%"),
            (
                "It rose. They were aged 67 to 45 years.",
                "The range runs from 67 down to 45",
            ),
            (
                "Adults aged 67–45 took it.",
                "The range runs from 67 down to 45",
            ),
            (
                "Take between 20 and 10 mg of it.",
                "The range runs from 20 down to 10",
            ),
            (
                "Born between 2012 and 2005 in it.",
                "The range runs from 2012 down to 2005",
            ),
            (
                "The mean difference between the two groups was 0.12 mmol/L (95% confidence interval 0.02 to 0.09).",
                "0.12 lies outside its interval, 0.02 to 0.09",
            ),
            (
                "They lost 4.5 kg (95% CI 1.2 to 3.9).",
                "4.5 lies outside its interval, 1.2 to 3.9",
            ),
            (
                "It was 12% (95% CI 14 to 20).",
                "12 lies outside its interval, 14 to 20",
            ),
            (
                "The risk ratio for heart attack was 0.78 (95% confidence interval 0.58 to 1.04; P = 0.01).",
                "An interval with 1 in it does not go with P = 0.01",
            ),
            ("It was so (P = 1.3).", "P is never above 1"),
            (
                "It was clear (P = 0.000).",
                "P is never 0. Is “P < 0.001” meant?",
            ),
        ] {
            let found = found(text, ID);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert!(found[0].ends_with(told), "{text}: {found:?}");
        }
        assert_eq!(
            found("## Summary\n\nTea helped **12/48** (30%) of them.\n", ID),
            ["3:14 \"12/48** (30%)\" 12 of 48 is 25%, not 30%"]
        );
    }

    #[test]
    fn figures_that_may_be_right_are_left_alone() {
        for text in [
            "It fell from 38 to 30, rose from 2019 to 2015, and rose from 8 to 6 hourly.",
            "It fell from 1 in 30 to 1 in 38, and rose from 5 days to 2 weeks or from 3 months to 2 years.",
            "",
            "12/48 (25%), 1/3 (33%), 2 of 3 (67%), 2/3 (66%), 7 out of 9 women (77.8%), 1 of 3 (about 30%).",
            "A pressure of 120/80 (10% above). Week 3 of 12 (50%). On 12/48 (see 30%).",
            "RR 1.4 (95% CI 1.1 to 2.0; P = 0.01). A 30% fall (RR 0.70, 95% CI 0.60–0.82).",
            "A fall of 5.0 (95% CI −8.0 to −2.0). At week 12 (95% CI 4 to 9). In 340 women (95% CI 1 to 2).",
            "5.2 mg (95% CI 200 to 900). By 1.2, 95% CI −0.4–2.9. RR 0.95 (95% CI 0.90 to 1.00; P = 0.05).",
            "A waist-to-hip ratio of 0.8 (95% CI 0.7 to 0.9; P = 0.2). HR 0.9 (95% CI 0.8–1.1; P > 0.05).",
            "It fell from 10 to 5 mg. A taper: 10 to 5 mg. Doses were halved, 10 to 5 mg. 5–10 mg, 0.5 to 2 g.",
            "Adults over 65 to 5 mg a day; 10 g to 500 mg; omega-3 to 1 g; 1.5-2 g; 2019–20; 65–74 years.",
            "60% of women and 50% of men. 60% women and 40% men. 50.5% female, 49.6% male.",
            "P = 0.0001, P < 0.001, p = 0.05. 55 to 64 - 20%.",
            "Of 120 people asked, 30 (25%) left. Of 120 people, 80 (67%) came, and 40 (50%) of them left.",
            "Of 120 people who completed it, 30 (35%) left. Of 120 people, 30 (35%) in the tea group left.",
            "It is made up of 60% rice, 30% beans and 10% oil. It comprised 60% women, of whom 50% smoked.",
            "40% of smokers were women and 70% of others were men.",
            "It was 25% (12/48). Of all, 12 (25%) of 48 women. 12 of 48 women, or 25%. 100% of patients. P = 1.0; p < 5%; p = 2.5 × 10−6; p = 2.5 x 10(-6).",
            "46% had pain, 38% nausea and 27% other symptoms. 46% were Māori, 38% European and 16% of other origin.",
            "60% agreed and 40% disagreed. 60% of women agreed and 50% of men disagreed. Half (52%), more than half (70%).",
            "Aged 45 to 67 years. The difference between 20 and 10 mg; between 10 and 20 mg; from 2005 to 2012; aged 65, 5 mg.",
            "It fell by 30% (95% CI 0.6 to 0.8). They took 5.2 mg (95% CI 200 to 900). They lost 2.5 kg (95% CI 1.2 to 3.9).",
            "The sales grew by 120% of the plan; 3 of 12 women.",
            "They wrote “12/48 (30%)”. `12/48 (30%)` [12/48 (30%)](a.md)\n\n> 12/48 (30%)\n",
            "## Sources\n\n1. Archer A (2019). Tea in 12/48 (30%). Journal of Tea. DOI: 10.5555/x.\n",
        ] {
            assert_eq!(found(text, ID), [""; 0], "{text}");
        }
    }
}
