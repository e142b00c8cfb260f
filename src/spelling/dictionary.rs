//! Hunspell dictionaries: the British one that the program carries, and those that a person has besides.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use encoding_rs::Encoding;

use crate::library::{ReadError, disk};

/// A dictionary that was read.
#[derive(Clone)]
pub struct Dictionary(spellbook::Dictionary);

/// Why there is no dictionary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DictionaryError {
    Unreadable(ReadError),
    /// It says that it is in an encoding that is not known.
    Encoding(String),
    Damaged(String),
}

/// No list of words is longer: the largest in use, Hungarian and Finnish among them, have some 10 MB.
const LONGEST: u64 = 64 * 1024 * 1024;

impl Dictionary {
    /// British English with `-ise`, by SCOWL. It is read when it is asked for first, which takes some 20 ms.
    pub fn british() -> Option<&'static Self> {
        static BRITISH: OnceLock<Option<Dictionary>> = OnceLock::new();
        let british = BRITISH.get_or_init(|| {
            let aff = include_str!("../../assets/dictionaries/en_GB.aff");
            let dic = include_str!("../../assets/dictionaries/en_GB.dic");
            let read = Self::parsed(aff, dic);
            read.inspect_err(|why| log::error!("the British dictionary: {why}"))
                .ok()
        });
        british.as_ref()
    }

    /// Reads the two files of a dictionary: its rules and, beside them, its words.
    ///
    /// # Errors
    /// [`DictionaryError`] where no dictionary can be read from them.
    pub fn open(rules: &Path) -> Result<Self, DictionaryError> {
        let read =
            |path: &Path| disk::read_bytes(path, LONGEST).map_err(DictionaryError::Unreadable);
        let (aff, dic) = (read(rules)?, read(&rules.with_extension("dic"))?);
        let encoding = encoding_of(&aff)?;
        let (aff, dic) = (encoding.decode(&aff).0, encoding.decode(&dic).0);
        Self::parsed(&aff, &dic)
    }

    fn parsed(aff: &str, dic: &str) -> Result<Self, DictionaryError> {
        // What others wrote may be anything, and the reader of it was not written for that.
        let read = catch_unwind(AssertUnwindSafe(|| spellbook::Dictionary::new(aff, dic)));
        match read {
            Ok(Ok(dictionary)) => Ok(Self(dictionary)),
            Ok(Err(why)) => Err(DictionaryError::Damaged(why.to_string())),
            Err(_) => Err(DictionaryError::Damaged("it can’t be read".to_owned())),
        }
    }

    /// Whether it has a word, in small letters or as it is written.
    pub fn has(&self, word: &str) -> bool {
        self.0.check(word)
    }
}

/// The dictionaries of a person: all in a folder of their own, and those of the system that they name (`cy_GB`). Those that
/// can't be read are told, each with the reason.
pub fn further(own: &Path, named: &[String]) -> (Vec<Dictionary>, Vec<(PathBuf, DictionaryError)>) {
    let of_person = disk::names_in(own);
    let of_person = of_person.iter().filter(|name| name.ends_with(".aff"));
    let of_system = named.iter().map(|name| {
        let file = format!("{name}.aff");
        let mut places = SYSTEM.iter().map(|folder| Path::new(folder).join(&file));
        places
            .find(|path| disk::is_file(path))
            .unwrap_or(file.into())
    });
    let (mut read, mut refused) = (Vec::new(), Vec::new());
    for path in of_person.map(|name| own.join(name)).chain(of_system) {
        match Dictionary::open(&path) {
            Ok(dictionary) => read.push(dictionary),
            Err(why) => refused.push((path, why)),
        }
    }
    (read, refused)
}

/// Where systems keep the dictionaries that all programs share.
const SYSTEM: &[&str] = &[
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/Library/Spelling",
];

/// The encoding that the rules name; UTF-8 where they name none.
fn encoding_of(aff: &[u8]) -> Result<&'static Encoding, DictionaryError> {
    let mut lines = aff.split(|byte| matches!(byte, b'\n' | b'\r'));
    let named = lines.find_map(|line| line.trim_ascii().strip_prefix(b"SET "));
    let Some(name) = named.map(<[u8]>::trim_ascii) else {
        return Ok(encoding_rs::UTF_8);
    };
    // Hunspell's names leave out what others put in.
    let known = Encoding::for_label(name).or_else(|| {
        let name = String::from_utf8_lossy(name).to_lowercase();
        let name = name
            .replace("iso8859", "iso-8859")
            .replace("microsoft-cp", "windows-");
        Encoding::for_label(name.as_bytes())
    });
    known.ok_or_else(|| DictionaryError::Encoding(String::from_utf8_lossy(name).into_owned()))
}

impl fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Dictionary")
    }
}

impl fmt::Display for DictionaryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(ReadError::Gone) => {
                f.write_str("One of its two files, .aff and .dic, is missing")
            }
            Self::Unreadable(why) => write!(f, "{why}"),
            Self::Encoding(name) => write!(f, "It is in the encoding “{name}”, which is not known"),
            Self::Damaged(why) => write!(f, "It is damaged: {why}"),
        }
    }
}

impl std::error::Error for DictionaryError {}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const AFF: &str = "SFX S Y 1\nSFX S 0 s .\n";

    fn opened(aff: &[u8], dic: &[u8]) -> Result<Dictionary, DictionaryError> {
        let folder = tempfile::tempdir().expect("a folder");
        let rules = folder.path().join("x.aff");
        fs::write(&rules, aff).expect("written");
        fs::write(rules.with_extension("dic"), dic).expect("written");
        Dictionary::open(&rules)
    }

    #[test]
    fn the_british_dictionary_knows_british_words() {
        let british = Dictionary::british().expect("it is in the program");
        for word in [
            "colour", "Colour", "COLOUR", "organise", "realised", "naive",
        ] {
            assert!(british.has(word), "{word}");
        }
        for word in ["color", "organize", "teh", "patients’"] {
            assert!(!british.has(word), "{word}");
        }
    }

    #[test]
    fn a_dictionary_in_another_encoding_is_read() {
        let aff = [b"SET ISO8859-1\n", AFF.as_bytes()].concat();
        let read = opened(&aff, b"1\ncaf\xE9/S\n").expect("read");
        assert!(read.has("café") && read.has("cafés"));
        let read = opened(b"SET microsoft-cp1251\n", b"1\n\xE4\xE0\n").expect("read");
        assert!(read.has("да"));
        let unknown = opened(b"SET KLINGON\n", b"1\nx\n");
        assert_eq!(
            unknown.unwrap_err(),
            DictionaryError::Encoding("KLINGON".into())
        );
    }

    #[test]
    fn what_is_no_dictionary_is_refused_with_a_reason() {
        let folder = tempfile::tempdir().expect("a folder");
        let missing = Dictionary::open(&folder.path().join("x.aff")).unwrap_err();
        assert_eq!(missing, DictionaryError::Unreadable(ReadError::Gone));
        for (aff, dic) in [
            ("SFX S Y 9\n", "1\nx/S\n"),
            ("FLAG num\n", "1\nx/abc\n"),
            ("", ""),
            ("\0\0\0", "\0\0"),
            ("SFX\nPFX\nREP\nMAP\nAF 1\n", "x"),
        ] {
            // Read or refused, the program goes on.
            if let Err(why) = opened(aff.as_bytes(), dic.as_bytes()) {
                assert!(!why.to_string().is_empty());
            }
        }
    }

    #[test]
    fn one_of_400_mb_is_not_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let rules = folder.path().join("x.aff");
        fs::write(&rules, AFF).expect("written");
        let words = fs::File::create(rules.with_extension("dic")).expect("made");
        words.set_len(400 * 1024 * 1024).expect("a hole in a file");
        let refused = Dictionary::open(&rules).unwrap_err();
        assert!(matches!(
            refused,
            DictionaryError::Unreadable(ReadError::TooLarge { .. })
        ));
    }
}
