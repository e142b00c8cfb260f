//! What belongs to one person: a log, and a report where the program broke. One test, as both belong to the whole process.

use copydesk::settings::{OwnFolders, install_panic_reports, start_log};
use tempfile::tempdir;

#[test]
fn a_panic_leaves_a_report_and_a_line_in_the_log() {
    let folder = tempdir().expect("a folder for the test");
    let own = OwnFolders::below(folder.path());
    start_log(&own, jiff::Timestamp::now).expect("a log can be kept");
    install_panic_reports(&own, jiff::Timestamp::now);

    log::warn!("something to remember");
    let broke = std::thread::Builder::new()
        .name("a job".into())
        .spawn(|| panic!("the cat sat on the keys"))
        .expect("a thread")
        .join();
    assert!(broke.is_err());

    let read = |path: &std::path::Path| std::fs::read_to_string(path).expect("it can be read");
    let log = read(&own.log());
    assert!(log.contains("something to remember"), "{log}");
    let reports: Vec<String> = std::fs::read_dir(&own.data)
        .expect("the data folder is there")
        .map(|entry| entry.expect("an entry of it").path())
        .filter(|path| *path != own.log())
        .map(|path| read(&path))
        .collect();
    assert_eq!(reports.len(), 1, "{reports:?}");
    assert!(
        reports[0].contains("the cat sat on the keys"),
        "{}",
        reports[0]
    );
    assert!(reports[0].contains("a job"), "{}", reports[0]);
}
