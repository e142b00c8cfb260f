//! The marks of HTML in a field: `&amp;` is a letter, `<i>` only sets one in italics.

use std::borrow::Cow;

/// The words alone: entities as letters, without the tags that only set type. A `<` that opens nothing stays.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    match with_letters(text) {
        Cow::Borrowed(text) => without_tags(text),
        Cow::Owned(text) => without_tags(&text).into_owned().into(),
    }
}

/// The text with its entities as letters, `p&lt;0.05` as `p<0.05`. What names no letter stays.
pub(super) fn with_letters(text: &str) -> Cow<'_, str> {
    if !text.contains('&') || !text.contains(';') {
        return text.into();
    }
    let out = once(text);
    // Some exports are escaped twice: `&amp;lt;`.
    if text.contains("&amp;") && out.contains(';') {
        return once(&out).into();
    }
    out.into()
}

fn once(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((ahead, behind)) = rest.split_once('&') {
        out.push_str(ahead);
        let end = behind.bytes().take(LONGEST_NAME).position(|it| it == b';');
        let named = end.and_then(|end| Some((letter(behind.get(..end)?)?, behind.get(end + 1..)?)));
        match named {
            Some((letter, after)) => {
                out.push(letter);
                rest = after;
            }
            None => {
                out.push('&');
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}

const LONGEST_NAME: usize = 12;

fn letter(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code
            .ok()
            .and_then(char::from_u32)
            .filter(|letter| !letter.is_control());
    }
    NAMED
        .iter()
        .find_map(|(known, letter)| (*known == name).then_some(*letter))
}

const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("hellip", '…'),
    ("deg", '°'),
    ("plusmn", '±'),
    ("times", '×'),
    ("middot", '·'),
    ("micro", 'µ'),
    ("reg", '®'),
    ("copy", '©'),
    ("trade", '™'),
    ("le", '≤'),
    ("ge", '≥'),
    ("rarr", '→'),
    ("infin", '∞'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("alpha", 'α'),
    ("beta", 'β'),
    ("gamma", 'γ'),
    ("delta", 'δ'),
    ("Delta", 'Δ'),
    ("epsilon", 'ε'),
    ("kappa", 'κ'),
    ("lambda", 'λ'),
    ("mu", 'μ'),
    ("tau", 'τ'),
    ("omega", 'ω'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("acirc", 'â'),
    ("atilde", 'ã'),
    ("auml", 'ä'),
    ("aring", 'å'),
    ("aelig", 'æ'),
    ("ccedil", 'ç'),
    ("egrave", 'è'),
    ("eacute", 'é'),
    ("ecirc", 'ê'),
    ("euml", 'ë'),
    ("igrave", 'ì'),
    ("iacute", 'í'),
    ("icirc", 'î'),
    ("iuml", 'ï'),
    ("ntilde", 'ñ'),
    ("ograve", 'ò'),
    ("oacute", 'ó'),
    ("ocirc", 'ô'),
    ("otilde", 'õ'),
    ("ouml", 'ö'),
    ("oslash", 'ø'),
    ("szlig", 'ß'),
    ("ugrave", 'ù'),
    ("uacute", 'ú'),
    ("ucirc", 'û'),
    ("uuml", 'ü'),
    ("yacute", 'ý'),
    ("Aring", 'Å'),
    ("Auml", 'Ä'),
    ("Eacute", 'É'),
    ("Ouml", 'Ö'),
    ("Oslash", 'Ø'),
    ("Uuml", 'Ü'),
];

/// Tags that only set type.
const TAGS: &[&str] = &[
    "i", "b", "u", "em", "strong", "sub", "sup", "inf", "sc", "scp", "span", "p", "br", "font",
    "bold", "italic", "small", "title",
];

fn without_tags(text: &str) -> Cow<'_, str> {
    if !text.contains('<') || !text.contains('>') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // Where the raised text begins in what is written.
    let mut raised = None;
    while let Some((ahead, behind)) = rest.split_once('<') {
        out.push_str(ahead);
        let Some((name, is_end, after)) = tag(behind) else {
            out.push('<');
            rest = behind;
            continue;
        };
        match (name, is_end) {
            ("sup", false) => raised = Some(out.len()),
            ("sup", true) => {
                if let Some(from) = raised.take()
                    && let Some(signs) = out.get(from..).and_then(superscript)
                {
                    out.truncate(from);
                    out.push_str(&signs);
                }
            }
            ("br" | "p", _) => out.push(' '),
            _ => {}
        }
        rest = after;
    }
    out.push_str(rest);
    out.into()
}

/// The name of a tag that only sets type, whether it closes, and what follows it.
fn tag(behind: &str) -> Option<(&str, bool, &str)> {
    let inside = behind.strip_prefix('/').unwrap_or(behind);
    let is_end = inside.len() < behind.len();
    let length = inside
        .bytes()
        .take(40)
        .position(|it| !it.is_ascii_alphanumeric() && !matches!(it, b':' | b'-'))?;
    let (name, rest) = inside.split_at_checked(length)?;
    let is_known = TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name))
        || ["jats:", "mml:"]
            .iter()
            .any(|space| name.starts_with(space));
    if !is_known || !rest.starts_with(['>', ' ', '/']) {
        return None;
    }
    let close = rest
        .bytes()
        .take(200)
        .position(|it| matches!(it, b'>' | b'<'))?;
    let after = rest.get(close..)?.strip_prefix('>')?;
    // `x <b and c> y` has words where a tag has `name="value"`.
    let is_bare = rest.get(..close)?.trim_matches([' ', '/']).is_empty();
    (is_bare || rest.get(..close)?.contains('=')).then_some(())?;
    Some((name.strip_prefix("jats:").unwrap_or(name), is_end, after))
}

/// Raised digits and signs as letters of their own, so that `10<sup>9</sup>` is no 109.
pub(super) fn superscript(text: &str) -> Option<String> {
    (!text.is_empty()).then_some(())?;
    text.chars()
        .map(|letter| {
            let at = "0123456789+-−–()n".chars().position(|it| it == letter)?;
            "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾ⁿ".chars().nth(at)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_entities_become_letters() {
        for (marked, text) in [
            (
                "Sleep &amp; mood: CO<sub>2</sub> and <i>Ginkgo</i>",
                "Sleep & mood: CO2 and Ginkgo",
            ),
            (
                "Mice (<em>Mus musculus</em>) at p&lt;0.05",
                "Mice (Mus musculus) at p<0.05",
            ),
            ("10<sup>9</sup> CFU, 10<sup>-6</sup> M", "10⁹ CFU, 10⁻⁶ M"),
            ("the 1<sup>st</sup> dose", "the 1st dose"),
            (
                r#"<span class="nocase">vitamin D</span> and <jats:italic>E. coli</jats:italic>"#,
                "vitamin D and E. coli",
            ),
            ("a &amp;lt; b &#8211; c &#xe9;", "a < b – c é"),
        ] {
            assert_eq!(plain(marked), text);
        }
    }

    #[test]
    fn what_is_no_mark_stays() {
        for text in [
            "a < b > c",
            "uptake<loss and loss>gain",
            "R&D; AT&T",
            "x <b and c> y",
            "&unknown;",
        ] {
            assert_eq!(plain(text), text);
        }
    }
}
