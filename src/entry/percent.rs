//! Signs of an address that are written by their codes: `%20`.
//!
//! Knows nothing of: what is addressed, which signs need a code.

use std::borrow::Cow;

/// A part of an address with the signs that are written by their codes: `%20` is a space. What makes no text stays as it is.
pub fn decoded(part: &str) -> Cow<'_, str> {
    if !part.contains('%') {
        return part.into();
    }
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((&first, more)) = rest.split_first() {
        let digits = more.get(..2).filter(|_| first == b'%');
        let code = digits.filter(|it| it.iter().all(u8::is_ascii_hexdigit));
        let code = code.and_then(|it| std::str::from_utf8(it).ok());
        match code.and_then(|it| u8::from_str_radix(it, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = more.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(first);
                rest = more;
            }
        }
    }
    String::from_utf8(bytes).map_or(part.into(), Cow::from)
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
