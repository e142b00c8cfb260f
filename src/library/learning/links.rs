//! Links: which placeholders explain an address in nine of ten entries.
//!
//! An address is turned into the rule it could have been made by: the entry's own address, its slug, its pillar and the
//! product's handle become placeholders wherever they stand as whole words. The rule that most entries come to is the
//! library's.

use super::counting::{Tally, nearly_all, share};
use super::observation::{Observation, ValueShape};
use super::{FEWEST, Learned};
use crate::house_style::{
    ClosingBlock, ClosingLink, FieldKind, FieldRule, LinkParts, LinkRule, Links, Placeholder,
    StylePart, WordForm,
};

pub(super) fn learn(seen: &[Observation], learned: &mut Learned) {
    let form = pillar_slug(seen, learned);
    let parts: Vec<LinkParts> = seen.iter().map(|entry| parts_of(entry, form)).collect();
    let both: Vec<(&Observation, &LinkParts)> = seen.iter().zip(&parts).collect();
    learned.style.links = Links::default();
    fields(&both, learned);
    products(&both, learned);
    closing(&both, learned);
    learned.part(StylePart::Links);
    learned.part(StylePart::Closing);
}

fn parts_of(entry: &Observation, form: WordForm) -> LinkParts {
    let text = |key| entry.text(key);
    LinkParts::of(text("url"), text("slug"), text("pillar"), form)
}

/// How pillars of several words are written, from the addresses that hold one.
fn pillar_slug(seen: &[Observation], learned: &mut Learned) -> WordForm {
    let of_two_words: Vec<&Observation> = (seen.iter())
        .filter(|entry| {
            entry
                .text("pillar")
                .is_some_and(|it| WordForm::Hyphen.write(it).contains('-'))
        })
        .collect();
    let explained = |form: WordForm| {
        let holds = |entry: &&&Observation| {
            let pillar = form.write(entry.text("pillar").unwrap_or_default());
            addresses(entry).any(|address| words_at(address, &pillar).next().is_some())
        };
        of_two_words.iter().filter(holds).count()
    };
    let counts = WordForm::ALL.map(|form| (form, explained(form)));
    // Among equals the first, which is the usual one.
    let best = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    match best.filter(|(_, count)| *count > 0) {
        Some((form, count)) => {
            learned.style.pillar_slug = form;
            learned.part(StylePart::PillarSlug);
            let of = of_two_words.len();
            let why = format!("so in {count} of {of} entries with a pillar of two words");
            learned.note(StylePart::PillarSlug.key(), why);
            form
        }
        None => WordForm::default(),
    }
}

/// Every address an entry names outside its text.
fn addresses(entry: &Observation) -> impl Iterator<Item = &str> {
    let fields = entry.fields.iter().filter_map(|(_, shape)| match shape {
        ValueShape::Text { text, .. } if is_address(text) => Some(text.as_str()),
        _ => None,
    });
    let products = entry.products.iter().map(|product| product.url.as_str());
    let closing = entry.closing.iter().flat_map(|(_, links)| links);
    fields.chain(products).chain(closing.map(String::as_str))
}

fn is_address(text: &str) -> bool {
    (text.contains("://") || text.starts_with('/')) && !text.contains(char::is_whitespace)
}

fn fields(seen: &[(&Observation, &LinkParts)], learned: &mut Learned) {
    let keys: Vec<String> = (learned.style.fields.iter())
        .filter(|field| matches!(field.kind, FieldKind::Link | FieldKind::Text))
        .map(|field: &FieldRule| field.key.clone())
        .collect();
    for key in keys {
        let mut rules: Tally<String> = Tally::default();
        let mut of = 0;
        for (entry, parts) in seen {
            let Some(address) = entry.text(&key).filter(|text| is_address(text)) else {
                continue;
            };
            of += 1;
            rules.add(template(address, parts));
        }
        // What a few entries have in common is no rule of the library.
        let found = rules.first();
        let found = found.filter(|(_, count)| of >= FEWEST && nearly_all(*count, of));
        let Some((rule, count)) = found.and_then(|(text, count)| Some((own_rule(&text)?, count)))
        else {
            continue;
        };
        let why = format!("explains it {}", share(count, of));
        if key == "url" {
            learned.note("links/entry", why);
            learned.style.links.entry = Some(rule);
        } else {
            learned.note(format!("links/fields/{key}"), why);
            learned.style.links.fields.push((key, rule));
        }
    }
}

/// A rule that depends on the entry: the same address everywhere is no rule.
fn own_rule(text: &str) -> Option<LinkRule> {
    let rule = LinkRule::parse(text).ok()?;
    let own = [
        Placeholder::Slug,
        Placeholder::PillarSlug,
        Placeholder::Handle,
    ];
    own.into_iter()
        .any(|place| rule.uses(place))
        .then_some(rule)
}

fn products(seen: &[(&Observation, &LinkParts)], learned: &mut Learned) {
    let mut rules: Tally<String> = Tally::default();
    let mut of = 0;
    for (entry, parts) in seen {
        for product in entry
            .products
            .iter()
            .filter(|product| !product.url.is_empty())
        {
            of += 1;
            rules.add(template(&product.url, &parts.with_handle(&product.handle)));
        }
    }
    let found = rules.first();
    let found = found.filter(|(_, count)| of >= FEWEST && nearly_all(*count, of));
    if let Some((rule, count)) = found.and_then(|(text, count)| Some((own_rule(&text)?, count))) {
        learned.note(
            "links/product",
            format!("explains {count} of {of} products"),
        );
        learned.style.links.product = Some(rule);
    }
}

fn closing(seen: &[(&Observation, &LinkParts)], learned: &mut Learned) {
    let of = seen.len();
    learned.style.closing.clear();
    for begins in beginnings(seen) {
        let blocks: Vec<(&Observation, &LinkParts, &[String])> = (seen.iter())
            .filter_map(|(entry, parts)| {
                let block = entry
                    .closing
                    .iter()
                    .find(|(heading, _)| heading.starts_with(&begins))?;
                Some((*entry, *parts, block.1.as_slice()))
            })
            .collect();
        learned.note(format!("closing/{begins}"), share(blocks.len(), of));
        let holds = held(&blocks, learned);
        learned.style.closing.push(ClosingBlock {
            required: nearly_all(blocks.len(), of),
            begins,
            holds,
        });
    }
}

/// How many closing blocks are learned.
const MOST_BLOCKS: usize = 40;

/// What the headings of closing blocks begin with: the whole heading where it is the same everywhere, else its first two
/// words.
fn beginnings(seen: &[(&Observation, &LinkParts)]) -> Vec<String> {
    let of = seen.len();
    let mut whole: Tally<&str> = Tally::default();
    let mut first_words: Tally<String> = Tally::default();
    for (entry, _) in seen {
        let headings = entry.closing.iter().map(|(heading, _)| heading.as_str());
        whole.add_once(headings.clone());
        first_words.add_once(headings.filter_map(|heading| {
            let mut words = heading.split(' ');
            Some(format!("{} {}", words.next()?, words.next()?))
        }));
    }
    let often = |list: Vec<(String, usize)>| {
        let often = list.into_iter().filter(|(_, count)| nearly_all(*count, of));
        let often = often.map(|(heading, _)| heading);
        often.take(MOST_BLOCKS).collect::<Vec<String>>()
    };
    let owned = whole
        .sorted()
        .into_iter()
        .map(|(heading, count)| (heading.to_owned(), count));
    let mut begins = often(owned.collect());
    for words in often(first_words.sorted()) {
        if !begins.iter().any(|it| it.starts_with(&words)) {
            begins.push(words);
        }
    }
    // In the order of the page.
    let place = |begins: &String| {
        seen.iter().find_map(|(entry, _)| {
            entry
                .closing
                .iter()
                .position(|(heading, _)| heading.starts_with(begins.as_str()))
        })
    };
    begins.sort_by_key(place);
    begins
}

/// What nine of ten of these blocks hold, in order.
fn held(
    blocks: &[(&Observation, &LinkParts, &[String])],
    learned: &mut Learned,
) -> Vec<ClosingLink> {
    let of = blocks.len();
    let mirrors = |(entry, _, links): &&(&Observation, &LinkParts, &[String])| {
        let products = entry.products.iter().map(|product| product.url.as_str());
        products.eq(links.iter().map(String::as_str))
    };
    let any_products = blocks.iter().any(|(entry, ..)| !entry.products.is_empty());
    if any_products && nearly_all(blocks.iter().filter(mirrors).count(), of) {
        return vec![ClosingLink::Products];
    }
    let mut rules: Tally<String> = Tally::default();
    for (_, parts, links) in blocks {
        rules.add_once(links.iter().map(|link| template(link, parts)));
    }
    let mut held = Vec::new();
    // Among equals the first seen comes first, which is the order of the page.
    for (text, count) in rules.sorted() {
        if !nearly_all(count, of) {
            break;
        }
        let Ok(rule) = LinkRule::parse(&text) else {
            continue;
        };
        let uses = |place| rule.uses(place);
        let links = &mut learned.style.links;
        let (name, place, kind) = if uses(Placeholder::PillarSlug) && !uses(Placeholder::Slug) {
            ("links/pillar", &mut links.pillar, ClosingLink::Pillar)
        } else if !uses(Placeholder::Slug) && !uses(Placeholder::Handle) {
            ("links/library", &mut links.library, ClosingLink::Library)
        } else {
            held.push(ClosingLink::Link(rule));
            continue;
        };
        if place.is_some() {
            held.push(ClosingLink::Link(rule));
            continue;
        }
        *place = Some(rule);
        learned.note(name, share(count, of));
        held.push(kind);
    }
    held
}

/// The rule an address could have been made by.
fn template(address: &str, parts: &LinkParts) -> String {
    let begins = |part: &Option<String>| {
        let rest = address.strip_prefix(part.as_deref().filter(|it| !it.is_empty())?)?;
        (rest.is_empty() || rest.starts_with(['/', '?', '#'])).then_some(rest)
    };
    let (mut rule, mut rest) = match (begins(&parts.base), begins(&parts.site)) {
        (Some(rest), _) => ("{base}".to_owned(), rest),
        (None, Some(rest)) => ("{site}".to_owned(), rest),
        (None, None) => (String::new(), address),
    };
    let mut places = vec![
        ("{slug}", parts.slug.as_deref().unwrap_or_default()),
        ("{handle}", parts.handle.as_deref().unwrap_or_default()),
        (
            "{pillar-slug}",
            parts.pillar_slug.as_deref().unwrap_or_default(),
        ),
    ];
    places.retain(|(_, words)| !words.is_empty());
    // The slug `iron-and-tea` holds the pillar `iron`: the longest is looked for first.
    places.sort_by_key(|(_, words)| std::cmp::Reverse(words.len()));
    while !rest.is_empty() {
        let next = places.iter().find_map(|(name, words)| {
            let behind = rest.strip_prefix(words);
            let is_here = behind.is_some_and(|behind| !behind.starts_with(part_of_word))
                && !rule.ends_with(part_of_word);
            is_here.then_some((name, words.len()))
        });
        let taken = match next {
            Some((name, length)) => {
                rule.push_str(name);
                length
            }
            None => {
                let letter = rest.chars().next();
                rule.extend(letter);
                letter.map_or(1, char::len_utf8)
            }
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    rule
}

/// Where `words` stand in an address as whole words.
fn words_at<'a>(address: &'a str, words: &'a str) -> impl Iterator<Item = usize> + 'a {
    let found = address
        .match_indices(words)
        .filter(move |_| !words.is_empty());
    found.map(|(at, _)| at).filter(move |at| {
        let before = address.get(..*at).unwrap_or_default();
        let behind = address.get(at + words.len()..).unwrap_or_default();
        !before.ends_with(part_of_word) && !behind.starts_with(part_of_word)
    })
}

fn part_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '-'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_the_rule_it_could_have_been_made_by() {
        let parts = LinkParts::of(
            Some("https://a.example/learn/iron-and-tea"),
            Some("iron-and-tea"),
            Some("Iron"),
            WordForm::Hyphen,
        );
        let parts = parts.with_handle("oats");
        for (address, rule) in [
            ("https://a.example/learn/iron-and-tea", "{base}/{slug}"),
            ("https://a.example/learn", "{base}"),
            ("https://a.example/learners", "{site}/learners"),
            (
                "https://a.example/learn/topic/iron",
                "{base}/topic/{pillar-slug}",
            ),
            (
                "https://a.example/p/oats?c=hrl_iron&e=iron-and-tea",
                "{site}/p/{handle}?c=hrl_{pillar-slug}&e={slug}",
            ),
            (
                "https://b.example/ironing/iron",
                "https://b.example/ironing/{pillar-slug}",
            ),
            ("/img/iron-and-tea.png", "/img/{slug}.png"),
            ("/img/iron-and-tea-2.png", "/img/iron-and-tea-2.png"),
        ] {
            assert_eq!(template(address, &parts), rule, "{address}");
        }
    }
}
