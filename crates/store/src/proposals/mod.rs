//! Proposals: the record of consent.

mod consent;

use async_trait::async_trait;
use domain::ids::{BillerId, InvoiceId, ProposalId};
use usecases::{Consent, ProposalStore, StoreError};

use crate::store::SqlStore;

#[async_trait]
impl ProposalStore for SqlStore {
    async fn consent(
        &self,
        biller: BillerId,
        invoice: InvoiceId,
        proposal: ProposalId,
    ) -> Result<Option<Consent>, StoreError> {
        Ok(consent::get(&mut *self.reader().await?, biller, invoice, proposal).await?)
    }
}
