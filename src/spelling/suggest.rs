//! What is probably meant by a word that no list has.

/// The words one slip away: a letter too many, missing, wrong, or exchanged with its neighbour. `is_known` says which words
/// there are. Those with the slip that hands make most often come first.
pub(super) fn one_slip_away(word: &str, is_known: impl Fn(&str) -> bool) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut found: Vec<String> = Vec::new();
    let mut tried = String::with_capacity(word.len() + 4);
    let mut keep = |parts: [&[char]; 3]| {
        tried.clear();
        tried.extend(parts.concat());
        if tried != word && is_known(&tried) && !found.contains(&tried) {
            found.push(tried.clone());
        }
    };
    let cut = |at: usize| letters.split_at(at);
    for at in 0..letters.len() {
        let (before, rest) = cut(at);
        if let [one, two, behind @ ..] = rest {
            keep([before, &[*two, *one], behind]);
        }
    }
    for at in 0..letters.len() {
        let (before, rest) = cut(at);
        keep([before, rest.get(1..).unwrap_or_default(), &[]]);
    }
    // The first letter is hardly ever the one that is wrong.
    for at in (1..=letters.len()).chain([0]) {
        let (before, rest) = cut(at);
        for letter in 'a'..='z' {
            keep([before, &[letter], rest]);
        }
    }
    for at in (1..letters.len()).chain([0]) {
        let (before, rest) = cut(at);
        for letter in 'a'..='z' {
            keep([before, &[letter], rest.get(1..).unwrap_or_default()]);
        }
    }
    // One of a pair that was left out, or written twice: no other slip is made as often.
    let singly = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.dedup();
        letters
    };
    let own = singly(word);
    found.sort_by_key(|it| singly(it) != own);
    found
}

/// The suggestion with the capital of the word it stands for.
pub(super) fn as_written(written: &str, suggestion: &str) -> String {
    if written.starts_with(char::is_uppercase) {
        capitalised(suggestion)
    } else {
        suggestion.to_owned()
    }
}

/// The word with a capital.
pub(super) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_a_pair_of_letters_is_what_was_left_out() {
        let known = ["word", "work", "wry", "worry", "wordy"];
        let found = one_slip_away("wory", |word| known.contains(&word));
        assert_eq!(found[0], "worry");
        assert_eq!(found.len(), 5);
        let found = one_slip_away("tabblet", |word| ["tablet", "rabblet"].contains(&word));
        assert_eq!(found, ["tablet", "rabblet"]);
    }
}
