//! A word in the place of another that sounds or looks like it, where what stands beside it leaves no doubt: `better then usual`,
//! `may loose weight`, `the affect on sleep`, `general practise`, `controlled trail`.
//!
//! Leaves alone: whatever no row of the list names; names (`General Practise Ltd`); `then` behind a condition (`if it is higher,
//! then`) or in an instruction; the affect of a mind; sources, quotations, links, code.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::confused_pairs::PAIRS;
use super::own_words::OwnWords;
use crate::checks::phrases::{MayBe, Phrases};
use crate::checks::prose_words::{HashedWord, hash_of};
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;

pub(super) const CHECK: Check = Check {
    id: "confused-words",
    group: Group::Language,
    title: "Confused word",
    level: Level::Warning,
    reason: "Both words exist, and the sentence says something other than what was meant",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

/// A word that is another: which one, and what is meant.
struct Confusion {
    /// Which word of the phrase.
    at: usize,
    wrong: &'static str,
    right: &'static str,
    /// Not in a sentence with one of these.
    unless: &'static str,
    is_sure: fn(&Subject<'_>, usize) -> bool,
}

struct Known {
    phrases: Phrases,
    all: Vec<Confusion>,
    /// By the word that is wrong.
    pairs: HashMap<u32, Vec<Pair>>,
    may_be_wrong: MayBe,
}

/// A word that is another between these.
struct Pair {
    wrong: &'static str,
    right: &'static str,
    before: Ways,
    behind: Ways,
    /// Not before one of these.
    unless: Ways,
}

/// What may stand beside a word: one of these words, or one of these rows of words.
#[derive(Default)]
struct Ways {
    words: Vec<u32>,
    rows: Vec<Vec<u32>>,
}

impl Ways {
    fn of(written: &str) -> Self {
        let mut ways = Self::default();
        for way in written.split('|').filter(|way| !way.is_empty()) {
            let words = way.split('_').map(|word| hash_of(&[word]));
            match words.collect::<Vec<_>>().as_slice() {
                [word] => ways.words.push(*word),
                row => ways.rows.push(row.to_vec()),
            }
        }
        ways.words.sort_unstable();
        ways
    }

    fn is_empty(&self) -> bool {
        self.words.is_empty() && self.rows.is_empty()
    }

    /// How many words that end, or begin, at a place are one of them.
    fn count<'w>(
        &self,
        words: impl Iterator<Item = &'w HashedWord> + Clone,
        turned: bool,
    ) -> Option<usize> {
        let mut near = words.clone();
        let first = near.next()?;
        if self.words.binary_search(&first.hash).is_ok() {
            return Some(1);
        }
        let stands = |row: &&Vec<u32>| {
            let mut words = words.clone();
            let mut next = |hash: &u32| words.next().is_some_and(|word| word.hash == *hash);
            if turned {
                row.iter().rev().all(&mut next)
            } else {
                row.iter().all(&mut next)
            }
        };
        self.rows.iter().find(stands).map(Vec::len)
    }
}

impl Pair {
    /// Which words stand so around one.
    fn words(&self, words: &[HashedWord], at: usize) -> Option<Range<usize>> {
        let (before, behind) = (words.get(..=at)?, words.get(at..)?);
        let is_joined = |two: &[HashedWord]| match two {
            [one, other] => one.range().end + 1 == other.range().start && !other.begins,
            _ => false,
        };
        let before = before.windows(2).rev().take_while(|two| is_joined(two));
        let before = before.filter_map(|two| two.first());
        let behind = behind.windows(2).take_while(|two| is_joined(two));
        let behind = behind.filter_map(|two| two.last());
        if self.unless.count(behind.clone(), false).is_some() {
            return None;
        }
        let count = |ways: &Ways, found: Option<usize>| match ways.is_empty() {
            true => Some(0),
            false => found,
        };
        let start = count(&self.before, self.before.count(before, true))?;
        let end = count(&self.behind, self.behind.count(behind, false))?;
        Some(at - start..at + 1 + end)
    }
}

fn pairs() -> HashMap<u32, Vec<Pair>> {
    let mut pairs: HashMap<u32, Vec<Pair>> = HashMap::new();
    for row in PAIRS {
        let (row, unless) = row.split_once(" not ").unwrap_or((row, ""));
        let places: Vec<&str> = row.split(' ').collect();
        let Some(at) = places.iter().position(|place| place.contains('>')) else {
            continue;
        };
        let place = |at: Option<usize>| at.and_then(|at| places.get(at)).copied();
        let [before, behind] = [at.checked_sub(1), Some(at + 1)].map(place);
        for pair in place(Some(at)).unwrap_or_default().split(',') {
            let Some((wrong, right)) = pair.split_once('>') else {
                continue;
            };
            pairs.entry(hash_of(&[wrong])).or_default().push(Pair {
                wrong,
                right,
                before: Ways::of(before.unwrap_or_default()),
                behind: Ways::of(behind.unwrap_or_default()),
                unless: Ways::of(unless),
            });
        }
    }
    pairs
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut all = Vec::new();
    let mut rows = Vec::new();
    for row in ROWS {
        let (row, unless) = row.split_once(" unless ").unwrap_or((row, ""));
        // The ways to say it, and where the wrong word stands in each: in the place of one word may stand several.
        let mut ways = vec![(Vec::new(), 0)];
        let mut meant = ("", "");
        for place in row.split(' ') {
            let shown = match place.split_once('>') {
                Some((wrong, right)) => {
                    meant = (wrong, right);
                    ways.iter_mut().for_each(|(way, at)| *at = way.len());
                    wrong
                }
                None => place,
            };
            let (several, one): (Vec<_>, Vec<_>) =
                shown.split('|').partition(|it| it.contains('_'));
            let several = several
                .iter()
                .map(|it| it.split('_').map(|word| vec![word]).collect());
            let one = Some(vec![one]).filter(|one| one.iter().any(|words| !words.is_empty()));
            let next: Vec<Vec<Vec<&str>>> = one.into_iter().chain(several).collect();
            let longer = ways.iter().flat_map(|(way, at)| {
                let next = next.iter();
                next.map(|next| ([way.as_slice(), next.as_slice()].concat(), *at))
            });
            ways = longer.collect();
        }
        for (way, at) in ways {
            rows.push((way, all.len()));
            all.push(Confusion {
                at,
                wrong: meant.0,
                right: meant.1,
                unless,
                is_sure: |_, _| true,
            });
        }
    }
    for &(wrong, right, is_sure) in LONE {
        rows.push((vec![vec![wrong]], all.len()));
        all.push(Confusion {
            at: 0,
            wrong,
            right,
            unless: "",
            is_sure,
        });
    }
    let pairs = pairs();
    let mut may_be_wrong = MayBe::default();
    pairs.keys().for_each(|wrong| may_be_wrong.put(*wrong));
    Known {
        phrases: Phrases::of_ways(rows),
        all,
        pairs,
        may_be_wrong,
    }
});

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let prose = subject.prose();
    let own = OwnWords::of(subject);
    let known = &*KNOWN;
    let mut told = Vec::new();
    known.phrases.each(prose, |words, means| {
        let Some(it) = known.all.get(means) else {
            return;
        };
        if is_name(subject, &words)
            || has_one(subject, words.start, it.unless)
            || !(it.is_sure)(subject, words.start)
        {
            return;
        }
        let at = words.start + it.at;
        told.push(at);
        tell(subject, &own, at, it.wrong, it.right, found);
    });
    let words = prose.words.iter().enumerate();
    for (at, word) in words.filter(|(_, word)| known.may_be_wrong.is(word)) {
        let Some(pairs) = known.pairs.get(&word.hash) else {
            continue;
        };
        let stand = pairs.iter().find_map(|pair| {
            let words = pair.words(&prose.words, at)?;
            Some((pair, words))
        });
        if let Some((pair, words)) = stand
            && !told.contains(&at)
            && !(pair.wrong == "then" && may_follow(subject, at))
            && !is_name(subject, &words)
            && !is_in_capitals(self::word(subject, at))
        {
            tell(subject, &own, at, pair.wrong, pair.right, found);
        }
    }
}

fn tell(
    subject: &Subject<'_>,
    own: &OwnWords<'_>,
    at: usize,
    wrong: &str,
    right: &str,
    found: &mut Findings,
) {
    let Some(place) = own.place_of(&(at..at + 1)) else {
        return;
    };
    let written = subject.at(&place);
    let mut right = right.to_owned();
    if written.len() == wrong.len() + 1 && written.ends_with('s') {
        right.push('s');
    }
    if subject.text.contains('’') {
        right = right.replace('\'', "’");
    }
    if written.starts_with(char::is_uppercase) {
        let mut letters = right.chars();
        let first = letters.next().map(|letter| letter.to_ascii_uppercase());
        right = first.into_iter().chain(letters).collect();
    }
    let fix = Fix::new(
        format!("Write “{right}”"),
        Edit::new(place.clone(), right.clone()),
    );
    let message = format!("“{written}” stands where “{right}” is meant");
    found.add(place, message, vec![fix]);
}

fn word<'s>(subject: &'s Subject<'_>, at: usize) -> &'s str {
    let prose = subject.prose();
    prose.written(&subject.reading.page, &(at..at + 1))
}

/// `WHO’s`
fn is_in_capitals(word: &str) -> bool {
    word.chars().filter(|letter| letter.is_uppercase()).count() > 1
}

/// Capitals inside of a sentence.
fn is_name(subject: &Subject<'_>, words: &Range<usize>) -> bool {
    let begins = |at: usize| subject.prose().words.get(at).is_some_and(|it| it.begins);
    words.clone().any(|at| {
        let is_capital = word(subject, at).starts_with(char::is_uppercase);
        is_capital && !begins(at) && word(subject, at) != "GP"
    })
}

fn has_one(subject: &Subject<'_>, at: usize, list: &str) -> bool {
    let prose = subject.prose();
    let Some(stretch) = prose.stretch_of(at).filter(|_| !list.is_empty()) else {
        return false;
    };
    let mut sentence = prose.sentence_of(stretch, at);
    sentence.any(|at| {
        let word = word(subject, at).to_lowercase();
        list.split(['|', ' ']).any(|it| it == word)
    })
}

/// Whether a `then` may tell what comes next: behind a condition, in an order, in an instruction.
fn may_follow(subject: &Subject<'_>, at: usize) -> bool {
    let prose = subject.prose();
    let first = prose
        .stretch_of(at)
        .map(|stretch| prose.sentence_of(stretch, at).start);
    let is_told_to = first.is_some_and(|first| {
        let word = word(subject, first).to_lowercase();
        INSTRUCTIONS.contains(&&*word)
    });
    is_told_to || has_one(subject, at, CONDITIONS) || has_one(subject, at, ORDERS)
}

/// Whether `then` at a place compares.
fn is_than(subject: &Subject<'_>, at: usize) -> bool {
    let prose = subject.prose();
    let page = &subject.reading.page;
    let Some(stretch) = prose.stretch_of(at) else {
        return false;
    };
    let sentence = prose.sentence_of(stretch, at);
    let (Some(before), Some(after)) = (at.checked_sub(1), sentence.end.checked_sub(at + 1)) else {
        return false;
    };
    // What goes before a bracket is no condition for what stands in it.
    let bracket = prose.written(page, &(sentence.start..at)).rfind('(');
    let is_in_bracket = bracket.is_some_and(|bracket| {
        let inside = prose.written(page, &(sentence.start..at)).get(bracket..);
        inside.is_some_and(|inside| !inside.contains(')') && !has_condition(inside))
    });
    if before < sentence.start || after == 0 || !is_in_bracket && has_one(subject, at, CONDITIONS) {
        return false;
    }
    let is_row = has_one(subject, at, ORDERS);
    let small = |at: usize| word(subject, at).to_lowercase();
    if INSTRUCTIONS.contains(&&*small(sentence.start)) {
        return false;
    }
    let from = sentence.start.max(at.saturating_sub(6));
    let is_comparative = |at: &usize| COMPARATIVES.contains(&&*small(*at));
    let Some(comparative) = (from..at).rev().find(is_comparative) else {
        return false;
    };
    // `, then` goes on with what comes next.
    let between = prose.written(page, &(comparative..at + 2));
    if between.contains([',', ';', ':', '(', ')', '–', '—']) {
        return false;
    }
    let next = small(at + 1);
    let is_last = at + 2 == sentence.end || {
        let on = prose.written(page, &(at + 1..at + 3));
        on.get(next.len()..)
            .is_some_and(|it| it.starts_with([',', ';', ')']))
    };
    // `more effective then`
    let is_more = comparative + 2 == at
        && matches!(&*small(comparative), "more" | "less")
        && ADJECTIVES.iter().any(|end| small(at - 1).ends_with(end));
    let is_direct = (comparative + 1 == at || is_more)
        && (next.starts_with(|c: char| c.is_ascii_digit()) || SURE.contains(&&*next));
    // `is higher then the`, `more then in`
    let is_weighed = comparative > sentence.start && WEIGHED.contains(&&*small(comparative - 1));
    let is_clause = (comparative + 1 == at || is_more)
        && (is_weighed && DETERMINERS.contains(&&*next) || PREPOSITIONS.contains(&&*next));
    // `in the morning then in the evening`
    let is_twice = PREPOSITIONS.contains(&&*next)
        && (comparative + 1..at).any(|at| small(at) == next)
        && !(comparative + 1..at).any(|at| small(at) == "and");
    let is_noun = is_last && (SURE.contains(&&*next) || LAST.contains(&&*next));
    is_direct || !is_row && (is_clause || is_twice || is_noun)
}

fn has_condition(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.any(|word| {
        CONDITIONS
            .split('|')
            .any(|it| it.eq_ignore_ascii_case(word))
    })
}

/// The words around one, as far as nothing but a blank or a hyphen stands between.
struct Around<'s> {
    text: &'s str,
    words: &'s [HashedWord],
    at: usize,
}

impl<'s> Around<'s> {
    fn of(subject: &'s Subject<'_>, at: usize) -> Option<Self> {
        let prose = subject.prose();
        let stretch = prose.stretch_of(at)?;
        Some(Self {
            text: prose.stretch(&subject.reading.page, stretch)?.text,
            words: prose.words.get(stretch.words.clone())?,
            at: at - stretch.words.start,
        })
    }

    fn word(&self, by: isize) -> &'s str {
        let Some(at) = self.at.checked_add_signed(by) else {
            return "";
        };
        let between = self.words.get(self.at.min(at)..=self.at.max(at));
        let is_joined = between.unwrap_or_default().windows(2).all(|two| match two {
            [one, other] => one.range().end + 1 == other.range().start && !other.begins,
            _ => true,
        });
        let word = self.words.get(at).filter(|_| is_joined);
        word.map_or("", |word| self.text.get(word.range()).unwrap_or_default())
    }

    fn is(&self, by: isize, list: &[&str]) -> bool {
        let word = self.word(by);
        list.iter().any(|it| it.eq_ignore_ascii_case(word))
    }

    fn is_number(&self, by: isize) -> bool {
        self.word(by).starts_with(|c: char| c.is_ascii_digit())
    }
}

/// `patients where included in`
fn is_were(subject: &Subject<'_>, at: usize) -> bool {
    let Some(around) = Around::of(subject, at) else {
        return false;
    };
    let next = around.word(1);
    let is_participle = next.len() > 4
        && next.ends_with("ed")
        && next.starts_with(|c: char| c.is_ascii_lowercase())
        && !around.is(1, ELLIPTIC);
    if !is_participle {
        return false;
    }
    let before = around.word(-1);
    let is_plural = before.len() > 4
        && before.ends_with('s')
        && !["ss", "us", "is"].iter().any(|end| before.ends_with(end))
        && !around.is(-1, PLACES)
        || around.is(-1, &["people", "women", "men", "children", "data", "mice"]);
    around.is(-1, &["who", "they"]) || is_plural && around.is(2, BEHIND_PARTICIPLE)
}

/// Behind these a `where` may stand without a verb: `where needed`.
const ELLIPTIC: &[&str] = &[
    "needed",
    "required",
    "indicated",
    "specified",
    "stated",
    "noted",
    "provided",
    "permitted",
    "allowed",
    "requested",
    "applied",
    "prescribed",
    "advised",
    "recommended",
    "licensed",
    "listed",
    "supported",
    "desired",
    "warranted",
    "limited",
    "agreed",
    "stored",
    "placed",
    "located",
    "based",
    "need",
    "speed",
    "blood",
    "defined",
    "described",
    "called",
];
/// Of these something may be told that happens there.
const PLACES: &[&str] = &[
    "cases",
    "situations",
    "circumstances",
    "areas",
    "places",
    "settings",
    "instances",
    "scenarios",
    "countries",
    "times",
    "conditions",
    "regions",
    "sites",
    "locations",
    "parts",
    "points",
    "hospitals",
    "homes",
    "schools",
    "clinics",
    "centres",
    "trials",
    "studies",
    "stages",
    "practices",
    "services",
    "wards",
    "communities",
    "cities",
    "exceptions",
    "examples",
    "occasions",
    "years",
    "periods",
    "sections",
    "tables",
    "states",
    "papers",
    "articles",
    "pages",
    "environments",
    "experiments",
    "models",
    "fields",
    "files",
    "systems",
    "always",
    "guidelines",
    "laboratories",
    "pharmacies",
    "steps",
    "lists",
    "documents",
    "records",
];
const BEHIND_PARTICIPLE: &[&str] = &[
    "to", "in", "into", "with", "from", "by", "at", "for", "on", "as", "between", "among", "after",
    "before", "using", "during", "across", "against",
];

/// `about there baby`
fn is_their(subject: &Subject<'_>, at: usize) -> bool {
    let Some(around) = Around::of(subject, at) else {
        return false;
    };
    let next = around.word(1);
    around.is(-1, BEFORE_THEIR)
        && next.len() > 3
        && next.bytes().all(|b| b.is_ascii_lowercase())
        && !next.ends_with("ly")
        && !around.is(1, BEHIND_THERE)
}

const BEFORE_THEIR: &[&str] = &[
    "of",
    "about",
    "by",
    "into",
    "within",
    "through",
    "during",
    "despite",
    "regarding",
    "concerning",
    "between",
    "using",
    "including",
    "improve",
    "improving",
    "reduce",
    "reducing",
    "increase",
    "manage",
    "managing",
    "change",
    "changing",
    "maintain",
    "maintaining",
    "lose",
    "losing",
    "complete",
    "receive",
    "describe",
    "understand",
    "throughout",
    "with",
];
const BEHIND_THERE: &[&str] = &[
    "being",
    "were",
    "will",
    "would",
    "have",
    "might",
    "could",
    "should",
    "must",
    "been",
    "that",
    "until",
    "when",
    "where",
    "then",
    "than",
    "because",
    "since",
    "also",
    "still",
    "always",
    "never",
    "often",
    "sometimes",
    "either",
    "they",
    "onwards",
    "onward",
    "down",
    "with",
    "again",
    "alone",
    "seem",
    "seems",
    "seemed",
    "appear",
    "appears",
    "appeared",
    "exist",
    "exists",
    "existed",
    "remain",
    "remains",
    "remained",
    "need",
    "needs",
    "isn't",
    "aren't",
    "wasn't",
    "weren't",
    "some",
    "many",
    "each",
    "every",
    "this",
    "these",
    "those",
    "already",
    "having",
    "before",
    "after",
    "during",
    "what",
    "which",
    "through",
    "into",
    "from",
    "used",
    "tends",
    "tend",
    "came",
    "comes",
    "come",
    "goes",
    "went",
    "more",
    "just",
    "even",
    "without",
    "while",
    "rather",
    "there",
    "instead",
    "within",
    "about",
    "over",
    "under",
    "both",
    "such",
    "much",
    "happens",
    "happened",
    "ought",
    "lies",
    "stands",
    "follows",
    "followed",
    "once",
    "soon",
    "first",
    "next",
    "unless",
    "ever",
    "else",
    "anyway",
    "today",
    "along",
    "around",
    "very",
];

/// `to determine weather tea`
fn is_whether(subject: &Subject<'_>, at: usize) -> bool {
    Around::of(subject, at).is_some_and(|around| {
        around.is(-1, BEFORE_WHETHER)
            && !around.word(1).is_empty()
            && !around.is(1, BEHIND_WEATHER)
            && !around.is(2, BEHIND_WEATHER)
    })
}

const BEFORE_WHETHER: &[&str] = &[
    "determine",
    "determines",
    "determined",
    "determining",
    "assess",
    "assessed",
    "assesses",
    "assessing",
    "investigate",
    "investigated",
    "investigates",
    "investigating",
    "examine",
    "examined",
    "examines",
    "examining",
    "evaluate",
    "evaluated",
    "evaluating",
    "test",
    "tested",
    "tests",
    "testing",
    "explore",
    "explored",
    "explores",
    "exploring",
    "establish",
    "established",
    "know",
    "known",
    "unknown",
    "unclear",
    "clear",
    "decide",
    "decided",
    "unsure",
    "uncertain",
    "ask",
    "asked",
    "asks",
    "see",
    "doubt",
    "debated",
    "wonder",
    "compare",
    "respondents",
    "patients",
    "people",
];
const BEHIND_WEATHER: &[&str] = &[
    "condition",
    "conditions",
    "pattern",
    "patterns",
    "forecast",
    "forecasts",
    "station",
    "stations",
    "data",
    "variable",
    "variables",
    "change",
    "changes",
    "event",
    "events",
    "type",
    "types",
    "effect",
    "effects",
    "affects",
    "affected",
    "impact",
    "impacts",
    "records",
    "and",
    "is",
    "was",
    "warning",
    "warnings",
    "related",
    "factors",
    "in",
    "on",
    "at",
    "for",
    "or",
];

/// A `trail` in a sentence about research.
fn is_trial(subject: &Subject<'_>, at: usize) -> bool {
    Around::of(subject, at).is_some_and(|around| {
        !around.is(-1, TRAILS) && !around.is(1, TRAILS) && has_one(subject, at, RESEARCH)
    })
}

const TRAILS: &[&str] = &[
    "audit", "paper", "running", "walking", "nature", "mountain", "bike", "hiking", "cycle",
    "cycling", "heritage", "woodland", "forest", "log", "data", "email", "evidence", "mix", "shoe",
    "shoes", "maker", "behind", "off", "down", "along", "runner", "runners", "to", "left",
];
const RESEARCH: &str = "randomised|randomized|placebo|crossover|rct|rcts|blinded|blind|randomly|recruited|enrolled|efficacy|arms|meta|pilot|feasibility|protocol";

/// `obtained form the`, `form 10 to 20`, `form 2012`
fn is_from(subject: &Subject<'_>, at: usize) -> bool {
    let Some(around) = Around::of(subject, at) else {
        return false;
    };
    let before = around.word(-1);
    let is_derived = before.len() > 5
        && before.ends_with("ed")
        && before.bytes().all(|b| b.is_ascii_lowercase())
        && !around.is(-1, CHANGED)
        && (around.is(1, DETERMINERS) || around.is_number(1));
    let year = around.word(1);
    let is_year = year.len() == 4
        && (year.starts_with("19") || year.starts_with("20"))
        && around.is_number(1);
    let is_span = around.is_number(1)
        && around.is(2, &["to", "up"])
        && (around.is_number(3) || around.is_number(4));
    !before.is_empty()
        && (is_derived || is_year || is_span)
        && !around.is(-1, &["in", "use", "see"])
}

/// What a form, or a group that forms something, may be.
const CHANGED: &[&str] = &[
    "combined",
    "oxidised",
    "oxidized",
    "reduced",
    "activated",
    "related",
    "modified",
    "shortened",
    "completed",
    "signed",
    "printed",
    "associated",
    "needed",
    "required",
    "united",
    "concentrated",
    "purified",
    "condensed",
    "extended",
    "simplified",
    "revised",
    "updated",
    "standardised",
    "standardized",
    "ionised",
    "ionized",
    "hydrated",
    "methylated",
    "conjugated",
    "attached",
    "linked",
    "named",
    "called",
    "mixed",
    "altered",
    "assembled",
];

/// Behind these a `then` may be one.
const CONDITIONS: &str = "if|when|whenever|once|unless|until|after";
/// What is told with these happens one after the other.
const ORDERS: &str = "where|while|as|since|first|initially|starts|started|begins|began|gets|got|becomes|became|turns|now";
const INSTRUCTIONS: &[&str] = &[
    "take", "give", "start", "begin", "use", "add", "try", "eat", "drink", "wait", "do", "go",
    "apply", "put", "keep", "let", "make", "increase", "reduce", "lower", "raise", "walk",
    "breathe",
];
const COMPARATIVES: &[&str] = &[
    "more", "less", "fewer", "greater", "higher", "lower", "better", "worse", "larger", "smaller",
    "bigger", "longer", "shorter", "older", "younger", "faster", "slower", "stronger", "weaker",
    "safer", "easier", "harder", "earlier", "later", "heavier", "lighter", "cheaper", "thicker",
    "thinner", "deeper", "wider", "rarer", "commoner", "milder",
];
const SURE: &[&str] = &[
    "normal",
    "usual",
    "average",
    "expected",
    "placebo",
    "half",
    "twice",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "ten",
    "those",
    "any",
    "all",
    "just",
    "once",
    "previously",
    "anticipated",
    "baseline",
    "zero",
    "controls",
    "others",
    "another",
    "women",
    "men",
    "boys",
    "girls",
    "non",
    "that",
];
const LAST: &[&str] = &[
    "men", "women", "boys", "girls", "adults", "children", "others", "controls", "people",
    "before", "ever", "most", "any", "babies", "men's", "women's", "tablets", "food", "water",
];
const PREPOSITIONS: &[&str] = &["in", "with", "for", "at", "on", "by", "among", "during"];

/// Words before a comparative that is weighed against something.
const WEIGHED: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "significantly",
    "much",
    "far",
    "slightly",
    "no",
    "even",
    "any",
    "markedly",
    "substantially",
    "considerably",
    "statistically",
    "generally",
    "not",
    "lot",
    "bit",
    "times",
    "fold",
];
const DETERMINERS: &[&str] = &[
    "the", "a", "an", "your", "their", "its", "his", "her", "our", "this", "these", "each", "both",
    "all", "many", "several", "various", "another", "one", "two", "three",
];
/// How an adjective or adverb ends.
const ADJECTIVES: &[&str] = &[
    "ive", "ent", "ant", "able", "ible", "ly", "ous", "ful", "common", "often", "severe", "al",
    "accurate", "complex", "quickly", "toxic",
];

/// Words by themselves: what is meant, and where that is sure.
type Lone = (&'static str, &'static str, fn(&Subject<'_>, usize) -> bool);

const LONE: &[Lone] = &[
    ("then", "than", is_than),
    ("where", "were", is_were),
    ("there", "their", is_their),
    ("weather", "whether", is_whether),
    ("trail", "trial", is_trial),
    ("form", "from", is_from),
];

/// Alternatives are parted by `|`, the word that is wrong has what is meant behind `>`.
const ROWS: &[&str] = &[
    "rather|other then>than",
    // lose, loose
    "to|can|may|might|will|would|could|should|must|not|you|they|we|who|often|also|people|patients loose>lose weight|blood|fluid|muscle|hair|interest|appetite|control|consciousness|bone|heat|sleep|water|sodium|salt|iron|sight|track|energy|memory|balance|fat|teeth|feeling|their|your|its|his|her|too|more|up_to|some",
    "loosing>losing weight|blood|fluid|muscle|hair|interest|appetite|control|consciousness|bone|heat|sleep|water|iron|sight|energy|memory|balance|fat|their|your",
    "wear|wearing lose>loose",
    "lose>loose stool|motions|clothing|clothes|fitting|cotton",
    // affect, effect
    "side|adverse|harmful|beneficial|toxic|placebo affect>effect",
    "the|an|any|no|little|significant|positive|negative|direct|main|overall affect>effect on",
    "the|any|no affect>effect of unless flat|blunted|mood|emotion|emotions|patient|person|child|anxiety|depression|negative|positive",
    "it|also effects>affects your|how|you|them|us|everyone|anyone|people",
    "can|may|will|could|might|would|not|also|doesn't|don't effect>affect your|how|you|them|us|people|women|men|children|anyone|everyone",
    "adversely|badly|severely|negatively|commonly|people|women|men|children|patients|not effected>affected",
    // there, their
    "there>their own",
    "of|on|with|for|about|by|take|taking|ask|lose|change|reduce|manage|improve there>their strength|dose|doctor|GP|child|children|baby|body|bodies|blood|diet|weight|health|medicine|medication|symptom|treatment|family|parent|mother|life|lives|condition|risk|size|effect|age|skin|heart",
    "their>there is|are|was|were|isn't|aren't|wasn't|weren't|may_be|might_be|has_been|have_been|will_be|can_be|could_be",
    "they where>were",
    "patients|participants|women|men|children|infants where>were randomised|randomized|recruited|excluded|asked|given|followed|treated|enrolled|invited",
    // its, it's
    "it's>its own",
    "keep|keeps|kept|lose|loses|lost|has|have|had|reach|reaches|reached it's>its iron|effect|role|shape|function|form|place|use|risk|limit|name|power|value|level|benefit|ability|peak|maximum|normal",
    "of|with|for|by|from|into|within|on|to|at|despite|about|under|through|in it's>its effect|use|ability|role|safety|function|form|name|size|content|level|shape|structure|surface|risk|benefit|action|cause|symptom|treatment",
    "its>it's a|an|the|been|because|important_to|important_that|likely_that|unlikely_that|possible_that|possible_to|best_to|safe_to|hard_to|not_clear|not_known|not_a|not_the|not_safe|not_usually|not_always",
    // you, your
    "if|when|once|unless|because your>you're not|unsure|unable|going_to|allergic_to|worried_about|planning_to|pregnant_or|pregnant_you",
    "your>you'll usually|also|probably|often be|need|have|get|feel",
    "to|with|from|see|tell|ask|of|in|for|by you>your doctor|GP|pharmacist|nurse|midwife|dentist|bladder|kidneys|heart|body|skin|diet|stomach|symptom",
    "who's>whose blood|symptoms|periods|child|mother|condition|doctor|immune_system|diet|body|family",
    // principal, principle
    "the|a|its|their|one|two|three|other principle>principal cause|reason|investigator|source|finding|outcome|aim|site|symptom|ingredient|author|role|concern|diagnosis|treatment|type|form|function|component",
    "principle>principal component|investigator",
    "basic|first|general|guiding|ethical|key|same|main|legal principals>principles",
    // advice, advise
    "for|of|the|seek|seeking|get|medical|dietary|professional|lifestyle|further|specialist|good advise>advice",
    "we|would|should|will|must|cannot|strongly advice>advise",
    "to advice>advise against|them",
    // practice, practise; licence, license
    "in|general|good|best|clinical|medical|common|standard|current|usual|nursing|dental|everyday|private practise>practice",
    "the practise>practice of|nurse",
    "to|should|can|must|could|they|you practice>practise yoga|mindfulness|meditation|relaxation|breathing|safe_sex|safer_sex",
    "a|the|marketing|driving|product|under|without license>licence",
    "is|are|was|were|be|been|not|currently|also licenced>licensed",
    // dose, does
    "usual|recommended|daily|starting|maximum|maintenance|loading|missed|single|high|low|double|standard|initial does>dose for|of|is|was|should|range|may|in|every|to|at|per",
    "it|he|she dose>does not",
    "why dose>does it|the|my|this",
    // form, from
    "apart|away|far|ranging|ranged|ranges|suffer|suffers|suffering|suffered|resulting|resulted|comes|differ|differs|differed|recover|recovered|recovering|died|arise|arises|arising|stems|aside|wipe|obtained|excluded|discharged|originates form>from",
    "a|the|this|another|rare|common|severe|mild|milder|any from>form of",
    // Words of studies and of medicine
    "controlled|clinical|randomised|randomized|blind|blinded|pilot|crossover trail>trial",
    "casual>causal inference|effect|association|pathway|mechanism",
    "pubic>public health|sector",
    "heath>health care|service|visitor|professional|problem|risk|effect|benefit|condition|outcome",
    "public|mental|your|their|of heath>health",
    "diary>dairy product|food|free|intake|milk",
    "food|symptom|bowel|bladder|sleep|headache dairy>diary",
    "enlarged|your prostrate>prostate",
    "prostrate>prostate gland|cancer|specific|enlargement|surgery",
    "to|can't|cannot|you|they breath>breathe in|out|easily|normally|through|properly|deeply|more",
    "of|bad|deep breathe>breath",
    "coarse>course of antibiotic|treatment|tablet|steroid|therapy",
    "complimentary>complementary feeding|medicine|therapy|therapies|treatment",
    "dependant>dependent on|upon",
    "dose|time|insulin|age dependant>dependent",
    "has|have|had lead>led to",
    "in|of|many|most|for|all patience>patients who|were|with",
    "able|need|needs|want|wants|likely|unlikely|used too>to take|be|have|get|make|help|avoid|reduce|prevent|treat|see|use",
    "weather>whether or_not",
    "know|decide|check|ask|unclear|determine|on weather>whether you|they|it|there|to|this",
    "quiet>quite often|common|commonly|different|likely|rare|rarely",
    "a|more through>thorough examination|assessment|review|investigation|check|history",
    "is|are|was|were|been|be though>thought to|that",
    "injection sight>site",
    "viscous>vicious circle|cycle",
    "mucus>mucous membrane",
    "cleft palette>palate",
    "cleft pallet>palate",
    "plural>pleural effusion|space|fluid|cavity",
    "varicose vain>vein",
    "spinal|umbilical|vocal chord>cord",
    "bare>bear in_mind",
    "food|blood|tick|mosquito|water|air|vector born>borne illness|disease|infection|virus|viruses|pathogen|encephalitis",
    "could|would|should|might|must|may of>have been|had|caused|led|taken|happened",
    "to|and|will|can lesson>lessen the",
    "to|will|can|could|should asses>assess the|whether|how|if|your|their|for",
    "sever>severe pain|symptom|illness|disease|reaction|allergic|headache|infection|bleeding|case|depression|asthma unless to",
    "to|can|should|may|will|could|must chose>choose",
    "untied>united kingdom|states",
    "singe>single dose|tablet|site|study",
    "lager>larger dose|study|than|number|trial|amount",
    "meat>meet the_criteria|the_needs|their_needs|your_needs",
    "feel|feeling|feels week>weak and|or",
    "per|each|every weak>week",
    "chest|back|stomach pane>pain",
    "ware>wear off|gloves|a_mask",
    "waste>waist circumference|size",
    "waist>waste product",
    // Further ways, found by putting each word in the place of the other in 270,000 words of public health
    "derived|collected|calculated|estimated|recruited|selected|drawn|generated|removed|identified|extracted|received|sampled|separated|transferred|withdrawn|inferred|varied|varying|varies|death|benefited|emerged|emerging|declined|distinct form>from the|a|an|all|each|both|their|these|this|that|two|three",
    "form>from baseline|birth|whom|January|February|March|April|June|July|August|September|October|November|December",
    "there where>were no|significant|some|also|few|many|more|only|two|three",
    "which|we where>were randomised|recruited|excluded|given|followed|treated|analysed|assessed|collected|performed|obtained|compared|used|not|also|then|able",
    "patients|participants|women|men|children|infants|samples|outcomes|interviews|differences|subjects where>were analysed|assessed|collected|performed|obtained|compared|observed|diagnosed|genotyped|interviewed|allocated|eligible|seen|similar",
    "trail>trial registration|design|participant|protocol|number|arm|steering|setting|result|sequential",
    "randomised_controlled|multicentre|feasibility|prevention|factorial|phase|intervention|adaptive|treatment|prospective|effectiveness|cancer|vaccine|drug|superiority|equivalence|multicenter|parallel|feeding|platform|future trail>trial",
    "of|in|on|from|to|with|about|around|through|into|under|by you>your baby|child|blood|legs|feet|hands|face|eyes|mouth|throat|teeth|hair|head|neck|arms|tummy|bowel|lungs|brain|muscles|joints|bones|immune_system|appointment|pregnancy|temperature|weight|periods|lifestyle|family|employer|consultant|symptoms|treatment",
    "reduce|increase|lower|raise|check|improve|change|manage|control|protect|affect|relieve|empty you>your risk|chance|chances|blood|weight|baby|child|skin|bladder|bowel|diet|symptom|lifestyle|health|body|heart|pain|mood|sleep",
    "if your>you're taking|having|over|under|at_risk|on|still|trying|using|concerned|finding|experiencing|offered|referred|prescribed|given|admitted|invited|eligible|a|an|the",
    "into practise>practice",
    "practise>practice nurse|guideline|manager|list|staff|population|setting",
    "per|GP|primary_care practise>practice",
    "determine|determined|determining|assess|assessed|assessing|investigate|investigated|investigating|examine|examined|examining|evaluate|evaluated|test|tested|explore|explored|consider|considered|establish|see|know|asked|uncertain|unknown|sure|about|question|discuss|identify weather>whether a|an|the|these|this|their|or|patients|people|it|there|they|we|you|your|such|any|different|changes|early|treatment|use",
    "and|of|for|with|in|to|on it's>its impact|association|relationship|potential|components|development|application|performance|implications|predictors|complications|management",
    "and it's>its effect|use|treatment|role|cause|symptom",
    "dose>does not have|appear|cause|improve|affect|require|seem|work|help|mean|need|change|increase|reduce|include|show|exist|allow|provide|depend|lead|take|contain|usually|always",
    "a|the|total|optimal|tolerated|oral|lower|higher does>dose of|was|is|for|response|level|escalation|reduction|finding|dependent|intensity|adjustment|per|were|range",
    "affects>effects of|on",
    "causal|protective|random|fixed|similar|greater|greatest|large|small affect>effect on|of|was|size|model",
    "can|may|will|could|might|would|not|also effect>affect survival|outcome|mortality|quality|risk|health|sleep|mood|blood|brain|fertility|growth|performance|pregnancy|the_body|the_brain|the_heart|the_way|the_risk",
    "from|in|of|with|for|on|about|to|improve there>their lives|parents|carers|partner|ability|experience|quality|mental|clinical|relatives|views|association|impact|role|care",
    // where, were
    "patients|participants|women|men|children|infants|adults|people|girls|boys|babies|students|individuals|controls|subjects|volunteers|respondents|families|mothers|rats|mice|animals|results|findings|outcomes|scores|levels|concentrations|samples|differences|deaths|interviews|questionnaires|measurements|estimates|data|rates|they|we|these where>were randomised|randomized|randomly|recruited|included|excluded|assessed|identified|associated|conducted|performed|collected|recorded|measured|calculated|obtained|analysed|analyzed|screened|studied|assigned|allocated|followed|treated|given|asked|invited|enrolled|admitted|diagnosed|tested|observed|compared|examined|evaluated|reduced|increased|similar|significantly|statistically|slightly|comparable|eligible|able|unable|aged|more|less|higher|lower|not to|in|with|from|by|at|for|on|as|between|among|after|before|into|and|using|likely|different|significant|than|during|across|against|reported|associated|included|assigned",
    "there where>were not|differences|concerns|reports|four|five|six|seven|eight|nine|ten|any|fewer|several|higher|lower|large|about|over|approximately|around|nearly|almost|statistically|considerable|substantial|similar|various|clear|major|minor|changes|problems|too|still|other",
    "they|we where>were able|unable|not|also|then|asked|given|told|more|less|all|both|only|likely|too|still|already|first|found|seen|using|taking|living|born|aged",
    "who where>were randomised|randomized|recruited|given|treated|diagnosed|born|aged|not|taking|already|previously|admitted|pregnant|asked|living|using|unable|able|on|more|less|also|either|still|overweight|obese|exposed|invited|followed|seen|tested|vaccinated|offered",
    "which where>were identified|included|associated|published|conducted|recorded|measured|significantly|considered|previously|all|both|more|less|found_to|shown_to|reported_to|based_on|made_up",
    "results|effects|outcomes|studies|trials|participants|women|men|patients|children|adults|events|symptoms where>were similar|consistent_with|significantly|comparable|more_likely|less_likely|not_significant|no_longer|mixed",
    "cases|situations|circumstances|areas|places|settings|instances|scenarios|countries|situation|area|place|point|stage were>where it|there|they|you|we|he|she",
    "from|is were>where it|there|they|you|we",
    "know|understand|decide|find_out|remember|see were>where to|it|you|they",
    // too, to
    "is|are|was|were|be|been|becomes|become|became|seems|seem|far|much|it's|that's|you're|they're|isn't|aren't|wasn't|not to>too high|low|large|small|late|early|long|short|much|many|few|little|young|old|ill|unwell|tired|weak|big|strong|tight|heavy|hot|cold|busy|sick|frail|sensitive|dangerous|risky|expensive|difficult|narrow|broad|complex|steep|severe|thin|thick|wide for",
    "is|are|was|were|be|been|becomes|become|became|seems|seem|far|it's|that's|you're|they're|isn't|aren't|wasn't|not to>too late|long|ill|unwell|tired|weak|big|tight|heavy|hot|busy|sick|frail|dangerous|risky|expensive|difficult|steep to",
    "feel|feels|feeling|you're|they're to>too tired|ill|unwell|sick|weak|hot|cold|busy|frail|full|embarrassed|anxious",
    "eat|eats|ate|eating|drink|drinks|drank|drinking|sleep|sleeps|sleeping to>too much|many|little|often|quickly|fast|few",
    "due|related|according|compared|prior|close|led|lead|leads|leading|contribute|contributes|contributed|similar|equal|exposed|exposure|addition|allergic|resistant|attached|access|respond|response|return|refer|referred|relating|owing|opposed|relative|belong|belongs|subject|applies|assigned|allocated|randomised|randomized|tend|tends|try|trying|ability|aim|aims|aimed|decide|decided|designed|difficult|fail|failed|fails|important|intended|possible|ready|required|safe|seems|sufficient|ways|willing|advised|allowed|expected|recommended|shown|thought|order|continue|continues|begin|begins|starts|essential|necessary|unable|going|ought|attempt|opportunity|tendency|attention|thanks|able|need|needs|want|wants|likely|unlikely|used too>to the|a|an|be|take|get|make|avoid|reduce|prevent|treat|see|use|have|your|this|their|its|these|those|do|find|ensure|improve|increase|identify|determine|assess|provide|support|keep|give|any|each|other|placebo|become|develop|lose|cause|show|start|stop|eat|drink|help|go|control|protect|maintain|produce|manage|change|lower|receive|measure|compare|examine|investigate|evaluate|understand|explore",
    // from, form
    "taken|isolated|released|gained|acquired|absent|discharged|absorbed|made|data|information|evidence|benefit|benefits|deviates|deviation|deviations|originate|originating|stemming|come|coming|came|die|dying|dies|pain|results|findings|feedback|protect|protects|protected|protection|prevent|prevented|bleeding|move|moved|moves|free|switch|switched|switching|changed|increased|decreased|reduced|rose|fell|improved|range|learn|learned|learnt|advice|help|support|referral|referrals|calories|energy|urine|blood|samples|light|away|follow|follows|followed|results|result|recovering|heard|apart|absorption|excretion|removal|release|separate|differences form>from your|their|our|other|others|these|those|all|both|each|various|several|many|any_other|within|across|outside|around|studies|trials|people|patients|women|food|foods|diet|plants|animals|milk|fruit|vegetables|randomised|clinical|observational|previous|national|local|GP|NHS|baseline|day|week|one|another|two|three|day_to_day",
    "different|differences|separate|differ|differs|differed|distinguish|distinguished|distinguishing form>from the|that|those|other|each|placebo|one|what|normal|controls|zero|baseline",
    "apart|away|aside|derived|obtained|excluded|recruited|collected|extracted|resulting|suffer|suffers|suffering|suffered|recover|recovered|arise|arises|arising|arose|died|benefit|withdrawn|withdrew|ranging|ranged|ranges form>from each_other|home|work|hospital|within|either|mild|minor|primary|secondary|various|several|many|patients|women|children|people|other|previous|different|depression|anxiety|diabetes|cancer|pain|heart|stroke|stress|asthma|allergies|severe|acute|chronic",
    "from>form of|or_tablet",
    "a|the|this|which|that|another|one|any|some|tablet|liquid|powder|capsule|oral|active|inactive|pure|natural|synthetic|short|long|paper|mild|milder|severe|rare|common|consent|dosage|free|salt|new|same|best|modified|injectable|soluble|crystalline|written|every from>form is|was|or|has|that|which|can_be|may_be",
    "can|may|to|will|could|might|which|that|they|cells|crystals|clots|stones from>form a|an|clots|stones|crystals|part|in_the|on_the|when|inside|between|new|complexes|bonds|scar|into|around|one|two",
    // its, it's
    "it's>its name|role|application|onset|occurrence|acceptability|rarity|lack|course|prevention|efficiency|constituent|utility|feasibility|use|effect|effects|impact|effectiveness|efficacy|structure|content|contents|ability|absorption|bioavailability|concentration|concentrations|constituents|metabolite|metabolites|properties|importance|surface|composition|toxicity|incidence|prevalence|severity|onset|symptoms|causes|complications|members|components|antioxidant|potency|receptor|receptors|precursor|derivatives|predictors|implications|mechanisms|mechanism|users|website|range|expression|association|associated|parent|interaction|interactions|inhibition|target|targets|scope|limitations|limits|strengths|aims|objectives|findings|recommendations|policies|services|staff|patients unless that",
    "of|within|into|through|throughout|during|despite|on|in|to|by|with|from|using|via|beyond|upon|under|over|including|has|have|exert|exerts|exerted|reach|reached|keep|keeps|increase|increases|reduce|reduces|affect|affects|assess|know|change|changes|slow|slows|block|blocks|because_of|loses|lost it's>its own|potential|value|current|original|type|function|purpose|position|location|activity|action|actions|size|shape|development|performance|health|safety|benefits|high|low|main|most|first|early|various|many|different|unique|specific|clinical|biological|active|side|anti|peak|normal|full|lowest|highest|treatment|diagnosis|management|cause|content|contents|users|data|results|key|usual|final|initial|natural|small|large|short|long|risk|risks|origin|origins|members|symptoms|population|residents|relationship|association|application|presence|absence|course|duration|relatively|very|more",
    "its>it's worth_noting|worth_remembering|worth_checking|worth_trying|worth_asking|worth_considering|worth_talking|worth_mentioning|worth_knowing|worth_getting|worth_keeping|unclear|going|called|okay|ok|too_early|too_late|thought_that|thought_to|estimated_that|believed_that|believed_to|recommended_that|recommended_to|recommended_you|recommended_for|advisable_to|essential_to|essential_that|vital_to|vital_that|crucial_to|crucial_that|difficult_to|helpful_to|useful_to|better_to|better_for|easier_to|easy_to|good_to|clear_that|true_that|also_possible|also_important|also_known|also_worth|also_good|also_called|also_a|still_not|still_a|still_important|not_possible|not_recommended|not_just|not_always|not_unusual|not_uncommon|not_advisable|not_likely|not_usually|not_yet|not_an|always_best|usually_best|often_a|usually_a|very_important|very_common|very_rare|very_unlikely|very_likely|very_difficult|very_hard|caused_by|used_to|used_in|used_for|made_of|made_from|made_up|normal_to|common_to|common_for|caused_when|possible_you|possible_for|likely_to|likely_you|important_you|important_for|important_not|unlikely_to|unlikely_you|safe_for|best_if|available_as|available_in|available_on|known_as|known_that|not_known",
    "if|as|but|because|so|when|though|although|since|unless|and|that|think|sure its>it's not|a|an|the|still|broken|causing|getting|just|really|too|easier_to|better_to|there|been unless for",
    // your, you, you're
    "of|in|on|from|to|with|about|around|through|into|under|by|within|at|against|behind|near|inside|onto|see|wash|clean|check|keep|brush|rest|raise|move|bend|hold|use|affect|affects|damage|damages|protect|improve|lower|reduce|increase|manage|control|monitor|contact|visit|consult|discuss|change|changing|stop|start|finish|complete|update|strengthen|stretch|empty|relax|boost|treat|track|limit|open|close|cover|rinse|dry|wet|feed|breastfeed|meet|take|taking|speed_up|find you>your GP|GP's|pharmacist|midwife|doctor|doctor's|nurse|dentist|optician|consultant|surgeon|specialist|symptoms|baby|baby's|child|child's|partner|family|friends|employer|school|skin|scalp|hair|nails|nose|throat|ears|ear|eyes|mouth|tongue|teeth|gums|lips|neck|chest|tummy|stomach|bowel|bowels|bladder|kidneys|liver|lungs|heart|brain|muscles|bones|joints|feet|foot|legs|leg|arms|arm|hands|hand|fingers|toes|knees|knee|hips|hip|shoulder|elbow|wrist|ankle|spine|pelvis|womb|vagina|body|body's|blood|blood_pressure|immune_system|digestive_system|lifestyle|diet|weight|height|pregnancy|periods|period|temperature|appointment|appointments|medicine|medicines|medication|tablets|treatment|condition|operation|test_results|results|mental_health|health|risk|chances|chance|mood|heartbeat|own|usual|normal|care_team|healthcare|general_health|surgery|poo|wee|recovery|injury|activity|bottom|nearest|wound|scar|stitches|waist|thighs|belly|jaw|vision|hearing|daily_life|everyday|local_pharmacy|local_GP|local_hospital|local_authority|local_council",
    "that|if|when|and|or|after|before|until|while|because|as|for|how|where you>your GP|GP's|pharmacist|midwife|dentist|optician|symptoms|baby|baby's|child|child's|skin|hair|nails|throat|ears|eyes|teeth|gums|tummy|bowel|bowels|bladder|kidneys|liver|lungs|heart|brain|muscles|bones|joints|feet|legs|arms|hands|fingers|toes|knees|pregnancy|periods|temperature|appointment|medicine|medicines|medication|tablets|condition|test_results|blood_pressure|immune_system|mental_health",
    "if|when|once|unless|because|while|whether|think|sure your>you're not|going|taking|trying|planning|worried|unsure|unable|breastfeeding|ready|allergic|at_risk|also|still|about_to|using|having|feeling_unwell|feeling_ill|concerned|experiencing|getting|giving|in|a|pregnant_and|pregnant_or|pregnant_but|looking|staying|doing|done|happy|interested|caring|expecting|overweight_or|overweight_and|embarrassed|having_trouble",
    "that|where your>you're not|going|taking|trying|worried|unsure|unable|allergic|at_risk|about_to|experiencing|also|having_a|in_a|pregnant_or|pregnant_and",
    // there, their
    "on|with|about|by|into|within|through|during|despite|after|before|of|from|in|to|for|at|over|under|via|manage|change|improve|reduce|increase|use|meet|complete|monitor|contact|access|maintain|lose|support|control|give|gives|receive|check|using|including|between|because_of|keep|share|enter|affect|affects|have|had|has|view|record|assess|limit|discuss|and|or|that|when|if there>their GP|GPs|child|child's|children|children's|baby|babies|parents|parent|mother|father|families|family|partner|partners|friends|health|mental_health|healthcare|appointment|appointments|symptoms|diet|weight|blood|body|bodies|skin|condition|conditions|illness|treatment|medication|medicines|care|own|lives|life|experience|experiences|ability|potential|role|roles|personal|individual|work|job|homes|home|smoking|drinking|alcohol|consent|opinion|opinions|views|knowledge|skills|performance|responses|family's|patients|peers|respective|corresponding|effectiveness|efficacy|associated|immune|dietary|physical|local|current|first_appointment|first_dose|vaccination|data|effects|impact|importance|actual|preferred|best_interests|age|sex|study|surgery|practice|organisation|service|services|team|staff|specific|antioxidant|chemical|properties|structure|metabolites",
    // affect, effect
    "beneficial|harmful|toxic|side|protective|inhibitory|therapeutic|sedative|calming|cumulative|placebo|analgesic|diuretic|detrimental|laxative|stimulant|lasting|long_term|short_term|biggest|strong|stronger|marked|modest|minimal|opposite|desired|combined|net|additive|synergistic|ceiling|rebound|treatment|health|greater|small|large|similar|same affect>effect on|of|was|is|for|in|from|has|when|size|sizes|at|estimate|estimates",
    "take|takes|taking|took|into affect>effect and|in|on|within|after|at|immediately|when|as|until|from",
    "negative|positive|significant|no|little|some|any|an|direct|indirect|real|mixed|adverse affect>effect when|with|size|was_seen|was_found|estimates",
    "can|may|will|could|might|would|not|also|adversely|negatively|positively|significantly|directly|severely|greatly|seriously|commonly|mainly|usually|often|doesn't|don't|can't|won't effect>affect your|their|our|his|its|how|whether|many|both|up_to|more|several|children|adults|patients|people|women|men|anyone|everyone|some_people|performance|function|absorption|development|results|organs|cells|other|different|various|multiple|bone|kidney|liver|skin|muscle|fertility|sleep|mood|blood|the_body|the_brain|the_heart|the_skin|the_liver|the_kidneys|the_lungs|the_results|the_risk|the_way|the_same|the_baby|the_quality|the_health|the_ability|the_absorption|the_whole|you|them|us",
    "it|also|usually|mainly|mostly|primarily|often|commonly|typically|condition|disease|disorder|illness|infection effects>affects the|both|many|more|all|one|most|women|men|children|adults|people|their|around|approximately|up_to|every|each|mainly|mostly|nearly|almost|others|young|older|your|how",
    "that|which|this effects>affects your|how|up_to|around|approximately|nearly|almost|more_than|mainly|mostly|both",
    "side|adverse|harmful|beneficial|toxic|unwanted|inhibitory|protective|random|fixed|long_term|short_term|the|its|similar|placebo|inflammatory|antioxidant|sedative|undesirable affects>effects of|on|in|were|are|and|may|have|such|with|is|was|can|include|that|or|for|associated|from|model|at|between|as|seen|than|when|like",
    "people|women|men|children|patients|those|most|worst|directly|adversely|badly|severely|individuals|areas|families|communities|also|commonly|mainly effected>affected by|than|when|if",
    "the|an|of|in|from|all|other|one|two|not|most|more|less|with|and effected>affected area|side|individual|people|person|communities|countries|families|family|offspring|skin|women|men|children|patients|joint|part|limb|leg|arm|eye|ear|foot|hand|body|tissue|relatives|sibling|cases|subjects|child|baby|members|rib|nail|tooth|gene|services",
    "mixed|random|fixed|main|genetic|maternal|psychological|larger|such|immunomodulatory|pleiotropic|analgesic|opposing|period affects>effects meta|model|models|modelling|and|were|including|using|of|on|linear|may|in|from|with",
    "this affect>effect is|was|of|has|size|seems",
    // advice, advise
    "medical|dietary|specialist|lifestyle|professional|general|practical|clinical|this|their|your|our|its|official|expert|travel|health|same|further|good|best|simple|written|standard|usual|the|nutritional|legal|independent|of|with advise>advice and|from|on|about|if|for|is|was|to|should|given|based|or|in|that|before|as|line|service|they",
    "seek|seeking|get|getting|ask_for|take|follow|need|offer|provide|provides|give|gives|giving|given|more|any advise>advice from|on|about|and|to|if|before|for|as",
    "can|may|could|doctors|experts|they|also|usually|not|who|we|would|should|will|must|midwives|pharmacists advice>advise you|that|against|people|women|patients|taking|using|anyone|whether|parents",
    // practice
    "clinical|medical|general|nursing|dental|health|current|usual|common|good|best|standard|daily|routine|religious|this|your|their|our|its|a|GP|evidence_based|everyday|sexual|public_health|hospital practise>practice and|in|is|was|for|to|of|as|that|or|with|has|at|from|on|by|which|level|should|guidelines|may",
    "practise>practice level|code|codes|profile|profiles|based|data|team|website|receptionist|leaflet|index|visit|address|population|variation|pharmacist",
    // lose, loose
    "loose>lose consciousness|interest|appetite|sight|track|touch|your|their|his|her|any|some|too_much|up_to|patience|count|confidence",
    "to|can|may|might|will|would|could|should|not|you|they|who|often|also|people|patients|women|men|females|help|and loose>lose weight|on|money|time|strength|bone|muscle|hair|heat|a|the|more|too",
    "a|very|too|soft|more|become|becomes|became|feels|wearing|wear|frequent|watery lose>loose stool|stools|or|motions|tooth|teeth|skin|clothing|clothes|fitting|bowel|fit|and",
    // dose, does
    "it|he|she|so|and|but|or|which|who|treatment|vitamin|medicine|drug|evidence|study|review|therapy|supplement|supplementation|this|method|test|condition|infection|diet|exercise|alcohol|smoking|caffeine|magnesium|zinc|iron|D|C dose>does not_appear|not_have|not_cause|not_improve|not_affect|not_mean|not_seem|not_work|not_help|not_reduce|not_increase|not_prevent|not_support|not_include|not_need|not_require|not_exist|not_occur|not_apply|not_provide|not_contain|not_show|not_change|not_make|not_usually|not_always|not_necessarily|not_take|not_give|not_yet|not_lead|not_differ|not_result|not_respond|not_interact|not_get|not_do|not_go",
    "dose>does not_appear|not_seem|not_match|not_occur|not_support|not_return|not_improve|not_differ|not_interact|not_mean|not_happen|not_suggest|not_prove|not_prevent|not_influence|not_necessarily|not_imply|not_guarantee|not_stop|not_get|not_matter|not_come|not_know|not_want|not_feel|not_look|not_make|not_do|not_give|not_treat|not_protect|not_recommend|not_specify|not_perform|not_apply",
    "how|why|where dose>does it|this|that|the|your|a|vitamin|my",
    "it|he|she|as dose>does in|it|this|so|with|the|for",
    "low|high|oral|highest|lowest|effective|tolerated|booster|loading|full|standard|double|recommended|daily|maximum|single|starting|maintenance|usual|prescribed|therapeutic|safe|larger|smaller|equivalent|cumulative|total|optimal does>dose of|group|groups|response|adjustment|reduction|escalation|level|was|dependent|titration|range|and|or|that|if|should|used|aspirin|is_usually|is_too|per|needed|given|regimen|vitamin",
    "does>dose dependently",
    // trial, trail
    "a|the|this|one|our|each|another|large|small|recent|that trail>trial comparing|recruited|enrolled|randomised|randomized|assessed|investigated|evaluated|investigating|testing|assessing|evaluating|in_patients|in_people|in_women|in_adults|in_children|in_healthy|of_patients|of_people|of_women|data|which_compared|that_compared|of_vitamin",
    "definitive|confirmatory|superiority|inferiority|pivotal|label|centre|center|group|arm|blind|blinded|open|stage|II|III|crossover|placebo|control|surgical|drug|efficacy|equivalence|pragmatic|cluster|supplementation|dietary|feeding|clinical|controlled|randomised|randomized|interventional|ongoing|planned|published|registered trail>trial of|in|was|is|to|and|has|with|that|on|for|found|by|were|are|have|did|showed|at|which|comparing|conducted|using|results|participants",
    "randomised|controlled|clinical|cancer|drug|treatment|crossover|label|blind|blinded|feasibility|pilot|vaccine|therapy|supplementation|human|group|arm|community|previous|published|small|large|larger|recent|future|further|these|most|early|existing|ongoing|individual|those|all|included|eligible|phase|platform|oncology|field|screening|prevention|intervention trails>trials of|in|have|has|that|with|were|are|and|on|for|to|comparing|suggest|showed|found|show|did|which|testing|using|conducted|is|where|can|may|but|or|reported|will|involving|assessing|evaluating|included|published|by|at|from",
    "trails>trials comparing|suggest|evaluating|testing|assessing|investigating|involving|register|registry|unit|units|published",
    // whether, weather
    "or|not|clear|unclear|doubt|decide|deciding|check|checking|indicate|indicates|find_out|ask|asking|on|of|about|to weather>whether to|or_not|a_person|patients|this|it|they|you|there|these|your|the_treatment|the_drug|the_effect|the_patient|the_person|the_child|any|such|people",
    "to|can|can't|cannot|you|they|could|not|help_you|babies|who breath>breathe in|out|easily|normally|through|properly|deeply|more|faster|slowly|air|and|while|when|or|without|fresh|on",
    "principle>principal investigators|investigator|component|components|cause|diagnosis|symptom|supervisor|aim",
    "the|key|general|basic|core|main|guiding|ethical|design|these|following|underlying|scientific|same principals>principles of|and|for|in|that|are|to|underlying|behind|set",
];

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const ID: &str = "confused-words";

    #[test]
    fn a_word_in_the_place_of_another_is_told_and_mended() {
        for (before, after) in [
            (
                "It costs more then 5 pounds.",
                "It costs more than 5 pounds.",
            ),
            ("Take tea rather then milk.", "Take tea rather than milk."),
            (
                "It is better in tea then in milk.",
                "It is better in tea than in milk.",
            ),
            (
                "Women have a longer life then men.",
                "Women have a longer life than men.",
            ),
            ("A dose higher then usual", "A dose higher than usual"),
            ("You may loose weight.", "You may lose weight."),
            ("Loosing hair is rare.", "Losing hair is rare."),
            ("Lose stools are rare.", "Loose stools are rare."),
            ("It has side affects.", "It has side effects."),
            ("The affect of tea is small.", "The effect of tea is small."),
            ("Tea can effect your sleep.", "Tea can affect your sleep."),
            ("They ask about there diet.", "They ask about their diet."),
            ("Their is tea.", "There is tea."),
            ("It has it's own taste.", "It has its own taste."),
            (
                "Its important to rest, they’d say.",
                "It’s important to rest, they’d say.",
            ),
            ("Ask you doctor.", "Ask your doctor."),
            ("Two principle components", "Two principal components"),
            ("Ask for advise.", "Ask for advice."),
            (
                "So it is in general practise.",
                "So it is in general practice.",
            ),
            (
                "It is licenced here, is not licenced there.",
                "It is licensed here, is not licensed there.",
            ),
            ("The usual does is one cup.", "The usual dose is one cup."),
            ("It results apart form tea.", "It results apart from tea."),
            ("Clinical trails of tea", "Clinical trials of tea"),
            (
                "A randomised controlled trail",
                "A randomised controlled trial",
            ),
            ("Cleft pallet", "Cleft palate"),
            ("It would of been tea.", "It would have been tea."),
            (
                "It was derived form the leaves.",
                "It was derived from the leaves.",
            ),
            (
                "To determine weather the tea",
                "To determine whether the tea",
            ),
            ("It dose not help.", "It does not help."),
            (
                "Dip it into you mouth, if your over 18.",
                "Dip it into your mouth, if you're over 18.",
            ),
            ("Blood-born viruses", "Blood-borne viruses"),
            (
                "When you feel it (more then usual), rest.",
                "When you feel it (more than usual), rest.",
            ),
            (
                "It is more effective then placebo and is higher then the rest.",
                "It is more effective than placebo and is higher than the rest.",
            ),
            (
                "Participants where included in it, and they where asked.",
                "Participants were included in it, and they were asked.",
            ),
            (
                "Data where collected by post, and there where 4.",
                "Data were collected by post, and there where 4.",
            ),
            (
                "It is about there clinicians.",
                "It is about their clinicians.",
            ),
            (
                "To determine weather tea helps, ask.",
                "To determine whether tea helps, ask.",
            ),
            (
                "In a trail with a placebo, tea helped.",
                "In a trial with a placebo, tea helped.",
            ),
            (
                "It rose form 10 to 20 and was gathered form the rest form 2012.",
                "It rose from 10 to 20 and was gathered from the rest from 2012.",
            ),
            ("It is due too the milk.", "It is due to the milk."),
            (
                "It is to hot for tea, and you feel to tired.",
                "It is too hot for tea, and you feel too tired.",
            ),
            (
                "It fell within it's normal range.",
                "It fell within its normal range.",
            ),
            (
                "Wash you hands, and brush you teeth.",
                "Wash your hands, and brush your teeth.",
            ),
            (
                "It may effect how you sleep.",
                "It may affect how you sleep.",
            ),
            ("A toxic affect was seen.", "A toxic effect was seen."),
            ("Seek advise from them.", "Seek advice from them."),
            (
                "The usual form; the right from of it.",
                "The usual form; the right form of it.",
            ),
            (
                "In cases were it hurts, rest.",
                "In cases where it hurts, rest.",
            ),
            (
                "A child who's immune system is weak",
                "A child whose immune system is weak",
            ),
            (
                "It is greater then the target, and linked too the heart.",
                "It is greater than the target, and linked to the heart.",
            ),
            (
                "It fell to a level were it does no harm.",
                "It fell to a level where it does no harm.",
            ),
            ("It’s quiet difficult.", "It’s quite difficult."),
            (
                "The authors’ advise is clear.",
                "The authors’ advice is clear.",
            ),
            (
                "The big tow, and both big tows",
                "The big toe, and both big toes",
            ),
            ("Gout and it’s complications", "Gout and its complications"),
            ("It has lead to pain.", "It has led to pain."),
            ("Over the passed decade", "Over the past decade"),
            ("A lumber puncture", "A lumbar puncture"),
            ("The terminal ilium", "The terminal ileum"),
            ("An odds ration of 2", "An odds ratio of 2"),
            ("A women with gout", "A woman with gout"),
            ("Many woman have it.", "Many women have it."),
            ("A urinary track infection", "A urinary tract infection"),
            (
                "It can relief pain, and patience were asked.",
                "It can relieve pain, and patients were asked.",
            ),
            ("Common perineal nerve", "Common peroneal nerve"),
            ("Antinatal care", "Antenatal care"),
            ("It is also know as tea.", "It is also known as tea."),
            ("The effects off the drug", "The effects of the drug"),
        ] {
            assert!(!found(before, ID).is_empty(), "{before}");
            assert_eq!(Fixture::new(before).fixed(ID), after);
        }
        assert_eq!(
            found("You may loose weight.", ID),
            ["1:9 \"loose\" “loose” stands where “lose” is meant"]
        );
    }

    #[test]
    fn words_that_may_be_meant_are_left_alone() {
        for text in [
            "",
            "If it is higher then usual doses help. It was better then. It gets higher, then lower.",
            "Drink more in the morning then in the evening rest. Give more then 5 cups. First more, then half.",
            "It gives you loose stools; loose clothing; to loose off; lose weight; lose bowel control.",
            "The affect of the patient was flat; to effect change; it effects change; effects people report.",
            "It is there; their own; its own; its best form; its effect on it’s known; its A level.",
            "In principle the principal component; school principals; principle of it.",
            "Some advise against it; to take advice on it; advice you can trust; they practise; to practice nurses.",
            "It does not; a dose not exceeding 5 mg; each does well; a different form; free form; results form part of it.",
            "Patients form the largest group; a factor in form; practise medicine; hot weather the whole week; an audit trail; to effect change.",
            "Does response differ? The drug does in. If your doctor is over 60. Cases where used. The risk is to young children. It affects often. They each practise it.",
            "A child who's symptom free, who's immune to it or who's treatment resistant.",
            "Patients where needed are asked; data where required by law; cases where treated; references where called for.",
            "People went from there; of there being tea; about there is tea; with there often. From there clinicians go.",
            "To determine weather patterns; to assess weather conditions; a running trail for placebo; an audit trail of RCTs.",
            "Fill in form 10 to be sure; reduced form the acid; a form 2 of 3; they combined form a salt; see form 2012.",
            "It is to be hot; it is not to be late; two too many; they too have tea; it’s effects on me that count.",
            "They give you heart problems; it causes you pain; if you test it; when you first see them; while you sleep.",
            "He was quiet at first; the level was low; a level, were it high; linked, too, the heart; in this dose of it.",
            "Lead levels; to lead by example; they lead to it; past the age; a tow truck; the sole of it; WHO’s work in it.",
            "In the first week 24 patients left; the most common case of gout in a child; A Women and Children clinic; a women-only ward.",
            "It is where the target is; people we’re meeting; had to quickly leave; on the last day of school; a serious fever.",
            "Casual relationships; a trail in the wood; a dairy; he lay prostrate; a General Practise Ltd.",
            "They say “you may loose weight”. `may loose weight` [may loose weight](a.md)\n\n> may loose weight\n",
            "## Sources\n\n1. Archer A (2019). You may loose weight. Journal of Tea. DOI: 10.5555/x.\n",
        ] {
            assert_eq!(found(text, ID), [""; 0], "{text}");
        }
    }
}
