//! The database ports of invoices: parts of [`crate::Store`] and [`crate::Transaction`]. Every query names its biller.
//! Amounts are minor units.

use async_trait::async_trait;
use domain::ids::{BillerId, InvoiceId, PayerId};
use domain::invoices::document::DocumentKind;
use domain::invoices::wire::{PayerFrame, StaffFrame};
use domain::{Currency, Date, Status, StreamId};
use serde::Serialize;

use crate::kernel::error::StoreError;

/// Reads and writes of invoices and their documents within a transaction.
#[async_trait]
pub trait InvoiceTransaction: Send {
    /// The document with this number, if the biller has it.
    async fn document_by_number(
        &mut self,
        biller: BillerId,
        kind: DocumentKind,
        number: &str,
    ) -> Result<Option<KnownDocument>, StoreError>;

    /// The document of an invoice and its buyer; without the buyer once erased.
    async fn document(
        &mut self,
        biller: BillerId,
        invoice: InvoiceId,
    ) -> Result<Option<StoredDocument>, StoreError>;

    /// An invoice's figures, including the changes of this transaction.
    async fn invoice_row(
        &mut self,
        biller: BillerId,
        invoice: InvoiceId,
    ) -> Result<Option<InvoiceRow>, StoreError>;

    /// All frames of an invoice for payers, in order, including those of this transaction.
    async fn payer_frames(
        &mut self,
        biller: BillerId,
        invoice: InvoiceId,
    ) -> Result<Vec<PayerFrame>, StoreError>;

    /// Claims a number for a document: unique for each biller and kind. [`StoreError::Conflict`] if another writer was
    /// faster.
    async fn claim_number(
        &mut self,
        biller: BillerId,
        kind: DocumentKind,
        number: &str,
        document: &KnownDocument,
    ) -> Result<(), StoreError>;

    async fn invoices_of(&mut self, biller: BillerId, payer: PayerId) -> Result<Vec<InvoiceId>, StoreError>;

    /// The next number of a series, increased in this transaction, so without gaps.
    async fn next_number(&mut self, biller: BillerId, series: &str) -> Result<i64, StoreError>;

    async fn invoice_numbers(
        &mut self,
        biller: BillerId,
        invoices: &[InvoiceId],
    ) -> Result<Vec<(InvoiceId, String)>, StoreError>;
}

/// Reads of invoices and their documents.
#[async_trait]
pub trait InvoiceStore: Send + Sync {
    async fn invoice(&self, biller: BillerId, invoice: InvoiceId) -> Result<Option<InvoiceRow>, StoreError>;

    /// The document of an invoice and its buyer; without the buyer once erased.
    async fn document(
        &self,
        biller: BillerId,
        invoice: InvoiceId,
    ) -> Result<Option<StoredDocument>, StoreError>;

    /// The original bytes of an invoice that came in as a file.
    async fn original(&self, biller: BillerId, invoice: InvoiceId) -> Result<Option<Vec<u8>>, StoreError>;

    /// The payer's frames of an invoice after `since`, in order. An event of a newer program version that payers may
    /// see comes as [`PayerEvent::Unknown`](domain::invoices::wire::PayerEvent::Unknown). An invoice that begins with
    /// such an event is [`StoreError::NodeTooOld`]; one with a damaged event is [`StoreError::Unreadable`].
    async fn payer_frames(
        &self,
        biller: BillerId,
        invoice: InvoiceId,
        since: i64,
    ) -> Result<Vec<PayerFrame>, StoreError>;

    /// The staff's frames of an invoice after `since`, in order, with the same exceptions.
    async fn staff_frames(
        &self,
        biller: BillerId,
        invoice: InvoiceId,
        since: i64,
    ) -> Result<Vec<StaffFrame>, StoreError>;

    /// A page of the invoices that a list asks for.
    async fn list_invoices(&self, biller: BillerId, list: &InvoiceList)
    -> Result<ListedInvoices, StoreError>;

    /// How many invoices each filter has on `today`.
    async fn count_invoices(&self, biller: BillerId, today: Date) -> Result<InvoiceCounts, StoreError>;
}

/// A document found by its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownDocument {
    pub stream: StreamId,
    /// SHA-256 of the canonical content, to recognise the same document.
    pub content_hash: Vec<u8>,
    pub payer: PayerId,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceRow {
    pub id: InvoiceId,
    pub number: String,
    pub payer: PayerId,
    /// The currency of every amount.
    pub currency: Currency,
    /// The document's total with VAT, and the fees on top of it.
    pub total_minor: i64,
    /// The total less the prepaid part.
    pub payable_minor: i64,
    pub paid_minor: i64,
    pub pending_minor: i64,
    pub open_minor: i64,
    /// The payer's credit recorded with this invoice.
    pub credit_minor: i64,
    /// The sum of credit notes.
    pub credited_minor: i64,
    pub issue_date: Date,
    /// The last day on which payment is on time.
    pub due_date: Date,
    /// Whether the biller still asks for the money.
    pub lifecycle: domain::invoices::status::Lifecycle,
    /// The number of its last event.
    pub seq: i64,
    /// Whether staff should review it.
    pub flagged: bool,
}

impl InvoiceRow {
    /// The status on `today`.
    #[must_use]
    pub fn status(&self, today: Date) -> Status {
        domain::invoices::status::status(
            &domain::invoices::status::Facts {
                lifecycle: self.lifecycle,
                total_minor: self.total_minor,
                credited_minor: self.credited_minor,
                open_minor: self.open_minor,
                due_date: self.due_date,
            },
            today,
        )
    }

    /// Whether something is open and asked for. This does not depend on today's date.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.status(self.due_date).is_asked()
    }
}

/// A document with its buyer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDocument {
    /// What it says, without the buyer.
    pub document: domain::invoices::document::Document,
    /// The buyer, unless erased.
    pub buyer: Option<domain::invoices::document::Party>,
    /// The payer's language, where it is known.
    pub language: Option<String>,
}

/// The sets of statuses that staff can filter by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InvoiceFilter {
    #[default]
    All,
    /// Something is open and asked for.
    Asked,
    /// Asked for, and the due date has passed.
    Overdue,
    /// Asked for, partly paid, and the due date has not passed.
    PartlyPaid,
    Paid,
    /// Voided, credited or written off.
    Closed,
}

impl InvoiceFilter {
    pub const EVERY: [Self; 6] =
        [Self::All, Self::Asked, Self::Overdue, Self::PartlyPaid, Self::Paid, Self::Closed];

    /// The statuses that it shows; empty for all.
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InvoiceSort {
    #[default]
    Newest,
    /// The earliest due date first.
    Due,
    /// The largest open amount first, in minor units whatever the currency.
    Open,
}

/// A list of invoices: filters and order. All filters have to match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceList {
    /// Starts of words in number, reference, payer's name, e-mail address or customer number, or whole amounts (total
    /// or open). Each of the first eight has to match.
    pub search: String,
    /// Whether the search leaves out everything that identifies the payer: name and addresses.
    pub without_payers: bool,
    pub number: Option<String>,
    /// Empty for all.
    pub statuses: Vec<Status>,
    /// Due on this day or later.
    pub due_from: Option<Date>,
    /// Due on this day or earlier.
    pub due_to: Option<Date>,
    pub payer: Option<PayerId>,
    pub sort: InvoiceSort,
    /// The civil date for the status `overdue`.
    pub today: Date,
    /// Where the previous page ended.
    pub after: Option<ListMark>,
    /// How many at most, 1 to 200.
    pub limit: usize,
}

impl InvoiceList {
    /// The newest invoices, at most `limit`.
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

    /// The invoice with this number, if it exists.
    #[must_use]
    pub fn numbered(number: &str, today: Date) -> Self {
        Self { number: Some(number.to_owned()), ..Self::newest(today, 1) }
    }
}

/// Where a page of a list ends. Opaque in addresses, as `id.key`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListMark {
    pub id: InvoiceId,
    /// The sort key besides the id.
    pub key: String,
}

/// An invoice in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedInvoice {
    pub row: InvoiceRow,
    /// The payer's name, unless erased.
    pub payer_name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedInvoices {
    pub invoices: Vec<ListedInvoice>,
    /// Where the next page begins; `None` on the last page.
    pub next: Option<ListMark>,
}

/// The number of invoices for each filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct InvoiceCounts {
    pub all: i64,
    /// Something is open and asked for.
    pub asked: i64,
    /// Asked for, and the due date has passed.
    pub overdue: i64,
    /// Asked for, partly paid, and the due date has not passed.
    pub partly_paid: i64,
    pub paid: i64,
    /// Voided, credited or written off.
    pub closed: i64,
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
