//! Reading the history of an entry: first the list, then, text by text, what differs.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::stores::{Sink, Stores};
use crate::desk::VersionReport;
use crate::desk::effect::VersionsOf;
use crate::entry::compare::Difference;
use crate::library::history;

/// So many texts are compared between two looks at whether anybody still wants to know.
const AT_ONCE: usize = 16;

/// Reports the list at once, and then what differs.
pub(super) fn read(of: &VersionsOf, now: &str, with: &Stores<'_>, report: Sink<'_>) {
    let asked = of.asked;
    let history = history::read(with.versions, &of.root, &of.key, &with.zone);
    report(
        VersionReport::Listed {
            asked,
            history: history.clone(),
        }
        .into(),
    );
    let mut newer: Option<Arc<str>> = Some(now.into());
    let (mut from, mut differences) = (0, Vec::new());
    for wanted in history.texts.chunks(AT_ONCE) {
        if with.stop.load(Ordering::Relaxed) {
            break;
        }
        if !differences.is_empty() {
            let told = std::mem::take(&mut differences);
            let at = from;
            from += told.len();
            report(
                VersionReport::Compared {
                    asked,
                    from: at,
                    differences: told,
                }
                .into(),
            );
        }
        for text in history::texts(with.versions, &of.root, &of.key, wanted) {
            let text = text.ok();
            let difference = text.as_ref().zip(newer.as_ref());
            differences.push(difference.map(|(old, new)| Difference::between(old, new)));
            // Where one can't be read, the next is compared with the one before.
            newer = text.or(newer);
        }
    }
    report(
        VersionReport::Compared {
            asked,
            from,
            differences,
        }
        .into(),
    );
}
