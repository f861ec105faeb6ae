//! What a node looks up of billers, and the sandbox clock that it moves.

use domain::ids::BillerId;

use super::ports::KnownApiKey;
use crate::kernel::biller::Biller;
use crate::kernel::error::StoreError;
use crate::kernel::node::NodeStore;

impl NodeStore {
    /// Whose API key has this hash.
    ///
    /// # Errors
    /// The database's error.
    pub async fn api_key(&self, hash: &[u8]) -> Result<Option<KnownApiKey>, StoreError> {
        self.0.api_key(hash).await
    }

    /// All billers, by slug.
    ///
    /// # Errors
    /// The database's error.
    pub async fn billers(&self) -> Result<Vec<Biller>, StoreError> {
        self.0.billers().await
    }

    /// A biller.
    ///
    /// # Errors
    /// The database's error.
    pub async fn biller(&self, biller: BillerId) -> Result<Option<Biller>, StoreError> {
        self.0.biller(biller).await
    }

    /// Moves the sandbox clock of a biller by `by_ms`; refused for others.
    ///
    /// # Errors
    /// The database's error.
    pub async fn advance_clock(&self, biller: BillerId, by_ms: i64) -> Result<i64, StoreError> {
        self.0.advance_clock(biller, by_ms).await
    }
}
