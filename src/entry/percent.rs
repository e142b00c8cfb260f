//! Decodes percent codes in an address: `%20`.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// A part of an address with the signs that are written by their codes: `%20` is a space. What makes no text stays as it is.
pub fn decoded(part: &str) -> Cow<'_, str> {
    let decoded = percent_decode_str(part).decode_utf8();
    decoded.unwrap_or_else(|_| part.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_and_what_is_none_stays() {
        for (part, text) in [
            ("a%20b", "a b"),
            ("10.1016%2fS0140%2D6736", "10.1016/S0140-6736"),
            ("caf%C3%A9", "café"),
            ("5%", "5%"),
            ("5%-x%2", "5%-x%2"),
            ("a%CC", "a%CC"),
            ("", ""),
        ] {
            assert_eq!(decoded(part), text);
        }
    }
}
