//! Where a title ends: what stands behind it, be it a number, a kind or the name of a journal in one or two parts.

use super::pattern::Pattern;
use crate::entry::sources::sentences;
use crate::references::{Author, Record};

/// A title without the number or the series of a report, which is behind it.
pub(super) fn without_number(title: &str, record: &Record) -> String {
    let is_article =
        record.volume.is_some() || (record.pages.is_some() && record.publisher.is_none());
    let by_organisation = matches!(record.authors.first(), Some(Author::Organisation(_)));
    if is_article {
        return title.to_owned();
    }
    let is_held = record.publisher.is_some() || record.container.is_some() || by_organisation;
    let mut bare = title;
    // `Title. Technical Report 12 (TR12)`, `Title, vol. 4, 2nd ed`
    for _ in 0..3 {
        let number = CATALOGUE_NUMBER
            .find(bare)
            .or_else(|| SERIES.find(bare))
            .or_else(|| CODE.find(bare).filter(|_| by_organisation))
            .or_else(|| TAIL_OF_VOLUME.find(bare))
            .or_else(|| TAIL_OF_KIND.find(bare))
            .or_else(|| BY_OTHERS.find(bare))
            .or_else(|| SERIES_IN_BRACKETS.find(bare).filter(|_| is_held))
            .or_else(|| {
                record
                    .publisher
                    .as_ref()
                    .and_then(|_| SERIES_BEHIND_BOOK.find(bare))
            })
            .or_else(|| {
                is_held
                    .then(|| TAIL_OF_NUMBER.find(bare))
                    .flatten()
                    .filter(|tail| !YEAR.is_match(tail.as_str()))
            });
        let Some(ahead) = number.and_then(|number| bare.get(..number.start())) else {
            break;
        };
        if !ahead.contains(char::is_alphabetic) || goes_on(ahead) {
            break;
        }
        // `Why rest? EPA/600`
        let mark = usize::from(
            bare.get(ahead.len()..)
                .is_some_and(|tail| tail.starts_with('?')),
        );
        bare = closed(bare.get(..ahead.len() + mark).unwrap_or(ahead));
    }
    bare.to_owned()
}

/// The last sentence is the container; the rest is the title. Where no date follows at once (`J. Rest. 2014;12`), a stop at
/// the end shortens a word (`J. Fict. Rest., 12`).
pub(super) fn title_and_container(words: &str, may_end_sentence: bool) -> (&str, Option<&str>) {
    // `How much rest?, Quiet Site`
    if let Some(at) = words.find("?, ")
        && let (Some(title), Some(container)) = (words.get(..=at), words.get(at + 3..))
        && container.starts_with(char::is_uppercase)
        && !container.contains(['?', ';'])
        && sentences::first_stop(container.trim_end_matches('.')).is_none()
    {
        return (title, Some(container.trim_end_matches('.')));
    }
    let mut parts = sentences::split(words, 0..words.len());
    // `A question? Nutrients`: the mark parts the two like a stop.
    if let Some(last) = parts.last_mut()
        && let Some(mark) = words.get(last.clone()).and_then(sentences::last_mark)
    {
        let from = last.start + mark + 1;
        let behind = words.get(from..last.end).unwrap_or_default();
        if behind.contains(char::is_alphanumeric) {
            let start = from + behind.len() - behind.trim_start().len();
            let end = last.end;
            last.end = from;
            parts.push(start..end);
        }
    }
    // `Vitamins C and E. J Nutr`: a letter behind a small word is no initial.
    if let Some(found) = LETTER_ENDS_TITLE.captures(words)
        && let (Some(title), Some(journal)) = (found.get(1), found.get(2))
        && is_name_of_journal(journal.as_str())
    {
        return (title.as_str(), Some(journal.as_str().trim_end_matches('.')));
    }
    // `Food in an E.R. Am J Nutr`: the stop of a word in the title is the one of the sentence as well.
    if let Some(found) = DOTTED_ENDS_TITLE.captures(words)
        && let (Some(title), Some(journal)) = (found.get(1), found.get(2))
        && is_name_of_journal(journal.as_str())
        && (JOURNAL.is_match(journal.as_str())
            || journal
                .as_str()
                .split(' ')
                .any(|word| OF_JOURNALS.contains(&word)))
    {
        return (title.as_str(), Some(journal.as_str().trim_end_matches('.')));
    }
    let Some(mut last) = parts.pop().filter(|_| !parts.is_empty()) else {
        return (words, None);
    };
    // `Am. J. Clin. Nutr.`, `Gastroenterol. Clin. N. Am.`
    // The stop of a sentence is left out of it: one that stands behind the last word shortens that word.
    let is_cut = words.ends_with('.') && !may_end_sentence;
    while parts.len() > 1
        && let Some(part) = parts.last()
        && let Some((ahead, behind)) = words.get(part.clone()).zip(words.get(last.clone()))
        && (is_abbreviated(ahead, behind)
            || is_cut && is_cut_word(ahead) && is_name_of_journal(behind))
    {
        last.start = part.start;
        parts.pop();
    }
    let title = words.get(..last.start).unwrap_or(words);
    (title.trim(), words.get(last))
}

/// `J. Rest`, `Journal of Rest`: no small words but a few.
pub(super) fn is_name_of_journal(words: &str) -> bool {
    words.split_whitespace().all(|word| {
        !word.starts_with(char::is_lowercase)
            || matches!(word, "of" | "and" | "the" | "in" | "for" | "on")
    })
}

/// `Math`, `Phytomed`: one word, which a stop may shorten.
fn is_cut_word(words: &str) -> bool {
    words.starts_with(char::is_uppercase)
        && words.chars().all(char::is_alphabetic)
        && (3..=9).contains(&words.chars().count())
}

/// Are these two parts of one short name of a journal?
fn is_abbreviated(ahead: &str, behind: &str) -> bool {
    let is_short = |words: &str, most: usize| {
        words.split_whitespace().count() <= 4
            && words.split_whitespace().all(|word| {
                word.chars().count() <= most
                    && (word.starts_with(char::is_uppercase) || word.starts_with('('))
            })
    };
    let known = |words: &str| {
        words
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| OF_JOURNALS.contains(&word) || (word.len() == 1 && words.contains('.')))
    };
    // `IEEE Trans. Quiet Syst.`, `Journal of the Quiet Society. Series B`
    let last = ahead.rsplit(' ').next().unwrap_or_default();
    let count = |words: &str| words.split_whitespace().count();
    let is_cut = count(ahead) <= 4 && OF_JOURNALS.contains(&last) && is_name_of_journal(ahead);
    let has_series =
        SERIES_OF_JOURNAL.is_match(behind) && JOURNAL.is_match(ahead) && is_name_of_journal(ahead);
    if (is_cut && is_name_of_journal(behind)) || has_series {
        return true;
    }
    let one_word = !ahead.contains(' ') && ahead.chars().count() <= 15;
    (is_short(ahead, 7) && is_short(behind, 8) && (known(behind) || known(ahead)))
        || (one_word
            && is_short(behind, 9)
            && known(behind)
            && ahead.starts_with(char::is_uppercase))
}

/// `The effect of rest on sleep`: no journal and no site is written like a sentence.
pub(super) fn is_sentence(words: &str) -> bool {
    let is_low = |word: &&str| word.len() > 4 && word.starts_with(char::is_lowercase);
    let all = words.split_whitespace();
    !IN_JOURNAL.is_match(words)
        && !PRESENTED.is_match(words)
        && all.clone().count() > 3
        && all.filter(is_low).count() > 1
}

/// `Beans: the` of `Beans: the updated edition`: no title ends so.
pub(super) fn goes_on(title: &str) -> bool {
    let last = title.trim_end().rsplit(' ').next().unwrap_or_default();
    ["the", "a", "an", "of"]
        .iter()
        .any(|word| last.eq_ignore_ascii_case(word))
}

/// A title without the stop behind it.
pub(super) fn closed(title: &str) -> &str {
    title.trim_matches(|c: char| c.is_whitespace() || ".,;:".contains(c))
}

const OF_JOURNALS: &[&str] = &[
    "Acad",
    "Acta",
    "Adv",
    "Am",
    "Ann",
    "Annu",
    "Appl",
    "Arch",
    "Assoc",
    "Behav",
    "Biochem",
    "Biol",
    "Br",
    "Bull",
    "Can",
    "Chem",
    "Clin",
    "Commun",
    "Curr",
    "Dis",
    "Educ",
    "Eng",
    "Environ",
    "Epidemiol",
    "Eur",
    "Exp",
    "Int",
    "J",
    "Jpn",
    "Lett",
    "Lond",
    "Mag",
    "Med",
    "Mol",
    "Nat",
    "Natl",
    "Neurosci",
    "Nutr",
    "Phys",
    "Physiol",
    "Proc",
    "Psychiatr",
    "Psychol",
    "Q",
    "Rep",
    "Res",
    "Rev",
    "Sci",
    "Soc",
    "Stat",
    "Surg",
    "Syst",
    "Technol",
    "Ther",
    "Trans",
    "Univ",
    "Z",
    "Cardiol",
    "Comp",
    "Comput",
    "Ecol",
    "Endocrinol",
    "Gastroenterol",
    "Harb",
    "Mitt",
    "Perspect",
    "Verh",
    "Genet",
    "Geriatr",
    "Gerontol",
    "Gynecol",
    "Hum",
    "Immunol",
    "Intern",
    "Metab",
    "Microbiol",
    "Neurol",
    "Obstet",
    "Oncol",
    "Pediatr",
    "Pharmacol",
    "Toxicol",
];

/// `(Cat. no. 4364.0)`, `(Report 7)`, `(ISBN 1 2)`
pub(super) static PRESENTED: Pattern = Pattern::new(
    r"(?i)^(?:(?:paper|poster|abstract|talk|lecture) )?presented (?:at|to) (?:the )?(?:meeting of (?:the )?)?",
);
pub(super) static YEAR: Pattern = Pattern::new(r"(?:^|[^\d–-])(⟨YEAR⟩)(?:[^\d–-]|$)");
pub(super) static JOURNAL: Pattern = Pattern::new(
    r"\b(?:Journal|J|Review|Reviews|Magazine|Times|Annals|Archives|Proceedings|Acta|Gazette|Bulletin|News|Newspaper|Post|Herald|Guardian|Quarterly|Lancet|Nature|Letters|Nutrients|Appetite)\b",
);
static CATALOGUE_NUMBER: Pattern = Pattern::new(
    r"(?i)[.,]? [(\[](?:[^()\[\]]{0,50}\b(?:cat(?:alogue|alog|\.)?|report|rep\.|series|bulletin|publication|pub\.|paper|guideline|guidance|circular|monograph|document|doc\.|standard|brief|briefing|statement|leaflet|factsheet|memorandum|protocol)(?: (?:series|standard|paper))?,? ?(?:nos?\.?|number|#)?:? ?(?:[A-Z]{1,6}[ /-]?)?\d[^()\[\]]{0,20}|[^()\[\]]{0,50}\b(?:nos?\.|number) ?[A-Z]{0,5}[ -]?\d[^()\[\]]{0,20}|is[bs]n [\dX -]+)[)\]]\.?$",
);
/// `. Technical Report Series 9724`, `. NICE guideline [CG1]`
static SERIES: Pattern = Pattern::new(
    r"[.,] (?:\p{Lu}[\p{L}&’'-]*,? (?:(?:\p{L}[\p{L}&’'-]*|&),? ){0,7}?)?(?i:technical report|report|reports|rep\.|series|bulletin|publication|publications|pub\.|paper|papers|guideline|guidelines|guidance|circular|monograph|monographs|document|standard|brief|briefing|statement|leaflet|factsheet|cat(?:alogue|\.)?)(?: [Ss]eries| [Pp]apers?)?(?: on (?:(?:\p{Lu}\p{Ll}+|and|of|in|the) ){1,6}(?:\p{Lu}\p{Ll}+))?,? ?(?:(?i:nos?\.?|number|#):? ?)?[\[(]?(?:[A-Z]{1,6}[ /-]?)?\d[\w./-]*[\])]?$",
);
/// `(NG969)`, `[CG932]`, `(EPA/600/R-09)`
static CODE: Pattern = Pattern::new(
    r"[.,]? [(\[](?:[A-Z]{2,5}\d{1,4}|[A-Z]{2,5} \d{1,5}|[A-Z]{2,}(?:/[\w.-]+)+)[)\]]\.?$",
);
pub(super) static TAIL_OF_VOLUME: Pattern = Pattern::new(
    r"(?i)(?:[.,;] ?| ?\()vol(?:s?\.|ume)? ?(?:\d{1,4}|[ivxlc]+)\)?\.?$|[.,;]? \(?⟨NTH⟩ ed(?:ition|n)?\.?\)?$|(?:[.,] |\()(?-i:First|Second|Third|Fourth|Fifth|Sixth)\)?$",
);
/// `. Working paper`, `(Guideline)`
static TAIL_OF_KIND: Pattern = Pattern::new(
    r"(?i)(?:[.,] | \()(?:technical report|research report|report|working paper|discussion paper|white paper|policy brief|guideline|preprint|data ?set|software|computer software|fact ?sheet)\)?$| \(preprint [^()]*\)$| \([^()]{3,80}, eds?\.\)$|\. (?-i:⟨FAMILY⟩ ⟨INITIALS⟩(?:, ⟨FAMILY⟩ ⟨INITIALS⟩)*), ed(?:itor)?s?\.?$",
);
/// `. Edited by Lise Weber`, `, trans. N. Hale`, `(translated by Bo Kern)`, `. 1a ed`, `(5.ª ed.)`, `. 2nd rev. version`
static BY_OTHERS: Pattern = Pattern::new(
    r"[.,;] (?i:edited|translated|compiled|illustrated|(?:edited|selected|introduced) and (?:edited|translated)) by [^.,;:]+(?:\. ?[^.,;: ]+){0,3}$|[.,] (?:[Tt]rans|[Tt]r|[Tt]ransl|[Ee]d|[Ee]ds)\. (?:by )?⟨CAPITAL⟩[^:;]{0,60}$|[.,] (?:[Tt]rans|[Tt]r|[Ee]ds?)\. (?:by )?(?:⟨DOTTED⟩ )⟨FAMILY⟩$|(?:(?:,|,? and) ⟨DOTTED⟩ ?⟨FAMILY⟩){1,4}, (?:Transl?|Eds?)\.?$| \((?i:translated|edited|trans\.|ed\.|eds\.) (?:by )?[^()]{3,80}\)$|[.,]? \(?\d{1,2}\.? ?(?:[aªº°e]|ème|nd|rd|th|st)\.? (?:rev(?:ised|\.) )?(?:ed|éd|edn|version)\.?\)?$|[.,;] \d{1,2} vols?\.?$|\. (?:[Nn]o\. ?)?(?:19|20)\d\d/\d{1,4}$|\. (?:⟨CAPITAL⟩ ){1,2}Edition$|[.,] [Vv]ol(?:\.|ume) [\dIVXLC]+(?:st|nd|rd|th)?(?: of \p{Lu}.*)?$| \([^():]{2,40}: [^():]{2,60}\)$",
);
/// `. Quiet Studies in Food 12`, `. Cm 1234`, `. Vol. 2, The North`, `. With a foreword by Ira Stone`
static SERIES_BEHIND_BOOK: Pattern = Pattern::new(
    r"[.?!] (?:\p{Lu}[\p{L}’'&-]*,? (?:(?:\p{Lu}[\p{L}’'&-]*|of|and|in|on|the|for|&),? ){0,7}(?:[Nn]o\. )?(?:[A-Z]{1,4}[ -]?)?(?:\d{1,3}|[02-9]\d{3,5}|1[0-8]\d\d)|[Vv]ol(?:\.|ume) [\dIVX]{1,4}[,:] [^.]+|(?:With (?:a |an )?(?:new )?)?(?:[Ff]oreword|[Pp]reface|[Ii]ntroduction|[Aa]fterword) by [^.]+|(?:Translated|Edited|Adapted) from the \p{L}+ by [^.]+(?:\. ?[^. ]+){0,2})$",
);
/// `(WNA-19-7)`, `(Report on Health and Social Subjects 41)`
static SERIES_IN_BRACKETS: Pattern = Pattern::new(
    r" \((?:[A-Z]{2,}(?:[-/][A-Z\d.]+){2,}|\p{Lu}[\p{L}’'-]+ (?:(?:\p{Lu}[\p{L}’'-]*|of|and|in|on|the|for|&),? ){1,7}(?:[Nn]o\. )?\d{1,3})\)$",
);
/// `. 916`, `(TR-2014-3)`, `. EPA/600/R-09`, `no. 93`
static TAIL_OF_NUMBER: Pattern = Pattern::new(
    r"(?:\. \d{2,5}|[.,] [Nn]o\. ?\d{1,5})$| \(\d{1,5}\)$| \((?:[A-Z]{1,5}[- ]){0,2}[A-Z]{0,5}[\w./:-]*\d{3}[\w./:-]*\)$|[.?] [A-Z]{2,}[/-][\w/.-]*\d[\w/.-]*$|\. (?:[A-Z]{1,5} ){0,2}[A-Z]{0,5}\d[\w./:-]*$",
);
static LETTER_ENDS_TITLE: Pattern =
    Pattern::new(r"^(.* (?:and|or|&|plus|versus|vs\.?|with|of|in) \p{Lu}\d{0,2})\. (\p{Lu}.*)$");
static DOTTED_ENDS_TITLE: Pattern =
    Pattern::new(r"^(.*\b\p{Ll}+ (?:\p{Lu}\.)+\p{Lu}[.\x{e000}]) (\p{Lu}[^.\x{e000}]*\.?)$");
static SERIES_OF_JOURNAL: Pattern =
    Pattern::new(r"^(?:(?:Series|Part|Section) [A-Z\d]\b.{0,40}|Supplement(?:um)?|\p{Lu}\p{L}+)$");
static IN_JOURNAL: Pattern = Pattern::new(
    r"(?i)\b(?:journal|reviews?|annals|archives|proceedings|bulletin|letters|research|medicine|science|methods|reports?)\b",
);
