//! Claims that were verified: a sentence was held against the source it names, by hand.
//!
//! Knows nothing of: how a claim is found in a text, how records are kept.

use crate::desk::{Desk, Effect, Moment};
use crate::library::EntryKey;
use crate::review::{ClaimKey, VerifiedClaim};

impl Desk {
    /// Who verified a claim of the entry with this slug, and when.
    pub fn verified(&self, slug: &str, claim: &ClaimKey) -> Option<&VerifiedClaim> {
        let claims = &self.review.claims;
        claims.find(slug, &claim.source, &claim.sentence)
    }

    /// Writes down that a sentence says what its source says, or takes that back.
    pub(super) fn verify(
        &mut self,
        key: &EntryKey,
        claim: &ClaimKey,
        on: bool,
        now: Moment,
    ) -> Vec<Effect> {
        let slug = self.slug_for_records(key);
        let ClaimKey { source, sentence } = claim;
        let change = if on {
            if self.view.name.trim().is_empty() {
                self.say("Give your name first: it stands beside each claim you verify");
                return Vec::new();
            }
            let (source, sentence) = (source.clone(), sentence.clone());
            VerifiedClaim::new(&slug, source, sentence, &self.view.name, now.today).to_verify()
        } else {
            self.review.claims.to_take_back(&slug, source, sentence)
        };
        self.keep_claims(change)
    }
}
