//! A reference without its identifiers and the notes in square brackets: what is left is names, year, title and place.

use super::pattern::Pattern;
use crate::entry::sources::{self, SourceField};
use crate::references::{Record, Status, WorkKind};

/// The words of a reference, and what was taken out of them.
#[derive(Debug, Default)]
pub(super) struct Cleaned {
    pub words: String,
    /// Identifiers, the kind and the status; nothing else.
    pub record: Record,
    /// It says that it has no year.
    pub is_undated: bool,
    /// Two PMIDs, or two DOIs, that are not the same: these are two works.
    pub has_two_works: bool,
}

impl Cleaned {
    pub(super) fn of(written: &str) -> Self {
        let mut cleaned = Self::default();
        let plain = cleaned.without_links(&with_tight_marks(without_emphasis(written)));
        let plain = cleaned.without_notices(&plain);
        let plain = cleaned.without_brackets(&plain);
        let plain = cleaned.without_viewed(&with_site(&plain));
        let plain = cleaned.without_identifiers(&plain);
        cleaned.words = cleaned.without_bare_address(&plain);
        cleaned.words = cleaned.without_phrases();
        cleaned
    }

    /// `[Title](https://…)` is `Title`.
    fn without_links(&mut self, words: &str) -> String {
        let mut plain = words.to_owned();
        // Few references hold a link, and none holds many.
        for _ in 0..4 {
            let Some(found) = LINK.captures(&plain) else {
                break;
            };
            let (Some(whole), Some(inside), Some(address)) =
                (found.get(0), found.get(1), found.get(2))
            else {
                break;
            };
            if self.record.url.is_none() && sources::identifiers_in(inside.as_str()).is_empty() {
                self.record.url = Some(address.as_str().to_owned());
            }
            let mut shorter = plain.get(..whole.start()).unwrap_or_default().to_owned();
            shorter.push_str(inside.as_str());
            shorter.push_str(plain.get(whole.end()..).unwrap_or_default());
            plain = shorter;
        }
        plain
    }

    /// `Retraction in: Rest. 2012;2:3.` is another work; what it says of this one is read elsewhere.
    fn without_notices(&mut self, words: &str) -> String {
        let Some(found) = NOTICE.captures(words).and_then(|found| found.get(1)) else {
            return words.to_owned();
        };
        let notice = words.get(found.start()..).unwrap_or_default();
        // `Enough? Comment on Kern and Others` is a title.
        if !notice.contains(": ") && !PLACE_OF_NOTICE.is_match(notice) {
            return words.to_owned();
        }
        let before = words.get(..found.start()).unwrap_or_default();
        let mut plain = before.trim_end_matches([' ', '(']).to_owned();
        plain.push(' ');
        // PubMed writes its own number last.
        if let Some(own) = LAST_PMID.find(notice) {
            plain.push_str(own.as_str());
        }
        plain
    }

    /// `viewed 20 January 2018,`
    fn without_viewed(&mut self, words: &str) -> String {
        let Some(found) = VIEWED.captures(words) else {
            return words.to_owned();
        };
        if let Some(date) = found.get(1) {
            self.record.accessed = Some(date.as_str().to_owned());
        }
        VIEWED.replaced(words, ". ")
    }

    fn without_identifiers(&mut self, words: &str) -> String {
        let mut plain = String::with_capacity(words.len());
        let mut from = 0;
        for found in sources::identifiers_in(words) {
            let value = words.get(found.value.clone()).unwrap_or_default();
            if found.is_sound {
                self.take(found.field, value);
            }
            let before = words.get(from..found.whole.start).unwrap_or_default();
            plain.push_str(before);
            // Labels are short; a line may hold thousands of identifiers.
            let near = plain.char_indices().rev().nth(160).map_or(0, |(at, _)| at);
            let label = plain.get(near..).and_then(|near| LABEL.find(near));
            let bare = label.map_or(plain.len(), |label| near + label.start());
            plain.truncate(bare);
            // The sentence ends where its identifier stood.
            let trimmed = plain.trim_end().trim_end_matches([',', ';', ':']).len();
            let had_mark = trimmed < plain.trim_end().len();
            plain.truncate(trimmed);
            let behind = words.get(found.whole.end..).unwrap_or_default();
            let rest = behind.trim_start_matches(['.', ',', ';', ':', ')', ']', ' ', '/']);
            let closes =
                had_mark || behind.trim_start().starts_with(['.', ',', ';']) || rest.is_empty();
            if closes && !plain.is_empty() && !plain.ends_with(['.', '?', '!', '”', '"']) {
                plain.push('.');
            }
            plain.push(' ');
            from = words.len() - rest.len();
        }
        plain.push_str(words.get(from..).unwrap_or_default());
        plain
    }

    /// `quiet.example/rest`, as MLA writes it.
    fn without_bare_address(&mut self, words: &str) -> String {
        let Some((whole, address)) = BARE_ADDRESS
            .captures(words)
            .filter(|_| self.record.url.is_none())
            .and_then(|found| Some((found.get(0)?, found.get(1)?)))
        else {
            return words.to_owned();
        };
        self.record.url = Some(address.as_str().trim_end_matches('.').to_owned());
        let before = words.get(..whole.start()).unwrap_or_default();
        let behind = words.get(whole.end()..).unwrap_or_default();
        format!("{before}. {behind}")
    }

    fn take(&mut self, field: SourceField, value: &str) {
        let record = &mut self.record;
        let place = match field {
            SourceField::Pmid => &mut record.pmid,
            SourceField::Pmcid => &mut record.pmcid,
            SourceField::Doi => &mut record.doi,
            SourceField::Accessed => &mut record.accessed,
            _ => &mut record.url,
        };
        let is_other = place
            .as_ref()
            .is_some_and(|first| !first.eq_ignore_ascii_case(value));
        if is_other
            && matches!(
                field,
                SourceField::Pmid | SourceField::Pmcid | SourceField::Doi
            )
        {
            self.has_two_works = true;
        }
        if place.is_none() {
            *place = Some(value.to_owned());
        }
    }

    /// `[Internet]`, `[cited 2020 Feb 3]`, `[Doctoral dissertation, University of Rest]`. A title in brackets stays.
    fn without_brackets(&mut self, words: &str) -> String {
        let mut plain = String::with_capacity(words.len());
        let mut from = 0;
        while let Some(open) = words.get(from..).and_then(|rest| rest.find('[')) {
            let before = words.get(from..from + open).unwrap_or_default();
            plain.push_str(before);
            from += open;
            let Some(close) = words.get(from..).and_then(|rest| rest.find(']')) else {
                break;
            };
            let inside = words.get(from + 1..from + close).unwrap_or_default();
            let begins_sentence = matches!(
                plain.trim_end().chars().next_back(),
                None | Some('.' | ':' | '?' | '!' | '”' | '"')
            );
            let is_online = ONLINE.is_match(inside);
            let follows = words.get(from + close + 1..).unwrap_or_default();
            if let Some(year) = YEAR_ALONE.captures(inside).and_then(|found| found.get(1)) {
                plain.push_str(year.as_str());
            } else if NOT_YET.is_match(inside) {
                // It stands in place of the year, unless there is one.
                if !HAS_YEAR.is_match(words) {
                    plain.push_str(&format!("({inside})"));
                }
            } else if is_online
                || (DESCRIPTION.is_match(inside)
                    && (!begins_sentence
                        || follows.starts_with(['.', ',']) && inside.split(' ').count() <= 3))
            {
                self.note(inside);
                let bare = plain.trim_end().len();
                plain.truncate(bare);
                // `Geneva: Quiet Board; [cited 2020 Feb 3].`: what should be there is a year.
                if is_online && plain.ends_with(';') {
                    self.is_undated = true;
                    plain.push_str(" n.d.");
                }
                let goes_on = follows
                    .trim_start()
                    .starts_with(['.', ',', ';', ':', ')', '?', '”', '"']);
                if !goes_on {
                    plain.push(' ');
                }
                if bare == 0 || plain.ends_with('.') && follows.starts_with(['.', ':', ';', ',']) {
                    from +=
                        follows.len() - follows.trim_start_matches(['.', ':', ';', ',', ' ']).len();
                    // What stood before and behind must not grow together: it may be a DOI.
                    if bare > 0 {
                        plain.push(' ');
                    }
                }
            } else {
                plain.push_str(words.get(from..=from + close).unwrap_or_default());
            }
            from += close + 1;
        }
        plain.push_str(words.get(from..).unwrap_or_default());
        plain
    }

    /// What a note tells of the kind of work.
    fn note(&mut self, inside: &str) {
        let has = |words: &[&str]| {
            let inside = inside.to_lowercase();
            words.iter().any(|word| inside.contains(word))
        };
        if has(&["thesis", "diss", "thèse", "tesis", "tese ", "proefschrift"]) {
            self.record.kind = WorkKind::Thesis;
            let school = inside.split_once(", ").map(|(_, school)| school.trim());
            self.record.publisher = school
                .filter(|school| !school.is_empty())
                .map(str::to_owned);
        } else if has(&["preprint"]) {
            self.record.kind = WorkKind::Preprint;
            self.record.add_status(Status::Preprint);
        } else if has(&["conference", "poster", "paper presentation"]) {
            self.record.kind = WorkKind::Conference;
        }
        if inside.eq_ignore_ascii_case("internet") && self.record.kind == WorkKind::Article {
            self.record.kind = WorkKind::Webpage;
        }
        self.is_undated |= has(&["date unknown", "no date", "n.d."]);
        if self.record.accessed.is_none()
            && let Some(date) = CITED.captures(inside).and_then(|found| found.get(1))
        {
            self.record.accessed = Some(date.as_str().trim().to_owned());
        }
    }

    /// What is said of a work on its way to print, and words that led to an identifier.
    fn without_phrases(&self) -> String {
        let plain = REPOSITORY.replaced(&self.words, "$1");
        let plain = PREPRINT_SENTENCE.replaced(&plain, "$1 $2");
        let plain = VERSION.replaced(&plain, "$1");
        let plain = VERSION_SENTENCE.replaced(&plain, ".$1");
        let plain = ISSN.taken_out(&CALLED_UP.taken_out(&plain));
        let plain = without_meeting(&REPLY.replaced(&plain, "$1"));
        let plain = SECTION.replaced(&LANGUAGE.replaced(&plain, "."), "$1.");
        let plain = NUMBER_ALONE.replaced(&plain, "$1 $2");
        let plain = with_date_online(&ASIDE.taken_out(&AHEAD.taken_out(&plain)));
        let plain = EMPTY.taken_out(&plain);
        let mut one = String::with_capacity(plain.len());
        for word in plain.split_whitespace() {
            let is_mark = word.len() == 1 && ".,;:".contains(word);
            if is_mark && one.ends_with(['.', ',', ';', ':']) {
                continue;
            }
            if !one.is_empty() && !is_mark {
                one.push(' ');
            }
            one.push_str(word);
        }
        one
    }
}

/// `Retrieved from Quiet Site website:`: the site, unless it has been named.
fn with_site(words: &str) -> String {
    let site = SITE_OF_ADDRESS
        .captures(words)
        .and_then(|found| found.get(1));
    let Some(site) = site.map(|site| site.as_str()) else {
        return words.to_owned();
    };
    let is_named = words.matches(&format!("{site}.")).count() > 0;
    SITE_OF_ADDRESS.replaced(words, if is_named { ". " } else { ". $1. " })
}

/// `; 1995 Oct 15-19; Kyoto, Japan`, where the work has a year of its own.
fn without_meeting(words: &str) -> String {
    let without = MEETING.replaced(words, ". ");
    match HAS_YEAR.is_match(&without) {
        true => without,
        false => words.to_owned(),
    }
}

/// `Published online May 2015`: the date of the work where no other is told.
fn with_date_online(words: &str) -> String {
    let without = DATE_ONLINE.replaced(words, ".");
    match HAS_YEAR.is_match(&without) {
        true => without,
        false => DATE_ONLINE.replaced(words, ". $1"),
    }
}

/// `Kern, N. , Stone, I. ( 2014 ) ``Title''`: marks as they stand in print, where a copied page has parted them.
fn with_tight_marks(words: String) -> String {
    if ![" ,", "( ", " )", "``"]
        .iter()
        .any(|mark| words.contains(mark))
    {
        return words;
    }
    let words = words
        .replace(" ,", ",")
        .replace("( ", "(")
        .replace(" )", ")");
    match words.contains("``") {
        true => words.replace("``", "“").replace("''", "”"),
        false => words,
    }
}

/// Words without the marks of markdown's emphasis.
fn without_emphasis(words: &str) -> String {
    if !words.contains(['*', '_', '\\', '\u{a0}', '\u{ad}']) {
        return words.to_owned();
    }
    let mut plain = String::with_capacity(words.len());
    let mut escaped = false;
    for (at, letter) in words.char_indices() {
        let rest = words.get(at + letter.len_utf8()..).unwrap_or_default();
        match letter {
            '\\' if !escaped && rest.starts_with(|c: char| c.is_ascii_punctuation()) => {
                escaped = true;
                continue;
            }
            '*' if !escaped => {}
            '\u{ad}' => {}
            '\u{a0}' => plain.push(' '),
            // `snake_case` and addresses keep theirs.
            '_' if !escaped
                && (!plain.ends_with(char::is_alphanumeric)
                    || !rest.starts_with(char::is_alphanumeric))
                && !in_address(&plain) => {}
            _ => plain.push(letter),
        }
        escaped = false;
    }
    plain
}

fn in_address(plain: &str) -> bool {
    let word = plain.rsplit(' ').next().unwrap_or_default();
    word.contains("://") || word.contains("10.")
}

static LINK: Pattern = Pattern::needing(&["](http"], r"\[([^\[\]]+)\]\((https?://[^\s()]+)\)");
static BARE_ADDRESS: Pattern =
    Pattern::new(r"[,.] <?((?:[a-z0-9-]+\.)+[a-z]{2,}/[^\s,;<>()]*)>?\.?");
static VIEWED: Pattern = Pattern::needing(
    &["viewed"],
    r"[.,]? [(\[]?viewed (?:on )?(\d{1,2} ⟨MONTH⟩ ⟨YEAR⟩)[)\]]?[.,]?(?: |$)",
);
static NOTICE: Pattern = Pattern::new(
    r"(?:^|[.;,)\]] |\()((?:[Cc]orrected in|[Ee]rratum in|[Cc]orrection in|[Pp]ublished (?:correction|erratum) (?:appears )?in|Retraction in|Retraction of|Correction in|Erratum in|Erratum for|Corrigendum in|Expression of concern in|Comment in|Comment on|Republished in|Summary for patients in)(?::| [A-Z])|(?:Update of|Update in): )",
);
static PLACE_OF_NOTICE: Pattern = Pattern::new(r"⟨YEAR⟩[^.;]{0,12};");
static LAST_PMID: Pattern = Pattern::new(r"PMID: ?\d+(?:; ?PMCID: ?PMC\d+)?\.?\s*$");
/// What leads to an identifier that is gone.
static LABEL: Pattern = Pattern::new(
    r"(?i)[\[(<]?(?:\b(?:(?:online )?available(?: online)?(?: from| at| via)?|(?:last |date )?accessed(?: from| at| via| on)?|retrieved(?: from)?|url|link|access date|date of access|doi|pmid|free article|epub ahead of print|at|from|see|web|crossref|pubmed|google scholar)\b[:.,]?\s*[\[(<]?\s*)+$",
);
static ONLINE: Pattern = Pattern::new(
    r"^(?i:internet|online|article in .*|in ⟨TONGUE⟩|on-line|www document|blog|weblog|e-?journal|cited\b.*|posted\b.*|published\b.*|uploaded\b.*|accessed\b.*|updated\b.*|revised\b.*|reviewed\b.*|retrieved\b.*|modified\b.*|.*; ?(?:cited|accessed)\b.*|e-?pub\b.*|place unknown|publisher unknown|date unknown|s\. ?l\.|s\. ?n\.|retracted\b.*|withdrawn\b.*|published erratum.*|erratum\b.*|correct(?:ed|ion)\b.*|see comments?|no date|n\.d\.|no place|about \d.*|\d+ (?:p|pages|screens)\.?|last .*|(?:published )?(?:online )?ahead of print.*|epub ahead.*|free article|; ?|, ?| ?)$",
);
static DESCRIPTION: Pattern = Pattern::new(
    r"(?i)^(?:[\w.’'-]+ ){0,4}(?:thesis\b|dissertation\b|diss\.)|^(?:thèse|tesis|tese|tesi|dissertation|proefschrift|mémoire)\b.*|^(?:letter|comment|editorial|news|review|case reports?|interview|obituary|historical article|guideline)(?:[;,] ?(?:letter|comment|editorial|news|review|case reports?|authors?[’']? reply|guideline))*$|^(?:authors?[’']?s? (?:reply|response)|preprint|e-?book|kindle|pdf|video|film|(?:audio )?podcast(?: episode| series)?|audio(?: file)?|video file|tv (?:series|episode).*|photograph|app|mobile app|data ?set|computer software|software|press release|fact sheet|factsheet|web ?page|web ?site|blog(?: post)?|letter|letter to the editor|editorial|review|abstract|conference abstract|meeting abstract|poster|poster (?:presentation|session)|conference (?:paper|session|presentation)|paper presentation|keynote.*|brochure|leaflet|pamphlet|report|guideline|monograph|unpublished.*|manuscript.*|electronic.*|print|comment|commentary|special issue|supplement|accepted.*|in press|article in press|erratum|lecture|presentation|powerpoint.*|slides|infographic|policy brief|working paper|white paper|technical report|review of .*|chapter|archived.*|infosheet|news release|online database|database|version .*|[\w ]+ edition)$",
);
static YEAR_ALONE: Pattern = Pattern::new(r"^[c©]?(⟨YEAR⟩)\??$");
static NOT_YET: Pattern = Pattern::new(r"^(?:⟨NO_YEAR⟩)$");
static CITED: Pattern = Pattern::new(r"(?i)(?:cited|accessed|retrieved)(?: on)?:? ([^;\]]+)$");
static AHEAD: Pattern = Pattern::needing(
    &[
        "online pub",
        "head of print",
        "nline first",
        "in press",
        "In press",
        "In Press",
        "arly ",
        "anuscript ",
        "irst published",
    ],
    r"(?i)(?:[.,;]? ?)\(?(?:advance online publication|(?:(?:online|epub|published online|published|e-pub) )?ahead of print(?:,? (?-i:⟨MONTH⟩) \d{1,2}\b|,? \d{1,2} (?-i:⟨MONTH⟩)\b)?|online first|article in press|early view|early access|manuscript (?:submitted for publication|in preparation|accepted for publication)|first published(?: online)? [^.]{0,30}\d{4})\)?\b",
);
static DATE_ONLINE: Pattern = Pattern::needing(
    &["nline", "NLINE"],
    r"(?i)[.,;]? ?\(?(?:preprint )?(?:published|posted) online(?: first)?(?: on)?:? ((?:\d{1,2} )?⟨MONTH⟩\b\.?(?: \d{1,2}\b)?,?(?: ⟨YEAR⟩\b)?|⟨YEAR⟩\b(?: ⟨MONTH⟩\b(?: \d{1,2}\b)?)?)\)?",
);
/// `; author reply 78-9`, `; discussion 80`: what others wrote of it stands behind the pages.
static REPLY: Pattern = Pattern::needing(
    &["reply", "esponse", "iscussion", "uiz"],
    r"(?i)(\d[a-z]?)[;,] (?:authors?[’']? ?(?:reply|response)|discussion|reply|quiz)(?: (?:pp?\. ?)?[a-z]?\d+(?:[-–][a-z]?\d+)?(?:, ?[a-z]?\d+(?:[-–]\d+)?)*)?",
);
/// `; 1995 Oct 15-19; Kyoto, Japan`: when and where people met stands behind the name of their congress.
static MEETING: Pattern = Pattern::needing(
    &["; "],
    r"; ⟨YEAR⟩ ⟨MONTH⟩ \d{1,2}(?: ?[-–] ?(?:⟨MONTH⟩ )?\d{1,2})?; [^.;:]{2,60}\. ",
);
/// `(in French)`, `[Article in French]`, `. In French.`: the language at the end of a reference.
static LANGUAGE: Pattern = Pattern::new(
    r"(?:,? [(\[](?:(?:[Aa]rticle )?[Ii]n )?⟨TONGUE⟩(?:[;,] [^()\[\]]{3,40})?[)\]]|[.,] (?:[Aa]rticle )?[Ii]n ⟨TONGUE⟩)\.?$",
);
/// `, sec. A`: of a newspaper.
static SECTION: Pattern =
    Pattern::new(r"(⟨YEAR⟩), (?:[Ss]ec\. [\w ]{1,20}|[\w ]{2,20} edition)\.?$");
static HAS_YEAR: Pattern = Pattern::new(r"(?:^|[\s(,;.])⟨YEAR⟩(?:[a-z]?[).,;:]|\s|$)");
/// `Retrieved March 3, 2014, from Quiet Site website: `
static SITE_OF_ADDRESS: Pattern = Pattern::needing(
    &[" website: "],
    r"\.? Retrieved (?:⟨MONTH⟩ \d{1,2}, ⟨YEAR⟩, )?from (?:the )?([^.:/]{2,80}?|[^:/]{2,20}) website: ",
);
/// The number of a preprint looks like a year and pages, that of a publisher like volume and issue.
static REPOSITORY: Pattern = Pattern::new(
    r"(?i)\b(arXiv)(?: preprint)?(?:,? arXiv)?: ?[\w./-]*\d(?:v\d+)?|(?:\bp\. )?\b20\d\d\.\d\d\.\d\d\.\d{6,8}(?:v\d+)?\b|\b(?-i:S\d{4}-?\d{3}[\dX]\(\d\d\)\d{5}-[\dX])",
);
/// `Title. Preprint at` and an address that is gone.
static PREPRINT_SENTENCE: Pattern = Pattern::needing(
    &["Preprint"],
    r"([.?!]) Preprint(?: at)?(?:\.(?: |$)| (\()|$)",
);
/// Translators, and when the original came out.
static ASIDE: Pattern = Pattern::new(
    r" \((?:Original work published[^()]*|Reprinted[^()]*|[^()]{2,60}, (?:Trans|Transl|Illus)\.(?:[^()]*)|Trans\. [^()]*)\)| \((?i:accessed|viewed|retrieved|cited) [^()]{3,40}\)|, [Pp]aper (?:[Nn]o\. ?)?[A-Z]?\d[\w-]*\.?$",
);
/// `(Version 2).`, `. V1.`: of a data set or a program, and nothing goes on behind it as in `V2 receptor antagonists`.
static VERSION: Pattern =
    Pattern::new(r" \((?i:version|ver\.|v\.) ?\d+(?:\.\d+)*\)([.,](?: |$)|$)");
static VERSION_SENTENCE: Pattern =
    Pattern::new(r"\. (?:[Vv]ersion |V)\d+(?:\.\d+)*(?:[.,]( |$)|$)");
/// `Abruf am: 17.03.2005`, `consulté le 3 mars 2014`: when somebody looked.
static CALLED_UP: Pattern = Pattern::needing(
    &[
        "bruf",
        "bgerufen",
        "ugriff",
        "onsult",
        "isitato",
        "eraadpleegd",
        "tkomst",
    ],
    r"(?i)[.,;]? ?[(\[]?\b(?:abruf(?:datum)?|abgerufen|zugriff|letzter zugriff|consult[ée]e?|consultado|consultato|visitato|geraadpleegd|åtkomst)(?: am| le| el| il| em| op)?:? \d{1,2}[. ][^;,()]{1,14}⟨YEAR⟩[)\]]?",
);
/// The number of a journal, which says nothing of the work.
static ISSN: Pattern = Pattern::needing(
    &["SSN", "ssn"],
    r"(?i)[.,;]? ?\(?\b[ep]?-?ISSN:? ?\d{4}-?\d{3}[\dX]\)?",
);
/// `Title. No. PH56. Quiet Board`: the number of a report as a sentence of its own.
static NUMBER_ALONE: Pattern =
    Pattern::new(r"([.?!”]) (?:Report |Publication )?No\. [A-Z]{1,6}[ /-]?\d[\w./-]*\. (\p{Lu})");
/// Brackets that held nothing but an identifier.
static EMPTY: Pattern = Pattern::new(r"\(\s*[.,;:]?\s*\)|\[\s*[.,;:]?\s*\]|<\s*>|“\s*”");
