//! The figures of an invoice, for every page that names one.

use domain::ids::InvoiceId;
use domain::{Currency, Date, Status};

/// An invoice's figures, minor units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    pub id: InvoiceId,
    pub number: String,
    /// The currency of every amount.
    pub currency: Currency,
    /// The total with VAT and fees.
    pub total_minor: i64,
    pub paid_minor: i64,
    pub pending_minor: i64,
    /// Remains to be paid.
    pub open_minor: i64,
    /// The payer's credit at this invoice.
    pub credit_minor: i64,
    /// The last day on which payment is on time.
    pub due_date: Date,
    pub status: Status,
    /// Whether staff should look at it.
    pub flagged: bool,
}
