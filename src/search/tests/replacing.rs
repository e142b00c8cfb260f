use proptest::prelude::*;

use super::{ENTRY, query, words};
use crate::search::replace::{Replacement, ReplacementError, Swap, edits};
use crate::search::{HitGuard, Options, Query, ReplaceReach};

const ALL: ReplaceReach = ReplaceReach {
    front_matter: true,
    links: true,
};

fn swaps(asked: &str, with: &str, keep_case: bool, reach: ReplaceReach, text: &str) -> Vec<Swap> {
    let query = query(asked);
    let replacement = Replacement::new(&query, with, keep_case, reach).expect("it can be replaced");
    replacement.swaps(text, &query.hits(text).unwrap_or_default())
}

/// The text with all that comes ticked replaced.
fn replaced(asked: &str, with: &str, reach: ReplaceReach, text: &str) -> String {
    let swaps = swaps(asked, with, true, reach, text);
    let ticked = swaps.iter().filter(|swap| swap.guard == HitGuard::Free);
    let swapped = edits(text, ticked);
    assert_eq!(swapped.refused, [], "{asked}");
    swapped.edits.apply(text).expect("it fits").to_string()
}

#[test]
fn what_is_ticked_is_replaced_and_the_rest_stays() {
    let new = replaced("iron", "zinc", ReplaceReach::default(), ENTRY);
    let front = ENTRY.find("\n# Does").expect("a body");
    assert_eq!(new[..front], ENTRY[..front], "no front matter");
    for stays in [
        "(iron.md)",
        "> Iron with tea",
        "**Claim: iron is harmless.** Iron is not",
        "Iron and tea. Zinc Journal",
        "10.5555/iron.1",
    ] {
        assert!(new.contains(stays), "{stays}\n{new}");
    }
    assert!(new.contains("# Does tea stop zinc?\n\nTea takes zinc. See [the zinc entry]"));
}

#[test]
fn what_a_hit_stands_in_says_whether_it_may_be_changed() {
    let guards = |asked: &str, reach| {
        let swaps = swaps(asked, "x", false, reach, ENTRY);
        swaps.into_iter().map(|swap| swap.guard).collect::<Vec<_>>()
    };
    let is_never = |guard: &HitGuard| matches!(guard, HitGuard::Never(_));
    let is_doubtful = |guard: &HitGuard| matches!(guard, HitGuard::Doubtful(_));
    for never in [
        "June",
        "learn/tea",
        "tea-and-iron",
        "20418973",
        "3ca17b72",
        "33260549",
        "10.5555",
        "slug",
        "x=iron",
        "confidence:",
        "\"---\"",
    ] {
        let asked = format!("\"{}\"", never.trim_matches('"'));
        let guards = guards(&asked, ALL);
        assert!(
            !guards.is_empty() && guards.iter().all(is_never),
            "{never}: {guards:?}"
        );
    }
    for doubtful in ["\"with tea\"", "harmless", "\"Iron and tea\""] {
        assert!(guards(doubtful, ALL).iter().all(is_doubtful), "{doubtful}");
    }
    for chosen in ["moderate", "\"Gentle Iron\"", "in:links iron.md"] {
        let guarded = guards(chosen, ReplaceReach::default());
        assert!(
            matches!(guarded[..], [HitGuard::NotChosen(_)]),
            "{chosen}: {guarded:?}"
        );
        assert_eq!(guards(chosen, ALL), [HitGuard::Free], "{chosen}");
    }
    let address = "See [tea](https://tea.example/tea?entry=tea#tea).\n";
    let guards = swaps("tea", "x", false, ALL, address);
    let guards: Vec<HitGuard> = guards.into_iter().map(|swap| swap.guard).collect();
    assert_eq!(guards[..3], [HitGuard::Free; 3]);
    assert!(
        guards.len() == 5 && guards[3..].iter().all(is_never),
        "{guards:?}"
    );
}

#[test]
fn groups_are_put_in_and_the_case_is_kept() {
    let text = "12 days, 3 Days; 4 DAYS.\n";
    let with = |asked: &str, with: &str, keep| {
        let swaps = swaps(asked, with, keep, ALL, text);
        let swapped = edits(text, &swaps);
        swapped.edits.apply(text).expect("it fits").to_string()
    };
    assert_eq!(
        with(r"/(\d+) days/", "for $1 nights$$", false),
        "for 12 nights$, for 3 nights$; for 4 nights$.\n"
    );
    assert_eq!(
        with(r"/(?<n>\d+) (d)ays/", "${n}$2", false),
        "12d, 3D; 4D.\n"
    );
    assert_eq!(with("days", "weeks", true), "12 weeks, 3 Weeks; 4 WEEKS.\n");
    assert_eq!(with("days", "$1", false), "12 $1, 3 $1; 4 $1.\n");
}

#[test]
fn a_replacement_that_can_not_be_is_told() {
    let new = |asked: &str, with: &str| {
        let query = Query::parse(asked, Options::default()).expect("a query");
        Replacement::new(&query, with, false, ALL).expect_err("it can't be")
    };
    assert!(matches!(new("tea iron", "x"), ReplacementError::Query(error) if error.at == (4..8)));
    assert!(matches!(
        new("pillar:Iron", "x"),
        ReplacementError::Query(_)
    ));
    assert!(matches!(new("-tea", "x"), ReplacementError::Query(_)));
    assert!(
        matches!(new("/(tea)/", "a $2 b"), ReplacementError::With(error) if error.at == (2..4))
    );
    assert!(matches!(
        new("/(tea)/", "${name}"),
        ReplacementError::With(_)
    ));
    assert!(matches!(new("/(tea)/", "${1"), ReplacementError::With(_)));
}

#[test]
fn a_value_of_the_front_matter_is_quoted_where_it_must_be() {
    let text = "---\ntitle: Tea and iron\nname: 'x tea'\nlist:\n  - tea\n---\n\ntea\n";
    let new = replaced("tea", "tea: why", ALL, text);
    assert!(
        new.starts_with(
            "---\ntitle: \"Tea: why and iron\"\nname: 'x tea: why'\nlist:\n  - \"tea: why\"\n---\n"
        ),
        "{new}"
    );
}

#[test]
fn what_would_break_the_front_matter_is_refused_and_the_rest_goes_on() {
    let text = "---\ntitle: \"Tea \\u2014 iron\"\nnote: |\n  tea here\n  and tea\nkept: *anchor\n---\n\ntea\n";
    // An alias to nowhere: the front matter can't be read, so nothing in it is changed.
    let swapped = edits(text, &swaps("tea", "x", false, ALL, text));
    assert_eq!(swapped.refused.len(), 3);
    assert!(swapped.refused[0].1.contains("can’t be read"));
    assert!(
        swapped
            .edits
            .apply(text)
            .expect("fits")
            .ends_with("\n\nx\n")
    );

    let text = "---\ntitle: \"Tea \\u2014 iron\"\nnote: |\n  tea here\n  and tea\n---\n\ntea\n";
    let swapped = edits(text, &swaps("tea", "x\"", false, ALL, text));
    let new = swapped.edits.apply(text).expect("fits");
    assert_eq!(swapped.refused.len(), 1, "{:?}", swapped.refused);
    assert_eq!(
        &*new,
        "---\ntitle: \"Tea \\u2014 iron\"\nnote: |\n  x\" here\n  and x\"\n---\n\nx\"\n"
    );

    let text = "---\nnote: |\n  tea here\nb: 1\n---\n\ntea\n";
    let swapped = edits(text, &swaps("tea", "a\nb", false, ALL, text));
    assert_eq!(swapped.refused.len(), 1);
    assert!(
        swapped
            .edits
            .apply(text)
            .expect("fits")
            .ends_with("\n\na\nb\n")
    );
}

#[test]
fn a_text_without_front_matter_gets_none_by_a_replacement() {
    let text = "tea\n\nx\n---\n";
    let swapped = edits(text, &swaps("tea", "---", false, ALL, text));
    assert_eq!(swapped.refused.len(), 1);
    assert!(swapped.edits.is_empty());
}

#[test]
fn a_hit_across_lines_is_replaced_and_a_new_line_ends_as_the_others() {
    let text = "# T\r\n\r\nan hour\r\nafter tea\r\n";
    assert_eq!(
        replaced("\"hour after\"", "day before", ALL, text),
        "# T\r\n\r\nan day before tea\r\n"
    );
    let swaps = swaps("after", "a\nb", false, ALL, text);
    let swapped = edits(text, &swaps);
    assert_eq!(
        &*swapped.edits.apply(text).expect("fits"),
        "# T\r\n\r\nan hour\r\na\r\nb tea\r\n"
    );
}

#[test]
fn overlapping_swaps_are_refused_but_for_the_first() {
    let swap = |at, new: &str| Swap {
        at,
        new: new.into(),
        guard: HitGuard::Free,
    };
    let swapped = edits(
        "abcdef\n",
        &[swap(0..3, "x"), swap(2..4, "y"), swap(4..5, "z")],
    );
    assert_eq!(&*swapped.edits.apply("abcdef\n").expect("fits"), "xdzf\n");
    assert_eq!(swapped.refused.len(), 1);
}

#[test]
fn what_would_stay_as_it_is_is_no_swap() {
    assert!(swaps("tea", "tea", true, ALL, "tea Tea TEA\n").is_empty());
    assert_eq!(
        words(
            "tea Tea\n",
            &[swaps("tea", "tea", false, ALL, "tea Tea\n")[0].at.clone()]
        ),
        ["Tea"]
    );
}

proptest! {
    #[test]
    fn what_is_never_replaced_never_is(asked in "[a-e2-6/.]{1,3}", with in "[x:\"'\n#-]{0,3}") {
        let query = Query::parse(&format!("\"{asked}\""), Options::default()).expect("a query");
        let replacement = Replacement::new(&query, &with, false, ALL).expect("it can be");
        let swaps = replacement.swaps(ENTRY, &query.hits(ENTRY).unwrap_or_default());
        let swapped = edits(ENTRY, &swaps);
        let new = swapped.edits.apply(ENTRY).expect("it fits");
        let read = |text: &str| crate::entry::front_matter::FrontMatter::read(text);
        let (before, after) = (read(ENTRY), read(&new));
        prop_assert!(after.error.is_none());
        let keys = |read: &crate::entry::front_matter::FrontMatter| {
            read.fields.iter().map(|field| field.key.clone()).collect::<Vec<_>>()
        };
        prop_assert_eq!(keys(&before), keys(&after));
        for field in ["last_reviewed", "slug", "url", "id"] {
            prop_assert_eq!(before.text(field), after.text(field));
        }
        prop_assert!(new.contains("(3ca17b72)") && new.contains("10.5555/iron.1"));
    }
}
