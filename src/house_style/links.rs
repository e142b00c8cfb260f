//! Link rules: addresses with placeholders, filled in from what an entry says of itself.
//!
//! A rule names no site: `{site}` and `{base}` come from the entry's own address, so one rule serves every library that is
//! built alike.

use std::fmt;

/// The rules of a library. A link without a rule is nobody's business.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Links {
    /// The field `url`.
    pub entry: Option<LinkRule>,
    /// The `url` of a product.
    pub product: Option<LinkRule>,
    /// The page of the entry's pillar.
    pub pillar: Option<LinkRule>,
    /// The page of the library.
    pub library: Option<LinkRule>,
    /// Other fields, by their key.
    pub fields: Vec<(String, LinkRule)>,
}

/// An address with placeholders: `{base}/topic/{pillar-slug}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkRule {
    pieces: Vec<RulePiece>,
}

/// A piece of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RulePiece {
    Text(String),
    Place(Placeholder),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Placeholder {
    /// The entry's slug.
    Slug,
    /// Its pillar, as links write it.
    PillarSlug,
    /// The product's handle.
    Handle,
    /// Scheme and host of the entry's address.
    Site,
    /// The entry's address without its slug and the slash before it.
    Base,
}

/// What an entry gives for the placeholders; what it lacks is `None`, and a rule that needs it can't be filled in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LinkParts {
    pub slug: Option<String>,
    pub pillar_slug: Option<String>,
    pub handle: Option<String>,
    pub site: Option<String>,
    pub base: Option<String>,
}

/// How several words become a part of an address, known by an example: `vitamin-d`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WordForm {
    /// `vitamin-d`
    #[default]
    Hyphen,
    /// `vitamin_d`
    Underscore,
    /// `vitamind`
    Joined,
    /// `vitamin%20d`
    Percent,
    /// `vitamin+d`
    Plus,
}

/// Why a text is no link rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkRuleError {
    Empty,
    /// A brace is never closed.
    Open,
    /// There is no placeholder of this name.
    NoPlaceholder(String),
}

impl fmt::Display for LinkRuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("A link rule can't be empty"),
            Self::Open => f.write_str("A `{` is never closed"),
            Self::NoPlaceholder(name) => {
                let known = Placeholder::ALL.map(|it| format!("`{{{}}}`", it.name()));
                let known = known.join(", ");
                write!(f, "`{{{name}}}` is no placeholder; there are {known}")
            }
        }
    }
}

impl std::error::Error for LinkRuleError {}

impl LinkRule {
    /// # Errors
    /// [`LinkRuleError`] where it is none.
    pub fn parse(text: &str) -> Result<Self, LinkRuleError> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('{') {
            let Some((name, after)) = behind.split_once('}') else {
                return Err(LinkRuleError::Open);
            };
            let Some(place) = Placeholder::named(name) else {
                return Err(LinkRuleError::NoPlaceholder(name.to_owned()));
            };
            if !before.is_empty() {
                pieces.push(RulePiece::Text(before.to_owned()));
            }
            pieces.push(RulePiece::Place(place));
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(RulePiece::Text(rest.to_owned()));
        }
        if pieces.is_empty() {
            return Err(LinkRuleError::Empty);
        }
        Ok(Self { pieces })
    }

    pub fn pieces(&self) -> &[RulePiece] {
        &self.pieces
    }

    pub fn uses(&self, place: Placeholder) -> bool {
        self.pieces.contains(&RulePiece::Place(place))
    }

    /// The address for an entry; `None` where it lacks something the rule needs.
    pub fn fill(&self, parts: &LinkParts) -> Option<String> {
        Self::filled(&self.pieces, parts)
    }

    /// The rule before its `?`, and the parts of its query.
    pub fn split(&self) -> (Vec<RulePiece>, Vec<(String, Vec<RulePiece>)>) {
        let mut page: Vec<RulePiece> = Vec::new();
        let mut query: Vec<(String, Vec<RulePiece>)> = Vec::new();
        let mut in_query = false;
        for piece in &self.pieces {
            let RulePiece::Text(text) = piece else {
                match query.last_mut().filter(|_| in_query) {
                    Some((_, value)) => value.push(piece.clone()),
                    None => page.push(piece.clone()),
                }
                continue;
            };
            let mut rest = text.as_str();
            if !in_query {
                let (before, behind) = rest.split_once('?').unwrap_or((rest, ""));
                in_query = before.len() < rest.len();
                if !before.is_empty() {
                    page.push(RulePiece::Text(before.to_owned()));
                }
                rest = behind;
            }
            if !in_query || rest.is_empty() {
                continue;
            }
            for (at, part) in rest.split('&').enumerate() {
                // What stands before the first `&` goes on from the placeholder before it.
                match part.split_once('=') {
                    Some((key, value)) => {
                        let value = if value.is_empty() {
                            Vec::new()
                        } else {
                            vec![RulePiece::Text(value.to_owned())]
                        };
                        query.push((key.to_owned(), value));
                    }
                    None if at == 0 && !part.is_empty() => {
                        if let Some((_, value)) = query.last_mut() {
                            value.push(RulePiece::Text(part.to_owned()));
                        }
                    }
                    None => {}
                }
            }
        }
        (page, query)
    }

    /// The text of some pieces for an entry; `None` where it lacks something they need.
    pub fn filled(pieces: &[RulePiece], parts: &LinkParts) -> Option<String> {
        let mut text = String::new();
        for piece in pieces {
            text.push_str(match piece {
                RulePiece::Text(text) => text,
                RulePiece::Place(place) => parts.get(*place)?,
            });
        }
        Some(text)
    }
}

impl fmt::Display for LinkRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.pieces {
            match piece {
                RulePiece::Text(text) => f.write_str(text)?,
                RulePiece::Place(place) => write!(f, "{{{}}}", place.name())?,
            }
        }
        Ok(())
    }
}

impl Placeholder {
    pub const ALL: [Self; 5] = [
        Self::Slug,
        Self::PillarSlug,
        Self::Handle,
        Self::Site,
        Self::Base,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Slug => "slug",
            Self::PillarSlug => "pillar-slug",
            Self::Handle => "handle",
            Self::Site => "site",
            Self::Base => "base",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.name() == name)
    }
}

impl LinkParts {
    /// What an entry's own address, slug and pillar give; an empty one gives nothing. `{base}` needs an address that ends
    /// in the slug.
    pub fn of(
        url: Option<&str>,
        slug: Option<&str>,
        pillar: Option<&str>,
        pillar_slug: WordForm,
    ) -> Self {
        let there = |text: Option<&str>| text.filter(|text| !text.is_empty()).map(str::to_owned);
        let base = url
            .zip(slug.filter(|slug| !slug.is_empty()))
            .and_then(|(url, slug)| url.strip_suffix(slug)?.strip_suffix('/'));
        Self {
            slug: there(slug),
            pillar_slug: there(pillar).map(|pillar| pillar_slug.write(&pillar)),
            handle: None,
            site: url.and_then(site_of).map(str::to_owned),
            base: there(base),
        }
    }

    /// The same for one product.
    pub fn with_handle(&self, handle: &str) -> Self {
        Self {
            handle: (!handle.is_empty()).then(|| handle.to_owned()),
            ..self.clone()
        }
    }

    pub fn get(&self, place: Placeholder) -> Option<&str> {
        let part = match place {
            Placeholder::Slug => &self.slug,
            Placeholder::PillarSlug => &self.pillar_slug,
            Placeholder::Handle => &self.handle,
            Placeholder::Site => &self.site,
            Placeholder::Base => &self.base,
        };
        part.as_deref()
    }
}

/// Scheme and host of a web address.
pub fn site_of(url: &str) -> Option<&str> {
    let host = url.find("://")? + 3;
    let end = url
        .get(host..)?
        .find('/')
        .map_or(url.len(), |slash| host + slash);
    url.get(..end)
}

impl WordForm {
    pub const ALL: [Self; 5] = [
        Self::Hyphen,
        Self::Underscore,
        Self::Joined,
        Self::Percent,
        Self::Plus,
    ];

    /// `Vitamin D` in this form.
    pub fn write(self, words: &str) -> String {
        crate::entry::slug_of(words).replace('-', self.between())
    }

    /// The form itself, as the file writes it.
    pub fn example(self) -> String {
        self.write("Vitamin D")
    }

    pub fn named(example: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.example() == example)
    }

    fn between(self) -> &'static str {
        match self {
            Self::Hyphen => "-",
            Self::Underscore => "_",
            Self::Joined => "",
            Self::Percent => "%20",
            Self::Plus => "+",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> LinkParts {
        LinkParts::of(
            Some("https://a.example/learn/tea"),
            Some("tea"),
            Some("Vitamin D"),
            WordForm::Hyphen,
        )
    }

    #[test]
    fn a_rule_is_filled_in_from_the_entry() {
        for (rule, address) in [
            ("{base}/{slug}", Some("https://a.example/learn/tea")),
            (
                "{base}/topic/{pillar-slug}",
                Some("https://a.example/learn/topic/vitamin-d"),
            ),
            ("{site}/x?p={slug}", Some("https://a.example/x?p=tea")),
            ("{site}/products/{handle}", None),
        ] {
            let rule = LinkRule::parse(rule).unwrap();
            assert_eq!(rule.fill(&parts()).as_deref(), address, "{rule}");
        }
        let rule = LinkRule::parse("{site}/products/{handle}").unwrap();
        let filled = rule.fill(&parts().with_handle("oats"));
        assert_eq!(filled.as_deref(), Some("https://a.example/products/oats"));
    }

    #[test]
    fn a_rule_reads_as_it_is_written_and_an_unknown_placeholder_is_named() {
        let text = "{site}/products/{handle}?a={pillar-slug}&b={slug}";
        assert_eq!(LinkRule::parse(text).unwrap().to_string(), text);
        let why = LinkRule::parse("{site}/{name}").unwrap_err().to_string();
        assert!(why.starts_with("`{name}` is no placeholder"), "{why}");
        assert_eq!(
            LinkRule::parse("{site").unwrap_err().to_string(),
            "A `{` is never closed"
        );
        assert!(LinkRule::parse("").is_err());
    }

    #[test]
    fn an_address_that_does_not_end_in_the_slug_has_no_base() {
        let parts = LinkParts::of(
            Some("https://a.example/milk"),
            Some("tea"),
            None,
            WordForm::Hyphen,
        );
        assert_eq!(parts.base, None);
        assert_eq!(parts.site.as_deref(), Some("https://a.example"));
    }

    #[test]
    fn two_words_are_written_as_the_example_shows() {
        for (example, written) in [
            ("vitamin-d", "gut-comfort"),
            ("vitamin_d", "gut_comfort"),
            ("vitamind", "gutcomfort"),
            ("vitamin%20d", "gut%20comfort"),
            ("vitamin+d", "gut+comfort"),
        ] {
            let form = WordForm::named(example).unwrap();
            assert_eq!(form.write("Gut comfort"), written);
        }
        assert_eq!(WordForm::named("VitaminD"), None);
    }

    #[test]
    fn the_site_of_an_address_is_scheme_and_host() {
        assert_eq!(site_of("https://a.example/b/c"), Some("https://a.example"));
        assert_eq!(site_of("https://a.example"), Some("https://a.example"));
        assert_eq!(site_of("a.example/b"), None);
    }
}
