//! What was answered to an idempotency key: it is answered again, and nothing is done twice.

use async_trait::async_trait;
use domain::Timestamp;
use domain::ids::BillerId;

use crate::kernel::error::StoreError;

/// What a transaction reads and writes of idempotency keys.
#[async_trait]
pub trait IdempotencyTransaction: Send {
    /// What was answered to `key` of `caller` before.
    async fn find_idempotency(
        &mut self,
        biller: BillerId,
        caller: &str,
        key: &str,
    ) -> Result<Option<IdempotencyRecord>, StoreError>;

    async fn insert_idempotency(
        &mut self,
        biller: BillerId,
        caller: &str,
        key: &str,
        remembered: &IdempotencyRecord,
    ) -> Result<(), StoreError>;
}

/// How idempotency keys end.
#[async_trait]
pub trait IdempotencyStore: Send + Sync {
    /// Forgets idempotency records made before `before`. Answers how many.
    async fn purge_idempotency_records(&self, before: Timestamp) -> Result<u64, StoreError>;
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyRecord {
    /// SHA-256 of the input.
    pub input_hash: Vec<u8>,
    pub body: String,
    /// When, real time.
    pub at: Timestamp,
}
