//! Where "since" starts: the text that a review was of, in scratch repositories with the real `git` and a real store of versions.

use std::fs;
use std::sync::Arc;

use copydesk::house_style::HouseStyle;
use copydesk::library::versions::Why;
use copydesk::library::{EntryKey, Versions};
use copydesk::review::base::{Base, Coverage};
use copydesk::review::{Fingerprint, Outcome, Owner, ReviewRecord, SharedSlugs, Since, base_of};
use jiff::Timestamp;
use tempfile::tempdir;

#[path = "support/repository.rs"]
mod repository;

use repository::Repository;

const FILE: &str = "iron.md";

/// An entry with this date of review and these words.
fn entry(date: &str, words: &str) -> String {
    let fields = "title: Iron\nslug: iron\npillar: Iron\nconfidence: moderate";
    format!(
        "---\n{fields}\nlast_reviewed: {date}\neditor: Imogen Farrow\n---\n\n# Iron\n\n## Summary\n\nIron is found in many foods, of which some are better known than others.\n\n## Dose\n\n{words}\n"
    )
}

/// The base of a file as it lies there.
fn base_in(repository: &Repository, file: &str) -> Base {
    let text: Arc<str> = fs::read_to_string(repository.path(file)).unwrap().into();
    base_of(&repository.root(), &EntryKey::new(file), &text, None, None)
}

#[track_caller]
fn assert_base(repository: &Repository, file: &str, text: &str, extent: Coverage, says: &str) {
    let base = base_in(repository, file);
    assert_eq!(base.text.as_deref(), Some(text), "{}", base.says);
    assert_eq!((base.extent, base.says.as_str()), (extent, says));
}

const WROTE: &str =
    "Compared with the commit that wrote the date, 29 April 2026. No sign-off on record.";

/// The text that was committed with the date, in any history that leads to it.
#[track_caller]
fn assert_wrote(repository: &Repository, file: &str, text: &str) {
    assert_base(repository, file, text, Coverage::Whole, WROTE);
}

fn begun() -> (Repository, String) {
    let repository = Repository::new();
    repository.commit(FILE, &entry("1 May 2020", "5 mg"), "Begin");
    let reviewed = entry("2 March 2021", "6 mg");
    repository.commit(FILE, &reviewed, "Review");
    (repository, reviewed)
}

#[test]
fn it_is_the_commit_that_wrote_the_date_and_not_what_came_after() {
    let (repository, reviewed) = begun();
    repository.commit(FILE, &entry("2 March 2021", "7 mg"), "Later");
    repository.commit(FILE, &entry("2 March 2021", "8 mg"), "Still later");
    assert_wrote(&repository, FILE, &reviewed);
    let base = base_in(&repository, FILE);
    let style = HouseStyle::default();
    let since = base.since(&entry("2 March 2021", "8 mg"), &style);
    assert_eq!(since, Since::Parts(vec!["Dose".into()]));
    assert_eq!(base.since(&reviewed, &style), Since::Nothing);
}

#[test]
fn a_date_that_was_set_back_to_an_older_one_is_of_the_last_time() {
    let (repository, _) = begun();
    repository.commit(FILE, &entry("3 June 2022", "7 mg"), "Review again");
    let back = entry("2 March 2021", "8 mg");
    repository.commit(FILE, &back, "Set back");
    repository.commit(FILE, &entry("2 March 2021", "9 mg"), "Later");
    assert_wrote(&repository, FILE, &back);
}

#[test]
fn line_ends_made_alike_write_no_date() {
    let repository = Repository::new();
    repository.git(&["config", "core.autocrlf", "false"]);
    let reviewed = entry("2 March 2021", "6 mg").replace('\n', "\r\n");
    repository.commit(FILE, &reviewed, "Review");
    repository.commit(FILE, &entry("2 March 2021", "6 mg"), "Line ends");
    assert_wrote(&repository, FILE, &reviewed);
}

#[test]
fn a_file_is_followed_through_its_renames() {
    let (repository, reviewed) = begun();
    fs::create_dir(repository.path("iron \"and\" tea")).unwrap();
    let new = "iron \"and\" tea/ferrous é.md";
    repository.git(&["mv", FILE, new]);
    repository.git(&["commit", "-qm", "Rename"]);
    assert_wrote(&repository, new, &reviewed);
    repository.commit(new, &entry("2 March 2021", "7 mg"), "Later");
    repository.git(&["mv", new, "last.md"]);
    repository.git(&["commit", "-qm", "Rename again"]);
    assert_wrote(&repository, "last.md", &reviewed);
}

#[test]
fn a_date_that_was_set_in_a_merge_is_of_the_merge() {
    let (repository, _) = begun();
    repository.git(&["switch", "-qc", "other"]);
    repository.commit("other.md", "# Other\n", "Theirs");
    repository.git(&["switch", "-q", "main"]);
    repository.commit("third.md", "# Third\n", "Ours");
    repository.git(&["merge", "-q", "--no-commit", "--no-ff", "other"]);
    let merged = entry("3 June 2022", "7 mg");
    repository.commit(FILE, &merged, "Merge and review");
    repository.commit(FILE, &entry("3 June 2022", "8 mg"), "Later");
    assert_wrote(&repository, FILE, &merged);
}

#[test]
fn a_date_that_came_by_a_merge_is_of_the_commit_on_the_branch() {
    let (repository, _) = begun();
    repository.git(&["switch", "-qc", "other"]);
    let theirs = entry("3 June 2022", "6 mg");
    repository.commit(FILE, &theirs, "Theirs");
    repository.git(&["switch", "-q", "main"]);
    let ours = entry("2 March 2021", "6 mg").replace("many foods", "foods");
    repository.commit(FILE, &ours, "Ours");
    repository.git(&["merge", "-q", "other", "-m", "Both"]);
    assert_wrote(&repository, FILE, &theirs);
}

#[test]
fn keys_in_another_order_quotation_marks_and_another_form_write_no_date() {
    let (repository, reviewed) = begun();
    let text = entry("2 March 2021", "6 mg");
    let ordered = text.replace("last_reviewed: 2 March 2021\n", "").replace(
        "title: Iron\n",
        "last_reviewed: 2 March 2021\ntitle: Iron\n",
    );
    repository.commit(FILE, &ordered, "Order");
    assert_wrote(&repository, FILE, &reviewed);
    repository.commit(
        FILE,
        &text.replace("2 March 2021", "\"2 March 2021\""),
        "Quote",
    );
    assert_wrote(&repository, FILE, &reviewed);
    repository.commit(FILE, &text.replace("2 March 2021", "2021-03-02"), "Form");
    assert_wrote(&repository, FILE, &reviewed);
}

#[test]
fn a_file_that_was_renamed_and_rewritten_at_once_has_its_date_since_then_at_least() {
    let (repository, _) = begun();
    repository.git(&["rm", "-q", FILE]);
    let anew = "---\nlast_reviewed: 2 March 2021\n---\n\n# All else is another text\n\nWords.\n";
    repository.commit("ferrous.md", anew, "Rename and rewrite");
    repository.commit("ferrous.md", &anew.replace("Words", "More"), "Later");
    assert_base(
        &repository,
        "ferrous.md",
        anew,
        Coverage::AtLeast,
        "Compared with the commit of 29 April 2026. The entry has had this date since then at least: the file may have had another name before. No sign-off on record.",
    );
    let base = base_in(&repository, "ferrous.md");
    assert_eq!(base.since(anew, &HouseStyle::default()), Since::Unknown);
}

#[test]
fn a_shallow_clone_says_so() {
    let (repository, _) = begun();
    repository.commit(FILE, &entry("2 March 2021", "7 mg"), "Later");
    let shallow = Repository::new();
    let from = format!("file://{}", repository.root().display());
    shallow.git(&["fetch", "-q", "--depth=1", &from, "main"]);
    shallow.git(&["reset", "-q", "--hard", "FETCH_HEAD"]);
    assert_base(
        &shallow,
        FILE,
        &entry("2 March 2021", "7 mg"),
        Coverage::AtLeast,
        "This clone is shallow: the date was written on or before 29 April 2026. Compared with the oldest commit here, so more may have changed. No sign-off on record.",
    );
}

#[test]
fn commits_that_are_to_be_ignored_are_not() {
    let (repository, reviewed) = begun();
    repository.commit(FILE, &entry("2 March 2021", "7 mg"), "Later");
    let id = repository.git(&["rev-parse", "HEAD~1"]);
    repository.git(&["config", "blame.ignoreRevsFile", "not-there"]);
    assert_wrote(&repository, FILE, &reviewed);
    fs::write(repository.path("ignored"), id).unwrap();
    repository.git(&["config", "blame.ignoreRevsFile", "ignored"]);
    assert_wrote(&repository, FILE, &reviewed);
}

#[test]
fn the_day_is_that_of_the_author_where_the_author_was() {
    let (repository, _) = begun();
    let reviewed = entry("3 June 2022", "6 mg");
    fs::write(repository.path(FILE), &reviewed).unwrap();
    repository.git(&["commit", "-qam", "x", "--date=2022-06-03T00:30:00+1300"]);
    assert_base(
        &repository,
        FILE,
        &reviewed,
        Coverage::Whole,
        "Compared with the commit that wrote the date, 3 June 2022. No sign-off on record.",
    );
}

#[test]
fn the_first_commit_of_a_file_may_have_written_its_date() {
    let repository = Repository::new();
    let reviewed = entry("2 March 2021", "6 mg");
    repository.commit(FILE, &reviewed, "Begin");
    assert_wrote(&repository, FILE, &reviewed);
    let other = entry("2 March 2021", "9 mg");
    repository.commit("zinc.md", &other, "Another");
    assert_wrote(&repository, "zinc.md", &other);
}

#[test]
fn a_date_that_is_not_committed_or_in_no_repository_is_not_known_and_says_why() {
    let (repository, _) = begun();
    fs::write(repository.path(FILE), entry("3 June 2022", "6 mg")).unwrap();
    fs::write(repository.path("new.md"), entry("3 June 2022", "6 mg")).unwrap();
    for file in [FILE, "new.md"] {
        let base = base_in(&repository, file);
        assert_eq!((base.text, base.extent), (None, Coverage::Unknown));
        assert!(
            base.says.contains(
                "The date is not committed, and no version kept here has it. No sign-off on record."
            ),
            "{}",
            base.says
        );
    }
    let folder = tempdir().unwrap();
    let text: Arc<str> = entry("3 June 2022", "6 mg").into();
    let of = |text: &Arc<str>| base_of(folder.path(), &EntryKey::new(FILE), text, None, None);
    assert!(of(&text).says.contains("The folder is no git repository"));
    let undated: Arc<str> = "# T\n".into();
    assert_eq!(of(&undated).says, "The entry has no date of review");
}

/// A store of versions of one entry in a folder that is no repository.
struct Store {
    folder: tempfile::TempDir,
    versions: Versions,
    minute: i64,
}

impl Store {
    fn new() -> Self {
        let folder = tempdir().unwrap();
        let versions = Versions::below(folder.path().join("versions"));
        Self {
            folder,
            versions,
            minute: 0,
        }
    }

    fn keep(&mut self, text: &str, why: Why) {
        self.minute += 1;
        let at = Timestamp::from_second(1_777_420_800 + self.minute * 60).unwrap();
        let kept = self
            .versions
            .keep(self.folder.path(), &EntryKey::new(FILE), text, why, at);
        assert_eq!(kept, Ok(()));
    }

    fn base(&self, text: &str, sign_off: Option<&ReviewRecord>) -> Base {
        let key = EntryKey::new(FILE);
        base_of(
            self.folder.path(),
            &key,
            &text.into(),
            sign_off,
            Some(&self.versions),
        )
    }
}

#[test]
fn without_commits_it_is_the_oldest_version_with_the_date_and_no_more_than_that() {
    let mut store = Store::new();
    store.keep(&entry("2 March 2021", "1 mg"), Why::SavedOver);
    store.keep(&entry("1 May 2020", "2 mg"), Why::SavedOver);
    store.keep(&entry("2 March 2021", "3 mg"), Why::SavedOver);
    store.keep(&entry("9 May 2020", "put aside"), Why::Merged);
    store.keep(&entry("2 March 2021", "4 mg"), Why::ChangedOutside);
    let base = store.base(&entry("2 March 2021", "5 mg"), None);
    assert_eq!(
        base.text.as_deref(),
        Some(entry("2 March 2021", "3 mg").as_str())
    );
    assert_eq!(base.extent, Coverage::AtLeast);
    assert_eq!(
        base.says,
        "Compared with the oldest version kept here that has this date, of 29 April 2026. More may have changed. No sign-off on record."
    );
    let moved = store.base(&entry("3 June 2022", "5 mg"), None);
    assert_eq!(moved.text, None);
}

fn signed(text: &str) -> ReviewRecord {
    let fingerprint = Fingerprint::of(text, &HouseStyle::default());
    let now = Timestamp::from_second(1_797_244_927).unwrap();
    let of = Owner::named("iron", "iron.md", &SharedSlugs::new());
    let mut record = ReviewRecord::new(&of, Outcome::SignedOff, "Tobias Wren", now, fingerprint);
    record.date = Some("2026-12-14".into());
    record
}

#[test]
fn a_signed_text_is_found_wherever_it_is_and_nothing_else_is_taken_for_it() {
    let says = "Compared with the text that Tobias Wren signed off on 14 December 2026.";
    let text = entry("1 May 2020", "5 mg");
    let record = signed(&text);
    let later = entry("14 December 2026", "9 mg");

    // The text now, the date apart.
    let mut store = Store::new();
    let now = entry("14 December 2026", "5 mg");
    let base = store.base(&now, Some(&record));
    assert_eq!(
        (base.text.as_deref(), base.says.as_str()),
        (Some(now.as_str()), says)
    );

    // On another machine: the commit that wrote the date is no help, nor is a version of that day.
    store.keep(&entry("14 December 2026", "8 mg"), Why::SavedOver);
    let base = store.base(&later, Some(&record));
    assert_eq!((base.text, base.extent), (None, Coverage::Unknown));
    assert!(
        base.says.starts_with(
            "The text that Tobias Wren signed off on 14 December 2026 is on another machine"
        ),
        "{}",
        base.says
    );

    // Among the versions, with other line ends.
    let crlf = text.replace('\n', "\r\n");
    store.keep(&crlf, Why::SignedOff);
    store.keep(&entry("14 December 2026", "7 mg"), Why::SavedOver);
    let base = store.base(&later, Some(&record));
    assert_eq!(
        (base.text.as_deref(), base.extent),
        (Some(crlf.as_str()), Coverage::Whole)
    );

    // Among the commits, under another name.
    let repository = Repository::new();
    repository.commit("old.md", &now, "Sign off");
    repository.git(&["mv", "old.md", FILE]);
    repository.git(&["commit", "-qm", "Rename"]);
    repository.commit(FILE, &later, "Later");
    let key = EntryKey::new(FILE);
    let base = base_of(
        &repository.root(),
        &key,
        &later.as_str().into(),
        Some(&record),
        None,
    );
    assert_eq!(
        (base.text.as_deref(), base.says.as_str()),
        (Some(now.as_str()), says)
    );
}
