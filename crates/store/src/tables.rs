//! Every table, one line each: what a backup copies. The area of a table declares its columns and what it holds about
//! people.

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

/// Every table except `migrations`; referenced tables come first. Events come in commit order, without the engine's own
/// column `tx`.
pub(crate) const TABLES: &[Table] = &[
    log::REBUILD_NEEDED,
    billers::tables::BILLERS,
    billers::tables::API_KEYS,
    staff::tables::STAFF,
    staff::tables::STAFF_SESSIONS,
    audit::tables::AUDIT,
    log::TABLE,
    postings::TABLE,
    invoices::tables::INVOICES,
    conversations::tables::CONVERSATIONS,
    conversations::tables::REPLIES,
    checkouts::tables::PROVIDER_CONNECTIONS,
    checkouts::tables::CHECKOUTS,
    checkouts::tables::SANDBOX_PAYMENTS,
    billers::tables::POLICIES,
    billers::tables::BILLER_IDENTITIES,
    invoices::tables::INVOICE_WORDS,
    matching::tables::PAYMENT_REFERENCES,
    matching::tables::PAYER_ACCOUNTS,
    matching::tables::PAYER_NAMES,
    payments::tables::PAYMENTS,
    bank_imports::tables::WAITING_KEYS,
    bank_imports::tables::BANK_RETURNS,
    payments::tables::MATCH_CANDIDATES,
    bank_imports::tables::BANK_FILES,
    bank_imports::tables::BANK_ENTRIES,
    bank_imports::tables::BANK_KEYS,
    bank_imports::tables::BANK_SIGHTINGS,
    payers::tables::ACCOUNTS,
    credit_notes::tables::CREDIT_NOTES,
    credit_notes::tables::CREDIT_NOTE_INVOICES,
    invoices::tables::DOCUMENTS,
    invoices::tables::SERIES,
    payers::tables::PAYER_KEYS,
    payers::tables::PAYER_SEARCH,
    payers::tables::PAYER_WORDS,
    content::TABLE,
    attachments::tables::ATTACHMENTS,
    links::tables::LINKS,
    idempotency::TABLE,
    jobs::tables::JOBS,
];
