//! Patterns of references, compiled once, and the few words they are made of: `⟨YEAR⟩` in a pattern stands for [`YEAR`].

use std::sync::OnceLock;

use regex::{Captures, Match, Regex};

/// 1500 to 2099.
pub(super) const YEAR: &str = r"(?:1[5-9]|20)\d\d";

/// A year is not known, or not yet.
const NO_YEAR: &str = r"(?i:n\. ?d\.?|nd|no date|undated|date unknown|s\. ?a\.|o\. ?[JD]\.|in press|im Druck|forthcoming|to appear|to be published|accepted(?: for publication)?|submitted(?: for publication)?|in preparation|under review|in review)";

const MONTH: &str = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Sept|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Spring|Summer|Autumn|Fall|Winter|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember)";

/// Languages that references are said to be written in.
const TONGUE: &str = r"(?:Arabic|Chinese|Czech|Danish|Dutch|Finnish|French|German|Greek|Hebrew|Hungarian|Italian|Japanese|Korean|Norwegian|Persian|Polish|Portuguese|Romanian|Russian|Serbian|Spanish|Swedish|Turkish|Ukrainian)";

/// `45`, `S3-S9`, `e0123456`, `101–9`, `xi–xx`.
const PAGES: &str = r"(?:(?:[A-Za-z]{0,4}\d\w*(?:\.\w+)*|[ivxlc]+)(?:\s?[-–—‐‑−]+\s?(?:[A-Za-z]{0,3}\d\w*|[ivxlc]+|[IVX]+\b))?\+?)";

/// A word of a name: `Kern`, `O'Tarrant`, `García-Prado`, `al-Rahman`, `d’Arc`, `dell'Orto`, `ʻAkana`, `MacDonald`.
const CAPITAL: &str = r"(?:(?:(?:[dD][ae]ll|[dDlL])['’]|[aAeE]l-|ben-)?[ʻʼ]?\p{Lu}[^\s.,;:()\[\]{}\x22“”«»&/0-9?!…]+)";

const PARTICLE: &str = r"(?:[vV]an[’']t|[vV]an|[vV]on|[vV]om|[dD]er|[dD]en|[dD]e['’]|[dD]e|[dD]el|[dD]ella|[dD]i|[dD]a|[dD]os|[dD]as|[dD]o|[dD]u|[lL]a|[lL]as|[lL]os|[lL]e|[tT]en|[tT]er|[tT]e|[zZ]u|[zZ]ur|af|av|[eE]l|[aA]l|[bB]in|[bB]inti|[bB]inte|[iI]bn|[aA]p|[aA]b|[fF]erch|[vV]erch|[iI]n ['’]t|y|e|i|[aA]bu|[bB]en|[bB]int|[uU]mm|[dD]al|[dD]alla|[dD]egli|[dD]ei|[lL]o|[oO]p|[zZ]um|O|Ó|Ní|Nic|Nig|Mhic|Uí|Ua|Mc|Mac|Saint|St\.|Ste\.|'t|’t)";

/// `van der Meer`, `Ferreira da Silva`, `Ortega y Gasset`, `Kern Stone`.
const FAMILY: &str = r"(?:(?:⟨PARTICLE⟩ ){0,3}⟨CAPITAL⟩(?: (?:⟨PARTICLE⟩ ){0,3}⟨CAPITAL⟩){0,3})";

/// `J.`, `J. A.`, `J.-P.`, `J-P.`, `Yu. V.`
const DOTTED: &str =
    r"(?:\p{Lu}[-‐‑]\p{Lu}\.|[\p{Lu}][\p{Ll}]?\.(?:[ -‐‑]?[\p{Lu}][\p{Ll}]?\.){0,5})";

/// `J`, `JA`, `J-P`, `J P`.
const INITIALS: &str = r"(?:\p{Lu}{1,4}(?:[-‐‑]\p{Lu}{1,2})?|\p{Lu}(?: \p{Lu}){1,3})";

const SUFFIX: &str = r"(?:Jr|Sr|III|II|IV|2nd|3rd|4th)";

/// What stands in front of `ed.`: `2nd`, `Rev. 2nd`, `second, revised and enlarged`.
const NTH: &str = r"(?:(?:(?:rev(?:ised|\.)?|updated|enlarged|expanded)(?: (?:and|&) \p{L}+\.?)?,? )?(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|rev(?:ised|\.)?|updated)(?:,? (?:(?:fully|completely) )?(?:rev|enl|exp|upd|corr)\p{L}*\.?)?,?(?: (?:and|&) \p{L}+\.?)?)";

/// Marks that open a title.
pub(super) const OPENING: [char; 5] = ['“', '"', '‘', '«', '„'];

/// Capitals of the scripts that bibliographies are set in. All of Unicode takes longer to compile than a list takes to read.
const UPPER: &str = r"[\p{Lu}&&[\x00-\u{17F}\u{386}-\u{3CE}\u{400}-\u{45F}\u{1E00}-\u{1EFF}]]";

const LOWER: &str = r"[\p{Ll}&&[\x00-\u{17F}\u{386}-\u{3CE}\u{400}-\u{45F}\u{1E00}-\u{1EFF}]]";

/// Letters of all scripts, and the marks that stand over them.
const LETTER: &str = r"[A-Za-zªµºÀ-ÖØ-öø-ʯ\u{300}-\u{1FFF}\u{2C00}-\u{2DFF}\u{3040}-\u{D7FF}\u{F900}-\u{FDFF}\u{FE70}-\u{FEFE}]";

const LATIN: &str = r"[A-Za-zªºÀ-ÖØ-öø-ɏ\u{300}-\u{36F}]";

const LATIN_WORD: &str = r"[0-9A-Za-z_ªºÀ-ÖØ-öø-ɏ\u{300}-\u{36F}]";

const WORD: &str = r"[0-9A-Za-z_ªµºÀ-ÖØ-öø-ʯ\u{300}-\u{1FFF}\u{2C00}-\u{2DFF}\u{3040}-\u{D7FF}\u{F900}-\u{FDFF}\u{FE70}-\u{FEFE}]";

/// A pattern that is compiled when it is first asked for.
pub(super) struct Pattern {
    written: &'static str,
    /// One of them stands in every text that it matches. Looking for them costs far less than for the pattern.
    needs: &'static [&'static str],
    compiled: OnceLock<Regex>,
}

impl Pattern {
    pub(super) const fn new(written: &'static str) -> Self {
        Self {
            written,
            needs: &[],
            compiled: OnceLock::new(),
        }
    }

    /// A pattern, one of these words in every match of it; written without a first letter that may be a capital.
    pub(super) const fn needing(needs: &'static [&'static str], written: &'static str) -> Self {
        Self {
            written,
            needs,
            compiled: OnceLock::new(),
        }
    }

    fn may_match(&self, text: &str) -> bool {
        self.needs.is_empty() || self.needs.iter().any(|word| text.contains(word))
    }

    fn compiled(&self) -> &Regex {
        self.compiled.get_or_init(|| {
            let mut whole = self.written.to_owned();
            // To fold the case of every letter there is takes long.
            let (letter, word) = match whole.contains("(?i") {
                true => (LATIN, LATIN_WORD),
                false => (LETTER, WORD),
            };
            for (name, pattern) in [
                ("⟨YEAR⟩", YEAR),
                ("⟨NO_YEAR⟩", NO_YEAR),
                ("⟨MONTH⟩", MONTH),
                ("⟨TONGUE⟩", TONGUE),
                ("⟨PAGES⟩", PAGES),
                ("⟨FAMILY⟩", FAMILY),
                ("⟨CAPITAL⟩", CAPITAL),
                ("⟨PARTICLE⟩", PARTICLE),
                ("⟨DOTTED⟩", DOTTED),
                ("⟨INITIALS⟩", INITIALS),
                ("⟨SUFFIX⟩", SUFFIX),
                ("⟨NTH⟩", NTH),
                (r"\d", "[0-9]"),
                (r"\p{Lu}", UPPER),
                (r"\p{Ll}", LOWER),
                (r"\p{L}", letter),
                (r"\p{N}", "[0-9]"),
                (r"\w", word),
            ] {
                whole = whole.replace(name, pattern);
            }
            match Regex::new(&whole) {
                Ok(regex) => regex,
                Err(error) => unreachable!("every pattern is tried by a test: {error}"),
            }
        })
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        self.may_match(text) && self.compiled().is_match(text)
    }

    pub(super) fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.may_match(text).then(|| self.compiled().find(text))?
    }

    pub(super) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.may_match(text)
            .then(|| self.compiled().captures(text))?
    }

    pub(super) fn count(&self, text: &str) -> usize {
        self.compiled().find_iter(text).count()
    }

    pub(super) fn replaced(&self, text: &str, by: &str) -> String {
        match self.may_match(text) {
            true => self.compiled().replace_all(text, by).into_owned(),
            false => text.to_owned(),
        }
    }

    /// The text with every match taken out.
    pub(super) fn taken_out(&self, text: &str) -> String {
        self.replaced(text, "")
    }

    /// What the pattern matches at the start of a text, and what stands behind.
    pub(super) fn split<'t>(&self, text: &'t str) -> Option<(Captures<'t>, &'t str)> {
        let found = self.captures(text)?;
        let whole = found.get(0)?;
        let behind = text.get(whole.end()..)?;
        (whole.start() == 0).then_some((found, behind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_is_sound() {
        let files = [
            include_str!("anonymous.rs"),
            include_str!("book.rs"),
            include_str!("chapter.rs"),
            include_str!("cleaned.rs"),
            include_str!("doubts.rs"),
            include_str!("holder.rs"),
            include_str!("imprint.rs"),
            include_str!("names.rs"),
            include_str!("pieces.rs"),
            include_str!("place.rs"),
            include_str!("quoted.rs"),
            include_str!("reference.rs"),
            include_str!("title.rs"),
            include_str!("../prose.rs"),
        ];
        let mut count = 0;
        for file in files {
            let calls = file.split("Pattern::new(").skip(1);
            for call in calls.chain(file.split("Pattern::needing(").skip(1)) {
                let (_, behind) = call.split_once("r\"").expect("a raw string");
                let (written, _) = behind.split_once('"').expect("its end");
                assert!(!Pattern::new(written).is_match("\u{0}"), "{written}");
                count += 1;
            }
        }
        assert!(count > 80, "{count}");
    }
}
