//! The figures of an invoice, for every page that names one.

use console::pages::figures::Figures;
use domain::Date;
use usecases::InvoiceRow;

/// The name of a payer who was erased.
pub const ERASED: &str = "Erased payer";

pub fn figures(row: &InvoiceRow, today: Date) -> Figures {
    Figures {
        id: row.id,
        number: row.number.clone(),
        currency: row.currency,
        total_minor: row.total_minor,
        paid_minor: row.paid_minor,
        pending_minor: row.pending_minor,
        open_minor: row.open_minor,
        credit_minor: row.credit_minor,
        due_date: row.due_date,
        status: row.status(today),
        flagged: row.flagged,
    }
}
