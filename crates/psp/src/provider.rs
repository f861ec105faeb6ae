//! The interface of every provider.

use async_trait::async_trait;
use domain::Timestamp;

use crate::checkout::{Cancelled, Opened, Order, ProviderReport, Refund, RefundReport};
use crate::connection::Kind;
use crate::error::PspError;
use crate::verified::Verified;
use crate::webhook::{Forged, Incoming, Notice};

/// A payment provider, with one biller's keys.
#[async_trait]
pub trait Provider: Send + Sync {
    fn kind(&self) -> Kind;

    /// Creates a checkout, only once for each reference.
    ///
    /// # Errors
    /// [`PspError`]. After one that [is unknown](PspError::is_unknown), [`Self::find`] it before the next try.
    async fn create(&self, order: &Order) -> Result<Opened, PspError>;

    /// Looks for a checkout whose creation got no answer.
    ///
    /// # Errors
    /// [`PspError`]; nothing is known then.
    async fn find(&self, order: &Order) -> Result<Option<Opened>, PspError>;

    /// Asks where a checkout stands.
    ///
    /// # Errors
    /// [`PspError`].
    async fn fetch(&self, provider_id: &str) -> Result<Verified<ProviderReport>, PspError>;

    /// Ends a checkout, so that nobody can pay there any more.
    ///
    /// # Errors
    /// [`PspError`].
    async fn cancel(&self, provider_id: &str) -> Result<Cancelled, PspError>;

    /// Refunds a payment, only once for each reference.
    ///
    /// # Errors
    /// [`PspError`]. After one that [is unknown](PspError::is_unknown), [`Self::find_refund`] before the next try.
    async fn refund(&self, refund: &Refund) -> Result<Verified<RefundReport>, PspError>;

    /// Looks for a refund by Billow's reference, with its state.
    ///
    /// # Errors
    /// [`PspError`]; nothing is known then.
    async fn find_refund(&self, refund: &Refund) -> Result<Option<Verified<RefundReport>>, PspError>;

    /// Checks that a webhook comes from the provider, and returns its subject. There is no default: a provider that
    /// cannot prove its webhooks returns [`Forged`], or a notice that only causes a fetch.
    ///
    /// # Errors
    /// [`Forged`]: nothing may be done about it.
    fn verify(&self, webhook: Incoming<'_>, now: Timestamp) -> Result<Notice, Forged>;

    /// The name of the header with a webhook's signature, in lower case.
    fn signature_header(&self) -> &'static str;
}
