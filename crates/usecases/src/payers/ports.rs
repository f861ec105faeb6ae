//! What payers need of a database: parts of [`crate::Store`] and [`crate::Transaction`]. Every query names its biller.

use async_trait::async_trait;
use domain::ids::{BillerId, PayerId};
use domain::invoices::document::Party;
use domain::payers::PayerStreamEvent;
use domain::{Actor, Money, Timestamp};

use crate::kernel::error::StoreError;

/// What a transaction reads and writes of payers.
#[async_trait]
pub trait PayerTransaction: Send {
    /// The payer that a biller's system or document identifies by `key`.
    async fn payer_by_key(&mut self, biller: BillerId, key: &str) -> Result<Option<PayerId>, StoreError>;

    /// Remembers by which key a payer is found again.
    async fn put_payer_key(&mut self, biller: BillerId, key: &str, payer: PayerId) -> Result<(), StoreError>;

    /// What a search for the payer looks through: name, e-mail address, customer number, lower case.
    /// Erasure empties it.
    async fn put_payer_search(
        &mut self,
        biller: BillerId,
        payer: PayerId,
        text: &str,
    ) -> Result<(), StoreError>;
}

/// What is read of payers.
#[async_trait]
pub trait PayerStore: Send + Sync {
    /// A page of the payers that are searched for, the newest first.
    async fn list_payers(&self, biller: BillerId, list: &PayerList) -> Result<ListedPayers, StoreError>;

    async fn payer(&self, biller: BillerId, payer: PayerId) -> Result<Option<PayerRow>, StoreError>;

    /// What happened to a payer's account, oldest first.
    async fn payer_history(&self, biller: BillerId, payer: PayerId) -> Result<Vec<PayerEntry>, StoreError>;

    /// Whether the biller has this payer: asked before a page about one is opened.
    async fn payer_exists(&self, biller: BillerId, payer: PayerId) -> Result<bool, StoreError>;
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayerList {
    /// Starts of words in name, e-mail address or customer number; a payer has to fit each.
    pub search: String,
    /// The last payer of the page before.
    pub after: Option<PayerId>,
    /// How many at most, 1 to 200.
    pub limit: usize,
}

/// A payer in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedPayer {
    pub id: PayerId,
    /// Name, address and contact points, unless erased.
    pub details: Option<Party>,
    /// How many invoices there are.
    pub invoices: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedPayers {
    pub payers: Vec<ListedPayer>,
    /// Where the next page begins, if there is one.
    pub next: Option<PayerId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayerRow {
    pub id: PayerId,
    /// BCP 47 tag of the language the payer reads, where it is known.
    pub language: Option<String>,
    /// Name, address and contact points as they are now, unless erased.
    pub details: Option<Party>,
    /// Whether everything personal was erased.
    pub forgotten: bool,
    /// What is open on all invoices, by currency.
    pub open: Vec<Money>,
    /// Unused credit, by currency.
    pub credit: Vec<Money>,
}

/// An event of a payer's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayerEntry {
    pub at: Timestamp,
    pub actor: Actor,
    pub event: PayerStreamEvent,
}
