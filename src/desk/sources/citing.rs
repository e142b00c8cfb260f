//! Sources of the entry shown: changed by field, added, removed, cited; and what the prose says of them.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::desk::editing::markdown;
use crate::desk::editing::open_entry::OpenEntry;
use crate::desk::editing::undo::Selection;
use crate::desk::{Desk, Dialog, Effect, Moment, RightTab};
use crate::entry::citations::{self, Citations, Match, Surnames};
use crate::entry::cross_references::id_at;
use crate::entry::outline::Outline;
use crate::entry::sources::{self, Source, SourceField};
use crate::entry::{Edit, Edits, Reading};
use crate::house_style::HouseStyle;
use crate::library::ReadError;
use crate::references::{self, Author, Gathered, HouseForm, KnownWorks, ListedWorks, Record};

/// The sources of one text and the citations of them.
#[derive(Debug, Clone)]
pub struct CitedSources {
    of: Arc<str>,
    /// The authors and the organisations that were known then.
    by: Arc<Surnames>,
    style: Arc<HouseStyle>,
    pub sources: Vec<Source>,
    pub citations: Citations,
}

impl CitedSources {
    /// Reads sources and citations. Costs about what the outline does: read when they are shown, not at every key.
    pub fn of(entry: &OpenEntry, desk: &Desk) -> Self {
        let text = entry.text();
        let reading = entry.reading();
        let sources = sources::read(text, &reading.outline);
        let listed = citations::listed(text, &reading.outline, &sources);
        let names = desk.style.names();
        let known = citations::Known {
            names: &names,
            authors: &desk.sources.authors,
        };
        let citations = citations::read(
            text,
            &reading.page,
            &reading.outline,
            listed.as_deref(),
            known,
        );
        Self {
            of: text.clone(),
            by: desk.sources.authors.clone(),
            style: desk.style.clone(),
            sources,
            citations,
        }
    }

    /// Were these read from the text as it is, with what is known now?
    pub fn is_of(&self, entry: &OpenEntry, desk: &Desk) -> bool {
        Arc::ptr_eq(&self.of, entry.text())
            && Arc::ptr_eq(&self.by, &desk.sources.authors)
            && Arc::ptr_eq(&self.style, &desk.style)
    }
}

impl Desk {
    pub(super) fn set_source(
        &mut self,
        index: usize,
        field: SourceField,
        value: &str,
        now: Moment,
    ) {
        let Some(entry) = self.shown() else { return };
        let sources = sources::read(entry.text(), &entry.reading().outline);
        let Some(source) = sources.get(index) else {
            return;
        };
        let label = format!(
            "the {} of source {}",
            field.label().to_lowercase(),
            source.number
        );
        // The field shows the old value again, so the notice keeps what was typed.
        let edits = sources::set_field(entry.text(), source, field, value)
            .map_err(|refused| format!("{refused}. You wrote “{value}”"));
        self.change_shown(edits, label, None, now);
    }

    pub(super) fn remove_source(&mut self, index: usize, now: Moment) {
        let Some(entry) = self.shown() else { return };
        let edits = sources::remove(entry.text(), &entry.reading().outline, index);
        let place = |from: usize| (from != index).then(|| from - usize::from(from > index));
        let edits = edits.and_then(|edits| self.with_numbers(entry, edits, place));
        let done = self.change_shown(edits, "the removal of a source", None, now);
        if done {
            self.say("Removed the source. Undo brings it back");
        }
    }

    /// Adds the records that are not there yet, in the house form, as one step.
    pub(super) fn add_sources(&mut self, records: &[Record], now: Moment) {
        let Some(entry) = self.shown() else { return };
        let text = entry.text().clone();
        let lines = new_lines(&text, &entry.reading().outline, records);
        if lines.is_empty() {
            self.say("These sources are there already");
            return;
        }
        let count = lines.len();
        let edits = sources::append(&text, &entry.reading().outline, &lines);
        let (label, told) = match count {
            1 => ("adding a source".to_owned(), "1 source added".to_owned()),
            n => (format!("adding {n} sources"), format!("{n} sources added")),
        };
        if self.change_shown(edits, label, None, now) {
            self.close_dialog();
            self.info(told, now);
        }
    }

    /// Writes a citation where the caret is and, where the source is new to the entry, adds it, as one step.
    pub(super) fn cite(&mut self, record: &Record, with_pmid: bool, now: Moment) {
        let Some(entry) = self.shown() else { return };
        let selection = entry.selection;
        if markdown::stretch(entry.cards(), selection).is_none() {
            self.say(markdown::NOT_IN_A_TEXT);
            return;
        }
        let at = selection.range().end;
        let outline = &entry.reading().outline;
        if sources::is_list_at(entry.text(), outline, at) {
            self.say("Put the caret in the prose first: this is the list of sources");
            return;
        }
        let citation = self.citation(record, with_pmid);
        self.write_citation(record, &citation, at..at, now);
    }

    /// Writes a citation in the place of some letters and, where its source is new to the entry, adds it, as one step.
    pub(super) fn write_citation(
        &mut self,
        record: &Record,
        citation: &str,
        place: Range<usize>,
        now: Moment,
    ) {
        let Some(entry) = self.shown() else { return };
        let text = entry.text().clone();
        let before = text.get(..place.start);
        let before = before.and_then(|before| before.chars().next_back());
        let blank = if before.is_some_and(is_end_of_words) {
            " "
        } else {
            ""
        };
        let after = text.get(place.end..);
        let after = after.and_then(|after| after.chars().next());
        let gap = if after.is_some_and(char::is_alphanumeric) {
            " "
        } else {
            ""
        };
        let after = Selection::caret(place.start + blank.len() + citation.len());
        let written = Edit::new(place, format!("{blank}{citation}{gap}"));
        let is_new = !known_works(entry).holds(record);
        let edits = if is_new {
            let lines = [references::write_line(record, HouseForm::default())];
            sources::append(&text, &entry.reading().outline, &lines)
                .map_err(|refused| refused.to_string())
                .and_then(|added| {
                    // Where both go to the end of the file, the citation stands above the list.
                    let mut all = vec![written];
                    all.extend(added.iter().cloned());
                    Edits::new(all).map_err(|error| error.to_string())
                })
        } else {
            Ok(written.into())
        };
        let label = format!("citing {citation}");
        if self.change_shown(edits, label, Some(after), now) {
            self.place_shown(after);
            let added = if is_new { " and added its source" } else { "" };
            self.say(format!("Cited {citation}{added}"));
        }
    }

    /// From a citation to its source, from an id to its entry.
    pub(in crate::desk) fn go_to_named(&mut self) -> Vec<Effect> {
        let Some(entry) = self.shown() else {
            return Vec::new();
        };
        let (text, at) = (entry.text().clone(), entry.selection.head);
        if let Some(id) = id_at(&text, at) {
            return self.go_to_id(id);
        }
        let cited = CitedSources::of(entry, self);
        let citation = cited
            .citations
            .list
            .iter()
            .find(|citation| citation.range.start <= at && at <= citation.range.end);
        let source = citation.and_then(|citation| match citation.found {
            Match::One(index, _) => cited.sources.get(index),
            _ => None,
        });
        match (citation, source) {
            (_, Some(source)) => {
                let number = source.number;
                self.place_shown(Selection::caret(source.line.start));
                self.show_right(RightTab::Sources);
                self.say(format!("Source {number}"));
            }
            (Some(_), None) => self.say("No one source is meant here"),
            (None, None) => self.say("Nothing is named here: put the caret in a mention or an id"),
        }
        Vec::new()
    }

    /// A folder or an entry is opened; any other file is taken for references where an entry is shown.
    pub(in crate::desk) fn take_drop(&mut self, path: PathBuf) -> Vec<Effect> {
        let extension = path
            .extension()
            .and_then(|it| it.to_str())
            .unwrap_or_default();
        let is_entry = matches!(extension, "md" | "markdown");
        if is_entry || self.shown().is_none() {
            return self.open_path(path);
        }
        vec![Effect::ReadReferences { path }]
    }

    pub(super) fn references_read(
        &mut self,
        path: &Path,
        result: Result<Gathered, ReadError>,
        now: Moment,
    ) -> Vec<Effect> {
        match result {
            // Without an extension a file is what it holds.
            Ok(gathered) if gathered.records.is_empty() && path.extension().is_none() => {
                return self.open_path(path.to_owned());
            }
            Ok(gathered) => {
                self.open_dialog(Dialog::AddSources);
                self.sources.dropped = Some(gathered.into());
                return self.gather_works();
            }
            // A folder with a full stop in its name.
            Err(ReadError::NotAFile) => return self.open_path(path.to_owned()),
            Err(why) => self.error(format!("{why}: {}", path.display()), now),
        }
        Vec::new()
    }
}

/// The works an entry lists already, each with the number of its source.
pub fn listed_works(entry: &OpenEntry) -> ListedWorks {
    let text = entry.text();
    ListedWorks::of(text, &sources::read(text, &entry.reading().outline))
}

/// The works an entry lists already.
pub fn known_works(entry: &OpenEntry) -> KnownWorks {
    works_in(entry.text(), &entry.reading().outline)
}

pub(in crate::desk) fn works_in(text: &str, outline: &Outline) -> KnownWorks {
    let mut known = KnownWorks::default();
    for source in sources::read(text, outline) {
        known.add(&references::of_source(text, &source));
    }
    known
}

/// The lines of those records that a text does not list yet, each work once.
fn new_lines(text: &str, outline: &Outline, records: &[Record]) -> Vec<String> {
    let mut known = works_in(text, outline);
    let new = records.iter().filter(|record| known.add(record).1);
    new.map(|record| references::write_line(record, HouseForm::default()))
        .collect()
}

/// The records of a text's sources, in its order.
pub fn records_of(text: &str) -> Vec<Record> {
    let reading = Reading::of(text);
    records_in(text, &reading.outline)
}

fn records_in(text: &str, outline: &Outline) -> Vec<Record> {
    sources::read(text, outline)
        .iter()
        .filter(|source| source.unread.is_none())
        .map(|source| references::of_source(text, source))
        .collect()
}

/// Would a citation behind this letter run into it?
fn is_end_of_words(letter: char) -> bool {
    letter.is_alphanumeric()
        || matches!(
            letter,
            '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '”' | '’' | '%'
        )
}

/// How the prose cites a work: `Archer 2016`, `Archer and Bell 2016`, `Archer et al. 2016`, with its PMID where asked.
pub fn citation_of(record: &Record, with_pmid: bool) -> String {
    let name = |author: &Author| match author {
        Author::Person { family, .. } => family.clone(),
        Author::Organisation(name) => name.clone(),
    };
    let names = match record.authors.as_slice() {
        [] => record.title.clone().unwrap_or_default(),
        [one] if record.et_al => format!("{} et al.", name(one)),
        [one] => name(one),
        [one, two] if !record.et_al => format!("{} and {}", name(one), name(two)),
        [one, ..] => format!("{} et al.", name(one)),
    };
    let mut citation = names;
    if let Some(year) = &record.year {
        citation.push(' ');
        citation.push_str(year);
    }
    if with_pmid && let Some(pmid) = &record.pmid {
        citation.push_str(&format!(" (PMID {pmid})"));
    }
    citation
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(authors: &[&str], et_al: bool) -> Record {
        Record {
            authors: authors
                .iter()
                .map(|family| Author::person(*family, "A"))
                .collect(),
            et_al,
            year: Some("2016".into()),
            pmid: Some("27933574".into()),
            ..Record::default()
        }
    }

    #[test]
    fn a_work_is_cited_by_its_first_authors_and_year() {
        assert_eq!(
            citation_of(&record(&["Archer"], false), false),
            "Archer 2016"
        );
        assert_eq!(
            citation_of(&record(&["Archer", "Bell"], false), true),
            "Archer and Bell 2016 (PMID 27933574)"
        );
        assert_eq!(
            citation_of(&record(&["Archer", "Bell", "Cole"], false), false),
            "Archer et al. 2016"
        );
        assert_eq!(
            citation_of(&record(&["Archer"], true), false),
            "Archer et al. 2016"
        );
    }
}
