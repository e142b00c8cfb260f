//! Near misses: which known word a slip of the fingers meant.
//!
//! Knows nothing of: what the words are for.

/// The known word that `word` almost is: another case, or one or two letters off. None where several are as near.
pub fn near_miss<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let letters = folded(word);
    let mut best: Option<(usize, &str)> = None;
    let mut twice = false;
    for candidate in known {
        let other = folded(candidate);
        let longer = letters.len().max(other.len());
        // Short words are near to anything: one letter of four may differ, two of seven.
        let allowed = match longer {
            0..=3 => 0,
            4..=6 => 1,
            _ => 2,
        };
        if letters.len().abs_diff(other.len()) > allowed {
            continue;
        }
        let distance = distance(&letters, &other);
        if distance > allowed || candidate == word {
            continue;
        }
        twice = best.is_some_and(|(nearest, _)| nearest == distance);
        if best.is_none_or(|(nearest, _)| distance <= nearest) {
            best = Some((distance, candidate));
        }
    }
    best.filter(|_| !twice).map(|(_, candidate)| candidate)
}

/// Small letters and digits; blanks, hyphens and underscores are one and the same.
fn folded(word: &str) -> Vec<char> {
    let lower = word.trim().chars().flat_map(char::to_lowercase);
    lower
        .map(|c| if matches!(c, '_' | '-') { ' ' } else { c })
        .collect()
}

/// How many letters are to be added, taken out, replaced or changed round.
fn distance(left: &[char], right: &[char]) -> usize {
    let width = right.len() + 1;
    let mut rows: Vec<Vec<usize>> = vec![(0..width).collect()];
    for (i, a) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let cell = |up: usize, at: usize| {
                let back = rows.len().checked_sub(up)?;
                rows.get(back)?.get(at).copied()
            };
            let above = cell(1, j + 1).unwrap_or(usize::MAX - 1) + 1;
            let beside = row.last().copied().unwrap_or(usize::MAX - 1) + 1;
            let across = cell(1, j).unwrap_or(usize::MAX - 1) + usize::from(a != b);
            let swapped = (i > 0 && j > 0)
                .then(|| {
                    let is_swap = left.get(i - 1) == Some(b) && right.get(j - 1) == Some(a);
                    let before = cell(2, j - 1)?;
                    is_swap.then_some(before + 1)
                })
                .flatten()
                .unwrap_or(usize::MAX);
            row.push(above.min(beside).min(across).min(swapped));
        }
        rows.push(row);
    }
    rows.last()
        .and_then(|row| row.last())
        .copied()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_the_word_that_was_meant() {
        let known = [
            "sections",
            "sentences",
            "fields",
            "links",
            "units",
            "closed",
        ];
        for (word, meant) in [
            ("sectoins", Some("sections")),
            ("Sections", Some("sections")),
            ("section", Some("sections")),
            ("feilds", Some("fields")),
            ("link", Some("links")),
            ("close", Some("closed")),
            ("title", None),
            ("xyz", None),
            ("", None),
        ] {
            assert_eq!(near_miss(word, known), meant, "{word}");
        }
    }

    #[test]
    fn a_word_between_two_means_neither() {
        assert_eq!(near_miss("Vitamin C", ["Vitamin D", "Vitamin E"]), None);
        assert_eq!(near_miss("Vitamin D", ["Vitamin D"]), None);
    }
}
