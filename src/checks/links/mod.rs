//! Checks of links.

pub(super) mod anchor;
mod blocks;
mod broken;
mod closing;
mod empty;
mod footnote;
mod http;
mod id_case;
mod id_dangling;
mod id_self;
mod missing_anchor;
mod products;
mod relative;
mod spaced_address;
mod undefined;

use super::Check;

pub(super) const CHECKS: &[&Check] = &[
    &broken::CHECK,
    &empty::CHECK,
    &undefined::CHECK,
    &relative::CHECK,
    &missing_anchor::CHECK,
    &footnote::CHECK,
    &http::CHECK,
    &products::missing::CHECK,
    &products::order::CHECK,
    &products::differ::CHECK,
    &products::address::CHECK,
    &products::pillar::CHECK,
    &closing::CHECK,
    &id_dangling::CHECK,
    &id_self::CHECK,
    &id_case::CHECK,
];

#[cfg(test)]
mod tests {
    /// Nothing found.
    pub(super) const SILENCE: [&str; 0] = [];

    /// An entry with these products from line 8 on; where it names one, its link stands on line 23.
    pub(super) fn entry(products: &str, links: &str) -> String {
        format!(
            "---\ntitle: \"Does tea?\"\nurl: https://a.example/learn/does-tea\nslug: does-tea\npillar: Iron\n\
             last_reviewed: 1 May 2026\nrelated_products:\n{products}---\n\n# Does tea?\n\n## Summary\n\nTea.\n\n\
             ---\n\n## Related products from Example\n\n{links}\n## More from the Library\n\n\
             - [More on Iron](https://a.example/learn/topic/iron)\n- [Browse the full library](https://a.example/learn)\n"
        )
    }

    pub(super) fn product(name: &str, handle: &str) -> String {
        format!(
            "  - name: \"{name}\"\n    handle: \"{handle}\"\n    url: \"{}\"\n",
            url(handle)
        )
    }

    pub(super) fn url(handle: &str) -> String {
        format!(
            "https://a.example/products/{handle}?utm_source=hrl&utm_medium=ai_referral&utm_campaign=hrl_iron&nt_source_entry=does-tea&nt_source_pillar=iron"
        )
    }
}
