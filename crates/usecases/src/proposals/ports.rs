//! The database port of proposals: a part of [`crate::Store`].

use async_trait::async_trait;
use domain::ids::{BillerId, InvoiceId, ProposalId};

use super::consent::Consent;
use crate::kernel::error::StoreError;

#[async_trait]
pub trait ProposalStore: Send + Sync {
    /// The record of a proposal's acceptance; `None` if it was not accepted.
    async fn consent(
        &self,
        biller: BillerId,
        invoice: InvoiceId,
        proposal: ProposalId,
    ) -> Result<Option<Consent>, StoreError>;
}
