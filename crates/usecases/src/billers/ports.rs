//! The database ports of billers: parts of [`crate::Store`] and [`crate::Transaction`].

use async_trait::async_trait;
use domain::Timestamp;
use domain::ids::BillerId;

use super::identities::{BillerIdentity, IdentityKind};
use super::policy::Policy;
use crate::kernel::biller::Biller;
use crate::kernel::error::StoreError;

/// Reads and writes of billers within a transaction.
#[async_trait]
pub trait BillerTransaction: Send {
    /// The biller with its settings.
    async fn biller(&mut self, biller: BillerId) -> Result<Option<Biller>, StoreError>;

    /// Creates a biller, or changes its settings. The slug must be unused.
    async fn put_biller(&mut self, biller: &Biller) -> Result<(), StoreError>;

    /// Adds an API key by its hash.
    async fn put_api_key(&mut self, key: &NewApiKey) -> Result<(), StoreError>;

    /// The biller's policy; the default if it never set one.
    async fn policy(&mut self, biller: BillerId) -> Result<Policy, StoreError>;

    async fn put_policy(&mut self, biller: BillerId, policy: &Policy) -> Result<(), StoreError>;

    /// The biller's identities of a kind, oldest first.
    async fn identities(
        &mut self,
        biller: BillerId,
        kind: IdentityKind,
    ) -> Result<Vec<BillerIdentity>, StoreError>;

    /// Locks the identities of this kind until this transaction ends.
    async fn hold_identities(&mut self, biller: BillerId, kind: IdentityKind) -> Result<(), StoreError>;

    /// Adds one; nothing happens if it is there already.
    async fn put_identity(
        &mut self,
        biller: BillerId,
        kind: IdentityKind,
        identity: &BillerIdentity,
    ) -> Result<(), StoreError>;

    /// Removes one by its key.
    async fn remove_identity(
        &mut self,
        biller: BillerId,
        kind: IdentityKind,
        key: &str,
    ) -> Result<(), StoreError>;
}

/// Reads of billers, and the sandbox clock.
#[async_trait]
pub trait BillerStore: Send + Sync {
    /// All billers, by slug.
    async fn billers(&self) -> Result<Vec<Biller>, StoreError>;

    async fn biller(&self, biller: BillerId) -> Result<Option<Biller>, StoreError>;

    /// Whose API key has this hash.
    async fn api_key(&self, hash: &[u8]) -> Result<Option<KnownApiKey>, StoreError>;

    /// Moves the sandbox clock of a biller by `by_ms`; refused for others.
    async fn advance_clock(&self, biller: BillerId, by_ms: i64) -> Result<i64, StoreError>;

    async fn biller_policy(&self, biller: BillerId) -> Result<Policy, StoreError>;

    /// The biller's identities of a kind, oldest first.
    async fn list_identities(
        &self,
        biller: BillerId,
        kind: IdentityKind,
    ) -> Result<Vec<BillerIdentity>, StoreError>;
}

/// A new API key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewApiKey {
    pub biller: BillerId,
    /// Its name, unique within the biller.
    pub name: String,
    /// SHA-256 of the key.
    pub hash: Vec<u8>,
    pub at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownApiKey {
    pub biller: BillerId,
    pub name: String,
}
