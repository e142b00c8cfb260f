//! `learn`, and the house style that the other commands follow.

use std::fs;

use crate::copydesk;

fn library(count: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for n in 0..count {
        let text = format!(
            "---\ntitle: Tea {n}\nslug: tea-{n}\nurl: https://a.example/t/tea-{n}\n---\n\n# Tea {n}\n\n## Summary\n\nWords.\n"
        );
        fs::write(folder.path().join(format!("tea-{n}.md")), text).expect("written");
    }
    folder
}

#[test]
fn a_style_is_learned_into_a_file_that_was_not_there() {
    let folder = library(10);
    let answer = copydesk(folder.path(), &["learn", "."], "");
    assert_eq!((answer.code, answer.complained.as_str()), (Some(0), ""));
    assert!(
        answer.said.starts_with("Learned from 10 entries: "),
        "{}",
        answer.said
    );
    let first =
        fs::read_to_string(folder.path().join("house_style.learned.yaml")).expect("written");
    assert!(
        first.contains("title: { kind: text, label: Title, required: true }  # in all 10 entries"),
        "{first}"
    );
    assert!(
        first.contains("entry: \"{base}/{slug}\"  # explains it in all 10 entries"),
        "{first}"
    );
    assert!(
        first.contains("- name: Summary  # in all 10 entries"),
        "{first}"
    );

    let again = copydesk(folder.path(), &["learn", "."], "");
    assert!(
        again
            .said
            .trim_end()
            .ends_with("house_style.learned-2.yaml"),
        "{}",
        again.said
    );

    let elsewhere = copydesk(folder.path(), &["learn", ".", "-o", "mine.yaml"], "");
    assert_eq!(elsewhere.code, Some(0));
    let over = copydesk(folder.path(), &["learn", ".", "-o", "mine.yaml"], "");
    assert_eq!((over.code, over.said.as_str()), (Some(1), ""));
    assert!(over.complained.contains("mine.yaml"), "{}", over.complained);
    assert_eq!(
        fs::read_to_string(folder.path().join("mine.yaml")).expect("there"),
        first
    );

    let printed = copydesk(folder.path(), &["learn", ".", "-o", "-"], "");
    assert_eq!(printed.said, first);
}

#[test]
fn too_few_entries_or_no_folder_is_refused() {
    let folder = library(3);
    for (args, expected) in [
        (&["learn", "."][..], "here are 3"),
        (&["learn", "nowhere"], "nowhere"),
    ] {
        let answer = copydesk(folder.path(), args, "");
        assert_eq!((answer.code, answer.said.as_str()), (Some(1), ""));
        assert!(
            answer.complained.contains(expected),
            "{}",
            answer.complained
        );
    }
    assert_eq!(copydesk(folder.path(), &["learn"], "").code, Some(2));
    assert!(
        copydesk(folder.path(), &["learn", "--help"], "")
            .said
            .contains("-o FILE")
    );
}

#[test]
fn a_mistake_in_the_house_style_is_said_and_the_command_goes_on() {
    let folder = library(1);
    fs::write(
        folder.path().join("house_style.yaml"),
        "version: 1\nsectoins: []\n",
    )
    .expect("written");
    for command in ["list", "sources"] {
        let answer = copydesk(folder.path(), &[command, ".", "--format", "json"], "");
        assert_eq!(answer.code, Some(0));
        assert_eq!(
            answer.complained,
            "copydesk: house_style.yaml, line 2: There is no `sectoins`; did you mean `sections`? It is passed over\n"
        );
    }
}
