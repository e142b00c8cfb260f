//! When one value is probably another with a slip of the pen.

/// Whether two different values are one with another case, other blanks, or a letter or two changed in a long word. A short word
/// or a number is never a slip: *Vitamin D* is not *Vitamin K*.
pub fn is_near(one: &str, other: &str) -> bool {
    if one == other {
        return false;
    }
    let bare = |words: &str| -> String {
        let letters = words.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    if bare(one) == bare(other) {
        return true;
    }
    let (mut left, mut right) = (one.split_whitespace(), other.split_whitespace());
    let mut slips = 0;
    loop {
        match (left.next(), right.next()) {
            (None, None) => return slips > 0,
            (Some(left), Some(right)) => match slip(left, right) {
                Some(slip) if slips + slip <= MOST => slips += slip,
                _ => return false,
            },
            _ => return false,
        }
    }
}

/// More letters than these are another value.
const MOST: usize = 2;

/// How many letters were changed in a word; `None` where it is another word.
fn slip(left: &str, right: &str) -> Option<usize> {
    let lower = |word: &str| -> Vec<char> { word.chars().flat_map(char::to_lowercase).collect() };
    let (left, right) = (lower(left), lower(right));
    if left == right {
        return Some(0);
    }
    let shorter = left.len().min(right.len());
    let has_digit = |word: &[char]| word.iter().any(char::is_ascii_digit);
    let allowed = match shorter {
        ..5 => 0,
        5..8 => 1,
        _ => MOST,
    };
    if has_digit(&left) || has_digit(&right) || left.len().abs_diff(right.len()) > allowed {
        return None;
    }
    let distance = distance(&left, &right);
    (distance <= allowed).then_some(distance)
}

/// Letters put in, left out, changed or exchanged with their neighbour.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut two_before: Vec<usize> = Vec::new();
    let mut before: Vec<usize> = (0..=right.len()).collect();
    for (row, from) in left.iter().enumerate() {
        let mut now = vec![row + 1];
        for (column, to) in right.iter().enumerate() {
            let at =
                |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX / 2);
            let mut least = (at(&before, column) + usize::from(from != to))
                .min(at(&before, column + 1) + 1)
                .min(at(&now, column) + 1);
            let exchanged = row > 0
                && column > 0
                && left.get(row - 1) == Some(to)
                && right.get(column - 1) == Some(from);
            if exchanged {
                least = least.min(at(&two_before, column - 1) + 1);
            }
            now.push(least);
        }
        two_before = std::mem::replace(&mut before, now);
    }
    before.last().copied().unwrap_or(left.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_near() {
        for (one, other) in [
            ("magnesium", "Magnesium"),
            ("Vitamin  D", "Vitamin D"),
            ("Vitamin-D", "Vitamin D"),
            ("VitaminD", "Vitamin D"),
            ("Magnseium", "Magnesium"),
            ("Magnesum", "Magnesium"),
            ("Magneseum", "Magnesium"),
            ("Henri Bond", "Henry Bond"),
            ("Nutri Taylor Library", "Nutri Tailor Library"),
        ] {
            assert!(is_near(one, other) && is_near(other, one), "{one} {other}");
        }
    }

    #[test]
    fn another_value_is_not_near() {
        for (one, other) in [
            ("Magnesium", "Magnesium"),
            ("Vitamin D", "Vitamin K"),
            ("Omega 3", "Omega 6"),
            ("Vitamin B12", "Vitamin B6"),
            ("Iron", "Irons"),
            ("Zinc", "Iron"),
            ("Magnesium", "Manganese"),
            ("Jan Smith", "Ian Smith"),
            ("Sleep", "Sleep and rest"),
            ("", "Sleep"),
        ] {
            assert!(
                !is_near(one, other) && !is_near(other, one),
                "{one} {other}"
            );
        }
    }
}
