//! What can be asked of proposals.

use async_trait::async_trait;
use domain::ids::{InvoiceId, ProposalId};

use super::consent::Consent;
use crate::kernel::access::{About, Caller, Who};
use crate::kernel::error::UseCaseError;
use crate::kernel::ports::Store;
use crate::kernel::query::Query;

/// What exactly was agreed when a proposal was accepted; nothing where it was not.
#[derive(Debug, Clone)]
pub struct FindConsent {
    /// On which invoice.
    pub invoice: InvoiceId,
    pub proposal: ProposalId,
}

#[async_trait]
impl Query for FindConsent {
    type Output = Option<Consent>;
    const NAME: &'static str = "find_consent";
    const ALLOWED: &'static [Who] = &[Who::Agents];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Option<Consent>, UseCaseError> {
        Ok(store.consent(caller.biller, self.invoice, self.proposal).await?)
    }
}
