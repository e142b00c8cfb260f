//! Words that stand before or after a year and are no author, and words that show what a number counts.
//!
//! The lists need not be complete: a lone word they miss is only ever a note.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::left::BLANK;

/// Why a capitalised word before a year is no author, unless a source says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// A month, a day, a season: with a year it is a date even where an author has that name.
    Date,
    /// A word that opens a sentence or joins words; what follows it may be an author.
    Small,
    /// A document, place, product, substance, journal or event.
    Thing,
}

/// What a word after a number says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    /// The number is an amount.
    Unit,
    /// The number counts people or things, most likely.
    Count,
    /// The number is the subject of the sentence, most likely: `2016 was`.
    Verb,
    /// It says more of what is counted: `2016 older adults`.
    Describing,
}

/// What a capitalised word is, if it is no name. Capitals do not count.
pub(super) fn word(word: &str) -> Option<Word> {
    look_up(&WORDS, word)
}

/// What a word after a number says.
pub(super) fn after(word: &str) -> Option<After> {
    if EXACT_UNITS.contains(&word) {
        return Some(After::Unit);
    }
    look_up(&AFTER, word)
}

/// A word that may stand between a citation and its PMID: a kind of study, or a small word of a journal's name.
pub(super) fn is_of_study(word: &str) -> bool {
    matches!(
        word,
        "review"
            | "trial"
            | "study"
            | "paper"
            | "article"
            | "report"
            | "cohort"
            | "analysis"
            | "meta-analysis"
            | "systematic"
            | "randomised"
            | "randomized"
            | "controlled"
            | "crossover"
            | "pilot"
            | "umbrella"
            | "scoping"
            | "narrative"
            | "open-label"
            | "preprint"
            | "of"
            | "and"
            | "the"
            | "in"
            | "for"
    )
}

/// What an organisation's paper is called between its name and the year.
pub(super) const PAPERS: &[&str] = &[
    "guideline",
    "guidelines",
    "guidance",
    "report",
    "review",
    "statement",
    "opinion",
    "recommendation",
    "recommendations",
    "fact sheet",
    "factsheet",
    "advice",
];

/// Companies called after two people.
pub(super) const FIRMS: &[(&str, &str)] = &[
    ("Holland", "Barrett"),
    ("Johnson", "Johnson"),
    ("Procter", "Gamble"),
    ("Marks", "Spencer"),
    ("Smith", "Nephew"),
    ("Church", "Dwight"),
];

/// What stands for the other authors, in small letters.
pub(super) const ET_AL: &[&str] = &[
    "et al.",
    "et al",
    "et. al.",
    "et alii",
    "and colleagues",
    "& colleagues",
    "and co-workers",
    "and coworkers",
    "and co-authors",
    "and coauthors",
    "and others",
    "and associates",
    "and collaborators",
];

/// What stands between two authors, also in other languages.
pub(super) const LINKS: &[&str] = &[
    "and", "&", "+", "y", "e", "et", "und", "og", "och", "ve", "en", "agus",
];

/// What people do in their papers: `as Bell found in 2014`, `in 2014, Bell found`.
pub(super) const REPORTED: &[&str] = &[
    "found",
    "reported",
    "showed",
    "saw",
    "measured",
    "observed",
    "concluded",
    "described",
    "published",
    "tested",
    "compared",
    "reviewed",
    "randomised",
    "randomized",
    "studied",
    "noted",
    "suggested",
    "gave",
    "used",
    "examined",
    "followed",
    "pooled",
    "estimated",
    "demonstrated",
    "wrote",
    "argued",
    "proposed",
    "confirmed",
    "repeated",
];

/// What a paper is called: `the 2014 trial by Bell`, `the Bell papers (2014, 2016)`.
pub(super) const STUDIES: &[&str] = &[
    "trial",
    "trials",
    "study",
    "studies",
    "paper",
    "papers",
    "review",
    "reviews",
    "report",
    "reports",
    "analysis",
    "analyses",
    "meta-analysis",
    "meta-analyses",
    "survey",
    "surveys",
    "cohort",
    "article",
    "articles",
    "work",
    "experiment",
    "experiments",
    "letter",
    "thesis",
    "guideline",
    "guidelines",
];

/// The rest of a text that begins with these words in any case, whatever white space parts them.
pub(super) fn after_words<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let mut rest = text;
    for (at, word) in words.split(' ').enumerate() {
        if at > 0 {
            let inner = rest.trim_start_matches(BLANK);
            rest = (inner.len() < rest.len()).then_some(inner)?;
        }
        let head = rest.get(..word.len())?;
        rest = head
            .eq_ignore_ascii_case(word)
            .then(|| rest.get(word.len()..))??;
    }
    Some(rest)
}

/// What stands before these words at the end of a text, as [`after_words`].
pub(super) fn before_words<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let mut rest = text;
    for (at, word) in words.rsplit(' ').enumerate() {
        if at > 0 {
            let inner = rest.trim_end_matches(BLANK);
            rest = (inner.len() < rest.len()).then_some(inner)?;
        }
        let head = rest.len().checked_sub(word.len())?;
        let tail = rest.get(head..)?;
        rest = tail
            .eq_ignore_ascii_case(word)
            .then(|| rest.get(..head))??;
    }
    Some(rest)
}

fn look_up<T: Copy>(map: &HashMap<&'static str, T>, word: &str) -> Option<T> {
    // Longer words are in no list.
    if word.len() > 24 {
        return None;
    }
    match map.get(word) {
        Some(found) => Some(*found),
        None if word.chars().any(char::is_uppercase) => {
            map.get(word.to_lowercase().as_str()).copied()
        }
        None => None,
    }
}

static WORDS: LazyLock<HashMap<&str, Word>> = LazyLock::new(|| {
    let kinds = [
        (THINGS, Word::Thing),
        (SMALL, Word::Small),
        (DATES, Word::Date),
    ];
    spread(&kinds)
});

static AFTER: LazyLock<HashMap<&str, After>> = LazyLock::new(|| {
    let kinds = [
        (DESCRIBING, After::Describing),
        (VERBS, After::Verb),
        (COUNTED, After::Count),
        (UNITS, After::Unit),
    ];
    spread(&kinds)
});

fn spread<T: Copy>(kinds: &[(&'static str, T)]) -> HashMap<&'static str, T> {
    kinds
        .iter()
        .flat_map(|&(list, kind)| list.split_whitespace().map(move |word| (word, kind)))
        .collect()
}

const DATES: &str = "january february march april may june july august september october november december \
    jan feb mar apr jun jul aug sept sep oct nov dec \
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun \
    spring summer autumn fall winter midsummer midwinter easter christmas advent lent ramadan michaelmas \
    q1 q2 q3 q4";

const SMALL: &str = "a an the this that these those it its they their we our he she his her you your i \
    in on at by for from of to with within without into onto over under above below between among across \
    since until till before after during through throughout around about circa approximately approx roughly nearly \
    almost exactly only just some any all both each every few many most more less least fewer another other such \
    and or but nor so yet if then than as while when whenever where whereas whether because although though unless \
    however therefore thus hence moreover furthermore similarly likewise conversely instead meanwhile overall notably \
    importantly interestingly also again even still here there now later earlier recently previously subsequently \
    currently already once twice see cf eg ie per via versus vs unlike like despite given following according based \
    not no yes is are was were be been being has have had do does did can could may might must shall should will would \
    what which who whose whom why how published updated reviewed revised reprinted first second third fourth last next \
    previous early late mid pre post one two three four five six seven eight nine ten total altogether \
    compared comparing combining using reviewing reading citing quoting written adapted cited reported \
    by-now up down out off against toward towards plus minus";

const THINGS: &str = "act acts regulation regulations directive directives order orders bill rules rule code codes treaty \
    convention declaration charter law laws statute statutes decree protocol agreement accord constitution amendment \
    table tables figure figures fig figs box appendix annex chapter section page pages volume vol issue part equation \
    supplement schedule panel item article clause paragraph step stage phase grade level class group arm study trial \
    version edition release update draft revision standard iso series model mark generation class day week month year \
    survey surveys census cohort biobank registry database dataset barometer eurobarometer atlas inventory audit \
    report reports guideline guidelines guidance framework strategy plan programme program policy paper consultation \
    review reviews statement opinion monograph formulary pharmacopoeia handbook yearbook manual catalogue fact sheet \
    conference congress symposium summit meeting workshop forum olympics olympic paralympics games cup expo festival \
    award awards prize session term quarter \
    windows server office excel word powerpoint outlook access visual studio android macos ios iphone ipad watch pixel \
    galaxy stata spss matlab python java office365 photoshop acrobat fitbit garmin oura whoop apple google microsoft \
    samsung adobe amazon facebook twitter youtube pubmed medline embase scopus cochrane-library wikipedia \
    clinicaltrials prospero centrum berocca \
    europe european america american africa african asia asian australia australian austria belgium brazil britain \
    british canada canadian chile china chinese denmark danish egypt england english finland finnish france french \
    germany german greece greek hungary iceland india indian iran ireland irish israel italy italian japan japanese \
    kenya korea malaysia mexico netherlands dutch norway norwegian pakistan poland polish portugal russia scotland \
    scottish singapore spain spanish sweden swedish switzerland swiss taiwan thailand turkey turkish ukraine vietnam \
    wales welsh framingham rotterdam whitehall bristol oxford cambridge leeds liverpool sheffield birmingham nottingham \
    norwich southampton london paris tokyo rio beijing sydney athens berlin rome madrid geneva helsinki stockholm oslo \
    copenhagen vienna brussels edinburgh cardiff belfast dublin manchester glasgow boston chicago york atlanta \
    washington california texas barcelona milan amsterdam \
    nordic mediterranean western eastern northern southern global international national royal federal central \
    vitamin vitamins magnesium calcium zinc iron selenium iodine copper potassium sodium chromium manganese phosphorus \
    creatine caffeine protein omega omega-3 folate folic biotin niacin riboflavin thiamine carotene retinol \
    cholecalciferol ergocalciferol melatonin collagen curcumin ashwagandha glycine taurine threonate citrate oxide \
    glycinate probiotic probiotics fibre fiber energy calories sugar salt water milk tea coffee alcohol fish oil \
    serum plasma intake dose doses dosage daily supplement supplements \
    health safety nutrition diet dietary food foods sleep stress medicine medicines care welfare education \
    hepatitis influenza covid covid-19 coronavirus sars type diabetes cancer dementia asthma stroke hypertension \
    obesity pregnancy menopause disease diseases disorder disorders syndrome burden \
    nature science lancet nutrients gut pain circulation thorax chest brain blood bone headache appetite neurology \
    pediatrics paediatrics neuropharmacology cell \
    government parliament ministry department council commission committee agency authority office institute society \
    association federation foundation university college hospital school library company group bank fund \
    participants patients adults children women men people athletes volunteers subjects results methods background \
    discussion conclusion conclusions introduction summary abstract objective objectives aim aims limitations \
    funding source sources reference references citation note notes entry page pmid pmids doi isbn issn copyright \
    brexit millennium anno niña niño nina";

const EXACT_UNITS: &[&str] = &[
    "g", "L", "l", "m", "h", "s", "W", "J", "K", "N", "V", "x", "×",
];

const UNITS: &str = "mg kg µg μg mcg ug ng pg iu ius ml dl µl μl litre litres liter liters kcal kj cal calorie calories \
    kilocalories kilojoules joules mmol µmol μmol nmol pmol mol meq km cm mm nm metre metres meter meters mile miles \
    min mins minute minutes hr hrs hour hours sec secs second seconds ms ppm ppb hz khz bpm mmhg kpa watt watts lux \
    gram grams milligram milligrams microgram micrograms kilogram kilograms ounce ounces oz lb lbs pound pounds \
    unit units international-units dollars euros usd gbp eur percent per degrees °c °f fold times";

const COUNTED: &str = "participants people patients persons women men adults children infants babies newborns boys girls \
    adolescents teenagers students pupils subjects volunteers individuals respondents households families mothers \
    fathers parents couples twins athletes runners rowers swimmers cyclists players soldiers recruits workers nurses \
    doctors clinicians physicians residents citizens users customers members employees smokers drinkers vegans \
    vegetarians omnivores cases controls deaths births pregnancies events admissions visits samples specimens \
    observations measurements readings scans biopsies genes proteins cells mice rats animals dogs cats \
    person-years patient-years life-years years months weeks days nights steps tablets capsules drops doses servings \
    portions cups bottles cans grains species strains products foods items questions questionnaires responses records \
    entries citations abstracts articles papers publications studies trials reviews reports hospitals schools centres \
    centers sites countries cities shops pages words";

const VERBS: &str = "was is were are saw will would brought marked became has had remains remained proved seemed turned \
    may might should could to";

const DESCRIBING: &str = "healthy older old elderly young younger adult middle-aged pregnant postmenopausal premenopausal \
    menopausal overweight obese female male international extra additional more fewer different new hospitalised \
    hospitalized randomised randomized enrolled eligible consecutive trained untrained sedentary active recreational \
    elite community-dwelling apparently british american european chinese japanese korean dutch danish swedish finnish \
    norwegian german french italian spanish iranian australian indian";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_any_case_and_units_as_they_are_written() {
        assert_eq!(word("March"), Some(Word::Date));
        assert_eq!(word("may"), Some(Word::Date));
        assert_eq!(word("However"), Some(Word::Small));
        assert_eq!(word("Regulations"), Some(Word::Thing));
        assert_eq!(word("Pickering"), None);
        assert_eq!(after("IU"), Some(After::Unit));
        assert_eq!(after("g"), Some(After::Unit));
        assert_eq!(after("G"), None);
        assert_eq!(after("participants"), Some(After::Count));
    }
}
