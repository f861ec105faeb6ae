//! Every table: what a backup copies. The area of a table declares its columns and what it holds about people.

use crate::personal_data::TableData;
use crate::{
    attachments, audit, bank_imports, billers, checkouts, content, conversations, credit_notes, idempotency,
    invoices, jobs, links, log, matching, payers, payments, postings, staff,
};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Big,
    Text,
    /// BLOB or BYTEA.
    Bytes,
}

pub(crate) struct Table {
    pub(crate) name: &'static str,
    /// What it holds about people, as its area declares it.
    pub(crate) data: &'static TableData,
    pub(crate) columns: &'static [(&'static str, Kind)],
    /// The order in which rows are copied.
    pub(crate) order: &'static str,
}

/// The tables of all areas, except `migrations`; one that another refers to comes first.
const AREAS: &[&[Table]] = &[
    billers::tables::TABLES,
    staff::tables::TABLES,
    audit::tables::TABLES,
    log::TABLES,
    postings::TABLES,
    invoices::tables::TABLES,
    conversations::tables::TABLES,
    checkouts::tables::TABLES,
    matching::tables::TABLES,
    payments::tables::TABLES,
    bank_imports::tables::TABLES,
    payers::tables::TABLES,
    credit_notes::tables::TABLES,
    content::TABLES,
    attachments::tables::TABLES,
    links::tables::TABLES,
    idempotency::TABLES,
    jobs::tables::TABLES,
];

/// Every table, in this order.
pub(crate) fn all() -> impl Iterator<Item = &'static Table> {
    AREAS.iter().copied().flatten()
}
