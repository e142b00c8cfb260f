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
    title: "Figures that contradict each other",
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

static WAYS: LazyLock<Vec<Way>> = LazyLock::new(|| {
    vec![
        way(
            r"APART(?P<all>(?P<n>NUMBER)(?:/|\s(?:out\s)?of\s(?:the\s)?)(?P<m>NUMBER)(?:\s[a-z]+){0,3}\s?[(\[](?P<p>\d+(?:[.·]\d+)?)\s?(?:%|per\scent|percent)\s?[)\],;])",
            |_, seen| seen.has_share,
            share,
        ),
        way(
            r"APART(?P<all>(?P<m>NUMBER)\s(?:people|participants|patients|women|men|children|adults|volunteers)(?P<between>[^.;:\d()\[\]%]{1,60}?)\s(?P<n>NUMBER)\s?\((?P<p>\d+(?:[.·]\d+)?)\s?%\))(?P<behind>\s\w+)?",
            |_, seen| seen.has_bracketed,
            share_of_people,
        ),
        way(
            r"(?P<all>(?:made\sup\sof|composed\sof|consist(?:s|ed|ing)\sof|compris(?:es|ed|ing)|divided\sinto|split\sinto)\s(?P<list>[^.;:()\[\]]{0,200}%[^.;:()\[\]]{0,60}))",
            |text, seen| seen.percents > 1 && has_one(text, &["of", "compris", "into"]),
            parts_of_a_whole,
        ),
        way(
            r"(?P<all>(?:(?P<estimate>[-−+]?NUMBER)\s?(?P<unit>%|[A-Za-zµμ][\w/µμ·⁻¹²]*)?\s?[(\[,;]\s?)?95\s?%\s(?:CI|CrI|confidence\sinterval)\s?[:=,]?\s?[(\[]?(?P<a>[-−+]?NUMBER)\s?%?(?:\sto\s|\sand\s|[,;]\s|\s?[-–]\s?)(?P<b>[-−+]?NUMBER)\s?(?P<per>%)?)(?:[)\]]?[,;:]?\s?[Pp]\s?(?P<sign>[=<>≤≥])\s?(?P<value>0?[.·]\d+))?",
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
                let written = text.get(number.range.clone()).unwrap_or_default();
                seen.has_interval |= written.ends_with("95");
            }
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
    let near = before.get(before.ceil_char_boundary(before.len().saturating_sub(60))..)?;
    let is_ratio = RATIO.is_match(near);
    let is_difference = !is_ratio && DIFFERENCE.is_match(near);
    let unit = it.name("unit").map(|unit| unit.as_str());
    let is_sure = match unit {
        None => is_ratio || is_difference || shown(it, "estimate").contains(['.', '·']),
        Some("%") => it.name("per").is_some(),
        Some(_) => is_difference,
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
    pattern(&format!(
        r"\b(?:{names})\)?(?:\sof|\swas|\sis|\s?[=:,])?\s?$"
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
            "{}% and {}% are parts of more than 100%",
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
                "60% and 50% are parts of more than 100%",
            ),
            (
                "It helped 70% of them, and the remaining 40% stopped.",
                "70% and 40% are parts of more than 100%",
            ),
            (
                "Of the people asked, 60% of adults were women and 50% were men.",
                "60% and 50% are parts of more than 100%",
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
            "They wrote “12/48 (30%)”. `12/48 (30%)` [12/48 (30%)](a.md)\n\n> 12/48 (30%)\n",
            "## Sources\n\n1. Archer A (2019). Tea in 12/48 (30%). Journal of Tea. DOI: 10.5555/x.\n",
        ] {
            assert_eq!(found(text, ID), [""; 0], "{text}");
        }
    }
}
