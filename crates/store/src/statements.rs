//! The SQL of one payment, for benchmarks that compare the store with the bare statements.

use crate::{billers, idempotency, log, postings, projections, receipts};

/// The statements that recording one settled payment of one invoice runs, in order, without those that begin
/// and end the transaction: key, biller, the three streams, four events, four postings, the invoice's
/// and the receipt's row, the answer. Where the payment names its source, [`payment_by_source`] comes after
/// the biller.
#[must_use]
pub fn payment() -> [&'static str; 10] {
    [
        idempotency::RECALL,
        billers::GET,
        log::LOAD,
        log::LOAD,
        log::LOAD,
        log::insert_text(4),
        postings::insert_text(4),
        projections::UPDATE_INVOICE,
        projections::INSERT_RECEIPT,
        idempotency::REMEMBER,
    ]
}

/// The statement that looks for a payment that the same source reported before.
#[must_use]
pub const fn payment_by_source() -> &'static str {
    receipts::BY_SOURCE
}
