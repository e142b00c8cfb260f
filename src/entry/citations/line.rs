//! Author and year in a line as it is written, for a field that shows its own text and has no reading of it.

use std::ops::Range;

use super::left::names_before;
use super::right::{Follows, follows, more_years, year_at};

/// Where a line names a known author with a year, in order. Of several years each has its place, as a citation has.
pub fn of_line(line: &str, known: &dyn Fn(&str) -> bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(digit) = line
        .get(at..)
        .and_then(|rest| rest.find(|c: char| c.is_ascii_digit()))
    {
        let start = at + digit;
        let digits = line.bytes().skip(start).take_while(u8::is_ascii_digit);
        at = start + digits.count();
        if at - start != 4 {
            continue;
        }
        let Some(dated) = year_at(line, start) else {
            continue;
        };
        if follows(line, dated.range.end) == Follows::Amount {
            continue;
        }
        let Some(from) = first_known(line, start, known) else {
            continue;
        };
        let more = more_years(line, &dated);
        found.push(from..dated.range.end);
        found.extend(more.into_iter().map(|next| next.range));
        at = found.last().map_or(at, |last| last.end);
    }
    found
}

/// Where the names before a year begin, if one of them is known.
fn first_known(line: &str, at: usize, known: &dyn Fn(&str) -> bool) -> Option<usize> {
    let names = names_before(line, at)?;
    let is_known = |range: &&Range<usize>| {
        let name = line.get((*range).clone()).unwrap_or_default();
        known(name) || name.rsplit(' ').next().is_some_and(known)
    };
    let first = names.people.iter().find(is_known)?;
    let of_all = names.people.first()?;
    let start = if names.is_list { of_all } else { first }.start;
    // `Ferreira da Silva`: a particle in the middle of a name.
    let before = names.word_before.filter(|word| {
        line.get(start..)
            .is_some_and(|name| name.starts_with(char::is_lowercase))
            && of_all.start == start
            && line.get(word.clone()).is_some_and(known)
    });
    Some(before.map_or(start, |word| word.start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_authors_with_a_year_are_found() {
        let found = |line: &'static str| -> Vec<&str> {
            of_line(line, &|name| matches!(name, "Archer" | "Holt"))
                .into_iter()
                .map(|range| &line[range])
                .collect()
        };
        assert_eq!(
            found("Archer and Bell 2016, van der Holt et al. (2012) and Archer’s 2014 and 2017"),
            [
                "Archer and Bell 2016",
                "van der Holt et al. (2012",
                "Archer’s 2014",
                "2017"
            ]
        );
        let silva = |line: &'static str| -> Vec<&str> {
            of_line(line, &|name| matches!(name, "Ferreira" | "Silva"))
                .into_iter()
                .map(|range| &line[range])
                .collect()
        };
        assert_eq!(
            silva("by Ferreira da Silva 2019"),
            ["Ferreira da Silva 2019"]
        );
        assert_eq!(silva("by Costa da Silva 2019"), ["da Silva 2019"]);
        assert_eq!(
            found("For Bell, Archer 2016; Bell 2016, Archer 2000 IU, 12345"),
            ["Archer 2016"]
        );
    }
}
