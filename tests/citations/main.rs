//! Citations of sources in prose: what is one, what is none, and which source is meant.

#[path = "../support/house_library.rs"]
mod house_library;

mod any_text;
mod by_number;
mod libraries;
mod matching;
mod table;

use copydesk::entry::Reading;
use copydesk::entry::citations::{
    self, Citation, Citations, Contradiction, Cue, Known, Match, Organisations, Surnames,
};
use copydesk::entry::sources;
use copydesk::house_style::HouseStyle;

/// The organisations of the built-in house style.
pub fn house_names() -> Organisations {
    HouseStyle::default().names()
}

/// Reads an entry as the desk would.
pub fn read(text: &str) -> Citations {
    read_knowing(text, &Surnames::default())
}

pub fn read_knowing(text: &str, authors: &Surnames) -> Citations {
    let reading = Reading::of(text);
    let sources = sources::read(text, &reading.outline);
    let listed = citations::listed(text, &reading.outline, &sources);
    let names = house_names();
    let known = Known {
        names: &names,
        authors,
    };
    citations::read(
        text,
        &reading.page,
        &reading.outline,
        listed.as_deref(),
        known,
    )
}

/// An entry with one paragraph and these source lines.
pub fn entry(prose: &str, sources: &str) -> String {
    format!("# Title\n\n## Summary\n\n{prose}\n\n## Sources\n\n{sources}\n")
}

/// A citation on a line: `words #PMID =1`. `=10|11` is either, `=!` unlisted with an author's cue, `=?` unlisted without,
/// `~2` suggests source 2, `=x4`, `=y4` and `=i4` say that the identifier speaks against name, year or source.
pub fn shown(citation: &Citation) -> String {
    let list = |sources: &[usize]| -> String {
        let numbers: Vec<String> = sources.iter().map(|s| (s + 1).to_string()).collect();
        numbers.join("|")
    };
    let found = match &citation.found {
        Match::One(source, _) => list(&[*source]),
        Match::Ambiguous(fit) => list(fit),
        Match::None(suggestion) => {
            let mark = if citation.cue == Cue::Strong {
                "!"
            } else {
                "?"
            };
            let near = suggestion.map(|s| format!("~{}", s.source + 1));
            format!("{mark}{}", near.unwrap_or_default())
        }
        Match::Contradiction(Contradiction::Name { owner, .. }) => format!("x{}", owner + 1),
        Match::Contradiction(Contradiction::Year { owner }) => format!("y{}", owner + 1),
        Match::Contradiction(Contradiction::Identifier { named }) => format!("i{}", list(named)),
        Match::WithdrawnListError => "-".into(),
    };
    let identifier = |label: &str, one: &Option<citations::Identifier>| {
        one.as_ref()
            .map(|one| format!(" {label}{}", one.value))
            .unwrap_or_default()
    };
    let doi = identifier("@", &citation.doi);
    format!(
        "{}{}{doi} ={found}",
        citation.text,
        identifier("#", &citation.pmid)
    )
}
