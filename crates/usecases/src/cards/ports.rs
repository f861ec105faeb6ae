//! What cards need of a database: a part of [`crate::Store`].

use async_trait::async_trait;
use domain::ids::{BillerId, CardId, InvoiceId};

use super::consent::Consent;
use crate::kernel::error::StoreError;

/// What is read of cards.
#[async_trait]
pub trait CardStore: Send + Sync {
    /// What exactly was agreed when a card was accepted; nothing where it was not.
    async fn consent(
        &self,
        biller: BillerId,
        invoice: InvoiceId,
        card: CardId,
    ) -> Result<Option<Consent>, StoreError>;
}
