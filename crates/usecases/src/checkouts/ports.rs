//! The database ports of checkouts: parts of [`crate::Store`] and [`crate::Transaction`]. Every query names its biller,
//! except the one that finds a connection by the id in a webhook's address.

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

/// The provider that moves no money: for sandbox billers alone.
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
    /// The provider's address, if not its usual one.
    pub base_url: Option<String>,
    /// The methods that payers can choose.
    pub methods: Vec<CheckoutMethod>,
    /// Its keys, see [`crate::checkouts::ConnectionSecrets`].
    pub secrets: Sealed,
    /// When it was made, real time.
    pub created_at: Timestamp,
    /// When it was disconnected, real time. Nothing new starts there; running checkouts go on.
    pub ended_at: Option<Timestamp>,
}

impl ProviderConnection {
    /// Whether payers of this biller may use it: only sandbox invoices are paid with sandbox money.
    #[must_use]
    pub fn serves(&self, sandbox: bool) -> bool {
        self.ended_at.is_none() && (sandbox || self.provider != PROVIDER_SANDBOX)
    }
}

/// The state of a checkout at the provider, as far as Billow knows.
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
    /// It was cancelled before anything was paid.
    Cancelled,
    /// Nobody paid in time.
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

    /// Whether the state is final.
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

/// A checkout as Billow requested it, and the provider's answer.
#[derive(Clone, PartialEq, Eq)]
pub struct CheckoutRow {
    /// The id that Billow and the provider use.
    pub id: CheckoutId,
    pub biller: BillerId,
    pub invoice: InvoiceId,
    pub connection: ConnectionId,
    /// The link through which the payer returns.
    pub link: LinkId,
    pub amount_minor: i64,
    pub currency: Currency,
    pub method: CheckoutMethod,
    /// When it was opened, real time.
    pub opened_at: Timestamp,
    /// After this instant nobody can pay there, real time.
    pub expires_at: Timestamp,
    /// The provider's id, once it is known.
    pub provider_id: Option<String>,
    /// Where the payer pays, once it is known.
    pub url: Option<String>,
    /// How often the provider has been asked.
    pub asked: i64,
    pub state: ProviderState,
}

impl CheckoutRow {
    #[must_use]
    pub const fn amount(&self) -> Money {
        Money::new(self.amount_minor, self.currency)
    }
}

/// Whoever has the address can pay there, so it is never printed.
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

/// A payment as the sandbox provider stores it. It holds the payer's return address, so its data is sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SandboxRow {
    pub id: String,
    pub biller: BillerId,
    /// The connection it was made over.
    pub connection: ConnectionId,
    /// The caller's id; unique within the connection.
    pub reference: String,
    /// The provider's data, sealed.
    pub data: Sealed,
    /// Increased with each change, from 1.
    pub version: i64,
}

/// Reads and writes of checkouts within a transaction.
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

    /// Writes a payment of the sandbox provider if it follows the stored version; false if another writer was faster.
    async fn put_sandbox_payment(&mut self, payment: &SandboxRow) -> Result<bool, StoreError>;
}

/// The amounts that providers can charge: the adapters know their rules.
pub trait ProviderLimits: Send + Sync {
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
