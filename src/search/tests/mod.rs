//! The engine by what a person would notice.

mod fields;
mod pattern;
mod query;
mod replacing;

use std::ops::Range;

use super::{Options, Query};

/// An entry with a bit of everything.
const ENTRY: &str = "---
title: \"Does tea stop iron?\"
url: https://a.example/learn/tea-and-iron
slug: tea-and-iron
id: \"20418973\"
pillar: Iron
last_reviewed: 8 June 2026
confidence: moderate
tags: [tea, iron]
related_products:
  - name: Gentle Iron
    handle: gentle-iron
    url: \"https://a.example/products/gentle-iron?x=iron\"
---

# Does tea stop iron?

Tea takes iron. See [the iron entry](iron.md) (3ca17b72).

## Timing

Drink tea an hour after iron; caffeine is in both.

> Iron with tea is lost.

## Safety profile

**Claim: iron is harmless.** Iron is not (PMID 33260549).

## Sources

1. Osei K (2018). Iron and tea. Iron Journal. PMID: 33260549. DOI: 10.5555/iron.1.
";

fn query(text: &str) -> Query {
    Query::parse(text, Options::default()).expect("a query")
}

/// The words of `text` that a query finds; `None` where it does not hold of it.
fn found<'t>(query: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let hits = self::query(query).hits(text)?;
    Some(words(text, &hits))
}

fn words<'t>(text: &'t str, places: &[Range<usize>]) -> Vec<&'t str> {
    places.iter().map(|at| &text[at.clone()]).collect()
}
