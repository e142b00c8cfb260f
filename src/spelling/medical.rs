//! The words that the British dictionary is too small for: rarer English, medicine and science, and what the house's subjects
//! need besides.

use std::collections::HashSet;
use std::sync::OnceLock;

use fst::Set;

/// Whether a word is one of them. They are looked for in small letters; names that are not are asked as they stand.
pub(super) fn has(word: &str, small: &str) -> bool {
    is_in_use(small) || terms().is_some_and(|terms| terms.contains(small) || terms.contains(word))
}

/// Whether a word in small letters is one that people write, and not only a term that a list has.
pub(super) fn is_in_use(small: &str) -> bool {
    is_own(small) || english().is_some_and(|english| english.contains(small))
}

/// Whether a word in small letters is one of our own, whatever other lists say of it.
pub(super) fn is_own(small: &str) -> bool {
    own().contains(small)
}

/// Words of our own: names of medicines, plant names, what is newer than the lists.
fn own() -> &'static HashSet<&'static str> {
    static OWN: OnceLock<HashSet<&'static str>> = OnceLock::new();
    OWN.get_or_init(|| {
        include_str!("../../assets/dictionaries/words.txt")
            .lines()
            .collect()
    })
}

/// A list in the program, searched where it lies.
type List = Set<&'static [u8]>;

fn terms() -> Option<&'static List> {
    static TERMS: OnceLock<Option<List>> = OnceLock::new();
    read(
        &TERMS,
        include_bytes!("../../assets/dictionaries/terms.fst"),
    )
}

fn english() -> Option<&'static List> {
    static ENGLISH: OnceLock<Option<List>> = OnceLock::new();
    read(
        &ENGLISH,
        include_bytes!("../../assets/dictionaries/english.fst"),
    )
}

fn read(list: &'static OnceLock<Option<List>>, bytes: &'static [u8]) -> Option<&'static List> {
    let list = list.get_or_init(|| {
        let read = Set::new(bytes);
        read.inspect_err(|error| log::error!("a word list is damaged: {error}"))
            .ok()
    });
    list.as_ref()
}
