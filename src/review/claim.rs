//! Claims: a sentence and a source that it rests on, each by what it says, so that a claim that was verified is known again next
//! year wherever it stands by then.

use std::borrow::Cow;
use std::ops::Range;

use super::fingerprint::short_hash;
use crate::entry::citations::{Match, sentence_at};
use crate::entry::front_matter::split;
use crate::entry::outline::Outline;
use crate::entry::sources::{self, Source, SourceField};
use crate::house_style::HouseStyle;
use crate::library::cited_in;

/// A sentence and a source it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Where the sentence is.
    pub sentence: Range<usize>,
    /// The place of the source in the list, from 0.
    pub source: usize,
    pub key: ClaimKey,
}

/// Names a claim by what it says and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimKey {
    /// The identity of the source.
    pub source: String,
    /// The hash of the sentence, other runs of blanks and citations by number aside.
    pub sentence: String,
}

/// Every sentence with each source it names for certain, in the order of the text.
pub fn claims(text: &str, style: &HouseStyle) -> Vec<Claim> {
    let cited = cited_in(text, style);
    let outline = Outline::read(text, split(text).body);
    let by_number = sources::cited_by_number(text, &outline, &cited.sources);
    let mut places: Vec<(Range<usize>, usize)> = Vec::new();
    for citation in &cited.citations {
        if let Match::One(source, _) = citation.found {
            places.push((citation.range.clone(), source));
        }
    }
    for citation in &by_number {
        let sources = cited.sources.iter().enumerate();
        let cited = sources.filter(|(_, it)| citation.holds(it.number));
        places.extend(cited.map(|(source, _)| (citation.range.clone(), source)));
    }
    places.sort_by_key(|(place, source)| (place.start, *source));
    let mut claims: Vec<Claim> = Vec::new();
    for (mention, source) in places {
        let sentence = sentence_at(text, &mention);
        // A sentence stands near the last ones; it may name its source twice.
        let mut near = claims.iter().rev().take_while(|it| it.sentence == sentence);
        let Some(listed) = cited.sources.get(source) else {
            continue;
        };
        if near.any(|it| it.source == source) {
            continue;
        }
        // A source that is only renumbered is the same; which it is, the key says.
        let mut words = String::new();
        let mut at = sentence.start;
        let numbers = by_number.iter().map(|it| &it.range);
        for number in numbers.filter(|it| sentence.start <= it.start && it.end <= sentence.end) {
            words.push_str(text.get(at..number.start).unwrap_or_default());
            at = number.end;
        }
        words.push_str(text.get(at..sentence.end).unwrap_or_default());
        claims.push(Claim {
            key: ClaimKey {
                source: source_identity(text, listed),
                sentence: short_hash(&collapsed(&words)),
            },
            sentence,
            source,
        });
    }
    claims
}

/// What a source is known by, wherever and however it is listed: its identifier, else the words of its line.
pub fn source_identity(text: &str, source: &Source) -> String {
    let named = [
        ("pmid", SourceField::Pmid),
        ("doi", SourceField::Doi),
        ("pmcid", SourceField::Pmcid),
        ("url", SourceField::Url),
    ];
    let named = named.into_iter().find_map(|(kind, field)| {
        let value = source.value(text, field)?;
        // The path of an address may mean another page in other letters.
        let value = if field == SourceField::Url {
            value.into_owned()
        } else {
            value.to_lowercase()
        };
        Some(format!("{kind}:{value}"))
    });
    let line = || text.get(source.line.clone()).unwrap_or_default();
    named.unwrap_or_else(|| collapsed(line()).into_owned())
}

/// Words on one line, with one blank between each two.
pub(super) fn collapsed(words: &str) -> Cow<'_, str> {
    let is_plain = !words.contains(['\n', '\t', '\r']) && !words.contains("  ");
    if is_plain {
        return Cow::Borrowed(words.trim());
    }
    Cow::Owned(words.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# T\n\n## Summary\n\nTea binds iron (Brandt 2019). Nothing else does. Take 5 mg [2]. Both say so (Brandt 2019) [1, 2].\n\n## Sources\n\n1. Brandt J (2019). Tea. J Tea. PMID: 12345678\n2. NHS (2020). Iron. https://www.nhs.uk/iron\n3. Wren T (2001). On paper. Own press.\n";

    fn told(text: &str) -> Vec<Claim> {
        claims(text, &HouseStyle::default())
    }

    #[test]
    fn each_sentence_stands_with_each_source_it_names() {
        let all = told(TEXT);
        let said: Vec<(&str, usize, &str)> = all
            .iter()
            .map(|it| {
                (
                    &TEXT[it.sentence.clone()],
                    it.source,
                    it.key.source.as_str(),
                )
            })
            .collect();
        let both = "Both say so (Brandt 2019) [1, 2].";
        assert_eq!(
            said,
            [
                ("Tea binds iron (Brandt 2019).", 0, "pmid:12345678"),
                ("Take 5 mg [2].", 1, "url:https://www.nhs.uk/iron"),
                (both, 0, "pmid:12345678"),
                (both, 1, "url:https://www.nhs.uk/iron"),
            ]
        );
        let paper = &sources::of(TEXT)[2];
        assert_eq!(
            source_identity(TEXT, paper),
            "Wren T (2001). On paper. Own press."
        );
    }

    #[test]
    fn a_claim_is_known_again_while_it_says_the_same_of_the_same_source() {
        let keys =
            |text: &str| -> Vec<ClaimKey> { told(text).into_iter().map(|it| it.key).collect() };
        let before = keys(TEXT);
        for (old, new) in [
            ("Tea binds iron", "Tea\nbinds  iron"),
            ("## Summary\n\n", "## Summary\n\nA new sentence.\n\n"),
        ] {
            assert_eq!(keys(&TEXT.replace(old, new)), before, "{new}");
        }
        let renumbered = TEXT
            .replace("[2].", "[3].")
            .replace("[1, 2]", "[1, 3]")
            .replace("3. Wren", "2. Wren")
            .replace("2. NHS", "3. NHS");
        assert_eq!(keys(&renumbered), before);
        for (old, new) in [
            ("5 mg", "50 mg"),
            ("Take", "Never take"),
            ("uk/iron", "uk/zinc"),
        ] {
            assert_ne!(keys(&TEXT.replace(old, new))[1], before[1], "{new}");
        }
    }
}
