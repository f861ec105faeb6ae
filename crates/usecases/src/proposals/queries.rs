//! Queries about proposals.

use async_trait::async_trait;
use domain::ids::{InvoiceId, ProposalId};

use super::consent::Consent;
use crate::kernel::access::{About, Caller, Who};
use crate::kernel::error::UseCaseError;
use crate::kernel::ports::Store;
use crate::kernel::query::Query;

/// The record of a proposal's acceptance; `None` if it was not accepted.
#[derive(Debug, Clone)]
pub struct FindConsent {
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
