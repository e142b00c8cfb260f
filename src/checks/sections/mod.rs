//! Checks of sections: which there are, in which order, what they hold.

mod audience;
mod audience_medicine;
mod audience_unnamed;
mod empty;
mod expectation;
mod headed;
mod heading_missing;
mod level;
mod level_skipped;
mod missing;
mod misspelt;
mod name_form;
mod old_name;
mod order;
mod repeated;
mod repeated_audience;
mod rule_missing;
pub(super) mod section_names;
mod sentence;
mod sentence_altered;
mod sentence_missing;
mod unknown;
mod unsourced;

pub use misspelt::MISSPELT_SECTION;

use super::Check;

pub(super) const CHECKS: &[&Check] = &[
    &missing::CHECK,
    &unknown::CHECK,
    &old_name::CHECK,
    &misspelt::CHECK,
    &name_form::CHECK,
    &level::CHECK,
    &level_skipped::CHECK,
    &heading_missing::CHECK,
    &repeated::CHECK,
    &empty::CHECK,
    &order::CHECK,
    &rule_missing::CHECK,
    &expectation::CHECK,
    &sentence_missing::CHECK,
    &sentence_altered::CHECK,
    &repeated_audience::CHECK,
    &audience_unnamed::CHECK,
    &audience_medicine::CHECK,
    &unsourced::CHECK,
];

#[cfg(test)]
mod tests {
    /// An entry with nothing wrong in its sections. The tests count its lines.
    pub const WHOLE: &str = "---
title: Iron
slug: entry
last_reviewed: 1 May 2026
---

# Iron

A lead.

## Summary

Words (Archer 2020).

## How it works

It works.

## Effective dose

Take 400 mg daily.

## Forms compared

One form.

## Timing

In 4 weeks (Archer 2020).

## Safety profile

Words on safety.

## Special populations

In pregnancy, and for vegans.

## Interactions

Tea is one.

## Guideline positions

NICE says so.

## Practical framework

Start low, wait. This is a summary of published research, not personal health advice.

## Common misconceptions

**Claim: iron is gold.** It is not.

## Who this matters for

- Vegans
- Pregnancy

## Sources

1. Archer A (2020). One title. Journal. PMID: 27933574.
";

    /// The whole entry without one of its sections.
    pub fn without(name: &str) -> String {
        let start = WHOLE.find(&format!("## {name}\n")).expect("a section");
        let (before, rest) = WHOLE.split_at(start);
        let next = rest[3..].find("\n## ").map_or(rest.len(), |at| at + 4);
        format!("{before}{}", &rest[next..])
    }
}
