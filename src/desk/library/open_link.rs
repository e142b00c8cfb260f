//! Following an address that stands in the content: a web page in the browser, an entry of the library here, a heading of the
//! page here. Nothing else is handed to the system: a folder from somebody else could name any program's address, or any file.

use crate::desk::notice::Offer;
use crate::desk::{Command, Desk, Effect, Moment, ViewCommand};
use crate::library::{EntryKey, linked_file};

/// What an address may be followed to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    /// A web page or a mail address.
    Outside,
    /// A heading of the entry shown.
    Heading(String),
    /// A path below the library.
    File(String),
    Unknown,
}

impl Target {
    /// What an address in the entry `file` leads to.
    fn of(address: &str, file: Option<&str>) -> Self {
        if address.chars().any(char::is_control) {
            return Self::Unknown;
        }
        let scheme = address.split_once(':').map(|(scheme, _)| scheme);
        if let Some(scheme) = scheme.filter(|it| !it.contains(['/', '#', '?'])) {
            let behind = address.get(scheme.len() + 1..).unwrap_or_default();
            let is = |name: &str| scheme.eq_ignore_ascii_case(name);
            let is_web = (is("http") || is("https")) && behind.starts_with("//");
            return if is_web || is("mailto") {
                Self::Outside
            } else {
                Self::Unknown
            };
        }
        if let Some(heading) = address.strip_prefix('#') {
            return Self::Heading(heading.to_owned());
        }
        // `//host/x` is an address of another machine.
        if address.starts_with("//") || address.contains('\\') {
            return Self::Unknown;
        }
        let linked = file.and_then(|file| linked_file(file, address));
        linked.map_or(Self::Unknown, Self::File)
    }
}

impl Desk {
    /// Follows an address of the entry shown, or says why it is not followed.
    pub(in crate::desk) fn follow_link(&mut self, address: &str, now: Moment) -> Vec<Effect> {
        let file = self.shown().map(|entry| entry.key.file());
        match Target::of(address, file.as_deref()) {
            Target::Outside => return vec![Effect::OpenLink(address.to_owned())],
            Target::Heading(name) => {
                if self.go_to_heading(&name) {
                    return Vec::new();
                }
            }
            Target::File(file) => {
                let key = EntryKey::new(&file);
                let library = self.library();
                if library.is_some_and(|library| library.get(&key).is_some()) {
                    self.show(&key, None);
                    return self.look_again(&key);
                }
            }
            Target::Unknown => {}
        }
        let copy = Offer::new(
            "Copy the address",
            Command::View(ViewCommand::Copy(address.to_owned())),
        );
        let shown: String = address
            .chars()
            .filter(|c| !c.is_control())
            .take(200)
            .collect();
        let what = format!(
            "The link was not opened: “{shown}” is no web or mail address and no entry of this library"
        );
        self.info_with(what, vec![copy], now);
        Vec::new()
    }

    /// Puts the caret at the section of that name, as sites write it into addresses; whether there is one.
    fn go_to_heading(&mut self, anchor: &str) -> bool {
        let Some(entry) = self.shown() else {
            return false;
        };
        let letters = |name: &str| -> String {
            let letters = name.chars().filter(|c| c.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect()
        };
        let wanted = letters(anchor);
        let sections = &entry.reading().outline.sections;
        let found = sections.iter().find(|section| {
            let name = entry.text().get(section.heading.text.clone());
            name.is_some_and(|name| letters(name) == wanted)
        });
        let Some((key, at)) = found.map(|section| (entry.key.clone(), section.range.start)) else {
            return false;
        };
        self.show(&key, Some(at));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_and_mail_addresses_leave_the_program() {
        let target = |address| Target::of(address, Some("tea/green.md"));
        for address in [
            "https://example.org/a?b#c",
            "HTTP://EXAMPLE.ORG",
            "mailto:desk@example.org",
        ] {
            assert_eq!(target(address), Target::Outside, "{address}");
        }
        for address in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/html,x",
            "smb://host/share",
            "vscode://file/x",
            "http:example.org",
            "https:\n//example.org",
            "//host/share/x.md",
            "\\\\host\\share\\x.md",
            "x-any:thing",
            "",
            "../../above.md",
            "picture.png",
        ] {
            assert_eq!(target(address), Target::Unknown, "{address:?}");
        }
        assert_eq!(target("black.md"), Target::File("tea/black.md".into()));
        assert_eq!(target("../mint.md#dose"), Target::File("mint.md".into()));
        assert_eq!(target("/mint.md"), Target::File("mint.md".into()));
        assert_eq!(target("#dose"), Target::Heading("dose".into()));
    }
}
