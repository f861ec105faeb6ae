//! Invoices: taking them in, reading them, and what the biller does with them.

pub mod change;
pub mod create;
mod draft;
mod form;
pub mod read;

use domain::Date;
use serde::Serialize;
use usecases::InvoiceRow;
use utoipa::ToSchema;

use super::schema::statuses;

/// An invoice's figures. Amounts are minor units of its currency.
#[derive(Debug, Serialize, ToSchema)]
pub struct Invoice {
    /// Its id.
    #[schema(format = Uuid)]
    id: String,
    /// Its number.
    #[schema(example = "10482")]
    number: String,
    /// ISO 4217 code of every amount.
    #[schema(example = "SEK")]
    currency: &'static str,
    /// The total with VAT.
    #[schema(example = 165_600)]
    total_minor: i64,
    /// What was asked for at the start: the total less what was prepaid.
    #[schema(example = 165_600)]
    payable_minor: i64,
    /// Paid.
    #[schema(example = 45_000)]
    paid_minor: i64,
    /// On its way; it touches no balance.
    pending_minor: i64,
    /// Remains to be paid; never negative.
    #[schema(example = 120_600)]
    open_minor: i64,
    /// The payer's credit that stands here.
    credit_minor: i64,
    /// What credit notes gave back.
    credited_minor: i64,
    /// When it was issued.
    #[schema(value_type = String, format = Date)]
    issue_date: Date,
    /// The last day on which payment is on time.
    #[schema(value_type = String, format = Date)]
    due_date: Date,
    /// How it stands today, in the biller's zone.
    #[schema(schema_with = statuses)]
    status: &'static str,
    /// The number of its last event.
    #[schema(example = 2)]
    seq: i64,
    /// Who is asked to pay.
    #[schema(format = Uuid)]
    payer_id: String,
    /// Whether staff should look at it, for instance because money arrived after it was withdrawn.
    flagged: bool,
}

impl Invoice {
    /// The figures as they stand on `today`.
    fn on(today: Date, row: InvoiceRow) -> Self {
        let status = row.status(today).as_str();
        Self {
            id: row.id.to_string(),
            number: row.number,
            currency: row.currency.code(),
            total_minor: row.total_minor,
            payable_minor: row.payable_minor,
            paid_minor: row.paid_minor,
            pending_minor: row.pending_minor,
            open_minor: row.open_minor,
            credit_minor: row.credit_minor,
            credited_minor: row.credited_minor,
            issue_date: row.issue_date,
            due_date: row.due_date,
            status,
            seq: row.seq,
            payer_id: row.payer.to_string(),
            flagged: row.flagged,
        }
    }
}
