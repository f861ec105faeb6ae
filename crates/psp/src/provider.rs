//! What every provider can do.

use async_trait::async_trait;
use domain::Timestamp;

use crate::checkout::{Cancelled, Opened, Order, ProviderReport, Refund, RefundReport};
use crate::connection::Kind;
use crate::error::PspError;
use crate::verified::Verified;
use crate::webhook::{Forged, Incoming, Notice};

/// A payment provider, with the keys of one biller.
#[async_trait]
pub trait Provider: Send + Sync {
    fn kind(&self) -> Kind;

    /// Makes a checkout. Under the same reference it is made once.
    ///
    /// # Errors
    /// [`PspError`]. After one that [is unknown](PspError::is_unknown), [`Self::find`] it before the next try.
    async fn create(&self, order: &Order) -> Result<Opened, PspError>;

    /// Looks for a checkout that was made, or not, when no answer came.
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

    /// Pays money back. Under the same reference it is paid back once.
    ///
    /// # Errors
    /// [`PspError`]. After one that [is unknown](PspError::is_unknown), [`Self::find_refund`] before the next try.
    async fn refund(&self, refund: &Refund) -> Result<Verified<RefundReport>, PspError>;

    /// Looks for a refund by our reference, and asks where it stands.
    ///
    /// # Errors
    /// [`PspError`]; nothing is known then.
    async fn find_refund(&self, refund: &Refund) -> Result<Option<Verified<RefundReport>>, PspError>;

    /// Checks that a webhook comes from the provider, and says what it is about. There is no default: a provider
    /// that cannot prove its webhooks answers [`Forged`], or a notice that is nothing but a reason to fetch.
    ///
    /// # Errors
    /// [`Forged`]: nothing may be done about it.
    fn verify(&self, webhook: Incoming<'_>, now: Timestamp) -> Result<Notice, Forged>;

    /// The name of the header that holds the signature of a webhook, small letters.
    fn signature_header(&self) -> &'static str;
}
