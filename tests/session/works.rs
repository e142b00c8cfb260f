//! The library's sources: looked through, brought to agree, told from their likely duplicates.

use copydesk::desk::{
    BibliographyCommand, Command, CommandId, Dialog, Effect, LibraryCommand, SourceCommand, Which,
};
use copydesk::entry::sources::SourceField;
use copydesk::library::bibliography::Order;

use crate::fixture::{Fixture, key};

const IRON: &str =
    "Archer A, Bell B (2016). Oral iron and black tea in adults. Nutrients. PMID: 27933574.";

/// An entry with some prose and these source lines.
fn entry(title: &str, prose: &str, lines: &[&str]) -> String {
    let mut text = format!("---\ntitle: {title}\n---\n\n## Summary\n\n{prose}\n\n## Sources\n\n");
    for (index, line) in lines.iter().enumerate() {
        text += &format!("{}. {line}\n", index + 1);
    }
    text
}

/// Three entries that list one work, in the second by another spelling of the journal; and a work that is likely another
/// listing of it.
fn library() -> Fixture {
    let spelled = IRON.replace("Nutrients.", "Nutrients (Basel).");
    let late = IRON.replace("2016", "2017").replace(" PMID: 27933574.", "");
    let a = entry(
        "A",
        "Tea binds iron (Archer and Bell 2016). So it is.",
        &[IRON],
    );
    let b = entry("B", "Some say so [1].", &[&spelled]);
    let c = entry("C", "Nothing.", &["Cole C (2020). Zinc. Lancet.", IRON]);
    let d = entry("D", "Nothing.", &[&late]);
    Fixture::with(&[("a.md", &a), ("b.md", &b), ("c.md", &c), ("d.md", &d)])
}

impl Fixture {
    #[track_caller]
    fn works(&mut self, command: BibliographyCommand) -> Vec<Effect> {
        self.does(Command::Bibliography(command))
    }

    /// The titles of the works that are listed.
    #[track_caller]
    fn listed(&self) -> Vec<String> {
        let view = self.desk.bibliography();
        let works = self.desk.works().expect("they have been read");
        let titles = view.rows().iter().map(|work| &works[*work].record.title);
        titles.map(|it| it.clone().unwrap_or_default()).collect()
    }

    /// The number of the work of that year.
    #[track_caller]
    fn work(&self, year: &str) -> usize {
        let works = self.desk.works().expect("they have been read");
        let mut works = works.iter();
        let found = works.position(|work| work.record.year.as_deref() == Some(year));
        found.expect("there is such a work")
    }
}

#[test]
fn every_work_is_listed_once_and_filtered_by_any_words() {
    let mut fixture = library();
    fixture.does(CommandId::ShowBibliography);
    assert!(fixture.desk.shows_bibliography());
    let iron = "Oral iron and black tea in adults";
    assert_eq!(fixture.listed(), [iron, "Zinc", iron]);
    fixture.works(BibliographyCommand::Sort(Order::Title));
    assert_eq!(fixture.listed(), [iron, iron, "Zinc"]);
    fixture.works(BibliographyCommand::Sort(Order::Year));
    assert_eq!(fixture.listed(), ["Zinc", iron, iron]);
    fixture.works(BibliographyCommand::Words("tea bell 2016".into()));
    assert_eq!(fixture.listed(), [iron]);
    fixture.works(BibliographyCommand::Words(String::new()));
    fixture.works(BibliographyCommand::Which(Which::Differing));
    assert_eq!(fixture.listed(), [iron]);
    fixture.works(BibliographyCommand::Which(Which::Likely));
    assert_eq!(fixture.listed(), [iron, iron]);
    fixture.does(CommandId::ShowBibliography);
    assert!(!fixture.desk.shows_bibliography());
}

#[test]
fn the_sentences_about_a_work_are_gathered_from_all_entries() {
    let mut fixture = library();
    fixture.does(CommandId::ShowBibliography);
    fixture.works(BibliographyCommand::Choose(fixture.work("2016")));
    let sentences = fixture.desk.bibliography().sentences().expect("found");
    let seen: Vec<(String, &str, &str)> = sentences
        .iter()
        .map(|it| {
            (
                it.entry.file(),
                it.text.as_str(),
                &it.text[it.citation.clone()],
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            (
                "a.md".to_owned(),
                "Tea binds iron (Archer and Bell 2016).",
                "Archer and Bell 2016"
            ),
            ("b.md".to_owned(), "Some say so [1].", "[1]"),
        ]
    );
    let at = sentences[0].at;
    fixture.does(LibraryCommand::Show {
        entry: key("a.md"),
        at: Some(at),
    });
    assert!(!fixture.desk.shows_bibliography());
    assert_eq!(fixture.entry().selection.head, at);
    fixture.does(CommandId::Back);
    assert!(
        fixture.desk.shows_bibliography(),
        "back to where the link was"
    );
    fixture.does(CommandId::Forward);
    assert!(!fixture.desk.shows_bibliography());
}

#[test]
fn records_are_made_to_agree_with_one_of_them_and_one_undo_takes_it_back() {
    let mut fixture = library();
    fixture.does(CommandId::ShowBibliography);
    let work = fixture.work("2016");
    let read = fixture.desk.bibliography().read().expect("read").clone();
    let differences = read.differences(work);
    assert_eq!(differences.len(), 1);
    assert_eq!(differences[0].field, SourceField::Container);
    assert_eq!(differences[0].variants[1].text, "Nutrients (Basel)");
    fixture.works(BibliographyCommand::Agree {
        work,
        like: 1,
        fields: vec![SourceField::Container],
    });
    assert_eq!(fixture.desk.dialog(), Some(&Dialog::Batch));
    let batch = fixture.desk.proposed().expect("a proposal");
    assert_eq!(batch.title, "Make the journal or site agree");
    let files: Vec<String> = batch.changes.iter().map(|it| it.entry.file()).collect();
    assert_eq!(files, ["a.md", "c.md"]);
    fixture.does(LibraryCommand::ChangeEntries {
        without: Default::default(),
    });
    let text =
        |fixture: &Fixture, name| fixture.desk.text_of(&key(name)).expect("there").to_string();
    assert!(text(&fixture, "c.md").contains("Nutrients (Basel). PMID"));
    assert_eq!(
        fixture
            .desk
            .bibliography()
            .read()
            .expect("read")
            .differing(work),
        []
    );
    fixture.works(BibliographyCommand::Which(Which::Differing));
    assert_eq!(fixture.listed(), [""; 0]);
    fixture.does(CommandId::Undo);
    assert!(!text(&fixture, "c.md").contains("Basel"));
    assert_eq!(fixture.listed().len(), 1, "the view follows");
}

#[test]
fn a_field_is_corrected_wherever_the_work_is_listed() {
    let mut fixture = library();
    fixture.does(CommandId::ShowBibliography);
    let correct = |fixture: &mut Fixture, field, value: &str| {
        let work = fixture.work("2016");
        fixture.works(BibliographyCommand::Correct {
            work,
            field,
            value: value.into(),
        });
        let batch = fixture.desk.proposed().expect("a proposal").clone();
        fixture.does(LibraryCommand::ChangeEntries {
            without: Default::default(),
        });
        (batch.changes.len(), batch.left_out.len())
    };
    assert_eq!(
        correct(&mut fixture, SourceField::Doi, "10.3390/nu12"),
        (3, 0)
    );
    for name in ["a.md", "b.md", "c.md"] {
        let text = fixture.desk.text_of(&key(name)).expect("there");
        assert!(text.contains("DOI: 10.3390/nu12."), "{text}");
    }
    assert_eq!(correct(&mut fixture, SourceField::Pmid, "no"), (0, 3));
    assert_eq!(fixture.desk.unsaved_count(), 3);
}

#[test]
fn two_works_are_listed_as_one() {
    let mut fixture = library();
    fixture.does(CommandId::ShowBibliography);
    let (like, other) = (fixture.work("2016"), fixture.work("2017"));
    fixture.works(BibliographyCommand::Join { like, other });
    fixture.does(LibraryCommand::ChangeEntries {
        without: Default::default(),
    });
    let text = fixture.desk.text_of(&key("d.md")).expect("there");
    assert!(text.contains(&format!("1. {IRON}\n")), "{text}");
    assert_eq!(fixture.desk.works().expect("read").len(), 2);
    assert_eq!(fixture.desk.bibliography().likely(), []);
}

#[test]
fn not_a_duplicate_is_remembered_beside_the_content_and_taken_back() {
    let mut fixture = library();
    fixture.does(CommandId::ShowBibliography);
    let (one, other) = (fixture.work("2016"), fixture.work("2017"));
    assert_eq!(fixture.desk.bibliography().likely().len(), 1);
    assert!(
        !fixture.path(".copydesk").exists(),
        "made when first needed"
    );
    fixture.works(BibliographyCommand::Apart(one, other));
    assert_eq!(fixture.desk.bibliography().likely(), []);
    assert_eq!(
        fixture.on_disk(".copydesk/not_duplicates.jsonl"),
        "{\"works\":[\"pmid 27933574\",\"title oralironandblackteainadults 2017\"]}\n"
    );
    assert_eq!(
        fixture.on_disk(".copydesk/.gitignore"),
        "lock\n.gitignore\n"
    );
    let offer = fixture.desk.notices().last().expect("a notice").offers[0].clone();
    assert_eq!(offer.label, "Undo");

    fixture.does(LibraryCommand::OpenPath(fixture.folder.path().to_owned()));
    fixture.does(CommandId::ShowBibliography);
    assert_eq!(fixture.desk.bibliography().likely(), [], "known again");
    fixture.does(offer.command);
    assert_eq!(fixture.on_disk(".copydesk/not_duplicates.jsonl"), "");
    assert_eq!(fixture.desk.bibliography().likely().len(), 1);
}

#[test]
fn what_is_remembered_survives_a_merge_and_odd_lines() {
    let mut fixture = library();
    std::fs::create_dir(fixture.path(".copydesk")).expect("made");
    let odd = "<<<<<<< ours\n{\"works\":[\"pmid 27933574\",\"title oralironandblackteainadults 2017\"]}\n=======\n{\"works\":1}\n>>>>>>> theirs\nwords\n";
    fixture.someone_writes(".copydesk/not_duplicates.jsonl", odd);
    fixture.does(LibraryCommand::OpenPath(fixture.folder.path().to_owned()));
    fixture.does(CommandId::ShowBibliography);
    assert_eq!(fixture.desk.bibliography().likely(), []);
    let (one, other) = (fixture.work("2016"), fixture.work("2020"));
    fixture.works(BibliographyCommand::Apart(one, other));
    assert_eq!(
        fixture.on_disk(".copydesk/not_duplicates.jsonl"),
        "words\n{\"works\":1}\n{\"works\":[\"pmid 27933574\",\"title oralironandblackteainadults 2017\"]}\n{\"works\":[\"pmid 27933574\",\"title zinc 2020\"]}\n"
    );
}

#[test]
fn what_cannot_be_remembered_is_said_and_nothing_is_lost() {
    let mut fixture = library();
    fixture.does(CommandId::ShowBibliography);
    std::fs::create_dir_all(fixture.path(".copydesk/not_duplicates.jsonl")).expect("made");
    let (one, other) = (fixture.work("2016"), fixture.work("2017"));
    fixture.works(BibliographyCommand::Apart(one, other));
    assert_eq!(fixture.desk.bibliography().likely().len(), 1);
    assert!(
        fixture
            .notices()
            .iter()
            .any(|it| it.contains("not_duplicates.jsonl")),
        "{:?}",
        fixture.notices()
    );
}

#[test]
fn only_what_changed_is_read_again_and_only_while_the_view_is_open() {
    let mut fixture = library();
    fixture.does(CommandId::ShowBibliography);
    fixture.does(CommandId::ShowBibliography);
    fixture.show("c.md");
    let line = fixture.text().find("Zinc").expect("there");
    fixture.does(SourceCommand::Set {
        source: 0,
        field: SourceField::Title,
        value: "Copper".into(),
    });
    assert!(line > 0);
    assert!(
        fixture.listed().contains(&"Zinc".to_owned()),
        "not read again"
    );
    fixture.does(CommandId::ShowBibliography);
    assert!(fixture.listed().contains(&"Copper".to_owned()));
    let effects = fixture.asks(CommandId::UndoMany);
    assert_eq!(effects, [], "nothing changed: nothing is read");
}

#[test]
fn commands_of_the_entry_wait_behind_the_view() {
    let mut fixture = library();
    fixture.show("a.md");
    fixture.writes("Summary", " More.");
    fixture.does(CommandId::ShowBibliography);
    for act in [
        CommandId::Save,
        CommandId::Bold,
        CommandId::Undo,
        CommandId::ShowPreview,
    ] {
        assert!(fixture.desk.disabled_because(act).is_some(), "{act:?}");
    }
    fixture.does(CommandId::Undo);
    assert!(
        fixture
            .desk
            .text_of(&key("a.md"))
            .expect("there")
            .contains("More.")
    );
    fixture.does(CommandId::Back);
    assert!(!fixture.desk.shows_bibliography(), "back to the entry");
    fixture.undo();
    assert!(!fixture.text().contains("More."));
}
