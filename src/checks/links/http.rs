//! An address with `http` where `https` would do.
//!
//! Leaves alone: hosts inside a house, names that only look like addresses, code.

use std::collections::{HashMap, HashSet};

use crate::checks::prose;
use crate::checks::sources::doi_as_url::warned_of;
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::{Edit, Edits};

pub(super) const CHECK: Check = Check {
    id: "http-link",
    group: Group::Links,
    title: "Address with http",
    level: Level::Warning,
    reason: "Pages sent over http can be changed on the way, and browsers warn about it",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let text = subject.text;
    let mut hosts: Vec<(&str, Vec<usize>)> = Vec::new();
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut dois = None;
    let mut secure = None;
    for at in memchr::memmem::find_iter(text.as_bytes(), "http://") {
        let host = host(text.get(at + 7..).unwrap_or_default());
        // An address within another is that one's business: `…/archive/http://…`.
        let before = text.get(..at).unwrap_or_default();
        if !is_public(host)
            || before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '='))
            || prose::is_code_at(&subject.reading.page, at)
        {
            continue;
        }
        // The address of a DOI goes as a whole.
        let is_doi = is_below(host, "doi.org") && {
            let dois = dois.get_or_insert_with(|| warned_of(subject));
            let next = dois.get(dois.partition_point(|doi| doi.end <= at));
            next.is_some_and(|doi| doi.contains(&at))
        };
        if is_doi {
            continue;
        }
        let number = *numbers.entry(host).or_insert(hosts.len());
        match hosts.get_mut(number) {
            Some((_, places)) => places.push(at),
            None => hosts.push((host, vec![at])),
        }
    }
    for (host, places) in hosts {
        let is_known = HOSTS.iter().any(|known| is_below(host, known));
        let is_both = !is_known
            && secure
                .get_or_insert_with(|| with_https(text))
                .contains(host);
        let is_sure = is_known || is_both;
        let Some(first) = places.first().filter(|_| is_sure || may_have_https(host)) else {
            continue;
        };
        let level = if is_sure { CHECK.level } else { Level::Note };
        let times = match places.len() {
            1 => String::new(),
            2 => " (twice)".to_owned(),
            count => format!(" ({count} times)"),
        };
        let edits = places.iter().map(|at| Edit::insert(at + 4, "s")).collect();
        let fix = Edits::new(edits)
            .ok()
            .map(|edits| Fix::new("Write https", edits));
        let also = if is_both {
            ", and with https in this entry too"
        } else {
            ""
        };
        let message = format!("{host} is linked with http{times}{also}");
        found.add_at(
            level,
            *first..first + 7 + host.len(),
            message,
            fix.into_iter().collect(),
        );
    }
}

fn host(rest: &str) -> &str {
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':')));
    rest.get(..end.unwrap_or(rest.len()))
        .unwrap_or_default()
        .trim_end_matches(['.', ':'])
}

/// A name under the names that everybody can look up.
fn is_public(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or_default();
    host.contains('.')
        && !host.contains(':')
        && last.len() > 1
        && last.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !["local", "localhost", "internal", "lan", "test", "invalid"].contains(&last)
}

/// The hosts that are linked with https.
fn with_https(text: &str) -> HashSet<&str> {
    let places = memchr::memmem::find_iter(text.as_bytes(), "https://");
    let hosts = places.map(|at| {
        let host = host(text.get(at + 8..).unwrap_or_default());
        // Without the port.
        host.split(':').next().unwrap_or_default()
    });
    hosts.map(|host| host.trim_end_matches('.')).collect()
}

/// Names of document kinds are written with http and never opened; examples lead nowhere.
fn may_have_https(host: &str) -> bool {
    let names = [
        "www.w3.org",
        "purl.org",
        "xmlns.com",
        "schemas.microsoft.com",
        "schemas.xmlsoap.org",
        "json-schema.org",
    ];
    let is_example = ["example.com", "example.org", "example.net", "example"]
        .iter()
        .any(|known| is_below(host, known));
    !names.contains(&host) && !is_example
}

fn is_below(host: &str, known: &str) -> bool {
    host.strip_suffix(known)
        .is_some_and(|ahead| ahead.is_empty() || ahead.ends_with('.'))
}

/// Hosts that answer to https, and send those who come by http there.
const HOSTS: &[&str] = &[
    "doi.org",
    "nih.gov",
    "cdc.gov",
    "fda.gov",
    "usda.gov",
    "gov.uk",
    "nhs.uk",
    "nice.org.uk",
    "sign.ac.uk",
    "bda.uk.com",
    "who.int",
    "europa.eu",
    "fao.org",
    "cochrane.org",
    "cochranelibrary.com",
    "bmj.com",
    "nature.com",
    "thelancet.com",
    "nejm.org",
    "jamanetwork.com",
    "sciencedirect.com",
    "springer.com",
    "wiley.com",
    "oup.com",
    "cambridge.org",
    "plos.org",
    "mdpi.com",
    "frontiersin.org",
    "biomedcentral.com",
    "tandfonline.com",
    "sagepub.com",
    "crossref.org",
    "orcid.org",
    "wikipedia.org",
    "github.com",
    "creativecommons.org",
];

#[cfg(test)]
mod tests {
    use super::super::tests::SILENCE;
    use crate::checks::fixture::{Fixture, found};

    #[test]
    fn a_host_that_answers_to_https_is_a_warning() {
        for (text, what) in [
            (
                "See [NHS](http://www.nhs.uk/iron).\n",
                "1:11 \"http://www.nhs.uk\" www.nhs.uk is linked with http",
            ),
            (
                "1. NHS. Iron. NHS. http://ods.od.nih.gov/factsheets/.\n",
                "1:20 \"http://ods.od.nih.gov\" ods.od.nih.gov is linked with http",
            ),
            (
                "<http://doi.org/10.5555/a>",
                "1:2 \"http://doi.org\" doi.org is linked with http",
            ),
            (
                "[a](http://shop.example/a) [b](https://shop.example/b)",
                "1:5 \"http://shop.example\" shop.example is linked with http, and with https in this entry too",
            ),
            (
                "---\nurl: http://www.nhs.uk\n---\n",
                "2:6 \"http://www.nhs.uk\" www.nhs.uk is linked with http",
            ),
        ] {
            assert_eq!(found(text, "http-link"), [what]);
        }
        assert_eq!(
            Fixture::new("See [NHS](http://www.nhs.uk/iron).").fixed("http-link"),
            "See [NHS](https://www.nhs.uk/iron)."
        );
    }

    #[test]
    fn one_host_is_one_finding_and_one_fix() {
        let before = "[a](http://www.nhs.uk/a) [b](http://www.nhs.uk/b)";
        assert_eq!(
            found(before, "http-link"),
            ["1:5 \"http://www.nhs.uk\" www.nhs.uk is linked with http (twice)"]
        );
        assert_eq!(
            Fixture::new(before).fixed("http-link"),
            before.replace("http", "https")
        );
    }

    #[test]
    fn another_public_host_is_a_note() {
        assert_eq!(
            found("See [it](http://a-clinic.co.uk/iron).", "http-link"),
            ["1:10 \"http://a-clinic.co.uk\" (note) a-clinic.co.uk is linked with http"]
        );
    }

    #[test]
    fn inner_hosts_names_and_code_are_left_alone() {
        for text in [
            "https://www.nhs.uk",
            "http://localhost:8080 http://127.0.0.1/a http://intranet/a http://wiki.local/a http://10.0.0.1",
            "http://www.w3.org/1999/xhtml and http://example.com/a",
            "`http://www.nhs.uk`\n\n```\nhttp://www.nhs.uk\n```\n",
            "https://web.archive.org/web/2019/http://www.nhs.uk/",
            "http:// and http",
            "[a](http://shop.example/a) [b](https://shop.example.org/b)",
        ] {
            assert_eq!(found(text, "http-link"), SILENCE, "{text}");
        }
    }
}
