//! Claims that were verified: a sentence was held against the source it names, by hand.
//!
//! Knows nothing of: how a claim is found in a text, how records are kept.

use crate::desk::{Desk, Effect, Moment};
use crate::library::EntryKey;
use crate::review::{ClaimKey, VerifiedClaim};

impl Desk {
    /// Who verified a claim of an entry, and when.
    pub fn verified(&self, key: &EntryKey, claim: &ClaimKey) -> Option<&VerifiedClaim> {
        let (of, claims) = (self.owner_of(key)?, &self.review.claims);
        claims.find(&of, &claim.source, &claim.sentence)
    }

    /// Writes down that a sentence says what its source says, or takes that back.
    pub(super) fn verify(
        &mut self,
        key: &EntryKey,
        claim: &ClaimKey,
        on: bool,
        now: Moment,
    ) -> Vec<Effect> {
        if on && self.view.name.trim().is_empty() {
            self.say("Give your name first: it stands beside each claim you verify");
            return Vec::new();
        }
        let Some(of) = self.owner_of(key) else {
            return Vec::new();
        };
        let ClaimKey { source, sentence } = claim;
        let change = if on {
            let (source, sentence) = (source.clone(), sentence.clone());
            VerifiedClaim::new(&of, source, sentence, &self.view.name, now.today).to_verify()
        } else {
            self.review.claims.to_take_back(&of, source, sentence)
        };
        self.keep_claims(change)
    }
}
