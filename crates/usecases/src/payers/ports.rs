//! The database ports of payers: parts of [`crate::Store`] and [`crate::Transaction`]. Every query names its biller.

use async_trait::async_trait;
use domain::ids::{BillerId, PayerId};
use domain::invoices::document::Party;
use domain::payers::PayerStreamEvent;
use domain::{Actor, Money, Timestamp};

use crate::kernel::error::StoreError;

/// Reads and writes of payers within a transaction.
#[async_trait]
pub trait PayerTransaction: Send {
    /// The payer that a biller's system or document identifies by `key`.
    async fn payer_by_key(&mut self, biller: BillerId, key: &str) -> Result<Option<PayerId>, StoreError>;

    /// Stores the key by which a payer is found again.
    async fn put_payer_key(&mut self, biller: BillerId, key: &str, payer: PayerId) -> Result<(), StoreError>;

    /// The text that a search for the payer looks in: name, e-mail address, customer number, lower case. Erasure
    /// empties it.
    async fn put_payer_search(
        &mut self,
        biller: BillerId,
        payer: PayerId,
        text: &str,
    ) -> Result<(), StoreError>;
}

#[async_trait]
pub trait PayerStore: Send + Sync {
    /// A page of the payers that are searched for, the newest first.
    async fn list_payers(&self, biller: BillerId, list: &PayerList) -> Result<ListedPayers, StoreError>;

    async fn payer(&self, biller: BillerId, payer: PayerId) -> Result<Option<PayerRow>, StoreError>;

    /// The payer's events, oldest first.
    async fn payer_history(&self, biller: BillerId, payer: PayerId) -> Result<Vec<PayerEntry>, StoreError>;

    /// Whether the biller has this payer.
    async fn payer_exists(&self, biller: BillerId, payer: PayerId) -> Result<bool, StoreError>;
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayerList {
    /// Starts of words in name, e-mail address or customer number; each has to match.
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
    pub invoices: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedPayers {
    pub payers: Vec<ListedPayer>,
    /// Where the next page begins; `None` on the last page.
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
    /// The sum of the open amounts of all invoices, by currency.
    pub open: Vec<Money>,
    /// Unused credit, by currency.
    pub credit: Vec<Money>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayerEntry {
    pub at: Timestamp,
    pub actor: Actor,
    pub event: PayerStreamEvent,
}
