//! The texts that a payment runs, for measuring this store beside a bare loop of the same statements.

use crate::{billers, idempotency, log, postings, projections, receipts};

/// Looks an idempotency key up.
pub const RECALL: &str = idempotency::RECALL;
/// Reads the biller.
pub const BILLER: &str = billers::GET;
/// Looks for a receipt that the same source reported.
pub const RECEIPT_BY_SOURCE: &str = receipts::BY_SOURCE;
/// Reads a stream.
pub const LOAD: &str = log::LOAD;
/// Updates an invoice's row.
pub const UPDATE_INVOICE: &str = projections::UPDATE_INVOICE;
/// Inserts a receipt's row.
pub const INSERT_RECEIPT: &str = projections::INSERT_RECEIPT;
/// Remembers what was answered to a key.
pub const REMEMBER: &str = idempotency::REMEMBER;

/// Inserts `rows` events, 1 to 8.
#[must_use]
pub fn insert_events(rows: usize) -> &'static str {
    log::insert_text(rows)
}

/// Inserts `rows` postings, 1 to 8.
#[must_use]
pub fn insert_postings(rows: usize) -> &'static str {
    postings::insert_text(rows)
}
