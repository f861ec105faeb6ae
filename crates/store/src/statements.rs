//! SQL for others to look at: the statements of one payment, for benchmarks that compare the store with the bare
//! statements; and for tests what every node runs every second, lists, and the number of the schema.

use domain::Date;
use domain::ids::BillerId;
use usecases::InvoiceList;

use crate::engine::Engine;
use crate::invoices::list::{self as listed, AccessPath};
use crate::search::conditions::Search;
use crate::{billers, idempotency, invoices, log, migrate, payments, postings};

/// The statements of recording one settled payment of one invoice, in order, without begin and commit: key, biller, the
/// three streams, four events, four postings, the rows of invoice and payment, the answer. If the payment names its
/// source, [`payment_by_source`] comes after the biller.
#[must_use]
pub fn payment() -> [&'static str; 10] {
    [
        idempotency::RECALL,
        billers::rows::GET,
        log::LOAD,
        log::LOAD,
        log::LOAD,
        log::insert_text(4),
        postings::insert_text(4),
        invoices::projection::INVOICES.update_text(),
        payments::projection::PAYMENTS.insert_text(1),
        idempotency::REMEMBER,
    ]
}

/// The statement that looks for a payment that the same source reported before.
#[must_use]
pub const fn payment_by_source() -> &'static str {
    payments::rows::BY_SOURCE
}

/// The statement that claims due jobs.
#[must_use]
pub const fn claim_jobs(on_sqlite: bool) -> &'static str {
    let engine = if on_sqlite { Engine::Sqlite } else { Engine::Postgres };
    engine.dialect().claim_jobs
}

/// The statement that reads a page of invoices without a search: in list order, or, if only a `few` match, by looking
/// these up first.
#[must_use]
pub fn list_invoices(list: &InvoiceList, few: bool) -> String {
    let first = if few { AccessPath::Few } else { AccessPath::Order };
    listed::statement(BillerId(uuid::Uuid::nil()), list, &Search::default(), first).into_text()
}

/// The statement that counts invoices.
#[must_use]
pub fn count_invoices(today: Date) -> String {
    listed::counting(BillerId(uuid::Uuid::nil()), today).into_text()
}

/// The newest schema: the number of the last migration.
#[must_use]
pub fn newest_schema() -> i64 {
    migrate::newest()
}
