//! A word in the place of another that sounds or looks like it, where what stands beside it leaves no doubt: `better then usual`,
//! `may loose weight`, `the affect on sleep`, `general practise`, `controlled trail`.
//!
//! Leaves alone: whatever no row of the list names; names (`General Practise Ltd`); `then` behind a condition (`if it is higher,
//! then`) or in an instruction; the affect of a mind; sources, quotations, links, code.

use std::ops::Range;
use std::sync::LazyLock;

use super::own_words::OwnWords;
use crate::checks::phrases::Phrases;
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;

pub(super) const CHECK: Check = Check {
    id: "confused-words",
    group: Group::Language,
    title: "Word in the place of another",
    level: Level::Warning,
    reason: "A dictionary has both words, and the sentence says something else than is meant",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

/// A phrase in which one word is another: which one, and what is meant.
struct Confusion {
    at: usize,
    wrong: &'static str,
    right: &'static str,
    /// Not in a sentence with one of these.
    unless: &'static str,
}

struct Known {
    phrases: Phrases,
    all: Vec<Confusion>,
}

/// What a lone `then` means.
const THEN: usize = usize::MAX;

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut all = Vec::new();
    let mut texts = vec![("then".to_owned(), THEN)];
    for row in ROWS {
        let (row, unless) = row.split_once(" unless ").unwrap_or((row, ""));
        let mut phrases = vec![String::new()];
        let mut meant = ("", "");
        // How many words stand before the wrong one depends on the way.
        let mut places = Vec::new();
        for word in row.split(' ') {
            let shown = match word.split_once('>') {
                Some((wrong, right)) => {
                    meant = (wrong, right);
                    places = phrases.iter().map(|it| it.split(' ').count() - 1).collect();
                    wrong
                }
                None => word,
            };
            let ways = shown.split('|').map(|way| way.replace('_', " "));
            let ways: Vec<String> = ways.collect();
            let longer = |begun: &String| -> Vec<String> {
                ways.iter().map(|way| format!("{begun} {way}")).collect()
            };
            let counts = places.iter().flat_map(|at| vec![*at; ways.len()]);
            places = counts.collect();
            phrases = phrases.iter().flat_map(longer).collect();
        }
        for (text, at) in phrases.into_iter().zip(places) {
            texts.push((text, all.len()));
            all.push(Confusion {
                at,
                wrong: meant.0,
                right: meant.1,
                unless,
            });
        }
    }
    Known {
        phrases: Phrases::of(texts.iter().map(|(text, means)| (text.as_str(), *means))),
        all,
    }
});

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let prose = subject.prose();
    let own = OwnWords::of(subject);
    let known = &*KNOWN;
    known.phrases.each(prose, |words, means| {
        if means == THEN {
            if is_than(subject, words.start) {
                tell(subject, &own, words.start, "then", "than", found);
            }
            return;
        }
        let Some(it) = known.all.get(means) else {
            return;
        };
        if is_name(subject, &words) || has_one(subject, words.start, it.unless) {
            return;
        }
        tell(
            subject,
            &own,
            words.start + it.at,
            it.wrong,
            it.right,
            found,
        );
    });
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
    if before < sentence.start || after == 0 || has_one(subject, at, CONDITIONS) {
        return false;
    }
    let is_row = has_one(subject, at, ORDERS);
    let small = |at: usize| word(subject, at).to_lowercase();
    if INSTRUCTIONS.contains(&&*small(sentence.start)) || is_name(subject, &(at..at + 1)) {
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
    let is_direct = comparative + 1 == at
        && (next.starts_with(|c: char| c.is_ascii_digit()) || SURE.contains(&&*next));
    // `in the morning then in the evening`
    let is_twice = PREPOSITIONS.contains(&&*next)
        && (comparative + 1..at).any(|at| small(at) == next)
        && !(comparative + 1..at).any(|at| small(at) == "and");
    let is_noun = is_last && (SURE.contains(&&*next) || LAST.contains(&&*next));
    is_direct || !is_row && (is_twice || is_noun)
}

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
];
const LAST: &[&str] = &[
    "men", "women", "boys", "girls", "adults", "children", "others", "controls", "people",
    "before", "ever", "most", "any", "babies", "men's", "women's", "tablets", "food", "water",
];
const PREPOSITIONS: &[&str] = &["in", "with", "for", "at", "on", "by", "among", "during"];

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
                "A child who's immune system is weak",
                "A child whose immune system is weak",
            ),
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
            "Casual relationships; a trail in the wood; a dairy; he lay prostrate; a General Practise Ltd.",
            "They say “you may loose weight”. `may loose weight` [may loose weight](a.md)\n\n> may loose weight\n",
            "## Sources\n\n1. Archer A (2019). You may loose weight. Journal of Tea. DOI: 10.5555/x.\n",
        ] {
            assert_eq!(found(text, ID), [""; 0], "{text}");
        }
    }
}
