//! Three versions of an entry into one, on the sample entries and on any text.

mod any_text;
mod independent;
mod random_edits;

use std::fs;
use std::path::Path;

use copydesk::merge::{Choice, Labels, Merged, merge};

/// The sample entries, without their closing line ends changed.
#[track_caller]
fn samples() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_content");
    let mut texts = Vec::new();
    for pillar in fs::read_dir(root).expect("the sample library") {
        let pillar = pillar.expect("a folder").path();
        if !pillar.is_dir() {
            continue;
        }
        for file in fs::read_dir(pillar).expect("a pillar") {
            let path = file.expect("a file").path();
            if path.extension().is_some_and(|end| end == "md") {
                texts.push(fs::read_to_string(path).expect("an entry"));
            }
        }
    }
    texts.sort();
    assert_eq!(texts.len(), 14);
    texts
}

/// Every text there is: the samples, and what has broken an editor before.
fn all_texts() -> Vec<String> {
    let nasty = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/nasty");
    let mut texts = samples();
    for file in fs::read_dir(nasty).expect("the nasty ones") {
        let bytes = fs::read(file.expect("a file").path()).expect("bytes");
        texts.extend(String::from_utf8(bytes).ok());
    }
    texts.sort();
    texts
}

fn with_markers(merged: &Merged) -> String {
    merged.text_with_markers(Labels::default())
}

/// The merged text with one choice for every conflict.
fn all(merged: &Merged, choice: Choice) -> String {
    let choices = vec![choice; merged.conflicts().count()];
    merged.text_with(&choices).expect("a choice for each")
}

#[test]
fn a_change_merged_with_itself_or_with_nothing_is_that_change() {
    let texts = all_texts();
    for (one, other) in texts.iter().zip(texts.iter().skip(1)) {
        for (base, ours, theirs, result) in [
            (one, other, other, other),
            (one, other, one, other),
            (one, one, other, other),
            (one, one, one, one),
        ] {
            let merged = merge(base, ours, theirs);
            assert!(merged.is_clean());
            assert_eq!(with_markers(&merged), **result);
        }
    }
}
