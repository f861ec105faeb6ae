//! What the database keeps of credit notes.

use domain::credit_notes::CreditNote;

use crate::credit_notes::projection::{CREDIT_NOTES, NAMED_INVOICES};
use crate::projections::Projection;
use crate::streams::Stored;

impl Stored for CreditNote {
    const HOLDS_PAYER: bool = true;

    fn projections() -> Vec<&'static Projection<Self>> {
        vec![&CREDIT_NOTES, &NAMED_INVOICES]
    }
}
