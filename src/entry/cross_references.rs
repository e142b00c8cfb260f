//! Cross references: `the magnesium form comparison entry (3ca17b72)`, eight hex digits in brackets.
//!
//! The id says nothing by itself; which entry it means, the library knows. Knows nothing of: other entries.

/// The id whose brackets hold this place of a text.
pub fn id_at(text: &str, at: usize) -> Option<&str> {
    // The caret may stand before the bracket, or behind it.
    let upto = text.get(..at + 1).or_else(|| text.get(..at))?;
    let open = upto.rfind('(')?;
    let id = text.get(open + 1..open + 9)?;
    let is_id = id.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    let closed = text.get(open + 9..open + 10) == Some(")");
    (is_id && closed && at <= open + 10).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_brackets_and_what_is_in_them_are_the_place_of_an_id() {
        let text = "see (3ca17b72) é";
        for (at, found) in [(3, false), (4, true), (9, true), (14, true), (15, false)] {
            assert_eq!(id_at(text, at), found.then_some("3ca17b72"), "at {at}");
        }
        for text in [
            "(3CA17B72)",
            "(3ca17b7)",
            "(3ca17b729)",
            "(3ca17b72",
            "(",
            "é(",
        ] {
            for at in 0..=text.len() {
                assert_eq!(id_at(text, at), None, "{text} at {at}");
            }
        }
    }
}
