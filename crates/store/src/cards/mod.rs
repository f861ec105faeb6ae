//! Cards: what was agreed when one was accepted.

mod consent;

use async_trait::async_trait;
use domain::ids::{BillerId, CardId, InvoiceId};
use usecases::{CardStore, Consent, StoreError};

use crate::store::SqlStore;

#[async_trait]
impl CardStore for SqlStore {
    async fn consent(
        &self,
        biller: BillerId,
        invoice: InvoiceId,
        card: CardId,
    ) -> Result<Option<Consent>, StoreError> {
        Ok(consent::get(&mut *self.reader().await?, biller, invoice, card).await?)
    }
}
