//! Front matter is read with its places and changed by the smallest edit.

mod any_change;
mod asked;
mod changes;
mod reading;

/// A block in the house format.
const HOUSE: &str = "\
title: \"How much?\"
url: https://example.org/how-much
slug: how-much
pillar: Zinc
last_reviewed: 29 April 2026
confidence: moderate
publisher: \"The Library\"
related_products:
  - name: \"Zinc & Co\"
    handle: \"zinc\"
    url: \"https://example.org/products/zinc?a=b&c=d\"
  - name: \"Copper\"
    handle: \"copper\"
    url: \"https://example.org/products/copper\"
";
