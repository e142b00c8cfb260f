//! Checks of the list of sources and of the citations of it.

mod citation;
mod differs;
pub(super) mod doi_as_url;
mod doi_malformed;
mod full_stop;
mod identifier_contradicts;
mod identifier_unlisted;
mod mention_ambiguous;
mod mention_beyond;
mod mention_order;
mod mention_spelling;
mod mention_unlisted;
mod mention_year;
mod no_identifier;
mod no_year;
mod not_accessed;
mod numbering;
mod numbers;
mod pmid_malformed;
mod said_again;
mod twice;
mod unmentioned;
mod unread;
mod withdrawn;

use super::Check;

/// Made only where the house style gives them a level: not every house wants what they ask for.
pub(super) const ASKED_FOR: [&str; 1] = [not_accessed::CHECK.id];

pub(super) const CHECKS: &[&Check] = &[
    &mention_unlisted::CHECK,
    &mention_year::CHECK,
    &mention_spelling::CHECK,
    &mention_ambiguous::CHECK,
    &mention_beyond::CHECK,
    &mention_order::CHECK,
    &identifier_contradicts::CHECK,
    &identifier_unlisted::CHECK,
    &doi_malformed::CHECK,
    &pmid_malformed::CHECK,
    &doi_as_url::CHECK,
    &numbering::CHECK,
    &twice::CHECK,
    &differs::CHECK,
    &withdrawn::CHECK,
    &full_stop::CHECK,
    &unread::CHECK,
    &unmentioned::CHECK,
    &no_year::CHECK,
    &no_identifier::CHECK,
    &said_again::CHECK,
    &not_accessed::CHECK,
];

#[cfg(test)]
mod tests {
    /// Nothing found.
    pub(super) const SILENCE: [&str; 0] = [];

    pub(super) const TWO: &str = "1. Archer A, Bell B (2019). Tea in the morning. Nutrients. PMID: 111. DOI: 10.5555/a.\n\
        2. Carver C, Dunn D, Eastby E (2020). Milk at night. Nutrients. PMID: 112. DOI: 10.5555/b.\n";

    /// An entry with this prose on line 3 and these source lines from line 7 on.
    pub(super) fn entry(prose: &str, sources: &str) -> String {
        format!("## Summary\n\n{prose}\n\n## Sources\n\n{sources}")
    }
}
