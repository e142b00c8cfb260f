//! Slugs: words as a part of an address.

/// `Vitamin D` as `vitamin-d`.
pub fn slug_of(words: &str) -> String {
    let mut slug = String::new();
    for c in words.chars().flat_map(char::to_lowercase) {
        let plain = match c {
            'à'..='å' | 'ā' | 'ą' => 'a',
            'ç' | 'ć' | 'č' => 'c',
            'è'..='ë' | 'ē' | 'ę' => 'e',
            'ì'..='ï' | 'ī' => 'i',
            'ñ' | 'ń' => 'n',
            'ò'..='ö' | 'ø' | 'ō' => 'o',
            'ù'..='ü' | 'ū' => 'u',
            'ý' | 'ÿ' => 'y',
            'ł' => 'l',
            'ś' | 'š' => 's',
            'ź' | 'ż' | 'ž' => 'z',
            // Without it micrograms would be named as grams.
            'µ' | 'μ' => 'u',
            '₀'..='₉' => char::from_digit(u32::from(c) - u32::from('₀'), 10).unwrap_or(c),
            // `10²` is not 102.
            '²' | '³' if slug.ends_with(|c: char| c.is_ascii_digit()) => '-',
            '²' => '2',
            '³' => '3',
            other => other,
        };
        if plain.is_ascii_alphanumeric() {
            slug.push(plain);
        } else if plain != '\'' && plain != '’' && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_has_plain_letters_and_single_hyphens() {
        assert_eq!(slug_of("Vitamin D & K2: “needed”?"), "vitamin-d-k2-needed");
        assert_eq!(slug_of("  What’s élan?  "), "whats-elan");
        assert_eq!(slug_of("?"), "");
    }

    #[test]
    fn a_dose_and_a_number_keep_what_they_say() {
        assert_eq!(slug_of("Is 100 µg enough?"), "is-100-ug-enough");
        assert_eq!(slug_of("Is 100 μg enough?"), "is-100-ug-enough");
        assert_eq!(slug_of("1·5 mg of B₁₂"), "1-5-mg-of-b12");
        assert_eq!(slug_of("kg/m² in 10³ people"), "kg-m2-in-10-people");
    }
}
