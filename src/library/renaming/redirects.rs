//! Redirects for whoever builds the site: a table of two columns, each old address once and leading straight to where the
//! entry is now.
//!
//! Lines that are no redirects (comments, empty ones, the signs of a merge, lines with more columns) stay where and as they
//! are; a new redirect goes in by its old address.

use csv::{ReaderBuilder, Terminator, WriterBuilder};

const HEAD: [&str; 2] = ["from", "to"];

/// The table with one rename more.
pub(super) fn with(text: &str, from: &str, to: &str) -> String {
    let mut lines = read(text);
    let line_end = match text.find('\n') {
        Some(at) if text.get(..at).is_some_and(|line| line.ends_with('\r')) => "\r\n",
        _ => "\n",
    };
    // A table without a head gets one, above the first redirect.
    if !lines.iter().any(|line| line.is(&HEAD)) {
        let first = lines.iter().position(|line| line.redirect.is_some());
        let head = Line::written(HEAD[0], HEAD[1], line_end);
        let place = first.unwrap_or(lines.len());
        insert(&mut lines, place, head, line_end);
    }
    for line in &mut lines {
        if let Some([old, target]) = &line.redirect
            && target == from
            && !line.is(&HEAD)
        {
            *line = Line::written(old, to, line_end);
        }
    }
    // What leads to itself, or from where the entry is again, or led from the old address before, goes.
    lines.retain(|line| match &line.redirect {
        Some([old, target]) => line.is(&HEAD) || !(old == target || old == to || old == from),
        None => true,
    });
    let is_behind = |line: &Line| match &line.redirect {
        Some([old, _]) => !line.is(&HEAD) && old.as_str() > from,
        None => false,
    };
    let last = lines.iter().rposition(|line| line.redirect.is_some());
    let place = lines.iter().position(is_behind);
    let place = place.unwrap_or(last.map_or(lines.len(), |last| last + 1));
    insert(
        &mut lines,
        place,
        Line::written(from, to, line_end),
        line_end,
    );
    lines.into_iter().map(|line| line.text).collect()
}

fn insert(lines: &mut Vec<Line>, place: usize, line: Line, line_end: &str) {
    if let Some(before) = place.checked_sub(1).and_then(|at| lines.get_mut(at))
        && !before.text.ends_with('\n')
    {
        before.text.push_str(line_end);
    }
    lines.insert(place, line);
}

/// A line of the table as it is written.
struct Line {
    text: String,
    /// Where from and where to, where it is a redirect or the head.
    redirect: Option<[String; 2]>,
}

impl Line {
    fn written(from: &str, to: &str, line_end: &str) -> Self {
        let mut writer = WriterBuilder::new()
            .terminator(Terminator::Any(b'\n'))
            .from_writer(Vec::new());
        // A buffer in memory takes every line.
        if let Err(error) = writer.write_record([from, to]) {
            log::error!("a redirect could not be written down: {error}");
        }
        let bytes = writer.into_inner().unwrap_or_default();
        let text = String::from_utf8(bytes).unwrap_or_default();
        Self {
            text: format!("{}{line_end}", text.trim_end_matches('\n')),
            redirect: Some([from.to_owned(), to.to_owned()]),
        }
    }

    fn is(&self, pair: &[&str; 2]) -> bool {
        self.redirect.as_ref().is_some_and(|own| own == pair)
    }
}

fn read(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    // Inside quotation marks a line goes on in the next; such a one is no redirect of ours.
    let mut is_open = false;
    for line in text.split_inclusive('\n') {
        let was_open = is_open;
        is_open ^= line.matches('"').count() % 2 == 1;
        let redirect = (!was_open && !is_open).then(|| redirect(line)).flatten();
        lines.push(Line {
            text: line.to_owned(),
            redirect,
        });
    }
    lines
}

fn redirect(line: &str) -> Option<[String; 2]> {
    let line = line.trim_start_matches('\u{feff}');
    if line.starts_with('#') {
        return None;
    }
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(line.as_bytes());
    let record = reader.records().next()?.ok()?;
    match (record.get(0), record.get(1), record.get(2)) {
        (Some(from), Some(to), None) if !from.is_empty() => Some([from.to_owned(), to.to_owned()]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(renames: &[(&str, &str)]) -> String {
        renames
            .iter()
            .fold(String::new(), |text, (from, to)| with(&text, from, to))
    }

    #[test]
    fn old_addresses_lead_straight_to_the_entry_and_are_sorted() {
        assert_eq!(after(&[("b", "c")]), "from,to\nb,c\n");
        assert_eq!(
            after(&[("b", "c"), ("c", "d"), ("a", "z")]),
            "from,to\na,z\nb,d\nc,d\n"
        );
    }

    #[test]
    fn a_rename_back_takes_its_line_away_and_the_name_in_between_leads_back() {
        assert_eq!(after(&[("a", "b"), ("b", "a")]), "from,to\nb,a\n");
        assert_eq!(
            after(&[("a", "b"), ("b", "c"), ("c", "a")]),
            "from,to\nb,a\nc,a\n"
        );
    }

    #[test]
    fn comments_empty_lines_and_lines_that_are_no_redirects_stay_as_they_are() {
        let text = "\u{feff}from,to\r\n# spring\r\na,b\r\n\r\nx,y,302\r\n\"x,y\",\"z\"\r\n\"two\r\nlines\",z\r\n<<<<<<< ours\r\n";
        assert_eq!(
            with(text, "b", "c"),
            "\u{feff}from,to\r\n# spring\r\na,c\r\n\r\nx,y,302\r\nb,c\r\n\"x,y\",\"z\"\r\n\"two\r\nlines\",z\r\n<<<<<<< ours\r\n"
        );
        for (text, new) in [
            ("# ours", "# ours\nfrom,to\na,b\n"),
            ("# ours\nm,n", "# ours\nfrom,to\na,b\nm,n"),
            ("from,to\nk,l", "from,to\na,b\nk,l"),
            ("from,to\nA,l", "from,to\nA,l\na,b\n"),
            ("from,to\na,b\na,z\n", "from,to\na,b\n"),
        ] {
            assert_eq!(with(text, "a", "b"), new, "{text}");
        }
    }
}
