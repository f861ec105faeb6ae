//! The database ports of links: parts of [`crate::Store`] and [`crate::Transaction`].

use std::sync::Arc;

use async_trait::async_trait;
use domain::Timestamp;
use domain::ids::{BillerId, InvoiceId, LinkId, PayerId};

use crate::kernel::error::StoreError;

/// Reads and writes of links within a transaction.
#[async_trait]
pub trait LinkTransaction: Send {
    /// The link of this place: at most one for each invoice, recipient, channel and copy.
    async fn link_at(&mut self, link: &LinkPlace) -> Result<Option<Link>, StoreError>;

    /// A link by its id.
    async fn link(&mut self, biller: BillerId, link: LinkId) -> Result<Option<Link>, StoreError>;

    /// Writes a link, or its changes (generation, hash, expiry, revocation).
    async fn put_link(&mut self, link: &Link) -> Result<(), StoreError>;
}

#[async_trait]
pub trait LinkStore: Send + Sync {
    /// The link with this token hash, in any state.
    async fn link_by_hash(&self, hash: &[u8]) -> Result<Option<Link>, StoreError>;

    /// Which of these token hashes still open a page at `now`.
    async fn links_that_hold(&self, hashes: &[Arc<[u8]>], now: Timestamp)
    -> Result<Vec<Vec<u8>>, StoreError>;

    /// The links of an invoice, oldest first.
    async fn links_of(&self, biller: BillerId, invoice: InvoiceId) -> Result<Vec<Link>, StoreError>;
}

/// The place of a link: there is one link for each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkPlace {
    pub biller: BillerId,
    pub invoice: InvoiceId,
    pub recipient: PayerId,
    /// `email`, `sms`, `print` …
    pub channel: String,
    /// The number of the copy, from 1.
    pub copy: i64,
}

/// A link to an invoice's page. The token is not in it: it is computed from id, generation and key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub id: LinkId,
    pub place: LinkPlace,
    /// Increased when it is rotated.
    pub generation: i64,
    /// The version of the key that made the token.
    pub key_version: i64,
    /// SHA-256 of the token.
    pub token_hash: Vec<u8>,
    pub created_at: Timestamp,
    /// When it ends, if it does.
    pub expires_at: Option<Timestamp>,
    /// When it was revoked, if it was.
    pub revoked_at: Option<Timestamp>,
}

impl Link {
    /// Whether it opens the page at `now`.
    #[must_use]
    pub fn is_valid(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|end| now < end)
    }
}
