//! Idempotency records: a repeated key gets the first result, and nothing is done twice.

use async_trait::async_trait;
use domain::Timestamp;
use domain::ids::BillerId;

use crate::kernel::error::StoreError;

/// Reads and writes of idempotency keys within a transaction.
#[async_trait]
pub trait IdempotencyTransaction: Send {
    /// The stored result for `key` of `caller`.
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

/// How idempotency records end.
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
