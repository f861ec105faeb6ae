//! An invoice as every page that names one knows it.

use domain::ids::InvoiceId;
use domain::{Currency, Date, Status};

/// An invoice's figures, minor units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// Its id.
    pub id: InvoiceId,
    /// Its number.
    pub number: String,
    /// The currency of every amount.
    pub currency: Currency,
    /// The total with VAT and fees.
    pub total_minor: i64,
    /// Paid.
    pub paid_minor: i64,
    /// On its way.
    pub pending_minor: i64,
    /// Remains to be paid.
    pub open_minor: i64,
    /// The payer's credit that stands here.
    pub credit_minor: i64,
    /// The last day on which payment is on time.
    pub due_date: Date,
    /// The status now.
    pub status: Status,
    /// Whether staff should look at it.
    pub flagged: bool,
}
