//! What lists need of a database, those of staff and of the API: a part of [`crate::Store`]. Every query names its biller.

use async_trait::async_trait;
use domain::account::AccountEvent;
use domain::document::Party;
use domain::ids::{BillerId, InvoiceId, PayerId};
use domain::{Actor, Date, Money, Status, Timestamp};
use serde::Serialize;

use crate::error::StoreError;
use crate::ports::InvoiceRow;

/// The part of the database that lists read.
#[async_trait]
pub trait ListStore: Send + Sync {
    /// A page of the invoices that a list asks for.
    async fn list_invoices(&self, biller: BillerId, list: &InvoiceList)
    -> Result<ListedInvoices, StoreError>;

    /// How many invoices each filter has on `today`.
    async fn count_invoices(&self, biller: BillerId, today: Date) -> Result<InvoiceCounts, StoreError>;

    /// A page of the payers that are searched for, the newest first.
    async fn list_payers(&self, biller: BillerId, list: &PayerList) -> Result<ListedPayers, StoreError>;

    async fn payer(&self, biller: BillerId, payer: PayerId) -> Result<Option<PayerRow>, StoreError>;

    /// What happened to a payer's account, oldest first.
    async fn payer_history(&self, biller: BillerId, payer: PayerId) -> Result<Vec<AccountEntry>, StoreError>;

    /// The conversations whose invoices fit a search, the newest invoices first; at most `limit`.
    async fn search_talks(
        &self,
        biller: BillerId,
        search: &str,
        limit: usize,
    ) -> Result<Vec<InvoiceId>, StoreError>;
}

/// The sets of statuses that staff choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InvoiceFilter {
    #[default]
    All,
    /// Something is open and asked for.
    Asked,
    /// Of these, the due date has passed.
    Overdue,
    /// Of these, a part was paid and the due date has not passed.
    PartlyPaid,
    Paid,
    /// Withdrawn, credited or written off.
    Closed,
}

impl InvoiceFilter {
    pub const EVERY: [Self; 6] =
        [Self::All, Self::Asked, Self::Overdue, Self::PartlyPaid, Self::Paid, Self::Closed];

    /// The statuses that it shows; none for all.
    #[must_use]
    pub const fn statuses(self) -> &'static [Status] {
        match self {
            Self::All => &[],
            Self::Asked => &[Status::Overdue, Status::PartlyPaid, Status::Open],
            Self::Overdue => &[Status::Overdue],
            Self::PartlyPaid => &[Status::PartlyPaid],
            Self::Paid => &[Status::Paid],
            Self::Closed => &[Status::Void, Status::WrittenOff, Status::Credited],
        }
    }
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InvoiceSort {
    #[default]
    Newest,
    /// The earliest due date first.
    Due,
    /// The largest open amount first, in minor units whatever the currency.
    Open,
}

/// Which invoices, in which order. Everything that is asked for has to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceList {
    /// Starts of words in number, reference, payer's name, e-mail address or customer number, or whole
    /// amounts, total or open; an invoice has to fit each of the first eight.
    pub search: String,
    /// Whether nothing that says who the payer is or how to reach them is searched: neither name nor address.
    pub without_payers: bool,
    pub number: Option<String>,
    /// One of these statuses, none for all.
    pub statuses: Vec<Status>,
    /// Due on this day or later.
    pub due_from: Option<Date>,
    /// Due on this day or earlier.
    pub due_to: Option<Date>,
    /// Those of one payer alone.
    pub payer: Option<PayerId>,
    /// In which order.
    pub sort: InvoiceSort,
    /// The civil date that decides about overdue.
    pub today: Date,
    /// Where the page before ended.
    pub after: Option<ListMark>,
    /// How many at most, 1 to 200.
    pub limit: usize,
}

impl InvoiceList {
    /// The newest of all, at most `limit` of them.
    #[must_use]
    pub const fn newest(today: Date, limit: usize) -> Self {
        Self {
            search: String::new(),
            without_payers: false,
            number: None,
            statuses: Vec::new(),
            due_from: None,
            due_to: None,
            payer: None,
            sort: InvoiceSort::Newest,
            today,
            after: None,
            limit,
        }
    }

    /// The one with this number, if there is one.
    #[must_use]
    pub fn numbered(number: &str, today: Date) -> Self {
        Self { number: Some(number.to_owned()), ..Self::newest(today, 1) }
    }
}

/// Where a page of a list ends. Opaque in addresses, as `id.key`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListMark {
    pub id: InvoiceId,
    /// What it was sorted by, besides.
    pub key: String,
}

impl std::fmt::Display for ListMark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.id, self.key)
    }
}

impl std::str::FromStr for ListMark {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (id, key) = text.split_once('.').ok_or(())?;
        Ok(Self { id: id.parse().map_err(drop)?, key: key.to_owned() })
    }
}

/// An invoice in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedInvoice {
    pub row: InvoiceRow,
    /// What its payer is called, unless erased.
    pub payer_name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedInvoices {
    pub invoices: Vec<ListedInvoice>,
    /// Where the next page begins, if there is one.
    pub next: Option<ListMark>,
}

/// How many invoices each filter has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct InvoiceCounts {
    pub all: i64,
    /// Something is open and asked for.
    pub asked: i64,
    /// Of these, the due date has passed.
    pub overdue: i64,
    /// Of these, a part was paid and the due date has not passed.
    pub partly_paid: i64,
    pub paid: i64,
    /// Withdrawn, credited or written off.
    pub closed: i64,
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
pub struct AccountEntry {
    pub at: Timestamp,
    pub actor: Actor,
    pub event: AccountEvent,
}
