//! Makes libraries of the house format: invented text in the shape and size of a real entry.
//!
//! The same folder, count and seed make the same bytes. Sources are fictional: DOIs under 10.5555, no PMIDs.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Writes `count` entries below `folder`, in a sub-folder for each pillar, and answers their paths.
pub fn write_library(folder: &Path, count: usize, seed: u64) -> io::Result<Vec<PathBuf>> {
    for pillar in PILLARS {
        fs::create_dir_all(folder.join(slugged(pillar)))?;
    }
    (0..count)
        .map(|number| {
            let (name, text) = entry(number, seed);
            let path = folder.join(name);
            fs::write(&path, text)?;
            Ok(path)
        })
        .collect()
}

/// The path of one entry below its library, and its text.
pub fn entry(number: usize, seed: u64) -> (PathBuf, String) {
    let mut dice = Dice::new(seed ^ (number as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let pillar = PILLARS[number % PILLARS.len()];
    let (first, second) = (dice.pick(NOUNS), dice.pick(NOUNS));
    let title = format!(
        "How does {first} change {second} over {} weeks?",
        number + 2
    );
    let slug = format!("{}-{number:05}", slugged(&title));
    let path = PathBuf::from(slugged(pillar)).join(format!("{slug}.md"));
    let names: Vec<&str> = (0..5).map(|_| dice.pick(NAMES)).collect();
    let years: Vec<u64> = (0..5).map(|_| 1998 + dice.below(27)).collect();
    let products = 1 + dice.below(2) as usize;

    let mut text = format!(
        "---\ntitle: \"{title}\"\nurl: https://library.example/apps/learn/{slug}\nslug: {slug}\npillar: {pillar}\n\
         last_reviewed: {} {} {}\nconfidence: {}\npublisher: \"Example Reference Library\"\neditor: \"{}\"\n",
        1 + dice.below(28),
        dice.pick(MONTHS),
        2019 + dice.below(8),
        dice.pick(&["low", "moderate", "high"]),
        dice.pick(EDITORS),
    );
    text.push_str("related_products:\n");
    let mut links = String::new();
    for _ in 0..products {
        let (name, handle) = *dice.pick(PRODUCTS);
        let url = format!(
            "https://library.example/products/{handle}?utm_source=hrl&utm_medium=ai_referral&utm_campaign=hrl_{}&\
             nt_source_entry={slug}&nt_source_pillar={}",
            slugged(pillar),
            slugged(pillar)
        );
        text.push_str(&format!(
            "  - name: \"{name}\"\n    handle: \"{handle}\"\n    url: \"{url}\"\n"
        ));
        links.push_str(&format!("- [{name}]({url})\n"));
    }
    text.push_str(&format!("---\n\n# {title}\n\n"));

    for heading in PROSE {
        text.push_str(&format!("## {heading}\n\n"));
        let length = 360 + dice.below(160) as usize;
        text.push_str(&paragraph(&mut dice, length, names[0], years[0]));
        if *heading == "Practical framework" {
            text.push_str(" This is a summary of published research, not personal health advice.");
        }
        text.push_str("\n\n");
    }
    text.push_str("## Common misconceptions\n\n");
    for _ in 0..2 {
        let claim = dice.pick(NOUNS);
        text.push_str(&format!("**Claim: {claim} settles it alone.** "));
        text.push_str(&paragraph(&mut dice, 380, names[1], years[1]));
        text.push_str("\n\n");
    }
    text.push_str("## Who this matters for\n\n");
    for group in GROUPS {
        text.push_str(&format!("- {group}\n"));
    }
    text.push_str("\n## Sources\n\n");
    for (index, (name, year)) in names.iter().zip(&years).enumerate() {
        let (subject, journal) = (dice.pick(NOUNS), dice.pick(JOURNALS));
        text.push_str(&format!(
            "{}. {name} {}, {} K, {} M ({year}). {}{} and {} in everyday practice: a survey of what was seen. {journal}. \
             DOI: 10.5555/{}.{number}.{index}.\n",
            index + 1,
            dice.pick(&["A", "B", "J", "RT"]),
            dice.pick(NAMES),
            dice.pick(NAMES),
            subject[..1].to_uppercase(),
            &subject[1..],
            dice.pick(NOUNS),
            slugged(journal),
        ));
    }
    text.push_str(&format!(
        "\n---\n\n## Related products from Example\n\n{links}\n## More from the Example Reference Library\n\n\
         - [More on {pillar}](https://library.example/apps/learn/topic/{})\n\
         - [Browse the full library](https://library.example/apps/learn)\n",
        slugged(pillar)
    ));
    (path, text)
}

fn paragraph(dice: &mut Dice, length: usize, name: &str, year: u64) -> String {
    let mut text = String::with_capacity(length + 120);
    let citation = dice.below(5);
    let mut sentences = 0;
    while text.len() < length {
        if !text.is_empty() {
            text.push(' ');
        }
        let (one, two, three) = (dice.pick(NOUNS), dice.pick(NOUNS), dice.pick(NOUNS));
        let (verb, other) = (dice.pick(VERBS), dice.pick(VERBS));
        let amount = 2 + dice.below(40);
        let sentence = match dice.below(4) {
            0 => format!(
                "{one} {verb} {two} within {amount} to {} days, and {three} {other} less",
                amount + 6
            ),
            1 => format!(
                "in practice {one} rarely {verb} {two} on its own — {three} has a say in it"
            ),
            2 => format!(
                "about {amount}% of those asked said that {one} {verb} {two} (most of them twice)"
            ),
            _ => format!(
                "where {one} is low, {two} {verb} {three} over {amount} weeks; it {other} them later"
            ),
        };
        let mut letters = sentence.chars();
        text.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        text.push_str(letters.as_str());
        if sentences == citation {
            text.push_str(&format!(" ({name} {year})"));
        }
        text.push('.');
        sentences += 1;
    }
    text
}

fn slugged(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("-")
}

/// A small random generator (splitmix64), so that the same seed makes the same library everywhere.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % bound
    }

    pub fn pick<'a, T: ?Sized>(&mut self, from: &'a [&'a T]) -> &'a T {
        from[self.below(from.len() as u64) as usize]
    }
}

const PILLARS: &[&str] = &[
    "Movement",
    "Sleep",
    "Vitamin D",
    "Hydration",
    "Breathing",
    "Iron",
    "Daylight",
    "Gut comfort",
];
const PROSE: &[&str] = &[
    "Summary",
    "How it works",
    "Effective dose",
    "Forms compared",
    "Timing",
    "Safety profile",
    "Special populations",
    "Interactions",
    "Guideline positions",
    "Practical framework",
];
const GROUPS: &[&str] = &[
    "Early risers",
    "Shift workers",
    "Adults over 65",
    "Hill walkers",
    "Rowers",
    "New parents",
    "Students in exam weeks",
    "Desk workers",
    "Gardeners",
    "People who travel often",
    "Choir singers",
    "Cold-water swimmers",
];
const NOUNS: &[&str] = &[
    "steady walking",
    "evening light",
    "a short nap",
    "broken sleep",
    "slow breathing",
    "morning stiffness",
    "room temperature",
    "a late supper",
    "daily stretching",
    "mild thirst",
    "salt in food",
    "screen time",
    "a cool bedroom",
    "weekend rest",
    "stair climbing",
    "noise at night",
    "a regular bedtime",
    "low iron intake",
    "winter daylight",
    "appetite",
    "resting pulse",
    "grip strength",
    "muscle soreness",
    "background stress",
    "attention at work",
    "warm milk",
    "oat fibre",
    "mineral water",
];
const VERBS: &[&str] = &[
    "raises",
    "lowers",
    "steadies",
    "delays",
    "shortens",
    "supports",
    "limits",
    "shifts",
    "crowds out",
    "improves",
    "follows",
    "precedes",
];
const NAMES: &[&str] = &[
    "Ashdown",
    "Birchall",
    "Castellan",
    "Dunmore",
    "Eastby",
    "Fenwright",
    "García-Prado",
    "Halloway",
    "Ingersund",
    "Jessamy",
    "Kestrelby",
    "Łopacki",
    "Merriden",
    "Northam",
    "O'Tarrant",
    "van der Holt",
    "Quillfeather",
    "Rosscairn",
];
const EDITORS: &[&str] = &["Ada Merriden", "Tom Eastby", "Priya Halloway"];
const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const JOURNALS: &[&str] = &[
    "Annals of Ordinary Days",
    "Journal of Small Habits",
    "Field Notes in Rest",
    "Quarterly of Plain Findings",
];
const PRODUCTS: &[&(&str, &str)] = &[
    &("Evening Oats & Milk", "evening-oats-milk"),
    &("Walking Socks", "walking-socks"),
    &("Mineral Water No. 4", "mineral-water-4"),
    &("Bedside Lamp", "bedside-lamp"),
];
