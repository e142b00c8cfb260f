//! Reading the past of an entry: first the list, then, text by text, what differs.
//!
//! Knows nothing of: what is shown of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::tz::TimeZone;

use super::Outlet;
use crate::desk::effect::{PastOf, Report, VersionReport};
use crate::entry::compare::Difference;
use crate::library::past;
use crate::library::versions::Versions;

/// So many texts are compared between two looks at whether anybody still wants to know.
const AT_ONCE: usize = 16;

/// Reports the list at once; gives back what differs in the last of the texts.
pub(super) fn read(
    versions: Option<&Versions>,
    of: &PastOf,
    now: &str,
    stop: &AtomicBool,
    out: &Outlet,
) -> Report {
    let asked = of.asked;
    let past = past::read(versions, &of.root, &of.key, &TimeZone::system());
    out.report(Report::Version(VersionReport::Listed {
        asked,
        past: past.clone(),
    }));
    let mut newer: Option<Arc<str>> = Some(now.into());
    let (mut from, mut differences) = (0, Vec::new());
    for wanted in past.texts.chunks(AT_ONCE) {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        if !differences.is_empty() {
            let told = std::mem::take(&mut differences);
            let at = from;
            from += told.len();
            out.report(Report::Version(VersionReport::Compared {
                asked,
                from: at,
                differences: told,
            }));
        }
        for text in past::texts(versions, &of.root, &of.key, wanted) {
            let text = text.ok();
            let difference = text.as_ref().zip(newer.as_ref());
            differences.push(difference.map(|(old, new)| Difference::between(old, new)));
            // Where one can't be read, the next is compared with the one before.
            newer = text.or(newer);
        }
    }
    Report::Version(VersionReport::Compared {
        asked,
        from,
        differences,
    })
}
