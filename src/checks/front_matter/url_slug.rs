//! An address that does not end in the slug, or is none.

use super::slug::{Slugs, address};
use crate::checks::text::invisible;
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;
use crate::entry::front_matter::{Scalar, Value};

pub(super) const CHECK: Check = Check {
    id: "url-slug",
    group: Group::FrontMatter,
    title: "Address differs from slug",
    level: Level::Error,
    reason: "Links to the entry are made from its slug, and lead nowhere when its address differs",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let Some(slugs) = Slugs::of(subject) else {
        return;
    };
    let Some(url) = address(subject) else {
        return;
    };
    let Some((in_url, range)) = slugs.in_url.clone() else {
        without_host(subject, url, found);
        return;
    };
    if in_url == slugs.field {
        goes_on(subject, url, range.end, found);
        return;
    }
    // Where the slug is the odd one out, that is told at the slug; what nobody sees is told as such, and is none of its letters.
    let is_unseen = invisible::is_in(in_url) || invisible::is_in(slugs.field);
    if slugs.field_is_odd() || is_unseen {
        return;
    }
    let ended = Edit::new(range.clone(), slugs.field);
    let mut fixes = vec![Fix::new(
        format!("End the address in “{}”", slugs.field),
        ended,
    )];
    let value = subject.front_matter().and_then(|it| it.field("slug"));
    if let Some(edit) = value.and_then(|field| subject.rewritten(&field.value, in_url)) {
        fixes.push(Fix::new(format!("Change the slug to “{in_url}”"), edit));
    }
    let message = format!("The address does not end in the slug “{}”", slugs.field);
    found.add(range, message, fixes);
}

/// `…/iron-at-night?x=1`: addresses are made from this one, and none of them can be.
fn goes_on(subject: &Subject<'_>, url: &Scalar, slug_end: usize, found: &mut Findings) {
    let rest = subject.at(&(slug_end..url.range.end));
    let rest = rest.trim_end_matches(['"', '\'']);
    if !rest.trim_start_matches('/').starts_with(['?', '#']) {
        return;
    }
    let place = slug_end..slug_end + rest.len();
    let fix = Fix::new("End the address in the slug", Edit::delete(place.clone()));
    let message = format!("The address goes on behind the slug: “{rest}”");
    found.add(place, message, vec![fix]);
}

/// `iron-at-night`, `a.example/learn/iron-at-night`: no address that leads anywhere.
fn without_host(subject: &Subject<'_>, url: &Scalar, found: &mut Findings) {
    let written = url.text.trim();
    // `/learn/iron` and `./iron` lead to pages of the same site; a mistyped scheme is told as a link that can't work.
    let is_other = written.is_empty()
        || written.contains(':')
        || written.starts_with(['/', '.', '#', '{'])
        || written.starts_with("http");
    let host = written.split_once('/').map(|(host, _)| host);
    if is_other || host.is_some_and(|host| !host.contains('.')) {
        return;
    }
    let value = Value::Scalar(url.clone());
    let whole = host.and_then(|_| subject.rewritten(&value, &format!("https://{written}")));
    let fix = whole.map(|edit| Fix::new("Write https:// before it", edit));
    let message = match host {
        Some(_) => format!("“{written}” is not an address: https:// is missing"),
        None => format!("“{written}” is not an address"),
    };
    found.add(url.range.clone(), message, fix.into_iter().collect());
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::Fixture;

    const ID: &str = "url-slug";

    fn fixture(url: &str, slug: &str) -> Fixture {
        let mut fixture = Fixture::new(&format!("---\nurl: {url}\nslug: {slug}\n---\n"));
        fixture.file = "iron/iron-at-night.md".into();
        fixture
    }

    #[test]
    fn an_address_with_another_end_is_told_and_either_side_offered() {
        let fixture = fixture("https://x.example/learn/iron-by-night", "iron-at-night");
        assert_eq!(
            fixture.found(ID),
            ["2:30 \"iron-by-night\" The address does not end in the slug “iron-at-night”"]
        );
        assert_eq!(
            fixture.fixes(ID),
            [
                "End the address in “iron-at-night”",
                "Change the slug to “iron-by-night”"
            ]
        );
        assert_eq!(
            fixture.fixed(ID),
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
            assert_eq!(fixture(url, "iron-at-night").found(ID).len(), 1, "{url}");
        }
    }

    #[test]
    fn what_stands_behind_the_slug_is_told_and_taken_away() {
        for rest in ["?x=1", "#top", "/?x=1"] {
            let url = format!("https://x.example/learn/iron-at-night{rest}");
            let fixture = fixture(&url, "iron-at-night");
            assert_eq!(
                fixture.found(ID),
                [format!(
                    "2:43 {rest:?} The address goes on behind the slug: “{rest}”"
                )]
            );
            assert_eq!(
                fixture.fixed(ID),
                "---\nurl: https://x.example/learn/iron-at-night\nslug: iron-at-night\n---\n"
            );
        }
        assert_eq!(
            fixture("\"https://x.example/iron-at-night?x=1\"", "iron-at-night").fixed(ID),
            "---\nurl: \"https://x.example/iron-at-night\"\nslug: iron-at-night\n---\n"
        );
    }

    #[test]
    fn what_is_no_address_is_told() {
        assert_eq!(
            fixture("iron-at-night", "iron-at-night").found(ID),
            ["2:6 \"iron-at-night\" “iron-at-night” is not an address"]
        );
        let bare = fixture("x.example/learn/iron-at-night", "iron-at-night");
        assert_eq!(bare.found(ID).len(), 1);
        assert_eq!(
            bare.fixed(ID),
            "---\nurl: https://x.example/learn/iron-at-night\nslug: iron-at-night\n---\n"
        );
    }

    #[test]
    fn what_agrees_or_has_no_slug_is_no_finding() {
        for (url, slug) in [
            ("https://x.example/learn/iron-at-night", "iron-at-night"),
            (
                "https://x.example/learn/iron-at-night/",
                "\"iron-at-night\"",
            ),
            ("learn/iron-at-night", "iron-at-night"),
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
            assert_eq!(fixture(url, slug).found(ID), [""; 0], "{url} {slug}");
        }
    }
}
