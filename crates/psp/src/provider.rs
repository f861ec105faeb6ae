//! What every provider can do.

use async_trait::async_trait;
use bytes::Bytes;
use domain::checkout_method::CheckoutMethod;
use domain::{Money, Timestamp};

use crate::connection::Kind;
use crate::error::PspError;
use crate::verified::Verified;

/// What a checkout is to be about.
#[derive(Clone)]
pub struct Order {
    /// Our id of the checkout: the idempotency key, and what the provider says of it later.
    pub reference: String,
    /// How much is to be paid.
    pub amount: Money,
    pub means: CheckoutMethod,
    /// What the payer reads there: whose invoice, and its number.
    pub description: String,
    /// Where the payer comes back to. It opens the invoice, so it is never printed.
    pub return_url: String,
    /// Where the provider says that something has changed.
    pub webhook_url: String,
    /// From then on nobody can pay there, real time. Providers have bounds of their own.
    pub expires_at: Timestamp,
    /// BCP 47 tag of the payer's language.
    pub language: String,
    /// When it was opened here, real time: what is looked for after a timeout is not older.
    pub opened_at: Timestamp,
}

/// A checkout that waits for the payer.
#[derive(Clone, PartialEq, Eq)]
pub struct Opened {
    pub provider_id: String,
    /// Where the payer pays; nothing where it is over already. Whoever has it can pay, so it is never printed.
    pub url: Option<String>,
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opened").field("provider_id", &self.provider_id).finish_non_exhaustive()
    }
}

/// Where a checkout stands at the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// The payer has not paid yet.
    Open,
    /// The payer has paid, and the money is not certain yet.
    Pending,
    Paid,
    /// The payment failed, and nothing more comes of this checkout.
    Failed {
        code: Option<String>,
    },
    /// Somebody ended it before anything was paid.
    Cancelled,
    /// It was open for too long.
    Expired,
}

/// What a provider says of a checkout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The provider's id of the checkout.
    pub provider_id: String,
    /// Our id, as the provider has it.
    pub reference: Option<String>,
    /// How much it is about.
    pub amount: Money,
    pub state: State,
}

/// What became of the wish to end a checkout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cancelled {
    /// Nobody can pay there any more.
    Ended,
    /// It was over already, or is too far to be stopped: fetch it to know.
    TooLate,
}

/// Money that is to be paid back.
#[derive(Debug, Clone)]
pub struct Refund {
    /// Our id of the refund: the idempotency key.
    pub reference: String,
    /// The provider's id of the checkout it was paid in.
    pub provider_id: String,
    pub amount: Money,
    /// What the payer may read on the statement.
    pub description: String,
}

/// Where a refund stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefundState {
    Pending,
    Done,
    /// It will not happen.
    Failed {
        code: Option<String>,
    },
}

/// What a provider says of a refund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundReport {
    /// The provider's id of the refund.
    pub provider_id: String,
    /// Our id, as the provider has it.
    pub reference: Option<String>,
    pub amount: Money,
    pub state: RefundState,
}

/// A webhook as it came in.
#[derive(Debug, Clone, Copy)]
pub struct Incoming<'a> {
    /// The value of the header that [`Provider::signature_header`] names.
    pub signature: Option<&'a str>,
    /// The body, byte for byte.
    pub body: &'a Bytes,
}

/// A webhook that may be acted on. It is never more than a hint to ask the provider: webhooks come twice, late and in
/// any order, and what is fetched is what holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Something has changed about the checkout with this id of the provider.
    Checkout(String),
    /// Something has changed about the refund that we know by this id.
    Refund(String),
    /// It is about something that nobody here waits for.
    Other,
}

/// A webhook that nobody can act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Forged {
    #[error("the signature is missing")]
    NoSignature,
    /// The signature cannot be read.
    #[error("the signature is not readable")]
    Malformed,
    /// The signature does not belong to this body and secret.
    #[error("the signature does not hold")]
    Wrong,
    /// It was signed too long ago, or in the future.
    #[error("the signature is stale")]
    Stale,
    /// The body is not what this provider sends.
    #[error("the body is not this provider's")]
    Body,
    /// The connection has no secret to check signatures with.
    #[error("the connection has no webhook secret")]
    NoSecret,
}

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
    async fn fetch(&self, provider_id: &str) -> Result<Verified<Report>, PspError>;

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
