//! An address that does not end in the slug.
//!
//! Knows nothing of: other links.

use super::slug::Slugs;
use crate::checks::text::invisible;
use crate::checks::{Check, Findings, Fix, Group, Level, Look, Mending, Subject};
use crate::entry::Edit;

pub(super) const CHECK: Check = Check {
    id: "url-slug",
    group: Group::FrontMatter,
    title: "Address and slug that differ",
    level: Level::Error,
    reason: "Links to the entry are made from its slug and lead nowhere when its address is another",
    mending: Mending::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let Some(slugs) = Slugs::of(subject) else {
        return;
    };
    let Some((in_url, range)) = slugs.in_url.clone() else {
        return;
    };
    // Where the slug is the odd one out, that is told at the slug.
    if in_url == slugs.field || slugs.field_is_odd() {
        return;
    }
    // What nobody sees is told as such, and is none of the slug's letters.
    if invisible::is_in(in_url) || invisible::is_in(slugs.field) {
        return;
    }
    let address = Edit::new(range.clone(), slugs.field);
    let mut fixes = vec![Fix::new(
        format!("End the address in “{}”", slugs.field),
        address,
    )];
    let value = subject.front_matter().and_then(|it| it.field("slug"));
    if let Some(edit) = value.and_then(|field| subject.rewritten(&field.value, in_url)) {
        fixes.push(Fix::new(format!("Change the slug to “{in_url}”"), edit));
    }
    let message = format!("The address does not end in the slug “{}”", slugs.field);
    found.add(range, message, fixes);
}

#[cfg(test)]
mod tests {
    use crate::checks::bench::Bench;

    const ID: &str = "url-slug";

    fn bench(url: &str, slug: &str) -> Bench {
        let mut bench = Bench::new(&format!("---\nurl: {url}\nslug: {slug}\n---\n"));
        bench.file = "iron/iron-at-night.md".into();
        bench
    }

    #[test]
    fn an_address_with_another_end_is_told_and_either_side_offered() {
        let bench = bench("https://x.example/learn/iron-by-night", "iron-at-night");
        assert_eq!(
            bench.found(ID),
            ["2:30 \"iron-by-night\" The address does not end in the slug “iron-at-night”"]
        );
        assert_eq!(
            bench.fixes(ID),
            [
                "End the address in “iron-at-night”",
                "Change the slug to “iron-by-night”"
            ]
        );
        assert_eq!(
            bench.fixed(ID),
            "---\nurl: https://x.example/learn/iron-at-night\nslug: iron-at-night\n---\n"
        );
    }

    #[test]
    fn case_a_last_slash_and_quotes_do_not_hide_it() {
        for url in [
            "https://x.example/learn/Iron-at-night",
            "\"https://x.example/learn/iron-at-nigh/\"",
            "'https://x.example/learn/iron?a=b'",
        ] {
            assert_eq!(bench(url, "iron-at-night").found(ID).len(), 1, "{url}");
        }
    }

    #[test]
    fn what_agrees_or_has_no_slug_is_no_finding() {
        for (url, slug) in [
            ("https://x.example/learn/iron-at-night", "iron-at-night"),
            (
                "https://x.example/learn/iron-at-night/",
                "\"iron-at-night\"",
            ),
            ("https://x.example/iron-at-night?a=b#c", "iron-at-night"),
            ("https://x.example", "iron-at-night"),
            ("", "iron-at-night"),
            (
                "https://x.example/learn/iron-at\u{200b}-night",
                "iron-at-night",
            ),
            (
                "https://x.example/learn/iron-at-night",
                "iron\u{ad}-at-night",
            ),
            ("/learn/iron", "iron-at-night"),
            ("https://x.example/learn/iron", ""),
            ("https://x.example/learn/iron", "learn/iron"),
            // The slug is the odd one out.
            ("https://x.example/iron-at-night", "iron-by-night"),
        ] {
            assert_eq!(bench(url, slug).found(ID), [""; 0], "{url} {slug}");
        }
    }
}
