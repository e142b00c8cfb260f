//! What a paste and a dropped file were read as, piece by piece: what each became, what the entry and the library know of it,
//! and which lines will leave the section.

use std::ops::Range;
use std::sync::Arc;

use crate::desk::{self, Desk, FromPaste};
use crate::library::bibliography::{Listing, Whole};
use crate::library::withdrawn::Case;
use crate::library::{Bibliography, EntryKey};
use crate::references::{
    self, Completed, Format, Gained, Gathered, HouseForm, Record, UnreadPiece,
};

/// What was read, in the order in which it stands: first the file, then the paste.
pub(super) struct PastePieces {
    pub list: Vec<PastePiece>,
    paste: Option<Arc<Gathered>>,
    text: Arc<str>,
    /// Where its lines begin.
    starts: Vec<usize>,
    /// What the pieces were compared with last.
    library: Option<Arc<Bibliography>>,
    entry: Option<Arc<str>>,
    pub counts: PasteCounts,
}

/// What is said of all of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct PasteCounts {
    /// Lines of the paste with words; none where it is no text of lines, or a file lies beside it.
    pub lines: Option<usize>,
    pub sources: usize,
    /// Lines of a text, pieces of another form.
    pub not_read: usize,
    /// Works that the entry lists already.
    pub here: usize,
    pub wanted: usize,
    /// Lines of the paste that stay in the section, and those of them that were not read.
    pub stay: usize,
    pub stay_not_read: usize,
}

/// A piece of the file or the paste.
pub(super) struct PastePiece {
    /// It lies in the file that was dropped.
    pub in_file: bool,
    /// The line it begins in, counted from 1, and how many it takes.
    line: usize,
    lines: usize,
    /// Its place among the records of the paste.
    place: Option<usize>,
    pub became: PieceOutcome,
}

pub(super) enum PieceOutcome {
    Source(Box<FoundSource>),
    NotRead { what: String, why: String },
}

/// A source that a piece can become.
pub(super) struct FoundSource {
    /// As it was read, what was cut short completed.
    read: Record,
    /// As entries of the library list the work of a bare identifier.
    pub ways: Vec<FullWork>,
    /// The one that is taken; `None` leaves it as it was read.
    pub way: Option<usize>,
    /// Its identifiers are not those of one work, as the library has it.
    pub is_contradicted: bool,
    pub taken: Vec<Completed>,
    /// What its text says and is not believed.
    pub doubts: Vec<UnreadPiece>,
    /// The source of the entry that is the same work.
    pub here: Option<u32>,
    /// The same work is listed above.
    pub again: bool,
    /// So many other entries list it.
    pub elsewhere: usize,
    /// What the list of withdrawn works tells of it.
    pub withdrawn: Option<Case>,
    left_out: bool,
}

/// A work in full, as an entry lists it.
pub(super) struct FullWork {
    pub record: Record,
    pub entry: EntryKey,
    pub number: u32,
}

impl PastePieces {
    pub(super) fn of(text: &str, paste: Option<Arc<Gathered>>, file: Option<&Gathered>) -> Self {
        let mut list = Vec::new();
        for (gathered, in_file) in [(file, true), (paste.as_deref(), false)] {
            let Some(gathered) = gathered else { continue };
            let first = list.len();
            let records = gathered.records.iter().enumerate();
            list.extend(records.map(|(place, gained)| PastePiece {
                in_file,
                line: gained.line,
                lines: gained.lines,
                place: (!in_file).then_some(place),
                became: PieceOutcome::Source(Box::new(FoundSource::new(gained))),
            }));
            list.extend(gathered.unread.iter().map(|unread| PastePiece {
                in_file,
                line: unread.line,
                lines: unread.lines,
                place: None,
                became: PieceOutcome::NotRead {
                    what: unread.what.clone(),
                    why: unread.why.clone(),
                },
            }));
            if let Some(own) = list.get_mut(first..) {
                own.sort_by_key(|piece| piece.line);
            }
        }
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        let mut pieces = Self {
            starts: [0].into_iter().chain(ends).collect(),
            text: text.into(),
            list,
            paste,
            library: None,
            entry: None,
            counts: PasteCounts::default(),
        };
        pieces.count_once(file);
        pieces
    }

    /// What stays the same whatever is ticked.
    fn count_once(&mut self, file: Option<&Gathered>) {
        let all = [file, self.paste.as_deref()].into_iter().flatten();
        let not_read = all.map(|gathered| match gathered.format {
            Format::Text => desk::not_read(gathered).len(),
            _ => gathered.unread.len(),
        });
        let is_lines = self.format() == Some(Format::Text) && file.is_none();
        let lines = self.text.lines().filter(|line| !line.trim().is_empty());
        self.counts = PasteCounts {
            lines: is_lines.then(|| lines.count()),
            sources: self.found().count(),
            not_read: not_read.sum(),
            ..PasteCounts::default()
        };
    }

    /// The form of the paste.
    pub(super) fn format(&self) -> Option<Format> {
        self.paste.as_ref().map(|paste| paste.format)
    }

    /// Holds the pieces against the entry and the library, where either is another than the last time.
    pub(super) fn compare(&mut self, desk: &Desk) {
        let Some(entry) = desk.shown() else { return };
        let library = desk.bibliography().read();
        let same_library = match (&self.library, library) {
            (Some(old), Some(new)) => Arc::ptr_eq(old, new),
            (old, new) => old.is_none() && new.is_none(),
        };
        let text = entry.text();
        if same_library && self.entry.as_ref().is_some_and(|it| Arc::ptr_eq(it, text)) {
            return;
        }
        if let Some(library) = library.filter(|_| !same_library) {
            self.complete(library);
        }
        self.library = library.cloned();
        self.entry = Some(text.clone());
        self.compare_with(desk);
    }

    /// Takes from the library what records lack, and what can be taken instead of those that are bare.
    fn complete(&mut self, library: &Bibliography) {
        let mut records: Vec<Record> = self.found().map(|found| found.read.clone()).collect();
        let taken = library.complete(&mut records);
        let found = self.found_mut().zip(records).zip(taken);
        for ((found, record), taken) in found {
            found.read = record;
            found.taken.extend(taken);
            found.find_ways(library);
        }
    }

    fn compare_with(&mut self, desk: &Desk) {
        let Some(entry) = desk.shown() else { return };
        let mut listed = desk::listed_works(entry);
        let library = self.library.clone();
        for found in self.found_mut() {
            let record = found.record();
            let there = listed.find(record).or_else(|| listed.find(&found.read));
            let withdrawn = desk.withdrawn().of(record).cloned();
            let listings = library.as_deref().map_or(&[][..], |library| {
                let work = library.work_of(record);
                work.map_or(&[][..], |work| library.listings(work))
            });
            if there.is_none() && !found.left_out {
                listed.join(record);
            }
            found.here = there.flatten();
            found.again = there == Some(None);
            found.withdrawn = withdrawn;
            found.elsewhere = other_entries(listings, &entry.key);
        }
        self.count();
    }

    fn count(&mut self) {
        let mut is_source = vec![false; self.paste.as_ref().map_or(0, |it| it.records.len())];
        for piece in &self.list {
            if let (Some(place), PieceOutcome::Source(found)) = (piece.place, &piece.became)
                && let Some(is_source) = is_source.get_mut(place)
            {
                *is_source = found.is_wanted();
            }
        }
        let (mut stay, mut stay_not_read) = (0, 0);
        if let Some(paste) = &self.paste {
            let is_source = |place: usize| is_source.get(place).copied().unwrap_or(false);
            let leaving = desk::leaving(paste, &self.text, is_source);
            let not_read = desk::not_read(paste);
            for (index, line) in self.text.split('\n').enumerate() {
                let leaves = leaving.get(index).copied().unwrap_or(false);
                if !leaves && !line.trim().is_empty() {
                    stay += 1;
                    stay_not_read += usize::from(not_read.contains(&index));
                }
            }
        }
        self.counts = PasteCounts {
            here: self.found().filter(|found| found.here.is_some()).count(),
            wanted: self.found().filter(|found| found.is_wanted()).count(),
            stay,
            stay_not_read,
            ..self.counts
        };
    }

    fn found(&self) -> impl Iterator<Item = &FoundSource> {
        self.list.iter().filter_map(|piece| match &piece.became {
            PieceOutcome::Source(found) => Some(&**found),
            PieceOutcome::NotRead { .. } => None,
        })
    }

    fn found_mut(&mut self) -> impl Iterator<Item = &mut FoundSource> {
        let list = self.list.iter_mut();
        list.filter_map(|piece| match &mut piece.became {
            PieceOutcome::Source(found) => Some(&mut **found),
            PieceOutcome::NotRead { .. } => None,
        })
    }

    /// Sets the tick of a piece, or takes it away.
    pub(super) fn turn(&mut self, row: usize, desk: &Desk) {
        if let Some(PastePiece {
            became: PieceOutcome::Source(found),
            ..
        }) = self.list.get_mut(row)
            && found.can_be_ticked()
        {
            found.left_out = !found.left_out;
            self.compare_with(desk);
        }
    }

    /// Takes the work of a bare identifier as an entry lists it, or leaves it as it was read.
    pub(super) fn choose(&mut self, row: usize, way: Option<usize>, desk: &Desk) {
        if let Some(PastePiece {
            became: PieceOutcome::Source(found),
            ..
        }) = self.list.get_mut(row)
        {
            found.way = way;
            self.compare_with(desk);
        }
    }

    /// The records that are to be added.
    pub(super) fn wanted(&self) -> Vec<Record> {
        let wanted = self.found().filter(|found| found.is_wanted());
        wanted.map(|found| found.record().clone()).collect()
    }

    /// The same, each with its place in the paste.
    pub(super) fn wanted_of_paste(&self) -> Vec<FromPaste> {
        let wanted = self.list.iter().filter_map(|piece| match &piece.became {
            PieceOutcome::Source(found) if found.is_wanted() => Some(FromPaste {
                place: piece.place?,
                record: found.record().clone(),
            }),
            _ => None,
        });
        wanted.collect()
    }

    /// The words of a piece as they were pasted, where its lines are known.
    pub(super) fn as_pasted(&self, piece: &PastePiece) -> Option<&str> {
        if piece.in_file || self.format() != Some(Format::Text) {
            return None;
        }
        let lines = piece.lines();
        let start = *self.starts.get(lines.start)?;
        let end = self.starts.get(lines.end).copied();
        Some(self.text.get(start..end.unwrap_or(self.text.len()))?.trim())
    }
}

impl PastePiece {
    /// Its lines, counted from 0.
    fn lines(&self) -> Range<usize> {
        let start = self.line.saturating_sub(1);
        start..start.saturating_add(self.lines.max(1))
    }

    /// `Line 3`, `Lines 3–4`.
    pub(super) fn named(&self) -> String {
        let lines = self.lines();
        let lines = match lines.len() {
            1 => format!("Line {}", self.line),
            _ => format!("Lines {}–{}", self.line, lines.end),
        };
        if self.in_file {
            format!("{lines} of the file")
        } else {
            lines
        }
    }
}

impl FoundSource {
    fn new(gained: &Gained) -> Self {
        Self {
            read: gained.record.clone(),
            doubts: gained.doubts.clone(),
            ways: Vec::new(),
            way: None,
            is_contradicted: false,
            taken: Vec::new(),
            here: None,
            again: false,
            elsewhere: 0,
            withdrawn: None,
            left_out: false,
        }
    }

    fn find_ways(&mut self, library: &Bibliography) {
        let chosen = self.way.take().and_then(|way| self.ways.get(way));
        let chosen = chosen.map(|way| (way.entry.clone(), way.number));
        let was_bare = !self.ways.is_empty() && chosen.is_none();
        self.is_contradicted = false;
        let (listings, is_one) = match library.whole(&self.read) {
            Whole::Unknown => (Vec::new(), false),
            Whole::One(listing) => (vec![listing], true),
            Whole::Several(all) => (all, false),
            Whole::Contradicted(all) => {
                self.is_contradicted = true;
                (all, false)
            }
        };
        self.ways = listings
            .into_iter()
            .map(|listing| FullWork {
                record: if self.is_contradicted {
                    Record::clone(&listing.record)
                } else {
                    self.read.completed_from(&listing.record)
                },
                entry: listing.entry.clone(),
                number: listing.number,
            })
            .collect();
        let is_chosen = |way: &FullWork| chosen.as_ref() == Some(&(way.entry.clone(), way.number));
        self.way = self.ways.iter().position(is_chosen);
        if is_one && !was_bare {
            self.way = Some(0);
        }
    }

    /// As it is to be added.
    pub(super) fn record(&self) -> &Record {
        let way = self.way.and_then(|way| self.ways.get(way));
        way.map_or(&self.read, |way| &way.record)
    }

    pub(super) fn line(&self) -> String {
        references::write_line(self.record(), HouseForm::default())
    }

    pub(super) fn line_as_read(&self) -> String {
        references::write_line(&self.read, HouseForm::default())
    }

    pub(super) fn can_be_ticked(&self) -> bool {
        self.here.is_none() && !self.again
    }

    pub(super) fn is_wanted(&self) -> bool {
        self.can_be_ticked() && !self.left_out
    }
}

/// How many entries beside this one.
fn other_entries(listings: &[Listing], here: &EntryKey) -> usize {
    let mut last = None;
    let others = listings.iter().filter(|listing| listing.entry != *here);
    others
        .filter(|listing| last.replace(&listing.entry) != Some(&listing.entry))
        .count()
}
