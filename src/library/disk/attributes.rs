//! Extended attributes: what other programs and the system keep with a file beside its bytes, such as tags and access lists.
//! A file that replaces another takes them over.
//!
//! Nothing here keeps a text from being saved: an attribute that can't be taken over is noted in the log.

use std::fs::File;
use std::io;

/// Gives a new file the attributes of the one it is to replace, and only those: a folder may give each new file in it an access
/// list that the old one did not have.
pub(super) fn take_over(from: &File, to: &File) {
    let (wanted, there) = match (names(from), names(to)) {
        (Ok(wanted), Ok(there)) => (wanted, there),
        (Err(error), _) | (_, Err(error)) => {
            // Many file systems have none.
            log::debug!("attributes can't be listed: {error}");
            return;
        }
    };
    for name in &wanted {
        if speaks_of_the_bytes(name) {
            continue;
        }
        if let Err(error) = copy(from, to, name) {
            log::info!("the attribute {name} was not kept by a save: {error}");
            if name == ACCESS_LIST {
                without_group(to);
            }
        }
    }
    if there.iter().any(|name| name == ACCESS_LIST)
        && !wanted.iter().any(|name| name == ACCESS_LIST)
        && let Err(error) = rustix::fs::fremovexattr(to, ACCESS_LIST)
    {
        log::info!("a file has the access list of its folder after a save: {error}");
    }
}

/// The rights of single accounts and groups.
const ACCESS_LIST: &str = "system.posix_acl_access";

/// What the system signs the bytes of a file with: true of the old ones only.
fn speaks_of_the_bytes(name: &str) -> bool {
    matches!(name, "security.ima" | "security.evm")
}

/// Where there is an access list, the group's bits of the mode are what the list gives anybody at most, and without it they
/// would be the group's own.
fn without_group(file: &File) {
    use std::os::unix::fs::PermissionsExt;
    let narrowed = file.metadata().and_then(|metadata| {
        let mut rights = metadata.permissions();
        rights.set_mode(rights.mode() & !0o070);
        file.set_permissions(rights)
    });
    if let Err(error) = narrowed {
        log::warn!("a file without its access list may be open to its group: {error}");
    }
}

fn names(file: &File) -> io::Result<Vec<String>> {
    let mut list = vec![0; rustix::fs::flistxattr_query(file)?];
    let length = rustix::fs::flistxattr(file, list.as_mut_slice())?;
    let list = list.get(..length).unwrap_or_default();
    let names = list.split(|byte| *byte == 0).filter(|it| !it.is_empty());
    // A name that is no text is none that a program gives.
    let names = names.filter_map(|name| std::str::from_utf8(name).ok());
    Ok(names.map(str::to_owned).collect())
}

fn copy(from: &File, to: &File, name: &str) -> io::Result<()> {
    let mut value = vec![0; rustix::fs::fgetxattr_query(from, name)?];
    let length = rustix::fs::fgetxattr(from, name, value.as_mut_slice())?;
    let value = value.get(..length).unwrap_or_default();
    let how = rustix::fs::XattrFlags::empty();
    Ok(rustix::fs::fsetxattr(to, name, value, how)?)
}
