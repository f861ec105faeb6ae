//! What proposals need of a database: a part of [`crate::Store`].

use async_trait::async_trait;
use domain::ids::{BillerId, InvoiceId, ProposalId};

use super::consent::Consent;
use crate::kernel::error::StoreError;

/// What is read of proposals.
#[async_trait]
pub trait ProposalStore: Send + Sync {
    /// What exactly was agreed when a proposal was accepted; nothing where it was not.
    async fn consent(
        &self,
        biller: BillerId,
        invoice: InvoiceId,
        proposal: ProposalId,
    ) -> Result<Option<Consent>, StoreError>;
}
