//! What other entries say about the source that the keys are on: looked for when it is opened.
//!
//! Knows nothing of: how sentences are found and compared.

use std::sync::Arc;

use crate::desk::effect::ElsewhereJob;
use crate::desk::{Desk, Effect};
use crate::review::elsewhere::Elsewhere;

/// What was asked for last, and what was found.
#[derive(Debug, Default)]
pub(super) struct OpenedSource {
    job: Option<Arc<ElsewhereJob>>,
    found: Option<Vec<Elsewhere>>,
}

impl Desk {
    /// What other entries say about the source that the keys are on; none as long as it is looked for.
    pub fn elsewhere(&self) -> Option<&[Elsewhere]> {
        self.review.opened_source.found.as_deref()
    }

    /// Has what other entries say looked for where another source was opened, or the library is another.
    pub(in crate::desk) fn follow_opened_source(&mut self) -> Vec<Effect> {
        let source = self.reading_at().0.source;
        let Some((looked, source)) = self.looked().cloned().zip(source) else {
            self.review.opened_source = OpenedSource::default();
            return Vec::new();
        };
        let effects = self.gather_works();
        let Some(works) = self.bibliography().read().cloned() else {
            return effects;
        };
        let before = self.review.opened_source.job.as_deref();
        let is_it = |job: &ElsewhereJob| {
            (&job.key, job.source) == (&looked.key, source) && Arc::ptr_eq(&job.works, &works)
        };
        if before.is_some_and(is_it) {
            return effects;
        }
        let claims = looked.material.claims.iter();
        let here = claims.filter(|claim| claim.source == source);
        let here = here.filter_map(|claim| looked.text.get(claim.sentence.clone()));
        let job = Arc::new(ElsewhereJob {
            key: looked.key.clone(),
            source,
            here: here.map(Arc::from).collect(),
            works,
            style: self.style.clone(),
        });
        self.review.opened_source = OpenedSource {
            job: Some(job.clone()),
            found: None,
        };
        [effects, vec![Effect::LookElsewhere(job)]].concat()
    }

    pub(super) fn found_elsewhere(&mut self, job: &Arc<ElsewhereJob>, found: Vec<Elsewhere>) {
        let opened = &mut self.review.opened_source;
        if opened.job.as_ref().is_some_and(|it| Arc::ptr_eq(it, job)) {
            opened.found = Some(found);
        }
    }
}
