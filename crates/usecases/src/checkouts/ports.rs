//! What checkouts need of a database: parts of [`crate::Store`] and [`crate::Transaction`]. Every query names its
//! biller, but for the one that finds a connection by what stands in a webhook's address.

use std::fmt;
use std::str::FromStr;

use async_trait::async_trait;
use domain::checkouts::method::CheckoutMethod;
use domain::ids::{BillerId, CheckoutId, InvoiceId, LinkId};
use domain::{Currency, Money, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::checkouts::vault::Sealed;
use crate::kernel::error::StoreError;

/// The provider at which no money moves: for sandbox billers alone.
pub const PROVIDER_SANDBOX: &str = "sandbox";

/// A biller's account at a provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ConnectionId(pub Uuid);

impl fmt::Display for ConnectionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for ConnectionId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        Uuid::parse_str(text).map(Self)
    }
}

/// How a biller reaches a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderConnection {
    /// Its id; stands in the address of webhooks.
    pub id: ConnectionId,
    pub biller: BillerId,
    /// `sandbox`, `stripe`, `mollie`.
    pub provider: String,
    /// Where the provider is, if not at its usual address.
    pub base_url: Option<String>,
    /// What payers can choose.
    pub methods: Vec<CheckoutMethod>,
    /// Its keys, see [`crate::checkouts::ConnectionSecrets`].
    pub secrets: Sealed,
    /// When it was made, real time.
    pub created_at: Timestamp,
    /// Since when nothing new is begun there, real time. What was begun goes on.
    pub ended_at: Option<Timestamp>,
}

impl ProviderConnection {
    /// Whether payers of this biller may be sent there: nobody else's invoices are paid with play money.
    #[must_use]
    pub fn serves(&self, sandbox: bool) -> bool {
        self.ended_at.is_none() && (sandbox || self.provider != PROVIDER_SANDBOX)
    }
}

/// Where a checkout stands at the provider, as far as we know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProviderState {
    /// The provider does not have it yet, or its answer did not come.
    Creating,
    /// The payer has not paid yet.
    Open,
    /// The payer has paid, and the money is not certain yet.
    Pending,
    Paid,
    Failed,
    /// It was ended before anything was paid.
    Cancelled,
    /// It was open for too long.
    Expired,
}

impl ProviderState {
    pub const ALL: [Self; 7] =
        [Self::Creating, Self::Open, Self::Pending, Self::Paid, Self::Failed, Self::Cancelled, Self::Expired];

    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Creating => "creating",
            Self::Open => "open",
            Self::Pending => "pending",
            Self::Paid => "paid",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        }
    }

    /// Whether nothing more comes of it.
    #[must_use]
    pub const fn is_final(self) -> bool {
        match self {
            Self::Creating | Self::Open | Self::Pending => false,
            Self::Paid | Self::Failed | Self::Cancelled | Self::Expired => true,
        }
    }
}

impl FromStr for ProviderState {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or(())
    }
}

/// A checkout as we asked for it, and what the provider said.
#[derive(Clone, PartialEq, Eq)]
pub struct CheckoutRow {
    /// Its id, which the provider has too.
    pub id: CheckoutId,
    pub biller: BillerId,
    pub invoice: InvoiceId,
    /// At which provider.
    pub connection: ConnectionId,
    /// The link over which the payer comes back.
    pub link: LinkId,
    pub amount_minor: i64,
    pub currency: Currency,
    pub method: CheckoutMethod,
    /// When it was opened, real time.
    pub opened_at: Timestamp,
    /// From then on nobody can pay there, real time.
    pub expires_at: Timestamp,
    /// The provider's id, once it is known.
    pub provider_id: Option<String>,
    /// Where the payer pays, once it is known.
    pub url: Option<String>,
    /// How often the provider has been asked.
    pub asked: i64,
    /// Where it stands there.
    pub state: ProviderState,
}

impl CheckoutRow {
    #[must_use]
    pub const fn amount(&self) -> Money {
        Money::new(self.amount_minor, self.currency)
    }
}

/// Whoever has the address can pay there, so it is not printed.
impl fmt::Debug for CheckoutRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CheckoutRow")
            .field("id", &self.id)
            .field("invoice", &self.invoice)
            .field("state", &self.state)
            .field("asked", &self.asked)
            .finish_non_exhaustive()
    }
}

/// A payment as the sandbox provider keeps it. It knows the payer's way back, so all of it is sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SandboxRow {
    pub id: String,
    pub biller: BillerId,
    /// The connection it was made over.
    pub connection: ConnectionId,
    /// The caller's id; unique within the connection.
    pub reference: String,
    /// What the provider knows.
    pub data: Sealed,
    /// Counted up with each change, from 1.
    pub version: i64,
}

/// What a transaction reads and writes of checkouts.
#[async_trait]
pub trait CheckoutTransaction: Send {
    /// The biller's connections, oldest first.
    async fn connections(&mut self, biller: BillerId) -> Result<Vec<ProviderConnection>, StoreError>;

    /// Writes a connection, new or changed.
    async fn put_connection(&mut self, connection: &ProviderConnection) -> Result<(), StoreError>;

    async fn checkout(
        &mut self,
        biller: BillerId,
        checkout: CheckoutId,
    ) -> Result<Option<CheckoutRow>, StoreError>;

    /// Writes a checkout, new or changed.
    async fn put_checkout(&mut self, checkout: &CheckoutRow) -> Result<(), StoreError>;

    /// A payment of the sandbox provider.
    async fn sandbox_payment(&mut self, id: &str) -> Result<Option<SandboxRow>, StoreError>;

    /// The payment that this connection made under this reference.
    async fn sandbox_payment_for(
        &mut self,
        connection: ConnectionId,
        reference: &str,
    ) -> Result<Option<SandboxRow>, StoreError>;

    /// Writes one, if it follows the version that is there; false where somebody was faster.
    async fn put_sandbox_payment(&mut self, payment: &SandboxRow) -> Result<bool, StoreError>;
}

/// What providers charge at all: their own rules, which the adapters know.
pub trait ProviderLimits: Send + Sync {
    /// Whether such an amount can be paid at this provider.
    fn takes(&self, provider: &str, amount: Money) -> bool;
}

/// No limits: for programs that ask no provider.
#[derive(Debug, Clone, Copy, Default)]
pub struct AnyAmount;

impl ProviderLimits for AnyAmount {
    fn takes(&self, _provider: &str, _amount: Money) -> bool {
        true
    }
}

/// What is read of checkouts.
#[async_trait]
pub trait CheckoutStore: Send + Sync {
    /// The biller's connections, oldest first.
    async fn provider_connections(&self, biller: BillerId) -> Result<Vec<ProviderConnection>, StoreError>;

    /// The connection that a webhook names; its biller is found with it.
    async fn provider_connection(
        &self,
        connection: ConnectionId,
    ) -> Result<Option<ProviderConnection>, StoreError>;

    async fn checkout_row(
        &self,
        biller: BillerId,
        checkout: CheckoutId,
    ) -> Result<Option<CheckoutRow>, StoreError>;

    /// The checkout that a provider knows by its own id.
    async fn checkout_at(
        &self,
        biller: BillerId,
        connection: ConnectionId,
        provider_id: &str,
    ) -> Result<Option<CheckoutRow>, StoreError>;

    /// A payment of the sandbox provider.
    async fn sandbox_row(&self, id: &str) -> Result<Option<SandboxRow>, StoreError>;

    /// The payment that this connection made under this reference.
    async fn sandbox_row_for(
        &self,
        connection: ConnectionId,
        reference: &str,
    ) -> Result<Option<SandboxRow>, StoreError>;
}
