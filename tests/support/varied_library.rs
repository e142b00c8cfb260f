//! A library whose source lists and prose have every shape that real ones have, and nothing wrong with them: journals with
//! “&” and “and”, societies in a journal's name, journals called like a surname, short and long names of one journal, bodies
//! as authors, particles, titles with colons, question marks and years, citations with journal and identifier, amounts with
//! their conversions.
//!
//! Works are drawn from one pool, so that entries list the same ones, each in a manner of its own. They are fictional: PMIDs
//! from 90000000 on, DOIs under 10.5555. The same count and seed make the same texts.

use std::path::PathBuf;

use super::house_library::{Dice, entry};

/// How many works the entries share.
const POOL: usize = 600;

/// The entries with their paths.
pub fn entries(count: usize, seed: u64) -> Vec<(String, String)> {
    let pool: Vec<Work> = (0..POOL).map(|number| Work::new(number, seed)).collect();
    let made = (0..count).map(|number| {
        let (path, text) = varied(number, seed, &pool);
        (path.display().to_string(), text)
    });
    made.collect()
}

/// A house entry with more sources, and with sentences that cite them.
#[track_caller]
fn varied(number: usize, seed: u64, pool: &[Work]) -> (PathBuf, String) {
    let (path, base) = entry(number, seed);
    let mut dice =
        Dice::new(seed.wrapping_mul(31) ^ (number as u64).wrapping_mul(0xD6E8_FEB8_6659_FD93));
    let mut works: Vec<&Work> = Vec::new();
    for _ in 0..12 {
        let work = &pool[dice.below(pool.len() as u64) as usize];
        // Two by one first author could not be told apart by name.
        if works.len() < 8
            && !works
                .iter()
                .any(|known| known.authors[0].0 == work.authors[0].0)
        {
            works.push(work);
        }
    }
    let mut sentences: Vec<String> = works.iter().map(|work| work.citation(&mut dice)).collect();
    sentences.push(dice.pick(AMOUNTS).to_owned());
    if works.len() > 2 {
        let [one, two] = [works[0], works[1]].map(|work| work.beside_journal(&mut dice));
        sentences.push(format!("The two that agree are {one} and {two}."));
    }
    let mut text = String::with_capacity(base.len() + 4000);
    let mut lines = 0;
    for line in base.split_inclusive('\n') {
        text.push_str(line);
        if line.starts_with("5. ") {
            for (at, work) in works.iter().enumerate() {
                text.push_str(&format!("{}. {}\n", 6 + at, work.line(&mut dice)));
            }
        }
        // A paragraph of prose takes one sentence more.
        let is_prose =
            line.len() > 200 && line.starts_with(char::is_uppercase) && line.ends_with(".\n");
        if is_prose {
            lines += 1;
            if let Some(sentence) = sentences.pop() {
                text.pop();
                text.push_str(&format!(" {sentence}\n"));
            }
        }
    }
    assert!(
        lines > 8 && sentences.is_empty(),
        "every sentence has its place"
    );
    (path, text)
}

struct Work {
    number: usize,
    /// Family name and initials; a body has none.
    authors: Vec<(String, &'static str)>,
    year: u64,
    title: String,
    /// Long and short.
    journal: (&'static str, &'static str),
    has_pmid: bool,
    has_doi: bool,
}

impl Work {
    fn new(number: usize, seed: u64) -> Self {
        let mut dice = Dice::new(seed ^ (number as u64 + 7).wrapping_mul(0xA24B_AED4_963E_E407));
        let is_by_body = dice.below(7) == 0;
        let authors = if is_by_body {
            vec![(dice.pick(BODIES).to_owned(), "")]
        } else {
            let count = 1 + dice.below(9) as usize;
            let mut names: Vec<(String, &'static str)> = Vec::new();
            for _ in 0..count {
                let family = dice.pick(FAMILIES);
                if !names.iter().any(|(known, _)| known == family) {
                    names.push((family.to_owned(), dice.pick(INITIALS)));
                }
            }
            names
        };
        let (one, two) = (dice.pick(TOPICS), dice.pick(TOPICS));
        let title = match dice.below(9) {
            0 => format!("{one} and {two}: a randomised trial"),
            1 => format!("Does {one} change {two}? A 12-week study"),
            2 => format!("{one} & {two} in adults: results of the 2014 survey"),
            3 => format!("{one}, 1998–2016: who gained what?"),
            4 => format!("“{one}” revisited – {two} (the TEAPOT study)"),
            5 => format!("{one} et al.: what {two} leaves out"),
            6 => format!("Effect of 10 µg (400 IU) of {one} on {two} [in German]"),
            7 => format!("{one} and the retraction of {two}"),
            _ => format!("A review of {one} in 65-year-olds. Part 2: {two}"),
        };
        let mut letters = title.chars();
        let first = letters.next().map(|c| c.to_uppercase().to_string());
        let has_pmid = dice.below(4) > 0;
        Self {
            number,
            authors,
            year: 1996 + dice.below(29),
            title: format!("{} {number}", first.unwrap_or_default() + letters.as_str()),
            journal: *dice.pick(JOURNALS),
            has_pmid,
            has_doi: !has_pmid || dice.below(3) > 0,
        }
    }

    fn is_by_body(&self) -> bool {
        self.authors[0].1.is_empty()
    }

    fn pmid(&self) -> usize {
        90_000_000 + self.number
    }

    fn doi(&self) -> String {
        format!("10.5555/var.{}", self.number)
    }

    fn journal(&self, dice: &mut Dice) -> &'static str {
        match dice.below(2) {
            0 => self.journal.0,
            _ => self.journal.1,
        }
    }

    /// The source line, in one of the manners in which one work is listed.
    fn line(&self, dice: &mut Dice) -> String {
        let written = |list: &[(String, &str)]| {
            let names = list
                .iter()
                .map(|(family, initials)| format!("{family} {initials}"));
            names.collect::<Vec<_>>().join(", ").trim_end().to_owned()
        };
        let authors = match self.authors.len() {
            length if length > 3 && dice.below(2) == 0 => {
                format!("{} et al.", written(&self.authors[..3]))
            }
            _ => written(&self.authors),
        };
        let mut line = format!("{authors} ({}). {}.", self.year, self.title);
        let journal = self.journal(dice);
        line.push_str(&match dice.below(3) {
            0 => format!(" {journal}. 12({}): 101–109.", 1 + self.number % 12),
            _ => format!(" {journal}."),
        });
        if self.has_pmid {
            line.push_str(&format!(" PMID: {}.", self.pmid()));
        }
        if self.has_doi {
            line.push_str(&format!(" DOI: {}.", self.doi()));
        }
        line
    }

    /// `Carver and Dunn`, `Carver et al.`, `Carver`
    fn named(&self, dice: &mut Dice) -> String {
        let name = |at: usize| self.authors[at].0.as_str();
        match (self.authors.len(), dice.below(2)) {
            (1, _) => name(0).to_owned(),
            (2, 0) => format!("{} and {}", name(0), name(1)),
            (2, _) => format!("{} & {}", name(0), name(1)),
            (_, 0) => name(0).to_owned(),
            _ => format!("{} et al.", name(0)),
        }
    }

    fn identifier(&self, dice: &mut Dice) -> String {
        match (self.has_pmid, dice.below(2)) {
            (true, 0) => format!("PMID {}", self.pmid()),
            (true, _) => format!("PMID: {}", self.pmid()),
            (false, 0) => format!("DOI {}", self.doi()),
            (false, _) => format!("DOI: {}", self.doi()),
        }
    }

    /// `Carver 2020 Obstetrics & Gynecology PMID 90000001`
    fn beside_journal(&self, dice: &mut Dice) -> String {
        let (named, year, id) = (self.named(dice), self.year, self.identifier(dice));
        let journal = self.journal(dice);
        match dice.below(6) {
            0 => format!("{named} {year} {journal} {id}"),
            1 => format!("{named} {year} *{journal}* {id}"),
            2 => format!("{named} ({year}) {journal}, {id}"),
            3 => format!("{named} {year} ({journal}; {id})"),
            4 => format!("{named} {year}, {journal} ({id})"),
            _ => format!("{named} {year} in {journal} ({id})"),
        }
    }

    /// A sentence that cites it.
    fn citation(&self, dice: &mut Dice) -> String {
        let (named, year, id) = (self.named(dice), self.year, self.identifier(dice));
        match dice.below(12) {
            0 => format!("This was seen by {named} ({year}) as well."),
            1 => format!("It was small in one trial ({named}, {year})."),
            2 => format!("It was small in one trial ({named} {year}; {id})."),
            3 => format!("{named} {year} ({id}) saw it too."),
            4 => format!("It did not last ({id})."),
            5 if self.has_pmid => format!(
                "It did not last, [as one trial shows](https://pubmed.ncbi.nlm.nih.gov/{}/).",
                self.pmid()
            ),
            6 if !self.is_by_body() => {
                format!("{}’s {year} study said so first.", self.authors[0].0)
            }
            7 => format!("The review was fair ({}).", self.beside_journal(dice)),
            8 => format!(
                "The review was fair [{named} {year}, {}: {id}].",
                self.journal.0
            ),
            _ => format!("{} is the largest.", self.beside_journal(dice)),
        }
    }
}

const FAMILIES: &[&str] = &[
    "Ackersley",
    "Brightwen",
    "Carnforth",
    "Dellaway",
    "Ellershaw",
    "Farnborne",
    "Garstang",
    "Hathersage",
    "Ibbotson-Vale",
    "Jarnsworth",
    "Kettlewick",
    "Lindqvist",
    "Måsbacken",
    "Nørregård",
    "O'Ballister",
    "Pellworm",
    "Quennerby",
    "Röthlisberg",
    "Söderfält",
    "Thirlwater",
    "Urquendal",
    "van der Brookhuis",
    "von Altenrath",
    "de la Fontanera",
    "Wetherlam",
    "Ximénez Prado",
    "Yewdale",
    "Zółkowska",
    "McAlderney",
    "al-Harrani",
    "Le Guenec",
    "D'Ambrosetti",
    "St. Edwynn",
    "Ní Chorcora",
    "Lowe-Tarrant",
    "Bianchetti",
];
const INITIALS: &[&str] = &["A", "B", "JR", "M", "KL", "T", "RT", "É"];
const BODIES: &[&str] = &[
    "Board of Plain Meals",
    "Institute for Rest and Daylight",
    "Committee on Salt & Water",
    "Royal Society of Quiet Rooms",
    "European Tea Authority",
    "Working Group on Walking",
    "National Bureau of Naps",
];
const JOURNALS: &[&(&str, &str)] = &[
    &("Nutrients", "Nutrients"),
    &("The Journal of Nutrition", "J Nutr"),
    &("Obstetrics & Gynecology", "Obstet Gynecol"),
    &("Obstetrics and Gynecology", "Obstet Gynecol"),
    &(
        "Alimentary Pharmacology & Therapeutics",
        "Aliment Pharmacol Ther",
    ),
    &(
        "Journal of the American Heart Association",
        "J Am Heart Assoc",
    ),
    &(
        "Journal of the American Society of Nephrology",
        "J Am Soc Nephrol",
    ),
    &("Proceedings of the Nutrition Society", "Proc Nutr Soc"),
    &(
        "Annals of the New York Academy of Sciences",
        "Ann N Y Acad Sci",
    ),
    &(
        "Proceedings of the National Academy of Sciences of the United States of America",
        "Proc Natl Acad Sci U S A",
    ),
    &(
        "Bulletin of the World Health Organization",
        "Bull World Health Organ",
    ),
    &(
        "Journal of the American Academy of Child and Adolescent Psychiatry",
        "J Am Acad Child Adolesc Psychiatry",
    ),
    &(
        "Medicine & Science in Sports & Exercise",
        "Med Sci Sports Exerc",
    ),
    &("Food & Function", "Food Funct"),
    &("Diabetes, Obesity & Metabolism", "Diabetes Obes Metab"),
    &("Brain, Behavior, and Immunity", "Brain Behav Immun"),
    &(
        "Critical Reviews in Food Science and Nutrition",
        "Crit Rev Food Sci Nutr",
    ),
    &("Sleep", "Sleep"),
    &("The Lancet", "Lancet"),
    &("Cell", "Cell"),
    &("Burns", "Burns"),
    &("Brain", "Brain"),
    &("BMJ", "British Medical Journal"),
    &("JAMA", "JAMA"),
    &("PLoS ONE", "PLOS One"),
    &("New England Journal of Medicine", "N Engl J Med"),
    &("Zeitschrift für Ernährung und Umwelt", "Z Ernahr Umw"),
    &(
        "Cochrane Database of Systematic Reviews",
        "Cochrane Database Syst Rev",
    ),
    &(
        "Morbidity and Mortality Weekly Report",
        "MMWR Morb Mortal Wkly Rep",
    ),
    &("JACC: Heart Failure", "JACC Heart Fail"),
    &("Sleep Medicine Reviews", "Sleep Med Rev"),
    &(
        "Acta Physiologica (Oxford, England)",
        "Acta Physiologica (Oxford)",
    ),
];
const TOPICS: &[&str] = &[
    "tea at night",
    "milk in the morning",
    "iron from greens",
    "walking after supper",
    "salt in bread",
    "daylight at noon",
    "vitamin D in winter",
    "a short nap",
    "oats and sleep",
    "magnesium in water",
    "cold rooms",
    "slow breathing",
];
/// Each is right.
const AMOUNTS: &[&str] = &[
    "The usual dose is 25 mcg (0.025 mg) a day.",
    "They took 0.5 mg (500 micrograms) or 1.5 g (1,500 mg).",
    "Vitamin D: 10 micrograms (400 IU), 25 µg (1,000 IU) or 100 µg (4,000 IU) a day.",
    "Take 1,000 mg (1 g) at most, or 4 000 µg (4 mg).",
    "Small amounts were 250 ng (0.25 µg) and 0.004 g (4 mg).",
    "They ate 2,000 kcal (8,400 kJ) a day and drank 250 ml (0.25 l).",
    "Of 1 g of the citrate (160 mg of it magnesium) little is taken up.",
    "The label says 2 × 500 mg (1 g) and 1.500 g (1,500 mg).",
    "Between 0.5–1 mg (500–1,000 µg) was enough; 2 mmol (2,000 µmol) was not.",
    "Doses of 10 mg/kg (0.01 g/kg) were given, up to 20 mg to 40 mg (0.02 g to 0.04 g).",
];
