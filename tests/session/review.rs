//! The review room: what is due, and what a sign-off does to an entry, its file and the records.

use std::fs;
use std::time::Duration;

use copydesk::desk::effect::CheckJob;
use copydesk::desk::{
    Command, CommandId, Dialog, Effect, Filter, LibraryCommand, Mode, QueueLine, ReadingCommand,
    ReviewCommand, ReviewReport, SignOffForm, SyncReport, ViewCommand, When,
};
use copydesk::house_style::HouseStyle;
use copydesk::library::versions::TextHash;
use copydesk::library::{Content, FinishedRecords, LoadedFile, PendingRecord};
use copydesk::review::{
    LastWriter, Outcome, ReviewLog, ReviewRecord, ReviewState, Since, Standing,
};
use copydesk::settings::QueueColumn;
use jiff::civil::date;

use crate::fixture::{Fixture, TEA, key};

/// Today in these tests is 24 November 2026.
const TODAY: &str = "24 November 2026";

fn entry(title: &str, reviewed: &str) -> String {
    let slug = title.to_lowercase();
    TEA.replace("\"Tea and iron\"", title)
        .replace("slug: tea", &format!("slug: {slug}"))
        .replace("8 June 2026", reviewed)
}

/// Overdue, due soon, fine, never, in the future, unreadable.
fn library() -> Fixture {
    let files = [
        ("a.md", entry("Apple", "2 March 2021")),
        ("b.md", entry("Banana", "1 December 2025")),
        ("c.md", entry("Cherry", "8 June 2026")),
        ("d.md", entry("Date", "\"\"")),
        ("e.md", entry("Elder", "1 January 2027")),
        ("f.md", entry("Fig", "Spring")),
    ];
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(it, text)| (*it, text.as_str()))
        .collect();
    let mut fixture = Fixture::with(&files);
    fixture.does(CommandId::ReviewQueue);
    fixture
}

fn form() -> SignOffForm {
    SignOffForm {
        reviewer: "T. Wren".into(),
        date: Some(date(2026, 11, 24)),
        scope: "Whole entry".into(),
        note: "Read on paper".into(),
        with_merge: false,
    }
}

impl Fixture {
    fn titles(&self) -> Vec<String> {
        let shown = self.desk.review().queue().shown();
        shown.map(|row| self.desk.title_of(&row.key)).collect()
    }

    fn opens(&mut self, name: &str) -> &mut Self {
        self.does(ReviewCommand::Open(key(name)));
        self
    }

    /// Opens the dialog and signs off as the form says.
    fn signs(&mut self, form: SignOffForm) {
        self.does(CommandId::SignOff);
        assert_eq!(self.desk.dialog(), Some(&Dialog::SignOff));
        let and_next = false;
        self.does(ReviewCommand::SignOff { form, and_next });
    }

    /// Why the dialog that is open does not sign as it stands.
    fn against(&self, form: &SignOffForm) -> Option<String> {
        let asked = self.desk.asked_to_sign().expect("the dialog is open");
        let not = self.desk.not_to_be_signed(asked);
        not.or_else(|| self.desk.form_lacks(asked, form, self.now().today))
    }

    fn file(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).expect("it is there")
    }

    fn records(&self) -> Vec<ReviewRecord> {
        let path = self.folder.path().join(".copydesk/reviews.jsonl");
        let text = fs::read_to_string(path).unwrap_or_default();
        let lines = text.lines().map(serde_json::from_str);
        let mut records: Vec<ReviewRecord> = lines.collect::<Result<_, _>>().expect("records");
        records.sort_by(|one, other| one.at.cmp(&other.at));
        records
    }

    fn outcomes(&self) -> Vec<(String, Outcome)> {
        let records = self.records().into_iter();
        records
            .map(|record| (record.slug, record.outcome))
            .collect()
    }

    fn standing(&self, name: &str) -> Standing {
        let row = self.desk.review().queue().of(&key(name));
        row.expect("it is in the queue").standing
    }

    /// How many records the journal has.
    fn due(&self) -> usize {
        let mut asked = self.journal.iter().rev();
        let last = asked.find_map(|effect| match effect {
            Effect::KeepPending(due) => Some(due.records.len()),
            _ => None,
        });
        last.unwrap_or_default()
    }

    fn closes(&mut self) {
        self.does(Command::View(ViewCommand::CloseDialog));
    }
}

#[test]
fn the_queue_says_what_is_due_soonest_first_and_its_bars_are_all_entries() {
    let fixture = library();
    assert_eq!(fixture.desk.review().mode(), Mode::Review);
    assert_eq!(
        fixture.titles(),
        ["Date", "Fig", "Apple", "Banana", "Cherry", "Elder"]
    );
    let queue = fixture.desk.review().queue();
    let states: Vec<ReviewState> = queue.shown().map(|row| row.due.state).collect();
    assert_eq!(
        states,
        [
            ReviewState::Never,
            ReviewState::Unreadable,
            ReviewState::Overdue,
            ReviewState::DueSoon,
            ReviewState::Fine,
            ReviewState::Future
        ]
    );
    let said = queue.at().expect("a row").due.in_words(fixture.now().today);
    assert_eq!(said, "Never reviewed");
    let counts: Vec<(String, usize)> = queue
        .bars()
        .iter()
        .filter(|bar| bar.count > 0)
        .map(|bar| (bar.when.to_string(), bar.count))
        .collect();
    let expected = [
        ("overdue", 1),
        ("no-date", 2),
        ("2026-12", 1),
        ("2027-06", 1),
        ("later", 1),
    ];
    assert_eq!(
        counts,
        expected.map(|(when, count)| (when.to_owned(), count))
    );
    assert_eq!(queue.bars().len(), 15);
}

#[test]
fn it_is_sorted_filtered_and_grouped_and_that_is_kept() {
    let mut fixture = library();
    fixture.does(ReviewCommand::Sort(QueueColumn::Title));
    assert_eq!(fixture.titles()[0], "Apple");
    fixture.does(ReviewCommand::Sort(QueueColumn::Title));
    assert_eq!(fixture.titles()[0], "Fig");
    fixture.does(ReviewCommand::Filter(Filter::Words("an".into())));
    assert_eq!(fixture.titles(), ["Banana"]);
    fixture.does(ReviewCommand::Filter(Filter::Clear));
    for (when, titles) in [
        ("overdue", vec!["Apple"]),
        ("no-date", vec!["Fig", "Date"]),
        ("2027-06", vec!["Cherry"]),
        ("later", vec!["Elder"]),
        (
            "nonsense",
            vec!["Fig", "Elder", "Date", "Cherry", "Banana", "Apple"],
        ),
    ] {
        fixture.does(ReviewCommand::Filter(Filter::When(when.into())));
        assert_eq!(fixture.titles(), titles, "{when}");
    }
    assert_eq!(
        When::parse("2027-06").expect("a month").label(),
        "due in June 2027"
    );
    fixture.does(ReviewCommand::Filter(Filter::Clear));
    fixture.does(ReviewCommand::Sort(QueueColumn::State));
    fixture.does(ReviewCommand::Group(Some(QueueColumn::State)));
    let lines = fixture.desk.review().queue().lines();
    assert_eq!(
        lines[0],
        QueueLine::Group {
            name: "Never reviewed".into(),
            count: 1
        }
    );
    assert_eq!(lines.len(), 12);
    fixture.does(ReviewCommand::Column(QueueColumn::Pillar, false));
    let kept = &fixture.desk.view().queue;
    assert!(!kept.shows(QueueColumn::Pillar) && kept.group == Some(QueueColumn::State));
}

#[test]
fn at_midnight_and_after_a_change_of_the_house_style_the_states_are_worked_out_anew() {
    let mut fixture = library();
    let mut tomorrow = fixture.now();
    tomorrow.today = date(2026, 12, 2);
    fixture.desk.tidy(tomorrow);
    let state = |fixture: &Fixture, name| {
        let row = fixture.desk.review().queue().of(&key(name));
        row.expect("it is there").due.state
    };
    assert_eq!(state(&fixture, "b.md"), ReviewState::Overdue);
    // A clock that goes back takes it back.
    fixture.desk.tidy(fixture.now());
    assert_eq!(state(&fixture, "b.md"), ReviewState::DueSoon);
    let mut style = HouseStyle::default();
    style.reviews.every.count = 3;
    fixture.hears(copydesk::desk::LibraryReport::StyleRead {
        root: fixture.root(),
        style: Box::new(style),
        mistakes: Vec::new(),
    });
    assert_eq!(state(&fixture, "c.md"), ReviewState::Overdue);
}

#[test]
fn a_sign_off_changes_one_line_of_the_file_and_writes_one_record() {
    let mut fixture = library();
    let before = fixture.file("a.md");
    fixture.opens("a.md").signs(form());
    let expected = before.replace("2 March 2021", TODAY);
    assert_eq!(fixture.file("a.md"), expected);
    let records = fixture.records();
    let [record] = records.as_slice() else {
        panic!("one record: {records:?}");
    };
    assert_eq!(
        (
            record.slug.as_str(),
            record.outcome,
            record.reviewer.as_str()
        ),
        ("apple", Outcome::SignedOff, "T. Wren")
    );
    assert_eq!(record.date.as_deref(), Some("2026-11-24"));
    assert_eq!(record.before.as_deref(), Some("2 March 2021"));
    // What was left is on record.
    assert!(
        record.left[0].starts_with("Not ticked as read: Fields"),
        "{:?}",
        record.left
    );
    assert_eq!(
        record.fingerprint.since(&expected, fixture.desk.style()),
        Since::Nothing
    );
    // The queue is shown again, and knows.
    assert!(fixture.desk.shows_queue());
    assert_eq!(fixture.standing("a.md"), Standing::SignedOff);
    assert_eq!(since(&fixture, "a.md"), Since::Nothing);
    assert_eq!(fixture.desk.view().name, "T. Wren");
    // What changes later shows.
    fixture.show("a.md");
    fixture.writes("Timing", "Two hours.");
    fixture.does(CommandId::ReviewQueue);
    assert_eq!(since(&fixture, "a.md"), Since::Parts(vec!["Timing".into()]));
    // What was found of one text is said of no other, also before that is compared.
    fixture.does(CommandId::ReviewQueue);
    fixture.writes("Timing", "Three hours.");
    let _not_carried_out = fixture.asks(CommandId::ReviewQueue);
    assert_eq!(since(&fixture, "a.md"), Since::Unknown);
}

/// What the queue says that changed in an entry.
fn since(fixture: &Fixture, name: &str) -> Since {
    let row = fixture.desk.review().queue().of(&key(name));
    let row = row.expect("a row of the queue");
    fixture.desk.changed_since(row).since.clone()
}

#[test]
fn what_certifies_nothing_is_not_signed() {
    let mut fixture = library();
    fixture.opens("a.md").does(CommandId::SignOff);
    let without = |change: &dyn Fn(&mut SignOffForm)| {
        let mut form = form();
        change(&mut form);
        form
    };
    for (form, why) in [
        (
            without(&|it| it.reviewer = " ".into()),
            "the name of who reviewed",
        ),
        (without(&|it| it.date = None), "is no date"),
        (
            without(&|it| it.date = Some(date(2026, 11, 25))),
            "still to come",
        ),
        (without(&|it| it.scope = String::new()), "what was reviewed"),
        (without(&|it| it.note = String::new()), "give a reason"),
    ] {
        let against = fixture.against(&form).expect("it is refused");
        assert!(against.contains(why), "{against}");
        let and_next = false;
        fixture.does(ReviewCommand::SignOff { form, and_next });
    }
    assert_eq!(fixture.against(&form()), None);
    assert_eq!(fixture.file("a.md"), entry("Apple", "2 March 2021"));
    assert_eq!(fixture.records(), []);
    // Signing takes the dialog: without it the command does nothing.
    fixture.closes();
    let and_next = false;
    fixture.does(ReviewCommand::SignOff {
        form: form(),
        and_next,
    });
    assert_eq!(fixture.file("a.md"), entry("Apple", "2 March 2021"));
}

#[test]
fn a_text_that_is_not_the_one_shown_is_not_signed() {
    let mut fixture = library();
    fixture.opens("a.md").does(CommandId::SignOff);
    let theirs = entry("Apple", "2 March 2021").replace("An hour", "Two hours");
    fs::write(fixture.folder.path().join("a.md"), &theirs).expect("written");
    fixture.hears(SyncReport::ChangedOnDisk {
        key: key("a.md"),
        content: Content::Text(theirs.as_str().into()),
    });
    let against = fixture.against(&form()).expect("refused");
    assert!(
        against.contains("has changed since this was opened"),
        "{against}"
    );
    let and_next = true;
    fixture.does(ReviewCommand::SignOff {
        form: form(),
        and_next,
    });
    assert_eq!(fixture.file("a.md"), theirs);
    // Its reviewer is not sent on to the next one, but back to what is to be read again.
    assert_eq!(fixture.desk.under_review_key(), Some(&key("a.md")));
    assert_eq!(fixture.records(), []);
}

#[test]
fn nothing_is_signed_that_is_still_being_read() {
    let mut fixture = library();
    fixture.asks(ReviewCommand::Open(key("a.md")));
    let why = fixture.desk.disabled_because(CommandId::SignOff);
    assert!(why.is_some_and(|why| why.contains("still being read")));
    fixture.asks(CommandId::SignOff);
    assert_eq!(fixture.desk.dialog(), None);
    // In the queue nobody has seen the text of a row.
    let mut fixture = library();
    fixture.does(ReviewCommand::Choose(key("a.md")));
    fixture.does(CommandId::SignOff);
    assert_eq!(fixture.desk.dialog(), None);
    assert_eq!(fixture.desk.under_review_key(), Some(&key("a.md")));
    fixture.does(CommandId::SignOff);
    assert_eq!(fixture.desk.dialog(), Some(&Dialog::SignOff));
}

#[test]
fn a_file_that_changed_unheard_takes_no_date() {
    let mut fixture = library();
    fixture.opens("a.md").does(CommandId::SignOff);
    let theirs = entry("Apple", "2 March 2021").replace("An hour", "Two hours");
    fs::write(fixture.folder.path().join("a.md"), &theirs).expect("written");
    let and_next = false;
    fixture.does(ReviewCommand::SignOff {
        form: form(),
        and_next,
    });
    assert_eq!(fixture.file("a.md"), theirs);
    assert_eq!(fixture.records(), []);
    let entry_now = fixture.desk.entry(&key("a.md")).expect("open");
    assert!(
        entry_now.text().contains("2 March 2021"),
        "the date is back"
    );
    assert!(
        fixture
            .notices()
            .iter()
            .any(|it| it.starts_with("Not signed off: the file says something else by now"))
    );
}

#[test]
fn a_text_with_a_merge_in_it_is_not_signed() {
    let signs = entry("Apple", "2 March 2021").replace(
        "An hour",
        "<<<<<<< ours\nAn hour\n=======\nTwo hours\n>>>>>>> theirs\n",
    );
    let mut fixture = Fixture::with(&[("a.md", &signs)]);
    fixture.does(CommandId::ReviewQueue);
    fixture.opens("a.md").does(CommandId::SignOff);
    let against = fixture.against(&form()).expect("refused");
    assert!(against.contains("merge is not finished"), "{against}");
}

#[test]
fn unsaved_text_is_shown_and_saved_along() {
    let mut fixture = library();
    fixture.show("a.md");
    fixture.writes("Timing", "Two hours.");
    fixture.does(CommandId::ReviewQueue);
    fixture.opens("a.md").does(CommandId::SignOff);
    let asked = fixture.desk.asked_to_sign().expect("the dialog is open");
    assert_eq!(asked.unsaved.len(), 1);
    let and_next = false;
    fixture.does(ReviewCommand::SignOff {
        form: form(),
        and_next,
    });
    let file = fixture.file("a.md");
    assert!(
        file.contains("Two hours.") && file.contains(TODAY),
        "{file}"
    );
    let record = fixture.records().pop().expect("a record");
    assert_eq!(
        record.fingerprint.since(&file, fixture.desk.style()),
        Since::Nothing
    );
}

#[test]
fn undo_takes_date_and_record_back_and_no_key_signs_again() {
    let mut fixture = library();
    let before = fixture.file("a.md");
    fixture.opens("a.md").signs(form());
    let tells = |fixture: &Fixture| {
        fixture
            .notices()
            .iter()
            .any(|it| it.starts_with("Signed off"))
    };
    assert!(tells(&fixture));
    fixture.opens("a.md").does(CommandId::Undo);
    assert!(!tells(&fixture), "what was taken back is told no longer");
    assert_eq!(fixture.file("a.md"), before);
    let expected = [Outcome::SignedOff, Outcome::TakenBack].map(|it| ("apple".to_owned(), it));
    assert_eq!(fixture.outcomes(), expected);
    fixture.does(CommandId::ReviewQueue);
    assert_eq!(fixture.standing("a.md"), Standing::NoRecord);
    fixture.opens("a.md").does(CommandId::Redo);
    assert_eq!(fixture.file("a.md"), before);
    assert_eq!(fixture.outcomes().len(), 2);
}

#[test]
fn what_is_undone_before_disk_or_record_answered_is_taken_back_as_well() {
    // The disk is still writing the date.
    let mut fixture = library();
    let before = fixture.file("a.md");
    fixture.opens("a.md").does(CommandId::SignOff);
    let sign_off = || ReviewCommand::SignOff {
        form: form(),
        and_next: false,
    };
    let writing = fixture.asks(sign_off());
    fixture.opens("a.md").does(CommandId::Undo);
    fixture.carry_out(writing);
    assert_eq!(fixture.file("a.md"), before);
    let expected = [Outcome::SignedOff, Outcome::TakenBack].map(|it| ("apple".to_owned(), it));
    assert_eq!(fixture.outcomes(), expected);

    // The date is written, and its record on the way.
    let mut fixture = library();
    fixture.opens("a.md").does(CommandId::SignOff);
    let mut on_the_way = Vec::new();
    for effect in fixture.asks(sign_off()) {
        for report in fixture.reports_of(effect).unwrap_or_default() {
            on_the_way.extend(fixture.hears(report));
        }
    }
    assert_eq!(fixture.records(), []);
    fixture.opens("a.md").does(CommandId::Undo);
    fixture.carry_out(on_the_way);
    assert_eq!(fixture.file("a.md"), before);
    assert_eq!(fixture.outcomes(), expected);
    fixture.does(CommandId::ReviewQueue);
    assert_eq!(fixture.standing("a.md"), Standing::NoRecord);
}

#[test]
fn of_many_the_rest_is_on_record_where_the_disk_refuses_the_last() {
    let mut fixture = library();
    for name in ["a.md", "b.md", "c.md"] {
        fixture.opens(name);
    }
    fixture.does(CommandId::ReviewQueue);
    for name in ["a.md", "b.md", "c.md"] {
        fixture.does(ReviewCommand::Pick(key(name)));
    }
    fixture.does(CommandId::SignOff);
    fixture.does(ReviewCommand::SignOffMany {
        form: form(),
        elsewhere: false,
    });
    let theirs = entry("Cherry", "8 June 2026").replace("An hour", "Two hours");
    fs::write(fixture.path("c.md"), &theirs).expect("written");
    fixture.does(LibraryCommand::ChangeEntries {
        without: Default::default(),
    });
    assert_eq!(fixture.file("c.md"), theirs);
    let signed = ["apple", "banana"].map(|it| (it.to_owned(), Outcome::SignedOff));
    assert_eq!(fixture.outcomes(), signed);
    let notices = fixture.notices();
    assert!(notices.contains(&"Signed off 2 entries"), "{notices:?}");
}

#[test]
fn taking_a_record_back_that_moved_no_date_saves_no_text() {
    let mut fixture = library();
    fixture.opens("a.md").signs(form());
    fixture.wait(1000);
    fixture.opens("a.md").signs(form());
    let signed = fixture.file("a.md");
    fixture.show("a.md");
    fixture.writes("Timing", "Not to be saved yet.");
    fixture.does(CommandId::ReviewQueue);
    fixture.does(CommandId::Undo);
    assert_eq!(fixture.file("a.md"), signed);
    let outcomes = fixture.outcomes().into_iter().map(|it| it.1);
    let expected = [Outcome::SignedOff, Outcome::SignedOff, Outcome::TakenBack];
    assert_eq!(outcomes.collect::<Vec<_>>(), expected);
}

#[test]
fn a_sign_off_is_taken_back_from_the_queue_only_where_it_still_stands() {
    let mut fixture = library();
    fixture.opens("a.md").signs(form());
    fixture.show("a.md");
    fixture.writes("Timing", "Two hours.");
    fixture.does(CommandId::Save);
    fixture.does(CommandId::ReviewQueue);
    fixture.does(CommandId::Undo);
    assert!(
        fixture.file("a.md").contains(TODAY),
        "something was changed since"
    );
    assert_eq!(fixture.outcomes().len(), 1);
    fixture.opens("b.md").signs(form());
    fixture.does(CommandId::Undo);
    assert_eq!(fixture.file("b.md"), entry("Banana", "1 December 2025"));
    assert_eq!(fixture.outcomes().len(), 3);
}

#[test]
fn a_second_sign_off_of_one_day_is_a_record_and_no_change() {
    let mut fixture = library();
    fixture.opens("a.md").signs(form());
    let file = fixture.file("a.md");
    fixture.wait(60_000);
    fixture.opens("a.md").signs(SignOffForm {
        reviewer: "L. Adeyemi".into(),
        ..form()
    });
    assert_eq!(fixture.file("a.md"), file);
    assert_eq!(fixture.outcomes().len(), 2);
    fixture.does(CommandId::Undo);
    assert_eq!(fixture.file("a.md"), file, "the first stands");
    assert_eq!(fixture.outcomes().len(), 3);
    assert_eq!(fixture.standing("a.md"), Standing::SignedOff);
}

#[test]
fn a_date_moved_by_hand_shows_as_such() {
    let mut fixture = library();
    fixture.opens("a.md").signs(form());
    let moved = fixture.file("a.md").replace(TODAY, "1 November 2026");
    fs::write(fixture.folder.path().join("a.md"), &moved).expect("written");
    fixture.hears(SyncReport::ChangedOnDisk {
        key: key("a.md"),
        content: Content::Text(moved.as_str().into()),
    });
    assert_eq!(fixture.standing("a.md"), Standing::DateMoved);
    assert_eq!(
        Standing::DateMoved.label(),
        "Date moved, no sign-off on record"
    );
}

#[test]
fn a_record_that_can_not_be_written_stands_as_a_notice_and_is_tried_again() {
    let mut fixture = library();
    let file = fixture.folder.path().join(".copydesk/reviews.jsonl");
    fs::create_dir_all(&file).expect("a folder in its place");
    fixture.opens("a.md").signs(form());
    assert!(
        fixture.file("a.md").contains(TODAY),
        "the entry comes first"
    );
    assert!(
        fixture
            .notices()
            .iter()
            .any(|it| it.starts_with("Not written down")),
        "{:?}",
        fixture.notices()
    );
    // Closing asks, and the journal has it.
    fixture.does(CommandId::Quit);
    assert_eq!(fixture.answers(), ["Keep editing", "Close all the same"]);
    fixture.answer("Keep editing");
    let path = fixture.folder.path().to_owned();
    fixture.does(LibraryCommand::OpenPath(path));
    assert_eq!(fixture.answers(), ["Keep editing", "Open all the same"]);
    fixture.answer("Keep editing");
    assert_eq!(fixture.due(), 1);
    // It is tried again without being asked to.
    assert!(fixture.desk.try_again(fixture.now()).is_empty());
    fixture.wait(3_600_000);
    fs::remove_dir(&file).expect("taken away");
    let effects = fixture.desk.try_again(fixture.now());
    fixture.carry_out(effects);
    assert_eq!(fixture.due(), 0);
    assert_eq!(
        fixture.outcomes(),
        [("apple".to_owned(), Outcome::SignedOff)]
    );
    assert!(
        !fixture
            .notices()
            .iter()
            .any(|it| it.starts_with("Not written down"))
    );
    assert_eq!(fixture.standing("a.md"), Standing::SignedOff);
}

#[test]
fn the_journal_has_a_record_before_its_entry_is_saved_until_it_is_written_down() {
    let mut fixture = library();
    fixture.opens("a.md").does(CommandId::SignOff);
    let (form, and_next) = (form(), false);
    let now = fixture.now();
    let effects = fixture
        .desk
        .perform(ReviewCommand::SignOff { form, and_next }, now);
    let place = |is: fn(&Effect) -> bool| effects.iter().position(is).expect("asked for");
    let kept = place(|effect| matches!(effect, Effect::KeepPending(due) if due.records.len() == 1));
    assert!(kept < place(|effect| matches!(effect, Effect::Write { .. })));
    fixture.carry_out(effects);
    assert!(
        matches!(fixture.journal.last(), Some(Effect::KeepPending(due)) if due.records.is_empty())
    );
    assert_eq!(fixture.standing("a.md"), Standing::SignedOff);
}

#[test]
fn what_an_earlier_session_left_due_and_can_not_be_written_waits_here() {
    let mut fixture = library();
    fixture.opens("a.md").signs(form());
    let record = fixture.records().remove(0);
    let file = fixture.folder.path().join(".copydesk/reviews.jsonl");
    fs::remove_file(&file).expect("removed");
    let (root, change) = (fixture.root(), record.to_add());
    let written = Err((change, "The disk is full".to_owned()));
    fixture.hears(ReviewReport::PendingWritten { root, written });
    let told = fixture
        .notices()
        .iter()
        .any(|it| it.contains("The disk is full"));
    assert!(told, "{:?}", fixture.notices());
    fixture.does(ReviewCommand::WriteRecords);
    assert_eq!(fixture.records(), [record]);
}

#[test]
fn what_an_earlier_session_signed_and_somebody_changed_since_is_told() {
    let mut fixture = library();
    fixture.opens("a.md").signs(form());
    let record = fixture.records().remove(0);
    let line = record.to_add().add.remove(0);
    let text = |text| Some((key("a.md"), TextHash::of(text)));
    let (root, left_out) = (
        fixture.root(),
        vec![PendingRecord {
            line,
            text: text("another"),
        }],
    );
    let written = Ok(FinishedRecords {
        written: 0,
        left_out,
    });
    fixture.hears(ReviewReport::PendingWritten { root, written });
    let told = fixture.notices();
    let is_told = |it: &&&str| it.contains("a.md: the sign-off by");
    assert_eq!(told.iter().filter(is_told).count(), 1, "{told:?}");
    assert!(!told.iter().any(|it| it.contains("written down")));
}

#[test]
fn of_two_records_that_say_different_things_one_is_chosen_and_that_is_taken_back() {
    let mut fixture = library();
    fixture.opens("a.md").signs(form());
    let file = fixture.folder.path().join(".copydesk/reviews.jsonl");
    let one = fs::read_to_string(&file).expect("there");
    let other = one.replace("Whole entry", "The doses");
    fs::write(&file, one.clone() + &other).expect("written");
    let mut fixture = Fixture::over(fixture.folder);
    fixture.does(CommandId::ReviewQueue);
    let told = |fixture: &Fixture| {
        let notices = fixture.desk.notices().iter();
        let told = notices.filter(|it| it.what.starts_with("Two branches"));
        told.map(|it| it.what.clone()).collect::<Vec<_>>()
    };
    let is_to_settle = |fixture: &Fixture, name: &str| {
        let row = fixture.desk.review().queue().of(&key(name));
        row.expect("it is in the queue").is_to_settle
    };
    assert!(
        told(&fixture)[0].contains("apple"),
        "{:?}",
        fixture.notices()
    );
    assert!(is_to_settle(&fixture, "a.md") && !is_to_settle(&fixture, "b.md"));
    fixture.does(CommandId::SettleRecords);
    assert_eq!(fixture.desk.dialog(), Some(&Dialog::SettleRecords));
    let found: Vec<_> = fixture.desk.records_to_settle().cloned().collect();
    assert_eq!(found[0].fields, ["scope"]);
    fixture.does(ReviewCommand::SettleRecord(other.trim().to_owned()));
    assert_eq!(fixture.file(".copydesk/reviews.jsonl"), other);
    assert_eq!((told(&fixture).len(), fixture.desk.dialog()), (0, None));
    assert!(!is_to_settle(&fixture, "a.md"));
    assert_eq!(fixture.standing("a.md"), Standing::SignedOff);
    let notices = fixture.desk.notices().iter();
    let mut offers = notices.flat_map(|notice| &notice.offers);
    let back = offers.find(|offer| offer.label == "Undo it");
    let back = back.expect("it is offered").command.clone();
    fixture.does(back);
    assert_eq!(fixture.records().len(), 2);
    assert_eq!(told(&fixture).len(), 1);
}

#[test]
fn what_is_skipped_or_sent_back_still_says_that_its_date_was_moved() {
    let mut fixture = library();
    fixture.opens("a.md").signs(form());
    let moved = fixture.file("a.md").replace(TODAY, "1 November 2026");
    fs::write(fixture.folder.path().join("a.md"), &moved).expect("written");
    fixture.hears(SyncReport::ChangedOnDisk {
        key: key("a.md"),
        content: Content::Text(moved.as_str().into()),
    });
    fixture.opens("a.md").does(CommandId::SkipReview);
    fixture.does(CommandId::ReviewQueue);
    let row = fixture
        .desk
        .review()
        .queue()
        .of(&key("a.md"))
        .expect("there");
    assert_eq!(
        row.outcome_in_words(),
        "Skipped · date moved, no sign-off on record"
    );
    for outcome in [Standing::Skipped, Standing::DateMoved] {
        let filter = Filter::Outcome(outcome.name().to_owned());
        fixture.does(ReviewCommand::Filter(filter));
        assert_eq!(fixture.titles(), ["Apple"], "{outcome:?}");
    }
}

#[test]
fn an_entry_that_nobody_signed_has_no_record_for_another_one_with_its_slug() {
    let other = entry("Apple", TODAY).replace("Tea binds iron.", "Tea binds zinc.");
    let mut fixture = Fixture::with(&[
        ("a.md", &entry("Apple", "2 March 2021")),
        ("old/a.md", &other),
    ]);
    fixture.does(CommandId::ReviewQueue);
    fixture.opens("a.md").signs(form());
    assert_eq!(fixture.records()[0].file.as_deref(), Some("a.md"));
    assert_eq!(fixture.standing("a.md"), Standing::SignedOff);
    assert_eq!(fixture.standing("old/a.md"), Standing::NoRecord);
    // The other one is assigned, and this one is not.
    fixture.does(ReviewCommand::Choose(key("old/a.md")));
    let (to, until) = ("Ada".to_owned(), None);
    fixture.does(ReviewCommand::Assign { to, until });
    let to = |name: &str| {
        fixture
            .desk
            .assignment_of(&key(name))
            .map(|it| it.to.clone())
    };
    assert_eq!((to("a.md"), to("old/a.md")), (None, Some("Ada".to_owned())));
    // The record of the one that goes is not that of the one left, which says something else.
    let without = fixture.file("a.md");
    fs::remove_file(fixture.folder.path().join("a.md")).expect("removed");
    let mut fixture = Fixture::over(fixture.folder);
    fixture.does(CommandId::ReviewQueue);
    assert_eq!(fixture.standing("old/a.md"), Standing::NoRecord);
    // One that was moved there by another program says what was signed: its records are its own, wherever it lies.
    fs::write(fixture.folder.path().join("old/a.md"), without).expect("written");
    let mut fixture = Fixture::over(fixture.folder);
    fixture.does(CommandId::ReviewQueue);
    assert_eq!(fixture.standing("old/a.md"), Standing::SignedOff);
    // And so are they under another slug, which somebody wrote by hand.
    let named = fixture.file("old/a.md");
    fixture.opens("old/a.md").signs(SignOffForm {
        note: "Again".into(),
        ..form()
    });
    let slug = named
        .lines()
        .find(|line| line.starts_with("slug:"))
        .expect("a slug");
    fixture.someone_writes("old/a.md", &named.replace(slug, "slug: malus"));
    fixture.does(CommandId::ReviewQueue);
    assert_eq!(fixture.standing("old/a.md"), Standing::SignedOff);
    fixture.someone_writes("old/a.md", &named);
    // A second one comes, and the checks are told.
    fixture.checks.clear();
    let twin = Content::Text(entry("Apple", TODAY).into());
    fixture.hears(SyncReport::Added(LoadedFile::new(key("a.md"), twin)));
    let told = |job: &CheckJob| matches!(job, CheckJob::AfterReview(_));
    assert!(
        fixture.checks.first().is_some_and(told),
        "{:?}",
        fixture.checks.len()
    );
    let again = |job: &CheckJob| matches!(job, CheckJob::Entry { key, .. } if *key == crate::fixture::key("old/a.md"));
    assert!(fixture.checks.iter().any(again));
}

#[test]
fn records_that_can_not_be_read_sign_nothing() {
    let mut fixture = library();
    let root = fixture.root();
    fixture.hears(ReviewReport::NotRead {
        root: root.clone(),
        name: "reviews.jsonl",
        why: "it is a link".into(),
    });
    fixture.opens("a.md").does(CommandId::SignOff);
    let against = fixture.against(&form()).expect("refused");
    assert!(against.contains("can’t be read"), "{against}");
    let log = ReviewLog::default();
    fixture.hears(ReviewReport::LogRead { root, log });
    assert_eq!(fixture.against(&form()), None);
}

#[test]
fn what_is_sent_back_comes_first_once_its_text_changed() {
    let mut fixture = library();
    fixture.opens("c.md").does(CommandId::SendBack);
    fixture.does(ReviewCommand::SendBack {
        reviewer: "T. Wren".into(),
        reason: "The dose".into(),
    });
    assert_eq!(fixture.standing("c.md"), Standing::SentBack);
    assert_eq!(fixture.records()[0].note, "The dose");
    assert_ne!(fixture.titles()[0], "Cherry");
    fixture.show("c.md");
    fixture.writes("Timing", "Two hours.");
    fixture.does(CommandId::ReviewQueue);
    assert_eq!(fixture.standing("c.md"), Standing::SentBackChanged);
    assert_eq!(fixture.titles()[0], "Cherry");
    // Without a reason nothing goes back.
    fixture.opens("b.md");
    fixture.does(ReviewCommand::SendBack {
        reviewer: "T. Wren".into(),
        reason: " ".into(),
    });
    assert_eq!(fixture.records().len(), 1);
}

#[test]
fn an_entry_is_skipped_and_the_next_one_opened() {
    let mut fixture = library();
    fixture.opens("a.md").does(CommandId::SkipReview);
    assert_eq!(fixture.desk.under_review_key(), Some(&key("b.md")));
    assert_eq!(fixture.outcomes(), [("apple".to_owned(), Outcome::Skipped)]);
    let summary = fixture.does(CommandId::CopySession);
    let [copydesk::desk::Effect::Copy(text)] = summary.as_slice() else {
        panic!("{summary:?}");
    };
    assert!(text.contains("Skipped (1)\n- Apple (a.md)"), "{text}");
}

#[test]
fn entries_are_assigned_and_taken_back() {
    let mut fixture = library();
    fixture.does(ReviewCommand::Pick(key("a.md")));
    fixture.does(ReviewCommand::Pick(key("b.md")));
    fixture.does(ReviewCommand::Assign {
        to: "P. Nandakumar".into(),
        until: Some(date(2026, 12, 18)),
    });
    let row = fixture.desk.review().queue().of(&key("a.md")).cloned();
    let assigned = row.and_then(|row| row.assigned);
    assert_eq!(
        assigned,
        Some(("P. Nandakumar".into(), Some(date(2026, 12, 18))))
    );
    fixture.does(ReviewCommand::Filter(Filter::Person(
        "P. Nandakumar".into(),
    )));
    assert_eq!(fixture.titles(), ["Apple", "Banana"]);
    fixture.does(ReviewCommand::Filter(Filter::Clear));
    fixture.does(ReviewCommand::PickNone);
    fixture.does(ReviewCommand::Choose(key("a.md")));
    fixture.does(ReviewCommand::Unassign);
    let text = fixture.file(".copydesk/assignments.jsonl");
    assert!(!text.contains("apple") && text.contains("banana"), "{text}");
}

#[test]
fn of_many_only_those_that_were_opened_get_a_date_and_one_undo_takes_it_back() {
    let mut fixture = library();
    let before = ["a.md", "b.md", "c.md"].map(|name| fixture.file(name));
    for name in ["a.md", "b.md"] {
        fixture.opens(name);
    }
    fixture.does(CommandId::ReviewQueue);
    for name in ["a.md", "b.md", "c.md"] {
        fixture.does(ReviewCommand::Pick(key(name)));
    }
    fixture.does(CommandId::SignOff);
    assert_eq!(fixture.desk.dialog(), Some(&Dialog::SignOffMany));
    assert_eq!(fixture.desk.opened_of_many(), 2);
    assert_eq!(fixture.desk.left_in_many(), 2, "nothing was ticked");
    fixture.does(ReviewCommand::SignOffMany {
        form: form(),
        elsewhere: false,
    });
    let proposed = fixture.desk.proposed().expect("shown first").clone();
    assert_eq!(proposed.changes.len(), 2);
    assert_eq!(
        proposed.left_out[0].why,
        "It was not opened, so it keeps its date"
    );
    assert!(
        fixture
            .desk
            .ticked_of(&key("a.md"))
            .is_some_and(|it| it.contains("Not ticked"))
    );
    fixture.does(LibraryCommand::ChangeEntries {
        without: Default::default(),
    });
    assert_eq!(
        fixture.file("a.md"),
        before[0].replace("2 March 2021", TODAY)
    );
    assert_eq!(
        fixture.file("b.md"),
        before[1].replace("1 December 2025", TODAY)
    );
    assert_eq!(fixture.file("c.md"), before[2]);
    assert_eq!(fixture.outcomes().len(), 2);
    fixture.wait(1000);
    fixture.does(CommandId::Undo);
    for (name, before) in ["a.md", "b.md", "c.md"].iter().zip(&before) {
        assert_eq!(fixture.file(name), *before);
    }
    let taken_back = fixture.outcomes();
    let taken_back = taken_back.iter().filter(|it| it.1 == Outcome::TakenBack);
    assert_eq!(taken_back.count(), 2);
}

#[test]
fn what_was_checked_elsewhere_says_so_until_the_next_sign_off() {
    let mut fixture = library();
    fixture.does(ReviewCommand::Pick(key("a.md")));
    fixture.does(CommandId::SignOff);
    fixture.does(ReviewCommand::SignOffMany {
        form: form(),
        elsewhere: true,
    });
    fixture.does(LibraryCommand::ChangeEntries {
        without: Default::default(),
    });
    assert!(fixture.records()[0].unopened);
    assert_eq!(fixture.standing("a.md"), Standing::SignedUnopened);
    fixture.wait(60_000);
    fixture.opens("a.md").signs(form());
    assert_eq!(fixture.standing("a.md"), Standing::SignedOff);
}

#[test]
fn a_second_reader_is_somebody_else_than_who_wrote_last() {
    let mut fixture = library();
    let mut style = HouseStyle::default();
    style.reviews.second_reader = true;
    let root = fixture.root();
    fixture.hears(copydesk::desk::LibraryReport::StyleRead {
        root,
        style: Box::new(style),
        mistakes: Vec::new(),
    });
    fixture.does(ReviewCommand::Open(key("a.md")));
    fixture.asks(CommandId::SignOff);
    let of = fixture.desk.text_of(&key("a.md")).expect("there").clone();
    let against = fixture.against(&form()).expect("refused");
    assert!(against.contains("Asking who wrote"), "{against}");
    for (writers, refused) in [
        (&["t. wren"][..], true),
        (&["L. Adeyemi", "T. Wrén"], true),
        (&["L. Adeyemi"], false),
    ] {
        fixture.hears(ReviewReport::LastWriter {
            key: key("a.md"),
            of: of.clone(),
            writer: LastWriter::Authors(writers.iter().map(ToString::to_string).collect()),
        });
        assert_eq!(fixture.against(&form()).is_some(), refused, "{writers:?}");
    }
    // What is saved here is written by the name in the settings, whoever commits it.
    fixture.closes();
    let name = ReadingCommand::Name("T. Wren".into());
    fixture.does(Command::from(name));
    fixture.show("a.md");
    fixture.writes("Timing", "Two hours.");
    fixture.does(CommandId::Save);
    fixture.opens("a.md").asks(CommandId::SignOff);
    let of = fixture.desk.text_of(&key("a.md")).expect("there").clone();
    let (key, writer) = (key("a.md"), LastWriter::Authors(vec!["L. Adeyemi".into()]));
    fixture.hears(ReviewReport::LastWriter { key, of, writer });
    let against = fixture.against(&form()).expect("refused");
    assert!(
        against.starts_with("T. Wren wrote this text last"),
        "{against}"
    );
}

#[test]
fn back_and_forward_go_through_queue_and_entry() {
    let mut fixture = library();
    fixture.opens("a.md");
    fixture.does(CommandId::Back);
    assert!(fixture.desk.shows_queue());
    fixture.does(CommandId::Forward);
    assert_eq!(fixture.desk.under_review_key(), Some(&key("a.md")));
    // Writing commands are not for an entry under review.
    assert!(fixture.desk.disabled_because(CommandId::Bold).is_some());
    fixture.does(CommandId::Write);
    assert!(!fixture.desk.is_reviewing());
    assert!(fixture.desk.disabled_because(CommandId::SignOff).is_some());
}

#[test]
fn the_library_pane_groups_and_filters_by_state() {
    let mut fixture = library();
    fixture.does(CommandId::Write);
    fixture.does(CommandId::GroupByState);
    let groups: Vec<String> = fixture
        .desk
        .lines()
        .iter()
        .filter_map(|line| match line {
            copydesk::desk::ListLine::Group { name, .. } => Some(name.clone()),
            copydesk::desk::ListLine::Entry { .. } => None,
        })
        .collect();
    assert_eq!(
        groups,
        [
            "Date not readable",
            "Never reviewed",
            "Overdue",
            "Due soon",
            "Not due",
            "Date in the future"
        ]
    );
    fixture.does(LibraryCommand::FilterByState(Some(ReviewState::Overdue)));
    assert_eq!(fixture.desk.shown_count(), 1);
}

#[test]
fn the_queue_is_exported_as_it_is_shown() {
    let mut fixture = library();
    fixture.does(ReviewCommand::Filter(Filter::When("overdue".into())));
    for (export, name, words) in [
        (copydesk::desk::Export::Csv, "q.csv", "a.md,apple,Apple"),
        (
            copydesk::desk::Export::Calendar,
            "q.ics",
            "SUMMARY:Review due: Apple",
        ),
    ] {
        let path = fixture.own.path().join(name);
        fixture.hears_all(ReviewReport::ExportPicked {
            export,
            path: Some(path.clone()),
            waited: Duration::from_secs(2),
        });
        let text = fs::read_to_string(path).expect("written");
        assert!(text.contains(words), "{text}");
        assert!(!text.contains("Review due: Banana"), "{text}");
    }
    // Without a dialog of the system the path is typed.
    fixture.hears(ReviewReport::ExportPicked {
        export: copydesk::desk::Export::Csv,
        path: None,
        waited: Duration::ZERO,
    });
    assert!(matches!(fixture.desk.dialog(), Some(Dialog::ExportPath(_))));
}

impl Fixture {
    fn hears_all(&mut self, report: ReviewReport) {
        let effects = self.hears(report);
        self.carry_out(effects);
    }
}

#[test]
fn a_long_queue_is_worked_out_ahead_and_a_piece_at_a_time() {
    let files: Vec<(String, String)> = (0..1000)
        .map(|number| {
            (
                format!("{number:04}.md"),
                entry(&format!("E{number}"), TODAY),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let mut fixture = Fixture::with(&files);
    let rows = |fixture: &Fixture| fixture.desk.review().queue().rows().len();
    let rests = |fixture: &mut Fixture| {
        let mut frames = 0;
        while fixture
            .desk
            .tidy(fixture.now())
            .is_some_and(|next| next.is_zero())
        {
            frames += 1;
            assert!(frames < 20);
        }
        frames
    };
    // They are there before it is opened.
    rests(&mut fixture);
    fixture.does(CommandId::ReviewQueue);
    assert_eq!((rows(&fixture), fixture.titles().len()), (1000, 1000));
    // One that changed is worked out by itself, at once.
    let overdue = |fixture: &Fixture| {
        let is_overdue = |row: &copydesk::desk::QueueRow| row.due.state == ReviewState::Overdue;
        fixture.desk.review().queue().count(is_overdue)
    };
    fixture.someone_writes("0500.md", &entry("E500", "2 March 2021"));
    assert_eq!(overdue(&fixture), 1);
    assert!(!fixture.desk.review().queue().is_behind());
    // On another day those before stand until all are worked out.
    let mut later = fixture.now();
    later.today = date(2027, 12, 2);
    fixture.desk.tidy(later);
    assert!(fixture.desk.review().queue().is_behind());
    assert_eq!((rows(&fixture), overdue(&fixture)), (1000, 1));
    while fixture.desk.tidy(later).is_some_and(|next| next.is_zero()) {}
    assert_eq!((rows(&fixture), overdue(&fixture)), (1000, 1000));
}

#[test]
fn signs_of_a_merge_that_program_text_shows_are_asked_about() {
    let mut fixture = library();
    let shown = entry("Apple", "2 March 2021") + "\n## Git\n\n```\n<<<<<<< HEAD\na\n```\n";
    fixture.someone_writes("a.md", &shown);
    fixture.opens("a.md").does(CommandId::SignOff);
    assert_eq!(fixture.against(&form()), None);
    fixture.hears(ReviewReport::Unmerged {
        key: key("a.md"),
        of: shown.as_str().into(),
        is_unmerged: true,
    });
    let against = fixture.against(&form()).expect("refused");
    assert!(against.starts_with("A merge is not finished"), "{against}");
}

#[test]
fn writing_goes_on_where_the_reviewer_was() {
    let mut fixture = library();
    fixture.opens("a.md");
    fixture.does(ReadingCommand::Step { forward: true });
    fixture.does(ReadingCommand::Step { forward: true });
    let looked = fixture.desk.looked().expect("read").clone();
    let (at, _) = fixture.desk.reading_at();
    fixture.does(CommandId::Write);
    let caret = fixture.desk.entry(&key("a.md")).expect("open").selection;
    let section = &looked.material.sections[at.section].range;
    assert!(
        section.contains(&caret.head) && at.section == 2,
        "{caret:?}"
    );
}
